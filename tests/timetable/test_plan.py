"""Whether a route can be done on a day: what is proved, what lapsed, what is only told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from helpers.coach_route import (
    CHANGE,
    GARDEN,
    GARE,
    HALT,
    OUT_AND_BACK,
    STOPS,
    TWO_RIDES,
    TWO_RIDES_RUNS,
    check,
    content,
    write,
)
from helpers.content_sample import TODAY
from helpers.feeds import FEED, write_feed
from parcours.cli.main import parcours
from parcours.cli.timetable import _NOT_COUNTED
from parcours.diagnostics.diagnostic import Diagnostic
from parcours.editing import timetables
from parcours.format.choices import Mode
from parcours.i18n.language import language_of
from parcours.load.extracts import read_extract
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.proposals.account import _ride as boarded
from parcours.proposals.draft import Boarded
from parcours.render.exports import ical
from parcours.render.words.getting_there import journey
from parcours.render.words.ride_line import line
from parcours.render.words.ride_obstacles import obstacle, unproved
from parcours.timetable.answer import as_data
from parcours.timetable.departures import Doubt
from parcours.timetable.extract import MAX_BYTES
from parcours.trip.ladder import Ground

MONDAY, SATURDAY, AFTER = date(2026, 11, 23), date(2026, 11, 28), date(2026, 12, 19)
def ask(folder: Path, on: date) -> dict[str, Any]:
    """What the command prints."""
    found = timetables.show(folder, "en-car", on, TODAY)
    assert not isinstance(found, list), found
    return as_data(found, "en")


def test_a_day_on_which_it_can_be_done(tmp_path: Path) -> None:
    """Every departure of the day, each with what one boards; the last way back; all proved."""
    assert ask(write(tmp_path), MONDAY) == {
        "itinerary": "en-car", "on": "2026-11-23", "possible": True,
        "reason": "proved with the timetables from 9 November to 18 December 2026",
        "level": "proved",
        "legs": [
            {"day": 1, "from": "gare-matabiau", "to": "halte", "stops": ["TOU", "LEC"],
             "departures": [{"leaves": "09:00", "arrives": "10:40", "days_later": 0,
                             "by": "coach"}]},
            {"day": 1, "from": "halte", "to": "gare-matabiau", "stops": ["LEC", "TOU"],
             "departures": [{"leaves": "17:00", "arrives": "18:40", "days_later": 0,
                             "by": "coach"}]}],
        "last_back": {"leaves": "17:00", "arrives": "18:40", "days_later": 0, "by": "coach"}}


def test_a_day_on_which_nothing_runs(tmp_path: Path) -> None:
    """That is proved, too: the reason names the leg and the day."""
    found = ask(write(tmp_path), SATURDAY)
    assert (found["possible"], found["level"], found["last_back"]) == (False, "proved", None)
    assert "Saturday 28 November 2026" in found["reason"]
    assert [leg["departures"] for leg in found["legs"]] == [[], []]
    assert [leg["stops"] for leg in found["legs"]] == [["TOU", "LEC"], ["LEC", "TOU"]]


def test_the_day_after_the_feed(tmp_path: Path) -> None:
    """The proof has lapsed: neither possible nor impossible, and no departure is shown."""
    found = ask(write(tmp_path), AFTER)
    assert (found["possible"], found["level"], found["last_back"]) == (None, "lapsed", None)
    assert "18 December 2026" in found["reason"]
    assert [leg["departures"] for leg in found["legs"]] == [[], []]


def test_a_day_before_the_feed(tmp_path: Path) -> None:
    """Nothing was proved for it: the times are the office's."""
    assert ask(write(tmp_path), date(2026, 11, 8))["level"] == "told"


@pytest.mark.parametrize(("minutes", "level"), [(", minutes: 100", "told"), ("", "unknown")])
def test_without_an_extract(tmp_path: Path, minutes: str, level: str) -> None:
    """Told where an office gives its times, unknown where they are our estimate."""
    route = OUT_AND_BACK.replace(", minutes: 100", minutes)
    found = ask(content(tmp_path, route), MONDAY)
    assert (found["possible"], found["level"], found["last_back"]) == (None, level, None)
    assert [leg["stops"] for leg in found["legs"]] == [[], []]


def test_one_leg_on_demand_keeps_a_plan_from_being_proved(tmp_path: Path) -> None:
    """No feed tells of it: the rest of the proof does not make it sure."""
    route = OUT_AND_BACK.replace("{by: walk, minutes: 10}", "{by: on-demand, minutes: 10}", 1)
    found = ask(write(tmp_path, route), MONDAY)
    assert (found["possible"], found["level"]) == (None, "told")
    assert [len(leg["departures"]) for leg in found["legs"]] == [1, 0, 1]


