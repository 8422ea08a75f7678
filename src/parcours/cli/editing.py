"""The commands of those who write and review: explain, stale, codeowners, reference, review, new,
import."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcours.cli import options, speech, terminal
from parcours.diagnostics.diagnostic import Lang, Words

if TYPE_CHECKING:
    from parcours.content.atlas import Atlas


@speech.command("Dire pourquoi une faute compte et comment la corriger, avec un exemple.")
@speech.argument("code", metavar="CODE")
@options.lang
def explain(code: str, lang: str | None) -> None:
    """Say why a diagnostic matters and how to mend it, with an example."""
    from parcours.diagnostics.explain import explain as explained

    click.echo(explained(code, speech.language(lang)))


@speech.command("Donner la liste des lieux dont ce qui est dit est à vérifier de nouveau.")
@options.of_a_reading
@speech.option("--within", default=30, show_default=True, metavar=Words("JOURS", "DAYS"),
               type=speech.WholeNumber(0), help=Words(
                   "Aussi ce qui le sera d’ici tant de jours.",
                   "Also what will be due within so many days."))
@speech.option("--by", type=speech.OneOf(["office"]), help=Words(
    "En groupes, par office qui en répond.", "Grouped by the offices that answer."))
@options.form_of("text", "json", "markdown")
def stale(itineraries: Path, lang: str | None, today: date | None, within: int, by: str | None,
          form: str) -> None:
    """List the places whose facts have to be verified again."""
    from parcours.editing import stale as staleness
    from parcours.load.shared import read_shared

    shared, spoken = read_shared(itineraries, options.day(today)), speech.language(lang)
    found = staleness.due(shared, within, spoken)
    offices = staleness.by_office(found, shared.atlas, spoken) if by else None
    write = {"text": staleness.as_text, "json": staleness.as_json,
             "markdown": staleness.as_markdown}
    click.echo(write[form](found, offices, shared.atlas, spoken), nl=False)


@speech.command("Afficher le fichier qui dit qui doit approuver le changement de chaque fichier.")
@options.of_a_reading
@speech.option("--forge", default="github", show_default=True,
               type=speech.OneOf(["github", "gitlab", "forgejo", "gitea"]),
               help=Words("Où il servira.", "Where it will be used."))
def codeowners(itineraries: Path, lang: str | None, today: date | None, forge: str) -> None:
    """Print the file that says who must approve a change of each file."""
    from parcours.editing import codeowners as owners
    from parcours.format.choices import Forge
    from parcours.load.shared import read_shared

    shared = read_shared(itineraries, options.day(today))
    click.echo(owners.codeowners(shared, Forge(forge)), nl=False)


@speech.command("Refaire ce qui se déduit du format : les schémas, les pages de référence, le "
                "formulaire ; et qui doit approuver le changement de chaque fichier.")
@options.itineraries
def reference(itineraries: Path) -> None:
    """Renew what is made from the format: the schemas, the reference pages, the form; and who
    must approve a change of each file."""
    from parcours.disk import atomic
    from parcours.editing import codeowners as owners
    from parcours.load.shared import read_shared
    from parcours.reference import form as forms
    from parcours.reference import pages as referring
    from parcours.reference import site_settings

    if isinstance(faults := forms.backend_said(itineraries), list):
        terminal.refuse(faults, options.format_of(None), speech.language(None))
    shared = read_shared(itineraries, options.day(None))
    made = (referring.files(itineraries) | owners.files(shared, Path.cwd())
            | site_settings.files(shared.atlas, Path.cwd()))
    for path in atomic.renew_all(Path.cwd(), made):
        click.echo(path)


@speech.command("Joindre les limites des communes en contours des territoires, simplifiés : "
                "FICHIER est un GeoJSON des communes, comme Admin Express de l’IGN ; sans lui, "
                "outlines.geojson les a.")
@speech.argument("file", metavar=options.FILE, required=False, type=options.PATH)
@options.of_a_reading
@options.form
@speech.option("--tolerance", default=100, show_default=True, metavar="M",
               type=speech.WholeNumber(10, 2000), help=Words(
                   "De combien de mètres ils peuvent s’écarter de la vraie ligne.",
                   "How many metres they may run from the true line."))
@speech.option("--source", default="", metavar=options.TEXT,
               help=Words("Qui publie les limites.", "Who publishes the boundaries."))
@speech.option("--date", "edition", default="", metavar=Words("AAAA", "YYYY"),
               help=Words("Leur édition : une année ou un jour.",
                          "Their edition: a year or a day."))
@speech.option("--licence", default="", metavar=options.TEXT,
               help=Words("La licence sous laquelle on les a.", "The licence they come under."))
def outlines(file: Path | None, itineraries: Path, lang: str | None, today: date | None,
             form: str | None, tolerance: int, source: str, edition: str, licence: str) -> None:
    """Join the boundaries of communes to the outlines of the territories, simplified: FILE is a
    GeoJSON of communes, as IGN's Admin Express; without it outlines.geojson has them."""
    from parcours.content.outline_file import OUTLINES
    from parcours.disk import atomic
    from parcours.editing import outlines as joining

    spoken, form = speech.language(lang), options.format_of(form)
    path = itineraries / OUTLINES
    # which may be mended thus
    atlas = atlas_or_refuse(itineraries, today, form, spoken, but=path.name)
    made = joining.made(path, file, atlas.communes,
                        joining.Asked(tolerance, source, edition, licence))
    if isinstance(made, list):
        terminal.refuse(made, form, spoken)
    atomic.renew(path, made.text)
    told = ", ".join(f"{id} {points}" for id, points in made.points.items())
    click.echo(Words(
        f"{path.as_posix()} : contours simplifiés à {made.tolerance_m} m près, points : {told}",
        f"{path.as_posix()}: outlines simplified to within {made.tolerance_m} m, points: {told}",
    ).in_lang(spoken))


