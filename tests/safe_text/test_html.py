"""Restricted Markdown: whatever is typed becomes safe HTML, or text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.reading import Element, tree_of
from parcours.safe_text import html

ALLOWED = {"p", "em", "strong", "ul", "ol", "li", "a", "br"}
SIGNS = st.lists(st.sampled_from([
    *"<>&\"'`*_[](){}!#:/\\-+|~^=$%;\n\t aé1", "script", "href=", "https://a.fr", "javascript:",
    "&lt;", "&#60;", "--8<--", "](", "{{", "}}", "{%", "![", "- ", "1. ", "<a ", "mailto:",
    "<!--", "]]>"]), max_size=40).map("".join)


@given(SIGNS)
def test_prose_is_always_safe_html(text: str) -> None:
    """Whatever signs stand in a text, its HTML is one line of a few known elements without
    attributes but safe addresses, and with no brace, bracket, backtick or dollar sign left."""
    made = str(html.to_html(text))
    assert "\n" not in made
    assert not set("{}[]`$") & set(made)
    waiting = [tree_of(made)]
    while waiting:
        here = waiting.pop()
        assert here.tag in {"", *ALLOWED}
        assert set(here.attributes) <= ({"href", "rel"} if here.tag == "a" else set())
        if "href" in here.attributes:
            assert re.match(r"(?:https|mailto|tel):", here.attributes["href"], re.IGNORECASE)
        waiting += [child for child in here.children if isinstance(child, Element)]


@pytest.mark.parametrize(("address", "safe"), [
    ("https://exemple.fr", True), ("https://exemple.fr:8443/a?b=c@d#e", True),
    ("HTTPS://Exemple.FR/", True), ("https://xn--chteau-xta.fr/", True),
    ("mailto:a@exemple.fr", True), ("mailto:a@exemple.fr?subject=Visite", True),
    ("tel:+33561000000", True), ("tel:05%2061%2000%2000%2000", True),
    ("https://office.fr@evil.example/", False), ("https://office.fr:pw@evil.example/", False),
    ("https:evil.example", False), ("https:/evil.example", False), ("https:%5C%5Cevil", False),
    ("https://localhost/", False), ("mailto:", False), ("tel:*%2306%23", False), ("tel:", False)])
def test_a_link_leads_where_it_seems_to(address: str, safe: bool) -> None:
    """To a site by its name alone, to an address, or to a number that is dialled and no order."""
    assert html.is_safe_link(address) is safe


@given(SIGNS)
def test_a_line_of_text_is_shown_as_typed(text: str) -> None:
    """A title or an address is text: read back from its HTML it is what was typed."""
    made = str(html.inert(text))
    assert not set("<>{}[]`$\n\"'") & set(made)
    assert "".join(child for child in tree_of(made).children if isinstance(child, str)) == (
        text.replace("\n", " "))


@given(SIGNS)
def test_prose_as_plain_text_is_one_line(text: str) -> None:
    """For calendars and tracks a text becomes one line without its Markdown."""
    line = html.to_text(text)
    assert line == " ".join(line.split())


def test_a_no_break_space_holds_in_prose() -> None:
    """Beside a link or an emphasis, and in the lines of calendars and descriptions, a mark and a
    unit still keep to their word; every other white space is one space."""
    typed = "*Ouvert*\u00a0:  [ici](https://exemple.fr/)\n64\u202fha\u2028oui"
    assert html.to_html(typed) == (
        '<p><em>Ouvert</em>&nbsp;: <a href="https://exemple.fr/" rel="noopener nofollow">ici</a> '
        "64\u202fha oui</p>")
    assert html.to_text(typed) == "Ouvert\u00a0: ici 64\u202fha oui"
    assert html.to_text("Ouvert\u00a0:  ici\u2028oui ") == "Ouvert\u00a0: ici oui"
