"""Opening hours follow OpenStreetMap's syntax."""

from __future__ import annotations

from collections.abc import Iterator

from parcours.checks.subject import Placed
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Edit, Words, error
from parcours.format.scalars import short
from parcours.hours import calendar as hours
from parcours.hours.readings import Doubt, doubt, joined_by_comma

_WRONG = {
    Doubt.SCHOOL_HOLIDAYS: Words(
        "les dates des vacances scolaires (SH) ne sont pas connues ici",
        "the dates of school holidays (SH) are not known here"),
    Doubt.HOLIDAY_WEEKDAY: Words(
        "un jour férié (PH) et un jour de la semaine se suivent sans virgule",
        "a public holiday (PH) and a weekday follow one another without a comma"),
    Doubt.REPEATED: Words(
        "une heure de départ répétée (/) n’est pas une heure d’ouverture",
        "a repeated hour of departure (/) is not an opening hour"),
    Doubt.NO_SUCH_DATE: Words(
        "une de ces dates n’existe pas", "one of these dates does not exist"),
    Doubt.SUN_PASSES: Words(
        "selon la saison, le soleil passe avant ou après cette heure",
        "with the season the sun passes before or after that hour"),
    Doubt.SEMICOLON: Words(
        "après un point-virgule, ces heures remplacent les précédentes au lieu de s’y ajouter",
        "after a semicolon these hours replace those before instead of adding to them"),
}
"""What is wrong with a rule that is valid and not trusted."""
_INSTEAD = {
    Doubt.SCHOOL_HOLIDAYS: Words(
        "écrivez les dates : \"2027 Feb 20-Mar 07 Mo-Fr 10:00-18:00\"",
        "write the dates: \"2027 Feb 20-Mar 07 Mo-Fr 10:00-18:00\""),
    Doubt.HOLIDAY_WEEKDAY: Words(
        "écrivez \"PH,Mo off\" pour les deux, ou \"PH off\" pour tous les jours fériés",
        "write \"PH,Mo off\" for both, or \"PH off\" for every public holiday"),
    Doubt.REPEATED: Words(
        "écrivez les heures d’ouverture, comme \"Sa 10:00-16:00\", et les départs dans description",
        "write the opening hours, like \"Sa 10:00-16:00\", and the departures in description"),
    Doubt.NO_SUCH_DATE: Words(
        "corrigez la date : le dernier jour est Jun 30, Sep 30, Feb 28…",
        "correct the date: the last day is Jun 30, Sep 30, Feb 28…"),
    Doubt.SUN_PASSES: Words(
        "écrivez deux heures, ou deux saisons : \"Apr-Sep 10:00-20:00; Oct-Mar 10:00-17:00\"",
        "write two hours, or two seasons: \"Apr-Sep 10:00-20:00; Oct-Mar 10:00-17:00\""),
    Doubt.SEMICOLON: Words("mettez une virgule", "put a comma"),
}


def bad_opening_hours(placed: Placed, atlas: Atlas) -> Iterator[Diagnostic]:
    """``opening_hours`` is a rule that can be computed with."""
    rule = placed.fields.opening_hours
    if rule is None or hours.is_rule(rule):
        return
    loc = (*placed.loc, "opening_hours")
    span = placed.source.span(loc)
    wary = doubt(rule) if hours.is_valid(rule) else None
    if wary is not None:
        commas = joined_by_comma(rule)
        yield error("bad-opening-hours", span, _WRONG[wary], Words(
            f"écrivez \"{commas}\"", f"write \"{commas}\"") if commas else _INSTEAD[wary])
        return
    meant = hours.suggestion(rule)
    yield error("bad-opening-hours", span, Words(
        f"« {short(rule)} » n’est pas un horaire au format OpenStreetMap",
        f"'{short(rule)}' is not an opening hours rule in OpenStreetMap's syntax"),
        Words(f"écrivez \"{meant}\"", f"write \"{meant}\"") if meant else
        Words("un horaire s’écrit \"Tu-Su 10:00-18:00; PH off\" "
              "(Mo Tu We Th Fr Sa Su, PH : jours fériés)",
              "a rule is written \"Tu-Su 10:00-18:00; PH off\" "
              "(Mo Tu We Th Fr Sa Su, PH: public holidays)"),
        (Edit(span, placed.source.text_at(loc), meant, quoted=True),) if meant else ())
