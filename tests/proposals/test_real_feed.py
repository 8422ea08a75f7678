"""Drafts on the real railway of early 2025: days of works, an ordinary Saturday, a Sunday. The feed
lies beside the project, never in it; without it these tests skip."""

from __future__ import annotations

import csv
import os
from datetime import date
from pathlib import Path

import pytest

from helpers import proposing
from parcours.load.shared import read_shared
from parcours.proposals import propose as proposals
from parcours.proposals.asking import understood
from parcours.proposals.draft import Draft, Surety
from parcours.proposals.wish import Asked, Wish

ROOT = Path(__file__).resolve().parents[2]
FACTS = Path(os.environ.get("PARCOURS_FACTS", ROOT.parent / "shared" / "facts"))
FEED = FACTS / "timetables" / "ter-2025-01-22"
pytestmark = pytest.mark.skipif(
    not FEED.is_dir(), reason="the real feed of 2025 is not beside the project")
REAL = {"[MAT]": '["StopArea:OCE87611004"]', "[ISL]": '["StopArea:OCE87611806"]',
        "[GIM]": '["StopArea:OCE87611772"]', "2026-11-20": "2025-01-20"}

ARENES = """\
name: Gare des Arènes
kind: station
commune: "31555"
lat: 43.59344
lon: 1.41799
refs: {gtfs: ["StopArea:OCE87446179"]}
"""
"""Where the trains begin during the works, on the other bank: without it there is no day on which
to come back."""


def real(text: str) -> str:
    """A place of the small folder as of January 2025, with the stations of the feed."""
    for ours, theirs in REAL.items():
        text = text.replace(ours, theirs)
    return text


def draft_on(folder: Path, on: date) -> Draft:
    """The draft of a day."""
    content = proposing.write_folder(folder, arenes=ARENES, **{
        id: real(text) for id, text in proposing.PLACES.items()})
    atlas = read_shared(content, date(2025, 1, 22)).atlas
    wish = understood(Asked("gare-matabiau", str(on)), atlas)
    assert isinstance(wish, Wish)
    found = proposals.propose(wish, [FEED], atlas, lambda _: iter(["essai"]), "en")
    assert found.drafts, [one.message.en for one in found.diagnostics]
    return found.drafts[0]


def trains_of(draft: Draft) -> int:
    return sum(told.ride is not None for told in draft.stops)


@pytest.mark.parametrize("on", [date(2025, 3, 4), date(2025, 2, 8), date(2025, 2, 9)],
                         ids=["works", "saturday", "sunday"])
def test_each_train_stands_in_the_rows_of_the_feed(tmp_path: Path, on: date) -> None:
    """Every vehicle taken is a run of that date in the plain tables of the feed, at that minute."""
    draft = draft_on(tmp_path, on)
    assert draft.surety is Surety.BEST
    assert trains_of(draft) >= 2
    tables = {name: list(csv.DictReader((FEED / f"{name}.txt").read_text("utf-8-sig").splitlines()))
              for name in ("calendar_dates", "trips", "stop_times", "stops")}
    services = {row["service_id"] for row in tables["calendar_dates"]
                if row["date"] == f"{on:%Y%m%d}" and row["exception_type"] == "1"}
    runs = {row["trip_id"] for row in tables["trips"] if row["service_id"] in services}
    station = {row["stop_id"]: row["parent_station"] for row in tables["stops"]}
    left = {(row["trip_id"], station[row["stop_id"]], row["departure_time"][:5])
            for row in tables["stop_times"] if row["trip_id"] in runs}
    came = {(row["trip_id"], station[row["stop_id"]], row["arrival_time"][:5])
            for row in tables["stop_times"] if row["trip_id"] in runs}
    for ride in (told.ride for told in draft.stops if told.ride):
        leaves, arrives = (f"{minute // 60:02d}:{minute % 60:02d}"
                           for minute in (ride.leaves_min, ride.arrives_min))
        assert any((run, ride.from_stop, leaves) in left and (run, ride.to_stop, arrives) in came
                   for run in runs)


def test_the_last_weeks_of_works_are_other_days(tmp_path: Path) -> None:
    """A draft of an ordinary Tuesday does not hold on a Tuesday of works, on which three trains
    join both towns, and says so by not naming it."""
    draft = draft_on(tmp_path, date(2025, 2, 4))
    assert date(2025, 2, 11) in draft.also_on
    assert date(2025, 3, 4) not in draft.also_on