def test_a_plan_that_misses_the_last_departure(tmp_path: Path) -> None:
    """The stay is too long: the last way back leaves at 17:00, and one is there at 18:00."""
    found = ask(write(tmp_path, OUT_AND_BACK.replace("stay: 2h", "stay: 7h")), MONDAY)
    assert found["possible"] is False
    assert "the last departure is at 17:00" in found["reason"]
    assert found["last_back"]["leaves"] == "17:00"


def test_one_waits_for_the_next_departure(tmp_path: Path) -> None:
    """The plan of the office is moved by what really runs: who is late at the first misses it."""
    late = OUT_AND_BACK.replace('"08:30"', '"09:01"')
    found = ask(write(tmp_path, late), MONDAY)
    assert found["possible"] is False
    assert "last departure is at 09:00" in found["reason"]
    just = ask(write(tmp_path / "b", OUT_AND_BACK.replace('"08:30"', '"09:00"')), MONDAY)
    assert just["possible"] is True


def test_a_place_that_is_closed_when_one_really_comes(tmp_path: Path) -> None:
    """Planned at 10:20 and open until 12:30; the coach comes at 10:40, and the visit would end at
    12:50."""
    folder = write(tmp_path)
    garden = folder / "places/jardin-des-simples.yml"
    garden.write_text(GARDEN + 'opening_hours: "Mo-Su 09:00-12:30"\n', "utf-8")
    found = ask(folder, MONDAY)
    assert (found["possible"], found["level"]) == (False, "proved")
    assert "'Herb garden' is not open" in found["reason"]


def test_a_fixed_hour_that_one_cannot_keep(tmp_path: Path) -> None:
    """To be in the garden at 10:45 one would have to be in the coach before."""
    route = OUT_AND_BACK.replace("        stay: 2h", '        arrive: "10:45"\n        stay: 2h')
    found = ask(write(tmp_path, route), MONDAY)
    assert found["possible"] is False
    assert "and have to be there at 10:45" in found["reason"]


def test_out_of_season(tmp_path: Path) -> None:
    """A train that runs does not open a route."""
    route = OUT_AND_BACK.replace("difficulty", "season: {from: 04-01, to: 10-31}\ndifficulty")
    found = ask(write(tmp_path, route), MONDAY)
    assert (found["possible"], found["level"]) == (False, "proved")
    assert "season" in found["reason"]


def test_the_last_way_back_makes_its_change(tmp_path: Path) -> None:
    """At 18:20 in Fleurance, ten minutes to change: the coach of 18:25 is gone. The last way back
    begins at 15:00."""
    folder = write(tmp_path, CHANGE, stop_times=TWO_RIDES, trips=TWO_RIDES_RUNS)
    found = ask(folder, MONDAY)
    assert (found["possible"], found["last_back"]["leaves"]) == (True, "15:00")


def test_a_stay_at_a_stop_is_no_change(tmp_path: Path) -> None:
    """Two hours in Fleurance are a visit: the way back begins there."""
    route = CHANGE.replace("stay: 10min", "stay: 2h")
    folder = write(tmp_path, route, stop_times=TWO_RIDES, trips=TWO_RIDES_RUNS)
    assert ask(folder, MONDAY)["last_back"]["leaves"] == "18:25"


def test_a_way_back_after_midnight(tmp_path: Path) -> None:
    """The run of 24:30 belongs to the evening before: last way back of the day, a day later."""
    late = FEED["stop_times.txt"].replace("17:00:00", "24:30:00").replace(
        "17:20:00", "24:50:00").replace("18:40:00", "26:10:00")
    found = ask(write(tmp_path, stop_times=late), MONDAY)
    assert (found["possible"], found["last_back"]) == (True, {
        "leaves": "00:30", "leaves_days_later": 1, "arrives": "02:10", "days_later": 1,
        "by": "coach"})
    assert found["legs"][1]["departures"] == [found["last_back"]]


def test_a_night_that_is_missed_names_the_next_day(tmp_path: Path) -> None:
    """Who is at the stop at 2:10 in the night of Monday is not there on Monday at 2:10."""
    late = FEED["stop_times.txt"].replace("17:00:00", "24:30:00").replace(
        "17:20:00", "24:50:00").replace("18:40:00", "26:10:00")
    route = OUT_AND_BACK.replace("stay: 2h", 'stay: 4h\n        arrive: "22:00"')
    reason = ask(write(tmp_path, route, stop_times=late), MONDAY)["reason"]
    assert reason == (
        "nothing goes directly by coach from 'Lectoure halt' to 'Gare Matabiau' on Monday "
        "23 November 2026 from 02:10 the next day on: the last departure is at 00:30 the next day")


