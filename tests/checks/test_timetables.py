"""A plan against the timetables of its route: what is stale, what has lapsed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from helpers import auch_line
from helpers.coach_route import (
    CHANGE,
    FAR_GARE,
    GARDEN,
    HALT,
    OUT_AND_BACK,
    STOPS,
    TWO_RIDES,
    TWO_RIDES_RUNS,
    check,
    write,
)
from helpers.content_sample import TODAY, told
from helpers.feeds import FEED
from parcours.diagnostics.diagnostic import Diagnostic, Severity
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render.words.ride_line import line
from parcours.render.words.ride_obstacles import unproved
from parcours.render.words.rides import spoken_rides
from parcours.trip.rides import Level


@pytest.mark.parametrize(("today", "codes"), [
    (date(2026, 12, 18), []), (date(2026, 12, 19), ["feed-ends"])])
def test_timetables_that_ended_are_told(tmp_path: Path, today: date, codes: list[str]) -> None:
    """From the day after their last one, and with the date in the message."""
    found = [one for one in check(write(tmp_path), today) if one.span.file.endswith("en-car.yml")]
    assert [one.code for one in found] == codes
    assert all("18 décembre 2026" in one.message.fr for one in found)


def test_a_place_that_names_other_stops_is_told_at_its_legs(tmp_path: Path) -> None:
    """Both legs that touch it, once each; what was proved by the former stop is not any more."""
    folder = write(tmp_path)
    (folder / "places/halte.yml").write_text(HALT.replace("[LEC]", "[FLE]"), "utf-8")
    assert told(check(folder), folder) == [
        ("stale-timetable", "en-car.yml", 12), ("stale-timetable", "en-car.yml", 19)]


def missed(folder: Path, today: date = TODAY) -> Diagnostic:
    """The one diagnostic of the route."""
    (found,) = [one for one in check(folder, today) if one.span.file.endswith("en-car.yml")]
    return found


def test_a_plan_whose_last_leg_leaves_after_the_last_departure(tmp_path: Path) -> None:
    """Seven hours in the garden, and the last coach is at 17:00: an error, at the leg home, with
    the days; no hour of departure helps, so none is proposed."""
    found = missed(write(tmp_path, OUT_AND_BACK.replace("stay: 2h", "stay: 7h")))
    assert (found.code, found.severity, found.span.line) == ("missed-service", Severity.ERROR, 18)
    assert "last departure is at 17:00" in found.message.en
    assert "27 days" in found.message.en
    assert found.hint is not None
    assert "start:" not in found.hint.en


NIGHT = STOPS + """\
      - place: gare-matabiau
      - place: halte
        travel: {by: coach, minutes: 100}
      - place: jardin-des-simples
        travel: {by: walk, minutes: 10}
        stay: night
  - title: {fr: Le retour, en: Back}
    start: "09:00"
    stops:
      - place: halte
        travel: {by: walk, minutes: 10}
      - place: gare-matabiau
        travel: {by: coach, minutes: 100}
