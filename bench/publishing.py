"""Publication: against a plain MkDocs build, against an earlier commit, and how it grows.

Seconds are of processor, of every process together; the clock stands beside. Memory is that of all
processes at one time, each shared page once. Both are as `against.spent` measures them.

Usage: ``python bench/publishing.py [--sizes 10,100,300] [--routes N] [--rounds K]
[--few N] [--against COMMIT] [--write]``; ``--write`` prints docs/dev/performance.md, too.
With an environment of requirements/site.txt alone it measures what those who publish have.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

BENCH = Path(__file__).resolve().parent
ROOT = BENCH.parent
sys.path[:0] = [str(ROOT / "src"), str(BENCH)]

import against  # noqa: E402  (found through the line above)
import made_up  # noqa: E402
import peers  # noqa: E402
from against import Row, Spent, Tree  # noqa: E402

_ADDRESS = "https://parcours.example.org/"
_TOLD = ROOT / "docs" / "dev" / "performance.md"
_SEARCH = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.fr.pagefind",
           "pagefind.fr_*.pf_meta")
"""What a search in French loads before it looks for a word."""


def project(tree: Tree, folder: Path, content: Path) -> Path:
    """A whole project of a tree round made-up content, generated and not yet published."""
    folder.mkdir(parents=True)
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        shutil.copy(tree.root / name, folder / name)
    shutil.copytree(tree.root / "overrides", folder / "overrides")
    shutil.copytree(content, folder / "itineraries")
    for page in _written(tree.root):
        (folder / page).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(tree.root / page, folder / page)
    tree.run("build", "--today", against.TODAY, cwd=folder)
    return folder


def _written(root: Path) -> list[Path]:
    """The pages that people wrote: of this tree what is not generated, of one that was unpacked
    all that is there."""
    folders = [f"docs/{lang}" for lang in ("fr", "en")]
    if root != ROOT:
        return [path.relative_to(root) for folder in folders
                for path in (root / folder).rglob("*") if path.is_file()]
    listed = subprocess.run(["git", "ls-files", *folders], cwd=ROOT, check=True,
                            capture_output=True, text=True).stdout
    return [Path(line) for line in listed.splitlines()]


def publish(tree: Tree, at: Path, *more: str, cold: bool = True, watched: bool = False) -> Spent:
    """Publish a project, with nothing kept of a former time where it is ``cold``."""
    if cold:
        for name in ("site", ".cache"):
            shutil.rmtree(at / name, ignore_errors=True)
    return tree.run("publish", *more, cwd=at, watched=watched)


def bare(at: Path, *, watched: bool = False) -> Spent:
    """MkDocs as it reads HTML by itself, over the French pages alone."""
    plain = (at / "mkdocs.yml").read_text("utf-8").replace("  - parcours.web.whole_html\n", "")
    (at / "bare.yml").write_text(plain, "utf-8")
    try:
        return against.spent(
            (sys.executable, "-m", "mkdocs", "build", "-q", "-f", "bare.yml", "-d",
             str(at.with_name("bare"))), {**os.environ, "NO_MKDOCS_2_WARNING": "1"}, at,
            watched=watched)
    finally:
        (at / "bare.yml").unlink()


def against_mkdocs(tree: Tree, at: Path, routes: int, rounds: int) -> list[Row]:
    """Both languages of ours, by turns with French alone by MkDocs; and after one edit."""
    ours, theirs, again = [], [], []
    for _ in range(rounds):
        theirs.append(bare(at))
        ours.append(publish(tree, at))
        made_up.edit(at / "itineraries")
        tree.run("build", "--today", against.TODAY, cwd=at)
        again.append(publish(tree, at, cold=False))
    rows = []
    for clock, unit in (("cpu_s", "processor"), ("wall_s", "wall clock")):
        one, other, edit = (statistics.median(getattr(spent, clock) for spent in taken)
                            for taken in (ours, theirs, again))
        rows += [(f"publish {routes} in two languages, against bare MkDocs on French, {unit}",
                  "<= 0.5", f"{one / other:.2f}", f"{one:.1f} s / {other:.1f} s"),
                 (f"publish {routes} after one edit, against cold, {unit}", "<= 15 %",
                  f"{edit / one:.0%}", f"{edit:.1f} s / {one:.1f} s")]
    return rows


def against_commit(commit: str, folder: Path, routes: int, rounds: int) -> list[Row]:
    """After the same edit, by turns with the build of an earlier commit."""
    both = against.trees(commit, folder)
    real = both[1].root / "itineraries"
    at = {tree: project(tree, tree.work / "project", made_up.write(tree.work / "many", routes,
                                                                   real)) for tree in both}
    taken: dict[Tree, list[Spent]] = {tree: [] for tree in both}
    for tree in both:
        publish(tree, at[tree])
    for _ in range(rounds):
        for tree in both:
            made_up.edit(at[tree] / "itineraries")
            tree.run("build", "--today", against.TODAY, cwd=at[tree])
            taken[tree].append(publish(tree, at[tree], cold=False))
    rows = []
    for clock, unit in (("cpu_s", "processor"), ("wall_s", "wall clock")):
        ours, theirs = (statistics.median(getattr(one, clock) for one in taken[tree])
                        for tree in both)
        rows.append((f"publish {routes} after one edit, against {commit}, {unit}", ">= 4 x",
                     f"{theirs / ours:.2f} x", f"{theirs:.1f} s / {ours:.1f} s"))
    return rows


def cards(tree: Tree, at: Path, routes: int) -> list[Row]:
    """The first publication with an address draws the sharing pictures: against one without."""
    without = publish(tree, at)
    drawn = publish(tree, at, "--site-url", _ADDRESS)
    weights = [path.stat().st_size for path in (at / "site").rglob("partage*.png")]
    return [(f"publish {routes} with an address, against without, processor", "<= 1.5",
             f"{drawn.cpu_s / without.cpu_s:.2f}", f"{drawn.cpu_s:.1f} s / {without.cpu_s:.1f} s"),
            ("the heaviest sharing picture", "<= 50 kB", f"{max(weights) / 1000:.0f} kB",
             f"{len(weights)} pictures, {sum(weights) / 1e6:.1f} MB")]


def grown(tree: Tree, folder: Path, routes: int) -> list[str]:
    """A line of the table: one size, cold, looked at while it runs."""
    content = made_up.write(folder / f"content-{routes}", routes, ROOT / "itineraries")
    tree.forget()
    made = tree.build(content, folder / f"docs-{routes}", watched=True)
    shutil.rmtree(folder / f"docs-{routes}")
    at = project(tree, folder / f"grown-{routes}", content)
    spent = publish(tree, at, watched=True)
    site = at / "site"
    pages = len(list(site.rglob("index.html")))
    index = site / "pagefind"
    loaded = sum(path.stat().st_size for name in _SEARCH for path in index.glob(name))
    pieces = [path.stat().st_size for path in index.glob("index/fr_*")]
    page = (site / "parcours" / "essai-0001" / "index.html").stat().st_size
    shutil.rmtree(at)
    shutil.rmtree(content)
    return [str(routes), str(pages), f"{made.cpu_s:.1f}", f"{made.together_mb:.0f}",
            f"{spent.cpu_s:.1f}", f"{spent.wall_s:.1f}", f"{spent.together_mb:.0f}",
            f"{spent.cpu_s / pages * 1000:.1f}", str(page), f"{loaded / 1000:.0f}",
            f"{statistics.mean(pieces) / 1000:.0f}" if pieces else "–"]


_HEAD = ("routes", "pages", "generate, s", "generate, MB", "publish, s", "by the clock, s",
         "publish, MB", "ms a page", "bytes of a route’s page", "kB before a search",
         "kB a word searched")


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, ["---"] * len(head), *lines))


def told(rows: Sequence[Row], others: Sequence[peers.Line], lines: Sequence[Sequence[str]],
         routes: int) -> str:
    """What docs/dev/performance.md says."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, check=True,
                            capture_output=True, text=True).stdout.strip()
    load = f"{os.getloadavg()[0]:.0f}" if hasattr(os, "getloadavg") else "unknown"
    versions = ", ".join(f"{name} {version(name)}" for name in (
        "mkdocs", "mkdocs-material", "Markdown", "Jinja2", "pagefind"))
    return f"""# What publishing takes

Printed by `make bench` (`bench/publishing.py --write`) on {datetime.now(UTC).date()},
commit {commit}: {os.cpu_count()} processors, {platform.system()} {platform.machine()}, Python
{platform.python_version()}, {versions}, {_beside()}.
The load was {load} at the end, all that ran on the machine included. Routes are made up, twelve
stops over real places.

Seconds are of processor, of all processes together; only a clock says *clock*. Memory is that of
all processes at one time, each page that they share counted once.

{_table(("what", "goal", "measured", "figures"), rows)}

## Beside others

{routes} routes from nothing, once, each program with a layout of five lines, but for the first
two. Only the first line has two languages, a search, lists of what to keep without a network, and
checks of every link.

{_table(peers.HEAD, others)}

## How it grows

Each size once, from nothing, in two languages.

{_table(_HEAD, lines)}

*Before a search* is the program of the search, its list of all pages and of the pieces of its
index, in French; *a word searched* is a mean piece of that index. What is shown of each result
comes on top.

## Where we lose

- Hugo is a compiled program and makes plain pages in a fraction of our time, Eleventy in less than
  MkDocs alone. What takes ours most is what they were not asked for: looking at each file of the
  site once, so that every link is known to lead somewhere and every kept page to be whole.
- Pagefind is a program of its own that holds the words of every page until its index is written:
  its memory grows with the pages, and counts here as ours.
- After an edit the index of that language is made anew, since Pagefind cannot add to one; after
  that of a title, which finds its page in the other languages, too, each of them.
- Pictures for sharing are drawn once, at the first publication with an address, which they make
  longer; later ones keep them.
- A publication in two languages uses two processors. With one, it takes as long by the clock as it
  takes of the processor.
"""


