"""The published site in a browser whose network is gone: the server itself is killed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browsing import Host, Visitor, hosting, visiting

pytestmark = pytest.mark.browser

ROUTE = "la-gascogne-en-train"
TITLE = "La Gascogne en train"
PLACE = "cathedrale"
PINS = ".leaflet-marker-pane .pin"
STORED = """async (path) => {
  const index = (await caches.keys()).find((name) => name.endsWith(" index"));
  const found = index && await (await caches.open(index)).match(path);
  return found ? found.json() : null;
}"""
"""What the worker knows of a stored route, once all of it is there."""


@pytest.fixture
def host(site: Path) -> Iterator[Host]:
    with hosting(site) as host:
        yield host


@contextmanager
def visitor_of(browser: Browser, host: Host, width: int = 360) -> Iterator[Visitor]:
    with visiting(browser, host.address, width=width, workers=True) as visitor:
        yield visitor


def until_stored(page: Page, address: str) -> dict[str, object]:
    """Wait until the worker has the whole of a route; what it says of it."""
    page.wait_for_function(STORED, arg=address)
    record: dict[str, object] = page.evaluate(STORED, address)
    return record


def keep(page: Page) -> None:
    """Keep the route on show, with its button."""
    page.get_by_role("button", name="Garder hors connexion").click()
    expect(page.locator(".pc-keep").get_by_role("status")).to_contain_text("Gardé sur cet appareil")


def downloaded(page: Page, name: str) -> str:
    """The text of the file that a link of the page downloads."""
    with page.expect_download() as started:
        page.locator(f"a[download][href$='{name}']").first.click()
    return Path(started.value.path()).read_text("utf-8")


def test_a_visited_route_opens_with_the_server_dead(browser: Browser, host: Host,
                                                    site: Path) -> None:
    """Whoever came straight to a route reads it again with the server dead: text, picture, map
    with pins, lines and popups, calendar, GPX and GeoJSON; the page says from when it is."""
    address = f"{host.address}parcours/{ROUTE}/"
    with visitor_of(browser, host) as visitor:
        page = visitor.go(address)
        stops = page.locator(".pc-stop").count()
        until_stored(page, address)

        host.kill()
        page.goto(address)

        expect(page.locator(".pc-copy")).to_contain_text("Vous êtes hors connexion")
        expect(page.locator(".pc-copy time")).to_have_text(re.compile(r"^\d{1,2} \w+ 20\d\d"))
        assert page.locator(".pc-stop").count() == stops > 5
        assert page.evaluate("getComputedStyle(document.querySelector('.pc-header')).display"
                             " !== 'inline' && document.styleSheets.length >= 2")
        expect(page.locator(".pc-map img")).to_have_js_property("complete", True)
        assert page.evaluate("document.querySelector('.pc-map img').naturalWidth") > 0
        page.get_by_role("link", name="Ouvrir la carte").click()
        frame = page.frame_locator(".pc-map iframe")
        expect(frame.locator(PINS)).to_have_count(stops)
        assert frame.locator(".leaflet-overlay-pane path").count() > stops
        expect(frame.locator(".leaflet-names-pane")).to_contain_text("Toulouse")
        frame.locator(PINS).first.click()
        expect(frame.get_by_role("dialog")).to_be_visible()
        folder = site / "parcours" / ROUTE
        for kind in ("ics", "gpx", "geojson"):
            name = f"{ROUTE}.{kind}"
            assert downloaded(page, name) == (folder / name).read_bytes().decode(), name


def test_a_kept_route_brings_its_places(browser: Browser, host: Host) -> None:
    """Kept with its button, a route and the page of each of its places open with the server dead,
    wherever one comes from; another place shows the offline page, which leads to the route."""
    address = f"{host.address}parcours/{ROUTE}/"
    with visitor_of(browser, host) as visitor:
        page = visitor.go(address)
        places = page.locator(".pc-stop__name a").evaluate_all("all => all.map(one => one.href)")
        keep(page)
        expect(page.locator("html")).to_have_class(re.compile("has-kept"))

        host.kill()

        for place in dict.fromkeys(places):
            page.goto(place)
            expect(page.locator(".pc-place h1")).to_be_visible()
            expect(page.locator(".pc-copy")).to_be_visible()
        page.goto(f"{host.address}lieux/aeroscopia/")
        expect(page.locator("h1")).to_have_text("Vous êtes hors connexion")
        expect(page.get_by_role("link", name="Réessayer")).to_have_attribute(
            "href", f"{host.address}lieux/aeroscopia/")
        page.get_by_role("main").get_by_role("link", name=TITLE).click()
        page.wait_for_url(address)
        expect(page.locator("h1")).to_have_text(TITLE)


def test_the_list_of_kept_routes(browser: Browser, host: Host) -> None:
    """The header leads to the list of kept routes with picture, size and day; each can be removed,
    and all of them, and what was removed is gone."""
    with visitor_of(browser, host) as visitor:
        for id in (ROUTE, "etoiles-et-fusees"):
            page = visitor.go(f"{host.address}parcours/{id}/")
            keep(page)
        page.get_by_role("banner").get_by_role("link", name="Parcours gardés").click()
        page.wait_for_url(f"{host.address}gardes/")
        kept = page.locator("[data-pc-routes] li")
        expect(kept).to_have_count(2)
        expect(kept.first.locator("p")).to_have_text(re.compile(r"^Gardé le \d.+ · \d[\d,]* [kM]o$"))
        expect(page.locator("[data-pc-space]")).to_contain_text("Place prise par ce site")
        host.kill()
        page.reload()
        expect(kept).to_have_count(2)
        assert kept.locator("img").evaluate_all("all => all.map(one => one.naturalWidth > 0)") == [
            True, True]
        page.get_by_role("button", name=f"Retirer {TITLE}").click()
        expect(kept).to_have_count(1)
        expect(page.get_by_role("status")).to_contain_text(f"« {TITLE} » a été retiré".replace(
            "« ", "«\N{NO-BREAK SPACE}").replace(" »", "\N{NO-BREAK SPACE}»"))
        page.goto(f"{host.address}parcours/{ROUTE}/")
        expect(page.locator("h1")).to_have_text("Vous êtes hors connexion")
        page.goto(f"{host.address}gardes/")
        page.get_by_role("button", name="Tout effacer").click()
        page.get_by_role("button", name="Toucher encore").click()
        expect(kept).to_have_count(0)
        expect(page.locator("html")).not_to_have_class(re.compile("has-kept"))
        assert page.evaluate("caches.keys().then((all) => all.filter((name) => "
                             "name.includes(' route ')).length)") == 0
