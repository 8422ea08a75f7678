#!/usr/bin/env bash
# RFC 5545 (3.3.6) tells a nominal duration from an exact one: DURATION:P1D ends at the same time the
# next day, DURATION:PT24H ends after 24 hours. On the night when summer time begins they part: from
# 22:00 the first ends at 22:00, the second at 23:00. One would expect readers that take the time zone
# with such care to part them, too. None of four does: icalendar 7.3.2, ical 14.3.1 and ical.js 2.2.1
# end both at 22:00, so hours are not hours (a night walk of PT8H lasts seven), and node-ical 0.26.1
# ends both at 23:00, so a day is not a day. icalendar's own page on durations cites the clause, yet
# P1D and PT24H are one value to it: it writes both as P1D, so a file it rewrites says another thing.
# Needs Python 3, Node and npm. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check ical==14.3.1 icalendar==7.3.2 tzdata==2026.6
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ical.js@2.2.1 node-ical@0.26.1
cat >make.py <<'PY'
zone = """BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE"""
for duration in ("P1D", "PT24H"):
    with open(f"{duration}.ics", "w", encoding="utf-8", newline="\r\n") as file:
        file.write(f"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//night//EN
{zone}
BEGIN:VEVENT
UID:night@example.org
DTSTAMP:20260101T000000Z
SUMMARY:Night walk
DTSTART;TZID=Europe/Paris:20260328T220000
DURATION:{duration}
END:VEVENT
END:VCALENDAR
""")
PY
cat >ask.py <<'PY'
import sys
from datetime import timezone

from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

for name in sys.argv[1:]:
    with open(name, encoding="utf-8", newline="") as file:
        text = file.read()
    event = Calendar.from_ical(text).walk("VEVENT")[0]
    other = IcsCalendarStream.calendar_from_ics(text).events[0]
    for end in (event.end, other.end):
        print(f"{end.astimezone(timezone.utc):%d-%H:%MZ}")
    print(event["DURATION"].to_ical().decode())
PY
cat >ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";
for (const name of process.argv.slice(2)) {
  const text = readFileSync(name, "utf8");
  const calendar = new ICAL.Component(ICAL.parse(text));
  const end = new ICAL.Event(calendar.getFirstSubcomponent("vevent")).endDate.toJSDate();
  const all = Object.values(nodeIcal.sync.parseICS(text));
  for (const one of [end, all.find((event) => event.type === "VEVENT").end])
    console.log(`${one.toISOString().slice(8, 16).replace("T", "-")}Z`);
}
JS
python3 make.py
day="29-20:00Z" hours="29-21:00Z"
echo "icalendar 7.3.2, ical 14.3.1, ical.js 2.2.1, node-ical 0.26.1: from 28 March 2026, 22:00, Paris"
echo "expected: after P1D $day (22:00 in Paris), after PT24H $hours (23:00 in Paris)"
for zone in Europe/Paris UTC; do
  for name in P1D PT24H; do
    read -r one two written <<<"$(TZ=$zone env/bin/python ask.py $name.ics | xargs)"
    seen="$one $two $(TZ=$zone node ask.mjs $name.ics | xargs)"
    echo "seen after $name, on a machine in $zone: $seen; icalendar writes it as $written"
    [ "$seen $written" = "$day $day $day $hours P1D" ] || exit 1
  done
done
