"""Which parts of a text belong together: every way to join them that goes against few signs is
read, and a meaning is certain only where all of them open at the same minutes.

A way of which nobody can tell what it means is still one that may be meant: *14h-18h, le lundi,
10h-17h en juin* may be Mondays of the year, or those of June.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import TypeAlias

from parcours.hours.said.meaning import Meaning, same
from parcours.hours.said.phrases import Sentence
from parcours.hours.said.scope import always, meaning_of
from parcours.hours.said.statements import Cut, statements
from parcours.hours.said.tokens import NotUnderstood

_MOST = 24
"""Ways that are read: those that are as good as each other, and those that are nearly so."""
_DOUBTS = frozenset({"whose", "either"})
"""Why a way to join parts has no meaning where it has several; others, such as hours that are never
open, are why nobody means it."""

_Way: TypeAlias = tuple[Cut, ...]
"""The statements of each sentence."""


def meaning(sentences: Sequence[Sentence]) -> Meaning:
    """What the sentences mean; raises NotUnderstood when that is not clear."""
    if always(sentences):
        return Meaning((), always=True)
    cuts = [statements(one) for one in sentences]
    best = list(product(*(best for best, _ in cuts)))
    if any(_is_unclear(way) for way in best):
        raise NotUnderstood("whose")
    if len(best) > _MOST:
        raise NotUnderstood("either")
    found, failures = _read(best)
    if len(found) > 1:
        raise NotUnderstood("either")
    if not found:
        raise failures[-1]
    others = list(_others(cuts))
    if any(one.why in _DOUBTS for one in failures) or _is_another(found[0], others):
        return replace(found[0], likely=True)
    return found[0]


def _read(ways: Sequence[_Way]) -> tuple[list[Meaning], list[NotUnderstood]]:
    """The different meanings of some ways, and why others have none."""
    found: list[Meaning] = []
    failures: list[NotUnderstood] = []
    for way in ways:
        try:
            one = meaning_of([statement for cut in way for statement in cut])
        except NotUnderstood as why:
            failures.append(why)
            continue
        if not any(same(one, other) for other in found):
            found.append(one)
    return found, failures


def _others(cuts: Sequence[tuple[list[Cut], list[Cut]]]) -> Iterator[_Way]:
    """The ways in which one sentence is joined nearly as well as it can be, the others as well."""
    best = [good[0] for good, _ in cuts]
    for n, (_, nearly) in enumerate(cuts):
        for other in nearly:
            yield (*best[:n], other, *best[n + 1:])


def _is_another(meant: Meaning, ways: Sequence[_Way]) -> bool:
    """Whether some of the ways may mean something else."""
    if len(ways) > _MOST or any(_is_unclear(way) for way in ways):
        return True
    found, failures = _read(ways)
    return any(why.why in _DOUBTS for why in failures) or not all(
        same(meant, one) for one in found)


def _is_unclear(way: _Way) -> bool:
    return any(one.unclear for cut in way for one in cut)
