"""A route that can be done on no day, or not on some, and the one change that mends it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers.content_sample import (
    GARDEN,
    GARDEN_FILE,
    MUSEUM_FILE,
    ROUTE_FILE,
    TODAY,
    check,
    edited,
    write_sample,
)
from helpers.planning import atlas_of, clock, itinerary_of, trip_of
from parcours.checks.days import (
    closed_on_visit,
    never_open,
    never_open_then,
    too_late_for_the_night,
)
from parcours.checks.remedies import Remedy, remedies
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Severity
from parcours.format.model import Season
from parcours.format.parse import Parsed
from parcours.i18n.language import language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render.exports import ical
from parcours.source.read import Source, read_text
from parcours.trip.open_days import shut
from parcours.trip.trip import Trip, Visit

Stops = Sequence[Mapping[str, Any]]
Days = Sequence[tuple[str, Stops]]


def source_of(days: Days) -> Source:
    """A text with a line for each day and for each stop, at the places the checks point at."""
    lines = ["title: Essai", "days:"]
    for start, stops in days:
        lines += [f"  - start: {start}", "    stops:"]
        lines += [f"      - place: {stop['place']}" for stop in stops]
    source = read_text("\n".join(lines) + "\n", "essai.yml")
    assert isinstance(source, Source)
    return source


def found_in(atlas: Atlas, days: Days, **fields: Any) -> list[Diagnostic]:
    """What the rules about open days say of a route."""
    trip = trip_of(atlas, days, **fields)
    parsed = Parsed("essai", trip.itinerary, source_of(days))
    return [*never_open(trip, parsed, atlas), *closed_on_visit(trip, parsed, atlas),
            *never_open_then(trip, parsed, atlas), *too_late_for_the_night(trip, parsed, atlas)]


def said(found: Sequence[Diagnostic]) -> list[tuple[str, int, str]]:
    return [(one.code, one.span.line, one.message.fr) for one in found]


def hint(found: Sequence[Diagnostic]) -> str:
    (only,) = found
    assert only.hint is not None
    return only.hint.fr


def places(**rules: str) -> Atlas:
    """Places by name with their opening hours; without, where the rule is empty."""
    return atlas_of({id: {"opening_hours": rule} if rule else {} for id, rule in rules.items()})


def stop(place: str, **fields: str) -> dict[str, str]:
    return {"place": place, "stay": "1h", **fields}


# A stop that one may skip

@pytest.mark.parametrize(("rule", "remedy"), [
    ("Mo-Su 14:00-18:00", ("changez l’heure ou la durée de cette étape, ou retirez-la",
                           "change the hour or the length of this stop, or remove it")),
    ("Jan-Mar Sa 10:00-12:00", ("retirez cette étape, ou changez-en le jour",
                                "remove this stop, or change its day"))])
def test_a_stop_that_one_may_skip_and_that_is_never_open_is_told(
        rule: str, remedy: tuple[str, str]) -> None:
    """No day depends on it, and who is offered it stands before a closed door, whatever the day."""
    route = [("10:00", [stop("a"), stop("b", optional="yes")])]
    (found,) = found_in(places(a="Apr-Oct Mo-Su 09:00-18:00", b=rule), route)
    assert (found.code, found.message.fr, found.message.en) == (
        "closed-on-visit",
        f"b, étape facultative, n’est ouvert de 11:15 à 12:15 aucun des jours où l’on peut partir "
        f"({rule})",
        f"b, an optional stop, is open from 11:15 to 12:15 on none of the days on which one can "
        f"set out ({rule})")
    assert found.hint is not None
    assert (found.hint.fr, found.hint.en) == remedy


def test_a_stop_that_one_may_skip_and_that_is_closed_is_told(tmp_path: Path) -> None:
    """A status closes it, whatever its hours: the check blames both, and the page says of each of
    the days that it is not open, not of some."""
    garden = GARDEN + "status: {state: closed, from: 2027-01-01}\n"
    (found,) = check(write_sample(tmp_path, **{
        **edited(ROUTE_FILE, "optional: no", "optional: yes"), GARDEN_FILE: garden}))
    assert found.code == "closed-on-visit"
    assert found.message.en.endswith("(its status and hours)")
    trip, _ = read_trip(tmp_path / ROUTE_FILE, read_shared(tmp_path, TODAY).atlas)
    assert trip is not None
    assert shut(trip.visits[3], 1, trip.open_days) == trip.open_days.starts
    bare = replace(trip.visits[3], place=trip.visits[3].place.model_copy(update={
        "opening_hours": None}))
    days = replace(trip.days[1], visits=(trip.visits[2], bare, trip.visits[4]))
    diary = ical.render(replace(trip, days=(trip.days[0], days)), language_of("en"), "")
    assert "Not open during the whole planned visit." in diary.replace("\r\n ", "")


@pytest.mark.parametrize("rule", ["Sa 10:00-18:00", "Sa", "", "Mo-Su 10:00-18:00"])
def test_a_stop_that_one_may_skip_is_open_on_some_day(rule: str) -> None:
    """One goes on the days on which it opens; the page says which."""
    assert not found_in(places(a="", b=rule), [("10:00", [stop("a"), stop("b", optional="yes")])])


# No day at all

def test_an_hour_earlier_or_later_to_set_out() -> None:
    """The day is moved by as little as will do, and by a quarter of an hour at least."""
    found = found_in(places(a="", b="Mo-Su 12:00-18:00"), [("10:00", [stop("a"), stop("b")])])
    assert said(found) == [("never-open", 6, "b n’est jamais ouvert de 11:15 à 12:15 "
                                             "(Mo-Su 12:00-18:00)")]
    assert hint(found) == "écrivez start: 10:45 pour la journée 1"


def test_an_hour_to_be_there() -> None:
    """Where the other stops do not bear another hour, one waits at this one's door."""
    found = found_in(places(a="Mo-Su 10:00-11:00", b="Mo-Su 12:00-18:00"),
                     [("10:00", [stop("a"), stop("b")])])
    assert hint(found) == "écrivez arrive: 12:00 à l’étape 2"


