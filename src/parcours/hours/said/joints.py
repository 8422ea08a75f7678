"""The tokens of the grammar: what the signs between words mean.

Offices write the same dash in *lundi-vendredi* and in *lundi - mercredi - samedi*, the same comma
in a list and between two statements. What stands on both sides tells them apart, so it is told
here, before the grammar: a range, a join within a list, a pause between phrases, or a stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parcours.hours.said.gaps import Gap, completed, moment_of, without_signs
from parcours.hours.said.refusals import refuse_empty_cell, refuse_untold, refuse_words
from parcours.hours.said.rewording import reworded
from parcours.hours.said.tokens import NotUnderstood, Token, Weekday, scan
from parcours.hours.said.vocabulary import EASTER, EVERY_DAY, Group

_OF_KIND = {
    **dict.fromkeys(("WEEKDAY", "GROUP", "ORDINAL", "OF_MONTH", "MAR"), "day"),
    "MOMENT": "season", **dict.fromkeys(("CLOCK", "NUMBER", "PART"), "hours"),
}
_HOLIDAYS = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}
"""*Fermé 1er mai - 25 décembre* are two days."""
_ENGLISH_DAYS = frozenset(("mo", "tu", "th", "fr", "su"))
"""Abbreviations of no French day: beside one of them *We* is Wednesday and no week-end."""
_GERMAN_DAYS = frozenset(("mo", "fr"))
"""Beside one of them *Di* may be Dienstag, and no dimanche."""
_ENGLISH = re.compile(
    r"\d\s*[ap]\.?m\b|(?<![a-z])(?:open|closed|daily|from|every|and|except|(?:mon|tues|wednes|thurs|"
    r"fri|satur|sun)days?|weekdays?)(?![a-z])", re.I)
"""In such a text ``07/04`` may be the fourth of July."""
_WEEKDAY_OF = re.compile(r"(?:dimanche|lundi|jeudi) d")
"""*Le dimanche de Pâques à la Toussaint* may be every Sunday from Easter on."""
_STOPS = {".": 3, "\n": 3, ";": 2, "|": 2}
_TWO_RANGES = 4
"""Months of *avril-juin - septembre-octobre*, which are no list."""
_LEAST = 90
"""Minutes that doors stay open, where only dashes tell hours from departures."""



@dataclass(frozen=True, slots=True)
class Join:
    """What joins two things of a kind: ``,``, ``and``, ``/``, ``-``, ``including`` or nothing."""

    sign: str


def arranged(text: str) -> list[Token]:
    """The terminals of the grammar; raises NotUnderstood."""
    found = _scanned(text)
    refuse_words(found)
    _refuse_two_tongues(text, found)
    tokens, gaps = without_signs(reworded(_opens_and_closes(_holidays_of_it(found))))
    tokens, gaps = completed(tokens, gaps)
    if not tokens:
        raise NotUnderstood("nothing")
    _refuse_first_day(tokens)
    _refuse_some_years(tokens)
    for gap in gaps[1:-1]:
        refuse_empty_cell(gap.signs)
    kinds = [_OF_KIND.get(one.kind, one.kind) for one in tokens]
    roles: dict[int, str] = {}
    start = 0
    for index in range(1, len(tokens) + 1):
        runs_on = index < len(tokens) and kinds[index] == kinds[index - 1] and (
            not _ends(gaps[index], kinds[index])
            or (kinds[index] == "hours" and gaps[index].sign in (";", "|")))
        if runs_on and gaps[index].sign == ":" and tokens[index - 1].kind != "PART":
            raise NotUnderstood("either", tokens[index - 1].begin,
                                f"{tokens[index - 1].text} : {tokens[index].text}")
        if not runs_on:
            if kinds[start] in _ROLES:
                roles.update(_ROLES[kinds[start]](tokens, gaps, start, index))
            start = index
    return [*_written(tokens, gaps, kinds, roles)]


def _scanned(text: str) -> list[Token]:
    """The words of a text. *Dernière entrée 30 min avant*: what stands before an unknown word may
    be the reason why it cannot be known."""
    try:
        return scan(text)
    except NotUnderstood as why:
        if why.why == "word":
            refuse_untold(scan(text[:why.column]))
        raise


def _refuse_two_tongues(text: str, found: Sequence[Token]) -> None:
    """Raise NotUnderstood where a short word or a date means one thing here and another there."""
    days = {one.text.lower() for one in found if isinstance(one.value, Weekday)}
    slashed = [one for one in found if one.kind == "MOMENT" and "/" in one.text]
    if slashed and _ENGLISH.search(text) and all(moment_of(one)[2] <= 12 for one in slashed):
        for one in slashed:
            _, month, day = moment_of(one)
            if month != day:
                raise NotUnderstood("either", one.begin, one.text)
    for before, one in zip([None, *found], found, strict=False):
        word = one.text.lower()
        if not isinstance(one.value, Weekday):
            continue
        is_weekend = before is not None and before.text.lower() in ("le", "les", "on")
        if (word == "we" and not is_weekend and not days & _ENGLISH_DAYS) or (
                word == "di" and days & _GERMAN_DAYS):
            raise NotUnderstood("either", one.begin, one.text)


def _refuse_first_day(tokens: Sequence[Token]) -> None:
    """Raise NotUnderstood at *Ouverture le 1er avril*: that day, or from that day on?"""
    for one, date, after in zip(tokens, tokens[1:], [*tokens[2:], None], strict=False):
        if one.kind in ("OPEN", "CLOSED") and one.text.lower().startswith(
                ("ouverture", "fermeture", "opening")) and date.kind == "MOMENT" and not (
                    after and after.kind == "MOMENT"):
            _, month, day = moment_of(date)
            if day and month != EASTER and (month, day) not in _HOLIDAYS:
                raise NotUnderstood("either", one.begin, f"{one.text} {date.text}")


def _refuse_some_years(tokens: Sequence[Token]) -> None:
    """Raise NotUnderstood where of several dates some have their year: *avril, mai, juin 2026*.
    What is closed may have one of its own."""
    dates: list[Token] = []
    for before, one in zip([None, *tokens], tokens, strict=False):
        if one.kind != "MOMENT" or (before and before.kind in ("CLOSED", "EXCEPT")):
            continue
        dates.append(one)
    without = [one for one in dates if not moment_of(one)[0]]
    if without and len(without) < len(dates) and EASTER not in {
            moment_of(one)[1] for one in without}:
        raise NotUnderstood("years", without[0].begin, without[0].text)


def _ends(gap: Gap, kind: str) -> bool:
    """Whether a list ends there: *(sauf jours fériés), mardi* are not excepted together, nor are
    *(sauf le jeudi) et le dimanche*."""
    signs = {one.sign for one in gap.signs}
    return gap.sign in _STOPS or (kind == "day" and signs > {")"} and "(" not in signs)


def _holidays_of_it(found: Sequence[Token]) -> list[Token]:
    """*Fermé le lundi sauf lundis fériés* is *sauf jours fériés*: it is open on the others."""
    written = "".join(map(_letter_of_holidays, found))
    dropped = {match.start("again") for match in _HOLIDAYS_OF_IT.finditer(written)
               if _number_of(found[match.start("again")]) == _number_of(
                   found[next(at for at in range(match.start(), match.end())
                              if written[at] == "W")])}
    return [one for at, one in enumerate(found) if at not in dropped]


_HOLIDAYS_OF_IT = re.compile(r"(?:Ca*W|Wa*C),*Xa*(?P<again>W)P")
_HOLIDAY_LETTERS = {"WEEKDAY": "W", "CLOSED": "C", "EXCEPT": "X", "": "a"}


def _letter_of_holidays(one: Token) -> str:
    """A word as `_HOLIDAYS_OF_IT` reads it: of holidays *fériés* alone, said of a weekday."""
    if _is_holiday(one) and one.text.lower().startswith("f"):
        return "P"
    return _HOLIDAY_LETTERS.get(one.kind) or ("," if one.sign in (",", "(") else "x")


def _number_of(token: Token) -> int:
    return token.value.number if isinstance(token.value, Weekday) else -1


def _opens_and_closes(found: Sequence[Token]) -> list[Token]:
    """*Ouverture à 10h, fermeture à 18h* as the hours that it is; all else as it stands."""
    written = "".join(map(_letter, found))
    made = list(found)
    for match in reversed([*_OPENS_AND_CLOSES.finditer(written)]):
        first, last = found[match.start("opens")], found[match.start("closes")]
        between = replace(found[match.start("shut")], kind="SIGN", sign="-", text="-")
        made[match.start():match.end()] = [first, between, last]
    return made


def _letter(one: Token) -> str:
    """A word as `_OPENS_AND_CLOSES` reads it."""
    if one.kind != "SIGN":
        return _LETTERS.get(one.kind, "x")
    if one.sign == ":":
        return ":"
    return "," if one.sign in ",;./-\n" else "x"


_LETTERS = {"OPEN": "O", "CLOSED": "C", "CLOCK": "h", "TO": "t", "AND": "&"}
_OPENS_AND_CLOSES = re.compile(r"O[t:]?(?P<opens>h)[,&]?,?(?P<shut>C)[t:]?(?P<closes>h)(?![,:]?h)")


def _of_days(tokens: Sequence[Token], gaps: Sequence[Gap], start: int, end: int
             ) -> Iterator[tuple[int, str]]:
    signs = {index: gaps[index].sign for index in range(start + 1, end)}
    for index in range(start + 1, end):
        sign, before, after = signs[index], tokens[index - 1], tokens[index]
        if _is_every_day(before) != _is_every_day(after) and sign != "including" and not (
                _is_holiday(before) or _is_holiday(after)):
            continue  # two phrases
        if (before.kind == "ORDINAL" and not sign) or after.kind == "OF_MONTH":
            yield index, ""
        elif not sign and (_is_holiday(before) or (
                _is_holiday(after) and not after.text.lower().startswith("j"))):
            raise NotUnderstood("either", before.begin, f"{before.text} {after.text}")
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


def _is_holiday(token: Token) -> bool:
    """Whether it is a word for public holidays: *lundis fériés* are not all Mondays."""
    return isinstance(token.value, Group) and token.value.holiday


def _is_every_day(token: Token) -> bool:
    """Whether it is *tous les jours*: beside another day, *jeudi - tous les jours*, it is no list.
    """
    return isinstance(token.value, Group) and token.value.weekdays == EVERY_DAY


def _of_seasons(tokens: Sequence[Token], gaps: Sequence[Gap], start: int, end: int
                ) -> Iterator[tuple[int, str]]:
    signs = {index: gaps[index].sign for index in range(start + 1, end)}
    for index in range(start + 1, end):
        sign, before, after = signs[index], tokens[index - 1], tokens[index]
        whole = not moment_of(before)[2] and not moment_of(after)[2]
        around = signs.get(index - 1), signs.get(index + 1)
        if sign == ")" and "(" not in {one.sign for one in gaps[index].signs}:
            raise NotUnderstood("whose", after.begin, after.text)  # "(sauf en août) et en janvier"
        if sign in ("to", "-") and _WEEKDAY_OF.match(before.text.lower()) and not before.prefix:
            raise NotUnderstood("either", before.begin, before.text)
        if sign in ("and", ",") and moment_of(before)[1:] == (EASTER, 1) and (
                moment_of(after)[1:] == (EASTER, 49)):
            raise NotUnderstood("either", before.begin, before.text, after.end)
        if sign == "to":
            yield index, "SEASON_RANGE"
        elif sign == "-" and "to" not in around and "-" not in around:
            feasts = {moment_of(before)[1:], moment_of(after)[1:]} <= _HOLIDAYS
            excepted = start and tokens[start - 1].kind in ("CLOSED", "EXCEPT")
            if "/" in around or around == ("and", "and") or (feasts and excepted):
                raise NotUnderstood("either", before.begin, f"{before.text}-{after.text}")
            yield index, "SEASON_RANGE"
        elif sign == "-" and index == start + 1 and end - start >= _TWO_RANGES and (
                moment_of(after)[1] - moment_of(before)[1]) % 12 > 1 and "-" in around:
            raise NotUnderstood("either", before.begin, before.text, tokens[end - 1].end)
        elif sign == "-" and not whole and "to" not in around:
            raise NotUnderstood("either", before.begin, f"{before.text}-{after.text}")
        elif sign == "/" and (not whole or ("/" not in around and (
                moment_of(after)[1] - moment_of(before)[1]) % 12 != 1)):
            raise NotUnderstood("either", before.begin, f"{before.text}/{after.text}")
        else:
            yield index, "SEASON_JOIN"


def _of_hours(tokens: Sequence[Token], gaps: Sequence[Gap], start: int, end: int
              ) -> Iterator[tuple[int, str]]:
    """Times come in pairs; of a part of the day the run's first token tells on which side it is."""
    times = [index for index in range(start, end) if tokens[index].kind != "PART"]
    _refuse_departures(tokens, [gaps[index].sign for index in times[1:]], times)
    opening = set(times[::2])
    for index in range(start + 1, end):
        before, after = tokens[index - 1], tokens[index]
        if "PART" in (before.kind, after.kind):
            leads = tokens[start].kind == "PART"
            joins = (after.kind == "PART" if leads else before.kind == "PART")
            yield index, "HOURS_JOIN" if joins else ""
        elif index in opening:
            if gaps[index].sign == "(":  # "10h-12h (14h-18h en août)", "9h-18h (17h le vendredi)"
                day = next(iter(tokens[end:end + 1]), None)
                if index + 1 == end and day and day.kind == "WEEKDAY":
                    raise NotUnderstood("late_day", day.begin, day.text)
                raise NotUnderstood("whose", after.begin, after.text)
            if gaps[index].sign == "to":
                raise NotUnderstood("chain", before.begin, f"{before.text} … {after.text}")
            yield index, "HOURS_JOIN"
        else:
            yield index, "HOURS_RANGE" if gaps[index].sign in ("to", "-", "/") else "HOURS_JOIN"


