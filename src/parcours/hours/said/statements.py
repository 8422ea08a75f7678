"""Which hours belong to which days: phrases joined into statements.

A sentence is cut into statements in every possible way; the cut that goes against the fewest
commas wins. Of two that are as good and mean different things neither is taken, and one that is
nearly as good makes the better only likely.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import TypeAlias

from parcours.hours.said.parts import Part, parts_of, variants
from parcours.hours.said.phrases import Days, Hours, Season, Sentence
from parcours.hours.said.tokens import NotUnderstood
from parcours.hours.said.vocabulary import EASTER

_INSIDE = {"": 0, ":": 0, "|": 0, ",": 1, "(": 1, ")": 1, "-": 1, "and": 2, "also": 2, "/": 2}
"""What a sign costs within a statement."""
_BETWEEN = {"": 3, ":": 2}
"""What a sign costs between two statements; others cost nothing."""
_NEARLY = 3
"""How much more a cut may cost and still be what is meant."""
_MOST_PHRASES = 60
_MOST_VARIANTS = 300
"""Ways to cut the lists of a sentence, those with fewer cuts first."""
_MOST_CUTS = 40
"""From one place on."""


@dataclass(frozen=True, slots=True)
class Term:
    """Days of a season, of which something is said; one of both may be missing."""

    days: Days | None = None
    season: Season | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Hours on some days, or what is closed, or what is excepted."""

    kind: str
    """``open``, ``closed`` or ``except``."""
    terms: tuple[Term, ...]
    hours: Hours | None = None
    order: str = ""
    """The letters of what was said in its order: S, D, H."""
    inner: tuple[Statement, ...] = ()
    """Exceptions said before the hours."""
    level: int = 1
    sign: str = ""
    colon: bool = False
    """Whether a colon follows its first phrase."""
    comma: bool = False
    """Whether a comma stands between its phrases."""
    from_list: bool = False
    """Whether it begins with the rest of a list that was cut at its comma."""
    unclear: bool = False
    """Whether what is closed may be one thing or two."""

    @property
    def term(self) -> Term:
        """The only term of an opening."""
        return self.terms[0] if self.terms else Term()


Cut: TypeAlias = tuple[Statement, ...]


def statements(sentence: Sentence) -> tuple[list[Cut], list[Cut]]:
    """The best ways to cut a sentence into statements, and those that are nearly as good; raises
    NotUnderstood if there is none."""
    parts = parts_of(sentence)
    if len(parts) > _MOST_PHRASES:
        raise NotUnderstood("long")
    costs: dict[Cut, int] = {}
    for variant, cost in islice(variants(parts), _MOST_VARIANTS):
        for total, found in _cuts(variant):
            cut = tuple(replace(one, level=sentence.level if n == 0 else 1)
                        for n, one in enumerate(found))
            costs[cut] = min(total + cost, costs.get(cut, total + cost))
    if not costs:
        if any(before.letter in "CX" and one.letter == "H" and not one.sign.strip(":") and (
                n == 0 or before.sign or parts[n - 1].letter == "H")
                for n, (before, one) in enumerate(pairwise(parts))):
            raise NotUnderstood("break")  # "9h-18h, fermé de 12h à 14h"
        raise NotUnderstood("hours" if not any(one.letter == "H" for one in parts) else "whose")
    least = min(costs.values())
    return ([cut for cut, cost in costs.items() if cost == least],
            [cut for cut, cost in costs.items() if least < cost <= least + _NEARLY])


def _cuts(parts: list[Part]) -> list[tuple[int, tuple[Statement, ...]]]:
    """Every cut into statements with its cost; of those from one place on only the best."""
    after: dict[int, list[tuple[int, tuple[Statement, ...]]]] = {len(parts): [(0, ())]}
    brackets = _brackets(parts)
    for start in range(len(parts) - 1, -1, -1):
        found: list[tuple[int, tuple[Statement, ...]]] = []
        for end in range(start + 1, len(parts) + 1):
            if not after.get(end) or not _is_whole(parts, brackets, start, end):
                continue
            for cost, said in _statement(parts[start:end]):
                one = replace(said, from_list=parts[start].is_half)
                between = _between(parts, end, one) if end < len(parts) else 0
                if between is None:
                    continue
                found += [(cost + between + more, (one, *rest)) for more, rest in after[end]]
        least = min((cost for cost, _ in found), default=0)
        after[start] = [one for one in found if one[0] <= least + _NEARLY + 1][:_MOST_CUTS]
    return after[0]


