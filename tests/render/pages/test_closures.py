"""Dated closures: the page and the feed that list them, and the status in GeoJSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree

import pytest

from helpers.content_sample import MUSEUM_FILE, ROUTE, ROUTE_FILE, STATION, edited, write_sample
from parcours.build import common_files, route_files
from parcours.content.atlas import Atlas
from parcours.i18n.language import Language, language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render import pages
from parcours.render.exports import closures_feed, geojson
from parcours.render.pages import closures as closures_page
from parcours.render.pages import wheelchair
from parcours.trip.closures import Closure
from parcours.trip.nearby_routes import neighbours, route_point
from parcours.trip.passage import Passage
from parcours.trip.trip import Trip

FR, EN = language_of("fr"), language_of("en")
ATOM = "{http://www.w3.org/2005/Atom}"
TODAY = date(2026, 11, 22)
WORKS = ("status:\n  state: works\n  from: 2027-01-10\n  to: 2027-02-01\n"
         "  cause: {fr: 'toiture <neuve> & \"crue\"', en: new roof}\n"
         "  note: {fr: Le jardin reste ouvert., en: The garden stays open.}\n"
         "  observed_on: 2026-11-20\n")


def museum(status: str) -> dict[str, str | bytes | None]:
    return edited(MUSEUM_FILE, "verified_on: 2026-11-02\n", status)


def read(folder: Path, today: date = TODAY, site_url: str = "", *,
         files: Mapping[str, str | bytes | None] = MappingProxyType({}),
         ) -> tuple[Trip, Atlas, list[Closure]]:
    """The sample's route and closures on a day."""
    if site_url:
        files = {"site.yml": f"languages: [fr, en]\nsite_url: {site_url}\n", **files}
    shared = read_shared(write_sample(folder, **files), today)
    trip, found = read_trip(folder / ROUTE_FILE, shared.atlas)
    assert trip is not None, found
    summary = route_files.summary(trip, shared.atlas)
    return trip, shared.atlas, common_files.closures([summary], shared.atlas)


@pytest.mark.parametrize(("today", "listed"), [
    (date(2026, 10, 11), []), (date(2026, 10, 12), ["soon"]), (date(2027, 1, 9), ["soon"]),
    (date(2027, 1, 10), ["now"]), (date(2027, 2, 1), ["now"]), (date(2027, 2, 2), [])])
def test_a_closure_comes_and_lapses_by_itself(tmp_path: Path, today: date,
                                              listed: list[str]) -> None:
    """Listed from 90 days before its first day to its last day, by the day one builds for."""
    works = WORKS.replace("  observed_on: 2026-11-20\n", "")  # which is still to come on some days
    _, atlas, closures = read(tmp_path, today, files=museum(works))
    page = closures_page.page(closures, atlas, FR)
    now, soon = page.split("<section>")[1:]
    assert [where for where, part in (("now", now), ("soon", soon)) if "pc-closure" in part
            and "Musée de la Brique" in part] == listed


def test_the_page_tells_cause_dates_and_the_routes_touched(tmp_path: Path) -> None:
    """A line has all that the editor wrote, escaped, and links to the stops it touches."""
    _, atlas, closures = read(tmp_path, files=museum(WORKS))
    page = closures_page.page(closures, atlas, FR).replace("\u00a0", " ")
    assert ("<strong>Travaux</strong> du 10 janvier au 1er février 2027 "
            "(toiture &lt;neuve&gt; &amp; &#34;crue&#34;) – Le jardin reste ouvert. "
            "(constaté le 20 novembre 2026)") in page
    assert '<a href="../lieux/musee-de-la-brique/">Musée de la Brique</a>' in page
    assert ('<a href="../parcours/de-la-brique-au-jardin/#etape-2">De la brique au jardin</a> '
            "(étape 2)") in page
    assert 'data-from="2027-01-10" data-to="2027-02-01"' in page


