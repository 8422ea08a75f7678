"""Slips that offices make when they type: what is told, once, and what the hint keeps of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.content_sample import (
    FILES,
    GARDEN_FILE,
    MUSEUM_FILE,
    ROUTE_FILE,
    TODAY,
    check,
    edited,
    told,
    write_sample,
)
from parcours.build.build import Options
from parcours.diagnostics.diagnostic import Severity
from parcours.editing.fix import fix
from parcours.format.placeholders import is_mark, is_placeholder

M, G, R = MUSEUM_FILE, GARDEN_FILE, ROUTE_FILE
LAT_LON = "lat: 43.93500\nlon: 0.62300"
SUMMARY = ("{fr: Un jour en ville puis un jour aux champs., "
           "en: A day in town then one in the fields.}")


@pytest.mark.parametrize("typed", [
    "lat: 43.93500, 0.62300", "lon: 43.93500, 0.62300", "lat: 0.62300, 43.93500",
    "lat: [43.93500, 0.62300]", "lat: geo:43.93500,0.62300", 'lat: "43,93500 ; 0,62300"',
    'lat: "(43.93500, 0.62300)"'])
def test_a_whole_position_in_one_field_is_one_fault(typed: str, tmp_path: Path) -> None:
    """In either field, as a list, in either order: the hint gives both numbers their field."""
    found = check(write_sample(tmp_path, **edited(G, LAT_LON, typed)))
    assert told(found, tmp_path) == [("bad-coordinates", G, 4)]
    assert found[0].hint is not None
    assert found[0].hint.fr == "écrivez lat: 43.93500 et, à la ligne suivante, lon: 0.62300"


@pytest.mark.parametrize(("file", "old", "new", "hint"), [
    (R, "minutes: 20", "minutes: 15-20", "écrivez un nombre entier, en chiffres"),
    (R, "minutes: 20", "minutes: -5", "écrivez un nombre entier, en chiffres"),
    (R, "minutes: 20", "minutes: 900 s", "écrivez un nombre entier, en chiffres"),
    (R, "km: 95", "km: 1,2", "entre accolades, une virgule finit le champ : "
     "écrivez km: 1.2, avec un point"),
    (M, 'phone: "05 61 00 00 00"', 'phone: "05 61 00 00 00 ou 06 12 00 00 00"',
     "gardez un seul numéro, sans rien autour : 05 61 00 00 00 ; le reste se dit dans un texte"),
    (M, 'phone: "05 61 00 00 00"', 'phone: "(+33) 5 61 00 00 00"', "écrivez +33 5 61 00 00 00"),
    (R, "season: {from: 04-01, to: 10-31}", "season: {from: 04-01, to: 31-10}", "écrivez 10-31"),
    (R, "from: 04-01,", "from: 01.04,", "écrivez 04-01"),
    (R, "to: 10-31", "to: 10/31", "écrivez 10-31"),
    (M, "lon: 1.44400", "lon: 1.44400 O", "écrivez -1.44400"),
    (M, "lon: 1.44400", "lon: E 1,44400", "écrivez 1.44400"),
    (M, "lon: 1.44400", "lon: −1.44400", "écrivez -1.44400"),
    (M, "musee@exemple.fr\n", "musée@exemple.fr\n",
     "demandez l’adresse exacte : elle s’écrit sans accent"),
    (M, "website: https://exemple.fr/musee", "website: https://exemple,fr/musee",
     "écrivez https://exemple.fr/musee"),
    (M, "website: https://exemple.fr/musee", "website: https://https://exemple.fr",
     "écrivez https://exemple.fr"),
    (M, "website: https://exemple.fr/musee", "website: https://localhost/musee",
     "une adresse commence par https://, puis un nom comme exemple.fr"),
    (M, "website: https://exemple.fr/musee", "website: https://exemple.fr/musee (en travaux)",
     "gardez une seule adresse : https://exemple.fr/musee ; le reste se dit dans un texte"),
    (M, "price: 6 €", "status: {state: closed, from: 2026-12-20, to: 2026-12-02}",
     "corrigez l’une des deux dates"),
])
def test_a_hint_keeps_what_was_typed(file: str, old: str, new: str, hint: str,
                                     tmp_path: Path) -> None:
    """No sign, unit, second number or right half of a season is dropped without a word."""
    found = check(write_sample(tmp_path, **edited(file, old, new)))
    assert [one.hint.fr for one in found if one.hint and one.severity == "error"] == [hint]


def test_a_season_month_first_is_told_at_both_ends(tmp_path: Path) -> None:
    """One end that can only be written the American way says how the other was meant."""
    found = check(write_sample(tmp_path, **edited(
        R, "season: {from: 04-01, to: 10-31}", "season: {from: 4/1, to: 10/31}")))
    assert [(one.hint.fr, [edit.new for edit in one.fix]) for one in found if one.hint] == [
        ("écrivez 04-01", []), ("écrivez 10-31", [])]
    assert fix(Options(itineraries=tmp_path, docs=tmp_path / "docs", today=TODAY))[1] == ()


def test_a_status_month_first_is_told_at_both_ends(tmp_path: Path) -> None:
    """The same of the dates of a closure."""
    found = check(write_sample(tmp_path, **edited(
        M, "price: 6 €", "status: {state: closed, from: 2/3/2027, to: 3/15/2027}")))
    assert [(one.hint.fr, one.fix) for one in found if one.hint and one.severity == "error"] == [
        ("écrivez 2027-02-03", ()), ("écrivez 2027-03-15", ())]


def test_a_small_number_may_be_hours(tmp_path: Path) -> None:
    """A stay of ``2`` is not two minutes for certain."""
    lines = [line.strip() for line in str(FILES[R]).splitlines()]
    old = next(line for line in lines if line.startswith("stay: "))
    found = check(write_sample(tmp_path, **edited(R, old, "stay: 2")))
    assert [one.hint.fr for one in found if one.hint and one.code == "bad-value"] == [
        "écrivez l’unité : 2h pour des heures, 2min pour des minutes"]


@pytest.mark.parametrize("text", [
    "À compléter", "(à traduire)", "TODO", "Lorem ipsum dolor sit amet.", "xxx", "...", "?", "N/A",
    "Texte à venir", "To be translated", "none", "La halle [à traduire]"])
def test_a_text_that_is_none_yet_is_told(text: str) -> None:
    """What people type to come back to it, and what programs write for nothing."""
    assert is_placeholder(text)


@pytest.mark.parametrize("text", [
    "Une maison à compléter par ses jardins.", "€€", "Gratuit", "À venir voir en mai", "XXe siècle",
    "Nan Madol", "Le Changer", "12", "城市", "A."])
def test_a_text_is_not_taken_for_none(text: str) -> None:
    """Words that only look like it, signs of a price, other scripts."""
    assert not is_placeholder(text)


def test_comments_that_ask_for_a_change() -> None:
    """In any case; a comment that tells of a change asks for none."""
    assert all(map(is_mark, ("à changer", "À CHANGER : mis là en attendant.", "TODO vérifier")))
    assert not any(map(is_mark, ("changé le 3 mai", "tarif à changer en 2027", "todolist")))


@pytest.mark.parametrize(("new", "lines"), [
    ("{fr: Une journée en train., en: UNE JOURNÉE EN TRAIN}", [2]),
    ("{fr: Une journée en train., en: Une journée en train}", [2]),
    ("{fr: La journée, en: La journée}", [2]),
    ("{fr: Une boucle avec les villages., en: Une boucle avec les villages.}", [2]),
    ("{fr: 'Toulouse, L’Isle-Jourdain, Auch', en: 'Toulouse, L’Isle-Jourdain, Auch'}", []),
    ("{fr: Toulouse – Gimont, en: Toulouse – Gimont}", []),
    ("{fr: Le Gers, en: Le Gers}", []),
])
def test_a_copy_is_told_and_a_name_is_not(new: str, lines: list[int], tmp_path: Path) -> None:
    """Capitals and a full stop do not make a translation; names need none."""
    found = check(write_sample(tmp_path, **edited(R, SUMMARY, new)))
    assert [one.span.line for one in found if one.code == "missing-translation"] == lines


@pytest.mark.parametrize(("said", "tags"), [
    ("Si A<B & C>D", 0), ("Moins de 2 h : i < 3", 0), ("Une <br/> ligne", 1),
    ("<a href='x'>Ici</a>", 1)])
def test_signs_of_comparison_are_no_tags(said: str, tags: int, tmp_path: Path) -> None:
    """A tag ends after its name, or has attributes."""
    found = check(write_sample(tmp_path, **edited(
        R, SUMMARY, '{fr: "' + said + '", en: A day.}')))
    assert len([one for one in found if one.code == "visible-markup"]) == tags


@pytest.mark.parametrize(("file", "hint"), [
    ("lieux/musee.yml", "déplacez-le : itineraries/places/musee.yml"),
    ("places/gers/musee.yml", "déplacez-le : itineraries/places/musee.yml"),
    ("places/musee.yml.txt", "renommez-le en musee.yml")])
def test_a_place_that_nothing_reads_is_told(file: str, hint: str, tmp_path: Path) -> None:
    """In a folder of its own, or under the ending that a text editor adds."""
    found = check(write_sample(tmp_path, **{file: FILES[M]}))
    assert told(found, tmp_path) == [("wrong-folder", file, 1)]
    assert found[0].hint is not None
    assert found[0].hint.fr == hint


def test_drafts_and_other_yaml_are_left_alone(tmp_path: Path) -> None:
    """A draft is known not to be read; a file of another program is none of ours."""
    assert check(write_sample(tmp_path, **{
        "brouillons/musee.yml": FILES[M], "outils/reglages.yml": "a: 1\n",
        "outils/illisible.yml": "a: [\n"})) == []


def test_a_file_is_not_sent_where_another_lies(tmp_path: Path) -> None:
    """To move it there would lose the one that is published."""
    name = M.rpartition("/")[2]
    (one,) = [one for one in check(write_sample(tmp_path, **{name: FILES[M]}))
              if one.code == "wrong-folder"]
    assert one.hint is not None
    assert f"{M} existe déjà" in one.hint.fr


@pytest.mark.parametrize(("typed", "hint"), [
    ("kind\u00a0:\u00a0market", "remplacez l’espace insécable qui suit « : »"),
    ("kind:\u200bmarket", "effacez ce caractère invisible"),
    ("kind: market\nlabels:\n  -\u00a0Jardin", "remplacez l’espace insécable qui suit le tiret"),
    ("kind: market\nlabels:\n  -Jardin", "mettez une espace après le tiret"),
    ("kind: market\nlabels: [Le menu #1, Jardin]", "« # » fait une remarque")])
def test_a_character_that_nobody_sees_is_named(typed: str, hint: str, tmp_path: Path) -> None:
    """Not « il manque « : » » where one is to be seen."""
    text = str(FILES[G]).replace("kind: garden", typed)
    assert text != FILES[G]
    found = check(write_sample(tmp_path, **{"places/autre.yml": text}))
    assert [one for one in found if one.span.file.endswith("autre.yml")
            and one.hint and hint in one.hint.fr]


def test_hard_spaces_between_braces_are_mended(tmp_path: Path) -> None:
    """``--fix`` replaces them as it does after a field; those within a text stay."""
    text = str(FILES[M]).replace("fr: Musée", "fr:\u00a0Musée").replace("en: ", "en:\u00a0", 1)
    assert text.count(":\u00a0") == 2
    folder = write_sample(tmp_path / "itineraries", **{M: text})
    outcome, done = fix(Options(folder, folder / "docs", TODAY))
    assert len(done) == 2
    assert (folder / M).read_text("utf-8") == FILES[M]
    assert [one for one in outcome.diagnostics if one.severity == "error"] == []


@pytest.mark.parametrize("typed", [
    "phone: '-'", "website: aucun", "email: nc", "opening_hours: n/c", "duration: '?'",
    "services: [aucun]", "services: non", "wheelchair: inconnu", "twin: aucun", "supplies: [neant]",
    "precision_m: inconnue", "verified_on: non renseigné"])
def test_a_word_for_nothing_is_a_line_too_many(typed: str, tmp_path: Path) -> None:
    """Not a file ``places/aucun.yml`` to be made, nor a list ``[non]`` to be written."""
    place = ('name: Table\nkind: viewpoint\ncommune: "32208"\nlat: 43.93500\nlon: 0.62300\n'
             f"{typed}\n")
    found = check(write_sample(tmp_path, **{"places/table.yml": place}))
    assert [one.hint.fr for one in found if one.hint and one.severity == "error"] == [
        "si ce n’est pas connu, retirez la ligne"]


@pytest.mark.parametrize("said", [
    "IMG_2034.jpg", "DSC02034", "photo 12", "Capture d’écran.png", "néant", "RAS", "Sans objet",
    "idem", "[object Object]", "aucune", "non renseigné"])
def test_a_text_for_nothing_is_a_placeholder(said: str) -> None:
    """What forms and tables hold where nobody wrote anything."""
    assert is_placeholder(said)
    assert not is_placeholder(f"{said} de plus")


@pytest.mark.parametrize(("file", "old", "new", "line", "id"), [
    (R, "alliance: toulouse-gascogne", "alliance: Contrat de réciprocité", 3, "toulouse-gascogne"),
    (R, "alliance: toulouse-gascogne", "alliance: Second contract", 3, "toulouse-comminges"),
    (R, "      - place: gare-matabiau", "      - place: Herb garden", 12, "jardin-des-simples"),
    (R, "      - place: gare-matabiau", "      - place: Jardin des Simples", 12,
     "jardin-des-simples"),
    (M, "twin: jardin-des-simples", "twin: Herb Garden", 18, "jardin-des-simples"),
    (R, "difficulty: easy", "difficulty: easy\n"
     "reviewed: [{territory: Pays Portes de Gascogne, on: 2026-11-20, by: A}]", 6,
     "portes-de-gascogne")])
def test_a_name_for_an_id_is_told_with_the_id_of_what_bears_it(
        file: str, old: str, new: str, line: int, id: str, tmp_path: Path) -> None:
    """In any of its languages; an id made of the letters would be told as unknown next. The same is
    typed by ``--fix``."""
    folder = write_sample(tmp_path, **edited(file, old, new))
    (found,) = [one for one in check(folder) if one.severity is Severity.ERROR]
    assert (found.code, found.span.line) == ("bad-id", line)
    assert found.hint is not None
    assert found.hint.fr == f"écrivez {id}"
    fix(Options(folder, folder / "docs", TODAY))
    assert "bad-id" not in [one.code for one in check(folder)]


@pytest.mark.parametrize(("new", "hint"), [
    ("alliance: Le contrat", "les noms connus sont : toulouse-comminges, toulouse-gascogne"),
    ("alliance: Toulouse gasgogne", "vouliez-vous dire « toulouse-gascogne » ?")])
def test_a_name_that_nothing_bears_makes_no_id(new: str, hint: str, tmp_path: Path) -> None:
    """What there is, is told; nothing is typed."""
    folder = write_sample(tmp_path, **edited(R, "alliance: toulouse-gascogne", new))
    (found,) = [one for one in check(folder) if one.severity is Severity.ERROR]
    assert found.hint is not None
    assert (found.hint.fr, found.fix) == (hint, ())


@pytest.mark.parametrize(("typed", "hint"), [
    ("sources: dépliant 2026", "une source est l’adresse d’une page : écrivez-la en entier, "
                               "https://…, entre crochets"),
    ("sources: https://exemple.fr/a, https://exemple.fr/b",
     "écrivez [https://exemple.fr/a, https://exemple.fr/b]")])
def test_a_source_is_an_address_before_it_is_a_list(
        typed: str, hint: str, tmp_path: Path) -> None:
    """Brackets round a leaflet would only be told as no address next."""
    (found,) = check(write_sample(tmp_path, **edited(
        M, 'sources: ["https://exemple.fr/musee"]', typed)))
    assert found.hint is not None
    assert (found.code, found.hint.fr) == ("wrong-type", hint)


@pytest.mark.parametrize(("name", "severity"), [
    ("Musée-de-la-brique.yml", "error"), ("musee-de-la-brique.yaml", "error"),
    ("musee-de-la-brique.yml.txt", "error")])
def test_a_misnamed_place_is_not_missing_where_it_is_named(
        name: str, severity: str, tmp_path: Path) -> None:
    """A route and a twin were told that no place is called so, and to write the name that the file
    is to lose."""
    (found,) = check(write_sample(tmp_path, **{M: None, f"places/{name}": str(FILES[M])}))
    assert found.hint is not None
    assert (found.severity, found.hint.fr) == (severity, "renommez-le en musee-de-la-brique.yml")


@pytest.mark.parametrize(("typed", "hint"), [
    ("- lieu: gare-matabiau", "vouliez-vous dire « place » ?"),
    ("- nom: gare-matabiau", "vouliez-vous dire « place » ?"),
    ("- nom: Gare", "vouliez-vous dire « name » ?")])
def test_a_stop_by_a_french_word_is_one_fault(typed: str, hint: str, tmp_path: Path) -> None:
    """It names a place: that one is missing was told beside it."""
    found = check(write_sample(tmp_path, **edited(R, "- place: gare-matabiau", typed)))
    unknown = [one for one in found if one.code == "unknown-field"]
    assert [one.hint.fr for one in unknown if one.hint] == [hint]
    assert hint.endswith("« name » ?") or len(found) == 1


@pytest.mark.parametrize(("typed", "hint"), [
    ("[museum]", "écrivez kind: museum"), ("[musée]", "écrivez kind: museum"),
    ("[museum, garden]", "choisissez un seul mot : museum ou garden"),
    ("[[museum]]", "les valeurs sont : "), ("[qsdf]", "les valeurs sont : ")])
def test_a_word_in_brackets_is_kept(typed: str, hint: str, tmp_path: Path) -> None:
    """All the values there are were shown instead."""
    (found,) = check(write_sample(tmp_path, **edited(M, "kind: museum", f"kind: {typed}")))
    assert found.hint is not None
    assert found.hint.fr.startswith(hint)


@pytest.mark.parametrize(("typed", "hint"), [
    ("{lundi: 10h-18h, mardi: 10h-12h}", "Mo 10:00-18:00; Tu 10:00-12:00"),
    ("{été: tous les jours, hiver: fermé}", "été tous les jours; hiver fermé"),
    ("{lundi: [10h]}", "")])
def test_hours_a_day_a_line_are_kept(typed: str, hint: str, tmp_path: Path) -> None:
    """Where they are not surely understood, the words are, and asked about next."""
    (found,) = check(write_sample(tmp_path, **edited(
        M, '"Mo-Su 10:00-18:00; PH off"', typed)))
    assert found.hint is not None
    assert found.hint.fr == (f'écrivez opening_hours: "{hint}"' if hint else
                             "écrivez opening_hours: …")


@pytest.mark.parametrize("code", ["gb", "us"])
def test_a_country_is_no_language(code: str, tmp_path: Path) -> None:
    """English was told to be missing, beside a text in English."""
    (found,) = check(write_sample(tmp_path, **edited(
        M, "en: Brick Museum", f"{code}: Brick Museum")))
    assert found.hint is not None
    assert (found.code, found.hint.fr) == ("unknown-field", "écrivez fr, en, es… ; ici en")


@pytest.mark.parametrize(("typed", "hints"), [
    ("[français, anglais]", ["écrivez fr", "écrivez en"]),
    ("[fr, xx]", ["les langues du site sont à choisir parmi : en, fr"])])
def test_a_language_by_its_name_is_its_code(typed: str, hints: list[str], tmp_path: Path) -> None:
    """“Écrivez en, fr” for each of them made four languages."""
    found = check(write_sample(tmp_path, **edited("site.yml", "[fr, en]", typed)))
    assert [one.hint.fr for one in found if one.hint and one.code == "bad-value"] == hints


def test_the_name_of_a_territory_in_its_own_file_is_its_id(tmp_path: Path) -> None:
    """An id was made of the letters, which is told as unknown next."""
    folder = write_sample(tmp_path, **edited(
        "territories.yml", "territories: [toulouse-metropole, portes-de-gascogne]",
        "territories: [toulouse-metropole, Pays Portes de Gascogne]"))
    (found,) = check(folder)
    assert found.hint is not None
    assert (found.code, found.hint.fr) == ("bad-id", "écrivez portes-de-gascogne")
    fix(Options(folder, folder / "docs", TODAY))
    assert not check(folder)


@pytest.mark.parametrize(("old", "new", "column", "hint"), [
    ("Lectoure,portes-de-gascogne", "Lectoure,Pays Portes de Gascogne", 16,
     "écrivez portes-de-gascogne"),
    ("43.94510,", '"43,94510",', 35, "écrivez 43.94510")])
def test_a_commune_whose_row_is_surely_understood_is_there(
        old: str, new: str, column: int, hint: str, tmp_path: Path) -> None:
    """Its places were told that no commune has this code, and to look it up in the very table."""
    (found,) = check(write_sample(tmp_path, **edited("communes.csv", old, new)))
    assert found.hint is not None
    assert (found.span.line, found.span.column, found.hint.fr) == (6, column, hint)


def test_a_workbook_of_services_is_told(tmp_path: Path) -> None:
    """Nothing reads it, and whoever saved it believed it published."""
    (found,) = check(write_sample(tmp_path, **{"services/toilettes.xlsx": b"PK"}))
    assert found.hint is not None
    assert (found.code, found.severity) == ("wrong-folder", "warning")
    assert found.hint.fr == "enregistrez-le en CSV UTF-8 : services/toilettes.csv"
