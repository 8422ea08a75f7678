"""What the heading of a column means: ours in French and English, and those of known data sets."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from parcours.importers import projection
from parcours.importers.projection import Projection
from parcours.suggest.likely import slug_of

_SYNONYMS = """
    name: nom name lieu place intitule titre title libelle appellation toponyme nom-usuel nom-offre
        nom-de-l-offre nom-du-lieu nom-du-poi nom-poi nom-site nom-du-site nom-etablissement
        nom-de-l-etablissement nom-structure nom-de-la-structure nom-equipement nom-commercial
        nom-de-l-equipement nom-du-monument nom-du-musee nom-monument nom-complet nom-entreprise
        nom-de-l-entreprise nom-de-l-exploitation nom-objet nom-fiche nom-prestataire
        nom-de-la-ferme nom-du-producteur nom-officiel nom-officiel-du-musee site-name display-name
        designation appellation-courante tico titre-courant titre-editorial-de-la-notice
        syndic-object-name nom-station nom-du-marche nom-marche nom-du-jardin nom-jardin nom-gare
        nom-de-la-gare nom-arret nom-hebergement nom-de-l-hebergement nom-du-restaurant nom-du-gite
        item-label
    second-name: raison-sociale denomination denomination-sociale denomination-usuelle enseigne
        denomination-de-l-etablissement raison-sociale-enseigne societe nom-enseigne
        nom-de-l-enseigne
    kind: type kind categorie category genre nature sous-type famille type-offre type-d-offre
        type-de-lieu type-lieu type-de-site type-d-etablissement categories-de-poi activite
        categorie-de-lieu rubrique tourism amenity historic object-type-name
        type-equipement-ou-lieu type-d-equipement
    town: commune ville city town municipality localite nom-commune nom-de-la-commune nom-com
        libelle-commune com-nom nom-ville commune-nom ville-nom libgeo
        addr-city contact-city libelle-geographique
    insee: insee code-insee codeinsee code-commune commune-insee insee-com code-insee-commune
        com-insee code-commune-insee codgeo depcom insee-commune code-insee-de-la-commune
        citycode code-com ref-insee
    postcode: cp code-postal codepostal postcode zip postal-code zipcode cod-postal code-post
        addr-postcode contact-postcode
    postcode-town: code-postal-et-commune cp-ville cp-commune
    lat: lat latitude
    lon: lon lng long longitude
    x: x coordx coord-x xcoord lambert-x coordonnee-x coordonnees-x
    y: y coordy coord-y ycoord lambert-y coordonnee-y coordonnees-y
    point: coordonnees coordonnees-gps coordonnees-geographiques gps geo-point geo-point-2d position
        point-gps coord-gps latitude-longitude lat-lon latlon lat-lng latlng lat-long
        latitude-et-longitude geoloc geolocalisation
        localisation-gps geopoint coord coords point-geo geom wkt the-geom geometry geometrie
        the-geom-wkt geom-wkt position-geographique coordonnees-geo coordonnees-au-format-wgs84
    turned-point: lon-lat longitude-latitude longitude-et-latitude lonlat long-lat lng-lat x-y xy
        coordonneesxy coordonnees-xy
    crs: crs epsg srid projection systeme-de-coordonnees referentiel systeme
    hours: horaires horaire heures ouverture ouvertures horaires-d-ouverture opening-hours hours
        heures-d-ouverture horaires-ouverture jours-et-horaires jours-horaires
        horaires-et-jours-d-ouverture jours-et-heures-d-ouverture jours-et-heures
        jours-heures-d-ouverture jours-et-horaires-d-ouverture
    season: periode periodes periode-d-ouverture periodes-d-ouverture saison saison-d-ouverture
        dates-d-ouverture mois-d-ouverture season opening-period
    begins: date-ouverture date-d-ouverture date-debut date-de-debut debut-saison ouvert-du
        ouverture-du
    ends: date-fermeture date-de-fermeture date-fin date-de-fin fin-saison ouvert-au ouverture-au
    holidays: jours-feries jour-ferie feries ferie public-holidays
    status: statut etat status ouvert actif publie en-activite
    opens: ouvre heure-d-ouverture heure-ouverture ouvre-a opens opening-time debut-ouverture
        heure-debut h-ouverture
    closes: ferme heure-de-fermeture heure-fermeture ferme-a closes closing-time fin-ouverture
        heure-fin h-fermeture
    open-days: jours jours-d-ouverture jours-ouverture jour jour-d-ouverture days opening-days
    closed-days: jours-de-fermeture jour-de-fermeture fermeture fermetures fermeture-hebdomadaire
    address: adresse address adresse-postale rue adresse-complete adresse1 adresse-1 adresse-ligne-1
        adresse-ligne1 street adr adresse-station adresse-du-lieu
    house: addr-housenumber numero num num-voie numero-voie numero-de-voie n-voie
    street: addr-street voie nom-voie nom-de-la-voie libelle-voie
    hamlet: lieu-dit lieudit complement-d-adresse adresse2 adresse-2 adresse-ligne-2
        adresse-ligne2 hameau
    phone: telephone tel phone portable numero-de-telephone tel-fixe mobile n-de-telephone
        telephone-fixe telephone-portable telephone-mobile tel-portable tel-mobile telephone-1 tel-1
        contact-phone
    email: courriel email mail e-mail mel adresse-mail adresse-electronique adresse-mel
        adresse-email contact-email
    website: site website url site-web site-internet web lien adresse-web page-web siteweb
        site-internet-url lien-web www contact-website
    description: description desc descriptif presentation texte commentaire descriptif-court
        resume texte-de-presentation descriptif-commercial item-description
    price: prix tarif tarifs price tarification tarifs-en-clair tarif-en-clair
    wheelchair: accessibilite accessibilite-pmr acces-pmr pmr wheelchair handicap fauteuil
        accessible-pmr accessibilite-handicap acces-handicape accessible handicap-moteur
        accessibilite-fauteuil accessible-fauteuil mobilite-reduite acces-handicapes
    updated: date-de-mise-a-jour mise-a-jour date-maj updated modifie-le date-de-modification maj
        date-modification derniere-mise-a-jour maj-le mis-a-jour-le mise-a-jour-le updated-at
    verified: verifie-le verifie verified verified-on date-de-verification controle-le valide-le
        date-verification derniere-verification verif date-de-verif date-verif derniere-verif
    publisher: producteur publisher source-des-donnees createur-de-la-donnee
    licence: licence license
    page: uri-id-du-poi
    monday: lundi monday horaires-lundi lun horaires-du-lundi
    tuesday: mardi tuesday horaires-mardi horaires-du-mardi
    wednesday: mercredi wednesday horaires-mercredi mer horaires-du-mercredi
    thursday: jeudi thursday horaires-jeudi jeu horaires-du-jeudi
    friday: vendredi friday horaires-vendredi ven horaires-du-vendredi
    saturday: samedi saturday horaires-samedi sam horaires-du-samedi
    sunday: dimanche sunday horaires-dimanche dim horaires-du-dimanche
