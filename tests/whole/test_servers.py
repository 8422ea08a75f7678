"""The published site behind real servers, with the files of ``deploy/`` that offices copy."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from helpers import policies
from helpers.published import ROOT
from helpers.web_servers import apache, between_the_marks, laid_out, nginx

BELOW = "sous/chemin"
"""Where the addressed site stands on its domain."""
TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
    ".js": ("text/javascript; charset=utf-8", "application/javascript; charset=utf-8"),
    ".gpx": "application/gpx+xml; charset=utf-8", ".geojson": "application/geo+json",
    ".ics": "text/calendar; charset=utf-8", ".csv": "text/csv; charset=utf-8",
    ".json": "application/json", ".jsonld": "application/ld+json",
    ".kml": "application/vnd.google-earth.kml+xml; charset=utf-8",
    ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml", ".png": "image/png",
    ".jpg": "image/jpeg", ".zip": "application/zip", ".txt": "text/plain; charset=utf-8",
    ".xml": ("text/xml; charset=utf-8", "application/xml; charset=utf-8"),
    ".pagefind": "application/gzip", ".pf_fragment": "application/gzip",
    ".pf_filter": "application/gzip", ".pf_index": "application/gzip",
    ".pf_meta": "application/gzip",
}
"""How each sort of file is named to browsers and to programs."""


@pytest.fixture(params=["nginx", "apache", "htaccess"])
def served_below(request: pytest.FixtureRequest, addressed: Path) -> Iterator[tuple[str, Path]]:
    """The address of the site below a path of a real server, and its folder."""
    with ExitStack() as stack:
        root = stack.enter_context(laid_out(addressed, BELOW))
        lost = f"/{BELOW}/404.html"
        address = stack.enter_context(
            nginx(root, lost) if request.param == "nginx" else
            apache(root, lost, root / BELOW if request.param == "htaccess" else None))
        yield f"{address}{BELOW}/", root / BELOW


def got(address: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    """What a server answers, redirects and compression left as they are."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    connection.request("GET", parts.path, headers={
        name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_behind_a_server(served_below: tuple[str, Path]) -> None:
    """Pages, types, what is kept, what is asked for again, compression and wrong addresses: one
    server, one test."""
    home, folder = served_below
    for proves in (_types, _kept, _folders, _compressed, _conditional, _lost, _hidden, _api,
                   _sealed, _packed, _shared):
        proves(home, folder)


def _types(home: str, folder: Path) -> None:
    one_of_each = {path.suffix: path for path in sorted(folder.rglob("*")) if path.is_file()
                   and "/geotrek" not in path.as_posix() and path.name != ".htaccess"}
    assert one_of_each.keys() <= TYPES.keys()
    assert {".gpx", ".geojson", ".ics", ".webmanifest", ".pf_fragment", ".pagefind"} <= (
        one_of_each.keys())
    for suffix, path in one_of_each.items():
        answer, body = got(home + path.relative_to(folder).as_posix())
        assert answer.status == 200, path
        wanted = TYPES[suffix]
        told = answer.headers["Content-Type"]
        assert (told.lower() if told else None) in (
            wanted if isinstance(wanted, tuple) else (wanted,)), path
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Encoding"] is None
        assert body == path.read_bytes()


def _kept(home: str, folder: Path) -> None:
    for pattern, forever in (
            ("assets/*/stylesheets/parcours.css", True), ("assets/map/*/*.js", True),
            ("pagefind/fragment/*", True), ("pagefind/index/*", True),
            ("pagefind/filter/*", True), ("pagefind/*.pf_meta", True),
            ("pagefind/pagefind-entry.json", False), ("service-worker.js", False),
            ("index.html", False), ("parcours/*/*.gpx", False), ("assets/icones/*.png", False)):
        path = next(folder.glob(pattern))
        told = got(home + path.relative_to(folder).as_posix())[0].headers.get_all("Cache-Control")
        assert told == ["public, max-age=31536000, immutable" if forever else "no-cache"], path


def _folders(home: str, folder: Path) -> None:
    assert got(f"{home}parcours/")[1] == (folder / "parcours/index.html").read_bytes()
    answer, _ = got(f"{home}en/lieux")
    assert answer.status == 301
    # a visitor who came by https through a proxy stays there: nginx tells neither host nor scheme,
    # Apache says the scheme that its file does; a .htaccess cannot
    told = urlsplit(answer.headers["Location"])
    assert told.path == f"{urlsplit(home).path}en/lieux/"
    assert told.scheme == ("" if "nginx" in answer.headers["Server"] else
                           "http" if (folder / ".htaccess").exists() else "https")


def _compressed(home: str, folder: Path) -> None:
    for path in ("parcours/index.html", "donnees/parcours.geojson"):
        answer, body = got(home + path, Accept_Encoding="gzip")
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert len(body) < (folder / path).stat().st_size / 2


def _conditional(home: str, folder: Path) -> None:
    """By what it holds or by when it was made: nothing is sent again, but how to keep it."""
    picture = next(folder.glob("assets/icones/*.png")).relative_to(folder).as_posix()
    for path in ("parcours/", "donnees/parcours.geojson", picture):
        answer, _ = got(home + path)
        for condition in ({"If_None_Match": answer.headers["ETag"]},
                          {"If_Modified_Since": answer.headers["Last-Modified"]}):
            again, body = got(home + path, **condition)
            assert (again.status, body) == (304, b""), (path, condition)
            assert again.headers["Cache-Control"] == "no-cache"
        assert got(home + path, If_None_Match='"another"')[0].status == 200


