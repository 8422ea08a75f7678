"""Opening hours in words say what the rule says, on each day, in each language."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from gettext import GNUTranslations
from io import BytesIO

import pytest
from babel.messages.mofile import write_mo
from hypothesis import HealthCheck, assume, given, settings

from helpers.generated_rules import rules
from helpers.said_and_meant import compared
from helpers.spanish import catalogue, foreign
from helpers.spoken_hours import NotRead, Read
from helpers.spoken_hours import easter as gauss
from oracle import pairs
from parcours.geo.points import LatLon
from parcours.hours.calendar import is_rule
from parcours.hours.local_days import easter
from parcours.hours.meaning import meaning_of
from parcours.hours.words import words
from parcours.i18n.language import Language, language_of

FIRST = date(2026, 11, 29)
OUR_RULES = [rule for rule in dict.fromkeys([*pairs.rules_of_places(), *pairs.OUR_RULES])
             if is_rule(rule)]


def said(rule: str, lang: str = "fr", first: date = FIRST) -> str:
    return words(rule, language_of(lang), first).replace("\u00a0", " ")


@pytest.mark.parametrize(("rule", "french", "english"), [
    ("Tu-Su 10:00-18:00; PH off",
     "du mardi au dimanche, de 10 h à 18 h ; fermé les jours fériés",
     "from Tuesday to Sunday, from 10:00 to 18:00; closed on public holidays"),
    ("Mo-Fr 09:00-12:30,14:00-18:00; Sa 10:00-16:00",
     "du lundi au vendredi, de 9 h à 12 h 30 et de 14 h à 18 h ; le samedi, de 10 h à 16 h",
     "from Monday to Friday, from 09:00 to 12:30 and from 14:00 to 18:00; on Saturdays, from 10:00 "
     "to 16:00"),
    ("We-Su 10:00-18:00; May 01 off; Dec 20-Jan 05 off",
     "du mercredi au dimanche, de 10 h à 18 h ; fermé le 1er mai et du 20 décembre au 5 janvier",
     "from Wednesday to Sunday, from 10:00 to 18:00; closed on 1 May and from 20 December to "
     "5 January"),
    ("Tu-Su 10:00-18:00; Dec 24 Tu-Su 10:00-16:00; Dec 31 Tu-Su 10:00-16:00; Dec 25 off",
     "du mardi au dimanche, de 10 h à 18 h ; mais le 24 décembre et le 31 décembre, du mardi au "
     "dimanche, de 10 h à 16 h ; fermé le 25 décembre",
     "from Tuesday to Sunday, from 10:00 to 18:00; but on 24 December and on 31 December, from "
     "Tuesday to Sunday, from 10:00 to 16:00; closed on 25 December"),
    ("Apr 15-Oct 15 Tu-Su 10:00-18:00",
     "du mardi au dimanche, du 15 avril au 15 octobre, de 10 h à 18 h",
     "from Tuesday to Sunday, from 15 April to 15 October, from 10:00 to 18:00"),
    ("Apr-Jun,Sep 10:00-18:00; Jul-Aug 10:00-20:00",
     "d’avril à juin et en septembre, de 10 h à 18 h ; en juillet et en août, de 10 h à 20 h",
     "from April to June and in September, from 10:00 to 18:00; in July and in August, from 10:00 "
     "to 20:00"),
    ("10:00-18:00; easter -2 days off; easter +1 day off",
     "tous les jours, de 10 h à 18 h ; fermé le Vendredi saint et le lundi de Pâques",
     "every day, from 10:00 to 18:00; closed on Good Friday and on Easter Monday"),
    ("easter-Oct 31 We 14:00-18:00",
     "le mercredi, entre le dimanche de Pâques et le 31 octobre inclus, de 14 h à 18 h",
     "on Wednesdays, between Easter Sunday and 31 October, both included, from 14:00 to 18:00"),
    ("Su[1] 10:00-12:00", "le premier dimanche du mois, de 10 h à 12 h",
     "on the first Sunday of the month, from 10:00 to 12:00"),
    ("We[-1] 18:00-20:00", "le dernier mercredi du mois, de 18 h à 20 h",
     "on the last Wednesday of the month, from 18:00 to 20:00"),
    ("Sa[-2] 09:00-12:00", "l’avant-dernier samedi du mois, de 9 h à 12 h",
     "on the last Saturday but one of the month, from 09:00 to 12:00"),
    ("sunrise-sunset", "tous les jours, du lever au coucher du soleil",
     "every day, from sunrise to sunset"),
    ("(sunrise+01:00)-(sunset-00:30)",
     "tous les jours, de 1 h après le lever du soleil à 30 min avant le coucher du soleil",
     "every day, from 1 h after sunrise to 30 min before sunset"),
    ("Fr,Sa 20:00-02:00", "le vendredi et le samedi, de 20 h à 2 h le lendemain",
     "on Fridays and on Saturdays, from 20:00 to 02:00 the next day"),
    ("Sa 20:00-24:00", "le samedi, de 20 h à minuit", "on Saturdays, from 20:00 to midnight"),
    ("10:00+", "tous les jours, à partir de 10 h", "every day, from 10:00 on"),
    ("Fr 17:00-20:00+", "le vendredi, de 17 h à 20 h au moins",
     "on Fridays, from 17:00 to 20:00 at least"),
    ("24/7", "tous les jours, à toute heure", "every day, around the clock"),
    ("Sa 00:00-24:00", "le samedi, à toute heure", "on Saturdays, around the clock"),
    ("Th", "le jeudi, heures non précisées", "on Thursdays, hours not given"),
    ("off", "fermé", "closed"),
    ('"sur rendez-vous"', "sur rendez-vous", "by appointment"),
    ('"on appointment"', "sur rendez-vous", "by appointment"),
    ('Mo-Fr 10:00-12:00 "Sur réservation."',
     "du lundi au vendredi, de 10 h à 12 h, sur réservation",
     "from Monday to Friday, from 10:00 to 12:00, by reservation"),
    ('Tu-Sa 10:00-12:00; Su unknown "sur rendez-vous"',
     "du mardi au samedi, de 10 h à 12 h ; le dimanche, sur rendez-vous",
     "from Tuesday to Saturday, from 10:00 to 12:00; on Sundays, by appointment"),
    ('Mo-Fr 10:00-12:00 || "sur rendez-vous"',
     "du lundi au vendredi, de 10 h à 12 h ; en dehors de ces heures : sur rendez-vous",
     "from Monday to Friday, from 10:00 to 12:00; outside these hours: by appointment"),
    ("Sa 10:00-12:00 unknown", "le samedi, de 10 h à 12 h, à confirmer",
     "on Saturdays, from 10:00 to 12:00, to be confirmed"),
    ('off "travaux"', "fermé (« travaux »)", "closed (“travaux”)"),
    ('Mo 10:00-12:00 open "à la cave"', "le lundi, de 10 h à 12 h (« à la cave »)",
     "on Mondays, from 10:00 to 12:00 (“à la cave”)"),
    ("2027 May 13-16 10:00-22:00", "du 13 au 16 mai 2027, de 10 h à 22 h",
     "from 13 to 16 May 2027, from 10:00 to 22:00"),
    ("2027 Dec 31-Jan 02 10:00-12:00",
     "du 31 décembre 2027 au 2 janvier 2028, de 10 h à 12 h",
     "from 31 December 2027 to 2 January 2028, from 10:00 to 12:00"),
    ("2026-2028 Dec Sa 10:00-18:00", "le samedi, en décembre, de 2026 à 2028, de 10 h à 18 h",
     "on Saturdays, in December, from 2026 to 2028, from 10:00 to 18:00"),
    ("2027+ Sa 10:00-12:00", "le samedi, à partir de 2027, de 10 h à 12 h",
     "on Saturdays, from 2027 on, from 10:00 to 12:00"),
    ("week 02-52/2 We 14:00-18:00", "le mercredi, les semaines paires de l’année, de 14 h à 18 h",
     "on Wednesdays, in even weeks of the year, from 14:00 to 18:00"),
    ("week 27-35 10:00-19:00",
     "de la semaine 27 à la semaine 35 de l’année, de 10 h à 19 h",
     "from week 27 to week 35 of the year, from 10:00 to 19:00"),
    ("Mo-Su,PH 10:00-18:00", "tous les jours, jours fériés compris, de 10 h à 18 h",
     "every day, public holidays included, from 10:00 to 18:00"),
    ("Mo,We-Su 10:00-18:00", "tous les jours sauf le mardi, de 10 h à 18 h",
     "every day except Tuesday, from 10:00 to 18:00"),
    ("Mo,We-Su,PH 10:00-18:00", "du mercredi au lundi et les jours fériés, de 10 h à 18 h",
     "from Wednesday to Monday and on public holidays, from 10:00 to 18:00"),
    ("Jul-Aug Mo,We-Su 10:00-18:00",
     "du mercredi au lundi, en juillet et en août, de 10 h à 18 h",
     "from Wednesday to Monday, in July and in August, from 10:00 to 18:00"),
    ("10:00-18:00; PH -1 day 10:00-16:00",
     "tous les jours, de 10 h à 18 h ; mais le jour qui précède un jour férié, de 10 h à 16 h",
     "every day, from 10:00 to 18:00; but on the day before a public holiday, from 10:00 to 16:00"),
])
def test_a_rule_in_words(rule: str, french: str, english: str) -> None:
    """What a visitor reads of each kind of rule, in both languages."""
    assert said(rule) == french
    assert said(rule, "en") == english


@pytest.mark.parametrize(("rule", "french"), [
    ("Mo-Su 10:00-18:00; We 12:00-14:00",
     "tous les jours, de 10 h à 18 h ; mais le mercredi, de 12 h à 14 h"),
    ("Mo-Fr 10:00-16:00, We 12:00-18:00",
     "du lundi au vendredi, de 10 h à 16 h ; et aussi le mercredi, de 12 h à 18 h"),
    ("Mo-Fr 09:00-18:00; PH 10:00-12:00",
     "du lundi au vendredi, de 9 h à 18 h ; mais les jours fériés, de 10 h à 12 h"),
    # the holiday that is a Monday is open by the rule: a visitor would think it closed
    ("PH off; Mo 10:00-12:00",
     "fermé les jours fériés ; dans tous les cas le lundi, de 10 h à 12 h"),
    ("Mo-Su 10:00-18:00; PH 10:00-12:00; Mo off",
     "tous les jours, de 10 h à 18 h ; mais les jours fériés, de 10 h à 12 h ; fermé dans tous les "
     "cas le lundi"),
    ("Mo-Su 09:00-18:00; We 12:00-14:00 off",
     "tous les jours, de 9 h à 18 h ; fermé le mercredi, de 12 h à 14 h"),
    # the night to the holiday ends at midnight, and its own night is open
    ("Mo-Su 19:00-03:00; PH off",
     "tous les jours, de 19 h à 3 h le lendemain ; fermé les jours fériés, de minuit à minuit"),
    ("Mo off; Mo 10:00-12:00", "le lundi, de 10 h à 12 h"),
    ("Aug 15 off; Mo-Su 09:00-12:00", "tous les jours, de 9 h à 12 h"),
    ("Mar-Oct We-Su 14:00-18:00; Mar-Oct PH 14:00-18:00",
     "du mercredi au dimanche et les jours fériés, de mars à octobre, de 14 h à 18 h"),
    ("Tu 10:00-12:00; Th 10:00-12:00; Sa 09:00-13:00",
     "le mardi et le jeudi, de 10 h à 12 h ; le samedi, de 9 h à 13 h"),
])
def test_statements_say_what_they_do_to_those_before(rule: str, french: str) -> None:
    """One that replaces, adds, closes, or has no effect any more."""
    assert said(rule) == french


def test_public_holidays_are_named_only_where_the_rule_names_them() -> None:
    """Nothing is claimed of holidays that the rule passes over."""
    named = {rule: "férié" in said(rule) or "Pâques" in said(rule) or "Pentecôte" in said(rule)
             for rule in OUR_RULES if '"' not in rule}
    assert named == {rule: "PH" in rule or ("easter" in rule and "-47" not in rule)
                     for rule in named}


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("rule", OUR_RULES)
def test_words_and_rule_agree_on_each_day(rule: str, lang: str) -> None:
    """Read back by a reader that knows only the language, the words of every rule of the oracle
    open, close and leave open the same minutes of 365 days."""
    assert compared(rule, lang, FIRST).wrong == ()


@settings(max_examples=500, suppress_health_check=[
    HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(rules())
def test_words_and_generated_rules_agree_on_each_day(rule: str) -> None:
    """The same of 500 rules that chance wrote, much odder than any office would."""
    assume(is_rule(rule))
    for lang in ("fr", "en"):
        assert compared(rule, lang, FIRST).wrong == (), rule


@pytest.mark.parametrize(("rule", "wrong"), [
    ("Tu-Su 10:00-18:00; PH off", ("du mardi au dimanche", "du mercredi au dimanche")),
    ("Tu-Su 10:00-18:00; PH off", ("18 h", "17 h")),
    ("Tu-Su 10:00-18:00; PH off", (" ; fermé les jours fériés", "")),
    ("Su[1] 10:00-12:00", ("premier", "deuxième")),
    ("10:00-18:00; Dec 20-Jan 05 off", ("5 janvier", "6 janvier")),
    ("easter +1 day 10:00-12:00", ("lundi de Pâques", "dimanche de Pâques")),
    ("Fr 20:00-02:00", (" le lendemain", "")),
    ("Sa 10:00-12:00 unknown", (", à confirmer", "")),
    ("18:00+", ("à partir de 18 h", "de 18 h à minuit")),
    ("Mo-Fr 10:00-16:00, We 12:00-18:00", ("et aussi", "mais")),
    ("week 02-52/2 We 14:00-18:00", ("paires", "impaires")),
    ("(sunrise+01:00)-sunset", ("après le lever", "avant le lever")),
])
def test_other_words_would_be_found_out(
        rule: str, wrong: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A word changed in the phrase is a day that does not agree, or a phrase that says nothing:
    the tests above can fail."""
    told = said(rule)
    assert wrong[0] in told
    monkeypatch.setattr("helpers.said_and_meant.words",
                        lambda *_: told.replace(*wrong))
    with suppress(NotRead):
        assert compared(rule, "fr", FIRST).wrong != ()


