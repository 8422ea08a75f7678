"""Trip to interactive map, without Folium ever seeing a word that an editor wrote.

Folium draws one *shell* a language and background from constants only. A trip is then put in by
concatenation: its title as escaped HTML, everything else as one escaped JSON block, which the
hand-written ``assets/map.js`` turns into pins and lines through ``textContent``.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from parcours import HERE
from parcours.content.sides import Outline, Town
from parcours.format.model import TileProvider, Tiles
from parcours.i18n.language import Language
from parcours.render.catalogue.entries import Entry
from parcours.render.maps.data import Labels, labels_in, land_data, trip_data
from parcours.render.maps.routes_data import routes_data
from parcours.safe_text.json import Json, inert_json
from parcours.trip.trip import Trip

if TYPE_CHECKING:
    from folium import TileLayer

ASSETS = "assets/map"
"""Where the files of `assets` and `territory_script` go, below a language's folder."""
TERRITORIES = "territories.js"
MAP_FILE = "map.html"
"""A map lies two folders below its language's folder: ``parcours/<id>/map.html``."""

_SLOT = re.compile("<!--(policy|title|heading|setting|trip)-->")
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_CENTRE = (43.65, 1.1)
"""Between city and country (WGS84 degrees); the script fits the trip before a tile is asked for."""
_WORDS = {
    "all": "Whole route", "close": "Close", "come": "Getting here:", "full": "Full screen",
    "fullOff": "Leave full screen", "link": "See this stop in the page", "map": "Map of the route",
    "schematic": "schematic line", "optional": "optional stop",
    "locating": "Looking for you… Your position stays on this device.",
    "noTiles": "No map background: schematic shapes only.",
    "refused": "Your position stays private: the browser was not allowed to give it.",
    "notFound": "Your position could not be found.",
    "atStop": "You are at stop {stop}.", "atLast": "You are at the last stop, {stop}.",
    "next": "Next stop: {stop}, {distance} {direction}.",
    "nearest": "Nearest stop: {stop}, {distance} {direction}.",
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
    "map": "Map of the routes", "many": "{n} routes",
    "noTiles": "No map background: schematic shapes only.",
}
"""The same for the map of all routes."""


class _Layout(NamedTuple):
    """A page for Folium to fill, and the files that it refers to."""

    template: str
    up: str
    """From the page to its language's folder."""
    scripts: tuple[str, ...]
    styles: tuple[str, ...]
    start: str
    """The method of the map that our script adds, in Folium's spelling."""


_ROUTE = _Layout("map.html", "../../", ("leaflet.js", TERRITORIES, "locate.js", "map.js"),
                 ("leaflet.css", "map.css"), "start_parcours")
_ROUTES = _Layout("map_routes.html", "../", ("leaflet.js", TERRITORIES, "map-routes.js"),
                  ("leaflet.css", "map.css", "map-routes.css"), "start_routes")
_OWN = sorted({name for layout in (_ROUTE, _ROUTES) for name in (*layout.scripts, *layout.styles)
               if name.startswith(("map", "locate"))})


@dataclass(frozen=True, slots=True)
class Shell:
    """A finished map without a trip, cut where a trip's words go. Plain data: it can be pickled."""

    parts: tuple[str, str, str, str]
    """Before the title, before the heading, before the data, after it."""
    title: str
    """The words of the title, with ``{title}`` for the trip's."""
    labels: Labels


def shell(language: Language, tiles: Tiles | TileProvider, land: str = "") -> Shell:
    """Build the map that every trip in ``language`` shares; takes some milliseconds, once.

    ``land`` is its `territory_script`: with the other files that a map loads it makes the version
    which the addresses of all of them bear, so that no map ever runs with files of another build.

    A tile provider from ``site.yml`` is untrusted text, so it goes into the JSON for the script
    and never through Folium.
    """
    page = _folium_page(_ROUTE, language, tiles, _version(land))
    setting = _setting({key: language.say(words) for key, words in _WORDS.items()} | {
        "directions": [language.say(words) for words in _DIRECTIONS.values()]}, tiles)
    head, policy_end, heading, setting_begin, trip_begin, end = _SLOT.split(page)[::2]
    parts = (f"{head}{_policy(page, tiles)}{policy_end}", heading,
             f"{setting_begin}{inert_json(setting)}{trip_begin}", end)
    return Shell(parts, language.say("Map: {title}"), labels_in(language))


def routes_shell(language: Language, tiles: Tiles | TileProvider, land: str) -> tuple[str, str]:
    """The map of all routes in ``language``, cut where the routes go; ``land`` as for `shell`."""
    page = _folium_page(_ROUTES, language, tiles, _version(land))
    setting = _setting({key: language.say(words) for key, words in _ROUTES_WORDS.items()}, tiles)
    head, policy_end, trip_begin, end = _SLOT.split(page)[::2]
    return f"{head}{_policy(page, tiles)}{policy_end}{inert_json(setting)}{trip_begin}", end


