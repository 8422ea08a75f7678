"""What an editor meant by opening hours in words: a rule to offer, or what was not understood.

The grammar and its library are loaded when a text is no rule, and only then.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from parcours.diagnostics.diagnostic import Words
from parcours.hours import calendar


@dataclass(frozen=True, slots=True)
class Answer:
    """What a text came to."""

    rule: str | None = None
    """A rule that was read back: it opens as the text says, names what the text names, and nothing
    else."""
    certain: bool = False
    """Whether a program may write it; otherwise a person should weigh it first."""
    why: Words | None = None
    """What stood in the way, where there is no rule."""


_APART = re.compile(r"(?<=h)[^\S\n]+(?=\d{2}\s*(?:[-\u2010-\u2015/]|à\b|a\b)\s*\d{1,2}\s*h)", re.I)
"""Between the hours of the morning and those of the afternoon, where these look like minutes."""
_BETWEEN = re.compile(
    r"\bentre(\s+\d{1,2}\s*(?:h(?:\s?\d{2})?|:\d{2})\s+)et(?=\s+\d{1,2}\s*[h:])", re.I)


def understand(text: str) -> Answer:
    """The rule that common French or English words mean, or what stood in the way."""
    text = _BETWEEN.sub(r"de   \1à ", text)  # as long as it was: messages name places in it
    answer = _understood(text)
    if answer.rule is None and (apart := _APART.sub(", ", text)) != text:
        other = _understood(apart)  # "10-12h 15-18h" is no quarter past twelve
        return other if other.rule else answer
    return answer


def _understood(text: str) -> Answer:
    from parcours.hours.said.attachments import meaning
    from parcours.hours.said.phrases import sentences
    from parcours.hours.said.read_back import is_read_back
    from parcours.hours.said.rule import rule_of
    from parcours.hours.said.tokens import NotUnderstood

    try:
        whole = meaning(sentences(text))
        rule = rule_of(whole)
    except NotUnderstood as why:
        return Answer(why=_told(why.why, why.column, why.typed(text)))
    except ValueError:
        return Answer(why=_told("rule", 0, ""))
    for written in (rule, rule.replace("; ", ", ")):  # a semicolon would cut the night before short
        if is_read_back(text, written, whole):
            return Answer(written, not whole.likely and not _is_other_rule(text, written))
    return Answer(why=_told("read-back", 0, ""))


def _is_other_rule(text: str, rule: str) -> bool:
    """Whether a text is a rule but for its dashes, spaces and capitals, and means something else:
    *ph off; Mo-Fr 9:00-12:00* opens on holidays as a rule, and closes on them as a sentence."""
    from parcours.hours.said.tokens import plain

    typed = re.sub(r" *- *", "-", re.sub(r"\s+", " ", plain(text)[0])).strip(" ;")
    typed = re.sub(r"\b(?:ph|sh)\b", lambda match: match[0].upper(), typed)
    return calendar.is_rule(typed) and any(_days(typed, first) != _days(rule, first)
                                           for first in _COMPARED)


_COMPARED = (date(2027, 1, 1), date(2028, 1, 1))
"""First days of the years in which two rules are compared, a leap year among them."""


def _days(rule: str, first: date) -> frozenset[tuple[tuple[tuple[int, int], ...], int]]:
    return frozenset((hours, days.bits) for hours, days in calendar.calendar(
        rule, None, first).patterns)


def suggestion(text: str) -> str | None:
    """The rule to show to a person; None when the text is a rule, or is not that clear."""
    return None if calendar.is_rule(text) else understand(text).rule


_WHY = {
    "nothing": Words("aucun jour et aucune heure n’y sont dits", "it names no day and no hour"),
    "long": Words("le texte est trop long pour être lu comme des horaires",
                  "the text is too long to be read as opening hours"),
    "hours": Words("il y manque les heures : on ne sait que des jours ou des saisons",
                   "the hours are missing: only days or seasons are named"),
    "whose": Words("on ne sait pas quelles heures vont avec quels jours ou quelle saison",
                   "it is not clear which hours go with which days or season"),
    "season": Words("une saison est nommée sans ses mois ni ses dates",
                    "a season is named without its months or dates"),
    "either": Words("deux lectures sont possibles", "it can be read in two ways"),
    "school": Words("les dates des vacances scolaires ne sont pas connues ici",
                    "the dates of school holidays are not known here"),
    "noun": Words("plusieurs lieux sont nommés : donnez les horaires d’un seul",
                  "several places are named: give the hours of one"),
    "noun_later": Words("est-ce le lieu, ou une partie de lui ? nommez-le d’abord, ou pas du tout",
                        "is this the place, or a part of it? name it first, or not at all"),
    "range": Words("le début ou la fin manque", "its beginning or its end is missing"),
    "until": Words("il manque le début", "the beginning is missing"),
    "end": Words("la fin manque", "the end is missing"),
    "chain": Words("les heures ne vont pas par deux", "the times do not go in pairs"),
    "clock": Words("ces heures ne se lisent pas d’une seule façon",
                   "these times can be read in several ways"),
    "part": Words("le matin, l’après-midi ou le soir ne va pas avec les heures dites",
                  "the morning, afternoon or evening does not go with the hours given"),
    "overlap": Words("les mêmes jours ont deux fois des heures",
                     "the same days are given hours twice"),
    "never": Words("des heures sont dites pour des jours qui sont fermés",
                   "hours are given for days that are closed"),
    "closed": Words("les mêmes jours sont dits ouverts et fermés",
                    "the same days are said to be open and closed"),
    "named": Words("cette fête fait partie d’un nom : donnez ses dates",
                   "this feast is part of a name: give its dates"),
    "event": Words("un jour de la semaine et une date se suivent : un événement, ou des horaires ?",
                   "a weekday and a date stand together: an event, or opening hours?"),
    "others": Words("on ne sait pas quels sont les autres jours",
                    "it is not clear which the other days are"),
    "including": Words("on ne sait pas ce que « y compris » ajoute",
                       "it is not clear what 'including' adds"),
    "unless": Words("l’exception à la fermeture ne se lit pas d’une seule façon",
                    "the exception to the closing can be read in several ways"),
    "loose": Words("« en semaine » : jusqu’au vendredi, ou jusqu’au samedi ?",
                   "'en semaine': to Friday, or to Saturday?"),
    "nth": Words("quel jour de quel mois ? écrivez « du mois » après le jour",
                 "which day of which month? write 'of the month' after the day"),
    "always": Words("« 24h/24 » et d’autres heures se contredisent",
                    "'24 hours' and other hours contradict each other"),
    "year": Words("les années nommées sont trop éloignées", "the years named are too far apart"),
    "years": Words("l’année n’est dite que de certaines dates ; écrivez-la à chacune",
                   "only some dates have their year; write it at each"),
    "every_hour": Words("ce sont des départs, et non des heures d’ouverture",
                        "these are departures, not opening hours"),
    "appointment": Words("un rendez-vous n’est pas un horaire ; dites-le dans la description",
                         "an appointment is no opening hour; say it in the description"),
    "last_entry": Words("ce n’est pas la fermeture ; dites-le dans la description",
                        "this is not the closing time; say it in the description"),
    "late_day": Words("écrivez les heures entières de ce jour, de l’ouverture à la fermeture",
                      "write the whole hours of that day, from opening to closing"),
    "rest": Words("quels jours, ou quels mois ? nommez-les",
                  "which days, or which months? name them"),
    "break": Words("ce sont des heures de fermeture ; écrivez les heures d’ouverture, avant et "
                   "après", "these are closing hours; write the opening hours, before and after"),
    "week_number": Words("écrivez les numéros des semaines devant le jour, après week",
                         "write the numbers of the weeks before the day, after week"),
    "nth_weekend": Words(
        "est-ce celui du premier samedi, ou du premier dimanche ? nommez les jours",
        "that of the first Saturday, or of the first Sunday? name the days"),
    "every_other": Words("rien ne dit ici quelles semaines ; écrivez les dates",
                         "nothing here tells which weeks; write the dates"),
    "nightfall": Words("écrivez sunset (coucher du soleil) ou dusk (fin du crépuscule)",
                       "write sunset or dusk (the end of twilight)"),
    "which_days": Words("dites quels jours", "say which days"),
    "working_days": Words("jusqu’au vendredi, ou jusqu’au samedi ? nommez les jours",
                          "to Friday, or to Saturday? name the days"),
    "meal": Words("c’est un service, et non midi juste : n’écrivez que ses heures",
                  "this is a meal, not noon sharp: write its hours alone"),
    "letters": Words("une lettre y tient lieu de chiffre : O de zéro, l de un",
                     "a letter stands for a figure there: O for nought, l for one"),
    "about": Words("ce n’est pas une date ; écrivez le jour",
                   "this is no date; write the day"),
    "festive": Words("les jours fériés, ou la fin de décembre ? écrivez les dates",
                     "public holidays, or the end of December? write the dates"),
    "market": Words("quel jour ? un marché n’a pas lieu tous les jours",
                    "on which day? a market is not held every day"),
    "weekend": Words("écrivez la date du premier jour", "write the date of the first day"),
    "empty": Words("une case vide, ou un jour fermé ? écrivez « fermé »",
                   "an empty cell, or a closed day? write 'closed'"),
    "rule": Words("aucune règle d’OpenStreetMap ne le dit", "no OpenStreetMap rule says it"),
    "read-back": Words("la règle relue ne disait pas la même chose que le texte",
                       "the rule, read back, did not say the same as the text"),
}
_SHOWN = 40
"""Characters of a text's words that are repeated to its editor."""
_EXPECTED = (
    (("HOURS_RANGE",), Words("l’heure de fermeture", "the closing time")),
    (("CLOCK", "NUMBER"), Words("une heure", "a time")),
    (("WEEKDAY",), Words("un jour de la semaine", "a weekday")),
    (("MOMENT",), Words("un mois ou une date", "a month or a date")),
)


