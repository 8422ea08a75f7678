"""Who must approve a change of each file, on both kinds of forge."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers.commands import run_well
from helpers.content_sample import ROUTE_FILE, SITE, TODAY, with_reviewers, write_sample
from helpers.published import ITINERARIES, ROOT
from parcours.editing.codeowners import codeowners
from parcours.editing.codeowners import files as owners_files
from parcours.format.choices import Forge
from parcours.load.shared import read_shared


@pytest.mark.parametrize("forge", [Forge.GITHUB, Forge.GITLAB])
def test_the_owners_are_written_by_the_command(forge: Forge) -> None:
    """The file on each forge is one that `parcours codeowners` wrote, for some content: its words
    are ours, each line names owners of one path, and what is in no list is both sides'."""
    kept = (ROOT / f".{forge.value}/CODEOWNERS").read_text("utf-8")
    made = codeowners(read_shared(ITINERARIES, TODAY), forge)
    shape = re.compile(r"(?m)^(?=/itineraries/[\w/-]+\.yml)[^ \n]+( @.+)?\n")
    assert len(shape.findall(kept)) > 10
    bare = [re.sub(r"@[\w./@ -]+", "@somebody", shape.sub("", text)) for text in (kept, made)]
    section = re.compile(r"(?m)^\[[\w-]+\] @somebody\n\*\n+")  # one a territory, on GitLab
    assert all(len(section.findall(text)) == text.count("\n[") for text in bare)
    frame = [section.sub("", text).rstrip() for text in bare]
    assert frame[0] == frame[1], "run `make reference`"


def test_reference_renews_the_owners(tmp_path: Path) -> None:
    """`parcours reference` writes the file of each forge that the project has, and no other."""
    folder = write_sample(tmp_path / "itineraries", **{"territories.yml": with_reviewers()})
    kept = tmp_path / ".github/CODEOWNERS"
    kept.parent.mkdir()
    kept.write_text("* @somebody\n", "utf-8")
    made = owners_files(read_shared(folder, TODAY), tmp_path)
    assert list(made) == [".github/CODEOWNERS"]
    assert ".github/CODEOWNERS" in run_well("reference", cwd=tmp_path).split()
    assert kept.read_text("utf-8") == made[".github/CODEOWNERS"]
    assert not (tmp_path / ".gitlab").exists()


ALL = ["@org/ville", "@org/pays", "@anne"]
ASKED = [
    ("itineraries/places/musee-de-la-brique.yml", ["@org/ville"]),
    ("itineraries/places/jardin-des-simples.yml", ["@org/pays", "@anne"]),
    (f"itineraries/{ROUTE_FILE}", ALL),
    ("itineraries/places/un-lieu-nouveau.yml", ALL), ("itineraries/parcours-nouveau.yml", ALL),
    ("itineraries/site.yml", ALL), ("itineraries/media/x.jpg", ALL),
    (".github/workflows/check.yml", ALL), (".gitlab-ci.yml", ALL), ("Makefile", ALL),
    ("src/parcours/__init__.py", ALL), ("docs/fr/contribuer.md", ALL), ("CODEOWNERS", ALL)]
"""Who is asked for a change of which file, whatever the forge."""


def fits(pattern: str, path: str) -> bool:
    """Whether a pattern of GitHub or GitLab is of a path: our two kinds of them."""
    return pattern in ("*", f"/{path}")


def asked_by_github(text: str, path: str) -> list[str]:
    """The owners on the last line that fits."""
    rules = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    return [owners for pattern, *owners in rules if fits(pattern, path)][-1]


def asked_by_gitlab(text: str, path: str) -> list[str]:
    """In each section the owners on the last line that fits, or the section's own."""
    asked: list[str] = []
    for section in text.split("\n[")[1:]:
        head, *lines = section.splitlines()
        default = head.partition("] ")[2].split()
        owners = [found for pattern, *found in (line.split() for line in lines if line)
                  if fits(pattern, path)][-1]
        asked += owners or default
    return list(dict.fromkeys(asked))


def asked_by_gitea(text: str, path: str) -> list[str]:
    """The owners of every line whose expression fits, or does not where it is turned round."""
    asked: list[str] = []
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        assert "\\" not in line  # the line itself would take it away
        pattern, *owners = line.split()
        if bool(re.fullmatch(pattern.removeprefix("!"), path)) is not pattern.startswith("!"):
            asked += owners
    return list(dict.fromkeys(asked))


ASKS = {Forge.GITHUB: asked_by_github, Forge.GITLAB: asked_by_gitlab,
        Forge.FORGEJO: asked_by_gitea, Forge.GITEA: asked_by_gitea}


@pytest.mark.parametrize("forge", list(Forge))
def test_who_is_asked(tmp_path: Path, forge: Forge) -> None:
    """On each forge, by its own rules: a place is its side's, a route both sides', and so is every
    other file of the repository, one that is new included."""
    folder = write_sample(tmp_path / "itineraries", **{"territories.yml": with_reviewers()})
    text = codeowners(read_shared(folder, TODAY), forge)
    assert {path: sorted(ASKS[forge](text, path)) for path, _ in ASKED} == {
        path: sorted(owners) for path, owners in ASKED}


@pytest.mark.parametrize("forge", list(Forge))
def test_each_forge_has_its_place(tmp_path: Path, forge: Forge) -> None:
    """The forge of the settings gets its file where it looks for one, and no other forge does;
    without reviewers there is none to make."""
    told = SITE + f"repo_url: https://exemple.fr/g/d\nforge: {forge.value}\n"
    folder = write_sample(tmp_path / "1", **{
        "territories.yml": with_reviewers(), "site.yml": told})
    assert list(owners_files(read_shared(folder, TODAY), tmp_path)) == [
        f".{forge.value}/CODEOWNERS"]
    nobody = write_sample(tmp_path / "2", **{"site.yml": told})
    assert owners_files(read_shared(nobody, TODAY), tmp_path) == {}


def test_a_reviewer_is_a_name_of_the_forge(tmp_path: Path) -> None:
    """A word that could make a line of its own is refused where it is written."""
    write_sample(tmp_path, **{"territories.yml": with_reviewers().replace(
        '"@org/ville"', '"@org/ville\\n* @moi"')})
    found = read_shared(tmp_path, TODAY).diagnostics
    assert [one.code for one in found if one.span.file.endswith("territories.yml")] == ["bad-value"]
