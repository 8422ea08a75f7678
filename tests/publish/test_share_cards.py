"""The picture that is shown where a page is shared: no word on it, and light."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest
from PIL import Image

from helpers.small_site import small_site
from parcours.publish.card_worker import MOST_BYTES, draw, light
from parcours.publish.share_cards import HEIGHT, WIDTH, cards, compose
from parcours.publish.workspace import read_editions


def picture(drawn: str = "") -> str:
    """A drawing as those of routes, with words on it."""
    return ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 480"><title>Été</title>'
            f'<style>.a{{fill:red}}</style><text x="5" y="5">Toulouse</text>{drawn}</svg>')


def test_a_card_has_no_word_of_any_language() -> None:
    """Names, title and scale of the drawing are left out; what is drawn is there, as large as there
    is room beside the mark."""
    card = ElementTree.fromstring(compose(picture('<circle id="pin" r="9"/>')))
    tags = [element.tag.rpartition("}")[2] for element in card.iter()]
    assert not {"text", "title", "desc", "style"} & {*tags}
    assert "".join(card.itertext()).strip() == ""
    drawn = card[1]
    assert drawn.attrib["transform"] == "translate(344.0 29.7) scale(1.1889)"
    assert drawn[0].attrib["id"] == "pin"


def test_every_language_asks_for_the_same_card(tmp_path: Path) -> None:
    """A page and its twin name one file; a page that says something else by that word has none."""
    files = {f"{lang}/parcours/{id}/{name}": text for lang in ("fr", "en")
             for id, asked in (("un", '"x.svg"'), ("deux", "[1]"), ("trois", '"../un/x.svg"'))
             for name, text in (("index.md", f"---\ntitle: x\ncard: {asked}\n---\n\nx\n"),
                                ("x.svg", picture()))}
    french, english = read_editions(small_site(tmp_path / "root", files))
    assert [card.path for card in cards(french) if "parcours/" in card.path] == [
        "parcours/un/partage.png"]
    assert {card.path for card in cards(english)} == {card.path for card in cards(french)}


def test_places_of_a_kind_share_one_card(tmp_path: Path) -> None:
    """A card that is not of a page alone lies beside its picture, and is drawn once; the air and
    the ground of a drawing go to the edges. What lies elsewhere is no card."""
    sheet = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 64"><rect width="96"'
             ' height="64" rx="4" fill="#123456"/><path id="roof"/></svg>')
    asked = {"un": "/lieux/dessin-lac.svg", "deux": "/lieux/dessin-lac.svg",
             "trois": "/lieux/../../secret.svg", "quatre": "/lieux/dessin-rien.svg"}
    files = {"fr/lieux/dessin-lac.svg": sheet, "secret.svg": sheet, **{
        f"fr/lieux/{id}/index.md": f"---\ntitle: x\ncard: \"{card}\"\n---\n\nx\n"
        for id, card in asked.items()}}
    french, _ = read_editions(small_site(tmp_path / "root", files))
    found = [card for card in cards(french) if card.path.startswith("lieux/")]
    assert [card.path for card in found] == ["lieux/dessin-lac.png"]
    card = ElementTree.fromstring(found[0].svg)
    assert card[0].attrib["fill"] == "#123456"
    assert card[1].attrib["transform"] == "translate(344.0 59.3) scale(8.9167)"
    assert [shape.attrib["id"] for shape in card[1]] == ["roof"]


@pytest.mark.parametrize("pieces", [1, 4000])
def test_a_card_is_light_whatever_is_drawn(tmp_path: Path, pieces: int) -> None:
    """A picture so full that its card would weigh too much is put into few colours."""
    chance = Random(7)  # noqa: S311  (nothing secret)
    drawn = "".join(
        f'<circle cx="{chance.random() * 720:.1f}" cy="{chance.random() * 480:.1f}" r="9"'
        f' fill="#{chance.randrange(1 << 24):06x}"/>' for _ in range(pieces))
    target = tmp_path / "card.png"
    draw([{"svg": compose(picture(drawn)), "to": str(target)}])
    assert target.stat().st_size <= MOST_BYTES
    with Image.open(target) as made:
        assert (made.format, made.size) == ("PNG", (WIDTH, HEIGHT))


def test_what_is_light_stays_as_it_was_drawn() -> None:
    """No colour is lost where nothing has to be."""
    packed = BytesIO()
    Image.new("RGB", (WIDTH, HEIGHT), "#7c2b1e").save(packed, "PNG")
    assert light(packed.getvalue()) == packed.getvalue()
