"""The text of an extract to what it says, every number within its bounds: anybody may have written
it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from typing import Any

from parcours.content.outside_json import is_large
from parcours.content.outside_text import one_line
from parcours.diagnostics.diagnostic import Words
from parcours.format.choices import Mode
from parcours.hours.clock import DAY_MIN
from parcours.timetable.changes import IMPOSSIBLE, Change
from parcours.timetable.departures import ANY_TIME, Departure, Doubt, NotCounted, Often
from parcours.timetable.extract import FORMAT, SPILL, Extract, StopPair
from parcours.timetable.fault import BadFeed
from parcours.trip import rides as trip_rides
from parcours.trip.rides import Caveat, FeedSource

_MAX_FEED_DAYS = 1000
_MAX_PAIRS = 1000
_MAX_DEPARTURES = 3000
"""Of one pair on one date: two a minute."""


def read(text: str, file: str) -> Extract:
    """An extract from its text; raises `BadFeed` where it is not one that we wrote."""
    try:
        if is_large(text):
            raise ValueError(len(text))
        told = json.loads(text)
        if told["format"] != FORMAT:
            raise ValueError(told["format"])
        feeds = [_read_source(one) for one in told["feeds"]]
        _within(sum(len(leg["pairs"]) for leg in told["legs"]), _MAX_PAIRS)
        pairs: dict[tuple[str, str, str], tuple[StopPair, ...]] = {}
        for leg in told["legs"]:
            ends = str(leg["from"]), str(leg["to"]), str(leg["by"])
            pairs[ends] = pairs.get(ends, ()) + tuple(
                _read_pair(pair, feeds) for pair in leg["pairs"])
        return Extract(str(told["itinerary"]), date.fromisoformat(told["made_on"]),
                       _with_lines(pairs))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError,
            OverflowError) as failure:
        raise BadFeed(file, Words(
            "ce n’est pas un extrait d’horaires fait par « parcours timetable »",
            "this is no extract of timetables made by 'parcours timetable'"), Words(
            "refaites-le à partir des horaires : parcours timetable FICHIER.zip",
            "make it again from the timetables: parcours timetable FILE.zip")) from failure


def _with_lines(pairs: Mapping[tuple[str, str, str], tuple[StopPair, ...]],
                ) -> dict[tuple[str, str, str], tuple[StopPair, ...]]:
    """The pairs, each with the lines of its feed."""
    lines: dict[tuple[str, str], set[str]] = {}
    for pair in chain.from_iterable(pairs.values()):
        lines.setdefault((pair.feed.file, pair.feed.version), set()).update(
            *pair.routes.items())
    return {ends: tuple(replace(pair, lines=frozenset(lines[pair.feed.file, pair.feed.version])
                                - {""}) for pair in some) for ends, some in pairs.items()}


def _read_source(told: Mapping[str, Any]) -> FeedSource:
    first, last = date.fromisoformat(told["from"]), date.fromisoformat(told["to"])
    _within((last - first).days, _MAX_FEED_DAYS)
    file, publisher, version, source, licence = (
        one_line(str(told[name])) for name in ("file", "publisher", "version", "source", "licence"))
    return FeedSource(file, publisher, version, source, licence, first, last,
                      *(tuple(map(one_line, _texts(told.get(name, ()))))
                        for name in ("agencies", "apart")))


def _read_pair(told: Mapping[str, Any], feeds: Sequence[FeedSource]) -> StopPair:
    names = {str(id): one_line(str(name)) for id, name in told["routes"]}
    routes = [str(id) for id, _ in told["routes"]]
    departures: dict[date, tuple[Departure, ...]] = {}
    often: dict[date, tuple[Often, ...]] = {}
    left_out: dict[date, tuple[NotCounted, ...]] = {}
    feed = feeds[told["feed"]]
    # extracts of before say how many runs are left out, and not on which dates
    undated = () if any("not_counted" in one for one in told["days"]) else tuple(
        NotCounted(doubt, ANY_TIME) for doubt, count in (
            (Doubt.BOOKED, "on_request"), (Doubt.UNTIMED, "untimed")) if told.get(count))
    for one in told["days"]:
        _within(len(one["departures"]) + len(one["often"]), _MAX_DEPARTURES)
        listed = tuple(sorted(_departure(row, routes) for row in one["departures"]))
        repeated = tuple(_often(row, routes) for row in one["often"])
        doubts = tuple(_not_counted(*row) for row in one.get("not_counted", ())) or undated
        for day in _each(one["dates"], feed):
            departures[day], often[day] = listed, repeated
            if doubts:
                left_out[day] = doubts
    start, end = told["from"], told["to"]
    return StopPair(feed, _read_halt(start), _read_halt(end),
                    (tuple(start["named"]), tuple(end["named"])), departures, often, names,
                    left_out, {str(before): _within(minutes, DAY_MIN * 2)
                               for before, minutes in told.get("changes", {}).items()},
                    tuple(_change(*row) for row in told.get("particular_changes", ())))


def _read_halt(told: Mapping[str, Any]) -> trip_rides.Halt:
    metres = told["metres"]
    return trip_rides.Halt(str(told["id"]), one_line(str(told["name"])),
                         None if metres is None else int(metres))


def _departure(row: Sequence[Any], routes: Sequence[str]) -> Departure:
    leaves, arrives, days_later, by, route, *more = row
    caveats, clocks_min, boarded, left, over = _completed(more, ("", 0, (), (), 0))
    return Departure(_minutes(leaves), _within(days_later, SPILL.days) * DAY_MIN
                     + _minutes(arrives), Mode(by), routes[route], Caveat.of(caveats),
                     _within(clocks_min + DAY_MIN, 2 * DAY_MIN) - DAY_MIN, _texts(boarded),
                     _texts(left), bool(_within(over, 1)))


def _completed(told: Sequence[Any], usual: Sequence[Any]) -> list[Any]:
    """The end of a row, which leaves out what says nothing."""
    return [*told, *usual[len(told):]]


def _change(before: str, left: Sequence[str], boarded: Sequence[str], minutes: int) -> Change:
    return Change(str(before), _texts(left), _texts(boarded),
                  minutes if minutes == IMPOSSIBLE else _within(minutes, DAY_MIN * 2))


def _texts(told: Sequence[str]) -> tuple[str, ...]:
    if isinstance(told, str):
        raise TypeError(told)
    return tuple(map(str, told))


def _often(row: Sequence[Any], routes: Sequence[str]) -> Often:
    from_min, until_min, every_min, ride_min, by, route, *more = row
    (caveats,) = _completed(more, ("",))
    return Often(_within(from_min, ANY_TIME), _within(until_min, ANY_TIME),
                 max(1, _within(every_min, ANY_TIME)), _within(ride_min, ANY_TIME), Mode(by),
                 routes[route], Caveat.of(caveats))


def _not_counted(doubt: str, until_min: int) -> NotCounted:
    return NotCounted(Doubt(doubt), _within(until_min, ANY_TIME))


def _minutes(typed: str) -> int:
    hours, minutes = typed.split(":")
    return _within(int(hours), 23) * 60 + _within(int(minutes), 59)


def _within(number: int, most: int) -> int:
    if not 0 <= number <= most:
        raise ValueError(number)
    return number


def _each(ranges: Sequence[str], feed: FeedSource) -> Iterator[date]:
    for one in ranges:
        begin, _, end = one.partition("..")
        first, last = date.fromisoformat(begin), date.fromisoformat(end or begin)
        if not feed.first - SPILL <= first <= last <= feed.last + SPILL:
            raise ValueError(one)
        for n in range((last - first).days + 1):
            yield first + timedelta(days=n)
