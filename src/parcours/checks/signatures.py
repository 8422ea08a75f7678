"""Both sides of an alliance stand behind a route, as it is today."""

from __future__ import annotations

from collections.abc import Iterator

from parcours.content.atlas import Atlas
from parcours.content.reviews import latest, unsigned
from parcours.diagnostics.diagnostic import Diagnostic, Words, warning
from parcours.format.choices import Reviews
from parcours.format.model import Itinerary
from parcours.format.parse import Parsed


def missing_review(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """A route that one side has reviewed is reviewed by the other, too.

    A route that nobody has reviewed is told only where the site says that reviews are required; of
    a draft nobody asks for one.
    """
    if parsed.value.draft:
        return
    reviewed = parsed.value.reviewed
    lacking = unsigned(parsed.value, atlas)
    if not lacking or not (reviewed or atlas.site.reviews is Reviews.REQUIRED):
        return
    names = [atlas.territories[id].name for id in lacking]
    fr, en = (" ni côté ".join(name.in_lang("fr") for name in names),
              " and ".join(name.in_lang("en") for name in names))
    yield warning("missing-review", parsed.source.key_span(("reviewed",)), Words(
        f"ce parcours n’a pas été relu côté {fr}", f"this route has not been reviewed for {en}"),
        Words(f"quand c’est fait, ajoutez à « reviewed » {_entry(lacking[0])}",
              f"once it is, add to 'reviewed' {_entry(lacking[0])}"))


def review_outdated(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """A route has not changed since a side last reviewed it; git remembers when it did."""
    for review in latest(parsed.value):
        r = parsed.value.reviewed.index(review)
        changed = atlas.changed_since.get((parsed.id, review.territory, review.on))
        if changed is not None:
            yield warning("review-outdated", parsed.source.span(("reviewed", r, "on")), Words(
                f"le parcours a changé le {changed:%d/%m/%Y}, après cette relecture",
                f"the route changed on {changed}, after this review"),
                Words("faites-le relire, puis mettez à on le jour de cette relecture",
                      "have it reviewed, then set on to the day of that review"))


def _entry(territory: str) -> str:
    return f"{{territory: {territory}, on: …, by: …}}"
