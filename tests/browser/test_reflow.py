"""The pages as a reader sets them: enlarged, spaced out, still, in colours of their own."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from helpers.browsing import visiting
from helpers.kinds_of_pages import CLOSED_ON_SOME_DAYS, ROUTE, samples

pytestmark = pytest.mark.browser

PINS = ".leaflet-marker-pane .pin"

SPACED = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""
"""What WCAG 1.4.12 lets a reader ask for."""

_CUT = """() => {
  const told = [];
  const name = (one) => `${one.tagName.toLowerCase()}.${one.className} « ${
    one.textContent.trim().slice(0, 30)} »`;
  const scrolls = (one) => {
    for (let up = one; up; up = up.parentElement) {
      if (['auto', 'scroll'].includes(getComputedStyle(up).overflowX)) return true;
    }
    return false;
  };
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over > 0) told.push(`the page is ${over} px too wide`);
  for (const one of document.querySelectorAll('body *')) {
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    if (!box.width || !one.checkVisibility({visibilityProperty: true})) continue;
    if (one.closest('.pc-hidden, .pc-visually-hidden, .pc-skip, svg, .leaflet-pane, .unseen')) {
      continue;
    }
    if (style.clipPath !== 'none') continue;  // for screen readers only
    if (one.matches('.leaflet-container')) continue;  // a map is moved about, not read through
    const words = [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (words && (box.right > innerWidth + 1 || box.left < -1) && !scrolls(one)) {
      told.push(`outside the window: ${name(one)}`);
    }
    const hides = (way) => way === 'hidden' || way === 'clip';
    if (hides(style.overflowX) && one.scrollWidth > one.clientWidth + 1
        || hides(style.overflowY) && one.scrollHeight > one.clientHeight + 2) {
      told.push(`cut: ${name(one)}`);
    }
  }
  // words that lie over other words of the same line of the page: of a heading the words, since
  // its box may be taller than they are
  const drawn = (one) => {
    if (one.matches('.pc-header *')) return one.getBoundingClientRect();
    const words = document.createRange();
    words.selectNodeContents(one);
    return words.getBoundingClientRect();
  };
  const lines = [...document.querySelectorAll('.pc-header a, .pc-header button, h1, h2, h3')]
    .filter(one => one.checkVisibility() && !one.matches('.pc-skip'))
    .map(one => [one, drawn(one)]);
  lines.forEach(([one, a], n) => lines.slice(n + 1).forEach(([other, b]) => {
    if (one.contains(other) || other.contains(one)) return;
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const tall = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 2 && tall > 2) told.push(`${name(one)} lies over ${name(other)}`);
  }));
  return told;
}"""


DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""A page that was resized has been drawn, and its scripts have heard of it."""


def cut(page: Page) -> list[str]:
    """What cannot be read without scrolling both ways, or not at all."""
    found: list[str] = page.evaluate(_CUT)
    return found


def restyle(page: Page, css: str) -> None:
    """Add a style sheet as a reader's own tool would, whatever the site's policy."""
    page.evaluate("""css => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
    }""", css)


SETTINGS = [
    ("320 px, or 400 % at a desk", 320, ""),
    ("200 % at a desk", 640, ""),
    ("letters of twice the size", 1280, "html { font-size: 200% !important; }"),
    ("spaced out on a phone", 360, SPACED),
    ("spaced out at a desk", 1280, SPACED),
]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_nothing_is_cut(browser: Browser, served: str, lang: str) -> None:
    """However large or wide the letters, every kind of page keeps to the width of the window, and
    no word is cut off or covered; it is opened in one width and turned to the others."""
    told = []
    with visiting(browser, served, width=SETTINGS[0][1], same_window=True) as visitor:
        for address in samples(lang):
            page = visitor.page
            page.set_viewport_size({"width": SETTINGS[0][1], "height": 900})
            visitor.go(served + address)
            for what, width, css in SETTINGS:
                page.set_viewport_size({"width": width, "height": 900})
                restyle(page, css)
                page.evaluate(DRAWN)
                told += [f"{address}, {what}: {one}" for one in cut(page)]
    assert told == []


