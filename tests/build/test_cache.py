"""A build that keeps what did not change gives exactly what a build from nothing gives."""

from __future__ import annotations

import os
import pickle
import pickletools
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from helpers import coach_route
from helpers.content_sample import (
    FARM_FILE,
    GARDEN_FILE,
    ROUTE,
    ROUTE_FILE,
    TODAY,
    another,
    edited,
    write_sample,
)
from helpers.own_code import OwnCode
from parcours.build import cache, common_files, route_files
from parcours.build.build import Options, Outcome, build
from parcours.disk import digest
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render.exports.numbers import number_of
from parcours.render.pages import layout

ROUTE_ID = ROUTE_FILE.removesuffix(".yml")
LATER = date(2026, 12, 24)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Three routes in one language, two of which differ by their title alone."""
    return write_sample(tmp_path / "content", **{"site.yml": "languages: [fr]\n"}, **{
        f"route-{n}.yml": ROUTE.replace("De la brique", f"{n} briques") for n in (1, 2)})


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The routes and pages that a build really made, as they are made."""
    seen: list[str] = []
    for module, name in ((route_files, "written_files"), (common_files, "place_files")):
        real: Callable[..., object] = getattr(module, name)

        def told(one: object, *rest: object, real: Callable[..., object] = real,
                 **named: object) -> object:
            seen.append(getattr(one, "id", one))  # type: ignore[arg-type]
            return real(one, *rest, **named)

        monkeypatch.setattr(module, name, told)
    return seen


def again(content: Path, *, today: date = TODAY, **asked: object) -> Outcome:
    """Build with what the last build kept, and insist on the result of a build from nothing."""
    docs, fresh = content.parent / "docs", content.parent / "fresh"
    outcome = build(Options(content, docs, today, cache=content.parent / "cache",
                            **asked))  # type: ignore[arg-type]
    if not asked:
        expected = build(Options(content, fresh, today))
        assert (outcome.diagnostics, outcome.published, outcome.routes) == (
            expected.diagnostics, expected.published, expected.routes)
        if expected.published:
            assert tree(docs) == tree(fresh)
    return outcome


def tree(docs: Path) -> dict[str, bytes]:
    return {path.relative_to(docs).as_posix(): path.read_bytes()
            for path in sorted(docs.rglob("*")) if path.is_file() and ".parcours" not in path.parts}


def alone(content: Path, made: list[str], **asked: object) -> list[str]:
    """What the build that keeps things makes; the other one's work is not counted."""
    made.clear()
    build(Options(content, content.parent / "docs", TODAY, cache=content.parent / "cache",
                  **asked))  # type: ignore[arg-type]
    return sorted(set(made))


def rename(content: Path, route: str, title: str) -> None:
    path = content / f"{route}.yml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([f"title: {{fr: {title}, en: {title}}}\n", *lines[1:]]), "utf-8")


def test_nothing_is_made_twice(content: Path, made: list[str]) -> None:
    """A second build of the same content makes no page and changes no file."""
    again(content)
    assert alone(content, made) == []
    assert again(content).changed == 0


def test_one_route_is_made_again_and_its_neighbours_learn_of_it(
        content: Path, made: list[str]) -> None:
    """A new title: the route, the places it passes and the routes that name it, no more."""
    again(content)
    rename(content, "route-1", "Un autre titre")
    passed = {"ferme-du-grand-chene", "gare-matabiau", "jardin-des-simples", "musee-de-la-brique"}
    assert set(alone(content, made)) == {"route-1", "route-2", ROUTE_ID} | passed
    assert again(content).changed == 0


def test_a_change_that_nobody_else_tells_of_stays_with_its_route(
        content: Path, made: list[str]) -> None:
    """A note of a stop is on no other page."""
    again(content)
    path = content / "route-2.yml"
    path.write_text(path.read_text("utf-8").replace("Montez au four", "Descendez au four"), "utf-8")
    assert alone(content, made) == ["route-2"]
    again(content)


def test_what_decides_about_the_pages_of_all_routes_has_an_order(content: Path) -> None:
    """Of it a digest is kept: a set comes in another order in each process, and would have the
    pages made again after every edit."""
    atlas = read_shared(content, TODAY).atlas
    trip, _ = read_trip(content / ROUTE_FILE, atlas)
    assert trip is not None
    packed = pickle.dumps(route_files.summary(trip, atlas))
    assert b"ferme-du-grand-chene" in packed
    assert {code.name for code, _, _ in pickletools.genops(packed)}.isdisjoint(
        {"FROZENSET", "EMPTY_SET", "ADDITEMS"})


