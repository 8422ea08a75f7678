"""Whatever the files of a content folder hold, the check answers with diagnostics and never fails.

Anyone may propose a file, and the check runs on it before a person has looked.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.content_sample import (
    COMMUNES,
    FILES,
    GARDEN,
    GARDEN_FILE,
    JPEG,
    MUSEUM_FILE,
    ROUTE,
    ROUTE_FILE,
    STATION,
    TRACK,
    check,
    edited,
    told,
    write_sample,
)
from parcours.diagnostics.diagnostic import Diagnostic
from parcours.diagnostics.report import FORMS, report
from parcours.source import read
from parcours.source.read import MAX_BYTES, read_text
from parcours.source.tree import MAX_FAULTS, MAX_LEVELS, SAFE_MARKS

Answers = Callable[[dict[str, str | bytes | None]], None]
TRACK_FILE = "tracks/vers-le-jardin.gpx"
PLACE = STATION + "description: "

MANY = MAX_LEVELS + 1
TOO_DEEP = {
    "brackets": "name: " + "[" * MAX_LEVELS + "]" * MAX_LEVELS,
    "braces": "{a: " * MANY + "b" + "}" * MANY,
    "dashes": "a:\n" + "- " * MAX_LEVELS + "b",
    "indents": "".join(" " * level + "a:\n" for level in range(MANY)) + " " * MANY + "a: b\n",
}
"""One level more than a file may have, in each way of writing it."""
WITH_THE_QUICK_LOOK = "# " + "[" * SAFE_MARKS + "\n"
"""A comment with so many signs that levels are counted before a tree is built."""

REFUSED = {
    "aliases upon aliases": (
        "a: &a [x]\nb: &b [*a]\nc: [*b]\n", "alias-not-allowed"),
    "a merged group": ("base: &base {kind: museum}\n<<: *base\n", "alias-not-allowed"),
    "a tag": ("name: !house [x]\n", "alias-not-allowed"),
    "half a character": ('name: "\\ud800"\n', "yaml-syntax"),
    "a character beyond Unicode": ('name: "\\UFFFFFFFF"\n', "yaml-syntax"),
    "a NUL": ("name: a\x00b\n", "yaml-syntax"),
    "a terminal command": (PLACE + "\x1b[2J\n", "yaml-syntax"),
    "a terminal command in an escape": (PLACE + '"\\e[2J"\n', "bad-value"),
    "text turned round": (PLACE + '"\\u202Egpj.exe"\n', "bad-value"),
    "two documents": ("a: b\n---\nc: d\n", "yaml-syntax"),
    "a directive": ("%YAML 9.9\n---\na: b\n", "yaml-syntax"),
    "a group for a name": ("{a: b}: c\n", "yaml-syntax"),
    "a group for a name, the long way": ("? [a, b]\n: c\n", "yaml-syntax"),
    "an endless number": (STATION.replace("43.61121", "1" * 5000), "bad-coordinates"),
    "an infinite number": (STATION.replace("43.61121", ".inf"), "bad-coordinates"),
    "no number": (STATION.replace("43.61121", "nan"), "bad-coordinates"),
    "digits of another script": (STATION.replace("43.61121", "٤٣.٦"), "bad-coordinates"),
    "a template": (STATION.replace("station", "'{{ 7*7 }}'"), "bad-value"),
}


_ALLOWED = dict.fromkeys(map(ord, "\n\u00a0\u202f\u3000"))
"""What `str.isprintable` knows nothing of, and a report may have."""


def sound(found: list[Diagnostic]) -> None:
    """Each diagnostic can be shown in every form, on a terminal and in a log."""
    for one in found:
        assert min(one.span.line, one.span.column, one.span.width) >= 1
        assert one.message.fr
        assert one.message.en
    for form in FORMS:
        for lang in ("fr", "en"):
            shown = report(found, form, lang)
            shown.encode()
            assert form in ("json", "sarif") or shown.translate(_ALLOWED).isprintable()
    assert len(found) == len(json.loads(report(found, "json", "fr")))
    assert all(line.startswith(("::error file=", "::warning file="))
               for line in report(found, "github", "fr").splitlines())


def checked(folder: Path) -> list[Diagnostic]:
    found = check(folder)
    sound(found)
    return found


@pytest.mark.parametrize("before", ["", WITH_THE_QUICK_LOOK], ids=["a tree", "the quick look"])
@pytest.mark.parametrize("name", TOO_DEEP)
def test_one_level_too_many_is_refused(name: str, before: str) -> None:
    """Both guards, the one on the tree and the one that looks before there is a tree, count alike;
    the second is for files that the YAML library could not build a tree of."""
    found = read_text(before + TOO_DEEP[name], "x.yml")
    assert isinstance(found, list)
    assert {"too-large"} == {one.code for one in found}


def test_the_quick_look_comes_before_the_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a tree could have too many levels for the YAML library, none is built."""
    def compose(text: str) -> None:
        raise AssertionError("a tree was built")

    monkeypatch.setattr(read, "compose", compose)
    for text in (TOO_DEEP["brackets"], "[" * MANY + "]" * MANY, "- " * MANY + "a",
                 "? " * MANY + "a"):
        found = read_text(WITH_THE_QUICK_LOOK + text, "x.yml")
        assert isinstance(found, list)
        assert ["too-large"] == [one.code for one in found]


