"""What the maps of a language load: Leaflet, our modules and styles, and what Folium wrote.

All of it lies in one folder, whose name is the version of all that is in it: modules import one
another by addresses relative to it, and no map ever runs with files of another build. Of the
territories each has modules of its own: a map loads those that it draws, and the names of their
communes where no tiles show them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from parcours import HERE
from parcours.format.choices import Tiles
from parcours.format.model import TileProvider
from parcours.web import colours, scripts, styles

if TYPE_CHECKING:
    from folium import TileLayer

ASSETS = "assets/map"
"""Below a language's folder; below this, the folder whose name is a version."""
_CENTRE = (43.65, 1.1)
"""Between city and country (WGS84 degrees); the script fits the trip before a tile is asked for."""


_LEAFLET = "leaflet.js"
"""A module that is no file of ours."""


class Territory(NamedTuple):
    """What the maps of a language load of a territory: the text of its modules."""

    id: str
    outline: str
    towns: str


class Land(NamedTuple):
    """The territories in the words of a language."""

    territories: tuple[Territory, ...] = ()
    colours: str = ""
    """Those of the site, where they are its own: the version of a map's files tells them, too."""


NO_LAND = Land()


def outline_file(territory: str) -> str:
    """The module of where it ends."""
    return f"land-{territory}.js"


def towns_file(territory: str) -> str:
    """The module of the names of its communes."""
    return f"towns-{territory}.js"


class Layout(NamedTuple):
    """A page for Folium's map, and the files that it loads."""

    template: str
    up: str
    """From the page to its language's folder."""
    begin: str
    """The script that Folium writes: it imports ``start`` from the next one."""
    script: str
    styles: tuple[str, ...]
    has_services: bool = False
    """Whether it has the layer of services, which Folium makes empty and does not show."""


ROUTE = Layout("map.html", "../../", "folium-map.js", "map.js", ("leaflet.css", "map.css"),
               has_services=True)
OTHER_WAY = ROUTE._replace(up="../../../")
"""The map of a route in its other direction, which lies one folder deeper."""
ROUTES = Layout("map_routes.html", "../", "folium-map-routes.js", "map-routes.js",
                ("leaflet.css", "map.css", "map-routes.css"))
_LAYOUTS = (ROUTE, ROUTES)


def files(tiles: Tiles | TileProvider, land: Land = NO_LAND) -> dict[str, bytes]:
    """By path below a language's folder."""
    return {f"{folder(tiles, land)}/{name}": content
            for name, content in _files(_background(tiles), land).items()}


def folder(tiles: Tiles | TileProvider, land: Land = NO_LAND) -> str:
    """Where `files` are, below a language's folder."""
    return f"{ASSETS}/{_version(_background(tiles), land)}"


def element(tiles: Tiles | TileProvider) -> str:
    """The element that Folium draws in."""
    return _drawn(_background(tiles), has_services=False).html


def _files(tiles: Tiles, land: Land) -> dict[str, bytes]:
    made = {layout.begin: _begin(layout, _drawn(
        tiles, has_services=layout.has_services).script) for layout in _LAYOUTS}
    for one in land.territories:
        made |= {outline_file(one.id): one.outline, towns_file(one.id): one.towns}
    return assets() | {name: text.encode() for name, text in made.items()}


@cache
def assets() -> dict[str, bytes]:
    """The files every map refers to that are the same in all languages, by name."""
    leaflet = Path(import_module("xstatic.pkg.leaflet").BASE_DIR)
    style = (leaflet / "leaflet.css").read_bytes()
    # Without the source map, naming one only makes a request that fails.
    script = re.sub(rb"\n//# sourceMappingURL=.*", b"", (leaflet / "leaflet.js").read_bytes())
    images = sorted(set(re.findall(rb"url\((images/[\w.-]+)\)", style)))
    own = {name: scripts.served(_own(name)) for layout in _LAYOUTS for name in modules(layout)
           if name != _LEAFLET}
    own |= {name: styles.served(_own(name)) for layout in _LAYOUTS for name in layout.styles
            if name != "leaflet.css"}
    own["leaflet.css"] = styles.served(style.decode())
    own["map.css"] = colours.custom_properties() + own["map.css"]
    return ({_LEAFLET: script}
            | {name.decode(): (leaflet / name.decode()).read_bytes() for name in images}
            | {name: text.encode() for name, text in own.items()})


