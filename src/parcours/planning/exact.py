"""The exact search: every set of places that can be visited, by dynamic programming.

A label is the earliest minute at which the places of a set have been visited, ending at one of
them, with the meal of the day (*fed*) or still without it (*hungry*). One minute a label is enough:
rows never fall (`rows`), and score and minutes of each side depend on the set alone. So whoever
comes later to the same label can do nothing that the earlier one could not, for one may wait; the
share is asked of whole sets, at the end. Over a night the label is the set and where one sleeps,
for on the next morning everybody may set out at the same minute.

A label is left out early only where nothing can come of it. A place counts as lost when from here,
at this minute, it is reached through no other points in time to be home in the evening (`latest`
closes the legs by itself, should they not be closed); a label when all that is not lost would not
keep the rules, or would score less than the best plan so far.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from parcours.planning.plan import Progress
from parcours.planning.problem import NEVER, Problem
from parcours.planning.rows import DayRows, Row
from parcours.planning.sets import Rules

STEPS = 12_000_000
"""How many steps from label to label are made before the search gives up: some ten seconds. They
are counted, and not timed, so that every machine gives up at the same place."""

PLACES = 20
"""Up to how many places the search is tried at all; it ends for about 15, for more if few of them
fit into the days."""

Labels = list[dict[int, int]]
"""By the number of places in the set: the set and the point, as one number, with the minute."""
Order = list[list[int]]
"""For each day the places visited, in order."""


class GaveUp(Exception):
    """There are more sets than this search may look at."""


@dataclass(frozen=True, slots=True)
class Found:
    """The sets of places that can be visited and keep the rules; with each, when it is over."""

    back_min: dict[int, int]
    """By the set as bits, the earliest end of the last day."""

    def best(self, rules: Rules) -> list[int]:
        """The sets, from the highest score on; of equal ones that which ends first."""
        return sorted(self.back_min, key=lambda places: (-rules.score(places),
                                                         self.back_min[places], places))


class _Way(NamedTuple):
    """How one goes on from a point to a place, fed, hungry or eating between."""

    steps: list[list[Row]]
    """From each point to each place: by the minute, the end of the stay there."""
    home: Row
    """For each point the last minute from which one is home in time."""

    def go_on(self, labels: dict[int, int], today: int, places: int, point: int,
              minute: int) -> None:
        """Add the labels of each place of ``today`` that one can go to, where nobody was there with
        the same ``places`` at an earlier minute."""
        steps, home, points = self.steps[point], self.home, len(self.steps)
        while today:
            bit = today & -today
            today ^= bit
            place = bit.bit_length() - 1
            then, ends = (places | bit) * points + place, steps[place][minute]
            if ends <= home[place] and ends < labels.get(then, NEVER):
                labels[then] = ends


class _Day:
    """What the search asks of one day."""

    def __init__(self, rows: DayRows, count: int, ends: list[int]) -> None:
        self.rows, self.ends = rows, ends
        self.home = rows.latest((point, rows.limit) for point in ends)
        """For each point the last minute from which one is home in time."""
        self.has_meal = rows.tables != []
        steps = [[rows.step(a, b) for b in range(count)] for a in range(len(rows.points))]
        meal_steps = [[rows.meal_step(a, b) for b in range(count)]
                      for a in range(len(rows.points))] if self.has_meal else []
        self.fed = _Way(steps, self.home)
        self.hungry = _Way(steps, rows.latest_before_meal(self.home))
        self.eating = _Way(meal_steps, self.home)
        self.open_yet = self._open_yet(count)
        """For each point and minute the places that are not lost."""

    def _open_yet(self, count: int) -> list[list[int]]:
        rows = self.rows
        found = [[0] * (rows.limit + 2) for _ in rows.points]
        for place in range(count):
            last = rows.last_arrival(place, self.home[place])
            for row, minute in zip(found, rows.latest([(place, last)]), strict=True):
                row[:minute + 1] = [places | 1 << place for places in row[:minute + 1]]
        return found

    def home_from(self, point: int, minute: int, *, hungry: bool) -> list[tuple[int, int]]:
        """Each point where the day may end in time, with the minute at which one is there."""
        rows = self.rows
        found = [(end, (rows.meal_leg(point, end) if hungry else rows.leg[point][end])[minute])
                 for end in self.ends]
        return [one for one in found if one[1] < rows.never]


class ExactSearch:
    """One exact search over a problem."""

    def __init__(self, problem: Problem, progress: Progress | None = None,
                 steps: int = STEPS, *, eat_at_ends: bool = False) -> None:
        self.rules = Rules(problem)
        self.rows = rows = [DayRows(problem, n, eat_at_ends=eat_at_ends)
                            for n in range(len(problem.days))]
        number_of = rows[0].number_of
        ends = [*([number_of[point] for point in night] for night in problem.nights),
                [number_of[problem.end]]]
        self._days = [_Day(day, len(problem.places), ends[n]) for n, day in enumerate(rows)]
        self._start = number_of[problem.start]
        self._points, self._count = len(number_of), len(problem.places)
        self._progress, self._left = progress, steps
        self._seeds: list[dict[int, int]] = []
        """The labels with which each day begins: sets and where one slept."""
        self._labels: list[tuple[Labels, Labels]] = []
        """For each day all its labels, hungry and fed."""
        self._found: dict[int, int] = {}
        self._floor = 0

    def run(self, floor: int | None = 0, *, any_will_do: bool = False) -> Found:
        """Search to the end.

        Sets that score less than ``floor``, or than a better one, may be missing from what is
        found; with ``None`` every set is there. With ``any_will_do`` the first set ends the search.
        Raises `GaveUp`.
        """
        self._seeds, self._labels, self._found = [], [], {}
        self._floor = -1 if floor is None else floor
        seeds = {self._start: self._days[0].rows.opens}
        for number in range(len(self._days)):
            self._seeds.append(seeds)
            seeds = self._search(number, rising=floor is not None, any_will_do=any_will_do)
        return self.found

    @property
    def found(self) -> Found:
        """What was found until now; the end of the search has all of it."""
        return Found(self._found)

    def order(self, places: int) -> tuple[Order, list[int]]:
        """In which order the places of a set that was found are visited on each day, and the points
        where one sleeps."""
        order: Order = []
        nights: list[int] = []
        end, minute = self._days[-1].ends[0], self._found[places]
        for number in reversed(range(len(self._days))):
            visits, places, start = self._day_back(number, places, end, minute)
            order.append(visits)
            nights.append(start)
            if number:
                end, minute = start, self._days[number - 1].rows.limit
        return order[::-1], nights[-2::-1]

    def _search(self, number: int, *, rising: bool, any_will_do: bool) -> dict[int, int]:
        """All labels of a day; returns those with which the next begins."""
        day, points = self._days[number], self._points
        later, morning = self._later(number)
        hungry, fed = self._begin(number)
        nexts: dict[int, int] = {}
        for size in range(self._count + 1):
            self._tell(number, size)
            for labels, is_hungry in ((hungry, True), (fed, False)):
                for key, minute in labels[size].items():
                    if is_hungry and fed[size].get(key, day.rows.never) <= minute:
                        continue
                    places, point = divmod(key, points)
                    today = day.open_yet[point][minute] & self.rules.allowed & ~places
                    if self._is_hopeless(places, today | later & ~places):
                        continue
                    home = day.home_from(point, minute, hungry=is_hungry)
                    if number < len(self._days) - 1:
                        nexts |= {places * points + end: morning for end, _ in home}
                    elif self._ends(places, home, rising=rising) and any_will_do:
                        return nexts
                    self._count_steps(today.bit_count())
                    if is_hungry:
                        day.hungry.go_on(hungry[size + 1], today, places, point, minute)
                        day.eating.go_on(fed[size + 1], today, places, point, minute)
                    else:
                        day.fed.go_on(fed[size + 1], today, places, point, minute)
        return nexts

    def _begin(self, number: int) -> tuple[Labels, Labels]:
        """The labels with which a day begins, hungry and fed."""
        hungry: Labels = [{} for _ in range(self._count + 2)]
        fed: Labels = [{} for _ in range(self._count + 2)]
        self._labels.append((hungry, fed))
        first = hungry if self._days[number].has_meal else fed
        for key, minute in self._seeds[number].items():
            first[(key // self._points).bit_count()][key] = minute
        return hungry, fed

    def _is_hopeless(self, places: int, yet: int) -> bool:
        """Whether nothing can come of a set, with all that may be visited ``yet``."""
        return (self.rules.score(places | yet) < self._floor
                or self.rules.hopeless(places, yet))

    def _ends(self, places: int, home: Iterable[tuple[int, int]], *, rising: bool) -> bool:
        """Note a set with which one can go home on the last day; whether it is found by that."""
        found = False
        for _, back in home:
            if back < self._found.get(places, self._days[-1].rows.never) and self.rules.keep(
                    places):
                self._found[places], found = back, True
        if found and rising:
            self._floor = max(self._floor, self.rules.score(places))
        return found

    def _count_steps(self, steps: int) -> None:
        self._left -= steps
        if self._left < 0:
            raise GaveUp

    def _later(self, number: int) -> tuple[int, int]:
        """The places that may be visited on a later day, and when the next one begins."""
        later, found = self._days[number + 1:], 0
        for day in later:
            for place, arrivals in enumerate(day.rows.arrivals):
                found |= bool(arrivals) << place
        return found & self.rules.allowed, later[0].rows.opens if later else 0

    def _tell(self, number: int, size: int) -> None:
        if self._progress is not None:
            best = max(map(self.rules.score, self._found), default=None)
            self._progress(number * self._count + size, len(self._days) * self._count, best)

    def _day_back(self, number: int, places: int, end: int,
                  back_min: int) -> tuple[list[int], int, int]:
        """The visits of a day that ends so, the set with which it began, and where."""
        day, labels, size = self._days[number], self._labels[number], places.bit_count()
        for is_hungry, of_size in zip((True, False), (labels[0][size], labels[1][size]),
                                      strict=True):
            for point in range(self._points):
                minute = of_size.get(places * self._points + point)
                if minute is not None and (
                        day.rows.meal_leg(point, end) if is_hungry and day.has_meal
                        else day.rows.leg[point][end])[minute] <= back_min:
                    return self._visits_back(number, places, point, minute, is_hungry)
        raise ValueError("no such set was found")

    def _visits_back(self, number: int, places: int, point: int, minute: int,
                     is_hungry: bool) -> tuple[list[int], int, int]:
        """The way back along the labels: any that leads to this minute will do."""
        day, visits = self._days[number], []
        starts_hungry = day.has_meal
        while is_hungry != starts_hungry or \
                self._seeds[number].get(places * self._points + point) != minute:
            visits.append(point)
            places ^= 1 << point
            point, minute, is_hungry = self._before(number, places, point, minute, is_hungry)
        return visits[::-1], places, point

    def _before(self, number: int, places: int, place: int, minute: int,
                is_hungry: bool) -> tuple[int, int, bool]:
        """A label from which a stay at this place ends at this minute."""
        day, size = self._days[number], places.bit_count()
        hungry, fed = (labels[size] for labels in self._labels[number])
        ways = [(hungry, day.hungry, True)] if is_hungry else [(fed, day.fed, False)]
        if day.has_meal and not is_hungry:
            ways.append((hungry, day.eating, True))
        for labels, way, was_hungry in ways:
            for point in range(self._points):
                before = labels.get(places * self._points + point)
                if before is not None and way.steps[point][place][before] == minute:
                    return point, before, was_hungry
        raise ValueError("a label without one before it")
