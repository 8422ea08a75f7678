"""What differs between two states of a route or of a place, in a visitor's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import TypeAlias

from parcours.content.atlas import Atlas
from parcours.format.model import Day, Itinerary, Place, PlaceFields, Product, Season, Status
from parcours.format.names import KINDS
from parcours.format.scalars import NIGHT
from parcours.format.text import Text
from parcours.geo.points import distance_m
from parcours.hours.words import words as hours_in_words
from parcours.i18n.language import Language
from parcours.render.words.carbon import planned
from parcours.render.words.day_rules import months_in_words
from parcours.render.words.days import closure_in_words, open_days_in_words
from parcours.render.words.modes import style_of
from parcours.render.words.paths import length, time
from parcours.render.words.places import FACTS
from parcours.render.words.proof import time_of_day
from parcours.render.words.sides import shares_said
from parcours.render.words.writer import Named, Writer
from parcours.safe_text.forge_comment import code, words
from parcours.trip.carbon import footprint
from parcours.trip.trip import Leg, Shape, Trip, Visit

_Keyed: TypeAlias = dict[tuple[str, int], Visit]
"""Visits by what they visit, and how often that was visited before."""
_NONE = "–"
_SHAPES = {Shape.TRACK: "recorded path", Shape.COMPUTED: "computed path",
           Shape.VIA: "through known points", Shape.STRAIGHT: "straight line"}
_MOST = 40
"""Told of one route; more than that is a new route."""


class Teller:
    """Tells what changed, in one language."""

    def __init__(self, language: Language, atlas: Atlas, renamed: Mapping[str, str]) -> None:
        """``renamed`` gives the ids that places have now, by the former ones."""
        self.language, self.say, self._renamed = language, language.say, renamed
        self._write = Writer(language, atlas)
        self._today = atlas.today

    def text(self, text: Text | None) -> str:
        """An editor's text, without effect."""
        return words(self._write.plain(text)) if text else _NONE

    def stop(self, visit: Visit) -> str:
        """A stop by name and commune."""
        return f"**{self.text(visit.place.name)}** ({words(visit.commune)})"

    def figures(self, trip: Trip) -> list[tuple[str, str]]:
        """What a route is, as terms and figures."""
        language, say, days = self.language, self.say, trip.open_days
        spoken = open_days_in_words(days, language)
        return [
            *((self.text(share.side.name), said) for share, said in zip(
                trip.shares, shares_said(trip.shares, language), strict=True)),
            (say("Length of stay"), language.say_n("{n} day", "{n} days", len(trip.days))),
            (say("Travel time"), time(trip.legs, language) or _NONE),
            (say("Total distance"), length(trip.legs, language)),
            (say("Emissions"), planned(footprint(trip), language)),
            (say("Set out"), " · ".join(filter(None, (
                spoken.weekdays, spoken.unsure, language.say_n(
                    "{n} day of the coming {horizon}", "{n} days of the coming {horizon}",
                    days.starts.count, horizon=days.horizon.count))))),
            (say("Without a car"), say("yes") if trip.car_free else say("no")),
        ]

    def wording(self, before: Itinerary, after: Itinerary) -> Iterator[str]:
        """What changed in what a route says of itself."""
        say = self.say
        if before.title != after.title:
            yield self._became(say("Title"), self.text(before.title), self.text(after.title))
        if before.summary != after.summary:
            yield say("Summary rewritten: {text}", text=self.text(after.summary))
        for term, old, new in (
                (say("Difficulty"), self._named((before.difficulty,)),
                 self._named((after.difficulty,))),
                (say("Themes"), self._named(before.themes),
                 self._named(after.themes)),
                (say("For"), words(", ".join(before.audience)), words(", ".join(after.audience))),
                (say("Season"), self._season(before.season), self._season(after.season)),
                (say("State"), self.status(before.status), self.status(after.status)),
                (say("On the site since"), self._day(before.published_on),
                 self._day(after.published_on)),
                (say("Former addresses"), words(", ".join(before.renamed_from)),
                 words(", ".join(after.renamed_from)))):
            if old != new:
                yield self._became(term, old, new)

    def journey(self, before: Trip, after: Trip) -> list[str]:
        """What changed on the way: stops, hours, means of travel."""
        told = list(self._journey(before, after))
        if len(told) <= _MOST:
            return told
        return [*told[:_MOST], self.say("and {n} more", n=len(told) - _MOST)]

    def _journey(self, before: Trip, after: Trip) -> Iterator[str]:
        old, new = _keyed(before.visits, self._renamed), _keyed(after.visits, {})
        later = _later(old, new, before, after)
        yield from self._stops(old, new, after)
        yield from self._days(before, after, later)
        yield from self._visits(old, new, after, later)

    def _stops(self, old: _Keyed, new: _Keyed, after: Trip) -> Iterator[str]:
        """Stops that went, came or moved."""
        say = self.say
        for key in [key for key in old if key not in new]:
            yield say("Stop removed: {stop}", stop=self.stop(old[key]))
        for key in [key for key in new if key not in old]:
            visit = new[key]
            yield say("Stop added: no. {n}, {stop}", n=visit.number, stop=self.stop(visit)) + (
                f" · {self._when(visit, after)}")
        for key in _moved([key for key in old if key in new], [key for key in new if key in old]):
            yield say("Stop moved: {stop}, from no. {before} to no. {after}",
                      stop=self.stop(new[key]), before=old[key].number, after=new[key].number)

    def _days(self, before: Trip, after: Trip, later: Mapping[int, int]) -> Iterator[str]:
        """Days with another title, or that begin at another hour."""
        say, clock = self.say, self.language.clock
        for n, (then, day) in enumerate(_days_of_both(before, after), 1):
            number = f"{say('Day')} {n}"
            if day.title != then.title:
                yield self._became(number, self.text(then.title), self.text(day.title))
            if day.start != then.start:
                hour = clock(day.start)
                yield self._became(
                    f"{number}, {say('setting out')}", clock(then.start),
                    say("{hour}; the hours of its stops follow", hour=hour) if later[n] else hour)

    def _visits(self, old: _Keyed, new: _Keyed, after: Trip, later: Mapping[int, int]
                ) -> Iterator[str]:
        """What differs at the stops that are on both."""
        rewritten = []
        for key, visit in new.items():
            if key not in old:
                continue
            differences = list(self._visit(old[key], visit, later.get(_day(visit, after), 0)))
            if not visit.place_id:  # described in the stop itself, and in no list of places
                differences += self.place(old[key].place, visit.place, self._write.atlas,
                                          self._write.atlas)
            if differences:
                yield self.about(self.stop(visit), " · ".join(differences))
            if old[key].note != visit.note:
                rewritten.append(self.text(visit.place.name))
        if rewritten:
            yield self.say("Notes rewritten: {stops}", stops=", ".join(rewritten[:_MOST]))

    def _when(self, visit: Visit, trip: Trip) -> str:
        time = time_of_day(visit.visit_min, visit.time_level, self.language)
        return f"{self.say('Day')} {_day(visit, trip)}, {time}, {self._stay(visit)}"

    def _visit(self, old: Visit, new: Visit, later_min: int) -> Iterator[str]:
        """What changed of a stop; that its day goes on ``later_min`` later is told once."""
        say = self.say
        if new.visit_min - old.visit_min != later_min:
            was, now = (time_of_day(one.visit_min, one.time_level, self.language)
                        for one in (old, new))
            yield f"{was} → {now}" if old.visit_min != new.visit_min else say(
                "{hour}, as before", hour=now)
        if self._stay(old) != self._stay(new):
            yield f"{self._stay(old)} → {self._stay(new)}"
        if old.optional != new.optional:
            yield say("optional") if new.optional else say("no longer optional")
        if old.meal != new.meal:
            yield self._became(say("Meal"), self._named((old.meal,)),
                               self._named((new.meal,)))
        if self._way(old) != self._way(new):
            yield f"{self._way(old)} → {self._way(new)}"
        if old.leg is None or new.leg is None:
            return
        if (was := length((old.leg,), self.language)) != (now := length((new.leg,), self.language)):
            yield f"{was} → {now}"
        if old.leg.via != new.leg.via:
            yield self._became(say("By way of"), self._names(old.leg.via),
                               self._names(new.leg.via))
        if (was := self._path(old.leg)) != (now := self._path(new.leg)):
            yield self._became(say("Path (of a leg)"), was, now)
        elif old.leg.track and new.leg.track and old.leg.points != new.leg.points:
            yield say("another path")
        if old.leg.note != new.leg.note:
            yield say("Note on the way: {text}", text=self.text(new.leg.note))

    def _stay(self, visit: Visit) -> str:
        if visit.night:
            return self.say("night here")
        return self.say("stay {duration}", duration=self.language.duration(visit.stay_min))

    def _way(self, visit: Visit) -> str:
        """How one comes: means, time, line."""
        leg = visit.leg
        if leg is None:
            return self.say("no leg")
        parts = [self.say(style_of(leg.by).label), time((leg,), self.language) or self.say(
            "unknown")]
        return ", ".join([*parts, words(leg.line)] if leg.line else parts)

    def _path(self, leg: Leg) -> str:
        """What its line on the map is worth."""
        return self.say(_SHAPES[leg.shape])

    def _names(self, names: Iterable[Text]) -> str:
        return ", ".join(map(self.text, names)) or _NONE

    def place(self, old: PlaceFields, new: PlaceFields, before: Atlas, after: Atlas
              ) -> Iterator[str]:
        """What changed of a place's facts."""
        say = self.say
        communes = [words(atlas.communes[place.commune].name if place.commune in atlas.communes
                          else place.commune) for place, atlas in ((old, before), (new, after))]
        moved_m = distance_m(old.position, new.position)
        for term, was, now in (
                (say("Name"), self.text(old.name), self.text(new.name)),
                (say("Kind"), say(KINDS[old.kind]), say(KINDS[new.kind])),
                (say("Commune"), *communes),
                (say("Hours"), self.hours(old), self.hours(new)),
                (say("State"), self.status(old.status), self.status(new.status)),
                (say("Position"), *((self._precision(old), self._precision(new))
                                    if old.approximate != new.approximate else
                                    (self._metres(old), self._metres(new)))),
                (say("Address"), self.text(old.address), self.text(new.address)),
                (say("Price"), self.text(old.price), self.text(new.price)),
                (say("Length of stay"), self._length(old), self._length(new)),
                (say("Wheelchair"), self._named((old.wheelchair,)),
                 self._named((new.wheelchair,))),
                (say("On site"), self._named(old.services),
                 self._named(new.services)),
                (say("Telephone"), words(old.phone or _NONE), words(new.phone or _NONE)),
                (say("E-mail"), words(old.email or _NONE), words(new.email or _NONE)),
                (say("Website"), words(old.website or _NONE), words(new.website or _NONE)),
                (say("Labels"), self._names(old.labels), self._names(new.labels)),
                (say("Stops in timetables"), words(", ".join(old.gtfs_stops)) or _NONE,
                 words(", ".join(new.gtfs_stops)) or _NONE),
                (say("Identifiers"), self._identifiers(old), self._identifiers(new)),
                (say("Former addresses"), self._formers(old), self._formers(new)),
                (say("Question"), self.text(old.question), self.text(new.question)),
                (say("Supplies"), self._places(old.supplies, before, after),
                 self._places(new.supplies, after, before)),
                (say("Products"), self._products(old.products), self._products(new.products)),
                (say("Twin place, on the other side:").rstrip(": \u00a0"),
                 self._places((old.twin,), before, after),
                 self._places((new.twin,), after, before)),
                (say("Verified"), self._verified(old), self._verified(new)),
                (say("not verified"), self._told(old), self._told(new))):
            if was != now:
                yield self._became(term, was, now)
        if moved_m >= 1:
            yield say("Point moved by {length}", length=self.language.km(moved_m / 1000))
        if old.description != new.description:
            yield say("Description rewritten: {text}", text=self.text(new.description))
        if old.photo != new.photo:
            yield (say("Photo: {credit}", credit=words(new.photo.credit or _NONE)) if new.photo
                   else say("Photo removed"))
        if old.sources != new.sources:
            yield say("Sources: {sources}", sources=words(", ".join(new.sources) or _NONE))

    def hours(self, place: PlaceFields) -> str:
        """Opening hours in words, or what stands there when it is no rule; without any, whether one
        needs them."""
        if place.opening_hours is None:
            return self.say("unknown, so ask before you set out" if place.needs_hours
                            else "none needed")
        try:
            return words(hours_in_words(place.opening_hours, self.language, self._today,
                                        place.position))
        except ValueError:
            return code(place.opening_hours)

    def status(self, status: Status | None) -> str:
        """A closure, works or reopening."""
        if status is None:
            return _NONE
        return " ".join(filter(None, (
            self._named((status.state,)),
            closure_in_words(status.from_, status.to, None, self.language),
            self.say("Cause: {cause}.", cause=self.text(status.cause)) if status.cause else "",
            f"({self.text(status.note)})" if status.note else "")))

    def about(self, what: str, said: str) -> str:
        """A thing and what is said of it, with a colon as the language writes it."""
        return self.say("{what}: {said}", what=what, said=said)

    def _became(self, term: str, old: str, new: str) -> str:
        return self.say("{term}: {before} → {after}", term=term, before=old or _NONE,
                        after=new or _NONE)

    def _named(self, values: Iterable[Named | None]) -> str:
        return ", ".join(self._write.name(one) for one in values if one is not None) or _NONE

    def _season(self, season: Season | None) -> str:
        return self.language.days_of_year(season.from_, season.to) if season else _NONE

    def _length(self, place: PlaceFields) -> str:
        if place.duration is None:
            return _NONE
        return (self.say("night here") if place.duration == NIGHT
                else self.language.duration(place.duration))

    def _products(self, products: Sequence[Product]) -> str:
        return ", ".join(self.text(one.name) + (
            f" ({months_in_words(one.months, self.language)})" if one.months else "")
            for one in products) or _NONE

    def _places(self, ids: Iterable[str | None], *atlases: Atlas) -> str:
        """The places that a file names, called as in the first of these states that has them."""
        found = {id: one for atlas in reversed(atlases) for id, one in atlas.places.items()}
        return ", ".join(self.text(found[id].name) if id in found else words(id)
                         for id in ids if id) or _NONE

    def _precision(self, place: PlaceFields) -> str:
        return self.say("to within {metres}\u00a0m, ask for directions when you get there",
                        metres=self.language.number(place.precision_m, 0)
                        ) if place.approximate else self.say("known")

    def _metres(self, place: PlaceFields) -> str:
        return self.say("to within {metres}\u00a0m",
                        metres=self.language.number(place.precision_m, 0))

    def _identifiers(self, place: PlaceFields) -> str:
        """In other catalogues; those of timetables are told apart."""
        return words(", ".join(
            f"{name} {ref}" for name, ref in place.refs.items() if name != "gtfs"))

    def _formers(self, place: PlaceFields) -> str:
        return words(", ".join(place.renamed_from)) if isinstance(place, Place) else ""

    def _told(self, place: PlaceFields) -> str:
        """The facts that it says nobody verified."""
        return ", ".join(self.say(FACTS[one]) for one in place.told) or _NONE

    def _verified(self, place: PlaceFields) -> str:
        return self._day(place.verified_on)

    def _day(self, day: date | None) -> str:
        return self.language.date(day) if day else _NONE


