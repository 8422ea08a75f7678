"""Statements to what they mean together: all openings, and what is excepted from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from parcours.hours.said.consistency import check
from parcours.hours.said.exceptions import (
    add_closings,
    add_exception,
    check_excepted,
    check_mixed,
    is_given_elsewhere,
)
from parcours.hours.said.meaning import (
    Closing,
    Meaning,
    Opening,
    When,
    is_within,
    season_mask,
    years_of,
)
from parcours.hours.said.parting import (
    check_order,
    check_single_dates,
    parted,
    runs_on,
    weekdays_of,
)
from parcours.hours.said.phrases import Day, Days, Mark, Pause, Season, Sentence, Span
from parcours.hours.said.seasons import Heard
from parcours.hours.said.statements import Statement, Term
from parcours.hours.said.tokens import NotUnderstood
from parcours.hours.said.vocabulary import EVERY_DAY


def always(sentences: Sequence[Sentence]) -> bool:
    """*24h/24, 7j/7* and nothing else."""
    phrases = [one for sentence in sentences for one in sentence.parts
               if not isinstance(one, Pause) and one != Mark("OPEN")]
    return Mark("ALWAYS") in phrases and all(
        one in (Mark("ALWAYS"), Season()) or (isinstance(one, Days) and len(one.items) == 1
                                              and one.items[0] == Day(EVERY_DAY))
        for one in phrases)


def meaning_of(said: list[Statement]) -> Meaning:
    """What statements mean together; raises NotUnderstood where they do not hold together, or where
    it is not clear."""
    heard = Heard(said)
    opens = [one for one in heard.said if one.kind == "open"]
    if not opens:
        raise NotUnderstood("hours")
    _check_hours_after(heard)
    heard.likely |= _loosely_joined(heard) | _cut_before(heard)
    heard.likely |= _give_days(heard)
    for n, one in enumerate(heard.said):
        heard.scope[n] = heard.scope_of(n)
        if one.kind == "open":
            _open(heard, n, one)
    for n, one in enumerate(heard.said):
        if one.kind != "open":
            _check_amid(heard, n)
            add_exception(heard, n, one)
    _check_narrower(heard)
    openings, exceptions = _in_turn(heard)
    heard.likely |= _trailing(heard) or any(
        term.season and term.season.feast for one in heard.said for term in one.terms)
    whole = Meaning(openings, exceptions, likely=heard.likely)
    check(whole)
    return whole


def _check_amid(heard: Heard, n: int) -> None:
    """*10h-12h (sauf le samedi) et 14h-18h*: is that day excepted from both?"""
    before = {opening.when for k, opening in heard.openings if k < n}
    if any(k > n and opening.when in before for k, opening in heard.openings):
        raise NotUnderstood("whose")


def _in_turn(heard: Heard) -> tuple[tuple[Opening, ...], tuple[Opening | Closing, ...]]:
    """Openings, then exceptions. *Tous les jours sauf le lundi 10h-18h. Juillet et août : tous
    les jours 10h-19h*: what is excepted from the first does not hold for the second, which
    comes after it."""
    years = years_of(Meaning(tuple(one for _, one in heard.openings),
                             tuple(one for *_, one in heard.exceptions)))
    first: list[Opening | Closing] = []
    moved: list[Opening] = []
    for at, opening in heard.openings:
        for _, n, one in heard.exceptions:
            general = any(season_mask(other.when.season, years) == season_mask(
                one.when.season, years) for _, other in heard.openings)
            if n > at or not general or not is_within(opening, one, years):
                continue
            if one.when.holiday or not one.when.weekdays or opening.when.weekdays is None:
                heard.likely |= one.when.holiday or bool(one.when.weekdays)
            elif opening.when.weekdays & one.when.weekdays:
                if isinstance(one, Closing) and one.part:
                    raise NotUnderstood("closed")
                first.append(one)
                moved.append(opening)
    exceptions = [one for *_, one in sorted(heard.exceptions, key=lambda each: each[0])]
    kept = [one for _, one in heard.openings if one not in moved]
    return tuple(_together(kept)), tuple(dict.fromkeys(
        (*first, *_together(list(dict.fromkeys(moved))), *exceptions)))


def _check_hours_after(heard: Heard) -> None:
    """*Juillet-août : fermé le dimanche. 10h-18h*: hours of that season, or of the year?"""
    for before, one in pairwise(heard.said):
        if one.kind == "open" and one.sign == "(" and before.kind == "except" and (
                one.term.days is None):
            raise NotUnderstood("whose")  # "sauf le vendredi (10h-14h en décembre)"
        if before.kind == "closed" and before.order == "SCD" and one.kind == "open" and (
                not one.term.season and (one.term.days is None or one.level < 2)):
            raise NotUnderstood("whose")
        parts = {day.part for term in before.terms if term.days for day in term.days.items}
        if before.kind == "closed" and any(parts) and one.kind == "open" and one.order == "H" and (
                one.hours and all(each.part for each in one.hours.items)):
            raise NotUnderstood("whose")  # "lundi matin : fermé ; après-midi : 14h-18h"
    opens = [one for one in heard.said if one.kind == "open"]
    first, last = heard.said[0], heard.said[-1]
    if len(opens) == 1 and opens[0] is last and first.kind == "closed" and last.level < 2 and (
            last.term.season and last.term.days and first.terms[0].days
            and not first.terms[0].season
            and weekdays_of(last.term.days) == EVERY_DAY):
        raise NotUnderstood("closed")  # "fermé le lundi, tous les jours en août 10h-18h"


def _cut_before(heard: Heard) -> bool:
    """*fermé lundi, mardi 9h-12h* and *10h-18h mardi, jeudi et samedi 14h-18h*: a list that was cut
    at its comma may have been meant as one, unless a range stands there."""
    for before, one in pairwise(heard.said):
        if not one.from_list or one.kind != "open":
            continue
        rest = one.term.days if one.order.startswith("D") else one.term.season
        if rest is None or _is_range(rest.items[0]):
            continue
        head = before.term.days if before.order.endswith("D") else before.term.season
        if before.kind == "closed" or (before.kind == "open" and "and" in rest.joins and not (
                head and _is_range(head.items[-1]))):
            return True
    return False


def _is_range(item: Day | Span) -> bool:
    return item.is_range if isinstance(item, Day) else item.first != item.last


def _loosely_joined(heard: Heard) -> bool:
    """*mercredi 7h-13h, samedi, 16h-20h*: its comma does not tell Saturday from a day of the
    hours before; that of *7h-13h mercredi, samedi 16h-20h, vendredi* tells nothing at all."""
    found = False
    for before, one in pairwise(heard.said):
        if before.order == "DH" and one.order == "SDH" and one.level < 2 and one.comma and (
                one.sign == ","):
            raise NotUnderstood("whose")  # "jeudi 17h-20h, de mai à septembre, samedi 9h-12h"
        if before.kind == one.kind == "open" and before.order == "SH" and (
                one.order == "SHD" and one.level < 2 + one.comma):
            raise NotUnderstood("whose")  # "avril 10h-18h, mai 10h-17h, sauf le lundi"
        if before.kind == one.kind == "open" and one.level < 2 and one.comma and (
                before.order == one.order):
            if one.order == "HD":
                raise NotUnderstood("whose")
            found |= not before.comma
    return found


def _give_days(heard: Heard) -> bool:
    """*Du mardi au dimanche : avril à octobre 10h-18h, novembre à mars 10h-17h*: the days hold
    for both. *Avril : le samedi 10h-18h. Mai : 10h-19h.*: every day of May, most likely; with a
    comma for the full stop nobody can tell. Whether that was met is returned."""
    found = False
    for n, one in enumerate(heard.said):
        if one.kind != "open" or one.term.days or not heard.season(n):
            continue
        before = heard.said[n - 1] if n else None
        if before and before.inner and before.term.season and before.order[0] == "D":
            raise NotUnderstood("whose")  # "tous les jours sauf lundi 10h-18h en juin et…"
        # "en été tous les jours sauf le lundi 10h-18h, en hiver 14h-17h": Mondays of winter, too?
        found |= bool(before and before.inner and before.term.season and one.level < 2)
        earlier = _days_before(heard, n)
        if before is None or earlier is None or earlier == EVERY_DAY:
            continue
        if one.level < 2 and one.sign in ("-", "/"):
            raise NotUnderstood("whose")  # "le week-end en juin 10h-18h - en juillet 9h-12h"
        # "le week-end en juin 10h-18h, en juillet 9h-12h": every day of July?
        found |= before.order == "DSH" and not before.colon and before.sign != "*"
        if before.order == "DSH" and (one.level < 2 or before.colon or before.sign == "*"):
            heard.said[n] = replace(one, terms=(Term(before.term.days, one.term.season),),
                                   order="DSH", sign="*")
        elif one.level < 2 or before.order == "DSH":
            raise NotUnderstood("whose")
        else:
            found = True
    return found


def _days_before(heard: Heard, n: int) -> frozenset[int] | None:
    """The weekdays of the openings before a statement, as far back as the last season said;
    None when they name none."""
    found: frozenset[int] | None = None
    for before in reversed([one for one in heard.said[:n] if one.kind == "open"]):
        if before.term.days:
            found = (found or frozenset()) | frozenset().union(
                *(day.weekdays for day in before.term.days.items if not day.nth))
        elif found is None:
            return None
        if before.term.season:
            break
    return found


def _check_narrower(heard: Heard) -> None:
    """*Tous les jours 10h-18h. De novembre à mars : le week-end 14h-17h*: what of the other days
    of winter? *Le dimanche en janvier* is no such season: it only names Sundays."""
    years = years_of(Meaning(tuple(one for _, one in heard.openings)))
    shut = frozenset().union(*(one.when.weekdays or () for *_, one in heard.exceptions
                               if isinstance(one, Closing) and not one.part))
    for n, later in heard.openings:
        days = later.when.weekdays
        if not heard.said[n].order.startswith("SD") or not days:
            continue
        here = season_mask(later.when.season, years)
        for _, earlier in heard.openings:
            there = season_mask(earlier.when.season, years)
            general = EVERY_DAY if earlier.when.weekdays is None else earlier.when.weekdays
            if there != here and not here & ~there and general & days and general - days - shut:
                raise NotUnderstood("whose")


def _trailing(heard: Heard) -> bool:
    """*mardi au samedi 10h-12h, dimanche 14h-18h de mai à septembre*: Sunday alone, most
    likely; with *et* for a comma nobody can tell. *10h-17h en août, 14h-18h en mars, le samedi*:
    Saturdays of March alone?"""
    found = False
    for before, one in pairwise([one for one in heard.said if one.kind == "open"]):
        if one.level > 1:
            continue
        found |= one.comma and one.order in ("SHD", "HSD") and before.term.days is None
        if (one.term.season and one.order.endswith("S") and one.order != "HS"
                and not before.term.season and before.order != "H"):
            if one.sign == "and":
                raise NotUnderstood("whose")
            found = True
    return found


def _open(heard: Heard, n: int, one: Statement) -> None:
    assert one.hours is not None  # noqa: S101  # an opening has hours
    check_single_dates(one.term)
    if runs_on(one) or (one.order == "HD" and one.hours.joins == (",", ",")):
        raise NotUnderstood("whose")  # "10h-12h, 13h30-18h, 19h-22h le vendredi"
    # "mardi et samedi 9h-12h, 14h-18h en juillet-août": both hours in summer, most likely
    heard.likely |= one.order in ("DHS", "SHD") and bool({",", "/", "-"} & {*one.hours.joins})
    heard.likely |= one.hours.borrowed
    # "mardi, vendredi en juin 8h-12h": Tuesdays all year?
    days = one.term.days
    heard.likely |= bool(one.order == "DSH" and days and {*days.joins} == {","} and not (
        one.comma or one.colon or days.items[-1].is_range))
    for when, hours in parted(heard, n, one.term.days, heard.scope[n], one.hours):
        heard.openings.append((n, Opening(when, hours)))
    for inner in one.inner:
        check_mixed(weekdays_of(one.term.days), inner)
        if is_given_elsewhere(heard, n, inner):
            continue
        if any(other.kind == "open" and other is not one and heard.scope[n] == heard.scope_of(k)
               for k, other in enumerate(heard.said)):
            if any(term.days is None for term in inner.terms):
                raise NotUnderstood("whose")  # "du mardi au vendredi sauf en août 9h-12h, samedi…"
            heard.likely |= any(day.holiday for term in inner.terms if term.days
                                for day in term.days.items)
        add_closings(heard, n, inner, heard.scope[n])
        check_excepted(heard, inner)


def _together(openings: list[Opening]) -> list[Opening]:
    """*lundi 10h-12h, lundi 14h-16h*: the hours of the same days are added."""
    found: dict[When, Opening] = {}
    for one in openings:
        if one.when in found:
            hours = (*found[one.when].hours, *one.hours)
            check_order(hours)
            found[one.when] = Opening(one.when, hours)
        else:
            found[one.when] = one
    return list(found.values())