@pytest.mark.parametrize("letters_px", [20, 24, 32])
def test_enlarged_letters_keep_to_a_phone(browser: Browser, served: str, letters_px: int) -> None:
    """The size of letters that a reader sets in the browser itself, up to twice the usual one: the
    menu stays on the screen, and the page is read without moving it sideways."""
    told = []
    with visiting(browser, served, width=360, same_window=True) as visitor:
        page = visitor.page
        tool = page.context.new_cdp_session(page)
        tool.send("Page.setFontSizes", {"fontSizes": {"standard": letters_px}})
        try:
            for address in samples("fr"):
                visitor.go(served + address)
                page.evaluate(DRAWN)
                told += [f"{address}: {one}" for one in cut(page) if "too wide" in one]
                if not address.endswith("map.html"):
                    expect(page.locator("[data-pc-menu]")).to_be_in_viewport(ratio=1)
        finally:  # the browser would keep it for whoever comes after
            tool.send("Page.setFontSizes", {"fontSizes": {"standard": 16}})
    assert told == []


@pytest.mark.parametrize("address", ["", "lieux/", "recherche/", "fauteuil/", "territoires/"])
def test_enlarged_words_stay_whole(browser: Browser, served: str, address: str) -> None:
    """At twice the usual size a phone shows titles and names of places word by word: beside its
    drawing a name stood as a column of letters."""
    broken = """() => [...document.querySelectorAll("h1, h2, .pc-place-list a")].flatMap((one) => {
        const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), found = [];
        while (walker.nextNode()) {
            const node = walker.currentNode;
            for (const { 0: word, index } of node.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
                const range = document.createRange();
                range.setStart(node, index);
                range.setEnd(node, index + word.length);
                if (range.getClientRects().length > 1) found.push(word);
            }
        }
        return found;
    })"""
    with visiting(browser, served, width=360, same_window=True) as visitor:
        tool = visitor.page.context.new_cdp_session(visitor.page)
        tool.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
        try:
            page = visitor.go(served + address)
            assert page.locator("h1").count() == 1
            assert page.evaluate(broken) == []
        finally:
            tool.send("Page.setFontSizes", {"fontSizes": {"standard": 16}})



def test_what_is_cut_would_be_seen(browser: Browser, served: str) -> None:
    """A page that is too wide, a line that is cut and one that is covered are told."""
    with visiting(browser, served, width=320, same_window=True) as visitor:
        page = visitor.go(f"{served}lieux/kaze/")
        restyle(page, ".pc-facts { width: 400px; }"
                      ".pc-eyebrow { height: 8px; overflow: hidden; margin: 0; }"
                      "h1 { margin-top: -6rem !important; }")
        told = cut(page)
    assert "the page is" in told[0]
    assert any(one.startswith("cut: p.pc-eyebrow") for one in told)
    assert any("lies over h1" in one for one in told)


MOVES = """() => [...document.querySelectorAll('*')].filter(one => {
  const parts = [getComputedStyle(one), getComputedStyle(one, '::before'),
    getComputedStyle(one, '::after')];
  return parts.some(style => style.scrollBehavior === 'smooth'
    || style.transitionDuration.split(', ').some(time => parseFloat(time) > 0.01)
    || style.animationName !== 'none' && parseFloat(style.animationDuration) > 0.01);
}).map(one => `${one.tagName.toLowerCase()}.${one.className}`)"""


def test_nothing_moves_when_asked_not_to(browser: Browser, served: str) -> None:
    """For whoever asks for less motion no element has a transition, an animation or a smooth
    scroll, on any kind of page and on the map, a stop shown included."""
    with visiting(browser, served, same_window=True) as visitor:
        moving = []
        for address in samples("fr"):
            page = visitor.go(served + address)
            moving += [f"{address}: {one}" for one in page.evaluate(MOVES)]
        page = visitor.go(served + ROUTE)
        page.locator(".pc-stop__show").last.click()
        before = page.evaluate("scrollY")
        expect(page.frame_locator(".pc-map iframe").get_by_role("dialog")).to_be_visible()
        assert page.evaluate("scrollY") == before
        moving += page.frames[-1].evaluate(MOVES)
        visitor.page.emulate_media(reduced_motion="no-preference")
        asked = visitor.go(f"{served}parcours/").evaluate(MOVES)
    assert moving == []
    assert asked != []  # else there would be nothing to ask for


_COLOURS = """(selector) => [...document.querySelectorAll(selector)].map(one => {
  const style = getComputedStyle(one);
  const canvas = getComputedStyle(document.documentElement).backgroundColor;
  const edge = ['Top', 'Left'].some(side => parseFloat(style[`border${side}Width`]) >= 1
    && style[`border${side}Style`] !== 'none' && style[`border${side}Color`] !== canvas);
  const own = style.forcedColorAdjust === 'none' && (style.backgroundColor !== canvas
    || [...one.querySelectorAll('rect, path')].some(
      part => getComputedStyle(part).fill !== 'none'));
  return edge || own || style.outlineStyle !== 'none';
})"""


