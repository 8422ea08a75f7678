"""The home page: what the site says of itself, ways into the catalogue, some routes to begin with.

Which routes is chosen by data, for each alliance: those of ``featured``, then those that one can
set out on soonest in the coming weeks, then the newest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from parcours.content.atlas import Atlas
from parcours.content.site_words import site_words
from parcours.i18n.language import Language
from parcours.render.catalogue.choices import Choice, groups
from parcours.render.catalogue.entries import Entry
from parcours.render.pages.front_matter import UNSAFE_IN_HEAD, front_matter
from parcours.render.pages.layout import template, writer
from parcours.render.words.outlines import caption

SHOWN = 3
"""Routes of each alliance."""
SOON_DAYS = 60
_MOST_CHIPS = 6


@dataclass(frozen=True, slots=True)
class HomeRoute:
    """A route that the home page may show."""

    entry: Entry
    card: str
    """As the catalogue has it."""
    published_on: date | None
    former: tuple[str, ...] = ()
    """Ids that it had before."""


def chosen(routes: Sequence[HomeRoute], featured: Sequence[str], today: date,
           shown: int = SHOWN) -> list[HomeRoute]:
    """The routes to show of one alliance, in order; a featured id follows a rename."""
    by_id = {former: route for route in routes for former in route.former}
    by_id |= {route.entry.id: route for route in routes}
    first = [by_id[id] for id in featured if id in by_id]
    until = today + timedelta(days=SOON_DAYS)

    def rank(route: HomeRoute) -> tuple[bool, int, str]:
        start = route.entry.starts.next()
        new = route.published_on.toordinal() if route.published_on else 0
        return start is None or start > until, -new, route.entry.id

    return list({route.entry.id: route for route in (
        *first, *sorted(routes, key=rank))}.values())[:shown]


def home(routes: Sequence[HomeRoute], atlas: Atlas, language: Language) -> str:
    """The home page of one language; ``routes`` are those that are told in it."""
    words = site_words(atlas.site, atlas.territories, atlas.alliances, language.code)
    write = writer(language, atlas)
    several = len(atlas.alliances) > 1
    shown = []
    for id, alliance in atlas.alliances.items():
        ours = [route for route in routes if route.entry.alliance == id]
        cards = [Markup(_here(route)) for route in chosen(ours, atlas.site.featured, atlas.today)]
        if cards:
            shown.append((f"alliance-{id}", write.text(alliance.name) if several else "", cards))
    offered = {group.name: group.choices for group in groups(
        [route.entry for route in routes], language)}
    page = template("home.md", language).render(
        title=words.home_title, lead=words.home_lead, shown=shown,
        themes=_chips(offered, "theme"), seasons=_chips(offered, "saison"),
        means=_chips(offered, "moyen"))
    drawn = json.dumps(caption(atlas.outlines, _drawn(atlas), language).translate(UNSAFE_IN_HEAD),
                       ensure_ascii=False)
    return front_matter(words.home_title, words.description).replace(
        "hide: [navigation, toc]\n",
        f"outlines: {drawn}\ntemplate: home.html\nmade_by: parcours\n") + page


def _drawn(atlas: Atlas) -> Sequence[str]:
    """The territories on the picture of the home page."""
    return tuple(dict.fromkeys(
        one for id in atlas.pictured for one in atlas.alliances[id].territories))


def _chips(offered: Mapping[str, Sequence[Choice]], name: str) -> list[tuple[str, str]]:
    """Choices that lead to some route, as addresses of the catalogue and their labels."""
    most = sorted(offered.get(name, ()), key=lambda one: -one.count)[:_MOST_CHIPS]
    return [(f"parcours/?{name}={choice.value}", choice.label[:1].upper() + choice.label[1:])
            for choice in offered.get(name, ()) if choice in most]


def _here(route: HomeRoute) -> str:
    """The card of the catalogue with the addresses that it has from the home page."""
    id, card = route.entry.id, route.card
    for name in ("src", "href"):
        card = card.replace(f'{name}="{id}/', f'{name}="parcours/{id}/')
    return card.replace("<h2 ", "<h3 ").replace("</h2>", "</h3>")
