"""YAML text to scalars as text, each with its line and column.

Every scalar stays the text the editor typed: ``9:30`` is not 570, ``no`` is not False. The node
tree that libyaml builds already carries the positions, so one parse gives both; a position is
looked up only when a diagnostic asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISLNK, S_ISREG
from typing import TypeAlias

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

from parcours.diagnostics.diagnostic import Diagnostic, Edit, Span, Words, error
from parcours.source.advice import HARD_DASH, HARD_SPACE
from parcours.source.slips import Stumble, hard_space, no_fields, slip
from parcours.source.tree import NOTHING, Data, compose, forbidden, plain

Loc: TypeAlias = "tuple[str | int, ...]"

MAX_BYTES = 256 * 1024


_REMARK = re.compile(r"(?:\s{2,}|\t)#+\s")
"""A comment as those who write YAML set it apart from the value before it."""


@dataclass(frozen=True, slots=True)
class Source:
    """One YAML file as the editor wrote it."""

    file: str
    """Path relative to the working folder, with forward slashes."""
    text: str
    data: dict[str, Data] = field(repr=False)
    _root: Node = field(repr=False, compare=False)
    _fields: dict[int, dict[str | int, tuple[Node, Node]]] = field(
        default_factory=dict, repr=False, compare=False)
    """The key and value of each field of the groups looked at so far: a file may have thousands,
    and a fault in each."""

    def span(self, loc: Loc) -> Span:
        """Where the value at ``loc`` stands; a missing key points at its nearest parent."""
        node, key = self._walk(loc)
        if node is not key and not isinstance(node, ScalarNode):
            node = key  # a missing or wrong group is shown at its key, not at its first child
        return self._span_of(node)

    def key_span(self, loc: Loc) -> Span:
        """Where the key of the value at ``loc`` stands, or the value when it has none."""
        return self._span_of(self._walk(loc)[1])

    def rows(self, loc: Loc) -> range:
        """The lines, counted from 1, on which the value at ``loc`` stands, its key's included."""
        node, key = self._walk(loc)
        end = node.end_mark.line + (1 if node.end_mark.column else 0)
        return range(key.start_mark.line + 1, max(end, key.start_mark.line + 1) + 1)

    def text_at(self, loc: Loc) -> str:
        """The scalar at ``loc`` as typed, or empty text where there is none."""
        node, _ = self._walk(loc)
        return str(node.value) if isinstance(node, ScalarNode) else ""

    def scalars(self) -> list[tuple[int, int, str]]:
        """Every scalar of the file in order, keys too: line and column from 1, and its text."""
        found: list[tuple[int, int, str]] = []
        waiting = [self._root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, ScalarNode):
                found.append((node.start_mark.line + 1, node.start_mark.column + 1, node.value))
            elif isinstance(node, MappingNode):
                waiting += [one for pair in reversed(node.value) for one in reversed(pair)]
            else:
                waiting += reversed(node.value)
        return found

    def cut_by_hash(self) -> list[tuple[Loc, Span, str]]:
        """Every plain value that a ``#`` ends on its line: where it is, and what follows the sign.

        To YAML the rest is a comment; to whoever typed it, it may be the end of the sentence.
        Not what stands apart, as a remark does: two spaces before the sign and one after it.
        """
        if " #" not in self.text and "\t#" not in self.text:
            return []
        lines = self.text.splitlines()
        found: list[tuple[Loc, Span, str]] = []
        waiting: list[tuple[Loc, Node]] = [((), self._root)]
        while waiting:
            loc, node = waiting.pop()
            if isinstance(node, MappingNode):
                waiting += [((*loc, key.value), value) for key, value in node.value
                            if isinstance(key, ScalarNode)]
            elif not isinstance(node, ScalarNode):
                waiting += [((*loc, n), item) for n, item in enumerate(node.value)]
            elif not node.style and node.value and node.end_mark.line < len(lines):
                rest = lines[node.end_mark.line][node.end_mark.column:]
                if (rest[:1].isspace() and rest.lstrip().startswith("#")
                        and not _REMARK.match(rest)):
                    found.append((loc, self._span_of(node), rest.lstrip()[1:]))
        return found

    def excerpts(self, numbers: Iterable[int]) -> list[str]:
        """The lines of these numbers, counted from 1, each without its end; empty beyond the
        file."""
        lines = ["", *self.text.splitlines()]
        return [lines[number] if 0 < number < len(lines) else "" for number in numbers]

    def _walk(self, loc: Loc) -> tuple[Node, Node]:
        """The node at ``loc`` and the node of its key; the nearest parent's where it is absent."""
        node = key = self._root
        for step in loc:
            if isinstance(node, MappingNode):
                found = self._fields_of(node).get(step)
                if found is None:
                    return key, key
                key, node = found
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = key = node.value[step]
            else:
                return node, key
        return node, key

    def _fields_of(self, group: MappingNode) -> dict[str | int, tuple[Node, Node]]:
        known = self._fields.get(id(group))
        if known is None:
            known = {key.value: (key, value) for key, value in group.value}
            self._fields[id(group)] = known
        return known

    def _span_of(self, node: Node) -> Span:
        start, end = node.start_mark, node.end_mark
        same_line = isinstance(node, ScalarNode) and end.line == start.line
        width = end.column - start.column if same_line else 1
        return Span(self.file, start.line + 1, start.column + 1, max(1, width))