def _beside() -> str:
    """What else is installed: Folium imports pandas wherever it is."""
    return ("with the tools of the tests" if find_spec("pandas")
            else "with nothing but what a site needs")


def beside_others(tree: Tree, at: Path, folder: Path) -> list[peers.Line]:
    """What ours takes for both languages, and others for the French pages alone."""
    made = peers.line("parcours, both languages, search and lists", publish(tree, at, watched=True),
                      at / "site")
    plain = peers.line("MkDocs, our theme", bare(at, watched=True), at.with_name("bare"))
    return [made, plain, *peers.lines(at / "docs" / "fr", folder / "peers")]


def measured(folder: Path, routes: int, rounds: int, few: int,
             commit: str) -> tuple[list[Row], list[peers.Line]]:
    """The rows of the first table, and of that of others, which get ``few`` routes."""
    work = folder / "work"
    work.mkdir()
    tree = Tree(ROOT, work)
    many = made_up.write(folder / "published", routes, ROOT / "itineraries")
    at = project(tree, folder / "project", many)
    rows = against_mkdocs(tree, at, routes, rounds)
    shutil.rmtree(at)
    some = made_up.write(folder / "some", few, ROOT / "itineraries")
    at = project(tree, folder / "few", some)
    others = beside_others(tree, at, folder)
    rows += cards(tree, at, few)
    return rows + (against_commit(commit, folder, routes, rounds) if commit else []), others


def main() -> None:
    """Measure, print, and write where asked."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sizes", default="10,100,300,1000")
    asked.add_argument("--routes", type=int, default=300)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--few", type=int, default=300, metavar="N",
                       help="routes for other programs and for sharing pictures")
    asked.add_argument("--against", default="", metavar="COMMIT")
    asked.add_argument("--write", action="store_true")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="parcours-publishing-") as name:
        folder = Path(name)
        rows, others = measured(folder, options.routes, options.rounds, options.few,
                                options.against)
        sizes = [int(size) for size in options.sizes.split(",") if size]
        tree = Tree(ROOT, folder / "work")
        lines = [grown(tree, folder, size) for size in sizes]
    text = told(rows, others, lines, options.few)
    print(text)  # noqa: T201
    if options.write:
        _TOLD.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
