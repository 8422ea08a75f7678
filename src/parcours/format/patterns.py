"""How each scalar is written: one regular expression that JSON Schema, JavaScript and Python read
alike, and what to tell when it does not match.

`scalars` decides; this only describes it to programs that cannot call it. A test holds the two
together, value by value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from parcours.diagnostics.diagnostic import Words


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a reader of `scalars` accepts."""

    regex: str
    told: Words
    """How it is written, with an example."""
    types: tuple[str, ...] = ("string",)
    """What a YAML 1.2 reader may take such a value for: ``25`` is a number to it."""
    bounds: Mapping[str, int] = field(default_factory=dict)
    """JSON Schema keywords for the typed value, and ``maxLength``."""

    @property
    def is_number(self) -> bool:
        """Whether the value is written as a bare number."""
        return self.types[0] in ("integer", "number")


def _whole(body: str) -> str:
    """The white space round a value is not part of it."""
    return rf"^\s*(?:{body})\s*$"


_LEFT_31, _LEFT_30 = r"(?:0[1-9]|[12]\d|3[01])", r"(?:0[1-9]|[12]\d|30)"
_MONTH_AND_DAY = (rf"(?:(?:0[13578]|1[02])-{_LEFT_31}|(?:0[469]|11)-{_LEFT_30}"
                  r"|02-(?:0[1-9]|[12]\d))")
_TILE = r"\{[zxysr]\}"
_HOST, _REST = "[A-Za-z0-9-]", r"[^\s<>\"'`{}|\\^]"
_EMAIL = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
_TEXT = Words("un texte est attendu ici", "a text is expected here")
_TEXT_TYPES = ("string", "number", "boolean")

