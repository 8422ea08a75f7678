"""A place as pages tell it: what it is, where, when it opens, what is closed, and its photo."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from parcours.content import photos
from parcours.content.freshness import Level, level
from parcours.content.telephone import dialled
from parcours.format.choices import Fact as FactOf
from parcours.format.choices import Kind, Service
from parcours.format.model import Photo, PlaceFields, Status
from parcours.format.names import (
    KINDS,
)
from parcours.hours.words import words
from parcours.i18n.language import Language
from parcours.render.words.days import closing, closing_in_words, closure_in_words
from parcours.render.words.licences import licence
from parcours.render.words.views import Fact, PhotoView, PlaceView
from parcours.render.words.writer import Writer
from parcours.safe_text import html

PHOTO = "photo"
"""How the files of a place's photo begin."""

_FREE = {"gratuit", "gratuite", "entrée gratuite", "accès gratuit", "free", "free of charge"}
"""Prices that are words for all languages."""

_BREAKS = re.compile(r"(?<=[^.@])(?=[.@])|(?<=[-/])(?=[^-/])")
"""Before a dot, which at the end of a line would end a sentence, and after a hyphen or a slash."""

_NAME_MOST = 60
"""Signs of the name of a source."""


def view(id: str, place: PlaceFields, write: Writer) -> PlaceView:
    """A place's view, from memory when it has a file of its own."""
    if id and id in write.places:
        return write.places[id]
    twin = write.atlas.places.get(place.twin) if place.twin else None
    side = write.atlas.side_of(place)
    made = PlaceView(
        write.text(place.name),
        f"{write.language.say(KINDS[place.kind])}, {commune(place, write)}",
        write.plain(side.name) if side else "", tuple(_facts(place, write)),
        write.prose(place.description) if place.description else Markup(),
        notice(place.status, write), (place.twin or "") if twin else "",
        write.text(twin.name) if twin else Markup(), _labels(place, write),
        Markup(), shut=shuts(place.status, write))
    made = replace(made, at_stop=write.at_stop(made))
    if id:
        write.places[id] = made
    return made


def _labels(place: PlaceFields, write: Writer) -> tuple[Markup, ...]:
    """Marks of quality, each as sure as it is."""
    sure = mark(place, FactOf.LABELS, write)
    beside = Markup(f' <small class="pc-mark">({html.inert(sure)})</small>') if sure else Markup()
    return tuple(write.text(label) + beside for label in place.labels)


def _facts(place: PlaceFields, write: Writer) -> list[Fact]:
    """Hours, commune, access: what a visitor asks, and what the law wants beside every pin."""
    say = write.language.say
    facts = [*_hours(place, write), Fact("commune", say("Commune"), commune(place, write))]
    marks = {fact: mark(place, fact, write) for fact in FactOf}
    if place.price:
        free = place.price.by_lang.get("", "").strip(" .").casefold() in _FREE
        facts.append(Fact("price", say("Price"), say("free of charge") if free else
                          write.sentence(place.price), marks[FactOf.PRICE]))
    facts.append(Fact("wheelchair", say("Wheelchair"), write.name(place.wheelchair),
                      marks[FactOf.WHEELCHAIR]) if place.wheelchair else
                 Fact("unstated", say("Wheelchair"), say("not stated")))
    if place.services:
        # a charging point is one by what it is
        sure = place.kind is Kind.CHARGING and {*place.services} == {Service.CHARGING}
        facts.append(Fact("services", say("On site"), ", ".join(map(write.name, place.services)),
                          "" if sure else marks[FactOf.SERVICES]))
    if place.address:
        facts.append(Fact("address", say("Address"), write.text(place.address),
                          marks[FactOf.ADDRESS]))
    facts.append(Fact("position", say("Position"), _position(place, write.language)))
    if not place.approximate:
        facts.append(Fact("way", say("Get there"), _way(place)))
    if place.phone:
        facts.append(Fact("phone", say("Telephone"),
                          _link(f"tel:{dialled(place.phone)}", place.phone), marks[FactOf.PHONE]))
    if place.email:
        facts.append(Fact("email", say("E-mail"),
                          _link(f"mailto:{place.email}", breakable(place.email)),
                          marks[FactOf.EMAIL]))
    if place.website:
        facts.append(Fact("website", say("Website"),
                          _link(place.website, breakable(host(place.website))),
                          marks[FactOf.WEBSITE]))
    return facts


def _position(place: PlaceFields, language: Language) -> Markup:
    """Coordinates; of a vague point, how vague it is."""
    if not place.approximate:
        return Markup("{:.5f}, {:.5f}").format(place.lat, place.lon)
    badge, told = language.say("approximate"), language.say(
        "to within {metres}\u00a0m, ask for directions when you get there",
        metres=language.number(place.precision_m, 0))
    return Markup(f'<span class="pc-badge pc-badge--approximate">{html.inert(badge)}</span> '
                  f"{html.inert(told)}")


def _way(place: PlaceFields) -> Markup:
    """A map that opens wherever one is; `where.js` adds those of the device, and a copy."""
    lat, lon = f"{place.lat:.5f}", f"{place.lon:.5f}"
    osm = f"https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=17/{lat}/{lon}"
    return Markup('<span class="pc-where" data-where="{},{}">{}</span>').format(
        lat, lon, _link(osm, "OpenStreetMap"))


