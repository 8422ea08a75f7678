"""The ``parcours`` command: the only module that talks to a terminal, and the only one that
catches our own failures (exit 2); faults in the content are exit 1."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from parcours import __version__
from parcours.diagnostics.diagnostic import Diagnostic, Lang, Words, has_errors

if TYPE_CHECKING:
    from parcours.build.build import Options, Outcome


def _day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a date of the form 2027-01-31") from None


def _default_lang() -> Lang:
    said = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "en" if next(filter(None, said), "").startswith("en") else "fr"


_CONTENT: list[Callable[[Any], Any]] = [
    click.option("--itineraries", default="itineraries", show_default=True, metavar="DIR",
                 type=click.Path(path_type=Path), help="The folder of the YAML files."),
    click.option("--docs", default="docs", show_default=True, metavar="DIR",
                 type=click.Path(path_type=Path), help="The folder MkDocs reads."),
    click.option("--only", default="", metavar="ID", help="This itinerary alone."),
    click.option("--jobs", type=click.IntRange(1), default=None, metavar="N",
                 help="Processes to use  [default: all cores]"),
    click.option("--strict", is_flag=True, help="Fail on warnings, too."),
    click.option("--format", "form", default=None, type=click.Choice(
        ["text", "github", "json", "sarif", "gitlab"]),
        help="How diagnostics are written  [default: github on GitHub, else text]"),
    click.option("--lang", type=click.Choice(["fr", "en"]), default=None,
                 help="The language of the messages  [default: the system's, else French]"),
    click.option("--today", callback=_day, default=None, metavar="YYYY-MM-DD",
                 help="Compute as on this day  [default: SOURCE_DATE_EPOCH, else today]"),
]


def _content_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_CONTENT):
        command = option(command)
    return command


@click.group()
@click.version_option(__version__)
def parcours() -> None:
    """Tourist routes that join city and countryside, from YAML files to a published site."""


@parcours.command()
@_content_options
@click.option("--fix", "mend", is_flag=True, help="Correct in the files what is certain.")
def check(mend: bool, **asked: Any) -> None:
    """Check the files and say what to mend; write nothing but what --fix asks."""
    from parcours.build import build as building

    options, form, lang = _options(asked)
    if mend:
        from parcours.editing import fix as fixing

        outcome, fixed = fixing.fix(options)
        for one in fixed:
            click.echo(one.in_words(lang), err=form != "text")
        _finish(outcome, options.strict, form, lang)
        return
    doing = "Vérification" if lang == "fr" else "Checking"
    with _progress(doing, options.itineraries, form) as tick:
        outcome = building.check(options, tick)
    _finish(outcome, options.strict, form, lang)


@parcours.command()
@_content_options
def build(**asked: Any) -> None:
    """Generate the pages, maps and files that MkDocs publishes."""
    from parcours.build import build as building

    options, form, lang = _options(asked)
    doing = "Génération" if lang == "fr" else "Generating"
    with _progress(doing, options.itineraries, form) as tick:
        outcome = building.build(options, tick)
    if outcome.published and form == "text":
        click.echo(f"{outcome.routes} itinéraires, {outcome.changed} fichiers changés dans "
                   f"{options.docs}" if lang == "fr" else
                   f"{outcome.routes} itineraries, {outcome.changed} files changed in "
                   f"{options.docs}", err=True)
    _finish(outcome, options.strict, form, lang)


@parcours.command()
@click.option("--site", default="site", show_default=True, metavar="DIR",
              type=click.Path(path_type=Path), help="The folder of the finished site.")
@click.option("--itineraries", default="itineraries", show_default=True, metavar="DIR",
              type=click.Path(path_type=Path), help="The folder that holds site.yml.")
@click.option("--lang", type=click.Choice(["fr", "en"]), default=None)
def publish(site: Path, itineraries: Path, lang: Lang | None) -> None:
    """Turn docs/ into the finished site, every language, with its search."""
    from parcours import publish as publishing
    from parcours.load.shared import read_site

    lang = lang or _default_lang()
    setting = read_site(itineraries)
    with _status() as status:
        done = publishing.publish(
            Path.cwd(), site, progress=lambda words: status(words.in_lang(lang)),
            site_url=setting.site_url or "", repo_url=setting.repo_url or "")
    click.echo(Words(
        f"{done.pages} pages, {done.rebuilt} refaites. Le site est prêt : {site}/index.html\n"
        f"Pour le voir : python3 -m http.server -d {site} 8000, puis http://localhost:8000/",
        f"{done.pages} pages, {done.rebuilt} rebuilt. The site is ready: {site}/index.html\n"
        f"To look at it: python3 -m http.server -d {site} 8000, then http://localhost:8000/",
    ).in_lang(lang))


@parcours.command()
@_content_options
@click.option("--port", default=8000, show_default=True, help="Where the browser finds it.")
def serve(port: int, **asked: Any) -> None:
    """Show the site while you write: a saved file is seen in the browser at once."""
    from parcours.build import serve as serving
    from parcours.diagnostics import report

    options, form, lang = _options(asked)

    def tell(words: Words, outcome: Outcome | None) -> None:
        if outcome is not None:
            click.echo(report.report(list(outcome.diagnostics), form, lang), nl=False)
        click.echo(words.in_lang(lang), err=True)

    serving.serve(options, port, tell)


@parcours.command()
@click.argument("code")
@click.option("--lang", type=click.Choice(["fr", "en"]), default=None)
def explain(code: str, lang: Lang | None) -> None:
    """Say why a diagnostic matters and how to mend it, with an example."""
    from parcours.diagnostics.explain import explain as explained

    told = explained(code, lang or _default_lang())
    click.echo(told)


def _options(asked: dict[str, Any]) -> tuple[Options, str, Lang]:
    from parcours.build.build import Options, reproducible_today

    form = asked["form"] or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    lang: Lang = "en" if (asked["lang"] or _default_lang()) == "en" else "fr"
    jobs = asked["jobs"] or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (
        asked["jobs"] or os.cpu_count() or 1)
    return Options(asked["itineraries"], asked["docs"], asked["today"] or reproducible_today(),
                   asked["only"], jobs, asked["strict"], _cache()), form, lang


def _cache() -> Path:
    """The user's own folder for what can be made again; ``PARCOURS_CACHE`` names another."""
    from platformdirs import user_cache_path

    return Path(os.environ.get("PARCOURS_CACHE") or user_cache_path("parcours"))


