#!/usr/bin/env bash
# "Each month from 31 January on" is on the 31st: months without one are left out, as is 29 February in
# common years (RFC 5545, 3.3.10: instances on an invalid date MUST be ignored, and do not count). So do
# dateutil, rrule and ical; one would expect so of any reader. To node-ical 0.26.1 February has its walk
# on the 28th, and so has every month after it, for good: the 31st never comes again, and COUNT=4 ends
# in April in place of July. ical.js 2.2.1 has the months right, but makes 1 March of a 29 February
# that recurs each year; node-ical makes the 28th of it, in leap years too, from the second year on.
# BYMONTHDAY=31 beside it, which says what DTSTART does, puts node-ical right.
# Needs Python 3, Node and npm. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check icalendar==7.3.2 \
  recurring-ical-events==3.8.2 tzdata==2026.6
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ical.js@2.2.1 node-ical@0.26.1
make() { # NAME START RULE
  printf 'BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//example.org//walk//EN\nBEGIN:VEVENT\nUID:walk\nDTSTAMP:20240101T000000Z\nDTSTART:%sT090000Z\nDURATION:PT3H\nRRULE:%s\nSUMMARY:Walk\nEND:VEVENT\nEND:VCALENDAR\n' \
    "$2" "$3" | sed 's/$/\r/' >"$1.ics"
}
make month 20260131 "FREQ=MONTHLY;COUNT=4"
make named 20260131 "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4"
make leap 20240229 "FREQ=YEARLY;UNTIL=20280301T000000Z"
cat >ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const [name, reader] = process.argv.slice(2);
const text = readFileSync(`${name}.ics`, "utf8");
const days = [];
if (reader === "ical.js") {
  const root = new ICAL.Component(ICAL.parse(text));
  const all = new ICAL.Event(root.getFirstSubcomponent("vevent")).iterator();
  for (let next = all.next(); next; next = all.next()) days.push(next.toString());
} else {
  const event = Object.values(nodeIcal.sync.parseICS(text)).find(({ type }) => type === "VEVENT");
  const span = { from: new Date(Date.UTC(2024, 0, 1)), to: new Date(Date.UTC(2029, 0, 1)) };
  days.push(...nodeIcal.expandRecurringEvent(event, span).map(({ start }) => start.toISOString()));
}
console.log(days.map((day) => day.slice(2, 10)).join(" "));
JS
cat >ask.py <<'PY'
import sys
from pathlib import Path

import icalendar
import recurring_ical_events

calendar = icalendar.Calendar.from_ical(Path(f"{sys.argv[1]}.ics").read_bytes())
days = recurring_ical_events.of(calendar).between((2024, 1, 1), (2029, 1, 1))
print(*sorted(f"{event['DTSTART'].dt:%y-%m-%d}" for event in days))
PY
echo "node-ical 0.26.1, ical.js 2.2.1, recurring-ical-events 3.8.2"
echo "expected: as recurring-ical-events has it"
answers=""
for name in month named leap; do
  python=$(env/bin/python ask.py $name)
  js=$(node ask.mjs $name ical.js)
  node=$(TZ=UTC node ask.mjs $name node-ical)
  printf 'seen, %s:\n  recurring-ical-events %s\n  ical.js %s\n  node-ical %s\n' $name "$python" "$js" "$node"
  answers+="$python;$js;$node|"
done
right="26-01-31 26-03-31 26-05-31 26-07-31"
wanted="$right;$right;26-01-31 26-02-28 26-03-28 26-04-28|$right;$right;$right|"
wanted+="24-02-29 28-02-29;24-02-29 25-03-01 26-03-01 27-03-01 28-02-29;"
wanted+="24-02-29 25-02-28 26-02-28 27-02-28 28-02-28|"
[ "$answers" = "$wanted" ]
