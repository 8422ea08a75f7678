"""The extract of a route to the text that is kept beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from parcours.hours.clock import DAY_MIN, wall_clock
from parcours.timetable.dated_rides import Pair
from parcours.timetable.departures import Departure, Doubt, NotCounted, Often
from parcours.timetable.extract import FORMAT, SPILL
from parcours.timetable.feed import Feed
from parcours.timetable.legs import ServiceLeg
from parcours.timetable.stops import End, Halt
from parcours.trip.rides import FeedSource


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
    near = {day for day in runs if first - SPILL <= day <= last + SPILL}
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
                            *_told_if(one.caveats.words, one.clocks_min, one.boarded, one.left,
                                      int(one.over))]
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
