#!/usr/bin/env bash
# suncalc 2.0.2 looks for the moon's rise and set in a day of Greenwich, which its manual says, with a
# remedy: for the day of a place, hand over that place's midnight. East of Greenwich one would expect
# the twenty-four hours from there on. They are those of the day before: midnight in Toulouse is 22:00
# or 23:00 of the day before in Greenwich, and the window begins where that day began. Asked so for
# each day of 2026, 655 of 705 rises and sets are on another day than the one that was asked about.
# Noon in the place of midnight is what the manual does not say, and leaves 50, of the first hours.
# Needs Node 18 or newer. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund suncalc@2.0.2
cat >ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import { getMoonTimes } from "suncalc";

const { version } = JSON.parse(readFileSync("node_modules/suncalc/package.json", "utf8"));
console.log("suncalc", version, "in", process.env.TZ);
console.log("expected: handed over midnight of a day, the rise and the set of that day");
const dayOf = (moment) => [moment.getFullYear(), moment.getMonth(), moment.getDate()].join();
const asked = { midnight: 0, noon: 12 };
const seen = {};
for (const [name, hour] of Object.entries(asked)) {
  seen[name] = { told: 0, elsewhere: 0 };
  for (let n = 1; n <= 365; n += 1) {
    const moment = new Date(2026, 0, n, hour);
    const { rise, set } = getMoonTimes(moment, 43.6, 1.44);
    for (const told of [rise, set].filter(Boolean)) {
      seen[name].told += 1;
      if (dayOf(told) !== dayOf(moment)) seen[name].elsewhere += 1;
    }
  }
  console.log(`seen: asked at ${name}, ${seen[name].elsewhere} of ${seen[name].told} moments are on`,
    "another day than the one that was asked about");
}
const first = getMoonTimes(new Date(2026, 0, 10), 43.6, 1.44);
console.log("seen: the moonset of 10 January, asked at its midnight:", String(first.set));
process.exit(seen.midnight.elsewhere > seen.midnight.told / 2
  && seen.noon.elsewhere < seen.noon.told / 10 ? 0 : 1);
JS
TZ=Europe/Paris node ask.mjs
