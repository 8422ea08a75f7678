"""Routes of one theme to iCalendar: the coming days on which each can begin, to subscribe to.

An event is the first day of a route, at its hours, and timed, never "all day": such an event has no
time zone, and shows a day off where the reader's differs. There is no METHOD: PUBLISH asks for an
ORGANIZER in each event (RFC 5546, section 3.2.1), and nobody organises these. The file stays small
however many routes there are: weekends come first, and the more routes a theme has, the fewer days
each of them gets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

from parcours.content.freshness import Level
from parcours.format.choices import Theme
from parcours.format.names import THEMES
from parcours.format.text import Text
from parcours.geo.zones import MAINLAND, zone_name
from parcours.hours.day_set import DaySet
from parcours.i18n.language import Language
from parcours.render.exports.ical_lines import compact, folded, stamped, text, times, uri, zones
from parcours.render.words.proof import possible, sentence, time_of_day
from parcours.trip.trip import Proof, Trip

_WEEKENDS = 8
_DAYS = 90
"""Looked at where a route can begin on none of those weekends."""
_MOST_OF_A_ROUTE = 2 * _WEEKENDS
_MOST = 600
"""Events of a file."""


@dataclass(frozen=True, slots=True)
class Outing:
    """A route as lists of days know it; small enough to pass between processes."""

    id: str
    alliance: str
    title: Text
    summary: Text
    themes: tuple[Theme, ...]
    starts: DaySet
    """The days on which one can set out, counted from the day of the build."""
    proof: Proof
    """What these days rest on."""
    days: int
    start_min: int
    end_min: int
    """When the first day begins and ends."""
    end_level: Level
    """How sure its end is."""
    default_lang: str
    doubtful: DaySet | None = None
    """The days on which the hours of a stop are not sure."""
    zone: str = MAINLAND
    """The clock by which it begins."""


def outing(trip: Trip) -> Outing:
    """What lists of days need of a route."""
    route, days, first_day = trip.itinerary, trip.open_days, trip.days[0]
    last = max(first_day.visits, key=lambda visit: visit.departure_min)
    return Outing(
        trip.id, route.alliance, route.title, route.summary, route.themes, days.starts,
        days.proof, len(trip.days), route.days[0].start,
        last.departure_min, last.time_level, trip.default_lang, days.doubtful,
        zone_name(first_day.visits[0].place.position))


def themes_of(outings: Sequence[Outing]) -> list[Theme]:
    """The themes that have a route, in the order of the format."""
    found = {theme for one in outings for theme in one.themes}
    return [theme for theme in Theme if theme in found]


def file_name(theme: Theme) -> str:
    """The file's name, beside the catalogue."""
    return f"theme-{theme.value}.ics"


def render(theme: Theme, outings: Sequence[Outing], language: Language,
           page_url: Callable[[str], str]) -> str:
    """The calendar of a theme; ``page_url`` gives the address of a route's page, or nothing."""
    chosen = [one for one in outings if theme in one.themes]
    most = max(1, min(_MOST_OF_A_ROUTE, _MOST // max(1, len(chosen))))
    events = sorted((day, one.id, one) for one in chosen
                    for day in _coming(one.starts, one.starts.first, most))
    name = language.say(THEMES[theme])
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//parcours//{language.code.upper()}",
        "CALSCALE:GREGORIAN",
        text("X-WR-CALNAME", language.say("Routes: {theme}", theme=name)),
        text("X-WR-CALDESC", language.say(
            "Coming days on which a route of this theme can begin, as far as the opening hours of "
            "its stops are known.")),
        "REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D",
        *zones(one.zone for one in chosen)]
    told: dict[tuple[str, bool], list[str]] = {}
    for day, id, one in events:
        doubt = one.doubtful is not None and date.fromordinal(day) in one.doubtful
        if (id, doubt) not in told:
            told[id, doubt] = _about(one, language, page_url(id), doubt=doubt)
        lines += ["BEGIN:VEVENT", text(
            "UID", f"{id}-{compact(day)}-{language.code}@{one.alliance}.parcours"),
                  *stamped(one.starts.first),
                  *times(day, one.start_min, one.end_min, one.zone),
                  *told[id, doubt], "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _about(one: Outing, language: Language, page_url: str, *, doubt: bool) -> list[str]:
    """What is the same on each day of a route, those apart on which its hours are in ``doubt``."""
    title = one.title.in_lang(language.code, one.default_lang)
    length = language.say_n("{n} day", "{n} days", one.days)
    caution = sentence(possible(one.proof, language))
    if doubt:
        caution += " " + language.say(
            "The hours of a stop are not sure then: ask before you set out.")
    elif one.proof.total:
        caution += " " + language.say("Check the hours of each stop before you set out.")
    if one.end_level is Level.UNKNOWN:
        caution += " " + language.say("The first day ends {time} (estimate).", time=time_of_day(
            one.end_min, one.end_level, language))
    told = [text("SUMMARY", title if one.days == 1 else f"{title} ({length})"),
            text("DESCRIPTION", f"{one.summary.in_lang(language.code, one.default_lang)}\n{caution}"
                 + (f"\n{page_url}" if page_url else "")), "TRANSP:TRANSPARENT"]
    if page_url:
        told.append(folded(f"URL:{uri(page_url)}"))
    return told


@lru_cache(maxsize=4096)
def _coming(starts: DaySet, first: date, most: int) -> tuple[int, ...]:
    """The days to list of a route, by their ordinals: weekends where it has some."""
    near = starts.between(None, first + timedelta(days=7 * _WEEKENDS - 1))
    days = near.on(5) | near.on(6) or starts.between(None, first + timedelta(days=_DAYS - 1))
    return tuple(day.toordinal() for day in islice(days, most))