def test_two_stops_exchanged() -> None:
    """A museum open in the morning and one open in the afternoon, the wrong way round."""
    found = found_in(places(a="", b="Mo-Su 13:00-18:00", c="", d="Mo-Su 09:00-12:00"),
                     [("09:30", [stop(one) for one in "abcd"])])
    assert hint(found) == "inversez les étapes 2 et 4, et revoyez leurs trajets"


def test_a_stop_to_be_left_to_choice() -> None:
    """Where no hour and no order will do, the stop that spoils it can be made optional."""
    found = found_in(places(a="Mo 10:00-18:00", b="Fr 10:00-18:00"),
                     [("10:00", [stop("a"), stop("b")])])
    assert said(found) == [("never-open", 6, "b n’est jamais ouvert de 11:15 à 12:15 (Fr "
                                             "10:00-18:00) les jours où a l’est")]
    assert hint(found) == "rendez l’étape 2 facultative (optional: yes)"


def test_where_no_single_change_is_enough() -> None:
    """Nothing is offered that does not work."""
    found = found_in(places(a="off", b="off"), [("10:00", [stop("a"), stop("b")])])
    assert hint(found) == (
        "retirez cette étape, ou corrigez les horaires de ce lieu (opening_hours)")


def test_the_hour_is_to_blame_where_the_place_opens_every_day() -> None:
    """Another day would not open a museum at night: the hour is to be changed."""
    found = found_in(places(a="Mo-Su 03:00-04:00", b="Mo-Su 03:00-04:00"),
                     [("20:00", [stop("a"), stop("b")])])
    assert hint(found) == "changez l’heure ou la durée de cette étape, ou retirez-la"


def test_the_season_of_the_route_is_to_blame_and_no_other_stop() -> None:
    """A garden of the winter on a route of the summer: it is open on days of the museum."""
    summer = Season.model_validate({"from": "06-01", "to": "08-31"})
    for first in ("", "Tu-Su 10:00-18:00"):
        found = found_in(places(a=first, b="Nov-Feb 10:00-16:00"),
                         [("10:00", [stop("a"), stop("b")])], season=summer)
        assert said(found) == [(
            "never-open", 6, "b n’est jamais ouvert de 11:15 à 12:15 (Nov-Feb 10:00-16:00) les "
                             "jours que laissent la saison et l’état de l’itinéraire")]


