"""A third language is its catalogue, one MkDocs file and its pages; and wherever a text is in
another language than its page, the page marks it and says so."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from icalendar import Calendar
from playwright.sync_api import Browser, expect

from helpers.browsing import serving, visiting
from helpers.published import ROOT, once
from helpers.reading import VOID
from helpers.spanish import foreign, project

ROUTE = "parcours/de-la-brique-au-jardin"
GENERATED = ("parcours", f"{ROUTE}", "lieux", "lieux/musee-de-la-brique", "territoires",
             "perturbations", "reciprocite")


@pytest.fixture(scope="module")
def spanish(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project in three languages, built and published by its own commands. Read only."""
    def make(root: Path) -> None:
        project(root)
        for command in (["build", "--today", "2026-11-22"], ["publish"]):
            done = subprocess.run(
                [sys.executable, "-m", "parcours", *command], cwd=root, check=False,
                capture_output=True, text=True,
                env={**os.environ, "PYTHONPATH": str(root / "src"), "LC_ALL": "C.UTF-8"})
            assert done.returncode == 0, done.stdout + done.stderr

    return once(tmp_path_factory, "spanish", make)


ADDRESS = re.compile(r"\S*[/-]\S*")
"""An address or an id: the same in all languages."""


class Told(HTMLParser):
    """The words of a page, each with the language that they are marked with."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[tuple[str, str]] = []
        self._open: list[tuple[str, str]] = [("", "")]
        self.feed(page)

    def _data(self, told: object, lang: str) -> None:
        """The texts of a block of data; an object may say what language its own are in."""
        if isinstance(told, dict):
            inner = told.get("lang", lang)
            for name, value in told.items():
                if not ("@type" in told and name == "name"):  # an editor's, which has no mark there
                    self._data(value, inner)
        elif isinstance(told, list):
            for value in told:
                self._data(value, lang)
        elif isinstance(told, str) and not ADDRESS.fullmatch(told):
            self.said.append((lang, told))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        lang = given.get("lang") or self._open[-1][1]
        self.said += [(lang, said) for name, said in given.items()
                      if said and not ADDRESS.fullmatch(said) and name != "data-search"
                      # which is an editor's names in all languages, and shown to nobody
                      and (name.startswith("data-") or name in (
                          "alt", "title", "aria-label", "placeholder", "content"))]
        if tag not in VOID:
            self._open.append((tag, lang))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        tag, lang = self._open[-1]
        if tag == "script":
            if data.lstrip().startswith("{"):
                self._data(json.loads(data), lang)
        elif tag != "style" and data.strip():
            self.said.append((lang, " ".join(data.split())))

    def words(self, lang: str) -> str:
        """All that is said in a language."""
        said = " ¦ ".join(text for of, text in self.said if of == lang)
        return re.sub(r"https?:[^\s\"]+", "", said)


def page_of(site: Path, address: str) -> str:
    path = site / address
    return (path / "index.html" if path.is_dir() else path).read_text("utf-8")


def fragments(sentences: Iterator[str]) -> list[str]:
    """What a sentence says between its fields, where it is long enough to be known again."""
    parts = (part.strip(" .,:;!?–()\u00a0") for sentence in sentences
             for part in re.split(r"\{[^}]*\}|\([^)]*\)$", sentence))
    return sorted({part for part in parts if len(re.findall(r"[^\W\d]", part)) > 5
                   and foreign(part) != part})


def ours() -> list[str]:
    """All that our catalogues say in French and in English."""
    with (ROOT / "src/parcours/locale/fr/LC_MESSAGES/parcours.po").open("rb") as po:
        french = read_po(po, locale="fr")
    messages = [message for message in french if message.id]
    return fragments(form for message in messages for said in (message.id, message.string or "")
                     for form in ([said] if isinstance(said, str) else said))


def heard(words: str, fragment: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(fragment)}(?!\w)", words) is not None


@pytest.mark.parametrize("address", [*GENERATED, f"{ROUTE}/map.html"])
def test_no_word_of_ours_stays_behind(spanish: Path, address: str) -> None:
    """On the generated pages and the map no sentence of ours is in French or English, in texts,
    attributes or data, but where an editor's text is marked as being in another language."""
    # a level in data is the same word in every language
    told = Told(re.sub(r'("name":"hours_level","value":)"\w+"', r'\1""',
                       page_of(spanish / "site/es", address)))
    words = told.words("es")
    assert len(words) > 200
    assert [one for one in ours() if heard(words, one)] == []


