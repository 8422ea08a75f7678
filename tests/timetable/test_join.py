"""Timetables joined to a trip: the plan of each coming day, and the days that they rule out."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from helpers.coach_route import (
    CHANGE,
    GARDEN,
    HALT,
    OUT_AND_BACK,
    TWO_RIDES,
    TWO_RIDES_RUNS,
    check,
    content,
    write,
)
from helpers.content_sample import TODAY
from helpers.feeds import FEED, write_feed
from parcours.editing import timetables
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render.words.ride_line import line
from parcours.render.words.rides import spoken_rides
from parcours.timetable.answer import answer
from parcours.trip.rides import Hindrance, Level
from parcours.trip.trip import Trip, Why

FIRST, LAST = date(2026, 11, 9), date(2026, 12, 18)
MONDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 28)
TWO_DAYS = OUT_AND_BACK.replace(
    "        stay: 2h\n      - place: halte", "        stay: night\n"
    '  - title: {fr: Le soir, en: Evening}\n    start: "16:00"\n    stops:\n      - place: halte')


def trip_of(folder: Path, today: date = TODAY) -> Trip:
    """The trip with what its extract says."""
    trip, found = read_trip(folder / "en-car.yml", read_shared(folder, today).atlas)
    assert trip is not None, found
    return trip


def test_the_departures_of_a_day_with_their_slack(tmp_path: Path) -> None:
    """Each ride with its stops by name, its line, minutes on board, and the time one has to spare;
    what comes after it, if anything does."""
    known = trip_of(write(tmp_path)).timetables
    assert known is not None
    assert (known.first, known.last, known.unproved) == (FIRST, LAST, ())
    plan = known.on(MONDAY)
    assert plan is not None
    out, back = plan.rides
    assert (out.number, out.start.name, out.end.name, out.line) == (2, "Toulouse", "Lectoure", "1")
    assert (out.ready_min, out.leaves_min, out.slack_min, out.ride_min) == (510, 540, 30, 100)
    assert (back.number, back.leaves_min, back.next_min) == (5, 17 * 60, None)
    assert plan.last_back is not None
    assert plan.last_back.leaves_min == 17 * 60
    assert [one.begins_min for one in plan.times] == [510, 640, 650, 780, 1120]


def test_a_day_without_service_is_not_possible(tmp_path: Path) -> None:
    """The coaches run on weekdays: no weekend of the feed is left, with the leg to blame; the
    weekends after it are as possible as before, for nothing is known of them."""
    days = trip_of(write(tmp_path)).open_days
    (blocked,) = [one for one in days.blocked if one.why is Why.NO_SERVICE]
    assert blocked.visit_number == 2
    weekends = days.horizon.between(TODAY, LAST).where(lambda day: day.weekday() > 4)
    assert blocked.starts == weekends
    assert days.starts == days.horizon - weekends


@pytest.mark.parametrize("route", [OUT_AND_BACK, CHANGE, TWO_DAYS, OUT_AND_BACK.replace(
    "stay: 2h", "stay: 7h"), OUT_AND_BACK.replace("08:30", "09:01")],
    ids=["out-and-back", "change", "two-days", "too-long", "too-late"])
def test_folded_days_answer_as_each_day_alone(tmp_path: Path, route: str) -> None:
    """On every day of the feed, with a garden that has its days and hours: the plan is that of the
    day, and no day has two."""
    folder = write(tmp_path, route, **({"stop_times": TWO_RIDES, "trips": TWO_RIDES_RUNS}
                                       if route is CHANGE else {}))
    (folder / "places/jardin-des-simples.yml").write_text(
        GARDEN + 'opening_hours: "Mo,We-Su 08:00-18:00; Fr[1] off; 2026 Dec 10-11 off"\n', "utf-8")
    known = trip_of(folder).timetables
    assert known is not None
    assert len(known.plans) < 12
    seen = set()
    for n in range((LAST - TODAY).days + 1):
        start = TODAY + timedelta(days=n)
        alone = timetables.show(folder, "en-car", start, TODAY)
        assert not isinstance(alone, list)
        (plan,) = [one for one in known.plans if start in one.starts]
        assert (plan.level, plan.times, plan.rides, plan.obstacle, plan.last_back) == (
            alone.plan.level, alone.plan.times, alone.plan.rides, alone.plan.obstacle,
            alone.plan.last_back), start
        seen.add(plan.obstacle and plan.obstacle.why)
    assert len(seen) >= 2


def test_a_place_that_is_shut_when_one_really_comes(tmp_path: Path) -> None:
    """Open on the planned hours, and closed on those the coach leaves: the day is ruled out."""
    folder = write(tmp_path)
    (folder / "places/jardin-des-simples.yml").write_text(
        GARDEN + 'opening_hours: "Mo-Su 09:00-12:30"\n', "utf-8")
    trip = trip_of(folder)
    assert trip.timetables is not None
    plan = trip.timetables.on(MONDAY)
    assert plan is not None
    assert plan.obstacle is not None
    assert (plan.obstacle.why, plan.obstacle.number) == (Hindrance.SHUT, 3)
    assert MONDAY not in trip.open_days.starts


def test_what_is_not_proved_rules_out_nothing(tmp_path: Path) -> None:
    """One leg on demand: when one comes to the second coach is not proved, so that missing it is
    not either; that no coach runs at all on a Saturday is."""
    route = OUT_AND_BACK.replace("{by: walk, minutes: 10}", "{by: on-demand, minutes: 480}", 1)
    trip = trip_of(write(tmp_path, route))
    assert trip.timetables is not None
    assert trip.timetables.unproved == (3,)
    monday = trip.timetables.on(MONDAY)
    assert monday is not None
    assert monday.obstacle is not None
    assert (monday.obstacle.why, monday.level) == (Hindrance.LAST_GONE, Level.TOLD)
    assert MONDAY in trip.open_days.starts
    assert SATURDAY not in trip.open_days.starts


def test_a_lapsed_extract_rules_out_nothing(tmp_path: Path) -> None:
    """The day after the feed's end no day is ruled out any more, and none has a plan."""
    trip = trip_of(write(tmp_path), LAST + timedelta(days=1))
    assert trip.timetables is not None
    assert trip.timetables.plans == ()
    assert all(one.why not in (Why.NO_SERVICE, Why.SERVICE) for one in trip.open_days.blocked)


