"""What a rule of days promises in vain, after *except*: dates, public holidays, timetables."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from parcours.hours.calendar import ANYWHERE, calendar
from parcours.hours.day_rows import OfYear, ends_of, of_year, rows_apart, rows_of, span_of
from parcours.hours.day_set import DaySet
from parcours.hours.day_words import on_nth
from parcours.hours.local_days import somewhere
from parcours.i18n.language import Language
from parcours.i18n.weekdays import spans
from parcours.render.words.month_weeks import Blocked

RUNS = 3
"""In so many rows: a sentence bears no more dates."""
_MOST_NTHS = 2
"""*Le premier et le troisième dimanche du mois*: more of them are told as some."""


class Excepted(NamedTuple):
    """What follows *except*."""

    said: list[str]
    exact: bool
    """Whether each day is told, and no others: *certains jours* tells none."""


def excepted(lost: DaySet, blocked: Blocked, starts: DaySet, within: DaySet,
             language: Language) -> Excepted:
    """What the words before would promise in vain, after *except*.

    Dates stand before public holidays: *le jeudi, sauf jours fériés, du 3 au 20 mai* would be read
    as Thursdays of May. ``within`` are all days of which the words before speak.
    """
    holidays, unserved = blocked.holidays, blocked.unserved
    public = _public(starts, holidays, language) if holidays else []
    dates = _lost(lost, blocked.dated_closure, starts, language) if lost else []
    if lost and not dates and len(lost.weekdays) == 1:
        dates = nth_in_words(lost.weekdays[0], within, lost, holidays, language)
    if dates and public:
        said = [*dates, *public[1:]]
    elif lost and not dates:
        said = [*public[:1], language.say("some days (excepted)")]
    else:
        said = dates or public[:1]
    if unserved:
        said = [*said, _unserved(unserved, starts, language)]
    return Excepted(said, bool(dates or not lost))


def _lost(lost: DaySet, closure: DaySet, starts: DaySet, language: Language) -> list[str]:
    """The days by date; nothing where they are many.

    What lasts beyond the coming days is a closure: a rule of each year may end soon after.
    """
    years = stretches(lost, starts)
    if len(years) > RUNS:
        return []
    said = []
    for (row, *again) in years:
        first, last = row[0], row[-1]
        if again:
            said.append(language.days_of_year(of_year(first), of_year(last)))
        elif len(row) > 1 and not starts.between(None, first):
            said.append(language.say("until {day}", day=language.date(last)))
        elif len(row) > 1 and last in closure and not starts.between(last, None):
            said.append(language.say("from {day} on", day=language.date(first)))
        else:
            said.append(language.dates(first, last))
    return said


def stretches(lost: DaySet, starts: DaySet) -> list[list[list[date]]]:
    """Days put together where no possible day lies between them, those of the same dates in two
    years as one."""
    years: dict[tuple[OfYear, OfYear], list[list[date]]] = {}
    for row in rows_apart(lost, starts):
        years.setdefault((of_year(row[0]), of_year(row[-1])), []).append(row)
    return list(years.values())


def _unserved(unserved: DaySet, starts: DaySet, language: Language) -> str:
    """The days that timetables rule out, after *except*: weekdays between two dates."""
    say, (first, last) = language.say, ends_of(unserved)
    if first == last:
        return say("on {day}, by the timetables", day=language.date(first))
    dates = language.dates(first, last)
    alike = starts & span_of(unserved)
    if alike == unserved:
        return say("{days}, by the timetables", days=dates)
    weekdays = unserved.weekdays
    if any(alike.on(day) != unserved.on(day) for day in weekdays):
        rows = rows_of(unserved)
        if len(rows) <= RUNS:
            return say("{days}, by the timetables", days=language.all_of(
                [language.dates(row[0], row[-1]) for row in rows]))
        never = [day for day in weekdays if alike.on(day) == unserved.on(day)]
        return say("{weekdays} and on some other days, {dates}, by the timetables", dates=dates,
                   weekdays=language.all_of(spans(never, language))) if never else say(
            "some days {dates}, by the timetables", dates=dates)
    return say("{weekdays}, {dates}, by the timetables", dates=dates,
               weekdays=language.all_of(spans(weekdays, language)))


def _public(starts: DaySet, holidays: DaySet, language: Language) -> list[str]:
    """What public holidays take away, after *except* alone and after dates."""
    say = language.say
    public = calendar("PH", ANYWHERE, starts.first).open_at_all
    others = (holidays - public).where(lambda day: day not in somewhere(day.year))
    if others:  # a later day of the route falls on the holiday
        return [say("around public holidays (excepted)")] * 2
    if starts & public:
        return [say("some public holidays (excepted)"), say("on some public holidays")]
    return [say("public holidays (excepted)"), say("on public holidays")]


def nth_in_words(weekday: int, within: DaySet, days: DaySet, holidays: DaySet,
                 language: Language) -> list[str]:
    """*Le premier dimanche du mois*, where these are the days, and all of them; else nothing."""
    return [on_nth(weekday, nth, language) for nth in nths_of(weekday, within, days, holidays)]


def nths_of(weekday: int, within: DaySet, days: DaySet, left_out: DaySet, *,
            exact: bool = True) -> tuple[int, ...]:
    """Which of a weekday in each month ``days`` are, -1 for the last: all of these but those
    ``left_out``, and no others; where they need not be ``exact``, all but a few, which can be told.
    Nothing where they follow no such rule. Of one month alone nothing is known that would hold in
    others.
    """
    if sum(map(bool, within.months)) == 1:
        return ()
    these, all_days = days.on(weekday) & within, within.on(weekday) - left_out
    nths = tuple(sorted({(day.day + 6) // 7 for day in these}))
    rules = [(found, that_are(found, all_days)) for found in (nths, (-1,))
             if len(found) <= _MOST_NTHS]
    found = next((nths for nths, ruled in rules if ruled == these), ())
    return found if found or exact else next(
        (nths for nths, ruled in rules if not these - ruled and 4 * these.count >= 3 * ruled.count
         and (ruled - these).count <= RUNS), ())


def that_are(nths: tuple[int, ...], days: DaySet) -> DaySet:
    """Those of days of one weekday that are one of these in their month, -1 for the last."""
    return days.where(lambda day: (day.day + 6) // 7 in nths or (
        -1 in nths and (day + timedelta(days=7)).month != day.month))