@pytest.mark.parametrize("name", TOO_DEEP)
def test_nesting_is_told_where_it_begins(name: str, tmp_path: Path) -> None:
    """In a content folder, too, it is one diagnostic and the other files are still checked."""
    folder = write_sample(tmp_path, **{"places/x.yml": TOO_DEEP[name], **edited(
        MUSEUM_FILE, "kind: museum", "kind: musée")})
    assert [one.code for one in checked(folder)] == ["bad-value", "too-large"]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_plain_text_is_refused(name: str, tmp_path: Path) -> None:
    """Aliases, tags, control characters and numbers that are none end as one diagnostic."""
    text, code = REFUSED[name]
    folder = write_sample(tmp_path, **{"places/x.yml": text})
    assert [code] == [one.code for one in checked(folder)]


@pytest.mark.parametrize(("size", "codes"), [(MAX_BYTES, []), (MAX_BYTES + 1, ["too-large"])])
def test_a_file_has_a_greatest_size(size: int, codes: list[str], tmp_path: Path) -> None:
    """256 KiB are read, and not one byte more."""
    text = STATION.replace("Gare Matabiau", "Gare").replace("43.61121", "43.65") + "# "
    folder = write_sample(tmp_path, **{"places/x.yml": text + "x" * (size - len(text))})
    assert codes == [one.code for one in checked(folder)]


@pytest.mark.parametrize("text", [
    "".join(f"k{i}: 1\n" for i in range(8_000)),
    "".join(f"k{i % 3000}: 1\n" for i in range(8_000)),
    STATION + "services: [" + "x, " * 15_000 + "]\n",
    "".join(f"? [k{i}]\n: 1\n" for i in range(8_000)),
], ids=["unknown fields", "repeated fields", "wrong words", "groups for names"])
def test_countless_faults_are_told_up_to_a_limit(text: str, tmp_path: Path) -> None:
    """A file of nothing but faults takes neither minutes nor a report of thousands of lines."""
    found = check(write_sample(tmp_path, **{"places/x.yml": text}))
    assert 0 < len(found) <= MAX_FAULTS


@pytest.mark.parametrize("text", [
    PLACE + '"' + "[a](b) " * 3000 + '"\n', PLACE + '"' + "*a* " * 5000 + '"\n',
    STATION + 'email: "a' + " " * 20_000 + 'b"\n', STATION + 'phone: "0' + " 1" * 10_000 + 'b"\n',
    STATION + 'opening_hours: "' + "Mo-Su 10:00-18:00; " * 16 + '"\n',
    STATION + 'opening_hours: "' + "lundi " * 51 + '"\n',
    STATION + 'website: "' + "a." * 10_000 + '/"\n',
], ids=["links", "stars", "spaces", "digits", "hours", "days", "dots"])
def test_long_values_take_no_time(text: str, tmp_path: Path) -> None:
    """No pattern goes over a long value again and again; of hours, 300 signs are looked at."""
    checked(write_sample(tmp_path, **{"places/x.yml": text}))


def test_text_from_memory_may_hold_half_a_character() -> None:
    """A lone surrogate, which no file can hold, does not raise either."""
    assert not isinstance(read_text("name: a\ud800b\n", "x.yml"), list)


SHORT = re.sub(r"<trkseg>.*</trkseg>", "<trkseg>" + "".join(
    f'<trkpt lat="{lat}" lon="{lon}"/>' for lat, lon in (
        ("43.85000", "0.66000"), ("43.89000", "0.64000"), ("43.93500", "0.62300"))) + "</trkseg>",
    TRACK, flags=re.S)


