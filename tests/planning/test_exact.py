"""The exact search against complete enumeration, and on the five real dates of the toy."""

from __future__ import annotations

import pytest

from helpers.planning_instances import FACTS, toy, toy_problem
from helpers.plans_by_force import draw, replay
from parcours.planning.exact import ExactSearch, GaveUp
from parcours.planning.plan import Status
from parcours.planning.schedule import plan_of
from parcours.planning.sets import numbers_of

DRAWS = 200
DATES = ("20250206", "20250202", "20250212", "20250305", "20250203")
needs_facts = pytest.mark.skipif(not FACTS.exists(), reason="../shared/facts/planning is not here")


@pytest.mark.parametrize("seeds", [range(n, n + 20) for n in range(0, DRAWS, 20)], ids=str)
def test_exactly_the_sets_that_enumeration_finds(seeds: range) -> None:
    """On random draws of 7 places, of one or two intervals, with shares, meals, trains and places
    that must be in: the same sets, each over at the same minute, and the same best score; the plan
    of the best can be lived minute by minute."""
    for seed in seeds:
        one = draw(seed)
        problem = one.problem()
        search = ExactSearch(problem)
        by_force = one.best()
        assert {frozenset(numbers_of(places)): back
                for places, back in search.run(None).back_min.items()} == by_force, seed
        if by_force:
            best = search.run().best(search.rules)[0]
            assert search.rules.score(best) == max(
                sum(one.scores[n] for n in places) for places in by_force)
            plan = plan_of(problem, search.rows, *search.order(best), Status.BEST)
            replay(one, plan)
            assert plan.days[-1].back_min == by_force[frozenset(numbers_of(best))]


def test_two_days_and_a_night() -> None:
    """On random draws of 4 places over two days of other hours, with two points where one can
    sleep: the same sets as by enumeration, no place twice, and the best can be lived."""
    for seed in range(20):
        one = draw(seed, places=4, days=2)
        problem = one.problem()
        search = ExactSearch(problem)
        found = search.run(None)
        assert {frozenset(numbers_of(places)): back
                for places, back in found.back_min.items()} == one.best(), seed
        for places in found.best(search.rules)[:1]:
            replay(one, plan_of(problem, search.rows, *search.order(places), Status.BEST))


def test_any_set_will_do_where_only_the_possible_is_asked() -> None:
    """The search ends at its first set, and finds one exactly where there is one."""
    for seed in range(12):
        one = draw(seed)
        assert len(ExactSearch(one.problem()).run(any_will_do=True).back_min) == bool(one.best())


def test_too_many_sets_are_given_up_after_a_number_of_steps() -> None:
    """What ends the search is a count and no clock."""
    problem = draw(3).problem()

    def ends(steps: int) -> bool:
        try:
            ExactSearch(problem, steps=steps).run()
        except GaveUp:
            return False
        return True

    known = [ends(steps) for steps in range(0, 400, 40)]
    assert known == sorted(known)
    assert not known[0]
    assert known[-1]


@needs_facts
@pytest.mark.parametrize("day", DATES)
def test_the_optima_of_the_real_toy(day: str) -> None:
    """On five real dates the score and the way back are those proved by other programs, with the
    share and without, and there are as many sets that can be visited (the empty one is theirs)."""
    facts = toy()["days"][day]
    search = ExactSearch(toy_problem(day, 0))
    found = search.run(None)
    assert len(found.back_min) + 1 == facts["feasible_sets"]
    for percent, wanted in ((0, facts["optimum_free"]), (30, facts["optimum_share_30"])):
        sets = {places: back for places, back in found.back_min.items()
                if search.rules.share(places) >= percent}
        assert max(map(search.rules.score, sets)) == wanted["score"]
        bounded = ExactSearch(toy_problem(day, percent))
        best = bounded.run()
        first = best.best(bounded.rules)[0]
        assert (bounded.rules.score(first), best.back_min[first]) == (
            wanted["score"], int(wanted["back"][:2]) * 60 + int(wanted["back"][3:]))


@needs_facts
def test_who_may_eat_on_arrival_or_in_a_station_has_more_days() -> None:
    """The toy's words let one eat anywhere, its figures only before leaving a place. Anywhere, two
    of the five dates with the share are better."""
    scores = {}
    for day in ("20250202", "20250305"):
        search = ExactSearch(toy_problem(day, 30, before_leaving=False))
        scores[day] = search.rules.score(search.run().best(search.rules)[0])
        assert toy()["days"][day]["optimum_share_30"]["score"] == 220
    assert scores == {"20250202": 270, "20250305": 265}
