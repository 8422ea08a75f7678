#!/usr/bin/env bash
# GPX lets a waypoint carry elements of another namespace in <extensions>, and GDAL reads each into a
# field. One that holds another element comes as the XML inside it: that much one would expect, and it
# is so for words. Where the inner element holds a number, GDAL takes the outer one for an integer
# when it looks at the file, and then reads "<p:stay>30</p:stay>" as one: the value is 0, no longer
# 30 and no longer XML. A duration of 30 minutes goes through it as none.
# Needs Python 3. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pyogrio==0.11.1 numpy==2.2.6
for stay in 30 long; do
  cat >"$stay.gpx" <<X
<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1"
     xmlns:p="https://example.org/stop">
  <wpt lat="43.6" lon="0.9"><name>Halle</name>
    <extensions><p:stop><p:stay>$stay</p:stay></p:stop></extensions></wpt>
</gpx>
X
done
cat >ask.py <<'PY'
import warnings

import pyogrio

warnings.simplefilter("ignore")
print("GDAL", pyogrio.__gdal_version_string__)
seen = []
for stay in ("30", "long"):
    meta, _, _, values = pyogrio.raw.read(f"{stay}.gpx", layer="waypoints")
    seen.append(values[list(meta["fields"]).index("p_stop")][0])
print("expected: '<p:stay>30</p:stay>' or 30, and '<p:stay>long</p:stay>'")
print(f"seen: {seen[0]!r} and {seen[1]!r}")
raise SystemExit(not (seen[0] == 0 and seen[1] == "<p:stay>long</p:stay>"))
PY
env/bin/python ask.py