def _hours(place: PlaceFields, write: Writer) -> list[Fact]:
    """Opening hours in words with how sure they are; nothing of a place that needs none."""
    term = write.language.say("Hours")
    if place.opening_hours is None:
        return [Fact("ask", term, write.language.say("unknown, so ask before you set out"))
                ] if place.needs_hours else []
    told = words(place.opening_hours, write.language, write.atlas.today, place.position)
    return [Fact("hours", term, html.inert(told), mark(place, FactOf.OPENING_HOURS, write))]


def mark(place: PlaceFields, fact: FactOf, write: Writer) -> str:
    """What stands beside a fact: that nobody verified it, or for hours the day of it."""
    sure, say = level(place, fact, write.atlas), write.language.say
    if sure is Level.TOLD:
        return say("not verified")
    if sure is Level.VERIFIED and fact is FactOf.OPENING_HOURS and place.verified_on:
        return say("verified on {day}", day=write.language.date(place.verified_on))
    return ""


def verified(place: PlaceFields, write: Writer) -> list[str]:
    """The names of the facts of a place that are verified, for the line that says when."""
    return [write.language.say(FACTS[fact]) for fact in FACTS
            if level(place, fact, write.atlas) is Level.VERIFIED]


FACTS: dict[FactOf, str] = {
    FactOf.OPENING_HOURS: "Hours", FactOf.ADDRESS: "Address", FactOf.PHONE: "Telephone",
    FactOf.EMAIL: "E-mail", FactOf.WEBSITE: "Website", FactOf.PRICE: "Price",
    FactOf.WHEELCHAIR: "Wheelchair",
    FactOf.SERVICES: "On site", FactOf.LABELS: "Labels", FactOf.PRODUCTS: "Products"}
"""What pages call the facts of a place that they show."""


def commune(place: PlaceFields, write: Writer) -> str:
    """The name of the place's commune."""
    return write.atlas.communes[place.commune].name


def shuts(status: Status | None, write: Writer) -> bool:
    """Whether one cannot come in, now or on days to come."""
    return closing(status, write.atlas.today) is not None


def notice(status: Status | None, write: Writer) -> Markup:
    """A closure or works that are on or to come, as a phrase, or what somebody says of a place
    that is open; nothing otherwise."""
    if status is None or (status.to is not None and status.to < write.atlas.today) or (
            status.closing(write.atlas.today) is None and not status.note and not status.cause):
        return Markup()
    say = write.language.say
    phrase = [f"<strong>{html.inert(write.name(status.state))}</strong>"]
    if when := closure_in_words(status.from_, status.to, write.atlas.today, write.language):
        phrase.append(html.inert(when))
    if status.cause:
        phrase.append(f"({write.sentence(status.cause)})")
    if status.note:
        phrase.append(f"– {write.sentence(status.note)}")
    if status.observed_on:
        phrase.append(html.inert(say("(seen on {day})",
                                      day=write.language.date(status.observed_on))))
    return Markup(" ".join(phrase))


def in_a_list(what: str, status: Status | None, write: Writer) -> str:
    """What a list says of a place or a route, and that it is closed or will be: nobody who picks it
    from there has read its page."""
    closed = closing_in_words(status, write.atlas.today, write.language)
    return f"{what} · {closed[:1].lower()}{closed[1:]}" if closed else what


def photo(photo: Photo | None, stem: str, write: Writer) -> PhotoView | None:
    """A photo that may be shown; ``stem`` is the address of its files but for their ends."""
    if photo is None or not photos.may_show(photo, write.atlas.today):
        return None
    sizes = photos.look(write.atlas.root / photo.file)
    alt, widest = photo.alt.said(write.lang, write.atlas.default_lang), sizes.widths[-1]
    return PhotoView(
        ", ".join(f"{stem}-{width}.webp {width}w" for width in sizes.widths),
        f"{stem}-{sizes.fallback}.jpg", widest, sizes.height(widest), alt.text, alt.lang,
        photo.credit or "", licence(photo.licence or "", write.lang), sizes)


def host(address: str) -> str:
    """The readable part of an address."""
    return _without_scheme(address).partition("/")[0]


def _without_scheme(address: str) -> str:
    return address.removeprefix("https://").removeprefix("www.")


def sources(addresses: Sequence[str]) -> list[tuple[str, Markup]]:
    """Each source with its name: its host or, where another has the same, more of its address."""
    hosts = Counter(map(host, addresses))
    named = ((one, host(one) if hosts[host(one)] == 1 else _without_scheme(one).rstrip("/"))
             for one in addresses)
    return [(one, breakable(name if len(name) <= _NAME_MOST else f"{name[:_NAME_MOST - 1]}…"))
            for one, name in named]


def breakable(address: str) -> Markup:
    """An address that a narrow screen breaks between its words rather than within one of them."""
    return Markup("<wbr>".join(map(html.inert, _BREAKS.split(address))))


def _link(address: str, shown: str) -> Markup:
    rel = ' rel="noopener"' if address.startswith("https:") else ""
    return Markup(f'<a href="{html.inert(address)}"{rel}>{html.inert(shown)}</a>')
