"""What each side gets: counts of one route, of many, of a year, and the side that gets least."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from helpers.content_sample import (
    ROUTE,
    ROUTE_FILE,
    TODAY,
    check,
    edited,
    told,
    write_sample,
)
from parcours.format.choices import Domain, Kind
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.trip.balance import (
    RouteBalance,
    balance,
    lesser_side,
    percents,
    shares,
    together,
    years,
)
from parcours.trip.trip import Share

CITY, COUNTRY = "toulouse-metropole", "portes-de-gascogne"
LEANS = ROUTE.replace("stay: 1h30", "stay: 20min")
"""20 minutes in the city, 125 in the country."""


def counted(folder: Path, route: str = ROUTE, **files: str | bytes | None) -> RouteBalance:
    shared = read_shared(write_sample(folder, **{**files, ROUTE_FILE: route}), TODAY)
    trip, found = read_trip(folder / ROUTE_FILE, shared.atlas)
    assert trip is not None, found
    return balance(trip)


def test_a_route_is_counted_on_each_side(tmp_path: Path) -> None:
    """Stops, minutes, nights, meals, what is sold and communes, as the file plans them."""
    route = counted(tmp_path, ROUTE.replace(
        "stay: 45min", "stay: 45min\n        meal: lunch"))
    city, country = route.sides[CITY], route.sides[COUNTRY]
    assert list(route.sides) == [CITY, COUNTRY]
    assert (city.stops, city.minutes, city.nights, city.meals, city.selling) == (2, 90, 0, 0, 0)
    assert (country.stops, country.minutes, country.nights, country.meals, country.selling) == (
        3, 125, 0, 1, 1)
    assert city.communes == ("31555",)
    assert country.communes == ("32132", "32208")
    assert country.kinds == {Kind.PRODUCER: 1, Kind.GARDEN: 1, Kind.VIEWPOINT: 1}


def test_a_night_is_counted_apart_from_time(tmp_path: Path) -> None:
    """Where one sleeps there is a night and not a minute."""
    country = counted(tmp_path, ROUTE.replace("stay: 20min", "stay: night")).sides[COUNTRY]
    assert (country.nights, country.minutes) == (1, 105)


def test_domains_are_served_by_themes_and_by_kinds(tmp_path: Path) -> None:
    """Every route serves tourism; heritage is culture; without a car it serves mobility as well,
    and a stop at a producer serves food."""
    route = counted(tmp_path)
    assert set(route.domains) == {Domain.TOURISM, Domain.CULTURE, Domain.MOBILITY}
    assert list(route.domains) == sorted(route.domains, key=list(Domain).index)
    country = route.sides[COUNTRY]
    assert {domain: country.serving(domain) for domain in Domain} == {
        Domain.TOURISM: 3, Domain.FOOD: 1, Domain.ECONOMY: 0, Domain.SCIENCE: 0,
        Domain.CULTURE: 0, Domain.MOBILITY: 0, Domain.ENERGY: 0, Domain.HEALTH: 0}
    by_car = counted(tmp_path, ROUTE.replace("by: coach", "by: car"))
    assert Domain.MOBILITY not in by_car.domains


def test_several_routes_add_up_and_share_their_communes(tmp_path: Path) -> None:
    """Two routes through one commune visit one commune; a territory without a route has nothing."""
    route = counted(tmp_path)
    sides = together([route, route], [CITY, COUNTRY, "comminges"])
    assert (sides[COUNTRY].stops, sides[COUNTRY].minutes, sides[COUNTRY].selling) == (6, 250, 2)
    assert sides[COUNTRY].communes == route.sides[COUNTRY].communes
    assert (sides["comminges"].stops, sides["comminges"].communes) == (0, ())
    assert shares({"a": 1, "b": 3}) == {"a": 0.25, "b": 0.75}
    assert shares({"a": 0, "b": 0}) == {}


def test_years_go_from_the_first_day_published_to_today(tmp_path: Path) -> None:
    """A route counts from its year on, one without a day in each; no year is to come."""
    new = counted(tmp_path, ROUTE.replace("days:\n", "published_on: 2025-03-01\ndays:\n", 1))
    old = replace(new, published_on=None)
    assert list(years([new, old], TODAY)) == [2025, 2026]
    assert list(years([old], TODAY)) == [2026]
    assert [new.existed(year) for year in (2024, 2025, 2026)] == [False, True, True]
    assert old.existed(1999)


@pytest.mark.parametrize(("setting", "percent"), [
    ("", 14), ("lopsided_below: 10 %\n", None), ("lopsided_below: 0.14\n", 13),
    ("lopsided_below: 0\n", None)])
def test_a_lopsided_route_is_a_warning(tmp_path: Path, setting: str, percent: int | None) -> None:
    """Below the site's threshold, 20 % if it names none, of the time on the spot."""
    write_sample(tmp_path, **{
        ROUTE_FILE: LEANS, "site.yml": f"languages: [fr, en]\n{setting}"})
    expected = [("lopsided-route", ROUTE_FILE, 8)] if percent else []
    found = check(tmp_path)
    assert told(found, tmp_path) == expected
    if percent:
        assert f"{percent} % du temps sur place pour Toulouse Métropole" in (
            found[0].message.fr.replace("\u00a0", " "))


