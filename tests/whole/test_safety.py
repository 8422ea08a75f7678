"""Nothing that an editor wrote runs: not at build, not in a page, a map, a calendar or a track.

`attacked` writes a content folder whose every text is hostile. It is built, published by MkDocs
with and without more Markdown extensions than we use, and opened in Chromium; the texts must be
shown as they were typed, and nothing else may happen.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import gpxpy
import icalendar
import pytest
import yaml
from playwright.sync_api import Browser, Page, expect
from pydantic import BaseModel, PlainValidator

from helpers import attacked
from helpers.attacked import (
    IN_PLACE_PAGE,
    IN_ROUTE_PAGE,
    IN_TERRITORIES_PAGE,
    PAYLOADS,
    REFUSED,
    SOURCE,
    Attack,
    seen_in,
)
from helpers.browsing import Visitor, serving, visiting
from helpers.content_sample import GARDEN_FILE, JPEG, ROUTE_FILE, TODAY, check, edited, write_sample
from helpers.published import LANGS, build_docs, lay_out, once
from helpers.reading import Element, tree_of
from parcours.build.build import Options, build
from parcours.diagnostics.diagnostic import has_errors
from parcours.format import model, scalars
from parcours.i18n.language import language_of
from parcours.i18n.typography import typeset
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.publish import publish
from parcours.publish.theme import theme
from parcours.reference import site_settings
from parcours.render.maps import files as map_files
from parcours.render.maps import page as maps
from parcours.safe_text import html
from parcours.web.colours import Palette

PREFIX = {"fr": "", "en": "en/"}
EVERY = range(len(PAYLOADS))
MORE_EXTENSIONS = """\
INHERIT: {config}
site_dir: {site}
markdown_extensions:
  - attr_list
  - md_in_html
  - tables
  - toc: {{permalink: true}}
  - abbr
  - admonition
  - def_list
  - footnotes
  - meta
  - nl2br
  - sane_lists
  - smarty
  - wikilinks
  - pymdownx.arithmatex
  - pymdownx.b64: {{base_path: /}}
  - pymdownx.betterem
  - pymdownx.blocks.admonition
  - pymdownx.blocks.html
  - pymdownx.caret
  - pymdownx.critic
  - pymdownx.details
  - pymdownx.emoji
  - pymdownx.escapeall
  - pymdownx.highlight
  - pymdownx.inlinehilite
  - pymdownx.keys
  - pymdownx.magiclink
  - pymdownx.mark
  - pymdownx.progressbar
  - pymdownx.smartsymbols
  - pymdownx.snippets: {{base_path: ["/"], url_download: true}}
  - pymdownx.superfences
  - pymdownx.tabbed
  - pymdownx.tasklist
  - pymdownx.tilde
