"""``parcours route``: legs without a track get one that a provider computes, once.

Each path is judged as `check` would judge it before anything is written; then its file is made,
and its line typed into the itinerary. A file that is there is never written over.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from parcours.checks.subject import stops_of
from parcours.checks.tracks import judged
from parcours.content.atlas import Atlas
from parcours.content.tracks import BadTrack, Track, track_of
from parcours.diagnostics.diagnostic import Diagnostic, Severity, Span, Words, error
from parcours.disk.atomic import ForeignFileError, rewrite
from parcours.editing.computed_gpx import gpx_of
from parcours.editing.new_files import in_the_way, write_new
from parcours.format.choices import Mode
from parcours.format.model import Itinerary, PlaceFields
from parcours.format.parse import Parsed
from parcours.geo.points import LatLon, distance_m
from parcours.load.files import read_one, shown
from parcours.load.route import trip_of
from parcours.load.shared import read_shared
from parcours.routing.way import Means, NoWay, Provider, Unreachable
from parcours.source import insert
from parcours.source.read import Loc

MEANS = {Mode.WALK: Means.WALK, Mode.BIKE: Means.BIKE, Mode.E_BIKE: Means.BIKE,
         Mode.CAR: Means.CAR, Mode.ELECTRIC_CAR: Means.CAR, Mode.CARPOOL: Means.CAR}
"""Who goes by train or bus does not choose the way."""
_SHARED_ALIKE = "tracks/odbl"
_NOTICE = """\
# Tracés tirés d’OpenStreetMap · Paths from OpenStreetMap

