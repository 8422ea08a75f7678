"""A text about opening hours cut into tokens for the grammar, each with its column.

Offices write the same dash in *lundi-vendredi* and in *lundi - mercredi - samedi*, the same comma
in a list and between two statements. What stands on both sides tells them apart, so it is told
here, before the grammar: a range, a join within a list, a pause between phrases, or a stop.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from parcours.said.vocabulary import (
    EASTER,
    ENGLISH_MONTHS,
    MONTHS,
    SHORTENED,
    WORDS,
    Group,
    Value,
)

LONGEST = 500
"""Characters; a longer text is prose."""
_DAYS_IN = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class NotUnderstood(Exception):
    """What in the text could not be read: its first column (0-based) and the words, as typed."""

    def __init__(self, why: str, column: int = 0, words: str = "") -> None:
        super().__init__(why)
        self.why, self.column, self.words = why, column, words


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
    article: bool = False


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday as named: 0 is Monday."""

    number: int
    plural: bool = False
    article: bool = False
    part: str = ""
    """``morning``, ``afternoon`` or ``evening`` where only that is meant."""


@dataclass(frozen=True, slots=True)
class Join:
    """What joins two things of a kind: ``,``, ``and``, ``/``, ``-``, ``including`` or nothing."""

    sign: str


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
    **dict.fromkeys("\u00b7\u2022\u2013|", "|"),
    "\u2013": "-", "\r": "\n", "œ": "oe", "Œ": "oe", "[": "(", "]": ")", "\u0301": "", "\u0300": "",
}
_HALF = r"(?:\s*(?P<half>am\b|pm\b|a\.m\.?|p\.m\.?|du matin\b|de l'apres-midi\b|du soir\b))"
_NUMBERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("date", re.compile(
        rf"(?P<day>\d{{1,2}})(?:er|e|st|nd|rd|th)?\s*(?:of\s+)?\b(?P<month>{{months}})\b\.?"
        r"(?:\s+(?P<year>20\d\d)\b)?".replace("{months}", "|".join(
            sorted(MONTHS, key=len, reverse=True))))),
    ("date", re.compile(
        r"\b(?P<month>{months})\b\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?"
        r"(?!\s*(?:h|:\d\d(?!\s*[ap])|\.\d|[ap]\.?m|-\s*\d|/|\d|(?:to|a|>)\s*\d+\s*(?:h|:|\.|[ap]\.?m)))(?:,?\s+(?P<year>20\d\d)\b)?".replace(
            "{months}", "|".join(sorted(ENGLISH_MONTHS, key=len, reverse=True))))),
    ("date", re.compile(
        r"(?P<day>\d{1,2})/(?P<month>\d{2})(?:/(?P<year>20\d\d|\d\d))?(?![\d/]|\s*h|:)")),
    ("date", re.compile(
        r"(?P<day>\d{1,2})\.(?P<month>\d{2})\.(?P<year>20\d\d)(?!\d)")),
    ("clock", re.compile(
        rf"(?P<hour>\d{{1,2}})\s*(?:heures?|hrs?|h)(?![a-z])(?:(?P<gap>\s*)(?P<minute>\d{{2}})"
        rf"(?!\s*h|\d|[:.]\d))?(?:\s*(?:min|mn)\b)?{_HALF}?")),
    ("clock", re.compile(rf"(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::00)?(?!\d){_HALF}?")),
    ("dotted", re.compile(rf"(?P<hour>\d{{1,2}})\.(?P<minute>\d{{2}})(?!\d){_HALF}?")),
    ("clock", re.compile(rf"(?P<hour>\d{{1,2}}){_HALF}")),
    ("number", re.compile(r"\d{1,2}(?![\d])")),
)
_WORDS_BY_LENGTH = sorted(WORDS, key=len, reverse=True)
_WORD = re.compile("|".join(
    rf"{'(?<![a-z])' if word[0].isalpha() else ''}{re.escape(word).replace(chr(92) + ' ', chr(92) + 's+')}"
    f"{'(?![a-z])' if word[-1].isalpha() else '(?![a-z0-9])' if word[-1].isdigit() else ''}"
    for word in _WORDS_BY_LENGTH))
_SEPARATOR = re.compile(r"[,;:()/|.\n\-]")
_SPACE = re.compile(r"[ \f\v]+")
_ANY_WORD = re.compile(r"[^\s,;:()/|.]+")
_OF_KIND = {
    **dict.fromkeys(("WEEKDAY", "GROUP", "ORDINAL", "OF_MONTH", "MAR"), "day"),
    "MOMENT": "season", **dict.fromkeys(("CLOCK", "NUMBER", "PART"), "hours"),
}


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
        token = _number(words, at) or _word(words, at) or _sign(words, at, found)
        if token is None:
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
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS_IN[month]:
        return None
    return _token("MOMENT", (year + 2000 if 0 < year < 100 else year, month, day), match)


