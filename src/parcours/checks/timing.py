"""A plan must be possible: the clock adds up, and every stop is open when one comes."""

from __future__ import annotations

from collections.abc import Iterator

from parcours import derive, factors, hours
from parcours.atlas import Atlas
from parcours.checks.subject import stops_of
from parcours.diagnostics import Diagnostic, Words, error, warning
from parcours.geo import distance_m
from parcours.model import Itinerary, Kind
from parcours.parse import Parsed
from parcours.trip import Trip, Visit

_LATEST_MIN = 28 * 60
"""A day's last arrival: four in the morning; past it the plan belongs to the next day."""
_FR = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def _fr(number: float) -> str:
    return f"{number:.1f}".replace(".", ",").removesuffix(",0")


def impossible_timing(trip: Trip, parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """Fixed times can be met, days end at night, and nobody travels faster than their means."""
    span = parsed.source.span
    for at, visit in zip(stops_of(parsed), trip.visits, strict=True):
        day = trip.days[int(at.loc[1])]
        previous = _before(trip, visit)
        if at.stop.arrive is not None and at.stop.arrive < visit.arrival_min:
            yield error("impossible-timing", span((*at.loc, "arrive")), Words(
                f"on ne peut pas y être à {_clock(at.stop.arrive)} : "
                f"on arrive à {_clock(visit.arrival_min)}",
                f"one cannot be there at {_clock(at.stop.arrive)}: "
                f"one arrives at {_clock(visit.arrival_min)}"),
                Words(f"écrivez arrive: {_clock(visit.arrival_min)}, ou partez plus tôt",
                      f"write arrive: {_clock(visit.arrival_min)}, or set out earlier"))
        elif visit.arrival_min > _LATEST_MIN and (
                visit is day.visits[0] or previous is None or previous.arrival_min <= _LATEST_MIN):
            # only the author's own minutes make a plan wrong; our estimates may be too slow
            guessed = any(leg.minutes_estimated for leg in day.legs)
            yield (warning if guessed else error)("impossible-timing", span(at.loc), Words(
                f"on y arriverait à {_clock(visit.arrival_min)} le lendemain",
                f"one would arrive at {_clock(visit.arrival_min)} the next day"),
                Words("commencez une nouvelle journée avant cette étape",
                      "begin a new day before this stop"))
        if visit.night and visit is not day.visits[-1]:
            yield error("impossible-timing", span((*at.loc, "stay")), Words(
                "on dort à cette étape, mais d’autres la suivent le même jour",
                "one sleeps at this stop, but others follow on the same day"),
                Words("mettez la nuit à la dernière étape de la journée",
                      "put the night at the last stop of the day"))
        leg = visit.leg
        if leg is None or leg.by is None or previous is None or at.stop.travel is None:
            continue
        vague_m = previous.place.precision_m + visit.place.precision_m
        least_km = max(0.0, distance_m(previous.place.position, visit.place.position) - vague_m) / 1000
        travelled_km = max(least_km, 0.0 if leg.km_estimated else leg.km)
        if not leg.km_estimated and at.stop.travel.km is not None and leg.km < least_km * 0.9:
            yield warning("impossible-timing", span((*at.loc, "travel", "km")), Words(
                f"{_fr(leg.km)} km, c’est moins que la ligne droite ({_fr(least_km)} km)",
                f"{leg.km:g} km is less than the straight line ({least_km:.1f} km)"),
                Words("corrigez km, ou retirez-le", "correct km, or remove it"))
        elif travelled_km / (leg.minutes / 60) > factors.TOP_SPEED_KMH[leg.by]:
            kmh = round(travelled_km / (leg.minutes / 60))
            least = factors.estimated_minutes(leg.by, travelled_km)
            yield warning("impossible-timing", span((*at.loc, "travel", "minutes")), Words(
                f"{leg.minutes} minutes pour {_fr(travelled_km)} km, c’est {kmh} km/h",
                f"{leg.minutes} minutes for {travelled_km:.1f} km is {kmh} km/h"),
                Words(f"comptez environ {least} minutes, ou changez de moyen (by)",
                      f"count about {least} minutes, or change the means (by)"))


def _before(trip: Trip, visit: Visit) -> Visit | None:
    return trip.visits[visit.number - 2] if visit.number > 1 else None


def never_open(trip: Trip, parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """There is a day on which the whole route can be done."""
    if trip.open_days.starts:
        return
    locs = {at.number: at.loc for at in stops_of(parsed)}
    possible = derive.seasonal_days(parsed.value, atlas)
    if not possible:
        field = ("status",) if parsed.value.status is not None else ("season",)
        yield error("never-open", parsed.source.key_span(field), Words(
            "la saison et l’état de l’itinéraire ne laissent aucun jour dans les 400 à venir",
            "the route's season and status leave no day in the coming 400"))
        return
    met: list[Visit] = []
    for allowed in derive.days_allowed(trip.days, atlas):
        if possible & allowed.starts:
            possible &= allowed.starts
            met.append(allowed.visit)
            continue
        visit = allowed.visit
        name_fr, name_en = visit.place.name.in_lang("fr"), visit.place.name.in_lang("en")
        others = [other for other in met if other.place.opening_hours]
        alone = not others or not allowed.starts
        why_fr = "" if alone else f" les jours où {others[-1].place.name.in_lang('fr')} l’est"
        why_en = "" if alone else f" on the days on which {others[-1].place.name.in_lang('en')} is"
        opens, closes = _clock(visit.visit_min), _clock(visit.departure_min)
        yield error("never-open", parsed.source.span(locs[visit.number]), Words(
            f"{name_fr} n’est jamais ouvert de {opens} à {closes}{why_fr} "
            f"({visit.place.opening_hours or 'fermé'})",
            f"{name_en} is never open from {opens} to {closes}{why_en} "
            f"({visit.place.opening_hours or 'closed'})"),
            _other_hour(visit, atlas))
        return


def _other_hour(visit: Visit, atlas: Atlas) -> Words:
    """An hour at which the stay would fit on some day, when there is one."""
    rule = visit.place.opening_hours
    if rule is not None:
        laid_out = hours.calendar(rule, visit.place.position, atlas.today)
        if not laid_out.open_throughout(visit.visit_min, visit.departure_min):
            for start in sorted(range(6 * 60, 22 * 60, 15), key=lambda m: abs(m - visit.visit_min)):
                if laid_out.open_throughout(start, start + visit.stay_min):
                    return Words(f"venez à {_clock(start)}", f"come at {_clock(start)}")
    return Words("changez l’heure, l’ordre ou le jour de cette étape",
                 "change the hour, the order or the day of this stop")


def closed_on_visit(trip: Trip, parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """The stops that keep the route from starting on some day of the week.

    A market has its days: one sets out for it, so its absence on the others is no surprise.
    """
    if not trip.open_days.starts:
        return
    locs = {at.number: at.loc for at in stops_of(parsed)}
    first_weekday = atlas.today.weekday()
    season = derive.seasonal_days(parsed.value, atlas)
    every = derive.days_allowed(trip.days, atlas)
    for allowed in every:
        visit = allowed.visit
        if visit.place.kind is Kind.MARKET or visit.place.opening_hours is None:
            continue
        others = season  # the days that all the other stops allow: only there is this one to blame
        for other in every:
            others &= other.starts if other is not allowed else season
        closed = [day for day in range(7)
                  if (on_day := others & _every_week(day, first_weekday))
                  and not on_day & allowed.starts]
        if closed:
            later = next(day.number for day in trip.days if visit in day.visits) - 1
            fr = _joined([f"le {_FR[(day + later) % 7]}" for day in closed], "et")
            en = _joined([f"on {_EN[(day + later) % 7]}" for day in closed], "and")
            start = next((day for day in range(7) if trip.open_days.starts
                          & _every_week(day, first_weekday)), None)
            yield warning("closed-on-visit", parsed.source.span(locs[visit.number]), Words(
                f"{visit.place.name.in_lang('fr')} n’est pas ouvert {fr} à l’heure de la visite "
                f"({_clock(visit.visit_min)}–{_clock(visit.departure_min)})",
                f"{visit.place.name.in_lang('en')} is not open {en} at the time of the visit "
                f"({_clock(visit.visit_min)}–{_clock(visit.departure_min)})"),
                None if start is None else Words(
                    f"dites dans le résumé de partir le {_FR[start]}, ou changez l’ordre",
                    f"say in the summary to set out on a {_EN[start]}, or change the order"))


def _joined(items: list[str], last: str) -> str:
    return f" {last} ".join(part for part in (", ".join(items[:-1]), items[-1]) if part)


def _every_week(weekday: int, first_weekday: int) -> int:
    """The days of the horizon that fall on ``weekday``, 0 being Monday."""
    return sum(1 << offset for offset in range((weekday - first_weekday) % 7, hours.HORIZON_DAYS, 7))
