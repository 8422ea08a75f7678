"""Hours that nobody types and everybody keeps: of a day's begin and end, and of meals."""

from __future__ import annotations

from parcours.format.choices import Meal
from parcours.trip.trip import Visit

LAST_ARRIVAL_MIN = 28 * 60
"""A day's last arrival: four in the morning; past it the plan belongs to the next day."""
EARLIEST_START_MIN = 5 * 60
"""Nobody is told to set out before."""
TABLE_LAID = {Meal.BREAKFAST: (5 * 60, 11 * 60 + 30), Meal.LUNCH: (11 * 60, 15 * 60 + 30),
              Meal.DINNER: (18 * 60, 24 * 60)}
"""A meal that lies wholly outside is at the wrong hour, or is another meal."""


A_MEAL_MIN = 30
"""So long one sits at table at least."""


def odd_meal(visit: Visit, begins_min: int, ends_min: int) -> bool:
    """Whether a stop with a meal, held at these hours, has it when nobody eats it."""
    if visit.meal is None or visit.night:
        return False
    earliest, latest = TABLE_LAID[visit.meal]
    return begins_min > latest or ends_min < earliest


def time_to_eat(visit: Visit) -> bool:
    """Whether a stop with a meal leaves half an hour for it while one eats it, or all of its stay
    where that is shorter: to arrive at a quarter past three is no lunch."""
    if visit.meal is None or visit.night:
        return True
    earliest, latest = TABLE_LAID[visit.meal]
    begins, ends = visit.visit_min, visit.departure_min
    return min(ends, latest) - max(begins, earliest) >= min(A_MEAL_MIN, ends - begins)
