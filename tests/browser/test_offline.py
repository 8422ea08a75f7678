"""The published site in a browser whose network is gone: the server itself is killed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from helpers.browsing import PIXEL, Host, Visitor, hosting, visiting, wait_until
from helpers.small_site import route, small_site, write
from parcours.publish import publish

pytestmark = pytest.mark.browser

ROUTE = "la-gascogne-en-train"
TITLE = "La Gascogne en train"
PLACE = "cathedrale"
PINS = ".leaflet-marker-pane .pin"
KNOWN = """async (path) => {
  const index = (await caches.keys()).find((name) => path.startsWith(name.split(" ")[1])
    && name.endsWith(" index"));
  const found = index && await (await caches.open(index)).match(path);
  return found ? found.json() : null;
}"""
"""What the worker knows of a stored route, once all of it is there."""


SHIFTED = """() => new Promise((told) => {
  new PerformanceObserver((list) => told(list.getEntries().reduce(
    (sum, { value }) => sum + value, 0))).observe({ type: "layout-shift", buffered: true });
  setTimeout(told, 500, 0);
})"""
"""How much of the page has moved by itself."""
ASK = """async ([ask, address]) => {
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((told) => {
    port1.onmessage = ({ data }) => data.total || told(data);
  });
  navigator.serviceWorker.controller.postMessage({ ask, address }, [port2]);
  return answer;
}"""
"""What the worker says to a message, as any script of the page may send it."""
ACTIVE = """async () => {
  const { active, waiting, installing } = (await navigator.serviceWorker.getRegistration()) ?? {};
  return !waiting && !installing && active?.state === "activated";
}"""
"""Whether one worker runs, and none is about to take its place."""


@pytest.fixture
def host(site: Path) -> Iterator[Host]:
    with hosting(site) as host:
        yield host


@contextmanager
def visitor_of(browser: Browser, host: Host, width: int = 360) -> Iterator[Visitor]:
    with visiting(browser, host.address, width=width, workers=True) as visitor:
        yield visitor


def until(page: Page, script: str, argument: object, holds: Callable[[Any], object]) -> Any:
    """Ask a page until its answer holds; what it answered."""
    for _ in range(200):
        if holds(answer := page.evaluate(script, argument)):
            return answer
        page.wait_for_timeout(50)
    pytest.fail(f"still {answer!r}")


def until_stored(page: Page, address: str, changed: object = "") -> dict[str, Any]:
    """Wait until the worker has the whole of a route; what it says of it."""
    known: dict[str, Any] = until(page, KNOWN, address, lambda record: (
        record and record["digest"] != changed))
    return known


def lose_the_network(visitor: Visitor, host: Host) -> None:
    """Kill the server, and let no other answer either: no tile comes."""
    host.kill()
    visitor.context.route(re.compile(f"^(?!{re.escape(host.address)})"),
                          lambda route: route.abort())


def keep(page: Page) -> None:
    """Keep the route on show, with its button."""
    page.get_by_role("button", name="Garder hors connexion").click()
    expect(page.locator(".pc-keep").get_by_role("status")).to_contain_text("Gardé sur cet appareil")


def downloaded(page: Page, name: str) -> str:
    """The text of the file that a link of the page downloads."""
    with page.expect_download() as started:
        page.locator(f"a[download][href$='{name}']").first.click()
    return Path(started.value.path()).read_bytes().decode()


def test_a_visited_route_opens_with_the_server_dead(browser: Browser, host: Host,
                                                    site: Path) -> None:
    """Whoever came straight to a route reads it again with the server dead: text, picture, map
    with pins, lines and popups, calendar, GPX and GeoJSON; the page says from when it is."""
    address = f"{host.address}parcours/{ROUTE}/"
    with visitor_of(browser, host) as visitor:
        visitor.page.clock.set_fixed_time("2026-11-22T08:00:00+01:00")  # its first day is to come
        page = visitor.go(address)
        stops = page.locator(".pc-stop").count()
        until_stored(page, address)

        lose_the_network(visitor, host)
        page.goto(address)

        expect(page.locator(".pc-copy")).to_contain_text("Le site est hors d’atteinte")
        expect(page.locator(".pc-copy time")).to_have_text(re.compile(r"^(1er|\d+) \S+ 20\d\d"))
        assert page.locator(".pc-stop").count() == stops > 5
        assert page.evaluate("getComputedStyle(document.querySelector('.pc-header')).display"
                             " !== 'inline' && document.styleSheets.length >= 2")
        expect(page.locator(".pc-map img")).to_have_js_property("complete", True)
        assert page.evaluate("document.querySelector('.pc-map img').naturalWidth") > 0
        page.get_by_role("link", name="Ouvrir la carte").click()
        frame = page.frame_locator(".pc-map iframe")
        expect(frame.locator(PINS)).to_have_count(stops)
        assert frame.locator(".leaflet-overlay-pane path").count() > stops
        assert frame.locator(".leaflet-land-pane path").count() == 2
        expect(frame.get_by_text("Fond de carte indisponible")).to_be_visible()
        frame.locator(PINS).first.press("Enter")
        expect(frame.get_by_role("dialog")).to_be_visible()
        folder = site / "parcours" / ROUTE
        page.get_by_text("D’autres fichiers").click()
        for kind in ("ics", "gpx", "geojson"):
            name = f"{ROUTE}.{kind}"
            assert downloaded(page, name) == (folder / name).read_bytes().decode(), name
        page.locator("h1").click()  # what else listens in the page is not confused by its mark
        assert [said for said in visitor.complaints if "Failed to load resource" not in said] == []


def test_a_kept_route_brings_its_places(browser: Browser, host: Host) -> None:
    """Kept with its button, a route and the page of each of its places open with the server dead,
    wherever one comes from; another place shows the offline page, which leads to the route."""
    address = f"{host.address}parcours/{ROUTE}/"
    with visitor_of(browser, host) as visitor:
        page = visitor.go(address)
        places = page.locator(".pc-stop__name a").evaluate_all("all => all.map(one => one.href)")
        keep(page)
        expect(page.locator("html")).to_have_class(re.compile("has-kept"))

        assert page.evaluate(SHIFTED) == 0

        lose_the_network(visitor, host)

        for place in dict.fromkeys(places):
            page.goto(place)
            expect(page.locator(".pc-place h1")).to_be_visible()
            expect(page.locator(".pc-copy")).to_be_visible()
        page.goto(f"{host.address}lieux/aeroscopia/")
        expect(page.locator("h1")).to_have_text("Page hors d’atteinte")
        expect(page.get_by_role("link", name="Réessayer")).to_have_attribute(
            "href", f"{host.address}lieux/aeroscopia/")
        expect(page.get_by_role("main").get_by_role("link", name=TITLE)).to_be_visible()
        assert page.evaluate(SHIFTED) == 0
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
        expect(kept.first.locator("p").last).to_have_text(re.compile(
            r"^Gardé le \d.+ ·\s\d[\d,]*\s[kM]o$"))
        expect(page.locator("[data-pc-space]")).to_contain_text("Place prise par ce site")
        lose_the_network(visitor, host)
        page.reload()
        expect(kept).to_have_count(2)
        assert page.evaluate(SHIFTED) == 0
        assert kept.locator("img").evaluate_all("all => all.map(one => one.naturalWidth > 0)") == [
            True, True]
        page.get_by_role("button", name=f"Retirer {TITLE}").click()
        expect(kept).to_have_count(1)
        expect(page.get_by_role("status")).to_contain_text(f"« {TITLE} » a été retiré".replace(
            "« ", "«\N{NO-BREAK SPACE}").replace(" »", "\N{NO-BREAK SPACE}»"))
        page.goto(f"{host.address}parcours/{ROUTE}/")
        expect(page.locator("h1")).to_have_text("Page hors d’atteinte")
        page.goto(f"{host.address}gardes/")
        page.get_by_role("button", name="Tout effacer").click()
        page.get_by_role("button", name="Toucher encore").click()
        expect(kept).to_have_count(0)
        expect(page.locator("html")).not_to_have_class(re.compile("has-kept"))
        assert page.evaluate("caches.keys().then((all) => all.filter((name) => "
                             "name.includes(' route ')).length)") == 0


STOPS = """<figure class="pc-map" data-map="map.html" data-title="Carte" data-loading="tap">
<figcaption><a class="pc-button" href="map.html">Ouvrir la carte</a></figcaption></figure>
<div class="pc-keep" data-pc-keep data-kept="Gardé sur cet appareil ({size})" data-remove="Retirer"
 data-removed="Retiré" data-running="…" data-failed="Pas gardé" data-full="Plein">
