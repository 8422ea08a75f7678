"""Builds and publications that are killed, run out of disk, or run two at once.

After each the site must be the former one or the new one, whole, and the next run must give what a
run from nothing gives. The content is that of the tests' sample, in one language, and changes from
one version to another and back, so that every run has something to do.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import multiprocessing
import os
import resource
import shutil
import signal
import socket
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from multiprocessing.context import ForkProcess
from pathlib import Path
from random import Random

from helpers.content_sample import FILES, ROUTE_FILE, TODAY, write_sample
from helpers.small_site import write, written_by_hand
from parcours.build import serve as serving
from parcours.build.build import Options, Outcome, build
from parcours.diagnostics.diagnostic import Words
from parcours.publish import publish
from soak.readers import ROOT

_LOOK_AGAIN = 20
"""After so many kills the usual time of a run is taken again."""
_WAIT_S = 600
"""A run that takes longer hangs."""
_DISK_MB = 160
_FREE_KB = 3000
"""What a run may find free on a disk that is nearly full: less than it needs, mostly."""
_ROUTE = str(FILES[ROUTE_FILE])
_VERSIONS: dict[str, dict[str, str | bytes | None]] = {
    "A": {ROUTE_FILE: _ROUTE},
    "B": {ROUTE_FILE: _ROUTE.replace("Montez au four.", "Montez jusqu’au four."),
          "places/musee-de-la-brique.yml": str(FILES["places/musee-de-la-brique.yml"]).replace(
              "Musée de la brique", "Musée des briques")},
}
_SITE = "languages: [fr]\ntiles: ign\nstale_after_days: 365\n"


@dataclass(slots=True)
class Suffered:
    """What came of one kind of disaster."""

    kind: str
    times: int = 0
    former: int = 0
    new: int = 0
    wrong: int = 0
    """The site was neither, or not there."""
    next_wrong: int = 0
    failed: int = 0
    """Of two at once: runs that gave up."""
    said: list[str] = field(default_factory=list)

    def blame(self, what: str) -> None:
        if len(self.said) < 10:
            self.said.append(what)


class Ground:
    """A folder with content, docs and a site, and what each version of the site is."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "mkdocs.yml", root)
        shutil.copytree(ROOT / "overrides", root / "overrides")
        for name, text in written_by_hand().items():
            write(root, f"fr/{name}", text)
        self.known: dict[str, Mapping[str, str]] = {}
        for version in ("B", "A"):
            self.write(version)
            shutil.rmtree(root / ".cache", ignore_errors=True)
            shutil.rmtree(root / "site", ignore_errors=True)
            code = ended(started(self.run))
            if code != 0:
                raise RuntimeError(f"the sample cannot be published: {code} {_last_words(root)}")
            self.known[version] = tree(root / "site")
        self.version = "A"
        if self.known["A"] == self.known["B"]:
            raise RuntimeError("both versions give the same site")

    def write(self, version: str) -> None:
        """Let the content be this version."""
        write_sample(self.root / "itineraries", **{**FILES, "site.yml": _SITE,
                                                   **_VERSIONS[version]})

    def turn(self) -> str:
        """Let the content be the other version, whose name this is."""
        self.version = "B" if self.version == "A" else "A"
        self.write(self.version)
        return self.version

    def run(self) -> None:
        """What ``make site`` does."""
        self.build()
        self.publish()

    def build(self) -> None:
        """The first half of it."""
        os.chdir(self.root)
        outcome = build(Options(Path("itineraries"), Path("docs"), TODAY,
                                cache=self.root / "cache" / "builds"))
        if not outcome.published:
            raise RuntimeError(str(outcome.diagnostics[:3]))

    def publish(self) -> None:
        """The other half."""
        os.chdir(self.root)
        publish(self.root, Path("site"))

    def state(self) -> str:
        """Which version the site is, or what is wrong with it."""
        if not (self.root / "site").is_dir():
            return "no site"
        found = tree(self.root / "site")
        for version, known in self.known.items():
            if found == known:
                return version
        near = min(self.known.values(), key=lambda one: len(_other(one, found)))
        return f"neither: {sorted(_other(near, found))[:5]}"

    def right(self) -> str:
        """Run again, and say what is not right then; nothing where all is."""
        code = ended(started(self.run))
        if code != 0:
            return f"the next run ended with {code}: {_last_words(self.root)}"
        state = self.state()
        if state != self.version:
            return f"after the next run: {state} in place of {self.version}"
        left = [path.name for path in self.root.glob(".site*")]
        return f"left behind: {left}" if left else ""