"""
"""All that somebody might turn on one day."""


@dataclass(frozen=True)
class World:
    """The hostile folder after the build, before and after MkDocs."""

    folder: Path

    @property
    def docs(self) -> Path:
        return self.folder / "docs"

    @property
    def site(self) -> Path:
        return self.folder / "root" / "site"

    @property
    def extended(self) -> Path:
        return self.folder / "root" / "site-extended"

    @property
    def secret(self) -> Path:
        return self.folder / "secret.txt"

    @property
    def attacks(self) -> list[Attack]:
        # the folder is made under another name and renamed, so the paths in it are of that one
        return attacked.attacks(Path("secret.txt"))

    def page(self, lang: str, kind: str, id: str) -> tuple[dict[str, Any], Element]:
        """Front matter and elements of a generated page."""
        text = (self.docs / lang / kind / id / "index.md").read_text("utf-8")
        _, matter, body = text.split("---\n", 2)
        return yaml.safe_load(matter), tree_of(body)


def mkdocs(root: Path, *configs: str) -> None:
    """Build with each configuration, side by side."""
    look, files = theme(root, Palette())
    running = [subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-f", config], cwd=root,
        stderr=subprocess.PIPE, text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PARCOURS_LOOK": look})
        for config in configs]
    failures = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [0] * len(configs), failures
    for name, content in files.items():  # where `publish` puts the theme
        path = root / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The folder built and published, with our extensions and with many more."""
    def make(folder: Path) -> None:
        folder.mkdir()
        (folder / "secret.txt").write_text("SECRET-WORDS", "utf-8")
        hostile = attacked.attacks(Path("secret.txt"))
        here = Path.cwd()
        os.chdir(folder)  # where the paths of the payloads would be read
        try:
            build_docs(attacked.write(Path("itineraries"), hostile), Path("docs"))
            root = lay_out(Path("root"), Path("docs"))
            shared = read_shared(Path("itineraries"), TODAY)
            for name, text in site_settings.files(shared.atlas, root).items():
                (root / name).write_text(text, "utf-8")  # as `parcours reference` does
            (root / "secret.txt").write_text("SECRET-WORDS", "utf-8")
            publish(root, Path("site"))
            for config, site in (("mkdocs.yml", "site-extended"),
                                 ("mkdocs.en.yml", "site-extended/en")):
                name = f"more-{config}"
                (root / name).write_text(MORE_EXTENSIONS.format(config=config, site=site), "utf-8")
            mkdocs(root, "more-mkdocs.yml", "more-mkdocs.en.yml")
        finally:
            os.chdir(here)

    return World(once(tmp_path_factory, "hostile", make))


# What is attacked

def text_fields(group: type[BaseModel], done: set[type] | None = None) -> set[str]:
    """Every field of free text of a model and of the groups below it, as ``Group.field``.

    A field is named by the class that declares it.
    """
    done = set() if done is None else done
    if group in done:
        return set()
    done.add(group)
    found = set()
    for name, about in group.model_fields.items():
        owner = next(base for base in reversed(group.__mro__)
                     if name in getattr(base, "__annotations__", {}))
        kinds, groups = set(), set()
        waiting: list[Any] = [about.annotation, *about.metadata]
        while waiting:
            part = waiting.pop()
            waiting += [*get_args(part), *getattr(part, "__metadata__", ())]
            if isinstance(part, PlainValidator):
                kinds.add(part.func)
            elif isinstance(part, type) and issubclass(part, BaseModel):
                groups.add(part)
        if kinds & {scalars.line, scalars.text, scalars.prose}:
            found.add(f"{owner.__name__.lstrip('_')}.{name}")
        for other in groups:
            found |= text_fields(other, done)
    return found


NOT_FREE = {
    "PlaceFields.commune",  # must be a code of communes.csv
    "Site.languages",  # must be languages that we have words for: see below
    "TileProvider.attribution",  # has a test of its own
}


def test_every_text_field_is_attacked() -> None:
    """Whoever adds a field of free text to the format adds it to the hostile folder, too."""
    known: set[str] = set()
    for kind in (model.Itinerary, model.Place, model.Territories, model.Site):
        known |= text_fields(kind)
    assert known - NOT_FREE == attacked.FILLED - {"Commune.name"}, (
        "fill the field in tests/helpers/attacked.py, and name it in FILLED there")


def test_the_folder_holds_each_payload_in_each_field(world: World) -> None:
    """The marks of all fields stand in the files: none was lost on the way to the test."""
    content = "".join(path.read_text("utf-8") for path in (world.folder / "itineraries").rglob("*")
                      if path.suffix in (".yml", ".csv"))
    marks = set(re.findall(r"Z\d\d[a-z]+Z", content))
    fields = {mark[3:-1] for mark in marks}
    assert marks == {f"Z{n:02}{field}Z" for n in EVERY for field in fields}
    assert {*IN_ROUTE_PAGE, *IN_PLACE_PAGE, *IN_TERRITORIES_PAGE} <= fields


# At build

