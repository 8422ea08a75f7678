"""The search for open days against a reference that shares nothing with it: rules are drawn from a
grammar and judged by their own parts, and every minute of every stay is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.planning import LEG_MIN, atlas_of, clock, trip_of
from parcours.trip.trip import Trip, Why

WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
YEAR = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAY_MIN = 24 * 60
_HOLIDAYS = """
2026-11-01 2026-11-11 2026-12-25
2027-01-01 2027-03-29 2027-05-01 2027-05-06 2027-05-08 2027-05-17 2027-07-14 2027-08-15 2027-11-01
2027-11-11 2027-12-25
2028-01-01 2028-04-17 2028-05-01 2028-05-08 2028-05-25 2028-06-05 2028-07-14 2028-08-15 2028-11-01
2028-11-11 2028-12-25 2029-01-01
"""
HOLIDAYS = set(map(date.fromisoformat, _HOLIDAYS.split()))
"""As the law sets them, Easter being on 28 March 2027 and on 16 April 2028."""


# Rules

@dataclass(frozen=True)
class Clause:
    """One part of a rule: on such days, such hours, or closed where there are none."""

    months: tuple[int, int] | None
    days: tuple[int, int] | None
    nth: int | None
    """Only the first, second… of the month (with one weekday), or the last where it is -1."""
    holidays: bool
    """Public holidays alone; no other selector is set then."""
    times: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        parts = []
        if self.months:
            first, last = self.months
            parts.append(YEAR[first] if first == last else f"{YEAR[first]}-{YEAR[last]}")
        if self.days:
            first, last = self.days
            parts.append((WEEK[first] if first == last else f"{WEEK[first]}-{WEEK[last]}")
                         + (f"[{self.nth}]" if self.nth else ""))
        if self.holidays:
            parts.append("PH")
        parts.append(",".join(f"{clock(opens)}-{clock(closes)}" for opens, closes in self.times)
                     or "off")
        return " ".join(parts)

    def on(self, day: date) -> bool:
        """Whether the clause speaks of the day."""
        if self.holidays:
            return day in HOLIDAYS
        if self.months and day.month - 1 not in around(self.months, 12):
            return False
        if self.days and day.weekday() not in around(self.days, 7):
            return False
        if self.nth == -1:
            return (day + timedelta(days=7)).month != day.month
        return self.nth is None or (day.day - 1) // 7 + 1 == self.nth


def around(ends: tuple[int, int], of: int) -> set[int]:
    """All from the first to the last, going round."""
    first, last = ends
    return {first + n if first + n < of else first + n - of for n in range((last - first) % of + 1)}


Rule = tuple[Clause, ...]


def is_open(rule: Rule, day: date, minute: int, *, holidays: bool = True) -> bool:
    """Whether a minute of a day, or of the night after, is within the hours of the rule: of the
    clauses that speak of a day the last one holds, with its own night before."""
    day, minute = day + timedelta(days=minute // DAY_MIN), minute % DAY_MIN
    before = day - timedelta(days=1)
    clauses = [one for one in rule if holidays or not one.holidays]
    of_today = [one for one in clauses if one.on(day)]
    speaking = of_today[-1:] or [one for one in clauses if one.on(before)][-1:]
    return any(
        (one.on(day) and opens <= minute < closes)
        or (one.on(before) and opens <= minute + DAY_MIN < closes)
        for one in speaking for opens, closes in one.times)


def spans(halves: list[int]) -> tuple[tuple[int, int], ...]:
    """Half hours, two by two."""
    halves.sort()
    return tuple((a * 30, b * 30) for a, b in zip(halves[::2], halves[1::2], strict=False))


hours_of_day = st.lists(st.integers(14, 48), min_size=2, max_size=4, unique=True).map(spans)
months = st.integers(0, 3).flatmap(lambda one: st.none() if one < 3 else st.tuples(
    st.integers(0, 11), st.integers(0, 11)))
weekdays = st.one_of(st.none(), st.tuples(st.integers(0, 6), st.integers(0, 6)))
holiday_clause = st.builds(Clause, st.none(), st.none(), st.none(), st.just(True),
                           st.just(()) | hours_of_day)
margins = st.sampled_from((0, 0, 0, 1, 15, 60, 60, 300, -1))


@st.composite
def hours_for(draw: st.DrawFn, begins: int, ends: int) -> tuple[tuple[int, int], ...]:
    """Hours that hold the visit, or miss it by a minute, or have nothing to do with it."""
    if draw(st.integers(0, 7)) == 7:
        return draw(hours_of_day)
    opens, closes = begins - draw(margins), ends + draw(margins)
    if opens >= DAY_MIN:  # those of the next day
        opens, closes = opens - DAY_MIN, closes - DAY_MIN
    closes = min(closes, opens + DAY_MIN - 1)
    if not 0 <= opens < closes:
        return draw(hours_of_day)
    if closes < 22 * 60 and draw(st.booleans()):
        return (opens, closes), (closes + 30, closes + 60)
    return ((opens, closes),)


@st.composite
def a_clause(draw: st.DrawFn, times: tuple[tuple[int, int], ...]) -> Clause:
    days = draw(weekdays)
    nth = draw(st.sampled_from((None, None, None, None, None, 1, 2, 4, -1)))
    if days is not None and nth is not None:
        days = (days[0], days[0])
    return Clause(draw(months), days, nth if days else None, False, times)


@st.composite
def a_rule(draw: st.DrawFn, begins: int, ends: int) -> Rule:
    first = draw(a_clause(draw(hours_for(begins, ends))))
    holiday = [draw(holiday_clause)] if draw(st.booleans()) else []
    if first.times[-1][1] > DAY_MIN:
        # a night is cut by the next day's clause, whichever comes first: one clause only
        return (first, *(one for one in holiday if not one.times))
    second = [draw(a_clause(draw(hours_of_day)))] if draw(st.integers(0, 2)) == 2 else []
    closed = [Clause(draw(months) or (0, 0), None, None, False, ())] if draw(st.booleans()) else []
    return (*second, first, *closed, *holiday)


# Routes

@dataclass(frozen=True)
class Closure:
    """A dated closure, with its first and last day."""

    state: str
    first: date | None
    last: date | None

    def on(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    @property
    def written(self) -> dict[str, str]:
        ends = {"from": self.first, "to": self.last}
        return {"state": self.state} | {name: day.isoformat() for name, day in ends.items() if day}


@dataclass(frozen=True)
class Stop:
    rule: Rule | None
    closure: Closure | None
    stay: int
    wait: int
    """Minutes between the arrival and the fixed hour of the visit; none without one."""
    optional: bool


@dataclass(frozen=True)
class Route:
    first: date
    season: tuple[date, date] | None
    """Two days of the leap year 2028."""
    closure: Closure | None
    days: tuple[tuple[int, tuple[Stop, ...]], ...]
    """The hour of departure and the stops of each day."""


some_day = st.dates(date(2026, 12, 1), date(2027, 12, 31))


@st.composite
def a_closure(draw: st.DrawFn) -> Closure | None:
    if draw(st.integers(0, 5)) < 5:
        return None
    first, last = draw(some_day), draw(st.none() | st.integers(0, 60))
    state = draw(st.sampled_from(("closed", "works")))
    if last is None:
        return draw(st.sampled_from((Closure(state, first, None), Closure(state, None, first))))
    return Closure(state, first, first + timedelta(days=last))


@st.composite
def a_day(draw: st.DrawFn) -> tuple[int, tuple[Stop, ...]]:
    start = now = draw(st.one_of(st.integers(28, 76), st.integers(84, 94))) * 15
    stops = []
    for n in range(draw(st.integers(1, 2))):
        stay, wait = draw(st.sampled_from((15, 30, 45, 60, 90))), draw(st.sampled_from((0, 0, 15)))
        now += LEG_MIN * bool(n)
        wait = wait if now + wait < DAY_MIN else 0
        rule = draw(a_rule(now + wait, now + wait + stay)) if draw(st.integers(0, 4)) else None
        stops.append(Stop(rule, draw(a_closure()), stay, wait, draw(st.integers(0, 5)) == 5))
        now += wait + stay
    return start, tuple(stops)


@st.composite
def a_route(draw: st.DrawFn) -> Route:
    of_2028 = st.dates(date(2028, 1, 1), date(2028, 12, 31))
    season = draw(st.one_of(st.none(), st.none(), st.tuples(of_2028, of_2028)))
    return Route(draw(st.dates(date(2026, 11, 1), date(2027, 10, 31))), season, draw(a_closure()),
                 tuple(draw(st.lists(a_day(), min_size=1, max_size=3))))


@dataclass(frozen=True)
class Planned:
    """A visit as the reference plans it: on which day of the route, from when until when."""

    number: int
    day: int
    begins: int
    ends: int
    stop: Stop


def plan(route: Route) -> list[Planned]:
    planned: list[Planned] = []
    for day, (start, of_day) in enumerate(route.days):
        now = start
        for n, stop in enumerate(of_day):
            now += LEG_MIN if n else 0
            now += stop.wait
            planned.append(Planned(len(planned) + 1, day, now, now + stop.stay, stop))
            now += stop.stay
    return planned


def build(route: Route) -> Trip:
    """The same route, computed by the program."""
    places: dict[str, dict[str, Any]] = {}
    days = []
    planned = iter(plan(route))
    for start, of_day in route.days:
        written = []
        for stop in of_day:
            visit = next(planned)
            place = places[f"lieu-{visit.number}"] = {}
            if stop.rule is not None:
                place["opening_hours"] = "; ".join(one.text for one in stop.rule)
            if stop.closure is not None:
                place["status"] = stop.closure.written
            written.append({
                "place": f"lieu-{visit.number}", "stay": f"{stop.stay}min",
                "optional": "yes" if stop.optional else "no",
                **({"arrive": clock(visit.begins)} if stop.wait else {})})
        days.append((clock(start), written))
    fields: dict[str, Any] = {}
    if route.season:
        fields["season"] = {"from": f"{route.season[0]:%m-%d}", "to": f"{route.season[1]:%m-%d}"}
    if route.closure:
        fields["status"] = route.closure.written
    return trip_of(atlas_of(places, route.first), days, **fields)


def in_season(route: Route, day: date) -> bool:
    if route.season is None:
        return True
    first, last = ((one.month, one.day) for one in route.season)
    today = (day.month, day.day)
    return first <= today <= last if first <= last else today >= first or today <= last


def closed_by(visit: Planned, start: date) -> str:
    """What closes a visit for those who set out on a day; nothing where it is open throughout."""
    day = start + timedelta(days=visit.day)
    if visit.stop.closure and visit.stop.closure.on(day):
        return visit.stop.closure.state
    rule = visit.stop.rule
    minutes = range(visit.begins, visit.ends)
    if rule is None or all(is_open(rule, day, minute) for minute in minutes):
        return ""
    if all(is_open(rule, day, minute, holidays=False) for minute in minutes):
        return "holiday"
    return "hours"


def asked_of(route: Route) -> list[int]:
    """Days of the horizon: a stride over all of it, and those where something changes."""
    edges = [*HOLIDAYS, date(2028, 2, 29), date(2027, 3, 28), date(2027, 10, 31)]
    for closure in (route.closure, *(stop.closure for _, day in route.days for stop in day)):
        if closure:
            edges += [edge for edge in (closure.first, closure.last) if edge]
    if route.season:
        edges += [date(year, edge.month, min(edge.day, 28)) for edge in route.season
                  for year in (2027, 2028)]
    found = {(edge - route.first).days + by for edge in edges for by in (-2, -1, 0, 1)}
    return sorted((found | set(range(0, 400, 9)) | {398, 399}) & set(range(400)))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(a_route())
def test_a_day_is_possible_when_every_minute_of_every_stay_is_open(route: Route) -> None:
    """The program and the reference agree on each day, and on what closes it."""
    trip, planned = build(route), plan(route)
    assert [(one.begins, one.ends) for one in planned] == [
        (visit.visit_min, visit.departure_min) for visit in trip.visits]
    needed = [one for one in planned if not one.stop.optional]
    for offset in asked_of(route):
        start = route.first + timedelta(days=offset)
        expected: tuple[int | None, str] | None = None
        if route.closure and route.closure.on(start):
            expected = (None, route.closure.state)
        elif not in_season(route, start):
            expected = (None, "season")
        else:
            expected = next(((one.number, why) for one in needed
                             if (why := closed_by(one, start))), None)
            if not needed and all(closed_by(one, start) for one in planned):
                expected = (None, "all-shut")  # each may be skipped, and not all of them
        assert (start in trip.open_days.starts) is (expected is None), start
        assert told(trip, start) == expected, start


def told(trip: Trip, start: date) -> tuple[int | None, str] | None:
    """What the program blames for a day, in the reference's words."""
    blamed = [one for one in trip.open_days.blocked if start in one.starts]
    assert len(blamed) == (start not in trip.open_days.starts)
    if not blamed:
        return None
    said = {Why.ALL_SHUT: "all-shut", Why.WORKS: "works", Why.STATUS: "closed",
            Why.HOLIDAY: "holiday",
            Why.CLOSED: "hours", Why.SEASON: "hours" if blamed[0].visit_number else "season"}
    return blamed[0].visit_number, said[blamed[0].why]


@settings(max_examples=60, deadline=None)
@given(a_route())
def test_blocked_days_and_possible_days_make_up_the_horizon(route: Route) -> None:
    """Every day of the 400 is possible or blamed on one thing, and none is both."""
    days = build(route).open_days
    together = days.starts
    for one in days.blocked:
        assert one.starts
        assert not together & one.starts
        together |= one.starts
    assert together == days.horizon
    assert days.horizon.count == 400
