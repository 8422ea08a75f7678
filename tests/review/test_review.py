"""``parcours review``: what a proposal changes, told to those who know the places and not Git."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from helpers.content_sample import (
    GARDEN,
    GARDEN_FILE,
    JPEG,
    MUSEUM,
    MUSEUM_FILE,
    ROUTE,
    ROUTE_FILE,
    TODAY,
    write_sample,
)
from helpers.proposal import Told, git
from parcours.review import ReviewError, review
from parcours.safe_text.forge_comment import words

HOSTILE = ("@team #1 !2 GH-3 a/b#4 www.x.fr https://x.fr/issues/5 <img src=x onerror=alert(1)> "
           "[x](https://x.fr) ![x](//x.fr/y) `z` **b** | c <!-- d --> </details> /merge $x$ :joy:")


def test_nothing_changed_is_said(told: Told) -> None:
    """A proposal that touches no content says so, and counts no fault."""
    assert told({}) == (
        "## Ce que change cette proposition\n\nAucun parcours ni aucun lieu ne change.\n"
        "0 nouvelle erreur, 0 nouvel avertissement, 0 défaut de moins.\n")


def test_a_comment_in_a_file_changes_nothing_for_visitors(told: Told) -> None:
    """What no visitor can see is not told as a changed route."""
    said = told({ROUTE_FILE: "# une remarque\n" + ROUTE})
    assert "Aucun parcours ni aucun lieu ne change." in said


def test_stops_added_removed_and_moved(told: Told) -> None:
    """The order of a route is told by its stops' names and numbers."""
    farm = ROUTE[ROUTE.index("      - place: ferme"):ROUTE.index("      - place: jardin")]
    garden = ROUTE[ROUTE.index("      - place: jardin"):ROUTE.index("      - name:")]
    view = ROUTE[ROUTE.index("      - name:"):]
    market = ("      - place: marche-de-la-halle\n"
              "        travel: {by: walk}\n        optional: yes\n")
    said = told({ROUTE_FILE: ROUTE.replace(farm + garden + view, garden.replace(
        "by: bike, minutes: 50, track: tracks/vers-le-jardin.gpx", "by: bike, minutes: 300")
        + farm + market)})
    assert "### Parcours modifié : De la brique au jardin\n" in said
    assert "- Étape retirée : **Table d’orientation** (Lectoure)\n" in said
    assert ("- Étape ajoutée : n° 5, **Marché de la halle** (Lectoure) · Jour 2, " in said)
    assert "- Étape déplacée : **Jardin des simples** (Lectoure), du n° 4 au n° 3\n" in said
    assert said.count("Étape déplacée") == 1


def test_an_estimated_hour_is_told_as_one(told: Told) -> None:
    """A leg whose minutes nobody types any more: the stop is come to *around* an hour, as the page
    says, where it was at one."""
    said = told({ROUTE_FILE: ROUTE.replace(", minutes: 100", "", 1)})
    assert re.search(r"- \*\*[^*]+\*\* \([^)]+\) : \d+ h( \d+)? → vers \d+ h", said)


def test_hours_that_change_are_told_in_words(told: Told) -> None:
    """A later start is told once; what moves by itself, with its own hour before and after."""
    said = told({ROUTE_FILE: ROUTE.replace("start: 09:30", "start: 09:45")
                 .replace("stay: 1h30", "stay: 2h").replace("by: coach", "by: bus")})
    assert "- Jour 1, départ : 9 h 30 → 9 h 45 ; les heures de ses étapes suivent\n" in said
    assert ("- **Musée de la Brique** (Toulouse) : 10 h 30, comme avant · 1 h 30 sur place → 2 h "
            "sur place\n") in said
    assert "en autocar, 1 h 40 → en bus, 1 h 40" in said
    assert "Gare Matabiau** (" not in said


def test_hours_that_do_not_follow_are_not_said_to(told: Told) -> None:
    """A day that begins later, and whose stops all have their hours: nothing of it follows."""
    fixed = ROUTE.replace("      - place: gare-matabiau\n", "")
    told({ROUTE_FILE: fixed})
    said = told({ROUTE_FILE: fixed.replace("start: 09:30", "start: 09:45")})
    assert "- Jour 1, départ : 9 h 30 → 9 h 45\n" in said
    assert "comme avant" not in said


