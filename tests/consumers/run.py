"""Real readers open what the site publishes; the table goes to docs/dev/consumers.md.

``make consumers`` runs it on ``site/``. Readers are installed by name into ``.cache/consumers``,
apart from what the project needs; GDAL, GPSBabel, librsvg, libxml2 and Java are the system's. A
reader that is not there is told as absent, never as content. Ends with 1 where one of them balks.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))
from consumers import facets  # noqa: E402

HERE = Path(__file__).parent
HOME = ROOT / ".cache" / "consumers"
TABLE = ROOT / "docs/dev/consumers.md"
SHAPES = Path(os.environ.get("PARCOURS_SAMPLES", ROOT.parent / "shared" / "samples")
              ) / "schemas/dcat-ap-3.0.1"
_VERSION = re.compile(r"\d+(?:\.\d+)+|\d{5}")


class Row(NamedTuple):
    """What one reader made of one file."""

    reader: str
    file: str
    found: str
    is_good: bool


_ABSENT = 127
"""What a shell ends with where there is no such program."""


def run(*command: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    """A command's outcome, whatever it is, also where there is no such program."""
    try:
        return subprocess.run([*map(str, command)], capture_output=True, text=True, check=False,
                              timeout=300, **more)
    except FileNotFoundError:
        return subprocess.CompletedProcess(command, _ABSENT, "",
                                           f"absent: {command[0]} is not here")


def told_by(done: subprocess.CompletedProcess[str], reader: str, file: str, found: str,
            is_good: bool) -> Row:
    """What a program of the system made of a file, or that there is none."""
    if done.returncode == _ABSENT:
        return Row(reader, file, done.stderr, False)
    return Row(reader, file, found, is_good)


def python() -> Path:
    """The environment of the Python readers, made where it is not there."""
    there = HOME / "venv" / "bin" / "python"
    if not there.exists():
        venv.create(HOME / "venv", with_pip=True)
        subprocess.run([there, "-m", "pip", "install", "--quiet", "-r",
                        HERE / "requirements.txt"], check=True)
    return there


def node() -> Path | None:
    """The folder of the readers from npm; None without npm."""
    if shutil.which("npm") is None:
        return None
    if not (HOME / "node_modules").exists():
        shutil.copy(HERE / "package.json", HOME)
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund"], check=True,
                       cwd=HOME)
    return HOME


