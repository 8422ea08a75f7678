"""What is computed of a route: the clock, distances, emissions, shares, and the days it is open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from math import acos, cos, hypot, pi, radians, sin
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opening_hours import OpeningHours
from pydantic import BaseModel

from helpers.content_sample import COMMUNES, TERRITORIES
from parcours.content.atlas import Atlas
from parcours.content.communes import parse_communes
from parcours.format.choices import Mode
from parcours.format.model import Itinerary, Place, Site, Territories
from parcours.format.parse import Parsed, parse
from parcours.geo.points import LatLon
from parcours.source.read import Source, read_text
from parcours.trip import factors
from parcours.trip.derive import derive
from parcours.trip.trip import Proof, Shape, Trip

SUNDAY = date(2026, 11, 22)
KM_PER_DEGREE = 6371.0088 * pi / 180
"""Along a meridian: 111.195 km."""

M = TypeVar("M", bound=BaseModel)


def arc_km(a: LatLon, b: LatLon) -> float:
    """The length of an arc by the law of cosines, which the program does not use."""
    lat_a, lat_b, turn = radians(a.lat), radians(b.lat), radians(b.lon - a.lon)
    return acos(sin(lat_a) * sin(lat_b) + cos(lat_a) * cos(lat_b) * cos(turn)) * 6371.0088


PLACES = {
    "gare": "{name: Gare, kind: station, commune: '31555', lat: 43.60, lon: 1.44}",
    "musee": "{name: Musée, kind: museum, commune: '31555', lat: 43.61, lon: 1.44, duration: 1h30}",
    "cafe": "{name: Café, kind: restaurant, commune: '31555', lat: 43.611, lon: 1.44}",
    "halle": "{name: Halle, kind: market, commune: '32208', lat: 43.93, lon: 0.62}",
    "gite": "{name: Gîte, kind: lodging, commune: '32208', lat: 43.94, lon: 0.62}",
    "arret": "{name: {fr: Arrêt, en: Halt}, kind: bus-stop, commune: '31069', lat: 43.7, lon: 1.3}",
}

HEAD = """\
title: {fr: Essai, en: Trial}
summary: {fr: Un essai., en: A trial.}
alliance: toulouse-gascogne
themes: [heritage]
difficulty: easy
"""


def made(text: str, kind: type[M], id: str = "essai") -> M:
    """A YAML text as the model reads it."""
    source = read_text(text, f"{id}.yml")
    assert isinstance(source, Source), source
    parsed = parse(source, kind, id)
    assert isinstance(parsed, Parsed), parsed
    return parsed.value


def atlas(places: Mapping[str, str] = MappingProxyType({}), *, today: date = SUNDAY,
          root: Path = Path("nowhere")) -> Atlas:
    """The sample's territories with the places above, and others or the same ones otherwise."""
    joined = made(TERRITORIES, Territories)
    communes, faults = parse_communes(COMMUNES, "communes.csv", joined.territories)
    assert faults == []
    known = {id: made(text, Place, id) for id, text in {**PLACES, **places}.items()}
    return Atlas(root, today, Site.model_validate({}), joined.territories, joined.alliances,
                 communes, known, frozenset(known))


def trip_of(route: str, here: Atlas | None = None) -> Trip:
    return derive("essai", made(HEAD + route, Itinerary), here or atlas())


def clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def times(trip: Trip) -> list[tuple[str, str, str]]:
    """Arrival, start of the visit and departure of each stop."""
    return [(clock(visit.arrival_min), clock(visit.visit_min), clock(visit.departure_min))
            for visit in trip.visits]


# The clock