def test_nothing_ran(world: World) -> None:
    """No template of a payload was carried out, by the build or by MkDocs, and no file was read
    into a page."""
    ran = re.compile(rb"SECRET-WORDS|\b%d\b" % attacked.COMPUTED)
    assert [path for folder in (world.docs, world.site, world.extended)
            for path in folder.rglob("*")
            if "lunr" not in path.parts  # the theme's own tables of numbers
            and path.suffix in (".md", ".html", ".js", ".json", ".geojson", ".gpx", ".ics", ".svg",
                               ".xml") and ran.search(path.read_bytes())] == []


@pytest.mark.parametrize("n", EVERY)
def test_every_file_of_a_route_parses_and_tells_the_texts(world: World, n: int) -> None:
    """Page, map, picture, GPX, GeoJSON and calendar are each read back by a reader of their own,
    which finds the hostile texts as texts, and as many stops and events as there are."""
    attack = world.attacks[n]
    id, names = f"parcours-{n}", [attack.shown(f) for f in ("pname", "pname", "iname")]
    names = [f"{text} {attack.mark(f)}" for text, f in zip(names, ("pname", "pname", "iname"),
                                                            strict=True)]
    title = f"{attack.shown('rtitle')} {attack.mark('rtitle')}"
    for lang in LANGS:
        folder = world.docs / lang / "parcours" / id

        matter, page = world.page(lang, "parcours", id)
        assert sorted(matter) == ["card", "description", "hide", "title"]
        assert not set("<>{}\"") & set(
            matter["title"] + matter["description"] + matter["card"])
        assert page.one("h1").text == title
        data = {one.attributes["type"]: json.loads(one.raw) for one in page.all("script")}
        assert data.keys() <= {"application/ld+json", "application/json"}  # data, and no program
        listed = data["application/ld+json"]
        assert listed["name"] == title
        assert [item["item"]["name"] for item in listed["itinerary"]["itemListElement"]] == names
        assert harmless(page) == []

        drawn = tree_of((folder / "map.html").read_text("utf-8"))
        trip = next(one for one in drawn.all("script") if one.attributes.get("id") == "trip")
        assert [stop["name"] for stop in json.loads(trip.raw)["stops"]] == [
            typeset(name, lang) for name in names]
        named = language_of(lang).say("Map: {title}", title=title)
        assert drawn.one("title").text == " ".join(named.split())
        assert attack.mark("pname") not in "".join(
            one.raw for one in drawn.all("script") if one is not trip)

        picture = ElementTree.parse(folder / f"{id}.svg").getroot()
        assert {element.tag.rpartition("}")[2] for element in picture.iter()} <= {
            "svg", "title", "desc", "g", "path", "rect", "circle", "text", "tspan", "line",
            "polyline", "polygon", "defs", "use", "style", "clipPath", "pattern", "ellipse",
            "symbol", "mask"}
        assert [name for element in picture.iter() for name, value in element.attrib.items()
                if name.lower().startswith("on")
                or (name.endswith("href") and not value.startswith("#"))] == []

        gpx = gpxpy.parse((folder / f"{id}.gpx").read_text("utf-8"))
        assert gpx.name == title
        assert [point.name for point in gpx.waypoints] == [
            f"{i}. {name}" for i, name in enumerate(names, start=1)]

        collection = json.loads((folder / f"{id}.geojson").read_text("utf-8"))
        assert [one["properties"]["name"] for one in collection["features"]
                if one["geometry"]["type"] == "Point"] == names

        diary = icalendar.Calendar.from_ical((folder / f"{id}.ics").read_bytes())
        events = diary.walk("VEVENT")
        assert len(events) == 5  # three stops and two legs
        # an hour that rests on an estimate follows the name
        around = re.compile(r", (?:vers|around) [\d\s:h]+ \(estimat(?:e|ion)\)$")
        assert [around.sub("", str(event["SUMMARY"]))
                for event in events if "etape" in str(event["UID"])] == names
        assert {str(event["UID"]).rpartition(".")[2] for event in events} == {"parcours"}
        for event in events:
            assert {*event} <= {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION",
                                "DESCRIPTION", "GEO", "URL", "SEQUENCE"}


