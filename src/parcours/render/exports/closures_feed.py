"""What is closed now and soon as an Atom feed (RFC 4287), to follow.

Identifiers and dates are made of what the editor wrote, so that a feed reader tells each closure
once, and again when it begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from parcours.content.atlas import Atlas
from parcours.format.model import Status
from parcours.format.names import STATES
from parcours.i18n.language import Language
from parcours.render.words.days import closure_in_words
from parcours.trip.closures import SOON_DAYS, Closure

FEED = "feed.xml"
"""Its name, beside the page."""
_FOLDER = "perturbations"


def feed(closures: Sequence[Closure], base: str, atlas: Atlas, language: Language) -> str:
    """The feed; ``base`` is the public address of the language's home, empty where not known."""
    say = language.say
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
        state, begins = say(STATES[one.status.state]), one.status.from_
        if begins is not None and begins > atlas.today:  # a title is read alone
            state += f" {closure_in_words(begins, one.status.to, atlas.today, language)}"
        name = one.name.in_lang(language.code, atlas.default_lang)
        _add(entry, "title", say("{name}: {state}", name=name, state=state[:1].lower() + state[1:]))
        _add(entry, "id", _urn(base, language.code, one.anchor, str(one.status.from_ or "")))
        _add(entry, "updated", _instant(changed))
        ElementTree.SubElement(entry, "link", {
            "rel": "alternate", "type": "text/html",
            "href": f"{base}{one.page}" if base else f"../{one.page}"})
        _add(entry, "summary", _told(one, language, atlas.default_lang, atlas.today))
    ElementTree.indent(root, "")
    return ('<?xml version="1.0" encoding="utf-8"?>\n'
            + ElementTree.tostring(root, encoding="unicode") + "\n")


def _told(one: Closure, language: Language, default: str, today: date) -> str:
    """A closure in one line of plain text."""
    say, code, status = language.say, language.code, one.status
    when = closure_in_words(status.from_, status.to, today, language)
    line = " ".join(filter(None, (say(STATES[status.state]), when))) + "."
    if status.cause:
        line += " " + say("Cause: {cause}.", cause=status.cause.in_lang(code, default))
    if status.note:
        line += " " + status.note.in_lang(code, default)
    routes = dict.fromkeys(stop.title.in_lang(code, default) for stop in one.touched)
    if routes:
        line += " " + say("Routes affected: {routes}.", routes=language.all_of(list(routes)))
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
