"""One question to a service over HTTP: bounded in time and size, at the pace the service allows.

Redirections are not followed: an address is asked that somebody named, and no other.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from parcours import __version__
from parcours.diagnostics.diagnostic import Words
from parcours.routing.way import NoWay, Unreachable, unreadable

TIMEOUT_S = 30.0
MAX_BYTES = 8 * 1024 * 1024
_TRIES = 3
_LONGEST_WAIT_S = 60.0
_TOO_MANY = 429


@dataclass(slots=True)
class Pace:
    """How fast a service may be asked; it remembers when it last was."""

    apart_s: float = 0.0
    """Seconds from one question to the next, at least."""
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _last_s: float | None = field(default=None, init=False)

    def wait(self) -> None:
        """Return when the next question may be asked."""
        if self._last_s is not None:
            left_s = self._last_s + self.apart_s - self.clock()
            if left_s > 0:
                self.sleep(left_s)
        self._last_s = self.clock()


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Go nowhere else."""
        return


def ask(address: str, pace: Pace, body: object = None) -> Any:
    """The JSON that an address answers to a GET, or to a POST of ``body``; raises `NoWay`.

    What it answers with an error is given as well, when it is JSON: it says why.
    """
    if not address.startswith(("http://", "https://")):
        raise NoWay(Words("une adresse commence par https:// (ou http:// sur votre réseau)",
                          "an address begins with https:// (or http:// on your own network)"))
    sent = None if body is None else json.dumps(body).encode()
    try:
        asked = Request(address, sent, {  # noqa: S310  (the scheme was looked at)
            "Accept": "application/json", "Content-Type": "application/json",
            "User-Agent": f"parcours/{__version__}"})
    except ValueError as failure:
        raise _silent() from failure
    for left in range(_TRIES - 1, -1, -1):
        pace.wait()
        status, later, raw = _once(asked)
        if status != _TOO_MANY:
            return _read(status, raw)
        wait_s = _seconds(later)
        if not left or wait_s > _LONGEST_WAIT_S:
            break
        pace.sleep(wait_s)
    raise Unreachable(Words("le service limite le nombre de demandes : recommencez plus tard",
                            "the service limits the number of questions: try again later"))


def _once(asked: Request) -> tuple[int, str, bytes]:
    """Status, when to come back, body."""
    try:
        try:
            with build_opener(_Stay).open(asked, timeout=TIMEOUT_S) as answer:
                return answer.status, "", _bounded(answer)
        except HTTPError as refused:
            with refused:
                return refused.code, refused.headers.get("Retry-After") or "", _bounded(refused)
    except TimeoutError as failure:
        raise Unreachable(Words(f"le service n’a pas répondu en {TIMEOUT_S:.0f} secondes",
                                f"the service did not answer within {TIMEOUT_S:.0f} seconds"),
                          ) from failure
    except (URLError, OSError, HTTPException, ValueError) as failure:
        raise _silent() from failure


def _silent() -> Unreachable:
    return Unreachable(Words("le service ne répond pas : vérifiez l’adresse et le réseau",
                             "the service does not answer: check the address and the network"))


def _bounded(answer: IO[bytes]) -> bytes:
    raw = answer.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise NoWay(Words(f"la réponse dépasse {MAX_BYTES >> 20} Mio",
                          f"the answer is over {MAX_BYTES >> 20} MiB"))
    return raw


def _read(status: int, raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as failure:
        if status >= 300:
            raise NoWay(Words(f"le service refuse la demande (HTTP {status})",
                              f"the service refuses the question (HTTP {status})")) from failure
        raise unreadable() from failure


def _seconds(later: str) -> float:
    """How long to wait, as ``Retry-After`` says: seconds, or a date; two seconds where it says
    nothing."""
    if later.strip().isdecimal():
        return float(later.strip()[:6])
    try:
        then = parsedate_to_datetime(later)
    except ValueError:
        return 2.0
    return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
