#!/usr/bin/env bash
# A guided walk on three days: one VEVENT with DTSTART on the first and RDATE with the two others, no
# RRULE. RFC 5545 (3.8.5.2, 3.8.5.3): the set of days is the start and whatever RDATE and RRULE add to
# it, so one would expect three. Of four readers that expand recurring events, only one says so.
# ical 14.3.1 (the one of Home Assistant) and ical.js 2.2.1 leave out the first day, node-ical 0.26.1
# has the first day alone. None warns. With an RRULE beside RDATE, the first two have the start.
# Needs Python 3, Node and npm. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check ical==14.3.1 \
  recurring-ical-events==3.8.2 icalendar==7.3.2
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ical.js@2.2.1 node-ical@0.26.1
cat >walk.txt <<'ICS'
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//walk//EN
BEGIN:VEVENT
UID:walk@example.org
DTSTAMP:20260101T000000Z
SUMMARY:Guided walk
DTSTART;VALUE=DATE:20260607
RDATE;VALUE=DATE:20260614,20260628
END:VEVENT
END:VCALENDAR
ICS
sed 's/$/\r/' walk.txt >walk.ics
sed '/^RDATE/i RRULE:FREQ=DAILY;COUNT=1\r' walk.ics >ruled.ics
cat >ask.py <<'PY'
import sys
from datetime import date

import recurring_ical_events
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

for name in sys.argv[1:]:
    with open(name, encoding="utf-8", newline="") as file:
        text = file.read()
    year = recurring_ical_events.of(Calendar.from_ical(text)).between(date(2026, 1, 1), date(2027, 1, 1))
    print(*(f"{event.start:%m%d}" for event in year), sep=",")
    timeline = IcsCalendarStream.calendar_from_ics(text).timeline
    print(*(f"{event.dtstart:%m%d}" for event in timeline), sep=",")
PY
cat >ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";
for (const name of process.argv.slice(2)) {
  const text = readFileSync(name, "utf8");
  const calendar = new ICAL.Component(ICAL.parse(text));
  const iterator = new ICAL.Event(calendar.getFirstSubcomponent("vevent")).iterator();
  const days = [];
  for (let day = iterator.next(); day; day = iterator.next()) days.push(day.toString());
  console.log(days.map((day) => day.slice(5).replace("-", "")).join());
  const [event] = Object.values(nodeIcal.sync.parseICS(text)).filter((one) => one.type === "VEVENT");
  const range = { from: new Date("2026-01-01"), to: new Date("2027-01-01") };
  const starts = nodeIcal.expandRecurringEvent(event, range).map((one) => one.start);
  console.log(starts.map((day) => day.toISOString().slice(5, 10).replace("-", "")).join());
}
JS
export TZ=UTC
echo "recurring-ical-events 3.8.2, ical 14.3.1, ical.js 2.2.1, node-ical 0.26.1"
echo "expected, from each of them: 0607,0614,0628"
seen="$(env/bin/python ask.py walk.ics | xargs) $(node ask.mjs walk.ics | xargs)"
ruled="$(env/bin/python ask.py ruled.ics | xargs) $(node ask.mjs ruled.ics | xargs)"
echo "seen: $seen"
echo "seen, with a rule that gives the first day: $ruled"
all="0607,0614,0628"
[ "$seen" = "$all 0614,0628 0614,0628 0607" ] && [ "$ruled" = "$all $all $all 0607" ]
