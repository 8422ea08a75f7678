"""Reads one feed once, by parcours or by gtfs-kit, and prints seconds and the most memory in MB.

Usage: ``python bench/timetable_reading.py parcours|gtfs-kit FEED FROM TO``, each time in a process
of its own: memory that was once taken is not given back.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from timetable_feed import FIRST


def main(reader: str, feed: Path, start: str, end: str) -> None:
    """Read and print."""
    begun = time.perf_counter()
    count = by_parcours(feed, start, end) if reader == "parcours" else by_gtfs_kit(feed, start, end)
    seconds = time.perf_counter() - begun
    print(f"{seconds:.2f} {_peak_mb():.0f} {count}")  # noqa: T201


def _peak_mb() -> float:
    """The most memory this program held. On Linux the system's own count, since `getrusage` also
    counts what the process that started this one held before the program began."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def by_parcours(feed: Path, start: str, end: str) -> int:
    """How many departures there are from one station to another, over all dates."""
    from parcours.format.choices import Mode
    from parcours.geo.points import LatLon
    from parcours.timetable.archive import open_feed
    from parcours.timetable.feed import Wanted, read_feed
    from parcours.timetable.stops import End

    here = LatLon(43.0, 0.0)
    wanted = Wanted(End(here, (start,)), End(here, (end,)), Mode.TRAIN)
    found = read_feed(open_feed(feed, feed.name), [wanted], FIRST)
    return sum(len(day) for pair in found.pairs[wanted] for day in pair.departures.values())


def by_gtfs_kit(feed: Path, start: str, end: str) -> int:
    """The same, as its users write it."""
    import gtfs_kit

    read = gtfs_kit.read_feed(feed, dist_units="km")
    parents = read.stops.set_index("stop_id").parent_station
    times = read.stop_times.assign(station=read.stop_times.stop_id.map(parents))
    leaves = times[(times.station == start) & (times.pickup_type != 1)]
    arrives = times[(times.station == end) & (times.drop_off_type != 1)]
    both = leaves.merge(arrives, on="trip_id")
    both = both[both.stop_sequence_x < both.stop_sequence_y].merge(read.trips, on="trip_id")
    days = read.calendar_dates.groupby("service_id").size()
    return int(both.service_id.map(days).sum())


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4])