_ADDRESS = re.compile(r"https://exemple\.fr/|https://www\.openstreetmap\.org/\?mlat=|tel:|mailto:|\.\./|#|(?:[\w-]+/){0,2}[\w.-]+/?$|[\w-]+/#"
                      r"|map\.html#etape-\d+$")


def harmless(page: Element) -> list[str]:
    """What a page has that could run or that our templates never write."""
    found = []
    waiting: list[Element] = [page]
    while waiting:
        here = waiting.pop()
        if here.tag in ("iframe", "object", "embed", "base", "meta", "style", "math"):
            found.append(here.tag)
        for name, value in here.attributes.items():
            if name.startswith("on") or name in ("style", "srcdoc", "action", "formaction",
                                                 "autofocus"):
                found.append(f"{here.tag} {name}={value}")
            if name in ("href", "src") and not _ADDRESS.match(value):
                found.append(f"{here.tag} {name}={value}")
        waiting += [child for child in here.children if isinstance(child, Element)]
    return found


@pytest.mark.parametrize("n", EVERY)
def test_the_page_of_a_place_parses(world: World, n: int) -> None:
    """The same for places, whose photo, products, labels and sources are shown nowhere else."""
    attack = world.attacks[n]
    for lang in LANGS:
        for id in (f"ville-{n}", f"pays-{n}"):
            matter, page = world.page(lang, "lieux", id)
            assert sorted(matter) == ["description", "hide", "image", "title"]
            assert page.one("h1").text == f"{attack.shown('pname')} {attack.mark('pname')}"
            assert page.one("img").attributes["alt"] == (
                f"{attack.shown('palt')} {attack.mark('palt')}")
            assert SOURCE in [link.attributes["href"] for link in page.all("a")]
            assert harmless(page) == []


def test_every_generated_file_parses(world: World) -> None:
    """Whatever else is made of the hostile folder, such as feeds and calendars, is well formed,
    and no page holds what a template engine would take for its own."""
    seen = set()
    for path in world.docs.rglob("*"):
        seen.add(path.suffix)
        match path.suffix:
            case ".xml" | ".svg" | ".gpx":
                ElementTree.parse(path)
            case ".json" | ".geojson":
                json.loads(path.read_text("utf-8"))
            case ".ics":
                assert icalendar.Calendar.from_ical(path.read_bytes()).walk("VCALENDAR")
            case ".md":
                matter, body = path.read_text("utf-8").removeprefix("---\n").split("---\n", 1)
                told = yaml.safe_load(matter)
                home = path.parent.parent == world.docs
                assert {*told} <= {"card", "description", "feed", "hide", "image", "searched",
                                   "title"} | (
                    {"template", "made_by", "outlines"} if home else set())
                assert told.get("template") == ("home.html" if home else None)
                # the one form of ours asks the catalogue for a day
                assert harmless(tree_of(body)) == (["form action=parcours/"] if home else [])
                assert re.findall(r"\{[{%#:]", matter + body) == []
    assert seen >= {".svg", ".gpx", ".geojson", ".ics", ".md"}


@pytest.mark.parametrize("lang", LANGS)
def test_what_maps_and_pictures_load_parses(world: World, lang: str) -> None:
    """What the maps load and the pictures of territories hold every hostile name as text."""
    names = []
    for path in sorted((world.docs / lang).glob("assets/map/*/land-*.js")):
        script = path.read_text("utf-8")
        match = re.fullmatch(r'import \{hold\} from "\./land\.js";\nhold\((\{.*\})\);\n', script)
        assert match, script[:80]
        names.append(json.loads(match[1])["name"])
    assert sorted(names) == sorted(
        typeset(f"{attack.shown('tname')} {attack.mark('tname')}", lang)
        for attack in world.attacks for _ in range(2))
    for picture in (world.docs / lang / "territoires").glob("*.svg"):
        ElementTree.parse(picture)


