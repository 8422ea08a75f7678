"""A hostile page for a small site, the same site published from nothing, and where two differ."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from parcours.publish import publish

HOSTILE = "</title><script>alert(1)</script> & 'ça' {{ 7*7 }}"
HOSTILE_PAGE = f"""---
title: {json.dumps(HOSTILE)}
description: {json.dumps('"><script>alert(2)</script> onload="x')}
hide: [navigation, toc]
---

<h1>Page</h1>
<p>Le texte de la page hostile.</p>
"""


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def whole(root: Path, folder: Path) -> Path:
    """The same tree published from nothing."""
    shutil.copytree(root, folder, ignore=shutil.ignore_patterns("site", ".cache"))
    publish(folder, Path("site"))
    return folder / "site"


def differences(one: Path, other: Path) -> list[str]:
    """Where two sites differ, the search index apart."""
    mine, theirs = ({name: text for name, text in snapshot(site).items()
                     if not name.startswith("pagefind/")} for site in (one, other))
    names = mine.keys() | theirs.keys()
    return sorted(name for name in names if mine.get(name) != theirs.get(name))