"""


def test_the_last_day_of_a_feed_proves_no_weekday(tmp_path: Path) -> None:
    """Of two days, the second of 18 December lies after the timetables: no coach comes back on a
    Saturday, and that one Friday is no reason to announce fewer days. Its row says what was not
    read."""
    folder = write(tmp_path, NIGHT.replace("du lundi au vendredi", "partez"))
    found = missed(folder)
    assert found.code == "unserved-days"
    assert found.hint is not None
    assert found.hint.en.endswith("you cannot set out from Friday to Sunday")
    trip, _ = read_trip(folder / "en-car.yml", read_shared(folder, TODAY).atlas)
    assert trip is not None
    spoken = spoken_rides(trip, language_of("en"))
    assert spoken is not None
    rows = {row.days: row.rides for row in spoken.rows}
    assert rows["on Friday 18 December 2026"] == (
        "09:00 – 10:40", "No timetable was read for that day of the way to Gare Matabiau.")
    assert rows["from Monday to Thursday, from 23 November to 17 December"] == (
        "09:00 – 10:40", "17:00 – 18:40")


def test_where_nothing_ever_runs_no_shorter_stay_is_proposed(tmp_path: Path) -> None:
    """The only coach back has to be booked: no hour and no stay brings another."""
    rows = FEED["stop_times.txt"].replace("17:00:00,LEC,1,0,1", "17:00:00,LEC,1,2,1")
    found = missed(write(tmp_path, stop_times=rows))
    assert found.code == "missed-service"
    assert found.hint is not None
    assert found.hint.en == (
        "change the means of this leg (by), or the stops that its places name; what has to be "
        "booked proves nothing")
    assert "stay" not in found.hint.en


def test_an_hour_is_proposed_that_was_tried(tmp_path: Path) -> None:
    """Too late for the only coach out: the hint names the nearest hour that works and leaves twenty
    minutes to walk to its stop; typed in, it leaves nothing to tell."""
    route = OUT_AND_BACK.replace('"08:30"', '"09:20"')
    folder = write(tmp_path, route, gare=FAR_GARE)
    found = missed(folder)
    assert found.code == "missed-service"
    assert found.hint is not None
    assert 'write start: "08:30" for day 1: tried on the timetables' == found.hint.en
    (folder / "en-car.yml").write_text(route.replace('"09:20"', '"08:30"'), "utf-8")
    assert check(folder) == []


def test_an_hour_that_does_not_work_is_never_proposed(tmp_path: Path) -> None:
    """The garden opens at 14:00 and one has to be there at 10:50: no hour is typed for that."""
    route = OUT_AND_BACK.replace("        stay: 2h", '        arrive: "10:45"\n        stay: 2h')
    folder = write(tmp_path, route.replace("minutes: 100", "minutes: 60", 1))
    found = missed(folder)
    assert found.code == "missed-service"
    assert "have to be" in found.message.en
    assert found.hint is not None
    assert "start:" not in found.hint.en


def test_an_order_is_proposed_that_was_tried(tmp_path: Path) -> None:
    """The chapel closes at 11:30, and the coach comes at 10:40: the chapel first, then the garden,
    since no other coach runs."""
    chapel = GARDEN.replace("Jardin des simples", "Chapelle").replace("Herb garden", "Chapel")
    chapel = chapel.replace("garden", "religious").replace("43.93500", "43.93450")
    chapel += 'opening_hours: "Mo-Su 10:00-11:30"\n'
    route = OUT_AND_BACK.replace("        stay: 2h\n", "        stay: 2h\n      - place: chapelle\n"
                                 "        travel: {by: walk, minutes: 5}\n        stay: 20min\n")
    early = route.replace("minutes: 100", "minutes: 20", 1)
    folder = write(tmp_path)
    (folder / "places/chapelle.yml").write_text(chapel, "utf-8")
    (folder / "en-car.yml").write_text(early, "utf-8")
    found = [one for one in check(folder) if one.code == "missed-service"]
    assert [one.hint.en for one in found if one.hint] == [
        "change the order of day 1: Chapel, Herb garden; tried on the timetables"]


def test_days_of_every_week_without_service_are_announced(tmp_path: Path) -> None:
    """No coach at weekends: a warning, silent where the summary says from Monday to Friday."""
    silent = write(tmp_path)
    assert check(silent) == []
    folder = write(tmp_path / "b", OUT_AND_BACK.replace("du lundi au vendredi", "un jour").replace(
        "Monday to Friday", "a day"))
    found = missed(folder)
    assert (found.code, found.severity) == ("unserved-days", Severity.WARNING)
    assert found.hint is not None
    assert "on Saturdays or on Sundays" in found.hint.en


def test_what_is_not_covered_is_no_fault(tmp_path: Path) -> None:
    """The same plan the day after the feed: no error any more, for nothing is known."""
    folder = write(tmp_path, OUT_AND_BACK.replace("stay: 2h", "stay: 7h"))
    assert missed(folder, date(2026, 12, 19)).code == "feed-ends"


def test_works_that_take_some_days_are_no_fault(tmp_path: Path) -> None:
    """On the line of Auch some weekdays of March have no train at ten, and others of the same name
    do: the calendar leaves them out, and nobody is told to rewrite the route."""
    folder = auch_line.write(tmp_path)
    assert check(folder, auch_line.FIRST) == [] or {
        one.code for one in check(folder, auch_line.FIRST)} == {"lopsided-route"}


def _across(folder: Path, **more: object) -> None:
    """The stops of Fleurance where one gets off and on lie on either side of it, four hundred
    metres apart."""
    path = folder / "timetables/en-car.json"
    data = json.loads(path.read_text("utf-8"))
    data["legs"][0]["pairs"][0]["to"]["metres"] = 199
    data["legs"][1]["pairs"][0]["from"] |= {"metres": 199, "id": "F2"}
    data["legs"][1]["pairs"][0] |= more
    path.write_text(json.dumps(data), "utf-8")


def test_a_connection_shorter_than_the_walk(tmp_path: Path) -> None:
    """Both stops are at hand of the place, on either side of it: four hundred metres apart. What is
    warned of is not called proved, for anybody; nor is it denied by our estimate."""
    rows = TWO_RIDES.replace("15:30:00,15:30:00", "15:27:00,15:27:00").splitlines(keepends=True)
    folder = write(tmp_path, CHANGE.replace("stay: 10min", "stay: 5min"), trips=TWO_RIDES_RUNS,
                   stop_times="".join(row for row in rows if row[:2] not in ("A,", "E,")))
    _across(folder)
    (found,) = [one for one in check(folder) if one.code == "short-connection"]
    assert found.message.en.endswith(
        "there are 7 min to walk to the stop 'Fleurance': by our estimate it takes 10")
    trip, _ = read_trip(folder / "en-car.yml", read_shared(folder, TODAY).atlas)
    assert trip is not None
    assert trip.timetables is not None
    (plan,) = [one for one in trip.timetables.plans if one.rides]
    assert (plan.level, plan.proved, plan.unsure) == (Level.UNKNOWN, False, True)
    assert not plan.starts - trip.open_days.starts
    said = unproved(plan, trip, language_of("en"))
    assert said == "Not proved: there may be too little time to walk to a stop, or from it."
    assert ("; the walk from the stop where you got off (about 10\u00a0min) is not counted in; "
            in line(plan.rides[1], trip, language_of("en")).more)


@pytest.mark.parametrize(("leaves", "spare"), [("15:35", "about 5\u00a0min to spare at the stop"), (
    "15:30", "not a minute to spare at the stop, by our estimate of the way there")])
def test_a_walk_between_stops_is_counted_once(tmp_path: Path, leaves: str, spare: str) -> None:
    """From one stop of Fleurance to the other, on either side of their place: what is to spare is
    what is left after that walk, by our estimate of it."""
    rows = TWO_RIDES.replace("15:30:00,15:30:00", f"{leaves}:00,{leaves}:00").splitlines(
        keepends=True)
    folder = write(tmp_path, CHANGE, trips=TWO_RIDES_RUNS,
                   stop_times="".join(row for row in rows if row[:2] != "A,"))
    _across(folder)
    trip, _ = read_trip(folder / "en-car.yml", read_shared(folder, TODAY).atlas)
    assert trip is not None
    assert trip.timetables is not None
    plan = next(one for one in trip.timetables.plans if one.rides)
    said = line(plan.rides[1], trip, language_of("en")).more
    assert spare in said
    assert "about 10\u00a0min on foot from the stop where you got off, counted in" in said


def test_minutes_that_a_feed_tells_between_stops_are_no_estimate(tmp_path: Path) -> None:
    """The same two stops, and the feed says that seven minutes are enough: it knows the ground."""
    rows = TWO_RIDES.replace("15:30:00,15:30:00", "15:27:00,15:27:00").splitlines(keepends=True)
    folder = write(tmp_path, CHANGE.replace("stay: 10min", "stay: 5min"), trips=TWO_RIDES_RUNS,
                   stop_times="".join(row for row in rows if row[:2] not in ("A,", "E,")))
    _across(folder, changes={"FLE": 7})
    assert check(folder) == []


def test_a_change_at_one_stop_needs_no_walk(tmp_path: Path) -> None:
    """Two coaches at the halt of Fleurance: the same stop, whatever its distance from the place."""
    folder = write(tmp_path, CHANGE, stop_times=TWO_RIDES, trips=TWO_RIDES_RUNS)
    assert "short-connection" not in {one.code for one in check(folder)}


def test_a_route_with_many_stops_is_answered_in_time(tmp_path: Path) -> None:
    """Three hundred stops on foot before a coach that never comes: no recursion, and no endless
    search for an order."""
    walk = "".join("      - place: jardin-des-simples\n        travel: {by: walk, minutes: 1}\n"
                   "        stay: 1min\n      - place: halte\n"
                   "        travel: {by: walk, minutes: 1}\n" for _ in range(150))
    route = OUT_AND_BACK.replace("      - place: jardin-des-simples\n", walk
                                 + "      - place: jardin-des-simples\n", 1)
    assert "missed-service" in {one.code for one in check(write(tmp_path, route))}


def test_what_is_left_of_a_timetable_is_no_error(tmp_path: Path) -> None:
    """Coaches of weekdays, and the timetable ends on a Sunday: on its last weekend the site, in
    which nobody changed anything, was refused. A plan that it never lets be kept still is."""
    ends = FEED["calendar.txt"].replace("20261218", "20261213")
    folder = write(tmp_path / "a", calendar=ends)
    assert check(folder, date(2026, 12, 11)) == []
    for day in (12, 13):
        found = missed(folder, date(2026, 12, day))
        assert (found.code, found.severity) == ("feed-ends", Severity.WARNING)
        assert "13 December 2026" in found.message.en
    never = write(tmp_path / "b", OUT_AND_BACK.replace("stay: 2h", "stay: 7h"), calendar=ends)
    for day in (11, 12):
        assert missed(never, date(2026, 12, day)).severity is Severity.ERROR


def test_one_friday_is_no_weekday(tmp_path: Path) -> None:
    """The only Friday that is left has no coach, for a holiday: nothing asks to write that one
    cannot set out on Fridays."""
    folder = write(tmp_path, calendar_dates="service_id,date,exception_type\nSEM,20261218,2\n")
    assert check(folder, date(2026, 12, 14)) == []
