"""The days on which one can set out, in words that promise no other day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from helpers.planning import atlas_of, trip_of
from parcours.i18n.language import language_of
from parcours.render.words.days import open_days_in_words

DECEMBER = date(2026, 12, 1)
"""The coming days end on 4 January 2028: a few days of a second January are among them."""

WEEK = {"opening_hours": "Tu-Su 10:00-18:00; PH off"}


def said(place: dict[str, Any], code: str = "fr", today: date = DECEMBER, **fields: Any) -> str:
    """An hour at ten in such a place, told on the first of December."""
    trip = trip_of(atlas_of({"a": place}, today),
                   [("10:00", [{"place": "a", "stay": "1h"}])], **fields)
    return open_days_in_words(trip.open_days, language_of(code)).weekdays.replace("\u00a0", " ")


@pytest.mark.parametrize(("place", "status", "fr"), [
    # nothing is said of a January that is closed, nor of one of which four days are known
    (WEEK, {"state": "works", "to": "2027-02-10"},
     "du mardi au dimanche, à partir du 11 février 2027, sauf jours fériés"),
    (WEEK, {"state": "closed", "to": "2027-01-15"},
     "du mardi au dimanche, à partir du 16 janvier 2027, sauf jours fériés"),
    # nor of a February that works take away whole: they are no season
    (WEEK, {"state": "works", "to": "2027-03-10"},
     "du mardi au dimanche, à partir du 11 mars 2027, sauf jours fériés"),
    (WEEK, {"state": "works", "to": "2027-11-30"},
     "du mardi au dimanche, à partir du 1er décembre 2027, sauf jours fériés"),
    (WEEK, {"state": "closed", "from": "2026-12-10", "to": "2026-12-20"},
     "du mardi au dimanche, sauf du 10 au 20 décembre 2026 et les jours fériés"),
    (WEEK, {"state": "closed", "from": "2027-10-01"},
     "du mardi au dimanche, sauf à partir du 1er octobre 2027 et les jours fériés"),
    ({"opening_hours": "Apr-Oct Sa 10:00-18:00"}, {"state": "works", "to": "2027-05-14"},
     "le samedi, de mai à octobre, à partir du 15 mai 2027"),
])
def test_a_closure_is_no_season(place: dict[str, Any], status: dict[str, str], fr: str) -> None:
    """The weekdays and months are those of the hours; the closure is told by its dates."""
    assert said(place, status=status) == fr


@pytest.mark.parametrize(("rule", "fr", "en"), [
    # “sauf jours fériés, du 31 décembre…” would be read as the time when one can set out
    ("Th 10:00-18:00; PH off; 2026 Dec 31-2027 Jan 21 off; 2027 Dec 30 off",
     "le jeudi, sauf du 31 décembre 2026 au 21 janvier 2027, le 30 décembre 2027 et les jours "
     "fériés",
     "on Thursdays, except from 31 December 2026 to 21 January 2027, on 30 December 2027 and on "
     "public holidays"),
    # more of these weeks would be excepted than told
    ("2026 Dec 19-2027 Jan 03 Mo-Fr 10:00-12:00; 2027 Feb 13-Feb 28 Mo-Fr 10:00-12:00",
     "du lundi au vendredi, du 21 décembre 2026 au 1er janvier 2027 et du 15 au 26 février 2027",
     "from Monday to Friday, from 21 December 2026 to 1 January 2027 and from 15 to 26 February "
     "2027"),
    ("2026 Nov 28-Dec 24 Tu-Su 10:00-18:00", "du mardi au dimanche, du 1er au 24 décembre 2026",
     "from Tuesday to Sunday, from 1 to 24 December 2026"),
    # an exception is no part of the last of the seasons that stand before it
    ("Sep-Jun We 10:00-18:00; Jul-Aug We,Fr 10:00-18:00; Dec 24-Jan 02 off",
     "le mercredi, de septembre à juin ; le mercredi et le vendredi, de juillet à août ; dans tous "
     "les cas, sauf le 30 décembre 2026 et le 29 décembre 2027",
     "on Wednesdays, from September to June; on Wednesdays and on Fridays, from July to August; in "
     "each case except on 30 December 2026 and on 29 December 2027"),
    # the end of November has two weekdays in it, and the rule of December
    ("Nov 28-Dec 24 Tu-Su 10:00-18:00; PH off",
     "du mardi au dimanche, du 28 novembre au 24 décembre",
     "from Tuesday to Sunday, from 28 November to 24 December"),
    # the months of these holidays come again in a year of which nothing is known
    ("2026 Dec 19-2027 Jan 03 Mo-Fr 10:00-12:00; 2027 Feb 13-Feb 28 Mo-Fr 10:00-12:00; PH off",
     "du lundi au vendredi, du 21 au 31 décembre 2026 et du 15 au 26 février 2027, sauf jours "
     "fériés",
     "from Monday to Friday, from 21 to 31 December 2026 and from 15 to 26 February 2027, except "
     "public holidays"),
    # a season that begins with the week of another place begins on its first day, not before
    ("Mar 15-Nov 10 Mo-Sa 10:00-18:00", "du lundi au samedi, du 15 mars au 10 novembre",
     "from Monday to Saturday, from 15 March to 10 November"),
    # days of a month from its twenty-sixth on are no fifth Mondays
    ("easter -2 days-Oct 31 10:00-18:00; Nov 01-Mar 20 Sa 10:00-17:00",
     "le samedi, de novembre à février ; le samedi et certains autres jours, en mars ; tous les "
     "jours, d’avril à octobre", "on Saturdays, from November to February; on Saturdays and on "
     "some other days, in March; any day of the week, from April to October"),
    ("Su[1] 10:00-18:00", "le premier dimanche du mois", "on the first Sunday of the month"),
    ("Sa[-1] 10:00-18:00", "le dernier samedi du mois", "on the last Saturday of the month"),
    ("Apr-Oct We,Su[1,3] 10:00-18:00", "le mercredi, le premier dimanche du mois et le troisième "
     "dimanche du mois, d’avril à octobre", "on Wednesdays, on the first Sunday of the month and "
     "on the third Sunday of the month, from April to October"),
    ("Apr-Oct 10:00-18:00; Su[2] off", "tous les jours, d’avril à octobre, sauf le deuxième "
     "dimanche du mois", "any day of the week, from April to October, except on the second Sunday "
     "of the month"),
    ("Su[1] 10:00-18:00; Mar off", "le premier dimanche du mois, d’avril à février",
     "on the first Sunday of the month, from April to February"),
    ("week 2-52/2 Su 10:00-18:00", "certains dimanches", "on some Sundays"),
    # months without a fifth Tuesday are no months out of season, nor is any other weekday possible
    ("Tu[5] 10:00-18:00; Jan 01 off",
     "le cinquième mardi du mois, en mars, en juin, en août et de novembre à décembre",
     "on the fifth Tuesday of the month, in March, in June, in August and from November to "
     "December"),
    # a season may begin between the first of these Thursdays and the second
    ("Th[2,4] 10:00-18:00; Apr 25-Jun 22 off",
     "le deuxième jeudi du mois et le quatrième jeudi du mois, de juin à avril, sauf le 10 juin "
     "2027", "on the second Thursday of the month and on the fourth Thursday of the month, from "
     "June to April, except on 10 June 2027"),
    # a season of one day needs no weekday
    ("May 01 10:00-18:00; Jul Sa 10:00-18:00", "le 1er mai ; le samedi, en juillet",
     "on 1 May; on Saturdays, in July"),
    # public holidays are no Mondays and Thursdays of May
    ("Apr-Oct Sa-Su,PH 10:00-18:00",
     "le samedi, le dimanche et les jours fériés, d’avril à octobre",
     "on Saturdays, on Sundays and on public holidays, from April to October"),
    ("Su,PH 10:00-18:00", "le dimanche et les jours fériés",
     "on Sundays and on public holidays"),
    # a month of which a closure leaves a week is none of *some days*
    ("Tu-Su 10:00-18:00; 2027 Nov 05-Nov 25 off",
     "du mardi au dimanche, sauf du 5 au 25 novembre 2027",
     "from Tuesday to Sunday, except from 5 to 25 November 2027"),
    # days that a rule of the month adds to public holidays are of no month of their own
    ("We[2] 10:00-18:00; PH 10:00-18:00; Jul 12-Nov 14 off",
     "le deuxième mercredi du mois et les jours fériés, de décembre à juin",
     "on the second Wednesday of the month and on public holidays, from December to June"),
    # one rule of the month, cut off by the coming days, is not told as two
    ("Jan 25-Nov 11 Tu[-1] 10:00-18:00", "le dernier mardi du mois, de janvier à octobre",
     "on the last Tuesday of the month, from January to October"),
    # of what is open in half of the weeks the weekdays are known
    ("week 02-52/2 Mo-Th 10:00-18:00", "du lundi au jeudi, certains jours seulement",
     "from Monday to Thursday, only on some of these days"),
    # a door that is shut on the mornings of the rest of the year has a season, too
    ("Mo,Th-Su 14:00-18:00; easter-Nov 01 Mo,Th-Su 10:00-12:00,14:00-18:00",
     "du jeudi au lundi, du 28 mars au 1er novembre",
     "from Thursday to Monday, from 28 March to 1 November"),
])
def test_days_are_told_by_their_rule(rule: str, fr: str, en: str) -> None:
    """A rule of the month, a stretch of dates, a season: each by its own words."""
    place = {"opening_hours": rule}
    assert (said(place), said(place, "en")) == (fr, en)


def test_a_closure_cuts_no_season_of_the_year_after() -> None:
    """Works from July on end the summer of this year, and not the next one: it is no season *du 1er
    avril au 21 juillet*."""
    works = {"state": "works", "from": "2026-07-22", "to": "2026-11-30"}
    assert said({"opening_hours": "Apr-Aug Tu-Su 10:00-18:00"}, today=date(2026, 7, 12),
                status=works) == (
        "du mardi au dimanche, d’avril à août, sauf du 22 juillet au 30 août 2026")


def test_a_season_of_one_day_has_no_end() -> None:
    """*Du 24 décembre au 24 décembre* is said by no one."""
    assert language_of("fr").days_of_year((12, 24), (12, 24)) == "le 24 décembre"
    assert language_of("fr").days_of_year((12, 24), (12, 20)) == "du 24 décembre au 20 décembre"
    assert language_of("en").days_of_year((5, 1), (5, 15)) == "from 1 to 15 May"


def test_a_season_has_the_weekdays_that_are_possible_within_it() -> None:
    """What is possible on some Thursdays of December is so on all of them until the 18th, where the
    season that is told ends."""
    school = ("Mo,Tu,Fr,Sa 14:00-18:00; Th 09:30-13:30,14:00-18:00; Jul-Aug Mo,Tu off; "
              "Jul-Aug We,Fr 14:00-18:00; Jul-Aug Th,Sa 09:30-13:30,14:00-18:00; "
              "Dec 20-Jan 05 off; PH off")
    bells = "Tu-Sa 10:00-12:00; Su[1] 10:00-12:00; May 01 off; Dec 25-Jan 01 off"
    atlas = atlas_of({id: {"opening_hours": rule} for id, rule in (
        ("a", "Tu-Su 10:00-18:00"), ("b", bells), ("c", school))}, DECEMBER)
    trip = trip_of(atlas, [
        ("10:00", [{"place": "a", "stay": "2h"}]),
        ("10:00", [{"place": "b", "stay": "1h"},
                   {"place": "c", "stay": "1h30", "arrive": "14:00"}])])
    told = open_days_in_words(trip.open_days, language_of("fr")).weekdays.replace("\u00a0", " ")
    assert "du 1er septembre au 18 décembre" in told
    assert "certains" not in told


@pytest.mark.parametrize(("season", "rule", "fr", "en"), [
    # in the season Sundays fall in January alone, Wednesdays in December alone: all are possible
    (("12-28", "01-05"), "24/7", "tous les jours, du 28 décembre au 5 janvier",
     "any day of the week, from 28 December to 5 January"),
    (("12-28", "01-05"), "We-Mo 10:00-18:00",
     "du mercredi au lundi, du 28 décembre au 4 janvier",
     "from Wednesday to Monday, from 28 December to 4 January"),
    # Mondays are shut, and the other days of the season are told as they are
    (("12-20", "01-05"), "Tu-Su 10:00-18:00",
     "du mardi au dimanche, du 20 décembre au 5 janvier",
     "from Tuesday to Sunday, from 20 December to 5 January"),
])
def test_a_weekday_that_no_day_of_the_season_is_rules_nothing_out(
        season: tuple[str, str], rule: str, fr: str, en: str) -> None:
    """*Du vendredi au mardi, du 1er au 5 janvier* was said of a season in which one may set out on
    any day: its few days of January were no Wednesdays."""
    place, of_year = {"opening_hours": rule}, {"from": season[0], "to": season[1]}
    assert (said(place, season=of_year), said(place, "en", season=of_year)) == (fr, en)


def test_works_at_first_are_no_exception_of_a_rule_of_two_seasons() -> None:
    """*Sauf jusqu’au 28 février 2027* was said after both seasons, and *du 1er octobre au 31 mars*
    of whole months."""
    bells = {"opening_hours": "Apr-Sep: We-Mo 10:00-18:00; Oct-Mar: Th-Su 10:00-17:00; "
                              "Dec 24-Jan 02 off",
             "status": {"state": "closed", "to": "2027-03-01"}}
    today = date(2027, 1, 20)
    assert said(bells, today=today) == (
        "du jeudi au dimanche, d’octobre à mars ; du mercredi au lundi, d’avril à septembre ; dans "
        "tous les cas, à partir du 4 mars 2027, sauf du 24 décembre 2027 au 2 janvier 2028")
    assert said(bells, "en", today) == (
        "from Thursday to Sunday, from October to March; from Wednesday to Monday, from April to "
        "September; in each case from 4 March 2027 on, except from 24 December 2027 to 2 January "
        "2028")


@pytest.mark.parametrize(("to", "fr"), [
    ("2027-04-01", "le premier dimanche du mois, à partir du 4 avril 2027"),
    ("2027-02-20", "le premier dimanche du mois, sauf le 7 février 2027"),
    ("2027-02-06", "le premier dimanche du mois")])
def test_works_leave_the_rule_of_the_month(to: str, fr: str) -> None:
    """*Certains dimanches* was all that was said of a market of first Sundays that works close
    until April."""
    market = {"opening_hours": "Su[1] 08:00-13:00", "kind": "market",
              "status": {"state": "works", "to": to}}
    assert said(market, today=date(2027, 1, 20)) == fr


def test_a_week_that_is_said_of_two_seasons_is_said_once() -> None:
    """*Le mardi et le jeudi, de septembre à juin ; le mardi et le jeudi, du 1er au 18 juillet* was
    told of two months that differ in what works leave of them; seasons that meet are one."""
    place = {"opening_hours": "Tu,Th 10:00-18:00; We[1] 14:00-18:00; 2027 Apr 10-2027 Apr 25 off; "
                              "Jul 20-Aug 20 off"}
    told = said(place, today=date(2027, 9, 6))
    assert told.count("le mardi et le jeudi") == 1
    place = {"opening_hours": "Fr,Su 10:00-18:00; 10:00-18:00; Apr 15-Oct 15 Tu[-1] 09:00-12:00; "
                              "2026 Dec 25-2026 Dec 26 off; Dec 24-Jan 02 off"}
    assert said(place, today=date(2027, 4, 10)) == "tous les jours, du 3 janvier au 23 décembre"


def test_no_weekday_is_lent_to_a_month_that_has_none_of_it() -> None:
    """*Certains lundis, en juin* was said of a June without one: it was July that had some."""
    atlas = atlas_of({"a": {"opening_hours": "May-Nov Mo,We-Sa 10:00-18:00"}, "b": {
        "opening_hours": "easter-Nov 01 Sa[-1] 10:00-18:00; Jul 31-Aug 09 Mo,We-Sa 10:00-18:00; "
                         "Jan 15-Jan 31 off"}}, date(2028, 2, 7))
    days = trip_of(atlas, [("10:00", [{"place": "a", "stay": "1h"}, {"place": "b", "stay": "1h"}])])
    told = open_days_in_words(days.open_days, language_of("fr")).weekdays.replace("\u00a0", " ")
    assert told == (
        "le dernier samedi du mois, de mai à juin et de septembre à octobre ; certains lundis et "
        "certains samedis, en juillet ; certains jours, en août")


def test_a_brief_sentence_does_not_doubt_what_is_so() -> None:
    """*Certains jours seulement* followed months of which all these days are possible, since the
    whole sentence is longer than a card bears."""
    place = {"opening_hours": "Feb,Apr,Jul-Aug,Dec Mo,Th,Fr,Su 10:00-18:00"}
    days = trip_of(atlas_of({"a": place}, date(2027, 2, 7)),
                   [("10:00", [{"place": "a", "stay": "1h"}])]).open_days
    spoken = open_days_in_words(days, language_of("fr"))
    assert len(spoken.weekdays) > 90
    assert spoken.brief == spoken.weekdays


@pytest.mark.parametrize(("today", "fr"), [
    (date(2027, 3, 2), "du lundi au vendredi, du 1er au 28 février"),
    (date(2026, 3, 2), "du lundi au vendredi, en février")])
def test_february_ends_on_its_last_day(today: date, fr: str) -> None:
    """*En février* promised the twenty-ninth of a year that has one, where the season ends before.
    """
    place = {"opening_hours": "Feb 01-Feb 28 Mo-Fr 10:00-18:00"}
    assert said(place, today=today) == fr
