"""An editor's restricted Markdown to safe HTML: paragraphs, emphasis, lists, links.

Whatever else is in the text stays text. The result is one line of HTML without blank lines, so
that it can stand inside a raw HTML block of a Markdown page, where neither Markdown nor its
extensions look; braces are written as entities, so that no template engine finds any.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import nh3
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_TAGS = {"p", "em", "strong", "ul", "ol", "li", "a", "br"}
_SCHEMES = {"https", "mailto", "tel"}
_SAFE_LINK = re.compile(
    r"https://[^\s/?#@\\:]+\.[^\s/?#@\\:]+(?::\d{1,5})?(?:[/?#][^\s\\]*)?"
    r"|mailto:[^\s?@]+@[^\s?@]+(?:\?\S*)?|tel:(?:[\d+().\u00a0-]|%20|%C2%A0)+", re.IGNORECASE)
"""What stands before an ``@`` looks like the site that one is led to, and a number with ``*`` or
``#`` is an order to a telephone."""
_ENTITIES = {ord("{"): "&#123;", ord("}"): "&#125;", ord("`"): "&#96;", ord("$"): "&#36;",
             ord("["): "&#91;", ord("]"): "&#93;"}
_PLAIN = re.compile(r"[^*_`\[\]<>\\&|~^=#!:/@\n+-]*"
                    r"(?:[:!+-](?=[\s\w])[^*_`\[\]<>\\&|~^=#!:/@\n+-]*)*")
_SPECIAL = re.compile(r"""[&<>"'{}`$\[\]\n]""")
_BREAKABLE = re.compile(r"[^\S\u00a0\u202f]+")
"""White space where a line may end; a no-break space keeps a mark or a unit with its word."""
_LIST_MARK = re.compile(r"\s*(?:[-+*]|\d+[.)])\s")


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    # html off: a tag in the text is shown as text; links are ours to vet, so the parser's own
    # validation, which drops bad ones silently, is turned off
    parser = MarkdownIt("zero", {"html": False, "linkify": False}).enable(
        ["emphasis", "link", "list", "newline", "escape", "entity"])
    parser.validateLink = _any_link  # type: ignore[method-assign]
    return parser


def _any_link(url: str) -> bool:
    return True


@lru_cache(maxsize=4096)
def to_html(text: str) -> Markup:
    """Restricted Markdown to one line of sanitised HTML."""
    if _is_plain(text):
        return Markup(f"<p>{inert(text)}</p>")
    rendered = nh3.clean(_markdown().render(text), tags=_TAGS, attributes={"a": {"href"}},
                         attribute_filter=_only_safe_links, url_schemes=_SCHEMES,
                         link_rel="noopener nofollow", strip_comments=True)
    return Markup(_one_line(rendered).translate(_ENTITIES))


@lru_cache(maxsize=4096)
def _only_safe_links(tag: str, attribute: str, value: str) -> str | None:
    """An address that leads elsewhere than `is_safe_link` allows is dropped, a relative one too."""
    return value if attribute != "href" or is_safe_link(value) else None


def to_text(text: str) -> str:
    """Restricted Markdown to plain text on one line, for calendars, GPX and descriptions."""
    if _is_plain(text):
        return _one_line(text)
    words: list[str] = []
    for block in _markdown().parse(text):
        words += [token.content if token.type == "text" else
                  " " if token.type in ("softbreak", "hardbreak") else ""
                  for token in block.children or ()]
        if block.type == "inline":
            words.append(" ")
    return _one_line("".join(words))


def _one_line(text: str) -> str:
    return _BREAKABLE.sub(" ", text).strip()


def links(text: str) -> tuple[str, ...]:
    """The addresses a text links to, as typed."""
    if "](" not in text and "]:" not in text:
        return ()
    return tuple(str(token.attrGet("href")) for block in _markdown().parse(text)
                 for token in block.children or () if token.type == "link_open")


def is_safe_link(address: str) -> bool:
    """Whether an address may be published: https and a site's name, mailto or tel."""
    return _SAFE_LINK.fullmatch(address) is not None


def inert(text: str) -> Markup:
    """Plain text as HTML in which nothing is left for a template or Markdown to find."""
    return Markup(inert_text(text))


def inert_text(text: str) -> str:
    """The same as a plain `str`, for who writes it out at once: most texts pass untouched."""
    if not _SPECIAL.search(text):
        return text
    return str(escape(text)).replace("\n", " ").translate(_ENTITIES)


def _is_plain(text: str) -> bool:
    """Whether the text surely holds no Markdown, so that the parser can be spared."""
    return _PLAIN.fullmatch(text) is not None and _LIST_MARK.match(text) is None
