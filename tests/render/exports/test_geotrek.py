"""The static copy of Geotrek's API: every address that its readers ask, in the shape they want."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from helpers.content_sample import PATH, ROUTE, ROUTE_FILE
from helpers.open_files import CLIMB, made, tree
from parcours.render.exports.numbers import number_of, uuid_of, world_name

ASKED = """
theme city source informationdesk label trek_practice trek_difficulty trek_route trek_network
trek_accessibility trek_rating trek_ratingscale district structure poi poi_type touristiccontent
touristiccontent_category touristicevent touristicevent_type touristicevent_organizer outdoor_site
outdoor_practice outdoor_rating outdoor_ratingscale flatpage annotation_category signage
signage_type service service_type infrastructure infrastructure_type sensitivearea trek tour
""".split()  # noqa: SIM905  (as its readers' own lists are written)
IN_LIST = ("ascent", "attachments", "departure_city", "difficulty", "duration", "id", "length_2d",
           "name", "practice", "reservation_system", "themes", "networks", "departure",
           "departure_geom", "route", "descent")
"""Without one of the first eleven a trek vanishes from the list; null will do."""
ON_PAGE = """
id name departure arrival cities attachments practice public_transport access advised_parking
description_teaser ambiance themes duration length_2d ascent descent difficulty route networks
description parking_location pdf gpx kml departure_city disabled_infrastructure accessibilities
source information_desks labels advice gear points_reference children web_links
elevation_area_url altimetric_profile reservation_id accessibility_signage accessibility_slope
accessibility_width accessibility_covering accessibility_exposure accessibility_advice
accessibility_level attachments_accessibility ratings ratings_description view_points
""".split()  # noqa: SIM905
TREES = [("fr/geotrek/api/v2", "fr"), ("en/geotrek/api/v2", "en"), ("fr/geotrek-admin/api/v2", "")]
GARDEN_WALK, RIDE = "a-pied", "de-la-brique-au-jardin"


def document(portals: Mapping[str, bytes], root: str, address: str) -> Any:
    return tree(portals, f"{root}/{address}/index.html")


@pytest.mark.parametrize(("root", "lang"), TREES)
def test_every_address_is_there(portals: Mapping[str, bytes], root: str, lang: str) -> None:
    """Lists in one page that say how many they are, the version, the menu, and each word alone."""
    for name in ASKED:
        listed = document(portals, root, name)
        assert listed["count"] == len(listed["results"])
        assert (listed["next"], listed["previous"]) == (None, None)
    assert document(portals, root, "menu_item") == []
    assert document(portals, root, "version")["version"]
    for name in ("trek_practice", "trek_difficulty", "trek_route"):
        for one in document(portals, root, name)["results"]:
            assert document(portals, root, f"{name}/{one['id']}") == one
    for one in document(portals, root, "trek_practice")["results"]:
        assert {"id", "name", "pictogram", "order"} == one.keys()
    for one in document(portals, root, "trek_difficulty")["results"]:
        assert one["cirkwi_level"]
    labels = [one["label"] for one in document(portals, root, "theme")["results"]]
    assert all(isinstance(label, str if lang else dict) for label in labels)


@pytest.mark.parametrize(("root", "lang"), TREES)
def test_a_trek_is_a_feature_and_flat(portals: Mapping[str, bytes], root: str, lang: str) -> None:
    """What is asked with `format=geojson` and what is asked without stand in one document; every
    number that it names is in its dictionary."""
    known = {name: {one["id"] for one in document(portals, root, name)["results"]} for name in (
        "theme", "trek_practice", "trek_difficulty", "trek_route", "city", "source")}
    listed = document(portals, root, "trek")["results"]
    assert [one["id"] for one in listed] == [number_of(GARDEN_WALK), number_of(RIDE)]
    for flat in listed:
        one = document(portals, root, f"trek/{flat['id']}")
        assert one["type"] == "Feature"
        assert len(one["bbox"]) == 4
        assert one["properties"] == flat
        assert {name: one[name] for name in flat} == flat
        assert not set(IN_LIST) - flat.keys()
        assert not set(ON_PAGE) - flat.keys()
        for name in ("attachments", "themes", "networks", "cities", "children"):
            assert isinstance(flat[name], list)
        assert set(flat["themes"]) <= known["theme"]
        assert flat["practice"] in known["trek_practice"]
        assert flat["difficulty"] in known["trek_difficulty"]
        assert flat["route"] in known["trek_route"]
        assert {flat["departure_city"], *flat["cities"]} <= known["city"]
        assert set(flat["source"]) <= known["source"]
        assert (flat["duration"] * 4).is_integer()
        assert isinstance(flat["name"], str if lang else dict)


def test_stops_keep_their_order(portals: Mapping[str, bytes]) -> None:
    """The numbered points, and the list in the description, are the stops in their order."""
    one = document(portals, "fr/geotrek/api/v2", f"trek/{number_of(RIDE)}")
    assert one["points_reference"] == {"type": "MultiPoint", "coordinates": [
        [1.45362, 43.61121], [1.444, 43.604], [0.66, 43.85], [0.623, 43.935], [0.625, 43.936]]}
    assert re.findall(r"<li><strong>(.*?)</strong>", one["description"]) == [
        "Gare Matabiau", "Musée de la Brique", "Ferme du grand chêne", "Jardin des simples",
        "Table d’orientation"]
    assert '<ol start="3">' in one["description"], "the second day counts on"
    assert ".." not in re.sub("<.*?>", "", one["description"])


def test_only_a_path_is_drawn_as_the_way(portals: Mapping[str, bytes], tmp_path: Path) -> None:
    """A route has the line of its one path, and without any the point where it starts."""
    for id in (GARDEN_WALK, RIDE):
        one = document(portals, "fr/geotrek/api/v2", f"trek/{number_of(id)}")
        assert one["geometry"] == {"type": "LineString", "coordinates": PATH}
    bare = made(tmp_path, {ROUTE_FILE: ROUTE.replace(", track: tracks/vers-le-jardin.gpx", "")})
    one = document(bare, "fr/geotrek/api/v2", f"trek/{number_of(RIDE)}")
    assert one["geometry"] == {"type": "Point", "coordinates": [1.45362, 43.61121]}


def test_photos_carry_their_rights(portals: Mapping[str, bytes], tmp_path: Path) -> None:
    """Author and licence of each; none where no address leads to it."""
    one = document(portals, "fr/geotrek/api/v2", f"trek/{number_of(GARDEN_WALK)}")
    assert [(photo["author"], photo["license"], photo["type"]) for photo in one["attachments"]] == [
        ("Jeanne Dupuy", "CC-BY-SA-4.0", "image")]
    assert one["attachments"][0]["url"].startswith("https://exemple.fr/x/lieux/")
    bare = made(tmp_path)
    assert document(bare, "fr/geotrek/api/v2", f"trek/{number_of(RIDE)}")["attachments"] == []


def test_numbers_and_identifiers_last() -> None:
    """They come of the name alone: what another system noted down stays right."""
    assert (number_of("a-pied"), str(uuid_of("a-pied"))) == (
        894958714, "0282ad74-5b91-5eac-b563-743e95652222")


def test_two_sites_may_have_a_route_of_one_name() -> None:
    """One that an office takes in from both would be overwritten."""
    assert uuid_of(world_name("a", "marche")) != uuid_of(world_name("b", "marche"))


def test_signs_lead_to_the_sign_without_an_address(tmp_path: Path) -> None:
    """A site that does not know its address names the sign from where each answer stands."""
    files = made(tmp_path, {})
    for root, _ in TREES:
        for name in ("theme", "trek_practice", "trek_practice/1", "trek_difficulty/2"):
            told = document(files, root, name)
            for one in told.get("results", [told]):
                leads_to = posixpath.normpath(f"{root}/{name}/{one['pictogram']}")
                assert leads_to == f"{root[:2]}/geotrek/signe.svg"
                assert leads_to in files


def test_no_line_is_drawn_from_one_path_to_another(odd: Mapping[str, bytes]) -> None:
    """Two paths that do not meet make no one line: what lies between is nobody's way."""
    one = document(odd, "en/geotrek/api/v2", f"trek/{number_of('deux-jours')}")
    assert one["geometry"] == {"type": "Point", "coordinates": [0.66, 43.85]}


