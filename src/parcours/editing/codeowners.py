"""``parcours codeowners``: who must approve a change of each file, from ``territories.yml``.

A place is its territory's; a route and what all share are both sides'. A new file is in nobody's
list before the files are renewed: until then GitHub asks both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from parcours.content.forge import content_folder
from parcours.format.choices import Forge
from parcours.format.model import Itinerary
from parcours.format.parse import Parsed
from parcours.load.files import read_one
from parcours.load.shared import Shared

_HEAD = """\
# Écrit par `parcours codeowners` d’après territories.yml : ne pas modifier à la main.
# Written by `parcours codeowners` from territories.yml: not to be edited by hand.
"""
_GITHUB = """\
# GitHub asks all the owners on a file's last line, and is content with one of them: for a route to
# wait for both sides, the rules of the branch must ask for two approvals.
"""


def files(shared: Shared, project: Path) -> dict[str, str]:
    """The file of each forge that has one in the project, by its path below it."""
    paths = {forge: f".{forge.value}/CODEOWNERS" for forge in Forge}
    return {path: codeowners(shared, forge) for forge, path in paths.items()
            if (project / path).is_file()}


def codeowners(shared: Shared, forge: Forge) -> str:
    """The file for one kind of forge.

    Forgejo and Gitea take regular expressions of whole paths, and ask the owners of every line
    that fits, not of the last alone: no line is about all files there.
    """
    files = _files(shared)
    if forge is Forge.GITLAB:
        return _HEAD + "".join(_section(territory, files, shared)
                               for territory in shared.atlas.territories)
    if forge is not Forge.GITHUB:
        folder = re.escape(content_folder(shared.atlas))
        common = (rf"{folder}/(?:site\.yml|territories\.yml|communes\.csv)",
                  list(shared.atlas.territories))
        lines = [_line(path, territories, shared) for path, territories in (
            common, *((re.escape(path[1:]), owners) for path, owners in files[1:]))]
        return _HEAD + "".join(lines)
    anything_else = (f"/{content_folder(shared.atlas)}/", list(shared.atlas.territories))
    lines = [_line(path, territories, shared) for path, territories in (anything_else, *files)]
    return _HEAD + _GITHUB + "".join(line for line in lines if line)


def _files(shared: Shared) -> list[tuple[str, Sequence[str]]]:
    """Every file with the territories that own it; on both forges the last line that fits wins."""
    atlas = shared.atlas
    folder, everybody = content_folder(atlas), list(atlas.territories)
    files: list[tuple[str, Sequence[str]]] = [(f"/{folder}/*", everybody)]
    for path in shared.itinerary_paths:
        parsed = read_one(path, Itinerary)
        alliance = (atlas.alliances.get(parsed.value.alliance) if isinstance(parsed, Parsed)
                    else None)
        if alliance is not None:
            files.append((f"/{folder}/{path.name}", alliance.territories))
    for id, place in sorted(atlas.places.items()):
        side = atlas.side_of(place)
        if side is not None:
            files.append((f"/{folder}/places/{id}.yml", [side.id]))
    return files


def _line(path: str, territories: Iterable[str], shared: Shared) -> str:
    owners = dict.fromkeys(one for id in territories for one in _reviewers(id, shared))
    return f"{path} {' '.join(owners)}\n" if owners else ""


def _section(territory: str, files: Sequence[tuple[str, Sequence[str]]], shared: Shared) -> str:
    """GitLab waits for every section: one a territory makes both sides approve."""
    owners = _reviewers(territory, shared)
    if not owners:
        return ""
    paths = "".join(f"{path}\n" for path, territories in files if territory in territories)
    return f"\n[{territory}] {' '.join(owners)}\n{paths}"


def _reviewers(territory: str, shared: Shared) -> tuple[str, ...]:
    known = shared.atlas.territories.get(territory)
    return known.office.reviewers if known and known.office else ()
