"""What `publish` adds so that the site can be read without a network, as files."""

from __future__ import annotations

import gzip
import hashlib
import json
import posixpath
import re
import shutil
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from helpers.small_site import route, small_site, write
from parcours.publish import publish
from parcours.publish.inventory import take_inventory
from parcours.publish.offline import lists
from parcours.web.scripts import imports

PHOTO = """<picture><source type="image/avif" srcset="halle-480.avif 480w, halle-960.avif 960w">
<img src="halle-960.jpg" srcset="halle-480.jpg 480w, halle-960.jpg 960w" alt=""></picture>"""
PLACES = {
    "fr/parcours/ciel/index.md": route("Le ciel", """
<p><a href="../../lieux/halle/">Halle</a> <a href="../../lieux/">Lieux</a> <a href="../ble/">Blé</a>
<a href="ciel.gpx" download>GPX</a> <a href="https://exemple.fr/x.pdf">x</a>
<a href="../../../../dehors.txt">y</a> <a href="absent.gpx">z</a></p>
<figure data-map="map.html"><img src="ciel.svg" alt=""></figure>
<picture><source srcset="../../lieux/halle/halle-480.avif 480w" sizes="100vw">
<img src="../../lieux/halle/halle-960.jpg" alt=""></picture>"""),
    "fr/parcours/ancien/index.html": '<meta http-equiv="refresh" content="0; url=../ciel/">',
    "fr/parcours/ciel/ciel.gpx": "<gpx/>",
    "fr/parcours/ciel/retour/index.md": route("Le ciel, dans l’autre sens", """
<p><a href="ciel-retour.gpx" download>GPX</a> <a href="../../../lieux/halle/">Halle</a></p>"""),
    "fr/parcours/ciel/retour/ciel-retour.gpx": "<gpx></gpx>",
    "fr/parcours/ciel/map.html": '<script src="../../assets/map/0123456789/map.js"></script>',
    "fr/assets/map/0123456789/map.js": "// carte",
    "fr/lieux/halle/index.md": route("Halle", PHOTO),
    **{f"fr/lieux/halle/halle-{name}": name for name in (
        "480.avif", "960.avif", "480.jpg", "960.jpg")},
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small tree with a place and its photo, published once. Read only."""
    root = small_site(tmp_path_factory.mktemp("offline") / "root", PLACES)
    publish(root, Path("site"))
    return root


@pytest.fixture
def kept(root: Path, tmp_path: Path) -> Path:
    """A copy to publish from again."""
    shutil.copytree(root, tmp_path / "root")
    return tmp_path / "root"


def worker(root: Path) -> tuple[dict[str, Any], str]:
    """What the service worker knows of the site, and its code."""
    strict, first, code = (root / "site" / "service-worker.js").read_text("utf-8").split("\n", 2)
    assert strict == '"use strict";'
    known: dict[str, Any] = json.loads(first.removeprefix("const SITE = ").removesuffix(";"))
    return known, code


def list_of(root: Path, path: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((root / "site" / path / "fichiers.json").read_text("utf-8"))
    return read


def file_at(site: Path, address: str) -> Path:
    path = site / urlsplit(address).path
    return path / "index.html" if address.endswith("/") else path


def test_the_worker_names_files_that_exist(root: Path) -> None:
    """The shell is the whole theme and the pages for an absent network, all of them there, and no
    route, however many there are; each with the digest of what was published."""
    site, (known, code) = root / "site", worker(root)

    theme = {f"assets/{known['look']}/{path.relative_to(root / 'overrides' / 'assets').as_posix()}"
             for path in (root / "overrides" / "assets").rglob("*") if path.is_file()}
    assert set(known["shell"]) == theme | {"gardes/", "hors-ligne/", "en/gardes/", "en/hors-ligne/"}
    assert all(hashlib.sha256(file_at(site, address).read_bytes()).hexdigest()[:24] == told
               for address, told in known["shell"].items())
    assert known["offline"] == {"": "hors-ligne/", "en/": "en/hors-ligne/"}
    assert "//" not in re.sub(r'"[^"]*"|`[^`]*`|/(?:\\.|[^/\\\n])+/', "", code)
    assert len(gzip.compress((site / "service-worker.js").read_bytes())) < 6 * 1024


def test_pages_load_the_theme_of_their_version(root: Path) -> None:
    """Every style and script of every page bears the version, in the one place that all languages
    share: an address never changes what it means."""
    look = worker(root)[0]["look"]
    for page in (root / "site").rglob("index.html"):
        if page.parent.name == "ancien":
            continue  # a way sign, without any look
        loaded = re.findall(
            r'<(?:script|link rel="(?:stylesheet|icon|modulepreload)")[^>]* (?:src|href)="([^"]+)"',
            page.read_text("utf-8"))
        assert len(loaded) >= 6, page
        for address in loaded:
            parts = urlsplit(address)
            target = posixpath.normpath(posixpath.join(
                page.parent.relative_to(root / "site").as_posix(), parts.path))
            assert parts.query == "", (page, address)
            assert target.startswith(f"assets/{look}/"), (page, address)
            assert (root / "site" / target).is_file(), (page, address)


def test_all_that_a_page_imports_is_asked_for_at_once(root: Path) -> None:
    """A browser learns of a module only from the one that imports it: every page names what its
    scripts import, each once, and nothing else."""
    site, seen = root / "site", set()
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        begun = re.findall(r'<script type="module" src="(?:[^"]*/)?javascripts/([\w-]+\.js)"', text)
        named = re.findall(r'<link rel="modulepreload" href="[^"]*/javascripts/([\w-]+\.js)"', text)
        needed = list(dict.fromkeys(begun))
        for name in needed:
            needed += [one for one in imports(
                (root / "overrides" / "assets" / "javascripts" / name).read_text("utf-8"))
                if one not in needed]
        assert sorted([*begun, *named]) == sorted(needed), page
        seen |= set(begun)
    assert {"site.js", "offline.js", "search.js", "kept.js"} <= seen


def test_a_route_is_listed_whole(root: Path) -> None:
    """A list has the route's page, its map, its files, what these load, and then, for who keeps the
    route, its places with one picture that every browser shows; its other direction, no other page,
    nothing absent, nothing from elsewhere."""
    listed = list_of(root, "parcours/ciel")
    look = worker(root)[0]["look"]

    own = [address for address in listed["files"] if not address.startswith("assets/")]
    assert own == ["parcours/ciel/", "parcours/ciel/ciel.gpx", "parcours/ciel/map.html",
                   "parcours/ciel/ciel.svg", "parcours/ciel/retour/",
                   "parcours/ciel/retour/ciel-retour.gpx"]
    assert "assets/map/0123456789/map.js" in listed["files"]
    assert f"assets/{look}/stylesheets/parcours.css" in listed["files"]
    assert list(listed["places"]) == ["lieux/halle/halle-960.jpg", "lieux/halle/"]
    for address, told in (listed["files"] | listed["places"]).items():
        there = file_at(root / "site", address).read_bytes()
        assert hashlib.sha256(there).hexdigest()[:24] == told
    assert listed["pictures"] == {f"lieux/halle/halle-{name}": "lieux/halle/halle-960.jpg"
                                  for name in ("480.avif", "960.avif", "480.jpg")}
    assert (listed["title"], listed["lang"], listed["cover"]) == (
        "Le ciel", "fr", "parcours/ciel/ciel.svg")
    sizes = [sum(file_at(root / "site", one).stat().st_size for one in addresses)
             for addresses in (own, [*own, *listed["places"]])]
    assert listed["bytes"] == sizes
    for address in (*listed["files"], *listed["places"]):
        assert file_at(root / "site", address).is_file(), address


def test_an_address_given_up_has_no_list(root: Path) -> None:
    """What a device keeps of a route under its former address is not replaced by a way sign."""
    assert (root / "site" / "parcours" / "ancien" / "index.html").exists()
    assert not (root / "site" / "parcours" / "ancien" / "fichiers.json").exists()


def test_every_route_has_its_list(site: Path) -> None:
    """On the real site, in both languages: the exports, the map and every place of the route."""
    pages = sorted(site.glob("**/parcours/*/index.html"))
    assert len(pages) == 16
    for page in pages:
        id = page.parent.name
        listed = json.loads((page.parent / "fichiers.json").read_text("utf-8"))
        base = page.parent.relative_to(site).as_posix()
        own = {f"{base}/{name}" for name in (f"{id}.gpx", f"{id}.ics", f"{id}.geojson",
                                             f"{id}.svg", "map.html")}
        assert own <= set(listed["files"])
        assert sum("/leaflet." in address and "assets/map/" in address
                   for address in listed["files"]) == 2
        linked = set(re.findall(r'href="\.\./\.\./(lieux/[\w-]+/)"', page.read_text("utf-8")))
        prefix = "en/" if base.startswith("en/") else ""
        assert {prefix + place for place in linked} <= set(listed["places"])
        assert all(file_at(site, address).is_file()
                   for address in (*listed["files"], *listed["places"]))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_manifest(site: Path, lang: str) -> None:
    """Each language has a manifest with what browsers ask of an app that one can install, in words
    of its own; its addresses lead to files, and the icons are as large as they say."""
    folder = site if lang == "fr" else site / "en"
    page = (folder / "index.html").read_text("utf-8")
    assert '<link rel="manifest" href="./manifest.webmanifest">' in page
    manifest = json.loads((folder / "manifest.webmanifest").read_text("utf-8"))

    assert manifest["lang"] == lang
    assert manifest["name"] in page
    assert manifest["short_name"] == {"fr": "Toulouse–Gascogne", "en": "Toulouse–Gascony"}[lang]
    assert (manifest["display"], manifest["start_url"]) == ("standalone", "./")
    assert (folder / manifest["scope"]).resolve() == site.resolve()
    assert re.fullmatch("#[0-9a-f]{6}", manifest["theme_color"])
    assert {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]} == {
        ("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}
    for icon in manifest["icons"]:
        picture = (folder / icon["src"]).read_bytes()
        assert picture.startswith(b"\x89PNG")
        assert "{}x{}".format(*struct.unpack(">II", picture[16:24])) == icon["sizes"]


def test_the_version_is_that_of_the_files(kept: Path) -> None:
    """The same files give the same version, even written again; any other file gives another."""
    before = worker(kept)[0]
    shutil.rmtree(kept / ".cache")
    publish(kept, Path("site"))
    assert worker(kept)[0] == before

    write(kept, "fr/parcours/ciel/ciel.gpx", "<gpx />")
    publish(kept, Path("site"))
    after = worker(kept)[0]
    assert after["version"] != before["version"]
    assert after["look"] == before["look"]

    write(kept, "fr/parcours/ciel/ciel.gpx", "<gpx/>")
    publish(kept, Path("site"))
    assert worker(kept)[0] == before

    sheet = kept / "overrides" / "assets" / "stylesheets" / "parcours.css"
    sheet.write_text(sheet.read_text("utf-8") + "\np { margin: 0; }\n", "utf-8")
    publish(kept, Path("site"))
    assert worker(kept)[0]["look"] != before["look"]


@pytest.mark.parametrize(("path", "changed"), [
    ("parcours/ciel/index.html", True),
    ("parcours/ciel/map.html", True),
    ("assets/map/0123456789/map.js", True),
    ("lieux/halle/index.html", True),
    ("lieux/halle/halle-960.jpg", True),
    ("lieux/halle/halle-480.avif", False),
    ("lieux/index.html", False),
    ("parcours/ble/index.html", False),
    ("index.html", False),
])
def test_a_list_changes_with_its_files_only(kept: Path, path: str, changed: bool) -> None:
    """A kept route is fetched anew when one of its own files changed, and not otherwise."""
    site, memory = kept / "site", kept / "inventory.json"
    before = dict(lists(take_inventory(site, memory)))["parcours/ciel/fichiers.json"]
    (site / path).write_text((site / path).read_text("utf-8") + " ", "utf-8")

    after = dict(lists(take_inventory(site, memory)))["parcours/ciel/fichiers.json"]

    assert (json.loads(before)["digest"] != json.loads(after)["digest"]) is changed


def test_a_route_that_is_gone_leaves_no_list(kept: Path) -> None:
    """Nothing is left of a route in the next site."""
    shutil.rmtree(kept / "docs" / "fr" / "parcours" / "ble")

    publish(kept, Path("site"))

    assert not (kept / "site" / "parcours" / "ble").exists()


def test_a_plain_build_has_no_worker(root: Path) -> None:
    """Without `publish`, pages name their files plainly and register nothing: the switch is in the
    settings, not in the pages."""
    head = (root / "overrides" / "main.html").read_text("utf-8")
    config = (root / "mkdocs.yml").read_text("utf-8")

    assert 'look: !ENV [PARCOURS_LOOK, ""]' in config
    assert "{% if look and real %} data-worker=" in head


def test_a_file_is_read_once(root: Path, tmp_path: Path) -> None:
    """The census goes by a file's size and time: what is remembered of it is not read again."""
    memory = tmp_path / "inventory.json"
    first = take_inventory(root / "site", memory)
    told: Mapping[str, dict[str, list[Any]]] = json.loads(memory.read_text("utf-8"))
    files = told["files"]
    files["404.html"][2] = "mark"
    memory.write_text(json.dumps(told), "utf-8")

    again = take_inventory(root / "site", memory)

    assert again["404.html"].digest == "mark"
    assert {name: one for name, one in again.items() if name != "404.html"} == {
        name: one for name, one in first.items() if name != "404.html"}
    assert [name for name, _ in lists(again)] == [name for name, _ in lists(first)]
    memory.write_text(json.dumps({**told, "code": "other"}), "utf-8")
    assert take_inventory(root / "site", memory) == first
    memory.write_text("{", "utf-8")  # a killed publication
    assert take_inventory(root / "site", memory) == first
