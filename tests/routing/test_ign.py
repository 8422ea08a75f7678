"""IGN's service is asked as documented: on foot and by car, and its answer is compared."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from helpers.answering import Answer, answering
from parcours.geo.points import LatLon
from parcours.routing import ign
from parcours.routing.fetch import Pace
from parcours.routing.way import Means, NoWay, Way

START, END = LatLon(43.9, 0.6), LatLon(43.91, 0.61)
LINE = (START, LatLon(43.905, 0.602), END)


def answer(*line: LatLon, **more: object) -> dict[str, object]:
    """What the service answers, as far as it is looked at."""
    return {"resource": "bdtopo-valhalla", "resourceVersion": "2026-10-01", "profile": "pedestrian",
            "start": "0.6,43.9", "end": "0.61,43.91", "crs": "EPSG:4326", "distanceUnit": "meter",
            "geometry": {"type": "LineString",
                         "coordinates": [[point.lon, point.lat] for point in line]},
            "distance": 1432.1, "duration": 21.4, "portions": []} | more


def asked(given: object, means: Means = Means.WALK, status: int = 200) -> tuple[Way, str]:
    with answering(lambda *_: Answer(json.dumps(given).encode(), status)) as server:
        way = ign.service(server.address, Pace())((START, END), means)
        return way, server.questions[0][0]


def test_a_question_is_as_documented() -> None:
    """Longitude first, the profile, plain geometry; the answer's source is IGN's."""
    way, path = asked(answer(*LINE))
    assert {name: one[0] for name, one in parse_qs(urlsplit(path).query).items()} == {
        "resource": "bdtopo-valhalla", "start": "0.600000,43.900000", "end": "0.610000,43.910000",
        "profile": "pedestrian", "optimization": "shortest", "geometryFormat": "geojson",
        "getSteps": "false", "getBbox": "false", "distanceUnit": "meter", "timeUnit": "minute",
        "crs": "EPSG:4326"}
    assert (way.points, way.heights_m) == (LINE, ())
    assert (way.source.author, way.source.folder) == ("© IGN", "tracks")


def test_places_on_the_way_are_passed() -> None:
    """Between bars, fifteen at most."""
    told = parse_qs(ign.question((START, LatLon(43.905, 0.6), LatLon(43.906, 0.6), END), Means.CAR))
    assert told["intermediates"] == ["0.600000,43.905000|0.600000,43.906000"]
    assert told["optimization"] == ["fastest"]
    with pytest.raises(NoWay):
        ign.question((START, *[END] * 16, END), Means.CAR)


def test_it_knows_no_bicycle() -> None:
    """It is not asked for a way that it would not give."""
    with pytest.raises(NoWay) as no:
        asked(answer(*LINE), Means.BIKE)
    assert "qu’à pied et en voiture" in no.value.words.fr


@pytest.mark.parametrize(("given", "said"), [
    # a point at sea is put ashore, however far, with the status of success
    (answer(LatLon(43.9, 0.7), END), "part à 8012 m du point demandé"),
    (answer(START, LatLon(43.9105, 0.613)), "finit à 247 m du point demandé"),
    ({"error": {"errorType": "invalid_request", "message": "Parameter 'start' is invalid"}},
     "refuse la demande : Parameter 'start' is invalid"),
    ({"status": 404, "message": "No path found"}, "refuse la demande : No path found"),
    ({}, "forme attendue"), ([], "forme attendue"), (answer(START), "forme attendue"),
    (answer(geometry={"type": "Point", "coordinates": [0.6, 43.9]}), "forme attendue"),
    (answer(geometry={"type": "LineString", "coordinates": [["0.6", "43.9"], [0.6, 43.9]]}),
     "forme attendue"),
    (answer(geometry={"type": "LineString", "coordinates": [[0.6], 7]}), "forme attendue"),
])
def test_an_answer_is_compared_with_the_question(given: object, said: str) -> None:
    """What begins or ends elsewhere, or is no line, is no way."""
    with pytest.raises(NoWay) as no:
        asked(given)
    assert said in no.value.words.fr


def test_the_service_is_asked_at_most_five_times_a_second() -> None:
    """As its terms of use say."""
    assert ign.APART_S >= 0.2
