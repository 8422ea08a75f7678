"""What can be told of a wish before anything is searched: its alliance, the dates in force, and the
places, beds and tables without which it cannot be met.
"""

from __future__ import annotations

from datetime import date, timedelta

from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import TYPED, Diagnostic, Words, error
from parcours.format.choices import Kind
from parcours.i18n.language import language_of
from parcours.proposals.account import why_words
from parcours.proposals.drafting import Asking
from parcours.proposals.posing import Posed
from parcours.proposals.services import Timetables
from parcours.proposals.wish import Wish


def alliance_of(wish: Wish, atlas: Atlas) -> str | Diagnostic:
    """The alliance whose territories both ends lie in."""
    for option, id in (("--from", wish.start), ("--to", wish.end)):
        place = atlas.places[id]
        if place.needs_hours and place.kind is not Kind.LODGING:
            return error("bad-wish", TYPED, Words(
                f"{option} : « {id} » n’est pas ouvert à toute heure",
                f"{option}: '{id}' is not open at every hour"), Words(
                "partez d’une gare, d’un arrêt, d’un hébergement ou d’un village, et demandez ce "
                "lieu avec --with", "start at a station, a stop, a lodging or a village, and ask "
                "for this place with --with"))
    ends = {atlas.communes[atlas.places[id].commune].territory for id in (wish.start, wish.end)}
    found = [id for id, one in atlas.alliances.items() if ends <= {*one.territories}]
    if found:
        return found[0]
    return error("bad-wish", TYPED, Words(
        "--from, --to : aucune alliance ne réunit ces deux lieux",
        "--from, --to: no alliance joins these two places"), Words(
        "partez d’un lieu d’un territoire de l’alliance",
        "start at a place in a territory of the alliance"))


def dates_in_force(wish: Wish, timetables: Timetables, atlas: Atlas) -> list[date] | Diagnostic:
    """The dates asked for of whose every day the timetables speak."""
    if not timetables.services:
        return [*wish.dates]
    found = [day for day in wish.dates if all(
        timetables.cover(day + timedelta(days=n)) for n in range(wish.days))]
    if found:
        return found
    first, last = timetables.span
    fr, en = language_of("fr"), language_of("en")
    return error("bad-wish", TYPED, Words(
        f"--on : les horaires lus vont du {fr.date(first)} au {fr.date(last)}, et ne disent rien "
        "de ce jour", f"--on: the timetables read go from {en.date(first)} to {en.date(last)}, and "
        "say nothing of that day"), Words(
        "changez --on, lisez des horaires plus récents (--timetable), ou demandez --by walk",
        "change --on, read newer timetables (--timetable), or ask for --by walk"))


def refused_beforehand(one: Posed, on: date, asking: Asking) -> Diagnostic | None:
    """A wish that cannot be met, whatever the order."""
    why = {left.place: left.why for left in one.left_out}
    fr, en = language_of("fr").full_date(on), language_of("en").full_date(on)
    if not one.joined:
        return error("no-proposal", TYPED, Words(
            f"--from, --to : aucun trajet trouvé de l’un à l’autre le {fr}, par les moyens de --by",
            f"--from, --to: no way found from one to the other on {en}, by the means of --by"),
            Words("ajoutez un moyen à --by, avec des horaires (--timetable), ou rapprochez --to",
                  "add a means to --by, with timetables (--timetable), or bring --to nearer"))
    for id in asking.wish.wanted:
        if id not in one.candidates:
            words = why_words(why[id]) if id in why else Words(
                "on n’y fait pas de visite", "it is no place to visit")
            return error("no-proposal", TYPED, Words(
                f"--with {id} est impossible le {fr} : {words.fr}",
                f"--with {id} is impossible on {en}: {words.en}"), Words(
                "retirez --with, ou changez --on", "drop --with, or change --on"))
    if asking.wish.days > 1 and not one.beds:
        return error("no-proposal", TYPED, Words(
            "--days : aucun hébergement du dossier ne se rejoint sans voiture ce jour-là",
            "--days: no lodging of the folder can be reached without a car that day"), Words(
            "demandez une journée, ou ajoutez la fiche d’un hébergement (kind: lodging)",
            "ask for one day, or add the file of a lodging (kind: lodging)"))
    if any(day.meal is not None and not day.meal.at for day in one.problem.days):
        instead = (Words("--lunch none", "--lunch none") if asking.wish.lunch == "anywhere" else
                   Words("--lunch anywhere ou --lunch none", "--lunch anywhere or --lunch none"))
        return error("no-proposal", TYPED, Words(
            f"--lunch {asking.wish.lunch} : aucun lieu sûrement ouvert à midi où manger le {fr}",
            f"--lunch {asking.wish.lunch}: no place surely open at noon to eat at on {en}"), Words(
            f"demandez {instead.fr}", f"ask for {instead.en}"))
    return None
