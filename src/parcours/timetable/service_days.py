"""On which dates each service of a feed runs, and for which dates the feed speaks at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from parcours.diagnostics.diagnostic import Words
from parcours.timetable.archive import FeedFiles
from parcours.timetable.clock import date_of
from parcours.timetable.fault import BadFeed, short
from parcours.timetable.table import rows

MAX_AHEAD_DAYS = 500
"""No timetable is known further ahead: a calendar to the year 2099 is no promise."""
MAX_DAYS = 800
"""Of one feed, the last ones: a calendar may have begun ten years ago."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ADDED, _REMOVED = "1", "2"


@dataclass(frozen=True, slots=True)
class ServiceDays:
    """The dates of the services that were asked for."""

    by_service: dict[str, frozenset[date]]
    first: date
    """The first date for which the feed speaks."""
    last: date
    """The last date for which it does, that date included."""
    spans: Mapping[str, tuple[date, date]] = field(default_factory=dict)
    """The first and the last date that is told of each service of the feed, within these."""
    unknown: frozenset[str] = frozenset()
    """Those asked for of which no calendar speaks: by the format they never run."""

    def span_of(self, services: Iterable[str]) -> tuple[date, date] | None:
        """The first and the last date for which some of these services are told of."""
        spans = [self.spans[one] for one in services if one in self.spans]
        return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None


def read_service_days(files: FeedFiles, services: Collection[str], today: date) -> ServiceDays:
    """Dates of these services, by the weekly pattern and the exceptions to it.

    The feed speaks from its first to its last date of service, or for less where ``feed_info.txt``
    says so. A pattern without a weekday is only the name of a service whose dates stand apart: for
    its own dates, often those of several years, it says nothing.
    """
    weekly = list(_patterns(files))
    dated = list(_exceptions(files))
    ends = [day for _, days, first, last in weekly if any(days) for day in (first, last)]
    ends += [day for _, day, added in dated if added]
    if not ends:
        raise BadFeed(files.file("calendar_dates.txt"), Words(
            "aucun jour de service : rien ne roule jamais", "no day of service: nothing ever runs"))
    first, last = _of_feed(files, min(ends), max(ends), today)
    by_service = {service: set[date]() for service in services}
    for service, days, begins, ends_on in weekly:
        if service in by_service:
            by_service[service] |= {
                day for day in _days(max(begins, first), min(ends_on, last))
                if days[day.weekday()]}
    for added in (True, False):  # a date both added and removed does not run
        for service, day, is_added in dated:
            if is_added is added and service in by_service and first <= day <= last:
                (set.add if added else set.discard)(by_service[service], day)
    return ServiceDays({name: frozenset(days) for name, days in by_service.items()}, first, last,
                       _spans(weekly, dated, first, last),
                       frozenset(services) - {service for service, *_ in weekly}
                       - {service for service, *_ in dated})


def _spans(weekly: Iterable[tuple[str, tuple[bool, ...], date, date]],
           dated: Iterable[tuple[str, date, bool]], first: date, last: date,
           ) -> dict[str, tuple[date, date]]:
    """The dates that are told of each service, within those of the feed."""
    told: dict[str, tuple[date, date]] = {}
    for service, begins, ends in (
            *((service, begins, ends) for service, days, begins, ends in weekly if any(days)),
            *((service, day, day) for service, day, added in dated if added)):
        known = told.get(service, (begins, ends))
        told[service] = min(known[0], begins), max(known[1], ends)
    return {service: (max(begins, first), min(ends, last))
            for service, (begins, ends) in told.items() if begins <= last and ends >= first}


def _patterns(files: FeedFiles) -> Iterator[tuple[str, tuple[bool, ...], date, date]]:
    name = "calendar.txt"
    if not files.holds(name):
        return
    for line, (service, begins, ends, *days) in rows(
            files, name, ("service_id", "start_date", "end_date", *_WEEKDAYS)):
        for typed in days:
            if typed not in ("0", "1"):
                raise BadFeed(files.file(name), Words(
                    f"« {short(typed)} » ne dit pas si cela roule ce jour : 0 ou 1 est attendu",
                    f"'{short(typed)}' does not say whether it runs that day: 0 or 1 is expected"),
                    line=line)
        first, last = _date(files, name, begins, line), _date(files, name, ends, line)
        if last < first:
            raise BadFeed(files.file(name), Words(
                f"ce service finit le {last:%d/%m/%Y}, avant de commencer le {first:%d/%m/%Y}",
                f"this service ends on {last}, before it begins on {first}"), line=line)
        yield service, tuple(typed == "1" for typed in days), first, last


def _exceptions(files: FeedFiles) -> Iterator[tuple[str, date, bool]]:
    name = "calendar_dates.txt"
    if not files.holds(name):
        return
    for line, (service, day, kind) in rows(files, name, ("service_id", "date", "exception_type")):
        if kind not in (_ADDED, _REMOVED):
            raise BadFeed(files.file(name), Words(
                f"« {short(kind)} » n’est pas un genre d’exception : 1 ou 2 est attendu",
                f"'{short(kind)}' is no kind of exception: 1 or 2 is expected"), line=line)
        yield service, _date(files, name, day, line), kind == _ADDED


def _of_feed(files: FeedFiles, first: date, last: date, today: date) -> tuple[date, date]:
    """The dates of service within those that the publisher answers for."""
    name = "feed_info.txt"
    if files.holds(name):
        for line, (begins, ends) in rows(files, name, (), ("feed_start_date", "feed_end_date")):
            first = max(first, _date(files, name, begins, line)) if begins else first
            last = min(last, _date(files, name, ends, line)) if ends else last
    last = min(last, max(first, today) + timedelta(days=MAX_AHEAD_DAYS))
    first = max(first, last - timedelta(days=MAX_DAYS))
    if last < first:
        raise BadFeed(files.file(name), Words(
            "les dates de validité et les jours de service ne se recouvrent pas",
            "the dates of validity and the days of service do not overlap"))
    return first, last


def _date(files: FeedFiles, name: str, typed: str, line: int) -> date:
    day = date_of(typed)
    if day is None:
        raise BadFeed(files.file(name), Words(
            f"« {short(typed)} » n’est pas une date telle que 20270131",
            f"'{short(typed)}' is not a date such as 20270131"), line=line)
    return day


def _days(first: date, last: date) -> Iterator[date]:
    for n in range((last - first).days + 1):
        yield first + timedelta(days=n)
