"""`parcours timetable`: every extract or none, and what an editor is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers import commands
from helpers.commands import Done
from helpers.content_sample import FARM, MUSEUM, ROUTE_FILE, TODAY, edited, told
from helpers.feeds import FEED, SITE_WITH_FEED, write_content, write_feed, zip_feed
from parcours.editing import timetables
from parcours.load.shared import read_shared

MUSEUM_FILE, FARM_FILE = "places/musee-de-la-brique.yml", "places/ferme-du-grand-chene.yml"
NAME = "timetables/de-la-brique-au-jardin.json"


def run(folder: Path, *words: str) -> Done:
    """The command as it is typed."""
    return commands.run("timetable", *words, "--itineraries", folder, "--today", "2026-11-22",
                        "--lang", "en")


def test_the_command_writes_one_extract_a_route_and_shows_a_day(tmp_path: Path) -> None:
    """From a zip and a folder; a second time nothing changes; ``--show`` answers from it."""
    folder = write_content(tmp_path / "c", **edited(
        ROUTE_FILE, "season: {from: 04-01, to: 10-31}\n", ""))
    path = zip_feed(tmp_path / "horaires.zip", "export/")
    first = run(folder, str(path))
    assert (first.returncode, first.stdout) == (0, "")
    assert "1 changed" in first.stderr
    kept = (folder / NAME).read_bytes()
    assert [one.name for one in (folder / "timetables").iterdir()] == [
        "de-la-brique-au-jardin.json"]
    again = run(folder, str(path))
    assert "0 changed" in again.stderr
    assert (folder / NAME).read_bytes() == kept
    shown = run(folder, "--show", "de-la-brique-au-jardin", "--on", "2026-11-22", "--format",
                "json")
    answer = json.loads(shown.stdout)
    assert set(answer) == {"itinerary", "on", "possible", "reason", "level", "legs", "last_back"}
    assert [leg["departures"][0]["leaves"] for leg in answer["legs"]] == ["09:00"]
    in_words = run(folder, "--show", "de-la-brique-au-jardin", "--on", "2026-11-22")
    assert "TOU → FLE: 09:00–10:20" in in_words.stdout


def test_a_bad_feed_leaves_every_extract_as_it_was(tmp_path: Path) -> None:
    """Exit 1, the diagnostic as JSON, and of two feeds the good one writes nothing either."""
    folder = write_content(tmp_path / "c")
    good = write_feed(tmp_path / "horaires")
    bad = write_feed(tmp_path / "bad", stop_times=FEED["stop_times.txt"].replace(
        "09:00:00", "nine"))
    assert run(folder, str(good)).returncode == 0
    kept = (folder / NAME).read_bytes()
    broken = run(folder, str(good), str(bad), "--format", "json")
    (found,) = json.loads(broken.stdout)
    assert (broken.returncode, found["code"], found["line"]) == (1, "bad-feed", 2)
    assert found["file"].endswith("bad/stop_times.txt")
    assert (folder / NAME).read_bytes() == kept
    assert [one.name for one in (folder / "timetables").iterdir()] == [
        "de-la-brique-au-jardin.json"]


@pytest.mark.parametrize("words", [[], ["x.zip", "--show", "a"], ["--show", "a", "--on", "Monday"]])
def test_what_is_misused_is_our_own_exit(tmp_path: Path, words: list[str]) -> None:
    """Neither feeds nor a route, or both: exit 2."""
    assert run(tmp_path, *words).returncode == 2


def test_stops_that_no_place_names_are_proposed(tmp_path: Path) -> None:
    """The place's own file, the nearest stops with their distance; and no extract is made."""
    folder = write_content(tmp_path, **{MUSEUM_FILE: MUSEUM})
    made = timetables.make(folder, [folder / "horaires"], TODAY)
    assert (told(list(made.diagnostics), folder), made.files) == (
        [("unnamed-stop", MUSEUM_FILE, 1)], {})
    hint = made.diagnostics[0].hint
    assert hint is not None
    assert "'Toulouse', 11 m away: gtfs: [\"TOU\"]" in hint.en


