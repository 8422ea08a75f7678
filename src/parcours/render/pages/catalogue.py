"""The pages about all routes: the catalogue with its cards, and what each territory gets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, TypeAlias

from markupsafe import Markup

from parcours.content.atlas import Atlas
from parcours.format.names import THEMES
from parcours.i18n.language import Language
from parcours.render.catalogue import choices
from parcours.render.catalogue.data import data, parts
from parcours.render.catalogue.entries import NUMBERED_MOST, PAGE_MOST, Entry
from parcours.render.catalogue.split import ListPage, split
from parcours.render.exports import theme_calendars
from parcours.render.pages.front_matter import document, front_matter
from parcours.render.pages.layout import template, writer
from parcours.render.pictures import CELL, Chart
from parcours.render.words.days import open_days_in_words
from parcours.render.words.effort import effort
from parcours.render.words.outlines import caption
from parcours.render.words.paths import length
from parcours.render.words.places import breakable, host
from parcours.render.words.writer import plain
from parcours.trip.balance import RouteBalance, percents, together
from parcours.trip.trip import Trip

Drawn: TypeAlias = tuple[str, Chart, Sequence[int]]
"""A map of the catalogue: the file of its ground, the marks, and which routes they stand for."""
File: TypeAlias = tuple[str, str]
"""Its path below the folder of the catalogue, and its text."""


def card(trip: Trip, atlas: Atlas, language: Language) -> str:
    """A route's card in the catalogue."""
    write, route = writer(language, atlas), trip.itinerary
    facts = [language.say_n("{n} day", "{n} days", len(trip.days)),
             language.say_n("{n} stop", "{n} stops", len(trip.visits)),
             length(trip.legs, language), *filter(None, [effort(trip, write, beside_total=True)])]
    return template("card.html", language).render(
        id=trip.id, title=write.text(route.title), summary=write.text(route.summary),
        facts=" · ".join(facts), tags=[write.name(theme) for theme in route.themes],
        car_free=trip.car_free, when=open_days_in_words(trip.open_days, language))


def catalogue(listed: Sequence[tuple[Entry, str]], charts: Sequence[Drawn], language: Language,
              outings: Sequence[theme_calendars.Outing] = (), outlines: str = "", *,
              counts: Mapping[str, int] | None = None, most: int = PAGE_MOST) -> Iterator[File]:
    """The list of all routes, each with its card, and their maps; ``outings`` are their days,
    ``outlines`` whose word the outlines on the maps are.

    More than ``most`` routes go over several pages, and what the script knows of them is in files
    beside the first one. ``counts`` says how many routes each language has: a page has no twin in
    one with fewer pages.
    """
    entries = [entry for entry, _ in listed]
    groups = choices.groups(entries, language)
    pages = split(len(listed), most)
    if len(pages) > 1:
        told = parts(entries, groups, _spots(charts, len(entries)), language, most)
        yield from (told.choices, told.ways)
        for page in pages[1:]:
            yield _further(page, listed[page.slice], language, most, counts or {})
        script = told.page
    else:
        script = data(entries, groups, language) if listed else ""
    page = pages[0]
    numbers = range(1, page.end + 1) if len(listed) <= NUMBERED_MOST else ()
    body = template("catalogue.md", language).render(
        cards=[(n, Markup(card)) for n, (_, card) in zip_longest(numbers, listed[page.slice])],
        lead=language.say_n(
            "{n} route, with one foot in the city and the other in the countryside.",
            "{n} routes, each with one foot in the city and the other in the countryside.",
            len(listed)),
        total=language.say_n("{n} route", "{n} routes", len(listed)), numbered=bool(numbers),
        outlines=outlines,
        panels=choices.panels(groups, language),
        charts=[(picture, drawn, dots_beside(picture) if page.next else "", [
            (i, entries[i].id, plain(entries[i].title, language, entries[i].default_lang),
             mark) for i, mark in zip(indices, drawn.marks, strict=True) if i < page.end])
            for picture, drawn, indices in charts],
        data=Markup(script), page=page,
        themes=[(theme_calendars.file_name(theme), language.say(THEMES[theme]))
                for theme in theme_calendars.themes_of(outings)])
    yield "index.md", document(front_matter(language.say("Routes"), language.say(
        "Every route that joins the city and the countryside, with its days and its means of "
        "travel."
    ), part=page.neighbours), body)


