"""Sets of places as bits, and the rules that speak of sets: score, share, what must be in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parcours.planning.problem import Problem, Wish


class Sums:
    """Adds up a number of each place over a set."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._tables = [_table(numbers[n:n + 8]) for n in range(0, len(numbers), 8)]

    def __call__(self, places: int) -> int:
        """The sum over these places."""
        total = 0
        for table in self._tables:
            total += table[places & 255]
            places >>= 8
        return total


def _table(numbers: Sequence[int]) -> list[int]:
    """The sum over each set of up to eight."""
    sums = [0]
    for number in numbers:
        sums += [one + number for one in sums]
    return sums


class Rules:
    """What is asked of the set of all places visited."""

    def __init__(self, problem: Problem) -> None:
        places = problem.places
        self.score = Sums([place.score for place in places])
        self.needed = bits(n for n, place in enumerate(places) if place.wish is Wish.WITH)
        self.allowed = bits(n for n, place in enumerate(places) if place.wish is not Wish.WITHOUT)
        self.percent = problem.share.percent if problem.share else 0
        sides = problem.share.sides if problem.share else ()
        self.minutes = Sums([place.stay_min for place in places])
        self.side_minutes = [Sums([place.stay_min if place.side == side else 0 for place in places])
                             for side in sides]

    def keep(self, places: int) -> bool:
        """Whether a plan may visit this set, and no other place."""
        return not self.needed & ~places and bool(places) and self.share(places) >= self.percent

    def share(self, places: int) -> int:
        """The percent, rounded down, of the side that has the least of the minutes of stay."""
        total = self.minutes(places)
        if not self.side_minutes or not total:
            return 0
        return min(100 * side(places) // total for side in self.side_minutes)

    def lacking(self, places: int) -> list[int]:
        """The sides, by their number in the rule, that have too small a share."""
        total = self.minutes(places)
        return [n for n, side in enumerate(self.side_minutes)
                if 100 * side(places) < self.percent * total]

    def hopeless(self, places: int, open_yet: int) -> bool:
        """Whether no set of these places and some of those still open can keep the rules."""
        if self.needed & ~(places | open_yet):
            return True
        if not self.percent:
            return False
        for side in self.side_minutes:
            own, more = side(places), side(open_yet)
            others = self.minutes(places) - own
            if 100 * (own + more) < self.percent * (own + more + others):
                return True
        return False


def bits(numbers: Iterable[int]) -> int:
    """These numbers as a set."""
    return sum(1 << n for n in numbers)


def numbers_of(places: int) -> list[int]:
    """The numbers in a set, from the least on."""
    return [n for n in range(places.bit_length()) if places >> n & 1]
