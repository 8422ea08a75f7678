"""Cirkwi XML, read as Geotrek-admin reads it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from xml.etree import ElementTree

import pytest

from helpers.open_files import SAMPLES
from parcours.render.exports import cirkwi

CATEGORIES = SAMPLES / "schemas/cirkwi/categories.json"


def test_a_circuit_has_its_texts_its_trace_and_its_stops_in_order(
        portals: Mapping[str, bytes]) -> None:
    """Both languages, a GPX as the trace, seconds, numbered points with their communes."""
    root = ElementTree.fromstring(portals["fr/cirkwi.xml"])
    listing = root.find("listing_ids")
    assert listing is not None
    circuits = root.findall("circuit")
    assert [one.text for one in listing] == [one.get("id_circuit") for one in circuits]
    assert listing.get("nb_objects") == "2"
    _, ride = circuits
    assert [(one.get("langue"), one.findtext("titre"))
            for one in ride.findall("informations/information")] == [
        ("fr", "De la brique au jardin"), ("en", "From brick to garden")]
    trace = ride.find("fichier_trace")
    assert trace is not None
    assert trace.get("url") == (
        "https://exemple.fr/x/parcours/de-la-brique-au-jardin/de-la-brique-au-jardin.gpx")
    steps = ride.findall("infos_parcours/info_parcours")
    assert [one.get("numero") for one in steps] == ["1", "2", "3", "4", "5"]
    assert [one.findtext("informations/information/titre") for one in steps] == [
        "Gare Matabiau", "Musée de la Brique", "Ferme du grand chêne", "Jardin des simples",
        "Table d’orientation"]
    assert (steps[0].findtext("adresse/code_insee"), steps[0].findtext("adresse/position/lat"),
            steps[0].findtext("adresse/position/lng")) == ("31555", "43.611210", "1.453620")
    means = ride.findall("locomotions/locomotion")
    assert (means[0].get("type"), means[0].get("duree")) == ("Bus", "6000")


def test_every_means_is_one_that_cirkwi_knows() -> None:
    """Geotrek refuses a circuit whose name and number of the means are no pair of its list."""
    if not CATEGORIES.is_file():
        pytest.skip("Cirkwi's list is not beside the project")
    known = {(one["fields"]["name"], one["fields"]["eid"])
             for one in json.loads(CATEGORIES.read_text("utf-8"))
             if one["model"] == "cirkwi.cirkwilocomotion"}
    assert set(cirkwi._LOCOMOTIONS.values()) <= known


def test_a_photo_has_its_rights(portals: Mapping[str, bytes]) -> None:
    """Its author and its licence stand in the credit."""
    root = ElementTree.fromstring(portals["fr/cirkwi.xml"])
    image = root.find("circuit/informations/information/medias/images/image")
    assert image is not None
    assert image.findtext("credit") == "Jeanne Dupuy, CC-BY-SA-4.0"


def test_no_means_is_made_up(odd: Mapping[str, bytes]) -> None:
    """Where nothing says how one comes, no means of the list is told, least of all a car: Geotrek
    then refuses the circuit and says so; its time is not known, nor its distance."""
    circuits = {one.get("id_local"): one for one in ElementTree.fromstring(
        odd["en/cirkwi.xml"]).findall("circuit")}
    (means,) = circuits["sans-moyen"].findall("locomotions/locomotion")
    assert (means.get("type"), means.get("id_locomotion"), means.get("duree")) == (
        "Inconnu", "0", "0")
    assert circuits["sans-moyen"].find("distance") is None
    assert circuits["deux-jours"].findtext("distance") == "19832"


def test_a_description_names_its_stop(odd: Mapping[str, bytes]) -> None:
    """Geotrek makes its ordered list of the descriptions, and passes over the titles."""
    circuit = ElementTree.fromstring(odd["en/cirkwi.xml"]).find("circuit")
    assert circuit is not None
    assert [step.findtext("informations/information[@langue='fr']/description")
            for step in circuit.findall("infos_parcours/info_parcours")][:2] == [
        "Gare Matabiau. Gare, Toulouse", "Musée de la Brique. Musée, Toulouse, "
        "1\u00a0h\u00a030 sur place. Montez au four."]
