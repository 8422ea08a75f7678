"""Both sides of a route: what each gets, who has signed for it, and which offices answer."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from parcours.content.reviews import latest, unsigned
from parcours.content.sides import Side
from parcours.format.choices import Reviews
from parcours.i18n.language import Language
from parcours.i18n.typography import typeset
from parcours.render.words.views import ShareView
from parcours.render.words.writer import Writer
from parcours.trip.balance import percents
from parcours.trip.trip import Share, Trip


def shares(shares: Sequence[Share], write: Writer) -> list[ShareView]:
    """What each side gets."""
    views, start = [], 0.0
    for share, said in zip(shares, shares_said(shares, write.language), strict=True):
        width = round(share.minutes_fraction * 100, 1)
        views.append(ShareView(write.text(share.side.name), share.side.character.value, said,
                               start, width))
        start += width
    return views


def shares_said(shares: Sequence[Share], language: Language) -> list[str]:
    """What each side gets, in words; no share of time where the route plans none."""
    said = []
    of_time = percents([share.minutes for share in shares])
    for n, share in enumerate(shares):
        told = stops = language.say_n("{n} stop", "{n} stops", share.stops)
        if of_time:
            told = language.say("{percent}% of the time at stops, {stops}", stops=stops,
                                percent=language.number(of_time[n], 3))
        if share.nights:
            told += " · " + language.say_n("{n} night", "{n} nights", share.nights)
        said.append(told)
    return said


def signatures(trip: Trip, write: Writer) -> list[str]:
    """Who reviewed a route on each side, and the sides where nobody has yet."""
    say, route, sides = write.language.say, trip.itinerary, write.atlas.territories
    told = []
    for review in latest(route):
        since = (trip.id, review.territory, review.on) in write.atlas.changed_since
        told.append(say(
            "Reviewed for {territory} by {name} on {day}; the route has changed since."
            if since else "Reviewed for {territory} by {name} on {day}.",
            name=typeset(review.by, write.lang),
            territory=write.plain(sides[review.territory].name),
            day=write.language.date(review.on)))
    if told or write.atlas.site.reviews is Reviews.REQUIRED:
        told += [say("Not yet reviewed for {territory}.", territory=write.plain(sides[id].name))
                 for id in unsigned(route, write.atlas)]
    return told


def offices(trip: Trip, write: Writer) -> list[tuple[Markup, str]]:
    """The offices that answer for a route, with their websites, where they have one."""
    sides = [write.atlas.territories[id] for id in trip.alliance.territories
             if id in write.atlas.territories]
    return [(write.text(side.office.name), side.office.website)
            for side in sides if side.office and side.office.website]


def names(sides: Sequence[Side], write: Writer) -> str:
    """Territories joined by *and*."""
    return write.language.all_of([write.plain(side.name) for side in sides])
