"""Services on the way to files of their own: GeoJSON and GPX waypoints, one of each a licence.

They never enter the files of the route: there a device would lead to them as to stops, and what is
shared alike would pass its licence on to all that stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parcours.content.services import ServicePoint
from parcours.format.choices import ServiceKind
from parcours.i18n.language import Language
from parcours.render.exports import LICENCE, LICENCE_URL, publishers, to_json
from parcours.render.words.licences import Licence, licence
from parcours.render.words.services import kind_of, lines_of
from parcours.safe_text.xml import escaped
from parcours.suggest.likely import slug_of
from parcours.trip.services import OnTheWay, Shown
from parcours.trip.trip import Trip

_SYMBOLS = {
    ServiceKind.TOILETS: "Restroom", ServiceKind.DRINKING_WATER: "Drinking Water",
    ServiceKind.PARKING: "Parking Area", ServiceKind.PICNIC: "Picnic Area",
    ServiceKind.TOURIST_OFFICE: "Information", ServiceKind.STATION: "Ground Transportation"}
"""The names that devices draw as signs; the others are drawn as dots."""
_OURS = Licence(LICENCE, LICENCE_URL)


def by_licence(found: OnTheWay, language: Language
               ) -> dict[str, tuple[Licence, list[Shown]]]:
    """The services of a route by the name that their files bear, and under which licence."""
    groups: dict[str, tuple[Licence, list[Shown]]] = {}
    for one in found.shown:
        terms = licence(one.point.credit.licence, language.code) if one.point.credit else _OURS
        stem = f"services-{slug_of(terms.name) or 'x'}"
        groups.setdefault(stem, (terms, []))[1].append(one)
    return dict(sorted(groups.items()))


def files(found: OnTheWay, trip: Trip, language: Language,
          page_url: str) -> Iterator[tuple[str, str]]:
    """Each file of a route by its name, in one language."""
    for stem, (terms, shown) in by_licence(found, language).items():
        attribution = _attribution(shown, trip, language)
        yield f"{stem}.geojson", _geojson(shown, found, terms, attribution, trip, language,
                                          page_url)
        yield f"{stem}.gpx", _gpx(shown, terms, attribution, trip, language, page_url)


def _attribution(shown: Sequence[Shown], trip: Trip, language: Language) -> str:
    """Who is to be named with these points."""
    sources = {one.point.credit.source if one.point.credit else "" for one in shown}
    ours = publishers(trip, language) if "" in sources else []
    return ", ".join([*sorted(sources - {""}), *ours])


def _geojson(shown: Sequence[Shown], found: OnTheWay, terms: Licence, attribution: str, trip: Trip,
             language: Language, page_url: str) -> str:
    about: dict[str, object] = {
        "route": trip.id, "language": language.code, "licence": terms.name,
        "licence_url": terms.address, "attribution": attribution, "within_m": found.within_m,
        "distances": language.say("as the crow flies"), "left_out": found.left_out}
    if page_url:
        about["url"] = page_url
    return to_json({"type": "FeatureCollection", "parcours": about,
                    "features": [_feature(one, trip, language) for one in shown]})


def _feature(one: Shown, trip: Trip, language: Language) -> dict[str, object]:
    point = one.point
    properties: dict[str, object] = {"kind": point.kind.value, "label": kind_of(point, language)}
    properties |= {name: known for name, known in (
        ("name", _in(point, language, trip)), ("lines", list(point.lines)),
        ("note", point.note.in_lang(language.code, trip.default_lang) if point.note else ""),
        ("place", point.place_id), ("stop", one.stop_number),
        ("distance_m", round(one.distance_m, -1) if one.stop_number else None),
        ("source", point.credit.source if point.credit else ""),
        ("seen_on", point.credit.seen_on.isoformat() if point.credit else "")) if known}
    return {"type": "Feature",
            "geometry": {"type": "Point", "coordinates": (round(point.position.lon, 6),
                                                          round(point.position.lat, 6))},
            "properties": properties}


def _gpx(shown: Sequence[Shown], terms: Licence, attribution: str, trip: Trip,
         language: Language, page_url: str) -> str:
    """Waypoints and nothing else; a point's elements in the order of the schema."""
    title = language.say("Services close by: {title}", title=trip.itinerary.title.in_lang(
        language.code, trip.default_lang))
    terms_of_use = f"<license>{escaped(terms.address)}</license>" if terms.address else ""
    return "\n".join([
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="parcours">',
        f"<metadata><name>{escaped(title)}</name><desc>{escaped(terms.name)}</desc>"
        f'<copyright author="{escaped(attribution)}">{terms_of_use}</copyright>'
        + (f'<link href="{escaped(page_url)}"/>' if page_url else "") + "</metadata>",
        *(_waypoint(one, trip, language) for one in shown), "</gpx>", ""])


def _waypoint(one: Shown, trip: Trip, language: Language) -> str:
    point, kind = one.point, kind_of(one.point, language)
    name = _in(point, language, trip)
    about = lines_of(point, language)
    if one.stop_number:
        about.append(language.say("{distance} from stop {n}, as the crow flies",
                                  distance=language.km(one.distance_m / 1000), n=one.stop_number))
    if point.note:
        about.append(point.note.in_lang(language.code, trip.default_lang))
    credit = point.credit
    source = f"<src>{escaped(credit.source)}, {credit.seen_on}</src>" if credit else ""
    symbol = f"<sym>{_SYMBOLS[point.kind]}</sym>" if point.kind in _SYMBOLS else ""
    return (f'<wpt lat="{point.position.lat:.6f}" lon="{point.position.lon:.6f}">'
            f"<name>{escaped(f'{kind} – {name}' if name else kind)}</name>"
            + (f"<desc>{escaped(', '.join(about))}</desc>" if about else "") + f"{source}{symbol}"
            f"<type>{point.kind.value}</type></wpt>")


def _in(point: ServicePoint, language: Language, trip: Trip) -> str:
    return point.name.in_lang(language.code, trip.default_lang) if point.name else ""
