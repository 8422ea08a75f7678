"""Map files: KML however typed, KMZ, folders, uMap, GeoJSON in metres, GPX with its slips."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from helpers.importing import as_json, bring, fields, texts
from parcours.importers.plan import ImportResult, State
from parcours.importers.untrusted import MAX_BYTES

POINTS_GPX = "".join(f'<trkpt lat="{lat}" lon="{lon}"><ele>150</ele></trkpt>' for lat, lon in (
    (43.94, 0.63), (43.941, 0.631), (43.942, 0.632), (43.943, 0.633)))
GPX = ('<?xml version="1.0" encoding="UTF-8"?>\n<gpx xmlns="http://www.topografix.com/GPX/1/1" '
       'version="1.1" creator="essai"><trk><name>Boucle de Bézéril</name><trkseg>'
       f"{POINTS_GPX}</trkseg></trk></gpx>")


def kml(inside: str) -> bytes:
    return ('<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2">'
            f"<Document><name>Ma carte</name>{inside}</Document></kml>").encode()


def mark(shape: str, coordinates: str, name: str = "Halle") -> str:
    return (f"<Placemark><name>{name}</name><{shape}><coordinates>{coordinates}</coordinates>"
            f"</{shape}></Placemark>")


def left(result: ImportResult) -> str:
    return " | ".join(one.fr for entry in result.entries for one in entry.left_out)


def told(result: ImportResult) -> str:
    return " | ".join(one.fr for one in result.told)


@pytest.mark.parametrize("coordinates", [
    "0.63,43.94,0", "0.63,43.94", "0.63, 43.94, 0", "0.63 43.94 0.0", "0.63 43.94", "0,63,43,94",
    "0,6300,43,9400,0", "\n   0.63,43.94,180\n", "0.63 ,43.94 , 0", "0,63 43,94", "0,63, 43,94",
    "0,63;43,94", "0.63;43.94",
])
def test_a_point_of_kml_is_read(mapped: Path, coordinates: str) -> None:
    """Blanks, blanks instead of commas, decimal commas."""
    result = bring(mapped, kml(mark("Point", coordinates)))
    said = fields(texts(result)["brouillons/halle.yml"])
    assert (said["lat"], said["lon"]) == ("43.94000", "0.63000")


@pytest.mark.parametrize("coordinates", ["0,63", "là-bas", "1,44", "0,0,0", "999 888"])
def test_an_unreadable_point_of_kml_is_told(mapped: Path, coordinates: str) -> None:
    """With its text, and no position is made up."""
    result = bring(mapped, kml(mark("Point", coordinates)))
    said = fields(next(iter(texts(result).values())))
    assert "lat" not in said
    assert "la position « " in left(result)


@pytest.mark.parametrize("coordinates", [
    "0.63,43.94,0 0.631,43.941,0 0.632,43.942,0", "0.63, 43.94, 0 0.631, 43.941, 0 0.632,43.942,0",
    "0.63,43.94,0,0.631,43.941,0,0.632,43.942,0", "0.63,43.94,0.631,43.941,0.632,43.942",
    "0.63 43.94 0 0.631 43.941 0 0.632 43.942 0", "0,63,43,94 0,631,43,941 0,632,43,942",
    "0,63,43,94,0 0,631,43,941,0 0,632,43,942,0", "0.63;43.94 0.631;43.941 0.632;43.942",
])
def test_a_line_of_kml_is_a_route(mapped: Path, coordinates: str) -> None:
    """Its three points are those of the track, in order."""
    result = bring(mapped, kml(mark("LineString", coordinates, "Chemin")))
    assert list(texts(result)) == ["brouillons/chemin.yml", "tracks/chemin.gpx"]
    track = texts(result)["tracks/chemin.gpx"]
    assert track.count("<trkpt") == 3
    assert track.index('lat="43.940000" lon="0.630000"') < track.index('lat="43.942000"')


@pytest.mark.parametrize("coordinates", ["0 1 2 3 4", "par le bois", "0.63,43.94 x,y z"])
def test_an_unreadable_line_stays_a_route(mapped: Path, coordinates: str) -> None:
    """A route without a track, and what could not be read is told."""
    result = bring(mapped, kml(mark("LineString", coordinates, "Chemin")))
    assert list(texts(result)) == ["brouillons/chemin.yml"]
    assert "illisible" in left(result)


def test_the_folders_of_a_map_stay_apart(mapped: Path) -> None:
    """Each folder's line takes that folder's points; a folder of places says their kind."""
    walk = mark("Point", "0.63,43.94", "Départ") + mark("Point", "0.632,43.942", "Arrivée") + mark(
        "LineString", "0.63,43.94 0.632,43.942", "Balade")
    places = mark("Point", "0.64,43.95", "Chez Aurélie") + mark("Point", "0.65,43.95", "Le Puits")
    result = bring(mapped, kml(
        f"<Folder><name>Itinéraire</name>{walk}</Folder><Folder><name>Musées</name>{places}</Folder>"
        f"<Folder><name>Coups de cœur</name>{mark('Point', '0.66,43.95', 'Le Banc')}</Folder>"))
    assert sorted(texts(result)) == [
        "brouillons/balade.yml", "brouillons/chez-aurelie.yml", "brouillons/le-banc.yml",
        "brouillons/le-puits.yml", "tracks/balade.gpx"]
    assert [stop["name"] for stop in fields(texts(result)["brouillons/balade.yml"])
            ["days"][0]["stops"]] == ["Départ", "Arrivée"]
    assert fields(texts(result)["brouillons/chez-aurelie.yml"])["kind"] == "museum"
    bench = texts(result)["brouillons/le-banc.yml"]
    assert "kind" not in fields(bench)
    assert "Coups de cœur" in bench


def zipped(**files: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_kml", ".kml").replace(
                "_png", ".png"), content)
    return kept.getvalue()


@pytest.mark.parametrize("files", [
    {"doc_kml": kml(mark("Point", "0.63,43.94"))},
    {"images__a_png": b"x", "doc_kml": kml(mark("Point", "0.63,43.94"))},
    {"Ma carte_kml": kml(mark("Point", "0.63,43.94")), "calques__b_kml": kml("")},
])
def test_a_kmz_is_read(mapped: Path, files: dict[str, bytes]) -> None:
    """The outermost KML; pictures, other layers and the title of the map are told."""
    result = bring(mapped, zipped(**files))
    assert list(texts(result)) == ["brouillons/halle.yml"]
    titles = [one for one in result.told if one.fr.startswith("le titre de la carte")]
    assert (len(titles), len(result.told)) == (1, len(files))


def test_a_kmz_that_unpacks_past_the_bound_is_refused(mapped: Path) -> None:
    """Known from the archive's table, before anything is unpacked."""
    raw = zipped(doc_kml=b"<kml>" + b" " * MAX_BYTES + b"</kml>")
    assert len(raw) < 100_000
    assert [one.code for one in bring(mapped, raw).diagnostics] == ["too-large"]


