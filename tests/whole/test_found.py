"""Found and shared: what search engines and those who share a page are told, and old addresses."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Browser

from helpers.browsing import serving, visiting
from helpers.content_sample import GARDEN_FILE, ROUTE_FILE, check, edited, told, write_sample
from helpers.published import HOME, LANGS, build_docs, lay_out, place_ids, route_ids
from helpers.small_site import route, small_site
from parcours.publish import Publication, publish
from parcours.publish.dead_links import refuse_dead_links
from parcours.publish.inventory import take_inventory
from parcours.publish.search_text import searchable
from parcours.publish.share_cards import FILE

PREFIX = {"fr": "", "en": "en/"}
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@dataclass
class Head(HTMLParser):
    """What a page says of itself in its head, and the data in it."""

    title: str = ""
    metas: dict[str, str] = field(default_factory=dict)
    links: list[dict[str, str]] = field(default_factory=list)
    data: list[dict[str, object]] = field(default_factory=list)
    _inside: str = ""
    _text: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and (name := given.get("name") or given.get("property")):
            assert name not in self.metas, name
            self.metas[name] = given["content"]
        if tag == "link":
            self.links.append(given)
        if (tag == "title" and not self.title) or given.get("type") == "application/ld+json":
            self._inside, self._text = tag, ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag != self._inside:
            return
        if tag == "title":  # a picture in the page has titles, too
            self.title = self.title or self._text
        else:
            self.data.append(json.loads(self._text))
        self._inside = ""

    def linked(self, rel: str) -> list[dict[str, str]]:
        return [link for link in self.links if link.get("rel") == rel]

    @property
    def alternates(self) -> dict[str, str]:
        return {link["hreflang"]: link["href"] for link in self.linked("alternate")
                if "hreflang" in link}


def head(page: Path) -> Head:
    seen = Head()
    seen.feed(page.read_text("utf-8"))
    return seen


@pytest.fixture(scope="module")
def pages(addressed: Path) -> dict[str, Head]:
    """Every page that is to be found, by its public address."""
    return {HOME + page.relative_to(addressed).as_posix().removesuffix("index.html"): seen
            for page in sorted(addressed.rglob("index.html"))
            if not {"geotrek", "geotrek-admin"} & {*page.parts}  # data of an interface
            and "noindex" not in (seen := head(page)).metas.get("robots", "")}


def lang_of(address: str) -> str:
    return "en" if address.startswith(f"{HOME}en/") else "fr"


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_has_its_own_title_and_description(pages: dict[str, Head], lang: str) -> None:
    """Within a language no two pages share a title or a description; none is too long to be shown,
    and none of ours too short to tell anything."""
    mine = {address: seen for address, seen in pages.items() if lang_of(address) == lang}
    assert len(mine) > 80
    for said in ([seen.title for seen in mine.values()],
                 [seen.metas["description"] for seen in mine.values()]):
        assert sorted(said) == sorted(set(said))
    for address, seen in mine.items():
        assert 12 <= len(seen.title) <= 110, address
        # a place may be described in few words, or in none
        least = 1 if re.search(r"/(?:lieux|parcours)/[\w-]+/$", address) else 40
        assert least <= len(seen.metas["description"]) <= 160, (address, seen.metas["description"])
        assert seen.metas["og:title"] in seen.title
        assert seen.metas["og:description"] == seen.metas["description"]


def test_what_is_shared_is_set_as_french_is(pages: dict[str, Head]) -> None:
    """The title and the description that a search engine or a friend shows keep their marks by
    their words, as the page does: what takes tags out of them took no-break spaces too."""
    spaced = re.compile(r"\S [;:?!»](?!\w)|« ")
    shown = {(address, name): seen.metas[name] for address, seen in pages.items()
             for name in ("description", "og:title", "og:description") if lang_of(address) == "fr"}
    assert any("\u00a0:" in one for one in shown.values())
    assert {at: one for at, one in shown.items() if spaced.search(one)} == {}


def test_every_page_names_its_address(pages: dict[str, Head]) -> None:
    """The canonical address is the page's own, once."""
    for address, seen in pages.items():
        assert [link["href"] for link in seen.linked("canonical")] == [address]
        assert seen.metas["og:url"] == address


