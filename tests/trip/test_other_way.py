"""A route from its last stop to its first: order, legs, days, hours, and why it cannot be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.planning import atlas_of, clock, itinerary_of
from parcours.content.relief import Relief
from parcours.content.tracks import Track
from parcours.format.choices import Meal, Mode
from parcours.geo.points import LatLon
from parcours.trip.derive import derive
from parcours.trip.other_way import Barrier, OtherWay, is_round, other_way
from parcours.trip.trip import Shape, Trip

PLACES: dict[str, dict[str, Any]] = {id: {"lat": f"{43.5 + n / 100:.2f}"} for n, id in enumerate(
    ("a", "b", "c", "d", "gite"))}
OPEN: dict[str, dict[str, Any]] = {
    "matin": {"opening_hours": "Mo-Su 09:00-12:00"}, "soir": {"opening_hours": "Mo-Su 17:00-20:00"},
    "samedi": {"kind": "market", "opening_hours": "Sa"},
    "halle": {"kind": "market", "opening_hours": "Sa 08:00-13:00"}}


def turned(*days: tuple[str, Sequence[Mapping[str, Any]]], **places: Mapping[str, Any]
           ) -> tuple[Trip, OtherWay]:
    """A route and its other direction; a leg takes a quarter of an hour unless it is written."""
    atlas = atlas_of({**PLACES, **OPEN, **places})
    trip = derive("essai", itinerary_of(days), atlas)
    return trip, other_way(trip, atlas)


def order(trip: Trip) -> list[list[str]]:
    """The places of each day."""
    return [[visit.place_id for visit in day.visits] for day in trip.days]


def times(trip: Trip) -> list[str]:
    """When each visit begins."""
    return [clock(visit.visit_min) for visit in trip.visits]


def stops(*ids: str, **fields: Any) -> list[Mapping[str, Any]]:
    return [{"place": id, "stay": "1h", **fields} for id in ids]


def test_stops_and_stays_come_in_the_reverse_order() -> None:
    """Numbered anew from the last, with their stays, from the hour at which the day begins."""
    trip, back = turned(("09:00", stops("a", "b", "c")))
    assert order(back.trip) == [["c", "b", "a"]]
    assert [visit.number for visit in back.trip.visits] == [1, 2, 3]
    assert times(back.trip) == ["09:00", "10:15", "11:30"]
    assert [visit.stay_min for visit in back.trip.visits] == [60, 60, 60]
    assert back.possible
    assert order(trip) == [["a", "b", "c"]]


def test_each_leg_is_gone_the_other_way() -> None:
    """By its means and its line, through what it passes in the other order, along its own points;
    its minutes are an estimate there, and what was written of it is not repeated."""
    travel = {"by": "train", "line": "TER", "minutes": "40", "via": ["b", "c"], "km": "31",
              "note": "Vers l’ouest."}
    trip, back = turned(("09:00", [{"place": "a"}, {"place": "d", "travel": travel},
                                   {"place": "gite", "travel": {"by": "walk"}}]))
    walk, ride = back.trip.legs
    assert (walk.by, ride.by, ride.line, ride.minutes) == (Mode.WALK, Mode.TRAIN, "TER", 40)
    assert [name.in_lang("fr") for name in ride.via] == ["c", "b"]
    assert ride.points == trip.legs[0].points[::-1]
    assert (ride.from_number, ride.to_number, ride.km, ride.shape) == (2, 3, 31, Shape.VIA)
    assert (ride.minutes_estimated, ride.note) == (True, None)
    assert trip.legs[0].minutes_estimated is False
    assert back.trip.itinerary.days[0].stops[2].travel is not None


def test_a_real_path_stays_one() -> None:
    """The points of a track, the last first, and what was a climb is a descent; its file is not
    read again."""
    trip, _ = turned(("09:00", stops("a", "b")))
    path = (LatLon(43.5, 1.44), LatLon(43.7, 1.3), LatLon(43.51, 1.44))
    heights = Relief(120.0, 30.0, (((0.0, 100.0), (5000.0, 190.0)),))
    leg = replace(trip.legs[0], points=path, shape=Shape.TRACK, km=50.0, km_estimated=False,
                  track=Track(path, (), (0.0, 2000.0, 5000.0), heights))
    first, second = trip.visits
    known = replace(trip, days=(replace(trip.days[0], visits=(first, replace(second, leg=leg))),))
    (found,) = other_way(known, atlas_of(PLACES)).trip.legs
    assert (found.points, found.shape, found.km) == (path[::-1], Shape.TRACK, 50.0)
    assert found.relief is not None
    assert (found.relief.climb_m, found.relief.descent_m) == (30.0, 120.0)


def test_notes_reviews_and_titles_are_not_carried_over() -> None:
    """They were written for the one direction: nobody wrote or reviewed the other."""
    trip, back = turned(("09:00", stops("a", "b", note="Reprenez le train vers Toulouse.")))
    assert [visit.note for visit in back.trip.visits] == [None, None]
    assert back.trip.itinerary.reviewed == ()
    assert back.trip.days[0].title.in_lang("fr") == "b → a"
    assert back.trip.itinerary.title.in_lang("en") == "Essai, the other way round"
    assert back.trip.id != trip.id


def test_one_sleeps_where_one_slept() -> None:
    """The night of the route ends a day in this direction too, whose stops are those after it."""
    _, back = turned(("09:00", [*stops("a", "b"), {"place": "gite", "stay": "night"}]),
                     ("10:00", [{"place": "c", "travel": {"by": "car", "minutes": "30"}},
                                *stops("d")]))
    assert order(back.trip) == [["d", "c", "gite"], ["b", "a"]]
    assert [visit.night for visit in back.trip.visits] == [False, False, True, False, False]
    assert [day.visits[0].leg is None for day in back.trip.days] == [True, False]
    assert back.trip.legs[1].minutes == 30
    assert [day.start for day in back.trip.itinerary.days] == [600, 540]
    assert back.sleepless == ()


def test_a_night_at_the_end_begins_the_other_direction() -> None:
    """One comes there in the evening, sleeps, and sets out: a day more."""
    _, back = turned(("09:00", [*stops("a", "b"), {"place": "gite", "arrive": "20:30",
                                                   "stay": "night"}]))
    assert order(back.trip) == [["gite"], ["b", "a"]]
    assert times(back.trip) == ["20:30", "09:15", "10:30"]


def test_a_day_without_a_night_is_told() -> None:
    """Where the route names none, neither does the other direction, and says so."""
    _, back = turned(("09:00", stops("a", "b")),
                     ("09:00", [{"place": "c", "travel": {"by": "car"}}, *stops("d")]))
    assert order(back.trip) == [["d", "c"], ["b", "a"]]
    assert back.sleepless == (1,)


def test_a_gap_between_days_stays_one() -> None:
    """Where nobody says how one comes from an evening to a morning, nobody does the other way."""
    _, back = turned(("09:00", stops("a", "b")), ("09:00", stops("c")), c={"lat": "44.5"})
    assert [visit.leg for visit in back.trip.visits if visit.number == 2] == [None]
    _, back = turned(("09:00", [*stops("a"), {"place": "gite", "stay": "night"}]),
                     ("09:00", stops("c")), c={"lat": "44.5"})
    assert order(back.trip) == [["c", "gite"], ["a"]]
    (gap, _) = back.trip.legs
    assert (gap.by, gap.minutes_estimated) == (None, True)


def test_a_closing_hour_moves_the_start_or_forbids() -> None:
    """What is open in the morning only comes last: one sets out early enough where that is
    possible; where it is not, there is no day."""
    _, back = turned(("09:00", stops("matin", "a")))
    assert (times(back.trip), back.possible) == (["09:00", "10:15"], True)
    _, back = turned(("09:00", stops("matin", "a", "b")))
    assert (times(back.trip), back.possible) == (["08:30", "09:45", "11:00"], True)
    _, back = turned(("09:00", stops("matin", "a", "soir")))
    assert (back.hurdle, back.possible) == (None, False)
    assert back.trip.open_days.blocked


def test_a_fixed_hour_is_kept_unless_hours_decide() -> None:
    """An hour at a place without hours is all that is known of it; at a place whose hours leave no
    doubt it may be another."""
    _, back = turned(("09:00", [*stops("a"), *stops("b", arrive="10:30"), *stops("c")]))
    assert (times(back.trip), back.freed) == (["09:00", "10:30", "11:45"], ())
    hours = {"opening_hours": "Mo-Su 09:00-18:00"}
    _, back = turned(("09:00", [*stops("a"), *stops("b", arrive="10:30"), *stops("c")]), b=hours)
    assert (times(back.trip), back.freed) == (["09:00", "10:15", "11:30"], (2,))


def test_a_fixed_hour_that_cannot_be_kept_is_the_reason() -> None:
    """The last stop of a long day had its hour in the morning: by no start one is there then."""
    late = [{"place": "a", "arrive": "09:00", "stay": "1h"}, *stops("b", "c", "d", stay="3h")]
    _, back = turned(("08:30", late))
    assert back.hurdle is not None
    assert (back.hurdle.why, back.hurdle.number, clock(back.hurdle.limit_min)) == (
        Barrier.LATE, 4, "09:00")
    assert not back.possible


def test_a_market_of_unknown_hours_is_not_moved_to_the_evening() -> None:
    """Its rule says *Saturday* and no more: only the hour chosen for it is known to be one. A
    market whose hours are known is judged by them."""
    day = ("08:00", [*stops("samedi"), *stops("a", "b", "c", stay="3h")])
    _, back = turned(day)
    assert back.hurdle is not None
    assert (back.hurdle.why, back.hurdle.number, clock(back.hurdle.limit_min)) == (
        Barrier.MARKET, 4, "08:00")
    _, back = turned(("08:00", [*stops("samedi"), *stops("a")]))
    assert back.possible
    _, back = turned(("08:00", [*stops("halle"), *stops("a", "b", "c", stay="3h")]))
    assert (back.hurdle, back.possible) == (None, False)


def test_a_day_that_ends_at_dawn_is_none() -> None:
    """A stop that ended in the small hours would begin the next day's."""
    _, back = turned(("20:00", [*stops("a", "b", "c", stay="3h")]))
    assert back.possible  # as the route itself
    _, back = turned(("09:00", [*stops("a", "b"), *stops("c", arrive="23:00", stay="6h")]))
    assert back.hurdle is not None
    assert back.hurdle.why is Barrier.NIGHT


