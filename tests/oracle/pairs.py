"""The rules and the moments that our reading of opening hours is compared on."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from oracle.ours import FIRSTS, TOULOUSE
from parcours.hours import calendar
from parcours.hours.today import PARIS

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = Path(os.environ.get("PARCOURS_SAMPLES") or ROOT.parent / "shared" / "samples")
VALUES = SAMPLES / "opening_hours" / "opening_hours_js_test_values.tsv"

OUR_RULES: tuple[str, ...] = (
    # every hour, every day
    "24/7", "Mo-Su 00:00-24:00", "00:00-24:00", "Mo-Su", "open", "off", "closed", "24/7 off",
    "unknown", "Mo-Su 10:00-18:00", "10:00-18:00", "09:30-12:30,14:00-18:30",
    # days of the week, and ranges that wrap it
    "Th", "We,Sa", "Mo-Fr", "Sa-Su", "Mo 10:00-12:00", "Tu-Su 10:00-18:00", "Fr-Mo 10:00-18:00",
    "Sa-Tu 09:00-12:00", "Su-Mo 14:00-18:00", "Th-We 08:00-20:00", "Su-Fr 10:00-17:00",
    "Mo,We,Fr 09:00-12:00", "Tu,Th 14:00-18:00", "We,Fr-Su 12:00-18:00; Th 12:00-20:00",
    "Mo-Fr 09:00-18:00; Sa 10:00-16:00", "Mo-Fr 09:00-18:00; Sa-Su 14:00-18:00",
    "Mo-Sa 09:00-12:00,14:00-19:00; Su 09:00-12:30", "Sa,Su 10:00-12:00,14:00-17:00",
    "Tu-Fr 10:00-12:00,14:00-18:00; Sa 10:00-18:00; Su 14:00-18:00", "Mo-Su 08:00-20:00; We off",
    "Mo-Su; Tu off", "Mo-We 10:00-12:00; Tu off", "10:00-18:00; Mo off",
    "Mo-Su 10:00-18:00; Mo,Tu off", "Fr 08:00-13:00", "Mo 08:00-12:30", "Su 08:00-13:00",
    "Tu-Su 07:00-13:30", "Sa 07:00-12:00",
    # several intervals, minutes, and intervals that touch or overlap
    "Mo-Su 08:00-10:00,11:00-13:00,15:00-19:45", "Tu 09:15-11:45,13:30-17:05",
    "10:00-12:00,12:00-14:00", "10:00-14:00,12:00-16:00", "Mo-Fr 00:00-06:00,18:00-24:00",
    "Mo 23:59-24:00", "Mo-Su 00:00-00:30", "12:01-12:02",
    # past midnight
    "Fr,Sa 20:00-02:00", "Mo-Su 18:00-01:00", "Fr-Sa 22:00-05:00; Su 22:00-24:00", "Sa 20:00-04:00",
    "Su 22:00-26:00", "Mo-Th 17:00-00:30; Fr-Sa 17:00-02:00", "22:00-06:00",
    "We 23:00-01:00; Th off", "Fr 18:00-24:00; Sa 00:00-02:00", "Dec 31 22:00-04:00",
    "Mo-Su 19:00-03:00; PH off", "Sa 21:00-27:00", "Sa 10:00-12:00,22:00-03:00",
    "Mo-Su 22:00-02:30; Su off", "Mo-Fr 22:00-02:30",
    # public holidays
    "PH", "PH off", "PH 10:00-12:00", "Mo-Fr 09:00-18:00; PH off", "Tu-Su 10:00-17:00; PH off",
    "Mo-Su 10:00-18:00; PH off", "Mo-Fr 09:00-18:00; PH 10:00-12:00", "PH,Su 10:00-13:00",
    "Su,PH 14:00-18:00", "Mo-Sa,PH 09:00-18:00", "Mo-Su,PH 10:00-18:00", "Mo-Fr,PH 10:00-12:00",
    "Tu-Su 10:00-18:00; PH Mo off", "Mo-Fr 09:00-12:00; Sa,Su,PH off", "Mo-Su; PH off",
    "Th; PH off", "Mo-Su 10:00-18:00; PH 14:00-18:00", "24/7; PH off", "Tu-Su,PH 10:00-18:00",
    "PH open", "We 14:00-18:00; PH off; Aug off", "PH,Mo off", "Tu-Su 10:00-17:00; PH off; Jan off",
    "Mo-Su 09:00-18:00; Su,PH 10:00-17:00", 'Mo-Su 09:00-18:00; PH off "jours fériés"',
    "Sa 09:00-12:00; PH Sa off", "Mo-Fr 08:00-18:00; Sa 08:00-12:00; Su,PH off",
    # months
    "Apr-Oct Mo-Su 09:00-19:00", "Apr-Oct: Mo-Su 09:00-19:00", "Nov-Mar 10:00-16:00",
    "Apr-Sep 10:00-19:00; Oct-Mar 10:00-17:00", "Jul 10:00-18:00", "Jul,Aug 10:00-19:00", "Jul-Aug",
    "Jan off", "Mo-Su 10:00-18:00; Jan off", "Tu-Su 10:00-18:00; Jan,Nov off",
    "Oct-Feb Sa,Su 14:00-17:00", "Nov-Nov 08:00-12:00",
    "Mar-Nov Tu-Su 10:00-12:00,14:00-18:00; PH off",
    "Jun-Sep Mo-Su 10:00-19:00; Oct-May Mo-Fr 10:00-17:00; Dec off",
    "Apr-Jun,Sep We-Su 14:00-18:00; Jul-Aug Mo-Su 10:00-19:00", "Feb-Jan 08:00-10:00",
    "May-Aug Sa 10:00-22:00; Sep-Apr Sa 10:00-18:00", "Sep-Jun Mo-Fr 08:30-17:30; Jul-Aug off",
    "Apr-Oct We,Sa,Su 14:00-18:00; Apr-Oct PH 14:00-18:00", "Jul-Aug Tu 18:00-23:00",
    # days of the year
    "Dec 25 off", "Dec 25", "10:00-18:00; Dec 25 off", "10:00-18:00; Jan 01,May 01,Dec 25 off",
    "Tu-Su 10:00-18:00; Dec 24,Dec 31 10:00-16:00; Dec 25,Jan 01 off", "Apr 15-Oct 15 10:00-18:00",
    "Apr 15-Oct 15 Tu-Su 10:00-18:00", "Nov 15-Mar 15 14:00-17:00", "Dec 20-Jan 05 off",
    "10:00-18:00; Dec 20-Jan 05 off", "Jul 01-14 10:00-20:00", "Feb 29",
    "Feb 28-Mar 01 10:00-12:00", "Feb 29-Mar 01 10:00-12:00", "Jan 01-Dec 31 10:00-12:00",
    "Jun 21 18:00-24:00", "Jun 21 18:00-02:00", "Sep 18-19,Sep 25-26 10:00-18:00",
    "Mar 28 01:00-05:00", "Oct 31 00:00-06:00", "Jul 14", "Aug 15 off; Mo-Su 09:00-12:00",
    "Apr 01-Jun 30 Sa,Su,PH 14:00-18:00; Jul 01-Aug 31 Mo-Su 10:00-19:00",
    # years
    "2027 Jul-Aug 10:00-18:00", "2027 May 13-16 10:00-22:00", "2026-2027 Dec Sa 10:00-18:00",
    "2027 Jan 10-2027 Feb 01 off", "10:00-18:00; 2027 Jan 10-2027 Feb 01 off",
    "2028 Feb 29 10:00-12:00", "2026 Dec 20-2027 Jan 05 10:00-12:00", "2027+ Sa 10:00-12:00",
    "2027",
    # nth weekday of the month
    "Su[1] 10:00-12:00", "Su[1]", "Th[-1] 18:00-21:00", "Fr[-1] 20:00-02:00", "Sa[2,4] 09:00-12:00",
    "Mo[1-2] 10:00-12:00", "We[5] 10:00-12:00", "Tu-Su 10:00-18:00; Su[1] 10:00-20:00",
    "Mo-Su 10:00-18:00; Mo[1] off", "Apr-Oct Su[1] 14:00-18:00", "Sa[3] 14:00-17:00; Jul-Aug off",
    "Su[-2] 08:00-18:00", "Fr[1],Sa[1] 10:00-12:00", "Su[1] +1 day 10:00-12:00",
    "Sa[1] -1 day 10:00-12:00", "Tu-Su 10:00-17:00; Su[1] off; PH off",
    # weeks
    "week 01-20 Mo-Fr 10:00-12:00", "week 27-35 Mo-Su 10:00-19:00", "week 53 10:00-12:00",
    "week 01 10:00-12:00", "week 52-02 10:00-12:00", "week 02-52/2 We 14:00-18:00",
    "week 01-53/2 Sa 09:00-12:00", "week 10 Mo-Fr 08:00-10:00", "week 01,10,20 Tu 10:00-12:00",
    # comments
    'Mo-Fr 10:00-12:00 "sur rendez-vous"', '"sur rendez-vous"',
    'Mo-Fr 10:00-12:00 open "à la cave"', 'Mo-Fr 10:00-12:00 "a", Mo-Fr 14:00-16:00 "b"',
    'off "travaux"', 'closed "fermé"', "Sa 10:00-12:00 unknown", 'Sa 10:00-12:00 unknown "appelez"',
    'Mo-Fr 10:00-12:00 open "a", Mo-Fr 12:00-14:00 open "b"',
    'Mo-Sa 09:00-18:00; Su "sur rendez-vous"',
    # fallback
    'Mo-Fr 10:00-12:00 || "sur rendez-vous"', "Mo-Fr 10:00-12:00 || unknown",
    'Tu-Su 10:00-18:00; PH off || "téléphonez"', "Sa 09:00-12:00 || Su 14:00-16:00",
    "We-Fr 10:00-24:00 || Sa 10:00-12:00 || closed", "Jul-Aug 10:00-18:00 || Sa 14:00-18:00",
    "Mo-Fr 10:00-12:00 || Mo-Fr 14:00-16:00 unknown",
    # additional rules
    "Mo-Fr 10:00-16:00, We 12:00-18:00", "Mo-Fr 09:00-12:00, We 14:00-18:00; Su off",
    "Mo-Su 10:00-12:00, Sa-Su 14:00-18:00", "Mo-Fr 08:00-12:00, PH 10:00-12:00",
    "Fr 20:00-02:00, Sa 10:00-12:00", "Mo-Fr 10:00-12:00, Th 18:00-21:00; PH off",
    "Mo-Fr 09:00-18:00, PH off", "Mo-Fr 09:00-18:00, Sa 09:00-12:00, PH off",
    "Apr-Oct 10:00-12:00, Jul-Aug 14:00-19:00", "Tu 10:00-12:00, Th 10:00-12:00, Sa 09:00-13:00",
    # rules that follow one another
    "Mo-Su 10:00-18:00; We 12:00-14:00", "Mo-Su 10:00-18:00; We 12:00-14:00 off",
    "Mo-Fr 08:00-18:00; 12:00-14:00 off", "10:00-12:00; 14:00-18:00",
    "Mo-Fr 10:00-12:00; 14:00-18:00", "Mo-Su 18:00-01:00; Sa 18:00-03:00",
    "Sa 20:00-02:00; Su 20:00-23:00", "Fr 18:00-01:00; Sa off",
    "Tu-Su 10:00-18:00; Jul-Aug 10:00-20:00; Mo off", "22:00-02:00; Tu 12:00-14:00",
    "Mo-Su 22:00-02:00; We 12:00-14:00 off", "Mo off; Mo 10:00-12:00",
    # open end
    "Mo 09:30+", "Mo-Su 18:00+", "Fr 17:00-20:00+", "10:00+; PH off", "Tu-Sa 12:00-14:00,19:00+",
    "Sa 22:00+", "We 08:00+; Th 08:00-12:00", "Mo-Fr 14:00+; Sa 10:00-12:00", "07:00+,12:00-13:00",
    "Mo 22:00-26:00+", "17:00+; 15:00-16:00 off", "17:00+ off", "Mo-Tu,Th-Su; We 17:00+",
    "05:00-06:00,06:45-07:00+,13:00-16:00",
    # the sun
    "sunrise-sunset", "Mo-Su dawn-dusk", "(sunrise+01:00)-(sunset-01:00)", "10:00-sunset",
    "Apr-Sep sunrise-20:00", "sunset-23:00", "Sa sunset-sunrise", "sunset-20:00",
    "sunrise-08:00", "18:00-sunset", "sunrise+",
    # Easter
    "easter 10:00-12:00", "easter -2 days-easter +1 day 10:00-12:00", "easter-Oct 31 10:00-18:00",
    "easter +1 day off; Mo 10:00-12:00", "easter -47 days 14:00-18:00",
    "easter-Nov 01 We 14:00-18:00",
    "easter -2 days-easter +1 day",
    # days counted from others, and in words
    "Jan Su[1] -5 days-Jan 10", "Mo-Su 10:00-12:00; PH -1 day off", 'Mo open; "en été": off',
    # school holidays
    "SH 10:00-12:00", "Mo-Fr 09:00-18:00; SH off", "SH Mo-Fr 14:00-18:00; We 14:00-18:00",
    "PH,SH 10:00-18:00",
    # days that do not exist
    "Jun 31 10:00-12:00", "Feb 30",
    # points in time
    "Sa 10:00-16:00/01:30", "Su 15:00",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A rule, where it comes from, and the moments at which it is asked for."""

    rule: str
    source: str
    """``samples``, ``places`` or ``ours``."""
    moments: tuple[datetime, ...]