def test_a_route_of_two_days_is_looked_at_on_both(tmp_path: Path) -> None:
    """Out on Friday, the coach back would be on Saturday: Friday is ruled out, and blamed on the
    way back; Sunday to Monday has no way out."""
    trip = trip_of(write(tmp_path, TWO_DAYS))
    assert trip.timetables is not None
    friday = trip.timetables.on(date(2026, 11, 27))
    assert friday is not None
    assert friday.obstacle is not None
    assert (friday.obstacle.number, friday.obstacle.later) == (5, 1)
    assert [day.weekday() for day in trip.open_days.starts.between(TODAY, date(2026, 11, 28))] == [
        0, 1, 2, 3]
    last = trip.timetables.on(LAST)  # its second day lies past the feed
    assert last is not None
    assert last.level is Level.LAPSED
    assert LAST in trip.open_days.starts


def test_a_first_day_that_cannot_be_kept_is_denied_whatever_is_known_of_the_second(
        tmp_path: Path) -> None:
    """Set out on the last day of the feed, a Saturday, on which nothing goes out: the list of
    all days said so, and the calendar that it is possible, as its second day lies past the feed."""
    trip = trip_of(write(tmp_path, TWO_DAYS, calendar=FEED["calendar.txt"].replace(
        "20261218", "20261219").replace("SEM,1,1,1,1,1,0", "SEM,1,1,1,1,0,0")))
    assert trip.timetables is not None
    friday = date(2026, 12, 18)
    plan = trip.timetables.on(date(2026, 12, 19))
    assert plan is not None
    assert plan.obstacle is not None
    assert (plan.obstacle.number, plan.obstacle.why) == (2, Hindrance.NO_SERVICE)
    assert plan.level is Level.PROVED
    assert not {friday, date(2026, 12, 19)} & {*trip.open_days.starts}


def test_a_stop_added_elsewhere_keeps_the_proof(tmp_path: Path) -> None:
    """The legs are the same, whatever their numbers are now."""
    folder = write(tmp_path)
    (folder / "en-car.yml").write_text(OUT_AND_BACK.replace(
        "      - place: halte\n        travel: {by: walk",
        "      - place: jardin-du-presbytere\n        travel: {by: walk, minutes: 5}\n"
        "        stay: 20min\n      - place: halte\n        travel: {by: walk"), "utf-8")
    (folder / "places/jardin-du-presbytere.yml").write_text(
        GARDEN.replace("simples", "presbytère").replace("Herb", "Rectory").replace(
            "43.93500", "43.93600"), "utf-8")
    assert check(folder) == []
    known = trip_of(folder).timetables
    assert known is not None
    plan = known.on(MONDAY)
    assert plan is not None
    assert [ride.number for ride in plan.rides] == [2, 6]


