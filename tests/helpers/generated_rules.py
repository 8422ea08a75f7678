"""Opening hours as offices write them, and odder: a strategy for rules in OSM's syntax."""

from __future__ import annotations

from hypothesis import strategies as st

WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
YEAR = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SUN = ("sunrise", "sunset", "dawn", "dusk")
COMMENTS = ("sur rendez-vous", "on appointment", "sur réservation", "appelez", "à la cave ; dehors")


def _joined(one: st.SearchStrategy[str], most: int, by: str = ",") -> st.SearchStrategy[str]:
    return st.lists(one, min_size=1, max_size=most, unique=True).map(by.join)


def _range(names: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(names), st.sampled_from(names)).map("-".join)


_OFFSET = st.sampled_from(("", "", "", " +1 day", " -1 day", " +3 days", " -2 days"))
_NTH = st.builds("{}[{}]{}".format, st.sampled_from(WEEK), st.sampled_from(
    ("1", "2", "3", "4", "5", "-1", "-2", "1,3", "2-3")), _OFFSET)
_HOLIDAY = st.builds("PH{}".format, _OFFSET)
_WEEKLY = st.one_of(
    _range(WEEK), _range(WEEK), _joined(st.sampled_from(WEEK), 4), _NTH, st.just("PH"),
    _joined(st.one_of(_range(WEEK), st.sampled_from(WEEK), st.just("PH")), 3), _HOLIDAY,
    _joined(st.one_of(st.sampled_from(WEEK), _NTH), 2))
_DATE = st.builds("{} {:02d}".format, st.sampled_from(YEAR), st.integers(1, 28)) | st.sampled_from(
    ("Dec 25", "Jan 01", "May 01", "Feb 29", "Dec 31", "Aug 15", "Jul 14"))
_EASTER = st.builds("easter{}".format, st.sampled_from(
    ("", " +1 day", " -2 days", " +39 days", " +50 days", " -47 days", " +7 days")))
_DATED = st.builds("2027 {}".format, _DATE.filter(lambda date: date != "Feb 29"))
_DATES = st.one_of(
    _DATE, st.tuples(_DATE, _DATE).map("-".join), _EASTER,
    st.tuples(_EASTER, _EASTER).map("-".join), st.tuples(_EASTER, _DATE).map("-".join), _DATED,
    st.tuples(_DATED, st.builds("2028 {}".format, _DATE)).map("-".join),
    st.builds("{} {}[{}]{}".format, st.sampled_from(YEAR), st.sampled_from(WEEK),
              st.sampled_from(("1", "3", "-1")), _OFFSET))
_YEARS = st.sampled_from(("2027", "2026-2027", "2027+", "2025-2031/2"))
_MONTHS = st.one_of(_range(YEAR), _joined(st.sampled_from(YEAR), 3))
_PERIOD = st.one_of(
    _MONTHS, _MONTHS, _joined(_DATES, 3), _joined(st.one_of(_range(YEAR), _DATES), 2),
    st.tuples(_YEARS, st.one_of(_MONTHS, st.just(""))).map(
        lambda parts: " ".join(parts).strip()))
_WEEKS = st.sampled_from(("week 10", "week 02-52/2", "week 01-53/2", "week 20-35", "week 50-05",
                          "week 03-21/3", "week 01,10,20"))


@st.composite
def _clock_hours(draw: st.DrawFn) -> str:
    """One to three intervals of the day, in order; the last may go past midnight."""
    edges = sorted(draw(st.lists(st.integers(0, 96), min_size=2, max_size=6, unique=True)))
    spans = [f"{_clock(15 * opens)}-{_clock(15 * closes)}"
             for opens, closes in zip(edges[::2], edges[1::2], strict=False)]
    ending = draw(st.sampled_from(("", "", "", "", "night", "late", "plus", "open")))
    if edges[-1] < 88 and ending:
        begin = 15 * edges[-1] + 60 if len(edges) % 2 == 0 else 15 * edges[-1]
        night = _clock(draw(st.integers(0, begin // 15 - 1)) * 15)
        spans.append(_clock(begin) + {
            "night": f"-{night}", "late": "-26:00", "plus": "-23:30+", "open": "+"}[ending])
    return ",".join(spans)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


_EVENT = st.sampled_from(SUN) | st.builds("({}{}{})".format, st.sampled_from(SUN), st.sampled_from(
    ("+", "-")), st.sampled_from(("00:30", "01:00", "01:45")))
_HOURS = st.one_of(
    _clock_hours(), _clock_hours(), _clock_hours(), st.just("00:00-24:00"), st.just(""),
    st.tuples(_EVENT, _EVENT).map("-".join), st.builds("11:00-{}".format, _EVENT),
    st.builds("{}-23:45".format, st.sampled_from(("sunrise", "(dawn+00:30)"))))
_STATE = st.one_of(
    st.just(""), st.just(""), st.just(""), st.just("off"), st.just("off"), st.just("unknown"),
    st.builds('"{}"'.format, st.sampled_from(COMMENTS)),
    st.builds('open "{}"'.format, st.sampled_from(COMMENTS)),
    st.builds('off "{}"'.format, st.sampled_from(COMMENTS)))


def _often(one: st.SearchStrategy[str], times: int = 1) -> st.SearchStrategy[str]:
    return st.one_of(*[st.just("")] * times, one)


_CLAUSE = st.tuples(_often(_PERIOD), _often(_WEEKS, 6), _often(_WEEKLY), _HOURS,
                    _STATE).map(lambda parts: " ".join(part for part in parts if part))


@st.composite
def rules(draw: st.DrawFn) -> str:
    """One to four clauses; what they say need not be a valid rule, nor one that we trust."""
    clauses = draw(st.lists(_CLAUSE.filter(bool), min_size=1, max_size=4))
    text = clauses[0]
    for clause in clauses[1:]:
        text += draw(st.sampled_from(("; ", "; ", "; ", "; ", ", ", " || "))) + clause
    return text
