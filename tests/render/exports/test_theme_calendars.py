"""A calendar a theme: the coming days of its routes, right in any time zone, small whatever."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from helpers.reading import moment
from parcours.content.freshness import Level
from parcours.format.choices import Theme
from parcours.format.text import Text
from parcours.hours.calendar import horizon
from parcours.hours.day_set import DaySet
from parcours.i18n.language import language_of
from parcours.render.exports import theme_calendars
from parcours.render.exports.theme_calendars import Outing
from parcours.trip.trip import Proof

FR = language_of("fr")
FIRST = date(2026, 11, 22)
"""A Sunday."""
EVERY_DAY = horizon(FIRST)
ONE = Proof(verified=1)


def outing(id: str = "essai", *, starts: DaySet = EVERY_DAY, days: int = 1, proof: Proof = ONE,
           start_min: int = 9 * 60, end_min: int = 17 * 60 + 30,
           end_level: Level = Level.TOLD, title: str = "Essai") -> Outing:
    return Outing(id, "a", Text({"": title}), Text({"fr": "Un; deux, trois\\", "en": "One"}),
                  (Theme.FOOD, Theme.ART), starts, proof, days, start_min, end_min,
                  end_level, "fr")


def no_page(id: str) -> str:
    return ""


def events(text: str) -> list[tuple[str, datetime, datetime]]:
    """Id, start and end of every event, as a calendar program reads them."""
    calendar = Calendar.from_ical(text)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Paris"]
    return [(str(event["UID"]), moment(event, "DTSTART"), moment(event, "DTEND"))
            for event in calendar.walk("VEVENT")]


def test_the_coming_weekends_of_a_route_are_events_at_its_hours() -> None:
    """Eight weekends from the first day on, timed, in local time of Paris."""
    found = events(theme_calendars.render(Theme.FOOD, [outing()], FR, no_page))
    assert len(found) == 16
    paris = ZoneInfo("Europe/Paris")
    weekend = [day for n in range(56) if (day := FIRST + timedelta(days=n)).weekday() >= 5]
    assert [(start.astimezone(paris).date(), start.astimezone(paris).hour,
             end.astimezone(paris).strftime("%H:%M")) for _, start, end in found] == [
        (day, 9, "17:30") for day in weekend]
    assert found[0][0] == "essai-20261122-fr@a.parcours"


def test_a_route_without_weekends_has_its_own_days() -> None:
    """A route that begins on Mondays is there with its Mondays of the coming 90 days."""
    mondays = outing(starts=EVERY_DAY.on(0))
    found = events(theme_calendars.render(Theme.FOOD, [mondays], FR, no_page))
    assert {start.weekday() for _, start, _ in found} == {0}
    assert len(found) == 13


@pytest.fixture(params=["Pacific/Auckland", "America/Los_Angeles"])
def far_away(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine in a far time zone."""
    with monkeypatch.context() as patched:
        patched.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def made_here() -> str:
    """The calendar as this machine makes it."""
    return theme_calendars.render(Theme.FOOD, [outing()], FR, no_page)


def test_no_date_is_a_day_off_whatever_the_machine(made_here: str, far_away: None) -> None:
    """Made and read back in far time zones, the file is the same and so are its instants."""
    text = theme_calendars.render(Theme.FOOD, [outing()], FR, no_page)
    assert datetime(2026, 11, 22).astimezone().utcoffset() != timedelta(hours=1)
    assert text == made_here
    assert [start.astimezone(UTC) for _, start, _ in events(text)][:2] == [
        datetime(2026, 11, 22, 8, tzinfo=UTC), datetime(2026, 11, 28, 8, tzinfo=UTC)]


def test_daylight_saving_moves_the_instant_and_not_the_hour() -> None:
    """On both sides of the change of clocks one sets out at nine."""
    spring = outing(starts=horizon(date(2027, 3, 27)))
    calendar = theme_calendars.render(Theme.ART, [spring], FR, no_page)
    (_, before, _), (_, after, _) = events(calendar)[:2]
    assert (before.hour, after.hour) == (9, 9)
    assert (before.utcoffset(), after.utcoffset()) == (timedelta(hours=1), timedelta(hours=2))


def test_a_night_of_travel_ends_on_the_next_day() -> None:
    """A first day that ends after midnight ends on the next date."""
    ((_, start, end), *_) = events(theme_calendars.render(
        Theme.FOOD, [outing(start_min=20 * 60, end_min=25 * 60)], FR, no_page))
    assert end - start == timedelta(hours=5)


