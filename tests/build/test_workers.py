"""Several processes give what one gives, and none outlives the build."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from helpers.content_sample import ROUTE, ROUTE_FILE, TODAY, another, edited, write_sample
from helpers.forked import forked
from parcours.build import workers
from parcours.build.build import Options, Outcome, build, check
from parcours.cli.main import main
from parcours.disk import children


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Five routes, so that several processes have work."""
    return write_sample(tmp_path / "content", **{
        f"route-{n}.yml": another(n) for n in range(4)})


@pytest.fixture
def one_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each process takes one route at a time."""
    monkeypatch.setattr(workers, "_CHUNK", 1)


def tree(docs: Path) -> dict[str, bytes]:
    return {path.relative_to(docs).as_posix(): path.read_bytes()
            for path in sorted(docs.rglob("*")) if path.is_file() and ".parcours" not in path.parts}


@pytest.mark.usefixtures("one_at_a_time")
def test_the_number_of_processes_does_not_show(content: Path, tmp_path: Path) -> None:
    """One, two and four processes: the same files, faults and order, and every route is told."""
    path = content / "route-2.yml"
    path.write_text(path.read_text("utf-8").replace("minutes: 20", "minutes: 1"), "utf-8")
    made: list[tuple[Outcome, dict[str, bytes], int]] = []
    for jobs in (1, 2, 4):
        docs, ticks = tmp_path / f"docs-{jobs}", [0]
        outcome = build(Options(content, docs, TODAY, jobs=jobs), ticks.append)
        made.append((outcome, tree(docs), sum(ticks)))
    outcome, files, told = made[0]
    assert outcome.published
    assert [fault.code for fault in outcome.diagnostics] == ["impossible-timing"]
    assert told == 5
    assert len(files) > 100
    assert made[1:] == [made[0]] * 2


@pytest.mark.usefixtures("one_at_a_time")
def test_a_check_over_several_processes(content: Path, tmp_path: Path) -> None:
    """`check` finds the same faults, in the same order, and makes nothing."""
    for n in (1, 3):
        (content / f"route-{n}.yml").write_text("title: x\n", "utf-8")
    found = [check(Options(content, tmp_path / "docs", TODAY, jobs=jobs)) for jobs in (1, 3)]
    assert found[0].diagnostics
    assert found[0] == found[1]
    assert not (tmp_path / "docs").exists()


@pytest.mark.usefixtures("one_at_a_time")
def test_a_route_whose_neighbour_changed_is_written_by_whoever_is_free(
        content: Path, tmp_path: Path) -> None:
    """What an earlier build read, this one's processes have not: they read it again."""
    asked = Options(content, tmp_path / "docs", TODAY, jobs=3, cache=tmp_path / "cache")
    build(asked)
    for n in (0, 1, 2):
        path = content / f"route-{n}.yml"
        path.write_text(path.read_text("utf-8").replace(f"{n} briques", f"{n} pierres"), "utf-8")
    build(asked)
    build(Options(content, tmp_path / "fresh", TODAY))
    assert tree(tmp_path / "docs") == tree(tmp_path / "fresh")


def test_few_routes_are_not_worth_a_process(content: Path, monkeypatch: pytest.MonkeyPatch,
                                            tmp_path: Path) -> None:
    """Starting processes costs more than five routes: all is done in this one."""
    monkeypatch.setattr(children, "children", None)
    assert build(Options(content, tmp_path / "docs", TODAY, jobs=8)).published


def test_any_id_may_be_that_of_a_route(content: Path, tmp_path: Path) -> None:
    """What is staged of a route called « common » is not mixed with what is common to all."""
    write_sample(content, **{"common.yml": ROUTE, "common-0.yml": ROUTE, "a.yml": ROUTE})
    assert build(Options(content, tmp_path / "docs", TODAY)).published
    for id in ("common", "common-0", "a"):
        assert (tmp_path / f"docs/fr/parcours/{id}/index.md").is_file()