def test_places_that_another_names_are_told_by_their_names(told: Told) -> None:
    """A twin, and who is supplied, as visitors know them; months of a product as on its page."""
    said = told({
        MUSEUM_FILE: MUSEUM.replace("twin: jardin-des-simples", "twin: ferme-du-grand-chene")
        + "products: [{name: briques, months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}]\n"})
    assert "Lieu jumeau, de l’autre côté : Jardin des simples → Ferme du grand chêne" in said
    assert "Produits : – → briques (toute l’année)" in said


def test_the_routes_of_a_place_are_those_that_are_left(told: Told) -> None:
    """Set apart by what no title holds; one that is gone does not stop there any more."""
    second = ROUTE.replace("De la brique au jardin", "'Lundi, mardi, mercredi'")
    told({"lundi.yml": second, "gone.yml": ROUTE.replace("De la brique au jardin", "Parti")})
    said = told({"gone.yml": None, MUSEUM_FILE: MUSEUM.replace("price: 6 €", "price: 8 €")})
    assert "  Sur les parcours : De la brique au jardin ; Lundi, mardi, mercredi\n" in said


def test_figures_before_and_after(told: Told) -> None:
    """Shares, time, distance, emissions, days and car are in one table, what differs in bold."""
    said = told({ROUTE_FILE: ROUTE.replace("by: coach, minutes: 100, km: 95", "by: car, km: 80")
                 .replace("stay: 1h30", "stay: 3h")})
    table = said[said.index("| | avant | après |"):].split("\n\n")[0]
    assert re.search(r"\| Toulouse Métropole \| 42 % .* \| \*\*59 % ", table)
    assert re.search(r"\| Distance totale \| \d+ km, .* \| \*\*\d+ km, .*\*\* \|", table)
    assert re.search(r"\| Émissions \| environ [\d,]+ kg .* \| \*\*environ [\d,]+ kg", table)
    assert "| Sans voiture | oui | **non** |" in table
    assert "| Durée | 2 jours | inchangé |" in table


def test_days_on_which_it_can_be_done(told: Told) -> None:
    """New hours of a place change the days of the route that stops there."""
    said = told({GARDEN_FILE: GARDEN.replace("Apr-Oct Mo-Su 09:00-19:00",
                                             "Apr-Oct Tu-Su 09:00-19:00")})
    days = re.search(r"\| Départ \| (.*) · (\d+) jours sur les 400 à venir \| "
                     r"\*\*(.*) · (\d+) jours sur les 400 à venir\*\* \|", said)
    assert days is not None
    assert int(days[2]) > int(days[4])
    assert days[1] != days[3]


def test_a_place_says_what_changed_and_which_routes_it_touches(told: Told) -> None:
    """Facts are told in words, with the routes that stop there."""
    said = told({MUSEUM_FILE: MUSEUM.replace("price: 6 €", "price: 8 €").replace(
        "Mo-Su 10:00-18:00; PH off", "Mo-Su 09:00-18:00").replace("43.60400", "43.60500")})
    line = next(line for line in said.splitlines() if line.startswith("- **Musée de la Brique** :"))
    assert "Tarif : 6 € → 8 €" in line
    assert "Horaires : " in line
    assert "de 9 h à 18 h" in line
    assert "Point déplacé de 110 m" in line
    assert "  Sur les parcours : De la brique au jardin\n" in said


def test_a_point_no_longer_known_and_facts_not_verified_are_told(told: Told) -> None:
    """These edits change what a page promises, and no figure."""
    said = told({MUSEUM_FILE: MUSEUM.replace('opening_hours: "Mo-Su 10:00-18:00; PH off"\n',
                                             "precision_m: 900\ntold: [price, phone]\n")})
    line = next(line for line in said.splitlines() if line.startswith("- **Musée de la Brique** :"))
    assert "Position : connue → à 900 m près, chemin à demander sur place" in line
    assert "→ inconnus, à demander avant de partir" in line
    assert "non vérifié : – → Tarif, Téléphone" in line
    said = told({MUSEUM_FILE: MUSEUM.replace('opening_hours: "Mo-Su 10:00-18:00; PH off"',
                                             "always_open: yes")})
    assert "→ sans objet" in said


