"""Tests stand where their module stands: tests/<package>/test_<module>.py, or mirror.toml says why
not."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch
from pathlib import Path

from helpers.published import ROOT

TESTS = ROOT / "tests"
PACKAGE = ROOT / "src" / "parcours"
INSTEAD = tomllib.loads((TESTS / "mirror.toml").read_text("utf-8"))["instead"]
NOT_OF_A_MODULE = ("browser", "whole", "house", "extra")
"""Folders of tests of the pages in a browser, of all of it together, and of the repository."""


def without_a_test_of_its_name() -> list[str]:
    """Modules that have no test file at the same place."""
    modules = [path.relative_to(PACKAGE) for path in sorted(PACKAGE.rglob("*.py"))]
    return [path.as_posix() for path in modules
            if not (TESTS / path.parent / f"test_{path.name}").is_file()]


def entry_of(module: str) -> dict[str, object] | None:
    """The first entry of the list that fits a module."""
    return next((one for one in INSTEAD if fnmatch(module, one["modules"])), None)


def test_every_module_has_its_tests() -> None:
    """A module has a test file of its name, or the list says which tests prove it, and why."""
    assert [module for module in without_a_test_of_its_name() if entry_of(module) is None] == []


def test_the_list_says_what_is_so() -> None:
    """Each entry has a module that needs it, names files of tests that are there, and a reason."""
    needed = [entry_of(module) for module in without_a_test_of_its_name()]
    for one in INSTEAD:
        assert one in needed, f"{one['modules']}: every module has its test, remove the entry"
        assert one["why"]
        assert one["tests"]
        assert [name for name in one["tests"] if not (TESTS / name).is_file()] == []


def test_every_test_stands_in_the_package_it_is_of() -> None:
    """Folders of tests are packages of the source, but for four that say what they are."""
    folders = {path.parent.relative_to(TESTS) for path in TESTS.rglob("test_*.py")}
    assert [folder.as_posix() for folder in sorted(folders)
            if folder.parts[0] not in NOT_OF_A_MODULE and not (PACKAGE / folder).is_dir()] == []


def test_a_module_without_tests_would_be_seen() -> None:
    """The first test above can fail: a package that nobody listed has no entry."""
    assert entry_of("newpackage/module.py") is None
    assert Path(__file__).name == "test_mirror.py"
