"""A text about opening hours cut into words, numbers and signs, each with its place.

Nothing is passed over: a word that is not in the vocabulary ends the reading, with its place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from parcours.hours.said.vocabulary import ENGLISH_MONTHS, MONTHS, SHORTENED, WORDS, Value

LONGEST = 500
"""Characters; a longer text is prose."""
DAYS_IN = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class NotUnderstood(Exception):
    """What in the text could not be read: its first column (0-based) and the words, as typed, or
    the column where they end."""

    def __init__(self, why: str, column: int = 0, words: str = "", end: int = 0) -> None:
        super().__init__(why)
        self.why, self.column, self.words, self.end = why, column, words, end

    def typed(self, text: str) -> str:
        """The words as the text has them."""
        return text[self.column:self.end] if self.end else self.words


@dataclass(frozen=True, slots=True)
class Token:
    """A terminal of the grammar, or, while they are being arranged, a separator."""

    kind: str
    value: Value
    begin: int
    end: int
    text: str
    sign: str = ""
    """Of a separator: ``,`` ``and`` ``to`` ``-`` ``/`` ``:`` ``(`` ``)`` ``;`` ``.`` or empty."""
    prefix: str = ""
    """``from`` before a moment or a day: only a range may follow."""


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday as named: 0 is Monday."""

    number: int
    plural: bool = False
    part: str = ""
    """``morning``, ``afternoon`` or ``evening`` where only that is meant."""


def plain(text: str) -> tuple[str, list[int]]:
    """The text without accents, capitals and fancy signs, and the place each character came from.
    """
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        folded = _SIGNS.get(char)
        if folded is None:
            folded = "".join(c for c in unicodedata.normalize("NFKD", char)
                             if not unicodedata.combining(c)).lower()
        letters += folded
        places += [place] * len(folded)
    return "".join(letters), [*places, len(text)]


