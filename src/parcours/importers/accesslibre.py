"""The columns of AccesLibre, the national data base of accessibility, to one word of ours.

A visitor in a wheelchair depends on it: *yes* takes a level way in **and** a level way on to the
reception; one known barrier without ramp or lift at the entrance is *no*; all else that is known
in part is *limited*; where the entrance is not described there is nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from parcours.diagnostics.diagnostic import Words
from parcours.format.choices import Wheelchair
from parcours.importers import plain
from parcours.importers.found import Left
from parcours.suggest.likely import slug_of

_YES, _NO = ("true", "oui", "vrai", "1", "yes"), ("false", "non", "faux", "0", "no")
_ENOUGH_CM = 80
_READ = (
    "entree_plain_pied", "entree_marches", "entree_ascenseur", "entree_pmr", "entree_largeur_mini",
    "entree_aide_humaine", "cheminement_ext_plain_pied", "cheminement_ext_nombre_marches",
    "cheminement_ext_rampe", "cheminement_ext_ascenseur", "cheminement_ext_retrecissement",
    "cheminement_ext_terrain_stable", "cheminement_ext_pente_degre",
    "accueil_cheminement_plain_pied", "accueil_cheminement_nombre_marches",
    "accueil_cheminement_rampe", "accueil_cheminement_ascenseur", "accueil_retrecissement")
"""How the headings begin that the word rests on."""


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
    row = {header: value for header, value in row.items() if value not in (None, "")}
    said = _Said({_key(header): str(value).strip().lower() for header, value in row.items()})
    entrance = True if said.truth("entree_pmr") else said.way(
        "entree_plain_pied", "entree_marches", "entree_marches_rampe", "entree_ascenseur")
    outside = said.way(
        "cheminement_ext_plain_pied", "cheminement_ext_nombre_marches", "cheminement_ext_rampe",
        "cheminement_ext_ascenseur")
    inside = said.way(
        "accueil_cheminement_plain_pied", "accueil_cheminement_nombre_marches",
        "accueil_cheminement_rampe", "accueil_cheminement_ascenseur")
    limits = _limits(said)
    helped = said.text("entree_marches_rampe") == "amovible" or said.truth("entree_aide_humaine")
    if entrance is None and outside is not False:
        return Access(None, None, frozenset())
    if (entrance is False and not helped) or outside is False:
        verdict = Wheelchair.NO
    elif entrance is False or inside is not True or limits:
        verdict = Wheelchair.LIMITED
    else:
        verdict = Wheelchair.YES
    because = [_told("l’entrée", "the entrance", entrance),
               _told("le chemin extérieur", "the way outside", outside),
               _told("le chemin jusqu’à l’accueil", "the way to the reception", inside),
               *(Words(told, told) for told in (f"{name} = {said.text(name)}" for name in limits))]
    return Access(verdict, Words(
        "déduit des colonnes d’AccesLibre, à confirmer : " + ", ".join(
            one.fr for one in because),
        "derived from the columns of AccesLibre, to be confirmed: " + ", ".join(
            one.en for one in because)),
        frozenset(header for header in row if _key(header).startswith(_READ)))


def without_remark(row: Mapping[str, object], left: Left) -> dict[str, object]:
    """A row without its remark, which is about coming in and describes no place: it is told."""
    found = dict(row)
    for header in [one for one in found if _key(one) == "commentaire"]:
        said = plain.line(found.pop(header))
        left.out(f"la remarque d’AccesLibre : « {said} »", f"the remark of AccesLibre: '{said}'")
    return found


@dataclass(frozen=True, slots=True)
class _Said:
    """A row by the names of its columns, in lower case; what is empty is not there."""

    row: Mapping[str, str]

    def text(self, name: str) -> str:
        return self.row.get(name, "")

    def truth(self, name: str) -> bool | None:
        if self.text(name) in _YES:
            return True
        return False if self.text(name) in _NO else None

    def count(self, name: str) -> int | None:
        value = self.text(name).partition(".")[0]
        return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else None

    def way(self, level: str, steps: str, ramp: str, lift: str) -> bool | None:
        """True for level or with a fixed way round the steps, False for a barrier, else None."""
        if self.truth(level) or self.count(steps) == 0:
            return True
        if self.text(ramp) == "fixe" or self.truth(lift):
            return True
        if self.truth(level) is False or (self.count(steps) or 0) > 0:
            return False
        return None


def _limits(said: _Said) -> list[str]:
    """The columns that tell of what makes a way in hard, and closes none."""
    width_cm = said.count("entree_largeur_mini")
    is_hard = {
        "entree_largeur_mini": width_cm is not None and width_cm < _ENOUGH_CM,
        "cheminement_ext_retrecissement": said.truth("cheminement_ext_retrecissement"),
        "accueil_retrecissement": said.truth("accueil_retrecissement"),
        "cheminement_ext_terrain_stable": said.truth("cheminement_ext_terrain_stable") is False,
        "cheminement_ext_pente_degre_difficulte":
            said.text("cheminement_ext_pente_degre_difficulte") in (
                "importante", "elevee", "élevée")}
    return [name for name, so in is_hard.items() if so]


def _told(fr: str, en: str, known: bool | None) -> Words:
    """A way, and whether one can pass."""
    if known is None:
        return Words(f"{fr} non décrit(e)", f"{en} not described")
    return (Words(f"{fr} franchissable", f"{en} passable") if known else
            Words(f"{fr} avec obstacle", f"{en} with a barrier"))


def _key(header: str) -> str:
    return slug_of(header[:80]).replace("-", "_")
