"""Points and lines of a map file to what they are: places, routes, or a route with its stops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parcours.geo.points import LatLon, distance_m
from parcours.importers.found import Found, Left, Line

MAX_STOPS = 100
_SAME_M = 1.0


def assembled(points: Sequence[Found], routes: Sequence[Found]) -> list[Found]:
    """One line with several points is a route and its stops, in the order of the file."""
    if len(routes) != 1 or len(points) < 2 or routes[0].stops:
        return [*points, *routes]
    return [with_stops(routes[0], points)]


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
