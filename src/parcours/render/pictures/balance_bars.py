"""What two sides get, as bars: city from the left, country from the right, a figure at each end.

The figures stand in the picture as they do in the table beside it, so that nothing is told by
colour or by length alone. Only classes are written: the bars take the colours of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from parcours.format.choices import Character
from parcours.render.pictures.labels import width_of
from parcours.render.pictures.style import escaped

_WIDTH, _ROW = 360, 40
_GUTTER = 92
"""For the figure at each end."""
_THICK = 14
_NAME_PX = 13
"""The size of a name, as `balance.css` sets it."""
_LONGEST = 44
"""Signs of a name that fit on the picture."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one territory has of a bar."""

    character: Character
    count: int
    said: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One measure or one route, shared out."""

    name: str
    parts: tuple[Part, ...]
    lang: str = ""
    """Of the name, where it is not the page's."""


def bars(shown: Sequence[Bar], label: str) -> str:
    """The bars as an SVG element called ``label``; texts are plain, not escaped."""
    height = _ROW * len(shown) + 4
    drawn = "".join(_bar(bar, n * _ROW) for n, bar in enumerate(shown))
    return (f'<svg class="pc-bars" viewBox="0 0 {_WIDTH} {height}" role="img"'
            f' aria-label="{escaped(label)}">{drawn}</svg>')


def _bar(bar: Bar, top: int) -> str:
    name = bar.name if len(bar.name) <= _LONGEST else bar.name[: _LONGEST - 1].rstrip() + "…"
    y, middle = top + 20, top + 20 + _THICK / 2
    two = len(bar.parts) == 2
    left, right = (_GUTTER, _WIDTH - _GUTTER) if two else (0, _WIDTH)
    # a long name begins before its bar rather than end outside the picture
    start = max(0, min(left, _WIDTH - ceil(width_of(name, _NAME_PX))))
    marked = f' lang="{bar.lang}"' if bar.lang else ""
    drawn = [f'<text class="pc-bars__name"{marked} x="{start}" y="{top + 14}">'
             f"{escaped(name)}</text>",
             f'<rect class="pc-bars__none" x="{left}" y="{y}" width="{right - left}"'
             f' height="{_THICK}" rx="3"/>']
    whole, x = sum(part.count for part in bar.parts), float(left)
    for part in bar.parts:
        width = (right - left) * part.count / whole if whole else 0.0
        if width:
            drawn.append(f'<rect class="pc-bars__{part.character.value}" x="{x:.1f}" y="{y}"'
                         f' width="{width:.1f}" height="{_THICK}" rx="3"/>')
        x += width
    if two:
        for at, anchor, part in ((left - 6, "end", bar.parts[0]),
                                 (right + 6, "start", bar.parts[1])):
            drawn.append(f'<text x="{at}" y="{middle + 4:g}" text-anchor="{anchor}">'
                         f"{escaped(part.said)}</text>")
    return "".join(drawn)