def test_no_stop_is_blamed_for_what_several_do_together() -> None:
    """Each shares a day with the third, and both together none."""
    found = found_in(
        places(a="Mo,Tu 10:00-18:00", b="Tu,We 10:00-18:00", c="Mo,We 10:00-18:00"),
        [("10:00", [stop("a"), stop("b"), stop("c")])])
    assert ("c n’est jamais ouvert de 12:30 à 13:30 (Mo,We 10:00-18:00) les jours où les étapes "
            "d’avant le sont") in found[0].message.fr


CAR = {"by": "car"}  # without minutes: ours are an estimate


def far(place: str, **fields: Any) -> dict[str, Any]:
    return {"place": place, "stay": "1h", "travel": CAR, **fields}


def far_apart(**rules: str) -> Atlas:
    """Places some thirty kilometres from one another, with their opening hours."""
    return atlas_of({id: {"lat": str(43.6 + n / 4), **({"opening_hours": rule} if rule else {})}
                     for n, (id, rule) in enumerate(rules.items())})


@pytest.mark.parametrize(("rules", "blamed"), [
    ({"a": "", "b": "Mo-Su 13:00-18:00"}, "b"),
    ({"a": "Mo-Su 10:00-18:00", "b": "Mo-Su 11:00-12:20"}, "b"),
    ({"a": "Mo", "b": "Mo 13:00-18:00, Tu 10:00-18:00"}, "b")])
def test_a_guess_of_ours_is_no_error(rules: dict[str, str], blamed: str) -> None:
    """Nobody wrote the minutes: the way may be faster or slower, and the door open then."""
    (one,) = found_in(far_apart(**rules), [("10:00", [stop("a"), far("b")])])
    assert (one.code, one.severity) == ("closed-on-visit", Severity.WARNING)
    assert one.message.fr.startswith(
        f"d’après notre estimation des trajets, {blamed} n’est jamais ouvert de ")
    assert "(heures estimées)" in one.message.fr
    assert one.hint is not None
    assert one.hint.fr == (
        "si vous connaissez les minutes du trajet vers l’étape 2, écrivez-les (minutes)")


def test_the_stop_at_an_estimated_hour_is_named_and_not_the_one_that_has_its_days() -> None:
    """The last stop has a fixed hour: it is the second that the estimate shuts on its days."""
    (one,) = found_in(far_apart(a="", b="Mo 13:00-18:00; Tu 10:00-18:00", c="Mo"), [
        ("10:00", [stop("a"), far("b"), far("c", arrive="19:30")])])
    assert one.code == "closed-on-visit"
    assert one.message.fr.startswith("d’après notre estimation des trajets, b n’est jamais ouvert")
    assert "les jours où les autres étapes le sont" in one.message.fr


@pytest.mark.parametrize("rule", [
    "off", "Mo-Su 07:00-09:00", "Mo-Su 13:00-13:30", "Mo-Su 10:00-11:10"])
def test_what_no_speed_could_mend_stays_an_error(rule: str) -> None:
    """A door that is shut all day, before one sets out, or sooner than anybody could be there, or
    open for less than the stay."""
    (one,) = found_in(far_apart(a="", b=rule), [("10:00", [stop("a"), far("b")])])
    assert one.code == "never-open"


def test_stops_to_skip_that_an_estimate_shuts_are_no_error() -> None:
    (one,) = found_in(far_apart(a="Mo-Su 06:00-07:00", b="Mo-Su 13:00-18:00"), [
        ("10:00", [stop("a", optional="yes"), far("b", optional="yes")])])
    assert one.code == "closed-on-visit"
    assert "aucune étape n’est jamais ouverte à l’heure prévue" in one.message.fr


def test_a_night_has_no_hours_in_the_message() -> None:
    """One sleeps where it opens that day, whenever."""
    found = found_in(places(a="off"), [("10:00", [stop("a", stay="night")])])
    assert said(found) == [("never-open", 5, "a n’est jamais ouvert (off)")]


