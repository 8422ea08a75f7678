"""The rows of one table of a feed: tolerant of what feeds really hold, and never all in memory.

A table is read in blocks of whole lines. Most tables hold no quotes: their lines are split as
bytes, and only rows that are wanted become text. From the first block that does, the standard `csv`
reader takes over, strict about quotes.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import IO

from parcours.diagnostics.diagnostic import Words
from parcours.timetable.archive import FeedFiles
from parcours.timetable.fault import BadFeed, short

BLOCK_BYTES = 1 << 18
MAX_LINE_BYTES = 1 << 17
_NOT_PLAIN = (b'"', b"\xc2\xa0")
"""Quotes, and blanks that bytes do not know as such: an id that keeps one round it is not found,
and its rows are lost."""
_OTHER_MARKS = (";", "\t", "|")
_BLANK = b", \t\r"
"""What a line holds that a spreadsheet wrote for a row of nothing."""
Row = tuple[int, tuple[str, ...]]
"""A line's number, from 1, and the values of the columns that were asked for."""


def columns_of(files: FeedFiles, name: str) -> Collection[str]:
    """The columns that a table has; none where there is no such table."""
    if not files.has(name):
        return ()
    with files.open(name) as raw:
        first = next(_blocks(raw, files.file(name)), b"")
    return _header(first.splitlines()[0] if first else b"", files.file(name))


def rows(files: FeedFiles, name: str, needed: Sequence[str], optional: Sequence[str] = (), *,
         where: tuple[str, Collection[str]] | None = None) -> Iterator[Row]:
    """The rows of a table, as the values of ``needed`` and ``optional`` columns, in that order.

    A value that is not there is empty. ``where`` keeps the rows whose column holds one of some
    values. Raises `BadFeed` on a table that cannot be read as one, and on a missing column.
    """
    with files.open(name) as raw:
        blocks = _blocks(raw, files.file(name))
        first = next(blocks, b"")
        head, _, rest = first.partition(b"\n")
        if b"\r" in head.rstrip(b"\r"):  # lines that end as on an old Mac
            head, _, rest = first.partition(b"\r")
        header = _header(head, files.file(name))
        columns = _columns(header, needed, optional, files.file(name))
        key = header.index(where[0]) if where and where[0] in header else None
        yield from _rows(chain([rest], blocks), files.file(name), columns,
                         None if where is None or key is None else (key, where[1]))


def _rows(blocks: Iterator[bytes], file: str, columns: Sequence[int | None],
          where: tuple[int, Collection[str]] | None) -> Iterator[Row]:
    wanted = frozenset(value.encode() for value in where[1]) if where else frozenset[bytes]()
    last = max((column for column in columns if column is not None), default=0)
    before = 1
    for block in blocks:
        if any(mark in block for mark in _NOT_PLAIN):
            yield from _quoted(chain([block], blocks), file, columns, where, before)
            return
        lines = block.splitlines()
        for n in range(len(lines)) if where is None else _matching(lines, where[0], wanted):
            if lines[n].strip(_BLANK):
                yield before + n + 1, _picked(lines[n].split(b",", last + 1), columns, file,
                                              before + n + 1)
        before += len(lines)


def _matching(lines: Sequence[bytes], key: int, wanted: frozenset[bytes]) -> Sequence[int]:
    """Which lines hold one of the values in a column. Of millions few do, and most blocks have
    none: that is told of a block at once."""
    after = key + 1
    values: list[bytes | None]
    try:
        values = [line.split(b",", after)[key].strip() for line in lines]
    except IndexError:  # a line is cut short
        values = [fields[key].strip() if len(fields) > key else None
                  for line in lines for fields in [line.split(b",", after)]]
    if wanted.isdisjoint(values):
        return ()
    return [n for n, value in enumerate(values) if value in wanted]


def _picked(fields: Sequence[bytes], columns: Sequence[int | None], file: str,
            line: int) -> tuple[str, ...]:
    """The values of these columns as text, without the blanks around them."""
    there = len(fields)
    return tuple(["" if at is None or at >= there else _text(fields[at], file, line).strip()
                  for at in columns])


