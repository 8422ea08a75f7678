"""Picking a day, in a real browser: far time zones, the keyboard, and no JavaScript at all.

The site is the small sample's, with a second route that can be done on Fridays only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, Route, expect

from helpers.axe import Audit
from helpers.browsing import downloaded, serving, visiting
from helpers.content_sample import FARM_FILE, edited, write_sample
from helpers.published import build_docs, lay_out, once
from helpers.reading import moment

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]

ROUTE, FRIDAYS = "de-la-brique-au-jardin", "le-vendredi"
FRIDAY_ROUTE = """\
title: {fr: Au marché du vendredi, en: To the Friday market}
summary: {fr: Un train puis un marché., en: A train then a market.}
alliance: toulouse-gascogne
themes: [food]
difficulty: easy
days:
  - title: {fr: Le marché, en: The market}
    start: 07:00
    stops:
      - place: gare-matabiau
      - place: marche-de-la-halle
        travel: {by: car, minutes: 100}
        arrive: 09:00
        stay: 1h
"""
POSSIBLE = ("possible d’après ce que l’on sait, horaires vérifiés pour 1 étape sur les 3 qui en "
            "ont, inconnus pour 1")
"""What the sample's route says of a day: the museum is verified, the garden told, the farm
unknown."""
ZONES = ["Pacific/Kiritimati", "Pacific/Honolulu"]
"""Fourteen hours before and ten after Greenwich: never on one date."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the sample's site, built as on 22 November 2026."""
    from parcours.publish import publish

    def make(root: Path) -> None:
        closed = edited(FARM_FILE, "precision_m: 100\n",
                        "precision_m: 100\nstatus: {state: closed, from: 2026-12-01, "
                        "to: 2026-12-20}\n")
        content = write_sample(root / "itineraries", **{f"{FRIDAYS}.yml": FRIDAY_ROUTE, **closed})
        build_docs(content, root / "docs")
        publish(lay_out(root / "tree", root / "docs"), root / "site")

    with serving(once(tmp_path_factory, "when-site", make) / "site") as address:
        yield address


@contextmanager
def visit(browser: Browser, address: str, *, at: str = "2026-11-25T09:00:00+01:00",
          zone: str = "Europe/Paris", javascript: bool = True, width: int = 1000) -> Iterator[Page]:
    """A page seen at a moment, from a time zone; what it complains of fails the test."""
    with visiting(browser, address, javascript=javascript, width=width, height=800, zone=zone,
                  same_window=javascript, clock=True) as visitor:
        if javascript:
            visitor.page.clock.set_fixed_time(at)
        yield visitor.go(address)
        assert (visitor.complaints, visitor.hosts) == ([], [])


def on_day(page: Page, stop: int) -> str:
    """What a stop says of the chosen day."""
    told = page.locator(f"#etape-{stop} .pc-stop__on-day").inner_text()
    return told.replace("\u00a0", " ").replace("\u202f", " ")


def answer(page: Page) -> str:
    told = page.locator(".pc-when__answer").inner_text()
    return told.replace("\u00a0", " ").replace("\u202f", " ")


def calendar_file(page: Page) -> Calendar:
    """The file behind the download link, as it stands."""
    link = page.locator(".pc-downloads a[href^='blob:']")
    expect(link).to_have_count(1)
    return Calendar.from_ical(downloaded(page, link))