def test_the_clock_of_a_day() -> None:
    """Legs and stays add up from the day's start; a fixed arrival makes one wait for it."""
    trip = trip_of("""\
days:
  - title: Jour
    start: 09:30
    stops:
      - {place: gare, stay: 15min}
      - {place: musee, travel: {by: walk, minutes: 20}, arrive: 10:30, stay: 2h}
      - {place: cafe, travel: {by: walk, minutes: 5}, stay: 1h15}
""")
    assert times(trip) == [("09:30", "09:30", "09:45"), ("10:05", "10:30", "12:30"),
                           ("12:35", "12:35", "13:50")]
    assert [(leg.departure_min, leg.arrival_min, leg.minutes) for leg in trip.legs] == [
        (585, 605, 20), (750, 755, 5)]
    assert [visit.number for visit in trip.visits] == [1, 2, 3]
    assert [(leg.from_number, leg.to_number) for leg in trip.legs] == [(1, 2), (2, 3)]


def test_a_stay_that_nobody_typed() -> None:
    """Without ``stay`` one stays the place's ``duration``, else half an hour, and at a station or
    a bus stop no time at all."""
    trip = trip_of("""\
days:
  - title: Jour
    start: 10:00
    stops:
      - {place: gare}
      - {place: arret, travel: {by: bus, minutes: 10}}
      - {place: musee, travel: {by: bus, minutes: 10}}
      - {place: cafe, travel: {by: walk, minutes: 10}}
      - {place: musee, travel: {by: walk, minutes: 10}, stay: 20min}
""")
    assert [visit.stay_min for visit in trip.visits] == [0, 0, 90, 30, 20]


def test_a_late_arrival_is_left_visible() -> None:
    """A fixed time that cannot be met does not turn the clock back: the check can see it."""
    trip = trip_of("""\
days:
  - title: Jour
    start: 10:00
    stops:
      - {place: gare}
      - {place: cafe, travel: {by: walk, minutes: 40}, arrive: 10:15}
""")
    assert times(trip)[1] == ("10:40", "10:40", "11:10")


def test_the_second_day_starts_where_one_slept() -> None:
    """A night ends the day; the next one begins at its own hour, travelling from last night's
    place, and stops are numbered on."""
    trip = trip_of("""\
days:
  - title: Un
    start: 09:00
    stops:
      - {place: gare}
      - {place: gite, travel: {by: car, minutes: 90}, stay: night}
  - title: Deux
    start: 08:00
    stops:
      - {place: halle, travel: {by: walk, minutes: 25}, stay: 1h}
      - {place: cafe, travel: {by: car, minutes: 90}}
""")
    gite, halle = trip.visits[1], trip.visits[2]
    assert (gite.night, gite.visit_min, gite.departure_min) == (True, 10 * 60 + 30, 10 * 60 + 30)
    assert times(trip)[2] == ("08:25", "08:25", "09:25")
    assert halle.leg is not None
    assert (halle.leg.from_number, halle.leg.to_number) == (2, 3)
    assert halle.leg.points == (gite.place.position, halle.place.position)
    assert [day.number for day in trip.days] == [1, 2]


def test_a_day_that_starts_on_the_spot_has_no_leg() -> None:
    """The first stop of a day has a leg only where one is written."""
    trip = trip_of("""\
days:
  - {title: Un, start: 09:00, stops: [{place: gare}]}
  - {title: Deux, start: 10:00, stops: [{place: halle}]}
""")
    assert [visit.leg for visit in trip.visits] == [None, None]
    assert times(trip)[1] == ("10:00", "10:00", "10:30")


def test_midnight_can_be_passed() -> None:
    """An evening goes on past midnight: minutes count on from the day's start."""
    trip = trip_of("""\
days:
  - title: Soir
    start: 22:30
    stops:
      - {place: cafe, stay: 1h}
      - {place: musee, travel: {by: walk, minutes: 45}}
""")
    assert [visit.visit_min for visit in trip.visits] == [22 * 60 + 30, 24 * 60 + 15]


@settings(max_examples=150)
@given(start=st.integers(6 * 60, 20 * 60), stops=st.lists(st.tuples(
    st.integers(1, 90), st.none() | st.integers(0, 1439), st.none() | st.integers(1, 180)),
    min_size=1, max_size=5))
