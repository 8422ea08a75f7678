"""Trip to Markdown pages: the itinerary, its places, the catalogue and the territories.

A page is front matter and one block of raw HTML, which Markdown passes through as it is. Whatever
an editor wrote enters it through `_Writer` or Jinja's autoescape, with braces and brackets as
entities: nothing is left in it for Markdown, its extensions or a template engine to act on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from parcours import prose
from parcours.atlas import Atlas
from parcours.exports import jsonld
from parcours.kinds import CHARACTERS, KINDS
from parcours.language import Language
from parcours.model import Character, Itinerary, Photo, PlaceFields
from parcours.modes import style_of
from parcours.scalars import Text, fold
from parcours.spoken_days import open_days_in_words
from parcours.spoken_hours import in_words
from parcours.trip import Leg, Shape, Trip

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Passage:
    """A route as a place's page names it."""

    id: str
    title: Text
    number: int


def itinerary(trip: Trip, atlas: Atlas, language: Language) -> str:
    """The page of one route."""
    write = _Writer(language, atlas)
    page = _template("itinerary.md").render(
        trip=trip, w=write, say=language.say, days=open_days_in_words(trip.open_days, language),
        jsonld=Markup(jsonld.render(trip, language, address(atlas, f"parcours/{trip.id}/", language))))
    return _front_matter(trip.itinerary.title.in_lang(language.code),
                         trip.itinerary.summary.in_lang(language.code), atlas) + page


def card(trip: Trip, atlas: Atlas, language: Language) -> str:
    """A route's card in the catalogue."""
    return _template("card.html").render(trip=trip, w=_Writer(language, atlas), say=language.say)


def place(id: str, fields: PlaceFields, passages: Sequence[Passage], atlas: Atlas,
          language: Language) -> str:
    """The page of one place, with the routes that pass there."""
    write = _Writer(language, atlas)
    name = fields.name.in_lang(language.code)
    about = (prose.to_text(fields.description.in_lang(language.code)) if fields.description else name)
    page = _template("place.md").render(
        id=id, place=fields, side=atlas.side_of(fields), passages=passages, w=write,
        say=language.say, say_n=language.say_n)
    return _front_matter(name, about, atlas) + page


def catalogue(cards: Sequence[str], language: Language, atlas: Atlas) -> str:
    """The list of all routes."""
    page = _template("catalogue.md").render(
        cards=[Markup(card) for card in cards], say=language.say, say_n=language.say_n)
    return _front_matter(language.say("Routes"), language.say(
        "Every route that joins the city and the countryside, with its days and its means of travel."
    ), atlas) + page


def places(atlas: Atlas, passages: Mapping[str, Sequence[Passage]], language: Language) -> str:
    """The list of all places, side by side for each territory."""
    write = _Writer(language, atlas)
    by_side = {id: sorted(
        ((place_id, place) for place_id, place in atlas.places.items()
         if (side := atlas.side_of(place)) is not None and side.id == id),
        key=lambda item: fold(item[1].name.in_lang(language.code))) for id in atlas.territories}
    page = _template("places.md").render(
        by_side=by_side, atlas=atlas, passages=passages, w=write, say=language.say,
        say_n=language.say_n)
    return _front_matter(language.say("Places"), language.say(
        "Every place on the routes, in the city and in the countryside."), atlas) + page


def territories(trips: Sequence[Balance], atlas: Atlas, language: Language) -> str:
    """Both sides and what each gets from the routes."""
    counts = {id: sum(side.id == id for side in map(atlas.side_of, atlas.places.values()) if side)
              for id in atlas.territories}
    communes = {id: sum(c.territory == id for c in atlas.communes.values())
                for id in atlas.territories}
    page = _template("territories.md").render(
        atlas=atlas, counts=counts, communes=communes, balance=balance_of(trips, atlas),
        w=_Writer(language, atlas), say=language.say, say_n=language.say_n)
    return _front_matter(language.say("Territories"), language.say(
        "The two sides of the contract and what each gets from the routes."), atlas) + page


@dataclass(frozen=True, slots=True)
class Balance:
    """What one route gives each territory: stops and minutes by territory id."""

    stops: Mapping[str, int]
    minutes: Mapping[str, int]


def balance_of(routes: Sequence[Balance], atlas: Atlas) -> dict[str, tuple[int, int, float]]:
    """Over all routes, for each territory: stops, minutes, and its part of the minutes (0 to 1)."""
    total = sum(sum(route.minutes.values()) for route in routes) or 1
    return {id: (sum(route.stops.get(id, 0) for route in routes),
                 minutes := sum(route.minutes.get(id, 0) for route in routes), minutes / total)
            for id in atlas.territories}