def test_a_leg_whose_length_and_time_are_no_longer_known_is_told(told: Told) -> None:
    """Without its kilometres a leg is a straight line, without its minutes an estimate, without its
    track no path; the total says so, too."""
    said = told({ROUTE_FILE: ROUTE.replace("minutes: 100, km: 95", "minutes: 100")})
    assert "95 km → 69 km à vol d’oiseau" in said
    assert re.search(r"\| Distance totale \| .* \| \*\*\d+ km, .* à vol d’oiseau\*\* \|", said)
    said = told({ROUTE_FILE: ROUTE.replace("by: coach, minutes: 100, km: 95", "by: coach, km: 95")})
    assert re.search(r"en autocar, 1 h 40 → en autocar, environ \d", said)
    assert re.search(r"\| Temps de trajet \| environ [^|]+ \| \*\*environ ", said)
    said = told({ROUTE_FILE: ROUTE.replace(", track: tracks/vers-le-jardin.gpx", "")})
    assert "Tracé : tracé relevé → ligne droite" in said


def test_a_new_route(told: Told) -> None:
    """Its picture, in words too, and its figures."""
    said = told({"du-jardin.yml": ROUTE.replace("De la brique au jardin", "Du jardin")})
    assert "### Nouveau parcours : Du jardin\n" in said
    assert "<code>site/parcours/du-jardin/du-jardin.svg</code>" in said
    assert "1. Gare Matabiau (Toulouse) ; 2. Musée de la Brique (Toulouse) ;" in said
    assert "| Durée | 2 jours |" in said


def test_a_removed_route(told: Told) -> None:
    """The address that will lead nowhere is named."""
    said = told({ROUTE_FILE: None})
    assert "### Parcours retiré : De la brique au jardin\n" in said
    assert "/parcours/de-la-brique-au-jardin/" in said


def test_a_draft_is_no_page(tmp_path: Path, told: Told) -> None:
    """A route that becomes a draft leaves the site: that was told as “modified, all the same”. One
    that ceases to be a draft comes to it, and what is done to a draft is told as that."""
    draft = "draft: yes\n" + ROUTE
    said = told({ROUTE_FILE: draft}, preview="https://x.exemple.fr/")
    assert "1 parcours retiré." in said
    assert "### Un parcours devient un brouillon : De la brique au jardin\n" in said
    assert "/parcours/de-la-brique-au-jardin/</code> ne mènera nulle part" in said
    assert ".svg" not in said
    said = told({ROUTE_FILE: draft.replace("difficulty: easy", "difficulty: hard")})
    assert "1 brouillon touché." in said
    assert "### Brouillon modifié : De la brique au jardin\n" in said
    assert "- Difficulté : facile → exigeante\n" in said
    assert "Parcours modifié" not in said
    said = told({ROUTE_FILE: ROUTE})
    assert "1 parcours ajouté." in said
    assert "### Un brouillon devient un parcours : De la brique au jardin\n" in said
    assert "| Durée | 2 jours |" in said
    said = told({"autre.yml": draft})
    assert "### Nouveau brouillon : De la brique au jardin\n\nUn brouillon n’est pas sur" in said
    said = told({"autre.yml": None})
    assert "### Brouillon retiré : De la brique au jardin\n" in said
    assert "nulle part" not in said


def test_a_point_described_in_its_stop_is_told_like_a_place(told: Told) -> None:
    """It has no page and stands in no list of places: what was rewritten of it was told nowhere."""
    said = told({ROUTE_FILE: ROUTE.replace(
        "      - name:", "      - description: Une vue nouvelle.\n        name:")})
    assert "**Table d’orientation** (Lectoure) : Description récrite : Une vue nouvelle." in said


def test_every_field_of_a_place_has_its_words(told: Told) -> None:
    """How exact a point is, identifiers and former addresses changed without a word."""
    said = told({MUSEUM_FILE: MUSEUM.replace(
        "kind: museum", "kind: museum\nprecision_m: 120\nrenamed_from: [vieux-musee]"),
        ROUTE_FILE: ROUTE.replace("difficulty:", "renamed_from: [ancien]\ndifficulty:")})
    assert "Position : à 50 m près → à 120 m près" in said
    assert "Anciennes adresses : – → vieux-musee" in said
    assert "- Anciennes adresses : – → ancien\n" in said


def test_the_picture_is_shown_where_the_site_can_be_looked_at(told: Told) -> None:
    """With an address of the built site the title and the picture lead there."""
    said = told({ROUTE_FILE: ROUTE.replace("09:30", "09:45")}, preview="https://x.exemple.fr/site/")
    assert ("### Parcours modifié : [De la brique au jardin]"
            "(https://x.exemple.fr/site/parcours/de-la-brique-au-jardin/index.html)\n") in said
    assert ("![Image du parcours](https://x.exemple.fr/site/parcours/de-la-brique-au-jardin/"
            "de-la-brique-au-jardin.svg)\n") in said


