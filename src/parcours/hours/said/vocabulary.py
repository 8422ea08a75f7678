"""The words of opening hours, French and English, without accents or capitals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias
from unicodedata import combining, normalize

Value: TypeAlias = object
"""What a word stands for: a weekday's number, a month's, a part of the day…"""

WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
EVERY_DAY = frozenset(range(7))
EASTER = 13
"""Stands for the month of Easter Sunday, which has none; its days count from that Sunday."""


@dataclass(frozen=True, slots=True)
class Group:
    """A word for several days."""

    weekdays: frozenset[int] = frozenset()
    holiday: bool = False
    others: bool = False
    part: str = ""
    loose: bool = False


_WEEKDAYS = (
    ("lundi", "lun", "lu", "monday", "mon", "mo"),
    ("mardi", "ma", "tuesday", "tues", "tue", "tu"),
    ("mercredi", "merc", "mer", "me", "wednesday", "weds", "wed", "we"),
    ("jeudi", "jeu", "je", "thursday", "thurs", "thur", "thu", "th"),
    ("vendredi", "vend", "ven", "ve", "friday", "fri", "fr"),
    ("samedi", "sam", "sa", "saturday", "sat"),
    ("dimanche", "dim", "di", "sunday", "sun", "su"),
)
_MONTHS = (
    "janvier janv jan january", "fevrier fevr fev feb february", "mars march",
    "avril avr apr april", "mai may", "juin jun june", "juillet juill juil jul july",
    "aout aou aug august", "septembre sept sep september", "octobre oct october",
    "novembre nov november", "decembre dec december",
)
ENGLISH_MONTHS = frozenset(re.findall(r"\w+", (
    "jan january feb february march apr april may jun june jul july aug august sept sep"
    " september oct october nov november dec december")))
"""After these a bare number may be a day: ``May 10-18``."""
SHORTENED = frozenset(re.findall(r"\w+", (
    "lun mar mer merc jeu ven vend sam dim lu ma me je ve sa di mon tue tues wed thu thur thurs fri"
    " sat sun janv jan fevr fev feb avr apr juill juil jul aug sept sep oct nov dec sf")))
"""A full stop after these ends no sentence."""

_ORDINALS = (
    (1, "premier premiers premiere first 1er 1ers 1ere 1st"),
    (2, "deuxieme deuxiemes second seconds 2e 2eme 2emes 2nd"),
    (3, "troisieme troisiemes third 3e 3eme 3emes 3rd"),
    (4, "quatrieme quatriemes fourth 4e 4eme 4emes 4th"),
    (-1, "dernier derniers last"),
)

_MARKETS = (
    *(f"{market} {of}" for market in ("marche", "marches") for of in (
        "de plein vent", "nocturne", "nocturnes", "gourmand", "gourmands", "de producteurs",
        "hebdomadaire")), "night market", "farmers market", "farmers' market", "weekly market")
"""Markets of a kind."""
_TABLES: dict[str, dict[str, Value]] = {
    "GROUP": {
        **dict.fromkeys((
            "tous les jours", "tous les jours de l'annee", "ts les jours", "tous les jrs",
            "ts les jrs", "tljs", "tlj", "t.l.j.", "t.l.j", "t l j", "chaque jour",
            "toute la semaine", "7 jours sur 7", "7 jours / 7", "7 jours/7", "7j/7", "7j / 7",
            "7 j / 7", "7 j/7", "7j sur 7", "7j7", "7/7", "7/7j", "365 jours par an",
            "365 jours/an", "365 j/an", "365j/an", "365 jours sur 365", "365j/365",
            "365 days a year", "365 days per year", "365 days of the year",
            "every day", "everyday", "daily",
            "seven days a week", "7 days a week", "all week"), Group(EVERY_DAY)),
        **dict.fromkeys(("tous les matins", "chaque matin", "every morning"),
                        Group(EVERY_DAY, part="morning")),
        **dict.fromkeys(("tous les apres-midi", "tous les apres-midis", "chaque apres-midi",
                         "every afternoon"), Group(EVERY_DAY, part="afternoon")),
        **dict.fromkeys(("tous les soirs", "chaque soir", "every evening"),
                        Group(EVERY_DAY, part="evening")),
        **dict.fromkeys((
            "week-end", "week-ends", "weekend", "weekends", "week end", "week ends",
            "w-e", "w.e.", "w.-e.", "w.-e", "fin de semaine", "fins de semaine"),
            Group(frozenset({5, 6}))),
        **dict.fromkeys(("weekdays", "weekday", "on weekdays"), Group(frozenset(range(5)))),
        **dict.fromkeys(("l-v", "l - v", "l au v", "l a v"), Group(frozenset(range(5)))),
        **dict.fromkeys(("l-s", "l - s", "l au s", "l a s"), Group(frozenset(range(6)))),
        **dict.fromkeys(("l-d", "l - d", "l au d", "l a d"), Group(EVERY_DAY)),
        **dict.fromkeys(("en semaine", "la semaine", "jours de semaine"),
                        Group(frozenset(range(5)), loose=True)),
        **dict.fromkeys((
            "jours feries", "jour ferie", "j. feries", "j feries", "jrs feries",
            "jours fer.", "feries", "ferie", "jours de fete", "fetes",
            "public holidays", "public holiday", "bank holidays", "bank holiday", "ph"),
            Group(holiday=True)),
        **dict.fromkeys((
            "tous les autres jours", "les autres jours", "autres jours", "all other days",
            "other days", "le reste de la semaine", "reste de la semaine", "rest of the week"),
            Group(others=True)),
    },
    "WITH_HOLIDAYS": dict.fromkeys((
        "jours feries compris", "jours feries inclus", "feries compris", "jour ferie compris",
        "including public holidays", "including bank holidays"), ""),
    "PART": {
        **dict.fromkeys(("matin", "matins", "matinee", "matinees", "morning", "mornings"),
                        "morning"),
        **dict.fromkeys(("apres-midi", "apres-midis", "apres midi", "aprem", "afternoon",
                         "afternoons"), "afternoon"),
        **dict.fromkeys(("soir", "soirs", "soiree", "soirees", "evening", "evenings"), "evening"),
    },
    "OF_MONTH": dict.fromkeys((
        "du mois", "de chaque mois", "de tous les mois", "of the month", "of each month",
        "of every month", "each month", "every month", "in the month"), ""),
    "MOMENT": {
        **dict.fromkeys(("paques", "dimanche de paques", "easter", "easter sunday"),
                        (0, EASTER, 0)),
        **dict.fromkeys(("lundi de paques", "easter monday"), (0, EASTER, 1)),
        **dict.fromkeys(("vendredi saint", "good friday"), (0, EASTER, -2)),
        **dict.fromkeys(("ascension", "jeudi de l'ascension"), (0, EASTER, 39)),
        **dict.fromkeys(("pentecote", "dimanche de pentecote"), (0, EASTER, 49)),
        **dict.fromkeys(("lundi de pentecote", "lundi de la pentecote", "whit monday"),
                        (0, EASTER, 50)),
        **dict.fromkeys(("toussaint", "all saints", "all saints'", "all saints day",
                         "all saints' day"), (0, 11, 1)),
        **dict.fromkeys(("noel", "christmas day", "christmas"), (0, 12, 25)),
        **dict.fromkeys(("jour de l'an", "nouvel an", "new year's day"), (0, 1, 1)),
        **dict.fromkeys(("fete du travail",), (0, 5, 1)),
    },
    "SUN": {
        **dict.fromkeys(("lever du soleil", "lever de soleil", "lever", "sunrise"), "sunrise"),
        **dict.fromkeys(("coucher du soleil", "coucher de soleil", "coucher", "sunset"), "sunset"),
        "dawn": "dawn", "dusk": "dusk",
    },
    "NAMED_CLOCK": {"midi": 720, "noon": 720, "midday": 720, "minuit": 1440, "midnight": 1440},
    "CLOSED": dict.fromkeys((
        "ferme", "fermee", "fermes", "fermees", "fermeture", "fermetures", "jour de fermeture",
        "conges", "conges annuels", "conge annuel", "en conges", "fermeture hebdo",
        "jours de fermeture", "fermeture hebdomadaire", "fermeture annuelle", "closed", "off",
        "closing day", "closing days", "shut"), ""),
    "EXCEPT": dict.fromkeys((
        "sauf", "hors", "excepte", "exceptes", "hormis", "sf", "a l'exception de",
        "a l'exception du", "a l'exception des", "en dehors de", "en dehors du", "en dehors des",
        "except", "except for", "except on", "excluding"), ""),
    "OPEN": dict.fromkeys((
        "ouvre", "ouvrent", "ouvert", "ouv", "ouv.", "ouverte", "ouverts", "ouvertes",
        "ouverture", "ouvertures", "open", "opens", "opening"), ""),
    "SEASON_NAME": dict.fromkeys((
        "haute saison", "basse saison", "moyenne saison", "tres haute saison",
        "tres basse saison", "hors saison", "saison estivale", "saison", "ete", "hiver",
        "printemps", "automne", "high season", "low season", "mid season", "summer", "winter",
        "spring", "autumn"), ""),
    "ALL_YEAR": dict.fromkeys((
        "toute l'annee", "a l'annee", "all year", "all year round", "year-round",
        "year round", "throughout the year"), ""),
    "OTHER_MONTHS": dict.fromkeys((
        "le reste de l'annee", "reste de l'annee", "les autres mois", "autres mois",
        "rest of the year", "the rest of the year", "other months"), ""),
    "REST": dict.fromkeys((
        "le reste du temps", "reste du temps", "sinon", "the rest of the time",
        "rest of the time", "otherwise"), ""),
    "ALWAYS": dict.fromkeys((
        "24h/24", "24 h/24", "24h / 24", "24h/24h", "24 h / 24", "24/24", "24h sur 24", "24/7",
        "24 heures sur 24", "24 h sur 24", "24h/7j", "24 hours a day", "24 hours",
        "around the clock", "jour et nuit", "en permanence", "toujours ouvert", "always open"), ""),
    "SCHOOL": dict.fromkeys((
        "vacances scolaires", "vacances", "school holidays", "school holiday", "sh",
        "periode scolaire", "periodes scolaires", "zone a", "zone b", "zone c"), ""),
    "EVERY_HOUR": dict.fromkeys((
        "toutes les heures", "chaque heure", "1/2 heure", "1/2 heures", "1/2 h",
        "toutes les demi-heures", "toutes les demi heures", "every hour", "each hour",
        "every half hour", "hourly", "on the hour"), ""),
    "APPOINTMENT": dict.fromkeys((
        *(f"{either}sur {on}" for either in ("", "ou ", "ou uniquement ")
          for on in ("rendez-vous", "rdv", "reservation", "demande", "inscription", "appel")),
        *(f"{either}{on}" for either in ("", "or ") for on in (
            "by appointment", "on appointment", "on request", "on reservation"))), ""),
    "WHICH_DAYS": dict.fromkeys(("jours non precises", "jours variables", "jours a preciser"), ""),
    "WORKING_DAYS": dict.fromkeys((
        "jours ouvrables", "jours ouvres", "jour ouvrable", "jour ouvre", "working days"), ""),
    "MEAL": dict.fromkeys((
        "le midi", "les midis", "tous les midis", "le midi et soir", "le midi et le soir",
        "midi et soir", "midi et le soir", "midis et soirs", "midi & soir",
        "lunch and dinner"), ""),
    "NIGHTFALL": dict.fromkeys((
        "tombee de la nuit", "la tombee de la nuit", "tombee du jour", "la tombee du jour",
        "nuit tombee", "la nuit tombee", "la nuit", "nightfall", "dark"), ""),
    "LAST_ENTRY": dict.fromkeys((
        "derniere entree", "dernieres entrees", "derniere admission", "dernieres admissions",
        "derniere visite", "dernieres visites", "dernier depart", "derniers departs",
        "dernier acces", "derniers acces", "dernier billet", "derniers billets", "derniere montee",
        *(f"{shut} {what}" for shut in ("fermeture", "arret") for what in (
            "de la caisse", "des caisses", "de la billetterie", "du guichet", "des guichets",
            "des entrees")),
        "billetterie jusqu'a", "caisse jusqu'a", "last entry", "last entries", "last entrance",
        "last admission", "last admissions", "last orders", "last tour", "last tours",
        "last ticket", "last tickets"), ""),
    "LATE_DAY": dict.fromkeys((
        "nocturne", "nocturnes", "late opening", "late night opening", "late-night opening"), ""),
    "BREAK": dict.fromkeys((
        "pause", "pause dejeuner", "pause meridienne", "pause repas", "pause de midi",
        "closed for lunch", "lunch break", "lunch closing"), ""),
    "WEEK_NUMBER": dict.fromkeys((
        "semaine paire", "semaines paires", "semaine impaire", "semaines impaires", "even weeks",
        "odd weeks"), ""),
    "EVERY_OTHER": dict.fromkeys((
        "une semaine sur deux", "sur deux", "every other", "every second week", "alternate"), ""),
    "FESTIVE": dict.fromkeys((
        "pendant les fetes", "durant les fetes", "pour les fetes", "periode des fetes",
        "periode de fetes", "fetes de fin d'annee", "fetes de noel"), ""),
    "TO": dict.fromkeys(("au", "a", "to", "through", "thru", ">", "->", "→"), ""),
    "UNTIL": dict.fromkeys(("jusqu'a", "jusqu'au", "jusqu'aux", "until", "till"), ""),
    "AND": dict.fromkeys((
        "et", "and", "&", "+", "puis", "then"), ""),
    "ALSO": dict.fromkeys(("ainsi que", "et aussi", "as well as", "et egalement"), ""),
    "INCLUDED": dict.fromkeys((
        "compris", "comprise", "comprises", "inclus", "incluse", "incluses", "included"), ""),
    "INCLUDING": dict.fromkeys((
        "y compris", "meme", "dont", "including"), ""),
    "FROM": dict.fromkeys((
        "du", "des", "depuis", "from", "a partir de", "a partir du", "a compter du", "since"), ""),
    "NOUN": dict.fromkeys((
        "musee", "mairie", "marche", "boutique", "magasin", "site", "office de tourisme", "office",
        "bureau", "accueil", "eglise", "abbaye", "chateau", "jardin", "parc", "domaine", "cave",
        "bibliotheque", "mediatheque", "museum", "shop", "market", "tourist office",
        "garden", "church", "boulangerie", "epicerie", "caveau", "chai",
        "vente", "vente directe", "vente a la ferme", "magasin a la ferme", "location",
        "location de velos", "point info", "bakery", "winery", "farm shop", "bike hire",
        "restaurant", "auberge", "ferme-auberge", "ferme auberge", "cafe", "ferme pedagogique",
        "parc animalier", "piscine", "chapelle", "cathedrale", "collegiale", "moulin",
        "cave cooperative", "la ferme", "a la ferme", "foire", "fair", "castle", "abbey",
        "cathedral", "chapel", "farm",
        "petting farm", "cellar", "wine cellar", *_MARKETS), ""),
    "": dict.fromkeys((
        "le", "la", "les", "l'", "de", "d'", "en", "aux", "on", "the", "at", "of", "in", "est",
        "sont", "is", "are", "nous sommes", "chaque", "tous les", "toutes les", "every",
        "each", "sans interruption", "non-stop", "non stop", "en continu", "journee continue",
        "en journee continue", "continuous", "toute la journee", "all day", "horaires", "horaire",
        "horaires d'ouverture", "heures d'ouverture", "heures", "opening hours", "opening times",
        "hours", "hrs", "au public", "to the public", "uniquement", "seulement", "exclusivement",
        "only", "mois de", "mois d'", "au mois de", "au mois d'", "aux mois de", "aux mois d'",
        "pendant", "durant", "during", "de la", "we are", "we're", "acces libre",
        "libre acces",
        "jour", "jours", "hebdomadaire", "weekly",
        "accessible", "accessibles"), ""),
}

WORDS: dict[str, tuple[str, Value]] = {
    word: (kind, value) for kind, table in _TABLES.items() for word, value in table.items()}
for _number, _names in enumerate(_WEEKDAYS):
    for _name in _names:
        WORDS[_name] = ("WEEKDAY", _number)
        if len(_name) > 4:
            WORDS[_name + "s"] = ("WEEKDAYS", _number)
        WORDS |= {f"{_one} {_name} sur {_two}": ("EVERY_OTHER", "")
                  for _one, _two in (("un", "deux"), ("un", "2"), ("1", "2"))}
for _number, _line in enumerate(_MONTHS, 1):
    for _name in _line.split():
        WORDS[_name] = ("MONTH", _number)
        WORDS |= {f"{_about}{_name}": ("ABOUT", "") for _about in (
            "mi-", "mi ", "a la mi-", "fin ", "debut ", "courant ", "mid-", "mid ", "late ",
            "early ")}
for _number, _line in _ORDINALS:
    for _name in _line.split():
        WORDS[_name] = ("ORDINAL", _number)
WORDS["mar"] = ("MAR", 0)
MONTHS = {word: int(str(value)) for word, (kind, value) in WORDS.items() if kind == "MONTH"}
_WITH_ACCENTS = (
    "février", "août", "décembre", "férié", "fériés", "fêtes", "matinée", "matinées", "soirée",
    "soirées", "première", "deuxième", "deuxièmes", "troisième", "troisièmes", "quatrième",
    "quatrièmes", "Pâques", "Pentecôte", "Noël", "fermé", "fermée", "fermés", "fermées", "excepté",
    "exceptés", "été", "musée", "marché", "château", "église", "bibliothèque", "médiathèque",
    "épicerie", "même")
ACCENTED = {"".join(char for char in normalize("NFKD", word.lower()) if not combining(char)): word
            for word in _WITH_ACCENTS}
"""How a word is written that a message shows."""
