"""Writing: all of it or nothing, only what changed, and never a file that is not ours."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers.content_sample import ROUTE, ROUTE_FILE, TODAY, edited, write_sample
from helpers.forked import exit_code, forked
from parcours.build.build import Options, build
from parcours.build.output import Output, OutputFile, is_home
from parcours.disk import atomic
from parcours.disk.atomic import ForeignFileError
from parcours.render.exports.numbers import number_of
from parcours.web import colours

ROUTE_ID = ROUTE_FILE.removesuffix(".yml")


def write(docs: Path, files: dict[str, str], *, partial: bool = False) -> int:
    """Open, stage, commit and close, as a build does; how many files changed."""
    output = Output(docs)
    output.open()
    try:
        staged = output.stage((OutputFile(path, text.encode()) for path, text in files.items()),
                              "0")
        return output.commit(list(staged), partial=partial)
    finally:
        output.close()


def tree(folder: Path, *, state: bool = False) -> dict[str, str]:
    """Every file below a folder with its text; our own state only when asked for."""
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8", "replace")
            for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()
            and (state or ".parcours" not in path.parts)}


def page(n: int) -> str:
    return f"fr/parcours/route-{n}/index.md"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return tmp_path / "docs"


# What changes, and what stays

def test_only_changed_files_are_written(docs: Path) -> None:
    """An equal file keeps its time stamp, so that MkDocs and a browser's cache leave it alone."""
    assert write(docs, {page(1): "one", page(2): "two"}) == 2
    for n in (1, 2):
        os.utime(docs / page(n), ns=(10**18, 10**18))
    assert write(docs, {page(1): "one", page(2): "new"}) == 1
    assert (docs / page(1)).stat().st_mtime_ns == 10**18
    assert (docs / page(2)).stat().st_mtime_ns != 10**18
    assert tree(docs) == {page(1): "one", page(2): "new"}


def test_of_two_files_for_one_place_the_last_counts(docs: Path) -> None:
    """Also where that one stands already, and the other would have to be moved."""
    write(docs, {page(1): "one"})
    with Output(docs) as output:
        staged = [*output.stage([OutputFile(page(1), b"other")], "a"),
                  *output.stage([OutputFile(page(1), b"one")], "b")]
        assert output.commit(staged) == 0
    assert tree(docs) == {page(1): "one"}


def test_nothing_at_all_is_written_when_nothing_changed(docs: Path) -> None:
    """A build without a change touches no file, not even its own records."""
    write(docs, {page(1): "one"})
    manifest = docs / ".parcours" / "manifest.json"
    os.utime(manifest, ns=(10**18, 10**18))
    assert write(docs, {page(1): "one"}) == 0
    assert manifest.stat().st_mtime_ns == 10**18


def test_a_removed_route_takes_its_files_and_folder_along(docs: Path) -> None:
    """What we no longer make goes away, with the folders it leaves empty, up to the language's."""
    write(docs, {page(1): "one", page(2): "two", "fr/lieux/a/index.md": "a"})
    assert write(docs, {page(1): "one"}) == 2
    assert tree(docs) == {page(1): "one"}
    assert not (docs / "fr/parcours/route-2").exists()
    assert not (docs / "fr/lieux").exists()
    assert (docs / "fr").is_dir()


def test_a_file_made_by_hand_survives_beside_ours(docs: Path) -> None:
    """A file that somebody put beside ours stays through a build and the removal of its route."""
    write(docs, {page(1): "one", page(2): "two"})
    (docs / "fr/parcours/route-2/photo.jpg").write_text("mine", "utf-8")
    (docs / "fr/parcours/notes.md").write_text("mine too", "utf-8")
    write(docs, {page(1): "one", page(2): "new"})
    write(docs, {page(1): "one"})
    assert tree(docs) == {page(1): "one", "fr/parcours/route-2/photo.jpg": "mine",
                          "fr/parcours/notes.md": "mine too"}


def test_partial_keeps_the_rest(docs: Path) -> None:
    """A build of one route leaves the files of the others, and a later whole one removes them."""
    write(docs, {page(1): "one", page(2): "two"})
    assert write(docs, {page(2): "new"}, partial=True) == 1
    assert tree(docs) == {page(1): "one", page(2): "new"}
    write(docs, {page(2): "new"})
    assert tree(docs) == {page(2): "new"}


def test_our_file_changed_by_hand_is_made_again(docs: Path) -> None:
    """A generated file that somebody edited gets its own content back."""
    write(docs, {page(1): "one"})
    (docs / page(1)).write_text("edited", "utf-8")
    assert write(docs, {page(1): "one"}) == 1
    assert tree(docs) == {page(1): "one"}