def asked(what: str, path: Path) -> dict[str, Any]:
    """What a Python library makes of a file; its last line of complaint where it fails."""
    done = run(python(), HERE / "readers.py", what, path)
    if done.returncode:
        return {"failure": (done.stderr.strip().splitlines() or ["?"])[-1][:120]}
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def said(found: dict[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in found.items() if name != "columns")


def maps(site: Path, route: str) -> Iterator[Row]:
    """GDAL and geopandas on what maps read; GPSBabel on what devices read."""
    data, one = site / "donnees", site / "parcours" / route
    for path, layers in ((data / "parcours.geojson", 1), (one / f"{route}.geojson", 1),
                         (data / "parcours.kml", 2), (one / f"{route}.gpx", 2),
                         (data / "schema-randonnee.geojson", 0), (data / "etapes.csv", 1)):
        done = run("ogrinfo", "-ro", "-so", "-al", path)
        features = [int(n) for n in re.findall(r"Feature Count: (\d+)", done.stdout)]
        yield told_by(done, "GDAL", path.name, f"layers {len(features)}, features {sum(features)}",
                      done.returncode == 0 and len(features) >= layers)
    for path in (data / "parcours.geojson", data / "positions-odbl.geojson"):
        found = asked("frame", path)
        yield Row("geopandas", path.name, said(found), found.get("crs") == "EPSG:4326")
    stops = len(re.findall("<wpt ", (one / f"{route}.gpx").read_text("utf-8")))
    done = run("gpsbabel", "-i", "gpx", "-f", one / f"{route}.gpx", "-o", "kml", "-F", "-")
    told = {name for name, text in re.findall(
        r"<Placemark>\s*<name>(\d+\..*?)</name>\s*<description>(.*?)</description>", done.stdout,
        re.DOTALL) if text.strip() and not text.strip().startswith("http")}
    yield told_by(done, "GPSBabel", f"{route}.gpx to KML",
                  f"{len(told)} of {stops} stops keep their text", len(told) == stops)
    done = run("gpsbabel", "-i", "kml", "-f", data / "parcours.kml", "-o", "gpx", "-F", "-")
    points = done.stdout.count("<wpt ")
    yield told_by(done, "GPSBabel", "parcours.kml to GPX", f"{points} points", points > 0)
    done = run("xmllint", "--noout", "--nonet", data / "cirkwi.xml", data / "parcours.kml",
               one / f"{route}.gpx", data / "nouveautes.xml")
    yield Row("libxml2", "cirkwi.xml, parcours.kml, GPX, Atom", done.stderr[:80] or "well formed",
              done.returncode == 0)


def data(site: Path) -> Iterator[Row]:
    """Schemas, tables, graphs and feeds."""
    here, bin_ = site / "donnees", python().parent
    done = run(bin_ / "check-jsonschema", "--schemafile", here / "parcours.schema.json",
               here / "parcours.json")
    yield Row("check-jsonschema", "parcours.json", "valid" if not done.returncode
              else done.stdout[-200:], done.returncode == 0)
    done = run(bin_ / "frictionless", "validate", "datapackage.json", cwd=here)
    valid = done.stdout.count("VALID") - done.stdout.count("INVALID")
    yield Row("frictionless", "datapackage.json", f"{valid} tables valid", valid == 2)
    for name in ("parcours.jsonld", "datatourisme.jsonld", "catalogue.jsonld"):
        found = asked("graph", here / name)
        yield Row("rdflib", name, said(found), found.get("statements", 0) > 50
                  and found.get("whole", True))
    for shape in ("shapes.ttl", "range.ttl", "dcat-ap-SHACL.ttl"):
        if not (SHAPES / shape).is_file():
            yield Row("pyshacl", f"catalogue.jsonld by {shape}", "absent: the shapes of DCAT-AP "
                      "3.0.1 are not beside the project", False)
            continue
        done = run(bin_ / "pyshacl", "-s", SHAPES / shape, "-df", "json-ld",
                   here / "catalogue.jsonld")
        yield Row("pyshacl", f"catalogue.jsonld by {shape}",
                  "conforms" if "Conforms: True" in done.stdout else done.stdout[-200:],
                  "Conforms: True" in done.stdout)
    for path in (here / "nouveautes.xml", site / "perturbations/feed.xml"):
        found = asked("feed", path)
        yield Row("feedparser", path.name, said(found),
                  found.get("bozo") is False and not found["dateless"])


def calendars(site: Path, route: str) -> Iterator[Row]:
    """khal and ical.js on the calendars."""
    for path in (site / "parcours" / route / f"{route}.ics",
                 *sorted((site / "parcours").glob("theme-*.ics"))[:1]):
        settings = HOME / "khal.conf"
        settings.write_text(f"[calendars]\n[[none]]\npath = {HOME}/calendar\n", "utf-8")
        (HOME / "calendar").mkdir(exist_ok=True)
        done = run(python().parent / "khal", "-c", settings, "printics", path,
                   env={**os.environ, "HOME": str(HOME), "LC_ALL": "C.UTF-8"})
        lines = [line for line in done.stdout.splitlines() if line.strip()]
        yield Row("khal", path.name, f"{len(lines)} lines printed", bool(lines)
                  and done.returncode == 0)
        folder = node()
        if folder is None:
            yield Row("ical.js", path.name, "absent: npm is not here", False)
            continue
        done = run("node", HERE / "diary.mjs", folder, path)
        found: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {
            "failure": done.stderr[:99]}
        yield Row("ical.js", path.name, said(found), found.get("events", 0) > 0
                  and found["events"] == found["ids"])


def pages(site: Path, route: str) -> Iterator[Row]:
    """vnu on pages; librsvg, CairoSVG and WeasyPrint on pictures."""
    folder = node()
    if folder is None or shutil.which("java") is None:
        yield Row("vnu", "pages", "absent: npm or Java is not here", False)
    else:
        jar = next((folder / "node_modules/vnu-jar").rglob("vnu.jar"))
        paths = [site / name for name in (
            "index.html", "donnees/index.html", f"parcours/{route}/index.html",
            f"parcours/{route}/map.html", "parcours/index.html", "en/index.html", "404.html")]
        done = run("java", "-jar", jar, "--format", "json", "--errors-only", *paths)
        heard = json.loads(done.stderr or '{"messages": []}')["messages"]
        # two inputs of Material's own, on every page
        messages = [one for one in heard if 'class="md-toggle"' not in one.get("extract", "")]
        worst = "; ".join(dict.fromkeys(one["message"][:90] for one in messages))[:250]
        yield Row("vnu", f"{len(paths)} pages",
                  f"{len(messages)} errors{f': {worst}' if worst else ''}; and "
                  f"{len(heard) - len(messages)} of Material’s own inputs", not messages)
    for path in (site / "parcours" / route / f"{route}.svg", site / "territoires/carte.svg"):
        done = run("rsvg-convert", path, "-o", HOME / "drawn.png")
        yield Row("librsvg", path.name, "drawn" if not done.returncode else done.stderr[:99],
                  done.returncode == 0)
        found = asked("picture", path)
        yield Row("CairoSVG", path.name, said(found), found.get("colours", 0) > 100)
        found = asked("page", path)
        yield Row("WeasyPrint", path.name, said(found), found.get("pages") == 1)


def versions() -> dict[str, str]:
    """The version of each reader, as it says itself."""
    def of(*command: str | Path) -> str:
        done = run(*command)
        found = _VERSION.search(done.stdout + done.stderr)
        return "absent" if done.returncode == _ABSENT else found[0] if found else "?"

    listed = json.loads(run(python(), "-m", "pip", "list", "--format", "json").stdout)
    known = {one["name"].lower(): one["version"] for one in listed}
    found = {name: known.get(name.lower(), "?") for name in (
        "geopandas", "check-jsonschema", "frictionless", "rdflib", "pyshacl", "feedparser",
        "khal", "CairoSVG", "WeasyPrint")}
    found |= {"GDAL": of("ogrinfo", "--version"), "GPSBabel": of("gpsbabel", "-V"),
              "librsvg": of("rsvg-convert", "--version"), "libxml2": of("xmllint", "--version")}
    for name, package in (("ical.js", "ical.js"), ("vnu", "vnu-jar")):
        about = HOME / "node_modules" / package / "package.json"
        found[name] = json.loads(about.read_text("utf-8"))["version"] if about.is_file() else "?"
    return found


def main(site: Path) -> int:
    """Run every reader, write the table, and say how many balked."""
    HOME.mkdir(parents=True, exist_ok=True)
    route = sorted(path.name for path in (site / "parcours").iterdir()
                   if (path / f"{path.name}.gpx").is_file())[0]
    asking: list[Callable[[], Iterator[Row]]] = [
        lambda: maps(site, route), lambda: data(site), lambda: calendars(site, route),
        lambda: pages(site, route)]
    rows = [row for ask in asking for row in ask()]
    told = versions()
    lines = [
        "# Real readers of what we publish", "",
        "Printed by `make consumers`, which opens the published site (without an address of its",
        "own) in the programs that others use. They are no part of the project and of none of its",
        "tests. What a format loses on its way back to us is in [round-trips.md](round-trips.md).",
        "", "| reader | version | file | what it makes of it | |", "|---|---|---|---|---|",
        *(f"| {row.reader} | {told[row.reader]} | {row.file} | "
          f"{' '.join(row.found.replace('|', '/').split())} | {'✓' if row.is_good else '✗'} |"
          for row in rows), ""]
    TABLE.write_text("\n".join(lines), "utf-8")
    with tempfile.TemporaryDirectory() as folder:
        facets.write(facets.table(run, python(), told, Path(folder)))
    bad = [row for row in rows if not row.is_good]
    for row in bad:
        print(f"{row.reader}, {row.file}: {row.found}")  # noqa: T201
    print(f"{len(rows) - len(bad)} of {len(rows)}: {TABLE.relative_to(ROOT)}")  # noqa: T201
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"))
