"""The files of `/donnees/`: what all routes give together, each format in one file.

A route gives its part of every file when it is rendered, and the parts are kept with it: after an
edit only that route's are made again, and the files are joined from parts. What a route has in a
file of its own is read from there.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeAlias

from parcours.build.output import OutputFile, UpToDate
from parcours.content.atlas import Atlas
from parcours.content.history import Dated
from parcours.disk.digest import digest_all
from parcours.format.text import Text
from parcours.i18n.language import Language, language_of
from parcours.render.exports import (
    archive,
    catalogue_geojson,
    catalogue_json,
    catalogue_jsonld,
    cirkwi,
    datatourisme,
    dcat,
    embed,
    geotrek,
    kml,
    news_feed,
    positions,
    randonnee,
    table,
    territories,
)
from parcours.render.exports.about import FOLDER, About
from parcours.render.exports.carried import Carried
from parcours.render.exports.dcat import Served
from parcours.render.exports.numbers import number_of
from parcours.trip.trip import Trip

UnlessSame: TypeAlias = Callable[[str, object, Callable[[], Iterable[OutputFile]]],
                                 Iterator[OutputFile | UpToDate]]
"""Given a name, all that decides about some files, and how to make them: makes them, unless they
stand as they should."""
_LEVEL = 1
"""Parts are kept small at little cost; what is packed best is slowest."""

SERVED = (
    Served(catalogue_json.FILE, "JSON", "application/json", "JSON", catalogue_json.SCHEMA_FILE),
    Served(catalogue_geojson.FILE, "GeoJSON", "application/geo+json", "GEOJSON"),
    Served(table.ROUTES_FILE, "CSV, un parcours par ligne", "text/csv", "CSV",
           table.schema_file(table.ROUTES_FILE)),
    Served(table.STOPS_FILE, "CSV, une étape par ligne", "text/csv", "CSV",
           table.schema_file(table.STOPS_FILE)),
    Served(kml.FILE, "KML", "application/vnd.google-earth.kml+xml", "KML"),
    Served(archive.FILE, "GPX (archive)", "application/zip", "ZIP"),
    Served(catalogue_jsonld.FILE, "JSON-LD (schema.org)", "application/ld+json", "JSON_LD"),
    Served(randonnee.FILE, "schema_randonnee 1.1", "application/geo+json", "GEOJSON",
           randonnee.SCHEMA),
    Served(cirkwi.FILE, "Cirkwi", "application/xml", "XML"),
    Served(datatourisme.FILE, "DATAtourisme", "application/ld+json", "JSON_LD"),
    Served(f"{geotrek.FOLDER}/{geotrek.address('trek')}", "Geotrek, API v2", "application/json",
           "JSON"),
)
"""What the catalogue for portals lists, as a data set of its own terms."""
POSITIONS = Served(positions.FILE, "Positions sous ODbL", "application/geo+json", "GEOJSON")


@dataclass(frozen=True, slots=True)
class Parts:
    """What one route gives to the files about all, each part packed, by ``<lang>/<file>``."""

    id: str
    languages: tuple[str, ...]
    """Those that it is published in."""
    title: Text
    summary: Text
    packed: Mapping[str, bytes]
    digest: str
    """Of all that the route gives, its own files included."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """All routes that are published, and what else their common files are made of."""

    routes: Sequence[Parts]
    dates: Mapping[str, Dated]
    read: Callable[[str], bytes]
    """The bytes of a route's own file, by its path below the docs folder."""


