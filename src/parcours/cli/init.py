"""The command that writes a new site: init."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcours.cli import options, speech, terminal
from parcours.diagnostics.diagnostic import Diagnostic, Lang, Words
from parcours.format.choices import Domain

if TYPE_CHECKING:
    from parcours.editing.init import Asked, SideAsked

LANGUAGES = "fr,en"
"""Where nothing is said."""
_QUESTIONS = {
    "city": Words("Le nom du territoire urbain", "The name of the urban territory"),
    "country": Words("Le nom du territoire rural", "The name of the rural territory"),
    "communes": Words("Le tableau de leurs communes (CSV ou GeoJSON)",
                      "The table of their communes (CSV or GeoJSON)"),
    "city_codes": Words("Les codes INSEE du côté urbain (rien si le tableau dit les territoires)",
                        "The INSEE codes of the urban side (nothing if the table has territories)"),
    "country_codes": Words("Les codes INSEE du côté rural (rien si le tableau dit les territoires)",
                           "The INSEE codes of the rural side (nothing if the table has them)"),
    "contract": Words("Le nom du contrat (rien : celui des deux territoires)",
                      "The name of the contract (nothing: that of both territories)"),
    "signed": Words("Le jour où il a été signé, comme 2019-04-10 (rien : il n’est pas dit)",
                    "The day it was signed, such as 2019-04-10 (nothing: it is not told)"),
    "languages": Words("Les langues du site, le français d’abord (rien : fr,en)",
                       "The languages of the site, French first (nothing: fr,en)"),
    "colours": Words("Les couleurs de la ville et de la campagne, comme #1f6f8b,#a8d08d (rien : "
                     "brique et or)",
                     "The colours of city and country, such as #1f6f8b,#a8d08d (nothing: brick "
                     "and gold)"),
}


_ONE, _BETWEEN = r"\d[\dABab]?\d{2,3}", r"[\s,;\"']"
_LISTED = re.compile(rf"{_BETWEEN}*{_ONE}(?:{_BETWEEN}+{_ONE})*{_BETWEEN}*")
"""Codes and what may stand between them, and so no name of a file."""
_CODE = re.compile(r"(?<!\w)(?:\d[\dABab]\d{3}|\d{4})(?!\w)")


_NAME = Words("NOM", "NAME")
_AS_THE_TABLE_SAYS = Words("ce que dit le tableau", "what the table says")
_DOMAINS = ", ".join(Domain)


@speech.command("Écrire le dossier d’un nouveau site pour deux territoires, prêt pour make site et "
                "make test.")
@speech.argument("folder", metavar=_NAME, type=options.PATH)
@speech.option("--city", default="", metavar=_NAME,
               help=Words("Le territoire urbain.", "The urban territory."))
@speech.option("--country", default="", metavar=_NAME,
               help=Words("Le territoire rural.", "The rural territory."))
@speech.option("--communes", default="", metavar=options.FILE, help=Words(
    "Le tableau de leurs communes, CSV ou GeoJSON : code, nom, lat, lon, territoire.",
    "The table of their communes, CSV or GeoJSON: code, name, lat, lon, territory."))
@speech.option("--city-codes", default="", metavar="CODES", help=Words(
    "Les codes INSEE du côté urbain, ou un fichier qui les a.",
    "INSEE codes of the urban side, or a file of them."), unless=_AS_THE_TABLE_SAYS)
@speech.option("--country-codes", default="", metavar="CODES", help=Words(
    "Les codes INSEE du côté rural, ou un fichier qui les a.",
    "INSEE codes of the rural side, or a file of them."), unless=_AS_THE_TABLE_SAYS)
@speech.option("--contract", default="", metavar=_NAME,
               help=Words("Comment le contrat s’appelle.", "What the contract is called."))
@speech.option("--signed", default="", metavar=options.DATE,
               help=Words("Le jour où il a été signé.", "The day it was signed."))
@speech.option("--domains", default="", metavar=Words("MOTS", "WORDS"), help=Words(
    f"De quoi il traite, avec des virgules : {_DOMAINS}.",
    f"What it is about, with commas: {_DOMAINS}."))
@speech.option("--languages", default="", unless=LANGUAGES, metavar="CODES", help=Words(
    "Les langues du site ; la première est fr.", "The languages of the site; the first one is fr."))
@speech.option("--colours", default="", metavar=Words("VILLE,CAMPAGNE", "CITY,COUNTRY"),
               help=Words("Leurs couleurs, comme #1f6f8b,#a8d08d.",
                          "Their colours, such as #1f6f8b,#a8d08d."),
               unless=Words("brique et or", "brick and gold"))
@speech.option("--engine", default="", metavar=Words("ADRESSE", "ADDRESS"), help=Words(
    "D’où pip installe ce programme sur votre forge : une adresse git ou un fichier.",
    "What pip installs this program from on your forge: a git address or a file."))
@speech.option("--yes", is_flag=True, help=Words(
    "Ne rien demander : ce qui n’est pas donné est laissé de côté.",
    "Ask nothing: what is not given is left out."))
@options.lang
@options.form
def init(folder: Path, lang: str | None, form: str | None, domains: str, engine: str, yes: bool,
         **given: str) -> None:
    """Write the folder of a new site for two territories, ready for make site and make test."""
    from parcours.editing import init as starting
    from parcours.editing.new_files import write_new

    spoken, form = speech.language(lang), options.format_of(form)
    for name, question in _QUESTIONS.items():
        if not given[name] and not yes:
            given[name] = terminal.answer(question, spoken)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise speech.Misuse(Words(f"{folder} existe déjà et n’est pas vide",
                                     f"{folder} exists already and is not empty"))
    asked = replace(_asked(given, domains, form, spoken), engine=engine,
                    colours=_colours(given["colours"]))
    made = starting.site_files(asked, given["communes"])
    if isinstance(made, list):
        terminal.refuse(made, form, spoken)
    write_new(folder, sorted(made.items()))
    there, run = shlex.quote(str(folder)), "make new"
    click.echo(Words(
        f"Le site est dans {folder}. Pour le faire : cd {there} && make site\n"
        f"Puis un lieu : {run} PLACE=nom-du-lieu, et un parcours : {run} ITINERARY=nom-du-parcours",
        f"The site is in {folder}. To make it: cd {there} && make site\n"
        f"Then a place: {run} PLACE=name-of-the-place, and a route: {run} ITINERARY=name-of-it",
    ).in_lang(spoken))


def _asked(given: dict[str, str], domains: str, form: str, lang: Lang) -> Asked:
    from parcours.content.commune_table import CommuneRow, read_table
    from parcours.content.outside_text import BadText, decoded
    from parcours.editing.init import SPOKEN, Asked

    lacking = [name for name in ("city", "country", "communes") if not given[name]]
    if lacking:
        told = ", ".join(f"--{name}" for name in lacking)
        raise speech.Misuse(Words(f"il manque {told}", f"{told} is missing"))
    typed = given["languages"] or LANGUAGES
    codes = tuple(dict.fromkeys(part.strip() for part in typed.split(",") if part.strip()))
    if not codes or codes[0] != SPOKEN[0] or not set(codes) <= set(SPOKEN):
        raise speech.Misuse(Words(
            f"--languages : {', '.join(SPOKEN)}, le français d’abord",
            f"--languages: {', '.join(SPOKEN)}, French first"))
    signed = _signed(given["signed"])
    if signed is not None and signed > options.day(None):
        raise speech.Misuse(Words(
            f"--signed : le {signed:%d/%m/%Y} est dans le futur",
            f"--signed: {signed} is in the future"))
    words = [word.strip() for word in domains.split(",") if word.strip()]
    if unknown := [word for word in words if word not in {one.value for one in Domain}]:
        raise speech.Misuse(Words(
            f"--domains : {', '.join(unknown)} n’en est pas un ; au choix : {', '.join(Domain)}",
            f"--domains: {', '.join(unknown)} is none; one of: {', '.join(Domain)}"))
    try:
        table = decoded(_read(given["communes"], "--communes"))
    except BadText as bad:
        raise speech.Misuse(Words(f"{given['communes']} : {bad.message.fr}",
                                  f"{given['communes']}: {bad.message.en}")) from None
    for doubt in table.told:
        click.echo(f"{given['communes']}: {doubt.in_lang(lang)}", err=True)
    rows = read_table(table.text, given["communes"])
    faults = [row for row in rows if isinstance(row, Diagnostic)]
    if faults:
        terminal.refuse(faults, form, lang)
    communes = tuple(row for row in rows if isinstance(row, CommuneRow))
    city, country = _side(given, "city"), _side(given, "country")
    contract = given["contract"] or Words(f"Contrat {city.name} – {country.name}",
                                          f"Contract {city.name} – {country.name}").in_lang(lang)
    return Asked(city, country, contract, signed, tuple(map(Domain, words)), codes,
                 communes)


def _signed(typed: str) -> date | None:
    """The day of the contract; raises where it is none, with what was meant where that is clear."""
    from parcours.format.scalars import BadScalar, day

    if not typed:
        return None
    try:
        return day(typed)
    except BadScalar as bad:
        hint = Words(f" ({bad.hint.fr})", f" ({bad.hint.en})") if bad.hint else Words("", "")
        raise speech.Misuse(Words(f"--signed : {bad.message.fr}{hint.fr}",
                                  f"--signed: {bad.message.en}{hint.en}")) from None


def _colours(typed: str) -> dict[str, str]:
    """The colours of both sides; raises where they are none, or cannot be read."""
    from parcours.format.scalars import BadScalar, colour
    from parcours.web.colours import LEAST_TEXT, TEXT_ON, contrast, readable

    if not typed:
        return {}
    given = [one.strip() for one in typed.split(",")]
    if len(given) != len(TEXT_ON):
        raise speech.Misuse(Words("--colours : deux couleurs, et une virgule entre elles",
                                     "--colours: two colours, and a comma between them"
                                     ))
    found = {}
    for side, one in zip(TEXT_ON, given, strict=True):
        try:
            found[side] = colour(one)
        except BadScalar as bad:
            raise speech.Misuse(Words(f"--colours : {bad.message.fr}",
                                      f"--colours: {bad.message.en}")) from None
        if contrast(found[side], TEXT_ON[side]) < LEAST_TEXT:
            meant = readable(found[side], TEXT_ON[side])
            raise speech.Misuse(Words(
                f"--colours : {one} ne se lit pas ; la plus proche qui convienne : {meant}",
                f"--colours: {one} cannot be read; the nearest that will do: {meant}",
            ))
    return found


def _read(path: str, option: str, *, codes: bool = False) -> bytes:
    """A file that an option names, or might, where it is for ``codes``; raises where it cannot be
    read."""
    or_else = Words("\u00a0: ce n’est ni une liste de codes INSEE, ni un fichier",
                    ": it is neither a list of INSEE codes nor a file") if codes else Words("", "")
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError):  # also a name that no file may have
        raise speech.Misuse(Words(
            f"{option}\u00a0: {path} ne se lit pas{or_else.fr}",
            f"{option}: {path} cannot be read{or_else.en}")) from None


def _side(given: dict[str, str], name: str) -> SideAsked:
    from parcours.editing.init import SideAsked

    typed = given[f"{name}_codes"]
    if typed and not _LISTED.fullmatch(typed):
        raw = _read(typed, f"--{name}-codes", codes=True)
        typed = _in_file(raw.decode("utf-8", "replace"))
    return SideAsked(" ".join(given[name].split()), tuple(_codes(re.split(r"[\s,;]+", typed))))


def _in_file(text: str) -> str:
    """The codes of a file: all that it has, or in a table the first of each line."""
    if _LISTED.fullmatch(text):
        return text
    first = (_CODE.search(line) for line in text.splitlines())
    return " ".join(found[0] for found in first if found)


def _codes(typed: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(code.strip("\"'").upper().zfill(5) for code in typed if code)
