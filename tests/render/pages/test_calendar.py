"""The days of a route on its page: tables, text and data say what was computed, for each day."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import planning
from helpers.content_sample import GARDEN_FILE, MUSEUM_FILE, ROUTE_FILE, TODAY, edited, write_sample
from parcours.content.atlas import Atlas
from parcours.hours import calendar
from parcours.hours.day_set import DaySet
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render import pages
from parcours.render.pages import calendar as pages_calendar
from parcours.render.pages import calendar_data
from parcours.render.words.day_rules import months_in_words
from parcours.render.words.days import (
    SpokenDays,
    closure_in_words,
    open_days_in_words,
)
from parcours.suggest.likely import fold
from parcours.trip.trip import Blocked, OpenDays, Proof, Trip, Why

FR, EN = language_of("fr"), language_of("en")


def trip_of(folder: Path, **files: str | bytes | None) -> tuple[Trip, Atlas]:
    """The sample's route, with some files otherwise."""
    shared = read_shared(write_sample(folder, **files), TODAY)
    trip, found = read_trip(folder / ROUTE_FILE, shared.atlas)
    assert trip is not None, found
    return trip, shared.atlas


def embedded(page: str) -> Any:
    """The script's data of a page."""
    found = re.search(r'<script type="application/json" id="pc-when">(.*?)</script>', page, re.S)
    assert found is not None
    return json.loads(found[1])


class Calendar(HTMLParser):
    """What a page tells of days: cells of tables, and the list of every day."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.cells: dict[str, dict[int, str]] = {}
        """By caption, the text of each day's cell without its number; ``.`` for a bold one."""
        self.lines: dict[str, str] = {}
        self._caption = self._text = ""
        self._bold = False
        self.feed(page[page.index('class="pc-calendar"'):page.index("</details>")])

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag in ("caption", "dt", "dd", "td"):
            self._text, self._bold = "", False
        self._bold = self._bold or tag == "b"

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("caption", "dt"):
            self._caption = self._text
        elif tag == "dd":
            self.lines[self._caption] = self._text
        elif tag == "td" and self._text:
            number = re.match(r"\d+", self._text)
            assert number is not None
            self.cells.setdefault(self._caption, {})[int(number[0])] = (
                "." if self._bold else self._text[number.end():])


def day_of(caption: str, number: int) -> date:
    """The date of a day below a French caption such as ``avril 2027``."""
    month, year = caption.split()
    names = [fold(FR.month(n)) for n in range(1, 13)]
    return date(int(year), names.index(fold(month)) + 1, number)


def test_each_day_has_the_letter_of_its_reason_and_possible_days_a_dot(tmp_path: Path) -> None:
    """For all 400 days the letters are those of `OpenDays`, one reason a letter."""
    trip, _ = trip_of(tmp_path)
    days = pages_calendar.coming(trip)
    assert len(days.letters) == 400
    for day, letter in zip(trip.open_days.horizon, days.letters, strict=True):
        if day in trip.open_days.starts:
            assert letter == "."
        else:
            assert day in days.reasons[letter].starts
    assert set(days.letters) == {".", *days.reasons}


def test_tables_text_and_data_of_the_page_say_the_same_of_every_day(tmp_path: Path) -> None:
    """Read back from the HTML, three months of cells, 400 days of text and the JSON agree."""
    trip, atlas = trip_of(tmp_path)
    page = pages.itinerary(trip, atlas, FR)
    letters = pages_calendar.coming(trip).letters
    assert embedded(page)["days"] == letters
    calendar = Calendar(page)
    assert list(calendar.cells) == ["avril 2027", "mai 2027", "juin 2027"]
    for caption, cells in calendar.cells.items():
        for number, told in cells.items():
            letter = letters[(day_of(caption, number) - TODAY).days]
            assert told == ("." if letter == "." else f"non\u00a0: {letter}")
    read = ["?"] * 400
    for caption, line in calendar.lines.items():
        for part in line.split("\u00a0; "):
            letter, _, ranges = part.partition(" ")
            if part.startswith("possible"):
                letter, ranges = ".", part.partition(": ")[2]
            for run in ranges.split(", "):
                low, _, high = run.partition("–")
                for number in range(int(low), int(high or low) + 1):
                    read[(day_of(caption, number) - TODAY).days] = letter
    assert "".join(read) == letters


