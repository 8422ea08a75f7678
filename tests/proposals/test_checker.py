"""The checker takes a draft that holds, and refuses every one that does not, by other means than
those that made it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

import pytest

from helpers import proposing
from helpers.proposing import SATURDAY, SUNDAY, WEDNESDAY, WORKS
from parcours import HERE
from parcours.content.atlas import Atlas
from parcours.content.freshness import Level
from parcours.format.choices import Meal, Mode
from parcours.format.model import Itinerary
from parcours.proposals import checker
from parcours.proposals.draft import Draft, Told
from parcours.proposals.rows import ExtractRows, FeedRows, Rows
from parcours.proposals.wish import Lunch, Wish

STOPS = ("MAT", "ISL", "GIM")
Mutation: TypeAlias = Callable[[Sequence[Told]], Iterator[Sequence[Told]]]


@cache
def good(folder: Path) -> tuple[Draft, Itinerary, Wish, Atlas, Rows]:
    """A draft of a Saturday, with all that it is judged by."""
    atlas, feed = proposing.small(folder)
    draft = proposing.draft_of(folder)
    return (draft, proposing.itinerary_of(draft), proposing.wish_of(atlas), atlas,
            FeedRows(feed, STOPS))


def faults(folder: Path, stops: Sequence[Told] | None = None, *, on: date = SATURDAY,
           itinerary: Itinerary | None = None,
           wish: Mapping[str, object] = MappingProxyType({})) -> list[str]:
    """What the checker says of the draft, or of other stops, on a day."""
    draft, written, wished, atlas, rows = good(folder)
    return [fault.en for fault in checker.faults(
        itinerary or written, draft.stops if stops is None else stops, on,
        replace(wished, **wish), atlas, rows)]  # type: ignore[arg-type]  # as a test names them


def test_a_draft_that_holds(folder: Path) -> None:
    """It has visits on both sides, two trains at least, a meal; and not one fault."""
    draft = good(folder)[0]
    assert sum(told.ride is not None for told in draft.stops) >= 2
    assert min(draft.side_min.values()) > 0
    assert [told.meal for told in draft.stops if told.meal] == [Meal.LUNCH]
    assert faults(folder) == []


def one_by_one(change: Callable[[Told], Iterator[Told]]) -> Mutation:
    """A mutation of each stop alone."""
    def mutated(stops: Sequence[Told]) -> Iterator[Sequence[Told]]:
        for n, told in enumerate(stops):
            for other in change(told):
                if other != told:
                    yield [*stops[:n], other, *stops[n + 1:]]
    return mutated


def _shifted(told: Told) -> Iterator[Told]:
    for by in (-1, 1):
        yield replace(told, arrives_min=told.arrives_min + by)
        yield replace(told, begins_min=told.begins_min + by)
        yield replace(told, leaves_min=told.leaves_min + by)
        yield replace(told, arrives_min=told.arrives_min + by, begins_min=told.begins_min + by,
                      leaves_min=told.leaves_min + by)


def _other_train(told: Told) -> Iterator[Told]:
    ride = told.ride
    if ride is not None:
        yield replace(told, ride=None)
        yield replace(told, ride=replace(ride, leaves_min=ride.leaves_min + 1))
        yield replace(told, ride=replace(ride, leaves_min=ride.leaves_min - 1))
        yield replace(told, ride=replace(ride, arrives_min=ride.arrives_min - 1))
        for stop in STOPS:
            yield replace(told, ride=replace(ride, from_stop=stop))
            yield replace(told, ride=replace(ride, to_stop=stop))


def _otherwise(told: Told) -> Iterator[Told]:
    yield replace(told, by=Mode.CAR)
    yield replace(told, night=not told.night)
    yield replace(told, meal=None if told.meal else Meal.LUNCH)
    yield replace(told, place="nulle-part")
    if told.meal_from_min is not None:
        yield replace(told, meal_from_min=told.begins_min - 1)
        yield replace(told, meal_from_min=None)


def _swapped(stops: Sequence[Told]) -> Iterator[Sequence[Told]]:
    for n in range(len(stops) - 1):
        yield [*stops[:n], stops[n + 1], stops[n], *stops[n + 2:]]


def _without_one(stops: Sequence[Told]) -> Iterator[Sequence[Told]]:
    for n in range(len(stops)):
        yield [*stops[:n], *stops[n + 1:]]


@pytest.mark.parametrize("mutation", [
    one_by_one(_shifted), one_by_one(_other_train), one_by_one(_otherwise), _swapped, _without_one],
    ids=["minutes", "trains", "means", "order", "missing"])
def test_nothing_told_can_be_changed(folder: Path, mutation: Mutation) -> None:
    """A minute, a train, an order, a stop told otherwise than it is: each is found."""
    draft = good(folder)[0]
    mutants = list(mutation(draft.stops))
    assert len(mutants) > 5
    assert [mutant for mutant in mutants if not faults(folder, mutant)] == []


def _with_days(itinerary: Itinerary, n: int, **changes: object) -> Itinerary:
    day = itinerary.days[0]
    stops = [*day.stops]
    stops[n] = stops[n].model_copy(update=changes)
    return itinerary.model_copy(update={"days": (
        day.model_copy(update={"stops": tuple(stops)}),)})


def test_the_file_says_what_is_told(folder: Path) -> None:
    """A file with another stay, means, fixed hour, meal or start is not the draft that was told."""
    draft, itinerary, *_ = good(folder)
    for n, told in enumerate(draft.stops):
        stop = itinerary.days[0].stops[n]
        changes: list[dict[str, object]] = [
            {"stay": (stop.stay or 0) + 1}, {"arrive": told.begins_min + 1},
            {"meal": None if stop.meal else Meal.LUNCH}]
        if stop.travel:
            changes.append({"travel": stop.travel.model_copy(update={"by": Mode.TRAM})})
        for change in changes:
            assert faults(folder, itinerary=_with_days(itinerary, n, **change)), (told, change)
    later = itinerary.days[0].model_copy(update={"start": itinerary.days[0].start + 1})
    assert faults(folder, itinerary=itinerary.model_copy(update={"days": (later,)}))


def test_two_stops_changed_in_file_and_account_alike(folder: Path) -> None:
    """Who comes to the places in another order at the same minutes does not come in time."""
    draft, itinerary, *_ = good(folder)
    visits = [n for n, told in enumerate(draft.stops) if 0 < n < len(draft.stops) - 1
              and told.ride is None and told.leaves_min - told.begins_min >= 30]
    a, b = visits[0], visits[1]
    stops = [*draft.stops]
    stops[a], stops[b] = (replace(stops[a], place=stops[b].place),
                          replace(stops[b], place=stops[a].place))
    written = _with_days(itinerary, a, place=stops[a].place)
    written = _with_days(written, b, place=stops[b].place)
    assert faults(folder, stops, itinerary=written)


@pytest.mark.parametrize(("on", "says"), [
    (SUNDAY, "nothing leaves"), (WORKS, "nothing leaves"), (SUNDAY, "not surely open")])
def test_a_day_on_which_it_does_not_hold(folder: Path, on: date, says: str) -> None:
    """On a Sunday other trains run and other places open; on the day of works nothing runs."""
    assert any(says in fault for fault in faults(folder, on=on))


def test_every_other_date_that_is_told_holds(folder: Path) -> None:
    """The dates named in the draft are those of the feed's Saturdays on which no fault is found."""
    draft = good(folder)[0]
    saturdays = [SATURDAY + timedelta(weeks=n) for n in range(1, 9)]
    assert WORKS in saturdays
    assert list(draft.also_on) == [day for day in saturdays if not faults(folder, on=day)]
    assert WORKS not in draft.also_on


