"""Pictures of the real pages for the README and the guide: ``make pictures``, after ``make site``.

Beside the pictures stands a digest of how they look: the templates, scripts and styles behind
them. A test compares it with the files as they are, so that a picture that has become untrue is
noticed; taking the pictures again renews it. Content is left out: who adds a fact to a place need
not take pictures.
"""

import contextlib
import functools
import hashlib
import http.server
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
DIGEST = ROOT / "docs" / "dev" / "pictures.sha256"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-partial-raster"]
"""The last, so that two runs give the same pixels: where a picture of a card comes after the card
is painted, its round corners are otherwise smoothed twice, and where it does not, once."""
DESKTOP, PHONE = (1280, 860), (390, 780)
ROUTE = "parcours/la-gascogne-en-train/"
SHOTS = [
    ("docs/dev/apercu.jpg", ROUTE, DESKTOP),
    *((f"docs/{lang}/assets/guide/{name}.jpg", prefix + path, size)
      for lang, prefix in (("fr", ""), ("en", "en/"))
      for name, path, size in (
          ("parcours", ROUTE, DESKTOP),
          ("etape", f"{ROUTE}#etape-3", PHONE),
          ("carte", f"{ROUTE}map.html#etape-2", PHONE),
          ("lieu", "lieux/abattoirs/", PHONE),
          ("parcours-tous", "parcours/", DESKTOP))),
]
"""Where a picture goes, the page it shows, and the window it is taken in, in CSS pixels."""

_BEHIND = ("src/parcours/render/pages/templates", "src/parcours/assets", "overrides")


def digest() -> str:
    """SHA-256 over every file behind the pictures, names included."""
    found = hashlib.sha256()
    for name in _BEHIND:
        top = ROOT / name
        files = sorted(p for p in top.rglob("*") if p.is_file()) if top.is_dir() else [top]
        for path in files:
            found.update(f"{path.relative_to(ROOT).as_posix()}\0".encode() + path.read_bytes())
    return found.hexdigest()


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


def take(page: Page, address: str, target: Path, size: tuple[int, int]) -> None:
    """One picture, JPEG: a tenth of the weight of a PNG for the same page."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto("about:blank")  # else a change of the fragment alone would not load the page again
    page.goto(address)
    page.wait_for_timeout(800)
    target.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=target, type="jpeg", quality=78)


def main() -> None:
    """Take every picture."""
    chromium = next((path for name in ("chromium-headless-shell", "chromium", "google-chrome")
                     if (path := shutil.which(name))), None)
    with served(ROOT / "site") as base, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(reduced_motion="reduce")
        page.set_default_timeout(180_000)  # a busy machine serves slowly
        for name, path, size in SHOTS:
            take(page, base + path, ROOT / name, size)
            sys.stdout.write(f"{name}\n")
        browser.close()
    DIGEST.write_text(digest() + "\n", "utf-8")


if __name__ == "__main__":
    main()
