"""The page of a route in its other direction, and what leads to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers.content_sample import ROUTE, ROUTE_FILE, TODAY, write_sample
from helpers.planning import atlas_of, trip_of
from helpers.reading import tree_of
from parcours.build.build import Options, build
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render import pages
from parcours.render.words.other_way import why_not
from parcours.trip.other_way import OtherWay, other_way
from parcours.trip.trip import Trip

FR, EN = language_of("fr"), language_of("en")
NO_WAY = ROUTE.replace("        stay: 1h30\n", "        stay: 1h30\n", 1).replace(
    "      - place: gare-matabiau\n", "      - place: gare-matabiau\n        arrive: 09:30\n"
    "        stay: 15min\n", 1)
"""The station has an hour of its own, in the morning: nobody is back there by then."""


def made(folder: Path, text: str = ROUTE) -> tuple[Trip, OtherWay, dict[str, str]]:
    """A route, its other direction, and the page of that in each language."""
    shared = read_shared(write_sample(folder, **{ROUTE_FILE: text}), TODAY)
    trip, faults = read_trip(folder / ROUTE_FILE, shared.atlas)
    assert trip is not None, faults
    back = other_way(trip, shared.atlas)
    return trip, back, {language.code: pages.other_way(back, trip, shared.atlas, language)
                        for language in (FR, EN)}


def plain(page: str) -> str:
    """The words of a page."""
    return tree_of(page.partition("---\n\n")[2]).text.replace("\u00a0", " ")


def test_the_page_tells_the_plan_the_other_way(tmp_path: Path) -> None:
    """Its stops in order with their times as estimates, the legs between, its own files and map;
    that nobody wrote or reviewed this direction; and nothing of what was written for the other."""
    _, back, said = made(tmp_path)
    assert back.possible
    text = plain(said["fr"])
    assert re.findall(r'id="etape-(\d)"', said["fr"]) == ["1", "2", "3", "4", "5"]
    assert re.findall(r'<a href="\.\./\.\./\.\./lieux/([\w-]+)/">', said["fr"]) == [
        visit.place_id for visit in back.trip.visits if visit.place_id]
    assert "De la brique au jardin dans l’autre sens" in text
    assert "personne n’a relu ce sens" in text
    assert "vers 9 h" in text
    for note in ("Montez au four", "La campagne", "Un jour en ville"):
        assert note not in text
    for file in (f"{back.trip.id}.gpx", f"{back.trip.id}.ics", "map.html"):
        assert f'href="{file}"' in said["fr"]
    assert 'href="../"' in said["fr"]
    assert "the other way round" in plain(said["en"])
    assert all("\nsearched: false\n" in page for page in said.values())
    assert "nobody has reviewed this direction" in plain(said["en"])


def test_it_is_not_found_twice(tmp_path: Path) -> None:
    """A search finds a route once: this page is in no index."""
    _, _, said = made(tmp_path)
    assert "data-pagefind-body" not in said["fr"]


def test_no_next_day_is_told_that_would_pass(tmp_path: Path) -> None:
    """On the route's own page a script brings the next day up to date, and none does here: within
    a week the page would call a day that is gone the next one. Its days stand in words."""
    _, _, said = made(tmp_path)
    assert 'class="pc-days__said"' in said["fr"]
    assert "Prochain jour possible" not in plain(said["fr"])
    assert "Next possible day" not in plain(said["en"])


def test_a_fixed_hour_that_gives_way_is_told(tmp_path: Path) -> None:
    """The museum's visit was at half past ten; its hours decide in this direction."""
    _, back, said = made(tmp_path)
    assert back.freed == (4,)
    assert "laisse la place aux horaires d’ouverture : étape 4." in plain(said["fr"])


def test_where_it_is_impossible_the_page_says_why(tmp_path: Path) -> None:
    """In words, with the stop and both hours; without a plan, files or a map; and it is not
    listed for search engines."""
    _, back, said = made(tmp_path, NO_WAY)
    assert back.hurdle is not None
    text = plain(said["fr"])
    assert "Ce parcours ne se fait pas dans l’autre sens." in text
    assert re.search(r"on arrive à l’étape 5, Gare Matabiau, vers \d+ h( \d\d)?, et il faut y être "
                     r"à 9 h 30\.", text), text
    assert "have to be there at 09:30." in plain(said["en"])
    assert "listed: false" in said["fr"].partition("hide:")[0]
    assert "map.html" not in said["fr"]
    assert "etape-" not in said["fr"]


@pytest.mark.parametrize("language", [FR, EN])
def test_the_route_s_page_leads_there(tmp_path: Path, language: object) -> None:
    """It names both ends, or says that there is no way."""
    shared = read_shared(write_sample(tmp_path), TODAY)
    trip, _ = read_trip(tmp_path / ROUTE_FILE, shared.atlas)
    assert trip is not None
    back = other_way(trip, shared.atlas)
    page = pages.itinerary(trip, shared.atlas, FR, beside=pages.Beside(back=back))
    assert ('<dt>Dans l’autre sens</dt><dd><a href="retour/">Table d’orientation → '
            'Gare Matabiau</a>') in page
    assert "retour/" not in pages.itinerary(trip, shared.atlas, FR)


