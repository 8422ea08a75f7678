"""What a scalar typed by an editor means, and what to type when it means nothing.

Each reader takes the text as typed and returns the value, or raises `BadScalar` with a hint that
can be typed as it stands. Pydantic calls them; `parse` turns the exception into a diagnostic.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from parcours.diagnostics.diagnostic import Words
from parcours.suggest import certain as sure
from parcours.suggest import likely as meant

fold, slug_of = meant.fold, meant.slug_of

_NO_WIDTH = "\u200b\u2060\ufeff"
"""Left behind by copying from a web page; nobody sees them, so they are dropped."""
_UNSAFE_CHARACTERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
    f"{_NO_WIDTH}]")
"""Control characters break GPX and calendars; bidirectional overrides disguise what is written."""

_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)", re.A)
_STAY = re.compile(r"(?:(\d{1,2})h([0-5]\d)?|(\d{1,3})min)", re.A)
_DECIMAL = re.compile(r"-?\d{1,9}(?:\.\d{1,12})?", re.A)
_WHOLE = re.compile(r"\d{1,9}", re.A)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.A)
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.A)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_PHONE = re.compile(r"\+?\d(?:[ .-]?\d){7,14}", re.A)
_NO_ZERO = re.compile(r"[1-9](?:[ .-]?\d){8}", re.A)  # a spreadsheet dropped the first zero
_HTTPS = re.compile(
    r"https://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d{1,5})?(?:[/?#][^\s<>\"'`{}|\\^]*)?")
_LANGUAGE = re.compile(r"[a-z]{2}")
_HANDLE = re.compile(r"@[A-Za-z0-9][\w.-]*(?:/[A-Za-z0-9][\w.-]*)*", re.ASCII)
_YES = {"yes": True, "true": True, "no": False, "false": False}
_YES_FRENCH = {"oui": "yes", "vrai": "yes", "non": "no", "faux": "no", "1": "yes", "0": "no",
               "on": "yes", "off": "no"}

NIGHT = -1
"""The stay of a traveller who sleeps at the stop; every other stay is a number of minutes."""


class BadScalar(ValueError):
    """A value that means nothing; ``hint`` is what to type instead, ready to be typed.

    ``certain`` is what a program may type in its stead, where no other reading is possible.
    """

    def __init__(self, message: Words, hint: str | Words | None = None, *,
                 code: str = "bad-value", at: tuple[str | int, ...] = (),
                 certain: str | None = None) -> None:
        super().__init__(message.en)
        self.code, self.message, self.at, self.certain = code, message, at, certain
        self.hint = Words(f"écrivez {hint}", f"write {hint}") if isinstance(hint, str) else hint


@dataclass(frozen=True, slots=True)
class Said:
    """A text and the language it is in; ``lang`` is empty for a name that is the same in all."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Text:
    """An editor's text, per language, or one text for all of them (under the key ``""``)."""

    by_lang: Mapping[str, str]

    def __reduce__(self) -> tuple[object, tuple[dict[str, str]]]:
        return (_text_of, (dict(self.by_lang),))

    def has(self, lang: str) -> bool:
        """Whether the text can be shown in ``lang`` as it stands."""
        return lang in self.by_lang or "" in self.by_lang

    def said(self, lang: str, default: str = "") -> Said:
        """The text in ``lang``, else in the site's first language, else in whichever it has first.
        """
        for choice in (lang, "", default):
            if choice in self.by_lang:
                return Said(self.by_lang[choice], "" if choice in ("", lang) else choice)
        other = next(iter(self.by_lang))
        return Said(self.by_lang[other], other)

    def in_lang(self, lang: str, default: str = "") -> str:
        """The text of `said`, without its language."""
        by_lang = self.by_lang
        if lang in by_lang:  # nearly always: the rest of the choices is `said`'s
            return by_lang[lang]
        return self.said(lang, default).text


def _text_of(by_lang: dict[str, str]) -> Text:
    return Text(MappingProxyType(by_lang))


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
        return Text(MappingProxyType({"": _worded(value, folded, ())}))
    if not isinstance(value, dict) or not value:
        raise BadScalar(Words("un texte est attendu ici, ou un texte par langue",
                              "a text is expected here, or a text per language"),
                        "{fr: …, en: …}", code="wrong-type")
    by_lang: dict[str, str] = {}
    for lang, said in value.items():
        if not _LANGUAGE.fullmatch(lang):
            raise BadScalar(Words(f"« {short(lang)} » n’est pas une langue",
                                  f"'{short(lang)}' is not a language"),
                            _language_hint(lang, said), code="unknown-field", at=(lang,))
        by_lang[lang] = _worded(said, folded, (lang,))
    return Text(MappingProxyType(by_lang))


