"""The files a visitor takes away and the data a machine reads: one short module a format.

Each module has ``render(trip, language, page_url) -> str``. ``page_url`` is the absolute address of
the route's page, or empty when the site has no address; nothing then points back to the page. We
write the formats ourselves, because the libraries that do take several milliseconds a file; those
libraries read every value back in the tests.

Here is what the formats share: the licence, a stop or a leg told in one line of plain text, JSON.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from json import JSONEncoder

from parcours.format.names import KINDS, MEALS
from parcours.hours.clock import wall_clock
from parcours.i18n.language import Language
from parcours.render.words.modes import style_of
from parcours.render.words.paths import length
from parcours.safe_text.html import to_text
from parcours.trip.trip import Leg, Trip, TripDay, Visit

LICENCE = "Licence Ouverte 2.0"
LICENCE_URL = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"

to_json = JSONEncoder(ensure_ascii=False, check_circular=False, allow_nan=False,
                      separators=(",", ":")).encode
"""Compact JSON in insertion order; our documents are trees, so no circle is looked for."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands round the parts that routes give to one file."""

    head: str
    tail: str = ""
    between: str = ""
    """Before each part but the first."""
    first: str = ""
    """Before the first part, where there is one."""

    def around(self, parts: Sequence[str]) -> str:
        """A whole file."""
        return "".join((self.head, self.first if parts else "", self.between.join(parts),
                        self.tail))


def listed_in(document: str, member: str) -> Frame:
    """The frame of a list, a part a line, as the last member of a JSON object."""
    return Frame(f'{document[:-1]},"{member}":[\n', "\n]}\n", ",\n")


_plain = lru_cache(maxsize=1024)(to_text)  # two formats tell the same notes one after the other


def publishers(trip: Trip, language: Language) -> list[str]:
    """The names of the territories that made the route, to be credited by whoever reuses it."""
    return [share.side.name.in_lang(language.code, trip.default_lang) for share in trip.shares]


def start_of(day: TripDay) -> str:
    """When a day begins: as one sets out for its first stop, else as one is there."""
    first = day.visits[0]
    return wall_clock(first.leg.departure_min if first.leg else first.arrival_min)


def about_visit(visit: Visit, language: Language, default_lang: str) -> str:
    """A stop in one line: what it is, where, how long, and what to beware of."""
    place = visit.place
    told = [language.say(KINDS[place.kind]), visit.commune]
    if visit.night:
        told.append(language.say("overnight stay"))
    elif visit.stay_min:
        told.append(language.say("{time} there", time=language.duration(visit.stay_min)))
    if visit.meal:
        told.append(language.say(MEALS[visit.meal]))
    if visit.optional:
        told.append(language.say("stop that may be skipped"))
    if place.approximate:
        told.append(language.say("position only known to within {distance}",
                                 distance=language.km(place.precision_m / 1000)))
    return _told(told, _plain(visit.note.in_lang(language.code, default_lang))
                 if visit.note else "")


def about_leg(leg: Leg, language: Language, default_lang: str, *, means: bool = False) -> str:
    """A leg in one line: how long, how far, by which line and places; by which ``means`` first,
    where the format does not say so elsewhere."""
    time, told = language.duration(leg.minutes), [length((leg,), language)]
    if leg.known_min:
        told.insert(0, language.say("about {amount}", amount=time) if leg.minutes_estimated
                    else time)
    if means:
        told.insert(0, language.say(style_of(leg.by).label))
    if leg.line:
        told.append(language.say("line {line}", line=leg.line))
    if leg.via:
        told.append(language.say("by way of {places}", places=", ".join(
            name.in_lang(language.code, default_lang) for name in leg.via)))
    return _told(told, leg.note.in_lang(language.code, default_lang) if leg.note else "")


def sentence(text: str) -> str:
    """A text with the one mark that ends it."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _told(facts: list[str], note: str) -> str:
    line = ", ".join(facts)
    return f"{line[:1].upper()}{line[1:]}" + (f". {note}" if note else "")
