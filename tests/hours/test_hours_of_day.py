"""The hours of one day in words, read back minute by minute."""

from __future__ import annotations

import os
import re
from datetime import date

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from helpers.days_of_routes import rules_of_places
from helpers.generated_rules import rules
from helpers.said_and_meant import by_day
from helpers.spoken_hours import DAY_MIN, Read
from parcours.hours.calendar import calendar, is_rule
from parcours.hours.hours_of_day import hours_of_day
from parcours.hours.intervals import Interval
from parcours.hours.readings import guessed_ends
from parcours.i18n.language import language_of

FIRST, ON = date(2026, 11, 29), date(2027, 5, 3)
_FORMS = {
    "fr": ("ouvert ", " (à confirmer)", ", à confirmer", " ; à d’autres heures, à confirmer",
           "à confirmer", "ouvert jour et nuit", "peut-être encore ouvert après minuit",
           "le 3 mai 2027, "),
    "en": ("open ", " (to confirm)", ", to be confirmed", "; at other hours to be confirmed",
           "to be confirmed", "open around the clock", "perhaps still open after midnight",
           "on 3 May 2027, ")}


def said(rule: str, day: date, lang: str = "fr") -> str:
    """The hours of a day by a rule; empty where it is closed."""
    laid_out = calendar(rule, None, FIRST)
    intervals = laid_out.intervals_on(day)
    return hours_of_day(intervals, laid_out.certain_on(day), guessed_ends(rule),
                        language_of(lang)).replace("\u00a0", " ") if intervals else ""


def read_back(words: str, lang: str) -> bytes:
    """Each minute of the day: closed, open or unsure by what a visitor reads."""
    opened, confirm, others, elsewhere, unsure, always, late, on = _FORMS[lang]
    if words in (always, unsure, late + confirm):
        return (b"o" if words == always else b"u") * DAY_MIN
    rest, letter = b"c", b"o"
    if words.endswith(elsewhere):
        words, rest = words.removesuffix(elsewhere), b"u"
    if words.endswith(confirm):
        words, letter = words.removesuffix(confirm), b"u"
    assert words.startswith(opened), words
    sure, _, perhaps = words.removeprefix(opened).removesuffix(others).partition(
        re.findall(r"\s?; ", words)[0] if ";" in words else "\n")
    found = bytearray(rest * DAY_MIN)
    for part, state in ((perhaps, b"u"), (sure, letter)):
        if part:
            for minute, here in enumerate(Read(on + part, lang).days(ON, 1)[0].states):
                if here == ord("u"):
                    found[minute:minute + 1] = b"u"
                elif here != ord("c"):
                    found[minute:minute + 1] = state
    return bytes(found)


def meant(intervals: tuple[Interval, ...], certain: tuple[Interval, ...]) -> bytes:
    """The same by the rule."""
    found = bytearray(b"c" * DAY_MIN)
    for letter, some in ((b"u", intervals), (b"o", certain)):
        for opens, closes in some:
            found[opens:min(closes, DAY_MIN)] = letter * (min(closes, DAY_MIN) - opens)
    return bytes(found)


@settings(max_examples=int(os.environ.get("PARCOURS_EXAMPLES", "200")), deadline=None,
          suppress_health_check=list(HealthCheck))
@given(st.one_of(rules_of_places(), rules()))
def test_each_day_is_told_as_the_rule_has_it(rule: str) -> None:
    """What is sure is told as sure, what is not as that, and no other minute is; only of an end
    that nobody wrote nothing is told, and so of the night after it."""
    assume(is_rule(rule) and not re.search("sunrise|sunset|dawn|dusk", rule))
    laid_out = calendar(rule, None, FIRST)
    guessed, certain = guessed_ends(rule), by_day(laid_out.certain)
    ways = {(intervals, certain.get(day, ())) for day, intervals in by_day(
        laid_out.patterns).items()}
    for intervals, sure in ways:
        for lang in ("fr", "en"):
            words = hours_of_day(intervals, sure, guessed, language_of(lang))
            told = read_back(words.replace("\u00a0", " "), lang)
            wanted = meant(intervals, sure)
            left = [minute for minute in range(DAY_MIN) if told[minute] != wanted[minute] and not (
                guessed and told[minute] in b"uc" and wanted[minute] in b"uc")]
            assert not left, (rule, words, left[0])


@pytest.mark.parametrize(("rule", "friday", "saturday"), [
    ("Fr 17:00-20:00+", "ouvert de 17 h à 20 h au moins",
     "peut-être encore ouvert après minuit (à confirmer)"),
    ("Fr 18:00+", "ouvert à partir de 18 h (à confirmer)",
     "peut-être encore ouvert après minuit (à confirmer)"),
    ("Fr-Sa 10:00-12:00,18:00-22:00+", "ouvert de 10 h à 12 h et de 18 h à 22 h au moins",
     "ouvert de 10 h à 12 h et de 18 h à 22 h au moins"),
    ("Fr 10:00-12:00,14:00+", "ouvert de 10 h à 12 h ; à partir de 14 h, à confirmer", ""),
    ("Fr 10:00-12:00, Fr 14:00-16:00 unknown",
     "ouvert de 10 h à 12 h ; de 14 h à 16 h, à confirmer", ""),
    ("Fr 20:00-04:00 unknown", "ouvert de 20 h à 4 h le lendemain (à confirmer)",
     "ouvert de 0 h à 4 h (à confirmer)"),
    ("Fr 10:00-24:00; Sa unknown", "ouvert de 10 h à minuit", "à confirmer"),
    ("Fr 22:00-02:00", "ouvert de 22 h à 2 h le lendemain", "ouvert de 0 h à 2 h"),
    ("Fr 20:00-01:00+", "ouvert de 20 h à 1 h le lendemain au moins",
     "ouvert de 0 h à 1 h au moins"),
    ("Fr-Sa 06:00-12:00,18:00-23:00+", "ouvert de 6 h à 12 h et de 18 h à 23 h au moins",
     "ouvert de 6 h à 12 h et de 18 h à 23 h au moins")])
def test_no_end_is_told_that_nobody_wrote(rule: str, friday: str, saturday: str) -> None:
    """“De 17 h à 6 h le lendemain (à confirmer)” was said of a bar that opens “de 17 h à 20 h au
    moins”, and a sure morning was to be confirmed for an evening without an end."""
    assert said(rule, date(2026, 12, 4)) == friday
    assert said(rule, date(2026, 12, 5)) == saturday
