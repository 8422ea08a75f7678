"""A route or a place under another name is told as renamed, not as one lost and one won."""

from __future__ import annotations

from html import unescape

import pytest

from helpers.content_sample import FARM, FARM_FILE, MUSEUM, MUSEUM_FILE, ROUTE, ROUTE_FILE
from helpers.proposal import Told

NEW_FILE = "la-brique-et-le-jardin.yml"
OLD_ID, NEW_ID = ROUTE_FILE.removesuffix(".yml"), NEW_FILE.removesuffix(".yml")


def plain(told: Told, files: dict[str, str | bytes | None]) -> str:
    """The summary as it is read: without what keeps a forge from acting on it."""
    return unescape(told(files)).replace("\u2060", "")


def test_a_route_that_says_its_former_name(told: Told) -> None:
    """One section says the two addresses, and what else changed; nothing is told as lost."""
    said = plain(told, {ROUTE_FILE: None, NEW_FILE: f"renamed_from: [{OLD_ID}]\n" + ROUTE.replace(
        "start: 09:30", "start: 09:45")})
    assert "1 parcours renommé.\n" in said
    assert "### Parcours renommé : De la brique au jardin\n" in said
    assert (f"Son adresse était <code>/parcours/{OLD_ID}/</code>, elle est "
            f"<code>/parcours/{NEW_ID}/</code> : l’ancienne mène à la nouvelle.") in said
    assert "- Jour 1, départ : 9 h 30 → 9 h 45" in said
    assert "| Durée | 2 jours | inchangé |" in said
    for word in ("retiré", "Nouveau parcours", "ajouté", "nulle part"):
        assert word not in said


def test_a_route_that_does_not_say_it(told: Told) -> None:
    """Where the stops alone tell, it is told as a guess, with what to type so that the former
    address still leads there."""
    said = plain(told, {ROUTE_FILE: None,
                        NEW_FILE: ROUTE.replace("De la brique au jardin", "Neuf")})
    assert "### Parcours renommé, semble-t-il : Neuf\n" in said
    assert f"<code>renamed_from: [{OLD_ID}]</code>" in said
    assert "Parcours retiré" not in said
    assert "l’ancienne mène" not in said


def test_another_route_is_not_taken_for_the_one_that_is_gone(told: Told) -> None:
    """Other stops are another route: one is removed, one is new."""
    days = ROUTE.index("days:")
    other = ROUTE[:days] + (
        "days:\n  - start: 10:00\n    title: {fr: Un jour, en: One day}\n    stops:\n"
        "      - place: musee-de-la-brique\n      - place: marche-de-la-halle\n"
        "        travel: {by: train, minutes: 90}\n")
    said = plain(told, {ROUTE_FILE: None, "du-jardin.yml": other})
    assert "### Nouveau parcours" in said
    assert "### Parcours retiré" in said
    assert "renommé" not in said


def test_a_route_taken_up_by_another(told: Told) -> None:
    """A removed route whose address another one takes does not lead nowhere."""
    told({NEW_FILE: ROUTE.replace("De la brique au jardin", "Reprise")})
    said = plain(told, {ROUTE_FILE: None, NEW_FILE: f"renamed_from: [{OLD_ID}]\n" + ROUTE.replace(
        "De la brique au jardin", "Reprise")})
    assert "### Parcours retiré : De la brique au jardin" in said
    assert f"<code>/parcours/{OLD_ID}/</code> mène à un autre parcours : Reprise" in said
    assert "nulle part" not in said


def test_a_place_under_another_name(told: Told) -> None:
    """The place is told once, as renamed; the routes that stop there lose and win no stop."""
    id = "musee-des-briques"
    said = plain(told, {
        MUSEUM_FILE: None, f"places/{id}.yml": MUSEUM + "renamed_from: [musee-de-la-brique]\n",
        ROUTE_FILE: ROUTE.replace("place: musee-de-la-brique", f"place: {id}")})
    assert ("- **Musée de la Brique** : renommé, de <code>/lieux/musee-de-la-brique/</code> à "
            f"<code>/lieux/{id}/</code>\n") in said
    assert "1 lieu touché" in said
    for word in ("Étape retirée", "Étape ajoutée", "supprimé", "nouveau ·"):
        assert word not in said


def test_a_place_that_does_not_say_it(told: Told) -> None:
    """The same facts in another file are a guess, with what to type."""
    said = plain(told, {FARM_FILE: None, "places/le-chene.yml": FARM, ROUTE_FILE: ROUTE.replace(
        "place: ferme-du-grand-chene", "place: le-chene")})
    assert "renommé, semble-t-il, de <code>/lieux/ferme-du-grand-chene/</code>" in said
    assert "<code>renamed_from: [ferme-du-grand-chene]</code>" in said


@pytest.mark.parametrize(("old", "new"), [
    ("price: 6 €", "price: 7 €"), ("{fr: Musée de la Brique", "{fr: Le Musée de la Brique"),
    ("lat: 43.60400", "lat: 43.60403")])
def test_a_place_renamed_and_mended_at_once(told: Told, old: str, new: str) -> None:
    """A price that changed, or a point a few metres off, makes no other place of it: it is told as
    renamed, it seems, and neither as lost nor as new."""
    assert old in MUSEUM
    id = "musee-des-briques"
    said = plain(told, {
        MUSEUM_FILE: None, f"places/{id}.yml": MUSEUM.replace(old, new),
        ROUTE_FILE: ROUTE.replace("place: musee-de-la-brique", f"place: {id}")})
    assert "renommé, semble-t-il, de <code>/lieux/musee-de-la-brique/</code>" in said
    for word in ("Étape retirée", "Étape ajoutée", "supprimé", "nouveau ·"):
        assert word not in said


@pytest.mark.parametrize("change", [
    ("lat: 43.60400", "lat: 43.61400"), ("kind: museum", "kind: restaurant")])
def test_another_place_is_not_taken_for_the_one_that_is_gone(told: Told,
                                                             change: tuple[str, str]) -> None:
    """A kilometre away, or of another kind, it is another one, however much they share."""
    id = "musee-des-briques"
    said = plain(told, {
        MUSEUM_FILE: None, f"places/{id}.yml": MUSEUM.replace(*change),
        ROUTE_FILE: ROUTE.replace("place: musee-de-la-brique", f"place: {id}")})
    assert "renommé" not in said
