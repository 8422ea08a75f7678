"""A reader of our opening hours in words, French and English: what a visitor makes of them.

It knows the two languages and the calendar, and nothing of the rules, of the catalogues or of the
code that makes the words: its tables are typed out here. A word it does not know is an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache

DAY_MIN = 24 * 60
DAY = timedelta(days=1)
SUN = {"dawn": 360, "sunrise": 420, "sunset": 1140, "dusk": 1200}
"""The hours of a sun that knows no seasons: those of a calendar without a position."""

OnDay = Callable[[date], bool]
Span = tuple[int, int, str]
"""Minutes from midnight, and ``o`` or ``u``."""


class NotRead(AssertionError):
    """Words that say nothing to us."""


@dataclass(frozen=True, eq=False)
class Tongue:
    """How one language says things: patterns with the same named groups in each."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    feasts: dict[str, int]
    nths: dict[str, int]
    ends: dict[str, int]
    """Of a weekday counted from the end of the month."""
    sun: dict[str, str]
    calendar: str
    otherwise: str
    statements: str
    comment: str
    closed: str
    leads: tuple[tuple[str, str], ...]
    only: str
    date: str
    """A date of any year, or of one."""
    after: str
    holiday: str
    on: str
    conditions: str
    items: tuple[tuple[str, str], ...]
    """Kinds of items with their patterns; ``{wd}``, ``{month}``, ``{date}``, ``{noun}`` and
    ``{time}`` stand for themselves."""
    time: str
    next_day: str
    at_least: str

    @cached_property
    def wd(self) -> str:
        return f"(?:{'|'.join(self.weekdays)})"

    @cached_property
    def month(self) -> str:
        return f"(?:{'|'.join(self.months)})"


FRENCH = Tongue(
    ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
     "octobre", "novembre", "décembre"),
    {"le Mardi gras": -47, "le dimanche des Rameaux": -7, "le Jeudi saint": -3,
     "le Vendredi saint": -2, "le Samedi saint": -1, "le dimanche de Pâques": 0,
     "le lundi de Pâques": 1, "le jeudi de l’Ascension": 39, "le dimanche de Pentecôte": 49,
     "le lundi de Pentecôte": 50},
    {"le premier": 1, "le deuxième": 2, "le troisième": 3, "le quatrième": 4, "le cinquième": 5,
     "le dernier": -1, "l’avant-dernier": -2},
    {"le troisième": -3, "le quatrième": -4, "le cinquième": -5},
    {"le lever du soleil": "sunrise", "le coucher du soleil": "sunset", "l’aube": "dawn",
     "la tombée de la nuit": "dusk"},
    r"selon le calendrier du (.+?) au (.+?) : ", " ; en dehors de ces heures : ", " ; ",
    r" \(« .*? »\)(?= ;|$)", r"fermé(?: dans tous les cas)?(?: |$)",
    (("mais ", "replaces"), ("dans tous les cas ", "replaces"), ("et aussi ", "adds")),
    r"(?<=, )seulement ",
    r"1er {month}(?: \d{{4}})?|\d+ {month}(?: \d{{4}})?",
    r"le jour qui (?P<one>suit|précède) |(?P<n>\d+) jours (?P<many>après|avant) ",
    "un jour férié", "(?:le )?", r"à confirmer|sur rendez-vous|sur réservation|sur demande",
    (("all", "tous les jours, jours fériés compris"),
     ("but", r"tous les jours sauf le (?P<a>{wd})"), ("all", "tous les jours"),
     ("holidays", "les jours fériés"),
     ("weekdays", r"du (?P<a>{wd}) au (?P<b>{wd})"),
     ("dates", r"du (?P<a>{date}|1er|\d+) au (?P<b>{date})"),
     ("between", r"entre (?P<a>{noun}) et (?P<b>{noun}) inclus"),
     ("noun", "(?P<a>{noun})"), ("weekday", r"le (?P<a>{wd})"),
     ("month", "en (?P<a>{month})"), ("months", r"(?:de |d’)(?P<a>{month}) à (?P<b>{month})"),
     ("weeks2", r"les semaines (?P<a>im)?paires de l’année"),
     ("weeks", r"(?:une semaine sur (?P<n>\d+), )?de la semaine (?P<a>\d+) à la semaine "
      r"(?P<b>\d+) de l’année"), ("week", r"la semaine (?P<a>\d+) de l’année"),
     ("years", r"(?:une année sur (?P<n>\d+), )?de (?P<a>\d{{4}}) à (?P<b>\d{{4}})"),
     ("years", r"(?:une année sur (?P<n>\d+), )?à partir de (?P<a>\d{{4}})(?! h)"),
     ("years", r"en (?P<a>(?P<b>\d{{4}}))"),
     ("whole", "à toute heure"), ("hourless", "heures non précisées"),
     ("span", "du lever au coucher du soleil"),
     ("span", r"(?:de|du) (?P<a>{time}) (?:à|au) (?P<b>{time})(?P<next> le lendemain)?"
      r"(?P<more> au moins)?"),
     ("span", r"(?:de|du) (?P<a>{time}) à la fin du lendemain(?P<end>)(?P<more> au moins)?"),
     ("on", r"à partir (?:de|du) (?P<a>{time})")),
    r"(?:(?:\d+ h(?: \d\d)?|\d+ min) (?:après|avant) {sun}|\d+ h(?: \d\d)?|minuit|{sun})",
    " le lendemain", " au moins")