@pytest.mark.parametrize(("back", "possible"), [("09:00", False), ("10:10", True)])
def test_a_night_on_board_ends_before_one_sets_out_again(tmp_path: Path, back: str, *,
                                                        possible: bool) -> None:
    """Who arrives at ten in the morning takes nothing at nine, whatever the hour at which the
    second day is said to begin."""
    calls = FEED["stop_times.txt"].partition("ALLER")[0] + (
        "ALLER,22:00:00,22:00:00,TOU-1,1,0,1\nALLER,34:00:00,34:00:00,LEC,2,1,0\n"
        f"RETOUR,{back}:00,{back}:00,LEC,1,0,1\nRETOUR,11:00:00,11:00:00,TOU-1,2,1,0\n")
    two_days = STOPS + """\
      - place: gare-matabiau
      - place: halte
        travel: {by: coach, minutes: 100}
  - title: {fr: Le lendemain, en: The next day}
    start: "08:00"
    stops:
      - place: halte
        stay: 10min
      - place: gare-matabiau
        travel: {by: coach, minutes: 100}
"""
    found = ask(write(tmp_path, two_days, stop_times=calls), MONDAY)
    assert found["possible"] is possible
    assert possible or "from 10:10 on: the last departure is at 09:00" in found["reason"]


@pytest.mark.parametrize(("walk", "stay", "possible"), [
    ("{by: walk}", "6h15", None), ("{by: walk, minutes: 6}", "6h15", False),
    ("{by: walk}", "7h", False), ("{by: walk}", "5h", True)])
def test_what_we_estimate_of_a_way_denies_nothing(tmp_path: Path, walk: str, stay: str, *,
                                                  possible: bool | None) -> None:
    """Two walks of two hundred metres that nobody timed, five minutes each by our estimate, made
    one miss the last coach by five: an error, and a day ruled out. Who runs misses it as well after
    seven hours."""
    route = OUT_AND_BACK.replace("{by: walk, minutes: 10}", walk).replace("stay: 2h",
                                                                          f"stay: {stay}")
    folder = write(tmp_path, route)
    found = ask(folder, MONDAY)
    assert found["possible"] is possible
    told = [(one.code, one.severity.value) for one in check(folder)]
    assert ("missed-service", "error") in told or possible is not False
    if possible is None:
        assert "(you are there around 17:05, by our estimate of the way)" in found["reason"]
        assert ("short-connection", "warning") in told
        assert not [one for one in told if one[1] == "error"]
        trip, _ = read_trip(folder / "en-car.yml", read_shared(folder, TODAY).atlas)
        assert trip is not None
        assert MONDAY in trip.open_days.starts


@pytest.mark.parametrize(("walk", "stay", "possible"), [
    ("{by: walk}", "6h", None), ("{by: walk}", "5h57", None), ("{by: walk}", "5h55", True),
    ("{by: walk, minutes: 10}", "6h", True)])
def test_what_we_estimate_of_a_way_proves_nothing(tmp_path: Path, walk: str, stay: str, *,
                                                  possible: bool | None) -> None:
    """Two walks of 560 m that nobody timed: by our ten minutes each one is at the last coach as it
    leaves, or three minutes before. Who walks a metre a second takes four minutes longer."""
    route = OUT_AND_BACK.replace("{by: walk, minutes: 10}", walk).replace("stay: 2h",
                                                                          f"stay: {stay}")
    folder = _with_garden_farther(write(tmp_path, route))
    found = ask(folder, MONDAY)
    assert (found["possible"], found["level"]) == (
        possible, "unknown" if possible is None else "proved")
    told = check(folder)
    trip, _ = read_trip(folder / "en-car.yml", read_shared(folder, TODAY).atlas)
    assert trip is not None
    assert trip.ladder is not None
    assert MONDAY in trip.open_days.starts  # nor is it denied
    if possible:
        assert not [one for one in told if one.code == "short-connection"]
        return
    assert found["reason"] == (
        "the plan rests on our own estimate of how long a way takes: who takes longer cannot keep "
        "it at the stop 'Gare Matabiau'")
    assert [(one.code, one.severity.value) for one in told if one.code == "short-connection"] == [
        ("short-connection", "warning")]
    assert "write the minutes of the legs before it" in str(told)
    assert trip.ladder.ground is Ground.UNSURE
    assert trip.timetables is not None
    plan = trip.timetables.on(MONDAY)
    assert plan is not None
    said = unproved(plan, trip, language_of("fr")).replace("\u00a0", " ")
    assert said.startswith("Pas prouvé : notre estimation")
    assert "Not proved: our estimate of how long" in ical.render(
        trip, language_of("en"), "").replace("\r\n ", "")
    assert [ride.leaves_min for ride in plan.rides] == [9 * 60, 17 * 60]  # what one takes is told


def _with_garden_farther(folder: Path) -> Path:
    """The garden, 560 m from the halt."""
    (folder / "places/jardin-des-simples.yml").write_text(GARDEN.replace(
        "43.93500", "43.93904").replace("0.62300", "0.62100"), "utf-8")
    return folder


