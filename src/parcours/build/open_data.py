"""The files of `/donnees/`: what all routes give together, each format in one file.

A route gives its part of every file when it is rendered, and puts it aside. The files are joined
from parts; after an edit only that route's are made again, and those of the others are read from
the files that the last build joined. What a route has in a file of its own is read from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeAlias

from parcours.build.output import JoinedFile, OutputFile, Shares, UpToDate
from parcours.content.atlas import Atlas
from parcours.content.history import Dated
from parcours.disk.digest import digest_all
from parcours.format.text import Text
from parcours.i18n.language import Language, language_of
from parcours.render.exports import (
    Frame,
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
from parcours.render.exports.record import Data
from parcours.trip.trip import Trip

Made: TypeAlias = OutputFile | JoinedFile
UnlessSame: TypeAlias = Callable[[str, Iterable[object], Callable[[], Iterable[Made]]],
                                 Iterator[Made | UpToDate]]
"""Given a name, all that decides about some files, piece by piece, and how to make them: makes
them, unless they stand as they should."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What one route gives to the files about all."""

    id: str
    languages: tuple[str, ...]
    """Those that it is published in."""
    title: Text
    summary: Text
    digest: str
    """Of all that the route gives, its own files included."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """All routes that are published, and what else their common files are made of."""

    routes: Sequence[Parts]
    dates: Mapping[str, Dated]
    read: Callable[[str, str], bytes]
    """The bytes of a file of its own that the route of an id has, by its path below the docs
    folder."""
    part: Callable[[str, str], bytes | None]
    """The part that the route of an id has of the file at a path; None where it has none in it."""


def parts_of(trip: Trip, atlas: Atlas, languages: Sequence[Language], own: Mapping[str, bytes],
             ours: Carried, treks: Mapping[str, str]) -> tuple[Parts, dict[str, bytes]]:
    """What a route gives, and its part of each file, by the file's path; ``own`` are its files, by
    their path below the docs folder."""
    first = f"{atlas.default_lang}/{FOLDER}"
    common = About(atlas, atlas.default_lang, atlas.today)
    made = {
        f"{first}/{catalogue_json.FILE}": ours.part[:-1],  # still open: see `_closed`
        f"{first}/{table.ROUTES_FILE}": table.route_row(trip, common),
        f"{first}/{table.STOPS_FILE}": table.stop_rows(trip, common),
        f"{first}/{randonnee.FILE}": randonnee.part(
            trip, common, ours.alone, odbl=False),
        f"{first}/{randonnee.ODBL_FILE}": randonnee.part(
            trip, common, ours.alone, odbl=True),
        f"{first}/{cirkwi.FILE}": cirkwi.part(trip, common),
        f"{first}/{datatourisme.FILE}": datatourisme.part(trip, common)[:-1],
    }
    for language in languages:
        about, code = About(atlas, language.code, atlas.today), language.code
        folder = f"{code}/{FOLDER}"
        geojson = own[f"{code}/parcours/{trip.id}/{trip.id}.geojson"].decode()
        made |= {
            f"{folder}/{catalogue_geojson.FILE}": catalogue_geojson.part(
                trip, geojson, language, about),
            f"{folder}/{catalogue_jsonld.FILE}": catalogue_jsonld.part(trip, language, about),
            f"{folder}/{kml.FILE}": kml.part(trip, language, about),
            f"{folder}/{positions.FILE}": positions.part(trip, language),
        }
    made |= {_treks_file(code, atlas): geotrek.listed(flat, "" if code else ours.alone)
             for code, flat in treks.items()}
    parts = {path: text.encode() for path, text in made.items() if text}
    return Parts(trip.id, tuple(language.code for language in languages),
                 trip.itinerary.title, trip.itinerary.summary,
                 digest_all((*parts.values(), *own.values()))), parts


def files(given: Gathered, atlas: Atlas,
          unless_same: UnlessSame) -> Iterator[Made | UpToDate]:
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


def _one(path: str, make: Callable[[str], Made]) -> Iterator[Made]:
    yield make(path)


def _text(make: Callable[[], str]) -> Callable[[str], Made]:
    """A file that is made at once."""
    return lambda path: OutputFile(path, make().encode())


def _joined(routes: Sequence[Parts], given: Gathered, make: Callable[[], Frame],
            ending: Callable[[Parts], str] = lambda _: "") -> Callable[[str], Made]:
    """A file of the parts of these routes, in their frame, each with its ``ending``."""
    def pieces(path: str, shares: Shares) -> Iterator[bytes]:
        frame = make()
        yield (before := frame.head.encode())
        at, before = len(before), frame.first.encode()
        for route in routes:
            part = given.part(route.id, path)
            if part is None:
                continue
            at += len(before)
            shares.add(route.id, at, len(part))
            end = ending(route).encode()
            yield b"".join((before, part, end))
            at += len(part) + len(end)
            before = frame.between.encode()
        yield frame.tail.encode()

    def file(path: str) -> Made:
        shares = Shares()
        return JoinedFile(path, pieces(path, shares), shares)

    return file


def _of_all(given: Gathered, about: About) -> dict[str, Callable[[str], Made]]:
    """The files that are in every language at once, by name."""
    languages = about.atlas.languages
    spoken = [language_of(lang) for lang in languages]
    joined = partial(_joined, given.routes, given)
    return {
        catalogue_json.FILE: joined(
            lambda: catalogue_json.frame(about), lambda route: _dated(given.dates.get(route.id))),
        catalogue_json.SCHEMA_FILE: _text(lambda: catalogue_json.schema(about)),
        table.ROUTES_FILE: joined(lambda: table.frame(table.routes_columns(languages))),
        table.STOPS_FILE: joined(lambda: table.frame(table.stops_columns(languages))),
        table.schema_file(table.ROUTES_FILE): _text(
            lambda: table.schema(table.ROUTES_FILE, about)),
        table.schema_file(table.STOPS_FILE): _text(lambda: table.schema(table.STOPS_FILE, about)),
        table.PACKAGE_FILE: _text(lambda: table.package(about)),
        randonnee.FILE: joined(lambda: randonnee.frame(about, odbl=False)),
        randonnee.ODBL_FILE: joined(lambda: randonnee.frame(about, odbl=True)),
        cirkwi.FILE: joined(lambda: cirkwi.frame([route.id for route in given.routes], about)),
        datatourisme.FILE: joined(
            datatourisme.frame, lambda route: _closed(lastUpdate=_changed(route, given, about))),
        dcat.FILE: _text(lambda: dcat.whole(
            _served(spoken), _under_odbl(spoken),
            min((one.created for one in given.dates.values()), default=None), about)),
        embed.FILE: _text(lambda: embed.script(about)),
        **_geotrek(given, [route for route in given.routes if route.languages], about, None),
    }


def _served(languages: Sequence[Language]) -> list[Served]:
    """What the catalogue for portals lists, as a data set of its own terms."""
    def named(name: str) -> list[Data]:
        """A name that is the same in every language."""
        return [{"@language": language.code, "@value": name} for language in languages]

    return [
        Served(catalogue_json.FILE, named("JSON"), "application/json", "JSON",
               catalogue_json.SCHEMA_FILE),
        Served(catalogue_geojson.FILE, named("GeoJSON"), "application/geo+json", "GEOJSON"),
        Served(table.ROUTES_FILE, dcat.say("CSV, one route a line", languages), "text/csv", "CSV",
               table.schema_file(table.ROUTES_FILE)),
        Served(table.STOPS_FILE, dcat.say("CSV, one stop a line", languages), "text/csv", "CSV",
               table.schema_file(table.STOPS_FILE)),
        Served(kml.FILE, named("KML"), "application/vnd.google-earth.kml+xml", "KML"),
        Served(archive.FILE, named("GPX (archive)"), "application/zip", "ZIP"),
        Served(catalogue_jsonld.FILE, named("JSON-LD (schema.org)"), "application/ld+json",
               "JSON_LD"),
        Served(randonnee.FILE, named("schema_randonnee 1.1"), "application/geo+json", "GEOJSON",
               randonnee.SCHEMA),
        Served(cirkwi.FILE, named("Cirkwi"), "application/xml", "XML"),
        Served(datatourisme.FILE, named("DATAtourisme"), "application/ld+json", "JSON_LD"),
        Served(f"{geotrek.FOLDER}/{geotrek.address('trek')}", named("Geotrek, API v2"),
               "application/json", "JSON"),
    ]


def _under_odbl(languages: Sequence[Language]) -> list[Served]:
    """Likewise, as the data set under the ODbL."""
    return [
        Served(positions.FILE, dcat.say("Positions under the ODbL", languages),
               "application/geo+json", "GEOJSON"),
        Served(randonnee.ODBL_FILE, dcat.say("Paths under the ODbL (schema_randonnee 1.1)",
                                             languages),
               "application/geo+json", "GEOJSON", randonnee.SCHEMA),
    ]


def _of_language(given: Gathered, about: About,
                 language: Language) -> dict[str, Callable[[str], Made]]:
    """The files of one language, by name."""
    lang = about.lang
    here = [route for route in given.routes if lang in route.languages]
    joined = partial(_joined, here, given)
    return {
        catalogue_geojson.FILE: joined(lambda: catalogue_geojson.frame(language, about)),
        catalogue_jsonld.FILE: joined(lambda: catalogue_jsonld.frame(language, about)),
        kml.FILE: joined(lambda: kml.frame(language, about)),
        archive.FILE: lambda path: JoinedFile(path, archive.pieces((
            (f"{route.id}.gpx", given.read(route.id, f"{lang}/parcours/{route.id}/{route.id}.gpx"))
            for route in here), archive.terms(language, about))),
        positions.FILE: joined(lambda: positions.frame(language, about)),
        territories.FILE: _text(lambda: territories.whole(language, about)),
        news_feed.ATOM_FILE: _text(lambda: news_feed.atom(_news(here, given), language, about)),
        news_feed.JSON_FILE: _text(
            lambda: news_feed.json_feed(_news(here, given), language, about)),
        **_geotrek(given, here, about, language),
    }


def _geotrek(given: Gathered, routes: Sequence[Parts], about: About,
             language: Language | None) -> dict[str, Callable[[str], Made]]:
    """The lists of one tree of Geotrek's API, of which each trek's own document has its part."""
    folder = geotrek.FOLDER if language else geotrek.ALL_FOLDER
    made = {f"{folder}/{name}": _text(partial(str, text))
            for name, text in geotrek.dictionaries(about, language)}
    listed = f"{folder}/{geotrek.address('trek')}"
    sign = {"geotrek/signe.svg": _text(partial(str, geotrek.SIGN))} if language else {}
    return {listed: _joined(routes, given, lambda: geotrek.frame(len(routes), about, language)),
            **made, **sign}


def treks(trip: Trip, atlas: Atlas, languages: Sequence[Language]) -> dict[str, str]:
    """A route in each tree of Geotrek's API, as `geotrek.treks`; of one that is published in no
    language, none."""
    abouts = {language.code: About(atlas, language.code, atlas.today) for language in languages}
    return geotrek.treks(trip, languages, abouts) if languages else {}


def trek_files(trip: Trip, atlas: Atlas, treks: Mapping[str, str],
               ours: Carried) -> Iterator[OutputFile]:
    """The documents of one route in each tree of Geotrek's API."""
    for code, flat in treks.items():
        yield OutputFile(_trek_file(trip.id, code, atlas),
                         geotrek.feature(flat, trip, "" if code else ours.alone).encode())


def _treks_file(code: str, atlas: Atlas) -> str:
    """Where all treks are listed: of one language, or (``""``) of all."""
    folder = geotrek.FOLDER if code else geotrek.ALL_FOLDER
    return f"{code or atlas.default_lang}/{FOLDER}/{folder}/{geotrek.address('trek')}"


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


def _dated(dates: Dated | None) -> str:
    """The days on which a route's file was added and last changed, where known."""
    return _closed(created=dates.created.isoformat(),
                   modified=dates.changed.isoformat()) if dates else "}"


def _closed(**members: str) -> str:
    """The last members of a JSON object, none of which needs escaping, and its end."""
    return "".join(f',"{name}":"{value}"' for name, value in members.items()) + "}"


def _modified(given: Gathered, atlas: Atlas) -> date:
    """When the content last changed; the day of the build where nothing remembers it."""
    return max((one.changed for one in given.dates.values()), default=atlas.today)