<p><button type="button">Garder hors connexion</button></p>
<p role="status">–</p><progress hidden></progress></div>"""


def build_of(n: int) -> dict[str, str]:
    """The pages of the ``n``-th build of a small site: a route, its map, and what both say."""
    return {"fr/parcours/ciel/index.md": route(f"Le ciel {n}", STOPS),
            "fr/parcours/ciel/map.html": f"<!doctype html><html lang='fr'><h1>Carte {n}</h1>",
            "fr/parcours/ble/index.md": route(f"Le blé {n}", STOPS),
            "fr/parcours/ble/map.html": f"<!doctype html><html lang='fr'><h1>Blé {n}</h1>"}


def look_of(root: Path, n: int) -> None:
    """Make the theme say which build it is of: a style and a script."""
    theme = root / "overrides" / "assets"
    sheet, script = theme / "stylesheets" / "parcours.css", theme / "javascripts" / "site.js"
    sheet.write_text(re.sub(r"(^:root \{)|--build: \d;", "", sheet.read_text("utf-8"))
                     + f"\nbody {{ --build: {n}; }}\n", "utf-8")
    text = script.read_text("utf-8").partition("\nwindow.build")[0]
    script.write_text(f"{text}\nwindow.build = {n};\n", "utf-8")


def seen_build(page: Page) -> tuple[str, ...]:
    """What a page of the small site says of its build: its text, style, script and map."""
    wait_until(page, "window.build !== undefined")
    parts = page.evaluate("""[document.querySelector('h1').textContent.slice(-1),
        getComputedStyle(document.body).getPropertyValue('--build').trim(),
        String(window.build)]""")
    page.get_by_role("link", name="Ouvrir la carte").click()
    heading = page.frame_locator(".pc-map iframe").locator("h1")
    return (*parts, heading.inner_text()[-1])


@pytest.fixture
def twice(tmp_path: Path) -> tuple[Path, Path]:
    """A small site published twice: page, map, a style and a script say which build they are of."""
    root = small_site(tmp_path / "root", build_of(1))
    sites = (tmp_path / "one", tmp_path / "two")
    for n, site in enumerate(sites, 1):
        for path, text in build_of(n).items():
            write(root, path, text)
        look_of(root, n)
        publish(root, site)
    return sites


def test_an_update_never_mixes_two_builds(browser: Browser, twice: tuple[Path, Path]) -> None:
    """When the site is published anew, text, style, script and map on show are of one build, at
    every visit: with the network, at its loss, and after kept routes have followed the site."""
    with hosting(twice[0]) as host, visitor_of(browser, host, 1000) as visitor:
        ciel, ble = (f"{host.address}parcours/{id}/" for id in ("ciel", "ble"))
        page = visitor.go(ble)
        page.get_by_role("button", name="Garder hors connexion").click()
        expect(page.get_by_role("button", name="Retirer")).to_be_visible()
        visitor.go(ciel)
        kept = until_stored(page, ble)
        seen = until_stored(page, ciel)
        assert seen_build(page) == ("1", "1", "1", "1")

        host.folders = [twice[1]]
        page.reload()
        assert seen_build(page) == ("2", "2", "2", "2")
        until_stored(page, ciel, seen["digest"])
        until_stored(page, ble, kept["digest"])  # in the background: nobody opened it
        lose_the_network(visitor, host)
        for address in (ciel, ble):
            page.goto(address)
            assert page.locator(".pc-copy").is_visible()
            assert seen_build(page) == ("2", "2", "2", "2")


def test_the_former_build_stays_whole(browser: Browser, twice: tuple[Path, Path]) -> None:
    """A site published anew just before the network is lost: the stored page comes with the style,
    the script and the map of its own build."""
    with hosting(twice[0]) as host, visitor_of(browser, host, 1000) as visitor:
        ciel, ble = (f"{host.address}parcours/{id}/" for id in ("ciel", "ble"))
        page = visitor.go(ciel)
        until_stored(page, ciel)
        visitor.go(ble)
        until_stored(page, ble)
        host.folders = [twice[1]]
        visitor.go(f"{host.address}reciprocite/")  # the new worker comes with the first page
        until(page, "() => caches.keys()", None, lambda names: sum(
            " shell " in name for name in names) > 1)
        until(page, ACTIVE, None, bool)

        lose_the_network(visitor, host)

        page.goto(ciel)
        assert seen_build(page) == ("1", "1", "1", "1")


def test_a_page_newer_than_its_stored_map(browser: Browser, twice: tuple[Path, Path]) -> None:
    """The network gives the new page and is lost: the old map is not shown in it."""
    with hosting(twice[0]) as host, visitor_of(browser, host, 1000) as visitor:
        ciel = f"{host.address}parcours/ciel/"
        page = visitor.go(ciel)
        record = until_stored(page, ciel)
        (twice[1] / "parcours" / "ciel" / "fichiers.json").unlink()  # it cannot follow
        host.folders = [twice[1]]
        page.reload()
        expect(page.locator("h1")).to_have_text("Le ciel 2")
        until(page, KNOWN, ciel, lambda record: record["behind"])
        lose_the_network(visitor, host)

        page.get_by_role("link", name="Ouvrir la carte").click()

        expect(page.frame_locator(".pc-map iframe").locator("h1")).to_have_text(
            "Page hors d’atteinte")
        assert until_stored(page, ciel)["digest"] == record["digest"]
        page.reload()  # now the page itself is the stored one, and so is its map
        assert seen_build(page)[::3] == ("1", "1")


def test_below_a_folder_of_a_host(browser: Browser, tmp_path: Path) -> None:
    """Under /sous/dossier/ all of it works, beside another site of the same host."""
    host_folder = tmp_path / "host"
    root = small_site(tmp_path / "root", build_of(1))
    look_of(root, 1)
    for folder in ("sous/dossier", "autre"):
        (host_folder / folder).parent.mkdir(parents=True, exist_ok=True)
        publish(root, host_folder / folder)
    with hosting(host_folder) as host, visitor_of(browser, host, 1000) as visitor:
        home, other = f"{host.address}sous/dossier/", f"{host.address}autre/"
        page = visitor.go(f"{other}parcours/ciel/")
        until_stored(page, f"{other}parcours/ciel/")
        visitor.go(f"{home}parcours/ciel/")
        page.get_by_role("button", name="Garder hors connexion").click()
        expect(page.get_by_role("button", name="Retirer")).to_be_visible()
        visitor.go(f"{home}gardes/")
        expect(page.locator("[data-pc-routes] li")).to_have_count(1)

        lose_the_network(visitor, host)

        page.goto(f"{home}parcours/ciel")  # without its slash
        page.wait_for_url(f"{home}parcours/ciel/")
        assert seen_build(page)== ("1", "1", "1", "1")
        page.goto(f"{home}parcours/ciel/index.html")
        expect(page.locator("h1")).to_have_text("Le ciel 1")
        page.goto(f"{home}en/parcours/ciel/")
        page.wait_for_url(f"{home}en/hors-ligne/?page=en%2Fparcours%2Fciel%2F")


def test_a_plain_build_is_always_seen_as_it_is(browser: Browser, tmp_path: Path) -> None:
    """Where a published site stood, `parcours serve` or a plain build shows the page as it is now,
    with no worker, no button and no complaint."""
    root = small_site(tmp_path / "root", build_of(1))
    publish(root, tmp_path / "site")
    plain = tmp_path / "plain"
    write(root, "fr/parcours/ciel/index.md", route("Le ciel 2", STOPS))
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(plain)], cwd=root,
                   check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    with hosting(tmp_path / "site") as host, visitor_of(browser, host) as visitor:
        ciel = f"{host.address}parcours/ciel/"
        page = visitor.go(ciel)
        until_stored(page, ciel)
        host.folders = [plain]

        page.reload()

        expect(page.locator("h1")).to_have_text("Le ciel 2")
        expect(page.get_by_role("button", name="Garder hors connexion")).to_be_hidden()
        registrations = "() => navigator.serviceWorker.getRegistrations().then((all) => all.length)"
        until(page, registrations, None, lambda n: n == 0)
        visitor.missing.clear()
        page.reload()
        assert page.evaluate("navigator.serviceWorker.controller") is None
        assert (visitor.complaints, visitor.missing) == ([], [])


def test_home_and_catalogue_open_as_they_were_seen(browser: Browser, host: Host) -> None:
    """The home page and the catalogue, once seen, open with the server dead, pictures included,
    and lead from one to the other."""
    with visitor_of(browser, host) as visitor:
        page = visitor.go(host.address)
        until(page, ACTIVE, None, bool)
        for address in (host.address, f"{host.address}parcours/"):
            visitor.go(address)
            until(page, "(name) => caches.match(name).then(Boolean)", address, bool)
        page.locator(".pc-card img").first.wait_for()
        covers = page.locator(".pc-card img").first.get_attribute("src")
        until(page, "(name) => caches.match(name).then(Boolean)",
              f"{host.address}parcours/{covers}", bool)
        lose_the_network(visitor, host)

        page.goto(host.address)
        expect(page.locator(".pc-copy")).to_be_visible()
        page.get_by_role("main").get_by_role("link", name="Tous les parcours").first.click()
        page.wait_for_url(f"{host.address}parcours/")
        assert page.locator(".pc-card img").first.evaluate(
            "image => image.decode().then(() => true, () => false)")
        assert page.locator(".pc-card").count() == 8


def test_a_network_that_is_too_slow(browser: Browser, host: Host) -> None:
    """After three seconds a stored page is shown in place of one that does not come, and says so;
    a page that is not stored is waited for."""
    address = f"{host.address}parcours/{ROUTE}/"
    with visitor_of(browser, host) as visitor:
        page = visitor.go(address)
        until_stored(page, address)
        host.slow_s = 5

        page.goto(address, wait_until="commit")
        expect(page.locator(".pc-copy")).to_contain_text("Le réseau ne répond pas assez vite")
        page.goto(f"{host.address}lieux/aeroscopia/", wait_until="commit")
        host.slow_s = 0

        expect(page.locator(".pc-place h1")).to_be_visible()
        assert page.locator(".pc-copy").is_hidden()


def test_what_is_kept_is_told_while_the_network_hangs(browser: Browser, host: Host) -> None:
    """The button of a kept route does not offer to keep it while the network holds the list of its
    files back."""
    address = f"{host.address}parcours/{ROUTE}/"
    with visitor_of(browser, host) as visitor:
        page = visitor.go(address)
        keep(page)
        host.slow_s = 8

        page.goto(address)

        expect(page.get_by_role("button", name="Retirer de cet appareil")).to_be_visible(
            timeout=3000)
        host.slow_s = 0


def test_what_the_worker_refuses(browser: Browser, tmp_path: Path) -> None:
    """Thirty seen routes are stored, and all kept ones; a message is listened to when it names a
    route of the site and nothing else; what is not there is never stored."""
    ids = [f"r{n:02}" for n in range(32)]
    root = small_site(tmp_path / "root", {
        f"fr/parcours/{id}/index.md": route(f"Route {id}", STOPS) for id in ids})
    publish(root, tmp_path / "site")
    (tmp_path / "site" / "privé.html").write_text("<p>x", "utf-8")
    with hosting(tmp_path / "site") as host, visitor_of(browser, host) as visitor:
        page = visitor.go(host.address)
        until(page, ACTIVE, None, bool)
        until(page, "() => navigator.serviceWorker.controller !== null", None, bool)
        for refused in ("https://exemple.fr/parcours/x/", "//exemple.fr/parcours/x/", "../../x",
                        "parcours/r00/../../priv%C3%A9.html", "lieux/", "", "parcours/",
                        "parcours/r00/map.html", "javascript:alert(1)", None, 7,
                        "parcours/absent/"):
            assert page.evaluate(ASK, ["keep", refused]) == {"failed": "network"}, refused
        assert page.evaluate(ASK, ["list", ""]) == {"routes": []}
        kept = page.evaluate(ASK, ["keep", "parcours/r00/"])
        assert (kept["kept"], kept["count"]) == (True, 1)
        for id in ids[1:]:
            assert page.evaluate(ASK, ["seen", f"parcours/{id}/"])["kept"] is False
        left = page.evaluate(ASK, ["list", ""])["routes"]
        assert {one["path"] for one in left} == {
            f"parcours/{id}/" for id in ("r00", *ids[2:])}
        asked = len(host.asked)
        assert page.evaluate("fetch('privé.html', {headers: {range: 'bytes=0-1'}})"
                             ".then((answer) => answer.text())") == "<p>x"
        assert page.evaluate("fetch('privé.html', {method: 'HEAD'})"
                             ".then((answer) => answer.status)") == 200
        assert page.evaluate("fetch('rien.svg').then((answer) => answer.status)") == 404
        page.goto(f"{host.address}rien/")
        expect(page.locator("h1").first).to_have_text("Page introuvable")
        assert host.asked[asked:][0].endswith(".html")
        lose_the_network(visitor, host)
        page.goto(f"{host.address}rien/")
        expect(page.locator("h1")).to_have_text("Page hors d’atteinte")


def test_photos_of_a_kept_route(browser: Browser, tmp_path: Path) -> None:
    """Of a photo in many sizes one is kept, and shown whichever size the browser asks for."""
    place = route("Halle", '<picture><source type="image/avif" srcset="halle-480.avif 480w, '
                  'halle-960.avif 960w"><img src="halle-960.jpg" alt="Halle"></picture>')
    root = small_site(tmp_path / "root", {
        "fr/parcours/ciel/index.md": route("Le ciel", '<a href="../../lieux/halle/">Halle</a>'
                                           + STOPS),
        "fr/lieux/halle/index.md": place})
    for name in ("480.avif", "960.avif", "960.jpg"):
        (root / "docs" / "fr" / "lieux" / "halle" / f"halle-{name}").write_bytes(PIXEL)
    publish(root, tmp_path / "site")
    with hosting(tmp_path / "site") as host, visitor_of(browser, host) as visitor:
        page = visitor.go(f"{host.address}parcours/ciel/")
        page.get_by_role("button", name="Garder hors connexion").click()
        expect(page.get_by_role("button", name="Retirer")).to_be_visible()
        assert [path for path in host.asked if "halle-" in path] == [
            "/lieux/halle/halle-960.jpg"]
        lose_the_network(visitor, host)

        page.goto(f"{host.address}lieux/halle/")

        photo = page.get_by_alt_text("Halle")
        assert photo.evaluate("image => image.decode().then(() => true, () => false)")
        assert photo.evaluate("image => image.currentSrc").endswith(".avif")


def test_what_cannot_be_had_is_told_kindly(browser: Browser, host: Host) -> None:
    """With the server dead a route is not half kept, and the search says what it lacks."""
    address = f"{host.address}parcours/{ROUTE}/"
    with visitor_of(browser, host) as visitor:
        page = visitor.go(address)
        seen = until_stored(page, address)
        visitor.go(f"{host.address}recherche/")
        until(page, "(name) => caches.match(name).then(Boolean)", f"{host.address}recherche/", bool)
        visitor.go(address)
        lose_the_network(visitor, host)

        page.get_by_role("button", name="Garder hors connexion").click()
        expect(page.locator(".pc-keep").get_by_role("status")).to_contain_text("Pas gardé")
        # the second visit may have stored it again meanwhile: later, and the same
        later = {"at": 0, "since": 0}
        assert until_stored(page, address) | later == seen | later
        page.goto(f"{host.address}recherche/?q=halle")
        expect(page.locator("[data-pc-count]")).to_contain_text("La recherche a besoin du réseau")


def test_installing_is_offered_where_the_browser_can(browser: Browser, host: Host) -> None:
    """The page of what is kept has a button to install the site when the browser says that it may,
    and the browser finds nothing wrong with the manifest."""
    with visitor_of(browser, host) as visitor:
        page = visitor.go(f"{host.address}gardes/")
        button = page.get_by_role("button", name="Installer sur l’écran d’accueil")
        expect(button).to_be_hidden()
        told = visitor.context.new_cdp_session(page).send("Page.getAppManifest")
        assert (told["url"], told["errors"]) == (f"{host.address}manifest.webmanifest", [])

        page.evaluate("dispatchEvent(new Event('beforeinstallprompt', {cancelable: true}))")

        expect(button).to_be_visible()
