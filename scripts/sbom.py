"""The list of what the site is made with and what it serves of others: ``make sbom``.

Writes ``sbom.cdx.json`` (CycloneDX 1.6), checked against its schema: each package of
``requirements/site.txt`` with its hashes and licence, and what reaches a visitor's browser:
Leaflet, Pagefind's search, and, where the form of the editors is published, what
``admin/vendor.js`` takes.
The same sources give the same bytes; the date is SOURCE_DATE_EPOCH's, or not said.
"""

from __future__ import annotations

import json
import os
import re
import sys
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib import import_module
from importlib.metadata import PackageNotFoundError, distribution, metadata
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "sbom.cdx.json"
_LOCKED = re.compile(r"([\w.-]+)(?:\[[^\]]*\])?==([^ ;]+)(?: ; (.*?))? *(?=--hash)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_OF_THE_FORM = ("decap-cms", "yaml")
"""What ``admin/vendor.js`` copies of the installed packages."""

_CLASSIFIERS = {
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0"}
"""Those that name one licence."""
_READ = {"colorama": "BSD-3-Clause", "defusedxml": "PSF-2.0", "jinja2": "BSD-3-Clause",
         "resvg-py": "MIT", "segno": "BSD-3-Clause", "thorvg-python": "LGPL-2.1-only",
         "xstatic-leaflet": "BSD-2-Clause"}
"""What the licence file of a package says, where its metadata names none or several."""
_SPDX = re.compile(r"[A-Za-z0-9.+-]+(?: (?:OR|AND|WITH) [A-Za-z0-9.+-]+)*")


@dataclass(frozen=True, slots=True)
class Part:
    """A component. ``hashes`` are pairs of an algorithm and a digest in hexadecimal."""

    kind: str
    """pypi or npm."""
    name: str
    version: str
    licence: str
    """An SPDX expression."""
    hashes: tuple[tuple[str, str], ...]
    reaches: str
    """Where it runs: builder, browser or form."""
    only: str = ""
    """The systems or Pythons that alone take it, as the lock says; empty for all."""

    @property
    def purl(self) -> str:
        """As package URLs name it."""
        return f"pkg:{self.kind}/{self.name}@{self.version}"


def parts() -> list[Part]:
    """Every component, those of the builder first; raises `ValueError` where a licence is not
    known."""
    return [*of_the_builder(), *of_browsers(), *of_the_form()]


def of_the_builder() -> Iterator[Part]:
    """The packages of the site's lock, with the digest of each file that may be installed."""
    text = (ROOT / "requirements/site.txt").read_text("utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if found := _LOCKED.match(line):
            name, version, only = found.groups("")
            hashes = tuple(("SHA-256", digest) for digest in sorted(_HASH.findall(line)))
            yield Part("pypi", name, version, licence_of(name), hashes, "builder", only)


def licence_of(name: str) -> str:
    """The licence of an installed package as an SPDX expression."""
    if name in _READ:
        return _READ[name]
    try:
        about = distribution(name).metadata
    except PackageNotFoundError:
        raise ValueError(f"{name} is not installed: run `make install`") from None
    said = [about.get("License-Expression"), about.get("License"), *(
        _CLASSIFIERS.get(one) for one in about.get_all("Classifier") or ())]
    for one in said:
        if one and one != "UNKNOWN" and _SPDX.fullmatch(one):
            return str(one)
    raise ValueError(f"the licence of {name} is not known: read it, then name it in {__file__}")


def of_browsers() -> Iterator[Part]:
    """What a published site serves of others, with the digests of the files that it takes."""
    leaflet = Path(import_module("xstatic.pkg.leaflet").BASE_DIR)
    script = (leaflet / "leaflet.js").read_text("utf-8")
    said = re.search(r"Leaflet (\d+\.\d+\.\d+)", script)
    if said is None:
        raise ValueError("leaflet.js does not say its version")
    files = [leaflet / "leaflet.js", leaflet / "leaflet.css"]
    yield Part("npm", "leaflet", said[1], "BSD-2-Clause",
               tuple(("SHA-256", sha256(path.read_bytes()).hexdigest()) for path in files),
               "browser")
    # one binary that carries the script and the WebAssembly which it writes into the site
    engine = next(part for part in of_the_builder() if part.name == "pagefind-bin")
    yield Part("npm", "pagefind", engine.version, "MIT", engine.hashes, "browser")


def of_the_form() -> Iterator[Part]:
    """What a site with the editors' form serves."""
    lock = json.loads((ROOT / "admin/package-lock.json").read_text("utf-8"))["packages"]
    for name in _OF_THE_FORM:
        about = lock[f"node_modules/{name}"]
        algorithm, digest = about["integrity"].split("-", 1)
        yield Part("npm", name, about["version"], about["license"],
                   ((f"{algorithm[:3].upper()}-{algorithm[3:]}", b64decode(digest).hex()),), "form")


def document(found: list[Part]) -> str:
    """The list as CycloneDX JSON."""
    from cyclonedx.contrib.license.factories import LicenseFactory
    from cyclonedx.model import HashAlgorithm, HashType, Property
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentScope, ComponentType
    from cyclonedx.output.json import JsonV1Dot6
    from packageurl import PackageURL

    licences = LicenseFactory()
    bom = Bom(serial_number=uuid5(NAMESPACE_URL, repr(found)))
    bom.metadata.component = Component(
        name="parcours", version=metadata("parcours")["Version"], type=ComponentType.APPLICATION,
        bom_ref="parcours", licenses=[licences.make_from_string("MIT")])
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    bom.metadata.timestamp = datetime.fromtimestamp(int(epoch or 0), UTC)
    for part in found:
        bom.components.add(Component(
            name=part.name, version=part.version, bom_ref=f"{part.reaches}:{part.purl}",
            purl=PackageURL.from_string(part.purl),
            licenses=[licences.make_from_string(part.licence)],
            hashes=[HashType(alg=HashAlgorithm(name), content=digest)
                    for name, digest in part.hashes],
            scope=ComponentScope.OPTIONAL if part.reaches == "form" else ComponentScope.REQUIRED,
            properties=[Property(name=name, value=value) for name, value in (
                ("parcours:runs-in", part.reaches), ("parcours:only", part.only)) if value]))
    bom.register_dependency(bom.metadata.component, list(bom.components))
    text = JsonV1Dot6(bom).output_as_string(indent=1)
    if not epoch:
        said = json.loads(text)
        del said["metadata"]["timestamp"]
        text = json.dumps(said, indent=1, ensure_ascii=False)
    return text + "\n"


def main() -> int:
    """Write the list, and say what is in it; 1 where it does not fit its schema."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    found = parts()
    text = document(found)
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong is not None:
        sys.stderr.write(f"{wrong}\n")
        return 1
    OUTPUT.write_text(text, "utf-8")
    for part in found:
        sys.stdout.write(f"{part.reaches:8} {part.name:24} {part.version:14} {part.licence}\n")
    sys.stdout.write(f"{OUTPUT.relative_to(ROOT)}: {len(found)} components, CycloneDX 1.6\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
