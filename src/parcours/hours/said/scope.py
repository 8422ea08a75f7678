"""Statements to what they mean together: which season holds for which, and what is excepted from
what.

A season said first holds for what follows it until the next one, as far as the signs between them
are no stronger than those between the seasons themselves: in *d'octobre à mars : 10h-17h, fermé le
lundi. D'avril à septembre : 10h-19h.* Monday is closed in winter only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, product

from parcours.hours.said.consistency import check
from parcours.hours.said.meaning import (
    Closing,
    Meaning,
    Opening,
    When,
    complement,
    days_open,
    is_within,
    season_mask,
    spans_of,
    years_of,
)
from parcours.hours.said.phrases import (
    Day,
    Days,
    Hours,
    Interval,
    Mark,
    Pause,
    Season,
    Sentence,
    fits,
)
from parcours.hours.said.statements import Cut, Statement, Term, statements
from parcours.hours.said.tokens import NotUnderstood
from parcours.hours.said.vocabulary import EASTER, EVERY_DAY

_SUN = {"sunrise": 420, "sunset": 1140, "dawn": 360, "dusk": 1200}
_MOST_CUTS = 24


def meaning(sentences: Sequence[Sentence]) -> Meaning:
    """What the sentences mean; raises NotUnderstood when that is not clear."""
    if _always(sentences):
        return Meaning((), always=True)
    cuts = [statements(one) for one in sentences]
    if any(one.unclear for best, _ in cuts for cut in best for one in cut):
        raise NotUnderstood("whose")
    found, failure = _meanings(list(product(*(best for best, _ in cuts))))
    if len(found) > 1:
        raise NotUnderstood("either")
    if not found:
        raise failure or NotUnderstood("whose")
    nearly = [(*(best[0] for best, _ in cuts[:n]), other, *(best[0] for best, _ in cuts[n + 1:]))
              for n, (_, others) in enumerate(cuts) for other in others]
    if not all(same(found[0], one) for one in _meanings(nearly)[0]):
        return replace(found[0], likely=True)
    return found[0]


def _meanings(cuts: Sequence[Sequence[Cut]]) -> tuple[list[Meaning], NotUnderstood | None]:
    """The different meanings of some ways to cut all sentences, and why one has none."""
    if len(cuts) > _MOST_CUTS:
        raise NotUnderstood("either")
    found: list[Meaning] = []
    failure: NotUnderstood | None = None
    for cut in cuts:
        try:
            one = _Reader([statement for part in cut for statement in part]).meaning()
        except NotUnderstood as why:
            failure = why
            continue
        if not any(same(one, other) for other in found):
            found.append(one)
    return found, failure


def _always(sentences: Sequence[Sentence]) -> bool:
    """*24h/24, 7j/7* and nothing else."""
    phrases = [one for sentence in sentences for one in sentence.parts
               if not isinstance(one, Pause) and one != Mark("OPEN")]
    return Mark("ALWAYS") in phrases and all(
        one in (Mark("ALWAYS"), Season()) or (isinstance(one, Days) and len(one.items) == 1
                                              and one.items[0] == Day(EVERY_DAY))
        for one in phrases)


def same(one: Meaning, other: Meaning) -> bool:
    """Whether two meanings open at the same minutes."""
    years = (min(years_of(one)[0], years_of(other)[0]), max(years_of(one)[1], years_of(other)[1]))
    return spans_of(days_open(one, years), _SUN) == spans_of(days_open(other, years), _SUN)


class _Reader:
    """The statements of a text, read together."""

    def __init__(self, said: list[Statement]) -> None:
        self.said = _merged(said)
        self.openings: list[tuple[int, Opening]] = []
        """Each with the number of its statement."""
        self.exceptions: list[tuple[int, int, Opening | Closing]] = []
        """Each with its rank and the number of its statement."""
        self.headers = [n for n, one in enumerate(self.said)
                        if one.kind == "open" and one.term.season is not None]
        dated = [n for n in self.headers if self._season(n)]
        self.level = min((self.said[n].level for n in dated[1:]), default=0)
        """The strongest sign that a season reaches over, when there are several."""
        self.dated = dated
        self.scope: list[Season | None] = [None] * len(self.said)
        self.likely = False
        """Whether something was read in one of two ways, the other being less likely."""

    def _season(self, n: int) -> Season | None:
        season = self.said[n].term.season
        return season if season and (season.items or season.others) else None

    def meaning(self) -> Meaning:
        """All of it, checked."""
        opens = [one for one in self.said if one.kind == "open"]
        if not opens:
            raise NotUnderstood("hours")
        self._check_hours_after()
        self.likely |= self._loosely_joined()
        self.likely |= self._give_days()
        for n, one in enumerate(self.said):
            self.scope[n] = self._scope(n)
            if one.kind == "open":
                self._open(n, one)
        for n, one in enumerate(self.said):
            if one.kind != "open":
                self._except(n, one)
        openings, exceptions = self._in_turn()
        self.likely |= self._trailing() or any(
            term.season and term.season.feast for one in self.said for term in one.terms)
        whole = Meaning(openings, exceptions, likely=self.likely)
        check(whole)
        return whole

    def _in_turn(self) -> tuple[tuple[Opening, ...], tuple[Opening | Closing, ...]]:
        """Openings, then exceptions. *Tous les jours sauf le lundi 10h-18h. Juillet et août : tous
        les jours 10h-19h*: what is excepted from the first does not hold for the second, which
        comes after it."""
        years = years_of(Meaning(tuple(one for _, one in self.openings),
                                 tuple(one for *_, one in self.exceptions)))
        first: list[Opening | Closing] = []
        moved: list[Opening] = []
        for at, opening in self.openings:
            for _, n, one in self.exceptions:
                general = any(season_mask(other.when.season, years) == season_mask(
                    one.when.season, years) for _, other in self.openings)
                if n > at or not general or not is_within(opening, one, years):
                    continue
                if one.when.holiday or not one.when.weekdays or opening.when.weekdays is None:
                    self.likely |= one.when.holiday or bool(one.when.weekdays)
                elif opening.when.weekdays & one.when.weekdays:
                    if isinstance(one, Closing) and one.part:
                        raise NotUnderstood("closed")
                    first.append(one)
                    moved.append(opening)
        exceptions = [one for *_, one in sorted(self.exceptions, key=lambda each: each[0])]
        kept = [one for _, one in self.openings if one not in moved]
        return tuple(_together(kept)), tuple(dict.fromkeys(
            (*first, *_together(list(dict.fromkeys(moved))), *exceptions)))

    # Seasons

    def _check_hours_after(self) -> None:
        """*Juillet-août : fermé le dimanche. 10h-18h*: hours of that season, or of the year?"""
        for before, one in pairwise(self.said):
            if before.kind == "closed" and before.order == "SCD" and one.kind == "open" and (
                    not one.term.season and (one.term.days is None or one.level < 2)):
                raise NotUnderstood("whose")
        opens = [one for one in self.said if one.kind == "open"]
        first, last = self.said[0], self.said[-1]
        if len(opens) == 1 and opens[0] is last and first.kind == "closed" and last.level < 2 and (
                last.term.season and last.term.days and first.terms[0].days
                and not first.terms[0].season
                and _weekdays(last.term.days) == EVERY_DAY):
            raise NotUnderstood("closed")  # "fermé le lundi, tous les jours en août 10h-18h"

    def _loosely_joined(self) -> bool:
        """*mercredi 7h-13h, samedi, 16h-20h*: its comma does not tell Saturday from a day of the
        hours before; that of *7h-13h mercredi, samedi 16h-20h, vendredi* tells nothing at all."""
        found = False
        for before, one in pairwise(self.said):
            if before.kind == one.kind == "open" and before.order == "SH" and (
                    one.order == "SHD" and one.level < 2 + one.comma):
                raise NotUnderstood("whose")  # "avril 10h-18h, mai 10h-17h, sauf le lundi"
            if before.kind == one.kind == "open" and one.level < 2 and one.comma and (
                    before.order == one.order):
                if one.order == "HD":
                    raise NotUnderstood("whose")
                found |= not before.comma
        return found

    def _give_days(self) -> bool:
        """*Du mardi au dimanche : avril à octobre 10h-18h, novembre à mars 10h-17h*: the days hold
        for both. *Avril : le samedi 10h-18h. Mai : 10h-19h.*: every day of May, most likely; with a
        comma for the full stop nobody can tell. Whether that was met is returned."""
        found = False
        for n, one in enumerate(self.said):
            if one.kind != "open" or one.term.days or not self._season(n):
                continue
            before = self.said[n - 1] if n else None
            if before and before.inner and before.term.season and before.order[0] == "D":
                raise NotUnderstood("whose")  # "tous les jours sauf lundi 10h-18h en juin et…"
            earlier = self._days_before(n)
            if before is None or earlier is None or earlier == EVERY_DAY:
                continue
            if before.order == "DSH" and (one.level < 2 or before.colon or before.sign == "*"):
                self.said[n] = replace(one, terms=(Term(before.term.days, one.term.season),),
                                       order="DSH", sign="*")
            elif one.level < 2 or before.order == "DSH":
                raise NotUnderstood("whose")
            else:
                found = True
        return found

    def _days_before(self, n: int) -> frozenset[int] | None:
        """The weekdays of the openings before a statement, as far back as the last season said;
        None when they name none."""
        found: frozenset[int] | None = None
        for before in reversed([one for one in self.said[:n] if one.kind == "open"]):
            if before.term.days:
                found = (found or frozenset()) | frozenset().union(
                    *(day.weekdays for day in before.term.days.items if not day.nth))
            elif found is None:
                return None
            if before.term.season:
                break
        return found

    def _trailing(self) -> bool:
        """*mardi au samedi 10h-12h, dimanche 14h-18h de mai à septembre*: Sunday alone, most
        likely; with *et* for a comma nobody can tell."""
        found = False
        for before, one in pairwise(self.said):
            if (before.kind == one.kind == "open" and one.level < 2 and one.term.season
                    and one.order.endswith("S") and one.order != "HS"
                    and not before.term.season and before.order != "H"):
                if one.sign == "and":
                    raise NotUnderstood("whose")
                found = True
        return found

    def _scope(self, n: int) -> Season | None:
        """The season that holds for a statement: its own, or that of one before it."""
        one = self.said[n]
        if one.kind == "open" and one.term.season is not None:
            return self._resolved(one.term.season)
        before = [k for k in self.headers if k < n]
        if not before:
            return None
        header = before[-1]
        season = self._season(header)
        if season is None:
            if one.kind == "open":
                return None
            return self._of_exception(n, header, None) if self.dated else None
        first = self.said[header].order.startswith("S")
        if one.kind == "open":
            return self._of_opening(n, header, season, leads=first)
        return self._of_exception(n, header, season)

    def _of_opening(self, n: int, header: int, season: Season, *, leads: bool) -> Season | None:
        one = self.said[n]
        if not leads or one.term.days is None:
            raise NotUnderstood("whose")
        if len(self.dated) == 1:
            if header != 0 or self.said[header].term.days is None:
                raise NotUnderstood("whose")
        elif one.level > self.level:
            raise NotUnderstood("whose")
        return self._resolved(season)

    def _of_exception(self, n: int, header: int, season: Season | None) -> Season | None:
        one = self.said[n]
        if season is None:
            if one.level < 2 and len(self.headers) > 1:
                raise NotUnderstood("whose")
            return None
        resolved = self._resolved(season)
        if len(self.dated) == 1:
            others = any(other.kind == "open" and k != header and self.scope[k] is None and (
                other.term.season is None or not self._season(k))
                for k, other in enumerate(self.said))
            if others and one.level < 2:
                raise NotUnderstood("whose")
            return None if others else resolved
        follows = any(k > n for k in self.dated)
        if one.level > self.level:
            return None
        if one.level < self.level or follows:
            return resolved
        parallel = any(self.said[k].kind != "open" and self.said[k].level == one.level
                       for k in range(header))
        if one.level < 2:
            if one.sign in ("", "("):  # it belongs to the words just before
                return resolved
            raise NotUnderstood("whose")
        return resolved if parallel else None

    def _resolved(self, season: Season) -> Season | None:
        if not season.others:
            return season if season.items else None
        others = [found for k in self.dated if (found := self._season(k)) and not found.others]
        if not others and any(term.season and not term.days for one in self.said
                              if one.kind == "closed" for term in one.terms):
            return None  # "fermé de décembre à février, 10h-18h le reste de l'année"
        if not others:
            raise NotUnderstood("season")
        try:
            return complement(others)
        except ValueError as why:
            raise NotUnderstood("season") from why

    # Openings

    def _open(self, n: int, one: Statement) -> None:
        assert one.hours is not None  # noqa: S101  # an opening has hours
        self._check_single_dates(one.term)
        if _runs_on(one):
            raise NotUnderstood("whose")
        for when, hours in self._parted(n, one.term.days, self.scope[n], one.hours):
            self.openings.append((n, Opening(when, hours)))
        for inner in one.inner:
            if any(term.days is None for term in inner.terms) and any(
                    other.kind == "open" and other is not one and self.scope[n] == self._scope(k)
                    for k, other in enumerate(self.said)):
                raise NotUnderstood("whose")  # "du mardi au vendredi sauf en août 9h-12h, samedi…"
            self._closings(n, inner, self.scope[n])
            self._check_excepted(inner)

    def _check_single_dates(self, term: Term) -> None:
        if term.days and _single_dates(term.season):
            raise NotUnderstood("event")

    def _parted(self, n: int, days: Days | None, season: Season | None, hours: Hours
                ) -> Iterator[tuple[When, tuple[Interval, ...]]]:
        """Days with the hours of the parts of them that are named."""
        for interval in hours.items:
            if interval.part and not fits(interval, interval.part):
                raise NotUnderstood("part")
        bare = tuple(replace(one, part="") for one in hours.items)
        _in_order(bare)
        if days is None:
            yield When(season), bare
            return
        items = self._days(n, days)
        groups = _by_hours(items, bare)
        if groups is None:
            raise NotUnderstood("part")
        other = _by_hours(_carried_back(items), bare)
        if other is not None and other != groups:
            raise NotUnderstood("part")  # "les mardis et jeudis matin et le samedi après-midi"
        for here, some in groups.items():
            yield _when(season, some), here

    def _days(self, n: int, days: Days) -> tuple[Day, ...]:
        """The items of a list of days, with *les autres jours* and *y compris* worked out."""
        items = list(days.items)
        for at, sign in enumerate(days.joins):
            if sign == "including":
                named = frozenset().union(*(one.weekdays for one in items[:at + 1]))
                within = items[at + 1].weekdays <= named and not items[at + 1].nth
                if not within or (items[at + 1].holiday and named != EVERY_DAY):
                    raise NotUnderstood("including")
        for at, day in enumerate(items):
            if day.others:
                if len(items) > 1 or self.dated:
                    raise NotUnderstood("others")
                items[at] = replace(day, weekdays=EVERY_DAY - self._named(n), others=False)
            if day.loose and not any(5 in one.weekdays for other in self.said
                                     for term in other.terms if term.days
                                     for one in term.days.items):
                raise NotUnderstood("loose")
        return tuple(items)

    def _named(self, n: int) -> frozenset[int]:
        """The weekdays that other openings have."""
        found: set[int] = set()
        for k, one in enumerate(self.said):
            for term in one.terms:
                for day in term.days.items if term.days else ():
                    if one.kind != "open" and (day.part or term.season):
                        raise NotUnderstood("others")
                    if k != n and one.kind == "open":
                        found |= day.weekdays
        return frozenset(found)

    # Exceptions

    def _except(self, n: int, one: Statement) -> None:
        before = self.said[n - 1] if n else None
        if one.kind == "except" and before and before.kind == "closed" and one.level < 2:
            self._unless(n, one, before)
            return
        scope = self.scope[n]
        if one.kind == "except" and not self.openings:
            raise NotUnderstood("whose")
        if one.hours is None:
            self._check_between(n, one)
            if one.kind == "except" and not one.sign and one.level < 2:
                self._check_target(n, one)
            self._closings(n, one, scope)
            self._check_excepted(one)
            return
        for term in one.terms:
            season = term.season or scope
            if term.season and term.season.others:
                raise NotUnderstood("season")
            if term.days and any(day.part for day in term.days.items):
                raise NotUnderstood("part")
            for when, hours in self._parted(n, term.days, season, one.hours):
                order = 1 if when.weekdays is None else 0
                self.exceptions.append((order, n, Opening(when, hours)))

    def _check_excepted(self, one: Statement) -> None:
        """Most of the week is no exception, nor is a day of the month that is never open."""
        for term in one.terms:
            for day in term.days.items if term.days and one.kind == "except" else ():
                opened = any(other.when.weekdays is None or day.weekdays & other.when.weekdays
                             for _, other in self.openings)
                if len(day.weekdays) > 3 or (day.nth and not opened):
                    raise NotUnderstood("closed")

    def _check_between(self, n: int, one: Statement) -> None:
        """*mercredi 14h-17h (fermé en août), samedi 10h-12h*: from Wednesday's hours, or from all?
        A holiday or a date is most likely one for both."""
        follows = next((k for k in range(n + 1, len(self.said))
                        if self.said[k].kind == "open"), None)
        if follows is None or not any(each.kind == "open" for each in self.said[:n]) or (
                self.scope[n] != self._scope(follows)) or (
                one.kind == "closed" and self.said[n + 1].level > 1):
            return
        for term in one.terms:
            if term.days is None and not _single_dates(term.season):
                raise NotUnderstood("whose")
            self.likely |= term.days is None or any(day.holiday for day in term.days.items)

    def _check_target(self, n: int, one: Statement) -> None:
        """*lundi-vendredi 9h-18h, samedi 9h-12h sauf août*: from the last hours or from all?"""
        earlier = [k for k in range(n) if self.said[k].kind == "open"
                   and self.scope[k] == self.scope[n]]
        if len(earlier) < 2:
            return
        last = self.said[earlier[-1]]
        for term in one.terms:
            days = _weekdays(term.days)
            if days is None or not last.term.days or not days <= (
                    _weekdays(last.term.days) or EVERY_DAY):
                for k in earlier[:-1]:
                    other = _weekdays(self.said[k].term.days) or EVERY_DAY
                    if days is None or days & other:
                        raise NotUnderstood("whose")

    def _closings(self, n: int, one: Statement, scope: Season | None) -> None:
        for term in one.terms:
            if term.season and term.season.others:
                raise NotUnderstood("season")
            self._check_single_dates(term)
            if term.days is None:
                self.exceptions.append((4, n, Closing(When(term.season))))
                continue
            weekly = any(day.weekdays or day.nth for day in term.days.items)
            season = term.season or (scope if weekly or len(self.dated) > 1 else None)
            self.likely |= bool(term.season and len(term.days.items) > 1)
            items = _with_parts(term.days)
            whole = [day for day in items if not day.part]
            if whole:
                self.exceptions.append((3, n, Closing(_when(season, whole))))
            for part in ("morning", "afternoon", "evening"):
                if parted := [day for day in items if day.part == part]:
                    self.exceptions.append((2, n, Closing(_when(season, parted), part)))

    def _unless(self, n: int, one: Statement, before: Statement) -> None:
        """*fermé le dimanche sauf en juillet et août*."""
        closed = before.terms[-1]
        seasons = [term.season for term in one.terms if term.season and not term.days]
        if len(seasons) != len(one.terms) or closed.season or len(before.terms) > 1 or (
                closed.days is None) or self.scope[n - 1] or any(s.others for s in seasons):
            raise NotUnderstood("unless")
        items = _with_parts(closed.days)
        if any(day.part or day.holiday for day in items):
            raise NotUnderstood("unless")
        plain = Closing(_when(None, list(items)))
        at = next(k for k, (*_, other) in enumerate(self.exceptions) if other == plain)
        try:
            rest = complement(seasons)
        except ValueError as why:
            raise NotUnderstood("unless") from why
        self.exceptions[at] = (3, n, Closing(_when(rest, list(items))))
        if one.hours is not None:
            for season in seasons:
                for when, hours in self._parted(n, closed.days, season, one.hours):
                    self.exceptions.append((0, n, Opening(when, hours)))


def _together(openings: list[Opening]) -> list[Opening]:
    """*lundi 10h-12h, lundi 14h-16h*: the hours of the same days are added."""
    found: dict[When, Opening] = {}
    for one in openings:
        if one.when in found:
            hours = (*found[one.when].hours, *one.hours)
            _in_order(hours)
            found[one.when] = Opening(one.when, hours)
        else:
            found[one.when] = one
    return list(found.values())


def _merged(said: list[Statement]) -> list[Statement]:
    """Hours said alone after other hours, each for its part of the day, are said together."""
    merged: list[Statement] = []
    for one in said:
        last = merged[-1] if merged else None
        if last and last.hours and one.hours and one.kind == last.kind == "open" and (
                one.order == "H" and last.order[-1:] == "H" and not last.inner
                and all(each.part for each in (*last.hours.items, *one.hours.items))):
            merged[-1] = replace(last, hours=Hours((*last.hours.items, *one.hours.items)))
        else:
            merged.append(one)
    return merged


def _runs_on(one: Statement) -> bool:
    """*du mardi au samedi et le dimanche de mai à septembre*: a season for Sunday alone?"""
    days = one.term.days
    return bool(days and "DS" in one.order and len(days.items) > 1 and not days.items[-1].is_range
                and any(day.is_range for day in days.items) and not days.items[-1].holiday)


def _by_hours(items: Sequence[Day], hours: tuple[Interval, ...]
              ) -> dict[tuple[Interval, ...], tuple[Day, ...]] | None:
    """Days by the hours that their part of the day has; None where it has none, or hours are left
    over."""
    groups: dict[tuple[Interval, ...], tuple[Day, ...]] = {}
    for day in items:
        here = tuple(one for one in hours if not day.part or fits(one, day.part))
        if not here or (day.part and day.is_range and here != hours):
            return None
        groups[here] = (*groups.get(here, ()), replace(day, part=""))
    return groups if {one for here in groups for one in here} == set(hours) else None


def _carried_back(items: Sequence[Day]) -> list[Day]:
    """The same where a part of the day is meant for the days before it too."""
    carried: list[Day] = []
    part = ""
    for day in reversed(items):
        part = day.part or part
        carried.insert(0, replace(day, part=part))
    return carried


def _in_order(hours: Sequence[Interval]) -> None:
    clock = sorted((one.opens, one.closes) for one in hours
                   if isinstance(one.opens, int) and isinstance(one.closes, int))
    if len(clock) != len(hours) and len(hours) > 1:
        raise NotUnderstood("clock")  # the sun and the clock in one day
    for (_, closes), (opens, _) in pairwise(clock):
        if opens < closes:
            raise NotUnderstood("overlap")


def _when(season: Season | None, days: Sequence[Day]) -> When:
    weekdays = frozenset().union(*(day.weekdays for day in days if not day.nth))
    nth = tuple((weekday, which) for day in days if day.nth for weekday in day.weekdays
                for which in day.nth)
    return When(season, weekdays, any(day.holiday for day in days), nth)


def _single_dates(season: Season | None) -> bool:
    """Whether a season is made of days such as *le 1er mai*."""
    return season is not None and bool(season.items) and all(
        span.first == span.last and (span.first[2] or span.first[1] == EASTER)
        for span in season.items)


def _weekdays(days: Days | None) -> frozenset[int] | None:
    if days is None or any(day.holiday or day.nth for day in days.items):
        return None
    return frozenset().union(*(day.weekdays for day in days.items))


def _with_parts(days: Days) -> tuple[Day, ...]:
    """What is closed: *les mercredis et samedis après-midi* are two afternoons; *mardi et dimanche
    après-midi* may be one."""
    items = list(days.items)
    if any(day.others or day.loose for day in items) or "including" in days.joins:
        raise NotUnderstood("others")
    for at, day in enumerate(items):
        if not day.part:
            continue
        if day.is_range:
            raise NotUnderstood("part")
        back = at - 1
        while back >= 0 and not items[back].part:
            if not (day.plural and items[back].plural):
                raise NotUnderstood("part")
            items[back] = replace(items[back], part=day.part)
            back -= 1
    return tuple(items)