def _day(visit: Visit, trip: Trip) -> int:
    return next(day.number for day in trip.days if visit in day.visits)


def _keyed(visits: Sequence[Visit], renamed: Mapping[str, str]) -> _Keyed:
    """Visits by what they visit, as it is called now, and how often that was visited before: a
    station comes twice."""
    keyed: _Keyed = {}
    seen: dict[str, int] = {}
    for visit in visits:
        name = renamed.get(visit.place_id, visit.place_id) if visit.place_id else (
            f"/{visit.place.name.in_lang('fr')}")
        seen[name] = seen.get(name, 0) + 1
        keyed[name, seen[name]] = visit
    return keyed


def _later(old: _Keyed, new: _Keyed, before: Trip, after: Trip) -> dict[int, int]:
    """By how many minutes each day goes on later, by its number; by none where no stop of it does,
    since the first one has an hour of its own."""
    found = {}
    for n, (then, day) in enumerate(_days_of_both(before, after), 1):
        later_min = day.start - then.start
        follows = any(key in old and visit.visit_min - old[key].visit_min == later_min
                      for key, visit in new.items() if _day(visit, after) == n)
        found[n] = later_min if follows else 0
    return found


def _days_of_both(before: Trip, after: Trip) -> Iterator[tuple[Day, Day]]:
    """The days that both have, one beside the other."""
    return zip(before.itinerary.days, after.itinerary.days, strict=False)


def _moved(old: list[tuple[str, int]], new: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """What stands in another order: as few as explain it."""
    kept: set[tuple[str, int]] = set()
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        kept.update(new[block.b: block.b + block.size])
    return [key for key in new if key not in kept]
