"""The commune of an import: believed when signs agree, proposed when not, never dropped unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.content_sample import write_sample
from helpers.importing import bring, fields, texts
from parcours.importers.plan import Entry, State

HEAD = "nom;type;code insee;commune;code postal;latitude;longitude\n"


def entry(content: Path, row: str, head: str = HEAD) -> Entry:
    return bring(content, (head + row + "\n").encode()).entries[0]


@pytest.mark.parametrize(("row", "commune"), [
    ("A;halle;32208;Lectoure;32700;43,94;0,63", "32208"),
    ("A;halle;32208.0;;;43,94;0,63", "32208"),
    ("A;halle;FR32208;;;43,94;0,63", "32208"),
    ("A;halle;32 208;;;43,94;0,63", "32208"),
    ("A;halle;32999;Lectoure;32700;43,94;0,63", "32208"),  # a former code, all else agrees
    ("A;halle;32700;Lectoure;32700;43,94;0,63", "32208"),  # a postcode in its column
    ("A;halle;32999;LECTOURE CEDEX;32700;;", "32208"),
    ("A;halle;32208;;;;", "32208"),
    ("A;halle;;Isle-Jourdain (L');32600;43,616;1,084", "32160"),
    ("A;halle;;32700 Lectoure;32700;;", "32208"),
    ("A;halle;32500;Fleurance;32500;43,85;0,66", "32132"),  # the code is another commune's own
    ("A;halle;32500;;;43,92;0,74", "32500"),
])
def test_a_commune_is_known_by_signs_that_agree(mapped: Path, row: str, commune: str) -> None:
    """Codes as programs write them; a code that is none or another's gives way to the others."""
    content = bring(mapped, (HEAD + row + "\n").encode())
    assert [fields(text).get("commune") for text in texts(content).values()] == [commune]


@pytest.mark.parametrize("row", [
    "A;halle;32999;Lectoure;32700;43,94;0,63", "A;halle;32500;Fleurance;32500;43,85;0,66",
    "A;halle;32700;Lectoure;32700;43,94;0,63",
])
def test_what_was_set_right_is_said(mapped: Path, row: str) -> None:
    """Whoever asked is told, and so is whoever opens the file."""
    result = bring(mapped, (HEAD + row + "\n").encode())
    code = row.split(";")[2]
    assert any(code in said.fr for said in result.entries[0].doubts)
    assert code in next(iter(texts(result).values()))


@pytest.mark.parametrize(("row", "proposed"), [
    ("A;halle;32700;;;43,94;0,63", "32208"),  # a postcode and a point, no name
    ("A;halle;32500;;;43,85;0,66", "32132"),  # the code of one, the postcode and place of another
    ("A;halle;32208;Fleurance;;43,94;0,63", "32132"),  # code and name disagree
    ("A;halle;32208;;;43,85;0,66", "32132"),  # the point lies in another commune
    ("A;halle;;Lectoure;32700;43,85;0,66", "32132"),
    ("A;halle;;;32500;;", "32132"),
    ("A;halle;32999;Lectoure;;;", "32208"),  # a code of nobody, and a name of ours alone
    ("A;halle;32999;Lectaure;99999;43,94;0,63", "32208"),  # a name mistyped, a point within
    ("A;halle;;Lectoure;32700;43,94;-0,63", "32208"),  # a longitude west instead of east
])
def test_signs_that_disagree_give_a_draft_with_a_proposal(
        mapped: Path, row: str, proposed: str) -> None:
    """The file is a draft, the commune is open, and the likely one stands beside it."""
    result = bring(mapped, (HEAD + row + "\n").encode())
    assert result.entries[0].state is State.NEW
    assert "commune" in result.entries[0].missing
    text = next(iter(texts(result).values()))
    assert f'proposition, à vérifier : "{proposed}"' in text


@pytest.mark.parametrize("row", [
    "A;halle;75056;Paris;75001;48,85;2,35", "A;halle;32999;Inconnue;40000;43,9;-0,5",
    "A;halle;;Paris;75001;;",
])
def test_a_place_of_elsewhere_is_passed_over_and_told(mapped: Path, row: str) -> None:
    """Outside is outside; and its name is in what is told."""
    one = entry(mapped, row)
    assert one.state is State.PASSED
    assert one.why is not None
    assert "hors des territoires" in one.why.fr


@pytest.mark.parametrize(("head", "row"), [
    (HEAD, "A;halle;32208;;;0,63;43,94"),
    ("nom;type;insee;position\n", "A;halle;32208;0.63, 43.94"),
    ("nom;type;insee;lat;lon\n", "A;halle;32208;0.6300;43.9400"),
])
def test_turned_coordinates_are_put_in_order_and_told(mapped: Path, head: str, row: str) -> None:
    """Longitude before latitude: the point as given lies in another ocean, the other here."""
    result = bring(mapped, (head + row + "\n").encode())
    said = fields(texts(result)["places/a.yml"])
    assert (said["lat"], said["lon"]) == ("43.94000", "0.63000")
    assert any("l’autre ordre" in one.fr for one in result.entries[0].doubts)


