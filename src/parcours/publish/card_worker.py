"""Cards from SVG to PNG; run as a program, ``python -m parcours.publish.card_worker JOBS``.

There are no letters on them, and so no fonts to read: a card is the same on every machine. ThorVG
draws one in a tenth of the time that resvg takes. It is written in C++, and gets nothing but what
`share_cards.compose` let through.
"""

from __future__ import annotations

import json
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from thorvg_python.base import Result
from thorvg_python.canvas.sw import SwCanvas
from thorvg_python.engine import Engine
from thorvg_python.paint.picture import Picture

from parcours.disk import atomic
from parcours.publish.share_cards import HEIGHT, WIDTH

MOST_BYTES = 50_000
"""What a card may weigh; some who show it take no more than a little."""
_COLOURS = 128, 16
"""More than a drawing of ours has, edges included; then as few as make anything light."""


def draw(jobs: list[dict[str, str]]) -> None:
    """Draw each ``svg`` into its file ``to``; a file is there whole or not at all."""
    with Engine(threads=0) as engine:
        for job in jobs:
            target = Path(job["to"])
            target.parent.mkdir(parents=True, exist_ok=True)
            atomic.write(target, light(drawn(engine, job["svg"])))


def drawn(engine: Engine, svg: str) -> Image.Image:
    """What an SVG shows; raises `ValueError` where it does not cover the whole card."""
    canvas, picture = SwCanvas(engine), Picture(engine)
    canvas.set_target(WIDTH, HEIGHT)
    done = (picture.load_data(svg.encode(), "svg", None, copy=True),
            picture.set_size(WIDTH, HEIGHT), canvas.add(picture), canvas.update(),
            canvas.draw(clear=True), canvas.sync())
    shown = canvas.get_pillow()
    canvas.destroy()
    if {*done} != {Result.SUCCESS} or shown.getchannel("A").getextrema() != (255, 255):
        raise ValueError(svg[:80])
    return shown.convert("RGB")


def light(picture: Image.Image) -> bytes:
    """A picture as a PNG that weighs no more than `MOST_BYTES`."""
    for colours in _COLOURS:
        few = picture.quantize(colours, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        packed = BytesIO()
        few.save(packed, "PNG")
        if packed.tell() <= MOST_BYTES:
            break
    return packed.getvalue()


if __name__ == "__main__":
    draw(json.loads(Path(sys.argv[1]).read_text("utf-8")))