def _packed(home: str, folder: Path) -> None:
    """What ``pack.sh`` laid beside a file is sent as it is by nginx, named as what it holds; who
    cannot unpack gets the file. Apache packs by itself, and the copies are in nobody's way."""
    subprocess.run(["sh", ROOT / "deploy/server/pack.sh", folder], check=True)
    for path in ("parcours/index.html", "donnees/parcours.geojson", "service-worker.js",
                 "donnees/geotrek/api/v2/trek/"):
        file = folder / path / "index.html" if path.endswith("/") else folder / path
        plain, body = got(home + path)
        assert plain.headers["Content-Encoding"] is None
        assert body == file.read_bytes()
        answer, packed = got(home + path, Accept_Encoding="gzip")
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Content-Type"] == plain.headers["Content-Type"], path
        assert gzip.decompress(packed) == body
        for told in (answer, plain):
            assert "Accept-Encoding" in told.headers["Vary"], path
            assert told.headers["Cache-Control"] == "no-cache"
        if "nginx" in answer.headers["Server"]:
            assert packed == Path(f"{file}.gz").read_bytes(), path
            again, body = got(home + path, Accept_Encoding="gzip",
                              If_None_Match=answer.headers["ETag"])
            assert (again.status, body) == (304, b"")


def _lost(home: str, folder: Path) -> None:
    for wrong in ("nulle-part", "en/parcours/x/y/z/", "parcours/x.gpx"):
        answer, body = got(home + wrong)
        assert answer.status == 404
        assert body == (folder / "404.html").read_bytes()
        for link in re.findall(r'(?:href|src|action)="([^"]*)"', body.decode("utf-8")):
            target = urljoin(home + wrong, link.partition("?")[0])
            if link.startswith("#"):
                assert f'id="{link[1:]}"' in body.decode("utf-8")
            elif target.startswith(home):
                assert got(target)[0].status == 200, link
            else:
                assert urlsplit(target).netloc != urlsplit(home).netloc, link


def _hidden(home: str, folder: Path) -> None:
    for name in (".site.old", ".git/config", ".htaccess", "parcours/.x"):
        (folder / name).parent.mkdir(exist_ok=True)
        if not (folder / name).exists():
            (folder / name).write_text("no visitor's", "utf-8")
        answer, body = got(home + name)
        assert answer.status in (403, 404), name
        assert b"no visitor" not in body
    (folder / ".well-known").mkdir()
    (folder / ".well-known/security.txt").write_text("Contact: x", "utf-8")
    assert got(f"{home}.well-known/security.txt")[1] == b"Contact: x"


def _api(home: str, folder: Path) -> None:
    for name in ("geotrek", "geotrek-admin"):
        answer, body = got(f"{home}donnees/{name}/api/v2/trek/")
        assert (answer.status, answer.headers["Content-Type"]) == (200, "application/json")
        assert body == (folder / f"donnees/{name}/api/v2/trek/index.html").read_bytes()


def _sealed(home: str, folder: Path) -> None:
    """A page, also the one for wrong addresses, has every header, once; a drawing no policy, nor
    the form, which says its own."""
    (folder / "admin").mkdir()
    shutil.copyfile(ROOT / "admin/index.html", folder / "admin/index.html")
    drawing = next(folder.glob("parcours/*/*.svg")).relative_to(folder).as_posix()
    for address, pages in (("", True), ("recherche/", True), ("nulle-part/", True),
                           (drawing, False), ("admin/", False), ("admin/index.html", False)):
        headers = got(home + address)[0].headers
        for name, value in policies.of_nginx().items():
            wanted = value if pages or name != "Content-Security-Policy" else None
            assert headers.get_all(name, [None]) == [wanted], (address, name)


def _shared(home: str, folder: Path) -> None:
    """Other sites may read what is open data, as `<parcours-carte>` does for its stops; a page,
    which is shown and not read, says nothing of it."""
    data = [next(folder.glob(f"parcours/*/*{suffix}")) for suffix in (".geojson", ".gpx", ".ics")]
    data += [next(folder.glob(f"donnees/*{suffix}")) for suffix in (
        ".json", ".jsonld", ".csv", ".kml", ".xml")]
    for address in (*(path.relative_to(folder).as_posix() for path in data),
                    "donnees/geotrek/api/v2/trek/"):
        told = got(home + address, Origin="https://office.example")[0].headers
        assert told.get_all("Access-Control-Allow-Origin") == ["*"], address
    for address in ("", "parcours/", "service-worker.js"):
        assert got(home + address)[0].headers["Access-Control-Allow-Origin"] is None, address


@pytest.mark.parametrize("server", [nginx, apache])
def test_at_the_root_of_a_domain(addressed: Path, server: Callable[..., object]) -> None:
    """With the lines as the files have them: the page for wrong addresses is the site's."""
    with laid_out(addressed, "site") as www, server(www / "site", "/404.html") as address:  # type: ignore[attr-defined]
        answer, body = got(f"{address}en/nulle-part/")
        assert (answer.status, body) == (404, (addressed / "404.html").read_bytes())
        assert got(address)[1] == (addressed / "index.html").read_bytes()


def test_what_a_htaccess_may_hold() -> None:
    """Nothing between the marks that only the server's own files may say."""
    inside = between_the_marks()
    assert "ErrorDocument 404 /404.html" in inside
    assert not re.search(r"<(?:Directory|Location|VirtualHost)|DocumentRoot|Require all granted"
                         r"|AllowOverride", inside)
