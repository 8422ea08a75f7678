"""A preview opens from a disk: pages, their scripts, and a route's map."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from helpers.published import route_ids
from parcours.publish.preview import make_preview

pytestmark = pytest.mark.browser


def test_it_runs_from_a_disk(site: Path, browser: Browser, tmp_path: Path) -> None:
    """From the home to a route and its map, by links alone, with no complaint of the browser's but
    of what only the network has."""
    shutil.copytree(site, tmp_path / "apercu")
    make_preview(tmp_path / "apercu")
    page = browser.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda failure: complaints.append(str(failure)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error"
            and "ERR_NAME_NOT_RESOLVED" not in said.text
            and "ERR_INTERNET_DISCONNECTED" not in said.text else None)
    home = (tmp_path / "apercu").as_uri()
    page.goto(f"{home}/index.html")
    expect(page.locator(".pc-preview")).to_be_visible()
    page.locator("nav a[href$='/parcours/index.html']").first.click()
    id = route_ids()[0]
    page.locator(f"a[href='{id}/index.html']").first.click()
    assert page.url == f"{home}/parcours/{id}/index.html"
    expect(page.locator("html.js")).to_be_attached()
    page.locator("[data-map] .pc-button").first.click()
    frame = page.frame_locator("iframe")
    expect(frame.locator(".leaflet-marker-icon").first).to_be_visible()
    link = page.locator("a[href]").first
    link.evaluate("(one) => one.setAttribute('href', '../index.htmlretour/')")
    link.evaluate("(one) => one.addEventListener('click', (event) => event.preventDefault())")
    link.dispatch_event("click")
    assert link.evaluate("(one) => one.href") == f"{home}/parcours/retour/index.html"
    page.close()
    assert complaints == []