@pytest.mark.parametrize("zone", ZONES)
def test_a_day_picked_gives_the_hours_of_each_stop_and_a_dated_file(
        browser: Browser, home: str, zone: str) -> None:
    """The day, the hours of each stop on its own date, and the file: none is a day off."""
    with visit(browser, f"{home}parcours/{ROUTE}/", zone=zone) as page:
        page.fill("#jour", "2027-10-30")
        assert answer(page) == f"Samedi 30 octobre 2027 : {POSSIBLE}."
        expect(page.locator("#etape-1 .pc-stop__on-day")).to_have_count(0)  # a station
        assert on_day(page, 2) == "Samedi 30 octobre : ouvert de 10 h à 18 h."
        assert on_day(page, 4) == "Dimanche 31 octobre : ouvert de 9 h à 19 h (non vérifié)."
        found = calendar_file(page)
        link = page.locator(".pc-when__more a[download]")
        assert link.get_attribute("download") == f"{ROUTE}-2027-10-30.ics"
        with page.expect_download() as taken:
            link.click()
        assert taken.value.suggested_filename == f"{ROUTE}-2027-10-30.ics"
        original = Calendar.from_ical(page.request.get(
            f"{home}parcours/{ROUTE}/{ROUTE}.ics").text())
    by = date(2027, 10, 30) - date(2027, 4, 1)
    events, before = found.walk("VEVENT"), original.walk("VEVENT")
    assert [str(event["UID"]) for event in events] == [str(event["UID"]) for event in before]
    for event, old in zip(events, before, strict=True):
        for name in ("DTSTART", "DTEND"):
            if name in old:
                new, then = moment(event, name), moment(old, name)
                # the hour on the wall is the same, though the clocks change that night
                assert new.replace(tzinfo=None) == then.replace(tzinfo=None) + by
                assert str(new.tzinfo) == "Europe/Paris"
    offsets = [moment(event, "DTSTART").utcoffset() for event in events]
    assert {offsets[0], offsets[-1]} == {timedelta(hours=2), timedelta(hours=1)}
    assert "X-WR-CALDESC" not in found


def test_a_stop_of_which_nothing_need_be_said_has_no_line(browser: Browser, home: str) -> None:
    """Who woke in an inn asks for no hours: the data have no words but on days of closure."""
    def wordless(route: Route) -> None:
        page = route.fetch()
        said = re.sub(r'("ways":\{"a":\[)"[^"]*"', r'\1""', page.text())
        assert said != page.text()
        route.fulfill(response=page, body=said)

    with visit(browser, home) as page:
        page.route(f"**/parcours/{ROUTE}/", wordless)
        page.goto(f"{home}parcours/{ROUTE}/")
        page.fill("#jour", "2027-10-30")
        assert answer(page).startswith("Samedi 30 octobre 2027")
        expect(page.locator("#etape-2 .pc-stop__on-day")).to_have_count(0)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(("hour", "said"), [
    ("07:00", "Ouvre à 8 h."), ("10:30", "Ouvert en ce moment, jusqu’à 13 h."),
    ("13:00", "Fermé en ce moment.")])
def test_today_and_now_are_those_of_paris(browser: Browser, home: str, zone: str, hour: str,
                                          said: str) -> None:
    """On the day itself a stop says whether it is open now, wherever the visitor's clock is."""
    with visit(browser, f"{home}parcours/{FRIDAYS}/#jour=2026-11-27", zone=zone,
               at=f"2026-11-27T{hour}:00+01:00") as page:
        assert on_day(page, 2) == (
            f"Vendredi 27 novembre : ouvert de 8 h à 13 h (non vérifié). {said}")
        page.emulate_media(media="print")  # on paper now is soon over
        assert on_day(page, 2) == "Vendredi 27 novembre : ouvert de 8 h à 13 h (non vérifié)."
        page.emulate_media(media="screen")
        assert page.locator("#jour").get_attribute("min") == "2026-11-27"


def test_another_day_says_nothing_of_now(browser: Browser, home: str) -> None:
    """*Open now* is for today alone."""
    with visit(browser, f"{home}parcours/{FRIDAYS}/#jour=2026-12-04",
               at="2026-11-27T10:30:00+01:00") as page:
        assert on_day(page, 2) == "Vendredi 4 décembre : ouvert de 8 h à 13 h (non vérifié)."


def test_a_grey_day_says_why_and_offers_the_nearest_ones(browser: Browser, home: str) -> None:
    """The answer names the stop and its hour; the days offered can be taken at once."""
    with visit(browser, f"{home}parcours/{ROUTE}/") as page:
        page.fill("#jour", "2027-07-14")
        assert answer(page) == ("Mercredi 14 juillet 2027 : impossible. Étape 2 (jour 1), "
                                "Musée de la Brique : fermé les jours fériés.")
        assert on_day(page, 2) == "Mercredi 14 juillet : fermé ce jour-là."
        page.emulate_media(media="print")
        expect(page.locator(".pc-when__answer")).to_be_visible()  # it says the year, and no
        page.emulate_media(media="screen")
        assert page.locator(".pc-downloads a[href^='blob:']").count() == 0
        offered = page.locator(".pc-when__more button")
        assert offered.all_inner_texts() == ["mardi 13 juillet 2027", "jeudi 15 juillet 2027"]
        offered.nth(1).click()
        assert answer(page) == f"Jeudi 15 juillet 2027 : {POSSIBLE}."
        assert page.url.endswith("#jour=2027-07-15")


