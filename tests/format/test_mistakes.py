"""Mistakes that the staff of tourism offices make, and what they are told.

Each is one edit of the sample. It must give exactly one diagnostic, with the right code, on the
right line, and a hint from which the editor can go on.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from helpers.content_sample import (
    COMMUNES,
    FARM_FILE,
    GARDEN,
    GARDEN_FILE,
    MUSEUM,
    MUSEUM_FILE,
    ROUTE,
    ROUTE_FILE,
    STATION,
    check,
    edited,
    told,
    write_sample,
)

F, G, M, R = FARM_FILE, GARDEN_FILE, MUSEUM_FILE, ROUTE_FILE
T = "territories.yml"
C = "communes.csv"

FIRST_STOPS = """\
      - place: gare-matabiau
      - place: musee-de-la-brique
        travel: {by: walk, minutes: 20}
        arrive: 10:30
        stay: 1h30
        note: {fr: Montez au four., en: Climb to the kiln.}
"""
SUMMARY = ROUTE.splitlines(keepends=True)[1]


class Mistake(NamedTuple):
    """An edit of one file of the sample, and what must be told of it."""

    name: str
    file: str
    old: str
    new: str
    code: str
    line: int
    hint: str
    """A part of the French hint."""


MISTAKES = [
    # what one would type from the hint is right, and keeps all that was said
    Mistake("a no-break space after a dash", R, "      - place: gare", "      -\u00a0place: gare",
            "yaml-syntax", 12, "l’espace insécable qui suit le tiret"),
    Mistake("hours in curly quotes", M, '"Mo-Su 10:00-18:00; PH off"',
            "“Mo-Su 10:00-18:00; PH off”", "bad-opening-hours", 9,
            'écrivez "Mo-Su 10:00-18:00; PH off"'),
    Mistake("hours in French quotes", M, '"Mo-Su 10:00-18:00; PH off"',
            "«\u00a0Mo-Su 10:00-18:00; PH off\u00a0»", "bad-opening-hours", 9,
            'écrivez "Mo-Su 10:00-18:00; PH off"'),
    Mistake("hours as a list", M, '"Mo-Su 10:00-18:00; PH off"',
            "[Mo 10:00-18:00, Tu 10:00-12:00]", "wrong-type", 9,
            'opening_hours: "Mo 10:00-18:00; Tu 10:00-12:00"'),
    Mistake("a list where a text is wanted", M, "price: 6 €", "price: [6 €, 3 €]", "wrong-type", 14,
            'écrivez "6 €, 3 €"'),
    Mistake("services in one sentence", M, "[toilets, wifi]", "toilettes et wifi", "wrong-type", 17,
            "[toilets, wifi]"),
    Mistake("themes parted by a blank", R, "[heritage, nature]", "heritage nature", "wrong-type", 4,
            "[heritage, nature]"),
    Mistake("themes parted by a semicolon", R, "[heritage, nature]", "[heritage; nature]",
            "bad-value", 4, "heritage, nature"),
    Mistake("months as a range", F, "months: [7, 8]", "months: 11-2", "wrong-type", 9,
            "[11, 12, 1, 2]"),
    Mistake("months as a range of names", F, "months: [7, 8]", "months: juillet à août",
            "wrong-type", 9, "[7, 8]"),
    Mistake("a season in words", R, "{from: 04-01, to: 10-31}", "d’avril à octobre", "wrong-type",
            7, "{from: 04-01, to: 10-31}"),
    Mistake("a season that ends in words", R, "{from: 04-01, to: 10-31}", "avril à fin octobre",
            "wrong-type", 7, "{from: …, to: …}"),
    Mistake("a postcode before the commune", M, '"31555"', "31000 Toulouse", "unknown-commune", 3,
            'commune: "31555" (Toulouse)'),
    Mistake("a department after the commune", M, '"31555"', "Toulouse (31)", "unknown-commune", 3,
            'commune: "31555" (Toulouse)'),
    Mistake("a code that a spreadsheet made a number", M, '"31555"', "31555.0", "unknown-commune",
            3, 'commune: "31555" (Toulouse)'),
    Mistake("two websites", M, "https://exemple.fr/musee\n", "https://a.fr, https://b.fr\n",
            "unsafe-link", 13, "une seule adresse : https://a.fr"),
    Mistake("a website as a link", M, "website: https://exemple.fr/musee",
            'website: "[ici](https://exemple.fr/m)"', "unsafe-link", 13,
            "écrivez https://exemple.fr/m"),
    Mistake("two e-mail addresses", M, "musee@exemple.fr", "a@exemple.fr; b@exemple.fr",
            "bad-value", 12, "une seule adresse : a@exemple.fr"),
    Mistake("a language by its name", M, "{fr: Musée de la Brique, en: Brick Museum}",
            "{fr: Musée de la Brique, Anglais: Brick Museum}", "unknown-field", 1, "ici en"),
    Mistake("a wheelchair that is true", M, "wheelchair: limited", "wheelchair: true", "bad-value",
            16, "« yes »"),
    Mistake("a wheelchair that is off", M, "wheelchair: limited", "wheelchair: off", "bad-value",
            16, "« no »"),
    Mistake("round brackets for braces", M, "{fr: Musée de la Brique, en: Brick Museum}",
            "(fr: Musée de la Brique, en: Brick Museum)", "yaml-syntax", 1, "des accolades"),
    Mistake("a question mark before a text", M, "price: 6 €", "price: ? à voir", "yaml-syntax", 14,
            "guillemets droits"),
    # how YAML is typed
    Mistake("a field without its colon", M, "kind: museum", "kind museum", "yaml-syntax", 2,
            "« : »"),
    Mistake("an equals sign for the colon", M, "kind: museum", "kind = museum", "yaml-syntax", 2,
            "« : »"),
    Mistake("no space after the colon", M, "kind: museum", "kind:museum", "yaml-syntax", 2,
            "une espace après"),
    Mistake("no space after the first colon", G, "name: {fr: Jardin des simples, en: Herb garden}",
            "name:Jardin", "yaml-syntax", 1, "une espace après"),
    Mistake("no space after the last colon", M, "verified_on: 2026-11-02", "verified_on:2026-11-02",
            "yaml-syntax", 20, "une espace après"),
    Mistake("a tab for the indent", M, "  fr: Une", "\tfr: Une", "yaml-syntax", 7, "tabulation"),
    Mistake("a tab in the stops", R, "        arrive: 10:30", "\t\tarrive: 10:30", "yaml-syntax",
            15, "tabulation"),
    Mistake("a quote never closed", M, '"05 61 00 00 00"', '"05 61 00 00 00', "yaml-syntax", 11,
            "guillemet"),
    Mistake("an apostrophe inside single quotes", M,
            "fr: Une tuilerie devenue musée. Voir [le plan](https://exemple.fr/plan).",
            "fr: 'L'ancienne tuilerie'", "yaml-syntax", 7, "guillemet"),
    Mistake("quotes inside quotes", M, "3 rue des Tuiliers, 31000 Toulouse",
            '"3, rue "des Tuiliers", Toulouse"', "yaml-syntax", 10, "guillemet"),
    Mistake("a text that begins with a quoted word", M, "3 rue des Tuiliers, 31000 Toulouse",
            '"Les Tuiliers", 31000 Toulouse', "yaml-syntax", 10, "guillemet"),
    Mistake("a colon in a text", M, "fr: Une tuilerie", "fr: Attention : une tuilerie",
            "yaml-syntax", 7, "guillemets"),
    Mistake("a colon in the summary", R, "{fr: Un jour en ville puis un jour aux champs., en",
            "{fr: Deux jours: ville et champs., en", "yaml-syntax", 2, "guillemets"),
    Mistake("emphasis at the head of a text", M, "fr: Une tuilerie", "fr: *Une tuilerie*",
            "alias-not-allowed", 7, "guillemets"),
    Mistake("an exclamation mark at the head of a text", M, "3 rue des Tuiliers, 31000 Toulouse",
            "!Attention, rue des Tuiliers", "yaml-syntax", 10, "guillemets"),
    Mistake("an ampersand at the head of a text", M, "3 rue des Tuiliers, 31000 Toulouse",
            "& rue des Tuiliers", "yaml-syntax", 10, "guillemets"),
    Mistake("an at sign at the head of a text", M, "3 rue des Tuiliers, 31000 Toulouse",
            "@tuiliers", "yaml-syntax", 10, "guillemets"),
    Mistake("a percent sign at the head of a text", M, "price: 6 €", "price: %50", "yaml-syntax",
            14, "guillemets"),
    Mistake("a brace never closed", R, "{fr: La ville, en: The city}",
            "{fr: La ville, en: The city", "yaml-syntax", 9, "accolade"),
    Mistake("a bracket never closed", R, "themes: [heritage, nature]", "themes: [heritage, nature",
            "yaml-syntax", 4, "crochet"),
    Mistake("a bracket never closed at the end", M, "services: [toilets, wifi]\n",
            "services: [toilets, wifi\n", "yaml-syntax", 17, "crochet"),
    Mistake("a comma in an unquoted short text", R, "{fr: La ville, en: The city}",
            "{fr: La ville, la Garonne, en: The city}", "unknown-field", 9, "guillemets"),
    Mistake("a comma missing between two languages", R, "{fr: La ville, en: The city}",
            "{fr: La ville en: The city}", "yaml-syntax", 9, "virgule"),
    Mistake("a field one column too far", M, "kind: museum", " kind: museum", "yaml-syntax", 2,
            "alignement"),
    Mistake("a stop's field one column too far", R, "        stay: 1h30", "         stay: 1h30",
            "yaml-syntax", 16, "alignement"),
    Mistake("a stop's field one column short", R, "        stay: 1h30", "       stay: 1h30",
            "yaml-syntax", 16, "alignement"),
    Mistake("a stop's dash one column short", R, "      - place: jardin", "     - place: jardin",
            "yaml-syntax", 24, "alignement"),
    Mistake("languages not indented", M,
            "  fr: Une tuilerie devenue musée. Voir [le plan](https://exemple.fr/plan).\n  en:",
            "fr: Une tuilerie devenue musée. Voir [le plan](https://exemple.fr/plan).\nen:",
            "unknown-field", 7, "décalez"),
    Mistake("the rest of a text not indented", M, "fr: Une tuilerie devenue musée.",
            "fr: Une tuilerie\ndevenue musée.", "yaml-syntax", 8, "décalez"),
    Mistake("a dash without its space", R, "      - place: gare-matabiau",
            "      -place: gare-matabiau", "yaml-syntax", 12, "tiret"),
    Mistake("dashes without their space everywhere", R, FIRST_STOPS,
            "      -place: gare-matabiau\n", "wrong-type", 12, "tiret"),
    Mistake("a day without its dash", R, "  - title: {fr: La ville", "    title: {fr: La ville",
            "yaml-syntax", 9, "tiret"),
    Mistake("three dashes at the end", M, "verified_on: 2026-11-02\n",
            "verified_on: 2026-11-02\n---\n", "yaml-syntax", 21, "retirez cette ligne"),
    Mistake("the same field twice", M, "kind: museum", "kind: museum\nkind: museum",
            "duplicate-key", 3, "gardez"),
    Mistake("the same language twice", R, "{fr: La ville, en: The city}",
            "{fr: La ville, fr: The city}", "duplicate-key", 9, "gardez"),
    Mistake("a hard space before the colon", M, "kind: museum", "kind\u00a0: museum",
            "unknown-field", 2, "insécable"),
    Mistake("a hard space after the colon", M, "kind: museum", "kind:\u00a0museum", "yaml-syntax",
            2, "remplacez l’espace insécable"),
    Mistake("a hard space for the indent", M, "  fr: Une", "\u00a0\u00a0fr: Une", "yaml-syntax", 7,
            "insécable"),
    Mistake("curly quotes round a code", M, '"31555"', "“31555”", "unknown-commune", 3, '"31555"'),
    Mistake("French quotes round a code", M, '"31555"', "« 31555 »", "unknown-commune", 3,
            '"31555"'),
    Mistake("a link at the head of a text", M,
            "fr: Une tuilerie devenue musée. Voir [le plan](https://exemple.fr/plan).",
            "fr: [Le plan](https://exemple.fr/plan) du musée.", "yaml-syntax", 7, "guillemets"),
    Mistake("a brace too many", M, "en: Brick Museum}", "en: Brick Museum}}", "yaml-syntax", 1,
            "retirez « } »"),
    Mistake("a comma too many in a list", M, "[toilets, wifi]", "[toilets, , wifi]", "yaml-syntax",
            17, "retirez cette virgule"),
    Mistake("a comma missing between two fields", R, "{by: walk, minutes: 20}",
            "{by: walk minutes: 20}", "yaml-syntax", 14, "une virgule avant « minutes »"),
    Mistake("a semicolon between two fields", R, "{by: walk, minutes: 20}",
            "{by: walk; minutes: 20}", "yaml-syntax", 14, "par une virgule"),
    Mistake("a colon in a text beside which a field's name stands", R, "{fr: La ville, en",
            "{fr: La ville en minutes: vite, en", "yaml-syntax", 9, "guillemets"),
    Mistake("a remark with two slashes", M, "kind: museum", "// le genre\nkind: museum",
            "yaml-syntax", 2, "une remarque commence par « # »"),
    Mistake("a remark with two hyphens", M, "kind: museum", "-- le genre\nkind: museum",
            "yaml-syntax", 2, "une remarque commence par « # »"),
    Mistake("a colon of another script", M, "kind: museum", "kind\uff1amuseum", "yaml-syntax", 2,
            "un deux-points ordinaire"),
    Mistake("stars for dashes", M, "[toilets, wifi]", "\n  * toilets\n  * wifi", "yaml-syntax", 18,
            "par un tiret"),
    Mistake("bullets for dashes", M, "[toilets, wifi]", "\n  • toilets\n  • wifi", "wrong-type", 18,
            "remplacez « • » par un tiret"),
    Mistake("stars round a field", M, "kind: museum", "**kind**: museum", "yaml-syntax", 2,
            "retirez les astérisques"),
    Mistake("a question mark alone", M, "wheelchair: limited", "wheelchair: ?", "yaml-syntax", 16,
            "retirez la ligne"),
    Mistake("a stop without its dash", R, "      - place: jardin-des-simples",
            "        place: jardin-des-simples", "duplicate-key", 24, "mettez un tiret"),
    Mistake("a dash too many before a field of a stop", R, "        stay: 45min",
            "      - stay: 45min", "missing-field", 23, "place: "),
    Mistake("an equals sign in a short group", R, "{by: walk, minutes: 20}",
            "{by: walk, minutes=20}", "unknown-field", 14, "remplacez « = » par « : »"),
    # fields
    Mistake("a French field name", R, "stay: 45min", "durée: 45min", "unknown-field", 23,
            "« stay »"),
    Mistake("a capital letter", M, "kind: museum", "Kind: museum", "unknown-field", 2, "« kind »"),
    Mistake("a misspelt field", M, "opening_hours:", "openning_hours:", "unknown-field", 9,
            "« opening_hours »"),
    Mistake("a hyphen for an underscore", M, "opening_hours:", "opening-hours:", "unknown-field", 9,
            "« opening_hours »"),
    Mistake("a French field of a place", M, "opening_hours:", "horaires:", "unknown-field", 9,
            "« opening_hours »"),
    Mistake("two letters exchanged", M, "name: {fr: Musée", "nmae: {fr: Musée", "unknown-field", 1,
            "« name »"),
    Mistake("a field of a place in a stop", R, "stay: 45min", "opening_hours: Mo-Su 10:00-18:00",
            "unknown-field", 23, "places/ferme-du-grand-chene.yml"),
    Mistake("minutes outside travel", R, "stay: 45min", "minutes: 45", "unknown-field", 23,
            "travel"),
    Mistake("a field nobody knows", M, "price: 6 €", "couleur: rouge", "unknown-field", 14,
            "les champs sont"),
    Mistake("a place without a name", M, "name: {fr: Musée de la Brique, en: Brick Museum}\n", "",
            "missing-field", 1, "name: "),
    Mistake("a place without a commune", M, "commune: \"31555\"\n", "", "missing-field", 1,
            "commune: "),
    Mistake("a place without a point", M, "lat: 43.60400\n", "", "missing-field", 1, "lat: "),
    Mistake("a route without a summary", R, SUMMARY, "", "missing-field", 1, "summary: "),
    Mistake("a day without a start", R, "    start: 09:30\n", "", "missing-field", 9, "start: "),
    Mistake("a leg without its means", R, "{by: walk, minutes: 20}", "{minutes: 20}",
            "missing-field", 14, "by: "),
    Mistake("a stop without a place", R, "      - place: gare-matabiau\n", "      - stay: 15min\n",
            "missing-field", 12, "place: "),
    Mistake("an empty field", M, "price: 6 €", "price:", "missing-field", 14, "retirez"),
    Mistake("an empty code", M, '"31555"', '""', "missing-field", 3, 'commune: "…"'),
    Mistake("no stops", R, FIRST_STOPS, "", "missing-field", 11, "- place: "),
    Mistake("an empty list of themes", R, "[heritage, nature]", "[]", "missing-field", 4, "themes"),
    Mistake("a word where a list is", R, "[heritage, nature]", "heritage", "wrong-type", 4,
            "[heritage]"),
    Mistake("two words where a list is", R, "[heritage, nature]", "heritage, nature", "wrong-type",
            4, "[heritage, nature]"),
    Mistake("a word where a leg is", R, "travel: {by: walk}", "travel: walk", "wrong-type", 33,
            "{by: walk"),
    Mistake("a place id where a stop is", R, "- place: gare-matabiau", "- gare-matabiau",
            "wrong-type", 12, "place: gare-matabiau"),
    Mistake("opening hours day by day", M, 'opening_hours: "Mo-Su 10:00-18:00; PH off"',
            "opening_hours:\n  lundi: 10h-18h", "wrong-type", 9, "opening_hours: "),
    Mistake("both a place and its fields", R, "      - place: gare-matabiau",
            "      - place: gare-matabiau\n        name: Gare", "unknown-field", 13, "place"),
    # lists and texts
    Mistake("a list of two twins", M, "twin: jardin-des-simples",
            "twin: [jardin-des-simples, marche-de-la-halle]", "wrong-type", 18,
            "gardez un seul élément"),
    Mistake("two telephone numbers in a list", M, '"05 61 00 00 00"',
            '["05 61 00 00 00", "06 11 22 33 44"]', "wrong-type", 11, "gardez un seul élément"),
    Mistake("two names in a list", M, "name: {fr: Musée de la Brique, en: Brick Museum}",
            "name: [Musée de la Brique, Brick Museum]", "wrong-type", 1, "un texte par langue"),
    Mistake("two themes between quotes", R, "[heritage, nature]", '["heritage, nature"]',
            "bad-value", 4, "hors de tous guillemets : heritage, nature"),
    Mistake("two kinds", M, "kind: museum", "kind: musée / monument", "bad-value", 2,
            "un seul mot : museum ou monument"),
    Mistake("prices by name", M, "price: 6 €", "price: {adulte: 6 €}", "unknown-field", 14,
            "mettez-le entre guillemets droits"),
    Mistake("months in a word", F, "months: [7, 8]", "months: été", "wrong-type", 9,
            "les numéros des mois entre crochets"),
    Mistake("a season that is the year", R, "{from: 04-01, to: 10-31}", "toute l’année",
            "wrong-type", 7, "retirez la ligne"),
    # times, lengths, dates
    Mistake("a stay longer than a day", R, "stay: 45min", "stay: 48h", "bad-value", 23,
            "jusqu’à un jour"),
    Mistake("a time with an h", R, "arrive: 10:30", "arrive: 10h30", "bad-value", 15, "10:30"),
    Mistake("a time with an h, one digit", R, "start: 09:30", "start: 9h30", "bad-value", 10,
            "09:30"),
    Mistake("a whole hour", R, "start: 09:30", "start: 9h", "bad-value", 10, "09:00"),
    Mistake("a time with spaces", R, "start: 09:30", "start: 9 h 30", "bad-value", 10, "09:30"),
    Mistake("a time with a dot", R, "start: 09:30", "start: 9.30", "bad-value", 10, "09:30"),
    Mistake("a bare hour", R, "start: 09:30", "start: 9", "bad-value", 10, "09:00"),
    Mistake("noon in words", R, "start: 09:30", "start: midi", "bad-value", 10, "12:00"),
    Mistake("an English afternoon", R, "start: 09:30", "start: 2:30 pm", "bad-value", 10, "14:30"),
    Mistake("a time past midnight", R, "start: 09:30", "start: 25:30", "bad-value", 10, ""),
    Mistake("a stay with both units", R, "stay: 1h30", "stay: 1h30min", "bad-value", 16, "1h30"),
    Mistake("a stay without unit", R, "stay: 1h30", "stay: 90", "bad-value", 16, "1h30"),
    Mistake("a stay in words", R, "stay: 1h30", "stay: 1 heure", "bad-value", 16, "1h"),
    Mistake("a stay as a clock", R, "stay: 1h30", "stay: 01:30", "bad-value", 16, "1h30"),
    Mistake("a stay in decimal hours", R, "stay: 1h30", "stay: 1,5 h", "bad-value", 16, "1h30"),
    Mistake("a night in French", R, "stay: 20min", "stay: nuit", "bad-value", 34, "night"),
    Mistake("one night", R, "stay: 20min", "stay: 1 nuit", "bad-value", 34, "night"),
    Mistake("minutes with their unit", R, "minutes: 50", "minutes: 50 min", "bad-value", 25, "50"),
    Mistake("minutes as a length", R, "minutes: 50", "minutes: 1h30", "bad-value", 25, "90"),
    Mistake("minutes as a spaced length", R, "minutes: 50", "minutes: 1 h 30", "bad-value", 25,
            "90"),
    Mistake("kilometres with a comma", R, "km: 95", "km: '95,5'", "bad-value", 22, "95.5"),
    Mistake("kilometres with their unit", R, "km: 95", "km: 95 km", "bad-value", 22, "95"),
    Mistake("a French date", M, "2026-11-02", "02/11/2026", "bad-value", 20, "2026-11-02"),
    Mistake("a date in words", M, "2026-11-02", "2 novembre 2026", "bad-value", 20, "2026-11-02"),
    Mistake("a date with slashes", M, "2026-11-02", "2026/11/02", "bad-value", 20, "2026-11-02"),
    Mistake("a date with a short year", M, "2026-11-02", "02/11/26", "bad-value", 20, "2026-11-02"),
    Mistake("a day that does not exist", M, "2026-11-02", "2026-11-31", "bad-value", 20,
            "vérifiez le mois et le jour"),
    Mistake("a date yet to come", M, "2026-11-02", "2027-11-02", "bad-value", 20,
            "c’est aujourd’hui"),
    Mistake("a season in French", R, "from: 04-01", "from: 01/04", "bad-value", 7, "04-01"),
    Mistake("a season in words", R, "from: 04-01", "from: 1er avril", "bad-value", 7, "04-01"),
    Mistake("a season by its month", R, "to: 10-31", "to: octobre", "bad-value", 7, "10-31"),
    Mistake("a season with a year", R, "from: 04-01", "from: 2027-04-01", "bad-value", 7, "04-01"),
    Mistake("a month in words", F, "months: [7, 8]", "months: [juillet, 8]", "bad-value", 9, "7"),
    Mistake("a month that does not exist", F, "months: [7, 8]", "months: [7, 13]", "bad-value", 9,
            ""),
    # values
    Mistake("a French theme", R, "[heritage, nature]", "[patrimoine, nature]", "bad-value", 4,
            "« heritage »"),
    Mistake("a French difficulty", R, "difficulty: easy", "difficulty: facile", "bad-value", 5,
            "« easy »"),
    Mistake("a French means", R, "{by: walk}", "{by: à pied}", "bad-value", 33, "« walk »"),
    Mistake("a walk in French", R, "{by: walk}", "{by: marche}", "bad-value", 33, "« walk »"),
    Mistake("a bike in French", R, "{by: bike", "{by: vélo", "bad-value", 25, "« bike »"),
    Mistake("an electric bike in French", R, "{by: bike", "{by: vélo électrique", "bad-value", 25,
            "« e-bike »"),
    Mistake("a French kind", M, "kind: museum", "kind: musée", "bad-value", 2, "« museum »"),
    Mistake("a farm in French", F, "kind: producer", "kind: ferme", "bad-value", 2, "« producer »"),
    Mistake("a lodging in French", F, "kind: producer", "kind: gîte", "bad-value", 2,
            "« lodging »"),
    Mistake("a kind nobody knows", F, "kind: producer", "kind: xyzzy", "bad-value", 2,
            "les valeurs sont"),
    Mistake("a capital in a value", M, "kind: museum", "kind: Museum", "bad-value", 2,
            "« museum »"),
    Mistake("yes in French", R, "optional: no", "optional: oui", "bad-value", 27, "yes"),
    Mistake("wheelchair in French", M, "wheelchair: limited", "wheelchair: partiel", "bad-value",
            16, "« limited »"),
    Mistake("services in French", M, "[toilets, wifi]", "[WC, wifi]", "bad-value", 17,
            "« toilets »"),
    Mistake("a number in words", F, "precision_m: 100", "precision_m: 100 m", "bad-value", 6,
            "100"),
    Mistake("a character in French", T, "Portes de Gascogne\n    character: rural",
            "Portes de Gascogne\n    character: campagne", "bad-value", 10, "« rural »"),
    # ids and codes
    Mistake("a name for an id", R, "- place: gare-matabiau", "- place: Gare Matabiau", "bad-id", 12,
            "gare-matabiau"),
    Mistake("an id with an underscore", R, "- place: gare-matabiau", "- place: gare_matabiau",
            "bad-id", 12, "gare-matabiau"),
    Mistake("an id with its ending", R, "- place: gare-matabiau", "- place: gare-matabiau.yml",
            "bad-id", 12, "gare-matabiau"),
    Mistake("an id with its folder", R, "- place: gare-matabiau", "- place: places/gare-matabiau",
            "bad-id", 12, "écrivez gare-matabiau"),
    Mistake("a misspelt id", R, "- place: gare-matabiau", "- place: gare-matabiaux",
            "unknown-place", 12, "« gare-matabiau »"),
    Mistake("a place without a file", R, "- place: gare-matabiau", "- place: hotel-du-nord",
            "unknown-place", 12, "places/hotel-du-nord.yml"),
    Mistake("a misspelt twin", M, "twin: jardin-des-simples", "twin: jardin-des-simple",
            "unknown-place", 18, "« jardin-des-simples »"),
    Mistake("a misspelt alliance", R, "alliance: toulouse-gascogne", "alliance: toulouse-gascone",
            "unknown-alliance", 3, "« toulouse-gascogne »"),
    Mistake("an alliance by its name", R, "alliance: toulouse-gascogne",
            "alliance: Toulouse Gascogne", "bad-id", 3, "toulouse-gascogne"),
    Mistake("a misspelt territory", T, "territories: [toulouse-metropole, portes-de-gascogne]",
            "territories: [toulouse-metropole, porte-de-gascogne]", "unknown-territory", 17,
            "« portes-de-gascogne »"),
    Mistake("a commune by its name", M, '"31555"', "Toulouse", "unknown-commune", 3, '"31555"'),
    Mistake("a commune with a slip", G, '"32208"', "Lectour", "unknown-commune", 3, '"32208"'),
    Mistake("a commune with an apostrophe", F, '"32132"', "L’Isle Jourdain", "unknown-commune", 3,
            '"32160"'),
    Mistake("a postcode", M, '"31555"', '"31000"', "unknown-commune", 3, "code postal"),
    Mistake("the commune next door", F, '"32132"', '"32410"', "far-from-commune", 4, '"32132"'),
    # points
    Mistake("a decimal comma", M, "lat: 43.60400", "lat: 43,60400", "bad-coordinates", 4,
            "43.60400"),
    Mistake("degrees, minutes, seconds", M, "lat: 43.60400", "lat: 43°36'14\"N", "bad-coordinates",
            4, "43.60389"),
    Mistake("a degree sign", M, "lat: 43.60400", "lat: 43.604°", "bad-coordinates", 4, "43.604"),
    Mistake("both numbers on one line", M, "lat: 43.60400", "lat: 43.60400, 1.44400",
            "bad-coordinates", 4, "43.60400"),
    Mistake("swapped numbers", M, "lat: 43.60400\nlon: 1.44400", "lat: 1.44400\nlon: 43.60400",
            "swapped-coordinates", 4, "lat: 43.604"),
    Mistake("a lost decimal point", M, "lat: 43.60400", "lat: 4360400", "bad-coordinates", 4,
            "en degrés, avec un point décimal"),
    Mistake("a wrong digit", M, "lat: 43.60400", "lat: 44.60400", "far-from-commune", 4,
            "corrigez lat et lon, ou la commune"),
    Mistake("a missing minus", M, "lon: 1.44400", "lon: 14.4400", "far-from-commune", 4, ""),
    # addresses
    Mistake("an address without scheme", M, "website: https://exemple.fr/musee",
            "website: www.exemple.fr", "unsafe-link", 13, "https://www.exemple.fr"),
    Mistake("an http address", M, "website: https://exemple.fr/musee",
            "website: http://exemple.fr/musee", "unsafe-link", 13, "https://exemple.fr/musee"),
    Mistake("a mistyped scheme", M, "website: https://exemple.fr/musee",
            "website: https:/exemple.fr/musee", "unsafe-link", 13, "https://exemple.fr/musee"),
    Mistake("a scheme without colon", M, "website: https://exemple.fr/musee",
            "website: https//exemple.fr/musee", "unsafe-link", 13, "https://exemple.fr/musee"),
    Mistake("an http link in a text", M, "Voir [le plan](https://exemple.fr/plan)",
            "Voir [le plan](http://exemple.fr/plan)", "unsafe-link", 7, "https://exemple.fr/plan"),
    Mistake("a script in a text", M, "Voir [le plan](https://exemple.fr/plan)",
            "Voir [le plan](javascript:alert(1))", "unsafe-link", 7, "https://"),
    Mistake("an e-mail with a comma", M, "musee@exemple.fr", "musee@exemple,fr", "bad-value", 12,
            "musee@exemple.fr"),
    Mistake("an e-mail without dot", M, "musee@exemple.fr", "musee@exemple", "bad-value", 12, "@"),
    Mistake("an e-mail with a space", M, "musee@exemple.fr", "musee @exemple.fr", "bad-value", 12,
            "musee@exemple.fr"),
    Mistake("an e-mail spelt out", M, "musee@exemple.fr", "musee (at) exemple.fr", "bad-value", 12,
            "musee@exemple.fr"),
    Mistake("a phone in words", M, '"05 61 00 00 00"', "cinq soixante", "bad-value", 11,
            "en chiffres"),
    Mistake("two phones", M, '"05 61 00 00 00"', "05 61 00 00 00 / 06 00 00 00 00", "bad-value", 11,
            "05 61 00 00 00"),
    # opening hours
    Mistake("French hours", M, '"Mo-Su 10:00-18:00; PH off"', "du mardi au dimanche de 10h à 18h",
            "bad-opening-hours", 9, "Tu-Su 10:00-18:00"),
    Mistake("hours with a French h", M, '"Mo-Su 10:00-18:00; PH off"', "Tu-Su 10h-18h",
            "bad-opening-hours", 9, "Tu-Su 10:00-18:00"),
    Mistake("hours no one can read", M, '"Mo-Su 10:00-18:00; PH off"', "selon la saison",
            "bad-opening-hours", 9, "HH:MM-HH:MM"),
    Mistake("a stop that is never open", R, "stay: 1h30", "stay: 8h", "never-open", 13, ""),
    # files
    Mistake("an unknown track", R, "tracks/vers-le-jardin.gpx", "tracks/vers-le-jardn.gpx",
            "missing-file", 25, "tracks/vers-le-jardin.gpx"),
    Mistake("a track without its folder", R, "tracks/vers-le-jardin.gpx", "vers-le-jardin.gpx",
            "missing-file", 25, "tracks/vers-le-jardin.gpx"),
    Mistake("a file of one's own disk", G, "media/jardin.jpg", "C:\\Photos\\jardin.jpg",
            "unsafe-path", 8, "media/jardin.jpg"),
    Mistake("a file above the folder", G, "media/jardin.jpg", "../media/jardin.jpg", "unsafe-path",
            8, "media/jardin.jpg"),
    Mistake("another ending of the photo", G, "media/jardin.jpg", "media/jardin.jpeg",
            "missing-file", 8, "media/jardin.jpg"),
    Mistake("a capital in a file name", G, "media/jardin.jpg", "media/Jardin.JPG", "missing-file",
            8, "media/jardin.jpg"),
    Mistake("a photo without its author", G, "  credit: Jeanne Dupuy\n", "", "missing-credit", 7,
            "credit: "),
    Mistake("a photo with an empty author", G, "credit: Jeanne Dupuy", "credit:", "missing-field",
            10, "retirez la ligne"),
    Mistake("a photo without words for the blind", G,
            "  alt: {fr: Des carrés de sauge bleue, en: Squares of blue sage}\n", "",
            "missing-field", 7, "alt: "),
    Mistake("a photo past its rights", G, "2028-01-01", "2026-01-01", "expired-photo", 12,
            "renouvelez"),
    # the route as a whole
    Mistake("no English title", R, "title: {fr: De la brique au jardin, en: From brick to garden}",
            "title: {fr: De la brique au jardin}", "missing-translation", 1, "en: "),
    Mistake("a language that is none", R, "{fr: Montez au four., en: Climb to the kiln.}",
            "{français: Montez au four., en: Climb to the kiln.}", "unknown-field", 17, "fr"),
    Mistake("a fixed time that cannot be met", R, "arrive: 10:30", "arrive: 09:40",
            "impossible-timing", 15, "09:50"),
    Mistake("too fast a bike", R, "minutes: 50", "minutes: 5", "impossible-timing", 25, "minutes"),
    Mistake("fewer kilometres than the crow flies", R, "km: 95", "km: 9.5", "impossible-timing", 22,
            "km"),
    Mistake("a night in the midst of a day", R, "stay: 45min", "stay: night", "impossible-timing",
            23, "dernière étape"),
    Mistake("a status without its word", R, "difficulty: easy", "difficulty: easy\nstatus: fermé",
            "wrong-type", 6, "{state: closed"),
    Mistake("a status in French", R, "difficulty: easy",
            "difficulty: easy\nstatus: {state: travaux}", "bad-value", 6, "« works »"),]


class Whole(NamedTuple):
    """A whole file of the sample that is wrong, and what must be told of it."""

    name: str
    file: str
    content: str | bytes | None
    code: str
    line: int
    hint: str


LONE_DAY = ROUTE.partition("days:")[0] + """\
days:
  title: {fr: Un jour, en: One day}
  start: 10:00
  stops: [{place: gare-matabiau}, {place: jardin-des-simples}]
