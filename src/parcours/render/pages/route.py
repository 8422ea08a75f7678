"""The page of one route, in the order in which a visitor decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from html import escape
from urllib.parse import quote

from markupsafe import Markup

from parcours.content.atlas import Atlas
from parcours.content.freshness import is_stale
from parcours.i18n.language import Language, language_of
from parcours.render.exports import jsonld
from parcours.render.exports.services import by_licence
from parcours.render.pages import calendar, calendar_data, leaflet, qr
from parcours.render.pages.drawn import of_stops
from parcours.render.pages.front_matter import document, front_matter
from parcours.render.pages.layout import address, links, missing_somewhere, template, writer
from parcours.render.pictures import profile, season_wheel
from parcours.render.words import getting_there, outlines, pairs, paths, rides, services, sides
from parcours.render.words.carbon import carbon
from parcours.render.words.days import SpokenDays, by_guess, open_days_in_words
from parcours.render.words.e_bike import electric
from parcours.render.words.effort import effort
from parcours.render.words.ladder import spoken_ladder
from parcours.render.words.needs import needs
from parcours.render.words.places import in_a_list, notice, shuts
from parcours.render.words.places import view as place_view
from parcours.render.words.proof import sentence
from parcours.render.words.searched import also
from parcours.render.words.stops import days as days_of
from parcours.render.words.stops import shared_notes
from parcours.render.words.views import DayView, SharedNote
from parcours.render.words.wheelchair import wheelchair
from parcours.render.words.writer import Writer
from parcours.trip import nearby_places
from parcours.trip.nearby_routes import Neighbour
from parcours.trip.other_way import OtherWay
from parcours.trip.pairs import supplied, twins
from parcours.trip.services import NONE, OnTheWay
from parcours.trip.trip import Trip, Visit

_ENDS = {(1, 31), (2, 28), (2, 29), (3, 31), (4, 30), (5, 31), (6, 30), (7, 31), (8, 31), (9, 30),
         (10, 31), (11, 30), (12, 31)}
"""The last day of each month."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a route's page tells of that is not the route itself."""

    near: Sequence[Neighbour] = ()
    """Routes to go on to."""
    close_by: OnTheWay = NONE
    """Services on the way."""
    back: OtherWay | None = None
    """The route in its other direction."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What several sections of the page show, worked out once."""

    when: SpokenDays
    proof: str
    """What the days rest on, as a sentence."""
    way: getting_there.Journey
    notes: Mapping[Markup, SharedNote]
    days: Sequence[DayView]


def itinerary(trip: Trip, atlas: Atlas, language: Language,
              languages: Sequence[Language] = (), beside: Beside = Beside()) -> str:
    """The page of one route, which is also published in the other ``languages``.

    Each section has its function below, in the order in which they stand in ``itinerary.md.j2``.
    """
    write, title = writer(language, atlas), trip.itinerary.title
    when = open_days_in_words(trip.open_days, language)
    notes = shared_notes(trip, write)
    told = _Told(when, sentence(when.proof), getting_there.journey(trip, language), notes,
                 days_of(trip, notes, services.at_stops(beside.close_by, write), write))
    page = template("itinerary.md", language).render(
        say=language.say, car_free=trip.car_free, wheelchair=wheelchair(trip, atlas, language),
        shares=sides.shares(trip.shares, write),
        **_head(trip, told, write), **_glance(trip, write), **_when(trip, told, language),
        **_how(trip, told, beside, write), **_steps(trip, told, write), **_seasons(trip, write),
        **_pairs(trip, write), **_practical(trip, beside, write), **_nearby(trip, beside, write),
        **_feedback(trip, write), **_shared(trip, atlas, language),
        jsonld=Markup(jsonld.render(
            trip, language, address(atlas, f"parcours/{trip.id}/", language))))
    return document(front_matter(
        write.plain(title), write.plain(trip.itinerary.summary),
        languages=missing_somewhere(languages, atlas), card=f"{trip.id}.svg"), page)


def _head(trip: Trip, told: _Told, write: Writer) -> dict[str, object]:
    """The route's name and picture, what is to be known first, and how large paper can have it."""
    route, language = trip.itinerary, write.language
    alliance = write.text(trip.alliance.name)
    title, summary = write.text(route.title), write.text(route.summary)
    above = (title, summary, alliance, told.when.phrase, told.when.next_start, told.proof,
             told.way.by_car, told.way.arriving, told.way.leaving,
             *(note.said for note in told.notes.values()))
    return {
        "id": trip.id, "alliance": alliance, "title": title, "summary": summary,
        "also": also(route.title, (visit.place.commune for visit in trip.visits), write),
        "paper": leaflet.sizes(told.days, above),
        "map_title": language.say("Map of the route: {title}", title=write.plain(route.title)),
        "loading": write.atlas.site.map_loading.value,
        "picture": language.say(
            "Picture of the route: {n} stops in {sides}; each is described below.",
            n=len(trip.visits), sides=sides.names([share.side for share in trip.shares], write)),
        "outlines": outlines.caption_of_route(trip, write.atlas.outlines, language),
        "notice": notice(route.status, write), "shut": shuts(route.status, write)}


