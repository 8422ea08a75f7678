"""The one door."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers.plans_by_force import draw, replay
from parcours.planning.plan import Status
from parcours.planning.problem import Wish
from parcours.planning.propose import Effort, propose

SHORT = Effort(steps=0, looks=100_000)


def test_best_is_said_only_when_proved() -> None:
    """The exact search's plan is the best; the same problem beyond its steps is the best found, at
    most as good; both can be lived."""
    for one in [one for one in map(draw, range(12)) if one.best()][:4]:
        proved, found = propose(one.problem()), propose(one.problem(), effort=SHORT)
        assert (proved.status, found.status) == (Status.BEST, Status.FOUND)
        for answer in (proved, found):
            replay(one, answer.plans[0])
        assert found.plans[0].score <= proved.plans[0].score
        assert proved.plans[0].score == max(
            sum(one.scores[n] for n in places) for places in one.best())


def test_impossible_is_said_only_when_proved() -> None:
    """Without a plan the exact search says impossible and why; one that gave up, that none was
    found, unless it is plain at the first look; a place that must be in and never is open is
    impossible whatever the size."""
    without = [one.problem() for one in map(draw, range(40)) if not one.best()][:5]
    answer = propose(without[0])
    assert (answer.status, answer.plans) == (Status.IMPOSSIBLE, ())
    assert answer.blocked is not None
    assert answer.blocked.complete
    said = {propose(problem, effort=SHORT).status for problem in without}
    assert Status.NONE_FOUND in said
    assert said <= {Status.NONE_FOUND, Status.IMPOSSIBLE}
    large = draw(1, 30).problem()
    closed = replace(large.places[0], open=((),), wish=Wish.WITH)
    answer = propose(replace(large, places=(closed, *large.places[1:])), effort=SHORT)
    assert answer.status is Status.IMPOSSIBLE
    assert answer.blocked is not None
    assert answer.blocked.closed == (closed.id,)


@pytest.mark.parametrize("effort", [Effort(), SHORT], ids=["exact", "search"])
def test_alternatives_have_other_places(effort: Effort) -> None:
    """Each has a place that none of the plans before it has, and scores no more than the first; it
    can be lived."""
    one = draw(2, 9)
    answer = propose(one.problem(), 3, effort)
    assert len(answer.plans) == 3
    for n, plan in enumerate(answer.plans):
        replay(one, plan)
        assert plan.status is (Status.OTHER if n else answer.status)
        assert plan.score <= answer.plans[0].score
        assert all(set(plan.places) - set(before.places) for before in answer.plans[:n])


@pytest.mark.parametrize("effort", [Effort(), SHORT], ids=["exact", "search"])
def test_an_interruption_gives_the_best_so_far(effort: Effort) -> None:
    """Ctrl-C at any moment: a plan that can be lived and says that it was interrupted, or none."""
    one = draw(2, 9)
    seen = []
    for stop in range(0, 12, 3):
        left = [stop]

        def interrupt(done: int, of: int, best: int | None, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise KeyboardInterrupt

        answer = propose(one.problem(), effort=effort, progress=interrupt)
        for plan in answer.plans:
            replay(one, plan)
        seen.append((answer.status, bool(answer.plans)))
    assert seen[0] == (Status.INTERRUPTED, False)
    assert (Status.INTERRUPTED, True) in seen


def test_a_share_is_kept_beyond_the_exact_search() -> None:
    """Thirty places in town and three in the village, 35 % each: the search keeps the share."""
    one = next(one for one in (draw(seed, 30) for seed in range(20))
               if one.percent == 35 and not one.needed)
    answer = propose(one.problem(), effort=SHORT)
    assert answer.status is Status.FOUND
    replay(one, answer.plans[0])


def test_no_place_at_all_is_impossible() -> None:
    """A problem without places has no plan, and no change of a rule gives it one."""
    answer = propose(replace(draw(1).problem(), places=(), share=None))
    assert answer.status is Status.IMPOSSIBLE
    assert answer.blocked is not None
    assert (answer.blocked.loosenings, answer.blocked.complete) == ((), True)
