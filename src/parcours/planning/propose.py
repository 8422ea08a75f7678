"""The one door: a problem in, plans or what blocks out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from parcours.planning.blocked import blocked
from parcours.planning.exact import PLACES, STEPS, ExactSearch, GaveUp, Order
from parcours.planning.narrow import narrowed
from parcours.planning.plan import Answer, Blocked, Plan, Progress, Status
from parcours.planning.problem import Problem, Wish
from parcours.planning.rows import DayRows
from parcours.planning.schedule import plan_of
from parcours.planning.search import LOOKS, LocalSearch

_FIRST_STEPS = 200_000
"""After how many steps beyond that number it is no longer tried to prove that there is no plan."""
_CORE_PLACES = 12
"""With how many places a plan is searched exactly from which the local search begins."""
_OTHER_BY = 2
"""How many places of an alternative are in no better plan, if there are such alternatives."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to search: counts, and no times, so that every machine has the same answer."""

    steps: int = STEPS
    looks: int = LOOKS
    seed: int = 0
    explain: bool = True
    """Whether to look for what would free a problem that has no plan."""


def propose(problem: Problem, count: int = 1, effort: Effort = Effort(),
            progress: Progress | None = None) -> Answer:
    """The best plan, and up to ``count - 1`` others; or what blocks.

    `Status.BEST` and `Status.IMPOSSIBLE` are proved. KeyboardInterrupt ends the search: the answer
    is then the best so far, if any, as `Status.INTERRUPTED`.
    """
    narrow = narrowed(problem)
    if len(narrow.places) <= PLACES:
        try:
            return _exactly(problem, narrow, count, effort, progress)
        except GaveUp:
            pass
    return _by_search(problem, narrow, count, effort, progress)


def _exactly(problem: Problem, narrow: Problem, count: int, effort: Effort,
             progress: Progress | None) -> Answer:
    search = ExactSearch(narrow, progress, effort.steps)
    status = Status.BEST
    try:
        found = search.run(0 if count == 1 else None)
    except KeyboardInterrupt:
        status, found = Status.INTERRUPTED, search.found
    sets = _different(found.best(search.rules), count)
    if sets:
        return _answer([plan_of(narrow, search.rows, *search.order(places),
                                status if n == 0 else Status.OTHER)
                        for n, places in enumerate(sets)])
    if status is Status.INTERRUPTED:
        return Answer(status, ())
    why = _explained(problem, effort)
    return Answer(Status.IMPOSSIBLE, (), why)


def _explained(problem: Problem, effort: Effort) -> Blocked | None:
    return blocked(problem, Status.IMPOSSIBLE, effort.steps // 4) if effort.explain else None


def _by_search(problem: Problem, narrow: Problem, count: int, effort: Effort,
               progress: Progress | None) -> Answer:
    if _cannot_be(narrow, min(_FIRST_STEPS, effort.steps)):
        why = _explained(problem, effort)
        return Answer(Status.IMPOSSIBLE, (), why)
    rows = _rows(narrow)
    search = LocalSearch(narrow, rows, effort.looks, effort.seed, progress, keep_others=count > 1)
    status = Status.FOUND
    try:
        if (known := _core(narrow, effort.steps)) is not None:
            search.start_with(*known)
        search.run()
    except KeyboardInterrupt:
        status = Status.INTERRUPTED
    if search.best is None:
        if status is Status.INTERRUPTED:
            return Answer(status, ())
        return Answer(Status.NONE_FOUND, (), Blocked(Status.NONE_FOUND, (), complete=False))
    states = {search.best.places: search.best, **search.others}
    ranked = sorted(states, key=lambda places: (-states[places].value, places))
    sets = _different([search.best.places, *ranked], count)
    return _answer([plan_of(narrow, rows, states[places].orders, states[places].nights,
                            status if n == 0 else Status.OTHER) for n, places in enumerate(sets)])


def _cannot_be(problem: Problem, steps: int) -> bool:
    """Whether a short exact search proves that there is no plan, even without meals."""
    if problem.share is None and not any(place.wish is Wish.WITH for place in problem.places):
        return False
    search = ExactSearch(replace(problem, days=tuple(
        replace(day, meal=None) for day in problem.days)), steps=steps)
    try:
        return not search.run(any_will_do=True).back_min
    except GaveUp:
        return False


def _answer(plans: Sequence[Plan]) -> Answer:
    return Answer(plans[0].status, tuple(plans))


def _rows(problem: Problem) -> list[DayRows]:
    """The rows of each day; days that are alike share theirs."""
    found: list[DayRows] = []
    for n, day in enumerate(problem.days):
        same = next((m for m in range(n) if problem.days[m] == day and all(
            problem.hours(place)[m] == problem.hours(place)[n] for place in problem.places)), n)
        found.append(found[same] if same < n else DayRows(problem, n, eat_at_ends=True))
    return found


def _core(problem: Problem, steps: int) -> tuple[Order, list[str]] | None:
    """The best plan with few of the places: those that must be in, then of each side in turn that
    with the highest score. It has what the local search finds least easily: a share of both."""
    places = problem.places
    if problem.share is None and not any(place.wish is Wish.WITH for place in places):
        return None
    ranked = sorted(range(len(places)), key=lambda n: (-places[n].score, n))
    by_side = [[n for n in ranked if places[n].side == side]
               for side in sorted({place.side for place in places})]
    needed = [n for n in ranked if places[n].wish is Wish.WITH]
    mixed = [n for some in zip_longest(*by_side) for n in some if n is not None]
    core = sorted(list(dict.fromkeys([*needed, *mixed]))[:max(_CORE_PLACES, len(needed))])
    few = replace(problem, places=tuple(places[n] for n in core))
    search = ExactSearch(few, steps=steps // 4, eat_at_ends=True)
    try:
        found = search.run()
    except GaveUp:
        found = search.found
    for best in found.best(search.rules)[:1]:
        order, nights = search.order(best)
        names = [search.rows[0].points[night] for night in nights]
        number_of = {place.id: n for n, place in enumerate(places)}
        return [[number_of[few.places[n].id] for n in day] for day in order], names
    return None


def _different(sets: Iterable[int], count: int) -> list[int]:
    """The first sets, each of which has places that none before it has."""
    chosen: list[int] = []
    ranked = list(sets)
    for new in range(_OTHER_BY, 0, -1):
        for places in ranked:
            if len(chosen) < count and all((places & ~one).bit_count() >= new for one in chosen):
                chosen.append(places)
    return chosen
