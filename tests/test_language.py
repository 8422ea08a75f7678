"""The site's own words: every sentence is translated, none is left over, and French is well set."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from parcours import kinds, maps, modes
from parcours.exports import jsonld

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "parcours"

TABLES: dict[str, list[str]] = {
    "KINDS": [*kinds.KINDS.values()],
    "CHARACTERS": [*kinds.CHARACTERS.values()],
    "_NAMES": [*kinds.THEMES.values(), *kinds.DIFFICULTIES.values(), *kinds.MEALS.values(),
               *kinds.WHEELCHAIR.values(), *kinds.SERVICES.values(), *kinds.STATES.values()],
    "_TOURISM": [*jsonld._TOURISM.values()],
    "_WORDS": [*maps._WORDS.values()],
    "style": [style.label for style in (*modes.STYLES.values(), modes.UNSTATED)],
    "_MESSAGES": [],  # fields/choices.py: the tables of kinds.py and modes.py again
}
"""The tables whose values are message ids, by the name under which ``say`` is given them."""

LOOPS = {("map_data.py", "word"): ("KINDS", "CHARACTERS"), ("maps.py", "words"): ("_WORDS",),
         ("fields/choices.py", "message"): ("_MESSAGES",)}
"""Where ``say`` is given a loop's variable: the tables that the loop goes through."""


@dataclass(frozen=True)
class Said:
    """A sentence that the program says: one id, or the two forms of a count."""

    ids: tuple[str, ...]
    at: str
    values: frozenset[str] | None = None
    """The names of the values it is filled with, where they are given in the same call."""


def said_in_python() -> Iterator[Said]:
    """Every call of ``say`` and ``say_n``; raises where one says what this test cannot see."""
    for path in sorted(PACKAGE.rglob("*.py")):
        file = path.relative_to(PACKAGE).as_posix()
        if file.startswith("importers/"):
            continue  # an importer's ``sheet.say`` writes a remark into a file
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = ast.unparse(node.func).rpartition(".")[2]
            at = f"{file}:{node.lineno}"
            values = frozenset(one.arg or "**" for one in node.keywords) if node.keywords else None
            if called == "say_n":
                one, many = (ast.literal_eval(argument) for argument in node.args[:2])
                yield Said((one, many), at, frozenset({"n", *(values or ())}))
            elif called == "say":
                for id in messages(node.args[0], file, at):
                    yield Said((id,), at, values)


def messages(argument: ast.expr, file: str, at: str) -> Iterator[str]:
    """The message ids that an argument of ``say`` may be."""
    if isinstance(argument, ast.Constant):
        yield str(argument.value)
    elif isinstance(argument, ast.IfExp):
        yield from messages(argument.body, file, at)
        yield from messages(argument.orelse, file, at)
    else:
        written = ast.unparse(argument)
        table = re.match(r"\w+", written)
        name = "style" if written.endswith(".label") else table[0] if table else ""
        tables = LOOPS.get((file, written), (name,))
        assert set(tables) <= TABLES.keys(), (
            f"{at}: say({written}): name its table in {Path(__file__).name}")
        for known in tables:
            yield from TABLES[known]


def said_in_templates() -> Iterator[Said]:
    """Every ``"…" | say`` and ``say("…")`` of a template; raises where it is given a variable."""
    for path in sorted((PACKAGE / "templates").iterdir()):
        if path.suffix not in (".j2", ".html"):
            continue
        parsed = Environment(autoescape=True).parse(path.read_text("utf-8"))
        said = [(node.node, None, node.lineno) for node in parsed.find_all(nodes.Filter)
                if node.name == "say"]
        for call in parsed.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "say":
                values = frozenset(one.key for one in call.kwargs) or None
                said.append((call.args[0], values, call.lineno))
        for argument, values, line in said:
            at = f"templates/{path.name}:{line}"
            for id in template_messages(argument, at):
                yield Said((id,), at, values)


