"""What the code of a page alone tells of its accessibility: every kind of page, both languages.

Each of these tests answers a criterion of the RGAA, see ``rgaa.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise, takewhile
from pathlib import Path

import pytest

from helpers.kinds_of_pages import addresses
from helpers.published import LANGS, ROOT
from helpers.reading import VOID

LOOKS = {"basefont", "big", "blink", "center", "font", "marquee", "s", "strike", "tt", "u"}
LOOKS_GIVEN = {"align", "alink", "background", "bgcolor", "border", "cellpadding", "cellspacing",
               "color", "face", "hspace", "link", "text", "valign", "vlink", "vspace"}
FILMS = {"audio", "video", "embed", "object", "bgsound"}


@dataclass
class Element:
    """A start tag and where it stands."""

    tag: str
    given: dict[str, str]
    inside: tuple[str, ...]


@dataclass
class Code(HTMLParser):
    """The elements of a page in order, and what is wrong with how they are put together."""

    elements: list[Element] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    doctype: str = ""
    title: str = ""
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_decl(self, decl: str) -> None:
        self.doctype = self.doctype or decl

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self.faults += [f"{tag} says {name} twice" for name in {*names} if names.count(name) > 1]
        if tag == "p" and "p" in self._open:
            self.faults.append("a paragraph in a paragraph")
        self.elements.append(Element(
            tag, {name: value or "" for name, value in attrs}, (*self._open,)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or not self._open or self._open[-1] != tag:
            self.faults.append(f"</{tag}> closes nothing in {' > '.join(self._open[-3:])}")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "title" and "svg" not in self._open:
            self.title += data

    def all(self, *tags: str) -> list[Element]:
        """The elements of these names."""
        return [one for one in self.elements if one.tag in tags]


def read(text: str) -> Code:
    code = Code()
    code.feed(text)
    code.close()
    code.faults += [f"<{tag}> is not closed" for tag in code._open]
    return code


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Code]:
    """Every kind of page by its address; of a page that is not there, the 404 pages."""
    found = {}
    for lang in LANGS:
        for address in addresses(site, lang):
            path = site / address
            if path.is_dir():
                path /= "index.html"
            if path.exists():
                found[address] = read(path.read_text("utf-8"))
    found["404.html"] = read((site / "404.html").read_text("utf-8"))
    assert len(found) > 60
    return found


@pytest.fixture(scope="module")
def framed(pages: dict[str, Code]) -> dict[str, Code]:
    """The pages that have the site's header and footer: all but the maps."""
    return {address: code for address, code in pages.items() if not address.endswith("map.html")}


def test_a_page_is_well_made(pages: dict[str, Code]) -> None:
    """A document type, each element closed in its turn, no attribute and no identifier twice."""
    told = []
    for address, code in pages.items():
        ids = [one.given["id"] for one in code.elements if "id" in one.given]
        told += [(address, f"id {id}") for id in {*ids} if ids.count(id) > 1]
        told += [(address, fault) for fault in code.faults]
        if code.doctype.lower() != "doctype html":
            told.append((address, f"document type {code.doctype!r}"))
    assert told == []


@pytest.mark.parametrize(("bad", "fault"), [
    ("<p>a<div>b</p></div>", "</p> closes nothing"), ("<ul><li>a</ul>", "</ul> closes nothing"),
    ("<main><p>a</p>", "<main> is not closed"), ('<p id="a" id="b">c</p>', "says id twice")])
def test_what_is_badly_made_is_told(bad: str, fault: str) -> None:
    """Elements out of turn, one left open and an attribute said twice are seen."""
    assert any(fault in one for one in read(bad).faults)


def test_titles_differ(pages: dict[str, Code]) -> None:
    """No two pages of the site have one title; a page and its map do not, either."""
    titles: dict[str, list[str]] = {}
    for address, code in pages.items():
        if address != "404.html":
            titles.setdefault(" ".join(code.title.split()), []).append(address)
    assert {title: where for title, where in titles.items() if len(where) > 1 or not title} == {}


def within(outer: Element, following: list[Element]) -> Iterator[Element]:
    """The elements inside ``outer``, which come right after it."""
    return takewhile(lambda part: len(part.inside) > len(outer.inside), following)


def test_an_image_is_named_or_silent(pages: dict[str, Code]) -> None:
    """An ``img`` says its text, be it empty; a drawing in the page is hidden, bears a name, or is
    a map of links, each with its title."""
    told = [(address, one.given) for address, code in pages.items() for one in code.all("img")
            if "alt" not in one.given]
    for address, code in pages.items():
        for n, one in enumerate(code.elements):
            if one.tag != "svg" or one.given.get("aria-hidden") == "true":
                continue
            pairs = list(pairwise(within(one, code.elements[n + 1:])))
            links = [after.tag == "title" for part, after in pairs if part.tag == "a"]
            named = one.given.get("role") == "img" and (
                {"aria-label", "aria-labelledby"} & one.given.keys())
            if not (named or (links and all(links))):
                told.append((address, one.given))
    assert told == []


def test_no_sound_and_no_film(pages: dict[str, Code]) -> None:
    """No page has a sound, a film or a plug-in."""
    assert [(address, one.tag) for address, code in pages.items()
            for one in code.all(*FILMS)] == []


def test_a_table_names_its_columns(pages: dict[str, Code]) -> None:
    """Each table has header cells, and each of them says of what: a column or a row."""
    tables = [one for code in pages.values() for one in code.all("table")]
    assert len(tables) > 10
    told = []
    for address, code in pages.items():
        heads = code.all("th")
        told += [(address, one.given) for one in heads
                 if one.given.get("scope") not in ("col", "row") and "thead" not in one.inside]
        if len(code.all("thead")) < len(code.all("table")):
            told.append((address, {"table": "no head"}))
    assert told == []


