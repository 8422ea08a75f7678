"""The day to compute for."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def reproducible_today() -> date:
    """The day to compute for when none is given: ``SOURCE_DATE_EPOCH``'s, else the calendar's.

    It is the day where the routes are, whatever the zone of the machine that builds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is not None:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now(PARIS).date()
