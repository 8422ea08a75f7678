"""An address that leads nowhere keeps a site from being put in place."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.small_site import route, small_site, write
from parcours.publish import Publication, publish
from parcours.publish.dead_links import refuse_dead_links
from parcours.publish.inventory import SiteFile
from parcours.publish.workspace import PublishError


def page(*names: str) -> SiteFile:
    return SiteFile(1, 1, "x", names)


def nothing(name: str) -> str:
    raise AssertionError(name)


def test_what_is_there_passes() -> None:
    """Pages with and without their slash, the home, files, and what joins the site afterwards."""
    refuse_dead_links({"index.html": page("a/", "a", "", "b.gpx", "admin/", "pagefind/pagefind.js"),
                       "a/index.html": page("", "b.gpx"), "b.gpx": SiteFile(1, 1, "y")}, nothing)


@pytest.mark.parametrize("name", ["b/", "b", "a/b.gpx", "A/"])
def test_what_is_not_there_is_told_with_its_page(name: str) -> None:
    """A page, a file, another case: the message names both ends."""
    with pytest.raises(PublishError) as failure:
        refuse_dead_links({"index.html": page("a/", name), "a/index.html": page("")}, nothing)
    assert failure.value.detail == f"index.html → {name}"


def test_a_dead_link_leaves_the_former_site(tmp_path: Path) -> None:
    """In a page of HTML, at which no builder looks: nothing of the new site is put in place."""
    root = small_site(tmp_path / "root")
    publish(root, Path("site"), Publication(whole=True))
    before = (root / "site/lieux/index.html").read_bytes()
    write(root, "fr/lieux/index.md", route("Lieux", '<p><a href="../parcours/gone/">Parti</a></p>'))
    with pytest.raises(PublishError) as failure:
        publish(root, Path("site"), Publication(whole=True))
    assert failure.value.detail == "lieux/index.html → parcours/gone/"
    assert (root / "site/lieux/index.html").read_bytes() == before


def test_a_dead_address_in_a_feed_leaves_the_former_site(tmp_path: Path) -> None:
    """Data that only programs read is looked at, once the site has an address."""
    home = "https://exemple.org/parcours/"
    drawn = route("Territoires", "<p>.</p>").replace("hide:", 'card: "carte.svg"\nhide:')
    root = small_site(tmp_path / "root", {
        "fr/territoires/index.md": drawn, "en/territoires/index.md": drawn,
        "fr/donnees/flux.json": f'{{"items": [{{"url": "{home}parcours/ciel/"}}]}}'})
    publish(root, Path("site"), Publication(site_url=home, whole=True))
    before = (root / "site/donnees/flux.json").read_bytes()
    write(root, "fr/donnees/flux.json", f'{{"items": [{{"url": "{home}parcours/gone/"}}]}}')
    with pytest.raises(PublishError) as failure:
        publish(root, Path("site"), Publication(site_url=home, whole=True))
    assert failure.value.detail == "donnees/flux.json → parcours/gone/"
    assert (root / "site/donnees/flux.json").read_bytes() == before


def test_places_in_pages_and_sizes_of_pictures_are_looked_for(tmp_path: Path) -> None:
    """In raw HTML that somebody wrote: an anchor of the page itself or of another one, an address
    in single quotes, a picture of several sizes; a place that is there passes, by its id, with
    accents as browsers write them."""
    root = small_site(tmp_path / "root")
    write(root, "fr/lieux/index.md", route(
        "Lieux", '<p id="é-là"><a href="#%C3%A9-l%C3%A0">Là</a> <a href="#é-là">ici</a> '
        '<a href="#nulle-part">a</a> <a href=\'#ici-non-plus\'>b</a> '
        '<a href="../#pas-la">c</a> <a href=\'../parcours/gone/\'>d</a> '
        '<img srcset="../a.jpg 320w, ../b.jpg 640w" alt=""></p>'))
    with pytest.raises(PublishError) as failure:
        publish(root, Path("site"), Publication(whole=True))
    assert sorted(failure.value.detail.splitlines()) == [
        f"lieux/index.html → {name}" for name in (
            "#ici-non-plus", "#nulle-part", "#pas-la", "a.jpg", "b.jpg", "parcours/gone/")]
