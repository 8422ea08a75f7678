"""Our own JSON: the routes and places that it was made of, with every field that was written.

The members are fields of our format already. They are taken by their names, and nothing else is; a
value goes into the file as text, and the check reads it there as it reads an editor's. The same
record stands in other files of ours, as a member that their other readers pass over: a feature of
schema_randonnee, a trek of Geotrek.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parcours.diagnostics.diagnostic import Words
from parcours.format.names import TEXTS
from parcours.geo.points import LatLon
from parcours.importers import plain, untrusted, words
from parcours.importers.found import (
    BadImport,
    Found,
    Left,
    Line,
    Picture,
    Said,
    TrackPoint,
    Visited,
    Went,
)
from parcours.importers.sheet import degrees
from parcours.importers.untrusted import dig, each, number
from parcours.source import write
from parcours.source.write import Bare

_ROUTE = ("title", "summary", "alliance", "themes", "difficulty", "audience", "season", "status",
          "published_on", "renamed_from")
_PLACE = ("name", "kind", "commune", "lat", "lon", "precision_m", "description", "opening_hours",
          "always_open", "address", "phone", "email", "website", "price", "duration", "wheelchair",
          "services", "labels", "products", "twin", "question", "supplies", "refs", "sources",
          "verified_on", "told", "status")
_PLACE_FILE = (*_PLACE, "renamed_from")
_TRAVEL = ("by", "minutes", "km", "line", "via", "note")
_VISIT = ("arrive", "stay", "meal", "optional", "note")
_COMPUTED = ("id", "days", "pages", "computed", "created", "modified", "reviewed", "photo", "place",
             "travel", *_VISIT)
"""Read in another way, or worked out again."""
_MOST_LEVELS = 4
_VERSION = 1
"""Of the format; a file of a newer one would be read wrongly."""
Data = dict[str, write.Value]


def sees(tree: object) -> bool:
    """Whether a JSON tree is our own, or carries records of ours."""
    return next(_records(tree), None) is not None


def read(raw: bytes, file: Left) -> Iterable[Found]:
    """Every place, then every route; a place that several records have comes once."""
    tree = untrusted.tree_of_json(raw, file)
    version = number(dig(tree, "version")) if dig(tree, "format") == "parcours" else None
    if version is not None and version > _VERSION:
        raise BadImport(Words(
            f"ce fichier est d’une version plus récente ({version:.0f}) que ce que nous lisons "
            f"({_VERSION})", f"this file is of a newer version ({version:.0f}) than what we read "
            f"({_VERSION})"), Words("mettez parcours à jour, puis importez-le de nouveau",
                                    "update parcours, then import it again"))
    found = of_records(_records(tree))
    untrusted.refuse_many(found)
    return found


def of_records(records: Iterable[object]) -> list[Found]:
    """Every place of some records, then every route."""
    places: dict[str, Found] = {}
    routes: list[Found] = []
    for record in records:
        there = dig(record, "places")
        for id, said in there.items() if isinstance(there, dict) else ():
            if isinstance(said, dict):
                places.setdefault(str(id), _place(str(id), said))
        routes += [_route(said, places)
                   for said in each(dig(record, "routes") or dig(record, "route"))
                   if isinstance(said, dict)]
    return [*places.values(), *routes]


def _records(tree: object) -> Iterator[object]:
    """The document itself, or what stands in its features or in its treks."""
    if dig(tree, "format") == "parcours":
        yield tree
        return
    for one in (tree, *each(dig(tree, "features")), *each(dig(tree, "results"))):
        if isinstance(dig(one, "parcours", "route"), dict):
            yield dig(one, "parcours")


def _place(id: str, said: dict[str, object]) -> Found:
    left = Left()
    return Found(name=_said(said.get("name")), kind=words.kind_of(plain.line(said.get("kind"))),
                 insee=plain.line(said.get("commune")), at=_at(said), place_id=id,
                 pictures=tuple(_pictures(said)), ours=_fields(said, _PLACE_FILE, left),
                 left_out=left.all)


def _route(said: dict[str, object], places: dict[str, Found]) -> Found:
    left = Left()
    written = _fields(said, _ROUTE, left)
    days: list[write.Value] = []
    stops: list[Found] = []
    for n, day in enumerate(each(said.get("days")), 1):
        rows: list[write.Value] = []
        for stop in each(dig(day, "stops")):
            if isinstance(stop, dict):
                fields, leg = _stop(stop, left)
                rows.append(fields)
                known = places.get(plain.line(stop.get("place")))
                stops.append(Found(
                    name=_said(stop.get("name")), at=_at(stop) or (known.at if known else None),
                    insee=plain.line(stop.get("commune")) or (known.insee if known else ""),
                    place_id=plain.line(stop.get("place")), visited=Visited(day=n, leg=leg),
                    pictures=() if "place" in stop else tuple(_pictures(stop))))
        title, start = _text(dig(day, "title")), plain.line(dig(day, "start"))
        days.append({**({"title": title} if title else {}),
                     **({"start": Bare(start)} if _is_word(start) else {}), "stops": rows})
    if dig(said, "reviewed"):
        left.out("les relectures : chaque territoire relit lui-même",
                 "the reviews: each territory reviews for itself")
    return Found(name=_said(said.get("title")), is_route=True, route_id=plain.line(said.get("id")),
                 stops=tuple(stops), ours={**written, "days": days}, left_out=left.all)


def _stop(stop: dict[str, object], left: Left) -> tuple[Data, Went]:
    """A stop's fields, and its path, whose file is named when it is written."""
    fields: Data = {}
    if isinstance(stop.get("place"), str):
        fields["place"] = plain.line(stop.get("place"))
    else:
        fields |= _fields(stop, _PLACE, left)
    track: Line = ()
    travel = stop.get("travel")
    if isinstance(travel, dict):
        fields["travel"] = _fields(travel, _TRAVEL, left, also=("path",))
        track = _path(travel.get("path"), left)
    return fields | _fields(stop, _VISIT, left, also=(*_PLACE, *_COMPUTED)), Went(track=track)


