"""The commands of those who write and review: explain, stale, codeowners, reference, review, new,
import."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcours.cli import options, terminal
from parcours.diagnostics.diagnostic import Lang, Words

if TYPE_CHECKING:
    from parcours.content.atlas import Atlas


@click.command()
@click.argument("code")
@options.lang
def explain(code: str, lang: str | None) -> None:
    """Say why a diagnostic matters and how to mend it, with an example."""
    from parcours.diagnostics.explain import explain as explained

    click.echo(explained(code, options.language(lang)))


@click.command()
@options.of_a_reading
@click.option("--within", default=30, show_default=True, metavar="DAYS", type=click.IntRange(0),
              help="Also what will be due within so many days.")
@click.option("--by", type=click.Choice(["office"]), help="Grouped by the offices that answer.")
@click.option("--format", "form", default="text", type=click.Choice(["text", "json", "markdown"]))
def stale(itineraries: Path, lang: str | None, today: date | None, within: int, by: str | None,
          form: str) -> None:
    """List the places whose facts have to be verified again."""
    from parcours.editing import stale as staleness
    from parcours.load.shared import read_shared

    shared, spoken = read_shared(itineraries, options.day(today)), options.language(lang)
    found = staleness.due(shared, within, spoken)
    offices = staleness.by_office(found, shared.atlas, spoken) if by else None
    write = {"text": staleness.as_text, "json": staleness.as_json,
             "markdown": staleness.as_markdown}
    click.echo(write[form](found, offices, shared.atlas, spoken), nl=False)


@click.command()
@options.of_a_reading
@click.option("--forge", default="github",
              type=click.Choice(["github", "gitlab", "forgejo", "gitea"]))
def codeowners(itineraries: Path, lang: str | None, today: date | None, forge: str) -> None:
    """Print the file that says who must approve a change of each file."""
    from parcours.editing import codeowners as owners
    from parcours.format.choices import Forge
    from parcours.load.shared import read_shared

    shared = read_shared(itineraries, options.day(today))
    click.echo(owners.codeowners(shared, Forge(forge)), nl=False)


@click.command()
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
        terminal.refuse(faults, options.format_of(None), options.language(None))
    shared = read_shared(itineraries, options.day(None))
    made = (referring.files(itineraries) | owners.files(shared, Path.cwd())
            | site_settings.files(shared.atlas, Path.cwd()))
    for path in atomic.renew_all(Path.cwd(), made):
        click.echo(path)


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@options.of_a_reading
@options.form
@click.option("--tolerance", default=100, show_default=True, metavar="M",
              type=click.IntRange(10, 2000), help="How far they may run from the true line.")
@click.option("--source", default="", metavar="TEXT", help="Who publishes the boundaries.")
@click.option("--date", "edition", default="", metavar="YYYY",
              help="Their edition: a year or a day.")
@click.option("--licence", default="", metavar="TEXT", help="The licence they come under.")
def outlines(file: Path | None, itineraries: Path, lang: str | None, today: date | None,
             form: str | None, tolerance: int, source: str, edition: str, licence: str) -> None:
    """Join the boundaries of communes to the outlines of the territories, simplified: FILE is a
    GeoJSON of communes, as IGN's Admin Express; without it outlines.geojson has them."""
    from parcours.content.outline_file import OUTLINES
    from parcours.disk import atomic
    from parcours.editing import outlines as joining

    spoken, form = options.language(lang), options.format_of(form)
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


@click.command()
@options.of_a_reading
@click.option("--base", required=True, metavar="REV", help="What the proposal is compared with.")
@click.option("--preview", default="", metavar="URL",
              help="Where the built site can be looked at: links lead there.")
@click.option("--format", "form", default="markdown", type=click.Choice(["markdown", "html"]),
              help="html: a page with pictures, to be put into the folder of a preview.")
def review(itineraries: Path, lang: str | None, today: date | None, base: str,
           preview: str, form: str) -> None:
    """Sum up, for those who review, what a proposal changes for visitors."""
    from parcours import review as reviewing

    spoken = options.language(lang)
    if form == "html":
        preview = "."
    said = reviewing.review(itineraries, base, options.day(today), spoken, preview)
    click.echo(reviewing.as_page(said, spoken) if form == "html" else said, nl=False)


@click.command()
@click.argument("what", type=click.Choice(["itinerary", "place"]))
@click.argument("id")
@options.of_a_reading
@options.form
@click.option("--name", default="", help="What the place is called.")
@click.option("--kind", default="", help="What the place is: museum, market, farm shop...")
@click.option("--commune", default="", metavar="CODE|NAME", help="Where the place is.")
@click.option("--lat", default="", help="Its latitude in degrees, such as 43.60450.")
@click.option("--lon", default="", help="Its longitude in degrees, such as 1.44400.")
@click.option("--title", default="", help="What the itinerary is called.")
def new(what: str, id: str, itineraries: Path, lang: str | None, today: date | None,
        form: str | None, title: str, **asked: str) -> None:
    """Write the file of a new itinerary or place, explained line by line and ready to change."""
    from parcours.editing import new as scaffold
    from parcours.editing.new_files import write_new

    spoken, form = options.language(lang), options.format_of(form)
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


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@options.of_a_reading
@options.form
@click.option("--contacts", is_flag=True,
              help="Carry over telephone numbers and e-mail addresses, with the people's consent.")
@click.option("--all", "everything", is_flag=True,
              help="Make drafts of what lies outside the territories, too.")
def import_(file: Path, itineraries: Path, lang: str | None, today: date | None,
            form: str | None, contacts: bool, everything: bool) -> None:
    """Turn a file you have into place files or a draft itinerary: DATAtourisme, Apidae, Geotrek,
    GeoJSON, uMap, GPX, KML, KMZ, CSV, XLSX, ODS. No file is ever overwritten."""
    from parcours.editing.new_files import write_new
    from parcours.importers import import_file
    from parcours.importers.telling import told

    spoken, form = options.language(lang), options.format_of(form)
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