© OpenStreetMap contributors. Les fichiers de ce dossier sont sous la licence ODbL 1.0
(https://opendatacommons.org/licenses/odbl/1-0/), et non sous celle des autres contenus : qui les
change et les publie le fait sous la même licence. Chacun dit quel programme l’a calculé, et quand.

The files of this folder are under the ODbL 1.0, not under the licence of the other contents:
whoever changes and publishes them does so under the same licence. Each says which program computed
it, and when.
"""


@dataclass(frozen=True, slots=True)
class Leg:
    """A leg without a path, between two stops that are known."""

    itinerary: str
    stop: int
    """The number of the stop that it leads to, from 1 along the whole itinerary."""
    by: Mode
    points: tuple[LatLon, ...]
    """Its ends, and between them the places that it passes."""
    before: PlaceFields
    place: PlaceFields
    loc: Loc
    """Of ``travel``."""

    @property
    def straight_km(self) -> float:
        """As the crow flies from end to end."""
        return distance_m(self.points[0], self.points[-1]) / 1000


@dataclass(frozen=True, slots=True)
class Computed:
    """What became of a leg: a path and its file, or why there is none."""

    leg: Leg
    file: str = ""
    """Below the content folder."""
    gpx: bytes = b""
    track: Track | None = None
    why: Words | None = None
    nobody: bool = False
    """Whether nobody answered at all: no other leg was asked for then."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of every leg, and the errors that kept an itinerary from being looked at."""

    legs: tuple[Computed, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def fill(folder: Path, ids: Sequence[str], provider: Provider, today: date, *, stop: int = 0,
         dry: bool = False) -> Outcome:
    """Compute the paths that are missing, of the itineraries named or of all, and write them.

    With ``stop`` only that of the leg to this stop; ``dry`` writes nothing.
    """
    shared = read_shared(folder, today)
    faults = in_the_way(shared)
    known = {path.stem: path for path in shared.itinerary_paths}
    faults += [error("unknown-route", Span(shown(folder)), Words(
        f"il n’y a pas d’itinéraire « {id[:80]} »", f"there is no itinerary '{id[:80]}'"))
        for id in ids if id not in known]
    done: list[Computed] = []
    for path in (known[id] for id in (ids or known)) if not faults else ():
        parsed = read_one(path, Itinerary)
        trip, found = trip_of(parsed, shared.atlas) if isinstance(parsed, Parsed) else (
            None, parsed)
        if trip is None or not isinstance(parsed, Parsed):  # a wrong hour is no hindrance
            faults += [fault for fault in found if fault.severity is Severity.ERROR]
            continue
        legs = [leg for leg in pathless(parsed, shared.atlas) if stop in (0, leg.stop)]
        computed: list[Computed] = []
        for leg in legs:
            computed.append(_computed(leg, provider, folder, parsed, shared.atlas))
            if computed[-1].nobody:
                break
        done += computed if dry else _written(path, parsed, computed, folder)
        if done and done[-1].nobody:
            break
    return Outcome(tuple(done), tuple(faults))


def pathless(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Leg]:
    """The legs without a track whose way one chooses oneself."""
    before: PlaceFields | None = None
    for at in stops_of(parsed):
        place, travel = at.place(atlas), at.stop.travel
        if travel and travel.track is None and travel.by in MEANS and before and place:
            between = (atlas.places[id].position for id in travel.via)
            yield Leg(parsed.id, at.number, travel.by, (before.position, *between, place.position),
                      before, place, (*at.loc, "travel"))
        before = place


def _computed(leg: Leg, provider: Provider, folder: Path, parsed: Parsed[Itinerary],
              atlas: Atlas) -> Computed:
    """The path of a leg, judged as the check will judge it."""
    try:
        way = provider(leg.points, MEANS[leg.by])
        file = f"{way.source.folder}/{leg.itinerary}-{leg.stop}.gpx"
        if (folder / file).exists() or (folder / file).is_symlink():
            raise NoWay(Words(
                f"le fichier {file} existe déjà : nommez-le dans track, ou retirez-le",
                f"the file {file} exists already: name it in track, or remove it"))
        start, end = (place.name.in_lang(atlas.default_lang) for place in (leg.before, leg.place))
        gpx = gpx_of(way, f"{start} – {end}", atlas.today)
        track = track_of(gpx)
        span = parsed.source.span(leg.loc)
        for fault in judged(track, leg.before, leg.place, span):
            raise NoWay(fault.message)
    except NoWay as none:
        return Computed(leg, why=none.words, nobody=isinstance(none, Unreachable))
    except BadTrack as bad:
        return Computed(leg, why=bad.message)
    return Computed(leg, file, gpx, track)


def _written(path: Path, parsed: Parsed[Itinerary], computed: Sequence[Computed],
             folder: Path) -> list[Computed]:
    """The same once files and lines are written, with what kept any from being."""
    source, told, files = parsed.source, list[Computed](), list[tuple[str, bytes]]()
    for one in computed:
        if one.why is not None:
            told.append(one)
        elif changed := insert.after(source, (*one.leg.loc, "by"), "track", one.file):
            source = changed
            told.append(one)
            files.append((one.file, one.gpx))
        else:
            told.append(replace(one, why=Words(
                "cette étape est écrite d’une façon que l’outil ne sait pas compléter : mettez "
                "« travel » sur des lignes à part, puis recommencez",
                "this stop is written in a way that the tool cannot add to: put 'travel' on lines "
                "of its own, then try again")))
    made: list[Path] = []
    try:
        for name, content in files:
            write_new(folder, [(name, content)])
            made.append(folder / name)
        notice = f"{_SHARED_ALIKE}/LICENCE.md"
        if any(name.startswith(f"{_SHARED_ALIKE}/") for name, _ in files) and not (
                folder / notice).exists():
            write_new(folder, [(notice, _NOTICE.encode())])
            made.append(folder / notice)
        if files:
            mark = BOM_UTF8 if path.read_bytes().startswith(BOM_UTF8) else b""
            rewrite(path, mark + source.text.encode())
    except (OSError, ForeignFileError):  # all of an itinerary, or nothing of it
        for file in made:
            file.unlink(missing_ok=True)
        raise
    return told