UMAP: dict[str, Any] = {
    "type": "umap", "uri": "https://umap.exemple.fr/m/1", "geometry": {
        "type": "Point", "coordinates": [0.6, 43.9]},
    "properties": {"name": "Le Gers", "zoom": 9, "description": "Nos lieux"},
    "layers": [
        {"type": "FeatureCollection", "_umap_options": {"name": "Musées"}, "features": [
            {"type": "Feature", "geometry": {"type": "Point", "coordinates": [0.63, 43.94]},
             "properties": {"name": "Musée du Pré", "description": "Un musée.",
                            "_umap_options": {"color": "Red"}}}]},
        {"type": "FeatureCollection", "_umap_options": {"name": "Balade"}, "features": [
            {"type": "Feature", "properties": {}, "geometry": {
                "type": "LineString", "coordinates": [[0.63, 43.94], [0.64, 43.95]]}}]},
        {"type": "FeatureCollection", "features": [], "_umap_options": {
            "name": "Ailleurs", "remoteData": {"url": "https://exemple.fr/x.json"}}}]}


def test_a_backup_of_umap_is_read(mapped: Path) -> None:
    """A layer is a folder; how things are drawn is no property; remote data are told."""
    result = bring(mapped, as_json(UMAP))
    assert list(texts(result)) == [
        "brouillons/musee-du-pre.yml", "brouillons/balade.yml", "tracks/balade.gpx"]
    assert fields(texts(result)["brouillons/musee-du-pre.yml"])["kind"] == "museum"
    assert "_umap_options" not in left(result)
    assert "Ailleurs" in told(result)
    assert "Nos lieux" in told(result)


