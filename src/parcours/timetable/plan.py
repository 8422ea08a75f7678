"""Whether a route can be done on a day: its plan, played with the departures of that day.

The plan keeps its order, its stays and its fixed hours. At each leg that rides on a service one
takes what arrives first of all that leaves once one is there, or a later one where the plan cannot
be kept with it; everything after moves along, and each place must be open when one really comes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Lang, Words
from parcours.format.choices import Kind
from parcours.i18n.language import language_of
from parcours.timetable.clock import DAY_MIN
from parcours.timetable.extract import Extract, clock
from parcours.timetable.feed import Departure
from parcours.timetable.legs import service_legs
from parcours.timetable.proof import LegOnDay, Level, level_of, on_day
from parcours.trip.open_days import open_on
from parcours.trip.trip import Trip, Visit

_ON_THE_WAY = {Kind.STATION, Kind.BUS_STOP}
"""Where one changes from a vehicle to another."""
_CHANGE_MIN = 30
"""A longer stay there is a visit: the way back begins after it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What `parcours timetable --show` tells."""

    itinerary: str
    on: date
    possible: bool | None
    """None where nothing proves that it is, and nothing that it is not."""
    reason: Words
    level: Level
    legs: tuple[LegOnDay, ...]
    last_back: Departure | None
    """The last departure by which the plan still ends where it must, minutes from midnight of the
    last day; None where there is none, or where no timetable proves one."""


@dataclass(frozen=True, slots=True)
class _Stop:
    """A visit, and the hour at which one has to be there, if any."""

    visit: Visit
    fixed_min: int | None
    later: int
    """So many days after one sets out."""


class _Broken(Exception):
    """Why the plan cannot be kept."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


def answer(trip: Trip, atlas: Atlas, extract: Extract | None) -> Answer:
    """Whether one can set out on ``atlas.today``, the day for which the trip was computed."""
    on = atlas.today
    legs = [on_day(leg, extract, on + timedelta(days=leg.day - 1)) for leg in service_legs(trip)]
    rides = {one.leg.end.number: one for one in legs}
    level = level_of(legs) if legs else _without_services(trip)
    days = [[_Stop(visit, stop.arrive, day.number - 1)
             for visit, stop in zip(day.visits, written.stops, strict=True)]
            for day, written in zip(trip.days, trip.itinerary.days, strict=True)]
    possible, reason = _possible(trip, days, atlas, rides, level)
    return Answer(trip.id, on, possible, reason, level, tuple(legs),
                  _last_back(days[-1], atlas, rides))


def _possible(trip: Trip, days: Sequence[Sequence[_Stop]], atlas: Atlas,
              rides: Mapping[int, LegOnDay], level: Level) -> tuple[bool | None, Words]:
    if atlas.today not in trip.open_days.offered:
        return False, Words("hors de la saison du parcours, ou pendant une fermeture annoncée",
                            "out of the route's season, or during an announced closure")
    try:
        for stops, written in zip(days, trip.itinerary.days, strict=True):
            _play(stops, written.start, atlas, rides)
    except _Broken as broken:
        return False, broken.words
    sure = level is Level.PROVED or not rides
    return (True if sure else None), _standing(rides.values(), level)


def _without_services(trip: Trip) -> Level:
    """The level of a plan that depends on no timetable: nothing is proved by there being none."""
    told = all(not leg.minutes_estimated for leg in trip.legs)
    return Level.TOLD if told else Level.UNKNOWN


def _play(stops: Sequence[_Stop], ready_min: int, atlas: Atlas,
          rides: Mapping[int, LegOnDay]) -> None:
    """Go through these stops, setting out at ``ready_min``; raises `_Broken` where no choice of
    departures keeps the plan, and then tells what is in the way of the earliest."""
    broken: dict[tuple[int, int], _Broken] = {}

    def go(n: int, ready: int) -> None:
        if n == len(stops):
            return
        if (known := broken.get((n, ready))) is not None:
            raise known
        first: _Broken | None = None
        for arrives in _arrivals(stops[n].visit, ready, rides):
            try:
                go(n + 1, _stay(stops[n], arrives, atlas))
            except _Broken as failed:
                first = first or failed
            else:
                return
        broken[n, ready] = first or _Broken(_nothing_runs(rides[stops[n].visit.number], ready))
        raise broken[n, ready]

    go(0, ready_min)


def _stay(stop: _Stop, arrives: int, atlas: Atlas) -> int:
    """When one leaves a stop to which one comes at ``arrives``."""
    visit, fixed = stop.visit, stop.fixed_min
    if fixed is not None and arrives > fixed:
        raise _Broken(Words(
            f"on arrive à {clock(arrives)} à l’étape « {_name(visit, 'fr')} », où il faut être à "
            f"{clock(fixed)}",
            f"one comes at {clock(arrives)} to the stop '{_name(visit, 'en')}', where one has to "
            f"be at {clock(fixed)}"))
    begins = arrives if fixed is None else fixed
    leaves = begins + visit.stay_min
    if not visit.optional and atlas.today not in open_on(
            visit, begins, leaves, stop.later, atlas):
        raise _Broken(Words(
            f"« {_name(visit, 'fr')} » n’est pas ouvert pendant toute la visite, de "
            f"{clock(begins)} à {clock(leaves)}",
            f"'{_name(visit, 'en')}' is not open during the whole visit, from {clock(begins)} to "
            f"{clock(leaves)}"))
    return leaves


