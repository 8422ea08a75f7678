"""A script that says which of our modules cannot be the first of ours to be imported, and why.

To import each from nothing would run most of them a hundred times. Here each runs once: what it
imports is proved before, by itself, and given to it as that import left it. As no module needs
another that needs it (``house/test_packages.py``), it cannot tell the difference.
"""

from __future__ import annotations

import importlib
import json
import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

State = dict[str, tuple[ModuleType, dict[str, object]]]
"""Modules of ours by their names, each with what it holds."""


def loaded() -> State:
    """What is imported of ours at present."""
    return {name: (module, dict(vars(module))) for name, module in sys.modules.items()
            if name.partition(".")[0] == "parcours"}


def put_back(state: State) -> None:
    """Import of ours what is named, as it was then, and nothing else."""
    for name in loaded():
        del sys.modules[name]
    for name, (module, held) in state.items():
        sys.modules[name] = module
        vars(module).clear()
        vars(module).update(held)


class Proved(MetaPathFinder, Loader):
    """Finds a module of ours by importing it first, before all others."""

    def __init__(self) -> None:
        self.proved: dict[str, State] = {}
        """What each import leaves: the module, and those that a package gathers of its own."""
        self._asked: list[str] = []

    def prove(self, name: str) -> None:
        """Import a module while no other of ours is; raises what its import raises."""
        if name in self.proved:
            return
        before = loaded()
        self._asked.append(name)
        put_back({})
        try:
            importlib.import_module(name)
            state = {other: held for other, held in loaded().items()
                     if f"{other}.".startswith(f"{name}.")}
            # whoever imports one of these imports the package before: it is the same import
            self.proved |= dict.fromkeys(state, state)
        finally:
            self._asked.pop()
            put_back(before)

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """Nothing for what is being proved, which is found as usual."""
        asked = self._asked[-1]
        if name.partition(".")[0] != "parcours" or f"{name}.".startswith(f"{asked}."):
            return None
        self.prove(name)
        return ModuleSpec(name, self, is_package=hasattr(self.proved[name][name][0], "__path__"))

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The module as it was left, its package's others beside it."""
        put_back(loaded() | self.proved[spec.name])
        return sys.modules[spec.name]

    def exec_module(self, module: ModuleType) -> None:
        """It was, when it was proved."""


def main(names: list[str]) -> dict[str, str]:
    """The modules that fail, each with how."""
    finder, failures = Proved(), {}
    sys.meta_path.insert(0, finder)
    for name in names:
        try:
            finder.prove(name)
        except BaseException as failure:
            failures[name] = f"{type(failure).__name__}: {failure}"
    return failures


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.argv[1]))))  # noqa: T201  (the test reads it)
