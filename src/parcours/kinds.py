"""What each kind of place and each side of a route is called: English message ids."""

from __future__ import annotations

from parcours.model import Character, Kind

KINDS: dict[Kind, str] = {
    Kind.MONUMENT: "monument",
    Kind.RELIGIOUS: "religious building",
    Kind.MUSEUM: "museum",
    Kind.SCIENCE: "science centre",
    Kind.ART: "art venue",
    Kind.GARDEN: "garden",
    Kind.NATURE: "natural site",
    Kind.LAKE: "lake",
    Kind.VIEWPOINT: "viewpoint",
    Kind.VILLAGE: "village",
    Kind.MARKET: "market",
    Kind.PRODUCER: "producer",
    Kind.CRAFT: "craft workshop",
    Kind.SHOP: "shop",
    Kind.RESTAURANT: "restaurant",
    Kind.LODGING: "lodging",
    Kind.COWORKING: "coworking space",
    Kind.STATION: "station",
    Kind.BUS_STOP: "bus stop",
    Kind.BIKE_RENTAL: "bike rental",
    Kind.CHARGING: "charging point",
    Kind.TOURIST_OFFICE: "tourist office",
    Kind.ENERGY: "energy site",
}

CHARACTERS: dict[Character, str] = {
    Character.URBAN: "city",
    Character.RURAL: "countryside",
}
