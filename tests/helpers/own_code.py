"""Another version of our own code: a copy of the package, to change and to run.

It runs in a copy of this process that forgets ours: the libraries, most of what a start costs, are
there already.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryFile

from helpers.forked import exit_code
from parcours import HERE


class OwnCode:
    """A copy of ``src/parcours`` below a folder, with what Python has compiled of it."""

    def __init__(self, folder: Path) -> None:
        self.sources = folder
        self.package = Path(shutil.copytree(HERE, folder / "parcours"))

    def move(self, module: str, package: str) -> None:
        """Move a module such as ``geo.points`` to another package, and mend what imports it."""
        former, name = f"parcours.{module}", module.rpartition(".")[2]
        path = self.package / f"{module.replace('.', '/')}.py"
        path.rename(self.package / package.replace(".", "/") / path.name)
        for other in self.package.rglob("*.py"):
            text = other.read_text("utf-8")
            if former in text:
                other.write_text(text.replace(former, f"parcours.{package}.{name}"), "utf-8")

    def edit(self, file: str) -> None:
        """Add an empty line to the end of a file that we bring along."""
        with (self.package / file).open("a") as edited:
            edited.write("\n")

    def run(self, script: str, *arguments: object, cwd: Path) -> list[str]:
        """The lines that a script says, run with this code."""
        with TemporaryFile() as said:
            assert exit_code(_run, self.sources, script, [*map(str, arguments)], cwd,
                             said.fileno()) == 0
            said.seek(0)
            return said.read().decode().splitlines()


def _run(sources: Path, script: str, arguments: list[str], cwd: Path, said: int) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "parcours"]:
        del sys.modules[name]
    sys.path.insert(0, str(sources))
    sys.argv = ["-c", *arguments]
    os.chdir(cwd)
    os.environ["PARCOURS_CACHE"] = str(cwd / "kept")
    with open(said, "w", encoding="utf-8", closefd=False) as stream, redirect_stdout(stream):
        exec(script, {"__name__": "__main__"})  # noqa: S102  (a test's own)
    assert Path(sys.modules["parcours"].__file__ or "").is_relative_to(sources)
