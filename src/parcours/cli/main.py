"""The ``parcours`` command, and where our own failures end."""

from __future__ import annotations

import os
import sys

import click

from parcours import __version__
from parcours.cli import editing, init, propose, route, site, speech, terminal, timetable
from parcours.diagnostics.diagnostic import Words


@speech.group("Des itinéraires touristiques qui joignent ville et campagne, de fichiers YAML à un "
              "site publié.")
@click.version_option(__version__, cls=speech.Option, help=Words(
    "Afficher la version.", "Show the version."))
def parcours() -> None:
    """Tourist routes that join city and countryside, from YAML files to a published site."""


for _command in (site.check, site.build, site.publish, site.serve, editing.explain, editing.stale,
                 editing.codeowners, editing.outlines, editing.reference, editing.review,
                 editing.new, editing.import_, init.init, timetable.timetable, route.route,
                 propose.propose):
    parcours.add_command(_command)


def main() -> None:
    """Run the command; our own failures end here, as one line and exit 2."""
    try:
        # click returns the code of an Exit instead of raising it when it does not stand alone
        code = parcours(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as misused:
        click.echo(speech.told(misused, speech.language_typed(sys.argv[1:])), err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(2)
    except Exception as failure:
        if os.environ.get("PARCOURS_DEBUG"):
            raise
        told = terminal.in_one_line(failure, speech.language_typed(sys.argv[1:]))
        click.echo(f"parcours: {told}", err=True)
        sys.exit(2)
