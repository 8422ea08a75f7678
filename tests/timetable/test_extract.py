"""The extract of a route: folded by dates, read back as it was, refused when it is not ours."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from helpers.content_sample import TODAY
from helpers.feeds import FEED, write_content, write_feed, zip_feed
from parcours.editing import timetables
from parcours.format.choices import Mode
from parcours.timetable import extract_reader
from parcours.timetable.departures import ANY_TIME, Departure, Doubt, NotCounted, Often
from parcours.timetable.fault import BadFeed

NAME = "timetables/de-la-brique-au-jardin.json"


def made(folder: Path, **tables: str | bytes | None) -> str:
    """The extract of the sample's route, from the feed with these tables."""
    write_content(folder)
    write_feed(folder / "horaires", **tables)
    found = timetables.make(folder, [folder / "horaires"], TODAY)
    assert [one.code for one in found.diagnostics] == []
    return found.files[NAME]


def test_what_an_extract_holds(tmp_path: Path) -> None:
    """Where it comes from, for how long it holds, when it was made; each leg with its stops, lines,
    minutes on board, and its departures by ranges of dates, days without any among them."""
    told = json.loads(made(tmp_path, feed_info=(
        "feed_publisher_name,feed_version\nRégion,2026-11\n")))
    assert (told["itinerary"], told["made_on"]) == ("de-la-brique-au-jardin", "2026-11-22")
    assert told["feeds"] == [{
        "file": "horaires", "publisher": "Cars de Gascogne", "version": "2026-11",
        "source": "https://exemple.fr/h.zip", "licence": "ODbL-1.0",
        "from": "2026-11-09", "to": "2026-12-18"}]
    leg, back = told["legs"]
    assert (back["from"], back["to"], back["stops"]) == (
        leg["to"], leg["from"], leg["stops"][::-1])
    assert (leg["day"], leg["from"], leg["to"], leg["by"]) == (
        2, "musee-de-la-brique", "ferme-du-grand-chene", "coach")
    (pair,) = leg["pairs"]
    assert pair["from"] == {"id": "TOU", "name": "Toulouse", "metres": 11, "named": ["TOU"]}
    assert (pair["routes"], pair["minutes"]) == ([["L1", "1"]], [80, 80])
    weekdays, weekends = pair["days"]
    assert weekdays["dates"][:2] == ["2026-11-09..2026-11-13", "2026-11-16..2026-11-20"]
    assert (weekdays["count"], weekdays["first"], weekdays["last"]) == (1, "09:00", "09:00")
    assert weekdays["departures"] == [["09:00", "10:20", 0, "coach", 0]]
    assert weekends["dates"][0] == "2026-11-14..2026-11-15"
    assert (weekends["count"], weekends["first"], weekends["departures"]) == (0, None, [])


def test_ids_of_runs_and_services_are_not_kept(tmp_path: Path) -> None:
    """They do not survive a month."""
    text = made(tmp_path)
    assert "ALLER" not in text
    assert "SEM" not in text


def test_two_runs_of_the_command_are_equal(tmp_path: Path) -> None:
    """And so is one on the same feed as a zip but for its name, and with its rows turned round."""
    head, *rows = FEED["stop_times.txt"].splitlines()
    texts = [made(tmp_path / "a"), made(tmp_path / "b"),
             made(tmp_path / "c", stop_times="\n".join([head, *reversed(rows)]))]
    write_content(tmp_path / "d")
    path = zip_feed(tmp_path / "horaires.zip", "x/")
    zipped = timetables.make(tmp_path / "d", [path], TODAY).files[NAME]
    assert {*texts, zipped.replace("horaires.zip", "horaires")} == {texts[0]}


