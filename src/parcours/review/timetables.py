"""What two extracts of timetables say differently of a route, in a visitor's words.

A date is compared with itself, and told with every sentence. One that only the new timetables
know is compared with the same weekday before, where that weekday was always the same and still is;
an average is never taken for a rule.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, TypeAlias

from parcours.format.choices import Mode
from parcours.i18n.language import Language
from parcours.render.words.modes import style_of
from parcours.render.words.ride_line import clock
from parcours.review.day_words import days_in_words
from parcours.review.state import Route
from parcours.timetable.answer import in_the_night
from parcours.timetable.departures import NIGHT_MIN, Departure, Often
from parcours.timetable.extract import Extract
from parcours.timetable.legs import ServiceLeg, service_legs
from parcours.timetable.proof import on_day
from parcours.trip.coming_back import comes_back
from parcours.trip.rides import Level
from parcours.trip.trip import Blocked, Trip, Visit, Why

MOST_OF_A_LEG = 8
"""Lines told of one leg; of the others their number."""
_LONGEST_DAYS = 400

_ORDER = ("back", "gone", "come", "last", "only", "first", "count", "instead", "often", "times")
"""What matters most to who is out there comes first."""

Fact: TypeAlias = tuple[str, object, object, object]
"""What changed on a date: its sort, then what the sentence needs."""


class Leaving(NamedTuple):
    """When something leaves, and whether the timetable calls that approximate."""

    minute: int
    about: bool

    @classmethod
    def of(cls, one: Departure) -> Leaving:
        """A departure's."""
        return cls(one.leaves_min, one.leaves_about)


class OnDate(NamedTuple):
    """What one can take on a leg on a date."""

    departures: tuple[Departure, ...]
    often: tuple[Often, ...]
    not_counted: bool = False
    """Whether something else may run, that must be booked or has no time."""

    @property
    def first(self) -> Leaving | None:
        """When the first departure leaves."""
        return Leaving.of(self.departures[0]) if self.departures else None

    @property
    def last(self) -> Leaving | None:
        """When the last departure leaves."""
        return Leaving.of(self.departures[-1]) if self.departures else None

    @property
    def any(self) -> bool:
        """Whether anything runs."""
        return bool(self.departures or self.often or self.not_counted)


@dataclass(frozen=True, slots=True)
class Sides:
    """A route before and after, both with a trip."""

    old: Trip
    new: Trip
    old_extract: Extract | None
    new_extract: Extract | None

    def starts(self) -> set[date]:
        """The days on which one may set out, or could if there were a service: on the others a
        train that leaves earlier is nobody's of this route."""
        return {day for trip in (self.old, self.new)
                for days in (trip.open_days.starts, _without_service(trip)) for day in days}


def differences(old: Route, new: Route, today: date, language: Language,
                name: Callable[[Visit], str], stop: Callable[[str], str]) -> list[str]:
    """Every change of the timetables that a visitor of the coming days can notice, as Markdown.

    ``name`` tells a visit, ``stop`` a stop of the timetables, both without effect.
    """
    if old.trip is None or new.trip is None or old.extract == new.extract:
        return []
    sides = Sides(old.trip, new.trip, old.extract, new.extract)
    told = [*_proof(sides, language), *_setting_out(sides, language), *_way_back(sides, language)]
    known = {leg.ends for leg in service_legs(sides.old)}
    done: set[tuple[str, str, str]] = set()
    for leg in service_legs(sides.new):
        if leg.ends in known and leg.ends not in done:
            done.add(leg.ends)
            told += _of_leg(leg, sides, today, language, name, stop)
    return told


def _proof(sides: Sides, language: Language) -> Iterator[str]:
    """Until when the times are proved."""
    old, new = sides.old.timetables, sides.new.timetables
    say = language.say
    if old is None and new is not None:
        yield say("Timetables prove it from {first} to {last}; none did before.",
                  first=language.date(new.first), last=language.date(new.last))
    elif new is None and old is not None:
        yield say("No timetable proves it any more; one did until {last}.",
                  last=language.date(old.last))
    elif old is not None and new is not None and old.last != new.last:
        yield say("Timetables prove it until {last}, in place of {before}.",
                  last=language.date(new.last), before=language.date(old.last))