_SIGNS = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u2019\u2018\u02bc\u00b4`", "'"),
    **dict.fromkeys("\u2192\u279c\u2794", ">"),
    **dict.fromkeys("\u00a0\u202f\u2009\t\u200b", " "),
    **dict.fromkeys("\u00b7\u2022|", "|"),
    "\r": "\n", "!": ".", "[": "(", "]": ")", "œ": "oe", "Œ": "oe",
    "\u0300": "", "\u0301": "",
}
_HALF = r"(?:\s*(?P<half>am\b|pm\b|a\.m\.?|p\.m\.?|du matin\b|de l'apres-midi\b|du soir\b))"
_SHORT = r"\.(?=\s*(?:(?:a|et|to|and)\b|[-/,;)]))"
"""The full stop of *9 h. à 12 h.*, which ends no sentence."""
_NUMBERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("date", re.compile(
        r"(?P<day>\d{1,2})(?:er|e|st|nd|rd|th)?\s*(?:of\s+)?\b(?P<month>{months})\b\.?"
        r"(?:\s+(?P<year>20\d\d)\b)?".replace("{months}", "|".join(
            sorted(MONTHS, key=len, reverse=True))))),
    ("date", re.compile(
        r"\b(?P<month>{months})\b\.?\s+(?P<day>\d{1,2})(?:(?:st|nd|rd|th)\b|(?![a-z])"
        r"(?!\s*(?:h|:\d\d(?!\s*[ap])|\.\d|[ap]\.?m|-\s*\d|/|\d"
        r"|(?:to|a|>)\s*\d+\s*(?:h|:|\.|[ap]\.?m))))"
        r"(?:,?\s+(?P<year>20\d\d)\b)?".replace(
            "{months}", "|".join(sorted(ENGLISH_MONTHS, key=len, reverse=True))))),
    ("date", re.compile(
        r"(?P<day>\d{1,2})/(?P<month>\d{2})(?:/(?P<year>20\d\d|\d\d))?(?![\d/]|\s*h|:)")),
    ("date", re.compile(  # after these words it is no share and no pair of hours
        r"(?<![a-z])(?:(?<=du )|(?<=au ))(?P<day>\d{1,2})/(?P<month>\d)(?:/(?P<year>20\d\d))?"
        r"(?![\d/]|\s*h|:)")),
    ("date", re.compile(
        r"(?P<day>\d{1,2})\.(?P<month>\d{2})\.(?P<year>20\d\d)(?!\d)")),
    ("clock", re.compile(
        rf"(?P<hour>\d{{1,2}})\s*(?:heures?|hrs?|h)(?![a-z])(?:(?P<gap>\s*)(?P<minute>\d{{2}})"
        rf"(?!\s*h|\d|[:.]\d))?(?:\s*(?:min|mn)\b|{_SHORT})?{_HALF}?")),
    ("clock", re.compile(rf"(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::00)?(?!\d)"
                         rf"(?:\s*h(?:rs)?\b)?{_HALF}?")),
    ("dotted", re.compile(rf"(?P<hour>\d{{1,2}})\.(?P<minute>\d{{2}})(?!\d)"
                          rf"(?:(?P<said>\s*h(?:eures|rs)?\b)|{_HALF})?")),
    ("clock", re.compile(rf"(?P<hour>\d{{1,2}}){_HALF}")),
    ("number", re.compile(r"\d{1,2}(?![\d])")),
)


def _whole(word: str) -> str:
    """A pattern for a word of the vocabulary, which no letter may touch."""
    spaced = re.escape(word).replace("\\ ", r"\s+")
    before = "(?<![a-z])" if word[0].isalpha() else ""
    after = "(?![a-z])" if word[-1].isalpha() else "(?![a-z0-9])" if word[-1].isdigit() else ""
    return f"{before}{spaced}{after}"


_WORD = re.compile("|".join(map(_whole, sorted(WORDS, key=len, reverse=True))))
_SEPARATOR = re.compile(r"[,;:()/|.\n\-]")
_SPACE = re.compile(r"[ \f\v]+")
_ANY_WORD = re.compile(r"[^\s,;:()/|.]+")
_LETTERS_FOR_DIGITS = re.compile(r"[\doli]{2}\s*(?:h(?:\s*[\doli]{2})?|:[\doli]{2})(?![a-z])")
"""``1Oh``, ``l8h``, ``1O:00``: what a scanner makes of 10 and 18."""


def scan(text: str) -> list[Token]:
    """Every word, number and sign of the text in order; raises NotUnderstood at an unknown one."""
    if len(text) > LONGEST:
        raise NotUnderstood("long")
    words, places = plain(text)
    found: list[Token] = []
    at = 0
    while at < len(words):
        if space := _SPACE.match(words, at):
            at = space.end()
            continue
        token = _number(words, at) or _word(words, at) or _sign(words, at)
        if token is None:
            start = at - 1 if at and words[at - 1].isdigit() else at
            if scanned := _LETTERS_FOR_DIGITS.match(words, start):
                raise NotUnderstood("letters", places[start],
                                    text[places[start]:places[scanned.end()]])
            end = match.end() if (match := _ANY_WORD.match(words, at)) else at + 1
            raise NotUnderstood("word", places[at], text[places[at]:places[end]])
        at = token.end
        found.append(replace(token, begin=places[token.begin], end=places[token.end],
                             text=text[places[token.begin]:places[token.end]]))
    return found


def _number(words: str, at: int) -> Token | None:
    if not words[at].isascii() or (at and words[at].isdigit() and words[at - 1].isdigit()):
        return None
    known = _WORD.match(words, at)
    for kind, pattern in _NUMBERS:
        match = pattern.match(words, at)
        if match and known and words[at].isdigit() and known.end() >= match.end():
            return None  # "7/7", "24h/24", "1er"
        if match:
            token = _READ[kind](match)
            if token is not None:
                return token
    return None


def _token(kind: str, value: Value, match: re.Match[str]) -> Token:
    return Token(kind, value, match.start(), match.end(), match[0])


def _date(match: re.Match[str]) -> Token | None:
    named = match["month"]
    month = int(named) if named.isdigit() else MONTHS[named]
    day, year = int(match["day"]), int(match["year"] or 0)
    if not 1 <= month <= 12 or not 1 <= day <= DAYS_IN[month]:
        return None
    token = _token("MOMENT", (year + 2000 if 0 < year < 100 else year, month, day), match)
    if match[0].endswith(".") and named not in SHORTENED:
        token = replace(token, end=token.end - 1)  # it ends the sentence
    return token


_OF_DATE = re.compile(r"\s*(?:{months})\b|/\d\d(?!\s*h)".replace(
    "{months}", "|".join(sorted(MONTHS, key=len, reverse=True))))
"""What makes a day of the two figures before it."""


def _clock(match: re.Match[str]) -> Token | None:
    hour, minute = int(match["hour"]), int(match.groupdict().get("minute") or 0)
    if match.groupdict().get("gap") and _OF_DATE.match(match.string, match.end()):
        return _token("EITHER", 0, match)  # "14h-18h 25 décembre"
    if match.groupdict().get("gap") and minute % 5:
        return None  # "8h 12" is not twelve past eight
    half = match["half"] or ""
    if half.startswith(("a", "p")):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    elif half in ("du soir", "de l'apres-midi") and hour < 12:
        hour += 12
    elif half == "du matin" and hour >= 12:
        return None
    if hour > 24 or minute > 59 or hour * 60 + minute > 1440:
        return None
    return _token("CLOCK", hour * 60 + minute, match)


def _dotted(match: re.Match[str]) -> Token | None:
    """``10.30`` and ``10.10 h`` are times, ``31.10`` is a date, ``10.10`` either."""
    clock = _clock(match)
    hour, minute = int(match["hour"]), int(match["minute"])
    is_date = 1 <= minute <= 12 and 1 <= hour <= DAYS_IN[minute] and not match["half"]
    if not is_date or match["said"]:
        return clock
    if clock is None or minute % 5:
        return _token("MOMENT", (0, minute, hour), match)
    return _token("EITHER", (0, minute, hour), match)


_READ: dict[str, Callable[[re.Match[str]], Token | None]] = {
    "date": _date, "clock": _clock, "dotted": _dotted,
    "number": lambda match: _token("NUMBER", int(match[0]), match),
}


def _word(words: str, at: int) -> Token | None:
    match = _WORD.match(words, at)
    if match is None:
        return None
    if at and words[at - 1].isalpha() and words[at].isalpha():
        return None
    name = re.sub(r"\s+", " ", match[0])
    kind, value = WORDS[name]
    end = match.end()
    if name in SHORTENED and words[end:end + 1] == ".":
        end += 1
    if kind == "MONTH":
        year = re.compile(r"\s+(20\d\d)\b").match(words, end)
        kind, value = "MOMENT", (int(year[1]) if year else 0, int(str(value)), 0)
        end = year.end() if year else end
    elif kind in ("WEEKDAY", "WEEKDAYS"):
        kind, value = "WEEKDAY", Weekday(int(str(value)), kind == "WEEKDAYS")
    elif kind in ("NAMED_CLOCK", "SUN"):
        kind = "CLOCK"
    return Token(kind, value, at, end, match[0])


def _sign(words: str, at: int) -> Token | None:
    match = _SEPARATOR.match(words, at)
    if match is None:
        return None
    return Token("SIGN", "", at, at + 1, match[0], sign=match[0])