def _other(one: Mapping[str, str], other: Mapping[str, str]) -> set[str]:
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def tree(site: Path) -> Mapping[str, str]:
    """The digest of every file of a site; of its search index, whose names change from run to run,
    whether every file that it needs is there and whole."""
    found = {}
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and not name.startswith("pagefind/"):
            found[name] = sha256(path.read_bytes()).hexdigest()
    try:
        index = site / "pagefind"
        for one in json.loads((index / "pagefind-entry.json").read_text("utf-8"))[
                "languages"].values():
            gzip.decompress((index / f"pagefind.{one['hash']}.pf_meta").read_bytes())
            if not one["page_count"]:
                found["pagefind"] = "no pages"
        for path in (*index.glob("fragment/*"), *index.glob("index/*"), *index.glob("*.pagefind")):
            gzip.decompress(path.read_bytes())
        for name in ("pagefind.js", "names-fr.json"):
            found[f"pagefind/{name}"] = str((index / name).stat().st_size)
    except (OSError, ValueError, KeyError, EOFError) as failure:
        found["pagefind"] = repr(failure)
    return found


def started(work: Callable[[], None], most_bytes: int | None = None) -> ForkProcess:
    """A process that does this, in a group of its own; no file of it is longer than allowed."""
    def alone() -> None:
        os.setsid()
        os.environ["PARCOURS_CACHE"] = str(Path.cwd() / "cache")
        said = os.open("said.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(said, 1)
        os.dup2(said, 2)
        if most_bytes is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
        work()

    process = multiprocessing.get_context("fork").Process(target=alone)
    process.start()
    return process


def ended(process: ForkProcess) -> int | None:
    """How a process ends; one that hangs is killed, and its end is None."""
    process.join(_WAIT_S)
    if process.exitcode is None:
        _kill(process, group=True)
        return None
    return process.exitcode


def _kill(process: ForkProcess, *, group: bool) -> None:
    with contextlib.suppress(ProcessLookupError):
        assert process.pid is not None
        (os.killpg if group else os.kill)(process.pid, signal.SIGKILL)
    process.join()


def _last_words(root: Path) -> str:
    with contextlib.suppress(OSError):
        return (root / "said.txt").read_text("utf-8", "replace")[-600:]
    return ""


def killed(ground: Ground, times: int, random: Random, until: float) -> Suffered:
    """Kill runs at random moments: everything at once, or one in five times only the process that
    began, so that what it had begun goes on without it."""
    found, usual_s, seen_s = Suffered(""), 0.0, list[float]()
    while found.times < times and time.monotonic() < until:
        if found.times % _LOOK_AGAIN == 0:  # a machine is not as fast an hour later
            usual_s = _usual_s(ground)
            seen_s.append(usual_s)
            found.kind = (f"SIGKILL within the usual time of a run, {min(seen_s):.1f} to "
                          f"{max(seen_s):.1f} s, and a tenth more")
        former, new = ground.version, ground.turn()
        after_s, group = random.uniform(0, usual_s * 1.1), random.random() > 0.2
        process = started(ground.run)
        process.join(after_s)
        _kill(process, group=group)
        _judge(ground, found, former, new, f"killed after {after_s:.2f} s, group {group}")
    return found


def _usual_s(ground: Ground) -> float:
    """How long a run takes when nobody ends it: the middle of three."""
    took = []
    for _ in range(3):
        ground.turn()
        start = time.monotonic()
        ended(started(ground.run))
        took.append(time.monotonic() - start)
    return statistics.median(took)


def _judge(ground: Ground, found: Suffered, former: str, new: str, how: str) -> None:
    """Count what the site is after a disaster, and whether the next run is right."""
    found.times += 1
    state = ground.state()
    if state == former:
        found.former += 1
    elif state == new:
        found.new += 1
    else:
        found.wrong += 1
        found.blame(f"{how}: {state}")
    if wrong := ground.right():
        found.next_wrong += 1
        found.blame(f"{how}: {wrong}")
        if ground.state() != ground.version:  # begin again, so that one fault is told once
            shutil.rmtree(ground.root / ".cache", ignore_errors=True)
            ended(started(ground.run))


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A disk of its own at a folder, where we may mount one; whether it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    done = mount and unmount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={_DISK_MB}m", "parcours-soak", str(folder)],
        capture_output=True, check=False).returncode == 0
    try:
        yield bool(done)
    finally:
        if done and unmount:
            os.chdir("/")
            subprocess.run([unmount, "-l", str(folder)], check=False)


