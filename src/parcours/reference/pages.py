"""Everything that is written down about the format and is made from it: schemas, pages, the form.

These files are committed, so that a text editor, a reader on the forge and the form find them
without building anything. ``make reference`` renews them and a test says when one is stale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from parcours import HERE
from parcours.diagnostics.diagnostic import Lang, Severity, Words
from parcours.diagnostics.explanations import Explanation, all_codes, explanation
from parcours.format.fields import FILES, GROUPS, Group
from parcours.format.fields.tables import TABLES, TOLD, Table
from parcours.format.model import Place
from parcours.format.names import name_of
from parcours.format.parse import Parsed
from parcours.load.files import read_one
from parcours.reference import form, schema, table_schema
from parcours.reference.shape import Choice, Either, Field, Many, Shape, fields_of

_TEMPLATES = HERE / "reference" / "templates"
_SHORT = 7
"""Lines of an example that is shown whole."""
_MARKS = re.compile(r"([\\*_\[\]`])")
_LANGS: tuple[Lang, ...] = ("fr", "en")

_MADE = Words("Page produite par « make reference » : ne la modifiez pas à la main.",
              "Made by 'make reference': do not edit it by hand.")
_FIELDS = {
    "title": Words("Tous les champs", "All the fields"),
    "description": Words(
        "Ce que l’on peut écrire dans chaque fichier, champ par champ, avec un exemple.",
        "What you can write in each file, field by field, with an example."),
    "intro": Words(
        "Chaque ligne d’un fichier dit une chose : le nom d’un champ, deux-points, une espace, "
        "puis "
        "ce qu’on en dit. Voici tous les champs, ce qu’on y écrit, et un exemple à recopier. Ceux "
        "qui sont **obligatoires** doivent y être ; les autres peuvent manquer. Pour commencer, "
        "mieux vaut l’exemple entier de la page [Contribuer](contribuer.md#un-parcours).",
        "Each line of a file says one thing: the name of a field, a colon, a space, then its "
        "value. Here are all the fields, what to write in them, and an example to copy. "
        "**Required** fields must be there; the others may be left out. To get started, the "
        "complete example on the page [Contribute](contribuer.md#un-parcours) is better."),
    "file": Words("Le fichier :", "The file:"),
    "elsewhere": Words("Ces champs sont expliqués ailleurs sur cette page :",
                       "These fields are explained elsewhere on this page:"),
    "word": Words("À écrire", "To write"),
    "meaning": Words("Ce que cela veut dire", "What it means"),
    "end": Words(
        "Un champ mal rempli n’est jamais ignoré : la vérification le dit, et "
        "[ses messages sont expliqués](diagnostics.md).",
        "A field filled in wrongly is never ignored: the check says so, and [its messages are "
        "explained](diagnostics.md)."),
}
_CODES = {
    "title": Words("Les messages de la vérification", "The messages of the check"),
    "description": Words(
        "Chaque message de la vérification, pourquoi il compte, un exemple et que faire.",
        "Each message of the check, why it matters, an example and what to do."),
    "intro": Words(
        "La vérification nomme chaque faute par un petit mot anglais, entre crochets. Cherchez-le "
        "ici : vous trouverez pourquoi il compte, un exemple, et quoi taper à la place. Les "
        "exemples "
        "ne montrent que les lignes en cause.",
        "The check names each fault by a short code in square brackets. Look it up here to see why "
        "it matters, an example, and what to type instead. The examples show only the lines "
        "concerned."),
    "bad": Words("Ce qui ne va pas :", "What is wrong:"),
    "good": Words("Ce qui est juste :", "What is right:"),
    "fix": Words("Que faire :", "What to do:"),
    "end": Words("Tous les champs, avec leurs exemples, sont [sur cette page](champs.md).",
                 "All the fields, with their examples, are [on this page](champs.md)."),
}
_SEVERITIES = {
    Severity.ERROR: ("erreurs", Words("Les erreurs", "Errors"), Words(
        "Une erreur arrête la publication : la page serait fausse, ou impossible à faire.",
        "An error stops publication: the page would be wrong, or could not be made.")),
    Severity.WARNING: ("avertissements", Words("Les avertissements", "Warnings"), Words(
        "Un avertissement laisse publier, mais un visiteur pourrait être trompé.",
        "A warning lets the page be published, but a visitor might be misled.")),
}


@dataclass(frozen=True, slots=True)
class _FieldTold:
    """A field as a page tells it."""

    name: str
    anchor: str
    label: str
    required: str
    text: str
    example: str
    words: tuple[tuple[str, str], ...]


def files(itineraries: Path) -> dict[str, str]:
    """Every file made from the format, by its path below the project's folder.

    ``itineraries`` gives the form its alliances, its languages and its repository, and the schemas
    the places that a text editor completes.
    """
    places = _places(itineraries)
    made = {f"schema/{file.schema}.schema.json": schema.render(file, places) for file in FILES}
    made |= {f"schema/{table.schema}.table.json": table_schema.render(table) for table in TABLES}
    for lang in _LANGS:
        made[f"docs/{lang}/champs.md"] = fields_page(lang)
        made[f"docs/{lang}/diagnostics.md"] = codes_page(lang)
    return made | form.files(itineraries)


def _places(itineraries: Path) -> dict[str, str]:
    """The name of each place that has a sound file, by its id."""
    found = (read_one(path, Place) for path in sorted((itineraries / "places").glob("*.yml")))
    return {one.id: one.value.name.in_lang("fr") for one in found if isinstance(one, Parsed)}


def fields_page(lang: Lang) -> str:
    """All the fields, in the language ``lang``."""
    return _template("champs.md.j2", lang, _FIELDS, files=[{
        "schema": file.schema, "path": file.path, "title": file.title.in_lang(lang),
        "intro": file.intro.in_lang(lang),
        "groups": [_group(group, lang) for group in file.groups]} for file in FILES],
        tables=[_table(table, lang) for table in TOLD])


def codes_page(lang: Lang) -> str:
    """All the codes, in the language ``lang``."""
    told = [found for code in all_codes() if (found := explanation(code))]
    return _template("diagnostics.md.j2", lang, _CODES, severities=[{
        "anchor": anchor, "title": title.in_lang(lang), "intro": intro.in_lang(lang),
        "word": severity.value,
        "codes": [_code(code, lang) for code in told if code.severity is severity],
    } for severity, (anchor, title, intro) in _SEVERITIES.items()])


def _template(name: str, lang: Lang, words: dict[str, Words], **told: object) -> str:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
        autoescape=False)  # noqa: S701  (Markdown from our own words; no editor's text enters it)
    page = environment.get_template(name).render(
        words={"made": _MADE.in_lang(lang)}
        | {key: said.in_lang(lang) for key, said in words.items()}, **told)
    lines = [line.rstrip() for line in page.split("\n")]
    return "\n".join(line for line, before in zip(lines, ["", *lines], strict=False)
                     if line or before)


def _group(group: Group, lang: Lang) -> dict[str, object]:
    """A group of fields; those that it shares with a smaller one are told there."""
    shapes = fields_of(group.model)
    told = [_field(name, shapes[name], _home(group, name), lang) for name in group.fields]
    own = [field for field in told if field.anchor.startswith(f"{group.anchor}--")]
    return {"anchor": group.anchor, "title": group.title.in_lang(lang),
            "intro": _plain(group.intro.in_lang(lang)), "fields": own,
            "elsewhere": [field for field in told if field not in own]}


def _table(table: Table, lang: Lang) -> dict[str, object]:
    """A table with its columns, and a whole row as an example."""
    head = ",".join(table.columns)
    row = ",".join(column.example for column in table.columns.values())
    return {
        "schema": table.schema, "path": table.path, "title": table.title.in_lang(lang),
        "intro": _plain(table.intro.in_lang(lang)),
        "example": _indented(table.example or f"{head}\n{row}"),
        "columns": [_FieldTold(
            name, f"{table.schema}--{name}", column.label.in_lang(lang),
            f"{schema.word_of(column.required).in_lang(lang).strip('()').capitalize()}.",
            _plain(column.text.in_lang(lang)), "",
            tuple((word.value, name_of(word).in_lang(lang)) for word in column.words or ()))
            for name, column in table.columns.items()]}


def _home(group: Group, name: str) -> Group:
    """The smallest group that has the same field."""
    return min((one for one in GROUPS.values() if one.fields.get(name) is group.fields[name]),
               key=lambda one: len(one.fields))


def _field(name: str, field: Field, home: Group, lang: Lang) -> _FieldTold:
    told = home.fields[name]
    word = schema.required_word(field).in_lang(lang).strip("()").capitalize()
    example = schema.written(name, told.example).rstrip()
    return _FieldTold(
        name, f"{home.anchor}--{name.replace('_', '-')}", told.label.in_lang(lang), f"{word}.",
        _plain(told.text.in_lang(lang)), _indented(example),
        tuple((word.value, name_of(word).in_lang(lang)) for choice in _choices(field.shape)
              for word in choice.words))


def _choices(shape: Shape) -> Iterator[Choice]:
    if isinstance(shape, Choice):
        yield shape
    elif isinstance(shape, Many):
        yield from _choices(shape.item)
    elif isinstance(shape, Either):
        for one in shape.shapes:
            yield from _choices(one)


def _code(told: Explanation, lang: Lang) -> dict[str, str]:
    bad, good = differing(told.bad.splitlines(), told.good.splitlines(), told.line)
    title, why, fix = (_plain(words.in_lang(lang)) for words in (told.title, told.why, told.fix))
    return {"code": told.code, "title": title, "why": why, "fix": fix,
            "bad": _indented(bad), "good": _indented(good)}


def differing(bad: list[str], good: list[str], line: int, around: int = 2) -> tuple[str, str]:
    """What two examples do not share, with a few lines around and the line a diagnostic names;
    short ones are shown whole."""
    if max(len(bad), len(good)) <= _SHORT:
        return "\n".join(bad), "\n".join(good)
    kept_bad, kept_good = {line - 1}, set[int]()
    for kind, bad_from, bad_to, good_from, good_to in SequenceMatcher(
            None, bad, good, autojunk=False).get_opcodes():
        if kind == "equal":
            if bad_from <= line - 1 < bad_to:
                kept_good.add(line - 1 - bad_from + good_from)
            continue
        kept_bad |= set(range(bad_from - around, bad_to + around))
        kept_good |= set(range(good_from - around, good_to + around))
    return _kept(bad, kept_bad), _kept(good, kept_good)


def _kept(lines: list[str], numbers: set[int]) -> str:
    """Some lines of an example; what is left out between them shows as an ellipsis."""
    shown: list[str] = []
    left_out = False
    for number, line in enumerate(lines):
        if number not in numbers and not ({number - 1, number + 1} <= numbers):
            left_out = True
            continue
        if left_out and shown:
            shown.append("…")
        left_out = False
        shown.append(line)
    return "\n".join(shown)


def _plain(text: str) -> str:
    """A sentence in which Markdown finds nothing to do."""
    return _MARKS.sub(r"\\\1", text).replace("<", "&lt;")


def _indented(text: str) -> str:
    """A block of code in Markdown."""
    return "\n".join(f"    {line}".rstrip() for line in text.split("\n"))
