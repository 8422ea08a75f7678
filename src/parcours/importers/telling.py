"""An import told to whoever asked for it: file by file, what is missing and what was left out."""

from __future__ import annotations

from collections.abc import Iterator

from parcours.diagnostics.diagnostic import Lang, Words
from parcours.importers.plan import DRAFTS, Entry, ImportResult, State

_HEAD = {
    State.NEW: Words("nouveau", "new"), State.SAME: Words("déjà là", "already there"),
    State.KEPT: Words("gardé tel quel", "kept as it is"),
    State.PASSED: Words("ignoré", "passed over"),
}
_SEVERAL = {State.NEW: "nouveaux", State.KEPT: "gardés tels quels", State.PASSED: "ignorés"}
_DRAFT = Words("brouillon", "draft")
_MOST = 12
"""Past this many, what was left out is read in the file."""


def told(result: ImportResult, folder: str, lang: Lang) -> str:
    """Every object on its lines, then how many of each; empty when nothing was understood."""
    if not result.entries:
        return ""
    lines = [f"{Words('fichier', 'file').in_lang(lang):<14} {one.in_lang(lang)}"
             for one in result.told]
    lines += [line for entry in result.entries for line in _entry(entry, folder, lang)]
    counts = {state: sum(one.state is state for one in result.entries) for state in State}
    said = ", ".join(
        f"{count} {_SEVERAL[state] if lang == 'fr' and count > 1 and state in _SEVERAL else head}"
        for state, count in counts.items() if count for head in [_HEAD[state].in_lang(lang)])
    lines.append(f"{result.origin}{' : ' if lang == 'fr' else ': '}{said}")
    return "".join(f"{_visible(line)}\n" for line in lines)


def _visible(line: str) -> str:
    """A line without the characters of a source that could rewrite a terminal."""
    return "".join(c if c.isprintable() or c in "\u00a0\u202f" else "\ufffd" for c in line)


def _entry(entry: Entry, folder: str, lang: Lang) -> Iterator[str]:
    is_draft = entry.path.startswith(f"{DRAFTS}/") and entry.state is State.NEW
    head = _DRAFT if is_draft else _HEAD[entry.state]
    where = f"{folder}/{entry.path}" if entry.path else f"« {entry.title or '?'} »"
    yield f"{head.in_lang(lang):<14} {where}"
    colon = " : " if lang == "fr" else ": "
    for words, items in (
            (Words("à compléter", "to be completed"), [*entry.missing]),
            (Words("à relire", "to be looked at"), [one.in_lang(lang) for one in entry.doubts]),
            (Words("à corriger", "to be mended"), [one.in_lang(lang) for one in entry.faults]),
            (Words("la source dit autrement", "the source says otherwise"), [*entry.changes])):
        if items:
            yield f"{'':14} {words.in_lang(lang)}{colon}{', '.join(dict.fromkeys(items))}"
    if entry.why:
        yield f"{'':14} {entry.why.in_lang(lang)}"
    if entry.left_out and entry.state is State.NEW:
        shown = [one.in_lang(lang) for one in entry.left_out[:_MOST]]
        more = len(entry.left_out) - len(shown)
        yield f"{'':14} {Words('laissé de côté', 'left out').in_lang(lang)}{colon}" + " ; ".join(
            [*shown, *([f"+ {more}"] if more else [])])
