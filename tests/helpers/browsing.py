"""Chromium and a web server, and a record of whatever a page does."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import socket
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from hashlib import blake2b
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Error,
    Frame,
    Locator,
    Page,
    Playwright,
    Request,
)

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--force-gpu-mem-available-mb=2",
         "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"]
"""No request leaves this machine, whatever a page asks for; and no pixel is drawn beyond what just
fills the window, a sixth of the processor time, since tests ask where things lie and not how they
look."""
SHELL = "chromium-headless-shell"
"""What draws and runs pages with the same engine as Chromium, without a window's furniture, in two
thirds of the processor time."""
WHOLE = ("chromium", "chromium-browser", "google-chrome")
"""Programs that can be tested with as well."""
HOW_TO_INSTALL = ("no Chromium to test with. Install it: `apt-get install -y "
                  "chromium-headless-shell` (Debian, as root), or `python -m playwright install "
                  "--only-shell chromium`.")
PIXEL = (b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xe8\xe4\xd8\x00\x00\x00,"
         b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;")
_BLOCKED = "Service Worker registration blocked by Playwright"
_PACKED = re.compile(r"^text/|javascript|json|xml")
"""The types that a host compresses."""


def launch(playwright: Playwright) -> Browser:
    """The browser that ``PARCOURS_CHROMIUM`` names, else a shell, else a whole Chromium; each of
    the system or Playwright's own. Raises when there is none."""
    def start(path: str | None = None, channel: str | None = None) -> Browser:
        return playwright.chromium.launch(executable_path=path, channel=channel, args=FLAGS)

    if path := os.environ.get("PARCOURS_CHROMIUM") or shutil.which(SHELL):
        return start(path)
    try:
        return start()  # Playwright's own shell
    except Error as failure:
        if "Executable doesn't exist" not in failure.message:
            raise
    if path := next(filter(None, map(shutil.which, WHOLE)), None):
        return start(path)
    return start(channel="chromium")


@lru_cache(maxsize=2000)
def _body(path: str, mtime_ns: int, size: int, packed: bool) -> tuple[bytes, str]:
    """A file as it is sent, and its ETag; pages are opened by the hundred, and share most files."""
    body = Path(path).read_bytes()
    tag = f'"{blake2b(body, digest_size=8).hexdigest()}"'
    return gzip.compress(body, 6, mtime=0) if packed else body, tag


class _Handler(SimpleHTTPRequestHandler):
    """Files as a real host gives them: gzip, an ETag, and the site's own 404 page."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012  (the handler's own way)
        **SimpleHTTPRequestHandler.extensions_map,
        ".webmanifest": "application/manifest+json", ".ics": "text/calendar",
        ".gpx": "application/gpx+xml", ".geojson": "application/geo+json",
        ".avif": "image/avif", ".webp": "image/webp"}

    def __init__(self, *args: object, host: Host, **kwargs: object) -> None:
        self._host = host
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def setup(self) -> None:
        """Remember the connection, which a host that dies must break."""
        self._host.connections.add(self.request)
        super().setup()

    def finish(self) -> None:
        """Forget the connection."""
        super().finish()
        self._host.connections.discard(self.request)

    def translate_path(self, path: str) -> str:
        """The first of the folders that has the file; the last one is the site itself."""
        for folder in self._host.folders:
            self.directory = str(folder)
            found = super().translate_path(path)
            if os.path.isfile(os.path.join(found, "index.html") if os.path.isdir(found) else found):
                return found
        return found

    def send_head(self) -> Any:
        """The head of an answer, and its body as a stream; None when there is nothing to add."""
        self._host.asked.append(self.path)
        time.sleep(self._host.slow_s)
        path = self.translate_path(self.path)
        if os.path.isdir(path):
            if not urlsplit(self.path).path.endswith("/"):
                return super().send_head()  # where the address with its slash is
            path = os.path.join(path, "index.html")
        if not os.path.isfile(path):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return self._answer(HTTPStatus.OK, Path(path))

    def send_error(self, code: int, message: str | None = None,
                   explain: str | None = None) -> None:
        """Answer with 404.html where nothing is found."""
        page = self._host.folders[-1] / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        body = self._answer(HTTPStatus.NOT_FOUND, page)
        if body and self.command != "HEAD":
            self.copyfile(body, self.wfile)

    def _answer(self, code: HTTPStatus, path: Path) -> BytesIO | None:
        kind = self.guess_type(str(path))
        packed = bool(_PACKED.search(kind)) and "gzip" in self.headers.get("Accept-Encoding", "")
        there = path.stat()
        body, tag = _body(str(path), there.st_mtime_ns, there.st_size, packed)
        if code is HTTPStatus.OK and self.headers.get("If-None-Match") == tag:
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.send_header("ETag", tag)
            self.end_headers()
            return None
        self.send_response(code)
        if kind.startswith("text/"):
            kind += "; charset=utf-8"
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", tag)
        for name, value in {"Cache-Control": "no-cache", **self._host.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        return BytesIO(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test's output is its failure."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A connection that broke is what some tests are about."""


