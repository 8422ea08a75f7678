"""All faults of a file are told in one run, where one does not hide another."""

from __future__ import annotations

from pathlib import Path

from helpers import coach_route
from helpers.content_sample import (
    MUSEUM,
    MUSEUM_FILE,
    ROUTE,
    ROUTE_FILE,
    TODAY,
    check,
    told,
    write_sample,
)
from parcours.i18n.language import language_of
from parcours.load.route import other_way_of, read_trip
from parcours.load.shared import read_shared
from parcours.render import pages
from parcours.trip.other_way import OtherWay
from parcours.trip.trip import Why


def test_a_place_with_many_faults_is_told_once(tmp_path: Path) -> None:
    """A bad field, bad hours, a photo without licence, an unknown twin: one run tells them all."""
    text = (MUSEUM.replace("wheelchair: limited", "wheelchair: parfois")
            .replace("Mo-Su 10:00-18:00; PH off", "selon la saison")
            .replace("twin: jardin-des-simples", "twin: jardin-inconnu\n"
                     "photo: {file: media/jardin.jpg, alt: {fr: Vue, en: View}, credit: A}"))
    found = check(write_sample(tmp_path, **{MUSEUM_FILE: text}))
    assert [one for one in told(found, tmp_path) if one[1] == MUSEUM_FILE] == [
        ("bad-opening-hours", MUSEUM_FILE, 9), ("bad-value", MUSEUM_FILE, 16),
        ("unknown-place", MUSEUM_FILE, 18), ("missing-credit", MUSEUM_FILE, 19)]


def test_a_route_with_many_faults_is_told_once(tmp_path: Path) -> None:
    """A bad theme, a bad hour, an unknown place, a copied translation: one run tells them all."""
    text = (ROUTE.replace("[heritage, nature]", "[patrimoine, zzz]").replace("10:30", "midi trente")
            .replace("place: ferme-du-grand-chene", "place: ferme-inconnue")
            .replace("en: Climb to the kiln.", "en: Montez au four."))
    found = check(write_sample(tmp_path, **{ROUTE_FILE: text}))
    assert {(one.code, one.span.line) for one in found} == {
        ("bad-value", 4), ("bad-value", 15), ("missing-translation", 17), ("unknown-place", 21)}


def test_a_missing_position_tells_nothing_of_the_commune(tmp_path: Path) -> None:
    """A stand-in is nobody's fact: nothing is told of where the place would lie."""
    text = MUSEUM.replace("lat: 43.60400\n", "")
    found = check(write_sample(tmp_path, **{MUSEUM_FILE: text}))
    assert [one for one in told(found, tmp_path) if one[1] == MUSEUM_FILE] == [
        ("missing-field", MUSEUM_FILE, 1)]


def test_a_stop_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    """The stops after it are told at their own lines."""
    text = (ROUTE.replace("      - place: musee-de-la-brique", "      - plaace: musee")
            .replace("place: jardin-des-simples", "place: jardin-inconnu"))
    found = check(write_sample(tmp_path, **{ROUTE_FILE: text}))
    assert ("unknown-place", ROUTE_FILE, 24) in told(found, tmp_path)
    assert not {one.code for one in found} & {"one-sided", "same-stop", "no-travel"}


ONE_WAY = coach_route.STOPS + """\
      - place: gare-matabiau
      - place: halte
        travel: {by: coach, minutes: 100}
      - place: jardin-des-simples
        travel: {by: walk, minutes: 10}
        stay: 2h
"""


def turned(folder: Path, route: str) -> OtherWay:
    """The other direction of a route whose extract was made."""
    shared = read_shared(coach_route.write(folder, route), TODAY)
    trip, faults = read_trip(folder / "en-car.yml", shared.atlas)
    assert trip is not None, faults
    return other_way_of(trip, shared.atlas)


def test_the_other_direction_rides_on_its_own_services(tmp_path: Path) -> None:
    """The extract holds the way back, though the route never takes it: one waits for the coach of
    five o'clock, on the weekdays on which it runs."""
    back = turned(tmp_path, ONE_WAY)
    known = back.trip.timetables
    assert known is not None
    plan = known.on(next(day for day in (back.trip.open_days.next_start,) if day is not None))
    assert plan is not None
    (ride,) = plan.rides
    assert (ride.start.name, ride.end.name, ride.leaves_min) == ("Lectoure", "Toulouse", 17 * 60)
    (blocked,) = [one for one in back.trip.open_days.blocked if one.why is Why.NO_SERVICE]
    assert blocked.visit_number == 3
    assert all(day.weekday() > 4 for day in blocked.starts)


def test_its_page_tells_them(tmp_path: Path) -> None:
    """What runs there, until when it is proved, and whose timetables they are."""
    back = turned(tmp_path, ONE_WAY)
    shared = read_shared(tmp_path, TODAY)
    trip, _ = read_trip(tmp_path / "en-car.yml", shared.atlas)
    assert trip is not None
    page = pages.other_way(back, trip, shared.atlas, language_of("fr")).replace("\u00a0", " ")
    assert "Halte de Lectoure → Gare Matabiau" in page
    assert "17 h – 18 h 40" in page
    assert "18 décembre 2026" in page


def test_without_an_extract_the_other_direction_is_as_computed(tmp_path: Path) -> None:
    """Nothing is proved, and nothing is ruled out by what nobody read."""
    shared = read_shared(coach_route.content(tmp_path, ONE_WAY), TODAY)
    trip, _ = read_trip(tmp_path / "en-car.yml", shared.atlas)
    assert trip is not None
    back = other_way_of(trip, shared.atlas)
    assert back.trip.timetables is None
    assert back.possible