@pytest.mark.parametrize("text", ["du mardi au dimanche, de 10 h à 18 h et plus",
                                  "Tu-Su 10:00-18:00", "le mardi", "le 12 brumaire, de 9 h à 10 h"])
def test_the_reader_passes_over_no_word(text: str) -> None:
    """A word that it does not know, or days without a word on their hours, are an error."""
    with pytest.raises(NotRead):
        Read(text, "fr")


def test_no_rule_is_shown_as_it_stands() -> None:
    """No abbreviation of the rules' own language is left in the words."""
    ours = re.compile(r"\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH|Apr|Oct|Dec|easter|week|off|unknown)\b"
                      r"|\d\d:\d\d|[\[\]|+]")
    assert {rule: told for rule in OUR_RULES
            if ours.search(told := re.sub("«.*?»", "", said(rule)))} == {}


@pytest.mark.parametrize("rule", ["22:00-02:00; Tu 12:00-14:00",
                                  "Mo-Su 18:00-01:00; PH 18:00-23:00"])
def test_what_no_statement_tells_is_listed_and_says_so(rule: str) -> None:
    """Hours whose night belongs to a day that others replaced are told by the days of a year."""
    told = said(rule)
    assert told.startswith("selon le calendrier du 29 novembre 2026 au 28 novembre 2027 : ")
    assert compared(rule, "fr", FIRST).wrong == ()


