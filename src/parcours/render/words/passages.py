"""Which stops of which routes are at a place, in words."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from parcours.render.words.writer import Writer
from parcours.trip.passage import Passage


def by_route(passages: Sequence[Passage], write: Writer) -> list[tuple[str, int, Markup, str]]:
    """Each route once: its id, its first stop here, its title, and all its stops here in words."""
    found: dict[str, list[Passage]] = {}
    for passage in passages:
        found.setdefault(passage.id, []).append(passage)
    say, told = write.language.say, []
    for id, here in found.items():
        numbers = [str(one.number) for one in here]
        told.append((id, here[0].number, write.title(id, here[0].title),
                     say("stop {n}", n=numbers[0]) if len(numbers) == 1 else
                     say("stops {numbers}", numbers=write.language.all_of(numbers))))
    return told
