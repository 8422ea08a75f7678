"""Trip to what a map draws: plain data for the script, every text as it shall be read.

The data enters a page as one escaped JSON block, or a JavaScript file, and never a template.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parcours.content.sides import Outline, Side, Town
from parcours.format.choices import Character, Kind, Mode
from parcours.format.names import CHARACTERS, KINDS, SERVICE_KINDS
from parcours.geo.points import packed, steps
from parcours.i18n.language import Language
from parcours.i18n.typography import typeset
from parcours.render.words.day_titles import own_title
from parcours.render.words.days import closing_in_words
from parcours.render.words.modes import style_of
from parcours.render.words.paths import length
from parcours.render.words.proof import time_of_day
from parcours.render.words.services import credits_of, lines_of
from parcours.render.words.writer import plain
from parcours.safe_text.json import Json
from parcours.trip.pairs import supplied
from parcours.trip.services import NONE, OnTheWay
from parcours.trip.trip import Leg, Shape, Trip, Visit


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of every map in one language, looked up once: maps are made by the thousand."""

    kinds: Mapping[Kind, str]
    characters: Mapping[Character, str]
    modes: Mapping[Mode | None, Json]
    day: str
    stay: str
    overnight: str
    about: str
    within: str


def labels_in(language: Language) -> Labels:
    """The words of the maps in ``language``; ``{…}`` in them is filled by `trip_data`."""
    say = language.say
    styles = {mode: style_of(mode) for mode in (*Mode, None)}
    return Labels(
        kinds={kind: say(word) for kind, word in KINDS.items()},
        characters={character: say(word) for character, word in CHARACTERS.items()},
        modes={mode: {"token": style.token, "label": say(style.label), "colour": style.colour,
                      "dash": style.dash} for mode, style in styles.items()},
        day=say("Day {n}"), stay=say("{duration} there"),
        overnight=say("overnight stay"), about=say("about {duration}"),
        within=say("position known only to within {distance}"))


def trip_data(trip: Trip, labels: Labels, language: Language,
              close_by: OnTheWay = NONE) -> Json:
    """What the script draws of a trip; positions are WGS84 degrees, radii metres."""
    lang, default = language.code, trip.default_lang
    days: list[Json] = []
    stops: list[Json] = []
    legs: list[Json] = []
    sides: dict[str, Side] = {}
    modes: Json = {}
    for day in trip.days:
        title = own_title(day.title, day.number, language).said(lang, default)
        about = {"n": day.number, "label": labels.day.replace("{n}", str(day.number)),
                 "title": typeset(title.text, title.lang or lang)}
        if title.lang:
            about["lang"] = title.lang
        days.append(about)
        for visit in day.visits:
            sides[visit.side.id] = visit.side
            stops.append(_stop(visit, day.number, labels, language, trip))
            if visit.leg is not None:
                mode = labels.modes[visit.leg.by]
                modes[mode["token"]] = mode
                legs.append(_leg(visit.leg, mode["token"], day.number, labels, language))
    services = {"services": services_data(close_by, trip, language)} if close_by.shown else {}
    supply = [[pair.first.number, pair.second.number] for pair in supplied(trip)]
    more: Json = {"supply": supply} if supply else {}
    return {"lang": lang, "days": days, "stops": stops, "legs": legs, "modes": modes,
            "sides": {id: {"name": plain(side.name, language, default),
                           "character": side.character.value,
                           "label": labels.characters[side.character]}
                      for id, side in sides.items()}, **services, **more}


def outline_data(outline: Outline, source: str, language: Language, default_lang: str) -> Json:
    """The shape of a territory, the same for every map of a language; ``source`` is whose word it
    is, empty where it is schematic."""
    side = outline.side
    return {"id": side.id, "name": plain(side.name, language, default_lang),
            "character": side.character.value, **({"source": source} if source else {}),
            "rings": [packed(ring) for ring in outline.rings]}


def towns_data(towns: Sequence[Town]) -> Json:
    """The names of communes, the largest first, and where each is written."""
    return {"towns": [[town.name, round(town.position.lat, 4), round(town.position.lon, 4)]
                      for town in towns]}


def _stop(visit: Visit, day: int, labels: Labels, language: Language, trip: Trip) -> Json:
    place, today = visit.place, trip.open_days.first
    name = place.name.said(language.code, trip.default_lang)
    stop: Json = {
        "n": visit.number, "day": day,
        "name": typeset(name.text, name.lang or language.code),
        "kind": labels.kinds[place.kind], "side": visit.side.id, "commune": visit.commune,
        "lat": place.lat, "lon": place.lon, "anchor": visit.anchor,
        "time": time_of_day(visit.visit_min, visit.time_level, language),
    }
    if visit.night:
        stop["stay"] = labels.overnight
    elif visit.stay_min > 0:
        stop["stay"] = labels.stay.replace("{duration}", language.duration(visit.stay_min))
    if visit.optional:
        stop["optional"] = True
    if closed := closing_in_words(place.status, today, language):  # a map may stand alone
        stop["closed"] = closed
    if name.lang:
        stop["lang"] = name.lang
    if place.approximate:
        stop["precision"] = place.precision_m
        stop["near"] = labels.within.replace("{distance}", language.km(place.precision_m / 1000))
    return stop


def _leg(leg: Leg, token: str, day: int, labels: Labels, language: Language) -> Json:
    facts = []
    if leg.known_min:
        duration = language.duration(leg.known_min)
        facts.append(labels.about.replace("{duration}", duration) if leg.minutes_estimated
                     else duration)
    facts.append(length((leg,), language))
    drawn: Json = {"from": leg.from_number, "to": leg.to_number, "day": day, "mode": token,
                   "facts": ", ".join(facts), "shape": leg.shape.value}
    if leg.line:
        drawn["line"] = leg.line
    if leg.shape is not Shape.STRAIGHT:  # a straight leg ends at its stops: nothing to add
        drawn["points"] = steps(leg.points)
    if leg.track is not None and leg.track.breaks:
        drawn["breaks"] = list(leg.track.breaks)
    return drawn


def services_data(close_by: OnTheWay, trip: Trip, language: Language) -> Json:
    """The services on the way: kinds once, then a short list a point, then whose word they are.

    A point is its kind, latitude, longitude, name, what is said of it, and the stop it is near to
    with the distance in words (0 and nothing beside a track).
    """
    kinds = list(dict.fromkeys(one.point.kind for one in close_by.shown))
    points = []
    for one in close_by.shown:
        point, near = one.point, one.stop_number
        about = lines_of(point, language)
        if point.note:
            about.append(plain(point.note, language, trip.default_lang))
        points.append([
            kinds.index(point.kind), round(point.position.lat, 5), round(point.position.lon, 5),
            plain(point.name, language, trip.default_lang) if point.name else "",
            ", ".join(about), near, language.km(one.distance_m / 1000) if near else ""])
    said = [f"{one.said} ({one.licence.name})" for one in credits_of(
        [one.point for one in close_by.shown], language)]
    return {"kinds": [[kind.value, language.say(SERVICE_KINDS[kind])] for kind in kinds],
            "points": points, "credit": " · ".join(said)}
