"""The ladder of what goes without a car: each rung with its reason, and none without its proof."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from helpers import auch_line
from helpers.coach_route import GARDEN, OUT_AND_BACK, STOPS, content, write
from helpers.content_sample import TODAY
from helpers.published import ITINERARIES
from parcours.format.choices import ServiceKind
from parcours.format.model import Itinerary
from parcours.format.parse import Parsed
from parcours.format.text import Text
from parcours.hours.day_set import DaySet
from parcours.i18n.language import language_of
from parcours.load.files import read_one
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render import pages
from parcours.render.catalogue import choices, entries
from parcours.render.words.ladder import COUNTED, REASONS, SpokenLadder, reason, spoken_ladder
from parcours.timetable.ladder import ladder
from parcours.trip.derive import derive
from parcours.trip.ladder import Access, Ground, Ladder, Rung
from parcours.trip.trip import Trip

EN = language_of("en")
AFTER = date(2026, 12, 19)
WALK = STOPS + """\
      - place: jardin-des-simples
      - place: halte
        travel: {by: walk, minutes: 10}
"""


def trip_of(folder: Path, today: date = TODAY, name: str = "en-car") -> Trip:
    """The trip as the site has it."""
    trip, found = read_trip(folder / f"{name}.yml", read_shared(folder, today).atlas)
    assert trip is not None, found
    return trip


def ladder_of(folder: Path, today: date = TODAY, name: str = "en-car") -> Ladder:
    """Its ladder."""
    found = trip_of(folder, today, name).ladder
    assert found is not None
    return found


def one_sided(folder: Path) -> Ladder:
    """The ladder of a route that stays on one side, which no site would publish."""
    atlas = read_shared(folder, TODAY).atlas
    parsed = read_one(folder / "en-car.yml", Itinerary)
    assert isinstance(parsed, Parsed)
    return ladder(derive("en-car", parsed.value, atlas), atlas, None)


def said(folder: Path, today: date = TODAY, name: str = "en-car") -> SpokenLadder:
    """The same in words."""
    found = spoken_ladder(trip_of(folder, today, name), EN)
    assert found is not None
    return found


def test_on_weekdays(tmp_path: Path) -> None:
    """The coaches run from Monday to Friday, and the garden has no day of rest: the first day that
    is missing is named."""
    found = ladder_of(write(tmp_path))
    assert (found.rung, found.ground) == (Rung.WEEKDAYS, Ground.WEEKDAYS)
    assert said(tmp_path).reason == (
        "proved with the timetables from 9 November to 18 December 2026; not on 7 other days of "
        "27, the first on 22 November 2026")


def test_on_every_day(tmp_path: Path) -> None:
    """The garden opens on those days only: the route can be done without a car whenever it can be
    done at all."""
    folder = write(tmp_path)
    (folder / "places/jardin-des-simples.yml").write_text(
        GARDEN + 'opening_hours: "Mo-Fr 09:00-18:00"\n', "utf-8")
    found = ladder_of(folder)
    assert (found.rung, found.ground, found.looked_at) == (Rung.ALWAYS, Ground.EVERY_DAY, 20)


def test_weekdays_with_works_are_not_all_weekdays(tmp_path: Path) -> None:
    """On the line of Auch some weeks have one train a day: the route falls to the first rung, with
    the number of days and the first of them."""
    folder = auch_line.write(tmp_path)
    found = ladder_of(folder, auch_line.FIRST, auch_line.NAME)
    assert (found.rung, found.ground, found.looked_at) == (Rung.STOP, Ground.SOME_DAYS, 91)
    assert found.missing is not None
    assert (found.missing.count, found.missing.next()) == (23, date(2025, 3, 3))


def test_a_lapsed_proof_lifts_nothing(tmp_path: Path) -> None:
    """The day after the feed's end: a stop nearby, and what it was is told with its dates."""
    folder = write(tmp_path)
    found = ladder_of(folder, AFTER)
    assert (found.rung, found.ground, found.then) == (Rung.STOP, Ground.LAPSED, Rung.WEEKDAYS)
    assert said(folder, AFTER).reason == (
        "the proof has lapsed; from 9 November to 18 December 2026 it was “without a car on "
        "weekdays”")


@pytest.mark.parametrize("code", ["fr", "en"])
def test_what_stands_after_a_colon_has_none(code: str) -> None:
    """A reason follows the name of the rung, and unknown hours the word for hours, and a colon: one
    sentence has one."""
    say = language_of(code).say
    for told in (*REASONS.values(), "unknown, so ask before you set out"):
        assert ":" not in say(told), told
    for one, many in COUNTED.values():
        for n in (1, 2):
            assert ":" not in language_of(code).say_n(one, many, n, offer="", all=n, day="")


@pytest.mark.parametrize(("ground", "fr", "en"), [
    (Ground.SOME_DAYS, "2 jours sur 2, d’abord le 14 novembre 2026, trains et cars ne",
     "on 2 days of 2, the first on 14 November 2026, trains and coaches do not allow it (timet"),
    (Ground.UNSURE, "2 jours sur 2, d’abord le 14 novembre 2026, ce n’est pas prouvé",
     "on 2 days of 2, the first on 14 November 2026, it is not proved (timetables ")])
