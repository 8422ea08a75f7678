"""The extract of a route: what the feeds said of its legs, small, dated, and kept beside the route.

``itineraries/timetables/<id>.json``. For each leg and each pair of stops, the dates of the feed are
folded into ranges that share one list of departures; a date without any stands there too, with an
empty list. It keeps the ids of stops and routes, never those of runs and services, which a feed
changes from one month to the next. Made by `parcours timetable`, read by everything else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import chain
from typing import Any

from parcours.content.outside_json import is_large
from parcours.content.outside_text import one_line
from parcours.diagnostics.diagnostic import Words
from parcours.format.choices import Mode
from parcours.hours.clock import wall_clock
from parcours.timetable.changes import IMPOSSIBLE, Change
from parcours.timetable.clock import DAY_MIN
from parcours.timetable.dated_rides import Pair
from parcours.timetable.departures import ANY_TIME, Departure, Doubt, NotCounted, Often
from parcours.timetable.fault import BadFeed
from parcours.timetable.feed import Feed
from parcours.timetable.legs import ServiceLeg
from parcours.timetable.stops import End, Halt
from parcours.trip import rides as trip_rides
from parcours.trip.rides import Caveat, FeedSource

FORMAT = 1
MAX_BYTES = 8 * 1024 * 1024
FOLDER = "timetables"
_MAX_FEED_DAYS = 1000
_MAX_PAIRS = 1000
_MAX_DEPARTURES = 3000
"""Of one pair on one date: two a minute."""
_SPILL = timedelta(days=4)
"""How far past its feed a run may still be on its way."""


@dataclass(frozen=True, slots=True)
class StopPair:
    """Two halts of a leg, and every departure from one to the other by date."""

    feed: FeedSource
    start: trip_rides.Halt
    end: trip_rides.Halt
    named: tuple[tuple[str, ...], tuple[str, ...]]
    """What each place named when the extract was made: with other stops it proves nothing."""
    departures: Mapping[date, tuple[Departure, ...]]
    often: Mapping[date, tuple[Often, ...]]
    routes: Mapping[str, str] = field(default_factory=dict)
    """What visitors call each route, by its id."""
    not_counted: Mapping[date, tuple[NotCounted, ...]] = field(default_factory=dict)
    """What runs, or may, and proves nothing."""
    change_min: Mapping[str, int] = field(default_factory=dict)
    """How long it takes who comes from another halt, by its id, to board here; as the feed says."""
    changes: tuple[Change, ...] = ()
    """What it says of that for some vehicles alone."""
    lines: frozenset[str] = frozenset()
    """The lines of the feed that the route rides on anywhere, by their ids and by their names."""

    @property
    def joins(self) -> bool:
        """Whether anything of the feed ever goes from one to the other."""
        return bool(self.routes or self.not_counted)

    def covers(self, day: date) -> bool:
        """Whether the feed speaks for that date."""
        return self.feed.first <= day <= self.feed.last


@dataclass(frozen=True, slots=True)
class Extract:
    """All that is known of the services of one route."""

    itinerary: str
    made_on: date
    pairs: Mapping[tuple[str, str, str], tuple[StopPair, ...]]
    """By the `ServiceLeg.ends` of each leg: a stop that is added elsewhere in the route changes
    nothing of what was proved."""


def written(itinerary: str, made_on: date, legs: Sequence[ServiceLeg],
            feeds: Sequence[tuple[Feed, FeedSource]]) -> str | None:
    """The extract of one route as text; None where no feed joins the stops of any of its legs."""
    used = [(feed, source) for feed, source in feeds
            if any(feed.pairs.get(leg.wanted) for leg in legs)]
    if not used:
        return None
    spans = [(feed, source, span) for feed, source in used for span in sorted(
        {feed.span_of(pair) for leg in legs for pair in feed.pairs.get(leg.wanted, ())})]
    return _text({
        "format": FORMAT, "itinerary": itinerary, "made_on": made_on.isoformat(),
        "feeds": [_source(replace(source, first=span[0], last=span[1], publisher=feed.publisher_of(
            pair for leg in legs for pair in feed.pairs.get(leg.wanted, ())
            if feed.span_of(pair) == span), apart=_apart(feed, source, feeds)))
            for feed, source, span in spans],
        "legs": [_leg(leg, [(feed, span) for feed, _, span in spans]) for leg in legs]})


def _apart(feed: Feed, source: FeedSource,
           feeds: Sequence[tuple[Feed, FeedSource]]) -> tuple[str, ...]:
    """The files of the same agencies that have none of its lines: other parts of a network, not
    other versions of its timetable."""
    return tuple(theirs.file for other, theirs in feeds if theirs.file != source.file
                 and {*feed.agencies} & {*other.agencies} and feed.lines and other.lines
                 and not feed.lines & other.lines)


def joined(itinerary: str, made_on: date, legs: Sequence[ServiceLeg],
           texts: Iterable[str]) -> str | None:
    """The extract of one route from what those of others hold of its legs; None where they hold
    nothing of any. Each of these texts is one that `read` has read."""
    feeds: list[Any] = []
    found: dict[tuple[str, str, str], list[Any]] = {}
    for told in map(json.loads, texts):
        for leg in told["legs"]:
            known = found.setdefault((leg["from"], leg["to"], leg["by"]), [])
            for pair in leg["pairs"]:
                feed = told["feeds"][pair["feed"]]
                if feed not in feeds:
                    feeds.append(feed)
                one = {**pair, "feed": feeds.index(feed)}
                if one not in known:
                    known.append(one)
    if not any(found.get(leg.ends) for leg in legs):
        return None
    return _text({
        "format": FORMAT, "itinerary": itinerary, "made_on": made_on.isoformat(), "feeds": feeds,
        "legs": [_placed(leg, found.get(leg.ends, [])) for leg in legs]})


def _source(source: FeedSource) -> dict[str, Any]:
    return {"file": source.file, "publisher": source.publisher, "version": source.version,
            "source": source.source, "licence": source.licence,
            "from": source.first.isoformat(), "to": source.last.isoformat(),
            **({"agencies": source.agencies} if len(source.agencies) > 1 else {}),
            **({"apart": source.apart} if source.apart else {})}


def _leg(leg: ServiceLeg, feeds: Sequence[tuple[Feed, tuple[date, date]]]) -> dict[str, Any]:
    """A leg and its pairs, each with the feed that speaks of it and for as long as it does."""
    wanted = leg.wanted
    return _placed(leg, [
        _pair(pair, wanted.start, wanted.end, number, feed)
        for number, (feed, span) in enumerate(feeds) for pair in feed.pairs.get(wanted, ())
        if feed.span_of(pair) == span])


def _placed(leg: ServiceLeg, pairs: list[dict[str, Any]]) -> dict[str, Any]:
    day, start_number, end_number, start, end, by = leg.key
    return {"day": day, "stops": [start_number, end_number], "from": start, "to": end, "by": by,
            "pairs": pairs}


def _pair(pair: Pair, start: End, end: End, number: int, feed: Feed) -> dict[str, Any]:
    everything = [one for day in pair.departures.values() for one in day]
    often = [one for day in pair.often.values() for one in day]
    routes = sorted({one.route for one in everything} | {one.route for one in often})
    rides = [one.ride_min for one in everything]
    rides += [one.ride_min for one in often]
    return {
        "feed": number, "from": _halt(pair.start, start), "to": _halt(pair.end, end),
        "routes": [[id, feed.routes.get(id, "")] for id in routes],
        "minutes": [min(rides), max(rides)] if rides else [],
        "untimed": pair.left_out[Doubt.UNTIMED], "on_request": pair.left_out[Doubt.BOOKED],
        **({"changes": changes} if (changes := {
            before: minutes for (before, here), minutes in sorted(feed.changes.minutes.items())
            if here == pair.start.id}) else {}),
        **({"particular_changes": [[one.before, one.left, one.boarded, one.minutes]
                                   for one in particular]}
           if (particular := feed.changes.particular.get(pair.start.id)) else {}),
        "days": list(_days(pair, feed, routes))}


def _halt(halt: Halt, end: End) -> dict[str, Any]:
    return {"id": halt.id, "name": halt.name, "metres": halt.metres_from(end.position),
            "named": list(end.named)}


def _days(pair: Pair, feed: Feed, routes: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Each list of departures with the dates on which it holds, by the first of these."""
    same: dict[tuple[tuple[Departure, ...], tuple[Often, ...], tuple[NotCounted, ...]],
               list[date]] = {}
    first, last = feed.span_of(pair)
    known = {first + timedelta(days=n) for n in range((last - first).days + 1)}
    runs = pair.departures.keys() | pair.often.keys() | pair.doubts.keys()
    # what one of two networks tells of days of which the other does not speak proves nothing
    near = {day for day in runs if first - _SPILL <= day <= last + _SPILL}
    for day in sorted(known | near):
        left_out = tuple(sorted(NotCounted(doubt, until) for doubt, until in pair.doubts.get(
            day, {}).items()))
        lists = tuple(pair.departures.get(day, ())), tuple(pair.often.get(day, ())), left_out
        same.setdefault(lists, []).append(day)
    for (departures, often, left_out), days in same.items():
        yield {
            "dates": list(_ranges(days)), "count": len(departures),
            "first": wall_clock(departures[0].leaves_min) if departures else None,
            "last": wall_clock(departures[-1].leaves_min) if departures else None,
            "departures": [[wall_clock(one.leaves_min), wall_clock(one.arrives_min),
                            one.arrives_min // DAY_MIN, one.by.value, routes.index(one.route),
                            *_told_if(one.caveats.words, one.clocks_min, one.boarded, one.left)]
                           for one in departures],
            "often": [[one.from_min, one.until_min, one.every_min, one.ride_min, one.by.value,
                       routes.index(one.route), *filter(None, [one.caveats.words])]
                      for one in often],
            **({"not_counted": [[one.doubt.value, one.until_min] for one in left_out]}
               if left_out else {})}


