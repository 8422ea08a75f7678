"""Sets of places as bits."""

from __future__ import annotations

from itertools import product

from helpers.plans_by_force import draw
from parcours.planning.sets import Rules, Sums, bits, numbers_of


def test_sums_over_sets_of_many_numbers() -> None:
    """Nineteen numbers: tables of eight bits each give what adding gives."""
    numbers = [n * n + 1 for n in range(19)]
    sums = Sums(numbers)
    for places in (0, 1, 0b1010101, (1 << 19) - 1, 1 << 18 | 1 << 8):
        assert sums(places) == sum(numbers[n] for n in numbers_of(places))
    assert numbers_of(bits(n for n in (3, 11))) == [3, 11]


def test_hopeless_is_where_no_larger_set_keeps_the_rules() -> None:
    """A set is hopeless only if neither it nor any set of it and of open places keeps the rules."""
    for seed in range(12):
        one = draw(seed, places=5)
        rules = Rules(one.problem())
        for places, yet in product(range(32), repeat=2):
            some = any(rules.keep(places | more) for more in range(32) if not more & ~yet)
            assert rules.keep(places) == one.keeps(frozenset(numbers_of(places)))
            assert not (some and rules.hopeless(places, yet))
            if rules.hopeless(places, yet):
                assert not some
