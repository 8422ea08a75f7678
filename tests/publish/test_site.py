"""From pages to the site: both languages whole, nothing hostile alive, nothing stale kept."""

from __future__ import annotations

import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from helpers.own_code import OwnCode
from helpers.small_site import ROOT, route, small_site, write
from parcours.diagnostics.diagnostic import Words
from parcours.disk.turn import turn
from parcours.publish import PublishError, language_site, publish, recover, search_index
from parcours.publish import site as publishing
from parcours.publish.language_site import _script_line, _time
from parcours.publish.search_text import is_for_visitors, searchable
from parcours.publish.theme import VERSIONED, is_versioned
from parcours.publish.workspace import OWNED

HOSTILE = "</title><script>alert(1)</script> & 'ça' {{ 7*7 }}"
HOSTILE_PAGE = f"""---
title: {json.dumps(HOSTILE)}
description: {json.dumps('"><script>alert(2)</script> onload="x')}
hide: [navigation, toc]
---

<h1>Page</h1>
<p>Le texte de la page hostile.</p>
"""


@dataclass
class Seen(HTMLParser):
    """What a browser would make of a page."""

    title: str = ""
    description: str = ""
    links: list[str] = field(default_factory=list)
    scripts: list[dict[str, str | None]] = field(default_factory=list)
    handlers: list[str] = field(default_factory=list)
    languages: dict[str, str] = field(default_factory=dict)
    """The language switch: address by language."""
    _inside: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        given = dict(attrs)
        self.links += [link for name in ("href", "src", "action", "data-map") if (
            link := given.get(name))]
        self.handlers += [name for name in given if name.startswith("on") or name == "style"]
        if tag == "script":
            self.scripts.append(given)
        if tag == "style":
            self.handlers.append("style element")
        if tag == "meta" and given.get("name") == "description":
            self.description = given.get("content") or ""
        if tag == "a" and given.get("hreflang"):
            self.languages[str(given["hreflang"])] = str(given["href"])

    def handle_data(self, data: str) -> None:
        if self._inside == "title":
            self.title += data

    def handle_endtag(self, _: str) -> None:
        self._inside = ""


def see(page: Path) -> Seen:
    seen = Seen()
    seen.feed(page.read_text("utf-8"))
    return seen


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small tree with a hostile page, published once. Read only."""
    root = small_site(tmp_path_factory.mktemp("publish") / "root", {
        "fr/parcours/hostile/index.md": HOSTILE_PAGE, "en/parcours/hostile/index.md": HOSTILE_PAGE})
    publish(root, Path("site"))
    return root


@pytest.fixture
def kept(root: Path, tmp_path: Path) -> Path:
    """A copy of that tree with its published site and its work folder, to publish from again."""
    copy = tmp_path / "root"
    shutil.copytree(root, copy)
    return copy


def pages_of(site: Path) -> Iterator[Path]:
    return (path for path in sorted(site.rglob("index.html")))


def test_each_language_stands_in_its_place(root: Path) -> None:
    """French is at the root and English below /en/, each marked with its language."""
    site = root / "site"

    assert '<html lang="fr"' in (site / "index.html").read_text("utf-8")
    assert '<html lang="en"' in (site / "en" / "index.html").read_text("utf-8")
    assert (site / "parcours" / "ciel" / "map.html").exists()
    assert not (site / "en" / "en").exists()
    assert list(root.glob(".site*")) == []


def test_every_link_leads_somewhere_under_any_path(root: Path) -> None:
    """No page but 404 has an address from the root or of another host; every file is there."""
    site = root / "site"
    for page in pages_of(site):
        for link in see(page).links:
            parts = urlsplit(link)
            assert not parts.scheme, (page, link)
            assert not parts.netloc, (page, link)
            assert not parts.path.startswith("/"), (page, link)
            target = posixpath.normpath(posixpath.join(
                page.parent.relative_to(site).as_posix(), parts.path))
            found = site / target
            assert (found / "index.html" if found.is_dir() else found).exists(), (page, link)


def test_nothing_of_the_theme_is_served_but_what_pages_load(root: Path) -> None:
    """What builders copy of Material and of our theme under plain names, 5 MB, is in no language:
    the theme's files stand once, in the folder whose name is their version."""
    for folder in (root / "site", root / "site/en"):
        served = {path.relative_to(folder).as_posix() for path in folder.glob("assets/**/*")
                  if path.is_file() and "map" not in path.relative_to(folder).parts}
        own = {path.relative_to(ROOT / "overrides").as_posix().removeprefix("assets/")
               for path in ROOT.glob("overrides/assets/**/*") if path.is_file()}
        plain = {name for name in served if not is_versioned(name)}
        assert {name.split("/")[1] for name in plain} <= {"icones"}
        once = {re.sub(VERSIONED, "", name) for name in served - plain}
        assert once == (own if folder.name == "site" else set())


