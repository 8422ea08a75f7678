"""What each word of a list means: the name that pages and messages give it.

The tables hold English message ids, for `Language.say`; lists that no page names have words of
their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from parcours.diagnostics.diagnostic import Words
from parcours.format.choices import (
    Character,
    Difficulty,
    Domain,
    Fact,
    Forge,
    Kind,
    MapLoading,
    Meal,
    Mode,
    Reviews,
    Service,
    ServiceKind,
    State,
    Theme,
    Tiles,
    Wheelchair,
)

TEXTS = frozenset({"title", "summary", "name", "description", "address", "price", "note", "cause",
                   "question", "text"})
"""Fields that hold one text, or one a language; ``text`` is one in a list of them, as labels are.
"""

LINES = frozenset({"by", "credit", "licence", "line"})
"""Fields that hold one line of text for all languages; ``by`` is a means where it is no text."""

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
    Kind.BIKE_RENTAL: "bike hire",
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

SERVICE_KINDS: dict[ServiceKind, str] = {
    ServiceKind.TOILETS: "toilets",
    ServiceKind.DRINKING_WATER: "drinking water",
    ServiceKind.STATION: "station",
    ServiceKind.METRO: "metro",
    ServiceKind.TRAM: "tram",
    ServiceKind.CABLE_CAR: "cable car",
    ServiceKind.BUS_STOP: "bus stop",
    ServiceKind.BIKE_RENTAL: "bike hire",
    ServiceKind.BIKE_REPAIR: "bike repair",
    ServiceKind.BIKE_PARKING: "bike parking",
    ServiceKind.CHARGING: "charging point",
    ServiceKind.PARKING: "car park",
    ServiceKind.BENCH: "bench",
    ServiceKind.PICNIC: "picnic area",
    ServiceKind.TOURIST_OFFICE: "tourist office",
}

STATES: dict[State, str] = {
    State.OPEN: "Open",
    State.CLOSED: "Closed",
    State.WORKS: "Works",
}

MODES: dict[Mode, str] = {
    Mode.WALK: "on foot",
    Mode.BIKE: "by bike",
    Mode.E_BIKE: "by e-bike",
    Mode.METRO: "by metro",
    Mode.TRAM: "by tram",
    Mode.BUS: "by bus",
    Mode.COACH: "by coach",
    Mode.ON_DEMAND: "by on-demand transport",
    Mode.TRAIN: "by train",
    Mode.CAR: "by car",
    Mode.ELECTRIC_CAR: "by electric car",
    Mode.CARPOOL: "by carpool",
    Mode.BOAT: "by boat",
}

DOMAINS: dict[Domain, str] = {
    Domain.ECONOMY: "economy",
    Domain.FOOD: "food",
    Domain.TOURISM: "tourism",
    Domain.SCIENCE: "science",
    Domain.CULTURE: "culture",
    Domain.MOBILITY: "mobility",
    Domain.ENERGY: "energy",
    Domain.HEALTH: "health",
}

_MESSAGES: dict[Any, Mapping[Any, str]] = {
    Kind: KINDS,
    Character: CHARACTERS,
    Theme: THEMES,
    Difficulty: DIFFICULTIES,
    Meal: MEALS,
    Wheelchair: WHEELCHAIR,
    Service: SERVICES,
    ServiceKind: SERVICE_KINDS,
    State: STATES,
    Mode: MODES,
    Domain: DOMAINS,
}
"""English message ids, by list: a word such as *science* stands in more than one."""

_OWN: dict[Any, Mapping[Any, Words]] = {
    Fact: {
        Fact.OPENING_HOURS: Words("les horaires", "the opening hours"),
        Fact.ADDRESS: Words("l’adresse", "the address"),
        Fact.PHONE: Words("le téléphone", "the telephone"),
        Fact.EMAIL: Words("le courriel", "the e-mail address"),
        Fact.WEBSITE: Words("le site internet", "the website"),
        Fact.PRICE: Words("le tarif", "the price"),
        Fact.DURATION: Words("la durée de visite", "the length of a visit"),
        Fact.WHEELCHAIR: Words("l’accès en fauteuil", "the wheelchair access"),
        Fact.SERVICES: Words("ce que l’on trouve sur place", "what is found on the spot"),
        Fact.LABELS: Words("les labels", "the labels"),
        Fact.PRODUCTS: Words("les produits", "the products"),
    },
    Tiles: {
        Tiles.IGN: Words("le plan de l’IGN", "the map of IGN, the French mapping agency"),
        Tiles.OSM: Words("OpenStreetMap", "OpenStreetMap"),
        Tiles.NONE: Words("aucun fond : rien n’est demandé à un autre serveur",
                                "no background: nothing is asked of another server"),
    },
    MapLoading: {
        MapLoading.VISIBLE: Words("dès que la carte paraît à l’écran",
                                        "as soon as the map comes into view"),
        MapLoading.TAP: Words("quand le visiteur la demande", "when the visitor asks for it"),
    },
    Forge: {
        Forge.GITHUB: Words("GitHub, ou une plateforme qui lui ressemble",
                                  "GitHub, or a platform like it"),
        Forge.GITLAB: Words("GitLab", "GitLab"),
        Forge.FORGEJO: Words("Forgejo, dont Codeberg", "Forgejo, Codeberg among them"),
        Forge.GITEA: Words("Gitea", "Gitea"),
    },
    Reviews: {
        Reviews.OPTIONAL: Words("sans obligation", "not required"),
        Reviews.REQUIRED: Words("obligatoires de chaque côté", "required on each side"),
    },
}
"""Lists that no page of the site names."""


def name_of(value: StrEnum) -> Words:
    """What a word of the format is called, in the two languages."""
    from parcours.i18n.language import language_of  # loads Babel

    own = _OWN.get(type(value))
    if own is not None:
        return own[value]
    message = _MESSAGES[type(value)][value]
    return Words(language_of("fr").say(message), language_of("en").say(message))


def named(value: StrEnum) -> Words:
    """A word as typed, with its name where that is another word: ``museum (musée)``."""
    name = name_of(value)
    return Words(*(value.value if name == value.value else f"{value.value} ({name})"
                   for name in (name.fr, name.en)))
