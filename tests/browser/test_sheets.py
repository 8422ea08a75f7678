"""Style sheets: what is served says what is written, as a browser reads both."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from helpers.published import ROOT
from parcours.web.styles import served

SHEETS = [*sorted(ROOT.glob("overrides/assets/stylesheets/*.css")),
          *sorted(ROOT.glob("src/parcours/assets/*.css")),
          Path(import_module("xstatic.pkg.leaflet").BASE_DIR, "leaflet.css")]
READ = """(sheets) => sheets.map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return [...sheet.cssRules].map((rule) => rule.cssText);
})"""
_SPACES = re.compile(r"\s*([,(){}:;>])\s*|\s+")
"""A browser keeps those of a custom property as they are written."""


@pytest.mark.browser
def test_each_sheet_is_served_with_the_same_rules(browser: Browser) -> None:
    """Rule by rule, of our sheets and of Leaflet's; and the sheets are lighter for it."""
    written = [path.read_text("utf-8") for path in SHEETS]
    assert len(written) > 7
    page = browser.new_page()
    rules = page.evaluate(READ, [*written, *map(served, written)])
    page.close()
    plain = [[_SPACES.sub(lambda at: at[1] or " ", rule) for rule in sheet] for sheet in rules]
    half = len(written)
    for path, before, after in zip(SHEETS, plain[:half], plain[half:], strict=True):
        assert after == before, path.name
        assert before, path.name
    assert sum(map(len, map(served, written))) < 0.85 * sum(map(len, written))
