"""The columns in which offices tell of opening: none is passed over while others make a rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.importing import bring, fields, texts
from importers.test_maps import left

BASE = "nom;type;code insee;latitude;longitude;"
PLACE = "Halle;halle;32208;43,94;0,63;"


def imported(folder: Path, head: str, row: str) -> tuple[dict[str, str], str, str]:
    """The fields, the text and what was left out of a place with these columns."""
    result = bring(folder, f"{BASE}{head}\n{PLACE}{row}\n".encode())
    (text,) = texts(result).values()
    return fields(text), text, left(result)


@pytest.mark.parametrize(("head", "row", "rule"), [
    ("Lundi matin;Lundi après-midi;Mardi", "9h-12h;14h-18h;9h-12h",
     "Mo 09:00-12:00,14:00-18:00; Tu 09:00-12:00"),
    ("Lundi matin;Lundi après-midi;Mardi", "9h-12h;fermé;9h-12h",
     "Mo 09:00-12:00; Tu 09:00-12:00"),
    ("Lundi matin;Lundi après-midi;Mardi", "Fermé;Fermé;9h-12h", "Tu 09:00-12:00; Mo off"),
    ("Mardi;Jours fériés", "9h-12h;fermé", "Tu 09:00-12:00; PH off"),
    ("Période;Horaires", "avril à octobre;mardi au dimanche 10h-18h", "Apr-Oct Tu-Su 10:00-18:00"),
    ("Date d'ouverture;Date de fermeture;Horaires", "01/04/2027;31/10/2027;mardi 10h-18h",
     "2027 Apr 01-2027 Oct 31 Tu 10:00-18:00"),
    ("Saison;Lundi;Mardi", "avril à octobre;9h-12h;9h-12h",
     "Apr-Oct Mo 09:00-12:00; Apr-Oct Tu 09:00-12:00"),
    ("Période;Horaires;Jour de fermeture", "avril à octobre;10h-18h;mardi",
     "Apr-Oct 10:00-18:00; Apr-Oct Tu off"),
])
def test_columns_that_belong_together(mapped: Path, head: str, row: str, rule: str) -> None:
    """Halves of days, holidays and seasons: without them a place was open when it is not."""
    assert imported(mapped, head, row)[0].get("opening_hours") == rule


@pytest.mark.parametrize(("head", "row", "said"), [
    ("Horaires;Ouverture vacances", "mardi 10h-18h;tous les jours",
     "Ouverture vacances : tous les jours"),
    ("Horaires;Horaires été", "Tu 10:00-18:00;10h-20h", "Horaires été : 10h-20h"),
    ("Horaires;Date d'ouverture", "mardi 10h-18h;01/04/2027", "à partir de 01/04/2027"),
    ("Horaires;Heures", "mardi 10h-18h;mercredi 10h-12h", "Heures : mercredi 10h-12h"),
    ("Période;Horaires", "avril à octobre;\"mardi 10h-18h ; mercredi 14h-17h\"", "avril à octobre"),
])
def test_what_is_not_put_together_keeps_the_rule_back(
        mapped: Path, head: str, row: str, said: str) -> None:
    """It is told with its words, and the rule is shown for somebody to complete."""
    data, text, told = imported(mapped, head, row)
    assert "opening_hours" not in data
    assert "# opening_hours: " in text
    assert said in told


@pytest.mark.parametrize(("head", "row", "doubt"), [
    ("Statut", "Fermé", "« Statut » : Fermé"), ("Ouvert", "non", "« Ouvert » : non"),
    ("Statut", "publié", ""), ("Ouvert", "oui", ""), ("Tarif été", "5 €", "")])
def test_what_says_that_a_place_is_no_more(
        mapped: Path, head: str, row: str, doubt: str) -> None:
    """It stands above all the rest, where nobody overlooks it."""
    _, text, _ = imported(mapped, f"{head};horaires", f"{row};mardi 10h-18h")
    plain = text.replace("\u00a0", " ")
    assert ("la source dit «" in plain) == bool(doubt)
    assert f"la source dit {doubt}" in plain
    assert "\nopening_hours: " in text


@pytest.mark.parametrize(("row", "said"), [
    ("09:00;18:30", "« 09:00-18:30"), ("9h;18h30", "« 9h-18h30"),
    ("01/04/2027;31/10/2027", "« du 01/04/2027 au 31/10/2027 »")])
def test_opening_and_closing_are_what_their_cells_hold(mapped: Path, row: str, said: str) -> None:
    """*Fermeture* over 18:30 is no day on which the place is closed."""
    found, text, out = imported(mapped, "Ouverture;Fermeture", row)
    assert "opening_hours" not in found
    assert said in out + text
