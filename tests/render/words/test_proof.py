"""One vocabulary for how sure days, hours and times are, in every format that we publish."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from helpers import planning
from helpers.content_sample import (
    FARM,
    FARM_FILE,
    GARDEN,
    GARDEN_FILE,
    MUSEUM,
    MUSEUM_FILE,
    ROUTE,
    ROUTE_FILE,
    STATION,
    TODAY,
    write_sample,
)
from parcours.content.atlas import Atlas
from parcours.content.freshness import Level
from parcours.hours.calendar import horizon
from parcours.i18n.language import Language, language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render import pages
from parcours.render.catalogue import entries
from parcours.render.exports import cirkwi, geojson, gpx, ical, jsonld, theme_calendars
from parcours.render.exports.about import About
from parcours.render.maps.data import labels_in, trip_data
from parcours.render.words.days import open_days_in_words
from parcours.render.words.proof import possible
from parcours.trip.trip import Proof, Trip

FR, EN = language_of("fr"), language_of("en")
SOURCE = 'sources: ["https://exemple.fr/"]\nverified_on: 2026-11-02\n'
WITHOUT_HOURS = re.compile("^opening_hours:.*\n", re.MULTILINE)


@dataclass(frozen=True)
class Known:
    """How much is known of a route, and what is said of it."""

    files: Mapping[str, str]
    proof: Proof
    fr: str
    en: str


SURE = Known({
    FARM_FILE: FARM + 'opening_hours: "Mo-Su 08:00-20:00"\n' + SOURCE,
    GARDEN_FILE: GARDEN + SOURCE}, Proof(verified=3),
    "possible, horaires d’ouverture vérifiés", "possible, hours verified")
MIXED = Known({}, Proof(verified=1, told=1, unknown=1),
              "possible d’après ce que l’on sait, horaires vérifiés pour 1 étape sur les 3 qui en "
              "ont, inconnus pour 1",
              "possible as far as is known, with hours verified at 1 of the 3 stops that have "
              "any, unknown at 1")
NOTHING = Known({
    MUSEUM_FILE: WITHOUT_HOURS.sub("", MUSEUM), GARDEN_FILE: WITHOUT_HOURS.sub("", GARDEN)},
    Proof(unknown=3),
    "possible d’après ce que l’on sait, horaires vérifiés pour 0 étape sur les 3 qui en ont, "
    "inconnus pour 3",
    "possible as far as is known, with hours verified at 0 of the 3 stops that have any, "
    "unknown at 3")

each = pytest.mark.parametrize("known", [SURE, MIXED, NOTHING], ids=["sure", "mixed", "nothing"])


def trip_of(folder: Path, files: Mapping[str, str]) -> tuple[Trip, Atlas]:
    shared = read_shared(write_sample(folder, **files), TODAY)
    trip, found = read_trip(folder / ROUTE_FILE, shared.atlas)
    assert trip is not None, found
    return trip, shared.atlas


def plain(text: str) -> str:
    """Words without tags, entities and no-break spaces, in one line."""
    text = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ").split())


def when(page: str) -> Any:
    """What the page's script says of days."""
    found = re.search(r'id="pc-when">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def unfolded(calendar: str) -> str:
    return (calendar.replace("\r\n ", "").replace("\\,", ",").replace("\\n", "\n")
            .replace("\u00a0", " "))


@each
def test_page_and_card_say_what_days_rest_on(tmp_path: Path, known: Known) -> None:
    """The head of the calendar, the answer to a chosen day and the card use the same words."""
    trip, atlas = trip_of(tmp_path, known.files)
    assert trip.open_days.proof == known.proof
    for language, said in ((FR, known.fr), (EN, known.en)):
        page = pages.itinerary(trip, atlas, language)
        assert f"{said[0].upper()}{said[1:]}." in plain(page)
        answer = when(page)["words"]["possible"].replace("\u00a0", " ")
        assert answer in (f"{{day}} : {said}.", f"{{day}}: {said}.")
        assert f"({said})" in plain(pages.card(trip, atlas, language))


@each
def test_calendars_say_what_days_rest_on(tmp_path: Path, known: Known) -> None:
    """The calendar of the route and that of its theme."""
    trip, _ = trip_of(tmp_path, known.files)
    sentence = f"{known.fr[0].upper()}{known.fr[1:]}."
    assert sentence in unfolded(ical.render(trip, FR, ""))
    theme = trip.itinerary.themes[0]
    assert sentence in unfolded(theme_calendars.render(
        theme, [replace(theme_calendars.outing(trip), starts=horizon(TODAY))], FR, lambda _: ""))


@each
def test_files_say_of_days_what_the_page_says(tmp_path: Path, known: Known) -> None:
    """The calendar and Cirkwi's XML name what is ruled out before what that rests on."""
    trip, atlas = trip_of(tmp_path, known.files)
    spoken = open_days_in_words(trip.open_days, FR)
    assert spoken.in_full.replace("\u00a0", " ").endswith(f"{known.fr[1:]}.")
    assert spoken.in_full.startswith(
        "On peut partir" if known is SURE else "D’après ce que l’on sait")
    assert plain(spoken.in_full) in unfolded(ical.render(trip, FR, ""))
    assert plain(spoken.in_full) in plain(cirkwi.part(trip, About(atlas, "fr", TODAY)))


def test_no_file_calls_a_route_possible_that_no_day_allows(tmp_path: Path) -> None:
    """A museum that is never open during the visit leaves no day: nothing is possible."""
    trip, atlas = trip_of(tmp_path, {
        MUSEUM_FILE: MUSEUM.replace('"Mo-Su 10:00-18:00; PH off"', '"Mo-Su 20:00-23:00"')})
    assert trip.open_days.next_start is None
    for said in (cirkwi.part(trip, About(atlas, "fr", TODAY)), ical.render(trip, FR, "")):
        assert "ossible d’après" not in unfolded(said)
    assert "On ne connaît aucun jour où l’on peut partir." in plain(
        cirkwi.part(trip, About(atlas, "fr", TODAY)))


def test_no_page_calls_a_route_impossible_that_our_estimate_denies(tmp_path: Path) -> None:
    """The museum is shut when we reckon that one is there: it is told, and so are the minutes that
    nobody wrote. Nothing is called possible for it."""
    museum = MUSEUM.replace('"Mo-Su 10:00-18:00; PH off"', '"Mo-Su 12:30-18:00"')
    route = re.sub(r", minutes: \d+", "", ROUTE).replace("        arrive: 10:30\n", "")
    trip, atlas = trip_of(tmp_path, {ROUTE_FILE: route, MUSEUM_FILE: museum})
    assert not trip.open_days.starts
    assert trip.open_days.guess is not None
    for language, said, never in (
            (FR, "aucun jour trouvé d’après des durées estimées", "impossible"),
            (EN, "no day found by estimated times", "not possible")):
        whole = pages.itinerary(trip, atlas, language)
        page = plain(whole)
        assert said in page.lower()
        assert said in plain(pages.card(trip, atlas, language))
        spoken = open_days_in_words(trip.open_days, language)
        assert "minutes" in spoken.phrase
        assert never not in json.dumps(when(whole), ensure_ascii=False)
        assert never not in plain(pages.card(trip, atlas, language)).lower()
        assert never not in page.lower()


@pytest.mark.parametrize(("rule", "optional", "said"), [
    ('"Tu-Fr 10:00-18:00; Sa \\"sur rendez-vous\\""', False,
     "Certains jours, ses horaires ne sont pas sûrs à cette heure"),
    ('"Mo-Su 09:30+"', False, "Ses horaires ne sont pas sûrs à cette heure"),
    ("Th", False, "Ouvert ce jour-là, à des heures que nous ignorons"),
    ('"Mo-Su 10:00-11:00"', True, "Pas ouvert pendant toute la visite prévue."),
    ('"Mo-Fr 10:00-18:00"', True, "Certains jours, pas ouvert pendant toute la visite prévue."),
    ('"Mo-Su 10:00-18:00"', True, "Horaires vérifiés.")])
def test_the_calendar_says_of_a_visit_what_its_hours_allow(
        tmp_path: Path, rule: str, optional: bool, said: str) -> None:
    """Hours that are known on most days are not unknown; hours that are verified do not say that a
    stop is open, where it may be skipped and no day depends on it."""
    trip, atlas = trip_of(tmp_path, {
        MUSEUM_FILE: MUSEUM.replace('"Mo-Su 10:00-18:00; PH off"', rule),
        ROUTE_FILE: ROUTE.replace("arrive: 10:30\n", "arrive: 10:30\n        optional: yes\n")
        if optional else ROUTE})
    assert trip.visits[1].optional is optional
    event = unfolded(ical.render(trip, FR, "")).partition("etape-2-fr@")[2]
    event = event.partition("END:VEVENT")[0]
    assert said in event
    assert ("pas ouvert à cette heure" in pages.itinerary(trip, atlas, FR)) is (
        "as ouvert pendant" in said)
    assert ("Horaires vérifiés" in event) is said.startswith(("Horaires", "Certains jours, pas"))


@each
def test_each_stop_carries_the_level_of_its_hours(tmp_path: Path, known: Known) -> None:
    """GeoJSON, JSON-LD and GPX: one of three words, and nothing of a stop that needs no hours."""
    trip, _ = trip_of(tmp_path, known.files)
    levels = [visit.hours_level for visit in trip.visits]
    assert levels[0] is levels[4] is None
    read = json.loads(geojson.render(trip, FR, ""))
    assert read["parcours"]["hours"] == {
        "verified": known.proof.verified, "told": known.proof.told,
        "unknown": known.proof.unknown}
    assert [one["properties"].get("hours_level") for one in read["features"][:5]] == levels
    listed = json.loads(jsonld.render(trip, FR, ""))["itinerary"]["itemListElement"]
    assert [one["item"].get("additionalProperty", {}).get("value") for one in listed] == levels
    assert re.findall(r'hours_level="(\w+)"', gpx.render(trip, FR, "")) == [
        level for level in levels if level]


@each
def test_the_catalogue_knows_what_days_rest_on(tmp_path: Path, known: Known) -> None:
    """Only where all hours of all routes are verified does a count say so."""
    trip, atlas = trip_of(tmp_path, known.files)
    entry = entries.entry(trip)
    assert entry.proof == known.proof
    [(_, page)] = pages.catalogue([(entry, pages.card(trip, atlas, FR))], [], FR)
    sure = known.proof.level is Level.VERIFIED
    assert ("horaires d’ouverture vérifiés" in page) is sure
    assert ("d’après ce que l’on sait" in page) is not sure


def test_a_route_of_open_air_has_nothing_to_verify(tmp_path: Path) -> None:
    """Where no stop needs hours, no word says that any were verified."""
    bridge = "always_open: yes\n"
    trip, atlas = trip_of(tmp_path, {
        MUSEUM_FILE: WITHOUT_HOURS.sub(bridge, MUSEUM),
        GARDEN_FILE: WITHOUT_HOURS.sub(bridge, GARDEN), FARM_FILE: FARM + bridge})
    assert trip.open_days.proof.level is None
    page = pages.itinerary(trip, atlas, FR)
    assert "Possible, car aucune étape ne dépend d’horaires d’ouverture." in plain(page)
    assert "<dt>Horaires</dt>" not in page
    assert "avant de partir. Date" not in plain(page)
    assert {rule for _, rule, *_ in when(page)["stops"]} == {-2}


def test_a_kind_that_is_always_open_can_be_said_not_to_be(tmp_path: Path) -> None:
    """A station with ``always_open: no`` asks for its hours, as a museum does."""
    trip, _ = trip_of(tmp_path, {"places/gare-matabiau.yml": STATION + "always_open: no\n"})
    assert trip.visits[0].hours_level is Level.UNKNOWN


def test_a_verified_rule_without_hours_proves_no_hour(tmp_path: Path) -> None:
    """*Th* says a day: its level is that of the file, and the visit counts as told."""
    trip, _ = trip_of(tmp_path, {MUSEUM_FILE: MUSEUM.replace('"Mo-Su 10:00-18:00; PH off"', "Th")})
    assert trip.visits[1].hours_level is Level.VERIFIED
    assert trip.open_days.proof == Proof(told=2, unknown=1)


@pytest.mark.parametrize(("facts", "said"), [
    (MUSEUM, "de 10 h à 18 h ; fermé les jours fériés (vérifié le 2 novembre 2026)"),
    (MUSEUM + "told: [opening_hours]\n", "de 10 h à 18 h ; fermé les jours fériés (non vérifié)"),
    (WITHOUT_HOURS.sub("", MUSEUM), "Horaires inconnus, à demander avant de partir")],
    ids=["verified", "told", "unknown"])
def test_a_place_says_how_sure_its_hours_are(tmp_path: Path, facts: str, said: str) -> None:
    """Beside the hours, on its own page and at the stop of a route."""
    trip, atlas = trip_of(tmp_path, {MUSEUM_FILE: facts})
    here = atlas.places["musee-de-la-brique"]
    assert said in plain(pages.place("musee-de-la-brique", here, [], atlas, FR))
    assert said in plain(pages.itinerary(trip, atlas, FR))


def test_the_day_of_verification_names_what_was_verified(tmp_path: Path) -> None:
    """A price that is only told is not in the list, and says so where it stands."""
    _, atlas = trip_of(tmp_path, {MUSEUM_FILE: MUSEUM + "told: [price, phone]\n"})
    page = plain(pages.place(
        "musee-de-la-brique", atlas.places["musee-de-la-brique"], [], atlas, FR))
    assert "Tarif 6 € (non vérifié)" in page
    listed = re.search(r"Vérifié le 2 novembre 2026 : ([^.]*)\.", page)
    assert listed is not None
    assert "horaires" in listed[1]
    assert "tarif" not in listed[1]
    assert "téléphone" not in listed[1]


ESTIMATED = ROUTE.replace("travel: {by: coach, minutes: 100, km: 95}", "travel: {by: coach}")


def shown(trip: Trip, atlas: Atlas) -> list[tuple[str, str, bool, str]]:
    """The time of each stop as page, map and calendar tell it, and its word in the data."""
    page = re.findall(r'class="pc-stop__time">([^<]*)<', pages.itinerary(trip, atlas, FR))
    drawn = [stop["time"] for stop in trip_data(trip, labels_in(FR), FR)["stops"]]
    events = dict(re.findall(r"UID:\S*-etape-(\d+)-fr@.*?SUMMARY:([^\r]*)",
                             ical.render(trip, FR, "").replace("\r\n ", ""), re.DOTALL))
    told = [stop["properties"]["time_level"]
            for stop in json.loads(geojson.render(trip, FR, ""))["features"][:5]]
    return [(page[n], drawn[n], "vers" in events[str(n + 1)], told[n]) for n in range(5)]


def test_times_after_an_estimated_leg_are_around(tmp_path: Path) -> None:
    """The walk to the viewing table has no minutes; the times of the legs before it are told."""
    trip, atlas = trip_of(tmp_path, {})
    found = shown(trip, atlas)
    assert [(page == drawn, page.startswith("vers "), event, level)
            for page, drawn, event, level in found] == [
        (True, False, False, "told")] * 4 + [(True, True, True, "unknown")]


def test_an_estimate_lasts_until_the_night(tmp_path: Path) -> None:
    """A coach without minutes makes the whole second day uncertain, and the first not."""
    trip, atlas = trip_of(tmp_path, {ROUTE_FILE: ESTIMATED})
    assert [event for *_, event, _ in shown(trip, atlas)] == [False, False, True, True, True]


def test_a_fixed_hour_is_an_hour(tmp_path: Path) -> None:
    """One may come early or late; what begins at a fixed hour begins then."""
    trip, atlas = trip_of(tmp_path, {ROUTE_FILE: ROUTE.replace(
        "travel: {by: walk, minutes: 20}", "travel: {by: walk}")})
    museum = trip.visits[1]
    assert (museum.arrival_level, museum.time_level) == (Level.UNKNOWN, Level.TOLD)
    assert shown(trip, atlas)[1][0].replace("\u00a0", " ") == "10 h 30"


@pytest.mark.parametrize("render", [ical.render, geojson.render, gpx.render, jsonld.render])
def test_exports_of_what_nobody_verified_never_say_so(
        tmp_path: Path, render: Callable[..., str]) -> None:
    """Without a verified stop no export claims one."""
    trip, _ = trip_of(tmp_path, NOTHING.files)
    text = render(trip, EN, "")
    text = text.replace("\r\n ", "").replace("hours verified at 0 of the 3 stops", "")
    # the day that the record of a place bears is the office's word for its other facts
    text = text.replace('"verified_on":"2026-11-02"', "")
    assert re.findall(r".*verified.*", text.replace('"verified":0', "")) == []


def test_the_only_stop_with_hours_is_one() -> None:
    """A route whose only stop with hours is not verified says so of one stop, and whether its
    hours are told or not known."""
    assert [possible(Proof(told=1), language) for language in (EN, FR)] == [
        "possible as far as is known, with hours not verified at the only stop that has any",
        "possible d’après ce que l’on sait, horaires non vérifiés pour la seule étape qui en a"]
    assert [possible(Proof(unknown=1), language) for language in (EN, FR)] == [
        "possible as far as is known, with hours unknown at the only stop that has any",
        "possible d’après ce que l’on sait, horaires inconnus pour la seule étape qui en a"]


@pytest.mark.parametrize("proof", [Proof(0, 1), Proof(1, 1), Proof(1, 2, 1), Proof(0, 0, 2)])
def test_stops_are_counted_among_those_that_have_hours(proof: Proof) -> None:
    """A card says *15 stops* a line above: a bare *0 of 5 stops* would be another number of them,
    and it is hours that are verified, not a stop."""
    assert re.search(r"hours .* stops? that (has|have) any", possible(proof, EN))
    assert re.search(r"horaires .*[\s](étape|étapes) .*qui en (a|ont)", possible(proof, FR))


@pytest.mark.parametrize("language", [FR, EN], ids=lambda one: one.code)
@pytest.mark.parametrize("proof", [Proof(), Proof(2), Proof(1, 1), Proof(1, 0, 1), Proof(0, 1)])
def test_what_follows_a_date_and_a_colon_has_none(proof: Proof, language: Language) -> None:
    """*Saturday: possible as far as is known: 1 of 2 stops verified* has one colon too many; so
    have a card (*Set out: …*) and the table of emissions."""
    say = language.say
    for told in (possible(proof, language), say("no total, as {why}"),
                 say("by car, {alone} alone, {two} each for two"),
                 say("with an electric car, {kg}"), say("{day}, not possible ({why})")):
        assert ":" not in told


def test_the_calendar_asks_the_hours_of_the_day_of_the_visit() -> None:
    """On the second day of a route that begins on 30 November or 1 December one comes on the first,
    when hours are not sure, or on the second, when they are: on some days they are not."""
    rule = '2026 Dec 1 10:00-18:00 "sur rendez-vous"; 2026 Dec 2 10:00-18:00'
    trip = planning.trip_of(
        planning.atlas_of({"gare": {"always_open": "yes"}, "musee": {"opening_hours": rule}}),
        [("10:00", [{"place": "gare"}]), ("11:00", [{"place": "musee"}])])
    event = unfolded(ical.render(trip, FR, "")).partition("etape-2-fr@")[2]
    assert "Certains jours, ses horaires ne sont pas sûrs à cette heure" in event
