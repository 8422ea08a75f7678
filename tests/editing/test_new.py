"""``parcours new``: little is asked, every field is explained, and the file already passes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from helpers.content_sample import FILES, ROUTE_FILE, TODAY, check, write_sample
from helpers.published import ITINERARIES
from parcours.cli import editing, main
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Lang
from parcours.editing import new as scaffold
from parcours.editing.new import Answers, Fresh
from parcours.format import model
from parcours.format.parse import Parsed, parse
from parcours.load.shared import read_shared
from parcours.source.read import Source, read_text

LANGS: tuple[Lang, Lang] = ("fr", "en")
each_lang = pytest.mark.parametrize("lang", LANGS)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder to add to."""
    return write_sample(tmp_path / "itineraries")


def atlas_of(content: Path) -> Atlas:
    return read_shared(content, TODAY).atlas


def written(content: Path, made: Fresh | list[Diagnostic]) -> str:
    assert isinstance(made, Fresh)
    (content / made.path).write_text(made.text, "utf-8")
    return made.text


def uncommented(text: str) -> list[str]:
    """The file with one example after another put into use."""
    lines = text.split("\n")
    found = []
    for n, line in enumerate(lines):
        match = re.match(r"( *)# ([a-z_]+:.*)", line)
        if not match or "# yaml-language-server" in line:
            continue
        end = n + 1
        while lines[end].startswith(f"{match[1]}#   "):
            end += 1
        used = [one.replace("# ", "", 1) for one in lines[n:end]]
        found.append("\n".join([*lines[:n], *used, *lines[end:]]))
    return found


@each_lang
def test_a_new_place_passes_the_check(content: Path, lang: Lang) -> None:
    """With nothing said but its id, the place is sound; all that is told is what to change."""
    before = check(content)
    written(content, scaffold.new_place("moulin-du-pre", Answers(), atlas_of(content), lang))
    added = [one for one in check(content) if one not in before]
    assert {one.code for one in added} == {"placeholder-left"}


@each_lang
def test_a_new_itinerary_passes_the_check(content: Path, lang: Lang) -> None:
    """It stands on a place of each side, and all that is told is what to change in it."""
    before = check(content)
    text = written(content, scaffold.new_itinerary("du-neuf", "", atlas_of(content), lang))
    added = [one for one in check(content) if one not in before]
    assert {one.code for one in added} == {"placeholder-left"}
    assert len(added) > 4
    stops = re.findall(r"- place: ([a-z-]+)", text)
    sides = [atlas_of(content).places[stop].commune[:2] for stop in stops]
    assert sides == ["31", "32"]


def test_a_warning_is_better_than_an_error(content: Path) -> None:
    """Where the museum opens at night only, the first stop is the station: the route leans to one
    side, which is told, but it can be done."""
    museum = content / "places/musee-de-la-brique.yml"
    text = museum.read_text("utf-8")
    assert "Mo-Su 10:00-18:00" in text
    museum.write_text(text.replace("Mo-Su 10:00-18:00", "Mo-Su 21:00-23:00"), "utf-8")
    before = check(content)
    made = written(content, scaffold.new_itinerary("du-neuf", "", atlas_of(content), "fr"))
    assert "- place: gare-matabiau\n" in made
    added = [one for one in check(content) if one not in before]
    assert {one.code for one in added} == {"placeholder-left", "lopsided-route"}


def test_a_large_content_takes_new_files() -> None:
    """In a folder of many places the first stops are two of them, near one another."""
    atlas = atlas_of(ITINERARIES)
    for made in (scaffold.new_itinerary("du-neuf-ici", "Du neuf", atlas, "fr"),
                 scaffold.new_place("du-neuf-ici", Answers(commune="Lectoure"), atlas, "fr")):
        assert isinstance(made, Fresh)


@each_lang
@pytest.mark.parametrize("kind", [model.Place, model.Itinerary])
def test_every_example_can_be_put_to_use(content: Path, lang: Lang, kind: Any) -> None:
    """Each commented line, without its sign, is a field that the model accepts where it stands."""
    atlas = atlas_of(content)
    made = (scaffold.new_place("x", Answers(), atlas, lang) if kind is model.Place else
            scaffold.new_itinerary("x", "X", atlas, lang))
    assert isinstance(made, Fresh)
    variants = uncommented(made.text)
    assert len(variants) > 14
    for text in variants:
        source = read_text(text, "x.yml")
        assert isinstance(source, Source), text
        assert isinstance(parse(source, kind, "x"), Parsed), text


@each_lang
def test_every_field_is_there(content: Path, lang: Lang) -> None:
    """No field of a place, a route, a day, a stop or a leg is forgotten."""
    atlas = atlas_of(content)
    place = scaffold.new_place("x", Answers(), atlas, lang)
    route = scaffold.new_itinerary("x", "X", atlas, lang)
    assert isinstance(place, Fresh)
    assert isinstance(route, Fresh)
    for text, kinds in ((place.text, (model.Place,)), (route.text, (
            model.Itinerary, model.Day, model.PlaceStop, model.Travel))):
        told = set(re.findall(r"^ *(?:# |- )*([a-z_]+):", text, re.M))
        for kind in kinds:
            fields = {info.alias or name for name, info in kind.model_fields.items()}
            assert fields - told == set()


