"""A whole visit without a pointer: nothing needs one, and one always sees where one is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from helpers.browsing import visiting
from helpers.focusing import Keyboard, focus_of
from helpers.kinds_of_pages import ROUTE, samples

pytestmark = pytest.mark.browser

PINS = ".leaflet-marker-pane .pin"


@pytest.mark.parametrize("width", [360, 1280])
def test_the_whole_visit_by_keyboard(browser: Browser, served: str, width: int) -> None:
    """Home, catalogue, route, map, popup, back to the stop in the text, download: with Tab, Enter
    and Escape; the focus shows at every step, nothing covers it, and it comes back."""
    with visiting(browser, served, width=width, same_window=True) as visitor:
        page, keys = visitor.page, Keyboard(visitor.page)
        page.set_viewport_size({"width": width, "height": 740})
        page.goto(served)
        first = keys.tab()
        assert first
        assert first.name == "Aller au contenu"
        keys.press("Enter")
        expect(page.locator("#contenu")).to_be_focused()
        keys.to(lambda on: on.address == f"{served}parcours/")
        keys.press("Enter")
        page.wait_for_url(f"{served}parcours/")

        keys.to(lambda on: on.address.startswith(f"{served}{ROUTE}"), most=300)
        keys.press("Enter")
        page.wait_for_url(f"{served}{ROUTE}**")

        keys.to(lambda on: on.name == "Ouvrir la carte")
        keys.press("Enter")
        frame = page.frame_locator(".pc-map iframe")
        expect(frame.locator(PINS).first).to_be_visible()
        keys.to(lambda on: bool(re.match(r"1\. ", on.name)))
        keys.press("Enter")
        popup = frame.get_by_role("dialog")
        expect(popup).to_be_focused()
        keys.press("Escape")
        expect(popup).to_have_count(0)
        back = focus_of(page)
        assert back
        assert re.match(r"1\. ", back.name)
        keys.press("Enter")
        keys.to(lambda on: on.name == "Voir cette étape dans la page", most=3)
        keys.press("Enter")
        page.wait_for_url(f"{served}{ROUTE}#etape-1")
        expect(page.locator("#etape-1")).to_be_in_viewport()
        keys.tab()
        assert page.evaluate("document.activeElement.closest('.pc-stop')?.id") == "etape-1"

        keys.to(lambda on: on.address.endswith(".gpx"), most=400)
        with page.expect_download() as taken:
            keys.press("Enter")
        assert taken.value.suggested_filename == f"{ROUTE.split('/')[1]}.gpx"
        assert keys.amiss == []
        assert visitor.complaints == []


@pytest.mark.parametrize(("width", "theme"), [(320, "light"), (1280, "dark")])
def test_the_focus_shows_everywhere(browser: Browser, served: str, width: int,
                                    theme: str) -> None:
    """On one page of each kind (at a desk on those laid out otherwise there) every stop of the Tab
    key has an outline that stands out, lies in the window and is not covered; Tab leaves the page
    at its end, and nothing holds it."""
    with visiting(browser, served, width=width, same_window=True) as visitor:
        keys = Keyboard(visitor.page)
        visitor.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        for address in samples("fr") if width < 1000 else ("", "parcours/", ROUTE, "recherche/"):
            visitor.go(served + address)
            while keys.tab() is not None:
                assert keys.steps < 3000, f"{address}: Tab never leaves the page"
        assert keys.steps > 200
        assert keys.amiss == []


def test_a_page_is_left_by_its_skip_link(browser: Browser, served: str) -> None:
    """On every kind of page the first stop leads past the menu: the next one is in the content."""
    with visiting(browser, served, same_window=True) as visitor:
        page, keys = visitor.page, Keyboard(visitor.page)
        for address in samples("fr"):
            if address.endswith("map.html"):
                continue  # it has no menu to skip
            visitor.go(served + address)
            page.evaluate("document.activeElement.blur()")  # the search field takes the focus
            page.evaluate("getSelection().setPosition(document.body, 0)")
            keys.tab()
            keys.press("Enter")
            keys.tab()
            assert page.evaluate(
                "document.activeElement.closest('#contenu, .pc-contents') !== null"
            ) or not page.locator("#contenu :is(a[href], button):visible").count(), address
        assert keys.amiss == []
