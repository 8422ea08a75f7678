"""Days of good plans, combined anew: of each day one, no place twice, the highest score."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from parcours.planning.gaps import Order

_KEPT = 2000
"""How many orders are kept a kind of day."""
_NODES = 60_000
"""How many partial plans one combination looks at."""


class Pool:
    """Orders of days that were part of good plans. Days that are alike share their orders."""

    def __init__(self, score: Callable[[int], int]) -> None:
        self._score = score
        self._orders: dict[Hashable, dict[int, tuple[int, Order]]] = {}
        """By the kind of day, by the set of places: the score of the best plan, and the order."""

    def add(self, kind: Hashable, places: int, order: Order, plan_score: int) -> None:
        """Keep the order of a day of a plan with this score."""
        orders = self._orders.setdefault(kind, {})
        known = orders.get(places)
        if known is None or plan_score > known[0]:
            orders[places] = plan_score, list(order)
        if len(orders) > 2 * _KEPT:
            best = sorted(orders.items(), key=lambda item: (-item[1][0], item[0]))
            self._orders[kind] = dict(best[:_KEPT])

    def best(self, kinds: Sequence[Hashable], above: int,
             keeps: Callable[[int], bool]) -> list[Order] | None:
        """The orders of days of these kinds with the highest score above that, whose places
        together keep the rules; none if there are none among those looked at."""
        choices = [sorted(((self._score(places), places) for places in self._orders.get(kind, ())),
                          key=lambda one: (-one[0], one[1])) for kind in kinds]
        if not all(choices):
            return None
        most = [0]
        for one in reversed(choices):
            most.append(most[-1] + one[0][0])
        most.reverse()
        found: list[int] | None = None
        left = _NODES

        def look(number: int, used: int, score: int, taken: list[int], begin: int) -> None:
            nonlocal found, above, left
            if number == len(kinds):
                if score > above and keeps(used):
                    above, found = score, list(taken)
                return
            same = number > 0 and kinds[number] == kinds[number - 1]
            for n in range(begin if same else 0, len(choices[number])):
                more, places = choices[number][n]
                # days alike come from the highest score down: what follows has at most this one's
                rest = most[number + 1] if not alike(number) else more * (len(kinds) - number - 1)
                if score + more + rest <= above or left <= 0:
                    return
                left -= 1
                if not places & used:
                    look(number + 1, used | places, score + more, [*taken, places], n + 1)

        def alike(number: int) -> bool:
            return all(kind == kinds[number] for kind in kinds[number:])

        look(0, 0, 0, [], 0)
        if found is None:
            return None
        return [self._orders[kind][places][1] for kind, places in zip(kinds, found, strict=True)]
