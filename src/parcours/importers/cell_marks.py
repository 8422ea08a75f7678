"""What a workbook says of its cells besides their values: hidden, linked, commented, crossed out.

The library that reads a sheet row by row leaves out the first three; they are told by patterns in
the XML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import islice

from parcours.diagnostics.diagnostic import Words
from parcours.importers import archive, untrusted
from parcours.importers.cells import MAX_COLUMNS, Row, as_text, column_of, letters_of, linked
from parcours.importers.found import Left

_HIDDEN_ROW = re.compile(
    r'<row\b(?=[^<>]{0,500}\bhidden="(?:1|true)")[^<>]{0,500}?\br="(\d{1,7})"', re.A)
_HIDDEN_COLUMN = re.compile(r'<col\b(?=[^<>]{0,500}\bhidden="(?:1|true)")[^<>]{0,500}>', re.A)
_LINK = re.compile(r"<hyperlink\b[^<>]{0,500}>")
_RELATION = re.compile(r"<Relationship\b[^<>]{0,4000}>")
_COMMENTED = re.compile(r'<(?:\w{1,20}:)?(?:comment|threadedComment)\b[^<>]{0,500}?'
                        r'\bref="([A-Z]{1,3}\d{1,7})"', re.A)
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.A)
_FORMULA = re.compile(r'=?\s*HYPERLINK\(\s*"([^"]{1,2000})"', re.I)
_LINKING = re.compile(r'<c\b[^<>]{0,200}?\br="([A-Z]{1,3})(\d{1,7})"[^<>]{0,200}>\s*'
                      r'<f\b[^<>]{0,200}>([^<]{0,4000})</f>', re.A)
_WORDS = re.compile(r"<(si|is)>.*?</\1>", re.S)
_STRIKE = re.compile(r"<strike(?:\s*/>|\s+val=\"(?:1|true)\")")
_OF_WORDS = re.compile(r'<c\b[^<>]{0,200}?\br="([A-Z]{1,3}\d{1,7})"[^<>]{0,200}>\s*'
                       r'(?:<v>(\d{1,9})</v>|(<is>.*?</is>))', re.A | re.S)
_MOST = 1000
_MOST_TOLD = 8


@dataclass(slots=True)
class Marks:
    """What a sheet says of its cells besides their values, in its XML as text."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    links: Mapping[tuple[int, int], str] = field(default_factory=dict)
    seen_rows: list[int] = field(default_factory=list)
    """Hidden ones that hold anything."""
    seen_columns: set[int] = field(default_factory=set)
    seen_struck: list[str] = field(default_factory=list)
    """The cells whose words are crossed out."""

    @classmethod
    def of(cls, text: str, raw: bytes, path: str) -> Marks:
        """What stands in the XML of a sheet, and in the parts that it names."""
        columns: set[int] = set()
        for match in islice(_HIDDEN_COLUMN.finditer(text), _MOST):
            first, last = (int(_attribute(match[0], name) or 0) for name in ("min", "max"))
            columns.update(range(max(first, 1) - 1, min(last, MAX_COLUMNS)))
        return cls(frozenset(int(match[1]) for match in _HIDDEN_ROW.finditer(text)),
                   frozenset(columns), _links(text, raw, path))

    def row(self, number: int, given: Row) -> Row:
        """A row with the addresses of its cells."""
        is_filled = any(cell not in (None, "") for cell in given)
        if is_filled and number in self.rows:
            self.seen_rows.append(number)
        if is_filled and self.columns:
            self.seen_columns.update(n for n in self.columns
                                     if n < len(given) and given[n] not in (None, ""))
        if not self.links:
            return given
        return [linked(as_text(cell), address) if cell not in (None, "") and (
            address := self.links.get((number, n))) else cell for n, cell in enumerate(given)]

    def told(self, sheet: str) -> tuple[Words, ...]:
        """Rows, columns and strikes that whoever looks at the workbook knows otherwise, and that
        were read."""
        told = []
        for shown, fr, en in (
                (list(map(str, self.seen_rows)), "des lignes masquées", "hidden rows"),
                (list(map(letters_of, sorted(self.seen_columns))), "des colonnes masquées",
                 "hidden columns"),
                (self.seen_struck, "des cases barrées", "crossed-out cells")):
            if shown:
                some = ", ".join(shown[:_MOST_TOLD]) + ("…" if len(shown) > _MOST_TOLD else "")
                told.append(Words(
                    f"{fr} de « {sheet} » ({some}), reprises comme les autres : relisez-les",
                    f"{en} of '{sheet}' ({some}), read like the others: look at them"))
        return tuple(told)


    def strike(self, text: str, words: frozenset[str]) -> None:
        """Note the cells that have some of their words crossed out, of which ``words`` says the
        numbers in the list that all sheets share."""
        if words or "<strike" in text:
            self.seen_struck += [match[1] for match in _OF_WORDS.finditer(text) if (
                't="s"' in match[0] and match[2] in words) or _STRIKE.search(match[3] or "")]