def everything() -> Iterator[Asked]:
    """Each rule with its moments, in two horizons; the samples only where they are present."""
    rules = [(rule, "places") for rule in rules_of_places()]
    rules += [(rule, "ours") for rule in OUR_RULES]
    rules += [(rule, "samples") for rule in rules_of_samples()]
    seen = set()
    for rule, source in rules:
        if rule not in seen and calendar.is_valid(rule):
            seen.add(rule)
            yield Asked(rule, source, tuple(moments(rule)))


def rules_of_places() -> list[str]:
    """The values of ``opening_hours`` in our own content."""
    found = set()
    for path in sorted((ROOT / "tests/sample/itineraries").rglob("*.yml")):
        for line in path.read_text("utf-8").splitlines():
            field, _, value = line.strip().partition(":")
            if field == "opening_hours":
                found.add(value.strip().strip("\"'"))
    return sorted(found)


def rules_of_samples() -> list[str]:
    """The values that the reference is tested with, or none where they are absent."""
    if not VALUES.is_file():
        return []
    lines = VALUES.read_text("utf-8").split("\n")[1:]
    return sorted({line.partition("\t")[2] for line in lines if line.partition("\t")[2]})


def moments(rule: str) -> list[datetime]:
    """Every boundary of a sample of days, special days, weeks of every season, and chance."""
    found: set[datetime] = set(SPECIAL)
    chance = random.Random(rule)  # noqa: S311  (nothing secret)
    for first in FIRSTS:
        laid_out = calendar.calendar(rule, TOULOUSE, first)
        shown = list(laid_out.patterns)
        for intervals, those in chance.sample(shown, min(20, len(shown))):  # the sun has hundreds
            days = [(day - first).days for day in calendar.horizon(first) & those] or [0]
            for day in {days[0], days[-1], *chance.sample(days, min(3, len(days)))}:
                for minute in {edge for interval in intervals for edge in interval}:
                    at = datetime.combine(first, datetime.min.time()) + timedelta(
                        days=day, minutes=minute)
                    found |= {at - timedelta(minutes=1), at, at + timedelta(minutes=1)}
        for _ in range(60):
            found.add(datetime.combine(first, datetime.min.time()) + timedelta(
                minutes=chance.randrange(calendar.HORIZON_DAYS * 24 * 60)))
    last = FIRSTS[1] + timedelta(calendar.HORIZON_DAYS)
    return sorted(at for at in found if _exists(at) and FIRSTS[0] <= at.date() < last)


