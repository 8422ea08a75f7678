"""Opening hours follow OpenStreetMap's syntax."""

from __future__ import annotations

from collections.abc import Iterator

from parcours import hours
from parcours.atlas import Atlas
from parcours.checks.subject import Placed
from parcours.diagnostics import Diagnostic, Edit, Words, error
from parcours.scalars import short


def bad_opening_hours(placed: Placed, atlas: Atlas) -> Iterator[Diagnostic]:
    """``opening_hours`` is a rule that can be computed with."""
    rule = placed.fields.opening_hours
    if rule is None or hours.is_rule(rule):
        return
    meant = hours.suggestion(rule)
    loc = (*placed.loc, "opening_hours")
    span = placed.source.span(loc)
    yield error("bad-opening-hours", span, Words(
        f"« {short(rule)} » n’est pas un horaire au format OpenStreetMap",
        f"'{short(rule)}' is not an opening hours rule in OpenStreetMap's syntax"),
        Words(f"écrivez \"{meant}\"", f"write \"{meant}\"") if meant else
        Words("un horaire s’écrit \"Tu-Su 10:00-18:00; PH off\" "
              "(Mo Tu We Th Fr Sa Su, PH : jours fériés)",
              "a rule is written \"Tu-Su 10:00-18:00; PH off\" "
              "(Mo Tu We Th Fr Sa Su, PH: public holidays)"),
        (Edit(span, placed.source.text_at(loc), meant, quoted=True),) if meant else ())
