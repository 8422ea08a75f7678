"""What a text about opening hours names, and what a rule names, side by side.

This knows nothing of the grammar: it only looks for numbers, names and small words, in the text as
typed and in the rule as written. What one has and the other has not stops the rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parcours.hours.said.tokens import plain
from parcours.hours.said.vocabulary import WEEK

_YEAR = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = (
    "lundis?|lun|lu|mondays?|mon|mo", "mardis?|mar|ma|tuesdays?|tues?|tu",
    "mercredis?|merc?|me|wednesdays?|weds?|we", "jeudis?|jeu|je|thursdays?|thu(?:rs?)?|th",
    "vendredis?|vend?|ve|fridays?|fri?", "samedis?|sam|sa|saturdays?|sat",
    "dimanches?|dim|di|sundays?|sun|su")
_MONTHS = (
    "janv(?:ier)?|jan(?:uary)?", "fevr?(?:ier)?|feb(?:ruary)?", "mars|march|mar",
    "avr(?:il)?|apr(?:il)?", "mai|may", "juin|june?", "juill?(?:et)?|july?", "aout|aug(?:ust)?",
    "sept?(?:embre|ember)?", "oct(?:obre|ober)?", "nov(?:embre|ember)?", "dec(?:embre|ember)?")
_FEASTS = {"toussaint|all saints": (11, 1), "noel|christmas": (12, 25),
           "jour de l'an|nouvel an|new year": (1, 1), "fete du travail": (5, 1)}
_LONGEST_MONTH = 31
_ORDINALS = {"premiere?s?|first": 1, "deuxiemes?|seconds?": 2, "troisiemes?|third": 3,
             "quatriemes?|fourth": 4, "derniers?|last": 1}
_NTH_OF = (rf"(?:{'|'.join(_ORDINALS)}|\d(?:ere?|e|eme|st|nd|rd|th)s?) (?:{'|'.join(_WEEKDAYS)})"
           rf" du mois (?:de |d')(?:{'|'.join(_MONTHS)})(?![a-z])")
"""*Premier dimanche du mois de juin*: which Sunday of which month."""
_CLOCKS = {r"\bmidi\b|\bnoon\b|\bmidday\b": {12}, r"\bminuit\b|\bmidnight\b": {0, 24}}
_COUNTS = (r"365\s*j(?:ours)?\s*(?:/|sur|par)\s*(?:365|an\b)"
           r"|7\s*j(?:ours)?\s*(?:/|sur)?\s*7j?|7\s*jours?\s*/\s*7|7/7j?|24/7|24h/7j"
           r"|24\s*h?(?:eures)?\s*(?:/|sur)\s*24\s*h?|(?:7|24|365) (?:days|hours)")
"""Numbers that count no hour: seven days of seven."""
_HALVES = r"\d\s*[ap]\.?m|\bdu soir\b|\bde l'apres-midi\b"
_SHUT = (r"(?<!\bla )\bferm(?!e pedagogique|e.auberge)|\bconges?\b|\bclosed\b|\boff\b|\bclosing\b"
         r"|\bshut\b")
_SHUT_OTHERWISE = (r"\b(?:ferme(?:e?s?|ture)|closed|shut) (?:le |the |for the )?"
                   r"(?:reste du temps|rest of the time)\b")
"""What a rule says of the days that it does not name."""
_SHUTS_AT = (r"\b(?:ferm(?:ee?s?|eture)|closed|shut) ?(?:a|de|entre|from|between|:)? ?\d{1,2} ?"
             r"(?:h|:\d|[ap]\.?m)")
"""The hour at which doors close, and no day on which they stay shut."""
_EXCEPTED = (r"\b(?:sauf|sf|hors|hormis|excepte\w*|except|exception|excluding|en dehors)\b")
_EVERY_DAY = (r"\btous les|\bts les|\btljs?\b|t\.l\.j|\bt l j\b|\bchaque\b|\btoute la semaine\b"
              r"|\bdaily\b|\bevery ?(?:day|morning|afternoon|evening)\b|seven days|all week"
              r"|\bl\s*(?:-|au|a)\s*[vsd]\b|"
              f"{_COUNTS}")
_WEEKEND = r"\bweek.?ends?\b|\bfins? de semaine\b|\bw[.-]{1,2}e\b"
_REST = r"\breste du temps\b|\bsinon\b|\brest of the time\b|\botherwise\b"
_OTHER_DAYS = rf"\bautres jours\b|\bother days\b|de la semaine\b|of the week\b|{_REST}"
_OTHER_MONTHS = (rf"\bautres mois\b|\bother months\b|reste de l'annee\b|rest of the year\b"
                 rf"|{_REST}")
_SMALL_WORDS = (
    (r"\bferies?\b|\bfetes\b|\bjours? de fete\b|\bjours fer\.|\b(?:public|bank) holidays?\b|\bph\b",
     "PH"),
    (rf"\bdu mois\b(?! (?:de |d')(?:{'|'.join(_MONTHS)})(?![a-z]))|of (?:the|each|every) month"
     rf"|chaque mois|tous les mois|(?:each|every) month|{_NTH_OF}", "["),
    (r"\blever\b|\bsunrise\b", "sunrise"), (r"\bcoucher\b|\bsunset\b", "sunset"),
    (r"\bdawn\b", "dawn"), (r"\bdusk\b", "dusk"),
)
_EASTER_DAYS = (
    (r"lundi de paques|easter monday", "easter +1 day"),
    (r"vendredi saint|good friday", "easter -2 days"),
    (r"(?:jeudi de )?l'ascension|ascension", "easter +39 days"),
    (r"lundi de (?:la )?pentecote|whit monday", "easter +50 days"),
    (r"(?:dimanche de )?pentecote", "easter +49 days"),
    (r"(?:dimanche de )?paques|easter(?: sunday)?", "easter"),
)


def differing(text: str, rule: str) -> list[str]:
    """What only one of the two names; empty when they name the same."""
    said = re.sub(r"\s+", " ", plain(text)[0])
    said = re.sub(r"\bles? we\b", "week-end", said)
    found: list[str] = []
    for words, written in _EASTER_DAYS:  # the longer ones first, each taken out once it is seen
        pattern = rf"{re.escape(written)}(?! [+-])"
        if (re.search(words, said) is not None) != (re.search(pattern, rule) is not None):
            found.append(written)
        said, rule = re.sub(words, " ", said), re.sub(pattern, " ", rule)
    if rule == "24/7":
        return re.findall(r"\d+", re.sub(_COUNTS, " ", said))
    return [*found, *_numbers(said, rule), *_weekdays(said, rule), *_months(said, rule),
            *_closings(said, rule), *_words(said, rule)]


def _named(names: tuple[str, ...], said: str) -> set[int]:
    """Which of some names a text has, a letter or a figure touching none of them."""
    return {n for n, name in enumerate(names)
            if re.search(rf"(?<![a-z0-9])(?:{name})(?![a-z])", said)}


def _numbers(said: str, rule: str) -> Iterator[str]:
    """Hours, minutes, days of the month, which of the month, years."""
    bare = re.sub(_COUNTS, " ", said)
    given = {int(one) for one in re.findall(r"\d+", bare)}
    written = {int(one) for one in re.findall(r"\d+", rule)}
    known = given | {0}
    if re.search(_HALVES, bare):
        known |= {hour % 12 + half for hour in given if 1 <= hour <= 12 for half in (0, 12)}
    for words, hours in _CLOCKS.items():
        known |= hours if re.search(words, bare) else set()
    known |= {n for words, n in _ORDINALS.items() if re.search(rf"\b(?:{words})\b", bare)}
    known |= {day for words, (_, day) in _FEASTS.items() if re.search(words, bare)}
    if re.search(r"\d/\d\d/\d\d\b", bare):
        known |= {2000 + one for one in given if one < 100}
    known |= {24} if 0 in given else set()
    if re.search(_OTHER_MONTHS, said):  # they begin on the day after those named
        known |= {day + beside for day in given if day <= _LONGEST_MONTH for beside in (-1, 1)}
    if re.search(r"[A-Z][a-z]{2} \d", rule):
        known |= {1, 28, 29, 30, 31}  # a month, written by its first and last day
    yield from (str(one) for one in sorted(written - known))
    as_months = {_YEAR.index(name) + 1 for name in re.findall("|".join(_YEAR), rule)}
    as_halves = {hour % 12 or 12 for hour in written}
    short_years = {one - 2000 for one in written if one > 2000}
    yield from (str(one) for one in sorted(
        given - written - as_months - as_halves - short_years - {0}))


def _weekdays(said: str, rule: str) -> Iterator[str]:
    """Each weekday named is meant by the rule; the rule names no other."""
    given = _named(_WEEKDAYS, said)
    if "Mar" in rule and not re.search(
            r"(?<![a-z])(?:mardis?|ma|tu|tues?|tuesdays?|mars|march)(?![a-z])", said):
        given -= {1}  # "mar" was March
    meant: set[int] = set()
    ends: set[int] = set()
    for first, last in re.findall(rf"\b({'|'.join(WEEK)})(?:-({'|'.join(WEEK)}))?\b", rule):
        a, b = WEEK.index(first), WEEK.index(last or first)
        meant |= {(a + n) % 7 for n in range((b - a) % 7 + 1)}
        ends |= {a, b}
    weekend = {5, 6} if re.search(_WEEKEND, said) else set()
    free = {0, 4, 5, 6} if re.search(_EVERY_DAY, said) else set()
    free |= {0, 4} if re.search(r"\bweekdays?\b|\bsemaine\b", said) else set()
    free |= set(range(7)) if re.search(_OTHER_DAYS, said) else set()
    yield from (WEEK[n] for n in sorted((given | weekend) - meant))
    yield from (WEEK[n] for n in sorted(ends - given - weekend - free))


def _months(said: str, rule: str) -> Iterator[str]:
    """The same of months, where the rest of a year has the months that no one named."""
    given = _named(_MONTHS, said)
    given |= {month - 1 for words, (month, _) in _FEASTS.items() if re.search(words, said)}
    numbered = re.findall(
        r"\d[/.](\d{2})(?!\d|\s*h)|\b(?:du|au) \d{1,2}/(\d)(?!\d|\s*h)", said)
    by_number = {int(one or other) - 1 for one, other in numbered if 1 <= int(one or other) <= 12}
    written = {_YEAR.index(name) for name in re.findall(rf"\b({'|'.join(_YEAR)})\b", rule)}
    if re.search(rf"{_OTHER_MONTHS}|(?:{_SHUT}).*{_EXCEPTED}", said):
        return
    surely = given - ({2} if not re.search(r"(?<![a-z])(?:mars|march)(?![a-z])", said) else set())
    yield from (_YEAR[n] for n in sorted(surely - written))
    yield from (_YEAR[n] for n in sorted(written - given - by_number))


def _closings(said: str, rule: str) -> Iterator[str]:
    """Something is closed or excepted in both, or in none: a half day that is closed leaves a part
    of the rule with the other half."""
    off = re.search(r"\boff\b", rule) is not None
    said = re.sub(f"{_SHUTS_AT}|{_SHUT_OTHERWISE}", " ", said)
    if re.search(rf"{_SHUT}|{_EXCEPTED}", said):
        if not off and ";" not in rule:
            yield "closed"
    elif off:
        yield "off"


def _words(said: str, rule: str) -> Iterator[str]:
    for words, sign in _SMALL_WORDS:
        if (re.search(words, said) is not None) != (sign in rule):
            yield sign
