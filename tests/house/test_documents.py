"""What the documents say of the code is so: paths exist, commands are there, examples are found."""

from __future__ import annotations

import importlib
import os
import re
from functools import cache
from pathlib import Path

import pytest

from parcours.diagnostics.diagnostic import Lang
from parcours.diagnostics.report import report
from parcours.format.choices import Mode
from parcours.format.model import Itinerary
from parcours.format.parse import parse
from parcours.load.files import with_excerpts
from parcours.source.read import Source, read_text
from parcours.trip import factors

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(path.relative_to(ROOT).as_posix() for path in (
    ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs/dev").rglob("*.md"),
    *(ROOT / "findings").glob("*.md")))
_SPOKEN = re.compile(r"`([\w.*<>/-]+/[\w.*<>/-]*|[\w-]+\.(?:py|toml|yml|md|js|css|j2|sh))`")
MADE = ("docs/<", "docs/fr/parcours", "docs/en/parcours", "site/", "docs/.parcours", "node_modules",
        ".cache/", "admin/vendor", "/", "src/parcours/locale/es", "docs/es", "NAME",
        "docs/fr/lieux", ".venv/")
"""What a build makes, addresses of the site, and files of an example: not in the repository."""


def spoken_paths(document: str) -> list[str]:
    """Every path of the repository that a document names between backticks."""
    text = (ROOT / document).read_text("utf-8")
    return [path for path in dict.fromkeys(_SPOKEN.findall(text)) if not path.startswith(MADE)]


@cache
def listing() -> str:
    """Every file and folder of the repository, a line each, without what tools install."""
    lines = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders
                      if name not in {".git", ".venv", ".cache", "node_modules", "site"}]
        below = Path(folder).relative_to(ROOT)
        lines += [(below / name).as_posix() for name in (*folders, *files)]
    return "\n".join(lines)


def exists(path: str) -> bool:
    """Whether it is there, anywhere in the repository; ``<x>`` and ``*`` are any name."""
    parts = re.split(r"<[^>]*>|\*+", path.rstrip("/"))
    pattern = "[^/\n]*".join(map(re.escape, parts))
    return re.search(f"(?:^|/){pattern}$", listing(), re.MULTILINE) is not None


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_is_named_is_there(document: str) -> None:
    """A room that moved is followed by what speaks of it."""
    assert [path for path in spoken_paths(document) if not exists(path)] == []


def test_paths_are_found() -> None:
    """The test above looks at something, and can fail."""
    assert len(spoken_paths("CONTRIBUTING.md")) > 5
    assert not exists("src/parcours/nowhere/")


def named_code(text: str) -> set[str]:
    """Every module, or what one holds, that a text names between backticks: ``parcours.x.y``."""
    return set(re.findall(r"`(parcours(?:\.[A-Za-z_]\w*)+)`", text))


def is_code(name: str) -> bool:
    """Whether a dotted name is that of a module, or of what one holds."""
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:cut]))
        except ImportError:
            continue
        for part in parts[cut:]:
            found = getattr(found, part, None)
        return found is not None
    return False


def test_every_module_that_is_named_is_there() -> None:
    """``parcours.x.y`` in a document, and in what prints one, is code; files are called otherwise.
    """
    files = {"parcours.css", "parcours.csv", "parcours.json", "parcours.geojson", "parcours.kml",
             "parcours.jsonld"}
    named = {(document, name) for document in (*DOCUMENTS, "tests/oracle/compare.py")
             for name in named_code((ROOT / document).read_text("utf-8"))}
    assert len(named) > 3
    assert {one for one in named if one[1] not in files and not is_code(one[1])} == set()
    assert not is_code("parcours.nowhere")


