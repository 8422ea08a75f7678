"""The catalogue with a thousand routes, in Chromium: what it weighs and how fast it answers.

Made-up routes of every kind over the real places are published as a site. What the page loads by
itself is added up; then each kind of change is made some twenty times, and the time is taken from
the event to the next frame that shows it; then all of it again on a processor slowed four times,
for the longest task. Nothing here can fail: it prints. docs/dev/catalogue.md keeps the figures.

Usage: ``python bench/catalogue.py [--routes N] [--keep FOLDER]``
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(BENCH)]

import made_up  # noqa: E402  (found through the line above)
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright  # noqa: E402

from helpers.browsing import launch, serving  # noqa: E402
from helpers.published import lay_out  # noqa: E402
from parcours.format.model import Theme  # noqa: E402

_VERIFIED = re.compile(r"^ *verified_on: (\d{4}-\d\d-\d\d)", re.MULTILINE)
TODAY = max(date.fromisoformat(day) for path in (ROOT / "itineraries").rglob("*.yml")
            for day in _VERIFIED.findall(path.read_text("utf-8")))
"""The last day on which something of the real content was verified: none may be later."""
OPENED = f"{TODAY + timedelta(days=3)}T09:00:00+01:00"
_SLOWED = 4
_TIMES = 21
_LONG = 50
_EMPTY = {"page-vide.html": "an empty page",
          "page-vide-avec-style.html": "an empty page with our style"}
_STYLE = re.compile(r'<link rel="stylesheet" href="\.\./(assets/[^"]+)"')
_PARTS = {"ParseHTML": "HTML", "EvaluateScript": "script", "FunctionCall": "script",
          "UpdateLayoutTree": "style", "Layout": "layout", "Paint": "paint"}
"""What a task is told to be made of, by the browser's own words for it."""
_SEASONAL = 0.3
_FAR = ("car", "car", "carpool", "coach", "train")
_WORDS = ("brique", "colline", "halle", "clocher", "garonne", "jardin", "bastide", "vigne", "canal",
          "ferme", "lavoir", "chemin", "moulin", "coteau", "ail", "melon", "pastel", "orgue",
          "forge", "verger")


