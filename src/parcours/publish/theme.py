"""The theme's own files as they are served: in a folder whose name is the version of all of them.

Such an address never changes what it means, and modules in the folder import one another. Builders
copy the theme under plain names, too, and all of Material with it: none of that is served.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from parcours.disk.atomic import renew
from parcours.disk.digest import digest_all
from parcours.publish.workspace import files, remove
from parcours.web import scripts, styles
from parcours.web.colours import Palette, recoloured

VERSIONED = r"^(?:[\w-]+/)?assets/(?:map/)?([0-9a-f]{10})/"
"""The path of a file with a version in its address, of the theme or of maps; as JavaScript reads
it, too."""

_VERSIONED = re.compile(VERSIONED)


def is_versioned(address: str) -> bool:
    """Whether an address, from the site's root, never changes what it means."""
    return _VERSIONED.match(address) is not None


def theme(root: Path, palette: Palette) -> tuple[str, dict[str, bytes]]:
    """The look, and the theme's files by path from the site's root.

    They are in the colours of the site. The look is the version of the files as they are served,
    which the name of their folder is.
    """
    served = {name: _served(name, Path(path).read_bytes(), palette)
              for name, path in sorted(files(root / "overrides" / "assets"))}
    look = digest_all((part for pair in served.items() for part in pair), size=5)
    return look, {f"assets/{look}/{name}": content for name, content in served.items()}


def copied_by_builders(root: Path) -> frozenset[str]:
    """What a builder takes from the theme, ours and Material's, as paths from a language's folder:
    search for every language under the sun, maps of sources, sheets. No published page names it."""
    ours = (f"assets/{name}" for name, _ in files(root / "overrides" / "assets"))
    return _of_material().union(ours)


@cache
def _of_material() -> frozenset[str]:
    found = find_spec("material.templates")
    folders = found.submodule_search_locations if found else None
    return frozenset(f"assets/{name}" for folder in folders or ()
                     for name, _ in files(Path(folder, "assets")))


def _served(name: str, content: bytes, palette: Palette) -> bytes:
    if name.endswith(".svg"):
        return recoloured(content.decode(), palette, drawing=True).encode()
    if name.endswith(".js"):
        return scripts.served(content.decode()).encode()
    return styles.served(recoloured(content.decode(), palette)).encode() if (
        name.endswith(".css")) else content


def hold(folder: Path, wanted: Mapping[str, bytes]) -> None:
    """Make ``folder`` hold these files, and nothing else.

    A file that would be written as it is stays as it is, so that the site can link to it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in dict(files(folder)).keys() - wanted.keys():
        remove(folder, name)
    for name, content in wanted.items():
        renew(folder / name, content)
