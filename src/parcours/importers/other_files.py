"""Files that hold no places and no routes, known by how they begin, each with what to do about it.
"""

from __future__ import annotations

import re

from parcours.diagnostics.diagnostic import Words
from parcours.importers import untrusted
from parcours.importers.found import BadImport

NOT_XML = Words("exportez l’itinéraire en GPX ou en KML", "export the route as GPX or KML")
_AS_TABLE = Words("enregistrez le tableau en XLSX ou en CSV", "save the table as XLSX or CSV")
_OTHER_XML: dict[str, tuple[Words, Words]] = {
    "html": (Words("c’est une page web, et non un tableau ou une carte",
                   "this is a web page, not a table or a map"),
             Words("téléchargez le fichier lui-même, ou enregistrez le tableau en XLSX ou en CSV",
                   "download the file itself, or save the table as XLSX or CSV")),
    "workbook": (Words("c’est un tableau XML d’Excel 2003", "this is an Excel 2003 XML table"),
                 _AS_TABLE),
    "trainingcenterdatabase": (Words("c’est un enregistrement TCX", "this is a TCX recording"),
                               NOT_XML),
    "osm": (Words("ce sont des données d’OpenStreetMap", "these are OpenStreetMap data"),
            Words("exportez-les en GeoJSON", "export them as GeoJSON")),
    "publicationdelivery": (
        Words("ce sont des horaires en NeTEx", "these are timetables in NeTEx"),
        Words("demandez-les en GTFS, puis lancez « parcours timetable »",
              "ask for them as GTFS, then run 'parcours timetable'")),
    "rss": (Words("c’est un flux d’actualités (RSS)", "this is a news feed (RSS)"), _AS_TABLE),
    "feed": (Words("c’est un flux d’actualités (Atom)", "this is a news feed (Atom)"), _AS_TABLE),
    "worddocument": (Words("c’est un document Word", "this is a Word document"), Words(
        "copiez son tableau dans un tableur et enregistrez-le en CSV",
        "copy its table into a spreadsheet and save it as CSV")),
    "featurecollection": (Words("c’est un fichier GML", "this is a GML file"),
                          Words("exportez-le en GeoJSON (WGS84)", "export it as GeoJSON (WGS84)")),
}
_PICTURE = (Words("c’est une image", "this is a picture"), Words(
    "rangez-la dans itineraries/media et nommez-la sous « photo » dans la fiche du lieu",
    "put it into itineraries/media and name it under 'photo' in the file of the place"))
_RECORDING = Words("exportez la trace en GPX", "export the track as GPX")
_BINARY: tuple[tuple[bytes, Words, Words], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
     Words("c’est un ancien fichier Office, ou un fichier protégé par un mot de passe",
           "this is an old Office file, or one protected by a password"),
     Words("enregistrez le tableau en .xlsx ou en CSV, sans mot de passe",
           "save the table as .xlsx or CSV, without a password")),
    (b"%PDF", Words("c’est un PDF", "this is a PDF"),
     Words("demandez le tableau ou la trace d’origine",
           "ask for the table or the track it was made from")),
    (b"SQLite format 3\x00", Words("c’est un GeoPackage ou une autre base SQLite",
                                   "this is a GeoPackage or another SQLite data base"),
     Words("exportez la couche en GeoJSON (WGS84)", "export the layer as GeoJSON (WGS84)")),
    (b"\x00\x00\x27\x0a", Words("c’est un Shapefile", "this is a Shapefile"),
     Words("exportez la couche en GeoJSON (WGS84)", "export the layer as GeoJSON (WGS84)")),
    *((mark, *_PICTURE) for mark in (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*",
                                    b"RIFF")),
    (b"\x1f\x8b", Words("ce fichier est compressé (gzip)", "this file is compressed (gzip)"),
     Words("décompressez-le d’abord", "unpack it first")),
)
_WITHIN: tuple[tuple[int, bytes, Words, Words], ...] = (
    (8, b".FIT", Words("c’est un enregistrement FIT", "this is a FIT recording"), _RECORDING),
    (4, b"ftyp", *_PICTURE),
)
"""The same, by what stands so many bytes from the start."""
_ONE_A_ROW = Words("faites-en un tableau, un lieu par ligne, en CSV ou en XLSX",
                   "make a table of it, a place a row, as CSV or XLSX")
