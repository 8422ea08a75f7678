"""The columns of the tables that administrators keep beside the YAML files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from parcours.diagnostics.diagnostic import Words
from parcours.format.choices import ServiceKind


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds, and a cell as one types it."""

    label: Words
    text: Words
    example: str
    required: bool = False
    words: type[StrEnum] | None = None
    """The list from which its cells are taken."""


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of CSV file."""

    schema: str
    """The name of its schema: ``services`` for ``schema/services.table.json``."""
    path: str
    title: Words
    intro: Words
    columns: Mapping[str, Column]
    """By the word in the first line of the file."""
    example: str = ""
    """The file in short, where it is no table."""


def _column(label: tuple[str, str], text: tuple[str, str], example: str, *,
            required: bool = False, words: type[StrEnum] | None = None) -> Column:
    return Column(Words(*label), Words(*text), example, required, words)


SERVICES = Table(
    "services", "itineraries/services/*.csv",
    Words("Des services", "Services"),
    Words("Un fichier par source, avec une seule licence par fichier : ce qui se partage à "
          "l’identique, comme l’ODbL, reste ainsi à part. La première ligne nomme les colonnes. "
          "Sur la page d’un parcours, ce qui est à deux pas d’une étape est dit avec sa distance à "
          "vol d’oiseau, sa source et sa date.",
          "One file per source, with one licence per file, so that share-alike data, such as ODbL "
          "data, stay apart. The first line names the columns. A route’s page shows what is close "
          "to a stop, with its distance as the crow flies, its source and its date."),
    {
        "kind": _column(
            ("Genre", "Kind"), ("Ce que l’on y trouve.", "What is there."), "bus-stop",
            required=True, words=ServiceKind),
        "name": _column(
            ("Nom", "Name"),
            ("Le nom, s’il y en a un. S’il change d’une langue à l’autre, ce sont deux colonnes, "
             "name_fr et name_en.",
             "The name, if there is one. If it differs between languages, use two columns, name_fr "
             "and name_en."), "Place de la Halle"),
        "lat": _column(("Latitude", "Latitude"),
                       ("En degrés, avec un point décimal.", "In degrees, with a decimal point."),
                       "43.63500", required=True),
        "lon": _column(("Longitude", "Longitude"),
                       ("En degrés, avec un point décimal.", "In degrees, with a decimal point."),
                       "0.87600", required=True),
        "lines": _column(
            ("Lignes", "Lines"), ("Pour un arrêt : les lignes, séparées par des espaces.",
                                  "For a stop: its lines, separated by spaces."), "A B 14"),
        "note": _column(
            ("Note", "Note"),
            ("Ce qu’il faut savoir, en quelques mots ; note_fr et note_en si elle est traduite.",
             "What visitors should know, in a few words; note_fr and note_en if it is translated."),
            "abri et banc"),
        "source": _column(("Source", "Source"), ("Qui le dit.", "Who says so."),
                          "Mairie d’Exemple", required=True),
        "date": _column(
            ("Date", "Date"),
            ("Le jour où la source le disait : année, mois, jour.",
             "The day the source said so: year, month, day."), "2026-05-20",
            required=True),
        "licence": _column(
            ("Licence", "Licence"),
            ("La licence de la source, la même dans tout le fichier.",
             "The licence of the source, the same in the whole file."), "etalab-2.0",
            required=True),
    })

COMMUNES = Table(
    "communes", "itineraries/communes.csv",
    Words("Les communes", "Communes"),
    Words("Une ligne par commune, et chaque commune d’un seul territoire : c’est elle qui dit de "
          "quel côté est un lieu. La première ligne nomme les colonnes, dans n’importe quel "
          "ordre ; la virgule les sépare.",
          "One row per commune, each in one territory only: it decides which side a place is on. "
          "The first line names the columns, in any order; commas separate them."),
    {
        "code": _column(
            ("Code INSEE", "INSEE code"),
            ("Cinq signes, le zéro du début compris. Ce n’est pas le code postal.",
             "Five characters, including any leading zero. It is not the postcode."), "01004",
            required=True),
        "name": _column(("Nom", "Name"),
                        ("Le nom officiel de la commune.", "The official name of the commune."),
                        "Bourg-le-Haut", required=True),
        "territory": _column(
            ("Territoire", "Territory"),
            ("Le territoire dont elle est membre, par son nom sous « territories » dans "
             "territories.yml.",
             "The territory it belongs to, by its name under territories in "
             "territories.yml."), "le-pays", required=True),
        "lat": _column(
            ("Latitude", "Latitude"),
            ("D’un point dans la commune, en degrés, avec un point décimal.",
             "Of a point within the commune, in degrees, with a decimal point."), "46.20300",
            required=True),
        "lon": _column(
            ("Longitude", "Longitude"),
            ("Du même point.", "Of the same point."), "5.21800", required=True),
        "area_km2": _column(
            ("Surface", "Area"),
            ("En kilomètres carrés. Elle dit jusqu’où un lieu de la commune peut être de ce "
             "point ; sans elle, la vérification compte comme pour douze.",
             "In square kilometres. It tells how far from that point a place in the commune can "
             "be; without it, the check assumes twelve."), "35.4"),
        "postcodes": _column(
            ("Codes postaux", "Postcodes"),
            ("Séparés par une espace. Grâce à eux, la vérification reconnaît un code postal mis à "
             "la place du code INSEE, et la recherche du site trouve les parcours et les lieux de "
             "la commune.",
             "Separated by spaces. They let the check recognise a postcode written in place of the "
             "INSEE code, and the search of the site finds the routes and places of the "
             "commune."), "01230 01231"),
    })

OUTLINES = Table(
    "outlines", "itineraries/outlines.geojson",
    Words("Les contours", "The outlines"),
    Words("Un fichier GeoJSON facultatif, à côté de communes.csv : où finissent les communes et "
          "les territoires. Avec les communes, la vérification dit quel lieu est hors de la "
          "sienne. Avec les territoires, les cartes, les couvertures et les données montrent leur "
          "vrai contour, et disent sa source ; sans eux, une forme dite schématique. « parcours "
          "outlines » fait les territoires à partir des communes. Les positions sont en degrés "
          "WGS84, la longitude d’abord.",
          "An optional GeoJSON file beside communes.csv: where communes and territories end. With "
          "the communes, the check reports any place outside its own. With the territories, maps, "
          "covers and data show their true outline and its source; without them, a shape labelled "
          "as schematic. 'parcours outlines' makes the territories from the communes. Positions "
          "are in WGS84 degrees, longitude first."),
    {
        "source": _column(
            ("Source", "Source"),
            ("Au début du fichier : qui publie les contours. Obligatoire avec un territoire ; "
             "celui qui vient d’ailleurs dit la sienne dans ses « properties », et de même pour "
             "les trois suivantes.",
             "At the beginning of the file: who publishes the outlines. Required with a "
             "territory; one that comes from elsewhere says its own in its \"properties\", and "
             "so with the three below."),
            "IGN, Admin Express COG"),
        "date": _column(
            ("Date", "Date"),
            ("L’édition : une année, ou un jour. Obligatoire avec un territoire.",
             "The edition: a year, or a day. Required with a territory."), "2025"),
        "licence": _column(
            ("Licence", "Licence"),
            ("Celle de la source. Obligatoire avec un territoire.",
             "That of the source. Required with a territory."), "etalab-2.0"),
        "tolerance_m": _column(
            ("Tolérance", "Tolerance"),
            ("À combien de mètres près les contours sont justes ; 300 si le fichier n’en dit rien. "
             "Un point qui dépasse de moins que cela n’est pas dit dehors.",
             "How accurate the outlines are, in metres; 300 if the file does not say. A point that "
             "strays by less is not reported as outside."), "100"),
        "territory": _column(
            ("Territoire", "Territory"),
            ("Dans « properties » : l’identifiant du territoire, comme dans territories.yml. Son "
             "contour est un Polygon ou un MultiPolygon fermé, qui ne se coupe pas, de 1 000 "
             "points au plus.",
             "In \"properties\": the id of the territory, as in territories.yml. Its outline is a "
             "closed Polygon or MultiPolygon that does not cross itself, with 1,000 points at "
             "most."),
            "notre-pays"),
        "code": _column(
            ("Commune", "Commune"),
            ("Dans « properties » : le code INSEE de la commune.",
             "In \"properties\": the INSEE code of the commune."), "32013"),
    }, """\
{"type": "FeatureCollection",
 "source": "IGN, Admin Express COG", "date": "2025", "licence": "etalab-2.0", "tolerance_m": 100,
 "features": [
  {"type": "Feature", "properties": {"territory": "notre-pays"},
   "geometry": {"type": "Polygon", "coordinates": [
     [[0.6, 43.8], [0.9, 43.8], [0.8, 44.0], [0.6, 43.8]]]}}
 ]}""")

TABLES = (SERVICES, COMMUNES)
"""Every kind of table."""
TOLD = (*TABLES, OUTLINES)
"""Every file beside the YAML ones, in the order of the reference pages."""
