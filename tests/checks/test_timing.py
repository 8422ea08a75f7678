"""What the clock of a route gives away: plans nobody can keep, and hours that are surely slips."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from helpers.content_sample import ROUTE_FILE, check, told, write_sample
from parcours.diagnostics.diagnostic import Diagnostic, Severity

HEAD = """\
title: {fr: Essai, en: Trial}
summary: {fr: Un essai., en: A trial.}
alliance: toulouse-gascogne
themes: [heritage]
difficulty: easy
days:
"""
FARM = "      - {place: ferme-du-grand-chene, travel: {by: car, minutes: 90}%s}"
MUSEUM = "      - {place: musee-de-la-brique%s}"
STATION = "      - {place: gare-matabiau%s}"


def day(start: str, *stops: str) -> str:
    """A day of a route; three lines come before its first stop."""
    head = ["  - title: {fr: Jour, en: Day}", f"    start: {start}", "    stops:"]
    return "\n".join([*head, *stops])


def found_in(folder: Path, *days: str) -> list[Diagnostic]:
    """What is said of a route."""
    return check(write_sample(folder, **{ROUTE_FILE: HEAD + "\n".join(days) + "\n"}))


def said(found: Sequence[Diagnostic]) -> list[tuple[str, Severity, int, str]]:
    """Code, gravity, line and message of each."""
    return [(one.code, one.severity, one.span.line, one.message.fr) for one in found]


def hints(found: Sequence[Diagnostic]) -> list[str]:
    return [one.hint.fr if one.hint else "" for one in found]


def test_a_plan_that_can_be_kept(tmp_path: Path) -> None:
    """A wait of three hours, a late evening and a meal at its edge are nobody's business."""
    found = found_in(tmp_path, day(
        "10:00", MUSEUM % "", FARM % ", arrive: 16:00, stay: 2h, meal: dinner",
        "      - {place: gare-matabiau, travel: {by: car, minutes: 120}, arrive: 22:00}"))
    assert found == []


def test_a_time_that_cannot_be_met_is_offered_two_ways_out(tmp_path: Path) -> None:
    """The hour at which one is there, and the hour at which to set out to be there in time."""
    found = found_in(tmp_path, day("10:00", MUSEUM % "", FARM % ", arrive: 12:00"))
    assert said(found) == [("impossible-timing", Severity.ERROR, 11,
                            "on ne peut pas y être à 12:00 : on arrive à 13:00")]
    assert hints(found) == ["écrivez arrive: 13:00, ou start: 09:00 pour la journée 1"]


@pytest.mark.parametrize(("start", "first"), [("06:00", ""), ("09:00", ", arrive: 10:00")])
def test_no_hour_is_offered_that_would_not_do(start: str, first: str, tmp_path: Path) -> None:
    """Not before five in the morning, and not where a fixed time lies between."""
    found = found_in(tmp_path, day(start, MUSEUM % first, FARM % ", arrive: 07:00"))
    assert told(found, tmp_path) == [("impossible-timing", ROUTE_FILE, 11)]
    assert "start:" not in hints(found)[0]
    assert hints(found)[0].endswith("ou partez plus tôt")


def test_the_hours_that_are_offered_can_be_typed(tmp_path: Path) -> None:
    """Either of them makes the plan one that can be kept."""
    assert found_in(tmp_path, day("10:00", MUSEUM % "", FARM % ", arrive: 13:00")) == []
    assert [one.code for one in found_in(
        tmp_path, day("09:00", STATION % ", stay: 90min", FARM % ", arrive: 12:00"))] == []


@pytest.mark.parametrize(("minutes", "fr", "en"), [
    (1, "1 minute pour", "1 minute for"), (2, "2 minutes pour", "2 minutes for")])
def test_one_minute_is_one(minutes: int, fr: str, en: str, tmp_path: Path) -> None:
    """The farm is eighty kilometres off: nobody drives there in a minute, nor in "1 minutes"."""
    stops = [MUSEUM % "", FARM.replace("90", str(minutes)) % ""]
    (found,) = found_in(tmp_path, day("10:00", *stops))
    assert found.message.fr.startswith(fr)
    assert found.message.en.startswith(en)