@pytest.mark.parametrize(("id", "said", "expected"), [
    ("gare-de-lectoure", Answers(), {"kind": "station", "commune": "32208"}),
    ("x", Answers(name="Le “X”: un #lieu", commune="lectoure", kind="musée"),
     {"name": "Le “X”: un #lieu", "kind": "museum", "commune": "32208"}),
    ("x", Answers(lat="43.61", lon="1.08"), {"commune": "32160", "lat": "43.61000"}),
    ("x", Answers(commune="31069"), {"commune": "31069", "precision_m": "1000"}),
])
def test_what_is_said_is_taken(content: Path, id: str, said: Answers,
                               expected: dict[str, str]) -> None:
    """A commune by name or code, a kind in French, a point; the rest is found from them."""
    text = written(content, scaffold.new_place(id, said, atlas_of(content), "fr"))
    source = read_text(text, "x.yml")
    assert isinstance(source, Source)
    assert {key: source.data.get(key) for key in expected} == expected


@pytest.mark.parametrize(("id", "said", "code", "hint"), [
    ("Ébène", Answers(), "bad-id", "ebene"),
    ("gare-matabiau", Answers(), "bad-id", "gare-matabiau-2"),
    ("x", Answers(commune="Lectour"), "unknown-commune", "32208"),
    ("x", Answers(kind="muse"), "bad-value", "museum"),
    ("x", Answers(lat="43,6", lon="1.4"), "bad-coordinates", "43.6"),
    ("x", Answers(lat="43.6"), "bad-value", "les deux"),
    ("x", Answers(commune="32208", lat="48.6", lon="1.4"), "far-from-commune", "Lectoure"),
])
def test_what_cannot_be_is_told(content: Path, id: str, said: Answers, code: str,
                                hint: str) -> None:
    """A diagnostic with something to type, and no file."""
    made = scaffold.new_place(id, said, atlas_of(content), "fr")
    assert isinstance(made, list)
    assert [one.code for one in made] == [code]
    assert made[0].hint
    assert hint in made[0].hint.fr


def test_a_folder_without_places_still_gets_an_itinerary(tmp_path: Path) -> None:
    """Before any place exists, the first stops are a commune of each side."""
    gone = [name for name in FILES if name.startswith("places/") or name == ROUTE_FILE]
    content = write_sample(tmp_path / "itineraries", **dict.fromkeys(gone))
    written(content, scaffold.new_itinerary("premier", "Premier", atlas_of(content), "fr"))
    assert {one.code for one in check(content)} == {"placeholder-left"}


def test_an_alliance_of_one_side_cannot_have_one(content: Path) -> None:
    """Where no alliance joins city and country there is nothing to stand on."""
    communes = (content / "communes.csv").read_text("utf-8").replace("toulouse-metropole",
                                                                     "portes-de-gascogne")
    (content / "communes.csv").write_text(communes, "utf-8")
    made = scaffold.new_itinerary("x", "X", atlas_of(content), "fr")
    assert isinstance(made, list)
    assert [one.code for one in made] == ["one-sided"]


def run(content: Path, *words: str) -> Result:
    return CliRunner().invoke(main.parcours, [*words, "--itineraries", str(content), "--lang", "fr",
                                             "--today", str(TODAY), "--format", "text"])


def test_the_command_never_overwrites(content: Path) -> None:
    """The first time it writes; the second time it refuses, and the file stays as it was."""
    assert run(content, "new", "place", "moulin", "--name", "Moulin").exit_code == 0
    path = content / "places/moulin.yml"
    path.write_text(path.read_text("utf-8") + "# relu\n", "utf-8")
    again = run(content, "new", "place", "moulin", "--name", "Autre")
    assert (again.exit_code, "error[bad-id]" in again.output) == (1, True)
    assert path.read_text("utf-8").endswith("# relu\n")
    for taken in ("site", "territories", "de-la-brique-au-jardin"):
        assert run(content, "new", "itinerary", taken).exit_code == 1


def test_the_command_says_what_is_left_to_change(content: Path) -> None:
    """What nobody said is named, so that nothing put there for the time being is forgotten."""
    done = run(content, "new", "itinerary", "au-fil", "--title", "Au fil de l’eau")
    assert done.exit_code == 0
    assert "à changer : summary, themes, difficulty, days\n" in done.output
    assert 'À CHANGER' in (content / "au-fil.yml").read_text("utf-8")


def test_a_broken_foundation_is_told_first(content: Path) -> None:
    """Without communes nothing can be judged: the fault is told, nothing is written."""
    (content / "communes.csv").unlink()
    done = run(content, "new", "place", "moulin")
    assert (done.exit_code, "error[missing-file]" in done.output) == (1, True)
    assert not (content / "places/moulin.yml").exists()


def test_questions_are_asked_at_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody at a terminal is asked for what is missing; a script is not."""
    asked: list[str] = []

    def prompt(question: str, **_: object) -> str:
        asked.append(question)
        return " Moulin "

    monkeypatch.setattr("click.prompt", prompt)
    for here, answer in ((False, ""), (True, "Moulin")):
        monkeypatch.setattr("sys.stdin", type("Stdin", (), {"isatty": lambda _, here=here: here})())
        assert editing._answer("name", "fr") == answer
    assert editing._answer("lat", "fr") == ""
    assert asked == ["Le nom du lieu"]
