"""What all maps and pictures share: slow to make, made once a build."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from parcours.content.atlas import Atlas
from parcours.content.sides import Outline, Town
from parcours.content.site_words import palette
from parcours.i18n.language import language_of
from parcours.render.maps import files as map_files
from parcours.render.maps import page as maps
from parcours.render.pictures.backdrop import Backdrop
from parcours.render.pictures.catalogue_map import on_the_ground
from parcours.render.pictures.outlines import main_towns, outlines
from parcours.render.words.outlines import source
from parcours.web.colours import Palette


@dataclass(frozen=True, slots=True)
class Drawing:
    """What every map and picture shares: slow to make, made once."""

    shells: Mapping[tuple[str, bool], maps.Shell]
    """By language, and by whether the territories of the route are drawn where they end."""
    other_way_shells: Mapping[tuple[str, bool], maps.Shell]
    """The same for routes in their other direction."""
    routes_shells: Mapping[str, tuple[str, str]]
    """By language, for the map of all routes."""
    places_shells: Mapping[str, tuple[str, str]]
    """The same for that of all places."""
    map_files: Mapping[str, Mapping[str, bytes]]
    """By language and path below its folder: what its maps load."""
    backdrops: Mapping[str, Backdrop]
    """By alliance."""
    grounds: Mapping[str, Backdrop]
    """By territory, for the maps of its places: itself and what is seen round it."""
    poster: Backdrop
    """Of the territories on the picture of the home page."""
    outlines: tuple[Outline, ...]
    towns: tuple[Town, ...]


def drawing(atlas: Atlas) -> Drawing:
    """Make what maps and pictures share; imports Folium and shapely, which takes a second."""
    sides = {id: side for id in atlas.territories if (side := atlas.side(id))}
    communes = list(atlas.communes.values())
    shapes = outlines(communes, sides, atlas.outlines.of)
    towns = main_towns(communes, sides)

    def backdrop(members: Collection[str]) -> Backdrop:
        return Backdrop([shape for shape in shapes if shape.side.id in members],
                        [town for town in towns if town.territory in members],
                        atlas.outlines.credits_of(members))

    backdrops = {id: backdrop(alliance.territories) for id, alliance in atlas.alliances.items()}
    poster = backdrops[atlas.pictured[0]] if len(atlas.pictured) == 1 else backdrop(dict.fromkeys(
        one for id in atlas.pictured for one in atlas.alliances[id].territories))
    every = backdrop(sides)
    inhabited = {side.id for place in atlas.places.values() if (side := atlas.side_of(place))}
    grounds = {id: backdrop(on_the_ground(every, id)) for id in sides if id in inhabited}
    surveyed = all(shape.surveyed for shape in shapes)
    lands = {lang: maps.land_in(
        language_of(lang), shapes, towns, atlas.default_lang,
        {id: source(one, language_of(lang)) for id, one in atlas.outlines.credits.items()},
        _said(palette(atlas.site)))
        for lang in atlas.languages}
    of_routes = {bool(one.credits) for one in backdrops.values()}
    shells = {
        (lang, ends): maps.shell(language_of(lang), atlas.site.tiles, land, surveyed=ends)
        for lang, land in lands.items() for ends in of_routes}
    other_way_shells = {
        (lang, ends): maps.shell(language_of(lang), atlas.site.tiles, land, map_files.OTHER_WAY,
                                 surveyed=ends)
        for lang, land in lands.items() for ends in of_routes}
    routes_shells = {lang: maps.routes_shell(
        language_of(lang), atlas.site.tiles, land, surveyed=surveyed)
        for lang, land in lands.items()}
    places_shells = {lang: maps.places_shell(
        language_of(lang), atlas.site.tiles, land, surveyed=surveyed)
        for lang, land in lands.items()}
    loaded = {lang: map_files.files(atlas.site.tiles, land) for lang, land in lands.items()}
    return Drawing(shells, other_way_shells, routes_shells, places_shells, loaded, backdrops,
                   grounds, poster, shapes, towns)


def _said(palette: Palette) -> str:
    """The colours of a site; nothing of ours."""
    return "" if palette == Palette() else f"{palette.urban} {palette.rural}"
