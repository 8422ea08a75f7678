"""Opening hours follow OpenStreetMap's syntax."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from parcours.checks.subject import Placed
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Edit, Words, error, warning
from parcours.format.choices import ALWAYS_OPEN, Kind
from parcours.format.hints import NOT_KNOWN
from parcours.format.placeholders import is_placeholder
from parcours.format.scalars import short
from parcours.hours import calendar
from parcours.hours.readings import (
    Doubt,
    doubt,
    each_with_its_hours,
    holidays_and_weekdays,
    joined_by_comma,
    month_and_holidays,
    without_bare_off,
    without_hours,
)
from parcours.hours.suggest import understand

_WRONG = {
    Doubt.SCHOOL_HOLIDAYS: Words(
        "les dates des vacances scolaires (SH) ne sont pas connues ici",
        "the dates of school holidays (SH) are not known here"),
    Doubt.HOLIDAY_WEEKDAY: Words(
        "un jour férié (PH) et un jour de la semaine se suivent sans virgule",
        "a public holiday (PH) and a weekday follow one another without a comma"),
    Doubt.MONTH_HOLIDAY: Words(
        "un mois suivi de PH ne ferme que les jours fériés de ce mois",
        "a month followed by PH closes only the public holidays of that month"),
    Doubt.BARE_OFF: Words(
        "« off » sans jour, après d’autres horaires, ferme tous les jours et les efface",
        "'off' without a day, after other hours, closes every day and erases them"),
    Doubt.REPEATED: Words(
        "une heure de départ répétée (/) n’est pas une heure d’ouverture",
        "a repeated hour of departure (/) is not an opening hour"),
    Doubt.LIST_CUT: Words(
        "la virgule coupe une liste de jours et de dates : ce qui la précède serait ouvert jour et "
        "nuit",
        "the comma cuts a list of days and dates: what stands before it would be open day and "
        "night"),
    Doubt.NO_SUCH_DATE: Words(
        "une de ces dates n’existe pas", "one of these dates does not exist"),
    Doubt.SUN_PASSES: Words(
        "selon la saison, le soleil passe avant ou après cette heure",
        "with the season the sun passes before or after that hour"),
    Doubt.COUNTED_DATE: Words(
        "un jour compté ([1]) suit une liste de dates : vaut-il pour toutes, ou pour le dernier "
        "mois ?",
        "a counted day ([1]) follows a list of dates: is it of all of them, or of the last month?"),
    Doubt.SEMICOLON: Words(
        "après un point-virgule, ces heures remplacent les précédentes au lieu de s’y ajouter",
        "after a semicolon these hours replace those before instead of adding to them"),
}
"""What is wrong with a rule that is valid and not trusted."""
_INSTEAD = {
    Doubt.SCHOOL_HOLIDAYS: Words(
        "à la place de SH, écrivez les dates de ces vacances (année, mois, jour)",
        "in place of SH write the dates of these holidays (year, month, day)"),
    Doubt.MONTH_HOLIDAY: Words("séparez les deux par un point-virgule",
                               "separate the two with a semicolon"),
    Doubt.BARE_OFF: Words("ôtez-le, ou écrivez devant lui les jours fermés",
                          "remove it, or write the closed days before it"),
    Doubt.HOLIDAY_WEEKDAY: Words(
        "séparez les deux par une virgule, ou gardez PH seul pour tous les jours fériés",
        "put a comma between the two, or keep PH alone for every public holiday"),
    Doubt.REPEATED: Words(
        "écrivez ici les heures d’ouverture, et les départs dans description",
        "write the opening hours here, and the departures in description"),
    Doubt.LIST_CUT: Words(
        "écrivez les heures, ou off, après les jours et après les dates, et un point-virgule entre "
        "les deux",
        "write the hours, or off, after the days and after the dates, and a semicolon between "
        "them"),
    Doubt.NO_SUCH_DATE: Words(
        "corrigez la date : ce mois a moins de jours",
        "correct the date: the month has fewer days"),
    Doubt.SUN_PASSES: Words(
        "écrivez deux heures de l’horloge, ou deux saisons, chacune avec les siennes",
        "write two times of the clock, or two seasons, each with its own"),
    Doubt.COUNTED_DATE: Words(
        "répétez les heures : une partie pour les dates, une pour le mois et son jour compté, et "
        "un point-virgule entre les deux",
        "repeat the hours: one part for the dates, one for the month and its counted day, and a "
        "semicolon between the two"),
    Doubt.SEMICOLON: Words("mettez une virgule", "put a comma"),
}

_QUOTES = str.maketrans(dict.fromkeys("“”„«»‘’\"'", " ") | {"\u00a0": " ", "\u202f": " "})


def bad_opening_hours(placed: Placed, atlas: Atlas) -> Iterator[Diagnostic]:
    """``opening_hours`` is a rule that can be computed with."""
    rule = placed.fields.opening_hours
    if rule is None or calendar.is_rule(rule):
        return
    loc = (*placed.loc, "opening_hours")
    span = placed.source.span(loc)
    if calendar.is_valid(rule):
        yield error("bad-opening-hours", span, *_doubted(rule))
        return
    bare = rule.translate(_QUOTES).strip()
    if bare != rule and calendar.is_rule(bare):
        yield error("bad-opening-hours", span, Words(
            "des guillemets français ou courbes entourent cet horaire",
            "curly quotes stand round these hours"), Words(
            f"écrivez \"{bare}\"", f"write \"{bare}\""),
            (Edit(span, placed.source.text_at(loc), bare, quoted=True),))
        return
    answer = understand(rule)
    message = Words(f"« {short(rule)} » n’est pas un horaire au format OpenStreetMap",
                    f"'{short(rule)}' is not an opening hours rule in OpenStreetMap's syntax")
    if answer.rule is None:
        nothing = is_placeholder(rule)
        yield error("bad-opening-hours", span, message if nothing else _because(
            message, answer.why), NOT_KNOWN if nothing else _FORM)
    elif answer.certain:
        yield error("bad-opening-hours", span, message, Words(
            f"écrivez \"{answer.rule}\"", f"write \"{answer.rule}\""),
            (Edit(span, placed.source.text_at(loc), answer.rule, quoted=True),))
    else:
        yield error("bad-opening-hours", span, message, Words(
            f"si c’est bien ce que vous vouliez dire, écrivez \"{answer.rule}\"",
            f"if that is what you meant, write \"{answer.rule}\""))


def doubtful_hours(placed: Placed, atlas: Atlas) -> Iterator[Diagnostic]:
    """Valid hours say what was meant: no whole night and half a day, no March for a Tuesday, no
    days without hours beside others that have theirs.

    A station serves from the first train to the last; where one sleeps one comes in the afternoon
    and leaves in the morning.
    """
    rule = placed.fields.opening_hours
    if rule is None or not calendar.is_rule(rule):
        return
    span, bare = placed.source.span((*placed.loc, "opening_hours")), re.sub('"[^"]*"', "", rule)
    for hours in () if placed.fields.kind in _BY_NIGHT else _HOURS.finditer(bare):
        opens, closes = (int(hours[n]) * 60 + int(hours[n + 1]) for n in (1, 3))
        closes += 24 * 60 if closes <= opens else 0
        if closes - opens > _LONGEST and closes > _LATEST:
            yield warning("doubtful-hours", span, Words(
                f"« {hours[0]} » dure toute la nuit, jusqu’au lendemain",
                f"'{hours[0]}' lasts all night, into the next day"), Words(
                "vérifiez l’heure d’ouverture et celle de fermeture",
                "check the opening and the closing time"))
            return
    if found := calendar.exception_first(rule):
        part, later, better = found
        yield warning("doubtful-hours", span, Words(
            f"« {short(part)} » est rouvert par « {short(later)} », écrit après : une exception "
            "s’écrit en dernier",
            f"'{short(part)}' is opened again by '{short(later)}', written after it: an exception "
            "comes last"), Words(
            f"si c’est fermé ces jours-là, écrivez \"{better}\" ; sinon, retirez l’exception",
            f"if it is closed on these days, write \"{better}\"; if not, remove the exception"))
        return
    if without := without_hours(rule):
        yield warning("doubtful-hours", span, Words(
            f"« {short(without)} » n’a ni heures ni off : pour OpenStreetMap, c’est ouvert jour et "
            "nuit",
            f"'{short(without)}' has neither hours nor off: for OpenStreetMap it is open day and "
            "night"), Words(
            "écrivez ses heures, off, ou unknown si elles ne sont pas connues ; une virgule joint "
            "des jours qui ont les mêmes",
            "write its hours, off, or unknown if they are not known; a comma joins days that have "
            "the same"))
        return
    if _MARCH.search(bare) and not _OTHER_MONTHS.search(bare):
        yield warning("doubtful-hours", span, Words(
            "« Mar » est ici le mois de mars (March), et non mardi",
            "'Mar' is the month of March here, not Tuesday ('mardi')"), Words(
            "pour mardi, écrivez Tu ; pour mars, donnez-en le premier et le dernier jour : "
            "Mar 01-Mar …",
            "for Tuesday write Tu; for March give its first and last day: Mar 01-Mar …"))


_HOURS = re.compile(r"(\d{1,2}):(\d\d)\s*-\s*(\d{1,2}):(\d\d)", re.ASCII)
_BY_NIGHT = ALWAYS_OPEN | {Kind.LODGING, Kind.BIKE_RENTAL}
_LONGEST, _LATEST = 14 * 60, (24 + 2) * 60
"""Minutes: what opens in the morning may close at two in the night, and seldom later."""
_MARCH = re.compile(
    r"(?<![-,\w])mar(?!\s*[-,]|\s+\d{1,2}(?![\d:])|:?\s+(?:mo|tu|we|th|fr|sa|su|ph)\b)\b", re.I)
"""The month alone: with a day beside it, or others, it cannot be *mardi*."""
_OTHER_MONTHS = re.compile(r"\b(?:jan|feb|apr|may|jun|jul|aug|sep|oct|nov|dec)\b", re.I)

_FORM = Words(
    "un horaire s’écrit : les mois s’il y a lieu (Jan, Feb…), les jours (Mo Tu We Th Fr Sa Su, "
    "PH : jours fériés), les heures (HH:MM-HH:MM) ou off ; un point-virgule avant les jours "
    "suivants",
    "a rule is written: months if need be (Jan, Feb…), days (Mo Tu We Th Fr Sa Su, PH: public "
    "holidays), hours (HH:MM-HH:MM) or off; a semicolon before the next days")


def _because(message: Words, why: Words | None) -> Words:
    if why is None:
        return message
    return Words(f"{message.fr} : {why.fr}", f"{message.en}: {why.en}")


_BETTER: Mapping[Doubt, Callable[[str], str | None]] = {
    Doubt.SEMICOLON: joined_by_comma, Doubt.MONTH_HOLIDAY: month_and_holidays,
    Doubt.LIST_CUT: each_with_its_hours, Doubt.BARE_OFF: without_bare_off,
    Doubt.HOLIDAY_WEEKDAY: holidays_and_weekdays}
"""What makes of a rule the one that was probably meant; None where that cannot be told."""


def _doubted(rule: str) -> tuple[Words, Words]:
    """What is wrong with a valid rule, and what to type."""
    wary = doubt(rule)
    if wary is None:
        part = short(calendar.erased(rule) or "")
        return (Words(
            f"« {part} » ne vaut jamais : la suite de la règle le ferme, le rouvre ou le remplace",
            f"'{part}' never holds: the rest of the rule closes, reopens or replaces it"), Words(
            "écrivez || à la place du dernier point-virgule si la remarque vaut en dehors de ces "
            "heures ; sinon ôtez-la d’ici, et mettez-la dans la description",
            "write || in place of the last semicolon if the remark is about all other hours; if "
            "not, remove it here and put it into the description",
        ) if calendar.said_last(rule) else Words(
            "ôtez cette partie ou celle qui l’efface ; plusieurs heures d’un même jour se joignent "
            "par une virgule",
            "remove this part or the one that erases it; several hours of one day are joined by a "
            "comma"))
    better = _BETTER[wary](rule) if wary in _BETTER else None
    if better is None or not calendar.is_rule(better):
        return _WRONG[wary], _INSTEAD[wary]
    if wary is Doubt.BARE_OFF:
        return _WRONG[wary], Words(
            f"écrivez \"{better}\", et nommez les jours fermés s’il y en a",
            f"write \"{better}\", and name the closed days if there are any")
    if wary is Doubt.HOLIDAY_WEEKDAY:
        return _WRONG[wary], Words(
            f"écrivez \"{better}\" pour les deux, ou gardez PH seul pour tous les jours fériés",
            f"write \"{better}\" for both, or keep PH alone for every public holiday")
    return _WRONG[wary], Words(f"écrivez \"{better}\"", f"write \"{better}\"")
