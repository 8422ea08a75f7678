"""Cards from SVG to PNG; run as a program, ``python -m parcours.publish.card_worker JOBS``.

The letters are those of MkDocs's own *readthedocs* theme, Roboto Slab and Lato: nothing is fetched,
and a card is the same on every machine, whatever fonts it has.
"""

from __future__ import annotations

import json
import sys
import tempfile
import zlib
from importlib.util import find_spec
from pathlib import Path
from struct import calcsize, pack, unpack_from

from resvg_py import svg_to_bytes

from parcours.disk import atomic

_FONTS = ("Roboto-Slab-Bold", "lato-normal", "lato-bold")


def draw(jobs: list[dict[str, str]]) -> None:
    """Draw each ``svg`` into its file ``to``; a file is there whole or not at all."""
    with tempfile.TemporaryDirectory(prefix="parcours-") as folder:
        fonts = _fonts(Path(folder))
        for job in jobs:
            drawn = svg_to_bytes(
                svg_string=job["svg"], skip_system_fonts=True, font_files=fonts,
                sans_serif_family="Lato", serif_family="Roboto Slab", font_family="Lato",
                resources_dir=folder)
            target = Path(job["to"])
            target.parent.mkdir(parents=True, exist_ok=True)
            atomic.write(target, bytes(drawn))


def _fonts(folder: Path) -> list[str]:
    """The letters as files that resvg can read."""
    found = find_spec("mkdocs")
    if found is None or found.origin is None:
        raise FileNotFoundError("mkdocs")
    here = Path(found.origin).parent / "themes" / "readthedocs" / "css" / "fonts"
    paths = []
    for name in _FONTS:
        path = folder / f"{name}.ttf"
        path.write_bytes(unpacked((here / f"{name}.woff").read_bytes()))
        paths.append(str(path))
    return paths


def unpacked(woff: bytes) -> bytes:
    """A WOFF font as the TrueType font that is packed in it (https://www.w3.org/TR/WOFF/)."""
    flavour, _, tables = unpack_from(">4sIH", woff, 4)
    step, start = calcsize(">4sIIII"), calcsize(">4sIIHHIHHIIIII")
    power = 1 << (tables.bit_length() - 1)
    head = pack(">4sHHHH", flavour, tables, power * 16, tables.bit_length() - 1,
                (tables - power) * 16)
    begin = len(head) + 16 * tables
    directory, body = b"", b""
    for n in range(tables):
        tag, at, packed, size, check = unpack_from(">4sIIII", woff, start + n * step)
        table = woff[at:at + packed]
        directory += pack(">4sIII", tag, check, begin + len(body), size)
        table = zlib.decompress(table) if packed != size else table
        body += table + bytes(-len(table) % 4)
    return head + directory + body


if __name__ == "__main__":
    draw(json.loads(Path(sys.argv[1]).read_text("utf-8")))
