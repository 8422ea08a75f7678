"""An editor's text, per language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class LocalText:
    """A text and the language it is in; ``lang`` is empty for a name that is the same in all."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Text:
    """An editor's text, per language, or one text for all of them (under the key ``""``)."""

    by_lang: Mapping[str, str]

    def __reduce__(self) -> tuple[object, tuple[dict[str, str]]]:
        return (text_of, (dict(self.by_lang),))

    def has(self, lang: str) -> bool:
        """Whether the text can be shown in ``lang`` as it stands."""
        return lang in self.by_lang or "" in self.by_lang

    def said(self, lang: str, default: str = "") -> LocalText:
        """The text in ``lang``, else in the site's first language, else in whichever it has first.
        """
        for choice in (lang, "", default):
            if choice in self.by_lang:
                return LocalText(self.by_lang[choice], "" if choice in ("", lang) else choice)
        other = next(iter(self.by_lang))
        return LocalText(self.by_lang[other], other)

    def in_lang(self, lang: str, default: str = "") -> str:
        """The text of `said`, without its language."""
        by_lang = self.by_lang
        if lang in by_lang:  # nearly always: the rest of the choices is `said`'s
            return by_lang[lang]
        return self.said(lang, default).text


def text_of(by_lang: Mapping[str, str]) -> Text:
    """A text that nobody can change any more."""
    return Text(MappingProxyType(dict(by_lang)))
