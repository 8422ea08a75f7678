"""The days of a route as its page tells them: stops, remarks, and the legs between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from parcours.content.freshness import Level
from parcours.format.text import Text
from parcours.render.words import paths
from parcours.render.words.day_titles import before, own_title
from parcours.render.words.modes import style_of
from parcours.render.words.places import PHOTO, photo, view
from parcours.render.words.proof import time_of_day
from parcours.render.words.views import DayView, LegView, SharedNote, StopServices, StopView
from parcours.render.words.writer import Writer
from parcours.safe_text import html
from parcours.trip.open_days import after_hours, shut
from parcours.trip.trip import Leg, Trip, Visit

_IN_LINE = 2
"""So many places that a leg passes stand in its line; more of them open."""


def days(trip: Trip, notes: Mapping[Markup, SharedNote], services: Mapping[int, StopServices],
         write: Writer) -> list[DayView]:
    """Every day of a trip with its stops; ``notes`` are those told elsewhere, by what they say,
    and ``services`` what is close to stops, by their number."""
    several, found = len(trip.days) > 1, []
    for day in trip.days:
        title = own_title(day.title, day.number, write.language) if several else day.title
        said = write.plain(title)
        found.append(DayView(day.number, write.sentence(title) if said else Markup(), tuple(
            _stop(visit, [*_remarks(visit, write), *_closed(visit, day.number - 1, trip, write),
                           *_late(visit, day.number - 1, trip, write)],
                  notes, services.get(visit.number), write) for visit in day.visits),
            before(said, day.number, write.language) if several else ""))
    return found


def shared_notes(trip: Trip, write: Writer) -> dict[Markup, SharedNote]:
    """The notes that several legs have word for word, by what they say: each is told once, and
    the legs name it."""
    legs: dict[Markup, list[str]] = {}
    for leg in trip.legs:
        if leg.note:
            legs.setdefault(write.sentence(leg.note), []).append(str(leg.to_number))
    shared = [(said, to) for said, to in legs.items() if len(to) > 1]
    language = write.language
    return {said: SharedNote(f"a-savoir-{n}", language.say(
        "To stops {numbers}", numbers=language.all_of(to)), said)
        for n, (said, to) in enumerate(shared, start=1)}


def _stop(visit: Visit, remarks: Sequence[str], notes: Mapping[Markup, SharedNote],
          services: StopServices | None, write: Writer) -> StopView:
    place = view(visit.place_id, visit.place, write)
    return StopView(
        visit.number, visit.anchor, visit.side.character.value, visit.place_id, place,
        time_of_day(visit.visit_min, visit.time_level, write.language),
        tuple(remarks),
        write.prose(visit.note) if visit.note else Markup(),
        place.about if not visit.place_id else Markup(),
        _leg(visit.leg, notes, write) if visit.leg else None,
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


def _closed(visit: Visit, later: int, trip: Trip, write: Writer) -> list[str]:
    """That a stop which may be skipped is not open when the plan comes by."""
    days = trip.open_days
    closed = shut(visit, later, days)
    if not closed:
        return []
    return [write.language.say("not open then" if closed == days.starts
                               else "not open then on some days")]


def _late(visit: Visit, later: int, trip: Trip, write: Writer) -> list[str]:
    """That one comes to where one sleeps after its hours have ended: somebody must know."""
    late, say = after_hours(visit, later, trip.open_days), write.language.say
    if not late:
        return []
    if visit.arrival_level is Level.UNKNOWN:
        return [say("you may arrive after its hours end, so tell them first")]
    return [say("you arrive after its hours end, so tell them first"
                if late == trip.open_days.starts
                else "on some days you arrive after its hours end, so tell them first")]


def _leg(leg: Leg, notes: Mapping[Markup, SharedNote], write: Writer) -> LegView:
    say, style = write.language.say, style_of(leg.by)
    figures = []
    if leg.by is not None and not leg.time_unknown:
        took = write.language.duration(leg.minutes)
        figures.append(say("about {duration} (estimate)", duration=took)
                       if leg.minutes_estimated else took)
    figures.append(paths.length((leg,), write.language))
    if leg.relief is not None and leg.by in paths.ON_ONES_OWN:
        figures.append(paths.climb(leg.relief, write.language))
    note = write.sentence(leg.note) if leg.note else Markup()
    shared = notes.get(note)
    return LegView(
        style.token, say(style.label), ", ".join(figures), leg.line, _via(leg.via, write),
        say("passes {n} places", n=len(leg.via)) if len(leg.via) > _IN_LINE else "",
        Markup() if shared else note, shared.anchor if shared else "",
        paths.told(leg, write.language))


def _via(passed: Sequence[Text], write: Writer) -> Markup:
    """What a leg passes, each name in the page's language where it has one."""
    if not passed:
        return Markup()
    before, _, after = write.language.say("via {places}").partition("{places}")
    names = write.language.all_of([write.text(name) for name in passed])
    return Markup(f"{html.inert(before)}{names}{html.inert(after)}")
