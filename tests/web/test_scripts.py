"""Scripts as they are served; ``tests/js`` reads all of ours with one."""

from __future__ import annotations

import pytest

from parcours.web.scripts import imports, joined, served


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
