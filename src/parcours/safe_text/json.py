"""JSON that stays data wherever it is put: in a page's ``<script>`` or a JavaScript file."""

from __future__ import annotations

from collections.abc import Callable
from json import JSONEncoder
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

_encode: Callable[[Any], str] = JSONEncoder(
    ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":")).encode


def inert_json(data: Json) -> str:
    """Compact JSON, in insertion order, that stays data inside ``<script>``."""
    return inert(_encode(data))


def inert(encoded: str) -> str:
    """JSON text with nothing left in it that could end a script or begin a tag."""
    return (encoded.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
            .replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))
