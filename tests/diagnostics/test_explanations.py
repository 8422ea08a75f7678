"""Every code is explained, and its examples are what they claim to be."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from helpers import proposing
from helpers.content_sample import ROUTE_FILE, TODAY, TRACK, check, told, write_sample
from helpers.feeds import write_content
from parcours import HERE
from parcours.build import build
from parcours.cli.propose import propose as propose_command
from parcours.diagnostics.diagnostic import Diagnostic
from parcours.diagnostics.explain import explain
from parcours.diagnostics.explanations import Explanation, all_codes, explanation, near
from parcours.editing import timetables
from parcours.importers import import_file
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.proposals.asking import understood
from parcours.proposals.propose import propose
from parcours.proposals.wish import Asked

SOURCE = HERE
WHERE = {"itinerary": "exemple.yml", "place": "places/exemple.yml", "site": "site.yml",
         "territories": "territories.yml", "services": "services/exemple.csv"}
EXPLAINED = [explained for code in all_codes() if (explained := explanation(code)) is not None]
FLEURANCE = json.dumps({"type": "FeatureCollection", "tolerance_m": 100, "features": [{
    "type": "Feature", "properties": {"code": "32132"}, "geometry": {
        "type": "Polygon", "coordinates": [[[0.6, 43.8], [0.72, 43.8], [0.72, 43.88], [0.6, 43.88],
                                            [0.6, 43.8]]]}}]})
"""The outline of one commune, for an example about a point that is out of it."""
NAMED = {"toulouse-gascogne": "ville-pays", "toulouse-metropole": "metropole",
         "portes-de-gascogne": "pays", "comminges": "vallee", "gare-matabiau": "gare-centrale",
         "Lectoure": "Bourg-Neuf"}
"""The sample bears names of one region, which every site's manual would show: the examples have
others, and the sample takes them before an example is run in it."""
each = pytest.mark.parametrize("explained", EXPLAINED, ids=lambda explained: explained.code)


def emitted_codes() -> set[str]:
    """The codes that stand in the source: first words of `error` and its like, and ``code=``."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            said: list[ast.expr | None] = []
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", "")
                if name in ("error", "warning", "tell"):
                    said += node.args[:1]
                if name == "BadTrack":
                    said += node.args[1:2]
                if name in ("BadScalar", "BadTrack", "BadFeed", "error", "warning"):
                    said += [one.value for one in node.keywords if one.arg == "code"]
            if isinstance(node, ast.FunctionDef):
                asked = [*zip(node.args.args[::-1], node.args.defaults[::-1], strict=False),
                         *zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)]
                said += [default for one, default in asked if one.arg == "code"]
            found |= {one.value for one in said
                      if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return found


def written(code: str) -> dict[str, Any]:
    """The file of an explanation, as it stands."""
    return tomllib.loads((SOURCE / "diagnostics/codes" / f"{code}.toml").read_text("utf-8"))


def diagnostics_of(explained: Explanation, example: str, folder: Path) -> list[Diagnostic]:
    """What is said of an example put into the sample."""
    changed = written(explained.code)["example"].get("changed")
    if changed is not None:  # the day of the last change, which a folder without git cannot know
        renamed(write_sample(folder, **{ROUTE_FILE: example}))
        shared = read_shared(folder, TODAY)
        reviews = {(Path(ROUTE_FILE).stem, territory, on): changed
                   for territory, on in reviews_of(example) if on < changed}
        return read_trip(folder / ROUTE_FILE, replace(shared.atlas, changed_since=reviews))[1]
    if written(explained.code)["example"].get("extract"):
        return check(write_extract(folder, WHERE[explained.kind], explained.good, example,
                                   written(explained.code)["example"].get("rows", {})))
    if written(explained.code)["example"].get("feed"):
        renamed(write_content(folder, **{WHERE[explained.kind]: example}))
        return list(timetables.make(folder, [folder / "horaires"], TODAY).diagnostics)
    if written(explained.code)["example"].get("outlines"):
        return check(renamed(write_sample(folder, **{
            WHERE[explained.kind]: example, "outlines.geojson": FLEURANCE})))
    if explained.kind != "command":
        return check(renamed(write_sample(folder, **{
            WHERE[explained.kind]: example, "tracks/en-deux-morceaux.gpx": TRACK.replace(
                '<trkpt lat="43.89', '<trkpt lat="43.889" lon="0.6405"/></trkseg><trkseg>'
                '<trkpt lat="43.89')})))
    renamed(write_sample(folder, **{"notes.txt": "Ouvert le mardi.\n"}))
    verb, *words = example.split()[1:]
    if verb == "timetable":
        renamed(write_content(folder))
        return list(timetables.make(folder, [folder / words[0]], TODAY).diagnostics)
    if verb == "import":
        return list(import_file(folder / words[0], read_shared(folder, TODAY).atlas).diagnostics)
    if verb == "propose":
        return proposed(folder, words)
    asked = build.Options(folder, folder / "docs", TODAY, only=words[words.index("--only") + 1])
    return list(build.check(asked).diagnostics)


def proposed(folder: Path, words: list[str]) -> list[Diagnostic]:
    """What is said of a wish, with the small timetable of the proposals."""
    proposing.write_folder(folder / "proposals/itineraries")
    atlas = proposing.atlas_of(renamed(folder / "proposals/itineraries"))
    feed = proposing.write_feed(folder / "proposals/horaires")
    asked = propose_command.make_context("propose", words).params
    wish = understood(Asked(**{field.name: asked[field.name] for field in fields(Asked)}), atlas)
    if isinstance(wish, list):
        return wish
    return list(propose(wish, [feed], atlas, lambda _: iter(["exemple"]), "en").diagnostics)


def write_extract(folder: Path, file: str, sound: str, example: str,
                  rows: Mapping[str, str]) -> Path:
    """A folder with the extract of a sound route, which then becomes the example; its timetable has
    more ``rows`` in some tables."""
    renamed(write_content(folder, **{file: sound}))
    for name, more in rows.items():
        with (folder / f"horaires/{name}.txt").open("a", encoding="utf-8") as table:
            table.write(f"{more}\n")
    for path, text in timetables.make(folder, [folder / "horaires"], TODAY).files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    (folder / file).write_text(example, "utf-8")
    return folder


def renamed(folder: Path) -> Path:
    """A folder of the sample with the names of the examples."""
    for path in [*folder.rglob("*.yml"), *folder.rglob("*.csv")]:
        text = path.read_text("utf-8")
        for ours, theirs in NAMED.items():
            text = text.replace(ours, theirs)
        path.write_text(text, "utf-8", newline="")
        path.rename(path.with_stem(NAMED.get(path.stem, path.stem)))
    return folder


def reviews_of(example: str) -> Iterator[tuple[str, date]]:
    for territory, on in re.findall(r"territory: ([a-z-]+), on: ([\d-]+)", example):
        yield territory, date.fromisoformat(on)


def test_every_code_of_the_source_is_explained_and_no_other() -> None:
    """No code without its file, no file without its code."""
    unexplained, unsaid = emitted_codes() - set(all_codes()), set(all_codes()) - emitted_codes()
    assert unexplained == set(), "write diagnostics/codes/<code>.toml, as its neighbours are"
    assert unsaid == set(), "no source says these codes: remove their files"


def test_the_folder_holds_nothing_else() -> None:
    """Each file of the folder is the explanation of a code, named in kebab-case."""
    names = sorted(path.name for path in (SOURCE / "diagnostics/codes").iterdir())
    assert [f"{code}.toml" for code in all_codes()] == names
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in all_codes())


