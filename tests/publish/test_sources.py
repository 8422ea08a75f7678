"""What is rendered anew after an edit, and that the site is then that of a whole build."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from helpers.own_code import OwnCode
from helpers.republished import differences, snapshot, whole
from helpers.small_site import route, small_site, write
from parcours.publish import (
    Publication,
    PublishError,
    language_site,
    publish,
    sources,
)
from parcours.publish.sources import script_line, time_in_site
from parcours.publish.workspace import OWNED


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
    assert script_line(text.encode()) == line


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
    publish(kept, Path("site"), Publication(site_url="https://example.org/"))
    again = publish(kept, Path("site"), Publication(site_url="https://example.org/"))

    assert again.rebuilt == 0
    for told in (*again.scripted, (kept / "site/sitemap.xml").read_text("utf-8")):
        assert "._contrat" not in told


def test_what_a_site_shares_is_not_read_again(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link more or less changes a file's times: what was built has not changed for that."""
    owned(kept, "fr/parcours/ciel/map.html")
    os.utime(kept / "docs/fr/parcours/ciel/map.html")
    monkeypatch.setattr(sources, "_REST_NS", -10**12)
    publish(kept, Path("site"))
    publish(kept, Path("site"))

    monkeypatch.setattr(sources, "digest", None)  # to call it would fail
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
    assert all("<p>Neuf</p>" in page.read_text("utf-8")
               for page in (kept / "site").rglob("index.html"))


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
    assert time_in_site(mtime, ours, changed, former, 9) == time


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
