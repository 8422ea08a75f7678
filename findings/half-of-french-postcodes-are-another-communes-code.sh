#!/usr/bin/env bash
# A French postcode and a commune's INSEE code are both five digits. One would think that a table
# that swaps the two columns is caught by looking the code up: a postcode is no commune's code.
# In the official list, nearly half of the postcodes are the code of some commune, and almost always
# of another one.
# Needs Node and npm. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @etalab/decoupage-administratif@6.0.0
node - <<'JS'
const all = require("@etalab/decoupage-administratif/data/communes.json");
const communes = all.filter((one) => one.type === "commune-actuelle");
const names = new Map(communes.map((one) => [one.code, one.nom]));
const owners = new Map();
for (const commune of communes)
  for (const postcode of commune.codesPostaux ?? [])
    owners.set(postcode, [...(owners.get(postcode) ?? []), commune]);
const both = [...owners].filter(([postcode]) => names.has(postcode));
const own = both.filter(([postcode, of]) => of.some((one) => one.code === postcode));
const share = both.length / owners.size;
console.log("package: @etalab/decoupage-administratif 6.0.0,", communes.length, "communes");
console.log("expected: hardly any postcode is a commune's INSEE code");
console.log(`seen: ${both.length} of ${owners.size} postcodes (${(100 * share).toFixed(0)} %) are;`,
  `only ${own.length} of them belong to that very commune`);
const [postcode, of] = both.find(([one]) => one === "31150") ?? both[0];
console.log(`for example ${postcode}: postcode of ${of.map((one) => one.nom).join(", ")};`,
  `INSEE code of ${names.get(postcode)}`);
process.exit(share > 0.4 && own.length < 100 ? 0 : 1);
JS
