"""``<parcours-carte>``: the script by which another site shows a route, in our own words.

It has one stable address, so that what was copied once stays right.
"""

from __future__ import annotations

from parcours import HERE
from parcours.i18n.language import language_of
from parcours.render.exports import to_json
from parcours.render.exports.about import About
from parcours.web import scripts

FILE = "parcours-carte.js"
_SCRIPT = HERE / "assets" / FILE
_SLOT = "const WORDS={};"
_WORDS = {"map": "Map of the route", "of": "Map of the route: {name}", "open": "Show the map",
          "page": "the stops in words", "stops": "The stops",
          "none": "This route is not on {site}.", "all": "All routes"}


def script(about: About) -> str:
    """The script as it is served, with what it says in each language of the site."""
    words = {lang: {name: language_of(lang).say(message) for name, message in _WORDS.items()}
             for lang in about.atlas.languages}
    before, after = scripts.served(_SCRIPT.read_text("utf-8")).split(_SLOT)
    return f"{before}const WORDS={to_json(words)};{after}"
