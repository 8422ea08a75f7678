"""Choosing among the routes in a real browser: filters and counts, the address, the map in step.

The site is the small sample's with seven more routes, made from its own by changing a few words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from helpers.axe import Audit
from helpers.browsing import serving, visiting, wait_until
from helpers.content_sample import ROUTE, write_sample
from helpers.published import build_docs, lay_out, once

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

OPENED = "2026-11-25T09:00:00+01:00"
FIRST = "De la brique au jardin"
CHANGES: Mapping[str, Sequence[tuple[str, str]]] = {
    "Aux quatre saisons": [("season: {from: 04-01, to: 10-31}\n", ""),
                           ("      - place: jardin-des-simples\n", "      - name: {fr: Pré}\n"
                            "        kind: nature\n        commune: \"32208\"\n"
                            "        lat: 43.935\n        lon: 0.623\n")],
    "Bon pain, bon vin": [("[heritage, nature]", "[food]"), ("by: coach", "by: train")],
    "Chemins de traverse": [("easy", "moderate"), ("by: coach", "by: car")],
    "Du rail et des roues": [("by: coach", "by: train"), ("[heritage, nature]", "[nature]")],
    "En marchant": [("{by: bike,", "{by: walk,"), ("easy", "hard"), ("km: 95", "km: 250")],
    "Fouée & <b>garbure</b>": [("[heritage, nature]", "[food, crafts]"), ("by: coach", "by: car")],
    "Grand tour": [("[heritage, nature]", "[art]"), ("km: 95", "km: 250")],
}
"""By title, what such a route says otherwise than the sample's."""
TITLES = sorted([FIRST, *CHANGES], key=str.casefold)


