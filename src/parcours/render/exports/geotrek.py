"""A static copy of what is read of Geotrek's API v2: a tree a language, and one of all of them.

Three readers ask the same addresses for different shapes. Geotrek-rando wants texts in one
language, Geotrek-admin (which imports from another Geotrek) texts by language: so each has a tree.
Without a server nobody can answer `format=geojson`, so a trek is a Feature that repeats its
properties beside them. An address is a folder whose ``index.html`` holds the JSON, since static
hosts give no other.
A copy cannot filter: `near_trek` and the filters of the search answer with everything or nothing.

A line is drawn as the way, so a trek has one only where it has one path without a gap; elsewhere it
is the point where one starts. Its stops are ``points_reference``, numbered in their order, with the
same order in the description. In the tree of all languages the foreign member ``parcours`` holds
what the API has no word for; `parcours import` makes the same route of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import ceil, fsum
from typing import Any

from parcours.format.choices import Difficulty, Mode, Theme
from parcours.format.names import DIFFICULTIES, MODES, THEMES
from parcours.format.text import Text
from parcours.i18n.language import Language, language_of
from parcours.render.exports import (
    LICENCE,
    LICENCE_URL,
    Frame,
    about_leg,
    about_visit,
    followed,
    listed_in,
    sentence,
    to_json,
)
from parcours.render.exports.about import About, credit
from parcours.render.exports.numbers import number_of, uuid_of, world_name
from parcours.render.exports.record import Data
from parcours.render.words.paths import length, origin
from parcours.safe_text.html import to_html
from parcours.safe_text.json import inert
from parcours.safe_text.xml import escaped
from parcours.trip.trip import Trip, Visit

FOLDER, ALL_FOLDER = "geotrek/api/v2", "geotrek-admin/api/v2"
"""Below the folder of open data: in one language, and (of the first language) in all."""
_VERSION = "2.104.0"
"""The first whose readers ask for a menu; the shapes are those of that version."""
_LEVELS = {Difficulty.EASY: 1, Difficulty.MODERATE: 3, Difficulty.HARD: 5}
_ON_FOOT, _BY_BIKE, _CAR_FREE, _BY_CAR, _NOT_GIVEN = 1, 2, 3, 4, 5
_PRACTICES = {_ON_FOOT: MODES[Mode.WALK], _BY_BIKE: MODES[Mode.BIKE], _CAR_FREE: "without a car",
              _BY_CAR: MODES[Mode.CAR], _NOT_GIVEN: "means of travel not given"}
_LOOP, _ONE_WAY, _TOUR = 1, 2, 3
_ROUTES = {_LOOP: "loop", _ONE_WAY: "one way", _TOUR: "several days"}
_EMPTY = (
    "informationdesk", "label", "trek_network", "trek_accessibility", "trek_rating",
    "trek_ratingscale", "district", "poi", "poi_type", "touristiccontent",
    "touristiccontent_category", "touristicevent", "touristicevent_type",
    "touristicevent_organizer", "outdoor_site", "outdoor_practice", "outdoor_rating",
    "outdoor_ratingscale", "flatpage", "annotation_category", "signage", "signage_type",
    "service", "service_type", "infrastructure", "infrastructure_type", "sensitivearea", "tour")
"""Dictionaries and lists that a reader asks for and that we have nothing to put in."""
_TEXTS = (
    "access", "advised_parking", "advice", "ambiance", "gear", "disabled_infrastructure",
    "accessibility_signage", "accessibility_slope", "accessibility_width",
    "accessibility_covering", "accessibility_exposure", "accessibility_advice",
    "ratings_description")
_LISTS = (
    "networks", "accessibilities", "information_desks", "labels", "children", "web_links",
    "ratings", "attachments_accessibility", "view_points", "portal", "parents")
_NOTHING = (
    "parking_location", "elevation_area_url", "altimetric_profile", "accessibility_level", "pdf",
    "kml", "reservation_system", "max_elevation", "min_elevation", "second_external_id")
_SAID = frozenset({"name", "departure", "arrival", "description", "description_teaser",
                   "public_transport", *_TEXTS})
"""The members that are texts."""
_PROPERTIES, _OURS = '"properties":', '"parcours"'
Note = Callable[[Callable[[Language], str]], int]
"""Takes a text in the making, and gives the number by which it is asked for."""


def _inert_json(data: object) -> str:
    """A static host calls these files HTML, after their name: none may hold the sign of a tag."""
    return inert(to_json(data))


def treks(trip: Trip, languages: Sequence[Language], about_of: Mapping[str, About],
          ) -> dict[str, str]:
    """One trek without what makes it a Feature, as JSON: in each language, and under ``""`` in all
    at once. A text is made once a language, whatever the number of trees it stands in."""
    said: dict[str, list[str]] = {language.code: [] for language in languages}

    def note(make: Callable[[Language], str]) -> int:
        """Make a text in every language; its place among them stands for it."""
        for language in languages:
            said[language.code].append(make(language))
        return len(said[languages[0].code]) - 1

    default = about_of[languages[0].code].atlas.default_lang
    flat = _flat(trip, about_of.get(default, about_of[languages[0].code]), note, languages)
    texts = {name: value for name, value in flat.items() if name in _SAID}
    found = {"": _inert_json(flat | {name: {code: told[at] for code, told in said.items()}
                                 for name, at in texts.items()})}
    for language in languages:
        told, about = said[language.code], about_of[language.code]
        found[language.code] = _inert_json(flat | {name: told[at] for name, at in texts.items()}
                                       | _addresses(trip, about))
    return found


def listed(flat: str, ours: str = "") -> str:
    """A trek as a list has it; ``ours`` is what only `parcours import` reads."""
    return f"{flat[:-1]},{_OURS}:{inert(ours)}}}" if ours else flat


def feature(flat: str, trip: Trip, ours: str = "") -> str:
    """The document of one trek: a Feature that repeats its properties beside them."""
    head = _inert_json({"type": "Feature", "bbox": [round(one, 6) for one in trip.bounds]})
    whole = listed(flat, ours)
    return f"{head[:-1]},{_PROPERTIES}{whole},{whole[1:]}"


def frame(count: int, about: About, language: Language | None) -> Frame:
    """A list of so many in one page; ``parcours`` says under which terms and as of when, for which
    the API has no member."""
    said = credit(about, language) if language else {
        lang: credit(about, language_of(lang)) for lang in about.atlas.languages}
    return listed_in(_inert_json({
        "count": count, "next": None, "previous": None, "parcours": {
            "licence": LICENCE, "licence_url": LICENCE_URL, "attribution": said,
            "modified": about.modified.isoformat()}}), "results")


def address(name: str, number: int | None = None) -> str:
    """The file of an address of the API, below its folder."""
    return f"{name}/index.html" if number is None else f"{name}/{number}/index.html"


def dictionaries(about: About, language: Language | None) -> Iterator[tuple[str, str]]:
    """The lists of words that treks name by number, and all that is empty; by file."""
    languages = [language_of(lang) for lang in about.atlas.languages]

    def say(message: str) -> Any:
        return language.say(message) if language else {
            one.code: one.say(message) for one in languages}

    def named(text: Text) -> Any:
        default = about.atlas.default_lang
        return text.in_lang(language.code, default) if language else {
            one.code: text.in_lang(one.code, default) for one in languages}

    tree = "" if language else "../geotrek/"  # that of all languages has no sign of its own
    sign = about.file("geotrek/signe.svg") if about.is_absolute else f"../../../{tree}signe.svg"
    below = "" if about.is_absolute else "../"
    words: dict[str, list[Data]] = {
        "theme": [{"id": n, "label": say(THEMES[one]), "pictogram": sign}
                  for n, one in enumerate(Theme, 1)],
        "trek_difficulty": [{"id": n, "label": say(DIFFICULTIES[one]), "pictogram": sign,
                             "cirkwi_level": _LEVELS[one]} for n, one in enumerate(Difficulty, 1)],
        "trek_practice": [{"id": n, "name": say(one), "pictogram": sign, "order": n}
                          for n, one in _PRACTICES.items()],
        "trek_route": [{"id": n, "route": say(one), "pictogram": sign}
                       for n, one in _ROUTES.items()],
        "city": [{"id": code, "code": code, "name": one.name}
                 for code, one in about.atlas.communes.items()],
        "source": [{"id": n, "name": named(one.name), "pictogram": None,
                    "website": (one.office.website if one.office else None) or ""}
                   for n, one in enumerate(about.atlas.territories.values(), 1)],
        "structure": [{"id": 1, "name": "parcours"}],
        **{name: [] for name in _EMPTY},
    }
    for name, entries in words.items():
        yield address(name), frame(len(entries), about, language).around(
            [_inert_json(one) for one in entries])
        if name in ("trek_practice", "trek_difficulty", "trek_route"):
            for one in entries:
                alone = one | {"pictogram": f"{below}{sign}"}
                yield address(name, one["id"]), _inert_json(alone) + "\n"
    yield address("version"), _inert_json({"version": _VERSION}) + "\n"
    yield address("menu_item"), "[]\n"


SIGN = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="9"'
        ' fill="none" stroke="#3a2d20" stroke-width="3"/></svg>\n')
"""A sign for practices, themes and difficulties: a reader drops an entry without one."""


def _flat(trip: Trip, about: About, note: Note, published: Sequence[Language]) -> Data:
    route, default, visits = trip.itinerary, trip.default_lang, trip.visits
    first, last = visits[0], visits[-1]
    reliefs = [leg.relief for leg in trip.legs]
    known = [one for one in reliefs if one is not None]
    climbs = known if len(known) == len(reliefs) else []
    # what is measured as the crow flies is no length of a way; the description says it
    length_m = None if any(leg.km_estimated for leg in trip.legs) else round(trip.km * 1000.0, 1)

    def text(said: Text) -> int:
        return note(lambda language: said.in_lang(language.code, default))

    nothing = note(lambda _: "")

    return {
        "id": number_of(trip.id), "uuid": str(uuid_of(world_name(route.alliance, trip.id))),
        "external_id": trip.id,
        "name": text(route.title), "geometry": _geometry(trip),
        "departure": text(first.place.name), "arrival": text(last.place.name),
        "departure_geom": _position(first), "departure_city": first.place.commune,
        "cities": [*dict.fromkeys(visit.place.commune for visit in visits)],
        "practice": _practice(trip), "difficulty": [*Difficulty].index(route.difficulty) + 1,
        "route": _sort(trip), "themes": [[*Theme].index(theme) + 1 for theme in route.themes],
        "duration": _hours(trip), "length_2d": length_m, "length_3d": length_m,
        "ascent": round(fsum(one.climb_m for one in climbs)) if climbs else None,
        "descent": -round(fsum(one.descent_m for one in climbs)) if climbs else None,
        "description_teaser": note(
            lambda language: f"<p>{escaped(route.summary.in_lang(language.code, default))}</p>"),
        "description": note(lambda language: _steps(trip, language)),
        "public_transport": nothing,
        "points_reference": {"type": "MultiPoint", "coordinates": [
            _position(visit) for visit in visits]},
        **_addresses(trip, about), "structure": 1,
        "source": [n for n, id in enumerate(about.atlas.territories, 1)
                   if any(share.side.id == id for share in trip.shares)],
        "published": {language.code: True for language in published},
        "reservation_id": "", "previous": {}, "next": {},
        **dict.fromkeys(_TEXTS, nothing), **{name: [] for name in _LISTS},
        **dict.fromkeys(_NOTHING)}


def _addresses(trip: Trip, about: About) -> Data:
    """What leads to the site, where it knows its own address."""
    absolute = about.is_absolute
    return {"attachments": [*_attachments(trip, about)] if absolute else [],
            "gpx": about.address(f"parcours/{trip.id}/{trip.id}.gpx") if absolute else None,
            "url": about.address(f"parcours/{trip.id}/") if absolute else None}


def _position(visit: Visit) -> tuple[float, float]:
    return round(visit.place.lon, 6), round(visit.place.lat, 6)


def _geometry(trip: Trip) -> Data:
    """The one path of the route, or the point where one starts."""
    runs = [*followed.runs(trip)]
    if len(runs) != 1:
        return {"type": "Point", "coordinates": _position(trip.visits[0])}
    points = [point for leg in runs[0] for piece in followed.positions(leg, 6) for point in piece]
    size = min(map(len, points))  # heights of a part would be taken for those of the whole
    return {"type": "LineString", "coordinates": [point[:size] for point in points]}


def _practice(trip: Trip) -> int:
    by = {leg.by for leg in trip.legs}
    if None in by or not by:
        return _NOT_GIVEN
    if by <= {Mode.WALK}:
        return _ON_FOOT
    if by <= {Mode.WALK, Mode.BIKE, Mode.E_BIKE}:
        return _BY_BIKE
    return _CAR_FREE if trip.car_free else _BY_CAR


def _sort(trip: Trip) -> int:
    if len(trip.days) > 1:
        return _TOUR
    return _LOOP if trip.visits[0].place.position == trip.visits[-1].place.position else _ONE_WAY


def _hours(trip: Trip) -> float | None:
    """Hours, in quarters, since a reader rounds minutes without carry; days count 24 each. None
    where what a leg takes is anybody's guess."""
    if len(trip.days) > 1:
        return 24.0 * len(trip.days)
    if trip.time_unknown:
        return None
    first, last = trip.visits[0], trip.visits[-1]
    minutes = last.departure_min - first.arrival_min
    return max(0.25, min(23.75, ceil(minutes / 15) / 4))


