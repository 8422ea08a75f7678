"""Archives of JSON: a feed of DATAtourisme, an export of Apidae, and what is neither."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from helpers.importing import ABBEY, RAFT, as_json, bring, texts
from parcours.importers.untrusted import MAX_BYTES


def zipped(**files: bytes) -> bytes:
    """An archive; ``__`` in a name is a slash."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{name.replace('__', '/')}.json", content)
    return kept.getvalue()


INDEX = as_json([{"label": "Abbaye du Gers", "file": "objects/0/00/32-abbaye.json"}])


def test_every_object_of_a_feed_becomes_a_file(mapped: Path) -> None:
    """One had to unpack thousands of files and to import them one by one; the index is told."""
    result = bring(mapped, zipped(index=INDEX, objects__0__abbaye=as_json(ABBEY),
                                  objets_modifies=as_json(RAFT)))
    assert sorted(texts(result)) == ["places/abbaye-du-gers.yml", "places/la-table-d-aurelie.yml"]
    assert [one.fr.replace("\u00a0", " ") for one in result.told] == [
        "le fichier « index.json », qui ne décrit ni lieu ni parcours"]


def test_an_archive_without_any_object_says_what_is_in_it(mapped: Path) -> None:
    """The index alone."""
    (fault,) = bring(mapped, zipped(index=INDEX)).diagnostics
    assert (fault.code, "index.json" in fault.message.fr) == ("bad-import", True)


def test_a_damaged_file_of_a_feed_is_told(mapped: Path) -> None:
    """Half of a feed is not taken for the whole."""
    (fault,) = bring(mapped, zipped(a=as_json(ABBEY), b=b'{"cut":')).diagnostics
    assert fault.code == "bad-import"


def test_an_archive_that_unpacks_past_the_bound_is_refused(mapped: Path) -> None:
    """Known from its table, before anything is unpacked."""
    raw = zipped(a=b" " * (MAX_BYTES + 1))
    assert [one.code for one in bring(mapped, raw).diagnostics] == ["too-large"]


def test_the_address_of_an_object_of_the_newer_api_is_its_source(mapped: Path) -> None:
    """It stands under *uri* there."""
    thing = {**{name: value for name, value in ABBEY.items() if name != "@id"},
             "uri": "https://data.datatourisme.fr/32/0000-abbaye", "uuid": "0000-abbaye"}
    (text,) = texts(bring(mapped, as_json({"objects": [thing]}))).values()
    assert "sources:\n  - https://data.datatourisme.fr/32/0000-abbaye\n" in text
