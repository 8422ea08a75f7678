"""A route's page in a real browser: its order, map and text, sharing, one's position, paper."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Browser, FrameLocator, Page, expect

from helpers.axe import Audit
from helpers.browsing import serving, visiting, wait_until
from helpers.published import HOME, LANGS, route_ids

pytestmark = pytest.mark.browser

ROUTE = "etoiles-et-fusees"
LONG = "la-gascogne-en-train"
PREFIX = {"fr": "", "en": "en/"}
PINS = ".leaflet-marker-pane .pin"
PHONE, DESK = 360, 1280


@pytest.fixture(scope="module")
def known(addressed: Path) -> Iterator[str]:
    """Where the site that knows its address is served for these tests."""
    with serving(addressed) as address:
        yield address


def frame_of(page: Page) -> FrameLocator:
    frame = page.frame_locator(".pc-map iframe")
    expect(frame.locator(PINS).first).to_be_visible()
    return frame


@pytest.mark.parametrize("lang", LANGS)
def test_the_order_in_which_one_decides(browser: Browser, known: str, lang: str) -> None:
    """Without JavaScript: picture, facts, when, how, the days, practical, nearby, files, sharing,
    in that order, each under a link of the page's menu; and nothing to press that does nothing."""
    with visiting(browser, known, javascript=False, width=PHONE) as visitor:
        page = visitor.go(f"{known}{PREFIX[lang]}parcours/{ROUTE}/")
        tops = [page.locator(part).first.bounding_box() for part in (
            "h1", ".pc-map img", ".pc-glance", ".pc-here", "#quand", "#comment", "#jour-1",
            "#jour-2", "#partage", "#pratique", "#alentour", "#emporter", "#partager", ".pc-edit")]
        heights = [box["y"] for box in tops if box]
        assert len(heights) == len(tops)
        assert heights == sorted(heights)
        links = page.locator(".pc-here a").evaluate_all("all => all.map(a => a.hash)")
        assert links == ["#quand", "#comment", "#jour-1", "#jour-2", "#pratique", "#alentour",
                         "#emporter", "#partager"]
        assert page.locator(".pc-route button:visible").count() == 0
        code = page.locator("#integrer").input_value()
        assert f'src="{HOME}{PREFIX[lang]}parcours/{ROUTE}/map.html"' in code
        letter = page.locator(".pc-sharing__ways a").get_attribute("href") or ""
        assert letter.endswith(
            "body=https%3A%2F%2Fparcours.example.org%2Fsous%2Fchemin%2F"
            f"{PREFIX[lang].replace('/', '%2F')}parcours%2F{ROUTE}%2F")
        assert (visitor.hosts, visitor.missing) == ([], [])


@pytest.mark.parametrize("width", [320, PHONE, DESK])
def test_nothing_jumps_and_nothing_sticks_out(browser: Browser, served: str, width: int) -> None:
    """While the page loads and its scripts start, nothing moves; the page is as wide as the
    screen; its menu stays at hand and marks where one is; no complaint in the console."""
    with visiting(browser, served, width=width) as visitor:
        visitor.page.add_init_script("""
            window.moved = [];
            const told = ({node, previousRect: a, currentRect: b}) =>
              `${(node?.outerHTML ?? node?.nodeValue ?? "gone").slice(0, 80)}: ` +
              `${[a.x, a.y, a.width, a.height]} to ${[b.x, b.y, b.width, b.height]}`;
            new PerformanceObserver(list => moved.push(...list.getEntries().map(
              e => [e.value, ...e.sources.map(told)])))
              .observe({type: 'layout-shift', buffered: true})""")
        page = visitor.go(f"{served}parcours/{ROUTE}/")
        visitor.settle()
        if page.evaluate("moved"):  # a busy machine may paint half a page; ours moves every time
            page.reload(wait_until="load")
            visitor.settle()
        assert page.evaluate("moved") == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        menu = page.locator(".pc-here")
        menu.get_by_role("link", name="Comment").click()
        expect(page.locator("#comment")).to_be_in_viewport(ratio=1)
        for n in ("jour-2", "pratique"):
            page.locator(f"#{n}").evaluate("node => node.scrollIntoView()")
            if (width, n) == (DESK, "pratique"):
                continue  # side by side with others at the end of the page: none is the current one
            expect(menu.locator(f"a[href='#{n}']")).to_have_attribute("aria-current", "true")
            expect(menu.locator(f"a[href='#{n}']")).to_be_in_viewport(ratio=0.9)
            # the heading is not hidden below the menu
            box, bar = page.locator(f"#{n}").bounding_box(), menu.bounding_box()
            assert box
            assert bar
            assert box["y"] >= bar["y"] + bar["height"] - 1
        assert (visitor.complaints, visitor.hosts) == ([], [])


