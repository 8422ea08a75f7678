"""What a theme asks of its stops before one sets out: to work, to see a workshop, to watch the sky.

What is not known is said to be unknown: nobody plans a day's work on a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from parcours.format.choices import Fact as FactOf
from parcours.format.choices import Kind, Service, Theme
from parcours.format.model import Product
from parcours.render.words.day_rules import months_in_words
from parcours.render.words.places import mark, view
from parcours.render.words.views import Fact
from parcours.render.words.writer import Writer
from parcours.trip.moon import new_moons
from parcours.trip.trip import Trip, Visit

EVENING_MIN = 19 * 60
"""A visit that begins later, out of doors or where the sky is explained, watches the sky."""
_SKY = frozenset({Kind.SCIENCE, Kind.NATURE, Kind.VIEWPOINT})
_MOONS = 3
_KINDS: dict[Theme, Kind] = {
    Theme.SLOW_WORK: Kind.COWORKING, Theme.ENERGY: Kind.ENERGY, Theme.CRAFTS: Kind.CRAFT}
_CONTACT = ("phone", "email", "website")


class NeededAt(NamedTuple):
    """A stop, and what one must know of it."""

    anchor: str
    name: Markup
    facts: tuple[Fact, ...]
    notice: Markup = Markup()
    """A closure or works: these hours are not kept then."""
    shut: bool = False


@dataclass(frozen=True, slots=True)
class Needs:
    """What one theme of a route asks, under a heading of its own."""

    anchor: str
    title: str
    about: str
    stops: tuple[NeededAt, ...]


def needs(trip: Trip, write: Writer) -> list[Needs]:
    """What the themes of a route ask; nothing of a theme that no stop serves."""
    say, themes = write.language.say, trip.itinerary.themes
    titles = {
        Theme.SLOW_WORK: (say("To work on the way"), say(
            "Book a desk before you set out, and ask about anything not said here.")),
        Theme.ENERGY: (say("To see where energy comes from"), say(
            "Some of these sites are seen from outside, or by appointment: ask before you come.")),
        Theme.CRAFTS: (say("To see a workshop at work"), say(
            "A workshop is not a shop: call before you come to see somebody work."))}
    found = []
    for theme, kind in _KINDS.items():
        stops = [visit for visit in trip.visits if visit.place.kind is kind]
        if theme in themes and stops:
            title, about = titles[theme]
            found.append(Needs(f"pour-{kind.value}", title, about, tuple(
                _at(visit, write, wifi=theme is Theme.SLOW_WORK) for visit in stops)))
    sky = [visit for visit in trip.visits
           if visit.place.kind in _SKY and (visit.night or visit.visit_min >= EVENING_MIN)]
    if Theme.SCIENCE in themes and sky:
        moons = [write.language.date(day) for day in new_moons(write.atlas.today, _MOONS)]
        found.append(Needs("pour-le-ciel", say("To watch the night sky"), say(
            "The nights are darkest near a new moon: {days} (computed). Clouds decide: ask the "
            "day before.", days=write.language.all_of(moons)), tuple(
                _at(visit, write, wifi=False) for visit in sky)))
    return found


def _at(visit: Visit, write: Writer, *, wifi: bool) -> NeededAt:
    """Hours, price and how to ask, each said or said to be unknown: but for the hours of a place to
    which one comes at any hour. What a workshop makes is told where it is known."""
    say, place = write.language.say, visit.place
    told = view(visit.place_id, place, write)
    known = {fact.token: fact for fact in told.facts}
    facts = [known[token] for token in ("hours", "ask") if token in known]
    facts.append(known.get("price") or Fact("price", say("Price"), say("unknown")))
    if wifi:
        facts.append(Fact("wifi", say("Wi-Fi"), say("yes") if Service.WIFI in place.services
                          else say("unknown"), mark(place, FactOf.SERVICES, write)
                          if Service.WIFI in place.services else ""))
    if place.kind is Kind.CRAFT and place.products:
        facts.append(Fact("products", say("Products"), Markup(", ").join(
            _product(product, write) for product in place.products),
            mark(place, FactOf.PRODUCTS, write)))
    contacts = [known[token] for token in _CONTACT if token in known]
    facts += contacts or [Fact("contact", say("To ask"), say("no contact known"))]
    return NeededAt(visit.anchor, write.text(place.name), tuple(facts), told.notice, told.shut)


def _product(product: Product, write: Writer) -> Markup:
    """What is made, with its months where they are known."""
    name = write.text(product.name)
    return Markup("{} ({})").format(
        name, months_in_words(product.months, write.language)) if product.months else name
