#!/usr/bin/env bash
# A climb from 100 m to 1,100 m, as a LineString with heights (RFC 7946, 3.1.1: the third number of a
# position). Cut into stages or asked for a point halfway, one would expect heights between the two,
# or none. Turf 7.4.0 gives each new point the height of the next vertex of the line: lineChunk's
# first piece climbs all 1,000 m and the others are flat, along() stands on the top after a tenth of
# the way, and midpoint(), the other way round, is still at the bottom. lineSlice gives no height, as
# the pages of none of them mention heights. What is right in two dimensions becomes a wrong profile.
# Needs Node and npm. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @turf/along@7.4.0 @turf/helpers@7.4.0 \
  @turf/line-chunk@7.4.0 @turf/midpoint@7.4.0 @turf/length@7.4.0
cat >ask.mjs <<'JS'
import { along } from "@turf/along";
import { lineString, point } from "@turf/helpers";
import { length } from "@turf/length";
import { lineChunk } from "@turf/line-chunk";
import { midpoint } from "@turf/midpoint";
const [foot, top] = [[1, 43, 100], [1, 43.1, 1100]];
const climb = lineString([foot, top]);
const pieces = lineChunk(climb, 4).features.map((piece) => piece.geometry.coordinates);
const heights = pieces.map((piece) => piece.map((place) => place[2]).join("-"));
const tenth = along(climb, length(climb) / 10).geometry.coordinates[2];
const middle = midpoint(point(foot), point(top)).geometry.coordinates[2];
console.log(`Turf 7.4.0, a climb of ${length(climb).toFixed(1)} km`);
console.log("expected: pieces of 4 km 100-460 460-819 819-1100, a tenth 200, the middle 600");
console.log(`seen: pieces of 4 km ${heights.join(" ")}, a tenth ${tenth}, the middle ${middle}`);
const same = heights.join(" ") === "100-1100 1100-1100 1100-1100";
process.exit(same && tenth === 1100 && middle === 100 ? 0 : 1);
JS
node ask.mjs
