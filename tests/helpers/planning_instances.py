"""Reads the planning facts in ``../shared/facts/planning``: a real toy of 15 places without a car,
and public instances of the team orienteering problem with time windows.

Both are figures for tests and for `bench/planning.py`; neither is part of this repository.
"""

from __future__ import annotations

import json
import os
from functools import cache
from math import ceil, isqrt
from pathlib import Path
from typing import Any

from parcours.geo.points import LatLon, distance_m
from parcours.planning.legs import Walk, fixed_legs, timetable_legs
from parcours.planning.problem import Day, Interval, Meal, Place, Problem, Ride, Share

ROOT = Path(__file__).resolve().parents[2]
FACTS = Path(os.environ.get("PARCOURS_FACTS", ROOT.parent / "shared" / "facts")) / "planning"
HOME = "Toulouse Matabiau"
_WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


@cache
def toy() -> dict[str, Any]:
    """The file of the toy, as it is."""
    found: dict[str, Any] = json.loads((FACTS / "toy-car-free.json").read_text("utf-8"))
    return found


def toy_problem(day: str, percent: int, *, before_leaving: bool = True) -> Problem:
    """One of the five dates. The file's own program has the meal where one has just stayed, before
    one leaves; its text says anywhere, which is more."""
    facts = toy()
    rules = facts["rules"]
    places, stations = facts["places"], facts["stations"]
    points = {**places, **stations}
    walks = []
    for a, one in points.items():
        for b, other in points.items():
            metres = distance_m(LatLon(one["lat"], one["lon"]), LatLon(other["lat"], other["lon"]))
            lasts = ceil(metres * 1.3 / 75)
            if a != b and lasts <= (45 if a in stations or b in stations else 60):
                walks.append(Walk(a, b, lasts))
    dated = facts["days"][day]
    rides = [Ride(start, end, "train", leaves, arrives, str(leaves))
             for leaves, arrives, start, end in dated["trains_and_coaches_dep_arr_from_to"]]
    meal = rules["meal"]
    legs = timetable_legs(list(points), rides, walks, rules["platform_margin_min"], 1440)
    return Problem(
        tuple(Place(id, place["territory"], place["score"], place["stay"],
                    (_hours(place["hours"], dated["weekday"]),)) for id, place in places.items()),
        (Day(Interval(*rules["day"]), legs, Meal(meal["from"], meal["until"], meal["lasts"],
                                                 before_leaving=before_leaving)),),
        HOME, HOME, (), Share(percent, ("U", "R")))


def _hours(text: str, weekday: int) -> tuple[Interval, ...]:
    """The few forms of opening hours that the toy has."""
    found = []
    for rule in text.split(";"):
        days, hours = rule.split(" ")
        for span in days.split(","):
            first, _, last = span.partition("-")
            if _WEEK.index(first) <= weekday <= _WEEK.index(last or first):
                found += [Interval(*map(_minutes, times.split("-"))) for times in hours.split(",")]
    return tuple(found)


def _minutes(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def instance(name: str, routes: int) -> Problem:
    """A public instance with so many routes, each of them a day of the plan.

    Its times are counted in tenths, or in hundredths for the ``pr`` ones; distances are cut down to
    such. A window bounds the *start* of a stay: written as an interval that holds the whole stay,
    it closes one stay later.
    """
    return problem_of((FACTS / "toptw" / f"{name}.txt").read_text("utf-8"), routes,
                      100 if name.startswith("pr") else 10)


def problem_of(text: str, routes: int, unit: int) -> Problem:
    """The problem that an instance's text states."""
    rows = [line.split() for line in text.splitlines()[2:] if line.split()]
    exact = [(_whole(row[1], 1000), _whole(row[2], 1000)) for row in rows]
    lasts = [[isqrt(((a - c) ** 2 + (b - d) ** 2) * unit * unit // 1_000_000)
              for c, d in exact] for a, b in exact]
    points = [f"p{n}" for n in range(len(rows))]
    span = Interval(0, int(float(rows[0][-1]) * unit))
    legs = fixed_legs(points, lasts, span.closes_min)
    places = []
    for n, row in enumerate(rows[1:], 1):
        stay = int(float(row[3]) * unit)
        opens, closes = (int(float(value) * unit) for value in row[-2:])
        places.append(Place(points[n], "", int(float(row[4])), stay,
                            ((Interval(opens, closes + stay),),) * routes))
    return Problem(tuple(places), (Day(span, legs),) * routes, "p0", "p0",
                   (("p0",),) * (routes - 1))


def _whole(text: str, unit: int) -> int:
    sign = -1 if text.startswith("-") else 1
    whole, _, part = text.lstrip("-").partition(".")
    return sign * (int(whole) * unit + int((part + "000")[:len(str(unit)) - 1]))