def test_an_extract_is_read_back(tmp_path: Path) -> None:
    """Every departure and every service without fixed times, on every date."""
    text = made(tmp_path, frequencies=(
        "trip_id,start_time,end_time,headway_secs,exact_times\n"
        "ALLER,06:00:00,07:00:00,1800,1\nALLER,12:00:00,13:00:00,600,0\n"))
    found = extract_reader.read(text, "x.json")
    (pair,), _ = found.pairs.values()
    day = date(2026, 11, 23)
    assert pair.departures[day] == (Departure(360, 440, Mode.COACH, "L1"),
                                    Departure(390, 470, Mode.COACH, "L1"))
    assert pair.often[day] == (Often(720, 780, 10, 80, Mode.COACH, "L1"),)
    assert pair.departures[date(2026, 11, 22)] == ()
    assert (pair.covers(date(2026, 11, 8)), pair.covers(day), pair.covers(date(2026, 12, 19))) == (
        False, True, False)


def test_minutes_on_board_over_a_change_of_clocks_are_kept(tmp_path: Path) -> None:
    """From 23:00 to 05:20 by the timetable, on the last Saturday of March and on the one before."""
    text = made(
        tmp_path, stop_times=FEED["stop_times.txt"].replace(
            "ALLER,09:00:00,09:00:00", "ALLER,23:00:00,23:00:00").replace("10:2", "29:2"),
        calendar=FEED["calendar.txt"].replace("1,1,1,1,1,0,0,20261109,20261218",
                                              "1,1,1,1,1,1,1,20261109,20270331"))
    (pair,), _ = extract_reader.read(text, "x.json").pairs.values()
    for day, arrives_min in ((date(2027, 3, 20), 29 * 60 + 20), (date(2027, 3, 27), 30 * 60 + 20)):
        (one,) = pair.departures[day]
        assert (one.arrives_min, one.ride_min) == (arrives_min, 6 * 60 + 20)
    assert '"minutes": [380, 380]' in text


def test_who_runs_the_line_is_named(tmp_path: Path) -> None:
    """Of the agencies of a region, not the first three that its file happens to name."""
    others = "".join(f"{n},Réseau {n},https://exemple.fr,Europe/Paris\n" for n in range(2, 6))
    agency = FEED["agency.txt"].replace("\n1,", f"\n{others}1,")
    told = json.loads(made(tmp_path, agency=agency))
    assert told["feeds"][0]["publisher"] == "Cars de Gascogne"
    assert len(told["feeds"][0]["agencies"]) == 5


@pytest.mark.parametrize("text", [
    "", "[]", "{}", "null", '{"format": 2}', "[" * 3000,
    '{"format": 1, "itinerary": "a", "made_on": "2026-11-22", "feeds": [], "legs": [1]}'])
def test_what_is_no_extract_is_told(text: str) -> None:
    """By hand, from another version, or hostile: never a traceback."""
    with pytest.raises(BadFeed):
        extract_reader.read(text, "x.json")


@pytest.mark.parametrize(("old", "new"), [
    ('"2026-11-09..2026-11-13"', '"0001-01-01..9999-12-31"'), ('"09:00"', '"late"'),
    ('"coach", 0]', '"rocket", 0]'), ('"coach", 0]', '"coach", 7]'), ('"feed": 0', '"feed": 9')])
def test_what_was_changed_by_hand_is_told(tmp_path: Path, old: str, new: str) -> None:
    """A range of ten thousand years is not laid out."""
    text = made(tmp_path)
    assert old in text
    with pytest.raises(BadFeed):
        extract_reader.read(text.replace(old, new), "x.json")


def test_words_of_a_feed_are_one_plain_line(tmp_path: Path) -> None:
    """Names with an escape of a terminal, a line end or an override of direction, which break
    calendars and disguise what is written, are names without them: of a feed, and of an extract
    that somebody changed."""
    hostile = "A\x1b]0;x\x07\u202eB\x85C\x9b\u200b"
    plain = "A]0;xB C"
    told = json.loads(made(
        tmp_path, stops=FEED["stops.txt"].replace("TOU,Toulouse,", f"TOU,{hostile},"),
        routes=FEED["routes.txt"].replace("L1,1,1,", f"L1,1,{hostile},"),
        agency=FEED["agency.txt"].replace("Cars de Gascogne", hostile)))
    pair = told["legs"][0]["pairs"][0]
    assert (pair["from"]["name"], pair["routes"], told["feeds"][0]["publisher"]) == (
        plain, [["L1", plain]], plain)
    text = json.dumps(told).replace(plain, json.dumps(f"{hostile}\n::error::x")[1:-1])
    (found,), _ = extract_reader.read(text, "x.json").pairs.values()
    assert (found.start.name, found.routes["L1"], found.feed.publisher) == (
        (f"{plain} ::error::x",) * 3)


