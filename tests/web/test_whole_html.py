"""The Markdown extension that takes a sealed page whole, and every other page as it comes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown import Markdown
from mkdocs.structure.pages import _RawHTMLPreprocessor
from mkdocs.utils.meta import get_data

from parcours.web.sealed import opened, sealed

_PLAIN = ["attr_list", "md_in_html", "tables", "toc"]

_BODY = """<article class="pc-route">
<h1 id="haut">Titre</h1>

<p title="a&#42;b" id="etape-1">Une étape.</p>
</article>

<script type="application/json" id="pc-when">{"a":"**b**"}</script>"""


def _rendered(text: str, extensions: list[str]) -> tuple[str, set[str]]:
    """The HTML of a body, and the anchors that MkDocs finds in it."""
    reader = Markdown(extensions=extensions)
    seen = _RawHTMLPreprocessor()
    seen._register(reader)
    return reader.convert(text), seen.present_anchor_ids


@pytest.mark.parametrize("change", [
    ("Une étape.", "Une [étape](../x/index.md)."),
    ("</script>", "</script>\n\nDu *texte* ajouté."),
    ("<!--parcours ", "<!--parcours 0"),
])
def test_what_was_changed_by_hand_is_read_as_any_page(change: tuple[str, str]) -> None:
    """One more link, one more line: the seal fits no more, and every check is back."""
    changed = sealed(_BODY).replace(*change)

    assert opened(changed) is None
    assert _rendered(changed, [*_PLAIN, "parcours.web.whole_html"]) == _rendered(changed, _PLAIN)


def test_a_page_by_hand_is_not_touched() -> None:
    """Markdown stays Markdown, also where it holds HTML of its own, after a sealed page too."""
    reader = Markdown(extensions=[*_PLAIN, "parcours.web.whole_html"])
    written = 'Un *mot*.\n\n<div markdown="1">\n[lien](a.md)\n</div>\n'

    reader.convert(sealed(_BODY))
    assert reader.reset().convert(written) == Markdown(extensions=_PLAIN).convert(written)


def test_every_page_that_we_make_gives_the_same_bytes_faster(real_docs: Path) -> None:
    """All pages of the sample are sealed; taken whole they give the bytes, and the anchors to
    which other pages may link, that Python-Markdown makes of them tag by tag."""
    made = sorted(real_docs.glob("*/*/**/*.md"))
    assert len(made) > 50
    for page in made:
        text = get_data(page.read_text("utf-8"))[0].strip("\n")
        body = opened(text)
        assert body is not None, page
        assert _rendered(text, [*_PLAIN, "parcours.web.whole_html"]) == _rendered(body, _PLAIN)


def test_no_anchor_is_left_behind() -> None:
    """The anchors that stand in for the page while MkDocs looks are not in what it gives."""
    html, anchors = _rendered(sealed(_BODY), [*_PLAIN, "parcours.web.whole_html"])

    assert html == _BODY
    assert anchors == {"haut", "etape-1", "pc-when"}
    assert len(re.findall("<a", html)) == 1  # the article's tag begins so, too
