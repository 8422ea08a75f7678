"""Another version of our own code: a copy of the package, to change and to run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

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
        done = subprocess.run(
            [sys.executable, "-c", script, *map(str, arguments)], cwd=cwd, check=True,
            capture_output=True, text=True,
            env={**os.environ, "PYTHONPATH": str(self.sources),
                 "PARCOURS_CACHE": str(cwd / "kept")})
        return done.stdout.splitlines()
