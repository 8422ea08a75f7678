"""What templates need of a trip, made ready: phrases in one language, HTML where it is prose.

Templates lay out and never compute; they call nothing, which is also what makes them fast. What
depends on a place alone is made once and kept: places come back on many routes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeAlias

from markupsafe import Markup

from parcours.content import photos
from parcours.content.atlas import Atlas
from parcours.content.photos import Sizes
from parcours.content.reviews import latest, unsigned
from parcours.content.sides import Side
from parcours.content.telephone import dialled
from parcours.format.model import (
    Character,
    Difficulty,
    Meal,
    Photo,
    PlaceFields,
    Reviews,
    Service,
    State,
    Status,
    Theme,
    Wheelchair,
)
from parcours.format.names import (
    CHARACTERS,
    DIFFICULTIES,
    KINDS,
    MEALS,
    SERVICES,
    STATES,
    THEMES,
    WHEELCHAIR,
)
from parcours.format.text import Text
from parcours.hours.words import in_words
from parcours.i18n.language import Language
from parcours.render.words.days import months_in_words
from parcours.render.words.licences import Licence, licence
from parcours.render.words.modes import style_of
from parcours.safe_text import html as prose
from parcours.trip.trip import Leg, Share, Trip, Visit

PHOTO = "photo"
"""How the files of a place's photo begin."""

Named: TypeAlias = Theme | Difficulty | Meal | Wheelchair | Service | State

_TABLES: tuple[Mapping[Any, str], ...] = (
    THEMES, DIFFICULTIES, MEALS, WHEELCHAIR, SERVICES, STATES)
_NAMES: dict[Named, str] = {value: name for table in _TABLES for value, name in table.items()}


class Fact(NamedTuple):
    """A term and what it says, for a description list."""

    token: str
    """For CSS classes: paper takes less than the screen."""
    term: str
    said: str | Markup


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place as every page names it."""

    name: Markup
    what: str
    """Kind and commune: ``musée, Toulouse``."""
    side: str
    """The territory in brackets; empty outside of all."""
    facts: tuple[Fact, ...]
    about: Markup
    notice: Markup
    """A closure or works still to come, or nothing."""
    twin_id: str
    twin_name: Markup
    labels: tuple[Markup, ...]
    at_stop: Markup
    """All of this that a stop tells of its place, laid out."""


@dataclass(frozen=True, slots=True)
class LegView:
    """A leg as the page tells it."""

    token: str
    mode: str
    figures: str
    line: str
    via: Markup
    note: Markup


@dataclass(frozen=True, slots=True)
class StopView:
    """A stop as the page tells it."""

    number: int
    anchor: str
    character: str
    place_id: str
    place: PlaceView
    time: str
    remarks: tuple[str, ...]
    """Stay, meal, wait, and so on, in that order."""
    note: Markup
    about: Markup
    """Said here only of a place that has no page of its own."""
    leg: LegView | None
    photo: PhotoView | None


@dataclass(frozen=True, slots=True)
class DayView:
    """A day as the page tells it."""

    number: int
    title: Markup
    stops: tuple[StopView, ...]


@dataclass(frozen=True, slots=True)
class ShareView:
    """What one side gets, in words and as a stretch of a bar (both in percent)."""

    name: Markup
    character: str
    said: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo in its sizes, with what the law asks beside it."""

    source: str
    """The addresses of its WebP files with their widths, as in ``srcset``."""
    fallback: str
    width: int
    height: int
    alt: str
    lang: str
    """The language of ``alt`` where it is not the page's."""
    credit: str
    licence: Licence
    sizes: Sizes


