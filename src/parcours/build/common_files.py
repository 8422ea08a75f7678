"""The files about several routes: catalogue, places, territories, closures, calendars."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain

from parcours.build.drawing import Drawing
from parcours.build.open_data import Made, UnlessSame
from parcours.build.output import OutputFile, UpToDate
from parcours.build.route_files import RouteLine, Summary, moved_files, photo_files, text_file
from parcours.content import photos
from parcours.content.atlas import Atlas
from parcours.format.choices import Theme
from parcours.format.model import PlaceFields
from parcours.i18n.language import Language, language_of
from parcours.render import pages, pictures
from parcours.render.catalogue import entries as catalogue
from parcours.render.exports import closures_feed, theme_calendars
from parcours.render.maps import page as maps
from parcours.render.pages import closures as closures_page
from parcours.render.pages import drawn as drawn_places
from parcours.render.pages import reciprocity, wheelchair
from parcours.render.pages.home import HomeRoute, home
from parcours.render.pages.locator import Ground
from parcours.render.pictures.backdrop import Backdrop
from parcours.render.pictures.photos import make as make_photos
from parcours.render.words.outlines import caption
from parcours.render.words.places import PHOTO
from parcours.trip.balance import RouteBalance
from parcours.trip.closures import Closure, gather
from parcours.trip.passage import Passage


def common_files(summaries: list[Summary], atlas: Atlas, drawn: Drawing,
                 unless_same: UnlessSame) -> Iterator[Made | UpToDate]:
    """The files about all routes: catalogue, places, territories, what maps load.

    What takes long at a thousand routes is made ``unless_same``.
    """
    balances = [route.balance for route in summaries]
    make_photos(atlas.root / place.photo.file for place in atlas.places.values()
                if place.photo and photos.may_show(place.photo, atlas.today))
    stopped_at = _passages(summaries).keys()
    counts = {lang: sum(lang in route.cards for route in summaries) for lang in atlas.languages}
    for name, drawing in drawn_places.cards(atlas).items():  # one for all languages
        yield text_file(f"{atlas.default_lang}/lieux/{name}", drawing)
    for lang in atlas.languages:
        language = language_of(lang)
        here = [route for route in summaries if lang in route.cards]
        passages = _passages(here)
        yield from _catalogue_files(here, counts, atlas, drawn, language, unless_same)
        yield from _calendars([route.outing for route in here], atlas, language, unless_same)
        yield from _closure_files(here, atlas, language)
        yield text_file(f"{lang}/fauteuil/index.md", wheelchair.page(
            [route.entry for route in here], atlas, language))
        yield text_file(f"{lang}/lieux/index.md", pages.places(atlas, passages, language))
        # the first one's name is the same whatever the others: the home page shows it
        names = {id: f"carte-{id}.svg" if n else "carte.svg"
                    for n, id in enumerate(drawn.backdrops)}
        yield text_file(f"{lang}/territoires/index.md", pages.territories(
            balances, names, atlas, language))
        yield text_file(f"{lang}/index.md", home([HomeRoute(
            route.entry, route.cards[lang], route.balance.published_on, route.former)
            for route in here], atlas, language))
        yield from unless_same(f"{lang}/reciprocite", balances, partial(
            _reciprocity, balances, atlas, language))
        grounds = _grounds(drawn, atlas, language)
        for ground in grounds.values():
            yield text_file(f"{lang}/lieux/{ground.file}", ground.chart.ground)
        yield text_file(f"{lang}/lieux/map.html", maps.render_places(
            drawn.places_shells[lang], atlas.places, language, atlas.default_lang))
        for place_id, place in atlas.places.items():
            through = passages.get(place_id, [])
            unread = place_id in stopped_at and not through
            yield from unless_same(
                f"{lang}/lieux/{place_id}", (through, unread),
                partial(place_files, place_id, through, atlas, language,
                        _ground_of(place, grounds, atlas), unread=unread))
        for alliance, backdrop in drawn.backdrops.items():
            lines = [route.line for route in summaries if route.alliance == alliance]
            name = f"{lang}/territoires/{names[alliance]}"
            yield from unless_same(name, lines, partial(
                _overview, name, backdrop, lines, language))
        lines = [route.line for route in summaries if route.alliance in atlas.pictured]
        poster = f"{lang}/territoires/affiche.svg"
        yield from unless_same(poster, lines, partial(
            _overview, poster, drawn.poster, lines, language, pictures.POSTER))
        for path, content in drawn.map_files[lang].items():
            yield OutputFile(f"{lang}/{path}", content)


def _overview(name: str, backdrop: Backdrop, lines: list[RouteLine], language: Language,
              *frame: pictures.Frame) -> Iterator[OutputFile]:
    yield text_file(name, pictures.overview(backdrop, lines, language, *frame))


def _catalogue_files(here: list[Summary], counts: dict[str, int], atlas: Atlas, drawn: Drawing,
                     language: Language, unless_same: UnlessSame,
                     ) -> Iterator[Made | UpToDate]:
    """The list of all routes with its pictures, and their common map."""
    said = ((route.entry, route.cards[language.code], route.outing) for route in here)
    yield from unless_same(f"{language.code}/parcours", chain(said, (counts,)), partial(
        _catalogue, here, counts, atlas, drawn, language))


def _catalogue(here: list[Summary], counts: dict[str, int], atlas: Atlas, drawn: Drawing,
               language: Language) -> Iterator[OutputFile]:
    folder = f"{language.code}/parcours"
    cards = {route.id: route.cards[language.code] for route in here}
    entries = catalogue.in_order([route.entry for route in here], language)
    marks = catalogue.marks(entries)
    charts: list[pages.Drawn] = []
    for alliance, backdrop in drawn.backdrops.items():
        indices = [i for i, entry in enumerate(entries) if entry.alliance == alliance]
        if indices:
            picture = f"carte-{alliance}.svg" if charts else "carte.svg"
            chart = pictures.chart(backdrop, [(marks[i], entries[i].stops) for i in indices],
                                 language)
            charts.append((picture, chart, indices))
            yield text_file(f"{folder}/{picture}", chart.ground)
            if len(entries) > catalogue.PAGE_MOST:
                yield text_file(f"{folder}/{pages.dots_beside(picture)}",
                                pictures.dots(chart.marks))
    yield text_file(f"{folder}/map.html", maps.render_routes(
        drawn.routes_shells[language.code], entries, language,
        numbered=len(entries) <= catalogue.NUMBERED_MOST))
    for name, text in pages.catalogue(
            [(entry, cards[entry.id]) for entry in entries], charts, language,
            [route.outing for route in here], caption(atlas.outlines, atlas.territories, language),
            counts=counts, most=catalogue.PAGE_MOST):
        yield text_file(f"{folder}/{name}", text)


def _calendars(outings: list[theme_calendars.Outing], atlas: Atlas, language: Language,
               unless_same: UnlessSame) -> Iterator[Made | UpToDate]:
    """A calendar for each theme that has a route."""
    for theme in theme_calendars.themes_of(outings):
        name = f"{language.code}/parcours/{theme_calendars.file_name(theme)}"
        theirs = [one for one in outings if theme in one.themes]
        yield from unless_same(name, theirs, partial(
            _calendar, name, theme, theirs, atlas, language))


def _calendar(name: str, theme: Theme, outings: list[theme_calendars.Outing], atlas: Atlas,
              language: Language) -> Iterator[OutputFile]:
    yield text_file(name, theme_calendars.render(theme, outings, language, lambda id: pages.address(
        atlas, f"parcours/{id}/", language)))


def closures(here: list[Summary], atlas: Atlas) -> list[Closure]:
    """What is closed now and soon, with the routes that it touches among these."""
    return gather(
        atlas, _passages(here), [(route.id, route.title, route.announced) for route in here])


def _closure_files(here: list[Summary], atlas: Atlas, language: Language) -> Iterator[OutputFile]:
    """What is closed, as a page and as a feed; only routes of this language are named."""
    found, folder = closures(here, atlas), f"{language.code}/perturbations"
    yield text_file(f"{folder}/index.md", closures_page.page(found, atlas, language))
    yield text_file(f"{folder}/{closures_feed.FEED}", closures_feed.feed(
        found, pages.address(atlas, "", language), atlas, language))


def _reciprocity(routes: list[RouteBalance], atlas: Atlas,
                 language: Language) -> Iterator[OutputFile]:
    """What each side gets: the page, its table, a report for each year."""
    folder = f"{language.code}/reciprocite"
    yield text_file(f"{folder}/index.md", reciprocity.page(routes, atlas, language))
    yield text_file(f"{folder}/{reciprocity.TABLE}", reciprocity.table(routes))
    for year in reciprocity.reports(routes, atlas):
        yield text_file(f"{folder}/bilan-{year}.md",
                        reciprocity.report(year, routes, atlas, language))


def _passages(summaries: list[Summary]) -> dict[str, list[Passage]]:
    """By place, the stops of routes there."""
    passages: dict[str, list[Passage]] = {}
    for route in summaries:
        for place_id, number in route.passages:
            passages.setdefault(place_id, []).append(Passage(route.id, route.title, number))
    return passages


def _grounds(drawn: Drawing, atlas: Atlas, language: Language) -> dict[str, Ground]:
    """What the maps of places are drawn on, by the territory that these lie in."""
    at = [place.position for place in atlas.places.values()]
    return {id: Ground(f"carte-{id}.svg", pictures.locator(backdrop, id, language, at),
                       tuple(area.side.id for area in backdrop.areas))
            for id, backdrop in drawn.grounds.items()}


def _ground_of(place: PlaceFields, grounds: dict[str, Ground], atlas: Atlas) -> Ground | None:
    side = atlas.side_of(place)
    return grounds.get(side.id) if side else None


def place_files(id: str, passages: list[Passage], atlas: Atlas, language: Language,
                ground: Ground | None = None, *, unread: bool = False) -> Iterator[OutputFile]:
    """The page of a place and its photo in every size."""
    place = atlas.places[id]
    yield text_file(f"{language.code}/lieux/{id}/index.md",
                pages.place(id, place, passages, atlas, language, ground, unread=unread))
    yield from moved_files(place.name, "lieux", id, place.renamed_from, ("",), atlas=atlas,
                      language=language)
    yield from photo_files(place.photo, f"{language.code}/lieux/{id}/{PHOTO}", atlas)
