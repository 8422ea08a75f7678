"""The map in a real browser: keyboard, names, spreading, hosts, failures."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Route,
    expect,
)

from helpers.browsing import wait_until
from helpers.samples_map import sample_outlines, sample_towns, sample_trip
from parcours.content.services import Credit, ServicePoint
from parcours.content.sides import Outline, Side
from parcours.format.choices import Character, ServiceKind, Tiles
from parcours.format.model import TileProvider
from parcours.format.text import text_of
from parcours.geo.points import LatLon
from parcours.i18n.language import language_of
from parcours.render.maps import files as map_files
from parcours.render.maps import page as maps
from parcours.trip.services import OnTheWay, Shown
from parcours.trip.trip import Trip

pytestmark = pytest.mark.browser

PINS = ".leaflet-marker-pane .pin"
METRES_A_PIXEL = """() => {
    const line = document.querySelector(".leaflet-control-scale-line");
    const [length, unit] = line.textContent.split(/\\s/);
    return length * { m: 1, km: 1000 }[unit] / parseFloat(line.style.width);
}"""
"""How far the map is zoomed out, as its scale says."""
PROVIDER = TileProvider.model_validate({
    "url": "https://tiles.example.org/{z}/{x}/{y}.png", "attribution": "<b>Nous</b> & {{ 7*7 }}"})
OURS, ALSO, THEIRS = "<i>Nous</i>", "Le Pays", "<i>Autrui</i>"
CREDIT = f"Contours\u00a0: {OURS}\u00a0; {ALSO}"
"""Whose word the outlines of the route, and of another contract, are."""
TILE = (b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xe8\xe4\xd8\x00\x00\x00,"
        b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: a test's output is its failure."""


def dense_trip() -> Trip:
    """The sample with twenty more stops on the very spot of its last one in town."""
    trip = sample_trip()
    last = trip.visits[4]
    more = tuple(replace(last, number=8 + i, leg=None) for i in range(1, 21))
    second = replace(trip.days[1], visits=trip.days[1].visits + more)
    return replace(trip, days=(trip.days[0], second))


def close_by() -> OnTheWay:
    """A tram stop near the second stop, and toilets of a place."""
    at = sample_trip().visits[1].place.position
    tram = ServicePoint(
        ServiceKind.TRAM, LatLon(at.lat + 0.0010, at.lon), text_of({"": "<b>Halle</b>"}), ("T1",),
        credit=Credit("Réseau <i>", date(2026, 2, 10), "ODbL-1.0"))
    toilets = ServicePoint(ServiceKind.TOILETS, LatLon(at.lat, at.lon + 0.0014), place_id="musee")
    return OnTheWay(300, {}, (Shown(tram, 2, 111.0), Shown(toilets, 2, 113.0)))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small site: one map without tiles, one with a provider, one embedded."""
    root = tmp_path_factory.mktemp("site") / "below" / "fr"
    french = language_of("fr")
    elsewhere = Outline(
        Side("comminges", text_of({"": "Pays Comminges"}), Character.RURAL),
        ((LatLon(43.0, 0.5), LatLon(43.3, 0.5), LatLon(43.3, 0.9), LatLon(43.0, 0.5)),))
    land = maps.land_in(
        french, (*sample_outlines(), elsewhere), sample_towns(), "",
        {"toulouse-metropole": OURS, "portes-de-gascogne": ALSO, "comminges": THEIRS})
    for name, content in map_files.files(Tiles.NONE, land).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    maps_: dict[str, tuple[Tiles | TileProvider, Trip]] = {
        "nu": (Tiles.NONE, sample_trip()), "fond": (PROVIDER, sample_trip()),
        "dense": (Tiles.NONE, dense_trip())}
    for id, (background, trip) in maps_.items():
        folder = root / "parcours" / id
        folder.mkdir(parents=True)
        (folder / "map.html").write_text(
            maps.render(maps.shell(french, background, land), trip, french,
                        close_by() if id == "nu" else OnTheWay(0)), encoding="utf-8")
        (folder / "index.html").write_text(
            "<!DOCTYPE html><title>Page</title><link rel=icon href='data:,'><h1>Page</h1>"
            "<script>told=[]; onmessage = e => told.push(e.data)</script>"
            "<iframe src=map.html width=360 height=460 title=Carte></iframe>", encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=root.parents[1]))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/below/fr/parcours/"
    server.shutdown()
    server.server_close()


@dataclass
class Visit:
    """An open page, with what it complained of and asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def heard(self, said: ConsoleMessage) -> None:
        """Keep what the console was told of faults."""
        if said.type in ("error", "warning"):
            self.complaints.append(said.text)

    def asked(self, request: Request) -> None:
        """Keep the host that was asked."""
        if request.url.startswith("http"):
            self.hosts.add(request.url.split("/")[2])


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    """A page of a phone's size; it is an error for the map to complain in the console."""
    context: BrowserContext = browser.new_context(viewport={"width": 360, "height": 640})
    context.set_default_timeout(10_000)
    context.set_default_navigation_timeout(30_000)  # a busy machine serves slowly
    here = Visit(context.new_page())
    here.page.on("console", here.heard)
    here.page.on("pageerror", lambda error: here.complaints.append(str(error)))
    here.page.on("request", here.asked)
    yield here
    context.close()


