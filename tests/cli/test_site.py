"""The address of the site, handed over by whoever publishes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.commands import run, run_well
from helpers.content_sample import ROUTE_FILE, SITE, write_sample
from parcours.cli import terminal
from parcours.cli.site import _of_the_address

CALENDAR = f"docs/fr/parcours/{ROUTE_FILE.removesuffix('.yml')}/{ROUTE_FILE.replace('yml', 'ics')}"
GIVEN = "https://office.exemple.fr/parcours"


def calendar(folder: Path) -> str:
    """The lines of the route's diary file, joined again where they were folded."""
    return (folder / CALENDAR).read_text("utf-8").replace("\n ", "")


def test_the_address_comes_with_the_command_or_its_surroundings(tmp_path: Path) -> None:
    """An option or PARCOURS_SITE_URL gives the address that files for others name; another address
    is another result, whatever the last build kept; and none is none."""
    write_sample(tmp_path / "itineraries")
    page = f"/parcours/{ROUTE_FILE.removesuffix('.yml')}/"
    run_well("build", "--site-url", GIVEN, cwd=tmp_path)
    assert f"URL:{GIVEN}{page}" in calendar(tmp_path)
    run_well("build", cwd=tmp_path, PARCOURS_SITE_URL="https://groupe.pages.exemple.fr/depot/")
    assert f"URL:https://groupe.pages.exemple.fr/depot{page}" in calendar(tmp_path)
    run_well("build", cwd=tmp_path)
    assert "URL:https://" not in calendar(tmp_path)


def test_what_an_office_wrote_is_its_address(tmp_path: Path) -> None:
    """site.yml knows a domain of the office's own, of which the forge knows nothing."""
    write_sample(tmp_path / "itineraries", **{
        "site.yml": SITE + "site_url: https://parcours.exemple.fr/\n"})
    run_well("build", "--site-url", GIVEN, cwd=tmp_path)
    assert "URL:https://parcours.exemple.fr/parcours/" in calendar(tmp_path)
    assert GIVEN not in calendar(tmp_path)


def test_the_settings_follow_the_site(tmp_path: Path) -> None:
    """A name and a publisher written in site.yml stand in the settings of MkDocs before it makes a
    page, whoever starts the build; nothing else of the settings changes, nor those of a folder
    whose pages it does not make."""
    for folder in ("", "elsewhere/"):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / f"{folder}mkdocs.yml").write_text(
            'site_name: "Old" # ours\ndocs_dir: docs/fr\ntheme:\n  language: fr\nextra:\n'
            '  words:\n    publisher: ""\n    menu: Menu\n', "utf-8")
    write_sample(tmp_path / "itineraries", **{
        "site.yml": SITE + "name: {fr: Neuf, en: New}\npublisher: {name: Office du Pré}\n"})
    run_well("build", "--docs", "elsewhere/docs", cwd=tmp_path)
    assert (tmp_path / "elsewhere/mkdocs.yml").read_text("utf-8") == (
        'site_name: "Neuf"\ndocs_dir: docs/fr\ntheme:\n  language: fr\nextra:\n'
        '  words:\n    publisher: "Office du Pré"\n    menu: Menu\n')
    assert '"Old"' in (tmp_path / "mkdocs.yml").read_text("utf-8")


@pytest.mark.parametrize("wrong", ["http://office.exemple.fr", "office.exemple.fr",
                                   "https://x.fr/<script>", "javascript:alert(1)"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, wrong: str) -> None:
    """Before anything is written, with the reason."""
    write_sample(tmp_path / "itineraries")
    done = run("build", "--site-url", wrong, cwd=tmp_path)
    assert done.returncode == 2
    assert "is not a safe address" in done.stderr
    assert not (tmp_path / "docs").exists()


@pytest.mark.parametrize(("used", "given", "said"), [
    ("", "", "la page « introuvable » perd son style"),
    (GIVEN, "", None), (GIVEN, GIVEN + "/", None),
    (GIVEN, "https://x.github.exemple/y", "https://x.github.exemple/y, n’a pas servi"),
])
def test_what_is_said_of_the_address(used: str, given: str, said: str | None) -> None:
    """What is missing where there is none, which one served where there are two, else nothing."""
    words = _of_the_address(used, given)
    assert (words is None) == (said is None)
    assert words is None or (said or "") in words.fr


@pytest.mark.parametrize(("failure", "said"), [
    (OSError(28, "No space", "docs/x"), "there is no room left on the disk (docs/x)"),
    (FileNotFoundError(2, "No such file", "docs/x"), "docs/x is not there, or no longer"),
    (PermissionError(13, "Permission denied", "docs/x"), "docs/x: this account may not touch it"),
    (OSError(5, "Input/output error"), "OSError: [Errno 5]"),
])
def test_what_a_disk_refuses_is_said_in_words(failure: OSError, said: str) -> None:
    """With what to do; what is not known is told as it is."""
    assert terminal.in_one_line(failure, "en").startswith(said)