def test_languages_answer_each_other(pages: dict[str, Head]) -> None:
    """What a page names as itself in another language names it back; the first language is for
    everybody else."""
    for address, seen in pages.items():
        assert seen.alternates[lang_of(address)] == address
        assert seen.alternates["x-default"] == seen.alternates["fr"]
        for other in seen.alternates.values():
            assert pages[other].alternates == seen.alternates


def test_the_sitemap_lists_exactly_the_pages(addressed: Path, pages: dict[str, Head]) -> None:
    """One sitemap for all languages, with the same answers as the pages; search pages are not in
    it, nor is any other sitemap there."""
    listed = {}
    for entry in ElementTree.parse(addressed / "sitemap.xml").getroot():
        location = entry.findtext(f"{SITEMAP}loc") or ""
        listed[location] = {link.attrib["hreflang"]: link.attrib["href"]
                            for link in entry.findall(f"{XHTML}link")}

    assert sorted(listed) == sorted(pages)
    for address, others in listed.items():
        assert {**others, "x-default": others["fr"]} == pages[address].alternates
    assert f"{HOME}recherche/" not in listed
    assert list(addressed.rglob("sitemap*")) == [addressed / "sitemap.xml"]
    assert (addressed / "robots.txt").read_text("utf-8") == (
        f"User-agent: *\nAllow: /\n\nSitemap: {HOME}sitemap.xml\n")


def test_every_page_has_a_picture_to_share(addressed: Path, pages: dict[str, Head]) -> None:
    """A route shows its own picture, the same in every language, a place with a photo that photo,
    one without the drawing of its kind, and says so, and every other page the picture of all
    routes: a PNG of 600 by 315 that is there and weighs 50 kB at most."""
    seen_pictures, drawings = set(), set()
    for address, seen in pages.items():
        shown = seen.metas["og:image"]
        assert seen.metas["twitter:card"] == "summary_large_image"
        if re.fullmatch(rf"{re.escape(address)}photo[\w-]*\.jpg", shown):
            assert "/lieux/" in address
            assert (addressed / shown.removeprefix(HOME)).is_file()
            continue
        if re.fullmatch(rf"{HOME}(?:en/)?lieux/[\w-]+/", address):
            assert re.fullmatch(rf"{HOME}lieux/dessin-[a-z-]+\.png", shown)
            assert re.match(r"Dessin\xa0: |Drawing: ", seen.metas["og:image:alt"])
            drawings.add(shown)
            continue
        route_id = re.fullmatch(rf"{HOME}(?:en/)?parcours/([\w-]+)/", address)
        own = f"{HOME}parcours/{route_id[1]}/" if route_id else f"{HOME}territoires/"
        assert shown == own + FILE
        seen_pictures.add(shown)
    assert len(seen_pictures) == len(route_ids()) + 1
    for shown in seen_pictures | drawings:
        path = addressed / shown.removeprefix(HOME)
        with Image.open(path) as picture:
            assert (picture.format, picture.size) == ("PNG", (600, 315))
        assert path.stat().st_size <= 50_000


def test_the_way_back(pages: dict[str, Head]) -> None:
    """Routes, places and the yearly report say where they stand, for people and machines: home,
    list, page."""
    counted = 0
    for address, seen in pages.items():
        lang = lang_of(address)
        crumbs = [one for one in seen.data if one["@type"] == "BreadcrumbList"]
        below = re.fullmatch(
            rf"({HOME}(?:en/)?)((?:parcours|lieux|reciprocite)/)[\w-]+/(?:retour/)?", address)
        assert len(crumbs) == (1 if below else 0), address
        if below:
            items = crumbs[0]["itemListElement"]
            assert isinstance(items, list)
            assert [item["position"] for item in items] == [1, 2, 3]
            assert [item.get("item") for item in items] == [below[1], below[1] + below[2], None]
            assert items[0]["name"] == {"fr": "Accueil", "en": "Home"}[lang]
            assert seen.title.startswith(items[2]["name"])
            counted += 1
    back = sum(address.endswith("/retour/") for address in pages)
    assert 0 < back <= len(LANGS) * len(route_ids())  # where a route can be done so
    assert counted == len(LANGS) * (len(route_ids()) + len(place_ids()) + 1) + back


