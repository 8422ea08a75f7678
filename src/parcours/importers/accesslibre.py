"""The columns of AccesLibre, the national data base of accessibility, to one word of ours.

A visitor in a wheelchair depends on it: *yes* takes a level way in **and** a level way on to the
reception; one known barrier without ramp or lift at the entrance is *no*; all else that is known
in part is *limited*; where the entrance is not described there is nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from parcours.diagnostics.diagnostic import Words
from parcours.format.choices import Wheelchair
from parcours.suggest.likely import slug_of

_YES, _NO = ("true", "oui", "vrai", "1", "yes"), ("false", "non", "faux", "0", "no")
_ENOUGH_CM = 80


class Access(NamedTuple):
    """What the columns say, and which of them said it."""

    wheelchair: Wheelchair | None
    because: Words | None
    used: frozenset[str]
    """Headings, as in the file."""


def sees(headers: Mapping[str, object]) -> bool:
    """Whether a row has the columns of the entrance."""
    return any(_key(header).startswith(("entree_", "cheminement_ext_", "accueil_cheminement_"))
               for header in headers)


def access(row: Mapping[str, object]) -> Access:
    """What a row says of coming in with a wheelchair."""
    said = {_key(header): str(value).strip().lower() for header, value in row.items()
            if value not in (None, "")}
    told: dict[str, tuple[str, str]] = {}

    def truth(name: str) -> bool | None:
        value = said.get(name, "")
        return True if value in _YES else False if value in _NO else None

    def count(name: str) -> int | None:
        value = said.get(name, "").partition(".")[0]
        return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else None

    def way(level: str, steps: str, ramp: str, lift: str) -> bool | None:
        """True for level or with a fixed way round the steps, False for a barrier, else None."""
        if truth(level) or count(steps) == 0:
            return True
        if said.get(ramp) == "fixe" or truth(lift):
            return True
        if truth(level) is False or (count(steps) or 0) > 0:
            return False
        return None

    entrance = way("entree_plain_pied", "entree_marches", "entree_marches_rampe",
                   "entree_ascenseur")
    if truth("entree_pmr"):
        entrance = True
    outside = way("cheminement_ext_plain_pied", "cheminement_ext_nombre_marches",
                  "cheminement_ext_rampe", "cheminement_ext_ascenseur")
    inside = way("accueil_cheminement_plain_pied", "accueil_cheminement_nombre_marches",
                 "accueil_cheminement_rampe", "accueil_cheminement_ascenseur")
    width = count("entree_largeur_mini")
    limits = [name for name, is_so in (
        ("entree_largeur_mini", width is not None and width < _ENOUGH_CM),
        ("cheminement_ext_retrecissement", truth("cheminement_ext_retrecissement")),
        ("accueil_retrecissement", truth("accueil_retrecissement")),
        ("cheminement_ext_terrain_stable", truth("cheminement_ext_terrain_stable") is False),
        ("cheminement_ext_pente_degre_difficulte",
         said.get("cheminement_ext_pente_degre_difficulte") in ("importante", "elevee", "élevée"))
    ) if is_so]
    helped = said.get("entree_marches_rampe") == "amovible" or truth("entree_aide_humaine")
    if entrance is None and outside is not False:
        verdict = None
    elif (entrance is False and not helped) or outside is False:
        verdict = Wheelchair.NO
    elif entrance is False or inside is not True or limits:
        verdict = Wheelchair.LIMITED
    else:
        verdict = Wheelchair.YES
    for name, (fr, en), known in (
            ("entree", ("l’entrée", "the entrance"), entrance),
            ("cheminement_ext", ("le chemin extérieur", "the way outside"), outside),
            ("accueil_cheminement", ("le chemin jusqu’à l’accueil", "the way to the reception"),
             inside)):
        words = {True: ("franchissable", "passable"), False: ("avec obstacle", "with a barrier"),
                 None: ("non décrit(e)", "not described")}[known]
        told[name] = (f"{fr} {words[0]}", f"{en} {words[1]}")
    for name in limits:
        told[name] = (f"{name} = {said[name]}", f"{name} = {said[name]}")
    because = Words(
        "déduit des colonnes d’AccesLibre, à confirmer : " + ", ".join(
            fr for fr, _ in told.values()),
        "derived from the columns of AccesLibre, to be confirmed: " + ", ".join(
            en for _, en in told.values()))
    used = frozenset(header for header, value in row.items() if value not in (None, "")
                     and _key(header).startswith((
                         "entree_plain_pied", "entree_marches", "entree_ascenseur", "entree_pmr",
                         "entree_largeur_mini", "entree_aide_humaine",
                         "cheminement_ext_plain_pied", "cheminement_ext_nombre_marches",
                         "cheminement_ext_rampe", "cheminement_ext_ascenseur",
                         "cheminement_ext_retrecissement", "cheminement_ext_terrain_stable",
                         "cheminement_ext_pente_degre", "accueil_cheminement_plain_pied",
                         "accueil_cheminement_nombre_marches", "accueil_cheminement_rampe",
                         "accueil_cheminement_ascenseur", "accueil_retrecissement")))
    return Access(verdict, because if verdict else None, used if verdict else frozenset())


def _key(header: str) -> str:
    return slug_of(header[:80]).replace("-", "_")