def _fields(said: dict[str, object], names: tuple[str, ...], left: Left,
            also: tuple[str, ...] = _COMPUTED) -> Data:
    """The members of these names; any other is told, but for those read elsewhere."""
    for name in said:
        if name not in names and name not in also:
            left.out(f"« {plain.line(name)} »", f"'{plain.line(name)}'")
    found: Data = {}
    for name in names:
        value = said.get(name)
        if name in ("lat", "lon"):
            degree = number(value)
            if degree is not None:
                found[name] = Bare(degrees(degree))
        elif value is not None:
            made = _text(value) if name in TEXTS else _value(value)
            if made is not None:
                found[name] = made
    return found


def _value(value: object, level: int = 0) -> write.Value | None:
    """A value as an editor would type it; None for what no file of ours can hold."""
    if isinstance(value, bool):
        return Bare("yes" if value else "no")
    if isinstance(value, int | float):
        known = number(value)
        return None if known is None else Bare(f"{known:g}" if known % 1 else f"{known:.0f}")
    if isinstance(value, str):
        return Bare(value) if _is_word(value) else value
    if level == _MOST_LEVELS:
        return None
    if isinstance(value, list):
        return [made for one in value if (made := _value(one, level + 1)) is not None]
    if isinstance(value, dict):
        return {str(name): made for name, one in value.items()
                if (made := _text(one) if name in TEXTS else _value(one, level + 1)) is not None}
    return None


def _is_word(text: str) -> bool:
    """Whether it is a word or a time of our format, which needs no quotes; a bare ``null`` would be
    nothing at all."""
    return bool(text) and text.isascii() and not text.isdigit() and len(text) < 40 and (
        text.lower() != "null") and all(
        one.isalnum() or one in "-:" for one in text) and text[0] != "-" and text[-1] != ":"


def _text(value: object) -> write.Value | None:
    """A text, or one a language."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return {str(lang): one for lang, one in value.items() if isinstance(one, str)} or None
    return None


def _said(value: object) -> Said:
    made = _text(value)
    return {"": made} if isinstance(made, str) else {
        lang: str(one) for lang, one in made.items()} if isinstance(made, dict) else {}


def _at(said: dict[str, object]) -> LatLon | None:
    return untrusted.position(said.get("lat"), said.get("lon"))


def _path(value: object, left: Left) -> Line:
    """The one line of a leg; one with gaps would be joined over them."""
    lines = [one for one in each(value) if isinstance(one, list)]
    if len(lines) > 1:
        left.out("un tracé en plusieurs morceaux", "a path in several pieces")
        return ()
    points = [(untrusted.position(dig(one, 1), dig(one, 0)), number(dig(one, 2)))
              for line in lines for one in each(line)]
    found = tuple(TrackPoint(point.lat, point.lon, height_m)
                  for point, height_m in points if point is not None)
    return found if len(found) > 1 else ()


def _pictures(said: dict[str, object]) -> Iterator[Picture]:
    """The photo, which we point to and never fetch, with its rights; a file that knows no address
    of the site tells the rights alone."""
    photo = said.get("photo")
    if isinstance(photo, dict) and any(plain.cell(photo.get(name)) for name in ("url", "credit")):
        yield Picture(plain.line(photo.get("url")), plain.cell(photo.get("credit")),
                      plain.cell(photo.get("licence")), untrusted.day(photo.get("expires")),
                      _said(photo.get("alt")))
