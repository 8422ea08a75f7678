"""The options that several commands share, each by its name, and what they mean together."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcours.cli import speech
from parcours.diagnostics.diagnostic import Words

if TYPE_CHECKING:
    from parcours.build.build import Options


def as_day(ctx: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """For an option whose value is a date: the date, or what its form is."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(speech.in_words(ctx, Words(
            f"« {value} » n’est pas une date de la forme 2027-01-31",
            f"'{value}' is not a date of the form 2027-01-31"))) from None


def as_address(ctx: click.Context, __: click.Parameter, value: str | None) -> str:
    """For an option whose value is an address: it as it is, or why it cannot be one."""
    from parcours.format.scalars import BadScalar, site_address

    try:
        return site_address(value) if value else ""
    except BadScalar as wrong:
        raise click.BadParameter(speech.in_words(ctx, wrong.message)) from None


PATH = click.Path(path_type=Path, readable=False)
"""Whether it can be read is said where it is read, in words of ours."""
FOLDER = Words("DOSSIER", "DIR")
FILE = Words("FICHIER", "FILE")
TEXT = Words("TEXTE", "TEXT")
DATE = Words("AAAA-MM-JJ", "YYYY-MM-DD")

itineraries = speech.option(
    "--itineraries", default="itineraries", show_default=True, metavar=FOLDER, type=PATH,
    help=Words("Le dossier des fichiers YAML.", "The folder of the YAML files."))
docs = speech.option(
    "--docs", default="docs", show_default=True, metavar=FOLDER, type=PATH,
    help=Words("Le dossier que MkDocs lit.", "The folder MkDocs reads."))
only = speech.option("--only", default="", metavar="ID",
                     help=Words("Ce parcours seul.", "This itinerary alone."))
jobs = speech.option(
    "--jobs", type=speech.WholeNumber(1), default=None, metavar="N",
    help=Words("Nombre de processus.", "Processes to use."),
    unless=Words("un par cœur", "all cores"))
strict = speech.option("--strict", is_flag=True, help=Words(
    "Échouer aussi pour un avertissement.", "Fail on warnings, too."))
form = speech.option(
    "--format", "form", default=None,
    type=speech.OneOf(["text", "github", "json", "sarif", "gitlab"]),
    help=Words("La forme des messages.", "How diagnostics are written."),
    unless=Words("github chez GitHub, sinon text", "github on GitHub, else text"))
lang = speech.option(
    "--lang", type=speech.OneOf(["fr", "en"]), default=None,
    help=Words("La langue des messages.", "The language of the messages."),
    unless=Words("celle du système si c’est l’anglais, sinon le français",
                 "the system's if it is English, else French"))


def form_of(*forms: str) -> Callable[[speech.Call], speech.Call]:
    """The option of a command that answers in one of these forms, the first if nothing is said."""
    return speech.option("--format", "form", default=forms[0], show_default=True,
                         type=speech.OneOf(forms),
                         help=Words("La forme de la réponse.", "The form of the answer."))


site_url = speech.option(
    "--site-url", envvar="PARCOURS_SITE_URL", callback=as_address, default=None, metavar="URL",
    help=Words("L’adresse publique du site, si site.yml n’en dit pas.",
               "The public address of the site, where site.yml says none."),
    unless="PARCOURS_SITE_URL")
today = speech.option(
    "--today", callback=as_day, default=None, metavar=DATE,
    help=Words("Calculer comme ce jour-là.", "Compute as on this day."),
    unless=Words("SOURCE_DATE_EPOCH, sinon aujourd’hui", "SOURCE_DATE_EPOCH, else today"))


def of_a_build(command: speech.Call) -> speech.Call:
    """The options of a command that checks or builds: those of `build_options`."""
    for option in (today, lang, form, strict, jobs, only, docs, itineraries):  # shown the other way
        command = option(command)
    return command


def of_a_reading(command: speech.Call) -> speech.Call:
    """The options of a command that reads the content and judges nothing."""
    for option in (today, lang, itineraries):
        command = option(command)
    return command


def build_options(*, itineraries: Path, docs: Path, only: str, jobs: int | None, strict: bool,
                  today: date | None, site_url: str = "") -> Options:
    """What a build is asked for."""
    from parcours.build.build import Options
    from parcours.disk.home import cache_home

    return Options(itineraries, docs, day(today), only, jobs or _cores(), strict, cache_home(),
                   site_url)


def _cores() -> int:
    """How many this process may use, where the system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def day(asked: date | None) -> date:
    """The day to compute for."""
    from parcours.hours.today import reproducible_today

    return asked or reproducible_today()


def format_of(asked: str | None) -> str:
    """How to write diagnostics."""
    return asked or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
