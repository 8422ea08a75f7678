"""From fields as typed to the model, or what is wrong with them, in an editor's words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from helpers.content_sample import COMMUNES, MUSEUM, ROUTE, SITE, TERRITORIES
from parcours.content.communes import parse_communes
from parcours.diagnostics.diagnostic import Diagnostic
from parcours.format.choices import Kind, Mode
from parcours.format.groups import texts_of
from parcours.format.model import (
    Day,
    InlineStop,
    Itinerary,
    Place,
    PlaceStop,
    Product,
    Site,
    Status,
    Territories,
    Travel,
)
from parcours.format.names import TEXTS
from parcours.format.parse import Parsed, check_id, parse
from parcours.format.scalars import NIGHT
from parcours.format.text import Text
from parcours.source.read import Source, read_text
from parcours.source.tree import MAX_FAULTS
from parcours.suggest.nearest import nearest

PLACE = 'name: Moulin\nkind: monument\ncommune: "32208"\nlat: 43.93500\nlon: 0.62300\n'
STOP = """\
title: {fr: a, en: b}
summary: {fr: a, en: b}
alliance: toulouse-gascogne
themes: [art]
difficulty: easy
days:
  - title: {fr: a, en: b}
    start: 09:00
    stops:
      - place: gare
"""


def parsed(text: str, kind: type[BaseModel]) -> Parsed[BaseModel] | list[Diagnostic]:
    source = read_text(text, "x.yml")
    assert isinstance(source, Source), source
    return parse(source, kind, "x")


def faults(text: str, kind: type[BaseModel]) -> list[tuple[str, int, int, int, str, str]]:
    """Code, line, column, width, message and hint of each fault."""
    found = parsed(text, kind)
    assert isinstance(found, list), found
    return [(one.code, one.span.line, one.span.column, one.span.width, one.message.fr,
             one.hint.fr if one.hint else "") for one in found]


@pytest.mark.parametrize(("text", "kind"), [
    (PLACE, Place), (MUSEUM, Place), (ROUTE, Itinerary), (STOP, Itinerary),
    (TERRITORIES, Territories), (SITE, Site), ("tiles: none\n", Site)])
def test_a_sound_file_is_understood(text: str, kind: type[BaseModel]) -> None:
    """Parsed under the id its name gives it, with its source at hand."""
    found = parsed(text, kind)
    assert isinstance(found, Parsed), found
    assert ("x", kind, text) == (found.id, type(found.value), found.source.text)


def test_values_have_their_types() -> None:
    """Times are minutes, codes keep their zero, words are members of their list."""
    found = parsed(ROUTE.replace("20min", "night"), Itinerary)
    assert isinstance(found, Parsed)
    assert isinstance(found.value, Itinerary)
    first, second = found.value.days[0].stops[1], found.value.days[1].stops[2]
    assert first.travel is not None
    expected = (Mode.WALK, 20, 630, 90)
    assert expected == (first.travel.by, first.travel.minutes, first.arrive, first.stay)
    assert second.stay == NIGHT
    assert found.value.season is not None
    assert found.value.season.to == (10, 31)


@pytest.mark.parametrize(("typed", "line", "column", "width", "hint"), [
    ("nmae: a\n", 6, 1, 4, "les champs sont : address, always_open"),
    ("openning_hours: a\n", 6, 1, 14, "vouliez-vous dire « opening_hours » ?"),
    ("Téléphone: a\n", 6, 1, 9, "vouliez-vous dire « phone » ?"),
    ("tarifs: a\n", 6, 1, 6, "vouliez-vous dire « price » ?"),
    ("file: a\n", 6, 1, 4, "ce champ s’écrit dans « photo »"),
    ("photo: {file: a.jpg, alt: b, crédit: c}\n", 6, 30, 6, "vouliez-vous dire « credit » ?"),
    ("price: {adulte: 6 €}\n", 6, 9, 6, "écrivez fr, en, es…"),
    ("zzz\u00a0: a\n", 6, 1, 4, "les champs sont"),
    ("price\u00a0: a\n", 6, 1, 6, "effacez l’espace insécable"),
])
def test_an_unknown_field_is_told_with_what_was_meant(
        typed: str, line: int, column: int, width: int, hint: str) -> None:
    """At the word itself, with the nearest field that is not there yet, French or misspelt."""
    (code, *where, message, told), = faults(PLACE + typed, Place)
    assert ("unknown-field", [line, column, width]) == (code, where)
    assert "n’est pas un" in message
    assert hint in told


def test_a_misspelt_field_is_not_missing_as_well() -> None:
    """One slip is told once."""
    (code, *_), = faults(PLACE.replace("name:", "nom:"), Place)
    assert code == "unknown-field"


@pytest.mark.parametrize(("typed", "message", "hint"), [
    ("        minutes: 5\n", "« minutes » n’est pas un champ d’une étape",
     "ce champ s’écrit dans « travel »"),
    ("        phone: a\n", "« phone » n’est pas un champ d’une étape",
     "ce champ s’écrit dans le fichier du lieu, places/gare.yml"),
    ("        durée: 5min\n", "« durée » n’est pas un champ d’une étape",
     "vouliez-vous dire « stay » ?"),
    ("        travel: {mode: walk}\n", "« mode » n’est pas un champ d’un trajet",
     "vouliez-vous dire « by » ?"),
    ("        travel: {by:walk}\n", "« by:walk » n’est pas un champ d’un trajet",
     "mettez une espace après « : »"),
    ("    heure: 9:00\n", "« heure » n’est pas un champ d’une journée",
     "vouliez-vous dire « start », déjà écrit à la ligne 8 ?"),
    ("    Start: 9:00\n", "« Start » n’est pas un champ d’une journée",
     "« start », déjà écrit à la ligne 8 ? gardez une seule des deux lignes"),
    ("id: gare\n", "« id » n’est pas un champ d’un itinéraire",
     "retirez cette ligne : le nom du fichier est l’identifiant"),
    ("place: gare\n", "« place » n’est pas un champ d’un itinéraire", "les champs sont"),
    ("stops: []\n", "« stops » n’est pas un champ d’un itinéraire",
    "ce champ s’écrit dans « days »"),
])
def test_a_field_in_the_wrong_group_is_told_where_it_belongs(
        typed: str, message: str, hint: str) -> None:
    """The group is named, and the one the field should stand in."""
    (code, _, _, _, said, told), = faults(STOP + typed, Itinerary)
    assert ("unknown-field", message) == (code, said)
    assert hint in told


@pytest.mark.parametrize(("kind", "old", "new", "where", "hint"), [
    (Place, "name: Moulin\n", "", (1, 1, 1), "ajoutez name: …"),
    (Place, "lat: 43.93500\n", "", (1, 1, 1), "ajoutez lat: … (latitude)"),
    (Place, "lat: 43.93500\n", "lat:\n", (4, 1, 3), "écrivez lat: … (latitude)"),
    (Place, "lat: 43.93500\n", "lat: ''\n", (4, 1, 3), "écrivez lat: … (latitude)"),
    (Place, "lon: 0.62300\n", "lon: 0.62300\nphone:\n", (6, 1, 5), "ou retirez la ligne"),
    (Place, "lon: 0.62300\n", "lon: 0.62300\nphoto: {file: a.jpg}\n", (6, 1, 5), "ajoutez alt: "),
    (Place, "lon: 0.62300\n", "lon: 0.62300\nlabels: [a, '']\n", (6, 13, 2), "retirez-le"),
    (Itinerary, "    start: 09:00\n", "", (7, 5, 1), "ajoutez start: … (départ)"),
    (Itinerary, "      - place: gare\n", "", (9, 5, 5), "écrivez - place: …"),
    (Itinerary, "place: gare", "stay: 5min", (10, 9, 1), "ajoutez place: …"),
    (Itinerary, "place: gare", "{}", (10, 9, 1), "ajoutez place: …"),
    (Itinerary, "themes: [art]", "themes: []", (4, 1, 6), "écrivez themes: […]"),
    (Itinerary, "title: {fr: a, en: b}\ns", "title:\ns", (1, 1, 5),
     "écrivez title: {fr: …, en: …}"),
])
def test_what_is_missing_is_told_where_it_belongs(
        kind: type[BaseModel], old: str, new: str, where: tuple[int, int, int], hint: str) -> None:
    """At the group that lacks it, or at the field that is empty, with the line to add."""
    text = (PLACE if kind is Place else STOP).replace(old, new, 1)
    (code, line, column, width, _, told), = faults(text, kind)
    assert ("missing-field", where) == (code, (line, column, width))
    assert hint in told


@pytest.mark.parametrize(("kind", "old", "new", "where", "hint"), [
    (Itinerary, "[art]", "art", (4, 9, 3), "écrivez [art]"),
    (Itinerary, "      - place: gare\n", "      place: gare\n", (9, 5, 5), "mettez un tiret"),
    (Itinerary, "- place: gare", "-place: gare", (10, 7, 6), "mettez une espace après le tiret"),
    (Itinerary, "- place: gare", "- Gare Nord", (10, 9, 9), "écrivez place: gare-nord"),
    (Itinerary, "place: gare", "place: [gare]", (10, 9, 5), "écrivez place: gare"),
    (Itinerary, "place: gare\n", "place: gare\n        travel: vélo\n", (11, 17, 4),
     "écrivez {by: bike, minutes: …}"),
    (Itinerary, "days:", "status: travaux\ndays:", (6, 9, 7), "écrivez {state: works, from: "),
    (Itinerary, "days:", "season: été\ndays:", (6, 9, 3), "écrivez {from: …, to: …}"),
    (Itinerary, "difficulty: easy", "difficulty: [easy]", (5, 1, 10),
     "écrivez difficulty: easy"),
    (Place, "kind: monument", "kind: monument\nphoto: media/a.jpg", (3, 8, 11),
     "écrivez {file: media/a.jpg, alt: …"),
    (Place, "kind: monument", "kind: monument\nopening_hours: [Mo]", (3, 1, 13),
     "écrivez opening_hours: Mo"),
])
def test_a_value_of_another_form_is_told_how_to_write_it(
        kind: type[BaseModel], old: str, new: str, where: tuple[int, int, int], hint: str) -> None:
    """A word, a list and a group are told apart, with the word that was given in its place."""
    text = (PLACE if kind is Place else STOP).replace(old, new, 1)
    (code, line, column, width, _, told), = faults(text, kind)
    assert ("wrong-type", where) == (code, (line, column, width))
    assert hint in told


@pytest.mark.parametrize(("typed", "meant"), [
    ("monument", "monument"), ("Château", "monument"), ("église", "religious"),
    ("ferme", "producer"),
    ("marché", "market"), ("hôtel", "lodging"), ("museums", "museum"), ("bus stop", "bus-stop"),
    ("office de tourisme", "tourist-office"), ("qqch", None)])
def test_a_word_is_found_again(typed: str, meant: str | None) -> None:
    """By its spelling without accents, by its French name, else by nearness."""
    assert meant == nearest(typed, [kind.value for kind in Kind])


@pytest.mark.parametrize(("typed", "known", "meant"), [
    ("ferme", ["open", "closed", "works"], "closed"), ("marche", ["walk", "bike"], "walk"),
    ("", ["a"], None), ("a", [], None), ("gare", ["gare-nord", "gare"], "gare"),
    ("facil", ["easy", "moderate", "hard"], "easy"), ("dificile", ["easy", "hard"], "hard"),
    ("patrimoin", ["heritage", "food"], "heritage"), ("marcher", ["walk", "bike"], "walk"),
    ("marchés", ["market", "walk"], "market"), ("voitur", ["car", "carpool"], "car"),
    ("eazy", ["easy", "hard"], "easy"), ("tde", ["on-demand"], None),
    ("facilement", ["easy", "hard"], "easy"), ("fantaisie", ["easy", "hard"], None)])
def test_a_french_word_means_what_fits(typed: str, known: list[str], meant: str | None) -> None:
    """One word may stand for several; only what is known here is offered."""
    assert meant == nearest(typed, known)


@pytest.mark.parametrize(("name", "told"), [
    ("moulin.yml", None), ("4-saisons.yml", None), ("Moulin.yml", "moulin.yml"),
    ("moulin.yaml", "moulin.yml"), ("moulin.YML", "moulin.yml"), ("l’été.yml", "l-ete.yml"),
    ("a_b.yml", "a-b.yml"), ("-.yml", "mon-lieu.yml"), ("a" * 81 + ".yml", "a" * 80 + ".yml")])
def test_a_file_name_is_an_id(name: str, told: str | None) -> None:
    """Lower case, digits and hyphens; otherwise the name to give it is offered."""
    found = check_id(Path(name), name)
    assert ([] if told is None else [f"renommez-le en {told}"]) == [
        one.hint.fr for one in found if one.hint]


def test_the_address_of_the_list_is_no_route() -> None:
    """The further pages of the list are below ``page/``: no route may be called so, a place may."""
    [found] = check_id(Path("itineraries/page.yml"), "itineraries/page.yml")
    assert (found.code, "liste des parcours" in found.message.fr) == ("bad-id", True)
    assert check_id(Path("itineraries/places/page.yml"), "page.yml") == []


@pytest.mark.parametrize("path", ["aux.yml", "places/con.yml", "places/lpt1.yml"])
def test_a_device_of_windows_is_no_file(path: str) -> None:
    """Nobody there could copy the folder; names that only begin like one are names."""
    [found] = check_id(Path(path), path)
    assert (found.code, "Windows" in found.message.fr) == ("bad-id", True)
    assert check_id(Path("places/con-2.yml"), "con-2.yml") == []


def test_every_text_per_language_is_known_as_one() -> None:
    """What holds a text per language stands in `TEXTS`, so that files of ours and the check of
    texts that are cut know it; and all that a file says is found."""
    kinds = (Itinerary, Place, PlaceStop, InlineStop, Travel, Day, Product, Status)
    single = {name for kind in kinds for name, about in kind.model_fields.items()
              if Text.__qualname__ in re.findall(r"text\.(\w+)", str(about.annotation))
              and "tuple" not in str(about.annotation)}
    assert len(single) > 8
    assert single - TEXTS == set(), "add it to TEXTS in format/names.py"
    status = Status.model_validate({"state": "works", "cause": "x", "note": {"fr": "y"}})
    assert [loc for loc, _ in texts_of((status,), ("a",))] == [("a", 0, "cause"), ("a", 0, "note")]


def test_faults_are_told_up_to_a_limit() -> None:
    """Past a hundred it is not the file that was meant."""
    assert len(faults(PLACE + "".join(f"k{i}: 1\n" for i in range(200)), Place)) == MAX_FAULTS


def test_communes_are_read_by_their_code() -> None:
    """Name, territory, point and area; the area may be left out. The table has the name as INSEE
    writes it, a reader gets its apostrophe."""
    communes, found = parse_communes(COMMUNES, "communes.csv", ["toulouse-metropole"])
    town = communes["32160"]
    expected: tuple[object, ...] = ("L’Isle-Jourdain", 43.61601, 70.98)
    assert expected == (town.name, town.lat, town.area_km2)
    assert all(one.code == "unknown-territory" for one in found)
    bare, none = parse_communes("code,name,territory,lat,lon\n31555,T,a,43,1\n", "communes.csv")
    expected = (12.0, [])
    assert expected == (bare["31555"].area_km2, none)


@pytest.mark.parametrize(("row", "code", "hint"), [
    ("1004,A,a,43,1", "bad-value", "écrivez 01004"), ("Toulouse,A,a,43,1", "bad-value", ""),
    ("2A004,A,a,43,1", "", ""), ("31555,A,A B,43,1", "bad-id", "écrivez a-b"),
    ('31555,A,a,"43,5",1', "bad-coordinates", "écrivez 43.5"),
    ("31555,,a,43,1", "bad-value", "retirez la ligne"),
    ("31555,A,a,43", "bad-value", "une ligne est"),
    ("31555,A,a,43,1,2,3", "bad-value", "une ligne"),
    ("31555,A,a,43,1,0", "bad-value", "12.5"), ("31555,A,a,43,1,-4", "bad-value", "12.5"),
    ("31555,A,a,43,1,1e9", "bad-value", "12.5"), ("31555,A,a,43,1,", "", ""),
    ("31555,A,b,43,1", "unknown-territory", "les noms connus sont : a"),
])
def test_a_row_that_is_wrong_is_told_on_its_line(row: str, code: str, hint: str) -> None:
    """Each row is told by itself."""
    _, found = parse_communes(f"code,name,territory,lat,lon,area_km2\n{row}\n", "c.csv", ["a"])
    assert ([(code, 2)] if code else []) == [(one.code, one.span.line) for one in found]
    assert all(hint in (one.hint.fr if one.hint else "") for one in found)