def test_a_route_that_stops_there_twice_is_named_once(tmp_path: Path) -> None:
    """An inn of the evening and of the morning after: one route, its stops together."""
    trip, atlas, closures = read(tmp_path, files=museum(WORKS))
    title = trip.itinerary.title
    one = replace(closures[0], touched=tuple(Passage(trip.id, title, n) for n in (2, 5, 6)))
    page = closures_page.page([one], atlas, FR).replace("\u00a0", " ")
    assert page.count("De la brique au jardin") == 1
    assert "</a> (étapes 2, 5 et 6)</p>" in page


@pytest.mark.parametrize(("status", "said"), [
    ("status: {state: works, to: 2027-02-01}\n", "travaux jusqu’au 1er février 2027"),
    ("status: {state: open, from: 2027-02-06}\n", "fermé jusqu’au 5 février 2027"),
    ("status: {state: open}\n", ""), ("status: {state: closed, to: 2026-11-21}\n", "")])
def test_whoever_picks_a_place_from_a_list_is_told_that_it_is_closed(
        tmp_path: Path, status: str, said: str) -> None:
    """The lists of places, of those for a wheelchair, and of those beside a route invite to places
    whose pages nobody has read."""
    _, atlas, _ = read(tmp_path, files=museum(status))
    near = museum(status) | {ROUTE_FILE: ROUTE.replace("musee-de-la-brique", "la-gare-d-en-face")}
    near["places/la-gare-d-en-face.yml"] = STATION.replace("Gare Matabiau", "Gare d’en face")
    trip, there, _ = read(tmp_path / "near", files=near)
    lists = [pages.places(atlas, {}, FR), wheelchair.page([], atlas, FR),
             pages.itinerary(trip, there, FR)]
    for page in lists:
        line = re.search(r'<li>[^\n]*lieux/musee-de-la-brique/">[^\n]*</li>'
                         r'|<li>[^\n]*"musee-de-la-brique/">[^\n]*</li>',
                         page.replace("\u00a0", " "))
        assert line is not None
        assert (f" · {said}</span>" in line[0]) if said else "ferm" not in line[0]
        assert not said or line[0].count(said) == 1


def test_a_route_to_go_on_to_is_told_to_be_closed(tmp_path: Path) -> None:
    """The other routes of the same countryside, one of which works close for the winter."""
    works = ROUTE.replace("days:\n", "status: {state: works, to: 2027-02-01}\ndays:\n", 1)
    content = write_sample(tmp_path, **{"autre.yml": works, ROUTE_FILE: ROUTE})
    shared = read_shared(content, TODAY)
    trips = [read_trip(content / name, shared.atlas)[0] for name in ("autre.yml", ROUTE_FILE)]
    other, trip = trips
    assert other is not None
    assert trip is not None
    near = neighbours([route_point(one, ["fr"]) for one in (other, trip)], ["fr"])
    page = pages.itinerary(trip, shared.atlas, FR, beside=pages.Beside(near[trip.id]["fr"]))
    assert ("dans le même coin de campagne · travaux jusqu’au 1er février 2027</span>"
            in page.replace("\u00a0", " "))
    back = pages.itinerary(other, shared.atlas, FR, beside=pages.Beside(near[other.id]["fr"]))
    assert "dans le même coin de campagne</span>" in back.replace("\u00a0", " ")


def test_what_is_said_of_an_open_place_is_shown_and_is_no_closure(tmp_path: Path) -> None:
    """A note beside ``state: open`` was lost without a word; the bare state says nothing."""
    status = ("status:\n  state: open\n  note: {fr: Rouvert après travaux., en: Open again.}\n"
              "  observed_on: 2026-11-01\n")
    _, atlas, closures = read(tmp_path / "a", files=museum(status))
    shown = pages.place("musee-de-la-brique", atlas.places["musee-de-la-brique"], [], atlas, FR)
    assert ('<p class="pc-notice"><strong>Ouvert</strong> – Rouvert après travaux. '
            "(constaté le 1er novembre 2026)</p>") in shown.replace("\u00a0", " ")
    assert closures == []
    _, atlas, _ = read(tmp_path / "b", files=museum("status: {state: open}\n"))
    assert "pc-notice" not in pages.place(
        "musee-de-la-brique", atlas.places["musee-de-la-brique"], [], atlas, FR)


