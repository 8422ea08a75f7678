"""Every pin of the map is also in the text, in the same order, with commune, access and hours.

This is the legal condition for a map on a French public site: an interactive map is exempt from
the accessibility rules (RGAA) only where the page says in words what the map shows. So no test
here may be weakened; where one fails, the page is wrong.
"""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import gpxpy
import pytest

from helpers.published import LANGS, route_ids
from helpers.reading import Element, tree_of
from parcours.i18n.language import language_of

ROUTES = list(product(LANGS, route_ids()))


def read(real_docs: Path, lang: str, id: str, ending: str) -> str:
    name = ending if "." in ending else f"{id}.{ending}"
    return (real_docs / lang / "parcours" / id / name).read_text("utf-8")


def pins(real_docs: Path, lang: str, id: str) -> list[dict[str, Any]]:
    """The stops in the data that the map's script draws."""
    page = tree_of(read(real_docs, lang, id, "map.html"))
    (data,) = [script for script in page.all("script") if script.attributes.get("id") == "trip"]
    stops: list[dict[str, Any]] = json.loads(data.raw)["stops"]
    return stops


def stops(real_docs: Path, lang: str, id: str) -> list[Element]:
    """The stops in the page of the route, in the order one reads them."""
    return tree_of(read(real_docs, lang, id, "index.md").split("---", 2)[2]).all(".pc-stop")


def facts(stop: Element) -> dict[str, str]:
    """What the page says of a stop, by the term it stands under."""
    lists = stop.all(".pc-stop__first") + stop.all(".pc-stop__facts")
    return {row.one("dt").text: row.one("dd").text for rows in lists for row in rows.all("div")}


@pytest.mark.parametrize(("lang", "id"), ROUTES)
def test_pins_and_text_are_one_to_one(real_docs: Path, lang: str, id: str) -> None:
    """The map's pins and the page's stops have the same names in the same order, and each pin
    leads to its own stop."""
    written = stops(real_docs, lang, id)
    drawn = pins(real_docs, lang, id)
    assert [stop.one(".pc-stop__name").text for stop in written] == [
        " ".join(pin["name"].split()) for pin in drawn]
    assert [stop.attributes["id"] for stop in written] == [pin["anchor"] for pin in drawn]
    numbers = [str(n) for n in range(1, len(drawn) + 1)]
    assert [stop.one(".pc-pin").text for stop in written] == numbers
    assert [stop.attributes["data-stop"] for stop in written] == numbers
    assert [str(pin["n"]) for pin in drawn] == numbers
    assert [stop.classes[1].removeprefix("pc-stop--") for stop in written] == [
        side_of(real_docs, lang, id)[pin["side"]] for pin in drawn]
    assert len(drawn) >= 2


def side_of(real_docs: Path, lang: str, id: str) -> dict[str, str]:
    """Which territory of the map is the city and which the country."""
    page = tree_of(read(real_docs, lang, id, "map.html"))
    (data,) = [script for script in page.all("script") if script.attributes.get("id") == "trip"]
    return {name: side["character"] for name, side in json.loads(data.raw)["sides"].items()}


@pytest.mark.parametrize(("lang", "id"), ROUTES)
def test_every_stop_says_commune_hours_and_access(real_docs: Path, lang: str, id: str) -> None:
    """Beside each pin's name the page gives the commune that the map gives, opening hours or that
    they are not known where the place needs any, and how to find it: its position, or that it is
    approximate."""
    say = language_of(lang).say
    data = [one["properties"] for one in json.loads(
        read(real_docs, lang, id, f"{id}.geojson"))["features"] if "number" in one["properties"]]
    for stop, pin, known in zip(stops(real_docs, lang, id), pins(real_docs, lang, id), data,
                                strict=True):
        told = facts(stop)
        assert told[say("Commune")] == pin["commune"]
        assert bool(told.get(say("Hours"))) is ("hours_level" in known)
        position = told[say("Position")]
        if "near" in pin:
            assert position.startswith(say("approximate"))
        else:
            lat, lon = (float(part) for part in position.split(", "))
            assert (lat, lon) == (round(pin["lat"], 5), round(pin["lon"], 5))
        what = stop.one(".pc-stop__meta").text
        assert pin["kind"] in what
        assert pin["commune"] in what


@pytest.mark.parametrize(("lang", "id"), ROUTES)
def test_legs_are_in_the_text_too(real_docs: Path, lang: str, id: str) -> None:
    """Every line of the map is a leg of the text, with its means of travel, in the same order."""
    page = tree_of(read(real_docs, lang, id, "map.html"))
    (data,) = [script for script in page.all("script") if script.attributes.get("id") == "trip"]
    trip = json.loads(data.raw)
    written = tree_of(read(real_docs, lang, id, "index.md").split("---", 2)[2])
    assert [leg.one(".pc-leg__mode").text for leg in written.all(".pc-leg")] == [
        trip["modes"][leg["mode"]]["label"] for leg in trip["legs"]]
    # a leg stands in the list right before the stop it leads to
    leads_to = [after.attributes["id"] for day in written.all(".pc-stops")
                for before, after in zip(items(day), items(day)[1:], strict=False)
                if "pc-leg" in before.classes]
    assert leads_to == [f"etape-{leg['to']}" for leg in trip["legs"]]


def items(day: Element) -> list[Element]:
    return [child for child in day.children if isinstance(child, Element)]


@pytest.mark.parametrize(("lang", "id"), ROUTES)
def test_the_files_name_the_same_stops(real_docs: Path, lang: str, id: str) -> None:
    """GPX, GeoJSON and the page's JSON-LD hold the same stops with the same names and positions
    in the same order as the map."""
    drawn = pins(real_docs, lang, id)
    names = [pin["name"] for pin in drawn]
    points = [(round(pin["lat"], 5), round(pin["lon"], 5)) for pin in drawn]

    gpx = gpxpy.parse(read(real_docs, lang, id, "gpx"))
    assert [point.name for point in gpx.waypoints] == [
        f"{n}. {name}" for n, name in enumerate(names, start=1)]
    assert [(point.latitude, point.longitude) for point in gpx.waypoints] == points
    (route,) = gpx.routes
    assert [point.name for point in route.points] == [point.name for point in gpx.waypoints]

    collection = json.loads(read(real_docs, lang, id, "geojson"))
    here = [one for one in collection["features"] if (one["geometry"] or {}).get("type") == "Point"]
    assert [one["properties"]["name"] for one in here] == names
    assert [tuple(reversed(one["geometry"]["coordinates"])) for one in here] == points

    page = tree_of(read(real_docs, lang, id, "index.md").split("---", 2)[2])
    (data,) = [script for script in page.all("script")
               if script.attributes.get("type") == "application/ld+json"]
    listed = json.loads(data.raw)["itinerary"]
    assert [item["position"] for item in listed["itemListElement"]] == list(
        range(1, len(names) + 1))
    assert [item["item"]["name"] for item in listed["itemListElement"]] == names


@pytest.mark.parametrize("id", route_ids())
def test_both_languages_tell_the_same_route(real_docs: Path, id: str) -> None:
    """A route has the same stops at the same points in each language."""
    french, english = ([(pin["lat"], pin["lon"], pin["commune"], pin["day"], pin["side"])
                        for pin in pins(real_docs, lang, id)] for lang in LANGS)
    assert english == french
