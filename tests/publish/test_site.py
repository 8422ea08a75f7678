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

from helpers.republished import HOSTILE_PAGE, differences, snapshot, whole
from helpers.small_site import ROOT, small_site, write
from parcours.diagnostics.diagnostic import Words
from parcours.disk.turn import turn
from parcours.publish import (
    Publication,
    PublishError,
    language_site,
    publish,
    recover,
    search_index,
)
from parcours.publish import site as publishing
from parcours.publish.theme import VERSIONED, is_versioned


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

    publish(root, Path("site"), Publication(site_url="https://exemple.fr/sous", repo_url="https://forge.fr/x"))

    english = (root / "site" / "en" / "parcours" / "ciel" / "index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://exemple.fr/sous/en/parcours/ciel/">' in english
    assert 'href="https://forge.fr/x"' in english
    sitemap = (root / "site" / "sitemap.xml").read_text("utf-8")
    assert "<loc>https://exemple.fr/sous/parcours/ciel/</loc>" in sitemap
    assert "lastmod" not in sitemap
    not_found = (root / "site" / "404.html").read_text("utf-8")
    assert 'href="/sous/./parcours/"' in not_found


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


def test_the_security_file_of_a_site_that_stands_stays(kept: Path) -> None:
    """Where an office has one in docs, and `site.yml` names contacts later: those are told, and
    whoever reads the former site finds what it said."""
    settings = kept / "mkdocs.yml"
    settings.write_text(f"{settings.read_text('utf-8')}\nexclude_docs: '!.well-known'\n", "utf-8")
    write(kept, "fr/.well-known/security.txt", "Contact: mailto:a@exemple.fr\n")
    publish(kept, Path("site"))
    name = ".well-known/security.txt"
    os.link(kept / "site" / name, kept / "held.txt")

    publish(kept, Path("site"), Publication(security="Contact: mailto:b@exemple.fr\n"))

    assert "a@exemple" in (kept / "held.txt").read_text("utf-8")
    assert "b@exemple" in (kept / "site" / name).read_text("utf-8")


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


def test_published_twice_from_nothing_is_equal(root: Path, tmp_path: Path) -> None:
    """No date, no chance: the same sources give the same bytes."""
    again = whole(root, tmp_path / "again")

    assert differences(root / "site", again) == []


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
