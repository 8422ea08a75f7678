#!/usr/bin/env bash
# Museums in the country shut in February: "10:00-12:00; Feb 01-28 off", in opening hours of
# OpenStreetMap, or to be sure of leap years "Feb 01-29 off". A range of days takes in both ends (the
# specification: from-date <= day <= to-date). To opening_hours.js 3.15.0, the reference, both museums
# are open all of February 2027: a range that ends on the 28th is no day of any common year, one that
# ends on the 29th no day of any year, and neither is worth a warning. Up to the 27th, or written
# "Feb 01-Feb 28", it is whole, and so is "Jun 01-30"; but "Feb 01-Feb 29" takes 1 March with it.
# opening-hours-py 2.1.4 has all of them as written.
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

let warnings = 0;
for (const rule of process.argv.slice(2)) {
  const reader = new opening_hours(rule, null, { locale: "en" });
  warnings += reader.getWarnings().length;
  const counts = [2027, 2028].map((year) => {
    const days = Array.from({ length: 366 }, (_, n) => new Date(year, 0, n + 1, 11));
    return days.filter((day) => day.getFullYear() === year && reader.getState(day)).length;
  });
  console.log(counts.join("+"));
}
console.log("warnings:", warnings);
JS
cat >ask.py <<'PY'
import sys
from datetime import datetime, timedelta

from opening_hours import OpeningHours

for rule in sys.argv[1:]:
    reader = OpeningHours(rule)
    days = [datetime(2027, 1, 1, 11) + timedelta(days=n) for n in range(365 + 366)]
    opened = [day.year for day in days if reader.is_open(day)]
    print(f"{opened.count(2027)}+{opened.count(2028)}")
PY
rules=("10:00-12:00; Feb 01-28 off" "10:00-12:00; Feb 01-29 off" "Feb 01-28 10:00-12:00"
  "Feb 01-29 10:00-12:00" "Feb 01-27 10:00-12:00" "Feb 01-Feb 28 10:00-12:00" "Jun 01-30 10:00-12:00"
  "Feb 01-Feb 29 10:00-12:00")
expected="337+338 337+337 28+28 28+29 27+27 28+28 30+30 28+29"
export TZ=Europe/Paris
echo "opening_hours.js 3.15.0 and opening-hours-py 2.1.4; days open in 2027 and in 2028"
printf '  %s\n' "${rules[@]}"
echo "expected: $expected"
python=$(env/bin/python ask.py "${rules[@]}" | xargs)
js=$(node ask.mjs "${rules[@]}" | xargs)
echo "seen, opening-hours-py: $python"
echo "seen, opening_hours.js: $js"
[ "$python" = "$expected" ] && \
  [ "$js" = "365+338 365+366 0+28 0+0 27+27 28+28 30+30 29+29 warnings: 0" ]
