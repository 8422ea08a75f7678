#!/usr/bin/env bash
# A market on the Saturdays of even weeks ("semaines paires") is one rule in a calendar: FREQ=YEARLY,
# BYWEEKNO=2,4 … 52, BYDAY=SA (RFC 5545, 3.3.10; its own example is Monday of week 20). One would expect
# 26 days in 2026, and has them from icalendar 7.3.2 with recurring-ical-events 3.8.2, ical 14.3.1,
# node-ical 0.26.1 and rrule 2.8.1. ical.js 2.2.1, the reader of Thunderbird, takes the rule without
# an error and passes over the numbers: every Saturday but the first one, which is the event's own.
# Nor do the others agree if the weekday is left to DTSTART, as the clause says it may be: "week 20"
# from a Monday on is that Monday to node-ical, all seven days to three others, no day to ical.js.
# Needs Python 3, Node and npm. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check ical==14.3.1 icalendar==7.3.2 \
  recurring-ical-events==3.8.2 tzdata==2026.6
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ical.js@2.2.1 node-ical@0.26.1 rrule@2.8.1
even=$(seq -s, 2 2 52)
echo "DTSTART:20260110T080000Z
RRULE:FREQ=YEARLY;BYWEEKNO=$even;BYDAY=SA" >even.rule
echo "DTSTART:20260511T080000Z
RRULE:FREQ=YEARLY;BYWEEKNO=20" >twenty.rule
for rule in even twenty; do
  printf 'BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//example.org//market//EN\nBEGIN:VEVENT\nUID:market\nDTSTAMP:20260101T000000Z\n%s\nDURATION:PT4H\nSUMMARY:Market\nEND:VEVENT\nEND:VCALENDAR\n' \
    "$(cat $rule.rule)" | sed 's/$/\r/' >$rule.ics
done
cat >ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";
import rrule from "rrule";

const [rule, reader] = process.argv.slice(2);
const text = readFileSync(`${rule}.ics`, "utf8");
const from = new Date(Date.UTC(2026, 0, 1));
const to = new Date(Date.UTC(2026, 11, 31));
const days = [];
if (reader === "ical.js") {
  const root = new ICAL.Component(ICAL.parse(text));
  const all = new ICAL.Event(root.getFirstSubcomponent("vevent")).iterator();
  for (let next = all.next(); next && next.year === 2026; next = all.next()) days.push(next.toString());
} else if (reader === "node-ical") {
  const event = Object.values(nodeIcal.sync.parseICS(text)).find(({ type }) => type === "VEVENT");
  days.push(...nodeIcal.expandRecurringEvent(event, { from, to }).map(({ start }) => start.toISOString()));
} else {
  const event = rrule.rrulestr(readFileSync(`${rule}.rule`, "utf8").trim());
  days.push(...event.between(from, to, true).map((day) => day.toISOString()));
}
console.log(days.length, days.slice(0, 3).map((day) => day.slice(5, 10)).join(" "));
JS
cat >ask.py <<'PY'
import sys
from pathlib import Path

import icalendar
import recurring_ical_events
from ical.calendar_stream import IcsCalendarStream

rule, reader = sys.argv[1:]
text = Path(f"{rule}.ics").read_text(encoding="utf-8")
if reader == "ical":
    days = []
    for event in IcsCalendarStream.calendar_from_ics(text).timeline:
        if event.dtstart.year > 2026:
            break
        days.append(event.dtstart)
else:
    events = recurring_ical_events.of(icalendar.Calendar.from_ical(text))
    days = sorted(each["DTSTART"].dt for each in events.between((2026, 1, 1), (2027, 1, 1)))
print(len(days), *(f"{day:%m-%d}" for day in days[:3]))
PY
echo "ical.js 2.2.1, node-ical 0.26.1, rrule 2.8.1, ical 14.3.1, recurring-ical-events 3.8.2; 2026"
echo "expected: 26 days with even weeks, 01-10 01-24 02-07 first; one with week 20, 05-11"
answers=""
for rule in even twenty; do
  for reader in ical.js node-ical rrule ical recurring-ical-events; do
    case $reader in
      ical | recurring*) answer=$(env/bin/python ask.py $rule $reader) ;;
      *) answer=$(TZ=UTC node ask.mjs $rule $reader) ;;
    esac
    echo "seen by $reader, $rule: $answer"
    answers+="$answer;"
  done
done
right="26 01-10 01-24 02-07" week="7 05-11 05-12 05-13"
wanted="50 01-17 01-24 01-31;$right;$right;$right;$right;0;1 05-11;$week;$week;$week;"
[ "$(echo "$answers" | sed 's/ ;/;/g')" = "$wanted" ]
