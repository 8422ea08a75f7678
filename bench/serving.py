"""``make bench-serving``: what nginx serves of the published site, on this machine.

nginx runs with ``deploy/nginx.conf``, one worker, on loopback; wrk asks for one address at a time
for a few seconds over a few connections, each row twice by turns: as the site is published, and
with the packed copies of ``deploy/server/pack.sh``. Load and server share the machine: the figures
compare rows, and are no promise. Processor time is that of nginx's worker alone.

Usage: ``python bench/serving.py [--seconds S] [--connections N] [--write]``
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.request import Request, urlopen

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from helpers.web_servers import laid_out, nginx  # noqa: E402  (found through the line above)

OUTPUT = ROOT / "docs/dev/serving.md"
ROUTE = "parcours/la-gascogne-en-train/"
MOST_S, MOST_CONNECTIONS = 10, 64
_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Measure and print; ``--write`` puts the table into its page."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=int, default=3, choices=range(1, MOST_S + 1))
    asked.add_argument("--connections", type=int, default=16,
                       choices=range(1, MOST_CONNECTIONS + 1))
    asked.add_argument("--write", action="store_true")
    options = asked.parse_args()
    site = ROOT / "site"
    if not shutil.which("wrk") or not (site / ROUTE).is_dir():
        raise SystemExit("wrk (Debian: apt-get install wrk) and `make site` are needed")
    with laid_out(site, "site") as root:
        with nginx(root / "site", "/404.html") as address:
            plain = rows(address, root, options.seconds, options.connections)
        subprocess.run(["sh", ROOT / "deploy/server/pack.sh", root / "site"], check=True)
        with nginx(root / "site", "/404.html") as address:
            packed = rows(address, root, options.seconds, options.connections)
    lines = ["| what is asked for | kB sent | requests/s | median ms | 99 % ms | "
             "nginx µs a request |", "|---|---|---|---|---|---|"]
    for name, before in plain.items():
        after = packed[name]
        lines.append("| " + " | ".join((name, *(
            f"{one} → {other}" if one != other else one
            for one, other in zip(before, after, strict=True)))) + " |")
    table = "\n".join(lines)
    print(table)  # noqa: T201
    if options.write:
        OUTPUT.write_text(_TEXT.format(table=table, seconds=options.seconds,
                                       connections=options.connections), "utf-8")


def rows(address: str, root: Path, seconds: int, connections: int) -> dict[str, tuple[str, ...]]:
    """Each address with what came of it, in words."""
    css = next((root / "site").glob("assets/*/stylesheets/parcours.css")).relative_to(root / "site")
    asked = {"a route’s page, gzip": (ROUTE, {"Accept-Encoding": "gzip"}),
             "the same, not packed": (ROUTE, {}),
             "the list of routes, gzip": ("parcours/", {"Accept-Encoding": "gzip"}),
             "the style sheet, gzip": (css.as_posix(), {"Accept-Encoding": "gzip"}),
             "a route’s page that did not change (304)": (ROUTE, {"If-None-Match": ""}),
             "an address where nothing is (404)": ("nulle-part/", {"Accept-Encoding": "gzip"})}
    return {name: measured(address + path, headers, root, seconds, connections)
            for name, (path, headers) in asked.items()}


def measured(url: str, headers: dict[str, str], folder: Path, seconds: int,
             connections: int) -> tuple[str, ...]:
    """kB of an answer, requests a second, median and 99th percentile of the latency in ms, and
    microseconds of nginx's processor time a request."""
    size = 0
    if "If-None-Match" in headers:
        with urlopen(Request(url)) as answer:  # noqa: S310  (this machine's own)
            headers = {"If-None-Match": answer.headers["ETag"]}
    elif "nulle-part" not in url:
        with urlopen(Request(url, headers=headers)) as answer:  # noqa: S310
            size = len(answer.read())
    worker = _worker(int((folder / "pid").read_text("utf-8")))
    before = _ticks(worker)
    said = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency",
         *(f"-H{name}: {value}" for name, value in headers.items()), url],
        capture_output=True, text=True, check=True).stdout
    ticks = _ticks(worker) - before
    requests = int(re.search(r"(\d+) requests in", said)[1])  # type: ignore[index]
    rate = float(re.search(r"Requests/sec: +([\d.]+)", said)[1])  # type: ignore[index]
    waited = dict(re.findall(r"(\d+)% +(\S+)", said))
    each_us = ticks / _TICKS_A_SECOND / max(requests, 1) * 1e6
    return (f"{size / 1000:.1f}", f"{rate:.0f}", *(
        f"{_ms(waited[share]):.1f}" for share in ("50", "99")), f"{each_us:.0f}")


def _ms(said: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", said).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def _worker(master: int) -> int:
    """The process of nginx that answers."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text("utf-8").split()
    return int(children[0])


def _ticks(process: int) -> int:
    """Processor time, in ticks of the clock."""
    parts = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return int(parts[11]) + int(parts[12])


_TEXT = """# What a server serves

Printed by `make bench-serving`, written by `python bench/serving.py --write`: nginx with
[`deploy/nginx.conf`](../../deploy/nginx.conf) and one worker, asked by wrk over {connections}
connections for {seconds} s an address, both on the same two cores. Before the arrow the site is as
published, and nginx packs each answer; behind it
[`deploy/server/pack.sh`](../../deploy/server/pack.sh) has laid packed copies beside the files.

{table}

How to read it: load and server share a machine that may have other work, so that only the rows and
the two sides of an arrow compare; the last column is the processor time of nginx itself, which
other work does not change. A phone on a slow network waits for bytes, not for the server.
"""

if __name__ == "__main__":
    main()
