"""A new site: what is asked for is what is written, it is sound, and it becomes a site."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers.content_sample import check
from helpers.published import ROOT, TODAY
from parcours.cli import terminal
from parcours.cli.init import init as init_command
from parcours.content.commune_table import CommuneRow
from parcours.diagnostics.diagnostic import Diagnostic, Words
from parcours.editing.init import Asked, SideAsked, site_files
from parcours.editing.kit import kit_files
from parcours.editing.new_files import write_new
from parcours.format.choices import Domain

TABLE = """\
code;nom;territoire;lat;lon
01001;Grandville;La Cité;46.20;5.20
01002;Faubourg;La Cité;46.22;5.25
01003;Bourg-le-Haut;Les Collines;46.30;5.50
01004;Ailleurs;Un Autre;46.90;5.90
"""
ASKED = Asked(
    SideAsked("La Cité"), SideAsked("Les Collines"), 'Contrat <des deux> : "x" & #1',
    date(2019, 4, 10),
    (Domain.FOOD, Domain.MOBILITY), ("fr", "en"), tuple(
        CommuneRow(code, name, side, lat, 5.2) for code, name, side, lat in (
            ("01001", "Grandville", "La Cité", 46.20), ("01002", "Faubourg", "la cite", 46.22),
            ("01003", "Bourg-le-Haut", "Les Collines", 46.30),
            ("01004", "Ailleurs", "Un Autre", 46.90))))


def written(asked: Asked, folder: Path) -> Path:
    made = site_files(asked, "table.csv")
    assert isinstance(made, dict), made
    write_new(folder, made.items())
    return folder


def test_the_content_is_what_was_asked_for_and_sound(tmp_path: Path) -> None:
    """Territories, contract and communes of both sides alone; nothing is told of it."""
    site = written(ASKED, tmp_path)
    assert check(site / "itineraries") == []
    assert "Signé le 10 avril 2019." in (site / "docs/fr/contrat.md").read_text("utf-8")
    assert "Signed on 10 April 2019." in (site / "docs/en/contrat.md").read_text("utf-8")
    territories = (site / "itineraries/territories.yml").read_text("utf-8")
    assert "signed: 2019-04-10" in territories
    assert "domains: [food, mobility]" in territories
    assert (site / "itineraries/communes.csv").read_text("utf-8") == (
        "code,name,territory,lat,lon,area_km2,postcodes\n"
        "01001,Grandville,la-cite,46.20000,5.20000,,\n"
        "01002,Faubourg,la-cite,46.22000,5.20000,,\n"
        "01003,Bourg-le-Haut,les-collines,46.30000,5.20000,,\n")


def test_the_settings_bear_the_new_names(tmp_path: Path) -> None:
    """Site, brand and footer in each language; no name of another site is left in them."""
    site = written(ASKED, tmp_path)
    for name, said in (("mkdocs.yml", 'site_name: "Parcours La Cité – Les Collines"'),
                       ("mkdocs.en.yml", 'site_name: "Routes La Cité – Les Collines"')):
        text = (site / name).read_text("utf-8")
        assert said in text
        assert 'brand_right: "Les Collines"' in text
        assert "Toulouse" not in text


def test_one_language_is_enough(tmp_path: Path) -> None:
    """French alone: no settings, no manual and no menu entry of the other."""
    site = written(replace(ASKED, languages=("fr",)), tmp_path)
    assert not (site / "mkdocs.en.yml").exists()
    assert not (site / "docs/en").exists()
    assert "en: {name:" not in (site / "mkdocs.yml").read_text("utf-8")


def test_a_forge_finds_what_checks_and_publishes_the_site(tmp_path: Path) -> None:
    """Its workflows run what the new Makefile has, and no trial of the engine; the form is there;
    the engine comes from the address that was given."""
    site = written(replace(ASKED, engine="parcours @ git+https://exemple.fr/p@v1"), tmp_path)
    targets = set(re.findall(r"^([a-z]+):", (site / "Makefile").read_text("utf-8"), re.MULTILINE))
    called = [(name, words) for name in (
        ".github/workflows/check.yml", ".github/workflows/pages.yml", ".gitlab-ci.yml",
        "deploy/forgejo/check.yml", "deploy/forgejo/pages.yml")
        for words in re.findall(r"make ([a-z ]+)", (site / name).read_text("utf-8"))]
    assert len(called) > 4
    assert [(name, words) for name, words in called if not set(words.split()) <= targets] == []
    copied = [re.search(r"cp -R (.*) \.\./site/admin/", path.read_text("utf-8"))
              for path in (site / "Makefile", ROOT / "Makefile")]
    assert copied[0]
    assert copied[1]
    assert copied[0][1] == copied[1][1]
    makefile = (site / "Makefile").read_text("utf-8")
    assert "admin-local: reference " in makefile, "whose configuration nobody made before"
    for script in re.findall(r"scripts/\w+\.py", makefile):
        assert (site / script).is_file()
    assert [name for name in copied[0][1].split() if name not in ("config.yml", "vendor")
            and not (site / "admin" / name).is_file()] == []
    for script in re.findall(r"scripts/\w+\.py", (site / ".gitlab-ci.yml").read_text("utf-8")):
        assert (site / script).is_file()
    assert (site / "engine.txt").read_text("utf-8").splitlines()[-1] == (
        "parcours @ git+https://exemple.fr/p@v1")
    assert {path.name for path in (site / "docs").iterdir()} == {"fr", "en"}


def test_the_manual_of_a_new_site_speaks_of_what_is_there(tmp_path: Path) -> None:
    """Each `make` that a page names is a target of the new Makefile, and each file or folder of the
    repository that it names is in the new folder, or is made or written there by hand."""
    site = written(ASKED, tmp_path)
    targets = set(re.findall(r"^([a-z-]+):", (site / "Makefile").read_text("utf-8"), re.MULTILINE))
    by_hand = {"admin/backend.yml", "itineraries/media", "itineraries/services", "site",
               "itineraries/timetables", "itineraries/outlines.geojson", "itineraries/railways.csv"}
    made = {"admin/config.yml", "schema"}
    for page in sorted((site / "docs").rglob("*.md")):
        text = page.read_text("utf-8")
        assert set(re.findall(r"(?:`|^ {4,})make ([a-z-]+)", text, re.MULTILINE)) <= targets, page
        named = re.findall(r"`((?:requirements|src|tests|scripts|deploy|admin|overrides|schema)"
                           r"(?:/[\w./-]*)?)`", text)
        assert [one for one in named if not (site / one).exists()
                and one.rstrip("/") not in by_hand | made] == [], page


def test_the_colours_that_were_asked_for_are_its_own(tmp_path: Path) -> None:
    """In its settings, for the build, and in those of MkDocs, for its theme."""
    site = written(replace(ASKED, colours={"urban": "#1f6f8b", "rural": "#a8d08d"}), tmp_path)
    assert "colours:\n  urban: \"#1f6f8b\"" in (site / "itineraries/site.yml").read_text("utf-8")
    assert check(site / "itineraries") == []
    assert '"urban": "#1f6f8b", "rural": "#a8d08d"' in (site / "mkdocs.yml").read_text("utf-8")


def test_without_an_engine_a_forge_is_told_so(tmp_path: Path) -> None:
    """What to write and where, in both languages, and no traceback of pip."""
    site = written(ASKED, tmp_path)
    (site / ".parcours.mk").unlink()
    done = subprocess.run(["make", "site"], cwd=site, check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert "engine.txt ne dit pas encore d’où vient le moteur" in done.stderr


def test_passages_that_are_so_of_our_site_alone_are_said_otherwise(tmp_path: Path) -> None:
    """Whose positions ours are, and what was tried of it, would be invented of another."""
    site = written(ASKED, tmp_path)
    for lang in ("fr", "en"):
        legal = (site / f"docs/{lang}/mentions-legales.md").read_text("utf-8")
        assert "Trainline" not in legal.split("##")[-3]
        assert "<mark>" in legal[legal.index("**Communes**"):]
        assert "trial site" in (site / "docs/en/accessibilite.md").read_text("utf-8")


def test_a_built_package_brings_along_what_it_copies(tmp_path: Path) -> None:
    """Installed from a wheel, without a checkout, the command writes the same folder (a second: it
    is built as pip builds it)."""
    subprocess.run([sys.executable, "setup.py", "-q", "build_py", "--build-lib", tmp_path / "lib"],
                   cwd=ROOT, check=True, capture_output=True)
    (tmp_path / "table.csv").write_text(TABLE, "utf-8")
    words = ("init", "site", "--city", "La Cité", "--country", "Les Collines", "--communes",
             "table.csv", "--yes")
    done = subprocess.run(
        [sys.executable, "-m", "parcours", *words], cwd=tmp_path, check=False, text=True,
        capture_output=True, env={"PYTHONPATH": str(tmp_path / "lib"), "LC_ALL": "C.UTF-8",
                                  "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"})
    assert done.returncode == 0, done.stderr
    here = {path.relative_to(tmp_path / "site").as_posix() for path in
            (tmp_path / "site").rglob("*") if path.is_file()}
    assert here >= {name for name, _ in kit_files(("fr", "en"))}
    assert "PYTHONPATH" not in (tmp_path / "site/.parcours.mk").read_text("utf-8")


@pytest.mark.parametrize(("asked", "code"), [
    (replace(ASKED, country=SideAsked("Le Marais")), "unknown-territory"),
    (replace(ASKED, country=SideAsked("Le Marais", ("01003", "99999"))), "unknown-commune"),
    (replace(ASKED, city=SideAsked("La Cité", ("01003",)),
             country=SideAsked("Le Marais", ("01003",))), "duplicate-key"),
    (replace(ASKED, country=SideAsked("Les Collines", ("01002", "01003"))), "duplicate-key"),
    (replace(ASKED, country=SideAsked("la cité")), "bad-value"),
    (replace(ASKED, country=SideAsked("Ω", ("01003",))), "bad-value"),
    (replace(ASKED, contract="deux\nlignes\x07"), "bad-value")])
def test_what_cannot_be_is_told(asked: Asked, code: str) -> None:
    """A territory without communes, a code that is not in the table, one on both sides."""
    found = site_files(asked, "table.csv")
    assert isinstance(found, list)
    assert code in [one.code for one in found if isinstance(one, Diagnostic)]


def parcours(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "parcours", *words], cwd=folder, check=False,
                          capture_output=True, text=True, stdin=subprocess.DEVNULL,
                          env={"PYTHONPATH": str(ROOT / "src"), "LC_ALL": "C.UTF-8",
                               "HOME": str(folder), "PATH": "/usr/bin:/bin",
                               "PARCOURS_CACHE": str(folder / "cache")})


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    """Nothing is written into it; what is missing is told, without a traceback."""
    (tmp_path / "table.csv").write_text(TABLE, "utf-8")
    (tmp_path / "there").mkdir()
    (tmp_path / "there/note.txt").write_text("à garder", "utf-8")
    both = ("--city", "La Cité", "--country", "Les Collines", "--yes")
    done = parcours(tmp_path, "init", "there", *both, "--communes", "table.csv")
    assert done.returncode == 2
    assert "n’est pas vide" in done.stderr or "is not empty" in done.stderr
    done = parcours(tmp_path, "init", "new", *both)
    assert done.returncode == 2
    assert "--communes" in done.stderr
    assert not (tmp_path / "new").exists()


def test_make_new_takes_a_name_as_it_is_typed(tmp_path: Path) -> None:
    """An apostrophe is a name that is no id, told with the id to type, and no fault of the shell;
    without any name, what to give is told."""
    site = written(ASKED, tmp_path / "site")

    def make(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["make", "new", *words], cwd=site, check=False, text=True,
                              capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8"})

    for word in ("PLACE=L’île d'Yeu", "ITINERARY=l'île; touch ici"):
        done = make(word)
        assert "bad-id" in done.stdout, done.stderr
        assert "ile" in done.stdout
    assert not (site / "ici").exists()
    assert make("PLACE=vieux-moulin").returncode == 0
    assert (site / "itineraries/places/vieux-moulin.yml").is_file()
    assert "PLACE=" in make().stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "mac-roman"])
def test_a_table_is_read_as_spreadsheets_save_it(tmp_path: Path, encoding: str) -> None:
    """Excel’s plain CSV is Windows-1252: the accents of a territory are still found, and its
    communes bear theirs."""
    (tmp_path / "table.csv").write_bytes(TABLE.replace("Faubourg", "L’Haÿ").encode(
        encoding, "replace" if encoding == "mac-roman" else "strict"))
    done = parcours(tmp_path, "init", "site", "--city", "La Cité", "--country", "Les Collines",
                    "--communes", "table.csv", "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "01002,L’Haÿ,la-cite" in (tmp_path / "site/itineraries/communes.csv").read_text("utf-8")


MANY = [f"{44001 + n}" for n in range(80)]


@pytest.mark.parametrize("codes", [
    ",".join(MANY), "\n".join(MANY), ("file", "\n".join(MANY)), ("file", ", ".join(MANY)),
    ("file", "code;nom;code postal\n" + "".join(f"{one};Nom 12345;44000\n" for one in MANY)),
    ("file", '"INSEE"\n' + "".join(f'"{one}"\n' for one in MANY))])
def test_codes_are_typed_or_stand_in_a_file(tmp_path: Path, codes: str | tuple[str, str]) -> None:
    """Of as many communes as a territory has: eighty codes are no name of a file, which may not be
    so long. A file has them on its lines, alone or first in a table, below a heading or not."""
    (tmp_path / "table.csv").write_text("code,name,lat,lon\n01003,Bourg,46.3,5.5\n" + "".join(
        f"{one},Commune {one},47.1,-1.5\n" for one in MANY), "utf-8")
    if isinstance(codes, tuple):
        (tmp_path / "codes.txt").write_text(codes[1], "utf-8")
        codes = "codes.txt"
    done = parcours(tmp_path, "init", "site", "--city", "La Cité", "--country", "Les Collines",
                    "--communes", "table.csv", "--city-codes", codes, "--country-codes", "1003",
                    "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    rows = (tmp_path / "site/itineraries/communes.csv").read_text("utf-8")
    assert rows.count(",la-cite,") == 80
    assert "01003,Bourg,les-collines" in rows


def test_a_file_that_is_not_there_is_no_code(tmp_path: Path) -> None:
    """Nor is it told as one: that it cannot be read is, in one's own language."""
    (tmp_path / "table.csv").write_text(TABLE, "utf-8")
    for option, words in (("--city-codes", ("--communes", "table.csv", "--city-codes", "c.txt")),
                          ("--communes", ("--communes", "c.txt"))):
        done = parcours(tmp_path, "init", "site", "--city", "La Cité", "--country",
                        "Les Collines", "--yes", "--lang", "fr", *words)
        assert done.returncode == 2
        assert f"{option} : c.txt ne se lit pas" in done.stderr.replace("\u00a0", " ")


