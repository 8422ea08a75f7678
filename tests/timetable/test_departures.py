"""What has to be known of a departure, and what is not counted and yet denies a denial: the
sentence of the page, of the check, of the command and of the file for a diary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from helpers.coach_route import OUT_AND_BACK, check, write
from helpers.content_sample import TODAY
from helpers.feeds import FEED, MONDAY, pair, write_feed
from parcours.diagnostics.diagnostic import Lang
from parcours.editing import timetables
from parcours.format.choices import Mode
from parcours.i18n.language import language_of
from parcours.load.extracts import read_extract
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render.exports import ical
from parcours.render.pages import rides_data
from parcours.render.words import ladder, ride_line, ride_obstacles, rides
from parcours.timetable.answer import as_data
from parcours.timetable.departures import ANY_TIME, Departure, Doubt, NotCounted
from parcours.timetable.extract import Extract
from parcours.trip.ladder import Ground
from parcours.trip.rides import Caveat, DayPlan
from parcours.trip.trip import Trip

ROWS = FEED["stop_times.txt"]
ABOUT = ROWS.splitlines()[0] + ",timepoint\n" + "".join(
    f"{row},0\n" for row in ROWS.splitlines()[1:])
BOOKED = ROWS.replace("17:00:00,LEC,1,0,1", "17:00:00,LEC,1,2,1")
UNTIMED = ROWS.replace("RETOUR,17:00:00,17:00:00", "RETOUR,,")


@dataclass(frozen=True)
class Said:
    """What is told of Monday."""

    folder: Path
    trip: Trip
    plan: DayPlan
    shown: dict[str, Any]

    def obstacle(self, lang: Lang) -> str:
        """Why the plan cannot be kept."""
        assert self.plan.obstacle is not None
        return ride_obstacles.obstacle(self.plan.obstacle, self.trip, language_of(lang))

    def line(self, number: int, lang: Lang) -> ride_line.RideLine:
        """A ride, from 0."""
        return ride_line.line(self.plan.rides[number], self.trip, language_of(lang))

    @property
    def checked(self) -> list[tuple[str, str]]:
        """What the check says of the route: codes, and messages in English."""
        return [(one.code, one.message.en) for one in check(self.folder)
                if one.span.file.endswith("en-car.yml")]


def said(folder: Path, start: str = "08:30", day: date = MONDAY, **tables: str) -> Said:
    """The route out at ``start`` and back, as it is told of a day."""
    write(folder, OUT_AND_BACK.replace('"08:30"', f'"{start}"'), **tables)
    trip, _ = read_trip(folder / "en-car.yml", read_shared(folder, TODAY).atlas)
    assert trip is not None
    assert trip.timetables is not None
    plan = trip.timetables.on(day)
    assert plan is not None
    shown = timetables.show(folder, "en-car", day, TODAY)
    assert not isinstance(shown, list)
    return Said(folder, trip, plan, as_data(shown, "en"))


def test_approximate_times_are_told_as_such(tmp_path: Path) -> None:
    """On the page, in the last way back, in the answer for programs and in the diary; with half an
    hour to spare the day stays proved."""
    found = said(tmp_path, stop_times=ABOUT)
    assert found.line(0, "fr").times == "vers 9\u00a0h – vers 10\u00a0h\u00a040"
    assert found.line(0, "en").times == "around 09:00 – around 10:40"
    assert found.line(0, "en").more.startswith(
        "about 1\u00a0h\u00a040\u00a0min on board; about 30\u00a0min to spare at the stop; the "
        "timetable calls these times approximate")
    assert ride_line.last_back(found.plan, found.trip, language_of("en")).startswith(
        "Last way back: around 17:00, from Lectoure.")
    spoken = rides.spoken_rides(found.trip, language_of("en"))
    assert spoken is not None
    assert "about 1\u00a0h\u00a040\u00a0min on board" in spoken.patterns[0]
    assert (found.shown["possible"], found.shown["level"]) == (True, "proved")
    assert found.shown["legs"][0]["departures"][0]["caveats"] == ["leaves-about", "arrives-about"]
    diary = ical.render(found.trip, language_of("en"), "").replace("\r\n ", "")
    assert "▸ around 09:00 – around 10:40: by coach 1" in diary
    assert "you arrive around 10:40" in diary
    assert found.checked == []


def test_a_few_minutes_are_no_proof_on_approximate_times(tmp_path: Path) -> None:
    """Three minutes before, and three after: neither is proved, neither is denied; ten minutes
    after, the coach is gone. With exact times each is what it is."""
    found = said(tmp_path / "a", "08:57", stop_times=ABOUT)
    assert (found.shown["possible"], found.shown["level"]) == (None, "unknown")
    assert "too little to spare where times are approximate" in found.line(0, "en").more
    assert ride_obstacles.unproved(found.plan, found.trip, language_of("fr")) == (
        "Pas prouvé\u00a0: l’horaire donne des heures approximatives, qui laissent trop peu de "
        "marge.")
    assert found.checked == [(
        "short-connection", "on 23 November 2026 there are 3 min to spare at the stop 'Toulouse', "
        "and the timetable only gives approximate times: it is not proved")]
    told = ladder.spoken_ladder(found.trip, language_of("en"))
    assert told is not None
    assert "it is not proved" in told.reason
    found = said(tmp_path / "b", "09:03", stop_times=ABOUT)
    assert found.shown["possible"] is None
    assert MONDAY in found.trip.open_days.starts
    assert found.obstacle("en") == (
        "the last direct departure by coach from Gare Matabiau to Lectoure halt is around 09:00, "
        "and you only get there at 09:03")
    assert [code for code, _ in found.checked] == ["short-connection"]
    assert said(tmp_path / "c", "09:10", stop_times=ABOUT).shown["possible"] is False
    assert said(tmp_path / "d", "08:57").shown["possible"] is True
    assert said(tmp_path / "e", "09:03").shown["possible"] is False


@pytest.mark.parametrize(("exact", "about"), [("", False), ("1", False), ("0", True), ("?", True)])
def test_which_times_are_approximate(tmp_path: Path, exact: str, *, about: bool) -> None:
    """What a feed leaves empty is exact, by the format; what nobody understands is not."""
    rows = ABOUT.replace(",0\nALLER,10:20", f",{exact}\nALLER,10:20").replace(
        "4,1,0,0\n", "4,1,0,1\n")
    (one,) = pair(write_feed(tmp_path, stop_times=rows)).departures[MONDAY]
    assert one == Departure(540, 640, Mode.COACH, "L1",
                            Caveat.LEAVES_ABOUT if about else Caveat.NONE)


@pytest.mark.parametrize(("rows", "why", "words"), [
    (BOOKED, "booked", "that day, from 13:00 on, you have to book to go directly from "
     "Lectoure halt to Gare Matabiau"),
    (UNTIMED, "untimed", "that day, from 13:00 on, nothing says at what time you can go directly "
     "from Lectoure halt to Gare Matabiau")])
def test_what_is_not_counted_is_not_denied(
        tmp_path: Path, rows: str, why: str, words: str) -> None:
    """A coach back that one books, or that has no time here: the page said that nothing goes
    there, and closed the day."""
    found = said(tmp_path, stop_times=rows)
    assert found.obstacle("en") == words
    assert "rien ne va" not in found.obstacle("fr")
    assert (found.plan.proved, MONDAY in found.trip.open_days.starts) == (False, True)
    assert (found.shown["possible"], found.shown["legs"][1]["not_counted"]) == (None, [why])
    assert found.trip.timetables is not None
    assert found.trip.timetables.unproved == (5,)
    assert found.trip.ladder is not None
    assert found.trip.ladder.ground is Ground.UNPROVED
    saturday = said(tmp_path / "b", day=date(2026, 11, 28), stop_times=rows)
    assert saturday.obstacle("en").startswith("nothing goes directly by coach from")


def test_a_route_by_coach_that_only_who_telephones_can_do_is_told(tmp_path: Path) -> None:
    """The means that it names is another one; where a time is missing, it may well be right."""
    (code, message), = said(tmp_path / "a", stop_times=BOOKED).checked
    assert code == "missed-service"
    assert message.startswith("from 'Lectoure halt' to 'Gare Matabiau', on Monday 23 November 2026 "
                              "from 13:00 on, one has to book to go directly")
    assert message.endswith("27 days without a proof)")
    assert said(tmp_path / "b", stop_times=UNTIMED).checked == []


def test_a_coach_for_pupils_is_no_way_back(tmp_path: Path) -> None:
    """By its type; the only coach out is one, too."""
    found = said(tmp_path, routes=FEED["routes.txt"].replace(",3\n", ",712\n"))
    assert found.obstacle("fr").replace("\u00a0", " ") == (
        "ce jour-là, à partir de 8 h 30, il n’y a plus de direct de « Gare Matabiau » à « Halte de "
        "Lectoure » que pour les élèves")
    assert [code for code, _ in found.checked] == ["missed-service"]


def test_a_booked_coach_in_the_evening_leaves_no_last_way_back(tmp_path: Path) -> None:
    """After it nobody knows; one in the morning changes nothing of the last one."""
    for hour, last in (("19:00:00", None), ("07:00:00", "17:00")):
        rows = ROWS + f"B,{hour},{hour},LEC,1,2,1\nB,20:40:00,20:40:00,TOU-1,3,1,0\n"
        found = said(tmp_path / hour[:2], stop_times=rows, trips=FEED["trips.txt"] + "L1,SEM,B\n")
        assert (found.shown["last_back"] or {}).get("leaves") == last
        assert ("no direct one is left" in found.line(1, "en").more) == (last is not None)


def test_a_sign_to_the_driver_is_told(tmp_path: Path) -> None:
    """A coach that only stops for who waves, and one in which one says where one gets off."""
    rows = ROWS.replace("17:00:00,LEC,1,0,1", "17:00:00,LEC,1,3,1").replace(
        "LEC,4,1,0", "LEC,4,1,3")
    found = said(tmp_path, stop_times=rows)
    assert found.shown["possible"] is True
    assert "tell the driver where you get off" in found.line(0, "en").more
    assert "faites signe au conducteur pour monter" in found.line(1, "fr").more


def test_an_extract_keeps_all_of_it(tmp_path: Path) -> None:
    """Caveats and what is not counted are read back as they were; one without is as before."""
    rows = ABOUT.replace("09:00:00,TOU-1,1,0,1", "09:00:00,TOU-1,1,3,1").replace(
        "17:00:00,LEC,1,0,1", "17:00:00,LEC,1,2,1")
    extract = read_extract(said(tmp_path, stop_times=rows).folder, "en-car")
    assert isinstance(extract, Extract)
    (out,), (back,) = (extract.pairs[a, b, "coach"] for a, b in (
        ("gare-matabiau", "halte"), ("halte", "gare-matabiau")))
    assert out.departures[MONDAY][0].caveats == (
        Caveat.LEAVES_ABOUT | Caveat.ARRIVES_ABOUT | Caveat.WAVE)
    assert back.not_counted[MONDAY] == (NotCounted(Doubt.BOOKED, 17 * 60),)
    assert not out.not_counted
    assert ANY_TIME > 17 * 60


def test_a_coach_in_the_hour_that_comes_twice_is_not_told_backwards(tmp_path: Path) -> None:
    """From 2:50 to 2:10, when clocks go back: neither a time nor minutes on board can be told."""
    rows = ROWS.replace("09:00:00", "01:50:00").replace("10:40:00", "02:10:00").replace(
        "10:20:00,10:22:00", "02:00:00,02:00:00")
    night = date(2026, 10, 25)
    found = pair(write_feed(tmp_path, stop_times=rows, calendar="", calendar_dates=(
        "service_id,date,exception_type\nSEM,20261025,1\n")))
    assert (found.departures, found.doubts) == ({}, {
        night: {Doubt.UNTIMED: 170}, night - timedelta(days=1): {Doubt.UNTIMED: 1440 + 170}})


def test_a_coach_every_hour_arrives_about_then(tmp_path: Path) -> None:
    """One comes about then, waits an hour at most, and how long it takes is only about right."""
    found = said(tmp_path, stop_times=ABOUT, frequencies=(
        "trip_id,start_time,end_time,headway_secs,exact_times\nRETOUR,08:00:00,20:00:00,3600,0\n"))
    assert found.line(1, "en").times == "14:05 – around 15:45 at the latest"
    assert found.shown["possible"] is True


def test_a_weekend_that_is_only_booked_is_no_day_of_the_pattern(tmp_path: Path) -> None:
    """*One departure a day* is not so on Saturdays, and *none on Saturdays* is not either."""
    weekend = "B,16:00:00,16:00:00,LEC,1,2,1\nB,17:40:00,17:40:00,TOU-1,3,1,0\n"
    found = said(
        tmp_path, stop_times=ROWS + weekend,
        trips=FEED["trips.txt"] + "L1,WE,B\n",
        calendar=FEED["calendar.txt"] + "WE,0,0,0,0,0,1,1,20261109,20261218\n")
    spoken = rides.spoken_rides(found.trip, language_of("en"))
    assert spoken is not None
    assert spoken.patterns[1] == (
        "Lectoure halt → Gare Matabiau: 1 departure a day; 1\u00a0h\u00a040\u00a0min on board; "
        "none that is proved on Saturdays and on Sundays, from 22 November to 13 December.")


def test_the_diary_says_perhaps_as_the_page_does(tmp_path: Path) -> None:
    """Where the way back must be booked, or times leave too little to spare, the file for a diary
    says so in each leg, also once the page has moved it to another day; it promised the day."""
    booked = said(tmp_path / "a", stop_times=BOOKED)
    diary = ical.render(booked.trip, language_of("en"), "").replace("\r\n ", "")
    assert diary.count("Perhaps not as planned\\, because ") == len(booked.trip.legs)
    tight = said(tmp_path / "b", start="08:57", stop_times=ABOUT)
    diary = ical.render(tight.trip, language_of("fr"), "").replace("\r\n ", "")
    assert diary.count("Pas prouvé\u202f: l’horaire") + diary.count(
        "Pas prouvé\u00a0: l’horaire") == len(tight.trip.legs)
    sure = said(tmp_path / "c")
    diary = ical.render(sure.trip, language_of("en"), "").replace("\r\n ", "")
    assert "erhaps" not in diary
    assert "Not proved" not in diary


def test_a_diary_moved_to_an_unproved_day_says_perhaps(tmp_path: Path) -> None:
    """Only on Thursdays the way back must be booked: the file is made for a Monday, and had its
    coach and its promise when a page moved it to a Thursday."""
    found = said(
        tmp_path, stop_times=ROWS + "B,17:00:00,17:00:00,LEC,1,2,1\nB,18:40:00,18:40:00,TOU-1,3,1,0"
        "\n", trips=FEED["trips.txt"].replace("SEM,RETOUR", "AUTRES,RETOUR") + "L1,JEU,B\n",
        calendar=FEED["calendar.txt"] + "AUTRES,1,1,1,0,1,0,0,20261109,20261218\n"
        "JEU,0,0,0,1,0,0,0,20261109,20261218\n")
    page = rides_data.data(found.trip, language_of("en"))
    assert page is not None
    assert "erhaps" not in ical.render(found.trip, language_of("en"), "")
    (plan,) = [one for one in page["plans"].values() if "no" in one and not one["sure"]]
    assert [event for event, (_, about) in plan["diary"].items()
            if "\nPerhaps not as planned, because " in about] == [
        f"trajet-{leg.to_number}" for leg in found.trip.legs]
    assert "▸" not in str(plan["diary"])


def test_what_is_of_another_means_denies_no_day(tmp_path: Path) -> None:
    """The way back is by a service of type 1700: nothing goes by coach was an error, and ruled out
    every day. It is said on the page, by the command and in the diary."""
    routes = FEED["routes.txt"] + "L2,1,2,Lectoure - Toulouse,1700\n"
    found = said(tmp_path, routes=routes, trips=FEED["trips.txt"].replace("L1,SEM,R", "L2,SEM,R"))
    assert (found.shown["possible"], found.shown["level"]) == (None, "unknown")
    assert "by a means that the timetable names otherwise, or not at all" in found.shown["reason"]
    assert found.obstacle("fr").endswith(
        "que par un moyen que l’horaire nomme autrement, ou ne nomme pas")
    assert MONDAY in found.trip.open_days.starts
    assert not [code for code, _ in found.checked if code == "missed-service"]
    assert found.shown["legs"][1]["not_counted"] == ["kind"]
    assert "names otherwise" in ical.render(found.trip, language_of("en"), "").replace("\r\n ", "")
