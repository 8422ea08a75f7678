"""The phrases of a text about opening hours: days, seasons, hours and the small words between.

The one room that imports ``lark``; it is loaded when a text is no rule, and only then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, TypeAlias

from lark import Lark, Token, Tree, UnexpectedInput, UnexpectedToken
from lark.lexer import Lexer

from parcours.hours.clock import DAY_MIN
from parcours.hours.said.joints import Join, arranged
from parcours.hours.said.tokens import NotUnderstood, Weekday
from parcours.hours.said.tokens import Token as Said
from parcours.hours.said.vocabulary import EASTER, Group

_EARLY = 7 * 60
_LONGEST_NIGHT = 14 * 60
_LATE = 2 * 60
"""*18h-10h* and *9h-5h* are slips; a bar that opens at seven may close at two."""
Minutes: TypeAlias = int
Time: TypeAlias = "Minutes | str"
"""Minutes since midnight, or ``sunrise``, ``sunset``, ``dawn``, ``dusk``."""


@dataclass(frozen=True, slots=True)
class Day:
    """One item of a list of days."""

    weekdays: frozenset[int] = frozenset()
    holiday: bool = False
    others: bool = False
    """The days that the text does not name."""
    nth: tuple[int, ...] = ()
    """Which of the month; -1 is the last."""
    part: str = ""
    named: tuple[int, ...] = ()
    """The weekdays named, in order: the two ends of a range, or one."""
    is_range: bool = False
    plural: bool = False
    loose: bool = False
    """*En semaine*, which may end on Friday or on Saturday."""


@dataclass(frozen=True, slots=True)
class Days:
    """A list of days; ``joins`` stand between its items."""

    items: tuple[Day, ...]
    joins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """From one moment to another, both included: (year or 0, month, day or 0 for all of it)."""

    first: tuple[int, int, int]
    last: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Season:
    """A list of spans of the year; empty ones are the whole year, or what others leave."""

    items: tuple[Span, ...] = ()
    joins: tuple[str, ...] = ()
    others: bool = False
    feast: bool = False
    """A feast was named by its name, which has its date but no exact meaning as a season."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Opening and closing; past 1440 the closing lies in the night after."""

    opens: Time
    closes: Time
    part: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """A list of intervals."""

    items: tuple[Interval, ...]
    joins: tuple[str, ...] = ()
    borrowed: bool = False
    """Whether it opens as on other days: *le jeudi jusqu'à 21h*."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A small word: ``CLOSED`` ``OPEN`` ``EXCEPT`` ``SEASON_NAME`` ``ALWAYS``."""

    kind: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Between two phrases of a sentence: a comma, a colon, *et*…"""

    sign: str


Phrase: TypeAlias = "Days | Season | Hours | Mark"


@dataclass(frozen=True, slots=True)
class Sentence:
    """Phrases and pauses between two stops; ``level`` is that of the stop before it: 3 for a full
    stop or a new line, 2 for a semicolon, 0 at the beginning."""

    level: int
    parts: tuple[Phrase | Pause, ...]


class _Words(Lexer):
    """Our tokens as lark's."""

    def __init__(self, _conf: object) -> None:
        pass

    def lex(self, text: Any) -> Iterator[Token]:  # type: ignore[override]
        for one in arranged(str(text)):
            yield Token(one.kind, one, start_pos=one.begin, end_pos=one.end,
                        column=one.begin + 1, line=1)


