"""What editors typed, as pages, maps and pictures write it."""

from __future__ import annotations

from html import unescape
from pathlib import Path

from helpers.content_sample import MUSEUM_FILE, ROUTE_FILE, TODAY, edited, write_sample
from parcours.build.build import Options, build


def test_names_are_set_wherever_they_stand(tmp_path: Path) -> None:
    """A title and a name typed with a straight apostrophe and plain spaces are set as French is on
    every page, map and picture of the French site: two pages and the maps showed them as typed,
    and a line began with a colon. Files to take along hold what was typed."""
    files = {**edited(ROUTE_FILE, "{fr: De la brique au jardin", "{fr: 'L''essai : voir'"),
             **edited(MUSEUM_FILE, "{fr: Musée de la Brique", "{fr: 'L''atelier : vu'")}
    content = write_sample(tmp_path / "itineraries", **files)
    build(Options(itineraries=content, docs=tmp_path / "docs", today=TODAY))
    raw, seen = {}, 0
    for path in sorted((tmp_path / "docs/fr").rglob("*")):
        name = path.relative_to(tmp_path / "docs/fr").as_posix()
        if path.suffix not in {".md", ".html", ".svg"} or name.startswith("donnees/"):
            continue
        text = unescape(path.read_text("utf-8").replace("\\u0027", "'"))
        seen += "L’essai" in text or "L’atelier" in text
        text = text.partition('<script type="application/ld+json">')[0]
        if found := [one for one in ("L'essai", "L'atelier", "essai : voir", "atelier : vu")
                     if one in text]:
            raw[name] = found
    assert seen > 5
    assert raw == {}