def test_the_other_way_round_is_in_the_extract(tmp_path: Path) -> None:
    """A route out by coach and on by car keeps what runs back, too: for who goes the other way."""
    route = OUT_AND_BACK.rpartition("      - place: halte")[0]
    folder = write(tmp_path, route)
    turned = route.replace("gare-matabiau", "x").replace("place: halte", "place: gare-matabiau"
                                                         ).replace("place: x", "place: halte")
    (folder / "en-car.yml").write_text(turned.replace("08:30", "16:50"), "utf-8")
    found = timetables.show(folder, "en-car", MONDAY, TODAY)
    assert not isinstance(found, list)
    assert [one.leaves_min for one in found.plan.rides] == [17 * 60]


def test_a_feed_that_follows_another_lengthens_the_proof(tmp_path: Path) -> None:
    """Of one network, the second begins where the first ends: both hold, one after the other."""
    folder = write(tmp_path)
    write_feed(folder / "suite", feed_info="feed_start_date\n20261109\n", calendar=(
        "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
        "SEM,1,1,1,1,1,1,1,20261219,20270110\n"))
    made = timetables.make(folder, [folder / "horaires", folder / "suite"], TODAY)
    (folder / "timetables/en-car.json").write_text(made.files["timetables/en-car.json"], "utf-8")
    known = trip_of(folder).timetables
    assert known is not None
    assert (known.first, known.last) == (FIRST, date(2027, 1, 10))
    assert known.on(date(2026, 12, 26)) is not None


def test_the_answer_of_the_command_is_the_same_plan(tmp_path: Path) -> None:
    """One truth: the page and `--show` stand on the same plan."""
    folder = write(tmp_path)
    shared = read_shared(folder, MONDAY)
    found = timetables.show(folder, "en-car", MONDAY, TODAY)
    assert not isinstance(found, list)
    trip = trip_of(folder)
    assert trip.timetables is not None
    assert answer(trip_of(folder, MONDAY), shared.atlas, None).plan.rides == ()
    plan = trip.timetables.on(MONDAY)
    assert plan is not None
    assert (found.plan.rides, found.plan.times) == (plan.rides, plan.times)


def test_another_stop_than_the_extract_knows_has_no_plan(tmp_path: Path) -> None:
    """It proves nothing, so that the trip is as if it had no extract for that leg."""
    folder = write(tmp_path)
    (folder / "places/halte.yml").write_text(HALT.replace("[LEC]", "[FLE]"), "utf-8")
    assert trip_of(folder).timetables is None


def test_what_leaves_after_midnight_counts_with_the_evening(tmp_path: Path) -> None:
    """The run of 0:30 is told on Mondays as one of the next day: the page also said that there is
    none on Mondays, and one on Saturdays."""
    late = FEED["stop_times.txt"].replace("17:00:00", "24:30:00").replace(
        "17:20:00", "24:50:00").replace("18:40:00", "26:10:00")
    trip = trip_of(write(tmp_path, stop_times=late))
    assert trip.timetables is not None
    (none, days), (one, others) = trip.timetables.runs[1].counts
    assert (none, days.weekdays, one, others.weekdays) == (0, [5, 6], 1, [0, 1, 2, 3, 4])


def test_a_gap_between_two_feeds_is_told(tmp_path: Path) -> None:
    """From 21 to 30 November nobody has read anything: the page said that it is proved from the
    first day to the last."""
    folder = content(tmp_path)
    for name, first, last in (("a", "20261109", "20261120"), ("b", "20261201", "20261218")):
        write_feed(folder / name, calendar=FEED["calendar.txt"].replace(
            "20261109,20261218", f"{first},{last}"))
    made = timetables.make(folder, [folder / "a", folder / "b"], TODAY)
    (folder / "timetables").mkdir()
    (folder / "timetables/en-car.json").write_text(made.files["timetables/en-car.json"], "utf-8")
    spoken = spoken_rides(trip_of(folder), language_of("en"))
    assert spoken is not None
    assert spoken.standing == ("Proved with the timetables from 9 to 20 November 2026 and "
                               "from 1 to 18 December 2026.")


