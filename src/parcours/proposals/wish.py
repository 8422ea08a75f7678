"""What an office wishes for, understood: places, dates, hours, means, and what must be in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parcours.content.freshness import Level
from parcours.format.choices import Mode, Theme

RIDDEN = (Mode.TRAIN, Mode.COACH, Mode.BUS, Mode.TRAM, Mode.METRO)
"""What runs by a timetable."""
ROAD = (Mode.WALK, Mode.BIKE)
"""How one goes by oneself."""
PLATFORM_MIN = 5
"""One is at a stop so long before a vehicle leaves."""
MOST_ROAD_MIN = 60
"""Nobody is sent further by his own power from one place to the next."""
LUNCH = (11 * 60 + 45, 14 * 60 + 15, 45)
"""Not before, over by, and how long."""


class Lunch(StrEnum):
    """Where one may eat at noon."""

    ANYWHERE = "anywhere"  # where one is: a village, a park, a square, a station; said so
    TABLE = "table"  # only where the folder has a restaurant that is open
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked, each part of it sound by itself."""

    start: str
    end: str
    dates: tuple[date, ...]
    """On which one may set out, in order: the first of them that can be done is planned."""
    days: int
    themes: tuple[Theme, ...]
    by: tuple[Mode, ...]
    from_min: int
    until_min: int
    share: float
    """Of the minutes of stay, for each territory of the alliance: 0 to 0.5."""
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    alternatives: int
    trust: Level
    """Hours less sure than this are not taken as open."""
    lunch: Lunch

    @property
    def road(self) -> Mode:
        """How one goes by oneself: who has a bicycle along has it all day."""
        return Mode.BIKE if Mode.BIKE in self.by else Mode.WALK


@dataclass(frozen=True, slots=True)
class Asked:
    """The same as typed; empty where nothing was."""

    start: str
    on: str
    end: str = ""
    days: int = 1
    themes: str = ""
    by: str = ""
    between: str = ""
    share: str = ""
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    alternatives: int = 1
    trust: str = "verified"
    lunch: str = "anywhere"
