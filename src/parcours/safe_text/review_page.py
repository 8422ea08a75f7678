"""Our own summary of a proposal, in Markdown, as a page that opens beside its preview.

What editors wrote in it is inert already (`forge_comment`); the page is sanitised all the same, and
a picture or a link leads nowhere but into the preview beside it.
"""

from __future__ import annotations

import re
from html import escape

import nh3

_TAGS = {"h2", "h3", "h4", "p", "ul", "li", "strong", "code", "details", "summary", "a", "img",
         "table", "thead", "tbody", "tr", "th", "td"}
_WITHIN = re.compile(r"(?:(?:[\w%.~-]+/)*[\w%.~-]+|\.)(?:#[\w%.~-]*)?", re.ASCII)
_PAGE = """\
<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file:; \
style-src 'unsafe-inline'">
<title>{title}</title>
<style>
body {{ margin: 0 auto; padding: 1rem; max-width: 46rem; font: 1rem/1.6 system-ui, sans-serif;
  color: #2a2015; background: #fbf6ea; overflow-wrap: break-word; }}
h2, h3 {{ line-height: 1.25; }}
h3 {{ margin-top: 2.5rem; padding-top: 1rem; border-top: 3px solid #f0bd3a; }}
a {{ color: #7c2b1e; }}
img {{ display: block; width: 100%; height: auto; border: 1px solid #d8cdb4; border-radius: 8px; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ padding: 0.3rem 0.6rem; text-align: left; vertical-align: top;
  border-bottom: 1px solid #d8cdb4; }}
</style>
</head>
<body>
<main>
{body}</main>
</body>
</html>
"""


def review_page(markdown: str, title: str, lang: str) -> str:
    """The page, whole."""
    from markdown_it import MarkdownIt

    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)
    body = nh3.clean(rendered, tags=_TAGS, attributes={"a": {"href"}, "img": {"src", "alt"}},
                     attribute_filter=_within_the_preview, strip_comments=True,
                     url_schemes=set(), link_rel=None)
    return _PAGE.format(lang=lang, title=escape(title), body=body)


def _within_the_preview(_: str, attribute: str, value: str) -> str | None:
    if attribute not in ("href", "src"):
        return value
    return value if _WITHIN.fullmatch(value) and ".." not in value else None
