#!/usr/bin/env bash
# GPX: a track point may lack <time> (GPX 1.1, wptType: every child is optional), and planners leave
# it out where they add a point to a recorded track. togeojson 7.1.3 gives the times of a track beside
# its coordinates, in coordinateProperties.times. For a point without time one would expect null, as
# that very list of properties has it for heart rates: a point without one has null there. The time
# is left out instead, so that list is shorter and each later time stands at the point before its own:
# the walker is at the pass twenty minutes early, and nothing marks the list as incomplete.
# Needs Node and npm. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @tmcw/togeojson@7.1.3 @xmldom/xmldom@0.9.12
cat >track.gpx <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="by hand" xmlns="http://www.topografix.com/GPX/1/1"
     xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">
  <trk><trkseg>
    <trkpt lat="43.60" lon="1.44"><time>2026-06-01T08:00:00Z</time>
      <extensions><gpxtpx:TrackPointExtension><gpxtpx:hr>90</gpxtpx:hr>
      </gpxtpx:TrackPointExtension></extensions></trkpt>
    <trkpt lat="43.61" lon="1.44"/>
    <trkpt lat="43.62" lon="1.44"><time>2026-06-01T08:20:00Z</time>
      <extensions><gpxtpx:TrackPointExtension><gpxtpx:hr>120</gpxtpx:hr>
      </gpxtpx:TrackPointExtension></extensions></trkpt>
    <trkpt lat="43.63" lon="1.44"><time>2026-06-01T08:40:00Z</time>
      <extensions><gpxtpx:TrackPointExtension><gpxtpx:hr>130</gpxtpx:hr>
      </gpxtpx:TrackPointExtension></extensions></trkpt>
  </trkseg></trk>
</gpx>
XML
cat >ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import { gpx } from "@tmcw/togeojson";
import { DOMParser } from "@xmldom/xmldom";
const track = gpx(new DOMParser().parseFromString(readFileSync("track.gpx", "utf8"), "text/xml"));
const { geometry, properties } = track.features[0];
const { times, heart } = properties.coordinateProperties;
const clocks = times.map((time) => time && time.slice(11, 16));
console.log("togeojson 7.1.3,", geometry.coordinates.length, "points");
console.log('expected: times ["08:00",null,"08:20","08:40"], heart rates [90,null,120,130]');
console.log("seen: times", JSON.stringify(clocks), "heart rates", JSON.stringify(heart));
const shorter = geometry.coordinates.length === 4 && clocks.join() === "08:00,08:20,08:40";
process.exit(shorter && heart.join() === "90,,120,130" ? 0 : 1);
JS
node ask.mjs
