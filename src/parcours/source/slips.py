"""What an editor most likely meant where a file is not YAML, and where the slip truly is.

The parser says where it gave up, often a line or two below the slip, and in its own terms. Each
rule here knows one slip that people make; the first that recognises it says where and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from parcours.diagnostics.diagnostic import Words
from parcours.source import advice
from parcours.source.spaces import HARD_SPACES

At = tuple[int, int]
"""A line and a column, counted from 1."""

_OTHER_FORMS = (
    (re.compile(r"\s*<"), Words("c’est du HTML ou du XML : enregistrez les champs en texte simple",
                                "this is HTML or XML: save the fields as plain text")),
    (re.compile(r"[^\n;]*;[^\n]*;"), Words(
        "c’est un tableau : « parcours import » en fait des fichiers",
        "this is a table: 'parcours import' makes files of it")),
    (re.compile(r"[\w-]+\s*=\s*\S"), Words("remplacez chaque « = » par « : » et une espace",
                                          "replace each '=' with ':' and a space")),
    (re.compile(r"\s*-\s"), advice.NO_LIST),
    (re.compile(r"(?:\s*#[^\n]*\n?|\s+)*\Z"), Words(
        "écrivez les champs, ou supprimez ce fichier", "write the fields, or delete this file")),
)
"""What stands in a file that holds no fields, by how it begins."""

_GLUED_KEY = re.compile(r"\s*(?:- )?[\w-]+:(?!$|[ ]|//)")
_HARD_AFTER_KEY = re.compile(
    rf"\s*(?:- )?[\w-]+[{HARD_SPACES}]*:(?=[{HARD_SPACES}])")
_UNSEEN_AFTER_KEY = re.compile(r"\s*(?:- )?[\w-]+:(?=[\u00ad\u200b-\u200f\u2060\ufeff])")
_HARD_AFTER_DASH = re.compile(rf"\s*-(?=[{HARD_SPACES}])")
_GLUED_DASH = re.compile(r"\s*-[^\s-]")
_TEXT_WITH_COLON = re.compile(r"\s*(?:- )*[^\s:#\"'\[{][^:]*: +\S")
_FIELD_AFTER_NUMBER = re.compile(r"[\d.]+\s*,\s*\w+\s*:")
_ROUND_FOR_CURLY = re.compile(r"\(\s*[a-z_]+\s*: +[^()]*\)\s*$")
_BLOCK_HEADER = re.compile(r"\s*(?:- )*[\w-]+\s*:\s+[|>][-+]?\d?[-+]?\s*(?:#.*)?")
_TEXT_OF_WORDS = re.compile(r"\s*(?:- )*[\w-]+\s*:\s+[^\s\[{\"'|>]+\s+\S")
_SPECIAL_START = re.compile(r"(?:[:-] +|[{\[,] *)([*&!%@`|>])")


@dataclass(frozen=True, slots=True)
class Stumble:
    """Where the parser gave up, why, and the start of what it was reading."""

    problem: str
    at: At
    opened: At | None


@dataclass(frozen=True, slots=True)
class _Page:
    lines: list[str]
    stumble: Stumble

    def line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    @property
    def here(self) -> str:
        return self.line(self.stumble.at[0])

    @property
    def before_mark(self) -> str:
        return self.here[: self.stumble.at[1] - 1]

    def above(self, number: int) -> int:
        """The nearest line above that is neither empty nor a comment, else 0."""
        number -= 1
        while number > 0 and (not self.line(number).strip()
                              or self.line(number).lstrip().startswith("#")):
            number -= 1
        return number


Slip = tuple[At, Words]


def slip(text: str, stumble: Stumble) -> tuple[At, Words | None]:
    """Where the slip is, and what to do about it when that is recognised."""
    page = _Page(text.splitlines(), stumble)
    for rule in _RULES:
        found = rule(page)
        if found is not None:
            return found
    return stumble.at, None


def hard_space(text: str) -> At | None:
    """The first no-break space that stands where a field's own space should be."""
    for number, line in enumerate(text.splitlines(), 1):
        if key := _HARD_AFTER_KEY.match(line):
            return number, key.end() + 1
    return None


