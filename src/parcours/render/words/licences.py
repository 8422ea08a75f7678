"""What a licence is called, and the page that says what it allows."""

from __future__ import annotations

import re
from typing import NamedTuple

_CC = re.compile(r"cc[ -](by(?:-nc)?(?:-sa|-nd)?)[ -]([1-4]\.0)", re.IGNORECASE)
_OTHERS = {
    "cc0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "pddl-1.0": ("PDDL 1.0", "https://opendatacommons.org/licenses/pddl/1-0/"),
    "odbl-1.0": ("ODbL 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    "odc-by-1.0": ("ODC-By 1.0", "https://opendatacommons.org/licenses/by/1-0/"),
    "etalab-2.0": ("Licence Ouverte 2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"),
}
_ALIASES = {"cc0": "cc0-1.0", "licence-ouverte-2.0": "etalab-2.0", "odbl": "odbl-1.0"}


class Licence(NamedTuple):
    """A licence as a page names it; no address where we know none."""

    name: str
    address: str


def licence(written: str, lang: str) -> Licence:
    """The licence that an editor wrote, by its SPDX identifier or as people write it."""
    plain = " ".join(written.split())
    if found := _CC.fullmatch(plain):
        terms, number = found[1].lower(), found[2]
        return Licence(f"CC {terms.upper()} {number}",
                       f"https://creativecommons.org/licenses/{terms}/{number}/deed.{lang}")
    key = plain.lower().replace(" ", "-")
    name, address = _OTHERS.get(_ALIASES.get(key, key), (plain, ""))
    return Licence(name, address)