def parts_of(trip: Trip, atlas: Atlas, languages: Sequence[Language],
             own: Mapping[str, bytes], ours: Carried) -> Parts:
    """What a route gives; ``own`` are its files, by their path below the docs folder."""
    first = atlas.default_lang
    common = About(atlas, first, atlas.today)
    made = {
        f"{first}/{catalogue_json.FILE}": ours.part,
        f"{first}/{table.ROUTES_FILE}": table.route_row(trip, common),
        f"{first}/{table.STOPS_FILE}": table.stop_rows(trip, common),
        f"{first}/{randonnee.FILE}": randonnee.part(
            trip, common, ours.alone, odbl=False),
        f"{first}/{randonnee.ODBL_FILE}": randonnee.part(
            trip, common, ours.alone, odbl=True),
        f"{first}/{cirkwi.FILE}": cirkwi.part(trip, common),
        f"{first}/{datatourisme.FILE}": datatourisme.part(trip, common),
    }
    for language in languages:
        about, code = About(atlas, language.code, atlas.today), language.code
        geojson = own[f"{code}/parcours/{trip.id}/{trip.id}.geojson"].decode()
        made |= {
            f"{code}/{catalogue_geojson.FILE}": catalogue_geojson.part(
                trip, geojson, language, about),
            f"{code}/{catalogue_jsonld.FILE}": catalogue_jsonld.part(trip, language, about),
            f"{code}/{kml.FILE}": kml.part(trip, language, about),
        }
    packed = {name: zlib.compress(text.encode(), _LEVEL) for name, text in made.items()}
    return Parts(trip.id, tuple(language.code for language in languages),
                 trip.itinerary.title, trip.itinerary.summary, packed,
                 digest_all((*packed.values(), *own.values())))


def files(given: Gathered, atlas: Atlas,
          unless_same: UnlessSame) -> Iterator[OutputFile | UpToDate]:
    """Every file of open data, made unless it stands as it should."""
    modified = _modified(given, atlas)
    inputs = (digest_all(route.digest for route in given.routes), modified,
              tuple((route.id, given.dates.get(route.id)) for route in given.routes))
    for lang in atlas.languages:
        about = About(atlas, lang, modified)
        made = _of_language(given, about, language_of(lang))
        if lang == atlas.default_lang:
            made |= _of_all(given, about)
        for name, make in made.items():
            path = f"{lang}/{FOLDER}/{name}"
            yield from unless_same(path, inputs, partial(_one, path, make))


def _one(path: str, make: Callable[[], bytes]) -> Iterator[OutputFile]:
    yield OutputFile(path, make())


def _of_all(given: Gathered, about: About) -> dict[str, Callable[[], bytes]]:
    """The files that are in every language at once, by name."""
    languages = about.atlas.languages

    def joined(name: str) -> list[str]:
        return _unpacked(given.routes, f"{about.lang}/{name}")

    return {
        catalogue_json.FILE: lambda: catalogue_json.whole(
            [_dated(text, given.dates.get(route.id)) for route, text in zip(
                given.routes, joined(catalogue_json.FILE), strict=True)], about).encode(),
        catalogue_json.SCHEMA_FILE: lambda: catalogue_json.schema(about).encode(),
        table.ROUTES_FILE: lambda: table.whole(
            joined(table.ROUTES_FILE), table.routes_columns(languages)).encode(),
        table.STOPS_FILE: lambda: table.whole(
            joined(table.STOPS_FILE), table.stops_columns(languages)).encode(),
        table.schema_file(table.ROUTES_FILE): lambda: table.schema(
            table.ROUTES_FILE, about).encode(),
        table.schema_file(table.STOPS_FILE): lambda: table.schema(
            table.STOPS_FILE, about).encode(),
        table.PACKAGE_FILE: lambda: table.package(about).encode(),
        randonnee.FILE: lambda: randonnee.whole(
            joined(randonnee.FILE), about, odbl=False).encode(),
        randonnee.ODBL_FILE: lambda: randonnee.whole(
            joined(randonnee.ODBL_FILE), about, odbl=True).encode(),
        cirkwi.FILE: lambda: cirkwi.whole(
            joined(cirkwi.FILE), [route.id for route in given.routes], about).encode(),
        datatourisme.FILE: lambda: datatourisme.whole([
            _with(text, lastUpdate=_changed(route, given, about)) for route, text in zip(
                given.routes, joined(datatourisme.FILE), strict=True)]).encode(),
        dcat.FILE: lambda: dcat.whole(
            SERVED, POSITIONS, min((one.created for one in given.dates.values()), default=None),
            about).encode(),
        embed.FILE: lambda: embed.script(about).encode(),
        **_geotrek(given, [route for route in given.routes if route.languages], about, None),
    }