def main() -> None:
    """Publish, measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--routes", type=int, default=1000)
    asked.add_argument("--keep", type=Path, help="leave the site there, or take it from there")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="parcours-catalogue-") as folder:
        site = options.keep or Path(folder) / "site"
        if not (site / "index.html").exists():
            publish(Path(folder), site, options.routes)
        for what, figure in (*weights(site), *answers(site)):
            print(f"{what:58}  {figure}")  # noqa: T201


def publish(folder: Path, site: Path, routes: int) -> None:
    """The site of so many routes that differ in all that one filters by."""
    from parcours.build.build import Options, build
    from parcours.publish import publish

    content = made_up.write(folder / "content", routes, ROOT / "itineraries")
    chance = random.Random(1607)  # noqa: S311  (nothing secret)
    for path in sorted(content.glob("essai-*.yml")):
        path.write_text(varied(path.read_text("utf-8"), chance), "utf-8")
    started = time.perf_counter()
    outcome = build(Options(content, folder / "docs", TODAY, jobs=2))
    built = time.perf_counter() - started
    if not outcome.published:
        raise SystemExit(str(outcome.diagnostics[:3]))
    publish(lay_out(folder / "tree", folder / "docs"), folder / "made")
    shutil.copytree(folder / "made", site, dirs_exist_ok=True)
    print(f"{routes} routes built in {built:.1f} s")  # noqa: T201


def varied(route: str, chance: random.Random) -> str:
    """A made-up route with themes, means, a season, a difficulty and words of its own."""
    title, summary = (" ".join(chance.choices(_WORDS, k=k)).capitalize() for k in (3, 26))
    themes = ", ".join(chance.sample([theme.value for theme in Theme], chance.randint(1, 3)))
    difficulty = chance.choice(("easy", "easy", "moderate", "hard"))
    if chance.random() < _SEASONAL:
        difficulty += f"\nseason: {{from: 0{chance.randint(3, 6)}-01, to: 10-31}}"
    far, near = chance.choice(_FAR), chance.choice(("walk", "bike", "metro", "car"))
    for pattern, new in ((r"^title: .*", f"title: {{fr: {title}, en: {title}}}"),
                         (r"^  (fr|en): .*", rf"  \1: {summary}."),
                         (r"^themes: .*", f"themes: [{themes}]"),
                         (r"^difficulty: .*", f"difficulty: {difficulty}"),
                         ("by: car", f"by: {far}"), ("by: metro", f"by: {near}")):
        route = re.sub(pattern, new, route, flags=re.MULTILINE)
    return route


def weights(site: Path) -> Iterator[tuple[str, str]]:
    """What comes before a choice, by kind, as the page asks for it; and what may come after."""
    counted: Counter[str] = Counter()
    packed: Counter[str] = Counter()
    with serving(site) as home, sync_playwright() as playwright:
        browser = launch(playwright)
        page = _page(browser)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(urlsplit(request.url).path))
        page.goto(f"{home}parcours/")
        page.wait_for_selector(".is-ready")
        page.wait_for_load_state("networkidle")
        browser.close()
    for path in dict.fromkeys(asked):
        file = site / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))
        if file.is_file():
            raw = file.read_bytes()
            counted[_kind(path)] += len(raw)
            packed[_kind(path)] += len(gzip.compress(raw, 9))
    for kind in sorted(counted, key=lambda kind: -packed[kind]):
        yield f"before a choice: {kind}", _kb(counted[kind], packed[kind])
    for path in sorted((*site.glob("parcours/*.json"), site / "parcours/map.html",
                        *site.glob("parcours/page/2/index.html"))):
        raw = path.read_bytes()
        yield path.relative_to(site).as_posix(), _kb(len(raw), len(gzip.compress(raw, 9)))


def _kind(path: str) -> str:
    if path.endswith("/"):
        return "the page"
    if path.endswith((".js", ".css")):
        return "scripts" if path.endswith(".js") else "style"
    below = path.partition("/parcours/")[2]
    return "pictures of the map, data" if below and "/" not in below else (
        "covers near the screen" if below else "marks and icons of the site")


def _kb(raw: int, packed: int) -> str:
    return f"{raw / 1000:7.1f} kB, gzip {packed / 1000:6.1f} kB"


def _page(browser: Browser, *, set_clock: bool = True) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR",
                               geolocation={"latitude": 43.6, "longitude": 1.44},
                               permissions=["geolocation"], service_workers="block").new_page()
    if set_clock:
        page.clock.set_system_time(OPENED)
    return page


def _until(page: Page, expression: str) -> None:
    """Wait until something is so, without a script of Playwright's in the page: at a quarter of the
    speed that one alone is a task of over 50 ms."""
    session = page.context.new_cdp_session(page)
    while not session.send("Runtime.evaluate", {
            "expression": expression, "returnByValue": True})["result"].get("value"):
        page.wait_for_timeout(50)
    session.detach()


_ANSWER = """([selector, kind, values, times]) => new Promise(async (done) => {
  const took = [], script = [];
  const frame = () => new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
  for (let n = 0; n < times; n += 1) {
    const node = document.querySelector(selector);
    await frame();
    const start = performance.now();
    if (kind === 'click') node.click();
    else {
      node.value = values[n % values.length];
      node.dispatchEvent(new Event('change', {bubbles: true}));
    }
    script.push(performance.now() - start);
    await frame();
    took.push(performance.now() - start);
  }
  done([took, script]);
})"""


_CHANGES: tuple[tuple[str, tuple[str, str, list[str]]], ...] = (
    ("theme", ("input[value=art]", "click", [])),
    ("without a car", ("input[value=sans-voiture]", "click", [])),
    ("season", ("input[value=hiver]", "click", [])),
    ("day, typed", ("#jour", "change", ["2026-12-25", "2027-05-15", ""])),
    ("day, Saturday then any", ("[data-day='6']", "click", [])),
    ("sort", ("#tri", "change", ["court", "jour", ""])))


def empty_pages(site: Path) -> None:
    """Two words without a style, and the same with the catalogue's: what the browser alone takes to
    open a page."""
    styles = "".join(f'<link rel="stylesheet" href="{address}">' for address in _STYLE.findall(
        (site / "parcours/index.html").read_text("utf-8")))
    for name, style in zip(_EMPTY, ("", styles), strict=True):
        (site / name).write_text('<!doctype html><html lang="fr"><meta charset="utf-8">'
                                 f"<title>Vide</title>{style}<p>Deux mots</p>", "utf-8")


def answers(site: Path) -> list[tuple[str, str]]:
    """How long each kind of change takes: the script, and until the frame after it."""
    rows = []
    empty_pages(site)
    with serving(site) as home, sync_playwright() as playwright:
        browser = launch(playwright)
        page = _page(browser)
        for query in ("", "?theme=art"):
            session = page.context.new_cdp_session(page)
            session.send("Performance.enable", {"timeDomain": "threadTicks"})
            before = _spent(session)
            page.goto("about:blank")
            started = time.perf_counter()
            page.goto(f"{home}parcours/{query}")
            page.wait_for_selector(".is-ready")
            took = (time.perf_counter() - started) * 1000
            task = (_spent(session)["TaskDuration"] - before["TaskDuration"]) * 1000
            rows.append((f"open parcours/{query} until it can be used",
                         f"{took:6.0f} ms, main thread {task:.0f}"))
            session.detach()
        page.goto(f"{home}parcours/")
        page.wait_for_selector(".is-ready")
        rows.append(("the first choice until its count stands", _first_choice(page)))
        rows += [row for _, row in _all_changes(page)]
        browser.close()
        for rate in (1, _SLOWED):
            for path, what in _EMPTY.items():
                rows += list(_longest(launch(playwright), home + path, rate, what))
            rows += list(_longest(launch(playwright), f"{home}parcours/", rate))
    return rows


def _first_choice(page: Page) -> str:
    """Ends with no choice, as it began."""
    took: float = page.evaluate("""() => new Promise((done) => {
      const count = document.querySelector(".pc-found__count");
      const [start, was] = [performance.now(), count.textContent];
      const look = () => (count.textContent === was ? requestAnimationFrame(look)
        : done(performance.now() - start));
      document.querySelector("input[value=art]").click();
      look();
    })""")
    page.evaluate("document.querySelector('input[value=art]').click()")
    return f"{took:6.1f} ms"


def _all_changes(page: Page, times: int = _TIMES) -> Iterator[tuple[str, tuple[str, str]]]:
    for what, change in _CHANGES:
        yield what, _row(what, page, change, times)
        page.evaluate("document.querySelector(\"[data-day='']\").click()")
    page.evaluate("document.querySelector('[data-near]').click()")
    _until(page, "document.querySelector('.pc-card__away') !== null")
    what = "sort, distances known"
    yield what, _row(what, page, ("#tri", "change", ["court", "pres"]), times)


def _longest(browser: Browser, address: str, rate: int,
             other: str = "") -> Iterator[tuple[str, str]]:
    """The longest tasks of the main thread, by its own time: while the page opens, at the first
    choice, and in each kind of change; of some `other` page, while it opens. The clock is that of
    the machine: to set another one puts a script into each page, and so does to wait for an element
    or to click by Playwright's own means.
    """
    page = _page(browser, set_clock=False)
    page.goto("about:blank")
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": rate})

    def trace() -> None:
        browser.start_tracing(page=page, categories=[
            "disabled-by-default-devtools.timeline", "devtools.timeline"])

    def told(what: str) -> tuple[str, str]:
        page.wait_for_timeout(1000)
        return _tasks(f"longest tasks at 1/{rate}: {what}",
                      json.loads(browser.stop_tracing())["traceEvents"])

    trace()
    page.goto(address)
    if not other:
        _until(page, "document.querySelector('.is-ready') !== null")
    yield told(f"opening {other or 'the catalogue'}")
    if not other:
        page.evaluate("0")  # what Playwright needs in a page is there before one looks
        trace()
        _first_choice(page)
        yield told("the first choice")
        changes = _all_changes(page, 7)
        for what in (*(what for what, _ in _CHANGES), "near me, and sort by it"):
            trace()
            next(changes)
            yield told(f"{what}, 7 times")
    browser.close()


def _tasks(what: str, events: list[dict[str, Any]]) -> tuple[str, str]:
    """The longest tasks of the main thread, by its own time, and what the longest is made of."""
    mains = {(one["pid"], one["tid"]) for one in events
             if one["name"] == "thread_name" and one["args"]["name"] == "CrRendererMain"}
    ours = [one for one in events if (one["pid"], one["tid"]) in mains and "tdur" in one]
    tasks = sorted((one for one in ours if one["name"] == "RunTask"), key=lambda one: -one["tdur"])
    took = [one["tdur"] / 1000 for one in tasks]
    return (what, f"{', '.join(f'{one:.0f}' for one in took[:8])} ms; "
            f"{sum(one > _LONG for one in took)} of {len(took)} longer than {_LONG}; "
            f"the first: {_parts(tasks[0], ours)}")


def _parts(task: dict[str, Any], events: list[dict[str, Any]]) -> str:
    """How much of a task is what; what is done within something else counts as that."""
    spent: Counter[str] = Counter()
    end = 0
    for one in sorted(events, key=lambda one: (one["ts"], -one["dur"])):
        inside = (one["pid"] == task["pid"] and one["ts"] >= max(end, task["ts"])
                  and one["ts"] + one["dur"] <= task["ts"] + task["dur"])
        if inside and one["name"] in _PARTS:
            spent[_PARTS[one["name"]]] += one["tdur"]
            end = one["ts"] + one["dur"]
    return ", ".join(f"{name} {took / 1000:.0f}" for name, took in spent.most_common()
                     if took >= 1000) or "nothing of a page"


def _row(what: str, page: Page, change: tuple[str, str, list[str]],
         times: int) -> tuple[str, str]:
    """Medians of the clock, and means of the main thread's own time: others may use the machine."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = _spent(session)
    took, script = page.evaluate(_ANSWER, [*change, times])
    after = _spent(session)
    session.detach()
    task, run, style, layout = ((after[name] - before[name]) / times * 1000 for name in _SPENT)
    return what, (f"{statistics.median(took):6.1f} ms to the next frame (worst {max(took):.0f}), "
                  f"script {statistics.median(script):.1f} (worst {max(script):.0f}); CPU "
                  f"{task:.1f} ms: script {run:.1f}, style {style:.1f}, layout {layout:.1f}")


_SPENT = ("TaskDuration", "ScriptDuration", "RecalcStyleDuration", "LayoutDuration")


def _spent(session: CDPSession) -> dict[str, float]:
    found = session.send("Performance.getMetrics")["metrics"]
    return {one["name"]: one["value"] for one in found}


if __name__ == "__main__":
    main()
