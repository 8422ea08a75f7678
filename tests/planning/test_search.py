"""The local search: against the exact one, on public instances, and the same everywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from helpers.planning_instances import FACTS, ROOT, instance, problem_of
from helpers.plans_by_force import draw, replay
from parcours.planning.exact import ExactSearch
from parcours.planning.plan import Status
from parcours.planning.rows import DayRows
from parcours.planning.schedule import plan_of
from parcours.planning.search import LocalSearch

needs_facts = pytest.mark.skipif(not FACTS.exists(), reason="../shared/facts/planning is not here")
TINY = """5 1 4 1
0 100
0 0.00 0.00 0.00 0.00 0 0 0 100
1 10.00 0.00 30.00 5.00 1 1 1 40 50
2 0.00 20.00 10.00 7.00 1 1 1 0 15
3 3.00 3.00 10.00 1.00 1 1 1 0 100
"""
"""In the format of the public instances; written for this test."""


@pytest.mark.parametrize(("places", "days"), [(11, 1), (8, 2)])
def test_it_finds_what_the_exact_search_proves(places: int, days: int) -> None:
    """On random draws with trains, meals and shares, of one day and of two with a night, a short
    search finds the best score, but for a draw or two; where nothing is possible it finds nothing;
    and each plan can be lived."""
    missed = 0
    for seed in range(8):
        one = draw(seed, places, days)
        problem = one.problem()
        exact = ExactSearch(problem)
        best = exact.run().best(exact.rules)
        search = LocalSearch(problem, exact.rows, looks=150_000)
        search.run()
        assert (search.best is None) == (not best)
        if search.best is not None:
            plan = plan_of(problem, exact.rows, search.best.orders, search.best.nights,
                           Status.FOUND)
            replay(one, plan)
            assert plan.score == search.best_score <= exact.rules.score(best[0])
            missed += search.best_score < exact.rules.score(best[0])
    assert missed <= 2


def test_a_window_bounds_the_start_of_a_stay_in_the_instances() -> None:
    """The stay of 30 begins at 40 and ends at 70, past a window that closes at 50: read as hours
    of a whole stay there would be no such plan. What closes at 15 is 20 away: never; what closes
    at 20 is reached at its last minute."""
    search = _searched(TINY)
    assert search.best_score == 6
    assert _searched(TINY.replace("0 15", "0 20")).best_score == 8


def _searched(text: str) -> LocalSearch:
    problem = problem_of(text, 1, 10)
    search = LocalSearch(problem, [DayRows(problem, 0)], looks=20_000)
    search.run()
    return search


def test_progress_is_told_and_an_interruption_leaves_the_best() -> None:
    """Each percent is told once, with the best so far; who interrupts keeps it."""
    problem = draw(2, 12).problem()
    rows = [DayRows(problem, 0)]
    told: list[tuple[int, int, int | None]] = []
    search = LocalSearch(problem, rows, looks=60_000, progress=lambda *step: told.append(step))
    search.run()
    done = [step[0] for step in told]
    assert done == sorted(set(done))
    assert done[0] == 0
    assert all(of == 100 for _, of, _ in told)
    assert told[-1][2] == search.best_score

    def interrupt(done: int, of: int, best: int | None) -> None:
        if done >= 30:
            raise KeyboardInterrupt

    search = LocalSearch(problem, rows, looks=60_000, progress=interrupt)
    with pytest.raises(KeyboardInterrupt):
        search.run()
    assert search.best is not None
    assert search.best_score > 0


_SCRIPT = """
import json, sys
from helpers.plans_by_force import draw
from parcours.planning.propose import Effort, propose
found = []
for seed, places, days in ((2, 7, 1), (1, 13, 2)):
    for steps in (10, 10**7):
        answer = propose(draw(seed, places, days).problem(), 2, Effort(steps=steps, looks=20_000))
        found.append([[plan.score, plan.places] for plan in answer.plans])
print(json.dumps(found))
"""


def test_the_same_answer_on_each_run_and_with_any_hash_seed() -> None:
    """Three processes with other seeds of Python's hashes say the same plans."""
    said = set()
    for seed in ("0", "1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed,
                       "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])}
        said.add(subprocess.run([sys.executable, "-c", _SCRIPT], env=environment, check=True,
                                capture_output=True, text=True).stdout)
    assert len(said) == 1
    assert all(plans for plans in json.loads(said.pop()))


@needs_facts
@pytest.mark.parametrize(("name", "routes", "proved"), [
    ("c101", 1, 320), ("r101", 1, 198), ("rc101", 1, 219), ("pr01", 1, 308), ("r104", 1, 303),
    ("c101", 2, 590)])
def test_public_instances(name: str, routes: int, proved: int) -> None:
    """A tenth of a second's search finds the proved values of the instances with narrow windows;
    each route is walked through with the instance's own coordinates. (`bench/planning.py` has all,
    at full length.)"""
    problem = instance(name, routes)
    rows = [DayRows(problem, 0)] * routes
    search = LocalSearch(problem, rows, looks=5_000_000)
    search.run()
    assert search.best is not None
    plan = plan_of(problem, rows, search.best.orders, search.best.nights, Status.FOUND)
    assert plan.score == proved == walked(name, [[visit.place for visit in day.visits]
                                                 for day in plan.days])


def walked(name: str, routes: list[list[str]]) -> int:
    """The score of routes, walked through in the instance's own numbers."""
    lines = (FACTS / "toptw" / f"{name}.txt").read_text("utf-8").splitlines()[2:]
    rows = {int(row[0]): [float(value) for value in row] for line in lines if (row := line.split())}
    digits = 2 if name.startswith("pr") else 1
    score, seen = 0.0, set()
    for route in routes:
        clock, at = 0.0, 0
        for stop in [*(int(place[1:]) for place in route), 0]:
            away = ((rows[at][1] - rows[stop][1]) ** 2 + (rows[at][2] - rows[stop][2]) ** 2) ** 0.5
            clock += int(away * 10 ** digits + 1e-9) / 10 ** digits
            clock = max(clock, rows[stop][-2])
            assert clock <= rows[stop][-1] + 1e-6
            if stop:
                assert stop not in seen
                seen.add(stop)
            clock += rows[stop][3]
            score += rows[stop][4]
            at = stop
    return round(score)
