"""The railway of the Gers on five dates: what the page says, prints and puts into a diary.

The plan sets out from Matabiau at ten, stays three hours in the market hall of Gimont, and takes
the train back.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from helpers import auch_line, coach_route
from helpers.auch_line import AFTER, EASTER_MONDAY, FIRST, FRIDAY, LAST, SUNDAY, WORKS
from helpers.feeds import FEED
from parcours.format.model import Itinerary
from parcours.format.parse import Parsed
from parcours.hours.day_set import DaySet
from parcours.i18n.language import language_of
from parcours.load.files import read_one
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render import pages
from parcours.render.exports import ical
from parcours.render.pages import rides_data
from parcours.render.words import ride_line, ride_obstacles, rides
from parcours.timetable.obstacle_words import obstacle_words
from parcours.trip.derive import derive
from parcours.trip.rides import Hindrance, Obstacle
from parcours.trip.trip import Trip, Why

FR, EN = language_of("fr"), language_of("en")
NORMAL = [("10:24 – 11:30", "by train C6, Toulouse Matabiau → Gimont Cahuzac"),
          ("16:29 – 17:36", "by train C6, Gimont Cahuzac → Toulouse Matabiau")]
BY_COACH = date(2025, 2, 18)
TO_NIGHT = "Last way back: 20:30, from Gimont Cahuzac. No direct one after it that day."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return auch_line.write(tmp_path_factory.mktemp("auch"))


def trip_on(folder: Path, today: date, name: str = auch_line.NAME) -> Trip:
    """The trip as a build of that day has it."""
    trip, found = read_trip(folder / f"{name}.yml", read_shared(folder, today).atlas)
    assert trip is not None, found
    return trip


def page_of(folder: Path, today: date, name: str = auch_line.NAME) -> str:
    """The page in English."""
    return pages.itinerary(trip_on(folder, today, name), read_shared(folder, today).atlas, EN)


def diary_of(folder: Path, today: date) -> Any:
    """The file for a diary, as a calendar program reads it."""
    return Calendar.from_ical(ical.render(trip_on(folder, today), EN, ""))


def test_timetables_without_a_day_in_common_say_the_dates_of_each(folder: Path) -> None:
    """A train whose timetable ends before that of the coach begins: no stretch of dates runs
    backwards, and nothing is called proved."""
    trip = trip_on(folder, FIRST)
    known = trip.timetables
    assert known is not None
    begins, ends = LAST + timedelta(days=10), LAST + timedelta(days=40)
    later = replace(known.feeds[0], file="coaches.zip", first=begins, last=ends)
    spoken = rides.spoken_rides(replace(trip, timetables=replace(
        known, feeds=(*known.feeds, later), first=begins)), EN)
    assert spoken is not None
    assert spoken.standing == (
        "The timetables that were read do not hold on the same days: from 22 January to "
        "22 April 2025 and from 2 May to 1 June 2025.")


@pytest.mark.parametrize("day", [FRIDAY, SUNDAY, EASTER_MONDAY])
def test_the_trains_of_a_day(folder: Path, day: date) -> None:
    """A normal Friday, a Sunday, and Easter Monday, which runs as a Sunday: each train with its
    times, its halts by name and its line; the slack, the next one, the last way back."""
    trip = trip_on(folder, FIRST)
    assert trip.timetables is not None
    plan = trip.timetables.on(day)
    assert plan is not None
    out, back = (ride_line.line(one, trip, EN) for one in plan.rides)
    assert [(out.times, out.said), (back.times, back.said)] == NORMAL
    assert out.more == ("1\u00a0h\u00a06\u00a0min on board; 24\u00a0min to spare at the stop; "
                        "if you miss it, the next leaves at 12:23")
    assert ride_line.last_back(plan, trip, EN) == TO_NIGHT
    assert day in trip.open_days.starts


def test_a_tuesday_of_works(folder: Path) -> None:
    """The only train from Matabiau leaves at 6:24: one cannot set out at ten, and the calendar, the
    catalogue's days and the page all know it."""
    trip = trip_on(folder, FIRST)
    assert trip.timetables is not None
    plan = trip.timetables.on(WORKS)
    assert plan is not None
    assert plan.obstacle is not None
    assert ride_obstacles.obstacle(plan.obstacle, trip, EN) == (
        "the last direct departure by train from Gare Matabiau to Gimont station is at 06:24, and "
        "you only get there at 10:00")
    assert WORKS not in trip.open_days.starts
    assert any(one.why is Why.SERVICE and WORKS in one.starts for one in trip.open_days.blocked)


