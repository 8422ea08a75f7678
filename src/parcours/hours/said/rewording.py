"""Words put where the grammar looks for them: offices say *dimanche compris*, *du mois d'août* and
*le matin du lundi au vendredi* for what it knows as *y compris le dimanche*, *en août* and *du
lundi au vendredi le matin*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from parcours.hours.said.tokens import NotUnderstood, Token
from parcours.hours.said.vocabulary import EVERY_DAY, Group

_LETTERS = {
    "": "a", "FROM": "f", "WEEKDAY": "W", "ORDINAL": "o", "OF_MONTH": "m", "PART": "p",
    "CLOCK": "h", "NUMBER": "h", "OPEN": "O", "TO": "t", "UNTIL": "t", "AND": "&",
    "INCLUDED": "i", "WITH_HOLIDAYS": "H", "CLOSED": "C"}
_OF = frozenset(("de", "d'", "of", "in"))
_INCLUDED = re.compile(r"G[(,]?a*(?P<first>W)(?:[,&]a*W)*a*(?:(?P<told>i)|[,&]a*(?P<holidays>H))")
"""*Tous les jours, dimanche compris*; *(dimanche et jours fériés compris)*."""
_OF_NAMED = re.compile(r"(?<!oW)(?P<of>m)dM")
"""*Du mois d'août* beside anything but a weekday that is counted."""
_BREAK = re.compile(r"(?P<said>(?P<opens>h)[t-][ad]*(?P<closes>h)[,(&]?C[adf]*(?P<shuts>h)[t-][ad]*"
                    r"(?P<reopens>h)\)?)(?=$|[.;])")
"""*9h-18h, fermé de 12h à 14h*."""
_PART_FIRST = re.compile(r"(?:(?<=^)|(?<=[O,;.]))a*(?P<part>p)(?P<days>[ad]*[af]W[Wadft&,\-]*?)"
                         r"(?P<hours>[,:]?[af]*h)")
"""*Le matin du lundi au vendredi, 9h-12h*."""


def reworded(found: Sequence[Token]) -> list[Token]:
    """The same words, each where the grammar takes it for what is meant; raises NotUnderstood where
    *compris* has nothing to be a part of."""
    made = _until_later(_without_rest(_without_break(list(found))))
    return _part_after_days(_of_months(_included(_rest(made))))


def _written(found: Sequence[Token]) -> str:
    """A letter a word."""
    return "".join(_letter(one) for one in found)


def _letter(one: Token) -> str:
    if one.kind == "SIGN":
        return one.sign if one.sign in ",;:.()-/" else "." if one.sign == "\n" else "x"
    if one.kind == "" and one.text.lower() in _OF:
        return "d"
    if one.kind == "MOMENT":
        return "M" if isinstance(one.value, tuple) and not one.value[2] and (
            one.value[1] <= 12) else "x"
    if isinstance(one.value, Group):
        return "G" if one.value.weekdays == EVERY_DAY and not one.value.part else "x"
    return _LETTERS.get(one.kind, "x")


_TWO_PAIRS = 4


def _without_break(found: list[Token]) -> list[Token]:
    """*9h-18h, fermé de 12h à 14h* as *9h-12h, 14h-18h*, where these hours are all that is said of
    any day and nothing narrows the break."""
    match = _BREAK.search(_written(found))
    if match is None or sum(_letter(one) == "h" for one in found) != _TWO_PAIRS:
        return found
    opens, shuts, reopens, closes = (found[match.start(name)] for name in (
        "opens", "shuts", "reopens", "closes"))
    times = [one.value for one in (opens, shuts, reopens, closes) if isinstance(one.value, int)
             and one.kind == "CLOCK"]
    if len(times) < _TWO_PAIRS or any(later <= one for one, later in pairwise(times)):
        return found
    dash = replace(found[match.start("opens")], kind="SIGN", sign="-", text="-")
    comma = replace(dash, sign=",", text=",")
    found[match.start("opens"):match.end("said")] = [
        opens, dash, shuts, comma, reopens, dash, closes]
    return found