def _steps(trip: Trip, language: Language) -> str:
    """The stops in order, day by day, as the numbered points are."""
    default, code = trip.default_lang, language.code
    parts, number = [], 1
    if any(leg.km_estimated for leg in trip.legs):
        parts.append(f"<p>{escaped(sentence(length(trip.legs, language)))}</p>")
    for day in trip.days:
        if len(trip.days) > 1:
            parts.append(f"<p><strong>{escaped(day.title.in_lang(code, default))}</strong></p>")
        items = []
        for visit in day.visits:
            said = f"<strong>{escaped(visit.place.name.in_lang(code, default))}</strong>. "
            if visit.leg is not None:
                way = about_leg(visit.leg, language, default, means=True)
                said += f"{escaped(sentence(way))} "
                if visit.leg.track is not None and (
                        whose := origin(visit.leg.track.origin, language)):
                    said += f"{escaped(whose)} "
            said += escaped(sentence(about_visit(visit, language, default)))
            if visit.place.description:
                said += f" {to_html(visit.place.description.in_lang(code, default))}"
            items.append(f"<li>{said}</li>")
        start = f' start="{number}"' if number > 1 else ""
        parts.append(f"<ol{start}>{''.join(items)}</ol>")
        number += len(day.visits)
    return "".join(parts)


def _attachments(trip: Trip, about: About) -> Iterator[Data]:
    """The photos of its stops, each with its author and licence."""
    for visit in trip.visits:
        photo = visit.place.photo
        if photo is not None and about.may_show(photo):
            stem = f"lieux/{visit.place_id}/photo" if visit.place_id else (
                f"parcours/{trip.id}/{visit.anchor}")
            url = about.photo(photo, stem)
            yield {"type": "image", "url": url, "thumbnail": url,
                   "legend": photo.alt.in_lang(about.lang, trip.default_lang),
                   "title": photo.alt.in_lang(about.lang, trip.default_lang),
                   "author": photo.credit or "", "license": photo.licence or "",
                   "filetype": {"type": "Photographie"}, "backend": "",
                   "uuid": str(uuid_of(url))}
