"""The pages that we let MkDocs make in our own way are those of `mkdocs build`, byte for byte."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path

import jinja2
import pytest

from helpers.small_site import route, small_site, write
from parcours.publish import page_builder
from parcours.publish.page_builder import Built, build_pages
from parcours.web.sealed import sealed

_SAID = {"SOURCE_DATE_EPOCH": "315532800", "NO_MKDOCS_2_WARNING": "1"}
_ODD = "<article>\n<h1>Onglet\ticile</h1>\n  \n<p>fin</p>\n</article>"
"""What Python-Markdown tidies before it reads, so that the seal does not fit any more."""
_LINKED = """# Contribuer

Voir [la première étape](parcours/ciel/index.md#etape-1) et [le plan](parcours/ciel/map.html).
"""

pytestmark = [pytest.mark.publishes, pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="this system does not fork")]


def _built(root: Path, output: Path, only: frozenset[str] | None = None) -> Built:
    """Build the French pages in a process of its own, as `publish` does."""
    with multiprocessing.get_context("fork").Pool(1) as pool:
        return pool.apply(build_pages, (root / "mkdocs.yml", output, _SAID),
                          {"templates": {}, "only": only})


def _pages(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small tree with pages of every kind. Read only."""
    return small_site(tmp_path_factory.mktemp("pages") / "root", {
        "fr/contribuer.md": _LINKED,
        "fr/parcours/odd/index.md": f"---\ntitle: Onglet\n---\n\n{sealed(_ODD)}",
        "fr/parcours/bare/index.md": sealed("<h1>Sans en-tête</h1>"),
        "fr/parcours/hand/index.md": route("Main", "<p>x</p>").replace("<p>x</p>", "**x**")})


def test_every_page_is_that_of_mkdocs(root: Path, tmp_path: Path) -> None:
    """Sealed pages, pages by hand, the page of what is not found; other files are told instead of
    copied."""
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", "mkdocs.yml",
                    "-d", str(tmp_path / "plain")], cwd=root, check=True,
                   env={**os.environ, **_SAID})

    built = _built(root, tmp_path / "ours")

    plain, ours = _pages(tmp_path / "plain"), _pages(tmp_path / "ours")
    beside = dict(built.beside)
    assert not built.failed, built.said
    assert {name: plain[name] for name in ours} == ours
    assert {name for name in plain if name.endswith("index.html")} <= ours.keys()
    assert plain.keys() - ours.keys() == beside.keys()
    assert {name: Path(beside[name]).read_bytes() for name in beside} == {
        name: plain[name] for name in beside}


def test_a_link_into_a_sealed_page_is_still_looked_at(tmp_path: Path) -> None:
    """A page by hand that names a place which a sealed page does not have fails the build."""
    dead = _LINKED.replace("#etape-1", "#etape-99").replace("map.html", "no.html")
    copy = small_site(tmp_path / "root", {"fr/contribuer.md": dead})

    said = "\n".join(_built(copy, tmp_path / "ours").said)

    assert "#etape-99" in said
    assert "no.html" in said


def test_only_what_is_asked_for_is_built_again(root: Path, tmp_path: Path) -> None:
    """Whatever the times of the others, and no page differs from that of a whole build."""
    output = tmp_path / "ours"
    _built(root, output)
    whole = _pages(output)
    (output / "parcours" / "ciel" / "index.html").unlink()
    kept = 1_000_000_000
    os.utime(output / "parcours" / "bare" / "index.html", ns=(kept, kept))

    built = _built(root, output, frozenset({"parcours/ciel/index.md"}))

    assert (built.failed, _pages(output)) == (False, whole)
    assert (output / "parcours" / "bare" / "index.html").stat().st_mtime_ns == kept
    assert built.templates


def test_a_page_is_written_beside_the_former_one(root: Path, tmp_path: Path) -> None:
    """A site that has the same file keeps what it published."""
    output = tmp_path / "ours"
    _built(root, output)
    page, held = output / "parcours" / "ciel" / "index.html", tmp_path / "held.html"
    page.write_text("former", "utf-8")
    os.link(page, held)

    _built(root, output, frozenset({"parcours/ciel/index.md"}))

    assert held.read_text("utf-8") == "former"
    assert "<html" in page.read_text("utf-8")


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A failure of MkDocs comes back as words, not as an exception."""
    root = small_site(tmp_path / "root")
    write(root, "fr/parcours/bad/index.md", "")
    (root / "docs/fr/parcours/bad/index.md").write_bytes(b"\xff\xfe\xfa")

    built = _built(root, tmp_path / "ours")

    assert built.failed
    assert any("parcours/bad/index.md" in line for line in built.said)


def test_a_theme_is_found_without_its_hidden_folders(tmp_path: Path) -> None:
    """Files of all folders of a theme but the hidden ones, each once; the hidden ones can still be
    had by name."""
    for name in ("one/base.html", "one/css/a.css", "one/.icons/many/x.svg", "two/base.html",
                 "two/partials/deep/b.html", "two/.hidden"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    both = [tmp_path / "one", tmp_path / "two"]
    ours, plain = (made(both) for made in (page_builder._Shown, jinja2.FileSystemLoader))
    assert ours.list_templates() == [
        ".hidden", "base.html", "css/a.css", "partials/deep/b.html"]
    assert [name for name in plain.list_templates() if not name.startswith(".icons/")] == (
        ours.list_templates())
    environment = jinja2.Environment(loader=ours, autoescape=True)
    assert environment.get_template(".icons/many/x.svg").render() == "one/.icons/many/x.svg"
