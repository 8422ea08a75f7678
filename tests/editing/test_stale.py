"""Freshness: what is due is listed for each office, and the page says it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from helpers.commands import run_well
from helpers.content_sample import (
    FILES,
    GARDEN,
    GARDEN_FILE,
    MUSEUM,
    MUSEUM_FILE,
    ROUTE,
    ROUTE_FILE,
    SITE,
    TERRITORIES,
    TODAY,
    write_sample,
)
from parcours.editing import stale
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render.pages import itinerary, place

SAMPLE: dict[str, str | bytes | None] = {
    **{name: None for name in FILES if name.startswith("places/")}, ROUTE_FILE: None,
    MUSEUM_FILE: MUSEUM.replace("2026-11-02", "2025-11-20"),
    GARDEN_FILE: GARDEN + "verified_on: 2025-12-10\n",
    "territories.yml": TERRITORIES.replace(
        "      website: https://metropole.toulouse.fr/\n",
        "      website: https://metropole.toulouse.fr/\n      reviewers: [\"@org/ville\"]\n"),
}


def due(folder: Path, within_days: int, today: date = TODAY) -> list[tuple[str, str]]:
    """The files that are due, with the day."""
    return [(one.file, str(one.due_on)) for one in stale.due(
        read_shared(folder, today), within_days, "fr")]


def run(folder: Path, *args: str) -> str:
    """What the command prints, with plain spaces."""
    said = run_well("stale", "--itineraries", folder, "--today", "2026-11-22", "--lang", "fr",
                    *args, cwd=folder.parent)
    return said.replace("\u00a0", " ")


def test_what_is_due_and_what_soon_will_be(tmp_path: Path) -> None:
    """A place is due on the day on which its page says so, and listed some days before."""
    write_sample(tmp_path, **SAMPLE)
    assert due(tmp_path, 0) == [(MUSEUM_FILE, "2026-11-21")]
    assert due(tmp_path, 18) == [(MUSEUM_FILE, "2026-11-21")]
    assert due(tmp_path, 19) == [(MUSEUM_FILE, "2026-11-21"), (GARDEN_FILE, "2026-12-11")]


def test_it_is_due_when_the_check_warns(tmp_path: Path) -> None:
    """The list and the warning ``stale-facts`` begin on the same day."""
    write_sample(tmp_path, **SAMPLE)
    for today, stale_now in ((date(2026, 11, 20), False), (date(2026, 11, 21), True)):
        shared = read_shared(tmp_path, today)
        assert bool(due(tmp_path, 0, today)) is stale_now
        assert any(one.code == "stale-facts" for one in shared.diagnostics) is stale_now


def test_what_was_never_verified_is_due_at_once(tmp_path: Path) -> None:
    """A place file without a day is listed first."""
    write_sample(tmp_path, **{**SAMPLE, GARDEN_FILE: GARDEN})
    assert due(tmp_path, 0) == [(GARDEN_FILE, "None"), (MUSEUM_FILE, "2026-11-21")]


def test_a_place_described_in_a_route_is_listed_with_its_file(tmp_path: Path) -> None:
    """Inline places age, too; those without a day are mere points on the way."""
    write_sample(tmp_path, **{ROUTE_FILE: ROUTE + "        verified_on: 2024-01-01\n"})
    assert (ROUTE_FILE, "2025-01-01") in due(tmp_path, 0)
    write_sample(tmp_path, **{ROUTE_FILE: ROUTE})
    assert ROUTE_FILE not in dict(due(tmp_path, 0))


def test_the_site_sets_the_limit(tmp_path: Path) -> None:
    """``stale_after_days`` decides."""
    write_sample(tmp_path, **{**SAMPLE, "site.yml": SITE.replace("365", "730")})
    assert due(tmp_path, 0) == []


def test_each_office_has_its_list(tmp_path: Path) -> None:
    """By office, each place stands under the territory of its commune; text for a terminal."""
    write_sample(tmp_path / "itineraries", **SAMPLE)
    assert run(tmp_path / "itineraries", "--by", "office") == (
        "Office de la métropole\n"
        "  itineraries/places/musee-de-la-brique.yml  Musée de la Brique (Toulouse) · "
        "vérifié le 20 novembre 2025, à vérifier le 21 novembre 2026\n"
        "\n"
        "Pays Portes de Gascogne\n"
        "  itineraries/places/jardin-des-simples.yml  Jardin des simples (Lectoure) · "
        "vérifié le 10 décembre 2025, à vérifier le 11 décembre 2026\n")


def test_the_json_holds_the_issue_of_each_office(tmp_path: Path) -> None:
    """Every territory is there, with a title, a body that its marker opens, and what is due."""
    write_sample(tmp_path / "itineraries", **SAMPLE)
    told: list[dict[str, Any]] = json.loads(run(
        tmp_path / "itineraries", "--by", "office", "--within", "0", "--format", "json"))
    assert [(office["territory"], office["title"], [one["file"] for one in office["due"]])
            for office in told[:2]] == [
        ("toulouse-metropole", "À vérifier : Office de la métropole", [MUSEUM_FILE]),
        ("portes-de-gascogne", "À vérifier : Pays Portes de Gascogne", [])]
    body = told[0]["body"]
    assert body.startswith("<!-- parcours-stale:toulouse-metropole -->\n\n@org/ville\n\n")
    assert "- [ ] **Musée de la Brique** (Toulouse)" in body


def test_the_task_leads_to_the_file(tmp_path: Path) -> None:
    """Where the repository is known, a task opens the file in the forge's editor."""
    write_sample(tmp_path / "itineraries", **{
        **SAMPLE, "site.yml": SITE + "repo_url: https://forge.exemple.fr/groupe/depot\n"
        "forge: github\n"})
    told = run(tmp_path / "itineraries", "--format", "markdown")
    assert ("[modifier la fiche](https://forge.exemple.fr/groupe/depot/edit/main/itineraries/"
            "places/musee-de-la-brique.yml) · <https://exemple.fr/musee>") in told


