"""The hours of one day in words: *ouvert de 10 h à 12 h et de 14 h à 20 h au moins*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parcours.hours.clock import DAY_MIN
from parcours.hours.hour_words import hours_in_words
from parcours.hours.intervals import Interval, less
from parcours.hours.statement import Hours, Time
from parcours.i18n.language import Language


def hours_of_day(intervals: Sequence[Interval], certain: Sequence[Interval],
                 guessed: frozenset[int], language: Language) -> str:
    """When it is open, or perhaps, on a day, of which it is ``certain`` in some intervals.

    Minutes of the day that are ``guessed`` ends are those of nobody's hours: of ``20:00+`` no end
    is told, and no morning after.
    """
    say = language.say
    if is_all_day(intervals):
        if is_all_day(certain):
            return say("open around the clock")
        # a remark on all other hours: ``Mo-Sa 10:00-12:00 || "by appointment"``
        return say("open {hours}; at other hours to be confirmed", hours=hours_in_words(
            [_hours(*one) for one in certain], language)) if certain else say("to be confirmed")
    sure, perhaps = _pieces(intervals, certain, guessed)
    if not sure and not perhaps:
        return say("perhaps still open after midnight (to confirm)")
    told = say("open {hours}", hours=hours_in_words(sure or perhaps, language))
    if not sure:
        return say("{hours} (to confirm)", hours=told)
    return say("{hours}; {others}, to be confirmed", hours=told,
               others=hours_in_words(perhaps, language)) if perhaps else told


def is_all_day(intervals: Sequence[Interval]) -> bool:
    """Whether it is one interval around the clock."""
    return len(intervals) == 1 and intervals[0][0] <= 0 and intervals[0][1] >= DAY_MIN


def _pieces(intervals: Sequence[Interval], certain: Sequence[Interval],
            guessed: frozenset[int]) -> tuple[list[Hours], list[Hours]]:
    """The hours that are sure, and those to be confirmed; what our guess alone adds to the night
    before is none of them."""
    left = less(intervals, certain)
    sure: list[Hours] = []
    perhaps: list[Hours] = []
    known = {begin for begin, _ in certain}
    for begin, end in sorted([*certain, *left]):
        # a night without an end goes on until that guess, or until it meets hours that are sure
        by_guess = bool(guessed) and (end % DAY_MIN in guessed or end in known or end > DAY_MIN)
        if (begin, end) not in left:
            sure.append(_hours(begin, end))
        elif guessed and sure and sure[-1].closes == Time(begin):
            sure[-1] = replace(sure[-1], at_least=True)
        elif begin < DAY_MIN and (not by_guess or begin > 0 or end >= DAY_MIN):
            perhaps.append(_hours(begin, None if by_guess else end))
    return sure, perhaps


def _hours(opens: int, closes: int | None) -> Hours:
    return Hours(Time(opens), None if closes is None else Time(closes))
