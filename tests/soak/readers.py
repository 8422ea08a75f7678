"""Every reader of what others wrote: its samples, its bounds, and what it may raise on purpose."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from PIL import Image

from helpers import outlined
from helpers.content_sample import (
    COMMUNES,
    FILES,
    GARDEN,
    JPEG,
    PNG,
    ROUTE_FILE,
    TODAY,
    TRACK,
    check,
    write_sample,
)
from helpers.feeds import FEED, between, write_content, write_feed
from helpers.importing import FILES as OFFICES
from parcours.build.build import Options, build
from parcours.content import boundaries, outline_file, photos, territory_outlines
from parcours.content.commune_table import read_table
from parcours.content.communes import parse_communes
from parcours.content.railways import parse_railways
from parcours.content.services import parse_services
from parcours.content.tracks import BadTrack, track_of
from parcours.editing import timetables
from parcours.format.model import Itinerary, Place, Site, Territories
from parcours.format.parse import M
from parcours.format.partial import parse_partly
from parcours.geo.points import LatLon
from parcours.hours import calendar, readings, suggest, words
from parcours.i18n.language import language_of
from parcours.importers import import_file
from parcours.load.shared import read_shared
from parcours.proposals.asked_dates import dates_of
from parcours.proposals.asking import understood
from parcours.proposals.wish import Asked
from parcours.publish import inventory, search_text, share_cards, sources
from parcours.reference import form
from parcours.render.pictures.photos import make_here
from parcours.routing import ign, valhalla
from parcours.routing.way import NoWay
from parcours.safe_text import html
from parcours.source.read import Source, read_text
from parcours.timetable import extract_reader
from parcours.timetable.archive import open_feed
from parcours.timetable.fault import BadFeed
from parcours.timetable.feed import read_feed

ROOT = Path(__file__).resolve().parents[2]
Read: TypeAlias = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader, from bytes to whatever it makes of them."""

    name: str
    share: float
    """Of all inputs, before the shares are brought to one."""
    samples: tuple[bytes, ...]
    read: Read
    refuses: tuple[type[Exception], ...] = ()
    """What it raises to say no, with words that are shown."""
    most_bytes: int = 65_536
    """A longer input is cut: a file is as long as it likes, but this is no test of patience."""


def readers(folder: Path) -> list[Reader]:
    """All of them; ``folder`` is for their files, and is on memory where that is possible."""
    content = write_sample(folder / "itineraries")
    docs = folder / "docs"
    build(Options(content, docs, TODAY))
    return [*_of_yaml(content), *_of_tables(content), *_of_geography(content, docs),
            *_of_offices(folder, content, docs), *_of_timetables(folder), *_of_words(content),
            *_of_pictures(folder, docs), *_of_pages(folder, docs)]


def _text(read: Callable[[str], object]) -> Read:
    """A reader of text that stands in a file in UTF-8; halves of characters cannot."""
    return lambda raw: read(raw.decode("utf-8", "replace"))


def _yaml(kind: type[M], name: str) -> Read:
    def read(text: str) -> None:
        source = read_text(text, name)
        if isinstance(source, Source):
            source.excerpts([fault.span.line for fault in
                             parse_partly(source, kind, Path(name).stem).faults])

    return _text(read)


def _files(pattern: str) -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted((ROOT / "itineraries").glob(pattern))[:12])


def _bytes(*names: str) -> tuple[bytes, ...]:
    return tuple(one if isinstance(one, bytes) else one.encode()
                 for one in (FILES[name] for name in names))


def _of_yaml(content: Path) -> Iterable[Reader]:
    routes = tuple(one for one in _files("*.yml") if b"\ndays:" in one)
    yield Reader("route (YAML)", 14, (*_bytes(ROUTE_FILE), *routes), _yaml(Itinerary, "x.yml"))
    yield Reader("place (YAML)", 14, (GARDEN.encode(), *_files("places/*.yml")),
                 _yaml(Place, "x.yml"))
    yield Reader("territories.yml", 4, _bytes("territories.yml"),
                 _yaml(Territories, "territories.yml"))
    yield Reader("site.yml", 4, (*_bytes("site.yml"), *_files("site.yml")),
                 _yaml(Site, "site.yml"))
    names = sorted(name for name, one in FILES.items() if isinstance(one, str))

    def whole(raw: bytes) -> None:
        name = names[sum(raw[:64]) % len(names)]
        path = content / name
        was = path.read_bytes()
        try:
            path.write_bytes(raw)
            check(content)
        finally:
            path.write_bytes(was)

    yield Reader("a file of the whole folder (check)", 1.5, _bytes(*names), whole)