def test_the_clock_agrees_with_a_walk_minute_by_minute(
        start: int, stops: list[tuple[int, int | None, int | None]]) -> None:
    """Simulating the traveller one minute at a time gives the same times."""
    lines = [f"      - {{place: cafe{f', stay: {stay}min' if stay else ''}"
             + (f", arrive: {clock(fixed)}" if fixed is not None else "")
             + (f", travel: {{by: walk, minutes: {minutes}}}" if n else "") + "}"
             for n, (minutes, fixed, stay) in enumerate(stops)]
    trip = trip_of(f"days:\n  - title: Jour\n    start: {clock(start)}\n    stops:\n"
                   + "\n".join(lines) + "\n")

    expected: list[tuple[int, int, int]] = []
    todo = [step for n, (minutes, fixed, stay) in enumerate(stops)
            for step in (("go", minutes if n else 0), ("wait", fixed or 0), ("stay", stay or 30))]
    now, arrived, began, spent = start, start, start, 0
    while todo:
        doing, minutes = todo[0]
        if (doing == "wait" and now >= minutes) or (doing != "wait" and spent == minutes):
            if doing == "go":
                arrived = now
            elif doing == "wait":
                began = now
            else:
                expected.append((arrived, began, now))
            todo, spent = todo[1:], 0
        else:
            now, spent = now + 1, spent + 1
    assert [(visit.arrival_min, visit.visit_min, visit.departure_min)
            for visit in trip.visits] == expected


# Distances, minutes, emissions

ONE_LEG = """\
days:
  - title: Jour
    start: 09:00
    stops:
      - {{place: {start}}}
      - {{place: {end}{travel}}}
"""


def leg_of(travel: str, *, start: str = "gare", end: str = "musee", here: Atlas | None = None,
           ) -> tuple[float, bool, int, bool, float]:
    """km, whether estimated, minutes, whether estimated, kg of CO2 of a route's only leg."""
    (leg,) = trip_of(ONE_LEG.format(start=start, end=end, travel=travel and f", travel: {travel}"),
                     here).legs
    return (round(leg.km, 3), leg.km_estimated, leg.minutes, leg.minutes_estimated,
            round(leg.co2_kg, 4))


STRAIGHT = round(0.01 * KM_PER_DEGREE, 3)  # from the station to the museum: 1.112 km


@pytest.mark.parametrize(("by", "minutes"), [
    ("walk", 20),  # 1.39 km of path at 4.5 km/h: 18.5
    ("bike", 10),  # 5.6
    ("e-bike", 10),  # 5.2
    ("metro", 10),  # 3.5 and 5 to the platform
    ("tram", 10),  # 4.8 and 5
    ("bus", 20),  # 5.2 and 10
    ("coach", 15),  # 2.1 and 10
    ("on-demand", 15),  # 2.3 and 10
    ("train", 15),  # 1.4 and 10
    ("car", 5), ("electric-car", 5), ("carpool", 5),  # 1.9, at least five
    ("boat", 15),  # 10.8
])
def test_minutes_that_nobody_typed(by: str, minutes: int) -> None:
    """Where no minutes are given they are estimated: the straight line, longer by the detour that
    was measured for the means, at the usual speed, with the wait on the platform, rounded up to
    five. And it is marked."""
    assert leg_of(f"{{by: {by}}}")[:4] == (STRAIGHT, True, minutes, True)


def test_minutes_that_were_typed() -> None:
    """Given minutes are taken as they are, and not called an estimate."""
    assert leg_of("{by: bus, minutes: 7}")[:4] == (STRAIGHT, True, 7, False)


PER_KM = {"walk": 0.0, "bike": 0.00017, "e-bike": 0.01095, "metro": 0.00444, "tram": 0.00428,
          "bus": 0.12242, "coach": 0.03756, "on-demand": 0.142253, "train": 0.02769,
          "car": 0.142253, "electric-car": 0.0673653, "carpool": 0.0711265}
"""kg CO2e a kilometre, as ADEME publishes them; a carpool shares a car between two."""


