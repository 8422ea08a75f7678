"""JSON-LD as DATAtourisme writes it: a property may have a prefix or not, a value be alone or in a
list, a text be given per language.
"""

from __future__ import annotations

from parcours.diagnostics.diagnostic import Words
from parcours.importers import plain
from parcours.importers.found import Left, Said
from parcours.importers.untrusted import dig

_PREFIXES = ("", "schema:", "dc:", "rdfs:", "foaf:", "ebucore:", "owl:", "rdf:", "@")


def key(value: object, name: str) -> object:
    """A property by its name, whatever prefix it comes with."""
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, dict):
        return None
    return next((value[prefix + name] for prefix in _PREFIXES if prefix + name in value), None)


def get(value: object, *names: str) -> object:
    """What stands at the end of a path of properties."""
    for name in names:
        value = key(value, name)
    return value


def id_of(value: object) -> str:
    """The last part of an identifier: ``kb:CarPark`` to ``CarPark``."""
    said = value if isinstance(value, str) else key(value, "id")
    return plain.line(said.rsplit("#")[-1].rsplit(":")[-1]) if isinstance(said, str) else ""


def said_in(value: object, left: Left, what: Words, *, long: bool = False) -> Said:
    """A text per language: ``{"fr": ["…"]}``, also ``{"@fr": "…"}``."""
    tidy = plain.text if long else plain.line
    if isinstance(value, str):
        return {"": text} if (text := tidy(value, left, what)) else {}
    if not isinstance(value, dict):
        return {}
    texts = {str(lang).lstrip("@")[:2]: tidy(dig(said, 0), left, what)
             for lang, said in value.items() if str(lang).lstrip("@")[:2].isalpha()}
    return {lang: text for lang, text in texts.items() if text}
