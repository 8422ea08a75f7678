"""What is refused before the grammar sees it: words of which the rest would be read as a rule of
every day, and empty cells, which look like a list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from parcours.hours.said.tokens import NotUnderstood, Token, Weekday, plain
from parcours.hours.said.vocabulary import Group

_EMPTY = re.compile(r"[:,(/|-][-/|]|[:,][,;|]|[-/][,;|)]")
"""A sign that stands where hours or days should: *lundi : /, mardi : 9h-12h*."""
_UNTOLD = frozenset({"EVERY_HOUR", "FESTIVE", "APPOINTMENT", "LAST_ENTRY", "EVERY_OTHER", "ABOUT",
                      "NIGHTFALL", "WHICH_DAYS", "WORKING_DAYS", "MEAL", "LATE_DAY", "BREAK",
                      "WEEK_NUMBER"})
"""Words that are understood, and of which no rule can be made."""
_FREE = ("acces libre", "libre acces")
_RULERS = ("//", "--", "||")


def refuse_words(found: Sequence[Token]) -> None:
    """Raise NotUnderstood where a word takes all the others out of a rule's reach."""
    refuse_untold(found)
    _refuse_nth_weekend(found)
    _refuse_market(found)
    _refuse_part_of_site(found)


def refuse_untold(found: Sequence[Token]) -> None:
    """Raise NotUnderstood at a word of which no rule can be made."""
    for one in found:
        if one.kind in _UNTOLD:
            raise NotUnderstood(one.kind.lower(), one.begin, one.text)


def _refuse_nth_weekend(found: Sequence[Token]) -> None:
    """*Le premier week-end du mois*: where the month begins on a Sunday these are two."""
    for one, after in pairwise(found):
        if one.kind == "ORDINAL" and isinstance(after.value, Group) and (
                after.value.weekdays == {5, 6}):
            raise NotUnderstood("nth_weekend", one.begin, one.text, after.end)


def _refuse_market(found: Sequence[Token]) -> None:
    """*Jours de marché : 8h-13h*: a market that names no day is not one of every day."""
    market = next((one for one in found if one.kind == "NOUN"
                   and {"marche", "marches", "market"} & {*plain(one.text)[0].split()}), None)
    named = any(isinstance(one.value, Weekday) or one.kind == "MAR" or (
        isinstance(one.value, Group) and one.value.weekdays) for one in found)
    if market and not named:
        raise NotUnderstood("market", market.begin, market.text)


def _refuse_part_of_site(found: Sequence[Token]) -> None:
    """*Accès libre, boutique 10h-18h*: the hours are those of the shop alone."""
    free = next((one for one in found if plain(one.text)[0] in _FREE), None)
    for one in found if free else ():
        if one.kind == "NOUN" and free and one.begin > free.begin:
            raise NotUnderstood("noun", one.begin, one.text)


def refuse_empty_cell(signs: Sequence[Token]) -> None:
    """Raise NotUnderstood where the signs between two words leave a place empty."""
    row = [one for one in signs if one.kind == "SIGN"]
    for one, after in pairwise(row):
        pair = one.sign + after.sign
        apart = pair in _RULERS and one.end != after.begin
        if apart or (pair not in _RULERS and _EMPTY.fullmatch(pair)):
            raise NotUnderstood("empty", one.begin, one.text, after.end)
