"""The part of a problem that can matter."""

from __future__ import annotations

from dataclasses import replace

from helpers.plans_by_force import draw
from parcours.planning.narrow import is_open, narrowed
from parcours.planning.problem import Interval, Wish


def test_what_is_unwished_or_never_open_goes_and_what_must_be_in_stays() -> None:
    """A place that must be in and is closed stays: else the impossible would become possible."""
    problem = draw(1).problem()
    short, closed, needed, unwished, *others = problem.places
    stay = short.stay_min
    problem = replace(problem, share=None, places=(
        replace(short, open=((Interval(10, 9 + stay), Interval(290, 400)),)),
        replace(closed, open=((),)), replace(needed, open=((),), wish=Wish.WITH),
        replace(unwished, wish=Wish.WITHOUT), *others))
    assert [place.id for place in narrowed(problem).places] == [
        needed.id, *(place.id for place in others)]
    assert is_open(problem, replace(short, open=((Interval(10, 10 + stay),),)))
    told = replace(closed, open=((),), told=((Interval(0, 300),),))
    assert not is_open(problem, told)
    assert is_open(replace(problem, trust_told=True), told)