@pytest.mark.parametrize(("route", "routes", "standing"), [
    (OUT_AND_BACK, FEED["routes.txt"].replace(",3\n", ",715\n"),
     "The timetables that were read, from 9 November to 18 December 2026, prove none of these "
     "services."),
    (OUT_AND_BACK.replace("days:\n", "season: {from: 04-01, to: 10-31}\ndays:\n", 1),
     FEED["routes.txt"],
     "The timetables that were read, from 9 November to 18 December 2026, hold on no day on which "
     "the route is open: check those of your day before you set out."),
    (OUT_AND_BACK.replace("days:\n", "season: {from: 12-18, to: 10-31}\ndays:\n", 1),
     FEED["routes.txt"], "Proved with the timetables from 9 November to 18 December 2026.")])
def test_nothing_is_called_proved_over_nothing(tmp_path: Path, route: str, routes: str,
                                               standing: str) -> None:
    """Coaches that must be booked, or a timetable of winter for a route of summer, prove none of
    its days: both pages said that they do."""
    spoken = spoken_rides(trip_of(write(tmp_path, route, routes=routes)), language_of("en"))
    assert spoken is not None
    assert spoken.standing == standing
    assert bool(spoken.patterns) is ("Proved" in standing)


def test_a_vehicle_that_calls_twice_at_a_place_is_one(tmp_path: Path) -> None:
    """The halt names a stop before it, too: one coach a day was told as two, the stop further away
    as the one to board at, and the same coach as the next one. Two that arrive together are two."""
    calls = FEED["stop_times.txt"].partition("ALLER")[0] + "".join(
        f"{run},{time}:00,{time}:00,{stop},{n},0,0\n" for n, (run, time, stop) in enumerate((
            ("ALLER", "09:00", "TOU-1"), ("ALLER", "10:38", "VUE"), ("ALLER", "10:40", "LEC"),
            ("RETOUR", "17:00", "LEC"), ("RETOUR", "17:02", "VUE"), ("RETOUR", "18:40", "TOU-1"),
            ("EXPRESS", "17:30", "LEC"), ("EXPRESS", "18:40", "TOU-1"))))
    for express, left in ((False, None), (True, 17 * 60 + 30)):
        folder = content(tmp_path / str(express))
        (folder / "places/halte.yml").write_text(HALT.replace("[LEC]", "[LEC, VUE]"), "utf-8")
        write_feed(folder / "h", stop_times=calls if express else calls.partition("EXPRESS")[0],
                   trips=FEED["trips.txt"] + "L2,SEM,EXPRESS\n" * express,
                   routes=FEED["routes.txt"] + "L2,1,2,Express,3\n")
        (folder / "timetables").mkdir()
        (folder / "timetables/en-car.json").write_text(timetables.make(
            folder, [folder / "h"], TODAY).files["timetables/en-car.json"], "utf-8")
        known = trip_of(folder).timetables
        assert known is not None
        assert [[count for count, _ in leg.counts] for leg in known.runs] == [
            [0, 1], [0, 1 + express]]
        plan = known.on(MONDAY)
        assert plan is not None
        assert [(one.leaves_min, one.next_min) for one in plan.rides] == [
            (9 * 60, None), (left or 17 * 60, None)]
        assert plan.last_back is not None
        assert plan.last_back.next_min is None


@pytest.mark.parametrize(("by", "instead"), [("tram", "the tram"), ("metro", "the metro")])
def test_a_bus_in_place_of_a_tram_is_told_as_such(tmp_path: Path, by: str, instead: str) -> None:
    """While works last: “nothing goes by tram” ruled the days out on which its bus runs."""
    trip = trip_of(write(tmp_path, OUT_AND_BACK.replace("by: coach", f"by: {by}"),
                         routes=FEED["routes.txt"].replace(",3\n", ",714\n")))
    spoken = spoken_rides(trip, language_of("en"))
    assert spoken is not None
    assert all("some are coaches instead;" in f"{one[:-1]};" for one in spoken.patterns)
    known = trip.timetables
    assert known is not None
    plan = known.on(MONDAY)
    assert plan is not None
    assert [line(one, trip, language_of("en")).said for one in plan.rides] == [
        f"by coach instead of {instead} 1, Toulouse → Lectoure",
        f"by coach instead of {instead} 1, Lectoure → Toulouse"]
