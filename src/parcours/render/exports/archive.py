"""The GPX files of all routes as one zip archive, equal whenever its files are.

Members bear no date of their own and are stored as they are: what a compressor makes of them
depends on its version, and web servers compress on the way.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from parcours.i18n.language import Language
from parcours.render.exports import LICENCE, LICENCE_URL
from parcours.render.exports.about import About, credit

FILE = "parcours-gpx.zip"
_NO_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest that the format can hold."""
_PLAIN_FILE = 0o100644 << 16


class _Window(io.BytesIO):
    """The end of an archive: `ZipFile` goes back to the head of a member, and no farther."""

    _passed = 0

    def tell(self) -> int:
        return self._passed + super().tell()

    def seek(self, to: int, whence: int = io.SEEK_SET) -> int:
        return self._passed + super().seek(to if whence else to - self._passed, whence)

    def take(self) -> bytes:
        """What was written since the last time."""
        taken = self.getvalue()
        self._passed += len(taken)
        super().seek(0)
        self.truncate()
        return taken


def terms(language: Language, about: About) -> str:
    """Whose the files are, under which licence and as of when, for the comment of the archive."""
    return "\n".join([
        credit(about, language) + ".", f"{LICENCE} ({LICENCE_URL}).",
        language.say("A path that says so in its description is under terms of its own."),
        language.say("Last update: {date}.", date=language.date(about.modified)), ""])


def pieces(files: Iterable[tuple[str, bytes]], said: str = "") -> Iterator[bytes]:
    """The archive of files with their names, in that order, a piece a file and one more; ``said``
    is its comment."""
    window = _Window()
    with ZipFile(window, "w", ZIP_STORED) as archive:
        archive.comment = said.encode()
        for name, content in files:
            member = ZipInfo(name, _NO_DATE)
            member.create_system, member.external_attr = 3, _PLAIN_FILE
            archive.writestr(member, content)
            yield window.take()
    yield window.take()
