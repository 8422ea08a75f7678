"""Tables of services: where their points lie, how old they are, and that none is told twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parcours.checks.geography import commune_at, outside_m
from parcours.checks.texts import markup_in
from parcours.content.atlas import Atlas
from parcours.content.freshness import is_stale
from parcours.content.services import Row
from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, error, warning
from parcours.format.model import Site
from parcours.format.names import name_of
from parcours.format.parse import Parsed
from parcours.format.scalars import short
from parcours.geo.points import LatLon
from parcours.suggest.likely import slug_of

MOST_M = 2000
"""Further from a stop, nothing is close by."""
_EDGE = 0.005
"""Degrees, about half a kilometre: no outline is wrong by more."""
_SAME_SPOT_DEGREES = 4
"""Decimals: about ten metres."""
_SAME_POINT_DEGREES = 6
"""Of what has no name: two benches stand side by side."""
_MOST_OF_A_FILE = 20
"""Warnings of one sort told of one file; the last one says how many more there are."""


def check_services(files: Sequence[Sequence[Row]], atlas: Atlas) -> Iterator[Diagnostic]:
    """Every fault of the tables that their cells alone do not show."""
    for rows in files:
        yield from _misplaced(rows, atlas)
        yield from _ages(rows, atlas)
        yield from _dressed(rows)
    yield from _told_twice([row for rows in files for row in rows])


def within_reach(parsed: Parsed[Site]) -> Iterator[Diagnostic]:
    """``services_within_m`` is a distance that one walks without a thought."""
    within_m = parsed.value.services_within_m
    if within_m > MOST_M:
        yield error("bad-value", parsed.source.span(("services_within_m",)), Words(
            f"à {within_m} m d’une étape, rien n’est à deux pas",
            f"{within_m} m from a stop, nothing is close by"),
            Words(f"écrivez {MOST_M} au plus", f"write {MOST_M} at most"))


def _misplaced(rows: Sequence[Row], atlas: Atlas) -> Iterator[Diagnostic]:
    """Each point lies in a territory, or so near that the outlines cannot tell."""
    if not atlas.communes:
        return
    outside = []
    for span, point in rows:
        if _inside(point.position, atlas):
            continue
        lat, lon = point.position
        if abs(lon) <= 90 and _inside(LatLon(lon, lat), atlas):
            yield error("swapped-coordinates", span, Words(
                "la latitude et la longitude sont inversées",
                "latitude and longitude are swapped"),
                Words(f"écrivez {lon} sous lat et {lat} sous lon",
                      f"write {lon} under lat and {lat} under lon"))
        else:
            outside.append(span)
    for n, span in enumerate(outside[:_MOST_OF_A_FILE], 1):
        more = len(outside) - n if n == _MOST_OF_A_FILE else 0
        yield warning("outside-territories", span, Words(
            "ce point n’est dans aucun des territoires" + (
                f", ni {more} autres de ce fichier" if more else ""),
            "this point lies in none of the territories" + (
                f", nor do {more} others of this file" if more else "")),
            Words("corrigez lat et lon, ou retirez la ligne",
                  "correct lat and lon, or remove the row"))


def _inside(point: LatLon, atlas: Atlas) -> bool:
    """Whether a point lies in a commune of ours, or as near as outlines are exact."""
    if commune_at(point, atlas) is not None:
        return True
    return any(
        box.west - _EDGE <= point.lon <= box.east + _EDGE
        and box.south - _EDGE <= point.lat <= box.north + _EDGE
        and outside_m(point, atlas.communes[code], atlas) == 0
        for code, box in ((code, one.box) for code, one in atlas.boundaries.items())
        if code in atlas.communes)


def _ages(rows: Sequence[Row], atlas: Atlas) -> Iterator[Diagnostic]:
    """No date lies ahead, and what was told long ago is looked at again: once a file."""
    dated = [(span, point.credit.seen_on) for span, point in rows if point.credit]
    ahead = [(span, seen_on) for span, seen_on in dated if seen_on > atlas.today]
    if ahead:
        span, seen_on = ahead[0]
        yield error("bad-value", span, Words(
            f"le {seen_on:%d/%m/%Y} est dans le futur ; lignes dans ce cas : {len(ahead)}",
            f"{seen_on} is in the future; rows like this: {len(ahead)}"),
            Words("écrivez le jour où la source le disait",
                  "write the day on which the source said so"))
    old = [(span, seen_on) for span, seen_on in dated if is_stale(seen_on, atlas)]
    if old:
        span, oldest = min(old, key=lambda one: (one[1], one[0]))
        days = (atlas.today - oldest).days
        yield warning("stale-facts", span, Words(
            f"dit il y a {days} jours (limite : {atlas.site.stale_after_days}) ; "
            f"lignes dans ce cas : {len(old)}",
            f"told {days} days ago (limit: {atlas.site.stale_after_days}); "
            f"rows like this: {len(old)}"),
            Words("prenez l’édition d’aujourd’hui, ou retirez ces lignes",
                  "take today's edition, or remove these rows"))


def _dressed(rows: Sequence[Row]) -> Iterator[Diagnostic]:
    """No sign of HTML: visitors would read it."""
    for span, point in rows:
        texts = [said for text in (point.name, point.note) if text
                 for said in text.by_lang.values()]
        texts += [*point.lines, *(point.credit[0::2] if point.credit else ())]
        for tag in filter(None, map(markup_in, texts)):
            yield warning("visible-markup", span, Words(
                f"les visiteurs liront « {short(tag)} » tel quel",
                f"visitors will read '{short(tag)}' as it stands"),
                Words("retirez ces signes", "remove these signs"))
            break


def _told_twice(rows: Sequence[Row]) -> Iterator[Diagnostic]:
    """Nothing is told twice: one kind and one name at one spot."""
    first: dict[object, Span] = {}
    for span, point in rows:
        name = slug_of(next(iter(point.name.by_lang.values()))) if point.name else ""
        digits = _SAME_SPOT_DEGREES if name else _SAME_POINT_DEGREES
        key = (point.kind, name, *(round(degrees, digits) for degrees in point.position))
        if key not in first:
            first[key] = span
            continue
        before, kind = first[key], name_of(point.kind)
        where = f"{before.file}:{before.line}"
        yield warning("same-place", span, Words(
            f"ce service ({kind.fr}) est déjà dit : {where}",
            f"this service ({kind.en}) is told already: {where}"),
            Words("gardez une seule des deux lignes", "keep only one of the two rows"))
