"""A published site to one that can be looked at without a server: from a disk, or file by file.

A proposal is looked at before it is published: as an artefact that one unpacks, or that a forge
shows file by file. Neither knows a page by its folder, and a browser loads no module from a disk.
So every link names its file, and modules become plain scripts. Nothing of it is for search engines,
and nothing is kept on a device.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from parcours import HERE
from parcours.disk.atomic import renew
from parcours.i18n.language import language_of
from parcours.web import scripts

SCRIPT, STYLE = "preview.js", "preview.css"
_LINK = re.compile(r'(?<=\s)(href|src|action)="([^"]*)"')
_HEAD = re.compile(r'<meta charset="utf-8">')
_BODY = re.compile(r"<body\b[^>]*>")
_LANG = re.compile(r'<html lang="(\w+)"')
_MODULE = re.compile(r'<script type="module" src="([^"]*)"([^>]*)></script>')
_PRELOAD = re.compile(r'[ \t]*<link rel="modulepreload"[^>]*>\n?')
_WORKER = re.compile(r' data-worker="[^"]*"')
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/|#|$")
_IS_MODULE = re.compile(r"^(?:import|export)\b", re.MULTILINE)


def make_preview(site: Path) -> None:
    """Rewrite the pages and the scripts of a site that nobody else reads yet."""
    for path in sorted(site.rglob("*.js")):
        if path.is_relative_to(site / "assets"):
            script = path.read_text("utf-8")
            if _is_ours(path, script):
                renew(path, scripts.plain(path.name, script).encode())
    for name in (SCRIPT, STYLE):
        renew(site / name, (HERE / "assets" / name).read_bytes())
    (site / "service-worker.js").unlink(missing_ok=True)
    renew(site / "robots.txt", b"User-agent: *\nDisallow: /\n")
    for path in sorted(site.rglob("*.html")):
        page = path.read_text("utf-8")
        # neither the copy of an API nor the page of the lost, which only a server shows
        if page.lstrip()[:9].lower() == "<!doctype" and path.name != "404.html":
            renew(path, _previewed(page, path.relative_to(site).as_posix(), site).encode())


def _is_ours(path: Path, script: str) -> bool:
    """Whether a page loads this file as a module, or a module does."""
    return _IS_MODULE.search(script) is not None or path.name == "leaflet.js"


def _previewed(page: str, name: str, site: Path) -> str:
    folder = posixpath.dirname(name)

    def named(link: re.Match[str]) -> str:
        return f'{link[1]}="{_to_file(link[2], folder, site)}"'

    spoken = _LANG.search(page)
    said = language_of(spoken[1] if spoken else "fr").say(
        "Preview of a proposal: this site is not published.")
    root = "../" * name.count("/")
    page = _WORKER.sub("", _PRELOAD.sub("", page))
    page = _with_plain_scripts(page, folder, site)
    page = _HEAD.sub(lambda head: f'{head[0]}\n<meta name="robots" content="noindex">\n'
                     f'<link rel="stylesheet" href="{root}{STYLE}">\n'
                     f'<script src="{root}{SCRIPT}"></script>', page, count=1)
    if not name.endswith("map.html"):
        page = _BODY.sub(lambda body: f'{body[0]}\n<p class="pc-preview" role="note">{said}</p>',
                         page, count=1)
    return _LINK.sub(named, page)


def _to_file(link: str, folder: str, site: Path) -> str:
    """A relative link with the file that a server would show for a folder; others as they are."""
    path = re.split(r"[?#]", link, maxsplit=1)[0]
    if _ELSEWHERE.match(path):
        return link
    target = site / posixpath.normpath(posixpath.join(folder, unquote(path)))
    if not (target / "index.html").is_file():
        return link
    return f"{path.rstrip('/')}/index.html{link[len(path):]}"


def _with_plain_scripts(page: str, folder: str, site: Path) -> str:
    """Each module of a page as a plain script, once, behind those that it imports."""
    loaded: set[str] = set()

    def plain(module: re.Match[str]) -> str:
        address, name = posixpath.split(module[1])
        there = site / posixpath.normpath(posixpath.join(folder, address))
        needed = [one for one in _in_order(there, name) if one not in loaded]
        loaded.update(needed)
        return "\n".join(f'<script defer src="{address}/{one}"{module[2] if one == name else ""}>'
                         "</script>" for one in needed)

    return _MODULE.sub(plain, page)


def _in_order(folder: Path, name: str) -> list[str]:
    """A plain script and those it needs, each behind what it needs itself."""
    order: list[str] = []

    def visit(one: str) -> Iterator[str]:
        for needed in scripts.needed((folder / one).read_text("utf-8")):
            yield from visit(needed)
        yield one

    for one in visit(name):
        if one not in order:
            order.append(one)
    return order
