"""A reader of our sentences about the days of a route, French and English: what a visitor makes of
them.

It knows the two languages and the calendar, and nothing of the catalogues or of the code that makes
the words. What it cannot read is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from helpers.spoken_hours import TONGUES, NotRead, OnDay, Tongue, is_holiday

_WEEK = timedelta(days=7)
_NEAR = 6
"""So many days before a public holiday are around it: no route has more of them."""


@dataclass(frozen=True)
class _Forms:
    """What the two languages say of a route’s days, and not of hours."""

    none: str
    but_some: str
    every: tuple[str, ...]
    except_: str
    also: str
    in_each: str
    only_some: str
    timetables: str
    joints: str
    some_days: str
    some_of_dates: str
    others: str
    some_weekday: str
    from_on: str
    until: str
    one_date: str
    holidays: tuple[str, str]
    """Alone after *except*, and after dates."""
    some_holidays: str
    around: str


_FORMS = {
    "fr": _Forms(
        "aucun jour connu", "certains jours exclus", ("tous les jours", "aucun jour exclu"),
        "sauf ", ", et aussi ", " ; dans tous les cas, ", ", certains jours seulement",
        ", d’après les horaires de transport", r", | et ", "certains jours",
        r"certains jours (?=du \d)",
        "certains autres jours", r"certains (?P<a>{wd})s", r"à partir du (?P<a>{date})",
        r"jusqu’au (?P<a>{date})", r"le (?:(?P<wd>{wd}) )?(?P<a>{date})",
        ("jours fériés", "les jours fériés"), "certains jours fériés", "autour des jours fériés"),
    "en": _Forms(
        "on no known day", "some days ruled out", ("any day of the week", "no day ruled out"),
        "except ", ", and also ", "; in each case ", ", only on some of these days",
        ", by the timetables", r", | and ", "on some days",
        r"some days (?=from \d)", "on some other days", r"on some (?P<a>{wd})s",
        r"from (?P<a>{date}) on", r"until (?P<a>{date})", r"on (?:(?P<wd>{wd}) )?(?P<a>{date})",
        ("public holidays", "on public holidays"), "on some public holidays|some public holidays",
        "around public holidays")}


@dataclass(frozen=True)
class _Item:
    """A part of a list: which days it names, and whether all of them."""

    kind: str
    """``week``, ``nth``, ``period``, ``since``, ``holidays``, ``others``, ``all``, ``some_of``."""
    text: str
    on: OnDay
    sure: bool = True


@dataclass
class SaidDays:
    """What a sentence says of each day: possible, perhaps, or, where neither, not possible."""

    sure: set[date] = field(default_factory=set)
    perhaps: set[date] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    """Parts that tell nothing, or tell too little, of the days that are possible."""


def read_days(words: str, lang: str, horizon: Sequence[date], starts: set[date],
              unserved: frozenset[date]) -> SaidDays:
    """What a sentence says of the days of a horizon, and what in it is idle seen from the days on
    which one can set out; raises NotRead where it says nothing to us.

    ``unserved`` are those that timetables alone rule out, which are promised and excepted.
    """
    return _Sentence(words, lang, horizon, starts, unserved).said


class _Sentence:
    def __init__(self, words: str, lang: str, horizon: Sequence[date], starts: set[date],
                 unserved: frozenset[date]) -> None:
        self.tongue, self.forms, self.horizon = TONGUES[lang], _FORMS[lang], horizon
        self.starts, self.open, self.said = starts, starts | unserved, SaidDays()
        self.patterns = list(_patterns(self.tongue, self.forms))
        text, forms = words.replace("\u00a0", " "), self.forms
        if text == forms.none:
            return
        if text == forms.but_some:
            self.said.perhaps = set(horizon)
            return
        head, in_each, tail = text.partition(forms.in_each)
        clauses = [clause.partition(", " + forms.except_) for clause in head.split(
            self.tongue.statements)]
        if in_each:
            if any(found for _, found, _ in clauses):
                raise NotRead(text)
            begins, found, but = ("", ", ", tail[len(forms.except_):]) if tail.startswith(
                forms.except_) else tail.partition(", " + forms.except_)
            self._head(head + (forms.in_each + begins if begins else ""))
            if found:
                self._but(but)
        elif len(clauses) == 1 or not any(found for _, found, _ in clauses):
            text, _, more = text.partition(forms.also)
            head, found, but = text.partition(", " + forms.except_)
            self._head(head)
            if found:
                self._but(but)
            if more:
                self.said.sure |= _Sentence(more, lang, horizon, starts, unserved).said.sure
        else:  # each clause has its own exceptions
            for clause in text.split(self.tongue.statements):
                said = _Sentence(clause, lang, horizon, starts, unserved).said
                self.said.sure |= said.sure
                self.said.perhaps |= said.perhaps
                self.said.faults += said.faults

    # ---- What is possible

    def _head(self, text: str) -> None:
        tongue, forms = self.tongue, self.forms
        only = text.endswith(forms.only_some)
        text = text.removesuffix(forms.only_some)
        text, _, begins = text.partition(forms.in_each)
        weeks: list[str] = []
        for clause in text.split(tongue.statements):
            items = [item for item, _ in self._items(clause)]
            since = items.pop() if items[-1].kind == "since" else None
            weekly = [item for item in items if item.kind != "period"]
            periods = items[len(weekly):]
            if any(item.kind != "period" for item in periods):
                raise NotRead(clause)
            if not weekly:  # dates alone
                weekly = [_Item("all", "", lambda _: True)]
            else:
                weeks.append(" ".join(item.text for item in weekly))
            within = [day for day in self.horizon
                      if (not periods or any(one.on(day) for one in periods))
                      and (since is None or since.on(day))]
            for one in periods:
                self._told(one.text, filter(one.on, self.horizon))
            self._clause(weekly, within, only=only)
        if len({*weeks}) < len(weeks):
            self.said.faults.append(f"the same week twice: {text}")
        if begins:
            (item, _), = self._items(begins)
            self.said.sure = set(filter(item.on, self.said.sure))
            self.said.perhaps = set(filter(item.on, self.said.perhaps))
        self.said.perhaps -= self.said.sure

    def _clause(self, weekly: list[_Item], within: list[date], *, only: bool) -> None:
        """Some days of a season: those that a part names *certains* are left open."""
        named: set[date] = set()
        for item in weekly:
            days = set(filter(item.on, within))
            if item.kind == "others":
                days -= named
            named |= days
            self._told(item.text, days)
            if item.sure and not only:
                self.said.sure |= days
            else:
                self.said.perhaps |= days
                if days <= self.starts and not only:
                    self.said.faults.append(f"all of them are possible: {item.text}")
        if only and named <= self.starts:
            self.said.faults.append("all of them are possible")

    def _told(self, text: str, days: Iterator[date] | set[date]) -> None:
        if not self.open & {*days}:
            self.said.faults.append(f"none of them is possible: {text}")

    # ---- What is excepted

    def _but(self, text: str) -> None:
        said, forms = self.said, self.forms
        told = said.sure | said.perhaps
        groups: list[tuple[list[_Item], list[_Item]]] = []
        for item, joint in self._items(text.removesuffix(forms.timetables), but=True):
            weekly, periods = groups[-1] if groups else ([], [])
            within = bool(weekly) and weekly[0].kind in ("week", "some_of")
            if within and not periods and item.kind in ("week", "others"):
                weekly.append(item)
            elif within and item.kind == "period" and (periods or joint in ("", ", ")):
                periods.append(item)
            else:
                groups.append(([item], []))
        for weekly, periods in groups:
            if weekly[0].kind in ("week", "some_of") and not periods:
                raise NotRead(f"weekdays without dates after except: {text}")
            named: set[date] = set()
            for item in weekly:
                days = {day for day in told if item.on(day) and (
                    not periods or any(one.on(day) for one in periods))}
                if item.kind == "others":
                    days -= named
                named |= days
                if not days - self.starts and item.kind != "holidays":
                    said.faults.append(f"excepts nothing: {item.text}")
                said.sure -= days
                said.perhaps = said.perhaps - days if item.sure else said.perhaps | days
                if not item.sure and not days & self.starts and item.kind != "holidays":
                    said.faults.append(f"excepts all of them: {item.text}")

    # ---- Lists

    def _items(self, text: str, *, but: bool = False) -> Iterator[tuple[_Item, str]]:
        """The parts of a list, each with what joins it to the one before."""
        joint, rest = "", text
        some = re.compile(self.forms.some_of_dates)
        while True:
            if but and (match := some.match(rest)):
                yield _Item("some_of", match[0], lambda _: True, sure=False), joint
                joint, rest = "", rest[match.end():]
            found = [(match.end(), name, match) for name, pattern in self.patterns
                     if (match := pattern.match(rest)) and (
                         but or name not in ("some_holidays", "around", "until"))]
            if not found:
                raise NotRead(f"{rest!r} in {text!r}")
            end, name, match = max(found, key=lambda one: one[0])
            yield self._item(name, match), joint
            rest = rest[end:]
            if not rest:
                return
            joined = re.match(self.forms.joints, rest)
            if not joined:
                raise NotRead(f"{rest!r} in {text!r}")
            joint, rest = joined[0], rest[joined.end():]

    def _item(self, name: str, match: re.Match[str]) -> _Item:
        tongue, text = self.tongue, match[0]
        said = match.groupdict()
        a, b = said.get("a") or "", said.get("b") or ""
        if name in ("weekday", "weekdays", "some_weekday"):
            first = tongue.weekdays.index(a)
            last = tongue.weekdays.index(b or a)
            week = {(first + n) % 7 for n in range((last - first) % 7 + 1)}
            if b and len(week) < 3:
                raise NotRead(f"no row: {text}")
            return _Item("week", text, lambda day: day.weekday() in week, name != "some_weekday")
        if name == "nth":
            return _Item("nth", text, self._nth(said))
        if name in ("month", "months"):
            begin = tongue.months.index(a)
            months = {(begin + n) % 12 + 1 for n in range(
                (tongue.months.index(b or a) - begin) % 12 + 1)}
            return _Item("period", text, lambda day: day.month in months)
        if name in ("dates", "one_date"):
            if b:
                written = b.split()
                a = " ".join([*a.split(), *written[len(a.split()):]])
            if said.get("wd") and date(*self._date(a)).weekday() != tongue.weekdays.index(
                    said["wd"] or ""):
                raise NotRead(f"another weekday: {text}")
            return _Item("period", text, self._between(a, b or a, text))
        if name in ("from_on", "until"):
            edge = self._date(a)
            if len(edge) < 3:
                raise NotRead(f"no year: {text}")
            day = date(*edge)
            return _Item("since", text, lambda here: here >= day) if name == "from_on" else _Item(
                "period", text, lambda here: here <= day)
        if name in ("holidays", "some_holidays"):
            return _Item("holidays", text, is_holiday, name == "holidays")
        if name == "around":
            return _Item("holidays", text, lambda day: any(
                is_holiday(day + n * timedelta(days=1)) for n in range(_NEAR + 1)), sure=False)
        if name == "others":
            return _Item("others", text, lambda _: True, sure=False)
        return _Item("all", text, lambda _: True, sure=name == "every")

    def _nth(self, said: dict[str, str | None]) -> OnDay:
        weekday = self.tongue.weekdays.index(said["wd"] or "")
        nth = self.tongue.nths[said["nth"] or ""]
        if nth == -1:
            return lambda day: day.weekday() == weekday and (day + _WEEK).month != day.month
        return lambda day: day.weekday() == weekday and (day.day + 6) // 7 == nth

    def _date(self, text: str) -> tuple[int, ...]:
        """The year where there is one, the month and the day."""
        day, month, *year = text.split()
        if (day == "1er") != (text.startswith("1") and not day.isdigit()) or (
                day == "1" and "janvier" in self.tongue.months):
            raise NotRead(text)
        return *map(int, year), self.tongue.months.index(month) + 1, int(day.removesuffix("er"))

    def _between(self, first: str, last: str, text: str) -> OnDay:
        begin, end = self._date(first), self._date(last)
        if len(begin) != len(end) or begin[:-2] > end[:-2]:
            raise NotRead(f"one year: {text}")
        if len(begin) == 3 and begin > end:
            raise NotRead(f"backwards: {text}")

        def within(day: date) -> bool:
            here = (day.year, day.month, day.day)[-len(begin):]
            return begin <= here <= end if begin <= end else here >= begin or here <= end

        return within


def _patterns(tongue: Tongue, forms: _Forms) -> Iterator[tuple[str, re.Pattern[str]]]:
    usual = dict(tongue.items)
    day = f"(?:{tongue.date.format(month=tongue.month)})"
    of_hours = {name: usual[name] for name in ("weekdays", "weekday", "months", "month", "dates")}
    nths = "|".join(sorted(tongue.nths, key=len, reverse=True))
    nth = {"fr": r"(?P<nth>{nths}) (?P<wd>{wd}) du mois",
           "en": r"on (?P<nth>{nths}) (?P<wd>{wd}) of the month"}[
               "fr" if tongue is TONGUES["fr"] else "en"]
    every: dict[str, str] = {
        **of_hours, "nth": nth.replace("{nths}", nths), "every": "|".join(forms.every),
        "some_days": forms.some_days, "others": forms.others, "some_weekday": forms.some_weekday,
        "from_on": forms.from_on, "until": forms.until, "one_date": forms.one_date,
        "holidays": "|".join(forms.holidays), "some_holidays": forms.some_holidays,
        "around": forms.around}
    for name, pattern in every.items():
        yield name, re.compile("(?:" + pattern.format(
            wd=tongue.wd, month=tongue.month, date=day) + r")(?!\w)")


_Check = tuple[str, Callable[[str], object]]
_TYPOGRAPHY: dict[str, tuple[_Check, ...]] = {
    "fr": (
        ("a plain space before a sign", re.compile(r" [;:?!»]|« ").search),
        ("no space before a sign", re.compile(r"[^\s\u00a0];").search),
        ("elision", re.compile(r"\bde (?:avril|août|octobre)|d’(?!avril|août|octobre|a)\w").search),
        ("the first of a month", re.compile(r"\b1 \w|\b(?!1er)\d+er\b").search),
        ("a straight apostrophe", re.compile("'").search)),
    "en": (("a sign after a space", re.compile(r"\s[;:,]").search),
           ("a straight apostrophe", re.compile("'").search))}


def badly_written(words: str, lang: str) -> list[str]:
    """What is wrong with the spelling and the signs of a sentence."""
    common: tuple[_Check, ...] = (
        ("two spaces", re.compile(r"\s\s").search),
        ("a word twice", re.compile(r"\b(\w+) \1\b").search),
        ("a sign at an end", re.compile(r"^[\s,;]|[\s,;]$").search))
    return [name for name, wrong in (*common, *_TYPOGRAPHY[lang]) if wrong(words)]