def test_a_few_days_are_no_remedy_where_many_can_be_had() -> None:
    """Noon is open all year, a quarter past ten on 14 July alone: noon is offered, though it is
    farther from ten."""
    found = found_in(places(a="Mo-Su 12:00-14:00; Jul 14 10:15-14:00"), [("10:00", [stop("a")])])
    assert hint(found) == "écrivez start: 12:00 pour la journée 1"
    found = found_in(places(a="Jul 14 10:15-14:00"), [("10:00", [stop("a")])])
    assert hint(found) == "écrivez start: 10:15 pour la journée 1"


def test_meals_stay_at_their_hours() -> None:
    """No remedy puts a lunch into the evening."""
    atlas = places(a="", b="Mo-Su 15:00-18:00")
    found = found_in(atlas, [("12:00", [stop("a", meal="lunch"), stop("b")])])
    assert hint(found) == "écrivez start: 13:45 pour la journée 1"
    found = found_in(places(a="", b="Mo-Su 17:30-19:00"),
                     [("12:00", [stop("a", meal="lunch"), stop("b")])])
    assert "start" not in hint(found)


# Some days of the week

def test_the_weekdays_and_the_stop_to_blame() -> None:
    """On which days of the week it is closed, told of the day of the visit."""
    found = found_in(places(a="", b="We-Su 10:00-18:00"),
                     [("10:00", [stop("a", stay="night")]), ("10:00", [stop("b")])])
    assert said(found) == [("closed-on-visit", 8, "b n’est pas ouvert le lundi et le mardi "
                                                  "à l’heure de la visite (10:00–11:00)")]
    assert hint(found) == "dites dans le résumé de partir du mardi au samedi"


def test_a_night_has_no_hours_of_a_visit() -> None:
    """An inn that rests on Sundays: one does not sleep there *from 11:15 to 11:15*."""
    found = found_in(places(a="", b="Mo-Sa 17:00-21:00"),
                     [("10:00", [stop("a"), stop("b", stay="night")]), ("10:00", [stop("a")])])
    assert said(found) == [("closed-on-visit", 6, "b n’est pas ouvert le dimanche")]


def test_who_comes_after_the_reception_closed_is_told_of() -> None:
    """From noon on one is under way until half past nine in the evening; the desk closes at seven.
    """
    found = found_in(places(a="", b="Mo-Su 16:00-19:00"),
                     [("12:00", [stop("a", stay="9h15"), stop("b", stay="night")])])
    assert said(found) == [("closed-on-visit", 6, (
        "on dort à cette étape, et l’on y arrive à 21:30, après la fin des horaires de b "
        "(Mo-Su 16:00-19:00)"))]


@pytest.mark.parametrize("rule", [
    "Mo-Su 07:00-10:00,16:00-23:00", "24/7", "Mo-Su", "Mo-Su 16:00+", "Mo-Su 16:00-02:00",
    "Mo-Fr 16:00-19:00; Sa 16:00-22:00", 'Mo-Su 16:00-19:00; Mo-Su 19:00-23:00 "on request"'])
def test_where_one_may_come_late_nothing_is_told(rule: str) -> None:
    """Hours that go on, on some day at least; or no hours at all."""
    found = found_in(places(a="", b=rule),
                     [("12:00", [stop("a", stay="9h15"), stop("b", stay="night")])])
    assert [one for one in said(found) if "dort" in one[2]] == []


def test_who_comes_before_the_reception_opens_waits() -> None:
    """At noon nobody is there yet, and that is no fault."""
    found = found_in(places(a="", b="Mo-Su 16:00-19:00"),
                     [("10:00", [stop("a"), stop("b", stay="night")])])
    assert found == []


def test_a_stop_open_on_few_days() -> None:
    """The days on which it is open are the shorter thing to say."""
    found = found_in(places(a="Th,Su 10:00-18:00"), [("10:00", [stop("a")])])
    assert said(found) == [("closed-on-visit", 5, "a n’est ouvert que le jeudi et le dimanche "
                                                  "à l’heure de la visite (10:00–11:00)")]
    assert hint(found) == "dites dans le résumé de partir le jeudi ou le dimanche"


