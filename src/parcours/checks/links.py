"""Links lead to safe addresses only, and a telephone number can be dialled."""

from __future__ import annotations

from collections.abc import Iterator

from parcours.checks.subject import Placed, stops_of
from parcours.content.atlas import Atlas
from parcours.content.telephone import lacks_country, lacks_digits, right_form
from parcours.diagnostics.diagnostic import Diagnostic, Edit, Words, error, warning
from parcours.format.model import Itinerary
from parcours.format.parse import Parsed
from parcours.format.scalars import short
from parcours.format.scalars.addresses import EMAIL
from parcours.format.text import Text
from parcours.safe_text import html
from parcours.source.read import Loc, Source

_WHOLE_LINK = Words(
    "après https:// vient aussitôt le nom du site, après mailto: une adresse, après tel: un numéro",
    "the name of the site comes right after https://, an address after mailto:, and a number "
    "after tel:")


def unsafe_link(placed: Placed, atlas: Atlas) -> Iterator[Diagnostic]:
    """A description links to https, mailto or tel."""
    if placed.fields.description is not None:
        yield from _unsafe(placed.fields.description, (*placed.loc, "description"), placed.source)


def unsafe_link_in_notes(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """A stop's note links to https, mailto or tel."""
    for at in stops_of(parsed):
        if at.stop.note is not None:
            yield from _unsafe(at.stop.note, (*at.loc, "note"), parsed.source)


def undialable_phone(placed: Placed, atlas: Atlas) -> Iterator[Diagnostic]:
    """A telephone number reaches somebody when one taps it."""
    number = placed.fields.phone
    if number is None:
        return
    span = placed.source.span((*placed.loc, "phone"))
    if right := right_form(number):
        yield warning("undialable-phone", span, Words(
            "après l’indicatif du pays, le premier zéro ne se compose pas",
            "after the country's code the first zero is not dialled")
            if number.startswith(("+", "00")) else Words(
                "tel qu’il est écrit, ce numéro ne se compose pas",
                "as it is written, this number cannot be dialled"),
            Words(f"écrivez \"{right}\"", f"write \"{right}\""),
            (Edit(span, placed.source.text_at((*placed.loc, "phone")), right, quoted=True),))
    elif lacks_country(number):
        yield warning("undialable-phone", span, Words(
            "ce numéro ne commence ni par 0 ni par l’indicatif d’un pays",
            "this number begins neither with 0 nor with the code of a country"),
            Words("écrivez + devant l’indicatif du pays", "write + before the country's code"))
    elif lacks_digits(number):
        yield warning("undialable-phone", span, Words(
            "ce numéro n’a pas le nombre de chiffres d’un numéro français",
            "this number has not as many digits as a French one"),
            Words("comptez : dix chiffres, ou neuf après +33",
                  "count: ten digits, or nine after +33"))


def _unsafe(text: Text, loc: Loc, source: Source) -> Iterator[Diagnostic]:
    for lang, said in text.by_lang.items():
        for address in html.links(said):
            if html.is_safe_link(address):
                continue
            if EMAIL.fits(address):
                yield error("unsafe-link", source.span((*loc, lang) if lang else loc), Words(
                    f"le lien « {short(address)} » n’est pas admis",
                    f"the link '{short(address)}' is not allowed"), Words(
                    f"écrivez mailto:{short(address, 80)}", f"write mailto:{short(address, 80)}"))
                continue
            bare = address.removeprefix("http://").removeprefix("//")
            looks_like_a_site = "." in bare.partition("/")[0] and ":" not in bare
            yield error("unsafe-link", source.span((*loc, lang) if lang else loc), Words(
                f"le lien « {short(address)} » n’est pas admis",
                f"the link '{short(address)}' is not allowed"),
                Words(f"écrivez https://{short(bare, 80)}", f"write https://{short(bare, 80)}")
                if looks_like_a_site else
                _WHOLE_LINK if address.lower().startswith(("https:", "mailto:", "tel:")) else
                Words("un lien commence par https://, mailto: ou tel:",
                      "a link begins with https://, mailto: or tel:"))