def test_a_day_that_begins_before_the_last_one_ends(tmp_path: Path) -> None:
    """Who arrives at two in the morning does not set out at one."""
    found = found_in(
        tmp_path, day("23:00", STATION % ", stay: 90min", FARM % ", stay: night"),
        day("01:00", "      - {place: ferme-du-grand-chene}"))
    assert said(found) == [(
        "impossible-timing", Severity.ERROR, 13,
        "la journée commence à 01:00, mais la précédente finit à 02:00 cette nuit-là")]
    later = found_in(tmp_path, day("23:00", STATION % ", stay: 90min", FARM % ", stay: night"),
                     day("02:00", "      - {place: ferme-du-grand-chene}"))
    assert later == []


def test_a_wait_of_half_a_day(tmp_path: Path) -> None:
    """More than three hours before a fixed time is a slip, or a stop left out."""
    found = found_in(tmp_path, day("10:00", MUSEUM % "", FARM % ", arrive: 16:01"))
    assert said(found) == [(
        "long-wait", Severity.WARNING, 11,
        "on attend 3h01 : on arrive à 13:00, la visite commence à 16:01")]
    assert hints(found) == ["corrigez arrive, ou ajoutez une étape avant"]


def test_a_day_that_begins_by_waiting_begins_too_early(tmp_path: Path) -> None:
    """At the first stop of a day the hour to set out is known."""
    found = found_in(tmp_path, day("07:00", MUSEUM % ", arrive: 13:00", FARM % ""))
    assert [one.code for one in found] == ["long-wait"]
    assert hints(found) == ["écrivez start: 13:00 pour la journée 1, ou ajoutez une étape avant"]
    assert found_in(tmp_path, day("13:00", MUSEUM % ", arrive: 13:00", FARM % "")) == []


@pytest.mark.parametrize(("start", "meal", "hint"), [
    ("17:30", "lunch", "meal: dinner"), ("10:00", "dinner", "meal: breakfast"),
    ("12:00", "breakfast", "meal: lunch"), ("16:00", "lunch", "retirez meal"),
    ("16:00", "dinner", "retirez meal"), ("05:00", "lunch", "meal: breakfast")])
def test_a_meal_when_nobody_eats_it(start: str, meal: str, hint: str, tmp_path: Path) -> None:
    """An hour at table wholly outside the hours of the meal; another meal that would do."""
    found = found_in(tmp_path, day(start, STATION % f", stay: 1h, meal: {meal}", FARM % ""))
    assert [(one.code, one.severity, one.span.line) for one in found] == [
        ("impossible-timing", Severity.WARNING, 10)]
    assert hint in hints(found)[0]


@pytest.mark.parametrize(("start", "stay", "meal"), [
    ("06:00", "1h", "breakfast"), ("11:00", "1h", "breakfast"), ("10:00", "2h", "lunch"),
    ("10:30", "30min", "lunch"), ("15:00", "1h", "lunch"), ("17:00", "1h", "dinner"),
    ("23:30", "1h", "dinner"), ("15:00", "night", "dinner")])
def test_a_meal_at_its_hour(start: str, stay: str, meal: str, tmp_path: Path) -> None:
    """A stay that reaches into the hours of the meal is enough; a night holds its own."""
    found = found_in(tmp_path, day("05:00", FARM % ""), day(
        start, STATION % f", stay: {stay}, meal: {meal}"))
    assert {one.code for one in found} == {"no-travel"}  # nothing says how the second day begins


@pytest.mark.parametrize(("arrive", "severity"), [
    ("12:00", Severity.WARNING), ("11:10", Severity.WARNING), ("10:45", Severity.ERROR)])
def test_an_estimate_makes_no_error(arrive: str, severity: Severity, tmp_path: Path) -> None:
    """Only the editor's own minutes, or a way that nobody could go so fast: 75 km in ten minutes.
    """
    far = FARM.replace(", minutes: 90", "")
    assert far != FARM
    (one,) = found_in(tmp_path, day("10:00", MUSEUM % ", stay: 30min", far % f", arrive: {arrive}"))
    assert (one.code, one.severity) == ("impossible-timing", severity)
    assert "notre estimation du trajet" in one.message.fr
    assert one.hint is not None
    assert "écrivez les minutes de ce trajet" in one.hint.fr


