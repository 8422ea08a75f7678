"""A place as pages tell it."""

from __future__ import annotations

import pytest

from parcours.render.words.places import breakable


@pytest.mark.parametrize(("address", "expected"), [
    ("tourisme-coteaux.com", "tourisme-<wbr>coteaux<wbr>.com"),
    ("tables.example.org/le-lieu/", "tables<wbr>.example<wbr>.org/<wbr>le-<wbr>lieu/"),
    ("accueil@gers.example", "accueil<wbr>@gers<wbr>.example"),
    ("xn--bcher-kva.example", "xn--<wbr>bcher-<wbr>kva<wbr>.example"),
    ("capitole", "capitole")])
def test_an_address_breaks_between_its_words(address: str, expected: str) -> None:
    """At 390 pixels a name of forty letters is longer than its line: it may end before a dot or
    an at sign and after a hyphen or a slash, and what is copied is the address."""
    assert breakable(address) == expected
    assert expected.replace("<wbr>", "") == address


def test_a_hostile_address_stays_text() -> None:
    """What an author wrote into an address is letters between the breaks."""
    assert breakable("a.<b>-{{c}}") == (
        "a<wbr>.&lt;b&gt;-<wbr>&#123;&#123;c&#125;&#125;")
