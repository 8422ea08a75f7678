"""Tables of services: read as typed, every fault told at its line, nothing hostile let in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.content_sample import TODAY, check, write_sample
from parcours.content.services import parse_services
from parcours.format.choices import ServiceKind
from parcours.format.fields.tables import SERVICES
from parcours.load.shared import read_shared

HEAD = "kind,name,lat,lon,lines,note,source,date,licence"
GOOD = "toilets,Place du Marché,43.93400,0.62200,,,Mairie,2026-05-20,etalab-2.0"


def told(folder: Path, *rows: str, head: str = HEAD) -> list[tuple[str, int, str]]:
    """The code, line and severity of each diagnostic of a table in the sample."""
    write_sample(folder, **{"services/a.csv": "\n".join((head, *rows)) + "\n"})
    return [(one.code, one.span.line, one.severity.value) for one in check(folder)]


def test_a_row_is_read_as_typed(tmp_path: Path) -> None:
    """Kind, point, texts per language, lines, source, day and licence come out as they went in."""
    head = "kind,name_fr,name_en,lat,lon,lines,source,date,licence"
    write_sample(tmp_path, **{"services/a.csv": (
        f'\ufeff{head}\r\ntram,"Halle, nord","Hall, north",43.60400,1.44500,T1 A,Réseau,'
        "2026-02-10,ODbL-1.0\r\n")})
    shared = read_shared(tmp_path, TODAY)
    assert not shared.diagnostics
    (point,) = shared.atlas.services
    assert (point.kind, point.position, point.lines) == (
        ServiceKind.TRAM, (43.604, 1.445), ("T1", "A"))
    assert point.name is not None
    assert (point.name.in_lang("fr"), point.name.in_lang("en")) == ("Halle, nord", "Hall, north")
    assert point.credit == ("Réseau", date(2026, 2, 10), "ODbL-1.0")
    assert point.note is None


@pytest.mark.parametrize(("row", "code", "severity"), [
    (GOOD.replace("toilets", "toilettes"), "bad-value", "error"),
    (GOOD.replace("43.93400", "43,93400").replace(",93400", ";93400"), "bad-coordinates", "error"),
    (GOOD.replace("43.93400", "nord"), "bad-coordinates", "error"),
    (GOOD.replace("43.93400,0.62200", "0.62200,43.93400"), "swapped-coordinates", "error"),
    (GOOD.replace("43.93400,0.62200", "48.85660,2.35220"), "outside-territories", "warning"),
    (GOOD.replace("2026-05-20", "20/05/2026"), "bad-value", "error"),
    (GOOD.replace("2026-05-20", "2026-12-24"), "bad-value", "error"),
    (GOOD.replace("2026-05-20", "2019-01-15"), "stale-facts", "warning"),
    (GOOD.replace("Mairie", ""), "missing-field", "error"),
    (GOOD.replace("etalab-2.0", ""), "missing-field", "error"),
    (GOOD.replace("Mairie", '"=HYPERLINK(""https://exemple.fr"")"'), "bad-value", "error"),
    (GOOD.replace("Place du Marché", "@SUM(1)"), "bad-value", "error"),
    (GOOD.replace("Place du Marché", " +33"), "bad-value", "error"),
    (GOOD.replace("Place du Marché", "<b>Place</b>"), "visible-markup", "warning"),
    (GOOD.replace("Place du Marché", "Pla\x08ce"), "bad-value", "error"),
    (GOOD.replace("Place du Marché", "Place \u202emarché"), "bad-value", "error"),
    (f"{GOOD},un de trop", "bad-value", "error"),
    ("toilets,Place", "bad-value", "error"),
])
def test_each_fault_is_told_at_its_line(tmp_path: Path, row: str, code: str,
                                        severity: str) -> None:
    """A row that is wrong in one way gives one diagnostic, with its line, and a hint."""
    sound = GOOD.replace("toilets", "bench")
    assert told(tmp_path, sound, row) == [(code, 3, severity)]
    assert all(one.hint for one in check(tmp_path))


@pytest.mark.parametrize(("head", "code"), [
    (HEAD.replace("licence", "license"), "unknown-field"),
    (HEAD.replace("date,", ""), "missing-field"),
    (HEAD.replace("note", "name"), "duplicate-key"),
    (HEAD.replace(",", ";"), "missing-field"),
])
def test_a_wrong_heading_is_told_alone(tmp_path: Path, head: str, code: str) -> None:
    """Below a heading that is not understood no row is judged."""
    found = told(tmp_path, GOOD, GOOD, head=head)
    assert {(line, severity) for _, line, severity in found} == {(1, "error")}
    assert code in {one for one, _, _ in found}


@pytest.mark.parametrize(("row", "column"), [
    ("wc,,43.6,1.44,,,Office,2026-02-10,ODbL-1.0", 1),
    ('toilets,,"43,6",1.44,,,Office,2026-02-10,ODbL-1.0', 10),
    ("toilets,,43.6,1.44,,,,2026-02-10,ODbL-1.0", 22),
    ("toilets,,43.6,1.44,,,Office,02/2026,ODbL-1.0", 29)])
def test_a_fault_is_told_at_its_cell(row: str, column: int) -> None:
    """An editor jumps there, and types the hint over what stands there."""
    _, (fault,) = parse_services(f"{HEAD}\n{row}\n", "x.csv")
    assert (fault.span.line, fault.span.column) == (2, column)


def test_a_column_by_another_name_is_not_missing(tmp_path: Path) -> None:
    """Each was told twice: that nobody knows it, and that ours is missing."""
    found = told(tmp_path, head=HEAD.replace("kind", "genre").replace("lat,lon", "latitude,lon"))
    assert [(code, line) for code, line, _ in found] == [("unknown-field", 1)] * 2


def test_what_is_told_twice_is_told(tmp_path: Path) -> None:
    """One kind and name at one spot, in one file or in two, is told at the second with the place of
    the first; another kind there is another service."""
    again = GOOD.replace("43.93400", "43.93401")
    write_sample(tmp_path, **{
        "services/a.csv": f"{HEAD}\n{GOOD}\n{GOOD.replace('toilets', 'bench')}\n",
        "services/b.csv": f"{HEAD}\n{again}\n"})
    (found,) = check(tmp_path)
    assert (found.code, Path(found.span.file).name, found.span.line) == ("same-place", "b.csv", 2)
    assert "a.csv:2" in found.message.fr


def test_rows_of_the_future_are_told_once_a_file(tmp_path: Path) -> None:
    """A thousand rows of next year are one error with their number."""
    rows = [GOOD.replace("Place", f"Place {n}").replace("2026-05-20", "2027-01-15")
            for n in range(30)]
    assert told(tmp_path, *rows) == [("bad-value", 2, "error")]
    assert "30" in check(tmp_path)[0].message.fr


def test_old_rows_are_told_once_a_file(tmp_path: Path) -> None:
    """A thousand rows of 2019 are one warning with their number, not a thousand warnings."""
    rows = [GOOD.replace("Place", f"Place {n}").replace("2026-05-20", "2019-01-15")
            for n in range(30)]
    assert told(tmp_path, *rows) == [("stale-facts", 2, "warning")]
    assert "30" in check(tmp_path)[0].message.fr


def test_many_rows_outside_are_told_up_to_twenty(tmp_path: Path) -> None:
    """The last warning says how many more rows lie outside."""
    rows = [GOOD.replace("Place", f"Place {n}").replace("43.93400,0.62200", "48.85660,2.35220")
            for n in range(25)]
    found = told(tmp_path, *rows)
    assert found == [("outside-territories", n, "warning") for n in range(2, 22)]
    assert "5" in check(tmp_path)[-1].message.fr


def test_a_link_and_another_encoding_are_refused(tmp_path: Path) -> None:
    """A table that is a link, or not UTF-8, is an error of its file."""
    write_sample(tmp_path, **{"services/latin.csv": f"{HEAD}\n{GOOD}\n".encode("latin-1")})
    (tmp_path / "secret").write_text(f"{HEAD}\n{GOOD}\n", "utf-8")
    (tmp_path / "services" / "link.csv").symlink_to(tmp_path / "secret")
    assert sorted(one.code for one in check(tmp_path)) == ["bad-value", "unsafe-path"]


def test_the_setting_is_bounded(tmp_path: Path) -> None:
    """Nothing 5 km from a stop is close by."""
    write_sample(tmp_path, **{"site.yml": "languages: [fr, en]\nservices_within_m: 5000\n"})
    assert [(one.code, one.span.line) for one in check(tmp_path)] == [("bad-value", 2)]


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever stands in a table, reading it gives rows and diagnostics, and never fails."""
    for content in (text, f"{HEAD}\n{text}"):
        rows, found = parse_services(content, "services/a.csv")
        assert all(row.span.line >= 1 for row in rows)
        assert all(one.span.line >= 1 for one in found)


def test_every_column_is_read() -> None:
    """The example of the reference, column by column, is a sound table."""
    row = ",".join(column.example for column in SERVICES.columns.values())
    rows, found = parse_services(f"{','.join(SERVICES.columns)}\n{row}\n", "services/a.csv")
    assert (len(rows), found) == (1, [])
