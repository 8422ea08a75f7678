#!/usr/bin/env bash
# The INSEE code is what every table of French communes is joined by: one would think that each code
# of the official list stands once. Where communes merged, one of the former ones lives on within the
# new one as a "commune déléguée" or "associée", with a mayor and a name of its own, and has its code:
# 584 of the communes of today share theirs, 510 of them with one of another name. Whoever keeps the
# list in a Map by code has the former one, which stands after it: 32365 is Saint-Blancard and no
# longer Cap d'Astarac, in the Gers, and the former one has no population, no postcodes. Only with
# the type beside it ("commune-actuelle") is a code that of one commune.
# Needs Node and npm. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @etalab/decoupage-administratif@6.0.0
node - <<'JS'
const all = require("@etalab/decoupage-administratif/data/communes.json");
const today = all.filter((one) => one.type === "commune-actuelle");
const byCode = new Map(all.map((one) => [one.code, one]));
const lost = today.filter((one) => byCode.get(one.code) !== one);
const renamed = lost.filter((one) => byCode.get(one.code).nom !== one.nom);
const here = byCode.get("32365");
console.log(`package: @etalab/decoupage-administratif 6.0.0, ${today.length} communes of today`);
console.log("expected: each has its code for itself, so that a Map by code gives it back");
console.log(`seen: ${lost.length} give another one, ${renamed.length} of them of another name;`,
  `32365 is ${here.nom} (${here.type}), population ${here.population}`);
const alone = new Set(today.map((one) => one.code)).size === today.length;
console.log(`seen: among those of today alone each code stands once: ${alone}`);
process.exit(lost.length === 584 && renamed.length === 510 && alone
  && here.nom === "Saint-Blancard" && here.population === undefined ? 0 : 1);
JS