def test_a_listing_follows_the_sun_of_the_place() -> None:
    """Where days must be listed and hours follow the sun, they are those of the place."""
    rule = "sunset-(sunrise-01:00); Tu 12:00-14:00"
    assert meaning_of(rule, FIRST)[1] is not None
    told = words(rule, language_of("fr"), FIRST, LatLon(43.6, 1.44)).replace("\u00a0", " ")
    # in Toulouse the sun sets at 17:20 on 28 November, and rises at 8:03 the next day
    assert "le 28 novembre 2027, de 17 h 20 à 7 h 03 le lendemain" in told


def test_words_hold_on_any_day() -> None:
    """But for such a list, the day on which a page is made changes nothing."""
    other = date(2027, 6, 17)
    assert [rule for rule in OUR_RULES if said(rule) != said(rule, first=other)
            and not said(rule).startswith("selon le calendrier")] == []


def test_few_rules_are_listed() -> None:
    """Of the rules of the oracle one is told by its days."""
    assert [rule for rule in OUR_RULES if said(rule).startswith("selon")] == [
        "22:00-02:00; Tu 12:00-14:00"]


@pytest.mark.parametrize("rule", ["", "tous les jours", "Mo 25:00", "Xx 10:00-12:00"])
def test_what_is_no_rule_has_no_words(rule: str) -> None:
    """Nothing is guessed of a text that is not a rule."""
    with pytest.raises(ValueError, match="not an opening hours rule"):
        said(rule)


