#!/usr/bin/env bash
# West of Greenwich, as the western Gers is, a French table ends a longitude with "O", for Ouest:
# 0° 09' 30" O. lat-lon-parser 1.3.1 takes degrees in "various formats" and answers what it cannot
# read with an error; it knows N, S, E and W, and their English words. Of a letter that it does not
# know one would expect that error. It leaves the letter out and says east: Nogaro, two minutes west,
# moves by five kilometres and Bayonne as far as Toulouse, without a word; "Ouest" written out does no
# better. geopy 2.5.0 refuses the same position.
# Needs Python 3. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check lat-lon-parser==1.3.1 geopy==2.5.0
cat >ask.py <<'PY'
from importlib.metadata import version

from geopy import Point
from lat_lon_parser import parse


def answer(text: str) -> float | str:
    try:
        return round(parse(text), 4)
    except ValueError:
        return "ValueError"


print("lat-lon-parser", version("lat-lon-parser"), "and geopy", version("geopy"))
print("expected: 0° 09' 30\" O is an error, or -0.1583 as with W")
texts = ("0° 09' 30\" W", "0° 09' 30\" O", "0,1583 Ouest", "pas ici")
seen = [answer(text) for text in texts]
for text, value in zip(texts, seen):
    print(f"seen: {text}: {value}")
try:
    other = str(Point("43° 46' 00\" N 0° 09' 30\" O"))
except ValueError:
    other = "ValueError"
print("seen with geopy:", other)
raise SystemExit(seen != [-0.1583, 0.1583, 0.1583, "ValueError"] or other != "ValueError")
PY
env/bin/python ask.py