def test_from_the_text_to_the_map_and_back(browser: Browser, served: str) -> None:
    """On a wide screen a link in the text opens the stop's pin beside it, the text staying where it
    is; a pin that is clicked brings its stop into sight and lights it up."""
    with visiting(browser, served, width=DESK, same_window=True) as visitor:
        page = visitor.go(f"{served}parcours/{ROUTE}/")
        stop = page.locator("#etape-9")
        stop.locator(".pc-stop__show").click()
        frame = frame_of(page)
        expect(frame.get_by_role("dialog", name="9. ")).to_be_focused()
        expect(stop).to_be_in_viewport()
        expect(stop).to_have_attribute("aria-current", "true")
        frame.get_by_role("button", name="Voir tout le parcours").click()
        frame.locator(PINS).nth(13).click()
        expect(frame.get_by_role("dialog", name="14. ")).to_be_visible()
        expect(page.locator("#etape-14")).to_be_in_viewport()
        expect(page.locator("#etape-14")).to_have_class(re.compile("is-current"))
        expect(page.locator(".is-current")).to_have_count(1)
        expect(page.locator(".pc-map iframe")).to_be_in_viewport(ratio=0.9)
        assert visitor.complaints == []


def test_both_ways_by_keyboard(browser: Browser, served: str) -> None:
    """On a phone's width and with keys alone: from a stop to its popup, on to another stop's, and
    by its link to that stop in the text; Escape closes a popup and gives its pin the focus."""
    with visiting(browser, served, width=PHONE, same_window=True) as visitor:
        page = visitor.go(f"{served}parcours/{ROUTE}/")
        page.locator("#etape-3 .pc-stop__show").focus()
        page.keyboard.press("Enter")
        frame = frame_of(page)
        expect(frame.get_by_role("dialog", name="3. ")).to_be_focused()
        page.keyboard.press("Escape")
        expect(frame.locator(PINS).nth(2)).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.locator("#etape-4")).to_have_attribute("aria-current", "true")
        page.keyboard.press("Enter")
        expect(frame.get_by_role("dialog", name="4. ")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/#etape-4")
        expect(page.locator("#etape-4")).to_be_in_viewport()
        expect(page.locator("#etape-4")).to_be_focused()
        assert visitor.complaints == []


SHARES = """
  window.shared = [];
  navigator.share = async (what) => { shared.push(what); };
"""
COPIES = """
  window.copied = [];
  Object.defineProperty(navigator, 'share', {value: undefined});
  Object.defineProperty(navigator, 'clipboard', {value: {writeText: async (text) => {
    if (window.refuses) throw new DOMException('no', 'NotAllowedError');
    copied.push(text);
  }}});
"""


def test_the_phones_own_sharing(browser: Browser, served: str) -> None:
    """Where the device can share it is asked to, with title, summary, and the address with the day
    that was picked; a visitor who changes their mind is told nothing."""
    with visiting(browser, served, width=PHONE) as visitor:
        visitor.page.add_init_script(SHARES)
        page = visitor.go(f"{served}parcours/{ROUTE}/#jour=2026-12-04")
        page.get_by_role("button", name="Partager ce parcours").click()
        wait_until(page, "shared.length > 0")
        (what,) = page.evaluate("shared")
        assert what["title"] == "Des fusées aux étoiles"
        assert what["text"].startswith("Un jour à Toulouse")
        assert what["url"] == f"{served}parcours/{ROUTE}/#jour=2026-12-04"
        page.evaluate("""() => {
            window.refused = new Promise((told) => {
                navigator.share = async () => {
                    setTimeout(told, 0);  // once the page has taken the refusal
                    throw new DOMException('', 'AbortError');
                };
            });
        }""")
        page.get_by_role("button", name="Partager ce parcours").click()
        page.evaluate("refused")
        assert page.locator("[data-said]").inner_text() == ""
        assert visitor.complaints == []


def test_copying_where_nothing_is_shared(browser: Browser, served: str) -> None:
    """Elsewhere the address is copied and that is said; where even that is refused, the address is
    shown. The code to embed is copied with the true address of the map."""
    with visiting(browser, served) as visitor:
        visitor.page.add_init_script(COPIES)
        page = visitor.go(f"{served}parcours/{ROUTE}/")
        here = f"{served}parcours/{ROUTE}/"
        button, said = page.get_by_role("button", name="Partager ce parcours"), page.locator(
            "[data-said]")
        button.click()
        expect(said).to_have_text("L’adresse est copiée : collez-la où vous voulez.")
        page.locator(".pc-embed summary").click()
        page.get_by_role("button", name="Copier le code").click()
        expect(said).to_have_text("Le code est copié.")
        address, code = page.evaluate("copied")
        assert address == here
        assert f'src="{here}map.html"' in code
        page.evaluate("window.refuses = true")
        button.click()
        expect(said).to_have_text(f"À copier à la main : {here}")
        assert visitor.complaints == []


def test_the_embedded_map(browser: Browser, served: str, tmp_path: Path) -> None:
    """The code, pasted into a page of another site, shows the map there; its links open beside
    that page, which stays; and nothing is complained of."""
    with visiting(browser, served, same_window=True) as visitor:
        code = visitor.go(f"{served}parcours/{ROUTE}/").locator("#integrer").input_value()
    assert re.fullmatch(r"<iframe [^<>]*></iframe>", code)
    (tmp_path / "index.html").write_text(
        f"<!doctype html><html lang=fr><title>Hôte</title><link rel=icon href='data:,'>{code}",
        "utf-8")
    with serving(tmp_path) as host, visiting(browser, host) as guest:
        page = guest.go(host)
        frame = page.frame_locator("iframe")
        expect(frame.locator(PINS)).to_have_count(14)
        frame.locator(PINS).first.focus()
        page.keyboard.press("Enter")
        link = frame.get_by_role("link", name="Voir cette étape dans la page")
        with guest.context.expect_page() as opened:
            link.click()
        assert opened.value.url == f"{served}parcours/{ROUTE}/#etape-1"
        assert page.url == host


def test_columns_begin_at_one_height_and_names_stay_whole(browser: Browser, served: str) -> None:
    """Beside each other, what comes after the days begins at the top of both columns: the first
    heading stood lower by its margin, which a column begun by a break does not have. On a phone
    no heading ends a line within “Saint-Cyprien”."""
    with visiting(browser, served, width=DESK) as visitor:
        page = visitor.go(f"{served}parcours/{ROUTE}/")
        margins = page.locator(".pc-route__after > section > h2").evaluate_all(
            "all => all.map((one) => getComputedStyle(one).marginTop)")
        assert len(margins) > 3
        assert set(margins) == {"0px"}
    with visiting(browser, served, width=PHONE) as visitor:
        page = visitor.go(f"{served}parcours/la-gascogne-en-train/")
        kept = page.locator("h3 .pc-whole").evaluate_all(
            "all => all.map((one) => one.getClientRects().length === 1"
            " && one.offsetHeight < 1.7 * parseFloat(getComputedStyle(one).fontSize))")
        assert len(kept) > 3
        assert all(kept)


def put(page: Page, lat: float, lon: float, accuracy: float = 20) -> None:
    page.context.set_geolocation({"latitude": lat, "longitude": lon, "accuracy": accuracy})


def test_on_the_way(browser: Browser, served: str) -> None:
    """Asked where one is, the map says the next stop with its distance and direction, and the
    nearest; it follows, and knows the way back from the way out; what it says aloud changes with
    the stop and not with every step; it stops when told to, and keeps and sends nothing."""
    with visiting(browser, served, width=PHONE) as visitor:
        visitor.context.grant_permissions(["geolocation"])
        visitor.page.add_init_script("""
            window.asked = 0;
            const watch = navigator.geolocation.watchPosition.bind(navigator.geolocation);
            navigator.geolocation.watchPosition = (...all) => { asked += 1; return watch(...all); };
        """)
        put(visitor.page, 43.6050, 1.4600, 40)
        page = visitor.go(f"{served}parcours/{ROUTE}/")
        page.locator(".pc-map a").click()
        frame = frame_of(page)
        inside = page.frames[-1]
        assert inside.evaluate("asked") == 0
        page.get_by_role("button", name="Où suis-je").click()
        following = frame.locator(".where .next")
        expect(following).to_have_text(
            "Prochaine étape : 2. Cité de l’espace, à 3,4\u00a0km au sud-est.")
        expect(frame.locator(".where .more")).to_have_text(
            "Étape la plus proche : 1. Gare de Toulouse-Matabiau, à 860\u00a0m au nord-ouest.")
        expect(frame.locator(".where .sure")).to_contain_text("Position à 40\u00a0m près")
        voice = frame.locator(".voice")
        expect(voice).to_contain_text("Prochaine étape : 2. Cité de l’espace")
        # a step on: shown, and not said again
        put(page, 43.6030, 1.4640)
        expect(following).to_contain_text("à 3\u00a0km au sud-est")
        expect(voice).to_contain_text("à 3,4\u00a0km")
        put(page, 43.5862, 1.4931)
        expect(following).to_have_text("Vous êtes à l’étape 2. Cité de l’espace.")
        expect(voice).to_contain_text("Prochaine étape : 3. L’Envol des Pionniers, à 1,8")
        # between the second and the third the fifth is nearer, and yet not what comes next
        put(page, 43.5800, 1.4850)
        expect(following).to_contain_text("Prochaine étape : 3. ")
        expect(frame.locator(".where .more")).to_contain_text("Étape la plus proche : 5. ")
        # along the dashed line of the long drive
        put(page, 43.7500, 1.0000)
        expect(following).to_contain_text("Prochaine étape : 9. ")
        put(page, 43.91667, 0.81667)
        expect(following).to_have_text("Vous êtes à la dernière étape, 14. La Ferme des Étoiles.")
        stop = frame.get_by_role("button", name="Ne plus suivre ma position")
        stop.click()
        expect(frame.locator(".where")).to_be_hidden()
        expect(frame.get_by_role("button", name="Ma position")).to_have_attribute(
            "aria-pressed", "false")
        put(page, 43.6050, 1.4600)
        page.evaluate("new Promise((told) => navigator.geolocation.getCurrentPosition(told))")
        expect(frame.locator(".where")).to_be_hidden()
        assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
            0, 0, ""]
        assert inside.evaluate("asked") == 1
        assert visitor.complaints == []


