"""Files an editor refers to: they exist, hold what they should, and may be shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from parcours.checks.subject import Placed
from parcours.content.atlas import Atlas
from parcours.content.photos import BadPhoto, look
from parcours.diagnostics.diagnostic import Diagnostic, Words, did_you_mean, error, warning
from parcours.suggest.nearest import nearest


def photo(placed: Placed, atlas: Atlas) -> Iterator[Diagnostic]:
    """A photo exists, is a photo, says who made it under which licence, and has not expired."""
    picture = placed.fields.photo
    if picture is None:
        return
    loc = (*placed.loc, "photo")
    span = placed.source.span((*loc, "file"))
    path = atlas.root / picture.file
    if not inside(path, atlas):
        yield error("missing-file", span, Words(
            f"le fichier itineraries/{picture.file} n’existe pas",
            f"the file itineraries/{picture.file} does not exist"), similar(picture.file, atlas))
    else:
        try:
            look(path)
        except BadPhoto as bad:
            yield error(bad.code, span, bad.message, bad.hint)
    if picture.credit is None:
        yield error("missing-credit", placed.source.key_span(loc), Words(
            "l’auteur de la photo n’est pas indiqué", "the author of the photo is not given"),
            Words("ajoutez credit: … (le nom de la personne qui a fait la photo)",
                  "add credit: … (the name of whoever took the photo)"))
    if picture.licence is None:
        yield error("missing-credit", placed.source.key_span(loc), Words(
            "la licence de la photo n’est pas indiquée", "the licence of the photo is not given"),
            Words("demandez à l’auteur sous quelle licence il la donne, puis ajoutez licence: …",
                  "ask the author under which licence it is given, then add licence: …"))
    if picture.expires is not None and picture.expires < atlas.today:
        yield warning("expired-photo", placed.source.span((*loc, "expires")), Words(
            f"les droits de cette photo ont pris fin le {picture.expires:%d/%m/%Y} : "
            "elle n’est plus publiée",
            f"the rights to this photo ended on {picture.expires}: it is no longer published"),
            Words("renouvelez les droits, ou retirez la photo",
                  "renew the rights, or remove the photo"))


def inside(path: Path, atlas: Atlas) -> bool:
    """Whether the file is there, and below ``itineraries/`` once links are followed."""
    try:
        return path.is_file() and path.resolve().is_relative_to(atlas.root.resolve())
    except OSError:
        return False


def similar(name: str, atlas: Atlas) -> Words | None:
    """A file that is there and may have been meant: in the same folder, or in the usual ones."""
    there: list[str] = []
    for folder in dict.fromkeys((name.rpartition("/")[0], "tracks", "media")):
        try:
            there += sorted(f"{folder}/{one.name}" for one in (atlas.root / folder).iterdir())
        except OSError:
            continue
    by_name = {one.rpartition("/")[2].lower(): one for one in reversed(there)}
    meant = by_name.get(name.rpartition("/")[2].lower()) or nearest(name, there)
    return did_you_mean(meant)
