"""axe-core on open pages: every rule of WCAG 2.2 A and AA, and axe's own best practices."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

from helpers.browsing import wait_until

SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""By name, because axe leaves out the rule on the size of targets (2.2) unless it is asked for."""
COLOURS = ("color-contrast", "link-in-text-block")
"""All that a theme can change: it writes no element and no name."""
EVERY_TEXT = os.environ.get("PARCOURS_ACCESS") == "all"

_RUN = """async ([texts, only]) => {
  const contrast = axe._audit.getRule('color-contrast');
  const matches = contrast.matches;
  if (texts) {
    const asked = new Map(texts.map(one => [one, true]));
    const isAsked = (one) => {
      if (!asked.has(one)) asked.set(one, one !== null && isAsked(one.parentElement));
      return asked.get(one);
    };
    contrast.matches = (one, ...more) => isAsked(one) && matches.call(contrast, one, ...more);
  }
  const found = await axe.run({runOnly: only, preload: false, resultTypes: ['violations']})
    .finally(() => { contrast.matches = matches; });
  return {
    violations: found.violations.map(rule => rule.id + ': ' + rule.nodes.slice(0, 3).map(
      node => node.target.join(' ') + ' (' + node.failureSummary.split('\\n').pop().trim() + ')'
    ).join('; ')),
    passed: found.passes.map(rule => rule.id),
  };
}"""
"""One run for all rules, since axe begins each by reading the whole page; the contrast is computed
of ``texts`` and what lies in them, or of every text without a list."""

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
  // of all texts the contrast alone would take four fifths of the time of all rules together
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
        only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
        texts = None if EVERY_TEXT else page.evaluate_handle(_UNLIKE)
        found = page.evaluate(_RUN, [texts, only])
        self.passed |= set(found["passed"])
        self.violations += [f"{where}: {one}" for one in sorted(found["violations"])]

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
