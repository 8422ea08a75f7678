"""The profile of a leg: a drawing that says what it shows, and a table that says the same."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from helpers.samples_exports import small_trip
from parcours.content.relief import NoRelief, Relief, relief
from parcours.content.tracks import Track
from parcours.format.choices import Mode
from parcours.geo.points import LatLon
from parcours.i18n.language import language_of
from parcours.render.pictures.profile import described, drawing, profiles, rows
from parcours.trip.trip import Trip

FR, EN = language_of("fr"), language_of("en")


def hills(*pieces: range) -> Relief:
    """From 150 m up to 250 m after two kilometres and down again, over the stretches given."""
    found = relief([[(float(at), 250 - 100 * abs(at - 2000) / 2000) for at in piece]
                    for piece in pieces])
    assert isinstance(found, Relief)
    return found


HILL = hills(range(0, 4001, 10))


def test_a_drawing_says_what_it_shows() -> None:
    """Role, title and description are those of an image; the ids are the leg's own."""
    tree = ET.fromstring(drawing(HILL, "profil-4", FR))
    title, desc = tree[0], tree[1]
    assert (tree.get("role"), tree.get("aria-labelledby")) == ("img", "profil-4-nom profil-4-dit")
    assert (title.tag, title.get("id"), desc.tag, desc.get("id")) == (
        "title", "profil-4-nom", "desc", "profil-4-dit")
    assert desc.text == described(HILL, FR)
    assert described(HILL, FR) == (
        "De 150\u00a0m à 150\u00a0m d’altitude, sur 4\u00a0km\u00a0; le point le plus haut, à "
        "249\u00a0m, vient au bout de 2\u00a0km\u00a0; le plus bas est à 150\u00a0m.")
    assert described(HILL, EN).startswith("From 150\u00a0m to 150\u00a0m above sea level, over 4")


def test_a_table_says_the_same() -> None:
    """At most a dozen rows at round distances, and the end."""
    assert rows(HILL, FR) == [
        ("0", "150\u00a0m"), ("500\u00a0m", "175\u00a0m"), ("1\u00a0km", "200\u00a0m"),
        ("1,5\u00a0km", "225\u00a0m"), ("2\u00a0km", "249\u00a0m"), ("2,5\u00a0km", "225\u00a0m"),
        ("3\u00a0km", "200\u00a0m"), ("3,5\u00a0km", "175\u00a0m"), ("4\u00a0km", "150\u00a0m")]
    assert len(rows(hills(range(0, 190_001, 50)), FR)) <= 12


def test_all_is_inside_the_drawing() -> None:
    """Lines and letters lie within the box, whatever the heights; only classes are written."""
    for found in (HILL, hills(range(1900, 2101, 5)), hills(range(0, 1001, 5), range(1000, 90_001))):
        svg = drawing(found, "p", EN)
        assert not re.search(r"(fill|stroke|style)=", svg)
        for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", svg):
            assert 0 <= float(x) <= 360
            assert 0 <= float(y) <= 132


def test_a_gap_is_a_gap() -> None:
    """Two lines and a mark between them: nobody knows the heights there."""
    svg = drawing(hills(range(0, 1001, 10), range(1000, 2001, 10)), "p", FR)
    assert svg.count('class="pc-profile__line"') == 2
    assert svg.count('class="pc-profile__gap"') == 1


def test_what_is_nearly_flat_looks_flat() -> None:
    """Three metres along a canal do not fill the drawing."""
    found = relief([[(float(at), 150 + 3 * at / 4000) for at in range(0, 4001, 10)]])
    assert isinstance(found, Relief)
    ys = [float(y) for y in re.findall(r"[ML][\d.]+ ([\d.]+)", re.findall(
        r'pc-profile__line" d="([^"]+)"', drawing(found, "p", FR))[0])]
    assert max(ys) - min(ys) < 12


def with_track(by: Mode, found: Relief | NoRelief) -> Trip:
    """The sample with one leg along a track."""
    trip = small_trip()
    track = Track((LatLon(43.8, 0.82), LatLon(43.805, 0.83)), (), (0.0, 4000.0), found)
    days = tuple(replace(day, visits=tuple(
        replace(visit, leg=visit.leg and replace(visit.leg, by=by, track=track)
                if visit.number == 4 else visit.leg)
        for visit in day.visits)) for day in trip.days)
    return replace(trip, days=days)


@pytest.mark.parametrize(("by", "found", "expected"), [
    (Mode.WALK, HILL, [4]), (Mode.E_BIKE, HILL, [4]), (Mode.TRAIN, HILL, []),
    (Mode.WALK, NoRelief.MISSING, []), (Mode.WALK, NoRelief.FLAT, []),
])
def test_only_real_heights_of_ones_own_legs_have_a_profile(
        by: Mode, found: Relief | NoRelief, expected: list[int]) -> None:
    """On foot or by bike one feels a climb; where heights are not real there is nothing to draw."""
    assert [*profiles(with_track(by, found), FR)] == expected


