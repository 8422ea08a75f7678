"""axe-core on open pages: every rule of WCAG 2.2 A and AA, and axe's own best practices."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""By name, because axe leaves out the rule on the size of targets (2.2) unless it is asked for."""
COLOURS = ("color-contrast", "link-in-text-block")
"""All that a theme can change: it writes no element and no name."""

_RUN = """async (only) => {
  const found = await axe.run(document, {runOnly: only, resultTypes: ['violations'],
    preload: false});
  return {
    violations: found.violations.map(rule => rule.id + ': ' + rule.nodes.slice(0, 3).map(
      node => node.target.join(' ') + ' (' + node.failureSummary.split('\\n').pop().trim() + ')'
    ).join('; ')),
    passed: found.passes.map(rule => rule.id),
  };
}"""


@dataclass
class Audit:
    """What axe found on the pages it was shown, and the rules that had something to look at."""

    violations: list[str] = field(default_factory=list)
    passed: set[str] = field(default_factory=set)

    def look(self, page: Page, where: str, rules: tuple[str, ...] = ()) -> None:
        """Run axe on a page as it stands: every rule, or only ``rules``."""
        if not page.evaluate("typeof axe === 'object'"):
            page.evaluate(SCRIPT)
        only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
        found = page.evaluate(_RUN, only)
        self.violations += [f"{where}: {one}" for one in found["violations"]]
        self.passed |= set(found["passed"])

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
        page.wait_for_function(
            "getComputedStyle(document.documentElement).colorScheme === 'dark'")
        self.look(page, f"{where}, dark", COLOURS)
