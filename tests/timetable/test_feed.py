"""What runs between two halts, and what a feed lacks to say it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from helpers.feeds import FEED, pair, read, times, write_feed
from parcours.timetable.departures import Doubt
from parcours.timetable.fault import BadFeed

TRIPS = FEED["trips.txt"]


def test_direction_counts(tmp_path: Path) -> None:
    """From Toulouse the run out, from Lectoure the run back; first and last, by date."""
    path = write_feed(tmp_path / "f")
    assert times(pair(path)) == ["09:00-10:40"]
    assert times(pair(path, "LEC", "TOU")) == ["17:00-18:40"]
    assert times(pair(path, "FLE", "LEC")) == ["10:22-10:40"]


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


REGION = {
    "agency": FEED["agency.txt"] + "2,Autre réseau,https://exemple.fr,Europe/Paris\n",
    "routes": FEED["routes.txt"] + "L2,2,2,Toulouse - Fleurance,3\n",
    "trips": FEED["trips.txt"] + "L2,LONG,AUTRE\n",
    "stop_times": FEED["stop_times.txt"] + "AUTRE,11:00:00,11:00:00,TOU-1,1,0,1\n"
                                           "AUTRE,12:00:00,12:00:00,FLE,2,1,0\n",
    "calendar": FEED["calendar.txt"] + "LONG,1,1,1,1,1,1,1,20261101,20270630\n",
}
"""Two networks in one file, of which the other is known for half a year more."""


def test_each_network_of_a_region_is_known_for_its_own_dates(tmp_path: Path) -> None:
    """After the last day of one, the other's dates proved that nothing runs."""
    folder = write_feed(tmp_path / "f", **REGION)
    found = read(folder)
    assert found.last == date(2027, 6, 30)
    assert pair(folder, "TOU", "LEC").span == (date(2026, 11, 9), date(2026, 12, 18))
    # both run there: a day of which only one speaks is not known whole
    assert pair(folder, "TOU", "FLE").span == (date(2026, 11, 9), date(2026, 12, 18))


ONE_NETWORK = {**REGION, "routes": REGION["routes"].replace("L2,2,", "L2,1,")}
SPRING = date(2027, 4, 30)


@pytest.mark.parametrize(("changed", "last"), [
    ({}, date(2026, 12, 18)),
    ({"trips": REGION["trips"] + "L1,PRIN,AILLEURS\n"}, SPRING),  # a run that we do not ask for
    ({"routes": ONE_NETWORK["routes"] + "L1-B,1,1,Toulouse - Auch,3\n",
      "trips": REGION["trips"] + "L1-B,PRIN,AILLEURS\n"}, SPRING),  # the line by its name
    ({"routes": ONE_NETWORK["routes"] + "L3,1,3,Toulouse - Auch,3\n",
      "trips": REGION["trips"] + "L3,PRIN,AILLEURS\n"}, date(2026, 12, 18))])
def test_a_line_is_known_until_the_last_day_that_is_published_of_it(
        tmp_path: Path, changed: dict[str, str], last: date) -> None:
    """Its agency publishes another line until June: after its own end, it was proved not to run.
    One that stops for the winter, and has a spring, does not run in between."""
    folder = write_feed(tmp_path / "f", **{**ONE_NETWORK, **changed, "calendar": REGION[
        "calendar"] + "PRIN,1,1,1,1,1,0,0,20270401,20270430\n"})
    assert read(folder).last == date(2027, 6, 30)
    assert pair(folder, "TOU", "LEC").span == (date(2026, 11, 1), last)
    # the other line goes on to Fleurance: what it runs there stays proved
    assert (pair(folder, "TOU", "FLE").span or (0, date(2027, 6, 30)))[1] == date(2027, 6, 30)


def test_one_network_is_known_as_long_as_its_feed(tmp_path: Path) -> None:
    """Two networks that speak of the same days are known on all of these."""
    folder = write_feed(tmp_path / "f", **{**REGION, "calendar": REGION["calendar"].replace(
        "20261101,20270630", "20261109,20261218")})
    found = read(folder)
    assert pair(folder, "TOU", "LEC").span in (None, (found.first, found.last))


