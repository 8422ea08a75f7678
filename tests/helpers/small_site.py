"""A site of a few pages with our settings and theme, for tests of what is made of pages."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from helpers.two_languages import settings
from parcours.render.pages.front_matter import document

ROOT = Path(__file__).resolve().parents[2]
LANGS = ("fr", "en")


def small_site(root: Path, pages: Mapping[str, str] | None = None) -> Path:
    """Lay out a tree that publishes; ``pages`` adds or replaces files below ``docs/``."""
    root.mkdir(parents=True)
    settings(root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    for lang in LANGS:
        for path, text in _PAGES.items():
            write(root, f"{lang}/{path}", text)
    for path, text in (pages or {}).items():
        write(root, path, text)
    return root


def write(root: Path, path: str, text: str) -> None:
    """Write one file below ``docs/``."""
    target = root / "docs" / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")


def written_by_hand() -> dict[str, str]:
    """Those of its pages that no build makes, by their path below a language's folder."""
    made = ("index.md", *(f"{folder}/" for folder in (
        "parcours", "lieux", "territoires", "perturbations", "fauteuil", "reciprocite")))
    return {path: text for path, text in _PAGES.items() if not path.startswith(made)}


def route(title: str, body: str) -> str:
    """A page as the generator makes them: front matter and one block of HTML."""
    return document(
        f"---\ntitle: {title}\ndescription: {title}\nhide: [navigation, toc]\n---\n\n",
        f'<article class="pc-route">\n<h1>{title}</h1>\n{body}\n</article>\n')


_MAP = """<!doctype html><html lang="fr"><title>Carte</title><h1>Carte</h1>
<script src="map.js"></script></html>"""

_MAP_SCRIPT = """addEventListener("message", (event) => {
  document.querySelector("h1").textContent = JSON.stringify(event.data);
  parent.postMessage({parcours: "stop", stop: 2}, location.origin);
});"""

_STOPS = """
<figure class="pc-map" data-map="map.html" data-title="Carte du parcours" data-loading="tap">
<img src="ciel.svg" alt="Dessin du parcours" width="3" height="2">
<figcaption><a class="pc-button" href="map.html">Ouvrir la carte</a></figcaption>
</figure>
<section class="pc-day"><h2>Jour 1</h2>
<ol class="pc-stops">
<li class="pc-stop" id="etape-1" data-stop="1">
<span class="pc-pin pc-pin--urban" aria-hidden="true">1</span>
<div class="pc-stop__body"><h3 class="pc-stop__name">Cité de l’espace</h3>
<p><a class="pc-stop__show" href="map.html#etape-1">
Voir sur la carte – Cité de l’espace</a></p></div></li>
<li class="pc-stop" id="etape-2" data-stop="2">
<span class="pc-pin pc-pin--rural" aria-hidden="true">2</span>
<div class="pc-stop__body"><h3 class="pc-stop__name">Halle de L’Isle-Jourdain</h3>
<p>Devant l’église, un cœur de brique.
&lt;img src=x onerror=alert(1)&gt; onze mille ans.</p>
<p><a class="pc-stop__show" href="map.html#etape-2">
Voir sur la carte – Halle de L’Isle-Jourdain</a></p></div></li>
</ol></section>
"""

_PAGES = {
    "index.md": "---\ntitle: Accueil\ntemplate: home.html\n---\n\n# Un seul voyage\n\n"
                "[Choisissez](parcours/index.md).\n",
    "recherche.md": "---\ntitle: Rechercher\ntemplate: search.html\n---\n\n"
                    "Ou feuilletez [les parcours](parcours/index.md).\n",
    "gardes.md": "---\ntitle: Gardés\ntemplate: kept.html\n---\n\nRien de plus.\n",
    "hors-ligne.md": "---\ntitle: Page hors d’atteinte\ntemplate: kept.html\n---\n\n"
                     "Le réseau ne répond pas.\n",
    "contrat.md": "---\ntitle: Le contrat\n---\n\n# Le contrat\n\n## Un {#un}\n\n## Deux\n\n"
                      "## Trois\n\n## Quatre\n",
    "contribuer.md": "---\ntitle: Contribuer\n---\n\n# Contribuer\n\n"
                     "Voir [le contrat](contrat.md#un).\n",
    **{f"{name}.md": f"---\ntitle: {name}\n---\n\n# {name}\n\nTexte.\n" for name in (
        "donnees/index", "mentions-legales", "confidentialite", "accessibilite")},
    "territoires/index.md": route("Territoires", '<p><img src="carte.svg" alt=""></p>'),
    "territoires/affiche.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"/>',
    "territoires/carte.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"/>',
    "lieux/index.md": route("Lieux", "<p>Aucun.</p>"),
    "reciprocite/index.md": route("Réciprocité", "<p>Rien à compter.</p>"),
    "perturbations/index.md": route("Fermetures", "<p>Aucune.</p>"),
    "fauteuil/index.md": route("En fauteuil roulant", "<p>Rien de connu.</p>"),
    "parcours/index.md": route(
        "Parcours", '<p><a href="ciel/">Du ciel</a> <a href="ble/">Du blé</a></p>'),
    "parcours/ciel/index.md": route("Des fusées aux étoiles", _STOPS),
    "parcours/ciel/ciel.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"/>',
    "parcours/ciel/map.html": _MAP,
    "parcours/ciel/map.js": _MAP_SCRIPT,
    "parcours/ble/index.md": route("Le blé et la halle", "<p>Le marché de Samatan, l’été.</p>"),
}