def _setting_out(sides: Sides, language: Language) -> Iterator[str]:
    """The days on which timetables newly forbid to set out, or no longer do."""
    old, new = _without_service(sides.old), _without_service(sides.new)
    allowed_before, allowed = set(sides.old.open_days.starts), set(sides.new.open_days.starts)
    if shut := (new - old) & allowed_before:
        yield language.say("According to the timetables, you cannot set out: {days}.",
                           days=days_in_words(shut, language))
    if free := (old - new) & allowed & _proved(sides.new):
        yield language.say("You can set out again: {days}.", days=days_in_words(free, language))


def _without_service(trip: Trip) -> set[date]:
    blocked: Sequence[Blocked] = trip.open_days.blocked
    return {day for one in blocked
            if one.why in (Why.SERVICE, Why.NO_SERVICE) for day in one.starts}


def _proved(trip: Trip) -> set[date]:
    """The days on which timetables prove that the plan can be kept."""
    return {day for plan in (trip.timetables.plans if trip.timetables else ())
            if plan.level is Level.PROVED and plan.obstacle is None for day in plan.starts}


def _way_back(sides: Sides, language: Language) -> Iterator[str]:
    """The last way back of each day on which one may set out."""
    starts = sides.starts()
    old, new = ({day: back for day, back in _last_backs(trip).items() if day in starts}
                for trip in (sides.old, sides.new))

    def fact(before: Leaving | None, after: Leaving | None) -> Iterator[Fact]:
        if _minute(before) != _minute(after):
            yield "back", before, after, None

    for days, (_, before, after, _), later in _folded(old, new, fact):
        sort = "back" if comes_back(sides.new) else "end"
        yield _line(_shift(before, after, sort, language), days, later, language)


def _last_backs(trip: Trip) -> dict[date, Leaving | None]:
    """When the last way back leaves, by the day on which one sets out; only of proved plans, and of
    those that can be kept only where it is known: services without fixed times have no last one."""
    plans = trip.timetables.plans if trip.timetables else ()
    return {day: Leaving(plan.last_back.leaves_min, plan.last_back.leaves_about)
            if plan.last_back else None
            for plan in plans if plan.level is Level.PROVED and (plan.obstacle or plan.last_back)
            for day in plan.starts}


def _of_leg(leg: ServiceLeg, sides: Sides, today: date, language: Language,
            name: Callable[[Visit], str], stop: Callable[[str], str]) -> Iterator[str]:
    """What changed between two stops; where a leg has several pairs of stops, pair by pair, since
    one vehicle may call at more than one."""
    days = {start + timedelta(days=leg.day - 1) for start in sides.starts()}
    old, new = (_known(leg, extract, today, days) for extract in (
        sides.old_extract, sides.new_extract))
    pairs = {**old.pairs, **new.pairs}
    means, lines = language.say(style_of(leg.by).label), list[str]()
    for ids, names in pairs.items():
        start, end = (name(leg.start), name(leg.end)) if len(pairs) == 1 else map(stop, names)
        where = language.say("{start} → {end}, {means}", start=start, end=end, means=means)
        for when, fact, later in _folded(
                old.of(ids), new.of(ids), lambda a, b: _facts(a, b, leg.by)):
            lines.append(language.say("{what}: {said}", what=where, said=_line(
                _sentence(fact, language), when, later, language)))
    yield from lines[:MOST_OF_A_LEG]
    if len(lines) > MOST_OF_A_LEG:
        yield language.say("and {n} more", n=len(lines) - MOST_OF_A_LEG)


@dataclass(frozen=True, slots=True)
class _Known:
    """What an extract says of a leg on the coming dates."""

    pairs: Mapping[tuple[str, str], tuple[str, str]]
    """The names of both stops by their ids."""
    runs: Mapping[date, Mapping[tuple[str, str], OnDate]]
    """By date, of each pair in force what can be taken."""

    def of(self, ids: tuple[str, str]) -> dict[date, OnDate]:
        """One pair, on every date that the extract speaks of."""
        return {day: pairs.get(ids, OnDate((), ())) for day, pairs in self.runs.items()}