def _told_if(*values: object) -> list[object]:
    """Values at the end of a row, as far as the last that says something."""
    last = max((n for n, value in enumerate(values, 1) if value), default=0)
    return [*values[:last]]


def _ranges(days: Sequence[date]) -> Iterator[str]:
    """Dates, in order, as ``2025-01-22..2025-01-24`` and ``2025-01-27``."""
    begin = before = days[0]
    for day in (*days[1:], None):
        if day is None or (day - before).days > 1:
            yield begin.isoformat() if begin == before else f"{begin}..{before}"
            begin = day or begin
        before = day or before


def _text(value: Any, indent: str = "") -> str:
    """JSON in which a list of plain values takes one line: a change of one departure is one line
    of a proposal."""
    inner = indent + " "
    if isinstance(value, dict) and value:
        lines = (f"{inner}{json.dumps(key)}: {_text(one, inner)}" for key, one in value.items())
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}" + ("" if indent else "\n")
    if isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        return "[\n" + ",\n".join(inner + _text(one, inner) for one in value) + f"\n{indent}]"
    return json.dumps(value, ensure_ascii=False)


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
        listed = tuple(sorted(_departure(*row, routes=routes) for row in one["departures"]))
        repeated = tuple(_often(*row, routes=routes) for row in one["often"])
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


