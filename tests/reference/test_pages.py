"""One truth for the format: the model, and what is made from it, say the same."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from helpers.published import ITINERARIES, ROOT, TODAY
from parcours.diagnostics.explanations import all_codes
from parcours.editing import new as scaffold
from parcours.editing.new import Answers, Fresh
from parcours.format import model, scalars
from parcours.format.fields import FILES, GROUPS, File, Group
from parcours.format.names import name_of
from parcours.format.parse import Parsed, parse
from parcours.format.scalars import SYNTAX, BadScalar
from parcours.load.shared import read_shared
from parcours.reference import pages as reference
from parcours.reference import schema
from parcours.reference.shape import Choice, Either, Keyed, Many, Nested, Scalar, Shape, fields_of
from parcours.source import write
from parcours.source.read import Source, read_text

KINDS: dict[str, Any] = {file.schema: file.groups[0].model for file in FILES}


class Typed(yaml.SafeLoader):
    """YAML as a text editor's language server reads it: the core schema of YAML 1.2."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  (the loader's own way)


for tag, regex, first in (
        ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
        ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
        ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
        ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""])):
    Typed.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{regex})$"),
                                list(first))
Typed.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


@cache
def validator(kind: str) -> Draft202012Validator:
    """The schema of a kind of file; made late, for a field without description is told below."""
    return Draft202012Validator(schema.schema(
        next(one for one in FILES if one.schema == kind), {"gare": "Gare"}))


def both_readings(text: str) -> list[Any]:
    """A file as an editor's language server reads it, and as we do."""
    source = read_text(text, "file.yml")
    assert isinstance(source, Source), source
    return [yaml.load(text, Typed), source.data]  # noqa: S506  (a safe loader)


def kind_of(path: Path) -> str:
    if path.parent.name == "places":
        return "place"
    return path.stem if path.stem in KINDS else "itinerary"


def refused(kind: str, data: Any) -> tuple[bool, bool]:
    """Whether the model refuses some data, and whether the schema does."""
    source = read_text(write.document(data), "file.yml")
    assert isinstance(source, Source), source
    return (not isinstance(parse(source, KINDS[kind], "file"), Parsed),
            not validator(kind).is_valid(source.data))


# ---- The table of fields and the model ---------------------------------------------------------

def groups_in(kind: Any, seen: set[Any]) -> set[Any]:
    """A type of the model and every type that its fields hold."""
    def inside(shape: Shape) -> Iterator[Any]:
        match shape:
            case Nested(inner):
                yield inner
            case Many(item):
                yield from inside(item)
            case Keyed(_, value):
                yield from inside(value)
            case Either(shapes):
                for one in shapes:
                    yield from inside(one)

    if kind not in seen:
        seen.add(kind)
        for field in fields_of(kind).values():
            for inner in inside(field.shape):
                groups_in(inner, seen)
    return seen


def test_every_field_is_told_once() -> None:
    """A field of the model stands in ``fields/``, and nothing stands there that is no field."""
    found = []
    known: set[Any] = set()
    for kind in KINDS.values():
        groups_in(kind, known)
    for kind in sorted(known, key=lambda one: one.__name__):
        if kind not in GROUPS:
            found.append(f"{kind.__name__}: give it a Group in src/parcours/format/fields/")
            continue
        told, there = set(GROUPS[kind].fields), set(fields_of(kind))
        found += [f"{kind.__name__}.{name}: describe it in src/parcours/format/fields/"
                  for name in sorted(there - told)]
        found += [f"{kind.__name__}.{name}: is no field of the model any more; remove it from "
                  "src/parcours/format/fields/" for name in sorted(told - there)]
    found += [f"{kind.__name__}: no file holds it any more; remove it from format/fields/"
              for kind in GROUPS.keys() - known]
    assert found == []


