"""How each means of travel is named and drawn: one table for maps, pictures and pages.

A line is told apart by its colour *and* by its dashes, so that neither colour blindness nor a
black-and-white print loses it. Every pattern has gaps: a leg whose real path is known lies on a
solid band on the map; one that only joins points does not.
"""

from __future__ import annotations

from dataclasses import dataclass

from parcours.format.choices import Mode
from parcours.format.names import MODES


@dataclass(frozen=True, slots=True)
class ModeStyle:
    """The words and the look of a means of travel."""

    label: str
    """English message id, to be given to `Language.say`."""
    colour: str
    """``#rrggbb``, at least 4.5:1 on the paper ground and on white."""
    dash: str
    """SVG ``stroke-dasharray`` in pixels, for a line 4 px wide with butt ends."""
    token: str
    """For CSS classes and ids: ``[a-z-]+``."""


STYLES: dict[Mode, ModeStyle] = {
    Mode.WALK: ModeStyle(MODES[Mode.WALK], "#22703a", "4 5", "walk"),
    Mode.BIKE: ModeStyle(MODES[Mode.BIKE], "#8a4b00", "10 4", "bike"),
    Mode.E_BIKE: ModeStyle(MODES[Mode.E_BIKE], "#a34700", "10 3 3 3", "e-bike"),
    Mode.METRO: ModeStyle(MODES[Mode.METRO], "#7a1fa2", "16 4", "metro"),
    Mode.TRAM: ModeStyle(MODES[Mode.TRAM], "#ad1457", "14 3 4 3", "tram"),
    Mode.BUS: ModeStyle(MODES[Mode.BUS], "#00696b", "8 6", "bus"),
    Mode.COACH: ModeStyle(MODES[Mode.COACH], "#004d66", "18 3 3 3", "coach"),
    Mode.ON_DEMAND: ModeStyle(MODES[Mode.ON_DEMAND], "#5c5a00", "8 3 3 3 3 3", "on-demand"),
    Mode.TRAIN: ModeStyle(MODES[Mode.TRAIN], "#1a4f9c", "24 4", "train"),
    Mode.CAR: ModeStyle(MODES[Mode.CAR], "#4a4a4a", "6 3", "car"),
    Mode.ELECTRIC_CAR: ModeStyle(MODES[Mode.ELECTRIC_CAR], "#335c1c", "6 3 2 3", "electric-car"),
    Mode.CARPOOL: ModeStyle(MODES[Mode.CARPOOL], "#6d4c41", "6 3 2 3 2 3", "carpool"),
    Mode.BOAT: ModeStyle(MODES[Mode.BOAT], "#0b6a94", "12 8", "boat"),
}

UNSTATED = ModeStyle("means of travel not given", "#5b5b5b", "2 6", "unstated")
"""A leg whose editor names no means."""


def style_of(mode: Mode | None) -> ModeStyle:
    """The style of a means of travel, or of its absence."""
    return UNSTATED if mode is None else STYLES[mode]
