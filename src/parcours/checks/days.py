"""A route must have days on which it can be done, and say which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parcours.checks.remedies import remedies
from parcours.checks.subject import stops_of
from parcours.content.atlas import Atlas
from parcours.content.freshness import Level
from parcours.diagnostics.diagnostic import Diagnostic, Words, error, warning
from parcours.format.choices import Kind, State
from parcours.format.model import Itinerary
from parcours.format.parse import Parsed
from parcours.format.text import Text
from parcours.hours.calendar import horizon
from parcours.hours.clock import wall_clock
from parcours.hours.day_set import DaySet
from parcours.i18n.language import Language, language_of
from parcours.i18n.weekdays import named_in, runs, spans
from parcours.trip.open_days import after_hours, closed_days, in_all, open_on, opens_on
from parcours.trip.trip import Guess, Trip, Visit, VisitDays


def never_open(trip: Trip, parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """There is a day on which the whole route can be done."""
    if trip.open_days.starts:
        return
    possible = trip.open_days.offered
    if not possible:
        field = ("status",) if parsed.value.status is not None else ("season",)
        yield error("never-open", parsed.source.key_span(field), Words(
            "la saison et l’état de l’itinéraire ne laissent aucun jour dans les 400 à venir",
            "the route's season and status leave no day in the coming 400"),
            Words("changez la saison (season) ou l’état (status)",
                  "change the season or the status"))
        return
    locs = {at.number: at.loc for at in stops_of(parsed)}
    if trip.open_days.guess is not None:
        yield _by_our_estimate(trip, trip.open_days.guess, parsed, atlas)
        return
    if trip.open_days.nothing_open and in_all(trip.open_days.allowed, possible):
        yield error("never-open", parsed.source.key_span(("days",)), Words(
            "toutes les étapes sont facultatives, et aucune n’est jamais ouverte à l’heure prévue",
            "every stop is optional, and none is ever open at the planned time"),
            Words("changez l’heure ou le jour d’une étape au moins",
                  "change the hour or the day of at least one stop"))
        return
    met: list[VisitDays] = []
    for allowed in trip.open_days.allowed:
        if left := possible & allowed.starts:
            possible = left
            met.append(allowed)
            continue
        visit = allowed.visit
        because_fr, because_en = _because(visit, atlas)
        name_fr, name_en = visit.place.name.in_lang("fr"), visit.place.name.in_lang("en")
        at_fr, at_en = _hours_of(visit)
        why_fr, why_en = _on_which(allowed, met, trip.open_days.offered)
        yield error("never-open", parsed.source.span(locs[visit.number]), Words(
            f"{name_fr} n’est jamais ouvert{at_fr}{because_fr}{why_fr}",
            f"{name_en} is never open{at_en}{because_en}{why_en}"),
            _words_for_ever(trip, allowed, atlas))
        return


def _by_our_estimate(trip: Trip, guess: Guess, parsed: Parsed[Itinerary],
                     atlas: Atlas) -> Diagnostic:
    """That no day is found where nothing but our estimates of legs rules the last ones out."""
    locs = {at.number: at.loc for at in stops_of(parsed)}
    fr, en = (_legs_to(guess.legs_to, language) for language in _languages())
    hint = Words(f"si vous connaissez les minutes {fr}, écrivez-les (minutes)",
                 f"if you know the minutes of {en}, write them (minutes)")
    met: list[VisitDays] = []
    possible = trip.open_days.offered
    for one in trip.open_days.allowed:
        met.append(one)
        possible &= one.starts
        if not possible:
            break
    blamed = next((one for one in reversed(met) if one.visit.time_level is Level.UNKNOWN), None)
    if blamed is None or possible:  # every stop may be skipped, and each is shut
        return warning("closed-on-visit", parsed.source.key_span(("days",)), Words(
            "d’après notre estimation des trajets, aucune étape n’est jamais ouverte à l’heure "
            "prévue",
            "by our estimate of the legs, no stop is ever open at the planned time"), hint)
    name, (at_fr, at_en) = blamed.visit.place.name, _hours_of(blamed.visit)
    because_fr, because_en = _because(blamed.visit, atlas)
    alone = not blamed.starts & trip.open_days.offered
    why_fr, why_en = _on_which(blamed, (), trip.open_days.offered) if alone else (
        " les jours où les autres étapes le sont", " on the days on which the other stops are")
    return warning("closed-on-visit", parsed.source.span(locs[blamed.visit.number]), Words(
        f"d’après notre estimation des trajets, {name.in_lang('fr')} n’est jamais ouvert"
        f"{at_fr}{because_fr}{why_fr}",
        f"by our estimate of the legs, {name.in_lang('en')} is never open"
        f"{at_en}{because_en}{why_en}"), hint)


def _legs_to(numbers: Sequence[int], language: Language) -> str:
    """``des trajets vers les étapes 2 et 3``: the legs whose minutes nobody wrote."""
    told, one = language.all_of([str(n) for n in numbers]), len(numbers) == 1
    if language.code == "fr":
        return f"du trajet vers l’étape {told}" if one else f"des trajets vers les étapes {told}"
    return f"the leg to stop {told}" if one else f"the legs to stops {told}"


def _on_which(culprit: VisitDays, met: Sequence[VisitDays], offered: DaySet) -> tuple[str, str]:
    """On which days a stop is never open, where it is on others: of the route's own, of one stop
    before it, or of several together."""
    if not culprit.starts:
        return "", ""
    if not culprit.starts & offered:
        return (" les jours que laissent la saison et l’état de l’itinéraire",
                " on the days that the route's season and status leave")
    for other in reversed(met):
        if not culprit.starts & other.starts & offered:
            name = other.visit.place.name
            return (f" les jours où {name.in_lang('fr')} l’est",
                    f" on the days on which {name.in_lang('en')} is")
    return (" les jours où les étapes d’avant le sont",
            " on the days on which the stops before it are")


def _words_for_ever(trip: Trip, culprit: VisitDays, atlas: Atlas) -> Words:
    """What to type for the route to be possible on a fair part of the days that there could be."""
    days, opens = trip.open_days, opens_on(culprit.visit, culprit.later, atlas)
    status = culprit.visit.place.status
    if not opens and not (status and status.state is State.WORKS):  # works end some day
        # nobody would ever see it: it is no stop that one may skip
        if status is None or horizon(atlas.today) - closed_days(status, atlas.today):
            return Words("retirez cette étape, ou corrigez les horaires de ce lieu (opening_hours)",
                         "remove this stop, or correct the hours of this place (opening_hours)")
        return Words("retirez cette étape", "remove this stop") if status.to else Words(
            "retirez cette étape ; si ce lieu rouvre un jour connu, dites-le dans son état (to)",
            "remove this stop; if this place opens again on a known day, say so in its status (to)")
    could = in_all((one for one in days.allowed if one is not culprit),
                   days.offered & opens)
    fair = max(1, could.count // 4)
    for found in remedies(trip, culprit.visit, atlas, lambda starts: starts.count >= fair):
        return found.words
    # it opens, and never at that hour
    if not culprit.starts and opens & days.offered:
        return Words("changez l’heure ou la durée de cette étape, ou retirez-la",
                     "change the hour or the length of this stop, or remove it")
    return Words("changez le jour de cette étape, ou retirez-la",
                 "change the day of this stop, or remove it")


def closed_on_visit(trip: Trip, parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """The stops that keep the route from starting on some day of the week.

    A market has its days: one sets out for it, so its absence on the others is no surprise.
    """
    days = trip.open_days
    if not days.starts or len(days.starts.weekdays) == 7:
        return
    expected = in_all((one for one in days.allowed if _has_its_days(one.visit)), days.offered)
    missed = [day for day in expected.weekdays if day not in days.starts.weekdays]
    if not missed or announced(parsed.value.summary, days.starts, missed):
        return
    locs = {at.number: at.loc for at in stops_of(parsed)}
    for blamed, lost in _culprits(days.allowed, expected, missed):
        visit = blamed.visit
        if not _goes_by_weekdays(blamed.starts, expected):
            yield warning("closed-on-visit", parsed.source.span(locs[visit.number]), *_by_season(
                blamed, expected))
            continue
        fr, en = _weekdays_closed([(day + blamed.later) % 7 for day in lost])
        at, about = (f"{wall_clock(visit.visit_min)}–{wall_clock(visit.departure_min)}",
                     _estimated(visit, ", ", ""))
        then = Words("", "") if visit.night else Words(  # one sleeps in a house that opens that day
            f" à l’heure de la visite ({at}{about.fr})",
            f" at the time of the visit ({at}{about.en})")
        yield warning("closed-on-visit", parsed.source.span(locs[visit.number]), Words(
            f"{visit.place.name.in_lang('fr')} {fr}{then.fr}",
            f"{visit.place.name.in_lang('en')} {en}{then.en}"),
            _words_for_weekdays(trip, visit, lost, atlas))


def _goes_by_weekdays(starts: DaySet, expected: DaySet) -> bool:
    """Whether the weekdays that a stop allows are mostly open: a garden that is shut in winter
    allows a Thursday or two of a winter, and is not *open on Thursdays*."""
    left = starts & expected
    return 2 * left.count > sum(expected.on(day).count for day in left.weekdays)


def _by_season(blamed: VisitDays, expected: DaySet) -> tuple[Words, Words]:
    """What to say of a stop that is shut on most days, whatever the weekday."""
    name, left = blamed.visit.place.name, (blamed.starts & expected).count
    at_fr, at_en = _hours_of(blamed.visit)
    return Words(
        f"{name.in_lang('fr')} n’est ouvert{at_fr} que {left} des {expected.count} jours où le "
        "parcours pourrait se faire",
        f"{name.in_lang('en')} is open{at_en} on only {left} of the {expected.count} days on which "
        "the route could be done"), Words(
        "accordez la saison du parcours (season) et les horaires de ce lieu, ou retirez l’étape",
        "make the season of the route and the hours of this place agree, or remove the stop")


def never_open_then(trip: Trip, parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """A stop that may be skipped is open on some of the days on which one can set out."""
    starts = trip.open_days.starts
    locs = {at.number: at.loc for at in stops_of(parsed)}
    for day in trip.days:
        later = day.number - 1
        for visit in day.visits:
            if not visit.optional or not starts:
                continue
            if starts & open_on(visit, visit.visit_min, visit.departure_min, later, atlas):
                continue
            name, (at_fr, at_en) = visit.place.name, _hours_of(visit)
            why_fr, why_en = _because(visit, atlas)
            # that day it opens, only not then
            opens = starts & opens_on(visit, later, atlas)
            yield warning("closed-on-visit", parsed.source.span(locs[visit.number]), Words(
                f"{name.in_lang('fr')}, étape facultative, n’est ouvert{at_fr} aucun des jours où "
                f"l’on peut partir{why_fr}",
                f"{name.in_lang('en')}, an optional stop, is open{at_en} on none of the days on "
                f"which one can set out{why_en}"),
                Words("changez l’heure ou la durée de cette étape, ou retirez-la",
                      "change the hour or the length of this stop, or remove it") if opens else
                Words("retirez cette étape, ou changez-en le jour",
                      "remove this stop, or change its day"))


def too_late_for_the_night(trip: Trip, parsed: Parsed[Itinerary],
                           atlas: Atlas) -> Iterator[Diagnostic]:
    """One comes to where one sleeps before its hours end, on some of the days on which one can set
    out."""
    locs = {at.number: at.loc for at in stops_of(parsed)}
    for day in trip.days:
        later = day.number - 1
        for visit in day.visits:
            late = after_hours(visit, later, trip.open_days)
            if not late or late != trip.open_days.starts & opens_on(visit, later, atlas):
                continue
            name, rule = visit.place.name, visit.place.opening_hours
            at = wall_clock(visit.arrival_min)
            yield warning("closed-on-visit", parsed.source.span(locs[visit.number]), Words(
                f"on dort à cette étape, et l’on y arrive à {at}, après la fin des horaires de "
                f"{name.in_lang('fr')} ({rule})",
                f"one sleeps at this stop, and comes at {at}, after the hours of "
                f"{name.in_lang('en')} end ({rule})"),
                Words("arrivez plus tôt : avancez le début de la journée, ou raccourcissez un "
                      "arrêt ; si l’on peut arriver tard, complétez opening_hours",
                      "come earlier: begin the day earlier, or shorten a stop; where one "
                      "may come late, complete opening_hours"))


def _because(visit: Visit, atlas: Atlas) -> tuple[str, str]:
    """What keeps a stop shut, after a sentence that says that it is: its hours, its status or both.
    """
    rule, status = visit.place.opening_hours, visit.place.status
    if status is None or not closed_days(status, atlas.today):
        return f" ({rule or 'fermé'})", f" ({rule or 'closed'})"
    return (" (état du lieu et horaires)", " (its status and hours)") if rule else (
        " (état du lieu)", " (its status)")


def _has_its_days(visit: Visit) -> bool:
    """Whether one sets out for the days of a visit, or its closure is dated."""
    return visit.place.kind is Kind.MARKET or visit.place.opening_hours is None


def _culprits(every: Sequence[VisitDays], expected: DaySet,
              missed: list[int]) -> list[tuple[VisitDays, list[int]]]:
    """The stops to blame for each missed weekday: those that never allow it, or the only one that
    the others do not need; without those for which another one does worse."""
    blamed = []
    for one in every:
        if _has_its_days(one.visit):
            continue
        alone = expected & one.starts
        others = in_all((other for other in every if other is not one), expected)
        lost = [day for day in missed if not alone.on(day) or others.on(day)]
        if lost:
            blamed.append((one, lost))
    for day in set(missed).difference(*(lost for _, lost in blamed)):
        left = expected.on(day)  # one by one they allow it, and never together
        for one in every:
            left &= one.starts
            if not left:
                blamed.append((one, [day]))
                break
    return [(one, lost) for one, lost in blamed
            if not any(set(lost) < set(worse) for _, worse in blamed)]


def announced(summary: Text, starts: DaySet, missed: list[int]) -> bool:
    """Whether the summary names the weekdays on which one can set out, or those on which not."""
    ends = {day for run in runs(starts.weekdays) for day in (run[0], run[-1])}
    return any(ends <= named or set(missed) <= named
               for named in named_in(summary.by_lang.values()))


def _words_for_weekdays(trip: Trip, visit: Visit, lost: list[int], atlas: Atlas) -> Words:
    """What to type for the lost weekdays to be possible too, or which ones to announce."""
    now = trip.open_days.starts.weekdays
    fr, en = (language.any_of(spans(now, language)) for language in _languages())
    fr, en = f"dites dans le résumé de partir {fr}", f"say in the summary to set out {en}"
    for found in remedies(trip, visit, atlas, lambda starts: all(map(starts.on, [*now, *lost]))):
        if not found.optional:  # one does not give up a stop for a Monday
            return Words(f"{found.words.fr}, ou {fr}", f"{found.words.en}, or {en}")
    return Words(fr, en)


def _weekdays_closed(closed: list[int]) -> tuple[str, str]:
    """``n’est pas ouvert le lundi et le mardi``, or the few days on which it is."""
    opened = [day for day in range(7) if day not in closed]
    few = 0 < len(opened) <= 2
    fr, en = (language.all_of(spans(opened if few else sorted(closed), language))
              for language in _languages())
    return (f"n’est ouvert que {fr}", f"is open only {en}") if few else (
        f"n’est pas ouvert {fr}", f"is not open {en}")


def _languages() -> tuple[Language, Language]:
    """Those of messages, read when there is one to tell."""
    return language_of("fr"), language_of("en")


def _hours_of(visit: Visit) -> tuple[str, str]:
    """The hours of a visit, after a verb, and whether they are our estimate; nothing for a night.
    """
    if visit.night:
        return "", ""
    opens, closes = wall_clock(visit.visit_min), wall_clock(visit.departure_min)
    about = _estimated(visit, " (", ")")
    return f" de {opens} à {closes}{about.fr}", f" from {opens} to {closes}{about.en}"


def _estimated(visit: Visit, before: str, after: str) -> Words:
    """What is added to hours that an estimate of the way led to."""
    return Words(f"{before}heures estimées{after}", f"{before}estimated hours{after}"
                 ) if visit.time_level is Level.UNKNOWN else Words("", "")