def no_fields(text: str) -> Words | None:
    """What to do about a file that is read and holds no fields."""
    return next((told for shape, told in _OTHER_FORMS if shape.match(text)), Words(
        "écrivez un champ par ligne : son nom, deux-points, une espace, sa valeur",
        "write one field a line: its name, a colon, a space, its value"))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _conflict(page: _Page) -> Slip | None:
    for number, text in enumerate(page.lines, 1):
        if text.startswith(("<<<<<<< ", ">>>>>>> ")):
            return (number, 1), advice.CONFLICT
    return None


def _invisible(page: _Page) -> Slip | None:
    return (page.stumble.at, advice.INVISIBLE) if "not allowed" in page.stumble.problem and (
        "character" in page.stumble.problem) else None


def _tab(page: _Page) -> Slip | None:
    here, refused = page.here, "start any token" in page.stumble.problem
    if "\t" in (here if refused else here[: _indent(here)]):
        return (page.stumble.at[0], here.index("\t") + 1), advice.TAB
    if " tab " in page.stumble.problem:  # on one of the lines below, perhaps an empty one
        for number in range(page.stumble.at[0], len(page.lines) + 1):
            if "\t" in page.line(number)[: _indent(page.line(number))]:
                return (number, page.line(number).index("\t") + 1), advice.TAB
    return None


def _fence(page: _Page) -> Slip | None:
    """The fence of a piece of code, copied with it from a chat or a manual."""
    for number, text in enumerate(page.lines, 1):
        if text.startswith("```"):
            return (number, 1), advice.FENCE
    return None


def _block(page: _Page) -> Slip | None:
    """The lines of a text after ``|`` or ``>`` that are not indented."""
    for number in {page.stumble.at[0], page.stumble.opened[0] if page.stumble.opened else 0}:
        above = page.above(number)
        if above and _BLOCK_HEADER.fullmatch(page.line(above)) and (
                _indent(page.line(number)) <= _indent(page.line(above))):
            return (number, _indent(page.line(number)) + 1), advice.BLOCK
    return None


def _glued(page: _Page, number: int) -> Slip | None:
    """A slip that the line shows by itself: no space where one must be, or not an ordinary one."""
    text = page.line(number)
    if "\u00a0" in text[: _indent(text)]:
        return (number, 1), advice.PLAIN_SPACES
    if dash := _HARD_AFTER_DASH.match(text):
        return (number, dash.end() + 1), advice.HARD_DASH
    if _GLUED_DASH.match(text):
        return (number, _indent(text) + 1), advice.SPACE_AFTER_DASH
    if key := _HARD_AFTER_KEY.match(text):
        return (number, key.end() + 1), advice.HARD_SPACE
    if key := _UNSEEN_AFTER_KEY.match(text):
        return (number, key.end() + 1), advice.INVISIBLE
    if key := _GLUED_KEY.match(text):
        return (number, key.end() + 1), advice.SPACE_AFTER_COLON
    return None


def _no_colon(page: _Page) -> Slip | None:
    if "could not find expected ':'" not in page.stumble.problem:
        return None
    number = page.stumble.opened[0] if page.stumble.opened else page.stumble.at[0]
    text = page.line(number)
    if text.lstrip().startswith(("//", "--", "/*", "<!--")):
        return (number, _indent(text) + 1), advice.REMARK
    if other := _other_colon(page, number):
        return other
    few = 1 if _TEXT_OF_WORDS.match(page.line(page.above(number))) else 2
    one_word = len(text.split()) <= few
    return _glued(page, number) or (
        (number, _indent(text) + 1), advice.COLON_MISSING if one_word else advice.COLON_OR_INDENT)


def _other_colon(page: _Page, number: int) -> Slip | None:
    """What stands after the name of a field in place of a colon."""
    text = page.line(number)
    if "\uff1a" in text:
        return (number, text.index("\uff1a") + 1), advice.WIDE_COLON
    if equals := re.match(r"\s*(?:- )*[\w-]+\s*(?==\s*\S)", text):
        return (number, equals.end() + 1), advice.EQUALS
    return None


