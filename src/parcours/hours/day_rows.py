"""Days put together in rows, as whoever tells them does: *du 3 au 9 mai et le 12 mai*."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from parcours.hours.day_set import DaySet

OfYear = tuple[int, int]
"""A month and a day of any year."""


def of_year(day: date) -> OfYear:
    """A day without its year."""
    return day.month, day.day


def rows_of(days: Iterable[date]) -> list[list[date]]:
    """Days that follow one another put together."""
    rows: list[list[date]] = []
    for day in days:
        if rows and (day - rows[-1][-1]).days == 1:
            rows[-1].append(day)
        else:
            rows.append([day])
    return rows


def rows_apart(days: DaySet, others: DaySet) -> list[list[date]]:
    """Days put together where none of the ``others`` lies between."""
    rows: list[list[date]] = []
    for day in days:
        if rows and not others.between(rows[-1][-1], day):
            rows[-1].append(day)
        else:
            rows.append([day])
    return rows


def ends_of(days: DaySet) -> tuple[date, date]:
    """The first and the last of days of which there is one at least."""
    listed = list(days)
    return listed[0], listed[-1]


def span_of(days: DaySet) -> DaySet:
    """All days from the first to the last."""
    if not days:
        return days
    first, last = ends_of(days)
    return DaySet.every(first, (last - first).days + 1)
