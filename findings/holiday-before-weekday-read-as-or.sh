#!/usr/bin/env bash
# Opening hours of OpenStreetMap: "PH Mo-Fr" and "SH Mo-Fr", with a space, are the public or school
# holidays that fall on a weekday; only with a comma ("PH,Mo-Fr") is it the holidays and the weekdays.
# So the grammar has it (weekday selector: a holiday sequence restricts the weekdays after it) and so
# the reference reader counts. opening-hours-py 2.1.4 reads the space as the comma, without a word:
# a museum that opens on weekdays in the school holidays only is open every weekday of the year, and
# one that closes on holidays that are weekdays never opens. Its list of limitations names neither.
# "SH Mo-Fr 10:00-18:00" is how real places in OpenStreetMap say it.
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
  const day = new Date(2026, 0, 1, 11);
  let days = 0;
  for (; day.getFullYear() === 2026; day.setDate(day.getDate() + 1)) days += reader.getState(day);
  return days;
});
console.log(...open);
JS
cat >ask.py <<'PY'
import sys
from datetime import datetime, timedelta

from opening_hours import OpeningHours

days = [datetime(2026, 1, 1, 11) + timedelta(days=n) for n in range(365)]
print(*(sum(map(OpeningHours(rule, country="FR").is_open, days)) for rule in sys.argv[1:]))
PY
rules=("SH Mo-Fr 10:00-18:00" "Mo-Fr 10:00-18:00; PH Mo-Fr off" "PH Mo-Fr 10:00-18:00")
echo "opening-hours-py 2.1.4 and opening_hours.js 3.15.0; days open at 11 a.m. in 2026, in France"
echo "rules: $(printf '"%s"  ' "${rules[@]}")"
reference=$(node ask.mjs "${rules[@]}")
echo "expected: as the reference reader, $reference"
seen=$(env/bin/python ask.py "${rules[@]}")
echo "seen in Python: $seen (there are 261 weekdays)"
[ "$reference" = "82 252 9" ] && [ "$seen" = "261 0 263" ]
