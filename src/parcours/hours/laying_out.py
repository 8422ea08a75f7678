"""When statements are open, minute by minute, as a visitor would understand their words.

Compared with the reader of rules this is a second opinion: words are only made of statements on
which both agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from parcours.hours.calendar import HORIZON_DAYS, Calendar, Patterns, horizon
from parcours.hours.clock import DAY_MIN
from parcours.hours.intervals import Interval, less
from parcours.hours.matching import days_of
from parcours.hours.statement import Alternative, Hours, Meaning, Means, Statement, Time

_SUN = {"dawn": 6 * 60, "sunrise": 7 * 60, "sunset": 19 * 60, "dusk": 20 * 60}
"""Those of a calendar without a position."""
_BEFORE = 2
"""So many days before may reach into a day."""


@dataclass(frozen=True, slots=True)
class Span:
    """Minutes from midnight of a day, and the day that they are hours of: -1 for the day before."""

    opens: int
    closes: int
    means: Means
    day: int
    by: int
    """The number of its statement."""


def reaches_past_midnight(hours: Hours) -> bool:
    """Whether the hours end, or may end, on the day after."""
    return any(closes > DAY_MIN for _, closes, _ in _span(hours, Means.OPEN))


def minutes_of(time: Time) -> int:
    """Minutes since midnight, where the sun keeps the same hours all year."""
    return _SUN.get(time.sun, 0) + time.minutes


def agrees(meaning: Meaning, laid_out: Calendar) -> bool:
    """Whether the statements are open and perhaps open when a calendar without a position is, on
    each of its days.

    One difference is allowed: hours that go past midnight are cut short by what is said *later* of
    the day after; the reader cuts them for what was said earlier, too, the reference does not
    (``docs/dev/oracle.md``).
    """
    begin = laid_out.first - timedelta(days=_BEFORE)
    masks = {one: days_of(one, begin, HORIZON_DAYS + _BEFORE)
             for alternative in meaning for one in alternative}
    slack = any(hours.closes is None or hours.at_least for one in masks for hours in one.hours)
    perhaps, surely = (_clipped(one, laid_out.first)
                       for one in (laid_out.patterns, laid_out.certain))
    for alike in _alike(list(masks.values())):
        day = (alike & -alike).bit_length() - 1
        ours = _on_day(meaning, masks, day)
        here = alike >> _BEFORE
        if not all(_equal(ours.perhaps, theirs, ours.night)
                   for theirs, days in perhaps.items() if days & here) or not all(
                       _equal(ours.surely, theirs, ours.night, slack=slack)
                       for theirs, days in surely.items() if days & here):
            return False
    return True


@dataclass(frozen=True, slots=True)
class _OnDay:
    """Minutes of one day, from its midnight to the next."""

    perhaps: list[Interval]
    surely: list[Interval]
    night: list[Interval]
    """What belongs to the day before, by a statement later than one about this day."""


def _on_day(meaning: Meaning, masks: Mapping[Statement, int], day: int) -> _OnDay:
    perhaps: list[Interval] = []
    surely: list[Interval] = []
    night: list[Interval] = []
    for alternative in meaning:
        spans = [replace(one, opens=max(one.opens, 0), closes=min(one.closes, DAY_MIN))
                 for one in lay_out(alternative, masks, day)
                 if one.closes > 0 and one.opens < DAY_MIN]
        surely += less([(one.opens, one.closes) for one in spans if one.means is Means.OPEN],
                       merged(perhaps))
        perhaps += [(one.opens, one.closes) for one in spans]
        night += [(one.opens, one.closes) for one in spans if one.day < 0 and any(
            masks[earlier] >> day & 1 for earlier in alternative[:one.by])]
    return _OnDay(merged(perhaps), merged(surely), merged(night))


def _alike(masks: Sequence[int]) -> list[int]:
    """Days in sets on which, and before which, the same statements hold."""
    whole = (1 << HORIZON_DAYS + _BEFORE) - 1
    found = [whole >> _BEFORE << _BEFORE]
    for mask in masks:
        for earlier in range(_BEFORE + 1):
            here = mask << earlier & whole
            found = [part for days in found for part in (days & here, days & ~here) if part]
    return found


def _clipped(patterns: Patterns, first: date) -> dict[tuple[Interval, ...], int]:
    """The days with the same hours between two midnights, the closed ones too.

    As bits from ``first``: statements are laid out in bits of their own.
    """
    found: dict[tuple[Interval, ...], int] = {}
    every = rest = horizon(first).bits_from(first)
    for intervals, days in patterns:
        here = tuple((opens, min(closes, DAY_MIN)) for opens, closes in intervals)
        mask = days.bits_from(first)
        found[here] = found.get(here, 0) | mask & every
        rest &= ~mask
    found[()] = rest
    return found


def _equal(ours: list[Interval], theirs: tuple[Interval, ...], night: list[Interval], *,
           slack: bool = False) -> bool:
    here = list(theirs)
    if slack:  # an open end is put to the reader as one minute, which may touch what is before
        here = [(opens, next((end for _, end in ours if end == closes - 1), closes))
                for opens, closes in here if closes - opens > 1 or (opens, closes) in ours]
    return ours == here or (bool(night) and not less(here, ours)
                            and not less(less(ours, here), night))


def lay_out(alternative: Alternative, masks: Mapping[Statement, int], day: int) -> list[Span]:
    """The spans of a day, in minutes from its midnight, and those of the days before it."""
    spans: dict[int, list[Span]] = {}
    for number, statement in enumerate(alternative):
        for earlier in range(-min(_BEFORE, day), 1):
            if masks[statement] >> day + earlier & 1:
                _state(statement, number, earlier, spans)
    return [one for some in spans.values() for one in some]


def _state(statement: Statement, number: int, day: int, spans: dict[int, list[Span]]) -> None:
    midnight = day * DAY_MIN
    said = [Span(midnight + opens, midnight + closes, means, day, number)
            for opens, closes, means in _spans(statement)]
    if statement.means is Means.CLOSED or statement.adds:
        for one in (day - 1, day, day + 1):
            _take(spans, one, [(span.opens, span.closes) for span in said])
    elif any(span.by != number for span in spans.get(day - 1, ())):
        _take(spans, day - 1, [(midnight, midnight + DAY_MIN)])  # the night before ends here
    if statement.means is not Means.CLOSED:
        spans[day] = [*spans.get(day, ()), *said] if statement.adds else said


def _take(spans: dict[int, list[Span]], day: int, taken: list[Interval]) -> None:
    if day in spans:
        spans[day] = [replace(one, opens=opens, closes=closes) for one in spans[day]
                      for opens, closes in less([(one.opens, one.closes)], merged(taken))]


@lru_cache(maxsize=4096)
def _spans(statement: Statement) -> tuple[tuple[int, int, Means], ...]:
    """The hours of one of its days, in minutes from its midnight."""
    if not statement.hours:
        return ((0, DAY_MIN, statement.means),)
    return tuple(span for one in statement.hours for span in _span(one, statement.means))


def _span(hours: Hours, means: Means) -> Iterator[tuple[int, int, Means]]:
    opens = minutes_of(hours.opens)
    closes = minutes_of(hours.closes) if hours.closes else opens
    if hours.closes and closes <= opens:
        closes += DAY_MIN
    if closes > opens:
        yield opens, closes, means
    if hours.closes is None and hours.opens.sun:
        # the reader takes it for open until midnight (``docs/dev/oracle.md``)
        yield opens, DAY_MIN, means
    elif hours.closes is None or (hours.at_least and not hours.closes.sun):
        # the reader passes over the plus of ``-sunset+``
        yield closes, latest(closes), means if means is Means.CLOSED else Means.PERHAPS


def latest(closes: int) -> int:
    """Until when a place may be open that opens, or stays open, at least so late: the guess of the
    reference implementation."""
    if closes >= 22 * 60:
        return min(closes + 8 * 60, 2 * DAY_MIN)
    return closes + 10 * 60 if closes >= 17 * 60 else DAY_MIN


def merged(spans: Iterable[Interval]) -> list[Interval]:
    """The same minutes in order, spans that touch made one."""
    found: list[Interval] = []
    for opens, closes in sorted(spans):
        if found and opens <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], closes))
        else:
            found.append((opens, closes))
    return found
