"""The words of each list of the format: what may be written where a choice is asked for."""

from __future__ import annotations

from enum import StrEnum


class Theme(StrEnum):
    """What a route is about."""

    HERITAGE = "heritage"
    FOOD = "food"
    SCIENCE = "science"
    ART = "art"
    NATURE = "nature"
    CRAFTS = "crafts"
    SLOW_WORK = "slow-work"
    ENERGY = "energy"


class Difficulty(StrEnum):
    """How hard a route is."""

    EASY = "easy"
    MODERATE = "moderate"
    HARD = "hard"


class Kind(StrEnum):
    """What a place is."""

    MONUMENT = "monument"
    RELIGIOUS = "religious"
    MUSEUM = "museum"
    SCIENCE = "science"
    ART = "art"
    GARDEN = "garden"
    NATURE = "nature"
    LAKE = "lake"
    VIEWPOINT = "viewpoint"
    VILLAGE = "village"
    MARKET = "market"
    PRODUCER = "producer"
    CRAFT = "craft"
    SHOP = "shop"
    RESTAURANT = "restaurant"
    LODGING = "lodging"
    COWORKING = "coworking"
    STATION = "station"
    BUS_STOP = "bus-stop"
    BIKE_RENTAL = "bike-rental"
    CHARGING = "charging"
    TOURIST_OFFICE = "tourist-office"
    ENERGY = "energy"


ON_THE_WAY = frozenset({Kind.STATION, Kind.BUS_STOP, Kind.CHARGING, Kind.BIKE_RENTAL})
"""One comes through these, not to see them."""
ALWAYS_OPEN = frozenset({Kind.NATURE, Kind.LAKE, Kind.VIEWPOINT, Kind.VILLAGE, Kind.STATION,
                         Kind.BUS_STOP, Kind.CHARGING})
"""Places of these kinds need no opening hours, unless their ``always_open`` says otherwise."""


class Mode(StrEnum):
    """How a leg is travelled."""

    WALK = "walk"
    BIKE = "bike"
    E_BIKE = "e-bike"
    METRO = "metro"
    TRAM = "tram"
    BUS = "bus"
    COACH = "coach"
    ON_DEMAND = "on-demand"
    TRAIN = "train"
    CAR = "car"
    ELECTRIC_CAR = "electric-car"
    CARPOOL = "carpool"
    BOAT = "boat"


class Meal(StrEnum):
    """The meal a stop is for."""

    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    DINNER = "dinner"


class Wheelchair(StrEnum):
    """Whether a wheelchair gets in; the words are OpenStreetMap's."""

    YES = "yes"
    LIMITED = "limited"
    NO = "no"


class Service(StrEnum):
    """What a visitor finds at a place."""

    TOILETS = "toilets"
    DRINKING_WATER = "drinking-water"
    BIKE_PARKING = "bike-parking"
    CHARGING = "charging"
    WIFI = "wifi"
    PARKING = "parking"


class ServiceKind(StrEnum):
    """What a traveller may need on the way, in the order in which it is told at one distance."""

    TOILETS = "toilets"
    DRINKING_WATER = "drinking-water"
    STATION = "station"
    METRO = "metro"
    TRAM = "tram"
    CABLE_CAR = "cable-car"
    BUS_STOP = "bus-stop"
    BIKE_RENTAL = "bike-rental"
    BIKE_REPAIR = "bike-repair"
    BIKE_PARKING = "bike-parking"
    CHARGING = "charging"
    PARKING = "parking"
    BENCH = "bench"
    PICNIC = "picnic"
    TOURIST_OFFICE = "tourist-office"


class Fact(StrEnum):
    """A fact of a place that may be less sure than the rest of its file: the name of its field."""

    OPENING_HOURS = "opening_hours"
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    WEBSITE = "website"
    PRICE = "price"
    DURATION = "duration"
    WHEELCHAIR = "wheelchair"
    SERVICES = "services"
    LABELS = "labels"
    PRODUCTS = "products"


class State(StrEnum):
    """Whether a place or a route can be visited between two dates."""

    OPEN = "open"
    CLOSED = "closed"
    WORKS = "works"


class Character(StrEnum):
    """The side a territory stands on."""

    URBAN = "urban"
    RURAL = "rural"


class Domain(StrEnum):
    """What an alliance of territories shares; the fields of the reciprocity contracts."""

    ECONOMY = "economy"
    FOOD = "food"
    TOURISM = "tourism"
    SCIENCE = "science"
    CULTURE = "culture"
    MOBILITY = "mobility"
    ENERGY = "energy"
    HEALTH = "health"


class Tiles(StrEnum):
    """The background of the maps."""

    IGN = "ign"
    OSM = "osm"
    NONE = "none"


class MapLoading(StrEnum):
    """When a page loads its map: as it comes into view, or when the visitor asks."""

    VISIBLE = "visible"
    TAP = "tap"


class Forge(StrEnum):
    """The kind of platform that keeps the files: it decides the addresses of its pages."""

    GITHUB = "github"
    GITLAB = "gitlab"
    FORGEJO = "forgejo"
    GITEA = "gitea"


class Reviews(StrEnum):
    """Whether a route must be reviewed on each side."""

    OPTIONAL = "optional"
    REQUIRED = "required"