@pytest.mark.parametrize("content", [
    b"", b"\x00\x01\x02", b"<gpx", b"\xff\xfe<\x00g\x00", b"<gpx></gpx>", JPEG,
    SHORT.replace("43.89000", "nan").encode(), SHORT.replace("43.89000", "1e999").encode(),
    SHORT.replace("43.89000", "-91").encode(), SHORT.replace('lat="43.89000"', "").encode(),
    SHORT.replace("<gpx", "<!DOCTYPE gpx [<!ENTITY x 'y'>]><gpx").encode(),
    SHORT.replace("<gpx", "<!doctype gpx><gpx").encode(),
    SHORT.encode("utf-16")[:-40], SHORT.replace("<trkseg>", "<trkseg><").encode(),
    b"<gpx>" + b"<a>" * 30,
    b"<gpx>" + b"<a>" * 30 + b"</a>" * 30 + b"</gpx>",
], ids=lambda content: repr(content[:24]))
def test_a_track_is_read_with_suspicion(content: bytes, tmp_path: Path) -> None:
    """No document type, no entity, no nest without a path, no point off the globe."""
    found = checked(write_sample(tmp_path, **{TRACK_FILE: content}))
    assert told(found, tmp_path) == [("bad-track", ROUTE_FILE, 25)]


@pytest.mark.parametrize(("content", "code"), [
    (b"", "missing-field"), (b"\x00", "bad-value"), (b"\xff\xfe", "bad-value"),
    (b"code,name,territory,lat,lon\n\"", "bad-value"),
    (COMMUNES.replace("118.17", "-1").encode(), "bad-value"),
    (COMMUNES.replace("118.17", "nan").encode(), "bad-value"),
    (COMMUNES.replace("118.17", "1e400").encode(), "bad-value"),
    (COMMUNES.encode() + b"a," * 10_000, "bad-value"),
    (COMMUNES.encode() + b'"' + b"x" * 200_000 + b'"\n', "bad-value"),
    (COMMUNES.encode() + b"\n" * 5_000_000, "too-large"),
], ids=lambda value: repr(value[:16]) if isinstance(value, bytes) else value)
def test_a_table_is_read_with_suspicion(content: bytes, code: str, tmp_path: Path) -> None:
    """Whatever stands for the table of communes, the first fault is told on it."""
    found = checked(write_sample(tmp_path, **{"communes.csv": content}))
    assert code in [one.code for one in found if one.span.file.endswith("communes.csv")]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """A photo or a track that is a link to a file elsewhere counts as missing."""
    secret = tmp_path / "secret"
    secret.write_bytes(JPEG)
    folder = write_sample(tmp_path / "content", **{"media/jardin.jpg": None, TRACK_FILE: None})
    for name in ("media/jardin.jpg", TRACK_FILE):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).symlink_to(secret)
    expected = [("missing-file", ROUTE_FILE, 25), ("missing-file", GARDEN_FILE, 8)]
    assert expected == told(checked(folder), folder)


@pytest.mark.parametrize("name", ["places/x.yml", "x.yml", "site.yml", "territories.yml",
                                  "communes.csv"])
def test_a_linked_file_is_refused_and_not_shown(name: str, tmp_path: Path) -> None:
    """What a link leads to never reaches the report, which may be public."""
    secret = tmp_path / "secret.yml"
    secret.write_text("password: hunter2\n")
    folder = write_sample(tmp_path / "content", **{name: None})
    (folder / name).symlink_to(secret)
    found = checked(folder)
    assert ("unsafe-path", name, 1) in told(found, folder)
    assert not any("hunter2" in report(found, form, "fr") for form in FORMS)


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    """A folder, a pipe, a link to itself and a link to a device do not stop the check."""
    folder = write_sample(tmp_path)
    (folder / "places/dossier.yml").mkdir()
    (folder / "places/boucle.yml").symlink_to("boucle.yml")
    (folder / "places/zero.yml").symlink_to("/dev/zero")
    os.mkfifo(folder / "places/tuyau.yml")
    expected = [("unsafe-path", "places/boucle.yml", 1), ("missing-file", "places/dossier.yml", 1),
                ("missing-file", "places/tuyau.yml", 1), ("unsafe-path", "places/zero.yml", 1)]
    assert expected == told(checked(folder), folder)


@pytest.mark.parametrize("name", [
    b"caf\xe9.yml", b"a\nb.yml", b"\x1b[2J.yml", b"%0A::error::x.yml", b" .yml", b"-.yml",
    "\u202egpj.yml".encode(), b"a" * 200 + b".yml", b"..yml", b"x.YML", b"x.y\xffml.yaml"],
    ids=repr)
