"""The search beyond what the exact one can end: take out, put in, keep what is better or nearly so.

Each round takes some places out of the days (a stretch of a day, the neighbourhood of a point, what
stands in the way of a place that is not in) and then puts in what fits, one after another, by score
over time lost, with some chance. What comes out is kept unless it is much worse than the best; how
much, shrinks to nothing in the course of a run. Several runs begin with what they are given, or
with nothing, the last one with the best plan. The days of good plans are collected, and combined
anew at the end of each run. Where a share is asked, a side that has too little of it is favoured
while places are put in, and then what the other has too much of goes out.

What ends the search is a number of looks into gaps, and chance is a stream of numbers that is the
same everywhere: no clock and no hash decides, so that every machine finds the same plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from random import Random

from parcours.planning.gaps import Fit, Gaps, Order, Times, gaps_of
from parcours.planning.plan import Progress
from parcours.planning.pool import Pool
from parcours.planning.problem import Problem
from parcours.planning.rows import DayRows
from parcours.planning.schedule import earliest_end
from parcours.planning.sets import Rules, bits

LOOKS = 120_000_000
"""How many looks into gaps a search takes, those by minute and with a meal counted for more than
one: some eight seconds."""
_RUNS = 8
_WORSE = 0.15
"""By how much of the best a plan may be worse to be kept, at the beginning of a run."""
_GOOD = 0.95
"""From how much of the best on the days of a plan are collected."""
_OTHER, _OTHERS = 0.7, 400
"""From how much of the best on a plan is kept as another, and how many of them."""
_POWERS = (1.0, 1.5, 2.0, 3.0)
"""Of the score, when it is weighed against the time lost."""
_TABOO = 0.5
"""How often one of the places that were taken out must stay out for the round."""
_BESIDE, _RULED = 40, 1000
"""What a position of an order costs beside its looks, and a round with rules for whole sets,
counted in looks."""


@dataclass(slots=True)
class State:
    """A plan as it changes."""

    gaps: list[Gaps]
    orders: list[Order]
    times: list[Times]
    value: int = 0
    """The score, far less for each place missing that must be in."""

    def copy(self) -> State:
        """The same, to be changed."""
        return State(list(self.gaps), [list(order) for order in self.orders], list(self.times),
                     self.value)

    @property
    def places(self) -> int:
        """All places as a set."""
        return bits(place for order in self.orders for place in order)

    @property
    def nights(self) -> list[int]:
        """The points where one sleeps."""
        return [gaps.end for gaps in self.gaps[:-1]]


class LocalSearch:
    """A search with a fixed number of looks. ``best`` is there at any moment."""

    def __init__(self, problem: Problem, rows: Sequence[DayRows], looks: int = LOOKS,
                 seed: int = 0, progress: Progress | None = None, *,
                 keep_others: bool = False) -> None:
        self.rules, self._rows = Rules(problem), rows
        self._scores = [place.score for place in problem.places]
        self._much = sum(self._scores) + 1
        self._allowed = [n for n in range(len(self._scores)) if self.rules.allowed >> n & 1]
        self._has_rules = bool(self.rules.needed or self.rules.percent)
        self._round_cost = _RULED if self._has_rules else _BESIDE
        self._chance = Random(seed)  # noqa: S311  (a search, no secret)
        self._looks, self._looked, self._told = looks, 0, -1
        self._progress = progress
        self._gaps: dict[tuple[int, int, int], Gaps] = {}
        self._pool = Pool(self.rules.score)
        self._alike = _alike(problem)
        self._nights = self._possible_nights(problem)
        self._near = self._neighbours()
        self.best: State | None = None
        self.best_score = -1
        self.others: dict[int, State] = {}
        """Good plans by their places, if they are kept."""
        self._keep_others = keep_others

    def start_with(self, orders: Sequence[Order], nights: Sequence[str]) -> None:
        """Take a plan that is known, from which to go on, if it can be done in these rows."""
        wanted = [self._rows[0].number_of[night] for night in nights]
        points = next((points for points in self._nights if points[1:-1] == wanted), None)
        if points is None or not all(
                earliest_end(rows, points[n], order, points[n + 1]) <= rows.limit
                for n, (rows, order) in enumerate(zip(self._rows, orders, strict=True))):
            return
        state = self._empty(points)
        for n, order in enumerate(orders):
            state.orders[n] = list(order)
            state.times[n] = state.gaps[n].times(state.orders[n])
        self._value(state)

    def run(self) -> None:
        """Search to the end."""
        first = self.best
        for number in range(_RUNS if self._nights and self._allowed else 0):
            end = self._looks * (number + 1) // _RUNS
            last = number == _RUNS - 1
            known = self.best if last else first
            self._run(known.copy() if known is not None else self._empty(
                self._nights[number % len(self._nights)]), end)
            self._combine()

    def _run(self, state: State, end: int) -> None:
        begin, top = self._looked, state.value
        while self._looked < end:
            left = 1 - (self._looked - begin) / (end - begin)
            new = self._round(state)
            top = max(top, new.value)
            if new.value >= state.value or \
                    new.value >= top - abs(top) * _WORSE * left * self._chance.random():
                state = new

    def _round(self, state: State) -> State:
        self._tell()
        random = self._chance.random
        new = state.copy()
        which = random()
        if which < 0.02 and len(self._nights) > 1:
            new, out = self._empty(self._nights[int(random() * len(self._nights))]), []
        elif which < 0.5:
            out = self._take_stretch(new)
        elif which < 0.75:
            out = self._take_near(new)
        else:
            out = self._make_room(new)
        taboo = out[int(random() * len(out))] if out and random() < _TABOO else -1
        self._fill(new, taboo)
        if self.rules.percent:
            self._keep_share(new)
        self._value(new)
        self._looked += self._round_cost
        return new

    def _value(self, state: State) -> None:
        places = state.places
        score = self.rules.score(places)
        state.value = score
        if self._has_rules:
            missing = (self.rules.needed & ~places).bit_count()
            state.value -= self._much * (missing + bool(self.rules.lacking(places)))
        if state.value > self.best_score and places and self.rules.keep(places):
            self.best, self.best_score = state.copy(), score
        if self._keep_others and state.value >= _OTHER * self.best_score > 0 and \
                places not in self.others and self.rules.keep(places):
            self._keep(places, state)
        if len(state.orders) > 1 and state.value >= _GOOD * self.best_score:
            for number, order in enumerate(state.orders):
                self._pool.add(self._kind(state, number), bits(order), order, score)

    def _keep(self, places: int, state: State) -> None:
        self.others[places] = state.copy()
        if len(self.others) > 2 * _OTHERS:
            ranked = sorted(self.others, key=lambda one: (-self.others[one].value, one))
            self.others = {one: self.others[one] for one in ranked[:_OTHERS]}

    def _fill(self, state: State, taboo: int) -> None:
        """Put in what fits until nothing does."""
        weights = self._weights(state)
        inside = {place for order in state.orders for place in order}
        places = [n for n in self._allowed if n not in inside and n != taboo]
        fits = [self._fits(state, n, places) for n in range(len(state.orders))]
        while True:
            best, where, chosen = 0.0, -1, (-1, -1, -1)
            for n, some in enumerate(fits):
                for one in some:
                    value = weights[one[0]] / (one[2] + 5)
                    if value > best:
                        best, where, chosen = value, n, one
            if where < 0:
                return
            place, position, _ = chosen
            state.orders[where].insert(position, place)
            self._time(state, where)
            for n, some in enumerate(fits):
                if n != where:
                    fits[n] = [one for one in some if one[0] != place]
            still = list(dict.fromkeys(one[0] for one in fits[where] if one[0] != place))
            fits[where] = self._fits(state, where, still)

    def _weights(self, state: State) -> list[float]:
        """What a place is worth in this round."""
        random = self._chance.random
        power = _POWERS[int(random() * len(_POWERS))]
        noise = 0.01 + 0.3 * random()
        weights = [(score + 0.01) ** power * (1 - noise * random()) for score in self._scores]
        if self._has_rules:
            favoured = self.rules.needed
            weights = [weight * 1000 if favoured >> n & 1 else weight
                       for n, weight in enumerate(weights)]
            for side in self.rules.lacking(state.places):
                favour = 10 ** (2 * random())
                weights = [weight * favour if self.rules.side_minutes[side](1 << n) else weight
                           for n, weight in enumerate(weights)]
        return weights

    def _keep_share(self, state: State) -> None:
        """Take out what the sides that have enough of it have too much of, the least score a minute
        first, until the share is kept or nothing of it is left."""
        rules = self.rules
        while lacking := rules.lacking(places := state.places):
            spare = [place for order in state.orders for place in order
                     if not rules.needed >> place & 1
                     and not any(rules.side_minutes[side](1 << place) for side in lacking)]
            if not spare or not any(rules.side_minutes[side](places) for side in lacking):
                return
            noise = 0.6 + 0.4 * self._chance.random()
            out = min(spare, key=lambda n: (self._scores[n] ** noise / rules.minutes(1 << n), n))
            for n, order in enumerate(state.orders):
                if out in order:
                    order.remove(out)
                    self._time(state, n)

    def _take_stretch(self, state: State) -> list[int]:
        random = self._chance.random
        filled = [n for n, order in enumerate(state.orders) if order]
        if not filled:
            return []
        number = filled[int(random() * len(filled))]
        order = state.orders[number]
        count = 1 + int(random() * min(len(order), max(2, 0.35 * len(order))))
        begin = int(random() * (len(order) - count + 1))
        out = order[begin:begin + count]
        del order[begin:begin + count]
        self._time(state, number)
        return out

    def _take_near(self, state: State) -> list[int]:
        random = self._chance.random
        where = {place: n for n, order in enumerate(state.orders) for place in order}
        count = 2 + int(random() * 4)
        out: list[int] = []
        for place in self._near[int(random() * len(self._near))]:
            if len(out) < count and place in where and random() < 0.8:
                out.append(place)
                state.orders[where[place]].remove(place)
        for number in sorted({where[place] for place in out}):
            self._time(state, number)
        return out

    def _make_room(self, state: State) -> list[int]:
        """Put a place in that is not, where least is lost of what stands in its way."""
        random = self._chance.random
        inside = {place for order in state.orders for place in order}
        outside = [n for n in self._allowed if n not in inside]
        if not outside:
            return []
        place = outside[int(random() * len(outside))]
        number = int(random() * len(state.orders))
        order = state.orders[number]
        best, begin, end = -1.0, -1, -1
        for a, b in state.gaps[number].replaceable(order, state.times[number], place):
            lost = sum(self._scores[one] for one in order[a:b]) * (0.8 + 0.4 * random())
            if begin < 0 or lost < best:
                best, begin, end = lost, a, b
        self._looked += 3 * _BESIDE * len(order)
        if begin < 0:
            return []
        out = order[begin:end]
        order[begin:end] = [place]
        self._time(state, number)
        return out

    def _combine(self) -> None:
        """The best plan of days that were part of good ones."""
        if self.best is None or len(self.best.orders) < 2:
            return
        kinds = [self._kind(self.best, n) for n in range(len(self.best.orders))]
        orders = self._pool.best(kinds, self.best_score, self.rules.keep)
        if orders is not None:
            state = self.best.copy()
            state.orders = [list(order) for order in orders]
            for number in range(len(orders)):
                self._time(state, number)
            self._value(state)

    def _time(self, state: State, number: int) -> None:
        state.times[number] = state.gaps[number].times(state.orders[number])

    def _fits(self, state: State, number: int, places: list[int]) -> list[Fit]:
        order = state.orders[number]
        self._looked += (len(order) + 1) * (len(places) * state.gaps[number].cost + _BESIDE)
        return state.gaps[number].fits(order, state.times[number], places)

    def _kind(self, state: State, number: int) -> tuple[int, int, int]:
        gaps = state.gaps[number]
        return self._alike[number], gaps.start, gaps.end

    def _empty(self, points: Sequence[int]) -> State:
        gaps = [self._gaps_of(n, a, b) for n, (a, b) in enumerate(pairwise(points))]
        return State(gaps, [[] for _ in gaps], [one.times([]) for one in gaps])

    def _gaps_of(self, number: int, start: int, end: int) -> Gaps:
        key = self._alike[number], start, end
        if key not in self._gaps:
            self._gaps[key] = gaps_of(self._rows[number], start, end)
        return self._gaps[key]

    def _possible_nights(self, problem: Problem) -> list[list[int]]:
        """Every choice of nights with which one gets from each to the next."""
        number_of = self._rows[0].number_of
        found = []
        for nights in product(*problem.nights):
            points = [number_of[name] for name in (problem.start, *nights, problem.end)]
            if all(self._gaps_of(n, a, b).empty_is_possible()
                   for n, (a, b) in enumerate(pairwise(points))):
                found.append(points)
        return found

    def _neighbours(self) -> list[list[int]]:
        """For each place all places, the nearest first."""
        rows = self._rows[0]
        return [sorted(self._allowed, key=lambda b, a=a: (  # type: ignore[misc]
            rows.leg[a][b][rows.opens] + rows.leg[b][a][rows.opens], b)) for a in self._allowed]

    def _tell(self) -> None:
        percent = 100 * self._looked // self._looks
        if self._progress is not None and percent > self._told:
            self._told = percent
            self._progress(min(percent, 100), 100, self.best_score if self.best else None)


def _alike(problem: Problem) -> list[int]:
    """For each day the first one that has the same hours, legs and span."""
    days = problem.days
    kinds = [(day.span, day.meal, id(day.legs), tuple(problem.hours(place)[n]
                                                      for place in problem.places))
             for n, day in enumerate(days)]
    return [kinds.index(kind) for kind in kinds]
