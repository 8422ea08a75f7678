"""No barrier that a machine finds: axe on every kind of page, in both languages and both themes,
on a phone and at a desk, and in the states that a visitor brings about.

All pages and maps, of routes and places a few, are looked at in French on a phone by day. One page
of each kind is also looked at so that every two of language, width and theme meet on it: in French
at a desk by night, in English at a desk by day and on a phone by night. ``PARCOURS_ACCESS=all``
looks at all pages in all ways, which takes six times as long.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from helpers.axe import Audit
from helpers.browsing import visiting
from helpers.kinds_of_pages import CLOSED_ON_SOME_DAYS, PREFIX, ROUTE, addresses, samples
from helpers.published import LANGS
from house.test_rgaa import axe_rules

pytestmark = pytest.mark.browser

PHONE, DESK = (360, 740), (1280, 900)
PINS = ".leaflet-marker-pane .pin"


def resize(page: Page, size: tuple[int, int]) -> None:
    """Give the window another size."""
    page.set_viewport_size({"width": size[0], "height": size[1]})


def open_at(page: Page, address: str, size: tuple[int, int]) -> None:
    """Open a page by day in a window of this size, and wait for the pins of a map."""
    page.emulate_media(color_scheme="light")
    resize(page, size)
    page.goto(address)
    if address.endswith("map.html"):
        expect(page.locator(".leaflet-marker-pane > *").first).to_be_visible()


@pytest.mark.parametrize("lang", LANGS)
def test_no_page_has_a_barrier(browser: Browser, site: Path, served: str, lang: str) -> None:
    """axe finds nothing on any page or map (places four, routes three), by day or by night."""
    found = Audit()
    asked_for_all = os.environ.get("PARCOURS_ACCESS") == "all"
    everything = asked_for_all or lang == LANGS[0]
    kinds = samples(lang)
    looked_at = list(addresses(site, lang, every_route=asked_for_all) if everything
                     else kinds)
    by_day, by_night = (PHONE, DESK) if lang == LANGS[0] else (DESK, PHONE)
    with visiting(browser, served, same_window=True) as visitor:
        page = visitor.page
        for address in looked_at:
            open_at(page, served + address, by_day)
            found.look(page, f"{address}, {by_day[0]} px, light")
            if asked_for_all:
                found.look_by_night(page, f"{address}, {by_day[0]} px")
                open_at(page, served + address, by_night)
                found.look(page, f"{address}, {by_night[0]} px, light")
            if asked_for_all or address in kinds:
                resize(page, by_night)
                found.look_by_night(page, f"{address}, {by_night[0]} px")
    if everything:  # what the accessibility page claims of axe had pages to be claimed of
        assert sorted(axe_rules() - found.passed) == []
    assert len(looked_at) > (28 if everything else 12)
    assert found.violations == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_no_state_has_a_barrier(browser: Browser, served: str, size: tuple[int, int]) -> None:
    """Nor what opens, folds out or answers: the menu, a day, the list of days, results, the map in
    its page, a popup, the legend."""
    found = Audit()
    with visiting(browser, served, same_window=True) as visitor:
        page = visitor.page

        open_at(page, served, size)
        menu = page.locator("[data-pc-menu]")
        if menu.is_visible():
            menu.click()
        found.look_both(page, "menu open")

        open_at(page, f"{served}{CLOSED_ON_SOME_DAYS}#jour=2026-12-05", size)
        fold = page.locator(".pc-calendar-fold")
        if fold.get_attribute("open") is None:  # on a phone
            fold.locator("> summary").click()
        page.locator(".pc-all-days summary").click()
        found.look_both(page, "a day picked, every day listed")

        open_at(page, f"{served}{ROUTE}#etape-2", size)
        page.get_by_role("link", name="Ouvrir la carte").click()
        expect(page.frame_locator(".pc-map iframe").locator(PINS).first).to_be_visible()
        page.locator(".pc-stop__show").nth(2).click()
        expect(page.frame_locator(".pc-map iframe").get_by_role("dialog")).to_be_visible()
        page.evaluate("scrollTo({top: 0, behavior: 'instant'})")  # nothing under the menu
        found.look_both(page, "map open in its page, a stop shown")

        open_at(page, f"{served}{ROUTE}map.html#etape-2", size)
        expect(page.get_by_role("dialog")).to_be_visible()
        found.look_both(page, "popup open")
        page.locator(".legend").evaluate("legend => legend.open = true")
        found.look_both(page, "legend open")

        open_at(page, f"{served}recherche/?q=halle", size)
        expect(page.get_by_role("main").locator("ol a").first).to_be_visible()
        found.look_both(page, "results")
    assert found.violations == []


def test_a_barrier_would_be_found(browser: Browser, served: str) -> None:
    """On a page broken on purpose axe names the faults, by day and by night, of 2.2 as well."""
    found = Audit()
    with visiting(browser, served, same_window=True) as visitor:
        page = visitor.go(f"{served}{PREFIX['en']}lieux/kaze/")
        page.evaluate("""() => {
          const content = document.querySelector('.pc-content');
          for (let n = 0; n < 2; n += 1) {
            const small = content.appendChild(document.createElement('button'));
            small.style.cssText = 'width:12px;height:12px;padding:0;border:0;margin:0;float:left';
          }
          const faint = content.appendChild(document.createElement('p'));
          faint.textContent = 'faint';
          faint.style.color = 'rgb(128 128 128 / 30%)';
        }""")
        found.look_both(page, "broken")
    rules = [one.split(": ")[:2] for one in found.violations]
    assert rules == [["broken, light", "button-name"], ["broken, light", "color-contrast"],
                     ["broken, light", "target-size"], ["broken, dark", "color-contrast"]]
