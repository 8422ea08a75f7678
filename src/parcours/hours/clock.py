"""A time of day as files hold it: ``HH:MM``."""

from __future__ import annotations

DAY_MIN = 24 * 60


def clock(minutes: int) -> str:
    """Minutes since midnight as ``09:30``; past 24 hours it goes on: ``26:00``."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def days_later(minutes: int) -> int:
    """How many days after that on which they are counted minutes since midnight are."""
    return minutes // DAY_MIN


def wall_clock(minutes: int) -> str:
    """The same as the clock on the wall shows it: past midnight it begins again at ``00:00``."""
    return clock(minutes % DAY_MIN)
