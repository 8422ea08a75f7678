"""What a page offers to those who know better: to edit its file, or to say what is wrong.

Addresses only; every word that enters one is percent-encoded.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from parcours.content.atlas import Atlas
from parcours.content.forge import edit_address, repository
from parcours.format.choices import Forge
from parcours.i18n.language import Language

ERROR_FORM = "signaler-une-erreur.yml"
"""The issue form in ``.github/ISSUE_TEMPLATE``; its field ``page`` is filled in."""


@dataclass(frozen=True, slots=True)
class Links:
    """What a page offers to those who know better; an address is empty where there is none."""

    edit: str
    report: str


def links(file: str, title: str, page: str, territories: Iterable[str], *, atlas: Atlas,
          language: Language) -> Links:
    """The links of one page: ``file`` is its YAML below the content folder, ``page`` its address,
    ``territories`` those whose offices answer for it."""
    address, forge = repository(atlas.site), atlas.site.forge
    if not address or forge is None:
        return Links("", _letter(title, page, territories, atlas, language))
    return Links(edit_address(file, atlas), _issue(address, title, page, forge, language))


def _issue(address: str, title: str, page: str, forge: Forge, language: Language) -> str:
    """A new issue with the page filled in."""
    subject = language.say("Error: {title}", title=title)
    if forge is Forge.GITLAB:
        return f"{address}/-/issues/new?" + _query(
            {"issue[title]": subject, "issue[description]": _questions(page, language)})
    if forge is not Forge.GITHUB:
        return f"{address}/issues/new?" + _query(
            {"title": subject, "body": _questions(page, language)})
    return f"{address}/issues/new?" + _query(
        {"template": ERROR_FORM, "title": subject, "page": page})


def _letter(title: str, page: str, territories: Iterable[str], atlas: Atlas,
            language: Language) -> str:
    """A letter to the offices that have an address."""
    offices = [atlas.territories[id].office for id in territories if id in atlas.territories]
    to = ",".join(quote(office.email) for office in offices if office and office.email)
    return f"mailto:{to}?" + _query({
        "subject": language.say("Error: {title}", title=title),
        "body": _questions(page, language).replace("\n", "\r\n")}) if to else ""


def _questions(page: str, language: Language) -> str:
    say = language.say
    return "\n\n".join((f"{say('Page:')} {page}", say("What is wrong:"), say("What is right:"),
                        say("How you know it:"), ""))


def _query(fields: dict[str, str]) -> str:
    return "&".join(f"{quote(name, safe='')}={quote(value, safe='')}"
                    for name, value in fields.items())
