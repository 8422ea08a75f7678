"""A file or a folder is in its place whole, or not there at all."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.forked import exit_code
from parcours.disk import atomic
from parcours.disk.atomic import ForeignFileError, create, new_folder, renew, renew_all, rewrite


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_in_one_move(tmp_path: Path) -> None:
    """The former file is another one, so that whoever has it open reads it to its end."""
    path = tmp_path / "page"
    atomic.write(path, "avant")
    with path.open("rb") as former:
        atomic.write(path, b"apr\xc3\xa8s")
        assert former.read() == b"avant"
    assert path.read_text("utf-8") == "après"
    assert names(tmp_path) == ["page"]


@pytest.mark.parametrize("call", ["open", "replace"])
def test_a_write_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                            call: str) -> None:
    """A disk that refuses the file or its rename: the former one stands, nothing lies beside it."""
    path = tmp_path / "page"
    atomic.write(path, "avant")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path if call == "open" else os, call, refuse)
        with pytest.raises(OSError, match="No space"):
            atomic.write(path, "après")
    assert path.read_text("utf-8") == "avant"
    assert names(tmp_path) == ["page"]


def _killed(path: Path) -> None:
    """A write that SIGKILL ends at the rename."""
    os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
    atomic.write(path, "half")


def test_a_process_killed_before_the_move_leaves_the_former_file(tmp_path: Path) -> None:
    """What it left beside is none of the folder's files, and is swept away."""
    path = tmp_path / "page"
    atomic.write(path, "avant")
    assert exit_code(_killed, path) == -signal.SIGKILL
    assert path.read_text("utf-8") == "avant"
    assert len(names(tmp_path)) == 2
    atomic.sweep(tmp_path)
    assert names(tmp_path) == ["page"]
    atomic._beside(tmp_path / "index").mkdir()
    atomic.sweep(tmp_path)
    assert names(tmp_path) == ["page"]
    atomic.sweep(tmp_path / "not there")


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    """A link under the name of the file, or of what is made beside it, is replaced."""
    secret, path = tmp_path / "secret", tmp_path / "page"
    secret.write_text("à moi", "utf-8")
    path.symlink_to(secret)
    atomic._beside(path).symlink_to(secret)
    atomic.write(path, "à nous")
    assert (secret.read_text("utf-8"), path.read_text("utf-8")) == ("à moi", "à nous")
    assert not path.is_symlink()
    assert names(tmp_path) == ["page", "secret"]


def test_an_editors_permissions_stay(tmp_path: Path) -> None:
    """`rewrite` keeps who may read a file."""
    path = tmp_path / "route.yml"
    path.write_text("avant", "utf-8")
    path.chmod(0o640)
    rewrite(path, "après")
    assert (path.read_text("utf-8"), path.stat().st_mode & 0o777) == ("après", 0o640)


def test_an_equal_file_keeps_its_time(tmp_path: Path) -> None:
    """`renew` writes what is new or other, makes its folder, and says so; no more."""
    path = tmp_path / "a" / "b" / "page"
    assert renew(path, "un")
    os.utime(path, ns=(1, 1))
    assert not renew(path, b"un")
    assert path.stat().st_mtime_ns == 1
    assert renew(path, "deux")
    assert path.read_text("utf-8") == "deux"
    assert renew_all(tmp_path, {"c": "x", "a/b/page": "deux", "a/c": "y"}) == ["a/c", "c"]


def test_a_new_file_is_never_one_over_another(tmp_path: Path) -> None:
    """`create` names the file, or the link, that has its name."""
    (tmp_path / "taken").write_text("à moi", "utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    create(tmp_path / "free", b"x")
    assert (tmp_path / "free").read_bytes() == b"x"
    for name in ("taken", "link"):
        with pytest.raises(ForeignFileError) as refused:
            create(tmp_path / name, b"x")
        assert refused.value.path == tmp_path / name
    assert (tmp_path / "taken").read_text("utf-8") == "à moi"
    assert not (tmp_path / "nowhere").exists()


def fill(folder: Path, name: str, then: Callable[[], object]) -> None:
    """Make a folder with one file, and do something before it is put in its place."""
    with new_folder(folder) as fresh:
        (fresh / name).write_text(name, "utf-8")
        then()


def test_a_folder_is_whole_or_not_there(tmp_path: Path) -> None:
    """A block that fails leaves no folder; one that succeeds leaves exactly its files."""
    photos = tmp_path / "photos"
    with pytest.raises(ZeroDivisionError):
        fill(photos, "one", lambda: 1 / 0)
    assert names(tmp_path) == []
    there: list[bool] = []
    fill(photos, "one", lambda: there.append(photos.exists()))
    assert there == [False]
    assert names(tmp_path) == ["photos"]
    assert names(photos) == ["one"]


def test_a_folder_that_another_made_meanwhile_stays(tmp_path: Path) -> None:
    """Of two that make the same folder, the first one's is kept and the other is told."""
    photos = tmp_path / "photos"

    def another() -> None:
        photos.mkdir()
        (photos / "one").write_text("one", "utf-8")

    with pytest.raises(OSError, match="photos"):
        fill(photos, "two", another)
    assert names(tmp_path) == ["photos"]
    assert names(photos) == ["one"]


def test_what_cannot_be_removed_gets_another_name(tmp_path: Path,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    """So that its own is free, whatever it is; it goes as soon as it can."""
    left = tmp_path / ".site.new"
    left.mkdir()
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "rmtree", lambda *_, **__: None)
        atomic.clear(left)
        aside, = names(tmp_path)
        assert aside.startswith(".site.new.")
    left.symlink_to("nowhere")
    (tmp_path / ".site.newer").mkdir()
    atomic.clear(left)
    assert names(tmp_path) == [".site.newer"]