def test_a_pattern_that_never_says_when_it_starts_is_left_out(tmp_path: Path) -> None:
    """Repeated every hour, but from when? Its time at a stop cannot be told."""
    found = pair(write_feed(
        tmp_path / "f",
        frequencies="trip_id,start_time,end_time,headway_secs,exact_times\n"
                    "ALLER,06:00:00,08:00:00,3600,1\n",
        stop_times=FEED["stop_times.txt"].replace("ALLER,09:00:00,09:00:00,TOU-1,1", (
            "ALLER,,,VUE,0,0,0\nALLER,09:00:00,09:00:00,TOU-1,1"))))
    assert (found.departures, found.left_out[Doubt.UNTIMED]) == ({}, 1)


@pytest.mark.parametrize(("name", "asked"), [
    ("TAD du Gers", 2), ("Transport à la demande", 2), ("Navette sur réservation", 2),
    ("Stade - Gare", 0), ("Toulouse - Lectoure", 0)])
def test_a_line_on_demand_by_its_name(tmp_path: Path, name: str, asked: int) -> None:
    """Its calls have hours and nothing says that one has to telephone: it was proved to run."""
    folder = write_feed(tmp_path / "f", routes=FEED["routes.txt"].replace(
        "Toulouse - Lectoure", name))
    found = [pair(folder, *ends) for ends in (("TOU", "LEC"), ("LEC", "TOU"))]
    assert sum(one.left_out[Doubt.BOOKED] for one in found) == asked
    assert all(bool(one.departures) == (not asked) for one in found)


DESCRIBED = FEED["routes.txt"].replace("route_type\n", "route_type,route_desc\n").replace(
    ",3\n", ",3,Ligne régulière. Correspondance avec le TAD sur réservation.\n")
BARE = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n" + "".join(
    ",".join(row.split(",")[:5]) + "\n" for row in FEED["stop_times.txt"].splitlines()[1:])
RULES = "booking_rule_id,booking_type\nR,1\n"


@pytest.mark.parametrize(("tables", "asked"), [
    ({}, 0), ({"stop_times": BARE}, 1), ({"stop_times": BARE, "booking_rules": RULES}, 0),
    ({"stop_times": FEED["stop_times.txt"].replace("TOU-1,1,0,1", "TOU-1,1,2,1")}, 1)])
def test_a_description_decides_nothing_that_is_told(tmp_path: Path, tables: dict[str, str],
                                                    asked: int) -> None:
    """A regular coach whose description tells of another service had to be booked, though each of
    its calls says how one boards; where they say nothing, a word is enough to prove nothing."""
    found = pair(write_feed(tmp_path / "f", **{"routes": DESCRIBED, **tables}))
    assert found.left_out[Doubt.BOOKED] == asked
    assert bool(found.departures) is not bool(asked)


@pytest.mark.parametrize(("name", "for_pupils"), [
    ("Ligne scolaire 405", 1), ("Scolaire Lectoure", 1), ("Doublage scolaire", 1),
    ("Toulouse - Lectoure (scolaire)", 1), ("Ligne 305 Scolaire", 1), ("L12 scolaire", 1),
    ("Auch – Scolaire", 1), ("Toulouse - Lectoure (période scolaire)", 0),
    ("Lectoure : restaurant scolaire", 0),
    ("Gare - Groupe scolaire Jean-Jaurès", 0), ("Cité scolaire - Gare", 0)])
def test_a_line_for_pupils_by_its_name(tmp_path: Path, name: str, for_pupils: int) -> None:
    """It takes other travellers or not: nobody is sent there, and nothing is denied."""
    found = pair(write_feed(tmp_path / "f", routes=FEED["routes.txt"].replace(
        "Toulouse - Lectoure", name)))
    assert (found.left_out[Doubt.SCHOOL], bool(found.departures)) == (for_pupils, not for_pupils)
