"""On which dates somebody means to set out: a date, the next Saturday, or any Saturday."""

from __future__ import annotations

import re
from datetime import date, timedelta

from parcours.diagnostics.diagnostic import Words
from parcours.format.scalars import short
from parcours.hours.calendar import HORIZON_DAYS
from parcours.i18n.language import language_of, spoken
from parcours.suggest import likely
from parcours.suggest.likely import fold

_ANY = re.compile(r"(?:any|every|un|une|n'?importe quel|tout|tous les|chaque)\s+(\w+)")
_DAYS = frozenset({"day", "days", "jour", "jours"})


def dates_of(typed: str, today: date) -> list[date] | tuple[Words, Words]:
    """The dates that are meant, in order, today being the first that can be; else what is wrong
    and what to write.

    A weekday alone is the next one; ``any`` (*n’importe quel*) makes it all of them.
    """
    word = " ".join(fold(typed[:80]).replace("’", "'").split())
    weekdays = {fold(language_of(lang).weekday(n)): n for lang in spoken() for n in range(7)}
    horizon = [today + timedelta(days=n) for n in range(HORIZON_DAYS)]
    every = _ANY.fullmatch(word)
    named = every[1] if every else word
    if every and named in _DAYS:
        return horizon
    weekday = weekdays.get(named, weekdays.get(named.removesuffix("s")))
    if weekday is not None:
        found = [day for day in horizon if day.weekday() == weekday]
        return found if every or named not in weekdays else found[:1]
    return _one_date(typed, today)


def _one_date(typed: str, today: date) -> list[date] | tuple[Words, Words]:
    written = typed.strip() if re.fullmatch(
        r"\d{4}-\d\d-\d\d", typed.strip(), re.A) else likely.date(typed)
    try:
        day = date.fromisoformat(written or "")
    except ValueError:
        return (Words(f"« {short(typed)} » n’est ni une date ni un jour de la semaine",
                      f"'{short(typed)}' is neither a date nor a weekday"),
                Words("écrivez 2027-01-31, samedi ou « n’importe quel samedi »",
                      "write 2027-01-31, saturday or 'any saturday'"))
    if day < today:
        return (Words(f"le {language_of('fr').date(day)} est passé",
                      f"{language_of('en').date(day)} is past"),
                Words("changez --on, ou calculez comme à une date d’avant avec --today",
                      "change --on, or compute as on a day before it with --today"))
    if day >= today + timedelta(days=HORIZON_DAYS):
        last = today + timedelta(days=HORIZON_DAYS - 1)
        return (Words(f"les jours d’ouverture ne sont calculés que jusqu’au "
                      f"{language_of('fr').date(last)}",
                      f"open days are computed up to {language_of('en').date(last)} only"),
                Words("choisissez une date plus proche (--on)", "choose a nearer date (--on)"))
    return [day]
