"""Who must approve a change of each file, on both kinds of forge."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers.commands import run_well
from helpers.content_sample import ROUTE_FILE, TODAY, with_reviewers, write_sample
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
    frame = [re.sub(r"@[\w./@ -]+", "@somebody", shape.sub("", text)) for text in (kept, made)]
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


def test_a_place_is_its_territorys_and_a_route_both_sides(tmp_path: Path) -> None:
    """On GitHub, of the lines that fit the last one speaks; on GitLab every section does."""
    folder = write_sample(tmp_path / "itineraries", **{"territories.yml": with_reviewers()})
    shared = read_shared(folder, TODAY)
    github = codeowners(shared, Forge.GITHUB).splitlines()
    assert "/itineraries/places/musee-de-la-brique.yml @org/ville" in github
    assert "/itineraries/places/jardin-des-simples.yml @org/pays @anne" in github
    assert f"/itineraries/{ROUTE_FILE} @org/ville @org/pays @anne" in github
    assert github.index("/itineraries/ @org/ville @org/pays @anne") < github.index(
        f"/itineraries/{ROUTE_FILE} @org/ville @org/pays @anne")
    city, country = codeowners(shared, Forge.GITLAB).split("\n\n")[1:3]
    assert city.startswith("[toulouse-metropole] @org/ville\n")
    assert country.startswith("[portes-de-gascogne] @org/pays @anne\n")
    for section, own, other in ((city, "musee-de-la-brique", "jardin-des-simples"),
                                (country, "jardin-des-simples", "musee-de-la-brique")):
        assert f"/itineraries/{ROUTE_FILE}\n" in section + "\n"
        assert f"/itineraries/places/{own}.yml\n" in section + "\n"
        assert other not in section


def test_a_reviewer_is_a_name_of_the_forge(tmp_path: Path) -> None:
    """A word that could make a line of its own is refused where it is written."""
    write_sample(tmp_path, **{"territories.yml": with_reviewers().replace(
        '"@org/ville"', '"@org/ville\\n* @moi"')})
    found = read_shared(tmp_path, TODAY).diagnostics
    assert [one.code for one in found if one.span.file.endswith("territories.yml")] == ["bad-value"]


@pytest.mark.parametrize("forge", [Forge.FORGEJO, Forge.GITEA])
def test_each_file_has_one_pattern_on_forgejo_and_gitea(tmp_path: Path, forge: Forge) -> None:
    """Where every line that fits counts, a file fits one line alone: a place is its side's, a route
    both sides'."""
    folder = write_sample(tmp_path / "itineraries", **{"territories.yml": with_reviewers()})
    made = codeowners(read_shared(folder, TODAY), forge)
    rules = [line.split() for line in made.splitlines() if not line.startswith("#")]
    for path, owners in (("places/musee-de-la-brique.yml", ["@org/ville"]),
                         ("places/jardin-des-simples.yml", ["@org/pays", "@anne"]),
                         (ROUTE_FILE, ["@org/ville", "@org/pays", "@anne"]),
                         ("site.yml", ["@org/ville", "@org/pays", "@anne"])):
        assert [asked for pattern, *asked in rules
                if re.fullmatch(pattern, f"itineraries/{path}")] == [owners]
