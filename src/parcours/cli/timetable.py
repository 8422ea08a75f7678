"""The command that reads timetables, and the one question that other programs ask of them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcours.cli import options, speech, terminal
from parcours.diagnostics.diagnostic import Diagnostic, Lang, Words, has_errors

if TYPE_CHECKING:
    from parcours.timetable.answer import Answer
    from parcours.timetable.departures import Departure


@speech.command("""Lire des horaires (GTFS : des zips ou des dossiers) et garder, pour chaque
parcours, ce qu’ils prouvent.

Donnez à la fois tous les horaires dont les parcours ont besoin : chaque extrait est refait.
""")
@speech.argument("feeds", nargs=-1, metavar=Words("HORAIRE", "FEED"), type=options.PATH)
@options.of_a_reading
@options.form
@speech.option("--fetch", "fetching", is_flag=True, help=Words(
    "Télécharger les horaires que site.yml nomme, hors ceux qui sont donnés.",
    "Download the feeds that site.yml names, but for those given."))
@speech.option("--show", "shown_id", default="", metavar="ID", help=Words(
    "Dire si ce parcours peut se faire, d’après son extrait.",
    "Say whether this itinerary can be done, from its extract."))
@speech.option("--on", callback=options.as_day, default=None, metavar=options.DATE, help=Words(
    "Le jour où l’on part, avec --show.", "The day on which one sets out, with --show."),
    unless=Words("aujourd’hui", "today"))
def timetable(feeds: tuple[Path, ...], itineraries: Path, fetching: bool, shown_id: str,
              on: date | None, form: str | None, lang: str | None, today: date | None) -> None:
    """Read timetables (GTFS: zips or folders) and keep, for each itinerary, what they prove.

    Give all the feeds that the itineraries need at once: each extract is made anew.
    """
    if bool(feeds or fetching) == bool(shown_id):
        raise speech.Misuse(Words(
            "donnez des horaires à lire, --fetch, ou --show et un parcours",
            "give timetables to read, --fetch, or --show with an itinerary"))
    spoken, day = speech.language(lang), options.day(today)
    if shown_id:
        _show(itineraries, shown_id, on or day, day, form, spoken)
    elif fetching:
        _fetch(itineraries, feeds, day, options.format_of(form), spoken)
    else:
        _make(itineraries, feeds, day, options.format_of(form), spoken)


def _fetch(itineraries: Path, feeds: tuple[Path, ...], day: date, form: str, lang: Lang) -> None:
    from tempfile import TemporaryDirectory

    from parcours.editing.feeds import fetch_feeds

    with TemporaryDirectory(prefix="parcours-") as folder:
        taken, found = fetch_feeds(itineraries, Path(folder), feeds)
        _report(found, form, lang)
        for one in taken:
            click.echo(f"{one.path.name}: {one.fetched.size_bytes} B, "
                       f"SHA-256 {one.fetched.sha256}", err=True)
        _make(itineraries, (*feeds, *(one.path for one in taken)), day, form, lang)


def _make(itineraries: Path, feeds: tuple[Path, ...], day: date, form: str, lang: Lang) -> None:
    from parcours.disk.atomic import renew_all
    from parcours.editing import feeds as editing_feeds
    from parcours.editing import timetables

    made = timetables.make(itineraries, feeds, day)
    _report(list(made.diagnostics), form, lang)
    changed = renew_all(itineraries, editing_feeds.really_new(itineraries, made.files))
    click.echo(Words(
        f"{len(made.files)} extraits d’horaires sur {made.routes} parcours qui en demandent, "
        f"{len(changed)} changés dans {itineraries}/timetables",
        f"{len(made.files)} extracts of timetables for {made.routes} routes that need them, "
        f"{len(changed)} changed in {itineraries}/timetables").in_lang(lang), err=True)


def _show(itineraries: Path, id: str, on: date, day: date, form: str | None, lang: Lang) -> None:
    from parcours.editing import timetables
    from parcours.timetable.answer import as_data

    found = timetables.show(itineraries, id, on, day)
    if isinstance(found, list):
        terminal.refuse(found, options.format_of(form), lang)
    if form == "json":
        click.echo(json.dumps(as_data(found, lang), ensure_ascii=False, indent=2))
    else:
        click.echo(_in_words(found, lang), nl=False)


_NOT_COUNTED = {
    "booked": Words("d’autres sur réservation", "others that have to be booked"),
    "kind": Words("d’autres par un moyen que l’horaire nomme autrement",
                  "others by a means that the timetable names otherwise"),
    "school": Words("d’autres pour les élèves", "others for pupils"),
    "unpublished": Words("une ligne dont l’horaire n’est pas publié pour ce jour",
                         "a line whose timetable is not published for that day"),
    "untimed": Words("d’autres sans heure", "others without a time")}
"""What is said of each doubt about a pair of stops; that a network is unread is said of a leg."""


def _at(minute: int, lang: Lang, *, about: bool) -> str:
    from parcours.hours.clock import wall_clock

    at = wall_clock(minute)
    return Words(f"vers {at}", f"around {at}").in_lang(lang) if about else at


def _from_to(one: Departure, lang: Lang) -> str:
    return (f"{_at(one.leaves_min, lang, about=one.leaves_about)}–"
            f"{_at(one.arrives_min, lang, about=one.arrives_about)}")


def _in_words(found: Answer, lang: Lang) -> str:
    from parcours.hours.clock import wall_clock
    from parcours.timetable.answer import in_the_night

    can = {True: Words("possible", "possible"), False: Words("impossible", "impossible"),
           None: Words("non prouvé", "not proved")}[found.possible]
    next_day = Words("(le lendemain)", "(the next day)").in_lang(lang)
    lines = [f"{found.itinerary}, {found.on}: {can.in_lang(lang)} – {found.reason.in_lang(lang)}"]
    for one in found.legs:
        lines.append(f"{one.day}  {one.leg.ends[0]} → {one.leg.ends[1]}  [{one.level}]")
        for pair, today, night, oftens in one.lists():
            times = [_from_to(each, lang)
                     + ("" if each.by is one.leg.by else f" ({each.by})")
                     + (f" {next_day}" if each.leaves_min >= 1440 else "")
                     for each in (*today, *in_the_night(night))]
            times += [Words(f"un toutes les {often.every_min} min", f"one every {often.every_min} "
                            "min").in_lang(lang) + f", {wall_clock(often.from_min)}–"
                      f"{wall_clock(often.until_min)}"
                      + (f" {next_day}" if often.until_min >= 1440 else "") for often in oftens]
            times += [_NOT_COUNTED[each.doubt].in_lang(lang)
                      for each in pair.not_counted.get(one.day, ())]
            lines.append(f"    {pair.start.id} → {pair.end.id}: {', '.join(times) or '–'}")
        if any(each.doubt == "unread" for each in one.not_counted()):
            lines.append("    " + Words("un autre réseau, dont l’horaire n’est pas lu pour ce jour",
                                        "another network, whose timetable is not read for that day"
                                        ).in_lang(lang))
    if found.plan.last_back:
        label = (Words("dernier retour", "last way back") if found.comes_back else Words(
            "dernier départ pour aller au bout du parcours",
            "last departure to the end of the route")).in_lang(lang)
        back = found.plan.last_back
        colon = Words("\u00a0: ", ": ").in_lang(lang)
        lines.append(f"{label}{colon}{_at(back.leaves_min, lang, about=back.leaves_about)}" + (
            f" {next_day}" if back.leaves_min >= 1440 else ""))
    shown = "\n".join([*lines, ""])
    return "".join(c if c.isprintable() or c in "\n\u00a0\u202f" else "\ufffd" for c in shown)


def _report(found: list[Diagnostic], form: str, lang: Lang) -> None:
    """Show what was noticed; ends here where there is an error."""
    if has_errors(found):
        terminal.refuse(found, form, lang)
    from parcours.diagnostics import report

    click.echo(report.report(found, form, lang), nl=False)