def _of_tables(content: Path) -> Iterable[Reader]:
    communes = (COMMUNES.encode(), *_files("communes.csv"))
    yield Reader("communes.csv", 4, communes,
                 _text(lambda text: parse_communes(text, "communes.csv", ["toulouse-metropole"])))
    geojson = json.dumps({"type": "FeatureCollection", "features": [outlined.feature(
        outlined.CITY_RING, code="31555", nom="Toulouse")]}).encode()
    yield Reader("communes of another table", 3, (
        *communes, b"code;nom;codesPostaux\n31555;Toulouse;31000 31100\n", geojson),
        _text(lambda text: read_table(text, "x.csv")))
    yield Reader("services/*.csv", 3, (
        b"kind,name,lat,lon,lines,note,source,date,licence\n"
        b"toilets,Halle,43.93400,0.62200,,,Mairie,2026-05-20,etalab-2.0\n"
        b"tram,Gare,43.60400,1.44500,T1 A,,R,2026-02-10,ODbL-1.0\n",),
        _text(lambda text: parse_services(text, "x.csv")))
    yield Reader("railways.csv", 2, (
        b"line,place,km,source,source_date\nauch,gare-matabiau,0,page,2022-04-25\n",),
        _text(lambda text: parse_railways(text, "railways.csv", ["gare-matabiau"])))


def _of_geography(content: Path, docs: Path) -> Iterable[Reader]:
    tracks = [path.read_bytes() for path in sorted(docs.rglob("*.gpx"))[:2]]
    yield Reader("track of a leg (GPX)", 9, (TRACK.encode(), OFFICES["gers.gpx"], *tracks),
                 track_of, (BadTrack,))
    communes = read_shared(content, TODAY).atlas.communes

    def outlines(text: str) -> None:
        read = outline_file.read_outlines(text, "outlines.geojson")
        if isinstance(read, outline_file.OutlineFile):
            boundaries.boundaries_of(read)
            territory_outlines.territory_outlines(read, ["toulouse-metropole"], communes.values())

    yield Reader("outlines.geojson", 4, (outlined.outline_file().encode(),), _text(outlines))
    line = (LatLon(43.6, 1.44), LatLon(43.61, 1.45))

    def answers(text: str) -> None:
        with suppress(ValueError, RecursionError):
            told = json.loads(text)
            for read in (ign.read, valhalla.read):
                with suppress(NoWay):
                    read(told, line)

    yield Reader("answers of engines that find a way", 2, (
        b'{"geometry":{"type":"LineString","coordinates":[[1.44,43.6],[1.45,43.61]]}}',
        b'{"trip":{"status":0,"legs":[{"shape":"_ynvpAgpzn@_pR_pR","elevation":[1,2]}]}}'),
        _text(answers), (NoWay,))


def _of_offices(folder: Path, content: Path, docs: Path) -> Iterable[Reader]:
    atlas = read_shared(content, TODAY).atlas
    path = folder / "source.bin"

    def read(raw: bytes) -> None:
        path.write_bytes(raw)
        import_file(path, atlas)

    ours = {"JSON of ours": (docs / "fr/donnees/parcours.json").read_bytes(),
            "GeoJSON of ours": next(docs.rglob("parcours/*/*.geojson")).read_bytes(),
            "GPX of ours": next(docs.rglob("parcours/*/*.gpx")).read_bytes(),
            "schema_randonnee": (docs / "fr/donnees/schema-randonnee.geojson").read_bytes(),
            "Geotrek of ours": next(docs.rglob("api/v2/trek/[0-9]*/index.html")).read_bytes()}
    given = {"Geotrek": "trek.json", "Apidae": "table.json", "DATAtourisme": "abbaye.json",
             "GeoJSON": "points.geojson", "walk in GeoJSON": "sentier.json", "GPX": "gers.gpx",
             "KML": "fontaine.kml", "CSV": "lieux.csv", "XLSX": "lieux.xlsx"}
    formats = {**ours, **{name: OFFICES[file] for name, file in given.items()}}
    for name, sample in formats.items():
        yield Reader(f"import: {name}", 0.8 if name == "XLSX" else 1.6, (sample,), read)
    packed = {name: _inside(raw) for name, raw in {
        "KMZ": ("doc.kml", OFFICES["fontaine.kml"]), "ODS": ("content.xml", _ODS)}.items()}
    for name, sample in packed.items():
        yield Reader(f"import: {name}", 0.8, (sample,), read)

    def xlsx(raw: bytes) -> None:
        """One part of a workbook is spoilt, in an archive that is sound."""
        kept = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(OFFICES["lieux.xlsx"])) as was, (
                zipfile.ZipFile(kept, "w")) as made:
            names = [one for one in was.namelist() if one.endswith(".xml")]
            for one in was.namelist():
                made.writestr(one, raw if one == names[sum(raw[:64]) % len(names)]
                              else was.read(one))
        read(kept.getvalue())

    with zipfile.ZipFile(io.BytesIO(OFFICES["lieux.xlsx"])) as book:
        parts = tuple(book.read(name) for name in book.namelist() if name.endswith(".xml"))
    yield Reader("import: parts of an XLSX", 0.8, parts, xlsx)


