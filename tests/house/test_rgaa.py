"""The criteria that the accessibility page lists are checked as it says, by tests that exist."""

from __future__ import annotations

import ast
import importlib.util
import re
from functools import cache
from types import ModuleType

import pytest

from helpers.published import ROOT

LIST = re.compile(r"([1-9]|1[0-3])\.([1-9]|1[0-4])")
TOPICS = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12]
"""How many criteria each topic of the RGAA has, from the first to the thirteenth."""


@cache
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rgaa", ROOT / "scripts/rgaa.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def names_in(name: str) -> frozenset[str]:
    tree = ast.parse((ROOT / "tests" / name).read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef)
                     and node.name.startswith("test_"))


def axe_rules() -> set[str]:
    """Every rule named in the table."""
    return {rule for row in script().criteria() for rule in row.get("axe", ())}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_lists_what_the_file_says(lang: str) -> None:
    """The table of the accessibility page is the one that `make rgaa` writes."""
    page = script().PAGES[lang].read_text("utf-8")
    assert script().renewed(page, lang) == page


def test_every_check_named_exists() -> None:
    """Each test that a criterion names is there, under that name, in that file."""
    named = [test for row in script().criteria() for test in row.get("tests", ())]
    assert len(named) > 30
    assert [test for test in named
            if test.partition("::")[2] not in names_in(test.partition("::")[0])] == []


def test_each_criterion_is_one_of_the_rgaa() -> None:
    """Numbers are those of the RGAA, in its order and once each; each has titles in both languages
    and something that checks it."""
    rows = script().criteria()
    numbers = []
    for row in rows:
        found = LIST.fullmatch(row["number"])
        assert found, row
        topic, number = int(found[1]), int(found[2])
        assert number <= TOPICS[topic - 1], row
        numbers.append((topic, number))
        assert row["extent"] in ("whole", "part", "none")
        assert row["title"].keys() == {"fr", "en"}
        assert row.get("axe") or row.get("tests"), row
    assert sorted({*numbers}) == numbers
    assert sum(TOPICS) == script().CRITERIA


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_claims_no_conformity(lang: str) -> None:
    """Whatever machines find, the page says that nothing was audited and what was not checked."""
    page = script().PAGES[lang].read_text("utf-8")
    for said in {"fr": ("**non conforme**", "Aucun audit", "lecteur d’écran"),
                 "en": ("**not compliant**", "No compliance audit", "screen reader")}[lang]:
        assert said in page