def routes() -> dict[str, str]:
    """The files of the routes above."""
    files = {}
    for n, (title, changes) in enumerate(CHANGES.items()):
        text = ROUTE.replace("{fr: De la brique au jardin, en: From brick to garden}", f'"{title}"')
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        files[f"route-{n + 1}.yml"] = text
    return files


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of that site, built as on 22 November 2026."""
    from parcours.publish import publish

    def make(root: Path) -> None:
        content = write_sample(root / "itineraries", **routes())
        build_docs(content, root / "docs")
        publish(lay_out(root / "tree", root / "docs"), root / "site")

    with serving(once(tmp_path_factory, "catalogue-site", make) / "site") as address:
        yield address


@contextmanager
def visit(browser: Browser, address: str, *, javascript: bool = True, width: int = 1280,
          near: tuple[float, float] | None = None, shared: bool = True) -> Iterator[Page]:
    """A page on a day of November; what it complains of fails the test. Tiles are one pixel. Not
    ``shared``, its window may be given what others must not find."""
    with visiting(browser, address, javascript=javascript, width=width, height=800,
                  same_window=shared and javascript and not near, clock=True) as visitor:
        if near:
            visitor.context.grant_permissions(["geolocation"])
            visitor.context.set_geolocation({"latitude": near[0], "longitude": near[1]})
        if javascript:
            visitor.page.clock.set_system_time(OPENED)
        yield visitor.go(address)
        assert visitor.complaints == []


def titles(page: Page) -> list[str]:
    """The routes that are listed, in order."""
    return page.locator(".pc-list > li:visible h2").all_inner_texts()


def marks(page: Page) -> list[str]:
    """The routes that have a mark on the map, by title."""
    found = page.locator(".pc-mark:not(.is-out) title").all_text_contents()
    return sorted((title.partition(". ")[2] for title in found), key=str.casefold)


def found(page: Page) -> str:
    """What the status says."""
    return plain(page.locator(".pc-found__count").inner_text())


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def panel(page: Page, name: str) -> None:
    """Open a panel of filters."""
    page.locator(".pc-panel > summary", has_text=name).click()


def choose(page: Page, value: str) -> None:
    page.locator(f".pc-check input[value='{value}']").click()


def counts(page: Page, group: str) -> dict[str, int]:
    """The live counts of a group of choices."""
    told: dict[str, int] = page.locator(f"input[name='{group}']").evaluate_all("""
        all => Object.fromEntries(all.map(one => [
          one.value, Number(one.parentElement.querySelector('.pc-count').textContent)]))""")
    return told


def at(page: Page) -> str:
    """The address from the page on."""
    return page.url.partition("/parcours/")[2]


def test_filters_leave_the_same_in_list_map_and_counts(browser: Browser, home: str) -> None:
    """Within a group choices add up, groups narrow one another, and each count says what its
    choice would leave; means of travel must all be there."""
    with visit(browser, f"{home}parcours/") as page:
        assert titles(page) == TITLES
        assert marks(page) == TITLES
        assert found(page) == "8 parcours"
        before = counts(page, "niveau")
        panel(page, "Envies")
        choose(page, "food")
        food = ["Bon pain, bon vin", "Fouée & <b>garbure</b>"]
        assert (titles(page), marks(page)) == (food, food)
        assert found(page) == "2 parcours sur 8"
        choose(page, "art")
        assert titles(page) == [*food, "Grand tour"]
        assert counts(page, "theme") == {
            "heritage": 4, "food": 2, "art": 1, "nature": 5, "crafts": 1}
        assert counts(page, "moyen") == {"sans-voiture": 2, "train": 1, "velo": 3, "a-pied": 0}
        panel(page, "Se déplacer")
        choose(page, "sans-voiture")
        assert titles(page) == ["Bon pain, bon vin", "Grand tour"]
        choose(page, "train")
        assert (titles(page), found(page)) == (["Bon pain, bon vin"], "1 parcours sur 8")
        assert counts(page, "moyen") == {"sans-voiture": 1, "train": 1, "velo": 1, "a-pied": 0}
        for value in ("food", "art", "sans-voiture", "train"):
            page.locator(f"input[value='{value}']").evaluate("box => box.click()")
        assert (titles(page), counts(page, "niveau")) == (TITLES, before)


def test_nothing_found_says_which_choice_to_give_up(browser: Browser, home: str) -> None:
    """Each way out is offered with what it brings, and leads there; the status is announced."""
    with visit(browser, f"{home}parcours/?theme=art&niveau=moderate") as page:
        assert titles(page) == []
        assert found(page) == "Aucun parcours ne répond à tous ces choix."
        expect(page.locator(".pc-found__count")).to_have_attribute("role", "status")
        ways = page.locator("[data-loosen] button")
        assert [*map(plain, ways.all_inner_texts())] == [
            "Sans « art » : 1 parcours", "Sans « modérée » : 1 parcours", "Tout effacer"]
        ways.first.click()
        assert titles(page) == ["Chemins de traverse"]
        assert page.locator(".pc-none").is_hidden()
        page.get_by_role("button", name="Retirer : modérée").click()
        assert (titles(page), at(page)) == (TITLES, "")


def test_the_address_is_the_whole_state(browser: Browser, home: str) -> None:
    """A search can be sent, read again, left and come back to; Back leads to all routes first."""
    with visit(browser, f"{home}parcours/") as page:
        panel(page, "Envies")
        choose(page, "food")
        choose(page, "nature")
        page.locator("#tri").select_option("court")
        page.fill("#jour", "2027-05-15")
        state = "?jour=2027-05-15&theme=food,nature&tri=court"
        assert at(page) == state
        listed = titles(page)
        assert len(listed) > 2
        page.reload()
        assert (titles(page), at(page)) == (listed, state)
        assert page.locator("#jour").input_value() == "2027-05-15"
        assert page.locator("#tri").input_value() == "court"
        page.locator(".pc-card__link:visible").first.click()
        page.wait_for_url("**/#jour=2027-05-15")
        page.go_back()
        expect(page.locator(".pc-found__count")).to_contain_text("15 mai 2027")
        assert (titles(page), at(page)) == (listed, state)
        page.go_back()
        expect(page.locator(".pc-found__count")).to_have_text("8 parcours")
        assert (titles(page), at(page)) == (TITLES, "")


@pytest.mark.parametrize("query", [
    "?theme=nothing&jours=<script>&tri=__proto__&moyen=,,&vue=x", "?jour=2027-13-45", "?jour=",
    "?theme=%E0%A4%A&km[]=1", "?constructor=1&theme", "#jour=demain"])
def test_what_the_address_should_not_say_is_passed_over(browser: Browser, home: str,
                                                         query: str) -> None:
    """Unknown and hostile values leave every route in its place."""
    with visit(browser, f"{home}parcours/{query}") as page:
        expect(page.locator(".pc-catalogue")).to_have_class("pc-catalogue is-ready")
        assert (titles(page), found(page)) == (TITLES, "8 parcours")


def test_a_day_and_its_other_spelling(browser: Browser, home: str) -> None:
    """The fragment of older links counts; a day that is not computed keeps all and says so."""
    with visit(browser, f"{home}parcours/#jour=2026-12-24") as page:
        assert titles(page) == ["Aux quatre saisons"]
        page.fill("#jour", "2029-01-01")
        assert titles(page) == TITLES
        expect(page.locator(".pc-found__note")).to_contain_text("ne sont calculés que jusqu’au")


def test_sorting_by_length_and_by_next_day(browser: Browser, home: str) -> None:
    """Days, then kilometres; the next possible day counts from today; titles break ties."""
    with visit(browser, f"{home}parcours/") as page:
        page.locator("#tri").select_option("jour")
        assert titles(page) == ["Aux quatre saisons",
                                *(title for title in TITLES if title != "Aux quatre saisons")]
        page.locator("#tri").select_option("court")
        assert sorted(titles(page)[-2:]) == ["En marchant", "Grand tour"]
        page.locator("#tri").select_option("")
        assert titles(page) == TITLES


def test_near_me_only_when_asked(browser: Browser, home: str) -> None:
    """The position sorts the routes and says how far they begin; it is in no address."""
    with visit(browser, f"{home}parcours/?tri=pres", near=(43.85, 0.66)) as page:
        expect(page.locator(".pc-found__note")).to_contain_text("Touchez « Près de moi »".replace(
            "« ", "«\u00a0").replace(" »", "\u00a0»"))
        assert page.locator(".pc-card__away").count() == 0
        page.get_by_role("button", name="Près de moi").click()
        expect(page.locator(".pc-found__note")).to_contain_text("Votre position ne quitte pas")
        assert plain(page.locator(".pc-card__away").first.inner_text()) == (
            "l’autre bout est à 10 km de vous, à vol d’oiseau : voyez-le dans l’autre sens")
        page.locator(".pc-card__away a").first.click()
        expect(page.locator("h1")).to_contain_text("dans l’autre sens")
        page.go_back()
        page.get_by_role("button", name="Près de moi").click()
        assert at(page) == "?tri=pres"
        page.get_by_role("button", name="Près de moi").click()
        assert (titles(page), at(page)) == (TITLES, "")


def test_near_me_measures_to_where_one_begins(browser: Browser, home: str) -> None:
    """At the station all routes begin right here, and nobody is sent to their other end."""
    with visit(browser, f"{home}parcours/", near=(43.61121, 1.45362)) as page:
        page.get_by_role("button", name="Près de moi").click()
        assert plain(page.locator(".pc-card__away").first.inner_text()) == (
            "départ à 0 km de vous, à vol d’oiseau")
        assert page.locator(".pc-card__away a").count() == 0


def test_a_refused_position_is_told_kindly(browser: Browser, home: str) -> None:
    """Whoever says no keeps the list as it is, and reads that nothing was given away."""
    with visit(browser, f"{home}parcours/") as page:
        page.locator("#tri").select_option("pres")
        expect(page.locator(".pc-found__note")).to_contain_text("Votre position reste privée")
        assert (titles(page), at(page), page.locator("#tri").input_value()) == (TITLES, "", "")


def test_list_and_map_light_up_together(browser: Browser, home: str) -> None:
    """Hover and focus of a card light its mark and its way, those of a mark its card; a click on
    a mark leads to the card's link."""
    with visit(browser, f"{home}parcours/") as page:
        lit = page.locator(".is-lit")

        def shown() -> list[str]:
            return [*lit.evaluate_all(
                "all => all.map(one => one.tagName.toLowerCase() + (one.dataset.i ?? ''))")]

        page.locator(".pc-list > li").nth(2).hover()
        assert sorted(shown()) == ["a2", "li", "path2"]
        page.locator(".pc-card__link").nth(1).focus()
        assert "a1" in shown()
        page.locator(".pc-mark[data-i='4']").hover()
        assert sorted(shown()) == ["a4", "li", "path4"]
        assert page.locator(".pc-list > li.is-lit h2").inner_text() == TITLES[4]
        page.locator(".pc-mark[data-i='6']").click()
        link = page.locator(".pc-card__link").nth(6)
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport()
        assert at(page) == ""


