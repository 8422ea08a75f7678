"""A rule read back before it is offered: by two ways that know nothing of how it was made.

The days: the rule, laid out by the reader of rules, opens at the minutes that were said. The words:
every number, day, month and small word of the text is in the rule, and the rule has no other.
"""

from __future__ import annotations

import re

from parcours.hours import calendar
from parcours.hours.said.meaning import SUN, Meaning, days_open, reference_days, spans_of, years_of
from parcours.hours.said.names import differing


def is_read_back(text: str, rule: str, meaning: Meaning) -> bool:
    """Whether a rule says what was said, no less and no more."""
    return calendar.is_rule(rule) and _same_days(rule, meaning) and not differing(text, rule)


def _same_days(rule: str, meaning: Meaning) -> bool:
    years = years_of(meaning)
    days = reference_days(*years)
    last = (len(days) - 1) * 1440
    still = re.sub("|".join(SUN), lambda match: f"{SUN[match[0]] // 60:02d}:00", rule)
    said = spans_of(days_open(meaning, years), SUN)
    return _cut(said, last) == _cut(calendar.perhaps_open(still, days[0], len(days)), last)


def _cut(spans: list[tuple[int, int]], last: int) -> list[tuple[int, int]]:
    """Without the nights at both ends; those that touch joined."""
    merged: list[tuple[int, int]] = []
    for opens, closes in sorted(spans):
        begin, end = max(opens, 1440), min(closes, last)
        if begin >= end:
            continue
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged
