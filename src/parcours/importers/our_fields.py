"""A place or a route of a file of ours to the fields of a file: all but what must not go along."""

from __future__ import annotations

from parcours.content.atlas import Atlas
from parcours.format.model import Itinerary, Place
from parcours.format.names import TEXTS
from parcours.importers.found import Found, Left
from parcours.importers.place_fields import pictures
from parcours.importers.sheet import Job, Sheet
from parcours.source import write

_CONTACTS = ("phone", "email")
_NEEDED = {Place: ("name", "kind", "commune", "lat", "lon"),
           Itinerary: ("title", "summary", "alliance", "themes", "difficulty", "days")}


def our_sheet(found: Found, job: Job) -> Sheet:
    """The fields as they were written, in the languages of this site; contact data only for whoever
    asks for it; a photo as a comment, since its file did not come."""
    sheet = Sheet(job.lang, left=Left(list(found.left_out)))
    for name, value in found.ours.items():
        if name in _CONTACTS and not job.contacts:
            sheet.left.out(f"« {name} » (donnée de contact : --contacts la reprend)",
                           f"'{name}' (contact data: --contacts carries it over)")
        else:
            sheet.put(name, _in_our_languages(name, value, job.atlas, sheet.left))
    for name in _NEEDED[Itinerary if found.is_route else Place]:
        if not sheet.data.get(name):
            sheet.lacks(name)
    pictures(sheet, found, job.atlas.today)
    return sheet


def _in_our_languages(name: str, value: write.Value, atlas: Atlas, left: Left) -> write.Value:
    """A value without the texts in languages that the site does not have."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        if name in TEXTS:
            for lang in value:
                if lang not in atlas.languages:
                    left.out(f"les textes en « {lang[:10]} »", f"the texts in '{lang[:10]}'")
            kept = {lang: one for lang, one in value.items() if lang in atlas.languages}
            return kept or dict(list(value.items())[:1])
        return {key: _in_our_languages(key, one, atlas, left) for key, one in value.items()}
    # a label is a text as well
    return [_in_our_languages("name" if name == "labels" else "", one, atlas, left)
            for one in value]
