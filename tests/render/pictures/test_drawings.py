"""The drawings that stand for photos: one a kind, light, of one hand, in colours of the sides."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image
from resvg_py import svg_to_bytes

from parcours import HERE
from parcours.format.choices import Character, Kind
from parcours.render.pictures import drawings
from parcours.web import colours

SVG = "{http://www.w3.org/2000/svg}"
each = pytest.mark.parametrize("name", drawings.names())


def test_every_kind_has_a_drawing_and_no_other_stands_there() -> None:
    """One file a kind, and the night and seasons of some."""
    variants = {"science-night", "market-summer", "market-winter"}
    assert {*drawings.names()} == {kind.value for kind in Kind} | variants
    assert [drawings.drawing_of(kind) for kind in Kind] == [kind.value for kind in Kind]


@each
def test_a_drawing_is_light_and_says_nothing_of_colour(name: str) -> None:
    """Under 1.5 kB with its colours; its file has the common sheet, a few shapes with one class
    each, and neither colour nor width of its own: those come from one place."""
    file = (HERE / "render/pictures/drawings" / f"{name}.svg").read_text("utf-8")
    root = ElementTree.fromstring(file)
    assert (root.tag, root.attrib) == (f"{SVG}svg", {"viewBox": "0 0 96 64"})
    assert 3 <= len(root) <= 8
    for shape in root:
        geometry = {f"{SVG}path": {"d"}, f"{SVG}circle": {"cx", "cy", "r"}}[shape.tag]
        assert {*shape.attrib} == {"class"} | geometry
        assert shape.attrib["class"] in "abcdp"
    assert max(len(drawings.picture(name, side)) for side in Character) < 1500


@each
def test_a_drawing_stays_on_its_sheet(name: str) -> None:
    """Drawn, nothing but its air and its ground touches the edge: 4 of 96 are left free."""
    tree = ElementTree.fromstring(drawings.picture(name, Character.URBAN))
    (group,) = tree.findall(f"{SVG}g")
    group.remove(group[0])  # the ground reaches from edge to edge
    tree.remove(tree[0])
    drawn = bytes(svg_to_bytes(svg_string=ElementTree.tostring(tree, "unicode"), width=192))
    assert drawn.startswith(b"\x89PNG")
    left, top, right, bottom = Image.open(BytesIO(drawn)).getbbox() or (0, 0, 0, 0)
    assert left >= 8
    assert top >= 6
    assert right <= 192 - 8
    assert bottom <= 128 - 6
    assert right - left >= 60
    assert bottom - top >= 60


@pytest.mark.parametrize(("side", "own", "others"), [
    (Character.URBAN, colours.BRICK, colours.GOLD), (Character.RURAL, colours.GOLD, colours.BRICK)])
def test_a_whole_picture_has_the_colours_of_its_side(side: Character, own: str,
                                                     others: str) -> None:
    """The one's and not the other's, ink for every stroke, no class left without a colour."""
    for name in drawings.names():
        picture = drawings.picture(name, side)
        assert own in picture
        assert others not in picture
        assert f'stroke="{colours.INK}"' in picture
        assert "class=" not in picture
        assert picture.count('stroke="none"') == 1
        ElementTree.fromstring(picture)


def test_a_page_has_each_drawing_once_and_shows_it_by_name() -> None:
    """As decoration; and a page that shows none has nothing."""
    sprite = ElementTree.fromstring(drawings.symbols(["market", "art", "market"]))
    assert [one.attrib["id"] for one in sprite] == ["dessin-art", "dessin-market"]
    classes = set(re.findall(r'class="([^"]+)"', drawings.symbols(drawings.names())))
    assert classes == {"pc-drawings", *(f"dessin-{one}" for one in "abcgp")}
    shown = ElementTree.fromstring(drawings.use("market", "rural"))
    assert shown.attrib["aria-hidden"] == "true"
    assert [one.attrib for one in shown] == [{"href": "#dessin-market"}]
    assert drawings.symbols([]) == ""


def test_the_style_sheet_knows_every_class() -> None:
    """And takes the colours of the sides from the tokens, by day and by night."""
    sheet = (HERE.parents[1] / "overrides/assets/stylesheets/parcours.css").read_text("utf-8")
    for one in "abcgp":
        assert f"\n.dessin-{one} {{" in sheet
    block = sheet[sheet.index(".pc-drawing {"):sheet.index(".pc-stop > .pc-drawing")]
    assert re.findall(r"#[0-9a-f]{3,6}", block) == []
    assert "var(--map-brick)" in block
    assert "var(--map-gold)" in block


def test_colours_are_mixed_part_by_part() -> None:
    """All of one, all of the other, half and half."""
    assert [drawings.mixed("#ff0010", "#00ff20", share) for share in (1, 0, 0.5)] == [
        "#ff0010", "#00ff20", "#808018"]
