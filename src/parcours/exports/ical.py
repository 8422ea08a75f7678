"""Trip to iCalendar (RFC 5545): one event a stop and one a leg, in local time of Europe/Paris.

The dates are the first on which the whole route can be done. No value depends on the clock of the
machine: DTSTAMP is the day the open days are counted from, and identifiers are made of the route's
id and the stop's number, so that importing a newer file moves the events and adds none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import quote

from parcours.exports import about_leg, about_visit
from parcours.language import Language
from parcours.modes import style_of
from parcours.trip import Leg, Trip, Visit

_TIMEZONE = Path(__file__).parent.parent / "templates" / "europe-paris.ics"
_DAY_MIN = 1440
_LINE_OCTETS = 75
_URI = "%/:?#[]@!$&'()*+,;=~"
"""What may stand unquoted in an address; a line end may not, lest it forge an event."""


def render(trip: Trip, language: Language, page_url: str) -> str:
    """The calendar of a route, in one language."""
    code, default = language.code, trip.default_lang
    days = trip.open_days
    caution = language.say("The first dates on which the whole route is open, as far as its "
                           "opening hours are known.") if days.next_start else language.say(
        "No day is known on which the whole route is open: these dates are only an example.")
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//parcours//{code.upper()}",
        "CALSCALE:GREGORIAN", _text("X-WR-CALNAME", trip.itinerary.title.in_lang(code, default)),
        _text("X-WR-CALDESC", f"{trip.itinerary.summary.in_lang(code, default)}\n{caution}"),
        "X-WR-TIMEZONE:Europe/Paris", *_timezone()]
    stamp = f"DTSTAMP:{_date(days.first.toordinal())}T000000Z"
    first_day = (days.next_start or days.first).toordinal()
    said_in_each = "" if days.next_start else f"\n{caution}"
    page = quote(page_url, safe=_URI)
    for visit, start_min, end_min in _timetable(trip):
        name = visit.place.name.in_lang(code, default)
        if visit.leg is not None:
            midnight = start_min - visit.visit_min
            lines += [
                "BEGIN:VEVENT", _text("UID", f"{trip.id}-trajet-{visit.number}@parcours"), stamp,
                *_times(first_day, midnight + visit.leg.departure_min,
                        midnight + visit.leg.arrival_min),
                *_travel(visit.leg, name, language, default, said_in_each), "END:VEVENT"]
        lines += [
            "BEGIN:VEVENT", _text("UID", f"{trip.id}-{visit.anchor}@parcours"), stamp,
            *_times(first_day, start_min, end_min),
            *_stay(visit, name, language, default, said_in_each)]
        if page:
            lines.append(_folded(f"URL:{page}#{visit.anchor}"))
        lines.append("END:VEVENT")
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _timetable(trip: Trip) -> Iterator[tuple[Visit, int, int]]:
    """Each visit with its start and its end, in minutes since midnight of the first day.

    A night lasts until one sets out again; after the last day, until its hour of start.
    """
    end: tuple[Visit, int] | None = None
    for index, day in enumerate(trip.days):
        midnight = index * _DAY_MIN
        for visit in day.visits:
            if end is not None:
                leaving = visit.leg.departure_min if visit.leg else visit.arrival_min
                yield (*end, midnight + leaving)
                end = None
            if visit.night:
                end = visit, midnight + visit.visit_min
            else:
                yield visit, midnight + visit.visit_min, midnight + visit.departure_min
    if end is not None:
        yield (*end, len(trip.days) * _DAY_MIN + trip.itinerary.days[-1].start)


def _travel(leg: Leg, to: str, language: Language, default: str, caution: str) -> list[str]:
    mode = language.say(style_of(leg.by).label)
    return [_text("SUMMARY", language.say("To {place}, {mode}", place=to, mode=mode)),
            _text("DESCRIPTION", about_leg(leg, language, default) + caution)]


def _stay(visit: Visit, name: str, language: Language, default: str, caution: str) -> list[str]:
    place, told = visit.place, about_visit(visit, language, default)
    if not visit.hours_certain:
        told += "\n" + language.say("Open that day, at hours we do not know: ask before you come.")
    properties = [_text("SUMMARY", name), _text("LOCATION", f"{name}, {visit.commune}"),
                  _text("DESCRIPTION", told + caution)]
    if not place.approximate:
        properties.append(f"GEO:{place.lat:.5f};{place.lon:.5f}")
    return properties


def _times(first_day: int, start_min: int, end_min: int) -> list[str]:
    """DTSTART and DTEND; an event that takes no time has no end, which must be later (3.8.2.2)."""
    times = [f"DTSTART;TZID=Europe/Paris:{_local(first_day, start_min)}"]
    if end_min > start_min:
        times.append(f"DTEND;TZID=Europe/Paris:{_local(first_day, end_min)}")
    return times


def _local(first_day: int, minutes: int) -> str:
    days, rest = divmod(minutes, _DAY_MIN)
    return f"{_date(first_day + days)}T{rest // 60:02d}{rest % 60:02d}00"


@cache
def _date(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat().replace("-", "")


@cache
def _timezone() -> tuple[str, ...]:
    return tuple(_TIMEZONE.read_text(encoding="utf-8").split())


def _text(name: str, value: str) -> str:
    """A property of type TEXT: escaped (section 3.3.11), then folded. No line end survives."""
    return _folded(f"{name}:" + value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
                   .replace("\r\n", "\\n").replace("\r", "\\n").replace("\n", "\\n"))


def _folded(line: str) -> str:
    """A content line in pieces of at most 75 octets (3.1), none ending within a character."""
    octets = line.encode()
    if len(octets) <= _LINE_OCTETS:
        return line
    pieces, start, room = [], 0, _LINE_OCTETS
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # a continuation octet of UTF-8
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, _LINE_OCTETS - 1  # the space that opens a continuation counts
    return b"\r\n ".join([*pieces, octets[start:]]).decode()