def render_routes(shell: tuple[str, str], entries: Sequence[Entry], language: Language,
                  *, numbered: bool) -> str:
    """The whole map of all routes, in the order of the catalogue."""
    return inert_json(routes_data(entries, language, numbered=numbered)).join(shell)


def _setting(words: Mapping[str, str | list[str]], tiles: Tiles | TileProvider) -> Json:
    setting: Json = {"bare": tiles is Tiles.NONE, "words": words}
    if isinstance(tiles, TileProvider):
        setting["tiles"] = {"url": tiles.url, "attribution": tiles.attribution,
                            "maxZoom": tiles.max_zoom}
    return setting


def render(shell: Shell, trip: Trip, language: Language) -> str:
    """The whole ``map.html`` of a trip."""
    title = trip.itinerary.title.said(language.code, trip.default_lang)
    text = escape(title.text)
    heading = f'<span lang="{escape(title.lang)}">{text}</span>' if title.lang else text
    before_title, before_heading, before_trip, after = shell.parts
    return "".join((before_title, shell.title.replace("{title}", text), before_heading,
                    shell.title.replace("{title}", heading), before_trip,
                    inert_json(trip_data(trip, shell.labels, language)), after))


def territory_script(outlines: Sequence[Outline], towns: Sequence[Town], language: Language,
                     default_lang: str = "") -> str:
    """`TERRITORIES`, shared by every map of a language."""
    land = land_data(outlines, towns, language, default_lang)
    return f"window.parcoursTerritories={inert_json(land)};\n"


def assets() -> dict[str, bytes]:
    """The files every map refers to, by name; they go into `ASSETS` of each language."""
    leaflet = Path(import_module("xstatic.pkg.leaflet").BASE_DIR)
    style = (leaflet / "leaflet.css").read_bytes()
    # Without the source map, naming one only makes a request that fails.
    script = re.sub(rb"\n//# sourceMappingURL=.*", b"", (leaflet / "leaflet.js").read_bytes())
    images = sorted(set(re.findall(rb"url\((images/[\w.-]+)\)", style)))
    return ({"leaflet.js": script, "leaflet.css": style}
            | {name.decode(): (leaflet / name.decode()).read_bytes() for name in images}
            | {name: (HERE / "assets" / name).read_bytes() for name in _OWN})


def _version(land: str) -> str:
    taken = sha256(land.encode())
    for name, content in assets().items():
        taken.update(name.encode() + b"\0" + content)
    return taken.hexdigest()[:10]


def _folium_page(layout: _Layout, language: Language, tiles: Tiles | TileProvider,
                 version: str) -> str:
    """The page as Folium renders it, with its slots still empty."""
    import folium  # takes 0.7 s: only whoever builds a shell pays
    from branca.element import Figure
    from folium.elements import MethodCall
    from folium.template import Template

    figure = Figure()
    shell = HERE / "render" / "maps" / layout.template
    figure._template = Template(shell.read_text(encoding="utf-8"))
    drawn = folium.Map(location=_CENTRE, zoom_start=9, zoom_snap=0.5, tiles=None,
                       control_scale=True, zoom_control=False)
    # Our own files instead of four outside networks; Folium's own lists are shared by all maps.
    here = f"{layout.up}{ASSETS}/"
    drawn.default_js = [(name, f"{here}{name}?v={version}") for name in layout.scripts]
    drawn.default_css = [(name, f"{here}{name}?v={version}") for name in layout.styles]
    drawn._id = "1"  # Folium's ids are random; ours must be equal in every build
    figure.add_child(drawn)
    start = MethodCall(drawn, layout.start)
    start._id = "1"
    drawn.add_child(start)  # before the tiles, so that none is asked for where the trip is not
    if isinstance(tiles, Tiles) and tiles is not Tiles.NONE:
        layer = _tile_layer(tiles)
        layer._id = "1"
        drawn.add_child(layer)
    return figure.render(language=language, scripts=[path for _, path in drawn.default_js],
                         styles=[path for _, path in drawn.default_css])


def _tile_layer(tiles: Tiles) -> TileLayer:
    from folium import TileLayer

    if tiles is Tiles.IGN:
        return TileLayer(
            "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
            "&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&STYLE=normal&TILEMATRIXSET=PM"
            "&FORMAT=image/png&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}",
            attr='<a href="https://geoservices.ign.fr/">© IGN – Géoplateforme</a>',
            max_zoom=19, max_native_zoom=18)
    return TileLayer(
        "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        attr='© <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>',
        max_zoom=19)


def _policy(page: str, tiles: Tiles | TileProvider) -> str:
    """A content security policy: even a text that escaped its block could run nothing."""
    hashes = " ".join(
        f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
        for script in _INLINE_SCRIPT.findall(page))
    # A provider's address may hold {s}, and is an editor's text: any https image will do.
    pictures = _HOSTS[tiles] if isinstance(tiles, Tiles) else " https:"
    return ('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
            f"script-src 'self' {hashes}; style-src 'self'; img-src 'self' data:{pictures}; "
            "base-uri 'none'; form-action 'none'\">")
