#!/usr/bin/env bash
# KML says in a TimeSpan when something is there, to the day, the month or the year: a farm shop from
# 2026-04 to 2026-10 is open from April to the end of October, one in 2026 all that year. One would
# expect GDAL, whose dates are always to the day, to widen the end to the last of them or to warn. GDAL
# 3.12.4 (in pyogrio 0.13.0) makes 1 October of "2026-10", so that a
# map filtered by date loses the last month of every season, and makes nothing at all of "2026": what
# had a beginning and an end has none, without a warning. fastkml 1.4.0 reads the same file with the
# precision that it has, and writes it so.
# Needs Python 3. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check pyogrio==0.13.0 geopandas==1.2.0 fastkml==1.4.0
cat >ask.py <<'PY'
from importlib.metadata import version

import fastkml
import geopandas
import pyogrio

PLACE = ("<Placemark><name>{0}/{1}</name><TimeSpan><begin>{0}</begin><end>{1}</end></TimeSpan>"
         "<Point><coordinates>0.6,43.6</coordinates></Point></Placemark>")
SPANS = (("2026-04-01", "2026-10-31"), ("2026-04", "2026-10"), ("2026", "2026"))
text = ('<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        + "".join(PLACE.format(*span) for span in SPANS) + "</Document></kml>")
with open("season.kml", "w", encoding="utf-8") as file:
    file.write(text)
print("GDAL", ".".join(map(str, pyogrio.__gdal_version__)), "and fastkml", version("fastkml"))
table = geopandas.read_file("season.kml")
seen = [tuple("" if moment is None or moment != moment else str(moment)[:10]
              for moment in (row.begin, row.end)) for row in table.itertuples()]
places = next(iter(fastkml.KML.from_string(text).features)).features
kept = [tuple(str(moment) for moment in (place.times.begin, place.times.end)) for place in places]
for name, spans in (("GDAL", seen), ("fastkml", kept)):
    for written, (begin, end) in zip(SPANS, spans, strict=True):
        print(f"  {written[0]} to {written[1]}: {name} sees {begin or 'nothing'} to {end or 'nothing'}")
print("expected: no end before the last day of October, and a season where there is one")
raise SystemExit(kept != [*SPANS] or seen != [SPANS[0], ("2026-04-01", "2026-10-01"), ("", "")])
PY
env/bin/python -W ignore ask.py
