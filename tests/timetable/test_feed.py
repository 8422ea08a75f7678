"""What runs between two halts: every way in which a feed can mislead whoever reads it quickly."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.feeds import BRIQUE, FEED, LECTOURE, MONDAY, between, pair, read, times, write_feed
from parcours.format.model import Mode
from parcours.geo.points import LatLon
from parcours.timetable.fault import BadFeed
from parcours.timetable.feed import Wanted
from parcours.timetable.stops import End

STOP_TIMES, STOPS, TRIPS, ROUTES = (FEED[f"{name}.txt"] for name in (
    "stop_times", "stops", "trips", "routes"))


def with_calls(*rows: str, run: str = "BOUCLE") -> dict[str, str]:
    """One more run of L1: its calls as ``departure stop`` or ``departure stop pickup drop_off``."""
    calls = ""
    for n, row in enumerate(rows):
        time, stop, *handling = row.split()
        pickup, drop_off = handling or ("0", "0")
        shown = "," if time == "-" else f"{time}:00,{time}:00"
        calls += f"{run},{shown},{stop},{n},{pickup},{drop_off}\n"
    return {"stop_times": STOP_TIMES.partition("ALLER")[0] + calls,
            "trips": f"route_id,service_id,trip_id\nL1,SEM,{run}\n"}


def test_direction_counts(tmp_path: Path) -> None:
    """From Toulouse the run out, from Lectoure the run back; first and last, by date."""
    path = write_feed(tmp_path / "f")
    assert times(pair(path)) == ["09:00-10:40"]
    assert times(pair(path, "LEC", "TOU")) == ["17:00-18:40"]
    assert times(pair(path, "FLE", "LEC")) == ["10:22-10:40"]


def test_stop_times_in_any_order(tmp_path: Path) -> None:
    """The rows of a run need not stand together, nor in order: the sequence alone counts."""
    head, *rows = STOP_TIMES.splitlines()
    for n in range(len(rows)):
        path = write_feed(tmp_path / f"{n}", stop_times="\n".join(
            [head, *reversed(rows[n:]), *rows[:n]]))
        assert times(pair(path)) == ["09:00-10:40"]


def test_a_station_is_its_platforms_and_coach_stops(tmp_path: Path) -> None:
    """A run that calls at any of them calls at the station; one platform named is that one."""
    calls = STOP_TIMES.replace("RETOUR", "X").replace("TOU-1,3", "TOU-OCECar,3")
    path = write_feed(tmp_path / "f", stop_times=calls, trips=TRIPS.replace("RETOUR", "X"))
    assert times(pair(path, "LEC", "TOU")) == ["17:00-18:40"]
    assert times(pair(path, "LEC", "TOU-OCECar")) == ["17:00-18:40"]
    assert times(pair(path, "LEC", "TOU-1")) == []
    both = pair(path, "LEC", "TOU-1 TOU-OCECar")
    assert (times(both), both.end.id) == (["17:00-18:40"], "TOU")


def test_two_stations_in_one_town_are_two_pairs(tmp_path: Path) -> None:
    """Each with its own departures: a total would hide that one has none."""
    wanted = between("TOU TOU2", "LEC")
    pairs = read(write_feed(tmp_path / "f"), wanted).pairs[wanted]
    assert [(one.start.id, times(one)) for one in pairs] == [
        ("TOU", ["09:00-10:40"]), ("TOU2", [])]


def test_coach_instead_of_train(tmp_path: Path) -> None:
    """On a rail route of type 2 only the id of the stop tells: each departure says what it is."""
    calls = STOP_TIMES.replace("RETOUR,17:00:00,17:00:00,LEC,1", "CAR,13:00:00,13:00:00,CAR_STOP,1")
    calls = calls.replace("CAR_STOP", "TOU-OCECar").replace(
        "RETOUR,18:40:00,18:40:00,TOU-1", "CAR,15:10:00,15:10:00,LEC").replace("RETOUR", "CAR")
    path = write_feed(tmp_path / "f", stop_times=calls, trips=TRIPS.replace("RETOUR", "CAR"),
                      routes=ROUTES.replace(",3\n", ",2\n"))
    found = pair(path, by=Mode.TRAIN)
    assert [(one.leaves_min, one.by) for one in found.departures[MONDAY]] == [
        (540, Mode.TRAIN), (780, Mode.COACH)]


@pytest.mark.parametrize(("kind", "leg", "boarded"), [
    (0, Mode.TRAM, Mode.TRAM), (900, Mode.TRAM, Mode.TRAM), (1, Mode.METRO, Mode.METRO),
    (401, Mode.METRO, Mode.METRO), (2, Mode.TRAIN, Mode.TRAIN), (106, Mode.TRAIN, Mode.TRAIN),
    (714, Mode.TRAIN, Mode.COACH), (200, Mode.TRAIN, Mode.COACH), (3, Mode.BUS, Mode.BUS),
    (3, Mode.COACH, Mode.COACH), (204, Mode.COACH, Mode.COACH), (204, Mode.BUS, Mode.COACH),
    (704, Mode.BUS, Mode.BUS), (800, Mode.BUS, Mode.BUS),
    (3, Mode.TRAIN, None), (2, Mode.COACH, None), (0, Mode.METRO, None), (1, Mode.TRAM, None),
    (715, Mode.BUS, None), (1100, Mode.BUS, None), (1700, Mode.COACH, None), (6, Mode.BUS, None)])
def test_types_of_routes(tmp_path: Path, kind: int, leg: Mode, boarded: Mode | None) -> None:
    """The basic types and those above 100; a bus line does not make a metro leg sure, and a bus on
    demand (715) proves nothing."""
    path = write_feed(tmp_path / "f", routes=ROUTES.replace(",3\n", f",{kind}\n"))
    found = pair(path, by=leg).departures.get(MONDAY, [])
    assert [one.by for one in found] == ([boarded] if boarded else [])


def test_where_one_may_not_board_or_alight(tmp_path: Path) -> None:
    """Nobody boards where a run ends or alights where it begins, nor where the feed forbids it."""
    path = write_feed(tmp_path / "a", **with_calls(
        "08:00 TOU-1 0 1", "09:00 FLE 1 0", "10:00 VUE 0 1", "11:00 LEC 1 0"))
    assert times(pair(path, "TOU", "FLE")) == ["08:00-09:00"]
    assert times(pair(path, "FLE", "LEC")) == []
    assert times(pair(path, "TOU", "VUE")) == []
    assert times(pair(path, "VUE", "LEC")) == ["10:00-11:00"]


def test_the_last_row_of_a_run_is_no_departure(tmp_path: Path) -> None:
    """Even where the feed forgets to say that nobody boards at the terminus."""
    path = write_feed(tmp_path / "f", **with_calls("08:00 LEC", "09:00 TOU-1"))
    assert times(pair(path)) == []
    assert times(pair(path, "LEC", "TOU")) == ["08:00-09:00"]


def test_one_that_must_be_called_is_counted_apart(tmp_path: Path) -> None:
    """By telephone: not proved. A sign to the driver: boarded as any other."""
    path = write_feed(tmp_path / "f", **with_calls("08:00 TOU-1 2 1", "09:00 LEC 1 3"))
    found = pair(path)
    assert (times(found), found.on_request) == ([], 1)
    path = write_feed(tmp_path / "g", **with_calls("08:00 TOU-1 3 1", "09:00 LEC 1 3"))
    assert times(pair(path)) == ["08:00-09:00"]


def test_a_stop_without_time_is_untimed(tmp_path: Path) -> None:
    """Nothing is interpolated: the run is counted as one that the feed does not time there."""
    path = write_feed(tmp_path / "f")
    found = pair(path, "TOU", "VUE")
    assert (times(found), found.untimed) == ([], 1)
    assert times(pair(path, "TOU", "LEC")) == ["09:00-10:40"]


def test_loops(tmp_path: Path) -> None:
    """A line that ends where it began: every ride is one that a visitor can make."""
    path = write_feed(tmp_path / "f", **with_calls(
        "08:00 TOU-1", "08:30 FLE", "09:00 LEC", "09:30 TOU-1"))
    assert times(pair(path, "TOU", "LEC")) == ["08:00-09:00"]
    assert times(pair(path, "LEC", "TOU")) == ["09:00-09:30"]
    assert times(pair(path, "LEC", "FLE")) == []
    path = write_feed(tmp_path / "g", **with_calls(
        "08:00 TOU-1", "08:30 FLE", "09:00 TOU-1", "09:30 LEC", "10:00 TOU-1", "10:30 LEC"))
    assert times(pair(path, "TOU", "LEC")) == ["09:00-09:30", "10:00-10:30"]
    assert times(pair(path, "FLE", "LEC")) == ["08:30-09:30"]


def test_a_run_that_arrives_before_it_leaves_is_told(tmp_path: Path) -> None:
    """With the line on which it does."""
    with pytest.raises(BadFeed) as caught:
        pair(write_feed(tmp_path / "f", **with_calls("09:00 TOU-1", "08:30 LEC")))
    assert caught.value.line == 3


FREQUENT = "trip_id,start_time,end_time,headway_secs,exact_times\n"


def test_exact_frequencies(tmp_path: Path) -> None:
    """From the first stop at each headway, the end excluded; the hour of the template never runs,
    and a later stop is as far behind as in the template."""
    path = write_feed(tmp_path / "f", frequencies=FREQUENT + "ALLER,06:00:00,07:30:00,1800,1\n")
    assert times(pair(path)) == ["06:00-07:40", "06:30-08:10", "07:00-08:40"]
    assert times(pair(path, "FLE", "LEC")) == ["07:22-07:40", "07:52-08:10", "08:22-08:40"]
    assert times(pair(path, "LEC", "TOU")) == ["17:00-18:40"]


def test_frequencies_without_fixed_times(tmp_path: Path) -> None:
    """Every so often: no departure is invented, and the template never runs either."""
    for n, exact in enumerate(("0", "")):
        path = write_feed(tmp_path / f"{n}", frequencies=(
            FREQUENT + f"ALLER,06:00:00,07:30:00,600,{exact}\n"))
        found = pair(path, "FLE", "LEC")
        assert times(found) == []
        (often,) = found.often[MONDAY]
        assert (often.from_min, often.until_min, often.every_min, often.ride_min) == (
            442, 532, 10, 18)


def test_exact_frequencies_when_clocks_change(tmp_path: Path) -> None:
    """Each departure is laid on the clock by itself."""
    path = write_feed(
        tmp_path / "f", frequencies=FREQUENT + "ALLER,01:30:00,04:00:00,3600,1\n",
        calendar="", calendar_dates="service_id,date,exception_type\nSEM,20270328,1\n")
    found = pair(path)
    assert [times(found, day) for day in sorted(found.departures)] == [
        ["00:30-03:10", "01:30-04:10", "03:30-05:10"]]


@pytest.mark.parametrize("row", [
    "ALLER,06:00:00,07:30:00,0,1", "ALLER,06:00:00,07:30:00,-600,1",
    "ALLER,06:00:00,x,600,1", "ALLER,06:00:00,07:30:00,600,2", "ALLER,06:00:00,95:00:00,1,1"])
def test_bad_frequencies_are_told(tmp_path: Path, row: str) -> None:
    """None of them is left to run for ever."""
    with pytest.raises(BadFeed) as caught:
        read(write_feed(tmp_path / "f", frequencies=f"{FREQUENT}{row}\n"))
    assert (caught.value.file, caught.value.line) == ("f/frequencies.txt", 2)


def test_rows_of_location_groups_are_none_of_ours(tmp_path: Path) -> None:
    """A row without stop_id (a zone on demand) is no call, and matches no stop."""
    path = write_feed(tmp_path / "f", stop_times=STOP_TIMES + "ZONE,,,,1,2,2\nZONE,,,,2,2,2\n")
    assert times(pair(path)) == ["09:00-10:40"]


@pytest.mark.parametrize(("table", "old", "new"), [
    ("trips", "L1,SEM,ALLER\n", ""), ("routes", "L1,1,", "L2,1,"), ("routes", ",3\n", ",bus\n")])
def test_what_points_nowhere_is_told(tmp_path: Path, table: str, old: str, new: str) -> None:
    """A run without its row, a route without its type: leaving it out would move the last
    departure."""
    text = FEED[f"{table}.txt"]
    assert old in text
    with pytest.raises(BadFeed, match=r"missing|no kind of route"):
        read(write_feed(tmp_path / "f", **{table: text.replace(old, new)}))


def test_a_service_that_no_calendar_knows_never_runs(tmp_path: Path) -> None:
    """As the format has it."""
    path = write_feed(tmp_path / "f", trips=TRIPS.replace("L1,SEM,ALLER", "L1,RIEN,ALLER"))
    assert times(pair(path)) == []


def test_stops_are_proposed_with_their_distance_and_never_taken(tmp_path: Path) -> None:
    """A place that names none: the nearest that this means serves, and no pair at all."""
    start, end = End(BRIQUE, ()), End(LECTOURE, ("LEC",))
    wanted = Wanted(start, end, Mode.COACH)
    found = read(write_feed(tmp_path / "f"), wanted)
    assert found.pairs[wanted] == []
    assert [(halt.id, halt.metres_from(BRIQUE)) for halt in found.proposed[start]] == [("TOU", 11)]
    by_metro = Wanted(start, end, Mode.METRO)
    assert read(write_feed(tmp_path / "f"), by_metro).proposed[start] == []


def test_a_named_stop_far_from_its_place_is_told(tmp_path: Path) -> None:
    """The id may be that of another network."""
    start = End(LatLon(44.5, 1.0), ("TOU",))
    found = read(write_feed(tmp_path / "f"), Wanted(start, End(LECTOURE, ("LEC",)), Mode.COACH))
    assert [halt.id for halt in found.far[start]] == ["TOU"]
    assert list(found.far) == [start]


def test_a_stop_without_position_can_be_named(tmp_path: Path) -> None:
    """Its distance is then not known; nought and nought is no position."""
    stops = STOPS.replace("LEC,Lectoure,43.93400,0.62100", "LEC,Lectoure,0,0")
    found = pair(write_feed(tmp_path / "f", stops=stops))
    assert (times(found), found.end.metres_from(LECTOURE)) == (["09:00-10:40"], None)
