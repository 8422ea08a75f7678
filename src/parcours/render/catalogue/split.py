"""A long list of routes over several pages."""

from __future__ import annotations

from dataclasses import dataclass

_AROUND = 2
"""Pages on each side of the one on show that are named beside the first and the last."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of the list: the routes ``first`` to ``end``, counted from 1."""

    number: int
    of: int
    first: int
    end: int
    routes: int
    """In all pages."""

    @property
    def slice(self) -> slice:
        """The routes of the page in the list of all."""
        return slice(self.first - 1, self.end)

    @property
    def previous(self) -> str:
        """The address of the page before, from this one; empty on the first."""
        return self.address(self.number - 1) if self.number > 1 else ""

    @property
    def next(self) -> str:
        """The address of the page after; empty on the last."""
        return self.address(self.number + 1) if self.number < self.of else ""

    @property
    def neighbours(self) -> tuple[str, str] | None:
        """Both; None where there is one page."""
        return (self.previous, self.next) if self.of > 1 else None

    @property
    def named(self) -> list[int]:
        """The pages that this one leads to: the first, the last and those around; 0 for a gap."""
        near = {1, self.of, *range(self.number - _AROUND, self.number + _AROUND + 1)}
        shown: list[int] = []
        for page in sorted(page for page in near if 1 <= page <= self.of):
            if shown and page > shown[-1] + 1:  # a gap of one is no gap: that page is named
                shown.append(page - 1 if page == shown[-1] + 2 else 0)
            shown.append(page)
        return shown

    def address(self, number: int) -> str:
        """A page of the list, from this one."""
        folder = "" if self.number == 1 else "../../"
        return folder if number == 1 else f"{folder}page/{number}/"


def split(routes: int, most: int) -> list[ListPage]:
    """The pages of so many routes; one, if there are none."""
    pages = max(1, -(-routes // most))
    return [ListPage(n + 1, pages, n * most + 1, min(routes, (n + 1) * most), routes)
            for n in range(pages)]