def test_a_word_that_stays_behind_would_be_seen(spanish: Path) -> None:
    """On the English and the French page of the route the same search finds a good many."""
    for lang, folder in (("en", "en/"), ("fr", "")):
        words = Told(page_of(spanish / "site" / folder, ROUTE)).words(lang)
        assert len([one for one in ours() if heard(words, one)]) > 30


def test_the_site_speaks_the_third_language(spanish: Path) -> None:
    """Home, catalogue, route, map and 404 are Spanish pages, with the theme's words in Spanish,
    Babel's dates, and addresses in /es/."""
    site = spanish / "site"
    for address in ("es", "es/parcours", f"es/{ROUTE}", f"es/{ROUTE}/map.html", "es/404.html"):
        assert re.search(r'<html[^>]* lang="es"', page_of(site, address)), address
    assert foreign("Main menu") in page_of(site, "es")
    assert "Del ladrillo al jardín" in page_of(site, "es/parcours")
    route = page_of(site, f"es/{ROUTE}")
    assert "Un día en la ciudad y otro en el campo." in route
    assert f"2 {foreign('days')}" in route.replace("\u00a0", " ")
    assert "22 de noviembre de 2026" in route
    assert "abril" in route


def test_languages_know_each_other(spanish: Path) -> None:
    """Each page names its twin in every language that it exists in, and in no other."""
    site = spanish / "site"
    for lang, folder in (("fr", ""), ("en", "en/"), ("es", "es/")):
        for path, expected in ((ROUTE, {"fr", "en", "es"}), ("parcours", {"fr", "en", "es"})):
            page = page_of(site, f"{folder}{path}")
            links = dict(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)"',
                                    page))
            assert expected <= links.keys(), (lang, path)
            switch = set(re.findall(r'<a [^>]*hreflang="(\w+)"', page))
            assert switch == expected - {lang}


def test_a_route_without_its_title_is_left_out(spanish: Path) -> None:
    """Not translated, a route has no page, no card, no map and no file in that language, and no
    other page leads there."""
    site = spanish / "site"
    assert (site / "parcours/sin-espanol/index.html").exists()
    assert (site / "en/parcours/sin-espanol/map.html").exists()
    assert not (site / "es/parcours/sin-espanol").exists()
    leading = [path for path in (site / "es").rglob("*.html")
               if re.search(r'href="[^"]*sin-espanol/', path.read_text("utf-8"))
               and not re.search(r'hreflang="\w+" href="[^"]*sin-espanol', path.read_text("utf-8"))]
    assert leading == []


def test_files_and_data_are_in_the_third_language(spanish: Path) -> None:
    """The calendar's events, the map's data and the data for search engines are Spanish."""
    folder = spanish / "site/es" / ROUTE
    calendar = Calendar.from_ical((folder / "de-la-brique-au-jardin.ics").read_text("utf-8"))
    assert str(calendar["X-WR-CALNAME"]) == "Del ladrillo al jardín"
    summaries = [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")]
    assert any(one.startswith(foreign("To ")) for one in summaries)
    trip = re.search(r'id="trip">(.*?)</script>', page_of(spanish / "site/es", f"{ROUTE}/map.html"))
    assert trip
    data = json.loads(trip[1])
    assert data["lang"] == "es"
    assert data["stops"][1]["kind"] == foreign("museum")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>',
                      page_of(spanish / "site/es", ROUTE))
    assert found
    assert json.loads(found[1])["subjectOf"]["inLanguage"] == "es"
    assert json.loads(found[1])["name"] == "Del ladrillo al jardín"


def test_search_has_an_index_of_its_own(spanish: Path) -> None:
    """Pagefind has an index for the third language, with its pages."""
    entry = json.loads((spanish / "site/pagefind/pagefind-entry.json").read_text("utf-8"))
    assert entry["languages"].keys() == {"fr", "en", "es"}
    assert entry["languages"]["es"]["page_count"] > 10