def test_the_calendar_is_used_by_keyboard_alone(browser: Browser, home: str) -> None:
    """One stop for Tab, arrows between days and across months, Enter to pick; days have names."""
    with visit(browser, f"{home}parcours/{ROUTE}/", width=700) as page:
        page.locator(".pc-calendar-fold > summary").click()
        captions = page.locator(".pc-month caption")
        assert captions.all_text_contents() == ["avril 2027", "mai 2027"]
        page.locator("[data-when-turn='1']").focus()
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.get_attribute("aria-label") == "jeudi 1er avril 2027, possible"
        for key in ("ArrowDown", "ArrowRight", "PageDown", "PageDown"):
            page.keyboard.press(key)
        assert focused.get_attribute("data-day") == str((date(2027, 6, 4) - date(1970, 1, 1)).days)
        assert captions.all_text_contents() == ["mai 2027", "juin 2027"]
        page.keyboard.press("Enter")
        assert answer(page) == f"Vendredi 4 juin 2027 : {POSSIBLE}."
        expect(focused).to_have_attribute("aria-pressed", "true")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_calendar_on_screen_is_the_one_that_was_computed(browser: Browser, home: str) -> None:
    """Every day that the script lays out, over all months, is possible or not as in the text."""
    with visit(browser, f"{home}parcours/{ROUTE}/") as page:
        data = page.evaluate("JSON.parse(document.getElementById('pc-when').textContent)")
        while page.locator("[data-when-turn='-1'][aria-disabled='false']").count():
            page.locator("[data-when-turn='-1']").click()
        seen: dict[int, str] = {}
        for _ in range(14):
            seen |= {int(day): mark or "." for day, mark in page.locator(
                ".pc-month button").evaluate_all("""all => all.map(one => [
                    one.dataset.day, one.querySelector('small')?.textContent])""")}
            page.locator("[data-when-turn='1']").click(force=True)
        first = (date(2026, 11, 22) - date(1970, 1, 1)).days
        assert seen == {first + n: letter for n, letter in enumerate(data["days"]) if n >= 3}


@pytest.mark.parametrize(("at", "said"), [
    ("2027-03-01", "Ce calendrier a été calculé il y a 99 jours, le dimanche 22 novembre 2026"),
    ("2028-02-01", "Ce calendrier, calculé le dimanche 22 novembre 2026, s’arrêtait le")])
def test_an_old_calendar_says_so(browser: Browser, home: str, at: str, said: str) -> None:
    """A site that nobody builds any more does not pretend to know; past its end nothing is left."""
    with visit(browser, f"{home}parcours/{ROUTE}/", at=f"{at}T12:00:00+01:00") as page:
        notice = page.locator("[data-when-age]").inner_text().replace("\u00a0", " ")
        assert notice.startswith(said)
        assert page.locator(".pc-when").is_visible() == at.startswith("2027")
        diary = page.locator(".pc-downloads a[href$='.ics']").first
        assert diary.is_visible() == at.startswith("2027")


def test_the_next_day_is_counted_from_the_visitors_own(browser: Browser, home: str) -> None:
    """A page built in November and read in May names the next day after that."""
    with visit(browser, f"{home}parcours/{FRIDAYS}/", at="2027-05-01T12:00:00+02:00") as page:
        assert page.locator("[data-when-next]").inner_text().replace("\u00a0", " ") == (
            "Prochain jour possible : vendredi 7 mai 2027.")
    with visit(browser, f"{home}parcours/{FRIDAYS}/", at="2026-11-25T09:00:00+01:00") as page:
        page.fill("#jour", "2028-01-01")
        assert "ne sont calculés que jusqu’au" in answer(page)


