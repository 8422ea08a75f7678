"""The page of what is closed now and soon."""

from __future__ import annotations

from collections.abc import Sequence

from parcours.content.atlas import Atlas
from parcours.geo.zones import MAINLAND, common_zone
from parcours.i18n.language import Language
from parcours.render.exports.closures_feed import FEED
from parcours.render.pages.layout import page as laid_out
from parcours.render.words.passages import by_route
from parcours.render.words.places import notice
from parcours.render.words.writer import Writer
from parcours.trip.closures import SOON_DAYS, Closure


def page(closures: Sequence[Closure], atlas: Atlas, language: Language) -> str:
    """The page that lists them, those of today first."""
    write, say = Writer(language, atlas), language.say
    zone = common_zone(place.position for place in atlas.places.values())
    now: list[object] = []
    soon: list[object] = []
    for one in closures:
        begins, ends = one.status.from_, one.status.to
        (soon if begins and begins > atlas.today else now).append((
            one.anchor, f"../{one.page}", write.text(one.name), notice(one.status, write),
            by_route(one.touched, write),
            begins.isoformat() if begins else "", ends.isoformat() if ends else ""))
    return laid_out(
        "perturbations.md", language, say("Closures and works"),
        say("Closures and works on the routes, now and in the coming weeks."),
        feed=FEED, say=say, today=language.date(atlas.today), now=now, soon=soon,
        days=SOON_DAYS, zone="" if zone == MAINLAND else zone)
