"""Texts: a line, a line per language, restricted Markdown per language."""

from __future__ import annotations

import re

from parcours.diagnostics.diagnostic import Words
from parcours.format.scalars.syntax import BadScalar, clean, short, written
from parcours.format.text import Text, text_of
from parcours.source.spaces import HARD_SPACES
from parcours.suggest.likely import slug_of

_EXPECTED = Words("un texte est attendu ici", "a text is expected here")
_TYPES = ("string", "number", "boolean")
for _reader in ("line", "text", "prose"):
    written(_reader, r"\S", _EXPECTED, _TYPES)

_LANGUAGE = re.compile(r"[a-z]{2}")


def line(value: object) -> str:
    """One line of plain text, white space folded; never empty."""
    return _worded(value, True, ())


def text(value: object) -> Text:
    """A line of text, per language or one for all."""
    return _per_language(value, folded=True)


def prose(value: object) -> Text:
    """Restricted Markdown, per language or one for all; line breaks are kept."""
    return _per_language(value, folded=False)


def _per_language(value: object, *, folded: bool) -> Text:
    if isinstance(value, str):
        return text_of({"": _worded(value, folded, ())})
    if not isinstance(value, dict) or not value:
        one = ", ".join(map(str, value)) if isinstance(value, list) and all(
            isinstance(part, str) for part in value) else ""
        raise BadScalar(Words("un texte est attendu ici, ou un texte par langue",
                              "a text is expected here, or a text per language"),
                        _listed_hint(one), code="wrong-type")
    by_lang: dict[str, str] = {}
    for lang, said in value.items():
        if not _LANGUAGE.fullmatch(lang) or lang in _COUNTRIES:
            raise BadScalar(Words(f"« {short(lang)} » n’est pas une langue",
                                  f"'{short(lang)}' is not a language"),
                            _language_hint(lang, said), code="unknown-field", at=(lang,))
        by_lang[lang] = _worded(said, folded, (lang,))
    return text_of(by_lang)


def _listed_hint(one: str) -> Words | str:
    """A list that was given for a text: one text, or one per language."""
    if not one or '"' in one:
        return "{fr: …, en: …}"
    return Words(f"écrivez \"{short(one, 200)}\", ou un texte par langue : {{fr: …, en: …}}",
                 f"write \"{short(one, 200)}\", or a text per language: {{fr: …, en: …}}")


CALLED = {"francais": "fr", "french": "fr", "anglais": "en", "english": "en", "eng": "en",
           "espagnol": "es", "spanish": "es", "allemand": "de", "german": "de",
           "italien": "it", "italian": "it", "occitan": "oc", "catalan": "ca", "gb": "en",
           "us": "en"}
"""What people write for a language, by its code."""
_COUNTRIES = frozenset({"gb", "us"})
"""Codes of countries that are those of no language."""


def _language_hint(lang: str, said: object) -> Words:
    folded = slug_of(lang)
    if said and (code := CALLED.get(folded) or (folded if _LANGUAGE.fullmatch(folded) else "")):
        return Words(f"écrivez fr, en, es… ; ici {code}", f"write fr, en, es…; here {code}")
    if said == "" and re.search(f":[{HARD_SPACES}]", lang):
        return Words("remplacez l’espace insécable qui suit « : » par une espace ordinaire",
                     "replace the no-break space after ':' with an ordinary space")
    if said == "" and ":" in lang:
        return Words("mettez une espace après « : »", "put a space after ':'")
    if said == "":  # in {fr: La ville, la Rivière} the comma ends the text
        return Words("mettez le texte entre guillemets droits : il contient une virgule",
                     "put the text in straight quotes: it contains a comma")
    return Words("écrivez fr, en, es… ; si c’est un seul texte, mettez-le entre guillemets droits",
                 "write fr, en, es…; if it is one text, put it in straight quotes")


def _worded(value: object, folded: bool, at: tuple[str | int, ...]) -> str:
    try:
        cleaned = clean(value)
    except BadScalar as bad:
        raise BadScalar(bad.message, bad.hint, code=bad.code, at=at) from None
    worded = " ".join(cleaned.split()) if folded else cleaned.strip()
    if not worded:
        raise BadScalar(Words("ce texte est vide", "this text is empty"),
                        Words("écrivez le texte, ou retirez la ligne",
                              "write the text, or remove the line"), at=at)
    return worded
