"""What each side gets of the routes, said: the lines of the tables, and what is missing in words.

Every figure counts what routes offer, from their files; what visitors did is not in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from parcours.content.atlas import Atlas
from parcours.format.choices import Domain, Theme
from parcours.format.model import Alliance
from parcours.format.names import DOMAINS, THEMES
from parcours.i18n.language import Language
from parcours.i18n.typography import typeset
from parcours.render.words.alphabet import place_in_alphabet
from parcours.render.words.writer import Writer
from parcours.trip.balance import (
    RouteBalance,
    SideCount,
    percent_below,
    shares,
    together,
)

Routes: TypeAlias = Sequence[RouteBalance]
Sides: TypeAlias = Mapping[str, SideCount]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: what is counted, of how many routes, and what each territory gets."""

    name: str
    routes: int
    counts: tuple[int, ...]
    said: tuple[str, ...]
    id: str = ""
    """The route that it is about, where it has a page in this language."""
    lang: str = ""
    """Of the name, where it is not the page's."""


class Measure(StrEnum):
    """What is counted on each side, in the order of the tables."""

    STOPS = "stops"
    TIME = "time"
    NIGHTS = "nights"
    MEALS = "meals"
    SELLING = "selling"
    COMMUNES = "communes"


_COUNTS: dict[Measure, Callable[[SideCount], int]] = {
    Measure.STOPS: lambda side: side.stops,
    Measure.TIME: lambda side: side.minutes,
    Measure.NIGHTS: lambda side: side.nights,
    Measure.MEALS: lambda side: side.meals,
    Measure.SELLING: lambda side: side.selling,
    Measure.COMMUNES: lambda side: len(side.communes),
}
_NAMES: dict[Measure, str] = {
    Measure.STOPS: "Stops",
    Measure.TIME: "Time at stops",
    Measure.NIGHTS: "Nights",
    Measure.MEALS: "Meals",
    Measure.SELLING: "Shops and producers",
    Measure.COMMUNES: "Communes with a stop",
}
_NONE: dict[Measure, str] = {
    Measure.STOPS: "No route of this contract stops in {territory}.",
    Measure.TIME: "No route of this contract plans time at stops in {territory}.",
    Measure.NIGHTS: "No route of this contract plans a night in {territory}.",
    Measure.MEALS: "No route of this contract plans a meal in {territory}.",
    Measure.SELLING:
        "No route of this contract stops at a shop, a market, a workshop or a producer in "
        "{territory}.",
}
"""Where a territory has none of it; of communes the gap is told apart."""
_NOWHERE: dict[Measure, str] = {
    Measure.STOPS: "No route of this contract has a stop.",
    Measure.TIME: "No route of this contract plans time at stops.",
    Measure.NIGHTS: "No route of this contract plans a night.",
    Measure.MEALS: "No route of this contract plans a meal.",
    Measure.SELLING:
        "No route of this contract stops at a shop, a market, a workshop or a producer.",
}
"""Where neither has any."""
_FEW: dict[Measure, str] = {
    Measure.STOPS: "Stops: {percent}% are in {territory}.",
    Measure.TIME: "Time at stops: {percent}% is in {territory}.",
    Measure.NIGHTS: "Nights: {percent}% are in {territory}.",
    Measure.MEALS: "Meals: {percent}% are in {territory}.",
    Measure.SELLING: "Shops and producers: {percent}% of the stops are in {territory}.",
}
"""Where it has less than the site's threshold."""


def measures(routes: Routes, alliance: Alliance, language: Language) -> list[Line]:
    """All that is counted, for several routes of an alliance."""
    sides = together(routes, alliance.territories)
    return [_line(language.say(_NAMES[one]), len(routes), sides, one, language) for one in Measure]


def by_theme(routes: Routes, alliance: Alliance, language: Language) -> list[Line]:
    """Time on the spot, by theme: a route with two themes counts in both."""
    lines = []
    for theme in Theme:
        theirs = [route for route in routes if theme in route.themes]
        if theirs:
            lines.append(_line(_heading(language.say(THEMES[theme])), len(theirs),
                               together(theirs, alliance.territories), Measure.TIME, language))
    return lines


def by_domain(routes: Routes, alliance: Alliance, language: Language) -> list[Line]:
    """Stops that serve each domain of the contract, in the contract's order."""
    sides = together(routes, alliance.territories)
    return [Line(_heading(language.say(DOMAINS[domain])), _serving(domain, routes),
                 (counts := tuple(side.serving(domain) for side in sides.values())),
                 tuple(map(language.number, counts))) for domain in alliance.domains]


def by_year(routes: Routes, years: Iterable[int], alliance: Alliance,
            language: Language) -> list[Line]:
    """Time on the spot that the routes of each year offer, as they are today."""
    return [_line(str(year), len(theirs), together(theirs, alliance.territories), Measure.TIME,
                  language)
            for year in years if (theirs := [route for route in routes if route.existed(year)])]


