"""The season that holds for each statement of a text.

A season said first holds for what follows it until the next one, as far as the signs between them
are no stronger than those between the seasons themselves: in *d'octobre à mars : 10h-17h, fermé le
lundi. D'avril à septembre : 10h-19h.* Monday is closed in winter only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parcours.hours.said.meaning import Closing, Opening, complement
from parcours.hours.said.phrases import Hours, Season
from parcours.hours.said.statements import Statement
from parcours.hours.said.tokens import NotUnderstood


class Heard:
    """The statements of a text, and what was made of them so far."""

    def __init__(self, said: list[Statement]) -> None:
        self.said = merged(said)
        self.openings: list[tuple[int, Opening]] = []
        """Each with the number of its statement."""
        self.exceptions: list[tuple[int, int, Opening | Closing]] = []
        """Each with its rank and the number of its statement."""
        self.headers = [n for n, one in enumerate(self.said)
                        if one.kind == "open" and one.term.season is not None]
        dated = [n for n in self.headers if self.season(n)]
        self.level = min((self.said[n].level for n in dated[1:]), default=0)
        """The strongest sign that a season reaches over, when there are several."""
        self.dated = dated
        self.scope: list[Season | None] = [None] * len(self.said)
        self.likely = False
        """Whether something was read in one of two ways, the other being less likely."""

    def season(self, n: int) -> Season | None:
        """The season that a statement names; None where it is the whole year."""
        season = self.said[n].term.season
        return season if season and (season.items or season.others) else None

    def scope_of(self, n: int) -> Season | None:
        """The season that holds for a statement: its own, or that of one before it."""
        one = self.said[n]
        if one.kind == "open" and one.term.season is not None:
            return self._resolved(one.term.season)
        before = [k for k in self.headers if k < n]
        if not before:
            return None
        header = before[-1]
        season = self.season(header)
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
        # "juin : 8h-18h ; octobre : 10h-15h ; le mardi : 11h-15h": those of October alone?
        self.likely |= self.said[header].term.days is None
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
                other.term.season is None or not self.season(k))
                for k, other in enumerate(self.said))
            if others and one.level < 2:
                raise NotUnderstood("whose")
            return None if others else resolved
        follows = any(k > n for k in self.dated)
        if one.level > self.level:
            return None
        if one.level < self.level or follows:
            # "d'avril à juin 10h-18h, fermé le lundi, de juillet à août 9h-19h"
            self.likely |= one.level == self.level and one.sign != "("
            return resolved
        parallel = any(self.said[k].kind != "open" and self.said[k].level == one.level
                       for k in range(header))
        if one.level < 2:
            if one.sign in ("", "("):  # it belongs to the words just before, most likely
                self.likely |= True
                return resolved
            raise NotUnderstood("whose")
        return resolved if parallel else None

    def _resolved(self, season: Season) -> Season | None:
        if not season.others:
            return season if season.items else None
        others = [found for k in self.dated if (found := self.season(k)) and not found.others]
        if not others and any(term.season and not term.days for one in self.said
                              if one.kind == "closed" for term in one.terms):
            return None  # "fermé de décembre à février, 10h-18h le reste de l'année"
        if not others:
            raise NotUnderstood("season")
        try:
            return complement(others)
        except ValueError as why:
            raise NotUnderstood("season") from why


def merged(said: Sequence[Statement]) -> list[Statement]:
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
