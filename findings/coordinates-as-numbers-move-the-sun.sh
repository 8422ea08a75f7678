#!/usr/bin/env bash
# opening_hours.js takes the place to know when the sun rises there; its README names the fields lat
# and lon, and its types declare both as numbers. Given as numbers they are passed over without an
# error or a warning: every sunrise is at 06:00 and every sunset at 18:00, all year and all over the
# world, which is what it says when it knows no place. The same numbers as text are used (the geocoder
# whose answers it was made for writes them so). TypeScript accepts the first and refuses the second.
# For a trail open until sunset in June, three and a half hours are missing.
# Needs Node and npm. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund opening_hours@3.15.0 typescript@5.9.3
cat >ask.mjs <<'JS'
import opening_hours from "opening_hours";
const address = { country_code: "fr", state: "Occitanie" };
for (const [lat, lon] of [[43.6, 1.44], ["43.6", "1.44"]]) {
  const reader = new opening_hours("sunrise-sunset", { lat, lon, address }, { locale: "en" });
  const [[from, to]] = reader.getOpenIntervals(new Date(2026, 5, 21), new Date(2026, 5, 22));
  const clock = (date) => date.toTimeString().slice(0, 5);
  console.log(`${clock(from)}-${clock(to)}`, `warnings:${reader.getWarnings().length}`);
}
JS
for one in "43.6, lon: 1.44" "'43.6', lon: '1.44'"; do
  cat >typed.ts <<TS
import opening_hours from "opening_hours";
new opening_hours("24/7", { lat: $one, address: { country_code: "fr", state: "x" } });
TS
  if npx tsc --noEmit --module nodenext --skipLibCheck typed.ts >tsc.log; then echo accepted
  else grep -q "not assignable to type 'number'" tsc.log && echo refused; fi
done >types
export TZ=Europe/Paris
echo "opening_hours.js 3.15.0, sunrise-sunset at Toulouse on 21 June 2026, Paris time"
echo "expected: about 06:10-21:35 both ways"
seen=$(node ask.mjs | xargs)
echo "seen, with numbers and with text: $seen"
echo "seen by TypeScript, with numbers and with text: $(xargs <types)"
[ "$(xargs <types)" = "accepted refused" ]
[[ "$seen" == "06:00-18:00 warnings:0 06:1"?"-21:3"?" warnings:0" ]]
