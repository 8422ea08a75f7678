"""Addresses that nobody clicks on are found in every kind of text, and a dead one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from parcours.publish.dead_links import refuse_dead_links
from parcours.publish.inventory import take_inventory
from parcours.publish.workspace import PublishError

HOME = "https://exemple.org/sous/chemin/"


def dead(folder: Path, home: str = HOME, **files: str) -> list[str]:
    """What is told of a site with these files, ``__`` in whose names is a folder's end."""
    site = folder / "site"
    for name, text in {"index.html": "", "en__parcours__ciel__index.html": "",
                       "en__parcours__ciel__ciel.gpx": "", "en__parcours__été__index.html": "",
                       **files}.items():
        path = site / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    try:
        refuse_dead_links(take_inventory(site, folder / "memory.json", home),
                          lambda name: (site / name).read_text("utf-8"))
    except PublishError as failure:
        return failure.detail.splitlines()
    return []


WHOLE = {
    "sitemap.xml": "<url><loc>{}</loc></url>",
    "en/donnees/nouveautes.xml": '<link rel="alternate" href="{}"/>',
    "en/donnees/nouveautes.json": '{{"items":[{{"id":"x","url":"{}"}}]}}',
    "en/donnees/dcat.jsonld": '{{"dcat:downloadURL":{{"@id":"{}"}}}}',
    "en/donnees/parcours.geojson": '{{"properties":{{"url":"{}"}}}}',
    "en/donnees/parcours.kml": "<description>Une halle.&#10;{}</description>",
    "en/donnees/parcours.csv": "ciel,{},12\r\n",
    "en/donnees/cirkwi.xml": "<description>&lt;a href=&quot;{}&quot;&gt;Là&lt;/a&gt;</description>",
    "en/donnees/geotrek/api/v2/trek/index.html": '{{"gpx":"{}","kml":null}}',
    "en/parcours/ciel.ics": "DESCRIPTION:Une halle\\, un ciel.\\n{}\\nEnsuite\r\n",
    "en/parcours/theme.ics": "URL:{}\r\nEND:VEVENT\r\n",
    "en/parcours/ciel.gpx": '<link href="{}"><text>Ciel</text></link>',
    "en/parcours/ciel.svg": '<a xlink:href="{}"/>',
    "en/manifest.webmanifest": '{{"start_url":"{}"}}',
    "robots.txt": "Sitemap: {}\n",
    "texte.txt": "Le guide ({}). La suite",
    "page.html": '<script type="application/ld+json">{{"url": "{}"}}</script>',
    "canonical.html": '<head><link rel="canonical" href="{}"></head>',
    "embed.html": "<code>&lt;iframe src=&#34;{}&#34; title=&#34;Carte&#34;&gt;</code>",
    "moved.html": '<head><meta http-equiv="refresh" content="0; url={}"></head>',
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_dead_address_of_our_own_is_told_in_every_kind_of_text(name: str, tmp_path: Path) -> None:
    """A page or a file that is not there is told with the file that names it, and only it: what is
    there, with a place in it or a query, and what is of another site or host passes."""
    file = name.replace("/", "__")
    for number, good in enumerate((
            f"{HOME}en/parcours/ciel/", f"{HOME}en/parcours/ciel/ciel.gpx", HOME,
            f"{HOME}en/parcours/ciel/#etape-1", f"{HOME}en/parcours/ciel/?lang=fr",
            f"{HOME}en/parcours/%C3%A9t%C3%A9/", HOME.rstrip("/"), f"{HOME}admin/",
            "https://exemple.org/ailleurs/", "https://exemple.org/sous/chemin-2/x",
            "https://exemple.org.example/sous/chemin/x")):
        assert dead(tmp_path / str(number), **{file: WHOLE[name].format(good)}) == []
    for gone in ("en/parcours/gone/", "en/parcours/ciel/gone.gpx"):
        assert dead(tmp_path / f"{len(gone)}", **{
            file: WHOLE[name].format(f"{HOME}{gone}#etape-1")}) == [f"{name} → {gone}"]


@pytest.mark.parametrize(("name", "text"), [
    ("en/moved.html", '<head><meta http-equiv="refresh" content="0; url={}"></head>'),
    ("en/hand.html", "<head><META content='5;URL={}' http-equiv=refresh></head>"),
    ("en/feed.html", '<head><link rel="alternate" type="application/atom+xml" href="{}"></head>'),
    ("en/page.html", '<script type="application/ld+json">{{"@id": "{}#etape-1"}}</script>'),
    ("en/manifest.webmanifest", '{{"shortcuts": [{{"url": "{}"}}]}}'),
    ("en/nouveautes.json", '{{"items":[{{"url":"{}"}}]}}'),
    ("en/parcours.geojson", '{{"properties":{{"url":"{}"}}}}'),
    ("en/nouveautes.xml", '<link rel="self" href="{}"/>'),
    ("en/parcours.kml", "<Icon><href>{}</href></Icon>"),
    ("en/dessin.svg", '<image xlink:href="{}"/>'),
])
def test_a_relative_address_is_followed_where_a_format_has_one(name: str, text: str,
                                                               tmp_path: Path) -> None:
    """Also on a site that does not know its own address."""
    file = name.replace("/", "__")
    assert dead(tmp_path / "good", "", **{file: text.format("../en/parcours/ciel/")}) == []
    assert dead(tmp_path / "gone", "", **{file: text.format("../en/parcours/gone/")}) == [
        f"{name} → en/parcours/gone/"]


def test_a_file_beside_its_list_is_looked_for(tmp_path: Path) -> None:
    """Resources of a Data Package, icons of a web manifest; no word with a point is one of them."""
    assert sorted(dead(tmp_path, **{
        "donnees__a.csv": "x", "donnees__datapackage.json":
            '{"resources":[{"path":"a.csv"},{"path":"b.csv"}],"title":"c.csv"}',
        "manifest.webmanifest": '{"icons":[{"src":"assets/icones/gone.png","sizes":"1x1"}]}',
    })) == ["donnees/datapackage.json → donnees/b.csv",
            "manifest.webmanifest → assets/icones/gone.png"]


@pytest.mark.parametrize(("name", "text"), [
    ("a.ics", "URL:https://exemp\r\n le.org/sous/chemin/en/parco\r\n urs/gone/\r\nSEQUENCE:1\r\n"),
    ("b.ics", "DESCRIPTION:Fin (18 h)\\; là.\\\r\n nhttps://exemple.org/sous/chemin/en/parcours/go"
              "ne/\\, puis\r\n"),
    ("c.json", r'{"url":"https:\/\/exemple.org\/sous\/chemin\/en\/parcours\/g\u006Fne\/\u0022"}'),
    ("c.html", r'<head></head><script type="application/ld+json">{"url":'
               r'"https:\/\/exemple.org\/sous\/chemin\/en\/parcours\/gone\/"}</script>'),
    ("d.html", "<a href='mailto:?body=https%3A%2F%2Fexemple.org%2Fsous%2Fchemin%2Fen%2Fparcours%2F"
               "gone%2F%0AVoil%C3%A0&amp;subject=x'>"),
    ("e.xml", "<p>http://exemple.org/sous/chemin/en/parcours/&#103;one/&amp;nbsp;</p>"),
    ("f.csv", 'a;https://exemple.org/sous/chemin/en/parcours/gone/;"b"\n'),
])
def test_addresses_are_read_as_their_format_writes_them(name: str, text: str,
                                                        tmp_path: Path) -> None:
    """Folded lines, escapes, entities, percent-encoding, a delimiter right after."""
    told = dead(tmp_path, **{name: text})
    assert [one.rstrip("\xa0") for one in told] == [f"{name} → en/parcours/gone/"]


def test_half_a_letter_breaks_nothing(tmp_path: Path) -> None:
    """A surrogate without its other half is no letter that a file could be named by."""
    assert dead(tmp_path, **{"a.json": rf'"{HOME}\ud83d\ude00" "{HOME}x\ud83d"'}) == [
        "a.json → 😀", "a.json → x\ufffd"]


def test_another_home_is_another_inventory(tmp_path: Path) -> None:
    """What was found for one address of the site is not taken for what another one would find."""
    text = {"robots.txt": "Sitemap: https://autre.example/gone.xml"}
    assert dead(tmp_path, **text) == []
    assert dead(tmp_path, "https://autre.example", **text) == ["robots.txt → gone.xml"]