"""
PLACE = 'name: Moulin\nkind: monument\ncommune: "32208"\nlat: 43.93500\nlon: 0.62300\n'

WHOLE = [
    Whole("hard spaces for every indent", M, PLACE + (
        "description:\n\u00a0\u00a0fr: Un moulin\n\u00a0\u00a0en: A mill\n"),
          "unknown-field", 7, "insécables"),
    Whole("an empty file", M, "", "yaml-syntax", 1, ""),
    Whole("a file of remarks only", M, "# à faire\n", "yaml-syntax", 1, ""),
    Whole("a sentence", M, "Le musée est ouvert.\n", "yaml-syntax", 1, ""),
    Whole("a list", M, "- a\n- b\n", "yaml-syntax", 1, ""),
    Whole("a text document", M, b"PK\x03\x04\x14\x00\x06\x00", "yaml-syntax", 1, ""),
    Whole("a file saved in an old encoding", M, MUSEUM.encode("cp1252", "replace"),
          "yaml-syntax", 1, "UTF-8"),
    Whole("a file saved as UTF-16", M, MUSEUM.encode("utf-16"), "yaml-syntax", 1, "UTF-8"),
    Whole("a page's front matter", M, f"---\n{PLACE}---\n\nUn moulin.\n", "yaml-syntax", 7,
          "retirez cette ligne"),
    Whole("two versions mixed", M, PLACE.replace("kind: monument\n", (
        "<<<<<<< HEAD\nkind: monument\n=======\nkind: museum\n>>>>>>> moulin\n")),
          "yaml-syntax", 2, "gardez la bonne"),
    Whole("a tab after the colon of a group", M, PLACE + "photo:\n\tfile: media/jardin.jpg\n",
          "yaml-syntax", 7, "tabulation"),
    Whole("a text on the line of its mark", M, PLACE + "description:\n  fr: > Un moulin\n",
          "yaml-syntax", 7, "à la ligne suivante"),
    Whole("a Windows path in quotes", M, PLACE + 'photo: {file: "C:\\Photos\\x.jpg"}\n',
          "yaml-syntax", 6, "remplacez \\ par /"),
    Whole("a dash after the colon", M, PLACE + "labels: - bio\n", "yaml-syntax", 6,
          "avant le tiret"),
    Whole("no space in a short group", R, ROUTE.replace("{by: bike,", "{by:bike,"),
          "unknown-field", 25, "une espace après"),
    Whole("no space in a short text", R, ROUTE.replace("{fr: La ville,", "{fr:La ville,"),
          "unknown-field", 9, "une espace après"),
    Whole("two fields on one line", M, PLACE.replace("lat: 43.93500\nlon", "lat: 43.93500, lon"),
          "yaml-syntax", 4, "un seul champ par ligne"),
    Whole("a lone day without its dash", R, LONE_DAY, "wrong-type", 8, "tiret"),
    Whole("a photo without its group", G, GARDEN.partition("photo:")[0]
          + "photo: media/jardin.jpg\n", "wrong-type", 7, "{file: media/jardin.jpg"),
    Whole("a group whose lines are not indented", G, PLACE + (
        "photo:\nfile: media/jardin.jpg\nalt: Un carré\ncredit: Jeanne\nlicence: CC0-1.0\n"),
          "unknown-field", 7, "décalez"),
    Whole("an ending in .yaml", "places/moulin.yaml", PLACE, "bad-id", 1, "moulin.yml"),
    Whole("a capital in the file's name", "places/Moulin.yml", PLACE, "bad-id", 1, "moulin.yml"),
    Whole("a space in the file's name", "places/moulin du pré.yml", PLACE, "bad-id", 1,
          "moulin-du-pre.yml"),
    Whole("an underscore in the file's name", "moulin_du_pre.yml", ROUTE, "bad-id", 1,
          "moulin-du-pre.yml"),
    Whole("no territories", T, None, "missing-file", 1, ""),
    Whole("no communes", C, None, "missing-file", 1, ""),
    Whole("a spreadsheet's semicolons", C, COMMUNES.replace(",", ";"), "missing-field", 1,
          "la virgule"),
    Whole("a spreadsheet's old encoding", C, COMMUNES.replace("Sam", "Sàm").encode("cp1252"),
          "bad-value", 1, "UTF-8"),
    Whole("a spreadsheet's lost zero", C, COMMUNES + "1004,Ambérieu,comminges,45.9,5.3,24.6\n",
          "bad-value", 9, "01004"),
    Whole("a column too few", C, COMMUNES + "31003,Aigrefeuille,comminges,43.5\n", "bad-value", 9,
          "une ligne est"),
    Whole("a commune of an unknown territory", C, COMMUNES.replace("9,comminges", "9,commminges")
          + "31003,Aigrefeuille,toulouse,43.56863,1.58328,4.63\n", "unknown-territory", 9,
          "toulouse-metropole"),
    Whole("a commune written twice", C, COMMUNES + COMMUNES.splitlines()[1] + "\n",
          "duplicate-key", 9, "gardez"),
    Whole("an area in words", C, COMMUNES.replace("118.17", "grande"), "bad-value", 2, ""),
    Whole("settings in French", "site.yml", "langues: [fr, en]\n", "unknown-field", 1,
          "« languages »"),
    Whole("a map background of another name", "site.yml", "tiles: google\n", "bad-value", 1,
          "les valeurs sont"),
    Whole("an invisible character from a copy", M, STATION.replace("station", "stat\u200bion"),
          "bad-value", 2, "« station »"),
]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_told_once_where_it_is_with_what_to_type(
        mistake: Mistake, tmp_path: Path) -> None:
    """One edit, one diagnostic: its code, its file, its line, and a hint in both languages."""
    found = check(write_sample(tmp_path, **edited(mistake.file, mistake.old, mistake.new)))
    assert [(mistake.code, mistake.file, mistake.line)] == told(found, tmp_path)
    hint = found[0].hint
    assert hint is not None
    assert mistake.hint in hint.fr
    assert hint.en


@pytest.mark.parametrize("whole", WHOLE, ids=lambda whole: whole.name)
def test_a_wrong_file_is_told_once_where_it_is(whole: Whole, tmp_path: Path) -> None:
    """A file that is wrong as a whole gives one diagnostic, not one a consequence."""
    found = check(write_sample(tmp_path, **{whole.file: whole.content}))
    assert [(whole.code, whole.file, whole.line)] == told(found, tmp_path)
    assert whole.hint in (found[0].hint.fr if found[0].hint else "")


SOUND = [
    ("CRLF lines", M, MUSEUM.replace("\n", "\r\n")),
    ("a byte order mark", M, b"\xef\xbb\xbf" + MUSEUM.encode()),
    ("no newline at the end", M, MUSEUM.rstrip()),
    ("remarks and empty lines", M, "# lieu\n\n" + MUSEUM.replace("kind", "\n# sorte\nkind")),
    ("a schema line", M, "# yaml-language-server: $schema=../../schema/place.schema.json\n"
     + MUSEUM),
    ("three dashes at the head", M, "---\n" + MUSEUM),
    ("other quotes", M, MUSEUM.replace('"31555"', "'31555'")),
    ("no quotes round a code", M, MUSEUM.replace('"31555"', "31555")),
    ("a space before the colon", M, MUSEUM.replace("kind: museum", "kind : museum")),
    ("a folded text", M, MUSEUM.replace("  fr: Une tuilerie", "  fr: >-\n    Une tuilerie")),
    ("a block text with a list", M, MUSEUM.replace(
        "  fr: Une", "  fr: |\n    - un four\n    - des moules\n\n    Une")),
    ("a text in quotes with a colon", M, MUSEUM.replace(
        "price: 6 €", 'price: "Plein tarif : 6 €, réduit : 4 €"')),
    ("one text for all languages", M, MUSEUM.replace(
        "{fr: Musée de la Brique, en: Brick Museum}", "Musée de la Brique")),
    ("a third language", M, MUSEUM.replace("en: Brick Museum", "en: Brick Museum, es: Museo")),
    ("lists one item a line", M, MUSEUM.replace("[toilets, wifi]", "\n  - toilets\n  - wifi")),
    ("a text that says off", M, MUSEUM.replace("6 €", "no")),
    ("a phone from abroad", M, MUSEUM.replace("05 61 00 00 00", "+33 5 61 00 00 00")),
    ("a link to a mail", M, MUSEUM.replace("https://exemple.fr/plan)", "mailto:a@exemple.fr)")),
    ("a link to a phone", M, MUSEUM.replace("https://exemple.fr/plan)", "tel:+33561000000)")),
    ("times of one digit", R, ROUTE.replace("09:30", "9:30")),
    ("a dash in the column of its list", R, ROUTE.replace("\n      ", "\n    ")),
    ("a season round the turn of the year", R, ROUTE.replace(
        "from: 04-01, to: 10-31", "from: 04-01, to: 03-31")),
    ("a route without optional fields", R, ROUTE.replace("audience: [familles]\n", "")),
    ("no settings", "site.yml", None),
    ("a closure that is over", R, ROUTE.replace(
        "days:", "status: {state: closed, from: 2026-01-01, to: 2026-02-01}\ndays:")),
    ("communes without their area", C, "".join(
        line.rpartition(",")[0] + "\n" for line in COMMUNES.splitlines())),
    ("a file that is not YAML beside the routes", "LISEZMOI.md", "# Parcours\n"),
]


@pytest.mark.parametrize(("name", "file", "content"), SOUND, ids=[name for name, *_ in SOUND])
def test_what_is_right_is_told_nothing(
        name: str, file: str, content: str | bytes | None, tmp_path: Path) -> None:
    """No false alarm: another way of writing the same gives no diagnostic."""
    assert told(check(write_sample(tmp_path, **{file: content})), tmp_path) == []