def test_a_loop_knows_its_end_from_its_beginning(browser: Browser, served: str) -> None:
    """A route that ends where it starts begins at its first stop; reached by its last leg, the same
    place is its end."""
    with visiting(browser, served, width=PHONE) as visitor:
        visitor.context.grant_permissions(["geolocation"])
        put(visitor.page, 43.61121, 1.45362)
        page = visitor.go(f"{served}parcours/cinq-jours-cinq-marches/")
        page.get_by_role("button", name="Où suis-je").click()
        frame = frame_of(page)
        following = frame.locator(".where .next")
        expect(following).to_have_text("Vous êtes à l’étape 1. Gare de Toulouse-Matabiau.")
        stops: list[dict[str, Any]] = json.loads(
            frame.locator("#trip").inner_text() or frame.locator("#trip").text_content() or "")[
                "stops"]
        put(page, stops[13]["lat"], stops[13]["lon"])
        expect(following).to_contain_text("Vous êtes à l’étape 14. ")
        put(page, 43.61121, 1.45362)
        expect(following).to_have_text(
            "Vous êtes à la dernière étape, 15. Gare de Toulouse-Matabiau.")


def test_a_refusal_is_taken_kindly(browser: Browser, served: str) -> None:
    """Whoever refuses is told that nothing is known, and can ask again."""
    with visiting(browser, served, width=PHONE) as visitor:
        page = visitor.go(f"{served}parcours/{ROUTE}/")
        page.get_by_role("button", name="Où suis-je").click()
        frame = frame_of(page)
        expect(frame.locator(".status")).to_contain_text("Votre position reste privée")
        expect(frame.locator(".where")).to_be_hidden()
        visitor.context.grant_permissions(["geolocation"])
        put(page, 43.6050, 1.4600)
        page.get_by_role("button", name="Où suis-je").click()
        expect(frame.locator(".where .next")).to_contain_text("Prochaine étape : 2.")
        assert visitor.complaints == []


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_no_barrier_in_what_opens(browser: Browser, known: str, width: int) -> None:
    """Shared, the code to embed unfolded, a stop lit up; the map that follows one: no violation."""
    found = Audit()
    with visiting(browser, known, width=width) as visitor:
        visitor.page.add_init_script(COPIES)
        visitor.context.grant_permissions(["geolocation"])
        put(visitor.page, 43.6050, 1.4600, 40)
        page = visitor.go(f"{known}parcours/{ROUTE}/#etape-3")
        page.locator(".pc-embed summary").click()
        page.get_by_role("button", name="Copier le code").click()
        expect(page.locator("[data-said]")).to_have_text("Le code est copié.")
        page.evaluate("scrollTo(0, 0)")  # where it stopped, a link may lie half under the menu
        found.look_both(page, "the page")
        page = visitor.go(f"{known}parcours/{ROUTE}/map.html")
        page.get_by_role("button", name="Ma position").click()
        expect(page.locator(".where")).to_be_visible()
        found.look_both(page, "the map")
    assert found.violations == []


