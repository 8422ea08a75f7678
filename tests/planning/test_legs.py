"""The earliest arrival for each minute of departure, and how it is ridden."""

from __future__ import annotations

from itertools import pairwise

import pytest

from helpers.plans_by_force import LATE, draw
from parcours.planning.legs import Walk, fixed_legs, timetable_legs
from parcours.planning.problem import NEVER, Ride

TRAIN = Ride("town", "village", "train", 100, 120, "1")
LATER = Ride("town", "village", "train", 160, 180, "2")
COACH = Ride("village", "abbey", "coach", 130, 140, "3")
WALKS = [Walk("museum", "town", 10), Walk("town", "museum", 10), Walk("village", "inn", 7)]


def test_legs_are_those_of_a_search_from_minute_to_minute() -> None:
    """On random networks every arrival at every minute is that of a search forwards through all
    departures and walks, rows never fall, and the rides that are recalled make that arrival, with
    the margin before each vehicle."""
    for seed in range(8):
        one = draw(seed)
        legs = one.problem().days[0].legs
        for a, start in enumerate(legs.points):
            for b, end in enumerate(legs.points):
                row = legs.arrivals[a][b]
                assert all(now <= then for now, then in pairwise(row))
                for minute in range(0, 300, 23):
                    wanted = one.arrivals(a, minute)[b]
                    assert row[minute] == (NEVER if wanted == LATE else wanted)
                    if wanted < LATE:
                        _assert_ridden(legs.recall(start, end, minute), minute, wanted, one.margin)


def _assert_ridden(rides: tuple[Ride, ...], minute: int, arrives: int, margin: int) -> None:
    for ride in rides:
        assert ride.leaves_min >= minute + (margin if ride.vehicle else 0)
        minute = ride.arrives_min
    assert minute == arrives


def test_legs_pass_through_third_points() -> None:
    """From the museum one walks to the station, rides, changes to the coach; what a program calls
    impossible that asks only for direct ways is possible."""
    legs = timetable_legs(["museum", "abbey"], [TRAIN, COACH], WALKS, 5, 300)
    assert legs.arrive("museum", "abbey", 0) == 140
    assert legs.recall("museum", "abbey", 0) == (
        Ride("museum", "town", "walk", 85, 95), TRAIN, COACH)
    assert legs.arrive("museum", "abbey", 86) == NEVER


def test_a_leg_has_no_fixed_time() -> None:
    """To the village it takes as long as until the next train: 42 minutes at best, 101 at worst;
    after the last train there is no way."""
    legs = timetable_legs(["museum", "inn"], [TRAIN, LATER], WALKS, 5, 300)
    lasts = [legs.arrive("museum", "inn", minute) - minute for minute in range(30, 146)]
    assert (min(lasts), max(lasts)) == (42, 101)
    assert legs.arrive("museum", "inn", 146) == NEVER
    assert legs.arrive("inn", "museum", 30) == NEVER


def test_the_margin_counts_at_each_boarding() -> None:
    """A change of ten minutes holds with a margin of ten, and not with one of eleven."""
    arrivals = [timetable_legs(["town", "abbey"], [TRAIN, COACH], [], margin, 300).arrive(
        "town", "abbey", 0) for margin in (10, 11)]
    assert arrivals == [140, NEVER]
    with pytest.raises(ValueError, match="a minute"):
        timetable_legs(["town"], [], [], 0, 300)


def test_walks_follow_one_another_and_the_shorter_way_wins() -> None:
    """Two walks of 20 minutes are a way; a train that is later is not taken."""
    walks = [Walk("a", "b", 20), Walk("b", "c", 20), Walk("a", "b", 30)]
    slow = Ride("a", "c", "train", 10, 60, "4")
    legs = timetable_legs(["a", "c"], [slow], walks, 5, 100)
    assert [legs.arrive("a", "c", minute) for minute in (0, 50)] == [40, 90]
    assert legs.recall("a", "c", 0) == (Ride("a", "b", "walk", 0, 20),
                                        Ride("b", "c", "walk", 20, 40))


def test_fixed_legs_are_as_they_are_given() -> None:
    """Ranges, not closed: public instances cut distances down, and have no third ways."""
    legs = fixed_legs(["a", "b"], [[0, 7], [9, 0]], 50)
    assert (legs.arrive("a", "b", 3), legs.arrive("b", "a", 3)) == (10, 12)
    assert legs.recall("a", "b", 3) == (Ride("a", "b", "walk", 3, 10),)
    assert legs.recall("a", "a", 3) == ()