def test_a_route_and_a_stop_without_a_file_are_listed_too(tmp_path: Path) -> None:
    """Closures of the route itself and of a place described in it link to the route's page."""
    text = edited(ROUTE_FILE, "        kind: viewpoint\n",
                  "        kind: viewpoint\n        status: {state: closed}\n")[ROUTE_FILE]
    assert isinstance(text, str)
    text = text.replace("difficulty: easy\n", "difficulty: easy\nstatus: {state: closed, "
                        "to: 2026-12-01}\n")
    _, _, closures = read(tmp_path, files={ROUTE_FILE: text})
    assert [(one.anchor, one.page) for one in closures] == [
        ("parcours-de-la-brique-au-jardin", "parcours/de-la-brique-au-jardin/"),
        ("parcours-de-la-brique-au-jardin-etape-5", "parcours/de-la-brique-au-jardin/#etape-5")]
    assert [[passage.number for passage in one.touched] for one in closures] == [[], [5]]


def test_closures_are_listed_by_their_first_day(tmp_path: Path) -> None:
    """What has been closed all along comes first, then what closes earlier, whatever its name."""
    text = edited(ROUTE_FILE, "        kind: viewpoint\n",
                  "        kind: viewpoint\n        status: {state: closed}\n")
    station = edited("places/gare-matabiau.yml", "kind: station\n",
                     "kind: station\nstatus: {state: closed, from: 2027-01-10}\n")
    early = museum("status: {state: closed, from: 2026-12-05}\n")
    _, _, closures = read(tmp_path, files=text | station | early)
    assert [one.anchor for one in closures] == [
        "parcours-de-la-brique-au-jardin-etape-5", "lieu-musee-de-la-brique",
        "lieu-gare-matabiau"]


def test_a_reopening_is_no_closure(tmp_path: Path) -> None:
    """``state: open`` is listed nowhere."""
    assert read(tmp_path, files=museum("status: {state: open, from: 2026-11-01}\n"))[2] == []


def atom(closures: list[Closure], atlas: Atlas, language: Language) -> str:
    return closures_feed.feed(closures, pages.address(atlas, "", language), atlas, language)


def entries(feed: str) -> list[dict[str, str]]:
    """The entries of an Atom feed, read back; the required elements must be there."""
    root = ElementTree.fromstring(feed)
    assert root.tag == f"{ATOM}feed"
    for needed in ("id", "title", "updated", "author"):
        assert root.find(f"{ATOM}{needed}") is not None
    found = []
    for entry in root.iter(f"{ATOM}entry"):
        told = {child.tag.removeprefix(ATOM): child.text or "" for child in entry}
        link = entry.find(f"{ATOM}link")
        assert link is not None
        found.append({**told, "href": link.get("href", "")})
    return found


def test_the_feed_reads_back_with_what_was_written(tmp_path: Path) -> None:
    """An XML parser finds the words as the editor wrote them, and the date they were observed."""
    _, atlas, closures = read(tmp_path, site_url="https://exemple.fr/v", files=museum(WORKS))
    feed = atom(closures, atlas, FR)
    (entry,) = entries(feed)
    assert entry["title"].replace("\u00a0", " ") == (
        "Musée de la Brique : travaux du 10 janvier au 1er février 2027"), "not yet"
    assert 'Cause\u00a0: toiture <neuve> & "crue". Le jardin reste ouvert.' in entry["summary"]
    assert "Parcours touchés\u00a0: De la brique au jardin." in entry["summary"]
    assert entry["updated"] == "2026-11-20T00:00:00Z"
    assert entry["href"] == "https://exemple.fr/v/lieux/musee-de-la-brique/"
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", entry["id"])
    root = ElementTree.fromstring(feed)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert [link.get("href") for link in root.findall(f"{ATOM}link")] == [
        "https://exemple.fr/v/perturbations/", "https://exemple.fr/v/perturbations/feed.xml"]