def test_a_later_departure_keeps_the_proof(tmp_path: Path) -> None:
    """Who misses the coach of 17:00 by walking slowly takes that of 18:00."""
    calls = FEED["stop_times.txt"] + ("PLUS,18:00:00,18:00:00,LEC,1,0,1\n"
                                      "PLUS,19:40:00,19:40:00,TOU-1,2,1,0\n")
    route = OUT_AND_BACK.replace("{by: walk, minutes: 10}", "{by: walk}").replace("2h", "6h")
    found = ask(_with_garden_farther(write(tmp_path, route, stop_times=calls, trips=FEED[
        "trips.txt"] + "L1,SEM,PLUS\n")), MONDAY)
    assert (found["possible"], found["level"]) == (True, "proved")


@pytest.mark.parametrize(("start", "possible"), [("08:45", None), ("08:42", True)])
def test_our_estimate_of_a_walk_to_a_stop_proves_nothing(tmp_path: Path, start: str, *,
                                                         possible: bool | None) -> None:
    """The station is 780 m from its stop, fifteen minutes by our estimate: seventeen for who is
    slow, and nothing leaves after nine."""
    found = ask(write(tmp_path, OUT_AND_BACK.replace("08:30", start), gare=GARE.replace(
        "43.60430", "43.61130")), MONDAY)
    assert found["possible"] is possible


@pytest.mark.parametrize(("walk", "last"), [
    ("{by: walk}", None), ("{by: walk, minutes: 5}", "15:00"), ("{by: walk, minutes: 1}", "17:00")])
def test_no_last_way_back_by_our_estimate(tmp_path: Path, walk: str, last: str | None) -> None:
    """The coach of five comes three minutes before a table closes, two hundred metres away: nobody
    knows that it is too late where nobody timed the walk."""
    calls = FEED["stop_times.txt"] + ("PLUS,15:00:00,15:00:00,LEC,1,0,1\n"
                                      "PLUS,16:40:00,16:40:00,TOU-1,2,1,0\n")
    route = OUT_AND_BACK + f"      - place: table\n        travel: {walk}\n        stay: 1min\n"
    folder = content(tmp_path, route)
    (folder / "places/table.yml").write_text(
        "name: Table\nkind: restaurant\ncommune: '31555'\nlat: 43.60610\nlon: 1.44420\n"
        'opening_hours: "Mo-Su 08:00-18:43"\n', "utf-8")
    write_feed(folder / "h", stop_times=calls, trips=FEED["trips.txt"] + "L1,SEM,PLUS\n")
    (folder / "timetables").mkdir()
    (folder / "timetables/en-car.json").write_text(timetables.make(
        folder, [folder / "h"], TODAY).files["timetables/en-car.json"], "utf-8")
    assert (ask(folder, MONDAY)["last_back"] or {}).get("leaves") == last


def test_the_way_back_is_not_before_one_sets_out(tmp_path: Path) -> None:
    """The run of 0:30 on a Saturday belongs to the night of Friday."""
    late = FEED["stop_times.txt"].replace("17:00:00", "24:30:00").replace(
        "17:20:00", "24:50:00").replace("18:40:00", "26:10:00")
    assert ask(write(tmp_path, stop_times=late), SATURDAY)["last_back"] is None


def test_no_last_departure_where_others_come_without_fixed_times(tmp_path: Path) -> None:
    """A coach at two, and one every half hour until eight: nobody knows the last one, nor how many
    there are, and the one that is taken leaves so late at most."""
    often = "trip_id,start_time,end_time,headway_secs,exact_times\nRETOUR,{},1800,0\n"
    rows = FEED["stop_times.txt"] + (
        "B,14:00:00,14:00:00,LEC,1,0,1\nB,15:40:00,15:40:00,TOU-1,3,1,0\n")
    trips = FEED["trips.txt"] + "L1,SEM,B\n"
    for until, last in (("20:00:00", None), ("12:00:00", "14:00")):
        folder = write(tmp_path / until[:2], stop_times=rows, trips=trips,
                       frequencies=often.format("08:00:00," + until))
        found = ask(folder, MONDAY)
        assert found["possible"] is True
        assert (found["last_back"] or {}).get("leaves") == last
        assert found["legs"][1]["without_times"] == [{
            "from": "08:00", "until": until[:5], "every_min": 30, "ride_min": 100, "by": "coach"}]
        trip, _ = read_trip(folder / "en-car.yml", read_shared(folder, TODAY).atlas)
        assert trip is not None
        assert trip.timetables is not None
        assert [runs.number for runs in trip.timetables.runs] == [2]
        plan = trip.timetables.on(MONDAY)
        assert plan is not None
        told = line(plan.rides[1], trip, language_of("en"))
        if last is None:
            assert told.times == "13:30 – 15:10 at the latest"
            assert told.more.endswith("one every 30\u00a0min")
        else:
            assert told.times == "14:00 – 15:40"
            assert told.more.endswith("if you miss it, no direct one is left that day")


def test_a_service_without_fixed_times_is_waited_for(tmp_path: Path) -> None:
    """Possible while the longest wait still ends in time; no departure is invented for it."""
    often = "trip_id,start_time,end_time,headway_secs,exact_times\nALLER,{},0\n"
    found = ask(write(tmp_path, frequencies=often.format("08:00:00,09:00:00,1200")), MONDAY)
    assert (found["possible"], found["legs"][0]["departures"]) == (True, [])
    found = ask(write(tmp_path / "b", frequencies=often.format("07:00:00,08:20:00,1200")), MONDAY)
    assert found["possible"] is False


