"""The house: a module imports from its own floor or from below, and each library has one room."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[1] / "src"

FLOORS: dict[int, str] = {
    5: "cli __main__",
    4: "build crew kept routes publish serve output fix review newfiles",
    3: "almanac backdrop catalogue codeowners explain exports forge form front_matter importers"
       " journey map_data maps pages perturbations reference report scaffold scaffold_text sketch"
       " stale views wheel",
    2: "atlas checks codes communes content derive fields history nearby nearness outlines"
       " parse schema when",
    1: "comments emit factors french hours kinds language licences malformed meant meant_hours"
       " model modes patterns photos prose qr readings repository scalars shape source spoken_days"
       " spoken_hours sure tracks trip",
    0: "diagnostics geo __init__",
}
"""Every module and package of ``src/parcours/``; a package is one room."""

LIBRARIES: dict[str, str] = {
    "PIL": "photos",
    "babel": "language",
    "branca": "maps",
    "click": "cli",
    "folium": "maps",
    "defusedxml": "importers",
    "gpxpy": "importers tracks",
    "jinja2": "pages reference",
    "markdown_it": "prose",
    "markupsafe": "pages prose views",
    "mkdocs": "serve",
    "nh3": "prose",
    "opening_hours": "hours",
    "openpyxl": "importers",
    "pydantic": "model parse",
    "pydantic_core": "parse",
    "platformdirs": "cli photos",
    "resvg_py": "publish",
    "rich": "cli",
    "segno": "qr",
    "shapely": "outlines",
    "xstatic": "maps",
    "yaml": "source",
}
"""Each library from outside and the only rooms that import it."""

_FLOOR_OF = {room: floor for floor, rooms in FLOORS.items() for room in rooms.split()}


@dataclass(frozen=True, slots=True)
class Import:
    """One import: where it stands and what it takes, as a dotted name."""

    file: str
    line: int
    room: str
    """The module or package below ``parcours`` that imports."""
    name: str

    @property
    def at(self) -> str:
        return f"{self.file}:{self.line}"

    @property
    def library(self) -> str:
        return self.name.partition(".")[0]

    def room_taken(self, rooms: set[str]) -> str:
        """The room of ours that is imported; ``from parcours import maps`` takes ``maps``."""
        part = self.name.partition(".")[2].partition(".")[0]
        return part if part in rooms else "__init__"


def imports_in(path: Path, folder: Path) -> Iterator[Import]:
    """Every import of a file, wherever it stands in it; relative ones are written out."""
    inside = path.relative_to(folder)
    room = inside.parts[0].removesuffix(".py")
    package = ["parcours", *inside.parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names: list[str] = []
        if not isinstance(node, ast.Import | ast.ImportFrom | ast.Call):
            continue
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[:len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            names = [f"{base}.{alias.name}" for alias in node.names]
        elif ast.unparse(node.func).endswith(("import_module", "__import__")) and isinstance(
                node.args[0], ast.Constant):
            names = [str(node.args[0].value)]
        for name in names:
            yield Import(f"src/parcours/{inside.as_posix()}", node.lineno, room, name)


def rooms_of(folder: Path) -> set[str]:
    return {path.name.removesuffix(".py") for path in folder.iterdir()
            if path.suffix == ".py" or (path / "__init__.py").exists()}


def broken(folder: Path) -> list[str]:
    """Every breach of the house's order, each with its file and line."""
    rooms = rooms_of(folder)
    found = [f"src/parcours/{room}: give it a floor in {Path(__file__).name}"
             for room in sorted(rooms - _FLOOR_OF.keys())]
    for path in sorted(folder.rglob("*.py")):
        for taken in imports_in(path, folder):
            floor = _FLOOR_OF.get(taken.room)
            if taken.library == "parcours":
                other = taken.room_taken(rooms)
                above = _FLOOR_OF.get(other)
                if floor is not None and above is not None and above > floor:
                    found.append(f"{taken.at}: {taken.room} (floor {floor}) imports {other} "
                                 f"(floor {above}): imports go downward only")
            elif taken.library not in sys.stdlib_module_names:
                allowed = LIBRARIES.get(taken.library)
                if allowed is None:
                    found.append(f"{taken.at}: {taken.library}: say in {Path(__file__).name} "
                                 "which module alone may import it")
                elif taken.room not in allowed.split():
                    found.append(f"{taken.at}: only {allowed} may import {taken.library}")
    return found