# Files that are not ours

def test_a_foreign_file_in_the_way_is_refused(docs: Path) -> None:
    """Where a file of somebody else stands, nothing is written anywhere."""
    (docs / page(2)).parent.mkdir(parents=True)
    (docs / page(2)).write_text("mine", "utf-8")
    with pytest.raises(ForeignFileError) as refused:
        write(docs, {page(1): "one", page(2): "two"})
    assert refused.value.path == docs / page(2)
    assert tree(docs, state=True) == {page(2): "mine"}


def test_a_foreign_file_with_our_very_content_is_adopted(docs: Path) -> None:
    """An equal file is no conflict: a lost manifest does not lock the folder for ever."""
    write(docs, {page(1): "one"})
    (docs / ".parcours" / "manifest.json").unlink()
    write(docs, {page(1): "one", page(2): "two"})
    write(docs, {page(2): "two"})
    assert tree(docs) == {page(2): "two"}


@pytest.mark.parametrize("made", ["file for folder", "folder for file", "dead link", "link"])
def test_anything_else_in_the_way_is_refused_before_anything_moves(docs: Path, made: str) -> None:
    """A file where a folder must be, a folder or a link where a file must be: all is left."""
    (docs / "fr/parcours").mkdir(parents=True)
    (docs.parent / "other.md").write_text("two", "utf-8")
    target = docs / page(2)
    match made:
        case "file for folder":
            blocked = target.parent
            blocked.write_text("mine", "utf-8")
        case "folder for file":
            blocked = target
            (target / "mine").mkdir(parents=True)
        case _:
            blocked = target
            target.parent.mkdir()
            target.symlink_to("nowhere" if made == "dead link" else docs.parent / "other.md")
    before = sorted(docs.rglob("*"))
    with pytest.raises(ForeignFileError) as refused:
        write(docs, {page(1): "one", page(2): "two"})
    assert refused.value.path == blocked
    assert sorted(docs.rglob("*")) == before


def test_a_removal_leaves_what_took_the_place_of_our_file(docs: Path) -> None:
    """Where our file was replaced by a folder or a link, its removal removes nothing of it."""
    write(docs, {page(1): "one", page(2): "two", page(3): "three"})
    for n in (2, 3):
        (docs / page(n)).unlink()
    (docs / page(2)).mkdir()
    (docs / page(2) / "mine").write_text("mine", "utf-8")
    (docs / page(3)).symlink_to(docs / page(1))
    write(docs, {page(1): "one"})
    assert tree(docs) == {page(1): "one", f"{page(2)}/mine": "mine"}
    assert (docs / page(3)).is_symlink()


# Records and folders that came with a pull request

OUTSIDE = ["../../secret", "fr/parcours/../../../secret", "/etc/parcours/secret",
           "fr/parcours/..\\..\\secret", "fr/parcours//secret", "fr/../parcours/secret",
           "..//parcours/secret", "fr/parcours/\0/secret", "fr/parcours/\ud800/secret",
           "secret", "", ".parcours/x/secret", "fr/index.md", "fr/other/secret"]


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Path]:
    """A docs folder beside a secret, with hand-written pages; both must stay as they are."""
    kept = {"secret": "s", "docs/secret": "s", "docs/fr/index.md": "home",
            "docs/fr/other/secret": "s", "outside/secret": "s"}
    for name, text in kept.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "docs/.parcours").mkdir()
    yield tmp_path / "docs"
    after = tree(tmp_path)
    assert {name: after.get(name) for name in kept} == kept
    assert [name for name in after if not name.startswith("docs/fr/parcours/")] == sorted(kept)


def state(docs: Path, name: str, content: object) -> Path:
    path = docs / ".parcours" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return path


def test_a_manifest_deletes_nothing_outside(hostile: Path) -> None:
    """Whatever paths a manifest claims as ours, only files of the generated folders can go."""
    state(hostile, "manifest.json", [*OUTSIDE, 3, None, ["fr/parcours/a/b"], {"a": 1}])
    assert write(hostile, {page(1): "one"}) == 1


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_journal_moves_and_deletes_nothing_outside(hostile: Path, path: str) -> None:
    """A journal's moves and removals stay within the generated folders, whatever it says."""
    state(hostile, "staging/a", "evil")
    state(hostile, "journal.json", {"moves": [["a", path]], "gone": [path], "manifest": [path]})
    write(hostile, {page(1): "one"})