def test_hours_that_an_estimate_led_to_are_called_so(tmp_path: Path) -> None:
    """The door is closed at the hour that we reckon with: who knows the way may know better."""
    shop = ('      - {name: {fr: Un atelier, en: A workshop}, kind: craft, commune: "32132",\n'
            '         lat: 43.85, lon: 0.66, opening_hours: "09:00-11:00", stay: 1h,\n'
            "         travel: {by: car%s}}")
    one = next(one for one in found_in(tmp_path, day("08:30", STATION % "", shop % ""))
               if "estim" in one.message.fr)
    assert (one.code, one.hint is not None) == ("closed-on-visit", True)
    assert "(heures estimées)" in one.message.fr
    assert one.hint is not None
    assert "si vous connaissez les minutes du trajet" in one.hint.fr
    (one,) = found_in(tmp_path, day("08:30", STATION % "", shop % ", minutes: 110"))
    assert "estimées" not in one.message.fr
    assert one.hint is not None
    assert "minutes" not in one.hint.fr


HOME = FARM.replace(", travel: {by: car, minutes: 90}", "") % "", MUSEUM.replace(
    "brique", "brique, travel: {by: car, minutes: 90}") % ""
"""From the country into town, where the leg in question begins."""


def impossible(folder: Path, start: str, *legs: str) -> list[tuple[str, str]]:
    """What cannot be so of a day that ends with these legs, each with the way out."""
    found = [one for one in found_in(folder, day(start, *HOME, *legs))
             if one.code == "impossible-timing"]
    return [(one.message.fr, hint) for one, hint in zip(found, hints(found), strict=True)]


@pytest.mark.parametrize(("by", "most"), [
    ("walk", 40), ("bike", 150), ("e-bike", 150), ("metro", 60), ("tram", 60)])
def test_how_far_one_goes_in_one_leg(by: str, most: int, tmp_path: Path) -> None:
    """So many kilometres are believed, and not half a kilometre more."""
    leg = f"      - {{place: gare-matabiau, travel: {{by: {by}, minutes: 600, km: %s}}}}"
    assert impossible(tmp_path, "06:00", leg % most) == []
    assert impossible(tmp_path, "06:00", leg % f"{most}.5") == [(
        f"{most},5 km {'à pied' if by == 'walk' else 'd’une traite'}",
        "corrigez km, changez de moyen (by), ou ajoutez une étape")]


def test_metres_are_asked_about_where_they_could_be_the_way(tmp_path: Path) -> None:
    """1,500 m lead from the museum to the station; 900 m would be less than the straight line, and
    whoever typed them as told would be told to correct them."""
    leg = "      - {place: gare-matabiau, travel: {by: walk, minutes: 20, km: %s}}"
    assert impossible(tmp_path, "08:00", leg % 1500) == [(
        "1500 km à pied", "km est en kilomètres : si ce sont des mètres, écrivez 1.5 ; sinon, "
        "changez de moyen (by)")]
    assert impossible(tmp_path, "08:00", leg % 900) == [(
        "900 km à pied", "corrigez km, changez de moyen (by), ou ajoutez une étape")]


def test_of_a_day_that_one_leg_makes_endless_the_leg_is_told(tmp_path: Path) -> None:
    """400 km on foot end after midnight: the length is the slip, whatever legs come after."""
    far = "      - {place: gare-matabiau, travel: {by: walk, %s}}"
    near = "      - {place: musee-de-la-brique, travel: {by: walk, minutes: 20}}"
    assert [said for said, _ in impossible(tmp_path, "09:00", far % "km: 400", near)] == [
        "400 km à pied"]
    assert [said for said, _ in impossible(tmp_path, "20:00", far % "minutes: 480", near)] == [
        "on y arriverait à 07:30 le lendemain"]
