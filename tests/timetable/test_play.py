"""Stops gone through with the departures of a day, where a stop is a walk away from its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.coach_route import CHANGE, FAR_GARE, GARE, STOPS, TWO_RIDES, TWO_RIDES_RUNS, write
from helpers.content_sample import TODAY, check
from helpers.feeds import FEED, MONDAY
from parcours.content.freshness import Level
from parcours.diagnostics.diagnostic import Severity
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render.exports import ical
from parcours.render.words.ride_line import line
from parcours.render.words.ride_obstacles import unproved
from parcours.trip.lived import lived
from parcours.trip.rides import DayPlan
from parcours.trip.trip import Trip

FARM = """\
  - place: gare-matabiau
      - name: {fr: Ferme, en: Farm}
        kind: producer
        commune: "32208"
        lat: 43.93400
        lon: 0.63200
        refs: {gtfs: [LEC]}
        travel: {by: coach, minutes: 100}
        stay: STAY
      - place: gare-matabiau
        travel: {by: coach, minutes: 100}
"""
"""At Lectoure, some 880 m from the stop: a quarter of an hour on foot, and five minutes."""


def planned(folder: Path, route: str, *, gare: str = GARE,
            **tables: str) -> tuple[Trip, DayPlan]:
    """The trip and its plan of a Monday."""
    write(folder, route, gare=gare, **tables)
    trip, found = read_trip(folder / "en-car.yml", read_shared(folder, TODAY).atlas)
    assert trip is not None, found
    assert trip.timetables is not None
    plan = trip.timetables.on(MONDAY)
    assert plan is not None
    return trip, plan


KEPT, PERHAPS, LOST = (True, False), (True, True), (False, False)
"""Whether a plan is kept, and whether that is unsure."""


def told(plan: DayPlan) -> tuple[bool, bool]:
    """The same of a plan; what is sure is proved, and the walk is blamed for nothing else."""
    assert plan.proved is not plan.unsure
    assert (plan.hurry or plan.slower or None) is not None or not plan.unsure
    return plan.obstacle is None, plan.unsure


@pytest.mark.parametrize(("stay", "wanted"), [
    ("5h20", KEPT), ("5h40", KEPT), ("5h41", PERHAPS), ("6h20", PERHAPS), ("6h21", LOST)])
def test_one_walks_to_a_stop_and_from_it(tmp_path: Path, stay: str,
                                         wanted: tuple[bool, bool]) -> None:
    """The coaches are at 10:40 and at 17:00, so that one is at the farm from 11:00 to 16:40; how
    long one walks is our estimate, by which nothing is denied."""
    _, plan = planned(tmp_path, STOPS + "    " + FARM.replace("STAY", stay))
    assert told(plan) == wanted


def test_the_walk_is_told(tmp_path: Path) -> None:
    """One comes at an hour that rests on our estimate, and is told to walk; a place that is at its
    stop has the hour of the timetable."""
    trip, plan = planned(tmp_path, STOPS + "    " + FARM.replace("STAY", "5h30"))
    assert [(one.arrives_min, one.leaves_min) for one in plan.times] == [
        (510, 510), (660, 990), (1120, 1120)]
    there = lived(trip, plan)
    assert [visit.arrival_level for visit in there.visits] == [
        Level.TOLD, Level.UNKNOWN, Level.VERIFIED]
    assert [(leg.departure_min, leg.arrival_min) for leg in there.legs] == [
        (540, 640), (1020, 1120)]
    told = ical.told_of(trip, plan, language_of("en"))
    assert "Estimated: you arrive around 11:00." in told["trajet-2"][1]
    out, back = plan.rides
    assert (out.slack_min, back.slack_min) == (30, 10)
    assert "you get off 880 m from the place: about 20 min on foot, counted in" in line(
        out, trip, language_of("en")).more.replace("\u00a0", " ")
    said = line(back, trip, language_of("fr")).more.replace("\u00a0", " ")
    assert "10 min de marge à l’arrêt" in said
    assert "l’arrêt est à 880 m du lieu : on compte environ 20 min à pied" in said


def test_a_walk_without_the_time_for_it_is_told(tmp_path: Path) -> None:
    """Who stays until the coach leaves is told how far its stop is, and that it is not proved."""
    trip, plan = planned(tmp_path, STOPS + "    " + FARM.replace("STAY", "6h"))
    out, back = plan.rides
    assert "you get off 880 m from the place, and the walk (about 20 min) is not counted in" in (
        line(out, trip, language_of("en")).more.replace("\u00a0", " "))
    assert "20 min pour rejoindre l’arrêt, à 880 m du lieu : il faut environ 20 min à pied" in (
        line(back, trip, language_of("fr")).more.replace("\u00a0", " "))
    assert unproved(plan, trip, language_of("en")) == (
        "Not proved: there may be too little time to walk to a stop, or from it.")
    (found,) = [one for one in check(tmp_path) if one.code == "short-connection"]
    assert found.severity is Severity.WARNING
    assert "from 17:20 on: the last departure is at 17:00" in found.message.en
    assert found.message.en.endswith("counting the walk from a stop to the place or to "
                                     "another stop, which is our estimate")
    assert found.hint is not None
    assert found.hint.en.startswith("set out earlier (start), or shorten a stay")


def test_who_sets_out_walks_to_the_stop(tmp_path: Path) -> None:
    """From 1.1 km away one sets out twenty minutes before, and surely twenty-four; from its door,
    when the coach does."""
    for n, (gare, start, wanted) in enumerate((
            (FAR_GARE, "08:36", KEPT), (FAR_GARE, "08:37", PERHAPS),
            (FAR_GARE, "08:41", PERHAPS), (FAR_GARE, "09:01", LOST),
            (GARE, "09:00", KEPT), (GARE, "09:01", LOST))):
        _, plan = planned(tmp_path / f"{n}", STOPS.replace("08:30", start) + "    "
                          + FARM.replace("STAY", "1h"), gare=gare)
        assert told(plan) == wanted


def test_who_changes_at_a_stop_walks_nowhere(tmp_path: Path) -> None:
    """The halt of Fleurance is not quite where its file has it: who waits there for the next coach
    does not walk to that point and back."""
    stops = FEED["stops.txt"].replace("FLE,Fleurance,43.85000", "FLE,Fleurance,43.85600")
    afternoon = "".join(row for row in TWO_RIDES.splitlines(keepends=True) if row[:2] != "A,")
    _, plan = planned(tmp_path, CHANGE, stop_times=afternoon, trips=TWO_RIDES_RUNS, stops=stops)
    assert [one.leaves_min for one in plan.rides] == [15 * 60, 15 * 60 + 30]