def _clock(match: re.Match[str]) -> Token | None:
    hour, minute = int(match["hour"]), int(match.groupdict().get("minute") or 0)
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
    """``10.30`` is a time, ``31.10`` a date, ``10.10`` either."""
    clock = _clock(match)
    hour, minute = int(match["hour"]), int(match["minute"])
    is_date = 1 <= minute <= 12 and 1 <= hour <= _DAYS_IN[minute] and not match["half"]
    if not is_date:
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
    elif kind == "NAMED_CLOCK":
        kind = "CLOCK"
    elif kind == "SUN":
        kind = "CLOCK"
    return Token(kind, value, at, end, match[0])


def _sign(words: str, at: int, before: Sequence[Token]) -> Token | None:
    match = _SEPARATOR.match(words, at)
    if match is None:
        return None
    return Token("SIGN", "", at, at + 1, match[0], sign=match[0])


# Separators and their meaning ------------------------------------------------------------------

_STOPS = {".": 3, "\n": 3, ";": 2, "|": 2}
_SIGN_OF = {"TO": "to", "UNTIL": "to", "AND": "and", "INCLUDING": "including",
            "ALSO": "also"}
_STRENGTH = (".", "\n", ";", "|", "including", "(", ")", ",", "also", "and", "to", "/", "-", ":")
"""Of several signs between two tokens the first of these counts."""


@dataclass(slots=True)
class _Gap:
    """What stands between two tokens of the grammar."""

    signs: list[Token] = field(default_factory=list)
    articles: bool = False
    prefix: str = ""

    @property
    def sign(self) -> str:
        present = {one.sign for one in self.signs}
        return next((sign for sign in _STRENGTH if sign in present), "")


def arranged(text: str) -> list[Token]:
    """The terminals of the grammar; raises NotUnderstood."""
    tokens, gaps = _without_signs(scan(text))
    tokens, gaps = _completed(tokens, gaps)
    if not tokens:
        raise NotUnderstood("nothing")
    kinds = [_OF_KIND.get(one.kind, one.kind) for one in tokens]
    roles: dict[int, str] = {}
    start = 0
    for index in range(1, len(tokens) + 1):
        runs_on = index < len(tokens) and kinds[index] == kinds[index - 1] and (
            not _stops(gaps[index]) or (kinds[index] == "hours" and gaps[index].sign == ";"))
        if not runs_on:
            if kinds[start] in _ROLES:
                roles.update(_ROLES[kinds[start]](tokens, gaps, start, index))
            start = index
    return [*_written(tokens, gaps, kinds, roles)]


def _stops(gap: _Gap) -> bool:
    return gap.sign in _STOPS


def _without_signs(found: Sequence[Token]) -> tuple[list[Token], list[_Gap]]:
    """The tokens that mean something, and the gap before each of them and after the last."""
    tokens: list[Token] = []
    gaps = [_Gap()]
    nouns = 0
    for token in found:
        gap = gaps[-1]
        if token.kind == "SIGN" or token.kind in _SIGN_OF:
            gap.signs.append(token if token.kind == "SIGN" else replace(
                token, sign=_SIGN_OF[token.kind]))
        elif token.kind == "FROM":
            gap.prefix = "from"
        elif token.kind == "NOUN":
            nouns += 1
            if nouns > 1 or tokens:
                raise NotUnderstood("noun", token.begin, token.text)
        elif token.kind == "":
            gap.articles |= token.text.lower() in ("le", "la", "les", "on")
        elif isinstance(token.value, Weekday) and token.text.lower() == "we" and gap.articles:
            tokens.append(replace(token, kind="GROUP", value=Group(frozenset({5, 6}))))
            gaps.append(_Gap())
        elif token.kind == "SCHOOL":
            raise NotUnderstood("school", token.begin, token.text)
        elif token.kind == "EITHER":
            raise NotUnderstood("either", token.begin, token.text)
        elif token.kind == "PART" and tokens and tokens[-1].kind == "WEEKDAY" and not (
                gap.signs or gap.articles):
            day = tokens[-1].value
            assert isinstance(day, Weekday)  # noqa: S101  # its kind says so
            tokens[-1] = replace(tokens[-1], value=replace(day, part=str(token.value)),
                                 end=token.end)
            gaps[-1] = _Gap()
        else:
            tokens.append(replace(token, prefix=gap.prefix, article=gap.articles))
            gaps.append(_Gap())
    return tokens, gaps


