"""A route must have days on which it can be done, and say which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import reduce

from parcours.checks.remedies import remedies
from parcours.checks.subject import stops_of
from parcours.checks.timing import clock
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Words, error, warning
from parcours.format.model import Itinerary, Kind
from parcours.format.parse import Parsed
from parcours.format.text import Text
from parcours.hours import calendar as hours
from parcours.hours.calendar import EVERY_DAY
from parcours.trip import open_days as when
from parcours.trip.open_days import DaysOf
from parcours.trip.trip import Trip, Visit

_FR = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def never_open(trip: Trip, parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """There is a day on which the whole route can be done."""
    if trip.open_days.starts:
        return
    possible = when.possible_days(parsed.value, atlas)
    if not possible:
        field = ("status",) if parsed.value.status is not None else ("season",)
        yield error("never-open", parsed.source.key_span(field), Words(
            "la saison et l’état de l’itinéraire ne laissent aucun jour dans les 400 à venir",
            "the route's season and status leave no day in the coming 400"),
            Words("changez la saison (season) ou l’état (status)",
                  "change the season or the status"))
        return
    locs = {at.number: at.loc for at in stops_of(parsed)}
    every = when.days_allowed(trip.days, atlas)
    met: list[Visit] = []
    for allowed in every:
        if possible & allowed.starts:
            possible &= allowed.starts
            met.append(allowed.visit)
            continue
        visit = allowed.visit
        others = [other for other in met if other.place.opening_hours]
        alone = not others or not allowed.starts
        rule = visit.place.opening_hours
        name_fr, name_en = visit.place.name.in_lang("fr"), visit.place.name.in_lang("en")
        why_fr = "" if alone else f" les jours où {others[-1].place.name.in_lang('fr')} l’est"
        why_en = "" if alone else f" on the days on which {others[-1].place.name.in_lang('en')} is"
        at_fr, at_en = _hours_of(visit)
        yield error("never-open", parsed.source.span(locs[visit.number]), Words(
            f"{name_fr} n’est jamais ouvert{at_fr}{why_fr} ({rule or 'fermé'})",
            f"{name_en} is never open{at_en}{why_en} ({rule or 'closed'})"),
            _words_for_ever(trip, allowed, every, atlas))
        return


def _words_for_ever(trip: Trip, culprit: DaysOf, every: Sequence[DaysOf], atlas: Atlas) -> Words:
    """What to type for the route to be possible on a fair part of the days that there could be."""
    could = when.opens_on(culprit.visit, culprit.later, atlas)
    could &= when.possible_days(trip.itinerary, atlas)
    for one in every:
        could &= one.starts if one is not culprit else EVERY_DAY
    fair = max(1, could.bit_count() // 4)
    for found in remedies(trip, culprit.visit, atlas, lambda starts: starts.bit_count() >= fair):
        return found.words
    return Words("changez le jour de cette étape, ou retirez-la",
                 "change the day of this stop, or remove it")


def closed_on_visit(trip: Trip, parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """The stops that keep the route from starting on some day of the week.

    A market has its days: one sets out for it, so its absence on the others is no surprise.
    """
    starts = trip.open_days.starts
    if not starts or all(starts & hours.weekly(day, atlas.today) for day in range(7)):
        return
    every = when.days_allowed(trip.days, atlas)
    expected = when.possible_days(parsed.value, atlas)
    for one in every:
        if _has_its_days(one.visit):
            expected &= one.starts
    missed = [day for day in range(7) if expected & hours.weekly(day, atlas.today)
              and not starts & hours.weekly(day, atlas.today)]
    if not missed or _announced(parsed.value.summary, starts, missed, atlas.today):
        return
    locs = {at.number: at.loc for at in stops_of(parsed)}
    for blamed, lost in _culprits(every, expected, missed, atlas.today):
        visit = blamed.visit
        fr, en = _weekdays_closed([(day + blamed.later) % 7 for day in lost])
        yield warning("closed-on-visit", parsed.source.span(locs[visit.number]), Words(
            f"{visit.place.name.in_lang('fr')} {fr} à l’heure de la visite "
            f"({clock(visit.visit_min)}–{clock(visit.departure_min)})",
            f"{visit.place.name.in_lang('en')} {en} at the time of the visit "
            f"({clock(visit.visit_min)}–{clock(visit.departure_min)})"),
            _words_for_weekdays(trip, visit, lost, atlas))


def _has_its_days(visit: Visit) -> bool:
    """Whether one sets out for the days of a visit, or its closure is dated."""
    return visit.place.kind is Kind.MARKET or visit.place.opening_hours is None


def _culprits(every: Sequence[DaysOf], expected: int, missed: list[int],
              first: date) -> list[tuple[DaysOf, list[int]]]:
    """The stops to blame for each missed weekday: those that never allow it, or the only one that
    the others do not need; without those for which another one does worse."""
    blamed = []
    for one in every:
        if _has_its_days(one.visit):
            continue
        others = reduce(lambda days, other, one=one: days & (  # type: ignore[misc]
            EVERY_DAY if other is one else other.starts), every, expected)
        lost = [day for day in missed if not expected & one.starts & hours.weekly(day, first)
                or others & hours.weekly(day, first)]
        if lost:
            blamed.append((one, lost))
    for day in set(missed).difference(*(lost for _, lost in blamed)):
        left = expected & hours.weekly(day, first)  # one by one they allow it, and never together
        for one in every:
            left &= one.starts
            if not left:
                blamed.append((one, [day]))
                break
    return [(one, lost) for one, lost in blamed
            if not any(set(lost) < set(worse) for _, worse in blamed)]


def _announced(summary: Text, starts: int, missed: list[int], first: date) -> bool:
    """Whether the summary names the weekdays on which one can set out, or those on which not."""
    ends = {day for run in _runs([day for day in range(7) if starts & hours.weekly(day, first)])
            for day in (run[0], run[-1])}
    for text in summary.by_lang.values():
        words = re.findall(r"[a-z]+", text.lower())
        named = {day for day in range(7)
                 for name in (_FR[day], _EN[day].lower()) if {name, f"{name}s"} & {*words}}
        if ends <= named or set(missed) <= named:
            return True
    return False


def _words_for_weekdays(trip: Trip, visit: Visit, lost: list[int], atlas: Atlas) -> Words:
    """What to type for the lost weekdays to be possible too, or which ones to announce."""
    now = [day for day in range(7) if trip.open_days.starts & hours.weekly(day, atlas.today)]
    masks = [hours.weekly(day, atlas.today) for day in [*now, *lost]]
    fr, en = _weekdays(now, "ou", "or")
    fr, en = f"dites dans le résumé de partir {fr}", f"say in the summary to set out {en}"
    for found in remedies(trip, visit, atlas, lambda starts: all(starts & one for one in masks)):
        if not found.optional:  # one does not give up a stop for a Monday
            return Words(f"{found.words.fr}, ou {fr}", f"{found.words.en}, or {en}")
    return Words(fr, en)


def _weekdays_closed(closed: list[int]) -> tuple[str, str]:
    """``n’est pas ouvert le lundi et le mardi``, or the few days on which it is."""
    opened = [day for day in range(7) if day not in closed]
    if 0 < len(opened) <= 2:
        fr, en = _weekdays(opened, "et", "and")
        return f"n’est ouvert que {fr}", f"is open only {en}"
    fr, en = _weekdays(sorted(closed), "et", "and")
    return f"n’est pas ouvert {fr}", f"is not open {en}"


def _weekdays(days: list[int], last_fr: str, last_en: str) -> tuple[str, str]:
    """``du mercredi au vendredi et le dimanche``."""
    runs = _runs(days)
    fr = [f"le {_FR[run[0]]}" if len(run) == 1 else f"du {_FR[run[0]]} au {_FR[run[-1]]}"
          for run in runs]
    en = [f"on {_EN[run[0]]}" if len(run) == 1 else f"from {_EN[run[0]]} to {_EN[run[-1]]}"
          for run in runs]
    return _list(fr, last_fr), _list(en, last_en)


def _runs(days: list[int]) -> list[list[int]]:
    """Neighbouring weekdays together where there are three or more of them."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return [part for run in runs for part in ([run] if len(run) > 2 else [[day] for day in run])]


def _hours_of(visit: Visit) -> tuple[str, str]:
    """The hours of a visit, after a verb; nothing for a night."""
    if visit.night:
        return "", ""
    opens, closes = clock(visit.visit_min), clock(visit.departure_min)
    return f" de {opens} à {closes}", f" from {opens} to {closes}"


def _list(items: list[str], last: str) -> str:
    return f" {last} ".join(part for part in (", ".join(items[:-1]), items[-1]) if part)