@pytest.mark.parametrize("temporary", ["../../../secret", "../../secret", "/etc/passwd", "..", ".",
                                       "", "sub/a", "link", "folder", "\0", "\ud800"])
def test_a_journal_takes_nothing_from_outside(hostile: Path, temporary: str) -> None:
    """What a journal moves into the pages is a plain file of the staging folder, or nothing."""
    state(hostile, "staging/sub/a", "evil")
    state(hostile, "staging/folder/a", "evil")
    (hostile / ".parcours/staging/link").symlink_to(hostile.parent / "secret")
    state(hostile, "journal.json",
          {"moves": [[temporary, page(2)]], "gone": [], "manifest": [page(2)]})
    write(hostile, {page(1): "one"}, partial=True)
    assert not os.path.lexists(hostile / page(2))


def test_a_journal_overwrites_no_foreign_file(hostile: Path) -> None:
    """A journal that would put a file over somebody else's is refused by name."""
    state(hostile, "staging/a", "evil")
    state(hostile, "journal.json", {"moves": [["a", page(2)]], "gone": [], "manifest": [page(2)]})
    (hostile / page(2)).parent.mkdir(parents=True)
    (hostile / page(2)).write_text("mine", "utf-8")
    with pytest.raises(ForeignFileError):
        write(hostile, {page(1): "one"})
    assert (hostile / page(2)).read_text("utf-8") == "mine"


@pytest.mark.parametrize("torn", ["", "[", "null", "3", "[[1]]", "{}", '{"moves": 3, "gone": {}}',
                                  '{"moves": [3, ["a"], ["a", 1]], "gone": [1]}', "[" * 30])
def test_records_that_make_no_sense_are_passed_over(hostile: Path, torn: str) -> None:
    """A journal or manifest that we cannot have written does not stop a build."""
    state(hostile, "journal.json", torn)
    state(hostile, "manifest.json", torn)
    assert write(hostile, {page(1): "one"}) == 1
    assert (hostile / page(1)).read_text("utf-8") == "one"


@pytest.mark.parametrize("linked", ["fr/parcours/route-1", "fr/parcours", "fr"])
def test_no_write_through_a_linked_folder(hostile: Path, linked: str) -> None:
    """A folder that is a link leads nowhere: the build names it and writes nothing."""
    link = hostile / linked
    if linked == "fr":
        linked = "en"
        link = hostile / "en"
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(hostile.parent / "outside")
    path = f"{linked}/parcours/route-1/index.md" if linked == "en" else page(1)
    with pytest.raises(ForeignFileError) as refused:
        write(hostile, {path: "one"})
    assert refused.value.path == link
    link.unlink()


@pytest.mark.parametrize("linked", ["fr/parcours/route-1", "fr/parcours"])
def test_no_removal_through_a_linked_folder(hostile: Path, linked: str) -> None:
    """A manifest cannot reach through a link to delete what lies behind it."""
    (hostile.parent / "outside/route-1").mkdir()
    link = hostile / linked
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(hostile.parent / "outside")
    state(hostile, "manifest.json", ["fr/parcours/route-1/secret", "fr/parcours/secret"])
    write(hostile, {})
    (hostile.parent / "outside/route-1").rmdir()
    link.unlink()


@pytest.mark.parametrize("linked", [".parcours", ".parcours/staging"])
def test_a_linked_state_folder_is_refused(hostile: Path, linked: str) -> None:
    """Our own folder may not be a link: staging would then empty somebody else's folder."""
    (hostile / ".parcours").rmdir()
    (hostile / linked).parent.mkdir(exist_ok=True)
    (hostile / linked).symlink_to(hostile.parent / "outside")
    with pytest.raises(ForeignFileError) as refused:
        write(hostile, {page(1): "one"})
    assert refused.value.path == hostile / linked
    (hostile / linked).unlink()


@pytest.mark.parametrize("name", ["journal.json", "manifest.json"])
def test_records_are_not_written_through_a_link(hostile: Path, name: str) -> None:
    """A link that waits under the name of our temporary file is replaced, not followed."""
    aside = atomic._beside(hostile / ".parcours" / name)
    aside.symlink_to(hostile.parent / "secret")
    write(hostile, {page(1): "one"})
    assert not os.path.lexists(aside)


def test_a_path_that_is_not_generated_is_our_own_mistake(docs: Path) -> None:
    """The rest of the program cannot write elsewhere either: that is a bug, and it raises."""
    for path in (one for one in OUTSIDE if not is_home(one)):
        with pytest.raises(ValueError, match="not a generated path"):
            write(docs, {path: "x"})


