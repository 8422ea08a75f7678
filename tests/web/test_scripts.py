"""Scripts as they are served; ``tests/js`` reads all of ours with one."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from parcours.web.scripts import imports, joined, needed, plain, served


def test_comments_and_spaces_stay_at_home() -> None:
    """Whole lines, blocks, types within a line and remarks at its end go; code and texts stay, and
    each import and export begins a line."""
    script = """// What it is.
import { a } from "./a.js"; // why
import "./b.js";

/**
 * @param {string} text
 */
export const say = (/** @type {string} */ text, /** @type {
  number} */ n = 0) => {
  const url = `https://exemple.fr/${text} (${n})  `; // an address
  /* a block */
  return /^\\/\\/ \\*/.test(url) ? "a // b" : n;
};
const later = await import("./c.js");
export default { say };
"""
    assert served(script) == """import{a}from"./a.js";
import"./b.js";
export const say=(text,n=0)=>{const url=`https://exemple.fr/${text} (${n})  `;\
return/^\\/\\/ \\*/.test(url)?"a // b":n;};const later=await import("./c.js");
export default{say};
"""


@pytest.mark.parametrize("nested", ["`a ${b ? ` (${b})` : ''} (${c})`",
                                    "`${x.map((y) => { return ` ${y} `; })}  ${z}`"])
def test_a_template_within_a_template_stays(nested: str) -> None:
    """What the minifier cannot read is served as it is written, rather than wrong; a template
    beside another, or one that takes in an object, is none of these."""
    assert served(f"const  text = {nested};\n") == f"const  text = {nested};\n"
    assert served("const  a = [`x ${f({b: 1})}`, `${c}  `];") == (
        "const a=[`x ${f({b: 1})}`,`${c}  `];\n")


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


@pytest.mark.parametrize("serve", [str, served])
def test_a_module_as_a_plain_script(serve: Callable[[str], str]) -> None:
    """It takes what it imports from the scripts before it, by the names of the files, and leaves
    what it exports for those behind it; what stands in texts is no import. As written and as
    served."""
    script = plain("map.js", serve("""import "./leaflet.js"; // sets L
import land from "./land.js";
import {
  a as b, c
} from "./parts.js";
export const points = (steps) => b(steps, "import x from './y.js';");
export function draw() { return land; }
"""))
    assert needed(script) == ["leaflet.js", "land.js", "parts.js"]
    assert not re.search(r"(?:^|[;}])(?:import|export)", script, re.MULTILINE)
    script = re.sub(r"\s*([{}:,=])\s*", r"\1", script)
    for part in ('const land=parcours["land.js"].default;', '{a:b,c}=parcours["parts.js"];',
                 "const points=", "function draw()", 'parcours["map.js"]={points,draw};'):
        assert part in script
    assert 'parcours["land.js"] = {default: _default};' in plain(
        "land.js", serve("export default {a: 1};\n"))
    assert needed("const a = 1;\n") == []
