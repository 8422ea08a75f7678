"""``parcours codeowners``: who must approve a change of each file, from ``territories.yml``.

A place is its territory's, a route its alliance's. All else in the repository is every side's: what
all share, the site's own files, the workflows, and a new file, which is in no list yet. Each forge
has its own place, form and way to choose among lines that fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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
# GitHub asks all the owners on a file's last line, and is content with one of them. With two
# approvals in the rules of the branch a route waits for two people, though not for both sides.
"""
_GITLAB = """\
# GitLab waits for one owner of each section: a star is every file, and what is another side's alone
# is said with its owners. The branch must be protected, with approval by code owners.
"""
_GITEA = """\
# Forgejo and Gitea ask the owners of every line that fits; the last line is of all other files.
# They ask, and wait for nobody: the rules of the branch say how many must approve.
"""

PATHS = {Forge.GITHUB: ".github/CODEOWNERS", Forge.GITLAB: ".gitlab/CODEOWNERS",
         Forge.FORGEJO: ".forgejo/CODEOWNERS", Forge.GITEA: ".gitea/CODEOWNERS"}
"""Where each forge looks for the file, below the project."""


def files(shared: Shared, project: Path) -> dict[str, str]:
    """The file of each forge that has one in the project, and of the one that the settings name,
    by its path below the project."""
    wanted = {forge: PATHS[forge] for forge in Forge
              if (project / PATHS[forge]).is_file() or (
                  forge is shared.atlas.site.forge and _everybody(shared))}
    return {path: codeowners(shared, forge) for forge, path in wanted.items()}


def codeowners(shared: Shared, forge: Forge) -> str:
    """The file for one kind of forge."""
    if not _everybody(shared):
        return _HEAD
    match forge:
        case Forge.GITHUB:
            return _for_github(shared)
        case Forge.GITLAB:
            return _for_gitlab(shared)
        case Forge.FORGEJO | Forge.GITEA:
            return _for_forgejo_and_gitea(shared)


def _for_github(shared: Shared) -> str:
    """The last line that fits a file speaks alone: what is everybody's comes first."""
    owned = "".join(_line(f"/{path}", owners) for path, owners in _owned(shared))
    return _HEAD + _GITHUB + _line("*", _everybody(shared)) + owned


def _for_gitlab(shared: Shared) -> str:
    """Every section is waited for, and in each the last line that fits speaks: one section a
    territory makes all sides approve, but for what is another's alone, which is said there."""
    sections = []
    for id in shared.atlas.territories:
        own = _reviewers([id], shared)
        if own:
            others = "".join(_line(f"/{path}", owners) for path, owners in _owned(shared)
                             if not set(own) & set(owners))
            sections.append(f"\n[{id}] {' '.join(own)}\n*\n{others}")
    return _HEAD + _GITLAB + "".join(sections)


def _for_forgejo_and_gitea(shared: Shared) -> str:
    """Regular expressions of whole paths, of which every one that fits asks its owners: each file
    has its line, and one line, turned round, is of all that has none."""
    owned = _owned(shared)
    lines = "".join(_line(_expression(path), owners) for path, owners in owned)
    known = "|".join(_expression(path) for path, _ in owned)
    rest = f"!(?:{known})" if known else ".*"
    return _HEAD + _GITEA + lines + _line(rest, _everybody(shared))


def _owned(shared: Shared) -> list[tuple[str, list[str]]]:
    """The files that are some sides' and not all's to say, with those who review for them."""
    atlas = shared.atlas
    folder = content_folder(atlas)
    files: list[tuple[str, list[str]]] = []
    for path in shared.itinerary_paths:
        parsed = read_one(path, Itinerary)
        alliance = (atlas.alliances.get(parsed.value.alliance) if isinstance(parsed, Parsed)
                    else None)
        if alliance is not None:
            files.append((f"{folder}/{path.name}", _reviewers(alliance.territories, shared)))
    for id, place in sorted(atlas.places.items()):
        side = atlas.side_of(place)
        if side is not None:
            files.append((f"{folder}/places/{id}.yml", _reviewers([side.id], shared)))
    return [(path, owners) for path, owners in files if owners]


def _line(pattern: str, owners: Iterable[str]) -> str:
    return f"{pattern} {' '.join(owners)}\n"


def _expression(path: str) -> str:
    """A path as an expression without a backslash, which the line itself would take away."""
    return re.sub(r"[^\w/-]", lambda sign: "[.]" if sign[0] == "." else ".", path)


def _everybody(shared: Shared) -> list[str]:
    return _reviewers(shared.atlas.territories, shared)


def _reviewers(territories: Iterable[str], shared: Shared) -> list[str]:
    """Those who review for some territories, each once."""
    offices = (known.office for id in territories
               if (known := shared.atlas.territories.get(id)) is not None)
    return list(dict.fromkeys(one for office in offices if office for one in office.reviewers))
