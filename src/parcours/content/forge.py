"""The repository that holds the content: where its files can be edited.

Addresses only; every word that enters one is percent-encoded.
"""

from __future__ import annotations

from urllib.parse import quote

from parcours.content.atlas import Atlas
from parcours.format.choices import Forge
from parcours.format.model import Site

_EDIT = {Forge.GITHUB: "edit", Forge.GITLAB: "-/edit", Forge.FORGEJO: "_edit",
         Forge.GITEA: "_edit"}
"""What stands before the branch in the address of a file's editor."""


def repository(site: Site) -> str:
    """The address of the repository without what one may paste with it."""
    return (site.repo_url or "").rstrip("/").removesuffix(".git")


def edit_address(file: str, atlas: Atlas) -> str:
    """Where the forge lets one edit a file of the content folder; empty without a repository."""
    address = repository(atlas.site)
    verb = _EDIT[forge_of(atlas.site)]
    path = quote(f"{atlas.site.branch}/{content_folder(atlas)}/{file}")
    return f"{address}/{verb}/{path}" if address else ""


def content_folder(atlas: Atlas) -> str:
    """The content folder as the repository names it."""
    root = atlas.root
    return root.name if root.is_absolute() or ".." in root.parts else root.as_posix()


def forge_of(site: Site) -> Forge:
    """The kind of forge, as ``forge`` says. Where it says nothing, a host that is called gitlab is
    taken for one, and any other for GitHub."""
    if site.forge is not None:
        return site.forge
    host = (site.repo_url or "").partition("://")[2].partition("/")[0]
    return Forge.GITLAB if "gitlab" in host else Forge.GITHUB
