"""The fields of a place, and of what is told about it: its state, its photo, its products."""

from __future__ import annotations

import re

from parcours.diagnostics.diagnostic import Words
from parcours.format import model
from parcours.format.fields.doc import FieldDoc, Group, doc

REFS: dict[str, Words] = {
    "wikidata": Words("Wikidata (Q…)", "Wikidata (Q…)"),
    "merimee": Words("base Mérimée (PA…)", "Mérimée database (PA…)"),
    "osm": Words("OpenStreetMap (node/…, way/…)", "OpenStreetMap (node/…, way/…)"),
    "datatourisme": Words("DATAtourisme", "DATAtourisme"),
    "gtfs": Words("Arrêts des horaires (GTFS)", "Stops of timetables (GTFS)"),
}
"""The catalogues that ``refs`` is known to name; others are accepted, too."""
REF_FORMS = {
    "wikidata": re.compile(r"Q[1-9]\d{0,11}", re.ASCII),
    "merimee": re.compile(r"[A-Z]{2,3}(?:\d{7,8}|2[AB]\d{6})", re.ASCII),
    "osm": re.compile(r"(?:node|way|relation)/\d{1,15}", re.ASCII),
}
"""How their identifiers are written, where the catalogue has a form for them."""
LISTED_REFS = frozenset({"gtfs"})
"""Those of which a place may have several: a station, and the coach stop beside it."""

