#!/usr/bin/env bash
# In KML each position is "lon,lat" or "lon,lat,height", and the height of one may be left out. A path
# drawn by hand, of which one point has none, is valid by KML's own schema, and fastkml 1.4.0 brings a
# validator that says so. One would expect the same library to read it: flat, or with a height of 0 at
# that point, as GDAL 3.12.4 does. It reads a placemark with its name and no geometry, even when it is
# asked to be lenient, and writes it back so: the path is gone, and nothing was raised.
# Needs Python 3. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check fastkml==1.4.0 lxml==6.1.3 \
  pyogrio==0.13.0 geopandas==1.2.0
cat >ask.py <<'PY'
import logging
from importlib.metadata import version

import fastkml
import pyogrio
from fastkml.validator import validate

logging.disable(logging.CRITICAL)
LINE = ("<Placemark><name>{}</name><LineString><coordinates>{}</coordinates></LineString>"
        "</Placemark>")
KML = ('<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Chemins</name>'
       + LINE.format("entier", "1.44,43.60,150 1.45,43.61,152 1.46,43.62,151")
       + LINE.format("sans", "1.44,43.60,150 1.45,43.61 1.46,43.62,151") + "</Document></kml>")
with open("paths.kml", "w", encoding="utf-8") as file:
    file.write(KML)
print("fastkml", version("fastkml"), "- GDAL", *pyogrio.__gdal_version__)
print("expected: two paths of three points each")
valid = validate(file_to_validate="paths.kml")
print("seen: valid by fastkml's validator:", valid)
read = {}
for strict in (True, False):
    document = fastkml.KML.from_string(KML, strict=strict)
    read[strict] = {each.name: each.geometry for each in document.features[0].features}
    print(f"seen by fastkml, strict={strict}:", {name: str(shape) for name, shape in
                                                 read[strict].items()})
table = pyogrio.read_dataframe("paths.kml")
gdal = dict(zip(table["Name"], (len(shape.coords) for shape in table.geometry)))
print("seen by GDAL, points of each path:", gdal)
raise SystemExit(not (valid and gdal == {"entier": 3, "sans": 3} and all(
    one["entier"] is not None and one["sans"] is None for one in read.values())))
PY
env/bin/python ask.py
