"""What programs of others keep of a route of ours, facet by facet, when they convert its files.

The route is the one of ``importers/test_round_trips.py``, which has something of every facet. Each
program reads a file of ours and writes one of its own, which is read as text: a facet is kept where
all its values stand there, and in their order where they have one.
"""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
for folder in ("src", "tests"):
    sys.path.insert(0, str(ROOT / folder))

from importers.test_round_trips import FACETS, FORMATS, ID, Seen, built  # noqa: E402

DOCUMENT = ROOT / "docs/dev/round-trips.md"
BEGIN, END = "<!-- others: printed by make consumers -->\n", "<!-- /others -->\n"
Run = Callable[..., CompletedProcess[str]]


class Way(NamedTuple):
    """A conversion: by what, from which file of ours, into what."""

    reader: str
    source: str
    target: str


def ways(run: Run, python: Path, here: Path, folder: Path) -> dict[Way, str]:
    """What each conversion wrote, as text; empty where the program failed or is not there."""
    gpx, geojson = folder / f"{ID}.gpx", folder / f"{ID}.geojson"
    made: dict[Way, str] = {}

    def tried(way: Way, *command: str | Path, out: Path | None = None) -> None:
        try:
            done = run(*command)
        except OSError:
            done = CompletedProcess("", 1, "", "")
        text = done.stdout if out is None else (
            out.read_text("utf-8", "replace") if out.is_file() and out.suffix != ".gpkg" else "")
        if out is not None and out.suffix == ".gpkg" and out.is_file():
            text = run("ogrinfo", "-ro", "-al", out).stdout
        made[way] = text if not done.returncode else ""

    for source, name in ((geojson, "GeoJSON"), (gpx, "GPX")):
        out = folder / f"{name}.gpkg"
        tried(Way("GDAL", name, "GeoPackage"), "ogr2ogr", "-f", "GPKG", out, source, out=out)
        out = folder / f"{name}-geopandas.geojson"
        read = f"waypoints of {name}" if source == gpx else name
        tried(Way("geopandas", read, "GeoJSON"), python, here / "readers.py", "again", source,
              out, out=out)
    out = folder / "GeoJSON-gdal.geojson"
    tried(Way("GDAL", "GeoJSON", "GeoJSON"), "ogr2ogr", "-f", "GeoJSON", out, geojson, out=out)
    for target in ("gpx", "kml", "geojson"):
        tried(Way("GPSBabel", "GPX", {"gpx": "GPX", "kml": "KML", "geojson": "GeoJSON"}[target]),
              "gpsbabel", "-i", "gpx", "-f", gpx, "-o", target, "-F", "-")
    return made


