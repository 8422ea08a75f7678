"""Pictures of the real pages for the README and the guide; run after ``make site``.

Usage: ``python scripts/screenshots.py``.
"""

import contextlib
import functools
import http.server
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]
SHOTS = {
    "docs/dev/apercu.jpg": ("parcours/la-gascogne-en-train/", 1280, 860),
}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing: a picture is all that is wanted."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free loopback port while the block runs."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()


def take(page: Page, address: str, target: Path, width: int, height: int) -> None:
    """One picture, JPEG: a tenth of the weight of a PNG for the same page."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=target, type="jpeg", quality=82)


def main() -> None:
    """Take every picture."""
    chromium = next((path for name in ("chromium", "chromium-browser", "google-chrome")
                     if (path := shutil.which(name))), None)
    with served(ROOT / "site") as base, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(reduced_motion="reduce", locale="fr-FR")
        for name, (path, width, height) in SHOTS.items():
            take(page, base + path, ROOT / name, width, height)
            sys.stdout.write(f"{name}\n")
        browser.close()


if __name__ == "__main__":
    main()
