#!/usr/bin/env bash
# French writes an hour as "9h30", "14h" or "9 h 30": so do the tables of tourism offices. Told that
# the language is French, one would expect dateparser 1.5.0 to read each as that hour of the day that
# it counts from. "9h30" it does. "14h" is fourteen hours ago, on the day before if asked in the
# morning; "9 h 30", with the spaces that good printing asks for, is nine hours ago, its minutes lost.
# And a date is taken when its weekday is another's: "lundi 1er décembre 2026" is a Tuesday.
# Needs Python 3. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check dateparser==1.5.0
cat >ask.py <<'PY'
import datetime as dt
import warnings
from importlib.metadata import version

import dateparser

warnings.simplefilter("ignore")
NOW = dt.datetime(2026, 11, 30, 10, 0)
print("dateparser", version("dateparser"), "asked on", NOW)
print("expected: 14:00 and 9:30 of that day; no date where its weekday is another's")
read = {}
for text in ("9h30", "14h", "9 h 30", "lundi 1er décembre 2026"):
    read[text] = dateparser.parse(text, languages=["fr"], settings={"RELATIVE_BASE": NOW})
    print(f"seen: {text!r} is {read[text]:%A %Y-%m-%d %H:%M}")
surprise = (read["9h30"] == NOW.replace(hour=9, minute=30) and read["14h"] == NOW - dt.timedelta(hours=14)
            and read["9 h 30"] == NOW - dt.timedelta(hours=9)
            and read["lundi 1er décembre 2026"] == dt.datetime(2026, 12, 1))
raise SystemExit(not surprise)
PY
env/bin/python ask.py
