"""Files that are right, in the many ways in which offices write them: nothing is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.content_sample import FARM_FILE as F
from helpers.content_sample import FILES, TRACK, check, edited, told, write_sample
from helpers.content_sample import GARDEN_FILE as G
from helpers.content_sample import MUSEUM_FILE as M
from helpers.content_sample import ROUTE_FILE as R

TITLE = "title: {fr: De la brique au jardin, en: From brick to garden}"
FR, EN = ("Une tuilerie devenue musée. Voir [le plan](https://exemple.fr/plan).",
          "A tile works turned museum. See [the map](https://exemple.fr/plan).")
PHONE, PRICE = 'phone: "05 61 00 00 00"', "price: 6 €"


def _silent(tmp_path: Path, **files: str | bytes | None) -> None:
    assert told(check(write_sample(tmp_path, **files)), tmp_path) == []


@pytest.mark.parametrize("line", [
    "price: 6 €       # text, or per language", "price: 6 €\t# tarif de 2026",
    "# À changer chaque printemps\nprice: 6 €", "# to change this, write to the town\nprice: 6 €"])
def test_a_remark_is_no_end_of_a_text(tmp_path: Path, line: str) -> None:
    """Set apart from the value, or on a line of its own, a remark is one."""
    _silent(tmp_path, **edited(M, PRICE, line))


@pytest.mark.parametrize(("fr", "en"), [
    ("« Ici, tout pousse sans hâte. »", "“Here everything grows slowly.”"),
    ("Menu [midi] (12 €) et [soir] (25 €).", "Menu [lunch] (12 €) and [evening] (25 €)."),
    ("Qui?Moi ! Une affaire de R&D chez Marks&Spencer; voilà.", "R&D at Marks&Spencer; there."),
    ("Exposition « From Earth to the Moon ».", "The exhibition “De la Terre à la Lune”."),
    ("Croustade, pastis et floc.", "Croustade, pastis, floc at place du Foirail, rue des Arts."),
    ("Le Jardin des Plantes.", "Jardin des Plantes, Musée des Augustins, Place du Capitole."),
    ("Une pente de 5 %20 fois, R&D, [1], {x}, a|b, -- n° 1 -- et #Gers.", "A 5% slope."),
    ("Voir https://exemple.fr/le%20moulin et le __moulin__.", "See https://exemple.fr/a%20b."),
    ("Un *petit* moulin : 5 * 2 m, n° 3, < 12 ans & > 3 ans.", "A small mill, 5 * 2 m."),
])
def test_prose_of_every_kind(tmp_path: Path, fr: str, en: str) -> None:
    """Quotations, prices in brackets, names and titles in another language."""
    text = str(FILES[M]).replace(f"fr: {FR}", f"fr: {fr!r}").replace(f"en: {EN}", f"en: {en!r}")
    assert fr in text
    assert en in text
    _silent(tmp_path, **{M: text})


@pytest.mark.parametrize("title", [
    "Gare Matabiau – Jardin des Plantes – Musée des Augustins", "Toulouse", "Pastel & Cie",
    "Sur la Via Garona", "Les Jardins de la Save"])
def test_names_are_the_same_in_every_language(tmp_path: Path, title: str) -> None:
    """The small words within a name are part of it."""
    _silent(tmp_path, **edited(R, TITLE, f"title: {{fr: {title}, en: {title}}}"))


@pytest.mark.parametrize("number", [
    "05\u202f61\u202f00\u202f00\u202f00", "05\u00a061\u00a000\u00a000\u00a000", "05.61.00.00.00",
    "+376 801 060", "+34 972 10 10 10", "0 800 123 456", "+262 262 41 00 00", "0033 5 61 00 00 00"])
def test_numbers_that_can_be_dialled(tmp_path: Path, number: str) -> None:
    """With the narrow spaces of French printers, from over the border, from overseas."""
    _silent(tmp_path, **edited(M, PHONE, f'phone: "{number}"'))


@pytest.mark.parametrize(("kind", "rule"), [
    ("station", "Mo-Th 05:15-24:00; Fr,Sa 05:15-03:00"), ("lodging", "Mo-Su 16:00-11:00"),
    ("charging", "05:00-04:00"), ("producer", "Mar Fr-Su 10:00-12:00"),
    ("producer", "Mar Su[1] 10:00-18:00"), ("producer", "Mar: Sa,Su 10:00-18:00")])
def test_hours_by_night_and_in_march(tmp_path: Path, kind: str, rule: str) -> None:
    """The last metro, the door of an inn; a weekday beside March is not beside Tuesday."""
    farm = str(FILES[F]).replace("grand chêne", "petit chêne")
    farm = farm.replace("kind: producer", f"kind: {kind}")
    _silent(tmp_path, **{"places/ici.yml": f'{farm}opening_hours: "{rule}"\n'})


@pytest.mark.parametrize("stop", [
    "travel: {by: walk, km: 1.5, minutes: 30}\n        stay: 10min",
    "travel: {by: walk, track: tracks/boucle.gpx}\n        stay: 10min",
    "stay: 30min\n        meal: lunch", "arrive: 14:30\n        stay: 1h",
    "stay: 30min\n        note: {fr: L’atelier., en: The workshop.}"])
def test_a_place_may_be_two_stops(tmp_path: Path, stop: str) -> None:
    """A walk that comes back to where it began, a visit and then a meal or a workshop."""
    point = '<trkpt lat="{}" lon="{}"/>'
    loop = [(43.935, 0.623), (43.938, 0.624), (43.937, 0.627), (43.935, 0.623)]
    head = TRACK.partition("<trkpt")[0]
    text = str(FILES[R])
    garden = text[text.index("      - place: jardin-des-s"):text.index("      - name: {fr: T")]
    route = text.replace(garden, f"{garden}      - place: jardin-des-simples\n        {stop}\n")
    _silent(tmp_path, **{R: route, "tracks/boucle.gpx": head + "".join(
        point.format(*at) for at in loop) + "</trkseg></trk></gpx>"})


@pytest.mark.parametrize("text", ["", "# languages: [fr, en]\n", "---\n", "\ufeff# rien\r\n"])
def test_settings_that_say_nothing(tmp_path: Path, text: str) -> None:
    """All of them may be left out: the file that holds none, too."""
    _silent(tmp_path, **{"site.yml": text})
    assert check(write_sample(tmp_path, **{M: text}))  # a place may not


def test_what_is_at_hand_needs_no_travel(tmp_path: Path) -> None:
    """Two points within what both files leave open may be one; eighty metres are no journey."""
    bar = ('      - {name: {fr: La buvette, en: The bar}, kind: restaurant, commune: "32208",\n'
           "         lat: 43.93580, lon: 0.62300, stay: 30min}\n")
    text = str(FILES[R])
    at = text.index("      - name: {fr: Table")
    _silent(tmp_path, **{R: text[:at] + bar + text[at:]})


def test_a_train_stops_where_timetables_say_so(tmp_path: Path) -> None:
    """Villages that name their halts have a station, though none has a file."""
    text = str(FILES[R]).replace("{by: coach, minutes: 100, km: 95}", "{by: train, minutes: 100}")
    _silent(tmp_path, **{R: text, M: str(FILES[M]) + "refs: {gtfs: [TOU]}\n",
                         F: str(FILES[F]) + "refs: {gtfs: [FLE]}\n"})


def test_a_place_that_two_offices_wrote(tmp_path: Path) -> None:
    """Not at the very same point; stops of one name stand on both sides of a road."""
    here = "name: Le Foirail\nkind: {}\ncommune: \"32208\"\nlat: 43.934{}\nlon: 0.62200\n"
    for kind, lats, codes in (("monument", ("00", "25"), ["same-place"]), (
            "bus-stop", ("00", "25"), []), ("monument", ("00", "80"), [])):
        files = {f"places/foirail-{n}.yml": here.format(kind, lat) for n, lat in enumerate(lats)}
        found = check(write_sample(tmp_path, **files))
        assert [one.code for one in found] == codes


def test_two_benches_side_by_side(tmp_path: Path) -> None:
    """What has no name is told twice at the very same point alone."""
    head = "kind,lat,lon,source,date,licence\n"
    row = "bench,43.93500,0.6230{},OSM,2026-10-01,ODbL-1.0\n"
    _silent(tmp_path, **{"services/a.csv": head + row.format(0) + row.format(2)})
    found = check(write_sample(tmp_path, **{"services/a.csv": head + 2 * row.format(0)}))
    assert told(found, tmp_path) == [("same-place", "services/a.csv", 3)]


def test_an_inn_where_one_eats_and_sleeps(tmp_path: Path) -> None:
    """Two files of one name at one point, each with its hours."""
    inn = "name: Le Lion d’Or\nkind: {}\ncommune: \"32208\"\nlat: 43.93400\nlon: 0.62200\n"
    _silent(tmp_path, **{"places/lion-table.yml": inn.format("restaurant"),
                         "places/lion-chambres.yml": inn.format("lodging")})


@pytest.mark.parametrize("refs", [
    "{merimee: PA2A000011}", "{merimee: IA2B001234}", "{merimee: [PA00094798, PA00094799]}",
    "{osm: way/123, apidae: 12345, datatourisme: 32-00638229-3cba}"])
def test_references_of_every_region(tmp_path: Path, refs: str) -> None:
    """Corsica has letters in its department."""
    _silent(tmp_path, **edited(M, PRICE, f"refs: {refs}"))


@pytest.mark.parametrize(("file", "old", "new", "code", "hint"), [
    (G, '"Apr-Oct Mo-Su 09:00-19:00"', "PH Mo-Fr 10:00-12:00", "bad-opening-hours",
     'écrivez "PH,Mo-Fr 10:00-12:00" pour les deux'),
    (G, '"Apr-Oct Mo-Su 09:00-19:00"', "Tu-Su 10:00-18:00; PH Mo off", "bad-opening-hours",
     'écrivez "Tu-Su 10:00-18:00; PH,Mo off" pour les deux'),
    (M, PHONE, "phone: 116 117", "bad-value", "le numéro court se dit dans un texte"),
    (M, PHONE, "phone: +1 (418) 555-0123", "bad-value", "écrivez +1 418 555-0123"),
    (M, PRICE, "price: 6 € # tarif", "text-cut", "guillemets droits"),
    (M, FR, "'Tél. [ici](05 61 00 00 00) ou [là] (12 €)'", "visible-markup", "un lien s’écrit"),
    (M, FR, "Ouvert l’?t?.", "visible-markup", "retapez le mot"),
    (M, FR, "OUVERT L’ÉT? ET AU PRINTEMPS, FERM?E.", "visible-markup", "retapez le mot"),
    (M, PRICE, "price: #1 du Gers", "missing-field", "« # » fait une remarque"),
    (M, FR, "« Une tuilerie devenue musée »", "visible-markup", "retirez-les"),
])
def test_their_neighbours_are_still_told(tmp_path: Path, file: str, old: str, new: str, code: str,
                                         hint: str) -> None:
    """What only looks like one of these, with what to type."""
    found = [one for one in check(write_sample(tmp_path, **edited(file, old, new)))
             if one.code != "never-open"]
    assert [one.code for one in found] == [code]
    assert hint in (found[0].hint.fr if found[0].hint else "")


@pytest.mark.parametrize(("said", "sign"), [
    ("# Le moulin\\n\\nIl tourne.", "# Le"), ("Le moulin\\n---\\nIl tourne.", "---"),
    ("| a | b |\\n| - | - |", "| a | b |"), ("Le [b]moulin[/b] tourne.", "[/b]"),
    ("Le moulin <!-- à revoir --> tourne.", "<!--"), ("Le {{ moulin }} tourne.", "{{ moulin }}"),
    (r"Le moulin.\\nIl tourne.", r"\n"), (r"L\\u2019\\u00e9tang.", r"\u2019"),
    ("Le moulin&nbsp tourne.", "&nbsp"), ("Le%20moulin%20tourne.", "Le%20"),
])
def test_signs_of_other_programs_are_told(tmp_path: Path, said: str, sign: str) -> None:
    """Headings, rules and tables, which our pages have not; what forms, mail and addresses hold."""
    (one,) = check(write_sample(tmp_path, **edited(M, FR, f'"{said}"')))
    assert (one.code, one.message.fr) == (
        "visible-markup", f"les visiteurs liront « {sign} » tel quel")


def test_a_title_has_no_underlines(tmp_path: Path) -> None:
    """In prose they stress a word; a name with one line in it is one."""
    (one,) = check(write_sample(tmp_path, **edited(R, "De la brique", "De la __brique__")))
    assert one.code == "visible-markup"
    _silent(tmp_path, **edited(R, "De la brique", "De la_brique_ du __lab"))