def _departure(leaves: str, arrives: str, days_later: int, by: str, route: int,
               caveats: str = "", clocks_min: int = 0, boarded: Sequence[str] = (),
               left: Sequence[str] = (), *, routes: Sequence[str]) -> Departure:
    return Departure(_minutes(leaves), _within(days_later, _SPILL.days) * DAY_MIN
                     + _minutes(arrives), Mode(by), routes[route], Caveat.of(caveats),
                     _within(clocks_min + DAY_MIN, 2 * DAY_MIN) - DAY_MIN, _texts(boarded),
                     _texts(left))


def _change(before: str, left: Sequence[str], boarded: Sequence[str], minutes: int) -> Change:
    return Change(str(before), _texts(left), _texts(boarded),
                  minutes if minutes == IMPOSSIBLE else _within(minutes, DAY_MIN * 2))


def _texts(told: Sequence[str]) -> tuple[str, ...]:
    if isinstance(told, str):
        raise TypeError(told)
    return tuple(map(str, told))


def _often(from_min: int, until_min: int, every_min: int, ride_min: int, by: str, route: int,
           caveats: str = "", *, routes: Sequence[str]) -> Often:
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
        if not feed.first - _SPILL <= first <= last <= feed.last + _SPILL:
            raise ValueError(one)
        for n in range((last - first).days + 1):
            yield first + timedelta(days=n)
