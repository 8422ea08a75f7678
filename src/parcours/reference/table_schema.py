"""Table to Table Schema (https://specs.frictionlessdata.io/table-schema/), for CSV checkers."""

from __future__ import annotations

import json
from typing import Any

from parcours.format.fields.tables import Column, Table

_TYPES = {"lat": "number", "lon": "number", "area_km2": "number", "date": "date"}
_BOUNDS = {"lat": 90, "lon": 180}


def render(table: Table) -> str:
    """The schema of a table, as it is kept in ``schema/``."""
    return json.dumps({
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "title": f"{table.title.fr} · {table.title.en}",
        "description": f"{table.intro.fr}\n\n{table.intro.en}",
        "fields": [_field(name, column) for name, column in table.columns.items()],
    }, ensure_ascii=False, indent=2) + "\n"


def _field(name: str, column: Column) -> dict[str, Any]:
    bounds: dict[str, Any] = {"required": True} if column.required else {}
    if column.words is not None:
        bounds["enum"] = [word.value for word in column.words]
    if name in _BOUNDS:
        bounds |= {"minimum": -_BOUNDS[name], "maximum": _BOUNDS[name]}
    return {"name": name, "type": _TYPES.get(name, "string"),
            "title": f"{column.label.fr} · {column.label.en}",
            "description": f"{column.text.fr}\n\n{column.text.en}", "example": column.example,
            **({"constraints": bounds} if bounds else {})}
