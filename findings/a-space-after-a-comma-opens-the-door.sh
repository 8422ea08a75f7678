#!/usr/bin/env bash
# Opening hours of OpenStreetMap: "Mo, We 10:00-12:00" and "Mo,We 10:00-12:00" are the same list for the
# reference reader, and so are "Dec 25, Jan 01 off" and "May,Sep Su[1]" what they seem: closed on both
# days, open on the first Sunday of both months. opening-hours-py 2.1.4 reads a comma and a space as
# the sign that adds a rule, even where no hours stand before it: it is open day and night on Monday,
# and all of Christmas Day where the office wrote "off". Without the space, a month before one counted
# weekday is all of that month: "Sep Su[1]" is taken for a date. No error, no warning, and its own
# spelling of the rule keeps both.
# Needs Python 3, Node and npm. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check opening-hours-py==2.1.4
npm init -y >/dev/null
npm install --silent --no-audit --no-fund opening_hours@3.15.0
cat >ask.mjs <<'JS'
import opening_hours from "opening_hours";
const place = { lat: "43.6", lon: "1.44", address: { country_code: "fr", state: "Occitanie" } };
const open = process.argv.slice(2).map((rule) => {
  const reader = new opening_hours(rule, place, { locale: "en" });
  const hour = new Date(2026, 0, 1, 11);
  let hours = 0;
  for (; hour.getFullYear() === 2026; hour.setHours(hour.getHours() + 12)) hours += reader.getState(hour);
  return hours;
});
console.log(...open);
JS
cat >ask.py <<'PY'
import sys
from datetime import datetime, timedelta

from opening_hours import OpeningHours

hours = [datetime(2026, 1, 1, 11) + timedelta(hours=12 * n) for n in range(2 * 365)]
print(*(sum(map(OpeningHours(rule, country="FR").is_open, hours)) for rule in sys.argv[1:]))
PY
rules=("Mo, We 10:00-12:00" "Mo,We 10:00-12:00" "Tu-Su 10:00-18:00; Mo, PH off" "May,Sep Su[1] 10:00-12:00")
echo "opening-hours-py 2.1.4 and opening_hours.js 3.15.0; at 11 and at 23 o'clock of 2026, in France"
echo "rules: $(printf '"%s"  ' "${rules[@]}")"
reference=$(node ask.mjs "${rules[@]}")
echo "expected: as the reference reader, $reference"
seen=$(env/bin/python ask.py "${rules[@]}")
echo "seen in Python: $seen"
[ "$reference" = "104 104 304 2" ] && [ "$seen" = "156 104 404 32" ]
