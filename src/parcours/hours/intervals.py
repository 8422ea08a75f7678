"""Stretches of time, in minutes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

Interval: TypeAlias = tuple[int, int]
"""Opening and closing, in minutes since midnight of the day; closing may lie after 1440."""


def merged(spans: Iterable[Interval]) -> list[Interval]:
    """The same minutes in order, spans that touch made one."""
    found: list[Interval] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1]:
            if end > found[-1][1]:
                found[-1] = (found[-1][0], end)
        else:
            found.append((begin, end))
    return found


def less(spans: Sequence[Interval], taken: Sequence[Interval]) -> list[Interval]:
    """The minutes of ``spans`` that none of ``taken`` has; ``taken`` in order."""
    left = []
    for begins, ends in spans:
        at = begins
        for opens, closes in taken:
            if closes > at and opens < ends:
                if opens > at:
                    left.append((at, opens))
                at = max(at, closes)
        if at < ends:
            left.append((at, ends))
    return left


def within(spans: Sequence[Interval], others: Sequence[Interval]) -> list[Interval]:
    """The minutes that both have."""
    return less(spans, less(spans, others))
