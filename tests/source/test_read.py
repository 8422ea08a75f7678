"""YAML text becomes scalars as typed, each with its place; what is not YAML is told in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from parcours.diagnostics.diagnostic import Diagnostic, Span
from parcours.source.read import Loc, Source, read, read_text
from parcours.source.tree import MAX_LEVELS

ROUTE = """\
title: {fr: Été 🌻, en: Summer}
days:
  - start: 9:30
    stops:
      - place: gare
      - place: "halle"
        note: >-
          Une halle
          en bois.
"""


def source(text: str) -> Source:
    """The source of a text that is sound YAML."""
    read = read_text(text, "x.yml")
    assert isinstance(read, Source), read
    return read


def faults(text: str) -> list[Diagnostic]:
    """What is told of a text that is not."""
    read = read_text(text, "x.yml")
    assert isinstance(read, list)
    return read


@pytest.mark.parametrize("typed", [
    "9:30", "06000", "no", "off", "yes", "nulle", "1e3", "0x1F", "0o17", "1_000", "2026-11-22",
    ".5", "-1", "True", "=", "<<", "a: b"[0], "Tu-Su 10:00-18:00; PH off", "Gare", "6 €"])
def test_a_scalar_stays_what_was_typed(typed: str) -> None:
    """Nothing is a number, a date or a truth before the model says so."""
    assert {"name": typed} == source(f"name: {typed}\n").data


@pytest.mark.parametrize(("text", "data"), [
    ("a: null\nb: ~\nc: NULL\nd: Null\n", {"a": "", "b": "", "c": "", "d": ""}),
    ("a: [null, ~, x]\n", {"a": ["", "", "x"]}),
    ("a: 'null'\nb: \"~\"\n", {"a": "null", "b": "~"}),
    ("a:\n", {"a": ""}),
    ("a: ''\n", {"a": ""}),
    ("a: [1, '2']\n", {"a": ["1", "2"]}),
    ("a:\n  - b: c\n  -\n", {"a": [{"b": "c"}, ""]}),
    ("a: {b: {c: d}}\n", {"a": {"b": {"c": "d"}}}),
    ("a: |\n  b\n  c\n", {"a": "b\nc\n"}),
    ("a: >-\n  b\n  c\n", {"a": "b c"}),
    ("a: b # c\n", {"a": "b"}),
    ("a: b & c * d ! e\n", {"a": "b & c * d ! e"}),
    ("a: \"*b*\"\n", {"a": "*b*"}),
    ("---\na: b\n", {"a": "b"}),
    ("a: b\r\nc: d\r\n", {"a": "b", "c": "d"}),
    ("'06': a\n", {"06": "a"}),
])
def test_groups_and_lists_keep_their_shape(text: str, data: object) -> None:
    """Dicts, lists and text, in every way of writing them; an absent value is empty text."""
    assert data == source(text).data


@pytest.mark.parametrize(("loc", "value", "key"), [
    (("title",), (1, 1, 5), (1, 1, 5)),
    (("title", "fr"), (1, 13, 5), (1, 9, 2)),
    (("title", "en"), (1, 24, 6), (1, 20, 2)),
    (("days",), (2, 1, 4), (2, 1, 4)),
    (("days", 0), (3, 5, 1), (3, 5, 1)),
    (("days", 0, "start"), (3, 12, 4), (3, 5, 5)),
    (("days", 0, "stops", 0, "place"), (5, 16, 4), (5, 9, 5)),
    (("days", 0, "stops", 1, "place"), (6, 16, 7), (6, 9, 5)),
    (("days", 0, "stops", 1, "note"), (7, 15, 1), (7, 9, 4)),
])
def test_every_value_and_key_has_its_place(
        loc: Loc, value: tuple[int, int, int], key: tuple[int, int, int]) -> None:
    """Line, column and width, in characters: an accent and an emoji count as one."""
    read = source(ROUTE)
    assert Span("x.yml", *value) == read.span(loc)
    assert Span("x.yml", *key) == read.key_span(loc)


@pytest.mark.parametrize(("loc", "shown"), [
    (("summary",), (1, 1)), (("days", 0, "title"), (3, 5)), (("days", 0, "stops", 9), (4, 5)),
    (("days", 0, "stops", 1, "travel", "by"), (6, 9)), (("title", "es"), (1, 1)),
    (("title", "fr", "x"), (1, 13))])
def test_what_is_missing_is_shown_at_its_nearest_parent(loc: Loc, shown: tuple[int, int]) -> None:
    """A key that is not there points at the group that lacks it."""
    span = source(ROUTE).span(loc)
    assert shown == (span.line, span.column)


def test_a_line_is_shown_without_its_end() -> None:
    """An excerpt is one line of the file; beyond the file there is none."""
    read = source(ROUTE.replace("\n", "\r\n"))
    expected = ["", "days:", ""]
    assert expected == read.excerpts((0, 2, 99))


@pytest.mark.parametrize("text", ["a: {b'{\n", "a: {b'[\n", 'a: {b"]\n', "\na: {b']\n"])
def test_a_quote_that_no_line_opened_is_told_on_its_own(text: str) -> None:
    """A fault has a line and a column of the file, whatever was looked for before it."""
    found = read_text(text, "x.yml")
    assert isinstance(found, list)
    assert [(one.code, one.span.line) for one in found] == [("yaml-syntax", text.count("\n"))]
    assert found[0].span.column > 1


def test_a_byte_order_mark_moves_nothing(tmp_path: Path) -> None:
    """The first column stays the first."""
    (tmp_path / "x.yml").write_bytes(b"\xef\xbb\xbfname: a\n")
    read_back = read(tmp_path / "x.yml", "x.yml")
    assert isinstance(read_back, Source)
    assert Span("x.yml", 1, 7) == read_back.span(("name",))


def test_a_field_written_twice_is_told_at_the_second() -> None:
    """With the line of the first; every further one is told as well."""
    found = faults("é: 1\nb: 2\né: 3\né: 4\n")
    assert [Span("x.yml", 3), Span("x.yml", 4)] == [one.span for one in found]
    assert {"duplicate-key"} == {one.code for one in found}
    assert found[1].message.fr == "« é » est déjà écrit à la ligne 1"


def test_nesting_has_a_limit() -> None:
    """Twenty levels are read; the twenty-first is told where it opens."""
    opened, closed = "[" * (MAX_LEVELS - 1), "]" * (MAX_LEVELS - 1)
    assert source(f"a: {opened}b{closed}\n").data["a"]
    found = faults(f"a: [{opened}b{closed}]\n")
    assert [("too-large", Span("x.yml", 1, MAX_LEVELS + 3))] == [
        (one.code, one.span) for one in found]


@pytest.mark.parametrize(("raw", "code", "line", "column"), [
    (b"name: a\nnom: Caf\xe9\n", "yaml-syntax", 2, 9),
    ("nom: é\nb: Caf".encode() + b"\xff\n", "yaml-syntax", 2, 7),
    ("a: b\n".encode("utf-16"), "yaml-syntax", 1, 1),
    ("a: b\n".encode("utf-16-le"), "yaml-syntax", 1, 2),
])
def test_another_encoding_is_told_at_its_first_character(
        raw: bytes, code: str, line: int, column: int, tmp_path: Path) -> None:
    """The file must be UTF-8; what is not is shown where it begins."""
    (tmp_path / "x.yml").write_bytes(raw)
    found = read(tmp_path / "x.yml", "x.yml")
    assert isinstance(found, list)
    assert [(code, Span("x.yml", line, column))] == [(one.code, one.span) for one in found]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """An absent file is a fault of the content, not ours."""
    found = read(tmp_path / "x.yml", "x.yml")
    assert isinstance(found, list)
    assert [("missing-file", Span("x.yml"))] == [(one.code, one.span) for one in found]


SLIPS = [
    ("name\n", 1, 1, "doit contenir des lignes"),
    ("", 1, 1, "doit contenir des lignes"),
    ("a: b\nkind museum\nc: d\n", 2, 1, "« : »"),
    ("a: b\nkind = museum\nc: d\n", 2, 6, "remplacez « = » par « : »"),
    ("kind = museum\nc: d\n", 1, 6, "remplacez « = » par « : »"),
    ("kind\uff1amuseum\nc: d\n", 1, 5, "un deux-points ordinaire"),
    (" a: b\nc: d\n", 1, 1, "retirez les espaces du début de cette ligne"),
    ("# x\n\n  a: b\n  c: d\ne: f\n", 3, 1, "retirez les espaces du début de cette ligne"),
    ("a: b\n---\nc: d\n", 2, 1, "retirez cette ligne"),
    ("opening_hours: \"x\"; Mo off\n", 1, 18, "entourez toute la règle de '"),
    ("a: b\nun texte qui continue\nc: d\n", 2, 1, "décalez cette ligne"),
    ("a: b\nkind:museum\nc: d\n", 2, 6, "une espace après « : »"),
    ("kind:museum\na: b\n", 1, 6, "une espace après « : »"),
    ("a:\n  - b: c\n  -d: e\n", 3, 3, "après le tiret"),
    ("a:\n  -b: c\n  - d: e\n", 2, 3, "après le tiret"),
    ("a:\n\tb: c\n", 2, 1, "tabulation"),
    ("a:\n  b: c\n\td: e\n", 3, 1, "tabulation"),
    ("a: \tb\n  c: d\n", 2, 4, "alignement"),
    ("a: \"b\nc: d\n", 1, 4, "pas refermé"),
    ("a: 'b\nc: 'd'\n", 1, 4, "pas refermé"),
    ("a: \"b \"c\" d\"\n", 1, 7, "finit ici"),
    ("a: 'l'été'\n", 1, 6, "finit ici"),
    ("a: [\"b\" c]\n", 1, 7, "finit ici"),
    ("a: b : c\n", 1, 6, "entre guillemets droits"),
    ("a: b: c\n", 1, 5, "entre guillemets droits"),
    ("a: {b: c: d}\n", 1, 9, "entre guillemets droits"),
    ("a: 1.5, b: 2\n", 1, 10, "un seul champ par ligne"),
    ("a: {fr: b en: c}\n", 1, 11, "virgule avant « en »"),
    ("a: {b: c\nd: e\n", 1, 4, "pas refermé"),
    ("a: [b, c\nd: e\n", 1, 4, "pas refermé"),
    ("a: [b\n", 1, 4, "pas refermé"),
    ("a: b]\nc: d]: e\n", 2, 6, "guillemets droits"),
    ("a: @b\n", 1, 4, "guillemets droits"),
    ("a: `b`\n", 1, 4, "guillemets droits"),
    ("a: %b\n", 1, 4, "guillemets droits"),
    ("a: & b\n", 1, 4, "guillemets droits"),
    ("a: !b,c d\n", 1, 4, "guillemets droits"),
    ("a: > b\n", 1, 6, "à la ligne suivante"),
    ("a: - b\n", 1, 4, "avant le tiret"),
    ("a: \"C:\\Images\"\n", 1, 7, "remplacez \\ par /"),
    ("a: \"\\ud800\"\n", 1, 7, "remplacez \\ par /"),
    ("a: b\n c: d\n", 2, 3, "alignement"),
    ("a:\n  b: c\n d: e\n", 3, 2, "alignement"),
    ("a:\n  - b\n c: d\n", 3, 2, "alignement"),
    ("a:\n\u00a0\u00a0b: c\n  d: e\n", 2, 1, "insécables"),
    ("a:\n    b: c\n  - d: e\n", 2, 5, "un tiret et une espace"),
    ("a: b\n---\nc: d\n", 2, 1, "retirez cette ligne"),
    ("a: b\n...\nc: d\n", 3, 1, "retirez cette ligne"),
    ("a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> x\n", 2, 1, "gardez la bonne"),
    ("nom: Été à Gaud\x01\n", 1, 16, "invisible"),
    ("```yaml\na: b\n```\n", 1, 1, "retirez les lignes qui commencent par ```"),
    ("a: b\n```\n", 2, 1, "retirez les lignes qui commencent par ```"),
    ("a: b\n\t\n", 2, 1, "tabulation"),
    ("a: |\nune halle\n", 2, 1, "décalez ce texte"),
    ("a:\n  fr: >\n  une halle\n  en: b\n", 3, 3, "décalez ce texte"),
    ("a: une halle\nsur piliers\n", 2, 1, "décalez cette ligne"),
    ("a: {{b}}\n", 1, 5, "entre guillemets droits"),
    ("- a: b\n  c: d\n", 1, 1, "retirez le tiret"),
    ("nom;type;commune\na;b;c\n", 1, 1, "c’est un tableau"),
    ("<html></html>\n", 1, 1, "c’est du HTML"),
    ("# rien\n", 1, 1, "supprimez ce fichier"),
    ("é: é\né: \x00\n", 2, 4, "invisible"),
]


@pytest.mark.parametrize(
    ("text", "line", "column", "advice"), SLIPS, ids=[repr(slip[0]) for slip in SLIPS])
def test_a_slip_is_shown_where_it_was_made(text: str, line: int, column: int, advice: str) -> None:
    """Not where the parser gave up but where the hand slipped, with what to do about it."""
    found, = faults(text)
    assert ("yaml-syntax", Span("x.yml", line, column)) == (found.code, found.span)
    assert advice in found.message.fr + (found.hint.fr if found.hint else "")


@pytest.mark.parametrize("text", [
    "a: &x b\n", "a: *x\n", "a: &x [b]\nc: *x\n", "<<: *x\n", "a: !!str b\n", "a: !b c\n",
    "&x a: b\n", "a: !<tag:x> b\n", "a: *b c\n"])
def test_anchors_aliases_and_tags_are_refused(text: str) -> None:
    """One fault, and no tree is built from them."""
    found, = faults(text)
    assert found.code == "alias-not-allowed"


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_a_line_sign_of_a_word_processor_ends_no_line(sign: str) -> None:
    """YAML would end the line there, and no editor shows one: it is a space."""
    found = read_text(f"a: une{sign}halle\nb: c\nb: d\n", "x.yml")
    assert isinstance(found, list)
    assert [(one.code, one.span.line) for one in found] == [("duplicate-key", 3)]
    sound = read_text(f"a: une{sign}halle\n", "x.yml")
    assert isinstance(sound, Source)
    assert sound.data == {"a": "une halle"}


def test_fields_are_not_merged() -> None:
    """``<<`` is told for what it is, not as a field that nobody knows."""
    found = read_text("a: b\n<<: {c: d}\n", "x.yml")
    assert isinstance(found, list)
    assert (found[0].code, found[0].span.line) == ("alias-not-allowed", 2)