def test_marks_by_keyboard(browser: Browser, home: str) -> None:
    """The map is one stop for Tab; arrows go from mark to mark among those that are left."""
    with visit(browser, f"{home}parcours/?theme=food") as page:
        page.locator(".pc-card__link:visible").last.focus()
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.get_attribute("data-i") == str(TITLES.index("Bon pain, bon vin"))
        page.keyboard.press("ArrowRight")
        assert focused.get_attribute("data-i") == str(TITLES.index("Fouée & <b>garbure</b>"))
        page.keyboard.press("ArrowRight")
        assert focused.get_attribute("data-i") == str(TITLES.index("Bon pain, bon vin"))
        page.keyboard.press("End")
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="Fouée & <b>garbure</b>", exact=True)).to_be_focused()


def test_panels_by_keyboard(browser: Browser, home: str) -> None:
    """A panel opens, its boxes are ticked, Escape closes it and gives its head back the focus."""
    with visit(browser, f"{home}parcours/") as page:
        head = page.locator(".pc-panel > summary").first
        head.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        assert len(titles(page)) < len(TITLES)
        page.keyboard.press("Escape")
        expect(head).to_be_focused()
        assert page.locator(".pc-panel[open]").count() == 0
        expect(head).to_contain_text("1")


def test_the_real_map_is_in_step(browser: Browser, home: str) -> None:
    """It opens in the place of the picture, shows what the filters leave, and lights up with the
    list; its marks lead to the cards."""
    with visit(browser, f"{home}parcours/?theme=art") as page:
        page.get_by_role("link", name="Ouvrir la carte interactive").click()
        frame = page.frame_locator(".pc-atlas iframe")
        mark = frame.locator(".leaflet-marker-pane .mark")
        expect(mark).to_have_count(1)
        number = TITLES.index("Grand tour") + 1
        expect(mark).to_have_attribute("aria-label", f"{number}. Grand tour")
        page.locator(".pc-card__link:visible").focus()
        expect(mark).to_have_class(re.compile(r"\bon\b"))
        panel(page, "Envies")
        choose(page, "art")
        expect(mark.first).not_to_have_attribute("aria-label", f"{number}. Grand tour")
        choose(page, "art")
        expect(mark).to_have_count(1)
        mark.focus()
        expect(page.locator(".pc-list > li.is-lit h2")).to_have_text("Grand tour")
        mark.press("Enter")
        expect(page.locator(".pc-card__link:visible")).to_be_focused()