def test_two_stops_closed_on_the_same_day_are_both_told() -> None:
    """One of them mended, the other would still be closed."""
    found = found_in(places(a="Tu-Su 10:00-18:00", b="Tu-Su 10:00-18:00"),
                     [("10:00", [stop("a"), stop("b")])])
    assert [one.span.line for one in found] == [5, 6]


def test_a_stop_closed_on_a_day_that_another_spoils_anyway() -> None:
    """Of a stop open on Thursdays and one closed on Mondays, the first is to blame."""
    found = found_in(places(a="Tu-Su 10:00-18:00", b="Th 10:00-18:00"),
                     [("10:00", [stop("a"), stop("b")])])
    assert [one.span.line for one in found] == [6]


@pytest.mark.parametrize(("rules", "lines"), [("AB", [5, 6]), ("ABA", [6]), ("ABAB", [6])])
def test_stops_that_never_meet_on_a_weekday(rules: str, lines: list[int]) -> None:
    """Some are closed on Mondays in winter, others in summer: those that alone forbid the Monday
    are told, else the one at which no Monday is left."""
    closed = {"A": "Apr-Sep Mo-Su 10:00-18:00; Oct-Mar Tu-Su 10:00-18:00",
              "B": "Apr-Sep Tu-Su 10:00-18:00; Oct-Mar Mo-Su 10:00-18:00"}
    atlas = places(**{f"p{n}": closed[one] for n, one in enumerate(rules)})
    found = found_in(atlas, [("10:00", [stop(id) for id in atlas.places])])
    assert [one.span.line for one in found] == lines
    assert "n’est pas ouvert le lundi" in found[0].message.fr


def test_an_hour_that_mends_a_weekday() -> None:
    """Open on every day, but later at the week-end."""
    found = found_in(places(a="Mo-Fr 09:00-18:00; Sa-Su 11:00-18:00"), [("10:00", [stop("a")])])
    assert hint(found) == ("écrivez start: 11:00 pour la journée 1, "
                           "ou dites dans le résumé de partir du lundi au vendredi")


def test_a_market_has_its_days() -> None:
    """Neither its absence is told, nor what is closed when there is no market."""
    rules: dict[str, dict[str, Any]] = {
        "marche": {"kind": "market", "opening_hours": "Fr 08:00-13:00"},
        "musee": {"opening_hours": "Tu-Su 09:00-18:00"}}
    days: Days = [("09:00", [stop("marche"), stop("musee")])]
    assert found_in(atlas_of(rules), days) == []


@pytest.mark.parametrize("summary", [
    "Du mercredi au dimanche.", "A day out, Wednesdays to Sundays.", "Fermé les lundis et mardis.",
    {"fr": "Un jour.", "en": "From Wednesday to Sunday."}])
def test_what_the_summary_says_is_not_told_again(summary: object) -> None:
    """The hint can be followed: the days on which to set out, or those on which not."""
    days: Days = [("10:00", [stop("a")])]
    assert found_in(places(a="We-Su 10:00-18:00"), days, summary=summary) == []


@pytest.mark.parametrize("summary", ["Un lundi à la campagne.", "Du mardi au dimanche."])
def test_a_summary_that_says_something_else(summary: str) -> None:
    """To name a weekday is not enough."""
    days: Days = [("10:00", [stop("a")])]
    assert len(found_in(places(a="We-Su 10:00-18:00"), days, summary=summary)) == 1


def test_weekdays_out_of_season_are_not_missed() -> None:
    """A route of August alone is not asked to be open in winter."""
    rule = "Aug 10:00-18:00; Sep-Jul Tu-Su 10:00-18:00"
    days: Days = [("10:00", [stop("a")])]
    assert found_in(places(a=rule), days, season={"from": "08-01", "to": "08-31"}) == []


# What is offered works

HOURS = st.tuples(st.integers(16, 40), st.integers(3, 16)).map(
    lambda halves: f"{clock(halves[0] * 30)}-{clock(min(halves[0] + halves[1], 47) * 30)}")