class _Writer:
    """What templates call to write one thing in one language."""

    def __init__(self, language: Language, atlas: Atlas) -> None:
        self.language = language
        self.atlas = atlas
        self.lang = language.code
        self.clock, self.duration, self.km = language.clock, language.duration, language.km
        self.date, self.number, self.month = language.date, language.number, language.month

    def text(self, text: Text) -> Markup:
        """A text, marked with its own language where it is not the page's."""
        said = text.said(self.lang, self.atlas.default_lang)
        html = prose.inert(said.text)
        return Markup(f'<span lang="{said.lang}">{html}</span>') if said.lang else html

    def prose(self, text: Text) -> Markup:
        """Restricted Markdown, marked likewise."""
        said = text.said(self.lang, self.atlas.default_lang)
        html = prose.to_html(said.text)
        return Markup(f'<div lang="{said.lang}">{html}</div>') if said.lang else html

    def kind(self, place: PlaceFields) -> str:
        """What the place is."""
        return self.language.say(KINDS[place.kind])

    def side(self, character: Character) -> str:
        """*city* or *countryside*."""
        return self.language.say(CHARACTERS[character])

    def mode(self, leg: Leg) -> str:
        """How a leg is travelled."""
        return self.language.say(style_of(leg.by).label)

    def mode_token(self, leg: Leg) -> str:
        """The CSS name of the means of travel."""
        return style_of(leg.by).token

    def modes(self, trip: Trip) -> str:
        """Every means of travel of a route, once each, in order."""
        return self.language.all_of(list(dict.fromkeys(self.mode(leg) for leg in trip.legs)))

    def schematic(self, leg: Leg) -> bool:
        """Whether the leg's line is not the real path."""
        return leg.shape is not Shape.TRACK

    def hours(self, place: PlaceFields) -> Markup:
        """Opening hours in words; a rule beyond our words is shown as it stands."""
        if place.opening_hours is None:
            return Markup(self.language.say("not verified: ask before setting out"))
        told = in_words(place.opening_hours, self.language)
        if told is None:
            return Markup(f"<code>{prose.inert(place.opening_hours)}</code>")
        return prose.inert(told)

    def commune(self, place: PlaceFields) -> str:
        """The name of the place's commune."""
        return self.atlas.communes[place.commune].name

    def place_name(self, id: str) -> Markup:
        """The name of a place by its id."""
        return self.text(self.atlas.places[id].name)

    def status(self, place: PlaceFields | Itinerary) -> bool:
        """Whether a closure or works is still to be told."""
        status = place.status
        return status is not None and status.state != "open" and (
            status.to is None or status.to >= self.atlas.today)

    def photo(self, place: PlaceFields) -> str:
        """The file name of the place's photo, or nothing when its rights have ended."""
        picture = place.photo
        if picture is None or not may_show(picture, self.atlas):
            return ""
        return picture.file.rpartition("/")[2]

    def sides(self, trip: Trip) -> str:
        """The territories of a route, joined by *and*."""
        return self.language.all_of([share.side.name.in_lang(self.lang) for share in trip.shares])

    def territory(self, id: str) -> str:
        """The name of a territory by its id."""
        return self.atlas.territories[id].name.in_lang(self.lang)

    def day_month(self, day: tuple[int, int]) -> str:
        """A day of any year, given as (month, day)."""
        return self.language.day_month(*day)

    def months(self, months: Sequence[int]) -> str:
        """Months in words, joined by *and*."""
        return self.language.all_of([self.language.month(number) for number in months])

    def any_estimated(self, trip: Trip) -> bool:
        """Whether a part of the route's length is measured as the crow flies."""
        return any(leg.km_estimated for leg in trip.legs)

    def travel_min(self, trip: Trip) -> int:
        """Minutes on the way in all."""
        return sum(leg.minutes for leg in trip.legs)

    def verified(self, trip: Trip) -> date | None:
        """The oldest day on which a fact of the route was verified."""
        days = [visit.place.verified_on for visit in trip.visits if visit.place.verified_on]
        return min(days) if days else None

    def host(self, address: str) -> str:
        """The readable part of an address."""
        return address.removeprefix("https://").removeprefix("www.").partition("/")[0]

    def search_words(self, *names: str) -> str:
        """Names as people type them, without accents, apostrophes or hyphens."""
        words: list[str] = []
        for name in names:
            plain = fold(name)
            spaced = "".join(c if c.isalnum() else " " for c in plain)
            joined = plain.replace("'", "").replace("’", "").replace("-", " ")
            words += [*spaced.split(), *("".join(c if c.isalnum() else " " for c in joined)).split()]
        return " ".join(dict.fromkeys(words))


def may_show(photo: Photo, atlas: Atlas) -> bool:
    """Whether the rights to a photo still run."""
    return photo.expires is None or photo.expires >= atlas.today


def address(atlas: Atlas, path: str, language: Language) -> str:
    """The public address of a page, empty when the site's own is not known."""
    if atlas.site.site_url is None:
        return ""
    root = atlas.site.site_url.rstrip("/")
    prefix = "" if language.code == atlas.default_lang else f"{language.code}/"
    return f"{root}/{prefix}{path}"


def _front_matter(title: str, description: str, atlas: Atlas) -> str:
    """YAML front matter: both builders put it into ``<head>``, not always escaped.

    Angle brackets become their typographic cousins and ampersands and quotes entities, so that no
    theme can be talked out of an attribute or an element, whether it escapes or not.
    """
    def safe(text: str, most: int) -> str:
        short = text if len(text) <= most else text[: most - 1].rstrip() + "…"
        plain = (short.replace("<", "‹").replace(">", "›").replace("&", "&amp;")
                 .replace('"', "”").replace("{", "(").replace("}", ")"))
        return json.dumps(plain, ensure_ascii=False)

    return (f"---\ntitle: {safe(title, 120)}\ndescription: {safe(description, 200)}\n"
            "hide: [navigation, toc]\n---\n\n")


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, auto_reload=False,
                       undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
                       finalize=_finalize)


def _finalize(value: object) -> object:
    """Plain text that a template writes gets its braces and brackets as entities, too."""
    return prose.inert(value) if type(value) is str else value


@cache
def _template(name: str) -> Template:
    return _environment().get_template(f"{name}.j2")
