"""An address that leads nowhere keeps a site from being put in place."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.small_site import route, small_site, write
from parcours.publish import publish
from parcours.publish.dead_links import refuse_dead_links
from parcours.publish.inventory import SiteFile
from parcours.publish.workspace import PublishError


def page(*names: str) -> SiteFile:
    return SiteFile(1, 1, "x", names)


def test_what_is_there_passes() -> None:
    """Pages with and without their slash, the home, files, and what joins the site afterwards."""
    refuse_dead_links({"index.html": page("a/", "a", "", "b.gpx", "admin/", "pagefind/pagefind.js"),
                       "a/index.html": page("", "b.gpx"), "b.gpx": SiteFile(1, 1, "y")})


@pytest.mark.parametrize("name", ["b/", "b", "a/b.gpx", "A/"])
def test_what_is_not_there_is_told_with_its_page(name: str) -> None:
    """A page, a file, another case: the message names both ends."""
    with pytest.raises(PublishError) as failure:
        refuse_dead_links({"index.html": page("a/", name), "a/index.html": page("")})
    assert failure.value.detail == f"index.html → {name}"


def test_a_dead_link_leaves_the_former_site(tmp_path: Path) -> None:
    """In a page of HTML, at which no builder looks: nothing of the new site is put in place."""
    root = small_site(tmp_path / "root")
    publish(root, Path("site"), whole=True)
    before = (root / "site/lieux/index.html").read_bytes()
    write(root, "fr/lieux/index.md", route("Lieux", '<p><a href="../parcours/gone/">Parti</a></p>'))
    with pytest.raises(PublishError) as failure:
        publish(root, Path("site"), whole=True)
    assert failure.value.detail == "lieux/index.html → parcours/gone/"
    assert (root / "site/lieux/index.html").read_bytes() == before
