"""What a reader leaves of an object: told by its name, with the words that it holds.

A reader names what it reads and what says nothing of a place; whatever else is there is told, so
that no fact is lost in silence, nor in a format that has grown a field since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from parcours.importers import plain
from parcours.importers.found import Left
from parcours.importers.untrusted import each

Known = Mapping[str, "Known | None"]
"""The names that a reader knows; those below a name of which it knows a part only, else None."""
_MOST_CHARS = 150
_LEVELS = 8
_MOST_WORDS = 12
_FRENCH = ("libelleFr", "fr", "@fr")
_NAMES = ("rdfs:label", "label")


def tell(thing: object, known: Known, left: Left) -> None:
    """Tell every property of an object that is filled in and not known."""
    for one in each(thing):
        for name, value in one.items() if isinstance(one, dict) else ():
            bare = str(name).rpartition(":")[2].lstrip("@")
            if bare not in known:
                if _is_filled(value):
                    shown = with_words("« " + plain.line(bare) + " »", value, " : ")
                    left.out(shown, with_words(f"'{plain.line(bare)}'", value, ": "))
            elif (below := known[bare]) is not None:
                tell(value, below, left)


def with_words(name: str, value: object, colon: str) -> str:
    """A name with the words that a value holds, where it holds any; shortened."""
    said = " ; ".join(words_of(value))
    if len(said) > _MOST_CHARS:
        said = f"{said[:_MOST_CHARS].rstrip()}…"
    return f"{name}{colon}{said}" if said else name


def words_of(value: object) -> list[str]:
    """The words that a value holds in French, each once, a dozen of them at most."""
    return [*islice(dict.fromkeys(_words(value, _LEVELS)), _MOST_WORDS)]


def _is_filled(value: object) -> bool:
    """Whether a value says anything, *no* and *not defined* apart."""
    if isinstance(value, dict | list):
        return any(map(_is_filled, value.values() if isinstance(value, dict) else value))
    return value not in (None, False, "", "NON_DEFINI")


def _words(value: object, levels: int) -> Iterator[str]:
    """What a value says to a reader of French; names and numbers of a machine are passed over, and
    so are plain texts, in which the names of people stand."""
    if isinstance(value, list):
        for one in value[:_MOST_WORDS] if levels else ():
            yield from _words(one, levels - 1)
    elif isinstance(value, dict):
        french = next((value[name] for name in _FRENCH if value.get(name)), None)
        if french is not None:
            yield from filter(None, (plain.line(one) for one in each(french)))
            return
        named = next((value[name] for name in _NAMES if value.get(name)), None)
        if named is not None:
            yield from _words(named, levels - 1)
            return
        for one in value.values() if levels else ():
            if isinstance(one, dict | list):
                yield from _words(one, levels - 1)
