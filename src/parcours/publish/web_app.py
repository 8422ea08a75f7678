"""The site as an app that a visitor may install: a manifest a language, and icons from its mark."""

from __future__ import annotations

import json
import shutil
from base64 import b64encode
from html import escape
from html.parser import HTMLParser
from importlib.metadata import version
from pathlib import Path

from parcours.disk.atomic import new_folder
from parcours.disk.digest import code, digest_all

MARK = Path("assets", "images", "marque.svg")
"""The mark in the theme's folder; square, and drawn to the edge of its ``viewBox``."""
ICONS = "assets/icones"
MANIFEST = "manifest.webmanifest"

_SIZES = {"icone-180.png": 180, "icone-192.png": 192, "icone-512.png": 512}
_MASKABLE = "masquable-512.png"
_WHOLE = 512
_MARK = 330
"""So wide, a rounded square is inside of the disc that no system cuts off: 0.8 of the whole."""


class Head(HTMLParser):
    """What a page says of the site: its language, and its ``<meta>`` by name."""

    def __init__(self) -> None:
        super().__init__()
        self.lang = ""
        self.said: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what this tag says."""
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.lang = given.get("lang", "")
        elif tag == "meta" and "name" in given:
            self.said.setdefault(given["name"], given.get("content", ""))


def head_of(home: str) -> Head:
    """What a language's home page says of the site."""
    head = Head()
    head.feed(home)
    return head


def manifest(head: Head, root: str) -> str:
    """The manifest of one language; ``root`` leads from its home page to the site's."""
    colour = head.said["theme-color"]
    icons = [{"src": f"{root}{ICONS}/{name}", "sizes": f"{width}x{width}", "type": "image/png",
              "purpose": "any"} for name, width in _SIZES.items() if width != 180]
    icons.append({"src": f"{root}{ICONS}/{_MASKABLE}", "sizes": f"{_WHOLE}x{_WHOLE}",
                  "type": "image/png", "purpose": "maskable"})
    return json.dumps({
        "lang": head.lang, "dir": "ltr", "name": head.said["application-name"],
        "short_name": head.said["apple-mobile-web-app-title"],
        "description": head.said["description"], "start_url": "./", "scope": root or "./",
        "display": "standalone", "theme_color": colour, "background_color": colour,
        "categories": ["travel"], "icons": icons,
    }, ensure_ascii=False, indent=1) + "\n"


def icons(mark: str, colour: str, memory: Path) -> Path:
    """A folder with the icons drawn from the mark, kept in ``memory`` until it changes."""
    folder = memory / digest_all((code(), version("resvg_py"), colour, mark), size=8)
    if not folder.is_dir():
        from resvg_py import svg_to_bytes

        shutil.rmtree(memory, ignore_errors=True)  # other icons than these are of no more use
        with new_folder(folder) as fresh:
            for name, width in _SIZES.items():
                (fresh / name).write_bytes(svg_to_bytes(svg_string=mark, width=width, height=width,
                                                        skip_system_fonts=True))
            (fresh / _MASKABLE).write_bytes(svg_to_bytes(
                svg_string=_on_ground(mark, colour), skip_system_fonts=True))
    return folder


def _on_ground(mark: str, colour: str) -> str:
    """The mark in the middle of a ground that goes to the edges."""
    edge, data = (_WHOLE - _MARK) // 2, b64encode(mark.encode()).decode()
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WHOLE}" height="{_WHOLE}">'
            f'<rect width="{_WHOLE}" height="{_WHOLE}" fill="{escape(colour)}"/>'
            f'<image x="{edge}" y="{edge}" width="{_MARK}" height="{_MARK}" '
            f'href="data:image/svg+xml;base64,{data}"/></svg>')
