"""A found place to the text of its file, or of a draft where the check would refuse it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parcours.checks import check_place
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Severity, Words
from parcours.format.model import Place
from parcours.format.parse import Parsed, parse
from parcours.importers.found import Found
from parcours.importers.our_fields import our_sheet
from parcours.importers.place_fields import place_sheet
from parcours.importers.sheet import Job, Sheet
from parcours.importers.whereabouts import Where
from parcours.source import write
from parcours.source.read import Source, read_text
from parcours.source.write import Bare

_SCHEMA = "yaml-language-server: $schema=../../schema/place.schema.json"


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a file to be, and what is to be said about it."""

    text: str
    missing: tuple[str, ...]
    faults: tuple[Words, ...]
    """What the check says of it."""
    left_out: tuple[Words, ...]
    doubts: tuple[Words, ...] = ()
    """What was set right or derived and wants a look."""

    @property
    def sound(self) -> bool:
        """Whether it may stand among the files of the site."""
        return not self.missing and not self.faults


def place_file(found: Found, id: str, where: Where, job: Job) -> Written:
    """The file of a place."""
    sheet = our_sheet(found, job) if found.ours else place_sheet(found, where, job)
    known = "verified_on" in sheet.data
    about = [*provenance(found, job), Words(
        "Rien n’a été vérifié à l’import : relisez." if known else
        "Rien n’est vérifié : relisez, puis ajoutez verified_on.",
        "Nothing was verified on import: read it." if known else
        "Nothing is verified: read it, then add verified_on.").in_lang(job.lang)]
    text = written(sheet, [Bare(_SCHEMA), *about])
    faults = () if sheet.missing else tuple(_faults(text, id, job.atlas))
    if sheet.missing or faults:
        text = written(sheet, [Bare(_SCHEMA), *draft_head(sheet, faults, "places/"), *about])
    return Written(text, tuple(sheet.missing), faults, sheet.left.all, tuple(sheet.doubts))


def provenance(found: Found, job: Job) -> list[str]:
    """Where a file comes from, as comments."""
    lines = [Words(f"Importé de {job.origin}.", f"Imported from {job.origin}.")]
    if found.publisher:
        lines.append(Words(f"Producteur : {found.publisher}", f"Publisher: {found.publisher}"))
    if found.licence:
        lines.append(Words(f"Licence de la source : {found.licence}",
                           f"Licence of the source: {found.licence}"))
    if found.updated:
        lines.append(Words(f"Mise à jour de la source : {found.updated}",
                           f"Last updated at the source: {found.updated}"))
    return [line.in_lang(job.lang) for line in lines]


def draft_head(sheet: Sheet, faults: Sequence[Words], folder: str) -> list[str]:
    """What keeps a file among the drafts, and where it goes once it is complete."""
    wanted = ", ".join(dict.fromkeys(sheet.missing))
    lines = [Words(f"Brouillon, que le site ne lit pas. Complétez-le, puis déplacez-le dans "
                   f"itineraries/{folder}",
                   f"A draft, which the site does not read. Complete it, then move it to "
                   f"itineraries/{folder}")]
    if wanted:
        lines.append(Words(f"Il manque : {wanted}", f"Missing: {wanted}"))
    lines += [Words(f"À corriger : {fault.fr}", f"To be mended: {fault.en}") for fault in faults]
    return [line.in_lang(sheet.lang) for line in lines]


def written(sheet: Sheet, head: Sequence[str]) -> str:
    """The text of a sheet, with what was left out at its end."""
    tail = list(sheet.loose)
    if sheet.left.told:
        heading = Words("Laissé de côté, faute de place ici ou de certitude :",
                        "Left out, for want of a place here or of certainty:")
        tail.append(heading.in_lang(sheet.lang))
        tail += [f"- {told.in_lang(sheet.lang)}" for told in sheet.left.told]
    return write.document(sheet.data, sheet.notes, head=head, tail=tail)


def _faults(text: str, id: str, atlas: Atlas) -> list[Words]:
    """What the check would say against the file."""
    source = read_text(text, f"{id}.yml")
    parsed = parse(source, Place, id) if isinstance(source, Source) else source
    found = check_place(parsed, atlas) if isinstance(parsed, Parsed) else parsed
    return [one.message for one in found if one.severity is Severity.ERROR]
