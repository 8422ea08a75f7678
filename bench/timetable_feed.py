"""A made-up feed of any size for `run.py`: a network of lines with stops, runs and dated services.

Usage: ``python bench/timetable_feed.py FOLDER MEGABYTES`` writes the tables, of which
``stop_times.txt`` has about so many million bytes.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

STOPS_A_LINE = 24
RUNS_A_LINE = 600
_ROW_BYTES = 95
FIRST = date(2026, 11, 30)
DAYS = 21


def write(folder: Path, megabytes: int) -> tuple[str, str]:
    """Write the feed; returns the ids of two stations that one line joins."""
    folder.mkdir(parents=True)
    lines = max(1, megabytes * 1_000_000 // (_ROW_BYTES * STOPS_A_LINE * RUNS_A_LINE))
    _table(folder / "agency.txt", "agency_id,agency_name,agency_url,agency_timezone",
           ["1,Reseau,https://exemple.fr,Europe/Paris"])
    _table(folder / "calendar_dates.txt", "service_id,date,exception_type",
           [f"{service:06},{FIRST + timedelta(days=day):%Y%m%d},1"
            for service in range(50) for day in range(DAYS) if (day + service) % 7])
    _table(folder / "routes.txt", "route_id,agency_id,route_short_name,route_long_name,route_type",
           [f"FR:Line::{line:08},1,L{line},,2" for line in range(lines)])
    _table(folder / "stops.txt",
           "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station",
           [row for line in range(lines) for n in range(STOPS_A_LINE) for row in _stop(line, n)])
    _table(folder / "trips.txt", "route_id,service_id,trip_id,direction_id",
           [f"FR:Line::{line:08},{run % 50:06},{_run(line, run)},{run % 2}"
            for line in range(lines) for run in range(RUNS_A_LINE)])
    with (folder / "stop_times.txt").open("w", encoding="utf-8") as table:
        table.write("trip_id,arrival_time,departure_time,stop_id,stop_sequence,stop_headsign,"
                    "pickup_type,drop_off_type,shape_dist_traveled\n")
        for line in range(lines):
            for run in range(RUNS_A_LINE):
                start = 5 * 60 + run % 1080
                order = range(STOPS_A_LINE) if run % 2 else range(STOPS_A_LINE - 1, -1, -1)
                table.writelines(
                    f"{_run(line, run)},{_time(start + 4 * n)},{_time(start + 4 * n)},"
                    f"{_point(line, at)},{n},,{int(n == STOPS_A_LINE - 1)},{int(n == 0)},\n"
                    for n, at in enumerate(order))
    return f"StopArea:OCE{0:06}", f"StopArea:OCE{STOPS_A_LINE - 1:06}"


def _run(line: int, run: int) -> str:
    return f"OCESN{line:05}{run:04}F3844093:2026-11-22T00:42:25Z"


def _point(line: int, n: int) -> str:
    return f"StopPoint:OCETrain TER-{line * STOPS_A_LINE + n:06}"


def _stop(line: int, n: int) -> tuple[str, str]:
    at = f"{43 + line / 1000:.6f},{n / 40:.6f}"
    station = f"StopArea:OCE{line * STOPS_A_LINE + n:06}"
    return (f"{station},Gare {line} {n},{at},1,",
            f"{_point(line, n)},Gare {line} {n},{at},0,{station}")


def _time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}:00"


def _table(path: Path, header: str, rows: list[str]) -> None:
    path.write_text("\n".join([header, *rows]) + "\n", "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
