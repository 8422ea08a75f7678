"""What a page of ours costs beside the obvious way to make it: writes ``docs/dev/weight.md``.

Run after ``make site``, with the packages of the tests: ``python scripts/weigh.py``. Both pages
show the stops of one route. The obvious page is made here, by MkDocs with Material as it comes and
the map as Folium saves it; what it would fetch from other hosts is counted by the sizes below,
since nothing is fetched from them here.
"""

import contextlib
import gzip
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, Route, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from helpers.browsing import TAP_TO_PINS, launch, serving  # noqa: E402  (found through the line above)

ID = "etoiles-et-fusees"
OUTPUT = ROOT / "docs" / "dev" / "weight.md"
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
FOREIGN_KB = {r"awesome-markers\.css": 166, "fontawesome": 151, r"/css\?family": 43,
              r"/leaflet\.js": 42.3, r"/leaflet\.css": 3.5, r"bootstrap(\.bundle)?\.min\.": 25.5,
              "jquery": 31}
"""Gzip kB of what the obvious page takes from other hosts, a style sheet with the pictures and
letters it asks for, by part of its address: as it came over the network in November 2026."""
RECORDED = {"requests": "25", "hosts": "7", "kb": "615", "axe": "3 / 7", "pins": "8.1 s"}
"""The obvious page with 12 stops, measured with a network in November 2026."""


@dataclass
class Measured:
    """One page: what was asked for before its map and with it."""

    own_kb: float = 0
    foreign_kb: float = 0
    requests: int = 0
    hosts: set[str] = field(default_factory=set)
    unknown: list[str] = field(default_factory=list)
    tiles: int = 0

    @property
    def kb(self) -> float:
        """All that came, from any host."""
        return self.own_kb + self.foreign_kb


def is_tile(url: str) -> bool:
    """Whether an address is a tile of a map's background."""
    return "data.geopf.fr" in url or re.search(r"tile[.\w-]*/\d+/\d+/\d+", url) is not None


@contextlib.contextmanager
def looking(browser: Browser, site: Path, home: str, seen: Measured) -> Iterator[Page]:
    """A phone that looks at a site; other hosts answer with nothing, Leaflet's files but."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, locale="fr-FR",
                                  service_workers="block")
    own = urlsplit(home).netloc

    def elsewhere(route: Route) -> None:
        name = urlsplit(route.request.url).path.rpartition("/")[2]
        local = leaflet() / name
        if name in ("leaflet.js", "leaflet.css"):
            route.fulfill(path=local)
        else:
            route.fulfill(status=200, body="")

    def count(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https"):
            return
        if is_tile(request.url):
            seen.tiles += 1
            return
        seen.requests += 1
        if parts.netloc != own:
            seen.hosts.add(parts.netloc)
            kb = next((kb for part, kb in FOREIGN_KB.items() if re.search(part, request.url)), None)
            seen.foreign_kb += kb or 0
            seen.unknown += [request.url] if kb is None else []
            return
        file = site / (parts.path.removeprefix("/") + ("index.html" if parts.path.endswith("/")
                                                       else ""))
        content = file.read_bytes() if file.is_file() else b""
        text = file.suffix in (".html", ".css", ".js", ".svg", ".json")
        seen.own_kb += (len(gzip.compress(content, 6)) if text else len(content)) / 1000

    context.route(lambda url: urlsplit(url).netloc != own, elsewhere)
    page = context.new_page()
    page.on("request", count)
    yield page
    context.close()


def leaflet() -> Path:
    """The folder of Leaflet, as a package brings it."""
    from importlib import import_module

    return Path(import_module("xstatic.pkg.leaflet").BASE_DIR)


def obvious(folder: Path) -> Path:
    """The site that a first afternoon with MkDocs, Material and Folium gives."""
    import folium

    stops = json.loads((ROOT / f"docs/fr/parcours/{ID}/{ID}.geojson").read_text("utf-8"))
    points = [(one["properties"]["name"], one["geometry"]["coordinates"])
              for one in stops["features"] if one["geometry"]["type"] == "Point"]
    drawn = folium.Map(location=[43.65, 1.1], zoom_start=9)
    for name, (lon, lat, *_) in points:
        folium.Marker([lat, lon], popup=name, icon=folium.Icon(icon="star")).add_to(drawn)
    (folder / "docs").mkdir()
    drawn.save(folder / "docs" / "map.html")
    words = "\n".join(f"{n}. {name}" for n, (name, _) in enumerate(points, start=1))
    (folder / "docs" / "index.md").write_text(
        f"# Des fusées aux étoiles\n\n<iframe src=\"map.html\" width=\"100%\" height=\"480\">"
        f"</iframe>\n\n{words}\n", "utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: Parcours\ntheme:\n  name: material\n  language: fr\n", "utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, check=True,
                   env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    return folder / "site"


def axe(page: Page, address: str) -> int:
    """How many of axe's rules a document breaks."""
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return len(Axe().run(page).response["violations"])


