"""What is written on the picture that is shown where a page is shared."""

from __future__ import annotations

from pathlib import Path

from helpers.small_site import small_site
from parcours.publish.share_cards import cards
from parcours.publish.workspace import read_editions

CARD = 'card: {"picture": "x.svg", "over": "Ville", "line": "2 jours", "site": true}'


def test_the_name_of_the_site_without_the_note_beside_it(tmp_path: Path) -> None:
    """``site_name: Parcours  # le nom``: the note is for whoever reads the settings."""
    root = small_site(tmp_path / "root", {
        "fr/parcours/index.md": f'---\ntitle: "Parcours"\n{CARD}\n---\n\n# Parcours\n',
        "fr/parcours/x.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"/>'})
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace(
        'site_name: "Parcours Toulouse–Gascogne"', "site_name: Routes  # le nom"), "utf-8")
    (card,) = cards(read_editions(root)[0])
    assert ">Routes</text>" in card.svg
    assert "le nom" not in card.svg