def test_no_means_and_no_time_is_made_up(odd: Mapping[str, bytes]) -> None:
    """A route of which nothing says how one travels is none by car, and nobody knows its hours."""
    one = document(odd, "en/geotrek/api/v2", f"trek/{number_of('sans-moyen')}")
    practice = document(odd, "en/geotrek/api/v2", f"trek_practice/{one['practice']}")
    assert practice["name"] == "means of travel not given"
    assert one["duration"] is None
    vague = document(odd, "en/geotrek/api/v2", f"trek/{number_of('vague')}")
    assert vague["duration"] is None


def test_a_straight_line_is_no_length(odd: Mapping[str, bytes]) -> None:
    """What is measured as the crow flies stands in words, and the length is not known."""
    straight, followed = (document(odd, "en/geotrek/api/v2", f"trek/{number_of(id)}")
                          for id in ("sans-moyen", "deux-jours"))
    assert (straight["length_2d"], straight["length_3d"]) == (None, None)
    assert straight["description"].startswith("<p>76\u00a0km as the crow flies.</p>")
    assert followed["length_2d"] == pytest.approx(19_832, abs=1)


def test_a_step_says_how_one_comes_and_whose_the_path_is(odd: Mapping[str, bytes]) -> None:
    """A sentence begins with the means; a path that has terms of its own says so."""
    one = document(odd, "fr/geotrek/api/v2", f"trek/{number_of('deux-jours')}")
    assert ("<strong>Jardin des simples</strong>. À pied, environ 2\u00a0h\u00a015, 9,9\u00a0km. "
            "Tracé\u00a0: OpenStreetMap, ODbL 1.0.") in one["description"]


@pytest.mark.parametrize(("root", "lang"), TREES)
def test_every_list_says_its_terms(portals: Mapping[str, bytes], root: str, lang: str) -> None:
    """Licence, source and date, for which the API has no member."""
    for name in ASKED:
        terms = document(portals, root, name)["parcours"]
        assert terms["licence_url"].startswith("https://")
        assert terms["modified"] == "2026-11-22"
        assert "OpenStreetMap" in (terms["attribution"] if lang else terms["attribution"]["fr"])


def test_a_path_has_its_heights(tmp_path: Path) -> None:
    """Its readers draw the profile from the third coordinate of the line, where it is known."""
    files = made(tmp_path, {"tracks/vers-le-jardin.gpx": CLIMB})
    line = document(files, "fr/geotrek/api/v2", f"trek/{number_of(RIDE)}")["geometry"]
    assert len(line["coordinates"]) == 101
    assert {len(point) for point in line["coordinates"]} == {3}
    assert 100 < min(point[2] for point in line["coordinates"]) < 150