PLACE_FIELDS: dict[str, FieldDoc] = {
    "name": doc(
        "Nom", "Name",
        "Le nom du lieu, comme il est écrit sur place. S’il est le même dans toutes les langues, "
        "une seule fois suffit.",
        "The name of the place, as shown on site. If it is the same in every language, write it "
        "once.",
        "Musée des sciences"),
    "kind": doc("Genre", "Kind", "Ce qu’est le lieu avant tout. Il décide du dessin sur la carte.",
                 "What the place is first and foremost. It decides the symbol on the "
                 "map.", "science"),
    "commune": doc(
        "Commune", "Commune",
        "La commune du lieu, par son code INSEE (pas le code postal). C’est elle qui rattache le "
        "lieu à un territoire.",
        "The commune of the place, by its INSEE code (not the postcode). It decides which "
        "territory the place belongs to.",
        '"01004"'),
    "lat": doc(
        "Latitude", "Latitude",
        "La latitude de l’entrée, en degrés avec un point décimal. En France métropolitaine, elle "
        "va de 41 à 51.",
        "The latitude of the entrance, in degrees with a decimal point. In mainland France it goes "
        "from 41 to 51.",
        "46.20300"),
    "lon": doc(
        "Longitude", "Longitude",
        "La longitude de l’entrée, écrite de même ; à l’ouest de Greenwich, avec un signe moins. "
        "En France métropolitaine, elle va de -5 à 10.",
        "The longitude of the entrance, written the same way, with a minus sign west of Greenwich. "
        "In mainland France it goes from -5 to 10.",
        "5.21800"),
    "precision_m": doc(
        "Précision en mètres", "Precision in metres",
        "À combien de mètres près le point est juste ; 50 si rien n’est dit. Au-delà de 200, la "
        "page dit « approximatif » et ne propose pas d’itinéraire.",
        "How accurate the point is, in metres; 50 by default. Above 200 the page says "
        "'approximate' and offers no navigation.",
        "30"),
    "description": doc(
        "Description", "Description",
        "Quelques phrases, dans chaque langue : ce que l’on voit, pourquoi l’on vient. Les liens "
        "et les listes sont permis.",
        "A few sentences, in each language: what there is to see, why people come. Links and lists "
        "are allowed.",
        "{fr: Une fusée grandeur nature annonce le parc de loin., en: A full-size rocket announces "
        "the park from afar.}"),
    "opening_hours": doc(
        "Horaires", "Opening hours",
        "Les horaires dans l’écriture d’OpenStreetMap : Tu-Su 10:00-18:00 veut dire du mardi au "
        "dimanche de 10 h à 18 h, et PH off fermé les jours fériés, y compris ceux du seul "
        "département ; en Alsace et en Moselle, le Vendredi saint n’est pas sûr. Écrits en "
        "français, la vérification propose la bonne écriture.",
        "The hours as OpenStreetMap writes them: Tu-Su 10:00-18:00 means Tuesday to Sunday from "
        "10:00 to 18:00, and PH off closed on public holidays, those of the department alone "
        "included; in Alsace and Moselle, Good Friday is not sure.",
        '"Tu-Su 10:00-18:00; PH off"'),
    "always_open": doc(
        "Toujours ouvert", "Always open",
        "Écrivez yes si l’on y passe à toute heure, comme sur un pont, une place ou une rue : la "
        "page ne demande alors pas d’horaires. Écrivez no si l’on n’y entre qu’à certaines heures. "
        "Si rien n’est dit, seuls un village, un lac, un site naturel, un point de vue, une gare, "
        "un arrêt et une borne de recharge sont toujours ouverts.",
        "Write yes if people can go there at any hour, as with a bridge, a square or a street: the "
        "page then asks for no hours. Write no if they can only get in at certain hours. If left "
        "out, only villages, lakes, natural sites, viewpoints, stations, bus stops and charging "
        "points count as always open.",
        "yes"),
    "address": doc("Adresse", "Address", "L’adresse postale, sur une ligne.",
                    "The postal address, on one line.", "3 rue du Four, 01230 Villeneuve"),
    "phone": doc(
        "Téléphone", "Telephone",
        "Le numéro à composer. Demandez l’accord de la personne s’il s’agit du sien.",
        "The number to dial. If it is a person’s own, ask for their consent.",
        '"+33 5 61 00 00 00"'),
    "email": doc("Courriel", "E-mail", "L’adresse électronique du lieu.",
                  "The e-mail address of the place.", "contact@exemple.fr"),
    "website": doc("Site internet", "Website",
                    "L’adresse du site du lieu ; elle commence par https://.",
                    "The address of the place’s website; it begins with https://.",
                    "https://exemple.fr/musee"),
    "price": doc(
        "Tarif", "Price", "Le tarif en quelques mots, ou « gratuit ».",
        "The price in a few words, or 'free'.",
        "{fr: '6 €, gratuit le dimanche', en: '€6, free on Sundays'}"),
    "duration": doc(
        "Durée de visite", "Length of visit",
        "Le temps qu’il faut d’ordinaire pour la visite : 45min, 1h30, 3h. Une étape peut dire "
        "autre chose.",
        "How long a visit usually takes: 45min, 1h30, 3h. A stop may say otherwise.",
        "3h"),
    "wheelchair": doc(
        "Accès en fauteuil", "Wheelchair access",
        "Si une personne en fauteuil roulant peut visiter. Ne dites rien si vous ne l’avez pas "
        "vérifié.",
        "Whether a person in a wheelchair can visit. Leave it out if you have not verified it.",
        "limited"),
    "services": doc("Sur place", "On site", "Ce que le visiteur trouve sur place.",
                     "What visitors find on site.", "[toilets, drinking-water]"),
    "labels": doc(
        "Labels", "Labels", "Les labels officiels du lieu, en toutes lettres.",
        "The official labels of the place, in full.",
        "[Musée de France, {fr: Jardin remarquable, en: Remarkable garden}]"),
    "products": doc(
        "Produits", "Products", "Ce que vend un marché ou un producteur, avec les mois.",
        "What a market or a producer sells, and in which months.",
        "\n- {name: {fr: ail blanc, en: white garlic}, months: [7, 8]}"),
    "twin": doc(
        "Lieu jumeau", "Twin place",
        "Le lieu de l’autre territoire qui lui répond, par le nom de son fichier sans « .yml ».",
        "The place in the other territory that answers it, by the name of its file without '.yml'.",
        "ferme-du-haut"),
    "question": doc(
        "Question aux jumeaux", "Question for the twins",
        "Une question que ce lieu pose et à laquelle son jumeau répond ; elle paraît sur une carte "
        "avec les deux lieux. Une question, pas un fait.",
        "A question that this place asks and that its twin answers; it appears on a card with both "
        "places. A question, not a fact.",
        "{fr: Que voit-on du ciel d’ici ?, en: What can one see of the sky from here?}"),
    "supplies": doc(
        "Fournit", "Supplies",
        "Les lieux qui vendent ce que ce producteur fait, par le nom de leur fichier.",
        "The places that sell what this producer makes, by the name of their file.",
        "[marche-couvert]"),
    "refs": doc(
        "Références", "References",
        "Les identifiants du lieu dans d’autres catalogues : wikidata, merimee, osm, "
        "datatourisme ; sous gtfs, la liste des arrêts ou des gares qui le desservent, tels que "
        "« parcours timetable » les propose. Les horaires ne se prouvent qu’entre des arrêts que "
        "l’on nomme ici.",
        "The identifiers of the place in other catalogues: wikidata, merimee, osm, datatourisme; "
        "under gtfs, the list of the stops or stations that serve it, as 'parcours timetable' "
        "suggests them. Timetables are proved only between stops named here.",
        '{wikidata: Q12345, gtfs: ["StopArea:OCE87611004"]}'),
    "sources": doc("Sources", "Sources",
                    "Les pages où vous avez vérifié ce qui est écrit ; elles commencent par "
                    "https://.",
                    "The pages where you verified what is written; they begin with https://.",
                    "[https://exemple.fr/musee]"),
    "verified_on": doc(
        "Vérifié le", "Verified on",
        "Le jour où vous avez vérifié ces renseignements, tous sauf ceux que nomme « told ». Passé "
        "un an, la vérification demande de les revoir. Sans ce jour, rien n’est vérifié.",
        "The day you verified this information, except for the fields that 'told' names. After a "
        "year, the check asks you to look again. Without this date, nothing is verified.",
        "2026-11-22"),
    "told": doc(
        "Dit, non vérifié", "Told, not verified",
        "Les champs de cette fiche que « verified_on » ne couvre pas : un site ou un office le "
        "dit, mais sa page est sans date ou a plus de deux ans, et personne ne l’a vérifié. Le "
        "reste de la fiche est vérifié. Sans « verified_on », rien ne l’est : liste inutile.",
        "The fields of this file that 'verified_on' does not cover: a website or an office says "
        "so, but its page is undated or over two years old, and nobody has verified it. The rest "
        "of the file is verified. Without 'verified_on' nothing is, and this list is not needed.",
        "[opening_hours, price]"),
    "status": doc("État", "Status",
                   "Une fermeture, des travaux ou une réouverture, avec leurs dates.",
                   "A closure, works or a reopening, with their dates.",
                   "{state: works, to: 2027-03-31}"),
    "photo": doc("Photo", "Photo", "Une photo du lieu, avec son auteur et sa licence.",
                  "A photo of the place, with its author and its licence.",
                  "{file: media/x.jpg, alt: {fr: La halle, en: The hall}, credit: Jeanne Dupuy, "
                  "licence: CC-BY-SA-4.0}"),
}
"""The fields of a place, wherever it is described."""