def test_more_markdown_extensions_find_nothing(world: World) -> None:
    """With thirty more extensions turned on (snippets that read files, attribute lists, footnotes,
    abbreviations…) and without the one that takes a sealed body as it is, every generated page
    comes out the same to the last byte, but for the seal."""
    compared = 0
    for lang in LANGS:
        for kind in ("parcours", "lieux", "territoires"):
            for page in (world.site / PREFIX[lang] / kind).rglob("index.html"):
                other = (world.extended / page.relative_to(world.site)).read_text("utf-8")
                read, seals = re.subn(r"<!--parcours [0-9a-f]{32}-->\n", "", other)
                assert seals == 1, page  # the body was read as Markdown
                assert page.read_text("utf-8") == read, page
                compared += 1
    # two places and a route both ways for each payload, and the three lists
    assert compared == 2 * (4 * len(PAYLOADS) + 3)
    # the extensions did work: a page written by hand has them
    assert "headerlink" in (world.extended / "contribuer/index.html").read_text("utf-8")


# In the reader's browser

@pytest.fixture(scope="module")
def address(world: World) -> Iterator[str]:
    with serving(world.site) as home:
        yield home


@pytest.fixture(scope="module")
def visitor(browser: Browser, address: str) -> Iterator[Visitor]:
    with visiting(browser, address) as here:
        yield here


def untouched(visitor: Visitor) -> None:
    """Nothing ran in the page, nothing complained, and no other host was asked."""
    assert visitor.page.evaluate("typeof window.pwned") == "undefined"
    for frame in visitor.page.frames:
        assert frame.evaluate("typeof window.pwned") == "undefined"
    assert (visitor.dialogs, visitor.complaints, visitor.hosts, visitor.missing) == (
        [], [], [], [])


def assert_shown(words: str, attack: Attack, fields: list[str]) -> None:
    """Each field stands in a page's words just as it was typed, wherever it stands."""
    found = {field: before for (n, field), before in seen_in(words).items() if n == attack.n}
    assert sorted(set(fields) - found.keys()) == []
    for field, places in found.items():
        for before in places:
            assert before.endswith(attack.shown(field)), field


def words_of(page: Page) -> str:
    words: str = page.evaluate("""() => {
        const main = document.querySelector('main').cloneNode(true);
        for (const data of main.querySelectorAll('script')) data.remove();
        return main.textContent;
    }""")
    return words


