"""The options that several commands share, each by its name, and what they mean together."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import click

from parcours.diagnostics.diagnostic import Lang

if TYPE_CHECKING:
    from parcours.build.build import Options

Command = TypeVar("Command", bound=Callable[..., object])
Option: TypeAlias = Callable[[Command], Command]


def as_day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """For an option whose value is a date: the date, or what its form is."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a date of the form 2027-01-31") from None


def as_address(_: click.Context, __: click.Parameter, value: str | None) -> str:
    """For an option whose value is an address: it as it is, or why it cannot be one."""
    from parcours.format.scalars import BadScalar, site_address

    try:
        return site_address(value) if value else ""
    except BadScalar as wrong:
        raise click.BadParameter(wrong.message.in_lang(language(None))) from None


def _folder(*names: str, default: str, help: str) -> Callable[[Command], Command]:
    return click.option(*names, default=default, show_default=True, metavar="DIR",
                        type=click.Path(path_type=Path), help=help)


itineraries = _folder("--itineraries", default="itineraries", help="The folder of the YAML files.")
docs = _folder("--docs", default="docs", help="The folder MkDocs reads.")
only = click.option("--only", default="", metavar="ID", help="This itinerary alone.")
jobs = click.option("--jobs", type=click.IntRange(1), default=None, metavar="N",
                    help="Processes to use  [default: all cores]")
strict = click.option("--strict", is_flag=True, help="Fail on warnings, too.")
form = click.option("--format", "form", default=None,
                    type=click.Choice(["text", "github", "json", "sarif", "gitlab"]),
                    help="How diagnostics are written  [default: github on GitHub, else text]")
lang = click.option("--lang", type=click.Choice(["fr", "en"]), default=None,
                    help="The language of the messages  [default: the system's, else French]")
site_url = click.option("--site-url", envvar="PARCOURS_SITE_URL", callback=as_address, default=None,
                        metavar="URL", help="The public address of the site, where site.yml says "
                        "none  [env: PARCOURS_SITE_URL]")
today = click.option("--today", callback=as_day, default=None, metavar="YYYY-MM-DD",
                     help="Compute as on this day  [default: SOURCE_DATE_EPOCH, else today]")


def of_a_build(command: Command) -> Command:
    """The options of a command that checks or builds: those of `build_options`."""
    for option in (today, lang, form, strict, jobs, only, docs, itineraries):  # shown the other way
        command = option(command)
    return command


def of_a_reading(command: Command) -> Command:
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


def language(asked: str | None) -> Lang:
    """The language to speak: the one asked for, else the system's if it is English, else French."""
    if asked is None:
        said = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        asked = next(filter(None, said), "")
    return "en" if asked.startswith("en") else "fr"


def format_of(asked: str | None) -> str:
    """How to write diagnostics."""
    return asked or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
