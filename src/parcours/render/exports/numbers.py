"""Numbers for systems that know routes by numbers alone: the same at every build, from the name."""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5
from zlib import crc32


def number_of(id: str) -> int:
    """A whole number from 1 to 2^31 - 1 for a route. Of two names the same becomes once in 2,000
    million: among a thousand routes, in one site of 4,000."""
    return crc32(id.encode()) % (2**31 - 1) + 1


def uuid_of(id: str) -> UUID:
    """The identifier of a name; of a route or a place, of its `world_name`."""
    return uuid5(NAMESPACE_URL, f"parcours:{id}")


def world_name(within: str, id: str) -> str:
    """What no other route in the world is called: its id, and the alliance that it is of; of a
    place, the commune. Two sites may each have a *marche-du-samedi*, and whoever takes in both
    would lose one; a site keeps its names when it moves to another address."""
    return f"{within}/{id}"
