"""The text of an opening hours rule, made ready for the reader of rules, `opening-hours-py`.

Compared with the reference implementation (``make oracle``, ``docs/dev/oracle.md``) the reader
takes what is only perhaps open for open, and falls back (``||``) by whole days. So a rule is put
to it in parts it reads as everybody does, and a rule it would misread is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from parcours.hours.clock import DAY_MIN, clock

_COMMENT = r'"[^"]*"'
_CLOCK = r"\d{1,2}:\d{2}"
_SUN = r"(?:sunrise|sunset|dawn|dusk)"
_DAY = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)\b"
_OFFSET = r"(?:\s*[-+]\s*\d+\s*days?)?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_MONTHS_OF_NTH = re.compile(
    rf"(?P<months>\b{_MONTH}(?:\s*-\s*{_MONTH})?(?:,{_MONTH}(?:\s*-\s*{_MONTH})?)*?,{_MONTH})\s+"
    rf"(?P<nth>(?:Mo|Tu|We|Th|Fr|Sa|Su)\[-?[1-5]\])(?P<moved>\s*[-+]\s*\d+\s*days?\b)?"
    r"(?!\s*[-+,])(?!\s+(?:(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)\b|week\b))", re.IGNORECASE)
"""Months in a list, then one weekday that is counted: ``Jun,Sep Su[1]``. Before other weekdays it
is a date, as its reader takes it: ``Jun,Sep Su[1] Mo-Fr``."""
_ONE_DAY = (rf"(?:(?:Mo|Tu|We|Th|Fr|Sa|Su)(?:\[[-\d,]*\])?|PH|SH){_OFFSET}")
_ONE_DATE = rf"(?:{_MONTH}(?:\s+\d{{1,2}})?|easter){_OFFSET}"
_SPACED_LISTS = tuple(re.compile(rf"(\b{one})\s*,\s+(?={after})", re.IGNORECASE) for one, after in (
    (_ONE_DAY, rf"{_ONE_DAY}(?![a-z])"), (_ONE_DATE, rf"(?:\d{{4}}\s+)?(?:{_MONTH}|easter)\b")))
"""A comma and a space within a list of days, ``Mo, PH off``, or of dates."""
_SPACED_HOURS = re.compile(
    rf"({_CLOCK}|{_SUN}|[+)])\s*,\s+(?=\(?(?:{_CLOCK}|{_SUN}))", re.IGNORECASE)
"""The same within a list of hours, ``09:00-12:00 , 14:00-18:00``."""
_ONE_OF_DAYS = (rf"(?:(?:Mo|Tu|We|Th|Fr|Sa|Su)(?:\[[-\d,]*\]|-(?:Mo|Tu|We|Th|Fr|Sa|Su)\b)?|PH|SH)"
                rf"{_OFFSET}")
_DAYS = re.compile(rf"\b{_ONE_OF_DAYS}(?:,{_ONE_OF_DAYS}){{2,}}(?![a-z])", re.IGNORECASE)
_COMMA_OUTSIDE = re.compile(r",(?![^\[]*\])")
_COUNTED_DATE = re.compile(
    rf"(?:\b{_MONTH} \d{{1,2}}|-\d{{1,2}}|\beaster{_OFFSET}),\s*{_MONTH} "
    r"(?:Mo|Tu|We|Th|Fr|Sa|Su)\[(?![^\]]*\]\s*-)", re.IGNORECASE)
"""A counted weekday after a list that has dates: ``Jul 01-Aug 15,Sep Sa[1]``."""
_SAYS_HOURS = re.compile(rf'{_CLOCK}|{_SUN}|\b(?:open|off|closed|unknown|24/7)\b|"', re.IGNORECASE)
_UNQUALIFIED = re.compile(
    rf"\s*(?P<state>\b(?:open|off|closed|unknown)\s*)?(?P<comment>{_COMMENT})(?!\s*:)",
    re.IGNORECASE)
_OPEN_END = re.compile(rf"(?P<opens>(?:{_CLOCK}|{_SUN}|\([^()]*\))-)?(?P<clock>{_CLOCK})\+",
                       re.IGNORECASE)
_PARTS = re.compile(rf"{_COMMENT}|\|\||[^\"|;]+|.")
_HOLIDAY_WEEKDAY = re.compile(
    rf"\b(?:PH|SH)\b{_OFFSET}:?\s+{_DAY}|{_DAY}(?:-{_DAY})?\s+(?:PH|SH)\b",
    re.IGNORECASE)
_MONTH_HOLIDAY = re.compile(
    r"(?:^|;|,)\s*(?:[A-Z][a-z]{2}(?:\s*,\s*[A-Z][a-z]{2})*):?\s+PH\s+(?:off|closed)\b",
    re.IGNORECASE)
_BARE_OFF = re.compile(r"\s*(?:off|closed)\s*", re.IGNORECASE)
_SCHOOL = re.compile(r"\bSH\b")
_REPEATED = re.compile(rf"-{_CLOCK}\s*/\s*\d")
_DATE = re.compile(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{1,2})\b(?!:)",
                   re.IGNORECASE)
_LONGEST = {"Feb": 29, "Apr": 30, "Jun": 30, "Sep": 30, "Nov": 30}
_SUN_TO_CLOCK = re.compile(rf"\b({_SUN})\)?\s*-\s*({_CLOCK})", re.IGNORECASE)
_CLOCK_TO_SUN = re.compile(rf"({_CLOCK})\s*-\s*\(?({_SUN})\b", re.IGNORECASE)
_SUN_BETWEEN = {"dawn": (5, 8), "sunrise": (6, 9), "sunset": (17, 22), "dusk": (17, 23)}
"""The hours of the clock between which it may fall in France, roughly."""
_TIMES = rf"{_CLOCK}\s*-\s*{_CLOCK}"
_ONLY_TIMES = re.compile(rf"\s*{_TIMES}(?:\s*,\s*{_TIMES})*\s*")
_ENDS_WITH_TIMES = re.compile(rf".*{_TIMES}\s*", re.DOTALL)


class Doubt(StrEnum):
    """Why a valid rule is not trusted."""

    SCHOOL_HOLIDAYS = "school-holidays"  # nobody here knows their dates
    HOLIDAY_WEEKDAY = "holiday-weekday"  # read as "or", where the reference reads "and"
    MONTH_HOLIDAY = "month-holiday"  # "Jan PH off" closes one day, the holidays of January
    BARE_OFF = "bare-off"  # "Mo 10:00-18:00; off" closes every day, Monday too
    REPEATED = "repeated"  # hours of departure, not hours of opening
    NO_SUCH_DATE = "no-such-date"  # 31 June
    SUN_PASSES = "sun-passes"  # sunset-20:00 goes round the clock in summer
    LIST_CUT = "list-cut"  # "Dec 25, PH off" opens all day on the 25th
    COUNTED_DATE = "counted-date"  # "Jul 01-Aug 15,Sep Sa[1]": Saturdays of both, or one day?
    SEMICOLON = "semicolon"  # 10:00-12:00; 14:00-18:00 loses the morning


def doubt(rule: str) -> Doubt | None:
    """Why what the reader makes of a valid rule would mislead a visitor; None when it does not."""
    bare = re.sub(_COMMENT, '""', rule)
    if _SCHOOL.search(bare):
        return Doubt.SCHOOL_HOLIDAYS
    if _HOLIDAY_WEEKDAY.search(bare):
        return Doubt.HOLIDAY_WEEKDAY
    if _MONTH_HOLIDAY.search(bare):
        return Doubt.MONTH_HOLIDAY
    if any(_BARE_OFF.fullmatch(part) for one in bare.split("||") for part in one.split(";")[1:]):
        return Doubt.BARE_OFF
    if _REPEATED.search(bare):
        return Doubt.REPEATED
    if any(True for _ in _cut_lists(rule)):
        return Doubt.LIST_CUT
    if _COUNTED_DATE.search(bare):
        return Doubt.COUNTED_DATE
    if any(not 1 <= int(day) <= _LONGEST.get(month.title(), 31)
           for month, day in _DATE.findall(bare)):
        return Doubt.NO_SUCH_DATE
    spans = [*_SUN_TO_CLOCK.findall(bare),
             *((sun, time) for time, sun in _CLOCK_TO_SUN.findall(bare))]
    for sun, time in spans:
        earliest, latest = _SUN_BETWEEN[sun.lower()]
        if earliest <= int(time.partition(":")[0]) < latest:
            return Doubt.SUN_PASSES
    return Doubt.SEMICOLON if joined_by_comma(rule) else None


def month_and_holidays(rule: str) -> str | None:
    """The rule with ``PH off; Jan off`` for each ``Jan PH off``; None where there is none."""
    if '"' in rule or not _MONTH_HOLIDAY.search(rule):
        return None
    return re.sub(
        r"(^|;)(\s*)([A-Z][a-z]{2}(?:\s*,\s*[A-Z][a-z]{2})*):?\s+PH\s+(?:off|closed)\b",
        r"\1\2PH off; \3 off", rule)


def holidays_and_weekdays(rule: str) -> str | None:
    """The rule with a comma between holidays and the weekdays beside them: both, each by itself."""
    if '"' in rule:
        return None
    return re.sub(rf"\b(PH(?:{_OFFSET})?):?\s+(?={_DAY})|({_DAY}(?:-{_DAY})?)\s+(?=PH\b)",
                  r"\1\2,", rule)


def _cut_lists(rule: str) -> Iterator[tuple[str, str]]:
    """Each part of a rule that a comma ends before any hours, with the part after the comma."""
    for one in alternatives(rule):
        for parts in (part.split(", ") for part in re.sub(_COMMENT, '""', one).split(";")):
            yield from ((before.strip(), after.strip()) for before, after in pairwise(parts)
                        if before.strip() and not _SAYS_HOURS.search(before))


def without_hours(rule: str) -> str | None:
    """The part of a rule that names days and no hours, which is open day and night, beside others
    that have hours; None where there is none."""
    for one in alternatives(rule):
        parts = re.split(r";|, ", re.sub(_COMMENT, '""', one))
        if any(re.search(rf"{_CLOCK}|{_SUN}", part) for part in parts):
            return next((part.strip() for part in parts
                         if part.strip() and not _SAYS_HOURS.search(part)), None)
    return None


def each_with_its_hours(rule: str) -> str | None:
    """The rule with the hours of a list that a comma cuts, days from dates, at each of its parts;
    None where that cannot be told."""
    if '"' in rule or "||" in rule:
        return None
    written = []
    for part in alternatives(rule)[0].split(";"):
        *heads, last = part.strip().split(", ")
        hours = re.search(rf"(?:\b(?:off|closed)\b|(?<![-\d:]){_CLOCK}-{_CLOCK}).*", last)
        if any(_SAYS_HOURS.search(one) for one in heads):
            written.append(part.strip())
        elif hours is None:
            return None
        else:
            written += [*(f"{one.strip()} {hours[0].strip()}" for one in heads), last.strip()]
    return "; ".join(written)


def without_bare_off(rule: str) -> str | None:
    """The rule without the ``off`` that erases what stands before it; None where there is none."""
    if '"' in rule or "||" in rule:
        return None
    parts = [part.strip() for part in rule.split(";") if part.strip()]
    kept = [part for n, part in enumerate(parts) if not n or not _BARE_OFF.fullmatch(part)]
    return "; ".join(kept) if len(kept) < len(parts) else None


def joined_by_comma(rule: str) -> str | None:
    """The rule with a comma for each semicolon that makes hours replace those before it, where
    such hours name no day of their own; None when there is no such semicolon."""
    if '"' in rule or "||" in rule or ";" not in rule:
        return None
    first, *others = rule.split(";")
    written = first
    for part in others:
        replaces = _ONLY_TIMES.fullmatch(part) and _ENDS_WITH_TIMES.fullmatch(written)
        written = f"{written.rstrip()},{part.strip()}" if replaces else f"{written};{part}"
    return written if written != rule else None


@dataclass(frozen=True, slots=True)
class Reading:
    """One alternative of a rule, in the two ways it is put to the reader."""

    widest: str
    """Open ends reach to when places close that begin so late: the reference's guess."""
    certain: str
    """Open ends are cut: ``18:00-20:00+`` closes at eight, ``18:00+`` opens for one minute."""

    @property
    def open_ended(self) -> bool:
        """Whether the two differ."""
        return self.widest != self.certain