def _language_hint(lang: str, said: object) -> Words:
    if said == "" and ":" in lang:
        return Words("mettez une espace après « : »", "put a space after ':'")
    if said == "":  # in {fr: La ville, la Garonne} the comma ends the text
        return Words("mettez le texte entre guillemets droits : il contient une virgule",
                     "put the text in straight quotes: it contains a comma")
    return Words("écrivez fr, en, es…", "write fr, en, es…")


def _worded(value: object, folded: bool, at: tuple[str | int, ...]) -> str:
    try:
        cleaned = _clean(value)
    except BadScalar as bad:
        raise BadScalar(bad.message, bad.hint, code=bad.code, at=at) from None
    worded = " ".join(cleaned.split()) if folded else cleaned.strip()
    if not worded:
        raise BadScalar(Words("ce texte est vide", "this text is empty"),
                        Words("écrivez le texte, ou retirez la ligne",
                              "write the text, or remove the line"), at=at)
    return worded


def _clean(value: object) -> str:
    if not isinstance(value, str):
        raise BadScalar(Words("un texte est attendu ici", "a text is expected here"),
                        code="wrong-type")
    unsafe = _UNSAFE_CHARACTERS.search(value)
    if unsafe and unsafe[0] in _NO_WIDTH:
        value = value.translate(dict.fromkeys(map(ord, _NO_WIDTH)))
        unsafe = _UNSAFE_CHARACTERS.search(value)
    if unsafe:
        raise BadScalar(Words(f"ce texte contient un caractère invisible (U+{ord(unsafe[0]):04X})",
                              f"this text holds an invisible character (U+{ord(unsafe[0]):04X})"),
                        Words("retapez le mot à la main", "type the word again by hand"))
    return value


def clock(value: object) -> int:
    """``09:30`` to minutes since midnight."""
    typed = _clean(value).strip()
    if match := _TIME.fullmatch(typed):
        return int(match[1]) * 60 + int(match[2])
    raise BadScalar(Words(f"« {short(typed)} » n’est pas une heure",
                          f"'{short(typed)}' is not a time"), meant.clock(typed) or _like("09:30"),
                    certain=sure.clock(typed))


def stay(value: object) -> int:
    """``45min``, ``1h30``, ``3h`` to minutes; ``night`` to `NIGHT`."""
    typed = _clean(value).strip()
    if typed == "night":
        return NIGHT
    if match := _STAY.fullmatch(typed):
        minutes = int(match[1]) * 60 + int(match[2] or 0) if match[1] else int(match[3])
        if 0 < minutes <= 24 * 60:
            return minutes
    likely = meant.minutes(typed)
    raise BadScalar(Words(f"« {short(typed)} » n’est pas une durée",
                          f"'{short(typed)}' is not a length of time"),
                    "night" if meant.is_night(typed) else
                    written_stay(likely) if likely else _like("45min", "1h30", "3h", "night"),
                    certain="night" if meant.is_night(typed) else
                    written_stay(likely) if (likely := sure.minutes(typed)) else None)


