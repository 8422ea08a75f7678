"""schema_randonnee 1.1 (https://github.com/PnX-SI/schema_randonnee): what can be walked or cycled
along a surveyed path, as the national schema wants it, in French.

A feature needs a line, and nothing but a surveyed one may be followed: legs without a track are not
here, nor is a route by train or car, for which the schema has only *autre*, which Geotrek-admin
takes for a walk. Legs in a row that are travelled alike make one feature. Geotrek-admin splits
producers and themes at commas, so no name keeps one. What the schema has no word for stands in the
foreign member ``parcours``, by which `parcours import` makes the same route.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum

from parcours.format.choices import Difficulty, Mode
from parcours.format.names import THEMES
from parcours.i18n.language import language_of
from parcours.render.exports import (
    LICENCE,
    LICENCE_URL,
    Frame,
    about_leg,
    followed,
    listed_in,
    sentence,
    to_json,
)
from parcours.render.exports.about import ODBL, About, credit
from parcours.render.exports.numbers import uuid_of, world_name
from parcours.render.exports.record import Data, known
from parcours.render.words.paths import origin
from parcours.safe_text.html import to_text
from parcours.safe_text.xml import escaped
from parcours.trip.trip import Leg, Trip, Visit

FILE, ODBL_FILE = "schema-randonnee.geojson", "schema-randonnee-odbl.geojson"
"""Paths under the ODbL stand in a file of their own."""
SCHEMA = "https://github.com/PnX-SI/schema_randonnee/raw/v1.1.0/schema.json"
_PRACTICES = {Mode.WALK: "pédestre", Mode.BIKE: "cyclo", Mode.E_BIKE: "cyclo"}
_GRADES = {Difficulty.EASY: "Facile", Difficulty.MODERATE: "Moyen", Difficulty.HARD: "Difficile"}
_LANG = "fr"
_LICENCES = {"etalab-2.0": LICENCE, "odbl-1.0": "ODbL 1.0"}


def part(trip: Trip, about: About, ours: str, *, odbl: bool) -> str:
    """The features of one route, joined by commas, those under the ODbL or the others; nothing
    where no leg has a path to follow. The first one carries ``ours``."""
    features = [to_json(_feature(trip, legs, about)) for legs in runs(trip)
                if any(map(_is_odbl, legs)) is odbl]
    if features:
        features[0] = f'{features[0][:-1]},"parcours":{ours}}}'
    return ",\n".join(features)


def runs(trip: Trip) -> Iterator[list[Leg]]:
    """Legs in a row that make one path, travelled alike: the schema wants one line."""
    return followed.runs(trip, lambda leg: (
        (practice, _is_odbl(leg)) if leg.by and (practice := _PRACTICES.get(leg.by)) else None))


def _is_odbl(leg: Leg) -> bool:
    return leg.track is not None and "odbl" in leg.track.origin.licence.lower()


def frame(about: About, *, odbl: bool) -> Frame:
    """The file, and after its terms the features."""
    head = to_json({
        "type": "FeatureCollection", "schema": SCHEMA, "parcours": {
            "modified": about.modified.isoformat(), "licence": "ODbL 1.0" if odbl else LICENCE,
            "licence_url": ODBL if odbl else LICENCE_URL,
            "attribution": credit(about, language_of(_LANG))}})
    return listed_in(head, "features")


def _feature(trip: Trip, legs: list[Leg], about: About) -> Data:
    route, default = trip.itinerary, trip.default_lang
    visits = trip.visits[legs[0].from_number - 1:legs[-1].to_number]
    is_whole = len(visits) == len(trip.visits)
    id = trip.id if is_whole else f"{trip.id}-{visits[0].number}-{visits[-1].number}"
    title = route.title.in_lang(_LANG, default)
    ends = [visit.place.name.in_lang(_LANG, default) for visit in (visits[0], visits[-1])]
    minutes = sum(leg.minutes for leg in legs) + (
        sum(visit.stay_min for visit in visits) if is_whole else 0)
    points = [point for leg in legs for point in leg.points]
    line = [(round(lon, 6), round(lat, 6)) for lat, lon in points]
    line = [point for n, point in enumerate(line) if not n or point != line[n - 1]]
    communes = {visit.place.commune: visit.commune for visit in visits}
    practice = legs[0].by
    reliefs = [leg.relief for leg in legs if leg.relief is not None]
    if len(reliefs) < len(legs):  # the heights of a part say nothing of the whole
        reliefs = []
    return {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": line},
        "properties": known({
            "id_local": id, "producteur": ",".join(
                _name(share.side.name.in_lang(_LANG, default)) for share in trip.shares),
            "uuid": str(uuid_of(world_name(route.alliance, id))),
            "url": about.address(f"parcours/{trip.id}/") if about.is_absolute else None,
            "nom_itineraire": title if is_whole else f"{title}\u00a0: {ends[0]} – {ends[1]}",
            "pratique": _PRACTICES[practice] if practice else None,
            "type_itineraire": _sort(trip, visits, is_whole=is_whole),
            "communes_nom": ",".join(map(_name, communes.values())),
            "communes_code": ",".join(communes), "depart": ends[0], "arrivee": ends[1],
            "duree": round(minutes / 60, 2) if all(leg.minutes for leg in legs) else None,
            "longueur": round(fsum(leg.km for leg in legs) * 1000),
            "denivele_positif": round(fsum(one.climb_m for one in reliefs)) if reliefs else None,
            "denivele_negatif": -round(fsum(one.descent_m for one in reliefs)) if reliefs else None,
            "difficulte": _GRADES[route.difficulty], "instructions": _steps(visits, default),
            "presentation_courte": route.summary.in_lang(_LANG, default),
            "themes": ",".join(_name(language_of(_LANG).say(THEMES[theme]))
                               for theme in route.themes),
            "recommandations": " ".join(dict.fromkeys(
                said for leg in legs if leg.track is not None
                and (said := origin(leg.track.origin, language_of(_LANG))))),
            "medias": [*_media(visits, trip, about)]})}


def _sort(trip: Trip, visits: Sequence[Visit], *, is_whole: bool) -> str:
    if not is_whole:
        return "étape"
    if len(trip.days) > 1:
        return "itinérance"
    return "boucle" if visits[0].place.position == visits[-1].place.position else "aller simple"


def _steps(visits: Sequence[Visit], default: str) -> str:
    """The stops in their order, as a numbered list."""
    language, items = language_of(_LANG), []
    for n, visit in enumerate(visits):
        said = f"<strong>{escaped(visit.place.name.in_lang(_LANG, default))}</strong>"
        said += f", {escaped(sentence(visit.commune))}"
        if n and visit.leg is not None:
            said += f" {escaped(sentence(about_leg(visit.leg, language, default, means=True)))}"
        if visit.note:
            said += f" {escaped(sentence(to_text(visit.note.in_lang(_LANG, default))))}"
        items.append(f"<li>{said}</li>")
    return f"<ol>{''.join(items)}</ol>"


def _media(visits: Sequence[Visit], trip: Trip, about: About) -> Iterator[Data]:
    """Photos, with their authors and licences; they need an address that leads to them."""
    for visit in visits if about.is_absolute else ():
        photo = visit.place.photo
        if photo is not None and about.may_show(photo):
            stem = f"lieux/{visit.place_id}/photo" if visit.place_id else (
                f"parcours/{trip.id}/{visit.anchor}")
            yield known({
                "type_media": "image", "url": about.photo(photo, stem),
                "titre": photo.alt.in_lang(_LANG, trip.default_lang), "auteur": photo.credit,
                "licence": _LICENCES.get((photo.licence or "").lower(), photo.licence)})


def _name(text: str) -> str:
    """A name without a comma, at which readers would split it."""
    return text.replace(",", " -").strip()
