"""All faults of a file are told in one run, where one does not hide another."""

from __future__ import annotations

from pathlib import Path

from helpers.content_sample import MUSEUM, MUSEUM_FILE, ROUTE, ROUTE_FILE, check, told, write_sample


def test_a_place_with_many_faults_is_told_once(tmp_path: Path) -> None:
    """A bad field, bad hours, a photo without licence, an unknown twin: one run tells them all."""
    text = (MUSEUM.replace("wheelchair: limited", "wheelchair: parfois")
            .replace("Mo-Su 10:00-18:00; PH off", "selon la saison")
            .replace("twin: jardin-des-simples", "twin: jardin-inconnu\n"
                     "photo: {file: media/jardin.jpg, alt: {fr: Vue, en: View}, credit: A}"))
    found = check(write_sample(tmp_path, **{MUSEUM_FILE: text}))
    assert [one for one in told(found, tmp_path) if one[1] == MUSEUM_FILE] == [
        ("bad-opening-hours", MUSEUM_FILE, 9), ("bad-value", MUSEUM_FILE, 16),
        ("unknown-place", MUSEUM_FILE, 18), ("missing-credit", MUSEUM_FILE, 19)]


def test_a_route_with_many_faults_is_told_once(tmp_path: Path) -> None:
    """A bad theme, a bad hour, an unknown place, a copied translation: one run tells them all."""
    text = (ROUTE.replace("[heritage, nature]", "[patrimoine, zzz]").replace("10:30", "midi trente")
            .replace("place: ferme-du-grand-chene", "place: ferme-inconnue")
            .replace("en: Climb to the kiln.", "en: Montez au four."))
    found = check(write_sample(tmp_path, **{ROUTE_FILE: text}))
    assert {(one.code, one.span.line) for one in found} == {
        ("bad-value", 4), ("bad-value", 15), ("missing-translation", 17), ("unknown-place", 21)}


def test_a_missing_position_tells_nothing_of_the_commune(tmp_path: Path) -> None:
    """A stand-in is nobody's fact: nothing is told of where the place would lie."""
    text = MUSEUM.replace("lat: 43.60400\n", "")
    found = check(write_sample(tmp_path, **{MUSEUM_FILE: text}))
    assert [one for one in told(found, tmp_path) if one[1] == MUSEUM_FILE] == [
        ("missing-field", MUSEUM_FILE, 1)]


def test_a_stop_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    """The stops after it are told at their own lines."""
    text = (ROUTE.replace("      - place: musee-de-la-brique", "      - plaace: musee")
            .replace("place: jardin-des-simples", "place: jardin-inconnu"))
    found = check(write_sample(tmp_path, **{ROUTE_FILE: text}))
    assert ("unknown-place", ROUTE_FILE, 24) in told(found, tmp_path)
    assert not {one.code for one in found} & {"one-sided", "same-stop", "no-travel"}