def printed(page: Page, paper: str) -> pypdfium2.PdfDocument:
    page.evaluate(f"document.documentElement.dataset.paper = {paper!r}")
    return pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))


def words(page: pypdfium2.PdfPage) -> str:
    text: str = page.get_textpage().get_text_range()
    return " ".join(text.replace("\ufffe", "-").split())


@pytest.mark.parametrize("id", route_ids())
def test_the_leaflet(browser: Browser, known: str, id: str) -> None:
    """On paper a route is one sheet of A4, or two of A5 at the most, in letters that can be read;
    one side that is enough is filled. It tells the stops in order with their times and notes, asks
    to confirm the hours, says the licence; its code leads to the page; nothing of the site's
    furniture is on it, and the dark theme leaves it white."""
    with visiting(browser, known, same_window=True) as visitor:
        visitor.page.emulate_media(color_scheme="dark")
        page = visitor.go(f"{known}parcours/{id}/")
        told = page.locator(".pc-stops > li").evaluate_all("""all => all.map(item =>
            item.matches('.pc-leg')
              ? [item.querySelector('.pc-leg__mode').textContent,
                 item.querySelector('.pc-leg__figures').textContent]
              : [item.querySelector('.pc-stop__name').lastChild.textContent,
                 item.querySelector('.pc-stop__time').textContent])""")
        notes = [" ".join(note.split()) for note in page.locator(".pc-note").all_text_contents()]
        for paper, sides, wide, least in (("a4", 2, 595, 7.0), ("a5", 4, 420, 6.7)):
            leaflet = printed(page, paper)
            assert len(leaflet) <= sides
            assert round(leaflet[0].get_width()) == wide
            size = page.locator(".pc-route").get_attribute(f"data-{paper}")
            assert size
            assert float(size) >= least
            text = " ".join(words(side) for side in leaflet)
            at = text.index("Jour 1")
            for told_first, told_then in told:
                # where two lines of columns lie side by side, a heading may be read between them
                for step in " ".join(f"{told_first} {told_then}".split()).lower().split(", "):
                    assert step in text.lower()[at:], (step, text)
                    at = text.lower().index(step, at) + len(step)
            for note in notes:
                assert note in text
            assert "Confirmez les horaires de chaque étape avant de partir." in text
            assert f"{HOME}parcours/{id}/" in text
            assert "Licence Ouverte 2.0" in text
            for chrome in ("Accueil", "Rechercher", "Voir sur la carte", "Ouvrir la carte",
                           "Partager", "GPX", "Emporter", "Mentions légales"):
                assert chrome not in text
            picture = leaflet[0].render(scale=3).to_numpy()
            assert [found.text for found in zxingcpp.read_barcodes(picture)] == [
                f"{HOME}parcours/{id}/"]
            edges = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])
            assert np.all(edges == 255)
            assert np.median(picture) == 255
            last = leaflet[len(leaflet) - 1].render(scale=1).to_numpy()
            used = np.flatnonzero(np.any(last < 250, axis=(1, 2)))[-1] / len(last)
            assert used > (0.8 if len(leaflet) == 1 else 0.12), (len(leaflet), size)
            # no side is begun for the address and the terms alone
            assert f"{HOME}parcours/{id}/" in words(leaflet[0])
            assert told[-1][0].strip().lower() in words(leaflet[len(leaflet) - 1]).lower()