def test_an_extract_of_timetables_counts_with_its_route(tmp_path: Path, made: list[str]) -> None:
    """Made, made again with another coach, and taken away: its route alone is made again."""
    content = coach_route.write(tmp_path / "content")
    extract = content / "timetables/en-car.json"
    again(content)
    for text in (extract.read_text("utf-8").replace('"17:00"', '"16:50"'), None, "{"):
        extract.write_text(text, "utf-8") if text is not None else extract.unlink()
        if text == "{":
            assert not again(content).published
        else:
            assert alone(content, made) == ["en-car"]
            assert again(content).changed == 0


def test_every_kind_of_change_gives_what_a_build_from_nothing_gives(content: Path) -> None:
    """Edits one after another, of routes, places, settings, languages, tracks and the day."""
    again(write_sample(content))
    steps: list[Callable[[], object]] = [
        lambda: rename(content, "route-1", "Premier"),
        lambda: write_sample(content, **edited(FARM_FILE, "Ferme du grand chêne", "Ferme du houx")),
        (content / "route-2.yml").unlink,
        lambda: write_sample(content, **{"site.yml": "languages: [fr]\n"}),
        lambda: write_sample(content),
        lambda: write_sample(content, **{"route-9.yml": ROUTE}),
        lambda: (content / "tracks/vers-le-jardin.gpx").write_text(
            (content / "tracks/vers-le-jardin.gpx").read_text("utf-8").replace(
                "43.89000", "43.88000"), "utf-8"),
        lambda: write_sample(content, **edited(GARDEN_FILE, "2028-01-01", "2026-11-30")),
    ]
    for step in steps:
        step()
        assert again(content).published
    assert again(content, today=LATER).published


def test_a_page_that_somebody_touched_is_made_again(content: Path, made: list[str]) -> None:
    """A page edited by hand, removed, or replaced by a link is ours again after a build."""
    again(content)
    docs = content.parent / "docs"
    page = docs / "fr" / "parcours" / "route-1" / "index.md"
    good = page.read_bytes()
    for touch in (lambda: page.write_text("autre chose"), page.unlink,
                  lambda: (docs / "fr/lieux/gare-matabiau/index.md").write_text("x")):
        touch()
        again(content)
        assert page.read_bytes() == good


def test_a_joined_file_that_somebody_touched_gives_no_parts(content: Path) -> None:
    """The parts of routes that are left alone lie in the files of all: touched, they are no
    source, and every route is made again."""
    again(content)
    joined = content.parent / "docs/fr/donnees/parcours.geojson"
    for n, spoilt in enumerate((joined.read_bytes().replace(b"Tou", b"tou"), b"", None)):
        joined.unlink()
        if spoilt is not None:
            joined.write_bytes(spoilt)
        route = content / "route-2.yml"  # a note, which makes no other route again
        route.write_text(ROUTE.replace("Montez au four", f"Descendez {n}"), "utf-8")
        assert again(content).published


def test_faults_are_told_every_time(content: Path) -> None:
    """A warning of a route that is left alone, and an error of one that is not."""
    write_sample(content, **{"route-1.yml": another(1).replace("minutes: 20", "minutes: 1"),
                             "route-2.yml": another(2)})
    told = again(content).diagnostics
    assert [fault.code for fault in told] == ["impossible-timing"]
    assert again(content).diagnostics == told
    (content / "route-2.yml").write_text("title: x\n", "utf-8")
    assert not again(content).published
    (content / "route-2.yml").unlink()
    assert again(content).diagnostics == told


def test_a_new_route_may_put_another_in_the_wrong(content: Path) -> None:
    """A route that bears the former name of one that is left alone: both builds tell it."""
    former = another(1).replace("alliance:", "renamed_from: [autrefois]\nalliance:", 1)
    write_sample(content, **{"route-1.yml": former, "route-2.yml": another(2)})
    again(content)
    write_sample(content, **{"autrefois.yml": another(3), "route-1.yml": former})
    assert [fault.code for fault in again(content).diagnostics] == ["name-in-use"]


