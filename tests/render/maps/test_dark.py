"""Maps by night: the same tokens by the system and by the visitor's choice, and enough contrast."""

from __future__ import annotations

import re

import pytest

from parcours import HERE
from parcours.web import colours

SHEET = (HERE / "assets" / "map.css").read_text("utf-8")
BY_SYSTEM = r"prefers-color-scheme: dark\) \{\s*:root:not\(\[data-theme=\"light\"\]\) \{(.*?)\}"
BY_CHOICE = r":root\[data-theme=\"dark\"\] \{(.*?)\}"
PAIRS = [
    ("text", "paper"), ("text", "card"), ("text", "hover"), ("soft", "card"), ("soft", "paper"),
    ("link", "card"), ("link", "veil"), ("text", "veil"), ("soft", "veil"),
    ("on-pressed", "pressed"), ("city-name", "paper"), ("country-name", "paper")]
"""Words and what they stand on."""


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): ([^;]+);", block))


def theme(name: str) -> dict[str, str]:
    """All tokens of a theme as ``#rrggbb``."""
    light = tokens(re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)[0])
    found = {**colours.NAMED, **light}
    if name == "dark":
        found |= tokens(re.findall(BY_CHOICE, SHEET, re.DOTALL)[0])
    solid = {}
    for token in found:
        value = found[token]
        while value.startswith("var(--"):
            value = found[value[6:-1]]
        if part := re.match(r"rgb\((\d+) (\d+) (\d+)", value):
            value = "#" + "".join(f"{int(one):02x}" for one in part.groups())
        solid[token] = value if len(value) != 4 else "#" + "".join(2 * one for one in value[1:])
    return solid


def light_of(colour: str) -> float:
    """The relative luminance that WCAG 2.2 defines."""
    parts = [int(colour[n:n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    dark, light = sorted((light_of(one), light_of(other)))
    return (light + 0.05) / (dark + 0.05)


def test_both_ways_into_the_night_are_the_same() -> None:
    """What the system asks for and what the visitor chose: the same tokens, all of which the day
    has too; and a visitor's day stands against the system's night."""
    system, choice = (re.findall(way, SHEET, re.DOTALL)[0] for way in (BY_SYSTEM, BY_CHOICE))
    assert tokens(system) == tokens(choice)
    assert {*tokens(system)} <= {*tokens(re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)[0])}
    assert "color-scheme: dark" in system
    assert tokens(system)["tiles"] != "none"


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("word", "ground"), PAIRS)
def test_words_can_be_read(name: str, word: str, ground: str) -> None:
    """At 4.5:1 at least: controls, popups, legend, names on the land, attribution."""
    known = theme(name)
    assert contrast(known[word], known[ground]) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
def test_edges_and_focus_can_be_seen(name: str) -> None:
    """At 3:1 on what they stand on, and each side's line on the bare land."""
    known = theme(name)
    for line, ground in (("rim", "card"), ("focus", "card"), ("focus", "paper"),
                         ("city", "paper"), ("country", "paper"), ("way", "paper")):
        assert contrast(known[line], known[ground]) >= 3, (line, ground)


def test_only_pins_keep_their_colours_by_night() -> None:
    """No rule but those of pins, marks and one's own position names a colour by itself."""
    rules = SHEET[SHEET.index("*, *::before"):]
    fixed = {line.split(" {")[0].strip() for line in rules.split("\n")
             if re.search(r"#[0-9a-f]{3,6}\b", line)}
    assert fixed == {".pin.urban", ".pin.rural", ".leaflet-container .pin:focus-visible, .pin.on",
                     ".leader", ".me.here"}