PATTERNS: dict[str, Pattern] = {
    "line": Pattern(r"\S", _TEXT, _TEXT_TYPES),
    "text": Pattern(r"\S", _TEXT, _TEXT_TYPES),
    "prose": Pattern(r"\S", _TEXT, _TEXT_TYPES),
    "slug": Pattern(
        _whole("[a-z0-9]+(?:-[a-z0-9]+)*"),
        Words("minuscules, chiffres et tirets : gare-matabiau",
              "lower-case letters, digits and hyphens: gare-matabiau"),
        ("string", "integer"), {"minimum": 0, "maxLength": 80}),
    "clock": Pattern(
        _whole(r"(?:[01]?\d|2[0-3]):[0-5]\d"),
        Words("une heure s’écrit ainsi : 09:30", "a time is written like this: 09:30")),
    "stay": Pattern(
        _whole(r"night|(?:0?[1-9]|1\d|2[0-3])h(?:[0-5]\d)?|24h(?:00)?|00?h(?:0[1-9]|[1-5]\d)"
               r"|(?:0{0,2}[1-9]|0?[1-9]\d|[1-9]\d\d)min"),
        Words("une durée s’écrit ainsi : 45min, 1h30, 3h, night",
              "a length of time is written like this: 45min, 1h30, 3h, night")),
    "travel_minutes": Pattern(
        _whole(r"0{0,5}(?:[1-9]\d{0,2}|1[0-3]\d\d|14[0-3]\d|1440)"),
        Words("des minutes, de 1 à 1440, sans unité : 25",
              "minutes, from 1 to 1440, without unit: 25"),
        ("integer", "string"), {"minimum": 1, "maximum": 1440}),
    "whole": Pattern(
        _whole(r"\d{1,9}"), Words("un nombre entier : 30", "a whole number: 30"),
        ("integer", "string"), {"minimum": 0, "maximum": 999_999_999}),
    "month": Pattern(
        _whole("0{0,7}(?:[1-9]|1[0-2])"),
        Words("un mois en chiffres, de 1 à 12", "a month as a number, from 1 to 12"),
        ("integer", "string"), {"minimum": 1, "maximum": 12}),
    "kilometres": Pattern(
        _whole(r"(?=[\d.]*[1-9])0{0,5}(?:1?\d{1,3}(?:\.\d{1,12})?|2000(?:\.0{1,12})?)"),
        Words("des kilomètres avec un point décimal : 6.2",
              "kilometres with a decimal point: 6.2"),
        ("number", "string"), {"exclusiveMinimum": 0, "maximum": 2000}),
    "latitude": Pattern(
        _whole(r"-?0{0,7}(?:[0-8]?\d(?:\.\d{1,12})?|90(?:\.0{1,12})?)"),
        Words("des degrés avec un point décimal, de -90 à 90 : 43.60450",
              "degrees with a decimal point, from -90 to 90: 43.60450"),
        ("number", "string"), {"minimum": -90, "maximum": 90}),
    "longitude": Pattern(
        _whole(r"-?0{0,6}(?:(?:1[0-7]\d|\d{1,2})(?:\.\d{1,12})?|180(?:\.0{1,12})?)"),
        Words("des degrés avec un point décimal, de -180 à 180 : 1.44400",
              "degrees with a decimal point, from -180 to 180: 1.44400"),
        ("number", "string"), {"minimum": -180, "maximum": 180}),
    "yes_no": Pattern(
        _whole("[Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]"),
        Words("yes (oui) ou no (non)", "yes or no"), ("string", "boolean")),
    "day": Pattern(
        _whole(rf"(?!0000)\d{{4}}-{_MONTH_AND_DAY}"),
        Words("une date s’écrit ainsi : 2027-01-31 (année, mois, jour)",
              "a date is written like this: 2027-01-31 (year, month, day)")),
    "month_day": Pattern(
        _whole(_MONTH_AND_DAY),
        Words("un jour de l’année s’écrit ainsi : 04-01 pour le 1er avril",
              "a day of the year is written like this: 04-01 for 1 April")),
    "https_link": Pattern(
        _whole(rf"https://{_HOST}+(?:\.{_HOST}+)+(?::\d{{1,5}})?(?:[/?#]{_REST}*)?"),
        Words("une adresse commence par https:// et ne contient pas d’espace",
              "an address begins with https:// and holds no space"),
        bounds={"maxLength": 2000}),
    "tile_url": Pattern(
        _whole(r"(?=.*\{z\})(?=.*\{x\})(?=.*\{y\})"
               rf"https://(?:{_HOST}|{_TILE})+(?:\.(?:{_HOST}|{_TILE})+)+"
               rf"(?::(?:\d|{_TILE}){{1,5}})?(?:[/?#](?:{_REST}|{_TILE})*)?"),
        Words("cela s’écrit ainsi : https://…/{z}/{x}/{y}.png",
              "it is written like this: https://…/{z}/{x}/{y}.png")),
    "email": Pattern(
        _whole(f"(?:mailto:)?{_EMAIL}"),
        Words("une adresse électronique s’écrit ainsi : contact@exemple.fr",
              "an e-mail address is written like this: contact@exemple.fr"),
        bounds={"maxLength": 261}),
    "handle": Pattern(
        _whole(rf"@[A-Za-z0-9][\w.-]*(?:/[A-Za-z0-9][\w.-]*)*|{_EMAIL}"),
        Words("un nom de la forge s’écrit ainsi : \"@organisation/equipe\"",
              "a name on the forge is written like this: \"@organisation/team\"")),
    "phone": Pattern(
        _whole(r"(?:tel:)?(?![1-9](?:[ .-]?\d){8}\s*$)\+?(?:\(0\))*\d"
               r"(?:(?:\(0\))*[ .\u00a0-]?(?:\(0\))*\d){7,14}(?:\(0\))*"),
        Words("un numéro s’écrit ainsi : \"+33 5 61 00 00 00\"",
              "a number is written like this: \"+33 5 61 00 00 00\""),
        ("string", "integer"), {"minimum": 1_000_000}),
    "relative_path": Pattern(
        _whole(r"(?!.*/\s*$)[^\s/\\:.][^/\\:]*(?:/[^/\\:.][^/\\:]*)*"),
        Words("un fichier du dossier itineraries, comme media/x.jpg ou tracks/x.gpx",
              "a file of the folder itineraries, such as media/x.jpg or tracks/x.gpx")),
}
"""By the name of the reader."""