def test_one_route_alone_and_then_all(content: Path, made: list[str]) -> None:
    """``--only`` knows the neighbours without making them; what it wrote is no surprise later."""
    again(content)
    rename(content, "route-1", "Seul")
    before = tree(content.parent / "docs")
    assert "route-2" not in alone(content, made, only="route-1")
    after = tree(content.parent / "docs")
    changed = {path for path in after if after[path] != before[path]}
    treks = {path for path in after if path.endswith(f"/trek/{number_of('route-1')}/index.html")}
    assert {path.split("/")[2] for path in changed - treks} == {"route-1"}
    assert changed & treks
    again(content)


def test_what_is_kept_for_another_folder_or_day_is_not_used(content: Path, tmp_path: Path) -> None:
    """The same content built elsewhere is made from nothing; so is another day's."""
    again(content)
    elsewhere = build(Options(content, tmp_path / "other", TODAY, cache=tmp_path / "cache"))
    assert elsewhere.changed == len(tree(tmp_path / "other"))


@pytest.mark.parametrize("spoilt", [b"", b"\0" * 40, b"cbuiltins\nlen\n(S'x'\ntR."])
def test_a_spoilt_file_is_as_good_as_none(content: Path, spoilt: bytes) -> None:
    """A file that was cut off, or that is not ours, is neither trusted nor run."""
    again(content)
    (file,) = (content.parent / "cache").iterdir()
    file.write_bytes(spoilt)
    again(content)
    file.write_bytes(file.read_bytes()[:200])
    again(content)


def test_nothing_is_kept_in_the_repository(content: Path) -> None:
    """A pull request cannot bring what a build would believe: it is kept in another place, which
    nobody else can read or write."""
    again(content)
    home = content.parent / "cache"
    assert os.stat(home).st_mode & 0o777 == 0o700
    (file,) = home.iterdir()
    with file.open("rb") as kept_file:
        kept_file.seek(2 * digest.SIZE)
        while isinstance(shared := pickle.load(kept_file), tuple):  # noqa: S301  (made above)
            assert shared[0] in {path.stem for path in content.glob("*.yml")}
    assert isinstance(shared, cache.BuildCache)
    inside = {path for folder in (content, content.parent / "docs") for path in folder.rglob("*")}
    assert not [path for path in inside if path.suffix == ".build"]
    assert build(Options(content, content.parent / "docs", TODAY)).published  # without any


_MADE = """
import sys
from datetime import date
from pathlib import Path
from parcours.build import route_files
from parcours.build.build import Options, build
really = route_files.written_files

def written_files(trip, *rest):
    print(trip.id)
    return really(trip, *rest)

route_files.written_files = written_files
build(Options(Path(sys.argv[1]), Path(sys.argv[2]), date(2026, 11, 22), cache=Path("kept")))
"""


def test_other_code_makes_all_of_it_again(content: Path, tmp_path: Path) -> None:
    """A module that moves to another package, and a template that is edited: nothing that former
    code made is believed, wherever the change lies."""
    ours, all_of_them = OwnCode(tmp_path / "src"), sorted([ROUTE_ID, "route-1", "route-2"])

    def made() -> list[str]:
        return sorted(ours.run(_MADE, content, tmp_path / "docs", cwd=tmp_path))

    assert made() == all_of_them
    assert made() == []
    ours.move("geo.points", "i18n")
    assert made() == all_of_them
    ours.edit("render/pages/templates/place.md.j2")
    assert made() == all_of_them
    assert made() == []


def test_what_a_build_asks_for_is_installed_with_it() -> None:
    """Every library whose version a kept build depends on is one that the site installs: a fresh
    clone has no other."""
    locked = (Path(__file__).resolve().parents[2] / "requirements" / "site.txt").read_text("utf-8")
    names = {line.partition("==")[0].casefold() for line in locked.splitlines() if "==" in line}
    assert {library for library in cache._LIBRARIES if library.casefold() not in names} == set()


def test_templates_are_compiled_once(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Jinja compiled is kept with the rest: the next build compiles nothing again."""
    def afresh() -> None:
        monkeypatch.setattr(layout, "compiled", {})
        layout.template.cache_clear()
        layout._environment.cache_clear()

    def refused(*_: object, **__: object) -> str:
        raise AssertionError("a template was compiled again")

    afresh()
    again(content)
    afresh()
    monkeypatch.setattr("jinja2.environment.Environment._generate", refused)
    (content / ROUTE_FILE).write_text(ROUTE.replace("De la brique", "De la pierre"), "utf-8")
    docs = content.parent / "docs"
    assert build(Options(content, docs, TODAY, cache=content.parent / "cache")).changed
