"""The search page, the map's place and the theme in a real browser, below a folder of a host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from helpers.browsing import hosting, serving, visiting
from helpers.small_site import route, small_site
from parcours.publish import publish

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

MANY = {f"fr/lieux/halle-{n}/index.md": route(f"Halle numéro {n}", "<p>Une halle couverte.</p>")
        for n in range(1, 13)}
MANY |= {
    "fr/lieux/clar/index.md": route("Marché de Saint-Clar", "<p>3, bd de Strasbourg. Gratuit.</p>"),
    "fr/champs.md": "---\ntitle: Les champs\naudience: editors\n---\n\n# Les champs\n\n"
                    "Le prix : gratuit, gratuit et encore gratuit, à Toulouse.\n",
    "fr/importer.md": "---\ntitle: Importer\naudience: editors\n---\n\n# Importer\n\nUn tableau.\n"}


MANY["fr/lieux/cloches/index.md"] = route("Musée des cloches", "<p>De 9 h à 18 h.</p>").replace(
    '<article class="pc-route">', '<article class="pc-route" data-search="Bell museum · '
    'L’Isle-Jourdain 32600 32160">')


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a host with a small site in one of its own."""
    host = tmp_path_factory.mktemp("host")
    publish(small_site(host / "root", MANY), host / "site" / "sous" / "chemin")
    return host / "site"


@pytest.fixture(scope="module")
def address(published: Path) -> Iterator[str]:
    """A small site published below a folder of its host."""
    with serving(published) as home:
        yield f"{home}sous/chemin/"


def ask(page: Page, words: str) -> list[str]:
    """Type words into the search page; the titles that it answers with."""
    page.get_by_role("searchbox").fill(words)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(re.compile("r[ée]sult", re.IGNORECASE))
    return page.get_by_role("main").locator("ol a").all_inner_texts()


BELLS = "Musée des cloches"
SKY, WHEAT = "Des fusées aux étoiles", "Le blé et la halle"
CLAR = "Marché de Saint-Clar"
TYPED = {
    "lisle jourdain": SKY, "L'Isle-Jourdain": SKY, "isle jourdain": SKY, "etoiles": SKY,
    "étoile": SKY, "eglise": SKY, "église": SKY, "coeur": SKY, "cœur": SKY, "SAMATAN": WHEAT,
    "été": WHEAT, "St-Clar": CLAR, "st clar": CLAR, "bld": CLAR, "Boulevard de Strasbourg": CLAR,
    "Samattan": WHEAT, "bell museum": BELLS, "32600": BELLS, "32160": BELLS,
    "l'isle-jourdain 32600": BELLS,
}


def test_words_are_found_as_people_type_them(browser: Browser, address: str) -> None:
    """Without accents, apostrophes or hyphens, and inside « l’église » and « cœur »."""
    with visiting(browser, address, same_window=True) as visitor:
        page = visitor.go(f"{address}recherche/")

        missed = [words for words, title in TYPED.items() if title not in ask(page, words)]

        assert missed == []
        assert visitor.complaints == []
        assert visitor.hosts == []
        assert visitor.missing == []


def test_a_number_that_no_page_has_is_not_another(browser: Browser, address: str) -> None:
    """A postcode of elsewhere was answered with pages that have an hour beginning alike."""
    with visiting(browser, address, same_window=True) as visitor:
        page = visitor.go(f"{address}recherche/")

        assert ask(page, "99999") == ask(page, "1800") == []
        expect(page.get_by_role("status")).to_contain_text("Aucun résultat")


def test_a_visitor_is_answered_first(browser: Browser, address: str) -> None:
    """What is written for editors never stands among the routes and places: it folds below, and is
    open where it is all there is. A word with one letter wrong says for which it was taken."""
    with visiting(browser, address, same_window=True) as visitor:
        page = visitor.go(f"{address}recherche/")
        results, below = page.locator("[data-pc-results] a"), page.locator("[data-pc-editors]")

        ask(page, "gratuit")
        expect(results).to_have_text([CLAR])
        expect(below.locator("summary")).to_have_text("Pour qui écrit le site (1)")
        expect(below.get_by_role("link", name="Les champs")).to_be_hidden()
        ask(page, "tableau")
        expect(page.get_by_role("status")).to_contain_text("Aucun résultat parmi les parcours")
        expect(below.get_by_role("link", name="Importer")).to_be_visible()
        ask(page, "couvrete")
        expect(page.get_by_role("status")).to_contain_text("Aucun résultat")
        ask(page, "Strasbuorg")
        expect(page.get_by_role("status")).to_have_text(
            re.compile("Rien pour ces mots. Voici «\\s*Strasbourg\\s*»\\s*: 1 résultat"))
        expect(below).to_be_hidden()


