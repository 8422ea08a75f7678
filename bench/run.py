"""``make bench``: the figures we hold ourselves to, measured in one run, beside their goals.

Every figure is a ratio of medians taken by turns in the same run, so that a slow machine or a busy
minute weighs on both sides. Nothing here can fail: it prints.

Usage: ``python bench/run.py [--routes N] [--rounds K] [--no-publish] [--against COMMIT]``
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
sys.path[:0] = [str(ROOT / "src"), str(BENCH)]

import against  # noqa: E402  (found through the line above)
import made_up  # noqa: E402
import publishing  # noqa: E402
import timetable_feed  # noqa: E402

TODAY = "2026-11-29"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_MKDOCS_2_WARNING": "1"}


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--routes", type=int, default=1000)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--no-publish", action="store_true")
    asked.add_argument("--against", metavar="COMMIT", help="also generate as that commit did")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="parcours-bench-") as folder:
        ENVIRONMENT["PARCOURS_CACHE"] = str(Path(folder, "cache"))
        table = measure(Path(folder), options.routes, options.rounds,
                        publish=not options.no_publish)
        if options.against:
            table += against.generation(options.against, Path(folder), options.routes,
                                        options.rounds, 3 * options.routes)
    width = max(len(row[0]) for row in table)
    print(f"{'what':{width}}  {'goal':>10}  {'measured':>10}  figures")  # noqa: T201
    for what, goal, measured, figures in table:
        print(f"{what:{width}}  {goal:>10}  {measured:>10}  {figures}")  # noqa: T201


Row = tuple[str, str, str, str]


def measure(folder: Path, routes: int, rounds: int, *, publish: bool) -> list[Row]:
    """All figures, as rows of what, goal, ratio, and what was measured."""
    real = ROOT / "itineraries"
    many = made_up.write(folder / "many", routes, real)
    few = made_up.write(folder / "few", max(1, routes // 10), real)
    rows = [*_generation(folder, many, few, routes, rounds), *_maps(many, routes), *_reading(many),
            *_timetables(folder, rounds)]
    if publish:
        rows += [*publishing.measured(folder, routes, rounds, "")]
    return rows


def _generation(folder: Path, many: Path, few: Path, routes: int, rounds: int) -> list[Row]:
    points = folder / "points.json"
    points.write_text(json.dumps(_points(many)), "utf-8")
    loops, colds, smalls, again = [], [], [], []
    for n in range(rounds):
        maps = folder / f"folium-{n}"
        maps.mkdir()
        loops.append(_took(sys.executable, str(BENCH / "folium_loop.py"), str(points), str(maps)))
        docs = folder / f"docs-{n}"
        shutil.rmtree(ENVIRONMENT["PARCOURS_CACHE"], ignore_errors=True)  # cold is cold
        colds.append(_build(many, docs))
        smalls.append(_build(few, folder / f"docs-few-{n}"))
        made_up.edit(many)
        again.append(_build(many, docs))
    loop, cold, small = (statistics.median(times) for times in (loops, colds, smalls))
    rerun = statistics.median(again)
    return [
        (f"generate {routes}, against the plain Folium loop", ">= 12 x", f"{loop / cold:.1f} x",
         f"{loop:.2f} s / {cold:.2f} s"),
        (f"generate {routes}, against {max(1, routes // 10)}", "linear", f"{cold / small:.1f} x",
         f"{cold:.2f} s / {small:.2f} s"),
        ("generate again with one changed, against cold", "<= 5 %", f"{rerun / cold:.0%}",
         f"{rerun:.2f} s / {cold:.2f} s"),
        *_days(many, routes, cold)]


def _build(content: Path, docs: Path) -> float:
    return _took(sys.executable, "-m", "parcours", "build", "--itineraries", str(content), "--docs",
                 str(docs), "--today", TODAY)


def _days(content: Path, routes: int, cold: float) -> list[Row]:
    """The days on which each route can be done, each of its stops having hours of its own."""
    from parcours.load.route import read_trip
    from parcours.load.shared import read_shared
    from parcours.trip import open_days

    shared = read_shared(content, date.fromisoformat(TODAY))
    trips = [trip for path in shared.itinerary_paths
             if (trip := read_trip(path, shared.atlas)[0]) is not None]
    planned = [(trip.itinerary, made_up.with_hours(trip.days)) for trip in trips]
    times = []
    for _ in range(2):  # with every rule still to be laid out over 400 days, then without
        started = time.perf_counter()
        for itinerary, days in planned:
            open_days.open_days(itinerary, days, shared.atlas)
        times.append(time.perf_counter() - started)
    first, again = times
    return [
        (f"the days of {routes} routes of {made_up.STOPS} stops, 400 days", "within it",
         f"{first / cold:.0%}", f"{first:.2f} s of the {cold:.2f} s of generation"),
        ("the same, rules already laid out", "within it", f"{again / cold:.0%}",
         f"{again / len(trips) * 1000:.3f} ms a route")]


def _maps(content: Path, routes: int) -> list[Row]:
    """The maps alone, and one map against a template with the same output, in this process."""
    import folium
    import jinja2

    from parcours.build.drawing import drawing
    from parcours.i18n.language import language_of
    from parcours.load.route import read_trip
    from parcours.load.shared import read_shared
    from parcours.render.maps import data as map_data
    from parcours.render.maps import page as maps
    from parcours.safe_text.json import inert_json

    shared = read_shared(content, date.fromisoformat(TODAY))
    trips = [trip for path in shared.itinerary_paths[:50]
             if (trip := read_trip(path, shared.atlas)[0]) is not None]
    french = language_of("fr")
    drawn = drawing(shared.atlas)
    shell = next(one for (lang, _), one in drawn.shells.items() if lang == "fr")
    files = (content.parent / f"map-{n}.html" for n in count())  # new ones, as a build's are

    def ours() -> None:
        for trip in trips:
            next(files).write_bytes(maps.render(shell, trip, french).encode())

    def plain() -> None:
        for trip in trips[:10]:
            stock = folium.Map(location=trip.visits[0].place.position)
            for visit in trip.visits:
                name = visit.place.name.in_lang("fr")
                folium.Marker(visit.place.position, popup=name).add_to(stock)
            stock.save(next(files))

    cut = maps.render(shell, trips[0], french).split('id="trip">')[0]
    template = jinja2.Environment(autoescape=False).from_string(  # noqa: S701  (measured, not shown)
        "{{ head }}{{ json(data(trip, labels, french)) }}{{ tail }}")
    words = {"head": cut, "tail": "</script></html>", "json": inert_json,
             "data": map_data.trip_data, "labels": shell.labels, "french": french}

    def templated() -> None:
        for trip in trips:
            template.render(trip=trip, **words)

    def rendered() -> None:
        for trip in trips:
            maps.render(shell, trip, french)

    a, b = _by_turns(ours, plain)
    ours_ms, plain_ms = a / len(trips) * 1000, b / min(10, len(trips)) * 1000
    c, d = _by_turns(rendered, templated)
    return [("one map written, against Folium's", ">= 40 x", f"{plain_ms / ours_ms:.0f} x",
             f"{plain_ms:.2f} ms / {ours_ms:.2f} ms"),
            ("one map, against one Jinja template", "<= 1.5", f"{c / d:.2f}",
             f"{c / len(trips) * 1000:.3f} ms / {d / len(trips) * 1000:.3f} ms")]


def _reading(content: Path) -> list[Row]:
    import yaml

    from parcours.format.model import Itinerary
    from parcours.format.parse import parse
    from parcours.source.read import Source, read_text

    texts = [path.read_text("utf-8") for path in sorted(content.glob("essai-*.yml"))[:100]]

    def ours() -> None:
        for text in texts:
            source = read_text(text, "x.yml")
            assert isinstance(source, Source)  # noqa: S101
            parse(source, Itinerary, "x")

    def bare() -> None:
        for text in texts:
            yaml.load(text, Loader=yaml.CSafeLoader)

    a, b = _by_turns(ours, bare)
    return [("load, positions and validation, against CSafeLoader", "<= 1.15", f"{a / b:.2f}",
             f"{a / len(texts) * 1000:.2f} ms / {b / len(texts) * 1000:.2f} ms")]


def _timetables(folder: Path, rounds: int) -> list[Row]:
    """A feed of 340 MB of stop times, zipped, read for one leg by us and by gtfs-kit, by turns."""
    tables = folder / "feed"
    ends = timetable_feed.write(tables, 340)
    packed = shutil.make_archive(str(folder / "packed"), "zip", tables)
    shutil.rmtree(tables)
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(_read_feed("parcours", packed, ends))
        theirs.append(_read_feed("gtfs-kit", packed, ends))
    if len({found for *_, found in (*ours, *theirs)}) > 1:
        raise RuntimeError("both must find the same departures")
    seconds, other = (statistics.median(one[0] for one in took) for took in (ours, theirs))
    peak, other_peak = (max(one[1] for one in took) for took in (ours, theirs))
    return [("340 MB of stop times, against gtfs-kit", ">= 1.3 x", f"{other / seconds:.1f} x",
             f"{other:.1f} s / {seconds:.1f} s"),
            ("the same, memory", "<= 60 MB", f"{peak:.0f} MB", f"gtfs-kit {other_peak:.0f} MB")]


def _read_feed(reader: str, packed: str, ends: tuple[str, str]) -> tuple[float, float, int]:
    """Seconds, the most memory in MB, and how many departures were found."""
    done = subprocess.run(
        [sys.executable, str(BENCH / "timetable_reading.py"), reader, packed, *ends],
        env=ENVIRONMENT, check=True, capture_output=True, text=True)
    seconds, peak, found = done.stdout.split()
    return float(seconds), float(peak), int(found)


def _points(content: Path) -> list[list[list[object]]]:
    from parcours.load.route import read_trip
    from parcours.load.shared import read_shared

    shared = read_shared(content, date.fromisoformat(TODAY))
    trips = (read_trip(path, shared.atlas)[0] for path in shared.itinerary_paths)
    return [[[v.place.lat, v.place.lon, v.place.name.in_lang("fr")] for v in trip.visits]
            for trip in trips if trip is not None]


def _took(*command: str, cwd: Path = ROOT) -> float:
    """Seconds of wall clock for a command; its failure is ours."""
    started = time.perf_counter()
    subprocess.run(command, cwd=cwd, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def _by_turns(one: Callable[[], None], other: Callable[[], None],
              rounds: int = 7) -> tuple[float, float]:
    """Median seconds of two pieces of work, taken in turn."""
    first, second = [], []
    one()
    other()
    for _ in range(rounds):
        for work, times in ((one, first), (other, second)):
            started = time.perf_counter()
            work()
            times.append(time.perf_counter() - started)
    return statistics.median(first), statistics.median(second)


if __name__ == "__main__":
    main()
