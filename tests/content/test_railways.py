"""``railways.csv``: kilometre points of stations, and what is said where a row is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.content_sample import TODAY, write_sample
from parcours.content.railways import parse_railways
from parcours.load.shared import read_shared

HEAD = "line,place,km,source,source_date\n"


def faults(rows: str) -> list[tuple[str, int, str]]:
    """Code, line and French words of every fault."""
    return [(one.code, one.span.line, one.message.fr)
            for one in parse_railways(HEAD + rows, "railways.csv", ["gare", "halte"])[1]]


def test_stations_are_read_with_their_source(tmp_path: Path) -> None:
    """A folder's stations are found by place, also behind a byte order mark and CRLF."""
    folder = write_sample(tmp_path / "itineraries", **{"railways.csv": "\ufeff" + HEAD.replace(
        "\n", "\r\n") + "auch,gare-matabiau,0,page,2022-04-25\r\n"})
    shared = read_shared(folder, TODAY)
    assert [one for one in shared.diagnostics if "railways" in one.span.file] == []
    (one,) = shared.atlas.stations["gare-matabiau"]
    assert (one.line, one.km, one.source, one.source_date.isoformat()) == (
        "auch", 0.0, "page", "2022-04-25")


def test_a_folder_needs_no_railways(tmp_path: Path) -> None:
    """Without the file nothing is known and nothing is said."""
    assert read_shared(write_sample(tmp_path / "i"), TODAY).atlas.stations == {}


@pytest.mark.parametrize(("row", "code", "told"), [
    ("auch,gare,16_45,page,2022-04-25", "bad-value", "« 16_45 » n’est pas un point kilométrique"),
    ("auch,gare,,page,2022-04-25", "bad-value", "«  » n’est pas un point kilométrique"),
    ("auch,gare,-3,page,2022-04-25", "bad-value", "« -3 » n’est pas un point kilométrique"),
    ("auch,gares,3,page,2022-04-25", "unknown-place", "aucun lieu ne s’appelle « gares »"),
    ("auch,gare,3,page", "bad-value", "cette ligne n’a pas le bon nombre de colonnes"),
    ("auch,gare,3,page,2022-04-25,x", "bad-value",
     "cette ligne n’a pas le bon nombre de colonnes"),
    ("auch,gare,3,,2022-04-25", "bad-value", ""),
    ("auch,gare,3,page,hier", "bad-value", ""),
])
def test_a_wrong_row_is_told_with_its_line(row: str, code: str, told: str) -> None:
    """Each fault bears its line; a distance without source or date is none."""
    (found,) = faults(f"auch,halte,0,page,2022-04-25\n{row}\n")
    assert found[:2] == (code, 3)
    assert not told or found[2] == told


def test_a_station_stands_on_a_line_once() -> None:
    """Two kilometre points of one station on one line cannot both be right."""
    row = "auch,gare,{},page,2022-04-25\n"
    assert faults(row.format(1) + row.format(2)) == [
        ("duplicate-key", 3, "« gare » est déjà sur la ligne « auch »")]
    assert faults(row.format(1) + "agen,gare,2,page,2022-04-25\n") == []


def test_columns_that_are_missing_are_named() -> None:
    """A table saved with semicolons has none of them."""
    found, told = parse_railways(HEAD.replace(",", ";"), "railways.csv", [])
    assert found == []
    assert [one.message.fr for one in told] == [
        "il manque les colonnes line, place, km, source, source_date"]


def test_hostile_bytes_give_words() -> None:
    """What is no table is told, and never raises."""
    assert [code for code, _, _ in faults('auch,"gare\x00,1,p,2022-04-25\n')] == ["bad-value"]
    assert len(faults("auch,nul,1,p,2022-04-25\n" * 5000)) < 300
