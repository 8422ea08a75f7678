"""A small content built once, for whoever reads its files of open data."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from math import sin
from pathlib import Path
from types import MappingProxyType
from typing import Any

from helpers.content_sample import (
    COMMUNES,
    ROUTE,
    TERRITORIES,
    TODAY,
    TRACK,
    write_sample,
)
from helpers.published import ROOT
from parcours.build.build import Options, build

SAMPLES = Path(os.environ.get("PARCOURS_SAMPLES", ROOT.parent / "shared" / "samples"))
"""Files of other bodies, beside the project or nowhere."""
ADDRESS = "https://exemple.fr/x/"
ADDRESSED = f"languages: [fr, en]\nsite_url: {ADDRESS}\n"
WALK = re.sub(r"^days:.*", """\
days:
  - title: {fr: Une boucle, en: A loop}
    start: 10:00
    stops:
      - name: {fr: Porte de la ville, en: City gate}
        kind: village
        commune: "31999"
        lat: 43.85
        lon: 0.66
        stay: 30min
      - place: jardin-des-simples
        travel: {by: walk, track: tracks/vers-le-jardin.gpx}
        stay: 1h15
        note: {fr: "Goûtez ; l’ail, le *blanc*.", en: Taste the garlic.}
""", ROUTE.replace("De la brique au jardin", "À pied au jardin").replace(
    "From brick to garden", "To the garden on foot"), flags=re.M | re.S)
"""A route of one leg, on foot along a path."""
ODBL_TRACK = TRACK.replace("<trk>", (
    '<metadata><copyright author="OpenStreetMap"><license>'
    "https://opendatacommons.org/licenses/odbl/1-0/</license></copyright></metadata><trk>"))
"""A path that says that it is shared under the ODbL."""
CLIMB = TRACK[:TRACK.index("<trkpt")] + "".join(
    f'<trkpt lat="{43.85 + n * 0.00085:.5f}" lon="{0.66 - n * 0.00037 + n % 2 * 0.0003:.5f}">'
    f"<ele>{150 + 40 * sin(n / 9):.1f}</ele></trkpt>" for n in range(101)) + (
    "</trkseg></trk></gpx>\n")
"""The path with its heights, none of whose points can be spared."""
APART = """\
title: {fr: Deux tracés, en: Two paths}
summary: {fr: Deux jours., en: Two days.}
alliance: toulouse-gascogne
themes: [nature]
difficulty: easy
days:
  - title: {fr: Un, en: One}
    start: 10:00
    stops:
      - {name: Porte, kind: village, commune: "31999", lat: 43.85, lon: 0.66, stay: 1h}
      - place: jardin-des-simples
        travel: {by: walk, track: tracks/vers-le-jardin.gpx}
        stay: 1h
  - title: {fr: Deux, en: Two}
    start: 10:00
    stops:
      - {name: Porte, kind: village, commune: "31999", lat: 43.85, lon: 0.66, stay: 1h}
      - place: jardin-des-simples
        travel: {by: walk, track: tracks/vers-le-jardin.gpx}
        stay: 1h
"""
"""Two days of the same walk: the second begins where the first did, 10 km from where it ended."""
UNNAMED = """\
title: {fr: Sans moyen, en: No means}
summary: {fr: On ne sait comment., en: Nobody knows how.}
alliance: toulouse-gascogne
themes: [nature]
difficulty: easy
days:
  - title: {fr: Un, en: One}
    start: 10:00
    stops:
      - {place: gare-matabiau, stay: 1h}
      - {place: jardin-des-simples, stay: 1h}
"""
"""A route of which nothing says how one comes to its second stop."""
VAGUE = UNNAMED.replace("Sans moyen", "Vague").replace("No means", "Vague").replace(
    "      - {place: jardin-des-simples, stay: 1h}\n", "".join(
        f"""\
      - {{name: Porte {n}, kind: village, commune: "31999", lat: 43.85{n}, lon: 0.66, stay: 1h,
         precision_m: 1500, travel: {{by: walk}}}}
""" for n in (1, 4))).replace("{place: gare-matabiau, stay: 1h}", "{place: jardin-des-simples}")
"""A route on foot between points known so roughly that the line between them tells no length."""
GATE = COMMUNES + "31999,La Porte,toulouse-metropole,43.85000,0.66000,20.00\n"
"""The communes, with one of the city where that path begins."""
COMMA = TERRITORIES.replace("name: Pays Portes de Gascogne", "name: Pays Portes, de Gascogne")
"""A territory whose name has a comma."""


def built(content: Path, docs: Path, *, jobs: int = 1, cache: Path | None = None,
          ) -> dict[str, bytes]:
    """What a build of a folder gives in ``donnees``, by language and name."""
    outcome = build(Options(content, docs, TODAY, jobs=jobs, cache=cache))
    assert outcome.published, outcome.diagnostics
    return {f"{lang.name}/{path.relative_to(lang / 'donnees').as_posix()}": path.read_bytes()
            for lang in sorted(docs.glob("??")) for path in sorted((lang / "donnees").rglob("*"))
            if path.is_file()}


def made(folder: Path, files: Mapping[str, str] = MappingProxyType({}), *,
         jobs: int = 1) -> dict[str, bytes]:
    """The same of the sample and these files."""
    return built(write_sample(folder / "itineraries", **files), folder / "docs", jobs=jobs)


def tree(files: Mapping[str, bytes], name: str) -> Any:
    """A JSON file."""
    return json.loads(files[name])