def test_looks_are_left_to_the_style_sheet(pages: dict[str, Code]) -> None:
    """No element or attribute that only says how something looks, no style in the code; the map,
    whose parts a script places, has the styles of Folium's own head."""
    told = []
    for address, code in pages.items():
        for one in code.elements:
            drawing = one.tag == "svg" or "svg" in one.inside
            if one.tag in LOOKS or (not drawing and LOOKS_GIVEN & one.given.keys()):
                told.append((address, one.tag, [*one.given]))
            if "style" in one.given or (one.tag == "style" and not address.endswith("map.html")):
                told.append((address, one.tag, ["style"]))
    assert told == []


def test_headings_make_an_outline(pages: dict[str, Code]) -> None:
    """One first-level heading, and no level is left out on the way down. (The page for what is not
    there has one a language, and a script leaves one of them.)"""
    told = []
    for address, code in pages.items():
        levels = [int(one.tag[1]) for one in code.elements if re.fullmatch("h[1-6]", one.tag)]
        if levels.count(1) != (len(LANGS) if address == "404.html" else 1):
            told.append((address, f"{levels.count(1)} headings of the first level"))
        after = levels[levels.index(1):] if 1 in levels else levels
        told += [(address, f"h{low} after h{high}")
                 for high, low in pairwise(after) if low > high + 1]
    assert told == []


def test_the_frame_of_the_page_is_marked_up(framed: dict[str, Code]) -> None:
    """One header, one main area, one footer, and every navigation bears a name of its own."""
    told = []
    for address, code in framed.items():
        for tag in ("header", "main", "footer"):
            outer = [one for one in code.all(tag)
                     if not {"main", "article", "section"} & {*one.inside}]
            if len(outer) != 1:
                told.append((address, f"{len(outer)} × {tag}"))
        names = [one.given.get("aria-label") or one.given.get("aria-labelledby")
                 for one in code.all("nav")]
        if not names or None in names or len({*names}) < len(names):
            told.append((address, f"navigations {names}"))
    assert told == []


def test_menu_and_search_are_always_in_one_place(framed: dict[str, Code]) -> None:
    """Every page begins with the same stops in the same order: skip link, home, search, language,
    menu; they lead to the same pages of its language."""
    kinds: dict[str, list[str]] = {}
    for address, code in framed.items():
        prefix = "en" if address.startswith("en/") else "fr"
        links = [one.given.get("href", "") for one in code.all("a")
                 if "header" in one.inside or one.given.get("class") == "pc-skip"]
        # where a link leads, whatever folder the page is in; the language switch follows the page
        ends = [re.sub(r"^(\.\./|\./|/)+", "", link) for link in links]
        searches = [n for n, end in enumerate(ends) if end == "recherche/"]
        menu = [end for one, end in zip(
            [one for one in code.all("a")
             if "header" in one.inside or one.given.get("class") == "pc-skip"], ends, strict=True)
            if "nav" in one.inside]
        said = f"{prefix}: {ends[0]}, search {searches[:1]}, menu {menu}"
        kinds.setdefault(said.replace("'./'", "''"), []).append(address)
    told = {said: where[:3] for said, where in kinds.items()}
    assert len(told) == 2, told
    assert all(re.search(r"#contenu, search \[\d\], menu \['', 'parcours/'", said) for said in told)


SCRIPTS = sorted([*(ROOT / "overrides").rglob("*.js"), *(ROOT / "src/parcours").rglob("*.js")])
SHEETS = sorted([*(ROOT / "overrides").rglob("*.css"), *(ROOT / "src/parcours").rglob("*.css")])


def code_of(paths: list[Path]) -> dict[str, str]:
    """What our scripts or style sheets say, without their remarks."""
    assert len(paths) > 1
    return {path.name: re.sub(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", "", path.read_text("utf-8"),
                              flags=re.DOTALL) for path in paths}


def test_nothing_happens_unasked(pages: dict[str, Code]) -> None:
    """No page reloads, opens a window or has a shortcut key; no script opens one either, nor
    listens to letters."""
    told = []
    for address, code in pages.items():
        told += [(address, "refresh") for one in code.all("meta")
                 if one.given.get("http-equiv", "").lower() == "refresh"]
        told += [(address, str(one.given)) for one in code.elements
                 if one.given.get("target") == "_blank" or "accesskey" in one.given
                 or "autofocus" in one.given]
    opened = [(name, found) for name, text in code_of(SCRIPTS).items()
              for found in re.findall(r"window\.open|location\.reload|[kK]ey\s*===?\s*[\"'].[\"']",
                                      text) if found[-2:-1] != " "]
    assert (told, opened) == ([], [])


def test_nothing_moves_for_long() -> None:
    """No style sheet has an animation that repeats, and no transition takes over half a second."""
    told = []
    for name, text in code_of(SHEETS).items():
        told += [(name, found) for found in re.findall(r"\binfinite\b|marquee", text)]
        told += [(name, line.strip()) for line in text.splitlines()
                 for declared in re.findall(r"(?:transition|animation)[\w-]*: ([^;}]+)", line)
                 for part in declared.split(",")  # the first time of each is how long it takes
                 for time in re.findall(r"([\d.]+)s\b", part)[:1] if float(time) > 0.5]
    assert told == []


def test_nothing_asks_how_the_screen_is_held() -> None:
    """Neither styles nor scripts ask for an orientation or listen to movements."""
    told = [(name, found) for name, text in code_of([*SCRIPTS, *SHEETS]).items()
            for found in re.findall(
                r"orientation\s*:|screen\.orientation|device(?:motion|orientation)", text)]
    assert told == []
