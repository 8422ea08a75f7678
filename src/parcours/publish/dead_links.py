"""Addresses that lead nowhere: a site with one is not put in place.

Builders look at links in Markdown alone; pages of ours are HTML, and so may be those by hand. What
each page names is in the inventory already, which reads a page once.
"""

from __future__ import annotations

from parcours.diagnostics.diagnostic import Words
from parcours.publish.inventory import Inventory
from parcours.publish.workspace import PublishError

_TOLD_MOST = 20
_MADE_LATER = ("service-worker.js", "manifest.webmanifest")
_APART = ("/admin/", "/pagefind/")
"""What joins the site afterwards, or is left out of the inventory."""


def refuse_dead_links(inventory: Inventory) -> None:
    """Raise `PublishError` where a page names a file or a page that is not in the site."""
    dead = [(page, name) for page, about in inventory.items() for name in about.names
            if not _is_there(name, inventory)]
    if dead:
        told = "\n".join(f"{page} → {name}" for page, name in dead[:_TOLD_MOST])
        more = f"\n… ({len(dead)})" if len(dead) > _TOLD_MOST else ""
        raise PublishError(Words(
            "des adresses du site ne mènent nulle part ; l’ancien site reste en place",
            "addresses of the site lead nowhere; the former site stays in place"), told + more)


def _is_there(name: str, inventory: Inventory) -> bool:
    if name in inventory or name.endswith(_MADE_LATER) or (
            f"/{name}".startswith(_APART)):
        return True
    folder = f"{name.rstrip('/')}/" if name else ""
    return f"{folder}index.html" in inventory