ENGLISH = Tongue(
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    ("January", "February", "March", "April", "May", "June", "July", "August", "September",
     "October", "November", "December"),
    {"Shrove Tuesday": -47, "Palm Sunday": -7, "Maundy Thursday": -3, "Good Friday": -2,
     "Holy Saturday": -1, "Easter Sunday": 0, "Easter Monday": 1, "Ascension Day": 39,
     "Whit Sunday": 49, "Whit Monday": 50},
    {"the first": 1, "the second": 2, "the third": 3, "the fourth": 4, "the fifth": 5,
     "the last": -1},
    {"the third": -3, "the fourth": -4, "the fifth": -5},
    {"sunrise": "sunrise", "sunset": "sunset", "dawn": "dawn", "dusk": "dusk"},
    r"by the calendar from (.+?) to (.+?): ", "; outside these hours: ", "; ",
    r" \(“.*?”\)(?=;|$)", r"closed(?: in any case)?(?: |$)",
    (("but ", "replaces"), ("in any case ", "replaces"), ("and also ", "adds")),
    r"(?<=, )only ",
    r"\d+ {month}(?: \d{{4}})?",
    r"the day (?P<one>after|before) |(?P<n>\d+) days (?P<many>after|before) ",
    "a public holiday", "(?:on )?", "to be confirmed|by appointment|by reservation|on request",
    (("all", "every day, public holidays included"), ("but", "every day except (?P<a>{wd})"),
     ("all", "every day"), ("holidays", "on public holidays"),
     ("weekdays", "from (?P<a>{wd}) to (?P<b>{wd})"),
     ("dates", r"from (?P<a>{date}|\d+) to (?P<b>{date})"),
     ("between", "between (?P<a>{noun}) and (?P<b>{noun}), both included"),
     ("noun", "(?:on )?(?P<a>{noun})"), ("weekday", "on (?P<a>{wd})s"),
     ("month", "in (?P<a>{month})"), ("months", "from (?P<a>{month}) to (?P<b>{month})"),
     ("weeks2", "in (?:even|(?P<a>odd)) weeks of the year"),
     ("weeks", r"(?:one week in (?P<n>\d+), )?from week (?P<a>\d+) to week (?P<b>\d+) of the year"),
     ("week", r"in week (?P<a>\d+) of the year"),
     ("years", r"(?:one year in (?P<n>\d+), )?from (?P<a>\d{{4}}) to (?P<b>\d{{4}})"),
     ("years", r"(?:one year in (?P<n>\d+), )?from (?P<a>\d{{4}}) on"),
     ("years", r"in (?P<a>(?P<b>\d{{4}}))"),
     ("whole", "around the clock"), ("hourless", "hours not given"),
     ("span", r"from (?P<a>{time}) to (?P<b>{time})(?P<next> the next day)?(?P<more> at least)?"),
     ("span", r"from (?P<a>{time}) to the end of the next day(?P<end>)(?P<more> at least)?"),
     ("on", "from (?P<a>{time}) on")),
    r"(?:(?:\d+ h(?: \d+ min)?|\d+ min) (?:after|before) {sun}|\d\d:\d\d|midnight|{sun})",
    " the next day", " at least")
