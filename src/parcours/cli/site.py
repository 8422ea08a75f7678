"""The commands that make the site: check, build, publish, serve."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parcours.cli import options, speech, terminal
from parcours.diagnostics.diagnostic import Words

if TYPE_CHECKING:
    from parcours.build.build import Outcome
    from parcours.format.model import Site


@speech.command("Contrôler les fichiers et dire quoi corriger ; n’écrire que ce que --fix demande.")
@options.of_a_build
@speech.option("--fix", "mend", is_flag=True, help=Words(
    "Corriger dans les fichiers ce qui est certain.", "Correct in the files what is certain."))
def check(mend: bool, lang: str | None, form: str | None, **asked: Any) -> None:
    """Check the files and say what to mend; write nothing but what --fix asks."""
    from parcours.build import build as building

    wanted = options.build_options(**asked)
    spoken, form = speech.language(lang), options.format_of(form)
    if mend:
        from parcours.editing import fix as fixing

        outcome, fixed = fixing.fix(wanted)
        for one in fixed:
            click.echo(one.in_words(spoken), err=form != "text")
    else:
        doing = Words("Vérification", "Checking").in_lang(spoken)
        with terminal.progress(doing, wanted.itineraries, form) as tick:
            outcome = building.check(wanted, tick)
    terminal.finish(outcome.diagnostics, form, spoken, strict=wanted.strict)


@speech.command("Faire les pages, les cartes et les fichiers que MkDocs publie.")
@options.of_a_build
@options.site_url
def build(lang: str | None, form: str | None, **asked: Any) -> None:
    """Generate the pages, maps and files that MkDocs publishes."""
    from parcours.build import build as building

    wanted = options.build_options(**asked)
    spoken, form = speech.language(lang), options.format_of(form)
    doing = Words("Génération", "Generating").in_lang(spoken)
    with terminal.progress(doing, wanted.itineraries, form) as tick:
        outcome = building.build(wanted, tick, lambda words: click.echo(words.in_lang(spoken),
                                                                        err=True))
    renew_settings(outcome, wanted.docs)
    if outcome.published and form == "text":
        click.echo(Words(
            f"{outcome.routes} itinéraires, {outcome.changed} fichiers changés dans {wanted.docs}",
            f"{outcome.routes} itineraries, {outcome.changed} files changed in {wanted.docs}",
        ).in_lang(spoken), err=True)
    terminal.finish(outcome.diagnostics, form, spoken, strict=wanted.strict)


def renew_settings(outcome: Outcome, docs: Path) -> None:
    """Say again in the settings of MkDocs, where some stand beside ``docs``, what the site is
    called and who publishes it."""
    from parcours.disk import atomic
    from parcours.reference import site_settings

    if outcome.atlas is not None:
        root = docs.resolve().parent
        for name in atomic.renew_all(root, site_settings.files(outcome.atlas, root)):
            click.echo(name, err=True)


@speech.command("Faire de docs/ le site fini, chaque langue avec sa recherche.")
@speech.option("--site", default="site", show_default=True, metavar=options.FOLDER,
               type=options.PATH,
               help=Words("Le dossier du site fini.", "The folder of the finished site."))
@speech.option("--itineraries", default="itineraries", show_default=True, metavar=options.FOLDER,
               type=options.PATH,
               help=Words("Le dossier où est site.yml.", "The folder that holds site.yml."))
@options.lang
@options.site_url
@speech.option("--preview", is_flag=True, help=Words(
    "Un site à regarder avant de le publier, qui s’ouvre depuis un disque.",
    "A site to look at before it is published, which opens from a disk."))
def publish(site: Path, itineraries: Path, lang: str | None, site_url: str,
            preview: bool) -> None:
    """Turn docs/ into the finished site, every language, with its search."""
    from parcours import publish as publishing
    from parcours.load.shared import read_site

    spoken = speech.language(lang)
    setting = read_site(itineraries, site_url)
    security = security_of(setting, options.day(None))
    with terminal.status() as status:
        done = publishing.publish(
            Path.cwd(), site, publishing.Publication(
                site_url=setting.site_url or "", repo_url=setting.repo_url or "",
                security=security, languages=setting.languages, whole=True, preview=preview),
            progress=lambda words: status(words.in_lang(spoken)))
    if setting.security and not security:
        click.echo(Words(
            "L’adresse de « security » dans site.yml ne valait que jusqu’au "
            f"{setting.security.until:%d/%m/%Y} : le site ne la donne plus. Vérifiez-la, puis "
            "repoussez until.",
            "The address of 'security' in site.yml was good until "
            f"{setting.security.until} only: the site does not give it any more. Check it, then "
            "set until to a later day.").in_lang(spoken), err=True)
    for place in done.scripted:
        click.echo(Words(
            f"docs/{place} : cette page contient un script ; écrit dans la page, aucun "
            "navigateur ne l’exécutera, mais un fichier du site tourne chez chaque visiteur : "
            "relisez-le ou retirez-le",
            f"docs/{place}: this page holds a script; within the page no browser will run it, but "
            "a file of the site runs at every visitor's: read it again or take it out",
        ).in_lang(spoken), err=True)
    if preview:
        click.echo(Words(
            f"{done.pages} pages. Un aperçu, qui s’ouvre sans serveur : {site}/index.html",
            f"{done.pages} pages. A preview, which opens without a server: {site}/index.html",
        ).in_lang(spoken))
        return
    click.echo(Words(
        f"{done.pages} pages, {done.rebuilt} refaites. Le site est prêt : {site}/index.html\n"
        f"Pour le voir : python3 -m http.server -d {site} 8000, puis http://localhost:8000/",
        f"{done.pages} pages, {done.rebuilt} rebuilt. The site is ready: {site}/index.html\n"
        f"To look at it: python3 -m http.server -d {site} 8000, then http://localhost:8000/",
    ).in_lang(spoken))
    if said := _of_the_address(setting.site_url or "", site_url):
        click.echo(said.in_lang(spoken))


def _of_the_address(used: str, given: str) -> Words | None:
    """What one has to know of the site's address: that none is known, or that there are two."""
    if not used:
        return Words(
            "Sans adresse (site_url dans site.yml, ou l’option --site-url), il manque : le plan du "
            "site pour les moteurs de recherche, l’image des pages que l’on partage, les adresses "
            "entières dans les calendriers et les flux ; et la page « introuvable » perd son style "
            "et ses liens si le site n’est pas à la racine de son domaine.",
            "Without an address (site_url in site.yml, or the option --site-url) these are "
            "missing: the sitemap for search engines, the picture of pages that are shared, whole "
            "addresses in calendars and feeds; and the page 'not found' loses its style and links "
            "if the site is not at the root of its domain.")
    if given and used.rstrip("/") != given.rstrip("/"):
        return Words(
            f"L’adresse est celle de site.yml, {used} ; celle que l’on a donnée, {given}, n’a pas "
            "servi.",
            f"The address is that of site.yml, {used}; the one that was given, {given}, was not "
            "used.")
    return None


