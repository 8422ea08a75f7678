"""What the templates share."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from parcours.render.pages.layout import whole


@pytest.mark.parametrize(("name", "written"), [
    ("De Saint-Sernin à Flaran", 'De <span class="pc-whole">Saint-Sernin</span> à Flaran'),
    ("L’Isle-Jourdain", '<span class="pc-whole">L’Isle-Jourdain</span>'),
    ("Gare – quai", "Gare – quai"), ("Brax - Léguevin", "Brax - Léguevin"),
    ("Gare de Toulouse-Saint-Cyprien-Arènes", "Gare de Toulouse-Saint-Cyprien-Arènes"),
    ('<span lang="fr-CA">Pont-Neuf</span> &amp; co',
     '<span lang="fr-CA"><span class="pc-whole">Pont-Neuf</span></span> &amp; co'),
    ("a-b&#123;c", "a-b&#123;c")])
def test_a_name_is_not_broken_at_its_hyphen(name: str, written: str) -> None:
    """On a narrow screen a heading read “De Saint-” over “Sernin à Flaran”. What is longer than a
    line of a phone may break there still, and tags and entities stay as they are."""
    assert whole(Markup(name)) == written  # noqa: S704  (as the writer makes them)