def by_hour(hour: str) -> str:
    """The route whose garden one has to reach by an hour."""
    return OUT_AND_BACK.replace("        stay: 2h", f'        arrive: "{hour}"\n        stay: 2h')


@pytest.mark.parametrize(("route", "rows", "possible", "reason"), [
    (OUT_AND_BACK, "08:00:00,08:40:00,1200", None, "from 08:30 on, only a service without fixed "
     "times still goes directly, until 08:40: nobody knows whether one more comes"),
    (by_hour("10:40"), "08:00:00,18:00:00,3600", None,
     "you get to the stop 'Herb garden' at 11:20 at the latest, and have to be there at 10:40"),
    (by_hour("10:25"), "09:00:00,18:00:00,3600", False,
     "you get to the stop 'Herb garden' around 10:50, and have to be there at 10:25"),
    (OUT_AND_BACK.replace("stay: 2h", "stay: 5h35"), "08:00:00,18:00:00,3600", None,
     "the last departure is at 17:00 (you are there at 17:05 at the latest)")])
def test_a_service_without_fixed_times_may_come_at_once(
        tmp_path: Path, route: str, rows: str, possible: bool | None, reason: str) -> None:
    """Who waits as long as one may misses the hour, and who is lucky does not: neither is proved.
    """
    often = f"trip_id,start_time,end_time,headway_secs,exact_times\nALLER,{rows},0\n"
    folder = write(tmp_path, route, frequencies=often)
    found = ask(folder, MONDAY)
    assert found["possible"] is possible
    assert reason in found["reason"]
    told = [one for one in check(folder) if one.code == "short-connection"]
    assert [reason in one.message.en for one in told] == ([] if possible is False else [True])


def test_what_has_no_fixed_times_may_go_on_after_midnight(tmp_path: Path) -> None:
    """A metro from a quarter past midnight to three belongs to the evening before, as a train of
    that hour does; it was ruled out, and it does not go on beyond the night."""
    often = "trip_id,start_time,end_time,headway_secs,exact_times\nRETOUR,{},900,0\n"
    late = OUT_AND_BACK.replace("stay: 2h", "stay: 13h30")
    told = {"every_min": 15, "ride_min": 100, "by": "coach"}
    for until, this_morning, night in (("27:00:00", "03:00", "03:00"), ("30:00:00", "06:00",
                                                                        "04:00")):
        found = ask(write(tmp_path / until[:2], late, frequencies=often.format(
            f"24:15:00,{until}")), date(2026, 11, 27))
        assert found["possible"] is True
        assert found["legs"][1]["without_times"] == [
            {"from": "00:15", "until": this_morning, **told},
            {"from": "00:15", "from_days_later": 1, "until": night, "until_days_later": 1, **told}]


@pytest.mark.parametrize(("stay", "possible"), [("2h", True), ("13h30", None), ("14h30", False)])
def test_a_booked_coach_after_midnight_belongs_to_the_evening(
        tmp_path: Path, stay: str, *, possible: bool | None) -> None:
    """What one has to telephone for at ten to one in the night of Friday keeps Friday from being
    denied, and the coach of five from being the last way back."""
    calls = FEED["stop_times.txt"] + (
        "NUIT,24:50:00,24:50:00,LEC,1,2,1\nNUIT,26:30:00,26:30:00,TOU-1,2,1,0\n")
    folder = write(tmp_path, OUT_AND_BACK.replace("2h", stay), stop_times=calls,
                   trips=FEED["trips.txt"] + "L1,SEM,NUIT\n")
    found = ask(folder, date(2026, 11, 27))
    assert found["possible"] is possible
    assert found["last_back"] is None
    assert ask(folder, SATURDAY)["possible"] is False


def test_other_stops_than_those_of_the_extract_prove_nothing(tmp_path: Path) -> None:
    """An editor names another stop: until the extract is made again, the leg is told."""
    folder = write(tmp_path)
    (folder / "places/halte.yml").write_text(HALT.replace("[LEC]", "[FLE]"), "utf-8")
    assert ask(folder, MONDAY)["level"] == "told"


def test_another_plan_than_that_of_the_extract_proves_nothing(tmp_path: Path) -> None:
    """The leg goes by tram now."""
    folder = write(tmp_path)
    (folder / "en-car.yml").write_text(OUT_AND_BACK.replace("by: coach", "by: tram"), "utf-8")
    assert ask(folder, MONDAY)["level"] == "told"