@speech.command("Résumer, pour qui relit, ce qu’une proposition change pour les visiteurs.")
@options.of_a_reading
@speech.option("--base", required=True, metavar="REV", help=Words(
    "La révision à laquelle on compare la proposition.", "What the proposal is compared with."))
@speech.option("--preview", default="", metavar="URL", help=Words(
    "Où l’on peut regarder le site : les liens y mènent.",
    "Where the built site can be looked at: links lead there."))
@speech.option("--format", "form", default="markdown", show_default=True,
               type=speech.OneOf(["markdown", "html"]), help=Words(
                   "html : une page avec des images, à mettre dans le dossier d’un aperçu.",
                   "html: a page with pictures, to be put into the folder of a preview."))
def review(itineraries: Path, lang: str | None, today: date | None, base: str,
           preview: str, form: str) -> None:
    """Sum up, for those who review, what a proposal changes for visitors."""
    from parcours import review as reviewing

    spoken = speech.language(lang)
    if form == "html":
        preview = "."
    said = reviewing.review(itineraries, base, options.day(today), spoken, preview)
    click.echo(reviewing.as_page(said, spoken) if form == "html" else said, nl=False)


@speech.command("Écrire le fichier d’un nouveau parcours ou d’un nouveau lieu, expliqué ligne par "
                "ligne et prêt à changer.")
@speech.argument("what", metavar="itinerary|place", type=speech.OneOf(["itinerary", "place"]))
@speech.argument("id", metavar="ID")
@options.of_a_reading
@options.form
@speech.option("--name", default="", metavar=options.TEXT,
               help=Words("Comment le lieu s’appelle.", "What the place is called."))
@speech.option("--kind", default="", metavar=options.TEXT, help=Words(
    "Ce qu’est le lieu : musée, marché, ferme…", "What the place is: museum, market, farm shop…"))
@speech.option("--commune", default="", metavar=Words("CODE|NOM", "CODE|NAME"),
               help=Words("Où est le lieu.", "Where the place is."))