_PLAIN: tuple[tuple[re.Pattern[str], Words, Words], ...] = (
    (re.compile(r"BEGIN:VCALENDAR", re.I), Words("c’est un agenda (iCalendar)",
                                                 "this is a calendar (iCalendar)"), _ONE_A_ROW),
    (re.compile(r"BEGIN:VCARD", re.I), Words("ce sont des fiches de contact (vCard)",
                                             "these are contact cards (vCard)"), _ONE_A_ROW),
    (re.compile(r"\{\\rtf"), Words("c’est un texte mis en forme (RTF)",
                                  "this is formatted text (RTF)"), _ONE_A_ROW),
    (re.compile(r"\$G[A-Z]{4},"), Words("c’est un enregistrement NMEA",
                                       "this is an NMEA recording"), _RECORDING),
    (re.compile(r"A[A-Z0-9]{3}[^\n]{0,60}\n(?:[^\n]{0,200}\n)?H[FO]"), Words(
        "c’est un enregistrement IGC", "this is an IGC recording"), _RECORDING),
    (re.compile(r"\"?(?:[a-z_]{1,30}\"?,\"?){0,12}(?:stop_id|trip_id|route_id|service_id)\"?(?:,|\s)"),
     Words("c’est un fichier d’horaires (GTFS)", "this is a file of timetables (GTFS)"),
     Words("gardez l’archive entière, et donnez-la à « parcours timetable »",
           "keep the whole archive, and give it to 'parcours timetable'")),
    (re.compile(r"OziExplorer"), Words("c’est un fichier d’OziExplorer",
                                       "this is an OziExplorer file"), _RECORDING),
)
"""Texts that are no table, by how they begin."""


def refuse_bytes(raw: bytes) -> None:
    """Raise `BadImport` for what is no text and no archive."""
    for mark, message, hint in _BINARY:
        if raw.startswith(mark):
            raise BadImport(message, hint)
    for place, mark, message, hint in _WITHIN:
        if raw.startswith(mark, place):
            raise BadImport(message, hint)


def refuse_text(text: str) -> None:
    """Raise `BadImport` for a text that is no table."""
    for shape, message, hint in _PLAIN:
        if shape.match(text):
            raise BadImport(message, hint)


def refuse_root(name: str, text: str) -> None:
    """Raise `BadImport` for XML of another sort, by the name of its root."""
    if name == "feed" and "ado/2007/08/dataservices" in text[:20_000]:
        raise BadImport(Words("c’est un flux OData, comme en donne Tourinsoft",
                              "this is an OData feed, such as Tourinsoft gives"),
                        Words("exportez ces fiches en CSV ou en XLSX",
                              "export these records as CSV or XLSX"))
    if name in _OTHER_XML:
        raise BadImport(*_OTHER_XML[name])


def refuse_tree(tree: object) -> None:
    """Raise `BadImport` for JSON of another sort."""
    for key, name in (("Topology", "TopoJSON"), ("spatialReference", "ArcGIS")):
        if untrusted.dig(tree, "type") == key or untrusted.dig(tree, key) is not None:
            raise BadImport(Words(f"c’est un fichier {name}", f"this is a {name} file"),
                            Words("exportez-le en GeoJSON (WGS84)",
                                  "export it as GeoJSON (WGS84)"))
    if untrusted.dig(tree, "elements") is not None and any(
            untrusted.dig(tree, sign) is not None for sign in ("osm3s", "generator")):
        raise BadImport(Words("ce sont des données d’OpenStreetMap (Overpass)",
                              "these are OpenStreetMap data (Overpass)"),
                        Words("exportez-les en GeoJSON, depuis overpass turbo",
                              "export them as GeoJSON, from overpass turbo"))
