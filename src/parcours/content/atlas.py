"""Everything the itineraries share: territories, communes, places, settings, and the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from parcours.content.boundaries import Boundary
from parcours.content.railways import Station
from parcours.content.services import ServicePoint
from parcours.content.sides import Side
from parcours.content.territory_outlines import TerritoryOutlines
from parcours.format.model import Alliance, Commune, Place, PlaceFields, Site, Territory


@dataclass(frozen=True, slots=True, eq=False)
class Atlas:
    """What an itinerary is checked and computed against."""

    root: Path
    """The folder ``itineraries/``."""
    today: date
    site: Site
    territories: Mapping[str, Territory]
    alliances: Mapping[str, Alliance]
    communes: Mapping[str, Commune]
    places: Mapping[str, Place]
    """Only places free of errors; `known_places` also names the others."""
    known_places: frozenset[str]
    """Every place that has a file, so that one fault is not told at each route as well."""
    boundaries: Mapping[str, Boundary] = field(default_factory=dict)
    """Where communes end, by INSEE code; a commune may have none here."""
    stations: Mapping[str, tuple[Station, ...]] = field(default_factory=dict)
    """Where places stand on railways, by place."""
    changed_since: Mapping[tuple[str, str, date], date] = field(default_factory=dict)
    """Reviews (route, territory, day) that were made before the route changed, with the day it
    last did."""
    services: tuple[ServicePoint, ...] = ()
    """What tables of the folder tell of, beside the places."""
    outlines: TerritoryOutlines = field(default_factory=TerritoryOutlines)
    """Where territories end, as far as the folder says."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The site's languages, the first being the default."""
        return self.site.languages

    @property
    def default_lang(self) -> str:
        """The site's first language."""
        return self.site.languages[0]

    @property
    def pictured(self) -> tuple[str, ...]:
        """The alliances on the picture of the home page: the first one, and those that share a
        territory with it, as the contracts of one city do."""
        first = next(iter(self.alliances.values()), None)
        return tuple(id for id, one in self.alliances.items()
                     if first and set(first.territories) & set(one.territories))

    def side_of(self, place: PlaceFields) -> Side | None:
        """The territory a place lies in, by its commune; None when it lies in none."""
        commune = self.communes.get(place.commune)
        return self.side(commune.territory) if commune else None

    def side(self, territory: str) -> Side | None:
        """A territory as renderers know it."""
        known = self.territories.get(territory)
        return Side(territory, known.name, known.character) if known else None