def _glance(trip: Trip, write: Writer) -> dict[str, object]:
    """What a route is, at a glance: ``glance.html.j2``."""
    language = write.language
    return {"length": language.say_n("{n} day", "{n} days", len(trip.days)),
            "stops": len(trip.visits), "modes": getting_there.modes(trip, language),
            "difficulty": effort(trip, write),
            "themes": [write.name(theme) for theme in trip.itinerary.themes]}


def _when(trip: Trip, told: _Told, language: Language) -> dict[str, object]:
    """The days on which one can set out, and the calendar: ``when.html.j2``."""
    days = calendar.coming(trip)
    guessed = by_guess(trip.open_days) is not None
    tables = _calendar(days.first, days.letters, trip.open_days.next_start, language.code,
                       not guessed) if days.reasons else ""
    return {"when": told.when, "proof": told.proof, "season": _season(trip, told.when, language),
            "computed": language.date(days.first), "asks": trip.open_days.proof.total > 0,
            "guessed": guessed, "calendar": Markup(tables),
            "reasons": [(letter, calendar.reason(one, trip, language))
                        for letter, one in days.reasons.items()],
            "when_data": Markup(calendar_data.data(days, trip, language))}


def _season(trip: Trip, when: SpokenDays, language: Language) -> str:
    """The route's own season, where the weekdays do not tell it already: as whole months."""
    season = trip.itinerary.season
    if season is None:
        return ""
    if season.from_[1] == 1 and season.to in _ENDS and not when.all_year:
        return ""
    return language.say("Season: {dates}.", dates=language.days_of_year(season.from_, season.to))


def _how(trip: Trip, told: _Told, beside: Beside, write: Writer) -> dict[str, object]:
    """How one comes, goes round and comes home: ``how.html.j2``."""
    language = write.language
    return {"journey": told.way, "leg_notes": list(told.notes.values()),
            "rides": rides.spoken_rides(trip, language),
            "first": told.days[0].stops[0], "last": told.days[-1].stops[-1],
            "ladder": spoken_ladder(trip, language),
            "back": beside.back and getting_there.back(beside.back, language),
            "km": paths.length(trip.legs, language),
            "on_the_way_time": paths.time(trip.legs, language) or language.say("unknown"),
            "carbon": carbon(trip, language), "e_bike": list(electric(trip, write.atlas, language))}


def _steps(trip: Trip, told: _Told, write: Writer) -> dict[str, object]:
    """The days with their stops and legs: ``steps.html.j2``."""
    drawn = of_stops(trip.visits, write.atlas)
    return {"days": told.days, "symbols": drawn.symbols, "drawn": drawn.by_key,
            "profiles": profile.profiles(trip, write.language)}


def _seasons(trip: Trip, write: Writer) -> dict[str, object]:
    """What is in season on the way, as a list and as a wheel."""
    language, found = write.language, season_wheel.seasons(trip, write.atlas)
    return {"seasons": [(write.text(one.name),
                         season_wheel.told(one, language, trip.default_lang)) for one in found],
            "wheel": Markup(season_wheel.wheel(found, language)) if found else ""}


def _pairs(trip: Trip, write: Writer) -> dict[str, object]:
    """Places that go together, and what is told of them for a need: ``pairs.html.j2``."""
    return {"twins": pairs.views(twins(trip), write), "supply": pairs.views(supplied(trip), write),
            "needs": needs(trip, write)}


def _practical(trip: Trip, beside: Beside, write: Writer) -> dict[str, object]:
    """What is good to know: services, whose hours are verified, who reviewed the route."""
    language, atlas = write.language, write.atlas
    verified = [visit for visit in trip.visits if visit.hours_proved]
    stale = [visit for visit in trip.visits
             if visit.place.verified_on and is_stale(visit.place.verified_on, atlas)]
    return {"on_the_way": getting_there.on_the_way(trip, atlas, language),
            "verified": _verified(verified, language),
            "stale": getting_there.stops(stale, language) if stale else "",
            "reviews": sides.signatures(trip, write),
            "close_by": _close_by(beside.close_by, language)}


def _nearby(trip: Trip, beside: Beside, write: Writer) -> dict[str, object]:
    """Places beside the route, and routes to go on to: ``nearby.html.j2``."""
    return {"nearby_places": _places_beside(trip, write),
            "nearby_routes": _nearby_routes(beside.near, write)}


def _feedback(trip: Trip, write: Writer) -> dict[str, object]:
    """Where the page is edited and its faults told of."""
    return {"links": links(f"{trip.id}.yml", write.plain(trip.itinerary.title),
                           f"parcours/{trip.id}/", trip.alliance.territories,
                           atlas=write.atlas, language=write.language),
            "offices": sides.offices(trip, write)}


