"""GPX as programs write it: whose a path is, what a route of theirs is, and what else is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.importing import bring, fields, texts
from importers.test_maps import GPX, POINTS_GPX, left, told
from parcours.content.tracks import Origin, track_of

ROOT = '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" creator="{}">'
TRACK = f"<trk><name>Boucle</name><trkseg>{POINTS_GPX}</trkseg></trk>"
RIGHTS = ("<metadata><copyright author='OpenStreetMap'><license>https://opendatacommons.org/"
          "licenses/odbl/1-0/</license></copyright>{}</metadata>")
COMPUTED = ("<extensions><p:computed xmlns:p='urn:parcours:route:1' by='Valhalla 3.5' "
            "from='OpenStreetMap' on='2026-11-20'/></extensions>")
ODBL = "https://opendatacommons.org/licenses/odbl/1-0/"


def stops(*names: str, step: float = 0.02, start: float = 0.63) -> str:
    """A ``rte`` with a point each so many degrees to the east."""
    points = "".join(f'<rtept lat="43.94" lon="{start + step * n:.5f}"><name>{name}</name></rtept>'
                     for n, name in enumerate(names))
    return f"<rte><name>Étapes</name>{points}</rte>"


@pytest.mark.parametrize(("creator", "head", "origin"), [
    ("BRouter-1.7.3", "", Origin("BRouter-1.7.3")),
    ("GraphHopper Directions API", RIGHTS.format(""),
     Origin("GraphHopper Directions API", "", "OpenStreetMap", ODBL)),
    ("parcours", RIGHTS.format(COMPUTED),
     Origin("Valhalla 3.5", "OpenStreetMap", "OpenStreetMap", ODBL, "2026-11-20")),
    ("Garmin Connect", "<metadata><copyright author='Jeanne &amp; &quot;Co&quot;'/></metadata>",
     Origin(author='Jeanne & "Co"')),
    ("Garmin Connect", "", Origin()),
])
def test_a_path_stays_what_it_was(mapped: Path, creator: str, head: str, origin: Origin) -> None:
    """One that a program computed was made into a surveyed one, and whose it is was lost."""
    draft, track = texts(bring(
        mapped, f"{ROOT.format(creator)}{head}{TRACK}</gpx>".encode())).values()
    assert track_of(track.encode()).origin == origin
    assert ("calculé par" in draft) == bool(origin.computed_by)
    assert ("droits du tracé" in draft) == bool(origin.author)


def test_a_track_and_the_stops_of_another_route_stay_two(mapped: Path) -> None:
    """The path was given to stops that it never comes near."""
    result = bring(mapped, f"{ROOT.format('x')}{stops('Gare', 'Mairie', start=0.66)}{TRACK}"
                           "</gpx>".encode())
    names = [fields(text)["title"] for path, text in texts(result).items()
             if path.endswith(".yml")]
    assert names == ["Boucle", "Étapes"]


def test_a_track_and_its_own_stops_are_one(mapped: Path) -> None:
    """The name that is not taken is told."""
    result = bring(mapped, f"{ROOT.format('x')}{stops('Gare', 'Mairie', step=0.003)}{TRACK}"
                           "</gpx>".encode())
    draft, _ = texts(result).values()
    assert fields(draft)["title"] == "Étapes"
    assert "un autre nom : « Boucle »" in left(result)


@pytest.mark.parametrize("name", ["", "RPT{n:03}", "Tout droit"])
def test_a_route_of_close_points_is_a_path(mapped: Path, name: str) -> None:
    """A hundred nameless stops were made of it, and what came after them was left out."""
    route = stops(*(name.format(n=n) for n in range(150)), step=0.0005).replace(
        "<name></name>", "")
    draft, track = texts(bring(mapped, f"{ROOT.format('x')}{route}</gpx>".encode())).values()
    assert track.count("<trkpt") == 150
    assert len(fields(draft)["days"][0]["stops"]) == 2
    assert ("les noms et indications" in draft) == bool(name)


def test_a_route_that_tells_the_track_again_is_left_out(mapped: Path) -> None:
    """Some programs write the same path twice over."""
    result = bring(mapped, GPX.replace("</trk>", "</trk><rte><name>B</name>" + "".join(
        f'<rtept lat="{43.94 + 0.0002 * n:.5f}" lon="{0.63 + 0.0002 * n:.5f}"/>'
        for n in range(16)) + "</rte>").encode())
    assert len(texts(result)) == 2
    assert "une route (rte) qui redit le tracé" in told(result)


@pytest.mark.parametrize(("inside", "said"), [
    ("<metadata><author><name>Visorando</name></author></metadata>", "l’auteur du fichier"),
    ("<metadata><link href='https://exemple.fr/r'/></metadata>", "https://exemple.fr/r"),
    ("<author>Jeanne</author>", "l’auteur du fichier : Jeanne"),
    ("<url>https://exemple.fr/r</url>", "https://exemple.fr/r"),
    ("<metadata><keywords>bastide</keywords></metadata>", "les mots-clés : bastide"),
])
def test_what_the_head_says_is_told(mapped: Path, inside: str, said: str) -> None:
    """Of GPX 1.1 and of 1.0, which has it outside of any head."""
    assert said in told(bring(mapped, f"{ROOT.format('x')}{inside}{TRACK}</gpx>".encode()))


def test_what_a_point_and_a_route_say_besides_is_told(mapped: Path) -> None:
    """A second link of a waypoint, and the way that a device computed between stops."""
    point = ("<wpt lat='43.94' lon='0.63'><name>Halle</name><link href='https://exemple.fr/a'/>"
             "<link href='https://exemple.fr/b'/></wpt>")
    result = bring(mapped, f"{ROOT.format('x')}{point}</gpx>".encode())
    assert "un lien : https://exemple.fr/b" in left(result)
    route = stops("Gare", "Mairie").replace("</name></rtept>", (
        "</name><extensions><rpt lat='43.94' lon='0.64'/></extensions></rtept>"), 1)
    assert "Garmin" in left(bring(mapped, f"{ROOT.format('x')}{route}</gpx>".encode()))


def test_a_track_without_points_is_told(mapped: Path) -> None:
    """Beside a waypoint it was passed over; alone it left a file that described nothing."""
    empty = "<trk><name>Vide</name><trkseg/></trk>"
    point = '<wpt lat="43.94" lon="0.63"><name>Halle</name></wpt>'
    result = bring(mapped, f"{ROOT.format('x')}{point}{empty}</gpx>".encode())
    assert "une trace sans aucun point : « Vide »" in told(result)
    alone = bring(mapped, f"{ROOT.format('x')}{empty}</gpx>".encode())
    assert "sans aucun point" in alone.diagnostics[0].message.fr


@pytest.mark.parametrize("height", ["-9999", "32767", "NaN", "492 ft", ""])
def test_a_height_for_want_of_one_is_not_written(mapped: Path, height: str) -> None:
    """The path of an import has the heights of this world."""
    raw = f"{ROOT.format('x')}{TRACK}</gpx>".replace("<ele>150</ele>", f"<ele>{height}</ele>")
    assert "<ele>" not in texts(bring(mapped, raw.encode()))["tracks/boucle.gpx"]


def test_points_that_are_none_are_told_together(mapped: Path) -> None:
    """Three by their numbers, and how many more: a file in metres has thousands."""
    points = "".join(f'<trkpt lat="{6294000 + n}" lon="537000"/>' for n in range(9))
    result = bring(mapped, f"{ROOT.format('x')}<trk><name>L</name><trkseg>{points}</trkseg></trk>"
                           "</gpx>".encode())
    said = left(result)
    assert said.count("n’est pas en degrés") == 3
    assert "6 autre(s) point(s)" in said


@pytest.mark.parametrize(("times", "said"), [
    ([f"2026-05-01T08:{n:02d}:00Z" for n in range(9)], "les heures des points"),
    ([f"2026-05-01T08:{n * 5 % 9:02d}:00Z" for n in range(9)], "plusieurs sorties mêlées ?"),
    ([f"2026-05-0{1 + n // 3}T08:{n:02d}:00Z" for n in range(9)], "sur 3 jours différents"),
])
def test_times_that_are_not_of_one_outing_are_told(mapped: Path, times: list[str],
                                                   said: str) -> None:
    """Two recordings in one file, by turns or one after the other."""
    points = "".join(f'<trkpt lat="43.94" lon="{0.63 + n / 1000:.4f}"><time>{time}</time></trkpt>'
                     for n, time in enumerate(times))
    result = bring(mapped, f"{ROOT.format('x')}<trk><name>T</name><trkseg>{points}</trkseg></trk>"
                           "</gpx>".encode())
    assert left(result).endswith(said)


def marked(*names: str) -> bytes:
    """A track with waypoints along it."""
    points = "".join(f'<wpt lat="{43.94 + 0.0002 * n:.5f}" lon="{0.63 + 0.0002 * n:.5f}"><name>'
                     f"{name}</name></wpt>" for n, name in enumerate(names))
    return f"{ROOT.format('x')}{points}{TRACK}</gpx>".encode()


@pytest.mark.parametrize(("names", "kept"), [
    (("D/A", "1", "(2)", "3)", "Lavoir", "Moulin"), ["Lavoir", "Moulin"]),
    (("D", "1", "2", "A"), [None, None]),
    (("Départ", "1", "2", "Arrivée"), ["Départ", "Arrivée"]),
    (("D/A : Parking", "1 : À gauche", "2 - Tout droit", "Lavoir", "Moulin"),
     ["Lavoir", "Moulin"]),
    (("1. Église", "2. Lavoir", "3 - Moulin"), ["1. Église", "2. Lavoir", "3 - Moulin"]),
    (("Tour 1", "Tour 2"), ["Tour 1", "Tour 2"])])
def test_the_marks_of_a_walk_are_no_stops(
        mapped: Path, names: tuple[str, ...], kept: list[str | None]) -> None:
    """*D/A*, *(1)*, *(2)* say where to turn; numbers before the names of sights are none of them.
    """
    result = bring(mapped, marked(*names))
    draft = next(text for path, text in texts(result).items() if path.endswith("boucle.yml"))
    assert [one.get("name") for one in fields(draft)["days"][0]["stops"]] == kept
    assert ("qui ne sont pas des étapes" in left(result)) == (len(kept) < len(names))


def test_what_there_is_to_do_at_a_mark_is_kept(mapped: Path) -> None:
    """As the note of the first stop, which says how to follow the route."""
    result = bring(mapped, marked("D/A", "(1) À gauche", "Lavoir", "Moulin"))
    draft = next(text for path, text in texts(result).items() if path.endswith("boucle.yml"))
    assert fields(draft)["days"][0]["stops"][0]["note"] == {"fr": "(1) : À gauche"}


OSMAND = (b'<?xml version="1.0"?><gpx version="1.1" creator="OsmAnd 4.9" '
          b'xmlns="http://www.topografix.com/GPX/1/1" xmlns:osmand="https://osmand.net">'
          b'<wpt lat="43.9344" lon="0.6217"><time>2026-10-12T14:22:05Z</time><name>Halle</name>'
          b"<extensions>%s</extensions></wpt></gpx>")


def test_what_osmand_says_in_extensions_is_taken_over(mapped: Path) -> None:
    """An address was lost; what comes of OpenStreetMap stays under its licence, and how a point is
    drawn is nothing to tell."""
    raw = OSMAND % (
        b"<osmand:address>2 rue Haute, 32700 Lectoure</osmand:address>"
        b"<osmand:icon>star</osmand:icon>"
        b"<osmand:amenity_opening_hours>Mo-Su 09:00-18:00</osmand:amenity_opening_hours>"
        b"<osmand:amenity_phone>+33 5 62 00 00 00</osmand:amenity_phone>"
        b"<osmand:amenity_subtype>marketplace</osmand:amenity_subtype>")
    result = bring(mapped, raw, contacts=True)
    (text,) = texts(result).values()
    data = fields(text)
    assert (data["address"], data["opening_hours"], data["phone"], data["commune"]) == (
        "2 rue Haute, 32700 Lectoure", "Mo-Su 09:00-18:00", "+33 5 62 00 00 00", "32208")
    assert data["sources"] == ["https://www.openstreetmap.org/copyright"]
    left = [one.fr for one in result.entries[0].left_out]
    assert "« amenity_subtype » : marketplace" in left
    assert "la date (time) : 2026-10-12T14:22:05Z" in left
    assert "star" not in text


def test_an_address_of_one_s_own_is_nobody_s_data_base(mapped: Path) -> None:
    """Only tags of OpenStreetMap bring its licence."""
    raw = OSMAND % b"<osmand:address>2 rue Haute</osmand:address>"
    (text,) = texts(bring(mapped, raw)).values()
    assert "ODbL" not in text
    assert fields(text)["address"] == "2 rue Haute"


def test_the_extensions_of_a_track_are_told(mapped: Path) -> None:
    """IGN's maps write there by what means, and how hard it is."""
    raw = (b'<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><metadata>'
           b'<author><link href="https://exemple.fr/qui"/></author><time>2026-10-12T08:00:00Z</time>'
           b"</metadata><trk><name>Tour</name><extensions><transport>pieton</transport>"
           b'<color>#ff0000</color></extensions><trkseg><trkpt lat="43.93" lon="0.62"/>'
           b'<trkpt lat="43.94" lon="0.63"/></trkseg></trk></gpx>')
    result = bring(mapped, raw)
    left = [one.fr for one in result.entries[0].left_out]
    assert "« transport » : pieton" in left
    assert not any("ff0000" in one for one in left)
    assert {one.fr for one in result.told} >= {
        "l’auteur du fichier : https://exemple.fr/qui", "la date du fichier : 2026-10-12"}


def test_the_points_that_brouter_was_asked_for_are_no_stops(mapped: Path) -> None:
    """They are called *from*, *via1* and *to*, which no stop is."""
    raw = ('<gpx version="1.1" creator="BRouter-1.7.7" xmlns="http://www.topografix.com/GPX/1/1">'
           + "".join(f'<wpt lat="43.9{n}" lon="0.62"><name>{name}</name></wpt>'
                     for n, name in ((30, "from"), (35, "via1"), (40, "to")))
           + '<trk><name>Tour</name><trkseg><trkpt lat="43.930" lon="0.62"/>'
             '<trkpt lat="43.940" lon="0.62"/></trkseg></trk></gpx>').encode()
    (entry, _) = bring(mapped, raw).entries
    assert "les repères du tracé (from, via1, to), qui ne sont pas des étapes" in [
        one.fr for one in entry.left_out]
    assert b"name: from" not in entry.content
