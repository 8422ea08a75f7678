"""The colours of the site, as its style sheets name them, stand out from one another."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.published import ROOT
from parcours.format.choices import Character
from parcours.render.pictures import style
from parcours.web import colours

SHEETS = ROOT / "overrides/assets/stylesheets"
TEXT = [(ink, ground) for ground in ("paper", "sheet")
        for ink in ("ink", "soft", "link", "link-hover", "green", "warn", "foot", "wheel",
                    "transit", "road")]
TEXT += [("on-brick", "brick"), ("on-brick", "deep"), ("on-gold", "gold")]
SIGNS = [(sign, ground) for ground in ("paper", "sheet")
         for sign in ("focus", "soft", "brick", "green", "foot", "wheel", "transit", "road")]
SIGNS += [("gold", "band")]
"""Focus, edges of fields, the city's mark, lines of legs; the focus of the footer on its band."""


def tokens(theme: str) -> dict[str, str]:
    """The colours of a theme by name: those of the day, and at night what the night changes."""
    known: dict[str, str] = {}
    for sheet in ("parcours.css", "dark.css") if theme == "dark" else ("parcours.css",):
        text = (SHEETS / sheet).read_text("utf-8")
        for name, colour, other in re.findall(
                r"--([\w-]+): (?:(#[0-9a-f]{3,6})|var\(--([\w-]+)\));", text):
            known[name] = colour or known[other]
    return known


def light(colour: str) -> float:
    """Relative luminance, as WCAG defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[n:n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
                        for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((light(one), light(other)))
    return round((high + 0.05) / (low + 0.05), 2)


def too_faint(pairs: list[tuple[str, str]], theme: str, least: float) -> dict[str, float]:
    known = tokens(theme)
    found = {f"{one} on {other}": contrast(known[one], known[other]) for one, other in pairs}
    return {pair: value for pair, value in found.items() if value < least}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_stands_out(theme: str) -> None:
    """Each colour of text has 4.5 to 1 on each ground that it stands on."""
    assert too_faint(TEXT, theme, 4.5) == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_signs_stand_out(theme: str) -> None:
    """Each colour of a sign has 3 to 1 on each ground that it stands on."""
    assert too_faint(SIGNS, theme, 3) == {}


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21 to 1, and a known pair is as WCAG's own formula gives it."""
    assert (contrast("#000", "#fff"), contrast("#777777", "#ffffff")) == (21, 4.48)


def test_the_sides_have_one_truth() -> None:
    """The theme names the colours of both sides as pictures and maps have them; nothing else of
    ours spells them, but for the mark, which is a drawing, and the page that reviewers get."""
    known = tokens("dark")
    for name in ("brick", "brick-deep", "gold", "ink"):
        assert known[f"map-{name}"] == colours.NAMED[name], name
    assert f'"deep": "{colours.BRICK_DEEP}"' in (ROOT / "mkdocs.yml").read_text("utf-8")
    assert 'name="theme-color" content="{{ config.extra.colours.deep }}"' in (
        ROOT / "overrides/main.html").read_text("utf-8")
    allowed = {"colours.py", "parcours.css", "marque.svg", "review_page.py"}
    spelled = re.compile("|".join(colours.NAMED.values()), re.IGNORECASE)
    found = [path.relative_to(ROOT).as_posix()
             for folder in ("src", "overrides") for path in (ROOT / folder).rglob("*")
             if path.suffix in (".py", ".js", ".css", ".html", ".svg", ".j2", ".md")
             and path.name not in allowed and spelled.search(path.read_text("utf-8"))]
    assert found == []


HEX = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
CITY = HEX.map(lambda one: colours.readable(one, colours.TEXT_ON["urban"]))
COUNTRY = HEX.map(lambda one: colours.readable(one, colours.TEXT_ON["rural"]))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(urban=CITY, rural=COUNTRY)
def test_any_colours_that_the_check_accepts_can_be_read(urban: str, rural: str) -> None:
    """By day and by night, text and signs, whatever two colours a site chooses: what is made from
    them is darker or lighter until it stands out."""
    palette = colours.Palette(urban, rural)
    faint: dict[str, float] = {}
    for theme in ("light", "dark"):
        known = {name: colours.shade(colour, palette) for name, colour in tokens(theme).items()}
        for pairs, least in ((TEXT, 4.5), (SIGNS, 3.0)):
            faint |= {f"{theme}: {one} on {other}": found for one, other in pairs
                      if (found := contrast(known[one], known[other])) < least}
    assert faint == {}


@settings(max_examples=60, deadline=None, derandomize=True)
@given(urban=CITY, rural=COUNTRY)
def test_names_on_pictures_stand_out_in_any_colours(urban: str, rural: str) -> None:
    """The name of a territory on its land."""
    palette = colours.Palette(urban, rural)

    def shade(one: str) -> str:
        return colours.shade(one, palette)

    for side in Character:
        assert contrast(shade(style.NAMED[side]), shade(style.LAND[side][0])) >= 4.5


def test_without_a_choice_nothing_changes() -> None:
    """The colours of ours stay, letter for letter; a choice of one side leaves the other's."""
    text = f"a{{color:{colours.BRICK};fill:{colours.GOLD}}}"
    assert colours.recoloured(text, colours.Palette()) == text
    assert colours.recoloured(text, colours.Palette(urban="#1f6f8b")) == (
        f"a{{color:#1f6f8b;fill:{colours.GOLD}}}")


def test_the_words_of_a_picture_keep_theirs() -> None:
    """Somebody may call a route by a colour: only attributes and declarations change."""
    picture = f'<svg><title>{colours.BRICK}</title><path fill="{colours.BRICK}"/></svg>'
    assert colours.recoloured(picture, colours.Palette(urban="#1f6f8b"), drawing=True) == (
        f'<svg><title>{colours.BRICK}</title><path fill="#1f6f8b"/></svg>')
