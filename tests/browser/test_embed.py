"""A route on somebody else's page: ``<parcours-carte>`` and the frame, from another origin."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from helpers.browsing import serving
from helpers.kinds_of_pages import CLOSED_ON_SOME_DAYS

pytestmark = [pytest.mark.browser, pytest.mark.publishes]

ROUTE = CLOSED_ON_SOME_DAYS.removeprefix("parcours/").rstrip("/")
MOST_BYTES = 20_000
PAGE = """<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>Un office</title>
<style>parcours-carte {{ --parcours-accent: rgb(0, 84, 107) }}
button {{ background: red; transform: scale(9) }}</style>
<h1>Notre office</h1><parcours-carte route="{route}" name="Cinq {{{{ 7*7 }}}} <b>jours</b>" stops>
</parcours-carte><parcours-carte route="../../x"></parcours-carte>
<script src="{site}donnees/parcours-carte.js" defer></script></html>"""


@pytest.fixture(scope="module")
def office(served: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An office's own site, at another address of this machine."""
    folder = tmp_path_factory.mktemp("office")
    for lang in ("fr", "en"):
        (folder / f"{lang}.html").write_text(
            PAGE.format(lang=lang, route=ROUTE, site=served), "utf-8")
    with serving(folder) as home:
        yield home


