"""Chromium and a web server, and a record of whatever a page does."""

from __future__ import annotations

import gzip
import os
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync"]
HOW_TO_INSTALL = ("no Chromium to test with. Install it: `apt-get install -y chromium` (Debian, "
                  "as root), or `python -m playwright install chromium`.")
COMPRESSED = ("text/", "image/svg", "application/javascript", "application/json",
              "application/manifest", "application/xml", "application/geo+json")
"""What hosts compress."""
PIXEL = (b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xe8\xe4\xd8\x00\x00\x00,"
         b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;")


def launch(playwright: Playwright) -> Browser:
    """Chromium of the system, else Playwright's own; raises when there is neither."""
    named = os.environ.get("PARCOURS_CHROMIUM")
    found = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    system = named or next(filter(None, found), None)
    return playwright.chromium.launch(executable_path=system, args=FLAGS)


class _Handler(SimpleHTTPRequestHandler):
    """Files, and the site's own page for what is not there, as a real host answers."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, folders: Sequence[Path], **kwargs: object) -> None:
        self._folders = folders
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """The first of the folders that has the file; the last one is the site itself."""
        for folder in self._folders:
            self.directory = str(folder)
            found = super().translate_path(path)
            if os.path.isfile(os.path.join(found, "index.html") if os.path.isdir(found) else found):
                return found
        return found

    def send_error(self, code: int, message: str | None = None,
                   explain: str | None = None) -> None:
        """Answer with 404.html where nothing is found."""
        page = self._folders[-1] / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Text compressed, as real hosts send it."""
        path = self.translate_path(self.path.partition("?")[0])
        path = os.path.join(path, "index.html") if self.path.partition("?")[0].endswith(
            "/") else path
        kind = self.guess_type(path)
        if ("gzip" not in self.headers.get("Accept-Encoding", "") or not os.path.isfile(path)
                or not kind.startswith(COMPRESSED)):
            return super().send_head()
        body = gzip.compress(Path(path).read_bytes(), 6, mtime=0)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        return BytesIO(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test's output is its failure."""


@contextmanager
def serving(*folders: Path) -> Iterator[str]:
    """Serve a site on this machine alone; what an earlier folder has stands before a later one's.

    Yields the address, which ends in a slash.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, folders=folders))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Visitor:
    """An open page with everything it asked for and complained of."""

    page: Page
    context: BrowserContext
    complaints: list[str] = field(default_factory=list)
    """Errors and warnings of the console, and exceptions that nothing caught."""
    dialogs: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    """The other hosts that were asked, once each, in order."""
    missing: list[str] = field(default_factory=list)
    """What was answered with an error."""

    def go(self, address: str) -> Page:
        """Open an address and wait until nothing more is loaded."""
        self.page.goto(address, wait_until="load")
        return self.page


TAP_TO_PINS = """() => new Promise((done) => {
    const start = performance.now();
    document.querySelector(".pc-map a.pc-button").click();
    const look = () => {
        const map = document.querySelector(".pc-map iframe")?.contentDocument;
        if (map?.querySelector(".leaflet-marker-icon")) done((performance.now() - start) / 1000);
        else setTimeout(look, 10);
    };
    look();
})"""
"""Opens the map of a route's page; gives the seconds until its first pin stands. Timed in the page,
so that our own driving of the browser does not count."""


@contextmanager
def visiting(browser: Browser, home: str, *, javascript: bool = True, width: int = 1200,
             ) -> Iterator[Visitor]:
    """A visitor of the site at ``home``; another host gets no answer but a picture of one pixel."""
    context = browser.new_context(
        java_script_enabled=javascript, viewport={"width": width, "height": 900},
        reduced_motion="reduce", locale="fr-FR", service_workers="block")
    context.set_default_timeout(10_000)
    own = urlsplit(home).netloc
    page = context.new_page()
    visitor = Visitor(page, context)

    def elsewhere(route: Route) -> None:
        host = urlsplit(route.request.url).netloc
        if host not in visitor.hosts:
            visitor.hosts.append(host)
        route.fulfill(status=200, content_type="image/gif", body=PIXEL)

    def is_elsewhere(url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != own

    context.route(is_elsewhere, elsewhere)
    page.on("console", lambda said: visitor.complaints.append(said.text)
            if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda failure: visitor.complaints.append(str(failure)))

    def asked(dialog: object) -> None:
        visitor.dialogs.append(dialog.message)  # type: ignore[attr-defined]
        dialog.dismiss()  # type: ignore[attr-defined]

    page.on("dialog", asked)
    page.on("response", lambda response: visitor.missing.append(response.url)
            if response.status >= 400 else None)
    try:
        yield visitor
    finally:
        context.close()
