"""A server of this machine that answers as a test tells it to, and remembers the questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class Answer:
    """What a question is answered with."""

    body: bytes = b"{}"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Asked:
    """Where a server is, and the questions it was asked: path and body."""

    address: str
    questions: list[tuple[str, bytes]] = field(default_factory=list)


@contextmanager
def answering(answer: Callable[[str, bytes], Answer]) -> Iterator[Asked]:
    """A server that gives ``answer`` of each path and body, on a free port of this machine."""
    asked = Asked("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked.questions.append((self.path, body))
            given = answer(self.path, body)
            self.send_response(given.status)
            for name, value in given.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(given.body)))
            self.end_headers()
            self.wfile.write(given.body)

        do_POST = do_GET  # noqa: N815  (the name that the standard library calls)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    asked.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
