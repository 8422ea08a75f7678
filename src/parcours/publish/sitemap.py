"""What is about the whole site, in all its languages: sitemap, 404.html, two files of text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from pathlib import Path
from urllib.parse import quote, urlsplit

from parcours.disk import atomic
from parcours.publish.workspace import Edition

SITEMAPS = frozenset({"sitemap.xml", "sitemap.xml.gz"})
"""What MkDocs writes for each language, and `write` for all of them."""

_LOST = re.compile(r'<section class="pc-lost".*?</section>', re.DOTALL)


def write(fresh: Path, editions: Sequence[Edition], listed: Mapping[str, Sequence[str]],
          site_url: str, security: str = "") -> None:
    """Write it all into the ``fresh`` site; ``listed`` are the pages to be found, by language, and
    ``security`` is the text of `security_txt`, if there is one. Never in place: what is there may
    be the former site's, too."""
    if not (fresh / "robots.txt").exists():  # an office may keep one of its own in docs
        (fresh / "robots.txt").write_text(_robots(site_url), "utf-8")
    if security:
        (fresh / ".well-known").mkdir(exist_ok=True)
        atomic.write(fresh / ".well-known" / "security.txt", security)
    if site_url:
        atomic.write(fresh / "sitemap.xml", sitemap(editions, listed, site_url))
    lost = fresh / "404.html"
    page = lost.read_text("utf-8")
    others = [found[0] for edition in editions[1:]
              if (found := _LOST.search((edition.output / "404.html").read_text("utf-8")))]
    atomic.write(lost, _LOST.sub(lambda first: "\n".join((first[0], *others)), page, count=1))


def sitemap(editions: Sequence[Edition], listed: Mapping[str, Sequence[str]],
            site_url: str) -> str:
    """Every page in every language, each with its others (https://www.sitemaps.org/).

    Without dates: we do not know when a page's facts last changed, and a date that moves with
    every publication says nothing.
    """
    pages = {edition.lang: set(listed[edition.lang]) for edition in editions}
    root = site_url.rstrip("/")

    def address(edition: Edition, page: str) -> str:
        path = page.removesuffix("index.html")
        return escape("/".join(filter(None, (root, edition.folder, quote(path)))) + (
            "" if path else "/"))

    lines = ['<?xml version="1.0" encoding="UTF-8"?>',
             '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
             ' xmlns:xhtml="http://www.w3.org/1999/xhtml">']
    for edition in editions:
        for page in sorted(pages[edition.lang]):
            twins = [other for other in editions if page in pages[other.lang]]
            links = "".join(f'<xhtml:link rel="alternate" hreflang="{twin.lang}"'
                            f' href="{address(twin, page)}"/>'
                            for twin in twins) if len(twins) > 1 else ""
            lines.append(f"<url><loc>{address(edition, page)}</loc>{links}</url>")
    return "\n".join((*lines, "</urlset>", ""))


def _robots(site_url: str) -> str:
    where = f"\nSitemap: {site_url.rstrip('/')}/sitemap.xml\n" if site_url else ""
    return f"User-agent: *\nAllow: /\n{where}"


def security_txt(contacts: Sequence[str], until: date, languages: Sequence[str],
                 site_url: str) -> str:
    """Whom to tell of a hole, in the form of RFC 9116: ``contacts`` are addresses of the web or of
    mail, the best first. Only at the root of a host is it where readers look, and says so."""
    mail = (one if one.startswith("https://") else f"mailto:{one}" for one in contacts)
    lines = [*(f"Contact: {one}" for one in mail), f"Expires: {until}T23:59:59Z",
             f"Preferred-Languages: {', '.join(languages)}"]
    if site_url and urlsplit(site_url).path in ("", "/"):
        lines.append(f"Canonical: {site_url.rstrip('/')}/.well-known/security.txt")
    return "\n".join((*lines, ""))