def test_a_route_is_shown_on_another_site(browser: Browser, office: str, served: str) -> None:
    """The picture first, and less than 20 kB of ours from one host; the map in its sandbox when it
    is asked for; no cookie; the page's own style stays out, and its colours come in."""
    context = browser.new_context()
    page = context.new_page()
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108  (Playwright's need)
    page.goto(f"{office}fr.html", wait_until="networkidle")
    card = page.locator("parcours-carte").first
    picture = card.locator("img")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalWidth") > 0
    ours = [one for one in asked if one.url.startswith(served)]
    assert {urlsplit(one.url).netloc for one in asked} == {
        urlsplit(office).netloc, urlsplit(served).netloc}
    assert sum(one.sizes()["responseBodySize"] for one in ours) < MOST_BYTES  # the stops, not yet
    button = card.get_by_role("button", name="Afficher la carte")
    assert button.evaluate("it => getComputedStyle(it).backgroundColor") == "rgb(0, 84, 107)"
    box = button.bounding_box()
    assert box is not None
    assert 44 <= box["height"] < 80
    link = card.get_by_role("link")
    assert link.inner_text() == "Cinq {{ 7*7 }} <b>jours</b> – les étapes en toutes lettres"
    assert link.get_attribute("href") == f"{served}parcours/{ROUTE}/"
    button.press("Enter")
    frame = card.locator("iframe")
    assert (frame.get_attribute("sandbox") or "").split() == [
        "allow-scripts", "allow-same-origin", "allow-popups", "allow-popups-to-escape-sandbox"]
    inside = page.frame_locator("parcours-carte iframe")
    expect(inside.locator(".leaflet-marker-pane .pin").first).to_be_visible(timeout=15_000)
    assert context.cookies() == []
    assert page.evaluate("localStorage.length") == 0
    context.close()


def test_what_it_cannot_show_it_leaves_alone(browser: Browser, office: str) -> None:
    """In English where the page is; without CORS the page of the route in the place of the list,
    and no fault of the page; a route whose name would lead elsewhere is not shown."""
    page: Page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(f"{office}en.html", wait_until="networkidle")
    card = page.locator("parcours-carte").first
    expect(card.get_by_role("button", name="Show the map")).to_be_visible()
    assert "/en/parcours/" in (card.get_by_role("link").get_attribute("href") or "")
    card.get_by_text("The stops", exact=True).click()
    expect(card.locator("details").get_by_role("link", name="the stops in words")).to_be_visible()
    expect(card.locator("ol")).to_have_count(0)
    expect(page.locator("parcours-carte").nth(1).locator("img")).to_have_count(0)
    assert faults == []
    page.close()


@pytest.mark.parametrize(("lang", "said", "all_routes"), [
    ("fr", "Ce parcours n’est pas sur", "Tous les parcours"),
    ("en", "This route is not on", "All routes")])
@pytest.mark.parametrize("route", ["un-parcours-disparu", "Un parcours", ""])
def test_a_route_that_is_not_there_is_said(
        browser: Browser, office: str, served: str, lang: str, said: str, all_routes: str,
        route: str) -> None:
    """No broken picture and no dead link: the words, and the way to the catalogue; no cookie."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{office}{lang}.html")
    page.evaluate("""route => {
        const card = document.createElement("parcours-carte");
        card.id = "gone";
        card.setAttribute("route", route);
        card.setAttribute("name", "Le nom");
        card.setAttribute("stops", "");
        document.querySelector("h1").after(card);
    }""", route)
    card = page.locator("#gone")
    expect(card.locator("p")).to_contain_text(f"{said} {urlsplit(served).netloc}.")
    expect(card.locator("img, button, details")).to_have_count(0)
    link = card.get_by_role("link")
    assert link.inner_text() == all_routes
    there = link.get_attribute("href")
    assert there == f"{served}{'' if lang == 'fr' else 'en/'}parcours/"
    answer = page.request.get(there)
    assert answer.ok
    assert context.cookies() == []
    context.close()


def test_a_host_that_does_not_answer_says_nothing_of_its_routes(
        browser: Browser, office: str, served: str) -> None:
    """Where no picture at all comes, the route may well be there: its link stays."""
    page: Page = browser.new_page()
    page.route(f"{served}**", lambda asked: asked.continue_() if asked.request.url.endswith(".js")
               else asked.abort())
    page.goto(f"{office}fr.html", wait_until="networkidle")
    card = page.locator("parcours-carte").first
    expect(card.get_by_role("link")).to_have_attribute("href", f"{served}parcours/{ROUTE}/")
    expect(card.locator("p")).to_have_count(0)
    page.close()


def test_a_route_in_the_first_language_only_is_shown_in_it(
        browser: Browser, office: str, served: str) -> None:
    """On an English page a route without English leads to its French page; it is on the site."""
    page: Page = browser.new_page()
    page.route(f"{served}en/parcours/{ROUTE}/**", lambda asked: asked.fulfill(status=404))
    page.goto(f"{office}en.html", wait_until="networkidle")
    card = page.locator("parcours-carte").first
    expect(card.get_by_role("link")).to_have_attribute("href", f"{served}parcours/{ROUTE}/")
    assert card.locator("img").evaluate("image => image.naturalWidth") > 0
    card.get_by_role("button", name="Show the map").click()
    expect(card.locator("iframe")).to_have_attribute("src", f"{served}parcours/{ROUTE}/map.html")
    page.close()


@pytest.mark.parametrize(("asked", "spoken"), [
    ("en-GB", "en"), ("EN", "en"), ("constructor", "fr"), ("xx", "fr"), ("", "fr")])
def test_a_language_is_one_of_the_site(browser: Browser, office: str, asked: str,
                                       spoken: str) -> None:
    """As browsers write languages, a region included; another word is the first language, and
    none of what every object of a script has."""
    page: Page = browser.new_page()
    page.goto(f"{office}fr.html")
    figure = page.evaluate("""lang => {
        const card = document.createElement("parcours-carte");
        card.setAttribute("route", "x");
        card.setAttribute("name", "Le nom");
        card.setAttribute("lang", lang);
        document.body.append(card);
        const inner = card.shadowRoot;
        return [inner.querySelector("figure").lang, inner.querySelector("img").alt];
    }""", asked)
    assert figure == [spoken, {"fr": "Carte du parcours\u00a0: Le nom",
                               "en": "Map of the route: Le nom"}[spoken]]
    page.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_an_open_map_has_room_on_a_phone(browser: Browser, office: str, width: int) -> None:
    """The picture keeps its form; a map in it would have 200 px under its buttons, and needs more.
    The page is never wider than the window, and the map never taller."""
    page: Page = browser.new_page(viewport={"width": width, "height": 640})
    page.goto(f"{office}fr.html", wait_until="networkidle")
    card = page.locator("parcours-carte").first
    card.get_by_role("button", name="Afficher la carte").click()
    box = card.locator("iframe").bounding_box()
    assert box is not None
    assert 380 <= box["height"] <= 640
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