def test_the_language_switch_leads_to_the_same_page(root: Path) -> None:
    """A route's page leads to the same route in the other language."""
    site = root / "site"

    french = see(site / "parcours" / "ciel" / "index.html").languages
    english = see(site / "en" / "parcours" / "ciel" / "index.html").languages

    assert french == {"en": "../../en/parcours/ciel/"}
    assert english == {"fr": "../../../parcours/ciel/"}


def test_a_page_without_a_twin_leads_home(tmp_path: Path) -> None:
    """`alternate: false` sends the language switch to the other language's home."""
    page = "---\ntitle: Seule\nalternate: false\nhide: [toc]\n---\n\n# Seule\n<script>1</script>\n"
    root = small_site(tmp_path / "root", {"fr/parcours/seule/index.md": page})

    assert publish(root, Path("site")).scripted == ("fr/parcours/seule/index.md:8",)

    seen = see(root / "site" / "parcours" / "seule" / "index.html")
    assert seen.languages == {"en": "../../en/"}


@pytest.mark.parametrize(("text", "line"), [
    ("# Une page\n\nSans rien.\n", 0),
    ("# Une page\n\n<SCRIPT src='x.js'></SCRIPT>\n", 3),
    ("---\ntitle: x\n---\n\n<script>1</script>\n", 5),
    ("Copiez :\n\n    <script src='x.js'></script>\n\n    <x-y></x-y>\n\nVoilà.\n", 0),
    ("- Un point.\n\n    <script>1</script>\n", 3),
    ("Un texte\n    <script>1</script>\n", 2),
    ("    code\n\n<script>1</script>\n", 3),
    (route("Ciel", '<script type="application/json">{}</script>'), 0),
    (route("Ciel", '<script type="application/json">{}</script>').replace("{}", "[]"), 10),
])
def test_a_script_in_a_page_by_hand_is_told(text: str, line: int) -> None:
    """Its line is told, so that somebody reads it; a page that we made is under its seal."""
    assert _script_line(text.encode()) == line


def test_front_matter_is_inert(root: Path) -> None:
    """A hostile title and description are text in the title, the description and nowhere else."""
    for folder in ("", "en"):
        seen = see(root / "site" / folder / "parcours" / "hostile" / "index.html")
        plain = see(root / "site" / folder / "parcours" / "ble" / "index.html")

        assert seen.scripts == plain.scripts
        assert seen.handlers == []
        assert "& 'ça' {{ 7*7 }}" in seen.title
        assert "<" not in seen.title
        assert 'onload="x' in seen.description


def test_nothing_is_inline_and_nothing_foreign(root: Path) -> None:
    """Pages hold no inline script, style or handler: a strict policy may be served with them.
    What tells search engines of the page is data, and runs nowhere."""
    for page in [*pages_of(root / "site"), root / "site" / "404.html"]:
        seen = see(page)
        assert seen.handlers == [], page
        assert all(script.get("src") or script.get("type") == "application/ld+json"
                   for script in seen.scripts), page