def test_a_weekend_is_no_weekday(tmp_path: Path, ground: Ground, fr: str, en: str) -> None:
    """A fair on first Sundays missed its train on “6 jours sur 7, dont des jours de semaine”."""
    trip, missing = trip_of(write(tmp_path)), DaySet.every(date(2026, 11, 14), 2)
    for code, words in (("fr", fr), ("en", en)):
        assert reason(Ladder(Rung.STOP, ground, (), missing=missing, looked_at=2), trip,
                      language_of(code)).replace("\u00a0", " ").startswith(words)


@pytest.mark.parametrize(("ground", "code", "one", "two"), [
    (Ground.SOME_DAYS, "fr", "un jour sur 2, en semaine, le 9 novembre 2026, trains et cars",
     "2 jours sur 2, dont des jours de semaine et d’abord le 9 novembre 2026"),
    (Ground.SOME_DAYS, "en", "on one day of 2, a weekday, 9 November 2026, trains and coaches",
     "on 2 days of 2, the first on 9 November 2026, trains and coaches"),
    (Ground.WEEKDAYS, "fr", "sauf un jour sur 2, le 9 novembre 2026",
     "sauf 2 autres jours sur 2, d’abord le 9 novembre 2026"),
    (Ground.WEEKDAYS, "en", "not on one other day of 2, 9 November 2026",
     "not on 2 other days of 2, the first on 9 November 2026")])
def test_one_day_is_no_days(tmp_path: Path, ground: Ground, code: str, one: str,
                            two: str) -> None:
    """A reason that counts days says *1 jours* of none."""
    trip = trip_of(write(tmp_path))
    for n, words in ((1, one), (2, two)):
        missing = DaySet.every(date(2026, 11, 9), n)
        assert words in reason(Ladder(Rung.STOP, ground, (), missing=missing, looked_at=2), trip,
                               language_of(code)).replace("\u00a0", " ")


@pytest.mark.parametrize(("code", "only"), [
    ("fr", "prouvé pour le seul jour de l’offre du"),
    ("en", "proved for the only day on which it can be done within the timetables")])
def test_the_only_day_is_told_as_one(tmp_path: Path, code: str, only: str) -> None:
    """Timetables that prove a route on its one possible day."""
    trip = trip_of(write(tmp_path))
    assert reason(Ladder(Rung.ALWAYS, Ground.EVERY_DAY, (), looked_at=1), trip,
                  language_of(code)).startswith(only)


@pytest.mark.parametrize(("old", "new", "ground", "numbers"), [
    ("{by: walk, minutes: 10}", "{by: on-demand, minutes: 10}", Ground.UNPROVED, (3,)),
    ("{by: walk, minutes: 10}", "{by: metro, minutes: 10}", Ground.UNPROVED, (3,)),
    ("stay: 2h", "stay: 7h", Ground.SOME_DAYS, ()),
    ("difficulty", "season: {from: 02-01, to: 02-28}\ndifficulty", Ground.NO_DAY, ())])
def test_an_unproved_leg_never_counts(tmp_path: Path, old: str, new: str, ground: Ground,
                                      numbers: tuple[int, ...]) -> None:
    """Whatever the other legs prove: on demand, by a metro that no feed tells of, on no day."""
    found = ladder_of(write(tmp_path, OUT_AND_BACK.replace(old, new, 1)))
    assert (found.rung, found.ground, found.numbers) == (Rung.STOP, ground, numbers)


def test_without_an_extract(tmp_path: Path) -> None:
    """The office's times prove nothing."""
    assert ladder_of(content(tmp_path)).ground is Ground.NO_TIMETABLE


@pytest.mark.parametrize(("travel", "rung", "ground"), [
    ("{by: car, minutes: 10}", Rung.CAR, Ground.NEEDS_CAR),
    ("{by: walk, minutes: 10}", Rung.STOP, Ground.NO_SERVICE)])
def test_on_foot_or_by_car(tmp_path: Path, travel: str, rung: Rung, ground: Ground) -> None:
    """A walk from a halt needs no car, and how one comes to the halt is not proved."""
    route = STOPS + ("      - place: halte\n      - place: jardin-des-simples\n"
                     f"        travel: {travel}\n")
    found = one_sided(content(tmp_path, route))
    assert (found.rung, found.ground) == (rung, ground)


def test_no_means_is_not_said_to_be_a_car(tmp_path: Path) -> None:
    """Where nobody says how one travels, nobody says by car either."""
    route = STOPS + ("      - place: gare-matabiau\n      - place: jardin-des-simples\n")
    folder = content(tmp_path, route)
    found = ladder_of(folder)
    assert (found.rung, found.ground, found.numbers) == (Rung.CAR, Ground.NO_MEANS, (2,))
    assert said(folder).name == "not without a car, as far as is known"