def _brackets(parts: Sequence[Part]) -> list[int]:
    """The number of the bracket in which each part stands, from 1; 0 outside of them."""
    found: list[int] = []
    count = 0
    for one in parts:
        count += one.sign == "("
        found.append(0 if one.sign == ")" else count if one.sign == "(" or any(found[-1:]) else 0)
    return found


def _is_whole(parts: Sequence[Part], brackets: Sequence[int], start: int, end: int) -> bool:
    """Whether a run of parts does not end within a bracket that it did not begin in: *14h-18h (en
    août 10h-17h)* are no hours of August, and others."""
    return (end == len(parts) or not brackets[end] or parts[end].sign == "("
            or brackets[end] == brackets[start])


def _between(parts: list[Part], at: int, before: Statement) -> int | None:
    """The cost of ending a statement there; None where *fermé* could belong to either side."""
    sign, letter = parts[at].sign, parts[at].letter
    if sign == ":" and before.kind == "closed" and parts[at - 1].letter == "S":
        return None  # "fermé en janvier et de mai à juin : 10h-18h"
    if sign == ":" and letter == "C" and parts[at - 1].letter == "S" and parts[at - 1].sign:
        return None  # "10h-18h, de juin à août : fermé le lundi"
    if sign in ("and", "also") and before.kind == "closed" and letter in "DS" and (
            parts[at - 1].letter in "DS"):
        return None  # "fermé le lundi et en juillet 10h-18h"
    if parts[at].is_half and letter == "S" and re.search(
            "[CX]DS$", "".join(one.letter for one in parts[:at])):
        return None  # "tous les jours sauf le lundi en mai, juin et septembre 10h-18h"
    if letter == "H" and (
            (sign == "(" and (at + 1 == len(parts) or parts[at + 1].sign == ")"))
            or (sign == ":" and before.kind == "except")):
        return None  # "10h-18h sauf le lundi (14h-18h) et le mardi": hours of Monday
    if sign:
        return _BETWEEN.get(sign, 0)
    if letter == "X" or (letter == "O" and parts[at - 1].letter != "C"):
        return 0
    if at % 2 == 0 and re.fullmatch(r"(D[HC]){3,}", "".join(one.letter for one in parts)) and all(
            "" not in one.phrase.joins for one in parts if isinstance(one.phrase, Days)):
        return 1  # "lundi fermé mardi 9h-12h mercredi fermé": each day has its word after it
    told = at + 1 < len(parts) and parts[at + 1].letter == "C" and parts[at + 1].sign == ":"
    if parts[at - 1].letter == "C" and parts[at - 1].sign == ":":
        return 1  # "lundi : fermé mardi : 9h-12h"
    if told and parts[at - 1].letter == "H":
        return 1
    rest = "".join(one.letter for one in parts[at:])
    if before.order == "H" and re.fullmatch(r"C[DS]+(?:X[DS]+)?", rest):
        return 1  # "10h-18h fermé le lundi"
    if parts[at - 1].letter == "C" or before.kind != "open" or before.order == "H":
        return None  # "9h-12h mardi 10h-18h"
    later = [one.letter for one in parts[at:]]
    if "C" in later[1:2] and letter in "DS":
        return None
    return 1 if letter == "C" else 3


@dataclass(frozen=True, slots=True)
class _Run:
    """Parts that may be one statement."""

    parts: Sequence[Part]
    said: Sequence[Part]
    """All of them but *ouvert*."""
    letters: str
    """What is said, a letter each."""

    @property
    def sign(self) -> str:
        return self.parts[0].sign

    @property
    def colon(self) -> bool:
        """Whether a colon follows the first part."""
        return len(self.parts) > 1 and self.parts[1].sign == ":"

    @property
    def cost(self) -> int:
        """What the signs within it cost."""
        return sum(_INSIDE[one.sign] for one in self.parts[1:])


_Costed: TypeAlias = Iterator[tuple[int, Statement]]