def _known(leg: ServiceLeg, extract: Extract | None, today: date,
           days: Collection[date]) -> _Known:
    names: dict[tuple[str, str], tuple[str, str]] = {}
    runs: dict[date, dict[tuple[str, str], OnDate]] = {}
    for n in range(_LONGEST_DAYS):
        day = today + timedelta(days=n)
        if day not in days:
            continue
        one = on_day(leg, extract, day)
        if one.level is not Level.PROVED:
            continue
        runs[day] = {}
        for pair, that_day, night, oftens in one.lists():
            # what leaves after midnight is told with the evening before
            departures = [each for each in that_day if each.leaves_min >= NIGHT_MIN]
            departures += in_the_night(night)
            unfixed = [each for each in oftens if each.until_min > NIGHT_MIN]
            ids = pair.start.id, pair.end.id
            names[ids] = pair.start.name, pair.end.name
            known = runs[day].get(ids, OnDate((), ()))  # two networks between the same stops
            runs[day][ids] = OnDate(
                tuple(sorted((*known.departures, *departures))),
                (*known.often, *unfixed), known.not_counted or any(
                    each.until_min >= NIGHT_MIN for each in pair.not_counted.get(day, ())))
    return _Known(names, runs)


def _facts(before: OnDate, after: OnDate, by: Mode) -> Iterator[Fact]:
    """What differs between two days of one leg."""
    if not before.any and not after.any:
        return
    if not after.any:
        yield "gone", len(before.departures), None, None
        return
    if not before.any:
        yield "come", len(after.departures), None, None
        return
    if before.often != after.often:
        yield "often", before.often, after.often, None
    if before.departures == after.departures:
        return
    told = False
    ends = [("last", before.last, after.last), ("first", before.first, after.first)]
    if len(before.departures) == len(after.departures) == 1:
        ends = [("only", before.last, after.last)]
    for sort, was, now in ends:
        if was is not None and now is not None and was.minute != now.minute:
            told = True
            yield sort, was, now, None
    if len(before.departures) != len(after.departures):
        told = True
        yield "count", len(before.departures), len(after.departures), None
    for other in sorted({one.by for one in (*before.departures, *after.departures)} - {by}):
        old, new = (sum(one.by is other for one in day.departures) for day in (before, after))
        if old != new:
            told = True
            yield "instead", other, (new, len(after.departures)), old
    if not told and (moved := {(one.leaves_min, one.arrives_min) for one in after.departures}
                     - {(one.leaves_min, one.arrives_min) for one in before.departures}):
        yield "times", len(moved), None, None


def _folded(old: Mapping[date, object], new: Mapping[date, object], facts: Callable[..., Iterator[
        Fact]]) -> list[tuple[list[date], Fact, bool]]:
    """Each fact with all its dates, the first of them first; True where the dates were not known
    before and stand against the same weekday."""
    found: dict[tuple[Fact, bool], list[date]] = {}
    for day in sorted(old.keys() & new.keys()):
        for fact in facts(old[day], new[day]):
            found.setdefault((fact, False), []).append(day)
    for before, after, days in _same_weekdays(old, new):
        for fact in facts(before, after):
            found.setdefault((fact, True), []).extend(days)
    return sorted(((sorted(days), fact, later) for (fact, later), days in found.items()),
                  key=lambda one: (one[0][0], _ORDER.index(one[1][0]), repr(one[1][1:])))


def _same_weekdays(old: Mapping[date, object],
                   new: Mapping[date, object]) -> Iterator[tuple[object, object, list[date]]]:
    """What each weekday was and is on the dates that only the new timetables know, where it was
    one thing and is one thing, twice at the least."""
    for weekday in range(7):
        days = [day for day in sorted(new.keys() - old.keys()) if day.weekday() == weekday]
        was = [old[day] for day in old if day.weekday() == weekday]
        now = [new[day] for day in days]
        if len(was) > 1 and len(now) > 1 and _is_one(was) and _is_one(now):
            yield was[0], now[0], days


