"""The answer to "can this route be done on that day?", for editors and for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Lang, Words
from parcours.format.names import name_of
from parcours.hours.clock import DAY_MIN, wall_clock
from parcours.hours.day_set import DaySet
from parcours.i18n.language import language_of
from parcours.timetable.departures import Departure, Often
from parcours.timetable.extract import Extract
from parcours.timetable.plan import legs_on, plan_on
from parcours.timetable.proof import LegOnDay
from parcours.trip.coming_back import comes_back
from parcours.trip.rides import DayPlan, Hindrance, Level, Obstacle, Ride
from parcours.trip.trip import Trip, Visit


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


def hurry_words(hurry: Obstacle, trip: Trip, start: date) -> Words:
    """What is in the way of who walks between stops and places as long as we estimate."""
    found = obstacle_words(hurry, trip, start)
    return Words(f"{found.fr}, en comptant la marche entre l’arrêt et le lieu, que nous estimons",
                 f"{found.en}, counting the walk between stop and place, which is our estimate")


def slower_words(slower: Obstacle, trip: Trip) -> Words:
    """What is in the way of who takes longer than we estimate, as a clause."""
    visit = trip.visits[slower.number - 1]
    return Words(
        "le plan ne tient que par notre estimation de la durée d’un trajet : qui met plus "
        f"longtemps ne le tient pas à l’étape « {_name(visit, 'fr')} »",
        "the plan rests on our own estimate of how long a way takes: who takes longer cannot keep "
        f"it at the stop '{_name(visit, 'en')}'")


def obstacle_words(obstacle: Obstacle, trip: Trip, start: date) -> Words:
    """What is in the way of who sets out on a day, as a clause."""
    visit = trip.visits[obstacle.number - 1]
    fr, en = _name(visit, "fr"), _name(visit, "en")
    at, limit = (_clock(obstacle.at_min, about=obstacle.at_about or obstacle.guessed),
                 _clock(obstacle.limit_min, about=obstacle.limit_about))
    day = start + timedelta(days=obstacle.later)
    match obstacle.why:
        case Hindrance.LATE if obstacle.at_latest:
            return Words(
                f"on arrive {at.fr} au plus tard à l’étape « {fr} », où il faut être {limit.fr}",
                f"you get to the stop '{en}' {at.en} at the latest, and have to be there "
                f"{limit.en}")
        case Hindrance.LATE:
            return Words(
                f"on arrive {at.fr} à l’étape « {fr} », où il faut être {limit.fr}",
                f"you get to the stop '{en}' {at.en}, and have to be there {limit.en}")
        case Hindrance.SHUT if visit.night:
            return Words(f"« {fr} », où l’on dort, n’ouvre pas ce jour-là",
                         f"'{en}', where one sleeps, does not open that day")
        case Hindrance.SHUT if obstacle.at_latest and obstacle.at_min == obstacle.limit_min:
            return Words(f"« {fr} », où l’on passe {at.fr} au plus tard, n’est pas ouvert alors",
                         f"'{en}', where you come by {at.en} at the latest, is not open then")
        case Hindrance.SHUT if obstacle.at_min == obstacle.limit_min:
            return Words(f"« {fr} », où l’on passe {at.fr}, n’est pas ouvert",
                         f"'{en}', where you come by {at.en}, is not open")
        case Hindrance.SHUT:
            begins, ends = map(_time, (obstacle.at_min, obstacle.limit_min))
            around = Words("au plus tard ", "at the latest ") if obstacle.at_latest else Words(
                "environ ", "about ") if obstacle.at_about or obstacle.guessed else Words("", "")
            return Words(
                f"« {fr} » n’est pas ouvert pendant toute la visite, {around.fr}de {begins.fr} à "
                f"{ends.fr}",
                f"'{en}' is not open during the whole visit, {around.en}from {begins.en} to "
                f"{ends.en}")
        case _:
            return _nothing_runs(obstacle, trip.visits[obstacle.number - 2], visit, day)


def _nothing_runs(obstacle: Obstacle, before: Visit, visit: Visit, day: date) -> Words:
    a, b, on = _name(before, "fr"), _name(visit, "fr"), language_of("fr").full_date(day)
    a_en, b_en = _name(before, "en"), _name(visit, "en")
    on_en = language_of("en").full_date(day)
    by = name_of(visit.leg.by) if visit.leg is not None and visit.leg.by else Words("", "")
    at, last = _time(obstacle.at_min), _clock(obstacle.limit_min, about=obstacle.limit_about)
    latest = Words(
        f" (on y est vers {at.fr}, d’après notre estimation du chemin)",
        f" (you are there around {at.en}, by our estimate of the way)") if (
        obstacle.guessed) else Words(f" (on y est à {at.fr} au plus tard)",
                   f" (you are there at {at.en} at the latest)") if (
        obstacle.at_latest) else Words("", "")
    match obstacle.why:
        case Hindrance.NO_CHANGE:
            return Words(
                f"d’après l’horaire, le {on} à {at.fr}, on ne peut pas changer à « {a} » pour "
                f"aller à « {b} »",
                f"by the timetable, on {on_en} at {at.en}, one cannot change at '{a_en}' to go "
                f"to '{b_en}'")
        case Hindrance.OFTEN:
            return Words(
                f"de « {a} » à « {b} », le {on} à partir de {at.fr}, seul un service sans heures "
                f"fixes va encore directement, jusqu’à {_time(obstacle.limit_min).fr} : on ne sait "
                "pas s’il en passe encore un",
                f"from '{a_en}' to '{b_en}', on {on_en} from {at.en} on, only a service without "
                f"fixed times still goes directly, until {_time(obstacle.limit_min).en}: nobody "
                "knows whether one more comes")
        case Hindrance.NO_SERVICE:
            return Words(f"rien ne va directement {by.fr} de « {a} » à « {b} » le {on}",
                         f"nothing goes directly {by.en} from '{a_en}' to '{b_en}' on {on_en}")
        case Hindrance.BOOKED:
            return Words(
                f"de « {a} » à « {b} », le {on} à partir de {at.fr}, il faut réserver par "
                "téléphone pour y aller directement",
                f"from '{a_en}' to '{b_en}', on {on_en} from {at.en} on, one has to book by "
                "telephone to go directly")
        case Hindrance.SCHOOL:
            return Words(
                f"de « {a} » à « {b} », le {on} à partir de {at.fr}, il n’y a plus de direct que "
                "pour les élèves",
                f"from '{a_en}' to '{b_en}', on {on_en} from {at.en} on, the only direct ones "
                "left are there for pupils")
        case Hindrance.KIND:
            return Words(
                f"de « {a} » à « {b} », le {on} à partir de {at.fr}, il n’y a plus de direct que "
                "par un moyen que l’horaire nomme autrement, ou ne nomme pas",
                f"from '{a_en}' to '{b_en}', on {on_en} from {at.en} on, the only direct ones "
                "left are by a means that the timetable names otherwise, or not at all")
        case Hindrance.UNREAD:
            return Words(
                f"de « {a} » à « {b} », le {on} à partir de {at.fr}, seul pourrait aller "
                "directement un réseau dont l’horaire n’a pas été lu pour ce jour",
                f"from '{a_en}' to '{b_en}', on {on_en} from {at.en} on, only a network may go "
                "directly whose timetable was not read for that day")
        case Hindrance.UNTIMED:
            return Words(
                f"de « {a} » à « {b} », le {on} à partir de {at.fr}, rien ne dit à quelle heure "
                "on peut aller directement",
                f"from '{a_en}' to '{b_en}', on {on_en} from {at.en} on, nothing says at what "
                "time one can go directly")
        case _:
            return Words(
                f"plus rien ne va directement {by.fr} de « {a} » à « {b} » le {on} à partir de "
                f"{at.fr} : le dernier départ est {last.fr}{latest.fr}",
                f"nothing goes directly {by.en} from '{a_en}' to '{b_en}' on {on_en} from {at.en} "
                f"on: the last departure is {last.en}{latest.en}")


def _clock(minutes: int, *, about: bool = False) -> Words:
    """When something is, on the day that a stop is for or in the night after it."""
    told = _time(minutes)
    at = Words("vers", "around") if about else Words("à", "at")
    return Words(f"{at.fr} {told.fr}", f"{at.en} {told.en}")


def _time(minutes: int) -> Words:
    told = wall_clock(minutes)
    return (Words(f"{told} le lendemain", f"{told} the next day") if minutes >= DAY_MIN
            else Words(told, told))


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


def _name(visit: Visit, lang: Lang) -> str:
    return visit.place.name.in_lang(lang)


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
    return {f"{name}_days_later": minute // DAY_MIN} if minute >= DAY_MIN else {}


def in_the_night(departures: Sequence[Departure]) -> list[Departure]:
    """Departures of the next date, by minutes of the date before."""
    return [replace(one, leaves_min=one.leaves_min + DAY_MIN,
                    arrives_min=one.arrives_min + DAY_MIN) for one in departures]


def departure_data(one: Departure | Ride) -> dict[str, object]:
    """A departure; ``days_later`` tells the arrival from the leg's date, and ``leaves_days_later``
    the departure, where it is in the night after."""
    return {"leaves": wall_clock(one.leaves_min), **_days_later("leaves", one.leaves_min),
            "arrives": wall_clock(one.arrives_min),
            "days_later": one.arrives_min // DAY_MIN, "by": one.by.value,
            **({"caveats": one.caveats.words.split()} if one.caveats else {})}
