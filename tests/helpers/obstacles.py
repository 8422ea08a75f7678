"""Everything that can be in the way of a plan, as surely as it may be known, and what has to be
said of it: for the clauses of pages and for those of editors alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from parcours.diagnostics.diagnostic import Lang
from parcours.trip.rides import Hindrance, Obstacle

PLACE, BEFORE = 3, 2
"""The visit that is in the way, and the one before it."""
AT_MIN, LIMIT_MIN = 600, 630
_COMES = {Hindrance.NO_CHANGE, Hindrance.LAST_GONE, Hindrance.LATE, Hindrance.SHUT}
"""Of these it is told when one comes; of the others what runs from a minute on."""
_UNSURE = {"fr": re.compile(r"\b(?:vers|environ|au plus tard)\b"),
           "en": re.compile(r"\b(?:around|about|at the latest)\b")}
_LATEST: dict[Lang, str] = {"fr": "au plus tard", "en": "at the latest"}
_LAST: dict[Lang, tuple[str, str]] = {"fr": ("à", "vers"), "en": ("at", "around")}


def every_obstacle() -> Iterator[Obstacle]:
    """Each kind, with whatever may be unsure of its times; what is shut for a moment, and for a
    visit."""
    for why, later in product(Hindrance, (0, 1)):
        for at_about, limit_about, at_latest, guessed in product((False, True), repeat=4):
            if not (limit_about and why is not Hindrance.LAST_GONE) and not (
                    at_latest and why is Hindrance.NO_CHANGE):  # no times are so
                for limit_min in (AT_MIN, LIMIT_MIN) if why is Hindrance.SHUT else (LIMIT_MIN,):
                    yield Obstacle(why, PLACE, later, AT_MIN, limit_min, at_about, limit_about,
                                   at_latest, guessed)


def assert_told(found: Obstacle, said: str, name: str, lang: Lang, *, night: bool = False) -> None:
    """A clause names its place and is filled in; it is sure of no more than is known, and unsure
    of nothing that is."""
    assert name in said
    assert not {"{", "}", "None"} & {*said, *said.split()}, said
    unsure = bool(_UNSURE[lang].search(said))
    may = found.at_about or found.at_latest or found.guessed
    comes = found.why in _COMES and not night
    assert unsure is (comes and (may or found.limit_about)), said
    if comes and found.at_latest and not found.guessed:
        assert _LATEST[lang] in said, said
    if found.why is Hindrance.LAST_GONE:
        assert re.search(rf"\b{_LAST[lang][found.limit_about]} 10(?::| h )30", said), said
        if may:
            assert _UNSURE[lang].search(re.sub(r"\b(?:vers|around) 10(?::| h )30", "", said)), said
