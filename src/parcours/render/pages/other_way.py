"""The page of a route in its other direction: its plan, or why there is none.

It is short on purpose. What the route's own page tells of its places, its sides and its carbon is
the same in both directions: it is told there, once, and so is what a search finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parcours.content.atlas import Atlas
from parcours.i18n.language import Language
from parcours.render.pages import calendar
from parcours.render.pages.drawn import of_stops
from parcours.render.pages.front_matter import document, front_matter
from parcours.render.pages.layout import missing_somewhere, template, writer
from parcours.render.words import getting_there, outlines, rides, sides
from parcours.render.words.days import by_guess, open_days_in_words
from parcours.render.words.other_way import changes, why_not
from parcours.render.words.places import notice, shuts
from parcours.render.words.proof import sentence
from parcours.render.words.stops import days as days_of
from parcours.trip.other_way import OtherWay, is_round
from parcours.trip.trip import Blocked, Trip


def other_way(back: OtherWay, trip: Trip, atlas: Atlas, language: Language,
              languages: Sequence[Language] = ()) -> str:
    """The page of a route gone ``back``, beside that of the ``trip`` as it was written."""
    write, say, route = writer(language, atlas), language.say, back.trip.itinerary
    days = calendar.coming(back.trip)
    spoken = open_days_in_words(back.trip.open_days, language)
    drawn = of_stops(back.trip.visits, atlas)
    page = template("other_way.md", language).render(
        symbols=drawn.symbols, drawn=drawn.by_key,
        id=back.trip.id, title=write.text(trip.itinerary.title),
        lead=getting_there.ends(back.trip, language),
        alliance=write.text(trip.alliance.name), possible=back.possible,
        why_not=why_not(back.hurdle, back.trip, language) if back.hurdle else "",
        notice=notice(route.status, write), shut=shuts(route.status, write),
        reasons=[calendar.reason(one, back.trip, language)
                 for one in _telling(days.reasons.values(), back.trip)],
        when=spoken, guessed=back.hurdle is None and by_guess(back.trip.open_days) is not None,
        computed=language.date(days.first), proof=sentence(spoken.proof),
        asks=back.trip.open_days.proof.total > 0, changes=list(changes(back, language)),
        is_round=is_round(trip), days=days_of(back.trip, {}, {}, write) if back.possible else [],
        rides=rides.spoken_rides(back.trip, language),
        modes=getting_there.modes(back.trip, language), car_free=back.trip.car_free,
        length=language.say_n("{n} day", "{n} days", len(back.trip.days)),
        loading=atlas.site.map_loading.value,
        map_title=say("Map of the route: {title}", title=write.plain(route.title)),
        picture=say("Picture of the route: {n} stops in {sides}; each is described below.",
                    n=len(back.trip.visits),
                    sides=sides.names([share.side for share in trip.shares], write)),
        outlines=outlines.caption_of_route(back.trip, atlas.outlines, language),
        say=say)
    head = front_matter(write.plain(route.title), write.plain(route.summary),
                        languages=missing_somewhere(languages, atlas), searched=False)
    if not back.possible:  # who reads of it on the route's page may see why; nobody looks for it
        head = head.replace("hide:", "listed: false\nhide:", 1)
    return document(head, page)


def _telling(blocked: Iterable[Blocked], trip: Trip) -> list[Blocked]:
    """Why there is no day at all: the stops that never allow one, where there are such; what
    another keeps shut at Easter alone is no reason."""
    blocked = list(blocked)
    never = {one.visit.number for one in trip.open_days.allowed
             if not one.starts & trip.open_days.offered}
    return [one for one in blocked if one.visit_number in never] or blocked