def test_the_index_has_each_language(root: Path) -> None:
    """Pagefind has one index a language, of the pages that are for reading."""
    bundle = root / "site" / "pagefind"
    entry = json.loads((bundle / "pagefind-entry.json").read_text("utf-8"))

    counts = {lang: index["page_count"] for lang, index in entry["languages"].items()}
    searched = sum("data-pagefind-body" in page.read_text("utf-8")
                   for page in pages_of(root / "site"))
    assert counts == {"fr": searched // 2, "en": searched // 2}
    for lang, index in entry["languages"].items():
        assert (bundle / f"pagefind.{index['hash']}.pf_meta").exists()
        assert list(bundle.glob(f"fragment/{lang}_*"))
    assert not list(bundle.glob("pagefind-ui*"))


def test_the_public_address_is_told_when_known(tmp_path: Path) -> None:
    """With a site_url, pages name their own address and the sitemap lists them, by language."""
    root = small_site(tmp_path / "root")

    publish(root, Path("site"), site_url="https://exemple.fr/sous", repo_url="https://forge.fr/x")

    english = (root / "site" / "en" / "parcours" / "ciel" / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://exemple.fr/sous/en/parcours/ciel/">' in english
    assert 'href="https://forge.fr/x"' in english
    sitemap = (root / "site" / "sitemap.xml").read_text("utf-8")
    assert "<loc>https://exemple.fr/sous/parcours/ciel/</loc>" in sitemap
    assert "lastmod" not in sitemap
    not_found = (root / "site" / "404.html").read_text("utf-8")
    assert 'href="/sous/./parcours/"' in not_found


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_failed_build_leaves_the_former_site(kept: Path) -> None:
    """A broken link in either language stops everything, is told, and the site is as it was."""
    before = snapshot(kept / "site")
    write(kept, "fr/contribuer.md", "# Contribuer\n\n[x](nulle-part.md)\n")
    write(kept, "en/contribuer.md", "# Contribute\n\n[x](nowhere.md)\n")

    with pytest.raises(PublishError) as failure:
        publish(kept, Path("site"))

    assert "nulle-part.md" in failure.value.detail
    assert "nowhere.md" in failure.value.detail
    assert "contribuer.md" in failure.value.detail
    assert snapshot(kept / "site") == before
    assert list(kept.glob(".site*")) == []


def whole(root: Path, folder: Path) -> Path:
    """The same tree published from nothing."""
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns("site", ".cache"))
    publish(folder, Path("site"))
    return folder / "site"


def differences(one: Path, other: Path) -> list[str]:
    """Where two sites differ, the search index apart."""
    mine, theirs = ({name: text for name, text in snapshot(site).items()
                     if not name.startswith("pagefind/")} for site in (one, other))
    names = mine.keys() | theirs.keys()
    return sorted(name for name in names if mine.get(name) != theirs.get(name))


def test_publishing_after_an_edit_gives_what_a_whole_build_gives(
        kept: Path, tmp_path: Path) -> None:
    """Pages edited, added, removed and touched: the site is byte for byte that of a new build."""
    write(kept, "fr/parcours/ble/index.md", route("Le blé", "<p>Le marché de Gimont.</p>"))
    write(kept, "fr/parcours/neuf/index.md", route("Neuf", "<p>Un château.</p>"))
    write(kept, "en/parcours/neuf/index.md", route("New", "<p>A castle.</p>"))
    write(kept, "fr/parcours/ciel/map.html", "<!doctype html><title>Autre carte</title>")
    write(kept, "fr/assets/images/marque.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    for lang in ("fr", "en"):
        shutil.rmtree(kept / "docs" / lang / "parcours" / "hostile")
    os.utime(kept / "docs" / "fr" / "donnees" / "index.md")

    done = publish(kept, Path("site"))

    # two routes in French, one in English, and in each the three pages with links and their target
    assert done.rebuilt == 2 + 1 + 2 * 4
    assert differences(kept / "site", whole(kept, tmp_path / "whole")) == []
    assert not (kept / "site" / "parcours" / "hostile").exists()
    (kept / "docs" / "fr" / "assets" / "images" / "marque.svg").unlink()
    publish(kept, Path("site"))
    assert differences(kept / "site", whole(kept, tmp_path / "again")) == []


def test_a_page_whose_text_is_older_is_rendered_too(kept: Path, tmp_path: Path) -> None:
    """What counts is what a source says, not its date: MkDocs alone would keep the former page."""
    path = kept / "docs" / "fr" / "parcours" / "ble" / "index.md"
    write(kept, "fr/parcours/ble/index.md", route("Le blé", "<p>Le marché de Lombez.</p>"))
    os.utime(path, (1, 1))

    publish(kept, Path("site"))

    assert "Lombez" in (kept / "site" / "parcours" / "ble" / "index.html").read_text("utf-8")
    assert differences(kept / "site", whole(kept, tmp_path / "whole")) == []


def test_publishing_again_without_an_edit_renders_nothing(kept: Path) -> None:
    """No page is rendered, and the site stays as it is."""
    before = snapshot(kept / "site")

    done = publish(kept, Path("site"))

    assert done.rebuilt == 0
    assert done.languages == ("fr", "en")
    assert snapshot(kept / "site") == before


def test_a_page_that_is_never_built_renders_nothing(kept: Path) -> None:
    """Such as what some systems lay beside each file: it is no page that went missing, and none to
    be found."""
    write(kept, "fr/._contrat.md", "Mac OS X <script>")
    publish(kept, Path("site"), site_url="https://example.org/")
    again = publish(kept, Path("site"), site_url="https://example.org/")

    assert again.rebuilt == 0
    for told in (*again.scripted, (kept / "site/sitemap.xml").read_text("utf-8")):
        assert "._contrat" not in told


def test_what_a_site_shares_is_not_read_again(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link more or less changes a file's times: what was built has not changed for that."""
    owned(kept, "fr/parcours/ciel/map.html")
    os.utime(kept / "docs/fr/parcours/ciel/map.html")
    monkeypatch.setattr(language_site, "_REST_NS", -10**12)
    publish(kept, Path("site"))
    publish(kept, Path("site"))

    monkeypatch.setattr(language_site, "digest", None)  # to call it would fail
    assert publish(kept, Path("site")).rebuilt == 0


def test_a_file_that_is_only_copied_renders_nothing(kept: Path, tmp_path: Path,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    """A track or a file of data that says something else is put in its place, and MkDocs is not
    begun; one more file, or one less, may be what a page links to."""
    track = kept / "docs/fr/parcours/ciel/ciel.gpx"
    track.write_text("<gpx>un</gpx>", "utf-8")
    publish(kept, Path("site"))
    with monkeypatch.context() as patch:
        patch.setattr(language_site, "_build", None)  # to call it would fail
        track.write_text("<gpx>deux</gpx>", "utf-8")
        assert publish(kept, Path("site")).rebuilt == 0
    assert differences(kept / "site", whole(kept, tmp_path / "whole")) == []
    track.unlink()
    publish(kept, Path("site"))
    assert differences(kept / "site", whole(kept, tmp_path / "without")) == []


def test_the_theme_changes_every_page(kept: Path) -> None:
    """Nothing is kept when the theme or the settings change."""
    footer = kept / "overrides" / "partials" / "site-footer.html"
    footer.write_text(footer.read_text("utf-8").replace("</footer>", "<p>Neuf</p></footer>"))

    done = publish(kept, Path("site"))

    assert done.rebuilt == done.pages
    assert all("<p>Neuf</p>" in page.read_text("utf-8") for page in pages_of(kept / "site"))


@pytest.mark.parametrize(("edits", "told"), [
    ({"fr/parcours/ble/index.md": ""}, "parcours/ble/index.md"),
    ({"fr/contrat.md": "# Le contrat\n\n## Autre\n"}, "contrat.md#un"),
    ({"fr/donnees/index.md": "# Données\n\n[x](../mentions-legales.md#rien)\n"},
     "mentions-legales.md#rien"),
])
def test_a_link_broken_by_an_edit_elsewhere_is_found(
        kept: Path, edits: dict[str, str], told: str) -> None:
    """A page that did not change is told when a page or an anchor that it names is gone."""
    write(kept, "fr/accessibilite.md", "# Accès\n\n[Du blé](parcours/ble/index.md)\n")
    publish(kept, Path("site"))
    for path, text in edits.items():
        write(kept, path, text)
        if not text:
            (kept / "docs" / path).unlink()

    with pytest.raises(PublishError) as failure:
        publish(kept, Path("site"))

    assert told in failure.value.detail


def test_a_picture_named_by_a_digest_may_be_linked_to(kept: Path) -> None:
    """Only the catalogue's own data come and go without a look at who links to them."""
    picture = f"fr/assets/halle-{'0a1b' * 6}.png"
    write(kept, picture, "")
    write(kept, "fr/accessibilite.md", f"# Accès\n\n![La halle]({picture[3:]})\n")
    publish(kept, Path("site"))
    (kept / "docs" / picture).unlink()
    with pytest.raises(PublishError) as failure:
        publish(kept, Path("site"))
    assert picture[3:] in failure.value.detail


def owned(root: Path, *paths: str) -> None:
    """List files below ``docs/`` as made by a build, which replaces them when they change."""
    write(root, OWNED, json.dumps(paths))


def inodes(folder: Path) -> set[int]:
    return {path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def test_a_site_has_no_file_that_people_write_into(kept: Path) -> None:
    """What an editor saves in place would change what is published; pages and what a build made
    are replaced when they change, and so not copied."""
    owned(kept, "fr/parcours/ciel/map.html")
    os.utime(kept / "docs/fr/parcours/ciel/map.html")
    publish(kept, Path("site"))

    site = inodes(kept / "site")
    made = (kept / "docs/fr/parcours/ciel/map.html").stat().st_ino
    assert site & (inodes(kept / "docs") | inodes(kept / "overrides")) == {made}
    assert (kept / "site/parcours/ble/index.html").stat().st_ino in inodes(kept / ".cache")
    assert inodes(kept / ".cache/parcours/publish/theme").isdisjoint(site)


def test_a_site_that_stands_is_not_written_into(kept: Path) -> None:
    """Edits, touched pages, another index: whoever reads the former site finds it whole."""
    owned(kept, "fr/parcours/ciel/map.html", "fr/parcours/ciel/ciel.svg")
    publish(kept, Path("site"))
    shutil.copytree(kept / "site", kept / "held", copy_function=os.link)
    before = snapshot(kept / "held")
    write(kept, "fr/parcours/ble/index.md", route("Le blé", "<p>Le marché de Gimont.</p>"))
    write(kept, "fr/contrat.md", "---\ntitle: Le contrat\n---\n\n# Autre\n\n## Un {#un}\n")
    write(kept, "fr/new.html", "<!doctype html><title>Autre carte</title>")
    os.replace(kept / "docs/fr/new.html", kept / "docs/fr/parcours/ciel/map.html")
    for path in (kept / "docs").rglob("*.md"):
        os.utime(path)

    publish(kept, Path("site"))

    assert snapshot(kept / "held") == before
    assert "Gimont" in (kept / "site/parcours/ble/index.html").read_text("utf-8")
    assert "Autre carte" in (kept / "site/parcours/ciel/map.html").read_text("utf-8")


def test_the_security_file_of_a_site_that_stands_stays(kept: Path) -> None:
    """Where an office has one in docs, and `site.yml` names contacts later: those are told, and
    whoever reads the former site finds what it said."""
    settings = kept / "mkdocs.yml"
    settings.write_text(f"{settings.read_text('utf-8')}\nexclude_docs: '!.well-known'\n", "utf-8")
    write(kept, "fr/.well-known/security.txt", "Contact: mailto:a@exemple.fr\n")
    publish(kept, Path("site"))
    name = ".well-known/security.txt"
    os.link(kept / "site" / name, kept / "held.txt")

    publish(kept, Path("site"), security="Contact: mailto:b@exemple.fr\n")

    assert "a@exemple" in (kept / "held.txt").read_text("utf-8")
    assert "b@exemple" in (kept / "site" / name).read_text("utf-8")


def replaced(file: Path, content: bytes) -> None:
    """Put another file in the place of one, with the same time."""
    at = file.stat().st_mtime_ns
    fresh = file.with_name("fresh")
    fresh.write_bytes(content)
    os.utime(fresh, ns=(at, at))
    os.replace(fresh, file)


@pytest.mark.parametrize("lost", [".cache", ".cache/parcours/publish/fr/state.json", ""])
def test_a_time_vouches_for_no_other_content(
        kept: Path, tmp_path: Path, lost: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a build made may have one time for good, as archives give it, and the site stand on
    another disk: also where the former times are forgotten, the site is that of the sources."""
    made, link = kept / "docs/fr/parcours/ciel/map.html", os.link
    owned(kept, "fr/parcours/ciel/map.html")

    def of_one_disk(source: str, target: str) -> None:
        if not Path(source).is_relative_to(kept / "site"):
            raise OSError
        link(source, target)

    monkeypatch.setattr(os, "link", of_one_disk)
    replaced(made, b"<!doctype html><p>1</p>")
    publish(kept, Path("site"))
    replaced(made, b"<!doctype html><p>2</p>")
    if lost:
        path = kept / lost
        path.unlink() if path.is_file() else shutil.rmtree(path)
    publish(kept, Path("site"))

    assert "<p>2</p>" in (kept / "site/parcours/ciel/map.html").read_text("utf-8")
    assert differences(kept / "site", whole(kept, tmp_path / "whole")) == []


@pytest.mark.parametrize(("mtime", "ours", "changed", "former", "time"), [
    (5, True, True, 0, 5), (5, True, True, 4, 5), (5, True, False, 4, 5), (5, True, False, 5, 5),
    (5, True, True, 5, 9), (5, True, True, 9, 10), (5, True, False, 9, 9), (5, True, True, 12, 13),
    (5, False, True, 0, 9), (5, False, True, 9, 10), (5, False, False, 3, 3)])
def test_another_content_has_a_later_time(mtime: int, ours: bool, changed: bool,
                                          former: int, time: int) -> None:
    """Whatever the clock says, here 9, and even where a file has its first time once more: another
    folder may still have what it was then."""
    assert _time(mtime, ours, changed, former, 9) == time


@pytest.mark.parametrize("listed", ["[1, null, [], {}]", '{"fr/x": 1}', "[NaN"])
def test_a_list_of_what_was_made_that_is_not_one_is_as_good_as_none(
        kept: Path, listed: str) -> None:
    """It may come with a proposal: it stops no publication."""
    write(kept, OWNED, listed)
    write(kept, "fr/parcours/ciel/map.html", "<!doctype html><title>Autre carte</title>")

    publish(kept, Path("site"))

    assert "Autre carte" in (kept / "site/parcours/ciel/map.html").read_text("utf-8")


def test_what_somebody_wrote_into_a_site_does_not_last(kept: Path, tmp_path: Path) -> None:
    """A tool that makes pages smaller in place, say: the next publication is that of the sources,
    search included."""
    publish(kept, Path("site"))
    piece = next((kept / "site/pagefind/fragment").iterdir())
    for path in (kept / "site/parcours/ble/index.html", kept / "site/en/index.html", piece):
        with path.open("r+b") as file:
            file.write(b"<!-- smaller -->")

    publish(kept, Path("site"))

    assert differences(kept / "site", whole(kept, tmp_path / "whole")) == []
    pieces = [*(kept / "site/pagefind").rglob("*"), kept / "site/en/index.html"]
    assert [path for path in pieces if path.is_file() and b"smaller" in path.read_bytes()] == []


def test_what_was_kept_on_another_machine_is_taken_up(kept: Path) -> None:
    """Archives round times, and a fresh checkout has its own: only the edited page is rendered."""
    for path in (kept / ".cache").rglob("*"):
        second = path.stat().st_mtime_ns // 10**9
        os.utime(path, (second, second))
    for path in (kept / "docs").rglob("*"):
        os.utime(path)
    shutil.rmtree(kept / "site")
    other = kept / ".cache/parcours/publish/fr/site/parcours/ciel/index.html"
    before = other.stat().st_mtime_ns
    write(kept, "fr/parcours/ble/index.md", route("Le blé", "<p>Le marché de Gimont.</p>"))

    assert publish(kept, Path("site")).rebuilt == 1
    assert other.stat().st_mtime_ns == before


def test_all_may_read_a_site_whatever_the_mask_of_who_publishes(kept: Path) -> None:
    """A server is another user than whoever publishes. Also after a publication that nobody could
    read, whose files are not taken again; whoever may write to the group still does."""
    for path in [kept / "site", *(kept / "site").rglob("*")]:
        path.chmod(0o700 if path.is_dir() else 0o600)
    before = os.umask(0o077)
    try:
        for mask, closed in ((0o077, 0o022), (0o002, 0o002)):
            os.umask(mask)
            write(kept, "fr/parcours/neuf/index.md", f"# Neuf {mask}\n")
            publish(kept, Path("site"))
            assert os.umask(mask) == mask
            (fresh,) = (kept / "site").glob("parcours/neuf/index.html")
            assert fresh.stat().st_mode & 0o777 == 0o666 & ~closed
            for path in [kept / "site", *(kept / "site").rglob("*")]:
                for_all = 0o755 if path.is_dir() else 0o644
                assert path.stat().st_mode & for_all == for_all, path
    finally:
        os.umask(before)


def test_a_publication_killed_between_two_renames_is_mended(kept: Path) -> None:
    """The former site, set aside, comes back even when the next publication fails."""
    before = snapshot(kept / "site")
    (kept / "site").rename(kept / ".site.old")
    write(kept, "fr/contribuer.md", "# Contribuer\n\n[x](nulle-part.md)\n")

    with pytest.raises(PublishError):
        publish(kept, Path("site"))

    assert snapshot(kept / "site") == before


@pytest.mark.parametrize("folder", ["docs", "overrides", ".", ".."])
def test_a_folder_that_is_no_site_is_not_replaced(root: Path, folder: str) -> None:
    """A slip in --site destroys nothing."""
    with pytest.raises(PublishError, match="not a published site"):
        publish(root, Path(folder))

    assert (root / "docs" / "fr" / "index.md").exists()


def test_what_cannot_be_removed_is_in_nobodys_way(tmp_path: Path,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    """A former site whose rights forbid to remove it gets another name, and the next one its
    place."""
    site, old = tmp_path / "site", tmp_path / ".site.old"
    for folder in (site, old, fresh := tmp_path / ".site.new"):
        folder.mkdir()
        (folder / "index.html").write_text(folder.name, "utf-8")
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    monkeypatch.setattr(publishing, "exchange", lambda *_: False)  # as on other systems

    publishing._recover(site)
    publishing._swap(fresh, site)

    assert (site / "index.html").read_text("utf-8") == ".site.new"
    assert not old.exists()


def test_two_publications_do_not_mix(root: Path) -> None:
    """The second one says who is at work, waits, and then publishes."""
    pytest.importorskip("fcntl", reason="this system has no such lock")
    work, told = root / ".cache" / "parcours" / "publish", list[str]()
    busy = ExitStack()
    busy.enter_context(turn(work))

    def progress(words: Words) -> None:
        told.append(words.en)
        busy.close()  # the first one ends once the second one waits

    publish(root, Path("site"), progress=progress)
    assert told[0] == (f"another process ({os.getpid()}) is at work in .cache/parcours/publish: "
                       "waiting for it to end")
    assert (root / "site" / "index.html").is_file()


def test_properdocs_builds_the_same_bytes(tmp_path: Path) -> None:
    """The maintained fork of MkDocs reads our settings and gives every file as MkDocs does: the
    day MkDocs stops, one name changes."""
    root = small_site(tmp_path / "root")
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "315532800", "NO_MKDOCS_2_WARNING": "1"}
    for builder in ("mkdocs", "properdocs"):
        done = subprocess.run([sys.executable, "-m", builder, "build", "--strict", "-q", "-f",
                               "mkdocs.yml", "-d", builder], cwd=root, env=environment,
                              capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    def tree(folder: Path) -> dict[str, bytes]:
        return {str(path.relative_to(folder)): path.read_bytes()
                for path in folder.rglob("*") if path.is_file()}

    assert tree(root / "properdocs") == tree(root / "mkdocs")


def test_zensical_builds_the_same_pages(tmp_path: Path) -> None:
    """The successor of Material builds both languages from the same files, as safely."""
    root = small_site(tmp_path / "root", {
        "fr/parcours/hostile/index.md": HOSTILE_PAGE, "en/parcours/hostile/index.md": HOSTILE_PAGE})
    for config in ("mkdocs.yml", "mkdocs.en.yml"):
        done = subprocess.run([sys.executable, "-m", "zensical", "build", "-f", config], cwd=root,
                              capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    for folder, lang, home in (("", "fr", "Accueil"), ("en", "en", "Home")):
        page = root / "site" / folder / "parcours" / "ciel" / "index.html"
        text, seen = page.read_text("utf-8"), see(page)
        assert f'<html lang="{lang}"' in text
        assert "Halle de L’Isle-Jourdain" in text
        assert text.count(f">{home}</a>") == 2  # in the menu, and on the way back
        assert "Accessib" in text
        assert list(seen.languages) == ["en" if lang == "fr" else "fr"]
        hostile = see(root / "site" / folder / "parcours" / "hostile" / "index.html")
        assert hostile.scripts == seen.scripts
        assert hostile.handlers == []
        assert "<" not in hostile.title
        assert (root / "site" / folder / "404.html").exists()
        for link in seen.links:
            target = page.parent / urlsplit(link).path
            assert target.exists(), link


def test_dark_says_every_colour_again() -> None:
    """A colour that only the light theme has would be unreadable at night."""
    sheets = ROOT / "overrides" / "assets" / "stylesheets"
    not_colours = {"serif", "sans", "wide", "text", "gap", "round"}
    on_maps = {"map-brick", "map-brick-deep", "map-gold", "map-ink"}  # the same at night

    def tokens(name: str) -> set[str]:
        block = (sheets / name).read_text("utf-8").partition(":root {")[2].partition("\n}")[0]
        return set(re.findall(r"--([\w-]+):", block))

    light, dark = tokens("parcours.css"), tokens("dark.css")
    assert light - not_colours - on_maps == dark


@pytest.mark.parametrize(("html", "words"), [
    ("<p>L’église, l'été</p>", "L'église, l'été"),
    ("<p>Œufs au cœur</p>", "Oeufs au coeur"),
    ("<p>l’<em>été</em>\nlong</p>", "l'été long"),
    ("<p>a</p><p>b</p>", "a b"),
    ("<p>a<script>let x = '</p>';</script>b</p>", "a b"),
    ('<dl data-pagefind-ignore><dt>x</dt></dl><p>a<span aria-hidden="true">1</span></p>', "a"),
    ('<p>a</p><img aria-hidden="true" src="x"><p>b</p>', "a b"),
    ("<p>1 &lt; 2 &amp; 3</p>", "1 &lt; 2 &amp; 3"),
])
def test_what_is_searched_is_plain(html: str, words: str) -> None:
    """Text only, with plain apostrophes, and nothing that is marked as not for reading."""
    page = f'<html lang="fr"><main><div data-pagefind-body>{html}</div></main>'

    text = searchable(page)

    assert text.startswith('<html lang="fr"><body data-pagefind-body>')
    assert " ".join(text.partition("body>")[2].split()) == words


def test_only_pages_for_editors_are_marked() -> None:
    """One value alone: several of a filter come in any order, and another index each time."""
    for reader, marks in (("", []), (' data-for="editors"', ["for:editors"])):
        page = f'<html lang="fr"><main><div data-pagefind-body{reader}><p>a</p></div></main>'
        assert re.findall(r'data-pagefind-filter="([^"]+)"', searchable(page)) == marks
        assert is_for_visitors(searchable(page)) == (not marks)


def test_headings_stay_headings() -> None:
    """A word in a heading counts for more in the search."""
    page = '<html lang="fr"><main><div data-pagefind-body><h1 id="a">Un</h1><p>b</p></div></main>'

    assert "Un</h1>" in searchable(page)


def test_a_page_not_for_searching_has_no_words() -> None:
    """The search page does not find itself."""
    assert searchable('<html lang="fr"><main><div>x</div></main>') == ""


def test_a_page_that_is_searched_no_more_leaves_the_index(kept: Path, tmp_path: Path) -> None:
    """What a page says of being searched holds after an edit as from nothing: its words go and come
    back, and a page without any is read once."""
    page = kept / "docs/fr/parcours/ciel/index.md"
    spoken = page.read_text("utf-8")
    heard = kept / ".cache/parcours/publish/fr/words/parcours/ciel/index.html"
    for text, searched in ((spoken.replace("---\n", "---\nsearched: false\n", 1), False),
                           (spoken, True)):
        page.write_text(text, "utf-8")
        publish(kept, Path("site"))
        assert heard.exists() == searched
        assert differences(kept / "site", whole(kept, tmp_path / f"whole-{searched}")) == []


def test_published_twice_from_nothing_is_equal(root: Path, tmp_path: Path) -> None:
    """No date, no chance: the same sources give the same bytes."""
    again = whole(root, tmp_path / "again")

    assert differences(root / "site", again) == []


_PUBLISH = """
from pathlib import Path
from parcours.publish import publish
print(publish(Path.cwd(), Path("site")).rebuilt)
"""


def test_other_code_makes_the_whole_site_again(tmp_path: Path) -> None:
    """A module that moves to another package, or a file of ours that is no module: nothing that
    former code made of the pages is kept."""
    root, ours = small_site(tmp_path / "root"), OwnCode(tmp_path / "src")
    (root / "mkdocs.en.yml").unlink()

    def rebuilt() -> int:
        (count,) = ours.run(_PUBLISH, cwd=root)
        return int(count)

    pages = rebuilt()
    assert pages > 5
    assert rebuilt() == 0
    ours.move("geo.points", "i18n")
    assert rebuilt() == pages
    ours.edit("assets/service-worker.js")
    assert rebuilt() == pages
    assert rebuilt() == 0


def test_nothing_left_of_another_publication_is_published(kept: Path,
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of a killed publication that cannot be removed is put out of the way."""
    write(kept / ".site.new", "../parcours/vieux/index.html", "de reste")
    (kept / ".site.old").symlink_to("nowhere")
    real = shutil.rmtree
    monkeypatch.setattr(shutil, "rmtree", lambda path, **how: (
        None if os.fspath(path).endswith(".site.new") else real(path, **how)))
    publish(kept, Path("site"))
    assert not (kept / "site" / "parcours" / "vieux").exists()


def test_a_site_set_aside_is_back_where_one_only_looks(kept: Path) -> None:
    """Who looks at the site need not publish to have it back; a publication at work is left to."""
    (kept / "site").rename(kept / ".site.old")
    with turn(kept / ".cache" / "parcours" / "publish"):
        recover(kept, Path("site"))
        assert not (kept / "site").exists()
    recover(kept, Path("site"))
    assert (kept / "site" / "index.html").is_file()
    assert not (kept / ".site.old").exists()


def test_pages_moved_by_half_are_not_published(kept: Path) -> None:
    """Where a build was killed while it moved its files into place, the next build goes first."""
    before = snapshot(kept / "site")
    write(kept, ".parcours/journal.json", "{}")
    with pytest.raises(PublishError, match="run 'parcours build' again"):
        publish(kept, Path("site"))
    assert snapshot(kept / "site") == before


def test_an_index_cut_short_is_not_kept(kept: Path) -> None:
    """A full disk may cut what Pagefind writes: each of its files must end as it should."""
    index = kept / ".cache" / "parcours" / "publish" / "fr" / "pagefind"
    assert search_index._is_whole(index)
    for name in ("fragment/*", "index/*", "*.pf_meta", "wasm.fr.pagefind", "pagefind.js",
                 "pagefind-worker.js", "pagefind-entry.json"):
        path = next(index.glob(name))
        whole_one = path.read_bytes()
        for length in (0, len(whole_one) // 2, len(whole_one) - 3):
            path.write_bytes(whole_one[:length])
            assert not search_index._is_whole(index), (name, length)
        path.unlink()
        assert not search_index._is_whole(index), name
        path.write_bytes(whole_one)
    for name in ("pagefind.js", "pagefind-worker.js"):
        text = (index / name).read_text("utf-8")
        assert [end for end in range(1, len(text)) if text[end - 1] in ";}" and
                search_index._LAST.search(text[max(0, end - 500):end])] == []
    assert search_index._is_whole(index)


def test_of_an_exception_of_mkdocs_only_the_last_line_is_told() -> None:
    """A page that is removed while MkDocs reads it ends in a line, not in a traceback."""
    said = ["ERROR -  x", "Traceback (most recent call last):", '  File "x.py", line 1', "    x()",
            "FileNotFoundError: docs/fr/x.md", "Aborted"]
    assert list(language_site._without_traceback(said)) == [
        "ERROR -  x", "FileNotFoundError: docs/fr/x.md", "Aborted"]