def modules(layout: Layout) -> list[str]:
    """All that a map's script imports, and itself: what a browser may ask for at once.

    Leaflet first, which weighs more than all others: where connections are few, these share what it
    leaves.
    """
    found = [layout.script]
    for name in found:
        if name != _LEAFLET:
            found += [one for one in scripts.imports(_own(name)) if one not in found]
    return sorted(found, key=lambda name: name != _LEAFLET)


def _own(name: str) -> str:
    return (HERE / "assets" / name).read_text("utf-8")


@lru_cache(maxsize=16)
def _version(tiles: Tiles, land: Land) -> str:
    taken = sha256(land.colours.encode())
    for name, content in sorted(_files(tiles, land).items()):
        taken.update(name.encode() + b"\0" + content + b"\0")
    return taken.hexdigest()[:10]


def _background(tiles: Tiles | TileProvider) -> Tiles:
    """What of the tiles Folium is told."""
    return tiles if isinstance(tiles, Tiles) else Tiles.NONE


def _begin(layout: Layout, drawn: str) -> str:
    return scripts.served(f'import {{start}} from "./{layout.script}";\n{drawn}')


class _Drawn(NamedTuple):
    """What Folium made of a map."""

    html: str
    script: str


@cache
def _drawn(tiles: Tiles, *, has_services: bool) -> _Drawn:
    """The map as Folium writes it, which calls our ``start`` before it asks for any tile."""
    import folium  # takes 0.7 s: only whoever builds a shell pays
    from branca.element import Figure, MacroElement
    from folium.template import Template

    figure = Figure()
    drawn = folium.Map(location=_CENTRE, zoom_start=9, zoom_snap=0.5, tiles=None,
                       control_scale=True, zoom_control=False)
    # Our own files instead of four outside networks; Folium's own lists are shared by all maps.
    drawn.default_js, drawn.default_css = [], []
    drawn._id = "1"  # Folium's ids are random; ours must be equal in every build
    figure.add_child(drawn)
    given = [drawn.get_name()]
    if has_services:
        services = folium.FeatureGroup(show=False)  # filled and shown when the visitor asks
        services._id = "1"
        drawn.add_child(services)
        given.append(services.get_name())
    start = MacroElement()  # type: ignore[no-untyped-call]
    start._template = Template(
        f"{{% macro script(this, kwargs) %}}start({', '.join(given)});{{% endmacro %}}")
    start._id = "1"
    drawn.add_child(start)  # before the tiles, so that none is asked for where the trip is not
    if tiles is not Tiles.NONE:
        layer = _tile_layer(tiles)
        layer._id = "1"
        drawn.add_child(layer)
    figure.render()
    lines = figure.script.render().splitlines()
    return _Drawn(figure.html.render().strip(), "".join(
        f"{line.strip()}\n" for line in lines if line.strip()))


class Background(NamedTuple):
    """Where the tiles of a map come from, and who must be named."""

    url: str
    attribution: str
    max_zoom: int


def background(tiles: Tiles | TileProvider) -> Background | None:
    """The background of the site's maps, for a map that is not one of them; None where there is
    none. ``attribution`` is plain text."""
    if isinstance(tiles, TileProvider):
        return Background(tiles.url, tiles.attribution, tiles.max_zoom)
    if tiles is Tiles.NONE:
        return None
    layer = _tile_layer(tiles)
    named = re.sub(r"<[^>]*>", "", str(layer.options["attribution"]))
    return Background(layer.tiles, named, int(str(layer.options["max_zoom"])))


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
