"""Numbers: whole ones, kilometres, degrees; and yes or no."""

from __future__ import annotations

import re

from parcours.diagnostics.diagnostic import Words
from parcours.format.scalars.syntax import BadScalar, Syntax, clean, short, written
from parcours.suggest import certain, likely

_DECIMAL = re.compile(r"-?\d{1,9}(?:\.\d{1,20})?", re.ASCII)
_METRES = re.compile(r"(\d{1,6})(?:[.,](\d{1,3}))?\s*m(?:[eèé]tres?|eters?)?\.?", re.ASCII | re.I)
_PAIR = re.compile(r"(-?\d{1,3}[.,]\d{3,20})\s*[,;/ ]\s*(-?\d{1,3}[.,]\d{3,20})", re.ASCII)
"""Latitude and longitude, copied together from a map."""

WHOLE = written(
    "whole", r"\d{1,9}", Words("un nombre entier : 30", "a whole number: 30"),
    ("integer", "string"), {"minimum": 0, "maximum": 999_999_999})


def whole(value: object) -> int:
    """A whole number, 0 or more."""
    typed = clean(value).strip()
    if WHOLE.fits(typed):
        return int(typed)
    raise BadScalar(Words(f"« {short(typed)} » n’est pas un nombre entier",
                          f"'{short(typed)}' is not a whole number"),
                    _whole_meant(typed) or Words(
                        "écrivez un nombre entier, en chiffres",
                        "write a whole number, in figures"))


_WHOLE_MEANT = re.compile(
    r"\+?(\d{1,9})(?:[.,]\d{1,3})?\s*(?:m|m[eè]tres?|min|mn|minutes?|j|jours?|days?)?\.?",
    re.ASCII | re.I)


def _whole_meant(typed: str) -> str | None:
    """The number typed, where all that is beside it is a unit that such a field has anyway.

    Not the first of two, not one whose sign or unit would be lost: `15-20`, `-5`, `900 s`.
    """
    found = _WHOLE_MEANT.fullmatch(re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d{3})", "", typed))
    return found[1] if found else None


KILOMETRES = written(
    "kilometres", r"(?=[\d.]*[1-9])0{0,5}(?:1?\d{1,3}(?:\.\d{1,20})?|2000(?:\.0{1,20})?)",
    Words("des kilomètres avec un point décimal : 6.2", "kilometres with a decimal point: 6.2"),
    ("number", "string"), {"exclusiveMinimum": 0, "maximum": 2000})


def kilometres(value: object) -> float:
    """A length in kilometres, more than 0, at most 2000; metres are shown as kilometres."""
    typed = clean(value).strip()
    if KILOMETRES.fits(typed):
        return float(typed)
    if (metres := _METRES.fullmatch(typed)) and float(metres[1]) > 0:
        thousands = len(metres[2] or "") == len("000")  # "1.500 m": nobody walks a metre and a half
        whole_m = f"{metres[1]}{metres[2]}" if thousands else f"{metres[1]}.{metres[2] or 0}"
        km = f"{float(whole_m) / 1000:.6f}".rstrip("0").rstrip(".")
        raise BadScalar(Words(f"« {short(typed)} » est en mètres : ce champ est en kilomètres",
                              f"'{short(typed)}' is in metres: this field is in kilometres"), km,
                        certain=None if thousands else km)
    if not _DECIMAL.fullmatch(typed):
        raise BadScalar(Words(f"« {short(typed)} » n’est pas un nombre",
                              f"'{short(typed)}' is not a number"),
                        _number(typed) or Words(
                            "écrivez des kilomètres avec un point décimal, ou retirez-les",
                            "write kilometres with a decimal point, or remove them"),
                        certain=certain.number(typed, "km"))
    raise BadScalar(Words(f"« {short(typed)} » n’est pas une distance possible en km",
                          f"'{short(typed)}' is not a possible distance in km"),
                    Words("écrivez des kilomètres, ou retirez-les",
                          "write kilometres, or remove them"))


def _number(typed: str) -> str | None:
    """What is surely a number with a unit we know; a unit we do not know changes the number."""
    found = likely.number(typed)
    rest = re.sub(r"[-+\d.,\s]", "", typed)
    return found if rest.casefold() in ("", "km", "kms", "kilometre", "kilometres", "kilomètres",
                                        "kilomètre") else None


LATITUDE = written(
    "latitude", r"-?0{0,7}(?:[0-8]?\d(?:\.\d{1,20})?|90(?:\.0{1,20})?)",
    Words("des degrés avec un point décimal, de -90 à 90 : 43.60450",
          "degrees with a decimal point, from -90 to 90: 43.60450"),
    ("number", "string"), {"minimum": -90, "maximum": 90})
LONGITUDE = written(
    "longitude", r"-?0{0,6}(?:(?:1[0-7]\d|\d{1,2})(?:\.\d{1,20})?|180(?:\.0{1,20})?)",
    Words("des degrés avec un point décimal, de -180 à 180 : 1.44400",
          "degrees with a decimal point, from -180 to 180: 1.44400"),
    ("number", "string"), {"minimum": -180, "maximum": 180})


def latitude(value: object) -> float:
    """WGS84 decimal degrees north, -90 to 90."""
    return _degrees(value, LATITUDE, 90, Words("latitude", "latitude"))


def longitude(value: object) -> float:
    """WGS84 decimal degrees east, -180 to 180."""
    return _degrees(value, LONGITUDE, 180, Words("longitude", "longitude"))


