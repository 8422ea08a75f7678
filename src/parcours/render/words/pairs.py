"""Places that answer or supply one another, as a route's page tells them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from parcours.render.words.writer import Writer
from parcours.trip.pairs import Pair
from parcours.trip.trip import Visit


class EndView(NamedTuple):
    """One of the two, a stop of the route."""

    address: str
    name: Markup
    character: str
    side: str
    number: int
    """Of the stop."""


class PairView(NamedTuple):
    """Two places, and what they ask of each other."""

    first: EndView
    second: EndView
    questions: tuple[Markup, ...]


def views(pairs: Sequence[Pair], write: Writer) -> list[PairView]:
    """Pairs of stops, with the questions that either of both places asks."""
    return [PairView(_end(pair.first, write), _end(pair.second, write), tuple(
        write.sentence(visit.place.question) for visit in pair if visit.place.question))
        for pair in pairs]


def _end(visit: Visit, write: Writer) -> EndView:
    return EndView(f"#{visit.anchor}", write.text(visit.place.name), visit.side.character.value,
                   write.plain(visit.side.name), visit.number)
