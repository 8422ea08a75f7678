"""A code explained on a terminal: what it says, why it matters, an example, how to mend it."""

from __future__ import annotations

import textwrap

from parcours.diagnostics.diagnostic import Lang, Span, Words
from parcours.diagnostics.explanations import Explanation, all_codes, explanation, near
from parcours.diagnostics.report import underlined

_FILE = Words("exemple.yml", "example.yml")
_WRONG = Words("Ce qui ne va pas\u00a0:", "What is wrong:")
_RIGHT = Words("Ce qui est juste\u00a0:", "What is right:")
_FIX = Words("Que faire\u00a0:", "What to do:")


def explain(code: str, lang: Lang) -> str:
    """The explanation of ``code`` as plain text, or which codes there are."""
    told = explanation(code)
    if told is None:
        return _unknown(code, lang)
    return "\n\n".join((
        f"{told.severity}[{told.code}] {told.title.in_lang(lang)}",
        _paragraph(told.why.in_lang(lang)),
        f"{_WRONG.in_lang(lang)}\n\n{_wrong(told, lang)}",
        f"{_RIGHT.in_lang(lang)}\n\n{_numbered(told.good)}",
        f"{_FIX.in_lang(lang)}\n\n{_paragraph(told.fix.in_lang(lang))}",
    ))


def _paragraph(text: str) -> str:
    return textwrap.fill(text, 88, break_long_words=False, break_on_hyphens=False)


def _numbered(example: str) -> str:
    return "\n".join(f"{number:>5} | {line}" for number, line in enumerate(example.splitlines(), 1))


def _wrong(told: Explanation, lang: Lang) -> str:
    """The bad example, its faulty line underlined as a report does."""
    lines = _numbered(told.bad).split("\n")
    faulty = told.bad.splitlines()[told.line - 1]
    indent = len(faulty) - len(faulty.lstrip())
    span = Span(_FILE.in_lang(lang), told.line, indent + 1, len(faulty.strip()))
    lines[told.line - 1: told.line] = underlined(faulty, span)
    return "\n".join(lines)


def _unknown(code: str, lang: Lang) -> str:
    shown = "".join(c if c.isprintable() else "\ufffd" for c in code[:60])
    meant = near(code)
    listed = _paragraph(", ".join(all_codes()))
    if lang == "fr":
        said = f"«\u00a0{shown}\u00a0» n’est pas un code."
        said += f" Vouliez-vous dire «\u00a0{meant}\u00a0»\u00a0?" if meant else ""
        return f"{said}\n\nLes codes sont\u00a0:\n{listed}"
    said = f"'{shown}' is not a code." + (f" Did you mean '{meant}'?" if meant else "")
    return f"{said}\n\nThe codes are:\n{listed}"