def _statement(parts: Sequence[Part]) -> _Costed:
    """A run of parts as one statement, if it can be one: by the letters of what it says."""
    said = [one for one in parts if one.letter != "O"]
    run = _Run(parts, said, "".join(one.letter for one in said))
    if parts[0].letter == "O" and re.fullmatch(r"X[DS]+H", run.letters):
        yield 0, Statement("open", (), _hours(said), "H", (
            Statement("except", _terms(said[1:-1])),), sign=run.sign)
    elif said and not _is_several(run):
        for shape, made in _SHAPES:
            if match := shape.fullmatch(run.letters):
                yield from made(run, match)
                return


def _is_several(run: _Run) -> bool:
    """Whether words or signs within it say that it is no single statement."""
    parts, said, letters = run.parts, run.said, run.letters
    if any(one.letter == "O" for one in parts) and ("C" in letters or letters[0] == "X"):
        return True
    if any(one.letter == "O" for one in parts[1:]) and parts[0].letter == "H":
        return True
    if letters[0] in "CX" and any(one.sign == ")" for one in said[1:]):
        return True  # "(sauf jours fériés), mardi 9h-17h"
    # "jeudi 17h-20h (mai à septembre) et samedi 9h-12h"
    return letters == "SDH" and run.sign == "(" and said[1].sign == ")"


def _opening(run: _Run, _: re.Match[str]) -> _Costed:
    """Hours, with days or a season on either side."""
    if all(run.letters.count(letter) < 2 for letter in "DS") and not _are_two(run.said):
        yield run.cost, Statement(
            "open", (_term(run.said),), _hours(run.said), run.letters, sign=run.sign,
            colon=run.colon, comma=any(one.sign == "," for one in run.parts[1:]))


def _are_two(said: Sequence[Part]) -> bool:
    """*Le samedi et en août 10h-18h*: Saturdays of August, or both?"""
    return any(one.sign in ("and", "also") and one.letter in "DS" for one in said[1:])


def _opening_but(run: _Run, match: re.Match[str]) -> _Costed:
    """Days, what is excepted from them, then their hours."""
    said = run.said
    yield from _own_days_after(said, run.letters, run.sign)
    before, excepted, after = match.groups()
    if any((before + after).count(letter) > 1 for letter in "DS"):
        return
    head = [*said[:len(before)], *said[len(before) + len(excepted):]]
    inner = said[len(before):len(before) + len(excepted)]
    if any(one.sign == ")" for one in inner) or _are_two(head):
        return
    terms = _terms(inner[1:])
    if "S" not in before and any(one.days and one.season for one in terms):
        return
    cost = sum(_INSIDE[one.sign] for one in head[1:] if one.letter != "H")
    cost += 1 if run.letters.endswith("DH") and inner[-1].sign else 0
    yield cost, Statement("open", (_term(head),), _hours(said), before + "H" + after,
                          (Statement("except", terms),), sign=run.sign, colon=run.colon,
                          unclear="S" not in before and _unclear(inner[1:]))


def _closing(run: _Run, _: re.Match[str]) -> _Costed:
    """*fermé*, then when."""
    closed = run.said[1:]
    yield _listed(closed), Statement("closed", _terms(closed), sign=run.sign,
                                     unclear=_unclear(closed))


def _closed(run: _Run, _: re.Match[str]) -> _Costed:
    """Days, then *fermé*."""
    last = run.said[-1].sign
    if not last.strip(":(,"):
        days = run.said[-2].phrase
        yield run.cost + (last == ","), Statement(
            "closed", _terms(run.said[:-1]), sign=run.sign,  # "janvier jours fériés fermé"
            unclear=run.letters == "SDC" and isinstance(days, Days) and days.items[0].holiday)


def _closed_between(run: _Run, _: re.Match[str]) -> _Costed:
    """*fermé* between a season and its days."""
    yield run.cost, Statement("closed", (_term(run.said),), order=run.letters, sign=run.sign)


def _exception(run: _Run, match: re.Match[str]) -> _Costed:
    """*sauf*, the days, and perhaps other hours on them."""
    said, has_hours = run.said, bool(match[2])
    days = said[1:-1] if has_hours else said[1:]
    yield (3 * _listed(days) + _INSIDE[said[-1].sign] if has_hours else _listed(days)), Statement(
        "except", _terms(days), _hours(said) if has_hours else None, sign=run.sign,
        unclear=_unclear(days) or (has_hours and _runs_over(days)))


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[_Run, re.Match[str]], _Costed]], ...] = tuple(
    (re.compile(letters), made) for letters, made in (
        (r"[DS]?[DS]?H[DS]?[DS]?", _opening), (r"([DS]{1,2})(X[DS]+)H([DS]?)", _opening_but),
        (r"C[DS]+", _closing), (r"[DS]{1,2}C", _closed), (r"SCD|DCS", _closed_between),
        (r"X([DS]+)(H?)", _exception)))
