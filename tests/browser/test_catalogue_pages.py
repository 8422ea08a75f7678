"""A list of routes so long that it goes over several pages: nothing is lost of it without
JavaScript, and a choice counts over all of them.

The site is the small sample with 119 more routes, on pages of 25; of the routes only the list is
published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from helpers.axe import Audit
from helpers.browsing import Host, hosting, visiting
from helpers.content_sample import ROUTE, write_sample
from helpers.published import build_docs, lay_out, once

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("pages")]

ROUTES, MOST, PAGES = 120, 25, 5
MOST_PAGES = 3
"""So many of the list's files are stored once the first page of cards has come."""
STORED = """async () => {
  for (let n = 0; n < 100; n += 1) {
    const name = (await caches.keys()).find((one) => one.includes("aside list"));
    const files = name ? (await (await caches.open(name)).keys()).length : 0;
    if (files > 3) return files;
    await new Promise((later) => setTimeout(later, 50));
  }
  return 0;
}"""
"""How many files of the list the worker has, once it has them."""
THEMES = ("art", "food", "nature", "crafts")
SEASON = "season: {from: 04-01, to: 10-31}\n"
TITLE = "{fr: De la brique au jardin, en: From brick to garden}"


def routes() -> dict[str, str]:
    """Every third is open all the year, every fourth is for one theme; the titles follow the
    numbers."""
    made = {}
    for n in range(1, ROUTES):
        text = ROUTE.replace(TITLE, f"{{fr: Parcours {n:03}, en: Route {n:03}}}")
        text = text.replace("[heritage, nature]", f"[{THEMES[n % 4]}]")
        if n % 3 == 0:
            text = text.replace(SEASON, "")
            text = text.replace("      - place: jardin-des-simples\n", (
                "      - name: {fr: Pré, en: Meadow}\n        kind: nature\n"
                '        commune: "32208"\n        lat: 43.935\n        lon: 0.623\n'))
        made[f"essai-{n:03}.yml"] = text
    return made


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That site, built as on 22 November 2026."""
    from parcours.publish import Publication, publish
    from parcours.render.catalogue import entries

    def make(root: Path) -> None:
        content = write_sample(root / "itineraries", **routes())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(entries, "PAGE_MOST", MOST)
            build_docs(content, root / "docs")
        for file in root.glob("docs/*/parcours/essai-*/**/*"):
            if file.is_file() and file.name != f"{file.parent.name}.svg":  # the card's cover
                file.unlink()
        publish(lay_out(root / "tree", root / "docs"), root / "site",
                Publication(site_url="https://parcours.example.org/"))

    return once(tmp_path_factory, "catalogue-pages-site", make) / "site"


@pytest.fixture
def host(site: Path) -> Iterator[Host]:
    with hosting(site) as host:
        yield host


def listed(page: Page, many: int = MOST) -> list[str]:
    """The routes that are shown, in order, by id, once there are so many of them."""
    expect(page.locator(".pc-list > li:visible")).to_have_count(many)
    links = page.locator(".pc-list > li:visible .pc-card__link").evaluate_all(
        "all => all.map(one => one.href)")
    return [link.split("#")[0].rstrip("/").rpartition("/")[2] for link in links]


def open_all_year() -> list[str]:
    """The ids of the routes without a season, in the order of their titles."""
    return [f"essai-{n:03}" for n in range(3, ROUTES, 3)]


def test_the_walk_through_the_pages_meets_every_route_once(browser: Browser, host: Host) -> None:
    """Without JavaScript the next page leads from each page to the other, in both languages; each
    says what is before and after it, and its own address."""
    for prefix in ("", "en/"):
        with visiting(browser, host.address, javascript=False) as visitor:
            page = visitor.go(f"{host.address}{prefix}parcours/")
            met: list[str] = []
            for n in range(1, PAGES + 1):
                address = f"{prefix}parcours/{f'page/{n}/' if n > 1 else ''}"
                expect(page).to_have_url(host.address + address)  # or it reads the former page
                met += listed(page, MOST if n < PAGES else ROUTES - MOST * (PAGES - 1))
                head = page.locator("head")
                assert head.locator("link[rel=canonical]").get_attribute("href") == (
                    f"https://parcours.example.org/{address}")
                assert head.locator("link[rel=prev]").count() == (n > 1)
                assert page.locator(".pc-pages [aria-current]").inner_text().endswith(str(n))
                more = page.locator(".pc-pages [rel=next]")
                assert more.count() == head.locator("link[rel=next]").count() == (n < PAGES)
                if n < PAGES:
                    more.press("Enter")  # cards get their height when they are scrolled to
            assert len(met) == len({*met}) == ROUTES
            assert visitor.missing == []


def test_further_pages_are_in_the_sitemap_and_not_in_the_search(site: Path) -> None:
    """Each is to be found from outside in both languages; a search finds the route, not its line
    in a list."""
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    for n in range(2, PAGES + 1):
        for prefix in ("", "en/"):
            assert f"<loc>https://parcours.example.org/{prefix}parcours/page/{n}/</loc>" in sitemap
            page = (site / prefix / "parcours/page" / str(n) / "index.html").read_text("utf-8")
            assert "data-pagefind-body" not in page
    first = (site / "parcours/index.html").read_text("utf-8")
    assert "data-pagefind-body" in first


def test_saturday_counts_over_all_pages(browser: Browser, host: Host) -> None:
    """Before a choice nothing is asked for but the page; then the whole list answers, its cards
    come from the pages that have them, and a button shows more."""
    with visiting(browser, host.address) as visitor:
        page = visitor.page
        page.clock.set_system_time("2026-11-25T09:00:00+01:00")
        visitor.go(f"{host.address}parcours/")
        page.wait_for_selector(".is-ready")
        visitor.settle()
        assert not [path for path in host.asked if path.endswith(".json")]
        assert len(listed(page)) == MOST
        page.locator("[data-day='6']").click()
        expect(page.locator(".pc-found__count")).to_contain_text("39 parcours sur 120")
        assert listed(page) == open_all_year()[:MOST]
        expect(page.locator(".is-coming")).to_have_count(0)
        card = page.locator(".pc-list > li").nth(20)
        expect(card.locator(".pc-card__when")).to_contain_text("Départ")
        assert (card.locator("img").get_attribute("src") or "").startswith("essai-")
        page.get_by_role("button", name="En montrer 14 de plus").click()
        assert listed(page, 39) == open_all_year()
        expect(page.locator(".pc-card__link:focus")).to_have_text("Parcours 078")
        page.get_by_role("button", name="Retirer").click()
        expect(page.locator(".pc-found__count")).to_have_text("120 parcours")
        expect(page.locator(".pc-pages")).to_be_visible()
        assert len(listed(page)) == MOST
        assert visitor.complaints == []


def test_an_address_with_a_choice_works_on_the_first_page(browser: Browser, host: Host) -> None:
    """The order, a theme and a day in the address are answered before anything is shown; the
    language keeps them."""
    with visiting(browser, host.address, same_window=True) as visitor:
        page = visitor.go(f"{host.address}parcours/?jour=2026-12-05&theme=nature&tri=court")
        expect(page.locator(".pc-found__chosen button").first).to_be_visible()
        nature = [id for id in open_all_year() if int(id[-3:]) % 4 == 2]
        for _ in range(50):  # the list is set up in steps, and so many may show before the last one
            if sorted(listed(page, len(nature))) == nature:
                break
            page.wait_for_timeout(100)
        assert sorted(listed(page, len(nature))) == nature
        assert page.locator("#tri").input_value() == "court"
        page.locator(".pc-tool--language").click()
        page.wait_for_url("**/en/parcours/?*")
        expect(page.locator(".pc-found__count")).to_contain_text(f"{len(nature)} of 120 routes")
        assert visitor.complaints == []


@pytest.mark.parametrize("after", [0, 4, 12, 15, 16, 17, 18, 20])
def test_what_is_chosen_while_the_list_is_set_up_is_what_is_shown(
        browser: Browser, host: Host, after: int) -> None:
    """The list is set up, and first shown, in steps: between any two of them the visitor may change
    their mind, and no later step shows what they no longer want."""
    with visiting(browser, host.address) as visitor:
        page = visitor.go(f"{host.address}parcours/")
        page.wait_for_selector(".is-ready")
        visitor.settle()  # so that the steps follow the click, as far as they are counted here
        page.evaluate("""(left) => {
            const [art, nature] = ["art", "nature"].map(
              (value) => document.querySelector(`input[value=${value}]`));
            art.click();
            const wait = (n) => {
              if (n) setTimeout(() => wait(n - 1));
              else { art.click(); nature.click(); }
            };
            fetch("choix").finally(() => wait(left));
        }""", after)
        expect(page.locator(".pc-found__chosen")).to_have_text("nature")
        expect(page.locator("[data-catalogue][aria-busy]")).to_have_count(0)
        expect(page.locator(".pc-found__count")).to_have_text("31 parcours sur 120")
        made = [id for id in listed(page) if id.startswith("essai-")]
        assert {int(id[-3:]) % 4 for id in made} == {2}
        assert page.locator(".pc-found__chosen button").count() == 1


def test_a_frame_draws_one_card_that_comes(browser: Browser, host: Host) -> None:
    """Each card has a picture, which is a while in the drawing on a slow device: no frame is given
    more than one, neither of those that are put in nor of those that their pages complete."""
    with visiting(browser, host.address, same_window=True) as visitor:
        page = visitor.go(f"{host.address}parcours/")
        page.wait_for_selector(".is-ready")
        visitor.settle()
        page.evaluate("""() => {
            window.most = 0;
            const list = document.querySelector(".pc-list");
            const look = () => new Map(
              [...list.children].map((one) => [one, one.firstElementChild]));
            let before = look();
            const next = () => {
              const now = look();
              const come = [...now].filter(([one]) => !before.has(one));
              const whole = [...now].filter(([one, card]) => before.has(one)
                && before.get(one) !== card);
              window.most = Math.max(most, come.length, whole.length);
              before = now;
              requestAnimationFrame(next);
            };
            requestAnimationFrame(next);
        }""")
        page.evaluate("document.querySelector('input[value=nature]').click()")
        expect(page.locator(".pc-more")).to_be_visible()
        assert len(listed(page)) == MOST
        expect(page.locator(".is-coming")).to_have_count(0)
        assert page.evaluate("most") == 1
        assert visitor.complaints == []


def test_the_map_has_a_dot_for_every_route(browser: Browser, host: Host) -> None:
    """The picture shows all; the first touch makes them answer: keys go from one to the next, a
    mark leads to a card that was on no page yet, and what is filtered out has no dot."""
    with visiting(browser, host.address, same_window=True) as visitor:
        page = visitor.go(f"{host.address}parcours/")
        dots = page.locator(".pc-chart__dots")
        expect(dots).to_be_visible()
        assert page.locator(".pc-mark").count() == MOST
        page.locator(".pc-mark").first.focus()
        drawn = page.locator(".pc-dots").first
        expect(drawn).to_be_attached()

        def shown() -> int:
            return len(re.findall("M", drawn.get_attribute("d") or ""))

        assert (shown(), dots.count()) == (ROUTES, 0)
        mark = page.locator(".pc-mark[tabindex='0']")
        mark.focus()
        page.keyboard.press("End")
        last = mark.get_attribute("data-i")
        assert last == str(ROUTES - 1)
        expect(page.locator(".pc-ways-drawn .is-lit")).to_have_count(1)
        page.keyboard.press("Enter")
        link = page.locator(".is-picked .pc-card__link")
        expect(link).to_be_focused()
        expect(link).to_have_text("Parcours 119")
        page.locator(".pc-panel > summary", has_text="Envies").click()
        page.locator(".pc-check input[value='food']").click()
        expect(page.locator(".pc-found__count")).to_contain_text("30 parcours sur 120")
        expect(drawn).to_have_attribute("d", re.compile(r"^(?:M\d+ \d+h0){30}$"))
        assert visitor.complaints == []


def test_a_list_that_does_not_come_says_so(browser: Browser, host: Host) -> None:
    """Without a network the first page stays whole, nothing seems chosen, and the page says why;
    the next try works."""
    with visiting(browser, host.address, same_window=True) as visitor:
        page = visitor.go(f"{host.address}parcours/")
        page.wait_for_selector(".is-ready")
        host.kill()
        page.locator("[data-day='6']").click()
        expect(page.locator(".pc-found__note")).to_contain_text("réessayez avec du réseau")
        assert len(listed(page)) == MOST
        host.revive()
        page.locator("[data-day='6']").click()
        expect(page.locator(".pc-found__count")).to_contain_text("sur 120")


def test_a_chosen_list_works_without_a_network(browser: Browser, host: Host) -> None:
    """Who chose once chooses again with the server dead: the counts are those of all routes; of a
    route whose card was never seen there is its title."""
    with visiting(browser, host.address, workers=True) as visitor:
        page = visitor.page
        page.clock.set_system_time("2026-11-25T09:00:00+01:00")
        visitor.go(f"{host.address}parcours/")
        page.evaluate("navigator.serviceWorker.ready.then(() => {})")
        page.reload()
        page.locator("[data-day='6']").click()
        expect(page.locator(".pc-found__count")).to_contain_text("39 parcours sur 120")
        expect(page.locator(".is-coming")).to_have_count(0)
        assert page.evaluate(STORED) > MOST_PAGES
        host.kill()
        page.goto(f"{host.address}parcours/?jour=2026-12-05")
        expect(page.locator(".pc-found__count")).to_contain_text("39 parcours sur 120")
        assert listed(page) == open_all_year()[:MOST]
        page.locator(".pc-panel > summary", has_text="Envies").click()
        page.locator(".pc-check input[value='crafts']").click()
        expect(page.locator(".pc-list > li").first).to_contain_text("Parcours 003")


@pytest.mark.parametrize("path", ["parcours/?theme=food", "parcours/page/3/"])
@pytest.mark.parametrize("width", [320, 1280])
def test_no_barrier_that_a_machine_finds(browser: Browser, host: Host, path: str,
                                         width: int) -> None:
    """axe finds nothing on the list with dots and on a further page, and nothing is too wide."""
    found = Audit()
    with visiting(browser, host.address, width=width, same_window=True) as visitor:
        page = visitor.go(host.address + path)
        visitor.settle()
        found.look_both(page, path)
        assert page.evaluate("document.documentElement.scrollWidth") == width
    assert found.violations == []
