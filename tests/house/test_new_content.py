"""What offices write turns no test red: a new place with a photo and a new route are enough for
whoever proposes them, and no test counts, lists or measures the content of the day."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.commands import run
from helpers.content_sample import JPEG
from helpers.published import ITINERARIES, ROOT

PLACE = """\
name: {fr: Belvédère d’essai, en: Test lookout}
kind: viewpoint
commune: "32160"
lat: 43.62000
lon: 1.08500
description: {fr: Vue., en: View.}
photo:
  file: media/belvedere-d-essai.jpg
  alt: {fr: Un carré gris, en: A grey square}
  credit: Jeanne Dupuy
  licence: CC-BY-SA-4.0
sources: ["https://exemple.fr/belvedere"]
verified_on: 2026-11-20
"""
"""Without the line by which a text editor finds the schema, and with hardly a word."""
ROUTE = """\
title: {fr: Aller voir, en: Go and see}
summary: {fr: De la gare au belvédère., en: From the station to the lookout.}
alliance: toulouse-gascogne
themes: [nature]
difficulty: easy
days:
  - title: {fr: Un matin, en: One morning}
    start: "09:00"
    stops:
      - place: gare-matabiau
      - place: belvedere-d-essai
        travel: {by: train, minutes: 40}
"""
CONTENT_TESTS = (
    "tests/whole/test_home.py", "tests/whole/test_pins_equal_text.py",
    "tests/trip/test_nearby_places.py", "tests/reference/test_pages.py",
    "tests/build/test_build.py", "tests/editing/test_codeowners.py",
    "tests/whole/test_found.py", "tests/checks/test_rules.py")
"""Those that read a whole content."""
ABOUT_CONTENT = (
    "(home or way_in or every_card or pins or stop or legs or languages or nearest or share "
    "or satisfy or schema or fresh or both_sides or sources or owners or every_route "
    "or title_and_description or picture_to_share or way_back) and not (agree or golden)")
"""The words in their names; of a format's fields, which agree whatever is written, some bear them
too."""


@pytest.fixture(scope="module")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose content has one place and one route more."""
    project = tmp_path_factory.mktemp("proposed")
    content = project / "itineraries"
    shutil.copytree(ITINERARIES, content)
    (content / "media").mkdir(exist_ok=True)
    (content / "media/belvedere-d-essai.jpg").write_bytes(JPEG)
    (content / "places/belvedere-d-essai.yml").write_text(PLACE, "utf-8")
    (content / "aller-voir.yml").write_text(ROUTE, "utf-8")
    for forge in (".github", ".gitlab"):
        shutil.copytree(ROOT / forge, project / forge)
    return project


def test_the_check_takes_it(proposed: Path) -> None:
    """It holds no error, so that nobody is sent away."""
    done = run("check", "--today", "2026-11-22", cwd=proposed)
    assert done.returncode == 0, done.stdout


def test_the_reference_takes_it(proposed: Path) -> None:
    """What is made from the format and the list of owners are renewed with it."""
    done = run("reference", cwd=proposed)
    assert done.returncode == 0, done.stderr
    owners = (proposed / ".github/CODEOWNERS").read_text("utf-8")
    assert "/itineraries/places/belvedere-d-essai.yml @" in owners
    assert "/itineraries/aller-voir.yml @" in owners


@pytest.mark.publishes
def test_the_tests_take_it(proposed: Path) -> None:
    """The tests that read content pass on it as they do on the sample."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *CONTENT_TESTS,
         "-k", ABOUT_CONTENT, "-m", "not browser"], cwd=ROOT, capture_output=True, text=True,
        check=False, env={**os.environ, "PYTHONPATH": str(ROOT / "src"),
                          "PARCOURS_SAMPLE": str(proposed / "itineraries")})
    assert done.returncode == 0, done.stdout
    assert "aller-voir" not in done.stdout