def test_the_day_after_the_end(folder: Path) -> None:
    """A build of before says nothing of that day, which stays possible; one of that day tells that
    the proof has lapsed, with its dates, and shows no train at all."""
    trip = trip_on(folder, FIRST)
    assert trip.timetables is not None
    assert trip.timetables.on(AFTER) is None
    assert AFTER in trip.open_days.starts
    later = rides.spoken_rides(trip_on(folder, AFTER), EN)
    assert later is not None
    assert (later.lapsed, later.patterns, later.rows) == (True, (), ())
    assert later.standing == (
        "The proof has lapsed: the timetables that were read held from 22 January to 22 April "
        "2025. Check today’s before you set out.")
    page = page_of(folder, AFTER)
    assert later.standing.replace(":", "") in re.sub(r"&#58;|:", "", page)
    assert "10:24" not in page
    assert "20:30" not in page


def test_every_day_has_its_row_in_the_text(folder: Path) -> None:
    """Without a script the page still tells each date: those of each row are those of a plan, and
    the patterns never speak as if all days were alike."""
    spoken = rides.spoken_rides(trip_on(folder, FIRST), FR)
    assert spoken is not None
    assert spoken.standing == "Prouvé avec l’offre du 22 janvier au 22 avril 2025."
    assert spoken.last == LAST.isoformat()
    assert spoken.credit == "Horaires\u00a0: SNCF VOYAGEURS (ODbL)."
    assert "de 1 à 11 départs par jour" in spoken.patterns[0]
    assert "certains sont des cars à la place du train" in spoken.patterns[0]
    days = {row.days: row for row in spoken.rows}
    coaches = days["du lundi au vendredi, du 17 au 21 février"]
    assert [ride.replace("\u00a0", " ") for ride in coaches.rides] == [
        "10 h 24 – 11 h 59", "17 h 30 – 18 h 36"]
    works = days["du mardi au vendredi, du 4 au 20 mars"]
    assert "le dernier départ" in works.rides[0]


@pytest.mark.parametrize(("last", "told"), [
    ("20271105", "from Monday to Friday, from 23 November to 5 November"),
    ("20271210", "from Monday to Friday, from 23 November 2026 to 10 December 2027")])
def test_dates_of_more_than_a_year_have_their_year(tmp_path: Path, last: str, told: str) -> None:
    """A timetable that is known for a year and more: "to 10 December" was read as in three weeks.
    """
    folder = coach_route.write(tmp_path, calendar=FEED["calendar.txt"].replace("20261218", last))
    spoken = rides.spoken_rides(trip_on(folder, date(2026, 11, 22), "en-car"), EN)
    assert spoken is not None
    assert told in [row.days for row in spoken.rows]


def test_the_last_way_back_is_of_the_last_day(tmp_path: Path) -> None:
    """Who sets out on a Thursday and sleeps there comes back on Friday: "that day" is not Thursday.
    """
    night = coach_route.OUT_AND_BACK.replace("stay: 2h\n", """stay: 2h
      - name: {fr: Auberge, en: Inn}
        kind: lodging
        commune: "32208"
        lat: 43.93500
        lon: 0.62300
        travel: {by: walk, minutes: 5}
        stay: night
  - title: {fr: Retour, en: Back}
    start: "10:00"
    stops:
""")
    trip = trip_on(coach_route.write(tmp_path, night), date(2026, 11, 22), "en-car")
    assert trip.timetables is not None
    plan = trip.timetables.on(date(2026, 11, 26))
    assert plan is not None
    assert ride_line.last_back(plan, trip, EN) == (
        "Last way back, on day 2: 17:00, from Lectoure. No direct one after it that day.")
    assert ride_line.last_back(plan, trip, FR).startswith("Dernier retour, le jour 2\u00a0: 17")


def test_what_leads_elsewhere_is_no_way_back(tmp_path: Path) -> None:
    """A route that ends where the coach sets one down: “Last way back: 09:00, from Toulouse” was
    told of the coach out."""
    out = coach_route.OUT_AND_BACK.partition("      - place: jardin")[0]
    trip = trip_on(coach_route.write(tmp_path, out), date(2026, 11, 22), "en-car")
    assert trip.timetables is not None
    plan = trip.timetables.on(date(2026, 11, 26))
    assert plan is not None
    assert ride_line.last_back(plan, trip, EN).startswith(
        "Last departure to the end of the route: 09:00, from Toulouse.")
    assert ride_line.last_back(plan, trip, FR).startswith(
        "Dernier départ pour aller au bout du parcours\u00a0: 9")
    spoken = rides.spoken_rides(trip, EN)
    assert spoken is not None
    assert spoken.last_way == "Last departure to the end of the route"


