"""What other catalogues call a place, a theme or a means, in the words of ours; never a guess.

A word is taken only when it is one of ours, one of the French words that the check understands,
or one of these tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from parcours.format.choices import Difficulty, Kind, Mode, Service, Theme
from parcours.suggest.french import WORDS
from parcours.suggest.likely import slug_of

_TYPES: tuple[tuple[Kind, str], ...] = (
    (Kind.MUSEUM, "Museum"),
    (Kind.RELIGIOUS, "Abbey Basilica Cathedral Chapel Church Cloister CollegiateChurch Collegiate "
                     "Convent Monastery ReligiousSite Temple Synagogue Mosque"),
    (Kind.MONUMENT, "Castle CastleAndPrestigeMansion FortifiedCastle Fort Palace Tower Bridge "
                    "RemarkableBuilding RemarkableHouse Monument"),
    (Kind.GARDEN, "ParkAndGarden"),
    (Kind.LAKE, "Lake Pond LakeOrPond BodyOfWater"),
    (Kind.VIEWPOINT, "PointOfView"),
    (Kind.ART, "ArtGalleryOrExhibitionGallery ArtGallery"),
    (Kind.MARKET, "Market"),
    (Kind.PRODUCER, "Winery WineCellar TastingProvider Producer LocalProducer"),
    (Kind.CRAFT, "CraftsmanShop Craftsman"),
    (Kind.RESTAURANT, "Restaurant BrasserieOrTavern BistroOrWineBar FarmhouseInn "
                      "GourmetRestaurant"),
    (Kind.LODGING, "Accommodation Hotel HotelTrade CampingAndCaravanning Camping Guesthouse "
                   "SelfCateringAccommodation CollectiveAccommodation HolidayCentre"),
    (Kind.STATION, "TrainStation"),
    (Kind.BUS_STOP, "BusStop"),
    (Kind.TOURIST_OFFICE, "LocalTouristOffice TouristInformationCenter"),
    (Kind.NATURE, "NaturalHeritage Forest Cave Canyon Gorge Waterfall"),
    (Kind.SHOP, "BoutiqueOrLocalShop Store"),
)
"""DATAtourisme's classes, the more telling first: an abbey is also a remarkable building."""

_FEATURES = {
    "CarPark": Service.PARKING, "Toilet": Service.TOILETS, "Toilets": Service.TOILETS,
    "PublicToilets": Service.TOILETS, "BikeParking": Service.BIKE_PARKING,
    "WiFi": Service.WIFI, "FreeWiFi": Service.WIFI, "Wifi": Service.WIFI,
    "DrinkingWater": Service.DRINKING_WATER,
}

_APIDAE = {
    "RESTAURATION": Kind.RESTAURANT, "HOTELLERIE": Kind.LODGING, "DEGUSTATION": Kind.PRODUCER,
    "HEBERGEMENT_LOCATIF": Kind.LODGING, "HEBERGEMENT_COLLECTIF": Kind.LODGING,
    "HOTELLERIE_PLEIN_AIR": Kind.LODGING, "PATRIMOINE_NATUREL": Kind.NATURE,
}

_PRACTICES = {
    "pedestre": Mode.WALK, "randonnee-pedestre": Mode.WALK, "trail": Mode.WALK, "a-pied": Mode.WALK,
    "walkingtour": Mode.WALK, "vtt": Mode.BIKE, "cyclo": Mode.BIKE, "gravel": Mode.BIKE,
    "hiking": Mode.WALK, "walking": Mode.WALK, "hike": Mode.WALK, "walk": Mode.WALK,
    "randonnee": Mode.WALK, "marche": Mode.WALK, "cycling": Mode.BIKE, "biking": Mode.BIKE,
    "ride": Mode.BIKE, "mountain-biking": Mode.BIKE, "road-biking": Mode.BIKE,
    "velo": Mode.BIKE, "cyclingtour": Mode.BIKE, "fluvialtour": Mode.BOAT,
}

_DIFFICULTIES = {
    "tres-facile": Difficulty.EASY, "facile": Difficulty.EASY, "moyen": Difficulty.MODERATE,
    "moyenne": Difficulty.MODERATE, "difficile": Difficulty.HARD, "tres-difficile": Difficulty.HARD,
}

_THEMES = {
    "architecture-et-village": Theme.HERITAGE, "histoire-et-culture": Theme.HERITAGE,
    "patrimoine-et-histoire": Theme.HERITAGE, "archeologie-et-histoire": Theme.HERITAGE,
    "faune-et-flore": Theme.NATURE, "foret": Theme.NATURE, "flore": Theme.NATURE,
    "faune": Theme.NATURE,
}


def kind_of_types(types: Iterable[str]) -> tuple[Kind | None, tuple[str, ...]]:
    """The kind that DATAtourisme's classes say, with the classes that say it."""
    given = list(types)
    for kind, names in _TYPES:
        if said := [name for name in given if name in names.split()]:
            return kind, tuple(said)
    return None, ()


def kind_of_apidae(sort: str) -> Kind | None:
    """The kind that an Apidae type says; most types are too broad to say one."""
    return _APIDAE.get(sort)


def kind_of(word: str) -> Kind | None:
    """The kind that a word names: ours, or the French for it."""
    known = {kind.value for kind in Kind}
    folded = slug_of(word)
    names = [one for one in (folded, *WORDS.get(folded, ())) if one in known]
    return Kind(names[0]) if names else None


def kind_of_group(name: str) -> Kind | None:
    """The kind that a folder or a layer is named after, also in the plural: ``Musées``."""
    return kind_of(name) or kind_of(re.sub(r"[sx]\b", "", name))


def service_of(feature: str) -> Service | None:
    """The service that a feature of DATAtourisme is."""
    return _FEATURES.get(feature)


def mode_of(practice: str) -> Mode | None:
    """The means that a practice is done by."""
    return _PRACTICES.get(slug_of(practice))


def mode_named(word: str) -> Mode | None:
    """The means of our format that has this name."""
    return next((mode for mode in Mode if mode.value == word), None)


def difficulty_of(word: str) -> Difficulty | None:
    """One of our three grades; *très facile* is easy, too."""
    return _DIFFICULTIES.get(slug_of(word))


def theme_of(word: str) -> Theme | None:
    """The theme that a word names: ours, the French for it, or one of the parks' own."""
    known = {theme.value for theme in Theme}
    folded = slug_of(word)
    names = [one for one in (folded, *WORDS.get(folded, ())) if one in known]
    return Theme(names[0]) if names else _THEMES.get(folded)
