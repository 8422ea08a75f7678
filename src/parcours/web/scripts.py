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


_NEEDS = "// needs: "
_ANY_IMPORT = re.compile(
    r"""^import\s+(?:(?P<names>[^;"']*?)\s+from\s+)?["'](?P<address>\./[\w-]+\.js)["'];[^\n]*\n""",
    re.MULTILINE)
_ANY_EXPORT = re.compile(
    r"^export (?:default |(?:async )?(?:const|let|function|class) (?P<name>[\w$]+))", re.MULTILINE)
_PART = re.compile(r"\s+as\s+")


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


def plain(name: str, script: str) -> str:
    """A served module as a plain script, for where a browser loads no module: from a disk.

    What modules give each other stands in one object, by the name of the file. Imports are taken
    when the script runs, so that it must stand behind those it imports, see `needed`.
    """
    taken, given, body = [], [], script

    def take(found: re.Match[str]) -> str:
        names, address = found["names"], found["address"].removeprefix("./")
        source = f'parcours["{address}"]'
        if names:
            taken.append(f"const {_PART.sub(': ', names.strip())} = {source};\n"
                         if names.strip().startswith("{") else
                         f"const {names.strip()} = {source}.default;\n")
        else:
            taken.append(f"{source};\n")
        return ""

    def give(found: re.Match[str]) -> str:
        given.append(found["name"] or "default: _default")
        return found[0].removeprefix("export ") if found["name"] else "const _default = "

    body = _ANY_EXPORT.sub(give, _ANY_IMPORT.sub(take, body))
    return (f'{_NEEDS}{" ".join(imports_of_any(script))}\n(() => {{\n"use strict";\n'
            "const parcours = globalThis.parcoursModules ??= {};\n"
            f'{"".join(taken)}{body}\nparcours["{name}"] = {{{", ".join(given)}}};\n}})();\n')


def needed(script: str) -> list[str]:
    """What a plain script must stand behind."""
    first = script.partition("\n")[0]
    return first.removeprefix(_NEEDS).split() if first.startswith(_NEEDS) else []


def imports_of_any(script: str) -> list[str]:
    """The modules that a script imports, by name, whatever it takes of them."""
    return [found["address"].removeprefix("./") for found in _ANY_IMPORT.finditer(script)]


def _in_order(parts: Mapping[str, str], name: str, done: Sequence[str]) -> list[str]:
    order = list(done)
    for needed in imports(parts[name]):
        order = _in_order(parts, needed, order) if needed not in order else order
    return [*order, name]
