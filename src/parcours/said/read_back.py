"""A rule read back before it is offered: by two ways that know nothing of how it was made.

The days: the rule, laid out by the reader of rules, opens at the minutes that were said. The words:
every number, day, month and small word of the text is in the rule, and the rule has no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from parcours import hours
from parcours.geo import LatLon
from parcours.said.meaning import Meaning, days_open, reference_days, spans_of, years_of
from parcours.said.tokens import plain
from parcours.said.vocabulary import WEEK

_NOWHERE = LatLon(46.5, 2.5)
_DAY = timedelta(days=1)
_SUN = {"sunrise": 420, "sunset": 1140, "dawn": 360, "dusk": 1200}
"""The sun stands still while rules are compared."""
_YEAR = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_DAY_NAMES = (
    r"lundis?|lun|lu|mondays?|mon|mo", r"mardis?|mar|ma|tuesdays?|tues?|tu",
    r"mercredis?|merc?|me|wednesdays?|weds?|we", r"jeudis?|jeu|je|thursdays?|thu(?:rs?)?|th",
    r"vendredis?|vend?|ve|fridays?|fri?", r"samedis?|sam|sa|saturdays?|sat",
    r"dimanches?|dim|di|sundays?|sun|su")
_MONTH_NAMES = (
    r"janv(?:ier)?|jan(?:uary)?", r"fevr?(?:ier)?|feb(?:ruary)?", r"mars|march|mar",
    r"avr(?:il)?|apr(?:il)?", r"mai|may", r"juin|june?", r"juil(?:let)?|july?", r"aout|aug(?:ust)?",
    r"sept?(?:embre|ember)?", r"oct(?:obre|ober)?", r"nov(?:embre|ember)?", r"dec(?:embre|ember)?")
_FEASTS = {r"toussaint": (11, 1), r"noel|christmas": (12, 25), r"jour de l'an|nouvel an|new year": (1, 1),
           r"fete du travail": (5, 1)}
_ORDINALS = {r"premiere?s?|first": 1, r"deuxiemes?|seconds?": 2, r"troisiemes?|third": 3,
             r"quatriemes?|fourth": 4, r"derniers?|last": -1}
_COUNTS = r"7\s*j(?:ours)?\s*(?:/|sur)?\s*7j?|7\s*jours?\s*/\s*7|7/7j?|24\s*h?(?:eures)?\s*(?:/|sur)\s*24\s*h?|24/7|24h/7j"
_CLOSED = r"\bferm|\bclosed\b|\boff\b|\bclosing\b|\bshut\b"
_EXCEPTED = r"\b(?:sauf|sf|hors|hormis|except\w*|exception|excluding|en dehors)\b"
_HOLIDAY = r"\bferies?\b|\bfetes\b|\bjours? de fete\b|\b(?:public|bank) holidays?\b|\bph\b"
_EVERY_DAY = rf"\btous les|\bts les|\btlj\b|t\.l\.j|\bt l j\b|\bchaque\b|\btoute la semaine\b|\bdaily\b|\bevery ?day\b|7 days|seven days|all week|\bl\s*(?:-|au|a)\s*[vsd]\b|{_COUNTS}"
_WEEKEND = r"\bweek.?ends?\b|\bw[.-]e\b|\bles? we\b|\bfins? de semaine\b"
_OTHERS = r"\bautres\b|\bother\b|\breste\b|\brest of\b"


def is_read_back(text: str, rule: str, meaning: Meaning) -> bool:
    """Whether a rule says what was said, no less and no more."""
    return hours.is_rule(rule) and _same_days(rule, meaning) and not differing_words(text, rule)


def _same_days(rule: str, meaning: Meaning) -> bool:
    years = years_of(meaning)
    days = reference_days(*years)
    last = (len(days) - 1) * 1440
    still = re.sub("|".join(_SUN), lambda match: f"{_SUN[match[0]] // 60:02d}:00", rule)
    said = spans_of(days_open(meaning, years), _SUN)
    return _cut(said, last) == _cut(_laid_out(still, days[0], len(days)), last)


def _laid_out(rule: str, first: date, count: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start in range(0, count, hours.HORIZON_DAYS):
        chart = hours.calendar(rule, _NOWHERE, first + start * _DAY)
        for offset in range(min(hours.HORIZON_DAYS, count - start)):
            midnight = (start + offset) * 1440
            found += [(midnight + opens, midnight + closes)
                      for opens, closes in chart.intervals_on(offset)]
    return found


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


def differing_words(text: str, rule: str) -> list[str]:
    """What the text names and the rule does not, or the rule and not the text."""
    said, _ = plain(text)
    said = re.sub(r"\bles? we\b", "week-end", re.sub(r"\s+", " ", said))
    found = [*_numbers(said, rule), *_days(said, rule), *_months(said, rule)]
    off = "off" in rule.split()
    if re.search(rf"{_CLOSED}|{_EXCEPTED}", said):
        if not off and ";" not in rule and not re.search(_OTHERS, said):
            found.append("closed")
    elif off or re.search(r"\boff\b", rule):
        found.append("off")
    for words, sign in ((_HOLIDAY, "PH"), (r"du mois|of (?:the|each|every) month|chaque mois"
                                            r"|tous les mois|(?:each|every) month", "["),
                        (r"lever|sunrise", "sunrise"), (r"coucher|sunset", "sunset"),
                        (r"paques|easter", "easter")):
        included = sign == "PH" and re.search(r"y compris|meme|including", said)
        if bool(re.search(words, said)) != (sign in rule) and not included:
            found.append(sign)
    return found


def _numbers(said: str, rule: str) -> Iterator[str]:
    """Every number of the text against every number of the rule."""
    bare = re.sub(_COUNTS, " ", said)
    given = {int(one) for one in re.findall(r"\d+", bare)}
    if rule == "24/7":
        yield from map(str, given - {24, 7, 365})
        return
    written = [int(one) for one in re.findall(r"\d+", rule)]
    halves = {hour % 12 + add for hour in given if 1 <= hour <= 12 for add in (0, 12)
              } if re.search(r"\d\s*[ap]\.?m|\bdu soir\b|\bde l'apres-midi\b", bare) else set()
    named = {12} if re.search(r"\bmidi\b|\bnoon\b", bare) else set()
    named |= {0, 24} if re.search(r"\bminuit\b|\bmidnight\b", bare) else set()
    named |= {abs(n) for words, n in _ORDINALS.items() if re.search(rf"\b(?:{words})\b", bare)}
    named |= {day for words, (_, day) in _FEASTS.items() if re.search(words, bare)}
    years = {2000 + one for one in given if one < 100} if re.search(r"/\d\d/\d\d\b", bare) else set()
    known = given | halves | named | years | {0, 24}
    ends = {31, 30, 28, 29, 1} if re.search(r"20\d\d|[a-z]{3}-[A-Z]|\d-", rule) else set()
    ends = ends if re.search(r"[A-Z][a-z]{2} \d", rule) else set()
    yield from (str(one) for one in written if one not in known | ends)
    months = {_YEAR.index(name) + 1 for name in re.findall("|".join(_YEAR), rule.lower())}
    explained = set(written) | months | {one % 12 for one in written} | {
        12 if one in (0, 24) else one for one in written} | {0}
    explained |= {one - 2000 for one in written if one > 2000}
    yield from (str(one) for one in sorted(given) if one not in explained)


def _days(said: str, rule: str) -> Iterator[str]:
    given = {n for n, names in enumerate(_DAY_NAMES) if re.search(rf"(?<![a-z0-9])(?:{names})(?![a-z])", said)}
    months = {n for n, names in enumerate(_MONTH_NAMES)
              if re.search(rf"(?<![a-z0-9])(?:{names})(?![a-z])", said)}
    if not re.search(r"(?<![a-z0-9])mardis?|(?<![a-z0-9])(?:ma|tu|tue|tues|tuesdays?)(?![a-z])", said) and 2 in months:
        given -= {1} if "Mar" in rule else set()
    if re.search(_WEEKEND, said):
        given |= {5, 6}
    expanded: set[int] = set()
    named: set[int] = set()
    for first, last in re.findall(rf"\b({'|'.join(WEEK)})(?:-({'|'.join(WEEK)}))?\b", rule):
        a, b = WEEK.index(first), WEEK.index(last or first)
        expanded |= {(a + n) % 7 for n in range((b - a) % 7 + 1)}
        named |= {a, b}
    yield from (WEEK[n] for n in sorted(given - expanded) if expanded or n not in range(7))
    if given and not expanded:
        yield from (WEEK[n] for n in sorted(given))
    free: set[int] = set()
    if re.search(_EVERY_DAY, said):
        free |= {0, 4, 5, 6}
    if re.search(r"\bweekdays?\b|\bsemaine\b", said):
        free |= {0, 4}
    if re.search(_OTHERS, said):
        free |= set(range(7))
    within = _between(given)
    yield from (WEEK[n] for n in sorted(named - given - free - within))


def _between(given: set[int]) -> set[int]:
    """Nothing: a day that only lies between two named ones ends no range of the rule."""
    return set()


def _months(said: str, rule: str) -> Iterator[str]:
    given = {n for n, names in enumerate(_MONTH_NAMES)
             if re.search(rf"(?<![a-z0-9])(?:{names})(?![a-z])", said)}
    given |= {month - 1 for words, (month, _) in _FEASTS.items() if re.search(words, said)}
    numeric = {int(month) - 1 for _, month in re.findall(r"(\d{1,2})[/.](\d{2})(?!\d|\s*h)", said)
               if 1 <= int(month) <= 12}
    written = {_YEAR.index(name.lower()) for name in re.findall(
        r"\b(" + "|".join(name.title() for name in _YEAR) + r")\b", rule)}
    spelled = {2} if re.search(r"(?<![a-z0-9])(?:mars|march)(?![a-z])", said) else set()
    needed = (given - {2}) | spelled
    yield from (_YEAR[n] for n in sorted(needed - written)
                if not (re.search(rf"{_EXCEPTED}|{_OTHERS}", said)))
    free = set(range(12)) if re.search(rf"{_OTHERS}|{_CLOSED}.*{_EXCEPTED}", said) else set()
    yield from (_YEAR[n] for n in sorted(written - given - numeric - free))