@pytest.mark.parametrize("by", [mode.value for mode in Mode])
def test_emissions_of_each_means(by: str) -> None:
    """A leg emits its kilometres times ADEME's factor; a boat has none, and that is said."""
    trip = trip_of(ONE_LEG.format(start="gare", end="halle",
                                  travel=f", travel: {{by: {by}, km: 100, minutes: 90}}"))
    (leg,) = trip.legs
    assert (leg.km, leg.km_estimated) == (100.0, False)
    assert leg.co2_kg == pytest.approx(100 * PER_KM.get(by, 0.0), abs=1e-9)
    assert leg.co2_known is (by in PER_KM)
    assert trip.car_free is (by not in ("car", "electric-car", "carpool"))


def test_a_straight_line_emits_as_the_longer_road_does() -> None:
    """Where only the straight line is known, the road is taken to be a quarter longer, and the
    page still shows the line that was measured."""
    km, estimated, _, _, co2 = leg_of("{by: car, minutes: 5}")
    assert (km, estimated) == (STRAIGHT, True)
    assert co2 == round(0.01 * KM_PER_DEGREE * 1.4 * 0.142253, 4)


def test_a_leg_that_nobody_described() -> None:
    """Without ``travel`` one walks to what is near; farther off the means is not made up, nor are
    emissions. The time is that of the road, marked as an estimate: nobody is there at once."""
    assert leg_of("", start="musee", end="cafe") == (0.111, True, 5, True, 0.0)
    trip = trip_of(ONE_LEG.format(start="gare", end="halle", travel=""))
    (leg,) = trip.legs
    assert (leg.by, leg.minutes_estimated, leg.co2_kg, leg.co2_known) == (None, True, 0.0, False)
    assert leg.minutes == 130
    assert trip.car_free is False
    assert trip.visits[1].arrival_min == 9 * 60 + 130


@pytest.mark.parametrize(("by", "through", "km"), [
    (Mode.WALK, False, 13.0), (Mode.BIKE, False, 14.0), (Mode.CAR, False, 14.0),
    (Mode.TRAIN, False, 12.8), (Mode.TRAIN, True, 11.5), (Mode.COACH, True, 14.0)])
def test_a_way_is_longer_than_its_line(by: Mode, through: bool, km: float) -> None:
    """By the ratios that were measured; a railway through its stations strays less."""
    assert round(factors.way_km(by, 10, through=through), 6) == km


def test_a_line_through_the_places_it_passes() -> None:
    """``via`` shapes the line, measures it, and names what is passed in the site's language."""
    trip = trip_of(ONE_LEG.format(start="gare", end="cafe",
                                  travel=", travel: {by: train, via: [arret, halle]}"))
    (leg,) = trip.legs
    assert leg.shape is Shape.VIA
    assert leg.points == (LatLon(43.6, 1.44), LatLon(43.7, 1.3), LatLon(43.93, 0.62),
                          LatLon(43.611, 1.44))
    assert [name.in_lang("fr") for name in leg.via] == ["Arrêt", "Halle"]
    assert leg.km == pytest.approx(sum(map(arc_km, leg.points, leg.points[1:])))
    assert leg.km_estimated is True


def gpx(points: list[tuple[float, float]]) -> str:
    inside = "".join(f'<trkpt lat="{lat}" lon="{lon}"/>' for lat, lon in points)
    return (f'<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1"><trk>'
            f"<trkseg>{inside}</trkseg></trk></gpx>")


def test_a_recorded_path_is_followed_and_measured_whole(tmp_path: Path) -> None:
    """A track gives the line and its true length; the line lies within five metres of it with
    both ends kept, and its length is measured before that."""
    zigzag = [(43.6 + 0.01 * n / 1000, 1.44 + 0.00003 * (n % 2)) for n in range(1001)]
    (tmp_path / "a.gpx").write_text(gpx(zigzag), "utf-8")
    (leg,) = trip_of(ONE_LEG.format(start="gare", end="musee",
                                    travel=", travel: {by: bike, track: a.gpx}"),
                     atlas(root=tmp_path)).legs
    across = 0.00003 * KM_PER_DEGREE * 0.7241  # the cosine of 43.605°
    ahead = 0.00001 * KM_PER_DEGREE
    assert leg.shape is Shape.TRACK
    assert leg.km == pytest.approx(1000 * hypot(across, ahead), rel=1e-3)
    assert leg.km_estimated is False
    assert leg.points == (LatLon(*zigzag[0]), LatLon(*zigzag[-1]))
    assert leg.pieces == (leg.points,)
    # 2.65 km at 15 km/h, without a detour: the path is the real one
    assert leg.minutes == 15
    assert leg.co2_kg == pytest.approx(leg.km * 0.00017)


def test_a_computed_path_is_not_a_surveyed_one(tmp_path: Path) -> None:
    """What a program found on a map is drawn and measured, and stays what it is."""
    (tmp_path / "a.gpx").write_text(gpx([(43.6, 1.44), (43.605, 1.441), (43.61, 1.44)]).replace(
        'creator="x"', 'creator="GraphHopper"'), "utf-8")
    (leg,) = trip_of(ONE_LEG.format(start="gare", end="musee",
                                    travel=", travel: {by: bike, track: a.gpx}"),
                     atlas(root=tmp_path)).legs
    assert leg.shape is Shape.COMPUTED
    assert leg.km_estimated is False


def test_a_sketch_is_no_path(tmp_path: Path) -> None:
    """Three points kilometres apart are straight lines: the leg is drawn and estimated as if there
    were none."""
    (tmp_path / "a.gpx").write_text(gpx([(43.6, 1.44), (43.63, 1.47), (43.66, 1.44)]), "utf-8")
    (leg,) = trip_of(ONE_LEG.format(start="gare", end="musee",
                                    travel=", travel: {by: bike, track: a.gpx}"),
                     atlas(root=tmp_path)).legs
    assert (leg.shape, leg.track, leg.km_estimated) == (Shape.STRAIGHT, None, True)
    assert len(leg.points) == 2


def test_typed_kilometres_stand_before_the_track(tmp_path: Path) -> None:
    """``km`` is what a signpost says: it is neither measured anew nor called an estimate."""
    (tmp_path / "a.gpx").write_text(gpx([(43.6, 1.44), (43.61, 1.44)]), "utf-8")
    assert leg_of("{by: bike, track: a.gpx, km: 3}", here=atlas(root=tmp_path))[:2] == (3.0, False)


def test_the_map_s_frame_holds_every_line(tmp_path: Path) -> None:
    """A route's bounds hold its stops and also the bends of its tracks."""
    (tmp_path / "a.gpx").write_text(gpx([(43.6, 1.44), (43.595, 1.445), (43.6, 1.45),
                                      (43.605, 1.445), (43.61, 1.44)]), "utf-8")
    trip = trip_of(ONE_LEG.format(start="gare", end="musee",
                                  travel=", travel: {by: bike, track: a.gpx}"),
                   atlas(root=tmp_path))
    assert trip.bounds == (1.44, 43.595, 1.45, 43.61)


# What each side gets

def test_shares_of_both_sides() -> None:
    """Stops, minutes and nights are counted by the territory a place lies in, and the fractions
    of both sides add up to one."""
    trip = trip_of("""\
days:
  - title: Jour
    start: 09:00
    stops:
      - {place: musee, stay: 2h}
      - {place: cafe, travel: {by: walk, minutes: 5}, stay: 1h}
      - {place: halle, travel: {by: car, minutes: 90}, stay: 1h}
      - {place: gite, travel: {by: walk, minutes: 20}, stay: night}
""")
    assert [(share.side.id, share.stops, share.minutes, share.nights, share.minutes_fraction)
            for share in trip.shares] == [
        ("toulouse-metropole", 2, 180, 0, 0.75),
        ("portes-de-gascogne", 2, 60, 1, 0.25)]


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(sorted(PLACES)),
                          st.sampled_from(["", "10min", "1h", "3h", "night"])),
                min_size=1, max_size=8))