def pins(browser: Browser, site: Path, home: str) -> float:
    """Seconds from the tap to the first pin at 400 kbit/s and 400 ms, the median of three."""
    times = []
    for _ in range(3):
        with looking(browser, site, home, Measured()) as page:
            page.goto(f"{home}parcours/{ID}/")
            network = page.context.new_cdp_session(page)
            network.send("Network.enable")
            network.send("Network.emulateNetworkConditions", SLOW)
            times.append(page.evaluate(TAP_TO_PINS))
    return statistics.median(times)


def table(rows: list[tuple[str, ...]]) -> str:
    """Rows as a Markdown table, the first one its head."""
    head, *rest = rows
    return "\n".join("| " + " | ".join(row) + " |" for row in (
        head, tuple("---" for _ in head), *rest))


def main() -> None:
    """Measure both pages and write what was found."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch(playwright)
        before, after, stock = Measured(), Measured(), Measured()
        site = ROOT / "site"
        with serving(site) as home:
            address = f"{home}parcours/{ID}/"
            with looking(browser, site, home, before) as page:
                page.goto(address)
                page.wait_for_load_state("networkidle")
            with looking(browser, site, home, after) as page:
                page.goto(address)
                page.locator(".pc-map a.pc-button").first.click()
                page.frame_locator(".pc-map iframe").locator(
                    ".leaflet-marker-icon").first.wait_for()
                page.wait_for_load_state("networkidle")
            with looking(browser, site, home, Measured()) as page:
                rules = f"{axe(page, address)} / {axe(page, f'{address}map.html')}"
            seconds = pins(browser, site, home)
        plain = obvious(Path(folder))
        with serving(plain) as home:
            with looking(browser, plain, home, stock) as page:
                page.goto(home)
                page.wait_for_load_state("networkidle")
            with looking(browser, plain, home, Measured()) as page:
                stock_rules = f"{axe(page, home)} / {axe(page, f'{home}map.html')}"
        browser.close()
    rows: list[tuple[str, ...]] = [
        ("", "ours, map closed", "ours, map open", "the obvious page, here",
         "the obvious page, recorded"),
        ("requests", str(before.requests), str(after.requests), str(stock.requests),
         RECORDED["requests"]),
        ("other hosts, tiles apart", str(len(before.hosts)), str(len(after.hosts)),
         str(len(stock.hosts)), RECORDED["hosts"] + " with tiles"),
        ("kB over the network, gzip", f"{before.kb:.0f}", f"{after.kb:.0f}",
         f"{stock.kb:.0f} ({stock.own_kb:.0f} of it from its own host)", RECORDED["kb"]),
        ("axe rules broken, page / map", rules, rules, stock_rules, RECORDED["axe"]),
        ("pins at 400 kbit/s, 400 ms", "", f"{seconds:.1f} s after the tap", "",
         RECORDED["pins"] + " after the address")]
    OUTPUT.write_text(_TEXT.format(id=ID, table=table(rows), unknown=len(stock.unknown)), "utf-8")
    sys.stdout.write(f"{table(rows)}\n{OUTPUT.relative_to(ROOT)}\n")


_TEXT = """# What a page weighs

Written by `python scripts/weigh.py` after `make site`. The route is `{id}`, the screen
a phone's, 360 pixels wide. *The obvious page* has the same stops: MkDocs with Material as it comes,
and an `iframe` with the map as Folium saves it.

{table}

How to read it:

- Bytes of a page's own host are measured here, compressed as hosts do (gzip, level 6). What the
  obvious page takes from other hosts is not fetched: its requests are counted, and its bytes by
  their sizes of November 2026, which stand at the head of the script ({unknown} small files without
  a known size count as nothing, to its advantage).
- The last column was measured in November 2026 with a network, on a page of 12 stops. Its time to
  the pins has no counterpart here, since Folium's pins need those other hosts.
- Tiles are left out everywhere: they are the same for all.
- axe is run on the page and on the map as a document of its own. Of the obvious map it sees less
  here than with a network, where more of it is drawn.
- The times are those of the machine that ran the script. What a test holds, on every run, is
  `tests/browser/test_budget.py`: 100 kB, 160 kB, no other host, and pins within 3 s.
"""

if __name__ == "__main__":
    main()
