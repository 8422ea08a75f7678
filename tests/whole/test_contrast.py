"""The colours of the site, as its style sheets name them, stand out from one another."""

from __future__ import annotations

import re

import pytest

from helpers.published import ROOT
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
    ours spells them, but for the mark, which is a drawing, and the browser's own frame."""
    known = tokens("dark")
    for name in ("brick", "brick-deep", "gold", "ink"):
        assert known[f"map-{name}"] == colours.NAMED[name], name
    assert f'name="theme-color" content="{colours.BRICK_DEEP}"' in (
        ROOT / "overrides/main.html").read_text("utf-8")
    allowed = {"colours.py", "parcours.css", "main.html", "marque.svg"}
    spelled = re.compile("|".join(colours.NAMED.values()), re.IGNORECASE)
    found = [path.relative_to(ROOT).as_posix()
             for folder in ("src", "overrides") for path in (ROOT / folder).rglob("*")
             if path.suffix in (".py", ".js", ".css", ".html", ".svg", ".j2", ".md")
             and path.name not in allowed and spelled.search(path.read_text("utf-8"))]
    assert found == []
