"""Opening hours in common French or English to an OpenStreetMap rule: ``du mardi au dimanche
10h-18h`` to ``Tu-Su 10:00-18:00``.

Every word must be understood and only one reading be possible: a rule that says half of what was
written, or gives one day another's hours, would send a visitor to a closed door.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from parcours.suggest.french import MONTHS
from parcours.suggest.likely import clock, fold

_WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_YEAR = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = {name: day for day, names in zip(_WEEK, (
    "lundi lundis lun monday mondays mon mo", "mardi mardis mar tuesday tuesdays tue tu",
    "mercredi mercredis mer wednesday wednesdays wed we",
    "jeudi jeudis jeu thursday thursdays thu th", "vendredi vendredis ven friday fridays fri fr",
    "samedi samedis sam saturday saturdays sat sa", "dimanche dimanches dim sunday sundays sun su",
), strict=True) for name in names.split()}


def _any_of(names: object) -> str:
    return "|".join(sorted(names, key=len, reverse=True))  # type: ignore[call-overload]


_DAY = rf"\b({_any_of(_DAYS)})\b"
_MONTH = rf"\b({_any_of(name for name in MONTHS if name != 'mar')})\b"
_MONTH_IN_RANGE = rf"\b({_any_of(MONTHS)})\b"  # "mar" alone is Tuesday
_TO = r"\s*(?:-|–|>|→|/|\b(?:a|au|to|until|jusqu'a)\b)\s*"
_FROM = r"(?:\b(?:du|de|d'|from)\s*)?"
_AT = (r"(\d{1,2}\s*(?:h|:|\.)\s*\d{2}|\d{1,2}\s*(?:h(?:eures?)?\b|am\b|pm\b)"
       r"|midi|minuit|noon|midnight)")
_BARE = r"(\d{1,2}(?:\s*(?:h|:|\.)\s*\d{2})?)"
_DATE = rf"(\d{{1,2}})(?:er)?\s+{_MONTH}"


def _time_range(match: re.Match[str]) -> str | None:
    first, last = match[1], match[2]
    if re.fullmatch(r"\d{1,2}", first):  # 10-18h, 9-5pm
        first += "am" if last.endswith(("am", "pm")) else "h"
    opens, closes = clock(first), clock(last)
    if closes == "00:00":
        closes = "24:00"
    return f"{opens}-{closes}" if opens and closes else None


_TOKENS: tuple[tuple[str, str, str | Callable[[re.Match[str]], str | None]], ...] = (
    ("all", r"24\s*h?\s*/\s*24\s*h?(?:\s*(?:et|,|-)?\s*7\s*j?\s*/\s*7)?", "24/7"),
    ("month", rf"{_FROM}{_DATE}\s+au\s+{_DATE}", lambda m: (
        f"{_YEAR[MONTHS[m[2]] - 1]} {int(m[1]):02d}-{_YEAR[MONTHS[m[4]] - 1]} {int(m[3]):02d}")),
    ("time", rf"{_FROM}{_AT}{_TO}{_AT}", _time_range),
    ("time", rf"{_FROM}{_BARE}{_TO}{_AT}", _time_range),
    ("month", rf"{_FROM}{_MONTH_IN_RANGE}{_TO}{_MONTH_IN_RANGE}",
     lambda m: f"{_YEAR[MONTHS[m[1]] - 1]}-{_YEAR[MONTHS[m[2]] - 1]}"),
    ("day", rf"{_FROM}{_DAY}{_TO}{_DAY}", lambda m: f"{_DAYS[m[1]]}-{_DAYS[m[2]]}"),
    ("day", r"\btous les jours\b|\b7\s*j(?:ours)?\s*(?:/|sur)\s*7\b|\bevery ?day\b|\bdaily\b",
     "Mo-Su"),
    ("day", r"\b(?:week-?ends?|fins? de semaine)\b", "Sa-Su"),
    ("day", r"\b(?:jours )?feries\b|\bpublic holidays?\b|\bph\b", "PH"),
    ("month", _DATE, lambda m: f"{_YEAR[MONTHS[m[2]] - 1]} {int(m[1]):02d}"),
    ("month", _MONTH, lambda m: _YEAR[MONTHS[m[1]] - 1]),
    ("day", _DAY, lambda m: _DAYS[m[1]]),
    ("off", r"\bfermee?s?\b|\bfermetures?\b|\bclosed\b|\boff\b", "off"),
    ("except", r"\b(?:sauf|hors|except)\b", "off"),
    ("part", r"\b(?:matins?|apres-midis?|soirs?|soirees?|morning|afternoon|evening)\b", ""),
    ("break", r"[;\n]|\.(?=\s|$)", ""),
    ("comma", r"[,()/&]|\bpuis\b", ""),
    ("", r"\s+|:|\b(?:et|and|le|les|la|l'|en|de|du|on|ouverte?|open|ouvertures?|horaires?|de \d "
         r"|toute l'annee|all year|sans interruption|non-stop|en continu|chaque|a)\b|['-]",
     ""),
)


@dataclass(slots=True)
class _Clause:
    months: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    off: bool = False
    times_first: bool = False

    def rule(self) -> str:
        """The clause as OpenStreetMap writes it."""
        parts = (",".join(self.months), ",".join(self.days), "off" if self.off else
                 ",".join(self.times))
        return " ".join(part for part in parts if part)

    @property
    def said(self) -> bool:
        return bool(self.times) or self.off

    @property
    def weekdays(self) -> set[str]:
        found: set[str] = set()
        for day in self.days or ["Mo-Su"]:
            first, _, last = day.partition("-")
            if last:
                a, b = _WEEK.index(first), _WEEK.index(last)
                found |= {_WEEK[i % 7] for i in range(a, (b if b >= a else b + 7) + 1)}
            else:
                found.add(first)
        return found


class _Unclear(Exception):
    pass


def rule_of(text: str) -> str | None:
    """The rule that the words mean, or None when they are not that clear; not yet validated."""
    if len(text) > 300:
        return None
    try:
        tokens = _tokens(text)
        if any(kind == "all" for kind, _ in tokens):
            alone = all(kind in ("all", "comma") for kind, _ in tokens)
            return "24/7" if alone else None
        clauses = _Reading(tokens).clauses()
    except _Unclear:
        return None
    rules = [clause.rule() for clause in clauses]
    if rules and rules != ["off"] and all(clause.off for clause in clauses):
        rules.insert(0, "Mo-Su")  # said to be closed on some days, it is open on the others
    return "; ".join(rules) or None


def _tokens(text: str) -> list[tuple[str, str]]:
    words = re.sub(r"\b(lun|mar|mer|jeu|ven|sam|dim|janv?|fevr?|juil|sept|oct|nov|dec)\.", r"\1",
                   fold(text).replace("’", "'"))
    tokens: list[tuple[str, str]] = []
    at = 0
    while at < len(words):
        for kind, pattern, written in _TOKENS:
            match = re.compile(pattern).match(words, at)
            if match and match.end() > at:
                value = written if isinstance(written, str) else written(match)
                if value is None:
                    raise _Unclear
                if kind:
                    tokens.append((kind, value))
                at = match.end()
                break
        else:
            raise _Unclear
    return tokens


class _Reading:
    """The tokens read from left to right, each put into the clause it belongs to."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.done: list[_Clause] = []
        self.exceptions: list[_Clause] = []
        self.now = _Clause()

    def clauses(self) -> list[_Clause]:
        """The clauses in order; those that except days from the others come last."""
        excepting, before = False, ""
        for index, (kind, value) in enumerate(self.tokens):
            after = self._kinds_after(index)
            if kind == "except":
                self.exceptions.append(_Clause(off=True))
            elif excepting and kind in ("day", "month"):
                one = self.exceptions[-1]
                (one.days if kind == "day" else one.months).append(value)
            elif kind == "break":
                self._begin()
            elif kind == "time":
                if self.now.off or (self.now.times_first and self.now.days):
                    self._begin()
                self.now.times.append(value)
            elif kind == "off":
                self._close(index, after)
            elif kind in ("day", "month"):
                self._join(kind, value, before, after)
            elif kind == "part" and not (self.now.times or "time" in after):
                raise _Unclear  # a morning has no hours
            excepting = kind == "except" or (excepting and kind in ("day", "month", "comma"))
            if kind != "comma" or before not in ("day", "month"):
                before = kind
        self._begin()
        return _checked([one for one in self.done if one.rule()]) + self.exceptions

    def _begin(self) -> None:
        self.done.append(self.now)
        self.now = _Clause()

    def _kinds_after(self, index: int) -> list[str]:
        """The kinds of the tokens after one, up to the next break."""
        kinds = [kind for kind, _ in self.tokens[index + 1:]]
        return kinds[: kinds.index("break")] if "break" in kinds else kinds

    def _close(self, index: int, after: list[str]) -> None:
        """*Fermé* speaks of the days before it, or of those after."""
        named = self.now.days or self.now.months
        after_comma = index > 0 and self.tokens[index - 1][0] == "comma"
        if self.now.times or self.now.off or (after_comma and named):
            self._begin()
        elif named and after[:1] not in ([], ["comma"]):
            raise _Unclear  # "lundi fermé mardi…": which of the two?
        self.now.off = True

    def _join(self, kind: str, value: str, before: str, after: list[str]) -> None:
        """A day or a month goes to the clause being read, or begins another."""
        held = self.now.days if kind == "day" else self.now.months
        if self.now.said and before != kind:
            own_hours_follow = "time" in after or "off" in after
            if held or (own_hours_follow and not self.now.times_first
                        and not _ends_with_day(after)):
                if not held and self.now.times:
                    raise _Unclear  # "14h-18h, le samedi 10h-12h": whose are the first hours?
                self._begin()
            elif self.now.times:
                self.now.times_first = True
        (self.now.days if kind == "day" else self.now.months).append(value)


def _ends_with_day(kinds: list[str]) -> bool:
    said = [kind for kind in kinds if kind not in ("comma", "part")]
    return bool(said) and said[-1] == "day"


def _checked(clauses: list[_Clause]) -> list[_Clause]:
    """Clauses of the same days become one, since of two rules the later wins."""
    merged: list[_Clause] = []
    for clause in clauses:
        same = next((one for one in merged if (one.months, one.days) == (clause.months, clause.days)
                     and one.times and clause.times), None)
        if same is not None:
            same.times += [time for time in clause.times if time not in same.times]
            continue
        for one in merged:
            apart = one.months and clause.months and not set(one.months) & set(clause.months)
            if one.times and clause.times and one.weekdays & clause.weekdays and not apart:
                raise _Unclear
        merged.append(clause)
    return merged