def test_the_catalogue_keeps_the_routes_of_a_day(browser: Browser, home: str) -> None:
    """Buttons and field filter the cards and say how many are left; a card passes the day on."""
    def found(page: Page) -> str:
        return page.locator(".pc-found__count").inner_text().replace("\u00a0", " ")

    with visit(browser, f"{home}parcours/", at="2027-05-05T12:00:00+02:00") as page:
        cards = page.locator(".pc-card:visible")
        assert cards.count() == 2
        page.get_by_role("button", name="Samedi").click()
        # a public holiday, on which the sample's museum is closed
        assert found(page) == "Aucun parcours n’est possible le samedi 8 mai 2027."
        assert cards.count() == 0
    with visit(browser, f"{home}parcours/", at="2027-05-12T12:00:00+02:00") as page:
        page.get_by_role("button", name="Samedi").click()
        assert found(page) == (
            "1 parcours sur 2 possible le samedi 15 mai 2027, d’après ce que l’on sait.")
        assert page.locator(".pc-card:visible h2").all_inner_texts() == ["De la brique au jardin"]
        assert page.locator("[aria-pressed='true']").all_inner_texts() == ["Samedi"]
        page.fill("#jour", "2027-05-14")
        assert found(page) == (
            "2 parcours sur 2 possibles le vendredi 14 mai 2027, d’après ce que l’on sait.")
        page.fill("#jour", "2027-01-04")
        assert found(page) == "Aucun parcours n’est possible le lundi 4 janvier 2027."
        page.get_by_role("button", name="Tous les jours").click()
        assert (page.locator(".pc-card:visible").count(), found(page)) == (2, "2 parcours")
        page.fill("#jour", "2027-05-14")
        page.get_by_role("link", name="De la brique au jardin", exact=True).click()
        page.wait_for_url("**/#jour=2027-05-14")
        assert answer(page) == f"Vendredi 14 mai 2027 : {POSSIBLE}."


def test_closures_lapse_by_the_visitors_date(browser: Browser, home: str) -> None:
    """What is soon becomes now on its day, and goes away after its last one."""
    for day, now, soon in (("11-30", 0, 1), ("12-01", 1, 0), ("12-20", 1, 0), ("12-21", 0, 0)):
        with visit(browser, f"{home}perturbations/", at=f"2026-{day}T12:00:00+01:00") as page:
            lists = page.locator("[data-when-closures]")
            assert [lists.nth(n).locator("li:visible").count() for n in (0, 1)] == [now, soon]
            assert page.get_by_text(re.compile("^Nous n’avons connaissance ni")).is_visible() == (
                not now)


def test_without_javascript_all_is_text(browser: Browser, home: str) -> None:
    """Words, tables with reasons, every day, the file; no field that would do nothing."""
    with visit(browser, f"{home}parcours/{ROUTE}/", javascript=False) as page:
        assert page.locator(".pc-when, .pc-turn").evaluate_all(
            "all => all.map(one => getComputedStyle(one).display)") == ["none", "none"]
        said = page.locator(".pc-days").inner_text().replace("\u00a0", " ")
        assert "du 1er avril au 30 octobre" in said
        assert "Musée de la Brique : fermé les jours fériés" in said
        assert page.locator(".pc-month:visible").count() == 3
        page.locator(".pc-all-days summary").click()
        assert "possible : 1–30" in page.locator(".pc-all-days").inner_text().replace("\u00a0", " ")
        assert page.locator(".pc-downloads a[href$='.ics']").get_attribute("href") == f"{ROUTE}.ics"
    with visit(browser, f"{home}parcours/", javascript=False) as page:
        assert page.locator(".pc-filters").is_hidden()
        assert page.locator(".pc-card__when").first.inner_text().replace("\u00a0", " ") == (
            "Départ : le vendredi (possible d’après ce que l’on sait, horaires non vérifiés pour "
            "la seule étape qui en a)")


def test_nothing_moves_when_the_script_takes_over(browser: Browser, home: str) -> None:
    """The calendar of the script stands where that of the page stood."""
    with visit(browser, f"{home}parcours/{ROUTE}/") as page:
        moved = page.evaluate("""() => new Promise(done => {
            let sum = 0;
            new PerformanceObserver(list => list.getEntries().forEach(one => sum += one.value))
              .observe({type: 'layout-shift', buffered: true});
            requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
        })""")
        assert moved < 0.01


