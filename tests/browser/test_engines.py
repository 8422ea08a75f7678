"""The telling journeys in three browsers: Chromium always, Firefox and WebKit by `make browsers`.

What a browser of early 2023 lacks, or writes otherwise, has broken whole pages without a word. A
page that could not begin says so itself, in every browser, and these tests look for that.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from helpers.browsing import Host, hosting
from helpers.engines import ENGINES, Engine, until
from helpers.published import ITINERARIES, lay_out, once

pytestmark = pytest.mark.browser

ROUTE = "la-gascogne-en-train"
FAILED = "document.documentElement.matches('[data-failed]')"
PINS = "document.querySelectorAll('.leaflet-marker-pane .pin').length"
FOCUS = "document.activeElement"


@pytest.fixture(scope="module")
def of_today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site as published today: not every browser can be told another day."""
    from parcours.build.build import Options, build
    from parcours.publish import publish

    def make(folder: Path) -> None:
        build(Options(ITINERARIES, folder / "docs", date.today()))
        publish(lay_out(folder / "root", folder / "docs"), folder / "root" / "site")

    return once(tmp_path_factory, "site-of-today", make) / "root" / "site"


@pytest.fixture(scope="module")
def host(of_today: Path) -> Iterator[Host]:
    """Serves it, and can be killed."""
    with hosting(of_today) as host:
        yield host


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An open page of each browser."""
    if request.param != "chromium" and "PARCOURS_ENGINES" not in os.environ:
        pytest.skip("Firefox and WebKit are for `make browsers`")
    with ENGINES[request.param](request) as opened:
        yield opened


def visible(selector: str) -> str:
    """An expression: how many elements of a selector are shown."""
    return (f"[...document.querySelectorAll({selector!r})].filter("
            "(one) => one.getClientRects().length).length")


def test_a_saturday_in_the_catalogue(engine: Engine, host: Host) -> None:
    """« Samedi » changes what is counted and what is listed, and every day lists all again."""
    engine.go(f"{host.address}parcours/")
    until(engine, "document.querySelector('.pc-catalogue.is-ready') !== null")
    every = engine.run(visible(".pc-list > li"))
    assert every > 5
    before = engine.run("document.querySelector('.pc-found__count').textContent")
    engine.run("document.querySelector('[data-day=\"6\"]').click()")
    until(engine, f"document.querySelector('.pc-found__count').textContent !== {before!r}")
    said = engine.run("document.querySelector('.pc-found__count').textContent")
    assert "samedi" in said
    number = re.search(r"\d+", said)
    assert number
    until(engine, f"{visible('.pc-list > li')} === {number[0]}")
    assert int(number[0]) < every
    engine.run("document.querySelector('[data-day=\"\"]').click()")
    until(engine, f"{visible('.pc-list > li')} === {every}")
    assert not engine.run(FAILED)


def test_dark_when_asked(engine: Engine, host: Host) -> None:
    """The button turns the paper dark, and light again."""
    engine.go(host.address)
    until(engine, "document.querySelector('[data-pc-theme]').getClientRects().length > 0")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    first = engine.run(paper)
    engine.run("document.querySelector('[data-pc-theme]').click()")
    until(engine, f"{paper} !== {first!r}")
    engine.run("document.querySelector('[data-pc-theme]').click()")
    until(engine, f"{paper} === {first!r}")
    assert not engine.run(FAILED)


def test_a_route_its_day_and_its_map(engine: Engine, host: Host) -> None:
    """A day that is picked is answered; the map opens in the page, with a pin a stop."""
    engine.go(f"{host.address}parcours/{ROUTE}/")
    stops = engine.run("document.querySelectorAll('.pc-stop').length")
    until(engine, "document.querySelector('#jour').min !== ''")
    engine.run("(() => { const day = document.querySelector('#jour'); day.value = day.min;"
               " day.dispatchEvent(new Event('change')); })()")
    until(engine, "document.querySelector('.pc-when__answer').textContent.includes(':')")
    engine.run("document.querySelector('.pc-map a.pc-button').click()")
    inside = "document.querySelector('.pc-map iframe')?.contentDocument"
    until(engine, f"{inside}?.querySelectorAll('.leaflet-marker-pane .pin').length === {stops}")
    assert not engine.run(f"{FAILED} || {inside}.querySelector('.failed') !== null")


def test_keys_and_days_on_the_map(engine: Engine, host: Host) -> None:
    """Enter opens a pin's popup, Escape shuts it and gives the pin the focus; a day's button leaves
    the pins of that day."""
    engine.go(f"{host.address}parcours/{ROUTE}/map.html")
    until(engine, f"{PINS} > 5")
    every = engine.run(PINS)
    engine.run("document.querySelector('.leaflet-marker-pane .pin').focus()")
    engine.press("Enter")
    until(engine, "document.querySelector('[role=dialog]') !== null")
    assert engine.run(f"{FOCUS}.closest('[role=dialog]') !== null")
    engine.press("Escape")
    until(engine, "document.querySelector('[role=dialog]') === null")
    assert engine.run(f"{FOCUS}.classList.contains('pin')")
    engine.run("document.querySelectorAll('.days button')[2].click()")
    until(engine, f"{PINS} < {every}")
    assert engine.run("document.querySelectorAll('.days button')[2].ariaPressed") == "true"
    engine.run("document.querySelectorAll('.days button')[0].click()")
    until(engine, f"{PINS} === {every}")
    assert not engine.run(FAILED)


def test_a_script_that_fails_says_so(engine: Engine, host: Host) -> None:
    """Where a script of the page fails, the visitor is told, and the list is whole."""
    engine.go(f"{host.address}parcours/?theme=food")
    until(engine, "document.querySelector('.pc-catalogue.is-ready') !== null")
    every = engine.run("document.querySelectorAll('.pc-list > li').length")
    assert engine.run(visible(".pc-list > li")) < every
    assert engine.run(visible(".pc-failed")) == 0
    engine.run("dispatchEvent(new ErrorEvent('error', {filename: location.origin + '/a.js'}))")
    assert engine.run(visible(".pc-failed")) == 1
    assert engine.run(visible(".pc-list > li")) == every
    engine.run("dispatchEvent(new ErrorEvent('error', {filename: 'moz-extension://a/b.js'}))")


def test_kept_and_the_server_killed(engine: Engine, host: Host) -> None:
    """A route that was kept opens with its map while no server answers; where no tiles come, its
    territories stand there, and the names of communes, which are asked for only then."""
    address = f"{host.address}parcours/{ROUTE}/"
    engine.go(address)
    until(engine, "navigator.serviceWorker.ready.then(() => true)")
    until(engine, "document.querySelector('[data-pc-keep] button') !== null")
    engine.run("document.querySelector('[data-pc-keep] button').click()")
    until(engine, "document.querySelector('[data-pc-keep].is-kept') !== null", 60)
    host.kill()
    try:
        engine.go(f"{address}?again")
        assert engine.run("document.querySelectorAll('.pc-stop').length") > 5
        engine.go(f"{address}map.html")
        until(engine, f"{PINS} > 5")
        assert engine.run("document.querySelectorAll('.leaflet-land-pane path').length") == 2
        until(engine, "document.querySelectorAll('.leaflet-names-pane .name').length > 0")
        assert not engine.run(FAILED)
    finally:
        host.revive()