def full(ground: Ground, times: int, random: Random, until: float, *, disk: bool) -> Suffered:
    """Runs that find little room on their disk, or none; else no file may be long."""
    found = Suffered(f"disk full (tmpfs of {_DISK_MB} MB)" if disk
                     else "files cut short (RLIMIT_FSIZE)")
    filler = ground.root / "filler"
    while found.times < times and time.monotonic() < until:
        former, new = ground.version, ground.turn()
        free_kb = int(_FREE_KB * random.random() ** 2)
        if disk:
            left = os.statvfs(ground.root).f_bavail * os.statvfs(ground.root).f_frsize
            with filler.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, max(1, left - free_kb * 1024))
        code = ended(started(ground.run, None if disk else free_kb * 20))
        filler.unlink(missing_ok=True)
        found.failed += code != 0
        if code is None:
            found.blame(f"{free_kb} kB free: it hangs")
        _judge(ground, found, former, new, f"{free_kb} kB free, exit {code}")
    return found


def pairs(ground: Ground, times: int, random: Random, until: float) -> Suffered:
    """Two at once, a moment apart: whole runs, halves of one, and `serve` beside one."""
    found = Suffered("two at once")
    while found.times < times and time.monotonic() < until:
        former, new = ground.version, ground.turn()
        one, other = random.choice([
            (ground.run, ground.run), (ground.run, ground.publish), (ground.build, ground.run),
            (ground.publish, ground.publish), (_serve(ground), ground.run)])
        serves = one.__name__ == "_shown"
        first = started(one)
        time.sleep(random.choice((0.0, random.uniform(0, 1.5))))
        second = started(other)
        codes = [ended(second)]
        if serves:
            deadline = time.monotonic() + _WAIT_S
            while not (ground.root / "served").exists() and first.is_alive() and (
                    time.monotonic() < deadline):
                time.sleep(0.05)
            codes.append(0 if (ground.root / "served").exists() else 1)
            (ground.root / "served").unlink(missing_ok=True)
            _kill(first, group=True)
        else:
            codes.append(ended(first))
        how = f"{one.__name__} and {other.__name__}: {codes}"
        if any(code != 0 for code in codes):
            found.failed += 1
            found.blame(f"{how}: {_last_words(ground.root)}")
        _judge(ground, found, former, new, how)
    return found


def _serve(ground: Ground) -> Callable[[], None]:
    def _shown() -> None:
        os.chdir(ground.root)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]

        def tell(words: Words, outcome: Outcome | None) -> None:
            if outcome is None and words.en.startswith("See "):
                Path("served").touch()

        def failed(failure: Exception) -> None:
            raise failure

        serving.serve(Options(Path("itineraries"), Path("docs"), TODAY), port, tell, failed)

    return _shown
