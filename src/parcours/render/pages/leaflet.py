"""How large the words of a route can be on paper, so that its leaflet fills its sheets.

The leaflet is the page itself under ``leaflet.css``. What its days take grows with the square of
the size of the letters and with their number, so that the size follows from what there is to say;
what stands above the days takes less, as part of it lies beside the picture. The factors were
measured on our routes, with the fullest one still fitting.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import NamedTuple

from markupsafe import Markup

from parcours.render.words.views import DayView, Fact, LegView, StopView


class _Paper(NamedTuple):
    """Points of letter size times the square root of the number of characters."""

    one: float
    """On one side of A4, or both of A5."""
    two: float
    """On twice as many."""
    least: float
    """The smallest letters."""


_A4, _A5 = _Paper(450.0, 556.0, 7.0), _Paper(386.0, 600.0, 6.7)
_MOST = 10.6
_STEP = 0.3
_ABOVE = 0.3
"""What a character above the days takes of one in them."""
_ALWAYS_ABOVE = 350
"""Characters that stand there on every leaflet, about: facts at a glance, what is to be checked."""
_ON_PAPER = ("address", "phone")


class Sizes(NamedTuple):
    """Letter sizes in points."""

    a4: str
    """For one side of A4, or both where one would be too small to read."""
    a5: str
    """For both sides of one A5, or of two."""


def sizes(days: Sequence[DayView], above: Iterable[str] = ()) -> Sizes:
    """The sizes for a route with these days, and with these texts above them."""
    length = (sum(len(day.title) + sum(map(_stop, day.stops)) for day in days)
              + _ABOVE * (_ALWAYS_ABOVE + _letters(above)))
    return Sizes(_size(_A4, length), _size(_A5, length))


def _size(paper: _Paper, length: float) -> str:
    size = paper.one / sqrt(length)
    if size < paper.least:
        size = paper.two / sqrt(length)
    # never larger than it may be: to the step below
    steps = int((min(max(size, paper.least), _MOST) - paper.least) / _STEP)
    return f"{paper.least + steps * _STEP:.1f}"


def _stop(stop: StopView) -> int:
    place = stop.place
    facts = [*place.decisive, *(fact for fact in place.other if fact.token in _ON_PAPER)]
    return (_letters([place.name, stop.time, place.what, *stop.remarks, place.notice, stop.note])
            + sum(map(_fact, facts)) + (_leg(stop.leg) if stop.leg else 0))


def _fact(fact: Fact) -> int:
    return _letters([fact.term, fact.said, fact.mark])


def _leg(leg: LegView) -> int:
    return _letters([leg.mode, leg.figures, leg.line, leg.note])


def _letters(texts: Iterable[str]) -> int:
    """Their characters with what parts them; a tag is none."""
    return sum(len(text.striptags() if isinstance(text, Markup) else text) + 2
               for text in texts if text)
