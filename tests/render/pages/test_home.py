"""Which routes the home page shows, and what it says where nobody wrote anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from helpers.content_sample import ROUTE, ROUTE_FILE, SITE, TODAY, write_sample
from parcours.build.build import Options, build
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render.catalogue.entries import entry
from parcours.render.pages.home import HomeRoute, chosen


def routes(folder: Path) -> list[HomeRoute]:
    """Four routes of one content, by the day they were published."""
    shared = read_shared(write_sample(folder, **{
        ROUTE_FILE: ROUTE.replace("season: {from: 04-01, to: 10-31}\n", "")}), TODAY)
    trip, found = read_trip(folder / ROUTE_FILE, shared.atlas)
    assert trip is not None, found
    known = entry(trip)
    return [HomeRoute(replace(known, id=id), "", on, former) for id, on, former in (
        ("old", date(2020, 1, 1), ()), ("new", date(2026, 11, 1), ()),
        ("middle", date(2024, 1, 1), ("once",)), ("undated", None, ()))]


def ids(shown: list[HomeRoute]) -> list[str]:
    return [route.entry.id for route in shown]


def test_the_newest_come_first(tmp_path: Path) -> None:
    """Of routes that can all be done soon; one without a day comes last."""
    assert ids(chosen(routes(tmp_path), [], TODAY, 4)) == ["new", "middle", "old", "undated"]


def test_featured_routes_come_before_and_follow_a_rename(tmp_path: Path) -> None:
    """In the order given; a former id leads to the route of today, an unknown one to none."""
    assert ids(chosen(routes(tmp_path), ["undated", "once", "gone"], TODAY)) == [
        "undated", "middle", "new"]


def built(folder: Path, **files: str | bytes | None) -> str:
    write_sample(folder / "itineraries", **files)
    outcome = build(Options(folder / "itineraries", folder / "docs", TODAY))
    assert outcome.published, outcome.diagnostics
    return (folder / "docs/fr/index.md").read_text("utf-8")


def test_the_words_are_those_of_the_settings_or_of_the_territories(tmp_path: Path) -> None:
    """Without any, the two sides are named; with them, only what was written is said."""
    page = built(tmp_path / "a")
    assert "Toulouse Métropole et Pays Portes de Gascogne, un seul voyage" in page
    said = built(tmp_path / "b", **{"site.yml": (
        SITE + "home: {title: {fr: Bonjour, en: Hello}, lead: {fr: Venez., en: Come.}}\n")})
    assert "<h1>Bonjour</h1>\n<p>Venez.</p>" in said


def test_or_follows_another_choice(tmp_path: Path) -> None:
    """*Ou le jour du départ* stands below the seasons that one may choose; with one route there is
    none to choose."""
    said = built(tmp_path)
    assert ("Ou le jour du départ" in said) == ('class="pc-way__day"' in said and (
        "saison=" in said))
    assert "Votre jour de départ" in said


def test_a_home_page_that_somebody_wrote_stays(tmp_path: Path) -> None:
    """A build never writes over it, and makes all the rest."""
    own = tmp_path / "docs/fr/index.md"
    own.parent.mkdir(parents=True)
    own.write_text("# La nôtre\n", "utf-8")
    assert built(tmp_path) == "# La nôtre\n"
    assert (tmp_path / "docs/en/index.md").is_file()
    assert (tmp_path / "docs/fr/parcours/index.md").is_file()


SECOND = ("title: {fr: Du marbre, en: Of marble}\nsummary: {fr: Un jour., en: A day.}\n"
          "alliance: toulouse-comminges\nthemes: [heritage]\ndifficulty: easy\ndays:\n"
          "  - title: {fr: Un jour, en: One day}\n    start: 10:30\n    stops:\n"
          "      - place: musee-de-la-brique\n      - place: musee-des-marbres\n"
          "        travel: {by: coach, minutes: 90}\n")


def test_two_alliances_live_on_one_site(tmp_path: Path) -> None:
    """Each has its heading and its own routes at home, and is counted apart, the city they share
    with only the routes of each."""
    page = built(tmp_path, **{"du-marbre.yml": SECOND})
    first, second = (page.index(f'id="alliance-{id}"') for id in (
        "toulouse-gascogne", "toulouse-comminges"))
    assert first < page.index('href="parcours/de-la-brique-au-jardin/"') < second
    assert second < page.index('href="parcours/du-marbre/"')
    balance = (tmp_path / "docs/fr/reciprocite/index.md").read_text("utf-8")
    parts = balance.split("<section ")[1:]
    assert ["1\u00a0parcours." in part for part in parts] == [True, True]
    assert "de-la-brique-au-jardin" in parts[0]
    assert "de-la-brique-au-jardin" not in parts[1]
    assert (tmp_path / "docs/fr/territoires/carte-toulouse-comminges.svg").is_file()
    poster = (tmp_path / "docs/fr/territoires/affiche.svg").read_text("utf-8")
    assert "Toulouse Métropole, Pays Portes de Gascogne et Pays Comminges" in poster
    assert "2\u00a0parcours" in poster


def test_the_picture_at_home_is_of_one_city_and_its_countrysides(tmp_path: Path) -> None:
    """A contract between others, which may be far away, has no place on it."""
    atlas = read_shared(write_sample(tmp_path), TODAY).atlas
    assert atlas.pictured == ("toulouse-gascogne", "toulouse-comminges")
    one, other = atlas.alliances.values()
    apart = {"first": one, "elsewhere": other.model_copy(update={"territories": ("a", "b")}),
             "second": other}
    assert replace(atlas, alliances=apart).pictured == ("first", "second")
    assert replace(atlas, alliances={}).pictured == ()
