"""The tokens that mean something, and what stands between them: signs and small words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from parcours.hours.said.tokens import DAYS_IN, NotUnderstood, Token, Weekday
from parcours.hours.said.vocabulary import EASTER, ENGLISH_MONTHS, Group

_SIGN_OF = {"TO": "to", "UNTIL": "to", "AND": "and", "INCLUDING": "including",
            "ALSO": "also"}
_BETWEEN = {"SIGN", "FROM", "", "INCLUDED", *_SIGN_OF}
"""Signs and small words: what stands between two tokens of the grammar."""
_STRENGTH = (".", "\n", ";", "|", "including", "(", ")", ",", "also", "and", "to", "/", "-", ":")
"""Of several signs between two tokens the first of these counts."""


@dataclass(slots=True)
class Gap:
    """What stands between two tokens of the grammar."""

    signs: list[Token] = field(default_factory=list)
    articles: bool = False
    prefix: str = ""

    def add(self, token: Token) -> None:
        """Take up a sign or a small word."""
        if token.kind == "SIGN":
            self.signs.append(token)
        elif token.kind in _SIGN_OF:
            self.signs.append(replace(token, sign=_SIGN_OF[token.kind]))
        elif token.kind == "FROM":
            self.prefix = "from"
        else:
            self.articles |= token.text.lower() in ("le", "la", "les", "on")

    @property
    def sign(self) -> str:
        """The one that counts."""
        present = {one.sign for one in self.signs}
        return next((sign for sign in _STRENGTH if sign in present), "")


def without_signs(found: Sequence[Token]) -> tuple[list[Token], list[Gap]]:
    """The tokens that mean something, and the gap before each of them and after the last."""
    tokens: list[Token] = []
    gaps = [Gap()]
    for index, token in enumerate(found):
        _refuse_there(found, index, begun=bool(tokens))
        gap = gaps[-1]
        if token.kind in _BETWEEN:
            gap.add(token)
        elif token.kind == "PART" and tokens and tokens[-1].kind == "WEEKDAY" and not (
                gap.signs or gap.articles):
            tokens[-1] = _in_part(tokens[-1], token)
            gaps[-1] = Gap()
        elif token.kind != "NOUN":
            if token.kind == "WITH_HOLIDAYS":
                gap.signs.append(replace(token, sign="including"))
            tokens.append(_meant(token, gap))
            gaps.append(Gap())
    return tokens, gaps


def _refuse_there(found: Sequence[Token], index: int, *, begun: bool) -> None:
    """Raise NotUnderstood at a word that cannot stand where it does; ``begun`` after any that
    means something."""
    token, before = found[index], index - 1
    while before >= 0 and found[before].kind == "":
        before -= 1
    if before >= 0 and found[before].kind == "NOUN" and token.kind == "MOMENT" and (
            token.text[:1].isalpha() and (moment_of(token)[2] or moment_of(token)[1] == EASTER)):
        raise NotUnderstood("named", token.begin, token.text)
    several = sum(one.kind == "NOUN" for one in found) > 1
    if token.kind == "NOUN" and (begun or any(one.kind == "NOUN" for one in found[:index])):
        raise NotUnderstood("noun" if several else "noun_later", token.begin, token.text)
    if token.kind in ("SCHOOL", "EITHER"):
        raise NotUnderstood(token.kind.lower(), token.begin, token.text)


def _in_part(weekday: Token, part: Token) -> Token:
    """*samedi matin* as one day."""
    day = weekday.value
    assert isinstance(day, Weekday)  # noqa: S101  # its kind says so
    return replace(weekday, value=replace(day, part=str(part.value)), end=part.end)


def _meant(token: Token, gap: Gap) -> Token:
    """A token as the grammar knows it; *le we* is the week-end."""
    if token.kind == "WITH_HOLIDAYS":
        return replace(token, kind="GROUP", value=Group(holiday=True))
    if isinstance(token.value, Weekday) and token.text.lower() == "we" and gap.articles:
        return replace(token, kind="GROUP", value=Group(frozenset({5, 6})))
    return replace(token, prefix=gap.prefix)


def completed(tokens: list[Token], gaps: list[Gap]) -> tuple[list[Token], list[Gap]]:
    """Numbers given the month of the date after them (*24 et 31 décembre*), *mar* told from *mar*,
    years given to both ends of a range."""
    for index in range(len(tokens) - 2, -1, -1):
        one, after = tokens[index], tokens[index + 1]
        is_day = one.kind == "NUMBER" or (one.kind == "ORDINAL" and one.text[:1].isdigit())
        if is_day and after.kind == "MOMENT" and gaps[index + 1].sign in ("to", "-", ",", "and"):
            of_hours = (index and tokens[index - 1].kind in ("CLOCK", "NUMBER")
                        and gaps[index].sign in ("to", "-", "/"))
            year, month, day = moment_of(after)
            number = int(str(one.value))
            if day and month != EASTER and not of_hours and 1 <= number <= DAYS_IN[month]:
                tokens[index] = replace(one, kind="MOMENT", value=(year, month, number))
        if one.kind == "MOMENT" and after.kind == "MOMENT" and gaps[index + 1].sign in ("to", "-"):
            tokens[index] = _with_year_of(one, after)
    for index in range(1, len(tokens)):
        if date := _next_date(tokens, gaps, index):
            tokens[index] = replace(tokens[index], kind="MOMENT", value=date)
    for index, one in enumerate(tokens):
        if one.kind == "MAR":
            tokens[index] = _told_apart(tokens, gaps, index)
        elif one.kind == "MOMENT" and not moment_of(one)[2] and one.text.lower().strip(
                ".") in ENGLISH_MONTHS and index + 1 < len(tokens) and tokens[
                    index + 1].kind == "NUMBER" and not gaps[index + 1].signs:
            raise NotUnderstood("either", one.begin, f"{one.text} {tokens[index + 1].text}")
    return tokens, gaps


def _next_date(tokens: list[Token], gaps: list[Gap], index: int) -> tuple[int, int, int] | None:
    """A number as one more day of the month before it: *December 25, 26 and 31*; None where it is
    no such day, or where a time follows, as in *May 10, 12-18h*."""
    before, one, after = tokens[index - 1], tokens[index], tokens[index + 1:index + 2]
    if before.kind != "MOMENT" or one.kind != "NUMBER" or gaps[index].sign not in (",", "and"):
        return None
    year, month, day = moment_of(before)
    listed = before.text[:1].isalpha() or before.text.isdigit()
    number = int(str(one.value))
    timed = after and after[0].kind in ("CLOCK", "NUMBER") and gaps[index + 1].sign not in (
        ",", "and")
    if timed or not listed or month == EASTER or not 0 < day < number <= DAYS_IN[month]:
        return None
    return year, month, number


def moment_of(token: Token) -> tuple[int, int, int]:
    """The year, the month and the day of a date."""
    value = token.value
    assert isinstance(value, tuple)  # noqa: S101  # its kind says so
    return value


def _with_year_of(one: Token, after: Token) -> Token:
    year, month, day = moment_of(one)
    last_year, last_month, last_day = moment_of(after)
    if year or not last_year or EASTER in (month, last_month):
        return one
    starts_before = (month, day) <= (last_month, last_day or 31)
    return replace(one, value=(last_year if starts_before else last_year - 1, month, day))


def _told_apart(tokens: list[Token], gaps: list[Gap], index: int) -> Token:
    """*Mar* is Tuesday beside a day and March beside a month."""
    beside = [tokens[at].kind for at, gap in ((index - 1, index), (index + 1, index + 1))
              if 0 <= at < len(tokens) and gaps[gap].sign in ("to", "-", ",", "and", "/")]
    if "MOMENT" in beside and "WEEKDAY" in beside:
        raise NotUnderstood("either", tokens[index].begin, tokens[index].text)
    if "MOMENT" in beside:
        return replace(tokens[index], kind="MOMENT", value=(0, 3, 0))
    return replace(tokens[index], kind="WEEKDAY", value=Weekday(1))
