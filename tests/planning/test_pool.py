"""Days of good plans, combined anew."""

from __future__ import annotations

from itertools import combinations
from random import Random

from parcours.planning.pool import Pool
from parcours.planning.sets import Sums, numbers_of

SCORES = Sums([n % 7 + 1 for n in range(16)])


def _never(places: int) -> bool:
    return False


def test_the_best_days_without_a_place_twice() -> None:
    """Of random days three are found that have no place in common and the highest sum, as by trying
    all of them; only if it is above what is known, and only if the rules are kept."""
    for seed in range(10):
        chance = Random(seed)  # noqa: S311  (draws for a test)
        pool = Pool(SCORES)
        days = {sum(1 << n for n in chance.sample(range(16), 4)) for _ in range(40)}
        for places in sorted(days):
            pool.add("weekday", places, numbers_of(places), 1)
        best = max((SCORES(a | b | c) for a, b, c in combinations(days, 3)
                    if not (a & b or b & c or a & c)), default=-1)
        found = pool.best(["weekday"] * 3, 0, bool)
        assert (found is None) == (best < 0)
        if found is not None:
            every = [place for order in found for place in order]
            assert len(set(every)) == 12
            assert sum(SCORES(1 << place) for place in every) == best
            assert pool.best(["weekday"] * 3, best, bool) is None
            assert pool.best(["weekday"] * 3, 0, _never) is None


def test_days_that_differ_keep_their_own_orders() -> None:
    """A Sunday's order is not used on a Monday; a kind of day without orders has no plan."""
    pool = Pool(SCORES)
    pool.add("sunday", 0b0011, [0, 1], 5)
    pool.add("monday", 0b1100, [3, 2], 5)
    pool.add("monday", 0b1100, [2, 3], 4)
    assert pool.best(["sunday", "monday"], 0, bool) == [[0, 1], [3, 2]]
    assert pool.best(["sunday", "tuesday"], 0, bool) is None


def test_the_pool_forgets_the_days_of_the_worst_plans() -> None:
    """It stays small however long a search is."""
    pool = Pool(SCORES)
    for n in range(10_000):
        pool.add("day", n, [n], n)
    assert pool.best(["day"], 0, lambda places: places == 9_999) == [[9_999]]
    assert pool.best(["day"], 0, lambda places: places == 17) is None