def test_every_word_of_a_list_has_a_name() -> None:
    """Each word of each list is named in both languages; French is not left in English."""
    lists = [one for one in vars(model).values()
             if isinstance(one, type) and issubclass(one, StrEnum) and one is not StrEnum]
    assert len(lists) > 10
    for words in lists:
        for word in words:
            name = name_of(word)
            assert name.fr, f"{word!r}: name it in src/parcours/format/names.py"
            assert name.en


def test_every_reader_has_a_pattern() -> None:
    """Each kind of scalar that the model uses is described, and no other."""
    readers: set[str] = set()

    def gather(shape: Shape) -> None:
        match shape:
            case Scalar(reader):
                readers.add(reader)
            case Many(item):
                gather(item)
            case Keyed(name, value):
                gather(name)
                gather(value)
            case Either(shapes):
                for one in shapes:
                    gather(one)

    for kind in GROUPS:
        for field in fields_of(kind).values():
            gather(field.shape)
    assert readers == SYNTAX.keys(), "describe it in src/parcours/format/scalars/"


def test_texts_read_well() -> None:
    """Every text is a sentence in both languages and leaves *required* to the model."""
    for group in GROUPS.values():
        for name, told in group.fields.items():
            for text in (told.text.fr, told.text.en):
                assert text[0].isupper(), f"{group.model.__name__}.{name}"
                assert text.endswith("."), f"{group.model.__name__}.{name}"
                assert not text.startswith("("), f"{group.model.__name__}.{name}"


def example(group: Group, name: str) -> dict[str, Any]:
    return {name: schema.example_of(name, group.fields[name])}


@pytest.mark.parametrize("group", GROUPS.values(), ids=lambda group: group.model.__name__)
def test_the_examples_of_a_group_make_a_sound_group(group: Group) -> None:
    """The examples of all the fields of a group, put together, are what the model accepts."""
    data: dict[str, Any] = {}
    for name in group.fields:
        data |= example(group, name)
    group.model.model_validate(data)
    for name, field in fields_of(group.model).items():
        if not field.required:
            group.model.model_validate({key: value for key, value in data.items() if key != name})


# ---- The files that are made -------------------------------------------------------------------

HOW_TO_RENEW = "the format changed: run `make reference` and commit what it writes"


def of_the_format(config: Any) -> Any:
    """A form's configuration without what the content decides: its repository, its languages,
    and the communes, territories and alliances that one can choose, with their places on a map."""
    if isinstance(config, list):
        return [of_the_format(one) for one in config]
    if not isinstance(config, dict):
        return config
    of_the_content = {"backend", "site_url", "display_url", "positions"}
    if config.get("name") in ("commune", "territory", "alliance"):
        of_the_content.add("options")
    if "bilingual" in config:
        of_the_content.add("fields")
    return {key: of_the_format(value) for key, value in config.items()
            if key not in of_the_content}


def without_places(text: str) -> str:
    """A schema but for the places that it completes, which follow the content."""
    return re.sub(r'"known_places": \{.*?\n    \}', "", text, flags=re.DOTALL)


def test_what_is_made_from_the_format_is_fresh() -> None:
    """Schemas, reference pages and the form's configuration are what the model gives, whatever
    communes and territories the content has today."""
    made = reference.files(ITINERARIES)
    form = made.pop("admin/config.yml")
    stale = [path for path, text in made.items()
             if not (ROOT / path).is_file()
             or without_places((ROOT / path).read_text("utf-8")) != without_places(text)]
    assert stale == [], HOW_TO_RENEW
    now, kept = (of_the_format(yaml.safe_load(text)) for text in (
        form, (ROOT / "admin/config.yml").read_text("utf-8")))
    assert len(now["collections"]) == 2
    assert now == kept, HOW_TO_RENEW


def test_no_schema_is_left_behind() -> None:
    """Every file in ``schema/`` is one that is made."""
    assert {f"schema/{path.name}" for path in (ROOT / "schema").iterdir()} == {
        path for path in reference.files(ITINERARIES) if path.startswith("schema/")}