def _refuse_departures(tokens: Sequence[Token], signs: Sequence[str], times: Sequence[int]
                       ) -> None:
    """Raise NotUnderstood where one sign stands between all times: *10h / 11h / 14h / 15h* are
    departures, or a morning and an afternoon. *9h-12h-14h-18h* are hours, as long as they last."""
    if len(times) < 4 or len(set(signs)) > 1 or signs[0] not in ("/", "-"):
        return
    clock = [value for index in times if isinstance(value := tokens[index].value, int)]
    short = any(closes - opens < _LEAST for opens, closes in zip(clock[::2], clock[1::2],
                                                                 strict=False))
    if signs[0] == "/" or len(times) > 4 or short:
        raise NotUnderstood("either", tokens[times[0]].begin, "", tokens[times[-1]].end)


_ROLES = {"day": _of_days, "season": _of_seasons, "hours": _of_hours}


def _written(tokens: Sequence[Token], gaps: Sequence[Gap], kinds: Sequence[str],
             roles: dict[int, str]) -> Iterator[Token]:
    for index, token in enumerate(tokens):
        gap = gaps[index]
        if index in roles:
            if roles[index]:
                sign = _join_sign(gap)
                yield Token(roles[index], Join(sign), token.begin, token.end, token.text)
        else:
            yield from _pause(gap, kinds[index - 1] if index else "", kinds[index], token)
        after = tokens[index + 1:index + 2]
        if token.prefix == "from" and isinstance(token.value, Group) and after and (
                after[0].kind == "MOMENT" and not gaps[index + 1].signs
                and token.value.weekdays == {5, 6}):
            raise NotUnderstood("weekend", token.begin, token.text, after[0].end)
        needs_range = token.prefix == "from" and token.kind in ("MOMENT", "WEEKDAY")
        if needs_range and not roles.get(index + 1, "").endswith("_RANGE") and not (
                index and tokens[index - 1].kind in ("CLOSED", "EXCEPT")
                and token.kind == "WEEKDAY"):
            raise NotUnderstood("range", token.begin, token.text)
        yield token
    until = [one for one in gaps[-1].signs if one.sign in ("to", "and", "including")]
    if until or gaps[-1].prefix:
        last = until[0] if until else tokens[-1]
        raise NotUnderstood("end", last.begin, last.text)


def _join_sign(gap: Gap) -> str:
    sign = gap.sign
    if sign == "-" and gap.articles:
        return ","
    return "," if sign in ("(", ")") else "and" if sign == "also" else sign


def _pause(gap: Gap, before: str, after: str, token: Token) -> Iterator[Token]:
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
        yield Token("STOP", _STOPS[sign], token.begin, token.end, token.text, sign=sign)
    elif sign and sign != "to":
        yield Token("PAUSE", "|" if weak else sign, token.begin, token.end, token.text, sign=sign)