def test_what_is_not_given_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Territories, table, codes, contract, its day, languages and colours, in this order, in one's
    own language; what is given is not asked, and an empty answer leaves things as they are."""
    (tmp_path / "table.csv").write_text(TABLE, "utf-8")
    answers = {"urbain": "La Cité", "rural": "Les Collines", "tableau": str(tmp_path / "table.csv"),
               "langues": "fr", "couleurs": "#1f6f8b,#a8d08d", "signé": "2019-04-10"}
    asked: list[str] = []

    def answer(question: Words, lang: str) -> str:
        asked.append(question.fr)
        return next((said for word, said in answers.items()
                     if word in question.fr and "codes" not in question.fr), "")

    monkeypatch.setattr(terminal, "answer", answer)
    done = CliRunner().invoke(init_command, [str(tmp_path / "site"), "--lang", "fr"])
    assert done.exit_code == 0, done.output
    assert len(asked) == len(set(asked)) == 9
    site = (tmp_path / "site/itineraries/site.yml").read_text("utf-8")
    assert "languages: [fr]\n" in site
    assert "rural: \"#a8d08d\"" in site
    assert "signed: 2019-04-10" in (tmp_path / "site/itineraries/territories.yml").read_text()
    asked.clear()
    done = CliRunner().invoke(init_command, [str(tmp_path / "other"), "--languages", "fr,en",
                                             "--signed", "2019-04-10", "--colours", "", "--yes"])
    assert asked == []


def test_nobody_signs_tomorrow(tmp_path: Path) -> None:
    """A day to come is refused at once: the first check of the new site would."""
    (tmp_path / "table.csv").write_text(TABLE, "utf-8")
    done = parcours(tmp_path, "init", "site", "--city", "La Cité", "--country", "Les Collines",
                    "--communes", "table.csv", "--yes", "--signed", "2999-01-01", "--lang", "fr")
    assert done.returncode == 2
    assert "le 01/01/2999 est dans le futur" in done.stderr.replace("\u00a0", " ")
    assert not (tmp_path / "site").exists()


def test_a_language_is_taken_once(tmp_path: Path) -> None:
    """`--languages fr,fr` is French."""
    (tmp_path / "table.csv").write_text(TABLE, "utf-8")
    done = parcours(tmp_path, "init", "site", "--city", "La Cité", "--country", "Les Collines",
                    "--communes", "table.csv", "--yes", "--languages", "fr,fr")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "site/itineraries/site.yml").read_text("utf-8").count("fr") == 1


def test_a_name_without_letters_is_not_called_the_same_as_the_other() -> None:
    """What is wrong of each is told of it: no letters for an address, or the address of both."""
    for country, told in (("Ω", "« Ω »"), ("la cité", "la-cite")):
        found = site_files(replace(ASKED, country=SideAsked(country, ("01003",))), "table.csv")
        assert isinstance(found, list)
        assert [told in one.message.fr for one in found] == [True]


@pytest.mark.publishes
def test_the_new_site_is_made_and_names_nobody_else(tmp_path: Path) -> None:
    """By its own commands, as its Makefile calls them: what no other test shows is that settings,
    theme, manual and content of a new site fit together (it takes as long as a publication)."""
    (tmp_path / "table.csv").write_text(TABLE, "utf-8")
    done = parcours(tmp_path, "init", "notre-site", "--city", "La Cité", "--country",
                    "Les Collines", "--communes", "table.csv", "--yes")
    assert done.returncode == 0, done.stdout + done.stderr
    site = tmp_path / "notre-site"
    for words in (["reference"], ["check", "--strict"], ["build", "--today", str(TODAY)],
                  ["publish"]):
        done = parcours(site, *words)
        assert done.returncode == 0, done.stdout + done.stderr
    home = (site / "site/index.html").read_text("utf-8")
    assert "La Cité et Les Collines, un seul voyage" in home.replace("\u00a0", " ")
    named = [path for path in (site / "site").rglob("*.html")
             if re.search(r"Toulouse|Gascogne|Gascony|\bGers\b", path.read_text("utf-8"), re.I)]
    assert named == []