def fail(*_: object) -> None:
    raise ZeroDivisionError("on purpose")


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.usefixtures("one_at_a_time")
@pytest.mark.parametrize("step", ["read", "draw", "render"])
def test_a_failure_of_ours_is_told_with_its_traceback(
        content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """An exception in one process reaches the caller with the place it came from."""
    monkeypatch.setattr(workers.Worker, step, fail)
    with pytest.raises(ZeroDivisionError, match="on purpose") as failed:
        build(Options(content, tmp_path / "docs", TODAY, jobs=2))
    assert "test_workers.py" in str(failed.value.__cause__)
    assert "in fail" in str(failed.value.__cause__)
    assert not (tmp_path / "docs").exists()


@pytest.mark.usefixtures("one_at_a_time")
@pytest.mark.parametrize("step", ["read", "draw", "render"])
def test_the_death_of_a_process_is_told(
        content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """A process that dies ends the build with an error, instead of a wait for ever."""
    monkeypatch.setattr(workers.Worker, step, die)
    with pytest.raises(BrokenProcessPool):
        build(Options(content, tmp_path / "docs", TODAY, jobs=2))
    assert not (tmp_path / "docs").exists()


def test_a_route_spoilt_while_we_build_is_not_written(
        content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Saved with a fault after an earlier build had read it, and read again to be written beside a
    neighbour of another name: the build ends with a word, and the former output stays."""
    asked = Options(content, tmp_path / "docs", TODAY, cache=tmp_path / "cache")
    assert build(asked).published
    former = tree(tmp_path / "docs")
    neighbour = content / "route-1.yml"
    neighbour.write_text(neighbour.read_text("utf-8").replace("1 briques", "1 pierres"), "utf-8")
    really = workers.Worker.read

    def spoil(worker: workers.Worker, path: Path) -> workers.Read:
        write_sample(content, **edited(ROUTE_FILE, "difficulty: easy", "difficulty: simple"))
        return really(worker, path)

    monkeypatch.setattr(workers.Worker, "read", spoil)
    with pytest.raises(workers.ChangedError) as failed:
        build(asked)
    assert failed.value.words.fr.startswith(ROUTE_FILE)
    assert tree(tmp_path / "docs") == former


def test_no_route_is_read_twice(
        content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written is what was checked, whatever is saved in between."""
    really = workers.Worker.draw

    def spoil(worker: workers.Worker) -> object:
        write_sample(content, **edited(ROUTE_FILE, "difficulty: easy", "difficulty: simple"))
        return really(worker)

    build(Options(content, tmp_path / "before", TODAY))
    monkeypatch.setattr(workers.Worker, "draw", spoil)
    assert build(Options(content, tmp_path / "docs", TODAY)).published
    assert tree(tmp_path / "docs") == tree(tmp_path / "before")


@pytest.mark.usefixtures("one_at_a_time")
def test_a_build_does_without_the_collector(
        content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nearly all that a build makes lives until its end, in each of its processes; afterwards the
    collector is as it was."""
    really = workers.Worker.read

    def told(worker: workers.Worker, path: Path) -> workers.Read:
        with (tmp_path / "told").open("a") as file:
            file.write("on " if gc.isenabled() else "off ")
        return really(worker, path)

    monkeypatch.setattr(workers.Worker, "read", told)
    for jobs in (1, 2):
        build(Options(content, tmp_path / f"docs-{jobs}", TODAY, jobs=jobs))
        assert set((tmp_path / "told").read_text().split()) == {"off"}
        (tmp_path / "told").unlink()
        assert gc.isenabled()


def _ended(content: Path, docs: Path, step: str, how: str, stdout: int, stderr: int) -> None:
    """The command in a session of its own, over three processes, ended while it is at a step."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for given, own in ((stdout, 1), (stderr, 2)):
        os.dup2(given, own)
        os.close(given)
    sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
    workers._CHUNK = 1
    really = getattr(workers.Crew, step)

    def stopped(*given: object) -> object:
        begun = really(*given)
        sys.stdout.write("working\n")
        sys.stdout.flush()
        if how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        os.killpg(0, signal.SIGINT)
        return begun

    setattr(workers.Crew, step, stopped)
    sys.argv = ["parcours", "build", "--itineraries", str(content), "--docs", str(docs),
                "--jobs", "3", "--today", "2026-11-22"]
    main()


@pytest.mark.parametrize("step", ["read", "draw", "render"])
@pytest.mark.parametrize(("how", "code"), [("kill", -signal.SIGKILL), ("interrupt", 130)])
def test_no_process_outlives_the_build(
        content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, how: str,
        code: int) -> None:
    """A build that is killed, or interrupted by Ctrl-C, takes its processes with it, whatever they
    are at, without a word; an interrupted one leaves nothing behind."""
    docs = tmp_path / "docs"
    reader, writer = os.pipe()  # every process of the build holds the writing end
    monkeypatch.setenv("PARCOURS_CACHE", str(tmp_path / "c"))
    with (tmp_path / "said").open("wb") as said:
        process = forked(_ended, content, docs, step, how, writer, said.fileno())
    os.close(writer)
    pid = process.pid
    assert pid is not None
    with _at_most(60, lambda: os.killpg(pid, signal.SIGKILL)), os.fdopen(reader, "rb") as working:
        assert working.read() == b"working\n"  # ends only when the last of them is gone
    process.join()
    assert process.exitcode == code
    assert (tmp_path / "said").read_text().strip() == ""  # click ends the line of the ^C
    if how == "interrupt":
        assert not docs.exists()


class _at_most:  # noqa: N801  (used as a statement)
    """Fails when the block takes longer than so many seconds, which ``end`` then puts an end to."""

    def __init__(self, seconds: int, end: Callable[[], None]) -> None:
        self._seconds, self._end = seconds, end

    def __enter__(self) -> None:
        self._former = signal.signal(signal.SIGALRM, lambda *_: self._end())
        signal.alarm(self._seconds)

    def __exit__(self, *_: object) -> None:
        left = signal.alarm(0)
        signal.signal(signal.SIGALRM, self._former)
        assert left > 0, "processes lived on"
