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
    """Where the forge lets one edit a file of the content folder; empty without a repository, or
    where nothing says what kind of forge keeps it: an address does not."""
    address, forge = repository(atlas.site), atlas.site.forge
    if not address or forge is None:
        return ""
    path = quote(f"{atlas.site.branch}/{content_folder(atlas)}/{file}")
    return f"{address}/{_EDIT[forge]}/{path}"


def content_folder(atlas: Atlas) -> str:
    """The content folder as the repository names it."""
    root = atlas.root
    return root.name if root.is_absolute() or ".." in root.parts else root.as_posix()

