"""Telephone numbers and e-mail addresses within what a source says, which need a consent to be
carried over: they stand in names, hours and addresses as well as in columns of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from parcours.diagnostics.diagnostic import Words
from parcours.importers.found import Found

_PHONE = re.compile(r"(?<![\d+])(?:(?:\+33|0033)[ .]?(?:\(0\)[ .]?)?[1-9]|0[1-9])"
                    r"(?:(?:[ .-]?\d{2}){4}|(?:/\d{2}){4})(?!\d)", re.A)
_EMAIL = re.compile(r"[\w.+-]{1,64}(?:@| ?[(\[](?:at|arobase|à)[)\]] ?)"
                    r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", re.I)
_PAIRS = re.compile(r"\d{2}(?:[ ./-]{0,3}\d{2}){4,40}(?: ?h(?:eures)?\b)?", re.A | re.I)
_MASK = "…"
_LAST_HOUR = 24
_CARRIED = frozenset(("phone", "email", "description", "price", "page", "refs", "postcode", "lines",
                      "track", "place_id", "route_id", "origin", "ours", "via"))
"""Contacts that are looked at where they are carried over, and what holds none."""
_ELSEWHERE = Words(
    "les téléphones et courriels écrits ailleurs que dans leur colonne (donnée de contact : "
    "--contacts les reprend, avec l’accord de la personne)",
    "the telephones and e-mail addresses written elsewhere than in their column (contact data: "
    "--contacts carries them over, with the person's consent)")


def without_contacts(said: str) -> tuple[str, bool]:
    """A text without the telephone numbers and e-mail addresses in it, and whether it held any."""
    masked = _EMAIL.sub(_MASK, _PHONE.sub(_masked_number, said))
    return masked, masked != said


def masked(found: Found) -> Found:
    """A find without contacts in any of its words; that there were some is told."""
    if found.ours:  # what its editors wrote, of which only the fields of contacts are none of ours
        return found
    bare: Found = _masked(found)
    if bare == found:
        return found
    return replace(bare, left_out=(*bare.left_out, _ELSEWHERE))


def _masked(value: Any) -> Any:
    """The same value, its words masked; links stay as they are."""
    if type(value) is str:
        is_link = value.startswith(("https://", "http://"))
        return value if is_link else without_contacts(value)[0]
    if isinstance(value, tuple):
        several: list[Any] = [
            masked(one) if isinstance(one, Found) else _masked(one) for one in value]
        return type(value)(*several) if hasattr(value, "_fields") else tuple(several)
    if isinstance(value, Mapping):
        return {key: _masked(one) for key, one in value.items()}
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changes = {one.name: changed for one in fields(value) if one.name not in _CARRIED
               and (changed := _masked(before := getattr(value, one.name))) != before}
    return replace(value, **changes) if changes else value


def _masked_number(match: re.Match[str]) -> str:
    """A telephone number masked; hours may look like one: ``09.00-12.00 14.00-18.00``."""
    whole = _PAIRS.match(match.string, match.start())
    return match[0] if whole and _is_times(whole[0]) else _MASK


def _is_times(said: str) -> bool:
    pairs = [int(pair) for pair in re.findall(r"\d{2}", said)]
    return (len(pairs) % 2 == 0 or said[-1].isalpha()) and all(
        pair <= _LAST_HOUR if at % 2 == 0 else pair < 60 and pair % 5 == 0
        for at, pair in enumerate(pairs))