RENAMED = doc(
    "Anciens noms", "Former names",
    "Les noms que ce fichier portait avant, sans « .yml ». Qui suit un ancien lien arrive alors "
    "sur la page d’aujourd’hui.",
    "The names this file had before, without '.yml'. Anyone who follows an old link then reaches "
    "the current page.",
    "[ancien-nom]")

PLACE = Group(
    model.Place, "lieu",
    Words("Le lieu", "The place"),
    Words("Cinq lignes suffisent pour commencer : le nom, le genre, la commune et les deux "
          "coordonnées. Un clic droit sur une carte en ligne donne les coordonnées.",
          "Five lines are enough to begin with: the name, the kind, the commune and the two "
          "coordinates. A right click on an online map gives the coordinates."),
    {**PLACE_FIELDS, "renamed_from": RENAMED})

STATUS = Group(
    model.Status, "etat",
    Words("L’état", "The status"),
    Words("Sous « status », dans un lieu ou dans un parcours. Sans date de début, il vaut déjà ; "
          "sans date de fin, jusqu’à nouvel ordre.",
          "Under 'status', in a place or in a route. Without a first day it applies already; "
          "without a last day, until further notice."), {
    "state": doc("État", "State", "Ouvert, fermé ou en travaux.", "Open, closed or works.",
                  "closed"),
    "from": doc("Du", "From", "Le premier jour : année, mois, jour. Avec « open » et sans « to », "
                "le site dit fermé jusque-là.",
                 "The first day: year, month, day. With 'open' and without 'to', the site says "
                 "closed until then.", "2027-01-10"),
    "to": doc("Au", "To", "Le dernier jour, compris.", "The last day, included.", "2027-02-01"),
    "cause": doc("Cause", "Cause", "Pourquoi, en quelques mots.", "Why, in a few words.",
                  "{fr: crue de la Save, en: flood of the Save}"),
    "note": doc("Note", "Note", "Ce que le visiteur doit savoir, en une phrase.",
                 "What the visitor should know, in one sentence.",
                 "{fr: Le jardin reste ouvert., en: The garden stays open.}"),
    "observed_on": doc("Constaté le", "Observed on", "Le jour où quelqu’un l’a constaté.",
                        "The day somebody saw it.", "2027-01-08"),
})

