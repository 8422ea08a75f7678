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
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from parcours import almanac, forge, prose, views
from parcours import wheel as produce
from parcours.atlas import Atlas
from parcours.checks.freshness import is_stale
from parcours.exports import jsonld, themes
from parcours.front_matter import card_of, front_matter
from parcours.kinds import KINDS, THEMES
from parcours.language import Language, language_of
from parcours.model import PlaceFields
from parcours.scalars import Text, fold
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


def itinerary(trip: Trip, atlas: Atlas, language: Language,
              languages: Sequence[Language] = ()) -> str:
    """The page of one route, which is also published in the other ``languages``."""
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
        days=write.days(trip), shares=write.shares(trip.shares), km=language.km(trip.km),
        any_estimated=any(leg.km_estimated for leg in trip.legs),
        on_the_way=language.duration(sum(leg.minutes for leg in trip.legs)),
        co2=say("about {kg} kg CO₂e per person", kg=language.number(trip.co2_kg)),
        verified=language.date(min(verified)) if verified else "",
        stale=any(is_stale(day, atlas) for day in verified), reviews=write.signatures(trip),
        links=_links(f"{trip.id}.yml", write.plain(route.title), f"parcours/{trip.id}/",
                     trip.alliance.territories, atlas=atlas, language=language),
        jsonld=Markup(jsonld.render(
            trip, language, address(atlas, f"parcours/{trip.id}/", language))))
    return front_matter(
        write.plain(route.title), write.plain(route.summary),
        languages=_missing_somewhere(languages, atlas),
        card=card_of(f"{trip.id}.svg", write.sides([share.side for share in trip.shares]), [
            length, language.say_n("{n} stop", "{n} stops", len(trip.visits)),
            *([say("without a car")] if trip.car_free else [])])) + page


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
    tags = [language.say_n("{n} day", "{n} days", len(trip.days)),
            language.say_n("{n} stop", "{n} stops", len(trip.visits)),
            *(write.name(theme) for theme in route.themes)]
    if trip.car_free:
        tags.append(language.say("without a car"))
    return _template("card.html", language).render(
        id=trip.id, title=write.text(route.title), summary=write.text(route.summary), tags=tags,
        when=open_days_in_words(trip.open_days, language))


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
        passages=[(passage.id, passage.number, write.text(passage.title)) for passage in passages],
        verified=language.date(fields.verified_on) if fields.verified_on else "",
        stale=fields.verified_on is not None and is_stale(fields.verified_on, atlas),
        links=_links(f"places/{id}.yml", name, f"lieux/{id}/", [side.id] if side else [],
                     atlas=atlas, language=language),
        sources=[(source, host(source)) for source in fields.sources], say=language.say)
    about = (prose.to_text(write.plain(fields.description)) if fields.description
             else f"{name}, {view.what}")
    shared = (photo.fallback, photo.sizes.fallback, photo.sizes.height(photo.sizes.fallback)
              ) if photo else ()
    return front_matter(name, about, image=shared) + page


def catalogue(cards: Sequence[str], language: Language,
              outings: Sequence[themes.Outing] = ()) -> str:
    """The list of all routes; ``outings`` are the days of those it lists."""
    page = _template("catalogue.md", language).render(
        cards=[Markup(card) for card in cards], lead=language.say_n(
            "{n} route, each with one foot in the city and the other in the countryside.",
            "{n} routes, each with one foot in the city and the other in the countryside.",
            len(cards)),
        data=Markup(almanac.catalogue_data(outings, language)) if outings else "",
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
    return Writer(language, atlas)


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
    return value if kind is Markup or kind is int or kind is float else prose.inert(str(value))


@cache
def _template(name: str, language: Language) -> Template:
    return _environment(language.code).get_template(f"{name}.j2")
