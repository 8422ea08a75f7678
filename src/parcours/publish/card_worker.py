"""Cards from SVG to PNG; run as a program, ``python -m parcours.publish.card_worker JOBS``.

There are no letters on them, and so no fonts to read: a card is the same on every machine.
"""

from __future__ import annotations

import json
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from resvg_py import svg_to_bytes

from parcours.disk import atomic

MOST_BYTES = 50_000
"""What a card may weigh; some who show it take no more than a little."""
_COLOURS = 64
_LESS = ".ps-s{display:none}"
"""What a picture leaves out where it is small: its scale says nothing without words."""


def draw(jobs: list[dict[str, str]]) -> None:
    """Draw each ``svg`` into its file ``to``; a file is there whole or not at all."""
    with tempfile.TemporaryDirectory(prefix="parcours-") as folder:
        for job in jobs:
            drawn = bytes(svg_to_bytes(svg_string=job["svg"], skip_system_fonts=True,
                                       resources_dir=folder, style_sheet=_LESS))
            target = Path(job["to"])
            target.parent.mkdir(parents=True, exist_ok=True)
            atomic.write(target, light(drawn))


def light(drawn: bytes) -> bytes:
    """A PNG that weighs no more than `MOST_BYTES`: in few colours where it must."""
    if len(drawn) <= MOST_BYTES:
        return drawn
    with Image.open(BytesIO(drawn)) as picture:
        few = picture.convert("RGB").quantize(_COLOURS, Image.Quantize.FASTOCTREE,
                                              dither=Image.Dither.NONE)
    packed = BytesIO()
    few.save(packed, "PNG")
    return packed.getvalue()


if __name__ == "__main__":
    draw(json.loads(Path(sys.argv[1]).read_text("utf-8")))
