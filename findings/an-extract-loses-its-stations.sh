#!/usr/bin/env bash
# Out of a region's timetables one cuts the line that a route needs. partridge 1.1.2 cuts a feed by a
# view and writes it back, and one would expect a feed that holds together: with the platforms of the
# line, the station each belongs to, and whom to name for the data. The platforms keep the identifier
# of their station, and the station is gone: GTFS calls that a broken reference. The time that it takes
# to change in that station goes with it, and attributions.txt, which says who made the data, is not
# written at all, nor are translations.txt and pathways.txt. Nothing is said. gtfs_kit 13.0.1 cut to
# the same trips keeps the station.
# Needs Python 3. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check partridge==1.1.2 gtfs-kit==13.0.1
cat >ask.py <<'PY'
import csv
import io
import warnings
import zipfile
from importlib.metadata import version

import gtfs_kit
import partridge

warnings.simplefilter("ignore")
FEED = {
    "agency": "agency_id,agency_name,agency_url,agency_timezone\n"
              "A,Essai,https://example.org,Europe/Paris\n",
    "stops": "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\n"
             "G,Gare d'essai,43.611,1.453,1,\nG1,Quai 1,43.611,1.453,0,G\n"
             "G2,Quai 2,43.611,1.454,0,G\nV,Village,43.625,0.876,0,\n",
    "routes": "route_id,agency_id,route_short_name,route_type\nL,A,L,2\n",
    "trips": "route_id,service_id,trip_id\nL,semaine,t1\nL,samedi,t2\n",
    "stop_times": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
                  "t1,08:00:00,08:00:00,G1,1\nt1,08:50:00,08:50:00,V,2\n"
                  "t2,09:00:00,09:00:00,G2,1\nt2,09:50:00,09:50:00,V,2\n",
    "calendar": "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,"
                "end_date\nsemaine,1,1,1,1,1,0,0,20261201,20261231\n"
                "samedi,0,0,0,0,0,1,0,20261201,20261231\n",
    "transfers": "from_stop_id,to_stop_id,transfer_type,min_transfer_time\nG,G,2,300\n",
    "attributions": "organization_name,is_producer\nRégion d'essai,1\n",
    "translations": "table_name,field_name,language,translation,record_id\n"
                    "stops,stop_name,en,Trial station,G\n",
}
with zipfile.ZipFile("whole.zip", "w") as packed:
    for name, text in FEED.items():
        packed.writestr(f"{name}.txt", text)
print("partridge", version("partridge"), "and gtfs_kit", version("gtfs-kit"))
print("expected: an extract in which each parent_station and each transfer is still there")


def about(name):
    with zipfile.ZipFile(name) as packed:
        files = set(packed.namelist())
        rows = list(csv.DictReader(io.TextIOWrapper(packed.open("stops.txt"), "utf-8")))
    known = {row["stop_id"] for row in rows}
    wanted = {row["parent_station"] for row in rows} - {""}
    return files, sorted(known), sorted(wanted - known)


whole, _, broken = about("whole.zip")
assert broken == []
partridge.extract_feed("whole.zip", "cut.zip", {"trips.txt": {"service_id": "semaine"}})
files, stops, missing = about("cut.zip")
print("seen of partridge: stops", stops, "- stations missing:", missing,
      "- files gone:", sorted(whole - files))
gtfs_kit.read_feed("whole.zip", dist_units="km").restrict_to_trips(["t1"]).to_file("other.zip")
_, kept, broken = about("other.zip")
print("seen of gtfs_kit: stops", kept, "- stations missing:", broken)
gone = {"attributions.txt", "translations.txt", "transfers.txt"} <= whole - files
raise SystemExit(not (missing == ["G"] and broken == [] and gone))
PY
env/bin/python ask.py
