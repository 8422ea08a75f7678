"""What one boards, from the types of a feed's routes: the basic ones and those above 100."""

from __future__ import annotations

from parcours.format.choices import Mode

SERVED = (Mode.TRAIN, Mode.TRAM, Mode.METRO, Mode.BUS, Mode.COACH)
"""The means whose services feeds tell of. On demand is in no feed, since it has no times."""

RAILS = (Mode.TRAIN, Mode.TRAM, Mode.METRO)
"""Those in whose place a coach may run."""
_BASIC = {0: Mode.TRAM, 1: Mode.METRO, 2: Mode.TRAIN, 3: Mode.BUS, 4: Mode.BOAT, 5: Mode.TRAM,
          11: Mode.BUS, 12: Mode.METRO}
_EXTENDED = (
    (range(100, 200), Mode.TRAIN), (range(200, 300), Mode.COACH), (range(300, 400), Mode.TRAIN),
    (range(400, 406), Mode.METRO), (range(500, 700), Mode.METRO),
    (range(700, 800), Mode.BUS), (range(800, 900), Mode.BUS), (range(900, 1000), Mode.TRAM),
    (range(1000, 1100), Mode.BOAT), (range(1500, 1508), Mode.BUS))
"""Of the hierarchy that extends the basic types, and of the older one that it was taken from:
suburban trains, metros and undergrounds have hundreds of their own there."""
_RAIL_REPLACEMENT = 714
ON_DEMAND = frozenset({715, 717, *range(1500, 1508)})
"""A bus on demand, and taxis: nobody comes unless one has telephoned."""
SCHOOL = 712
"""A coach for pupils; 713 takes everybody."""
_OTHERS = frozenset({6, 7, *range(1100, 1500), *range(1600, 1700), 1701, 1702})
"""None of our means: aeroplanes, ferries, lifts, funiculars, hired cars, carriages."""
_COACH_STOP = "OCECar"
"""Stands in the ids of the stops where a coach leaves, in the feeds of SNCF: coaches that replace
trains run there on the rail route itself, with the type of a train."""


def is_known(route_type: int) -> bool:
    """Whether a route of this type is by any of our means."""
    return boarded(route_type, "", None) is not None


def boarded(route_type: int, stop_id: str, leg_by: Mode | None) -> Mode | None:
    """What one boards at a stop on a route of a type; None where it is none of our means.

    The basic type *bus* also covers coaches: the itinerary's own word for the leg then stands.
    """
    by = _BASIC.get(route_type) or next(
        (mode for types, mode in _EXTENDED if route_type in types), None)
    if by in (Mode.TRAIN, Mode.BUS) and _COACH_STOP in stop_id:
        return Mode.COACH
    if route_type == _RAIL_REPLACEMENT:
        return Mode.COACH
    if by is Mode.BUS and leg_by is Mode.COACH:
        return Mode.COACH
    return by


def is_untold(route_type: int) -> bool:
    """Whether a type does not say what one boards: it is another service, or unheard of."""
    return route_type not in _OTHERS and not is_known(route_type)


def may_be(route_type: int, leg_by: Mode) -> bool:
    """Whether what an itinerary calls a train may be a tram to a feed, or the other way round: a
    tram-train is both."""
    return {boarded(route_type, "", None), leg_by} == {Mode.TRAIN, Mode.TRAM}


def serves(route_type: int, leg_by: Mode) -> bool:
    """Whether a route of this type does what a leg by this means asks for.

    A train may be replaced by a coach, a tram and a metro by a bus that is there for that; a bus
    and a coach are one to the basic types.
    """
    by = boarded(route_type, "", None)
    if route_type == _RAIL_REPLACEMENT and leg_by in RAILS:
        return True
    if leg_by is Mode.TRAIN:
        return by is Mode.TRAIN or route_type in range(200, 300)
    if leg_by in (Mode.BUS, Mode.COACH):
        return by in (Mode.BUS, Mode.COACH)
    return by is leg_by
