"""What no reader of an object knows is told with its words; a fact lost in silence looks like one
that the source never had."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from helpers.importing import ABBEY, RAFT, as_json, bring, fields, texts
from parcours.importers.found import Left
from parcours.importers.unread import tell, with_words, words_of


def told(mapped: Path, tree: object, **asked: Any) -> list[str]:
    (entry,) = bring(mapped, as_json(tree), **asked).entries
    return [one.fr for one in entry.left_out]


def with_in(path: tuple[str, ...], value: object) -> dict[str, Any]:
    """The restaurant of Apidae with one property more."""
    tree = copy.deepcopy(RAFT)
    inside = tree["objetsTouristiques"][0]
    for name in path[:-1]:
        inside = inside.setdefault(name, {})
    inside[path[-1]] = value
    return tree


@pytest.mark.parametrize(("path", "value", "words"), [
    (("presentation", "bonsPlans"), {"libelleFr": "Un café offert."},
     "« bonsPlans » : Un café offert."),
    (("descriptionTarif", "complement"), {"libelleFr": "Gratuit le dimanche"},
     "« complement » : Gratuit le dimanche"),
    (("descriptionTarif", "indicationTarif"), "GRATUIT", "l’indication de tarif : gratuit"),
    (("descriptionTarif", "gratuit"), True, "l’indication de tarif : gratuit"),
    (("visites",), {"complementVisite": {"libelleFr": "Visite d’une heure"}},
     "« visites » : Visite d’une heure"),
    (("prestations",), {"tourismesAdaptes": [{"libelleFr": "Accessible en autonomie"}]},
     "les prestations : Accessible en autonomie"),
    (("contacts",), [{"nom": "Durand", "fonction": {"libelleFr": "Gérante"}}],
     "« contacts » : Gérante"),
    (("localisation", "adresse", "cedex"), "CEDEX 1", "« cedex »"),
    (("ceQuiViendra",), {"a": [1]}, "« ceQuiViendra »"),
    (("ouverture", "fermeturesExceptionnelles"), [{"dateSpeciale": "2026-07-14"}],
     "sur les horaires : « des fermetures exceptionnelles : 14/07/2026 »"),
])
def test_what_apidae_says_besides_is_told_with_its_words(
        mapped: Path, path: tuple[str, ...], value: object, words: str) -> None:
    """Also a property that the format may have tomorrow."""
    assert words not in told(mapped, RAFT)
    assert words in told(mapped, with_in(path, value))


@pytest.mark.parametrize("value", [None, False, "", [], {}, "NON_DEFINI", {"a": [False, None]}])
def test_what_says_nothing_is_not_told(mapped: Path, value: object) -> None:
    """*No* and *not defined* fill hundreds of properties of an object."""
    assert told(mapped, with_in(("ceQuiViendra",), value)) == told(mapped, RAFT)


@pytest.mark.parametrize(("mode", "is_set", "words"), [
    ("AUTOMATIQUE", True, ""),
    ("MANUEL", False, "sur les horaires : « Fermé le 15 août. »"),
    (None, True, "les horaires en toutes lettres : « Fermé le 15 août. »"),
])
def test_hours_that_an_office_typed_itself_may_say_more(
        mapped: Path, mode: str | None, is_set: bool, words: str) -> None:
    """The periods were taken for all there is, whatever stood in words beside them."""
    tree = with_in(("ouverture", "periodeEnClair"), {"libelleFr": "Fermé le 15 août."})
    if mode:
        tree["objetsTouristiques"][0]["ouverture"]["periodeEnClairGenerationMode"] = mode
    (text,) = texts(bring(mapped, as_json(tree))).values()
    assert ("opening_hours" in fields(text)) == is_set
    assert words in told(mapped, tree) if words else "15 août" not in text


def test_the_kind_is_the_one_that_the_part_for_a_type_says(mapped: Path) -> None:
    """A type such as cultural heritage is too broad; two different words are no kind."""
    tree = with_in(("informationsPatrimoineCulturel",), {"categories": [{"libelleFr": "Musées"}]})
    tree["objetsTouristiques"][0]["type"] = "PATRIMOINE_CULTUREL"
    (text,) = texts(bring(mapped, as_json(tree))).values()
    assert fields(text)["kind"] == "museum"
    assert "PATRIMOINE_CULTUREL : Musées" in text.replace("\u00a0", " ")
    tree["objetsTouristiques"][0]["informationsPatrimoineCulturel"]["categories"] += [
        {"libelleFr": "Lac"}]
    (text,) = texts(bring(mapped, as_json(tree))).values()
    assert "kind" not in fields(text)


def test_a_site_in_another_language_and_a_remark_on_a_number_are_told(mapped: Path) -> None:
    """Of a means of contact only the French address was looked at."""
    tree = copy.deepcopy(RAFT)
    phone, site = tree["objetsTouristiques"][0]["informations"]["moyensCommunication"][:2]
    phone["observation"] = {"libelleFr": "Aux heures de bureau"}
    site["coordonnees"]["en"] = "https://exemple.fr/en"
    said = told(mapped, tree, contacts=True)
    assert "« https://exemple.fr/en » (en)" in said
    assert "une remarque sur « 05 62 00 00 00 » : Aux heures de bureau" in said
    del site["coordonnees"]["fr"]
    (text,) = texts(bring(mapped, as_json(tree))).values()
    assert fields(text)["website"] == "https://exemple.fr/en"


@pytest.mark.parametrize(("name", "value", "words"), [
    ("allowedPersons", 60, "« allowedPersons »"),
    ("hasBookingContact", [{"schema:telephone": ["+33 5 62 00 00 09"]}], "« hasBookingContact »"),
    ("landmark", {"fr": ["Près de la halle"]}, "« landmark » : Près de la halle"),
    ("hasTheme", [{"@id": "kb:X", "rdfs:label": {"fr": ["Archéologie"], "en": ["Archaeology"]}}],
     "les thèmes : Archéologie"),
])
def test_what_datatourisme_says_besides_is_told(
        mapped: Path, name: str, value: object, words: str) -> None:
    """A number to book at was lost in silence beside that of the place."""
    assert words not in told(mapped, ABBEY)
    assert words in told(mapped, {**ABBEY, name: value})


def test_prices_of_datatourisme_are_told_with_their_amounts(mapped: Path) -> None:
    """Whoever completes the file need not look them up again; the rest is counted."""
    prices = [{"schema:minPrice": ["6"], "schema:maxPrice": ["8"], "schema:priceCurrency": "EUR",
               "hasEligiblePolicy": [{"rdfs:label": {"fr": [f"Tarif {n}"]}}]} for n in range(10)]
    said = told(mapped, {**ABBEY, "offers": [{"schema:priceSpecification": prices}]})
    assert "un tarif : 6 – 8 EUR ; Tarif 0" in said
    assert "2 autre(s) tarif(s)" in said


def test_no_name_of_a_person_and_no_endless_text_is_shown() -> None:
    """Plain texts are passed over, and depth and length are bounded."""
    assert words_of({"nom": "Durand", "fonction": {"libelleFr": "Gérante"}}) == ["Gérante"]
    assert len(with_words("a", {"fr": ["b" * 250]}, ": ")) == len("a: ") + 150 + len("…")
    deep: object = {"fr": "au fond"}
    for _ in range(50):
        deep = [deep]
    assert words_of(deep) == []
    left = Left()
    tell([{"a": 1, "x:b": 2}, "c"], {"a": None}, left)
    assert [one.en for one in left.all] == ["'b'"]