def test_a_leg_holds_as_long_as_its_network_speaks(tmp_path: Path) -> None:
    """In the file of a region, whose other networks are known for longer."""
    other = {"agency": FEED["agency.txt"] + "2,Autre,https://exemple.fr,Europe/Paris\n",
             "routes": FEED["routes.txt"] + "L2,2,2,Lectoure - Fleurance,3\n",
             "trips": FEED["trips.txt"] + "L2,LONG,AUTRE\n",
             "stop_times": FEED["stop_times.txt"] + "AUTRE,11:00:00,11:00:00,LEC,1,0,1\n"
                                                    "AUTRE,12:00:00,12:00:00,VUE,2,1,0\n",
             "calendar": FEED["calendar.txt"] + "LONG,1,1,1,1,1,1,1,20261101,20270630\n"}
    text = made(tmp_path, **other)
    told = json.loads(text)
    assert [(one["from"], one["to"]) for one in told["feeds"]] == [("2026-11-09", "2026-12-18")]
    found = extract_reader.read(text, NAME)
    assert not any(pair.covers(date(2027, 1, 4)) for pairs in found.pairs.values()
                   for pair in pairs)


def test_two_networks_of_one_leg_that_end_on_other_days(tmp_path: Path) -> None:
    """The dates of which only one of them speaks are not kept: an extract that held them was
    refused as none of ours by whoever read it, ourselves first."""
    text = made(tmp_path, agency=FEED["agency.txt"] + "2,Autre,https://exemple.fr,Europe/Paris\n",
                routes=FEED["routes.txt"] + "L2,2,2,Toulouse - Fleurance,3\n",
                trips=FEED["trips.txt"] + "L2,LONG,AUTRE\n",
                stop_times=FEED["stop_times.txt"] + "AUTRE,11:00:00,11:00:00,TOU-1,1,0,1\n"
                                                    "AUTRE,12:00:00,12:00:00,FLE,2,1,0\n",
                calendar=FEED["calendar.txt"] + "LONG,1,1,1,1,1,1,1,20261101,20270630\n")
    (pair,), _ = extract_reader.read(text, "x.json").pairs.values()
    assert (pair.feed.first, pair.feed.last) == (date(2026, 11, 9), date(2026, 12, 18))
    assert [len(pair.departures[date(2026, 11, day)]) for day in (21, 23)] == [1, 2]


def test_an_extract_of_before_denies_nothing_either(tmp_path: Path) -> None:
    """It only counts the runs that it leaves out, and not by date: each date may have them."""
    write_content(tmp_path)
    write_feed(tmp_path / "horaires", stop_times=FEED["stop_times.txt"].replace(
        "TOU-1,1,0,1", "TOU-1,1,2,1"))
    text = timetables.make(tmp_path, [tmp_path / "horaires"], TODAY).files[NAME]
    told = json.loads(text)
    for leg in told["legs"]:
        for pair in leg["pairs"]:
            for one in pair["days"]:
                one.pop("not_counted", None)
    monday = date(2026, 11, 23)
    for version, until in ((text, 9 * 60), (json.dumps(told), ANY_TIME)):
        known = extract_reader.read(version, "x.json")
        pairs = [pair for some in known.pairs.values() for pair in some]
        (out,) = [pair for pair in pairs if pair.start.id == "TOU"]
        assert out.not_counted[monday] == (NotCounted(Doubt.BOOKED, until),)
