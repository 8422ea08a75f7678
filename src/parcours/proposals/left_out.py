"""Why each place that could be visited is not in a plan."""

from __future__ import annotations

from collections.abc import Sequence

from parcours.planning.plan import Plan
from parcours.planning.problem import Day
from parcours.proposals.candidates import Why
from parcours.proposals.draft import LeftOut
from parcours.proposals.posing import Posed


def left_out(one: Posed, plan: Plan) -> list[LeftOut]:
    """Every place that is not in a plan, with its reason."""
    visited = {*plan.places, *(day.meal.at for day in plan.days if day.meal is not None)}
    beside = [LeftOut(id, (Why.LESS if _alone(id, one) else Why.NO_FIT).value)
              for id in one.candidates if id not in visited]
    return sorted([*one.left_out, *beside], key=lambda left: left.place)


def _alone(id: str, one: Posed) -> bool:
    """Whether one could go to a place, stay, and be back, with nothing else to do that day."""
    problem = one.problem
    stay = one.candidates[id].stay_min
    ends = [(problem.start,), *problem.nights, (problem.end,)]
    return any(_there_and_back(id, spans, stay, day, start, end)
               for n, (day, spans) in enumerate(zip(
                   problem.days, one.candidates[id].open, strict=True))
               for start in ends[n] for end in ends[n + 1])


def _there_and_back(id: str, spans: Sequence[tuple[int, int]], stay: int, day: Day, start: str,
                    end: str) -> bool:
    comes = day.legs.arrive(start, id, day.span.opens_min)
    for opens, closes in spans:
        leaves = max(comes, opens) + stay
        if leaves <= min(closes, day.span.closes_min) and (
                day.legs.arrive(id, end, leaves) <= day.span.closes_min):
            return True
    return False
