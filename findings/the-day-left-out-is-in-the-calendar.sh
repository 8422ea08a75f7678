#!/usr/bin/env bash
# A guided walk every Monday but one: "ics" 3.12.0 (npm) takes the rule and exclusionDates, and can write
# hours as those of the clock on the spot (startOutputType "local"). One would expect the days left out
# in the form of the start, as RFC 5545 (3.8.5.1) matches them. They are always of Greenwich: DTSTART
# 09:00 by the clock, EXDATE 07:00Z, which two of three readers compare as written, so the walk that
# does not take place is in the calendar. For whole days EXDATE has a date where its type, unsaid, is
# DATE-TIME (3.8.5.1): two readers guess, ical.js 2.2.1 refuses the event. With hours of Greenwich for
# both, the default, all is well. Its manual says nothing of it, and createEvent gives no error.
# Needs Python 3, Node and npm. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check icalendar==7.3.2 \
  recurring-ical-events==3.8.2 tzdata==2026.6
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ics@3.12.0 ical.js@2.2.1 node-ical@0.26.1
cat >make.mjs <<'JS'
import { writeFileSync } from "node:fs";
import { createEvent } from "ics";

const walk = { title: "Walk", recurrenceRule: "FREQ=WEEKLY;COUNT=3" };
const hours = { ...walk, start: [2026, 6, 1, 9, 0], end: [2026, 6, 1, 12, 0],
  exclusionDates: [[2026, 6, 8, 9, 0]] };
const walks = { greenwich: hours, clock: { ...hours, startOutputType: "local" },
  days: { ...walk, start: [2026, 6, 1], end: [2026, 6, 2], exclusionDates: [[2026, 6, 8]] } };
for (const [name, event] of Object.entries(walks)) {
  const { error, value } = createEvent(event);
  if (error) throw error;
  writeFileSync(`${name}.ics`, value);
  console.log(`seen, ${name}:`, value.match(/^(DTSTART|EXDATE).*$/gm).join("  ").replace(/\r/g, ""));
}
JS
cat >ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const [name, reader] = process.argv.slice(2);
const text = readFileSync(`${name}.ics`, "utf8");
const days = [];
if (reader === "ical.js") {
  try {
    const root = new ICAL.Component(ICAL.parse(text));
    const all = new ICAL.Event(root.getFirstSubcomponent("vevent")).iterator();
    for (let next = all.next(); next; next = all.next()) days.push(next.day);
  } catch (error) {
    days.push("refused");
  }
} else {
  const event = Object.values(nodeIcal.sync.parseICS(text)).find(({ type }) => type === "VEVENT");
  const span = { from: new Date(2026, 4, 1), to: new Date(2026, 6, 1) };
  days.push(...nodeIcal.expandRecurringEvent(event, span).map(({ start }) => start.getDate()));
}
console.log(days.join(" "));
JS
cat >ask.py <<'PY'
import sys
from pathlib import Path

import icalendar
import recurring_ical_events

calendar = icalendar.Calendar.from_ical(Path(f"{sys.argv[1]}.ics").read_bytes())
days = recurring_ical_events.of(calendar).between((2026, 5, 1), (2026, 7, 1))
print(*sorted(event["DTSTART"].dt.day for event in days))
PY
export TZ=Europe/Paris
echo "ics 3.12.0, read by ical.js 2.2.1, node-ical 0.26.1, recurring-ical-events 3.8.2; TZ is $TZ"
echo "expected: the walk is on 1 and 15 June for each reader"
node make.mjs
answers=""
for name in greenwich clock days; do
  answer="$(node ask.mjs $name ical.js); $(node ask.mjs $name node-ical); $(env/bin/python ask.py $name)"
  echo "seen by the three, $name: $answer"
  answers+="$answer | "
done
[ "$answers" = "1 15; 1 15; 1 15 | 1 8 15; 1 15; 1 8 15 | refused; 1 15; 1 15 | " ]