def _degrees(value: object, syntax: Syntax, most: int, name: Words) -> float:
    typed = _joined(value) or clean(value).strip()
    if syntax.fits(typed):
        return float(typed)
    form = Words(f"écrivez la {name.fr} en degrés, avec un point décimal",
                 f"write the {name.en} in degrees, with a decimal point")
    if pair := pair_of(typed):
        lat, lon = pair
        raise BadScalar(Words(f"« {short(typed)} » tient deux nombres : une position entière",
                              f"'{short(typed)}' holds two numbers: a whole position"),
                        Words(f"écrivez lat: {lat} et, à la ligne suivante, lon: {lon}",
                              f"write lat: {lat} and, on the next line, lon: {lon}"),
                        code="bad-coordinates")
    if re.fullmatch(r"-?[.,]\d{1,20}", typed, re.ASCII):  # as data bases write 0.623
        whole = typed.replace(",", ".").replace(".", "0.")
        raise BadScalar(Words(f"« {short(typed)} » n’est pas un nombre de degrés",
                              f"'{short(typed)}' is not a number of degrees"),
                        whole, code="bad-coordinates", certain=whole)
    if not _DECIMAL.fullmatch(typed):
        raise BadScalar(Words(f"« {short(typed)} » n’est pas un nombre de degrés",
                              f"'{short(typed)}' is not a number of degrees"),
                        likely.degrees(typed) or form, code="bad-coordinates",
                        certain=certain.number(typed, "°"))
    if len(typed.lstrip("-").partition(".")[0]) > _DEGREES_DIGITS:
        raise BadScalar(Words(f"« {short(typed)} » n’est pas en degrés : ce sont des mètres, ou la "
                              "virgule est perdue",
                              f"'{short(typed)}' is not in degrees: these are metres, or the "
                              "decimal point is lost"),
                        Words(f"{form.fr} ; « parcours import » convertit les mètres d’un tableau",
                              f"{form.en}; 'parcours import' converts the metres of a table"),
                        code="bad-coordinates")
    raise BadScalar(Words(f"une {name.fr} va de -{most} à {most}, pas {short(typed)}",
                          f"a {name.en} goes from -{most} to {most}, not {short(typed)}"),
                    form, code="bad-coordinates")


_DEGREES_DIGITS = 3


def is_mainland(lat: float, lon: float) -> bool:
    """Whether a point lies within the bounds of metropolitan France."""
    return 41 <= lat <= 52 and -6 < lon < 10


def is_turned(lat: float, lon: float) -> bool:
    """Whether a longitude of metropolitan France comes first, and its latitude second."""
    return is_mainland(lon, lat)


def is_pair(value: object) -> bool:
    """Whether latitude and longitude were typed as one value."""
    return pair_of(value) is not None


def pair_of(value: object) -> tuple[str, str] | None:
    """A latitude and a longitude that were typed as one value, as they are to be written."""
    typed = _joined(value) or (value if isinstance(value, str) else "")
    pair = _PAIR.fullmatch(typed.strip("[]() ").removeprefix("geo:"))
    if pair is None:
        return None
    lat, lon = (number.replace(",", ".") for number in pair.groups())
    return (lon, lat) if is_turned(float(lat), float(lon)) else (lat, lon)


def _joined(value: object) -> str:
    """A list of two numbers, as they would stand in one cell; empty for anything else."""
    if isinstance(value, list) and len(value) == 2 and all(isinstance(one, str) for one in value):
        return ", ".join(value)
    return ""


SHARE = written(
    "share", r"0?\.\d{1,6}|[01](?:\.0{1,6})?|(?:\d{1,2}(?:\.\d{1,6})?|100)[ \u00a0\u202f]?%",
    Words("une part, de 0 à 1 ou en pour cent : 0.2 ou 20 %",
          "a share, from 0 to 1 or in per cent: 0.2 or 20 %"),
    ("string", "number"), {"minimum": 0, "maximum": 1})


_PER_CENT = re.compile(
    r"(\d{1,3}(?:[.,]\d{1,6})?)\s*(%|p\.? ?c\.?|pour ?cent|per ?cent)?", re.ASCII | re.I)


def share(value: object) -> float:
    """A share of a whole, 0 to 1, written so or in per cent."""
    typed = clean(value).strip()
    if SHARE.fits(typed):
        return float(typed.rstrip("% \u00a0\u202f")) / 100 if "%" in typed else float(typed)
    number = _PER_CENT.fullmatch(typed)
    meant = number[1].replace(",", ".") if number else ""
    if meant and number and (number[2] or float(meant) > 1) and float(meant) <= 100:
        meant += " %"
    raise BadScalar(Words(f"« {short(typed)} » n’est pas une part",
                          f"'{short(typed)}' is not a share"),
                    meant if SHARE.fits(meant) else Words(
                        "écrivez une part en pour cent, ou avec un point décimal",
                        "write a share in per cent, or with a decimal point"))


YES_NO = written(
    "yes_no", "[Yy][Ee][Ss]|[Nn][Oo]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]",
    Words("yes (oui) ou no (non)", "yes or no"), ("string", "boolean"))
_YES = {"yes": True, "true": True, "no": False, "false": False}
_YES_FRENCH = {"oui": "yes", "vrai": "yes", "non": "no", "faux": "no", "1": "yes", "0": "no",
               "on": "yes", "off": "no"}


def yes_no(value: object) -> bool:
    """``yes`` or ``no`` (``true`` and ``false`` are understood)."""
    typed = clean(value).strip()
    if YES_NO.fits(typed):
        return _YES[typed.lower()]
    meant = _YES_FRENCH.get(typed.lower())
    raise BadScalar(Words(f"« {short(typed)} » n’est ni yes ni no",
                          f"'{short(typed)}' is neither yes nor no"),
                    meant or Words("écrivez yes (oui) ou no (non)", "write yes or no"),
                    certain=meant)
