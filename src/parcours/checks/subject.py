"""What rules look at: a place with where it is written, and the stops of a route in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from parcours.content.atlas import Atlas
from parcours.format.groups import value_at
from parcours.format.model import InlineStop, Itinerary, PlaceFields, PlaceStop
from parcours.format.parse import Parsed
from parcours.format.scalars.numbers import LATITUDE, LONGITUDE
from parcours.source.read import Loc, Source

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Placed:
    """The fields of a place, in its own file or inline, with where they stand."""

    fields: PlaceFields
    source: Source
    loc: Loc
    id: str = ""


def repeated(names: Sequence[T]) -> Iterator[tuple[int, T]]:
    """What a list names again, each with where it stands in the list."""
    return ((n, name) for n, name in enumerate(names) if name in names[:n])


@dataclass(frozen=True, slots=True)
class StopAt:
    """One stop of a route and where it stands; ``inline`` is set when it describes its place."""

    stop: PlaceStop | InlineStop
    loc: Loc
    number: int
    inline: Placed | None

    def place(self, atlas: Atlas) -> PlaceFields | None:
        """The place of the stop, when it is known and free of errors."""
        if isinstance(self.stop, PlaceStop):
            return atlas.places.get(self.stop.place)
        return self.stop if self.inline is None or _is_where_written(self.inline) else None


def _is_where_written(inline: Placed) -> bool:
    """Whether a place has the point that its file says, and no stand-in for one with a fault."""
    data = value_at(inline.source.data, inline.loc)
    if not isinstance(data, dict):
        return False
    written = str(data.get("lat", "")), str(data.get("lon", ""))
    return LATITUDE.fits(written[0].strip()) and LONGITUDE.fits(written[1].strip())


def stops_of(parsed: Parsed[Itinerary]) -> Iterator[StopAt]:
    """Every stop of a route, numbered from 1 along the whole of it."""
    number = 0
    for d, day in enumerate(parsed.value.days):
        for s, stop in enumerate(day.stops):
            number += 1
            loc: Loc = ("days", d, "stops", s)
            inline = Placed(stop, parsed.source, loc) if isinstance(stop, InlineStop) else None
            yield StopAt(stop, loc, number, inline)
