"""Points and lines of a map file to what they are: places, routes, or a route with its stops."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from parcours.geo.points import LatLon, distance_m
from parcours.importers.found import Found, Left, Line

MAX_STOPS = 100
_SAME_M = 1.0
_MOST_TOLD = 6
_MARK = re.compile(r"\(?\s*(?:(?:rep[èe]re|point|n°|wpt?)?\s?\d{1,3}|d\s?/\s?a|d|a)\s*[).:]?"
                   r"|from|to|via\d{1,3}", re.I)
"""What programs and leaflets write at a turning of a walk: *D/A*, *(1)*, *2*; BRouter *via1*."""
_MARKED = re.compile(r"(\(?(?:\d{1,2}|d\s?/\s?a|d|a)\)?)\s*(?:[):.–-]\s*|(?<=\))\s*)(\S.*)",
                     re.I)
"""The same with what there is to do there, or to see."""
_BOTH_ENDS = re.compile(r"\(?d\s?/\s?a\b", re.I)


def assembled(points: Sequence[Found], routes: Sequence[Found]) -> list[Found]:
    """One line with several points is a route and its stops, in the order of the file; points that
    only mark the turnings of a line are no stops."""
    if any(one.lines for one in routes):
        points, routes = _without_marks(points, routes)
    if len(routes) != 1 or len(points) < 2 or routes[0].stops:
        return [*points, *routes]
    return [with_stops(routes[0], points)]


def _without_marks(points: Sequence[Found], routes: Sequence[Found]
                   ) -> tuple[list[Found], list[Found]]:
    """The points that are places, and the routes with what there is to do at the others."""
    is_walk = any(_BOTH_ENDS.match(_title(one)) for one in points)
    marks = [one for one in points if _MARK.fullmatch(_title(one)) or (
        is_walk and _MARKED.fullmatch(_title(one)))]
    if not marks:
        return [*points], [*routes]
    names = [found[1] if (found := _MARKED.fullmatch(_title(one))) else _title(one)
             for one in marks]
    shown = ", ".join(names[:_MOST_TOLD]) + ("…" if len(names) > _MOST_TOLD else "")
    left = Left([*routes[0].left_out])
    left.out(f"les repères du tracé ({shown}), qui ne sont pas des étapes",
             f"the marks along the path ({shown}), which are no stops")
    told = [f"{name} : {text}" for name, one in zip(names, marks, strict=True)
            if (text := " ".join(filter(None, (_told_at(one), *one.description.values()))))]
    note = routes[0].note or ({"": "\n\n".join(told)} if told else {})
    if told and routes[0].note:
        left.out("les indications de ces repères", "what there is to do at these marks")
    return [one for one in points if one not in marks], [
        replace(routes[0], note=note, left_out=left.all), *routes[1:]]


def _title(found: Found) -> str:
    return next(iter(found.name.values()), "")


def _told_at(mark: Found) -> str:
    """What stands after the number of a mark."""
    found = _MARKED.fullmatch(_title(mark))
    return found[2] if found else ""


def with_stops(route: Found, points: Sequence[Found]) -> Found:
    """A route with its stops in order, as many as a route may have."""
    left = Left(list(route.left_out))
    if len(points) > MAX_STOPS:
        left.out(f"les étapes après la {MAX_STOPS}e", f"the stops after the {MAX_STOPS}th")
    return replace(route, stops=tuple(points[:MAX_STOPS]), left_out=left.all)


def joined(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Lines of which one begins where another ends, made into one."""
    found: list[Line] = []
    for line in lines:
        if found and _meet(found[-1], line):
            found[-1] = (*found[-1], *line[1:])
        else:
            found.append(line)
    return tuple(found)


def _meet(before: Line, after: Line) -> bool:
    end, start = before[-1], after[0]
    return distance_m(LatLon(end.lat, end.lon), LatLon(start.lat, start.lon)) < _SAME_M