@pytest.mark.browser
def test_a_visit_in_the_third_language(browser: Browser, spanish: Path) -> None:
    """In a browser: the header with two other languages fits a narrow phone, a day can be picked,
    the map and a popup speak Spanish, names in French are marked in it, and search finds."""
    with serving(spanish / "site") as home, visiting(browser, home, width=320) as visitor:
        page = visitor.go(f"{home}es/{ROUTE}/#jour=2027-05-01")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        expect(page.locator(".pc-when__answer")).to_contain_text("Sábado, 1 de mayo de 2027")
        page.get_by_role("link", name=foreign("Open the map")).click()
        frame = page.frame_locator(".pc-map iframe")
        frame.locator(".leaflet-marker-pane .pin").nth(1).press("Enter")
        popup = frame.get_by_role("dialog")
        expect(popup).to_contain_text(foreign("museum"))
        expect(popup.locator(".title [lang=fr]")).to_have_text("Musée de la Brique")
        visitor.go(f"{home}es/recherche/?q=ladrillo")
        expect(page.get_by_role("main").locator("ol a").first).to_have_text(
            "Del ladrillo al jardín")
        assert visitor.complaints == []


def test_a_passage_in_another_language_is_marked_and_told(spanish: Path) -> None:
    """What is written in French only stands on an English or Spanish page with its ``lang``; where
    it is more than a name, words say in which language it is."""
    site = spanish / "site"
    for folder, said in (("en", "(in French)"), ("es", f"({foreign('in')} francés)")):
        place = page_of(site, f"{folder}/lieux/musee-de-la-brique")
        told = re.search(r'<div lang="fr">(.*?)</div><span class="pc-otherwise">(.*?)</span>',
                         place, re.DOTALL)
        assert told, folder
        assert "Une tuilerie devenue musée" in told[1]
        assert (folder, told[2]) == (folder, said)
    spanish_route = page_of(site, f"es/{ROUTE}")
    for text in ("La ville", "Musée de la Brique", "Jardin des simples", "Montez au four."):
        marked = Told(spanish_route)
        assert text in marked.words("fr"), text
    heading = re.search(r'<h2 id="jour-1-titre">(.*?)</h2>', spanish_route)
    assert heading
    assert "francés)" in heading[1]
    assert "pc-otherwise" not in page_of(site, ROUTE)  # the French page has nothing to tell
    catalogue = page_of(site, "es/parcours")
    assert "pc-otherwise" not in catalogue


def test_what_a_leg_passes_is_named_in_the_language_of_the_page(spanish: Path) -> None:
    """A place on the way has its English name on the English page, and on the Spanish one, where
    it has none, its French name, marked as such."""
    site = spanish / "site"
    assert "via Brick Museum<" in page_of(site, f"en/{ROUTE}")
    assert f'{foreign("via")} <span lang="fr">Musée de la Brique</span>' in page_of(
        site, f"es/{ROUTE}")


KNOWN = {
    ("overrides/assets/javascripts/search-words.js", '"fr"'): "the ligatures of French words",
    ("overrides/assets/javascripts/days.js", '"en"'): "the parts of a date, read by the script",
    ("src/parcours/hours/said/vocabulary.py", '"en"'): "a French word, as offices write hours",
    ("src/parcours/hours/said/joints.py", '"fr"'): "Friday, in short",
    ("src/parcours/hours/said/vocabulary.py", '"fr"'): "Friday, in short",
    ("src/parcours/i18n/typography.py", '"fr"'): "apostrophes and spaces of French",
    ("src/parcours/publish/preview.py", '"fr"'): "a page that names no language of its own",
    ("src/parcours/render/exports/randonnee.py", '"fr"'): "the national schema is in French",
    ("src/parcours/render/exports/dcat.py", '"fr"'): "the codes of the EU's list of languages",
    ("src/parcours/render/exports/dcat.py", '"en"'): "the same",
    ("src/parcours/render/exports/dcat.py", '"es"'): "the same",
}
"""Where a file names a language all the same, and why."""

SPEAKING = ("i18n", "trip", "content", "hours", "render", "build", "publish")
"""The packages between a text as it was read and a site."""


def test_no_list_of_languages() -> None:
    """What makes pages and publishes them names no language: not in Python, templates or theme."""
    package = ROOT / "src/parcours"
    files = [*(path for name in SPEAKING for path in (package / name).rglob("*")
               if path.suffix in (".py", ".j2", ".html")),
             *(package / "assets").glob("*.js"),
             *(path for path in (ROOT / "overrides").rglob("*")
               if path.suffix in (".js", ".html", ".xml"))]
    assert len(files) > 50
    found = {}
    for path in files:
        name = path.relative_to(ROOT).as_posix()
        for literal in re.findall(r"[\"'](?:fr|en|es)[\"']", path.read_text("utf-8")):
            if (name, literal) not in KNOWN:
                found[name] = literal
    assert found == {}