def _colon_too_many(page: _Page) -> Slip | None:
    if "mapping values are not allowed" not in page.stumble.problem:
        return None
    number = page.stumble.at[0]
    above = page.above(number)
    if _TEXT_WITH_COLON.match(page.before_mark):
        value = page.here.partition(":")[2].strip()
        if re.match(r"[a-z]{2}: ", value) and page.here.rstrip()[-1:] not in "}\"'":
            return (number, page.here.index(value) + 1), advice.LANGUAGES
        if _ROUND_FOR_CURLY.match(value):
            return (number, page.here.index("(") + 1), advice.CURLY
        several = _FIELD_AFTER_NUMBER.match(value)
        return page.stumble.at, advice.ONE_A_LINE if several else advice.QUOTE_COLON
    if found := _glued(page, above) or _glued(page, number):
        return found
    if above and ":" not in page.line(above) and (
            _indent(page.line(above)) == _indent(page.here)):
        return _other_colon(page, above) or (
            (above, _indent(page.line(above)) + 1), advice.COLON_MISSING)
    return page.stumble.at, advice.ALIGN


def _quotes(page: _Page) -> Slip | None:
    """A quote inside a quoted text ends it; one that is never closed runs to the next quote."""
    problem, read = page.stumble.problem, page.before_mark.rstrip()
    if "escape" in problem or "hexdecimal" in problem:
        return page.stumble.at, advice.BACKSLASH
    if "quoted scalar" in problem:
        return page.stumble.opened or page.stumble.at, advice.QUOTE_OPEN
    if "did not find expected" not in problem or read[-1:] not in ("'", '"'):
        return None
    quote = read[-1]
    if read.count(quote) % 2 == 0:
        of_hours = re.match(r"\s*(?:- )*opening_hours\s*:", read)
        return (page.stumble.at[0], len(read)), (
            advice.QUOTE_HOURS if of_hours else advice.QUOTE_ENDS_EARLY)
    number = page.stumble.at[0] - 1
    while number > 0 and page.line(number).count(quote) % 2 == 0:
        number -= 1
    if not number:
        return None  # no earlier line left one open
    return (number, page.line(number).rfind(quote) + 1), advice.QUOTE_OPEN


def _special(page: _Page) -> Slip | None:
    """A text whose first character means something to YAML."""
    problem = page.stumble.problem
    if "block scalar" in problem and "comment or line break" in problem:
        return page.stumble.at, advice.NEXT_LINE
    if "entries are not allowed" in problem or "keys are not allowed" in problem:
        mark = page.here[page.stumble.at[1] - 1:page.stumble.at[1]]
        if page.here[page.stumble.at[1] - 1:].strip() == "?":
            return page.stumble.at, advice.UNKNOWN
        return page.stumble.at, advice.QUOTE_IT if mark == "?" else advice.DASH_IN_LINE
    if starred := re.match(r"\s*\*(?=\s)|\s*\*+(?=[\w ]+\*+\s*:)", page.here):
        return ((page.stumble.at[0], _indent(page.here) + 1),
                advice.STAR_FOR_DASH if page.here[starred.end():][:1].isspace() else advice.STARS)
    start = _SPECIAL_START.search(page.here)
    if start and ("did not find" in problem or "start any token" in problem
                  or "undefined" in problem):
        return (page.stumble.at[0], start.start(1) + 1), advice.QUOTE_IT
    if "start any token" in problem:
        return page.stumble.at, advice.QUOTE_IT
    return None


