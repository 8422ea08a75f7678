"""The house: a package imports only from those below it, and each library has its rooms.

The order and the libraries stand in ``docs/dev/packages.toml``, and nowhere else.
"""

from __future__ import annotations

import ast
import importlib.util
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src"
PACKAGES = tomllib.loads((ROOT / "docs/dev/packages.toml").read_text("utf-8"))["package"]
ORDER = [package["name"] for package in PACKAGES]
"""From the top to the ground: each imports only from those that follow."""
FREE = 3
"""How many modules may lie directly in ``src/parcours``."""


def library_rooms() -> dict[str, set[str]]:
    """Each library from outside and the only packages that import it."""
    rooms: dict[str, set[str]] = {}
    for package in PACKAGES:
        for library in package.get("libraries", ()):
            rooms.setdefault(library, set()).add(package["name"])
    return rooms


@dataclass(frozen=True, slots=True)
class Import:
    """One import: where it stands and what it takes, as a dotted name."""

    file: str
    line: int
    module: str
    """The module that imports, below ``parcours``."""
    name: str

    @property
    def at(self) -> str:
        return f"{self.file}:{self.line}"

    @property
    def library(self) -> str:
        return self.name.partition(".")[0]


def package_of(dotted: str) -> str:
    """The package of a name below ``parcours``; empty for what lies at the root."""
    return max((name for name in ORDER if f"{dotted}.".startswith(f"{name}.")), key=len, default="")


def modules_in(folder: Path) -> dict[str, Path]:
    """Every module below ``parcours`` by its dotted name."""
    return {".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__"): path
            for path in folder.rglob("*.py")}


@cache
def imports_in(folder: Path) -> tuple[Import, ...]:
    """Every import, wherever it stands in a file; relative ones are written out."""
    return tuple(_imports_in(folder))


def _imports_in(folder: Path) -> Iterator[Import]:
    modules = modules_in(folder)
    for module, path in sorted(modules.items()):
        file = f"src/parcours/{path.relative_to(folder).as_posix()}"
        package = ["parcours", *path.relative_to(folder).parts[:-1]]
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                above = package[:len(package) - node.level + 1] if node.level else []
                base = ".".join([*above, *([node.module] if node.module else [])])
                names = [f"{base}.{alias.name}" for alias in node.names]
            elif (isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
                    and ast.unparse(node.func).endswith(("import_module", "__import__"))
                    and node.args and isinstance(node.args[0], ast.Constant)):
                names = [str(node.args[0].value)]
            for name in names:
                yield Import(file, getattr(node, "lineno", 1), module, name)


def broken(folder: Path) -> list[str]:
    """Every breach of the house's order, each with its file and line."""
    rooms = library_rooms()
    loose = sorted(name for name in modules_in(folder) if name and not package_of(name))
    found = [f"src/parcours/{name}: give it a package of docs/dev/packages.toml"
             for name in loose if "." in name or name not in ("__init__", "__main__", "render")]
    for taken in imports_in(folder):
        here = package_of(taken.module)
        if taken.library == "parcours":
            there = package_of(taken.name.partition(".")[2])
            if here and there and ORDER.index(there) < ORDER.index(here):
                found.append(f"{taken.at}: {here} imports {there}, which stands above it")
        elif taken.library not in sys.stdlib_module_names:
            allowed = rooms.get(taken.library)
            if allowed is None:
                found.append(f"{taken.at}: {taken.library}: say in docs/dev/packages.toml "
                             "which package alone may import it")
            elif here not in allowed:
                found.append(f"{taken.at}: only {' and '.join(sorted(allowed))} "
                             f"may import {taken.library}")
    return found


def circles(folder: Path) -> list[str]:
    """Modules that import one another, each circle once, as ``a > b > a``."""
    modules = modules_in(folder)
    graph: dict[str, set[str]] = {module: set() for module in modules}
    for taken in imports_in(folder):
        name = taken.name.removeprefix("parcours.")
        if taken.library == "parcours":
            other = name if name in modules else name.rpartition(".")[0]
            if other in modules and other not in (taken.module, ""):
                graph[taken.module].add(other)
    found: list[str] = []
    done: set[str] = set()

    def walk(module: str, way: list[str]) -> None:
        if module in way:
            found.append(" > ".join([*way[way.index(module):], module]))
        elif module not in done:
            for other in sorted(graph[module]):
                walk(other, [*way, module])
            done.add(module)

    for module in sorted(graph):
        walk(module, [])
    return found


