"""The planner against one that tries every choice of departures, on two thousand random plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product, zip_longest
from math import ceil
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
from parcours.trip.rides import Caveat, FeedSource, Halt, Level

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


@dataclass(frozen=True)
class Halts:
    """Where one gets off to a place and boards away from it, and how far each is from the place;
    how long the feed says that the change takes, if it does."""

    off: str = "b"
    off_m: int = 0
    on: str = "a"
    on_m: int = 0
    told_min: int | None = None


def solved(start: int, stops: Sequence[Stop], about: Sequence[Sequence[Caveat]] = (),
           often: Sequence[Often | None] = (), halts: Sequence[Halts] = ()) -> Answer:
    """What the product answers; ``about`` tells which times of each stop's rides are approximate,
    ``often`` what goes there without fixed times, ``halts`` where one gets off and on.
    """
    halts = halts or [Halts()] * len(stops)
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
            FEED, Halt((on := halts[leg.end.number - 2]).on, "", on.on_m),
            Halt((off := halts[leg.end.number - 1]).off, "", off.off_m),
            (leg.wanted.start.named, leg.wanted.end.named),
            {DAY: tuple(Departure(a, b, Mode.TRAIN, "L", caveat) for (a, b), caveat in zip_longest(
                ride, about[leg.end.number - 1] if about else (), fillvalue=Caveat.NONE))},
            {DAY: (every,)} if often and (every := often[leg.end.number - 1]) else {},
            change_min={} if on.told_min is None else {on.off: on.told_min}),)
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


def walk_min(metres: int, slow: float = 0.0) -> int:
    """Minutes on foot between two points so far apart, as the site tells them: at hand they are
    none; else four and a half kilometres an hour on a way a third longer than the line, rounded up
    to five. Who is slow takes a quarter more of the exact time."""
    if metres < 200:
        return 0
    exact = metres / 1000 * 1.3 / 4.5 * 60
    took = ceil(exact / 5) * 5
    return took + ceil(max(0, round(exact * 1.25) - took) * slow)


@dataclass(frozen=True)
class Reading:
    """How a plan is read: whether walks count, and what the feed asks for; how slow one is."""

    walks: bool
    asks: bool = False
    slow: float = 0.0
    share: float = 0.0
    """How much of a walk is counted where walks do not count."""
    lingers: bool = True
    """Whether who only changes stays on the platform as long as planned."""

    def walk_min(self, metres: int) -> int:
        """Minutes to reckon with."""
        return walk_min(metres, self.slow) if self.walks else int(walk_min(metres) * self.share)

    def at_stop(self, now: int, came: int | None, halt: Halts, *, waits: bool) -> int:
        """When one may board away from a place that one leaves at a minute, having got off a
        vehicle at another."""
        by_place = now + self.walk_min(halt.on_m)
        if came is None:
            return by_place
        if halt.on == halt.off:  # who only changes has never left it
            return now - self.walk_min(halt.off_m) if waits and self.walk_min(halt.off_m) else (
                by_place)
        if halt.told_min is None and (self.walks or self.share):
            return max(by_place, came + self.walk_min(halt.off_m + halt.on_m))
        return max(by_place, came + (halt.told_min or 0) if self.asks else 0)

    def kept(self, stops: Sequence[Stop], halts: Sequence[Halts],
             chosen: Sequence[tuple[int, int] | None], now: int) -> bool:
        """Whether the plan holds with these departures."""
        came = None
        for n, (stop, ride) in enumerate(zip(stops, chosen, strict=True)):
            waits = stop.station and stop.stay <= 30
            if ride is None:
                now, came = now + (stop.minutes if n else 0), None
            else:
                before = stops[n - 1]
                if ride[0] < self.at_stop(now, came, halts[n - 1],
                                          waits=before.station and before.stay <= 30):
                    return False
                came = ride[1]
                now = came + self.walk_min(halts[n].off_m)
            begins = now if stop.fixed is None else stop.fixed
            ends = begins + (stop.stay if self.lingers or not waits else 0)
            if now > begins or (stop.opens and not (stop.opens <= begins and ends <= stop.closes)):
                return False
            now = ends
        return True


def tight_plan(chance: Random) -> tuple[int, list[Stop]]:
    """The same where vehicles leave some minutes after one may come, and stays are short."""
    start, stops = random_plan(chance)
    tight, now = [stops[0]], start + stops[0].stay
    for one in stops[1:]:
        stay, ride = chance.choice((1, 5, 10, 45)), one.ride
        if chance.random() < 0.8:
            leaves = now + chance.choice((0, 1, 5, 6, 12, 25))
            ride = tuple((minute, minute + 20) for minute in sorted(
                {leaves, leaves + chance.choice((4, 10, 90))}))
        tight.append(replace(one, stay=stay, ride=ride))
        now = (ride[0][1] if ride else now + one.minutes) + stay
    return start, tight


def random_halts(chance: Random) -> Halts:
    """One stop or two about a place, near or far, with what a feed may say of them."""
    on = chance.choice("ab")
    off_m, on_m = (chance.choice((0, 150, 199, 260, 700)) for _ in "ab")
    return Halts("b", off_m, on, off_m if on == "b" else on_m, chance.choice(
        (None, None, 0, 3, 25)) if on == "a" else None)


@pytest.mark.parametrize("seed", range(2))
def test_walks_and_changes_are_answered_as_by_force(seed: int) -> None:
    """Proved where the plan is kept carefully, and by who is slower than our estimate; denied where
    it is kept by nobody who walks in no time and changes in none; neither in between."""
    chance = Random(seed)  # noqa: S311  (nothing secret)
    seen = set()
    careful = Reading(True, asks=True)
    slow = [[replace(careful, slow=share, lingers=lingers) for lingers in (False, True)]
            for share in (0.5, 1.0)]
    for _ in range(PLANS // 4):
        start, stops = tight_plan(chance)
        halts = [random_halts(chance) for _ in stops]
        if not any(stop.ride is not None for stop in stops):
            continue
        ways = [*choices(stops)]

        def keeps(how: Reading, ways: Sequence[tuple[tuple[int, int] | None, ...]] = ways,
                  asked: tuple[int, list[Stop], list[Halts]] = (start, stops, halts)) -> bool:
            return any(how.kept(asked[1], asked[2], way, asked[0]) for way in ways)

        proved = keeps(careful) and all(any(map(keeps, some)) for some in slow)
        perhaps = keeps(careful) or keeps(Reading(walks=True)) or any(
            keeps(Reading(walks=False, share=share)) for share in (0.0, 0.25, 0.5, 0.75))
        found = solved(start, stops, halts=halts)
        assert found.possible is (True if proved else None if perhaps else False), (
            start, stops, halts)
        assert (found.plan.level is Level.PROVED and not found.plan.obstacle) is proved
        seen.add((proved, perhaps))
    assert seen == {(True, True), (False, True), (False, False)}


def test_who_is_slower_waits_on_a_platform_all_the_same() -> None:
    """Six minutes to the first stop in place of five, and ten to spare there: that nobody who is
    slower comes to the door at half past nine was said, since who left the platform at once found
    it shut."""
    stops = [Stop(None, 0, 5, 0, 1440, None, False),
             Stop(((500, 520),), 5, 30, 0, 1440, None, True),
             Stop(None, 20, 60, 570, 900, None, False)]
    found = solved(480, stops, halts=[Halts(on_m=260), Halts(), Halts()])
    assert (found.possible, found.plan.level) == (True, Level.PROVED)


def test_a_door_that_opens_between_no_walk_and_ours_denies_nothing() -> None:
    """Twenty minutes by our estimate from the train of 10:00 to a place that opens at 10:10: who
    takes none stands before a shut door, who takes twenty misses the train of 10:22, who walks
    faster than we think takes it. It was denied."""
    stops = [Stop(None, 0, 5, 0, 1440, None, False),
             Stop(((560, 600),), 5, 10, 610, 1080, None, False),
             Stop(((622, 640),), 5, 10, 0, 1440, None, False)]
    halts = [Halts(), Halts(off_m=950, told_min=0), Halts()]
    assert solved(480, stops, halts=halts).possible is None
    shut = [stops[0], replace(stops[1], opens=620), stops[2]]
    assert solved(480, shut, halts=halts).possible is False
