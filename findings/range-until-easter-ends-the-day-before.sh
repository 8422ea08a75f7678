#!/usr/bin/env bash
# A range of dates in OpenStreetMap's opening hours takes in both ends (the specification: from-date <=
# day <= to-date), and "easter" may stand for a date, with days added: "Mar 20-easter +1 day" is until
# Easter Monday. opening_hours.js 3.15.0, the reference, leaves out the last day of such a range, and
# warns of nothing: Easter Sunday of "Mar 20-easter", Easter Monday of the long weekend. Ranges that
# end in a plain date or in "Apr Su[1]" are whole, and so is a single "easter +1 day";
# opening-hours-py has every last day. A season "until Easter" loses its busiest day.
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
for (const rule of process.argv.slice(2)) {
  const reader = new opening_hours(rule, null, { locale: "en" });
  const days = Array.from({ length: 31 }, (_, n) => new Date(2027, 2, 15 + n, 11));
  const last = days.filter((day) => reader.getState(day)).at(-1);
  console.log(last ? `${last.getMonth() + 1}-${last.getDate()}` : "never");
}
JS
cat >ask.py <<'PY'
import sys
from datetime import datetime, timedelta

from opening_hours import OpeningHours

for rule in sys.argv[1:]:
    days = [datetime(2027, 3, 15, 11) + timedelta(days=n) for n in range(31)]
    last = [day for day in days if OpeningHours(rule).is_open(day)][-1]
    print(f"{last.month}-{last.day}")
PY
rules=("Mar 20-Mar 28 10:00-12:00" "Mar 20-Apr Su[1] 10:00-12:00" "easter +1 day 10:00-12:00"
  "Mar 20-easter 10:00-12:00" "easter -2 days-easter +1 day 10:00-12:00")
expected="3-28 4-4 3-29 3-28 3-29"
echo "opening_hours.js 3.15.0 and opening-hours-py 2.1.4; Easter Sunday of 2027 is 28 March"
echo "rules: $(printf '"%s"  ' "${rules[@]}")"
echo "expected last days: $expected"
python=$(env/bin/python ask.py "${rules[@]}" | xargs)
node=$(node ask.mjs "${rules[@]}" | xargs)
echo "seen: $python (Python)"
echo "seen: $node (JavaScript)"
[ "$python" = "$expected" ] && [ "$node" = "3-28 4-4 3-29 3-27 3-28" ]
