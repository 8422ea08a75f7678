"""Who writes into a folder holds it; who comes later waits, and is told for whom."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from parcours.disk.turn import turn

pytest.importorskip("fcntl", reason="this system has no such locks")


def test_a_folder_is_made_for_who_holds_it(tmp_path: Path) -> None:
    """Whoever made it is told so; what is left is the folder and nothing in it."""
    folder = tmp_path / "a" / "docs"
    with turn(folder) as made:
        assert made
    with turn(folder) as made:
        assert not made
    assert os.listdir(folder) == []


def test_who_comes_later_waits(tmp_path: Path) -> None:
    """The second one is told the number of the first, and has its turn when that one ends."""
    first, told = ExitStack(), list[int | None]()
    first.enter_context(turn(tmp_path))

    def wait(number: int | None) -> None:
        told.append(number)
        first.close()

    with turn(tmp_path, waiting=wait):
        pass
    assert told == [os.getpid() if Path("/proc/locks").exists() else None]


def test_readers_go_together_and_no_writer_beside_them(tmp_path: Path) -> None:
    """Two readers do not wait for each other; a writer waits for both."""
    readers, told = ExitStack(), list[int | None]()
    readers.enter_context(turn(tmp_path, shared=True, waiting=told.append))
    readers.enter_context(turn(tmp_path, shared=True, waiting=told.append))
    assert told == []

    def wait(number: int | None) -> None:
        told.append(number)
        readers.close()

    with turn(tmp_path, waiting=wait):
        assert len(told) == 1


def test_a_folder_that_went_while_one_waited(tmp_path: Path) -> None:
    """A first build that fails removes the folder it made: who waited makes it again, and holds
    that one."""
    folder, first = tmp_path / "docs", ExitStack()
    first.enter_context(turn(folder))

    def wait(_: int | None) -> None:
        folder.rmdir()
        first.close()

    with turn(folder, waiting=wait) as made:
        assert made
        with ExitStack() as other:
            told: list[int | None] = []

            def give_up(number: int | None) -> None:
                told.append(number)
                raise KeyboardInterrupt

            with pytest.raises(KeyboardInterrupt):
                other.enter_context(turn(folder, waiting=give_up))
        assert len(told) == 1  # it is really held


def test_a_killed_process_lets_go(tmp_path: Path) -> None:
    """SIGKILL gives no chance to tidy up, and none is needed."""
    told, waited = os.pipe()
    child = os.fork()
    if child == 0:
        with turn(tmp_path):
            os.write(waited, b"x")
            signal.pause()
    os.read(told, 1)

    def wait(_: int | None) -> None:
        os.kill(child, signal.SIGKILL)

    with turn(tmp_path, waiting=wait):
        assert os.waitpid(child, 0)[1] == signal.SIGKILL


def test_a_program_that_goes_on_without_us_still_holds_it(tmp_path: Path) -> None:
    """What it writes must not mix with what the next one does."""
    with turn(tmp_path):
        reading, writing = os.pipe()
        child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=reading, close_fds=False)

    told: list[int | None] = []

    def wait(number: int | None) -> None:
        told.append(number)
        os.write(writing, b"\n")

    with turn(tmp_path, waiting=wait):
        waited = bool(told)
    os.close(writing)
    assert child.wait() in (0, 1)
    os.close(reading)
    assert waited