PHOTO = Group(
    model.Photo, "photo",
    Words("La photo", "The photo"),
    Words("Sous « photo ». Le fichier, en JPEG, PNG ou WebP, va dans itineraries/media ; l’auteur "
          "et la licence sont exigés pour la publier. Le site en fait des copies légères, où rien "
          "ne dit plus où et avec quel appareil elle a été prise.",
          "Under 'photo'. The file, a JPEG, PNG or WebP, goes into itineraries/media; it is "
          "published only with its author and its licence. The site makes lighter copies, stripped "
          "of any trace of where it was taken and with which camera."), {
    "file": doc("Fichier", "File", "Le fichier, dans le dossier media.",
                 "The file, in the folder media.", "media/x.jpg"),
    "alt": doc(
        "Ce que montre la photo", "What the photo shows",
        "Ce que l’on voit, dans chaque langue, pour qui ne voit pas l’image.",
        "What it shows, in each language, for those who cannot see the picture.",
        "{fr: Des carrés de sauge bleue, en: Squares of blue sage}"),
    "credit": doc("Auteur", "Author", "La personne qui a pris la photo.",
                   "The person who took the photo.", "Jeanne Dupuy"),
    "licence": doc("Licence", "Licence",
                    "La licence sous laquelle vous avez le droit de la publier : CC-BY-SA-4.0, "
                    "CC0-1.0 et etalab-2.0, par exemple, mènent à la page qui l’explique.",
                    "The licence under which you may publish it: CC-BY-SA-4.0, CC0-1.0 and "
                    "etalab-2.0, for example, lead to the page that explains it.",
                    "CC-BY-SA-4.0"),
    "expires": doc(
        "Fin des droits", "Rights end",
        "Le dernier jour où vous avez le droit de la montrer ; ensuite elle disparaît de la page.",
        "The last day you may show it; after that it disappears from the page.",
        "2028-01-01"),
})

PRODUCT = Group(
    model.Product, "produit",
    Words("Un produit", "A product"),
    Words("Chaque produit est un élément de « products » et commence par un tiret.",
          "Each product is an item of 'products' and begins with a hyphen."), {
    "name": doc("Nom", "Name", "Le nom du produit, dans chaque langue.",
                 "The name of the product, in each language.",
                 "{fr: ail blanc, en: white garlic}"),
    "months": doc("Mois", "Months", "Les mois où on le trouve, en chiffres, de 1 à 12.",
                   "The months when it is available, as numbers from 1 to 12.", "[7, 8]"),
})

GROUPS = (PLACE, STATUS, PHOTO, PRODUCT)
