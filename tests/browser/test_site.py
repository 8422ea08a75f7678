"""The published site in a real browser: the map and its page agree, and nothing else is needed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from helpers.browsing import Visitor, serving, visiting
from helpers.kinds_of_pages import samples
from helpers.published import ITINERARIES, LANGS, build_docs, once, route_ids

pytestmark = pytest.mark.browser

ROUTE = "la-gascogne-en-train"
PLACE = "cite-de-l-espace"
TILES = ["data.geopf.fr"]
PREFIX = {"fr": "", "en": "en/"}
OPEN = {"fr": "Ouvrir la carte", "en": "Open the map"}
PINS = ".leaflet-marker-pane .pin"


@pytest.fixture
def visitor(browser: Browser, served: str) -> Iterator[Visitor]:
    with visiting(browser, served, same_window=True) as here:
        yield here


@pytest.fixture(scope="session")
def bare_maps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same maps without tiles, as ``tiles: none`` in site.yml makes them, and the pages that
    a site would serve beside them left out."""
    def make(folder: Path) -> None:
        shutil.copytree(ITINERARIES, folder / "itineraries")
        setting = folder / "itineraries" / "site.yml"
        setting.write_text(setting.read_text("utf-8").replace("tiles: ign", "tiles: none"), "utf-8")
        build_docs(folder / "itineraries", folder / "docs")
        for lang in LANGS:
            for id in route_ids():
                target = folder / "maps" / PREFIX[lang] / "parcours" / id
                target.mkdir(parents=True)
                shutil.copy(folder / "docs" / lang / "parcours" / id / "map.html", target)
            # another background: another version of what maps load
            shutil.copytree(folder / "docs" / lang / "assets" / "map",
                            folder / "maps" / PREFIX[lang] / "assets" / "map")

    return once(tmp_path_factory, "bare-maps", make) / "maps"


def stops(page: Page) -> list[dict[str, str]]:
    """Number, name, commune, side and anchor of each stop as the page shows them."""
    found: list[dict[str, str]] = page.evaluate("""
        [...document.querySelectorAll('.pc-stop')].map(stop => ({
          number: stop.querySelector('.pc-pin').textContent.trim(),
          name: stop.querySelector('[data-name]').textContent.trim(),
          commune: stop.querySelector('.pc-stop__facts dd').textContent.trim(),
          side: stop.classList.contains('pc-stop--urban') ? 'urban' : 'rural',
        }))""")
    return found


def open_map(page: Page, lang: str = "fr") -> FrameLocator:
    page.get_by_role("link", name=OPEN[lang]).click()
    frame = page.frame_locator(".pc-map iframe")
    expect(frame.locator(PINS).first).to_be_visible()
    return frame


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("id", [ROUTE, "etoiles-et-fusees"])
def test_the_map_shows_the_stops_of_its_page(visitor: Visitor, served: str, lang: str,
                                             id: str) -> None:
    """A tap opens the map in the page; its pins are the page's stops, one to one and in order,
    with the same numbers, names, communes and sides."""
    page = visitor.go(f"{served}{PREFIX[lang]}parcours/{id}/")
    told = stops(page)
    assert len(told) > 5
    pins: list[dict[str, Any]] = open_map(page, lang).locator(PINS).evaluate_all("""
        pins => pins.map(pin => ({number: pin.textContent.trim(),
                                  label: pin.getAttribute('aria-label'),
                                  side: pin.classList.contains('urban') ? 'urban' : 'rural'}))""")
    assert [(pin["number"], pin["side"]) for pin in pins] == [
        (stop["number"], stop["side"]) for stop in told]
    for pin, stop in zip(pins, told, strict=True):
        assert pin["label"].startswith(f"{stop['number']}. {stop['name']}, ")
        assert pin["label"].endswith(f", {stop['commune']}")
    assert visitor.complaints == []


