"""``parcours check --fix``: types the hints that are certain into the editors' files.

Only the characters of the corrected scalars change: comments, order, quotes, line ends and a byte
order mark stay. Each correction is tried in memory and judged by the checks themselves; one that
leaves its fault standing, or puts another in its place, is not made.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from parcours.build import build
from parcours.build.build import Options, Outcome
from parcours.checks import check_place, check_territories
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Edit, Lang, Severity
from parcours.disk.atomic import rewrite
from parcours.format.model import Itinerary, Place, Site, Territories
from parcours.format.parse import Parsed, parse
from parcours.format.scalars import short
from parcours.load.route import trip_of
from parcours.load.shared import read_shared
from parcours.source.read import Source, read, read_text

_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # YAML's, which columns count from
_BARE = re.compile(r"-?[A-Za-z0-9](?:[\w./:%?=&+~-]*[\w/%=&+~-])?", re.ASCII)
"""A value that needs no quotes, in a list between brackets either."""
_ROUNDS = 20
"""A file is read further once its first faults are mended; past this something goes in circles."""
_OF_THE_PLAN = {"impossible-timing", "far-from-commune", "swapped-coordinates"}
"""Faults that may show at a scalar once it can be read, and that reading it right did not make."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A fault that is no more, told with the place it had."""

    fault: Diagnostic

    def in_words(self, lang: Lang) -> str:
        """One line: where, what was typed, what stands there now."""
        span = self.fault.span
        typed = ", ".join(f"{_quoted(edit.old, lang)} → {_quoted(edit.new, lang)}"
                          for edit in self.fault.fix)
        return (f"{span.file}:{span.line}:{span.column}: "
                f"{'corrigé' if lang == 'fr' else 'fixed'}[{self.fault.code}]: {typed}")


def fix(options: Options) -> tuple[Outcome, tuple[Fixed, ...]]:
    """Correct what is certain, then check again: what remains, and what was corrected."""
    fixed: list[Fixed] = []
    refused: set[tuple[str, str, str]] = set()
    for _ in range(_ROUNDS):
        outcome = build.check(options)
        faults = [one for one in outcome.diagnostics if one.fix and _key(one) not in refused]
        if not faults:
            break
        atlas = read_shared(options.itineraries, options.today).atlas
        for file, of_file in groupby(faults, lambda fault: fault.span.file):  # they come sorted
            told = list(of_file)
            done = _mend(Path(file), file, told, atlas)
            fixed += done
            refused |= {_key(fault) for fault in told} - {_key(one.fault) for one in done}
    return outcome, tuple(fixed)


def _key(fault: Diagnostic) -> tuple[str, str, str]:
    return fault.span.file, fault.code, fault.message.en


def _mend(path: Path, file: str, faults: list[Diagnostic], atlas: Atlas) -> list[Fixed]:
    """Correct one file, fault by fault, and write it once."""
    source = read(path, file, may_be_empty=path.name == "site.yml")
    if not isinstance(source, Source):
        return _made_readable(path, file, faults)
    index = {(line, column): n for n, (line, column, _) in enumerate(source.scalars())}
    done = []
    for fault in sorted(faults, key=_is_of_a_space):  # last: those below it count scalars
        if _is_of_a_space(fault):
            spaced = read_text(_with_space(source.text, fault.fix[0]), file)
            if isinstance(spaced, Source) and spaced.text != source.text:
                source = spaced
                done.append(Fixed(fault))
            continue
        spots = [index.get((edit.span.line, edit.span.column), -1) for edit in fault.fix]
        better = _corrected(source, fault.fix, spots) if min(spots) >= 0 else None
        if better is not None and _is_mended(fault, better, spots, path, atlas):
            source = better
            done.append(Fixed(fault))
    if done:
        mark = BOM_UTF8 if path.read_bytes().startswith(BOM_UTF8) else b""
        rewrite(path, mark + source.text.encode())
    return done


def _is_of_a_space(fault: Diagnostic) -> bool:
    """Whether one character within a key is at fault, which is no scalar of its own."""
    return len(fault.fix) == 1 and len(fault.fix[0].old) == 1 and fault.fix[0].old.isspace()


