"""Contact data within any words of a source: none of it goes into a file without a consent."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.importing import bring, texts
from importers.test_maps import kml, mark
from parcours.importers import telling
from parcours.importers.contacts import without_contacts

ROW = {"nom": "Halle", "type": "halle", "commune": "Lectoure", "code postal": "32700",
       "coordonnées GPS": "43,94 ; 0,63"}
COLUMNS = ("nom", "type", "commune", "coordonnées GPS", "horaires", "adresse", "lieu-dit", "site",
           "description", "tarif", "accessibilité", "producteur", "licence", "vérifié le",
           "lundi", "jours de fermeture", "téléphone", "courriel")


def row(column: str, said: str) -> bytes:
    """A table of one place, with one of its cells saying more."""
    cells = {**ROW, column: f"{ROW.get(column, '')} sur rendez-vous {said}".strip()}
    quoted = ";".join(f'"{cell}"' for cell in cells.values())
    return f"{';'.join(cells)}\n{quoted}\n".encode()


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("said", ["05 62 00 00 00", "jeanne@exemple.fr"])
def test_no_column_lets_a_contact_through(mapped: Path, column: str, said: str) -> None:
    """Neither as a value, nor in a comment of the file, nor in its name, nor on the screen."""
    result = bring(mapped, row(column, said))
    everything = " ".join([telling.told(result, "itineraries", "fr"), *texts(result),
                           *texts(result).values()])
    assert said not in everything
    assert said.replace(" ", "-") not in everything
    assert "contact" in everything or column in ("coordonnées GPS",)


def test_what_is_told_of_the_file_holds_none_either(mapped: Path) -> None:
    """The description of a map, which is no place's, is told on the screen."""
    raw = kml("<description>Jeanne, 05 62 00 00 00</description>" + mark("Point", "0.63,43.94"))
    assert "Jeanne, …" in telling.told(bring(mapped, raw), "itineraries", "fr")


def test_whoever_asks_has_them(mapped: Path) -> None:
    """With ``--contacts`` the words of the source stay whole."""
    (text,) = texts(bring(mapped, row("horaires", "au 05 62 00 00 00"), contacts=True)).values()
    assert "05 62 00 00 00" in text


@pytest.mark.parametrize("said", [
    "0562000000", "05.62.00.00.00", "05-62-00-00-00", "05/62/00/00/00", "+33 5 62 00 00 00",
    "+33 (0)5 62 00 00 00", "0033562000000", "jeanne@exemple.fr", "jeanne.dupont (at) exemple.fr"])
def test_contacts_however_written(said: str) -> None:
    """The words round them stay, and so does a number before or behind."""
    assert without_contacts(f"32700 {said} 12 rue") == ("32700 … 12 rue", True)


@pytest.mark.parametrize("said", [
    "09.00-12.00 14.00-18.00", "09 00 12 00 14 00", "de 09.00-12.00 14h à 18h", "0123456789012",
    "du 05/06/2026 au 07/08/2026", "05/06/26 07/08", "le 2026-05-06 10:30:00", "0.9774, 43.7221"])
def test_hours_and_dates_are_no_telephone(said: str) -> None:
    """Half of such hours was taken for a number and lost."""
    assert without_contacts(said) == (said, False)