def readings(rule: str) -> tuple[Reading, ...]:
    """The alternatives of a rule (``||``), in order: one holds where those before it are closed."""
    return tuple(Reading(_outside_comments(_widest, said), _outside_comments(_cut, said))
                 for said in alternatives(rule))


def alternatives(rule: str) -> tuple[str, ...]:
    """The rules that ``||`` parts, where a comment that says neither open nor closed is unknown,
    and a counted weekday is of each month before it. What follows a semicolon after ``||`` holds
    over all before it: ``Mo 10:00-12:00 || "on request"; PH off`` closes on Monday, too."""
    found, first = [""], 0
    for part in _PARTS.findall(rule):
        if part == "||":
            first = len(found)
            found.append("")
        else:
            first = 0 if part == ";" else first
            text = part if part.startswith('"') else _listed(part)
            found[first:] = [(one.rstrip() if part == ";" else one) + text for one in found[first:]]
    return tuple(_UNQUALIFIED.sub(
        lambda match: match[0] if match["state"] else f" unknown {match['comment']}",
        one.strip()).strip() for one in found if one.strip())


def _listed(part: str) -> str:
    """A part of a rule with its lists as everybody reads them. A space after their comma makes the
    reader open all day on what stands before it: *lundi*, in ``Mo, We 10:00-12:00``."""
    for spaced in _SPACED_LISTS:
        part = spaced.sub(r"\1,", part)
    part = _DAYS.sub(_holidays_last, _SPACED_HOURS.sub(r"\1,", part))
    return _MONTHS_OF_NTH.sub(_of_each, part)