def test_nothing_is_proved_where_nothing_rides(tmp_path: Path) -> None:
    """A route on foot depends on no timetable: possible, and never called proved."""
    route = STOPS + ("      - place: musee-de-la-brique\n        stay: 30min\n"
                     "      - place: jardin-des-simples\n        travel: {by: car, minutes: 90}\n")
    found = ask(content(tmp_path, route.replace("08:30", "10:00")), MONDAY)
    assert (found["possible"], found["level"], found["legs"]) == (True, "told", [])


def test_of_two_feeds_the_newer_speaks(tmp_path: Path) -> None:
    """Both cover the day: the later one took the afternoon's coach away."""
    folder = content(tmp_path)
    info = "feed_start_date\n{}\n"
    for name, first, hour in (("a", "20261109", "17"), ("b", "20261116", "16")):
        write_feed(folder / name, feed_info=info.format(first), stop_times=FEED[
            "stop_times.txt"].replace("17:00:00", f"{hour}:00:00"))
    made = timetables.make(folder, [folder / "a", folder / "b"], TODAY)
    (folder / "timetables").mkdir()
    (folder / "timetables/en-car.json").write_text(made.files["timetables/en-car.json"], "utf-8")
    for day, hour in ((date(2026, 11, 13), "17:00"), (MONDAY, "16:00")):
        assert [one["leaves"] for one in ask(folder, day)["legs"][1]["departures"]] == [hour]


def test_an_unknown_route_and_a_bad_extract_are_told(tmp_path: Path) -> None:
    """Each with its code and its file."""
    folder = write(tmp_path)
    found = timetables.show(folder, "nulle-part", MONDAY, TODAY)
    assert isinstance(found, list)
    assert [one.code for one in found] == ["unknown-route"]
    (folder / "timetables/en-car.json").write_text("{", "utf-8")
    found = timetables.show(folder, "en-car", MONDAY, TODAY)
    assert isinstance(found, list)
    assert [(one.code, one.span.file.rsplit("/", 1)[1]) for one in found] == [
        ("bad-feed", "en-car.json")]


@pytest.mark.parametrize("size", [MAX_BYTES + 1])
def test_an_extract_too_large_is_not_read(tmp_path: Path, size: int) -> None:
    """The bound comes before the work; a link is not followed either."""
    folder = content(tmp_path)
    (folder / "timetables").mkdir()
    path = folder / "timetables/en-car.json"
    path.write_bytes(b" " * size)
    found = read_extract(folder, "en-car")
    assert isinstance(found, Diagnostic)
    assert found.code == "too-large"
    path.unlink()
    path.symlink_to(folder / "site.yml")
    found = read_extract(folder, "en-car")
    assert isinstance(found, Diagnostic)
    assert found.code == "unsafe-path"


def test_a_station_where_coaches_call_is_not_one_of_trains(tmp_path: Path) -> None:
    """The route starts at a station, and rides by coach from it: no train is proved there."""
    folder = write(tmp_path)
    trip, _ = read_trip(folder / "en-car.yml", read_shared(folder, TODAY).atlas)
    assert trip is not None
    assert trip.timetables is not None
    assert journey(trip, language_of("en")).arriving == "The route starts at a station."


def test_the_night_and_services_without_times_are_listed(tmp_path: Path) -> None:
    """What one may take that day is on the terminal: a coach at half past midnight is the next
    day's, and one every half hour is no dash."""
    often = ("trip_id,start_time,end_time,headway_secs,exact_times\n"
             "RETOUR,08:00:00,20:00:00,1800,0\n")
    rows = FEED["stop_times.txt"] + (
        "B,24:30:00,24:30:00,LEC,1,0,1\nB,26:10:00,26:10:00,TOU-1,3,1,0\n")
    folder = write(tmp_path, stop_times=rows, trips=FEED["trips.txt"] + "L1,SEM,B\n",
                   frequencies=often)
    done = CliRunner().invoke(parcours, [
        "timetable", "--itineraries", str(folder), "--today", TODAY.isoformat(), "--lang", "en",
        "--show", "en-car", "--on", MONDAY.isoformat()])
    assert done.exit_code == 0, done.output
    assert "    LEC → TOU: 00:30–02:10 (the next day), one every 30 min, 08:00–20:00\n" in (
        done.output)
    assert done.output.endswith("last way back: 00:30 (the next day)\n")


@pytest.mark.parametrize(("is_last", "said"), [
    (True, "proved by the timetable; the last of the day"), (False, "proved by the timetable")])
def test_no_last_one_is_told_in_a_proposal_where_others_come(*, is_last: bool, said: str) -> None:
    """Where coaches come every so many minutes, the one to take is not the last."""
    ride = Boarded(540, 600, Mode.COACH, "1", "A", "B", None, is_last)
    assert boarded(ride, "coach", "en").endswith(said)


