"""How every page is laid out: templates filled with inert text, addresses, links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket
from markupsafe import Markup

from parcours import HERE
from parcours.content.atlas import Atlas
from parcours.format.text import Text
from parcours.i18n.language import Language, language_of
from parcours.render.pages import feedback
from parcours.render.pages.front_matter import document, front_matter
from parcours.render.words.writer import Writer
from parcours.safe_text import html

_TEMPLATES = HERE / "render" / "pages" / "templates"


def page(name: str, language: Language, title: str, description: str, /,
         *, feed: str = "", **values: object) -> str:
    """A page from a template; ``feed`` is the address of the feed that tells the same."""
    head = front_matter(title, description)
    if feed:
        head = head.replace("hide:", f"feed: {json.dumps(feed)}\nhide:", 1)
    return document(head, template(name, language).render(feed=feed, **values))


def moved(title: Text, folder: str, id: str, file: str, atlas: Atlas, language: Language) -> str:
    """What is left at a former address of ``<folder>/<id>/<file>``, below the home."""
    to = f"{'../' * (1 + file.count('/'))}{id}/{file}"
    return template("moved.html", language).render(
        lang=language.code, title=writer(language, atlas).plain(title), to=to,
        canonical=address(atlas, f"{folder}/{id}/{file}", language) or to)


def address(atlas: Atlas, path: str, language: Language) -> str:
    """The public address of a page, empty when the site's own is not known."""
    if atlas.site.site_url is None:
        return ""
    prefix = "" if language.code == atlas.default_lang else f"{language.code}/"
    return f"{atlas.site.site_url.rstrip('/')}/{prefix}{path}"


def links(file: str, title: str, path: str, territories: Sequence[str], *, atlas: Atlas,
          language: Language) -> feedback.Links:
    """Where a page's source can be edited and its faults told of."""
    page = address(atlas, path, language) or path
    return feedback.links(file, title, page, territories, atlas=atlas, language=language)


def missing_somewhere(languages: Sequence[Language], atlas: Atlas) -> list[str]:
    """The languages of a page, where it is not in every one of the site's."""
    codes = [language.code for language in languages]
    return codes if codes and len(codes) < len(atlas.languages) else []


@lru_cache(maxsize=8)
def writer(language: Language, atlas: Atlas) -> Writer:
    """One writer a language and atlas, kept for its memory of places."""
    at_stop = template("stop_place.html", language)
    return Writer(language, atlas, lambda place: Markup(at_stop.render(place=place)))


_TAG = re.compile("(<[^>]*>)")
_HYPHENED = re.compile(r"(?<![^\s])((?=[^\s&]{3,22}(?!\S))[^\s&-]+(?:-[^\s&-]+)+)(?!\S)")
"""A word with hyphens that is not longer than a line of a heading on a narrow phone."""

compiled: dict[tuple[str, str], bytes] = {}
"""Templates as Jinja compiled them, by language and key. Compiling all takes half a second: what a
build leaves here the next one finds here again, where our code, words and Jinja are the same."""


class _Compiled(BytecodeCache):
    """What is compiled in one language, where every sentence is folded into the code."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def load_bytecode(self, bucket: Bucket) -> None:
        if known := compiled.get((self._lang, bucket.key)):
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        compiled[self._lang, bucket.key] = bucket.bytecode_to_string()


def compile_all(langs: Iterable[str]) -> None:
    """Have every template ready: processes that fork later share them."""
    for lang in langs:
        environment = _environment(lang)
        for name in environment.list_templates():
            environment.get_template(name)


def whole(name: Markup) -> Markup:
    """A name for a heading: its words with hyphens stay whole where a phone’s line holds them."""
    return Markup("".join(part if part.startswith("<") else _HYPHENED.sub(
        r'<span class="pc-whole">\1</span>', part) for part in _TAG.split(name)))


@cache
def _environment(lang: str) -> Environment:
    """One environment a language: ``{{ "Hours" | say }}`` is then a constant, folded once."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), auto_reload=False, undefined=StrictUndefined,
        bytecode_cache=_Compiled(lang),
        trim_blocks=True, lstrip_blocks=True, finalize=_finalize,
        autoescape=False)  # noqa: S701  (`_finalize` escapes more than autoescape would)
    environment.filters["say"] = language_of(lang).say
    environment.filters["whole"] = whole
    return environment


def _finalize(value: object) -> object:
    """What a template writes: HTML and numbers as they are, all else as inert text.

    Jinja calls this for every expression of every template. It stands in for autoescape, which
    would leave braces and brackets alone and takes half of the time to render a page.
    """
    kind = type(value)
    return value if kind is Markup or kind is int or kind is float else (
        html.inert_text(str(value)))


@cache
def template(name: str, language: Language) -> Template:
    """A template of ``templates/`` by its name without ``.j2``, its sentences in ``language``."""
    return _environment(language.code).get_template(f"{name}.j2")