def figures(row: str) -> list[float]:
    """The numbers of a passage in French or English."""
    return [float(figure.replace(",", ".")) for figure in re.findall(r"\d+(?:[.,]\d+)?", row)]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_open_data_page_says_the_figures_that_are_used(lang: str) -> None:
    """CO2, speeds, waits and detours, as its tables and sentences give them."""
    page = (ROOT / f"docs/{lang}/donnees/index.md").read_text("utf-8")
    table = page[page.index("{#co2}"):].partition("</table>")[0]
    said = [figures(value)[0] for value in re.findall(r"</th><td>([\d.,]+)</td>", table)]
    assert said == sorted(round(figure, 7) for figure in factors.CO2_KG_PER_KM.values())
    times = page[page.index("{#durees}"):]
    speeds, ratios = times.split("\n\n")[1:3]
    assert set(figures(speeds)) == (
        {*factors.SPEED_KMH.values(), *factors.WAIT_MIN.values()})
    assert figures(ratios) == [
        factors.DETOUR[Mode.WALK], factors.DETOUR[Mode.BIKE], factors.DETOUR[Mode.TRAIN],
        factors.RAIL_THROUGH_STOPS]


def test_translators_are_told_how_much_there_is() -> None:
    """The guide for a language says how many sentences wait, within a tenth."""
    guide = (ROOT / "docs/dev/langues.md").read_text("utf-8")
    told = re.search(r"environ ([\d ]+) phrases", guide)
    assert told
    there = (ROOT / "src/parcours/locale/fr/LC_MESSAGES/parcours.po").read_text("utf-8").count(
        "\nmsgid ") - 1
    assert abs(int(told[1].replace(" ", "")) - there) < there / 10


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_message_that_the_guide_reads_out_is_the_one_given(lang: Lang) -> None:
    """The example of a route is sound; with the slip that the guide makes of it, the check says
    what stands there, on that line and at that column."""
    guide = (ROOT / f"docs/{lang}/contribuer.md").read_text("utf-8").replace("\u00a0", " ")
    route, shown = (re.sub("^    ", "", block, flags=re.MULTILINE) for block in (
        next(one for one in re.findall(r"(?:^    .*\n)+", guide, re.MULTILINE) if begins in one)
        for begins in ("alliance:", "error[unknown-field]")))
    sources = [read_text(text, "itineraries/du-musee-au-verger.yml")
               for text in (route, route.replace("stay: 2h", "duree: 2h"))]
    sound, slip = (parse(source, Itinerary, "x")
                   for source in sources if isinstance(source, Source))
    assert not isinstance(sound, list)
    assert isinstance(slip, list)
    assert isinstance(sources[1], Source)
    said = report(list(with_excerpts(slip, sources[1])), "text", lang).replace("\u00a0", " ")
    assert said.splitlines()[:4] == shown.splitlines()


def test_a_check_is_explained_where_the_guide_says() -> None:
    """CONTRIBUTING: the name stands in a list, the explanation in a file of the code's name."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert text.count("`checks/__init__.py`") == 2
    assert text.count("`diagnostics/codes/<code>.toml`") == 2
    assert "_ITINERARY_RULES" in (ROOT / "src/parcours/checks/__init__.py").read_text("utf-8")


def test_every_target_of_make_that_is_named_is_there() -> None:
    """``make x`` in a document is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {(document, target) for document in DOCUMENTS
             for target in re.findall(r"`make ([a-z-]+)", (ROOT / document).read_text("utf-8"))}
    assert {one for one in named if one[1] not in targets} == set()


def headless(text: str) -> list[str]:
    """The first row of each Markdown table in which a column has no heading."""
    heads = re.findall(r"^(\|.*\|)\n\|[-:| ]+\|$", text, re.MULTILINE)
    return [head for head in heads if not all(map(str.strip, head[1:-1].split("|")))]


def test_every_column_of_a_page_has_a_heading() -> None:
    """A table of the site's own pages names each column, for those who hear it cell by cell."""
    pages = [path for lang in ("fr", "en") for path in (ROOT / "docs" / lang).glob("*.md")]
    assert len(pages) > 20
    assert {path.name: rows for path in pages if (rows := headless(path.read_text("utf-8")))} == {}
    assert headless("| | B |\n|---|---|\n| a | b |\n") == ["| | B |"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_guide_names_the_image_of_gitlab_as_the_file_does(lang: str) -> None:
    """By its digest where the file has one: a guide that tells how to add it would not be so."""
    image = re.search(r"^  image: (\S+)$", (ROOT / ".gitlab-ci.yml").read_text("utf-8"), re.M)
    assert image is not None
    version, _, digest = image[1].partition("@sha256:")
    told = (ROOT / f"docs/{lang}/publier.md").read_text("utf-8")
    assert f"`{version}{'@sha256:…' if digest else ''}`" in told
