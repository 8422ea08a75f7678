#!/usr/bin/env bash
# In opening hours of OpenStreetMap a remark that says neither open nor closed leaves the door unknown:
# the specification's own case is "by appointment". So one expects two readers of the same rule to
# agree. opening_hours 3.15.0 (JavaScript) says unknown; opening-hours-py 2.1.4 says OPEN, with the
# remark beside it. And offices put a remark last, after a semicolon: 'Mo-Su 10:00-18:00; "last entry
# at 17:30"'. That is a rule of its own for every minute of the year, which replaces the hours before
# it: by the one nobody knows at noon, by the other the museum is open at three in the morning. With a
# state written, open "…" after the hours and no semicolon, both agree.
# Needs Python 3, Node.js and npm. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check opening-hours-py==2.1.4
npm install --silent --no-fund --no-audit opening_hours@3.15.0 >/dev/null
cat >rules.json <<'JSON'
["Mo-Su 10:00-18:00; \"last entry at 17:30\"", "Mo-Su 10:00-18:00 \"by appointment\"",
 "Mo-Su 10:00-18:00 open \"last entry at 17:30\""]
JSON
cat >ask.py <<'PY'
import json
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from opening_hours import OpeningHours

print("opening-hours-py", version("opening-hours-py"))
for rule in json.loads(Path("rules.json").read_text()):
    hours = OpeningHours(rule)
    print(*(str(hours.state(datetime(2026, 6, 2, hour))[0]).rpartition(".")[2].lower()
            for hour in (12, 3)))
PY
cat >ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import OpeningHours from "opening_hours";

const { version } = JSON.parse(readFileSync("node_modules/opening_hours/package.json"));
console.log("opening_hours", version);
for (const rule of JSON.parse(readFileSync("rules.json"))) {
  const hours = new OpeningHours(rule, null);
  console.log([12, 3].map((hour) => {
    const at = new Date(2026, 5, 2, hour);
    return hours.getUnknown(at) ? "unknown" : hours.getState(at) ? "open" : "closed";
  }).join(" "));
}
JS
python=$(env/bin/python ask.py)
javascript=$(node ask.mjs)
cat rules.json
echo "expected: the same of both, at noon and at three in the morning"
echo "seen: $python"
echo "seen: $javascript"
test "$python" = "opening-hours-py 2.1.4
open open
open closed
open closed" && test "$javascript" = "opening_hours 3.15.0
unknown unknown
unknown closed
open closed"
