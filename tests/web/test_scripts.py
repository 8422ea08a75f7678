"""Scripts as they are served; ``tests/js`` reads all of ours with one."""

from __future__ import annotations

import re

import pytest

from parcours.web.scripts import imports, joined, needed, plain, served


def test_comments_stay_at_home() -> None:
    """Whole lines, blocks, types within a line and remarks at its end go; code and texts stay."""
    script = """// What it is.
import { a } from "./a.js"; // why

/**
 * @param {string} text
 */
export const say = (/** @type {string} */ text, /** @type {
  number} */ n = 0) => {
  const url = `https://exemple.fr/${text}`; // an address
  /* a block */
  return /^\\/\\/ \\*/.test(url) ? "a // b" : n;
};
"""
    assert served(script) == """import { a } from "./a.js";
export const say = (text, n = 0) => {
const url = `https://exemple.fr/${text}`;
return /^\\/\\/ \\*/.test(url) ? "a // b" : n;
};
"""


def test_imports_are_told_in_order() -> None:
    """Modules beside a script, however its import is written; nothing from elsewhere."""
    assert imports("""import "./leaflet.js"; // sets L
import {
  a, b,
} from "./b.js";
import c from "./c.js";
const d = await import("./d.js");
""") == ["leaflet.js", "b.js", "c.js"]


def test_parts_are_joined_after_what_they_need() -> None:
    """Each part once, without a word of importing or exporting; what is imported comes first."""
    parts = {"end.js": 'import { b } from "./b.js";\nimport { a } from "./a.js";\nrun(a, b);\n',
             "b.js": 'import { a } from "./a.js";\nexport const b = async () => a;\n',
             "a.js": "export const a = 1;\nexport const { c } = self;\n", "unused.js": "no();\n"}
    assert joined(parts, "end.js") == (
        "const a = 1;\nconst { c } = self;\nconst b = async () => a;\nrun(a, b);\n")


def test_a_part_that_is_missing_is_an_error() -> None:
    """A worker is never made without a part that it needs."""
    with pytest.raises(KeyError):
        joined({"end.js": 'import { b } from "./b.js";\n'}, "end.js")


def test_a_module_as_a_plain_script() -> None:
    """It takes what it imports from the scripts before it, by the names of the files, and leaves
    what it exports for those behind it; what stands in texts is no import."""
    script = plain("map.js", """import "./leaflet.js"; // sets L
import land from "./land.js";
import {
  a as b, c,
} from "./parts.js";
export const points = (steps) => b(steps, "import x from './y.js';");
export function draw() { return land; }
""")
    assert needed(script) == ["leaflet.js", "land.js", "parts.js"]
    assert not re.search(r"(?m)^(?:import|export)", script)
    for line in ('const land = parcours["land.js"].default;', "a: b, c,", '= parcours["parts.js"];',
                 "const points = ", "function draw()", 'parcours["map.js"] = {points, draw};'):
        assert line in script
    assert 'parcours["land.js"] = {default: _default};' in plain(
        "land.js", "export default {a: 1};\n")
    assert needed("const a = 1;\n") == []