@given(st.text("..ab", min_size=400, max_size=400), st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_ranges_give_every_letter_back(letters: str, first: date) -> None:
    """Whatever the days, the ranges of the months name each of them once, by its letter."""
    read = ["?"] * 400
    for year, month, by_letter in pages_calendar.ranges(first, letters):
        for letter, told in by_letter:
            for run in told.split(", "):
                low, _, high = run.partition("–")
                for number in range(int(low), int(high or low) + 1):
                    at = (date(year, month, number) - first).days
                    assert read[at] == "?"
                    read[at] = letter
    assert "".join(read) == letters


def test_the_hours_of_each_stop_are_those_of_its_rule_on_each_day(tmp_path: Path) -> None:
    """For each stop and each of the 400 days the data holds the intervals of the calendar."""
    trip, atlas = trip_of(tmp_path)
    data = embedded(pages.itinerary(trip, atlas, FR))
    assert len(data["stops"]) == len(trip.visits)
    for visit, (offset, rule, start, end) in zip(trip.visits, data["stops"], strict=True):
        day = next(day.number - 1 for day in trip.days if visit in day.visits)
        assert (offset, start, end) == (day, visit.visit_min, visit.departure_min)
        if visit.place.opening_hours is None:
            assert rule == (-1 if visit.place.needs_hours else -2)
            continue
        laid_out = calendar.calendar(visit.place.opening_hours, visit.place.position, TODAY)
        told = data["hours"][rule]
        for then, letter in zip(calendar.horizon(TODAY), told["days"], strict=True):
            spans = [tuple(span[:2]) for span in told["ways"][letter][1]] if letter != "." else []
            assert spans == list(laid_out.intervals_on(then))


def hours_on(folder: Path, rule: str, day: date, **files: str) -> list[Any]:
    """What the data says of the museum on a day: words, then intervals where they are known."""
    edit = edited(MUSEUM_FILE, '"Mo-Su 10:00-18:00; PH off"', json.dumps(rule))
    trip, atlas = trip_of(folder, **{**edit, **files})
    data = embedded(pages.itinerary(trip, atlas, FR))
    told = data["hours"][data["stops"][1][1]]
    letter = told["days"][(day - TODAY).days]
    way: list[Any] = told["ways"][letter] if letter != "." else [told["closed"]]
    return way


@pytest.mark.parametrize(("rule", "said"), [
    ("Tu-Su 10:00-12:00,14:00-18:00", "ouvert de 10 h à 12 h et de 14 h à 18 h"),
    ("Sa 09:30-14:00", "ouvert de 9 h 30 à 14 h"),
    ("Mo-Fr 10:00-18:00", "fermé ce jour-là"),
    ("24/7", "ouvert jour et nuit"),
    ("Sa", "ouvert, à des heures que nous ne connaissons pas"),
    ("Sa 09:30+", "ouvert à partir de 9 h 30 (à confirmer)"),
    ("sunrise-sunset", "ouvert, à des heures qui changent chaque jour"),
])
def test_the_hours_of_a_day_in_words(tmp_path: Path, rule: str, said: str) -> None:
    """Every sort of rule has words for one day; a Saturday here."""
    assert hours_on(tmp_path, rule, date(2027, 4, 3))[0].replace("\u00a0", " ") == said


def test_a_closure_is_told_on_its_own_days_only(tmp_path: Path) -> None:
    """The hours of a stop in works say so between the dates, and are the usual ones after."""
    text = edited(MUSEUM_FILE, "duration: 1h30", "duration: 1h30\nstatus: {state: works, "
                  "from: 2027-04-01, to: 2027-04-03}")[MUSEUM_FILE]
    assert isinstance(text, str)
    rule = '"Mo-Su 10:00-18:00; PH off"'
    for day, said in ((3, "en travaux"), (4, "ouvert de 10 h à 18 h")):
        told = hours_on(tmp_path / str(day), "Mo-Su 10:00-18:00", date(2027, 4, day), **{
            MUSEUM_FILE: text.replace(rule, '"Mo-Su 10:00-18:00"')})
        assert told[0].replace("\u00a0", " ") == said


def test_who_woke_in_a_house_is_told_of_its_closure_alone() -> None:
    """*Horaires inconnus* was said each morning of a house whose hours stand below, because it
    closes in January."""
    atlas = planning.atlas_of({"musee": {}, "gite": {
        "kind": "lodging", "opening_hours": "Mo-Su 16:00-19:00",
        "status": {"state": "closed", "from": "2027-01-05", "to": "2027-01-06"}}}, TODAY)
    trip = planning.trip_of(atlas, [
        ("10:00", [{"place": "musee", "stay": "1h"}, {"place": "gite", "stay": "night"}]),
        ("09:00", [{"place": "gite", "stay": "15min"}, {"place": "musee", "stay": "1h"}])])
    told = json.loads(calendar_data.data(pages_calendar.coming(trip), trip, FR))
    rule = told["hours"][told["stops"][2][1]]
    letters = [rule["days"][(date(2027, 1, day) - TODAY).days] for day in (4, 5, 6, 7)]
    assert [rule["ways"][letter][0] for letter in letters] == [
        "", "fermé ce jour-là", "fermé ce jour-là", ""]
    evening = told["hours"][told["stops"][1][1]]
    assert evening["ways"][evening["days"][(date(2027, 1, 4) - TODAY).days]][0].replace(
        "\u00a0", " ") == "ouvert de 16 h à 19 h (non vérifié)"


def test_the_page_names_the_reason_of_each_grey_day(tmp_path: Path) -> None:
    """Season, public holiday, closing day and works are told beside their letters."""
    trip, atlas = trip_of(tmp_path, **edited(
        MUSEUM_FILE, '"Mo-Su 10:00-18:00; PH off"',
        '"Tu-Su 10:00-18:00; PH off"\nstatus: {state: works, from: 2027-05-03, to: 2027-05-07}'))
    page = pages.itinerary(trip, atlas, FR).replace("\u00a0", " ")
    key = [unescape(said) for said in re.findall(r"<li><b>\w</b> <span>(.*?)</span></li>", page)]
    stop = "étape 2 (jour 1), Musée de la Brique : "
    assert key == [
        "hors de la saison du parcours (du 1er avril au 31 octobre)",
        stop + "travaux du 3 au 7 mai 2027", stop + "fermé les jours fériés",
        stop + "pas ouvert à l’heure de la visite (10 h 30 – 12 h)",
        "étape 4 (jour 2), Jardin des simples : hors de ses dates d’ouverture"]
    letters = pages_calendar.coming(trip).letters
    assert [letters[(date(2027, *day) - TODAY).days] for day in (
        (3, 31), (5, 6), (7, 14), (5, 10), (10, 31), (5, 11))] == ["a", "b", "c", "d", "e", "."]


def test_a_route_without_known_hours_has_no_calendar_to_mislead(tmp_path: Path) -> None:
    """Where nothing is proved there is a field for the day, and no table that says *possible*."""
    bare = {name: text for file, old in (
        (MUSEUM_FILE, 'opening_hours: "Mo-Su 10:00-18:00; PH off"\n'),
        (GARDEN_FILE, 'opening_hours: "Apr-Oct Mo-Su 09:00-19:00"\n'),
        (ROUTE_FILE, "season: {from: 04-01, to: 10-31}\n"))
        for name, text in edited(file, old, "").items()}
    trip, atlas = trip_of(tmp_path, **bare)
    page = pages.itinerary(trip, atlas, FR).replace("\u00a0", " ")
    assert 'id="jour"' in page
    assert "pc-calendar" not in page
    assert "horaires vérifiés pour 0 étape sur les 3 qui en ont" in page


def test_more_reasons_than_letters_share_the_last_one(tmp_path: Path) -> None:
    """Sixty reasons are not lost: each day still has a letter, and each letter its words."""
    trip, _ = trip_of(tmp_path)
    coming = calendar.horizon(TODAY)
    blocked = tuple(Blocked(n % 5 + 1, Why.CLOSED, DaySet(TODAY, 1 << n)) for n in range(60))
    starts = coming.between(TODAY + timedelta(days=60), None)
    trip = replace(trip, open_days=OpenDays(coming, starts, Proof(5), coming, blocked=blocked))
    days = pages_calendar.coming(trip)
    assert days.letters[60:] == "." * 340
    assert days.letters[50:60] == "YZZZZZZZZZ"
    assert pages_calendar.reason(days.reasons["Z"], trip, EN) == "another stop is not open"


def test_what_an_editor_wrote_stays_text(tmp_path: Path) -> None:
    """A name cannot leave the script's data, nor act in the key of the calendar."""
    name = "</script><b onclick=x>{{ 7*7 }}"
    trip, atlas = trip_of(tmp_path, **edited(
        MUSEUM_FILE, "{fr: Musée de la Brique, en: Brick Museum}", json.dumps(name)))
    page = pages.itinerary(trip, atlas, FR)
    assert name not in page
    assert "<b onclick" not in page
    assert "{{" not in re.sub(r"<script.*?</script>", "", page, flags=re.S)
    assert any(name in why for why in embedded(page)["why"].values())


# ---- In words ------------------------------------------------------------------------------


ALL_KNOWN = Proof(verified=2)


def words_of(folder: Path, rule: str, *, season: str = "", days: int = 1,
             proof: Proof = ALL_KNOWN) -> SpokenDays:
    """The French words for a museum with this rule, visited on the last day of a route."""
    stop = ("      - place: musee-de-la-brique\n        stay: 1h30\n"
            "      - place: ferme-du-grand-chene\n        travel: {by: car, minutes: 90}\n")
    night = "      - place: gare-matabiau\n        stay: night\n"
    text = ("title: Essai\nsummary: Essai\nalliance: toulouse-gascogne\nthemes: [heritage]\n"
            f"difficulty: easy\n{season}days:\n"
            + "".join(f"  - title: Un\n    start: 10:30\n    stops:\n{night}"
                      for _ in range(days - 1))
            + f"  - title: Un\n    start: 10:30\n    stops:\n{stop}")
    trip, _ = trip_of(folder, **{ROUTE_FILE: text, **edited(
        MUSEUM_FILE, '"Mo-Su 10:00-18:00; PH off"', json.dumps(rule))})
    return open_days_in_words(replace(trip.open_days, proof=proof), FR)


def said_of(folder: Path, rule: str, *, season: str = "", days: int = 1) -> str:
    """The weekdays alone, of a route whose hours are all known."""
    return words_of(folder, rule, season=season, days=days).weekdays.replace("\u00a0", " ")


@pytest.mark.parametrize(("rule", "said"), [
    ("Apr-Oct Sa-Su 10:00-18:00; PH off",
     "le samedi et le dimanche, d’avril à octobre, sauf jours fériés"),
    ("Mo-Su 10:00-18:00", "tous les jours"),
    ("Mo-Su 10:00-18:00; PH off", "tous les jours, sauf jours fériés"),
    ("Mo-Su 10:00-18:00; Dec 25 off", "tous les jours, sauf le 25 décembre"),
    ("Mo-Su 10:00-18:00; Jan 11-15 off; PH off",
     "tous les jours, sauf du 11 au 15 janvier 2027 et les jours fériés"),
    ("Jan 17-Feb 28 Su,Mo 10:00-18:00",
     "le lundi et le dimanche, du 17 janvier au 28 février"),
    ("Jan 17-Feb 28 Sa-Su 10:00-18:00", "le samedi et le dimanche, du 17 janvier au 28 février"),
    ("Jan 03-Feb 28 Fr-Su 10:00-18:00", "du vendredi au dimanche, du 3 janvier au 28 février"),
    ("Jan-Feb Fr-Su 10:00-18:00", "du vendredi au dimanche, de janvier à février"),
    ("Nov 15-Mar 15 Sa 10:00-18:00", "le samedi, du 20 novembre au 13 mars"),
    ("Nov 15-Mar 31 Sa 10:00-18:00", "le samedi, du 20 novembre au 31 mars"),
    ("Apr-Oct Sa 10:00-18:00; Jul 10-Aug 20 off",
     "le samedi, d’avril à octobre, sauf du 10 juillet au 14 août 2027"),
    ("Sa-Mo 10:00-18:00", "du samedi au lundi"),
    ("Nov-Mar Sa-Su 10:00-18:00; Apr-Oct Mo-Su 10:00-18:00",
     "le samedi et le dimanche, de novembre à mars ; tous les jours, d’avril à octobre"),
    ("Su[1] 10:00-18:00", "le premier dimanche du mois"),
    ("Jul,Aug Mo-Fr 10:00-18:00", "du lundi au vendredi, de juillet à août"),
    ("Sa 14:00-18:00", "aucun jour connu"),
])
def test_weekdays_months_and_holidays_are_told(tmp_path: Path, rule: str, said: str) -> None:
    """The words for the days are those a visitor would say."""
    told = said_of(tmp_path, rule)
    if said.startswith("le samedi et le dimanche, de novembre"):
        told = " ; ".join(sorted(told.split(" ; ")))
        said = " ; ".join(sorted(said.split(" ; ")))
    assert told == said


def test_a_holiday_on_a_later_day_of_the_route_is_told_as_such(tmp_path: Path) -> None:
    """One may not set out on the eve: "around" holidays, not "on" them."""
    assert said_of(tmp_path, "Mo-Su 10:00-18:00; PH off", days=2) == (
        "tous les jours, sauf autour des jours fériés")


NOVEMBER, DECEMBER = date(2026, 11, 23), date(2026, 12, 18)


@pytest.mark.parametrize(("without", "last", "fr", "en"), [
    ((5, 6), DECEMBER,
     "tous les jours, sauf le samedi et le dimanche, du 28 novembre au 13 décembre 2026, "
     "d’après les horaires de transport",
     "any day of the week, except on Saturdays and on Sundays, from 28 November to 13 "
     "December 2026, by the timetables"),
    (range(7), DECEMBER,
     "tous les jours, sauf du 23 novembre au 18 décembre 2026, d’après les horaires de "
     "transport",
     "any day of the week, except from 23 November to 18 December 2026, by the timetables"),
    ((0,), NOVEMBER,
     "tous les jours, sauf le 23 novembre 2026, d’après les horaires de transport",
     "any day of the week, except on 23 November 2026, by the timetables"),
    ((5, 6), None, "du lundi au vendredi", "from Monday to Friday")])
def test_timetables_of_a_few_weeks_rule_out_no_weekday_of_the_year(
        without: Sequence[int], last: date | None, fr: str, en: str) -> None:
    """What does not run until December is told with its dates; where timetables reach as far as the
    calendar, the weekdays on which nothing runs are those of every week."""
    horizon = calendar.horizon(TODAY)
    gone = horizon.between(None if last is None else NOVEMBER, last).where(
        lambda day: day.weekday() in without)
    days = OpenDays(horizon, horizon - gone, ALL_KNOWN, horizon, (),
                    (Blocked(2, Why.NO_SERVICE, gone),))
    assert [open_days_in_words(days, language).weekdays.replace("\u00a0", " ")
            for language in (FR, EN)] == [fr, en]


def test_few_days_that_timetables_rule_out_are_told_by_their_dates() -> None:
    """Two holidays without a coach are no *some days* of two months."""
    horizon = calendar.horizon(TODAY)
    gone = horizon.where(lambda day: day in (date(2027, 4, 5), date(2027, 5, 6)))
    days = OpenDays(horizon, horizon - gone, ALL_KNOWN, horizon, (),
                    (Blocked(2, Why.NO_SERVICE, gone),))
    assert [open_days_in_words(days, language).weekdays.replace("\u00a0", " ")
            for language in (FR, EN)] == [
        "tous les jours, sauf le 5 avril 2027 et le 6 mai 2027, d’après les horaires de transport",
        "any day of the week, except on 5 April 2027 and on 6 May 2027, by the timetables"]


def test_weekdays_that_timetables_rule_out_are_told_beside_other_days() -> None:
    """No Sunday until July and four holidays more were *some days*; and *no day ruled out, except
    some days*, on a card, is nothing."""
    horizon = calendar.horizon(TODAY)
    gone = horizon.between(None, date(2027, 7, 3)).where(
        lambda day: day.weekday() == 6 or day in {
            date(2026, 12, 24), date(2026, 12, 31), date(2027, 4, 5), date(2027, 5, 6)})
    days = OpenDays(horizon, horizon - gone, Proof(1, 0, 1), horizon, (),
                    (Blocked(2, Why.NO_SERVICE, gone),))
    fr, en = (open_days_in_words(days, language) for language in (FR, EN))
    assert fr.weekdays.replace("\u00a0", " ") == (
        "aucun jour exclu, sauf le dimanche et certains autres jours, du 22 novembre 2026 au 27 "
        "juin 2027, d’après les horaires de transport")
    assert en.weekdays.replace("\u00a0", " ") == (
        "no day ruled out, except on Sundays and on some other days, from 22 November 2026 to 27 "
        "June 2027, by the timetables")
    assert (fr.brief, en.brief) == ("certains jours exclus", "some days ruled out")


@pytest.mark.parametrize(("rule", "said"), [
    ("easter -2 days-easter +1 day 10:00-18:00", "du 26 au 29 mars 2027"),
    ("Dec 24,Jan 02 10:00-18:00", "le 24 décembre 2026, le 2 janvier 2027 et le 24 décembre 2027"),
    ("week 2-52/2 Sa 10:00-18:00", "certains samedis")])
def test_no_weekday_is_promised_that_mostly_does_not_open(
        tmp_path: Path, rule: str, said: str) -> None:
    """Four days at Easter are not each Friday of March, nor is every other Saturday a Saturday."""
    assert said in said_of(tmp_path, rule)
    assert "le samedi" not in said_of(tmp_path, rule)


def test_dates_are_told_with_how_far_they_are_known(tmp_path: Path) -> None:
    """Easter comes back: only until the calendar ends is it the only time."""
    spoken = words_of(tmp_path, "easter -2 days-easter +1 day 10:00-18:00")
    assert spoken.phrase == (
        "D’ici au 26 décembre 2027, on ne peut partir que du 26 au 29 mars 2027.")


@pytest.mark.parametrize(("rule", "said"), [
    ('Tu-Fr 10:00-18:00; Sa "sur rendez-vous"',
     "On peut partir du mardi au samedi. À confirmer, car les horaires d’une étape ne sont alors "
     "pas sûrs : le samedi."),
    ('Tu-Fr 10:00-18:00; Dec Fr "sur rendez-vous"',
     "On peut partir du mardi au vendredi. Certains de ces jours, les horaires d’une étape ne sont "
     "pas sûrs : renseignez-vous avant de partir."),
    ("Fr 10:00+", "On peut partir le vendredi. Les horaires d’une étape ne sont alors pas sûrs : "
     "renseignez-vous avant de partir."),
    ("Th", "On peut partir le jeudi."), ("Fr 10:00-18:00", "On peut partir le vendredi.")])
def test_a_day_on_appointment_is_not_promised(tmp_path: Path, rule: str, said: str) -> None:
    """Whether a stop opens on a day of appointments is not known: the page and the calendar ask."""
    spoken = words_of(tmp_path, rule)
    assert spoken.phrase.replace("\u00a0", " ") == said
    assert spoken.in_full.startswith(spoken.phrase)


@pytest.mark.parametrize(("first", "last", "said"), [
    (None, date(2027, 2, 1), "jusqu’au 1er février 2027"),
    (date(2027, 2, 1), date(2027, 2, 1), "le 1er février 2027"),
    (date(2026, 11, 1), None, "depuis le 1er novembre 2026"),
    (date(2027, 2, 1), None, "à partir du 1er février 2027"),
    (date(2027, 2, 1), date(2027, 3, 2), "du 1er février au 2 mars 2027"),
    (None, None, "")])
def test_when_a_closure_holds(first: date | None, last: date | None, said: str) -> None:
    """One day is one day, and a closure without an end has begun or will begin."""
    assert closure_in_words(first, last, TODAY, FR) == said


def test_the_season_of_the_route_is_told_by_its_months(tmp_path: Path) -> None:
    """A season says nothing of the weekdays: those of its months are counted alone."""
    season = "season: {from: 04-15, to: 10-10}\n"
    assert said_of(tmp_path, "Tu-Su 10:00-18:00", season=season) == (
        "du mardi au dimanche, du 15 avril au 10 octobre")


def test_a_closure_takes_its_days_from_the_weekdays(tmp_path: Path) -> None:
    """Works of some weeks do not let one set out "every day"; words of days are never wrong."""
    status = "season: {from: 04-01, to: 10-31}\nstatus: {state: works, from: 2027-05-03, to: %s}\n"
    assert said_of(tmp_path / "a", "Mo-Su 10:00-18:00", season=status % "2027-05-07") == (
        "tous les jours, d’avril à octobre, sauf du 3 au 7 mai 2027")
    assert said_of(tmp_path / "b", "Mo-Su 10:00-18:00", season=status % "2027-05-03") == (
        "tous les jours, d’avril à octobre, sauf le 3 mai 2027")
    season = "season: {from: 04-01, to: 10-31}\n"
    assert said_of(tmp_path / "c", "Mo-Su 10:00-18:00; Su[2] off", season=season) == (
        "tous les jours, d’avril à octobre, sauf le deuxième dimanche du mois")


def test_a_card_bears_a_few_words_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    """Short words stand as they are; of long ones the exceptions are only named as such, and where
    that is still too long, the weekdays are told with that they hold at times."""
    def both(rule: str) -> tuple[str, str]:
        told = words_of(tmp_path / str(len(list(tmp_path.iterdir()))), rule)
        return told.weekdays, told.brief

    short = "le samedi, d’avril à octobre"
    assert both("Apr-Oct Sa 10:00-18:00") == (short, short)
    said, brief = both("Apr-Oct Sa 10:00-18:00; Jul 05-10 off; Sep 06-11 off; PH off")
    assert said == ("le samedi, d’avril à octobre, sauf le 10 juillet 2027, le 11 septembre 2027 "
                    "et les jours fériés")
    assert brief == "le samedi, d’avril à octobre, sauf certains jours"
    said, brief = both("Jan-Mar Mo-Tu 10:00-18:00; Apr-Jun Mo-Tu,Th 10:00-18:00; "
                       "Jul-Sep We,Fr 10:00-18:00")
    assert len(said) > 90
    assert brief == "du lundi au vendredi, de janvier à septembre, certains jours seulement"
    _, brief = both("Apr-Jun 10:00-18:00; Jul-Aug Mo-Sa 10:00-18:00; Sep 10:00-18:00; Sep 06-10 "
                    "off; May 03-07 off; PH off")
    assert brief == "tous les jours, d’avril à septembre, sauf jours fériés et certains jours"


@pytest.mark.parametrize(("rule", "proof", "weekdays", "phrase", "unsure"), [
    ("Mo-Su 10:00-18:00; PH off", Proof(unknown=5), "aucun jour exclu, sauf jours fériés",
     "D’après ce que l’on sait : aucun jour exclu, sauf jours fériés. On ignore les horaires des 5 "
     "étapes qui en ont.", "horaires inconnus"),
    ("Mo-Su 10:00-18:00", Proof(unknown=1), "aucun jour exclu",
     "D’après ce que l’on sait : aucun jour exclu. On ignore les horaires de la seule étape qui en "
     "a.", "horaires inconnus"),
    ("Sa 10:00-18:00", Proof(told=3, unknown=4), "le samedi",
     "On ne peut partir que le samedi. On ignore les horaires de 4 des 7 étapes qui en ont.",
     "horaires en partie inconnus"),
    ("Sa 10:00-18:00", Proof(verified=1, told=2, unknown=1), "le samedi",
     "On ne peut partir que le samedi. On ignore les horaires d’une des 4 étapes qui en ont.",
     "horaires en partie inconnus"),
    ("Mo-Su 10:00-18:00", Proof(told=2), "tous les jours", "On peut partir tous les jours.", ""),
    ("Mo-Su 10:00-18:00", Proof(), "tous les jours", "On peut partir tous les jours.", ""),
    ("Sa 14:00-18:00", Proof(told=1, unknown=1), "aucun jour connu",
     "On ne connaît aucun jour où l’on peut partir.", "horaires en partie inconnus"),
])
def test_no_day_is_promised_where_hours_are_not_known(
        tmp_path: Path, rule: str, proof: Proof, weekdays: str, phrase: str, unsure: str) -> None:
    """A stop whose hours nobody knows rules no day out, and opens none: the words say what is ruled
    out, and of how many stops nothing is known."""
    said = words_of(tmp_path, rule, proof=proof)
    told = said.weekdays, said.phrase, said.unsure
    assert [words.replace("\u00a0", " ") for words in told] == [weekdays, phrase, unsure]


def test_a_route_of_unknown_hours_says_so_wherever_its_days_stand(tmp_path: Path) -> None:
    """At a glance, under “when to go”, and on its card, in both languages."""
    trip, atlas = trip_of(tmp_path)
    coming = calendar.horizon(TODAY)
    trip = replace(trip, open_days=OpenDays(coming, coming, Proof(unknown=3), coming))
    for language, promised, said in (
            (FR, "tous les jours", ("aucun jour exclu", "horaires inconnus",
                                    "On ignore les horaires des 3\u00a0étapes qui en ont.")),
            (EN, "any day of the week", ("no day ruled out", "hours unknown",
                                         "The hours of all 3 stops that have any are not known."))):
        page = pages.itinerary(trip, atlas, language)
        assert all(words in page for words in said)
        for part in ('<div class="pc-glance">', '<p class="pc-days__said">'):
            assert promised not in page.partition(part)[2].partition("<ul" if "div" in part
                                                                      else "</p>")[0]
        card = pages.card(trip, atlas, language)
        assert said[0] in card
        assert promised not in card


@pytest.mark.parametrize(("months", "said"), [
    ([7, 8], "de juillet à août"), ([11, 12, 1, 2], "de novembre à février"),
    ([5], "en mai"), ([4, 5, 9], "d’avril à mai et en septembre"),
    (range(1, 13), "toute l’année")])
def test_months_in_words(months: list[int], said: str) -> None:
    """Months that follow one another are put together, across the new year too."""
    assert months_in_words(months, FR) == said


def test_the_horizon_ends_where_the_page_says(tmp_path: Path) -> None:
    """The last day told is the last one computed."""
    trip, atlas = trip_of(tmp_path)
    last = TODAY + timedelta(days=399)
    assert pages_calendar.coming(trip).last == last
    assert f"Tous les jours jusqu’au {FR.date(last)}" in pages.itinerary(trip, atlas, FR)


@pytest.mark.parametrize(("rule", "ways"), [
    ('Mo-Sa 10:00-12:00 || "sur appel"', {
        "ouvert de 10 h à 12 h ; à d’autres heures, à confirmer (non vérifié)",
        "à confirmer (non vérifié)"}),
    ('"sur rendez-vous"', {"à confirmer (non vérifié)"}),
    ("24/7", {"ouvert jour et nuit (non vérifié)"}),
    ("Mo-Su 00:00-24:00", {"ouvert jour et nuit (non vérifié)"})])
def test_open_on_request_is_not_open_day_and_night(rule: str, ways: set[str]) -> None:
    """Outside of its hours one may perhaps come: nobody says that the door is open at midnight."""
    trip = planning.trip_of(planning.atlas_of({"a": {"opening_hours": rule}}), [
        ("10:00", [{"place": "a", "stay": "1h"}])])
    shown = pages_calendar.coming(trip)
    (hours,) = json.loads(calendar_data.data(shown, trip, language_of("fr")))["hours"]
    assert {words.replace("\u00a0", " ") for words, *_ in hours["ways"].values()} == ways
    # what is not sure is never told as open now
    assert all(span[4] == ("jour et nuit" in words) for words, *spans in hours["ways"].values()
               for span in (spans[0] if spans else []))
