"""A built package brings along what `parcours init` copies; all else is said in pyproject.toml."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
PATTERNS = ROOT / "src/parcours/editing/site_files/kit.txt"
GENERATED = {f"docs/{lang}/index.md" for lang in ("fr", "en")}


class BuildWithKit(build_py):
    """Copies the files of kit.txt into the package, below ``kit/``."""

    def run(self) -> None:
        """Build as ever, then copy; an editable installation finds the files where they are."""
        super().run()
        if self.editable_mode:
            return
        for pattern in PATTERNS.read_text("utf-8").splitlines():
            for path in ROOT.glob(pattern) if pattern and not pattern.startswith("#") else ():
                name = path.relative_to(ROOT).as_posix()
                if path.is_file() and name not in GENERATED:
                    copy = Path(self.build_lib, "parcours", "kit", name)
                    copy.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(path, copy)


setup(cmdclass={"build_py": BuildWithKit})
