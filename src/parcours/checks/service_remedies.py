"""What one change would let a plan be kept by the services that really run: another hour of
departure, another order of the walks of a day. What is offered has been tried on timetables;
nothing else is offered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, permutations

from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Words
from parcours.format.choices import Mode
from parcours.format.model import Day, Itinerary
from parcours.geo.points import distance_m
from parcours.hours.clock import wall_clock
from parcours.hours.day_set import DaySet
from parcours.timetable.extract import Extract
from parcours.timetable.plan import legs_on, plan_on
from parcours.trip.derive import WALKABLE_M, derive
from parcours.trip.trip import Trip
from parcours.trip.usual_hours import EARLIEST_START_MIN

_STEP_MIN = 15
_LATEST_START_MIN = 20 * 60
_MOST_ORDERS = 24
_MOST_DAYS = 12
"""Start days that a change is tried on: one of each different plan."""


@dataclass(frozen=True, slots=True)
class ServiceRemedy:
    """A change to type, with the itinerary that it makes."""

    words: Words
    itinerary: Itinerary


def service_remedy(trip: Trip, atlas: Atlas, extract: Extract, day: int,
                   wanted: DaySet) -> ServiceRemedy | None:
    """The smallest change of a day of the route (from 1) by which it can be done on each of the
    ``wanted`` start days; None where none was found."""
    days = _samples(trip, wanted)
    for found in _hours(trip, day):
        if _holds(replace(trip, itinerary=found.itinerary), atlas, extract, days):
            return found
    for found in islice(_orders(trip, day), _MOST_ORDERS):
        if _holds(derive(trip.id, found.itinerary, atlas), atlas, extract, days):
            return found
    return None


def _samples(trip: Trip, wanted: DaySet) -> list[DaySet]:
    """One of the wanted days for each plan that they have today, those that fail first."""
    plans = sorted(trip.timetables.plans if trip.timetables else (),
                   key=lambda plan: plan.obstacle is None)
    firsts = [day for plan in plans if (day := (plan.starts & wanted).next()) is not None]
    return [DaySet.of(day, [day]) for day in firsts[:_MOST_DAYS]]


def _holds(trip: Trip, atlas: Atlas, extract: Extract, days: Sequence[DaySet]) -> bool:
    """Whether the plan is kept on each of these days."""
    for one in days:
        plan = plan_on(trip, atlas, legs_on(trip, extract, one.first), one.first, one)
        if plan.obstacle is not None or plan.unsure:
            return False
    return bool(days)


def _hours(trip: Trip, day: int) -> Iterator[ServiceRemedy]:
    """Every hour of departure, in steps, the nearest to the one that is written first."""
    now = trip.itinerary.days[day - 1].start
    steps = range(-(-EARLIEST_START_MIN // _STEP_MIN) * _STEP_MIN, _LATEST_START_MIN + 1, _STEP_MIN)
    for start in sorted(steps, key=lambda start: (abs(start - now), start)):
        if start != now:
            typed = wall_clock(start)
            yield ServiceRemedy(
                Words(f"écrivez start: \"{typed}\" pour la journée {day} : essayé sur les horaires",
                      f"write start: \"{typed}\" for day {day}: tried on the timetables"),
                _with_day(trip.itinerary, day, start=start))


def _orders(trip: Trip, day: int) -> Iterator[ServiceRemedy]:
    """Other orders of stops that follow one another on foot, each near enough to the next."""
    stops = trip.itinerary.days[day - 1].stops
    visits = trip.days[day - 1].visits
    for begin, end in _walks(trip, day):
        for order in permutations(range(begin, end)):
            if list(order) == sorted(order):
                continue
            turned = [*range(begin), *order, *range(end, len(stops))]
            if any(distance_m(visits[a].place.position, visits[b].place.position) > WALKABLE_M
                   for a, b in zip(turned[begin - 1:end], turned[begin:end + 1], strict=False)):
                continue
            # the minutes of a walk are those of its former neighbours
            moved = [stops[n].model_copy(update={"travel": None}) if begin <= at <= end
                     and n != at else stops[n] for at, n in enumerate(turned)]
            if end < len(stops) and turned[end - 1] != end - 1:
                moved[end] = stops[end].model_copy(update={"travel": None})
            names = [[visits[n].place.name.in_lang(lang) for n in order] for lang in ("fr", "en")]
            yield ServiceRemedy(
                Words(f"changez l’ordre de la journée {day} : {', '.join(names[0])} ; essayé sur "
                      "les horaires",
                      f"change the order of day {day}: {', '.join(names[1])}; tried on the "
                      "timetables"),
                _with_day(trip.itinerary, day, stops=tuple(moved)))


def _walks(trip: Trip, day: int) -> Iterator[tuple[int, int]]:
    """Runs of two to four stops that one walks to, and walks on from where a stop follows."""
    visits = trip.days[day - 1].visits
    walked = [visit.leg is not None and visit.leg.by is Mode.WALK for visit in visits]
    begin = 1
    while begin < len(visits):
        end = begin
        while end < len(visits) and walked[end]:
            end += 1
        last = end if end == len(visits) else end - 1  # the walk to a station stays the last
        if 2 <= last - begin <= 4:
            yield begin, last
        begin = end + 1


def _with_day(itinerary: Itinerary, day: int, **changed: object) -> Itinerary:
    days: list[Day] = list(itinerary.days)
    days[day - 1] = days[day - 1].model_copy(update=changed)
    return itinerary.model_copy(update={"days": tuple(days)})