def test_shares_always_add_up_to_one(stops: list[tuple[str, str]]) -> None:
    """Whatever the stops, even with no minute on the spot, fractions add up to one."""
    trip = trip_of("days:\n  - title: Jour\n    start: 06:00\n    stops:\n" + "".join(
        f"      - {{place: {place}{f', stay: {stay}' if stay else ''}}}\n"
        for place, stay in stops))
    assert sum(share.minutes_fraction for share in trip.shares) == pytest.approx(1)
    assert sum(share.stops for share in trip.shares) == len(stops)


# The days on which it can be done

def starts(trip: Trip, days: int = 14) -> str:
    """The coming days as a line of weekday letters, a dot where one cannot set out."""
    first = trip.open_days.first
    return "".join("LMMJVSD"[day.weekday()] if day in trip.open_days.starts else "."
                   for n in range(days) if (day := first + timedelta(n)))


def place(id: str, hours: str = "", more: str = "") -> dict[str, str]:
    """One of the places above with opening hours or other fields."""
    rule = f', opening_hours: "{hours}"' if hours else ""
    return {id: PLACES[id].removesuffix("}") + rule + (f", {more}" if more else "") + "}"}


def visit(place: str, at: str = "10:00", stay: str = "1h", more: str = "") -> str:
    return (f"days:\n  - title: Jour\n    start: {at}\n    stops:\n"
            f"      - {{place: {place}, stay: {stay}{more}}}\n")


AFTER = "      - {place: cafe, stay: 1h, travel: {by: car, minutes: 10}}\n"


def test_a_route_without_known_hours_is_open_every_day() -> None:
    """Where nothing is known nothing is ruled out, and it is told that nothing was proved."""
    trip = trip_of(visit("halle"))
    assert starts(trip) == "DLMMJVSDLMMJVS"
    assert trip.open_days.proof == Proof(unknown=1)
    assert trip.open_days.next_start == SUNDAY


def test_market_days() -> None:
    """A route through a Friday market can start on Fridays only."""
    trip = trip_of(visit("halle"), atlas(place("halle", "Fr 08:00-13:00")))
    assert starts(trip) == ".....V......V."
    assert trip.open_days.next_start == date(2026, 11, 27)
    assert trip.open_days.proof == Proof(told=1)


def test_a_stop_on_the_second_day_shifts_the_start() -> None:
    """A museum closed on Monday and seen on the second day forbids setting out on Sunday."""
    trip = trip_of("""\
days:
  - {title: Un, start: 09:00, stops: [{place: halle, stay: 1h}, {place: gite, stay: night}]}
  - {title: Deux, start: 10:00, stops: [{place: musee, stay: 2h}]}
""", atlas(place("musee", "Tu-Su 10:00-18:00")))
    assert starts(trip) == ".LMMJVS.LMMJVS"


def test_both_days_restrict() -> None:
    """A Friday market on the first day and a museum closed on weekends on the second: no day."""
    here = atlas(place("halle", "Fr 08:00-13:00") | place("musee", "Mo-Fr 10:00-18:00"))
    trip = trip_of("""\
days:
  - {title: Un, start: 09:00, stops: [{place: halle, stay: 1h}]}
  - {title: Deux, start: 10:00, stops: [{place: musee, stay: 2h}]}
""", here)
    assert not trip.open_days.starts
    assert trip.open_days.next_start is None


def test_the_last_days_of_the_horizon_look_past_it() -> None:
    """A route that sets out on the last of the 400 days is asked of its later days as well."""
    trip = trip_of("""\
days:
  - {title: Un, start: 09:00, stops: [{place: gite, stay: night}]}
  - {title: Deux, start: 09:00, stops: [{place: gite, stay: night}]}
  - {title: Trois, start: 10:00, stops: [{place: halle, stay: 1h}]}
""", atlas(place("halle", "2026 Nov 25,2027 Dec 28 08:00-13:00")))
    assert [(day - SUNDAY).days for day in trip.open_days.starts] == [1, 399]


