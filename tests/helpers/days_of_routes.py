"""Routes whose days are like those of real places: a strategy for their rules, closures, seasons
and timetables."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from helpers.planning import atlas_of, trip_of
from parcours.hours.day_set import DaySet
from parcours.trip.trip import Blocked, OpenDays, Trip, Why

_DAY = timedelta(days=1)
_WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_YEAR = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_some = st.sampled_from

_weekly = st.one_of(
    _some(("Mo-Fr", "Tu-Su", "We-Mo", "Mo-Sa", "Sa,Su", "Sa", "Su", "We", "Mo-Su", "Tu-Sa",
           "Mo,We,Fr", "Sa,Su,PH", "Su,PH", "Fr-Su", "We-Su", "Th", "Mo,Th-Su", "We,Sa,Su", "",
           "")),
    st.lists(_some(_WEEK), min_size=1, max_size=5, unique=True).map(
        lambda days: ",".join(sorted(days, key=_WEEK.index))),
    st.builds("{}[{}]".format, _some(_WEEK), _some(("1", "2", "3", "4", "5", "-1", "1,3", "2,4"))))
_date = st.dates(date(2028, 1, 1), date(2028, 12, 31)).map(
    lambda day: f"{_YEAR[day.month - 1]} {day.day:02d}")
_months = st.tuples(_some(_YEAR), _some(_YEAR)).map(
    lambda ends: ends[0] if ends[0] == ends[1] else "-".join(ends))
_season = st.one_of(
    _some(("Apr-Oct", "May-Sep", "Jul-Aug", "Nov-Mar", "Oct-Mar", "Apr-Jun,Sep-Oct", "Mar-Nov",
           "Sep-Jun", "Apr 15-Oct 15", "Nov 28-Dec 24", "easter-Nov 01", "Jun 15-Sep 15",
           "week 01-53/2", "week 02-52/2", "Feb,Apr,Jul-Aug,Dec", "Feb 29", "Dec")),
    _months, st.tuples(_date, _date).map("-".join))


def _dated(days: tuple[date, int]) -> str:
    first, count = days
    last = first + count * _DAY
    begin = f"{first.year} {_YEAR[first.month - 1]} {first.day:02d}"
    return begin if first == last else f"{begin}-{last.year} {_YEAR[last.month - 1]} {last.day:02d}"


_coming = st.dates(date(2026, 11, 20), date(2028, 7, 1))
_holiday_weeks = _some((
    "2026 Dec 19-2027 Jan 03", "2027 Feb 13-2027 Feb 28", "2027 Apr 10-2027 Apr 25",
    "2027 Jul 03-2027 Aug 31", "2027 Oct 16-2027 Nov 01", "2027 Dec 18-2028 Jan 02"))
_of_dates = st.one_of(
    st.tuples(_coming, _some((0, 0, 0, 1, 2, 5, 9, 13, 20, 60))).map(_dated), _holiday_weeks)
_hours = _some(("10:00-18:00",) * 8 + ("09:00-12:00", "14:00-18:00", "10:00-12:00,14:00-18:00"))
_closed = st.one_of(
    _some(("PH off", "PH off", "PH off", "Dec 25 off", "Jan 01 off", "Dec 24-Jan 02 off",
           "May 01 off", "Jan 01,May 01,Dec 25 off", "Su[-1] off", "Mo[1] off", "Aug off",
           "Jan off", "Feb 01-Feb 15 off", "easter off", "PH 10:00-18:00", "Dec 24,Dec 31 off",
           "Jan 15-Jan 31 off", "easter +1 day off")),
    st.builds("{} off".format, st.tuples(_date, _date).map("-".join)),
    st.builds("{} off".format, _of_dates), st.builds("{} {} off".format, _season, _some(_WEEK)))


@st.composite
def _opening(draw: st.DrawFn) -> str:
    when = [draw(_season)] if draw(st.booleans()) else []
    if not when and draw(st.integers(0, 4)) == 0:
        when = [draw(_of_dates)]
    return " ".join(part for part in (*when, draw(_weekly), draw(_hours)) if part)


@st.composite
def rules_of_places(draw: st.DrawFn) -> str:
    """The hours of a place: one to three openings, and what is excepted."""
    parts = draw(st.lists(_opening(), min_size=1, max_size=draw(_some((1, 1, 2, 3)))))
    return "; ".join((*parts, *draw(st.lists(_closed, max_size=2))))


@st.composite
def _status(draw: st.DrawFn) -> dict[str, str]:
    first, count = draw(_coming), draw(_some((0, 3, 10, 30, 90, 200)))
    ends = draw(_some((("from",), ("to",), ("from", "to"), ("from", "to"))))
    days = {"from": first, "to": first + count * _DAY}
    return {"state": draw(_some(("closed", "works"))), **{
        end: days[end].isoformat() for end in ends}}


@dataclass(frozen=True)
class RouteDays:
    """A route, and what decides about its days."""

    told: str
    """What it is made of, to be read where a test fails."""
    trip: Trip = field(repr=False)
    unserved: frozenset[date] = field(repr=False)
    """Days that timetables alone rule out."""

    @property
    def days(self) -> OpenDays:
        """On which days one can set out."""
        return self.trip.open_days


@st.composite
def days_of_routes(draw: st.DrawFn) -> RouteDays:
    """One to three stops on one to three days, some closed for works, some without hours."""
    today = draw(st.dates(date(2026, 11, 1), date(2028, 3, 31)))
    places: dict[str, Any] = {}
    days = []
    for n in range(draw(_some((1, 1, 1, 2, 3)))):
        stops = []
        for m in range(draw(_some((1, 1, 1, 2)))):
            place: dict[str, Any] = {}
            if draw(st.integers(0, 11)):
                place["opening_hours"] = draw(rules_of_places())
            if draw(st.integers(0, 5)) == 0:
                place["status"] = draw(_status())
            places[f"p{n}{m}"] = place
            stops.append({"place": f"p{n}{m}", "stay": "1h"})
        days.append(("10:00", stops))
    fields: dict[str, Any] = {}
    if draw(st.integers(0, 4)) == 0:
        first, last = draw(st.dates(date(2028, 1, 1), date(2028, 12, 31))), draw(
            st.dates(date(2028, 1, 1), date(2028, 12, 31)))
        fields["season"] = {"from": f"{first:%m-%d}", "to": f"{last:%m-%d}"}
    if draw(st.integers(0, 6)) == 0:
        fields["status"] = draw(_status())
    trip = trip_of(atlas_of(places, today), days, **fields)
    found = trip.open_days
    unserved = draw(st.none() | st.none() | st.none() | _timetables(found)) or DaySet(today)
    if unserved:
        trip = replace(trip, open_days=replace(found, starts=found.starts - unserved, blocked=(
            *found.blocked, Blocked(2, Why.NO_SERVICE, unserved))))
    return RouteDays(f"{today} {places} {days if len(days) > 1 else ''} {fields} "
                     f"{'no service: ' + ' '.join(map(str, unserved)) if unserved else ''}",
                     trip, frozenset(unserved))


@st.composite
def _timetables(draw: st.DrawFn, found: OpenDays) -> DaySet:
    """Possible days on which nothing runs: some weekdays, or dates, of a few weeks or months."""
    first = found.first + draw(_some((0, 0, 3, 20))) * _DAY
    covered = found.starts.between(first, first + draw(_some((6, 20, 45, 120, 399))) * _DAY)
    if draw(st.booleans()):
        never = set(draw(st.lists(st.integers(0, 6), min_size=1, max_size=3)))
        return covered.where(lambda day: day.weekday() in never)
    taken = draw(st.lists(st.integers(0, 120), min_size=1, max_size=4))
    return covered.where(lambda day: (day - first).days in taken)
