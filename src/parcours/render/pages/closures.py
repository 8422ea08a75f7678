"""What is closed now and soon: a page for visitors and an Atom feed (RFC 4287) to follow.

Everything comes from the ``status`` of places and routes, which lapses by itself. Identifiers and
dates are made of what the editor wrote, so that a feed reader tells each closure once, and again
when it begins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from parcours.content.atlas import Atlas
from parcours.format.model import State, Status
from parcours.format.names import STATES
from parcours.format.text import Text
from parcours.i18n.language import Language
from parcours.render import pages
from parcours.render.pages import Passage
from parcours.render.words.writer import Writer
from parcours.trip.trip import Trip

SOON_DAYS = 90
FEED = "feed.xml"
_FOLDER = "perturbations"


@dataclass(frozen=True, slots=True)
class Announced:
    """The status of a route (stop 0) or of a stop that has no place file."""

    number: int
    name: Text
    status: Status


@dataclass(frozen=True, slots=True)
class Closure:
    """Something closed or in works, now or soon."""

    anchor: str
    name: Text
    status: Status
    page: str
    """The page about it, from the root of the language."""
    touched: tuple[Passage, ...]
    """The stops of routes that it touches; none for a closure of the route itself."""


def announced(trip: Trip) -> tuple[Announced, ...]:
    """What a route says of itself and of its own stops."""
    route = trip.itinerary
    found = [Announced(0, route.title, route.status)] if route.status else []
    found += [Announced(visit.number, visit.place.name, visit.place.status)
              for visit in trip.visits if visit.place.status and not visit.place_id]
    return tuple(found)


def gather(atlas: Atlas, passages: Mapping[str, Sequence[Passage]],
           routes: Sequence[tuple[str, Text, Sequence[Announced]]]) -> list[Closure]:
    """What is closed today or will be within `SOON_DAYS`, in the order of its first day."""
    found = [
        Closure(f"lieu-{id}", place.name, place.status, f"lieux/{id}/", tuple(passages.get(id, ())))
        for id, place in atlas.places.items() if place.status]
    for id, title, told in routes:
        for one in told:
            stop = f"etape-{one.number}" if one.number else ""
            found.append(Closure(
                f"parcours-{id}-{stop}".rstrip("-"), one.name, one.status,
                f"parcours/{id}/{stop and f'#{stop}'}",
                (Passage(id, title, one.number),) if stop else ()))
    until = atlas.today + timedelta(days=SOON_DAYS)
    return sorted(
        (one for one in found if one.status.state is not State.OPEN
         and (one.status.to or date.max) >= atlas.today
         and (one.status.from_ or date.min) <= until),
        key=lambda one: (one.status.from_ or date.min, one.anchor))


def page(closures: Sequence[Closure], atlas: Atlas, language: Language) -> str:
    """The page that lists them, those of today first."""
    write, say = Writer(language, atlas), language.say
    now: list[object] = []
    soon: list[object] = []
    for one in closures:
        begins, ends = one.status.from_, one.status.to
        touched = [(f"../parcours/{stop.id}/#etape-{stop.number}", write.text(stop.title),
                    stop.number) for stop in one.touched]
        (soon if begins and begins > atlas.today else now).append((
            one.anchor, f"../{one.page}", write.text(one.name), write.notice(one.status), touched,
            begins.isoformat() if begins else "", ends.isoformat() if ends else ""))
    return pages.page(
        "perturbations.md", language, say("Closures and works"),
        say("What is closed or in works on the routes, now and in the coming weeks."),
        feed=FEED, say=say, today=language.date(atlas.today), now=now, soon=soon,
        days=SOON_DAYS)


def feed(closures: Sequence[Closure], atlas: Atlas, language: Language) -> str:
    """The same as an Atom feed."""
    say, base = language.say, pages.address(atlas, "", language)
    dates = [_updated(one.status, atlas.today) for one in closures]
    root = ElementTree.Element("feed", {
        "xmlns": "http://www.w3.org/2005/Atom", "xml:lang": language.code})
    _add(root, "title", say("Closures and works"))
    _add(root, "id", _urn(base, language.code))
    _add(root, "updated", _instant(max(dates, default=atlas.today)))
    _add(_add(root, "author", ""), "name", language.all_of(
        [alliance.name.in_lang(language.code, atlas.default_lang)
         for alliance in atlas.alliances.values()]) or "parcours")
    ElementTree.SubElement(root, "link", {
        "rel": "alternate", "type": "text/html", "href": f"{base}{_FOLDER}/" if base else "./"})
    if base:
        ElementTree.SubElement(root, "link", {
            "rel": "self", "type": "application/atom+xml", "href": f"{base}{_FOLDER}/{FEED}"})
    for one, changed in zip(closures, dates, strict=True):
        entry = _add(root, "entry", "")
        state = say(STATES[one.status.state])
        name = one.name.in_lang(language.code, atlas.default_lang)
        _add(entry, "title", say("{name}: {state}", name=name, state=state[:1].lower() + state[1:]))
        _add(entry, "id", _urn(base, language.code, one.anchor, str(one.status.from_ or "")))
        _add(entry, "updated", _instant(changed))
        ElementTree.SubElement(entry, "link", {
            "rel": "alternate", "type": "text/html",
            "href": f"{base}{one.page}" if base else f"../{one.page}"})
        _add(entry, "summary", _told(one, language, atlas.default_lang))
    ElementTree.indent(root, "")
    return ('<?xml version="1.0" encoding="utf-8"?>\n'
            + ElementTree.tostring(root, encoding="unicode") + "\n")


def _told(one: Closure, language: Language, default: str) -> str:
    """A closure in one line of plain text."""
    say, code, status = language.say, language.code, one.status
    told = [say(STATES[status.state])]
    if status.from_:
        told.append(say("from {day}", day=language.date(status.from_)))
    if status.to:
        told.append(say("until {day}", day=language.date(status.to)))
    line = " ".join(told) + "."
    if status.cause:
        line += " " + say("Cause: {cause}.", cause=status.cause.in_lang(code, default))
    if status.note:
        line += " " + status.note.in_lang(code, default)
    routes = dict.fromkeys(stop.title.in_lang(code, default) for stop in one.touched)
    if routes:
        line += " " + say("Routes touched: {routes}.", routes=language.all_of(list(routes)))
    return line


def _updated(status: Status, today: date) -> date:
    """When a closure was last news: announced here, observed, or begun; never a day to come."""
    listed = status.from_ - timedelta(days=SOON_DAYS) if status.from_ else None
    return max((day for day in (listed, status.observed_on, status.from_) if day and day <= today),
               default=today)


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _urn(*parts: str) -> str:
    return uuid5(NAMESPACE_URL, "parcours:perturbations:" + ":".join(parts)).urn


def _add(parent: ElementTree.Element, name: str, said: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name)
    child.text = said or None
    return child