@cache
def _parser() -> Lark:
    grammar = files("parcours.hours.said").joinpath("grammar.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", lexer=_Words, maybe_placeholders=False)


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text; raises NotUnderstood with what stood in the way."""
    try:
        tree = _parser().parse(text)
    except UnexpectedInput as failure:
        expected = sorted(failure.accepts or failure.expected) if isinstance(
            failure, UnexpectedToken) else []
        token = failure.token if isinstance(failure, UnexpectedToken) else None
        if token is None or token.type == "$END":
            raise NotUnderstood("end:" + " ".join(expected), len(text), "") from failure
        raise NotUnderstood("unexpected:" + " ".join(expected), token.start_pos or 0,
                            _text(token)) from failure
    return tuple(_sentences(tree))


def _sentences(tree: Tree[Token]) -> Iterator[Sentence]:
    level = 0
    for child in tree.children:
        if isinstance(child, Token):
            level = int(str(_value(child)))
        else:
            yield Sentence(level, tuple(_phrase(part) for part in child.children))


def _ours(token: Token) -> Said:
    ours: object = token.value
    assert isinstance(ours, Said)  # noqa: S101  # made so by the lexer
    return ours


def _value(token: Token) -> object:
    return _ours(token).value


def _text(token: Token) -> str:
    return _ours(token).text


def _refused(why: str, *tokens: Token) -> NotUnderstood:
    """The words from the first token to the last, which the text has as they were typed."""
    first, last = _ours(tokens[0]), _ours(tokens[-1])
    return NotUnderstood(why, first.begin, first.text, last.end)


def _phrase(part: Tree[Token] | Token) -> Phrase | Pause:
    if isinstance(part, Token):
        return Pause(str(_value(part)))
    if part.data == "days":
        items = [child for child in part.children if isinstance(child, Tree)]
        return Days(tuple(_day(child) for child in items), _joins(part))
    if part.data == "season":
        items = [child for child in part.children if isinstance(child, Tree)]
        return Season(tuple(_span(child) for child in items), _joins(part),
                      feast=any(_is_feast(token) for child in items if len(child.children) > 1
                                for token in child.children if isinstance(token, Token)))
    if part.data == "hours":
        return _hours(part)
    mark = part.children[0]
    assert isinstance(mark, Token)  # noqa: S101  # by the grammar
    if mark.type == "ALL_YEAR":
        return Season()
    return Season(others=True) if mark.type == "OTHER_MONTHS" else Mark(mark.type)


def _is_feast(token: Token) -> bool:
    """Whether a moment is named by its feast: *Toussaint*, not *1er novembre*."""
    value = _value(token)
    return (isinstance(value, tuple) and bool(value[2] or value[1] > EASTER - 1)
            and not any(char.isdigit() for char in _text(token)))


def _joins(part: Tree[Token]) -> tuple[str, ...]:
    joins = []
    for child in part.children:
        if isinstance(child, Token):
            value = _value(child)
            joins.append(value.sign if isinstance(value, Join) else "")
    return tuple(joins)


def _day(tree: Tree[Token]) -> Day:
    tokens = [child for child in tree.children if isinstance(child, Token)]
    values = [_value(token) for token in tokens]
    if tree.data == "group":
        group = values[0]
        assert isinstance(group, Group)  # noqa: S101  # by the grammar
        return Day(group.weekdays, group.holiday, group.others, part=group.part,
                   loose=group.loose)
    days = [value for value in values if isinstance(value, Weekday)]
    if tree.data == "nth":
        nth = tuple(int(str(value)) for token, value in zip(tokens, values, strict=True)
                    if token.type == "ORDINAL")
        if tokens[-1].type != "OF_MONTH":
            raise _refused("nth", *tokens)
        return Day(frozenset({days[0].number}), nth=nth, part=days[0].part,
                   named=(days[0].number,))
    first, last = days[0].number, days[-1].number
    count = (last - first) % 7 + 1
    if len(days) == 2 and (first == last or days[0].part):
        raise _refused("range", *tokens)
    return Day(frozenset((first + n) % 7 for n in range(count)), part=days[-1].part,
               named=tuple(day.number for day in days), is_range=len(days) == 2,
               plural=days[0].plural)


def _span(tree: Tree[Token]) -> Span:
    values = [value for child in tree.children if isinstance(child, Token)
              and isinstance(value := _value(child), tuple)]
    return Span(values[0], values[-1])


def _hours(part: Tree[Token]) -> Hours:
    """A list of hours; raises NotUnderstood where *9-12 / 2-6* goes back in the day, or where *le
    matin 9h-12h et 14h-18h* leaves the part it began with."""
    trees = [child for child in part.children if isinstance(child, Tree)]
    items = tuple(_interval(tree) for tree in trees)
    for (one, tree), (after, later) in pairwise(zip(items, trees, strict=True)):
        told = _tokens(tree)[0]
        if isinstance(one.opens, int) and isinstance(after.opens, int) and (
                after.opens < one.opens and after.opens < _EARLY):
            raise _refused("clock", *_tokens(later))
        if told.type == "PART" and not after.part and not fits(after, one.part):
            raise _refused("part", told)
    return Hours(items, _joins(part), any(not _text(token) for tree in trees
                                          for token in _tokens(tree)))


def fits(interval: Interval, part: str) -> bool:
    """Whether hours may be called so: those from half past six are of the evening, those from
    noon of the afternoon, and there is some play."""
    opens, closes = interval.opens, interval.closes
    if not isinstance(opens, int) or not isinstance(closes, int):
        return False
    return {"morning": opens < 13 * 60 and closes <= 14 * 60 + 30,
            "afternoon": 11 * 60 + 30 <= opens and closes <= 21 * 60,
            "evening": opens >= 16 * 60 + 30}[part]


def _tokens(tree: Tree[Token]) -> list[Token]:
    return [child for child in tree.children if isinstance(child, Token)]


def _interval(tree: Tree[Token]) -> Interval:
    tokens = _tokens(tree)
    part = next((str(_value(token)) for token in tokens if token.type == "PART"), "")
    if sum(token.type == "PART" for token in tokens) > 1:
        raise _refused("part", tokens[-1])
    times = [token for token in tokens if token.type in ("CLOCK", "NUMBER")]
    opens, closes = _times(times)
    return Interval(opens, closes, part)


def _times(tokens: Sequence[Token]) -> tuple[Time, Time]:
    """When it opens and closes, in minutes of the day it opens or by the sun; raises NotUnderstood
    for what may be other times than it says."""
    first, last = tokens
    opens, closes = _opening(first, last), _closing(first, last)
    if opens == DAY_MIN:  # *samedi de minuit à 4 h*: the night before, or the one after
        raise _refused("clock", first, last)
    if isinstance(opens, int) and isinstance(closes, int):
        closes = _after(opens, closes, first, last)
        if _may_be_afternoon(opens, closes, first, last):
            raise _refused("clock", first, last)
    return _time(opens), _time(closes)


def _opening(first: Token, last: Token) -> object:
    """The first of two times. A number alone is the hour, of the same half of the day as the last
    one where that still leaves it before: *2-6 pm*."""
    if first.type != "NUMBER":
        return _value(first)
    hour, closes = int(str(_value(first))), _value(last)
    half = _half(last)
    if half and isinstance(closes, int):
        if not 1 <= hour <= 12:
            raise _refused("clock", first)
        afternoon = half == "pm" and hour % 12 * 60 + 720 < closes
        hour = hour % 12 + (12 if afternoon else 0)
    return hour * 60


def _closing(first: Token, last: Token) -> object:
    """The last of two times; a number alone is the hour, unless the first one tells its half of
    the day: *9 am to 5*."""
    if last.type != "NUMBER":
        return _value(last)
    if _half(first):
        raise _refused("clock", last)
    return int(str(_value(last))) * 60


def _half(token: Token) -> str:
    """``am`` or ``pm``, where a time ends so."""
    text = _text(token).lower().replace(".", "").strip()
    return text[-2:] if text.endswith(("am", "pm")) else ""


def _after(opens: int, closes: int, first: Token, last: Token) -> int:
    """The minute at which it closes, past midnight where that is the next day; raises NotUnderstood
    where it can hardly be."""
    if opens > DAY_MIN or closes > DAY_MIN or opens == closes:
        raise _refused("clock", first, last)
    if closes > opens:
        return closes
    plain = "NUMBER" in (first.type, last.type)
    if plain or (closes > 12 * 60 and closes != DAY_MIN):
        raise _refused("clock", first, last)
    closes += DAY_MIN
    if closes - opens > _LONGEST_NIGHT and closes > DAY_MIN + _LATE:
        raise _refused("clock", first, last)
    return closes


def _may_be_afternoon(opens: int, closes: int, first: Token, last: Token) -> bool:
    """Whether times that are written as in English may be twelve hours later than they say."""
    if opens < _EARLY and closes <= _EARLY and _is_bare(first) and _is_bare(last):
        return True
    return closes > DAY_MIN and opens < 15 * 60 and _is_bare(last)


def _is_bare(token: Token) -> bool:
    """Whether a time could be one of the afternoon, as in English: *2*, *2:30* or *2.30*, but not
    *02:30*, *2h30* or *2am*."""
    return re.fullmatch(r"[1-9](?:[:.]\d\d)?", _text(token).strip()) is not None


def _time(value: object) -> Time:
    return value if isinstance(value, int) else str(value)