def test_imports_go_strictly_down_and_each_library_has_its_rooms() -> None:
    """No package imports from one above it, nor a library that is kept in another."""
    assert broken(SOURCES / "parcours") == []


def test_pages_and_checks_know_nothing_of_each_other() -> None:
    """What both need, such as which facts are stale or who has signed, is told by ``content`` and
    ``trip``: a page asks no check, and a check reads no page."""
    crossing = [(taken.at, taken.name) for taken in imports_in(SOURCES / "parcours")
                for here, there in (("render", "checks"), ("checks", "render"))
                if taken.module.startswith(here) and taken.name.startswith(f"parcours.{there}")]
    assert crossing == []
    packages = {package_of(module) for module in modules_in(SOURCES / "parcours")}
    assert {"checks", "render.pages", "render.words"} <= packages


def test_no_circle_of_imports() -> None:
    """No two modules need each other, not even from within a function."""
    assert circles(SOURCES / "parcours") == []


def test_the_list_names_what_is_there() -> None:
    """Every package listed exists, stands once, and imports each of its libraries."""
    folder = SOURCES / "parcours"
    there = {package_of(module) for module in modules_in(folder)} - {""}
    used = {(package_of(taken.module), taken.library) for taken in imports_in(folder)}
    assert sorted(ORDER) == sorted(there)
    assert {(name, library) for library, names in library_rooms().items()
            for name in names} - used == set()


def test_what_is_printed_from_the_list_is_fresh() -> None:
    """README, architecture page and drawing say what the list says."""
    spec = importlib.util.spec_from_file_location("architecture", ROOT / "scripts/architecture.py")
    assert spec is not None
    assert spec.loader is not None
    printer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(printer)
    stale = [path for path, text in printer.files().items()
             if (ROOT / path).read_text("utf-8") != text]
    assert stale == [], "run `make architecture`"


def test_few_modules_lie_at_the_root() -> None:
    """The listing of ``src/parcours`` is its packages."""
    assert len([*(SOURCES / "parcours").glob("*.py")]) <= FREE


@pytest.mark.parametrize(("file", "line", "said"), [
    ("geo/points.py", "from parcours.build.build import build",
     "src/parcours/geo/points.py:2: geo imports build, which stands above it"),
    ("geo/points.py", "from parcours.render import maps",
     "src/parcours/geo/points.py:2: geo imports render.maps, which stands above it"),
    ("geo/points.py", "from .. import cli",
     "src/parcours/geo/points.py:2: geo imports cli, which stands above it"),
    ("render/words/days.py", "from parcours.render.pages import page",
     "src/parcours/render/words/days.py:2: render.words imports render.pages, "
     "which stands above it"),
    ("render/pages/route.py", "from parcours.checks.freshness import is_stale",
     "src/parcours/render/pages/route.py:2: render.pages imports checks, "
     "which stands above it"),
    ("geo/points.py", "def late(): import parcours.checks.days",
     "src/parcours/geo/points.py:2: geo imports checks, which stands above it"),
    ("geo/points.py", "import yaml", "src/parcours/geo/points.py:2: only source may import yaml"),
    ("geo/points.py", "import importlib; importlib.import_module('pydantic')",
     "src/parcours/geo/points.py:2: only format may import pydantic"),
    ("geo/points.py", "import requests", "src/parcours/geo/points.py:2: requests: say in "
     "docs/dev/packages.toml which package alone may import it"),
    ("lounge.py", "", "src/parcours/lounge: give it a package of docs/dev/packages.toml"),
])
def test_a_breach_is_named_with_its_line(tmp_path: Path, file: str, line: str, said: str) -> None:
    """The test above can fail: an upward import, a stray library and a loose module are told."""
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(f"\n{line}\n", "utf-8")
    assert broken(tmp_path) == [said]


def test_a_circle_is_named(tmp_path: Path) -> None:
    """Two modules of one package that import each other are told as a circle."""
    (tmp_path / "trip").mkdir()
    (tmp_path / "trip/trip.py").write_text("from parcours.trip.derive import Day\n", "utf-8")
    (tmp_path / "trip/derive.py").write_text(
        "def late():\n    from parcours.trip import trip\n", "utf-8")
    assert circles(tmp_path) == ["trip.derive > trip.trip > trip.derive"]
