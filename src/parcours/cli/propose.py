"""The command that drafts routes from places, hours and timetables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcours.cli import editing, options, terminal
from parcours.diagnostics.diagnostic import Lang, Span, Words, error

if TYPE_CHECKING:
    from parcours.content.atlas import Atlas
    from parcours.proposals.draft import Draft
    from parcours.proposals.propose import Proposed


@click.command()
@click.option("--from", "start", required=True, metavar="PLACE", help="Where one sets out.")
@click.option("--on", required=True, metavar="DATE|WEEKDAY",
              help="The day: 2027-01-31, saturday (the next one), or 'any saturday'.")
@click.option("--to", "end", default="", metavar="PLACE", help="Where one ends  [default: --from]")
@click.option("--days", default=1, show_default=True, type=click.IntRange(1, 5), metavar="N",
              help="How many, with a night at a lodging between them.")
@click.option("--themes", default="", metavar="A,B", help="What counts more.")
@click.option("--by", default="", metavar="A,B",
              help="Means: walk or bike, train, coach…  [default: walk,train,coach]")
@click.option("--between", default="", metavar="HH:MM-HH:MM",
              help="Hours of each day  [default: 09:00-20:00]")
@click.option("--share", default="", metavar="%",
              help="The least that each territory gets of the time of visits  [default: 30%]")
@click.option("--with", "wanted", multiple=True, metavar="PLACE",
              help="A place that must be in it.")
@click.option("--without", "unwanted", multiple=True, metavar="PLACE", help="One that must not.")
@click.option("--alternatives", default=1, show_default=True, type=click.IntRange(1, 5),
              metavar="N", help="How many drafts, the best first.")
@click.option("--trust", default="verified", show_default=True,
              type=click.Choice(["verified", "told"]),
              help="Hours less sure than this are not taken as open; unknown ones never are.")
@click.option("--lunch", default="anywhere", show_default=True,
              type=click.Choice(["anywhere", "table", "none"]),
              help="Where one may eat: where one is, or at a restaurant of the folder.")
@click.option("--timetable", "feeds", multiple=True, metavar="FEED",
              type=click.Path(path_type=Path),
              help="Timetables (GTFS) to use  [default: the extracts beside the itineraries]")
@click.option("--out", default=None, metavar="FILE|DIR", type=click.Path(path_type=Path),
              help="Where to write  [default: the folder of the itineraries]")
@click.option("--dry-run", is_flag=True, help="Tell the drafts; write nothing.")
@options.of_a_reading
@click.option("--format", "form", default="text", type=click.Choice(["text", "json"]))
def propose(itineraries: Path, lang: str | None, today: date | None, form: str,
            feeds: tuple[Path, ...], out: Path | None, dry_run: bool, **asked: object) -> None:
    """Draft an itinerary that can be done: open places, trains that run, both territories.

    Each draft passes `check`, is replayed minute by minute before it is written, and stays off the
    site until its line 'draft: yes' is removed. No file is ever written over.
    """
    from parcours.editing.new_files import write_new
    from parcours.proposals.asking import understood
    from parcours.proposals.propose import propose as proposed
    from parcours.proposals.wish import Asked

    spoken = options.language(lang)
    atlas = editing.atlas_or_refuse(itineraries, today, form, spoken)
    wish = understood(Asked(**asked), atlas)  # type: ignore[arg-type]  # as click types them
    if isinstance(wish, list):
        terminal.refuse(wish, form, spoken)
    folder, name = _target(out, itineraries, form, spoken)
    with terminal.counting(Words("Recherche", "Searching").in_lang(spoken)) as progress:
        found = proposed(wish, feeds, atlas, lambda on: _names(folder, name, on), spoken, progress)
    if not found.drafts:
        terminal.refuse(found.diagnostics, form, spoken)
    if not dry_run:
        write_new(folder, [file for draft in found.drafts for file in _files(draft)])
    _tell(found, atlas, folder, form, spoken, dry=dry_run)
    if len(found.drafts) < wish.alternatives:
        made = len(found.drafts)
        click.echo(Words(
            f"{made} sur {wish.alternatives} : interrompu, il peut y en avoir d’autres",
            f"{made} of {wish.alternatives}: interrupted, there may be others",
        ).in_lang(spoken) if found.stopped else Words(
            f"{made} sur {wish.alternatives} : aucun autre n’a été trouvé qui ait d’autres lieux",
            f"{made} of {wish.alternatives}: no other was found that has other places",
        ).in_lang(spoken), err=True)


def _target(out: Path | None, itineraries: Path, form: str, lang: Lang) -> tuple[Path, str]:
    """The folder to write to, and the name of the file where one was given."""
    from parcours.format.scalars import BadScalar, slug

    if out is None or out.suffix not in (".yml", ".yaml"):
        return out or itineraries, ""
    if out.exists() or out.is_symlink():
        terminal.refuse([error("bad-wish", Span(out.as_posix()), Words(
            "--out : ce fichier existe déjà, rien n’est écrit par-dessus",
            "--out: this file is there already, nothing is written over it"), Words(
            "choisissez un autre nom", "choose another name"))], form, lang)
    try:
        return out.parent, slug(out.stem)
    except BadScalar as bad:
        terminal.refuse([error("bad-id", Span(out.as_posix()), bad.message, bad.hint)], form, lang)


def _names(folder: Path, name: str, on: date) -> Iterator[str]:
    """Names of files that are not there yet."""
    base = name or f"proposition-{on}"
    for n in count(1):
        id = base if n == 1 else f"{base}-{n}"
        if not any((folder / path).exists() for path in (
                f"{id}.yml", f"{id}.yaml", f"timetables/{id}.json")):
            yield id


def _files(draft: Draft) -> Iterator[tuple[str, bytes]]:
    yield f"{draft.id}.yml", draft.text.encode()
    if draft.extract:
        yield f"timetables/{draft.id}.json", draft.extract.encode()


def _tell(found: Proposed, atlas: Atlas, folder: Path, form: str, lang: Lang, *,
          dry: bool) -> None:
    from parcours.i18n.language import language_of
    from parcours.proposals.account import account, as_data, some_dates

    if form == "json":
        click.echo(json.dumps([as_data(draft, found.alliance, atlas, lang)
                               for draft in found.drafts], ensure_ascii=False, indent=2))
        return
    if found.tried:
        days = some_dates(found.tried, language_of(lang), lang)
        click.echo(Words(f"Rien trouvé : {days}", f"Nothing found: {days}").in_lang(lang))
    for draft in found.drafts:
        click.echo(account(draft, found.alliance, atlas, lang), nl=False)
        click.echo("" if dry else Words(
            f"\nnouveau : {folder}/{draft.id}.yml – à relire ; « draft: yes » le garde hors du "
            "site\n", f"\nnew: {folder}/{draft.id}.yml – to be read; 'draft: yes' keeps it off the "
            "site\n").in_lang(lang))