def test_only_new_faults_are_told(told: Told) -> None:
    """A fault that was there before is not told again, although its line has moved."""
    old = ROUTE.replace("km: 95", "km: 40")  # less than the straight line
    told({ROUTE_FILE: old})
    moved = "# plus bas\n" + old.replace("stay: 20min", "stay: 25min")
    said = told({ROUTE_FILE: moved})
    assert "0 nouvelle erreur, 0 nouvel avertissement, 0 défaut de moins." in said
    assert "### Nouveaux avertissements" not in said
    said = told({ROUTE_FILE: ROUTE})
    assert "0 nouvelle erreur, 0 nouvel avertissement, 1 défaut de moins." in said
    said = told({ROUTE_FILE: old})
    assert "0 nouvelle erreur, 1 nouvel avertissement, 0 défaut de moins." in said
    line = old.splitlines().index("        travel: {by: coach, minutes: 100, km: 40}") + 1
    assert f"itineraries/{ROUTE_FILE}:{line}</code> 40 km, c’est moins que la ligne" in said


def test_a_route_that_cannot_be_published(told: Told) -> None:
    """Errors are told, and nothing is computed from what is wrong."""
    said = told({ROUTE_FILE: ROUTE.replace("- place: gare-matabiau", "- place: gare-inconnue")})
    assert "Il ne peut pas encore paraître" in said
    assert "### Nouvelles erreurs" in said
    assert "aucun lieu ne s’appelle « gare-inconnue »" in said
    said = told({ROUTE_FILE: ROUTE})
    assert "Il ne pouvait pas paraître jusqu’ici." in said


def test_a_file_that_is_no_yaml(told: Told) -> None:
    """A broken file is an error of the proposal, not ours."""
    said = told({ROUTE_FILE: "title: {fr: x\n", MUSEUM_FILE: b"\xff\xfe\x00"})
    assert "### Nouvelles erreurs" in said


@pytest.mark.parametrize("broken", [
    ROUTE.replace("difficulty:", "dificulty:"), ROUTE.replace("stay: 1h30", "stay: 1h30: x"),
    ROUTE.replace("alliance:", "aliance:")])
def test_a_route_that_cannot_be_read_is_not_gone(told: Told, broken: str) -> None:
    """Its file is there: nothing is said of an address that leads nowhere, nor, once it is mended,
    of a new route; and another one with its stops is not taken for it."""
    said = told({ROUTE_FILE: broken, "autre.yml": ROUTE})
    assert "1 parcours ajouté et 1 parcours illisible." in said
    assert ("### Parcours illisible : De la brique au jardin\n\nOn ne peut pas dire ce que cette "
            "proposition y change : voir les erreurs plus bas.\n") in said
    assert "### Nouvelles erreurs" in said
    for wrong in ("retiré", "nulle part", "renommé"):
        assert wrong not in said
    said = told({ROUTE_FILE: ROUTE, "autre.yml": None})
    assert "### Parcours de nouveau lisible : De la brique au jardin\n" in said
    assert "Nouveau parcours" not in said


def test_a_new_route_that_cannot_be_read_is_named_by_its_file(told: Told) -> None:
    """It has no title that could be told."""
    said = told({"neuf.yml": "title: [\n"})
    assert "\n1 parcours illisible.\n" in said
    assert "### Parcours illisible : <code>neuf.yml</code>\n" in said


def test_where_the_signatures_stand(told: Told) -> None:
    """A review from before the change is to be made again; one that comes with it counts."""
    city = "  - {territory: toulouse-metropole, on: 2026-11-22, by: Anne @team}\n"
    country = "  - {territory: portes-de-gascogne, on: 2026-11-22, by: Paul}\n"
    signed = ROUTE.replace("days:\n", f"reviewed:\n{city}days:\n", 1)
    told({ROUTE_FILE: signed})
    said = told({ROUTE_FILE: signed.replace("09:30", "09:45")
                 .replace("days:\n", f"{country}days:\n", 1)})
    assert ("- Relu côté Toulouse Métropole par Anne @\u2060team le 22 novembre 2026, "
            "avant ce changement : à relire.\n") in said
    assert "- Relu côté Pays Portes de Gascogne par Paul le 22 novembre 2026.\n" in said


