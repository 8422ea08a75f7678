"""Trip to Markdown pages: the itinerary, its places, the catalogue and the territories.

A page is front matter and one block of raw HTML, which Markdown passes through as it is. Whatever
an editor wrote enters it through `views` or `_finalize`, escaped, with braces and brackets as
entities: nothing is left in it for Markdown, its extensions or a template engine to act on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from html import escape
from itertools import zip_longest
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from parcours import almanac, forge, journey, prose, qr, views
from parcours import catalogue as choices
from parcours import nearby as neighbourhood
from parcours import wheel as produce
from parcours.atlas import Atlas
from parcours.catalogue import Entry
from parcours.checks.freshness import is_stale
from parcours.exports import jsonld, themes
from parcours.front_matter import card_of, front_matter
from parcours.kinds import KINDS, THEMES
from parcours.language import Language, language_of
from parcours.model import PlaceFields
from parcours.nearness import Neighbour
from parcours.scalars import Text, fold
from parcours.sketch import Chart
from parcours.spoken_days import open_days_in_words
from parcours.trip import Trip
from parcours.views import Writer, host

_TEMPLATES = Path(__file__).parent / "templates"
_ENDS = {(1, 31), (2, 28), (2, 29), (3, 31), (4, 30), (5, 31), (6, 30), (7, 31), (8, 31), (9, 30),
         (10, 31), (11, 30), (12, 31)}
"""The last day of each month."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A route as a place's page names it."""

    id: str
    title: Text
    number: int


@dataclass(frozen=True, slots=True)
class Balance:
    """What one route gives each territory: stops and minutes by territory id."""

    stops: Mapping[str, int]
    minutes: Mapping[str, int]


Drawn: TypeAlias = tuple[str, Chart, Sequence[int]]
"""A map of the catalogue: the file of its ground, the marks, and which routes they stand for."""


def itinerary(trip: Trip, atlas: Atlas, language: Language,
              languages: Sequence[Language] = (), near: Sequence[Neighbour] = ()) -> str:
    """The page of one route, which is also published in the other ``languages``.

    ``near`` are routes to go on to.
    """
    write, route, say = _writer(language, atlas), trip.itinerary, language.say
    days = almanac.coming(trip)
    length = language.say_n("{n} day", "{n} days", len(trip.days))
    spoken = open_days_in_words(trip.open_days, language)
    in_season = produce.seasons(trip)
    season = route.season
    # whole months are told with the weekdays
    if season and season.from_[1] == 1 and season.to in _ENDS and not spoken.all_year:
        season = None
    verified = [visit.place.verified_on for visit in trip.visits if visit.place.verified_on]
    told_days = write.days(trip)
    page = _template("itinerary.md", language).render(
        id=trip.id, title=write.text(route.title), summary=write.text(route.summary),
        alliance=write.text(trip.alliance.name),
        length=length, stops=len(trip.visits),
        modes=write.modes(trip), car_free=trip.car_free, difficulty=write.name(route.difficulty),
        themes=[write.name(theme) for theme in route.themes], loading=atlas.site.map_loading.value,
        map_title=say("Map of the route: {title}", title=write.plain(route.title)),
        picture=say("Picture of the route: {n} stops in {sides}; each is described below.",
                    n=len(trip.visits), sides=write.sides([share.side for share in trip.shares])),
        notice=write.notice(route.status), when=spoken, computed=language.date(days.first),
        reasons=[(letter, almanac.reason(one, trip, language))
                 for letter, one in days.reasons.items()],
        calendar=Markup(_calendar(days.first, days.letters, trip.open_days.next_start,
                                  language.code)) if days.reasons else "",
        when_data=Markup(almanac.data(days, trip, language)), say=say,
        seasons=[(write.text(one.name), produce.told(one, language, atlas.default_lang))
                 for one in in_season],
        wheel=Markup(produce.wheel(in_season, language)) if in_season else "",
        season=season and say("Season: from {first} to {last}.",
                              first=language.day_month(*season.from_),
                              last=language.day_month(*season.to)),
        days=told_days, shares=write.shares(trip.shares), km=language.km(trip.km),
        first=told_days[0].stops[0], last=told_days[-1].stops[-1],
        journey=journey.journey(trip, language), on_the_way=journey.on_the_way(trip, language),
        wheelchair=journey.wheelchair(trip, language),
        any_estimated=any(leg.km_estimated for leg in trip.legs),
        on_the_way_time=language.duration(sum(leg.minutes for leg in trip.legs)),
        co2=say("about {kg} kg CO₂e per person", kg=language.number(trip.co2_kg)),
        verified=language.date(min(verified)) if verified else "",
        stale=any(is_stale(day, atlas) for day in verified), reviews=write.signatures(trip),
        links=_links(f"{trip.id}.yml", write.plain(route.title), f"parcours/{trip.id}/",
                     trip.alliance.territories, atlas=atlas, language=language),
        offices=write.offices(trip), nearby_places=_nearby_places(trip, atlas, language),
        nearby_routes=_nearby_routes(near, write), **_shared(trip, atlas, language),
        jsonld=Markup(jsonld.render(
            trip, language, address(atlas, f"parcours/{trip.id}/", language))))
    return front_matter(
        write.plain(route.title), write.plain(route.summary),
        languages=_missing_somewhere(languages, atlas),
        card=card_of(f"{trip.id}.svg", write.sides([share.side for share in trip.shares]), [
            length, language.say_n("{n} stop", "{n} stops", len(trip.visits)),
            *([say("without a car")] if trip.car_free else [])])) + page


