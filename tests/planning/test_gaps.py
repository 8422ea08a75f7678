"""Where one more place fits into a day."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from helpers.plans_by_force import draw
from parcours.planning.gaps import gaps_of
from parcours.planning.legs import fixed_legs
from parcours.planning.problem import Day, Interval, Place, Problem
from parcours.planning.rows import DayRows
from parcours.planning.schedule import earliest_end


def on_foot(seed: int) -> Problem:
    """Legs that take as long always, and one interval a place."""
    chance = Random(seed)  # noqa: S311  (draws for a test)
    points = [(chance.randrange(60), chance.randrange(60)) for _ in range(8)]
    lasts = [[abs(a - c) + abs(b - d) for c, d in points] for a, b in points]
    names = [f"p{n}" for n in range(8)]
    places = tuple(Place(name, "", 1, chance.randrange(5, 30), ((Interval(
        opens := chance.randrange(150), opens + chance.randrange(30, 200)),),))
        for name in names[:7])
    return Problem(places, (Day(Interval(0, 300), fixed_legs(names, lasts, 300)),), "p7", "p7")


PROBLEMS = [*(draw(seed).problem() for seed in range(25)), *map(on_foot, range(15))]


@pytest.mark.parametrize("few", [False, True], ids=["anywhere", "at the ends of legs"])
def test_what_fits_is_what_can_be_lived(few: bool) -> None:
    """For random orders, with trains, meals and two intervals, and on foot with fixed times: a
    place fits at a position exactly where the longer order can be walked through in time; what must
    go to make room, at a position, is the shortest stretch with which that is so."""
    tried = 0
    for n, problem in enumerate(PROBLEMS):
        rows = DayRows(problem, 0, eat_at_ends=few)
        home = rows.number_of[problem.start]
        gaps = gaps_of(rows, home, home)

        def possible(order: list[int], rows: DayRows = rows, home: int = home) -> bool:
            return earliest_end(rows, home, order, home) <= rows.limit

        assert gaps.empty_is_possible() == possible([])
        order: list[int] = []
        chance = Random(n)  # noqa: S311  (draws for a test)
        while possible(order):
            times = gaps.times(order)
            outside = [place for place in range(7) if place not in order]
            fits = gaps.fits(order, times, outside)
            assert {(place, at) for place, at, _ in fits} == {
                (place, at) for place in outside for at in range(len(order) + 1)
                if possible([*order[:at], place, *order[at:]])}
            for place in outside:
                shortest: dict[int, int] = {}
                for at in range(len(order) + 1):
                    for end in range(at, len(order) + 1):
                        if possible([*order[:at], place, *order[end:]]):
                            shortest.setdefault(at, end)
                assert dict(gaps.replaceable(order, times, place)) == shortest
            tried += len(fits)
            if not fits:
                break
            place, at, _ = fits[chance.randrange(len(fits))]
            order.insert(at, place)
    assert tried > 500


def test_the_day_decides_how_it_is_looked_at() -> None:
    """Plain sums only where legs always take as long, no place has two intervals, nobody eats."""
    plain = on_foot(1)
    twice = replace(plain.places[0], open=((Interval(0, 50), Interval(60, 120)),))
    kinds = [type(gaps_of(DayRows(problem, 0), 0, 0)).__name__ for problem in (
        plain, replace(plain, places=(twice, *plain.places[1:])), draw(1).problem())]
    assert len(set(kinds)) == (3 if draw(1).meal else 2)