def facets(text: str, route: Seen) -> dict[str, bool]:
    """Which facets of a route a text holds; without any text, none."""
    said = " ".join(html.unescape(html.unescape(text)).replace("\\/", "/").replace(
        '\\"', '"').split())
    said = re.sub(r"(\d{4})/(\d\d)/(\d\d)", r"\1-\2-\3", said)  # a date is one in a GeoPackage
    stops = route.stops

    def each(field: str, *langs: str) -> bool:
        return all(_there(value, said) for stop in stops
                   for value in _texts(stop.get(field), langs))

    def listed(names: str, values: Sequence[str]) -> bool:
        """Values of a field in their order, under one of its names."""
        found = iter(re.findall(
            rf"\b(?:{names})[\"'>=:\s]*(?:\([\w()]+\) = )?\"?([\w:.-]+)", said))
        return all(any(one.removesuffix(".0") == value for one in found) for value in values)

    def told(*values: Any) -> bool:
        return all(_there(str(value), said) for value in values)

    legs = [stop["travel"] for stop in stops if stop.get("travel")]
    points = [(float(stop["lat"]), float(stop["lon"])) for stop in stops]
    numbers = [float(one) for one in re.findall(r"-?\d+\.\d+", said)]
    pairs = {(round(one, 6), round(two, 6)) for one, two in pairwise(numbers)}
    where = [said.rfind(name) for stop in stops for name in _texts(stop["name"], ("fr",))]
    track = re.findall(r'lat="([\d.]+)" lon="([\d.]+)"', "".join(route.tracks.values()))
    climb = re.findall(r'lat="([\d.]+)" lon="([\d.]+)"><ele>([\d.]+)',
                       "".join(route.tracks.values()))
    whole = [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", said)]
    heights: dict[tuple[float, float], list[float]] = {}
    for one, two, three in zip(whole, whole[1:], whole[2:], strict=False):
        heights.setdefault((round(one, 5), round(two, 5)), []).append(three)
    checks: dict[str, Callable[[], bool]] = {
        "order of the stops": lambda: -1 not in where and where == sorted(where),
        "days and when they start": lambda: told(*(day["start"] for day in route.route["days"])),
        "title and summary, one language": lambda: told(
            route.route["title"]["fr"], route.route["summary"]["fr"]),
        "title and summary, every language": lambda: told(
            *route.route["title"].values(), *route.route["summary"].values()),
        "names of stops, every language": lambda: each("name", "fr", "en"),
        "positions to a millionth of a degree": lambda: all(
            (lat, lon) in pairs or (lon, lat) in pairs for lat, lon in points),
        "communes": lambda: told(*(stop["commune"] for stop in stops)),
        "stays": lambda: listed("stay", [stop["stay"] for stop in stops if stop.get("stay")])
        or listed("stay_min|stay", [str(_minutes(stop["stay"])) for stop in stops
                                    if stop.get("stay")]),
        "meals and what may be skipped": lambda: listed(
            "meal", [stop["meal"] for stop in stops if stop.get("meal")]) and (
            listed("optional", ["yes"]) or listed("optional", ["true"])
            or listed("optional", ["1"])),
        "notes, one language": lambda: each("note", "fr"),
        "notes, every language": lambda: each("note", "fr", "en"),
        "means, minutes and lines": lambda: listed("mode|by", [leg["by"] for leg in legs])
        and listed("minutes", [leg["minutes"] for leg in legs if leg.get("minutes")])
        and told(*(leg["line"] for leg in legs if leg.get("line"))),
        "paths": lambda: all((round(float(lat), 5), round(float(lon), 5)) in pairs
                             or (round(float(lon), 5), round(float(lat), 5)) in pairs
                             for lat, lon in track),
        # smoothed by us, hence not to the metre
        "heights of paths": lambda: all(
            any(abs(one - float(height)) < 10 for at in (
                (round(float(lat), 5), round(float(lon), 5)),
                (round(float(lon), 5), round(float(lat), 5))) for one in heights.get(at, ()))
            for lat, lon, height in climb),
        "themes and difficulty": lambda: told(
            *route.route["themes"], route.route["difficulty"]),
        "season and audience": lambda: told(
            *route.route["season"].values(), *route.route["audience"]),
        "fixed hours": lambda: listed("arrive", [stop["arrive"] for stop in stops
                                                if stop.get("arrive")]),
        "opening hours of places": lambda: each("opening_hours", ""),
        "prices, services, labels of places": lambda: each("price", "fr", "en") and all(
            _there(one, said) for stop in stops for one in stop.get("services", ())),
        "sources and dates of facts": lambda: all(
            _there(one, said) for stop in stops
            for one in (*stop.get("sources", ()), stop.get("verified_on", ""))),
        "rights of photos": lambda: told("Jeanne Dupuy", "CC-BY-SA-4.0"),
    }
    return {name: bool(said) and check() for name, check in checks.items()}


def _there(value: str, said: str) -> bool:
    return " ".join(value.split()) in said


def _texts(value: Any, langs: Sequence[str]) -> list[str]:
    """A text in some languages; one for all of them is so in each."""
    if isinstance(value, dict):
        return [value[lang] for lang in langs if lang in value]
    return [value] if isinstance(value, str) else []


def _minutes(stay: str) -> int:
    hours, _, rest = stay.partition("h") if "h" in stay else ("0", "", stay.removesuffix("min"))
    return int(hours) * 60 + int(rest or 0)


def table(run: Run, python: Path, versions: dict[str, str], folder: Path) -> str:
    """The matrix, with the version of each program."""
    docs, route = built(folder)
    for ending in ("GPX", "GeoJSON"):
        (folder / f"{ID}.{ending.lower()}").write_bytes(FORMATS[f"{ending} of the route"](docs))
    found = {way: facets(text, route) for way, text in ways(
        run, python, Path(__file__).parent, folder).items()}
    names = [name for name in FACETS if name != "all other fields"]
    head = [f"{way.reader} {versions[way.reader]}: {way.source} to {way.target}" for way in found]
    rows = [["", *head], ["---"] * (len(head) + 1), *(
        [name, *("kept" if found[way][name] else "lost" for way in found)] for name in names)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def write(told: str) -> None:
    """Put the matrix into the document."""
    text = DOCUMENT.read_text("utf-8")
    before, rest = text.split(BEGIN)
    DOCUMENT.write_text(f"{before}{BEGIN}{told}{END}{rest.split(END)[1]}", "utf-8")
