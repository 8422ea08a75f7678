"""From the words of a command to a `Wish`, or to what is wrong with them, option by option."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TypeVar

from parcours.content.atlas import Atlas
from parcours.content.freshness import Level
from parcours.diagnostics.diagnostic import TYPED, Diagnostic, Words, error
from parcours.format import scalars
from parcours.format.choices import Mode, Theme
from parcours.format.scalars import BadScalar, short
from parcours.i18n.language import language_of
from parcours.proposals.asked_dates import dates_of
from parcours.proposals.wish import RIDDEN, ROAD, Asked, Lunch, Wish
from parcours.suggest import certain, likely
from parcours.suggest.likely import slug_of

_BETWEEN, _SHARE = "09:00-20:00", "30%"
_BY = (Mode.WALK, Mode.TRAIN, Mode.COACH)
_HOURS = re.compile(r"\s*(.+?)\s*(?:-|–|—|\bà\b|\bto\b)\s*(.+?)\s*")
_MOST_NEAR = 3
_LEAST_SPAN_MIN = 60
OneOf = TypeVar("OneOf", Theme, Mode)


class _Faults:
    """What is wrong, each at the option that says it."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []

    def add(self, option: str, message: Words, hint: Words | None = None,
            code: str = "bad-wish") -> None:
        self.found.append(error(code, TYPED, Words(
            f"{option} : {message.fr}", f"{option}: {message.en}"), hint))


def understood(asked: Asked, atlas: Atlas) -> Wish | list[Diagnostic]:
    """The wish that these words tell, or every fault in them at once."""
    faults = _Faults()
    start = _place("--from", asked.start, atlas, faults)
    end = _place("--to", asked.end, atlas, faults) if asked.end else start
    wanted = [_place("--with", one, atlas, faults) for one in _each(asked.wanted)]
    unwanted = [_place("--without", one, atlas, faults) for one in _each(asked.unwanted)]
    dates = dates_of(asked.on, atlas.today)
    if isinstance(dates, tuple):
        faults.add("--on", *dates)
        dates = []
    themes = _words("--themes", asked.themes, tuple(Theme), faults)
    by = _words("--by", asked.by, (*ROAD, *RIDDEN), faults) or _BY
    from_min, until_min = _between(asked.between or _BETWEEN, faults)
    share = _share(asked.share or _SHARE, faults)
    for id in dict.fromkeys(one for one in wanted if one and one in unwanted):
        faults.add("--with, --without", Words(
            f"« {id} » est à la fois voulu et exclu", f"'{id}' is both wanted and left out"),
            Words("retirez l’un des deux souhaits", "drop one of the two wishes"))
    for option, ids in (("--with", wanted), ("--without", unwanted)):
        for id in ids:
            if id and id in (start, end):
                faults.add(option, Words(
                    f"« {id} » est déjà le départ ou l’arrivée",
                    f"'{id}' is already where one starts or ends"),
                    Words("retirez ce souhait, ou changez --from ou --to",
                          "drop this wish, or change --from or --to"))
    if not any(mode in by for mode in ROAD):
        by = (Mode.WALK, *by)  # to the platform one walks
    if faults.found:
        return faults.found
    return Wish(start, end, tuple(dates), asked.days, themes, by, from_min, until_min, share,
                tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(unwanted)), asked.alternatives,
                Level(asked.trust), Lunch(asked.lunch))


def _each(typed: Iterable[str]) -> list[str]:
    """Several in one option, between commas, as well as the option several times."""
    return [part.strip() for one in typed for part in one.split(",") if part.strip()]