def test_turned_geojson_is_put_in_order(mapped: Path) -> None:
    """Points and lines of a program that writes latitude first."""
    raw = (b'{"type":"FeatureCollection","features":['
           b'{"type":"Feature","properties":{"nom":"A"},"geometry":{"type":"LineString",'
           b'"coordinates":[[43.94,0.63],[43.95,0.64]]}}]}')
    result = bring(mapped, raw)
    assert 'lat="43.940000" lon="0.630000"' in texts(result)["tracks/a.gpx"]


def test_the_same_row_twice_is_one_place(mapped: Path) -> None:
    """The second is passed over, and the row of the first is named."""
    row = "Halle;halle;32208;;;43,94;0,63\n"
    result = bring(mapped, (HEAD + row + "Pont;monument;32208;;;43,95;0,64\n" + row).encode())
    assert [one.state for one in result.entries] == [State.NEW, State.NEW, State.PASSED]
    assert result.entries[2].why is not None
    assert "ligne 2" in result.entries[2].why.fr


def test_the_same_place_told_otherwise_is_said(mapped: Path) -> None:
    """Two rows of one name at one spot are both there, and the second wants a look."""
    row = "Halle;halle;32208;;;43,94;0,63\n"
    result = bring(mapped, (HEAD + row + row.replace("halle;", "marché couvert;")
                            + row.replace("43,94", "43,95")).encode())
    assert [any("même endroit" in one.fr for one in entry.doubts) for entry in result.entries] == [
        False, True, False]


def test_a_namesake_in_another_commune_gets_a_file_of_its_own(mapped: Path) -> None:
    """Whether the first is a place or a draft, and with or without a position."""
    (mapped / "brouillons").mkdir()
    (mapped / "brouillons/lavoir.yml").write_text(
        'name: Lavoir\ncommune: "32208"\nlat: 43.94\nlon: 0.63\n', "utf-8")
    (mapped / "places/halle.yml").write_text(
        'name: Halle\nkind: market\ncommune: "32208"\nlat: 43.94\nlon: 0.63\n', "utf-8")
    raw = (HEAD + "Lavoir;monument;32132;;;43,85;0,66\nHalle;halle;32132;;;43,851;0,661\n"
           "Halle;halle;32160;;;;\n").encode()
    result = bring(mapped, raw)
    assert [one.path for one in result.entries] == [
        "places/lavoir-fleurance.yml", "places/halle-fleurance.yml",
        "brouillons/halle-l-isle-jourdain.yml"]


def test_without_outlines_a_circle_decides(tmp_path: Path) -> None:
    """A folder that has no outlines works as before."""
    content = write_sample(tmp_path / "itineraries")
    result = bring(content, b"nom;type;insee;lat;lon\nA;halle;32208;43.94;0.63\n")
    assert list(texts(result)) == ["places/a.yml"]


@pytest.mark.parametrize(("said", "code"), [
    ("1001", "01001"), ("2a004", "2A004"), ("FR 01001", "01001"), ("97411", "97411")])
def test_a_code_of_elsewhere_is_written_as_codes_are(mapped: Path, said: str, code: str) -> None:
    """A spreadsheet takes the zero of the first departments, and Corsica has letters."""
    raw = f"nom;type;code insee;latitude;longitude\nA;halle;{said};46,1;4,9\n".encode()
    (text,) = texts(bring(mapped, raw, everything=True)).values()
    assert fields(text)["commune"] == code


@pytest.mark.parametrize(("lat", "lon", "metres"), [
    ("43,94", "0,63", "800"), ("43.9", "0.6", "8000"), ("43°56'N", "0°37'E", "1200"),
    ("43,94", "0,6312", None), ("43,941", "0,631", None), ("43°56'10\"N", "0°37'05\"E", None)])
def test_a_position_is_no_surer_than_its_decimals(
        mapped: Path, lat: str, lon: str, metres: str | None) -> None:
    """Two decimals are right within eight hundred metres, and a page led people there."""
    quoted = lat.replace('"', '""'), lon.replace('"', '""')
    raw = (f'nom;type;code insee;latitude;longitude\nA;halle;32208;"{quoted[0]}";"{quoted[1]}"\n')
    result = bring(mapped, raw.encode())
    (text,) = texts(result).values()
    assert fields(text).get("precision_m") == metres
    assert any("près : juste à" in one.fr for one in result.entries[0].doubts) == bool(metres)


def test_a_longitude_of_the_other_sign_is_told(mapped: Path) -> None:
    """``0,63 O`` for east: what speaks against the point says how it would be right."""
    one = entry(mapped, "A;halle;;Lectoure;32700;43,940;-0,630")
    assert any("du signe contraire" in said.fr for said in one.doubts)
    alone = entry(mapped, "A;halle;;Lectoure;;43,940;-0,630")
    assert alone.missing == ("commune",)
    assert any("du signe contraire" in said.fr for said in alone.doubts)
    other = entry(mapped, "A;halle;;Lectoure;32700;44,940;-3,630")
    assert not any("du signe contraire" in said.fr for said in other.doubts)


def test_a_point_of_elsewhere_and_a_name_of_ours_contradict_each_other(mapped: Path) -> None:
    """What is passed over is no commune of ours: its point is, and both are told."""
    one = entry(mapped, "A;halle;;Lectoure;;48,8584;2,2945")
    assert one.state is State.PASSED
    assert one.why is not None
    assert one.why.fr == ("le point est hors des territoires, et la source nomme Lectoure ; --all "
                          "en fait un brouillon")