def _exists(at: datetime) -> bool:
    """Whether the clock shows this time: an hour is skipped in spring."""
    local = at.replace(tzinfo=PARIS)
    return datetime.fromtimestamp(local.timestamp(), PARIS).replace(tzinfo=None) == at


_DAYS = """
2026-12-24 2026-12-25 2026-12-26 2026-12-31 2027-01-01 2027-03-26 2027-03-28 2027-03-29 2027-05-01
2027-05-06 2027-05-08 2027-05-16 2027-05-17 2027-07-14 2027-08-15 2027-11-01 2027-11-11 2027-12-25
2027-12-31 2028-01-01 2028-02-28 2028-02-29 2028-03-01 2028-04-14 2028-04-17 2028-05-01 2028-05-08
2028-05-25 2028-06-05 2028-07-14 2028-08-15 2028-11-01 2028-11-11 2028-12-25
"""
"""Public holidays of all France, the two of Alsace and Moselle, and days beside them."""


def _special() -> Iterator[datetime]:
    # nights on which the clocks change, and the days round them
    for day in (date(2027, 3, 28), date(2027, 10, 31), date(2028, 3, 26), date(2028, 10, 29)):
        for quarter in range(-8, 28):
            yield datetime.combine(day, datetime.min.time()) + timedelta(minutes=15 * quarter)
    for text in _DAYS.split():
        for hour in (0, 9, 11, 15, 21):
            yield datetime.combine(date.fromisoformat(text), datetime.min.time()) + timedelta(
                hours=hour, minutes=30)
    # a whole week of each season
    for text in ("2027-01-18", "2027-04-12", "2027-07-19", "2027-10-11", "2028-02-21"):
        for hour in range(0, 7 * 24, 2):
            yield datetime.combine(date.fromisoformat(text), datetime.min.time()) + timedelta(
                hours=hour, minutes=30 * (hour % 4 == 2))


SPECIAL = frozenset(_special())