def test_a_named_stop_that_is_in_no_feed_is_told_at_its_word(tmp_path: Path) -> None:
    """A network changed its id: the others that the place names still count."""
    folder = write_content(tmp_path, **{FARM_FILE: FARM + "refs: {gtfs: [FLEUR, FLE]}\n"})
    made = timetables.make(folder, [folder / "horaires"], TODAY)
    (found,) = made.diagnostics
    assert (found.code, found.span.column) == ("unknown-stop", 15)
    assert list(made.files) == [NAME]


def test_stops_that_a_newer_timetable_renames_are_proposed(tmp_path: Path) -> None:
    """All of them have other ids since: the stops that serve the place now are named, and that the
    route goes on with its former extract is told: “0 changed” was all."""
    folder = write_content(tmp_path)
    former = timetables.make(folder, [folder / "horaires"], TODAY)
    (folder / "timetables").mkdir()
    (folder / NAME).write_text(former.files[NAME], "utf-8")

    def renamed(text: str) -> str:
        return text.replace("TOU", "9001").replace("FLE", "9002").replace("RE9001R", "RETOUR")

    write_feed(folder / "horaires", stops=renamed(FEED["stops.txt"]),
               stop_times=renamed(FEED["stop_times.txt"]))
    made = timetables.make(folder, [folder / "horaires"], TODAY)
    assert made.files == {}
    assert {one.code for one in made.diagnostics} == {"unknown-stop", "stale-timetable"}
    hints = [one.hint.en for one in made.diagnostics if one.hint]
    assert any("else, under refs, name the one that serves the place: 'Toulouse', 11 m away: "
               'gtfs: ["9001"]' in hint for hint in hints)
    (left,) = [one for one in made.diagnostics if one.code == "stale-timetable"]
    assert left.message.en.startswith("the former extract of this route stays as it was")


def test_a_fault_at_a_stop_nearby_keeps_nobody_from_an_extract(tmp_path: Path) -> None:
    """Stops to propose are looked for among runs that no route asks about: what is wrong with these
    is no fault of a feed that was read well."""
    folder = write_content(tmp_path, **{FARM_FILE: FARM + "refs: {gtfs: [PARTI]}\n"})
    write_feed(folder / "horaires",
               stops=FEED["stops.txt"] + "PRES,Ferme,43.85001,0.66001,0,\n",
               stop_times=FEED["stop_times.txt"] + "ALLER,neuf,neuf,PRES,9,0,0\n")
    made = timetables.make(folder, [folder / "horaires"], TODAY)
    assert "bad-feed" not in {one.code for one in made.diagnostics}
    assert "unknown-stop" in {one.code for one in made.diagnostics}


def test_timetables_that_only_begin_later_are_told(tmp_path: Path) -> None:
    """Those of the winter alone undo what was proved until then. One of single dates begins with
    the next one: on a Sunday that is Monday, and nothing is missing."""
    folder = write_content(tmp_path)
    (folder / "horaires/calendar.txt").unlink()
    write_feed(folder / "horaires", calendar=None, calendar_dates=(
        "service_id,date,exception_type\nSEM,20261123,1\nSEM,20261218,1\n"))
    made = timetables.make(folder, [folder / "horaires"], TODAY)
    assert not [one for one in made.diagnostics if "begin" in one.message.en]
    (folder / "horaires/calendar_dates.txt").unlink()
    write_feed(folder / "horaires", calendar=FEED["calendar.txt"].replace(
        "20261109,20261218", "20270104,20270402"))
    late = "these timetables only begin on 4 January 2027: until then nothing is proved"
    made = timetables.make(folder, [folder / "horaires"], TODAY)
    assert late in [one.message.en for one in made.diagnostics if one.code == "feed-ends"]
    write_feed(folder / "h2")
    both = timetables.make(folder, [folder / "horaires", folder / "h2"], TODAY)
    assert late not in [one.message.en for one in both.diagnostics]