TWO_LINES = {
    "routes": FEED["routes.txt"] + "L2,1,2,Toulouse - Lectoure express,3\n",
    "trips": FEED["trips.txt"] + "L2,LONG,TOT\nL2,LONG,TARD\n",
    "stop_times": FEED["stop_times.txt"] + (
        "TOT,07:00:00,07:00:00,TOU-1,1,0,1\nTOT,08:40:00,08:40:00,LEC,2,1,0\n"
        "TARD,16:00:00,16:00:00,LEC,1,0,1\nTARD,17:40:00,17:40:00,TOU-1,2,1,0\n"),
}
"""A line that is published until 18 December, and another of its agency between the same stops."""
LONG = FEED["calendar.txt"] + "LONG,1,1,1,1,1,0,0,20261109,20270630\n"
JANUARY = date(2027, 1, 11)


def test_each_line_is_known_until_its_own_end(tmp_path: Path) -> None:
    """The longer line's end was taken for both: once the coach of nine was published no further, it
    was denied. What the other one proves stays proved, and the office is told."""
    folder = write(tmp_path, calendar=LONG, **TWO_LINES)
    made = timetables.make(folder, [folder / "horaires"], TODAY)
    assert [one.message.en for one in made.diagnostics if one.code == "feed-ends"] == [
        "from 'Gare Matabiau' to 'Lectoure halt', nothing is published of the line '1' after "
        "18 December 2026",
        "from 'Lectoure halt' to 'Gare Matabiau', nothing is published of the line '1' after "
        "18 December 2026"]
    assert ask(folder, MONDAY)["possible"] is True
    found = ask(folder, JANUARY)
    assert (found["possible"], found["last_back"]) == (None, None)
    assert found["reason"] == (
        "from 'Gare Matabiau' to 'Lectoure halt', on Monday 11 January 2027 from 08:30 on, only a "
        "line may go directly whose timetable is not published for that day")
    assert {one["not_counted"][0] for one in found["legs"]} == {"unpublished"}
    early = write(tmp_path / "early", OUT_AND_BACK.replace("08:30", "06:30"), calendar=LONG,
                  **TWO_LINES)
    found = ask(early, JANUARY)
    assert (found["possible"], found["level"]) == (True, "proved")


def test_a_day_that_two_calendars_share_has_its_departures_once(tmp_path: Path) -> None:
    """One ends on the day on which the next one begins: the page counted one coach, data two."""
    calls = FEED["stop_times.txt"]
    again = calls.partition("\n")[2].replace("ALLER", "ALLER2").replace("RETOUR", "RETOUR2")
    folder = write(
        tmp_path, stop_times=calls + again, trips=FEED[
            "trips.txt"] + "L1,HIVER,ALLER2\nL1,HIVER,RETOUR2\n",
        calendar=FEED["calendar.txt"].replace("20261218", "20261123")
        + "HIVER,1,1,1,1,1,0,0,20261123,20270331\n")
    legs = ask(folder, MONDAY)["legs"]
    assert [[one["leaves"] for one in leg["departures"]] for leg in legs] == [["09:00"], ["17:00"]]
    done = CliRunner().invoke(parcours, [
        "timetable", "--show", "en-car", "--on", "2026-11-23", "--today", "2026-11-22", "--lang",
        "en", "--itineraries", str(folder)], prog_name="parcours")
    assert "TOU → LEC: 09:00–10:40\n" in done.output


@pytest.mark.parametrize(("tables", "day", "said"), [
    ({"calendar": LONG, **TWO_LINES}, "2027-01-11",
     "TOU → LEC: 07:00–08:40, a line whose timetable is not published for that day"),
    ({"routes": FEED["routes.txt"].replace(",3\n", ",1700\n")}, "2026-11-23",
     "TOU → LEC: others by a means that the timetable names otherwise")])
def test_the_command_tells_what_is_not_counted(tmp_path: Path, tables: dict[str, str], day: str,
                                               said: str) -> None:
    """It ended in an error of its own where a means was named otherwise."""
    folder = write(tmp_path, **tables)
    done = CliRunner().invoke(parcours, [
        "timetable", "--show", "en-car", "--on", day, "--today", "2026-11-22", "--lang", "en",
        "--itineraries", str(folder)], prog_name="parcours")
    assert done.exception is None
    assert said in done.output


def test_every_doubt_has_its_words_in_the_command() -> None:
    """What a pair of stops leaves open; that a network is unread is said of the whole leg."""
    assert set(_NOT_COUNTED) == {*Doubt} - {Doubt.UNREAD}


def test_a_line_that_was_over_when_it_was_read_is_over(tmp_path: Path) -> None:
    """It ended on Friday, and what is published today has nothing more of it."""
    folder = write(tmp_path, calendar=LONG.replace("20261218", "20261120"), **TWO_LINES)
    found = ask(folder, MONDAY)
    assert found["possible"] is False
    assert "the last departure is at 07:00" in found["reason"]


