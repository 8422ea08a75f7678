"""An archive of JSON files, as feeds of DATAtourisme and exports of Apidae come: an object a
file, or a list of them, beside files that only say what there is.
"""

from __future__ import annotations

from collections.abc import Iterable

from parcours.importers import apidae, archive, datatourisme, plain, untrusted
from parcours.importers.found import Found, Left


def read(raw: bytes, file: Left) -> Iterable[Found]:
    """Every object of every file; a file that describes none is told."""
    found: list[Found] = []
    for name, content in archive.each(raw, ".json"):
        tree = untrusted.tree_of_json(content, file)
        reader = next((one for one in (datatourisme, apidae) if one.sees(tree)), None)
        if reader is None:
            shown = plain.line(name)
            file.out(f"le fichier « {shown} », qui ne décrit ni lieu ni parcours",
                     f"the file '{shown}', which describes neither place nor route")
        else:
            found += reader.read(content, file)
            untrusted.refuse_many(found)
    return found