# A build that is cut off

FORMER = {page(n): f"old {n}" for n in range(1, 5)} | {"fr/lieux/gone/index.md": "old"}
LATTER = {page(n): f"new {n}" for n in range(1, 5)} | {"fr/lieux/new/index.md": "new"}


class PowerCutError(Exception):
    """Stands for the death of the process."""


@pytest.mark.parametrize("survived", range(8))
def test_a_cut_between_any_two_renames(docs: Path, monkeypatch: pytest.MonkeyPatch,
                                       survived: int) -> None:
    """Cut after any number of renames, the next start finds the former output or completes the
    new one; it is never left half old and half new."""
    write(docs, FORMER)
    really, done = os.replace, 0

    def cut(source: Any, target: Any) -> None:
        nonlocal done
        if done == survived:
            raise PowerCutError
        done += 1
        really(source, target)

    monkeypatch.setattr(os, "replace", cut)
    try:
        write(docs, LATTER)
    except PowerCutError:
        pass
    else:
        assert done == survived == 7  # the journal, five files, the manifest: the cut came too late
    monkeypatch.setattr(os, "replace", really)
    output = Output(docs)
    output.open()
    assert tree(docs) == (FORMER if survived == 0 else LATTER)
    assert output.owned == frozenset(tree(docs))
    output.close()
    assert sorted(os.listdir(docs / ".parcours")) == ["manifest.json"]


def test_a_cut_before_the_commit_leaves_the_former_output(docs: Path) -> None:
    """Files that were only staged are forgotten."""
    write(docs, FORMER)
    output = Output(docs)
    output.open()
    list(output.stage((OutputFile(path, text.encode()) for path, text in LATTER.items()), "0"))
    later = Output(docs)  # without close(): the process died
    later.open()
    assert list((docs / ".parcours/staging").iterdir()) == []
    later.close()
    assert tree(docs) == FORMER


