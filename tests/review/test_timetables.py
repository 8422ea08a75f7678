"""What new timetables change, in a visitor's words: nothing false, nothing averaged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest

from helpers.coach_route import OUT_AND_BACK, content
from helpers.content_sample import TODAY
from helpers.feeds import FEED, write_feed
from parcours.editing import timetables
from parcours.i18n.language import language_of
from parcours.review.state import State, read_state
from parcours.review.summary import summary
from parcours.review.timetables import differences
from parcours.safe_text.forge_comment import words

Tables = dict[str, str]
Told = Callable[..., list[str]]
RUNS = FEED["stop_times.txt"]
WEEKDAYS = FEED["calendar.txt"]
HEAD = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"


def state(folder: Path, tables: Tables | None) -> State:
    """The route by coach, with the extract that these tables make, or with none."""
    content(folder)
    if tables is not None:
        write_feed(folder / "horaires", **tables)
        for path, text in timetables.make(folder, [folder / "horaires"], TODAY).files.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(text, "utf-8")
    return read_state(folder, TODAY, {"en-car.yml"})


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """What is told of the change from some tables to others."""

    calls = count()

    def told_of(before: Tables | None, after: Tables | None, lang: str = "fr") -> list[str]:
        old, new = (state(tmp_path / str(next(calls)), tables) for tables in (before, after))
        return [line.replace("\u00a0", " ") for line in differences(
            old.routes["en-car"], new.routes["en-car"], TODAY, language_of(lang),
            lambda visit: visit.place.name.in_lang(lang), words)]

    return told_of


def at(**times: str) -> Tables:
    """The feed with other hours: ``h17_00="16:20"`` moves what is at 17:00."""
    text = RUNS
    for old, new in times.items():
        text = text.replace(old.removeprefix("h").replace("_", ":"), new)
    return {"stop_times": text}


BACK = "Halte de Lectoure → Gare Matabiau, en autocar : "
OUT = "Gare Matabiau → Halte de Lectoure, en autocar : "
WEEK = "du lundi au vendredi, du 23 novembre au 18 décembre 2026"


def test_the_same_timetables_change_nothing(told: Told) -> None:
    """Another day of making, another version, other ids of runs and routes: nobody notices."""
    assert told({}, {}) == []
    assert told({}, {"trips": FEED["trips.txt"].replace("L1,", "L9,"),
                     "routes": FEED["routes.txt"].replace("L1,", "L9,")}) == []


def test_coaches_without_fixed_times_are_a_way_back(told: Told) -> None:
    """One every half hour has no last departure that anybody knows: it is no less a way back."""
    often = {"frequencies": ("trip_id,start_time,end_time,headway_secs,exact_times\n"
                             "RETOUR,08:00:00,20:00:00,1800,0\n")}
    for before, after in (({}, often), (often, {})):
        said = told(before, after, "en")
        assert said
        assert not [line for line in said if "way back" in line]


def test_a_way_back_in_the_night_after(told: Told) -> None:
    """Half past midnight is later than five, on the next day."""
    assert told({}, at(h17_00="24:30", h17_20="24:50", h18_40="26:10"), "en")[0].startswith(
        "the last way back leaves 7 h 30 min later (17:00 → 00:30 the next day): ")


def test_a_coach_after_midnight_is_of_the_evening_before(told: Told) -> None:
    """At ten to one it was told as the first departure of Saturday, which “nothing leaves on any
    more”; so was what has no fixed times."""
    night = {"stop_times": RUNS + ("NUIT,24:50:00,24:50:00,LEC,1,0,1\n"
                                   "NUIT,26:30:00,26:30:00,TOU-1,2,1,0\n"),
             "trips": FEED["trips.txt"] + "L1,SEM,NUIT\n"}
    assert told(night, {}) == [
        f"le dernier retour part 7 h 50 plus tôt (0 h 50 le lendemain → 17 h) : {WEEK}",
        f"{BACK}le dernier départ est avancé de 7 h 50 (0 h 50 le lendemain → 17 h) : {WEEK}",
        f"{BACK}1 départ au lieu de 2 : {WEEK}"]
    often = "trip_id,start_time,end_time,headway_secs,exact_times\nRETOUR,{},26:00:00,1800,0\n"
    earlier, later = ({"frequencies": often.format(one)} for one in ("22:15:00", "24:15:00"))
    assert told(later, earlier) == [
        f"{BACK}sans heures fixes, toutes les 30 min de 0 h 15 le lendemain à 2 h le lendemain → "
        f"toutes les 30 min de 22 h 15 à 2 h le lendemain : {WEEK}"]


def test_a_last_way_back_that_leaves_earlier(told: Told) -> None:
    """The sentence that the issue asks for, with both hours and its days; and the departure."""
    assert told({}, at(h17_00="16:20")) == [
        f"le dernier retour part 40 min plus tôt (17 h → 16 h 20) : {WEEK}",
        f"{BACK}le seul départ est avancé de 40 min (17 h → 16 h 20) : {WEEK}"]
    assert told({}, at(h17_00="17:10"), "en")[0] == (
        "the last way back leaves 10 min later (17:00 → 17:10): from Monday to Friday, "
        "from 23 November to 18 December 2026")


def test_only_on_the_days_on_which_it_is_so(told: Told) -> None:
    """A change of Fridays is told of Fridays, and one of a single date of that date."""
    friday = {"calendar": WEEKDAYS.replace("SEM,1,1,1,1,1,", "SEM,1,1,1,1,0,")
              + "VEN,0,0,0,0,1,0,0,20261109,20261218\n",
              "trips": FEED["trips.txt"] + "L1,VEN,A\nL1,VEN,R\n",
              "stop_times": RUNS + (
                  "A,09:00:00,09:00:00,TOU-1,1,0,1\nA,10:40:00,10:40:00,LEC,2,1,0\n"
                  "R,16:20:00,16:20:00,LEC,1,0,1\nR,18:40:00,18:40:00,TOU-1,2,1,0\n")}
    said = told({}, friday)
    assert said[0] == ("le dernier retour part 40 min plus tôt (17 h → 16 h 20) : le vendredi, "
                       "du 27 novembre au 18 décembre 2026")
    assert all("le vendredi, " in line for line in said)
    one = {**friday, "calendar": WEEKDAYS, "calendar_dates": (
        "service_id,date,exception_type\nSEM,20261202,2\nVEN,20261202,1\n")}
    assert all(line.endswith(" : le mercredi 2 décembre 2026") for line in told({}, one))
    assert told({}, one)


def test_services_that_end_and_begin(told: Told) -> None:
    """Where nothing goes any more, one cannot set out, and there is no way back; and again."""
    none = {"calendar_dates": "service_id,date,exception_type\nSEM,20261201,2\nSEM,20261208,2\n"}
    days = "le mardi, du 1er au 8 décembre 2026"
    assert told({}, none) == [
        f"D’après les horaires, on ne peut pas partir : {days}.",
        f"il n’y a plus de retour : {days}",
        f"{OUT}plus aucun départ (il y en avait 1) : {days}",
        f"{BACK}plus aucun départ (il y en avait 1) : {days}"]
    again = told(none, {})
    assert again[0] == f"On peut de nouveau partir : {days}."
    assert f"{OUT}1 départ, là où il n’y en avait pas : {days}" in again


def test_more_departures_and_other_times(told: Told) -> None:
    """A coach more is a number; an arrival that moves is a departure at another time."""
    more = {"stop_times": RUNS + ("TARD,18:00:00,18:00:00,LEC,1,0,1\n"
                                  "TARD,19:40:00,19:40:00,TOU-1,2,1,0\n"),
            "trips": FEED["trips.txt"] + "L1,SEM,TARD\n"}
    said = told({}, more)
    assert f"{BACK}2 départs au lieu de 1 : {WEEK}" in said
    assert f"{BACK}le dernier départ est retardé de 1 h (17 h → 18 h) : {WEEK}" in said
    assert not any(line.startswith(OUT) for line in said)
    assert told({}, at(h10_40="10:45")) == [f"{OUT}1 départ à une autre heure : {WEEK}"]


def test_a_coach_instead_of_the_train(tmp_path: Path) -> None:
    """Works put coaches in the place of trains: how many of how many, and how many before."""
    route = OUT_AND_BACK.replace("by: coach", "by: train")
    train = {"routes": FEED["routes.txt"].replace(",3\n", ",2\n")}
    coach = {**train, "stop_times": RUNS.replace("09:00:00,TOU-1", "09:00:00,TOU-OCECar")}
    states = []
    for name, tables in (("a", train), ("b", coach)):
        folder = content(tmp_path / name, route)
        write_feed(folder / "horaires", **tables)
        for path, text in timetables.make(folder, [folder / "horaires"], TODAY).files.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(text, "utf-8")
        states.append(read_state(folder, TODAY, {"en-car.yml"}).routes["en-car"])
    old, new = states
    said = differences(old, new, TODAY, language_of("fr"),
                       lambda visit: visit.place.name.in_lang("fr"), words)
    assert [line.replace("\u00a0", " ") for line in said] == [
        "Gare Matabiau → Halte de Lectoure, en train : en autocar : 1 départ sur 1, 0 auparavant"
        f" : {WEEK}"]


def test_a_new_end_and_the_weekdays_after_it(told: Told) -> None:
    """Two more months of the same are a new end alone; where the Tuesdays after it are others than
    all Tuesdays before, that is told as what it is."""
    longer = {"calendar": WEEKDAYS.replace("20261218", "20270129")}
    assert told({}, longer) == [
        "Les horaires le prouvent jusqu’au 29 janvier 2027, au lieu du 18 décembre 2026.",
        "D’après les horaires, on ne peut pas partir : le samedi et le dimanche, du "
        "19 décembre 2026 au 24 janvier 2027."]
    later = {"calendar": WEEKDAYS + "NEW,1,1,1,1,1,0,0,20261221,20270129\n",
             "trips": FEED["trips.txt"] + "L1,NEW,A\nL1,NEW,R\n",
             "stop_times": RUNS + (
                 "A,09:00:00,09:00:00,TOU-1,1,0,1\nA,10:40:00,10:40:00,LEC,2,1,0\n"
                 "R,16:20:00,16:20:00,LEC,1,0,1\nR,18:40:00,18:40:00,TOU-1,2,1,0\n")}
    said = told({}, later)
    assert said[2] == (
        "le dernier retour part 40 min plus tôt (17 h → 16 h 20) : du lundi au vendredi, du "
        "21 décembre 2026 au 29 janvier 2027 (par rapport aux mêmes jours d’avant)")
    holes = {**later, "calendar_dates": "service_id,date,exception_type\n" + "".join(
        f"NEW,{day:%Y%m%d},2\n" for day in (date(2026, 12, 22), date(2027, 1, 5)))}
    assert not any("mardi" in line for line in told({}, holes) if "mêmes jours" in line)


def test_proof_that_comes_and_goes(told: Told) -> None:
    """A first extract is told with its dates; one that is gone, too."""
    assert told(None, {})[0] == (
        "Des horaires le prouvent, du 9 novembre 2026 au 18 décembre 2026 ; aucun ne le faisait.")
    assert told({}, None)[0] == (
        "Plus aucun horaire ne le prouve ; c’était le cas jusqu’au 18 décembre 2026.")


def test_what_is_past_is_not_told(told: Told) -> None:
    """A change of last week is nobody's any more."""
    past = TODAY - timedelta(days=4)
    assert told({}, {"calendar_dates": (
        f"service_id,date,exception_type\nSEM,{past:%Y%m%d},2\n")}) == []