def _completed(tokens: list[Token], gaps: list[_Gap]) -> tuple[list[Token], list[_Gap]]:
    """Numbers given the month of the date after them (*24 et 31 décembre*), *mar* told from *mar*,
    years given to both ends of a range."""
    for index in range(len(tokens) - 2, -1, -1):
        one, after = tokens[index], tokens[index + 1]
        is_day = one.kind == "NUMBER" or (one.kind == "ORDINAL" and one.text[:1].isdigit())
        if is_day and after.kind == "MOMENT" and gaps[index + 1].sign in ("to", "-", ",", "and"):
            of_hours = (index and tokens[index - 1].kind in ("CLOCK", "NUMBER")
                        and gaps[index].sign in ("to", "-", "/"))
            year, month, day = _moment(after)
            number = int(str(one.value))
            if day and month != EASTER and not of_hours and 1 <= number <= _DAYS_IN[month]:
                tokens[index] = replace(one, kind="MOMENT", value=(year, month, number))
        if one.kind == "MOMENT" and after.kind == "MOMENT" and gaps[index + 1].sign in ("to", "-"):
            tokens[index] = _with_year_of(one, after)
    for index, one in enumerate(tokens):
        if one.kind == "MAR":
            tokens[index] = _told_apart(tokens, gaps, index)
        elif one.kind == "MOMENT" and not _moment(one)[2] and one.text.lower().strip(
                ".") in ENGLISH_MONTHS and index + 1 < len(tokens) and tokens[
                    index + 1].kind == "NUMBER" and not gaps[index + 1].signs:
            raise NotUnderstood("either", one.begin, f"{one.text} {tokens[index + 1].text}")
    return tokens, gaps


def _moment(token: Token) -> tuple[int, int, int]:
    value = token.value
    assert isinstance(value, tuple)  # noqa: S101  # its kind says so
    return value


def _with_year_of(one: Token, after: Token) -> Token:
    year, month, day = _moment(one)
    last_year, last_month, last_day = _moment(after)
    if year or not last_year or EASTER in (month, last_month):
        return one
    starts_before = (month, day) <= (last_month, last_day or 31)
    return replace(one, value=(last_year if starts_before else last_year - 1, month, day))


def _told_apart(tokens: list[Token], gaps: list[_Gap], index: int) -> Token:
    """*Mar* is Tuesday beside a day and March beside a month."""
    beside = [tokens[at].kind for at, gap in ((index - 1, index), (index + 1, index + 1))
              if 0 <= at < len(tokens) and gaps[gap].sign in ("to", "-", ",", "and", "/")]
    if "MOMENT" in beside and "WEEKDAY" in beside:
        raise NotUnderstood("either", tokens[index].begin, tokens[index].text)
    if "MOMENT" in beside:
        return replace(tokens[index], kind="MOMENT", value=(0, 3, 0))
    return replace(tokens[index], kind="WEEKDAY", value=Weekday(1))


# Within a run of one kind: a range or a list ---------------------------------------------------

def _of_days(tokens: Sequence[Token], gaps: Sequence[_Gap], start: int, end: int
             ) -> Iterator[tuple[int, str]]:
    signs = {index: gaps[index].sign for index in range(start + 1, end)}
    for index in range(start + 1, end):
        sign, before, after = signs[index], tokens[index - 1], tokens[index]
        if before.kind == "ORDINAL" and not sign:
            yield index, ""
        elif after.kind == "OF_MONTH":
            yield index, ""
        elif sign == "to":
            if {before.kind, after.kind} != {"WEEKDAY"}:
                raise NotUnderstood("range", after.begin, after.text)
            yield index, "DAY_RANGE"
        elif sign == "-" and before.kind == after.kind == "WEEKDAY":
            around = signs.get(index - 1), signs.get(index + 1)
            if "/" in around:
                raise NotUnderstood("either", before.begin, f"{before.text}-{after.text}")
            yield index, "DAY_JOIN" if "-" in around or "to" in around else "DAY_RANGE"
        else:
            yield index, "DAY_JOIN"


