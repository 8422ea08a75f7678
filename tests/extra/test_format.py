"""What the form writes, our reader reads: two YAML libraries that must agree."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parcours.source.read import Source, read_text

ITINERARIES = Path(__file__).resolve().parents[1] / "sample" / "itineraries"
_WRITE = """
import {readFileSync} from 'node:fs';
import * as YAML from './vendor/yaml/index.js';
import {formatFor} from './format.js';
const format = formatFor(YAML.parse(readFileSync('config.yml', 'utf8')));
const told = JSON.parse(readFileSync(0, 'utf8'));
const text = told.map(fr => format.toFile({sorte: 'lieux', name: {fr}, kind: 'lake'}));
const before = 'name: Le lac # beau\\nkind: lake\\nlabels:\\n  - un\\n  - deux\\n';
const edited = told.map(fr => {
  const data = format.fromFile(before);
  data.name.fr = fr;
  data.labels[1].fr = fr;
  return format.toFile(data);
});
process.stdout.write(JSON.stringify({text, edited}));
"""


def test_what_the_form_writes_into_a_file(admin: Path) -> None:
    """Only what was changed is, for every file of the project (``admin/format.test.js``)."""
    done = subprocess.run(
        ["node", "--test"], cwd=admin, capture_output=True, text=True, check=False,
        env={**os.environ, "PARCOURS_ITINERARIES": str(ITINERARIES)})
    assert done.returncode == 0, done.stdout[-4000:]


AWKWARD = [
    "no", "off", "Yes", "null", "~", "12:30", "9:30", "06000", "1e3", "0x1f", ".inf", "2027-01-10",
    "- tiret", "a: b", "a #b", "#a", "'", '"', "l’été", "« à »", "{a}", "[a]", "*a*", "&a", "!a",
    "%a", "@a", "`a`", "|", ">", "? a", ": a", "a:", "--- a", "...", "a\nb", "a\n\n\nb", "- a\n- b",
    "été\u00a0: midi", "\U0001f300", "a\tb", "\\n", "a\\", "x" * 300, "mot " * 80 + "fin", "=",
    "<<", "a\n  b", "a  b", "a,b", "1_000", "+1", "-1", "0b1", "1.", ".5", "True"]


def written(admin: Path, texts: list[str]) -> dict[str, list[str]]:
    done = subprocess.run(
        ["node", "--input-type=module", "-e", _WRITE], cwd=admin, input=json.dumps(texts),
        capture_output=True, text=True, check=True)
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def misread(admin: Path, texts: list[str]) -> list[tuple[str, str]]:
    """The texts that our reader reads otherwise than they were typed into the form."""
    made = written(admin, texts)
    wrong = []
    for typed, text, edited in zip(texts, made["text"], made["edited"], strict=True):
        source, other = read_text(text, "x.yml"), read_text(edited, "x.yml")
        if not (isinstance(source, Source) and source.data == {"name": typed, "kind": "lake"}):
            wrong.append((typed, text))
        if not (isinstance(other, Source) and other.data == {
                "name": typed, "kind": "lake", "labels": ["un", typed]}):
            wrong.append((typed, edited))
    return wrong


def test_awkward_texts_are_read_as_they_were_typed(admin: Path) -> None:
    """Words that YAML takes for something else, its own marks, long lines, several lines."""
    assert misread(admin, AWKWARD) == []


TYPED = st.characters(exclude_categories=("C", "Zl", "Zp"), include_characters="\n")
"""What a keyboard types: no control characters, which our reader refuses."""


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(TYPED, min_size=1), min_size=30, max_size=60))
def test_any_text_is_read_as_it_was_typed(admin: Path, texts: list[str]) -> None:
    """So is any text that can be typed."""
    assert misread(admin, texts) == []