def test_a_meal_at_another_hour_is_left_out() -> None:
    """Lunch stays lunch where it falls at noon; a dinner at ten in the morning is none."""
    _, back = turned(("09:00", [*stops("a"), *stops("b", meal="lunch"), *stops("c", stay="2h"),
                                *stops("d", meal="dinner")]))
    assert times(back.trip)[2] == "12:30"
    assert [visit.meal for visit in back.trip.visits] == [None, None, Meal.LUNCH, None]
    assert back.fasting == (1,)


def test_a_lunch_of_a_quarter_of_an_hour_is_none() -> None:
    """Who would arrive at a quarter past three is promised no lunch there; at half past two, one
    is."""
    for hours, kept in (("5h", None), ("4h15", Meal.LUNCH)):
        _, back = turned(("10:00", [*stops("a", meal="lunch", stay="2h"), *stops("b", stay=hours)]))
        assert [visit.meal for visit in back.trip.visits] == [None, kept]


def test_a_round_is_one_in_both_directions() -> None:
    """It begins and ends where it did."""
    trip, back = turned(("09:00", stops("a", "b", "a")))
    assert is_round(trip)
    assert order(back.trip) == [["a", "b", "a"]]
    assert not is_round(turned(("09:00", stops("a", "d")), d={"lat": "43.9"})[0])


