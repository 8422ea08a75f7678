"""Timetables from where ``site.yml`` says, into files: the only room that asks a network.

Asked by hand or by the weekly job, and never while a site is built. Over https alone, also where an
address leads to another; at most so many bytes, for at most so long; whole or not at all.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path
from time import monotonic
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    UnknownHandler,
)

from parcours import __version__
from parcours.diagnostics.diagnostic import Words

MAX_BYTES = 1 << 30
"""Of one zip; all trains of France take a tenth of it."""
_SILENCE_S = 30.0
"""Without one byte."""
_LONGEST_S = 900.0
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken, and for how long it is waited for."""

    most_bytes: int = MAX_BYTES
    silence_s: float = _SILENCE_S
    longest_s: float = _LONGEST_S


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was taken: its size and its digest."""

    size_bytes: int
    sha256: str


class FetchError(Exception):
    """Why a file could not be had."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


class _HttpsAlone(HTTPRedirectHandler):
    """Follows an address that leads to another, so long as both are https."""

    max_redirections = 5

    def redirect_request(self, req: Request, fp: IO[bytes], code: int, msg: str,
                         headers: object, newurl: str) -> Request | None:
        if not newurl.lower().startswith("https://"):
            raise FetchError(Words("l’adresse mène à une autre, qui n’est pas en https",
                                   "the address leads to another one, which is not https"))
        return super().redirect_request(
            req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def fetch(address: str, target: Path, limits: Limits = Limits(),
          trust: ssl.SSLContext | None = None) -> Fetched:
    """Put the file at an address into ``target``, over https; raises `FetchError`.

    ``trust`` says whose certificates are good, by default those that the system trusts.
    """
    if not address.lower().startswith("https://"):
        raise FetchError(Words("l’adresse n’est pas en https", "the address is not https"))
    try:
        asked = Request(address, headers={  # noqa: S310  (https: looked at above)
            "User-Agent": f"parcours/{__version__}", "Accept-Encoding": "identity"})
        with (_opener(trust).open(asked, timeout=limits.silence_s) as answer,
              target.open("wb") as file):
            return _copied(answer, file, answer.headers.get("Content-Length"), limits)
    except FetchError:
        target.unlink(missing_ok=True)
        raise
    except (OSError, HTTPException, ValueError) as failure:
        target.unlink(missing_ok=True)
        raise FetchError(_why(failure)) from failure


def _opener(trust: ssl.SSLContext | None) -> OpenerDirector:
    """What opens https and nothing else: no file, no ftp, no plain http."""
    opener = OpenerDirector()
    for handler in (ProxyHandler(), HTTPSHandler(context=trust or ssl.create_default_context()),
                    _HttpsAlone(), HTTPDefaultErrorHandler(), HTTPErrorProcessor(),
                    UnknownHandler()):
        opener.add_handler(handler)
    return opener


def _copied(answer: IO[bytes], file: IO[bytes], announced: str | None, limits: Limits) -> Fetched:
    """Copy an answer to its end, counting; what it announces is held to."""
    promised = int(announced) if announced is not None and announced.isdecimal() else None
    too_large = FetchError(Words(
        f"le fichier pèse plus de {limits.most_bytes >> 20} Mio",
        f"the file is larger than {limits.most_bytes >> 20} MiB"))
    if promised is not None and promised > limits.most_bytes:
        raise too_large
    ends, size, digest = monotonic() + limits.longest_s, 0, sha256()
    while chunk := answer.read(_CHUNK):
        size += len(chunk)
        if size > limits.most_bytes:
            raise too_large
        if monotonic() > ends:
            raise FetchError(Words(
                f"le fichier n’est pas arrivé en {limits.longest_s:.0f} s",
                f"the file did not come within {limits.longest_s:.0f} s"))
        digest.update(chunk)
        file.write(chunk)
    if promised is not None and size != promised:
        raise FetchError(Words("le fichier s’est arrêté en chemin",
                               "the file stopped on its way"))
    return Fetched(size, digest.hexdigest())


def _why(failure: Exception) -> Words:
    """What went wrong, without the words of the other side."""
    if isinstance(failure, HTTPError):
        return Words(f"le serveur répond {failure.code}", f"the server answers {failure.code}")
    if isinstance(failure, URLError) and isinstance(failure.reason, Exception):
        failure = failure.reason
    if isinstance(failure, TimeoutError):
        return Words("le serveur ne répond pas", "the server does not answer")
    if isinstance(failure, ssl.SSLError):
        return Words("le certificat du serveur n’est pas valable",
                     "the server's certificate is not valid")
    return Words("le serveur est injoignable, ou sa réponse n’a pas de sens",
                 "the server cannot be reached, or its answer makes no sense")
