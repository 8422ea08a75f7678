"""What a day by e-bike asks of a battery, in words."""

from __future__ import annotations

from collections.abc import Iterator

from parcours.content.atlas import Atlas
from parcours.format.choices import Service
from parcours.i18n.language import Language
from parcours.render.words.getting_there import stops, unverified
from parcours.trip.e_bike import WH_PER_100M, WH_PER_KM, ElectricDay, electric_days
from parcours.trip.trip import Trip

_STEP = 10
"""Percent of a battery: an assumption bears no more."""


def electric(trip: Trip, atlas: Atlas, language: Language) -> Iterator[str]:
    """Each day by e-bike, then the assumption that this rests on; nothing where there is none."""
    battery_wh, found = atlas.site.e_bike_battery_wh, list(electric_days(trip))
    if not found or not battery_wh:
        return
    for day in found:
        yield " ".join((_asked(day, battery_wh, language),
                        _charging(day, trip, atlas, language)))
    yield language.say(
        "This is an assumption, not a measurement: a full battery of {wh}\u00a0Wh, "
        "{per_km}\u00a0Wh a kilometre and {per_climb}\u00a0Wh for each 100\u00a0m upwards.",
        wh=battery_wh, per_km=WH_PER_KM, per_climb=WH_PER_100M)


def _asked(day: ElectricDay, battery_wh: int, language: Language) -> str:
    say, km = language.say, language.km(day.km)
    if day.unknown:
        return say("Day {n} by e-bike: how far is not known, since the places are known only "
                   "roughly.", n=day.day)
    km = say("about {amount}", amount=km) if day.estimated else km
    exactly = day.need_wh / battery_wh * 100
    if day.climb_m is None:  # at least so much: never rounded up
        percent = int(exactly // _STEP) * _STEP or int(exactly)
        if not percent:
            return say("Day {n} by e-bike: {km}; the climb is not known.", n=day.day, km=km)
        return say("Day {n} by e-bike: {km}, at least {percent}% of a battery, since the climb is "
                   "not known.", n=day.day, km=km, percent=percent)
    climb, percent = language.number(round(day.climb_m, -1), 0), round(exactly / _STEP) * _STEP
    if not percent:
        return say("Day {n} by e-bike: {km} and {climb}\u00a0m of climbing, less than {percent}% "
                   "of a battery.", n=day.day, km=km, percent=_STEP, climb=climb)
    return say("Day {n} by e-bike: {km} and {climb}\u00a0m of climbing, about {percent}% of a "
               "battery.", n=day.day, km=km, percent=percent, climb=climb)


def _charging(day: ElectricDay, trip: Trip, atlas: Atlas, language: Language) -> str:
    say, here = language.say, [trip.visits[n - 1] for n in day.charging]
    told = [visit for visit in here if unverified(visit, Service.CHARGING, atlas)]
    sure = [visit for visit in here if visit not in told]
    if told and sure:
        return say("You can charge at {stops}; not verified, at {unverified}.",
                   stops=stops(sure, language), unverified=stops(told, language))
    if here:
        return say("You can charge at {stops} (not verified)." if told else
                   "You can charge at {stops}.", stops=stops(told or sure, language))
    return say("No stop of these legs is known to charge batteries.")
