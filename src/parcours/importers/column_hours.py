"""The columns of a table that speak of when a place is open, to one text of its hours."""

from __future__ import annotations

import re
from collections.abc import Mapping

from parcours.importers import untrusted
from parcours.importers.headings import WEEK
from parcours.suggest.likely import slug_of

FIELDS = frozenset((
    "hours", "opens", "closes", "open-days", "closed-days", "season", "begins", "ends", "holidays",
    *WEEK, *(f"{day}-{half}" for day in WEEK for half in ("am", "pm"))))
_DAYS = dict(zip(WEEK, ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
                 strict=True))
_TIME = re.compile(r"\d{1,2}\s?(?:h|:)\s?(?:\d{2})?(?::00)?", re.I | re.A)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}(?:/\d{2,4})?", re.A)
_NO_DAY = frozenset(("aucun", "aucune", "non", "sans", "jamais", "aucun-jour", "none", "no"))


def said(line: Mapping[str, str], asides: list[str]) -> str:
    """The hours in one text: as written, else put together from the columns of days and times.

    What speaks of them and cannot be put into that text goes to the ``asides``."""
    line = _by_content(line)
    clock = {field: re.sub(r"^(\d{1,2}:\d{2}):00$", r"\1", line.get(field, ""))
             for field in ("opens", "closes")}
    between = f"{clock['opens']}-{clock['closes']}" if all(clock.values()) else " ".join(
        f"{word} {clock[field]}" for field, word in (("opens", "ouvre"), ("closes", "ferme"))
        if clock[field])
    season = _season(line, asides)
    week = [f"{season} {name} {of_day}".strip() for day, name in _DAYS.items()
            if (of_day := _of_day(line, day))]
    if line.get("holidays"):
        week.append(f"jours fériés {line['holidays']}")
    parts = [line.get("hours", ""), line.get("open-days", ""), between]
    told = " ".join(part for part in parts if part)
    if season and re.search(r"[;\n]", told):  # of which of its parts?
        asides.append(season)
    elif season and (told or not week):
        told = f"{season} {told}".strip()
    told = " ; ".join(part for part in (told, " ; ".join(week)) if part)
    closed = line.get("closed-days", "")
    if slug_of(closed) in _NO_DAY:
        closed = ""
    if closed:
        closed = closed if slug_of(closed).startswith("ferm") else f"fermé {closed}"
    if between and not (line.get("hours") or line.get("open-days")):
        told = f"{told} (jours non précisés)"  # hours of which days nobody says are no rule
    return ", ".join(part for part in (told, closed) if part)


def _by_content(line: Mapping[str, str]) -> Mapping[str, str]:
    """*Ouverture* and *fermeture* are two times or two dates, where both cells hold one."""
    first, last = line.get("hours", ""), line.get("closed-days", "")
    for shape, fields in ((_TIME, ("opens", "closes")), (_DAY, ("begins", "ends"))):
        if shape.fullmatch(first) and shape.fullmatch(last) and not any(map(line.get, fields)):
            return {**line, "hours": "", "closed-days": "", fields[0]: first, fields[1]: last}
    return line


def _of_day(line: Mapping[str, str], day: str) -> str:
    """What the columns of a day say, also where it has one for each half of it."""
    halves = [part for half in ("am", "pm") if (part := line.get(f"{day}-{half}", ""))]
    open_ones = [part for part in halves if not slug_of(part).startswith("ferm")]
    return " ".join(part for part in (line.get(day, ""), *(open_ones or halves[:1])) if part)


def _season(line: Mapping[str, str], asides: list[str]) -> str:
    """Between which dates a place is open, where columns of their own say it."""
    ends = [line.get(field, "") for field in ("begins", "ends")]
    if all(ends):
        days = [f"{found:%d/%m/%Y}" if (found := untrusted.day(one)) else one for one in ends]
        ends, between = ["", ""], f"du {days[0]} au {days[1]}"
    else:
        between = ""
    asides += [f"{word} {one}" for word, one in zip(("à partir de", "jusqu’à"), ends, strict=True)
               if one]
    return " ".join(part for part in (line.get("season", ""), between) if part)
