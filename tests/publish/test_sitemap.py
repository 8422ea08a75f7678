"""What is about the whole site and not about one page."""

from __future__ import annotations

from datetime import date

from parcours.cli.site import security_of
from parcours.format.model import Site
from parcours.publish.sitemap import security_txt

TOLD = Site.model_validate({
    "languages": ["fr", "en"], "site_url": "https://exemple.fr/",
    "security": {"email": "securite@exemple.fr", "page": "https://exemple.fr/faille",
                 "until": "2027-11-29"}})


def test_the_security_file_has_the_lines_of_rfc_9116() -> None:
    """Contacts as addresses, the best first, one day of expiry, the languages, its own address."""
    assert security_of(TOLD, date(2027, 11, 29)).splitlines() == [
        "Contact: https://exemple.fr/faille", "Contact: mailto:securite@exemple.fr",
        "Expires: 2027-11-29T23:59:59Z", "Preferred-Languages: fr, en",
        "Canonical: https://exemple.fr/.well-known/security.txt"]


def test_an_address_that_lapsed_is_not_given() -> None:
    """A day later the site names nobody; nor does it where nobody was ever named."""
    assert security_of(TOLD, date(2027, 11, 30)) == ""
    assert security_of(Site(), date(2027, 11, 29)) == ""


def test_below_a_folder_it_names_no_place_of_its_own() -> None:
    """Readers look at the root of a host only: elsewhere the file is not where it would say."""
    told = security_txt(["a@exemple.fr"], date(2027, 1, 1), ["fr"], "https://exemple.fr/sous/")
    assert "Canonical" not in told