@each
def test_the_bad_example_gives_its_code_on_its_line(
        explained: Explanation, tmp_path: Path) -> None:
    """Exactly one diagnostic: the code, at the usual severity, on the line that is named."""
    found = diagnostics_of(explained, explained.bad, tmp_path)
    assert [(explained.code, explained.severity, explained.line)] == [
        (one.code, one.severity, one.span.line) for one in found]
    assert found[0].hint is not None


@each
def test_the_good_example_gives_nothing(explained: Explanation, tmp_path: Path) -> None:
    """What is shown as right is right, with no warning either."""
    assert told(diagnostics_of(explained, explained.good, tmp_path), tmp_path) == []


@each
def test_an_example_changes_little(explained: Explanation) -> None:
    """A reader sees at a glance what differs: few lines, and short ones."""
    bad, good = explained.bad.splitlines(), explained.good.splitlines()
    assert len(good) <= 20
    assert all(len(line) <= 80 for line in bad + good)
    steps = SequenceMatcher(None, bad, good).get_opcodes()
    if explained.code != "wrong-folder":  # its remedy is to move the file, not to edit it
        assert 0 < sum(max(b - a, d - c) for step, a, b, c, d in steps if step != "equal") <= 4


@each
def test_both_languages_are_complete(explained: Explanation) -> None:
    """Title, reason and remedy in French and in English, in whole sentences."""
    for words in (explained.title, explained.why, explained.fix):
        assert words.fr != words.en
        assert "  " not in words.fr + words.en
    assert not explained.title.fr.endswith(".")
    assert not explained.title.en.endswith(".")
    for lang in ("fr", "en"):
        assert 2 <= len(re.findall(r"\.(?=\s|$)", explained.why.in_lang(lang))) <= 4, (
            "'why' is two to four sentences")
        assert 1 <= len(re.findall(r"[.!](?=\s|$)", explained.fix.in_lang(lang))) <= 3, (
            "'fix' is one to three sentences")


