"""What is said must hold together: otherwise it was said, or read, wrongly."""

from __future__ import annotations

from dataclasses import replace

from parcours.hours.said.meaning import (
    Closing,
    Meaning,
    Opening,
    Unsplit,
    days_open,
    in_force_order,
    is_within,
    mask,
    remaining,
    season_mask,
    years_of,
)
from parcours.hours.said.phrases import Interval
from parcours.hours.said.tokens import NotUnderstood
from parcours.hours.said.vocabulary import EVERY_DAY

_MOST_YEARS = 8


def check(whole: Meaning) -> None:
    """No hours said twice, none that never hold, no day both named and closed."""
    years = years_of(whole)
    if years[1] - years[0] > _MOST_YEARS:
        raise NotUnderstood("year")
    plain = [one for one in whole.openings if not one.when.holiday]
    for n, later in enumerate(plain):
        for earlier in plain[:n]:
            if mask(later.when, years) & mask(earlier.when, years):
                _check_pair(earlier, later, years)
    _check_holidays(whole, years)
    try:
        hours = days_open(whole, years)
    except Unsplit as why:
        raise NotUnderstood("part") from why
    ordered = in_force_order(whole.openings, years)
    for n, opening in enumerate(ordered):
        here = mask(opening.when, years)
        for other in ordered[n + 1:]:
            here &= ~mask(other.when, years)
        if not any(hours[day] for day in range(len(hours)) if here >> day & 1):
            raise NotUnderstood("never")
    for one in whole.exceptions:
        if isinstance(one, Closing):
            _check_closing(one, whole, years)


def _check_holidays(whole: Meaning, years: tuple[int, int]) -> None:
    """Hours of public holidays and those of a season within theirs: which hold on a holiday of
    that season is clear only when the season's are said of every day."""
    for holiday in whole.openings:
        for other in whole.openings if holiday.when.holiday else ():
            shared = mask(holiday.when, years) & mask(other.when, years)
            if other.when.holiday or not shared:
                continue
            ranked = season_mask(other.when.season, years) == season_mask(
                holiday.when.season, years) or is_within(holiday, other, years)
            if not ranked and not (other.when.every_day and is_within(other, holiday, years)):
                raise NotUnderstood("overlap")


def _check_pair(earlier: Opening, later: Opening, years: tuple[int, int]) -> None:
    """Of two openings that share days the later replaces the other where nothing else can be
    meant."""
    one, two = (season_mask(each.when.season, years) for each in (earlier, later))
    within = two != one and two & ~one == 0
    if two != one and not within:
        raise NotUnderstood("overlap")
    if within and later.when.weekdays is None and not earlier.when.every_day:
        raise NotUnderstood("whose")
    if not within:
        first, second = mask(earlier.when, years), mask(later.when, years)
        if second & ~first or second == first:
            raise NotUnderstood("overlap")
    apart = all(not isinstance(a.opens, int) or not isinstance(b.opens, int)
                or not isinstance(a.closes, int) or not isinstance(b.closes, int)
                or a.closes <= b.opens or b.closes <= a.opens
                for a in earlier.hours for b in later.hours)
    if not within and _leaves_a_part(earlier.hours, later.hours):
        raise NotUnderstood("either")  # "9h-12h et 14h-17h (le vendredi : 14h-16h)"
    if apart:
        raise NotUnderstood("overlap")  # more hours, or other hours?


def _leaves_a_part(general: tuple[Interval, ...], other: tuple[Interval, ...]) -> bool:
    """Whether other hours change one part of a day and say nothing of its other part."""
    if set(other) <= set(general):
        return False
    met = [any(_overlap(one, each) for each in other) for one in general]
    return any(met) and not all(met)


def _overlap(one: Interval, other: Interval) -> bool:
    return (isinstance(one.opens, int) and isinstance(one.closes, int)
            and isinstance(other.opens, int) and isinstance(other.closes, int)
            and one.opens < other.closes and other.opens < one.closes)


def _check_closing(one: Closing, whole: Meaning, years: tuple[int, int]) -> None:
    here = mask(one.when, years)
    if one.when.season and one.when.weekdays and not any(
            mask(opening.when, years) & season_mask(one.when.season, years)
            for opening in whole.openings):
        raise NotUnderstood("hours")  # "en juin 9h-12h. En mars fermé le lundi"
    without = replace(whole, exceptions=tuple(
        other for other in whole.exceptions if other is not one and isinstance(other, Opening)))
    if one.part:
        shut = [hours for n, hours in enumerate(days_open(without, years))
                if here >> n & 1 and hours]
        lost = any(remaining(hours, one.part) != hours for hours in shut)
        if not lost and not (shut and all(_is_without(hours, one.part) for hours in shut)):
            raise NotUnderstood("part")
    if one.when.holiday and any(opening.when.holiday and mask(opening.when, years) & here
                                for opening in whole.openings):
        raise NotUnderstood("closed")  # "dimanches et jours fériés 14h-18h, fermé les jours fériés"
    if one.part or one.when.season or not one.when.weekdays:
        return
    for opening in whole.openings:
        weekdays = opening.when.weekdays
        if weekdays and weekdays != EVERY_DAY and one.when.weekdays & _ends(weekdays):
            raise NotUnderstood("closed")


def _is_without(hours: tuple[Interval, ...], part: str) -> bool:
    """Whether hours have nothing of a part of the day, so that closing it takes nothing away."""
    clock = [(one.opens, one.closes) for one in hours
             if isinstance(one.opens, int) and isinstance(one.closes, int)]
    noon, late = 12 * 60, 18 * 60
    return len(clock) == len(hours) and all(
        {"morning": opens >= noon, "afternoon": closes <= noon + 120 or opens >= late,
         "evening": closes <= late}[part] for opens, closes in clock)


def _ends(weekdays: frozenset[int]) -> frozenset[int]:
    """Days named rather than passed over: the ends of a run, and what stands alone."""
    return frozenset(day for day in weekdays
                     if (day - 1) % 7 not in weekdays or (day + 1) % 7 not in weekdays)