@speech.option("--lat", default="", metavar=Words("DEGRÉS", "DEGREES"), help=Words(
    "Sa latitude, comme 43.60450.", "Its latitude, such as 43.60450."))
@speech.option("--lon", default="", metavar=Words("DEGRÉS", "DEGREES"), help=Words(
    "Sa longitude, comme 1.44400.", "Its longitude, such as 1.44400."))
@speech.option("--title", default="", metavar=options.TEXT,
               help=Words("Comment le parcours s’appelle.", "What the itinerary is called."))
def new(what: str, id: str, itineraries: Path, lang: str | None, today: date | None,
        form: str | None, title: str, **asked: str) -> None:
    """Write the file of a new itinerary or place, explained line by line and ready to change."""
    from parcours.editing import new as scaffold
    from parcours.editing.new_files import write_new

    spoken, form = speech.language(lang), options.format_of(form)
    atlas = atlas_or_refuse(itineraries, today, form, spoken)
    if what == "place":
        for name in ("name", "commune", "kind"):
            asked[name] = asked[name] or _answer(name, spoken)
        made = scaffold.new_place(id, scaffold.Answers(**asked), atlas, spoken)
    else:
        made = scaffold.new_itinerary(id, title or _answer("title", spoken), atlas, spoken)
    if isinstance(made, list):
        terminal.refuse(made, form, spoken)
    write_new(itineraries, [(made.path, made.text.encode())])
    click.echo(scaffold.told(made, itineraries.as_posix()).in_lang(spoken))


@speech.command("Tirer d’un fichier que vous avez des fiches de lieux ou l’ébauche d’un "
                "parcours : DATAtourisme, Apidae, Geotrek, GeoJSON, uMap, GPX, KML, KMZ, CSV, "
                "XLSX, ODS. Aucun fichier n’est jamais remplacé.", "import")
@speech.argument("file", metavar=options.FILE, type=options.PATH)
@options.of_a_reading
@options.form
@speech.option("--contacts", is_flag=True, help=Words(
    "Reprendre téléphones et adresses électroniques, avec l’accord des personnes.",
    "Carry over telephone numbers and e-mail addresses, with the people's consent."))
@speech.option("--all", "everything", is_flag=True, help=Words(
    "Faire aussi des ébauches de ce qui est hors des territoires.",
    "Make drafts of what lies outside the territories, too."))
def import_(file: Path, itineraries: Path, lang: str | None, today: date | None,
            form: str | None, contacts: bool, everything: bool) -> None:
    """Turn a file you have into place files or a draft itinerary: DATAtourisme, Apidae, Geotrek,
    GeoJSON, uMap, GPX, KML, KMZ, CSV, XLSX, ODS. No file is ever overwritten."""
    from parcours.editing.new_files import write_new
    from parcours.importers import import_file
    from parcours.importers.telling import told

    spoken, form = speech.language(lang), options.format_of(form)
    atlas = atlas_or_refuse(itineraries, today, form, spoken)
    result = import_file(file, atlas, contacts=contacts, everything=everything, lang=spoken)
    if result.diagnostics:
        terminal.refuse(result.diagnostics, form, spoken)
    write_new(itineraries, result.files)
    click.echo(told(result, itineraries.as_posix(), spoken), nl=False, err=form != "text")


def atlas_or_refuse(itineraries: Path, today: date | None, form: str, lang: Lang, *,
                    but: str = "") -> Atlas:
    """What new files are judged against; ends here when the files that all need are at fault,
    ``but`` for one of them."""
    from parcours.editing.new_files import in_the_way
    from parcours.load.shared import read_shared

    shared = read_shared(itineraries, options.day(today))
    faults = [one for one in in_the_way(shared) if not but or Path(one.span.file).name != but]
    if faults:
        terminal.refuse(faults, form, lang)
    return shared.atlas


def _answer(name: str, lang: Lang) -> str:
    """What somebody at a terminal answers when asked for this, else nothing."""
    from parcours.editing.new import QUESTIONS

    return terminal.answer(QUESTIONS[name], lang) if name in QUESTIONS else ""
