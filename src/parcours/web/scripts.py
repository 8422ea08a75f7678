"""Scripts as they are served: native modules, without what only their authors read.

Types and reasons stand in comments, which are a third of a script and nothing to a visitor. rJSmin
leaves them out here, and spaces with them, without a parser: ``tests/js`` reads every script of
ours with one, and holds that what is served is the same program. What imports and exports keeps a
line of its own, so that modules can be joined, and made plain scripts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import rjsmin

_TEMPLATE = re.compile(r"`[^`\\]*(?:\\.[^`\\]*)*`", re.DOTALL)
_HELD = re.compile(r"\$\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")
"""What a template takes in; it may hold one more pair of braces."""

_IMPORT = re.compile(r"^import\b[^;]*;\n", re.MULTILINE)
_IMPORTED = re.compile(r"""^import\b[^;"']*["'](\./[\w-]+\.js)["'];""", re.MULTILINE)
_BEGINS = re.compile(r"^(?:import|export)\b", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:const|let|function|class)\b)", re.MULTILINE)


_NEEDS = "// needs: "
_ANY_IMPORT = re.compile(
    r"""^import\s*(?:(?P<names>[^;"']*?)\s*\bfrom\s*)?["'](?P<address>\./[\w-]+\.js)["'];[^\n]*\n""",
    re.MULTILINE)
_ANY_EXPORT = re.compile(
    r"^export (?:default\b ?|(?:async )?(?:const|let|function|class) (?P<name>[\w$]+))",
    re.MULTILINE)
_PART = re.compile(r"\s+as\s+")


def served(script: str) -> str:
    """A script without its comments, and without the spaces that it needs not.

    One with a template within a template stays as it is: rJSmin would take the inner one's first
    mark for the end of the outer one, and spaces of a text for its own.
    """
    if any("${" in _HELD.sub("", template) for template in _TEMPLATE.findall(script)):
        return script
    ends = (found.end() for found in _ANY_IMPORT.finditer(script))
    cuts = sorted({0, len(script), *ends, *(found.start() for found in _BEGINS.finditer(script))})
    parts = (rjsmin.jsmin(script[start:end]) for start, end in pairwise(cuts))
    return "".join(f"{part}\n" for part in parts if part)


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