def _nearby_routes(near: Sequence[Neighbour], write: Writer) -> list[tuple[str, Markup, str]]:
    """Other routes of the same countryside: id, title, how far apart both are."""
    say = write.language.say
    return [(one.id, write.title(one.id, one.title),
             say("{distance} away, on the countryside’s side", distance=write.language.km(one.km))
             if one.km >= 1 else say("in the same corner of the countryside")) for one in near]


def _nearby_places(trip: Trip, atlas: Atlas,
                   language: Language) -> list[tuple[str, str, Markup, str, str]]:
    """Places beside the route: id, character, name, what it is, how far from which stop."""
    write = _writer(language, atlas)
    found = []
    for near in neighbourhood.nearby(trip, _grounds(atlas)):
        fields = atlas.places[near.place_id]
        view, side = write.place(near.place_id, fields), atlas.side_of(fields)
        far = language.km(max(near.distance_m, fields.precision_m) / 1000)
        said = language.say("about {distance} from stop {n}" if fields.approximate
                            else "{distance} from stop {n}", distance=far, n=near.stop_number)
        found.append((near.place_id, side.character.value if side else "", view.name,
                      f"{view.what} {view.side}", said))
    return found


def _shared(trip: Trip, atlas: Atlas, language: Language) -> dict[str, object]:
    """How a page is handed on: its address, a letter, a code for paper, the map to embed.

    Without the site's own address there is no letter and no code, and the visitor's browser puts
    the address of the map where it is known.
    """
    title = trip.itinerary.title.in_lang(language.code, atlas.default_lang)
    here = address(atlas, f"parcours/{trip.id}/", language)
    frame = (f'<iframe src="{escape(here)}map.html" '
             f'title="{escape(language.say("Map of the route"))}" '
             'width="100%" height="480" loading="lazy" allow="geolocation; fullscreen"></iframe>')
    return {"address": here, "embed": frame, "qr": here and qr.code(here), "letter": here and (
        f"mailto:?subject={quote(title, safe='')}&body={quote(here, safe='')}")}


@lru_cache(maxsize=4096)
def _calendar(first: date, letters: str, next_start: date | None, lang: str) -> str:
    """The tables of some months, and every day as text."""
    say = language_of(lang).say
    possible, stop = say("possible: {days}"), say("; ")
    last = first + timedelta(days=len(letters) - 1)
    return _template("calendar.html", language_of(lang)).render(
        until=say("Every day until {day}", day=language_of(lang).date(last)), head=_week(lang),
        months=[(_caption(year, month, lang),
                 Markup(almanac.month_rows(first, letters, year, month, lang)))
                for year, month in almanac.shown_months(first, last, next_start)],
        all_days=[(_caption(year, month, lang), stop.join(
            possible.format(days=days) if letter == almanac.POSSIBLE else f"{letter} {days}"
            for letter, days in by_letter))
            for year, month, by_letter in almanac.ranges(first, letters)])


@cache
def _caption(year: int, month: int, lang: str) -> str:
    return language_of(lang).say("{month} {year}", month=language_of(lang).month(month), year=year)


@cache
def _week(lang: str) -> Markup:
    """The head of a month's table."""
    names = [(language_of(lang).weekday(n), language_of(lang).weekday(n, short=True))
             for n in range(7)]
    return Markup("").join(Markup('<th scope="col"><abbr title="{}">{}</abbr></th>').format(*name)
                           for name in names)


