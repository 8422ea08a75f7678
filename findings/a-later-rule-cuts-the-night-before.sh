#!/usr/bin/env bash
# Opening hours as OpenStreetMap writes them: "Fr-Sa 22:00-05:00; Su 22:00-24:00". One would say that
# at 1 a.m. on Sunday the bar is open, since Saturday's night lasts until 5. Two independent readers
# agree that it is closed: the semicolon lets Sunday's hours replace whatever falls on Sunday, the
# tail of Saturday's night included. With a comma the night stays.
# Needs Python 3, Node and npm. Exits with 0 while both readers say so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check opening-hours-py==2.1.4
npm init -y >/dev/null
npm install --silent --no-audit --no-fund opening_hours@3.15.0
cat >ask.mjs <<'JS'
import opening_hours from "opening_hours";
const place = { lat: 43.6, lon: 1.44, address: { country_code: "fr", state: "Occitanie" } };
for (const rule of process.argv.slice(2)) {
  const reader = new opening_hours(rule, place, { locale: "en" });
  console.log(reader.getState(new Date("2026-06-07T01:00:00")) ? "open" : "closed");
}
JS
cat >ask.py <<'PY'
import sys
from datetime import datetime

from opening_hours import OpeningHours

for rule in sys.argv[1:]:
    print("open" if OpeningHours(rule).is_open(datetime(2026, 6, 7, 1)) else "closed")
PY
replaced="Fr-Sa 22:00-05:00; Su 22:00-24:00"
added="Fr-Sa 22:00-05:00, Su 22:00-24:00"
echo "opening-hours-py 2.1.4 and opening_hours.js 3.15.0, Sunday 7 June 2026 at 1 a.m."
echo "expected: open with both rules"
python=$(env/bin/python ask.py "$replaced" "$added" | xargs)
node=$(node ask.mjs "$replaced" "$added" | xargs)
echo "seen, with ; and with , : $python (Python), $node (JavaScript)"
[ "$python" = "closed open" ] && [ "$node" = "closed open" ]