def _brackets(page: _Page) -> Slip | None:
    problem, opened = page.stumble.problem, page.stumble.opened
    if "flow" not in problem and "','" not in problem:
        return None
    mark = page.here[page.stumble.at[1] - 1: page.stumble.at[1]]
    if "node content" in problem and mark == ",":
        return page.stumble.at, advice.COMMA_TOO_MANY
    if opened and (hidden := re.search(r"\s#", page.line(opened[0])[opened[1] - 1:])):
        return (opened[0], opened[1] + hidden.start() + 1), advice.QUOTE_HASH
    if opened and (opened[0] < page.stumble.at[0] or opened == page.stumble.at):
        return opened, Words("ce crochet ou cette accolade n’est pas refermé",
                             "this bracket or brace is not closed")
    if mark == ":":
        word = re.search(r"(;?)\s+([a-z]{2}|[a-z]+_?[a-z]+)\s*$", page.before_mark)
        if word and (len(word[2]) == 2 or (opened and _is_of_fields(page, opened))):
            if word[1]:
                return (page.stumble.at[0], word.start(1) + 1), advice.SEMICOLON
            return (page.stumble.at[0], word.start(2) + 1), Words(
                f"il manque une virgule avant « {word[2]} »",
                f"a comma is missing before '{word[2]}'")
        return page.stumble.at, advice.QUOTE_COLON
    text = re.search(r"[:,{\[]\s+([^\s:,{}\[\]\"'][^:,{}\[\]\"']*)$", page.before_mark)
    if mark in ("[", "{") and text:  # "{fr: Au four [plan], en: …}"
        return (page.stumble.at[0], text.start(1) + 1), advice.QUOTE_IT
    return page.stumble.at, advice.PUNCTUATION


def _is_of_fields(page: _Page, opened: At) -> bool:
    """Whether a brace opens a group of fields, and not a text per language."""
    first = re.match(r"\{\s*([a-z_]+)\s*:", page.line(opened[0])[opened[1] - 1:])
    return first is not None and (len(first[1]) > 2 or first[1] in ("by", "km", "on", "to"))


def _after_bracket(page: _Page) -> Slip | None:
    """Something follows a bracket that is closed: a text that begins with one, or one too many."""
    read = page.before_mark.rstrip()
    if "did not find expected key" not in page.stumble.problem or read[-1:] not in ("]", "}"):
        return None
    value = re.match(r"\s*(?:- )*[\w-]+\s*:\s+(?=[\[{])", read)
    rest = page.here[page.stumble.at[1] - 1:].strip()
    if value is None or not rest:
        return None
    if not rest.strip("]} "):
        return page.stumble.at, Words(f"retirez « {rest} » : rien ne l’ouvre",
                                      f"remove '{rest}': nothing opens it")
    return (page.stumble.at[0], value.end() + 1), advice.QUOTE_IT


def _document(page: _Page) -> Slip | None:
    if "another document" not in page.stumble.problem and (
            "<document start>" not in page.stumble.problem):
        return None
    first = next((n for n, text in enumerate(page.lines, 1)
                  if text.strip() and not text.lstrip().startswith("#")), 0)
    if first < page.stumble.at[0] and _indent(page.line(first)) > _indent(page.here) and (
            not page.here.startswith("...")):
        return (first, 1), advice.LEFT
    return page.stumble.at, advice.ONE_DOCUMENT


def _alignment(page: _Page) -> Slip | None:
    problem = page.stumble.problem
    if "expected key" not in problem and "'-' indicator" not in problem and "block" not in problem:
        return None
    (number, column), opened = page.stumble.at, page.stumble.opened
    if wide := re.match(r"\s*[\u2010-\u2015\u2212\u2022\u00b7](?=\s)", page.here):
        return (number, wide.end()), advice.HYPHEN
    if found := (_glued(page, opened[0]) if opened else None) or _glued(page, number):
        return found
    if page.here.lstrip().startswith("- ") and column == _indent(page.here) + 1:
        first = above = page.above(number)
        while above and (_indent(page.line(above)) >= column - 1):
            first, above = above, page.above(above)
        if above and first != above and not page.line(first).lstrip().startswith("-"):
            return (first, _indent(page.line(first)) + 1), advice.DASH_MISSING
    return page.stumble.at, advice.ALIGN


_RULES: tuple[Callable[[_Page], Slip | None], ...] = (
    _conflict, _fence, _invisible, _tab, _block, _no_colon, _colon_too_many, _quotes, _special,
    _brackets, _document, _after_bracket, _alignment)