def test_a_lost_network_is_not_an_empty_answer(browser: Browser, published: Path) -> None:
    """With the server killed the page says that the network is gone, whether or not the search had
    begun, and when it stands again the same page answers by itself, with nothing left out."""
    with hosting(published) as host, visiting(browser, host.address, workers=True) as visitor:
        page = visitor.go(f"{host.address}sous/chemin/recherche/")
        status, results = page.locator("[data-pc-count]"), page.locator("[data-pc-results] a")
        page.evaluate("navigator.serviceWorker.ready")
        page.reload()  # so that the worker keeps the page
        ask(page, "couverte")  # the program and a first piece of the index are there

        host.kill()
        page.get_by_role("searchbox").fill("samatan")
        expect(status).to_contain_text("a besoin du réseau")
        expect(results).to_have_count(0)
        page.reload()  # from the service worker
        expect(status).to_contain_text("a besoin du réseau")

        host.revive()
        expect(results).to_have_text([WHEAT], timeout=20_000)
        expect(status).to_have_text("1 résultat")


def test_each_language_finds_its_own_pages(browser: Browser, address: str) -> None:
    """The English search page uses the index at the site's root and leads to English pages."""
    with visiting(browser, address, same_window=True) as visitor:
        page = visitor.go(f"{address}en/recherche/")

        assert ask(page, "etoiles") == [SKY]
        page.get_by_role("link", name=SKY).click()
        page.wait_for_url(f"{address}en/parcours/ciel/")


def test_nothing_is_loaded_before_someone_searches(browser: Browser, address: str) -> None:
    """Pagefind costs nothing to those who do not use it."""
    with visiting(browser, address, same_window=True) as visitor:
        asked: list[str] = []
        visitor.page.on("request", lambda request: asked.append(request.url))
        page = visitor.go(f"{address}recherche/")
        assert not [url for url in asked if "pagefind" in url]

        ask(page, "halle")

        assert [url for url in asked if "pagefind" in url]


def test_what_is_not_on_a_page_is_told_as_why_it_was_found(browser: Browser, address: str) -> None:
    """Under the title stands the commune with the code that was typed, or the name in the other
    language, and no list of codes; beside words on the page nothing of these is shown."""
    with visiting(browser, address, same_window=True) as visitor:
        page = visitor.go(f"{address}recherche/")
        told = page.get_by_role("main").locator("ol li", has_text=BELLS).locator("p").first
        for typed, said in (("32160", "L’Isle-Jourdain 32160"), ("bell museum", "Bell museum")):
            ask(page, typed)
            expect(told).to_have_text(said)
        ask(page, "cloches")
        expect(told).not_to_contain_text("32600")


def test_an_excerpt_is_text(browser: Browser, address: str) -> None:
    """What a page shows as text stays text in its excerpt; the words found are marked."""
    with visiting(browser, address, same_window=True) as visitor:
        page = visitor.go(f"{address}recherche/")
        ask(page, "onerror")

        excerpt = page.get_by_role("main").locator("ol li p").first
        expect(excerpt).to_contain_text("<img src=x onerror=alert(1)>")
        assert excerpt.locator("img").count() == 0
        assert excerpt.locator("mark").count() > 0
        assert visitor.dialogs == []
        ask(page, "eglise")
        expect(excerpt).to_contain_text("Devant l’église, un cœur de brique")


def test_the_search_can_be_linked_to_and_read_on(browser: Browser, address: str) -> None:
    """An address holds the words; ten results are shown, and the rest when asked for."""
    with visiting(browser, address, same_window=True) as visitor:
        page = visitor.go(f"{address}recherche/?q=couverte")

        results = page.get_by_role("main").locator("ol a")
        expect(page.get_by_role("status")).to_have_text("12 résultats")
        expect(results).to_have_count(10)
        page.get_by_role("button", name="Voir la suite").click()
        expect(results).to_have_count(12)
        expect(results.nth(10)).to_be_focused()
        ask(page, "introuvablissime")
        expect(page.get_by_role("status")).to_contain_text("Aucun résultat")


