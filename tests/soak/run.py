"""``make soak``: spoilt inputs for every reader, and builds that are killed, full or two at once.

Prints a page in Markdown; what it prints is kept as docs/dev/soak.md. Nothing here is part of
``make test``. Usage: ``python tests/soak/run.py [--inputs N] [--kills N] [--full N] [--pairs N]
[--seed N] [--minutes N] [--only WORD] [--bad DIR]``
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from soak import bounds, disasters, fuzzing, readers  # noqa: E402  (found through the line above)

_PACKAGES = ("mkdocs", "mkdocs-material", "pagefind", "pyyaml", "defusedxml", "pillow",
             "markdown-it-py", "nh3", "opening-hours-py", "openpyxl", "shapely", "hypothesis")


def main() -> None:
    """Do all of it, or what the options leave, and print what came of it."""
    asked = argparse.ArgumentParser(description=__doc__)
    for name, usual in (("inputs", 100_000), ("kills", 200), ("full", 60), ("pairs", 40),
                        ("seed", 1), ("minutes", 240)):
        asked.add_argument(f"--{name}", type=int, default=usual)
    asked.add_argument("--bounds", action=argparse.BooleanOptionalAction, default=True,
                       help="measure the memory that the largest files take")
    asked.add_argument("--only", default="", help="readers whose name has this word")
    asked.add_argument("--bad", type=Path, default=Path(tempfile.gettempdir(), "parcours-soak"),
                       help="where inputs that fail are kept")
    options = asked.parse_args()
    memory = Path("/dev/shm")  # noqa: S108  (a folder of its own within it)
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="parcours-soak-", ignore_cleanup_errors=True,
                                     dir=memory if os.access(memory, os.W_OK) else None) as folder:
        os.environ["PARCOURS_CACHE"] = str(Path(folder, "cache"))
        for line in page(options, Path(folder), start):
            print(line, flush=True)  # noqa: T201


def page(options: argparse.Namespace, folder: Path, start: float) -> Iterator[str]:
    """The lines of docs/dev/soak.md, each as soon as it is known."""
    yield "# Soak"
    yield ""
    yield ("What `make soak` found; printed by it, and not to be edited. Every reader of what "
           "others wrote is given samples of ours, spoilt, and what Hypothesis makes of their "
           "words; builds and publications are killed, run out of disk, and run two at once.")
    yield ""
    yield (f"{datetime.now(UTC):%Y-%m-%d}, seed {options.seed}, CPython "
           f"{platform.python_version()}, {platform.system()} {platform.release()}, "
           f"{os.cpu_count()} processors; "
           + ", ".join(f"{name} {version(name)}" for name in _PACKAGES) + ".")
    until = start + 60 * options.minutes
    if options.inputs:
        yield from _fuzzed(options, folder, until)
    if options.bounds:
        yield from _measured(folder)
    if options.kills or options.full or options.pairs:
        yield from _suffered(options, folder, until)
    yield ""
    yield f"All of it took {(time.monotonic() - start) / 60:.0f} minutes."


def _fuzzed(options: argparse.Namespace, folder: Path, until: float) -> Iterator[str]:
    place = folder / "readers"
    place.mkdir()
    os.chdir(place)
    chosen = [one for one in readers.readers(place) if options.only in one.name]
    counts = dict(readers.shared_out(chosen, options.inputs))
    yield ""
    yield "## Readers"
    yield ""
    yield (f"Over {fuzzing.MOST_S:.0f} s of the processor for one input, and over "
           f"{fuzzing.MOST_MB} MB of the whole process, counts as a fault, as does any exception "
           "but the one by which a reader says no with words. The memory is that of a process "
           "which has all readers loaded.")
    yield ""
    yield ("| reader | inputs | refused | tracebacks | over 2 s | over 300 MB | worst ms "
           "| worst MB |")
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    said: list[str] = []
    found: list[fuzzing.Found] = []
    for reader in chosen:
        if time.monotonic() > until or not counts[reader.name]:
            continue
        found.append(one := fuzzing.fuzz(reader, counts[reader.name], options.seed,
                                         _made(options.bad)))
        said += [f"{one.name}: {text}" for text in one.said]
        yield _row(one.name, one)
    yield _row("**all**", fuzzing.Found(
        "", sum(one.inputs for one in found), sum(one.refused for one in found),
        sum(one.tracebacks for one in found), sum(one.hangs for one in found),
        sum(one.large for one in found), max(one.worst_s for one in found),
        max(one.worst_mb for one in found)))
    yield from _told(said)


def _row(name: str, one: fuzzing.Found) -> str:
    return (f"| {name} | {one.inputs:,} | {one.refused:,} | {one.tracebacks} | {one.hangs} | "
            f"{one.large} | {1000 * one.worst_s:.0f} | {one.worst_mb:.0f} |")


def _measured(folder: Path) -> Iterator[str]:
    yield ""
    yield "## Bounds"
    yield ""
    yield ("The most memory that a command takes: its largest process, and all of its processes at "
           "one moment (what they share counted once). Exit 1 is a file refused with words.")
    yield ""
    yield "| command | largest MB | together MB | exit |"
    yield "|---|--:|--:|--:|"
    place = folder / "bounds"
    for one in bounds.measured(place):
        yield (f"| {one.name} | {one.largest_mb:.0f} | {one.together_mb:.0f} | {one.code} |")
        shutil.rmtree(place)


def _suffered(options: argparse.Namespace, folder: Path, until: float) -> Iterator[str]:
    yield ""
    yield "## Disasters"
    yield ""
    yield ("`former` and `new`: which site stood afterwards, whole, file by file. `wrong`: neither "
           "stood. `next wrong`: the next run failed, or gave another site than one from nothing. "
           "`failed`: runs that ended with an error, as they must on a full disk.")
    yield ""
    yield "| disaster | times | former | new | wrong | next wrong | failed |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    said: list[str] = []
    random = Random(options.seed)  # noqa: S311  (no secret)
    with disasters.small_disk(folder / "disk") as disk:
        place = folder / "disk" / "site"
        place.mkdir()
        os.chdir(place)
        ground = disasters.Ground(place)
        wanted = {"killed": options.kills, "full": options.full, "pairs": options.pairs}
        for n, (name, times) in enumerate(wanted.items()):
            if not times:
                continue
            # where time is short each kind has its share of it
            rest, left = sum([*wanted.values()][n:]), until - time.monotonic()
            end = time.monotonic() + left * times / rest
            one = (disasters.killed(ground, times, random, end) if name == "killed"
                   else disasters.full(ground, times, random, end, disk=disk)
                   if name == "full" else disasters.pairs(ground, times, random, end))
            said += [f"{one.kind}: {text}" for text in one.said]
            count = f"{one.times}" if one.times == times else f"{one.times} of {times}"
            yield (f"| {one.kind} | {count} | {one.former} | {one.new} | {one.wrong} | "
                   f"{one.next_wrong} | {one.failed} |")
        os.chdir("/")
    yield from _told(said)


def _told(said: list[str]) -> Iterator[str]:
    """What went wrong, where something did."""
    if said:
        yield from ("", "```text", *said, "```")


def _made(folder: Path) -> Path:
    with suppress(FileExistsError):
        folder.mkdir(parents=True)
    return folder


if __name__ == "__main__":
    main()
