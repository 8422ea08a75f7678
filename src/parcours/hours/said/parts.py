"""The phrases of a sentence, each with the sign before it, and their lists cut in two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations, permutations, product

from parcours.hours.said.phrases import Days, Hours, Mark, Pause, Phrase, Season, Sentence
from parcours.hours.said.tokens import NotUnderstood

_CUTS = (",", "/")
"""Where a list may be cut in two."""


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase and the sign before it."""

    phrase: Phrase
    sign: str
    """What stands before it."""
    is_half: bool = False
    """Whether it is the rest of a list that was cut before it."""

    @property
    def letter(self) -> str:
        """D, S and H for days, seasons and hours; C, O and X for *fermé*, *ouvert* and *sauf*."""
        if isinstance(self.phrase, Days):
            return "D"
        if isinstance(self.phrase, Season):
            return "S"
        if isinstance(self.phrase, Hours):
            return "H"
        return {"CLOSED": "C", "OPEN": "O", "EXCEPT": "X"}[self.phrase.kind]


def parts_of(sentence: Sentence) -> list[Part]:
    """The parts of a sentence; raises NotUnderstood at a season without its months, and at *24h/24*
    beside other hours."""
    parts: list[Part] = []
    sign = ""
    named = False
    for phrase in sentence.parts:
        if isinstance(phrase, Pause):
            sign = phrase.sign
            continue
        if isinstance(phrase, Mark) and phrase.kind == "SEASON_NAME":
            named = True  # "été (juin à août)": the months say it
            continue
        if isinstance(phrase, Mark) and phrase.kind == "ALWAYS":
            raise NotUnderstood("always")
        holidays = isinstance(phrase, Days) and all(day.holiday for day in phrase.items)
        if sign == "including" or (sign == "also" and holidays):
            _included(parts, phrase, sign)
        else:
            if named and not isinstance(phrase, Season) and not (
                    parts and isinstance(parts[-1].phrase, Season)):
                raise NotUnderstood("season")
            named = False
            parts.append(Part(phrase, sign if parts else ""))
        sign = ""
    if named and not (parts and isinstance(parts[-1].phrase, Season)):
        raise NotUnderstood("season")
    return parts


def _included(parts: list[Part], phrase: Phrase, sign: str) -> None:
    """*tous les jours 10h-18h, y compris les jours fériés*: added to the days said before."""
    for n in range(len(parts) - 1, -1, -1):
        before = parts[n].phrase
        if isinstance(before, Days) and isinstance(phrase, Days):
            parts[n] = replace(parts[n], phrase=Days(
                (*before.items, *phrase.items), (*before.joins, sign, *phrase.joins)))
            return
    raise NotUnderstood("including")


def variants(parts: list[Part]) -> Iterator[tuple[list[Part], int]]:
    """The parts, and the same with lists cut in two at one of their commas: *fermé le lundi, mardi
    au dimanche 10h-18h*; of hours only where one day cannot have them all."""
    spots = [(n, places) for n, one in enumerate(parts) if (places := _places(one.phrase))][:4]
    for count in range(len(spots) + 1):
        for chosen in combinations(spots, count):
            for ends in product(*(places for _, places in chosen)):
                at = {n: end for (n, _), end in zip(chosen, ends, strict=True)}
                variant: list[Part] = []
                for n, one in enumerate(parts):
                    variant += _halves(one, at[n]) if n in at else [one]
                yield variant, count


def _places(phrase: Phrase) -> list[int]:
    """The items of a list before which it may be cut."""
    if not isinstance(phrase, Days | Season | Hours):
        return []
    places = [n for n, sign in enumerate(phrase.joins, 1) if sign in _CUTS]
    return places if not isinstance(phrase, Hours) or (
        len(places) == 1 and _overlap(phrase)) else []


def _overlap(hours: Hours) -> bool:
    """Whether some of the hours lie within others."""
    return any(isinstance(one.closes, int) and isinstance(other.opens, int)
               and isinstance(one.opens, int) and one.opens <= other.opens < one.closes
               for one, other in permutations(hours.items, 2))


def _halves(part: Part, at: int) -> list[Part]:
    phrase = part.phrase
    assert isinstance(phrase, Days | Season | Hours)  # noqa: S101  # those alone are cut
    if isinstance(phrase, Days):
        return [Part(Days(phrase.items[:at], phrase.joins[:at - 1]), part.sign),
                Part(Days(phrase.items[at:], phrase.joins[at:]), ",", is_half=True)]
    if isinstance(phrase, Hours):
        return [Part(Hours(phrase.items[:at], phrase.joins[:at - 1]), part.sign),
                Part(Hours(phrase.items[at:], phrase.joins[at:]), ",", is_half=True)]
    return [Part(replace(phrase, items=phrase.items[:at], joins=phrase.joins[:at - 1]), part.sign),
            Part(replace(phrase, items=phrase.items[at:], joins=phrase.joins[at:]), ",",
                  is_half=True)]
