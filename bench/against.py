"""Generation by this tree and by that of an earlier commit, by turns on the same content.

The content is made up round the places of the earlier commit, which both can read. Seconds are of
processor, of every process together, since the wall clock tells more of a busy machine than of us;
the clock stands beside. Both run with their modules compiled, as an installed package is.

Usage: ``python bench/run.py --against COMMIT``, or alone
``python bench/against.py COMMIT [--routes N] [--rounds K] [--memory-routes M]``
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from threading import Event, Thread

import made_up

ROOT = Path(__file__).resolve().parent.parent
TODAY = "2026-11-29"
_LOOK_S = 0.2
"""Between two looks at the memory of a command and of those it started: each look stops them."""

Row = tuple[str, str, str, str]
"""What, goal, measured, figures."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What a command took, with all the processes it started."""

    cpu_s: float
    wall_s: float
    largest_mb: float
    """The most memory that any one of its processes held."""
    together_mb: float
    """The most that all of them were seen to hold at one time, each shared page once; 0 where
    nobody looked, or the system does not tell."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree of ours, with a place for what its runs leave."""

    root: Path
    work: Path

    def run(self, *command: str, cwd: Path, watched: bool = False) -> Spent:
        """Run ``parcours`` of this tree; raises `CalledProcessError` where it fails."""
        environment = {**os.environ, "PYTHONPATH": str(self.root / "src"),
                       "PYTHONPYCACHEPREFIX": str(self.work / "compiled"),
                       "PARCOURS_CACHE": str(self.work / "cache"), "NO_MKDOCS_2_WARNING": "1"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        return spent((sys.executable, "-m", "parcours", *command), environment, cwd,
                     watched=watched)

    def build(self, content: Path, docs: Path, *, watched: bool = False) -> Spent:
        """Generate a content folder."""
        return self.run("build", "--itineraries", str(content), "--docs", str(docs), "--today",
                        TODAY, cwd=self.work, watched=watched)

    def forget(self) -> None:
        """So that the next build is a first one."""
        shutil.rmtree(self.work / "cache", ignore_errors=True)


def trees(commit: str, folder: Path) -> tuple[Tree, Tree]:
    """This tree and that of an earlier commit, which is unpacked below ``folder``."""
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True)
    earlier = folder / "earlier"
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as tree:
        tree.extractall(earlier, filter="data")
    for name in ("work-now", "work-then"):
        (folder / name).mkdir()
    return Tree(ROOT, folder / "work-now"), Tree(earlier, folder / "work-then")


def generation(commit: str, folder: Path, routes: int, rounds: int,
               memory_routes: int) -> list[Row]:
    """Generation cold, after one edit, and its memory, against an earlier commit."""
    now, then = both = trees(commit, folder)
    real, numbers = then.root / "itineraries", count()
    few = made_up.write(folder / "against-few", 20, real)
    for tree in both:  # compiles the modules
        tree.build(few, folder / f"against-{next(numbers)}")
    contents = {tree: made_up.write(tree.work / "many", routes, real) for tree in both}
    cold: dict[Tree, list[Spent]] = {now: [], then: []}
    again: dict[Tree, list[Spent]] = {now: [], then: []}
    for _ in range(rounds):
        for tree, content in contents.items():
            docs = folder / f"against-{next(numbers)}"
            tree.forget()
            cold[tree].append(tree.build(content, docs))
            made_up.edit(content)
            again[tree].append(tree.build(content, docs))
            shutil.rmtree(docs)
    rows = []
    for what, goal, taken in ((f"generate {routes} cold", 1.5, cold),
                              (f"generate {routes} after one edit", 3.0, again)):
        for clock, unit in (("cpu_s", "processor"), ("wall_s", "wall clock")):
            ours, theirs = (statistics.median(getattr(one, clock) for one in taken[tree])
                            for tree in both)
            rows.append((f"{what}, against {commit}, {unit}", f">= {goal} x",
                         f"{theirs / ours:.2f} x", f"{theirs:.2f} s / {ours:.2f} s"))
    return rows + _memory(commit, both, folder, real, memory_routes)


def _memory(commit: str, both: Sequence[Tree], folder: Path, real: Path, routes: int) -> list[Row]:
    content = made_up.write(folder / "against-memory", routes, real)
    taken = []
    for tree in both:
        tree.forget()
        docs = tree.work / "memory"
        taken.append(tree.build(content, docs, watched=True))
        shutil.rmtree(docs)
    ours, theirs = taken
    return [(f"memory of generating {routes}, {what}", "<= 200 MB",
             f"{getattr(ours, which):.0f} MB", f"{commit}: {getattr(theirs, which):.0f} MB")
            for what, which in (("its largest process", "largest_mb"),
                                ("its processes together", "together_mb"))]


def spent(command: Sequence[str], environment: dict[str, str], cwd: Path, *,
          watched: bool = False) -> Spent:
    """Run a command and say what it took; raises `CalledProcessError` where it fails.

    Looking at its memory takes time from it, and is done where it is ``watched``.
    """
    started = time.perf_counter()
    running = subprocess.Popen(command, env=environment, cwd=cwd, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    ended, seen = Event(), [0.0]

    def look() -> None:
        while not ended.wait(_LOOK_S):
            seen[0] = max(seen[0], sum(_held_mb(pid) for pid in _family(running.pid)))

    looking = Thread(target=look)
    if watched:
        looking.start()
    _, status, usage = os.wait4(running.pid, 0)
    wall_s = time.perf_counter() - started
    ended.set()
    if watched:
        looking.join()
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
    largest = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return Spent(usage.ru_utime + usage.ru_stime, wall_s, largest, seen[0])


def _family(pid: int) -> list[int]:
    """A process and all that it started and they in turn, as far as the system tells."""
    try:
        started = [int(child) for task in Path(f"/proc/{pid}/task").iterdir()
                   for child in (task / "children").read_text().split()]
    except OSError:
        return [pid]
    return [pid, *(one for child in started for one in _family(child))]


def _held_mb(pid: int) -> float:
    """What a process holds, its part of what it shares; 0 where nobody tells."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1e3


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("commit")
    asked.add_argument("--routes", type=int, default=1000)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--memory-routes", type=int, default=3000)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="parcours-against-") as folder:
        for row in generation(options.commit, Path(folder), options.routes, options.rounds,
                              options.memory_routes):
            print("  ".join(row))  # noqa: T201


if __name__ == "__main__":
    main()
