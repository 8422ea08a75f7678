"""Which pages of the published site a browser test looks at: every kind, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

PREFIX = {"fr": "", "en": "en/"}
ROUTE = "parcours/la-gascogne-en-train/"
CLOSED_ON_SOME_DAYS = "parcours/cinq-jours-cinq-marches/"
"""A route with a calendar: it cannot be done on every day."""
ROUTES = ("la-gascogne-en-train", "cinq-jours-cinq-marches", "etoiles-et-fusees")
"""A sample: by train and back, five days that not every week has, by car into the night."""
PLACES = ("abattoirs", "cite-de-l-espace", "gare-matabiau", "kaze")
"""A sample: a museum, a vague name, a station, a place with few facts."""
NOWHERE = "nulle-part/"
"""An address that is not there: the site answers with its own page."""


def addresses(site: Path, lang: str, *, every_route: bool = True) -> Iterator[str]:
    """Every page and map of a language below ``site``; of places and of routes in their other
    direction only a sample, and of routes where that is enough."""
    other = [prefix for prefix in PREFIX.values() if prefix and prefix != PREFIX[lang]]
    for path in sorted((site / PREFIX[lang]).rglob("*.html")):
        address = path.relative_to(site).as_posix()
        inside = address.removeprefix(PREFIX[lang])
        if any(inside.startswith(prefix) for prefix in other) or inside == "404.html":
            continue
        parts = inside.split("/")
        if parts[0] == "donnees" and len(parts) > 2:
            continue  # data of an interface, not a page
        if "retour" in parts and parts[1] not in ROUTES:
            continue
        if len(parts) > 2 and ((parts[0] == "lieux" and parts[1] not in PLACES) or (not every_route
                               and parts[0] == "parcours" and parts[1] not in ROUTES)):
            continue
        if 'http-equiv="refresh"' in path.read_text("utf-8"):
            continue  # an address that moved: nobody stays there
        yield address.removesuffix("index.html")
    yield PREFIX[lang] + NOWHERE


def samples(lang: str) -> list[str]:
    """One page of each kind that a visitor meets, for tests that cost more."""
    return [PREFIX[lang] + address for address in (
        "", "parcours/", ROUTE, f"{ROUTE}map.html", f"{ROUTE}retour/", CLOSED_ON_SOME_DAYS,
        "lieux/", "lieux/cite-de-l-espace/", "territoires/", "contribuer/", "perturbations/",
        "reciprocite/", "fauteuil/", "accessibilite/", "recherche/", NOWHERE)]
