"""An empty catalogue of the site's words for a new language: ``python scripts/new_language.py es``.

It has every sentence, and the plural rule of the language as Babel knows it; see
docs/dev/langues.md for the other steps.
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

LOCALES = Path(__file__).resolve().parents[1] / "src" / "parcours" / "locale"


def empty(code: str) -> Catalog:
    """The catalogue with every sentence still to be said; raises where Babel has no such language.
    """
    with (LOCALES / "fr" / "LC_MESSAGES" / "parcours.po").open("rb") as po:
        french = read_po(po, locale="fr")
    made = Catalog(locale=code, charset="utf-8", project="parcours", fuzzy=False)
    for message in french:
        if message.id:
            made.add(message.id, auto_comments=message.user_comments)
    return made


def main() -> int:
    """Write the catalogue, never over one that is there."""
    if len(sys.argv) != 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    path = LOCALES / sys.argv[1] / "LC_MESSAGES" / "parcours.po"
    catalogue = empty(sys.argv[1])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as po:
        write_po(po, catalogue, width=0)
    sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