_ODS = (b'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        b'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        b'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        b'<office:spreadsheet><table:table table:name="x"><table:table-row><table:table-cell>'
        b"<text:p>Nom</text:p></table:table-cell></table:table-row></table:table>"
        b"</office:spreadsheet></office:body></office:document-content>")


def _inside(part: tuple[str, bytes]) -> bytes:
    """An archive with one part, stored as it is so that what is spoilt is the part, too."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(*part)
    return kept.getvalue()


def _of_timetables(folder: Path) -> Iterable[Reader]:
    feed = write_feed(folder / "feed")
    wanted = [between("TOU", "LEC"), between("LEC", "TOU")]
    tables = {name: text for name, text in FEED.items() if name != "agency.txt" or text}
    names = sorted(tables)

    def table(raw: bytes) -> None:
        """One table of a feed, told by its first line as far as it is still there."""
        head = raw[:12]
        name = next((name for name in names if tables[name].encode().startswith(head)),
                    names[sum(raw[:64]) % len(names)])
        path = feed / name
        was = path.read_bytes()
        try:
            path.write_bytes(raw)
            read_feed(open_feed(feed, "x"), wanted, TODAY)
        finally:
            path.write_bytes(was)

    yield Reader("feed: a table (GTFS)", 8, tuple(tables[name].encode() for name in names), table,
                 (BadFeed,))
    packed = folder / "feed.zip"
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, text in tables.items():
            archive.writestr(name, text)

    def archived(raw: bytes) -> None:
        packed.write_bytes(raw)
        read_feed(open_feed(packed, "x"), wanted, TODAY)

    yield Reader("feed: the archive (GTFS)", 3, (kept.getvalue(),), archived, (BadFeed,))
    content = write_content(folder / "ridden")
    made = timetables.make(content, [content / "horaires"], TODAY).files
    yield Reader("timetables/*.json (extract)", 5, tuple(text.encode() for text in made.values()),
                 _text(lambda text: extract_reader.read(text, "x.json")), (BadFeed,))


def _of_words(content: Path) -> Iterable[Reader]:
    spoken = [language_of("fr"), language_of("en")]
    said = tuple(line.partition("\t")[0].encode() for name in ("said_seen.tsv", "said_offices.tsv")
                 for line in (ROOT / "tests/hours" / name).read_text("utf-8").splitlines()[:60]
                 if line and not line.startswith("#"))
    rules = tuple(rule.encode() for rule in (
        "Mo-Su 10:00-18:00", "Tu-Sa 09:30-12:00,14:00-18:00; PH off", "Apr-Oct We 14:00-17:00",
        "Jun 15-Sep 15: Mo-Fr 10:00-19:00; Dec 25 off", "sunrise-sunset", "24/7",
        "Su[1] 10:00-12:00", "easter -2 days-easter +1 day 10:00-18:00"))

    def rule(text: str) -> None:
        suggest.understand(text)
        readings.doubt(text)
        if len(text) <= 300 and calendar.is_valid(text):
            calendar.calendar(text, LatLon(43.6, 1.44), TODAY)
            for language in spoken:
                words.words(text, language, TODAY, LatLon(43.6, 1.44))

    yield Reader("opening hours (rules)", 4, rules, _text(rule), most_bytes=600)
    yield Reader("opening hours (words of offices)", 4, said, _text(rule), most_bytes=600)

    def markdown(text: str) -> None:
        html.to_html(text)
        html.to_text(text)
        html.links(text)

    yield Reader("descriptions (restricted Markdown)", 8, (
        "Un *cloître* et un **jardin**, voir [le site](https://exemple.fr/).\n\n- un\n- deux\n"
        "  1. trois\n\nPrix : 5 € `x` <b>gras</b> &amp; [x][y]\n\n[y]: https://y.fr".encode(),),
        _text(markdown), most_bytes=5000)
    atlas = read_shared(content, TODAY).atlas

    def wish(text: str) -> None:
        parts = [*text.split("|"), *[""] * 8][:8]
        understood(Asked(start=parts[0], on=parts[1], end=parts[2], themes=parts[3], by=parts[4],
                         between=parts[5], share=parts[6], wanted=(parts[7],)), atlas)
        dates_of(text, TODAY)

    yield Reader("wishes (parcours propose)", 4, (
        b"gare-matabiau|2026-12-05|musee-de-la-brique|heritage|walk,coach|09:00-18:00|30%|jardin",
        "Gare Matabiau|samedi||patrimoine|à pied|9h à 18h|1/3|".encode(),
        b"gare|du 5 au 12 decembre||||||"), _text(wish), most_bytes=2000)


def _of_pictures(folder: Path, docs: Path) -> Iterable[Reader]:
    def saved(form: str, mode: str = "RGB", **how: object) -> bytes:
        kept = io.BytesIO()
        drawn = Image.linear_gradient("L").resize((60, 40)).convert(mode)
        drawn.save(kept, form, **how)
        return kept.getvalue()

    samples = (JPEG, PNG, saved("JPEG"), saved("JPEG", progressive=True), saved("PNG", "P"),
               saved("PNG", "RGBA"), saved("WEBP"), saved("JPEG", "CMYK"))

    def photo(raw: bytes) -> None:
        path = folder / "photo.jpg"
        path.write_bytes(raw)
        photos._look.cache_clear()
        photos.look(path)
        make_here(path)

    yield Reader("photos", 3, samples, photo, (photos.BadPhoto,))
    drawings = tuple(path.read_bytes() for path in sorted(docs.rglob("parcours/*/*.svg"))[:2])
    yield Reader("drawings put on cards", 1, drawings, _text(_card))


def _card(text: str) -> None:
    with suppress(ValueError):
        share_cards.compose(text)


def _of_pages(folder: Path, docs: Path) -> Iterable[Reader]:
    content, admin = folder / "itineraries", folder / "admin"
    admin.mkdir(exist_ok=True)

    def backend(raw: bytes) -> None:
        (admin / "backend.yml").write_bytes(raw)
        form.files(content)

    yield Reader("admin/backend.yml", 0.7, (
        b"name: github\nrepo: org/site\nbranch: main\n",
        b"base_url: https://exemple.fr\nauth_endpoint: auth\ncommit_messages:\n  create: x\n"),
        backend)
    page = next(docs.rglob("parcours/*/index.md")).read_bytes()
    by_hand = (b"---\ntitle: x\nlisted: false\n---\n\n# Titre {#un}\n\n[x](y.md#z)\n\n"
               b"<script>1</script>\n\n<html lang=\"fr\"><head></head>"
               b"<body data-pagefind-body><h1>T</h1>"
               b"<a href=\"x#y\">l</a><img src='a' srcset=\"b 1x, c 2x\"></body></html>")
    path = folder / "page.html"

    def hand_written(raw: bytes) -> None:
        sources.script_line(raw)
        sources.rendered_with("a/index.md", raw)
        search_text.searchable(raw.decode("utf-8", "replace"))
        path.write_bytes(raw)
        inventory.look_at("a/index.html", path)

    yield Reader("pages written by hand", 3, (page, by_hand), hand_written)


def shared_out(all_readers: Iterable[Reader], inputs: int) -> Mapping[str, int]:
    """How many inputs each reader is given, in all exactly so many."""
    listed = list(all_readers)
    whole = sum(one.share for one in listed)
    counts = {one.name: int(inputs * one.share / whole) for one in listed}
    counts[listed[0].name] += inputs - sum(counts.values())
    return counts



