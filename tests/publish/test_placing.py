"""Files put into the site in the making: linked or copied, never written into."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from parcours.publish.placing import Placing


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """Sources, and a former site."""
    for name in ("from/a", "former/a", "fresh"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "from/a/x.txt").write_bytes(b"new")
    (tmp_path / "from/sitemap.xml").write_bytes(b"one language")
    (tmp_path / "former/a/x.txt").write_bytes(b"old")
    return tmp_path


def _place(folders: Path) -> Placing:
    return Placing(str(folders / "fresh"), str(folders / "former"))


def test_what_the_former_site_has_is_linked_to(folders: Path) -> None:
    """By its size and the time it is told to have, whatever the time of its source."""
    os.utime(folders / "former/a/x.txt", ns=(7, 7))

    linked = _place(folders).put("a/x.txt", str(folders / "from/a/x.txt"), 7)

    assert linked == (3, 7, None)
    assert (folders / "fresh/a/x.txt").samefile(folders / "former/a/x.txt")


def test_what_nobody_writes_into_is_linked_to_where_it_is(folders: Path) -> None:
    """Rather than to the former site: no byte of it need be read."""
    source = folders / "from/a/x.txt"
    at = source.stat().st_mtime_ns
    os.utime(folders / "former/a/x.txt", ns=(at, at))

    assert _place(folders).put("a/x.txt", str(source), at, shared=True) == (3, at, None)
    assert (folders / "fresh/a/x.txt").samefile(source)


@pytest.mark.parametrize("why", ["time", "rights", "link"])
def test_what_the_site_must_have_of_its_own_is_copied(folders: Path, why: str) -> None:
    """Where it is to have another time, where not all may read the source, and where that is a
    link, which somebody may turn elsewhere."""
    source = folders / "from/a/x.txt"
    if why == "rights":
        source.chmod(0o600)
    if why == "link":
        source.rename(folders / "elsewhere.txt")
        source.symlink_to(folders / "elsewhere.txt")
    at = source.stat().st_mtime_ns + (1 if why == "time" else 0)

    assert _place(folders).put("a/x.txt", str(source), at, shared=True) == (3, at, b"new")
    placed = folders / "fresh/a/x.txt"
    assert (placed.is_symlink(), placed.samefile(source)) == (False, False)
    assert placed.stat().st_mode & 0o444 == 0o444


@pytest.mark.parametrize(("there", "linked"), [
    (b"unconfined_u:object_r:user_home_t:s0\0", False),
    (b"unconfined_u:object_r:httpd_sys_content_t:s0\0", True)])
def test_a_server_that_selinux_guards_may_read_what_is_placed(
        folders: Path, there: bytes, linked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file made at home has the label of a home, by whichever name; one made in the site has the
    label of that."""
    source = str(folders / "from/a/x.txt")
    monkeypatch.setattr(os, "getxattr", lambda path, _: there if path == source else (
        b"system_u:object_r:httpd_sys_content_t:s0\0"), raising=False)

    _place(folders).put("a/x.txt", source, shared=True)

    assert (folders / "fresh/a/x.txt").samefile(source) == linked
    assert (folders / "fresh/a/x.txt").read_bytes() == b"new"


@pytest.mark.parametrize("why", ["time", "size", "rights"])
def test_what_differs_is_copied(folders: Path, why: str) -> None:
    """Another time is another content, even of the same size; so is what not all may read."""
    former = folders / "former/a/x.txt"
    if why == "size":
        former.write_bytes(b"longer")
    os.utime(former, ns=(8, 8) if why == "time" else (7, 7))
    if why == "rights":
        former.chmod(0o600)

    copied = _place(folders).put("a/x.txt", str(folders / "from/a/x.txt"), 7)

    assert copied == (3, 7, b"new")
    assert (folders / "fresh/a/x.txt").read_bytes() == b"new"
    assert (folders / "fresh/a/x.txt").stat().st_mtime_ns == 7


def test_a_tree_goes_without_the_lists_of_one_language(folders: Path) -> None:
    """What is there already stays: nothing is written into a file that may be a link."""
    (folders / "fresh/en").mkdir()
    (folders / "fresh/en/y.txt").write_bytes(b"there")
    (folders / "from/y.txt").write_bytes(b"not there")
    seen: list[str] = []

    _place(folders).put_all("en", str(folders / "from"), lambda name, *_: seen.append(name))

    assert sorted(seen) == ["en/a/x.txt", "en/y.txt"]
    assert (folders / "fresh/en/y.txt").read_bytes() == b"there"
    assert not (folders / "fresh/en/sitemap.xml").exists()


def test_a_site_that_is_not_trusted_is_not_linked_to(folders: Path) -> None:
    """Where nothing is known of the former site, its times say nothing."""
    os.utime(folders / "former/a/x.txt", ns=(7, 7))

    copied = Placing(str(folders / "fresh"), "").put("a/x.txt", str(folders / "from/a/x.txt"), 7)

    assert copied == (3, 7, b"new")
