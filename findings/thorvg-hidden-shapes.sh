#!/usr/bin/env bash
# ThorVG 1.0.4 (thorvg-python 1.1.3) draws SVG several times faster than resvg, and maps tried here came
# out alike. But of two ways in which a map says that something is not to be seen it knows neither: a
# layer with visibility="hidden" (SVG 1.1, 11.5) is drawn, and a colour with an alpha, #ff000000 or
# rgba(255,0,0,0), as browsers and resvg take it, is an opaque black. One would have expected that what
# is not understood is left out; each call answers SUCCESS. With display="none" and with fill-opacity
# all is as it should be.
# Needs Python 3. Exits with 0 while it is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check thorvg-python==1.1.3 resvg-py==0.5.0 pillow==13.0.0
cat >draw.py <<'PY'
from importlib.metadata import version
from io import BytesIO

from PIL import Image
from resvg_py import svg_to_bytes
from thorvg_python import Engine, Picture, Result, SwCanvas

PAPER, WIDTH, HEIGHT = (255, 255, 255), 60, 30
LAYERS = {
    "visibility": '<g visibility="hidden"><rect width="60" height="30" fill="#f00"/></g>',
    "#rrggbbaa": '<rect width="60" height="30" fill="#ff000000"/>',
    "rgba()": '<rect width="60" height="30" fill="rgba(255,0,0,0)"/>',
    "display": '<g display="none"><rect width="60" height="30" fill="#f00"/></g>',
    "fill-opacity": '<rect width="60" height="30" fill="#f00" fill-opacity="0"/>'}
engine = Engine(threads=0)


def by_thorvg(svg: str):
    canvas, picture = SwCanvas(engine), Picture(engine)
    canvas.set_target(WIDTH, HEIGHT)
    done = (picture.load_data(svg.encode(), "svg", None, True), canvas.add(picture),
            canvas.update(), canvas.draw(True), canvas.sync())
    assert {*done} == {Result.SUCCESS}, done
    seen = canvas.get_pillow("RGB").getpixel((30, 15))
    canvas.destroy()
    return seen


def by_resvg(svg: str):
    drawn = bytes(svg_to_bytes(svg_string=svg, skip_system_fonts=True))
    return Image.open(BytesIO(drawn)).convert("RGB").getpixel((30, 15))


print("thorvg-python", version("thorvg-python"), "with ThorVG", engine.version()[-1])
print("resvg-py", version("resvg-py"))
seen = {}
for way, layer in LAYERS.items():
    svg = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{layer}</svg>')
    seen[way] = by_thorvg(svg)
    assert by_resvg(svg) == PAPER, way
    print(f"hidden by {way}: expected {PAPER}, as resvg has it; seen {seen[way]}")
surprise = seen == {"visibility": (255, 0, 0), "#rrggbbaa": (0, 0, 0), "rgba()": (0, 0, 0),
                    "display": PAPER, "fill-opacity": PAPER}
raise SystemExit(not surprise)
PY
env/bin/python draw.py
