"""One route from its file to everything published of it; the unit that processes share out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from parcours.build.output import OutputFile, Standing
from parcours.content import photos
from parcours.content.atlas import Atlas
from parcours.content.sides import Outline, Town
from parcours.format.model import Character, Photo, Theme
from parcours.format.text import Text
from parcours.geo.points import LatLon
from parcours.i18n.language import Language, language_of
from parcours.render import pages
from parcours.render import pictures as sketch
from parcours.render.catalogue import entries as catalogue
from parcours.render.exports import closures_feed, geojson, gpx, ical
from parcours.render.exports import theme_calendars as themes
from parcours.render.maps import page as maps
from parcours.render.pages import closures as closures_page
from parcours.render.pictures.backdrop import Backdrop
from parcours.render.pictures.outlines import main_towns, outlines
from parcours.render.words.places import PHOTO
from parcours.trip.closures import Announced, Closure, announced, gather
from parcours.trip.nearby_routes import Neighbour
from parcours.trip.passage import Passage
from parcours.trip.trip import Trip

Thread: TypeAlias = tuple[tuple[LatLon, Character], ...]
UnlessSame: TypeAlias = Callable[[str, object, Callable[[], Iterable[OutputFile]]],
                                 Iterator[OutputFile | Standing]]
"""Given a name, all that decides about some files, and how to make them: makes them, unless they
stand as they should."""
Near: TypeAlias = Mapping[str, tuple[Neighbour, ...]]
"""The routes near to one, by language."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What every map and picture shares: slow to make, made once."""

    shells: Mapping[str, maps.Shell]
    """By language."""
    routes_shells: Mapping[str, tuple[str, str]]
    """By language, for the map of all routes."""
    backdrops: Mapping[str, Backdrop]
    """By alliance."""
    outlines: tuple[Outline, ...]
    towns: tuple[Town, ...]


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
    balance: pages.Balance
    thread: Thread
    """Its stops as points, for the picture of all routes."""
    entry: catalogue.Entry
    """What the catalogue filters it by."""
    outing: themes.Outing
    """The days on which it can be done."""
    announced: tuple[Announced, ...]
    """What it says of closures; those of places are in their own files."""


def drawing(atlas: Atlas) -> Drawing:
    """Make what maps and pictures share; imports Folium and shapely, which takes a second."""
    sides = {id: side for id in atlas.territories if (side := atlas.side(id))}
    communes = list(atlas.communes.values())
    shapes, towns = outlines(communes, sides), main_towns(communes, sides)
    backdrops = {}
    for id, alliance in atlas.alliances.items():
        backdrops[id] = Backdrop(
            [shape for shape in shapes if shape.side.id in alliance.territories],
            [town for town in towns if town.territory in alliance.territories])
    lands = {lang: maps.territory_script(shapes, towns, language_of(lang), atlas.default_lang)
             for lang in atlas.languages}
    shells = {lang: maps.shell(language_of(lang), atlas.site.tiles, land)
              for lang, land in lands.items()}
    routes_shells = {lang: maps.routes_shell(language_of(lang), atlas.site.tiles, land)
                     for lang, land in lands.items()}
    return Drawing(shells, routes_shells, backdrops, shapes, towns)


def languages_of(trip: Trip, atlas: Atlas) -> list[Language]:
    """The languages the route is published in: its title and summary are written in them."""
    return [language_of(lang) for lang in atlas.languages
            if trip.itinerary.title.has(lang) and trip.itinerary.summary.has(lang)]


def written_files(trip: Trip, atlas: Atlas, near: Near) -> Iterator[OutputFile]:
    """The files that need no drawing: the page and the exports, in each language."""
    languages = languages_of(trip, atlas)
    for language in languages:
        folder = f"{language.code}/parcours/{trip.id}"
        address = pages.address(atlas, f"parcours/{trip.id}/", language)
        yield _file(f"{folder}/index.md", pages.itinerary(
            trip, atlas, language, languages, near.get(language.code, ())))
        yield _file(f"{folder}/{trip.id}.gpx", gpx.render(trip, language, address))
        yield _file(f"{folder}/{trip.id}.geojson", geojson.render(trip, language, address))
        yield _file(f"{folder}/{trip.id}.ics", ical.render(trip, language, address))
        for visit in trip.visits:
            if not visit.place_id:
                yield from _photo_files(visit.place.photo, f"{folder}/{visit.anchor}", atlas)
        route = trip.itinerary
        yield from _moved(route.title, "parcours", trip.id, route.renamed_from,
                          ("", maps.MAP_FILE), atlas=atlas, language=language)