def test_a_halt_that_a_strike_closes(tmp_path: Path) -> None:
    """One only changes there, at a minute: no visit from that minute to the same; and nobody is
    told of a last way back from it. The day after the strike all is as it was."""
    folder = content(tmp_path)
    (folder / "places/halte.yml").write_text(HALT + (
        "status: {state: closed, from: 2026-11-23, to: 2026-11-23,\n"
        "         note: {fr: Grève, en: Strike}}\n"), "utf-8")
    made = timetables.make(folder, [folder / "horaires"], TODAY)
    (folder / "timetables").mkdir()
    (folder / "timetables/en-car.json").write_text(made.files["timetables/en-car.json"], "utf-8")
    found = ask(folder, MONDAY)
    assert (found["possible"], found["last_back"]) == (False, None)
    assert found["reason"] == "'Lectoure halt', where you come by at 10:40, is not open"
    trip, _ = read_trip(folder / "en-car.yml", read_shared(folder, TODAY).atlas)
    assert trip is not None
    assert trip.timetables is not None
    plan = trip.timetables.on(MONDAY)
    assert plan is not None
    assert plan.obstacle is not None
    assert obstacle(plan.obstacle, trip, language_of("fr")).replace("\u00a0", " ") == (
        "on serait à 10 h 40 à l’étape Halte de Lectoure, qui n’est pas ouverte")
    after = ask(folder, date(2026, 11, 24))
    assert (after["possible"], after["last_back"]["leaves"]) == (True, "17:00")


def test_the_next_one_may_leave_from_another_stop(tmp_path: Path) -> None:
    """A town has two stations: whoever misses the first coach does not wait at the wrong one."""
    rows = FEED["stop_times.txt"] + ("PLUS,09:30:00,09:30:00,TOU2-1,1,0,1\n"
                                     "PLUS,11:10:00,11:10:00,LEC,2,1,0\n")
    folder = write(tmp_path, gare=GARE.replace("[TOU]", "[TOU, TOU2]"), stop_times=rows,
                   trips=FEED["trips.txt"] + "L1,SEM,PLUS\n")
    trip, _ = read_trip(folder / "en-car.yml", read_shared(folder, TODAY).atlas)
    assert trip is not None
    assert trip.timetables is not None
    plan = trip.timetables.on(MONDAY)
    assert plan is not None
    assert line(plan.rides[0], trip, language_of("en")).more.endswith(
        "if you miss it, the next leaves at 09:30, from Toulouse Nord")
    assert plan.rides[1].next_from == ""


@pytest.mark.parametrize(("comes", "leaves", "possible"), [
    ("10:20:50", "10:30:10", None), ("10:20:10", "10:30:50", None), ("10:20:00", "10:30:10", True),
    ("10:20:50", "10:31:00", True), ("10:21:10", "10:30:50", False)])
def test_seconds_are_for_no_proof_and_no_denial(tmp_path: Path, comes: str, leaves: str, *,
                                               possible: bool | None) -> None:
    """Ten minutes on a platform between two coaches: by whole minutes both are at 10:20 and at
    10:30, and nothing else goes on. A change is proved where it is one with its seconds."""
    calls = FEED["stop_times.txt"].partition("ALLER")[0] + (
        f"A,10:00:00,10:00:00,LEC,1,0,1\nA,{comes},{comes},FLE,2,1,0\n"
        f"D,{leaves},{leaves},FLE,1,0,1\nD,16:50:00,16:50:00,TOU-1,2,1,0\n")
    folder = write(tmp_path, CHANGE, stop_times=calls,
                   trips="route_id,service_id,trip_id\nL1,SEM,A\nL1,SEM,D\n")
    found = ask(folder, MONDAY)
    assert found["possible"] is possible
    assert found["legs"][0]["departures"][0]["arrives"] == comes[:5]
    if possible is None:
        assert (found["level"], found["reason"]) == (
            "unknown", "there is less than a minute to spare")
        trip, _ = read_trip(folder / "en-car.yml", read_shared(folder, TODAY).atlas)
        assert trip is not None
        assert trip.timetables is not None
        plan = trip.timetables.on(MONDAY)
        assert plan is not None
        assert unproved(plan, trip, language_of("en")) == (
            "Not proved: there is less than a minute to spare.")
        assert MONDAY in trip.open_days.starts


@pytest.mark.parametrize("stay", ["5h50", "6h"])
def test_who_may_come_too_late_is_told_to_stay_less(tmp_path: Path, stay: str) -> None:
    """A coach every half hour until five, and one is there at ten to: to leave more time at the
    stop before, as was told, is to come later still."""
    often = ("trip_id,start_time,end_time,headway_secs,exact_times\n"
             "RETOUR,08:00:00,17:00:00,1800,0\n")
    folder = write(tmp_path, OUT_AND_BACK.replace("stay: 2h", f"stay: {stay}"), frequencies=often)
    (found,) = [one for one in check(folder) if one.code == "short-connection"]
    assert "nobody knows whether one more comes" in found.message.en
    assert found.hint is not None
    assert found.hint.en == "shorten a stay before this stop (stay), or set out earlier (start)"
    assert ask(write(tmp_path / "b", OUT_AND_BACK.replace("stay: 2h", "stay: 5h20"),
                     frequencies=often), MONDAY)["possible"] is True
