"""Where territories end: what is taken of ``outlines.geojson``, and what is told of the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from helpers.content_sample import TODAY, check, write_sample
from helpers.outlined import CITY_RING, COUNTRY_RING, feature, outline_file
from parcours.content.territory_outlines import OutlineCredit
from parcours.load.shared import read_shared


def told(tmp_path: Path, text: str) -> list[tuple[str, int, str]]:
    """Code, line and French words of every fault of a folder with this file."""
    folder = write_sample(tmp_path / "itineraries", **{"outlines.geojson": text})
    found = [one for one in check(folder) if one.span.file.endswith("outlines.geojson")]
    assert all(one.hint is not None for one in found)
    return [(one.code, one.span.line, one.message.fr) for one in found]


def of_city(rings: object, **properties: str) -> str:
    return outline_file(feature(rings, **(properties or {"territory": "toulouse-metropole"})))


def test_both_territories_are_known_with_their_source(tmp_path: Path) -> None:
    """By the member ``territory``, or ``id`` where it is one of ours; others are left alone."""
    folder = write_sample(tmp_path / "itineraries", **{"outlines.geojson": outline_file(
        feature([CITY_RING], territory="toulouse-metropole"),
        feature([COUNTRY_RING], id="portes-de-gascogne"), feature([[]], id="ours"))})
    outlines = read_shared(folder, TODAY).atlas.outlines
    assert sorted(outlines.of) == ["portes-de-gascogne", "toulouse-metropole"]
    assert outlines.credits == dict.fromkeys(outlines.of, OutlineCredit(
        "IGN, Admin Express COG", "2018", "etalab-2.0"))
    assert outlines.tolerance_m == 100
    assert check(folder) == []


def test_without_the_file_nothing_is_known(tmp_path: Path) -> None:
    """Nor is anything told: it is optional."""
    shared = read_shared(write_sample(tmp_path / "itineraries"), TODAY)
    assert (shared.atlas.outlines.of, shared.atlas.outlines.credits) == ({}, {})


@pytest.mark.parametrize(("rings", "code", "said"), [
    ([CITY_RING[:-1]], "bad-value", "n’est pas fermé"),
    ([[[1.3, 43.5], [200, 43.5], [1.5, 43.7], [1.3, 43.5]]], "bad-value",
     "n’est pas une longitude"),
    ([[[1.3, 43.55], [1.56, 43.7], [1.56, 43.54], [1.31, 43.71], [1.3, 43.55]]], "bad-value",
     "se coupe lui-même"),
    ([[*CITY_RING[:-1] * 300, CITY_RING[0]]], "too-large", "1201 points"),
    ([[[lat, lon] for lon, lat in CITY_RING]], "bad-value", "aucune des communes"),
    ([COUNTRY_RING], "bad-value", "aucune des communes"),
    (None, "bad-value", "contour lisible"),
])
def test_an_outline_that_cannot_be_is_told(tmp_path: Path, rings: object, code: str,
                                           said: str) -> None:
    """Not closed, out of range, crossing itself, too many points, turned round, another's, none:
    with the line of the feature."""
    (found,) = told(tmp_path, of_city(rings))
    assert found[:2] == (code, 7)
    assert said in found[2]
    assert "toulouse-metropole" in found[2]


def test_coordinates_the_other_way_round_are_seen_through(tmp_path: Path) -> None:
    """The hint says in which order GeoJSON has them."""
    folder = write_sample(tmp_path / "itineraries", **{
        "outlines.geojson": of_city([[[lat, lon] for lon, lat in CITY_RING]])})
    (one,) = check(folder)
    assert one.hint is not None
    assert "longitude d’abord" in one.hint.fr


@pytest.mark.parametrize(("id", "hint"), [
    ("toulouse-metropol", "vouliez-vous dire « toulouse-metropole » ?"),
    ("x" * 4000, "les territoires sont : "),
])
def test_an_unknown_territory_is_told(tmp_path: Path, id: str, hint: str) -> None:
    """With the one that was meant, or all of them; a long word is cut."""
    folder = write_sample(tmp_path / "itineraries", **{
        "outlines.geojson": of_city([CITY_RING], territory=id)})
    (one,) = check(folder)
    assert (one.code, one.span.line) == ("unknown-territory", 7)
    assert one.hint is not None
    assert one.hint.fr.startswith(hint)
    assert len(one.message.fr) < 200


def test_a_territory_that_comes_twice_is_told(tmp_path: Path) -> None:
    """On the line of the second."""
    twice = outline_file(*[feature([CITY_RING], territory="toulouse-metropole")] * 2)
    assert [one[:2] for one in told(tmp_path, twice)] == [("duplicate-key", 8)]


@pytest.mark.parametrize(("members", "code", "line"), [
    ({"source": None}, "missing-credit", 1), ({"date": ""}, "missing-credit", 1),
    ({"licence": 3}, "missing-credit", 1), ({"date": "avant-hier"}, "bad-value", 3),
    ({"date": "2018-13-01"}, "bad-value", 3), ({"source": "x" * 121}, "too-large", 2),
    ({"tolerance_m": "100"}, "bad-value", 5), ({"tolerance_m": -1}, "bad-value", 5),
    ({"tolerance_m": 1e999}, "bad-value", 5),
])
def test_outlines_without_a_word_of_their_own_are_told(tmp_path: Path, members: dict[str, Any],
                                                       code: str, line: int) -> None:
    """Source, date and licence are asked for, and how exact the outlines are is a number."""
    assert [one[:2] for one in told(tmp_path, outline_file(**members))] == [(code, line)]


def test_a_territory_says_otherwise_of_its_own(tmp_path: Path) -> None:
    """Source, edition, licence and tolerance, each on its own: what it does not say is the file's.
    A point is as near its outline as this one is true."""
    other = feature([COUNTRY_RING], territory="portes-de-gascogne", source="Le Pays", date="2026")
    other["properties"]["tolerance_m"] = 420
    folder = write_sample(tmp_path / "itineraries", **{"outlines.geojson": outline_file(
        feature([CITY_RING], territory="toulouse-metropole"), other)})
    atlas = read_shared(folder, TODAY).atlas
    ours = OutlineCredit("IGN, Admin Express COG", "2018", "etalab-2.0")
    theirs = OutlineCredit("Le Pays", "2026", "etalab-2.0")
    assert atlas.outlines.credits == {"toulouse-metropole": ours, "portes-de-gascogne": theirs}
    assert atlas.outlines.credits_of(["portes-de-gascogne"]) == (theirs,)
    assert [atlas.outlines.tolerance_of(id) for id in (
        "toulouse-metropole", "portes-de-gascogne", "elsewhere")] == [100, 420, 100]
    assert check(folder) == []


@pytest.mark.parametrize("member", [
    {"date": "avant-hier"}, {"source": 3}, {"licence": "x" * 121}, {"tolerance_m": "100"}])
def test_what_a_territory_says_wrongly_is_told_there(tmp_path: Path,
                                                     member: dict[str, Any]) -> None:
    """On its line, not on the file's."""
    one = feature([CITY_RING], territory="toulouse-metropole")
    one["properties"] |= member
    assert [fault[1] for fault in told(tmp_path, outline_file(one))] == [7]


def test_a_file_whose_territories_all_say_it_need_not(tmp_path: Path) -> None:
    """And one that lacks a word is told of once, however many territories lack it."""
    own = {"source": "Le Pays", "date": "2026", "licence": "etalab-2.0"}
    sides = [feature([CITY_RING], territory="toulouse-metropole", **own),
             feature([COUNTRY_RING], territory="portes-de-gascogne", **own)]
    assert told(tmp_path, outline_file(*sides, source=None, date=None, licence=None)) == []
    for side in sides:
        del side["properties"]["date"]
    assert [one[0] for one in told(tmp_path, outline_file(*sides, date=None))] == [
        "missing-credit"]


def test_communes_alone_need_no_source(tmp_path: Path) -> None:
    """They are compared with and never shown."""
    assert told(tmp_path, outline_file(feature([CITY_RING], code="31555"), source=None, date=None,
                                       licence=None)) == []
