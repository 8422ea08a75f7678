"""What blocks, and the smallest change that frees it: against trying every change."""

from __future__ import annotations

from dataclasses import replace

from helpers.plans_by_force import Draw, draw
from parcours.planning.blocked import blocked, out_of_reach
from parcours.planning.plan import Loosening, Rule, Status
from parcours.planning.problem import Interval, Problem, Wish

STEPS = 10**6


def one_by_one(one: Draw) -> list[Loosening]:
    """The loosenings of a draw, each found by enumeration after enumeration."""
    found = []
    if one.percent:
        for percent in range(one.percent, -1, -1):
            if changed(one, percent=percent).best():
                found.append(Loosening(Rule.SHARE, one.percent, percent))
                break
    if one.meal and changed(one, meal=None).best():
        found.append(Loosening(Rule.MEAL, None, None))
    found += [Loosening(Rule.WITH, None, None, f"p{place}") for place in sorted(one.needed)
              if changed(one, needed=one.needed - {place}).best()]
    for end in range(one.span[1], one.span[1] + 101):
        if changed(one, span=(one.span[0], end)).best():
            found.append(Loosening(Rule.END, one.span[1], end))
            break
    for start in range(one.span[0], -1, -1):
        if changed(one, span=(start, one.span[1])).best():
            found.append(Loosening(Rule.START, one.span[0], start))
            break
    return found


def changed(one: Draw, **fields: object) -> Draw:
    return replace(one, **fields, _known={})  # type: ignore[arg-type]  # fields of other types


def impossible() -> list[Draw]:
    """Draws of five places that have no plan in a shorter day with a meal at noon sharp."""
    draws = [replace(one, span=(seed % 60, 180 + seed), meal=one.meal and (120, 151, 30))
             for seed, one in ((seed, draw(seed, 5)) for seed in range(24))]
    return [one for one in draws if not one.best()]


def test_each_loosening_is_the_smallest_that_frees() -> None:
    """On random draws without a plan: the share, the end and the start to the percent and minute,
    and whether the meal or a wish blocks, as by trying all; the end as far as there are legs."""
    draws = impossible()
    assert len(draws) > 8
    rules = set()
    for one in draws:
        problem = one.problem()
        answer = blocked(problem, Status.IMPOSSIBLE, STEPS)
        assert answer.complete
        wanted = one_by_one(one)
        assert list(answer.loosenings) == wanted
        rules |= {loosening.rule for loosening in wanted}
    assert rules == {Rule.SHARE, Rule.MEAL, Rule.WITH, Rule.END, Rule.START}


def closed_unless_told() -> Problem:
    problem = draw(1, 5).problem()
    return replace(problem, share=None, places=tuple(
        replace(place, open=((),), told=place.open, wish=Wish.FREE) for place in problem.places))


def test_hours_that_are_told_may_free() -> None:
    """Where every place is open by hearsay alone, trusting it is the change, and is said."""
    problem = closed_unless_told()
    answer = blocked(problem, Status.IMPOSSIBLE, STEPS)
    assert [one.rule for one in answer.loosenings] == [Rule.HOURS]


def test_places_that_are_out_of_reach_are_named() -> None:
    """What is closed for a whole stay, and what has no way there and back; only what must be in."""
    problem = draw(1, 5).problem()
    first, second, *others = problem.places
    places = (replace(first, open=((Interval(0, first.stay_min - 1),),), wish=Wish.WITH),
              replace(second, wish=Wish.WITH), *others)
    day = problem.days[0]
    away = [[row if 1 not in (a, b) or a == b else type(row)("H", [65535] * len(row))  # type: ignore
             for b, row in enumerate(rows)] for a, rows in enumerate(day.legs.arrivals)]
    cut = replace(problem, places=places, days=(replace(day, legs=replace(
        day.legs, arrivals=away)),))
    assert out_of_reach(cut) == ((first.id,), (second.id,))
    assert out_of_reach(problem) == ((), ())


def test_what_takes_too_long_is_left_open() -> None:
    """A search that gives up does not say that no change is enough."""
    answer = blocked(impossible()[0].problem(), Status.IMPOSSIBLE, steps=0)
    assert not answer.complete
