"""Trip to interactive map, without Folium ever seeing a word that an editor wrote.

Folium draws one *shell* a language and background from constants only. A trip is then put in by
concatenation: its title as escaped HTML, everything else as one escaped JSON block, which the
hand-written ``assets/map.js`` turns into pins and lines through ``textContent``.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from importlib import import_module
from json import JSONEncoder
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from parcours.geo import LatLon
from parcours.kinds import CHARACTERS, KINDS
from parcours.language import Language
from parcours.model import Character, Kind, Mode, TileProvider, Tiles
from parcours.modes import STYLES, UNSTATED, ModeStyle
from parcours.trip import Leg, Outline, Shape, Side, Town, Trip, Visit

if TYPE_CHECKING:
    from folium import TileLayer

Json: TypeAlias = "dict[str, Any]"

ASSETS = "assets/map"
"""Where the files of `assets` and `territory_script` go, below a language's folder."""
TERRITORIES = "territories.js"
MAP_FILE = "map.html"
"""A map lies two folders below its language's folder: ``parcours/<id>/map.html``."""

_HERE = Path(__file__).parent
_UP = f"../../{ASSETS}/"
_SCRIPTS = ("leaflet.js", TERRITORIES, "map.js")
_STYLES = ("leaflet.css", "map.css")
_SLOT = re.compile("<!--(policy|title|heading|setting|trip)-->")
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_CENTRE = LatLon(43.65, 1.1)
"""Somewhere between city and country; the script fits the trip before a tile is asked for."""
_WORDS = {
    "all": "Whole route", "close": "Close", "come": "Getting here:", "full": "Full screen",
    "fullOff": "Leave full screen", "link": "See this stop in the page", "map": "Map of the route",
    "schematic": "schematic line", "optional": "optional stop", "locating": "Looking for you…",
    "located": "You are inside the circle.", "noTiles": "No map background: schematic shapes only.",
    "refused": "Your position stays private: the browser was not allowed to give it.",
    "notFound": "Your position could not be found.",
}
"""What the script says by itself, as English message ids."""

