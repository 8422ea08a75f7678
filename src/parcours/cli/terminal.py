"""What a terminal shows: diagnostics, progress, questions, and a failure in one line."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from parcours.diagnostics.diagnostic import Diagnostic, Lang, Words, has_errors

_FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
"""No room on the disk, for a file of this size, or of one's own share."""


@contextmanager
def progress(label: str, folder: Path, form: str) -> Iterator[Callable[[int], None]]:
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
def counting(label: str) -> Iterator[Callable[[int, int, int | None], None] | None]:
    """A bar of steps done, of how many, with the best so far, while a terminal watches; None
    otherwise."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), auto_refresh=False, transient=True) as bar:
        task = bar.add_task(label, total=None)

        def tell(done: int, total: int, best: int | None) -> None:
            bar.update(task, completed=done, total=total, refresh=True,
                       description=label if best is None else f"{label} ({best})")

        yield tell


@contextmanager
def status() -> Iterator[Callable[[str], None]]:
    """What is being done, on standard error while a terminal watches; silence otherwise."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("") as shown:
        yield shown.update


def finish(found: Sequence[Diagnostic], form: str, lang: Lang, *, strict: bool) -> None:
    """Show every diagnostic and their sum; exit 1 where the content has errors."""
    from parcours.diagnostics import report

    click.echo(report.report(list(found), form, lang), nl=False)
    if form == "text":
        click.echo(report.summary(list(found), lang), err=True)
    if has_errors(list(found), strict=strict):
        raise click.exceptions.Exit(1)


def refuse(found: Iterable[Diagnostic], form: str, lang: Lang) -> NoReturn:
    """Show what keeps a command from doing what was asked; exit 1."""
    from parcours.diagnostics import report

    click.echo(report.report(list(found), form, lang), nl=False)
    raise click.exceptions.Exit(1)


def answer(question: Words, lang: Lang) -> str:
    """What somebody at a terminal answers; nothing where there is none."""
    if not sys.stdin.isatty():
        return ""
    answered: str = click.prompt(question.in_lang(lang), default="", show_default=False)
    return answered.strip()


def in_one_line(failure: Exception, lang: Lang) -> str:
    """A failure of ours, or of what we need, for whoever typed the command."""
    from parcours.disk.atomic import ForeignFileError

    words = getattr(failure, "words", None)
    if isinstance(words, Words):  # a failure that speaks for itself, with what a tool said
        return "\n".join(filter(None, (words.in_lang(lang), getattr(failure, "detail", ""))))
    if isinstance(failure, ForeignFileError):
        return Words(
            f"{failure.path} n’a pas été fait par parcours et occupe une place dont il a besoin : "
            "renommez-le ou supprimez-le",
            f"{failure.path} was not made by parcours and stands where it must write: rename or "
            "remove it").in_lang(lang)
    if isinstance(failure, OSError) and (told := _of_the_disk(failure)):
        return told.in_lang(lang)
    hint = Words("PARCOURS_DEBUG=1 montre le détail", "PARCOURS_DEBUG=1 shows the details")
    return f"{type(failure).__name__}: {failure} ({hint.in_lang(lang)})"


def _of_the_disk(failure: OSError) -> Words | None:
    """What is to be done about what a disk refused, where that is known."""
    name = failure.filename if isinstance(failure.filename, str) else ""
    if failure.errno in _FULL:
        return Words(
            f"il n’y a plus de place sur le disque{f' ({name})' if name else ''} : faites-en, puis "
            "recommencez ; rien n’a été gardé à moitié",
            f"there is no room left on the disk{f' ({name})' if name else ''}: make some, then run "
            "it again; nothing was kept by half")
    if name and isinstance(failure, FileNotFoundError | NotADirectoryError):
        return Words(f"{name} n’est pas là, ou n’y est plus : recommencez s’il vient d’être retiré",
                     f"{name} is not there, or no longer: run it again if it was just removed")
    if name and isinstance(failure, PermissionError):
        return Words(f"{name} : ce compte n’a pas le droit d’y toucher",
                     f"{name}: this account may not touch it")
    return None
