"""Routes that are new or changed, to follow: Atom (RFC 4287) and JSON Feed 1.1.

Dates are those of the commits that added and last changed a route's file, never of the build, so
that a reader is told of each change once. What git does not remember is not in the feed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from parcours.format.text import Text
from parcours.i18n.language import Language
from parcours.render.exports import LICENCE_URL, to_json
from parcours.render.exports.about import About, credit
from parcours.render.exports.numbers import uuid_of
from parcours.render.exports.record import known

ATOM_FILE, JSON_FILE = "nouveautes.xml", "nouveautes.json"
_MOST = 50


@dataclass(frozen=True, slots=True)
class News:
    """A route with the days on which it was added and last changed."""

    id: str
    title: Text
    summary: Text
    created: date
    changed: date

    @property
    def is_new(self) -> bool:
        """Whether nothing changed since it was added."""
        return self.created == self.changed


def latest(routes: Sequence[News]) -> list[News]:
    """Those that a feed tells, the last changed first."""
    return sorted(routes, key=lambda one: (-one.changed.toordinal(), one.id))[:_MOST]


def atom(routes: Sequence[News], language: Language, about: About) -> str:
    """The Atom feed."""
    say, default = language.say, about.atlas.default_lang
    told = latest(routes)
    root = ElementTree.Element("feed", {
        "xmlns": "http://www.w3.org/2005/Atom", "xml:lang": language.code})
    _add(root, "title", say("New and changed routes"))
    _add(root, "id", uuid_of(f"feed:{about.address('')}:{language.code}").urn)
    _add(root, "updated", _instant(max((one.changed for one in told), default=about.modified)))
    _add(root, "rights", f"{credit(about, language)}. {LICENCE_URL}")
    _add(_add(root, "author", ""), "name", language.all_of(
        [name.in_lang(language.code, default) for name in about.publishers]) or "parcours")
    _link(root, "alternate", "text/html", about.address("parcours/"))
    if about.is_absolute:
        _link(root, "self", "application/atom+xml", about.file(ATOM_FILE))
    for one in told:
        entry = _add(root, "entry", "")
        _add(entry, "title", _title(one, language, default))
        _add(entry, "id", uuid_of(f"{language.code}:{one.id}").urn)
        _add(entry, "published", _instant(one.created))
        _add(entry, "updated", _instant(one.changed))
        _link(entry, "alternate", "text/html", about.address(f"parcours/{one.id}/"))
        _add(entry, "summary", one.summary.in_lang(language.code, default))
    ElementTree.indent(root, "")
    return ('<?xml version="1.0" encoding="utf-8"?>\n'
            + ElementTree.tostring(root, encoding="unicode") + "\n")


def json_feed(routes: Sequence[News], language: Language, about: About) -> str:
    """The JSON Feed (https://www.jsonfeed.org/version/1.1/)."""
    default = about.atlas.default_lang
    return to_json(known({
        "version": "https://jsonfeed.org/version/1.1", "language": language.code,
        "title": language.say("New and changed routes"),
        "home_page_url": about.address("parcours/"),
        "feed_url": about.file(JSON_FILE) if about.is_absolute else None,
        "description": credit(about, language),
        "authors": [{"name": name.in_lang(language.code, default)} for name in about.publishers],
        "_licence": LICENCE_URL,
    }) | {"items": [{
        "id": uuid_of(f"{language.code}:{one.id}").urn,
        "url": about.address(f"parcours/{one.id}/"),
        "title": _title(one, language, default),
        "content_text": one.summary.in_lang(language.code, default),
        "date_published": _instant(one.created), "date_modified": _instant(one.changed)}
        for one in latest(routes)]}) + "\n"


def _title(one: News, language: Language, default: str) -> str:
    title = one.title.in_lang(language.code, default)
    return title if one.is_new else language.say("{title} (updated)", title=title)


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _link(parent: ElementTree.Element, rel: str, media: str, href: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": rel, "type": media, "href": href})


def _add(parent: ElementTree.Element, name: str, said: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name)
    child.text = said or None
    return child