TONGUES = {"fr": FRENCH, "en": ENGLISH}


@dataclass
class Statement:
    """A clause of the words."""

    only: bool
    """Whether the night before does not reach into its days, either."""
    does: str
    """``opens``, ``replaces``, ``adds`` or ``closes``."""
    days: list[OnDay]
    periods: list[OnDay]
    weeks: list[OnDay]
    years: list[OnDay]
    spans: list[Span]
    hourless: bool

    def those_of(self, days: list[tuple[int, date]]) -> list[int]:
        """The numbers of the days that it speaks of."""
        for choice in filter(None, (self.days, self.periods, self.weeks, self.years)):
            days = [(n, day) for n, day in days for one in choice if one(day)] if (
                len(choice) == 1) else [(n, day) for n, day in days if any(
                    one(day) for one in choice)]
        return [n for n, _ in days]


@dataclass(frozen=True)
class SpokenDay:
    """A day of 1440 minutes, a letter each."""

    states: bytes
    """``o`` open, ``u`` perhaps, ``c`` closed; ``s`` open or perhaps: nobody agrees."""
    night: bytes
    """``n`` where the hours are those of the day before, told later than this day's."""


class Read:
    """Opening hours read from words."""

    def __init__(self, words: str, lang: str) -> None:
        self.tongue = tongue = TONGUES[lang]
        text = words.replace("\u00a0", " ").replace("\u202f", " ")
        self.listed_from: date | None = None
        listed = re.match(tongue.calendar, text)
        if listed:
            text = text[listed.end():]
            self.listed_from = self._day(listed[1])(0)
        text = re.sub(tongue.comment, "", text)
        self.alternatives = [[self._statement(one) for one in part.split(tongue.statements)]
                             for part in text.split(tongue.otherwise)]

    def days(self, first: date, days: int) -> list[SpokenDay]:
        """So many days, minute by minute."""
        said = [_spans_by_day(alternative, first, days) for alternative in self.alternatives]
        return [_painted(tuple((tuple(one.get(n - 1, ())), tuple(one.get(n, ()))) for one in said))
                for n in range(days)]

    @property
    def hourless(self) -> bool:
        """Whether some opening comes without its hours."""
        return any(one.hourless for some in self.alternatives for one in some)

    def _statement(self, text: str) -> Statement:
        tongue = self.tongue
        does = "opens"
        closed = re.match(tongue.closed, text)
        if closed:
            does, text = "closes", text[closed.end():]
        for lead, doing in tongue.leads:
            if text.startswith(lead):
                does, text = doing, text[len(lead):]
        only = re.search(tongue.only, text)
        if only:
            text = text[:only.start()] + text[only.end():]
        made = Statement(bool(only), does, [], [], [], [], [], hourless=False)
        kind = "o"
        condition = re.search(rf"(?:^|, )(?:{tongue.conditions})$", text)
        if condition:
            kind, text = "u", text[:condition.start()]
        rest = text
        while rest:
            rest = self._item(rest, made, kind)
            joint = re.match(r", et |, and | et | and |, ", rest)
            if rest and not joint:
                raise NotRead(f"{rest!r} in {text!r}")
            rest = rest[joint.end():] if joint else rest
        if not made.spans:
            made.spans.append((0, DAY_MIN, kind))
            if kind == "o" and does != "closes" and not made.hourless:
                raise NotRead(f"no hours in {text!r}")
        return made

    def _item(self, text: str, made: Statement, kind: str) -> str:
        """Read the longest item that the text begins with; gives what follows it."""
        best: tuple[int, str, re.Match[str]] | None = None
        for name, pattern in self._patterns():
            match = pattern.match(text)
            if match and (best is None or match.end() > best[0]):
                best = (match.end(), name, match)
        if best is None:
            raise NotRead(repr(text))
        end, name, match = best
        self._add(name, match, made, kind)
        return text[end:]

    def _patterns(self) -> Iterator[tuple[str, re.Pattern[str]]]:
        tongue = self.tongue
        if tongue.wd not in _PATTERNS:
            sun = f"(?:{'|'.join(tongue.sun)}|lever du soleil|coucher du soleil)"
            day = tongue.date.format(month=tongue.month)
            nth = (f"(?:{'|'.join(tongue.nths)}) {tongue.wd}(?: but one)?"
                   "(?: avant la fin| from the end)? (?:du mois|of the month|"
                   f"(?:de |d’|of ){tongue.month})(?: \\d{{4}})?")
            counted = re.sub(r"\?P<\w+>", "?:", tongue.after)
            noun = (f"(?:{counted})*(?:{nth}|(?:{'|'.join(tongue.feasts)})(?: \\d{{4}})?"
                    f"|{tongue.holiday}|(?:le )?(?:{day}))")
            _PATTERNS[tongue.wd] = [(name, re.compile("(?:" + pattern.format(
                wd=tongue.wd, month=tongue.month, date=f"(?:{day})", noun=noun,
                time=tongue.time.format(sun=sun)) + r")(?!\w)")) for name, pattern in tongue.items]
        yield from _PATTERNS[tongue.wd]

    def _add(self, name: str, match: re.Match[str], made: Statement, kind: str) -> None:
        tongue, said = self.tongue, match.groupdict()
        a, b = said.get("a") or "", said.get("b") or ""
        if name in ("weekday", "weekdays", "but"):
            first = tongue.weekdays.index(a)
            last = tongue.weekdays.index(b) if b else first
            week = {(first + n) % 7 for n in range((last - first) % 7 + 1)}
            if name == "but":
                week = set(range(7)) - week
            made.days.append(lambda day: day.weekday() in week)
        elif name == "holidays":
            made.days.append(is_holiday)
        elif name in ("month", "months"):
            begin = tongue.months.index(a)
            months = {(begin + n) % 12 + 1 for n in range(
                (tongue.months.index(b or a) - begin) % 12 + 1)}
            made.periods.append(lambda day: day.month in months)
        elif name in ("dates", "between"):
            if name == "dates":  # of the month, and of the year, of the last of them
                written = b.split()
                a = " ".join([*a.split(), *written[len(a.split()):]])
            made.periods.append(_between(self._day(a), self._day(b)))
        elif name == "noun":
            self._noun(a, made)
        elif name == "weeks2":
            odd = bool(a)
            made.weeks.append(lambda day: (day.isocalendar()[1] % 2 == 1) == odd)
        elif name in ("week", "weeks"):
            made.weeks.append(_in_weeks(int(a), int(b or a), int(said.get("n") or 1)))
        elif name == "years":
            low, high, step = int(a), int(b or 9999), int(said.get("n") or 1)
            made.years.append(
                lambda day: low <= day.year <= high and (day.year - low) % step == 0)
        elif name == "whole":
            made.spans.append((0, DAY_MIN, kind))
        elif name == "hourless":
            made.hourless = True
        elif name in ("span", "on"):
            made.spans += self._hours(name, said, kind)

    def _hours(self, name: str, said: dict[str, str | None], kind: str) -> Iterator[Span]:
        opens = self._minutes(said["a"] or "") if said.get("a") else SUN["sunrise"]
        if name == "on":
            if self._by_the_sun(said["a"]):
                yield opens, DAY_MIN, "s" if kind == "o" else kind  # the sun's: or open
            else:
                yield opens, guess(opens), "u"
            return
        if "end" in said and said["end"] is not None:
            closes = 2 * DAY_MIN
        else:
            closes = self._minutes(said["b"] or "") if said.get("b") else SUN["sunset"]
            closes = DAY_MIN if closes == 0 and said["b"] in ("minuit", "midnight") else closes
            if said.get("next"):
                closes += DAY_MIN
        if closes <= opens:
            raise NotRead(f"hours that end before they begin: {said}")
        yield opens, closes, kind
        if said.get("more") and not self._by_the_sun(said.get("b")):
            yield closes, guess(closes), "u"

    def _by_the_sun(self, text: str | None) -> bool:
        return any(sun.removeprefix("le ") in (text or "") for sun in self.tongue.sun)

    def _minutes(self, text: str) -> int:
        for name, sun in self.tongue.sun.items():
            if text.endswith(name) or text == name.removeprefix("le "):
                offset = re.match(
                    r"(?:(\d+) h(?: (\d+)(?: min)?)?|(\d+) min) (après|avant|after|before)", text)
                if offset is None:
                    return SUN[sun]
                minutes = int(offset[1] or 0) * 60 + int(offset[2] or offset[3] or 0)
                return SUN[sun] + (minutes if offset[4] in ("après", "after") else -minutes)
        if text in ("minuit", "midnight"):
            return 0
        hour, minute = re.findall(r"\d+", text + " 0")[:2]
        return int(hour) * 60 + int(minute)

    def _noun(self, text: str, made: Statement) -> None:
        tongue = self.tongue
        offset, rest = self._offset(text)
        if rest == tongue.holiday:
            made.days.append(lambda day: is_holiday(day - offset * DAY))
        elif re.search(r"du mois|of the month", rest):
            is_nth = self._nth(rest)
            made.days.append(lambda day: is_nth(day - offset * DAY))
        else:
            made.periods.append(_on(self._day(text)))

    def _offset(self, text: str) -> tuple[int, str]:
        offset = 0
        while match := re.match(self.tongue.after, text):
            sign = 1 if (match["one"] or match["many"]) in ("suit", "après", "after") else -1
            offset += sign * int(match["n"] or 1)
            text = text[match.end():]
        return offset, text

    def _nth(self, text: str) -> OnDay:
        tongue = self.tongue
        weekday = tongue.weekdays.index(_found(tongue.wd, text))
        lead = next(one for one in sorted(tongue.nths, key=len, reverse=True)
                    if text.startswith(one))
        from_end = "avant la fin" in text or "from the end" in text
        nth = -2 if "but one" in text else tongue.ends[lead] if from_end else tongue.nths[lead]

        def is_nth(day: date) -> bool:
            if day.weekday() != weekday:
                return False
            if nth > 0:
                return (day.day - 1) // 7 + 1 == nth
            last = (date(day.year + day.month // 12, day.month % 12 + 1, 1) - DAY).day
            return (last - day.day) // 7 + 1 == -nth

        return is_nth

    def _day(self, text: str) -> Callable[[int], date | None]:
        """A day of the year that is asked for, None where it has none; of the year that the words
        name, whichever is asked for."""
        tongue = self.tongue
        offset, rest = self._offset(text)
        named = re.search(r"\b(\d{4})$", rest)
        month = re.search(tongue.month, rest)
        feast = next((name for name in tongue.feasts if rest.startswith(name)), None)
        is_nth = self._nth(rest) if feast is None and re.search(tongue.wd, rest) else None

        @cache
        def on(asked: int) -> date | None:
            year = int(named[1]) if named else asked
            if feast is not None:
                return easter(year) + (tongue.feasts[feast] + offset) * DAY
            if month is None:
                raise NotRead(text)
            number = tongue.months.index(month[0]) + 1
            if is_nth is not None:
                begin = date(year, number, 1)
                found = [day for day in (begin + n * DAY for n in range(31))
                         if is_nth(day) and day.month == number]
                return found[0] + offset * DAY if found else None
            try:
                return date(year, number, int(_found(r"\d+", rest))) + offset * DAY
            except ValueError:
                return None

        return on


_PATTERNS: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise NotRead(text)
    return match[0]


def _on(day: Callable[[int], date | None]) -> OnDay:
    return lambda here: any(day(here.year + n) == here for n in (-1, 0, 1))


def _between(first: Callable[[int], date | None], last: Callable[[int], date | None]) -> OnDay:
    @cache
    def of(year: int) -> tuple[date, date]:
        begin = first(year) or date(year, 3, 1)
        end = last(year) or date(year, 2, 28)
        return begin, end if end >= begin else last(year + 1) or date(year + 1, 2, 28)

    def is_in(day: date) -> bool:
        return any(begin <= day <= end for begin, end in (of(day.year + n) for n in (-1, 0, 1)))

    return is_in


def _in_weeks(first: int, last: int, step: int) -> OnDay:
    weeks = set(range(first, last + 1, step)) if first <= last else {
        *range(first, 54), *range(1, last + 1)}
    return lambda day: day.isocalendar()[1] in weeks


def _spans_by_day(statements: list[Statement], first: date, days: int) -> dict[int, list[Span]]:
    """For each day, from the one before the first, the hours that begin on it. A night that
    reaches into a day of an earlier clause is told by a capital letter."""
    found: dict[int, list[Span]] = {}
    told: set[int] = set()
    every = [(n, first + n * DAY) for n in range(-1, days + 2)]
    for one in statements:
        about = one.those_of(every)
        spans = [part for begin, end, kind in one.spans for part in (
            (begin, min(end, DAY_MIN), kind), (DAY_MIN, end, kind.upper())) if part[0] < part[1]]
        before = dict(found)
        for n in about:
            if one.does in ("closes", "adds"):
                for later in (-1, 0, 1):
                    found[n + later] = _without(found.get(n + later, []), [
                        (begin - later * DAY_MIN, end - later * DAY_MIN)
                        for begin, end, _ in spans])
            elif one.only and found.get(n - 1) is before.get(n - 1) and n - 1 in found:
                found[n - 1] = _without(found[n - 1], [(DAY_MIN, 2 * DAY_MIN)])
            if one.does != "closes":
                here = [(begin, end, kind if n + 1 in told else kind.lower())
                        for begin, end, kind in spans]
                found[n] = found[n] + here if one.does == "adds" else here
        told.update(about)
    return {day: sorted(spans, key=lambda span: "uso".index(span[2].lower()))
            for day, spans in sorted(found.items())}


@lru_cache(maxsize=4096)
def _painted(alternatives: tuple[tuple[tuple[Span, ...], tuple[Span, ...]], ...]) -> SpokenDay:
    """A day of the hours that begin the day before and on it, the first alternative on top."""
    states, night = bytearray(b"c" * DAY_MIN), bytearray(b"-" * DAY_MIN)
    for before, today in reversed(alternatives):
        for spans, shift in ((before, DAY_MIN), (today, 0)):
            for begin, end, kind in spans:
                at, until = max(0, begin - shift), min(end - shift, DAY_MIN)
                if at < until:
                    states[at:until] = kind.lower().encode() * (until - at)
                    if kind.isupper():
                        night[at:until] = b"n" * (until - at)
    return SpokenDay(bytes(states), bytes(night))


def _without(spans: list[Span], taken: list[tuple[int, int]]) -> list[Span]:
    for low, high in taken:
        spans = [(begin, end, kind) for first, last, kind in spans
                 for begin, end in ((first, min(last, low)), (max(first, high), last))
                 if begin < end]
    return spans


def guess(minutes: int) -> int:
    """Until when, perhaps, when nobody says: the guess of opening_hours.js."""
    if minutes < 17 * 60:
        return DAY_MIN
    return min(minutes + (8 if minutes >= 22 * 60 else 10) * 60, 2 * DAY_MIN)


@cache
def easter(year: int) -> date:
    """Easter Sunday, by the rule of Gauss."""
    a, b, c = year % 19, year % 4, year % 7
    m, n = (24, 5) if year < 2100 else (24, 6)
    d = (19 * a + m) % 30
    e = (2 * b + 4 * c + 6 * d + n) % 7
    day = date(year, 3, 22) + (d + e) * DAY
    late = d == 28 and e == 6 and (11 * m + 11) % 30 < 19
    return day - 7 * DAY if (d == 29 and e == 6) or late else day


def is_holiday(day: date) -> bool:
    """Whether it is one of the eleven public holidays of all France."""
    since_easter = (day - easter(day.year)).days
    return since_easter in (1, 39, 50) or (day.month, day.day) in (
        (1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
