"""What a page is found by beside the words that stand on it."""

from __future__ import annotations

from collections.abc import Iterable

from parcours.format.text import Text
from parcours.i18n.typography import typeset
from parcours.render.words.writer import Writer


def also(name: Text, communes: Iterable[str], write: Writer) -> str:
    """The name in other languages, and each commune with its postcodes and its INSEE code: what
    somebody types who holds a leaflet in another language, or knows an address."""
    names = dict.fromkeys(typeset(said, lang or write.lang) for lang, said in name.by_lang.items())
    names.pop(write.plain(name), None)
    of = (write.atlas.communes[code] for code in dict.fromkeys(communes))
    return " · ".join([*names, *(" ".join((one.name, *one.postcodes, one.code)) for one in of)])