def _arrivals(visit: Visit, ready_min: int, rides: Mapping[int, LegOnDay]) -> list[int]:
    """When one may come to a visit from the one before; as told where no timetable proves it."""
    ride = rides.get(visit.number)
    if ride is None or ride.level is not Level.PROVED:
        return [ready_min + (visit.leg.minutes if visit.leg else 0)]
    return ride.arrivals(ready_min)


def _nothing_runs(ride: LegOnDay, ready_min: int) -> Words:
    leaves = [one.leaves_min for one in ride.all_departures()]

    def told(lang: Lang) -> tuple[str, str, str]:
        return (_name(ride.leg.start, lang), _name(ride.leg.end, lang),
                language_of(lang).full_date(ride.day))

    (a, b, day), (a_en, b_en, day_en) = told("fr"), told("en")
    if not leaves:
        return Words(f"aucun service ne va de « {a} » à « {b} » le {day}",
                     f"no service goes from '{a_en}' to '{b_en}' on {day_en}")
    return Words(
        f"plus rien ne va de « {a} » à « {b} » le {day} à partir de {clock(ready_min)} : le "
        f"dernier départ est à {clock(leaves[-1])}",
        f"nothing goes from '{a_en}' to '{b_en}' on {day_en} from {clock(ready_min)} on: the last "
        f"departure is at {clock(leaves[-1])}")


def _standing(rides: Collection[LegOnDay], level: Level) -> Words:
    """What the answer stands on."""
    if not rides:
        return Words("aucun trajet de ce parcours ne dépend d’un horaire",
                     "no leg of this route depends on a timetable")
    match level:
        case Level.PROVED:
            feeds = {pair.feed for one in rides for pair in one.in_force(one.day)}
            first, last = (max(feed.first for feed in feeds), min(feed.last for feed in feeds))
            return Words(f"prouvé avec l’offre {_from_to(first, last, 'fr')}",
                         f"proved with the timetables {_from_to(first, last, 'en')}")
        case Level.LAPSED:
            last = min(max(pair.feed.last for pair in one.pairs) for one in rides
                       if one.level is Level.LAPSED)
            return Words(f"la preuve s’arrêtait le {_date(last, 'fr')} : vérifiez les horaires",
                         f"the proof ended on {_date(last, 'en')}: check the timetables")
        case Level.TOLD:
            return Words("aucun horaire n’a été lu pour ce jour : les temps sont ceux de l’office",
                         "no timetable was read for that day: the times are the office's")
        case Level.UNKNOWN:
            return Words("aucun horaire n’a été lu pour ce jour, et l’office ne donne pas de temps",
                         "no timetable was read for that day, and the office gives no time")


def _last_back(stops: Sequence[_Stop], atlas: Atlas,
               rides: Mapping[int, LegOnDay]) -> Departure | None:
    """The last departure of the way back from which the rest of the last day still works.

    The way back begins with the last ride, or earlier where one only changes before it.
    """
    begin = _way_back(stops, rides)
    if begin is None:
        return None
    ride = rides[stops[begin].visit.number]
    if ride.level is not Level.PROVED:
        return None
    for departure in reversed(ride.all_departures()):
        try:
            _play(stops[begin + 1:], _stay(stops[begin], departure.arrives_min, atlas), atlas,
                  rides)
        except _Broken:
            continue
        return departure
    return None


def _way_back(stops: Sequence[_Stop], rides: Mapping[int, LegOnDay]) -> int | None:
    """Which stop of the last day the way back first rides to."""
    begin: int | None = None
    for n in range(len(stops) - 1, -1, -1):
        visit = stops[n].visit
        if visit.number in rides:
            begin = n
        if begin is not None and n > 0 and not _only_changes(stops[n - 1].visit):
            break
    return begin


def _only_changes(visit: Visit) -> bool:
    return visit.place.kind in _ON_THE_WAY and visit.stay_min <= _CHANGE_MIN and not visit.night


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
        start, end = one.leg.key[3], one.leg.key[4]
        listed = [(pair.start, pair.end, pair.departures.get(one.day, ()))
                  for pair in one.in_force(one.day)]
        running = [pair for pair in listed if pair[2]] or listed[:1]
        known = [(pair.start, pair.end, ()) for pair in one.pairs[:1]]
        for a, b, departures in running or known or [("", "", ())]:
            legs.append({"day": one.leg.day, "from": start, "to": end, "stops": [a, b] if a else [],
                         "departures": [departure_data(each) for each in departures]})
    return {"itinerary": found.itinerary, "on": found.on.isoformat(), "possible": found.possible,
            "reason": found.reason.in_lang(lang), "level": found.level.value, "legs": legs,
            "last_back": departure_data(found.last_back) if found.last_back else None}


def departure_data(one: Departure) -> dict[str, object]:
    """A departure; ``days_later`` tells the arrival from the leg's date."""
    return {"leaves": clock(one.leaves_min), "arrives": clock(one.arrives_min),
            "days_later": one.arrives_min // DAY_MIN, "by": one.by.value}
