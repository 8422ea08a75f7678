"""The words of a command understood, or what is wrong with each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from parcours.content.atlas import Atlas
from parcours.content.freshness import Level
from parcours.format.choices import Mode, Theme
from parcours.load.shared import read_shared
from parcours.proposals.asking import understood
from parcours.proposals.wish import Asked, Lunch, Wish

SAMPLE = Path(__file__).resolve().parents[1] / "sample" / "itineraries"
ASKED = Asked("gare-matabiau", "2026-12-05")


@cache
def atlas() -> Atlas:
    """The frozen content, read once."""
    return read_shared(SAMPLE, date(2026, 11, 29)).atlas


def wish_of(asked: Asked) -> Wish:
    """A wish without a fault."""
    found = understood(asked, atlas())
    assert isinstance(found, Wish), [one.message.en for one in found]
    return found


def told(asked: Asked) -> list[str]:
    """What is wrong, with the hint."""
    found = understood(asked, atlas())
    assert isinstance(found, list)
    return [f"{one.message.en} / {one.hint.en if one.hint else ''}" for one in found]


def test_what_nobody_says() -> None:
    """Back to where one starts, on foot, by train and coach, from nine to eight, 30 % a side, hours
    that are verified."""
    wish = wish_of(ASKED)
    assert wish.end == "gare-matabiau"
    assert (wish.from_min, wish.until_min, wish.share) == (540, 1200, 0.3)
    assert wish.by == (Mode.WALK, Mode.TRAIN, Mode.COACH)
    assert (wish.trust, wish.lunch) == (Level.VERIFIED, Lunch.ANYWHERE)


def test_names_french_words_and_lists() -> None:
    """A place by its name, means and themes in French, several in one option."""
    wish = wish_of(replace(
        ASKED, end="gimont-gare", by="vélo, train",
        themes="sciences,patrimoine", between="8h30 à 19h", share="25 %",
        wanted=("pont neuf, capitole",)))
    assert wish.by == (Mode.BIKE, Mode.TRAIN)
    assert wish.road is Mode.BIKE
    assert wish.themes == (Theme.SCIENCE, Theme.HERITAGE)
    assert (wish.from_min, wish.until_min, wish.share) == (510, 1140, 0.25)
    assert wish.wanted == ("pont-neuf", "capitole")


@pytest.mark.parametrize(("asked", "says"), [
    (replace(ASKED, start="matabiau"), "--from: no place is called 'matabiau' / did you mean "
                                       "'gare-matabiau'?"),
    (replace(ASKED, start="zzz"), "--from: no place is called 'zzz' / the names are those of "
                                  "the files of places/, without .yml"),
    (replace(ASKED, wanted=("pont-neuf",), unwanted=("Pont-Neuf",)),
     "--with, --without: 'pont-neuf' is both wanted and left out / drop one of the two wishes"),
    (replace(ASKED, unwanted=("gare-matabiau",)),
     "--without: 'gare-matabiau' is already where one starts or ends / drop this wish, or change "
     "--from or --to"),
    (replace(ASKED, by="tapis"), "--by: 'tapis' is not one of the choices / one of: walk, bike, "
                                 "train, coach, bus, tram, metro"),
    (replace(ASKED, between="20-9"), "--between: the day must last an hour at least, and end "
                                     "before midnight / widen --between"),
    (replace(ASKED, between="le matin"), "--between: 'le matin' does not say from when to when / "
                                         "write for instance 09:00-20:00"),
    (replace(ASKED, share="80%"), "--share: each of two territories cannot have more than half of "
                                  "the time / ask for 50 % at most"),
    (replace(ASKED, share="33.3%"), "--share: a share is written in whole per cent / write 33%"),
    (replace(ASKED, share="beaucoup"), "--share: 'beaucoup' is not a share / write for instance "
                                       "30%"),
])
def test_each_wish_that_makes_no_sense_is_named(asked: Asked, says: str) -> None:
    """The option, what is wrong with it, and what to write or drop."""
    assert told(asked) == [says]


def test_all_faults_at_once() -> None:
    """Whoever typed five things wrong is told of five."""
    assert len(told(Asked("x", "y", end="z", by="q", share="90%"))) == 5


def test_words_from_outside_are_quoted_short() -> None:
    """A page pasted into an option does not fill the screen."""
    (said,) = told(replace(ASKED, start="a\u001b[31m" + "b" * 5000))
    assert len(said) < 200