def card(trip: Trip, atlas: Atlas, language: Language) -> str:
    """A route's card in the catalogue."""
    write, route = _writer(language, atlas), trip.itinerary
    facts = [language.say_n("{n} day", "{n} days", len(trip.days)),
             language.say_n("{n} stop", "{n} stops", len(trip.visits)),
             language.km(trip.km), write.name(route.difficulty)]
    return _template("card.html", language).render(
        id=trip.id, title=write.text(route.title), summary=write.text(route.summary),
        facts=" · ".join(facts), tags=[write.name(theme) for theme in route.themes],
        car_free=trip.car_free, when=open_days_in_words(trip.open_days, language))


def place(id: str, fields: PlaceFields, passages: Sequence[Passage], atlas: Atlas,
          language: Language) -> str:
    """The page of one place, with the routes that pass there."""
    write = _writer(language, atlas)
    view, name = write.place(id, fields), write.plain(fields.name)
    side = atlas.side_of(fields)
    photo = write.photo(fields.photo, views.PHOTO)
    page = _template("place.md", language).render(
        view=view,
        character=side.character.value if side else "", side=write.text(side.name) if side else "",
        kind=language.say(KINDS[fields.kind]),
        photo=photo,
        products=[(write.text(product.name), language.say("all year round")
                   if len(set(product.months)) == 12 else write.months(product.months))
                  for product in fields.products],
        labels=[write.text(label) for label in fields.labels],
        supplies=[(sold, write.text(atlas.places[sold].name)) for sold in fields.supplies
                  if sold in atlas.places],
        passages=[(passage.id, passage.number, write.title(passage.id, passage.title))
                  for passage in passages],
        verified=language.date(fields.verified_on) if fields.verified_on else "",
        stale=fields.verified_on is not None and is_stale(fields.verified_on, atlas),
        links=_links(f"places/{id}.yml", name, f"lieux/{id}/", [side.id] if side else [],
                     atlas=atlas, language=language),
        sources=[(source, host(source)) for source in fields.sources], say=language.say)
    about = (prose.to_text(write.plain(fields.description)) if fields.description
             else f"{name}, {view.what} {view.side}".rstrip())
    shared = (photo.fallback, photo.sizes.fallback, photo.sizes.height(photo.sizes.fallback)
              ) if photo else ()
    return front_matter(name, about, image=shared) + page


def catalogue(listed: Sequence[tuple[Entry, str]], charts: Sequence[Drawn], language: Language,
              outings: Sequence[themes.Outing] = ()) -> str:
    """The list of all routes, each with its card, and their maps; ``outings`` are their days."""
    entries = [entry for entry, _ in listed]
    groups = choices.groups(entries, language)
    numbers = range(1, len(listed) + 1) if len(listed) <= choices.NUMBERED_MOST else ()
    page = _template("catalogue.md", language).render(
        cards=[(n, Markup(card)) for n, (_, card) in zip_longest(numbers, listed)],
        lead=language.say_n(
            "{n} route, each with one foot in the city and the other in the countryside.",
            "{n} routes, each with one foot in the city and the other in the countryside.",
            len(listed)),
        total=language.say_n("{n} route", "{n} routes", len(listed)), numbered=bool(numbers),
        panels=choices.panels(groups, language),
        charts=[(picture, drawn, [
            (i, entries[i].id, entries[i].title.in_lang(language.code, entries[i].default_lang),
             mark) for i, mark in zip(indices, drawn.marks, strict=True)])
            for picture, drawn, indices in charts],
        data=Markup(choices.data(entries, groups, language)) if listed else "",
        themes=[(themes.file_name(theme), language.say(THEMES[theme]))
                for theme in themes.themes_of(outings)])
    return front_matter(language.say("Routes"), language.say(
        "Every route that joins the city and the countryside, with its days and its means of "
        "travel."
    )) + page


def places(atlas: Atlas, passages: Mapping[str, Sequence[Passage]], language: Language) -> str:
    """The list of all places, side by side for each territory."""
    write = _writer(language, atlas)
    sides = []
    for id, territory in atlas.territories.items():
        here = [(place_id, place) for place_id, place in atlas.places.items()
                if atlas.communes[place.commune].territory == id]
        here.sort(key=lambda item: (fold(write.plain(item[1].name)), item[0]))
        listed = []
        for place_id, place in here:
            what = f"{language.say(KINDS[place.kind])}, {write.commune(place)}"
            routes = len({passage.id for passage in passages.get(place_id, ())})
            if routes:
                what += " · " + language.say_n("{n} route", "{n} routes", routes)
            listed.append((place_id, write.text(place.name), what))
        sides.append((id, territory.character.value, write.text(territory.name), listed))
    page = _template("places.md", language).render(sides=sides)
    return front_matter(language.say("Places"), language.say(
        "Every place on the routes, in the city and in the countryside.")) + page


