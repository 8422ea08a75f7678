"""What was said as an OpenStreetMap rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from parcours.hours.clock import clock
from parcours.hours.said.meaning import (
    Closing,
    Meaning,
    Opening,
    When,
    in_force_order,
    remaining,
    years_of,
)
from parcours.hours.said.phrases import Interval, Season, Span, Time
from parcours.hours.said.vocabulary import EASTER, EVERY_DAY, WEEK

_YEAR = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def rule_of(meaning: Meaning) -> str:
    """The rule: of two parts that speak of a day the later holds, so what is excepted comes last.
    Raises ValueError where OpenStreetMap has no word for it."""
    if meaning.always:
        return "24/7"
    parts = [_written(one.when, _hours(one.hours))
             for one in in_force_order(meaning.openings, years_of(meaning))]
    for one in meaning.exceptions:
        if isinstance(one, Opening):
            parts.append(_written(one.when, _hours(one.hours)))
        elif one.part:
            parts += _half_closed(one, meaning)
        else:
            parts.append(_written(one.when, "off"))
    return "; ".join(dict.fromkeys(parts))


def _half_closed(one: Closing, meaning: Meaning) -> Iterator[str]:
    """The hours that are left on the days that lose a part of theirs."""
    for opening in meaning.openings:
        days = opening.when.weekdays if opening.when.weekdays is not None else EVERY_DAY
        shared = days & (one.when.weekdays or frozenset())
        season = one.when.season or opening.when.season
        if opening.when.season and one.when.season and opening.when.season != one.when.season:
            continue
        if one.when.nth or not shared:
            continue
        left = remaining(opening.hours, one.part)
        yield _written(When(season, shared), _hours(left) if left else "off")


def _written(when: When, hours: str) -> str:
    return " ".join(part for part in (season_in_rule(when.season), _days(when), hours) if part)


def season_in_rule(season: Season | None) -> str:
    """``Apr-Jun,Sep 01-Sep 15``."""
    return ",".join(_span(span) for span in season.items) if season else ""


def _span(span: Span) -> str:
    if not (span.first[0] or span.last[0]):
        if span.first[2] == span.last[2] == 0 and EASTER not in (span.first[1], span.last[1]):
            return _YEAR[span.first[1] - 1] if span.first == span.last else (
                f"{_YEAR[span.first[1] - 1]}-{_YEAR[span.last[1] - 1]}")
        first, last = _moment(span.first, last=False), _moment(span.last, last=True)
        return first if span.first == span.last else f"{first}-{last}"
    if not (span.first[0] and span.last[0]) or EASTER in (span.first[1], span.last[1]):
        raise ValueError("a year on one side only")
    first, last = _moment(span.first, last=False), _moment(span.last, last=True)
    begin = f"{span.first[0]} {first}"
    return begin if span.first == span.last and span.first[2] else f"{begin}-{span.last[0]} {last}"


def _moment(moment: tuple[int, int, int], *, last: bool) -> str:
    _, month, day = moment
    if month == EASTER:
        days = "day" if abs(day) == 1 else "days"
        return f"easter {day:+d} {days}" if day else "easter"
    longest = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    return f"{_YEAR[month - 1]} {day or (longest if last else 1):02d}"


def _days(when: When) -> str:
    if when.weekdays is None:
        return ""
    names = [*runs(sorted(when.weekdays)), *(f"{WEEK[day]}[{n}]" for day, n in when.nth),
             *(["PH"] if when.holiday else [])]
    return ",".join(names)


def runs(days: Sequence[int]) -> Iterator[str]:
    """Weekdays with three neighbours and more joined, round the end of the week too."""
    found = [[day for _, day in run]
             for _, run in groupby(enumerate(days), lambda pair: pair[1] - pair[0])]
    if len(found) > 1 and found[0][0] == 0 and found[-1][-1] == 6:
        found = [*found[1:-1], [*found[-1], *found[0]]]
    for run in found:
        if len(run) > 2:
            yield f"{WEEK[run[0]]}-{WEEK[run[-1]]}"
        else:
            yield from (WEEK[day] for day in run)


def _hours(hours: Sequence[Interval]) -> str:
    ordered = sorted(hours, key=lambda one: one.opens if isinstance(one.opens, int) else 0)
    return ",".join(f"{_clock(one.opens)}-{_clock(one.closes)}" for one in ordered)


def _clock(time: Time) -> str:
    if isinstance(time, str):
        return time
    if time > 1440:
        time -= 1440
    return clock(time)