def test_a_picked_day_goes_on_the_leaflet(browser: Browser, known: str) -> None:
    """Whoever picked a day gets its hours on paper, and the map that was open is the picture
    again; the buttons print in the size they say."""
    with visiting(browser, known) as visitor:
        visitor.page.add_init_script(
            "window.print = () => { window.paper = document.documentElement.dataset.paper; }")
        page = visitor.go(f"{known}parcours/cinq-jours-cinq-marches/#jour=2026-11-29")
        page.locator(".pc-map a").click()
        frame_of(page)
        day = page.locator("#etape-3 .pc-stop__on-day").inner_text()
        page.get_by_role("button", name="A5").click()
        assert page.evaluate("paper") == "a5"
        page.get_by_role("button", name="A4").click()
        assert page.evaluate("paper") == "a4"
        leaflet = printed(page, "a4")
        text = words(leaflet[0])
        assert " ".join(day.split()) in text
        assert "dimanche 29 novembre 2026" in text.lower()
        # the picture has its place, in the upper left of the page
        corner = leaflet[0].render(scale=1).to_numpy()[150:250, 60:260]
        assert np.count_nonzero(corner < 250) > 500


@pytest.mark.parametrize("lang", LANGS)
def test_weight(addressed: Path, lang: str) -> None:
    """The page of a route, with its code, weighs less than 30 kB on the wire, its own scripts and
    the sheet for paper included."""
    assets = next(addressed.glob("assets/*/javascripts")).parent  # its name tells its content
    own = sum(len(gzip.compress((assets / name).read_bytes())) for name in (
        "javascripts/route.js", "javascripts/site.js", "stylesheets/leaflet.css"))
    for id in route_ids():
        page = (addressed / PREFIX[lang] / "parcours" / id / "index.html").read_bytes()
        assert len(gzip.compress(page)) + own < 30_000, id


