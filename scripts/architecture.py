"""Print the tables of the packages, and their drawing, from ``docs/dev/packages.toml``.

``make architecture`` writes them into README.md and docs/dev/architecture.md, between two marks; a
test compares what stands there with what this file prints.
"""

from __future__ import annotations

import re
import tomllib
from html import escape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "docs" / "dev" / "packages.toml"
PAGE = "docs/dev/architecture.md"
DRAWING = "docs/dev/architecture.svg"

Package = dict[str, Any]


def packages() -> list[Package]:
    """The list, from the top of the house to its ground."""
    found: list[Package] = tomllib.loads(LIST.read_text("utf-8"))["package"]
    return found


def folder(package: Package) -> str:
    """A package as it is listed: ``render/pages``."""
    return str(package["name"]).replace(".", "/")


def table(lang: str) -> str:
    """For the README: each package and what it does."""
    head = {"fr": "| dossier | ce qu’il fait |", "en": "| folder | what it does |"}[lang]
    rows = [f"| `{folder(one)}/` | {one[lang]} |" for one in packages()]
    return "\n".join([head, "|---|---|", *rows])


def details() -> str:
    """For the page: what comes in, what goes out, where one goes to change something."""
    names = [folder(one) for one in packages()]
    rows = []
    for n, one in enumerate(packages()):
        libraries = ", ".join(f"`{name}`" for name in one.get("libraries", ())) or "–"
        rows.append(f"| `{names[n]}/` | {one['change']} | {one['takes']} | {one['gives']} "
                    f"| {libraries} |")
    return "\n".join([
        "| package | where do I change… | comes in | goes out | libraries of its own |",
        "|---|---|---|---|---|", *rows, "",
        "Each may be imported by those above it in this table, and by no other."])


def drawing() -> str:
    """The house as a column: each package a bar, imports go down only."""
    width, row, top = 760, 34, 44
    listed = packages()
    height = top + row * len(listed) + 30
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="t" '
        'font-family="system-ui, sans-serif">',
        '<title id="t">The packages of parcours, from the commands at the top to the ground; '
        "imports go down only</title>",
        f'<rect width="{width}" height="{height}" fill="#fffdf8"/>',
        '<text x="20" y="26" font-size="15" font-weight="600" fill="#3b2f2a">'
        "imports go down only</text>"]
    for n, one in enumerate(listed):
        y = top + n * row
        fill = "#f6e3dc" if str(one["name"]).startswith("render.") else "#e7efe4"
        parts += [
            f'<rect x="20" y="{y}" width="{width - 40}" height="{row - 6}" rx="5" fill="{fill}" '
            'stroke="#8a7b6f"/>',
            f'<text x="32" y="{y + 19}" font-size="14" font-weight="600" fill="#3b2f2a">'
            f"{escape(folder(one))}/</text>",
            f'<text x="190" y="{y + 19}" font-size="13" fill="#3b2f2a">{escape(one["en"])}</text>']
    foot = top + row * len(listed) + 14
    parts += [
        f'<text x="20" y="{foot}" font-size="12" fill="#5b5048">'
        "YAML → source → format → content → trip → checks → load → render → build → docs/ → "
        "publish → site/</text>", "</svg>"]
    return "\n".join(parts) + "\n"


def printed(text: str, name: str, body: str) -> str:
    """A text with what stands between the marks of this name replaced."""
    begin, end = f"<!-- {name}: printed by make architecture -->", f"<!-- /{name} -->"
    pattern = re.compile(re.escape(begin) + r".*?" + re.escape(end), re.DOTALL)
    if len(pattern.findall(text)) != 1:
        raise SystemExit(f"the marks of {name} must stand once")
    return pattern.sub(lambda _: f"{begin}\n{body}\n{end}", text)


def files() -> dict[str, str]:
    """Every file that is printed from the list, by its path, as it must be."""
    readme = (ROOT / "README.md").read_text("utf-8")
    page = (ROOT / PAGE).read_text("utf-8")
    return {
        "README.md": printed(printed(readme, "maison", table("fr")), "house", table("en")),
        PAGE: printed(page, "packages", details()),
        DRAWING: drawing(),
    }


if __name__ == "__main__":
    for path, text in files().items():
        (ROOT / path).write_text(text, "utf-8")
        print(path)  # noqa: T201 - a script tells what it wrote