@pytest.mark.browser
@pytest.mark.parametrize("n", EVERY)
def test_a_hostile_route_in_chromium(world: World, visitor: Visitor, address: str, n: int) -> None:
    """The page of the route in both languages, its map opened in it with every popup, the map of
    the other language, and the page of its place: all is shown as it was typed, nothing runs."""
    attack = world.attacks[n]
    for lang in ("en", "fr"):
        page = visitor.go(f"{address}{PREFIX[lang]}parcours/parcours-{n}/")
        assert_shown(words_of(page), attack, IN_ROUTE_PAGE)
        assert page.locator(".pc-stop").count() == 3
        untouched(visitor)

    frame = page.frame_locator(".pc-map iframe")
    pins = frame.locator(".leaflet-marker-pane .pin")
    page.locator(".pc-map a.pc-button").click()
    expect(pins).to_have_count(3)
    for stop, field in enumerate(("pname", "pname", "iname")):
        pins.nth(stop).dispatch_event("keydown", {"key": "Enter"})
        popup = frame.get_by_role("dialog")
        name = f"{attack.shown(field)} {attack.mark(field)}"
        expect(popup).to_have_attribute("aria-label", f"{stop + 1}. {typeset(name, lang)}")
        assert_shown(popup.evaluate("popup => popup.textContent"), attack,
                     [field, "cname", "tname", *(["rline"] if stop == 1 else [])])
        assert popup.locator("a").count() == 1
    untouched(visitor)

    page = visitor.go(f"{address}en/parcours/parcours-{n}/map.html#etape-3")
    name = f"{attack.shown('iname')} {attack.mark('iname')}"
    expect(page.get_by_role("dialog")).to_have_attribute("aria-label", f"3. {name}")
    untouched(visitor)

    for lang in LANGS:
        page = visitor.go(f"{address}{PREFIX[lang]}lieux/ville-{n}/")
        assert_shown(words_of(page), attack, [one for one in IN_PLACE_PAGE if one != "palt"])
        assert page.locator("main img").get_attribute("alt") == (
            f"{attack.shown('palt')} {attack.mark('palt')}")
        untouched(visitor)


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGS)
def test_the_pages_about_all_hostile_routes_in_chromium(world: World, visitor: Visitor,
                                                        address: str, lang: str) -> None:
    """Catalogue, places, territories, disruptions and home show all the hostile texts at once, and
    nothing runs."""
    for path, fields in (("", ["htitle", "hlead"]), ("parcours/", ["rtitle", "rsummary"]),
                         ("lieux/", ["pname", "cname", "tname"]),
                         ("territoires/", IN_TERRITORIES_PAGE),
                         ("perturbations/", ["pname", "pcause", "pstatus"])):
        page = visitor.go(f"{address}{PREFIX[lang]}{path}")
        for attack in world.attacks:
            assert_shown(words_of(page), attack, [*fields])
        untouched(visitor)


@pytest.mark.browser
def test_a_hostile_tile_provider(world: World, browser: Browser, tmp_path: Path) -> None:
    """The credit of a tile provider from site.yml is text, too, whatever it holds."""
    content = write_sample(tmp_path / "itineraries")
    shared = read_shared(content, TODAY)
    trip, _ = read_trip(content / ROUTE_FILE, shared.atlas)
    assert trip is not None
    french = language_of("fr")
    provider = model.TileProvider.model_validate({
        "url": "https://tuiles.exemple.fr/{z}/{x}/{y}.png?a=b&c=$d(e)",
        "attribution": " ".join(f"{attack.text} {attack.mark('credit')}"
                                for attack in world.attacks)})
    folder = tmp_path / "site" / "parcours" / "x"
    folder.mkdir(parents=True)
    for name, text in map_files.files(provider).items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    (folder / "map.html").write_text(
        maps.render(maps.shell(french, provider), trip, french), "utf-8")
    with serving(tmp_path / "site", world.site) as home, visiting(browser, home) as visitor:
        page = visitor.go(f"{home}parcours/x/map.html")
        credit = page.locator(".leaflet-control-attribution")
        expect(credit).to_contain_text("Z00creditZ")
        for attack in world.attacks:
            assert_shown(credit.text_content() or "", attack, ["credit"])
        assert page.evaluate("typeof window.pwned") == "undefined"
        assert (visitor.dialogs, visitor.complaints) == ([], [])
        assert visitor.hosts == ["tuiles.exemple.fr"]


# What is refused at once

@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_characters_that_forge_lines_are_refused(tmp_path: Path, text: str) -> None:
    """A text with a control character, or one that turns lines or letters about, is an error that
    points at its field; nothing is built of it."""
    for field, old in (("title", "From brick to garden"), ("note", "Climb to the kiln."),
                       ("summary", "A day in town then one in the fields.")):
        folder = tmp_path / field
        write_sample(folder / "itineraries", **edited(ROUTE_FILE, old, json.dumps(text)))
        outcome = build(Options(folder / "itineraries", folder / "docs", TODAY))
        assert "bad-value" in [told.code for told in outcome.diagnostics], outcome.diagnostics
        assert not (folder / "docs").exists()


