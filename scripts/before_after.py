"""The same pages before and after our theme, side by side: ``make before-after``.

Before is the very same Markdown on the stock Material theme, without our overrides; after is the
site as it is published. One sheet a kind of page goes to docs/dev/avant-apres/.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path

import yaml
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Page, sync_playwright
from screenshots import FLAGS, ROOT, served

SHEETS = ROOT / "docs" / "dev" / "avant-apres"
PAGES = {"accueil": "", "catalogue": "parcours/", "parcours": "parcours/cinq-jours-cinq-marches/",
         "lieu": "lieux/cite-de-l-espace/"}
WINDOWS = ((360, 780), (768, 780), (1280, 780))
THEMES = ("light", "dark")
SCALE = 0.5
GAP, HEAD, SIDE = 14, 34, 70
PAPER, INK = "#ffffff", "#222222"

STOCK = {
    "site_name": "Parcours Toulouse–Gascogne", "docs_dir": "docs", "site_dir": "site",
    "theme": {"name": "material", "language": "fr", "font": False,
              "palette": {"scheme": "default"}},
    "markdown_extensions": ["attr_list", "md_in_html", "tables"],
    "nav": ["index.md", "parcours/index.md", "lieux/index.md", "territoires/index.md",
            "reciprocite/index.md", "contribuer.md"],
}
"""Material as it comes, with the extensions that our pages are written for and our six entries;
naming its palette brings the dark scheme along, which it has but does not turn to by itself."""


def stock_site(folder: Path) -> Path:
    """Build the French pages on the stock theme; a page's own template is ours and left out."""
    shutil.copytree(ROOT / "docs" / "fr", folder / "docs")
    for page in (folder / "docs").rglob("*.md"):
        text = page.read_text("utf-8")
        page.write_text(re.sub(r"^template: .*\n", "", text, count=1, flags=re.MULTILINE), "utf-8")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(STOCK, allow_unicode=True), "utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, check=True)
    return folder / "site"


def shot(page: Page, address: str, window: tuple[int, int], theme: str) -> Image.Image:
    """What a visitor first sees at an address."""
    page.set_viewport_size({"width": window[0], "height": window[1]})
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.goto(address, wait_until="load")
    if page.locator(".md-header").count():  # stock Material obeys its own switch alone
        scheme = "slate" if theme == "dark" else "default"
        page.evaluate("name => document.body.setAttribute('data-md-color-scheme', name)", scheme)
    page.wait_for_timeout(300)  # pictures that are loaded late
    return Image.open(BytesIO(page.screenshot(type="png"))).convert("RGB")


def sheet(page: Page, before: str, after: str) -> Image.Image:
    """Both rows of one kind of page: every window by day, then by night."""
    columns = [(window, name) for window in WINDOWS for name in THEMES]
    tall = round(max(height for _, height in WINDOWS) * SCALE)
    wide = SIDE + sum(round(window[0] * SCALE) + GAP for window, _ in columns)
    made = Image.new("RGB", (wide, HEAD + 2 * (tall + GAP)), PAPER)
    draw, font = ImageDraw.Draw(made), ImageFont.load_default(17)
    for row, (label, address) in enumerate((("before", before), ("after", after))):
        left, top = SIDE, HEAD + row * (tall + GAP)
        draw.text((8, top + 6), label, INK, font)
        for window, name in columns:
            size = round(window[0] * SCALE), round(window[1] * SCALE)
            taken = shot(page, address, window, name)
            made.paste(taken.resize(size, Image.Resampling.LANCZOS), (left, top))
            draw.rectangle((left - 1, top - 1, left + size[0], top + size[1]), outline="#bbbbbb")
            if row == 0:
                draw.text((left, 8), f"{window[0]} px, {name}", INK, font)
            left += size[0] + GAP
    return made


def main() -> None:
    """Make every sheet."""
    chromium = next((path for name in ("chromium-headless-shell", "chromium", "google-chrome")
                     if (path := shutil.which(name))), None)
    SHEETS.mkdir(parents=True, exist_ok=True)
    with (tempfile.TemporaryDirectory() as folder, sync_playwright() as play,
          served(stock_site(Path(folder))) as before, served(ROOT / "site") as after):
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(reduced_motion="reduce", locale="fr-FR")
        for name, path in PAGES.items():
            target = SHEETS / f"{name}.webp"
            sheet(page, before + path, after + path).save(target, quality=72, method=6)
            sys.stdout.write(f"{target.relative_to(ROOT)} {target.stat().st_size // 1000} kB\n")
        browser.close()


if __name__ == "__main__":
    main()