def boxes(page: Page) -> list[dict[str, float]]:
    """Where the pins stand on the screen, in order."""
    found: list[dict[str, float]] = page.evaluate(
        f"[...document.querySelectorAll('{PINS}')].map(pin => {{"
        "const b = pin.getBoundingClientRect(); return {x: b.x, y: b.y, w: b.width, h: b.height}})")
    return found


def overlaps(found: list[dict[str, float]]) -> list[tuple[int, int]]:
    """Pairs of pins (from 1) that cover each other by more than their rounded corners (3 px)."""
    return [(i + 1, j + 1) for j, b in enumerate(found) for i, a in enumerate(found[:j])
            if min(a["x"] + a["w"], b["x"] + b["w"]) - max(a["x"], b["x"]) > 3
            and min(a["y"] + a["h"], b["y"] + b["h"]) - max(a["y"], b["y"]) > 3]


def test_pins_are_named_in_order_and_told_apart(visit: Visit, site: str) -> None:
    """Eight buttons in the order of the route, each with number, name, kind and commune."""
    visit.page.goto(site + "nu/map.html")
    pins = visit.page.locator(PINS)

    expect(pins).to_have_count(8)
    expect(visit.page.get_by_role(
        "button", name="2. Basilique Saint-Sernin, édifice religieux, Toulouse")).to_be_visible()
    assert [pin.inner_text() for pin in pins.all()] == [str(n) for n in range(1, 9)]
    assert visit.page.locator(f"{PINS}.urban").count() == 5
    assert visit.page.locator(f"{PINS}.rural").count() == 3
    assert visit.complaints == []


def test_nothing_comes_from_another_host(visit: Visit, site: str) -> None:
    """Without tiles, no request leaves the site, and shapes, lines and names are drawn."""
    visit.page.goto(site + "nu/map.html")
    expect(visit.page.locator(".leaflet-names-pane")).to_contain_text("Lectoure")

    assert visit.hosts == {site.split("/")[2]}
    assert visit.page.locator(".leaflet-land-pane path").count() == 2
    assert visit.page.locator(".leaflet-overlay-pane path").count() == 16
    assert visit.complaints == []


@pytest.mark.parametrize(("id", "size"), [("nu", (360, 640)), ("nu", (320, 400)),
                                          ("nu", (1280, 800)), ("dense", (360, 640))])
def test_pins_do_not_cover_each_other(visit: Visit, site: str, id: str,
                                      size: tuple[int, int]) -> None:
    """At any size and zoom, each pin can be read and hit, and lies inside the window at first."""
    visit.page.set_viewport_size({"width": size[0], "height": size[1]})
    visit.page.goto(site + f"{id}/map.html")
    expect(visit.page.locator(PINS)).to_have_count({"nu": 8, "dense": 28}[id])
    first, scale = boxes(visit.page), visit.page.evaluate(METRES_A_PIXEL)
    visit.page.get_by_role("button", name="Zoom arrière").click()
    wait_until(visit.page, f"(was) => ({METRES_A_PIXEL})() > was"
                           " && !document.querySelector('.leaflet-zoom-anim')", scale)

    assert overlaps(first) == []
    assert overlaps(boxes(visit.page)) == []
    assert [b for b in first if b["x"] < 0 or b["y"] < 0 or b["x"] + b["w"] > size[0]
            or b["y"] + b["h"] > size[1]] == []
    assert visit.page.locator(".leaflet-leaders-pane path").count() > 0


def test_pins_spread_alike_every_time(visit: Visit, site: str) -> None:
    """Two visits see the same map."""
    visit.page.goto(site + "nu/map.html")
    expect(visit.page.locator(PINS)).to_have_count(8)
    first = boxes(visit.page)
    visit.page.reload()
    expect(visit.page.locator(PINS)).to_have_count(8)

    assert first == boxes(visit.page)


