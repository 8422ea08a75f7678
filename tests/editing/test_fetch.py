"""Timetables are fetched over https alone, within bounds, whole or not at all."""

from __future__ import annotations

import ssl
import subprocess
import time
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from parcours.editing.fetch import Fetched, FetchError, Limits, fetch

CONTENT = b"PK\x03\x04" + bytes(range(256)) * 40


class _Server(BaseHTTPRequestHandler):
    """What a publisher may answer, by path."""

    def do_GET(self) -> None:
        """Answer as the path says."""
        kind = self.path.strip("/").partition("?")[0]
        if kind.startswith("to-"):
            self.send_response(302)
            self.send_header("Location", {
                "to-good": "/good", "to-http": "http://127.0.0.1:1/x", "to-file": "file:///etc/x",
                "to-itself": "/to-itself"}[kind])
            self.end_headers()
            return
        self.send_response({"missing": 404, "angry": 500}.get(kind, 200))
        self.send_header("X-Agent", self.headers["User-Agent"])
        if kind in ("good", "short"):
            self.send_header("Content-Length", str(len(CONTENT) + (kind == "short")))
        self.end_headers()
        if kind == "slow":
            time.sleep(1)
        for n in range(20) if kind == "drip" else ():
            self.wfile.write(b"x" * n)
            self.wfile.flush()
            time.sleep(0.02)
        self.wfile.write(CONTENT)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    """A certificate of this run for 127.0.0.1, and who trusts it."""
    folder = tmp_path_factory.mktemp("trust")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
         "subjectAltName=IP:127.0.0.1", "-keyout", "key.pem", "-out", "cert.pem"],
        cwd=folder, check=True, capture_output=True)
    return ssl.create_default_context(cafile=str(folder / "cert.pem")), folder


@pytest.fixture(scope="module")
def home(trust: tuple[ssl.SSLContext, Path]) -> Iterator[str]:
    """The address of a server over https on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    server.daemon_threads = True
    of_server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    of_server.load_cert_chain(trust[1] / "cert.pem", trust[1] / "key.pem")
    server.socket = of_server.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("path", ["good", "to-good", "endless"])
def test_a_file_comes_whole_with_its_digest(path: str, home: str, tmp_path: Path,
                                            trust: tuple[ssl.SSLContext, Path]) -> None:
    """Its bytes, their number and their SHA-256, also through an address that leads to it."""
    target = tmp_path / "feed.zip"
    assert fetch(f"{home}/{path}", target, trust=trust[0]) == Fetched(
        len(CONTENT), sha256(CONTENT).hexdigest())
    assert target.read_bytes() == CONTENT


@pytest.mark.parametrize(("path", "why"), [
    ("missing", "404"), ("angry", "500"), ("to-http", "not https"), ("to-file", "302"),
    ("to-itself", "302"), ("short", "stopped"), ("good?large", "larger"),
    ("endless?large", "larger"),
    ("slow", "does not answer"), ("drip", "did not come"),
])
def test_what_is_not_whole_is_not_there(path: str, why: str, home: str, tmp_path: Path,
                                        trust: tuple[ssl.SSLContext, Path]) -> None:
    """A refusal, a turn to plain http, a cut, too many bytes, silence, a trickle: each is told in
    a few words of ours, and leaves no file."""
    limits = Limits(most_bytes=len(CONTENT) - (1 if "large" in path else -1000),
                    silence_s=0.2 if path == "slow" else 10,
                    longest_s=0.1 if path == "drip" else 20)
    target = tmp_path / "feed.zip"
    with pytest.raises(FetchError, match=why):
        fetch(f"{home}/{path}", target, limits, trust[0])
    assert not target.exists()


def test_an_unknown_certificate_is_refused(home: str, tmp_path: Path) -> None:
    """A server that nobody vouches for is not listened to."""
    with pytest.raises(FetchError, match="certificate"):
        fetch(f"{home}/good", tmp_path / "feed.zip")


@pytest.mark.parametrize("address", [
    "http://127.0.0.1/x", "file:///etc/passwd", "ftp://127.0.0.1/x", "data:,x",
    "https://127.0.0.1:1/x", "https://[::1", "https:// x"])
def test_nothing_but_https_and_never_a_crash(address: str, tmp_path: Path) -> None:
    """Any other kind of address, a closed door and a broken address are told the same way."""
    with pytest.raises(FetchError):
        fetch(address, tmp_path / "feed.zip")
    assert list(tmp_path.iterdir()) == []
