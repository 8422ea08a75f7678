"""The part of a problem that can matter."""

from __future__ import annotations

from dataclasses import replace

from parcours.planning.problem import Place, Problem, Wish


def narrowed(problem: Problem) -> Problem:
    """The problem without the places that must not be in the plan, or that are open on no day for
    as long as a stay. Those that must be in stay, so that what cannot be remains impossible."""
    return replace(problem, places=tuple(
        place for place in problem.places if place.wish is Wish.WITH or (
            place.wish is Wish.FREE and is_open(problem, place))))


def is_open(problem: Problem, place: Place) -> bool:
    """Whether a whole stay fits into an interval of a day of the plan."""
    return any(
        max(opens, day.span.opens_min) + place.stay_min <= min(closes, day.span.closes_min)
        for day, hours in zip(problem.days, problem.hours(place), strict=True)
        for opens, closes in hours)