def test_a_stop_opens_and_closes_by_keyboard(visit: Visit, site: str) -> None:
    """Tab reaches the pins in order; Enter opens and enters the popup; Escape returns."""
    visit.page.goto(site + "nu/map.html")
    visit.page.locator(PINS).first.focus()
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    popup = visit.page.get_by_role("dialog", name="2. Basilique Saint-Sernin")
    expect(popup).to_be_focused()
    expect(popup).to_contain_text("édifice religieux, Toulouse")
    expect(popup).to_contain_text("40\u00a0min sur place")
    visit.page.keyboard.press("Tab")
    link = popup.get_by_role("link", name="Voir cette étape dans la page")
    expect(link).to_be_focused()

    assert link.get_attribute("href") == "./#etape-2"
    assert link.get_attribute("target") == "_top"
    visit.page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    expect(visit.page.locator(PINS).nth(1)).to_be_focused()
    assert visit.complaints == []


def test_services_show_when_asked_and_open_by_keyboard(visit: Visit, site: str) -> None:
    """None until the button is pressed; then each is a named mark with its sign, which Enter opens
    and Escape leaves, whose word it is stands below, and pressing again hides them all."""
    visit.page.goto(site + "nu/map.html")
    button = visit.page.get_by_role("button", name="Services à deux pas")
    expect(visit.page.locator(".service")).to_have_count(0)
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    mark = visit.page.get_by_role("button", name="tram, <b>Halle</b>")
    expect(mark.locator("svg")).to_be_visible()
    assert "Réseau <i>, 10 février 2026 (ODbL 1.0)" in visit.page.locator(
        ".leaflet-control-attribution").inner_text().replace("\u00a0", " ")
    mark.focus()
    visit.page.keyboard.press("Enter")
    popup = visit.page.get_by_role("dialog", name="tram, <b>Halle</b>")
    expect(popup).to_be_focused()
    expect(popup).to_contain_text("ligne T1")
    expect(popup).to_contain_text("à 110\u00a0m de l’étape 2, à vol d’oiseau")
    visit.page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    expect(mark).to_be_focused()
    button.click()
    expect(visit.page.locator(".service")).to_have_count(0)
    visit.page.goto(site + "dense/map.html")
    expect(visit.page.locator(PINS).first).to_be_visible()
    expect(visit.page.locator('[data-tool="services"]')).to_be_hidden()
    assert visit.complaints == []


def test_a_day_can_be_shown_alone(visit: Visit, site: str) -> None:
    """A day's button leaves its pins and the stop it starts from, in order, and zooms to them."""
    visit.page.goto(site + "nu/map.html")
    before = visit.page.evaluate(METRES_A_PIXEL)
    button = visit.page.get_by_role("button", name="Jour 1")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(visit.page.locator(PINS)).to_have_text(["1", "2", "3", "4", "5"])
    # two steps of the zoom
    wait_until(visit.page, f"(before) => ({METRES_A_PIXEL})() < before / 4", before)
    visit.page.get_by_role("button", name="Jour 2").click()
    expect(visit.page.locator(PINS)).to_have_text(["5", "6", "7", "8"])
    visit.page.get_by_role("button", name="Voir tout le parcours").click()
    expect(visit.page.locator(PINS)).to_have_text([str(n) for n in range(1, 9)])


def test_address_chooses_day_and_stop(visit: Visit, site: str) -> None:
    """``?jour=2`` shows a day, ``#etape-3`` opens a stop."""
    visit.page.goto(site + "nu/map.html?jour=2")
    expect(visit.page.locator(PINS)).to_have_count(4)
    visit.page.goto(site + "nu/map.html?jour=2#etape-3")
    expect(visit.page.get_by_role("dialog", name="3. Le Capitole")).to_be_visible()
    expect(visit.page.locator(PINS)).to_have_count(8)


def test_page_and_map_talk(visit: Visit, site: str) -> None:
    """The page moves the map by a message, and the map says which stop is looked at."""
    visit.page.goto(site + "nu/")
    frame = visit.page.frame_locator("iframe")
    expect(frame.locator(PINS)).to_have_count(8)
    visit.page.evaluate("frames[0].postMessage({parcours: 'show', stop: 7}, location.origin)")
    expect(frame.get_by_role("dialog", name="7. Ferme des étoiles")).to_be_visible()
    assert visit.page.evaluate("document.activeElement.tagName") == "BODY"
    frame.locator(PINS).nth(7).focus()
    wait_until(visit.page, "told.length > 0")

    assert visit.page.evaluate("told.at(-1)") == {"parcours": "stop", "stop": 8, "chosen": False}
    expect(frame.get_by_role("link", name="Page du parcours")).to_have_count(0)
    assert visit.complaints == []


