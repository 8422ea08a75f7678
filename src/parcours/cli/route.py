"""The command that fills in missing paths, once, by an engine or by IGN's service."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

import click

from parcours.cli import options, speech
from parcours.diagnostics.diagnostic import Lang, Words, has_errors

if TYPE_CHECKING:
    from parcours.editing.computed_paths import Computed, Outcome
    from parcours.routing.way import Provider


@speech.command("""Calculer les tracés qui manquent, à pied, à vélo et en voiture, et les garder en
fichiers GPX.

Chaque tracé est jugé comme `check` le juge ; son fichier et sa ligne dans le parcours s’écrivent
ensemble, et aucun fichier n’est jamais remplacé. Sans cette commande, rien n’est demandé à
personne.
""")
@speech.argument("ids", nargs=-1, metavar="ID")
@speech.option("--with", "name", type=speech.OneOf(["ign", "valhalla"]), required=True, help=Words(
    "Qui calcule : le service de l’IGN (à pied, en voiture), ou un moteur à vous.",
    "Who computes: IGN's service (on foot, by car), or an engine of your own."))
@speech.option("--address", default="", metavar="URL", help=Words(
    "Où Valhalla répond, comme http://localhost:8002.",
    "Where Valhalla answers, such as http://localhost:8002."))
@speech.option("--program", default="", metavar=options.FILE, help=Words(
    "Le programme de Valhalla, à la place d’une adresse ; d’ordinaire valhalla_service.",
    "Valhalla's program, in the place of an address; usually valhalla_service."))
@speech.option("--config", type=options.PATH, default=None, metavar=options.FILE, help=Words(
    "Sa configuration, avec --program.", "Its configuration, with --program."))
@speech.option("--stop", type=speech.WholeNumber(2), default=None, metavar="N", help=Words(
    "Le seul trajet vers cette étape, par son numéro sur la page.",
    "Only the leg to this stop, by its number on the page."))
@speech.option("--dry-run", is_flag=True, help=Words(
    "Calculer et dire, sans rien écrire.", "Compute and tell; write nothing."))
@options.of_a_reading
@options.form_of("text", "json")
def route(ids: tuple[str, ...], name: str, address: str, program: str, config: Path | None,
          stop: int | None, dry_run: bool, itineraries: Path, lang: str | None,
          today: date | None, form: str) -> None:
    """Compute the missing paths of legs on foot, by bike and by car, and keep them as GPX files.

    Each path is judged as `check` judges it; its file and its line in the itinerary are written
    together, and no file is ever written over. Nothing is asked of anybody without this command.
    """
    from parcours.editing import computed_paths

    spoken, day = speech.language(lang), options.day(today)
    provider = _provider(name, address, program, config)
    outcome = computed_paths.fill(itineraries, ids, provider, day, stop=stop or 0, dry=dry_run)
    if form == "json":
        click.echo(json.dumps([_data(one, spoken, dry=dry_run) for one in outcome.legs],
                              ensure_ascii=False, indent=2))
    else:
        for one in outcome.legs:
            click.echo(_in_words(one, spoken, dry=dry_run))
    _end(outcome, form, spoken, dry=dry_run)


def _provider(name: str, address: str, program: str, config: Path | None) -> Provider:
    from parcours.routing import ign, valhalla

    if name == "ign":
        if address or program or config:
            raise speech.Misuse(Words(
                "--address, --program et --config ne vont qu’avec --with valhalla",
                "--address, --program and --config are for --with valhalla"))
        return ign.service()
    if bool(address) == bool(program or config):
        raise speech.Misuse(Words("donnez --address, ou bien --program et --config",
                                  "give --address, or --program with --config"))
    if address:
        return valhalla.at_address(address)
    found = which(program or "valhalla_service")
    if found is None or config is None or not config.is_file():
        raise speech.Misuse(Words(
            "--program doit être un programme qui est là, et --config son fichier",
            "--program must be a program that is there, and --config its file"))
    return valhalla.as_program(Path(found), config)


def _in_words(one: Computed, lang: Lang, *, dry: bool) -> str:
    """A line a leg: between which stops, how long, how high, in which file; or why not."""
    leg = one.leg
    head = Words(f"{leg.itinerary}, vers l’étape {leg.stop}",
                 f"{leg.itinerary}, to stop {leg.stop}")
    if one.track is None or one.why is not None:
        why = (one.why or Words("", "")).in_lang(lang)
        return f"{head.in_lang(lang)}{' : ' if lang == 'fr' else ': '}{why}"
    relief = one.track.relief
    climb = "" if isinstance(relief, str) else f", +{relief.climb_m:.0f} −{relief.descent_m:.0f} m"
    km, straight = (f"{value:.1f}".replace(".", "," if lang == "fr" else ".")
                    for value in (one.track.km, leg.straight_km))
    wrote = Words("serait écrit" if dry else "écrit", "would be written" if dry else "written")
    return Words(
        f"{head.fr} : {km} km ({straight} à vol d’oiseau){climb}, {wrote.fr} : {one.file}",
        f"{head.en}: {km} km ({straight} as the crow flies){climb}, {wrote.en}: {one.file}",
    ).in_lang(lang)


def _data(one: Computed, lang: Lang, *, dry: bool) -> dict[str, object]:
    leg, track = one.leg, one.track
    relief = track.relief if track is not None else ""
    return {"itinerary": leg.itinerary, "stop": leg.stop, "by": leg.by.value,
            "straight_km": round(leg.straight_km, 3),
            "km": round(track.km, 3) if track is not None else None,
            "climb_m": None if isinstance(relief, str) else round(relief.climb_m),
            "file": one.file or None, "level": "computed" if one.file else None,
            "written": one.why is None and not dry,
            "reason": one.why.in_lang(lang) if one.why else None}


def _end(outcome: Outcome, form: str, lang: Lang, *, dry: bool) -> None:
    """How many in all, on standard error; exit 1 where anything could not be done."""
    from parcours.diagnostics import report

    if outcome.diagnostics:
        click.echo(report.report(list(outcome.diagnostics), "text", lang), nl=False,
                   err=form == "json")
    if outcome.diagnostics and not outcome.legs:
        raise click.exceptions.Exit(1)
    failed = sum(one.why is not None for one in outcome.legs)
    count = len(outcome.legs) - failed
    click.echo(Words(
        f"{count} tracé{'s' if count > 1 else ''} {'calculé' if dry else 'écrit'}"
        f"{'s' if count > 1 else ''}, {failed} sans réponse. Relisez-les sur la carte : personne "
        "ne les a vérifiés sur place.",
        f"{count} path{'' if count == 1 else 's'} {'computed' if dry else 'written'}, {failed} "
        "without an answer. Look at them on the map: nobody has checked them on the ground.",
    ).in_lang(lang), err=True)
    if failed or has_errors(list(outcome.diagnostics)):
        raise click.exceptions.Exit(1)
