"""``mkdocs.yml`` and its sisters: the names of the site in them are those of ``site.yml``.

MkDocs reads its settings before anything of ours runs, so the words stand there written out.
`parcours build` renews them beside the pages that it makes, so that a name changed in ``site.yml``
on a forge is that of the header, the titles and the statement, too. Only the values of the keys
below are ever touched; all else is its editors'.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from parcours.content.atlas import Atlas
from parcours.content.site_words import SiteWords, palette, site_words
from parcours.web.colours import BRICK_DEEP, Palette, shade

_KEYS = {"site_name": "name", "site_description": "description", "brand_left": "left",
         "brand_right": "right", "about": "about",
         "publisher": "publisher", "publisher_email": "email", "publisher_website": "website"}
_LANGUAGE = re.compile(r"^  language: *(\w+)", re.MULTILINE)


def files(atlas: Atlas, root: Path) -> dict[str, str]:
    """The settings of every language as they should be, by their path below ``root``."""
    found = {}
    for path in sorted(root.glob("mkdocs*.yml")):
        text = path.read_text("utf-8")
        spoken = _LANGUAGE.search(text)
        if spoken and atlas.territories and spoken[1] in atlas.languages:
            found[path.name] = renewed(text, site_words(
                atlas.site, atlas.territories, atlas.alliances, spoken[1]), palette(atlas.site))
    return found


def renewed(text: str, words: SiteWords, chosen: Palette) -> str:
    """The settings of a language with the site's words and colours in the place of those there."""
    said: dict[str, object] = {key: getattr(words, name) for key, name in _KEYS.items()}
    said["colours"] = {"urban": chosen.urban, "rural": chosen.rural,
                       "deep": shade(BRICK_DEEP, chosen)}
    for key, value in said.items():
        line = re.compile(rf"^( *){key}:[^\n]*(?:\n\1 +[^\n]*)*", re.MULTILINE)
        written = json.dumps(value, ensure_ascii=False)
        if found := line.search(text):
            text = f"{text[:found.start()]}{found[1]}{key}: {written}{text[found.end():]}"
    return text