def test_building_does_not_wait_for_the_descriptions() -> None:
    """What checks and builds loads neither the descriptions nor what is made from them."""
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, parcours.build; print(*sys.modules)"],
        capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"}).stdout.split()
    assert {"parcours.fields", "parcours.schema", "parcours.form"} & set(loaded) == set()


# ---- Schemas accept what the model accepts -----------------------------------------------------

@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_a_schema(kind: str) -> None:
    """Each schema is sound in itself, and its own examples and defaults satisfy it."""
    top = validator(kind).schema
    Draft202012Validator.check_schema(top)

    def walk(part: Any) -> None:
        if isinstance(part, dict):
            offered = [part["default"]] if "default" in part else []
            for one in [*offered, *part.get("examples", ())]:
                Draft202012Validator({**part, "$defs": top["$defs"]}).validate(one)
            if "enum" in part:
                assert len(part["enum"]) == len(part["enumDescriptions"])
            for inner in part.values():
                walk(inner)

    walk(top["properties"])
    for one in top["$defs"].values():
        walk(one.get("properties", one))


def test_every_field_of_a_schema_is_explained_in_both_languages() -> None:
    """A description begins with whether the field is required, in French and then in English."""
    for kind in KINDS:
        top = validator(kind).schema
        for group in (top, *top["$defs"].values()):
            for name, field in group.get("properties", {}).items():
                fr, en = field["description"].split("\n\n")
                required = name in group["required"]
                assert fr.startswith("(obligatoire) " if required else "(facultatif) ")
                assert en.startswith("(required) " if required else "(optional) ")


def sample_files() -> list[Path]:
    return sorted(ITINERARIES.glob("*.yml")) + sorted(ITINERARIES.glob("places/*.yml"))


@pytest.mark.parametrize("path", sample_files(), ids=lambda path: path.stem)
def test_files_satisfy_their_schema(path: Path) -> None:
    """Every file of a sound content passes, read with types and read as text."""
    for data in both_readings(path.read_text("utf-8")):
        faults = [f"{fault.json_path}: {fault.message}"
                  for fault in validator(kind_of(path)).iter_errors(data)]
        assert faults == []


def test_new_files_name_their_schema() -> None:
    """What ``parcours new`` writes begins with the line by which a text editor finds its schema;
    a file without that line is as good as one with it."""
    atlas = read_shared(ITINERARIES, TODAY).atlas
    for made in (scaffold.new_place("du-neuf", Answers(commune="Lectoure"), atlas, "fr"),
                 scaffold.new_itinerary("du-neuf-ici", "Du neuf", atlas, "fr")):
        assert isinstance(made, Fresh)
        path = ROOT / "itineraries" / made.path
        named = made.text.partition("\n")[0].removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / named).resolve() == ROOT / f"schema/{kind_of(path)}.schema.json"


# ---- Schemas refuse what the model refuses -----------------------------------------------------

def whole(kind: Any) -> dict[str, Any]:
    """A group with every field and, within, every group with every field."""
    data: dict[str, Any] = {}
    for name, field in fields_of(kind).items():
        match field.shape:
            case Nested(inner):
                data[name] = whole(inner)
            case Many(Nested(inner)):
                data[name] = [whole(inner)]
            case Many(Either((Nested(first), Nested(second)))):
                data[name] = [whole(first), whole(second)]
            case Keyed(_, Nested(inner)):
                data[name] = {"un-nom": whole(inner)}
            case Either((Choice(), Nested(inner))):
                data[name] = whole(inner)
            case _:
                data |= example(GROUPS[kind], name)
    return data


