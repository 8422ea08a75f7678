"""The settings of MkDocs for the tests: French and English, whichever languages the site has since.

Who adds a language for good adds `mkdocs.<lang>.yml` and pages; the tests' own sites have neither.
"""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_ANOTHER = re.compile(r"^ +(?!fr:|en:)[a-z]{2}: \{name: .*\n", re.MULTILINE)


def settings(root: Path) -> None:
    """Write our settings in the two languages into a folder."""
    for name in ("mkdocs.yml", "mkdocs.en.yml"):
        (root / name).write_text(_ANOTHER.sub("", (ROOT / name).read_text("utf-8")), "utf-8")
