"""A new site: its territories, its contract and its communes, with all that it needs to be made.

Facts come from who asks: nothing is written of a territory that was not said or is not in the
table of communes.
"""

from __future__ import annotations

import csv
import io
import json
import shlex
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from parcours import HERE
from parcours.content.commune_table import CommuneRow
from parcours.content.site_words import palette, site_words
from parcours.diagnostics.diagnostic import TYPED, Diagnostic, Span, Words, error
from parcours.editing.kit import kit_files
from parcours.format.choices import Character, Domain
from parcours.format.model import Alliance, Site, Territory
from parcours.format.scalars import BadScalar, line
from parcours.i18n.language import language_of
from parcours.reference.site_settings import renewed
from parcours.source import write
from parcours.source.write import Bare
from parcours.suggest.likely import slug_of

SPOKEN = ("fr", "en")
"""The languages whose settings and manual come with the engine; the first one is the default."""
_OWN = HERE / "editing" / "site_files"


@dataclass(frozen=True, slots=True)
class SideAsked:
    """A territory as asked for: its name, and which communes are its own."""

    name: str
    codes: tuple[str, ...] = ()
    """Where empty, the table's column of territories decides."""

    @property
    def id(self) -> str:
        """How files quote it."""
        return slug_of(self.name)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a new site is to be."""

    city: SideAsked
    country: SideAsked
    contract: str
    signed: date | None
    domains: tuple[Domain, ...]
    languages: tuple[str, ...]
    communes: tuple[CommuneRow, ...]
    colours: Mapping[str, str] = field(default_factory=dict)
    """Of the ``urban`` and the ``rural`` side, where they are to be others than ours."""
    engine: str = ""
    """What pip installs the engine from, elsewhere than on this machine."""


def site_files(asked: Asked, table: str) -> dict[str, bytes] | list[Diagnostic]:
    """Every file of the new site by path below its folder, or what keeps it from being made."""
    if faults := _misnamed(asked):
        return faults
    communes = _own_communes(asked)
    for side in (asked.city, asked.country):
        missing = sorted(set(side.codes) - {one.code for one in asked.communes})
        if missing:
            faults.append(error("unknown-commune", Span(table), Words(
                f"le tableau n’a pas de commune {', '.join(missing)}",
                f"the table has no commune {', '.join(missing)}"), Words(
                "vérifiez ces codes INSEE, ou complétez le tableau",
                "check these INSEE codes, or complete the table")))
        elif not any(one.territory == side.id for one in communes):
            names = sorted({one.territory for one in asked.communes if one.territory})
            faults.append(error("unknown-territory", Span(table), Words(
                f"aucune commune du tableau n’est de « {side.name} »",
                f"no commune of the table is of '{side.name}'"), Words(
                f"donnez leurs codes, ou l’un de ces territoires : {', '.join(names)}"
                if names else "aucune colonne ne nomme leur territoire : appelez-la territory, ou "
                "donnez leurs codes INSEE",
                f"give their codes, or one of these territories: {', '.join(names)}"
                if names else "no column names their territory: call it territory, or give their "
                "INSEE codes")))
    both = [code for code, times in Counter(one.code for one in communes).items() if times > 1]
    if both:
        faults.append(error("duplicate-key", Span(table), Words(
            f"ces communes sont des deux côtés : {', '.join(sorted(both))}",
            f"these communes are on both sides: {', '.join(sorted(both))}"), Words(
            "une commune n’a qu’un territoire : donnez les codes de chaque côté",
            "a commune has one territory: give the codes of each side")))
    if faults:
        return faults
    files = dict(kit_files(asked.languages))
    files |= {name: text.encode() for name, text in _content(asked, communes).items()}
    site = Site.model_validate({"languages": asked.languages, "colours": asked.colours or None})
    words = {lang: site_words(site, _territories(asked),
                              _alliances(asked), lang) for lang in asked.languages}
    for lang in asked.languages:
        name = "mkdocs.yml" if lang == "fr" else f"mkdocs.{lang}.yml"
        settings = renewed(files[name].decode(), words[lang], palette(site))
        for other in set(SPOKEN) - set(asked.languages):
            settings = "".join(one for one in settings.splitlines(keepends=True)
                               if not one.startswith(f"    {other}: {{name:"))
        files[name] = settings.encode()
        files[f"docs/{lang}/contrat.md"] = _contract_page(asked, lang).encode()
    files["Makefile"] = (_OWN / "Makefile").read_bytes()
    files[".gitignore"] = (_OWN / "gitignore").read_bytes()
    files["engine.txt"] = _engine(asked.engine).encode()
    files[".parcours.mk"] = _here().encode()
    return files


def _engine(address: str) -> str:
    """What a forge installs, as pip reads it."""
    return ("# D’où pip prend le moteur, sur une ligne : une archive .whl de ce dossier, ou une\n"
            "# adresse git (parcours @ git+https://…@v1).\n"
            "# Where pip takes the engine from, on one line: a .whl file of this folder, or a git\n"
            "# address (parcours @ git+https://…@v1).\n" + (f"{address}\n" if address else ""))


def _here() -> str:
    """What runs the engine on this machine; one that runs from a checkout says where that is."""
    run = shlex.quote(sys.executable)
    if HERE.parent.name == "src":
        run = f"PYTHONPATH={shlex.quote(str(HERE.parent))} {run}"
    return f"# This machine's engine.\nPYTHON := {run}\nPARCOURS := $(PYTHON) -m parcours\n"


def _misnamed(asked: Asked) -> list[Diagnostic]:
    found = []
    official = Words("donnez le nom officiel de chacun", "give the official name of each")
    given = {"--city": asked.city.name, "--country": asked.country.name,
             "--contract": asked.contract, **({"--engine": asked.engine} if asked.engine else {})}
    for option, name in given.items():
        try:
            line(name)
        except BadScalar as bad:
            found.append(error(bad.code, TYPED, Words(
                f"{option} : {bad.message.fr}", f"{option}: {bad.message.en}"), bad.hint))
    found += [error("bad-value", TYPED, Words(
        f"{option} : « {side.name} » n’a pas de lettre latine dont faire une adresse",
        f"{option}: '{side.name}' has no Latin letter to make an address of"), official)
        for option, side in (("--city", asked.city), ("--country", asked.country)) if not side.id]
    if asked.city.id == asked.country.id != "":
        found.append(error("bad-value", TYPED, Words(
            "--city, --country : les deux territoires auraient la même adresse, "
            f"« {asked.city.id} »",
            f"--city, --country: both territories would have the same address, '{asked.city.id}'",
        ), official))
    return found


def _own_communes(asked: Asked) -> list[CommuneRow]:
    """The communes of both sides, each with the id of its territory."""
    return [replace(one, territory=side.id) for one in asked.communes
            for side in (asked.city, asked.country)
            if (one.code in side.codes if side.codes else slug_of(one.territory) == side.id)]


def _territories(asked: Asked) -> dict[str, Territory]:
    return {side.id: Territory.model_validate({"name": side.name, "character": character.value})
            for side, character in ((asked.city, Character.URBAN),
                                    (asked.country, Character.RURAL))}


def _alliances(asked: Asked) -> dict[str, Alliance]:
    return {_alliance(asked): Alliance.model_validate({
        "name": asked.contract, "territories": [asked.city.id, asked.country.id]})}


def _alliance(asked: Asked) -> str:
    return slug_of(f"{asked.city.name} {asked.country.name}")


def _content(asked: Asked, communes: Sequence[CommuneRow]) -> dict[str, str]:
    """The folder ``itineraries/``."""
    rows = io.StringIO()
    table = csv.writer(rows, lineterminator="\n")
    table.writerow(("code", "name", "territory", "lat", "lon", "area_km2", "postcodes"))
    for one in sorted(communes, key=lambda row: row.code):
        table.writerow((one.code, one.name, one.territory, f"{one.lat:.5f}", f"{one.lon:.5f}",
                        one.area_km2, one.postcodes))
    alliance: dict[str, write.Value] = {
        "name": asked.contract, "territories": [asked.city.id, asked.country.id]}
    if asked.signed:
        alliance["signed"] = Bare(asked.signed.isoformat())
    if asked.domains:
        alliance["domains"] = [domain.value for domain in asked.domains]
    sides: dict[str, write.Value] = {
        side.id: {"name": side.name, "character": character.value}
        for side, character in ((asked.city, Character.URBAN), (asked.country, Character.RURAL))}
    files = {
        "itineraries/communes.csv": rows.getvalue(),
        "itineraries/territories.yml": write.document(
            {"territories": sides, "alliances": {_alliance(asked): alliance}}),
        "itineraries/site.yml": write.document({
            "languages": list(asked.languages),
            **({"colours": dict(asked.colours)} if asked.colours else {})}),
        "itineraries/places/.gitkeep": "", "itineraries/media/.gitkeep": "",
        "itineraries/tracks/.gitkeep": ""}
    shapes = [{"type": "Feature", "properties": {"code": one.code}, "geometry": one.polygon}
              for one in communes if one.polygon]
    if shapes:
        files["itineraries/outlines.geojson"] = json.dumps(
            {"type": "FeatureCollection", "features": shapes}, separators=(",", ":"))
    return files


def _contract_page(asked: Asked, lang: str) -> str:
    """The page of the contract: what was said of it, and where to write the rest."""
    on = language_of(lang).date(asked.signed).replace("\u00a0", " ") if asked.signed else ""
    title, both, signed, rest = {
        "fr": ("Le contrat", "Entre {a} et {b}.", "Signé le {on}.",
               "Écrivez ici ce que veut le contrat, avec ses sources. [Ce que chaque côté y "
               "gagne](reciprocite/index.md) est compté d’après les parcours."),
        "en": ("The contract", "Between {a} and {b}.", "Signed on {on}.",
               "Write here what the contract wants, with its sources. [What each side "
               "gets](reciprocite/index.md) is counted from the routes.")}[lang]
    lines = ["---", f"title: {title}", f"description: {title}", "---", "", f"# {title}", "",
             both.format(a=_plain(asked.city.name), b=_plain(asked.country.name))
             + (f" {signed.format(on=on)}" if on else ""), "", rest, ""]
    return "\n".join(lines)


def _plain(name: str) -> str:
    """A name as Markdown that says no more than its words."""
    return "".join(f"&#{ord(sign)};" if sign in "<>&[]()*_`{}!#|\\\"~" else sign for sign in name)