def test_a_hostile_title_is_text_on_the_map(browser: Browser, home: str) -> None:
    """On the map of all routes as a page of its own, names and popups are text."""
    with visit(browser, f"{home}parcours/map.html") as page:
        marks = page.locator(".leaflet-marker-pane .mark")
        expect(marks.first).to_be_visible()
        texts: list[str] = []
        for n in range(marks.count()):
            marks.nth(n).press("Enter")
            listed = page.get_by_role("dialog").last.get_by_role("link").all_inner_texts()
            texts += [text.partition(". ")[2] for text in listed]
            page.keyboard.press("Escape")
        assert sorted(texts, key=str.casefold) == TITLES
        assert page.locator("b").count() == 0


def test_a_phone_has_the_list_then_the_map(browser: Browser, home: str) -> None:
    """The switch shows one in place of the other and stands in the address; a mark shows its card
    below the map; filters fold out as a sheet."""
    with visit(browser, f"{home}parcours/", width=360) as page:
        atlas, switch = page.locator(".pc-atlas"), page.locator(".pc-found__switch")
        assert (atlas.is_visible(), len(titles(page))) == (False, 8)
        switch.click()
        expect(atlas).to_be_visible()
        assert (titles(page), at(page), switch.inner_text()) == ([], "?vue=carte", "Liste")
        marks = page.frame_locator(".pc-atlas iframe").locator(".leaflet-marker-pane .mark")
        expect(marks.first).to_be_visible()  # one tap, and the real map is there
        page.reload()
        expect(atlas).to_be_visible()
        page.locator(".pc-mark[data-i='3']").click()
        assert titles(page) == [TITLES[3]]
        expect(page.locator(".pc-card__link:visible")).to_be_focused()
        switch.click()
        assert (titles(page), at(page)) == (TITLES, "")
        page.get_by_role("button", name="Filtrer").click()
        panel(page, "Envies")
        choose(page, "food")
        page.get_by_role("button", name="Voir les 2 parcours").click()
        assert page.locator(".pc-filters__panels").is_hidden()
        expect(page.locator(".pc-found__count")).to_be_focused()
        assert len(titles(page)) == 2
        assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("width", [360, 1280])