@pytest.mark.parametrize(("setting", "stay", "told"), [
    ("", "31min", "19 % du temps sur place pour Toulouse Métropole (seuil : 20 %)"),  # 19.9 %
    ("lopsided_below: 12.5 %\n", "17min", "12 % du temps sur place"),  # 11.97 %
    ("lopsided_below: 12.5 %\n", "17min", "(seuil : 12,5 %)"),
    ("lopsided_below: 12 %\n", "17min", "11 % du temps sur place"),
    ("lopsided_below: 0.01\n", "1min", "0,7 % du temps sur place"),
    ("", "1min", "1 % du temps sur place pour Toulouse Métropole (seuil : 20 %)")])
def test_a_warning_says_less_than_its_threshold(tmp_path: Path, setting: str, stay: str,
                                                told: str) -> None:
    """Neither “20 % (threshold: 20 %)” nor no time at all where there is some; else as the page."""
    write_sample(tmp_path, **{"site.yml": f"languages: [fr, en]\n{setting}",
                              ROUTE_FILE: ROUTE.replace("stay: 1h30", f"stay: {stay}")})
    (found,) = check(tmp_path)
    assert found.code == "lopsided-route"
    assert told in found.message.fr.replace("\u00a0", " ")


@pytest.mark.parametrize(("stay", "lopsided"), [("24min", True), ("25min", False)])
def test_the_threshold_itself_is_enough(tmp_path: Path, stay: str, lopsided: bool) -> None:
    """A fifth is no less than a fifth: 25 minutes of 125; a minute less is."""
    write_sample(tmp_path, **{ROUTE_FILE: ROUTE.replace("stay: 1h30", f"stay: {stay}").replace(
        "stay: 45min", "stay: 20min")})
    assert ("lopsided-route" in {one.code for one in check(tmp_path)}) is lopsided


def test_sides_of_one_sort_reach_the_threshold_together(tmp_path: Path) -> None:
    """7 and 5 minutes of 60 are 20 %: minutes are added, and not the fractions of each, whose sum
    may fall short of it."""
    for parts in ((7, 5, 48), (1, 11, 48), (3, 9, 48), (14, 15, 116), (13, 17, 120)):
        whole = sum(parts)
        shared = read_shared(write_sample(tmp_path), TODAY)
        trip, _ = read_trip(tmp_path / ROUTE_FILE, shared.atlas)
        assert trip is not None
        city, country = (share.side for share in trip.shares)
        sides = (country, replace(country, id="comminges"), city)
        of_three = replace(trip, shares=tuple(
            Share(side, 1, n, 0, n / whole) for side, n in zip(sides, parts, strict=True)))
        assert lesser_side(of_three).share == sum(parts[:2]) / whole


@pytest.mark.parametrize(("parts", "told"), [
    ((1, 2), [33, 67]), ((1, 1, 1), [34, 33, 33]), ((1, 7), [13, 87]), ((0, 5), [0, 100]),
    ((3, 997), [0.3, 99.7]), ((1, 19_999), [0.01, 99.99]), ((5, 995), [1, 99]), ((0, 0), []),
    ((41, 39, 20), [41, 39, 20]), ((25, 25, 25, 26), [25, 25, 25, 25])])
def test_per_cent_add_up_and_say_none_of_none_alone(
        parts: tuple[int, ...], told: list[float]) -> None:
    """To a hundred, whatever is rounded; a part that is there is never 0 %, nor the whole."""
    assert percents(parts) == told


def test_a_side_where_one_sleeps_is_not_lopsided(tmp_path: Path) -> None:
    """A night has no minutes and leaves more than an hour does."""
    nights = LEANS.replace("stay: 20min\n        note", "stay: night\n        note")
    write_sample(tmp_path, **{ROUTE_FILE: nights})
    assert "lopsided-route" not in {fault.code for fault in check(tmp_path)}


def test_two_territories_of_the_country_stand_on_one_side(tmp_path: Path) -> None:
    """A route of a contract of three need not stop in all of them: city and country are weighed."""
    three = edited("territories.yml", "territories: [toulouse-metropole, portes-de-gascogne]",
                   "territories: [toulouse-metropole, portes-de-gascogne, comminges]")
    shared = read_shared(write_sample(tmp_path, **three), TODAY)
    trip, _ = read_trip(tmp_path / ROUTE_FILE, shared.atlas)
    assert trip is not None
    lesser = lesser_side(trip)
    assert lesser.territories == (CITY,)
    assert lesser.share == pytest.approx(90 / 215)
    assert check(tmp_path) == []


def test_nobody_publishes_tomorrow(tmp_path: Path) -> None:
    """A day to come is an error on its line; today is not."""
    for day, expected in ((TODAY, []), (date(2026, 11, 23), [("bad-value", ROUTE_FILE, 8)])):
        write_sample(tmp_path, **{
            ROUTE_FILE: ROUTE.replace("days:\n", f"published_on: {day}\ndays:\n", 1)})
        assert told(check(tmp_path), tmp_path) == expected
