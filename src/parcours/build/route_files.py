"""The files of one route, and what the pages about all routes need of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from parcours.build.drawing import Drawing
from parcours.build.output import OutputFile
from parcours.content import photos
from parcours.content.atlas import Atlas
from parcours.format.choices import Character
from parcours.format.model import Photo
from parcours.format.text import Text
from parcours.geo.points import LatLon
from parcours.i18n.language import Language, language_of
from parcours.render import pages, pictures
from parcours.render.catalogue import entries as catalogue
from parcours.render.exports import geojson, gpx, ical, services, theme_calendars
from parcours.render.exports.carried import Carried
from parcours.render.maps import page as maps
from parcours.render.pictures.photos import variants
from parcours.trip import other_way
from parcours.trip.balance import RouteBalance, balance
from parcours.trip.closures import Announced, announced
from parcours.trip.nearby_routes import Neighbour
from parcours.trip.other_way import OtherWay
from parcours.trip.services import on_the_way
from parcours.trip.trip import Trip

RouteLine: TypeAlias = tuple[tuple[LatLon, Character], ...]
"""A route's stops, each with the side it lies on."""
Near: TypeAlias = Mapping[str, tuple[Neighbour, ...]]
"""The routes near to one, by language."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What the pages about all routes need of one; small enough to pass between processes."""

    id: str
    title: Text
    alliance: str
    cards: Mapping[str, str]
    """The route's card by language; a language it is not translated into has none."""
    passages: tuple[tuple[str, int], ...]
    """The places it stops at, with the number of the stop."""
    balance: RouteBalance
    line: RouteLine
    """Its stops as points, for the picture of all routes."""
    entry: catalogue.Entry
    """What the catalogue filters it by."""
    outing: theme_calendars.Outing
    """The days on which it can be done."""
    announced: tuple[Announced, ...]
    """What it says of closures; those of places are in their own files."""
    former: tuple[str, ...] = ()
    """Ids that it had before."""


def languages_of(trip: Trip, atlas: Atlas) -> list[Language]:
    """The languages the route is published in: its title and summary are written in them."""
    return [language_of(lang) for lang in atlas.languages
            if trip.itinerary.readable_in(lang)]


def written_files(trip: Trip, atlas: Atlas, near: Near, back: OtherWay,
                  ours: Carried) -> Iterator[OutputFile]:
    """The files that need no drawing: the page and the exports, in each language."""
    languages, close_by = languages_of(trip, atlas), on_the_way(trip, atlas)
    for language in languages:
        folder = f"{language.code}/parcours/{trip.id}"
        address = pages.address(atlas, f"parcours/{trip.id}/", language)
        yield text_file(f"{folder}/index.md", pages.itinerary(
            trip, atlas, language, languages,
            pages.Beside(near.get(language.code, ()), close_by, back)))
        yield text_file(f"{folder}/{trip.id}.gpx", gpx.render(
            trip, language, address, ours.elements))
        yield text_file(f"{folder}/{trip.id}.geojson", geojson.render(
            trip, language, address, ours.drawn))
        yield text_file(f"{folder}/{trip.id}.ics", ical.render(trip, language, address))
        for name, text in services.files(close_by, trip, language, address):
            yield text_file(f"{folder}/{name}", text)
        for visit in trip.visits:
            if not visit.place_id:
                yield from photo_files(visit.place.photo, f"{folder}/{visit.anchor}", atlas)
        route = trip.itinerary
        yield from moved_files(
            route.title, "parcours", trip.id, route.renamed_from,
            ("", maps.MAP_FILE, f"{other_way.NAME}/"), atlas=atlas, language=language)
        yield text_file(f"{folder}/{other_way.NAME}/index.md", pages.other_way(
            back, trip, atlas, language, languages))
        if back.possible:
            stem = f"{folder}/{other_way.NAME}/{back.trip.id}"
            there = address and f"{address}{other_way.NAME}/"
            yield text_file(f"{stem}.gpx", gpx.render(back.trip, language, there))
            yield text_file(f"{stem}.ics", ical.render(back.trip, language, there))


def drawn_files(trip: Trip, atlas: Atlas, drawn: Drawing, back: OtherWay) -> Iterator[OutputFile]:
    """The map and the picture, in each language."""
    languages, close_by = languages_of(trip, atlas), on_the_way(trip, atlas)
    backdrop = drawn.backdrops[trip.itinerary.alliance]
    surveyed = bool(backdrop.credits)
    covers = pictures.sketches(trip, backdrop, languages, back.trip if back.possible else None)
    for language, picture in zip(languages, covers, strict=False):
        folder = f"{language.code}/parcours/{trip.id}"
        shell = drawn.shells[language.code, surveyed]
        yield text_file(f"{folder}/map.html", maps.render(shell, trip, language, close_by))
        yield text_file(f"{folder}/{trip.id}.svg", picture)
        for old in trip.itinerary.renamed_from:  # a page leads on, a picture on another site cannot
            yield text_file(f"{language.code}/parcours/{old}/{old}.svg", picture)
    for language, picture in zip(languages, covers[len(languages):], strict=False):
        folder = f"{language.code}/parcours/{trip.id}/{other_way.NAME}"
        shell = drawn.other_way_shells[language.code, surveyed]
        yield text_file(f"{folder}/map.html", maps.render(shell, back.trip, language))
        yield text_file(f"{folder}/{back.trip.id}.svg", picture)


def summary(trip: Trip, atlas: Atlas, *, back: bool = False) -> Summary:
    """What the pages about all routes need of this one; ``back`` as for `entry`."""
    return Summary(
        trip.id, trip.itinerary.title, trip.itinerary.alliance,
        {language.code: pages.card(trip, atlas, language)
         for language in languages_of(trip, atlas)},
        tuple((visit.place_id, visit.number) for visit in trip.visits if visit.place_id),
        balance(trip),
        tuple((visit.place.position, visit.side.character) for visit in trip.visits),
        catalogue.entry(trip, back=back), theme_calendars.outing(trip), announced(trip),
        trip.itinerary.renamed_from)


def photo_files(photo: Photo | None, stem: str, atlas: Atlas) -> Iterator[OutputFile]:
    """A photo in every size, if it may be shown."""
    if photo is not None and photos.may_show(photo, atlas.today):
        for ending, content in variants(atlas.root / photo.file).items():
            yield OutputFile(stem + ending, content)


def moved_files(title: Text, folder: str, id: str, former: Sequence[str], files: Sequence[str], *,
                atlas: Atlas, language: Language) -> Iterator[OutputFile]:
    """What is left at the addresses that a page had under its former names."""
    for old in former:
        for file in files:
            name = f"{file}index.html" if not file or file.endswith("/") else file
            yield text_file(f"{language.code}/{folder}/{old}/{name}",
                            pages.moved(title, folder, id, file, atlas, language))


def text_file(path: str, text: str) -> OutputFile:
    """A file of text, in UTF-8."""
    return OutputFile(path, text.encode())
