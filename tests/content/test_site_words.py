"""What a site is called, where site.yml does not say it."""

from __future__ import annotations

from parcours.content.site_words import site_words
from parcours.format.model import Alliance, Site, Territory


def test_names_are_typeset_as_elsewhere() -> None:
    """“Les Hauts d'Aubépine”, with a typewriter's apostrophe, stood in the header and the title."""
    sides = {id: Territory.model_validate({"name": name, "character": character})
             for id, name, character in (("a", "Ysoire", "urban"),
                                         ("b", "Les Hauts d'Aubépine", "rural"))}
    alliance = Alliance.model_validate({"name": "Contrat", "territories": [*sides]})
    words = site_words(Site.model_validate({}), sides, {"c": alliance}, "fr")
    assert words.right == "Les Hauts d’Aubépine"
    assert words.home_title == "Ysoire et Les Hauts d’Aubépine, un seul voyage"