@each
def test_french_is_set_as_the_french_set_it(explained: Explanation) -> None:
    """No-break spaces before high punctuation and within guillemets, curly apostrophes."""
    for words in (explained.title.fr, explained.why.fr, explained.fix.fr):
        assert re.findall(r" [:;?!»]|« |[a-zé]'[a-zé]", words) == []


@each
def test_an_explanation_has_no_unknown_part(explained: Explanation) -> None:
    """A misspelt key in a file of explanations does not pass unseen."""
    shape = {key: set(part) if isinstance(part, dict) else set()
             for key, part in written(explained.code).items()}
    words, example = {"title", "why", "fix"}, {"kind", "bad", "good", "line"}
    shape["example"] -= {"changed", "extract", "feed", "outlines", "rows"}
    assert {"severity": set(), "fr": words, "en": words, "example": example} == shape


@pytest.mark.parametrize(("typed", "meant"), [
    ("unknown-place", "unknown-place"), ("unknown_place", "unknown-place"),
    ("Unknown Place", "unknown-place"), ("unkown-place", "unknown-place"),
    ("bad-opening-hour", "bad-opening-hours"), ("xyzzy", None), ("", None)])
def test_a_misspelt_code_is_guessed(typed: str, meant: str | None) -> None:
    """The nearest code is offered, and nothing when none is near."""
    assert meant == near(typed)


@pytest.mark.parametrize("code", ["xyzzy", "", "../codes/bad-id", "bad-id.toml", "bad-id\x00"])
def test_an_unknown_code_has_no_explanation(code: str) -> None:
    """Only the name of a code is looked up: no path, no ending."""
    assert explanation(code) is None


@each
def test_every_explanation_can_be_read_on_a_terminal(explained: Explanation) -> None:
    """Title, reason, both examples and remedy, in narrow lines, in both languages."""
    for lang in ("fr", "en"):
        shown = explain(explained.code, lang)
        assert shown.startswith(f"{explained.severity}[{explained.code}] ")
        assert all(len(line) <= 100 for line in shown.splitlines())
        flat = " ".join(shown.split())
        for words in (explained.title, explained.why, explained.fix):
            assert " ".join(words.in_lang(lang).split()) in flat


SHOWN = """\
error[wrong-type] {title}

{why}

{wrong}

    1 | name: Moulin du Pré
    2 | kind: monument
    3 | commune: "32208"
    4 | lat: 43.93500
    5 | lon: 0.62300
    6 | services: toilets
      | ^^^^^^^^^^^^^^^^^

{right}

    1 | name: Moulin du Pré
    2 | kind: monument
    3 | commune: "32208"
    4 | lat: 43.93500
    5 | lon: 0.62300
    6 | services: [toilets]

{fix_heading}

{fix}"""


def test_an_explanation_in_french() -> None:
    """The whole text, the faulty line underlined as in a report."""
    assert SHOWN.format(
        title="La valeur n’a pas la forme attendue", why=(
            "Un champ attend un mot, une liste entre crochets ou un groupe de champs. Ici la "
            "forme\nn’est pas la bonne, même si le mot peut l’être\u00a0: la machine ne saurait "
            "pas s’il y a une\nvaleur ou plusieurs."),
        wrong="Ce qui ne va pas\u00a0:", right="Ce qui est juste\u00a0:",
        fix_heading="Que faire\u00a0:", fix=(
            "Récrivez la ligne comme l’aide le montre\u00a0: «\u00a0[art]\u00a0» pour une liste, "
            "«\u00a0{by: walk}\u00a0» pour\nun groupe.")) == explain("wrong-type", "fr")


def test_an_explanation_in_english() -> None:
    """The same in English."""
    assert SHOWN.format(
        title="The value does not have the expected form", why=(
            "A field expects a word, a list in brackets or a group of fields. Here the form is "
            "wrong,\neven if the word may be right: the machine could not tell whether there is one"
            " value or\nseveral."),
        wrong="What is wrong:", right="What is right:", fix_heading="What to do:", fix=(
            "Write the line again as the hint shows: [art] for a list, {by: walk} for a group."
        )) == explain("wrong-type", "en")


def test_an_unknown_code_is_answered_with_the_known_ones() -> None:
    """What was meant, and every code there is; control characters do not reach the terminal."""
    french, english = explain("unkown-place\x1b[2J", "fr"), explain("xyzzy", "en")
    assert french.startswith("«\u00a0unkown-place\ufffd[2J\u00a0» n’est pas un code. "
                             "Vouliez-vous dire «\u00a0unknown-place\u00a0»\u00a0?\n")
    assert english.startswith("'xyzzy' is not a code.\n")
    for shown in (french, english):
        assert all(code in shown for code in all_codes())
