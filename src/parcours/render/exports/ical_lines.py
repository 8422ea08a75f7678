"""Content lines of iCalendar (RFC 5545), for every calendar that we write."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from urllib.parse import quote
from zoneinfo import ZoneInfo

from parcours import HERE
from parcours.geo.zones import MAINLAND
from parcours.hours.clock import DAY_MIN

_TIMEZONES = HERE / "render" / "exports"
_STEADY_SINCE = 2000
"""No clock has been changed since where none is each spring."""
_LINE_OCTETS = 75
_FIRST_DAY = date(2020, 1, 1).toordinal()
"""SEQUENCE is counted from here; as seconds it fits 31 bits until 2088."""
_URI = "%/:?#[]@!$&'()*+,;=~"
"""What may stand unquoted in an address; a line end may not, lest it forge an event."""


def text(name: str, value: str) -> str:
    """A property of type TEXT: escaped (section 3.3.11), then folded. No line end survives."""
    return folded(f"{name}:" + value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
                  .replace("\r\n", "\\n").replace("\r", "\\n").replace("\n", "\\n"))


def folded(line: str) -> str:
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


def uri(url: str) -> str:
    """An address as a value of type URI; empty when it is not known."""
    return quote(url, safe=_URI)


def times(first_day: int, start_min: int, end_min: int, zone: str) -> list[str]:
    """DTSTART and DTEND; an event that takes no time has no end, which must be later (3.8.2.2).

    ``first_day`` is the ordinal of the day that the minutes are counted from, on the clock of a
    ``zone``.
    """
    lines = [f"DTSTART;TZID={zone}:{_local(first_day, start_min)}"]
    if end_min > start_min:
        lines.append(f"DTEND;TZID={zone}:{_local(first_day, end_min)}")
    return lines


def stamped(day: date) -> tuple[str, str]:
    """DTSTAMP, the day that all was computed for and never the clock of the machine; and SEQUENCE,
    seconds since 2020, which rises with it: a calendar program then takes the newer of two files,
    whatever the order they come in. A page that moves a file to another day counts likewise."""
    ordinal = day.toordinal()
    return f"DTSTAMP:{compact(ordinal)}T000000Z", f"SEQUENCE:{max(0, ordinal - _FIRST_DAY) * 86400}"


@cache
def compact(ordinal: int) -> str:
    """A date as calendars write it: ``20261122``."""
    return date.fromordinal(ordinal).isoformat().replace("-", "")


def zones(names: Iterable[str]) -> list[str]:
    """The first zone of a calendar as most programs know it, and the VTIMEZONE of each."""
    every = list(dict.fromkeys(names)) or [MAINLAND]
    return [f"X-WR-TIMEZONE:{every[0]}", *(line for name in every for line in _timezone(name))]


@cache
def _timezone(name: str) -> tuple[str, ...]:
    """A VTIMEZONE: those that change their clocks from a file, the others with their one time."""
    file = _TIMEZONES / f"{name.replace('/', '-').lower()}.ics"
    if file.exists():
        return tuple(file.read_text(encoding="utf-8").split())
    now = datetime(_STEADY_SINCE, 1, 1, tzinfo=ZoneInfo(name))
    offset = now.strftime("%z")
    return ("BEGIN:VTIMEZONE", f"TZID:{name}", "BEGIN:STANDARD",
            f"DTSTART:{_STEADY_SINCE}0101T000000", f"TZOFFSETFROM:{offset}",
            f"TZOFFSETTO:{offset}", f"TZNAME:{now.tzname()}", "END:STANDARD", "END:VTIMEZONE")


def _local(first_day: int, minutes: int) -> str:
    days, rest = divmod(minutes, DAY_MIN)
    return f"{compact(first_day + days)}T{rest // 60:02d}{rest % 60:02d}00"
