"""Why there is no draft: what blocks, as far as it is proved, and the smallest change of the wish
that would free it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from parcours.diagnostics.diagnostic import TYPED, Diagnostic, Words, error
from parcours.hours.clock import DAY_MIN, clock
from parcours.i18n.language import language_of
from parcours.planning.plan import Answer, Loosening, Rule, Status
from parcours.proposals.drafting import Asking
from parcours.proposals.posing import over_noon
from parcours.proposals.wish import RIDDEN, Wish
from parcours.trip.usual_hours import EARLIEST_START_MIN


def refusal(answer: Answer, on: date, asking: Asking) -> Diagnostic:
    """The diagnostic of a date without a plan."""
    fr, en = language_of("fr").full_date(on), language_of("en").full_date(on)
    blocked = answer.blocked
    message, hint = _status(answer.status, fr, en), Words(
        "essayez d’élargir --between, de baisser --share ou de changer --on",
        "try to widen --between, to lower --share or to change --on")
    loosenings = [one for one in (blocked.loosenings if blocked else ())
                  if _may_be_asked(one, asking.wish)]
    if answer.status is Status.IMPOSSIBLE and blocked is not None and blocked.complete:
        hint = Words("aucun souhait relâché seul ne suffit : changez --on, ou relâchez-en deux",
                     "no single wish loosened is enough: change --on, or loosen two")
    if answer.status is Status.IMPOSSIBLE and not any(asking.timetables.on(on)) and (
            asking.timetables.services):
        message = Words(f"{message.fr} ; aucun service ne roule entre les arrêts des lieux",
                        f"{message.en}; no service runs between the stops of the places")
    if not any(mode in asking.wish.by for mode in RIDDEN):
        hint = Words(
            "essayez un moyen de plus dans --by, comme train, avec des horaires (--timetable)",
            "try one more means in --by, such as train, with timetables (--timetable)")
    if blocked is not None and (blocked.closed or blocked.unreachable):
        ids = ", ".join((*blocked.closed, *blocked.unreachable))
        hint = Words(f"--with : {ids} ne se visite pas ce jour-là ; retirez ce souhait",
                     f"--with: {ids} cannot be visited that day; drop this wish")
    if loosenings:
        hint = _hint(loosenings, asking.wish)
    elif answer.status is Status.INTERRUPTED:
        hint = Words("relancez-la et laissez-la finir", "run it again and let it end")
    return error("no-proposal", TYPED, message, hint)


def _status(status: Status, fr: str, en: str) -> Words:
    match status:
        case Status.IMPOSSIBLE:
            return Words(f"impossible le {fr}, c’est prouvé : aucun ordre des lieux ne tient tous "
                         "les souhaits", f"impossible on {en}, it is proved: no order of the "
                         "places keeps all the wishes")
        case Status.INTERRUPTED:
            return Words(f"recherche interrompue avant d’avoir trouvé une journée le {fr}",
                         f"search interrupted before it found a day on {en}")
        case _:
            return Words(f"aucune journée trouvée le {fr} ; rien ne prouve qu’il n’y en a pas",
                         f"no day found on {en}; nothing proves that there is none")


def _may_be_asked(one: Loosening, wish: Wish) -> bool:
    """Whether the change is a wish that one may type: each side gets something, and a day neither
    begins before five nor ends after midnight."""
    match one.rule:
        case Rule.SHARE:
            return bool(one.enough)
        case Rule.START | Rule.END:
            hours = _with_hours(one, wish)
            return hours.from_min >= EARLIEST_START_MIN and hours.until_min < DAY_MIN
        case _:
            return True


def _hint(loosenings: Sequence[Loosening], wish: Wish) -> Words:
    """The changes of which each alone is enough."""
    fr, en = zip(*((words.fr, words.en) for words in (_change(one, wish) for one in loosenings)),
                 strict=True)
    return Words(f"un seul changement suffit : {language_of('fr').any_of(fr)}",
                 f"one change is enough: {language_of('en').any_of(en)}")


def _change(one: Loosening, wish: Wish) -> Words:
    match one.rule:
        case Rule.SHARE:
            return Words(*[f"--share {one.enough or 0}%"] * 2)
        case Rule.MEAL:
            return Words(*["--lunch none"] * 2)
        case Rule.HOURS:
            return Words(*["--trust told"] * 2)
        case Rule.WITH:
            return Words(f"sans --with {one.place}", f"no --with {one.place}")
        case Rule.END | Rule.START:
            other = _with_hours(one, wish)
            typed = f"--between {clock(other.from_min)}-{clock(other.until_min)}"
            if over_noon(other) and not over_noon(wish):  # what is enough has no lunch either
                typed += " --lunch none"
            return Words(*[typed] * 2)


def _with_hours(one: Loosening, wish: Wish) -> Wish:
    """The wish with the hours that are enough: by as much wider as the day of the planner, which
    leaves out the minutes at a start or an end that is no stop."""
    by = (one.enough or 0) - (one.asked or 0)
    return replace(wish, until_min=wish.until_min + by) if one.rule is Rule.END else replace(
        wish, from_min=wish.from_min + by)