def test_a_popup_by_keyboard_alone(visitor: Visitor, served: str) -> None:
    """With Tab and Enter alone one opens the map, reaches the first stop, opens its popup, and
    follows its link to the stop in the page; Escape closes a popup."""
    page = visitor.go(f"{served}parcours/{ROUTE}/")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.pc-map a')"):
            break
    page.keyboard.press("Enter")
    frame = page.frame_locator(".pc-map iframe")
    expect(frame.locator(PINS).first).to_be_visible()
    inside = page.frames[-1]
    for _ in range(40):
        page.keyboard.press("Tab")
        if inside.evaluate("document.activeElement?.classList.contains('pin') ?? false"):
            break
    first = stops(page)[0]
    page.keyboard.press("Enter")
    popup = frame.get_by_role("dialog")
    expect(popup).to_have_attribute("aria-label", f"1. {first['name']}")
    expect(popup).to_be_focused()
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    expect(frame.locator(PINS).first).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(popup.get_by_role("link")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{served}parcours/{ROUTE}/#etape-1")
    expect(page.locator("#etape-1")).to_be_in_viewport()
    assert visitor.complaints == []


@pytest.mark.parametrize("lang", LANGS)
def test_no_page_complains(visitor: Visitor, served: str, lang: str) -> None:
    """One page of every kind, in both languages: no error in the console, nothing asked for that
    is not there, no request elsewhere but for tiles."""
    more = [PREFIX[lang] + one for one in (f"lieux/{PLACE}/", "contrat/", "donnees/", "gardes/",
                                           "hors-ligne/", "mentions-legales/", "parcours/map.html")]
    for address in [*samples(lang)[:-1], *more]:  # the last one is not there
        page = visitor.go(f"{served}{address}")
        assert page.locator("html").get_attribute("lang") == lang
        is_map = address.endswith("map.html")
        if is_map:
            expect(page.locator(".leaflet-marker-icon").first).to_be_visible()
        else:
            expect(page.locator("h1")).to_have_count(1)
        assert (address, visitor.complaints, visitor.missing) == (address, [], [])
        assert not visitor.hosts or is_map
        assert set(visitor.hosts) <= set(TILES)
        visitor.hosts.clear()


def test_what_is_not_there(visitor: Visitor, served: str) -> None:
    """An address that does not exist shows the site's own page, with its style and its menu."""
    page = visitor.go(f"{served}parcours/rien/")
    expect(page.locator("h1:visible")).to_have_text("Page introuvable")
    page.get_by_role("navigation").get_by_role("link", name="Parcours").first.click()
    page.wait_for_url(f"{served}parcours/")
    assert visitor.missing == [f"{served}parcours/rien/"]


@pytest.mark.parametrize("lang", LANGS)
def test_readable_without_javascript(browser: Browser, served: str, lang: str) -> None:
    """Without JavaScript a route's page still has every stop with its hours, every leg, and the
    picture of the route; the link to the map leads to a page that says where to read it."""
    with visiting(browser, served, javascript=False) as visitor:
        page = visitor.go(f"{served}{PREFIX[lang]}parcours/{ROUTE}/")
        told = page.locator(".pc-stop")
        assert told.count() > 5
        for n in range(told.count()):
            stop = told.nth(n)
            expect(stop.locator(".pc-stop__name")).to_be_visible()
            expect(stop.locator(".pc-stop__facts")).to_be_visible()
        hours = page.locator(".pc-stop__first", has_text={"fr": "Horaires", "en": "Hours"}[lang])
        assert 3 < hours.count() < told.count()  # a station, a bridge or a street needs none
        legs = page.locator(".pc-leg")
        assert legs.count() >= told.count() - 2
        expect(legs.first).to_be_visible()
        picture = page.locator(".pc-map img")
        expect(picture).to_be_visible()
        response = page.request.get(f"{served}{PREFIX[lang]}parcours/{ROUTE}/"
                                    f"{picture.get_attribute('src')}")
        assert response.headers["content-type"] == "image/svg+xml"
        link = page.get_by_role("link", name=OPEN[lang])
        expect(link).to_be_visible()
        link.click()
        page.wait_for_url(f"{served}{PREFIX[lang]}parcours/{ROUTE}/map.html")
        expect(page.locator("noscript p")).to_be_visible()
        assert (visitor.hosts, visitor.missing) == ([], [])


@pytest.mark.parametrize("lang", LANGS)
def test_no_other_host_with_tiles_off(browser: Browser, site: Path, bare_maps: Path,
                                      lang: str) -> None:
    """With ``tiles: none`` no other host is asked, neither before the map opens nor after, and
    shapes, lines and commune names stand in place of the background."""
    with (serving(bare_maps, site) as address,
          visiting(browser, address, same_window=True) as visitor):
        page = visitor.go(f"{address}{PREFIX[lang]}parcours/{ROUTE}/")
        frame = open_map(page, lang)
        expect(frame.locator(".leaflet-names-pane")).to_contain_text("Toulouse")
        assert frame.locator(".leaflet-land-pane path").count() == 2
        assert frame.locator(".leaflet-overlay-pane path").count() > 5
        visitor.settle()
        assert (visitor.hosts, visitor.complaints, visitor.missing) == ([], [], [])


@pytest.mark.parametrize("lang", LANGS)
def test_only_the_tile_host_and_only_on_demand(visitor: Visitor, served: str, lang: str) -> None:
    """With the default tiles no other host is asked until the visitor opens the map, and then
    only the one that gives the tiles."""
    page = visitor.go(f"{served}{PREFIX[lang]}parcours/{ROUTE}/")
    page.mouse.wheel(0, 3000)
    visitor.settle()
    assert visitor.hosts == []
    frame = open_map(page, lang)
    expect(frame.locator("img.leaflet-tile-loaded").first).to_be_attached()
    assert visitor.hosts == TILES
    assert visitor.complaints == []


def test_the_map_of_a_place_opens_in_its_page(visitor: Visitor, served: str) -> None:
    """A tap opens the map there, at the place, and folds it again; until then no other host is
    asked, and the map is a link."""
    page = visitor.go(f"{served}lieux/{PLACE}/")
    drawn, opener = page.locator(".pc-locator > svg"), page.get_by_role("link", name=OPEN["fr"])
    expect(opener).to_have_attribute("href", f"../map.html#{PLACE}")
    visitor.settle()
    assert visitor.hosts == []
    opener.click()
    frame = page.frame_locator(".pc-map iframe")
    expect(frame.get_by_role("dialog").locator(f"a[href='{PLACE}/']")).to_be_visible()
    expect(frame.get_by_role("link", name="Tous les lieux")).to_be_hidden()
    expect(drawn).to_be_hidden()
    assert page.url == f"{served}lieux/{PLACE}/"
    page.get_by_role("button", name="Replier la carte").click()
    expect(drawn).to_be_visible()
    expect(opener).to_be_focused()
    visitor.settle()
    assert ({*visitor.hosts} <= {*TILES}, visitor.complaints, visitor.missing) == (True, [], [])


@pytest.mark.parametrize("lang", LANGS)
def test_the_site_serves_the_very_maps_that_were_built(site: Path, real_docs: Path,
                                                       lang: str) -> None:
    """MkDocs copies maps and files as they are: what the other tests read is what is served."""
    for id in route_ids():
        for name in ("map.html", f"{id}.gpx", f"{id}.geojson", f"{id}.ics", f"{id}.svg"):
            there = site / PREFIX[lang] / "parcours" / id / name
            assert there.read_bytes() == (real_docs / lang / "parcours" / id / name).read_bytes()


def test_a_card_alone_lies_on_its_side_and_no_other(browser: Browser, served: str) -> None:
    """At a desk a contract with one card on the home page leaves no two thirds of a row empty; a
    card among others, and each of the list, has its picture above its words, as wide as itself."""
    shares = """(what) => [...document.querySelectorAll(what)].map((card) => Math.round(
        100 * card.querySelector(".pc-card__cover").getBoundingClientRect().width
        / card.clientWidth))"""
    with visiting(browser, served, width=1280, same_window=True) as visitor:
        page = visitor.go(served)
        assert page.evaluate(shares, ".pc-cards:first-of-type > .pc-card") == [100, 100, 100]
        page.evaluate("""() => {
            const [row] = document.querySelectorAll(".pc-cards");
            while (row.children.length > 1) row.lastElementChild.remove();
        }""")
        row, card = page.locator(".pc-cards").first, page.locator(".pc-card").first
        assert card.bounding_box() == row.bounding_box()
        assert 30 < page.evaluate(shares, ".pc-card")[0] < 50
        page = visitor.go(f"{served}parcours/")
        assert page.evaluate(shares, ".pc-list .pc-card") == [100] * len(route_ids())


@pytest.mark.parametrize(("path", "useless"), [
    (f"lieux/{PLACE}/", ".pc-fact--way"), ("lieux/", ".pc-places > p, .pc-places > nav")])
def test_what_needs_a_finger_is_not_printed(visitor: Visitor, served: str, path: str,
                                            useless: str) -> None:
    """On paper *Copy the position* copies nothing, and no button leads to a side or to a map."""
    page = visitor.go(f"{served}{path}")
    found = page.locator(useless)
    assert found.count() == found.locator("visible=true").count() > 0
    page.emulate_media(media="print")
    assert found.locator("visible=true").count() == 0
    page.emulate_media(media="screen")
