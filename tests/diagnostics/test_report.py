"""Diagnostics told to people, to a forge and to machines: the same faults, in each one's form."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcours.diagnostics.diagnostic import TYPED, Diagnostic, Severity, Span, Words, error, warning
from parcours.diagnostics.report import FORMS, report, summary

NMAE = replace(
    error("unknown-field", Span("itineraries/etoiles.yml", 14, 9, 4),
          Words("« nmae » n’est pas un champ d’une étape", "'nmae' is not a field of a stop"),
          Words("vouliez-vous dire « name » ?", "did you mean 'name'?")),
    excerpt="        nmae: x")
STALE = replace(
    warning("stale-facts", Span("itineraries/places/a.yml", 3, 14, 10),
            Words("vérifié il y a 510 jours", "verified 510 days ago")),
    excerpt="verified_on: 2025-06-30")
NOWHERE = error("missing-file", Span("itineraries/communes.csv"),
                Words("ce fichier manque", "this file is missing"))

FRENCH = """\
itineraries/communes.csv:1:1: error[missing-file]: ce fichier manque
itineraries/etoiles.yml:14:9: error[unknown-field]: « nmae » n’est pas un champ d’une étape
   14 |         nmae: x
      |         ^^^^
   = aide\u00a0: vouliez-vous dire « name » ?
itineraries/places/a.yml:3:14: warning[stale-facts]: vérifié il y a 510 jours
    3 | verified_on: 2025-06-30
      |              ^^^^^^^^^^
"""
ENGLISH = """\
itineraries/communes.csv:1:1: error[missing-file]: this file is missing
itineraries/etoiles.yml:14:9: error[unknown-field]: 'nmae' is not a field of a stop
   14 |         nmae: x
      |         ^^^^
   = hint: did you mean 'name'?
itineraries/places/a.yml:3:14: warning[stale-facts]: verified 510 days ago
    3 | verified_on: 2025-06-30
      |              ^^^^^^^^^^
