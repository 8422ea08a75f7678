"""Options are given to commands by name: each command has those it is said to have."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from parcours.cli import options
from parcours.cli.main import parcours

BUILD = {"--itineraries", "--docs", "--only", "--jobs", "--strict", "--format", "--lang", "--today"}
READING = {"--itineraries", "--lang", "--today"}
COMMANDS = {
    "check": BUILD | {"--fix"},
    "build": BUILD | {"--site-url"},
    "serve": BUILD | {"--port"},
    "publish": {"--site", "--itineraries", "--lang", "--site-url", "--preview"},
    "explain": {"--lang"},
    "stale": READING | {"--within", "--by", "--format"},
    "codeowners": READING | {"--forge"},
    "reference": {"--itineraries"},
    "review": READING | {"--base", "--preview", "--format"},
    "new": READING | {"--format", "--name", "--kind", "--commune", "--lat", "--lon", "--title"},
    "timetable": READING | {"--format", "--show", "--on", "--fetch"},
    "import": READING | {"--format", "--contacts", "--all"},
    "init": {"--contract", "--city", "--country", "--city-codes", "--country-codes", "--communes",
             "--signed", "--domains", "--languages", "--colours", "--engine", "--yes", "--format",
             "--lang"},
    "outlines": READING | {"--date", "--format", "--licence", "--source", "--tolerance"},
    "route": READING | {"--format", "--program", "--address", "--with", "--config", "--stop",
                        "--dry-run"},
    "propose": READING | {"--format", "--from", "--on", "--to", "--days", "--themes", "--by",
                          "--between", "--share", "--with", "--without", "--alternatives",
                          "--trust", "--lunch", "--timetable", "--out", "--dry-run"},
}


def test_each_command_has_its_options() -> None:
    """Those of its family and its own, no more and no less."""
    found = {name: {said for one in command.params if isinstance(one, click.Option)
                    for said in one.opts} for name, command in parcours.commands.items()}
    assert found == {name: {*taken, "--help"} for name, taken in COMMANDS.items()}


def test_help_names_each_option_once_in_reading_order() -> None:
    """What is common comes first, and what is the command's own last."""
    said = CliRunner().invoke(parcours, ["check", "--help"]).output
    shown = [line.split()[0] for line in said.splitlines() if line.startswith("  --")]
    assert shown == ["--itineraries", "--docs", "--only", "--jobs", "--strict", "--format",
                     "--lang", "--today", "--fix", "--help"]


def test_what_a_build_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each option reaches the field of its name; without a number, all cores that we may use."""
    monkeypatch.setenv("PARCOURS_CACHE", str(tmp_path))
    asked = options.build_options(
        itineraries=Path("i"), docs=Path("d"), only="x", jobs=3, strict=True,
        today=date(2026, 11, 22))
    assert (asked.itineraries, asked.docs, asked.only, asked.jobs, asked.strict, asked.today,
            asked.cache) == (Path("i"), Path("d"), "x", 3, True, date(2026, 11, 22), tmp_path)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 7, 9}, raising=False)
    assert options.build_options(itineraries=Path("i"), docs=Path("d"), only="", jobs=None,
                                 strict=False, today=None).jobs == 5