def test_the_side_that_has_not_signed_is_named(told: Told) -> None:
    """Without any review both sides are named."""
    said = told({ROUTE_FILE: ROUTE.replace("09:30", "09:45")})
    assert "- Pas encore relu côté Toulouse Métropole.\n" in said
    assert "- Pas encore relu côté Pays Portes de Gascogne.\n" in said


def test_what_others_changed_meanwhile_is_not_told(tmp_path: Path, told: Told) -> None:
    """The base may have moved on: the proposal is compared with where it left from."""
    folder = tmp_path / "itineraries"
    told({})
    git(tmp_path, "checkout", "-q", "-b", "proposal")
    told({ROUTE_FILE: ROUTE.replace("09:30", "09:45")})
    git(tmp_path, "checkout", "-q", "main")
    write_sample(folder, **{MUSEUM_FILE: MUSEUM.replace("6 €", "9 €")})
    git(tmp_path, "commit", "-qam", "elsewhere")
    git(tmp_path, "checkout", "-q", "proposal")
    said = review(folder, "main", TODAY, "fr")
    assert "9 €" not in said
    assert "1\u00a0parcours modifié" in said


def test_words_of_editors_have_no_effect(told: Told) -> None:
    """Titles, names, notes and hours that try everything come out as words."""
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    said = told({
        ROUTE_FILE: ROUTE.replace("De la brique au jardin", quoted, 1).replace(
            "Un jour en ville puis un jour aux champs.", quoted).replace(
            "fr: Table d’orientation", f"fr: {quoted}").replace("[familles]", f"[{quoted}]"),
        MUSEUM_FILE: MUSEUM.replace("fr: Musée de la Brique", f"fr: {quoted}")
        .replace("price: 6 €", f"price: {quoted}")
        .replace('"Mo-Su 10:00-18:00; PH off"', quoted),
    })
    assert "<b>" not in said
    for line in said.splitlines():
        assert not re.search(r"[@#!$](?=[\w/])|GH-\d|://|www\.|^/", unescape(line)), line
    html = MarkdownIt("commonmark").render(said)
    allowed = {"h2", "h3", "p", "ul", "li", "strong", "code", "details", "summary"}
    assert set(re.findall(r"</?(\w+)", html)) <= allowed
    assert "<!--" not in html
    assert said.count("<details>") == said.count("</details>")


def test_the_words_themselves_survive() -> None:
    """What is made harmless still reads as typed."""
    shown = MarkdownIt("commonmark").renderInline(words(HOSTILE)).replace("\u2060", "")
    assert shown == HOSTILE.replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize("start", ["1. x", "- x", "# x", "> x", "    x", "=== ", "/close", "+ x",
                                   "```", "| x |", "\t/merge", "[x]: y"])
def test_no_line_of_ours_begins_with_what_they_wrote(start: str) -> None:
    """A text that stands alone on a line opens no list, title, code or order."""
    html = MarkdownIt("gfm-like", {"linkify": False}).render(f"{words(start)}\n")
    assert html.startswith(("<p>\u2060", "<p>x"))


def test_it_fits_a_comment(told: Told) -> None:
    """However much changes, a forge can hold the summary, and what is open is closed."""
    said = told({f"parcours-{n}.yml": ROUTE for n in range(75)})
    assert len(said) < 61_000
    assert said.rstrip().endswith("La suite est trop longue pour tenir ici.")
    assert said.count("<details>") == said.count("</details>")


def test_in_english(told: Told) -> None:
    """The other language of the messages."""
    said = told({ROUTE_FILE: ROUTE.replace("09:30", "09:45")}, lang="en")
    assert said.startswith("## What this proposal changes\n\n1 route changed.\n")
    assert "### Route changed: From brick to garden\n" in said


def test_links_and_photos_of_the_former_state(tmp_path: Path) -> None:
    """A link in the former tree is not followed, and a large photo is as sound there as here."""
    photo = JPEG + bytes(3_000_000)
    folder = write_sample(tmp_path / "it", **{"media/jardin.jpg": photo})
    (folder / "places/lien.yml").symlink_to("/etc/passwd")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "x")
    (folder / "places/lien.yml").unlink()
    said = review(folder, "HEAD", TODAY, "en")
    assert "root:" not in said
    assert "0 new errors, 0 new warnings, 0 faults less." in said