def _told(why: str, column: int, words: str) -> Words:
    """The reason in words; with the place in the text where there is one."""
    kind, _, expected = why.partition(":")
    words = "".join(c if c.isprintable() else "\ufffd" for c in words[:_SHOWN])
    if kind == "word":
        near = _near(words)
        return Words(
            f"« {words} » (caractère {column + 1}) n’est pas compris"
            + (f" : vouliez-vous dire « {near} » ?" if near else ""),
            f"'{words}' (character {column + 1}) is not understood"
            + (f": did you mean '{near}'?" if near else ""))
    if kind == "unexpected" or (kind == "end" and expected):
        wanted = [name for kinds, name in _EXPECTED if set(kinds) & set(expected.split())]
        after = Words("à la fin il manque", "at the end something is missing:")
        if words:
            after = Words(f"avant « {words} » (caractère {column + 1}) il manque",
                          f"before '{words}' (character {column + 1}) something is missing:")
        return Words(
            f"{after.fr} {' ou '.join(one.fr for one in wanted) or 'quelque chose'}",
            f"{after.en} {' or '.join(one.en for one in wanted) or 'a word'}")
    told = _WHY[kind]
    if not words:
        return told
    return Words(f"« {words} » (caractère {column + 1}) : {told.fr}",
                 f"'{words}' (character {column + 1}): {told.en}")


def _near(word: str) -> str | None:
    """The known word that is nearest, when it is near."""
    from parcours.hours.said.tokens import plain
    from parcours.hours.said.vocabulary import ACCENTED, WORDS

    folded = plain(word)[0]
    inflected = {folded.rstrip("s"), folded.rstrip("se")} & WORDS.keys()  # "offices", "dernière"
    if len(folded) < 4 or not folded.isalpha() or inflected:
        return None
    known = {name for name in WORDS if len(name) > 3 and name.isalpha()}
    close = get_close_matches(folded, sorted(known), n=1, cutoff=0.82)
    return ACCENTED.get(close[0], close[0]) if close else None
