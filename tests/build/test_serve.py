"""The site while one writes: what fails once is told, and the next change is another try."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpers.content_sample import TODAY
from parcours.build import serve as serving
from parcours.build.build import Options, Outcome
from parcours.disk.turn import turn

pytest.importorskip("fcntl", reason="this system has no such locks")


class _Changes:
    """Stands for MkDocs' server: saves three times, and is stopped by Ctrl-C."""

    def __init__(self, builder: Callable[[], None], **_: Any) -> None:
        self._builder = builder

    def watch(self, _: str) -> None:
        """Nothing is watched."""

    def serve(self, **_: object) -> None:
        """Three changes."""
        for _n in range(3):
            self._builder()
        raise KeyboardInterrupt

    def shutdown(self) -> None:
        """Nothing runs."""


def test_a_file_that_goes_away_while_it_is_read(tmp_path: Path,
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told in a line, not in a traceback; pages are rendered while nobody writes docs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").touch()
    outcomes: list[Outcome | Exception] = [
        Outcome((), True), FileNotFoundError(2, "gone", "places/x.yml"), Outcome((), True),
        Outcome((), True)]
    rendered: list[bool] = []

    def build(*_: object, **__: object) -> Outcome:
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def render(pages: serving._Pages) -> None:
        waits = threading.Event()

        def write() -> None:
            with turn(tmp_path / "docs", waiting=lambda _: waits.set()):
                pass

        writer = threading.Thread(target=write)
        writer.start()
        rendered.append(waits.wait(10))
        writers.append(writer)
        pages.built = True

    writers: list[threading.Thread] = []
    monkeypatch.setattr(serving, "build", build)
    monkeypatch.setattr(serving._Pages, "render", render)
    monkeypatch.setattr("mkdocs.livereload.LiveReloadServer", _Changes)
    failures: list[Exception] = []
    serving.serve(Options(tmp_path / "itineraries", tmp_path / "docs", TODAY), 0,
                  lambda *_: None, failures.append)
    for writer in writers:
        writer.join()
    assert [type(one) for one in failures] == [FileNotFoundError]
    assert rendered == [True, True, True]
