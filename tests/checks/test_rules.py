"""Each rule between fields and files: what it lets pass, what it says, where, with what hint.

The sample is sound, so every fault below is the rule's own and nothing else is told.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from helpers.content_sample import (
    FARM_FILE,
    GARDEN,
    GARDEN_FILE,
    JPEG,
    MUSEUM_FILE,
    PNG,
    ROUTE,
    ROUTE_FILE,
    SITE,
    TERRITORIES,
    TRACK,
    another,
    check,
    edited,
    told,
    write_sample,
)
from parcours.diagnostics.diagnostic import Severity, Span

F, G, M, R = FARM_FILE, GARDEN_FILE, MUSEUM_FILE, ROUTE_FILE
T, S = "territories.yml", "site.yml"
TRACK_FILE = "tracks/vers-le-jardin.gpx"

Files = dict[str, str | bytes | None]


class Fault(NamedTuple):
    """An edit of the sample, and all that is told of it."""

    name: str
    files: Files
    code: str
    file: str
    at: tuple[int, int, int]
    """Line, column, width."""
    message: str
    hint: str
    """A part of it, in French."""
    severity: Severity = Severity.ERROR


WARNING = Severity.WARNING
VIA = edited(R, "{by: coach, minutes: 100, km: 95}",
             "{by: coach, minutes: 100, km: 95, via: [gare-matabiau, gar]}")


def along(*at: int, east: float = 0.0) -> str:
    """A track from the farm to the garden, by tenths of the way, with a point every hundredth."""
    parts = [at[0] * 10]
    for tenth in at[1:]:
        step = 1 if tenth * 10 > parts[-1] else -1
        parts += range(parts[-1] + step, tenth * 10 + step, step)
    points = "".join(f'<trkpt lat="{43.85 + 0.085 * n / 100:.5f}" '
                     f'lon="{0.66 - 0.037 * n / 100 + east:.5f}"/>' for n in parts)
    return f"<gpx><trk><trkseg>{points}</trkseg></trk></gpx>"


REVIEWED = "reviewed:\n  - {territory: toulouse-metropole, on: 2026-11-20, by: A}\n  - {territory: "
INLINE_DESCRIPTION = ("        stay: 20min\n        description: {fr: \"Voir [là]"
                      "(ftp://exemple.fr).\", en: See.}\n")
NO_MUSEUM = "".join(ROUTE.splitlines(keepends=True)[:12] + ROUTE.splitlines(keepends=True)[17:])

FAULTS = [
    # references
    Fault("a stop's place", edited(R, "- place: gare-matabiau", "- place: gare-matabio"),
          "unknown-place", R, (12, 16, 12), "aucun lieu ne s’appelle « gare-matabio »",
          "vouliez-vous dire « gare-matabiau » ?"),
    Fault("a place that a leg passes", VIA, "unknown-place", R, (22, 72, 3),
          "aucun lieu ne s’appelle « gar »", "créez le fichier places/gar.yml"),
    Fault("a twin", edited(M, "twin: jardin-des-simples", "twin: jardins-des-simples"),
          "unknown-place", M, (18, 7, 19), "aucun lieu ne s’appelle « jardins-des-simples »",
          "vouliez-vous dire « jardin-des-simples » ?"),
    Fault("what a producer supplies", edited(F, "[marche-de-la-halle]", "[epicerie-du-bourg]"),
          "unknown-place", F, (10, 12, 17), "aucun lieu ne s’appelle « epicerie-du-bourg »",
          "créez le fichier places/epicerie-du-bourg.yml"),
    Fault("a commune by its name", edited(M, '"31555"', "toulouse"), "unknown-commune", M,
          (3, 10, 8), "« toulouse » n’est le code d’aucune commune des territoires",
          'écrivez commune: "31555" (Toulouse)'),
    Fault("a postcode of an inline place", edited(
        R, 'commune: "32208"', 'commune: "32700"'), "unknown-commune", R, (30, 18, 7),
          "« 32700 » n’est le code d’aucune commune des territoires",
          "cherchez le code INSEE de la commune (cinq caractères, pas le code postal) dans "
          "itineraries/communes.csv"),
    Fault("an alliance", edited(R, "alliance: toulouse-gascogne", "alliance: toulouse-gascone"),
          "unknown-alliance", R, (3, 11, 16), "aucune alliance ne s’appelle « toulouse-gascone »",
          "vouliez-vous dire « toulouse-gascogne » ?"),
    Fault("an alliance without a name near it", edited(
        R, "alliance: toulouse-gascogne", "alliance: xyzzy"), "unknown-alliance", R, (3, 11, 5),
          "aucune alliance ne s’appelle « xyzzy »",
          "les noms connus sont : toulouse-comminges, toulouse-gascogne"),
    Fault("a territory of an alliance", edited(T, "metropole, comminges]", "metropole, cominges]"),
          "unknown-territory", T, (22, 39, 8), "aucun territoire ne s’appelle « cominges » ici",
          "vouliez-vous dire « comminges » ?"),
    Fault("a territory twice in an alliance", edited(
        T, "metropole, comminges]", "metropole, comminges, toulouse-metropole]"),
          "duplicate-key", T, (22, 50, 18), "« toulouse-metropole » est déjà dans cette alliance",
          "retirez-le : chaque territoire est d’un seul côté"),
    Fault("a domain twice in an alliance", edited(T, "[tourism, culture]", "[tourism, tourism]"),
          "duplicate-key", T, (19, 24, 7), "« tourism » est déjà dans cette alliance",
          "retirez-le : il compterait deux fois"),
    Fault("a contract signed tomorrow", edited(T, "signed: 2017-07-10", "signed: 2026-11-23"),
          "bad-value", T, (18, 13, 10), "le 23/11/2026 est dans le futur",
          "écrivez le jour de la signature, ou retirez la ligne"),
    Fault("a language twice", edited("site.yml", "[fr, en]", "[fr, en, fr]"),
          "duplicate-key", "site.yml", (1, 21, 2), "« fr » est déjà dans cette liste",
          "retirez-le"),
    Fault("a commune whose numbers are swapped", edited(
        "communes.csv", "43.94510,0.64278", "0.64278,43.94510"),
          "swapped-coordinates", "communes.csv", (6, 1, 1),
          "la latitude et la longitude de Lectoure sont inversées",
          "écrivez 43.9451 dans la colonne lat et 0.64278 dans la colonne lon"),
    Fault("a reviewer's territory", edited(
        R, "days:", f"{REVIEWED}portes-de-gascogne, on: 2026-11-20, by: B}}\n"
        "  - {territory: comminges, on: 2026-11-20, by: C}\ndays:"),
          "unknown-territory", R, (11, 17, 9), "aucun territoire ne s’appelle « comminges » ici",
          "les noms connus sont : portes-de-gascogne, toulouse-metropole"),
    # geography
    Fault("swapped numbers", edited(
        G, "lat: 43.93500\nlon: 0.62300", "lat: 0.62300\nlon: 43.93500"),
          "swapped-coordinates", G, (4, 6, 7), "la latitude et la longitude sont inversées",
          "écrivez lat: 43.935 et lon: 0.623"),
    Fault("another commune's point", edited(G, '"32208"', '"32410"'), "far-from-commune", G,
          (4, 6, 8), "ce point est à 55 km de Samatan",
          'corrigez le point, ou écrivez commune: "32208" (Lectoure)'),
    Fault("a point far from any commune", edited(G, "43.93500", "44.93500"), "far-from-commune", G,
          (4, 6, 8), "ce point est à 110 km de Lectoure",
          "corrigez lat et lon, ou la commune (Lectoure)"),
    Fault("an inline place far from its commune", edited(R, "lat: 43.93600", "lat: 42.93600"),
          "far-from-commune", R, (31, 14, 8), "ce point est à 112 km de Lectoure",
          "corrigez lat et lon, ou la commune (Lectoure)"),
    Fault("a stop outside the alliance", edited(
        R, "      - name: {fr: Table d’orientation,",
        "      - place: musee-des-marbres\n        travel: {by: car}\n"
        "      - name: {fr: Table d’orientation,"),
          "outside-territories", R, (28, 16, 17),
          "Saint-Gaudens n’est dans aucun des territoires de l’alliance",
          "les territoires sont : toulouse-metropole, portes-de-gascogne"),
    Fault("an inline place outside the alliance", edited(
        R, 'commune: "32208"\n        lat: 43.93600\n        lon: 0.62500',
        'commune: "31483"\n        lat: 43.10800\n        lon: 0.72300'),
          "outside-territories", R, (30, 18, 7),
          "Saint-Gaudens n’est dans aucun des territoires de l’alliance",
          "les territoires sont : toulouse-metropole, portes-de-gascogne"),
    Fault("a route in town only", {R: ROUTE.partition("  - title: {fr: La campagne")[0]},
          "one-sided", R, (8, 1, 4), "aucune étape n’est du côté rural",
          "ajoutez une étape côté Pays Portes de Gascogne"),
    Fault("a route in the country only", {
        R: ROUTE.partition("  - title: {fr: La ville")[0]
        + "  - title: {fr: La campagne" + ROUTE.partition("  - title: {fr: La campagne")[2]},
          "one-sided", R, (8, 1, 4), "aucune étape n’est du côté urbain",
          "ajoutez une étape côté Toulouse Métropole"),
    # opening hours
    Fault("hours in words", edited(M, '"Mo-Su 10:00-18:00; PH off"', "tous les jours 10h-18h"),
          "bad-opening-hours", M, (9, 16, 22),
          "« tous les jours 10h-18h » n’est pas un horaire au format OpenStreetMap",
          'écrivez "Mo-Su 10:00-18:00"'),
    Fault("hours of an inline place", edited(
        R, "        stay: 20min\n", "        stay: 20min\n        opening_hours: parfois\n"),
          "bad-opening-hours", R, (35, 24, 7),
          "« parfois » n’est pas un horaire au format OpenStreetMap : « parfois » (caractère 1) "
          "n’est pas compris",
          "un horaire s’écrit : les mois s’il y a lieu (Jan, Feb…), les jours (Mo Tu We Th Fr Sa "
          "Su, PH : jours fériés), les heures (HH:MM-HH:MM) ou off ; un point-virgule avant les "
          "jours suivants"),
    # former names
    Fault("a place that had the name of another", edited(
        G, "kind: garden\n", "kind: garden\nrenamed_from: [gare-matabiau]\n"),
          "name-in-use", G, (3, 16, 13),
          "le fichier itineraries/places/gare-matabiau.yml existe : cette adresse est la sienne",
          "retirez ce nom, ou supprimez l’ancien fichier s’il devait disparaître"),
    Fault("a route that had its own name", edited(
        R, "difficulty: easy\n", "difficulty: easy\nrenamed_from: [de-la-brique-au-jardin]\n"),
          "name-in-use", R, (6, 16, 22), "le fichier itineraries/de-la-brique-au-jardin.yml "
          "existe : cette adresse est la sienne",
          "retirez ce nom, ou supprimez l’ancien fichier s’il devait disparaître"),
    Fault("a stop at a place that was renamed", {**edited(
        G, "kind: garden\n", "kind: garden\nrenamed_from: [jardin-aux-plantes]\n"), **edited(
        R, "      - place: jardin-des-simples\n", "      - place: jardin-aux-plantes\n")},
          "unknown-place", R, (24, 16, 18), "le lieu « jardin-aux-plantes » a changé de nom",
          "écrivez jardin-des-simples"),
    Fault("a featured route that nobody wrote", edited(
        S, "tiles: ign\n",
        "tiles: ign\nfeatured: [de-la-brique-au-jardin, de-la-brik-au-jardin]\n"),
          "unknown-featured", S, (3, 36, 20),
          "aucun parcours ne s’appelle « de-la-brik-au-jardin » : l’accueil en montre un autre",
          "vouliez-vous dire « de-la-brique-au-jardin » ?", WARNING),
    Fault("a featured route like nothing there", edited(
        S, "tiles: ign\n", "tiles: ign\nfeatured: [site]\n"), "unknown-featured", S, (3, 12, 4),
          "aucun parcours ne s’appelle « site » : l’accueil en montre un autre",
          "écrivez le nom d’un fichier de itineraries/, sans .yml, ou retirez la ligne", WARNING),
    Fault("a featured route under its former name", {**edited(
        R, "difficulty: easy\n", "difficulty: easy\nrenamed_from: [de-la-brique]\n"), **edited(
        S, "tiles: ign\n", "tiles: ign\nfeatured: [de-la-brique]\n")},
          "unknown-featured", S, (3, 12, 12), "« de-la-brique » a changé de nom",
          "écrivez de-la-brique-au-jardin", WARNING),
    Fault("a colour on which white cannot be read", edited(
        S, "tiles: ign\n", 'tiles: ign\ncolours: {urban: "#7fb3d5", rural: "#f0bf3c"}\n'),
          "low-contrast", S, (3, 18, 9),
          "le blanc ne se lit pas sur « #7fb3d5 » : contraste de 2,3, il en faut 4,5",
          'écrivez "#'),
    Fault("a colour without its hash", edited(
        S, "tiles: ign\n", 'tiles: ign\ncolours: {urban: "1F6F8B"}\n'), "bad-value", S, (3, 18, 8),
          "« 1F6F8B » n’est pas une couleur", 'écrivez "#1f6f8b"'),
    # files
    Fault("a photo that is not there", {"media/jardin.jpg": None, "media/Jardin.JPG": JPEG},
          "missing-file", G, (8, 9, 16), "le fichier itineraries/media/jardin.jpg n’existe pas",
          "vouliez-vous dire « media/Jardin.JPG » ?"),
    Fault("a photo that is none", {"media/jardin.jpg": b"<svg onload='x'/>"}, "bad-value", G,
          (8, 9, 16), "ce fichier n’est pas une photo JPEG, PNG ou WebP",
          "enregistrez la photo en JPEG"),
    Fault("a photo too large", {"media/jardin.jpg": JPEG + bytes(15 * 1024 * 1024)}, "too-large",
          G, (8, 9, 16), "cette photo pèse plus de 15 Mio",
          "réduisez-la : 2000 pixels de large suffisent"),
    Fault("a photo without its author", edited(G, "  credit: Jeanne Dupuy\n", ""),
          "missing-credit", G, (7, 1, 5), "l’auteur de la photo n’est pas indiqué",
          "ajoutez credit: …"),
    Fault("a photo without its licence", edited(G, "  licence: CC-BY-SA-4.0\n", ""),
          "missing-credit", G, (7, 1, 5), "la licence de la photo n’est pas indiquée",
          "ajoutez licence: …"),
    Fault("a photo past its rights", edited(G, "2028-01-01", "2026-11-21"), "expired-photo", G,
          (12, 12, 10),
          "les droits de cette photo ont pris fin le 21/11/2026 : elle n’est plus publiée",
          "renouvelez les droits, ou retirez la photo", WARNING),
    Fault("a track that is not there", edited(R, "vers-le-jardin.gpx", "vers-le-jardins.gpx"),
          "missing-file", R, (25, 48, 26),
          "le fichier itineraries/tracks/vers-le-jardins.gpx n’existe pas",
          "vouliez-vous dire « tracks/vers-le-jardin.gpx » ?"),
    Fault("a track of one point", {TRACK_FILE: "<gpx><trk><trkseg><trkpt lat='43' lon='1'/>"
                                   "</trkseg></trk></gpx>"},
          "bad-track", R, (25, 48, 25), "cette trace contient moins de deux points",
          "exportez-la de nouveau en GPX"),
    Fault("a track that is KML", {TRACK_FILE: "<kml></kml>"}, "bad-track", R, (25, 48, 25),
          "c’est un KML, et non un GPX", "parcours import"),
    Fault("a track with its degrees exchanged", {TRACK_FILE: re.sub(
        r'lat="([^"]+)" lon="([^"]+)"', r'lat="\2" lon="\1"', TRACK)}, "bad-track", R, (25, 48, 25),
          "latitude et longitude sont échangées dans cette trace", "parcours import"),
    Fault("a track that is no GPX", {TRACK_FILE: "<osm></osm>"}, "bad-track", R, (25, 48, 25),
          "ce fichier n’est pas un GPX lisible", "exportez-le de nouveau en GPX"),
    Fault("a list of stops instead of a track", {
        TRACK_FILE: TRACK.replace("trkpt", "rtept").replace("<trk><trkseg>", "<rte>").replace(
            "</trkseg></trk>", "</rte>")},
          "bad-track", R, (25, 48, 25),
          "ce GPX ne donne que des étapes (rte), et non le chemin de l’une à l’autre (trk)",
          "exportez la trace elle-même, ou dessinez-la dans votre outil de cartes"),
    Fault("a track that begins elsewhere", {TRACK_FILE: TRACK.replace("43.85000", "43.80000")},
          "bad-track", R, (25, 48, 25), "cette trace part à 5,6 km de son étape",
          "vérifiez que c’est la bonne trace, d’une étape à l’autre"),
    Fault("a track that ends elsewhere", {TRACK_FILE: TRACK.replace("43.93500", "43.80000")},
          "bad-track", R, (25, 48, 25), "cette trace finit à 15 km de son étape",
          "vérifiez que c’est la bonne trace, d’une étape à l’autre"),
    Fault("a track that runs backwards", {TRACK_FILE: along(10, 0)}, "bad-track", R, (25, 48, 25),
          "cette trace va dans l’autre sens : elle part de l’étape d’arrivée", "inversez-la"),
    Fault("a track that covers a fifth", {TRACK_FILE: along(0, 2)}, "bad-track", R, (25, 48, 25),
          "cette trace finit à 7,9 km de son étape", "vérifiez que c’est la bonne trace"),
    Fault("a track that lies beside", {TRACK_FILE: along(0, 10, east=0.0187)}, "bad-track", R,
          (25, 48, 25), "cette trace part à 1,5 km de son étape", "vérifiez"),
    Fault("a track that begins and ends at the start", {TRACK_FILE: along(0, 4, 0)}, "bad-track", R,
          (25, 48, 25), "cette trace finit à 9,9 km de son étape", "vérifiez"),
    Fault("two tracks from one spot", {TRACK_FILE: along(0, 10).replace(
        "<gpx>", "<gpx>" + along(0, 1, 0).removeprefix("<gpx>").removesuffix("</gpx>").replace(
            "<trk>", "<trk><name>Petite boucle</name>"))},
          "patchy-track", R, (25, 48, 25),
          "ce fichier contient 2 traces qui partent du même point (« Petite boucle ») : mises bout "
          "à bout, elles font 12 km", "ne gardez que celle de ce trajet", WARNING),
    Fault("a track of two ends", {TRACK_FILE: along(0, 1).replace(
        "</trkseg>", "</trkseg>" + along(8, 10).partition("<trk>")[2].partition("</trk>")[0])},
          "bad-track", R, (25, 48, 25),
          "il manque 6,9 km à cette trace, qui en a 3,0 : 6,9 km sans tracé après le point 11 "
          "(43.85850, 0.65630)", "complétez la trace"),
    Fault("a track with a hole", {TRACK_FILE: along(0, 5).replace(
        "</trkseg>", "</trkseg>" + along(6, 10).partition("<trk>")[2].partition("</trk>")[0])},
          "patchy-track", R, (25, 48, 25), "cette trace s’interrompt : 991 m sans tracé après le "
          "point 51 (43.89250, 0.64150)", "complétez la trace", Severity.WARNING),
    Fault("a track with a point of nowhere", {TRACK_FILE: along(0, 10).replace(
        '<trkpt lat="43.89250"', '<trkpt lat="0" lon="0"/><trkpt lat="43.89250"')},
          "patchy-track", R, (25, 48, 25), "le point 51 de cette trace a été laissé de côté : sa "
          "position est 0, 0 : le récepteur avait perdu la sienne", "retirez ce point",
          Severity.WARNING),
    # links
    Fault("a link of a description", edited(
        M, "Voir [le plan](https://exemple.fr/plan)", "Voir [le plan](exemple.fr/plan)"),
          "unsafe-link", M, (7, 7, 60), "le lien « exemple.fr/plan » n’est pas admis",
          "écrivez https://exemple.fr/plan"),
    Fault("a link of an inline description", edited(R, "        stay: 20min\n", INLINE_DESCRIPTION),
          "unsafe-link", R, (35, 27, 30), "le lien « ftp://exemple.fr » n’est pas admis",
          "un lien commence par https://, mailto: ou tel:"),
    Fault("a link of a note", edited(
        R, "{fr: Montez au four., en: Climb to the kiln.}",
        "{fr: Montez au four., en: '[Climb](javascript:x)'}"),
          "unsafe-link", R, (17, 41, 23), "le lien « javascript:x » n’est pas admis",
          "un lien commence par https://, mailto: ou tel:"),
    # freshness
    Fault("a place verified too long ago", edited(M, "2026-11-02", "2025-11-21"), "stale-facts", M,
          (20, 14, 10), "vérifié il y a 366 jours (limite : 365)",
          "vérifiez ce lieu, puis mettez à verified_on", WARNING),
    Fault("a place verified tomorrow", edited(M, "2026-11-02", "2026-11-23"), "bad-value", M,
          (20, 14, 10), "le 23/11/2026 est dans le futur",
          "écrivez le jour où l’on a vérifié"),
    Fault("told of what is not written", edited(M, "verified_on: 2026-11-02",
                                                "verified_on: 2026-11-02\ntold: [price, labels]"),
          "bad-value", M, (21, 15, 6), "« labels » n’est pas écrit dans cette fiche",
          "écrivez labels: …, ou retirez labels de told"),
    Fault("always open, and at certain hours", edited(
        M, "address: 3 rue", "always_open: yes\naddress: 3 rue"), "bad-value", M, (10, 14, 3),
          "always_open dit que l’on y passe à toute heure, et opening_hours donne des horaires",
          "gardez l’un des deux"),
    # wording
    Fault("a title not translated", edited(
        R, ", en: From brick to garden}", "}"),
          "missing-translation", R, (1, 1, 5), "« title » n’est pas écrit en anglais",
          "ajoutez en: …", WARNING),
    Fault("a title not in the first language", edited(
        R, "{fr: De la brique au jardin, en: From brick to garden}", "{en: From brick to garden}"),
          "missing-translation", R, (1, 1, 5), "« title » n’est pas écrit en français",
          "ajoutez fr: …"),
    Fault("a day's title", edited(R, "{fr: La ville, en: The city}", "{fr: La ville}"),
          "missing-translation", R, (9, 5, 5), "« title » n’est pas écrit en anglais",
          "ajoutez en: …", WARNING),
    Fault("a place's name", edited(
        M, "{fr: Musée de la Brique, en: Brick Museum}", "{en: Brick Museum}"),
          "missing-translation", M, (1, 1, 4), "« name » n’est pas écrit en français",
          "ajoutez fr: …", WARNING),
    Fault("a place's description", edited(
        M, "  en: A tile works turned museum. See [the map](https://exemple.fr/plan).\n", ""),
          "missing-translation", M, (6, 1, 11), "« description » n’est pas écrit en anglais",
          "ajoutez en: …", WARNING),
    # timing
    Fault("a time that cannot be met", edited(R, "arrive: 10:30", "arrive: 09:49"),
          "impossible-timing", R, (15, 17, 5),
          "on ne peut pas y être à 09:49 : on arrive à 09:50",
          "écrivez arrive: 09:50"),
    Fault("a day too long", edited(R, "stay: 45min", "stay: 20h"), "impossible-timing", R,
          (24, 9, 1), "on y arriverait à 07:30 le lendemain",
          "commencez une nouvelle journée avant cette étape"),
    Fault("a day that our estimates make too long", {
        **edited(R, "{by: coach, minutes: 100, km: 95}", "{by: coach, km: 900}"),
        **edited(G, 'opening_hours: "Apr-Oct Mo-Su 09:00-19:00"\n', "")},
          "impossible-timing", R, (21, 9, 1), "on y arriverait à 05:10 le lendemain",
          "commencez une nouvelle journée avant cette étape", WARNING),
    Fault("more kilometres than anybody walks, and no metres either", {
        **edited(R, "{by: coach, minutes: 100, km: 95}", "{by: walk, km: 800}"),
        **edited(G, 'opening_hours: "Apr-Oct Mo-Su 09:00-19:00"\n', "")},
          "impossible-timing", R, (22, 32, 3), "800 km à pied",
          "corrigez km, changez de moyen (by), ou ajoutez une étape", WARNING),
    Fault("a metro in the country", edited(R, "{by: walk}", "{by: metro}"),
          "no-station", R, (33, 22, 5),
          "un métro à la campagne ? Jardin des simples est du côté rural",
          "changez de moyen (by)", WARNING),
    Fault("a tram in the country", edited(R, "{by: walk}", "{by: tram}"),
          "no-station", R, (33, 22, 4),
          "un tramway à la campagne ? Jardin des simples est du côté rural",
          "changez de moyen (by)", WARNING),
    Fault("a night before the end of the day", edited(R, "stay: 45min", "stay: night"),
          "impossible-timing", R, (23, 15, 5),
          "on dort à cette étape, mais d’autres la suivent le même jour",
          "mettez la nuit à la dernière étape de la journée"),
    Fault("fewer kilometres than the straight line", edited(R, "km: 95", "km: 50"),
          "impossible-timing", R, (22, 47, 2), "50 km, c’est moins que la ligne droite (68,5 km)",
          "corrigez km, ou retirez-le", WARNING),
    Fault("kilometres taken for something else", edited(R, "km: 95", "km: 0.04"),
          "impossible-timing", R, (22, 47, 4), "0,04 km, c’est moins que la ligne droite (68,5 km)",
          "corrigez km, ou retirez-le", WARNING),
    Fault("a coach as fast as a plane", edited(R, "minutes: 100, km: 95", "minutes: 10, km: 95"),
          "impossible-timing", R, (22, 38, 2), "10 minutes pour 95 km, c’est 570 km/h",
          "vérifiez minutes", WARNING),
    Fault("a stop never open at its hour", edited(M, "10:00-18:00", "11:00-18:00"),
          "never-open", R, (13, 9, 1),
          "Musée de la Brique n’est jamais ouvert de 10:30 à 12:00 (Mo-Su 11:00-18:00; PH off)",
          "11:00"),
    Fault("a stop closed until further notice", edited(M, "price: 6 €", "status: {state: works}"),
          "never-open", R, (13, 9, 1),
          "Musée de la Brique n’est jamais ouvert de 10:30 à 12:00 (état du lieu et horaires)",
          "optional: yes"),
    Fault("a season that is over for good", edited(
        R, "days:", "status: {state: closed, from: 2026-01-01}\ndays:"), "never-open", R,
          (8, 1, 6), "la saison et l’état de l’itinéraire ne laissent aucun jour dans les 400 à "
          "venir", "changez la saison (season) ou l’état (status)"),
    Fault("two stops never open on one day", {
        **edited(M, "Mo-Su 10:00-18:00", "Mo 10:00-18:00"),
        **edited(G, "Apr-Oct Mo-Su 09:00-19:00", "Fr 09:00-19:00")}, "never-open", R, (24, 9, 1),
          "Jardin des simples n’est jamais ouvert de 12:15 à 13:15 (Fr 09:00-19:00) les jours où "
          "Musée de la Brique l’est", ""),
    Fault("a stop closed on some days", edited(M, "Mo-Su", "We-Su"), "closed-on-visit", R,
          (13, 9, 1), "Musée de la Brique n’est pas ouvert le lundi et le mardi à l’heure de la "
          "visite (10:30–12:00)", "mercredi", WARNING),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_told_once_with_its_place_and_its_remedy(fault: Fault, tmp_path: Path) -> None:
    """The code, its gravity, the exact words that are at fault, what to type instead."""
    found = check(write_sample(tmp_path, **fault.files))
    assert [(fault.code, fault.file, fault.at[0])] == told(found, tmp_path)
    one, = found
    assert Span(one.span.file, *fault.at) == one.span
    assert (fault.severity, fault.message) == (one.severity, one.message.fr)
    assert one.message.en != one.message.fr
    assert fault.hint in (one.hint.fr if one.hint else "")
    assert one.hint is None or one.hint.en


SOUND: list[tuple[str, Files]] = [
    ("the sample", {}),
    ("a metro in town", edited(R, "{by: walk, minutes: 20}", "{by: metro, minutes: 12}")),
    ("a place that a leg passes", edited(R, "km: 95", "km: 95, via: [gare-matabiau]")),
    ("reviews of both sides", edited(
        R, "days:", f"{REVIEWED}portes-de-gascogne, on: 2026-11-20, by: B}}\ndays:")),
    ("a point at the edge of its commune", edited(
        "places/marche-de-la-halle.yml", "lat: 43.93400", "lat: 43.80000")),
    ("a vague point", edited(
        "places/marche-de-la-halle.yml", "lat: 43.93400", "lat: 43.50000\nprecision_m: 40000")),
    ("hours that no one knows", edited(G, 'opening_hours: "Apr-Oct Mo-Su 09:00-19:00"\n', "")),
    ("hours by the sun", edited(M, "Mo-Su 10:00-18:00; PH off", "sunrise-sunset")),
    ("a photo whose rights end today", edited(G, "2028-01-01", "2026-11-22")),
    ("a PNG", {"media/jardin.jpg": PNG}),
    ("a track that ends near by", {TRACK_FILE: TRACK.replace("43.93500", "43.92700")}),
    ("a route of close points instead of a track", {
        TRACK_FILE: re.sub("</?trkseg>", "", along(0, 10)).replace("trk", "rte")}),
    ("links to a mail and a phone", edited(
        M, "Voir [le plan](https://exemple.fr/plan)",
        "Voir [nous](mailto:a@exemple.fr) ou [appeler](tel:+33561000000)")),
    ("a place verified a year ago", edited(M, "2026-11-02", "2025-11-22")),
    ("a place with hours that is not always open", edited(
        M, "address: 3 rue", "always_open: no\naddress: 3 rue")),
    ("a place verified today", edited(M, "2026-11-02", "2026-11-22")),
    ("a longer limit", {**edited(M, "2026-11-02", "2024-11-22"),
                        "site.yml": SITE.replace("365", "800")}),
    ("a site in French alone", {**edited(R, ", en: From brick to garden}", "}"),
                                "site.yml": SITE.replace("[fr, en]", "[fr]")}),
    ("a time met to the minute", edited(R, "arrive: 10:30", "arrive: 10:00")),
    ("a night at the end of the day", edited(R, "stay: 20min", "stay: night")),
    ("a museum closed on Mondays, skipped by those who come then", {
        **edited(M, "Mo-Su", "Tu-Su"), R: ROUTE.replace("stay: 1h30", "optional: yes")}),
    ("a market on its one day", {R: NO_MUSEUM.replace(
        "jardin-des-simples", "marche-de-la-halle").replace("stay: 1h\n", "stay: 30min\n").replace(
        "gare-matabiau\n", "gare-matabiau\n        stay: 1h\n")}),
    ("another alliance of the same city", {
        R: ROUTE.partition("  - title: {fr: La campagne")[0].replace(
            "toulouse-gascogne", "toulouse-comminges")
        + "      - place: musee-des-marbres\n        travel: {by: coach, minutes: 90}\n"}),
]


@pytest.mark.parametrize(("name", "files"), SOUND, ids=[name for name, _ in SOUND])
def test_what_is_right_passes(name: str, files: Files, tmp_path: Path) -> None:
    """Just within each rule nothing is said."""
    assert told(check(write_sample(tmp_path, **files)), tmp_path) == []


def test_facts_age_with_the_day(tmp_path: Path) -> None:
    """The same files, checked a year later, ask to be verified again."""
    folder = write_sample(tmp_path)
    expected = [("stale-facts", M, 20)]
    assert expected == told(check(folder, date(2027, 11, 3)), folder)
    assert told(check(folder, date(2027, 11, 2)), folder) == []


def test_a_fault_of_a_place_is_told_once_not_at_each_route(tmp_path: Path) -> None:
    """Routes that stand on a faulty place wait for it in silence."""
    folder = write_sample(tmp_path, **edited(M, "kind: museum", "kind: musee"),
                          **{"autre.yml": another()})
    expected = [("bad-value", M, 2)]
    assert expected == told(check(folder), folder)


def test_a_fault_of_the_territories_is_told_once_not_at_each_route(tmp_path: Path) -> None:
    """Nor does a route tell of an alliance that could not be read."""
    folder = write_sample(tmp_path, **{T: TERRITORIES.replace("urban", "urbain", 1),
                                       "autre.yml": another()})
    expected = [("bad-value", T, 4)]
    assert expected == told(check(folder), folder)


def test_every_fault_of_a_file_is_told_in_order(tmp_path: Path) -> None:
    """Not the first alone: an editor mends all in one go."""
    folder = write_sample(tmp_path, **{G: GARDEN.replace("43.93500", "1.0").replace(
        "media/jardin.jpg", "media/x.jpg").replace("  credit: Jeanne Dupuy\n", "")})
    expected = [("far-from-commune", G, 4), ("missing-credit", G, 7), ("missing-file", G, 8)]
    assert expected == told(check(folder), folder)