@pytest.mark.parametrize("tree", [
    {**UMAP, "layers": [None, 3, {"features": {"a": 1}}, {"features": [7, None]}]},
    {**UMAP, "layers": {"a": 1}}, {**UMAP, "properties": None, "layers": []},
])
def test_a_broken_backup_of_umap_is_told(mapped: Path, tree: dict[str, Any]) -> None:
    """Any shape gives a diagnostic or what can be read, never an exception."""
    result = bring(mapped, as_json(tree))
    assert result.diagnostics or all(one.state is State.PASSED for one in result.entries)


def feature(geometry: str, coordinates: object, **properties: object) -> bytes:
    return as_json({"type": "FeatureCollection", "features": [{
        "type": "Feature", "properties": {"nom": "Halle", "type": "halle", "INSEE_COM": "32208",
                                          **properties},
        "geometry": {"type": geometry, "coordinates": coordinates}}]})


CRS = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}}


@pytest.mark.parametrize("named", [False, True])
def test_geojson_in_metres_is_read(mapped: Path, named: bool) -> None:
    """With the projection named, and without, when it is said to be assumed."""
    for raw, path in ((feature("Point", [509800.12, 6319150.5]), "places/halle.yml"),
                      (feature("LineString", [[509800, 6319150], [509900, 6319250]]),
                       "tracks/halle.gpx")):
        tree = json.loads(raw)
        result = bring(mapped, as_json({**tree, "crs": CRS} if named else tree))
        assert path in texts(result)
        said = left(result) + " ".join(one.fr for one in result.entries[0].doubts)
        assert "Lambert-93" in said
        assert ("supposé" in said) != named


def test_geojson_that_is_no_position_is_told(mapped: Path) -> None:
    """What stands where a position should is in what is told."""
    for coordinates in ([0, 0], ["a", "b"], [1e9, 5], "x"):
        result = bring(mapped, feature("Point", coordinates))
        assert "lat" not in fields(next(iter(texts(result).values())))
        assert "la position" in left(result)


def test_one_object_a_line_is_read(mapped: Path) -> None:
    """GeoJSON sequences, with and without record separators."""
    one = {"type": "Feature", "properties": {"nom": "A", "type": "halle", "insee": "32208"},
           "geometry": {"type": "Point", "coordinates": [0.63, 43.94]}}
    other = {**one, "properties": {**one["properties"], "nom": "B"}}  # type: ignore[dict-item]
    for mark_ in ("", "\x1e"):
        raw = "".join(f"{mark_}{json.dumps(thing)}\n" for thing in (one, other))
        assert list(texts(bring(mapped, raw.encode()))) == ["places/a.yml", "places/b.yml"]


