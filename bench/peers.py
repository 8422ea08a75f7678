"""What other generators take for the pages of one language: those that are here, or install.

Each gets our French pages with the files beside them and a layout of five lines, and makes plain
pages of them: no second language, no search, no list of what to keep without a network, no check
of links. Ours does all that in the figure beside theirs, which makes the comparison hard on us and
easy to read. MkDocs stands there twice: with our own theme, and with Material as it comes.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import against
from against import Spent

_ELEVENTY = "@11ty/eleventy"
_PLAIN_MKDOCS = """site_name: Essai
docs_dir: {docs}
theme: {{name: material}}
plugins: []
validation: {{links: {{not_found: ignore, anchors: ignore, unrecognized_links: ignore}}}}
"""
_HUGO = """baseURL = "/"
title = "Essai"
disableKinds = ["taxonomy", "term", "RSS", "sitemap"]
[markup.goldmark.renderer]
unsafe = true
"""
_HUGO_PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main>{{ .Content }}</main></body></html>
"""
_ELEVENTY_SETTINGS = """export default (settings) => {
  settings.addPassthroughCopy("content/**/*.{%s}");
  return { dir: { input: "content", output: "out" }, templateFormats: ["md"],
    markdownTemplateEngine: false };
};
"""
_ELEVENTY_PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><main>{{ content }}</main></body></html>
"""

_TEMPLATE = re.compile(r"^template: .*\n", re.MULTILINE)
"""Of a page whose layout is in our own theme, which no other program has."""

Line = tuple[str, str, str, str, str]
HEAD = ("what", "s of the processor", "s of the clock", "MB", "pages")


def lines(docs: Path, folder: Path) -> Iterator[Line]:
    """A line for each program that makes pages of ``docs``, below an empty ``folder``."""
    pages = folder / "pages"
    # of the copy of an interface, which is no page, some would make pages
    shutil.copytree(docs, pages, ignore=shutil.ignore_patterns("geotrek*"))
    for page in pages.rglob("*.md"):
        page.write_text(_TEMPLATE.sub("", page.read_text("utf-8"), count=1), "utf-8")
    for what, made in (("MkDocs, Material as it comes", _material), ("Hugo", _hugo),
                       ("Eleventy", _eleventy)):
        try:
            yield made(pages, folder)
        except subprocess.CalledProcessError as failure:
            yield (f"{what} (ended with {failure.returncode})", *["–"] * 4)


def line(what: str, spent: Spent, out: Path) -> Line:
    """What a program took to make the pages of a folder."""
    pages = sum(1 for page in out.rglob("index.html") if "geotrek" not in str(page))
    return (what, f"{spent.cpu_s:.1f}", f"{spent.wall_s:.1f}", f"{spent.together_mb:.0f}",
            str(pages))


def _material(docs: Path, folder: Path) -> Line:
    at = _laid_out(folder / "material")
    (at / "mkdocs.yml").write_text(_PLAIN_MKDOCS.format(docs=docs), "utf-8")
    spent = against.spent((sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(at / "out")),
                          {**os.environ, "NO_MKDOCS_2_WARNING": "1"}, at, watched=True)
    return line("MkDocs, Material as it comes", spent, at / "out")


def _hugo(docs: Path, folder: Path) -> Line:
    program = shutil.which("hugo")
    if program is None:
        return ("Hugo (not here)", *["–"] * 4)
    at = _laid_out(folder / "hugo")
    (at / "hugo.toml").write_text(_HUGO, "utf-8")
    (at / "config.toml").write_text(_HUGO, "utf-8")  # as it was called until version 0.110
    for kind in ("single", "list"):
        (at / "layouts" / "_default").mkdir(parents=True, exist_ok=True)
        (at / "layouts" / "_default" / f"{kind}.html").write_text(_HUGO_PAGE, "utf-8")
    (at / "layouts" / "index.html").write_text(_HUGO_PAGE, "utf-8")
    shutil.copytree(docs, at / "content")
    for page in (at / "content").rglob("index.md"):  # else all below the first is part of that page
        page.rename(page.with_name("_index.md"))
    said = subprocess.run([program, "version"], capture_output=True, text=True, check=True).stdout
    named = re.search(r"v([\d.]+)", said)
    spent = against.spent((program, "--quiet", "-d", "out"), dict(os.environ), at, watched=True)
    return line(f"Hugo {named[1] if named else ''}".rstrip(), spent, at / "out")


def _eleventy(docs: Path, folder: Path) -> Line:
    npm = shutil.which("npm")
    at = _laid_out(folder / "eleventy")
    if npm is None or subprocess.run([npm, "install", "--silent", "--no-audit", "--no-fund",
                                      _ELEVENTY], cwd=at, check=False).returncode:
        return ("Eleventy (not here)", *["–"] * 4)
    others = {path.suffix[1:] for path in docs.rglob("*.*")} - {"md"}
    (at / "eleventy.config.js").write_text(_ELEVENTY_SETTINGS % ",".join(sorted(others)), "utf-8")
    shutil.copytree(docs, at / "content")
    (at / "content" / "_includes").mkdir()
    (at / "content" / "_includes" / "page.liquid").write_text(_ELEVENTY_PAGE, "utf-8")
    (at / "content" / "content.json").write_text('{"layout": "page.liquid"}', "utf-8")
    program = at / "node_modules" / ".bin" / "eleventy"
    said = subprocess.run([program, "--version"], cwd=at, capture_output=True, text=True,
                          check=True).stdout.strip()
    spent = against.spent((str(program), "--quiet"), dict(os.environ), at, watched=True)
    return line(f"Eleventy {said}", spent, at / "out")


def _laid_out(at: Path) -> Path:
    at.mkdir()
    (at / "package.json").write_text('{"private": true, "type": "module"}', "utf-8")
    return at
