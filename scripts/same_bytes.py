"""Whether a site comes out the same wherever it is made: ``make same-bytes``.

The content of the tests is generated and published once for each way to run: time zones a day
apart, languages of the system, masks for new files, numbers of processes, hash seeds, and each
Python from 3.11 on that this machine has (on the path, of Debian, of pyenv; more are named in
PARCOURS_PYTHONS, their paths parted by colons). Every file of ``docs/`` and ``site/`` is compared
with the first run's, and everybody must be able to read the site. Says what ran; ends with 1 where
anything differs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from helpers.published import HOME, LANGS, SAMPLE, not_generated  # noqa: E402  (see above)

LOCK = ROOT / "requirements/site.txt"
KEPT = ROOT / ".cache/same-bytes"
"""The environments of other Pythons, which take a minute each to fill."""
OLDEST = (3, 11)
TOLD = 12


@dataclass(frozen=True, slots=True)
class Run:
    """A way to make the site."""

    python: Path
    version: str
    jobs: int = 1
    mask: int = 0o022
    system: Mapping[str, str] = field(default_factory=lambda: {
        "TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"})

    def __str__(self) -> str:
        said = " ".join(f"{name}={value}" for name, value in self.system.items())
        return f"Python {self.version}, {self.jobs} processes, umask {self.mask:03o}, {said}"


def ways(here: Path, version: str) -> Iterator[Run]:
    """The runs with this Python; the first is what all are compared with."""
    yield Run(here, version)
    yield Run(here, version, 2, 0o077, {
        "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"})
    yield Run(here, version, 3, 0o027, {
        "TZ": "Pacific/Niue", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "4242"})
    yield Run(here, version, 2, 0o000, {
        "TZ": "America/St_Johns", "LC_ALL": "fr_FR.UTF-8", "PYTHONHASHSEED": "random"})


def pythons() -> dict[str, Path]:
    """Each Python of this machine that can make the site, by its version, the oldest first."""
    named = [Path(one) for one in os.environ.get("PARCOURS_PYTHONS", "").split(":") if one]
    folders = [*os.environ.get("PATH", "").split(":"),
               *map(str, Path.home().glob(".pyenv/versions/*/bin"))]
    found: dict[tuple[int, ...], Path] = {}
    for path in [*named, *(one for folder in folders
                                      for one in sorted(Path(folder).glob("python3*")))]:
        if path.name.partition("python")[2].replace(".", "").isdigit() or path in named:
            version = version_of(path)
            if version[:2] >= OLDEST:
                found.setdefault(version, path)
    return {".".join(map(str, version)): found[version] for version in sorted(found)}


def version_of(python: Path) -> tuple[int, ...]:
    """The version of a Python; nothing where it does not run."""
    try:
        said = subprocess.run([python, "-c", "import sys; print(*sys.version_info[:3])"],
                              capture_output=True, text=True, timeout=20, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(map(int, said.split()))


def prepared(python: Path, version: str) -> Path:
    """That Python with what the site needs, from the lock; raises `CalledProcessError`."""
    digest = sha256(LOCK.read_bytes()).hexdigest()[:10]
    folder = KEPT / f"{version}-{digest}"
    inside = folder / "bin/python"
    if not (folder / "whole").exists():
        shutil.rmtree(folder, ignore_errors=True)
        for words in ([str(python), "-m", "venv", str(folder)],
                      [str(inside), "-m", "pip", "install", "--quiet",
                       "--disable-pip-version-check", "--require-hashes", "-r", str(LOCK)]):
            subprocess.run(words, check=True, capture_output=True, text=True)
        (folder / "whole").touch()
    return inside


def made(run: Run, folder: Path) -> dict[str, bytes]:
    """The digest of each file of ``docs/`` and ``site/``; raises `CalledProcessError`."""
    folder.mkdir()
    for config in ROOT.glob("mkdocs*.yml"):
        shutil.copy(config, folder)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copytree(SAMPLE / "itineraries", folder / "itineraries")
    for lang in LANGS:
        written = ROOT / "docs" / lang
        shutil.copytree(written, folder / "docs" / lang, ignore=not_generated(written))
    kept = {name: value for name, value in os.environ.items()
            if name in ("PATH", "HOME", "TMPDIR")}
    environment = {**kept, "PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1",
                   "PARCOURS_CACHE": str(folder / "kept"), **run.system}
    for words in (["build", "--jobs", str(run.jobs), "--today", "2026-11-22", "--site-url", HOME],
                  ["publish", "--site-url", HOME]):
        subprocess.run([run.python, "-m", "parcours", *words], cwd=folder, env=environment,
                       umask=run.mask, check=True, capture_output=True, text=True)
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).digest()
            for part in ("docs", "site") for path in sorted((folder / part).rglob("*"))
            if path.is_file()}


def unreadable(site: Path) -> list[str]:
    """What another user cannot read."""
    return [path.relative_to(site).as_posix() for path in [site, *sorted(site.rglob("*"))]
            if path.stat().st_mode & 0o555 != (0o555 if path.is_dir() else 0o444)]


def differences(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """The files that are not in both, or not the same."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def main() -> int:
    """Make the site in each way and say what came of it."""
    this = ".".join(map(str, sys.version_info[:3]))
    runs = list(ways(Path(sys.executable), this))
    failed = 0
    for version, python in pythons().items():
        if version != this:
            try:
                runs.append(Run(prepared(python, version), version))
            except subprocess.CalledProcessError as failure:
                failed += 1
                print(f"Python {version}: does not install\n{failure.stderr[-800:]}")  # noqa: T201
    first: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory(prefix="parcours-same-") as folder:
        for n, run in enumerate(runs):
            try:
                found = made(run, Path(folder, str(n)))
            except subprocess.CalledProcessError as failure:
                failed += 1
                print(f"{run}: FAILED\n{failure.stdout}{failure.stderr}")  # noqa: T201
                continue
            first = first or found
            wrong = differences(first, found)
            closed = unreadable(Path(folder, str(n), "site"))
            failed += bool(wrong or closed)
            said = f"{run}: {len(found)} files, {len(wrong)} differ, {len(closed)} unreadable"
            print(said, *wrong[:TOLD], *closed[:TOLD], sep="\n  ", flush=True)  # noqa: T201
            if n and not wrong:
                shutil.rmtree(Path(folder, str(n)))
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
