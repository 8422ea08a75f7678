"""Sealed: whatever slipped past every escape, nothing of it runs; and what is ours works.

Each kind of page gets raw attacks set into it on the way to the browser, as if no escape and no
sanitiser were there. The page's own policy is then all that stands between them and the visitor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from helpers import policies
from helpers.browsing import hosting, visiting, wait_until
from helpers.kinds_of_pages import NOWHERE, ROUTE
from helpers.published import ITINERARIES

pytestmark = pytest.mark.browser

KINDS = ("", "parcours/", ROUTE, f"{ROUTE}map.html", f"{ROUTE}retour/", "parcours/map.html",
         "lieux/", "lieux/cite-de-l-espace/", "territoires/", "reciprocite/", "perturbations/",
         "recherche/", "gardes/", "hors-ligne/", "contribuer/", "donnees/", NOWHERE)
MOVED = 'http-equiv="refresh"'
PINS = ".leaflet-marker-pane .pin"

RAW = """
<script>ran("script")</script>
<script type="module">ran("module")</script>
<script src="data:text/javascript,ran('data')"></script>
<script src="https://ailleurs.example/x.js"></script>
<img src="data:," onerror="ran('error')">
<svg onload="ran('svg')"></svg>
<iframe srcdoc="<script>parent.ran('frame')</script>"></iframe>
<iframe src="javascript:parent.ran('address')"></iframe>
<object data="data:text/html,<script>parent.ran('object')</script>"></object>
<style>body { --ran: style }</style>
<div id="styled" style="--ran: attribute"></div>
<a id="followed" href="javascript:ran('link')">x</a>
<form id="sent" action="https://ailleurs.example/"><button>x</button></form>
<base href="https://ailleurs.example/">
"""
"""What a browser would run, take for its style, or send away."""
BEGIN = "window.found = []; window.ran = (what) => { found.push(what); };"


@contextmanager
def attacked(browser: Browser, served: str, *, sealed: bool) -> Iterator[Page]:
    """A page into which every page comes with `RAW` in it; unsealed, without its policy."""
    with visiting(browser, served) as visitor:
        def answer(route: Route) -> None:
            reply = route.fetch()
            if "text/html" not in reply.headers.get("content-type", ""):
                route.fulfill(response=reply)
                return
            body = reply.text()
            if not sealed:
                body = policies.META.sub("", body)
            assert "</body>" in body
            route.fulfill(response=reply, body=body.replace("</body>", f"{RAW}</body>"))

        visitor.page.route(f"{served}**", answer)
        visitor.page.add_init_script(BEGIN)
        yield visitor.page


def what_ran(page: Page) -> set[str]:
    """What of `RAW` ran or was taken for the page's own."""
    page.evaluate("() => new Promise((done) => setTimeout(done, 100))")  # a frame would load by now
    return {*page.evaluate("window.found"), *page.evaluate("""() => [
      [document.body, "style"], [document.querySelector("#styled"), "attribute"],
    ].filter(([one, name]) => getComputedStyle(one).getPropertyValue("--ran").trim() === name)
     .map(([, name]) => name).concat(
       document.baseURI.startsWith("https://ailleurs.example/") ? ["base"] : [])""")}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_slipped_into_a_page_runs(browser: Browser, served: str, kind: str) -> None:
    """No script, frame, style, address or base of another hand has an effect, on any kind of
    page."""
    with attacked(browser, served, sealed=True) as page:
        page.goto(served + kind)
        for one in ("#followed", "#sent button"):
            page.locator(one).dispatch_event("click")
        assert what_ran(page) == set()
        assert page.url == served + kind


def test_without_the_policy_it_would_have_run(browser: Browser, served: str) -> None:
    """The attacks are real ones: a page without its policy runs them."""
    with attacked(browser, served, sealed=False) as page:
        page.goto(f"{served}contribuer/")
        page.locator("#followed").dispatch_event("click")
        wait_until(page, "() => ['script', 'module', 'error', 'svg', 'frame', 'link']"
                         ".every((one) => window.found.includes(one))")
        assert what_ran(page) >= {"style", "attribute", "base"}


def test_every_page_has_a_policy(site: Path) -> None:
    """Whatever a host calls a page says what it may do, and no more than the headers of a host
    allow; what is data under such a name holds no tag at all."""
    header = policies.read(policies.of_nginx()["Content-Security-Policy"])
    said: dict[str, set[str]] = {}
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        if text.startswith(("{", "[")):
            assert "<" not in text, path
            continue
        policy = policies.of_page(path)
        assert policy["default-src"] == {"'none'"}, path
        assert not [one for allowed in policy.values() for one in allowed if "unsafe-" in one
                    and one != "'wasm-unsafe-eval'"], path
        # before the policy nothing may be loaded
        assert not re.search(r"<(?:script|link|style)", policies.META.split(text)[0]), path
        for name, allowed in policy.items():
            assert allowed - {"'none'"} <= header[name], (path, name)
            said.setdefault(name, set()).update(allowed - {"'none'"})
    tiles = {"https://tile.openstreetmap.org"}  # the other choice of site.yml
    assert {name: allowed | (tiles if name == "img-src" else set())
            for name, allowed in said.items()} == {
                name: allowed - {"'none'"} for name, allowed in header.items()}


def test_the_hosts_send_the_same() -> None:
    """nginx and Apache are told the same headers, word for word."""
    assert policies.of_nginx() == policies.of_apache()


def test_all_works_under_the_headers(browser: Browser, site: Path) -> None:
    """With the headers of a host beside the pages' own policy the search finds, the map stands with
    its pins and tiles, a chosen day gives its file, and nobody complains."""
    assert "tiles: ign" in (ITINERARIES / "site.yml").read_text("utf-8")
    with hosting(site) as host:
        host.headers = policies.of_nginx()
        with visiting(browser, host.address) as visitor:
            page = visitor.go(f"{host.address}recherche/?q=jardin")
            expect(page.locator("[data-pc-results] a").first).to_be_visible()
            visitor.go(host.address + ROUTE)
            page.get_by_role("link", name="Ouvrir la carte").click()
            expect(page.frame_locator(".pc-map iframe").locator(PINS).first).to_be_visible()
            wait_until(page, "() => document.querySelector('.pc-map iframe')"
                                   ".contentDocument.querySelector('.leaflet-tile-loaded')")
            assert visitor.complaints == []
            assert visitor.hosts == ["data.geopf.fr"]
