"""Trip to interactive map, without Folium ever seeing a word that an editor wrote.

Folium makes a map from constants only: a script, which lies beside our own, and an element. They
stand in one *shell* a language and background, into which a trip is put by concatenation: its title
as escaped HTML, everything else as one escaped JSON block, which the hand-written
``assets/map.js`` turns into pins and lines through ``textContent``. No script stands in the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

from parcours import HERE
from parcours.content.sides import Outline, Town
from parcours.format.choices import Tiles
from parcours.format.model import PlaceFields, TileProvider
from parcours.i18n.language import Language
from parcours.i18n.typography import typeset
from parcours.render.catalogue.entries import Entry
from parcours.render.maps import files
from parcours.render.maps.data import Labels, labels_in, outline_data, towns_data, trip_data
from parcours.render.maps.routes_data import places_data, routes_data
from parcours.safe_text.json import Json, inert_json
from parcours.trip.services import NONE, OnTheWay
from parcours.trip.trip import Trip

MAP_FILE = "map.html"
"""A map lies two folders below its language's folder: ``parcours/<id>/map.html``."""

_SLOT = re.compile("<!--(title|land|heading|setting|trip)-->")
_WORDS = {
    "outlines": "Outlines: {sources}", "also": "{told}; {one}",
    "all": "Whole route", "close": "Close", "come": "Getting here:", "full": "Full screen",
    "fullOff": "Leave full screen", "link": "See this stop in the page", "map": "Map of the route",
    "schematic": "schematic line", "computed": "computed path", "optional": "optional stop",
    "locating": "Looking for you… Your position stays on this device.",
    "fingers": "Two fingers move the map.",
    "refused": "Your position stays private: the browser was not allowed to give it.",
    "notFound": "Your position could not be found.",
    "atStop": "You are at stop {stop}.", "atLast": "You are at the last stop, {stop}.",
    "next": "Next stop: {stop}, {distance} {direction}.",
    "nearest": "Nearest stop: {stop}, {distance} {direction}.",
    "services": "Services close by", "servicesOff": "Hide the services",
    "fromStop": "{distance} from stop {n}, as the crow flies",
    "precision": "Position to within {distance}, distances as the crow flies.",
}
"""What the scripts say by themselves, as English message ids."""
_DIRECTIONS = {
    0: "to the north", 1: "to the north-east", 2: "to the east", 3: "to the south-east",
    4: "to the south", 5: "to the south-west", 6: "to the west", 7: "to the north-west",
}
"""Clockwise, an eighth of a turn each."""
_HOSTS = {Tiles.IGN: " https://data.geopf.fr", Tiles.OSM: " https://tile.openstreetmap.org",
          Tiles.NONE: ""}


_ROUTES_WORDS = {
    "outlines": "Outlines: {sources}", "also": "{told}; {one}",
    "map": "Map of the routes",
    "full": "Full screen", "fullOff": "Leave full screen",
    "fingers": "Two fingers move the map.",
}
"""The same for the map of all routes."""


_PLACES_WORDS = _ROUTES_WORDS | {"map": "Map of the places"}
"""And for the map of all places."""


@dataclass(frozen=True, slots=True)
class Shell:
    """A finished map without a trip, cut where a trip's words go. Plain data: it can be pickled."""

    parts: tuple[str, str, str, str, str]
    """Before the title, the territories, the heading, the data, and after it."""
    title: str
    """The words of the title, with ``{title}`` for the trip's."""
    labels: Labels
    land: Mapping[str, tuple[str, str]]
    """By territory, what loads its outline and the names of its communes."""


def shell(language: Language, tiles: Tiles | TileProvider, land: files.Land = files.NO_LAND,
          layout: files.Layout = files.ROUTE, *, surveyed: bool = False) -> Shell:
    """Build the map that every trip in ``language`` shares; takes some milliseconds, once.

    ``land`` is its `land_in`: with the other `files` that a map loads it makes the version which
    the addresses of all of them bear, so that no map ever runs with files of another build.
    ``surveyed`` tells that it has every territory as it ends: no shape is then called schematic.

    A tile provider from ``site.yml`` is untrusted text, so it goes into the JSON for the script
    and never through Folium.
    """
    page = _page(layout, language, tiles, land, surveyed=surveyed)
    setting = _setting({
        **{key: language.say(words) for key, words in _WORDS.items()},
        "noTiles": _no_tiles(language, surveyed=surveyed)}, tiles)
    setting["directions"] = [language.say(words) for words in _DIRECTIONS.values()]
    head, lands, heading, setting_begin, trip_begin, end = _SLOT.split(page)[::2]
    return Shell((head, lands, heading, f"{setting_begin}{inert_json(setting)}{trip_begin}", end),
                 language.say("Map: {title}"), labels_in(language), _loaded(layout, tiles, land))


def routes_shell(language: Language, tiles: Tiles | TileProvider, land: files.Land, *,
                 surveyed: bool = False) -> tuple[str, str]:
    """The map of all routes in ``language``, cut where the routes go; the rest as for `shell`."""
    page = _page(files.ROUTES, language, tiles, land)
    setting = _setting({
        **{key: language.say(words) for key, words in _ROUTES_WORDS.items()},
        "noTiles": _no_tiles(language, surveyed=surveyed)}, tiles)
    setting["many"] = language.forms("{n} route", "{n} routes")
    head, trip_begin, end = _SLOT.split(page)[::2]
    return f"{head}{inert_json(setting)}{trip_begin}", end