@pytest.mark.parametrize(("wish", "says"), [
    ({"share": 0.5}, "min of"), ({"until_min": 19 * 60}, "too late"),
    ({"from_min": 9 * 60 + 30}, "too early"), ({"wanted": ("jardin-dit",)}, "wanted and not in it"),
    ({"unwanted": ("l-isle",)}, "left out and in it"), ({"days": 2}, "not so many days"),
    ({"lunch": Lunch.TABLE}, "no table is known"), ({"end": "gare-de-gimont"}, "start or end"),
    ({"by": (Mode.WALK,)}, "not asked for")])
def test_each_wish_is_asked_of_the_draft(folder: Path, wish: dict[str, object], says: str) -> None:
    """A draft made for one wish is refused for another that it does not meet."""
    assert any(says in fault for fault in faults(folder, wish=wish))


def test_hours_must_be_as_sure_as_asked(folder: Path) -> None:
    """A garden whose hours an office tells is taken where told hours are trusted, and not where
    verified ones are asked for."""
    atlas, feed = proposing.small(folder)
    draft = proposing.draft_of(folder, trust="told", wanted=("jardin-dit",))
    wish = proposing.wish_of(atlas, trust="told", wanted=("jardin-dit",))
    rows, written = FeedRows(feed, STOPS), proposing.itinerary_of(draft)
    assert list(checker.faults(written, draft.stops, SATURDAY, wish, atlas, rows)) == []
    strict = replace(wish, trust=Level.VERIFIED)
    found = [fault.en for fault in checker.faults(
        written, draft.stops, SATURDAY, strict, atlas, rows)]
    assert len(found) == 1
    assert "not verified" in found[0]


