"""A route in its other direction, in words: what was done with its plan, and what keeps one from
it."""

from __future__ import annotations

from collections.abc import Iterator

from parcours.i18n.language import Language
from parcours.render.words.getting_there import stops
from parcours.render.words.writer import plain
from parcours.trip.other_way import Barrier, Hurdle, OtherWay
from parcours.trip.trip import Trip


def changes(back: OtherWay, language: Language) -> Iterator[str]:
    """What this direction has otherwise than the route as it was written, sentence by sentence."""
    say, visits = language.say, back.trip.visits
    yield say("Computed from the route: the same places, for as long. Times are estimates, and "
              "nobody has reviewed this direction.")
    if back.freed:
        yield say("A fixed hour of the route gives way to the opening hours at {stops}.",
                  stops=stops([visits[n - 1] for n in back.freed], language))
    if back.fasting:
        yield say("The meal that the route has there would fall at another hour at {stops}: it is "
                  "not planned in this direction.",
                  stops=stops([visits[n - 1] for n in back.fasting], language))
    if back.sleepless:
        yield say("The route names no night after day {days}.", days=language.all_of(
            [str(n) for n in back.sleepless]))


_WHY = {
    Barrier.LATE: "you reach stop {n}, {place}, {at}, and have to be there at {limit}",
    Barrier.NIGHT: "you would only reach stop {n}, {place}, {at} of the next day",
    Barrier.OVERLAP: "the day before ends {at} in the night, after the next one has begun "
                     "({limit}), at stop {n}, {place}",
    Barrier.MARKET: "you reach stop {n}, {place}, {at}; the route is there at {limit}, and "
                    "nothing says how long the market lasts",
}


def why_not(hurdle: Hurdle, trip: Trip, language: Language) -> str:
    """What keeps the route from being done so, as the end of a sentence; plain text."""
    say = language.say
    return say(_WHY[hurdle.why], n=hurdle.number,
               place=plain(trip.visits[hurdle.number - 1].place.name, language,
                           trip.default_lang),
               at=say("around {time}", time=language.clock(hurdle.at_min)),
               limit=language.clock(hurdle.limit_min))
