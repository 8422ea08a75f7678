"""Apidae: the hours of June 2025 before the old fields, and shapes that are not as documented."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from helpers.importing import RAFT, as_json, bring, fields, texts

OPENING = {"elementReferenceType": "HoraireType", "id": 7457, "libelleFr": "Ouverture"}
GUIDED = {"elementReferenceType": "HoraireType", "id": 7458, "libelleFr": "Visite guidée"}


def frames(weekdays: list[str], *times: tuple[str, str], **more: Any) -> dict[str, Any]:
    return {"closed": False, "weekdays": weekdays, "timeFrames": [
        {"startTime": start, "endTime": end} for start, end in times], **more}


def raft(**period: Any) -> bytes:
    """The restaurant with a period in both forms: the old one says something else."""
    tree = copy.deepcopy(RAFT)
    tree["objetsTouristiques"][0]["ouverture"]["periodesOuvertures"] = [{
        "type": "OUVERTURE_SAUF", "tousLesAns": True, "dateDebut": "2026-05-01",
        "dateFin": "2026-10-31", "horaireOuverture": "01:00:00", "horaireFermeture": "02:00:00",
        "ouverturesJournalieres": [{"jour": "LUNDI"}], **period}]
    return as_json(tree)


def hours_of(mapped: Path, raw: bytes) -> str | None:
    text = next(iter(texts(bring(mapped, raw)).values()))
    said: str | None = fields(text).get("opening_hours")
    return said


@pytest.mark.parametrize(("schedules", "rule"), [
    ([{"type": OPENING, "timePeriods": [
        frames(["MON", "TUE"], ("08:00", "12:00"), ("14:00", "18:00")),
        frames(["SAT"], ("09:00", "12:00"))]}],
     "May 01-Oct 31: Mo,Tu 08:00-12:00,14:00-18:00; May 01-Oct 31: Sa 09:00-12:00"),
    ([{"type": OPENING, "timePeriods": [frames(["MON"], ("08:00", "12:00")),
                                        {"closed": True, "weekdays": ["SUN"]}]}],
     "May 01-Oct 31: Mo 08:00-12:00"),
    ([{"type": OPENING, "timePeriods": [frames(["MON", "TUE"], ("08:00", "12:00")),
                                        {"closed": True, "weekdays": ["TUE"]}]}],
     "May 01-Oct 31: Mo 08:00-12:00"),
    ([{"type": GUIDED, "timePeriods": [frames(["MON"], ("08:00", "09:00"))]},
      {"type": OPENING, "timePeriods": [frames([], ("10:00", "12:00"))]}],
     "May 01-Oct 31: Mo-Su 10:00-12:00"),
    ([{"timePeriods": [frames(["FRI"], ("18:00:00", "23:00:00"))]}],
     "May 01-Oct 31: Fr 18:00-23:00"),
    ([{"type": OPENING, "timePeriods": [frames(["FRY"], ("18:00", "23:00"))]}], None),
    ([{"type": OPENING, "timePeriods": [frames(["FRI"], ("18h", "23:00"))]}], None),
    ([{"type": OPENING, "timePeriods": [{"weekdays": ["FRI"], "timeFrames": [
        {"startTime": "10:00", "endTime": "12:00", "recurrence": "PT1H"}]}]}], None),
])
def test_the_newer_hours_stand_in_for_the_old(mapped: Path, schedules: list[dict[str, Any]],
                                              rule: str | None) -> None:
    """Only those of opening; a rule is written when it says exactly the same."""
    assert hours_of(mapped, raft(horaires=schedules)) == rule


def test_hours_as_programs_write_them_are_read(mapped: Path) -> None:
    """``timePeriods`` right below the period, as the interface for writing has it."""
    raw = raft(timePeriods=[{"type": "opening", "weekdays": ["SAT", "SUN"], "timeFrames": [
        {"startTime": "10:00", "endTime": "18:00"}]}])
    assert hours_of(mapped, raw) == "May 01-Oct 31: Sa,Su 10:00-18:00"


def test_hours_of_another_type_are_told(mapped: Path) -> None:
    """A guided tour at nine does not open a castle at nine, and is not lost either."""
    result = bring(mapped, raft(horaires=[{"type": GUIDED, "timePeriods": [
        frames(["MON"], ("08:00", "09:00"))]}]))
    assert "Visite guidée" in " ".join(one.fr for one in result.entries[0].left_out)
    assert "opening_hours" not in fields(next(iter(texts(result).values())))


@pytest.mark.parametrize("ways", [
    [{"type": {"id": [201]}, "coordonnees": {"fr": "05 62 00 00 00"}}],
    [{"type": {"id": {"a": 1}}, "coordonnees": {"fr": "x"}}], [{"type": [201]}], [3, None],
    {"a": 1},
    [{"type": {"id": 201}, "coordonnees": {"fr": ["a"]}}],
])
def test_a_means_of_contact_of_any_shape_is_told(mapped: Path, ways: Any) -> None:
    """An id that is a list has no hash; it gives a line in what was left out."""
    tree = copy.deepcopy(RAFT)
    tree["objetsTouristiques"][0]["informations"]["moyensCommunication"] = ways
    result = bring(mapped, as_json(tree), contacts=True)
    assert result.entries[0].path.endswith("la-table-d-aurelie.yml")


def test_a_second_telephone_is_told(mapped: Path) -> None:
    """The first is taken, the other is not lost in silence."""
    tree = copy.deepcopy(RAFT)
    tree["objetsTouristiques"][0]["informations"]["moyensCommunication"].append(
        {"type": {"id": 201}, "coordonnees": {"fr": "05 62 11 11 11"}})
    result = bring(mapped, as_json(tree))
    assert "type 201" in " ".join(one.fr for one in result.entries[0].left_out)


def test_an_unreadable_position_is_told(mapped: Path) -> None:
    """As it stands in the file."""
    tree = copy.deepcopy(RAFT)
    tree["objetsTouristiques"][0]["localisation"]["geolocalisation"]["geoJson"]["coordinates"] = [
        "là", 3]
    result = bring(mapped, as_json(tree))
    assert "la position" in " ".join(one.fr for one in result.entries[0].left_out)