@pytest.mark.parametrize(("at", "stay", "open_"), [
    ("10:00", "8h", True), ("09:59", "1h", False), ("17:00", "1h", True), ("17:01", "1h", False),
    ("11:30", "1h", True)])
def test_open_during_the_whole_stay(at: str, stay: str, open_: bool) -> None:
    """A visit counts only when the place is open from its first to its last minute."""
    trip = trip_of(visit("musee", at, stay), atlas(place("musee", "Mo-Su 10:00-18:00")))
    assert (SUNDAY in trip.open_days.starts) is open_


def test_closed_at_noon() -> None:
    """A stay across a midday break is not possible; one that ends with the morning is."""
    here = atlas(place("musee", "Mo-Su 10:00-12:00,14:00-18:00"))
    assert SUNDAY in trip_of(visit("musee", "11:00", "1h"), here).open_days.starts
    assert SUNDAY not in trip_of(visit("musee", "11:30", "1h"), here).open_days.starts


def test_after_midnight() -> None:
    """An evening that ends at one in the morning fits a place open until two."""
    here = atlas(place("cafe", "Fr 20:00-02:00"))
    assert starts(trip_of(visit("cafe", "23:00", "2h"), here)) == ".....V......V."
    assert starts(trip_of(visit("cafe", "23:00", "4h"), here)) == "." * 14


def test_a_night_asks_for_a_day_on_which_it_opens_at_all() -> None:
    """One sleeps in a house that opens that day, whatever its hours."""
    trip = trip_of(visit("gite", "22:00", "night"), atlas(place("gite", "We 15:00-19:00")))
    assert starts(trip) == "...M......M..."  # Wednesdays: « mercredi »


def test_public_holidays_are_those_of_france() -> None:
    """``PH off`` closes on Christmas and on 1 January."""
    trip = trip_of(visit("musee"), atlas(place("musee", "Mo-Su 09:00-18:00; PH off"),
                                         today=date(2026, 12, 23)))
    assert starts(trip, 11) == "MJ.SDLMMJ.S"


def test_an_optional_stop_does_not_restrict() -> None:
    """A stop that one may skip keeps nobody from setting out."""
    here = atlas(place("halle", "Fr 08:00-13:00"))
    assert starts(trip_of(visit("halle", more=", optional: yes") + AFTER, here)) == "DLMMJVSDLMMJVS"


SEASON_FROM = date(2026, 11, 12)


@pytest.mark.parametrize(("season", "open_"), [
    ("{from: 11-15, to: 11-18}", "...DLMM......."),  # within the year, both days included
    ("{from: 11-24, to: 11-14}", "JVS.........MM"),  # wraps the year
    ("{from: 04-01, to: 10-31}", ".............."),
])
def test_seasons(season: str, open_: str) -> None:
    """A season counts both its days and may run over New Year."""
    trip = trip_of(f"season: {season}\n" + visit("halle"), atlas(today=SEASON_FROM))
    assert starts(trip) == open_


def test_the_29th_of_february_ends_a_season_in_any_year() -> None:
    """A season until 29 February ends on 28 February where there is no other."""
    trip = trip_of("season: {from: 02-25, to: 02-29}\n" + visit("halle"),
                   atlas(today=date(2027, 2, 24)))
    assert starts(trip, 8) == ".JVSD..."


CLOSURES = [
    ("{state: closed, from: 2026-11-24, to: 2026-11-26}", "DL...VSDLMMJVS"),
    ("{state: works, from: 2026-11-24, to: 2026-11-26}", "DL...VSDLMMJVS"),
    ("{state: closed, to: 2026-11-24}", "...MJVSDLMMJVS"),
    ("{state: closed, from: 2026-11-30}", "DLMMJVSD......"),
    ("{state: closed}", ".............."),
    ("{state: closed, from: 2026-01-01, to: 2026-11-21}", "DLMMJVSDLMMJVS"),
    ("{state: closed, from: 2028-01-01}", "DLMMJVSDLMMJVS"),
    ("{state: open, from: 2026-11-24, to: 2026-11-26}", "DLMMJVSDLMMJVS"),
]


