"""Trip to schema.org data as JSON-LD (https://schema.org/TouristTrip), to stand in its page.

Nothing is claimed that is not known: no coordinates of a place known only roughly, no price, no
word on free entry. Days refer to the stops of the whole route by ``@id``, so each is told once.
"""

from __future__ import annotations

import re

from parcours.format.choices import Kind, Theme
from parcours.i18n.language import Language
from parcours.render.exports import publishers, to_json
from parcours.safe_text.json import inert
from parcours.trip.trip import Trip, TripDay, Visit

_TYPES: dict[Kind, str | tuple[str, str]] = {
    Kind.MONUMENT: ("TouristAttraction", "LandmarksOrHistoricalBuildings"),
    Kind.RELIGIOUS: ("TouristAttraction", "PlaceOfWorship"),
    Kind.MUSEUM: ("TouristAttraction", "Museum"),
    Kind.GARDEN: ("TouristAttraction", "Park"),
    Kind.LAKE: ("TouristAttraction", "LakeBodyOfWater"),
    Kind.VILLAGE: "TouristDestination",
    Kind.PRODUCER: "LocalBusiness",
    Kind.CRAFT: "LocalBusiness",
    Kind.SHOP: "Store",
    Kind.RESTAURANT: "Restaurant",
    Kind.LODGING: "LodgingBusiness",
    Kind.COWORKING: "LocalBusiness",
    Kind.STATION: "TrainStation",
    Kind.BUS_STOP: "BusStop",
    Kind.BIKE_RENTAL: "LocalBusiness",
    Kind.CHARGING: "Place",
    Kind.TOURIST_OFFICE: "TouristInformationCenter",
}
_TOURISM: dict[Theme, str] = {
    Theme.HERITAGE: "heritage tourism",
    Theme.FOOD: "food tourism",
    Theme.SCIENCE: "science tourism",
    Theme.ART: "art tourism",
    Theme.NATURE: "nature tourism",
    Theme.CRAFTS: "craft tourism",
    Theme.SLOW_WORK: "remote work stays",
    Theme.ENERGY: "energy tourism",
}
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
"""A text in JSON: braces in it would be a template's or an extension's, where one is turned on."""


def render(trip: Trip, language: Language, page_url: str) -> str:
    """The route as JSON-LD, escaped for ``<script type="application/ld+json">``."""
    encoded = to_json({"@context": "https://schema.org", **document(trip, language, page_url)})
    if encoded.count("{") != encoded.count('{"@'):  # all our objects begin so: it is in a text
        encoded = _STRING.sub(
            lambda text: text[0].replace("{", "\\u007b").replace("}", "\\u007d"), encoded)
    return inert(encoded)


def document(trip: Trip, language: Language, page_url: str) -> dict[str, object]:
    """The route as a tree, without its context."""
    code, default = language.code, trip.default_lang
    written = trip.itinerary
    told: dict[str, object] = {
        "@type": "TouristTrip",
        "name": written.title.in_lang(code, default),
        "description": written.summary.in_lang(code, default),
        # a trip has no language of its own in schema.org; the page about it has
        "subjectOf": {"@type": "WebPage", "inLanguage": code}
        | ({"url": page_url} if page_url else {}),
    }
    if page_url:
        told["url"] = page_url
    told |= {
        "touristType": [*(language.say(_TOURISM[theme]) for theme in written.themes),
                        *written.audience],
        "provider": [{"@type": "Organization", "name": name}
                     for name in publishers(trip, language)],
        "itinerary": _list([(visit.number, _place(visit, code, default, page_url))
                            for visit in trip.visits]),
    }
    if len(trip.days) > 1:
        told["subTrip"] = [_day(day, code, default, page_url) for day in trip.days]
    return told


def _day(day: TripDay, code: str, default: str, page_url: str) -> dict[str, object]:
    return {"@type": "TouristTrip", "name": day.title.in_lang(code, default),
            "itinerary": _list([(number, {"@id": f"{page_url}#{visit.anchor}"})
                                for number, visit in enumerate(day.visits, start=1)])}


def _list(items: list[tuple[int, dict[str, object]]]) -> dict[str, object]:
    return {"@type": "ItemList", "numberOfItems": len(items),
            "itemListOrder": "https://schema.org/ItemListOrderAscending",
            "itemListElement": [{"@type": "ListItem", "position": position, "item": item}
                                for position, item in items]}


def _place(visit: Visit, code: str, default: str, page_url: str) -> dict[str, object]:
    place = visit.place
    told: dict[str, object] = {
        "@type": _TYPES.get(place.kind, "TouristAttraction"),
        "@id": f"{page_url}#{visit.anchor}",
        "name": place.name.in_lang(code, default),
        "address": {"@type": "PostalAddress", "addressLocality": visit.commune,
                    "addressCountry": "FR"},
    }
    if not place.approximate:
        told["geo"] = {"@type": "GeoCoordinates", "latitude": round(place.lat, 5),
                       "longitude": round(place.lon, 5)}
    if place.website:
        told["url"] = place.website
    if visit.hours_level is not None:
        told["additionalProperty"] = {"@type": "PropertyValue", "name": "hours_level",
                                      "value": visit.hours_level}
    return told