def test_days_out_of_season_are_in_no_list_of_days(tmp_path: Path) -> None:
    """The coach runs in November, and the route begins in December: the list of all days told what
    to take on days on which nobody can set out."""
    route = coach_route.OUT_AND_BACK.replace(
        "difficulty: easy\n", "difficulty: easy\nseason: {from: 12-07, to: 01-31}\n")
    trip = trip_on(coach_route.write(tmp_path, route), date(2026, 11, 22), "en-car")
    spoken = rides.spoken_rides(trip, EN)
    assert spoken is not None
    assert sorted(row.days for row in spoken.rows) == [
        "from Monday to Friday, from 7 to 18 December",
        "on Saturdays and on Sundays, from 12 to 13 December"]
    found = rides_data.data(trip, EN)
    assert found is not None
    days = found["days"]
    assert set(days[:15]) == {"-"}  # until 6 December
    assert "-" not in days[15:71]
    assert days[71] == "-"  # 1 February


@pytest.mark.parametrize(("walk", "spare"), [
    (", minutes: 10}", "; 4\u00a0h to spare"), ("}", "; about 4\u00a0h\u00a010\u00a0min to spare")])
def test_what_is_to_spare_after_an_estimate_is_an_estimate(
        tmp_path: Path, walk: str, spare: str) -> None:
    """The way to the stop that nobody timed is our guess, and so is the time that it leaves."""
    route = coach_route.OUT_AND_BACK.replace("{by: walk, minutes: 10}", "{by: walk" + walk)
    trip = trip_on(coach_route.write(tmp_path, route), date(2026, 11, 22), "en-car")
    assert trip.timetables is not None
    plan = trip.timetables.on(date(2026, 11, 26))
    assert plan is not None
    out, back = plan.rides
    assert "; 30\u00a0min to spare" in ride_line.line(out, trip, EN).more
    assert spare in ride_line.line(back, trip, EN).more


def test_a_coach_instead_of_the_train_is_told(folder: Path) -> None:
    """On a weekday of 17 to 21 February."""
    trip = trip_on(folder, FIRST)
    assert trip.timetables is not None
    plan = trip.timetables.on(date(2025, 2, 18))
    assert plan is not None
    said = ride_line.line(plan.rides[0], trip, EN).said
    assert said.startswith("by coach instead of the train C6, ")


def test_the_diary_has_the_departures_of_its_day(folder: Path) -> None:
    """Built on the eve of each date: the train, its line of words with the proof, and the visit,
    which begins when one is really there. After the end, the office's times and no word of proof.
    """
    for day, leaves, visit in ((FRIDAY, "10:24", "11:50"), (SUNDAY, "10:24", "11:50"),
                               (EASTER_MONDAY, "10:24", "11:50"), (AFTER, "10:00", "11:30")):
        read = diary_of(folder, day)
        events = {str(event["UID"]).partition("gimont-")[2]: event for event in read.events}
        assert events["trajet-2-en@toulouse-gascogne.parcours"]["DTSTART"].dt.date() == day
        assert f"{events['trajet-2-en@toulouse-gascogne.parcours'].start:%H:%M}" == leaves, day
        assert f"{events['etape-3-en@toulouse-gascogne.parcours'].start:%H:%M}" == visit
        told = str(events["trajet-2-en@toulouse-gascogne.parcours"]["DESCRIPTION"])
        assert ("▸ 10:24 – 11:30: by train C6" in told) is (day != AFTER)
        assert ("timetables from 22 January to 22 April 2025" in told) is (day != AFTER)
    # on the Tuesday of works the file is that of the next day on which one can set out
    read = diary_of(folder, WORKS)
    assert read.events[0]["DTSTART"].dt.date() == date(2025, 3, 8)


