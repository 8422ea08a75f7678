"""The answer to "can this route be done on that day?", for editors and for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Lang, Words
from parcours.hours.clock import DAY_MIN, days_later, wall_clock
from parcours.hours.day_set import DaySet
from parcours.i18n.language import language_of
from parcours.timetable.departures import Departure, Often
from parcours.timetable.extract import Extract
from parcours.timetable.obstacle_words import hurry_words, obstacle_words, slower_words
from parcours.timetable.plan import legs_on, plan_on
from parcours.timetable.proof import LegOnDay
from parcours.trip.coming_back import comes_back
from parcours.trip.rides import DayPlan, Level, Ride
from parcours.trip.trip import Trip


@dataclass(frozen=True, slots=True)
class Answer:
    """What `parcours timetable --show` tells."""

    itinerary: str
    on: date
    possible: bool | None
    """None where nothing proves that it is, and nothing that it is not."""
    reason: Words
    legs: tuple[LegOnDay, ...]
    plan: DayPlan
    comes_back: bool = True
    """Whether the route ends where it begins: else its ``last_back`` leads elsewhere."""


def answer(trip: Trip, atlas: Atlas, extract: Extract | None) -> Answer:
    """Whether one can set out on ``atlas.today``, the day for which the trip was computed."""
    on = atlas.today
    legs = legs_on(trip, extract, on)
    plan = plan_on(trip, atlas, legs, on, DaySet.of(on, [on]))
    possible, reason = _possible(trip, legs, plan, on)
    return Answer(trip.id, on, possible, reason, tuple(legs), plan, comes_back(trip))


def _possible(trip: Trip, legs: Sequence[LegOnDay], plan: DayPlan,
              on: date) -> tuple[bool | None, Words]:
    if on not in trip.open_days.offered:
        return False, Words("hors de la saison du parcours, ou pendant une fermeture annoncée",
                            "out of the route's season, or during an announced closure")
    if plan.obstacle is not None:
        return (False if plan.proved or not (legs or plan.unsure) else None), obstacle_words(
            plan.obstacle, trip, on)
    if plan.hurry is not None:
        return None, hurry_words(plan.hurry, trip, on)
    if plan.slower is not None:
        return None, slower_words(plan.slower, trip)
    if plan.unsure and any(ride.change_min for ride in plan.rides):
        return None, Words("l’horaire demande plus de temps pour une correspondance",
                           "the timetable asks for more time to change")
    if plan.unsure and not plan.is_about:
        return None, Words("il reste moins d’une minute de marge",
                           "there is less than a minute to spare")
    if plan.unsure:
        return None, Words("des heures approximatives laissent trop peu de marge",
                           "approximate times leave too little to spare")
    sure = plan.level is Level.PROVED or not legs
    return (True if sure else None), _standing(legs, plan.level)


def _standing(legs: Sequence[LegOnDay], level: Level) -> Words:
    """What the answer stands on."""
    if not legs:
        return Words("aucun trajet de ce parcours ne dépend d’un horaire",
                     "no leg of this route depends on a timetable")
    match level:
        case Level.PROVED:
            feeds = {pair.feed for one in legs for pair in one.in_force(one.day)}
            first, last = (max(feed.first for feed in feeds), min(feed.last for feed in feeds))
            return Words(f"prouvé avec l’offre {_from_to(first, last, 'fr')}",
                         f"proved with the timetables {_from_to(first, last, 'en')}")
        case Level.LAPSED:
            last = min(max(pair.feed.last for pair in one.pairs) for one in legs
                       if one.level is Level.LAPSED)
            return Words(f"la preuve s’arrêtait le {_date(last, 'fr')} : vérifiez les horaires",
                         f"the proof ended on {_date(last, 'en')}: check the timetables")
        case Level.TOLD:
            return Words("aucun horaire n’a été lu pour ce jour : les temps sont ceux de l’office",
                         "no timetable was read for that day: the times are the office's")
        case Level.UNKNOWN:
            return Words("aucun horaire n’a été lu pour ce jour, et l’office ne donne pas de temps",
                         "no timetable was read for that day, and the office gives no time")


def _date(day: date, lang: Lang) -> str:
    return language_of(lang).date(day)


def _from_to(first: date, last: date, lang: Lang) -> str:
    """``du 22 janvier au 22 avril 2025``."""
    begins = (language_of(lang).day_month(first.month, first.day) if first.year == last.year
              else _date(first, lang))
    return Words(f"du {begins} au {_date(last, 'fr')}",
                 f"from {begins} to {_date(last, 'en')}").in_lang(lang)


def as_data(found: Answer, lang: Lang) -> dict[str, object]:
    """The answer as the design fixes it: plain values, times ``HH:MM`` by the clocks of the place.
    """
    legs = []
    for one in found.legs:
        start, end, _ = one.leg.ends
        listed = [(pair.start.id, pair.end.id, [*today, *in_the_night(night)], often)
                  for pair, today, night, often in one.lists()]
        running = [pair for pair in listed if pair[2] or pair[3]] or listed[:1]
        known: list[tuple[str, str, list[Departure], tuple[Often, ...]]] = [
            (pair.start.id, pair.end.id, [], ())
            for pair in one.pairs[:1]]
        for a, b, departures, oftens in running or known or [("", "", [], ())]:
            legs.append({"day": one.leg.day, "from": start, "to": end, "stops": [a, b] if a else [],
                         "departures": [departure_data(each) for each in departures],
                         **({"without_times": [{
                             "from": wall_clock(often.from_min),
                             **_days_later("from", often.from_min),
                             "until": wall_clock(often.until_min),
                             **_days_later("until", often.until_min),
                             "every_min": often.every_min,
                             "ride_min": often.ride_min, "by": often.by.value}
                             for often in oftens]} if oftens else {}),
                         **({"not_counted": sorted({each.doubt.value
                                                    for each in one.not_counted()})}
                            if one.not_counted() else {})})
    back = found.plan.last_back
    return {"itinerary": found.itinerary, "on": found.on.isoformat(), "possible": found.possible,
            "reason": found.reason.in_lang(lang), "level": found.plan.level.value, "legs": legs,
            "last_back": departure_data(back) if back else None}


def _days_later(name: str, minute: int) -> dict[str, int]:
    """That a time is in the night after, where it is."""
    later = days_later(minute)
    return {f"{name}_days_later": later} if later else {}


def in_the_night(departures: Sequence[Departure]) -> list[Departure]:
    """Departures of the next date, by minutes of the date before."""
    return [replace(one, leaves_min=one.leaves_min + DAY_MIN,
                    arrives_min=one.arrives_min + DAY_MIN) for one in departures]


def departure_data(one: Departure | Ride) -> dict[str, object]:
    """A departure; ``days_later`` tells the arrival from the leg's date, and ``leaves_days_later``
    the departure, where it is in the night after."""
    return {"leaves": wall_clock(one.leaves_min), **_days_later("leaves", one.leaves_min),
            "arrives": wall_clock(one.arrives_min),
            "days_later": days_later(one.arrives_min), "by": one.by.value,
            **({"caveats": one.caveats.words.split()} if one.caveats else {})}