def _of_language(given: Gathered, about: About,
                 language: Language) -> dict[str, Callable[[], bytes]]:
    """The files of one language, by name."""
    lang = about.lang
    here = [route for route in given.routes if lang in route.languages]
    own = {f"{route.id}.gpx": f"{lang}/parcours/{route.id}/{route.id}.gpx" for route in here}

    def joined(name: str) -> list[str]:
        return _unpacked(here, f"{lang}/{name}")

    return {
        catalogue_geojson.FILE: lambda: catalogue_geojson.whole(
            joined(catalogue_geojson.FILE), language, about).encode(),
        catalogue_jsonld.FILE: lambda: catalogue_jsonld.whole(
            joined(catalogue_jsonld.FILE), language, about).encode(),
        kml.FILE: lambda: kml.whole(joined(kml.FILE), language, about).encode(),
        archive.FILE: lambda: archive.whole(
            {name: given.read(path) for name, path in own.items()}),
        positions.FILE: lambda: positions.whole(language, about).encode(),
        territories.FILE: lambda: territories.whole(language, about).encode(),
        news_feed.ATOM_FILE: lambda: news_feed.atom(_news(here, given), language, about).encode(),
        news_feed.JSON_FILE: lambda: news_feed.json_feed(
            _news(here, given), language, about).encode(),
        **_geotrek(given, here, about, language),
    }


def _geotrek(given: Gathered, routes: Sequence[Parts], about: About,
             language: Language | None) -> dict[str, Callable[[], bytes]]:
    """The lists of one tree of Geotrek's API, of which each trek's own document has its part."""
    folder, code = (geotrek.FOLDER, language.code) if language else (geotrek.ALL_FOLDER, "")
    made = {f"{folder}/{name}": partial(str.encode, text)
            for name, text in geotrek.dictionaries(about, language)}
    listed = f"{folder}/{geotrek.address('trek')}"
    sign = {"geotrek/signe.svg": geotrek.SIGN.encode} if language else {}
    return {listed: lambda: geotrek.listed([
        geotrek.flat_of(given.read(_trek_file(route.id, code, about.atlas)).decode())
        for route in routes]).encode(), **made, **sign}


def trek_files(trip: Trip, atlas: Atlas, languages: Sequence[Language],
               ours: Carried) -> Iterator[OutputFile]:
    """The documents of one route in each tree of Geotrek's API; of one that is published in no
    language, none."""
    if not languages:
        return
    abouts = {language.code: About(atlas, language.code, atlas.today) for language in languages}
    flats = geotrek.treks(trip, languages, abouts)
    for code, flat in flats.items():
        yield OutputFile(_trek_file(trip.id, code, atlas),
                         geotrek.feature(flat, trip, "" if code else ours.alone).encode())


def _trek_file(id: str, code: str, atlas: Atlas) -> str:
    """Where the document of a route lies: of one language, or (``""``) of all."""
    folder = geotrek.FOLDER if code else geotrek.ALL_FOLDER
    return (f"{code or atlas.default_lang}/{FOLDER}/{folder}/"
            f"{geotrek.address('trek', number_of(id))}")


def _news(routes: Iterable[Parts], given: Gathered) -> list[news_feed.News]:
    """The routes that git remembers."""
    return [news_feed.News(route.id, route.title, route.summary, dates.created, dates.changed)
            for route in routes if (dates := given.dates.get(route.id)) is not None]


def _changed(route: Parts, given: Gathered, about: About) -> str:
    dates = given.dates.get(route.id)
    return (dates.changed if dates else about.modified).isoformat()


def _unpacked(routes: Iterable[Parts], name: str) -> list[str]:
    return [zlib.decompress(route.packed[name]).decode() for route in routes
            if name in route.packed]


def _dated(text: str, dates: Dated | None) -> str:
    """A route's JSON with the days on which its file was added and last changed, where known."""
    return _with(text, created=dates.created.isoformat(),
                 modified=dates.changed.isoformat()) if dates else text


def _with(text: str, **members: str) -> str:
    """A JSON object with more members, none of which needs escaping."""
    added = "".join(f',"{name}":"{value}"' for name, value in members.items())
    return f"{text[:-1]}{added}}}"


def _modified(given: Gathered, atlas: Atlas) -> date:
    """When the content last changed; the day of the build where nothing remembers it."""
    return max((one.changed for one in given.dates.values()), default=atlas.today)
