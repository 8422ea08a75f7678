"""The GPX files of all routes as one zip archive, equal whenever its files are.

Members bear no date of their own and are stored as they are: what a compressor makes of them
depends on its version, and web servers compress on the way.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from zipfile import ZIP_STORED, ZipFile, ZipInfo

FILE = "parcours-gpx.zip"
_NO_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest that the format can hold."""
_PLAIN_FILE = 0o100644 << 16


def whole(files: Mapping[str, bytes]) -> bytes:
    """The archive of files by their names, in that order."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as archive:
        for name, content in files.items():
            member = ZipInfo(name, _NO_DATE)
            member.create_system, member.external_attr = 3, _PLAIN_FILE
            archive.writestr(member, content)
    return made.getvalue()
