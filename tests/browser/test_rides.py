"""The coaches of the chosen day in a real browser, and whether their proof holds by its clock.

The site has a route that rides on the coaches of `feeds.FEED`: Monday to Friday, until 18 December
2026. It is built as on 22 November.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from helpers import coach_route
from helpers.axe import Audit
from helpers.browsing import downloaded, serving
from helpers.published import build_docs, lay_out, once

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site."""
    from parcours.publish import publish

    def make(root: Path) -> None:
        build_docs(coach_route.write(root / "itineraries"), root / "docs")
        publish(lay_out(root / "tree", root / "docs"), root / "site")

    with serving(once(tmp_path_factory, "rides-site", make) / "site") as address:
        yield address


@contextmanager
def visit(browser: Browser, home: str, *, at: str = "2026-11-22T09:00:00+01:00",
          javascript: bool = True) -> Iterator[Page]:
    """The route's page at a moment; what it complains of fails the test."""
    context = browser.new_context(timezone_id="Europe/Paris", java_script_enabled=javascript,
                                  viewport={"width": 390, "height": 800}, service_workers="block")
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda failure: complaints.append(str(failure)))
    if javascript:
        page.clock.set_fixed_time(at)
    page.goto(f"{home}parcours/en-car/")
    yield page
    assert complaints == []
    context.close()


def told(page: Page, selector: str) -> str:
    """The text of an element, with plain spaces."""
    return page.locator(selector).inner_text().replace("\u00a0", " ").replace("\u202f", " ")


def diary(page: Page) -> dict[str, Any]:
    """The events of the file for the chosen day, by the part of their id that tells them apart."""
    link = page.locator(".pc-downloads a[href^='blob:']")
    expect(link).to_have_count(1)
    return {str(event["UID"]).partition("en-car-")[2].partition("@")[0]: event
            for event in Calendar.from_ical(downloaded(page, link)).events}


def test_the_coaches_of_a_day_and_of_days_without(browser: Browser, home: str) -> None:
    """A Monday: what to take, one line a ride, the last way back, and a diary of those hours. A
    Saturday: nothing runs. The Monday after the feed: nothing is proved, and the diary has the
    hours of the office."""
    with visit(browser, home) as page:
        page.fill("#jour", "2026-11-23")
        rides = page.locator("[data-rides-day] summary")
        expect(rides).to_have_count(2)
        assert [told(page, f"[data-rides-day] li:nth-child({n}) summary") for n in (1, 2)] == [
            "9 h – 10 h 40 en autocar 1, Toulouse → Lectoure",
            "17 h – 18 h 40 en autocar 1, Lectoure → Toulouse"]
        rides.first.click()
        assert "30 min de marge à l’arrêt" in told(page, "[data-rides-day] li:nth-child(1) p")
        assert told(page, ".pc-rides__back") == (
            "Dernier retour : 17 h, depuis Lectoure. Ensuite, plus aucun n’est direct ce jour-là.")
        assert told(page, "#etape-3 .pc-stop__that-day") == "Ce jour-là, on y est : 10 h 50."
        expect(page.locator("#etape-1 .pc-stop__that-day")).to_have_count(0)
        events = diary(page)
        assert f"{events['trajet-2-fr'].start:%Y-%m-%d %H:%M}" == "2026-11-23 09:00"
        assert f"{events['etape-3-fr'].start:%H:%M}" == "10:50"
        assert "▸ 9 h – 10 h 40" in str(events["trajet-2-fr"]["DESCRIPTION"]).replace(
            "\u00a0", " ")
        page.fill("#jour", "2026-11-28")
        assert told(page, "[data-rides-day]").startswith(
            "Samedi 28 novembre 2026 : le parcours ne peut pas se faire comme prévu, car rien")
        expect(page.locator(".pc-stop__that-day")).to_have_count(0)
        page.fill("#jour", "2026-12-21")
        assert "les horaires lus finissaient avant" in told(page, "[data-rides-day]")
        events = diary(page)
        assert events["trajet-2-fr"].start.date() == date(2026, 12, 21)
        assert f"{events['trajet-2-fr'].start:%H:%M}" == "08:30"
        assert "▸" not in str(events["trajet-2-fr"]["DESCRIPTION"])


@pytest.mark.parametrize(("at", "lapsed"), [
    ("2026-12-18T23:59:00+01:00", False), ("2026-12-19T00:01:00+01:00", True)])
def test_the_proof_lapses_by_the_clock_of_the_visitor(browser: Browser, home: str, at: str, *,
                                                      lapsed: bool) -> None:
    """At midnight after its last day, on a page that was built weeks before."""
    with visit(browser, home, at=at) as page:
        standing = told(page, ".pc-rides__standing")
        assert "du 9 novembre au 18 décembre 2026" in standing
        assert ("Cette preuve est échue" in standing) is lapsed
        assert ("Cette preuve est échue" in told(page, "[data-ladder]")) is lapsed


def test_without_a_script_all_days_stand_by_dates(browser: Browser, home: str) -> None:
    """The dates of the proof, the pattern in words, and a table that opens."""
    with visit(browser, home, javascript=False) as page:
        assert "Prouvé avec l’offre du 9 novembre au 18 décembre 2026." in told(
            page, ".pc-rides__standing")
        assert "1 départ par jour" in told(page, ".pc-rides__patterns")
        page.locator(".pc-rides__all summary").click()
        assert "du lundi au vendredi, du 23 novembre au 18 décembre" in told(
            page, ".pc-rides__all tbody")


def test_no_barrier_that_a_machine_finds(browser: Browser, home: str) -> None:
    """axe finds nothing with a day picked and everything open, by day, by night, after the end."""
    found = Audit()
    for at in ("2026-11-22T09:00:00+01:00", "2026-12-19T09:00:00+01:00"):
        with visit(browser, home, at=at) as page:
            page.fill("#jour", "2026-11-23" if at < "2026-12" else "2026-12-21")
            for summary in page.locator(".pc-rides summary").all():
                if summary.is_visible():
                    summary.click()
            found.look_both(page, at)
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert found.violations == []