def drawn_files(trip: Trip, atlas: Atlas, drawn: Drawing) -> Iterator[OutputFile]:
    """The map and the picture, in each language."""
    languages = languages_of(trip, atlas)
    pictures = sketch.sketches(trip, drawn.backdrops[trip.itinerary.alliance], languages)
    for language, picture in zip(languages, pictures, strict=True):
        folder = f"{language.code}/parcours/{trip.id}"
        yield _file(f"{folder}/map.html", maps.render(drawn.shells[language.code], trip, language))
        yield _file(f"{folder}/{trip.id}.svg", picture)


def summary(trip: Trip, atlas: Atlas) -> Summary:
    """What the pages about all routes need of this one."""
    return Summary(
        trip.id, trip.itinerary.title, trip.itinerary.alliance,
        {language.code: pages.card(trip, atlas, language)
         for language in languages_of(trip, atlas)},
        tuple((visit.place_id, visit.number) for visit in trip.visits if visit.place_id),
        pages.Balance({share.side.id: share.stops for share in trip.shares},
                      {share.side.id: share.minutes for share in trip.shares}),
        tuple((visit.place.position, visit.side.character) for visit in trip.visits),
        catalogue.entry(trip), themes.outing(trip), announced(trip))


def common_files(summaries: list[Summary], atlas: Atlas, drawn: Drawing,
                 unless_same: UnlessSame) -> Iterator[OutputFile | Standing]:
    """The files about all routes: catalogue, places, territories, what maps load.

    What takes long at a thousand routes is made ``unless_same``.
    """
    passages = _passages(summaries)
    photos.make(atlas.root / place.photo.file for place in atlas.places.values()
                if place.photo and photos.may_show(place.photo, atlas.today))
    for lang in atlas.languages:
        language = language_of(lang)
        here = [route for route in summaries if lang in route.cards]
        yield from _catalogue_files(here, drawn, language, unless_same)
        yield from _calendars([route.outing for route in here], atlas, language, unless_same)
        yield from _closure_files(here, atlas, language)
        yield _file(f"{lang}/lieux/index.md", pages.places(atlas, passages, language))
        # the first one's name is the same whatever the others: the home page shows it
        pictures = {id: f"carte-{id}.svg" if n else "carte.svg"
                    for n, id in enumerate(drawn.backdrops)}
        yield _file(f"{lang}/territoires/index.md", pages.territories(
            [route.balance for route in summaries], list(pictures.values()), atlas, language))
        for place_id in atlas.places:
            through = [one for one in passages.get(place_id, ()) if one.title.has(lang)]
            yield from unless_same(
                f"{lang}/lieux/{place_id}", through,
                partial(place_files, place_id, through, atlas, language))
        for alliance, backdrop in drawn.backdrops.items():
            threads = [route.thread for route in summaries if route.alliance == alliance]
            name = f"{lang}/territoires/{pictures[alliance]}"
            yield from unless_same(name, threads, partial(
                _overview, name, backdrop, threads, language))
            if alliance == next(iter(drawn.backdrops)):
                poster = f"{lang}/territoires/affiche.svg"
                yield from unless_same(poster, threads, partial(
                    _overview, poster, backdrop, threads, language, sketch.POSTER))
        for name, content in maps.assets().items():
            yield OutputFile(f"{lang}/assets/map/{name}", content)
        yield _file(f"{lang}/assets/map/territories.js", maps.territory_script(
            drawn.outlines, drawn.towns, language, atlas.default_lang))


def _overview(name: str, backdrop: Backdrop, threads: list[Thread], language: Language,
              *frame: sketch.Frame) -> Iterator[OutputFile]:
    yield _file(name, sketch.overview(backdrop, threads, language, *frame))


def _catalogue_files(here: list[Summary], drawn: Drawing, language: Language,
                     unless_same: UnlessSame) -> Iterator[OutputFile | Standing]:
    """The list of all routes with its pictures, and their common map."""
    said = [(route.entry, route.cards[language.code], route.outing) for route in here]
    yield from unless_same(f"{language.code}/parcours", said, partial(
        _catalogue, here, drawn, language))


