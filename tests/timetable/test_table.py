"""Tables as feeds really write them."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from helpers.feeds import FEED, pair, read, times, write_feed
from parcours.timetable import table
from parcours.timetable.fault import BadFeed

STOP_TIMES = FEED["stop_times.txt"]


def refused(path: Path) -> BadFeed:
    """Why a feed is refused while it is read."""
    with pytest.raises(BadFeed) as caught:
        read(path)
    return caught.value


def changed(old: str, new: str, table: str = "stop_times") -> dict[str, str]:
    """One table after an edit."""
    assert old in FEED[f"{table}.txt"]
    return {table: FEED[f"{table}.txt"].replace(old, new)}


@pytest.mark.parametrize("blank", ["", ",,,", " , ,\t", '"","",""'])
def test_a_row_of_nothing_is_none(tmp_path: Path, blank: str) -> None:
    """A spreadsheet leaves them below a table: an agency without a name, in no time zone."""
    path = write_feed(tmp_path, **{
        name.removesuffix(".txt"): text + f"{blank}\n" for name, text in FEED.items()})
    assert times(pair(path)) == ["09:00-10:40"]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_marks_at_the_start_and_ends_of_lines(tmp_path: Path, end: str, mark: str) -> None:
    """A byte order mark and the line ends of Windows and old Macs, in every table."""
    tables = {name.removesuffix(".txt"): mark + text.replace("\n", end)
              for name, text in FEED.items()}
    assert times(pair(write_feed(tmp_path / "f", **tables))) == ["09:00-10:40"]


def test_the_last_line_needs_no_end(tmp_path: Path) -> None:
    """Nor may one that lacks it be lost."""
    tables = {name.removesuffix(".txt"): text.rstrip("\n") for name, text in FEED.items()}
    assert times(pair(write_feed(tmp_path / "f", **tables), "LEC", "TOU")) == ["17:00-18:40"]


@pytest.mark.parametrize("comma", [", ", " ,", "\t,", " , ", "\u00a0,"])
def test_spaces_round_commas(tmp_path: Path, comma: str) -> None:
    """In the header and in the rows."""
    tables = {name.removesuffix(".txt"): text.replace(",", comma) for name, text in FEED.items()}
    assert times(pair(write_feed(tmp_path / "f", **tables))) == ["09:00-10:40"]


@pytest.mark.parametrize(("before", "after"), [
    ("", " "), (" ", ""), ("\t", ""), ("", "\u00a0"), (" ", " ")])
def test_blanks_at_the_ends_of_lines(tmp_path: Path, before: str, after: str) -> None:
    """An id that stands last in its line, or first, is found without them: no run is lost."""
    tables = {name.removesuffix(".txt"): "".join(
        f"{before}{','.join(reversed(line.split(',')))}{after}\n" for line in text.splitlines())
        for name, text in FEED.items()}
    assert times(pair(write_feed(tmp_path / "f", **tables))) == ["09:00-10:40"]


@pytest.mark.parametrize(("mark", "said"), [(";", "';'"), ("\t", "tabs"), ("|", "'|'")])
def test_another_mark_between_columns_is_told(tmp_path: Path, mark: str, said: str) -> None:
    """A feed that somebody opened in a spreadsheet and saved again."""
    tables = {name.removesuffix(".txt"): text.replace(",", mark) for name, text in FEED.items()}
    assert said in refused(write_feed(tmp_path / "f", **tables)).message.en


def test_quotes_where_they_belong(tmp_path: Path) -> None:
    """Every value quoted, a comma and a doubled quotation mark within."""
    tables = {name.removesuffix(".txt"): "\n".join(
        ",".join(f'"{value}"' for value in line.split(",")) for line in text.splitlines())
        for name, text in FEED.items()}
    tables["stops"] = tables["stops"].replace('"Lectoure"', '"Lectoure, ""la"" gare"')
    found = pair(write_feed(tmp_path / "f", **tables))
    assert (times(found), found.end.name) == (["09:00-10:40"], 'Lectoure, "la" gare')


@pytest.mark.parametrize(("old", "new"), [
    ("LEC,Lectoure", 'LEC,"Lectoure'), ("LEC,Lectoure", 'LEC,"Lec"toure')])
def test_bad_quotes_are_told_with_their_line(tmp_path: Path, old: str, new: str) -> None:
    """One that is never closed, one that closes too early: no row is guessed."""
    found = refused(write_feed(tmp_path / "f", **changed(old, new, "stops")))
    assert "quotation" in found.message.en
    assert found.file.endswith("stops.txt")
    assert found.line >= 8


def test_a_quotation_mark_inside_a_word_is_a_sign(tmp_path: Path) -> None:
    """As the standard reader of Python has it: it opens nothing."""
    path = write_feed(tmp_path / "f", **changed("Lectoure", 'Lect"oure', "stops"))
    assert pair(path).end.name == 'Lect"oure'


def test_names_and_ids_are_text(tmp_path: Path) -> None:
    """A stop called NA, ids with zeros at their head, a line called NA: all stay as written."""
    tables = {name.removesuffix(".txt"): text.replace("LEC", "007").replace("Lectoure", "NA")
              .replace("SEM", "000009").replace("L1", "NA") for name, text in FEED.items()}
    found = pair(write_feed(tmp_path / "f", **tables), end="007")
    assert (found.end.id, found.end.name) == ("007", "NA")
    assert [one.route for day in found.departures.values() for one in day][:1] == ["NA"]


def test_seven_is_not_007(tmp_path: Path) -> None:
    """An id that lost its zeros is another id."""
    tables = {name.removesuffix(".txt"): text.replace("LEC", "007") for name, text in FEED.items()}
    found = read(write_feed(tmp_path / "f", **tables))
    assert found.found == {"TOU"}


def test_columns_in_any_order_and_unknown_ones(tmp_path: Path) -> None:
    """A column is known by its name alone."""
    rows = [line.split(",") for line in STOP_TIMES.splitlines()]
    turned = "\n".join(",".join([*reversed(row), "x"]) for row in rows)
    assert times(pair(write_feed(tmp_path / "f", stop_times=turned))) == ["09:00-10:40"]


@pytest.mark.parametrize("column", [
    "trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence"])
def test_a_missing_column_is_told(tmp_path: Path, column: str) -> None:
    """By its name, in its table, beside those that are there."""
    found = refused(write_feed(tmp_path / "f", **changed(column, "x", "stop_times")))
    assert column in found.message.en
    assert found.hint is not None
    assert "stop_id" in found.hint.en or column == "stop_id"


def test_a_column_that_is_there_twice_is_told(tmp_path: Path) -> None:
    """Which of them holds is not guessed."""
    assert "twice" in refused(write_feed(
        tmp_path / "f", **changed("pickup_type", "stop_id"))).message.en


def test_rows_that_are_cut_short_lack_their_last_values(tmp_path: Path) -> None:
    """A row may leave out what it has not got at its end; empty lines are none."""
    text = STOP_TIMES.replace("RETOUR,17:00:00,17:00:00,LEC,1,0,1",
                              "\nRETOUR,17:00:00,17:00:00,LEC,1")
    assert times(pair(write_feed(tmp_path / "f", stop_times=text), "LEC", "TOU")) == [
        "17:00-18:40"]


@pytest.mark.parametrize("typed", ["9h00", "9:00", "09:60:00", "-1:00:00", "99:00:00", "x"])
def test_a_bad_time_is_told_with_its_line(tmp_path: Path, typed: str) -> None:
    """A single one is enough: the departures round it would be wrong."""
    found = refused(write_feed(tmp_path / "f", **changed("10:40:00,10:40:00", f"{typed},")))
    assert (found.line, found.file) == (5, "f/stop_times.txt")
    assert typed in found.message.en


@pytest.mark.parametrize(("old", "new"), [
    ("LEC,4,1,0", "LEC,x,1,0"), ("LEC,4,1,0", "LEC,4,9,0"), ("LEC,4,1,0", "LEC,,1,0")])
def test_other_bad_values_are_told(tmp_path: Path, old: str, new: str) -> None:
    """A rank that is no number, a way to board that does not exist."""
    assert refused(write_feed(tmp_path / "f", **changed(old, new))).line == 5


def test_what_is_not_utf8_is_told(tmp_path: Path) -> None:
    """Names in another encoding would be published wrong; UTF-16 has zeros."""
    text = FEED["stops.txt"].replace("Lectoure", "Léctoure")
    assert "UTF-8" in refused(write_feed(tmp_path / "a", stops=text.encode("cp1252"))).message.en
    assert "UTF-8" in refused(write_feed(tmp_path / "b", stops=text.encode("utf-16"))).message.en


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    """It is not read into memory for ever."""
    long = STOP_TIMES + "x" * (table.MAX_LINE_BYTES + table.BLOCK_BYTES)
    assert refused(write_feed(tmp_path / "f", stop_times=long)).code == "too-large"


@pytest.mark.parametrize("quoted", ["", '"'])
def test_large_tables_are_read_in_blocks(tmp_path: Path, quoted: str) -> None:
    """A row that lies across two blocks is one row, with and without quotes."""
    filler = "".join(f"X{n},08:00:00,08:00:00,ELSEWHERE,{n},{quoted}0{quoted},0\n"
                     for n in range(20_000))
    head, _, rest = STOP_TIMES.partition("\n")
    assert len(filler) > 2 * table.BLOCK_BYTES
    path = write_feed(tmp_path / "f", stop_times=f"{head}\n{filler}{rest}{filler}")
    assert times(pair(path)) == ["09:00-10:40"]
    assert times(pair(path, "LEC", "TOU")) == ["17:00-18:40"]


@pytest.mark.parametrize("seed", range(300))
def test_damage_is_told_or_does_no_harm(tmp_path: Path, seed: int) -> None:
    """Bytes changed, put in or taken out anywhere: a diagnostic, or a feed that can be read."""
    chance = Random(seed)  # noqa: S311  (nothing secret)
    tables: dict[str, str | bytes | None] = {
        **{name.removesuffix(".txt"): text for name, text in FEED.items()},
        "frequencies": "trip_id,start_time,end_time,headway_secs,exact_times\n"
                       "ALLER,06:00:00,07:00:00,900,1\n",
        "calendar_dates": "service_id,date,exception_type\nSEM,20261111,2\n"}
    name = chance.choice(sorted(tables))
    raw = bytearray(str(tables[name]).encode())
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(raw))
        raw[at: at + chance.choice((0, 0, 1, 9))] = chance.choice((
            b"", b'"', b",", b"\n", b"\r", b"\0", b"\xff", b" ", b"-1", b"1e9", b"nan", b"9" * 40))
    path = write_feed(tmp_path / "f", **{**tables, name: bytes(raw)})
    told = ""
    try:
        read(path)
    except BadFeed as bad:
        told = bad.diagnostic.span.file
    assert told in ("", "f") or told.startswith("f/")