@pytest.mark.parametrize(("minutes", "ground"), [(10, Ground.NO_SERVICE), (31, Ground.NO_STOP)])
def test_a_start_far_from_any_stop(tmp_path: Path, minutes: int, ground: Ground) -> None:
    """Two kilometres from the halt: it serves the start where the route walks there within half an
    hour, and not beyond."""
    folder = content(tmp_path, WALK.replace("minutes: 10", f"minutes: {minutes}"))
    (folder / "places/jardin-des-simples.yml").write_text(
        GARDEN.replace("43.93500", "43.91600"), "utf-8")
    assert one_sided(folder).ground is ground


def test_a_route_without_a_car_is_not_told_to_need_one(tmp_path: Path) -> None:
    """Its page says that all of it can be done without a car: where no stop is known near its end,
    the lowest rung says that nothing proves it, and not the contrary of that sentence."""
    folder = content(tmp_path, WALK + "      - place: gare-matabiau\n"
                     "        travel: {by: coach, minutes: 100}\n")
    trip = trip_of(folder)
    assert not any(leg.needs_car for leg in trip.legs)
    told = spoken_ladder(replace(trip, ladder=Ladder(
        Rung.CAR, Ground.NO_STOP, (), (2,))), EN)
    assert told is not None
    assert (told.rung, told.name) == (0, "not proved to be possible without a car")


def test_a_rung_is_no_share_of_the_way() -> None:
    """*1/3* beside *Without a car* reads as a third of the route, under a sentence that says that
    all of it can be done: a rung is told by its name, and as one on a scale."""
    atlas = read_shared(ITINERARIES, TODAY).atlas
    trip, found = read_trip(ITINERARIES / "la-gascogne-en-train.yml", atlas)
    assert trip is not None, found
    for code, said in (("fr", "<b>un arrêt à proximité</b> (1 sur une échelle de 0 à 3)"),
                       ("en", "<b>a stop nearby</b> (1 on a scale of 0 to 3)")):
        page = pages.itinerary(trip, atlas, language_of(code))
        assert said in page.replace("\u00a0", " ")
        assert "/3</b>" not in page


def test_points_of_access_are_named(tmp_path: Path) -> None:
    """Stations and halts of the route by themselves, the nearest stop of a table or a place with
    its distance; a place that is known but roughly is not said to be near."""
    assert said(write(tmp_path / "a")).access == (
        "Gare Matabiau (stops 1 and 5); Lectoure halt (stops 2 and 4)")
    folder = content(tmp_path / "b", WALK + "      - place: gare-matabiau\n"
                     "        travel: {by: coach, minutes: 100}\n")
    assert said(folder).access == (
        "bus stop Lectoure halt 190\u00a0m away as the crow flies (stop 1); "
        "Lectoure halt (stop 2); Gare Matabiau (stop 3)")
    (folder / "places/jardin-des-simples.yml").write_text(GARDEN + "precision_m: 900\n", "utf-8")
    assert said(folder).access == "Lectoure halt (stop 2); Gare Matabiau (stop 3)"


@pytest.mark.parametrize(("name", "fr"), [
    ("Gare de Fleurance", "Gare de Fleurance à 400 m à vol d’oiseau (étape 1)"),
    ("Fleurance", "gare Fleurance à 400 m à vol d’oiseau (étape 1)")])
def test_a_name_that_says_what_it_is_says_it_once(tmp_path: Path, name: str, fr: str) -> None:
    """*Gare Gare de Fleurance* stutters."""
    trip = trip_of(write(tmp_path))
    told = spoken_ladder(replace(trip, ladder=Ladder(Rung.STOP, Ground.NO_TIMETABLE, (
        Access(1, ServiceKind.STATION, Text({"fr": name}), 400.0),))), language_of("fr"))
    assert told is not None
    assert told.access.replace("\u00a0", " ") == fr


def test_the_catalogue_filters_by_it(tmp_path: Path) -> None:
    """Each rung that some route has is a choice, in order and with its name."""
    folder = write(tmp_path)
    found = [entries.entry(trip_of(folder)), entries.entry(trip_of(folder, AFTER))]
    (group,) = [one for one in choices.groups(found, EN) if one.name == "echelle"]
    assert [(one.value, one.label, one.count) for one in group.choices] == [
        ("1", "1: a stop nearby", 1), ("2", "2: without a car on weekdays", 1)]


def test_the_lowest_choice_is_so_of_all_it_offers(tmp_path: Path) -> None:
    """Of a route whose card says that it needs no car, and of one that is driven."""
    trip = trip_of(write(tmp_path))
    lowest = replace(trip, ladder=Ladder(Rung.CAR, Ground.NO_STOP, ()))
    (group,) = [one for one in choices.groups([entries.entry(lowest), entries.entry(trip)], EN)
                if one.name == "echelle"]
    assert group.choices[0].label == "0: not proved to be possible without a car"


def test_every_ground_is_said_in_both_languages(tmp_path: Path) -> None:
    """A clause without a hole: each reason names its stops, its days or its dates."""
    trip = trip_of(write(tmp_path))
    assert trip.ladder is not None
    for lang in ("fr", "en"):
        told = {reason(replace(trip.ladder, ground=ground, numbers=(2, 3), then=Rung.STOP), trip,
                       language_of(lang)) for ground in Ground}
        assert len(told) == len(Ground)
        assert not any("{" in one or "  " in one for one in told)
