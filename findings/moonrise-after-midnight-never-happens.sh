#!/usr/bin/env bash
# For an evening under the stars one asks at what hour the moon rises. astral 3.2 is told the date and
# the time zone, and one would expect the moonrise of that date in that zone, within minutes of
# PyEphem. It is, to a minute and a half; but on a dozen days of the year it says that the moon never
# rises on that date at that place, when it rises after midnight there and before midnight in
# Greenwich, and never sets on a dozen others. The sun of the same library is right on each date.
# Where nobody is told of the error, a bright night is announced as a dark one.
# Needs Python 3. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check astral==3.2 ephem==4.2.1 tzdata==2026.6
cat >ask.py <<'PY'
import datetime as dt
from importlib.metadata import version
from zoneinfo import ZoneInfo

import ephem
from astral import Observer
from astral.moon import moonrise, moonset
from astral.sun import sunrise, sunset

PARIS, DAY = ZoneInfo("Europe/Paris"), dt.timedelta(days=1)
LAT, LON = 43.6, 1.44
print("astral", version("astral"), "and ephem", version("ephem"))
print("expected: the moonrise and the moonset of each date of 2026, within minutes of ephem's")


def of_ephem(way, date):
    """The moment on this date in this zone; None where there is none."""
    begins = dt.datetime(date.year, date.month, date.day, tzinfo=PARIS)
    here = ephem.Observer()
    here.lat, here.lon = str(LAT), str(LON)
    here.date = begins.astimezone(dt.timezone.utc).replace(tzinfo=None)
    comes = {"rise": here.next_rising, "set": here.next_setting}[way](ephem.Moon()).datetime()
    comes = comes.replace(tzinfo=dt.timezone.utc).astimezone(PARIS)
    return comes if comes.date() == date else None


apart_min, denied, day = 0.0, {"rise": [], "set": []}, dt.date(2026, 1, 1)
while day.year == 2026:
    assert sunrise(Observer(LAT, LON), day, PARIS) < sunset(Observer(LAT, LON), day, PARIS)
    for way, ask in (("rise", moonrise), ("set", moonset)):
        true = of_ephem(way, day)
        try:
            told = ask(Observer(LAT, LON), day, PARIS)
        except ValueError as failure:
            if true is not None:
                denied[way].append((day, true, str(failure)))
            continue
        if told is not None and true is not None:
            apart_min = max(apart_min, abs((told - true).total_seconds()) / 60)
    day += DAY
print(f"seen: where it answers, {apart_min:.1f} min apart at most")
for way, days in denied.items():
    date, true, said = days[0]
    print(f"seen: {len(days)} dates of a {way} denied; on {date} at {true:%H:%M}: {said!r}")
late = all(true.hour < 2 for days in denied.values() for _, true, _ in days)
raise SystemExit(not (late and apart_min < 5 and all(len(days) > 9 for days in denied.values())))
PY
env/bin/python ask.py
