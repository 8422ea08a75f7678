"""Facts age: what was verified long ago must be verified again; what is only told is written."""

from __future__ import annotations

from collections.abc import Iterator

from parcours.checks.subject import Placed
from parcours.content.atlas import Atlas
from parcours.content.freshness import is_stale
from parcours.diagnostics.diagnostic import Diagnostic, Words, error, warning


def stale_facts(placed: Placed, atlas: Atlas) -> Iterator[Diagnostic]:
    """``verified_on`` is a past day, within the site's ``stale_after_days``."""
    verified = placed.fields.verified_on
    if verified is None:
        return
    span = placed.source.span((*placed.loc, "verified_on"))
    age_days = (atlas.today - verified).days
    if age_days < 0:
        yield error("bad-value", span, Words(
            f"le {verified:%d/%m/%Y} est dans le futur", f"{verified} is in the future"),
            Words("écrivez le jour où l’on a vérifié : il est passé, ou c’est aujourd’hui",
                  "write the day on which it was verified: a past day, or today"))
    elif is_stale(verified, atlas):
        yield warning("stale-facts", span, Words(
            f"vérifié il y a {age_days} jours (limite : {atlas.site.stale_after_days})",
            f"verified {age_days} days ago (limit: {atlas.site.stale_after_days})"),
            Words("vérifiez ce lieu, puis mettez à verified_on le jour de cette vérification",
                  "verify this place, then set verified_on to the day of that check"))


def told_of_nothing(placed: Placed, atlas: Atlas) -> Iterator[Diagnostic]:
    """``told`` names fields that are written in the same place."""
    for i, fact in enumerate(placed.fields.told):
        if not getattr(placed.fields, fact):
            yield error("bad-value", placed.source.span((*placed.loc, "told", i)), Words(
                f"« {fact} » n’est pas écrit dans cette fiche", f"'{fact}' is not written here"),
                Words(f"écrivez {fact}: …, ou retirez {fact} de told",
                      f"write {fact}: …, or remove {fact} from told"))


def always_open_with_hours(placed: Placed, atlas: Atlas) -> Iterator[Diagnostic]:
    """``always_open: yes`` and opening hours say two things."""
    if placed.fields.always_open and placed.fields.opening_hours:
        yield error("bad-value", placed.source.span((*placed.loc, "always_open")), Words(
            "always_open dit que l’on y passe à toute heure, et opening_hours donne des horaires",
            "always_open says that you can pass at any time, and opening_hours gives hours"),
            Words("gardez l’un des deux : retirez always_open, ou opening_hours",
                  "keep one of them: remove always_open, or opening_hours"))
