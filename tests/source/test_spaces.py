"""A no-break space after the colon of a field: told where it stands, and mended by `--fix`."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.content_sample import TODAY, write_sample
from parcours.build.build import Options
from parcours.editing.fix import fix
from parcours.format.scalars import https_link
from parcours.source.read import Source, read_text

PLACE = 'name: Halle neuve\nkind: market\ncommune: "32208"\nlat: 43.93500\nlon: 0.62300\n'


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u3000"])
@pytest.mark.parametrize("field", ["kind", "commune", "lon"])
def test_the_space_is_named_and_mended(tmp_path: Path, field: str, space: str) -> None:
    """Whatever the space and the line; afterwards the file is as it should have been."""
    text = PLACE.replace(f"{field}: ", f"{field}:{space}")
    found = read_text(text, "x.yml")
    assert not isinstance(found, Source)
    assert found[0].code == "yaml-syntax"
    assert found[0].hint is not None
    assert "remplacez l’espace insécable" in found[0].hint.fr
    assert found[0].span.column == len(field) + 2
    folder = write_sample(tmp_path / "itineraries", **{"places/halle-neuve.yml": text})
    outcome, done = fix(Options(folder, folder / "docs", TODAY))
    assert [one.fault.code for one in done] == ["yaml-syntax"]
    assert "→ espace ordinaire" in done[0].in_words("fr")
    assert (folder / "places/halle-neuve.yml").read_text("utf-8") == PLACE
    assert [one for one in outcome.diagnostics if one.severity == "error"] == []


def test_several_in_one_file_are_mended(tmp_path: Path) -> None:
    """One after the other, and a byte order mark stays."""
    text = PLACE.replace(": ", ":\u00a0")
    folder = write_sample(tmp_path / "itineraries")
    path = folder / "places/halle-neuve.yml"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    _, done = fix(Options(folder, folder / "docs", TODAY))
    assert len(done) == 5
    assert path.read_bytes() == b"\xef\xbb\xbf" + PLACE.encode()


def test_no_space_within_a_text_is_touched(tmp_path: Path) -> None:
    """French typography in a description stays what it is."""
    text = PLACE + "description: |\n  Horaires\u00a0: voir\n  Note:\u00a0rien\n"
    folder = write_sample(tmp_path / "itineraries", **{"places/halle-neuve.yml": text})
    _, done = fix(Options(folder, folder / "docs", TODAY))
    assert done == ()
    assert (folder / "places/halle-neuve.yml").read_text("utf-8") == text


def test_a_space_between_braces_is_named(tmp_path: Path) -> None:
    """In ``{fr:…}`` the file can be read, and the hint is the same."""
    from parcours.load.shared import read_shared

    folder = write_sample(tmp_path / "itineraries", **{
        "places/halle-neuve.yml": PLACE.replace("Halle neuve", "{fr:\u00a0Halle, en: Hall}")})
    (one, *_) = read_shared(folder, TODAY).diagnostics
    assert one.hint is not None
    assert "remplacez l’espace insécable" in one.hint.fr


@pytest.mark.parametrize("address", [
    "https://château-de-lomagne.fr/", "https://www.musée.fr/visite?a=é", "https://œuvre.fr:8080/x"])
def test_an_accented_domain_is_an_address(address: str) -> None:
    """As it is shown in a browser."""
    assert https_link(address) == address
