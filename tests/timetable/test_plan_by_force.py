"""The planner against one that tries every choice of departures, on two thousand random plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product, zip_longest
from random import Random
from typing import TypeAlias

import pytest

from helpers.planning import atlas_of, clock, trip_of
from parcours.format.choices import Mode
from parcours.timetable.answer import Answer, answer
from parcours.timetable.departures import Departure, Often
from parcours.timetable.extract import Extract, StopPair
from parcours.timetable.legs import service_legs
from parcours.timetable.play import ABOUT_MIN
from parcours.trip.rides import Caveat, FeedSource, Halt

DAY = date(2026, 11, 23)
FEED = FeedSource("f", "p", "1", "", "", date(2026, 11, 1), date(2026, 12, 1))
PLANS = 2000


@dataclass(frozen=True)
class Stop:
    """A stop of a random plan: how one comes, how long one stays, when it is open."""

    ride: tuple[tuple[int, int], ...] | None
    """Departures and arrivals, when one comes by a service."""
    minutes: int
    stay: int
    opens: int
    closes: int
    fixed: int | None
    station: bool


def random_plan(chance: Random) -> tuple[int, list[Stop]]:
    """When one sets out, and up to five stops."""
    stops = []
    for n in range(chance.randint(2, 5)):
        ride = None
        if n and chance.random() < 0.6:
            leaves = sorted(chance.sample(range(8 * 60, 20 * 60, 5), chance.randint(0, 4)))
            ride = tuple((leave, leave + 5 * chance.randint(1, 20)) for leave in leaves)
        opens = chance.choice((0, 0, 9 * 60, 11 * 60))
        closes = 1440 if not opens else opens + chance.choice((120, 240, 480))
        fixed = 5 * chance.randint(9 * 12, 18 * 12) if n and chance.random() < 0.1 else None
        stops.append(Stop(ride, 5 * chance.randint(1, 9), 5 * chance.randint(1, 20), opens, closes,
                          fixed, chance.random() < 0.4))
    return 5 * chance.randint(7 * 12, 11 * 12), stops


def solved(start: int, stops: Sequence[Stop], about: Sequence[Sequence[Caveat]] = (),
           often: Sequence[Often | None] = ()) -> Answer:
    """What the product answers; ``about`` tells which times of each stop's rides are approximate,
    ``often`` what goes there without fixed times.
    """
    fields: dict[str, dict[str, object]] = {}
    written: list[Mapping[str, object]] = []
    for n, stop in enumerate(stops):
        fields[f"lieu-{n}"] = {"refs": {"gtfs": [f"S{n}"]}, **(
            {"kind": "station"} if stop.station else {}), **(
            {"opening_hours": f"Mo-Su {clock(stop.opens)}-{clock(stop.closes)}"}
            if stop.opens else {})}
        written.append({
            "place": f"lieu-{n}", "stay": f"{stop.stay}min",
            **({"arrive": clock(stop.fixed)} if stop.fixed is not None else {}),
            **({"travel": {"by": "train" if stop.ride is not None else "walk",
                           "minutes": str(stop.minutes)}} if n else {})})
    atlas = atlas_of(fields, DAY)
    trip = trip_of(atlas, [(clock(start), written)])
    pairs: dict[tuple[str, str, str], tuple[StopPair, ...]] = {}
    for leg in service_legs(trip):
        ride = stops[leg.end.number - 1].ride
        assert ride is not None
        pairs[leg.ends] = (StopPair(
            FEED, Halt("a", "", 0), Halt("b", "", 0),
            (leg.wanted.start.named, leg.wanted.end.named),
            {DAY: tuple(Departure(a, b, Mode.TRAIN, "L", caveat) for (a, b), caveat in zip_longest(
                ride, about[leg.end.number - 1] if about else (), fillvalue=Caveat.NONE))},
            {DAY: (every,)} if often and (every := often[leg.end.number - 1]) else {}),)
    return answer(trip, atlas, Extract("essai", DAY, pairs))


def kept(stops: Sequence[Stop], chosen: Sequence[tuple[int, int] | None], ready: int) -> bool:
    """Whether the plan holds with these departures: one for each stop one rides to."""
    for stop, ride in zip(stops, chosen, strict=True):
        if ride is not None:
            if ride[0] < ready:
                return False
            ready = ride[1]
        elif stop is not stops[0]:
            ready += stop.minutes
        ready, late = (ready, False) if stop.fixed is None else (stop.fixed, ready > stop.fixed)
        if late or (stop.opens and not (stop.opens <= ready and ready + stop.stay <= stop.closes)):
            return False
        ready += stop.stay
    return True


def choices(stops: Sequence[Stop]) -> Iterator[tuple[tuple[int, int] | None, ...]]:
    """Every choice of departures."""
    return product(*([None] if stop.ride is None else stop.ride for stop in stops))


def way_back(stops: Sequence[Stop]) -> int | None:
    """Where the last ride goes, or an earlier one with nothing but short changes between."""
    ridden = [n for n, stop in enumerate(stops) if stop.ride is not None]
    if not ridden:
        return None
    best = ridden[-1]
    for n in reversed(ridden[:-1]):
        if not all(stop.station and stop.stay <= 30 for stop in stops[n:best]):
            break
        best = n
    return best


def last_back(stops: Sequence[Stop], start: int) -> int | None:
    """When the last departure leaves from which the rest can be kept, once one has set out."""
    begin = way_back(stops)
    if begin is None:
        return None
    rest = stops[begin:]
    leaves = [chosen[0][0] for chosen in choices(rest) if chosen[0] and kept(rest, chosen, 0)]
    return max((one for one in leaves if one >= start), default=None)


@pytest.mark.parametrize("seed", range(4))
def test_every_plan_is_answered_as_by_force(seed: int) -> None:
    """Possible where some choice of departures keeps the plan, and nowhere else; the last way back
    is the last from which some choice keeps the rest."""
    chance = Random(seed)  # noqa: S311  (nothing secret)
    seen = set()
    for _ in range(PLANS // 4):
        start, stops = random_plan(chance)
        found = solved(start, stops)
        rides = any(stop.ride is not None for stop in stops)
        possible = any(kept(stops, chosen, start) for chosen in choices(stops))
        assert found.possible is possible, (start, stops)
        last = last_back(stops, start) if rides else None
        back = found.plan.last_back
        assert (back.leaves_min if back else None) == last, (start, stops)
        seen.add((possible, last is None))
    assert len(seen) == 4


Taken: TypeAlias = tuple[int, int, Caveat]


def holds(stops: Sequence[Stop], rides: Sequence[Taken | None], ready: int, *,
          surely: bool) -> bool:
    """Whether the plan holds with these departures, whatever approximate times turn out to be; or
    else by the best that they may be."""
    if not stops:
        return True
    ride, at, off = rides[0], ready + stops[0].minutes, range(1)
    if ride is not None:
        leaves, at, caveat = ride
        if Caveat.LEAVES_ABOUT in caveat:
            leaves += -ABOUT_MIN if surely else ABOUT_MIN
        if leaves < ready:
            return False
        if Caveat.ARRIVES_ABOUT in caveat:  # whoever comes early may wait
            off = range(0 if surely else -ABOUT_MIN, ABOUT_MIN + 1)
    return (all if surely else any)(
        stays(stops, rides, at + by, surely=surely) for by in off)


def stays(stops: Sequence[Stop], rides: Sequence[Taken | None], at: int, *, surely: bool) -> bool:
    """The same for who comes to the first of the stops at a minute."""
    stop = stops[0]
    begins = at if stop.fixed is None else stop.fixed
    ends = begins + stop.stay
    open_then = not stop.opens or (stop.opens <= begins and ends <= stop.closes)
    return at <= begins and open_then and holds(stops[1:], rides[1:], ends, surely=surely)


@pytest.mark.parametrize("seed", range(2))
def test_approximate_times_are_answered_as_by_force(seed: int) -> None:
    """Possible where some choice of departures keeps the plan whatever the times turn out to be;
    impossible where none does at their best; and neither in between."""
    chance = Random(seed)  # noqa: S311  (nothing secret)
    seen = set()
    for _ in range(PLANS // 4):
        start, stops = random_plan(chance)
        stops[0] = replace(stops[0], minutes=0)
        about = [[Caveat(chance.randrange(4)) for _ in stop.ride or ()] for stop in stops]
        rides = [[None] if stop.ride is None else [
            (*ride, caveat) for ride, caveat in zip(stop.ride, caveats, strict=True)]
            for stop, caveats in zip(stops, about, strict=True)]
        sure, perhaps = (any(holds(stops, chosen, start, surely=surely)
                             for chosen in product(*rides)) for surely in (True, False))
        if any(stop.ride is not None for stop in stops):
            assert solved(start, stops, about).possible is (
                True if sure else None if perhaps else False), (start, stops, about)
            seen.add((sure, perhaps))
    assert len(seen) == 3


@pytest.mark.parametrize("seed", range(2))
def test_services_without_fixed_times_are_answered_as_by_force(seed: int) -> None:
    """Possible where the longest wait keeps the plan; never impossible where some minute at which a
    vehicle may come does: a route was ruled out that only who waits longest cannot do."""
    chance = Random(seed)  # noqa: S311  (nothing secret)
    seen = set()
    for _ in range(PLANS // 4):
        start, stops = random_plan(chance)
        stops = [one if n < 3 else replace(one, ride=None) for n, one in enumerate(stops)]
        often = [None if stop.ride is None else Often(
            begins := 5 * chance.randint(7 * 12, 13 * 12), begins + chance.randint(0, 120),
            chance.choice((5, 10, 30, 60)), chance.randint(5, 60), Mode.TRAIN, "L")
            for stop in stops]
        stops = [replace(one, ride=()) if every else one
                 for one, every in zip(stops, often, strict=True)]

        def rides(ready: int, every: Often, *, surely: bool) -> range:
            first = max(ready, every.from_min)
            return range(first + every.every_min, every.until_min + 1, every.every_min) if (
                surely) else range(first, every.until_min + 1)

        def keeps(n: int, ready: int, stops: Sequence[Stop], often: Sequence[Often | None], *,
                  surely: bool) -> bool:
            if n == len(stops):
                return True
            every = often[n]
            there = [ready + (stops[n].minutes if n else 0)] if every is None else [
                leaves + every.ride_min for leaves in rides(ready, every, surely=surely)]
            for at in there:
                stop = stops[n]
                begins = at if stop.fixed is None else stop.fixed
                if at <= begins and (not stop.opens or (
                        stop.opens <= begins and begins + stop.stay <= stop.closes)) and keeps(
                            n + 1, begins + stop.stay, stops, often, surely=surely):
                    return True
            return False

        if any(often):
            sure, perhaps = (keeps(0, start, stops, often, surely=one) for one in (True, False))
            found = solved(start, stops, (), often).possible
            assert (found is True) is sure, (start, stops, often)
            assert not (perhaps and found is False), (start, stops, often)
            seen.add((sure, perhaps, found))
    assert {(True, True, True), (False, True, None), (False, False, False)} <= seen