def test_the_script_knows_the_plan_of_each_date(folder: Path) -> None:
    """Its letters are those of the plans; its words are those of the page; a day that is past the
    proof has none."""
    trip = trip_on(folder, FIRST)
    found = rides_data.data(trip, EN)
    assert found is not None
    letter = {day: found["days"][(day - FIRST).days]
              for day in (FRIDAY, SUNDAY, EASTER_MONDAY, WORKS, AFTER)}
    assert letter[FRIDAY] != "."
    assert letter[AFTER] == "."
    for day in (FRIDAY, SUNDAY, EASTER_MONDAY):
        plan = found["plans"][letter[day]]
        assert [tuple(one[1:3]) for one in plan["rides"]] == NORMAL
        assert plan["back"] == TO_NIGHT
        assert plan["at"][1] == [624, 690, 690, 690]
        assert plan["there"] == {"2": "11:30", "3": "11:50", "4": "15:10", "5": "17:36"}
    assert found["plans"][letter[WORKS]]["sure"] is True
    assert found["last"] == LAST.isoformat()
    assert found["at"][1] == [600, 670, 670, 670]
    json.dumps(found)


def test_a_diary_that_is_moved_has_the_words_of_its_day(folder: Path) -> None:
    """The file is made for the first possible day, and a page moves it: what its events then say of
    hours, of minutes on board and of what one boards is that of the other day, or the office's."""
    trip = trip_on(folder, FIRST)
    found = rides_data.data(trip, FR)
    assert found is not None
    assert trip.timetables is not None
    file = ical.told_of(trip, ical.plan_of(trip, trip.open_days.next_start), FR)
    moved = {day: {**file, **{event: tuple(told) for event, told in found["plans"][
        found["days"][(day - FIRST).days]]["diary"].items()}} for day in (FRIDAY, BY_COACH)}
    for day, told in moved.items():
        assert told == ical.told_of(trip, trip.timetables.on(day), FR)
    assert moved[FRIDAY]["trajet-2"][0].endswith("en train")
    assert moved[BY_COACH]["trajet-2"][0].endswith("en autocar")
    office = {**file, **{event: tuple(told) for event, told in found["diary"].items()}}
    assert office == ical.told_of(trip, None, FR)
    assert "▸" not in "".join(map(str, office.values()))


def test_more_plans_than_letters_are_in_the_table(folder: Path) -> None:
    """Of a day that has no letter of its own, the page said that no timetable was read."""
    trip = trip_on(folder, FIRST)
    assert trip.timetables is not None
    plan = trip.timetables.on(FRIDAY)
    assert plan is not None
    days = [FIRST + timedelta(days=n) for n in range(60)]
    plans = tuple(replace(plan, starts=DaySet.of(FIRST, [day])) for day in days)
    found = rides_data.data(replace(trip, timetables=replace(trip.timetables, plans=plans)), EN)
    assert found is not None
    letters = found["days"][:60]
    assert ("." in letters, letters.count("Z"), len(set(letters))) == (False, 9, 52)
    assert found["plans"]["Z"]["listed"] is True
    assert "{day}: see what to take" in found["words"]["listed"]


def test_the_page_prints_its_table(folder: Path) -> None:
    """The rows stand in the document itself, so that paper and a browser without script have them,
    and the last day of the proof with them."""
    page = page_of(folder, FIRST)
    [table] = re.findall(r"<details class=\"pc-rides__all\">.*?</table>", page, re.DOTALL)
    assert table.count("<tr><th scope=\"row\">") == 7
    assert "from 22 January to 22 April 2025" in page
    assert "<td>20&#58;30</td>" in page or "<td>20:30</td>" in page


def test_times_without_an_extract_are_the_offices(tmp_path: Path) -> None:
    """No feed: nothing is called proved."""
    folder = auch_line.write(tmp_path, extract=False)
    spoken = rides.spoken_rides(trip_on(folder, FIRST), EN)
    assert spoken is not None
    assert spoken.standing.startswith("No timetable was read: the times of these services")
    assert rides_data.data(trip_on(folder, FIRST), EN) is None
    assert "Proved" not in page_of(folder, FIRST)


def test_a_leg_that_is_not_in_the_feed_is_named(tmp_path: Path) -> None:
    """On demand to the hall: the train is proved, that leg is not."""
    folder = auch_line.write(tmp_path, auch_line.ROUTE.replace(
        "{by: walk, minutes: 20}", "{by: on-demand, minutes: 20}", 1))
    spoken = rides.spoken_rides(trip_on(folder, FIRST), EN)
    assert spoken is not None
    assert spoken.unproved == (
        "Not proved, only the tourist office’s times: the way to Gimont market hall.")