def territories(routes: Sequence[Balance], pictures: Sequence[str], atlas: Atlas,
                language: Language) -> str:
    """Both sides and what each gets from the routes; ``pictures`` are the files of the maps."""
    write, say = _writer(language, atlas), language.say
    total = sum(sum(route.minutes.values()) for route in routes) or 1
    sides = []
    for id, territory in atlas.territories.items():
        minutes = sum(route.minutes.get(id, 0) for route in routes)
        facts = [
            (say("Communes"), sum(c.territory == id for c in atlas.communes.values())),
            (say("Places described"), sum(atlas.communes[place.commune].territory == id
                                          for place in atlas.places.values())),
            (say("Stops of all routes"), sum(route.stops.get(id, 0) for route in routes)),
            (say("Visitors’ time"), say("{percent} %", percent=round(minutes / total * 100)))]
        office = territory.office
        sides.append((id, territory.character.value, write.text(territory.name), facts,
                      write.text(office.name) if office else "",
                      (office.website, host(office.website))
                      if office and office.website else None))
    alliances = [(write.text(alliance.name),
                  say("signed on {day}", day=language.date(alliance.signed))
                  if alliance.signed else "") for alliance in atlas.alliances.values()]
    page = _template("territories.md", language).render(
        sides=sides, alliances=alliances, pictures=pictures)
    return front_matter(say("Territories"), say(
        "The two sides of the contract and what each gets from the routes."),
        card={**card_of(pictures[0], "", [language.all_of(
            [write.plain(territory.name) for territory in atlas.territories.values()])]),
            "site": "yes"} if pictures else None) + page


def page(template: str, language: Language, title: str, description: str, /,
         *, feed: str = "", **values: object) -> str:
    """A page from a template; ``feed`` is the address of the feed that tells the same."""
    head = front_matter(title, description)
    if feed:
        head = head.replace("hide:", f"feed: {json.dumps(feed)}\nhide:", 1)
    return head + _template(template, language).render(feed=feed, **values)


def moved(title: Text, folder: str, id: str, file: str, atlas: Atlas, language: Language) -> str:
    """What is left at a former address of ``<folder>/<id>/<file>``, two folders below the home."""
    to = f"../{id}/{file}"
    return _template("moved.html", language).render(
        lang=language.code, title=_writer(language, atlas).plain(title), to=to,
        canonical=address(atlas, f"{folder}/{id}/{file}", language) or to)


def address(atlas: Atlas, path: str, language: Language) -> str:
    """The public address of a page, empty when the site's own is not known."""
    if atlas.site.site_url is None:
        return ""
    prefix = "" if language.code == atlas.default_lang else f"{language.code}/"
    return f"{atlas.site.site_url.rstrip('/')}/{prefix}{path}"


def _links(file: str, title: str, path: str, territories: Sequence[str], *, atlas: Atlas,
           language: Language) -> forge.Links:
    page = address(atlas, path, language) or path
    return forge.links(file, title, page, territories, atlas=atlas, language=language)


def _missing_somewhere(languages: Sequence[Language], atlas: Atlas) -> list[str]:
    """The languages of a page, where it is not in every one of the site's."""
    codes = [language.code for language in languages]
    return codes if codes and len(codes) < len(atlas.languages) else []


@lru_cache(maxsize=8)
def _writer(language: Language, atlas: Atlas) -> Writer:
    """One writer a language and atlas, kept for its memory of places."""
    at_stop = _template("stop_place.html", language)
    return Writer(language, atlas, lambda place: Markup(at_stop.render(place=place)))


@lru_cache(maxsize=2)
def _grounds(atlas: Atlas) -> dict[str, neighbourhood.Ground]:
    """Where the places lie, once a build."""
    return neighbourhood.grounds(atlas)


@cache
def _environment(lang: str) -> Environment:
    """One environment a language: ``{{ "Hours" | say }}`` is then a constant, folded once."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), auto_reload=False, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, finalize=_finalize,
        autoescape=False)  # noqa: S701  (`_finalize` escapes more than autoescape would)
    environment.filters["say"] = language_of(lang).say
    return environment


def _finalize(value: object) -> object:
    """What a template writes: HTML and numbers as they are, all else as inert text.

    Jinja calls this for every expression of every template. It stands in for autoescape, which
    would leave braces and brackets alone and takes half of the time to render a page.
    """
    kind = type(value)
    return value if kind is Markup or kind is int or kind is float else (
        prose.inert_text(str(value)))


@cache
def _template(name: str, language: Language) -> Template:
    return _environment(language.code).get_template(f"{name}.j2")