def test_only_days_on_which_the_route_is_done_count(tmp_path: Path) -> None:
    """A train that leaves earlier on a Monday is nothing to a route of Fridays."""
    routes = []
    for name, tables in (("a", {}), ("b", at(h17_00="16:20"))):
        folder = content(tmp_path / name)
        garden = folder / "places" / "jardin-des-simples.yml"
        garden.write_text(garden.read_text("utf-8") + 'opening_hours: "Fr 08:00-18:00"\n', "utf-8")
        write_feed(folder / "horaires", **tables)
        for path, text in timetables.make(folder, [folder / "horaires"], TODAY).files.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(text, "utf-8")
        routes.append(read_state(folder, TODAY, {"en-car.yml"}).routes["en-car"])
    old, new = routes
    said = differences(old, new, TODAY, language_of("fr"),
                       lambda visit: visit.place.name.in_lang("fr"), words)
    assert len(said) == 2
    assert all(line.endswith("le vendredi, du 27 novembre au 18 décembre 2026") for line in said)


def test_names_from_a_feed_are_inert(tmp_path: Path) -> None:
    """Where a place names two stops, each pair is told by the feed's names, which do nothing."""
    hostile = "@team <img src=x> [x](//x.fr)"
    two = {"stops": FEED["stops.txt"].replace("Toulouse Nord", hostile),
           "stop_times": RUNS.replace("RETOUR,18:40:00,18:40:00,TOU-1,3,1,0\n", (
               "RETOUR,18:30:00,18:30:00,TOU2-1,3,1,0\nRETOUR,18:40:00,18:40:00,TOU-1,4,1,0\n"))}
    moved = {**two, "stop_times": two["stop_times"].replace("17:00:00", "16:50:00")}
    folders = []
    for name, tables in (("a", two), ("b", moved)):
        folder = content(tmp_path / name)
        place = folder / "places" / "gare-matabiau.yml"
        place.write_text(place.read_text("utf-8").replace("[TOU]", "[TOU, TOU2]"), "utf-8")
        write_feed(folder / "horaires", **tables)
        for path, text in timetables.make(folder, [folder / "horaires"], TODAY).files.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_text(text, "utf-8")
        folders.append(read_state(folder, TODAY, {"en-car.yml"}).routes["en-car"])
    old, new = folders
    said = differences(old, new, TODAY, language_of("fr"),
                       lambda visit: visit.place.name.in_lang("fr"), words)
    assert len([line for line in said if "le seul départ est avancé" in line]) == 2
    assert not any(sign in "".join(said) for sign in ("@team", "<img", "](//"))


