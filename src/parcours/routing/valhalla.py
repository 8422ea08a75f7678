"""Valhalla, an engine for OpenStreetMap (https://valhalla.github.io/valhalla/): asked at an
address, or as a program of this machine. Its Python module is never imported.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from parcours.diagnostics.diagnostic import Words
from parcours.geo.points import LatLon, distance_m, length_km
from parcours.routing.fetch import MAX_BYTES, TIMEOUT_S, Pace, ask
from parcours.routing.way import (
    REACH_M,
    Means,
    NoWay,
    Provider,
    Source,
    Unreachable,
    Way,
    joins,
    line_of,
    unreadable,
    with_samples,
)

_COSTING = {Means.WALK: "pedestrian", Means.BIKE: "bicycle", Means.CAR: "auto"}
_EVERY_M = 30
_LOWEST_M = -450.0
"""Without a model of the ground every height is -500, or -499.9."""
_HIGHEST_M = 9000.0
_SHIFT = 1e6
_MAX_SHAPE = 4_000_000
"""Characters of an encoded line."""


def at_address(address: str, pace: Pace | None = None) -> Provider:
    """The engine behind an address, such as ``http://localhost:8002``."""
    base, asking = address.rstrip("/"), pace or Pace()

    def call(action: str, question: object) -> Any:
        return ask(f"{base}/{action}", asking, question)

    return partial(_way, call)


def as_program(program: Path, config: Path) -> Provider:
    """``valhalla_service`` of this machine, with the configuration that names its tiles."""
    def call(action: str, question: object) -> Any:
        return _run([str(program), str(config), action, json.dumps(question)])

    return partial(_way, call)


def _way(call: Any, points: Sequence[LatLon], means: Means) -> Way:
    answer = call("route", question(points, means))
    line, heights = read(answer, points)
    version = _version(call)
    return Way(line, heights, Source(
        f"Valhalla {version}".strip(), "OpenStreetMap", "© OpenStreetMap contributors",
        "https://opendatacommons.org/licenses/odbl/1-0/", "tracks/odbl"))


def question(points: Sequence[LatLon], means: Means) -> dict[str, object]:
    """What is asked: no ferry, no edge farther than `REACH_M`, heights where there are any."""
    last = len(points) - 1
    locations = [{"lat": point.lat, "lon": point.lon, "search_cutoff": REACH_M,
                  "type": "break" if n in (0, last) else "through"}
                 for n, point in enumerate(points)]
    costing = _COSTING[means]
    return {"locations": locations, "costing": costing,
            "costing_options": {costing: {"use_ferry": 0}}, "units": "kilometers",
            "language": "fr-FR", "directions_type": "none", "elevation_interval": _EVERY_M}


def read(answer: object, asked: Sequence[LatLon]) -> tuple[tuple[LatLon, ...], tuple[float, ...]]:
    """The line of an answer and its heights, if it has real ones; raises `NoWay`."""
    if isinstance(answer, dict) and "error" in answer:
        raise _refused(answer)
    trip = answer.get("trip") if isinstance(answer, dict) else None
    legs = trip.get("legs") if isinstance(trip, dict) else None
    if not isinstance(legs, list) or not legs or not all(isinstance(leg, dict) for leg in legs):
        raise unreadable()
    line: tuple[LatLon, ...] = ()
    for leg in legs:
        part = line_of(decoded(leg.get("shape")))
        line += part[1:] if line and distance_m(line[-1], part[0]) < 1 else part
    line_of(line)  # all of them together are no more than one may have
    joins(line, asked)
    samples = _real(legs[0].get("elevation"), line) if len(legs) == 1 else ()
    return with_samples(line, samples) if samples else (line, ())


def _real(samples: object, line: Sequence[LatLon]) -> tuple[float, ...]:
    """Heights of the ground, as many as were asked for; none where any of them is not real."""
    if not isinstance(samples, list) or len(samples) < 2 or not all(
            isinstance(one, int | float) and _LOWEST_M < one < _HIGHEST_M for one in samples):
        return ()
    expected = length_km(line) * 1000 / _EVERY_M
    return tuple(samples) if abs(len(samples) - expected) <= 3 + expected * 0.02 else ()


def decoded(shape: object) -> list[tuple[float, float]]:
    """A line in Google's encoding with six decimals, latitude first; raises `NoWay`."""
    if not isinstance(shape, str) or len(shape) > _MAX_SHAPE:
        raise unreadable()
    numbers: list[int] = []
    value = shift = 0
    for character in shape:
        chunk = ord(character) - 63
        if not 0 <= chunk < 64 or shift > 40:
            raise unreadable()
        value |= (chunk & 31) << shift
        shift += 5
        if chunk < 32:
            numbers.append(~(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    if shift or len(numbers) % 2:
        raise unreadable()
    line: list[tuple[float, float]] = []
    lat = lon = 0
    for north, east in zip(numbers[::2], numbers[1::2], strict=True):
        lat, lon = lat + north, lon + east
        line.append((lat / _SHIFT, lon / _SHIFT))
    return line


_NO_EDGE, _NO_PATH = 171, 442
"""Its own numbers for errors (https://valhalla.github.io/valhalla/api/turn-by-turn/)."""


def _refused(answer: dict[str, Any]) -> NoWay:
    code, said = answer.get("error_code"), str(answer.get("error"))[:120]
    shown = "".join(c if c.isprintable() else " " for c in said)
    if code == _NO_EDGE:
        return NoWay(Words(f"aucun chemin connu à moins de {REACH_M:.0f} m d’une des étapes",
                           f"no known way within {REACH_M:.0f} m of one of the stops"))
    if code == _NO_PATH:
        return NoWay(Words("aucun chemin ne relie ces étapes par ce moyen",
                           "no way joins these stops by this means"))
    return NoWay(Words(f"Valhalla refuse la demande : {shown}",
                       f"Valhalla refuses the question: {shown}"))


def _version(call: Any) -> str:
    """The engine's version, if it says one; the answer to a question is worth no less without."""
    try:
        status = call("status", {})
    except NoWay:
        return ""
    said = str(status.get("version", "")) if isinstance(status, dict) else ""
    return said if len(said) < 20 and all(c.isalnum() or c in ".-" for c in said) else ""


def _run(command: Sequence[str]) -> Any:
    """The JSON that a program prints, whatever it prints before; raises `NoWay`."""
    try:
        with tempfile.TemporaryFile() as printed:
            subprocess.run(command, stdin=subprocess.DEVNULL, stdout=printed,
                           stderr=subprocess.DEVNULL, timeout=TIMEOUT_S, check=False)
            printed.seek(0)
            raw = printed.read(MAX_BYTES + 1)
    except subprocess.TimeoutExpired as failure:
        raise NoWay(Words(f"Valhalla n’a pas répondu en {TIMEOUT_S:.0f} secondes",
                          f"Valhalla did not answer within {TIMEOUT_S:.0f} seconds"),
                    ) from failure
    except (OSError, ValueError) as failure:
        raise Unreachable(Words(f"ce programme ne peut pas être lancé : {command[0]}",
                                f"this program cannot be run: {command[0]}")) from failure
    answers = [line for line in raw.splitlines() if line.startswith(b"{")]
    if len(raw) > MAX_BYTES or not answers:
        raise Unreachable(Words(
            "Valhalla n’a rien répondu : vérifiez sa configuration et ses tuiles",
            "Valhalla answered nothing: check its configuration and its tiles"))
    try:
        return json.loads(answers[-1])
    except (ValueError, RecursionError) as failure:
        raise unreadable() from failure
