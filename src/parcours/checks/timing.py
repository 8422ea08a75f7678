"""A plan must be possible: the clock adds up, and what is done has its hour."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from parcours.checks.subject import StopAt, stops_of
from parcours.content.atlas import Atlas
from parcours.content.freshness import Level
from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, error, warning
from parcours.format.choices import Meal, Mode
from parcours.format.model import Itinerary, PlaceFields
from parcours.format.parse import Parsed
from parcours.format.scalars import written_stay
from parcours.geo.points import distance_m
from parcours.hours.clock import wall_clock
from parcours.source.read import Source
from parcours.trip import factors
from parcours.trip.estimates import sparable_min
from parcours.trip.trip import Trip, TripDay, Visit
from parcours.trip.usual_hours import (
    EARLIEST_START_MIN,
    LAST_ARRIVAL_MIN,
    TABLE_LAID,
    odd_meal,
)

_LONG_WAIT_MIN = 180
_MOST_KM = {Mode.WALK: 40.0, Mode.BIKE: 150.0, Mode.E_BIKE: 150.0, Mode.METRO: 60.0,
            Mode.TRAM: 60.0}
"""Past these nobody goes in one leg: metres in place of kilometres, or another means."""
_STRAIGHT = 0.9
"""A way is believed that is shorter than the straight line by no more than a tenth: points and
kilometres are both rounded."""
_MEALS = {Meal.BREAKFAST: ("un petit déjeuner", "a breakfast"),
          Meal.LUNCH: ("un déjeuner", "a lunch"), Meal.DINNER: ("un dîner", "a dinner")}


def _fr(number: float) -> str:
    return f"{number:.1f}".replace(".", ",").removesuffix(",0")


def impossible_timing(trip: Trip, parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """Fixed times can be met, days end at night, and nobody travels faster than their means."""
    span = parsed.source.span
    for at, visit in zip(stops_of(parsed), trip.visits, strict=True):
        day, previous = trip.days[int(at.loc[1])], _before(trip, visit)
        if at.stop.arrive is not None and at.stop.arrive < visit.arrival_min:
            yield _late(visit, at.stop.arrive, day, trip, span((*at.loc, "arrive")))
        elif _first_of_the_next_day(visit, day, previous):
            yield from _next_day(visit, day, span(at.loc))
        if visit.night and visit is not day.visits[-1]:
            yield error("impossible-timing", span((*at.loc, "stay")), Words(
                "on dort à cette étape, mais d’autres la suivent le même jour",
                "you sleep at this stop, but others follow on the same day"),
                Words("mettez la nuit à la dernière étape de la journée",
                      "put the night at the last stop of the day"))
        if visit.meal is not None and odd_meal(visit, visit.visit_min, visit.departure_min):
            yield _meal(visit, visit.meal, span((*at.loc, "meal")))
        if previous is not None:
            yield from _way(at, visit, _least_km(previous.place, visit.place), parsed.source)


def _first_of_the_next_day(visit: Visit, day: TripDay, previous: Visit | None) -> bool:
    """Whether one comes here so late that it belongs to the next day, and to no stop before."""
    return visit.arrival_min > LAST_ARRIVAL_MIN and (
        visit is day.visits[0] or previous is None or previous.arrival_min <= LAST_ARRIVAL_MIN)


def _next_day(visit: Visit, day: TripDay, span: Span) -> Iterator[Diagnostic]:
    """Only the author's own minutes make a plan wrong; our estimates may be too slow, and of a leg
    that nobody goes the length is what is told."""
    before = [leg for leg in day.legs if leg.to_number <= visit.number]
    if any(leg.by and leg.km > _MOST_KM.get(leg.by, inf) for leg in before):
        return
    guessed = any(leg.minutes_estimated for leg in before)
    yield (warning if guessed else error)("impossible-timing", span, Words(
        f"on y arriverait à {wall_clock(visit.arrival_min)} le lendemain",
        f"you would arrive at {wall_clock(visit.arrival_min)} the next day"),
        Words("commencez une nouvelle journée avant cette étape",
              "begin a new day before this stop"))


def _least_km(start: PlaceFields, end: PlaceFields) -> float:
    """How far two places are from each other at the least, given how well their points are known.
    """
    vague_m = start.precision_m + end.precision_m
    return max(0.0, distance_m(start.position, end.position) - vague_m) / 1000


def _way(at: StopAt, visit: Visit, least_km: float, source: Source) -> Iterator[Diagnostic]:
    """The first thing that cannot be so of the leg to a stop: that it is shorter than the straight
    line, longer than anybody goes, or faster."""
    leg, typed = visit.leg, at.stop.travel
    if leg is None or leg.by is None or typed is None:
        return

    def span(field: str) -> Span:
        return source.span((*at.loc, "travel", field))

    travelled_km = max(least_km, 0.0 if leg.km_estimated else leg.km)
    if not leg.km_estimated and typed.km is not None and leg.km < least_km * _STRAIGHT:
        yield warning("impossible-timing", span("km"), Words(
            f"{f'{leg.km:g}'.replace('.', ',')} km, c’est moins que la ligne droite "
            f"({_fr(least_km)} km)",
            f"{leg.km:g} km is less than the straight line ({least_km:.1f} km)"),
            Words("corrigez km, ou retirez-le", "correct km, or remove it"))
    elif travelled_km > _MOST_KM.get(leg.by, inf):
        yield warning("impossible-timing", span("km" if typed.km else "by"),
                      *_too_far(travelled_km, leg.by, typed.km, least_km))
    elif travelled_km / (leg.minutes / 60) > factors.TOP_SPEED_KMH[leg.by]:
        kmh = round(travelled_km / (leg.minutes / 60))
        took = f"{leg.minutes} minute{'s' if leg.minutes > 1 else ''}"
        yield warning("impossible-timing", span("minutes"), Words(
            f"{took} pour {_fr(travelled_km)} km, c’est {kmh} km/h",
            f"{took} for {travelled_km:.1f} km is {kmh} km/h"),
            Words("vérifiez minutes, le moyen (by) et les positions des deux étapes",
                  "check minutes, the means (by) and the positions of both stops"))


def _too_far(km: float, by: Mode, typed_km: float | None,
             least_km: float) -> tuple[Words, Words]:
    """What to say of a leg that is longer than any of its means, and what to do about it.

    That metres were typed is only asked where so many metres could be the way.
    """
    on_foot = by is Mode.WALK
    means = Words("à pied" if on_foot else "d’une traite", "on foot" if on_foot else "in one go")
    hint = Words("changez de moyen (by), ou ajoutez une étape",
                 "change the means (by), or add a stop")
    if typed_km and least_km * _STRAIGHT <= typed_km / 1000 <= _MOST_KM[by]:
        metres = f"{typed_km / 1000:g}"
        hint = Words(f"km est en kilomètres : si ce sont des mètres, écrivez {metres} ; sinon, "
                     "changez de moyen (by)",
                     f"km is in kilometres: if these are metres, write {metres}; otherwise change "
                     "the means (by)")
    elif typed_km:
        hint = Words("corrigez km, changez de moyen (by), ou ajoutez une étape",
                     "correct km, change the means (by), or add a stop")
    shown = f"{km:.1f}".removesuffix(".0")
    return Words(f"{_fr(km)} km {means.fr}", f"{shown} km {means.en}"), hint


def _late(visit: Visit, arrive: int, day: TripDay, trip: Trip, span: Span) -> Diagnostic:
    """A fixed time that is past when one comes. Where that is our estimate of the way, only a time
    that nobody could meet is an error."""
    typed, comes = wall_clock(arrive), wall_clock(visit.arrival_min)
    if visit.arrival_level is not Level.UNKNOWN:
        return error("impossible-timing", span, Words(
            f"on ne peut pas y être à {typed} : on arrive à {comes}",
            f"you cannot be there at {typed}: you arrive at {comes}"),
            _in_time(visit, arrive, day, trip))
    if arrive < visit.arrival_min - sparable_min(visit, day, trip.visits):
        return error("impossible-timing", span, Words(
            f"on ne peut pas y être à {typed} : on y serait vers {comes}, d’après notre estimation "
            "du trajet",
            f"you cannot be there at {typed}: by our estimate of the way you would be there about "
            f"{comes}"), _SOONER)
    return warning("impossible-timing", span, Words(
        f"d’après notre estimation du trajet, on n’y serait que vers {comes}, et non à {typed}",
        f"by our estimate of the way you would only be there about {comes}, not at {typed}"),
        _SOONER)


_SOONER = Words("écrivez les minutes de ce trajet si vous les connaissez, ou partez plus tôt",
                "write the minutes of this leg if you know them, or set out earlier")


def _in_time(visit: Visit, arrive: int, day: TripDay, trip: Trip) -> Words:
    """The hour at which one can be there, and the one at which to set out to be there in time."""
    typed = trip.itinerary.days[day.number - 1]
    before = typed.stops[:day.visits.index(visit)]
    start = typed.start - (visit.arrival_min - arrive)
    fr = f"écrivez arrive: {wall_clock(visit.arrival_min)}"
    en = f"write arrive: {wall_clock(visit.arrival_min)}"
    if start < EARLIEST_START_MIN or any(stop.arrive is not None for stop in before):
        return Words(f"{fr}, ou partez plus tôt", f"{en}, or set out earlier")
    return Words(f"{fr}, ou start: {wall_clock(start)} pour la journée {day.number}",
                 f"{en}, or start: {wall_clock(start)} for day {day.number}")


def _meal(visit: Visit, meal: Meal, span: Span) -> Diagnostic:
    fr, en = _MEALS[meal]
    other = next((one for one, (earliest, latest) in TABLE_LAID.items()
                  if visit.visit_min <= latest and visit.departure_min >= earliest), None)
    return warning("impossible-timing", span, Words(
        f"{fr} de {wall_clock(visit.visit_min)} à {wall_clock(visit.departure_min)}",
        f"{en} from {wall_clock(visit.visit_min)} to {wall_clock(visit.departure_min)}"),
        Words("changez l’heure de cette étape, ou retirez meal",
              "change the hour of this stop, or remove meal") if other is None else
        Words(f"écrivez meal: {other}, ou changez l’heure de cette étape",
              f"write meal: {other}, or change the hour of this stop"))


def day_before_ends(trip: Trip, parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """A day begins after the day before has ended."""
    for before, day in zip(trip.days, trip.days[1:], strict=False):
        start = trip.itinerary.days[day.number - 1].start
        ended = before.visits[-1].departure_min - 24 * 60
        if start < ended:
            yield error("impossible-timing", parsed.source.span(("days", day.number - 1, "start")),
                        Words(f"la journée commence à {wall_clock(start)}, "
                              f"mais la précédente finit à {wall_clock(ended)} cette nuit-là",
                              f"the day begins at {wall_clock(start)}, "
                              f"but the one before ends at {wall_clock(ended)} that night"),
                        Words("commencez plus tard, ou raccourcissez la journée précédente",
                              "begin later, or shorten the day before"))


def long_wait(trip: Trip, parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """Nobody stands half a day before a door: a fixed time hours after the arrival is a slip, or
    a stop is missing."""
    if all(visit.visit_min - visit.arrival_min <= _LONG_WAIT_MIN for visit in trip.visits):
        return
    for at, visit in zip(stops_of(parsed), trip.visits, strict=True):
        wait = visit.visit_min - visit.arrival_min
        if wait <= _LONG_WAIT_MIN:
            continue
        day = trip.days[int(at.loc[1])]
        start = trip.itinerary.days[day.number - 1].start + wait
        yield warning("long-wait", parsed.source.span((*at.loc, "arrive")), Words(
            f"on attend {written_stay(wait)} : on arrive à {wall_clock(visit.arrival_min)}, "
            f"la visite commence à {wall_clock(visit.visit_min)}",
            f"you wait {written_stay(wait)}: you arrive at {wall_clock(visit.arrival_min)}, "
            f"the visit begins at {wall_clock(visit.visit_min)}"),
            Words(f"écrivez start: {wall_clock(start)} pour la journée {day.number}, "
                  "ou ajoutez une étape avant",
                  f"write start: {wall_clock(start)} for day {day.number}, or add a stop before")
            if visit is day.visits[0] else
            Words("corrigez arrive, ou ajoutez une étape avant",
                  "correct arrive, or add a stop before"))


def _before(trip: Trip, visit: Visit) -> Visit | None:
    return trip.visits[visit.number - 2] if visit.number > 1 else None