def test_a_map_that_starts_hidden_fits_when_seen(visit: Visit, site: str) -> None:
    """A frame without a size, in a closed section, shows the whole route once it opens."""
    visit.page.goto(site + "nu/")
    visit.page.evaluate("""() => new Promise((loaded) => {
        const frame = document.querySelector('iframe');
        frame.style.display = 'none';
        frame.onload = () => setTimeout(loaded, 0);
        frame.src = 'map.html?jour=1';
    })""")
    visit.page.evaluate("document.querySelector('iframe').style.display = ''")
    pins = visit.page.frame_locator("iframe").locator(PINS)
    for pin in range(5):
        expect(pins.nth(pin)).to_be_in_viewport(ratio=1)

    assert visit.complaints == []


def test_a_page_of_another_site_is_not_heard(visit: Visit, site: str) -> None:
    """Embedded elsewhere the map works, tells nothing, obeys nothing and complains of nothing."""
    other = site.replace("127.0.0.1", "localhost")
    visit.page.goto(site + "nu/")
    visit.page.evaluate(f"document.querySelector('iframe').src = '{other}nu/map.html'")
    frame = visit.page.frame_locator("iframe")
    expect(frame.get_by_role("link", name="Page du parcours")).to_be_visible()
    visit.page.evaluate("frames[0].postMessage({parcours: 'show', stop: 7}, '*')")
    frame.locator(PINS).nth(7).click()
    expect(frame.get_by_role("dialog")).to_have_attribute("aria-label", "8. Cathédrale de Lectoure")

    assert visit.page.evaluate("told") == []
    assert visit.complaints == []


def test_a_route_has_the_territories_of_its_stops(visit: Visit, site: str) -> None:
    """One of another contract of the site is not drawn, nor is whose word its outline is told; what
    the credit is of is said once for both."""
    visit.page.goto(site + "nu/map.html")
    expect(visit.page.locator("path.land")).to_have_count(2)
    expect(visit.page.locator(".leaflet-control-attribution")).to_have_text(CREDIT)
    assert visit.complaints == []


def test_names_give_way_to_tiles(visit: Visit, site: str) -> None:
    """With tiles the provider is credited, as text, and our own names go."""
    visit.page.route("https://tiles.example.org/**",
                     lambda route: route.fulfill(body=TILE, content_type="image/gif"))
    visit.page.goto(site + "fond/map.html")
    expect(visit.page.locator(".folium-map.bare")).to_have_count(0)
    expect(visit.page.locator(".leaflet-names-pane > *")).to_have_count(0)
    expect(visit.page.locator(".leaflet-control-attribution")).to_have_text(
        f"{CREDIT}, {PROVIDER.attribution}")

    assert visit.page.evaluate("document.querySelector('template') !== null")  # names wait there
    assert visit.page.locator(".leaflet-control-attribution :is(b, i)").count() == 0
    assert visit.hosts == {site.split("/")[2], "tiles.example.org"}


def test_names_come_back_when_tiles_fail(visit: Visit, site: str) -> None:
    """Offline, shapes and names stand on paper, and the map says that the ground is missing; on a
    narrow phone that sentence takes the width it needs, and leaves the credits to be read."""
    def refuse(route: Route) -> None:
        route.abort()

    visit.page.route("https://tiles.example.org/**", refuse)
    visit.page.goto(site + "fond/map.html")
    expect(visit.page.get_by_role("status")).to_contain_text("Fond de carte indisponible")
    expect(visit.page.locator(".leaflet-names-pane")).to_contain_text("Lectoure")
    expect(visit.page.locator(PINS)).to_have_count(8)

    visit.page.set_viewport_size({"width": 360, "height": 740})
    told = visit.page.get_by_role("status").bounding_box()
    credits = visit.page.locator(".leaflet-control-attribution").bounding_box()
    assert told is not None
    assert credits is not None
    assert told["width"] > 250
    assert told["y"] + told["height"] <= credits["y"]


def test_own_position_only_when_asked(visit: Visit, site: str) -> None:
    """The position is asked for on a tap alone, drawn with its accuracy and a line to the next
    stop; a second tap ends it; refusal is said."""
    visit.page.goto(site + "nu/map.html")
    paths = visit.page.locator(".leaflet-overlay-pane path")
    drawn = paths.count()
    visit.page.get_by_role("button", name="Ma position", exact=True).click()
    expect(visit.page.get_by_role("status")).to_contain_text("Votre position reste privée")
    visit.page.context.grant_permissions(["geolocation"])
    visit.page.context.set_geolocation({"latitude": 43.6, "longitude": 1.44, "accuracy": 60})
    visit.page.get_by_role("button", name="Ma position", exact=True).click()
    expect(visit.page.locator(".where .next")).to_contain_text("Prochaine étape : 3. ")
    assert paths.count() == drawn + 3
    visit.page.get_by_role("button", name="Ma position", exact=True).click()
    expect(visit.page.locator(".where")).to_be_hidden()
    assert paths.count() == drawn