"""
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FIELDS: dict[str, str] = {}
for _row in re.split(r"\n(?=    [a-z])", _SYNONYMS.strip("\n")):
    _field, _, _names = _row.strip().partition(":")
    _FIELDS.update(dict.fromkeys(_names.split(), _field))
_HALVES = (("am", "matin", "matinee", "am", "morning"),
           ("pm", "apres-midi", "aprem", "ap-midi", "pm", "afternoon", "soir"))
for _field in WEEK:
    for _half, *_said in _HALVES:
        _FIELDS.update({f"{_name}-{_word}": f"{_field}-{_half}" for _word in _said
                        for _name in [one for one, field in _FIELDS.items() if field == _field]})
_LOOSE = frozenset((
    "wgs84", "wgs", "84", "gps", "dd", "deg", "decimal", "decimale", "decimales", "decimaux",
    "degre", "degres", "l93", "lambert93", "lambert", "93", "2154", "rgf93", "epsg", "en", "m",
    "metres", "geo", "obligatoire", "facultatif", "optionnel", "coordonnee", "coordonnees", "du",
    "de", "la", "le", "l", "d", "lieu", "site", "poi", "offre", "etablissement", "format", "texte",
    "votre", "vos", "notre", "nos", "quel", "quelle", "quels", "quelles", "est", "sont",
    "france", "point", "gmap", "oui", "non", "o", "n", "fr2154", "cc43", "cc44", "4326"))
"""Words that say how a column is written, or of what, and leave its meaning as it is."""
_SORT_OF_OBJECT = frozenset(("@type", "::type"))
"""Overpass writes there whether an object is a node or a way, and not what kind of place it is."""
_NO_LANGUAGE = frozenset(("la", "le", "du", "dd"))
_COUNTRIES = {"gb": "en"}
"""Codes of countries that data sets write for the language spoken there, and that are of none."""
_PRICED = re.compile(r"[€$£]")
"""*Prix en €* is no price in English."""
PER_LANGUAGE = ("name", "description", "price")
_PROJECTED = re.compile(
    r"(l93|lamb93|lambert-?93|2154|rgf93)|(cc-?(?:4[2-9]|50))|(wgs-?84|4326|gps)")
_ABOUT_HOURS = frozenset((
    "horaire", "horaires", "ouverture", "ouvertures", "fermeture", "fermetures",
    "saison", "saisons", "periode", "periodes", "ete", "hiver", "feries", "vacances", "weekend",
    "hours", "opening", "closing", "season", "holidays", "winter", "summer"))


def is_of_hours(header: str) -> bool:
    """Whether a heading of which nothing is known speaks of when a place is open."""
    words = {*slug_of(header[:80]).split("-")}
    return bool(words & _ABOUT_HOURS) and not words & {"tarif", "tarifs", "prix", "price"}


class Heading(NamedTuple):
    """What a column is: a field, and the language of its texts where it says one."""

    field: str
    lang: str = ""


@lru_cache(maxsize=4096)
def field_of(header: str) -> Heading:
    """The field that a heading means; empty when it means none of ours."""
    if header.strip().lower() in _SORT_OF_OBJECT:
        return Heading("")
    apart = re.sub(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])", " ", header[:80])
    for folded in dict.fromkeys((slug_of(header[:80]), slug_of(apart))):
        if folded in _FIELDS:
            return Heading(_FIELDS[folded])
        base, _, lang = folded.rpartition("-")
        if _FIELDS.get(base) in PER_LANGUAGE and re.fullmatch("[a-z]{2}", lang) and (
                lang not in _NO_LANGUAGE and not (lang == "en" and _PRICED.search(header))):
            return Heading(_FIELDS[base], _COUNTRIES.get(lang, lang))
        parts = folded.split("-")
        bare = "-".join(part for part in parts if part not in _LOOSE)
        if bare and bare in _FIELDS:
            return Heading(_FIELDS[bare])
        joined = re.fullmatch(r"([xy])(?:l93|lamb93|lambert93|93)|(lat|lon|long)(?:wgs84|gps|dd)|"
                              r"(lat)(?:itude)?(?:n|nord)|(lon)(?:g|gitude)?(?:e|est|eo|ew)",
                              folded.replace("-", ""))
        if joined:
            return Heading(_FIELDS[next(filter(None, joined.groups()))])
    return Heading("")


def projection_of(header: str) -> Projection | None:
    """The projection that the heading of a coordinate names: ``x_l93``, ``Latitude (WGS84)``."""
    match = _PROJECTED.search(slug_of(header[:80]))
    if not match:
        return None
    return projection.named("EPSG:2154" if match[1] else "EPSG:4326" if match[3] else match[2])