class Host:
    """A static host on this machine alone, that can be killed and brought back.

    ``folders`` may be changed at any time, as a publication would; what an earlier one has stands
    before a later one's. ``asked`` are the addresses that were asked for, in order; each is
    answered after ``slow_s``, with ``headers`` beside its own or in their stead.
    """

    def __init__(self, *folders: Path) -> None:
        self.folders: Sequence[Path] = folders
        self.asked: list[str] = []
        self.slow_s = 0.0
        self.headers: dict[str, str] = {}
        self.connections: set[Any] = set()
        self._port = 0
        self.revive()

    @property
    def address(self) -> str:
        """Where it is found; ends in a slash."""
        return f"http://127.0.0.1:{self._port}/"

    def revive(self) -> None:
        """Answer, at the address it had before it was killed."""
        self._server = _Server(("127.0.0.1", self._port), partial(_Handler, host=self))
        self._port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever,
                                        kwargs={"poll_interval": 0.05})
        self._thread.start()

    def kill(self) -> None:
        """Break every connection and refuse any other."""
        self._server.shutdown()
        self._thread.join()
        self._server.socket.close()
        for connection in tuple(self.connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self._server.server_close()


@contextmanager
def hosting(*folders: Path) -> Iterator[Host]:
    """A host that serves a site until the end, unless it is killed before."""
    host = Host(*folders)
    try:
        yield host
    finally:
        host.kill()


@contextmanager
def serving(*folders: Path) -> Iterator[str]:
    """Serve a site on this machine alone; what an earlier folder has stands before a later one's.

    The site does not change meanwhile: as with most hosts, a file is good for ten minutes. Yields
    the address, which ends in a slash.
    """
    with hosting(*folders) as host:
        host.headers["Cache-Control"] = "max-age=600"
        yield host.address


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
    on_the_way: set[Request] = field(default_factory=set)
    """What was asked for and is not answered yet."""
    asked: int = 0

    def go(self, address: str) -> Page:
        """Open an address and wait until it is loaded."""
        self.page.goto(address, wait_until="load")
        return self.page

    def settle(self) -> None:
        """Wait until all that was asked for has come and the page, drawn and idle, asks for nothing
        more; a page that never stops is a failure."""
        quiet, asked = 0, -1
        for _ in range(600):
            self.page.evaluate(_IDLE)
            quiet = quiet + 1 if not self.on_the_way and asked == self.asked else 0
            asked = self.asked
            if quiet == 3:
                return
        raise AssertionError(f"the page does not stop asking: {[*self.on_the_way]}")


def wait_until(where: Page | Frame, script: str, argument: object = None) -> None:
    """Wait until a script gives something true. ``wait_for_function`` of Playwright evaluates text
    in the page where its first look comes too early, and our pages let nobody do that."""
    for _ in range(500):
        if where.evaluate(script, argument):
            return
        where.wait_for_timeout(20)
    raise AssertionError(f"not in ten seconds: {script}")


def downloaded(page: Page, link: Locator) -> str:
    """The text of the file behind a link that downloads one. A page may fetch nothing but what its
    site serves, so that a file which it made itself is had as a visitor has it."""
    with page.expect_download() as awaited:
        link.click()
    return awaited.value.path().read_text("utf-8")


_IDLE = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(
    () => requestIdleCallback(done, {timeout: 100}))))"""
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


def answer_elsewhere(page: Page) -> None:
    """Answer what a page asks of other hosts. A route of Playwright's would do, at a fifth of all
    that a page costs: it stops every request, our own too, and keeps none of the files."""
    session = page.context.new_cdp_session(page)
    answer = {"responseCode": 200, "body": b64encode(PIXEL).decode(),
              "responseHeaders": [{"name": "Content-Type", "value": "image/gif"}]}

    def asked(paused: dict[str, Any]) -> None:
        with suppress(Error):  # a page that was left does not wait any more
            session.send("Fetch.fulfillRequest", {"requestId": paused["requestId"], **answer})

    session.on("Fetch.requestPaused", asked)
    session.send("Fetch.enable", {"patterns": [{"urlPattern": "https://*"}]})


_CALM: Literal["reduce"] = "reduce"
_STORED = "cookies,local_storage,indexeddb,cache_storage,service_workers"


@contextmanager
def visiting(browser: Browser, home: str, *, javascript: bool = True, width: int = 1200,
             height: int = 900, workers: bool = False, same_window: bool = False,
             clock: bool = False, zone: str | None = None) -> Iterator[Visitor]:
    """A visitor of the site at ``home``; another host gives no answer but a picture of one pixel.

    With ``workers`` the site's service worker runs. A visitor in the ``same_window`` as the one
    before, which costs half of what a new one does, finds it as new: nothing is stored, and only
    files are kept. It must not leave what cannot be taken back: scripts of its own, permissions,
    another network. With ``clock`` it is another window, shared by those who set its clock.
    """
    context, page = _window(browser, zone, clock=clock) if same_window else _opened(
        browser, javascript=javascript, workers=workers, zone=zone)
    page.set_viewport_size({"width": width, "height": height})
    own = urlsplit(home).netloc
    visitor = Visitor(page, context)

    def asks(request: Request) -> None:
        visitor.asked += 1
        visitor.on_the_way.add(request)
        host = urlsplit(request.url).netloc
        if host not in ("", own, *visitor.hosts):
            visitor.hosts.append(host)

    def came(request: Request) -> None:
        visitor.on_the_way.discard(request)

    def says(said: ConsoleMessage) -> None:
        # without `workers` it is we who refuse the worker, and Playwright that says so
        if said.type in ("error", "warning") and said.text != _BLOCKED:
            visitor.complaints.append(said.text)

    def asked(dialog: Dialog) -> None:
        visitor.dialogs.append(dialog.message)
        dialog.dismiss()

    if workers:  # which ask for files themselves, beside the page
        context.route(re.compile(rf"^https?://(?!{re.escape(own)}/)"), lambda route: route.fulfill(
            status=200, content_type="image/gif", body=PIXEL))
    heard: dict[str, Callable[[Any], None]] = {
        "request": asks, "requestfinished": came, "requestfailed": came, "console": says,
        "pageerror": lambda failure: visitor.complaints.append(str(failure)), "dialog": asked,
        "response": lambda response: visitor.missing.append(response.url)
        if response.status >= 400 else None}
    listening: Any = page  # whose methods are typed an event each
    for event, listener in heard.items():
        listening.on(event, listener)
    try:
        yield visitor
    finally:
        if same_window:
            for event, listener in heard.items():
                listening.remove_listener(event, listener)
            _leave(page, home)
        else:
            context.close()


def _opened(browser: Browser, *, javascript: bool = True, workers: bool = False,
            zone: str | None = None) -> tuple[BrowserContext, Page]:
    context = browser.new_context(
        java_script_enabled=javascript, reduced_motion=_CALM, locale="fr-FR", timezone_id=zone,
        service_workers="allow" if workers else "block")
    context.set_default_timeout(10_000)
    context.set_default_navigation_timeout(30_000)  # a busy machine serves slowly
    page = context.new_page()
    if not workers:
        answer_elsewhere(page)
    return context, page


@cache
def _window(browser: Browser, zone: str | None, *, clock: bool) -> tuple[BrowserContext, Page]:
    """The one that visitors may share, in each time zone: a clock that was set once never goes by
    itself again, so that those who set it have another one."""
    return _opened(browser, zone=zone)


def _leave(page: Page, home: str) -> None:
    """Leave a window as it was found."""
    for other in page.context.pages:
        if other is not page:
            other.close()
    page.emulate_media(color_scheme="light", reduced_motion=_CALM, forced_colors="none")
    page.goto("about:blank")
    storage = page.context.new_cdp_session(page)
    storage.send("Storage.clearDataForOrigin",
                 {"origin": "{0.scheme}://{0.netloc}".format(urlsplit(home)),
                  "storageTypes": _STORED})
    storage.detach()
    page.context.clear_cookies()
    page.mouse.move(0, 0)
