"""Whether the built wheel is all that a site needs: ``make wheel-test``.

Builds the wheel, installs it in a fresh environment with the packages of ``requirements/site.txt``
and nothing else, and there, far from the checkout, begins a new site, publishes it as it is, and
again with the content of the tests. Says what it found, and fails where something is missing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests/sample/itineraries"
TOOLS = ("pytest", "playwright", "hypothesis", "mypy", "ruff", "icalendar", "gpxpy")
_COMMUNES = """\
code,name,lat,lon,territory
31555,Toulouse,43.6045,1.444,Ville
32160,L'Isle-Jourdain,43.6136,1.0808,Pays
"""
_ALONE = f"""
import importlib.util, pathlib, sys, parcours
assert pathlib.Path(parcours.__file__).is_relative_to(sys.prefix), parcours.__file__
print(*[one for one in {TOOLS!r} if importlib.util.find_spec(one)])
"""


def main() -> None:
    """Build, install, begin, publish."""
    with tempfile.TemporaryDirectory(prefix="parcours-wheel-") as folder:
        work = Path(folder)
        pip = ["-m", "pip", "--quiet", "--disable-pip-version-check"]
        _run(sys.executable, *pip, "wheel", "--no-deps", "--no-build-isolation", "-w", folder,
             str(ROOT), cwd=work)
        (wheel,) = work.glob("parcours-*.whl")
        _run(sys.executable, "-m", "venv", "venv", cwd=work)
        python = str(work / "venv/bin/python")
        _run(python, *pip, "install", "--require-hashes", "-r", str(ROOT / "requirements/site.txt"),
             cwd=work)
        _run(python, *pip, "install", "--no-deps", str(wheel), cwd=work)
        tools = _run(python, "-c", _ALONE, cwd=work).split()
        _must(not tools, f"tools of the tests are there: {tools}")

        (work / "communes.csv").write_text(_COMMUNES, "utf-8")
        parcours = str(work / "venv/bin/parcours")
        _run(parcours, "init", "essai", "--city", "Ville", "--country", "Pays", "--communes",
             "communes.csv", "--yes", cwd=work)
        site = work / "essai"
        for words in (["reference"], ["check", "--strict"], ["build"], ["publish"]):
            _run(parcours, *words, cwd=site)
        _must((site / "site/en/index.html").is_file(), "no English home page")
        shutil.rmtree(site / "itineraries")
        shutil.copytree(SAMPLE, site / "itineraries")
        for words in (["reference"], ["build", "--today", "2026-11-22"],
                      ["publish", "--site-url", "https://parcours.example.org/"]):
            _run(parcours, *words, cwd=site)
        routes = [path.stem for path in SAMPLE.glob("*.yml")
                  if path.stem not in ("site", "territories")]
        for lang in ("", "en/"):
            for id in routes:
                for name in ("index.html", "map.html", f"{id}.gpx", f"{id}.ics"):
                    made = f"{lang}parcours/{id}/{name}"
                    _must((site / "site" / made).is_file(), f"{made} is missing")
        for name in ("service-worker.js", "pagefind/pagefind.js", "sitemap.xml"):
            _must((site / "site" / name).is_file(), f"{name} is missing")
        files = sum(1 for path in (site / "site").rglob("*") if path.is_file())
        print(f"{wheel.name}: a new site, and one of {len(routes)} routes "  # noqa: T201
              f"with {files} files, published without the checkout and the tools of the tests")


def _must(there: bool, otherwise: str) -> None:
    if not there:
        raise SystemExit(otherwise)


def _run(*words: str, cwd: Path) -> str:
    """What a program says; its whole failure is shown where it fails."""
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(("PYTHON", "PARCOURS", "VIRTUAL_ENV"))}
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False,
                          env={**kept, "PARCOURS_CACHE": str(cwd / ".kept")})
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        done.check_returncode()
    return done.stdout


if __name__ == "__main__":
    main()