def _of_seasons(tokens: Sequence[Token], gaps: Sequence[_Gap], start: int, end: int
                ) -> Iterator[tuple[int, str]]:
    signs = {index: gaps[index].sign for index in range(start + 1, end)}
    for index in range(start + 1, end):
        sign, before, after = signs[index], tokens[index - 1], tokens[index]
        whole = not _moment(before)[2] and not _moment(after)[2]
        around = signs.get(index - 1), signs.get(index + 1)
        if sign == "to":
            yield index, "SEASON_RANGE"
        elif sign == "-" and "to" not in around and "-" not in around:
            if "/" in around:
                raise NotUnderstood("either", before.begin, f"{before.text}-{after.text}")
            yield index, "SEASON_RANGE"
        elif sign == "-" and not whole and "to" not in around:
            raise NotUnderstood("either", before.begin, f"{before.text}-{after.text}")
        elif sign == "/" and "/" not in around and whole and (
                _moment(after)[1] - _moment(before)[1]) % 12 != 1:
            raise NotUnderstood("either", before.begin, f"{before.text}/{after.text}")
        else:
            yield index, "SEASON_JOIN"


def _of_hours(tokens: Sequence[Token], gaps: Sequence[_Gap], start: int, end: int
              ) -> Iterator[tuple[int, str]]:
    """Times come in pairs; of a part of the day the run's first token tells on which side it is."""
    times = [index for index in range(start, end) if tokens[index].kind != "PART"]
    opening = set(times[::2])
    for index in range(start + 1, end):
        before, after = tokens[index - 1], tokens[index]
        if "PART" in (before.kind, after.kind):
            leads = tokens[start].kind == "PART"
            joins = (after.kind == "PART" if leads else before.kind == "PART")
            yield index, "HOURS_JOIN" if joins else ""
        elif index in opening:
            if gaps[index].sign == "to":
                raise NotUnderstood("chain", before.begin, f"{before.text} … {after.text}")
            yield index, "HOURS_JOIN"
        else:
            yield index, "HOURS_RANGE" if gaps[index].sign in ("to", "-", "/") else "HOURS_JOIN"


_ROLES = {"day": _of_days, "season": _of_seasons, "hours": _of_hours}


def _written(tokens: Sequence[Token], gaps: Sequence[_Gap], kinds: Sequence[str],
             roles: dict[int, str]) -> Iterator[Token]:
    for index, token in enumerate(tokens):
        gap = gaps[index]
        if index in roles:
            if roles[index]:
                sign = _join_sign(gap)
                yield Token(roles[index], Join(sign), token.begin, token.begin, sign)
        else:
            yield from _pause(gap, kinds[index - 1] if index else "", kinds[index], token)
        needs_range = token.prefix == "from" and token.kind in ("MOMENT", "WEEKDAY")
        if needs_range and not roles.get(index + 1, "").endswith("_RANGE") and not (
                index and tokens[index - 1].kind in ("CLOSED", "EXCEPT")
                and token.kind == "WEEKDAY"):
            raise NotUnderstood("range", token.begin, token.text)
        if isinstance(token.value, Weekday):
            token = replace(token, value=replace(token.value))
        yield token
    until = [one for one in gaps[-1].signs if one.sign in ("to", "and", "including")]
    if until or gaps[-1].prefix:
        last = until[0] if until else tokens[-1]
        raise NotUnderstood("end", last.begin, last.text)


def _join_sign(gap: _Gap) -> str:
    sign = gap.sign
    if sign == "-" and gap.articles:
        return ","
    return "," if sign in ("(", ")") else "and" if sign == "also" else sign


def _pause(gap: _Gap, before: str, after: str, token: Token) -> Iterator[Token]:
    sign = gap.sign
    content = {"day", "season", "hours"}
    if sign == "to" and (before in content and after in content):
        to = next(one for one in gap.signs if one.sign == "to")
        raise NotUnderstood("range", to.begin, f"{to.text} {token.text}")
    if any(one.kind == "UNTIL" for one in gap.signs):
        until = next(one for one in gap.signs if one.kind == "UNTIL")
        raise NotUnderstood("until", until.begin, f"{until.text} {token.text}")
    towards = next((one for one in gap.signs if one.kind == "TO"), None)
    if towards and (towards.text.lower() not in ("a", "à", "au") or (
            token.kind == "MOMENT" and token.text[0].isdigit())):
        raise NotUnderstood("range", towards.begin, f"{towards.text} {token.text}")
    if not before:
        return
    weak = sign in ("|", "\n") and before in ("day", "season") and after == "hours"
    if sign in _STOPS and not weak:
        yield Token("STOP", _STOPS[sign], token.begin, token.begin, sign, sign=sign)
    elif sign and sign != "to":
        yield Token("PAUSE", "|" if weak else sign, token.begin, token.begin, sign, sign=sign)