def test_a_time_that_no_office_gave_is_not_the_office_s(tmp_path: Path) -> None:
    """On demand without minutes, in a route whose train is proved: the time is our estimate, there
    and on the days of which no timetable speaks."""
    folder = auch_line.write(tmp_path, auch_line.ROUTE.replace(
        "{by: walk, minutes: 20}", "{by: on-demand}", 1))
    trip = trip_on(folder, FIRST)
    spoken = rides.spoken_rides(trip, FR)
    assert spoken is not None
    assert spoken.unproved.replace("\u00a0", " ") == (
        "Pas prouvé, temps estimé : le trajet vers La halle de Gimont.")
    told = rides_data.data(trip, EN)
    assert isinstance(told, dict)
    assert "some times are estimates" in str(told["words"])
    assert "offices’ own" not in str(told["words"])


def test_names_of_a_feed_are_inert(tmp_path: Path) -> None:
    """Whoever writes a feed writes no markup into our pages, and no line into our diaries."""
    folder = auch_line.write(tmp_path)
    path = folder / "timetables" / f"{auch_line.NAME}.json"
    path.write_text(path.read_text("utf-8").replace(
        '"Gimont Cahuzac"', '"<b>{{ 7*7 }}</b>\\r\\nEND:VEVENT"').replace(
        "SNCF VOYAGEURS", "</script><script>alert(1)</script>"), "utf-8")
    page = page_of(folder, FIRST)
    assert "<b>{{" not in page
    assert "<script>alert" not in page
    diary = ical.render(trip_on(folder, FRIDAY), EN, "")
    assert diary.count("BEGIN:VEVENT") == diary.count("\r\nEND:VEVENT") == 9


def test_a_way_back_after_midnight_is_said_so(tmp_path: Path) -> None:
    """Half past midnight belongs to the evening before."""
    late = FEED["stop_times.txt"].replace("17:00:00", "24:30:00").replace(
        "17:20:00", "24:50:00").replace("18:40:00", "26:10:00")
    folder = coach_route.write(tmp_path, stop_times=late)
    trip = trip_on(folder, date(2026, 11, 22), "en-car")
    assert trip.timetables is not None
    plan = trip.timetables.on(date(2026, 11, 23))
    assert plan is not None
    assert ride_line.last_back(plan, trip, EN).startswith("Last way back: 00:30 the next day")


@pytest.mark.parametrize(("found", "fr", "en"), [
    (Obstacle(Hindrance.NO_SERVICE, 2, 0, 600, 600),
     "rien ne va directement en train de « Gare Matabiau » à « Gare de Gimont » ce jour-là",
     "nothing goes directly by train from Gare Matabiau to Gimont station that day"),
    (Obstacle(Hindrance.NO_SERVICE, 2, 1, 600, 600),
     "rien ne va directement en train de « Gare Matabiau » à « Gare de Gimont » le jour 2",
     "nothing goes directly by train from Gare Matabiau to Gimont station on day 2"),
    (Obstacle(Hindrance.LAST_GONE, 2, 0, 600, 384),
     "le dernier départ direct en train de « Gare Matabiau » à « Gare de Gimont » est à 6 h 24, et "
     "l’on y est à 10 h seulement",
     "the last direct departure by train from Gare Matabiau to Gimont station is at 06:24, and you "
     "only get there at 10:00"),
    (Obstacle(Hindrance.LATE, 3, 0, 750, 720),
     "on arrive à 12 h 30 à l’étape La halle de Gimont, et il faut y être à 12 h",
     "you reach Gimont market hall at 12:30, and have to be there by 12:00")])
def test_names_in_an_obstacle_need_no_article(folder: Path, found: Obstacle, fr: str,
                                              en: str) -> None:
    """No name is glued to *de* or *à*, which would ask for *du*, *au* or an article."""
    trip = trip_on(folder, FIRST)
    assert ride_obstacles.obstacle(found, trip, FR).replace("\u00a0", " ") == fr
    assert ride_obstacles.obstacle(found, trip, EN) == en


def test_a_house_that_does_not_open_is_no_visit_of_no_minutes(tmp_path: Path) -> None:
    """A night in an inn that is shut that day: one would not be there *from 13:35 to 13:35*."""
    folder = auch_line.write(tmp_path, auch_line.ROUTE.replace("stay: 3h", "stay: night"))
    (folder / "places/halle-de-gimont.yml").write_text(
        auch_line.HALL.replace("kind: monument", "kind: lodging").replace(
            "Mo-Su 10:00-18:00", "Mo-Th,Sa,Su 17:00-21:00"), "utf-8")
    atlas = read_shared(folder, FIRST).atlas
    parsed = read_one(folder / f"{auch_line.NAME}.yml", Itinerary)
    assert isinstance(parsed, Parsed)
    trip = derive(auch_line.NAME, parsed.value, atlas)
    shut = Obstacle(Hindrance.SHUT, 3, 0, 815, 815)
    assert ride_obstacles.obstacle(shut, trip, FR) == (
        "on dormirait à l’étape La halle de Gimont, qui n’ouvre pas ce jour-là")
    assert ride_obstacles.obstacle(shut, trip, EN) == (
        "you would sleep at Gimont market hall, and it does not open that day")
    assert obstacle_words(shut, trip, FRIDAY).fr == (
        "« La halle de Gimont », où l’on dort, n’ouvre pas ce jour-là")


