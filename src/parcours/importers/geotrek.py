"""Geotrek, API v2: points of interest are places, treks are routes with their surveyed path.

Numbers that stand for words listed elsewhere in the API (practice, difficulty, themes) cannot be
read from the file alone and are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from parcours.diagnostics.diagnostic import Words
from parcours.importers import plain, untrusted, words
from parcours.importers.found import Found, Left, Picture, Said
from parcours.importers.geometry import lines_of, point_of
from parcours.importers.untrusted import day, dig, each, objects

_UNPUBLISHED = Words("il n’est pas publié à la source", "it is not published at its source")
_NUMBERED = {
    "practice": ("la pratique (un numéro seulement)", "the practice (a number only)"),
    "difficulty": ("la difficulté (un numéro seulement)", "the difficulty (a number only)"),
    "themes": ("les thèmes (des numéros seulement)", "the themes (numbers only)"),
    "route": ("le type de parcours (un numéro seulement)", "the type of route (a number only)"),
    "labels": ("les labels (des numéros seulement)", "the labels (numbers only)"),
    "information_desks": ("les lieux de renseignement (des numéros seulement)",
                          "the information desks (numbers only)"),
    "source": ("les sources (des numéros seulement)", "the sources (numbers only)"),
}
_NOT_CARRIED = {
    "access": ("l’accès routier", "access by road"),
    "public_transport": ("les transports en commun", "public transport"),
    "advised_parking": ("le parking conseillé", "the advised car park"),
    "parking_location": ("la position du parking", "the position of the car park"),
    "advice": ("les recommandations", "the advice"), "gear": ("l’équipement", "the gear"),
    "ambiance": ("l’ambiance", "the atmosphere"),
    "accessibility_advice": ("l’accessibilité", "accessibility"),
    "accessibility_signage": ("la signalétique accessible", "accessible signs"),
    "accessibility_slope": ("la pente, pour l’accessibilité", "the slope, for accessibility"),
    "accessibility_covering": ("le revêtement", "the surface"),
    "accessibility_exposure": ("l’exposition", "the exposure"),
    "accessibility_width": ("la largeur", "the width"),
    "accessibilities": ("les publics accueillis (des numéros seulement)",
                        "the audiences provided for (numbers only)"),
    "networks": ("le balisage (des numéros seulement)", "the waymarks (numbers only)"),
    "ratings_description": ("la cotation", "the rating"),
    "disabled_infrastructure": ("les aménagements accessibles", "accessible facilities"),
    "points_reference": ("les points de repère (sans nom)", "the reference points (unnamed)"),
    "ascent": ("le dénivelé", "the climb"), "children": ("les étapes liées", "the stages linked"),
    "steps": ("les étapes liées", "the stages linked"),
    "web_links": ("les liens", "the links"), "reservation_id": ("la réservation", "the booking"),
}


def sees(tree: object) -> bool:
    """Whether a JSON tree has the shape of this source."""
    return any(isinstance(one, dict) and "uuid" in one and ("structure" in one or "steps" in one)
               for one in _objects(tree))


def read(raw: bytes, file: Left) -> Iterable[Found]:
    """Every trek and point of interest that has a name."""
    return [_found(one) for one in _objects(untrusted.tree_of_json(raw, file)) if dig(one, "name")]


def _objects(tree: object) -> Iterator[object]:
    yield from objects(dig(tree, "results") or tree)


def _found(thing: object) -> Found:
    left = Left()
    is_route = dig(thing, "length_2d") is not None or dig(thing, "departure") is not None
    shown = _languages(thing)
    name = _said(dig(thing, "name"), shown, left)
    for key, (fr, en) in {**_NUMBERED, **_NOT_CARRIED}.items():
        value = dig(thing, key)
        if any(value.values()) if isinstance(value, dict) else value:
            left.out(fr, en)
    where = point_of(dig(thing, "geometry"))
    if where.bad:
        left.told.append(where.bad)
    label = dig(thing, "type_label")
    kind_said = plain.line(dig(label, "fr") or dig(label, "en") or label)
    page, uuid = plain.line(dig(thing, "url")), plain.line(dig(thing, "uuid"))
    about = Found(
        name=name, kind=words.kind_of(kind_said), kind_said=kind_said,
        at=where.at,
        description=_said(dig(thing, "description"), shown, left, long=True),
        refs={"geotrek": uuid} if uuid else {},
        page=page if page.startswith("https://") else "",
        updated=day(dig(thing, "update_datetime")),
        pictures=tuple(_pictures(thing, left)), unfit=None if name else _UNPUBLISHED)
    return _trek(thing, about, shown, left) if is_route else replace(about, left_out=left.all)


def _trek(thing: object, about: Found, shown: frozenset[str] | None, left: Left) -> Found:
    lines = lines_of(dig(thing, "geometry"), left)
    cities = [plain.line(one) for one in each(dig(thing, "cities"))]
    last = lines[-1][-1] if lines else None
    stops = []
    if start := _said(dig(thing, "departure"), shown, left):
        where = dig(thing, "departure_geom")
        stops.append(Found(name=start, insee=plain.line(dig(thing, "departure_city")),
                           at=untrusted.position(dig(where, 1), dig(where, 0))))
    if end := _said(dig(thing, "arrival"), shown, left):
        stops.append(Found(name=end, insee=cities[0] if len(cities) == 1 else "",
                           at=untrusted.position(last.lat, last.lon) if last else None))
    hours = untrusted.number(dig(thing, "duration"))
    metres = untrusted.number(dig(thing, "length_2d"))
    return replace(
        about, is_route=True, note=about.description, lines=lines, stops=tuple(stops),
        description=_said(dig(thing, "description_teaser"), shown, left, long=True),
        minutes=round(hours * 60) if hours else None,
        km=round(metres / 1000, 3) if metres else None, left_out=left.all)


def _languages(thing: object) -> frozenset[str] | None:
    """The languages that are published; None when the source does not say."""
    published = dig(thing, "published")
    if published is None or isinstance(published, bool):
        return frozenset() if published is False else None
    return frozenset(lang for lang, is_so in published.items() if is_so is True
                     ) if isinstance(published, dict) else None


def _said(value: object, shown: frozenset[str] | None, left: Left, *, long: bool = False) -> Said:
    """A text per language, those that the source has not published left out."""
    tidy = plain.text if long else plain.line
    if isinstance(value, str):
        text = tidy(value, left)
        return {"": text} if text and shown != frozenset() else {}
    texts = {str(lang): tidy(said, left) for lang, said in (
        value.items() if isinstance(value, dict) else ())}
    for lang, text in texts.items():
        if text and shown is not None and lang not in shown:
            left.out(f"les textes en « {lang[:2]} » (non publiés à la source)",
                     f"the texts in '{lang[:2]}' (not published at the source)")
    return {lang: text for lang, text in texts.items()
            if text and len(lang) == 2 and (shown is None or lang in shown)}


def _pictures(thing: object, left: Left) -> Iterator[Picture]:
    for one in each(dig(thing, "attachments")):
        address = plain.line(dig(one, "url"))
        if dig(one, "type") != "image":
            left.out("des fichiers joints (vidéo, son, document)",
                     "files attached (video, sound, document)")
        elif address:
            legend = plain.line(dig(one, "legend"))
            yield Picture(address, plain.line(dig(one, "author")), plain.line(dig(one, "license")),
                          alt={"": legend} if legend else {})
