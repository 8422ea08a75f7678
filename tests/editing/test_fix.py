"""``parcours check --fix``: what is certain is typed, and nothing else moves."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from helpers.commands import run
from helpers.content_sample import (
    COMMUNES,
    FARM_FILE,
    GARDEN,
    GARDEN_FILE,
    MUSEUM,
    MUSEUM_FILE,
    ROUTE,
    ROUTE_FILE,
    TODAY,
    write_sample,
)
from parcours.build.build import Options
from parcours.diagnostics.diagnostic import has_errors
from parcours.editing.fix import Fixed, fix
from parcours.suggest import certain as sure

ROOT = Path(__file__).resolve().parents[2]


def fixed(folder: Path) -> tuple[list[str], list[str]]:
    """The codes that were corrected, and those that remain."""
    outcome, done = fix(Options(folder, folder / "docs", TODAY))
    return ([one.fault.code for one in done],
            [found.code for found in outcome.diagnostics if found.severity == "error"])


@pytest.mark.parametrize(("file", "right", "wrong", "becomes"), [
    (MUSEUM_FILE, "lat: 43.60400", "lat: 43,60400", "lat: 43.60400"),
    (MUSEUM_FILE, "lat: 43.60400", 'lat: "43,60400"', 'lat: "43.60400"'),
    (MUSEUM_FILE, "lat: 43.60400\nlon: 1.44400", "lat: 1.44400\nlon: 43.60400",
     "lat: 43.60400\nlon: 1.44400"),
    (MUSEUM_FILE, "lat: 43.60400\nlon: 1.44400", "lat: 1,44400 # a\nlon: '43,60400'",
     "lat: 43.60400 # a\nlon: '1.44400'"),
    (MUSEUM_FILE, '"Mo-Su 10:00-18:00; PH off"', "“Mo-Su 10:00-18:00; PH off”",
     '"Mo-Su 10:00-18:00; PH off"'),
    (MUSEUM_FILE, 'commune: "31555"', "commune: 31000 Toulouse", 'commune: "31555"'),
    (ROUTE_FILE, "      - place: gare", "      -\u00a0place: gare", "      - place: gare"),
    (MUSEUM_FILE, "kind: museum", "kind: musée", "kind: museum"),
    (MUSEUM_FILE, "kind: museum", "kind: Museum", "kind: museum"),
    (MUSEUM_FILE, "kind: museum", "kind: musuem", "kind: museum"),
    (MUSEUM_FILE, "services: [toilets, wifi]", "services: [toilettes, wifi]",
     "services: [toilets, wifi]"),
    (MUSEUM_FILE, "website: https://exemple.fr/musee", "website: www.exemple.fr/musee",
     "website: https://www.exemple.fr/musee"),
    (MUSEUM_FILE, "website: https://exemple.fr/musee", "website: www.exemple.fr/a,b",
     'website: "https://www.exemple.fr/a,b"'),
    (MUSEUM_FILE, "duration: 1h30", "duration: 90 min", "duration: 1h30"),
    (MUSEUM_FILE, "duration: 1h30", "duration: 1h30min", "duration: 1h30"),
    (MUSEUM_FILE, "verified_on: 2026-11-02", "verified_on: 02/11/2026", "verified_on: 2026-11-02"),
    (MUSEUM_FILE, "verified_on: 2026-11-02", "verified_on: 2 novembre 2026",
     "verified_on: 2026-11-02"),
    (MUSEUM_FILE, 'commune: "31555"', "commune: Toulouse", 'commune: "31555"'),
    (MUSEUM_FILE, 'commune: "31555"', "commune: 'Toulouse'  # ici", "commune: '31555'  # ici"),
    (MUSEUM_FILE, 'opening_hours: "Mo-Su 10:00-18:00; PH off"',
     "opening_hours: du mardi au dimanche 10h-18h", 'opening_hours: "Tu-Su 10:00-18:00"'),
    (MUSEUM_FILE, 'opening_hours: "Mo-Su 10:00-18:00; PH off"',
     "opening_hours: du mardi au dimanche 10h-18h, fermé les jours fériés et en janvier",
     'opening_hours: "Tu-Su 10:00-18:00; PH off; Jan off"'),
    (MUSEUM_FILE, "address: 3 rue", "adresse: 3 rue", "address: 3 rue"),
    (MUSEUM_FILE, "phone:", "phonne:", "phone:"),
    (MUSEUM_FILE, "twin: jardin-des-simples", "twin: jardin-des-simple",
     "twin: jardin-des-simples"),
    (FARM_FILE, "months: [7, 8]", "months: [juillet, 8]", "months: [7, 8]"),
    (GARDEN_FILE, "expires: 2028-01-01", "expires: 01/01/2028", "expires: 2028-01-01"),
    (ROUTE_FILE, "start: 09:30", "start: 9h30", "start: 09:30"),
    (ROUTE_FILE, "arrive: 10:30", "arrive: 10 h 30", "arrive: 10:30"),
    (ROUTE_FILE, "minutes: 20}", "minutes: 20 min}", "minutes: 20}"),
    (ROUTE_FILE, "km: 95", "km: '95,5 km'", "km: '95.5'"),
    (ROUTE_FILE, "optional: no", "optional: non", "optional: no"),
    (ROUTE_FILE, "season: {from: 04-01", "season: {from: 1er avril", "season: {from: 04-01"),
    (ROUTE_FILE, "- place: gare-matabiau", "- place: Gare Matabiau", "- place: gare-matabiau"),
    (ROUTE_FILE, "- place: gare-matabiau", "- place: gare-matabiua", "- place: gare-matabiau"),
    (ROUTE_FILE, "alliance: toulouse-gascogne", "alliance: toulouse-gascone",
     "alliance: toulouse-gascogne"),
    (ROUTE_FILE, "by: bike", "by: vélo", "by: bike"),
    (ROUTE_FILE, "stay: 45min", "durée: 45min", "stay: 45min"),
])
def test_what_is_certain_is_typed(tmp_path: Path, file: str, right: str, wrong: str,
                                  becomes: str) -> None:
    """The file becomes what it should be, to the character, and has no fault left."""
    write_sample(tmp_path)
    sound = (tmp_path / file).read_text("utf-8")
    assert sound.count(right) == 1
    (tmp_path / file).write_text(sound.replace(right, wrong), "utf-8")
    done, left = fixed(tmp_path)
    assert done
    assert left == []
    assert (tmp_path / file).read_text("utf-8") == sound.replace(right, becomes)


@pytest.mark.parametrize(("file", "right", "wrong"), [
    (MUSEUM_FILE, "lat: 43.60400", "lat: 43 604"),
    (MUSEUM_FILE, "kind: museum", "kind: chateau"),
    (MUSEUM_FILE, "kind: museum", "kind: autre"),
    (MUSEUM_FILE, "website: https://exemple.fr/musee", "website: http://exemple.fr/musee"),
    (MUSEUM_FILE, "duration: 1h30", "duration: 90"),
    (MUSEUM_FILE, "duration: 1h30", "duration: 1h5"),
    (MUSEUM_FILE, "verified_on: 2026-11-02", "verified_on: 31/02/2026"),
    (MUSEUM_FILE, "verified_on: 2026-11-02", "verified_on: 02/11/26"),
    (MUSEUM_FILE, 'commune: "31555"', "commune: Samatan"),  # its point is not there
    (MUSEUM_FILE, 'commune: "31555"', "commune: Toulous"),
    (MUSEUM_FILE, 'opening_hours: "Mo-Su 10:00-18:00; PH off"', "opening_hours: l’après-midi"),
    (MUSEUM_FILE, 'opening_hours: "Mo-Su 10:00-18:00; PH off"',
     "opening_hours: de Pâques à la Toussaint 10h-18h"),
    (MUSEUM_FILE, 'opening_hours: "Mo-Su 10:00-18:00; PH off"',
     "opening_hours: ouvert le week-end"),
    (MUSEUM_FILE, 'opening_hours: "Mo-Su 10:00-18:00; PH off"',
     'opening_hours: "Mo,Tu 10:00-18:00; off; We-Su 10:00-18:00"'),
    (MUSEUM_FILE, "twin: jardin-des-simples", "twin: jardin-botanique"),
    (ROUTE_FILE, "start: 09:30", "start: 9"),
    (ROUTE_FILE, "- place: gare-matabiau", "- place: Gare de Toulouse"),
    (ROUTE_FILE, "themes: [heritage, nature]", "themes: [loisirs]"),
    (ROUTE_FILE, "stay: 45min", "stay: >-\n          45 minutes"),
])
def test_what_is_only_likely_is_left(tmp_path: Path, file: str, right: str, wrong: str) -> None:
    """A hint that a person must weigh is told, and the file keeps every character."""
    write_sample(tmp_path)
    text = (tmp_path / file).read_text("utf-8").replace(right, wrong)
    (tmp_path / file).write_text(text, "utf-8")
    done, left = fixed(tmp_path)
    assert (done, len(left)) == ([], 1)
    assert (tmp_path / file).read_text("utf-8") == text


def test_everything_around_stays(tmp_path: Path) -> None:
    """Byte order mark, CRLF, comments, quotes, order and odd spacing are as they were."""
    wrong = ("\ufeff# fiche du musée\r\n\r\nkind:   'musée'   # genre, « musée »\r\n"
             "name: {fr: \"Musée 9h30\", en: Brick Museum}\r\ncommune:  Toulouse\r\n"
             "lat: 43,604 # 43,604\r\nlon: 1.444\r\nverified_on: \"02/11/2026\"\r\n"
             "description: {fr: 'L''entrée est à 9h30.', en: It opens at 9:30.}\r\n")
    write_sample(tmp_path, **{MUSEUM_FILE: wrong})
    assert fixed(tmp_path)[1] == []
    assert (tmp_path / MUSEUM_FILE).read_bytes().decode() == (
        wrong.replace("'musée'", "'museum'").replace("Toulouse", '"31555"')
        .replace("lat: 43,604", "lat: 43.604").replace("02/11/2026", "2026-11-02"))


def test_several_on_one_line(tmp_path: Path) -> None:
    """Corrections of one line do not shift one another."""
    write_sample(tmp_path, **{ROUTE_FILE: ROUTE.replace(
        "{by: coach, minutes: 100, km: 95}", "{mode: autocar, minutes: 1h40, km: '95,5'}")})
    assert fixed(tmp_path) == (["unknown-field", "bad-value", "bad-value", "bad-value"], [])
    assert "{by: coach, minutes: 100, km: '95.5'}" in (tmp_path / ROUTE_FILE).read_text("utf-8")


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    """What is mended stays as it is."""
    write_sample(tmp_path, **{ROUTE_FILE: ROUTE.replace("09:30", "9h30")})
    fixed(tmp_path)
    once = (tmp_path / ROUTE_FILE).stat()
    assert fixed(tmp_path) == ([], [])
    again = (tmp_path / ROUTE_FILE).stat()
    assert (once.st_mtime_ns, once.st_ino) == (again.st_mtime_ns, again.st_ino)


def test_a_correction_that_leads_to_another_fault_is_not_made(tmp_path: Path) -> None:
    """``Marché`` would be an id, but no place has it: the word stays for a person to see."""
    text = ROUTE.replace("- place: gare-matabiau", "- place: Gare-Inconnue")
    write_sample(tmp_path, **{ROUTE_FILE: text})
    assert fixed(tmp_path) == ([], ["bad-id"])
    assert (tmp_path / ROUTE_FILE).read_text("utf-8") == text


def test_one_that_fails_does_not_hold_back_the_others(tmp_path: Path) -> None:
    """In one file what is certain is typed, what is not is left and told."""
    write_sample(tmp_path, **{ROUTE_FILE: ROUTE.replace("09:30", "9h30").replace(
        "- place: gare-matabiau", "- place: Gare-Inconnue")})
    assert fixed(tmp_path) == (["bad-value"], ["bad-id"])


def test_a_plan_that_shows_its_fault_only_then_is_told(tmp_path: Path) -> None:
    """Reading the hour right is right, even where the hour turns out too early."""
    write_sample(tmp_path, **{ROUTE_FILE: ROUTE.replace("arrive: 10:30", "arrive: 9h35")})
    assert fixed(tmp_path) == (["bad-value"], ["impossible-timing"])


def test_two_communes_of_one_name_are_not_chosen_between(tmp_path: Path) -> None:
    """A name that two communes have is no match."""
    twice = COMMUNES + "31556,Toulouse,toulouse-metropole,43.60116,1.42330,118.17\n"
    text = MUSEUM.replace('"31555"', "Toulouse")
    write_sample(tmp_path, **{"communes.csv": twice, MUSEUM_FILE: text})
    assert fixed(tmp_path) == ([], ["unknown-commune"])


def test_a_figure_is_no_slip() -> None:
    """``marche-2`` is another place than ``marche-1``, and short words are too near each other."""
    assert sure.near_id("marche-2", ["marche-1"]) is None
    assert sure.near_id("lac", ["lad"]) is None
    assert sure.near_id("capitol", ["capitole"]) == "capitole"
    assert sure.near_id("capitol", ["capitole", "capitoul"]) is None


def test_the_mode_of_the_file_stays(tmp_path: Path) -> None:
    """Who may read or write the file does not change, and nothing is left beside it."""
    write_sample(tmp_path, **{ROUTE_FILE: ROUTE.replace("09:30", "9h30")})
    (tmp_path / ROUTE_FILE).chmod(0o640)
    before = set(os.listdir(tmp_path))
    fixed(tmp_path)
    assert (tmp_path / ROUTE_FILE).stat().st_mode & 0o777 == 0o640
    assert set(os.listdir(tmp_path)) == before


def test_a_file_behind_a_link_is_not_written(tmp_path: Path) -> None:
    """A link could lead out of the folder."""
    outside = tmp_path / "outside.yml"
    write_sample(tmp_path / "it", **{GARDEN_FILE: None})
    outside.write_text(GARDEN.replace("lat: 43.93500", "lat: 43,93500"), "utf-8")
    (tmp_path / "it" / GARDEN_FILE).symlink_to(outside)
    done, _ = fixed(tmp_path / "it")
    assert done == []
    assert "43,93500" in outside.read_text("utf-8")


def test_the_command_says_what_it_did(tmp_path: Path) -> None:
    """Each correction is one line on standard output; what remains follows, and sets the exit."""
    write_sample(tmp_path / "it", **{
        ROUTE_FILE: ROUTE.replace("09:30", "9h30").replace("difficulty: easy", "difficulty: ?!")})
    done = run("check", "--fix", "--lang", "fr", "--itineraries", "it", "--today", "2026-11-22",
               "--format", "text", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith(
        "it/de-la-brique-au-jardin.yml:10:12: corrigé[bad-value]: « 9h30 » → « 09:30 »\n")
    assert "error[bad-value]: « ?! » n’est pas une valeur de « difficulty »" in done.stdout
    assert done.stderr == "1 erreur, 0 avertissement\n"


def test_a_word_that_would_write_to_the_terminal_is_shown_harmless(tmp_path: Path) -> None:
    """Control characters of the old word do not reach the terminal."""
    outcome, done = fix(Options(write_sample(
        tmp_path, **{ROUTE_FILE: ROUTE.replace("arrive", '"arri\\ev\\u0007e"')}),
        tmp_path / "docs", TODAY))
    assert has_errors(list(outcome.diagnostics)) or done
    assert all(c.isprintable() for one in done for c in Fixed(one.fault).in_words("en"))