"""The letters of the statements that there are, and what makes each."""


def _listed(parts: Sequence[Part]) -> int:
    """A list of what is closed seldom goes from days to seasons at a comma, without *et*."""
    return sum(1 for before, one in pairwise(parts)
               if one.sign == "," and before.letter != one.letter)


_PAIR = 2


def _unclear(parts: Sequence[Part]) -> bool:
    """*fermé le lundi, d'octobre à mars*: the Mondays of winter, or all of winter too? *fermé en
    mai le lundi en août*: Mondays of which?"""
    if any(not one.sign and not after.sign and before.letter == after.letter
           for before, one, after in zip(parts, parts[1:], parts[2:], strict=False)):
        return True
    if any(before.letter == "S" and one.letter == "D" and not one.sign
           and isinstance(before.phrase, Season) and len(before.phrase.items) > 1
           for before, one in pairwise(parts)):
        return True  # "fermé d'octobre à décembre et en mars le samedi"
    if [one.letter for one in parts[-2:]] != ["S", "D"] and len(parts) > _PAIR:
        return False  # "fermé le lundi, en janvier et le 1er mai"
    parts = parts[-_PAIR:]
    if sorted(one.letter for one in parts) != ["D", "S"]:
        return False
    other = parts[1]
    if other.letter == "D" and other.sign in (":", "("):
        return True  # "sauf en janvier : week-ends seulement"
    season = next(one.phrase for one in parts if isinstance(one.phrase, Season))
    lasts = all(span.first != span.last or not (span.first[2] or span.first[1] == EASTER)
                for span in season.items)
    listed = isinstance(other.phrase, Days) and "and" in other.phrase.joins
    return lasts and other.sign in (",", "-", "/") and not listed


def _runs_over(parts: Sequence[Part]) -> bool:
    """*lundi-vendredi 9h-17h sauf jours fériés, samedi 9h-12h*: hours of Saturday alone?"""
    return any(one.phrase.joins[-1:] == (",",) for one in parts
               if isinstance(one.phrase, Days | Season))


def _own_days_after(said: Sequence[Part], letters: str, sign: str
                    ) -> Iterator[tuple[int, Statement]]:
    """*toute l'année sauf en janvier, du lundi au vendredi 9h-17h*: the last days have the hours.
    """
    match = re.fullmatch(r"([DS])X[DS]*[DS]([DS])H", letters)
    if match is None or match[1] == match[2] or (said[-2].is_half and match[2] == "S"):
        return  # "tous les jours sauf lundi en mai/juin 10h-18h"
    if said[-2].sign not in ("", "and", "also") and not said[-1].sign.strip(":"):
        head = [said[0], *said[-2:]]
        yield 0, Statement("open", (_term(head),), _hours(said), match[1] + match[2] + "H", (
            Statement("except", _terms(said[2:-2])),), sign=sign)


def _term(parts: Sequence[Part]) -> Term:
    return Term(next((one.phrase for one in parts if isinstance(one.phrase, Days)), None),
                next((one.phrase for one in parts if isinstance(one.phrase, Season)), None))


def _hours(parts: Sequence[Part]) -> Hours | None:
    return next((one.phrase for one in parts if isinstance(one.phrase, Hours)), None)


def _terms(parts: Sequence[Part]) -> tuple[Term, ...]:
    """What is closed or excepted: *le lundi de novembre à mars* is one thing, and so is *le lundi
    (novembre à mars)*; *le lundi, en janvier et le 1er mai* are three."""
    groups: list[list[Part]] = []
    for one in parts:
        joined = groups and not one.sign.strip(":(") and len(groups[-1]) == 1 and (
            groups[-1][0].letter != one.letter)
        if joined:
            groups[-1].append(one)
        else:
            groups.append([one])
    return tuple(_term(group) for group in groups)
