"""schema_randonnee: the national schema of walks, a GeoJSON feature a route."""

from __future__ import annotations

from collections.abc import Iterator

from parcours.geo.points import LatLon
from parcours.importers import plain, untrusted, words
from parcours.importers.found import Found, Left, Picture
from parcours.importers.geometry import lines_of
from parcours.importers.projection import Projection
from parcours.importers.routes import joined
from parcours.importers.untrusted import day, dig, each

_NOT_CARRIED = {
    "contact": ("le courriel du producteur", "the publisher's e-mail address"),
    "id_osm": ("l’identifiant OpenStreetMap", "the OpenStreetMap id"),
    "balisage": ("le balisage", "the waymarks"), "denivele_positif": ("le dénivelé", "the climb"),
    "altitude_max": ("les altitudes", "the heights"),
    "type_itineraire": ("le type d’itinéraire", "the type of route"),
    "recommandations": ("les recommandations", "the advice"),
    "accessibilite": ("l’accessibilité", "accessibility"),
    "acces_routier": ("l’accès routier", "access by road"),
    "transports": ("les transports en commun", "public transport"),
    "transports_commun": ("les transports en commun", "public transport"),
    "parking_info": ("le parking", "the car park"),
    "parking_geometrie": ("la position du parking", "the position of the car park"),
    "itineraire_parent": ("l’itinéraire parent", "the parent route"),
    "type_sol": ("la nature du sol", "the kind of ground"),
    "pdipr_inscription": ("l’inscription au PDIPR", "the listing in the PDIPR"),
}


def sees(feature: object) -> bool:
    """Whether a feature follows the schema, by the one property that nothing else has."""
    return dig(feature, "properties", "nom_itineraire") is not None


def route(feature: object, crs: Projection | None = None) -> Found:
    """One route; texts are in French, as the schema is."""
    left = Left()
    said = dig(feature, "properties")
    for key, (fr, en) in _NOT_CARRIED.items():
        if dig(said, key) not in (None, ""):
            left.out(fr, en)
    lines = joined(lines_of(dig(feature, "geometry"), left, crs))
    practice, grade = plain.line(dig(said, "pratique")), plain.line(dig(said, "difficulte"))
    by, difficulty = words.mode_of(practice), words.difficulty_of(grade)
    if practice and not by:
        left.out(f"la pratique « {practice} »", f"the practice '{practice}'")
    if grade and not difficulty:
        left.out(f"la difficulté « {grade} »", f"the difficulty '{grade}'")
    themes = {}
    for named in plain.line(dig(said, "themes")).split(","):
        if theme := words.theme_of(named):
            themes[theme] = True
        elif named.strip():
            left.out(f"le thème « {named.strip()} »", f"the theme '{named.strip()}'")
    title = plain.line(dig(said, "nom_itineraire"), left)
    full = plain.text(dig(said, "presentation"), left)
    short = plain.text(dig(said, "presentation_courte"), left)
    steps = plain.text(dig(said, "instructions"), left)
    note = "\n\n".join(part for part in (full if short else "", steps) if part)
    hours, metres = untrusted.number(dig(said, "duree")), untrusted.number(dig(said, "longueur"))
    page = plain.line(dig(said, "url"))
    identifier = plain.line(dig(said, "uuid")) or plain.line(dig(said, "id_local"))
    return Found(
        name={"fr": title} if title else {}, is_route=True,
        description={"fr": short or full} if short or full else {},
        note={"fr": note} if note else {}, lines=lines,
        stops=tuple(_ends(said, lines[0][0], lines[-1][-1])) if lines else (),
        by=by, minutes=round(hours * 60) if hours else None,
        km=round(metres / 1000, 3) if metres else None,
        difficulty=difficulty, themes=tuple(themes),
        refs={"schema-randonnee": identifier} if identifier else {},
        page=page if page.startswith("https://") else "",
        publisher=plain.line(dig(said, "producteur")), updated=day(dig(said, "date_modification")),
        pictures=tuple(_pictures(said, left)), left_out=left.all)


def _ends(said: object, first: object, last: object) -> Iterator[Found]:
    """The two ends, at those of the line, in the one commune where there is only one."""
    codes = [code.strip() for code in plain.line(dig(said, "communes_code")).split(",") if code]
    for key, point in (("depart", first), ("arrivee", last)):
        name = plain.line(dig(said, key))
        at = LatLon(getattr(point, "lat", 0.0), getattr(point, "lon", 0.0))
        yield Found(name={"fr": name} if name else {}, at=at,
                    insee=codes[0] if len(codes) == 1 else "")


def _pictures(said: object, left: Left) -> Iterator[Picture]:
    for one in each(dig(said, "medias")):
        address = plain.line(dig(one, "url"))
        if dig(one, "type_media") != "image":
            left.out("des médias (vidéo, son, document)", "media (video, sound, document)")
        elif address:
            title = plain.line(dig(one, "titre"))
            yield Picture(address, plain.line(dig(one, "auteur")), plain.line(dig(one, "licence")),
                          alt={"fr": title} if title else {})
