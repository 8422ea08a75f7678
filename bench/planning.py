"""``make bench-plan``: five real days, searched exactly, and 14 public instances, by local search.

The figures of days and instances lie in ``../shared/facts/planning`` (``PARCOURS_FACTS`` names
another folder); without it there is nothing to measure. Each row is measured in a process of its
own, in seconds of CPU. With ``--write`` the tables go into docs/dev/planning.md, between its marks.

Usage: ``python bench/planning.py [--write] [--looks N] [--seed N]``
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from helpers import planning_instances as facts  # noqa: E402  (found through the line above)
from parcours.planning.exact import ExactSearch  # noqa: E402
from parcours.planning.plan import Status  # noqa: E402
from parcours.planning.rows import DayRows  # noqa: E402
from parcours.planning.schedule import plan_of  # noqa: E402
from parcours.planning.search import LOOKS, LocalSearch  # noqa: E402

PAGE = ROOT / "docs" / "dev" / "planning.md"
INSTANCES = (("c101", 1), ("r101", 1), ("rc101", 1), ("pr01", 1), ("r104", 1), ("rc104", 1),
             ("pr04", 1), ("c201", 1), ("r201", 1), ("c101", 2), ("r102", 2), ("rc102", 2),
             ("pr02", 2), ("r101", 4))
Measured = dict[str, Any]


def main() -> None:
    """Measure, print, and write if asked."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--write", action="store_true")
    asked.add_argument("--looks", type=int, default=LOOKS)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.one:
        kind, name, number = options.one
        one = day(name, int(number)) if kind == "day" else \
            instance(name, int(number), options.looks, options.seed)
        print(json.dumps(one))  # noqa: T201
        return
    if not facts.FACTS.exists():
        print(f"nothing to measure: {facts.FACTS} is not there")  # noqa: T201
        return
    text = "\n\n".join([table_of_days(days()), table_of_instances(
        instances(options.looks, options.seed))])
    print(text)  # noqa: T201
    if options.write:
        page = PAGE.read_text("utf-8")
        mark = re.compile(r"(<!-- measured: .*? -->\n).*(<!-- /measured -->)", re.DOTALL)
        PAGE.write_text(mark.sub(lambda found: f"{found[1]}\n{text}\n\n{found[2]}", page), "utf-8")


def days() -> list[Measured]:
    """The five dates, with and without the share."""
    return [_measured("day", date, percent) for date in facts.toy()["days"]
            for percent in (0, 30)]


def instances(looks: int = LOOKS, seed: int = 0) -> list[Measured]:
    """The fourteen instances."""
    return [_measured("instance", name, routes, "--looks", str(looks), "--seed", str(seed))
            for name, routes in INSTANCES]


def _measured(kind: str, name: str, number: int, *options: str) -> Measured:
    done = subprocess.run([sys.executable, __file__, "--one", kind, name, str(number), *options],
                          check=True, capture_output=True, text=True)
    found: Measured = json.loads(done.stdout)
    return found


def day(date: str, percent: int) -> Measured:
    """One date: what the file proves, what is found under its own rule for the meal, the seconds,
    and what is found where one may eat anywhere, as its words say."""
    told = facts.toy()["days"][date]["optimum_share_30" if percent else "optimum_free"]["score"]
    begun = time.process_time()
    search = ExactSearch(facts.toy_problem(date, percent))
    score = search.rules.score(search.run().best(search.rules)[0])
    seconds = time.process_time() - begun
    anywhere = ExactSearch(facts.toy_problem(date, percent, before_leaving=False))
    return {"date": date, "percent": percent, "told": told, "score": score, "seconds": seconds,
            "anywhere": anywhere.rules.score(anywhere.run().best(anywhere.rules)[0])}


def instance(name: str, routes: int, looks: int, seed: int) -> Measured:
    """One instance: the best known value, what is found, seconds and memory."""
    with (facts.FACTS / "best-known.csv").open(encoding="utf-8", newline="") as file:
        known = next(row for row in csv.DictReader(file)
                     if (row["instance"], row["routes"]) == (name, str(routes)))
    begun = time.process_time()
    problem = facts.instance(name, routes)
    rows = [DayRows(problem, 0)] * routes
    search = LocalSearch(problem, rows, looks, seed)
    search.run()
    seconds = time.process_time() - begun
    best = search.best
    if best is None:
        raise RuntimeError("no plan")
    plan = plan_of(problem, rows, best.orders, best.nights, Status.FOUND)
    return {"name": name, "routes": routes, "known": int(known["score"]), "status": known["status"],
            "score": plan.score, "gap": 100 * (1 - plan.score / int(known["score"])),
            "seconds": seconds, "mb": _peak_mb()}


def _peak_mb() -> float:
    """The most memory this process held; on Linux without what it was started from."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def table_of_days(rows: list[Measured]) -> str:
    """In Markdown."""
    lines = ["| date | share | proved by others | ours | seconds | ours, eating anywhere |",
             "|---|--:|--:|--:|--:|--:|"]
    lines += [f"| {one['date'][:4]}-{one['date'][4:6]}-{one['date'][6:]} | {one['percent']} % | "
              f"{one['told']} | {one['score']} | {one['seconds']:.2f} | {one['anywhere']} |"
              for one in rows]
    return "\n".join(lines)


def table_of_instances(rows: list[Measured]) -> str:
    """In Markdown, with the mean and the worst."""
    lines = ["| instance | routes | best known | ours | gap | seconds | MB |",
             "|---|--:|--:|--:|--:|--:|--:|"]
    lines += [f"| {one['name']} | {one['routes']} | {one['known']} ({one['status']}) | "
              f"{one['score']} | {one['gap']:.2f} % | {one['seconds']:.1f} | {one['mb']:.0f} |"
              for one in rows]
    gaps = [one["gap"] for one in rows]
    mean, worst = sum(gaps) / len(gaps), max(gaps)
    lines.append(f"| **mean; worst** | | | | **{mean:.2f} %; {worst:.2f} %** | "
                 f"{max(one['seconds'] for one in rows):.1f} | "
                 f"{max(one['mb'] for one in rows):.0f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
