#!/usr/bin/env bash
# Opening hours of OpenStreetMap may end in a fallback: 'Mo-Fr 10:00-12:00 || "by appointment"', the
# wiki's own pattern, says what holds when the first rule says closed. One would expect the list of
# intervals to have every morning, whatever it makes of the rest of the day. opening-hours-py 2.1.4
# lists the first morning; from its end it says closed to the end of the period, a week or a year
# later, and the next change after it is "never". Asked about the very same mornings one by one, it
# says open. Without the fallback all mornings are listed.
# Needs Python 3. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check opening-hours-py==2.1.4
cat >ask.py <<'PY'
from datetime import datetime, timedelta
from importlib.metadata import version

from opening_hours import OpeningHours, State

print("opening-hours-py", version("opening-hours-py"))
monday = datetime(2026, 6, 1)
answers = []
for rule in ("Mo-Fr 10:00-12:00", 'Mo-Fr 10:00-12:00 || "by appointment"'):
    hours = OpeningHours(rule)
    listed = [start for start, _, state, _ in hours.intervals(monday, monday + timedelta(days=5))
              if state == State.OPEN and start.hour == 10]
    asked = sum(hours.is_open(monday + timedelta(days=n, hours=11)) for n in range(5))
    after = hours.next_change(monday + timedelta(hours=12, minutes=30))
    answers.append((len(listed), asked, after))
    print(f"{rule}\n  expected: 5 mornings listed, 5 open when asked one by one, a next change")
    print(f"  seen: {len(listed)} listed, {asked} open when asked, next change {after}")
raise SystemExit(answers != [(5, 5, datetime(2026, 6, 2, 10)), (1, 5, None)])
PY
env/bin/python ask.py