TALL_PX = 7_000
"""The height of a route of fifteen stops at 390 px, at most; those of today have 7 300 with all
that is known of them since, and 7 500 is the limit."""
TALLEST = "etoiles-et-fusees"
"""With fourteen stops the tallest of the sample."""


@pytest.mark.parametrize("lang", LANGS)
def test_fifteen_stops_in_half_the_height(browser: Browser, served: str, lang: str) -> None:
    """On a phone a route of fifteen stops is no taller than `TALL_PX`. Only its first day is open;
    a link to a stop of the second opens that day, and a heading shuts and opens its own."""
    with visiting(browser, served, width=390, same_window=True) as visitor:
        for id, stops in ((TALLEST, 14), (LONG, 15)):
            page = visitor.go(f"{served}{PREFIX[lang]}parcours/{id}/")
            visitor.settle()
            assert page.locator(".pc-stop").count() == stops
            assert page.evaluate("document.documentElement.scrollHeight") <= TALL_PX
        first, second = (page.locator(f"#jour-{n} .pc-stops") for n in (1, 2))
        heads = [page.locator(f"#jour-{n}").get_by_role("button").first for n in (1, 2)]
        expect(heads[0]).to_have_attribute("aria-expanded", "true")
        expect(heads[1]).to_have_attribute("aria-expanded", "false")
        expect(second.locator(".pc-stop").first).to_be_hidden()
        page.evaluate("location.hash = '#etape-12'")
        expect(page.locator("#etape-12")).to_be_in_viewport()
        expect(heads[1]).to_have_attribute("aria-expanded", "true")
        heads[0].click()
        expect(first.locator(".pc-stop").first).to_be_hidden()
        assert visitor.complaints == []


def test_drawings_take_no_height_and_follow_the_theme(browser: Browser, served: str) -> None:
    """On a phone they stand below the pins, within their stops: the page is as tall without them.
    Their ground is light by day and dark by night."""
    grounds = []
    for theme in ("light", "dark"):
        with visiting(browser, served, width=390, same_window=True) as visitor:
            visitor.page.emulate_media(color_scheme=theme)
            page = visitor.go(f"{served}parcours/{LONG}/")
            visitor.settle()
            told = page.evaluate("""() => {
              const all = [...document.querySelectorAll(".pc-stop > .pc-drawing")];
              const out = all.filter((one) => one.getBoundingClientRect().height
                && one.getBoundingClientRect().bottom
                  > one.parentElement.getBoundingClientRect().bottom);
              const ground = getComputedStyle(all[0]).backgroundColor;
              const tall = document.documentElement.scrollHeight;
              for (const one of all) one.remove();
              return [all.length, out.length, tall - document.documentElement.scrollHeight, ground];
            }""")
            assert told[0] > 10
            assert told[1:3] == [0, 0]
            grounds.append(told[3])
    assert grounds[0] != grounds[1]


