"""The stop times of a feed, in one pass: kept for the wanted stops alone, as numbers.

A vehicle's run has a *call* at each of its stops. Of three and a half million calls a few thousand
concern a route; they are kept in arrays, six numbers each.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from parcours.diagnostics.diagnostic import Words
from parcours.timetable.archive import FeedFiles
from parcours.timetable.clock import DAY_S, seconds_of
from parcours.timetable.fault import BadFeed, short
from parcours.timetable.table import columns_of, rows

UNTIMED = -1
"""Where the feed gives no time: it is never interpolated. Where it gives one of the two, a vehicle
leaves when it comes at the earliest, and comes when it leaves at the latest: nobody misses it."""
NOT_HERE, BY_TELEPHONE, BY_THE_DRIVER = "1", "2", "3"
"""Values of ``pickup_type`` and ``drop_off_type``."""
_HANDLING = ("", "0", NOT_HERE, BY_TELEPHONE, BY_THE_DRIVER)
_EXACT = ("", "1")
"""Values of ``timepoint``; by any other, both times are only about right."""
_NAME = "stop_times.txt"
_AT_A_TIME = "stop_id", "arrival_time", "departure_time"


@dataclass(frozen=True, slots=True)
class Call:
    """A vehicle at a stop; seconds of its service day, or `UNTIMED`."""

    sequence: int
    arrives: int
    leaves: int
    stop: str
    pickup: str
    drop_off: str
    about: bool
    """Whether the feed itself calls these times approximate."""
    line: int

    def days_later(self, days: int) -> Call:
        """The same by a service day so many days before."""
        later = days * DAY_S
        return self if not later else replace(
            self, arrives=self.arrives + later if self.arrives != UNTIMED else UNTIMED,
            leaves=self.leaves + later if self.leaves != UNTIMED else UNTIMED)


@dataclass(slots=True)
class Calls:
    """The calls at the wanted stops, by run."""

    run_numbers: dict[str, int] = field(default_factory=dict)
    base: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Of runs that a frequency repeats: the lowest sequence, and when the run leaves there."""
    _stops: list[str] = field(default_factory=list)
    _stop_numbers: dict[str, int] = field(default_factory=dict)
    _numbers: array[int] = field(default_factory=lambda: array("i"))

    def add(self, run: str, stop: str, handling: int, *times: int) -> None:
        """Keep one call: sequence, arrival, departure, line."""
        at = self._stop_numbers.get(stop)
        if at is None:
            at = self._stop_numbers[stop] = len(self._stops)
            self._stops.append(stop)
        number = self.run_numbers.setdefault(run, len(self.run_numbers))
        self._numbers.extend((number, at, handling, *times))

    def runs(self) -> Iterator[tuple[str, list[Call]]]:
        """Each run with its kept calls in the order of travel."""
        numbers, width = self._numbers, 7
        order = sorted(range(0, len(numbers), width),
                       key=lambda at: numbers[at] << 32 | numbers[at + 3])
        names = list(self.run_numbers)
        calls: list[Call] = []
        run = -1
        for at in order:
            if numbers[at] != run:
                if calls:
                    yield names[run], calls
                run, calls = numbers[at], []
            _, stop, handling, sequence, arrives, leaves, line = numbers[at: at + width]
            handling, about = divmod(handling, 2)
            pickup, drop_off = divmod(handling, len(_HANDLING))
            calls.append(Call(sequence, arrives, leaves, self._stops[stop], _HANDLING[pickup],
                              _HANDLING[drop_off], bool(about), line))
        if calls:
            yield names[run], calls


def read_calls(files: FeedFiles, stops: Collection[str], repeated: Mapping[str, object],
               groups: Mapping[str, Collection[str]] = MappingProxyType({}),
               zones: Mapping[str, Collection[str]] = MappingProxyType({})) -> Calls:
    """The calls at these stops; of the ``repeated`` runs, also when they leave their first stop.

    A row without a stop names a group or a zone: it is one call at each of the stops that
    ``groups`` and ``zones`` have in it, without a time, and by telephone where one may board or
    alight.
    """
    calls = Calls()
    needed: tuple[str, ...] = ("trip_id", "stop_sequence")
    optional: tuple[str, ...] = ("pickup_type", "drop_off_type", "timepoint")
    if {"location_group_id", "location_id"}.isdisjoint(columns_of(files, _NAME)):
        needed += _AT_A_TIME
    else:  # nothing need call at a stop or at a time
        optional = _AT_A_TIME + optional
    file = files.file(_NAME)
    if repeated:
        for line, (run, sequence, _, arrives, leaves, *_) in rows(
                files, _NAME, needed, optional, where=("trip_id", repeated)):
            at = _sequence(sequence, file, line)
            if run not in calls.base or at < calls.base[run][0]:
                time = _seconds(leaves or arrives, file, line)
                calls.base[run] = (at, time)
    for line, (run, sequence, stop, arrives, leaves, pickup, drop_off, exact) in rows(
            files, _NAME, needed, optional, where=("stop_id", stops)):
        if not stop:
            continue
        handling = _handling(pickup, file, line) * len(_HANDLING) + _handling(drop_off, file, line)
        calls.add(run, stop, 2 * handling + (exact not in _EXACT),
                  _sequence(sequence, file, line), _seconds(arrives or leaves, file, line),
                  _seconds(leaves or arrives, file, line), line)
    for column, within in (("location_group_id", groups), ("location_id", zones)):
        for line, (run, sequence, place, *typed) in rows(
                files, _NAME, ("trip_id", "stop_sequence"),
                (column, "pickup_type", "drop_off_type"),
                where=(column, within)) if within else ():
            boards, alights = (_HANDLING.index(NOT_HERE if one == NOT_HERE else BY_TELEPHONE)
                               for one in typed)
            handling = boards * len(_HANDLING) + alights
            for stop in within.get(place, ()):
                calls.add(run, stop, 2 * handling, _sequence(sequence, file, line), UNTIMED,
                          UNTIMED, line)
    return calls


def _sequence(typed: str, file: str, line: int) -> int:
    if typed.isascii() and typed.isdigit() and len(typed) < 10:
        return int(typed)
    raise BadFeed(file, Words(f"« {short(typed)} » n’est pas un rang d’arrêt",
                              f"'{short(typed)}' is not the rank of a stop"), line=line)


def _seconds(typed: str, file: str, line: int) -> int:
    if not typed:
        return UNTIMED
    seconds = seconds_of(typed)
    if seconds is None:
        raise BadFeed(file, Words(f"« {short(typed)} » n’est pas une heure telle que 06:24:00",
                                  f"'{short(typed)}' is not a time such as 06:24:00"), line=line)
    return seconds


def _handling(typed: str, file: str, line: int) -> int:
    if typed not in _HANDLING:
        raise BadFeed(file, Words(
            f"« {short(typed)} » ne dit pas si l’on monte ou descend : 0, 1, 2 ou 3 est attendu",
            f"'{short(typed)}' does not say whether one boards or alights: 0, 1, 2 or 3 is "
            "expected"), line=line)
    return _HANDLING.index(typed)