def _quoted(blocks: Iterator[bytes], file: str, columns: Sequence[int | None],
            where: tuple[int, Collection[str]] | None, before: int) -> Iterator[Row]:
    """The rest of a table, by the reader that understands quotes."""
    lines = (_text(line, file, before + n)
             for n, line in enumerate((line for block in blocks for line in
                                       block.splitlines(keepends=True)), 1))
    reader = csv.reader(lines, strict=True, skipinitialspace=True)
    try:
        for fields in reader:
            values = [field.strip() for field in fields]
            if not any(values):
                continue
            if where is not None and (
                    len(values) <= where[0] or values[where[0]] not in where[1]):
                continue
            yield before + reader.line_num, tuple(
                "" if at is None or at >= len(values) else values[at] for at in columns)
    except csv.Error as failure:
        raise BadFeed(file, Words(
            "un guillemet est mal placé ou n’est jamais refermé",
            "a quotation mark stands wrong or is never closed"),
            Words("signalez-le à qui publie ces horaires", "tell whoever publishes the timetables"),
            line=before + max(1, reader.line_num)) from failure


def _blocks(raw: IO[bytes], file: str) -> Iterator[bytes]:
    """The bytes of a table in blocks that end with a line, without the mark some files begin with.
    """
    left = b""
    start = True
    while block := raw.read(BLOCK_BYTES):
        if start:
            block, start = block.removeprefix(b"\xef\xbb\xbf"), False
        if b"\0" in block:
            raise BadFeed(file, Words("ce fichier n’est pas du texte UTF-8",
                                      "this file is not UTF-8 text"))
        block = left + block
        end = max(block.rfind(b"\n"), block.rfind(b"\r", 0, len(block) - 1)) + 1
        left = block[end:]
        if len(left) > MAX_LINE_BYTES:
            raise BadFeed(file, Words("une ligne de ce fichier n’a pas de fin",
                                      "a line of this file has no end"), code="too-large")
        if end:
            yield block[:end]
    if left:
        yield left


def _header(head: bytes, file: str) -> list[str]:
    try:
        named = next(csv.reader([head.decode("utf-8").strip()], skipinitialspace=True), [])
    except (csv.Error, UnicodeDecodeError) as failure:
        raise BadFeed(file, Words("la première ligne ne nomme pas des colonnes",
                                  "the first line names no columns")) from failure
    return [name.strip() for name in named]


def _columns(header: list[str], needed: Sequence[str], optional: Sequence[str],
             file: str) -> list[int | None]:
    for name in needed:
        if name not in header:
            raise _lacking(name, header, file)
    doubled = next((name for name in (*needed, *optional) if header.count(name) > 1), None)
    if doubled is not None:
        raise BadFeed(file, Words(f"la colonne « {doubled} » est là deux fois",
                                  f"the column '{doubled}' is there twice"))
    return [header.index(name) if name in header else None for name in (*needed, *optional)]


def _lacking(name: str, header: list[str], file: str) -> BadFeed:
    """A column that is missing; the first line says whether another mark parts them, or which
    there are."""
    mark = next((one for one in _OTHER_MARKS if len(header) == 1 and one in header[0]), "")
    if mark:
        shown = Words("des tabulations" if mark == "\t" else f"des « {mark} »",
                      "tabs" if mark == "\t" else f"'{mark}'")
        return BadFeed(file, Words(
            f"les colonnes de ce fichier sont séparées par {shown.fr}, et non par des virgules",
            f"the columns of this file are parted by {shown.en}, not by commas"), Words(
            "enregistrez-le en CSV séparé par des virgules, en UTF-8",
            "save it as CSV parted by commas, in UTF-8"))
    there = ", ".join(short(one) for one in header[:20] if one)
    return BadFeed(file, Words(f"il manque la colonne « {name} »",
                               f"the column '{name}' is missing"),
                   Words(f"ses colonnes sont : {there}", f"its columns are: {there}")
                   if there else None)


def _text(raw: bytes, file: str, line: int) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise BadFeed(file, Words(
            f"« {short(raw.decode('utf-8', 'replace'))} » n’est pas écrit en UTF-8",
            f"'{short(raw.decode('utf-8', 'replace'))}' is not written in UTF-8"),
            line=line) from None
