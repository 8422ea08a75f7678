"""The days of a route as its page tells them: stops, remarks, and the legs between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from parcours.format.text import Text
from parcours.render.words import paths
from parcours.render.words.modes import style_of
from parcours.render.words.places import PHOTO, photo, view
from parcours.render.words.proof import time_of_day
from parcours.render.words.views import DayView, LegView, StopServices, StopView
from parcours.render.words.writer import Writer
from parcours.safe_text import html as prose
from parcours.trip.trip import Leg, Trip, Visit


def days(trip: Trip, write: Writer, services: Mapping[int, StopServices]) -> list[DayView]:
    """Every day of a trip with its stops, and what is close to them by their number."""
    return [DayView(day.number, write.sentence(day.title),
                    tuple(_stop(visit, write, services.get(visit.number)) for visit in day.visits))
            for day in trip.days]


def _stop(visit: Visit, write: Writer, services: StopServices | None) -> StopView:
    place = view(visit.place_id, visit.place, write)
    return StopView(
        visit.number, visit.anchor, visit.side.character.value, visit.place_id, place,
        time_of_day(visit.visit_min, visit.time_level, write.language),
        tuple(_remarks(visit, write)),
        write.prose(visit.note) if visit.note else Markup(),
        place.about if not visit.place_id else Markup(),
        _leg(visit.leg, write) if visit.leg else None,
        photo(visit.place.photo, f"../../lieux/{visit.place_id}/{PHOTO}"
                   if visit.place_id else visit.anchor, write), services)


def _remarks(visit: Visit, write: Writer) -> list[str]:
    say, duration = write.language.say, write.language.duration
    remarks = []
    if visit.night:
        remarks.append(say("night here"))
    elif visit.stay_min:
        remarks.append(say("stay {duration}", duration=duration(visit.stay_min)))
    if visit.meal:
        remarks.append(write.name(visit.meal))
    if visit.optional:
        remarks.append(say("optional"))
    if visit.visit_min > visit.arrival_min:
        wait_min = visit.visit_min - visit.arrival_min
        remarks.append(say("wait {duration}", duration=duration(wait_min)))
    return remarks


def _leg(leg: Leg, write: Writer) -> LegView:
    say, style = write.language.say, style_of(leg.by)
    figures = []
    if leg.by is not None:
        took = write.language.duration(leg.minutes)
        figures.append(say("about {duration} (estimate)", duration=took)
                       if leg.minutes_estimated else took)
    length = write.language.km(leg.km)
    figures.append(say("{km} as the crow flies", km=length) if leg.km_estimated else length)
    if leg.relief is not None and leg.by in paths.ON_ONES_OWN:
        figures.append(paths.climb(leg.relief, write.language))
    return LegView(
        style.token, say(style.label), ", ".join(figures), leg.line,
        _via(leg.via, write), write.sentence(leg.note) if leg.note else Markup(),
        paths.told(leg, write.language))


def _via(passed: Sequence[Text], write: Writer) -> Markup:
    """What a leg passes, each name in the page's language where it has one."""
    if not passed:
        return Markup()
    before, _, after = write.language.say("via {places}").partition("{places}")
    names = write.language.all_of([write.text(name) for name in passed])
    return Markup(f"{prose.inert(before)}{names}{prose.inert(after)}")