@pytest.mark.parametrize(("status", "open_"), CLOSURES)
def test_dated_closures_of_a_place(status: str, open_: str) -> None:
    """A closure or works at a stop forbid their days, both included; they lapse by themselves."""
    assert starts(trip_of(visit("halle"), atlas(place("halle", more=f"status: {status}")))) == open_


@pytest.mark.parametrize(("status", "open_"), CLOSURES)
def test_dated_closures_of_a_route(status: str, open_: str) -> None:
    """The same for the whole route."""
    assert starts(trip_of(f"status: {status}\n" + visit("halle"))) == open_


def test_a_closure_of_an_optional_stop_does_not_restrict() -> None:
    """Works at a stop that one may skip keep nobody from setting out."""
    here = atlas(place("halle", more="status: {state: works}"))
    assert starts(trip_of(visit("halle", more=", optional: yes") + AFTER, here)) == "DLMMJVSDLMMJVS"


RULES = ["", "Fr 08:00-13:00", "Tu-Su 10:00-18:00", "Mo-Fr 09:00-12:00,14:00-18:00",
         "Mo-Su 10:00-12:00,12:00-14:00", "Apr-Oct Mo-Su 10:00-19:00; PH off",
         "We[1] 14:00-18:00", "Fr-Sa 18:00-02:00", "24/7", "Nov-Mar off; Mo-Su 08:00-20:00",
         "2026 Dec 24-2027 Jan 04 off; Mo-Su 06:00-23:00"]
FIRST_DAYS = st.dates(date(2026, 11, 1), date(2027, 4, 1))


@settings(max_examples=80)
@given(first=FIRST_DAYS, days=st.lists(st.tuples(
    st.integers(7 * 60, 23 * 60), st.lists(st.tuples(
        st.integers(0, len(RULES) - 1), st.integers(15, 200), st.booleans()),
        min_size=1, max_size=2)), min_size=1, max_size=3))
def test_open_days_agree_with_asking_minute_by_minute(
        first: date, days: list[tuple[int, list[tuple[int, int, bool]]]]) -> None:
    """For any route, a day is possible exactly when every minute of every stay is open, asked one
    by one of the reader of opening hours."""
    names = list(PLACES)
    written = "days:\n"
    places: dict[str, str] = {}
    plan: list[tuple[int, str, int, int]] = []
    skipped: list[tuple[int, str, int, int]] = []
    for d, (start, stops) in enumerate(days):
        written += f"  - title: Jour\n    start: {clock(start)}\n    stops:\n"
        now = start
        for s, (rule, stay, optional) in enumerate(stops):
            id = names[2 * d + s]
            places |= place(id, RULES[rule])
            leg = 10 if s else 0
            written += (f"      - {{place: {id}, stay: {stay}min, optional: "
                        f"{'yes' if optional else 'no'}"
                        + (", travel: {by: car, minutes: 10}" if s else "") + "}\n")
            (skipped if optional else plan).append((d, RULES[rule], now + leg, now + leg + stay))
            now += leg + stay
    trip = trip_of(written, atlas(places, today=first))

    readers = {rule: OpeningHours(rule, country="FR") for rule in RULES if rule}
    for offset in range(0, 60, 3):
        midnight = datetime.combine(first + timedelta(offset), datetime.min.time())
        # each stop may be skipped, and not all of them
        possible = (all if plan else any)(
            all(readers[rule].is_open(midnight + timedelta(days=day, minutes=minute))
                for minute in range(begin, end)) if rule else True
            for day, rule, begin, end in plan or skipped)
        assert (midnight.date() in trip.open_days.starts) is possible, (offset, plan)