def test_a_build_writes_both_directions(tmp_path: Path) -> None:
    """Page, files, map and picture lie in a folder of their own; the picture's numbers are those of
    its stops; a former name leads there too. Where there is no way, only the page is there."""
    content = write_sample(tmp_path / "i", **{
        ROUTE_FILE: ROUTE.replace("days:", "renamed_from: [ancien]\ndays:", 1),
        "impossible.yml": NO_WAY.replace("De la brique au jardin", "Impossible")})
    outcome = build(Options(content, tmp_path / "docs", TODAY))
    assert outcome.published, outcome.diagnostics
    folder = tmp_path / "docs" / "fr" / "parcours"
    id = ROUTE_FILE.removesuffix(".yml")
    assert sorted(path.name for path in (folder / id / "retour").iterdir()) == sorted(
        ("index.md", "map.html", f"{id}-retour.gpx", f"{id}-retour.ics", f"{id}-retour.svg"))
    assert [path.name for path in (folder / "impossible" / "retour").iterdir()] == ["index.md"]
    drawn = [(folder / id / name).read_text("utf-8") for name in (
        f"{id}.svg", f"retour/{id}-retour.svg")]
    there, back = ([(at, number) for at, number in re.findall(
        r'<text (x="\d+" y="\d+")[^>]*>(\d)</text>', picture)] for picture in drawn)
    assert len(there) == 5
    assert back == [(at, str(6 - int(number))) for at, number in there]
    moved = (folder / "ancien" / "retour" / "index.html").read_text("utf-8")
    assert f'href="../../{id}/retour/"' in moved
    page = (folder / id / "retour" / "map.html").read_text("utf-8")
    for address in re.findall(r'(?:src|href)="(\.\./[^"]+)"', page):
        assert (folder / id / "retour" / address).is_file(), address


def test_what_is_in_the_way_in_both_languages(tmp_path: Path) -> None:
    """The same stop and hours in English."""
    _, back, _ = made(tmp_path, NO_WAY)
    assert back.hurdle is not None
    assert why_not(back.hurdle, back.trip, EN).startswith("you reach stop 5, Gare Matabiau, ")


@pytest.mark.parametrize("text", [ROUTE, NO_WAY], ids=["possible", "impossible"])
def test_a_closure_of_the_route_stands_on_both_of_its_pages(tmp_path: Path, text: str) -> None:
    """Whoever comes to the other direction is told, too, that the route is closed."""
    _, _, said = made(tmp_path, text + """\
status: {state: closed, from: 2026-12-01, to: 2026-12-24, note: {fr: Crue., en: Flood.}}
""")
    assert "Fermé du 1er au 24 décembre 2026 – Crue." in plain(said["fr"])
    assert "Closed from 1 to 24 December 2026 – Flood." in plain(said["en"])


def test_a_stop_that_is_shut_at_times_is_no_reason_for_no_day() -> None:
    """The cathedral is shut at Easter, the museum always in the evening: it alone is why."""
    atlas = atlas_of({
        "musee": {"opening_hours": "Mo-Su 10:00-18:00"},
        "cathedrale": {"opening_hours": "Mo-Su 09:00-24:00; easter off"}})
    trip = trip_of(atlas, [("10:00", [
        {"place": "musee", "stay": "1h"},
        {"place": "cathedrale", "stay": "12h"}])])
    back = other_way(trip, atlas)
    page = plain(pages.other_way(back, trip, atlas, FR))
    assert "Ce parcours ne se fait pas dans l’autre sens." in page
    assert "étape 2, musee : pas ouvert à l’heure de la visite" in page
    assert "étape 1" not in page


def test_where_a_door_is_shut_the_page_says_that_other_hours_were_tried() -> None:
    """*The shop is not open at half past eight* reads as if one had but to leave at ten; then
    the market is over."""
    atlas = atlas_of({
        "halle": {"opening_hours": "Mo-Su 08:00-12:30", "kind": "market"},
        "boutique": {"opening_hours": "Mo-Su 10:00-19:00"}})
    trip = trip_of(atlas, [("08:30", [
        {"place": "halle", "stay": "1h"},
        {"place": "boutique", "stay": "1h", "travel": {"by": "train", "minutes": "120"}}])])
    back = other_way(trip, atlas)
    said = {lang.code: plain(pages.other_way(back, trip, atlas, lang)) for lang in (FR, EN)}
    assert "étape 1, boutique : pas ouvert à l’heure de la visite (8 h 30 – 9 h 30)" in said["fr"]
    assert ("D’autres heures de départ ont été essayées et ne laissent aucun jour non plus. "
            "Aux plus proches de celles du parcours :") in said["fr"]
    assert "Other hours of departure were tried and leave no day either." in said["en"]
