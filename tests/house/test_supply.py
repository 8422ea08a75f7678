"""The list of what the site is made with: whole, with licences that go together with ours."""

from __future__ import annotations

import re
import sys
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType

import pytest

from helpers.published import ROOT
from parcours.render.maps import files as map_files

FREE = {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "LGPL-2.1-only",
        "MIT", "MIT-CMU", "MPL-2.0", "PSF-2.0", "Zlib"}
"""Licences of what a program under the MIT licence may use. The LGPL asks that a library can be
exchanged for another: it is installed beside us, and nothing of it is in what we hand out."""


@pytest.fixture(scope="module")
def sbom() -> ModuleType:
    """The script of ``make sbom``; what it writes with is only there when it is run."""
    spec = spec_from_file_location("sbom", ROOT / "scripts/sbom.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["sbom"] = module  # where a dataclass looks for its own module
    spec.loader.exec_module(module)
    return module


def test_each_locked_package_is_listed_with_its_licence(sbom: ModuleType) -> None:
    """None is missing, each has the hashes of the lock, and none forbids what the MIT licence
    allows: a package whose licence is not known stops the list."""
    listed = list(sbom.of_the_builder())
    lock = (ROOT / "requirements/site.txt").read_text("utf-8")
    locked = re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==([^ ]+)", lock, re.MULTILINE)
    assert [(part.name, part.version) for part in listed] == locked
    assert sum(len(part.hashes) for part in listed) == lock.count("--hash=sha256:")
    for part in sbom.parts():
        assert {*re.split(r" (?:AND|OR) ", part.licence)} <= FREE, part.name
        assert part.hashes, part.name


def test_what_browsers_load_of_others_is_listed(sbom: ModuleType) -> None:
    """Leaflet as the maps have it, and the search, with the version that stands in each."""
    found = {part.name: part for part in sbom.of_browsers()}
    assert found.keys() == {"leaflet", "pagefind"}
    assert f"Leaflet {found['leaflet'].version}".encode() in map_files.assets()["leaflet.js"]


def test_an_unknown_licence_stops_the_list(sbom: ModuleType,
                                           monkeypatch: pytest.MonkeyPatch) -> None:
    """One that only its file tells must be read by somebody first."""
    monkeypatch.setattr(sbom, "_READ", {})
    with pytest.raises(ValueError, match=r"the licence of .* is not known: read it"):
        sbom.licence_of("jinja2")
