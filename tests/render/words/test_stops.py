"""What a stop says of its visit: how long, and what one must know of the door."""

from __future__ import annotations

from typing import Any

import pytest

from helpers.planning import atlas_of, trip_of
from parcours.i18n.language import language_of
from parcours.render.exports import ical
from parcours.render.words.stops import days
from parcours.render.words.writer import Writer

DESK = "Mo-Su 16:00-19:00"


@pytest.mark.parametrize(("start", "hours", "travel", "fr", "diary"), [
    ("20:00", DESK, {"by": "walk", "minutes": "15"},
     "on arrive après la fin des horaires, prévenez",
     "You arrive after its hours end: tell them first."),
    ("20:00", DESK, {"by": "walk"}, "on arrive peut-être après la fin des horaires, prévenez",
     "By estimated times you arrive after its hours end: tell them first."),
    ("20:00", "Mo-Fr 16:00-19:00; Sa-Su 16:00-22:00", {"by": "walk", "minutes": "15"},
     "certains jours, on arrive après la fin des horaires, prévenez",
     "On some days you arrive after its hours end: tell them first."),
    ("10:00", DESK, {"by": "walk", "minutes": "15"}, "", ""),  # too early: one waits
    ("17:30", DESK, {"by": "walk", "minutes": "15"}, "", ""),
    ("20:00", "24/7", {"by": "walk", "minutes": "15"}, "", ""),
    ("20:00", "Mo-Su", {"by": "walk", "minutes": "15"}, "", ""),  # nobody knows the hours
    ("20:00", None, {"by": "walk", "minutes": "15"}, "", "")])
def test_who_comes_to_an_inn_after_its_hours_is_told(
        start: str, hours: str | None, travel: dict[str, Any], fr: str, diary: str) -> None:
    """The day was *possible, hours verified*, and the desk shut at seven: the check told the
    office, and nobody told the guest. A guess says that it is one."""
    inn = {"kind": "lodging", **({"opening_hours": hours} if hours else {})}
    atlas = atlas_of({"a": {"always_open": "yes"}, "gite": {**inn, "lat": "43.61"}})
    trip = trip_of(atlas, [
        (start, [{"place": "a", "stay": "30min"},
                 {"place": "gite", "stay": "night", "travel": travel}]),
        ("09:00", [{"place": "gite", "stay": "15min"}, {"place": "a", "stay": "1h"}])])
    assert trip.open_days.starts
    (evening, morning) = days(trip, {}, {}, Writer(language_of("fr"), atlas))
    assert evening.stops[1].remarks == (("nuit ici", fr) if fr else ("nuit ici",))
    assert not any("horaires" in remark for remark in morning.stops[0].remarks)
    told = ical.render(trip, language_of("en"), "").replace("\r\n ", "")
    assert (diary in told) if diary else "tell them first" not in told