def _verified(visits: Sequence[Visit], language: Language) -> str:
    """Which stops have verified hours, and since when at the least; nothing where none has."""
    days = [visit.place.verified_on for visit in visits if visit.place.verified_on]
    if not days:
        return ""
    return language.say("{stops}, on {day}" if min(days) == max(days) else
                        "{stops}, the oldest on {day}",
                        stops=getting_there.stops(visits, language), day=language.date(min(days)))


def _nearby_routes(near: Sequence[Neighbour], write: Writer) -> list[tuple[str, Markup, str]]:
    """Other routes of the same countryside: id, title, how far apart both are."""
    say = write.language.say
    return [(one.id, write.title(one.id, one.title), in_a_list(
        say("{distance} away as the crow flies, on the countryside side",
            distance=write.language.km(one.km))
        if one.km >= 1 else say("in the same corner of the countryside"), one.status, write))
        for one in near]


def _close_by(found: OnTheWay, language: Language) -> dict[str, object]:
    """How near the services are, whose word they are, and their files, one set a licence."""
    points = [one.point for one in found.shown]
    return {"within": language.km(found.within_m / 1000) if points else "",
            "credits": services.credits_of(points, language),
            "of_places": any(point.place_id for point in points),
            "files": [(stem, terms.name) for stem, (terms, _) in
                      by_licence(found, language).items()]}


def _places_beside(trip: Trip, write: Writer) -> list[tuple[str, str, Markup, str, str]]:
    """Places beside the route: id, character, name, what it is, how far from which stop."""
    atlas = write.atlas
    found = []
    for near in nearby_places.nearby(trip, _place_indexes(atlas)):
        fields = atlas.places[near.place_id]
        view, side = place_view(near.place_id, fields, write), atlas.side_of(fields)
        stop = trip.visits[near.stop_number - 1].place
        vague_m = sum(one.precision_m for one in (fields, stop) if one.approximate)
        said = _how_far(near.distance_m, vague_m, near.stop_number, write.language)
        found.append((near.place_id, side.character.value if side else "", view.name,
                      f"{view.what} {view.side}", in_a_list(said, fields.status, write)))
    return found


def _how_far(distance_m: float, vague_m: float, stop: int, language: Language) -> str:
    """How far a place is from a stop, where both together are known to within ``vague_m``."""
    if 0 < vague_m >= distance_m:  # both may lie anywhere about
        return language.say("less than {distance} from stop {n}, as the crow flies", n=stop,
                            distance=language.km((distance_m + vague_m) / 1000))
    distance = language.km(distance_m / 1000)
    if vague_m:
        return language.say("about {distance} from stop {n}, as the crow flies", n=stop,
                            distance=distance)
    if distance_m < 1:
        return language.say("at the same point on the map as stop {n}", n=stop)
    return language.say("{distance} from stop {n}, as the crow flies", n=stop, distance=distance)


@lru_cache(maxsize=2)
def _place_indexes(atlas: Atlas) -> dict[str, nearby_places.PlaceIndex]:
    """Where the places lie, once a build."""
    return nearby_places.place_indexes(atlas)


def _shared(trip: Trip, atlas: Atlas, language: Language) -> dict[str, object]:
    """How a page is handed on: its address, a letter, a code for paper, the map to embed.

    Without the site's own address there is no letter and no code, and the visitor's browser puts
    the address of the map where it is known.
    """
    title = trip.itinerary.title.in_lang(language.code, atlas.default_lang)
    here = address(atlas, f"parcours/{trip.id}/", language)
    frame = (f'<iframe src="{escape(here)}map.html" '
             f'title="{escape(language.say("Map of the route"))}" '
             'width="100%" height="480" loading="lazy" allow="geolocation; fullscreen" '
             'sandbox="allow-scripts allow-same-origin allow-popups '
             'allow-popups-to-escape-sandbox"></iframe>')
    return {"address": here, "embed": frame, "qr": here and qr.code(here), "letter": here and (
        f"mailto:?subject={quote(title, safe='')}&body={quote(here, safe='')}")}


@lru_cache(maxsize=4096)
def _calendar(first: date, letters: str, next_start: date | None, lang: str, denied: bool) -> str:
    """The tables of some months, and every day as text."""
    say = language_of(lang).say
    possible, stop = say("possible: {days}"), say("; ")
    last = first + timedelta(days=len(letters) - 1)
    return template("calendar.html", language_of(lang)).render(
        until=say("Every day until {day}", day=language_of(lang).date(last)), head=_week(lang),
        months=[(_caption(year, month, lang),
                 Markup(calendar.month_rows(first, letters, year, month, lang,
                                            denied=denied)))
                for year, month in calendar.shown_months(first, last, next_start)],
        all_days=[(_caption(year, month, lang), stop.join(
            possible.format(days=days) if letter == calendar.POSSIBLE else f"{letter} {days}"
            for letter, days in by_letter))
            for year, month, by_letter in calendar.ranges(first, letters)])


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
