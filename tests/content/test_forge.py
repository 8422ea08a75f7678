"""From a page to what stands behind it on the forge, and to a way to say what is wrong."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml

from helpers.content_sample import (
    MUSEUM,
    MUSEUM_FILE,
    ROUTE_FILE,
    SITE,
    TERRITORIES,
    TODAY,
    with_reviewers,
    write_sample,
)
from helpers.published import ROOT
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render.pages import itinerary, place
from parcours.render.pages.feedback import ERROR_FORM


def links(folder: Path, lang: str = "fr") -> dict[str, dict[str, str]]:
    """The links of the foot of a route's and a place's page, by their words."""
    shared = read_shared(folder, TODAY)
    trip, _ = read_trip(folder / ROUTE_FILE, shared.atlas)
    assert trip is not None
    language, museum = language_of(lang), "musee-de-la-brique"
    found = {}
    for name, page in (
            ("route", itinerary(trip, shared.atlas, language)),
            ("place", place(museum, shared.atlas.places[museum], [], shared.atlas, language))):
        foot = re.search(r'<p class="pc-edit" data-pagefind-ignore>(.*)</p>', page)
        found[name] = {words: unescape(address) for address, words in re.findall(
            r'<a href="([^"]*)" rel="noopener">([^<]*)</a>', foot[1])} if foot else {}
    return found


def test_nothing_is_offered_where_nothing_is_known(tmp_path: Path) -> None:
    """Without a repository and without an office's address there is no link; an office that has
    an address is named where errors are told of."""
    office = "      website: https://metropole.toulouse.fr/\n"
    assert office in TERRITORIES
    unknown = write_sample(tmp_path / "1", **{"territories.yml": TERRITORIES.replace(office, "")})
    assert links(unknown) == {"route": {}, "place": {}}
    assert links(write_sample(tmp_path / "2")) == {
        "route": {"Office de la métropole": "https://metropole.toulouse.fr/"}, "place": {}}


def test_links_to_github(tmp_path: Path) -> None:
    """The file in its editor, and the issue form with the page filled in."""
    write_sample(tmp_path / "itineraries", **{"site.yml": SITE + (
        "repo_url: https://forge.exemple.fr/groupe/depot.git\nforge: github\nbranch: travail/été\n"
        "site_url: https://parcours.exemple.fr\n")})
    found = links(tmp_path / "itineraries")
    edit = "https://forge.exemple.fr/groupe/depot/edit/travail/%C3%A9t%C3%A9/itineraries"
    assert found["route"]["Modifier cette page"] == f"{edit}/{ROUTE_FILE}"
    assert found["place"]["Modifier cette page"] == f"{edit}/{MUSEUM_FILE}"
    report_it = urlsplit(found["place"]["Signaler une erreur"])
    assert report_it.path == "/groupe/depot/issues/new"
    assert parse_qs(report_it.query) == {
        "template": [ERROR_FORM], "title": ["Erreur\u00a0: Musée de la Brique"],
        "page": ["https://parcours.exemple.fr/lieux/musee-de-la-brique/"]}


def test_the_form_exists_and_has_the_field() -> None:
    """The prefilled field is one of the form's."""
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE" / ERROR_FORM).read_text("utf-8"))
    assert "page" in {field.get("id") for field in form["body"]}


@pytest.mark.parametrize("host", ["github.com", "gitlab.com", "framagit.org", "codeberg.org",
                                  "gitea.exemple.fr"])
def test_no_host_tells_its_forge(tmp_path: Path, host: str) -> None:
    """Whatever a host is called, without the setting no link takes it for one kind or another: the
    office is named, and the check says what to type."""
    folder = write_sample(tmp_path / "itineraries", **{
        "site.yml": SITE + f"repo_url: https://{host}/g/d\n"})
    assert host not in repr(links(folder))
    found = [one for one in read_shared(folder, TODAY).diagnostics if one.code == "unsaid-forge"]
    assert [one.span.line for one in found] == [(SITE + "x").count("\n") + 1]
    assert found[0].hint is not None
    assert "forge: avec un de ces mots : github, gitlab, forgejo, gitea" in found[0].hint.fr


@pytest.mark.parametrize("host", ["gitlab.exemple.fr", "framagit.org", "github.exemple.fr"])
def test_links_to_gitlab(tmp_path: Path, host: str) -> None:
    """GitLab's addresses on any host, as the setting says; the questions are asked."""
    write_sample(tmp_path / "itineraries", **{
        "site.yml": SITE + f"repo_url: https://{host}/g/d\nforge: gitlab\n"})
    found = links(tmp_path / "itineraries", "en")["route"]
    assert found["Edit this page"].endswith(f"/g/d/-/edit/main/itineraries/{ROUTE_FILE}")
    report_it = urlsplit(found["Report an error"])
    assert report_it.path == "/g/d/-/issues/new"
    query = parse_qs(report_it.query)
    assert query["issue[title]"] == ["Error: From brick to garden"]
    assert query["issue[description]"][0].splitlines() == [
        "Page: parcours/de-la-brique-au-jardin/", "", "What is wrong:", "", "What is right:", "",
        "How you know it:", ""]


def test_a_letter_where_there_is_no_repository(tmp_path: Path) -> None:
    """The office that has an address is written to, with the questions to answer."""
    write_sample(tmp_path, **{"territories.yml": with_reviewers()})
    found = links(tmp_path)
    assert list(found["place"]) == ["Signaler une erreur"]
    address = found["place"]["Signaler une erreur"]
    assert address.startswith("mailto:ville%40exemple.fr?subject=Erreur")
    assert "\r\n\r\nCe qui est juste\u00a0:\r\n\r\n" in unquote(address)
    assert found["route"]["Signaler une erreur"].startswith("mailto:ville%40exemple.fr?")


def test_a_name_cannot_leave_its_place_in_an_address(tmp_path: Path) -> None:
    """Every sign that means something in an address or in HTML is encoded."""
    name = "a&page=x#\"><script>'{{ 7 }} %0d +é"
    write_sample(tmp_path, **{
        "site.yml": SITE + "repo_url: https://forge.exemple.fr/g/d\nforge: github\n",
        MUSEUM_FILE: MUSEUM.replace("Musée de la Brique", "'" + name.replace("'", "''") + "'")})
    address = links(tmp_path)["place"]["Signaler une erreur"]
    assert re.fullmatch(r"https://[\w./?&=%-]+", address, re.ASCII)
    assert parse_qs(urlsplit(address).query)["title"] == [f"Erreur\u00a0: {name}"]


@pytest.mark.parametrize("forge", ["forgejo", "gitea"])
def test_links_to_forgejo_and_gitea(tmp_path: Path, forge: str) -> None:
    """By the setting, whatever the host is called: their editor, and an issue with its text."""
    write_sample(tmp_path / "itineraries", **{"site.yml": SITE + (
        f"repo_url: https://gitlab-no-more.exemple.fr/groupe/depot\nforge: {forge}\n")})
    found = links(tmp_path / "itineraries")["place"]
    assert found["Modifier cette page"].startswith(
        "https://gitlab-no-more.exemple.fr/groupe/depot/_edit/main/")
    report = urlsplit(found["Signaler une erreur"])
    assert report.path == "/groupe/depot/issues/new"
    assert {"title", "body"} == parse_qs(report.query).keys()
