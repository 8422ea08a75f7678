"""Files of outlines for tests: rings round the territories and communes of `content_sample`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

CREDIT: dict[str, Any] = {
    "source": "IGN, Admin Express COG", "date": "2018", "licence": "etalab-2.0", "tolerance_m": 100}
CITY_RING = [[1.30, 43.55], [1.55, 43.54], [1.56, 43.70], [1.31, 43.71], [1.30, 43.55]]
COUNTRY_RING = [[0.50, 43.45], [1.20, 43.44], [1.21, 44.00], [0.51, 44.01], [0.50, 43.45]]
"""Each holds the communes of its side."""
TERRITORIES: dict[str, list[list[list[float]]]] = {
    "toulouse-metropole": [CITY_RING], "portes-de-gascogne": [COUNTRY_RING]}


def feature(rings: object, sort: str = "Polygon", **properties: str) -> dict[str, Any]:
    """An outline with what it is of."""
    return {"type": "Feature", "properties": properties,
            "geometry": {"type": sort, "coordinates": rings}}


def outline_file(*features: dict[str, Any], **members: Any) -> str:
    """The text of a file, a line a feature; both territories where none is given."""
    told = features or tuple(feature(rings, territory=id) for id, rings in TERRITORIES.items())
    head = ",\n".join(f"{json.dumps(name)}:{json.dumps(value)}"
                      for name, value in {"type": "FeatureCollection", **CREDIT, **members}.items()
                      if value is not None)
    return f"{{{head},\n\"features\":[\n{_lines(told)}\n]}}\n"


def _lines(features: Sequence[dict[str, Any]]) -> str:
    return ",\n".join(json.dumps(one) for one in features)