def test_forced_colours_hide_nothing(browser: Browser, served: str) -> None:
    """In a reader's own colours pins, legs, shares, possible days and pressed buttons still have an
    edge or a colour of their own, on the page and on the map, and the focus shows."""
    with visiting(browser, served, same_window=True) as visitor:
        page = visitor.page
        page.emulate_media(forced_colors="active")
        visitor.go(f"{served}{CLOSED_ON_SOME_DAYS}#jour=2027-05-05")
        for what in (".pc-stop > .pc-pin", ".pc-share__bar", ".pc-month b", ".pc-when input",
                     ".pc-month [aria-pressed=true]", ".pc-button",
                     ".pc-stop__on-day", ".pc-wheel"):
            shown = page.evaluate(_COLOURS, what)
            assert shown, what
            assert all(shown), what
        assert page.evaluate("""[...document.querySelectorAll('.pc-share dt')].every(side =>
          parseFloat(getComputedStyle(side, '::before').borderTopWidth) >= 1)""")
        legs = page.evaluate("""[...document.querySelectorAll('.pc-leg')].map(leg => {
          const rail = getComputedStyle(leg, '::before');
          return rail.borderLeftStyle !== 'none' && parseFloat(rail.borderLeftWidth) >= 2
            && rail.borderLeftColor !== getComputedStyle(document.body).backgroundColor;
        })""")
        assert legs
        assert all(legs)
        styles = page.evaluate("""[...new Set([...document.querySelectorAll('.pc-leg')].map(
          leg => getComputedStyle(leg, '::before').borderLeftStyle))].length""")
        assert styles > 1  # a means of travel is told by its line, not by its colour
        visitor.go(f"{served}parcours/")
        page.get_by_role("button", name="Samedi", exact=True).click()
        assert page.evaluate(_COLOURS, ".pc-catalogue button[aria-pressed=true]") == [True]
        page.goto(f"{served}{ROUTE}map.html")
        expect(page.locator(PINS).first).to_be_visible()
        pins = page.evaluate(_COLOURS, PINS)
        assert pins
        assert all(pins)
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


_LONG = """() => {
  const ours = "script, style, svg, select, pre, table, button, label, legend, .pc-header, "
    + ".pc-skip, .pc-button, .pc-chip, .pc-here, .pc-close summary, .pc-filters__ask";
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let put = 0;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.data.trim().length < 3 || node.parentElement.closest(ours)) continue;
    node.data = "Llanfairpwllgwyngyllgogerychwyrndrob";
    put += 1;
  }
  return [put, document.documentElement.scrollWidth - innerWidth];
}"""
"""A word of 36 letters in the place of each text that somebody wrote; our own short words stay."""


@pytest.mark.parametrize("width", [320, 390])
def test_a_long_word_breaks_and_the_page_stays(browser: Browser, served: str, width: int) -> None:
    """Whatever an office writes, no page scrolls sideways on a phone: one word of 36 letters in the
    place of every title, name, note, line, tag and link."""
    told = {}
    with visiting(browser, served, width=width, same_window=True) as visitor:
        for address in samples("fr"):
            if address.endswith("map.html"):
                continue
            page = visitor.go(served + address)
            put, over = page.evaluate(_LONG)
            assert put > 10, address
            if over > 0:
                told[address] = over
    assert told == {}


_TIGHT = """() => [...document.querySelectorAll(".pc-chip, .pc-tags > li, .pc-badge, .pc-button")]
  .filter((pill) => pill.checkVisibility() && !pill.querySelector("input, select"))
  .map((pill) => {
    const words = document.createRange();
    words.selectNodeContents(pill.querySelector("a") ?? pill);
    const [inner, outer] = [words, pill].map((one) => one.getBoundingClientRect());
    return [inner.left - outer.left, outer.right - inner.right, pill.textContent.trim()];
  })
  .filter(([left, right]) => Math.min(Math.abs(left), Math.abs(right)) < 5)"""
"""Pills whose words stand less than five pixels from their edge; hidden words lie anywhere."""


@pytest.mark.parametrize("width", [320, 1280])
def test_words_keep_off_the_edge_of_their_pill(browser: Browser, served: str, width: int) -> None:
    """On a phone and at a desk no chip, tag, badge or button has its words on its border."""
    told = {}
    with visiting(browser, served, width=width, same_window=True) as visitor:
        for address in samples("fr"):
            if not address.endswith("map.html"):
                found = visitor.go(served + address).evaluate(_TIGHT)
                if found:
                    told[address] = found[:3]
    assert told == {}
