"""A new place or itinerary: a file that passes the check as it is, with every field explained.

What nobody said is filled with something true of the territories (a commune and its own point,
two places that exist) and marked as to be changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, product
from pathlib import Path

from parcours.checks import check_place
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import (
    TYPED,
    Diagnostic,
    Lang,
    Severity,
    Span,
    Words,
    error,
    has_errors,
)
from parcours.editing.new_text import Draft, itinerary_text, place_text
from parcours.format import scalars
from parcours.format.choices import ON_THE_WAY, Character, Kind
from parcours.format.model import Commune, Itinerary, Place, PlaceFields
from parcours.format.parse import Parsed, check_id, parse
from parcours.format.placeholders import DAY_TITLE, SUMMARY
from parcours.format.scalars import BadScalar
from parcours.geo.points import LatLon, distance_m
from parcours.importers import words
from parcours.importers.whereabouts import near
from parcours.load.files import shown
from parcours.load.route import trip_of
from parcours.source import write
from parcours.source.read import Source, read_text
from parcours.source.write import Bare
from parcours.suggest.likely import slug_of
from parcours.suggest.nearest import nearest

QUESTIONS: dict[str, Words] = {
    "name": Words("Le nom du lieu", "The name of the place"),
    "commune": Words("Sa commune (nom ou code INSEE)", "Its commune (name or INSEE code)"),
    "kind": Words("Ce que c’est (musée, marché, jardin…)", "What it is (museum, market, garden…)"),
    "title": Words("Le titre du parcours", "The title of the itinerary"),
}
"""What is asked of somebody at a terminal; an empty answer leaves it for later."""

_PAIRS_TRIED = 60
_STARTS = ("09:30", "10:00", "14:00")
"""When the day of a new itinerary may begin, the likeliest first: many places open at ten, some in
the afternoon only."""
_NO_STOP = ON_THE_WAY | {Kind.LODGING}


@dataclass(frozen=True, slots=True)
class Answers:
    """What whoever creates a file said of it; empty where they said nothing."""

    name: str = ""
    kind: str = ""
    commune: str = ""
    lat: str = ""
    lon: str = ""


@dataclass(frozen=True, slots=True)
class Fresh:
    """A file to be, below ``itineraries/``, and the fields that were filled in unasked."""

    path: str
    text: str
    to_change: tuple[str, ...]


def told(made: Fresh, folder: str) -> Words:
    """What was made and what is left to do."""
    fields = ", ".join(made.to_change)
    return Words(
        f"nouveau : {folder}/{made.path}\n" + (f"à changer : {fields}\n" if fields else "")
        + "La vérification n’y trouve aucune erreur, et rappelle ce qui reste à changer : "
        "parcours check",
        f"new: {folder}/{made.path}\n" + (f"to be changed: {fields}\n" if fields else "")
        + "The check finds no error in it, and recalls what is still to be changed: parcours check")


def new_place(id: str, said: Answers, atlas: Atlas, lang: Lang) -> Fresh | list[Diagnostic]:
    """A place file, or why it cannot be made."""
    path = f"places/{id}.yml"
    span = Span(shown(atlas.root / path))
    if found := _refused(id, path, atlas, span):
        return found
    try:
        draft = _place(id, said, atlas, span)
    except BadScalar as bad:
        return [error(bad.code, span, bad.message, bad.hint)]
    text = place_text(draft, lang)
    source = read_text(text, span.file)
    parsed = parse(source, Place, id) if isinstance(source, Source) else source
    faults = list(check_place(parsed, atlas)) if isinstance(parsed, Parsed) else parsed
    if has_errors(faults):  # such as a point far from its commune
        return [replace(fault, span=span) for fault in faults if fault.severity is Severity.ERROR]
    return Fresh(path, text, _in_order(draft))


def new_itinerary(id: str, title: str, atlas: Atlas, lang: Lang) -> Fresh | list[Diagnostic]:
    """An itinerary file, or why it cannot be made."""
    path = f"{id}.yml"
    span = Span(shown(atlas.root / path))
    if found := _refused(id, path, atlas, span):
        return found
    best: tuple[Fresh, list[Diagnostic]] | None = None
    for (alliance, first, second), start in product(_pairs(atlas), _STARTS):
        draft = Draft({
            "title": _per_language(atlas, title or _worded(id), title or _worded(id)),
            "summary": _per_language(atlas, SUMMARY.fr, SUMMARY.en),
            "alliance": alliance, "themes": [Bare("heritage")], "difficulty": Bare("easy"),
        }, frozenset({"summary", "themes", "difficulty", *([] if title else ["title"])}))
        day = _per_language(atlas, DAY_TITLE.fr, DAY_TITLE.en)
        fresh = Fresh(path, itinerary_text(draft, (first, second), day, start, lang),
                      (*_in_order(draft), "days"))
        source = read_text(fresh.text, span.file)
        parsed = parse(source, Itinerary, id) if isinstance(source, Source) else source
        faults = _unwanted(trip_of(parsed, atlas)[1] if isinstance(parsed, Parsed) else parsed)
        if not faults:
            return fresh
        if best is None or _weight(faults) < _weight(best[1]):
            best = fresh, faults
    if best is None:
        return [error("one-sided", span, Words(
            "aucune alliance ne joint une commune urbaine et une commune rurale",
            "no alliance joins a commune of the city and one of the country"),
            Words("complétez territories.yml et communes.csv",
                  "complete territories.yml and communes.csv"))]
    fresh, faults = best
    return [replace(fault, span=span) for fault in faults] if has_errors(faults) else fresh


def _unwanted(faults: list[Diagnostic]) -> list[Diagnostic]:
    """What a new file should not be told of: all but that it holds what is to be changed."""
    return [fault for fault in faults if fault.code != "placeholder-left"]


def _weight(faults: list[Diagnostic]) -> tuple[int, int]:
    """How bad some faults are: an error keeps a file from being made, a warning does not."""
    return sum(fault.severity is Severity.ERROR for fault in faults), len(faults)


def _refused(id: str, path: str, atlas: Atlas, span: Span) -> list[Diagnostic]:
    """Why no file of this name can be made: it is no id, or it is taken."""
    try:
        scalars.slug(id)
    except BadScalar as bad:
        return [error("bad-id", TYPED, bad.message, bad.hint)]
    if taken := check_id(Path(path), shown(atlas.root / path)):
        return taken
    there = (atlas.root / path).exists() or path in ("site.yml", "territories.yml")
    if not there:
        return []
    return [error("bad-id", span, Words(f"« {id} » est déjà pris", f"'{id}' is already taken"),
                  Words(f"choisissez un autre nom, comme {id}-2",
                        f"choose another name, such as {id}-2"))]


def _worded(id: str) -> str:
    """The name that an id most likely has: ``moulin-du-pre`` to ``Moulin du pre``."""
    return id.replace("-", " ").capitalize()


def _per_language(atlas: Atlas, fr: str, en: str) -> dict[str, str]:
    return {lang: fr if lang == "fr" else en for lang in atlas.languages}


def _in_order(draft: Draft) -> tuple[str, ...]:
    return tuple(name for name in draft.values if name in draft.to_change)


def _place(id: str, said: Answers, atlas: Atlas, span: Span) -> Draft:
    """What is said of a place, the rest filled in; raises `BadScalar` on what makes no sense."""
    guessed: set[str] = set()
    point = LatLon(scalars.latitude(said.lat), scalars.longitude(said.lon)
                   ) if said.lat and said.lon else None
    if bool(said.lat) != bool(said.lon):
        raise BadScalar(Words("une position demande lat et lon", "a position needs lat and lon"),
                        Words("donnez les deux, ou aucun", "give both, or neither"))
    commune = _commune(said.commune, atlas) if said.commune else None
    if commune is None:
        commune = (near(point, atlas) if point else None) or _named_in(id, atlas)
        guessed.add("commune")
    if commune is None:
        raise BadScalar(Words("communes.csv est vide", "communes.csv is empty"),
                        Words("complétez communes.csv", "complete communes.csv"),
                        code="unknown-commune")
    kind = _kind(said.kind) if said.kind else None
    if kind is None:
        tokens = (words.kind_of(word) for word in id.split("-"))
        kind = next((one for one in tokens if one), Kind.VILLAGE)
        guessed.add("kind")
    at = point or commune.position
    values: dict[str, write.Value] = {
        "name": scalars.line(said.name) if said.name else _worded(id), "kind": Bare(kind.value),
        "commune": commune.code, "lat": Bare(f"{at.lat:.5f}"), "lon": Bare(f"{at.lon:.5f}")}
    if point is None:  # the middle of the commune: the page says "approximate"
        values["precision_m"] = Bare("1000")
        guessed |= {"lat", "lon", "precision_m"}
    return Draft(values, frozenset(guessed | (set() if said.name else {"name"})))


def _kind(word: str) -> Kind:
    kind = words.kind_of(word)
    if kind is None:
        known = [one.value for one in Kind]
        meant = nearest(word, known)
        raise BadScalar(Words(f"« {scalars.short(word)} » n’est pas un genre de lieu",
                              f"'{scalars.short(word)}' is not a kind of place"),
                        meant or Words(f"les valeurs sont : {', '.join(known)}",
                                       f"the values are: {', '.join(known)}"))
    return kind


def _commune(typed: str, atlas: Atlas) -> Commune:
    """A commune by its code or its name."""
    if typed in atlas.communes:
        return atlas.communes[typed]
    named = [one for one in atlas.communes.values() if slug_of(one.name) == slug_of(typed)]
    if len(named) == 1:
        return named[0]
    by_name = {one.name: one.code for one in atlas.communes.values()}
    meant = nearest(typed, sorted(by_name))
    raise BadScalar(Words(f"« {scalars.short(typed)} » n’est aucune commune des territoires",
                          f"'{scalars.short(typed)}' is no commune of the territories"),
                    f"{by_name[meant]} ({meant})" if meant else Words(
                        "donnez le nom ou le code INSEE d’une commune de communes.csv",
                        "give the name or the INSEE code of a commune of communes.csv"),
                    code="unknown-commune")


def _named_in(id: str, atlas: Atlas) -> Commune | None:
    """The commune whose name is in the id, else the first one of the country side."""
    communes = sorted(atlas.communes.values(), key=lambda one: (-len(one.name), one.code))
    for one in communes:
        if f"-{slug_of(one.name)}-" in f"-{id}-":
            return one
    rural = [one for one in communes if one.territory in atlas.territories
             and atlas.territories[one.territory].character is Character.RURAL]
    return min(rural or communes, key=lambda one: one.code, default=None)


Stop = Mapping[str, write.Value]


def _pairs(atlas: Atlas) -> Iterator[tuple[str, Stop, Stop]]:
    """Two first stops, one on each side, the likeliest to pass first: open places, near by."""
    for id, alliance in atlas.alliances.items():
        sides = [[one for one in alliance.territories if one in atlas.territories
                  and atlas.territories[one].character is character]
                 for character in (Character.URBAN, Character.RURAL)]
        cities, villages = (_stops(side, atlas) for side in sides)
        pairs = sorted(((one, other) for one in cities for other in villages), key=lambda pair: (
            pair[0][0] + pair[1][0], distance_m(pair[0][1], pair[1][1])))
        yield from ((id, one[2], other[2]) for one, other in islice(pairs, _PAIRS_TRIED))


def _stops(territories: list[str], atlas: Atlas) -> list[tuple[int, LatLon, Stop]]:
    """The stops that a side offers, each with how unlikely it is to suit; a commune itself when
    the side has no place yet."""
    found: list[tuple[int, LatLon, Stop]] = []
    for id, place in atlas.places.items():
        commune = atlas.communes.get(place.commune)
        if commune and commune.territory in territories:
            found.append((_doubts(place), place.position, {"place": id}))
    if found:
        return found
    return [(0, one.position, {
        "name": one.name, "kind": Bare("village"), "commune": one.code,
        "lat": Bare(f"{one.lat:.5f}"), "lon": Bare(f"{one.lon:.5f}"), "precision_m": Bare("1000")})
        for one in atlas.communes.values() if one.territory in territories]


def _doubts(place: PlaceFields) -> int:
    return sum((place.opening_hours is not None, place.status is not None, place.kind in _NO_STOP))
