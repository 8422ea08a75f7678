"""Every draft replayed minute by minute before it is written, by other means than those that made
it: its text, the hours of its places, and the rows of the timetables.

It shares no code with `planning`, nor with the modules here that build its problem or read its
answer: what they get wrong together is found here. Common to both is package `hours`, which reads
opening hours and is held against another reader (docs/dev/oracle.md). One fault is enough, and the
draft is not written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise, zip_longest
from math import asin, ceil, cos, radians, sin, sqrt

from parcours.content.atlas import Atlas
from parcours.content.freshness import Level
from parcours.content.place_hours import hours_of
from parcours.diagnostics.diagnostic import Words
from parcours.format.choices import Kind, Mode
from parcours.format.model import Itinerary, PlaceFields
from parcours.hours.clock import wall_clock
from parcours.proposals.draft import Told
from parcours.proposals.rows import Rows
from parcours.proposals.wish import LUNCH, MOST_ROAD_MIN, PLATFORM_MIN, Lunch, Wish

_ROAD = {Mode.WALK: (1.3, 4.5), Mode.BIKE: (1.4, 15.0)}
"""How much longer than the straight line, and km an hour: what the site states as its estimate."""
_PASSED = {Kind.STATION, Kind.BUS_STOP}
_BEDS = {Kind.LODGING}
_EARTH_KM = 6371.0
_AT_HAND_M = 200


def faults(itinerary: Itinerary, stops: Sequence[Told], on: date, wish: Wish, atlas: Atlas,
           rows: Rows) -> Iterator[Words]:
    """Everything that is not so in what a draft tells of the day on which one sets out."""
    unknown = [told for told in stops if not {told.place, *told.via} <= atlas.places.keys()]
    if unknown:
        yield from (_at(told, "ce lieu n’existe pas", "there is no such place") for told in unknown)
        return
    yield from _text_and_told(itinerary, stops)
    for before, after in pairwise(stops):
        ready = (before.leaves_min if before.day == after.day
                 else itinerary.days[after.day].start)
        yield from _way(before, after, ready, on, wish, atlas, rows)
    for told in stops:
        yield from _stay(told, on, wish, atlas)
    yield from _frame(itinerary, stops, wish)
    yield from _meals(stops, wish, atlas)
    yield from _shares(itinerary, stops, wish, atlas)
    yield from _repeats(stops, wish, atlas)


def _text_and_told(itinerary: Itinerary, stops: Sequence[Told]) -> Iterator[Words]:
    """The file names the same stops in the same order, with the stays and the means told."""
    written = [(n, stop) for n, day in enumerate(itinerary.days) for stop in day.stops]
    if [(n, getattr(stop, "place", "")) for n, stop in written] != [
            (told.day, told.place) for told in stops]:
        yield Words("le fichier n’a pas les étapes annoncées", "the file has other stops")
        return
    for (n, stop), told in zip(written, stops, strict=True):
        begins = told.arrives_min if stop.arrive is None else stop.arrive
        starts = stop is itinerary.days[n].stops[0] and stop.travel is None
        if begins != told.begins_min or (starts and told.arrives_min != itinerary.days[n].start):
            yield _at(told, "le fichier donne une autre heure", "the file gives another hour")
        stays = stop.stay or 0
        if not told.night and stays >= 0 and told.leaves_min - told.begins_min != stays:
            yield _at(told, "le fichier donne un autre séjour", "the file gives another stay")
        if told.night != (stays < 0) or stop.meal is not told.meal:
            yield _at(told, "le fichier ne dit pas la même nuit ou le même repas",
                      "the file tells another night or meal")
        by = stop.travel.by if stop.travel else None
        coach = told.ride is not None and (by, told.by) == (Mode.TRAIN, Mode.COACH)
        if by is not told.by and not coach:
            yield _at(told, "le fichier y va par un autre moyen", "the file goes by other means")


def _way(before: Told, after: Told, ready_min: int, on: date, wish: Wish, atlas: Atlas,
         rows: Rows) -> Iterator[Words]:
    """One comes in time who sets out at ``ready_min``, on foot or by bicycle in the minutes that it
    takes, or by a vehicle that really runs that day at that minute."""
    stands_in = after.by is Mode.COACH and Mode.TRAIN in wish.by
    if after.by is None or not (after.by in wish.by or stands_in):
        yield _at(after, "ce moyen n’est pas demandé", "this means is not asked for")
        return
    if after.ride is None:
        if after.by not in _ROAD:
            yield _at(after, "aucun véhicule n’est nommé", "no vehicle is named")
            return
        way = [before.place, *after.via, after.place]
        takes = _road_min(way, after.by, atlas)
        if after.arrives_min - ready_min != takes:
            yield _at(after, f"on vient en {takes} min", f"one comes in {takes} min")
        if any(_road_min(hop, after.by, atlas) > MOST_ROAD_MIN for hop in pairwise(way)):
            yield _at(after, f"{takes} min par la route", f"{takes} min by road")
        return
    ride = after.ride
    day = on + timedelta(days=after.day)
    ends = (ride.from_stop, before.place), (ride.to_stop, after.place)
    for stop, place in ends:
        if stop not in atlas.places[place].gtfs_stops:
            yield _at(after, f"l’arrêt {stop} n’est pas un arrêt de {place}",
                      f"the stop {stop} is none of {place}")
    if (ride.leaves_min, ride.arrives_min) not in rows.runs(day, ride.from_stop, ride.to_stop):
        yield _at(after, f"rien ne part à {wall_clock(ride.leaves_min)} pour arriver à "
                  f"{wall_clock(ride.arrives_min)}", "nothing leaves at "
                  f"{wall_clock(ride.leaves_min)} to arrive at {wall_clock(ride.arrives_min)}")
    (from_stop, start), (to_stop, end) = ends
    to_min = _to_stop_min(rows.metres(from_stop, start, atlas.places[start].position))
    if before.ride is not None and before.ride.to_stop == from_stop and (
            atlas.places[start].kind in _PASSED and before.leaves_min - before.begins_min <= 30):
        to_min = -to_min  # who waits at the stop is spared the walk from it, and back
    if ride.leaves_min < max(before.begins_min + PLATFORM_MIN, ready_min) + to_min:
        yield _at(after, f"moins de {PLATFORM_MIN} min au quai",
                  f"less than {PLATFORM_MIN} min at the platform")
    if after.arrives_min != ride.arrives_min + _to_stop_min(
            rows.metres(to_stop, end, atlas.places[end].position)):
        yield _at(after, "on n’arrive pas à l’heure du véhicule",
                  "one does not arrive when the vehicle does")


def _to_stop_min(metres: float) -> int:
    """Minutes that the site estimates between a place and its stop; none where it is at hand."""
    detour, speed = _ROAD[Mode.WALK]
    return 0 if metres < _AT_HAND_M else max(
        5, ceil(metres / 1000 * detour / speed * 60 / 5 - 1e-9) * 5)


def _stay(told: Told, on: date, wish: Wish, atlas: Atlas) -> Iterator[Words]:
    """The place is surely open during the whole stay, by hours as sure as asked, and no notice
    closes it; for a night there is a bed."""
    place = atlas.places[told.place]
    if not told.arrives_min <= told.begins_min <= told.leaves_min:
        yield _at(told, "les heures ne se suivent pas", "its hours are not in order")
    day = on + timedelta(days=told.day)
    closing = place.status.closing(day) if place.status is not None else None
    if closing is not None and closing.covers(day):
        yield _at(told, "fermé par un avis daté", "closed by a dated notice")
    if told.night:
        if place.kind not in _BEDS:
            yield _at(told, "on n’y dort pas", "nobody sleeps there")
        return
    if told.begins_min == told.leaves_min:
        return
    laid_out = hours_of(place, atlas.today)
    if laid_out is None:
        if place.needs_hours:
            yield _at(told, "ses horaires sont inconnus", "its hours are unknown")
        return
    sure = place.kind in _PASSED or _verified(place, atlas)
    if wish.trust is Level.VERIFIED and not sure:
        yield _at(told, "ses horaires ne sont pas vérifiés", "its hours are not verified")
    if day not in laid_out.surely_open(told.begins_min, told.leaves_min):
        yield _at(told, f"n’est pas sûrement ouvert de {wall_clock(told.begins_min)} à "
                  f"{wall_clock(told.leaves_min)}", "is not surely open from "
                  f"{wall_clock(told.begins_min)} to {wall_clock(told.leaves_min)}")


def _verified(place: PlaceFields, atlas: Atlas) -> bool:
    """Whether the hours have a source and a recent day, and are not marked as told."""
    day = place.verified_on
    return (day is not None and bool(place.sources)
            and (atlas.today - day).days <= atlas.site.stale_after_days
            and "opening_hours" not in {fact.value for fact in place.told})


def _frame(itinerary: Itinerary, stops: Sequence[Told], wish: Wish) -> Iterator[Words]:
    """It begins and ends where and when it is asked to, and every night but the last is slept."""
    if stops[0].place != wish.start or stops[-1].place != wish.end:
        yield Words("le départ ou l’arrivée n’est pas celui demandé",
                    "it does not start or end where asked")
    days = [[told for told in stops if told.day == n] for n in range(stops[-1].day + 1)]
    if len(days) != wish.days:
        yield Words("ce n’est pas le nombre de jours demandé", "not so many days were asked for")
    if len(itinerary.days) != len(days):
        return
    for n, day in enumerate(days):
        if itinerary.days[n].start < wish.from_min:
            yield _at(day[0], "trop tôt", "too early")
        if day[-1].arrives_min > wish.until_min or (
                not day[-1].night and day[-1].leaves_min > wish.until_min):
            yield _at(day[-1], "trop tard", "too late")
        if (n < len(days) - 1) != day[-1].night or any(told.night for told in day[:-1]):
            yield _at(day[-1], "la nuit n’est pas où elle doit être",
                      "the night is not where it has to be")


def _meals(stops: Sequence[Told], wish: Wish, atlas: Atlas) -> Iterator[Words]:
    """A lunch a day at its hour, if one is asked for, and where one can eat."""
    begins, over, lasts = LUNCH
    for n in range(stops[-1].day + 1):
        here = [told for told in stops if told.day == n and told.meal is not None]
        if wish.lunch is not Lunch.NONE and wish.from_min <= begins and wish.until_min >= over and (
                len(here) != 1):
            yield Words(f"pas un seul repas le jour {n + 1}", f"not one meal on day {n + 1}")
        for told in here:
            at = told.meal_from_min
            if at is None or not (begins <= at and at + lasts <= over
                                  and told.arrives_min <= at and at + lasts <= told.leaves_min):
                yield _at(told, "ce n’est pas l’heure du repas", "it is not the hour of the meal")
            if wish.lunch is Lunch.TABLE and atlas.places[told.place].kind is not Kind.RESTAURANT:
                yield _at(told, "aucune table n’y est connue", "no table is known there")


def visit_min(told: Told, wish: Wish, atlas: Atlas) -> int:
    """Minutes of a visit: of a stay at what one comes to see, without the meal."""
    if told.night or told.place in (wish.start, wish.end) or (
            atlas.places[told.place].kind in _PASSED):
        return 0
    return told.leaves_min - told.begins_min - (LUNCH[2] if told.meal is not None else 0)


def _shares(itinerary: Itinerary, stops: Sequence[Told], wish: Wish,
            atlas: Atlas) -> Iterator[Words]:
    """Each territory of the alliance has its share of the minutes of visits."""
    minutes: dict[str, int] = dict.fromkeys(atlas.alliances[itinerary.alliance].territories, 0)
    for told in stops:
        side = atlas.communes[atlas.places[told.place].commune].territory
        minutes[side] = minutes.get(side, 0) + visit_min(told, wish, atlas)
    whole = sum(minutes.values())
    for side in atlas.alliances[itinerary.alliance].territories:
        if minutes[side] < wish.share * whole - 1e-9 or not minutes[side]:
            yield Words(f"{side} n’a que {minutes[side]} min sur {whole}",
                        f"{side} has only {minutes[side]} min of {whole}")


def _repeats(stops: Sequence[Told], wish: Wish, atlas: Atlas) -> Iterator[Words]:
    """No place is visited twice, over all days, though one may board, change or eat there again;
    what is wanted is there, what is not is not."""
    seen: set[str] = set()
    for told, after in zip_longest(stops, stops[1:]):
        only_boards = after is not None and after.ride is not None and (
            told.leaves_min - told.begins_min <= PLATFORM_MIN)
        if told.night or only_boards or told.place in (wish.start, wish.end) or (
                atlas.places[told.place].kind in _PASSED | _BEDS
                or not visit_min(told, wish, atlas)):
            continue
        if told.place in seen:
            yield _at(told, "deux fois le même lieu", "the same place twice")
        seen.add(told.place)
    for place in wish.wanted:
        if place not in seen:
            yield Words(f"{place} est voulu et n’y est pas", f"{place} is wanted and not in it")
    for place in wish.unwanted:
        if place in {told.place for told in stops}:
            yield Words(f"{place} est exclu et y est", f"{place} is left out and in it")


def _road_min(places: Sequence[str], by: Mode, atlas: Atlas) -> int:
    """Minutes that the site estimates: the straight line, longer as roads are, in fives."""
    detour, speed = _ROAD[by]
    line_km = sum(_km(atlas.places[a], atlas.places[b]) for a, b in pairwise(places))
    return max(5, ceil(line_km * detour / speed * 60 / 5 - 1e-9) * 5)


def _km(a: PlaceFields, b: PlaceFields) -> float:
    """The great circle, by the chord."""
    lat, other = radians(a.lat), radians(b.lat)
    half = (sin((other - lat) / 2) ** 2
            + cos(lat) * cos(other) * sin(radians(b.lon - a.lon) / 2) ** 2)
    return 2 * _EARTH_KM * asin(sqrt(half))


def _at(told: Told, fr: str, en: str) -> Words:
    where = f"{told.place}, {wall_clock(told.arrives_min)}"
    return Words(f"{where} : {fr}", f"{where}: {en}")
