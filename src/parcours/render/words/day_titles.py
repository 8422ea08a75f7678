"""What the days of a route are called: their number, then the title that an editor gave."""

from __future__ import annotations

import re

from parcours.format.text import Text, text_of
from parcours.i18n.language import Language

_COLON = re.compile(r"\s?:(?!\d)")
_DAY = r"jour(?:n[ée]e)?|day"


def own_title(title: Text, number: int, language: Language) -> Text:
    """The title of a day without its number, which stands before it: *Jour 1 : la ville*. One that
    says no more is empty."""
    numbered = re.compile(
        rf"\s*(?:{_DAY}|{re.escape(language.say('Day'))})\s*{number}\b\s*[:.–—-]?\s*", re.I)
    found = {lang: text[match.end():] if (match := numbered.match(text)) else text
             for lang, text in title.by_lang.items()}
    return text_of({lang: text[:1].upper() + text[1:] if text != title.by_lang[lang] else text
                    for lang, text in found.items()})


def before(title: str, number: int, language: Language) -> str:
    """The number of a day with what joins it to its title: a colon, or a dash before another."""
    joint = "" if not title else " – " if _COLON.search(title) else language.say(": ")
    return f"{language.say('Day')}\u00a0{number}{joint}"
