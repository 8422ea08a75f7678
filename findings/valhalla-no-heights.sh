#!/usr/bin/env bash
# Valhalla gives the heights along a route when it is asked with "elevation_interval". Its pages say
# that the tiles must have been built with elevation, and not what comes if they were not; for its
# other question, "height", they say null. One would expect null here too, or no heights, a warning,
# or at least one no-data value. The route has a height for each interval and no warning: -500.0
# (a comment in its source calls it "no elevation") and here and there -499.9, so a filter on
# exactly -500 lets heights through. Asked in miles, it converts even these into feet.
# Needs Python 3.11 or later and a platform that has a wheel of pyvalhalla. The wheel wants Python
# 3.12, but the programs in it run without Python. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check osmium==4.3.2
env/bin/pip install --quiet --disable-pip-version-check --no-deps --only-binary=:all: \
  --python-version 3.12 --target wheel pyvalhalla==3.9.1
cat >network.py <<'PY'
from math import sin

from osmium import SimpleWriter
from osmium.osm.mutable import Node, Way

with SimpleWriter("network.osm.pbf") as out:
    for number in range(1, 362):
        place = (10 + number * 0.0003, 50 + 0.001 * sin(number / 7))
        out.add_node(Node(id=number, version=1, location=place))
    for number in range(6):
        nodes = range(number * 60 + 1, number * 60 + 62)
        kind = "residential" if number % 2 else "path"
        out.add_way(Way(id=number + 1, version=1, nodes=nodes, tags={"highway": kind}))
PY
cat >tell.py <<'PY'
import json
import sys
from collections import Counter

answers = []
for name in ("kilometers", "miles"):
    with open(name, encoding="utf-8") as file:
        trip = json.load(file)["trip"]
    heights = Counter(trip["legs"][0].get("elevation", ()))
    told = ", ".join(f"{height} ({count} times)" for height, count in heights.most_common())
    print(f"seen, in {name}: {told or 'no heights'}; warnings: {len(trip.get('warnings', ()))}")
    answers.append(set(heights))
with open("points", encoding="utf-8") as file:
    points = json.load(file)["height"]
print("seen, for the question height:", json.dumps(points))
sys.exit(0 if answers == [{-500.0, -499.9}, {-1640.4}] and points == [None, None] else 1)
PY
env/bin/python network.py
mkdir no-elevation
env/bin/python wheel/valhalla/valhalla_build_config.py --mjolnir-tile-dir "$PWD/tiles" \
  --additional-data-elevation "$PWD/no-elevation" >config.json
wheel/valhalla/bin/valhalla_build_tiles --config config.json network.osm.pbf >build.log 2>&1
for units in kilometers miles; do
  wheel/valhalla/bin/valhalla_service config.json route '{"costing": "pedestrian",
    "locations": [{"lat": 50, "lon": 10.001}, {"lat": 50, "lon": 10.1}],
    "elevation_interval": 30, "units": "'"$units"'"}' >"$units" 2>route.log
done
wheel/valhalla/bin/valhalla_service config.json height '{"shape": [{"lat": 50, "lon": 10.001},
  {"lat": 50, "lon": 10.1}]}' >points 2>points.log
echo "Valhalla $(wheel/valhalla/bin/valhalla_service --version), tiles built without elevation"
echo "expected: null, no heights, or one no-data value"
env/bin/python tell.py