def _holidays_last(match: re.Match[str]) -> str:
    """``Sa,PH,We`` as ``Sa,We,PH``: the reader takes holidays at an end of a list alone."""
    days = _COMMA_OUTSIDE.split(match[0])
    later = [day[:2].upper() in ("PH", "SH") for day in days]
    if later in (sorted(later), sorted(later, reverse=True)):
        return match[0]
    return ",".join(sorted(days, key=lambda day: day[:2].upper() in ("PH", "SH")))


def _of_each(match: re.Match[str]) -> str:
    """``Jun,Sep Su[1]`` is the first Sunday of both months; the reader takes it for all of June and
    one day, ``Sep Su[1]``. Said twice, or after a colon, the weekday is none of a date."""
    months, nth, moved = match["months"], match["nth"], match["moved"]
    return f"{months}: {nth}{moved}" if moved else f"{months} {nth},{nth}"


def _outside_comments(closing: Callable[[re.Match[str]], str], rule: str) -> str:
    return "".join(part if part.startswith('"') else _OPEN_END.sub(closing, part)
                   for part in re.split(f"({_COMMENT})", rule))


def guessed_ends(rule: str) -> frozenset[int]:
    """The minutes of a day at which nothing but our guess closes what has an open end."""
    return frozenset(_guess(match) % DAY_MIN for said in alternatives(rule)
                     for part in re.split(f"({_COMMENT})", said) if not part.startswith('"')
                     for match in _OPEN_END.finditer(part))


def _widest(match: re.Match[str]) -> str:
    return f"{match['opens'] or match['clock'] + '-'}{clock(_guess(match))}"


def _guess(match: re.Match[str]) -> int:
    """When an open end closes, in minutes of the day on which it opens."""
    last = _minutes(match["clock"])
    opens = match["opens"] or ""
    if opens[:1].isdigit() and _minutes(opens[:-1]) > last:
        last += 24 * 60
    if last >= 22 * 60:
        guess = last + 8 * 60
    elif last >= 17 * 60:
        guess = last + 10 * 60
    else:
        guess = 24 * 60
    return min(guess, 48 * 60)


def _cut(match: re.Match[str]) -> str:
    if match["opens"]:
        return match[0].removesuffix("+")
    return f"{match['clock']}-{clock(_minutes(match['clock']) + 1)}"


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)
