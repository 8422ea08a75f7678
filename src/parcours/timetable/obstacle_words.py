"""Why a plan cannot be kept on a day, for editors and for other programs: a clause, both languages.

Pages say the same to visitors, by `parcours.render.words.ride_obstacles`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from parcours.diagnostics.diagnostic import Lang, Words
from parcours.format.names import name_of
from parcours.hours.clock import DAY_MIN, wall_clock
from parcours.i18n.language import language_of
from parcours.trip.rides import Hindrance, Obstacle
from parcours.trip.trip import Trip, Visit


def hurry_words(hurry: Obstacle, trip: Trip, start: date) -> Words:
    """What is in the way of who walks between stops and places as long as we estimate."""
    found = obstacle_words(hurry, trip, start)
    return Words(
        f"{found.fr}, en comptant la marche d’un arrêt au lieu ou à un autre arrêt, que nous "
        "estimons",
        f"{found.en}, counting the walk from a stop to the place or to another stop, which is our "
        "estimate")


def slower_words(slower: Obstacle, trip: Trip) -> Words:
    """What is in the way of who takes longer than we estimate, as a clause."""
    fr, en = _names(trip.visits[slower.number - 1])
    return Words(
        "le plan ne tient que par notre estimation de la durée d’un trajet : qui met plus "
        f"longtemps ne le tient pas à l’étape « {fr} »",
        "the plan rests on our own estimate of how long a way takes: who takes longer cannot keep "
        f"it at the stop '{en}'")


def obstacle_words(obstacle: Obstacle, trip: Trip, start: date) -> Words:
    """What is in the way of who sets out on a day, as a clause."""
    visit = trip.visits[obstacle.number - 1]
    match obstacle.why:
        case Hindrance.LATE:
            return _late(obstacle, visit)
        case Hindrance.SHUT:
            return _shut(obstacle, visit)
        case _:
            return _nothing_runs(obstacle, trip.visits[obstacle.number - 2], visit,
                                 start + timedelta(days=obstacle.later))


def _late(obstacle: Obstacle, visit: Visit) -> Words:
    fr, en = _names(visit)
    at = _at(obstacle.at_min, about=obstacle.at_about or obstacle.guessed)
    limit = _at(obstacle.limit_min, about=obstacle.limit_about)
    if obstacle.at_latest:
        return Words(
            f"on arrive {at.fr} au plus tard à l’étape « {fr} », où il faut être {limit.fr}",
            f"you get to the stop '{en}' {at.en} at the latest, and have to be there {limit.en}")
    return Words(f"on arrive {at.fr} à l’étape « {fr} », où il faut être {limit.fr}",
                 f"you get to the stop '{en}' {at.en}, and have to be there {limit.en}")


def _shut(obstacle: Obstacle, visit: Visit) -> Words:
    fr, en = _names(visit)
    if visit.night:
        return Words(f"« {fr} », où l’on dort, n’ouvre pas ce jour-là",
                     f"'{en}', where one sleeps, does not open that day")
    roughly = obstacle.at_about or obstacle.guessed
    if obstacle.at_min == obstacle.limit_min:
        at = _at(obstacle.at_min, about=roughly)
        if obstacle.at_latest:
            return Words(f"« {fr} », où l’on passe {at.fr} au plus tard, n’est pas ouvert alors",
                         f"'{en}', where you come by {at.en} at the latest, is not open then")
        return Words(f"« {fr} », où l’on passe {at.fr}, n’est pas ouvert",
                     f"'{en}', where you come by {at.en}, is not open")
    begins, ends = _time(obstacle.at_min), _time(obstacle.limit_min)
    around = Words("", "")
    if obstacle.at_latest:
        around = Words("au plus tard ", "at the latest ")
    elif roughly:
        around = Words("environ ", "about ")
    return Words(
        f"« {fr} » n’est pas ouvert pendant toute la visite, {around.fr}de {begins.fr} à {ends.fr}",
        f"'{en}' is not open during the whole visit, {around.en}from {begins.en} to {ends.en}")


_NOTHING_RUNS: Mapping[Hindrance, Words] = {
    Hindrance.NO_CHANGE: Words(
        "d’après l’horaire, le {on} {when}, on ne peut pas changer à « {a} » pour aller à « {b} »",
        "by the timetable, on {on} {when}, one cannot change at '{a}' to go to '{b}'"),
    Hindrance.OFTEN: Words(
        "de « {a} » à « {b} », le {on} à partir de {at}, seul un service sans heures fixes va "
        "encore directement, jusqu’à {limit} : on ne sait pas s’il en passe encore un",
        "from '{a}' to '{b}', on {on} from {at} on, only a service without fixed times still goes "
        "directly, until {limit}: nobody knows whether one more comes"),
    Hindrance.NO_SERVICE: Words(
        "rien ne va directement {by} de « {a} » à « {b} » le {on}",
        "nothing goes directly {by} from '{a}' to '{b}' on {on}"),
    Hindrance.BOOKED: Words(
        "de « {a} » à « {b} », le {on} à partir de {at}, il faut réserver pour y aller "
        "directement",
        "from '{a}' to '{b}', on {on} from {at} on, one has to book to go directly"),
    Hindrance.SCHOOL: Words(
        "de « {a} » à « {b} », le {on} à partir de {at}, il n’y a plus de direct que pour les "
        "élèves",
        "from '{a}' to '{b}', on {on} from {at} on, the only direct ones left are there for "
        "pupils"),
    Hindrance.KIND: Words(
        "de « {a} » à « {b} », le {on} à partir de {at}, il n’y a plus de direct que par un moyen "
        "que l’horaire nomme autrement, ou ne nomme pas",
        "from '{a}' to '{b}', on {on} from {at} on, the only direct ones left are by a means that "
        "the timetable names otherwise, or not at all"),
    Hindrance.UNREAD: Words(
        "de « {a} » à « {b} », le {on} à partir de {at}, seul pourrait aller directement un réseau "
        "dont l’horaire n’a pas été lu pour ce jour",
        "from '{a}' to '{b}', on {on} from {at} on, only a network may go directly whose timetable "
        "was not read for that day"),
    Hindrance.UNPUBLISHED: Words(
        "de « {a} » à « {b} », le {on} à partir de {at}, seule pourrait aller directement une "
        "ligne dont l’horaire n’est pas publié pour ce jour",
        "from '{a}' to '{b}', on {on} from {at} on, only a line may go directly whose timetable "
        "is not published for that day"),
    Hindrance.UNTIMED: Words(
        "de « {a} » à « {b} », le {on} à partir de {at}, rien ne dit à quelle heure on peut aller "
        "directement",
        "from '{a}' to '{b}', on {on} from {at} on, nothing says at what time one can go "
        "directly"),
    Hindrance.LAST_GONE: Words(
        "plus rien ne va directement {by} de « {a} » à « {b} » le {on} à partir de {at} : le "
        "dernier départ est {last}{there}",
        "nothing goes directly {by} from '{a}' to '{b}' on {on} from {at} on: the last departure "
        "is {last}{there}"),
}


def _nothing_runs(obstacle: Obstacle, before: Visit, visit: Visit, day: date) -> Words:
    told = _NOTHING_RUNS[obstacle.why]

    def filled(lang: Lang) -> str:
        by = visit.leg.by if visit.leg is not None else None
        return told.in_lang(lang).format(
            a=before.place.name.in_lang(lang), b=visit.place.name.in_lang(lang),
            by=name_of(by).in_lang(lang) if by else "", on=language_of(lang).full_date(day),
            at=_time(obstacle.at_min).in_lang(lang),
            when=_at(obstacle.at_min, about=obstacle.at_about or obstacle.guessed).in_lang(lang),
            limit=_time(obstacle.limit_min).in_lang(lang),
            last=_at(obstacle.limit_min, about=obstacle.limit_about).in_lang(lang),
            there=_there(obstacle).in_lang(lang))

    return Words(filled("fr"), filled("en"))


def _there(obstacle: Obstacle) -> Words:
    """That one is at the stop then by our estimate, at the latest, or at an approximate time;
    nothing where that is sure."""
    at = _time(obstacle.at_min)
    if obstacle.guessed:
        return Words(f" (on y est vers {at.fr}, d’après notre estimation du chemin)",
                     f" (you are there around {at.en}, by our estimate of the way)")
    if obstacle.at_latest:
        return Words(f" (on y est à {at.fr} au plus tard)",
                     f" (you are there at {at.en} at the latest)")
    if obstacle.at_about:
        return Words(f" (on y est vers {at.fr}, d’après une heure approximative)",
                     f" (you are there around {at.en}, by an approximate time)")
    return Words("", "")


def _at(minutes: int, *, about: bool = False) -> Words:
    """When something is, on the day that a stop is for or in the night after it."""
    told = _time(minutes)
    at = Words("vers", "around") if about else Words("à", "at")
    return Words(f"{at.fr} {told.fr}", f"{at.en} {told.en}")


def _time(minutes: int) -> Words:
    told = wall_clock(minutes)
    return (Words(f"{told} le lendemain", f"{told} the next day") if minutes >= DAY_MIN
            else Words(told, told))


def _names(visit: Visit) -> tuple[str, str]:
    return visit.place.name.in_lang("fr"), visit.place.name.in_lang("en")