def test_each_date_of_a_row_has_its_article(tmp_path: Path) -> None:
    """Days that a row leaves out, and two that follow one another: *le 21 novembre et 22 novembre*
    is no French, and with an article each such pairs could not be told from the list they are in.
    """
    off = "".join(f"SEM,202611{day},2\n" for day in (16, 17, 26))
    folder = coach_route.write(tmp_path, calendar_dates="service_id,date,exception_type\n" + off)
    spoken = rides.spoken_rides(trip_on(folder, date(2026, 11, 9), "en-car"), FR)
    assert spoken is not None
    assert [row.days for row in spoken.rows] == [
        "du lundi au vendredi, du 9 novembre au 18 décembre, sauf du 16 au 17 novembre et le 26 "
        "novembre",
        "le samedi et le dimanche, du 14 novembre au 13 décembre, et aussi du 16 au 17 novembre et "
        "le 26 novembre"]


def test_weekdays_with_a_holiday_more_are_no_list_of_dates(tmp_path: Path) -> None:
    """None on Saturdays and at Christmas, and the Sunday coaches at Easter: thirty dates were
    listed. Where it is a few dates, they are."""
    dates = "service_id,date,exception_type\nSEM,20261225,2\nSEM,20270329,2\nDIM,20270329,1\n"
    sundays = {
        "calendar": FEED["calendar.txt"].replace("20261218", "20270430")
        + "DIM,0,0,0,0,0,0,1,20261109,20270430\n",
        "trips": FEED["trips.txt"] + "L1,DIM,LA\nL1,DIM,ICI\n",
        "stop_times": FEED["stop_times.txt"] + (
            "LA,09:30:00,09:30:00,TOU-1,1,0,1\nLA,11:10:00,11:10:00,LEC,2,1,0\n"
            "ICI,19:00:00,19:00:00,LEC,1,0,1\nICI,20:40:00,20:40:00,TOU-1,2,1,0\n")}
    folder = coach_route.write(tmp_path / "a", calendar_dates=dates, **sundays)
    spoken = rides.spoken_rides(trip_on(folder, date(2026, 11, 22), "en-car"), EN)
    assert spoken is not None
    assert [row.days for row in spoken.rows] == [
        "on Sundays, from 22 November to 25 April, and also on 29 March",
        "from Monday to Friday, from 23 November to 30 April, except on 25 December and on 29 "
        "March",
        "on Saturdays, from 28 November to 24 April, and also on 25 December"]
    few = coach_route.write(tmp_path / "b", calendar_dates=(
        "service_id,date,exception_type\nSEM,20261201,1\nSEM,20261203,1\nSEM,20261211,1\n"),
        calendar="")
    spoken = rides.spoken_rides(trip_on(few, date(2026, 11, 22), "en-car"), EN)
    assert spoken is not None
    assert spoken.rows[0].days == "on 1 December, on 3 December and on 11 December"


def test_a_later_train_that_no_longer_serves_is_told(folder: Path) -> None:
    """The last way back is that which keeps the plan; one that leaves later is not hidden."""
    trip = trip_on(folder, FIRST)
    assert trip.timetables is not None
    plan = trip.timetables.on(FRIDAY)
    assert plan is not None
    assert plan.last_back is not None
    later = replace(plan, last_back=replace(plan.last_back, next_min=21 * 60))
    assert ride_line.last_back(later, trip, EN).endswith(
        "The next one, at 21:00, no longer gets you to the end of the route.")


def test_most_days_of_a_build_are_the_same_plan(folder: Path) -> None:
    """Ninety-one days, and few plans: what is computed does not grow with the days."""
    trip = trip_on(folder, FIRST)
    assert trip.timetables is not None
    assert sum(plan.starts.count for plan in trip.timetables.plans) == 91
    assert len(trip.timetables.plans) < 25
    assert all(trip.timetables.on(FIRST + timedelta(days=n)) for n in range(91))
