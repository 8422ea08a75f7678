"""The accessibility statement: what the software knows stands in it, and what only a person can
say is marked as missing."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader

from helpers.kinds_of_pages import PREFIX
from helpers.published import LANGS, ROOT

MISSING = {
    "fr": ["nom de l’organisme", "adresse à compléter", "adresse à compléter", "manque",
           "nom de l’organisme", "à écrire dans site.yml"],
    "en": ["name of the organisation", "address to be completed", "address to be completed",
           "missing", "name of the organisation", "to be written in site.yml"]}
"""What nobody but the publisher can say, in the order of the page, for a site that names none."""


@pytest.mark.parametrize("lang", LANGS)
def test_only_what_a_person_must_say_is_missing(site: Path, lang: str) -> None:
    """The site’s name, the days, the technologies, the tools and the results of our own tests are
    told; nothing of an audit is."""
    page = (site / f"{PREFIX[lang]}accessibilite/index.html").read_text("utf-8")
    marked = re.findall("<mark>(.*?)</mark>", page)
    assert [said for said, begins in zip(marked, MISSING[lang], strict=True)
            if not said.replace("\u00a0", " ").startswith(begins)] == []
    name = {"fr": "Parcours Toulouse–Gascogne", "en": "Toulouse–Gascony Routes"}[lang]
    body = page[page.index("<h1"):]
    for said in (name, "2026", "WAI-ARIA", "axe-core", "Chromium", "RGAA"):
        assert said in body
    assert re.search(r"<!-- (publisher|site|contact) -->", page) is None


def filled(**words: str) -> str:
    """The page's places, filled as the theme fills them."""
    given = {"publisher": "", "publisher_email": "", "publisher_website": "",
             "publisher_missing": "nom à écrire", "publisher_unwritten": "contact à écrire"}
    theme = Environment(loader=FileSystemLoader(ROOT / "overrides"), autoescape=False)  # noqa: S701
    return theme.get_template("partials/statement.html").render(
        page=SimpleNamespace(content="<!-- publisher -->|<!-- site -->|<!-- contact -->"),
        config={"site_name": "A & <b>", "site_url": "https://exemple.fr/",
                "extra": {"words": {**given, **words}}}).strip()


def test_the_publisher_is_named_and_can_be_written_to() -> None:
    """A name, an address and a form of site.yml stand in their places, whatever they hold."""
    site = 'A &amp; &lt;b&gt;, <a href="https://exemple.fr/">https://exemple.fr/</a>'
    assert filled() == (
        f"<mark>nom à écrire</mark>|{site}|<mark>contact à écrire</mark>")
    assert filled(publisher="<script>", publisher_email="a@exemple.fr") == (
        f'&lt;script&gt;|{site}|<a href="mailto:a@exemple.fr">a@exemple.fr</a>')
    both = filled(publisher="P", publisher_email="a@exemple.fr",
                  publisher_website='https://exemple.fr/?a="b')
    links = [unescape(link) for link in re.findall(r'href="([^"]*)"', both)]
    assert links[1:] == ["mailto:a@exemple.fr", 'https://exemple.fr/?a="b']