_encode: Callable[[Any], str] = JSONEncoder(
    ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Shell:
    """A finished map without a trip, cut where a trip's words go. Plain data: it can be pickled."""

    parts: tuple[str, str, str, str]
    """Before the title, before the heading, before the data, after it."""
    title: str
    """The words of the title, with ``{title}`` for the trip's."""
    kinds: Mapping[Kind, str]
    characters: Mapping[Character, str]
    modes: Mapping[Mode | None, Json]
    day: str
    around: str
    stay: str
    overnight: str
    about: str
    straight: str
    within: str


def shell(language: Language, tiles: Tiles | TileProvider) -> Shell:
    """Build the map that every trip in ``language`` shares; takes some milliseconds, once.

    A tile provider from ``site.yml`` is untrusted text, so it goes into the JSON for the script
    and never through Folium.
    """
    say = language.say
    page = _folium_page(language, tiles)
    setting: Json = {"words": {key: say(words) for key, words in _WORDS.items()}}
    if isinstance(tiles, TileProvider):
        setting["tiles"] = {"url": tiles.url, "attribution": tiles.attribution,
                            "maxZoom": tiles.max_zoom}
    setting["bare"] = tiles is Tiles.NONE
    filled = {"policy": _policy(page, tiles), "setting": _json(setting)}
    pieces = _SLOT.split(page)
    parts = [pieces[0]]
    for slot, following in zip(pieces[1::2], pieces[2::2], strict=True):
        if slot in filled:
            parts[-1] += filled[slot] + following
        else:
            parts.append(following)
    before_title, before_heading, before_trip, after = parts
    modes = {mode: _mode(STYLES[mode] if mode else UNSTATED, say) for mode in (*Mode, None)}
    return Shell(
        (before_title, before_heading, before_trip, after), say("Map: {title}"),
        {kind: say(word) for kind, word in KINDS.items()},
        {character: say(word) for character, word in CHARACTERS.items()}, modes, say("Day {n}"),
        say("around {time}"), say("{duration} on the spot"), say("overnight stay"),
        say("about {duration}"), say("{distance} as the crow flies"),
        say("position known only to within {distance}"))


def render(shell: Shell, trip: Trip, language: Language) -> str:
    """The whole ``map.html`` of a trip."""
    title = trip.itinerary.title.said(language.code, trip.default_lang)
    text = escape(title.text)
    heading = f'<span lang="{escape(title.lang)}">{text}</span>' if title.lang else text
    before_title, before_heading, before_trip, after = shell.parts
    return "".join((before_title, shell.title.replace("{title}", text), before_heading,
                    shell.title.replace("{title}", heading), before_trip,
                    _json(trip_data(shell, trip, language)), after))


def trip_data(shell: Shell, trip: Trip, language: Language) -> Json:
    """What the script draws: every text as it shall be read, every point in WGS84 degrees."""
    lang, default = language.code, trip.default_lang
    days, stops, legs = [], [], []
    sides: dict[str, Side] = {}
    modes: dict[str, Json] = {}
    for day in trip.days:
        title = day.title.said(lang, default)
        days.append({"n": day.number, "label": shell.day.replace("{n}", str(day.number)),
                     "title": title.text} | ({"lang": title.lang} if title.lang else {}))
        for visit in day.visits:
            sides[visit.side.id] = visit.side
            stops.append(_stop(shell, visit, day.number, language, default))
            if visit.leg is not None:
                mode = shell.modes[visit.leg.by]
                modes[mode["token"]] = mode
                legs.append(_leg(shell, visit.leg, mode["token"], day.number, language))
    return {"lang": lang, "days": days, "stops": stops, "legs": legs, "modes": modes,
            "sides": {id: {"name": side.name.in_lang(lang, default),
                           "character": side.character.value,
                           "label": shell.characters[side.character]}
                      for id, side in sides.items()}}


def territory_script(outlines: Sequence[Outline], towns: Sequence[Town], language: Language,
                     default_lang: str = "fr") -> str:
    """``territories.js``: shapes and commune names, the same for every map of a language."""
    shapes = [{"id": outline.side.id,
               "name": outline.side.name.in_lang(language.code, default_lang),
               "character": outline.side.character.value,
               "rings": [_deltas(ring) for ring in outline.rings]} for outline in outlines]
    names = [[town.name, round(town.position.lat, 4), round(town.position.lon, 4)]
             for town in towns]
    return f"window.parcoursTerritories={_json({'outlines': shapes, 'towns': names})};\n"


def assets() -> dict[str, bytes]:
    """The files every map refers to, by name; they go into `ASSETS` of each language."""
    leaflet = Path(import_module("xstatic.pkg.leaflet").BASE_DIR)
    style = (leaflet / "leaflet.css").read_bytes()
    # Without the source map, naming one only makes a request that fails.
    script = re.sub(rb"\n//# sourceMappingURL=.*", b"", (leaflet / "leaflet.js").read_bytes())
    images = sorted(set(re.findall(rb"url\((images/[\w.-]+)\)", style)))
    return ({"leaflet.js": script, "leaflet.css": style}
            | {name.decode(): (leaflet / name.decode()).read_bytes() for name in images}
            | {name: (_HERE / "assets" / name).read_bytes() for name in ("map.js", "map.css")})


def _stop(shell: Shell, visit: Visit, day: int, language: Language, default: str) -> Json:
    place = visit.place
    name = place.name.said(language.code, default)
    stop: Json = {
        "n": visit.number, "day": day, "name": name.text, "kind": shell.kinds[place.kind],
        "side": visit.side.id, "commune": visit.commune, "lat": place.lat, "lon": place.lon,
        "anchor": visit.anchor,
        "time": shell.around.replace("{time}", language.clock(visit.visit_min)),
    }
    if visit.night:
        stop["stay"] = shell.overnight
    elif visit.stay_min > 0:
        stop["stay"] = shell.stay.replace("{duration}", language.duration(visit.stay_min))
    if visit.optional:
        stop["optional"] = True
    if name.lang:
        stop["lang"] = name.lang
    if place.approximate:
        stop["precision"] = place.precision_m
        stop["near"] = shell.within.replace("{distance}", language.km(place.precision_m / 1000))
    return stop


def _leg(shell: Shell, leg: Leg, token: str, day: int, language: Language) -> Json:
    facts = []
    if leg.minutes:
        duration = language.duration(leg.minutes)
        facts.append(shell.about.replace("{duration}", duration) if leg.minutes_estimated
                     else duration)
    distance = language.km(leg.km)
    facts.append(shell.straight.replace("{distance}", distance) if leg.km_estimated else distance)
    drawn: Json = {"from": leg.from_number, "to": leg.to_number, "day": day, "mode": token,
                   "facts": ", ".join(facts), "shape": leg.shape.value}
    if leg.line:
        drawn["line"] = leg.line
    if leg.shape is not Shape.STRAIGHT:  # a straight leg ends at its stops: nothing to add
        drawn["points"] = _deltas(leg.points)
    return drawn


def _mode(style: ModeStyle, say: Callable[[str], str]) -> Json:
    return {"token": style.token, "label": say(style.label), "colour": style.colour,
            "dash": style.dash}


def _deltas(line: Sequence[LatLon]) -> list[int]:
    """Latitude and longitude in turn, in 1e-5 degrees (1 m), each as a step from the one before.

    A third of the size of plain coordinates; `map.js` adds the steps up.
    """
    steps: list[int] = []
    last_lat = last_lon = 0
    for point in line:
        lat, lon = round(point.lat * 1e5), round(point.lon * 1e5)
        steps += lat - last_lat, lon - last_lon
        last_lat, last_lon = lat, lon
    return steps


def _json(data: Json) -> str:
    """JSON that stays inert inside ``<script>`` and in a JavaScript file."""
    return (_encode(data).replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
            .replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def _folium_page(language: Language, tiles: Tiles | TileProvider) -> str:
    """The page as Folium renders it, with its slots still empty."""
    import folium  # takes 0.7 s: only whoever builds a shell pays
    from branca.element import Element, Figure
    from folium.elements import MethodCall
    from folium.template import Template

    class LocalMap(folium.Map):  # type: ignore[misc,unused-ignore]
        """Our own files instead of four outside networks; no sizes and no zoom lock in the head."""

        default_js = [(name, _UP + name) for name in _SCRIPTS]
        default_css = [(name, _UP + name) for name in _STYLES]

        def render(self, **kwargs: Any) -> None:
            super().render(**kwargs)
            # Folium's own head forbids zooming the page and carries styles that map.css has.
            self.get_root().header._children.pop(self.get_name())

    figure = Figure()
    figure.header = Element()
    figure.header._parent = figure
    figure.language = language
    figure._template = Template((_HERE / "templates" / "map.html").read_text(encoding="utf-8"))
    drawn = LocalMap(location=list(_CENTRE), zoom_start=9, tiles=None, control_scale=True,
                     zoom_control=False)
    drawn._id = "1"  # Folium's ids are random; ours must be equal in every build
    figure.add_child(drawn)
    start = MethodCall(drawn, "start_parcours")
    start._id = "1"
    drawn.add_child(start)  # before the tiles, so that none is asked for where the trip is not
    if isinstance(tiles, Tiles) and tiles is not Tiles.NONE:
        layer = _tile_layer(tiles)
        layer._id = "1"
        drawn.add_child(layer)
    page: str = figure.render()
    return page


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
    images = {Tiles.IGN: " https://data.geopf.fr", Tiles.OSM: " https://tile.openstreetmap.org",
              Tiles.NONE: ""}
    # A provider's address may hold {s}, and is an editor's text: any https image will do.
    pictures = images[tiles] if isinstance(tiles, Tiles) else " https:"
    return ('<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
            f"script-src 'self' {hashes}; style-src 'self'; img-src 'self' data:{pictures}; "
            "base-uri 'none'; form-action 'none'\">")
