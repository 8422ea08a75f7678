"""Fields to YAML text as a person would write it, with comments; `source` reads it back unchanged.

Only what surely needs no quotes goes without: a text from outside is never trusted to be plain.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import TypeAlias

Value: TypeAlias = "str | Mapping[str, Value] | Sequence[Value]"
Loc: TypeAlias = "tuple[str | int, ...]"
Notes: TypeAlias = Mapping[Loc, Sequence[str]]
"""Comment lines to stand above what is at a place of the file."""

_WIDTH = 100
_SPACES = "\u00a0\u2007\u2009\u202f"
"""Spaces of French typography: invisible to YAML, and printed as they are."""
_PLAIN = re.compile(r"\w(?:[\w ’'.()/–—«»°&+%!?;,€…\u00a0\u202f-]|:(?=[^\s:]))*")
_PLAIN_IN_LIST = re.compile(r"\w[\w ’.()/°+%-]*")
_LOOKS_LIKE_A_VALUE = re.compile(
    r"[-+.]?\d.*|y|n|yes|no|on|off|true|false|null|\.?(?:inf|nan)", re.I)
"""Numbers, dates, times and words that another reader of YAML would take for something else."""
_ESCAPES = {"\\": r"\\", '"': r"\"", "\n": r"\n", "\t": r"\t", "\r": r"\r"}


class Bare(str):
    """Something of ours, written as it is: a number, a date, a word of the format, a comment that
    must stay on one line."""

    __slots__ = ()


def document(data: Mapping[str, Value], notes: Notes | None = None, *,
             head: Sequence[str] = (), tail: Sequence[str] = ()) -> str:
    """The text of a file: comments, fields, comments."""
    above, below = ([_commented(line) for told in part for line in comment(told)]
                    for part in (head, tail))
    return "\n".join([*above, *_mapping(data, 0, (), notes or {}), *below]) + "\n"


def fields(data: Mapping[str, Value], indent: int = 0) -> list[str]:
    """The lines of some fields, for a file whose comments are made elsewhere."""
    return _mapping(data, indent, (), {})


def comment(text: str, indent: int = 0) -> list[str]:
    """A text as comment lines of a bearable width; nothing in it can end the comment."""
    shown = text if text.isprintable() else "".join(c if _is_shown(c) else " " for c in text)
    if isinstance(text, Bare):
        return [shown]
    room = max(40, _WIDTH - indent - 2)
    shown = re.sub(r"(?<=«) | (?=[»:;?!])", "\u00a0", shown)  # kept on one line with its word
    return wrap(shown, room, break_long_words=False, break_on_hyphens=False) or [""]


def _commented(line: str) -> str:
    return f"# {line}".rstrip()


def scalar(text: str, *, in_list: bool = False) -> str:
    """One value on one line, quoted unless it surely needs no quotes."""
    if isinstance(text, Bare):
        return str(text)
    plain = (_PLAIN_IN_LIST if in_list else _PLAIN).fullmatch(text)
    if plain and not text[-1].isspace() and not _LOOKS_LIKE_A_VALUE.fullmatch(text):
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(c: str) -> str:
    if c in _ESCAPES:
        return _ESCAPES[c]
    if _is_shown(c):
        return c
    code = ord(c)
    if 0xD800 <= code <= 0xDFFF:  # half a character: no file holds one
        return "\ufffd"
    return f"\\x{code:02x}" if code < 256 else (
        f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}")


def _is_shown(c: str) -> bool:
    return c.isprintable() or c in _SPACES


def _mapping(data: Mapping[str, Value], indent: int, loc: Loc, notes: Notes) -> list[str]:
    lines: list[str] = []
    margin = " " * indent
    for key, value in data.items():
        here = (*loc, key)
        lines += [margin + _commented(line) for told in notes.get(here, ())
                  for line in comment(told, indent)]
        name = scalar(key)
        if isinstance(value, str):
            lines += _field(f"{margin}{name}:", value, indent)
        elif isinstance(value, Mapping):
            lines.append(f"{margin}{name}:" if value else f"{margin}{name}: {{}}")
            lines += _mapping(value, indent + 2, here, notes)
        elif short := _short_list(value):
            lines.append(f"{margin}{name}: {short}")
        else:
            lines.append(f"{margin}{name}:")
            lines += _items(value, indent + 2, here, notes)
    return lines


def _short_list(items: Sequence[Value]) -> str:
    """A list of a few words between brackets; empty when it is to be written item by item."""
    words = [scalar(one, in_list=True) for one in items if isinstance(one, str)]
    written = f"[{', '.join(words)}]"
    fits = len(words) == len(items) and len(written) <= 80 and "://" not in written
    return written if fits else ""


def _items(items: Sequence[Value], indent: int, loc: Loc, notes: Notes) -> list[str]:
    lines: list[str] = []
    margin = " " * indent
    for number, item in enumerate(items):
        here = (*loc, number)
        lines += [margin + _commented(line) for told in notes.get(here, ())
                  for line in comment(told, indent)]
        if isinstance(item, str):
            lines.append(f"{margin}- {scalar(item)}")
        elif isinstance(item, Mapping) and item:
            first, *rest = _mapping(item, indent + 2, here, notes)
            lines += [f"{margin}- {first[indent + 2:]}", *rest]
        elif isinstance(item, Mapping):
            lines.append(f"{margin}- {{}}")
        elif short := _short_list(item):
            lines.append(f"{margin}- {short}")
        else:
            lines += [f"{margin}-", *_items(item, indent + 2, here, notes)]
    return lines


def _field(name: str, text: str, indent: int) -> list[str]:
    """A field on one line, or its long text below it, indented."""
    if not _fits_a_block(text) or (
            "\n" not in text and len(name) + len(text) < _WIDTH):
        return [f"{name} {scalar(text)}"]
    margin = " " * (indent + 2)
    said = text.split("\n")
    if len(said) > 1 and all(len(line) <= _WIDTH - indent - 2 for line in said):
        return [f"{name} |-", *(margin + line if line else "" for line in said)]
    lines = [f"{name} >-"]
    for number, line in enumerate(said):
        if number:
            lines.append("")  # one empty line in folded text is one line end in what is read
        lines += [margin + part for part in _folded(line, _WIDTH - indent - 2)] if line else []
    return lines


def _fits_a_block(text: str) -> bool:
    """Whether the text can stand below its field as it is, and be read back the same."""
    return bool(text) and not isinstance(text, Bare) and all(
        line == line.strip(" ") and all(map(_is_shown, line))
        for line in text.split("\n")) and not text.startswith("\n") and not text.endswith("\n")


def _folded(line: str, width: int) -> list[str]:
    """A line cut at single spaces; where two meet, cutting would lose one."""
    if "  " in line:
        return [line]
    parts: list[str] = []
    for word in line.split(" "):
        if parts and len(parts[-1]) + 1 + len(word) <= width:
            parts[-1] += f" {word}"
        else:
            parts.append(word)
    return parts
