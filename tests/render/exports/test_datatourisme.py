"""A tour of DATAtourisme that keeps its stages in order."""

from __future__ import annotations

from collections.abc import Mapping

from helpers.open_files import tree


def test_a_tour_is_an_ordered_list_of_its_stages(portals: Mapping[str, bytes]) -> None:
    """As many slots as it says, numbered from one, each with the stage that leads to a stop and the
    place that it meets; distances in metres, minutes, positions as the feed writes them."""
    walk, ride = tree(portals, "fr/datatourisme.jsonld")["@graph"]
    assert ride["@type"] == ["Tour", "PointOfInterest", "olo:OrderedList"]
    assert walk["@type"][:2] == ["Tour", "WalkingTour"]
    slots = ride["olo:slot"]
    assert ride["olo:length"] == len(slots) == 5
    assert [one["olo:index"] for one in slots] == [1, 2, 3, 4, 5]
    stages = [one["olo:item"] for one in slots]
    assert {one["@type"] for one in stages} == {"TourPath"}
    assert [one["rdfs:label"]["fr"] for one in stages] == [
        ["Gare Matabiau"], ["Musée de la Brique"], ["Ferme du grand chêne"],
        ["Jardin des simples"], ["Table d’orientation"]]
    assert stages[1]["meets"]["rdfs:label"]["en"] == ["Brick Museum"]
    assert (stages[2]["tourDistance"], stages[2]["duration"]) == (95000.0, 100)
    assert "tourDistance" not in stages[0]
    assert stages[0]["isLocatedAt"][0]["schema:geo"]["schema:latitude"] == "43.611210"


def test_a_tour_has_what_every_object_of_the_feed_has(portals: Mapping[str, bytes]) -> None:
    """Whose it is, under which licence, when it last changed, and the rights of its photos."""
    walk, _ = tree(portals, "fr/datatourisme.jsonld")["@graph"]
    for name in ("@id", "dc:identifier", "rdfs:label", "hasBeenCreatedBy", "hasBeenPublishedBy",
                 "isLocatedAt", "lastUpdate", "rdfs:comment", "hasDescription",
                 "dcterms:license"):
        assert walk[name], name
    assert walk["lastUpdate"] == "2026-11-22"
    (note,) = walk["hasMainRepresentation"][0]["ebucore:hasAnnotation"]
    assert (note["credits"], note["ebucore:isCoveredBy"], note["rightsEndDate"]) == (
        ["Jeanne Dupuy"], "CC-BY-SA-4.0", "2028-01-01")


def test_nothing_is_measured_that_nobody_knows(odd: Mapping[str, bytes]) -> None:
    """No distance of a straight line, no time by a means that nobody names or over a way of which
    nobody knows the length; known ones stand."""
    tours = {one["rdfs:label"]["en"][0]: one for one in tree(
        odd, "en/datatourisme.jsonld")["@graph"]}
    unnamed, walked = tours["No means"], tours["Two paths"]
    for one in (unnamed, unnamed["olo:slot"][1]["olo:item"]):
        assert "tourDistance" not in one
        assert "duration" not in one
    assert "duration" not in tours["Vague"]
    assert round(walked["tourDistance"]) == 19_832
    assert walked["olo:slot"][1]["olo:item"]["duration"] == 135


def test_a_name_that_is_the_same_everywhere_is_so_in_each_language(
        odd: Mapping[str, bytes]) -> None:
    """A name in French is not said to be English because that comes first."""
    (walk,) = (one for one in tree(odd, "en/datatourisme.jsonld")["@graph"]
               if one["rdfs:label"]["en"] == ["Two paths"])
    assert walk["olo:slot"][0]["olo:item"]["rdfs:label"] == {"en": ["Porte"], "fr": ["Porte"]}