RULES = st.one_of(st.just(""), st.tuples(
    st.sampled_from(("Mo-Su", "Tu-Su", "We-Mo", "Mo-Fr", "Sa-Su")), HOURS).map(" ".join))
ROUTES = st.lists(st.tuples(st.integers(32, 50), st.lists(
    st.tuples(RULES, st.sampled_from(("30min", "1h", "1h30")), st.sampled_from(("", "", "lunch"))),
    min_size=1, max_size=4)), min_size=1, max_size=2)


def written(route: list[tuple[int, list[tuple[str, str, str]]]]) -> tuple[Atlas, Days]:
    """A route of the strategy, as places and days."""
    rules: dict[str, str] = {}
    days = []
    for quarter, stops in route:
        of_day = []
        for rule, stay, meal in stops:
            id = f"lieu-{len(rules)}"
            rules[id] = rule
            of_day.append(stop(id, stay=stay, **({"meal": meal} if meal else {})))
        days.append((clock(quarter * 15), of_day))
    return places(**rules), days


def typed(remedy: Remedy, visit: Visit, trip: Trip, days: Days) -> Days:
    """The route after the change that is offered."""
    changed = [(start, [dict(one) for one in stops]) for start, stops in days]
    numbers = [(d, s) for d, (_, stops) in enumerate(changed) for s in range(len(stops))]
    day, place = numbers[visit.number - 1]
    stops = changed[day][1]
    assert remedy.day == day + 1
    if remedy.start is not None:
        changed[day] = (clock(remedy.start), stops)
    elif remedy.arrive is not None:
        stops[place]["arrive"] = clock(remedy.arrive)
    elif remedy.swapped is not None:
        (_, a), (_, b) = (numbers[number - 1] for number in remedy.swapped)
        stops[a], stops[b] = stops[b], stops[a]
    else:
        stops[place]["optional"] = "yes"
    return changed


@settings(max_examples=80, deadline=None)
@given(ROUTES)
def test_every_remedy_works_when_it_is_typed(
        route: list[tuple[int, list[tuple[str, str, str]]]]) -> None:
    """Each change that is offered for a route that no day allows gives it days, and leaves a plan
    that can be kept."""
    atlas, days = written(route)
    trip = trip_of(atlas, days)
    assume(not trip.open_days.starts)
    for allowed in trip.open_days.allowed:
        for remedy in remedies(trip, allowed.visit, atlas, bool):
            mended = trip_of(atlas, typed(remedy, allowed.visit, trip, days))
            assert mended.open_days.starts, remedy.words.en
            assert all(visit.arrival_min <= visit.visit_min <= 28 * 60 for visit in mended.visits)


def test_another_order_is_not_offered_where_the_way_would_be_longer() -> None:
    """Nobody is sent across the country and back for a museum's lunch hour."""
    far = {"lat": "43.9", "lon": "0.62"}
    atlas = atlas_of({"a": {}, "b": {"opening_hours": "Mo-Su 14:00-18:00"}, "c": far,
                      "d": {**far, "opening_hours": "Mo-Su 09:00-12:00"}})
    days: Days = [("09:30", [stop(one) for one in "abcd"])]
    trip = trip_of(atlas, days)
    spoilt = trip.open_days.allowed[0].visit
    assert [one for one in remedies(trip, spoilt, atlas, bool) if one.swapped] == []


def test_the_last_stop_of_a_day_is_where_the_next_day_begins() -> None:
    """It is not exchanged with another, nor is a night."""
    atlas = places(a="", b="Mo-Su 14:00-18:00", c="", d="Mo-Su 09:00-12:00", e="")
    days: Days = [("09:30", [stop(one) for one in "abcd"]), ("09:00", [stop("e")])]
    trip = trip_of(atlas, days)
    spoilt = trip.open_days.allowed[0].visit
    assert [one for one in remedies(trip, spoilt, atlas, bool) if one.swapped] == []


