"""A site to look at before it is published: every link names a file, no script is a module."""

from __future__ import annotations

import posixpath
import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from helpers.small_site import small_site
from parcours.publish import Publication, publish
from parcours.publish.preview import make_preview


@pytest.fixture(scope="module")
def preview(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site as a preview. Read only."""
    folder = tmp_path_factory.mktemp("preview") / "site"
    shutil.copytree(site, folder)
    make_preview(folder)
    return folder


def pages(folder: Path) -> list[Path]:
    """What a visitor can open, but for the page of the lost."""
    return [path for path in sorted(folder.rglob("*.html")) if path.name != "404.html"
            and path.read_text("utf-8").lstrip()[:9].lower() == "<!doctype"]


def test_every_link_names_a_file(preview: Path) -> None:
    """From any page, with anchors and questions kept, as a disk and a forge's artefacts need it."""
    links = 0
    for page in pages(preview):
        for link in re.findall(r'\s(?:href|src|action)="([^"]*)"', page.read_text("utf-8")):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = preview / posixpath.normpath(posixpath.join(
                page.parent.relative_to(preview).as_posix(), unquote(parts.path)))
            assert target.is_file(), f"{page}: {link}"
            links += 1
    assert links > 5000


def test_no_page_loads_a_module_or_a_worker(preview: Path) -> None:
    """What a browser refuses to load from a disk is a plain script, behind what it needs."""
    for page in pages(preview):
        text = page.read_text("utf-8")
        assert 'type="module"' not in text
        assert "modulepreload" not in text
        assert "data-worker" not in text
        loaded = [posixpath.basename(name) for name in re.findall(
            r'<script defer src="([^"]*)"', text)]
        assert len(loaded) == len(set(loaded))
        for name in ("elements.js", "days.js", "leaflet.js"):
            assert name not in loaded or loaded.index(name) < len(loaded) - 1
    assert not (preview / "service-worker.js").exists()


def test_it_says_that_it_is_one(preview: Path) -> None:
    """Each page in its language; and no search engine is asked in."""
    assert "Aperçu d’une proposition" in (preview / "parcours/index.html").read_text("utf-8")
    assert "Preview of a proposal" in (preview / "en/lieux/index.html").read_text("utf-8")
    for page in pages(preview):
        assert '<meta name="robots" content="noindex">' in page.read_text("utf-8")
    assert (preview / "robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /\n"


def test_data_are_as_they_will_be(site: Path, preview: Path) -> None:
    """What is no page and no script of the pages is the same, byte for byte."""
    changed = {path.relative_to(preview).as_posix() for path in preview.rglob("*")
               if path.is_file() and path.suffix not in (".html", ".js")
               and (site / path.relative_to(preview)).is_file()
               and path.read_bytes() != (site / path.relative_to(preview)).read_bytes()}
    assert changed == {"robots.txt"}


def test_the_next_publication_is_a_site_again(tmp_path: Path) -> None:
    """A preview in the site's place spoils nothing that is kept for the next publication, and has
    no address although one is given."""
    root = small_site(tmp_path / "root")
    publish(root, Path("site"))
    before = {path.relative_to(root): path.read_bytes() for path in (root / "site").rglob("*")
              if path.is_file()}
    publish(root, Path("site"), Publication(preview=True, site_url="https://exemple.fr/"))
    page = (root / "site/parcours/index.html").read_text("utf-8")
    assert "pc-preview" in page
    assert "exemple.fr" not in page
    publish(root, Path("site"))
    assert before == {path.relative_to(root): path.read_bytes()
                      for path in (root / "site").rglob("*") if path.is_file()}