def test_text_is_escaped_folded_and_cannot_forge_an_event() -> None:
    """Lines are at most 75 octets; what an editor wrote stays in its property."""
    title = "Été " * 30 + "fin\\n"
    text = theme_calendars.render(Theme.FOOD, [outing(title=title, days=3)], FR,
                         lambda id: f"https://exemple.fr/{id}/\r\nBEGIN:VEVENT")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    calendar = Calendar.from_ical(text)
    event = calendar.walk("VEVENT")[0]
    assert str(event["SUMMARY"]) == f"{title} (3\u00a0jours)"
    assert str(event["DESCRIPTION"]).startswith("Un; deux, trois\\\n")
    assert len(calendar.walk("VEVENT")) == 16
    assert "\n" not in str(event["URL"])


def test_a_theme_of_a_thousand_routes_stays_small() -> None:
    """The more routes, the fewer days each: never more than one a route past the limit."""
    few = theme_calendars.render(Theme.FOOD, [outing(f"r{n}") for n in range(100)], FR, no_page)
    many = theme_calendars.render(Theme.FOOD, [outing(f"r{n}") for n in range(1000)], FR, no_page)
    assert few.count("BEGIN:VEVENT") == 600
    assert many.count("BEGIN:VEVENT") == 1000


def test_a_route_that_nothing_proves_says_so() -> None:
    """Without a verified hour the event says that none is."""
    assert "horaires vérifiés pour 0\u00a0étape sur les 2 qui en ont" in theme_calendars.render(
        Theme.FOOD, [outing(proof=Proof(told=2))], FR, no_page).replace("\r\n ", "")


def test_an_end_that_is_estimated_says_so() -> None:
    """The hour at which the event ends is *around* where it rests on an estimated leg."""
    said = [theme_calendars.render(
        Theme.FOOD, [outing(end_level=sure)], FR, no_page).replace("\r\n ", "")
            .replace("\u00a0", " ") for sure in (Level.UNKNOWN, Level.TOLD)]
    assert ["vers 17 h 30 (estimation)" in one for one in said] == [True, False]


def test_only_themes_with_routes_have_a_file() -> None:
    """No empty calendar is offered."""
    assert theme_calendars.themes_of([outing()]) == [Theme.FOOD, Theme.ART]
    assert theme_calendars.file_name(Theme.SLOW_WORK) == "theme-slow-work.ics"


def test_nothing_asks_for_an_organizer() -> None:
    """METHOD:PUBLISH wants an ORGANIZER in each event, and a theme has none: there is no METHOD."""
    calendar = Calendar.from_ical(theme_calendars.render(Theme.FOOD, [outing()], FR, no_page))
    assert "METHOD" not in calendar
    assert {str(event["SEQUENCE"]) for event in calendar.walk("VEVENT")} == {str(2517 * 86400)}


def test_a_day_in_doubt_asks_in_its_own_event() -> None:
    """Where a stop opens on appointment on Saturdays, those events ask, and the Sundays do not."""
    one = replace(outing(), doubtful=EVERY_DAY.on(5))
    text = theme_calendars.render(Theme.FOOD, [one], language_of("en"), no_page)
    text = text.replace("\r\n ", "")
    asked = [date(int(day[:4]), int(day[4:6]), int(day[6:])).weekday()
             for day, event in re.findall(r"DTSTART;[^:]*:(\d{8})(.*?)END:VEVENT", text, re.DOTALL)
             if "The hours of a stop are not sure then: ask before you set out." in event]
    assert asked
    assert set(asked) == {5}


def test_two_sites_may_have_a_route_of_one_name() -> None:
    """Whoever takes in the calendars of both has the events of both."""
    here, there = (events(theme_calendars.render(Theme.FOOD, [replace(outing(), alliance=of)], FR,
                                                 no_page)) for of in ("a", "b"))
    assert not {one[0] for one in here} & {one[0] for one in there}


def test_routes_of_overseas_begin_by_their_own_clock() -> None:
    """Each by its own, where a site has several."""
    both = [outing("ici"), replace(outing("la-bas"), zone="Indian/Reunion")]
    text = theme_calendars.render(Theme.FOOD, both, FR, no_page)
    calendar = Calendar.from_ical(text)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == [
        "Europe/Paris", "Indian/Reunion"]
    assert {(str(event["UID"]).split("-2")[0], moment(event, "DTSTART").utcoffset())
            for event in calendar.walk("VEVENT")} == {
        ("ici", timedelta(hours=1)), ("la-bas", timedelta(hours=4))}
    alone = Calendar.from_ical(theme_calendars.render(Theme.FOOD, both[1:], FR, no_page))
    assert [str(zone["TZID"]) for zone in alone.walk("VTIMEZONE")] == ["Indian/Reunion"]
    assert str(alone["X-WR-TIMEZONE"]) == "Indian/Reunion"
