"""The picture that is shown where a page is shared: no word on it, and light."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from random import Random
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageColor
from thorvg_python.engine import Engine

from helpers.small_site import small_site
from parcours.format.choices import Character
from parcours.publish.card_worker import MOST_BYTES, draw, drawn, light
from parcours.publish.share_cards import HEIGHT, WIDTH, cards, compose
from parcours.publish.workspace import read_editions
from parcours.render.pictures import drawings


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


def test_a_card_shows_its_drawing_in_its_own_colours() -> None:
    """Band, edge, ground and what is drawn have the colours that were asked for; the scale, which
    says nothing without words, is left out."""
    scale = '<g class="ps-s" fill="#0000ff"><path d="M300 190h200v100h-200z"/></g>'
    card = compose(picture(f'<circle cx="360" cy="240" r="90" fill="#00ff00"/>{scale}'))
    with Engine(threads=0) as engine:
        packed = light(drawn(engine, card))
    with Image.open(BytesIO(packed)) as made:
        seen = made.convert("RGB")
    asked = {(20, 20): "#7c2b1e", (170, 20): "#f0bf3c", (380, 158): "#00ff00", (590, 20): "#fbf7ec"}
    for at, colour in asked.items():  # in few colours, one may be off by what nobody sees
        assert seen.getpixel(at) == pytest.approx(ImageColor.getrgb(colour), abs=1)


@pytest.mark.parametrize("name", drawings.names())
def test_the_drawing_of_every_kind_goes_on_a_card(name: str) -> None:
    """Whatever a drawing of ours consists of is let through."""
    for side in Character:
        assert "<path" in compose(drawings.picture(name, side))


@pytest.mark.parametrize("other", [
    '<use href="#a"/>', '<image width="9" height="9"/>', '<path d="M0 0h9" style="stroke:red"/>',
    '<path d="M0 0h1e3"/>', '<path d="M0 0h1234567"/>', '<path d="M0 0h9" fill="url(#a)"/>',
    '<path d="M0 0h9" fill="#f008"/>', "<!-- -->", "<g>5</g>", "&amp;",
    '<g transform="rotate(9)"/>', '<a><path d="M0 0h9"/></a>'])
def test_what_no_drawing_of_ours_has_is_put_on_no_card(other: str) -> None:
    """Who draws a card trusts it: somebody may have put another picture at an address of ours."""
    assert compose(picture('<path d="M0 0h999999"/>'))
    with pytest.raises(ValueError, match="<svg"):
        compose(picture(other))


@pytest.mark.parametrize("box", ["0 0 0 480", "0 0 720 0", "0 0 99999 480", "1 0 720 480"])
def test_a_picture_without_an_extent_is_no_card(box: str) -> None:
    """Nothing is divided by nought."""
    with pytest.raises(ValueError, match="<svg"):
        compose(picture().replace("0 0 720 480", box))


def test_what_does_not_cover_the_card_is_not_written(tmp_path: Path) -> None:
    """An SVG that cannot be read, or that is not all there, leaves no file behind."""
    for svg in ("", "<svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>'):
        with pytest.raises(ValueError):  # noqa: PT011  (it says the beginning of the file)
            draw([{"svg": svg, "to": str(tmp_path / "card.png")}])
        assert not [*tmp_path.iterdir()]