def test_without_an_index_the_search_says_so(browser: Browser, address: str) -> None:
    """A plain MkDocs build has no index: the page says so and offers the lists."""
    with visiting(browser, address) as visitor:
        visitor.context.route("**/pagefind/**", lambda request: request.abort())
        page = visitor.go(f"{address}recherche/")
        page.get_by_role("searchbox").fill("halle")

        expect(page.get_by_role("status")).to_contain_text("n’a pas pu se charger")
        expect(page.get_by_role("link", name="les parcours")).to_be_visible()


def test_the_map_takes_the_place_of_its_picture(browser: Browser, address: str) -> None:
    """A tap opens the map in the page; stops and map follow each other."""
    with visiting(browser, address, same_window=True) as visitor:
        page = visitor.go(f"{address}parcours/ciel/")
        assert page.locator("iframe").count() == 0

        page.get_by_role("link", name="Ouvrir la carte").click()

        expect(page.locator("iframe")).to_have_attribute("title", "Carte du parcours")
        expect(page.get_by_alt_text("Dessin du parcours")).to_be_hidden()
        page.get_by_role("link", name="Voir sur la carte – Cité de l’espace").click()
        expect(page.frame_locator("iframe").locator("h1")).to_have_text(
            '{"parcours":"show","stop":1,"focus":true}')
        expect(page.locator("#etape-2")).to_have_attribute("aria-current", "true")
        expect(page.locator("[aria-current=true].pc-stop")).to_have_count(1)
        assert visitor.complaints == []


def test_a_stop_opens_the_map_by_itself(browser: Browser, address: str) -> None:
    """Asked from a stop, the map opens and is told which one."""
    with visiting(browser, address, same_window=True) as visitor:
        page = visitor.go(f"{address}parcours/ciel/")
        page.get_by_role("link", name="Voir sur la carte – Halle de L’Isle-Jourdain").click()

        expect(page.frame_locator("iframe").locator("h1")).to_have_text(
            '{"parcours":"show","stop":2,"focus":true}')


def test_a_stranger_moves_nothing(browser: Browser, address: str) -> None:
    """A message that does not come from the map is not listened to."""
    with visiting(browser, address, same_window=True) as visitor:
        page = visitor.go(f"{address}parcours/ciel/")
        page.get_by_role("link", name="Ouvrir la carte").click()
        page.evaluate("""() => new Promise((heard) => {
            addEventListener("message", heard, {once: true});  // after the page's own listener
            postMessage({parcours: "stop", stop: 1}, location.origin);
        })""")

        expect(page.locator(".pc-stop[aria-current]")).to_have_count(0)


def test_without_javascript_all_is_there(browser: Browser, address: str) -> None:
    """The menu, the stops, the link to the map and the lists do not need a script."""
    with visiting(browser, address, javascript=False, width=360) as visitor:
        page = visitor.go(f"{address}parcours/ciel/")

        expect(page.get_by_role("navigation", name="Menu principal").get_by_role(
            "link", name="Territoires")).to_be_visible()
        expect(page.get_by_role("heading", name="Halle de L’Isle-Jourdain")).to_be_visible()
        assert page.get_by_role("button").count() == 0
        page.get_by_role("link", name="Ouvrir la carte").click()
        page.wait_for_url(f"{address}parcours/ciel/map.html")


def test_the_menu_folds_on_a_phone(browser: Browser, address: str) -> None:
    """On a narrow screen the menu opens by its button and closes by Escape; no page is too wide."""
    with visiting(browser, address, width=320, same_window=True) as visitor:
        page = visitor.go(address)
        button = page.get_by_role("button", name="Menu")
        places = page.get_by_role("navigation", name="Menu principal").get_by_role(
            "link", name="Lieux")
        expect(places).to_be_hidden()

        button.click()
        expect(places).to_be_visible()
        expect(button).to_have_attribute("aria-expanded", "true")
        places.focus()
        page.keyboard.press("Escape")

        expect(places).to_be_hidden()
        expect(button).to_be_focused()
        for path in ("", "parcours/ciel/", "recherche/", "contribuer/"):
            visitor.go(address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_the_theme_is_remembered(browser: Browser, address: str) -> None:
    """The button turns the night on, and it is still night on the next page."""
    with visiting(browser, address, same_window=True) as visitor:
        page = visitor.go(address)
        ground = "getComputedStyle(document.documentElement).backgroundColor"
        day = page.evaluate(ground)

        page.get_by_role("button", name="Changer de thème").click()
        night = page.evaluate(ground)
        visitor.go(f"{address}contribuer/")

        assert day != night
        assert page.evaluate(ground) == night
        page.get_by_role("button", name="Changer de thème").click()
        assert page.evaluate(ground) == day