def by_route(routes: Routes, most: int, alliance: Alliance,
             write: Writer) -> list[tuple[Line, list[Line]]]:
    """Each route with its time on the spot, those that lean most first, and all its measures; at
    most so many."""
    language = write.language
    found = []
    for route in sorted(routes, key=lambda one: (round(one.lesser.share, 4), one.id))[:most]:
        title = route.title.said(language.code, write.atlas.default_lang)
        time = _line(typeset(title.text, title.lang or language.code), 1, route.sides,
                     Measure.TIME, language, lang=title.lang,
                     id=route.id if route.readable_in(language.code) else "")
        found.append((time, measures([route], alliance, language)))
    return found


def gaps(routes: Routes, alliance: Alliance, write: Writer) -> list[str]:
    """What is missing, a sentence each: nothing where each side has its share of everything."""
    sides = together(routes, alliance.territories)
    names = {id: write.plain(write.atlas.territories[id].name) for id in sides}
    told = [*_short_of(sides, names, bool(routes), write), *_unvisited(sides, names, write)]
    for domain in alliance.domains:
        told += _unserved(domain, routes, sides, names, write.language)
    lopsided = [write.plain(route.title) for route in routes if leans(route, write.atlas)]
    if lopsided:
        told.append(write.language.say(
            "Routes that lean to one side (less than {percent}% of the time on the other): "
            "{routes}.",
            percent=write.language.number(write.atlas.site.lopsided_below * 100, 3),
            routes=write.language.all_of(lopsided)))
    return told


def _short_of(sides: Sides, names: Mapping[str, str], any_route: bool,
              write: Writer) -> Iterator[str]:
    """What a side has little or nothing of."""
    say, limit = write.language.say, write.atlas.site.lopsided_below
    for one in Measure:
        if one is Measure.COMMUNES:
            continue
        parts = shares({id: _COUNTS[one](side) for id, side in sides.items()})
        if any_route and not parts:
            yield say(_NOWHERE[one])
        for id, part in parts.items():
            if part == 0:
                yield say(_NONE[one], territory=names[id])
            elif part < limit:
                yield say(_FEW[one], territory=names[id],
                          percent=write.language.number(percent_below(part, limit)))


def _unvisited(sides: Sides, names: Mapping[str, str], write: Writer) -> Iterator[str]:
    """How many communes of a side no route goes to."""
    language = write.language
    for id, side in sides.items():
        never = len(never_visited(side, id, write.atlas))
        if never:
            yield language.say_n(
                "{n} commune of {territory} is on no route of this contract, out of {all}.",
                "{n} communes of {territory} are on no route of this contract, out of {all}.",
                never, territory=names[id],
                all=language.number(len(_communes(id, write.atlas))))


def _unserved(domain: Domain, routes: Routes, sides: Sides, names: Mapping[str, str],
              language: Language) -> Iterator[str]:
    """Where a domain of the contract has no route, or no stop."""
    say, name = language.say, language.say(DOMAINS[domain])
    if not _serving(domain, routes):
        yield say("Domain of the contract without a route: {domain}.", domain=name)
    counts = {id: side.serving(domain) for id, side in sides.items()}
    if any(counts.values()):
        for id, n in counts.items():
            if not n:
                yield say("Domain “{domain}”: no stop in {territory}.", domain=name,
                          territory=names[id])
    elif _serving(domain, routes):
        yield say("Domain “{domain}”: no stop on either side.", domain=name)


def leans(route: RouteBalance, atlas: Atlas) -> bool:
    """Whether `checks.balance` warns of the route for its time."""
    lesser = route.lesser
    return lesser.timed and lesser.share < atlas.site.lopsided_below and not lesser.nights


def never_visited(side: SideCount, territory: str, atlas: Atlas) -> list[str]:
    """The communes of a territory in which no route stops, by name."""
    return _by_name(_communes(territory, atlas).difference(side.communes), atlas)


def visited(side: SideCount, atlas: Atlas) -> list[str]:
    """The communes with a stop, by name."""
    return _by_name(side.communes, atlas)


def _by_name(codes: Iterable[str], atlas: Atlas) -> list[str]:
    return sorted((atlas.communes[code].name for code in codes), key=place_in_alphabet)


def _communes(territory: str, atlas: Atlas) -> set[str]:
    return {code for code, one in atlas.communes.items() if one.territory == territory}


def _heading(name: str) -> str:
    return name[:1].upper() + name[1:]


def _serving(domain: Domain, routes: Routes) -> int:
    return sum(domain in route.domains for route in routes)


def _line(name: str, routes: int, sides: Mapping[str, SideCount], measure: Measure,
          language: Language, *, id: str = "", lang: str = "") -> Line:
    counts = tuple(map(_COUNTS[measure], sides.values()))
    said = tuple(language.duration(n) if measure is Measure.TIME else language.number(n)
                 for n in counts)
    return Line(name, routes, counts, said, id, lang)