def test_without_javascript_all_is_listed(browser: Browser, home: str, width: int) -> None:
    """Every route, every mark as a link, no filter that would do nothing."""
    with visit(browser, f"{home}parcours/?theme=food", javascript=False, width=width) as page:
        assert titles(page) == TITLES
        assert page.locator(".pc-filters, #tri").evaluate_all(
            "all => all.map(one => one.checkVisibility())") == [False, False]
        page.locator(".pc-mark[data-i='1']").click()
        page.wait_for_url(f"{home}parcours/route-2/")


@pytest.mark.parametrize("query", ["", "?theme=food&tri=court", "#jour=2027-05-15"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_jumps(browser: Browser, home: str, width: int, query: str) -> None:
    """Layout shift is 0 when the script starts, also where the address asks for something."""
    with visit(browser, "about:blank", width=width, shared=False) as page:
        page.add_init_script("""window.moved = 0; new PerformanceObserver((list) => {
            for (const one of list.getEntries()) window.moved += one.value;
          }).observe({type: 'layout-shift', buffered: true});""")
        page.goto(f"{home}parcours/{query}")
        page.wait_for_selector(".is-ready")
        wait_until(page, """() => [...document.images].every(
          (image) => image.loading === "lazy" || image.complete)""")
        assert page.evaluate("""() => document.fonts.ready.then(() => new Promise((done) =>
          requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(
            () => done(window.moved))))))""") == 0


@pytest.mark.parametrize("width", [320, 1280])
def test_no_barrier_that_a_machine_finds(browser: Browser, home: str, width: int) -> None:
    """axe finds nothing on the list, on the map, with a panel open, or where nothing is found, by
    day or by night."""
    found = Audit()
    for query in ("?theme=food", "?theme=art&niveau=moderate", "?vue=carte"):
        with visit(browser, f"{home}parcours/{query}", width=width) as page:
            if width < 900:
                page.locator("[data-open]").click()
            panel(page, "Se déplacer")
            found.look_both(page, query)
            assert page.evaluate("document.documentElement.scrollWidth") == width
    with visit(browser, f"{home}parcours/map.html", width=width) as page:
        found.look_both(page, "the map")
    assert found.violations == []


def test_a_calendar_is_subscribed_to_or_copied(browser: Browser, home: str) -> None:
    """The link of a theme opens in a calendar, and its address can be pasted into one."""
    with visit(browser, f"{home}parcours/", shared=False) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        item = page.locator(".pc-subscribe li").first
        link = item.get_by_role("link").get_attribute("href") or ""
        assert link.startswith("webcal://")
        item.get_by_role("button", name="Copier l’adresse").click()
        expect(item.get_by_role("status")).to_have_text("Copiée.")
        assert page.evaluate("navigator.clipboard.readText()") == link.replace("webcal", "http")


@pytest.mark.parametrize("width", [360, 390, 700, 1280])
def test_marks_of_the_real_map_hold_their_words_and_cover_no_other(
        browser: Browser, home: str, width: int) -> None:
    """At any width the words of a mark stand clear of its border, and no mark lies over another:
    what it would cover joins it."""
    with visiting(browser, home, width=width) as visitor:
        page = visitor.go(f"{home}parcours/map.html")
        expect(page.locator(".leaflet-marker-pane .mark").first).to_be_visible()
        shown = page.locator(".leaflet-marker-pane .mark")
        marks = shown.evaluate_all("""all => all.map((mark) => {
            const words = document.createRange();
            words.selectNodeContents(mark);
            const [box, text] = [mark, words].map((one) => one.getBoundingClientRect());
            return [box.left, box.top, box.right, box.bottom, text.left - box.left,
                    box.right - text.right, mark.dataset.routes];
        })""")
        assert sorted(int(i) for *_, routes in marks for i in routes.split()) == [
            *range(len(TITLES))]
        assert min(room for *_, left, right, _ in marks for room in (left, right)) >= 8
        for one, other in combinations(marks, 2):
            beside = one[0] >= other[2] or other[0] >= one[2]
            assert beside or one[1] >= other[3] or other[1] >= one[3]