def test_without_an_address_nothing_absolute(tmp_path: Path) -> None:
    """A site that does not know its address names no picture, and has no sitemap; the rest works
    under any path."""
    publish(small_site(tmp_path / "root"), Path("site"))

    seen = head(tmp_path / "root/site/parcours/ciel/index.html")
    assert [name for name in seen.metas if name.startswith(("og:image", "og:url", "twitter"))] == []
    assert seen.alternates == {"fr": "../../parcours/ciel/", "en": "../../en/parcours/ciel/",
                               "x-default": "../../parcours/ciel/"}
    assert not (tmp_path / "root/site/sitemap.xml").exists()
    assert list((tmp_path / "root/site").rglob(FILE)) == []


def test_a_route_in_one_language_names_no_other(tmp_path: Path) -> None:
    """A route that is not translated says in which languages it is, so that neither its page nor
    the language switch leads into nothing."""
    content = write_sample(tmp_path / "it", **edited(
        ROUTE_FILE, "title: {fr: De la brique au jardin, en: From brick to garden}",
        "title: {fr: De la brique au jardin}"))
    build_docs(content, tmp_path / "docs")
    page = (tmp_path / "docs/fr/parcours/de-la-brique-au-jardin/index.md").read_text("utf-8")
    assert '\nlanguages: ["fr"]\n' in page
    root = small_site(tmp_path / "root", {"fr/parcours/seule/index.md": route(
        "Seule", "<p>.</p>").replace("hide:", 'languages: ["fr"]\nhide:')})
    publish(root, Path("site"), Publication(site_url=HOME))

    text = (root / "site/parcours/seule/index.html").read_text("utf-8")
    seen = head(root / "site/parcours/seule/index.html")
    address = f"{HOME}parcours/seule/"
    assert seen.alternates == {"fr": address, "x-default": address}
    assert re.findall(r'<a class="pc-tool[^>]*href="([^"]*)"', text)[-1] == "../../en/"
    sitemap = (root / "site/sitemap.xml").read_text("utf-8")
    assert f"<url><loc>{address}</loc></url>" in sitemap


def test_cards_are_drawn_once(tmp_path: Path) -> None:
    """Publishing again draws only the card that changed, and forgets the one of a page that went;
    what is drawn again is equal."""
    picture = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2">'
               '<path d="M0 0h1v1z"/></svg>')
    files = {f"fr/parcours/{id}/{name}": text for id in ("un", "deux") for name, text in (
        ("index.md", route(f'"{id}"', "").replace("hide:", 'card: "x.svg"\nhide:')),
        ("x.svg", picture))}
    root = small_site(tmp_path / "root", files)
    publish(root, Path("site"), Publication(site_url=HOME))
    kept = {id: root / f".cache/parcours/publish/cards/parcours/{id}/{FILE}"
            for id in ("un", "deux")}
    before = {id: (path.stat().st_mtime_ns, path.read_bytes()) for id, path in kept.items()}

    drawing = root / "docs/fr/parcours/deux/x.svg"
    drawing.write_text(picture.replace("h1v1", "h2v1"), "utf-8")
    publish(root, Path("site"), Publication(site_url=HOME))
    after = {id: (path.stat().st_mtime_ns, path.read_bytes()) for id, path in kept.items()}
    assert before["un"] == after["un"]
    assert before["deux"][1] != after["deux"][1]
    assert (root / f"site/parcours/deux/{FILE}").read_bytes() == after["deux"][1]

    shutil.rmtree(drawing.parent)
    shutil.rmtree(root / ".cache/parcours/publish/cards")
    publish(root, Path("site"), Publication(site_url=HOME))
    assert kept["un"].read_bytes() == before["un"][1]
    assert not kept["deux"].exists()
    assert not (root / f"site/parcours/deux/{FILE}").exists()


