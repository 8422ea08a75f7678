"""The routes told of beside another: the nearest, as a plain search over all pairs finds them."""

from __future__ import annotations

import random

from helpers.content_sample import ROUTE_FILE, TODAY, write_sample
from parcours.format.text import Text
from parcours.geo.points import LatLon, distance_m
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.trip.nearby_routes import FARTHEST_KM, MOST, RoutePoint, neighbours, route_point


def route(id: str, lat: float, lon: float, *languages: str) -> RoutePoint:
    return RoutePoint(id, Text({"fr": id}), frozenset(languages or ("fr", "en")), LatLon(lat, lon))


def test_the_nearest_of_many_are_those_of_a_plain_search() -> None:
    """400 routes here and there: the same neighbours, in the same order, to 1 % of the distance."""
    chance = random.Random(7)  # noqa: S311  (nothing secret)
    many = [route(f"r-{n:03}", 43.6 + chance.gauss(0, 0.2), 0.9 + chance.gauss(0, 0.3))
            for n in range(400)]
    found = neighbours(many, ["fr"])
    for one in many:
        plain = sorted((distance_m(one.middle, other.middle) / 1000, other.id)
                       for other in many if other is not one)[:MOST]
        expected = [(id, km) for km, id in plain if km <= FARTHEST_KM]
        got = found[one.id]["fr"]
        assert len(got) == len(expected)
        for near, (_, km) in zip(got, expected, strict=True):
            assert abs(near.km - km) <= 0.06 + 0.01 * km


def test_few_routes_far_routes_and_the_same_spot() -> None:
    """None for a lone route or past the limit; two routes on one spot are 0 km apart."""
    assert neighbours([], ["fr"]) == {}
    assert neighbours([route("a", 43.6, 1.0)], ["fr"]) == {"a": {"fr": ()}}
    far = neighbours([route("a", 43.6, 1.0), route("b", 45.0, 1.0)], ["fr"])
    assert far["a"]["fr"] == ()
    same = neighbours([route("a", 43.6, 1.0), route("b", 43.6, 1.0)], ["fr"])
    assert [(near.id, near.km) for near in same["a"]["fr"]] == [("b", 0.0)]


def test_a_route_is_named_only_in_the_languages_it_is_published_in() -> None:
    """An English page never leads to a page that is in French only."""
    found = neighbours([route("a", 43.6, 1.0), route("b", 43.6, 1.0, "fr"),
                        route("c", 43.7, 1.0)], ["fr", "en"])
    assert [near.id for near in found["a"]["fr"]] == ["b", "c"]
    assert [near.id for near in found["a"]["en"]] == ["c"]
    assert "en" not in found["b"]


def test_a_route_lies_where_its_countryside_is(tmp_path: object) -> None:
    """The stops in the city, which most routes share, do not count."""
    content = write_sample(tmp_path / "content")  # type: ignore[operator]
    atlas = read_shared(content, TODAY).atlas
    trip, _ = read_trip(content / ROUTE_FILE, atlas)
    assert trip is not None
    rural = [visit.place for visit in trip.visits if visit.side.id == "portes-de-gascogne"]
    middle = route_point(trip, ["fr", "en"]).middle
    assert abs(middle.lat - sum(place.lat for place in rural) / 3) < 1e-9
    assert abs(middle.lon - sum(place.lon for place in rural) / 3) < 1e-9
