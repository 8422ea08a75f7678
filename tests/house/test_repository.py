"""What the repository itself must be: made anywhere, from hashed locks, by two commands."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

_MADE = {".git", ".venv", ".cache", "site", "node_modules", "__pycache__", ".hypothesis",
         ".pytest_cache", ".mypy_cache", ".ruff_cache"}

# Names are put together here, so that this file does not hold what it looks for.
REGISTRIES = ["pypi" + ".org", "python" + "hosted", "npm" + "js", "yarn" + "pkg", "un" + "pkg",
              "js" + "delivr", "cdn" + "js", "crates" + ".io", "ruby" + "gems", "golang" + ".org",
              "anaconda" + ".org", "arti" + "factory", "--index" + "-url", "--extra-index" + "-url",
              "--find" + "-links", "esm" + ".sh", "sky" + "pack"]
MACHINE = ["work", "root", "home", "Users", "tmp", "mnt", "var", "opt", "usr/local"]
HOW_MADE = ["clau" + "de", "anth" + "ropic", "open" + "ai", "co" + "pilot",
            "l" + "lms?", "(?:chat)?g" + "pt", "co-authored" + "-by", "language " + "models?",
            "sub-?" + "agents?"]


@cache
def texts() -> dict[str, str]:
    """Every text of the repository by its path: tracked, or new and not ignored. What others
    wrote and we only keep (``vendor``) is theirs to word."""
    listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
                            cwd=ROOT, capture_output=True, text=True, check=False)
    names = listed.stdout.split("\0") if listed.returncode == 0 else [
        path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*")
        if not _MADE & set(path.relative_to(ROOT).parts)]
    found = {}
    for name in sorted(filter(None, names)):
        path = ROOT / name
        if "vendor" in Path(name).parts or not path.is_file():
            continue
        raw = path.read_bytes()
        if b"\0" not in raw[:8000]:
            found[name] = raw.decode("utf-8")
    return found


def lines_with(pattern: str, flags: int = re.IGNORECASE, *,
               but: tuple[str, ...] = ()) -> list[str]:
    """Every line that holds a match, as ``file:line: match``, but for files below some folders."""
    looked_for = re.compile(pattern, flags)
    return [f"{name}:{n}: {match[0]}" for name, text in texts().items()
            if not name.startswith(but) and _is_in(looked_for, text)
            for n, line in enumerate(text.splitlines(), start=1)
            if (match := looked_for.search(line))]


@cache
def _is_in(looked_for: re.Pattern[str], text: str) -> bool:
    """Whether a text holds a match; each is searched once, however many tests look at it."""
    return looked_for.search(text) is not None


OF_CONTENT = ("itineraries/", "tests/sample/", "schema/")
"""Where places are named, by those who run them."""


def test_the_files_are_found() -> None:
    """The tests below look at the whole repository, this file included."""
    assert len(texts()) > 150
    assert f"tests/house/{Path(__file__).name}" in texts()


def test_no_package_registry_is_named() -> None:
    """No file tells from where packages are fetched: that is the machine's to decide."""
    assert lines_with("|".join(map(re.escape, REGISTRIES))) == []


def test_no_path_of_a_machine() -> None:
    """No file holds a path of the machine it was written on."""
    folders = "|".join(MACHINE)
    # « moi » is nobody: a test says with it what an editor may type
    assert lines_with(rf"(?<![\w.:/}}~*\-])/(?:{folders})/(?!moi/)[\w.-]", 0) == []
    assert lines_with(r"\b[A-Z]:\\\\?(?:Users|Windows)", 0) == []


def test_no_word_of_how_it_was_typed() -> None:
    """The files speak of routes and of the program, and of no tool that helped to write them.

    Content may name whom it likes: a museum bears its founder's first name.
    """
    assert lines_with(rf"\b(?:{'|'.join(HOW_MADE)})\b", but=OF_CONTENT) == []


@pytest.mark.parametrize(("look", "wrong"), [
    (test_no_package_registry_is_named, f"see https://{REGISTRIES[0]}/simple"),
    (test_no_path_of_a_machine, "path = '/" + "home/me/x'"),
    (test_no_path_of_a_machine, "in /" + "tmp/x"),
    (test_no_word_of_how_it_was_typed, f"written with {HOW_MADE[0].title()}"),
], ids=["registry", "path", "folder", "tool"])
def test_each_of_these_would_be_seen(look: Callable[[], None], wrong: str,
                                     monkeypatch: pytest.MonkeyPatch) -> None:
    """The three tests above can fail."""
    monkeypatch.setitem(texts(), "wrong.md", wrong)
    with pytest.raises(AssertionError, match=r"wrong\.md:1"):
        look()