def security_of(setting: Site, today: date) -> str:
    """The text of ``security.txt``; none where nobody is named, or no longer."""
    from parcours.publish.sitemap import security_txt

    told = setting.security
    if not told or told.until < today:
        return ""
    contacts = (*filter(None, (told.page,)), told.email)
    return security_txt(contacts, told.until, setting.languages, setting.site_url or "")


@speech.command("Montrer le site pendant qu’on écrit : un fichier enregistré se voit aussitôt dans "
                "le navigateur.")
@options.of_a_build
@speech.option("--port", default=8000, show_default=True, metavar="N",
               type=speech.WholeNumber(0, 65535),
               help=Words("Où le navigateur le trouve.", "Where the browser finds it."))
def serve(port: int, lang: str | None, form: str | None, **asked: Any) -> None:
    """Show the site while you write: a saved file is seen in the browser at once."""
    from parcours.build import serve as serving
    from parcours.diagnostics import report
    from parcours.publish import recover

    spoken, form = speech.language(lang), options.format_of(form)

    def tell(words: Words, outcome: Outcome | None) -> None:
        if outcome is not None:
            click.echo(report.report(list(outcome.diagnostics), form, spoken), nl=False)
        click.echo(words.in_lang(spoken), err=True)

    def failed(failure: Exception) -> None:
        click.echo(terminal.in_one_line(failure, spoken), err=True)

    recover(Path.cwd(), Path("site"))  # somebody may be looking at that one, too
    wanted = options.build_options(**asked)
    serving.serve(wanted, port, tell, failed, lambda outcome: renew_settings(outcome, wanted.docs))
