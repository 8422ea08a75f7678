"""What each side gets of the routes: the page, the yearly report to print, and their table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from parcours.content.atlas import Atlas
from parcours.format.choices import Character
from parcours.format.model import Alliance
from parcours.i18n.language import Language
from parcours.render.pages.layout import page as laid_out
from parcours.render.pages.layout import writer
from parcours.render.pictures.balance_bars import Bar, Part, bars
from parcours.render.words import balance as said
from parcours.render.words.balance import Line
from parcours.render.words.writer import Writer
from parcours.trip.balance import RouteBalance, SideCount, together, years

TABLE = "equilibre.csv"
LISTED_MOST = 60
"""Routes in the table of the page; all of them are in the file."""
_DRAWN_MOST = 20


@dataclass(frozen=True, slots=True)
class SideView:
    """A territory of an alliance, with its communes in words."""

    name: str
    character: str
    communes: str
    visited: str
    never: str


def page(routes: Sequence[RouteBalance], atlas: Atlas, language: Language) -> str:
    """The page of the balance, an alliance after the other."""
    write, say = writer(language, atlas), language.say
    alliances = []
    for id, alliance in atlas.alliances.items():
        told = _told(id, alliance, _of(id, routes), write)
        alliances.append({**told, **_details(told, alliance, _of(id, routes), write)})
    return laid_out(
        "reciprocity.md", language, say("Reciprocity"),
        say("What each side gets from the routes: stops, time, nights, meals, shops, communes."),
        say=say, today=language.date(atlas.today), alliances=alliances)


def report(year: int, routes: Sequence[RouteBalance], atlas: Atlas, language: Language) -> str:
    """The report of one year, as it can be told from the files of today."""
    write, say = writer(language, atlas), language.say
    alliances = []
    for id, alliance in atlas.alliances.items():
        ours = [route for route in _of(id, routes) if route.existed(year)]
        new = [route for route in ours if route.published_on and route.published_on.year == year]
        reviews = sum(on.year == year for route in ours for _, on in route.reviews)
        alliances.append({
            **_told(id, alliance, ours, write), "reviews": language.number(reviews),
            "signed": say("signed on {day}", day=language.date(alliance.signed))
            if alliance.signed else "",
            "new": [write.plain(route.title) for route in new]})
    return laid_out(
        "report.md", language, say("Report of {year}", year=year),
        say("What each side got from the routes in {year}, to print.", year=year),
        say=say, year=str(year), current=year == atlas.today.year,
        today=language.date(atlas.today), alliances=alliances)


def reports(routes: Sequence[RouteBalance], atlas: Atlas) -> Iterator[int]:
    """The years that have a report, the latest first."""
    yield from reversed(years(routes, atlas.today))


def table(routes: Sequence[RouteBalance]) -> str:
    """A line a route and territory, for a spreadsheet; ids and codes, no words of editors."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(("route", "alliance", "published_on", "territory", "stops", "minutes", "nights",
                   "meals", "shops_and_producers", "communes"))
    for route in routes:
        for id, side in route.sides.items():
            rows.writerow((
                route.id, route.alliance,
                route.published_on.isoformat() if route.published_on else "", id, side.stops,
                side.minutes, side.nights, side.meals, side.selling,
                " ".join(side.communes)))
    return written.getvalue()


def _of(alliance: str, routes: Sequence[RouteBalance]) -> list[RouteBalance]:
    return [route for route in routes if route.alliance == alliance]


def _told(id: str, alliance: Alliance, routes: Sequence[RouteBalance],
          write: Writer) -> dict[str, Any]:
    """What the page and the report both tell of an alliance."""
    language, atlas = write.language, write.atlas
    names = [write.plain(atlas.territories[one].name) for one in alliance.territories]
    characters = [atlas.territories[one].character for one in alliance.territories]
    sides = together(routes, alliance.territories)
    measured = said.measures(routes, alliance, language)
    return {
        "anchor": f"alliance-{id}", "name": write.text(alliance.name), "heads": names,
        "order": " / ".join(names), "total": len(routes),
        "gaps": said.gaps(routes, alliance, write) if routes else [],
        "sides": [_side(one, name, side, write)
                  for name, (one, side) in zip(names, sides.items(), strict=True)],
        "measures": measured,
        "measures_chart": _chart(measured, characters, language.say("All routes together")),
        "domains": said.by_domain(routes, alliance, language),
        "themes": said.by_theme(routes, alliance, language)}


def _details(told: Mapping[str, Any], alliance: Alliance, routes: Sequence[RouteBalance],
             write: Writer) -> Mapping[str, Any]:
    """What the page tells beside, some of it drawn from what is ``told``."""
    language, say = write.language, write.language.say
    characters = [write.atlas.territories[one].character for one in alliance.territories]
    spans = years(routes, write.atlas.today)
    by_year = said.by_year(routes, spans, alliance, language)
    by_route = said.by_route(routes, LISTED_MOST, alliance, write)
    undated = sum(route.published_on is None for route in routes)
    more = len(routes) - LISTED_MOST
    return {
        "lead": language.say_n("{n} route.", "{n} routes.", len(routes)),
        "reports": list(reports(routes, write.atlas)) if routes else [],
        "themes_chart": _chart(told["themes"], characters,
                               say("Time at stops by theme")),
        "domains_chart": _chart(told["domains"], characters,
                                say("Stops by domain of the contract")),
        "years": by_year, "years_chart": _chart(by_year, characters, say("By year")),
        "undated": language.say_n(
            "{n} route does not say when it was published: it counts in every year.",
            "{n} routes do not say when they were published: they count in every year.",
            undated) if undated else "",
        "routes": by_route,
        "routes_chart": _chart([time for time, _ in by_route[:_DRAWN_MOST]], characters,
                               say("Time at stops by route")),
        "more": language.say_n("{n} more is in the file.", "{n} more are in the file.", more)
        if more > 0 else ""}


def _side(id: str, name: str, side: SideCount, write: Writer) -> SideView:
    language, atlas = write.language, write.atlas
    visited, never = said.visited(side, atlas), said.never_visited(side, id, atlas)
    return SideView(
        name, atlas.territories[id].character.value,
        language.say_n("{n} commune with a stop, out of {all}.",
                       "{n} communes with a stop, out of {all}.", len(visited),
                       all=language.number(len(visited) + len(never))),
        ", ".join(visited), ", ".join(never))


def _chart(lines: Sequence[Line], characters: Sequence[Character], label: str) -> Markup:
    """Lines as bars; none where nothing was counted."""
    drawn = [Bar(line.name, tuple(
        Part(character, count, told) for character, count, told
        in zip(characters, line.counts, line.said, strict=True)), line.lang) for line in lines]
    return Markup(bars(drawn, label)) if any(line.counts for line in lines) else Markup()
