"""axe-core on open pages: every rule of WCAG 2.2 A and AA, and axe's own best practices."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import JSHandle, Page

from helpers.browsing import wait_until

SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""By name, because axe leaves out the rule on the size of targets (2.2) unless it is asked for."""
CONTRAST = "color-contrast"
"""Four fifths of the time of all rules together, if it looks at each text by itself."""
COLOURS = (CONTRAST, "link-in-text-block")
"""All that a theme can change: it writes no element and no name."""
EVERY_TEXT = os.environ.get("PARCOURS_ACCESS") == "all"

_RUN = """async ([on, only, without]) => {
  const found = await axe.run(on ? {include: on} : document, {runOnly: only, preload: false,
    resultTypes: ['violations'], rules: without ? {[without]: {enabled: false}} : {}});
  return {
    violations: found.violations.map(rule => rule.id + ': ' + rule.nodes.slice(0, 3).map(
      node => node.target.join(' ') + ' (' + node.failureSummary.split('\\n').pop().trim() + ')'
    ).join('; ')),
    passed: found.passes.map(rule => rule.id),
  };
}"""

_UNLIKE = """() => {
  const lies = new Map();  // what is painted below an element, and whether it may lie over others
  const below = (one) => {
    if (!one) return ['', false];
    if (!lies.has(one)) {
      const style = getComputedStyle(one);
      const paint = ['::before', '::after'].map(part => getComputedStyle(one, part))
        .filter(part => part.content !== 'none' && part.content !== 'normal').concat(style)
        .map(part => [part.backgroundColor, part.backgroundImage, part.opacity, part.filter,
          part.mixBlendMode].join()).join();
      const [under, moved] = below(one.parentElement);
      const plain = paint === 'rgba(0, 0, 0, 0),none,1,none,normal';
      lies.set(one, [plain ? under : `${under} ${paint}`, moved || style.float !== 'none'
        || style.transform !== 'none' || !['static', 'relative'].includes(style.position)
        || [style.marginTop, style.marginLeft].some(margin => margin.startsWith('-'))]);
    }
    return lies.get(one);
  };
  const texts = new Set(document.querySelectorAll('input, select, textarea'));
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    if (walk.currentNode.data.trim()) texts.add(walk.currentNode.parentElement);
  }
  const seen = new Set();
  return [...texts].filter(one => {
    const style = getComputedStyle(one);
    const [under, moved] = below(one);
    const kind = [one.tagName, one.className, style.color, style.fontSize, style.fontWeight,
      style.textShadow, style.visibility, under].join();
    if (!moved && seen.has(kind)) return false;
    seen.add(kind);
    return one.checkVisibility({visibilityProperty: true});
  });
}"""
"""Of the texts that have the same class, letters and colours on the same ground the first one, for
their contrast is the same; of those that may lie over something else each."""


@dataclass
class Audit:
    """What axe found on the pages it was shown, and the rules that had something to look at."""

    violations: list[str] = field(default_factory=list)
    passed: set[str] = field(default_factory=set)

    def look(self, page: Page, where: str, rules: Sequence[str] = ()) -> None:
        """Run axe on a page as it stands: every rule, or only ``rules``."""
        if not page.evaluate("typeof axe === 'object'"):
            page.evaluate(SCRIPT)
        if EVERY_TEXT:
            told = self._run(page, rules)
        else:
            told = self._run(page, [rule for rule in rules if rule != CONTRAST], without=CONTRAST)
            told += self._run(page, [CONTRAST], page.evaluate_handle(_UNLIKE))
        self.violations += [f"{where}: {one}" for one in sorted(told)]

    def _run(self, page: Page, rules: Sequence[str], on: JSHandle | None = None,
             without: str = "") -> list[str]:
        only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
        found = page.evaluate(_RUN, [on, only, without])
        self.passed |= set(found["passed"])
        told: list[str] = found["violations"]
        return told

    def look_both(self, page: Page, where: str) -> None:
        """By day with every rule, by night with those that a theme can break.

        A map has one theme only: tiles are drawn for the day.
        """
        page.emulate_media(color_scheme="light")
        self.look(page, f"{where}, light")
        self.look_by_night(page, where)

    def look_by_night(self, page: Page, where: str) -> None:
        """The rules that a theme can break, where there is another theme."""
        if page.locator("#dark").count() == 0:
            return
        page.emulate_media(color_scheme="dark")
        wait_until(page, "getComputedStyle(document.documentElement).colorScheme === 'dark'")
        self.look(page, f"{where}, dark", COLOURS)