_DAYS = st.lists(st.tuples(
    st.lists(st.sampled_from(("a", "b", "c", "d")), min_size=1, max_size=4), st.booleans()),
    min_size=1, max_size=4)


@settings(max_examples=30, deadline=None)
@given(_DAYS)
def test_there_and_back_is_the_same_way(days: list[tuple[list[str], bool]]) -> None:
    """Whatever the days: each stop and each leg once, in the reverse order; turned twice the stops
    are those of the route, and a day ends at each night."""
    written: list[tuple[str, Sequence[Mapping[str, Any]]]] = [("08:00", [
        *({"place": id, "stay": "20min", **({"travel": {"by": "car", "minutes": "15"}} if d or n
                                             else {})} for n, id in enumerate(ids)),
        *([{"place": "gite", "stay": "night"}] if night else [])]) for d, (ids, night) in enumerate(
            days)]
    trip, back = turned(*written)
    assert [visit.place_id for visit in back.trip.visits] == [
        visit.place_id for visit in reversed(trip.visits)]
    assert len(back.trip.legs) >= len(trip.legs)
    assert sum(leg.km for leg in trip.legs) <= sum(leg.km for leg in back.trip.legs) + 1e-9
    assert all(not visit.night for day in back.trip.days for visit in day.visits[:-1])
    again = other_way(back.trip, atlas_of({**PLACES, **OPEN}))
    assert [visit.place_id for visit in again.trip.visits] == [
        visit.place_id for visit in trip.visits]


@pytest.mark.parametrize("field", ["season", "status"])
def test_season_and_status_hold_both_ways(field: str) -> None:
    """A route closed, or out of season, is so in both directions."""
    value = {"season": {"from": "04-01", "to": "05-31"},
             "status": {"state": "closed", "from": "2026-11-01", "to": "2027-01-31"}}[field]
    atlas = atlas_of(PLACES)
    trip = derive("essai", itinerary_of([("09:00", stops("a", "b"))], **{field: value}), atlas)
    back = other_way(trip, atlas)
    assert back.trip.open_days.starts == trip.open_days.starts
    assert trip.open_days.starts.count < 370


def test_the_morning_in_the_house_of_the_night_is_no_stop_of_the_other_way() -> None:
    """One came to the inn, “walked 0 m in five minutes” and slept there; its desk, shut in the
    morning, kept the whole route from being turned round."""
    inn = {"kind": "lodging", "lat": "43.60", "opening_hours": "Mo-Su 17:00-21:00"}
    trip, back = turned(
        ("09:00", [{"place": "a", "stay": "1h"}, {"place": "inn", "stay": "night"}]),
        ("08:00", [{"place": "inn", "meal": "breakfast", "travel": None},
                   {"place": "b", "stay": "1h", "travel": {"by": "bike", "minutes": "30"}},
                   {"place": "c", "stay": "1h"}]), inn=inn)
    assert [visit.woke for visit in trip.visits] == [False, False, True, False, False]
    assert order(back.trip) == [["c", "b", "inn"], ["a"]]
    assert [visit.number for visit in back.trip.visits] == [1, 2, 3, 4]
    assert [(leg.from_number, leg.to_number, leg.by) for leg in back.trip.legs] == [
        (1, 2, Mode.CAR), (2, 3, Mode.BIKE), (3, 4, Mode.CAR)]
    assert back.possible
    assert back.fasting == ()
