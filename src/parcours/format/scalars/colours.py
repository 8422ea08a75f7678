"""Colours as style sheets write them."""

from __future__ import annotations

from parcours.diagnostics.diagnostic import Words
from parcours.format.scalars.syntax import BadScalar, clean, short, written

_SHORT, _LONG = 3, 6
COLOUR = written(
    "colour", "#[0-9A-Fa-f]{6}",
    Words("un dièse et six signes, de 0 à 9 et de a à f : \"#1f6f8b\"",
          "a hash and six characters, from 0 to 9 and from a to f: \"#1f6f8b\""))


def colour(value: object) -> str:
    """A colour as ``#rrggbb``, in lower case."""
    typed = clean(value).strip()
    if COLOUR.fits(typed):
        return typed.lower()
    digits = typed.removeprefix("#").lower()
    meant = ""
    if digits and all(one in "0123456789abcdef" for one in digits):
        meant = {_SHORT: "".join(2 * one for one in digits), _LONG: digits}.get(len(digits), "")
    raise BadScalar(
        Words(f"« {short(typed)} » n’est pas une couleur", f"'{short(typed)}' is not a colour"),
        Words(f'écrivez "#{meant}"', f'write "#{meant}"') if meant else
        Words("écrivez-la entre guillemets, avec un dièse et six signes : \"#1f6f8b\"",
              "write it in quotes, with a hash and six characters: \"#1f6f8b\""))