def test_the_whole_stay_must_fit(folder: Path) -> None:
    """A stay that begins while a place is open and ends after it has closed is refused."""
    draft, itinerary, _, atlas, _ = good(folder)
    n = next(n for n, told in enumerate(draft.stops) if told.place == "musee-de-l-isle")
    told = draft.stops[n]
    place = atlas.places["musee-de-l-isle"].model_copy(update={
        "opening_hours": f"Mo-Su 08:00-{(told.leaves_min - 1) // 60}:"
                         f"{(told.leaves_min - 1) % 60:02d}"})
    changed = replace(atlas, places={**atlas.places, "musee-de-l-isle": place})
    _, _, wish, _, rows = good(folder)
    found = [fault.en for fault in checker.faults(
        itinerary, draft.stops, SATURDAY, wish, changed, rows)]
    assert len(found) == 1
    assert "not surely open" in found[0]


def test_a_night_where_there_is_a_bed(folder: Path) -> None:
    """Two days hold with a night at the inn, and not with one in a museum."""
    atlas, feed = proposing.small(folder)
    draft = proposing.draft_of(folder, WEDNESDAY, days=2)
    wish, rows = proposing.wish_of(atlas, WEDNESDAY, days=2), FeedRows(feed, STOPS)
    written = proposing.itinerary_of(draft)
    assert [told.place for told in draft.stops if told.night] == ["auberge-de-gimont"]
    assert list(checker.faults(written, draft.stops, WEDNESDAY, wish, atlas, rows)) == []
    inn = atlas.places["auberge-de-gimont"].model_copy(update={"kind": "museum"})
    changed = replace(atlas, places={**atlas.places, "auberge-de-gimont": inn})
    assert any("nobody sleeps there" in fault.en for fault in checker.faults(
        written, draft.stops, WEDNESDAY, wish, changed, rows))


def test_the_same_place_on_two_days(folder: Path) -> None:
    """What was seen on the first day is not seen again on the second."""
    atlas, feed = proposing.small(folder)
    draft = proposing.draft_of(folder, WEDNESDAY, days=2)
    visits = [n for n, told in enumerate(draft.stops) if checker.visit_min(
        told, proposing.wish_of(atlas), atlas)]
    stops = [*draft.stops]
    stops[visits[-1]] = replace(stops[visits[-1]], place=stops[visits[0]].place)
    written = proposing.itinerary_of(draft)
    found = checker.faults(written, stops, WEDNESDAY, proposing.wish_of(atlas, WEDNESDAY, days=2),
                           atlas, FeedRows(feed, STOPS))
    assert any("the same place twice" in fault.en for fault in found)


def test_the_extract_beside_a_draft_says_the_same_as_the_feed(folder: Path) -> None:
    """What the site will keep of the timetable has the runs of the feed, date by date."""
    draft, _, _, _, rows = good(folder)
    kept = ExtractRows(draft.extract)
    ridden = {(told.ride.from_stop, told.ride.to_stop) for told in draft.stops if told.ride}
    assert ridden
    for day in (SATURDAY, SUNDAY, WORKS, WEDNESDAY):
        for start, end in ridden:
            assert kept.runs(day, start, end) == rows.runs(day, start, end)


@pytest.mark.parametrize("module", ["checker", "rows"])
def test_it_shares_no_code_with_what_it_judges(module: str) -> None:
    """Neither the planner, nor what builds its problem and reads its answer, nor the reader of
    timetables is imported."""
    tree = ast.parse((HERE / "proposals" / f"{module}.py").read_text("utf-8"))
    taken = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    ours = {name for name in taken if name and name.startswith("parcours.")}
    assert {name.split(".")[1] for name in ours} <= {
        "content", "diagnostics", "format", "hours", "proposals"}
    assert {name for name in ours if "proposals" in name} <= {
        "parcours.proposals.draft", "parcours.proposals.rows", "parcours.proposals.wish"}