def test_a_full_disk_leaves_the_former_output(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that fails while files are staged changes nothing."""
    write(docs, FORMER)

    def full(descriptor: int, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(OSError, match="No space"):
            write(docs, LATTER)
    assert tree(docs) == FORMER
    assert sorted(os.listdir(docs / ".parcours")) == ["manifest.json"]


def _killed_after(renames: int, content: Path, docs: Path) -> None:
    """A build that SIGKILL ends at the rename after so many."""
    really, left = os.replace, renames

    def replace(source: Any, target: Any) -> None:
        nonlocal left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        really(source, target)

    os.replace = replace  # type: ignore[assignment]
    build(Options(content, docs, TODAY))


@pytest.mark.parametrize("survived", [0, 1, 12])
def test_a_build_killed_by_the_system(tmp_path: Path, survived: int) -> None:
    """SIGKILL at the first, second or thirteenth rename: what the next build makes is exactly
    what a build that nobody killed makes, and before that the output is whole."""
    content, docs = write_sample(tmp_path / "content"), tmp_path / "docs"
    build(Options(content, docs, TODAY))
    former = tree(docs)
    write_sample(content, **edited(ROUTE_FILE, "De la brique au jardin", "Un autre titre"))
    assert exit_code(_killed_after, survived, content, docs) == -signal.SIGKILL
    if survived == 0:
        assert tree(docs) == former
    output = Output(docs)
    output.open()
    output.close()
    completed = tree(docs)
    build(Options(content, tmp_path / "clean", TODAY))
    assert completed == (former if survived == 0 else tree(tmp_path / "clean"))
    build(Options(content, docs, TODAY))
    assert tree(docs) == tree(tmp_path / "clean")


def test_builds_at_once_take_turns(tmp_path: Path) -> None:
    """Three builds begun together into one folder, each with its own words: all succeed, and what
    stands at the end is what the last one alone would make."""
    folders = [write_sample(tmp_path / f"content-{n}",
                            **edited(ROUTE_FILE, "De la brique au jardin", f"Titre {n}"))
               for n in range(3)]
    docs = tmp_path / "docs"
    running = [forked(build, Options(content, docs, TODAY)) for content in folders]
    for process in running:
        process.join()
    assert [process.exitcode for process in running] == [0, 0, 0]
    alone = []
    for n, content in enumerate(folders):
        build(Options(content, tmp_path / f"alone-{n}", TODAY))
        alone.append(tree(tmp_path / f"alone-{n}"))
    assert tree(docs) in alone
    assert sorted(os.listdir(docs / ".parcours")) == ["manifest.json"]


# While an error stands

def test_nothing_is_written_while_an_error_stands(tmp_path: Path) -> None:
    """One error in one of two routes: no file, no folder and no trace of a first build."""
    content = write_sample(tmp_path / "content", **{"faulty.yml": "title: x\n"})
    docs = tmp_path / "docs"
    outcome = build(Options(content, docs, TODAY))
    assert not outcome.published
    assert not docs.exists()
    docs.mkdir()
    build(Options(content, docs, TODAY))
    assert list(docs.rglob("*")) == []


def test_an_error_leaves_the_former_output_whole(tmp_path: Path) -> None:
    """A build that meets an error after good ones changes not one byte and leaves nothing aside."""
    content, docs = write_sample(tmp_path / "content"), tmp_path / "docs"
    build(Options(content, docs, TODAY))
    former = tree(docs, state=True)
    stamps = {path: path.stat().st_mtime_ns for path in docs.rglob("*") if path.is_file()}
    write_sample(content, **edited(ROUTE_FILE, "difficulty: easy", "difficulty: simple"))
    assert not build(Options(content, docs, TODAY)).published
    assert tree(docs, state=True) == former
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps


def test_the_files_of_a_deleted_route_go_away(tmp_path: Path) -> None:
    """A YAML file that is deleted takes its pages, maps and files along, both ways and in the trees
    of Geotrek's API, and nothing else."""
    content = write_sample(tmp_path / "content", **{"autre.yml": ROUTE})
    docs = tmp_path / "docs"
    build(Options(content, docs, TODAY))
    (docs / "fr/parcours/autre/mine.txt").write_text("mine", "utf-8")
    (docs / "fr/mine.md").write_text("mine", "utf-8")
    before = tree(docs)
    (content / "autre.yml").unlink()
    build(Options(content, docs, TODAY))
    gone = before.keys() - tree(docs).keys()
    there = {f"{lang}/parcours/autre/{name}" for lang in ("fr", "en")
             for name in ("index.md", "map.html", "autre.gpx", "autre.geojson", "autre.ics",
                          "autre.svg")}
    back = {f"{lang}/parcours/autre/retour/{name}" for lang in ("fr", "en")
            for name in ("index.md", "map.html", "autre-retour.gpx", "autre-retour.ics",
                         "autre-retour.svg")}
    treks = {f"{tree}/api/v2/trek/{number_of('autre')}/index.html"
             for tree in ("fr/donnees/geotrek", "en/donnees/geotrek", "fr/donnees/geotrek-admin")}
    assert gone == there | back | treks
    assert (docs / "fr/parcours/autre/mine.txt").read_text("utf-8") == "mine"
    assert not (docs / "en/parcours/autre").exists()
    assert 'href="autre/"' in before["fr/parcours/index.md"]
    assert 'href="autre/"' not in tree(docs)["fr/parcours/index.md"]
    assert f'href="{ROUTE_ID}/"' in tree(docs)["fr/parcours/index.md"]


def test_a_site_is_drawn_in_its_colours(tmp_path: Path) -> None:
    """Pictures and the style of maps bear those of site.yml, in a folder of another version, and
    none of ours; back without them, all is as it was before."""
    content, docs = write_sample(tmp_path / "itineraries"), tmp_path / "docs"

    def drawn() -> dict[str, str]:
        assert build(Options(content, docs, TODAY)).published
        return {path.relative_to(docs).as_posix(): path.read_text("utf-8")
                for path in docs.rglob("*") if path.suffix in (".svg", ".css")
                and path.name != "leaflet.css"}

    before = drawn()
    sound = (content / "site.yml").read_text("utf-8")
    (content / "site.yml").write_text(
        f'{sound}colours: {{urban: "#1f6f8b", rural: "#a8d08d"}}\n', "utf-8")
    after = drawn()
    ours = re.compile(f"{colours.BRICK}|{colours.GOLD}|{colours.BRICK_DEEP}", re.IGNORECASE)
    assert any(ours.search(text) for text in before.values())
    assert [name for name, text in after.items() if ours.search(text)] == []
    assert "--brick:#1f6f8b" in next(text for name, text in after.items()
                                     if name.endswith("/map.css"))
    styles = ({name for name in found if name.endswith("/map.css")} for found in (before, after))
    assert set.isdisjoint(*styles)
    assert set(after) - set(before)
    (content / "site.yml").write_text(sound, "utf-8")
    assert drawn() == before
