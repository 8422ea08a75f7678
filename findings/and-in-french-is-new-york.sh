#!/usr/bin/env bash
# "9h-12h et 14h-18h" is how a French table says that a shop shuts over lunch. chrono-node 2.10.3 has a
# reader for French (chrono.fr), which takes "9h-12h" and "14h-18h" for what they are. With "et" (and)
# between them one would expect both intervals, or at worst one. "et" is taken for ET, Eastern Time, in
# small letters too: the morning is that of New York, 15:00 to 18:00 in France, and the result is
# marked as certain of its offset, -300 minutes. So is the word "est" (is), EST: "le départ à 9h est
# conseillé" is advice to come at 15:00. With a comma, and in English and German, all is as written.
# Needs Node and npm. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund chrono-node@2.10.3
cat >ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import * as chrono from "chrono-node";

const { version } = JSON.parse(readFileSync("node_modules/chrono-node/package.json", "utf8"));
console.log("chrono-node", version, "in", process.env.TZ);
const asked = new Date(2026, 10, 30, 7);
const clock = (part) => (part ? part.date().toTimeString().slice(0, 5) : "");
const read = (reader, text) => {
  const found = reader.parse(text, asked);
  const answer = found.map(({ start, end }) => [clock(start), clock(end)].filter(Boolean).join("-"));
  const offsets = found.filter(({ start }) => start.isCertain("timezoneOffset"))
    .map(({ start }) => start.get("timezoneOffset"));
  console.log(`seen: ${text}: ${answer.join(" and ")}`,
    offsets.length ? `(certain of an offset of ${offsets.join()} minutes)` : "");
  return answer.join(" ");
};
console.log("expected: 09:00-12:00 and 14:00-18:00 of each shop, 09:00 and 14:00, 09:00");
const seen = [
  read(chrono.fr, "9h-12h, 14h-18h"),
  read(chrono.fr, "9h-12h et 14h-18h"),
  read(chrono.fr, "de 9h à 12h et de 14h à 18h"),
  read(chrono.fr, "à 9h et à 14h"),
  read(chrono.fr, "le départ à 9h est conseillé"),
  read(chrono.en, "9am-12pm and 2pm-6pm"),
  read(chrono.de, "9 Uhr - 12 Uhr und 14 Uhr - 18 Uhr"),
];
const right = "09:00-12:00 14:00-18:00";
const wrong = "15:00-18:00 14:00-18:00";
const surprise = [right, wrong, wrong, "15:00 14:00", "15:00", right, right];
process.exit(seen.join(";") === surprise.join(";") ? 0 : 1);
JS
TZ=Europe/Paris node ask.mjs
