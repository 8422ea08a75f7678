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


BY_HAND = [
    '<video poster="{}"></video>', '<video poster=\'{}\'></video>', "<video poster={}></video>",
    '<object data="{}"></object>', '<form action="{}"></form>', '<button formaction="{}">',
    '<body background="{}">', '<svg><use xlink:href="{}#signe"/></svg>', '<a\nhref="{}">Là</a>',
    "<a HREF={}>Là</a>", "<img\n  src='{}'>", '<img srcset="{} 2x">', "<img srcset='{} 320w'>",
    '<link rel="preload" as="image" imagesrcset="{} 1x, {} 2x">', '<p style="background:url({})">',
    "<p style='background-image: url(&quot;{}&quot;)'>",
    "<style>p{{background:url( '{}' )}}</style>",
    '<img data-src="{}">', '<img data-srcset="{} 1x">', '<p data-page="{}">', '<p data-lien="{}">',
    '<a href="{}?lang=fr#x">', '<iframe src="{}"></iframe>', '<blockquote cite="{}">',
    '<area href="{}">', '<track src="{}">', '<embed src="{}">', '<input type="image" src="{}">']


@pytest.mark.parametrize("home", [HOME, ""])
@pytest.mark.parametrize("text", BY_HAND)
def test_whatever_names_an_address_in_a_page_by_hand_is_followed(text: str, home: str,
                                                                 tmp_path: Path) -> None:
    """However it is quoted, in whichever attribute, in a style, in data for a script."""
    page = "<html><head></head><body>{}</body></html>"
    assert dead(tmp_path / "good", home, **{
        "en__hand.html": page.format(text.replace("{}", "../en/parcours/ciel/ciel.gpx"))}) == []
    assert dead(tmp_path / "gone", home, **{
        "en__hand.html": page.format(text.replace("{}", "../en/parcours/ciel/gone.gpx"))}) == [
            "en/hand.html → en/parcours/ciel/gone.gpx"]


@pytest.mark.parametrize("text", [
    '<p data-version="1.2.50" data-where="43.6,1.4" data-copied="Copié." data-text="../ ou rien">',
    '<a href="mailto:a@exemple.fr">', '<img src="data:image/png;base64,AA==">', '<a href="">',
    '<a href="#">', "<p style='behavior:url(#default#VML)'>", '<img src="//exemple.org/x.png">',
    '<form action="">', '<a href="javascript:void(0)">', "<style>p{{color:red}}</style>"])
def test_what_is_no_address_of_ours_is_left_alone(text: str, tmp_path: Path) -> None:
    """Numbers, words and places for a script; other schemes, other hosts, nothing at all."""
    page = f"<html><head></head><body>{text}</body></html>"
    assert dead(tmp_path, **{"en__hand.html": page}) == []


@pytest.mark.parametrize("text", [
    '<code>&lt;a href="gone/"&gt;</code>', '<pre><code>&lt;img src="gone.png"&gt;\n</code></pre>',
    '<!-- <a href="gone/">Là</a> -->', "<code>&lt;a href='gone/#x'&gt;</code>",
    '<code>&lt;a href="#gone"&gt;</code>'])
def test_code_that_is_shown_and_comments_lead_nowhere(text: str, tmp_path: Path) -> None:
    """A page that tells how to write a link has an example of one, and no link."""
    page = f'<html><head></head><body>{text} <a href="gone-too/">Là</a></body></html>'
    assert dead(tmp_path, **{"hand.html": page}) == ["hand.html → gone-too/"]


@pytest.mark.parametrize(("home", "base"), [
    (HOME, "/sous/chemin/"), ("https://exemple.org/", "/"), ("https://exemple.org", "/"),
    ("", "/")])
