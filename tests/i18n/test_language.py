"""The site's own words: every sentence is translated, none is left over, and French is well set."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import cast

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes
from mkdocs.utils.yaml import yaml_load

from helpers.small_site import ROOT
from parcours.i18n.language import Language, language_of, spoken
from parcours.render.words import modes

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "parcours"

PARAMETERS = {("render/pages/calendar.py", "messages"): ("_ROUTE", "_STOP"),
              ("format/names.py", "message"): (), ("render/exports/dcat.py", "message"): (),
              ("render/exports/geotrek.py", "message"): ()}
"""Where ``say`` is given a parameter or what it holds: the tables of that module which are passed
there. (``choices`` goes once more through the tables of ``format.names``.)"""


@dataclass(frozen=True)
class Said:
    """A sentence that the program says: one id, or the two forms of a count."""

    ids: tuple[str, ...]
    at: str
    values: frozenset[str] | None = None
    """The names of the values it is filled with, where they are given in the same call."""


def said_in_python() -> Iterator[Said]:
    """Every call of ``say``, ``say_n`` and ``forms``; raises where one says what this test cannot
    see."""
    for path in sorted(PACKAGE.rglob("*.py")):
        file = path.relative_to(PACKAGE).as_posix()
        if file.startswith("importers/"):
            continue  # an importer's ``sheet.say`` writes a remark into a file
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = ast.unparse(node.func).rpartition(".")[2]
            at = f"{file}:{node.lineno}"
            values = frozenset(one.arg or "**" for one in node.keywords) if node.keywords else None
            if called in ("say_n", "forms"):
                for pair in pairs(node.args, Module(file, tree), at):
                    yield Said(pair, at, None if called == "forms" else frozenset(
                        {"n", *(values or ())}))
            elif called == "say":
                for id in messages(node.args[0], Module(file, tree), at):
                    yield Said((id,), at, values)


@dataclass(frozen=True)
class Module:
    """A file of ours, and what its names stand for."""

    file: str
    tree: ast.Module

    def returned(self, call: ast.Call) -> list[ast.expr]:
        """What a function of the same file may return."""
        return [part.value for made in ast.walk(self.tree)
                if isinstance(made, ast.FunctionDef) and made.name == ast.unparse(call.func)
                for part in ast.walk(made) if isinstance(part, ast.Return) and part.value]

    def tables(self, argument: ast.expr) -> list[Mapping[object, object]]:
        """The tables that an argument of ``say`` comes from: ``TABLE[key]``, or the variable of a
        loop over one, or a parameter that stands in `PARAMETERS`."""
        name = re.match(r"\w*", ast.unparse(argument))[0]  # type: ignore[index]
        if (self.file, name) in PARAMETERS:
            names = [*PARAMETERS[self.file, name]]
        else:
            names = [name, *(one.id for loop in ast.walk(self.tree)
                             if isinstance(loop, ast.comprehension)
                             and any(isinstance(part, ast.Name) and part.id == name
                                     for part in ast.walk(loop.target))
                             for one in ast.walk(loop.iter) if isinstance(one, ast.Name))]
        dotted = self.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        module = vars(importlib.import_module(f"parcours.{dotted}"))
        return [module[one] for one in names if isinstance(module.get(one), Mapping)]


def messages(argument: ast.expr, module: Module, at: str) -> Iterator[str]:
    """The message ids that an argument of ``say`` may be."""
    if isinstance(argument, ast.Constant):
        yield str(argument.value)
    elif isinstance(argument, ast.IfExp):
        yield from messages(argument.body, module, at)
        yield from messages(argument.orelse, module, at)
    elif isinstance(argument, ast.Call) and (returned := module.returned(argument)):
        for one in returned:
            yield from messages(one, module, at)
    elif ast.unparse(argument).endswith(".label"):
        yield from (style.label for style in (*modes.STYLES.values(), modes.UNSTATED))
    else:
        tables = module.tables(argument)
        known = (module.file, re.match(r"\w*", ast.unparse(argument))[0])  # type: ignore[index]
        assert tables or known in PARAMETERS, (
            f"{at}: say({ast.unparse(argument)}): name its tables in {Path(__file__).name}")
        for table in tables:
            yield from map(str, table.values())


def pairs(arguments: Sequence[ast.expr], module: Module, at: str) -> Iterator[tuple[str, str]]:
    """The message ids for one and for several that ``say_n`` may be given: two sentences, or
    ``*TABLE[key]``."""
    if isinstance(arguments[0], ast.Starred):
        tables = module.tables(arguments[0].value)
        assert tables, f"{at}: which table holds these pairs?"
        for table in tables:
            for one, many in cast("Iterable[tuple[str, str]]", table.values()):
                yield one, many
    else:
        one, many = (ast.literal_eval(argument) for argument in arguments[:2])
        yield one, many


def said_in_templates() -> Iterator[Said]:
    """Every ``"…" | say`` and ``say("…")`` of a template; raises where it is given a variable."""
    for path in sorted((PACKAGE / "render").rglob("*.*")):
        if path.suffix not in (".j2", ".html"):
            continue
        parsed = Environment(autoescape=True).parse(path.read_text("utf-8"))
        said: list[tuple[nodes.Node | None, frozenset[str] | None, int]] = [
            (node.node, None, node.lineno) for node in parsed.find_all(nodes.Filter)
            if node.name == "say"]
        for call in parsed.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "say":
                values = frozenset(one.key for one in call.kwargs) or None
                said.append((call.args[0], values, call.lineno))
        for argument, values, line in said:
            at = f"{path.name}:{line}"
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


PO = "src/parcours/locale/{}/LC_MESSAGES/parcours.po"
TRANSLATED = [lang for lang in spoken() if lang != "en"]
"""The languages that need a sentence for each message; in English the messages are the sentences.
"""


def catalogue(lang: str) -> Catalog:
    with (PACKAGE / f"locale/{lang}/LC_MESSAGES/parcours.po").open("rb") as po:
        return read_po(po, locale=lang)


@pytest.fixture(scope="module")
def french() -> Catalog:
    return catalogue("fr")


def forms(message: object) -> tuple[str, ...]:
    """The one form of a message, or its two of a count."""
    return tuple(message) if isinstance(message, tuple | list) else (str(message),)


def translated(catalogue: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    return {forms(message.id): forms(message.string) for message in catalogue if message.id}


def test_no_number_parts_from_its_unit() -> None:
    """A line never ends between a number and its unit: 50 at the end of one and kg on the next."""
    parted = re.compile(r"[}\d] (?:kg|g/km|m|km|ha|min|Wh|%)(?![\w\u00a0])")
    for lang in TRANSLATED:
        said = [one for pair in translated(catalogue(lang)).items()
                for side in pair for one in side]
        assert [one for one in said if parted.search(one)] == []


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_sentence_is_translated(said: list[Said], lang: str) -> None:
    """Whatever the program says in English stands in each other catalogue, not empty."""
    known = translated(catalogue(lang))
    assert len(said) > 150
    assert sorted({f"{one.at}: {one.ids}" for one in said
                   if not all(known.get(one.ids, ("",)))}) == [], (
        f"say each in {PO.format(lang)}, in all its forms; where only the English has changed, "
        "change its msgid there")


@pytest.mark.parametrize("lang", TRANSLATED)
def test_no_translation_is_left_over(said: list[Said], lang: str) -> None:
    """Every sentence of a catalogue is said somewhere: what nobody says goes away."""
    words = catalogue(lang)
    assert sorted(translated(words).keys() - {one.ids for one in said}) == [], (
        f"take these out of {PO.format(lang)}, or give them the English that is said now")
    assert [message.id for message in words if message.fuzzy and message.id] == []
    assert list(words.obsolete) == []


def test_the_english_catalogue_only_mends_ids(said: list[Said]) -> None:
    """The English sentences are the ids themselves; its catalogue holds only the few ids that
    say more than the sentence."""
    with (PACKAGE / "locale/en/LC_MESSAGES/parcours.po").open("rb") as po:
        english = translated(read_po(po, locale="en"))
    assert english.keys() - {one.ids for one in said} == set()
    assert {ids for ids, strings in english.items() if ids == strings} == set()
    assert {one.ids for one in said for id in one.ids
            if id.endswith(")") and "(months" in id} <= english.keys()


@pytest.mark.parametrize("lang", TRANSLATED)
def test_fields_are_the_same_in_every_language(lang: str) -> None:
    """A translation names exactly the values of its sentence, none lost and none misspelt."""
    assert {ids: strings for ids, strings in translated(catalogue(lang)).items()
            if {frozenset(fields(form)) for form in strings}
            != {frozenset(fields(form)) for form in ids}} == {}, (
        f"in {PO.format(lang)} each form keeps what stands in braces in its msgid")


def test_every_field_gets_its_value(said: list[Said]) -> None:
    """Where a sentence is filled in, each name in it is given a value: none is left in braces."""
    filled = [one for one in said if one.values is not None and "**" not in one.values]
    assert len(filled) > 30
    assert [f"{one.at}: {one.ids} {sorted(one.values or ())}" for one in filled
            if any(fields(form) - set(one.values or ()) for form in one.ids)] == []


FRENCH_FAULTS = {
    "a breaking space, or none, before a double mark": re.compile(
        r"(?<![\u00a0\u202f])[:;!?»](?!\w+\})"),
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


def counting(code: str, *forms: str) -> Language:
    """A language that says no more than how many days there are."""
    words, compiled = Catalog(locale=code), BytesIO()
    words.add(("{n} day", "{n} days"), forms)
    write_mo(compiled, words)
    compiled.seek(0)
    return Language(code, GNUTranslations(compiled))


@pytest.mark.parametrize(("language", "n", "said"), [
    (language_of("fr"), 1.5, "1,5\u00a0jour"), (language_of("fr"), 2, "2\u00a0jours"),
    (language_of("fr"), 0, "0\u00a0jour"), (language_of("en"), 1.5, "1.5 days"),
    (language_of("en"), 1, "1 day"), (language_of("en"), 0, "0 days"),
    (counting("pl", "{n} dzień", "{n} dni", "{n} dni (5)"), 3, "3 dni"),
    (counting("pl", "{n} dzień", "{n} dni", "{n} dni (5)"), 5, "5 dni (5)"),
    (counting("sl", "{n} a", "{n} b", "{n} c", "{n} d"), 3.5, "3,5 c"),
    (counting("cs", "{n} den", "{n} dny", "{n} dnů"), 1.5, "1,5 dny")])
def test_a_number_takes_the_form_of_its_language(language: Language, n: float, said: str) -> None:
    """Whole numbers and fractions, with two, three and four forms; where only fractions have a form
    of their own, which a catalogue cannot hold, that of two."""
    assert language.say_n("{n} day", "{n} days", n) == said


@pytest.mark.parametrize(("code", "minutes", "said"), [
    ("en", 45, "45 min"), ("en", 120, "2 h"), ("en", 75, "1 h 15 min"), ("en", 65, "1 h 5 min"),
    ("fr", 45, "45 min"), ("fr", 120, "2 h"), ("fr", 75, "1 h 15"), ("fr", 65, "1 h 05")])
def test_a_length_of_time_is_written_as_the_language_does(
        code: str, minutes: int, said: str) -> None:
    """English names the minutes after the hours, French writes two digits; no space breaks."""
    assert language_of(code).duration(minutes) == said.replace(" ", "\u00a0")


@pytest.mark.parametrize(("km", "said"), [
    (0.0, "0 m"), (0.002, "10 m"), (0.94, "940 m"), (0.95, "950 m"), (0.96, "1 km"),
    (0.996, "1 km"), (9.94, "9,9 km"), (9.96, "10 km"), (12.5, "12 km")])
def test_a_distance_is_in_metres_below_a_kilometre(km: float, said: str) -> None:
    """To ten metres, then to a tenth of a kilometre; what rounds to one is no thousand metres."""
    assert language_of("fr").km(km).replace("\u00a0", " ") == said


def test_no_line_ends_between_a_number_and_what_it_counts() -> None:
    """In French; in English such a line is no fault."""
    assert language_of("fr").say("passes {n} places", n=3) == "passe par 3\u00a0lieux"
    assert language_of("en").say_n("{n} day", "{n} days", 3) == "3 days"


def test_scripts_have_every_form_by_its_name() -> None:
    """What ``Intl.PluralRules`` may answer is there, with the form of the catalogue."""
    polish = counting("pl", "{n} dzień", "{n} dni", "{n} dni (5)")
    assert polish.forms("{n} day", "{n} days") == {
        "one": "{n} dzień", "few": "{n} dni", "many": "{n} dni (5)", "other": "{n} dni"}
    french = language_of("fr").forms("{n} day", "{n} days")
    assert french == {
        "one": "{n}\u00a0jour", "many": "{n}\u00a0jours", "other": "{n}\u00a0jours"}


def test_scripts_count_the_first_of_a_month_as_pages_do() -> None:
    """``1er décembre`` stands in the settings of the theme, for what a browser writes, too."""
    with (ROOT / "mkdocs.yml").open("rb") as file:
        said = yaml_load(file)["extra"]["languages"]
    assert {lang: language_of(lang).day_month(12, 1).split()[0] for lang in said} == {
        lang: one.get("first", "1") for lang, one in said.items()}
