"""The summary of a proposal as a page beside its preview: nothing in it leads out or runs."""

from __future__ import annotations

import re

import pytest

from parcours.safe_text.review_page import review_page

HOSTILE = ["<script>alert(1)</script>", "[x](https://x.fr)", "[x](//x.fr)",
           "[x](javascript:alert(1))", "![x](https://x.fr/y.png)",
           "<img src=x onerror=alert(1)>", "[x](../../etc/passwd)",
           "[x](file:///etc/passwd)", "<style>*{display:none}</style>", "<iframe src=x></iframe>",
           "<a href='/x'>x</a>", "<form action=x><input></form>", "<svg onload=alert(1)>"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_leads_out_of_the_preview(hostile: str) -> None:
    """Whatever stands in the summary, a link or a picture stays beside the page, or is none."""
    body = review_page(f"## Titre\n\n{hostile}\n", "Ce que change", "fr").partition("<main>")[2]
    assert not re.search(r"<(?:script|style|iframe|form|input|svg)|\son\w+=", body)
    assert all(re.fullmatch(r"[\w%.-]+", link) for link in re.findall(
        r'(?:href|src)="([^"]*)"', body)), body


def test_our_own_summary_is_shown() -> None:
    """Headings, tables, lists, pictures and what unfolds; with its language and title."""
    page = review_page(
        "## Ce que change\n\n### Parcours : [Titre](en/parcours/x/index.html)\n\n"
        "![Image](parcours/x/x.svg)\n\n<details><summary>Mots</summary>\n\na\n\n</details>\n\n"
        "| | avant |\n|---|---|\n| Jours | **2** |\n\n- <code>&#60;b&#62;</code>\n", "a < b", "fr")
    assert '<html lang="fr">' in page
    assert "<title>a &lt; b</title>" in page
    for piece in ('<a href="en/parcours/x/index.html">Titre</a>', '<img src="parcours/x/x.svg"',
                  "<summary>Mots</summary>", "<td><strong>2</strong></td>",
                  "<code>&lt;b&gt;</code>"):
        assert piece in page
