#!/usr/bin/env bash
# A GPX track is cut in segments where the recording stopped: a day of two walks with a train between
# them has two, and GPX 1.1 says that they are not joined. One would expect the length of the day to
# be that of its walks: 1.1 km on each side of a ride of 8.9 km. @we-gold/gpxjs 1.2.0, the maintained
# successor of gpxparser, and gpxparser 3.0.8 itself put all points in one list: the walk is 11.1 km
# long, and goes down the 30 m that the train went. It also climbs 20 m in place of 70, since a point
# without a height, which the schema allows, takes away the climb on both of its sides. gpxpy 1.6.2
# says 2.2 km, 70 m up and none down.
# Needs Python 3 and Node. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check gpxpy==1.6.2
echo '{"private": true, "type": "module"}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts \
  @we-gold/gpxjs@1.2.0 gpxparser@3.0.8 @xmldom/xmldom@0.9.8
cat >day.gpx <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="finding" xmlns="http://www.topografix.com/GPX/1/1"><trk>
<trkseg>
<trkpt lat="43.60" lon="0.6"><ele>100</ele></trkpt>
<trkpt lat="43.605" lon="0.6"/>
<trkpt lat="43.61" lon="0.6"><ele>150</ele></trkpt>
</trkseg>
<trkseg>
<trkpt lat="43.69" lon="0.6"><ele>120</ele></trkpt>
<trkpt lat="43.70" lon="0.6"><ele>140</ele></trkpt>
</trkseg>
</trk></gpx>
XML
cat >ask.py <<'PY'
from pathlib import Path

import gpxpy

day = gpxpy.parse(Path("day.gpx").read_text("utf-8"))
up_m, down_m = day.get_uphill_downhill()
print(f"  gpxpy: {day.length_2d() / 1000:.1f} km, {up_m:.0f} m up, {down_m:.0f} m down")
raise SystemExit((round(day.length_2d(), -2), round(up_m), round(down_m)) != (2200, 70, 0))
PY
cat >ask.js <<'JS'
import { readFileSync } from "node:fs";
import { parseGPXWithCustomParser } from "@we-gold/gpxjs";
import { DOMParser } from "@xmldom/xmldom";
import GpxParser from "gpxparser";

const text = readFileSync("day.gpx", "utf8");
const [read, error] = parseGPXWithCustomParser(text, (xml) =>
  new DOMParser().parseFromString(xml, "text/xml"));
if (error) throw error;
const older = new GpxParser();
older.parse(text);
const told = (track, up, down) => [
  (track.distance.total / 1000).toFixed(1), track.elevation[up], track.elevation[down]].join(" ");
const seen = {
  "@we-gold/gpxjs": told(read.tracks[0], "positive", "negative"),
  gpxparser: told(older.tracks[0], "pos", "neg"),
};
for (const [name, values] of Object.entries(seen)) {
  const [km, upM, downM] = values.split(" ");
  console.log(`  ${name}: ${km} km, ${upM} m up, ${downM} m down`);
}
process.exit(Object.values(seen).every((values) => values === "11.1 20 30") ? 0 : 1);
JS
echo "expected: 2.2 km, 70 m up, none down"
echo "seen:"
env/bin/python ask.py
node ask.js
