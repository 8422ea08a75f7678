"""A third language, added to a copy of the project just as docs/dev/langues.md says.

Its words are the English ones with other vowels: a word of ours that shows in plain English or
French on a Spanish page was not asked of the catalogue.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from helpers.content_sample import MUSEUM_FILE, ROUTE_FILE, edited, write_sample
from helpers.published import LANGS, ROOT, not_generated
from helpers.two_languages import settings

OTHER_VOWELS = str.maketrans("aeiouAEIOU", "äëïöüÄËÏÖÜ")
_KEPT = re.compile(r"(\{[^}]*\}|<[^>]*>)")
LINES = """\
# El sitio en español, en /es/.
INHERIT: mkdocs.yml
site_name: Rutas Tolosa–Gascuña
site_url: !ENV [PARCOURS_SITE_URL_ES, null]
docs_dir: docs/es
site_dir: site/es
theme:
  language: es
"""
"""All of the new MkDocs file but the words of the theme, which are those of the English one."""


def foreign(text: str) -> str:
    """An English sentence as our Spaniard says it; fields and elements stay."""
    return "".join(part if _KEPT.fullmatch(part) else part.translate(OTHER_VOWELS)
                   for part in _KEPT.split(text))


def catalogue() -> Catalog:
    """The empty catalogue that a translator starts from, filled in with our Spanish."""
    spec = importlib.util.spec_from_file_location("new_language", ROOT / "scripts/new_language.py")
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    spanish: Catalog = script.empty("es")
    with (ROOT / "src/parcours/locale/en/LC_MESSAGES/parcours.po").open("rb") as po:
        english = read_po(po, locale="en")
    for message in spanish:
        if isinstance(message.id, tuple | list):
            one, many = message.id
            message.string = (foreign(one), *[foreign(many)] * (spanish.num_plurals - 1))
        elif message.id:  # an id may say more than its sentence: the English catalogue has those
            mended = english.get(message.id)
            message.string = foreign(str(mended.string if mended else message.id))
    return spanish


def configuration(root: Path) -> None:
    """``mkdocs.es.yml``, and the line of ``mkdocs.yml`` that names the new language."""
    main = root / "mkdocs.yml"
    text = main.read_text("utf-8")
    english = re.search(r"^ +en: \{name: English, path: en/.*\}\n", text, re.MULTILINE)
    assert english
    ours = english[0].replace("en: ", "es: ", 1).replace("English", "Español").replace(
        "en/", "es/").replace("en_GB", "es_ES")
    main.write_text(text.replace(english[0], english[0] + ours), "utf-8")
    told = (root / "mkdocs.en.yml").read_text("utf-8")
    extra = yaml.safe_load(told[told.index("\nextra:"):])["extra"]
    (root / "mkdocs.es.yml").write_text(
        LINES + yaml.safe_dump({"extra": _in_spanish(extra)}, allow_unicode=True), "utf-8")


def _in_spanish(told: object, key: str = "") -> object:
    if isinstance(told, dict):
        return {name: _in_spanish(said, name) for name, said in told.items()}
    if isinstance(told, str) and key not in ("root", "to", "path", "brand_left", "brand_right"):
        return foreign(told)
    return told


def project(root: Path) -> Path:
    """A copy of the project that speaks a third language, with a small content: one route in
    three languages, one without its Spanish title, one place described in French alone."""
    root.mkdir(parents=True)
    settings(root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    for lang in LANGS:
        shutil.copytree(ROOT / "docs" / lang, root / "docs" / lang,
                        ignore=not_generated(ROOT / "docs" / lang))
    shutil.copytree(ROOT / "src", root / "src",  # without a Spanish that somebody added for good
                    ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", "es"))
    words = root / "src/parcours/locale/es/LC_MESSAGES/parcours.po"
    words.parent.mkdir(parents=True)
    with words.open("wb") as po:
        write_po(po, catalogue())
    configuration(root)
    guide = (ROOT / "docs/dev/langues.md").read_text("utf-8")
    for copy in re.findall(r"^    (cp -r .* docs/es)$", guide, re.MULTILINE):
        subprocess.run(copy.split(), cwd=root, check=True)
    for page in (root / "docs/es").glob("*.md"):
        page.write_text(_page(page.read_text("utf-8")), "utf-8")
    files = edited(ROUTE_FILE, "en: From brick to garden}",
                   "en: From brick to garden, es: Del ladrillo al jardín}")
    files[ROUTE_FILE] = str(files[ROUTE_FILE]).replace(
        "en: A day in town then one in the fields.}",
        "en: A day in town then one in the fields., es: Un día en la ciudad y otro en el campo.}")
    files[ROUTE_FILE] = str(files[ROUTE_FILE]).replace(
        "{by: coach, minutes: 100, km: 95}",
        "{by: coach, minutes: 100, km: 95, via: [musee-de-la-brique]}")
    route = str(files[ROUTE_FILE])
    files["sin-espanol.yml"] = route.replace(", es: Del ladrillo al jardín", "")
    files |= edited(MUSEUM_FILE, """
  en: A tile works turned museum. See [the map](https://exemple.fr/plan).""", "")
    write_sample(root / "itineraries", **{"site.yml": """\
languages: [fr, en, es]
tiles: none
site_url: https://exemple.fr/rutas/
"""}, **files)
    return root


def _page(text: str) -> str:
    """A hand-written English page for the Spanish site: its titles and first paragraph at least."""
    return "\n".join(foreign(line) if re.match(r"(#+ |title: |description: )", line)
                     and "{#" not in line and "](" not in line else line
                     for line in text.split("\n"))