def test_a_remedy_stands_on_the_real_legs() -> None:
    """A wait at the stop before shifts what comes after, as it will when it is typed."""
    itinerary = itinerary_of([("10:00", [stop("a"), stop("b", arrive="11:30")])])
    assert [one.arrive for one in itinerary.days[0].stops] == [None, 690]
    atlas = places(a="Mo-Su 10:30-12:00", b="Mo-Su 11:00-13:00")
    days: Days = [("10:00", [stop("a"), stop("b", arrive="11:30")])]
    trip = trip_of(atlas, days)
    spoilt = trip.open_days.allowed[0].visit
    # half past ten is open, but then one cannot be at the second stop at 11:30: nothing but
    # leaving the stop to choice is one change
    assert [one.optional for one in remedies(trip, spoilt, atlas, bool)] == [True]


# In the files of an editor

def test_a_mended_sample_is_sound(tmp_path: Path) -> None:
    """The hint about the sample's museum, typed, leaves nothing to say."""
    found = check(write_sample(tmp_path, **edited(MUSEUM_FILE, "10:00-18:00", "12:30-18:00")))
    assert [one.code for one in found] == ["never-open"]
    assert hint(found) == "écrivez arrive: 12:30 à l’étape 2"
    assert check(write_sample(tmp_path, **edited(MUSEUM_FILE, "10:00-18:00", "12:30-18:00"),
                              **edited(ROUTE_FILE, "arrive: 10:30", "arrive: 12:30"))) == []


def test_the_garden_in_another_order(tmp_path: Path) -> None:
    """The sample's garden, closed at the hour of the visit on the second day."""
    found = check(write_sample(tmp_path, **edited(
        GARDEN_FILE, "Mo-Su 09:00-19:00", "Mo-Su 13:30-19:00")))
    assert [(one.code, one.span.line) for one in found] == [("never-open", 24)]
    assert hint(found) == "écrivez start: 10:15 pour la journée 2"
    mended = edited(ROUTE_FILE, "    start: 09:00", "    start: 10:15")
    assert check(write_sample(tmp_path, **mended, **edited(
        GARDEN_FILE, "Mo-Su 09:00-19:00", "Mo-Su 13:30-19:00"))) == []


def test_a_diagnostic_keeps_its_place(tmp_path: Path) -> None:
    """The stop that is closed is the one that is pointed at, whatever its day."""
    found = check(write_sample(tmp_path, **edited(MUSEUM_FILE, "Mo-Su", "We-Su")))
    assert [replace(one.span, file="") for one in found] == [
        replace(found[0].span, file="", line=13, column=9)]


def test_a_route_of_optional_stops_that_never_open_has_no_day() -> None:
    """Each may be skipped and none is ever open: the route is told, not one of its stops."""
    found = found_in(places(a="Mo-Su 06:00-07:00", b="Mo-Su 06:00-07:00"),
                     [("10:00", [stop("a", optional="yes"), stop("b", optional="yes")])])
    assert [one.code for one in found] == ["never-open"]
    assert found[0].message.fr == (
        "toutes les étapes sont facultatives, et aucune n’est jamais ouverte à l’heure prévue")


@pytest.mark.parametrize(("place", "advice"), [
    ({"status": {"state": "closed"}},
     "retirez cette étape ; si ce lieu rouvre un jour connu, dites-le dans son état (to)"),
    ({"status": {"state": "closed", "to": "2031-01-01"}}, "retirez cette étape"),
    ({"opening_hours": "off"},
     "retirez cette étape, ou corrigez les horaires de ce lieu (opening_hours)")])
def test_a_place_that_never_opens_is_no_stop_to_skip(place: dict[str, Any], advice: str) -> None:
    """Closed for good, it was advised to be made optional."""
    atlas = atlas_of({"a": {}, "b": place})
    assert hint(found_in(atlas, [("10:00", [stop("a"), stop("b")])])) == advice


def test_the_only_compulsory_stop_is_not_made_optional() -> None:
    """Where every other stop may be skipped, that is no remedy: nothing would be left to visit."""
    found = found_in(places(a="Mo-Su 06:00-07:00", b="Mo-Su 06:00-07:00"),
                     [("10:00", [stop("a"), stop("b", optional="yes")])])
    assert "never-open" in [one.code for one in found]
    assert not any("optional: yes" in str(one.hint) for one in found)
