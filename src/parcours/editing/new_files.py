"""New files of the content folder, for `new` and `import`: never one over another.

Unlike `build.output`, which owns what it writes, this writes what belongs to editors from then on.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from parcours.diagnostics.diagnostic import Diagnostic, Severity
from parcours.disk.atomic import ForeignFileError, create
from parcours.load.shared import Shared


def in_the_way(shared: Shared) -> list[Diagnostic]:
    """What must be mended before anything new can be judged: the files that all others need.

    An error in the file of one place does not keep another from being made.
    """
    places = f"{shared.atlas.root.name}/places/"
    return [fault for fault in shared.diagnostics
            if fault.severity is Severity.ERROR and places not in fault.span.file]


def write_new(root: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write files below a folder by their path there; returns how many.

    Raises `ForeignFileError` where something is in the way, such as a file of that name or a link
    that would lead out of the folder; no file is left half written.
    """
    count = 0
    for path, content in files:
        folder = root
        for part in Path(path).parts[:-1]:
            folder /= part
            if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
                raise ForeignFileError(folder)
        folder.mkdir(parents=True, exist_ok=True)
        create(root / path, content)
        count += 1
    return count