def _with_space(text: str, edit: Edit) -> str:
    """The text with one character replaced where it stands; as it was where it is another."""
    begins = [0, *(match.end() for match in _LINE_BREAK.finditer(text))]
    at = begins[edit.span.line - 1] + edit.span.column - 1
    return text[:at] + edit.new + text[at + 1:] if text[at:at + 1] == edit.old else text


def _made_readable(path: Path, file: str, faults: list[Diagnostic]) -> list[Fixed]:
    """Correct the one character that keeps a file from being read, if the file then goes further.
    """
    text = path.read_bytes().decode("utf-8-sig")
    fault = faults[0]
    edit = fault.fix[0]
    begins = [0, *(match.end() for match in _LINE_BREAK.finditer(text))]
    start = begins[edit.span.line - 1] + edit.span.column - 1
    if text[start:start + len(edit.old)] != edit.old:
        return []
    better = text[:start] + edit.new + text[start + len(edit.old):]
    after = read_text(better, file)
    if not isinstance(after, Source) and after[0].order <= fault.order:
        return []
    mark = BOM_UTF8 if path.read_bytes().startswith(BOM_UTF8) else b""
    rewrite(path, mark + better.encode())
    return [Fixed(fault)]


def _corrected(source: Source, edits: tuple[Edit, ...], spots: list[int]) -> Source | None:
    """The source with its scalars number ``spots`` corrected and every other one as it was."""
    before = source.scalars()
    begins = [0, *(match.end() for match in _LINE_BREAK.finditer(source.text))]
    text = source.text
    for spot, edit in sorted(zip(spots, edits, strict=True), key=lambda one: -one[0]):
        line, column, value = before[spot]
        start = begins[line - 1] + column - 1
        end = start + edit.span.width
        typed = _typed(text[start:end], edit)
        if value != edit.old or typed is None:
            return None
        text = text[:start] + typed + text[end:]
    after = read_text(text, source.file)
    if not isinstance(after, Source):
        return None
    wanted = [value for _, _, value in before]
    for spot, edit in zip(spots, edits, strict=True):
        wanted[spot] = edit.new
    return after if [value for _, _, value in after.scalars()] == wanted else None


def _typed(raw: str, edit: Edit) -> str | None:
    """What to put in place of the characters of a scalar; None when they are not just its own."""
    if len(raw) > 1 and raw[0] == raw[-1] == "'":
        return "'" + edit.new.replace("'", "''") + "'"
    quoted = '"' + edit.new.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if len(raw) > 1 and raw[0] == raw[-1] == '"':
        return quoted
    if raw != edit.old:
        return None  # a text over several lines
    return quoted if edit.quoted or not _BARE.fullmatch(edit.new) else edit.new


def _is_mended(fault: Diagnostic, better: Source, spots: list[int], path: Path,
               atlas: Atlas) -> bool:
    """Whether the fault is gone and no other error has taken its place."""
    scalars = better.scalars()
    places = {scalars[spot][:2] for spot in spots}
    for found in _faults(better, path, atlas):
        if (found.span.line, found.span.column) in places and (found.code == fault.code or (
                found.severity is Severity.ERROR and found.code not in _OF_THE_PLAN)):
            return False
    return True


def _faults(source: Source, path: Path, atlas: Atlas) -> list[Diagnostic]:
    """Every fault of one file, read as it would be."""
    if path.resolve().parent == (atlas.root / "places").resolve():
        place = parse(source, Place, path.stem)
        return [*check_place(place, atlas)] if isinstance(place, Parsed) else place
    if path.name == "site.yml":
        site = parse(source, Site, path.stem)
        return [] if isinstance(site, Parsed) else site
    if path.name == "territories.yml":
        sides = parse(source, Territories, path.stem)
        return [*check_territories(sides, atlas)] if isinstance(sides, Parsed) else sides
    route = parse(source, Itinerary, path.stem)
    return trip_of(route, atlas)[1] if isinstance(route, Parsed) else route


def _quoted(value: str, lang: Lang) -> str:
    if value.isspace():
        plain = "espace ordinaire" if lang == "fr" else "ordinary space"
        return plain if value == " " else f"U+{ord(value[0]):04X}"
    shown = "".join(c if c.isprintable() else "\ufffd" for c in short(value))
    return f"« {shown} »" if lang == "fr" else f"'{shown}'"