@pytest.mark.parametrize("way", ["no script", "paper", "wide"])
def test_what_is_folded_is_never_missing(browser: Browser, served: str, way: str) -> None:
    """Without JavaScript and on paper every fact of every stop is there to be read, on a phone too;
    on a wide screen all days are open, and the stops stand beside them, under the map."""
    with visiting(browser, served, javascript=way != "no script",
                  width=1280 if way == "wide" else 390) as visitor:
        page = visitor.go(f"{served}parcours/{LONG}/#etape-12")
        if way == "wide":
            expect(page.locator(".pc-plan a")).to_have_count(15)
            expect(page.locator(".pc-plan")).to_be_in_viewport(ratio=0.9)
            expect(page.locator(".pc-plan [aria-current]")).to_contain_text("La Nourrice")
            expect(page.locator(".pc-stops[hidden]")).to_have_count(0)
            return
        if way == "paper":
            page.emulate_media(media="print")
            page.evaluate("dispatchEvent(new Event('beforeprint'))")
        seen = page.locator(".pc-steps").inner_text()
        for fact in page.locator(".pc-fact--address dd, .pc-note").all_text_contents():
            assert fact.strip() in seen
        assert page.locator(".pc-stop:visible").count() == 15


def test_the_finger_is_free(browser: Browser, served: str) -> None:
    """One finger on the open map scrolls the page, and is told once that two move the map; the map
    takes six tenths of the screen at most, shows the first day, and folds away."""
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 844},
                                  reduced_motion="reduce", locale="fr-FR")
    context.route(re.compile("geopf"), lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{served}parcours/{LONG}/")
    page.get_by_role("link", name="Ouvrir la carte").click()
    frame = frame_of(page)
    expect(frame.locator(PINS)).to_have_count(15)
    box = page.locator(".pc-map iframe").bounding_box()
    assert box
    assert box["height"] <= 0.6 * 844
    inside = f"""() => [...document.querySelectorAll({PINS!r})].filter((pin) => {{
        const {{ left, top }} = pin.getBoundingClientRect();
        return left > 0 && top > 0 && left < innerWidth && top < innerHeight; }}).length"""
    wait_until(page.frames[-1], f"() => ({inside})() >= 8")
    assert page.frames[-1].evaluate(
        "getComputedStyle(document.querySelector('.leaflet-container')).touchAction"
    ) == "pan-x pan-y"
    before = page.evaluate("scrollY")
    devtools = context.new_cdp_session(page)
    for n in range(12):
        devtools.send("Input.dispatchTouchEvent", {"type": "touchMove" if n else "touchStart",
                      "touchPoints": [{"x": 195, "y": box["y"] + 300 - 25 * n}]})
        page.wait_for_timeout(16)
    devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    wait_until(page, "(before) => scrollY > before + 150", before)
    expect(frame.locator(".status")).to_have_text("Deux doigts déplacent la carte.")
    page.get_by_role("button", name="Replier la carte").click()
    expect(page.locator(".pc-map iframe")).to_be_hidden()
    expect(page.locator(".pc-map img")).to_be_visible()
    page.get_by_role("link", name="Ouvrir la carte").click()
    expect(frame.locator(PINS)).to_have_count(15)
    context.close()


@pytest.mark.parametrize(("agent", "ways"), [
    ("Android", "geo:"), ("iPhone", "https://maps.apple.com/?ll="), ("X11", "")])
def test_a_position_leads_there(browser: Browser, served: str, agent: str, ways: str) -> None:
    """At a stop: the maps of the device where it has some, OpenStreetMap everywhere, and the
    position to paste; no other host is asked before a tap."""
    context = browser.new_context(user_agent=f"Mozilla/5.0 ({agent})", permissions=[
        "clipboard-read", "clipboard-write"])
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served}parcours/{LONG}/")
    stop = page.locator("#etape-2")
    stop.get_by_text("Détails").click()
    links = stop.locator(".pc-where a").evaluate_all("all => all.map((one) => one.href)")
    assert links[-1].startswith("https://www.openstreetmap.org/?mlat=43.60")
    assert [link.startswith(ways) for link in links[:-1]] == ([True] if ways else [])
    stop.get_by_role("button", name="Copier la position").click()
    expect(stop.get_by_role("status")).to_have_text("Copiée.")
    assert page.evaluate("navigator.clipboard.readText()").startswith("43.60")
    assert all(url.startswith((served, "data:")) for url in asked)
    context.close()
