"""Why there is no plan, and the smallest change of one rule that frees it.

Each rule is loosened alone, in the order of `Rule`, all others kept, and each answer is computed by
the exact search: by how much, and not only whether.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from parcours.planning.exact import PLACES, ExactSearch, GaveUp
from parcours.planning.narrow import is_open, narrowed
from parcours.planning.plan import Blocked, Loosening, Rule, Status
from parcours.planning.problem import Interval, Place, Problem, Wish
from parcours.planning.rows import DayRows


def blocked(problem: Problem, status: Status, steps: int) -> Blocked:
    """What blocks a problem that has no plan. Each rule may take so many steps; what takes more, or
    comes after an interruption, is left open (`Blocked.complete`)."""
    closed, unreachable = out_of_reach(problem)
    found: list[Loosening] = []
    complete = True
    try:
        for rule in (_share, _meal, _hours, _wishes, _end, _start):
            try:
                found += rule(problem, steps)
            except GaveUp:
                complete = False
    except KeyboardInterrupt:
        complete = False
    return Blocked(status, tuple(found), complete, closed, unreachable)


def out_of_reach(problem: Problem) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The places that must be in the plan and cannot be in any: those that no open interval holds,
    and those to which there is no way there and back in a day, even alone and without a meal."""
    needed = tuple(place for place in problem.places if place.wish is Wish.WITH)
    if not needed:
        return (), ()
    alone = replace(problem, places=needed,
                    days=tuple(replace(day, meal=None) for day in problem.days))
    rows = [DayRows(alone, n) for n in range(len(problem.days))]
    closed = [place.id for place in needed if not is_open(problem, place)]
    unreachable = [place.id for n, place in enumerate(needed) if place.id not in closed and not any(
        _reached(problem, number, day, n) for number, day in enumerate(rows))]
    return tuple(closed), tuple(unreachable)


def _reached(problem: Problem, number: int, rows: DayRows, place: int) -> bool:
    """Whether there is a way to a place and on to where the day may end."""
    starts = (problem.start,) if number == 0 else problem.nights[number - 1]
    ends = (problem.end,) if number == len(problem.days) - 1 else problem.nights[number]
    home = rows.latest((rows.number_of[end], rows.limit) for end in ends)
    last = rows.latest([(place, rows.last_arrival(place, home[place]))])
    return any(rows.opens <= last[rows.number_of[start]] for start in starts)


def _share(problem: Problem, steps: int) -> Iterator[Loosening]:
    """The largest share that there is: of all sets that can be visited."""
    if problem.share is None:
        return
    search = _search(replace(problem, share=replace(problem.share, percent=0)), steps)
    found = search.run(None).back_min
    if found:
        most = max(map(search.rules.share, found))
        yield Loosening(Rule.SHARE, problem.share.percent, most)


def _meal(problem: Problem, steps: int) -> Iterator[Loosening]:
    days = tuple(replace(day, meal=None) for day in problem.days)
    if days != problem.days and _possible(replace(problem, days=days), steps):
        yield Loosening(Rule.MEAL, None, None)


def _hours(problem: Problem, steps: int) -> Iterator[Loosening]:
    if not problem.trust_told and any(place.told for place in problem.places) and \
            _possible(replace(problem, trust_told=True), steps):
        yield Loosening(Rule.HOURS, None, None)


def _wishes(problem: Problem, steps: int) -> Iterator[Loosening]:
    for place in problem.places:
        if place.wish is Wish.WITH and _possible(_without_wish(problem, place), steps):
            yield Loosening(Rule.WITH, None, None, place.id)


def _without_wish(problem: Problem, place: Place) -> Problem:
    return replace(problem, places=tuple(
        replace(one, wish=Wish.FREE) if one is place else one for one in problem.places))


def _end(problem: Problem, steps: int) -> Iterator[Loosening]:
    """The earliest end of the last day with which there is a plan."""
    day = problem.days[-1]
    asked = day.span.closes_min
    last = min(len(row) for rows in day.legs.arrivals for row in rows) - 1

    def ending(minute: int) -> Problem:
        span = Interval(day.span.opens_min, minute)
        return replace(problem, days=(*problem.days[:-1], replace(day, span=span)))

    enough = _first(asked + 1, last, lambda minute: _possible(ending(minute), steps))
    if enough is not None:
        yield Loosening(Rule.END, asked, enough)


def _start(problem: Problem, steps: int) -> Iterator[Loosening]:
    """The latest start of the first day with which there is a plan."""
    day = problem.days[0]
    asked = day.span.opens_min

    def starting(earlier: int) -> Problem:
        span = Interval(asked - earlier, day.span.closes_min)
        return replace(problem, days=(replace(day, span=span), *problem.days[1:]))

    earlier = _first(1, asked, lambda minutes: _possible(starting(minutes), steps))
    if earlier is not None:
        yield Loosening(Rule.START, asked, asked - earlier)


def _possible(problem: Problem, steps: int) -> bool:
    return bool(_search(problem, steps).run(any_will_do=True).back_min)


def _search(problem: Problem, steps: int) -> ExactSearch:
    narrow = narrowed(problem)
    if len(narrow.places) > PLACES:
        raise GaveUp
    return ExactSearch(narrow, steps=steps)


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int | None:
    """The first number for which this holds; once it does, it does for all larger ones."""
    if low > high or not holds(high):
        return None
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