LINKS = ["javascript:window.pwned=1", "JaVaScRiPt:window.pwned=1", "java&#115;cript:x",
         "&#x6A;avascript:x", "javascript&colon;x", "java\\\nscript:x", "\tjavascript:x",
         "javascript&#58;x", "data:text/html,<script>x</script>", "vbscript:x", "file:///etc/passwd",
         "//evil.example/x", "http://evil.example/", "/\\evil.example", "../../admin",
         "blob:https://x", "view-source:https://x", "https:javascript:x", "ftp://evil.example",
         "%6Aavascript:x", "<javascript:x>", "javascript:x \"title\""]


@pytest.mark.parametrize("link", LINKS)
def test_an_unsafe_link_is_refused_or_is_no_link(tmp_path: Path, link: str) -> None:
    """A link that leads elsewhere than to https, mailto or tel is an error; what is rendered
    anyway has no such link in it."""
    note = f"Voyez [ceci]({link})."
    for element in tree_of(html.to_html(note)).all("a"):
        assert re.match(r"(?:https://|mailto:|tel:)", element.attributes.get("href", "https://"))
    content = write_sample(tmp_path, **edited(ROUTE_FILE, "Climb to the kiln.", json.dumps(note)))
    if tree_of(html.to_html(note)).all("a"):
        assert has_errors(check(content)) or link.startswith("https:")


@pytest.mark.parametrize("name", ["x.html", "x.svg", "x.md", "index.md", "x.js", "x.htm", "x.xhtml",
                                  "x.xml", "x", "x.jpg.html", "x.php"])
def test_a_photo_is_named_as_one(tmp_path: Path, name: str) -> None:
    """A file that begins like a JPEG and is named like a page would be served as a page: it is an
    error, and nothing is built."""
    files = edited(GARDEN_FILE, "media/jardin.jpg", f"media/{name}")
    content = write_sample(tmp_path / "itineraries", **files, **{
        f"media/{name}": JPEG + b"<script>window.pwned=1</script>"})
    outcome = build(Options(content, tmp_path / "docs", TODAY))
    assert [told.code for told in outcome.diagnostics] == ["bad-value"]
    assert not (tmp_path / "docs").exists()


def test_the_name_of_a_photo_is_an_address(tmp_path: Path) -> None:
    """A photo whose name holds signs is shown all the same: its address holds none of them."""
    name = "Été [1] #2 {x} 50% & \"q\" 'r'?.JPG"
    files = edited(GARDEN_FILE, "media/jardin.jpg", json.dumps(f"media/{name}"))
    content = write_sample(tmp_path / "itineraries", **files, **{f"media/{name}": JPEG})
    build_docs(content, tmp_path / "docs")
    folder = tmp_path / "docs/fr/lieux/jardin-des-simples"
    page = tree_of((folder / "index.md").read_text("utf-8").split("---\n", 2)[2])
    assert page.one("img").attributes["src"] == "photo-2.jpg"
    assert sorted(path.name for path in folder.iterdir()) == [
        "index.md", "photo-2.jpg", "photo-2.webp"]


@pytest.mark.parametrize("language", ["../fr", "..", "de", "fr/../fr", "FR", "x", "français"])
def test_a_language_without_words_is_a_diagnostic(tmp_path: Path, language: str) -> None:
    """A language that the program does not speak, or that is a path, is an error of site.yml."""
    content = write_sample(tmp_path / "itineraries",
                           **{"site.yml": f"languages: [fr, {json.dumps(language)}]\n"})
    outcome = build(Options(content, tmp_path / "docs", TODAY))
    assert [(told.code, Path(told.span.file).name, told.span.line)
            for told in outcome.diagnostics if told.severity == "error"] == [
        ("bad-value", "site.yml", 1)]
    assert not (tmp_path / "docs").exists()
