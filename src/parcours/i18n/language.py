"""The site's own words in one language: sentences, plurals, dates, numbers, units.

Sentences come from gettext catalogues (``locale/<lang>/LC_MESSAGES/parcours.po``), whose message
ids are the English sentences; dates, numbers and plurals come from Babel's CLDR data.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from parcours import HERE
from parcours.i18n.typography import counted

_LOCALES = HERE / "locale"
_FIRST = re.compile(r"\b1(?= [^\W\d])")


_remembered = lru_cache(maxsize=8192)
"""The same few are said over and over: on each page and in each file of a route."""


class Language:
    """Everything we say in one language. Make one with `language_of`; it only remembers."""

    def __init__(self, code: str, translations: NullTranslations,
                 locale: Locale | None = None) -> None:
        """``locale`` has the habits of dates, numbers and lists; a language may have several."""
        self.code = code
        self._locale = locale or Locale.parse(code)
        self._translations = translations
        self._said: dict[str, str] = {}
        # Babel's own data still has the comma that British English has dropped
        self._full_date = self._locale.date_formats["full"].pattern.replace(
            "EEEE, d MMMM y", "EEEE d MMMM y")
        self._clock = _pattern(self.say("09:30 (how the time of day is written)"))
        self._full_hour = _pattern(self.say("09:00 (how the time of day is written)"))
        self._first = self.say("1 (the first day of a month)")

    def say(self, message: str, /, **values: object) -> str:
        """A sentence in this language; ``{name}`` fields take ``values`` as they are."""
        said = self._said.get(message)
        if said is None:
            said = self._said[message] = self._translations.gettext(message)
        return said.format(**values) if values else said

    def say_n(self, one: str, many: str, n: float, /, **values: object) -> str:
        """A sentence that counts; ``{n}`` is the number, written as the language writes it."""
        whole = int(n) if n == int(n) else _samples(self.code)[self._locale.plural_form(n)]
        chosen = self._translations.ngettext(one, many, whole)
        return chosen.format(n=self.number(n), **values)

    def forms(self, one: str, many: str) -> dict[str, str]:
        """The same for a script, which knows the number later: each form by what CLDR, and
        ``Intl.PluralRules`` of a browser, call the numbers that ask for it."""
        return {kind: self._translations.ngettext(one, many, whole)
                for kind, whole in _samples(self.code).items()}

    def number(self, value: float, digits: int = 1) -> str:
        """A number with at most ``digits`` decimals: ``1 234,5`` or ``1,234.5``."""
        return _number(self.code, round(value, digits))

    @_remembered
    def km(self, value: float) -> str:
        """A distance: metres below a kilometre, one decimal below ten."""
        if round(value, 1) < 1:
            tens = round(value * 100) * 10
            return f"{max(10, tens) if value else 0}\u00a0m"
        return f"{self.number(value, 1 if value < 10 else 0)}\u00a0km"

    @_remembered
    def duration(self, minutes: int) -> str:
        """A length of time: ``45 min``, ``2 h``, ``1 h 5 min`` or ``1 h 05``."""
        hours, rest = divmod(minutes, 60)
        if hours and rest:
            return self.say("{hours}\u00a0h\u00a0{minutes}\u00a0min", hours=hours, minutes=rest)
        return f"{hours}\u00a0h" if hours else f"{rest}\u00a0min"

    @_remembered
    def clock(self, minutes: int) -> str:
        """A time of day from minutes since midnight: ``9 h 30`` or ``09:30``."""
        hours, rest = divmod(minutes % 1440, 60)
        pattern = self._clock if rest else self._full_hour
        return pattern.format(h=hours, hh=f"{hours:02d}", mm=f"{rest:02d}")

    @_remembered
    def date(self, day: dt.date) -> str:
        """A date in words: ``22 novembre 2026``."""
        return self._ordinal(format_date(day, "long", locale=self._locale))

    def day_month(self, month: int, day: int) -> str:
        """A day of any year: ``1 avril``, ``1 April``."""
        leap_year = dt.date(2024, month, day)  # it has every day a year may have
        return self._ordinal(format_skeleton("MMMMd", leap_year, locale=self._locale))

    def dates(self, first: dt.date, last: dt.date) -> str:
        """From a date to another: ``du 3 au 9 mai 2027``, the month and the year once where they
        are the same."""
        if first == last:
            return self.say("on {day}", day=self.date(first))
        if (first.year, first.month) == (last.year, last.month):
            return self._within_a_month(first.day, self.date(last))
        begins = (self.day_month(first.month, first.day) if first.year == last.year
                  else self.date(first))
        return self.say("from {first} to {last} (dates)", first=begins, last=self.date(last))

    def days_of_year(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        """From a month and a day of any year to others: ``du 1er au 15 mai``."""
        if first == last:
            return self.say("on {day}", day=self.day_month(*first))
        if first[0] == last[0] and first[1] < last[1]:
            return self._within_a_month(first[1], self.day_month(*last))
        return self.say("from {first} to {last} (dates)", first=self.day_month(*first),
                        last=self.day_month(*last))

    def _within_a_month(self, first: int, last: str) -> str:
        return self.say("from {first} to {last} (dates of one month)", last=last,
                        first=self._first if first == 1 else first)

    @_remembered
    def full_date(self, day: dt.date) -> str:
        """A date with its weekday: ``dimanche 22 novembre 2026``."""
        return self._ordinal(format_date(day, self._full_date, locale=self._locale))

    def _ordinal(self, written: str) -> str:
        """Some languages count the first of a month, and no other day: ``1er avril``."""
        return written if self._first == "1" else _FIRST.sub(self._first, written)

    def name_of(self, code: str) -> str:
        """What a language is called: ``anglais`` for ``en``; its code when nobody knows."""
        return str(self._locale.languages.get(code, code))

    def month(self, number: int, *, short: bool = False) -> str:
        """The name of a month, 1 to 12."""
        return str(self._locale.months["stand-alone"]["abbreviated" if short else "wide"][number])

    def weekday(self, number: int, *, short: bool = False) -> str:
        """The name of a weekday, or its first letters; 0 is Monday."""
        return str(self._locale.days["stand-alone"]["short" if short else "wide"][number])

    def all_of(self, items: Sequence[str]) -> str:
        """Items joined by commas and *and*."""
        return format_list(list(items), style="standard", locale=self._locale)

    def any_of(self, items: Sequence[str]) -> str:
        """Items joined by commas and *or*."""
        return format_list(list(items), style="or", locale=self._locale)


def _pattern(example: str) -> str:
    """How a time is written, from half past nine, or nine o’clock, written so."""
    return (example.replace("{", "").replace("}", "").replace("09", "{hh}").replace("9", "{h}")
            .replace("30", "{mm}").replace("00", "{mm}"))


@cache
def language_of(code: str) -> Language:
    """The language ``code`` (``fr``); raises FileNotFoundError when it has no catalogue."""
    path = _LOCALES / code / "LC_MESSAGES" / "parcours.po"
    with path.open("rb") as po:
        catalogue = read_po(po, locale=code)
    for message in catalogue:
        said = message.string or ""
        message.string = counted(said, code) if isinstance(said, str) else tuple(
            counted(form, code) for form in said)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Language(code, GNUTranslations(compiled), catalogue.locale)


@cache
def spoken() -> tuple[str, ...]:
    """The languages that have a catalogue, in alphabetical order."""
    return tuple(sorted(path.name for path in _LOCALES.iterdir()
                        if (path / "LC_MESSAGES" / "parcours.po").exists()))


@cache
def _samples(code: str) -> dict[str, int]:
    """A whole number of each kind that CLDR tells apart when it counts. A catalogue knows whole
    numbers alone: where only fractions are of a kind, two stands for them."""
    rule = Locale.parse(code).plural_form
    found: dict[str, int] = {}
    for whole in (*range(201), 1000, 1_000_000):
        found.setdefault(rule(whole), whole)
    return {kind: found.get(kind, 2) for kind in sorted({*rule.tags, "other"})}


@cache
def _number(code: str, value: float) -> str:
    return format_decimal(value, locale=code)
