"""What each value of the format is called: English message ids, for `Language.say`."""

from __future__ import annotations

from parcours.format.model import (
    Character,
    Difficulty,
    Kind,
    Meal,
    Service,
    State,
    Theme,
    Wheelchair,
)

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

THEMES: dict[Theme, str] = {
    Theme.HERITAGE: "heritage",
    Theme.FOOD: "food and markets",
    Theme.SCIENCE: "science and sky",
    Theme.ART: "art",
    Theme.NATURE: "nature",
    Theme.CRAFTS: "crafts",
    Theme.SLOW_WORK: "slow work",
    Theme.ENERGY: "energy",
}

DIFFICULTIES: dict[Difficulty, str] = {
    Difficulty.EASY: "easy",
    Difficulty.MODERATE: "moderate",
    Difficulty.HARD: "hard",
}

MEALS: dict[Meal, str] = {
    Meal.BREAKFAST: "breakfast",
    Meal.LUNCH: "lunch",
    Meal.DINNER: "dinner",
}

WHEELCHAIR: dict[Wheelchair, str] = {
    Wheelchair.YES: "accessible",
    Wheelchair.LIMITED: "partly accessible",
    Wheelchair.NO: "not accessible",
}

SERVICES: dict[Service, str] = {
    Service.TOILETS: "toilets",
    Service.DRINKING_WATER: "drinking water",
    Service.BIKE_PARKING: "bike parking",
    Service.CHARGING: "charging point",
    Service.WIFI: "Wi-Fi",
    Service.PARKING: "car park",
}

STATES: dict[State, str] = {
    State.OPEN: "Open",
    State.CLOSED: "Closed",
    State.WORKS: "Works in progress",
}