@contextmanager
def _progress(label: str, folder: Path, form: str) -> Iterator[Callable[[int], None]]:
    """A bar on standard error while a terminal watches; silence otherwise."""
    if not sys.stderr.isatty() or form == "github":
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    total = sum(1 for _ in folder.glob("*.yml"))
    # refreshed by hand: a thread of its own would be copied, stuck, into the processes we fork
    with Progress(console=Console(stderr=True), auto_refresh=False, transient=True) as bar:
        task = bar.add_task(label, total=total)

        def tick(done: int) -> None:
            bar.update(task, advance=done, refresh=True)

        yield tick


@contextmanager
def _status() -> Iterator[Callable[[str], None]]:
    """What is being done, on standard error while a terminal watches; silence otherwise."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("") as status:
        yield status.update


def _finish(outcome: Outcome, strict: bool, form: str, lang: Lang) -> None:
    from parcours.diagnostics import report

    found = list(outcome.diagnostics)
    click.echo(report.report(found, form, lang), nl=False)
    if form == "text":
        click.echo(report.summary(found, lang), err=True)
    if has_errors(found, strict=strict):
        raise click.exceptions.Exit(1)


_READ: list[Callable[[Any], Any]] = [_CONTENT[0], *_CONTENT[-2:]]
"""The options of a command that reads the content and judges nothing: --itineraries --lang --today.
"""


def _read_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_READ):
        command = option(command)
    return command


@parcours.command()
@_read_options
@click.option("--within", default=30, show_default=True, metavar="DAYS", type=click.IntRange(0),
              help="Also what will be due within so many days.")
@click.option("--by", type=click.Choice(["office"]), help="Grouped by the offices that answer.")
@click.option("--format", "form", default="text", type=click.Choice(["text", "json", "markdown"]))
def stale(itineraries: Path, lang: Lang | None, today: date | None, within: int, by: str | None,
          form: str) -> None:
    """List the places whose facts have to be verified again."""
    from parcours.build.build import reproducible_today
    from parcours.editing import stale as staleness
    from parcours.load.shared import read_shared

    shared, spoken = read_shared(itineraries, today or reproducible_today()), _spoken(lang)
    found = staleness.due(shared, within, spoken)
    offices = staleness.by_office(found, shared.atlas, spoken) if by else None
    write = {"text": staleness.as_text, "json": staleness.as_json,
             "markdown": staleness.as_markdown}
    click.echo(write[form](found, offices, shared.atlas, spoken), nl=False)


@parcours.command()
@_read_options
@click.option("--forge", default="github", type=click.Choice(["github", "gitlab"]))
def codeowners(itineraries: Path, lang: Lang | None, today: date | None, forge: str) -> None:
    """Print the file that says who must approve a change of each file."""
    from parcours.build.build import reproducible_today
    from parcours.editing import codeowners as owners
    from parcours.format.model import Forge
    from parcours.load.shared import read_shared

    shared = read_shared(itineraries, today or reproducible_today())
    click.echo(owners.codeowners(shared, Forge(forge)), nl=False)


@parcours.command()
@_CONTENT[0]
def reference(itineraries: Path) -> None:
    """Renew what is made from the format: the schemas, the reference pages, the form; and who
    must approve a change of each file."""
    from parcours.build import output
    from parcours.build.build import reproducible_today
    from parcours.editing import codeowners as owners
    from parcours.load.shared import read_shared
    from parcours.reference import pages as referring

    shared = read_shared(itineraries, reproducible_today())
    made = referring.files(itineraries) | owners.files(shared, Path.cwd())
    for path in output.renew(Path.cwd(), made):
        click.echo(path)


@parcours.command()
@_read_options
@click.option("--base", required=True, metavar="REV", help="What the proposal is compared with.")
@click.option("--preview", default="", metavar="URL",
              help="Where the built site can be looked at: links lead there.")
def review(itineraries: Path, lang: Lang | None, today: date | None, base: str,
           preview: str) -> None:
    """Sum up, for those who review, what a proposal changes for visitors."""
    from parcours import review as reviewing
    from parcours.build.build import reproducible_today

    click.echo(reviewing.review(itineraries, base, today or reproducible_today(), _spoken(lang),
                                preview), nl=False)


@parcours.command()
@click.argument("what", type=click.Choice(["itinerary", "place"]))
@click.argument("id")
@_read_options
@_CONTENT[5]
@click.option("--name", default="", help="What the place is called.")
@click.option("--kind", default="", help="What the place is: museum, market, farm shop...")
@click.option("--commune", default="", metavar="CODE|NAME", help="Where the place is.")
@click.option("--lat", default="", help="Its latitude in degrees, such as 43.60450.")
@click.option("--lon", default="", help="Its longitude in degrees, such as 1.44400.")
@click.option("--title", default="", help="What the itinerary is called.")
def new(what: str, id: str, form: str | None, title: str, **asked: Any) -> None:
    """Write the file of a new itinerary or place, explained line by line and ready to change."""
    from parcours.editing import new as scaffold
    from parcours.editing.new_files import write_new

    root, lang, form = asked.pop("itineraries"), _spoken(asked.pop("lang")), _form(form)
    atlas = _atlas(root, asked.pop("today"), form, lang)
    if what == "place":
        for name in ("name", "commune", "kind"):
            asked[name] = _answer(name, asked[name], lang)
        made = scaffold.new_place(id, scaffold.Answers(**asked), atlas, lang)
    else:
        made = scaffold.new_itinerary(id, _answer("title", title, lang), atlas, lang)
    if isinstance(made, list):
        _refuse(made, form, lang)
    write_new(root, [(made.path, made.text.encode())])
    click.echo(scaffold.told(made, root.as_posix()).in_lang(lang))


@parcours.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@_read_options
@_CONTENT[5]
@click.option("--contacts", is_flag=True,
              help="Carry over telephone numbers and e-mail addresses, with the people's consent.")
@click.option("--all", "everything", is_flag=True,
              help="Make drafts of what lies outside the territories, too.")
def import_(file: Path, itineraries: Path, lang: Lang | None, today: date | None,
            form: str | None, contacts: bool, everything: bool) -> None:
    """Turn a file you have into place files or a draft itinerary: DATAtourisme, Apidae, Geotrek,
    GeoJSON, GPX, KML, CSV, XLSX. No file is ever overwritten."""
    from parcours.editing.new_files import write_new
    from parcours.importers import import_file
    from parcours.importers.telling import told

    spoken, form = _spoken(lang), _form(form)
    atlas = _atlas(itineraries, today, form, spoken)
    result = import_file(file, atlas, contacts=contacts, everything=everything, lang=spoken)
    if result.diagnostics:
        _refuse(list(result.diagnostics), form, spoken)
    write_new(itineraries, result.files)
    click.echo(told(result, itineraries.as_posix(), spoken), nl=False, err=form != "text")


def _form(asked: str | None) -> str:
    return asked or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")


def _atlas(itineraries: Path, today: date | None, form: str, lang: Lang) -> Any:
    """What new files are judged against; ends here when the files that all need are at fault."""
    from parcours.build.build import reproducible_today
    from parcours.editing.new_files import in_the_way
    from parcours.load.shared import read_shared

    shared = read_shared(itineraries, today or reproducible_today())
    if faults := in_the_way(shared):
        _refuse(faults, form, lang)
    return shared.atlas


def _answer(name: str, given: str, lang: Lang) -> str:
    """What was given, else what somebody at a terminal answers, else nothing."""
    from parcours.editing.new import QUESTIONS

    if given or name not in QUESTIONS or not sys.stdin.isatty():
        return given
    answer: str = click.prompt(QUESTIONS[name].in_lang(lang), default="", show_default=False)
    return answer.strip()


def _refuse(found: list[Diagnostic], form: str, lang: Lang) -> NoReturn:
    from parcours.diagnostics import report

    click.echo(report.report(found, form, lang), nl=False)
    raise click.exceptions.Exit(1)


def _spoken(lang: str | None) -> Lang:
    return "en" if (lang or _default_lang()) == "en" else "fr"


def main() -> None:
    """Run the command; our own failures end here, as one line and exit 2."""
    try:
        # click returns the code of an Exit instead of raising it when it does not stand alone
        code = parcours(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as misused:
        misused.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(2)
    except Exception as failure:
        if os.environ.get("PARCOURS_DEBUG"):
            raise
        click.echo(f"parcours: {_told(failure)}", err=True)
        sys.exit(2)


def _told(failure: Exception) -> str:
    from parcours.build.output import ForeignFileError

    fr = _default_lang() == "fr"
    words = getattr(failure, "words", None)
    if isinstance(words, Words):  # a failure that speaks for itself, with what a tool said
        return "\n".join(filter(None, (words.in_lang(_default_lang()),
                                       getattr(failure, "detail", ""))))
    if isinstance(failure, ForeignFileError):
        return (f"{failure.path} n’a pas été fait par parcours et occupe une place dont il "
                "a besoin : renommez-le ou supprimez-le" if fr else
                f"{failure.path} was not made by parcours and stands where it must write: "
                "rename or remove it")
    hint = "PARCOURS_DEBUG=1 montre le détail" if fr else "PARCOURS_DEBUG=1 shows the details"
    return f"{type(failure).__name__}: {failure} ({hint})"