SLIPS = {
    "prefixed root": GPX.replace("<", "<ns2:").replace("<ns2:/", "</ns2:").replace(
        "<ns2:?", "<?").replace('xmlns="http://www.topo', 'xmlns="urn:x" xmlns:ns2="http://www.topo'),
    "no namespace": GPX.replace('xmlns="http://www.topografix.com/GPX/1/1" ', ""),
    "gpx 1.0": GPX.replace("GPX/1/1", "GPX/1/0"),
    "undeclared prefix": GPX.replace("<ele>150</ele>", "<extensions><gpxtpx:TrackPointExtension>"
                                     "<gpxtpx:hr>99</gpxtpx:hr></gpxtpx:TrackPointExtension>"
                                     "</extensions>"),
    "undeclared prefix of an attribute": GPX.replace(
        "<gpx ", '<gpx xsi:schemaLocation="http://a http://b" '),
    "bare ampersand": GPX.replace("Bézéril", "Bézéril & bois"),
    "named character of HTML": GPX.replace("Bézéril", "B&eacute;z&eacute;ril&nbsp;!"),
    "blank before the declaration": "\n  " + GPX,
    "mark and blank before the declaration": "\ufeff\n" + GPX,
    "control character": GPX.replace("Bézéril", "Béz\x0béril"),
    "comment that looks like a root": GPX.replace("<gpx", "<!-- <kml> & --><gpx"),
    "decimal commas": GPX.replace('lat="43.94"', 'lat="43,94"').replace("0.63\"", "0,63\""),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_gpx_with_a_slip_is_read(mapped: Path, name: str) -> None:
    """One route with its four points, whatever the program that wrote it forgot."""
    result = bring(mapped, SLIPS[name].encode())
    assert result.diagnostics == ()
    assert [one.path.partition("/")[0] for one in result.entries] == ["brouillons", "tracks"]
    assert next(text for path, text in texts(result).items() if path.startswith("tracks")).count(
        "<trkpt") == 4


@pytest.mark.parametrize(("said", "raw"), [
    ("gpxtpx:", SLIPS["undeclared prefix"]), ("« & »", SLIPS["bare ampersand"]),
    ("caractères de contrôle", SLIPS["control character"]),
    ("caractères nommés de HTML (&eacute;)", SLIPS["named character of HTML"]),
    ("caractères nuls", GPX.replace("Bézéril", "Béz\0béril")),
])
def test_a_mended_slip_is_told(mapped: Path, said: str, raw: str) -> None:
    """Whoever exported the file learns what its program does."""
    assert said in told(bring(mapped, raw.encode()))


@pytest.mark.parametrize("raw", [
    GPX.replace("UTF-8", "ISO-8859-1").encode("latin-1"), GPX.replace("UTF-8", "UTF-16").encode(
        "utf-16"), GPX.replace("UTF-8", "UTF-16").encode("utf-16-be"), GPX.encode("latin-1"),
    GPX.replace("UTF-8", "macintosh").encode("mac-roman"), GPX.replace("UTF-8", "klingon").encode(),
    GPX.replace("UTF-8", "ISO-8859-1").encode("utf-8"),
])
def test_the_encodings_of_xml_are_read(mapped: Path, raw: bytes) -> None:
    """As declared, or as it truly is."""
    result = bring(mapped, raw)
    assert fields(texts(result)["brouillons/boucle-de-bezeril.yml"])["title"] == "Boucle de Bézéril"


@pytest.mark.parametrize(("point", "said"), [
    ('<trkpt lat="0" lon="0"/>', "le récepteur"),
    ('<trkpt lat="0.0001" lon="-0.0002"/>', "récepteur"),
    ('<trkpt lat="93.1" lon="0.63"/>', "hors du globe"),
    ('<trkpt lat="" lon="0.63"/>', "illisible"),
    ('<trkpt lat="45.9" lon="3.1"/>', "de ses voisins"),
])
def test_a_point_that_is_none_is_left_out_and_told(mapped: Path, point: str, said: str) -> None:
    """By its number and for its reason; the path around it is kept."""
    raw = GPX.replace('<trkpt lat="43.942"', f'{point}<trkpt lat="43.942"')
    result = bring(mapped, raw.encode())
    assert texts(result)["tracks/boucle-de-bezeril.gpx"].count("<trkpt") == 4
    assert "le point 3 de la trace" in left(result)
    assert said in left(result)


def test_a_waypoint_at_nought_is_told(mapped: Path) -> None:
    """A place without its position is a draft that says so."""
    raw = GPX.replace("<trk>", '<wpt lat="0" lon="0"><name>Halle</name></wpt><trk>')
    assert "0, 0" in left(bring(mapped, raw.encode()))


def test_a_text_in_several_languages_is_read(mapped: Path) -> None:
    """Its parts are columns; another group of values is told by its name."""
    at = {"type": "Point", "coordinates": [0.63, 43.94]}
    raw = json.dumps({"type": "Feature", "geometry": at,
                      "properties": {"nom": {"fr": "Halle", "en": "Hall"}, "type": "halle",
                                     "insee": "32208", "adresse": {"rue": "Haute"}}}).encode()
    result = bring(mapped, raw)
    (text,) = texts(result).values()
    assert fields(text)["name"] == {"fr": "Halle", "en": "Hall"}
    assert "« adresse »" in left(result)


def test_folders_within_folders_are_told_whole(mapped: Path) -> None:
    """The inner one is of a town, the outer one says what the places are."""
    inner = f"<Folder><name>Lectoure</name>{mark('Point', '0.63,43.94')}</Folder>"
    (text,) = texts(bring(mapped, kml(f"<Folder><name>Musées</name>{inner}</Folder>"))).values()
    assert fields(text)["kind"] == "museum"
    assert "dossier « Musées / Lectoure »" in text.replace("\u00a0", " ")


@pytest.mark.parametrize(("line", "coarse"), [
    ("0.63,43.94 0.66,43.92", True), ("0.63,43.94 0.64,43.93 0.66,43.92", True),
    (" ".join(f"{0.63 + 0.001 * n:.3f},43.94" for n in range(20)), False)])
def test_a_line_of_a_few_strokes_is_doubted(mapped: Path, line: str, coarse: bool) -> None:
    """Somebody may have drawn it straight from place to place on a map."""
    (entry, _) = bring(mapped, kml(mark("LineString", line))).entries
    assert any("une droite dessinée" in one.fr for one in entry.doubts) == coarse


@pytest.mark.parametrize(("coordinates", "said"), [
    ("0,0,0", "0, 0 : aucune"), ("-9999,-9999,0", "aucune"),
    ("9999999,9999999,0", "en mètres, pas en degrés")])
def test_why_a_point_of_kml_is_none(mapped: Path, coordinates: str, said: str) -> None:
    """Each for its own reason, not as unreadable."""
    raw = ('<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Halle</name>'
           f"<Point><coordinates>{coordinates}</coordinates></Point></Placemark></Document></kml>")
    assert said in left(bring(mapped, raw.encode()))


def test_a_link_to_a_map_says_how_to_have_the_map(mapped: Path) -> None:
    """What Google My Maps gives unless one unchecks a box."""
    raw = ('<kml xmlns="http://www.opengis.net/kml/2.2"><Document><NetworkLink><Link><href>'
           "https://www.google.com/maps/d/kml?mid=a</href></Link></NetworkLink></Document></kml>")
    (one,) = bring(mapped, raw.encode()).diagnostics
    assert one.hint is not None
    assert "sans le lien réseau" in one.hint.fr


def test_a_path_that_comes_from_elsewhere_is_ours(mapped: Path) -> None:
    """Where it ends, or passes, in a territory, a route that begins outside is not passed over."""
    points = [(43.70, 0.40), (43.80, 0.50), (43.94, 0.63)]
    raw = "<gpx><trk><name>De loin</name><trkseg>" + "".join(
        f'<trkpt lat="{lat}" lon="{lon}"/>' for lat, lon in points) + "</trkseg></trk></gpx>"
    assert bring(mapped, raw.encode()).entries[0].path == "brouillons/de-loin.yml"


def test_a_place_saved_in_google_maps_has_its_name(mapped: Path) -> None:
    """It stands one level below the other properties."""
    raw = ('{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": '
           '"Point", "coordinates": [0.631, 43.941]}, "properties": {"location": {"name": "Halle", '
           '"address": "Place, 32700 Lectoure", "country_code": "FR"}}}]}')
    said = fields(texts(bring(mapped, raw.encode()))["brouillons/halle.yml"])
    assert (said["name"], said["address"]) == ("Halle", "Place, 32700 Lectoure")


@pytest.mark.parametrize(("shape", "middle"), [
    ('"Polygon", "coordinates": [[[0.63, 43.94], [0.632, 43.94], [0.632, 43.942], [0.63, 43.94]]]',
     "43.94100"),
    ('"MultiPolygon", "coordinates": [[[[0.63, 43.94, 9], [0.632, 43.94, 9], [0.632, 43.942, 9]]]]',
     "43.94100"),
    ('"Polygon", "coordinates": [[[0.63, 43.94], [0.932, 43.94], [0.932, 43.942]]]', ""),
    ('"MultiPoint", "coordinates": [[0.63, 43.94], [0.632, 43.942]]', ""),
    ('"Polygon", "coordinates": [[["a"]], null, {}]', ""),
])
def test_the_middle_of_a_building_is_proposed(mapped: Path, shape: str, middle: str) -> None:
    """OpenStreetMap has most museums as surfaces: a person decides, and has no map to search."""
    raw = ('{"type": "Feature", "properties": {"nom": "Halle"}, "geometry": {"type": '
           f"{shape}}}}}")
    text = texts(bring(mapped, raw.encode()))["brouillons/halle.yml"]
    assert (f"# proposition, à vérifier : {middle}, le milieu de la forme" in text) == bool(middle)
    assert not {"lat", "lon"} & fields(text).keys()


RING = ("<LinearRing><coordinates>0.62,43.93 0.62{0},43.93 0.62{0},43.93{0} 0.62,43.93"
        "</coordinates></LinearRing>")


def test_a_ring_of_its_own_is_a_loop(mapped: Path) -> None:
    """It was no route, and no message said why."""
    (draft, track) = texts(bring(mapped, kml(
        f"<Placemark><name>Boucle</name>{RING.format(1)}</Placemark>"))).values()
    assert fields(draft)["title"] == "Boucle"
    assert track.count("<trkpt") == 4


def test_a_surface_is_no_way_and_may_have_a_middle(mapped: Path) -> None:
    """What to do where a way was meant is said; a pond has the middle of its shape proposed."""
    result = bring(mapped, kml("<Placemark><name>Étang</name><Polygon><outerBoundaryIs>"
                               f"{RING.format(1)}</outerBoundaryIs></Polygon></Placemark>"))
    assert "un parcours se dessine comme une ligne" in left(result)
    (draft,) = texts(result).values()
    assert "lat: …  # proposition, à vérifier : 43.93050, le milieu de la forme" in draft


def test_the_columns_of_a_schema_have_the_headings_that_it_shows(mapped: Path) -> None:
    """Their names are cut or codes; a name that is understood is not given up for words that are
    not."""
    raw = kml('<Schema id="s"><SimpleField name="hor"><displayName>Horaires</displayName>'
              '</SimpleField><SimpleField name="insee"><displayName>Numéro officiel</displayName>'
              "</SimpleField></Schema><Placemark><name>Halle</name><ExtendedData><SchemaData>"
              '<SimpleData name="hor">du mardi au dimanche 10h-18h</SimpleData>'
              '<SimpleData name="insee">32208</SimpleData></SchemaData></ExtendedData>'
              "<Point><coordinates>0.6217,43.9344</coordinates></Point></Placemark>")
    (text,) = texts(bring(mapped, raw)).values()
    assert (fields(text)["opening_hours"], fields(text)["commune"]) == (
        "Tu-Su 10:00-18:00", "32208")


def test_what_organic_maps_keeps_in_elements_of_its_own_is_told(mapped: Path) -> None:
    """The name in another language and the kind; not how a mark is drawn."""
    raw = kml('<Placemark><name>Halle</name><ExtendedData xmlns:m="https://omaps.app"><m:name>'
              '<m:lang code="en">Market hall</m:lang><m:lang code="fr">Halle</m:lang></m:name>'
              "<m:featureTypes><m:value>amenity-marketplace</m:value></m:featureTypes>"
              "<m:scale>17</m:scale></ExtendedData>"
              "<Point><coordinates>0.6217,43.9344</coordinates></Point></Placemark>")
    said = left(bring(mapped, raw))
    assert "« name » : Market hall" in said
    assert "« featureTypes » : amenity-marketplace" in said
    assert "17" not in said


@pytest.mark.parametrize(("heights", "kept"), [(("0", "0"), False), (("0", "12"), True)])
def test_heights_that_are_all_nought_are_none(
        mapped: Path, heights: tuple[str, str], kept: bool) -> None:
    """My Maps writes 0 for each point: the path lay on the level of the sea."""
    one, other = heights
    raw = kml(mark("LineString", f"0.62,43.93,{one} 0.63,43.94,{other}"))
    assert ("<ele>" in texts(bring(mapped, raw))["tracks/halle.gpx"]) == kept


def test_what_a_map_of_umap_says_of_its_rights_is_told(mapped: Path) -> None:
    """Its licence and its title were lost."""
    tree = {**UMAP, "properties": {**UMAP.get("properties", {}), "name": "Lomagne", "licence": {
        "name": "Licence Ouverte", "url": "https://exemple.fr/lo"}}}
    assert {one.fr for one in bring(mapped, as_json(tree)).told} >= {
        "le titre de la carte : « Lomagne »",
        "les droits annoncés : Licence Ouverte https://exemple.fr/lo"}


@pytest.mark.parametrize(("value", "word"), [(True, "yes"), (False, "no")])
def test_a_truth_in_geojson_is_a_word(mapped: Path, value: bool, word: str) -> None:
    """A GIS writes true and false, and access in a wheelchair was lost in silence."""
    raw = as_json({"type": "Feature", "properties": {"nom": "Halle", "pmr": value},
                   "geometry": {"type": "Point", "coordinates": [0.6217, 43.9344]}})
    (text,) = texts(bring(mapped, raw)).values()
    assert fields(text)["wheelchair"] == word


def test_what_the_query_service_of_wikidata_gives_is_known(mapped: Path) -> None:
    """The label is the name and the item the identifier; any other item is told."""
    said = {"item": "http://www.wikidata.org/entity/Q42", "itemLabel": "Halle"}
    place = {"type": "Feature", "properties": said,
             "geometry": {"type": "Point", "coordinates": [0.6217, 43.9344]}}
    (text,) = texts(bring(mapped, as_json(place))).values()
    assert (fields(text)["name"], fields(text)["refs"]) == ("Halle", {"wikidata": "Q42"})
    assert "« item »" in left(bring(mapped, as_json(
        {**place, "properties": {**said, "item": "lot 3"}})))