def spots(data: Any, kind: Any) -> Iterator[tuple[dict[str, Any], Any]]:
    """Every group within some data, with its type; the groups are the data's own."""
    yield data, kind
    for name, field in fields_of(kind).items():
        match field.shape:
            case Nested(inner) | Either((Choice(), Nested(inner))):
                yield from spots(data[name], inner)
            case Many(Nested(inner)):
                yield from spots(data[name][0], inner)
            case Many(Either((Nested(first), Nested(second)))):
                yield from spots(data[name][0], first)
                yield from spots(data[name][1], second)
            case Keyed(_, Nested(inner)):
                yield from spots(data[name]["un-nom"], inner)


def mistakes(top: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """A whole file with one mistake, in each of its groups in turn, and what the mistake is."""
    for n, (_, kind) in enumerate(list(spots(whole(top), top))):
        def fresh(n: int = n) -> tuple[dict[str, Any], dict[str, Any]]:
            data = deepcopy(whole(top))
            return data, list(spots(data, top))[n][0]

        data, group = fresh()
        group["inconnu"] = "x"
        yield f"{kind.__name__}: unknown field", data
        for name, field in fields_of(kind).items():
            if field.required:
                data, group = fresh()
                del group[name]
                yield f"{kind.__name__}: lacks {name}", data
            data, group = fresh()
            group[name] = wrong(field.shape)
            yield f"{kind.__name__}: wrong {name}", data


def wrong(shape: Shape) -> Any:
    """What a field of this shape cannot hold."""
    match shape:
        case Many(Choice()):
            return ["n-importe-quoi"]
        case Many() | Nested() | Keyed():
            return "un texte"
        case Scalar("line"):
            return ["un", "deux"]
        case Scalar("text" | "prose"):
            return {"francais": "un texte"}
        case Scalar("relative_path"):
            return "../secret"
        case _:
            return "n’importe quoi"


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_file_is_accepted(kind: str) -> None:
    """A file with every field there is, each with its example, passes the model and the schema."""
    assert refused(kind, whole(KINDS[kind])) == (False, False)


@pytest.mark.parametrize("kind", KINDS)
def test_a_mistake_is_refused_by_both(kind: str) -> None:
    """An unknown field, a missing one, a word that is not in the list: neither lets it pass."""
    told = list(mistakes(KINDS[kind]))
    assert len(told) > 10
    verdicts = {what: refused(kind, data) for what, data in told}
    assert {what: one for what, one in verdicts.items() if one != (True, True)} == {}


# ---- Scalars -----------------------------------------------------------------------------------

SAMPLES: dict[str, list[str]] = {
    "line": ["métro A", "12"],
    "text": ["Cité", "6"],
    "prose": ["Deux\n\nlignes"],
    "slug": ["gare-matabiau", "a", "2026", "x" * 80, "x" * 81, "-a", "a--b"],
    "clock": ["09:30", "9:30", "23:59", "24:00", "00:00"],
    "stay": ["45min", "1h30", "3h", "night", "24h", "24h01", "0h30", "0min", "999min", "007min"],
    "travel_minutes": ["1", "25", "1440", "1441", "0", "025", "90min"],
    "whole": ["0", "30", "999999999", "1000000000", "-1", "1.5"],
    "month": ["1", "12", "13", "0", "07", "juin"],
    "kilometres": ["6.2", "0.001", "0", "0.0", "1999.9", "2000", "2000.1", "12,5", "1e3"],
    "share": ["0.2", ".2", "1", "1.0", "1.1", "2", "20 %", "20%", "100 %", "101 %",
              "12.5 %", "12,5 %"],
    "latitude": ["43.60450", "-90", "90.0", "90.1", "91", "43,6", "5"],
    "longitude": ["1.44400", "-180", "180.000", "180.5", "179.999", "99", "200"],
    "yes_no": ["yes", "No", "TRUE", "false", "oui", "1"],
    "day": ["2027-01-31", "2027-02-30", "2027-04-31", "2027-13-01", "2024-02-29", "31/01/2027",
            "0000-01-01"],
    "month_day": ["04-01", "02-29", "02-30", "06-31", "4-1"],
    "https_link": ["https://exemple.fr", "https://a.b:8080/c?d#e", "http://exemple.fr",
                   "https://exemple", "https://exemple.fr/a b", "javascript:alert(1)"],
    "site_address": ["https://exemple.fr", "https://a.b:8080/c/", "https://a.fr/?d", "https://a.fr#e",
                     "https://a.fr/c?d", "http://a.fr", "https://a.fr/a b"],
    "colour": ["#1f6f8b", "#1F6F8B", "1f6f8b", "#abc", "#12345g", "brick", "#1f6f8b0"],
    "tile_url": ["https://a.fr/{z}/{x}/{y}.png", "https://{s}.a.fr/{z}/{x}/{y}{r}.png",
                 "https://a.fr/{z}/{x}.png", "https://a.fr/{z}/{x}/{y}/{q}"],
    "email": ["a@b.fr", "mailto:a@b.fr", "a@b", "a b@c.fr", "prenom.nom@office-de-tourisme.fr"],
    "handle": ["@parcours/toulouse", "@a", "a@b.fr", "parcours", "@-a", "@a/b/c", "@a/"],
    "phone": ["+33 5 61 00 00 00", "05 61 00 00 00", "0561000000", "561000000", "tel:+33561000000",
              "+33 (0)5 61 00 00 00", "12", "05.61.00.00.00"],
    "relative_path": ["media/x.jpg", "x.jpg", "../x.jpg", "/x", "a//b", "a/.b", "C:\\x", "a/b/"],
}
"""For each reader, values that are sound and values that are nearly so."""


def accepted(reader: str, typed: Any) -> bool:
    try:
        getattr(scalars, reader)(typed)
    except BadScalar:
        return False
    return True


def described(reader: str, value: Any) -> bool:
    return bool(Draft202012Validator(schema._scalar(reader)).is_valid(value))


def test_every_reader_has_samples() -> None:
    """The tests below try each reader."""
    assert SAMPLES.keys() == SYNTAX.keys()
    for reader, samples in SAMPLES.items():
        assert any(accepted(reader, one) for one in samples), reader


@pytest.mark.parametrize(("reader", "typed"), [
    (reader, one) for reader, samples in SAMPLES.items() for one in samples])
def test_pattern_and_reader_agree(reader: str, typed: str) -> None:
    """A value as text is accepted by both or by neither."""
    assert described(reader, typed) == accepted(reader, typed)
    assert described(reader, f" {typed} ") == accepted(reader, f" {typed} ") or len(typed) > 79


@pytest.mark.parametrize("reader", SYNTAX)
@given(data=st.data())
def test_pattern_and_reader_agree_on_slips(reader: str, data: st.DataObject) -> None:
    """So is each sample after a slip of the keyboard or two."""
    typed = data.draw(st.sampled_from(SAMPLES[reader]))
    for _ in range(data.draw(st.integers(1, 2))):
        at = data.draw(st.integers(0, len(typed)))
        put = data.draw(st.sampled_from(["", *"0123456789:-+./,@ hnmiTazA{}zxy_(é"]))
        typed = typed[:at] + put + typed[at + data.draw(st.integers(0, 1)):]
    assume("02-29" not in typed)  # whether the year has one is beyond an expression
    assume(len(typed) < 79)
    assert described(reader, typed) == accepted(reader, typed)


@pytest.mark.parametrize("reader", [name for name, one in SYNTAX.items() if one.is_number])
@given(number=st.one_of(st.integers(-200, 3000), st.floats(-200, 3000).map(lambda x: round(x, 3))))
def test_numbers_pass_as_numbers_and_as_text(reader: str, number: float) -> None:
    """A bare number is judged the same whether the reader of YAML makes it a number or not."""
    text = f"{number:.3f}".rstrip("0").rstrip(".") if isinstance(number, float) else str(number)
    assume(text not in ("-0", "0") or "." not in repr(number))
    typed = yaml.load(text, Typed)  # noqa: S506  (a safe loader)
    assert described(reader, typed) == described(reader, text) == accepted(reader, text)


@pytest.mark.parametrize("text", ["yes", "no", "true", "false"])
def test_yes_and_no_pass_in_every_reading(text: str) -> None:
    """``optional: yes`` is text to YAML 1.2 and ``true`` a boolean: a schema takes both."""
    assert described("yes_no", yaml.load(text, Typed))  # noqa: S506  (a safe loader)


# ---- Pages -------------------------------------------------------------------------------------

@pytest.mark.parametrize("lang", ["fr", "en"])
def test_pages_tell_everything_once(lang: str) -> None:
    """Every field has its place on the page of fields, every code on the page of codes."""
    fields = reference.fields_page("fr" if lang == "fr" else "en")
    codes = reference.codes_page("fr" if lang == "fr" else "en")
    for page in (fields, codes):
        anchors = re.findall(r"\{: #([\w-]+) \}", page)
        assert len(anchors) == len(set(anchors))
        assert set(re.findall(r"\]\(#([\w-]+)\)", page)) <= set(anchors)
    for group in GROUPS.values():
        for name in group.fields:
            assert f"`{name}`" in fields
    for code in all_codes():
        assert f"{{: #{code} }}" in codes


def test_an_excerpt_shows_what_differs() -> None:
    """Of a long example, the lines that differ, those around, and the line that is named."""
    bad = [f"l{n}" for n in range(1, 21)]
    good = [*bad[:9], "neuf", *bad[10:]]
    assert reference.differing(bad, good, 3) == (
        "l3\n…\nl8\nl9\nl10\nl11\nl12", "l3\n…\nl8\nl9\nneuf\nl11\nl12")


def test_a_short_example_is_shown_whole() -> None:
    """Up to seven lines nothing is left out."""
    assert reference.differing(["a", "b"], ["a"], 2) == ("a\nb", "a")


def test_an_editor_completes_the_places_there_are() -> None:
    """Every field that names a place lists them; one without a file yet is not refused here."""
    made = schema.schema(FILES[0], {"gare": "Gare du bourg", "halle": "La halle"})
    assert made["$defs"]["known_places"] == {
        "enum": ["gare", "halle"], "enumDescriptions": ["Gare du bourg", "La halle"]}
    stop = made["$defs"]["PlaceStop"]["properties"]["place"]
    via = made["$defs"]["Travel"]["properties"]["via"]["items"]
    assert stop["anyOf"][0] == via["anyOf"][0] == {"$ref": "#/$defs/known_places"}
    takes = Draft202012Validator({**stop, "$defs": made["$defs"]}).is_valid
    assert [takes(one) for one in ("gare", "moulin", "Le moulin", ["gare"])] == [
        True, True, False, False]


def patterns(part: Any) -> Iterator[str]:
    """Every regular expression of a schema."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "pattern" and isinstance(value, str):
                yield value
            elif key == "patternProperties":
                yield from value
            yield from patterns(value)
    elif isinstance(part, list):
        for one in part:
            yield from patterns(one)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.schema)
def test_patterns_are_those_of_javascript(file: File) -> None:
    """With the flag ``u``, which strict validators set, only signs of syntax may be escaped."""
    found = [*patterns(schema.schema(file, {}))]
    assert found
    escaped = {sign for one in found for sign in re.findall(r"\\(.)", one)}
    assert escaped <= set("dDwWsSbBnrtfv^$\\.*+?()[]{}|/-u")


def test_the_schemas_pass_a_strict_validator() -> None:
    """``check-jsonschema`` reads their patterns as ECMA-262 does."""
    subprocess.run([sys.executable, "-m", "check_jsonschema", "--check-metaschema",
                    *sorted(str(path) for path in (ROOT / "schema").glob("*.json"))], check=True,
                   capture_output=True)
