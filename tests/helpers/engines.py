"""Three browsers that do the same few things: what a journey needs, and no more.

Chromium is driven by Playwright, Firefox over WebDriver BiDi by a small script of Node, WebKit by
Selenium and WebKitGTK's own driver on the display that ``DISPLAY`` names. What is not installed
skips its tests and says what to install.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser

NODE = Path(__file__).resolve().parents[1] / "engines"
WIDE = (1200, 900)
_MINI_BROWSER = "webkit2gtk-4.1/MiniBrowser"


class Engine(Protocol):
    """An open page in some browser."""

    def go(self, address: str) -> None:
        """Open an address and wait until it is loaded."""

    def run(self, expression: str) -> Any:
        """The value of an expression in the page; a promise is waited for."""

    def press(self, key: str) -> None:
        """Press and let go a key on what has the focus: ``Enter``, ``Escape``."""


def until(engine: Engine, expression: str, seconds: float = 20) -> Any:
    """The first value of an expression that counts as true; fails after so many seconds."""
    end = time.monotonic() + seconds
    while not (value := engine.run(expression)):
        assert time.monotonic() < end, f"never came true: {expression}"
        time.sleep(0.1)
    return value


@contextmanager
def chromium(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """The Chromium that the other tests of this process drive, too: there cannot be two."""
    browser: Browser = request.getfixturevalue("browser")
    with browser.new_page(viewport={"width": WIDE[0], "height": WIDE[1]}) as page:

        class Chromium:
            def go(self, address: str) -> None:
                page.goto(address)

            def run(self, expression: str) -> Any:
                return page.evaluate(expression)

            def press(self, key: str) -> None:
                page.keyboard.press(key)

        yield Chromium()


@contextmanager
def firefox(_: pytest.FixtureRequest) -> Iterator[Engine]:
    """The system's Firefox, without geckodriver."""
    binary = shutil.which("firefox-esr") or shutil.which("firefox")
    if not binary:
        pytest.skip("no Firefox: apt-get install firefox-esr")
    if not (NODE / "node_modules").is_dir():
        pytest.skip("no puppeteer-core: `make browsers` installs it, with Node 20.19")
    with subprocess.Popen(["node", "firefox.mjs", binary, *map(str, WIDE)], cwd=NODE, text=True,
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE) as bridge:
        assert bridge.stdin
        assert bridge.stdout
        to, back = bridge.stdin, bridge.stdout

        def ask(**question: str) -> Any:
            print(json.dumps(question), file=to, flush=True)
            answer = json.loads(back.readline())
            assert "error" not in answer, answer["error"]
            return answer["value"]

        class Firefox:
            def go(self, address: str) -> None:
                ask(do="go", address=address)

            def run(self, expression: str) -> Any:
                return ask(do="run", expression=expression)

            def press(self, key: str) -> None:
                ask(do="press", key=key)

        try:
            yield Firefox()
        finally:
            ask(do="close")


@contextmanager
def webkit(_: pytest.FixtureRequest) -> Iterator[Engine]:
    """WebKitGTK's MiniBrowser."""
    driver = shutil.which("WebKitWebDriver")
    if not driver:
        pytest.skip("no WebKit: apt-get install webkit2gtk-driver")
    if not os.environ.get("DISPLAY"):
        pytest.skip("no display for WebKit: apt-get install xvfb xauth, and run under xvfb-run")
    selenium = pytest.importorskip("selenium.webdriver", reason="no Selenium: `make browsers`")
    options = selenium.WebKitGTKOptions()
    found = sorted(Path("/usr/lib").glob(f"*/{_MINI_BROWSER}"))
    assert found, f"WebKitWebDriver without {_MINI_BROWSER}"
    options.binary_location = str(found[0])
    options.add_argument("--automation")
    if os.geteuid() == 0:
        os.environ["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"
    service = selenium.webkitgtk.service.Service(executable_path=driver)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Selenium 4.51 warns of itself
        remote = selenium.WebKitGTK(options=options, service=service)
    remote.set_script_timeout(30)
    remote.set_window_size(*WIDE)
    keys = selenium.Keys

    class WebKit:
        def go(self, address: str) -> None:
            remote.get(address)

        def run(self, expression: str) -> Any:
            told = remote.execute_async_script(
                f"const tell = arguments[arguments.length - 1]; Promise.resolve({expression})"
                ".then((value) => tell({value}), (why) => tell({why: String(why)}));")
            assert "why" not in told, told["why"]
            return told.get("value")

        def press(self, key: str) -> None:
            selenium.ActionChains(remote).send_keys(getattr(keys, key.upper())).perform()

    try:
        yield WebKit()
    finally:
        remote.quit()


ENGINES = {"chromium": chromium, "firefox": firefox, "webkit": webkit}