def _is_one(values: Collection[object]) -> bool:
    first, *others = values
    return all(other == first for other in others)


def _line(said: str, days: Collection[date], later: bool, language: Language) -> str:
    spoken = days_in_words(days, language)
    if later:
        spoken = language.say("{days} (against the same weekdays before)", days=spoken)
    return language.say("{what}: {said}", what=said, said=spoken)


def _sentence(fact: Fact, language: Language) -> str:
    sort, a, b, c = fact
    say, say_n = language.say, language.say_n
    match sort:
        case "gone":
            return say_n("no departure any more (there was {n})",
                         "no departure any more (there were {n})", _int(a)) if a else say(
                "nothing runs any more")
        case "come":
            return say_n("{n} departure, where there was none",
                         "{n} departures, where there was none", _int(a)) if a else say(
                "something runs, where nothing did")
        case "often":
            return say("without fixed times, {before} → {after}",
                       before=_often(a, language), after=_often(b, language))
        case "count":
            return say_n("{n} departure, in place of {before}",
                         "{n} departures, in place of {before}", _int(b), before=a)
        case "instead":
            now, every = b if isinstance(b, tuple) else (0, 0)
            return say_n("{means}: {n} departure of {all}, {before} before",
                         "{means}: {n} departures of {all}, {before} before", now,
                         means=say(style_of(Mode(str(a))).label), all=every, before=c)
        case "times":
            return say_n("{n} departure at another time", "{n} departures at other times", _int(a))
        case _:
            return _shift(a, b, sort, language)


_SHIFTS: dict[tuple[str, bool], str] = {
    ("back", False): "the last way back leaves {duration} earlier ({before} → {after})",
    ("back", True): "the last way back leaves {duration} later ({before} → {after})",
    ("end", False): "the last departure to the end of the route is {duration} earlier "
                    "({before} → {after})",
    ("end", True): "the last departure to the end of the route is {duration} later "
                   "({before} → {after})",
    ("only", False): "the only departure is {duration} earlier ({before} → {after})",
    ("only", True): "the only departure is {duration} later ({before} → {after})",
    ("last", False): "the last departure is {duration} earlier ({before} → {after})",
    ("last", True): "the last departure is {duration} later ({before} → {after})",
    ("first", False): "the first departure is {duration} earlier ({before} → {after})",
    ("first", True): "the first departure is {duration} later ({before} → {after})",
}
"""What leaves at another time, by whether that is later."""


def _shift(before: object, after: object, sort: str, language: Language) -> str:
    """By how much something leaves earlier or later."""
    if not isinstance(after, Leaving):
        return language.say("there is no way back any more" if sort == "back" else
                            "nothing leads to the end of the route any more")
    if not isinstance(before, Leaving):
        if sort != "back":
            return language.say(
                "something leads to the end of the route again, around {time}" if after.about else
                "something leads to the end of the route again, at {time}",
                time=clock(after.minute, language))
        return language.say(
            "there is a way back again, around {time}" if after.about else
            "there is a way back again, at {time}", time=clock(after.minute, language))
    by = language.duration(abs(after.minute - before.minute))
    if before.about or after.about:
        by = language.say("about {duration}", duration=by)
    was, now = (clock(one.minute, language, about=one.about) for one in (before, after))
    return language.say(_SHIFTS[sort, after.minute > before.minute], duration=by, before=was,
                        after=now)


def _minute(one: Leaving | None) -> int | None:
    return one.minute if one is not None else None


def _often(often: object, language: Language) -> str:
    told = [language.say("every {n}\u00a0min from {first} to {last}", n=one.every_min,
                         first=clock(one.from_min, language), last=clock(one.until_min, language))
            for one in (often if isinstance(often, tuple) else ()) if isinstance(one, Often)]
    return language.all_of(told) if told else "–"


def _int(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value
