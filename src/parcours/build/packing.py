"""What one process found, packed for another: it takes a quarter of the memory, and lies in a file.

The places and alliances of the atlas, which every process has from the beginning, go by their
names: they are not packed with every route that calls there, and are the same objects again.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from io import BytesIO
from typing import Any, TypeAlias

from parcours.content.atlas import Atlas

_Name: TypeAlias = tuple[str, str]
"""Which part of the atlas, and its id there."""


class Packing:
    """Packs and unpacks what was found with an atlas."""

    def __init__(self, atlas: Atlas) -> None:
        self._known: Mapping[_Name, object] = {
            **{("place", id): place for id, place in atlas.places.items()},
            **{("alliance", id): alliance for id, alliance in atlas.alliances.items()}}
        self._names: Mapping[int, _Name] = {id(one): name for name, one in self._known.items()}

    def pack(self, found: object) -> bytes:
        """The bytes of it."""
        packed = BytesIO()
        _Packer(packed, self._names).dump(found)
        return packed.getvalue()

    def unpack(self, packed: bytes) -> Any:
        """The same again; only for what this build packed."""
        return _Unpacker(packed, self._known).load()


class _Packer(pickle.Pickler):
    def __init__(self, file: BytesIO, names: Mapping[int, _Name]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._names = names

    def persistent_id(self, obj: object) -> _Name | None:
        return self._names.get(id(obj))


class _Unpacker(pickle.Unpickler):
    def __init__(self, packed: bytes, known: Mapping[_Name, object]) -> None:
        super().__init__(BytesIO(packed))
        self._known = known

    def persistent_load(self, name: _Name) -> object:
        return self._known[name]
