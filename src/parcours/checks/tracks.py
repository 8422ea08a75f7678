"""The track of a leg leads from the one stop to the other, the right way round, all the way."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from parcours.checks.files import inside, similar
from parcours.checks.subject import stops_of
from parcours.content.atlas import Atlas
from parcours.content.tracks import BadTrack, Track, read_track
from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, error, warning
from parcours.format.model import Itinerary, PlaceFields
from parcours.format.parse import Parsed
from parcours.geo.points import LatLon, distance_m

_OFF_M = 50
"""How far a track may end from the point of its stop: the gate of a park, the other platform."""
_OFF_OF_WAY = 0.1
"""And so much of the way as the crow flies: who stands 800 m off notices it on a walk of one."""
_OFF_MOST_M = 1000
_LEFT_OUT = 0.25
"""A track whose gaps are more than this of the whole is not that of the leg."""
_MOST_TOLD = 3
_WHOLE = Words("complétez la trace dans votre outil de cartes, ou enregistrez-la de nouveau",
               "complete the track in your map tool, or record it again")


def bad_track(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """A leg's track is a readable GPX that joins its two stops; its gaps and strays are told."""
    before = None
    for at in stops_of(parsed):
        place = at.place(atlas)
        travel = at.stop.travel
        if travel is not None and travel.track is not None:
            span = parsed.source.span((*at.loc, "travel", "track"))
            path = atlas.root / travel.track
            if not inside(path, atlas):
                yield error("missing-file", span, Words(
                    f"le fichier itineraries/{travel.track} n’existe pas",
                    f"the file itineraries/{travel.track} does not exist"),
                    similar(travel.track, atlas))
            else:
                try:
                    track = read_track(path)
                except BadTrack as bad:
                    yield error(bad.code, span, bad.message, bad.hint or Words(
                        "exportez-la de nouveau en GPX", "export it again as GPX"))
                else:
                    yield from judged(track, before, place, span)
        before = place


def judged(track: Track, before: PlaceFields | None, place: PlaceFields | None,
            span: Span) -> Iterator[Diagnostic]:
    """What is wrong with a track between two stops: an error, or warnings where it is patchy."""
    start, end = track.points[0], track.points[-1]
    wrong = _runs_backwards(start, end, before, place) or _ends_elsewhere(
        start, end, before, place)
    gaps_m, length_m = fsum(gap.length_m for gap in track.gaps), track.km * 1000
    if wrong is not None:
        yield error("bad-track", span, *wrong)
    elif gaps_m > _LEFT_OUT * (gaps_m + length_m):
        yield error("bad-track", span, Words(
            f"il manque {_km(gaps_m, ',')} km à cette trace, qui en a {_km(length_m, ',')} : "
            f"{_gap_words(track, 'fr')}",
            f"this track of {_km(length_m)} km leaves out {_km(gaps_m)} km: "
            f"{_gap_words(track, 'en')}"), _WHOLE)
    else:
        if track.gaps:
            yield warning("patchy-track", span, Words(
                f"cette trace s’interrompt : {_gap_words(track, 'fr')}",
                f"this track breaks off: {_gap_words(track, 'en')}"), _WHOLE)
        if track.coarse:
            count, far_m = track.coarse.count, track.coarse.longest_m
            yield warning("patchy-track", span, Words(
                f"cette trace n’a que {count} points, jusqu’à {_km(far_m, ',')} km l’un de l’autre "
                ": des droites, et non un chemin ; la ligne de la page reste schématique",
                f"this track has only {count} points, up to {_km(far_m)} km apart: straight lines, "
                "and no way; the line of the page stays schematic"),
                Words("dessinez-la le long du chemin dans votre outil de cartes, ou retirez track",
                      "draw it along the way in your map tool, or remove track"))
        if track.variants:
            yield warning("patchy-track", span, *_variants(track, length_m))
        if track.strays:
            first, more = track.strays[0], len(track.strays) - 1
            also_fr = f" ({more} autre{'s' if more > 1 else ''} comme lui)" if more else ""
            also_en = f" ({more} more like it)" if more else ""
            yield warning("patchy-track", span, Words(
                f"le point {first.number} de cette trace a été laissé de côté : "
                f"{first.why.fr}{also_fr}",
                f"point {first.number} of this track was left out: {first.why.en}{also_en}"),
                Words("retirez ce point du fichier", "remove that point from the file"))