_CLOSED_REST = re.compile(r"[,.;(]?Ca*(?P<rest>R)\)?\.?$")
"""*… fermé le reste du temps*, which says no more than the hours before."""


def _without_rest(found: list[Token]) -> list[Token]:
    match = _CLOSED_REST.search("".join("R" if one.kind == "REST" else _letter(one)
                                        for one in found))
    hours = match and any(_letter(one) == "h" for one in found[:match.start()])
    return found[:match.start()] if match and hours else found


_UNTIL_LATER = re.compile(r"(?P<day>W)[a,:]*(?P<until>u)a*(?P<closes>h)|"
                          r"h[,.;(]a*(?P<first>u)a*(?P<shuts>h)a*W")
_RANGE = re.compile(r"^[^h]*(?P<opens>h)[tu-][ad]*h[^h]*$")


def _until_later(found: list[Token]) -> list[Token]:
    """*Tous les jours 10h-18h, le jeudi jusqu'à 21h*: from the only hour at which it opens.
    Raises NotUnderstood where there are others, or another season."""
    letters = "".join("u" if one.kind == "UNTIL" else _letter(one) for one in found)
    match = _UNTIL_LATER.search(letters)
    if match is None or letters.count("h") == 1:
        return found
    at = match.start("until") if match["until"] else match.start("first")
    closes = match.end("closes") if match["until"] else match.end("shuts")
    before = _RANGE.match(letters[:at])
    if before is None or match["first"] or "M" in letters or "h" in letters[closes:] or any(
            one.kind == "MOMENT" for one in found):
        day = found[match.start("day") if match["until"] else match.end() - 1]
        raise NotUnderstood("late_day", day.begin, day.text)
    return [*found[:at], replace(found[before.start("opens")], text=""), *found[at:]]


def _rest(found: list[Token]) -> list[Token]:
    """*Le reste du temps* and *sinon*: the other months beside seasons, the other days beside
    days."""
    for at, one in enumerate(found):
        if one.kind != "REST":
            continue
        kinds = {other.kind for other in found}
        days = {"WEEKDAY", "GROUP", "ORDINAL", "MAR"} & kinds
        if {"CLOSED", "EXCEPT"} & kinds or bool(days) == ("MOMENT" in kinds):
            raise NotUnderstood("rest", one.begin, one.text)
        found[at] = replace(one, kind="GROUP", value=Group(others=True)) if days else replace(
            one, kind="OTHER_MONTHS")
    return found


def _included(found: list[Token]) -> list[Token]:
    for match in reversed([*_INCLUDED.finditer(_written(found))]):
        if match["told"]:
            del found[match.start("told")]
        else:
            at = match.start("holidays")
            found[at] = replace(found[at], kind="GROUP", value=Group(holiday=True))
        first = found[match.start("first")]
        found.insert(match.start("first"), replace(first, kind="INCLUDING", value=""))
    for one in found:
        if one.kind == "INCLUDED" and one.text.lower().startswith("compris"):
            raise NotUnderstood("including", one.begin, one.text)
    return found


def _of_months(found: list[Token]) -> list[Token]:
    for match in reversed([*_OF_NAMED.finditer(_written(found))]):
        del found[match.start("of")]
    return found


def _part_after_days(found: list[Token]) -> list[Token]:
    for match in reversed([*_PART_FIRST.finditer(_written(found))]):
        part, hours = match.start("part"), match.end("hours") - 1
        article = replace(found[part], kind="", value="", text="le")  # not of the last day only
        days = found[part + 1:hours]
        if not {"TO", "SIGN"} & {one.kind for one in found[part + 1:match.end("days")]}:
            days = [replace(one, kind="") if one.kind == "FROM" else one for one in days]  # "des"
        found[part:hours] = [*days, article, found[part]]
    return found
