"""When statements are open, minute by minute, as a visitor would understand their words.

Compared with the reader of rules this is a second opinion: words are only made of statements on
which both agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from parcours.hours.calendar import Calendar
from parcours.hours.matching import is_about
from parcours.hours.statement import DAY_MIN, Alternative, Hours, Meaning, Means, Statement, Time

_SUN = {"dawn": 6 * 60, "sunrise": 7 * 60, "sunset": 19 * 60, "dusk": 20 * 60}
"""Those of a calendar without a position."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Minutes from midnight of the first day, and the day that they are hours of."""

    opens: int
    closes: int
    means: Means
    day: int


def reaches_past_midnight(hours: Hours) -> bool:
    """Whether the hours end, or may end, on the day after."""
    return any(span.closes > DAY_MIN for span in _spans(Statement(hours=(hours,)), 0))


def minutes_of(time: Time) -> int:
    """Minutes since midnight, where the sun keeps the same hours all year."""
    return _SUN.get(time.sun, 0) + time.minutes


def agrees(meaning: Meaning, laid_out: Calendar, days: int) -> bool:
    """Whether the statements are open and perhaps open when a calendar without a position is, on
    each of so many days.

    One difference is allowed: hours that go past midnight are not cut short by what is said of the
    day after, while the reader cuts them (``docs/dev/oracle.md``: the reference does not).
    """
    perhaps: list[list[tuple[int, int]]] = [[] for _ in range(days)]
    surely: list[list[tuple[int, int]]] = [[] for _ in range(days)]
    night: list[list[tuple[int, int]]] = [[] for _ in range(days)]
    slack = any(hours.closes is None or hours.at_least
                for alternative in meaning for one in alternative for hours in one.hours)
    before: list[tuple[int, int]] = []
    for alternative in meaning:
        spans = lay_out(alternative, laid_out.first, days)
        sure = less([(one.opens, one.closes) for one in spans if one.means is Means.OPEN], before)
        before = merged([*before, *((one.opens, one.closes) for one in spans)])
        _by_day(sure, surely)
        _by_day([(max(one.opens, (one.day + 1) * DAY_MIN), one.closes) for one in spans
                 if one.closes > (one.day + 1) * DAY_MIN], night)
    _by_day(before, perhaps)
    for day in range(days):
        if not (_equal(perhaps[day], laid_out.intervals_on(day), night[day])
                and _equal(surely[day], laid_out.certain_on(day), night[day], slack=slack)):
            return False
    return True


def _equal(ours: list[tuple[int, int]], theirs: Sequence[tuple[int, int]],
           night: list[tuple[int, int]], *, slack: bool = False) -> bool:
    here = merged((opens, min(closes, DAY_MIN)) for opens, closes in theirs)
    ours = merged(ours)
    if slack:  # an open end is put to the reader as one minute, which may touch what is before
        here = [(opens, closes) for opens, closes in here
                if closes - opens > 1 or (opens, closes) in ours]
        here = merged((opens, next((end for start, end in ours if end == closes - 1), closes))
                      for opens, closes in here)
    return ours == here or (bool(night) and not less(here, ours)
                            and not less(less(ours, here), night))


def lay_out(alternative: Alternative, first: date, days: int) -> list[Span]:
    """The spans of so many days, and of the night before them."""
    spans: dict[int, list[Span]] = {}
    for statement in alternative:
        for day in range(-2, days):
            if is_about(statement, first + day * _DAY):
                _state(statement, day, spans)
    return [one for some in spans.values() for one in some]


def _state(statement: Statement, day: int, spans: dict[int, list[Span]]) -> None:
    said = list(_spans(statement, day))
    if statement.means is Means.CLOSED or statement.adds:
        for one in (day, day - 1):
            _take(spans, one, [(span.opens, span.closes) for span in said])
    if statement.means is Means.CLOSED:
        return
    spans[day] = [*spans.get(day, ()), *said] if statement.adds else said


def _take(spans: dict[int, list[Span]], day: int, taken: list[tuple[int, int]]) -> None:
    spans[day] = [Span(opens, closes, one.means, one.day) for one in spans.get(day, ())
                  for opens, closes in less([(one.opens, one.closes)], merged(taken))]


def _spans(statement: Statement, day: int) -> Iterable[Span]:
    midnight = day * DAY_MIN
    if not statement.hours:
        yield Span(midnight, midnight + DAY_MIN, statement.means, day)
    for hours in statement.hours:
        opens = minutes_of(hours.opens)
        closes = minutes_of(hours.closes) if hours.closes else opens
        if hours.closes and closes <= opens:
            closes += DAY_MIN
        if closes > opens:
            yield Span(midnight + opens, midnight + closes, statement.means, day)
        if hours.at_least and hours.closes and hours.closes.sun:
            continue  # the reader passes over the plus
        if hours.closes is None and hours.opens.sun:
            # the reader takes it for open until midnight (``docs/dev/oracle.md``)
            yield Span(midnight + opens, midnight + DAY_MIN, statement.means, day)
        elif hours.closes is None or hours.at_least:
            perhaps = statement.means if statement.means is Means.CLOSED else Means.PERHAPS
            yield Span(midnight + closes, midnight + latest(closes), perhaps, day)


def latest(closes: int) -> int:
    """Until when a place may be open that opens, or stays open, at least so late: the guess of the
    reference implementation."""
    if closes >= 22 * 60:
        return min(closes + 8 * 60, 2 * DAY_MIN)
    return closes + 10 * 60 if closes >= 17 * 60 else DAY_MIN


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same minutes in order, spans that touch made one."""
    found: list[tuple[int, int]] = []
    for opens, closes in sorted(spans):
        if found and opens <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], closes))
        else:
            found.append((opens, closes))
    return found


def less(spans: Sequence[tuple[int, int]], taken: Sequence[tuple[int, int]]
         ) -> list[tuple[int, int]]:
    """The minutes of ``spans`` that none of ``taken`` has; ``taken`` in order."""
    left = []
    for begins, ends in spans:
        at = begins
        for opens, closes in taken:
            if closes > at and opens < ends:
                if opens > at:
                    left.append((at, opens))
                at = max(at, closes)
        if at < ends:
            left.append((at, ends))
    return left


def _by_day(spans: Iterable[tuple[int, int]], days: list[list[tuple[int, int]]]) -> None:
    for opens, closes in spans:
        for day in range(max(0, opens // DAY_MIN), min(len(days), -(-closes // DAY_MIN))):
            midnight = day * DAY_MIN
            days[day].append((max(opens - midnight, 0), min(closes - midnight, DAY_MIN)))
