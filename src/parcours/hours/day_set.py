"""A set of days: on which days something is so.

Sets of days are met, joined and counted by the hundred for each route, so a set is one number: bit
*i* stands for the day ``first`` + *i*. To whoever uses it, it is a set of dates: two sets are equal
when they hold the same dates, wherever they begin to count, and meeting or joining them is right
whatever their first days are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache


@dataclass(frozen=True, slots=True, eq=False)
class DaySet:
    """Some days from ``first`` on; false when there is none."""

    first: date
    """No day of the set lies before it; it need not be one of them."""
    bits: int = 0
    """Never negative: a set has an end."""

    @classmethod
    def every(cls, first: date, count: int) -> DaySet:
        """So many days in a row."""
        return cls(first, (1 << count) - 1)

    @classmethod
    def of(cls, first: date, days: Iterable[date]) -> DaySet:
        """These days; none of them lies before ``first``."""
        origin, bits = first.toordinal(), 0
        for day in days:
            bits |= 1 << day.toordinal() - origin
        return cls(first, bits)

    # ---- As a set of dates

    def __and__(self, other: DaySet) -> DaySet:
        """The days of both, counted from the first day of this one."""
        return DaySet(self.first, self.bits & other.bits_from(self.first))

    def __sub__(self, other: DaySet) -> DaySet:
        """The days that the other has not, counted from the first day of this one."""
        return DaySet(self.first, self.bits & ~other.bits_from(self.first))

    def __or__(self, other: DaySet) -> DaySet:
        """The days of either, counted from the earlier of both first days."""
        first = min(self.first, other.first)
        return DaySet(first, self.bits_from(first) | other.bits_from(first))

    def __bool__(self) -> bool:
        """Whether there is a day at all."""
        return self.bits != 0

    def __contains__(self, day: date) -> bool:
        """Whether a day is one of them."""
        offset = (day - self.first).days
        return offset >= 0 and bool(self.bits >> offset & 1)

    def __iter__(self) -> Iterator[date]:
        """The days in their order."""
        origin, left = self.first.toordinal(), self.bits
        while left:
            lowest = left & -left
            yield date.fromordinal(origin + lowest.bit_length() - 1)
            left ^= lowest

    def __eq__(self, other: object) -> bool:
        """Whether both hold the same days."""
        if not isinstance(other, DaySet):
            return NotImplemented
        return self.bits == other.bits if self.first == other.first else (
            self._dates() == other._dates())

    def __hash__(self) -> int:
        """The same for the same days."""
        return hash(self._dates())

    def __reduce__(self) -> tuple[type[DaySet], tuple[date, int]]:
        """Pickled as two values: thousands of sets lie in what one build leaves for the next."""
        return DaySet, (self.first, self.bits)

    def bits_from(self, first: date) -> int:
        """The set as a number whose bit *i* is ``first`` + *i* days; earlier days fall away."""
        if first == self.first:
            return self.bits
        later = (self.first - first).days
        return self.bits << later if later > 0 else self.bits >> -later

    def _dates(self) -> tuple[int, int]:
        before = (self.bits & -self.bits).bit_length()
        return (self.first.toordinal() + before, self.bits >> before - 1) if before else (0, 0)

    # ---- What one asks of days

    @property
    def count(self) -> int:
        """How many days there are."""
        return self.bits.bit_count()

    def next(self, since: date | None = None) -> date | None:
        """The first day of the set, or the first on or after ``since``; None where there is none"""
        return next(iter(self if since is None else self.between(since, None)), None)

    def shifted(self, days: int) -> DaySet:
        """Each day so many days later; earlier where negative."""
        return DaySet(self.first + timedelta(days=days), self.bits)

    def between(self, begins: date | None, ends: date | None) -> DaySet:
        """The days from one date to another, both included; None leaves that end open."""
        end = self.bits.bit_length()
        low = min(max((begins - self.first).days, 0), end) if begins else 0
        high = min((ends - self.first).days + 1, end) if ends else end
        return DaySet(self.first, self.bits & (1 << high) - (1 << low) if low < high else 0)

    def where(self, keep: Callable[[date], bool]) -> DaySet:
        """The days for which ``keep`` is true."""
        return DaySet.of(self.first, filter(keep, self))

    def on(self, weekday: int) -> DaySet:
        """The days that fall on a weekday, 0 being Monday."""
        return DaySet(self.first, self.bits & _weekly(
            (weekday - self.first.weekday()) % 7, self.bits.bit_length() // 7 + 1))

    def on_any(self, weekdays: Iterable[int]) -> DaySet:
        """The days that fall on one of these weekdays."""
        bits = 0
        for weekday in weekdays:
            bits |= self.on(weekday).bits
        return DaySet(self.first, bits)

    @property
    def weekdays(self) -> list[int]:
        """The weekdays on which a day of the set falls, in order."""
        return [weekday for weekday in range(7) if self.on(weekday)]

    @property
    def months(self) -> tuple[DaySet, ...]:
        """The days that fall in January, in February and so on, of whatever year."""
        return tuple(DaySet(self.first, self.bits & month)
                     for month in _months(self.first, self.bits.bit_length()))

    def in_runs(self, least: int) -> DaySet:
        """The days that stand in a row of at least so many."""
        bits = self.bits
        for _ in range(least - 1):
            bits &= bits >> 1
        for _ in range(least - 1):
            bits |= bits << 1
        return DaySet(self.first, bits)


@lru_cache(maxsize=512)
def _weekly(offset: int, weeks: int) -> int:
    """Every seventh bit from ``offset`` on, so many of them."""
    return ((1 << 7 * weeks) - 1) // 127 << offset


@lru_cache(maxsize=512)
def _months(first: date, count: int) -> tuple[int, ...]:
    """The first ``count`` days by month, as bits."""
    months, begin, day = [0] * 12, 0, first
    while begin < count:
        next_month = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        end = min(count, begin + (next_month - day).days)
        months[day.month - 1] |= (1 << end) - (1 << begin)
        begin, day = end, next_month
    return tuple(months)
