"""What a theme asks of its stops: known, or said to be unknown; nothing where no stop serves it."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.content_sample import FARM_FILE, ROUTE, ROUTE_FILE, TODAY, edited, write_sample
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render.words.needs import Needs, needs
from parcours.render.words.writer import Writer


def read(folder: Path, theme: str, files: dict[str, str | bytes | None] | None = None,
         route: str = ROUTE) -> list[Needs]:
    changed = {**(files or {}), ROUTE_FILE: route.replace("[heritage, nature]", f"[{theme}]")}
    shared = read_shared(write_sample(folder, **changed), TODAY)
    trip, found = read_trip(folder / ROUTE_FILE, shared.atlas)
    assert trip is not None, found
    return needs(trip, Writer(language_of("fr"), shared.atlas))


@pytest.mark.parametrize(("theme", "kind", "terms"), [
    ("slow-work", "coworking", ["Horaires", "Tarif", "Wi-Fi", "Pour demander"]),
    ("energy", "energy", ["Horaires", "Tarif", "Pour demander"]),
    ("crafts", "craft", ["Horaires", "Tarif", "Produits", "Pour demander"])])
def test_what_is_not_known_is_said_so(tmp_path: Path, theme: str, kind: str,
                                      terms: list[str]) -> None:
    """A place of the theme's kind without facts tells each of them as unknown."""
    farm = edited(FARM_FILE, "kind: producer", f"kind: {kind}")
    (need,) = read(tmp_path, theme, farm)
    (stop,) = need.stops
    assert [fact.term for fact in stop.facts] == terms
    assert str(stop.facts[1].said) == "inconnu"


def test_what_is_known_is_told(tmp_path: Path) -> None:
    """Wi-Fi, price and telephone of the place's file, and that nobody verified them."""
    farm = edited(FARM_FILE, "kind: producer\n", 'kind: coworking\nservices: [wifi]\nprice: 12 €\n'
                  'phone: "05 62 00 00 00"\n')
    (need,) = read(tmp_path, "slow-work", farm)
    said = {fact.term: str(fact.said) for fact in need.stops[0].facts}
    assert (said["Wi-Fi"], said["Tarif"]) == ("oui", "12\u00a0€")
    marks = {fact.term: fact.mark for fact in need.stops[0].facts}
    assert marks["Wi-Fi"] == marks["Tarif"] == "non vérifié"
    assert "tel:" in said["Téléphone"]


@pytest.mark.parametrize(("status", "shut", "said"), [
    ("{state: open, from: 2027-02-06}", True, "Ouvert à partir du 6 février 2027"),
    ("{state: works, to: 2027-02-06}", True, "Travaux jusqu’au 6 février 2027"),
    ("{state: open, note: {fr: Rouvert., en: Open again.}}", False, "Ouvert – Rouvert."),
    ("{state: closed, to: 2026-11-01}", False, "")])
def test_hours_of_a_place_that_is_closed_do_not_stand_alone(
        tmp_path: Path, status: str, shut: bool, said: str) -> None:
    """*Horaires : tous les jours* was said again of a workshop that opens in February."""
    farm = edited(FARM_FILE, "kind: producer\n", f"kind: craft\nstatus: {status}\n")
    (need,) = read(tmp_path, "crafts", farm)
    (stop,) = need.stops
    assert (stop.notice.striptags().replace("\u00a0", " "), stop.shut) == (said, shut)


def test_a_workshop_says_what_it_makes(tmp_path: Path) -> None:
    """Each product with its months, where they are known, and that nobody verified them."""
    farm = edited(FARM_FILE, "kind: producer", "kind: craft") | {}
    farm[FARM_FILE] = str(farm[FARM_FILE]).replace(
        "supplies:", "  - name: {fr: tresses, en: strings}\nsupplies:")
    (need,) = read(tmp_path, "crafts", farm)
    fact = next(fact for fact in need.stops[0].facts if fact.term == "Produits")
    assert str(fact.said) == "ail blanc (de juillet à août), tresses"
    assert fact.mark == "non vérifié"


def test_a_hill_is_not_asked_its_hours(tmp_path: Path) -> None:
    """Where one needs no hours to come, they are not said to be unknown."""
    evening = ROUTE.replace("        travel: {by: walk}\n",
                            "        travel: {by: walk}\n        arrive: 21:00\n")
    (need,) = read(tmp_path, "science", route=evening)
    assert [fact.term for fact in need.stops[0].facts] == ["Tarif", "Pour demander"]


def test_a_theme_that_no_stop_serves_asks_nothing(tmp_path: Path) -> None:
    """Nor does a workshop on a route about something else."""
    assert read(tmp_path / "a", "slow-work") == []
    assert read(tmp_path / "b", "heritage", edited(
        FARM_FILE, "kind: producer", "kind: craft")) == []


def test_the_sky_is_darkest_near_a_new_moon(tmp_path: Path) -> None:
    """An evening out of doors on a science route names the next three new moons, as computed."""
    late = ROUTE.replace("start: 09:00", "start: 17:00")
    (need,) = read(tmp_path, "science", route=late)
    assert "9 décembre 2026, 7 janvier 2027 et 6 février 2027 (calcul)" in need.about
    assert read(tmp_path / "day", "science") == []