def written_stay(minutes: int) -> str:
    """Minutes as an editor types them: ``45min``, ``1h30``, ``3h``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}min"
    return f"{hours}h{rest:02d}" if rest else f"{hours}h"


def whole(value: object) -> int:
    """A whole number, 0 or more."""
    typed = _clean(value).strip()
    if _WHOLE.fullmatch(typed):
        return int(typed)
    raise BadScalar(Words(f"« {short(typed)} » n’est pas un nombre entier",
                          f"'{short(typed)}' is not a whole number"),
                    meant.number(typed, whole=True) or _like("100"))


def travel_minutes(value: object) -> int:
    """Minutes on the way, from 1 to a day; a duration is shown how to write it as minutes."""
    typed = _clean(value).strip()
    likely = meant.minutes(typed)
    if likely and not typed.isdigit():
        raise BadScalar(Words("la durée d’un trajet s’écrit en minutes, sans unité",
                              "the time of a leg is written in minutes, without unit"), str(likely),
                        certain=str(likely) if sure.minutes(typed) else None)
    minutes = whole(typed)
    if not 0 < minutes <= 24 * 60:
        raise BadScalar(Words(f"un trajet dure de 1 à 1440 minutes, pas {minutes}",
                              f"a leg takes from 1 to 1440 minutes, not {minutes}"),
                        Words("écrivez la durée en minutes, ou retirez-la",
                              "write the time in minutes, or remove it"))
    return minutes


def month(value: object) -> int:
    """A month, 1 to 12."""
    named = meant.month(value) if isinstance(value, str) else None
    if named:
        raise BadScalar(Words("un mois s’écrit en chiffres", "a month is written as a number"),
                        str(named), certain=str(named))
    number = whole(value)
    if not 1 <= number <= 12:
        raise BadScalar(Words(f"un mois va de 1 à 12, pas {number}",
                              f"a month goes from 1 to 12, not {number}"),
                        Words("écrivez 7 pour juillet", "write 7 for July"))
    return number


def kilometres(value: object) -> float:
    """A length in kilometres, more than 0, at most 2000."""
    typed = _clean(value).strip()
    number = _decimal(typed)
    if not 0 < number <= 2000:
        raise BadScalar(Words(f"« {short(typed)} » n’est pas une distance possible en km",
                              f"'{short(typed)}' is not a possible distance in km"),
                        Words("écrivez des kilomètres, comme 12.5, ou retirez-les",
                              "write kilometres, like 12.5, or remove them"))
    return number


def latitude(value: object) -> float:
    """WGS84 decimal degrees north, -90 to 90."""
    return _degrees(value, 90, "latitude", "latitude")


def longitude(value: object) -> float:
    """WGS84 decimal degrees east, -180 to 180."""
    return _degrees(value, 180, "longitude", "longitude")


def _degrees(value: object, most: int, name_fr: str, name_en: str) -> float:
    typed = _clean(value).strip()
    example = _like("43.60450" if most == 90 else "1.44400")
    if not _DECIMAL.fullmatch(typed):
        raise BadScalar(Words(f"« {short(typed)} » n’est pas un nombre de degrés",
                              f"'{short(typed)}' is not a number of degrees"),
                        meant.number(typed, whole=False) or example, code="bad-coordinates",
                        certain=sure.number(typed, "°"))
    degrees = float(typed)
    if not -most <= degrees <= most:
        raise BadScalar(Words(f"une {name_fr} va de -{most} à {most}, pas {short(typed)}",
                              f"a {name_en} goes from -{most} to {most}, not {short(typed)}"),
                        example, code="bad-coordinates")
    return degrees


def _decimal(typed: str) -> float:
    if _DECIMAL.fullmatch(typed):
        return float(typed)
    raise BadScalar(Words(f"« {short(typed)} » n’est pas un nombre",
                          f"'{short(typed)}' is not a number"),
                    meant.number(typed, whole=False) or _like("12.5"),
                    certain=sure.number(typed, "km"))


def yes_no(value: object) -> bool:
    """``yes`` or ``no`` (``true`` and ``false`` are understood)."""
    typed = _clean(value).strip().lower()
    if typed in _YES:
        return _YES[typed]
    raise BadScalar(Words(f"« {short(typed)} » n’est ni yes ni no",
                          f"'{short(typed)}' is neither yes nor no"),
                    _YES_FRENCH.get(typed, "yes"), certain=_YES_FRENCH.get(typed))


def day(value: object) -> date:
    """A date, ``2027-01-10``."""
    typed = _clean(value).strip()
    if _DATE.fullmatch(typed):
        try:
            return date.fromisoformat(typed)
        except ValueError:
            raise BadScalar(Words(f"le {typed} n’existe pas", f"{typed} does not exist"),
                            meant.date(typed)) from None
    raise BadScalar(Words(f"« {short(typed)} » n’est pas une date",
                          f"'{short(typed)}' is not a date"),
                    meant.date(typed) or _like("2027-01-31"), certain=sure.date(typed))


def month_day(value: object) -> tuple[int, int]:
    """A day of any year, ``04-01`` for the first of April, to (month, day)."""
    typed = _clean(value).strip()
    likely = meant.month_day(typed)
    if match := _MONTH_DAY.fullmatch(typed):
        found = int(match[1]), int(match[2])
        if found[1] <= (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[found[0] - 1]:
            return found
        raise BadScalar(Words(f"le mois {found[0]} n’a pas de jour {found[1]}",
                              f"month {found[0]} has no day {found[1]}"),
                        likely[0] if likely else None)
    hint: str | Words = _like("04-01")
    if likely and likely[0] == likely[1]:
        hint = likely[0]
    elif likely:
        hint = Words(f"écrivez {likely[0]} pour le premier du mois, {likely[1]} pour le dernier",
                     f"write {likely[0]} for the first of the month, {likely[1]} for the last")
    raise BadScalar(Words(f"« {short(typed)} » n’est pas un mois et un jour",
                          f"'{short(typed)}' is not a month and a day"), hint,
                    certain=sure.month_day(typed))


def slug(value: object) -> str:
    """An id: lower-case letters, digits, hyphens."""
    typed = _clean(value).strip()
    if _ID.fullmatch(typed) and len(typed) <= 80:
        return typed
    raise BadScalar(Words(f"« {short(typed)} » n’est pas un identifiant",
                          f"'{short(typed)}' is not an id"), meant.id_of(typed) or Words(
        "un identifiant s’écrit en minuscules, chiffres et tirets : gare-matabiau",
        "an id is written in lower-case letters, digits and hyphens: gare-matabiau"),
        code="bad-id", certain=meant.id_of(typed) or None)


def https_link(value: object) -> str:
    """An https address."""
    typed = _clean(value).strip()
    if _HTTPS.fullmatch(typed) and len(typed) <= 2000:
        return typed
    raise BadScalar(Words(f"« {short(typed)} » n’est pas une adresse sûre",
                          f"'{short(typed)}' is not a safe address"),
                    meant.link(typed) or Words(
                        "une adresse commence par https://", "an address begins with https://"),
                    code="unsafe-link", certain=sure.link(typed))


def handle(value: object) -> str:
    """A person or a team of the forge, ``@org/team``, or an e-mail address."""
    typed = _clean(value).strip()
    if _HANDLE.fullmatch(typed) or _EMAIL.fullmatch(typed):
        return typed
    raise BadScalar(Words(f"« {short(typed)} » n’est le nom de personne sur la forge",
                          f"'{short(typed)}' is nobody's name on the forge"),
                    f"\"@{typed}\"" if _HANDLE.fullmatch(f"@{typed}") else
                    _like('"@organisation/equipe"', '"@personne"'))


def tile_url(value: object) -> str:
    """The address of a tile server, with ``{z}``, ``{x}`` and ``{y}`` where numbers go."""
    typed = _clean(value).strip()
    fixed = re.sub(r"\{[zxysr]\}", "0", typed)
    if _HTTPS.fullmatch(fixed) and all(mark in typed for mark in ("{z}", "{x}", "{y}")):
        return typed
    raise BadScalar(Words(f"« {short(typed)} » n’est pas l’adresse d’un serveur de tuiles",
                          f"'{short(typed)}' is not the address of a tile server"),
                    "https://…/{z}/{x}/{y}.png", code="unsafe-link")


def email(value: object) -> str:
    """An e-mail address."""
    typed = _clean(value).strip().removeprefix("mailto:")
    if _EMAIL.fullmatch(typed) and len(typed) <= 254:
        return typed
    raise BadScalar(Words(f"« {short(typed)} » n’est pas une adresse électronique",
                          f"'{short(typed)}' is not an e-mail address"),
                    meant.email(typed) or _like("contact@exemple.fr"))


def phone(value: object) -> str:
    """A telephone number as one dials it."""
    typed = _clean(value).strip().removeprefix("tel:")
    if (_PHONE.fullmatch(typed.replace("\u00a0", " ").replace("(0)", ""))
            and not _NO_ZERO.fullmatch(typed)):
        return typed
    raise BadScalar(Words(f"« {short(typed)} » n’est pas un numéro de téléphone",
                          f"'{short(typed)}' is not a telephone number"),
                    meant.phone(typed) or _like("+33 5 61 00 00 00"))


def relative_path(value: object) -> str:
    """A file below ``itineraries/``, with forward slashes."""
    typed = _clean(value).strip()
    parts = typed.split("/")
    if (not typed or "\\" in typed or ":" in typed or typed.startswith("/")
            or any(part in ("", ".", "..") or part.startswith(".") for part in parts)):
        name = re.split(r"[\\/]", typed)[-1].lstrip(".")
        folder = "tracks" if name.endswith(".gpx") else "media"
        raise BadScalar(Words(f"« {short(typed)} » sort du dossier itineraries",
                              f"'{short(typed)}' leaves the folder itineraries"),
                        f"{folder}/{name}" if name else f"{folder}/…", code="unsafe-path")
    return typed


def _like(*examples: str) -> Words:
    return Words(f"cela s’écrit ainsi : {', '.join(examples)}",
                 f"it is written like this: {', '.join(examples)}")


def short(typed: str, most: int = 40) -> str:
    """A value as quoted in a message: one line, not too long."""
    folded = " ".join(typed.split())
    return folded if len(folded) <= most else folded[: most - 1] + "…"