def test_the_summary_of_a_proposal_tells_it(tmp_path: Path) -> None:
    """A proposal that only renews an extract is a changed route, under a heading of its own."""
    before, after = state(tmp_path / "a", {}), state(tmp_path / "b", at(h17_00="16:20"))
    said = summary(before, after, {"timetables/en-car.json"}, "fr", "").replace("\u00a0", " ")
    assert "1 parcours modifié." in said
    assert "#### Horaires des transports\n\n- le dernier retour part 40 min plus tôt" in said
    same = summary(before, state(tmp_path / "c", {}), {"timetables/en-car.json"}, "fr", "")
    assert "Aucun parcours" in same


def test_approximate_hours_are_told_as_such(told: Told) -> None:
    """A feed that calls its times approximate, before and after: no hour is told as sure."""
    head, *rows = RUNS.splitlines()
    about = "\n".join([f"{head},timepoint", *(f"{row},0" for row in rows), ""])
    later = about.replace("17:00:00", "17:10:00")
    assert told({"stop_times": about}, {"stop_times": later}, "en")[0].startswith(
        "the last way back leaves about 10 min later (around 17:00 → around 17:10): ")
    assert told({"stop_times": RUNS.partition("RETOUR")[0]}, {"stop_times": about}, "fr")[1:2] == [
        "il y a de nouveau un retour, vers 17 h : du lundi au vendredi, du 23 novembre au "
        "18 décembre 2026"]