def _links(text: str, raw: bytes, path: str) -> Mapping[tuple[int, int], str]:
    """The addresses that cells lead to, by row and column."""
    found = {(int(match[2]), column_of(match[1])): address
             for match in islice(_LINKING.finditer(text), untrusted.MAX_OBJECTS)
             if (address := address_in(unescape(match[3])))} if "HYPERLINK(" in text else {}
    if "<hyperlink" not in text:
        return found
    folder, _, name = path.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    if rels not in archive.names(raw, ".rels"):
        return found
    told = archive.read(raw, rels).decode("utf-8", "replace")
    targets = {_attribute(one, "Id"): _attribute(one, "Target")
               for one in _RELATION.findall(told)}
    for match in islice(_LINK.finditer(text), untrusted.MAX_OBJECTS):
        at = _REFERENCE.match(_attribute(match[0], "ref"))
        if at and (target := targets.get(_attribute(match[0], r"\w+:id"))):
            found[int(at[2]), column_of(at[1])] = unescape(target)
    return found


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf'\s{name}="([^"]*)"', tag)
    return match[1] if match else ""


def address_in(formula: str) -> str:
    """The address that a formula leads to, where it is written out; empty for any other."""
    match = _FORMULA.match(formula.removeprefix("of:"))
    return match[1] if match and "://" in match[1] else ""


def struck_words(raw: bytes) -> frozenset[str]:
    """Which of the words that the sheets of a workbook share are crossed out in part, by number."""
    parts = [name for name in archive.names(raw, ".xml") if name.endswith("sharedStrings.xml")]
    text = archive.read(raw, parts[0]).decode("utf-8", "replace") if parts else ""
    return frozenset(str(n) for n, match in enumerate(_WORDS.finditer(text))
                     if _STRIKE.search(match[0])) if "<strike" in text else frozenset()


def tell_valueless(count: int, file: Left) -> None:
    """Formulas that came without the value that they have, as some programs write them."""
    if count:
        file.out(f"{count} formule(s) sans valeur enregistrée : ouvrez le classeur dans un tableur "
                 "et enregistrez-le", f"{count} formula(s) without a kept value: open the workbook "
                 "in a spreadsheet and save it")


def tell_comments(raw: bytes, file: Left) -> None:
    """The cells to which somebody attached a remark, which is not read."""
    parts = [name for name in archive.names(raw, ".xml") if re.search(r"comments?\d*\.xml$", name,
                                                                     re.I)]
    tell_commented(list(dict.fromkeys(cell for name in parts for cell in _COMMENTED.findall(
        archive.read(raw, name).decode("utf-8", "replace")))), file)


def tell_commented(cells: Sequence[str], file: Left) -> None:
    """The cells that have a remark, by their references."""
    if cells:
        shown = ", ".join(cells[:_MOST_TOLD]) + ("…" if len(cells) > _MOST_TOLD else "")
        file.out(f"les commentaires attachés à des cellules ({shown})",
                 f"the comments attached to cells ({shown})")
