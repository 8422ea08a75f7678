#!/usr/bin/env bash
# French tables write a decimal comma and part the columns with semicolons: "12,50", "8,4". Asked to
# infer a schema, one would expect frictionless 5.21.0 to see numbers, or to be careful and say text.
# It says geopoint: "12,50" is the place at longitude 12, latitude 50, as Table Schema's default form
# of a geopoint, "lon, lat", allows. So prices and distances are places: the table is valid, what is
# read are pairs of numbers, and 12,50 and 12,5 are two places 45 degrees apart. One price of 3 euros,
# or of 12,95 (no latitude is past 90), and the same column is text: its type hangs on the prices.
# Needs Python 3. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check frictionless==5.21.0
cat >museums.csv <<'CSV'
nom;distance_km;tarif
Musée du Pays;8,4;12,50
Halle aux grains;21,5;12,5
CSV
cp museums.csv more.csv
echo "Moulin;3,2;12,95" >>more.csv
cat >ask.py <<'PY'
from importlib.metadata import version

from frictionless import describe, validate
from frictionless.resources import TableResource

print("frictionless", version("frictionless"))
print("expected: distance_km and tarif are number, or string")
types = {}
for name in ("museums.csv", "more.csv"):
    types[name] = {field.name: field.type for field in describe(name).schema.fields}
    print(f"seen in {name}: {types[name]}, valid: {validate(name).valid}")
rows = [tuple(map(float, row["tarif"])) for row in TableResource(path="museums.csv").read_rows()]
print("seen, the prices as read:", rows)
surprise = (types["museums.csv"]["distance_km"] == types["museums.csv"]["tarif"] == "geopoint"
            and types["more.csv"]["tarif"] == "string" and rows == [(12, 50), (12, 5)])
raise SystemExit(not surprise)
PY
env/bin/python ask.py