class Writer:
    """Makes views in one language; keep one for a whole build, for its memory of places."""

    def __init__(self, language: Language, atlas: Atlas,
                 at_stop: Callable[[PlaceView], Markup] = lambda _: Markup()) -> None:
        """``at_stop`` lays out what a stop tells of its place."""
        self.language, self.atlas, self.lang = language, atlas, language.code
        self._at_stop = at_stop
        self._places: dict[str, PlaceView] = {}
        self._titles: dict[str, Markup] = {}

    def text(self, text: Text) -> Markup:
        """A text, marked with its own language where it is not the page's."""
        said = text.said(self.lang, self.atlas.default_lang)
        html = prose.inert(said.text)
        return Markup(f'<span lang="{said.lang}">{html}</span>') if said.lang else html

    def title(self, route_id: str, text: Text) -> Markup:
        """The title of a route, from memory: the pages of its places all name it."""
        if route_id not in self._titles:
            self._titles[route_id] = self.text(text)
        return self._titles[route_id]

    def sentence(self, text: Text) -> Markup:
        """A text that says more than a name: in another language, the reader is told which."""
        said = text.said(self.lang, self.atlas.default_lang)
        if not said.lang:
            return prose.inert(said.text)
        return Markup(f"{self.text(text)} {self._told_language(said.lang)}")

    def prose(self, text: Text) -> Markup:
        """Restricted Markdown, marked and told likewise."""
        said = text.said(self.lang, self.atlas.default_lang)
        html = prose.to_html(said.text)
        if not said.lang:
            return html
        return Markup(f'<div lang="{said.lang}">{html}</div>{self._told_language(said.lang)}')

    def _told_language(self, lang: str) -> Markup:
        told = self.language.say("(in {language})", language=self.language.name_of(lang))
        return Markup(f'<span class="pc-otherwise">{prose.inert(told)}</span>')

    def plain(self, text: Text) -> str:
        """The bare words of a text."""
        return text.in_lang(self.lang, self.atlas.default_lang)

    def name(self, value: Named) -> str:
        """What a value of the format is called."""
        return self.language.say(_NAMES[value])

    def side(self, character: Character) -> str:
        """*city* or *countryside*."""
        return self.language.say(CHARACTERS[character])

    def days(self, trip: Trip) -> list[DayView]:
        """Every day of a trip with its stops."""
        return [DayView(day.number, self.sentence(day.title),
                        tuple(map(self._stop, day.visits))) for day in trip.days]

    def _stop(self, visit: Visit) -> StopView:
        place = self.place(visit.place_id, visit.place)
        return StopView(
            visit.number, visit.anchor, visit.side.character.value, visit.place_id, place,
            self.language.clock(visit.visit_min), tuple(self._remarks(visit)),
            self.prose(visit.note) if visit.note else Markup(),
            place.about if not visit.place_id else Markup(),
            self._leg(visit.leg) if visit.leg else None,
            self.photo(visit.place.photo, f"../../lieux/{visit.place_id}/{PHOTO}"
                       if visit.place_id else visit.anchor))

    def _remarks(self, visit: Visit) -> list[str]:
        say, duration = self.language.say, self.language.duration
        remarks = []
        if visit.night:
            remarks.append(say("night here"))
        elif visit.stay_min:
            remarks.append(say("stay {duration}", duration=duration(visit.stay_min)))
        if visit.meal:
            remarks.append(self.name(visit.meal))
        if visit.optional:
            remarks.append(say("optional"))
        if visit.visit_min > visit.arrival_min:
            wait_min = visit.visit_min - visit.arrival_min
            remarks.append(say("wait {duration}", duration=duration(wait_min)))
        return remarks

    def _leg(self, leg: Leg) -> LegView:
        say, style = self.language.say, style_of(leg.by)
        figures = []
        if leg.by is not None:
            took = self.language.duration(leg.minutes)
            figures.append(say("about {duration} (estimate)", duration=took)
                           if leg.minutes_estimated else took)
        length = self.language.km(leg.km)
        figures.append(say("{km} as the crow flies", km=length) if leg.km_estimated else length)
        return LegView(
            style.token, say(style.label), ", ".join(figures), leg.line,
            self._via(leg.via), self.sentence(leg.note) if leg.note else Markup())

    def _via(self, passed: Sequence[Text]) -> Markup:
        """What a leg passes, each name in the page's language where it has one."""
        if not passed:
            return Markup()
        before, _, after = self.language.say("via {places}").partition("{places}")
        names = self.language.all_of([self.text(name) for name in passed])
        return Markup(f"{prose.inert(before)}{names}{prose.inert(after)}")

    def place(self, id: str, place: PlaceFields) -> PlaceView:
        """A place's view, from memory when it has a file of its own."""
        if id and id in self._places:
            return self._places[id]
        twin = self.atlas.places.get(place.twin) if place.twin else None
        side = self.atlas.side_of(place)
        made = PlaceView(
            self.text(place.name),
            f"{self.language.say(KINDS[place.kind])}, {self.commune(place)}",
            f"({self.plain(side.name)})" if side else "", tuple(self._facts(place)),
            self.prose(place.description) if place.description else Markup(),
            self.notice(place.status), (place.twin or "") if twin else "",
            self.text(twin.name) if twin else Markup(), tuple(map(self.text, place.labels)),
            Markup())
        made = replace(made, at_stop=self._at_stop(made))
        if id:
            self._places[id] = made
        return made

    def _facts(self, place: PlaceFields) -> list[Fact]:
        """Commune, hours, access: what the law wants beside every pin, and what a visitor asks."""
        say = self.language.say
        facts = [Fact("commune", say("Commune"), self.commune(place)),
                 Fact("hours" if place.opening_hours else "ask", say("Hours"), self.hours(place))]
        if place.price:
            facts.append(Fact("price", say("Price"), self.sentence(place.price)))
        if place.wheelchair:
            facts.append(Fact("wheelchair", say("Wheelchair"), self.name(place.wheelchair)))
        if place.services:
            facts.append(Fact("services", say("On the spot"),
                              ", ".join(map(self.name, place.services))))
        if place.address:
            facts.append(Fact("address", say("Address"), self.text(place.address)))
        facts.append(Fact("position", say("Position"), self._position(place)))
        if place.phone:
            facts.append(Fact("phone", say("Telephone"),
                              _link(f"tel:{dialled(place.phone)}", place.phone)))
        if place.email:
            facts.append(Fact("email", say("E-mail"), _link(f"mailto:{place.email}", place.email)))
        if place.website:
            facts.append(Fact("website", say("Website"),
                              _link(place.website, host(place.website))))
        return facts

    def _position(self, place: PlaceFields) -> Markup:
        """Coordinates that a navigation app opens; for a vague point, words instead (RFC 5870)."""
        if not place.approximate:
            lat, lon = f"{place.lat:.5f}", f"{place.lon:.5f}"
            return _link(f"geo:{lat},{lon}", f"{lat}, {lon}")
        badge, told = self.language.say("approximate"), self.language.say(
            "to within {metres} m: ask the way on the spot",
            metres=self.language.number(place.precision_m, 0))
        return Markup(f'<span class="pc-badge pc-badge--approximate">{prose.inert(badge)}</span> '
                      f"{prose.inert(told)}")

    def hours(self, place: PlaceFields) -> Markup:
        """Opening hours in words; a rule beyond our words is shown as it stands."""
        if place.opening_hours is None:
            return prose.inert(self.language.say("not verified: ask before setting out"))
        told = in_words(place.opening_hours, self.language)
        if told is None:
            return Markup(f"<code>{prose.inert(place.opening_hours)}</code>")
        return prose.inert(told)

    def commune(self, place: PlaceFields) -> str:
        """The name of the place's commune."""
        return self.atlas.communes[place.commune].name

    def notice(self, status: Status | None) -> Markup:
        """A closure or works that are on or to come, as a phrase; nothing otherwise."""
        if status is None or status.state is State.OPEN or (
                status.to is not None and status.to < self.atlas.today):
            return Markup()
        say = self.language.say
        phrase = [f"<strong>{prose.inert(self.name(status.state))}</strong>"]
        if status.from_:
            phrase.append(prose.inert(say("from {day}", day=self.language.date(status.from_))))
        if status.to:
            phrase.append(prose.inert(say("until {day}", day=self.language.date(status.to))))
        if status.cause:
            phrase.append(f"({self.sentence(status.cause)})")
        if status.note:
            phrase.append(f"– {self.sentence(status.note)}")
        if status.observed_on:
            phrase.append(prose.inert(say("(seen on {day})",
                                          day=self.language.date(status.observed_on))))
        return Markup(" ".join(phrase))

    def shares(self, shares: Sequence[Share]) -> list[ShareView]:
        """What each side gets."""
        views, start = [], 0.0
        for share in shares:
            width = round(share.minutes_fraction * 100, 1)
            said = self.language.say(
                "{percent} % of the time on the spot, {stops} of the stops",
                percent=round(share.minutes_fraction * 100), stops=share.stops)
            if share.nights:
                said += " · " + self.language.say_n("{n} night", "{n} nights", share.nights)
            views.append(ShareView(self.text(share.side.name), share.side.character.value, said,
                                   start, width))
            start += width
        return views

    def signatures(self, trip: Trip) -> list[str]:
        """Who reviewed a route on each side, and the sides where nobody has yet."""
        say, route, sides = self.language.say, trip.itinerary, self.atlas.territories
        told = []
        for review in latest(route):
            since = (trip.id, review.territory, review.on) in self.atlas.changed_since
            told.append(say(
                "Reviewed for {territory} by {name} on {day}; the route has changed since."
                if since else "Reviewed for {territory} by {name} on {day}.", name=review.by,
                territory=self.plain(sides[review.territory].name),
                day=self.language.date(review.on)))
        if told or self.atlas.site.reviews is Reviews.REQUIRED:
            told += [say("Not yet reviewed for {territory}.", territory=self.plain(sides[id].name))
                     for id in unsigned(route, self.atlas)]
        return told

    def offices(self, trip: Trip) -> list[tuple[Markup, str]]:
        """The offices that answer for a route, with their websites, where they have one."""
        sides = [self.atlas.territories[id] for id in trip.alliance.territories
                 if id in self.atlas.territories]
        return [(self.text(side.office.name), side.office.website)
                for side in sides if side.office and side.office.website]

    def modes(self, trip: Trip) -> str:
        """Every means of travel of a route, once each, in order."""
        return self.language.all_of(list(dict.fromkeys(
            self.language.say(style_of(leg.by).label) for leg in trip.legs)))

    def sides(self, sides: Sequence[Side]) -> str:
        """Territories joined by *and*."""
        return self.language.all_of([self.plain(side.name) for side in sides])

    def photo(self, photo: Photo | None, stem: str) -> PhotoView | None:
        """A photo that may be shown; ``stem`` is the address of its files but for their ends."""
        if photo is None or not photos.may_show(photo, self.atlas.today):
            return None
        sizes = photos.look(self.atlas.root / photo.file)
        alt, widest = photo.alt.said(self.lang, self.atlas.default_lang), sizes.widths[-1]
        return PhotoView(
            ", ".join(f"{stem}-{width}.webp {width}w" for width in sizes.widths),
            f"{stem}-{sizes.fallback}.jpg", widest, sizes.height(widest), alt.text, alt.lang,
            photo.credit or "", licence(photo.licence or "", self.lang), sizes)

    def months(self, months: Sequence[int]) -> str:
        """Months in words, joined by *and*; those that follow one another put together."""
        return months_in_words(months, self.language)


def host(address: str) -> str:
    """The readable part of an address."""
    return address.removeprefix("https://").removeprefix("www.").partition("/")[0]


def _link(address: str, shown: str) -> Markup:
    rel = ' rel="noopener"' if address.startswith("https:") else ""
    return Markup(f'<a href="{prose.inert(address)}"{rel}>{prose.inert(shown)}</a>')
