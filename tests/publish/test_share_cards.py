"""What is written on the picture that is shown where a page is shared."""

from __future__ import annotations

import re
from pathlib import Path

from helpers.small_site import small_site
from parcours.publish.share_cards import cards, compose
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


def test_long_names_of_territories_stay_on_their_side() -> None:
    """What stands above and below the title has four lines of what fits the column, and says by an
    ellipsis what it leaves out; it never reaches the title or the picture."""
    name = "Communauté d’agglomération Saint-Brieuc Armor et Pays de Llanfairpwllgwyngyllgogerych"
    svg = compose("Un titre", f"{name} et {name}", "2 jours", "<svg viewBox='0 0 3 2'/>")
    words = [(int(y), text) for y, text in re.findall(r'<text x="36" y="(\d+)">([^<]*)', svg)]
    above = [(y, text) for y, text in words if y < 250]
    assert len(above) == 4
    assert above[-1][1].endswith("…")
    assert max(len(text) for _, text in above) <= 26
    assert max(y for y, _ in above) < min(y for y, _ in words if y > 250) - 40
