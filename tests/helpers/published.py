"""The sample site, built and published once for every test that looks at the result.

The sample is the content of one day, frozen in ``tests/sample``: what offices write afterwards has
no say in whether the tests pass. ``PARCOURS_SAMPLE`` names another content folder for the tests
that read content, which all hold for any sound one.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from helpers.two_languages import settings
from parcours.build.build import Options, Outcome, build

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "tests" / "sample"
ITINERARIES = Path(os.environ.get("PARCOURS_SAMPLE") or SAMPLE / "itineraries").resolve()
HOME = "https://parcours.example.org/sous/chemin/"
"""The address of the site that knows its own."""
TODAY = date(2026, 11, 22)
LANGS = ("fr", "en")
GENERATED = ("parcours", "lieux", "territoires", "perturbations", "fauteuil", "reciprocite")


def route_ids() -> list[str]:
    """The ids of the sample's routes."""
    return sorted(path.stem for path in ITINERARIES.glob("*.yml")
                  if path.name not in ("site.yml", "territories.yml"))


def place_ids() -> list[str]:
    """The ids of the sample's places."""
    return sorted(path.stem for path in ITINERARIES.glob("places/*.yml"))


def build_docs(itineraries: Path, docs: Path, **options: object) -> Outcome:
    """Build a content folder as on `TODAY`, and insist that it could be."""
    asked = Options(itineraries, docs, TODAY, **options)  # type: ignore[arg-type]
    outcome = build(asked)
    assert outcome.published, outcome.diagnostics
    return outcome


def lay_out(root: Path, docs: Path) -> Path:
    """A folder that `publish` can take: our settings, theme and pages, and generated ``docs``."""
    root.mkdir(parents=True)
    settings(root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    for lang in LANGS:
        written, generated = ROOT / "docs" / lang, docs / lang
        shutil.copytree(written, root / "docs" / lang, ignore=not_generated(written))
        shutil.copytree(generated, root / "docs" / lang, dirs_exist_ok=True)
    return root


def not_generated(written: Path) -> Callable[[str, list[str]], set[str]]:
    """What a build of the working copy left in its pages is not part of this one."""
    def ignored(folder: str, names: list[str]) -> set[str]:
        if Path(folder) == written / "donnees":
            return {*names} - {"index.md"}
        made = {*GENERATED, "index.md"} if Path(folder) == written else (
            {"map"} if Path(folder) == written / "assets" else set())
        return made & set(names)

    return ignored


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder made once a run, however many processes pytest-xdist shares the run out to."""
    base = factory.getbasetemp()
    # every process has a base of its own, below the one of the run
    shared = base.parent if base.name.startswith("popen-") else base
    folder = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            fresh = shared / f"{name}.new"
            shutil.rmtree(fresh, ignore_errors=True)
            make(fresh)
            fresh.rename(folder)
    return folder