@pytest.mark.parametrize("rule", [
    "9999 Dec 31-9999 Dec 31", "9999 Dec 31-Jan 01 10:00-12:00", "9999 Dec 31 +3 days",
    "1900-9999/7 Jan PH +1 day; Mo off", "Dec 31-2028 Jan 01 10:00-12:00",
    "; ".join(f"2027 {('Jan', 'Feb', 'Mar')[n // 28]} {n % 28 + 1:02d} "
              f"{n % 24:02d}:00-{n % 24:02d}:59" for n in range(60)),
    ",".join(["Mo"] * 300) + " 10:00-12:00", " || ".join(["Mo 10:00-12:00"] * 40)])
def test_odd_rules_have_words_and_no_accident(rule: str) -> None:
    """Years at the end of the calendar, and rules of hundreds of parts."""
    assert is_rule(rule)
    assert said(rule)


def test_easter_is_the_same_by_two_rules() -> None:
    """The Easter of the words is that of their reader, from 1900 to 2099."""
    assert [year for year in range(1900, 2100) if easter(year) != gauss(year)] == []


def test_a_third_language_says_all_of_it() -> None:
    """Every word but those of the calendar is asked of the catalogue: in Spanish, none of ours
    is left in English."""
    compiled = BytesIO()
    write_mo(compiled, catalogue())
    compiled.seek(0)
    spanish = Language("es", GNUTranslations(compiled))
    left = {}
    for rule in OUR_RULES:
        told = re.sub("“.*?”", "", words(rule, spanish, FIRST))
        plain = {word for word in re.findall(r"[a-z]{3,}", words(rule, language_of("en"), FIRST))
                 if foreign(word) != word}
        found = plain & set(re.findall(r"[a-z]{3,}", told))
        if found:
            left[rule] = found
    assert left == {}
