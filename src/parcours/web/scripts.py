"""Scripts as they are served: native modules, whose comments stay at home.

Types and reasons stand in comments, which are a third of a script and nothing to a visitor. They
are left out here, and indents with them, line by line and without a parser: ``tests/js`` reads
every script of ours with one, and holds that what is served is the same program.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_BLOCK = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
"""A comment that has its lines to itself."""
_LINE = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
_TYPE = re.compile(r"/\*\* @(?:type|satisfies) (?:(?!\*/).)*\*/ ?", re.DOTALL)
"""A type within a line."""
_TAIL = re.compile(r"(?<=[;,{(\[})\]\w\"'`?:|&=>])[ \t]+// [^\"`\n]*$", re.MULTILINE)
"""A remark at the end of a line; what has a quotation mark may be the end of a text."""
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_BLANK = re.compile(r"\n{2,}")

_IMPORT = re.compile(r"^import\b[^;]*;\n", re.MULTILINE)
_IMPORTED = re.compile(r"""^import\b[^;"']*["'](\./[\w-]+\.js)["'];""", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:const|let|function|class)\b)", re.MULTILINE)


def served(script: str) -> str:
    """A script without its comments and indents; no line is joined to another."""
    for unseen in (_BLOCK, _LINE, _TYPE, _TAIL, _INDENT):
        script = unseen.sub("", script)
    return _BLANK.sub("\n", script).lstrip("\n")


def imports(script: str) -> list[str]:
    """The names of the modules beside a script that it imports, in order."""
    return [address.removeprefix("./") for address in _IMPORTED.findall(script)]


def joined(parts: Mapping[str, str], last: str) -> str:
    """Modules as one plain script, each after those that it imports; ``last`` begins things.

    For the service worker: not every browser in use loads modules in one. All parts share one scope
    then, so that no two may use a name at their top level; ``tests/js`` holds this, too.
    """
    return "".join(_EXPORT.sub("", _IMPORT.sub("", parts[name]))
                   for name in _in_order(parts, last, []))


def _in_order(parts: Mapping[str, str], name: str, done: Sequence[str]) -> list[str]:
    order = list(done)
    for needed in imports(parts[name]):
        order = _in_order(parts, needed, order) if needed not in order else order
    return [*order, name]