@pytest.mark.parametrize("width", [360, 1000])
def test_no_barrier_that_a_machine_finds(browser: Browser, home: str, width: int) -> None:
    """axe finds nothing on a route with a day picked, the catalogue, or the closures."""
    found = Audit()
    for path in (f"parcours/{ROUTE}/#jour=2027-07-14", "parcours/#jour=2027-05-14",
                 "perturbations/"):
        with visit(browser, f"{home}{path}", width=width) as page:
            found.look(page, path)
            assert re.search(r"\sstyle=", page.locator(".pc-content").inner_html()) is None
    assert found.violations == []


def test_in_the_evening_nobody_sets_out_that_morning(browser: Browser, home: str) -> None:
    """Before the first stop's hour the route can be done today; after it the next day is told, the
    catalogue no longer offers it today, and its file for a diary has no day that is past."""
    for hour, day, offered in (("07:00", "12", True), ("18:30", "13", False)):
        at = f"2027-05-12T{hour}:00+02:00"
        with visit(browser, f"{home}parcours/{ROUTE}/", at=at) as page:
            expect(page.locator("[data-when-next]")).to_contain_text(f"{day} mai 2027")
            with page.expect_download() as taken:
                page.locator(".pc-downloads a[href$='.ics']").click()
            file = Calendar.from_ical(Path(taken.value.path()).read_bytes())
            starts = [moment(event, "DTSTART") for event in file.walk("VEVENT")]
            assert min(starts).strftime("%d %m %Y") == f"{day} 05 2027"
            page.fill("#jour", "2027-05-12")
            assert ("l’heure est passée" in answer(page)) is not offered
        with visit(browser, f"{home}parcours/", at=at) as page:
            page.get_by_role("button", name="Aujourd’hui").click()
            link = page.locator(f".pc-list > li:visible a[href^='{ROUTE}/']")
            assert (link.count() > 0) is offered
            late = "Il est trop tard pour partir le mercredi 12 mai 2027" in page.locator(
                ".pc-found__count").inner_text().replace("\u00a0", " ")
            assert late is not offered
            page.locator("#tri").select_option("jour")
            page.get_by_role("button", name="Tous les jours").click()
            card = page.locator(".pc-list > li").filter(has=page.locator(f"a[href^='{ROUTE}/']"))
            expect(card.locator(".pc-card__next")).to_contain_text(f"{day} mai 2027")
            page.locator(".pc-tool--language").click()
            page.wait_for_url("**/en/parcours/?tri=jour")
            expect(page.locator("#tri")).to_have_value("jour")


def test_one_goes_to_the_day_before_and_after(browser: Browser, home: str) -> None:
    """Without opening a calendar: the first press gives the next possible day, the others one day
    more or less, and never one before today or past the last that was computed."""
    with visit(browser, f"{home}parcours/{FRIDAYS}/") as page:
        day = page.locator("#jour")
        before, after = (page.get_by_role("button", name=name)
                         for name in ("Jour précédent", "Jour suivant"))
        after.click()
        first = date.fromisoformat(day.input_value())
        assert first.weekday() == 4
        after.click()
        assert date.fromisoformat(day.input_value()) == first + timedelta(1)
        for _ in range(9):
            before.click()
        assert day.input_value() == day.get_attribute("min")


@pytest.mark.parametrize("how", ["refused", "absent"])
def test_a_browser_that_keeps_nothing_says_why(browser: Browser, home: str, how: str) -> None:
    """In a private window or with storage blocked there is no button that fails, and no word of
    the network: the reason stands in its place, on the page of a route and of those kept."""
    broken = {"refused": "ServiceWorkerContainer.prototype.register = () => Promise.reject("
                         "new DOMException('The operation is insecure.', 'SecurityError'));",
              "absent": "delete Navigator.prototype.serviceWorker;"}[how]
    context = browser.new_context(locale="fr-FR")
    context.add_init_script(broken)
    page = context.new_page()
    page.goto(f"{home}parcours/{FRIDAYS}/")
    box = page.locator("[data-pc-keep]")
    expect(box.get_by_role("status")).to_contain_text("stockage bloqué")
    expect(box.get_by_role("button")).to_be_hidden()
    page.goto(f"{home}gardes/")
    expect(page.locator("[data-pc-said]")).to_contain_text("stockage bloqué")
    context.close()
