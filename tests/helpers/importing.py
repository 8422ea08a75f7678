"""Small files in the shape of those that offices have, one a format, all within the sample's
territories; made up, but for the names of communes."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]  # it carries none

from helpers.content_sample import TODAY
from parcours.content.atlas import Atlas
from parcours.importers import import_file
from parcours.importers.plan import ImportResult
from parcours.load.shared import read_shared
from parcours.source.read import Source, read_text

DEEPL = "https://api.deepl.com/v2/translate"


def opening(days: str, opens: str, closes: str, first: str, last: str,
            remark: str = "") -> dict[str, Any]:
    """One period as DATAtourisme writes it."""
    told = {"additionalInformation": {"fr": [remark]}} if remark else {}
    return {"schema:opens": f"{opens}:00", "schema:closes": f"{closes}:00",
            "schema:dayOfWeek": [{"@id": f"schema:{day}"} for day in days.split()],
            "schema:validFrom": f"{first}T00:00:00", "schema:validThrough": f"{last}T00:00:00",
            **told}


WEEK = "Tuesday Wednesday Thursday Friday Saturday Sunday"

ABBEY: dict[str, Any] = {
    "@id": "https://data.datatourisme.fr/32/0000-abbaye",
    "dc:identifier": "EXAMPLE0001",
    "@type": ["Abbey", "Church", "PlaceOfInterest", "RemarkableBuilding"],
    "rdfs:label": {"fr": ["Abbaye du Gers"], "en": ["Abbey of the Gers"]},
    "hasBeenCreatedBy": {"schema:legalName": "Office de Lectoure"},
    "lastUpdate": "2026-10-05",
    "hasContact": [{"schema:telephone": ["+33 5 62 00 00 00"],
                    "schema:email": ["abbaye@exemple.fr"],
                    "foaf:homepage": ["https://exemple.fr/abbaye"]}],
    "hasDescription": [{
        "dc:description": {"fr": ["Un cloître.\nUn jardin."], "en": ["A cloister.\nA garden."],
                           "de": ["Ein Kreuzgang."]},
        "hasTranslatedProperty": [{"dc:contributor": [DEEPL], "rdf:language": ["en"],
                                   "rdf:predicate": [{"@id": "dc:description"}]}]}],
    "hasFeature": [{"features": [{"@id": "kb:CarPark"}, {"@id": "kb:PicnicArea"}]}],
    "hasMainRepresentation": [{
        "ebucore:hasAnnotation": [{"credits": ["Jeanne Dupuy"], "ebucore:isCoveredBy": "CC-BY-4.0",
                                   "ebucore:rightsEndDate": "2028-01-01"}],
        "ebucore:hasRelatedResource": [{"ebucore:locator": ["https://exemple.fr/cloitre.jpg"]}]}],
    "offers": [{"schema:priceSpecification": [{"schema:minPrice": ["8"]}]}],
    "isLocatedAt": [{
        "schema:address": [{"schema:addressLocality": "Lectoure", "schema:postalCode": "32700",
                            "schema:streetAddress": ["1 rue du Cloître"],
                            "hasAddressCity": {"insee": "32208"}}],
        "schema:geo": {"schema:latitude": "43.934000", "schema:longitude": "0.621000"},
        "schema:openingHoursSpecification": [
            opening(WEEK, "10:00", "18:00", "2027-04-01", "2027-10-31")]}],
}

RAFT: dict[str, Any] = {"objetsTouristiques": [{
    "type": "RESTAURATION", "id": 479743,
    "nom": {"libelleFr": "La Table d'Aurélie", "libelleEn": "Aurélie's Table"},
    "gestion": {"dateModification": "2026-09-24T15:52:27.974+0000",
                "membreProprietaire": {"nom": "Office du Gers"}},
    "informations": {"moyensCommunication": [
        {"type": {"id": 201}, "coordonnees": {"fr": "05 62 00 00 00"}},
        {"type": {"id": 205}, "coordonnees": {"fr": "https://exemple.fr/table"}},
        {"type": {"id": 204}, "coordonnees": {"fr": "table@exemple.fr"}}]},
    "presentation": {"descriptifDetaille": {
        "libelleFr": "Une cuisine du marché. Réservez au 05 62 00 00 00.",
        "libelleEn": "Cooking from the market."}},
    "localisation": {
        "adresse": {"adresse1": "2 place du Marché", "codePostal": "32700",
                    "commune": {"code": "32208", "nom": "Lectoure"}},
        "geolocalisation": {"geoJson": {"coordinates": [0.6225, 43.9345]}}},
    "ouverture": {"periodesOuvertures": [{
        "type": "OUVERTURE_SAUF", "tousLesAns": True, "dateDebut": "2026-05-01",
        "dateFin": "2026-10-31", "horaireOuverture": "12:00:00", "horaireFermeture": "14:00:00",
        "ouverturesJournalieres": [{"jour": "LUNDI"}]}]},
    "descriptionTarif": {"tarifsEnClair": {"libelleFr": "Menu à 20 €", "libelleEn": "Menu at €20"}},
}]}

TREK: dict[str, Any] = {"count": 1, "results": [{
    "uuid": "9e70b294-0000", "structure": 1, "url": "https://exemple.fr/api/v2/trek/2/",
    "name": {"fr": "Boucle du moulin", "en": "Mill loop", "it": ""},
    "published": {"fr": True, "en": False, "it": False},
    "departure": {"fr": "Place du village", "en": ""}, "departure_city": "32208",
    "departure_geom": [0.621, 43.934], "arrival": {"fr": "Le moulin", "en": ""},
    "cities": ["32208"], "length_2d": 7606.3, "duration": 2.5, "practice": 3, "difficulty": 1,
    "description": {"fr": "<p>Prendre <b>à droite</b>.</p><p>Puis &agrave; gauche.</p>", "en": ""},
    "description_teaser": {"fr": "<p>Un joli point de vue.</p>", "en": ""},
    "geometry": {"type": "LineString",
                 "coordinates": [[0.621, 43.934, 150.0], [0.622, 43.935, 152.0],
                                 [0.623, 43.936, 155.5]]},
    "attachments": [{"type": "video", "url": "https://exemple.fr/v"}],
    "update_datetime": "2026-05-16T12:10:59Z"}]}

WALK: dict[str, Any] = {"type": "FeatureCollection", "features": [{
    "type": "Feature",
    "properties": {
        "id_local": "37959", "producteur": "Pays Portes de Gascogne", "contact": "rando@exemple.fr",
        "url": "https://exemple.fr/rando/", "nom_itineraire": "Sentier des lavoirs",
        "pratique": "pédestre", "communes_code": "32208", "depart": "Parking", "arrivee": "Lavoir",
        "duree": 1.5, "longueur": 2484, "difficulte": "Très facile", "balisage": "jaune",
        "instructions": "<p>Suivre le ruisseau.</p>", "presentation_courte": "Trois lavoirs.",
        "themes": "Histoire et culture,Volcans", "date_modification": "2026-03-04"},
    "geometry": {"type": "LineString", "coordinates": [[0.62, 43.93], [0.63, 43.94]]}}]}

POINTS: dict[str, Any] = {"type": "FeatureCollection", "features": [
    {"type": "Feature", "geometry": {"type": "Point", "coordinates": [0.62, 43.93]},
     "properties": {"nom": "Point de vue du Gers", "type": "belvédère", "insee": "32208",
                    "couleur": "rouge"}},
    {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": []},
     "properties": {"nom": "Un champ"}}]}

GPX = """<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">
<metadata><name>Au fil du Gers</name></metadata>
<wpt lat="43.93400" lon="0.62100"><name>Marché de la halle</name><type>market</type></wpt>
<rte><rtept lat="43.93400" lon="0.62100"><name>Marché de la halle</name></rtept>
<rtept lat="43.93600" lon="0.62500"><name>Le pont</name></rtept></rte>
<trk><name>trace</name><trkseg>
<trkpt lat="43.93400" lon="0.62100"><ele>150</ele><time>2026-05-27T10:08:47Z</time></trkpt>
<trkpt lat="43.93600" lon="0.62500"/></trkseg>
<trkseg><trkpt lat="43.93600" lon="0.62500"/><trkpt lat="43.93700" lon="0.62600"/></trkseg></trk>
</gpx>
"""

KML = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>
<Placemark><name>Fontaine Diane</name>
<description><![CDATA[<p>Une <b>fontaine</b> &amp; un <a href="https://exemple.fr/f">bassin</a>.</p>
<script>alert(1)</script>]]></description>
<ExtendedData><Data name="commune"><value>Lectoure</value></Data>
<Data name="type"><value>monument</value></Data><Data name="altitude"><value>180</value></Data>
</ExtendedData><Point><coordinates> 0.62300,43.93500,180 </coordinates></Point></Placemark>
</Folder></Document></kml>
"""