def _catalogue(here: list[Summary], drawn: Drawing, language: Language) -> Iterator[OutputFile]:
    folder = f"{language.code}/parcours"
    cards = {route.id: route.cards[language.code] for route in here}
    entries = catalogue.in_order([route.entry for route in here], language)
    marks = catalogue.marks(entries)
    charts: list[pages.Drawn] = []
    for alliance, backdrop in drawn.backdrops.items():
        indices = [i for i, entry in enumerate(entries) if entry.alliance == alliance]
        if indices:
            picture = f"carte-{alliance}.svg" if charts else "carte.svg"
            chart = sketch.chart(backdrop, [(marks[i], entries[i].stops) for i in indices],
                                 language)
            charts.append((picture, chart, indices))
            yield _file(f"{folder}/{picture}", chart.ground)
    yield _file(f"{folder}/map.html", maps.render_routes(
        drawn.routes_shells[language.code], entries, language,
        numbered=len(entries) <= catalogue.NUMBERED_MOST))
    yield _file(f"{folder}/index.md", pages.catalogue(
        [(entry, cards[entry.id]) for entry in entries], charts, language,
        [route.outing for route in here]))


def _calendars(outings: list[themes.Outing], atlas: Atlas, language: Language,
               unless_same: UnlessSame) -> Iterator[OutputFile | Standing]:
    """A calendar for each theme that has a route."""
    for theme in themes.themes_of(outings):
        name = f"{language.code}/parcours/{themes.file_name(theme)}"
        theirs = [one for one in outings if theme in one.themes]
        yield from unless_same(name, theirs, partial(
            _calendar, name, theme, theirs, atlas, language))


def _calendar(name: str, theme: Theme, outings: list[themes.Outing], atlas: Atlas,
              language: Language) -> Iterator[OutputFile]:
    yield _file(name, themes.render(theme, outings, language, lambda id: pages.address(
        atlas, f"parcours/{id}/", language)))


def closures(here: list[Summary], atlas: Atlas) -> list[Closure]:
    """What is closed now and soon, with the routes that it touches among these."""
    return gather(
        atlas, _passages(here), [(route.id, route.title, route.announced) for route in here])


def _closure_files(here: list[Summary], atlas: Atlas, language: Language) -> Iterator[OutputFile]:
    """What is closed, as a page and as a feed; only routes of this language are named."""
    found, folder = closures(here, atlas), f"{language.code}/perturbations"
    yield _file(f"{folder}/index.md", closures_page.page(found, atlas, language))
    yield _file(f"{folder}/{closures_feed.FEED}", closures_feed.feed(
        found, pages.address(atlas, "", language), atlas, language))


def _passages(summaries: list[Summary]) -> dict[str, list[Passage]]:
    """By place, the stops of routes there."""
    passages: dict[str, list[Passage]] = {}
    for route in summaries:
        for place_id, number in route.passages:
            passages.setdefault(place_id, []).append(Passage(route.id, route.title, number))
    return passages


def place_files(id: str, passages: list[Passage], atlas: Atlas,
                language: Language) -> Iterator[OutputFile]:
    """The page of a place and its photo in every size."""
    place = atlas.places[id]
    yield _file(f"{language.code}/lieux/{id}/index.md",
                pages.place(id, place, passages, atlas, language))
    yield from _moved(place.name, "lieux", id, place.renamed_from, ("",), atlas=atlas,
                      language=language)
    yield from _photo_files(place.photo, f"{language.code}/lieux/{id}/{PHOTO}", atlas)


def _photo_files(photo: Photo | None, stem: str, atlas: Atlas) -> Iterator[OutputFile]:
    """A photo in every size, if it may be shown."""
    if photo is not None and photos.may_show(photo, atlas.today):
        for ending, content in photos.variants(atlas.root / photo.file).items():
            yield OutputFile(stem + ending, content)


def _moved(title: Text, folder: str, id: str, former: Sequence[str], files: Sequence[str], *,
           atlas: Atlas, language: Language) -> Iterator[OutputFile]:
    """What is left at the addresses that a page had under its former names."""
    for old in former:
        for file in files:
            yield _file(f"{language.code}/{folder}/{old}/{file or 'index.html'}",
                        pages.moved(title, folder, id, file, atlas, language))


def _file(path: str, text: str) -> OutputFile:
    return OutputFile(path, text.encode())
