// What ical.js makes of a calendar: its events, how many identifiers they have, and the first one.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.argv[2]}/`);
const { default: ICAL } = await import(require.resolve("ical.js"));
const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[3], "utf-8")));
const events = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
const ids = new Set(events.map((one) => one.uid));
console.log(JSON.stringify({
  events: events.length, ids: ids.size, first: events[0].startDate.toString(),
  zone: events[0].startDate.zone.tzid, sequence: events[0].sequence,
}));