def dots_beside(picture: str) -> str:
    """The picture of all dots that goes over such a ground."""
    return picture.replace("carte", "points")


def _further(page: ListPage, listed: Sequence[tuple[Entry, str]], language: Language, most: int,
             counts: Mapping[str, int]) -> File:
    """A page after the first: its cards, and the way to the others."""
    twins = [lang for lang, count in counts.items() if len(split(count, most)) >= page.number]
    told: dict[str, Any] = {"n": page.number, "all": page.of}
    body = template("catalogue_page.md", language).render(
        cards=[(None, Markup(_from_below(entry.id, card))) for entry, card in listed], page=page,
        numbered=False, **told)
    return f"page/{page.number}/index.md", document(front_matter(
        language.say("Routes, page {n} of {all}", **told),
        language.say("Routes {first} to {last} of {all}, in the order of their titles.",
                     first=page.first, last=page.end, all=page.routes),
        languages=twins if len(twins) < len(counts) else (), part=page.neighbours), body)


def _from_below(id: str, card: str) -> str:
    """A card with the addresses that it has from a further page."""
    for name in ("src", "href"):
        card = card.replace(f'{name}="{id}/', f'{name}="../../{id}/')
    return card


def _spots(charts: Sequence[Drawn], routes: int) -> list[tuple[int, int, int]]:
    """For each route the map with its dot, and the column and the row there; -1 where none has."""
    spots = [(-1, 0, 0)] * routes
    for n, (_, drawn, indices) in enumerate(charts):
        for i, mark in zip(indices, drawn.marks, strict=True):
            spots[i] = (n, mark.x // CELL, mark.y // CELL)
    return spots


def territories(routes: Sequence[RouteBalance], pictures: Mapping[str, str], atlas: Atlas,
                language: Language) -> str:
    """All sides and what each gets from the routes; ``pictures`` are the files of the maps, by
    alliance."""
    write, say = writer(language, atlas), language.say
    counted = together(routes, list(atlas.territories))
    part = dict(zip(counted, percents([side.minutes for side in counted.values()]), strict=False))
    sides = []
    for id, territory in atlas.territories.items():
        facts = [
            (say("Communes"), sum(c.territory == id for c in atlas.communes.values())),
            (say("Places described"), sum(atlas.communes[place.commune].territory == id
                                          for place in atlas.places.values())),
            (say("Stops of all routes"), counted[id].stops),
            *([(say("Share of the time at stops"), say(
                "{percent}%", percent=language.number(part[id], 3)))] if part else [])]
        office = territory.office
        sides.append((id, territory.character.value, write.text(territory.name), facts,
                      write.text(office.name) if office else "",
                      (office.website, breakable(host(office.website)))
                      if office and office.website else None))
    alliances = [(id, write.text(alliance.name),
                  say("signed on {day}", day=language.date(alliance.signed))
                  if alliance.signed else "") for id, alliance in atlas.alliances.items()]
    drawn = [(file, say("Map of {sides}, with every route between them.", sides=language.all_of([
                  write.plain(atlas.territories[one].name) for one in members])),
              caption(atlas.outlines, members, language))
             for id, file in pictures.items() for members in [atlas.alliances[id].territories]]
    two = len(atlas.territories) <= 2
    page = template("territories.md", language).render(
        sides=sides, alliances=alliances, pictures=drawn,
        lead=say("Two sides that share what they have.") if two else
        say("City and countryside share what they have, contract by contract."))
    return document(front_matter(
        say("Territories"),
        say("The two sides of the contract and what each gets from the routes.") if two else
        say("The territories of the contracts and what each gets from the routes."),
        card=next(iter(pictures.values()), "")), page)