def test_several_feeds_stand_beside_one_another(tmp_path: Path) -> None:
    """Each with its own stops; an id of one network is not looked for in the other alone."""
    folder = write_content(tmp_path, **{
        FARM_FILE: FARM + "refs: {gtfs: [FLE, ARRET]}\n",
        MUSEUM_FILE: MUSEUM + "refs: {gtfs: [TOU, DEPART]}\n",
        "site.yml": SITE_WITH_FEED + "  - {name: autre, address: https://exemple.fr/a, "
        "licence: ODbL-1.0}\n"})
    other = {name.removesuffix(".txt"): text.replace("TOU-1", "DEPART").replace("FLE", "ARRET")
             .replace("TOU,", "X,").replace("09:00:00", "07:00:00") for name, text in FEED.items()}
    write_feed(folder / "autre", **other)
    made = timetables.make(folder, [folder / "horaires", folder / "autre"], TODAY)
    assert made.diagnostics == ()
    written = json.loads(made.files[NAME])
    assert [feed["file"] for feed in written["feeds"]] == ["horaires", "autre"]
    assert [(pair["feed"], pair["from"]["id"], pair["to"]["id"], pair["days"][0]["first"])
            for pair in written["legs"][0]["pairs"]] == [
        (0, "TOU", "FLE", "09:00"), (1, "DEPART", "ARRET", "07:00")]


def test_a_feed_that_ended_is_told_and_kept(tmp_path: Path) -> None:
    """The extract says until when it holds; the warning says that this is past."""
    folder = write_content(tmp_path)
    write_feed(folder / "horaires", calendar=FEED["calendar.txt"].replace("2026", "2025"))
    made = timetables.make(folder, [folder / "horaires"], TODAY)
    assert [one.code for one in made.diagnostics] == ["feed-ends"]
    assert '"to": "2025-12-18"' in made.files[NAME]


def test_a_route_with_errors_stops_the_command(tmp_path: Path) -> None:
    """Its faults are told as the check tells them, and nothing is written."""
    folder = write_content(tmp_path, **edited(ROUTE_FILE, "by: coach", "by: rocket"))
    made = timetables.make(folder, [folder / "horaires"], TODAY)
    assert ([one.code for one in made.diagnostics], made.files) == (["bad-value"], {})


def test_names_of_a_feed_cannot_rewrite_a_terminal(tmp_path: Path) -> None:
    """Every word of a feed is hostile until it is shown."""
    folder = write_content(tmp_path / "c", **{MUSEUM_FILE: MUSEUM})
    path = write_feed(tmp_path / "horaires", stops=FEED["stops.txt"].replace(
        "TOU,Toulouse", "TOU,\x1b[2J::error::Toulouse"))
    shown = run(folder, str(path))
    assert "\x1b" not in shown.stdout
    assert "\x1b" not in run(folder, str(path), "--format", "github").stdout


def test_refs_may_list_stops(tmp_path: Path) -> None:
    """One, or several; an empty list and a group are told."""
    for written, expected in (("TOU", ("TOU",)), ("[TOU, '007']", ("TOU", "007"))):
        folder = write_content(tmp_path / expected[-1], **{
            MUSEUM_FILE: f"{MUSEUM}refs: {{gtfs: {written}, osm: node/1}}\n"})
        place = read_shared(folder, TODAY).atlas.places["musee-de-la-brique"]
        assert (place.gtfs_stops, place.refs["osm"]) == (expected, "node/1")
    for written in ("[]", "{a: b}", "[[a]]"):
        folder = write_content(tmp_path / "bad", **{
            MUSEUM_FILE: f"{MUSEUM}refs: {{gtfs: {written}}}\n"})
        found = read_shared(folder, TODAY).diagnostics
        assert [one.span.file.rsplit("/", 1)[1] for one in found] == ["musee-de-la-brique.yml"]


@pytest.mark.parametrize(("runs", "said"), [
    ("L1,SEM,ALLER\nL1,RIEN,AUTRE\n", "one run has no day on which it runs"),
    ("L1,RIEN,ALLER\nL1,RIEN,AUTRE\n", "2 runs have no day on which they run")])
def test_a_run_that_no_calendar_speaks_of_is_told(tmp_path: Path, runs: str, said: str) -> None:
    """By the format it never runs; the office may be the first to see that a calendar is lost."""
    folder = write_content(tmp_path)
    write_feed(folder / "horaires", trips=f"route_id,service_id,trip_id\n{runs}L1,SEM,RETOUR\n",
               stop_times=FEED["stop_times.txt"] + "AUTRE,11:00:00,11:00:00,TOU-1,1,0,1\n"
                                                   "AUTRE,12:00:00,12:00:00,FLE,2,1,0\n")
    made = timetables.make(folder, [folder / "horaires"], TODAY)
    (found,) = [one for one in made.diagnostics if one.code == "untimed-service"]
    assert said in found.message.en
    assert found.message.fr.endswith("aucun calendrier n’en parle")
