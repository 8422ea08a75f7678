"""The day to compute for: the one where the routes are."""

from __future__ import annotations

import time
from datetime import date, datetime

import pytest

from parcours.hours.today import PARIS, reproducible_today


def test_the_epoch_is_read_as_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH names the same day in every time zone."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795391999")
    assert reproducible_today() == date(2026, 11, 22)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    assert reproducible_today() == date(2026, 11, 23)


def test_today_is_the_day_where_the_routes_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine 14 hours ahead or 11 behind, two days at any moment, builds for the day of Paris:
    a forge that publishes late in the evening must not say that it is yesterday."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    try:
        for zone in ("Pacific/Kiritimati", "Pacific/Niue"):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            before = datetime.now(PARIS).date()
            asked = reproducible_today()
            assert before <= asked <= datetime.now(PARIS).date()
    finally:
        monkeypatch.undo()
        time.tzset()
