"""The repository that holds the content: where its files can be edited.

Addresses only; every word that enters one is percent-encoded.
"""

from __future__ import annotations

from urllib.parse import quote

from parcours.content.atlas import Atlas
from parcours.format.choices import Forge
from parcours.format.model import Site


def repository(site: Site) -> str:
    """The address of the repository without what one may paste with it."""
    return (site.repo_url or "").rstrip("/").removesuffix(".git")


def edit_address(file: str, atlas: Atlas) -> str:
    """Where the forge lets one edit a file of the content folder; empty without a repository."""
    address = repository(atlas.site)
    verb = "-/edit" if is_gitlab(atlas.site) else "edit"
    path = quote(f"{atlas.site.branch}/{content_folder(atlas)}/{file}")
    return f"{address}/{verb}/{path}" if address else ""


def content_folder(atlas: Atlas) -> str:
    """The content folder as the repository names it."""
    root = atlas.root
    return root.name if root.is_absolute() or ".." in root.parts else root.as_posix()


def is_gitlab(site: Site) -> bool:
    """Whether the repository is kept by GitLab rather than by GitHub or a platform like it."""
    if site.forge is not None:
        return site.forge is Forge.GITLAB
    return "gitlab" in (site.repo_url or "").partition("://")[2].partition("/")[0]