def test_words_of_editors_stay_words_in_the_issue(tmp_path: Path) -> None:
    """A name cannot call people, link, or open another comment of ours."""
    name = "'@team <b>#1</b> [x](https://x.fr) <!-- parcours-stale:portes-de-gascogne -->'"
    write_sample(tmp_path / "itineraries", **{**SAMPLE, MUSEUM_FILE: MUSEUM.replace(
        "{fr: Musée de la Brique, en: Brick Museum}", name).replace("2026-11-02", "2020-01-01")})
    told = run(tmp_path / "itineraries", "--format", "markdown", "--within", "0")
    assert "@team" not in told
    assert "#1" not in told
    html = MarkdownIt("commonmark").render(told)
    assert "<b>" not in html
    assert "<!--" not in html
    assert 'href="https://x.fr"' not in html


def test_the_page_of_a_place_says_that_it_is_due(tmp_path: Path) -> None:
    """An old fact is badged and says so in words; a fresh one is not."""
    for day, expected in (
            ("2026-11-02", '<span class="pc-badge">Vérifié le 2 novembre 2026</span>'),
            ("2025-11-02", '<span class="pc-badge pc-badge--stale">à vérifier de nouveau</span> '
                           "La dernière fois, c’était le 2 novembre 2025.")):
        write_sample(tmp_path, **{MUSEUM_FILE: MUSEUM.replace("2026-11-02", day)})
        atlas = read_shared(tmp_path, TODAY).atlas
        page = place("musee-de-la-brique", atlas.places["musee-de-la-brique"], [], atlas,
                     language_of("fr"))
        assert expected in page.replace("\u00a0", " ")


def test_the_page_of_a_route_says_that_a_stop_is_due(tmp_path: Path) -> None:
    """The oldest fact of a route is badged once it is due."""
    for day, badged in (("2026-11-02", False), ("2025-11-02", True)):
        write_sample(tmp_path, **{MUSEUM_FILE: MUSEUM.replace("2026-11-02", day)})
        atlas = read_shared(tmp_path, TODAY).atlas
        trip, _ = read_trip(tmp_path / ROUTE_FILE, atlas)
        assert trip is not None
        page = itinerary(trip, atlas, language_of("fr"))
        assert ('<span class="pc-badge pc-badge--stale">à vérifier de nouveau</span>'
                in page) is badged
