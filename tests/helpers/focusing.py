"""Where the keyboard is, what shows that it is there, and whether anything covers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Frame, Page

_TOLD = """() => {
  const on = document.activeElement;
  if (!on || on === document.body) return null;
  if (on.tagName === 'IFRAME') return {inside: true};
  // focus may be drawn by what stands for the element: a card's whole face, a popup's box, the
  // frame of a field; in a drawing it is a stroke
  const around = [on.parentElement, on.parentElement?.parentElement].filter(
    one => one?.matches(':focus-within'));
  const drawn = [on, ...around, ...[...on.querySelectorAll('*')].slice(0, 20)]
    .map(one => getComputedStyle(one));
  const ring = [...drawn, getComputedStyle(on, '::after')]
    .filter(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)
    .map(style => style.outlineColor).concat(on instanceof SVGElement ? drawn.filter(style =>
      style.stroke !== 'none' && parseFloat(style.strokeWidth) >= 4).map(style => style.stroke)
      : [])[0];
  const box = on.getBoundingClientRect();
  const over = (x, y) => document.elementFromPoint(x, y);
  const points = [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]].map(([x, y]) =>
    [box.left + box.width * x, box.top + box.height * y]);
  const mine = ([x, y]) => {
    const found = over(x, y);
    return found && (found === on || on.contains(found) || found.contains(on));
  };
  const pixel = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
  const rgb = (colour) => {  // whatever way a colour is written
    pixel.fillStyle = colour;
    pixel.fillRect(0, 0, 1, 1);
    return [...pixel.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (colour) => {
    const [r, g, b] = rgb(colour).map(part => part / 255).map(part =>
      part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  let ground = on.parentElement;
  const clear = /^rgba\\(.*, 0\\)$|\\/ 0\\)$/;
  while (ground && clear.test(getComputedStyle(ground).backgroundColor)) {
    ground = ground.parentElement;
  }
  // a drawing lies on a picture, which is on light paper by day and by night
  const behind = on instanceof SVGElement ? 'rgb(244, 239, 228)'
    : ground ? getComputedStyle(ground).backgroundColor : 'rgb(255, 255, 255)';
  const [high, low] = ring ? [light(ring), light(behind)].sort((a, b) => b - a)
    : [0, 0];
  return {
    inside: false, tag: on.tagName, name: (on.getAttribute('aria-label') || on.textContent).trim(),
    address: on.href || '', ring: Boolean(ring),
    contrast: ring ? Math.round((high + .05) / (low + .05) * 10) / 10 : 0,
    seen: points.some(mine), whole: points.every(mine),
    within: box.top >= -1 && box.bottom <= innerHeight + 1 || box.height > innerHeight,
  };
}"""


@dataclass(frozen=True)
class Focus:
    """One stop of the Tab key."""

    tag: str
    name: str
    address: str
    ring: bool
    """Whether an outline of 2 px or more is drawn."""
    contrast: float
    """Of the outline with what lies around it; 3 is asked for."""
    seen: bool
    """Whether any of it can be seen: nothing lies over all of it."""
    whole: bool
    within: bool
    """Whether it was brought into the window."""


def focus_of(page: Page) -> Focus | None:
    """What has the focus, in the page or in a frame of it; nothing at a page's start and end."""
    frame: Frame = page.main_frame
    while (told := frame.evaluate(_TOLD)) and told.pop("inside"):
        inner = [one for one in frame.child_frames
                 if one.frame_element().evaluate("frame => frame === document.activeElement")]
        frame = inner[0]
    return Focus(**told) if told else None


@dataclass
class Keyboard:
    """A visitor without a pointer; notes each stop of the Tab key where something is amiss."""

    page: Page
    amiss: list[str] = field(default_factory=list)
    steps: int = 0

    def tab(self) -> Focus | None:
        """One stop further."""
        self.page.keyboard.press("Tab")
        self.steps += 1
        on = focus_of(self.page)
        if on is None:
            return None
        where = f"{self.page.url}: {on.tag} « {on.name[:40]} »"
        if not on.ring or on.contrast < 3:
            self.amiss.append(f"{where}: focus does not show (contrast {on.contrast})")
        if not on.seen or not on.within:
            self.amiss.append(f"{where}: covered, or out of the window")
        return on

    def to(self, wanted: Callable[[Focus], bool], most: int = 150) -> Focus:
        """Tab on to the first stop that is wanted; fails when it does not come."""
        for _ in range(most):
            on = self.tab()
            if on is not None and wanted(on):
                return on
        raise AssertionError(f"{self.page.url}: not reached by {most} presses of Tab")

    def press(self, key: str) -> None:
        """Press a key."""
        self.page.keyboard.press(key)
