"""The opening hours of a place, on the clock and with the public holidays of where it lies."""

from __future__ import annotations

from datetime import date

from parcours.format.model import PlaceFields
from parcours.hours.calendar import Calendar, calendar


def hours_of(place: PlaceFields, today: date) -> Calendar | None:
    """Its hours laid out over the coming days; None where it has none."""
    if place.opening_hours is None:
        return None
    return calendar(place.opening_hours, place.position, today, place.commune)