def test_what_is_not_committed_is_told(tmp_path: Path, told: Told) -> None:
    """Before committing one can see what a reviewer will see."""
    told({})
    write_sample(tmp_path / "itineraries", **{ROUTE_FILE: ROUTE.replace("09:30", "09:45")})
    assert "1\u00a0parcours modifié" in review(tmp_path / "itineraries", "HEAD", TODAY, "fr")


@pytest.mark.parametrize("base", ["nowhere", "--output=x", "main:itineraries", ""])
def test_an_unknown_base_is_said(tmp_path: Path, told: Told, base: str) -> None:
    """A revision that is none, or looks like an option, is told in a sentence."""
    told({})
    with pytest.raises(ReviewError) as failure:
        review(tmp_path / "itineraries", base, TODAY, "fr")
    assert failure.value.words.fr == f"ce dépôt ne connaît pas la révision {base}"


def test_outside_a_repository(tmp_path: Path) -> None:
    """Without git there is nothing to compare with."""
    with pytest.raises(ReviewError):
        review(write_sample(tmp_path / "it"), "main", TODAY, "fr")


def test_opening_hours_that_change_are_told_in_words(told: Told) -> None:
    """What a place's new rule says stands in the review as visitors will read it."""
    said = told({MUSEUM_FILE: MUSEUM.replace(
        '"Mo-Su 10:00-18:00; PH off"', '"We-Su 10:00-18:00; May 01 off; easter off"')})
    assert ("tous les jours, de 10 h à 18 h ; fermé les jours fériés → du mercredi au dimanche, "
            "de 10 h à 18 h ; fermé le 1er mai et le dimanche de Pâques") in said


def test_services_that_come_and_go(told: Told) -> None:
    """A table of services is told by how many of each kind come and go; another date of the same
    ones is told as that, and an untouched table not at all."""
    head = "kind,name,lat,lon,source,date,licence\n"
    taps, market = (f"{kind},{name},43.{n},0.62200,Mairie,2026-05-20,etalab-2.0\n" for kind, name, n
                    in (("drinking-water", "a @team", 93400), ("toilets", "Halle", 93500)))
    said = told({"services/a.csv": head + taps + market})
    assert "### Services à deux pas\n\n- toilettes : 1 de plus\n- eau potable : 1 de plus\n" in said
    assert "@team" not in said
    said = told({"services/a.csv": head + market})
    assert "- eau potable : 1 de moins\n" in said
    assert "toilettes" not in said
    said = told({"services/a.csv": head + market.replace("05-20", "06-20")})
    assert "- les mêmes, avec une autre source, date, licence ou note\n" in said
    assert "Services" not in told({"services/a.csv": head + market.replace("05-20", "06-20")})


@pytest.mark.parametrize(("old", "new", "line"), [
    ("season: {from: 04-01, to: 10-31}\n", "", "- Saison : du 1er avril au 31 octobre → –\n"),
    ("Un jour en ville puis", "Un matin en ville puis",
     "- Résumé récrit : Un matin en ville puis un jour aux champs.\n")])
def test_a_route_tells_only_what_it_says_otherwise(
        told: Told, old: str, new: str, line: str) -> None:
    """A season that is gone is told as none; what stands as it did is not told at all."""
    said = told({ROUTE_FILE: ROUTE.replace(old, new)})
    assert line in said
    assert ("Saison" in said, "Résumé récrit" in said) == ("Saison" in line, "Résumé" in line)


@pytest.mark.parametrize(("old", "new", "facts"), [
    ("lat: 43.93500", "lat: 43.95300", "Point déplacé de 2 km"),
    ("twin:", "refs: {wikidata: Q42, gtfs: [a]}\ntwin:",
     "Arrêts des horaires : – → a · Références : – → wikidata Q42"),
    ("credit: Jeanne Dupuy", "credit: Paul Martin", "Photo : Paul Martin"),
    ("twin:", "labels: [Jardin remarquable]\ntwin:", "Labels : – → Jardin remarquable")])
def test_a_place_tells_only_what_it_says_otherwise(
        told: Told, old: str, new: str, facts: str) -> None:
    """How far its point moved in kilometres; its stops in timetables apart from its identifiers; a
    photo only where it is another one."""
    said = told({GARDEN_FILE: GARDEN.replace(old, new)})
    assert f"- **Jardin des simples** : {facts}\n" in said
