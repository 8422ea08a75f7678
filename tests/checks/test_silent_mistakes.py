"""Mistakes that pass every type and would be published: each is told once, at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.content_sample import (
    FILES,
    GARDEN_FILE,
    MUSEUM_FILE,
    ROUTE_FILE,
    check,
    edited,
    told,
    write_sample,
)
from parcours.content.telephone import dialled, lacks_digits, right_form
from parcours.diagnostics.diagnostic import Severity

M, G, R = MUSEUM_FILE, GARDEN_FILE, ROUTE_FILE
MARKET = "places/marche-de-la-halle.yml"
TITLE = "title: {fr: De la brique au jardin, en: From brick to garden}"
SUMMARY = ("{fr: Un jour en ville puis un jour aux champs., "
           "en: A day in town then one in the fields.}")


@pytest.mark.parametrize(("file", "old", "new", "code", "line", "hint"), [
    (R, SUMMARY, "{fr: Une ou deux phrases qui disent ce que l’on vivra., en: A day.}",
     "placeholder-left", 2, "écrivez la vôtre"),
    (R, "difficulty: easy", "# À CHANGER : mis là en attendant.\ndifficulty: easy",
     "placeholder-left", 5, "effacez cette ligne"),
    (R, SUMMARY, "{fr: Une journée en train., en: Une journée en train.}",
     "missing-translation", 2, "traduisez-le, ou retirez en"),
    (R, "{fr: Montez au four., en: Climb to the kiln.}",
     "{fr: Montez au four., en: Montez au four.}", "missing-translation", 17, "retirez en"),
    (R, SUMMARY, "{fr: Un jour en ville., en: Un jour avec les marchés.}",
     "missing-translation", 2, "traduisez-le, ou retirez en"),
    (R, TITLE, "title: {fr: From the brick to the garden, en: De la brique au jardin des simples}",
     "missing-translation", 1, "échangez fr et en"),
    (M, "price: 6 €", "price: 6 â‚¬ par adulte, entrÃ©e libre", "visible-markup", 14, "écrivez €"),
    (R, SUMMARY, "{fr: Une journÃ©e à Ã  pied., en: A day.}", "visible-markup", 2,
     "écrivez journée, et relisez"),
    (R, SUMMARY, "{fr: Une journ\ufffde en ville., en: A day.}", "visible-markup", 2, "UTF-8"),
    (R, SUMMARY, "{fr: Une journ?e en ville., en: A day.}", "visible-markup", 2, "retapez le mot"),
    (R, "themes: [heritage, nature]", "themes: [heritage, nature, heritage]", "duplicate-key", 4,
     "retirez-le : la page le nommerait deux fois"),
    (R, "audience: [familles]", "audience: [familles, familles]", "duplicate-key", 6, "deux fois"),
    (M, "services: [toilets, wifi]", "services: [toilets, wifi, toilets]", "duplicate-key", 17,
     "deux fois"),
    (M, "price: 6 €", "labels: [{fr: A, en: B}, {fr: A, en: B}]", "duplicate-key", 14, "deux fois"),
    (M, "price: 6 €", "products: [{name: {fr: a, en: b}, months: [7, 8, 7]}]", "duplicate-key", 14,
     "deux fois"),
    (M, "price: 6 €", "price: 6 € avec la carte #PassRural", "text-cut", 14, "guillemets droits"),
    (M, "price: 6 €", "price: 6 € # tarif 2026", "text-cut", 14, "guillemets droits"),
    (M, "address: 3 rue des Tuiliers, 31000 Toulouse", "address: 3 rue #12", "text-cut", 10, ""),
    (M, "Une tuilerie devenue musée.", "Une <b>tuilerie</b> devenue musée.", "visible-markup", 7,
     "*mot*"),
    (M, "price: 6 €", "price: 6&nbsp;€", "visible-markup", 14, "retirez ces signes"),
    (R, "{by: coach, minutes: 100, km: 95}", "{by: coach, line: <b>A</b>, minutes: 100, km: 95}",
     "visible-markup", 22, "retirez ces signes"),
    (G, "credit: Jeanne Dupuy", "credit: '<a href=\"https://x.fr\">Jeanne Dupuy</a>'",
     "visible-markup", 10, "texte simple"),
    (R, "{by: coach, minutes: 100, km: 95}",
     "{by: coach, minutes: 100, km: 95, note: {fr: Voir **là**., en: There.}}",
     "visible-markup", 22, "texte simple"),
    (M, "price: 6 €", "price: 6 €\nstatus:\n  state: works\n  to: 2027-01-31\n"
     "  note: {fr: 'Voir [ici](https://exemple.fr)', en: There.}",
     "visible-markup", 18, "texte simple"),
    ("site.yml", "tiles: ign", "tiles: ign\nhome: {lead: {fr: Un <b>bon</b> mot, en: A word}}",
     "visible-markup", 3, "retirez ces signes"),
    ("territories.yml", "name: Toulouse Métropole", "name: Toulouse&nbsp;Métropole",
     "visible-markup", 3, "retirez ces signes"),
    ("site.yml", "tiles: ign", "tiles: ign\ndescription: Des **parcours** pour tous",
     "visible-markup", 3, "texte simple"),
    ("territories.yml", "name: Toulouse Métropole", "name: À CHANGER",
     "placeholder-left", 3, "écrivez le texte"),
    (M, "price: 6 €", "price: 6 €\nquestion: {fr: Que dit la <i>brique</i> ?, en: What now?}",
     "visible-markup", 15, "texte simple"),
    (M, "price: 6 €", "price: 6 €\nstatus: {state: works, to: 2027-01-31, cause: À CHANGER}",
     "placeholder-left", 15, "écrivez le texte"),
    (M, "price: 6 €", "price: 6 €\nstatus:\n  state: works\n  to: 2027-01-31\n  cause: Rue # 12",
     "text-cut", 18, "guillemets droits"),
    (M, "price: 6 €", "price: 6 &euro;", "visible-markup", 14, "retirez ces signes"),
    (M, "price: 6 €", "status: {state: open, observed_on: 2026-12-10}", "bad-value", 14,
     "écrivez le jour où quelqu’un l’a constaté"),
    (M, "price: 6 €", "status: {state: open, from: 2027-01-05}", "doubtful-hours", 14,
     "écrivez state: closed et, sous to, la veille"),
    (R, "difficulty: easy", "difficulty: easy\nstatus: {state: open, from: 2027-01-05}",
     "doubtful-hours", 6, "écrivez state: closed et, sous to, la veille"),
    (M, "Voir [le plan](https://exemple.fr/plan)", "Voir [le plan] (https://exemple.fr/plan)",
     "visible-markup", 7, "sans espace"),
    (M, "Voir [le plan](https://exemple.fr/plan)", "Voir (le plan)[https://exemple.fr/plan]",
     "visible-markup", 7, "un lien s’écrit [mot](https://…)"),
    (M, "Voir [le plan](https://exemple.fr/plan)", "Voir ![plan](https://exemple.fr/plan.png)",
     "visible-markup", 7, "ni « ! »"),
    (M, "Voir [le plan](https://exemple.fr/plan)", "Tél. [ici](05 61 00 00 00)",
     "visible-markup", 7, "un lien s’écrit"),
    (M, "price: 6 €", 'price: "**6 €**"', "visible-markup", 14, "texte simple"),
    (R, TITLE, "title: {fr: « De la brique au jardin », en: From brick to garden}",
     "visible-markup", 1, "guillemets droits"),
    (R, TITLE, "title: {fr: De la brique au jardin, en: “From brick to garden”}",
     "visible-markup", 1, "guillemets droits"),
    (M, "price: 6 €", "price: 6 €\nrefs: {wikidata: https://www.wikidata.org/wiki/Q90#sitelinks}",
     "odd-reference", 15, "écrivez Q90"),
    (M, "price: 6 €", "price: 6 €\nrefs: {osm: https://www.openstreetmap.org/node/12#map=19/43}",
     "odd-reference", 15, "écrivez node/12"),
    (M, "price: 6 €", "price: 6 €\nrefs:\n  merimee: https://pop.exemple.fr/merimee/PA00094798",
     "odd-reference", 16, "écrivez PA00094798"),
    (M, "price: 6 €", "price: 6 €\nrefs: {osm: 123456}", "odd-reference", 15,
     "écrivez-le comme node/"),
    (M, "price: 6 €", "price: 6 €\nrefs: {wikidata: Musée de la brique}", "odd-reference", 15,
     "écrivez-le comme Q"),
    (M, 'phone: "05 61 00 00 00"', 'phone: "+33 (0)5 61 00 00 00"', "undialable-phone", 11,
     'écrivez "+33 5 61 00 00 00"'),
    (M, 'phone: "05 61 00 00 00"', 'phone: "+33(0)5 61 00 00 00"', "undialable-phone", 11,
     'écrivez "+33 5 61 00 00 00"'),
    (M, 'phone: "05 61 00 00 00"', 'phone: "+33 05 61 00 00 00"', "undialable-phone", 11,
     'écrivez "+33 5 61 00 00 00"'),
    (M, 'phone: "05 61 00 00 00"', 'phone: "05 61 00 00 0"', "undialable-phone", 11, "comptez"),
    (M, 'phone: "05 61 00 00 00"', 'phone: "(0)5 61 00 00 00"', "undialable-phone", 11,
     'écrivez "05 61 00 00 00"'),
    (M, 'phone: "05 61 00 00 00"', 'phone: "33 5 61 00 00 00"', "undialable-phone", 11,
     'écrivez "+33 5 61 00 00 00"'),
    (M, 'phone: "05 61 00 00 00"', 'phone: "34 93 123 45 67"', "undialable-phone", 11,
     "écrivez + devant l’indicatif du pays"),
    (MARKET, "Fr 08:00-13:00", "Fr 08:00-3:00", "doubtful-hours", 6,
     "vérifiez l’heure d’ouverture"),
    (MARKET, "Fr 08:00-13:00", "Mar 08:00-12:00; Sa 08:00-13:00", "doubtful-hours", 6,
     "pour mardi, écrivez Tu"),
    (MARKET, "Fr 08:00-13:00", "PH off; Fr 08:00-13:00", "doubtful-hours", 6,
     'écrivez "Fr 08:00-13:00; PH off"'),
    (MARKET, "Fr 08:00-13:00", "Tu; Fr 08:00-13:00", "doubtful-hours", 6,
     "écrivez ses heures, off, ou unknown"),
    (MARKET, "Fr 08:00-13:00", "Fr 08:00-13:00; PH", "doubtful-hours", 6,
     "écrivez ses heures, off, ou unknown"),
    (MARKET, "Fr 08:00-13:00", "Fr 08:00-13:00, Sa", "doubtful-hours", 6,
     "écrivez ses heures, off, ou unknown"),
    (MARKET, "Fr 08:00-13:00", "Fr 08:00-13:00; Dec 25, PH off", "bad-opening-hours", 6,
     'écrivez "Fr 08:00-13:00; Dec 25 off; PH off"'),
    (M, "twin: jardin-des-simples", "twin: musee-de-la-brique", "bad-value", 18,
     "de l’autre côté"),
    (R, "season: {from: 04-01, to: 10-31}", "season: {from: 01-05, to: 01-10}",
     "ambiguous-season", 7, "{from: 05-01, to: 10-01}"),
    (R, "        travel: {by: walk, minutes: 20}\n", "", "no-travel", 13,
     "ajoutez travel: {by: …, minutes: …}"),
])
def test_a_silent_mistake_is_told(file: str, old: str, new: str, code: str, line: int, hint: str,
                                  tmp_path: Path) -> None:
    """One diagnostic, with its code, on its line, from which an editor can go on."""
    found = check(write_sample(tmp_path, **edited(file, old, new)))
    found = [one for one in found if one.code != "never-open"]  # the season of nobody
    assert told(found, tmp_path) == [(code, file, line)]
    assert found[0].hint is not None
    assert hint in found[0].hint.fr


@pytest.mark.parametrize("rule", [
    "Mo-Su 18:00-02:00", "Mo-Su 07:00-02:00", "20:00-08:00", "24/7", "Mar 01-Mar 31 10:00-18:00",
    "Mar-Oct 10:00-18:00", "Mar 10:00-17:00; Apr-Oct 10:00-19:00", "Mar,Nov Sa 10:00-17:00",
    'Tu 10:00-18:00 "Mar 18:00-10:00"', "Tu, Th 10:00-18:00", "Apr-Oct", "Fr; Sa off",
    "Fr 10:00-12:00; Sa unknown", 'Fr 10:00-12:00; Sa "sur rendez-vous"', "Mo-Fr open; Sa sunrise+",
    "24/7; Mo 10:00-12:00", "Tu-Su 10:00-18:00; Dec 25, Jan 01 off",
    'Fr 10:00-12:00 || "sur rendez-vous"', "Fr 10:00-12:00, 14:00-18:00"])
def test_hours_of_which_there_is_no_doubt(rule: str, tmp_path: Path) -> None:
    """A bar, a night, seasons with March among them; a remark is no rule."""
    found = check(write_sample(tmp_path, **edited(
        G, '"Apr-Oct Mo-Su 09:00-19:00"', "'" + rule + "'")))
    assert "doubtful-hours" not in [one.code for one in found]


def test_a_train_needs_a_station(tmp_path: Path) -> None:
    """A leg by train between two places with no station near either is told at its means."""
    found = check(write_sample(tmp_path, **edited(
        R, "{by: coach, minutes: 100, km: 95}", "{by: train, minutes: 100, km: 95}")))
    assert told(found, tmp_path) == [("no-station", R, 22)]
    assert found[0].message.fr == (
        "aucune gare connue près de « Musée de la Brique » ni de « Ferme du grand chêne »")


def test_a_pasted_position_is_one_fault(tmp_path: Path) -> None:
    """Both numbers in one field: the longitude is not missing as well."""
    found = check(write_sample(tmp_path, **edited(
        M, "lat: 43.60400\nlon: 1.44400\n", "lat: 43.60400, 1.44400\n")))
    assert [one for one in told(found, tmp_path) if one[1] == M] == [("bad-coordinates", M, 4)]


def test_the_same_stop_twice_is_told_at_the_second(tmp_path: Path) -> None:
    """A line copied once too often; a place visited again on another day is no mistake."""
    text = str(FILES[R])
    twice = text.replace("      - place: musee-de-la-brique\n",
                         "      - place: gare-matabiau\n      - place: musee-de-la-brique\n")
    assert told(check(write_sample(tmp_path, **{R: twice})), tmp_path) == [("same-stop", R, 13)]


def test_two_files_of_one_place(tmp_path: Path) -> None:
    """The same name at the same point; told in one of the two files."""
    found = check(write_sample(tmp_path, **{"places/jardin.yml": FILES[G]}))
    assert told(found, tmp_path) == [("same-place", "places/jardin.yml", 1)]


def test_a_review_is_not_of_tomorrow(tmp_path: Path) -> None:
    """It would vouch for a route that nobody has read yet."""
    found = check(write_sample(tmp_path, **edited(
        R, "days:\n", "reviewed:\n  - {territory: toulouse-metropole, on: 2026-11-23, by: A}\n"
        "  - {territory: portes-de-gascogne, on: 2026-11-20, by: B}\ndays:\n")))
    assert ("bad-value", R, 9) in told(found, tmp_path)


@pytest.mark.parametrize(("typed", "ends"), [
    ("{from: 01-04, to: 31-10}", {"écrivez 04-01", "écrivez 10-31"}),
    ("{from: 15-04, to: 01-10}", {"écrivez 04-15", "écrivez 10-01"}),
])
def test_a_season_day_first_is_told_at_both_ends(typed: str, ends: set[str],
                                                 tmp_path: Path) -> None:
    """One end that can only be day first says how the other was meant."""
    found = check(write_sample(tmp_path, **edited(R, "{from: 04-01, to: 10-31}", typed)))
    assert {one.hint.fr for one in found if one.hint} == ends
    assert {(one.code, one.span.line) for one in found} == {("bad-value", 7)}


def test_a_file_in_the_wrong_folder_is_one_message(tmp_path: Path) -> None:
    """Not one message a field: the file is right, its folder is not."""
    found = check(write_sample(tmp_path, **{"musee.yml": FILES[M], "places/tour.yml": FILES[R]}))
    assert {(one.code, one.hint.fr if one.hint else "") for one in found} == {
        ("wrong-folder", "déplacez-le dans places/ : itineraries/places/musee.yml"),
        ("wrong-folder", "déplacez-le un dossier plus haut : itineraries/tour.yml")}


@pytest.mark.parametrize("word", ["null", "~", "Null", "NULL"])
@pytest.mark.parametrize(("file", "old", "line"), [
    (R, "en: From brick to garden", 1), (M, "3 rue des Tuiliers, 31000 Toulouse", 10),
    (G, "fr: Jardin des simples", 1), (M, "6 €", 14)])
def test_a_word_for_nothing_is_not_published(word: str, file: str, old: str, line: int,
                                             tmp_path: Path) -> None:
    """As form tools write an emptied field: told as an empty one."""
    new = f"{old[:4]}{word}" if old[2:4] == ": " else word
    found = check(write_sample(tmp_path, **edited(file, old, new)))
    assert told(found, tmp_path) == [("missing-field", file, line)]


@pytest.mark.parametrize("word", ["'null'", '"~"'])
def test_in_quotes_it_is_a_word(word: str, tmp_path: Path) -> None:
    """Whoever types the quotes means the word."""
    assert check(write_sample(tmp_path, **edited(M, "price: 6 €", f"price: {word}"))) == []


@pytest.mark.parametrize(("number", "called", "right", "wrong"), [
    ("+33 5 61 00 00 00", "+33561000000", None, False),
    ("05 61 00 00 00", "0561000000", None, False),
    ("+33 (0)5 61 00 00 00", "+33561000000", "+33 5 61 00 00 00", False),
    ("+33 05 61 00 00 00", "+33561000000", "+33 5 61 00 00 00", False),
    ("0033 5 61 00 00 00", "0033561000000", None, False),
    ("33561000000", "33561000000", "+33 561000000", False),
    ("+44 20 7946 0958", "+442079460958", None, False),
    ("05 61 00 00", "05610000", None, True), ("+33 5 61 00 00 0", "+3356100000", None, True)])
def test_telephone_numbers(number: str, called: str, right: str | None, wrong: bool) -> None:
    """What a telephone dials, the right form where it differs, and numbers that reach nobody."""
    assert (dialled(number), right_form(number), lacks_digits(number)) == (called, right, wrong)


@pytest.mark.parametrize(("file", "old", "new", "severity", "said"), [
    (R, "days:\n", "reviewed:\n  - {territory: toulouse-metropole, on: 2026-11-23, by: A}\ndays:\n",
     Severity.ERROR, "le 23/11/2026 est dans le futur"),
    (M, "twin:", "status: {state: open, from: 2027-02-06}\ntwin:", Severity.WARNING,
     "ouvert à partir du 06/02/2027 : d’ici là, le site le dit fermé"),
    (R, "        travel: {by: walk}\n", "", Severity.WARNING,
     "rien ne dit comment on vient de l’étape précédente, à 0,2 km à vol d’oiseau")])
def test_how_grave_a_silent_mistake_is(file: str, old: str, new: str, severity: Severity,
                                       said: str, tmp_path: Path) -> None:
    """A review of a day to come signs what nobody has read; what may be so is a warning."""
    found = check(write_sample(tmp_path, **edited(file, old, new)))
    assert (severity, said) in [
        (one.severity, one.message.fr.replace("\u00a0", " ")) for one in found]
