#!/usr/bin/env bash
# GTFS times are "HH:MM:SS (H:MM:SS is also accepted)", and plenty of feeds write 9:30:00. gtfs-kit
# 13.0.1 reads such a feed and has its timetables and durations right, so one would expect as much of
# get_trips(feed, date, time), the trips "in service at that time". But this one compares the times as
# text, and "9:30:00" is more than "10:30:00": a bus from 9:30 to 10:30 is in service from its arrival
# until midnight and at no minute of its ride, and one from 8:00 to 9:00 never is, if asked at
# "08:15:00", the form that the function wants. No error, no warning. After clean_times() both are
# right; its description speaks of sorting only, and reading a feed does not call it.
# Needs Python 3. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check gtfs-kit==13.0.1
mkdir feed
echo "agency_id,agency_name,agency_url,agency_timezone
a,A,https://example.org,Europe/Paris" >feed/agency.txt
echo "stop_id,stop_name,stop_lat,stop_lon
t,Toulouse,43.6,1.44
l,Lombez,43.47,0.91" >feed/stops.txt
echo "route_id,agency_id,route_short_name,route_type
r,a,1,3" >feed/routes.txt
echo "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
w,1,1,1,1,1,0,0,20260601,20260630" >feed/calendar.txt
echo "route_id,service_id,trip_id
r,w,early
r,w,past-ten" >feed/trips.txt
echo "trip_id,arrival_time,departure_time,stop_id,stop_sequence
early,8:00:00,8:00:00,t,1
early,9:00:00,9:00:00,l,2
past-ten,9:30:00,9:30:00,t,1
past-ten,10:30:00,10:30:00,l,2" >feed/stop_times.txt
cat >ask.py <<'PY'
from importlib.metadata import version
from pathlib import Path

import gtfs_kit

print("gtfs-kit", version("gtfs-kit"))
feed = gtfs_kit.read_feed(Path("feed"), dist_units="km")
clean = gtfs_kit.clean_times(feed)


def under_way(timetable: gtfs_kit.Feed) -> dict[str, str]:
    found = {"early": [], "past-ten": []}
    for minute in range(24 * 60):
        time = f"{minute // 60:02}:{minute % 60:02}:00"
        for trip in gtfs_kit.get_trips(timetable, "20260601", time=time).trip_id:
            found[trip].append(time[:5])
    return {trip: f"{times[0]}-{times[-1]}" if times else "never" for trip, times in found.items()}


stats = gtfs_kit.compute_trip_stats(feed).set_index("trip_id").duration.to_dict()
print("hours that each trip lasts, in its statistics:", stats)
expected = {"early": "08:00-09:00", "past-ten": "09:30-10:30"}
print("expected, when each is in service:", expected)
seen, cleaned = under_way(feed), under_way(clean)
print("seen:", seen, "; after clean_times:", cleaned)
surprise = seen == {"early": "never", "past-ten": "10:30-23:59"} and cleaned == expected
raise SystemExit(not surprise)
PY
env/bin/python ask.py