def _variants(track: Track, length_m: float) -> tuple[Words, Words]:
    """What to say of a file whose tracks all set out from one spot."""
    count, named = len(track.variants), [name for name in track.variants if name][:_MOST_TOLD]
    fr = f" ({', '.join(f'« {name} »' for name in named)})" if named else ""
    en = f" ({', '.join(repr(name) for name in named)})" if named else ""
    return (Words(f"ce fichier contient {count} traces qui partent du même point{fr} : mises bout "
                  f"à bout, elles font {_km(length_m, ',')} km",
                  f"this file holds {count} tracks that begin at the same spot{en}: end to end, "
                  f"they make {_km(length_m)} km"),
            Words("ne gardez que celle de ce trajet", "keep only the one of this leg"))


def _runs_backwards(start: LatLon, end: LatLon, before: PlaceFields | None,
                    place: PlaceFields | None) -> tuple[Words, Words] | None:
    """The fault of a track that leads from the stop of arrival to that of departure."""
    if before is None or place is None:
        return None
    a, b = before.position, place.position
    ahead_m = distance_m(start, a) + distance_m(end, b)
    back_m = distance_m(start, b) + distance_m(end, a)
    # of two stops that are not surely apart, or of a track that ends where it begins, nobody knows
    if distance_m(a, b) <= before.precision_m + place.precision_m or (
            back_m >= ahead_m - distance_m(a, b) / 2):
        return None
    return (Words("cette trace va dans l’autre sens : elle part de l’étape d’arrivée",
                  "this track runs backwards: it begins at the stop of arrival"),
            Words("inversez-la dans votre outil de cartes, puis enregistrez-la de nouveau",
                  "reverse it in your map tool and save it again"))


def _ends_elsewhere(start: LatLon, end: LatLon, before: PlaceFields | None,
                    place: PlaceFields | None) -> tuple[Words, Words] | None:
    """The fault of a track that ends too far from a stop, for a leg this long."""
    way_m = distance_m(before.position, place.position) if before and place else 0.0
    for stop, there, fr, en in ((before, start, "part", "begins"), (place, end, "finit", "ends")):
        if stop is None:
            continue
        off_m = distance_m(stop.position, there)
        most_m = min(_OFF_MOST_M, _OFF_M + _OFF_OF_WAY * way_m) + stop.precision_m
        if off_m > most_m and abs(there.lon) <= 90 and distance_m(
                stop.position, LatLon(there.lon, there.lat)) <= most_m:
            return (Words("latitude et longitude sont échangées dans cette trace",
                          "latitude and longitude are exchanged in this track"),
                    Words("importez ce fichier : « parcours import » les remet dans l’ordre",
                          "import the file: 'parcours import' puts them in order"))
        if off_m > most_m:
            return (Words(f"cette trace {fr} à {_off(off_m, ',')} de son étape",
                          f"this track {en} {_off(off_m)} from its stop"),
                    Words("vérifiez que c’est la bonne trace, d’une étape à l’autre et dans le bon "
                          "sens", "check that it is the right track, from one stop to the other "
                          "and in the right direction"))
    return None


def _gap_words(track: Track, lang: str) -> str:
    """Where a track breaks off, the first few of its gaps."""
    told = []
    for gap in track.gaps[:_MOST_TOLD]:
        at = f"{gap.start.lat:.5f}, {gap.start.lon:.5f}"
        told.append(f"{_off(gap.length_m, ',')} sans tracé après le point {gap.after} ({at})"
                    if lang == "fr" else
                    f"{_off(gap.length_m)} without a path after point {gap.after} ({at})")
    more = len(track.gaps) - len(told)
    if more:
        told.append(f"{more} de plus" if lang == "fr" else f"{more} more")
    return " ; ".join(told) if lang == "fr" else "; ".join(told)


def _off(metres: float, mark: str = ".") -> str:
    """A distance in words: metres, then kilometres with one decimal, then whole ones."""
    return f"{metres:.0f} m" if metres < 995 else f"{_km(metres, mark)} km"


def _km(metres: float, mark: str = ".") -> str:
    km = metres / 1000
    return f"{km:.1f}".replace(".", mark) if km < 9.95 else f"{km:.0f}"