def circles(folder: Path) -> list[str]:
    """Rooms that import one another, each circle once, as ``a > b > a``."""
    rooms = rooms_of(folder)
    graph: dict[str, set[str]] = {room: set() for room in rooms}
    for path in folder.rglob("*.py"):
        for taken in imports_in(path, folder):
            if taken.library == "parcours" and (other := taken.room_taken(rooms)) != taken.room:
                graph[taken.room].add(other)
    found: list[str] = []
    done: set[str] = set()

    def walk(room: str, way: list[str]) -> None:
        if room in way:
            found.append(" > ".join([*way[way.index(room):], room]))
        elif room not in done:
            for other in sorted(graph[room]):
                walk(other, [*way, room])
            done.add(room)

    for room in sorted(graph):
        walk(room, [])
    return found


def test_imports_go_downward_and_each_library_has_its_room() -> None:
    """No module imports from a floor above its own or a library kept in another room."""
    assert broken(SOURCES / "parcours") == []


def test_no_circle_of_imports() -> None:
    """No two modules need each other, not even from within a function."""
    assert circles(SOURCES / "parcours") == []


def test_the_table_has_no_room_that_is_gone() -> None:
    """Every module of the tables exists, stands once, and every library is imported somewhere."""
    listed = " ".join(FLOORS.values()).split()
    used = {taken.library for path in (SOURCES / "parcours").rglob("*.py")
            for taken in imports_in(path, SOURCES / "parcours")}
    assert sorted(set(listed)) == sorted(listed)
    assert {*listed, *" ".join(LIBRARIES.values()).split()} - rooms_of(
        SOURCES / "parcours") == set()
    assert set(LIBRARIES) - used == set()


@pytest.mark.parametrize(("room", "line", "said"), [
    ("geo", "from parcours.build import build",
     "src/parcours/geo.py:2: geo (floor 0) imports build (floor 4): imports go downward only"),
    ("geo", "from parcours import maps",
     "src/parcours/geo.py:2: geo (floor 0) imports maps (floor 3): imports go downward only"),
    ("geo", "from . import cli",
     "src/parcours/geo.py:2: geo (floor 0) imports cli (floor 5): imports go downward only"),
    ("geo", "def late(): import parcours.pages",
     "src/parcours/geo.py:2: geo (floor 0) imports pages (floor 3): imports go downward only"),
    ("pages", "import yaml", "src/parcours/pages.py:2: only source may import yaml"),
    ("pages", "from folium.features import GeoJson",
     "src/parcours/pages.py:2: only maps may import folium"),
    ("pages", "import importlib; importlib.import_module('shapely')",
     "src/parcours/pages.py:2: only outlines may import shapely"),
    ("maps", "import requests", "src/parcours/maps.py:2: requests: say in test_floors.py "
                                "which module alone may import it"),
    ("lounge", "", "src/parcours/lounge: give it a floor in test_floors.py"),
])
def test_a_breach_is_named_with_its_line(tmp_path: Path, room: str, line: str, said: str) -> None:
    """The test above can fail: an upward import, a stray library and a new module are told."""
    for name in ("build", "maps", "cli", "pages", room):
        (tmp_path / f"{name}.py").write_text("", "utf-8")
    (tmp_path / f"{room}.py").write_text(f"\n{line}\n", "utf-8")
    assert broken(tmp_path) == [said]


def test_a_circle_is_named(tmp_path: Path) -> None:
    """Two modules of one floor that import each other are told as a circle."""
    (tmp_path / "trip.py").write_text("from parcours.model import Day\n", "utf-8")
    (tmp_path / "model.py").write_text("def late():\n    from parcours import trip\n", "utf-8")
    (tmp_path / "__init__.py").write_text("", "utf-8")
    assert circles(tmp_path) == ["model > trip > model"]