def test_no_file_tells_a_dead_address(addressed: Path, tmp_path: Path) -> None:
    """Each kind of text tells addresses of the site, and whatever is told is there: pages and
    their data, sitemap, feeds, calendars, tracks, open data, web manifests."""
    found = take_inventory(addressed, tmp_path / "memory.json", HOME)
    refuse_dead_links(found, lambda name: (addressed / name).read_text("utf-8"))
    telling = {Path(name).suffix for name, file in found.items() if file.told}
    assert telling >= {".html", ".xml", ".json", ".geojson", ".jsonld", ".webmanifest", ".ics",
                       ".kml", ".gpx", ".csv", ".txt"}


# ---- Old addresses

RENAMED = {
    **edited("site.yml", "tiles: ign", f"tiles: ign\nsite_url: {HOME}"),
    **edited(ROUTE_FILE, "difficulty: easy\n", "difficulty: easy\nrenamed_from: [brique, tuile]\n"),
    **edited(GARDEN_FILE, "kind: garden\n", "kind: garden\nrenamed_from: [jardin-aux-plantes]\n")}


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published site with a route and a place that had other names."""
    folder = tmp_path_factory.mktemp("moved")
    build_docs(write_sample(folder / "it", **RENAMED), folder / "docs")
    publish(lay_out(folder / "root", folder / "docs"), Path("site"), Publication(site_url=HOME))
    return folder / "root/site"


def test_an_old_address_leads_to_the_page_of_today(moved: Path, browser: Browser) -> None:
    """In each language page and map of a former name lead to today's, in a browser and for a
    search engine; nothing lists them."""
    now = "parcours/de-la-brique-au-jardin"
    with serving(moved) as home, visiting(browser, home) as visitor:
        for lang, prefix in PREFIX.items():
            for old, new in (("parcours/brique/", f"{now}/"),
                             ("parcours/tuile/map.html", f"{now}/map.html"),
                             ("lieux/jardin-aux-plantes/", "lieux/jardin-des-simples/")):
                visitor.go(f"{home}{prefix}{old}")
                visitor.page.wait_for_url(f"{home}{prefix}{new}")
                file = moved / f"{prefix}{old}" / ("" if old.endswith("html") else "index.html")
                text = file.read_text("utf-8")
                assert f'<html lang="{lang}">' in text
                assert searchable(text) == ""
                assert f'<link rel="canonical" href="{HOME}{prefix}{new}">' in text
                assert re.search(r'<a href="\.\./[\w-]+/(?:map\.html)?">[^<]+</a>', text)
        assert visitor.missing == []
    for prefix in PREFIX.values():  # on other sites, where a picture cannot lead on
        assert (moved / f"{prefix}parcours/brique/brique.svg").read_bytes() == (
            moved / f"{prefix}{now}/de-la-brique-au-jardin.svg").read_bytes()
    assert "brique/" not in (moved / "sitemap.xml").read_text("utf-8").replace(
        "/de-la-brique-au-jardin/", "").replace("/musee-de-la-brique/", "")


def test_two_that_had_one_name(tmp_path: Path) -> None:
    """An old name leads to one page: the second file that claims it is told, and so is the first,
    since nobody else knows which is meant."""
    content = write_sample(tmp_path / "it", **RENAMED)
    other = (content / ROUTE_FILE).read_text("utf-8").replace(
        "renamed_from: [brique, tuile]", "renamed_from:\n  - pierre\n  - tuile")
    (content / "autre.yml").write_text(other, "utf-8")
    museum = content / "places/musee-de-la-brique.yml"
    museum.write_text(museum.read_text("utf-8") + "renamed_from: [jardin-aux-plantes]\n", "utf-8")

    assert sorted(told(check(content), content)) == [
        ("name-in-use", "autre.yml", 8), ("name-in-use", ROUTE_FILE, 6),
        ("name-in-use", GARDEN_FILE, 3), ("name-in-use", "places/musee-de-la-brique.yml", 21),
        ("same-itinerary", ROUTE_FILE, 9)]


def test_a_name_given_up_is_given_back(tmp_path: Path) -> None:
    """Once a former name is taken off the list, what stood at its address is gone."""
    content = write_sample(tmp_path / "it", **RENAMED)
    build_docs(content, tmp_path / "docs")
    assert (tmp_path / "docs/en/parcours/brique/index.html").exists()
    write_sample(tmp_path / "it")
    build_docs(content, tmp_path / "docs")
    assert not (tmp_path / "docs/en/parcours/brique").exists()


# ---- The page of the lost

@pytest.mark.browser
@pytest.mark.parametrize(("address", "lang", "title", "search"), [
    ("parcours/nulle-part/", "fr", "Page introuvable", "recherche/"),
    ("en/parcours/nowhere/x", "en", "Page not found", "en/recherche/"),
])
def test_the_lost_are_helped_in_their_language(addressed: Path, browser: Browser, tmp_path: Path,
                                               address: str, lang: str, title: str,
                                               search: str) -> None:
    """Below a path of a host, at any depth, the page for a wrong address speaks the language of
    that address, has its looks, and its search finds."""
    (tmp_path / "sous").mkdir()
    (tmp_path / "sous/chemin").symlink_to(addressed)
    with serving(tmp_path, addressed) as host, visiting(browser, host) as visitor:
        home = f"{host}sous/chemin/"
        page = visitor.go(f"{home}{address}")
        shown = page.locator(".pc-lost:visible")
        assert shown.count() == 1
        assert shown.get_attribute("lang") == lang
        assert page.title().startswith(title)
        assert page.locator("h1:visible").inner_text() == title
        assert visitor.missing == [f"{home}{address}"]
        shown.get_by_role("searchbox").fill("lectoure")
        shown.get_by_role("button").click()
        page.wait_for_url(f"{home}{search}?q=lectoure")
        page.locator("[data-pc-results] a").first.wait_for()


@pytest.mark.browser
def test_the_lost_of_a_site_without_an_address(browser: Browser, served: str) -> None:
    """At the root of a host the languages find each other even where no address is known."""
    with visiting(browser, served, same_window=True) as visitor:
        page = visitor.go(f"{served}en/lieux/nowhere/")
        assert page.locator("h1:visible").inner_text() == "Page not found"
        shown = page.locator(".pc-lost:visible")
        assert shown.locator("form").evaluate("(form) => form.action") == f"{served}en/recherche/"
        assert visitor.missing == [f"{served}en/lieux/nowhere/"]


def test_every_link_of_the_lost_leads_somewhere(addressed: Path) -> None:
    """Below a path of a host, from a wrong address at any depth: style, script, picture, link."""
    text = (addressed / "404.html").read_text("utf-8")
    links = re.findall(r'(?:href|src|action)="([^"]*)"', text)
    assert sum(link.endswith(".css") for link in links) >= 2
    for wrong in ("x", "en/parcours/x/y/z/"):
        for link in links:
            target = urlsplit(urljoin(HOME + wrong, link))
            if not HOME.startswith(f"{target.scheme}://{target.netloc}/") or link.startswith("#"):
                continue
            path = addressed / target.path.removeprefix(urlsplit(HOME).path)
            assert target.path.startswith(urlsplit(HOME).path), link
            assert (path / "index.html" if path.is_dir() else path).is_file(), link


def test_the_lost_without_javascript(addressed: Path) -> None:
    """Without a script the page for a wrong address speaks every language, the first one first."""
    text = (addressed / "404.html").read_text("utf-8")
    assert re.findall(r'<section class="pc-lost" lang="(\w+)"', text) == ["fr", "en"]
    assert head(addressed / "404.html").metas["robots"] == "noindex"