def read(path: Path, file: str, *, may_be_empty: bool = False) -> Source | list[Diagnostic]:
    """Read one YAML file, or say why it cannot be read. Never raises on bad content.

    A file that ``may_be_empty`` asks for no field: one of remarks alone, too, is sound.
    """
    raw = read_bounded(path, file, MAX_BYTES, Words(
        "découpez-le : un lieu par fichier, un itinéraire par fichier",
        "split it: one place a file, one itinerary a file"))
    if not isinstance(raw, bytes):
        return [raw]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        before = raw[: failure.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        return [error("yaml-syntax", Span(file, line, column), Words(
            "ce caractère n’est pas de l’UTF-8", "this character is not UTF-8"),
            Words("enregistrez le fichier avec l’encodage UTF-8",
                  "save the file with the UTF-8 encoding"))]
    return read_text(text, file, may_be_empty=may_be_empty)


def read_bounded(path: Path, file: str, most_bytes: int, advice: Words) -> bytes | Diagnostic:
    """The bytes of a file of the content folder, or why they cannot be read.

    A link is refused: it could lead out of the folder, and its target into a public log.
    """
    try:
        state = path.lstat()
        if S_ISLNK(state.st_mode):
            return error("unsafe-path", Span(file), Words(
                "ce fichier est un lien vers un autre", "this file is a link to another"),
                Words("remplacez-le par une copie du fichier",
                      "replace it with a copy of the file"))
        if not S_ISREG(state.st_mode):
            return error("missing-file", Span(file), Words(
                "ce n’est pas un fichier", "this is not a file"))
        if state.st_size <= most_bytes:
            return path.read_bytes()
    except FileNotFoundError:
        return error("missing-file", Span(file), Words(
            "ce fichier n’existe pas", "this file does not exist"))
    except OSError as failure:
        why = failure.strerror or type(failure).__name__
        return error("missing-file", Span(file), Words(
            f"ce fichier ne peut pas être lu ({why})", f"this file cannot be read ({why})"))
    size_kib, most_kib = -(-state.st_size // 1024), most_bytes // 1024
    return error("too-large", Span(file), Words(
        f"ce fichier pèse {size_kib} Kio, la limite est de {most_kib} Kio",
        f"this file is {size_kib} KiB, the limit is {most_kib} KiB"), advice)


def read_text(text: str, file: str, *,
              may_be_empty: bool = False) -> Source | list[Diagnostic]:
    """The same from text already in memory."""
    if any(sign in text for sign in _LINE_SIGNS):  # to translate takes as long as to parse
        text = text.translate(dict.fromkeys(map(ord, _LINE_SIGNS), " "))
    try:
        found = forbidden(text, file)
        if found:
            return found
        root = compose(text)
    except UnicodeEncodeError:  # half a character, as JSON can hold: no file has any
        return read_text(text.encode("utf-8", "replace").decode(), file, may_be_empty=may_be_empty)
    except yaml.YAMLError as failure:
        return [_syntax_error(failure, text, file)]
    if may_be_empty and (root is None or (isinstance(root, ScalarNode) and not root.style
                                          and root.value in ("", *NOTHING))):
        start = yaml.Mark(file, 0, 0, 0, None, 0)
        root = MappingNode("", [], start, start)
    if isinstance(root, ScalarNode) and (at := hard_space(text)):
        return [_hard_space(text, file, at)]
    if root is None or not isinstance(root, MappingNode):
        return [error("yaml-syntax", Span(file), Words(
            "ce fichier doit contenir des lignes « champ: valeur »",
            "this file must hold lines of the form 'field: value'"), no_fields(text))]
    faults: list[Diagnostic] = []
    data = plain(root, 1, file, faults)
    if faults or not isinstance(data, dict):
        return faults
    return Source(file, text, data, root)


_LINE_SIGNS = "\x85\u2028\u2029"
"""What word processors leave where they broke a line: YAML would end the line there, and whoever
counts the lines of the file would find another number."""


def _syntax_error(failure: yaml.YAMLError, text: str, file: str) -> Diagnostic:
    mark, opened = getattr(failure, "problem_mark", None), getattr(failure, "context_mark", None)
    at_the_end = mark is not None and not text[mark.index:].strip() and mark.line > 0
    context = str(getattr(failure, "context", None) or "")
    if opened is not None and (mark is None or at_the_end or "scanning a quoted" in context):
        mark = opened  # what was opened and never closed is the fault, not the end of the file
    problem = str(getattr(failure, "problem", None) or getattr(failure, "reason", None) or failure)
    if mark is not None:
        at = mark.line + 1, mark.column + 1
    else:  # the reader's error, for a character YAML forbids, only has an offset in bytes
        raw = text.encode("utf-8", "replace")[: getattr(failure, "position", 0) or 0]
        before = (raw.decode("utf-8", "ignore") + "x").splitlines()
        at = len(before), len(before[-1])
    (line, column), advice = slip(text, Stumble(
        f"{context}: {problem}", at, (opened.line + 1, opened.column + 1) if opened else None))
    if advice is HARD_SPACE or advice is HARD_DASH:
        return _hard_space(text, file, (line, column), advice)
    return error("yaml-syntax", Span(file, line, column), Words(
        "la mise en forme YAML est incorrecte ici", f"the YAML is malformed here ({problem})"),
        advice)


def _hard_space(text: str, file: str, at: tuple[int, int],
                advice: Words = HARD_SPACE) -> Diagnostic:
    span = Span(file, *at)
    there = text.splitlines()[at[0] - 1][at[1] - 1]
    return error("yaml-syntax", span, Words(
        "la mise en forme YAML est incorrecte ici", "the YAML is malformed here"),
        advice, (Edit(span, there, " "),))