def test_two_commands() -> None:
    """The README gives the commands on lines of their own, and CI runs nothing weaker."""
    readme = texts()["README.md"].splitlines()
    assert "make test" in readme
    assert "make site" in readme
    ci = texts()[".ci/run"].splitlines()
    assert ci[0].startswith("#!")
    assert [line for line in ci if "make test" in line and not line.startswith("#")]
    assert (ROOT / ".ci/run").stat().st_mode & 0o111


def test_every_command_of_the_readme_is_in_the_makefile() -> None:
    """``make something`` in the README is a target, and every target that is promised exists."""
    targets = set(re.findall(r"^([a-z]+):", texts()["Makefile"], re.MULTILINE))
    named = {command for name in ("README.md", "CONTRIBUTING.md")
             for command in re.findall(r"(?:`|^)make ([a-z]+)", texts()[name], re.MULTILINE)}
    assert named - targets == set()
    assert {"site", "test", "install", "serve", "check", "bench", "golden"} <= targets


@pytest.mark.parametrize("made_with", ["Makefile", "src/parcours/editing/site_files/Makefile"])
def test_all_that_was_made_is_removed_and_nothing_else(tmp_path: Path, made_with: str) -> None:
    """``make clean`` takes what git leaves out as ours, here and on a new site: what a proposal
    laid into a work folder is then not published. Pages written by hand stay, home pages too."""
    makefile = ROOT / made_with
    ignored = next(path for path in (makefile.parent / ".gitignore", makefile.parent / "gitignore")
                   if path.is_file()).read_text("utf-8").split("\n\n")[0]
    made = {path.replace("docs/*/index.md", "docs/fr/index.md").replace("*", "en")
            for path in re.findall(r"^/(\S+[^/\s])/?$", ignored, re.MULTILINE)
            if path not in (".parcours.mk", ".venv")}
    assert len(made) > 12
    (tmp_path / "Makefile").write_bytes(makefile.read_bytes())
    for path in made:
        file = tmp_path / path / "x" if "." not in path[1:] else tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("---\nmade_by: parcours\n---\n", "utf-8")
    for hand in ("docs/en/index.md", "docs/en/donnees/index.md", "docs/fr/assets/x.jpg"):
        (tmp_path / hand).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / hand).write_text("---\ntitle: Ours\n---\n", "utf-8")
    subprocess.run(["make", "clean"], cwd=tmp_path, check=True)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"Makefile", "docs/en/index.md", "docs/en/donnees/index.md",
                    "docs/fr/assets/x.jpg"}


def test_what_a_source_archive_takes_is_there() -> None:
    """Every folder and file that MANIFEST.in names exists."""
    named = [one for line in texts()["MANIFEST.in"].splitlines()
             if line and line.split()[0] in ("include", "graft") for one in line.split()[1:]]
    assert len(named) > 10
    assert [one for one in named if not list(ROOT.glob(one))] == []


def test_the_entry_is_short() -> None:
    """``scripts/build_maps.py`` is an entry and not a program: fifteen lines at most."""
    assert len(texts()["scripts/build_maps.py"].splitlines()) <= 15


LOCKS = sorted(path.name for path in (ROOT / "requirements").glob("*.txt"))


def entries(lock: str) -> list[str]:
    """The packages of a lock with all that belongs to each, one a line."""
    joined = texts()[f"requirements/{lock}"].replace("\\\n", " ")
    return [line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith(
        "#")]


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_carry_hashes_and_no_address(lock: str) -> None:
    """Each package of a lock has one exact version and its hashes, and nothing says where it
    comes from."""
    assert LOCKS == ["engines.txt", "lock.txt", "site.txt", "supply.txt", "test.txt"]
    packages = entries(lock)
    assert packages
    shape = re.compile(r"[a-z0-9._-]+(?:\[[a-z,]+\])?==[\w.!+]+(?: ; [^#]+?)?"
                       r"(?:\s+--hash=sha256:[0-9a-f]{64})+\s*")
    assert [line[:60] for line in packages if not shape.fullmatch(line)] == []
    assert "://" not in texts()[f"requirements/{lock}"]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_what_was_asked_for(lock: str) -> None:
    """Every package that ``requirements/*.in`` names is in the lock made of it."""
    asked = texts()[f"requirements/{lock.replace('.txt', '.in')}"].splitlines()
    names = {match[0].lower() for line in asked
             if (match := re.match(r"[A-Za-z0-9._-]+", line)) and not line.startswith("-")}
    locked = {re.split(r"[\[=]", line)[0] for line in entries(lock)}
    assert names - locked == set()


def test_text_files_are_plain() -> None:
    """Every text is UTF-8 without a byte-order mark or a carriage return, and ends its last
    line."""
    files = {name: text for name, text in texts().items() if not name.startswith("tests/golden/")}
    assert [name for name, text in files.items() if "\r" in text] == []
    assert [name for name, text in files.items() if text.startswith("\ufeff")] == []
    assert [name for name, text in files.items() if text and not text.endswith("\n")] == []
