"""All drawings of kinds of places on one page, in both colours and both themes: look at them
together after a change. ``python3 scripts/drawings.py FILE.html``, then open FILE.html.

The page takes classes and colours from the site's own style sheets: it shows what visitors see.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from parcours.render.pictures import drawings  # noqa: E402  (the path comes first)

STYLES = ROOT / "overrides" / "assets" / "stylesheets"
SHEET = """
body { display: block; margin: 1rem; }
.theme { padding: 1rem; background: var(--paper); color: var(--ink); }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(8rem, 1fr)); gap: 0.75rem; }
figure { margin: 0; font-size: 0.8rem; text-align: center; }
"""


def sheet() -> str:
    """The page, whole."""
    light = (STYLES / "parcours.css").read_text("utf-8")
    night = re.sub(r":root", ".night", (STYLES / "dark.css").read_text("utf-8"))
    shown = "".join(
        f'<div class="theme {theme}"><h2>{side}, {theme or "day"}</h2><div class="grid">'
        + "".join(f"<figure>{drawings.use(name, side)}<figcaption>{name}</figcaption></figure>"
                  for name in drawings.names()) + "</div></div>"
        for theme in ("", "night") for side in ("urban", "rural"))
    return (f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Drawings</title>'
            f"<style>{light}{night}{SHEET}</style><body>{drawings.symbols(drawings.names())}{shown}")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(sheet(), "utf-8")
