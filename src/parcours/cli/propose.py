"""The command that drafts routes from places, hours and timetables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcours.cli import editing, options, speech, terminal
from parcours.diagnostics.diagnostic import Lang, Span, Words, error

if TYPE_CHECKING:
    from parcours.content.atlas import Atlas
    from parcours.proposals.draft import Draft
    from parcours.proposals.propose import Proposed


_PLACE = Words("LIEU", "PLACE")


@speech.command("""Ébaucher un parcours qui peut se faire : des lieux ouverts, des trains qui
roulent, les deux territoires.

Chaque ébauche passe `check`, est rejouée minute par minute avant d’être écrite, et reste hors du
site tant que sa ligne « draft: yes » y est. Aucun fichier n’est jamais remplacé.
""")
@speech.option("--from", "start", required=True, metavar=_PLACE,
               help=Words("D’où l’on part.", "Where one sets out."))
@speech.option("--on", required=True, metavar=Words("DATE|JOUR", "DATE|WEEKDAY"), help=Words(
    "Le jour : 2027-01-31, samedi (le prochain), ou « n’importe quel samedi ».",
    "The day: 2027-01-31, saturday (the next one), or 'any saturday'."))
@speech.option("--to", "end", default="", metavar=_PLACE, unless="--from",
               help=Words("Où l’on finit.", "Where one ends."))
@speech.option("--days", default=1, show_default=True, type=speech.WholeNumber(1, 5), metavar="N",
               help=Words("Combien, avec une nuit dans un hébergement entre deux.",
                          "How many, with a night at a lodging between them."))
@speech.option("--themes", default="", metavar="A,B",
               help=Words("Ce qui compte davantage.", "What counts more."))
@speech.option("--by", default="", metavar="A,B", unless="walk,train,coach", help=Words(
    "Les moyens : walk ou bike, train, coach…", "Means: walk or bike, train, coach…"))
@speech.option("--between", default="", metavar="HH:MM-HH:MM", unless="09:00-20:00",
               help=Words("Les heures de chaque jour.", "Hours of each day."))
@speech.option("--share", default="", metavar="%", unless="30%", help=Words(
    "La moindre part de chaque territoire dans le temps des visites.",
    "The least that each territory gets of the time of visits."))
@speech.option("--with", "wanted", multiple=True, metavar=_PLACE, help=Words(
    "Un lieu qui doit y être.", "A place that must be in it."))
@speech.option("--without", "unwanted", multiple=True, metavar=_PLACE, help=Words(
    "Un lieu qui ne doit pas y être.", "One that must not."))
@speech.option("--alternatives", default=1, show_default=True, type=speech.WholeNumber(1, 5),
               metavar="N", help=Words("Combien d’ébauches, la meilleure d’abord.",
                                       "How many drafts, the best first."))
@speech.option("--trust", default="verified", show_default=True,
               type=speech.OneOf(["verified", "told"]), help=Words(
                   "Des horaires moins sûrs ne comptent pas comme ouverts ; inconnus, jamais.",
                   "Hours less sure than this are not taken as open; unknown ones never are."))
@speech.option("--lunch", default="anywhere", show_default=True,
               type=speech.OneOf(["anywhere", "table", "none"]), help=Words(
                   "Où l’on peut manger : là où l’on est, ou dans un restaurant du dossier.",
                   "Where one may eat: where one is, or at a restaurant of the folder."))
@speech.option("--timetable", "feeds", multiple=True, metavar=Words("HORAIRE", "FEED"),
               type=options.PATH, help=Words("Les horaires (GTFS) à prendre.",
                                             "Timetables (GTFS) to use."),
               unless=Words("les extraits à côté des parcours",
                            "the extracts beside the itineraries"))
@speech.option("--out", default=None, metavar=Words("FICHIER|DOSSIER", "FILE|DIR"),
               type=options.PATH, help=Words("Où écrire.", "Where to write."),
               unless=Words("le dossier des parcours", "the folder of the itineraries"))
@speech.option("--dry-run", is_flag=True, help=Words(
    "Dire les ébauches, sans rien écrire.", "Tell the drafts; write nothing."))
@options.of_a_reading
@options.form_of("text", "json")
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

    spoken = speech.language(lang)
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
