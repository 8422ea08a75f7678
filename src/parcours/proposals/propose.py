"""``parcours propose``: dates are tried in order until one has a plan; its drafts, or why none.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from threading import current_thread, main_thread

from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Lang, Words
from parcours.planning.plan import Answer, Plan, Progress, Status
from parcours.planning.propose import Effort
from parcours.planning.propose import propose as planned
from parcours.proposals.beforehand import alliance_of, dates_in_force, refused_beforehand
from parcours.proposals.draft import Draft, Surety
from parcours.proposals.drafting import Asking, Refused, drafted
from parcours.proposals.left_out import left_out
from parcours.proposals.posing import Posed, posed, without_meal_at
from parcours.proposals.refusal import refusal
from parcours.proposals.rows import FeedRows, Together
from parcours.proposals.sequence import days_of
from parcours.proposals.services import Timetables, read_timetables
from parcours.proposals.wish import Wish

_MOST_TRIES = 4
"""How often a plan is made again whose draft eats where something else is done."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What came of a wish."""

    drafts: tuple[Draft, ...]
    alliance: str
    diagnostics: tuple[Diagnostic, ...] = ()
    """Why there is no draft, or what keeps one from being made."""
    tried: tuple[date, ...] = ()
    """The dates before the one planned, on which nothing was found."""
    stopped: bool = False
    """Somebody interrupted: there may be drafts that were not looked for, or not written."""


class NoDraftError(Exception):
    """A plan of which the check or the checker says that it does not hold: a fault of ours."""

    def __init__(self, refused: Refused) -> None:
        super().__init__("; ".join(fault.en for fault in refused.faults))
        self.words = Words(
            "le plan trouvé n’a pas passé la vérification, rien n’est écrit : "
            + " ; ".join(fault.fr for fault in refused.faults),
            "the plan found did not pass the check, nothing is written: "
            + "; ".join(fault.en for fault in refused.faults))


def propose(wish: Wish, paths: Sequence[Path], atlas: Atlas, names: Callable[[date], Iterator[str]],
            lang: Lang, progress: Progress | None = None) -> Proposed:
    """The drafts for the first date that has any; ``names`` gives free ids for a date, in order."""
    alliance = alliance_of(wish, atlas)
    if isinstance(alliance, Diagnostic):
        return Proposed((), "", (alliance,))
    timetables = read_timetables(paths, wish, atlas)
    if isinstance(timetables, list):
        return Proposed((), alliance, tuple(timetables))
    dates = dates_in_force(wish, timetables, atlas)
    if isinstance(dates, Diagnostic):
        return Proposed((), alliance, (dates,))
    stops = {stop for one in timetables.services for stop in (one.from_stop, one.to_stop)}
    rows = Together([FeedRows(path, stops) for path, _, _ in timetables.feeds])
    asking = Asking(wish, alliance, atlas, timetables, lang, rows if timetables.feeds else None)
    tried: list[date] = []
    known: set[object] = set()
    told: Diagnostic | None = None
    for on in dates:
        days = [on + timedelta(days=n) for n in range(wish.days)]
        one = posed(days, alliance, wish, atlas, timetables)
        if (key := _key(one, days, timetables)) not in known:
            known.add(key)
            why = refused_beforehand(one, on, asking)
            if why is None:  # only the first date without a plan is explained: it takes a while
                drafts = _drafts(one, on, names(on), asking, Effort(explain=told is None), progress)
                if isinstance(drafts, Drafts):
                    return Proposed(drafts.sound, alliance, (), tuple(tried), drafts.stopped)
                why = refusal(drafts, on, asking)
                if drafts.status is Status.INTERRUPTED:
                    return Proposed((), alliance, (why,), tuple(tried), stopped=True)
            told = told or why
        tried.append(on)
    return Proposed((), alliance, _for_all(told, len(dates) - 1), tuple(tried))


def _for_all(told: Diagnostic | None, others: int) -> tuple[Diagnostic, ...]:
    """Why there is nothing on the first date, and that there is nothing on the others."""
    if told is None or not others:
        return () if told is None else (told,)
    fr, en = ("à l’autre date", "other date") if others == 1 else (
        f"aux {others} autres dates", f"{others} other dates")
    return (replace(told, message=Words(
        f"{told.message.fr} ; rien trouvé non plus {fr}",
        f"{told.message.en}; nothing found on the {en} either")),)


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts of one date, the best first; ``stopped`` as in `Proposed`."""

    sound: tuple[Draft, ...]
    stopped: bool


@contextmanager
def _held_back() -> Iterator[Callable[[], bool]]:
    """Ctrl-C waits until the end of the block, which may ask whether it came: what was found is
    worth the second that its draft takes."""
    came: list[object] = []
    ours = current_thread() is main_thread()  # the only one that may set a handler, or gets one
    former = signal.signal(signal.SIGINT, lambda *told: came.append(told)) if ours else None
    try:
        yield lambda: bool(came)
    finally:
        if ours:
            signal.signal(signal.SIGINT, former)


def _drafts(one: Posed, on: date, names: Iterator[str], asking: Asking, effort: Effort,
            progress: Progress | None) -> Drafts | Answer:
    """The drafts of one date, or the answer without a plan."""
    id = next(names)
    for attempt in count():
        try:
            answer = planned(one.problem, asking.wish.alternatives, effort, progress)
        except KeyboardInterrupt:  # before or after the search itself
            return Answer(Status.INTERRUPTED, ())
        if attempt and answer.status.proved:  # of fewer places to eat at than there are
            answer = _only_found(answer)
        if not answer.plans:
            return answer
        sound: list[Draft] = []
        refused: list[Refused] = []
        with _held_back() as interrupted:
            for plan in answer.plans:
                if sound and interrupted():
                    break
                draft = drafted(plan, id, on, one.candidates, left_out(one, plan), asking)
                if isinstance(draft, Draft):
                    sound.append(draft)
                    id = next(names, id)
                else:
                    refused.append(draft)
            stopped = answer.plans[0].status is Status.INTERRUPTED or interrupted()
        if not refused or refused[0].plan is not answer.plans[0]:
            return Drafts(tuple(sound), stopped)
        if stopped and not sound:
            return Answer(Status.INTERRUPTED, ())
        ate = _eats_twice(refused[0].plan)
        if ate and attempt < _MOST_TRIES:
            one = without_meal_at(one, ate)
        elif sound:
            return Drafts((replace(sound[0], surety=Surety.FOUND), *sound[1:]), stopped)
        else:
            raise NoDraftError(refused[0])
    raise AssertionError


def _only_found(answer: Answer) -> Answer:
    """The same where nothing is proved."""
    if not answer.plans:
        return Answer(Status.NONE_FOUND, ())
    best, *others = answer.plans
    return Answer(Status.FOUND, (replace(best, status=Status.FOUND), *others))


def _eats_twice(plan: Plan) -> str:
    """Where a plan eats that it visits at another time; empty where it does not."""
    stays = [stop for day in days_of(plan) for stop in day.stops
             if stop.visited or stop.eats_min is not None]
    return next((stop.place for stop in stays if stop.eats_min is not None and sum(
        other.place == stop.place for other in stays) > 1), "")


def _key(one: Posed, days: Sequence[date], timetables: Timetables) -> object:
    """Equal for dates that have the same hours and the same departures."""
    return (one.problem.places, tuple(day.meal for day in one.problem.days), tuple(
        tuple((service.start, service.end, departure) for service, departure in timetables.on(day))
        for day in days))
