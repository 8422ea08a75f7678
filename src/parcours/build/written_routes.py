"""All routes once they are written: what this build made of them lies aside, what an earlier one
made lies in what it kept. What is needed of all at once is unpacked for its user alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from parcours.build.cache import CachedRoute, Pages
from parcours.build.open_data import Parts
from parcours.build.output import Lies, Output, Staged
from parcours.build.packing import Packing
from parcours.build.route_files import Near, Summary
from parcours.build.workers import Read, Written


@dataclass(frozen=True, slots=True)
class WrittenRoutes:
    """The routes of these ids, in this order."""

    ids: Sequence[str]
    fresh: Mapping[str, Written]
    """Those of this build, by id."""
    kept: Mapping[str, CachedRoute]
    """Those of an earlier one; what is fresh goes before it."""
    output: Output
    packing: Packing

    def staged(self, id: str) -> Sequence[Staged]:
        """Every file of a route."""
        return (self._aside(self.fresh[id].staged) if id in self.fresh
                else self.kept[id].staged)

    def read(self, id: str, path: str) -> bytes:
        """The bytes of a route's own file at a path."""
        return next(self.output.read(file) for file in self.staged(id) if file.path == path)

    def summaries(self) -> list[Summary]:
        """What the pages about all routes need of each."""
        return [self.packing.unpack(self._summary(id)) for id in self.ids]

    def parts(self) -> list[Parts]:
        """What the files of open data do."""
        return [self.packing.unpack(self._parts(id)) for id in self.ids]

    def shares(self, pages: Pages) -> Callable[[str, str], bytes | None]:
        """What gives the part that the route of an id has of the file of open data at a path."""
        aside: dict[str, Mapping[str, Lies]] = {
            id: self._aside(one.shares) for id, one in self.fresh.items()}

        def share(id: str, path: str) -> bytes | None:
            lies = aside[id].get(path) if id in aside else pages.former_part(id, path)
            return self.output.part(lies) if lies else None

        return share

    def to_keep(self, sources: Mapping[str, str], read: Mapping[str, Read],
                near: Mapping[str, Near]) -> Iterator[tuple[str, CachedRoute]]:
        """What the next build may want of each that has a digest in ``sources``, with its id."""
        for id in self.ids:
            if id in sources:
                yield id, self.kept[id] if id not in self.fresh else CachedRoute(
                    sources[id], replace(read[id], trip=None), near[id],
                    tuple(file.path for file in self.staged(id)),
                    self._summary(id), self._parts(id))

    def _aside(self, lies: Lies) -> Any:
        return self.packing.unpack(self.output.part(lies))

    def _summary(self, id: str) -> bytes:
        return (self.output.part(self.fresh[id].summary) if id in self.fresh
                else self.kept[id].summary)

    def _parts(self, id: str) -> bytes:
        return (self.output.part(self.fresh[id].parts) if id in self.fresh
                else self.kept[id].parts)