def test_an_address_from_the_root_of_the_host_is_ours_below_our_own(home: str, base: str,
                                                                    tmp_path: Path) -> None:
    """Below the path of the site, where that is known; else where it begins like a folder of ours.
    What else a host has is not ours to judge."""
    page = '<html><head></head><body><a href="{}">Là</a></body></html>'
    for n, good in enumerate((f"{base}en/parcours/ciel/", f"{base}./en/parcours/ciel/#x", base)):
        assert dead(tmp_path / str(n), home, **{"hand.html": page.format(good)}) == []
    assert dead(tmp_path / "gone", home, **{
        "hand.html": page.format(f"{base}en/parcours/gone/")}) == ["hand.html → en/parcours/gone/"]
    if base != "/" or not home:
        assert dead(tmp_path / "else", home, **{
            "hand.html": page.format("/mairie/horaires/")}) == []


@pytest.mark.parametrize(("name", "text"), [
    ("en/a.css", "p{{background:url({})}}"), ("en/a.css", "p{{background:url( '{}' )}}"),
    ("en/a.css", '@import "{}";'), ("en/a.css", "@import url({}) screen;"),
    ("en/a.css", "@font-face{{src:url({}#iefix) format('x'),url(\"{}?v=1\")}}"),
    ("en/a.js", 'import{{start}}from"{}";'), ("en/a.js", "import '{}'"),
    ("en/a.js", "const m = await import( '{}' )"), ("en/a.mjs", 'export * from "{}"')])
def test_sheets_and_modules_are_read_too(name: str, text: str, tmp_path: Path) -> None:
    """What a style sheet shows and what a script imports are files of the site."""
    file = name.replace("/", "__")
    good, gone = "../en/parcours/ciel/ciel.gpx", "../en/parcours/ciel/gone.gpx"
    assert dead(tmp_path / "good", "", **{file: text.replace("{}", good).format()}) == []
    assert dead(tmp_path / "gone", "", **{file: text.replace("{}", gone).format()}) == [
        f"{name} → en/parcours/ciel/gone.gpx"]


@pytest.mark.parametrize("text", [
    '{"start_url": "%s"}', '{"scope": "%s"}', '{"shortcuts": [{"name": "x", "url": "%s"}]}'])
def test_a_manifest_leads_into_the_site(text: str, tmp_path: Path) -> None:
    """Its start, its scope and its shortcuts are pages, written from where it stands."""
    assert dead(tmp_path / "good", "", **{
        "manifest.webmanifest": text % "en/parcours/ciel/"}) == []
    assert dead(tmp_path / "gone", "", **{"manifest.webmanifest": text % "en/parcours/gone/"}) == [
        "manifest.webmanifest → en/parcours/gone/"]


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


@pytest.mark.parametrize("name", ["champs", "en__champs", "diagnostics", "en__diagnostics"])
def test_examples_of_the_manual_are_no_addresses_of_the_site(name: str, tmp_path: Path) -> None:
    """On the pages made of the format what stands as code is an example, even where the site has
    the address that examples have; what is no code is looked at as anywhere."""
    page = ("<head></head><p><code>https://exemple.fr/musee</code><pre>page: https://exemple.fr/a\n"
            "</pre> {}</p>")
    file = f"{name}__index.html"
    assert dead(tmp_path / "a", "https://exemple.fr/", **{file: page.format("")}) == []
    assert dead(tmp_path / "b", "https://exemple.fr/", **{
        file: page.format("https://exemple.fr/gone/")}) == [
            f"{name.replace('__', '/')}/index.html → gone/"]


def test_half_a_letter_breaks_nothing(tmp_path: Path) -> None:
    """A surrogate without its other half is no letter that a file could be named by."""
    assert dead(tmp_path, **{"a.json": rf'"{HOME}\ud83d\ude00" "{HOME}x\ud83d"'}) == [
        "a.json → 😀", "a.json → x\ufffd"]


def test_another_home_is_another_inventory(tmp_path: Path) -> None:
    """What was found for one address of the site is not taken for what another one would find."""
    text = {"robots.txt": "Sitemap: https://autre.example/gone.xml"}
    assert dead(tmp_path, **text) == []
    assert dead(tmp_path, "https://autre.example", **text) == ["robots.txt → gone.xml"]
