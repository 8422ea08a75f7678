"""Small timetables made by hand, as tables of text, and a content folder that rides on them.

`FEED` is sound: a coach from Toulouse to Lectoure and back, Monday to Friday, from 9 November to
18 December 2026, and a train. A test names the tables it wants otherwise; None leaves one out.
"""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

from helpers.content_sample import FARM, MUSEUM, SITE, TODAY, write_sample
from parcours.format.choices import Mode
from parcours.geo.points import LatLon
from parcours.hours.clock import wall_clock
from parcours.timetable.archive import open_feed
from parcours.timetable.dated_rides import Pair
from parcours.timetable.departures import Departure
from parcours.timetable.feed import Feed, read_feed
from parcours.timetable.stops import End, Wanted

MONDAY = date(2026, 11, 23)
BRIQUE, LECTOURE = LatLon(43.60400, 1.44400), LatLon(43.93400, 0.62100)

FEED: dict[str, str] = {
    "agency.txt": """\
agency_id,agency_name,agency_url,agency_timezone
1,Cars de Gascogne,https://exemple.fr,Europe/Paris
""",
    "stops.txt": """\
stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station
TOU,Toulouse,43.60410,1.44400,1,
TOU-1,Toulouse quai 1,43.60410,1.44400,0,TOU
TOU-OCECar,Toulouse car,43.60420,1.44400,0,TOU
TOU2,Toulouse Nord,43.61300,1.44400,1,
TOU2-1,Toulouse Nord,43.61300,1.44400,0,TOU2
FLE,Fleurance,43.85000,0.66000,0,
LEC,Lectoure,43.93400,0.62100,0,
VUE,Belvédère,43.93600,0.62500,0,
""",
    "routes.txt": """\
route_id,agency_id,route_short_name,route_long_name,route_type
L1,1,1,Toulouse - Lectoure,3
""",
    "trips.txt": """\
route_id,service_id,trip_id
L1,SEM,ALLER
L1,SEM,RETOUR
""",
    "stop_times.txt": """\
trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type
ALLER,09:00:00,09:00:00,TOU-1,1,0,1
ALLER,10:20:00,10:22:00,FLE,2,0,0
ALLER,,,VUE,3,0,0
ALLER,10:40:00,10:40:00,LEC,4,1,0
RETOUR,17:00:00,17:00:00,LEC,1,0,1
RETOUR,17:20:00,17:20:00,FLE,2,0,0
RETOUR,18:40:00,18:40:00,TOU-1,3,1,0
""",
    "calendar.txt": """\
service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
SEM,1,1,1,1,1,0,0,20261109,20261218
""",
}

SITE_WITH_FEED = SITE + """\
feeds:
  - {name: horaires, address: "https://exemple.fr/h.zip", licence: ODbL-1.0}
"""
CONTENT: dict[str, str | bytes | None] = {
    "site.yml": SITE_WITH_FEED,
    "places/musee-de-la-brique.yml": MUSEUM + "refs: {gtfs: [TOU]}\n",
    "places/ferme-du-grand-chene.yml": FARM + "refs: {gtfs: [FLE]}\n",
}
"""The sample whose route rides by coach from the museum to the farm, both with their stop."""


def write_feed(folder: Path, **tables: str | bytes | None) -> Path:
    """The feed as a folder, with the tables named here (``stops`` for ``stops.txt``) instead."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _tables(tables).items():
        (folder / name).write_bytes(text)
    return folder


def zip_feed(path: Path, within: str = "", **tables: str | bytes | None) -> Path:
    """The feed as a zip, its tables below the folder ``within``."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _tables(tables).items():
            archive.writestr(within + name, text)
    return path


def _tables(changed: dict[str, str | bytes | None]) -> dict[str, bytes]:
    tables = {**FEED, **{f"{name}.txt": text for name, text in changed.items()}}
    return {name: text.encode() if isinstance(text, str) else text
            for name, text in tables.items() if text is not None}


def write_content(folder: Path, **files: str | bytes | None) -> Path:
    """The content folder of `CONTENT`, with the feed in ``horaires`` inside it."""
    write_sample(folder, **{**CONTENT, **files})
    write_feed(folder / "horaires")
    return folder


def with_calls(*rows: str, run: str = "BOUCLE") -> dict[str, str]:
    """One more run of L1: its calls as ``departure stop`` or ``departure stop pickup drop_off``."""
    calls = ""
    for n, row in enumerate(rows):
        time, stop, *handling = row.split()
        pickup, drop_off = handling or ("0", "0")
        shown = "," if time == "-" else f"{time}:00,{time}:00"
        calls += f"{run},{shown},{stop},{n},{pickup},{drop_off}\n"
    return {"stop_times": FEED["stop_times.txt"].partition("ALLER")[0] + calls,
            "trips": f"route_id,service_id,trip_id\nL1,SEM,{run}\n"}


def between(start: str, end: str, by: Mode = Mode.COACH) -> Wanted:
    """What is asked of the feed from one named stop to another."""
    return Wanted(End(BRIQUE, tuple(start.split())), End(LECTOURE, tuple(end.split())), by)


def read(path: Path, *wanted: Wanted) -> Feed:
    """A feed as the product reads it."""
    return read_feed(open_feed(path, path.name), wanted or [between("TOU", "LEC")], TODAY)


def pair(path: Path, start: str = "TOU", end: str = "LEC", by: Mode = Mode.COACH) -> Pair:
    """The one pair of halts between two named stops."""
    wanted = between(start, end, by)
    (found,) = read(path, wanted).pairs[wanted]
    return found


def times(found: Pair, day: date = MONDAY) -> list[str]:
    """The departures of a day as ``09:00-10:40``, with a sign for each day that passes."""
    return [in_short(one) for one in found.departures.get(day, [])]


def in_short(one: Departure) -> str:
    """A departure as ``09:00-10:40``; ``23:50-00:20+`` arrives the day after."""
    return (f"{wall_clock(one.leaves_min)}-{wall_clock(one.arrives_min)}"
            + "+" * (one.arrives_min // 1440))