"""


@pytest.mark.parametrize(("lang", "expected"), [("fr", FRENCH), ("en", ENGLISH)])
def test_people_are_told_where_what_and_what_to_type(lang: str, expected: str) -> None:
    """File, line and column; the line with the fault underlined; the hint. In order."""
    for found in ([NMAE, STALE, NOWHERE], [STALE, NOWHERE, NMAE]):
        assert expected == report(found, "text", "fr" if lang == "fr" else "en")


def test_what_was_typed_is_placed_in_no_file() -> None:
    """An option of a command is named by the message: no form invents a file or a line for it."""
    typed = error("bad-wish", TYPED, Words("--on : « x » n’est pas un jour", "--on: 'x' is no day"))
    assert report([typed], "text", "fr") == "error[bad-wish]: --on : « x » n’est pas un jour\n"
    assert report([typed], "github", "en") == "::error title=bad-wish::--on: 'x' is no day\n"
    [result] = json.loads(report([typed], "sarif", "en"))["runs"][0]["results"]
    assert result["locations"] == []
    [one] = json.loads(report([typed], "gitlab", "en"))
    assert one["location"] == {"path": ".", "lines": {"begin": 1}}  # which it must have


def test_nothing_found_is_nothing_said() -> None:
    """No faults, no words; and an empty list for machines."""
    assert report([], "text", "fr") == report([], "github", "fr") == ""
    assert json.loads(report([], "json", "fr")) == []
    assert json.loads(report([], "sarif", "fr"))["runs"][0]["results"] == []


def shown(excerpt: str, column: int, width: int = 1, line: int = 7) -> list[str]:
    """The excerpt and the marks under it."""
    one = replace(error("x", Span("a.yml", line, column, width), Words("a", "a")), excerpt=excerpt)
    return report([one], "text", "fr").splitlines()[1:]


@pytest.mark.parametrize(("excerpt", "column", "width", "expected"), [
    ("name: a", 1, 4, ["    7 | name: a", "      | ^^^^"]),
    ("name: a", 7, 99, ["    7 | name: a", "      |       ^"]),
    ("name: a   ", 9, 1, ["    7 | name: a", "      |        ^"]),
    ("\tname: a", 2, 4, ["    7 |  name: a", "      |  ^^^^"]),
    ("été: à", 6, 1, ["    7 | été: à", "      |      ^"]),
    ("a: \x1b[2J", 4, 1, ["    7 | a: \ufffd[2J", "      |    ^"]),
    ("   ", 1, 1, []), ("", 1, 1, []),
])
def test_the_marks_stand_under_the_fault(
        excerpt: str, column: int, width: int, expected: list[str]) -> None:
    """Whatever the line holds: tabs, accents, trailing space, control characters."""
    assert expected == shown(excerpt, column, width)


def test_of_a_long_line_the_fault_is_shown() -> None:
    """A paragraph on one line is cut round the fault, and the marks stay under it."""
    line, marks = shown("summary: " + "mot " * 100 + "FAUTE " + "mot " * 100, 410, 5)
    assert line.startswith("    7 | …")
    assert line.endswith("…")
    assert len(line) <= 140
    assert line[marks.index("^"): marks.index("^") + 5] == "FAUTE"


@given(st.text(st.characters(codec="utf-8"), max_size=400), st.integers(1, 500),
       st.integers(1, 500))
def test_an_excerpt_is_two_narrow_lines_or_none(excerpt: str, column: int, width: int) -> None:
    """No text, column or width makes the report long or its lines many."""
    lines = shown(excerpt, column, width)
    assert len(lines) in (0, 2)
    assert all(len(line) <= 140 for line in lines)


def test_a_long_line_number_does_not_push_the_hint_away() -> None:
    """Five digits still fit the column of numbers."""
    assert shown("a: b", 4, line=12345) == ["12345 | a: b", "      |    ^"]


def forged(text: str) -> Diagnostic:
    return error("bad-value", Span(text, 1, 1), Words(text, text), Words(text, text))


def test_a_forge_gets_one_annotation_a_fault() -> None:
    """On its line of the pull request, with the hint."""
    assert report([NMAE, STALE], "github", "en") == (
        "::error file=itineraries/etoiles.yml,line=14,col=9,title=unknown-field::"
        "'nmae' is not a field of a stop (did you mean 'name'?)\n"
        "::warning file=itineraries/places/a.yml,line=3,col=14,title=stale-facts::"
        "verified 510 days ago\n")


@pytest.mark.parametrize(("typed", "in_message", "in_property"), [
    ("a\n::error::b", "a%0A::error::b", "a%0A%3A%3Aerror%3A%3Ab"),
    ("a\r\n::error::b", "a%0D%0A::error::b", "a%0D%0A%3A%3Aerror%3A%3Ab"),
    ("%0A::error::b", "%250A::error::b", "%250A%3A%3Aerror%3A%3Ab"),
    ("100 %, a:b", "100 %25, a:b", "100 %25%2C a%3Ab"),
    ("a\x1b[2Jb\x85c\u2028d", "a\ufffd[2Jb\ufffdc\ufffdd", "a\ufffd[2Jb\ufffdc\ufffdd"),
    ("caf\udce9", "caf\ufffd", "caf\ufffd"),
])
def test_no_text_forges_an_annotation(typed: str, in_message: str, in_property: str) -> None:
    """Neither a line break, nor its escape typed out, nor a control character, in text or name."""
    assert report([forged(typed)], "github", "fr") == (
        f"::error file={in_property},line=1,col=1,title=bad-value::{in_message} ({in_message})\n")


@given(st.text(max_size=60))
def test_every_annotation_is_one_line(typed: str) -> None:
    """A log that splits on any kind of line break still sees one."""
    lines = report([forged(typed)], "github", "fr").splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("::error file=")


def test_programs_get_one_array() -> None:
    """The keys of the contract, in the order of the report."""
    assert json.loads(report([NMAE, STALE], "json", "fr")) == [
        {"code": "unknown-field", "severity": "error", "file": "itineraries/etoiles.yml",
         "line": 14, "column": 9, "message": "« nmae » n’est pas un champ d’une étape",
         "hint": "vouliez-vous dire « name » ?"},
        {"code": "stale-facts", "severity": "warning", "file": "itineraries/places/a.yml",
         "line": 3, "column": 14, "message": "vérifié il y a 510 jours", "hint": None}]
    assert report([NMAE], "json", "fr").endswith("]\n")
    assert "« nmae »" in report([NMAE], "json", "fr")


SARIF = {
    "type": "object", "required": ["$schema", "version", "runs"], "properties": {
        "$schema": {"const": "https://json.schemastore.org/sarif-2.1.0.json"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "minItems": 1, "items": {
            "type": "object", "required": ["tool", "results"], "properties": {
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "tool": {"type": "object", "required": ["driver"], "properties": {"driver": {
                    "type": "object", "required": ["name"], "properties": {
                        "name": {"type": "string"}, "version": {"type": "string"},
                        "rules": {"type": "array", "uniqueItems": True, "items": {
                            "type": "object", "required": ["id"], "properties": {
                                "shortDescription": {"required": ["text"]},
                                "help": {"required": ["text"]}}}}}}}},
                "results": {"type": "array", "items": {
                    "type": "object", "required": ["message", "ruleId", "ruleIndex", "level"],
                    "properties": {
                        "level": {"enum": ["none", "note", "warning", "error"]},
                        "ruleIndex": {"type": "integer", "minimum": 0},
                        "message": {"required": ["text"]},
                        "locations": {"type": "array", "items": {
                            "required": ["physicalLocation"], "properties": {"physicalLocation": {
                                "required": ["artifactLocation", "region"], "properties": {
                                    "artifactLocation": {"properties": {"uri": {
                                        "type": "string", "pattern": "^[!-~]*$"}}},
                                    "region": {"properties": {
                                        "startLine": {"type": "integer", "minimum": 1},
                                        "startColumn": {"type": "integer", "minimum": 1},
                                        "endColumn": {"type": "integer", "minimum": 1},
                                    }}}}}}}}}}}}}}}


def test_scanners_get_sarif() -> None:
    """SARIF 2.1.0 by its structure: every result names a rule, and the rule says what to do."""
    odd = error("bad-id", Span("itineraries/places/Café au lait%.yml"), Words("a", "a"))
    told = json.loads(report([NMAE, STALE, odd], "sarif", "en"))
    jsonschema.validate(told, SARIF)
    run, = told["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert result["ruleId"] == rules[result["ruleIndex"]]["id"]
    assert [result["level"] for result in run["results"]] == ["error", "error", "warning"]
    places = [one["physicalLocation"] for result in run["results"] for one in result["locations"]]
    assert places[0]["region"] == {"startLine": 14, "startColumn": 9, "endColumn": 13}
    expected = "itineraries/places/Caf%C3%A9%20au%20lait%25.yml"
    assert expected == places[1]["artifactLocation"]["uri"]
    assert all(rule["shortDescription"]["text"] for rule in rules)


@given(st.text(max_size=40))
def test_every_form_can_be_printed(typed: str) -> None:
    """Any name of a file and any words, in every form, as UTF-8 without control characters."""
    for form in FORMS:
        for found in ([forged(typed)], [replace(NMAE, excerpt=typed)]):
            printed = report(found, form, "fr")
            printed.encode()
            assert not set(printed) & {"\x00", "\x07", "\x08", "\x0b", "\x1b", "\r"}


def test_a_name_that_is_not_text_can_be_printed() -> None:
    """On Linux a file name is bytes, and need not be UTF-8."""
    for form in FORMS:
        report([forged("caf\udce9.yml")], form, "fr").encode()


@pytest.mark.parametrize(("found", "french", "english"), [
    ([], "0 erreur, 0 avertissement", "0 errors, 0 warnings"),
    ([NMAE, STALE], "1 erreur, 1 avertissement", "1 error, 1 warning"),
    ([NMAE, NOWHERE, STALE, STALE], "2 erreurs, 2 avertissements", "2 errors, 2 warnings"),
])
def test_the_summary_counts(found: list[Diagnostic], french: str, english: str) -> None:
    """Zero is singular in French and plural in English."""
    assert (french, english) == (summary(found, "fr"), summary(found, "en"))


def test_severity_is_told_in_every_form() -> None:
    """An error is never shown as a warning."""
    for form in FORMS:
        word = "minor" if form == "gitlab" else "warning"  # GitLab has words of its own
        assert (word in report([STALE], form, "fr")) is (STALE.severity is Severity.WARNING)
        assert word not in report([NMAE], form, "fr")
