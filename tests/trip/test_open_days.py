"""Why one cannot set out on a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from helpers.planning import SUNDAY, atlas_of, trip_of
from parcours.hours.day_set import DaySet
from parcours.i18n.language import language_of
from parcours.render.pages.calendar import reason
from parcours.render.words.days import open_days_in_words
from parcours.trip.open_days import in_all
from parcours.trip.trip import Trip, Why

Told = list[tuple[int | None, Why, list[int]]]


def told(trip: Trip, days: int = 14) -> Told:
    """What is to blame for which of the first days."""
    return [(one.visit_number, one.why, found) for one in trip.open_days.blocked
            if (found := [n for n in range(days)
                          if trip.open_days.first + timedelta(days=n) in one.starts])]


def route(*stops: dict[str, Any], today: date = SUNDAY, **fields: Any) -> Trip:
    """A day that starts at ten, with an hour at each stop; a stop is the fields of its place."""
    places = {f"lieu-{n}": stop for n, stop in enumerate(stops)}
    return trip_of(atlas_of(places, today), [
        ("10:00", [{"place": id, "stay": "1h"} for id in places])], **fields)


def test_a_route_without_hours_has_no_blocked_day() -> None:
    """Where nothing is known, nothing is in the way."""
    trip = route({}, {})
    assert trip.open_days.starts == DaySet.every(SUNDAY, 400)
    assert trip.open_days.blocked == ()


def test_the_first_closed_stop_is_to_blame() -> None:
    """A day on which two stops are closed is blamed on the first of them, once."""
    trip = route({"opening_hours": "Tu-Su 10:00-18:00"}, {"opening_hours": "We-Su 10:00-18:00"})
    assert told(trip) == [(1, Why.CLOSED, [1, 8]), (2, Why.CLOSED, [2, 9])]


def test_closed_at_that_hour_is_closed() -> None:
    """Open in the afternoon only is not open in the morning."""
    assert told(route({"opening_hours": "Mo-Su 10:00-18:00; Mo 14:00-18:00"})) == [
        (1, Why.CLOSED, [1, 8])]


def test_a_public_holiday_is_told_from_a_closing_day() -> None:
    """Christmas 2026 is a Friday; on the Mondays the museum is closed all year."""
    trip = route({"opening_hours": "Tu-Su 10:00-18:00; PH off"}, today=date(2026, 12, 20))
    assert told(trip) == [(1, Why.HOLIDAY, [5, 12]), (1, Why.CLOSED, [1, 8])]


def test_a_holiday_on_a_closing_day_is_a_closing_day() -> None:
    """Easter Monday at a museum that is closed on Mondays anyway."""
    trip = route({"opening_hours": "Tu-Su 10:00-18:00; PH off"}, today=date(2027, 3, 28))
    assert told(trip, 7) == [(1, Why.CLOSED, [1])]


def test_out_of_season() -> None:
    """A garden in winter is out of season; on a Monday in summer it is closed."""
    trip = route({"opening_hours": "Apr-Oct Tu-Su 10:00-18:00"}, today=date(2027, 3, 28))
    assert told(trip) == [(1, Why.SEASON, [0, 1, 2, 3]), (1, Why.CLOSED, [8])]


@pytest.mark.parametrize(("state", "why"), [("works", Why.WORKS), ("closed", Why.STATUS)])
def test_a_dated_closure_goes_before_the_hours(state: str, why: Why) -> None:
    """Of a stop in works that is closed on Mondays, the works are told of the Monday."""
    status = {"state": state, "from": "2026-11-23", "to": "2026-11-24"}
    trip = route({"opening_hours": "Tu-Su 10:00-18:00", "status": status})
    assert told(trip) == [(1, why, [1, 2]), (1, Why.CLOSED, [8])]


def test_the_route_itself_goes_before_its_stops() -> None:
    """Its status, then its season, then the stops."""
    trip = route({"opening_hours": "Tu-Su 10:00-18:00"},
                 season={"from": "11-24", "to": "10-31"},
                 status={"state": "works", "to": "2026-11-22"})
    assert told(trip) == [(None, Why.WORKS, [0]), (None, Why.SEASON, [1]), (1, Why.CLOSED, [8])]


def test_a_later_day_is_told_of_the_day_one_sets_out() -> None:
    """A museum of the second day that is closed on Mondays forbids the Sundays."""
    atlas = atlas_of({"gite": {}, "musee": {"opening_hours": "Tu-Su 10:00-18:00; PH off"}},
                     date(2026, 12, 20))
    trip = trip_of(atlas, [("10:00", [{"place": "gite", "stay": "night"}]),
                           ("10:00", [{"place": "musee", "stay": "1h"}])])
    assert told(trip) == [(2, Why.HOLIDAY, [4, 11]), (2, Why.CLOSED, [0, 7])]


def test_an_optional_stop_is_not_to_blame() -> None:
    """Nobody is told of a stop that one may skip."""
    assert told(optional({}, {"opening_hours": "Tu-Su 10:00-18:00"}, skip=[1])) == []


def optional(*stops: dict[str, Any], skip: list[int]) -> Trip:
    """The same, some of whose stops may be skipped."""
    places = {f"lieu-{n}": stop for n, stop in enumerate(stops)}
    return trip_of(atlas_of(places), [("10:00", [
        {"place": id, "stay": "1h", "optional": "yes" if n in skip else "no"}
        for n, id in enumerate(places)])])


def test_a_day_on_which_every_door_is_shut_is_none() -> None:
    """Each stop may be skipped, and not all of them: on Mondays nothing is left to visit, and on
    Tuesdays the second still opens."""
    trip = optional({"opening_hours": "We-Su 10:00-18:00"}, {"opening_hours": "Tu-Su 10:00-18:00"},
                    skip=[0, 1])
    assert told(trip) == [(None, Why.ALL_SHUT, [1, 8])]
    assert trip.open_days.by_hours == trip.open_days.starts
    assert open_days_in_words(trip.open_days, language_of("fr")).brief == "du mardi au dimanche"
    assert reason(trip.open_days.blocked[0], trip, language_of("fr")) == (
        "toutes les étapes sont facultatives, et aucune n’est ouverte à l’heure de sa visite")


def test_where_no_door_ever_opens_no_day_is_promised() -> None:
    """Two optional stops in works: no day, in the other direction neither."""
    works = {"status": {"state": "works"}}
    trip = optional(works, works, skip=[0, 1])
    assert not trip.open_days.starts
    assert open_days_in_words(trip.open_days, language_of("fr")).phrase == (
        "On ne connaît aucun jour où l’on peut partir.")


@pytest.mark.parametrize(("rule", "fr", "en"), [
    ("Tu-Su 10:00-18:00",
     "Certains de ces jours, la seule visite dont on connaît les horaires, facultative, ne peut "
     "pas se faire à l’heure prévue.",
     "On some of these days the only visit whose hours are known, which is optional, cannot be "
     "made at the planned time."),
    ("Mo-Su 06:00-08:00",
     "La seule visite dont on connaît les horaires est facultative, et ne peut pas se faire à "
     "l’heure prévue.",
     "The only visit whose hours are known is optional, and cannot be made at the planned time."),
    ("Mo-Su 10:00-18:00", "", "")])
def test_any_day_is_told_with_what_is_shut_then(rule: str, fr: str, en: str) -> None:
    """A compulsory stop of unknown hours rules no day out; that all the rest is shut is told."""
    trip = optional({}, {"opening_hours": rule}, skip=[1])
    assert trip.open_days.starts == DaySet.every(SUNDAY, 400)
    for code, told_there in (("fr", fr), ("en", en)):
        spoken = open_days_in_words(trip.open_days, language_of(code))
        for said in (spoken.phrase, spoken.in_full):
            assert (told_there in said) if told_there else ("facultat" not in said)


def test_a_visit_after_midnight_is_asked_of_the_next_day() -> None:
    """At half past midnight on a Friday evening one is in the hours of Saturday."""
    atlas = atlas_of({"bar": {}, "club": {"opening_hours": "Sa 00:00-04:00"}})
    trip = trip_of(atlas, [("23:00", [{"place": "bar", "stay": "1h15"},
                                      {"place": "club", "stay": "2h"}])])
    friday = next(n for n in range(7) if (SUNDAY + timedelta(days=n)).weekday() == 4)
    assert [(day - trip.open_days.first).days for day in trip.open_days.starts][:2] == [
        friday, friday + 7]


def test_hours_are_certain_where_the_stay_is() -> None:
    """An evening with an open end is certain until the hour that is written, and a stop that also
    opens on request in its own hours."""
    atlas = atlas_of({"bar": {"opening_hours": "Mo-Su 18:00-20:00+"},
                      "cave": {"opening_hours": "Mo-Su 09:00-12:00 || \"sur rendez-vous\""}})

    def certain(place: str, start: str) -> bool:
        return trip_of(atlas, [(start, [{"place": place, "stay": "1h"}])]).visits[0].hours_certain

    assert [certain("bar", "19:00"), certain("bar", "19:01")] == [True, False]
    assert [certain("cave", "10:00"), certain("cave", "15:00")] == [True, False]


def test_what_each_visit_allows_is_carried() -> None:
    """The season of the route, then each stop that some day forbids, with the days that it leaves;
    all of them together leave the days on which one can set out."""
    trip = route({"opening_hours": "Tu-Su 10:00-18:00"}, {}, {"opening_hours": "Mo-Sa 09:00-19:00"},
                 season={"from": "04-01", "to": "10-31"})
    days = trip.open_days
    assert {day.month for day in days.offered} == {*range(4, 11)}
    assert [(one.visit.number, one.later, one.starts.weekdays) for one in days.allowed] == [
        (1, 0, [1, 2, 3, 4, 5, 6]), (3, 0, [0, 1, 2, 3, 4, 5])]
    assert in_all(days.allowed, days.offered) == days.starts
    assert days.starts.weekdays == [1, 2, 3, 4, 5]


def test_a_night_whose_hours_are_known_is_no_second_visit() -> None:
    """An inn of known hours, then an optional stop: *the only stop whose hours are known* would be
    one of two; a night is no visit."""
    atlas = atlas_of({"auberge": {"kind": "lodging", "opening_hours": "Mo-Su 17:00-21:00"},
                      "musee": {"opening_hours": "Tu-Su 10:00-18:00"}})
    trip = trip_of(atlas, [("16:00", [{"place": "auberge", "stay": "night"}]),
                           ("10:00", [{"place": "musee", "stay": "1h", "optional": "yes"}])])
    assert trip.open_days.proof.told == 2
    assert "la seule visite dont on connaît" in open_days_in_words(
        trip.open_days, language_of("fr")).phrase


@pytest.mark.parametrize(("today", "first"), [
    (date(2026, 11, 30), {}), (date(2026, 12, 1), {}),
    (date(2026, 11, 30), {"opening_hours": "Mar-Nov 09:00-18:00"})])
def test_a_season_is_told_by_its_own_days(today: date, first: dict[str, str]) -> None:
    """A house in which one sleeps the second night opens from March to November: one sets out from
    the day before. The thirtieth of November, on which this may be computed, is no exception of a
    season that ends on the twenty-ninth, and the only day of February no *Sunday*."""
    trip = trip_of(atlas_of({"a": first, "gite": {"opening_hours": "Mar-Nov 16:00-20:00"}}, today),
                   [("10:00", [{"place": "a", "stay": "1h"}]),
                    ("16:00", [{"place": "gite", "stay": "1h"}])])
    begins = ("1er mars", "1 March") if first else ("28 février", "28 February")
    assert open_days_in_words(trip.open_days, language_of("fr")).weekdays.endswith(
        f"du {begins[0]} au 29 novembre")
    assert open_days_in_words(trip.open_days, language_of("en")).weekdays.endswith(
        f"from {begins[1]} to 29 November")


def test_a_few_days_of_other_weekdays_are_no_part_of_a_season() -> None:
    """Two days of April, a Thursday and a Friday, before Saturdays and Sundays of May and June."""
    trip = route({"opening_hours": "Apr 29-30 10:00-18:00; May-Jun Sa,Su 10:00-18:00"})
    assert open_days_in_words(trip.open_days, language_of("fr")).weekdays.startswith(
        "le jeudi et le vendredi, du 29 au 30 avril")


@pytest.mark.parametrize("morning", [{}, {"meal": "breakfast"}, {"stay": "1h"}])
def test_who_slept_in_a_house_is_in_it_in_the_morning(morning: dict[str, str]) -> None:
    """A lodge whose desk is open from five to nine in the evening was “never open” at breakfast,
    an error that kept the site from being built; closed for works, it is closed."""
    def trip(**inn: Any) -> Trip:
        places = atlas_of({"bourg": {}, "gite": {"kind": "lodging", **inn,
                                                 "opening_hours": "Mo-Su 17:00-21:00"}})
        return trip_of(places, [
            ("10:00", [{"place": "bourg"}, {"place": "gite", "stay": "night"}]),
            ("08:00", [{"place": "gite", **morning}, {"place": "bourg"}])])
    assert trip().open_days.starts == DaySet.every(SUNDAY, 400)
    assert trip().open_days.blocked == ()
    assert [visit.woke for visit in trip().visits] == [False, False, True, False]
    shut = trip(status={"state": "works", "from": "2026-11-24", "to": "2026-11-24"})
    assert told(shut, 4) == [(2, Why.WORKS, [2]), (3, Why.WORKS, [1])]


def test_who_comes_in_the_morning_from_elsewhere_finds_the_desk_shut() -> None:
    """The house of a meal in which nobody slept keeps its hours."""
    places = atlas_of({"bourg": {"kind": "lodging"}, "auberge": {
        "opening_hours": "Mo-Su 17:00-21:00"}})
    trip = trip_of(places, [("10:00", [{"place": "bourg", "stay": "night"}]),
                            ("08:00", [{"place": "auberge", "stay": "1h"}])])
    assert not trip.open_days.starts


def test_what_opens_on_a_day_to_come_is_closed_until_then() -> None:
    """The page said “Open from 28 November 2026 on” beside the stop, and “possible” of the days
    before."""
    later = {"status": {"state": "open", "from": "2026-11-28", "note": "Après travaux."}}
    assert told(route(later)) == [(1, Why.STATUS, [0, 1, 2, 3, 4, 5])]
    trip = route(later)
    assert reason(trip.open_days.blocked[0], trip, language_of("fr")).replace("\u00a0", " ") == (
        "étape 1, lieu-0 : fermé jusqu’au 27 novembre 2026")
    assert told(route({}, status=later["status"])) == [(None, Why.STATUS, [0, 1, 2, 3, 4, 5])]
    assert told(route({"status": {"state": "open", "from": "2026-11-22"}})) == []
    assert told(route({"status": {"state": "open", "from": "2026-11-28",
                                  "to": "2026-11-29"}})) == []  # nobody knows what is before