def places_shell(language: Language, tiles: Tiles | TileProvider, land: files.Land, *,
                 surveyed: bool = False) -> tuple[str, str]:
    """The map of all places in ``language``, cut where the places go; the rest as for `shell`."""
    page = _page(files.ROUTES, language, tiles, land, places=True)
    setting = _setting({
        **{key: language.say(words) for key, words in _PLACES_WORDS.items()},
        "noTiles": _no_tiles(language, surveyed=surveyed)}, tiles)
    setting["many"] = language.forms("{n} place", "{n} places")
    head, trip_begin, end = _SLOT.split(page)[::2]
    return f"{head}{inert_json(setting)}{trip_begin}", end


def render_places(shell: tuple[str, str], places: Mapping[str, PlaceFields], language: Language,
                  default_lang: str) -> str:
    """The whole map of all places; the address of one of them opens it there (``#id``)."""
    return inert_json(places_data(places, language, default_lang)).join(shell)


def render_routes(shell: tuple[str, str], entries: Sequence[Entry], language: Language,
                  *, numbered: bool) -> str:
    """The whole map of all routes, in the order of the catalogue."""
    return inert_json(routes_data(entries, language, numbered=numbered)).join(shell)


def _no_tiles(language: Language, *, surveyed: bool) -> str:
    """What a map says that shows the territories alone."""
    return language.say("No map background: outlines of the territories only." if surveyed
                        else "No map background: schematic shapes only.")


def _setting(words: Mapping[str, str], tiles: Tiles | TileProvider) -> Json:
    setting: Json = {"bare": tiles is Tiles.NONE, "words": words}
    if isinstance(tiles, TileProvider):
        setting["tiles"] = {"url": tiles.url, "attribution": tiles.attribution,
                            "maxZoom": tiles.max_zoom}
    return setting


def render(shell: Shell, trip: Trip, language: Language,
           close_by: OnTheWay = NONE) -> str:
    """The whole ``map.html`` of a trip, with the services on its way."""
    title = trip.itinerary.title.said(language.code, trip.default_lang)
    text = escape(typeset(title.text, title.lang or language.code))
    heading = f'<span lang="{escape(title.lang)}">{text}</span>' if title.lang else text
    before_title, before_land, before_heading, before_trip, after = shell.parts
    return "".join((before_title, shell.title.replace("{title}", text), before_land,
                    _land_of(trip, shell), before_heading,
                    shell.title.replace("{title}", heading), before_trip,
                    inert_json(trip_data(trip, shell.labels, language, close_by)), after))


def _land_of(trip: Trip, shell: Shell) -> str:
    """What loads the territories of a route's stops at once, and the names of their communes when
    the script asks: a template's scripts wait until they are taken out of it."""
    visited = {visit.side.id for visit in trip.visits}
    drawn = [tags for id, tags in shell.land.items() if id in visited]
    outlines, towns = ("".join(tags) for tags in zip(*drawn, strict=True)) if drawn else ("", "")
    return f"{outlines}<template>{towns}</template>"


def land_in(language: Language, outlines: Sequence[Outline], towns: Sequence[Town],
            default_lang: str = "", sources: Mapping[str, str] | None = None,
            colours: str = "") -> files.Land:
    """What every map of a language may load of the territories; ``sources`` tells whose word an
    outline is, by territory."""
    said = sources or {}
    return files.Land(tuple(files.Territory(
        outline.side.id,
        _module("hold", outline_data(outline, said.get(outline.side.id, ""), language,
                                     default_lang)),
        _module("name", towns_data([town for town in towns if town.territory == outline.side.id])))
        for outline in outlines), colours)


def _module(does: str, data: Json) -> str:
    return f'import {{{does}}} from "./land.js";\n{does}({inert_json(data)});\n'


def _loaded(layout: files.Layout, tiles: Tiles | TileProvider,
            land: files.Land) -> dict[str, tuple[str, str]]:
    """By territory, the tags that load its outline and the names of its communes."""
    here = f"{layout.up}{files.folder(tiles, land)}/"
    return {one.id: (_tag(here + files.outline_file(one.id)), _tag(here + files.towns_file(one.id)))
            for one in land.territories}


def _tag(address: str) -> str:
    return f'<script type="module" src="{escape(address)}"></script>\n'


def _page(layout: files.Layout, language: Language, tiles: Tiles | TileProvider,
          land: files.Land, *, surveyed: bool = False, places: bool = False) -> str:
    """The page of a map, with its slots still empty."""
    here = f"{layout.up}{files.folder(tiles, land)}/"
    return str(_template(layout.template).render(
        language=language, map=files.element(tiles), policy=_policy(tiles), surveyed=surveyed,
        places=places,
        begin=here + layout.begin,
        land="".join(tags[0] for tags in _loaded(layout, tiles, land).values()),
        modules=[here + name for name in files.modules(layout)],
        styles=[here + name for name in layout.styles]))


@cache
def _template(name: str) -> Any:
    """A template of ours, read by Folium's Jinja once for every language."""
    from folium.template import Template

    return Template((HERE / "render" / "maps" / name).read_text(encoding="utf-8"))


def _policy(tiles: Tiles | TileProvider) -> str:
    """A content security policy: even a text that escaped its block could run nothing."""
    # A provider's address may hold {s}, and is an editor's text: any https image will do.
    pictures = _HOSTS[tiles] if isinstance(tiles, Tiles) else " https:"
    return ("default-src 'none'; script-src 'self'; style-src 'self'; "
            f"img-src 'self' data:{pictures}; base-uri 'none'; form-action 'none'")