def test_the_feed_is_the_same_twice_and_ids_outlive_edits(tmp_path: Path) -> None:
    """Built twice it is equal; a new end or note keeps the id, a new first day makes a new one."""
    def feed_of(name: str, status: str, today: date = TODAY) -> str:
        _, atlas, closures = read(tmp_path / name, today, files=museum(status))
        return atom(closures, atlas, FR)

    first = feed_of("a", WORKS)
    assert feed_of("b", WORKS) == first
    assert feed_of("c", WORKS, date(2026, 11, 25)) == first
    ids = [entries(feed)[0]["id"] for feed in (
        first, feed_of("d", WORKS.replace("to: 2027-02-01", "to: 2027-03-01")),
        feed_of("e", WORKS.replace("2027-01-10", "2027-01-12")))]
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize(("status", "today", "updated"), [
    ("{state: closed, from: 2026-11-10, observed_on: 2026-11-01}", TODAY, "2026-11-10"),
    ("{state: closed, from: 2026-11-10, observed_on: 2026-11-15}", TODAY, "2026-11-15"),
    ("{state: closed, from: 2027-01-10}", TODAY, "2026-10-12"),
    ("{state: closed, from: 2027-01-10, observed_on: 2026-11-15}", date(2027, 1, 11), "2027-01-10"),
    ("{state: closed}", TODAY, "2026-11-22")])
def test_an_entry_is_never_dated_in_the_future(tmp_path: Path, status: str, today: date,
                                               updated: str) -> None:
    """The last of: listed here, observed, begun, that is not still to come."""
    _, atlas, closures = read(tmp_path, today, files=museum(f"status: {status}\n"))
    assert entries(atom(closures, atlas, EN))[0]["updated"] == f"{updated}T00:00:00Z"


def test_an_empty_feed_is_valid(tmp_path: Path) -> None:
    """With nothing closed there is a feed without entries, and a page that says so."""
    _, atlas, closures = read(tmp_path)
    assert entries(atom(closures, atlas, FR)) == []
    page = closures_page.page(closures, atlas, FR)
    for language, known in ((FR, "hors jours de fermeture habituels."),
                            (EN, "beyond the usual closing days.")):
        told = closures_page.page(closures, atlas, language)
        assert told.count(known) == 2  # a museum that is shut on Tuesdays is not *open*, as said
    assert 'feed: "feed.xml"' in page


def stop_status(folder: Path, today: date) -> tuple[Any, Any]:
    files = museum(WORKS)
    text = edited(ROUTE_FILE, "difficulty: easy\n", "difficulty: easy\nstatus: {state: closed, "
                  "from: 2027-01-10, to: 2027-01-20}\n")
    trip, _, _ = read(folder, today, files={**files, **text})
    data = json.loads(geojson.render(trip, FR, ""))
    stop = next(one for one in data["features"] if one["id"] == "de-la-brique-au-jardin-etape-2")
    return stop["properties"].get("status"), data["parcours"].get("status")


def test_geojson_has_the_status_of_stops_and_route(tmp_path: Path) -> None:
    """A machine reads the closure where it reads the stop, until it lapses."""
    stop, route = stop_status(tmp_path / "before", date(2027, 1, 20))
    assert stop == {
        "state": "works", "from": "2027-01-10", "to": "2027-02-01", "observed_on": "2026-11-20",
        "cause": 'toiture <neuve> & "crue"', "note": "Le jardin reste ouvert."}
    assert route == {"state": "closed", "from": "2027-01-10", "to": "2027-01-20"}
    assert stop_status(tmp_path / "after", date(2027, 1, 21))[1] is None
    assert stop_status(tmp_path / "over", date(2027, 2, 2)) == (None, None)


def test_what_opens_later_is_closed_now(tmp_path: Path) -> None:
    """A museum that opens in February stands among what is closed, until the day before."""
    later = museum("status: {state: open, from: 2027-02-06, note: {fr: Enfin !, en: At last!}}\n")
    _, atlas, found = read(tmp_path, files=later)
    page = closures_page.page(found, atlas, FR).replace("\u00a0", " ")
    assert "<strong>Fermé</strong> jusqu’au 5 février 2027 – Enfin !" in page