CSV = """\
Nom;Type;Commune;Code postal;Latitude;Longitude;Horaires;Téléphone;Site;Description en;Truc
Halle aux grains;marché;ST. LECTOURE;;43,9351;0,6231;du mardi au dimanche 10h-18h;0562;;A hall.;x
Moulin du Pré;monument;Lectoure;32700;43,935;0,623;Tu-Su 10:00-18:00;;https://exemple.fr/;;
Sans point;musée;Lectoure;32700;;;;;;;
Loin;musée;Paris;75001;48,85;2,35;;;;;
;musée;;;;;;;;;
"""


def workbook(rows: list[list[object]]) -> bytes:
    """An XLSX file."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def as_json(tree: object) -> bytes:
    """A tree as a file."""
    return json.dumps(tree, ensure_ascii=False).encode()


FILES: dict[str, bytes] = {
    "abbaye.json": as_json(ABBEY), "table.json": as_json(RAFT), "trek.json": as_json(TREK),
    "sentier.json": as_json(WALK), "points.geojson": as_json(POINTS), "gers.gpx": GPX.encode(),
    "fontaine.kml": KML.encode(), "lieux.csv": CSV.encode(),
    "lieux.xlsx": workbook([["Nom", "Type", "Insee", "Lat", "Lon", "Mise à jour"],
                            ["Lac bleu", "lac", 32208, 43.935, 0.623, "2026-05-01"]]),
}
"""One file a format; names say nothing that the content does not."""


def atlas_of(content: Path) -> Atlas:
    return read_shared(content, TODAY).atlas


def bring(content: Path, raw: bytes, name: str = "source.bin", **asked: Any) -> ImportResult:
    """What an import of these bytes would do."""
    path = content.parent / name
    path.write_bytes(raw)
    return import_file(path, atlas_of(content), **asked)


def texts(result: ImportResult) -> dict[str, str]:
    return {path: raw.decode() for path, raw in result.files}


def only(result: ImportResult, path: str) -> str:
    """The text of the one file that comes of an import."""
    assert list(texts(result)) == [path]
    return texts(result)[path]


def fields(text: str) -> dict[str, Any]:
    source = read_text(text, "x.yml")
    assert isinstance(source, Source)
    return source.data