def _place(option: str, typed: str, atlas: Atlas, faults: _Faults) -> str:
    """The id of a place by its id or its name; empty with a fault where it is none or unclear."""
    word = typed.strip()
    if word in atlas.places:
        return word
    folded = slug_of(word[:200])
    named = [id for id, place in atlas.places.items() if folded and folded in {
        id, *(slug_of(name) for name in place.name.by_lang.values())}]
    if len(named) == 1:
        return named[0]
    if not named and word in atlas.known_places:
        faults.add(option, Words(
            f"le fichier du lieu « {short(word)} » a une erreur",
            f"the file of the place '{short(word)}' has an error"),
            Words("corrigez-le : parcours check", "mend it: parcours check"), "unknown-place")
        return ""
    near = sorted(named)[:_MOST_NEAR] or _near(folded, atlas)
    faults.add(option, Words(
        f"plusieurs lieux s’appellent « {short(word)} »" if named else
        f"aucun lieu ne s’appelle « {short(word)} »",
        f"several places are called '{short(word)}'" if named else
        f"no place is called '{short(word)}'"),
        Words("vouliez-vous dire " + language_of("fr").any_of([f"« {id} »" for id in near]) + " ?",
              "did you mean " + language_of("en").any_of([f"'{id}'" for id in near]) + "?")
        if near else Words("les noms sont ceux des fichiers de places/, sans « .yml »",
                           "the names are those of the files of places/, without .yml"),
        "unknown-place")
    return ""


def _near(folded: str, atlas: Atlas) -> list[str]:
    """The ids of the places whose id or name comes near, the nearest first."""
    by_name = {slug_of(name): id for id, place in atlas.places.items()
               for name in (*place.name.by_lang.values(), id)}
    close = get_close_matches(folded, list(by_name), n=_MOST_NEAR, cutoff=0.6)
    if not close and len(folded) > 2:
        close = [name for name in sorted(by_name) if folded in name][:_MOST_NEAR]
    return list(dict.fromkeys(by_name[name] for name in close))


def _words(option: str, typed: str, known: Sequence[OneOf],
           faults: _Faults) -> tuple[OneOf, ...]:
    """Words of a list, in French as well; a fault for each that is none."""
    by_value = {one.value: one for one in known}
    found: dict[OneOf, None] = {}
    for word in _each([typed]):
        sure = certain.word(word[:80], list(by_value))
        if sure is not None or word in by_value:
            found[by_value[sure or word]] = None
            continue
        listed = ", ".join(by_value)
        faults.add(option, Words(f"« {short(word)} » n’est pas un des choix",
                                 f"'{short(word)}' is not one of the choices"),
                   Words(f"au choix : {listed}", f"one of: {listed}"))
    return tuple(found)


def _between(typed: str, faults: _Faults) -> tuple[int, int]:
    """From when to when, in minutes since midnight."""
    hours = _HOURS.fullmatch(typed[:60])
    ends = [likely.clock(one) for one in hours.groups()] if hours else []
    if len(ends) != 2 or not all(ends):
        faults.add("--between", Words(
            f"« {short(typed)} » ne dit pas de quelle heure à quelle heure",
            f"'{short(typed)}' does not say from when to when"), Words(
            "écrivez par exemple 09:00-20:00", "write for instance 09:00-20:00"))
        return 0, 0
    begin, end = (scalars.clock(one) for one in ends if one)
    if end - begin < _LEAST_SPAN_MIN:
        faults.add("--between", Words(
            "la journée doit durer une heure au moins, et finir avant minuit",
            "the day must last an hour at least, and end before midnight"),
            Words("élargissez --between", "widen --between"))
    return begin, end


def _share(typed: str, faults: _Faults) -> float:
    """A share of 0 to a half: both sides together have one whole."""
    try:
        share = scalars.share(typed)
    except BadScalar as bad:
        faults.add("--share", bad.message, Words("écrivez par exemple 30%",
                                                 "write for instance 30%"))
        return 0.0
    if abs(share * 100 - round(share * 100)) > 1e-9:  # else more would be asked than is typed
        faults.add("--share", Words("une part s’écrit en pour cent entiers",
                                    "a share is written in whole per cent"),
                   Words(f"écrivez {int(share * 100)}%", f"write {int(share * 100)}%"))
    elif share > 0.5:
        faults.add("--share", Words(
            "chacun des deux territoires ne peut pas avoir plus de la moitié du temps",
            "each of two territories cannot have more than half of the time"),
            Words("demandez 50 % au plus", "ask for 50 % at most"))
    return share
