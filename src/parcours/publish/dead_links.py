"""Addresses that lead nowhere: a site with one is not put in place.

Builders look at links in Markdown alone; pages of ours are HTML, and so may be those by hand, and
feeds, calendars, tracks and data have addresses that no builder knows. What each file names is in
the inventory already, which reads a file once; a page is read again only where a page by hand leads
to a place in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from parcours.diagnostics.diagnostic import Words
from parcours.publish.inventory import Inventory, ids
from parcours.publish.workspace import PublishError

_TOLD_MOST = 20
_APART = ("/admin/", "/pagefind/")
"""What joins the site afterwards, or is left out of the inventory."""

_AROUND = re.compile(r"['),;].*|[.:!?\]…»*_]+$", re.DOTALL)
"""What follows an address in a sentence, a table or a line of code, and may be part of one."""


def refuse_dead_links(inventory: Inventory, read: Callable[[str], str]) -> None:
    """Raise `PublishError` where a page names a file, a page, or a place in a page that is not in
    the site; ``read`` gives the text of a page by its path."""
    dead = [(page, name) for page, about in inventory.items() for name in about.names
            if not _is_there(name, inventory)]
    folders = {name.partition("/")[0] for name in inventory if "/" in name}
    for file, about in inventory.items():
        for name in about.told:
            path = name.lstrip("/")
            if path != name and path.partition("/")[0] not in folders:
                continue  # from the root of a host that may have more than this site
            if not _is_there(path, inventory) and not _is_there(
                    short := _AROUND.sub("", path), inventory):
                dead.append((file, short))
    dead += _dead_fragments(inventory, read)
    if dead:
        told = "\n".join(f"{page} → {name}" for page, name in dead[:_TOLD_MOST])
        more = f"\n… ({len(dead)})" if len(dead) > _TOLD_MOST else ""
        raise PublishError(Words(
            "des adresses du site ne mènent nulle part ; l’ancien site reste en place",
            "addresses of the site lead nowhere; the former site stays in place"), told + more)


def _dead_fragments(inventory: Inventory,
                    read: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Addresses of a place in a page that has none of that name."""
    known: dict[str, frozenset[str]] = {}
    for page, about in inventory.items():
        for address in about.fragments:
            path, _, id = address.partition("#")
            name = page_of(path, inventory)
            if name == page:
                yield page, f"#{id}"
            elif name:  # of a page that is not there it is told already
                if name not in known:
                    known[name] = ids(read(name))
                if id not in known[name]:
                    yield page, address


def page_of(name: str, inventory: Inventory) -> str:
    """The file of the page at an address from the site's root; empty where it is none."""
    folder = f"{name.rstrip('/')}/" if name else ""
    return next((one for one in (name, f"{folder}index.html")
                 if one.endswith(".html") and one in inventory), "")


def _is_there(name: str, inventory: Inventory) -> bool:
    if name in inventory or f"/{name}".startswith(_APART):
        return True
    folder = f"{name.rstrip('/')}/" if name else ""
    return f"{folder}index.html" in inventory