def test_a_file_may_have_any_name(name: bytes, tmp_path: Path) -> None:
    """A name that is no id is told, in a report that can be printed and forges nothing."""
    folder = write_sample(tmp_path)
    (Path(os.fsdecode(os.fsencode(folder / "places") + b"/" + name))).write_text(STATION)
    hidden = name.startswith(b".")
    assert ([] if hidden else ["bad-id"]) == [one.code for one in checked(folder)]


@pytest.mark.parametrize("path", [
    "../x", "/etc/passwd", "media/../../x", "..", ".", "media//x.jpg", "media/.x.jpg", "C:x.jpg",
    "..\\x", "media/", "https://exemple.fr/x.jpg"])
def test_a_path_stays_in_the_folder(path: str, tmp_path: Path) -> None:
    """A path that leads out is refused before any file is looked at."""
    folder = write_sample(tmp_path, **{
        GARDEN_FILE: GARDEN.replace("media/jardin.jpg", f"'{path}'"),
        ROUTE_FILE: ROUTE.replace(TRACK_FILE, f"'{path}'")})
    expected = [("unsafe-path", ROUTE_FILE, 25), ("unsafe-path", GARDEN_FILE, 8)]
    assert expected == told(checked(folder), folder)


def test_an_empty_or_absent_folder_is_told(tmp_path: Path) -> None:
    """A folder without files, and no folder at all."""
    assert [one.code for one in checked(tmp_path)] == ["missing-file", "missing-file"]
    assert [one.code for one in checked(tmp_path / "nowhere")] == ["missing-file"]


FRAGMENTS = [
    ":", ": ", "- ", "\n", "\n  ", "\t", '"', "'", "{", "}", "[", "]", "&a ", "*a ", "!!str ",
    "? ", "| ", "> ", "#", "---\n", "...\n", "%", "@", "`", ",", "\u00a0", "\u2028", "\x85", "\r",
    "\ufeff",
    "\x00", "\x1b[2J", "é", "🌻", "null", "~", "[[[[", "a: {b: {c: ", "09:30", "1e9", "-1", "night",
    "fr: x", "place: x", "days:", "stops: [", "<trkpt/>", "<!DOCTYPE x>", ",,,", "\\u0000", "\\x",
]


@st.composite
def mutations(draw: st.DrawFn) -> dict[str, str | bytes | None]:
    """One or two files of the sample, each changed in up to six spots."""
    changed: dict[str, str | bytes | None] = {}
    for name in draw(st.lists(st.sampled_from(sorted(FILES)), min_size=1, max_size=2, unique=True)):
        content = FILES[name]
        text = content if isinstance(content, str) else content.decode("latin-1")
        for _ in range(draw(st.integers(1, 6))):
            at = draw(st.integers(0, len(text)))
            end = min(len(text), at + draw(st.sampled_from([0, 0, 1, 2, 7, 40])))
            text = text[:at] + draw(st.sampled_from([*FRAGMENTS, text[at:end] * 2])) + text[end:]
        changed[name] = text
    return changed


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """Check the sample with some files replaced, and put them back."""
    folder = write_sample(tmp_path_factory.mktemp("sample"))

    def answered(files: dict[str, str | bytes | None]) -> None:
        for changed in (files, {name: FILES.get(name) for name in files}):
            for name, content in changed.items():
                (folder / name).write_bytes(
                    content if isinstance(content, bytes) else (content or "").encode())
            if changed is files:
                checked(folder)

    return answered


@given(files=mutations())
@settings(max_examples=120, deadline=None, derandomize=True)
def test_any_slip_of_the_keyboard_is_answered(
        answers: Answers, files: dict[str, str | bytes | None]) -> None:
    """Random edits of any files of the folder never raise."""
    answers(files)


@given(name=st.sampled_from(sorted(FILES)), content=st.binary(max_size=400))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_any_bytes_are_answered(answers: Answers, name: str, content: bytes) -> None:
    """Random bytes in place of any file of the folder never raise."""
    answers({name: content})


@given(text=st.text(st.characters(codec="utf-8"), max_size=60), field=st.sampled_from(
    ["name", "kind", "commune", "lat", "opening_hours", "phone", "email", "website", "duration",
     "verified_on", "services", "products", "twin", "refs", "status", "photo", "description"]))
@settings(max_examples=120, deadline=None, derandomize=True)
def test_any_value_of_any_field_is_answered(answers: Answers, text: str, field: str) -> None:
    """Random text as the value of a field, in quotes as JSON writes them, never raises."""
    lines = [line for line in STATION.splitlines() if not line.startswith(f"{field}:")]
    answers({"places/x.yml": "\n".join([*lines, f"{field}: {json.dumps(text)}", ""])})