def template_messages(argument: nodes.Node | None, at: str) -> Iterator[str]:
    """The message ids that an argument of ``say`` may be, in a template."""
    if isinstance(argument, nodes.CondExpr):
        yield from template_messages(argument.expr1, at)
        yield from template_messages(argument.expr2, at)
    else:
        assert isinstance(argument, nodes.Const), f"{at}: only a sentence can be said in a template"
        yield argument.value


@pytest.fixture(scope="module")
def said() -> list[Said]:
    return [*said_in_python(), *said_in_templates()]


@pytest.fixture(scope="module")
def french() -> Catalog:
    with (PACKAGE / "locale/fr/LC_MESSAGES/parcours.po").open("rb") as po:
        return read_po(po, locale="fr")


def forms(message: object) -> tuple[str, ...]:
    """The one form of a message, or its two of a count."""
    return tuple(message) if isinstance(message, tuple | list) else (str(message),)


def translated(catalogue: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {forms(message.id): forms(message.string) for message in catalogue if message.id}


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_every_sentence_has_a_french_translation(said: list[Said], french: Catalog) -> None:
    """Whatever the program says in English stands in the French catalogue, not empty."""
    known = translated(french)
    assert len(said) > 150
    assert sorted({f"{one.at}: {one.ids}" for one in said
                   if not all(known.get(one.ids, ("",)))}) == []


def test_no_translation_is_left_over(said: list[Said], french: Catalog) -> None:
    """Every sentence of the catalogue is said somewhere: what nobody says goes away."""
    assert sorted(translated(french).keys() - {one.ids for one in said}) == []
    assert [message.id for message in french if message.fuzzy and message.id] == []
    assert list(french.obsolete) == []


def test_the_english_catalogue_only_mends_ids(said: list[Said]) -> None:
    """The English sentences are the ids themselves; its catalogue holds only the few ids that
    say more than the sentence."""
    with (PACKAGE / "locale/en/LC_MESSAGES/parcours.po").open("rb") as po:
        english = translated(read_po(po, locale="en"))
    assert english.keys() - {one.ids for one in said} == set()
    assert {ids for ids, strings in english.items() if ids == strings} == set()
    assert {one.ids for one in said for id in one.ids
            if id.endswith(")") and "(months" in id} <= english.keys()


def test_fields_are_the_same_in_both_languages(french: Catalog) -> None:
    """A translation names exactly the values of its sentence, none lost and none misspelt."""
    assert {ids: strings for ids, strings in translated(french).items()
            if {frozenset(fields(form)) for form in strings}
            != {frozenset(fields(form)) for form in ids}} == {}


def test_every_value_is_given_and_used(said: list[Said]) -> None:
    """A sentence gets the values that it names and no others."""
    assert [f"{one.at}: {one.ids} {sorted(one.values)}" for one in said
            if one.values is not None
            and any(fields(form) != set(one.values) for form in one.ids)] == []


FRENCH_FAULTS = {
    "a breaking space, or none, before a double mark": re.compile(r"(?<![\u00a0\u202f])[:;!?»]"),
    "a space that breaks after an opening quotation mark": re.compile(r"«(?![\u00a0\u202f])"),
    "a breaking space, or none, before a percent sign": re.compile(r"(?<![\u00a0\u202f])%"),
    "a typewriter's apostrophe": re.compile("'"),
    "typewriter's quotation marks": re.compile('"'),
    "three full stops": re.compile(r"\.\.\."),
    "two spaces": re.compile(r"\s\s"),
}


def test_french_typography(french: Catalog) -> None:
    """No-break spaces stand before : ; ! ? » %, and after «; apostrophes are typographic."""
    told = [(string, fault) for strings in translated(french).values() for string in strings
            for fault, pattern in FRENCH_FAULTS.items() if pattern.search(string)]
    assert told == []


@pytest.mark.parametrize("wrong", ["Carte : {title}", "Carte: x", "Quoi !", "l'étape", "« là »",
                                   "5 %", "Attendez...", 'dit "oui"'])
def test_wrong_typography_is_seen(wrong: str) -> None:
    """Each of these sentences, with plain spaces or none, is caught by the test above."""
    assert any(pattern.search(wrong) for pattern in FRENCH_FAULTS.values())
