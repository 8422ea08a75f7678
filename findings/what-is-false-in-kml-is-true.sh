#!/usr/bin/env bash
# KML lets a file declare its own fields, with a type (SimpleField, type="bool"), and GDAL 3.12.4 (in
# pyogrio 0.13.0) writes such a field of a column that is true or false: is the place open, may a
# wheelchair pass. togeojson 7.1.3 reads the types, too, so one would expect the same truths back, and
# at worst the texts "true" and "false". Every value that is not empty is true: it hands the text to
# JavaScript's Boolean(), so "false" and "0" are true, the two ways in which XML Schema writes that
# something is not so. What is closed is open on the map. With no Schema, or with the field declared
# as a string, the text stays as it is; numbers are read as numbers. GDAL reads its file as it wrote it.
# Needs Python 3, Node and npm. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pyogrio==0.13.0 geopandas==1.2.0
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @tmcw/togeojson@7.1.3 @xmldom/xmldom@0.9.12
cat >write.py <<'PY'
import geopandas
import pyogrio

print("GDAL", *pyogrio.__gdal_version__, "and togeojson 7.1.3")
print("expected: the mill is open, the cellar is not, from both")
points = geopandas.points_from_xy([0.9, 1.0], [43.5, 43.6])
places = geopandas.GeoDataFrame({"place": ["mill", "cellar"], "open": [True, False]},
                                geometry=points, crs=4326)
pyogrio.write_dataframe(places, "places.kml", driver="LIBKML")
read = pyogrio.read_dataframe("places.kml")
seen = dict(zip(read["place"], map(bool, read["open"])))
print("seen by GDAL:", seen)
raise SystemExit(seen != {"mill": True, "cellar": False})
PY
cat >ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import { kml } from "@tmcw/togeojson";
import { DOMParser } from "@xmldom/xmldom";

const text = readFileSync("places.kml", "utf8");
const read = (source) => kml(new DOMParser().parseFromString(source, "text/xml")).features
  .map(({ properties }) => properties.open);
console.log("the file:", text.match(/<Simple(Field|Data) name="open".*/g).join(" "));
const seen = {
  "the same file": read(text),
  "0 in place of false": read(text.replaceAll(">false<", ">0<")),
  "declared as a string": read(text.replace('type="bool"', 'type="string"')),
};
for (const [what, values] of Object.entries(seen)) console.log(`seen by togeojson, ${what}:`, values);
const surprise = [[true, true], [true, true], ["true", "false"]];
process.exit(JSON.stringify(Object.values(seen)) === JSON.stringify(surprise) ? 0 : 1);
JS
env/bin/python write.py
node ask.mjs
