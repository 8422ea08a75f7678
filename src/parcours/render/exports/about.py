"""What every file about the whole catalogue says of itself: who, under which terms, as of when.

An address is absolute where ``site.yml`` gives the site's own; elsewhere it is relative to the
file, which is true wherever the site is put.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from parcours.content import photos
from parcours.content.atlas import Atlas
from parcours.format.model import Photo
from parcours.format.text import Text
from parcours.i18n.language import Language

FOLDER = "donnees"
"""Where the files lie, below the home of a language; those in every language lie below the first
one's."""
ODBL = "https://opendatacommons.org/licenses/odbl/1-0/"


@dataclass(frozen=True, slots=True)
class About:
    """The site as its open data tells it."""

    atlas: Atlas
    lang: str
    """The language whose folder the file lies in."""
    modified: date
    """When the content last changed, as git remembers it; the day of the build where it does not.
    """

    @property
    def publishers(self) -> list[Text]:
        """The territories of the alliances, each once: the source to be named by whoever reuses."""
        return [self.atlas.territories[id].name for id in dict.fromkeys(
            id for alliance in self.atlas.alliances.values() for id in alliance.territories)
            if id in self.atlas.territories]

    @property
    def is_absolute(self) -> bool:
        """Whether the site's own address is known."""
        return self.atlas.site.site_url is not None

    def address(self, path: str, lang: str = "") -> str:
        """The address of a page or file below the home of a language, this file's if none."""
        to, default = lang or self.lang, self.atlas.default_lang
        if self.atlas.site.site_url is not None:
            home = self.atlas.site.site_url.rstrip("/")
            return f"{home}/{'' if to == default else f'{to}/'}{path}"
        if to == self.lang:
            return f"../{path}"
        return f"../{to}/{path}" if self.lang == default else f"../../{path}"

    def file(self, name: str) -> str:
        """The address of a file of open data in this file's language."""
        return self.address(f"{FOLDER}/{name}")

    def may_show(self, photo: Photo) -> bool:
        """Whether the rights to a photo still run on the day of the build."""
        return photos.may_show(photo, self.atlas.today)

    def photo(self, photo: Photo, stem: str) -> str:
        """The address of a photo that may be shown, in the size that everything reads."""
        width = photos.look(self.atlas.root / photo.file).fallback
        return self.address(f"{stem}-{width}.jpg")


def credit(about: About, language: Language) -> str:
    """What whoever reuses the data has to name."""
    names = [name.in_lang(language.code, about.atlas.default_lang) for name in about.publishers]
    return ", ".join([*names, language.say("some positions © OpenStreetMap contributors, ODbL")])
