"""A vehicle that goes on as another run: from Toulouse to Fleurance as ALLER, then to Lectoure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from helpers.feeds import FEED, MONDAY, pair, times, write_feed
from parcours.timetable.fault import BadFeed
from parcours.trip.rides import Caveat

HEAD = FEED["stop_times.txt"].partition("ALLER")[0]
FIRST = "ALLER,09:00:00,09:00:00,TOU-1,1,0,1\nALLER,10:20:00,10:20:00,FLE,2,{},{}\n"
SECOND = "SUITE,{0}:00,{0}:00,{1},1,{2},1\nSUITE,10:50:00,10:50:00,LEC,2,1,0\n"
TRIPS = "route_id,service_id,trip_id,block_id\nL1,SEM,ALLER,{}\nL1,{},SUITE,{}\n"
LINK = "from_stop_id,to_stop_id,transfer_type,from_trip_id,to_trip_id\n,,{},ALLER,SUITE\n"
EXTRA = FEED["calendar.txt"] + "MARDI,0,1,0,0,0,0,0,20261109,20261218\n"
TUESDAY = date(2026, 11, 24)


def ridden(folder: Path, *, blocks: tuple[str, str] = ("B", "B"), service: str = "SEM",
           leaves: str = "10:25", at: str = "FLE", ends: tuple[str, str] = ("1", "0"),
           pickup: str = "0", day: date = MONDAY, **tables: str) -> list[str]:
    """What goes from Toulouse to Lectoure in one vehicle."""
    found = pair(write_feed(
        folder, trips=TRIPS.format(blocks[0], service, blocks[1]), calendar=EXTRA,
        stop_times=HEAD + FIRST.format(*ends) + SECOND.format(leaves, at, pickup), **tables))
    assert all(one.caveats == Caveat.STAY for some in found.departures.values() for one in some)
    return times(found, day)


def test_a_block_is_followed(tmp_path: Path) -> None:
    """The same vehicle goes on five minutes later from where it arrived: one stays on board."""
    assert ridden(tmp_path) == ["09:00-10:50"]


@pytest.mark.parametrize("changed", [
    {"blocks": ("B", "C")}, {"blocks": ("", "")}, {"leaves": "10:10"}, {"at": "VUE"},
    {"leaves": "10:51"}, {"service": "MARDI"}, {"ends": ("1", "1")}, {"pickup": "1"},
    {"transfers": LINK.format(5)}, {"transfers": LINK.format(2), "blocks": ("", "")}])
def test_what_does_not_go_on(tmp_path: Path, changed: dict[str, str]) -> None:
    """Another vehicle; the same one earlier, elsewhere, half an hour later or on other days; where
    nobody may get off or on in between; and where the feed says that one must leave."""
    assert ridden(tmp_path, **changed) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("changed", [
    {"blocks": ("", "")}, {"blocks": ("B", "C"), "leaves": "10:40"}, {"ends": ("1", "1")},
    {"at": "VUE"}])
def test_a_linked_run_is_followed_wherever(tmp_path: Path, changed: dict[str, str]) -> None:
    """The feed says that one stays seated, whatever the blocks and the stop are."""
    assert ridden(tmp_path, transfers=LINK.format(4), **changed) == [  # type: ignore[arg-type]
        "09:00-10:50"]


def test_only_on_the_days_that_both_run(tmp_path: Path) -> None:
    """On Mondays the first half is all there is."""
    for n, (day, expected) in enumerate(((TUESDAY, ["09:00-10:50"]), (MONDAY, []))):
        assert ridden(tmp_path / f"{n}", service="MARDI", day=day) == expected


def test_halves_are_not_counted_twice(tmp_path: Path) -> None:
    """Each run alone is what it was; from the stop between them one boards the second."""
    folder = write_feed(tmp_path, trips=TRIPS.format("B", "SEM", "B"),
                        stop_times=HEAD + FIRST.format("0", "0") + SECOND.format("10:25", "FLE", 0))
    assert times(pair(folder, "TOU", "FLE")) == ["09:00-10:20"]
    (one,) = pair(folder, "FLE", "LEC").departures[MONDAY]
    assert (one.leaves_min, one.caveats) == (10 * 60 + 25, Caveat.NONE)


def test_three_runs_and_another_vehicle_between(tmp_path: Path) -> None:
    """Through a run that calls at no wanted stop; another run of the block in between parts
    them."""
    middle = "MILIEU,10:25:00,10:25:00,FLE,1,0,1\nMILIEU,10:35:00,10:35:00,{},2,1,0\n"
    trips = TRIPS.format("B", "SEM", "B") + "L1,SEM,MILIEU,B\n"
    for n, (end, expected) in enumerate((("VUE", ["09:00-10:50"]), ("FLE", []))):
        rows = HEAD + FIRST.format("1", "0") + middle.format(end) + SECOND.format(
            "10:40", "VUE", "0")
        assert times(pair(write_feed(tmp_path / f"{n}", trips=trips, stop_times=rows))) == expected


def test_runs_that_are_repeated_go_on_as_nobody_knows(tmp_path: Path) -> None:
    """A pattern has no hour of its own, so nothing follows it."""
    assert ridden(tmp_path, frequencies="trip_id,start_time,end_time,headway_secs,exact_times\n"
                                        "ALLER,09:00:00,12:00:00,3600,1\n") == []


def test_runs_that_go_on_as_one_another_without_end_are_told(tmp_path: Path) -> None:
    """Each as any other: their ways on are counted in millions."""
    names = [f"R{n}" for n in range(40)]
    links = "from_trip_id,to_trip_id,transfer_type\n" + "".join(
        f"{a},{b},4\n" for a in names for b in names if a != b)
    rows = HEAD + "".join(f"{run},09:00:00,09:00:00,TOU-1,1,0,1\n"
                          f"{run},09:00:00,09:00:00,FLE,2,1,0\n" for run in names)
    trips = "route_id,service_id,trip_id\n" + "".join(f"L1,SEM,{run}\n" for run in names)
    with pytest.raises(BadFeed) as caught:
        pair(write_feed(tmp_path, trips=trips, stop_times=rows, transfers=links))
    assert caught.value.code == "too-large"


NIGHT = {
    "trips": "route_id,service_id,trip_id,block_id\nL1,LUNDI,ALLER,B\nL1,MARDI,SUITE,B\n",
    "calendar": EXTRA + "LUNDI,1,0,0,0,0,0,0,20261026,20261218\n",
}


@pytest.mark.parametrize(("arrives", "leaves", "expected"), [
    ("23:55", "00:10", ["23:00-00:50+"]), ("24:05", "00:10", ["23:00-00:50+"]),
    ("24:15", "00:10", []), ("23:30", "00:10", []), ("23:55", "24:10", [])])
def test_a_block_goes_on_as_a_run_of_the_next_day(tmp_path: Path, arrives: str, leaves: str,
                                                  expected: list[str]) -> None:
    """The vehicle of Monday evening goes on after midnight as a run of Tuesday: nothing was said to
    go there. Not as one that left before, forty minutes later, or a whole day later."""
    ends = {"00:10": "00:50", "24:10": "24:50"}[leaves]
    calls = HEAD + ("ALLER,23:00:00,23:00:00,TOU-1,1,0,1\n"
                    f"ALLER,{arrives}:00,{arrives}:00,FLE,2,0,0\n"
                    f"SUITE,{leaves}:00,{leaves}:00,FLE,1,0,1\n"
                    f"SUITE,{ends}:00,{ends}:00,LEC,2,1,0\n")
    found = pair(write_feed(tmp_path, stop_times=calls, **NIGHT))
    assert times(found, MONDAY) == expected
    assert all(one.arrives_min == 24 * 60 + 50 for some in found.departures.values()
               for one in some)
    assert all(day.weekday() == 0 for day in found.departures)


@pytest.mark.parametrize(("service", "expected"), [("MARDI", ["23:00-00:50+"]), ("LUNDI", [])])
def test_a_linked_run_may_be_of_the_next_service_day(tmp_path: Path, service: str,
                                                     expected: list[str]) -> None:
    """By the format it is where it leaves before the first has arrived: who comes at 23:55 stays
    on board until 00:10, of the service of Tuesday. Of Monday's own it left the night before."""
    calls = HEAD + ("ALLER,23:00:00,23:00:00,TOU-1,1,0,1\nALLER,23:55:00,23:55:00,FLE,2,0,0\n"
                    "SUITE,00:10:00,00:10:00,FLE,1,0,1\nSUITE,00:50:00,00:50:00,LEC,2,1,0\n")
    found = pair(write_feed(
        tmp_path, stop_times=calls, calendar=NIGHT["calendar"], transfers=LINK.format(4),
        trips=f"route_id,service_id,trip_id\nL1,LUNDI,ALLER\nL1,{service},SUITE\n"))
    assert times(found, MONDAY) == expected
    assert all(day.weekday() == 0 for day in found.departures)


def test_a_linked_run_that_left_before_is_not_followed(tmp_path: Path) -> None:
    """It leaves at 10:10 and the first arrives at 10:20: one stays on board neither back in time
    nor for a day."""
    assert ridden(tmp_path, blocks=("", ""), leaves="10:10", transfers=LINK.format(4)) == []


def test_a_block_does_not_go_on_over_a_change_of_clocks(tmp_path: Path) -> None:
    """In the night of 28 March 2027 the hours of two days are not one after the other."""
    calls = HEAD + ("ALLER,23:00:00,23:00:00,TOU-1,1,0,1\nALLER,23:55:00,23:55:00,FLE,2,0,0\n"
                    "SUITE,00:10:00,00:10:00,FLE,1,0,1\nSUITE,00:50:00,00:50:00,LEC,2,1,0\n")
    found = pair(write_feed(
        tmp_path, stop_times=calls,
        trips=NIGHT["trips"].replace("LUNDI", "T").replace("MARDI", "T"),
        calendar=EXTRA + "T,1,1,1,1,1,1,1,20270320,20270405\n"))
    assert sorted(found.departures) == [
        *(date(2027, 3, day) for day in range(20, 32) if day != 27),
        *(date(2027, 4, day) for day in range(1, 5))]
