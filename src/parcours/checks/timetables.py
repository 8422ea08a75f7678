"""A plan must be kept by what really runs, as far as timetables were read for it.

Only dates that a feed covers count: what has lapsed, or was never read, is no fault of a plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import reduce
from operator import or_

from parcours.checks.days import announced
from parcours.checks.service_remedies import service_remedy
from parcours.checks.subject import stops_of
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, error, warning
from parcours.format.model import Itinerary
from parcours.format.parse import Parsed
from parcours.hours.day_set import DaySet
from parcours.i18n.language import language_of
from parcours.i18n.weekdays import spans
from parcours.source.read import Loc
from parcours.timetable.extract import Extract
from parcours.timetable.fault import short
from parcours.timetable.join import with_timetables
from parcours.timetable.legs import service_legs
from parcours.timetable.obstacle_words import hurry_words, obstacle_words, slower_words
from parcours.timetable.proof import known_pairs
from parcours.timetable.vehicles import SERVED
from parcours.trip.derive import derive
from parcours.trip.rides import DayPlan, Hindrance, Obstacle
from parcours.trip.trip import Trip, Visit

_AGAIN = Words("refaites l’extrait : parcours timetable FICHIER.zip",
               "make the extract again: parcours timetable FILE.zip")


def stale_timetable(trip: Trip, parsed: Parsed[Itinerary],
                    extract: Extract) -> Iterator[Diagnostic]:
    """The extract speaks of the legs that the route has now, between the stops its places name."""
    locs = {at.number: at.loc for at in stops_of(parsed)}
    for leg in service_legs(trip):
        if leg.by not in SERVED or known_pairs(leg, extract):
            continue
        pairs = extract.pairs.get(leg.ends)
        if pairs == ():  # no feed joined these stops: told when the extract was made
            continue
        (a, b), (a_en, b_en) = ((leg.start.place.name.in_lang(lang), leg.end.place.name.in_lang(
            lang)) for lang in ("fr", "en"))
        yield warning("stale-timetable", parsed.source.span((*locs[leg.end.number], "travel")),
                      Words(f"l’extrait d’horaires ne dit rien de « {a} » à « {b} » par ce moyen",
                            f"the extract of timetables says nothing from '{a_en}' to '{b_en}' by "
                            "this means") if pairs is None else
                      Words(f"l’extrait d’horaires va de « {a} » à « {b} » par d’autres arrêts",
                            f"the extract of timetables goes from '{a_en}' to '{b_en}' by other "
                            "stops"), _AGAIN)


def lapsed(trip: Trip, parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """The timetables still hold: after their end nothing is proved, and the page says so."""
    if trip.timetables is None or trip.timetables.last >= atlas.today:
        return
    fr, en = (language_of(lang).date(trip.timetables.last) for lang in ("fr", "en"))
    yield warning("feed-ends", parsed.source.key_span(("title",)), Words(
        f"les horaires qui prouvaient ce parcours sont finis depuis le {fr}",
        f"the timetables that proved this route ended on {en}"), _AGAIN)


def missed_service(trip: Trip, parsed: Parsed[Itinerary], atlas: Atlas,
                   extract: Extract) -> Iterator[Diagnostic]:
    """There is a day on which the services let the plan be kept; and those on which they do not
    are announced, where they are days of every week."""
    known = trip.timetables
    if known is None:
        return
    could = trip.open_days.by_hours
    plans = [plan for plan in known.plans if plan.starts & could]
    failing = [plan for plan in plans if plan.obstacle is not None and plan.proved]
    booked = [plan for plan in plans if plan.obstacle is not None
              and plan.obstacle.why in (Hindrance.BOOKED, Hindrance.SCHOOL)]
    kept = reduce(or_, (plan.starts for plan in plans if plan not in failing + booked),
                  DaySet(could.first)) & could
    lost, unbooked = (reduce(or_, (plan.starts for plan in some), DaySet(could.first)) & could
                      for some in (failing, failing + booked))
    if unbooked and not kept and _was_kept(trip, atlas, extract):
        fr, en = (language_of(lang).date(known.last) for lang in ("fr", "en"))
        yield warning("feed-ends", parsed.source.key_span(("title",)), Words(
            f"jusqu’à la fin des horaires lus, le {fr}, le plan ne tient plus aucun jour",
            f"until the timetables that were read end, on {en}, the plan cannot be kept on any day "
            "left"), _AGAIN)
        return
    if unbooked and not kept:  # on no day, but for who telephones, or goes to school
        yield error("missed-service", *_told(
            failing + booked, unbooked, kept, trip, parsed, atlas, extract))
        return
    if not lost:
        return
    # who sets out on the last day of a feed comes back after it: that proves nothing of a weekday
    whole = kept.between(known.first, known.last - timedelta(days=len(trip.days) - 1))
    # the only Friday that is left of a timetable may be Christmas
    weekdays = [day for day in lost.weekdays if not whole.on(day) and lost.on(day).count > 1]
    if not weekdays or announced(parsed.value.summary, whole, weekdays):
        return
    there = lost.on_any(weekdays)
    yield warning("unserved-days", *_told(failing, there, kept, trip, parsed, atlas, extract))


def _was_kept(trip: Trip, atlas: Atlas, extract: Extract) -> bool:
    """Whether the same timetables let the plan be kept on a day that is past: what is left of them
    may be a weekend, or holidays."""
    if trip.timetables is None or trip.timetables.first >= atlas.today:
        return False
    former = replace(atlas, today=trip.timetables.first)
    then = with_timetables(derive(trip.id, trip.itinerary, former), former, extract)
    return any(plan.starts & then.open_days.by_hours and plan.obstacle is None
               for plan in (then.timetables.plans if then.timetables else ()))


def _told(failing: Sequence[DayPlan], lost: DaySet, kept: DaySet, trip: Trip,
          parsed: Parsed[Itinerary], atlas: Atlas, extract: Extract) -> tuple[Span, Words, Words]:
    """Where a plan is not kept, why, and what would mend it: for most of the lost days on which
    anything runs at all."""
    known = [(plan, plan.obstacle) for plan in failing if plan.obstacle and plan.starts & lost]
    runs = [one for one in known if one[1].why not in (
        Hindrance.NO_SERVICE, Hindrance.BOOKED, Hindrance.SCHOOL)]
    plan, obstacle = max(runs or known, key=lambda one: (one[0].starts & lost).count)
    start = next(iter(plan.starts & lost))
    wanted = reduce(or_, (one.starts for one, _ in runs), DaySet(lost.first)) & lost
    loc = next(at.loc for at in stops_of(parsed) if at.number == obstacle.number)
    why = obstacle_words(obstacle, trip, start)
    count = Words(f"d’après les horaires lus, le plan ne tient pas {_days(lost.count).fr}",
                  "by the timetables that were read the plan cannot be kept on "
                  f"{_days(lost.count).en}")
    if not all(one.proved for one, _ in known):  # who books, or is taken along, keeps it
        count = Words(f"d’après les horaires lus, {_days(lost.count).fr} sans preuve",
                      f"by the timetables that were read, {_days(lost.count).en} without a proof")
    remedy = service_remedy(trip, atlas, extract, obstacle.later + 1, wanted | kept) if (
        wanted) else None
    if remedy is not None:
        hint = remedy.words
    elif kept:
        fr, en = (language.any_of(spans(lost.weekdays, language))
                  for language in map(language_of, ("fr", "en")))
        hint = Words(f"dites dans le résumé qu’on ne part pas {fr}",
                     f"say in the summary that you cannot set out {en}")
    elif not runs:
        hint = Words("changez le moyen de ce trajet (by), ou les arrêts que nomment ses lieux ; ce "
                     "qui se réserve ne prouve rien",
                     "change the means of this leg (by), or the stops that its places name; what "
                     "has to be booked proves nothing")
    else:
        hint = Words("raccourcissez un séjour avant cette étape, ou ajoutez une nuit",
                     "shorten a stay before this stop, or add a night")
    return (parsed.source.span(loc), Words(f"{why.fr} ({count.fr})", f"{why.en} ({count.en})"),
            hint)


def _days(count: int) -> Words:
    return Words(f"{count} jours", f"{count} days") if count > 1 else Words(
        "un jour", "one day")


_ABOUT = Words("laissez plus de temps à l’étape d’avant (stay), ou partez plus tôt (start)",
               "leave more time at the stop before (stay), or set out earlier (start)")


def _sooner(found: Obstacle) -> Words:
    """What lets one come earlier, where one comes too late; a place may be shut before or after."""
    if found.why is Hindrance.SHUT:
        return Words("changez l’heure de départ (start), ou un séjour avant cette étape (stay)",
                     "change the hour of departure (start), or a stay before this stop (stay)")
    return Words("raccourcissez un séjour avant cette étape (stay), ou partez plus tôt (start)",
                 "shorten a stay before this stop (stay), or set out earlier (start)")


def _left_open(found: Obstacle) -> tuple[Words, Words] | None:
    """Why an obstacle is neither proved nor denied, as the end of its sentence, and what to do
    about it; None where the times do not leave it open."""
    hint = _sooner(found)
    if found.why is Hindrance.NO_CHANGE:
        return Words("", ""), hint
    if found.at_latest or found.why is Hindrance.OFTEN:
        return Words(
            " ; ce n’est ni prouvé ni démenti, car l’horaire ne donne pas d’heures fixes",
            "; that is neither proved nor denied, as the timetable gives no fixed times"), hint
    if found.guessed:
        return Words(
            " ; ce n’est ni prouvé ni démenti, car nous estimons le temps d’un trajet",
            "; that is neither proved nor denied, as we estimate the time of a leg"), Words(
            "écrivez les minutes des trajets qui n’en ont pas (minutes)",
            "write the minutes of the legs that have none (minutes)")
    if found.at_about or found.limit_about:
        return Words(
            " ; à quelques minutes près, car l’horaire ne donne que des heures approximatives",
            "; give or take a few minutes, as the timetable only gives approximate times"), hint
    return None


def _approximate(plan: DayPlan, trip: Trip, parsed: Parsed[Itinerary], locs: Mapping[int, Loc],
                 told: set[int]) -> Iterator[Diagnostic]:
    """What times that are approximate, or not fixed, leave open in a plan, of each stop once."""
    day = next(iter(plan.starts))
    found = plan.obstacle if plan.unsure else None
    if found is not None and found.number not in told and (open_by := _left_open(found)):
        told.add(found.number)
        why, (so, hint) = obstacle_words(found, trip, day), open_by
        loc = locs[found.number]
        yield warning("short-connection", parsed.source.span(
            (*loc, "travel") if found.why is Hindrance.NO_CHANGE else loc),
            Words(f"{why.fr}{so.fr}", f"{why.en}{so.en}"), hint)
    for ride in plan.rides if plan.unsure else ():
        if not (ride.tight or ride.change_min) or ride.number in told:
            continue
        told.add(ride.number)
        fr, en = language_of("fr").date(day), language_of("en").date(day)
        name = short(ride.start.name)
        if ride.change_min:
            yield warning("short-connection", parsed.source.span((*locs[ride.number], "travel")),
                          Words(f"le {fr} la correspondance à l’arrêt « {name} » est trop courte : "
                                f"l’horaire demande {ride.change_min} min",
                                f"on {en} the change at the stop '{name}' is too short: the "
                                f"timetable asks for {ride.change_min} min"), _ABOUT)
            continue
        yield warning("short-connection", parsed.source.span((*locs[ride.number], "travel")), Words(
            f"le {fr} on a {ride.slack_min} min de marge à l’arrêt « {name} », et l’horaire ne "
            "donne que des heures approximatives : ce n’est pas prouvé",
            f"on {en} there are {ride.slack_min} min to spare at the stop '{name}', and the "
            "timetable only gives approximate times: it is not proved"), _ABOUT)


def short_walk(trip: Trip, parsed: Parsed[Itinerary], atlas: Atlas,
               extract: Extract) -> Iterator[Diagnostic]:
    """One has the time to walk to each stop and from it, as long as we estimate; of each leg once.
    """
    locs = {at.number: at.loc for at in stops_of(parsed)}
    could = trip.open_days.by_hours
    hurried_on: dict[int, list[tuple[DayPlan, Obstacle]]] = {}
    for plan in trip.timetables.plans if trip.timetables else ():
        if plan.hurry is not None and plan.starts & could:
            hurried_on.setdefault(plan.hurry.number, []).append((plan, plan.hurry))
    for number, some in hurried_on.items():
        plan, hurry = some[0]
        wanted = reduce(or_, (one.starts for one, _ in some)) & could
        remedy = service_remedy(trip, atlas, extract, hurry.later + 1, wanted)
        start = next(iter(plan.starts & could))
        yield warning(
            "short-connection", parsed.source.span((*locs[number], "travel")),
            _between(plan, number, start) or hurry_words(hurry, trip, start),
            remedy.words if remedy else Words(
                "partez plus tôt (start), ou raccourcissez un séjour avant cette étape (stay)",
                "set out earlier (start), or shorten a stay before this stop (stay)"))


def _between(plan: DayPlan, number: int, start: date) -> Words | None:
    """That one has less time than we estimate to walk from the stop where one has just got off to
    another one of the place, where that is in the way of a ride; None where it is not."""
    arrives = {ride.number: ride.arrives_min for ride in plan.rides}
    ride = next((ride for ride in plan.rides if ride.number == number), None)
    if ride is None or number - 1 not in arrives:
        return None
    has_min = ride.leaves_min - arrives[number - 1]
    if ride.every_min or has_min >= ride.between_min:
        return None
    name, (fr, en) = short(ride.start.name), (language_of(lang).date(start) for lang in (
        "fr", "en"))
    return Words(f"le {fr} on a {has_min} min pour rejoindre à pied l’arrêt « {name} » : nous "
                 f"estimons qu’il en faut {ride.between_min}",
                 f"on {en} there are {has_min} min to walk to the stop '{name}': by our estimate "
                 f"it takes {ride.between_min}")


def short_guess(trip: Trip, parsed: Parsed[Itinerary]) -> Iterator[Diagnostic]:
    """No plan is kept by our estimate of a way alone, which proves nothing; told of each stop once.
    """
    locs, could = {at.number: at.loc for at in stops_of(parsed)}, trip.open_days.by_hours
    told: set[int] = set()
    for plan in trip.timetables.plans if trip.timetables else ():
        if plan.slower is None or plan.slower.number in told or not plan.starts & could:
            continue
        told.add(plan.slower.number)
        why = slower_words(plan.slower, trip)
        yield warning(
            "short-connection", parsed.source.span(locs[plan.slower.number]),
            Words(f"{why.fr} ; ce n’est pas prouvé", f"{why.en}; that is not proved"), Words(
                "écrivez les minutes des trajets d’avant qui n’en ont pas (minutes), ou "
                "raccourcissez un séjour avant cette étape (stay)",
                "write the minutes of the legs before it that have none (minutes), or shorten a "
                "stay before this stop (stay)") if any(
                    visit.leg is not None and visit.leg.minutes_estimated for visit in
                    trip.days[plan.slower.later].visits if visit.number <= plan.slower.number
                    and not _by_timetable(visit, plan)) else Words(
                "partez plus tôt (start), ou raccourcissez un séjour avant cette étape (stay)",
                "set out earlier (start), or shorten a stay before this stop (stay)"))


def _by_timetable(visit: Visit, plan: DayPlan) -> bool:
    return any(ride.number == visit.number for ride in plan.rides)


def short_connection(trip: Trip, parsed: Parsed[Itinerary]) -> Iterator[Diagnostic]:
    """What a few minutes decide rests on no times that the timetable calls approximate."""
    locs = {at.number: at.loc for at in stops_of(parsed)}
    told: set[int] = set()
    for plan in trip.timetables.plans if trip.timetables else ():
        yield from _approximate(plan, trip, parsed, locs, told)
