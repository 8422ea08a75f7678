"""Our own GeoJSON: the route that it was made of, with its days, stops, stays and legs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from parcours.format.choices import Difficulty, Theme, Wheelchair
from parcours.format.scalars import BadScalar, line, prose
from parcours.format.scalars.times import written_stay
from parcours.importers import geojson, geometry, our_json, our_shown, plain, untrusted, words
from parcours.importers.found import Found, Left, Said, Visited, Went
from parcours.importers.routes import joined, with_stops
from parcours.importers.untrusted import dig, each, number

_SAID = ("route", "name", "number", "day", "kind", "commune", "territory", "character", "arrival",
         "begins", "stay_min", "night", "optional", "approximate", "precision_m", "sources",
         "insee", "place", "meal", "note", "opening_hours", "website", "wheelchair",
         "time_level", "hours_level", "position_licence", "services", "price",
         "verified_on", "photo_credit", "photo_licence")
"""What is read of a stop, or what we compute again."""


def sees(tree: object) -> bool:
    """Whether a JSON tree is a route that we exported."""
    return geojson.sees(tree) and isinstance(dig(tree, "parcours", "id"), str) and any(
        number(dig(one, "properties", "number")) for one in each(dig(tree, "features")))


def read(raw: bytes, file: Left) -> Iterable[Found]:
    """The one route of the file."""
    tree = untrusted.tree_of_json(raw, file)
    about, left = dig(tree, "parcours"), Left()
    lang = language(dig(about, "language"))
    if isinstance(dig(about, "route"), dict) and (found := _recorded(tree, lang, left)):
        return found
    stops: list[Found] = []
    legs: dict[int, Went] = {}
    for feature in untrusted.objects(dig(tree, "features")):
        properties = dig(feature, "properties")
        if number(dig(properties, "number")) is not None:
            stops.append(_stop(feature, lang))
        elif (to := number(dig(properties, "to"))) is not None:
            legs[int(to)] = _leg(feature, lang, left)
        else:
            left.out("un objet qui n’est ni une étape ni un trajet",
                     "a feature that is neither a stop nor a leg")
    order = [int(number(dig(one, "properties", "number")) or 0)
             for one in each(dig(tree, "features"))
             if number(dig(one, "properties", "number")) is not None]
    without_computed(sum(dig(one, "properties", "shape") == "computed"
                         for one in each(dig(tree, "features"))), left)
    days = {int(number(dig(one, "number")) or 0): (text(dig(one, "title"), lang),
                                                   plain.line(dig(one, "start")))
            for one in each(dig(about, "days"))}
    came = [_came(stop, legs.get(at)) for at, stop in zip(order, stops, strict=True)]
    return [route(about_route(
        plain.line(dig(about, "id")), text(dig(about, "title"), lang),
        text(dig(about, "summary"), lang), plain.line(dig(about, "alliance_id")),
        [plain.line(one) for one in each(dig(about, "themes"))],
        plain.line(dig(about, "difficulty"))), came, days, left)]


def _recorded(tree: object, lang: str, left: Left) -> list[Found]:
    """The route and its places as they were written, in every language; nothing where the stops
    that the file shows are others."""
    features = [*untrusted.objects(dig(tree, "features"))]
    numbered = [(number(dig(one, "properties", "number")), one) for one in features]
    shown = [one for at, one in numbered if at is not None]
    about = dig(tree, "parcours")
    record = {"route": dig(about, "route"), "places": dig(about, "places")}
    if [at for at, _ in numbered if at is not None] != [
            *range(1, len(our_shown.stops_of(record["route"])) + 1)]:
        left.out("ce qu’il porte en d’autres langues : ses étapes ne sont plus celles de l’export",
                 "what it carries in other languages: its stops are no longer those of the export")
        return []
    our_shown.correct(record, [our_shown.Shown(
        plain.line(dig(one, "properties", "name")),
        next(iter(written(dig(one, "properties", "note"), lang).values()), ""),
        geometry.point_of(dig(one, "geometry")).at) for one in shown],
        (plain.line(dig(about, "title")), plain.line(dig(about, "summary"))), lang, left)
    ways = {int(to): _leg(one, lang, left) for one in features
            if (to := number(dig(one, "properties", "to"))) is not None}
    without_computed(sum(dig(one, "properties", "shape") == "computed" for one in features), left)
    *places, made = our_json.of_records([record])
    stops = tuple(_drawn(stop, ways.get(at)) for at, stop in enumerate(made.stops, 1))
    return [*places, with_left(replace(made, stops=stops), left)]


def _drawn(stop: Found, leg: Went | None) -> Found:
    """A stop with the path that the file draws to it."""
    if stop.visited is None or leg is None or not leg.track:
        return stop
    went = replace(stop.visited.leg or Went(), track=leg.track)
    return replace(stop, visited=replace(stop.visited, leg=went))


def with_left(found: Found, left: Left) -> Found:
    """What was found, and what the file has besides and does not come along."""
    return replace(found, left_out=(*found.left_out, *left.all))


def about_route(id: str, title: Said, summary: Said, alliance: str, themes: Iterable[str],
                difficulty: str) -> Found:
    """A route of ours without its stops; words that are none of the format are left out."""
    grades = {one.value: one for one in Difficulty}
    known = {one.value: one for one in Theme}
    return Found(name=title, is_route=True, route_id=id, description=summary, alliance=alliance,
                 themes=tuple(known[one] for one in themes if one in known),
                 difficulty=grades.get(difficulty))


def route(about: Found, stops: Iterable[Found], days: dict[int, tuple[Said, str]],
          left: Left) -> Found:
    """A route with its stops day by day; ``days`` has the title and start of each."""
    placed: list[Found] = []
    for day, group in groupby(stops, lambda stop: stop.visited.day if stop.visited else 1):
        first, *others = group
        title, start = days.get(day, ({}, ""))
        if first.visited:
            first = replace(first, visited=replace(first.visited, start=start, day_title=title))
        placed += [first, *others]
    return with_stops(replace(about, left_out=left.all), placed)


def language(said: object) -> str:
    """The language of an export; unknown when it names none."""
    found = plain.line(said)
    return found if len(found) == 2 and found.isalpha() else ""


def text(said: object, lang: str) -> Said:
    """One line of text, in the language of the file."""
    try:
        found = line(said) if isinstance(said, str) and said.strip() else ""
    except BadScalar:
        found = plain.line(said)
    return {lang: found} if found else {}


def stay(minutes: object, *, night: bool) -> str:
    """A stay as our format writes it."""
    if night:
        return "night"
    found = number(minutes)
    whole = round(found) if found is not None and 0 < found <= 24 * 60 else 0
    return written_stay(whole) if whole else ""


def _stop(feature: object, lang: str) -> Found:
    left, said = Left(), dig(feature, "properties")
    for key in said if isinstance(said, dict) else ():
        if key not in _SAID:
            left.out(f"« {plain.line(key)} »", f"'{plain.line(key)}'")
    kind = plain.line(dig(said, "kind"))
    position = geometry.point_of(dig(feature, "geometry"))
    if position.bad:
        left.told.append(position.bad)
    wheelchair = {one.value: one for one in Wheelchair}.get(
        plain.line(dig(said, "wheelchair")))
    return Found(
        name=text(dig(said, "name"), lang), kind=words.kind_of(kind), kind_said=kind,
        insee=plain.line(dig(said, "insee")), town=plain.line(dig(said, "commune")),
        at=position.at, hours=plain.line(dig(said, "opening_hours")),
        website=plain.line(dig(said, "website")), wheelchair=wheelchair,
        place_id=plain.line(dig(said, "place")), visited=Visited(
            day=int(number(dig(said, "day")) or 1),
            stay=stay(dig(said, "stay_min"), night=dig(said, "night") is True),
            meal=plain.line(dig(said, "meal")), optional=dig(said, "optional") is True,
            note=written(dig(said, "note"), lang), inline=not dig(said, "place")),
        left_out=left.all)


def written(said: object, lang: str) -> Said:
    """A text of ours, which is our restricted Markdown already; anything else is made into it."""
    try:
        found = prose(said).in_lang("").strip() if isinstance(said, str) and said else ""
    except BadScalar:
        found = plain.text(said)
    return {lang: found} if found else {}


def _came(stop: Found, leg: Went | None) -> Found:
    return replace(stop, visited=replace(stop.visited, leg=leg)) if stop.visited and leg else stop


def without_computed(count: int, left: Left) -> None:
    """Tell of the paths that a program computed: as a track they would pass for recorded ones."""
    if count:
        left.out(f"les tracés calculés ({count}) : « parcours route » les refait",
                 f"the computed paths ({count}): 'parcours route' makes them again")


def _leg(feature: object, lang: str, left: Left) -> Went:
    said = dig(feature, "properties")
    lines = joined(geometry.lines_of(dig(feature, "geometry"), left)) if (
        dig(said, "shape") == "track") else ()
    minutes = None if dig(said, "minutes_estimated") is True else number(dig(said, "minutes"))
    km = None if dig(said, "km_estimated") is True else number(dig(said, "km"))
    return Went(by=words.mode_named(plain.line(dig(said, "mode"))),
                minutes=round(minutes) if minutes else None, km=km,
                line=plain.line(dig(said, "line")), note=written(dig(said, "note"), lang),
                via=tuple(name for one in each(dig(said, "via")) if (name := plain.line(one))),
                track=lines[0] if len(lines) == 1 else ())
