"""Diagnostics to text for people, annotations for a forge, JSON and SARIF for machines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import sha256
from urllib.parse import quote

from parcours import __version__
from parcours.diagnostics.diagnostic import TYPED, Diagnostic, Lang, Severity, Span
from parcours.diagnostics.explanations import explanation

_HINT = {"fr": "aide\u00a0:", "en": "hint:"}
_WIDTH = 120
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def report(diagnostics: Sequence[Diagnostic], form: str, lang: Lang) -> str:
    """All diagnostics in one form, a key of `FORMS`, in their order."""
    return FORMS[form](sorted(diagnostics, key=lambda found: found.order), lang)


def text(diagnostics: Sequence[Diagnostic], lang: Lang) -> str:
    """For people: where, what, the line with the fault underlined, and what to type."""
    return "".join(_told(found, lang) + "\n" for found in diagnostics)


def _told(found: Diagnostic, lang: Lang) -> str:
    span = found.span
    where = "" if span == TYPED else f"{_visible(span.file)}:{span.line}:{span.column}: "
    lines = [f"{where}{found.severity}[{found.code}]: {_visible(found.message.in_lang(lang))}"]
    if found.excerpt.strip():
        lines += underlined(found.excerpt, span)
    if found.hint is not None:
        lines.append(f"   = {_HINT[lang]} {_visible(found.hint.in_lang(lang))}")
    return "\n".join(lines)


def underlined(excerpt: str, span: Span) -> list[str]:
    """A line of a file with its number, and the marks under what is at fault.

    Of a long line only what surrounds the fault is shown.
    """
    shown = excerpt.rstrip()
    column = min(span.column, len(shown) + 1)
    if len(shown) > _WIDTH:
        start = max(0, min(column - _WIDTH // 3, len(shown) - _WIDTH))
        kept = shown[start: start + _WIDTH]
        shown = ("…" if start else "") + kept + ("…" if start + _WIDTH < len(shown) else "")
        column -= start - 1 if start else 0
    shown = _visible(shown)
    marks = max(1, min(span.width, len(shown) - column + 1))
    return [f"{span.line:>5} | {shown}", f"{'':>5} | {' ' * (column - 1)}{'^' * marks}"]


def github(diagnostics: Sequence[Diagnostic], lang: Lang) -> str:
    """For GitHub: one annotation a diagnostic, on its line of the pull request."""
    return "".join(
        f"::{found.severity} {_annotated(found.span)}title={_property(found.code)}::"
        f"{_data(_message(found, lang))}\n" for found in diagnostics)


def _annotated(span: Span) -> str:
    if span == TYPED:
        return ""
    return f"file={_property(span.file)},line={span.line},col={span.column},"


def as_json(diagnostics: Sequence[Diagnostic], lang: Lang) -> str:
    """For programs: one array of ``{code, severity, file, line, column, message, hint}``."""
    return _json([{
        "code": found.code, "severity": found.severity.value, "file": found.span.file,
        "line": found.span.line, "column": found.span.column,
        "message": found.message.in_lang(lang),
        "hint": found.hint.in_lang(lang) if found.hint else None,
    } for found in diagnostics])


def sarif(diagnostics: Sequence[Diagnostic], lang: Lang) -> str:
    """For code scanners: SARIF 2.1.0."""
    codes = sorted({found.code for found in diagnostics})
    return _json({
        "$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [{
            "tool": {"driver": {"name": "parcours", "version": __version__,
                                "rules": [_rule(code, lang) for code in codes]}},
            "columnKind": "unicodeCodePoints",
            "results": [{
                "ruleId": found.code, "ruleIndex": codes.index(found.code),
                "level": found.severity.value,
                "message": {"text": _message(found, lang)},
                "locations": _locations(found.span)} for found in diagnostics]}]})


def _locations(span: Span) -> list[dict[str, object]]:
    if span == TYPED:
        return []
    return [{"physicalLocation": {
        "artifactLocation": {"uri": quote(span.file, errors="replace")},
        "region": {"startLine": span.line, "startColumn": span.column,
                   "endColumn": span.column + span.width}}}]


def _rule(code: str, lang: Lang) -> dict[str, object]:
    told = explanation(code)
    if told is None:
        return {"id": code}
    return {"id": code, "shortDescription": {"text": told.title.in_lang(lang)},
            "help": {"text": told.fix.in_lang(lang)}}


def gitlab(diagnostics: Sequence[Diagnostic], lang: Lang) -> str:
    """For GitLab: a code quality report, which it shows on the lines of a merge request.

    A fault is known again by its fingerprint, in which its line, which may move, has no part.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    told = []
    for found in diagnostics:
        key = (found.code, found.span.file, found.message.en)
        seen[key] += 1
        mark = "\0".join((*key, str(seen[key]))).encode("utf-8", "replace")
        told.append({
            "description": _visible(_message(found, lang)), "check_name": found.code,
            "fingerprint": sha256(mark).hexdigest(),
            "severity": "blocker" if found.severity is Severity.ERROR else "minor",
            "location": {"path": found.span.file or ".",
                         "lines": {"begin": max(1, found.span.line)}}})
    return json.dumps(told, indent=2) + "\n"  # in ASCII, since a name may hold any character


def summary(diagnostics: Sequence[Diagnostic], lang: Lang) -> str:
    """The last line: how many errors and warnings."""
    errors = sum(found.severity is Severity.ERROR for found in diagnostics)
    warnings = len(diagnostics) - errors
    if lang == "fr":
        return (f"{errors} erreur{'s' if errors > 1 else ''}, "
                f"{warnings} avertissement{'s' if warnings > 1 else ''}")
    return (f"{errors} error{'s' if errors != 1 else ''}, "
            f"{warnings} warning{'s' if warnings != 1 else ''}")


def _message(found: Diagnostic, lang: Lang) -> str:
    message = found.message.in_lang(lang)
    return f"{message} ({found.hint.in_lang(lang)})" if found.hint else message


def _visible(shown: str) -> str:
    """A line without the control characters that could rewrite a terminal or a log; as long."""
    if shown.isprintable():
        return shown
    return "".join(c if c.isprintable() or c in "\u00a0\u202f" else "\ufffd" for c in
                   shown.replace("\t", " "))


def _json(told: object) -> str:
    """JSON that can be encoded, whatever bytes a file name is made of."""
    written = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    return written.encode("utf-8", "replace").decode()


def _data(text: str) -> str:
    """A workflow command ends at a line break: an editor's words must not start another one."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return _visible(escaped)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMS: dict[str, Callable[[Sequence[Diagnostic], Lang], str]] = {
    "text": text, "github": github, "json": as_json, "sarif": sarif,
    "gitlab": gitlab}
