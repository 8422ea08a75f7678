"""The words of a page, as they are searched."""

from __future__ import annotations

import re

import pytest

from parcours.publish.search_text import is_for_visitors, searchable


@pytest.mark.parametrize(("html", "words"), [
    ("<p>L’église, l'été</p>", "L'église, l'été"),
    ("<p>Œufs au cœur</p>", "Oeufs au coeur"),
    ("<p>l’<em>été</em>\nlong</p>", "l'été long"),
    ("<p>a</p><p>b</p>", "a b"),
    ("<p>a<script>let x = '</p>';</script>b</p>", "a b"),
    ('<dl data-pagefind-ignore><dt>x</dt></dl><p>a<span aria-hidden="true">1</span></p>', "a"),
    ('<p>a</p><img aria-hidden="true" src="x"><p>b</p>', "a b"),
    ("<p>1 &lt; 2 &amp; 3</p>", "1 &lt; 2 &amp; 3"),
])
def test_what_is_searched_is_plain(html: str, words: str) -> None:
    """Text only, with plain apostrophes, and nothing that is marked as not for reading."""
    page = f'<html lang="fr"><main><div data-pagefind-body>{html}</div></main>'

    text = searchable(page)

    assert text.startswith('<html lang="fr"><body data-pagefind-body>')
    assert " ".join(text.partition("body>")[2].split()) == words


def test_only_pages_for_editors_are_marked() -> None:
    """One value alone: several of a filter come in any order, and another index each time."""
    for reader, marks in (("", []), (' data-for="editors"', ["for:editors"])):
        page = f'<html lang="fr"><main><div data-pagefind-body{reader}><p>a</p></div></main>'
        assert re.findall(r'data-pagefind-filter="([^"]+)"', searchable(page)) == marks
        assert is_for_visitors(searchable(page)) == (not marks)


def test_headings_stay_headings() -> None:
    """A word in a heading counts for more in the search."""
    page = '<html lang="fr"><main><div data-pagefind-body><h1 id="a">Un</h1><p>b</p></div></main>'

    assert "Un</h1>" in searchable(page)


def test_a_page_not_for_searching_has_no_words() -> None:
    """The search page does not find itself."""
    assert searchable('<html lang="fr"><main><div>x</div></main>') == ""
