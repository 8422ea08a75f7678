"""Positions as people type them into cells, to degrees; or why a cell is none.

Decimal points and commas, degrees with minutes and seconds, letters before and after, metres of a
French projection, WKT, GeoJSON, addresses of maps. Where a text can be read in two ways it is not
read at all. Which of two numbers is the latitude is what the text says, else the usual order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from parcours.diagnostics.diagnostic import Words
from parcours.geo.points import LatLon
from parcours.importers import contacts, plain, projection, untrusted
from parcours.importers.projection import Projection

_MOST = 200
_SIGNS = str.maketrans({
    **dict.fromkeys("\u00a0\u2007\u2009\u202f\t\n\r", " "), **dict.fromkeys("−–", "-"),
    **dict.fromkeys("º˚", "°"), **dict.fromkeys("’‘′´`ʹ", "'"), **dict.fromkeys("″”“¨ʺ", '"')})
_WORDS = (("nord", "N"), ("north", "N"), ("sud", "S"), ("south", "S"), ("ouest", "W"),
          ("west", "W"), ("est", "E"), ("east", "E"))
_NUMBER = r"[-+]?(?:\d{1,9}(?:[.,]\d{1,20})?|[.,]\d{1,20})"
"""Data bases leave out the nought of ``0.63``."""
_ANGLE = re.compile(
    r"(?P<before>[NSEWO])?\s*(?P<sign>[-+])?\s*(?P<d>\d{1,3}(?:[.,]\d{1,20})?|[.,]\d{2,20})"
    r"\s*"
    r"(?:(?P<sep>[°d:\s])\s*(?P<m>\d{1,2}(?:[.,]\d{1,20})?)\s*"
    r"(?:['m:\s]\s*(?:(?P<s>\d{1,2}(?:[.,]\d{1,20})?)\s*[\"s]?)?)?)?\s*°?\s*(?P<after>[NSEWO])?",
    re.I | re.A)
_WKT = re.compile(rf"(?:SRID\s*=\s*(\d{{4,6}})\s*;)?\s*(?:POINT|MULTIPOINT)\s*(?:ZM|Z|M)?\s*"
                  rf"\(+\s*({_NUMBER})[\s,;]+({_NUMBER})(?:\s+{_NUMBER}){{0,2}}\s*\)+", re.I | re.A)
_DOTTED = r"(-?\d{1,2}\.\d{2,20})"
_ADDRESSES = tuple(re.compile(start + _DOTTED + between + r"(-?\d{1,3}\.\d{2,20})") for
                   start, between in (
    (r"^geo:", ","), ("!3d", "!4d"), ("@", ","), (r"[?&](?:q|ll|query|center|daddr|destination)=",
                                                 r"(?:,|%2C)(?:\+|%20)?"),
    (r"mlat=", "&(?:amp;)?mlon="), (r"#map=\d+/", "/")))
_LABELLED = (
    re.compile(r"(?:lat(?:itude)?|y)\W{0,5}?(?<![-+])(?P<lat>[-+NSEWO\d].*?)[\s,;/|]*"
               r"\b(?:long?(?:itude)?|lng|x)\b\W{0,5}?(?P<lon>[-+NSEWO\d].*)", re.I | re.A),
    re.compile(r"(?:long?(?:itude)?|lng|x)\W{0,5}?(?<![-+])(?P<lon>[-+NSEWO\d].*?)[\s,;/|]*"
               r"\b(?:lat(?:itude)?|y)\b\W{0,5}?(?P<lat>[-+NSEWO\d].*)", re.I | re.A))
_BETWEEN = r"[\s,;/|-]*"
_LETTERED = tuple(re.compile(shape, re.I | re.A) for shape in (
    rf"([NS][^NSEWO]+?){_BETWEEN}([EWO][^NSEWO]+)", rf"([EWO][^NSEWO]+?){_BETWEEN}([NS][^NSEWO]+)",
    rf"([^NSEWO]+[NS]){_BETWEEN}([^NSEWO]+[EWO])", rf"([^NSEWO]+[EWO]){_BETWEEN}([^NSEWO]+[NS])"))
_BY_DEGREES = re.compile(r"([-+]?\d[^°]*°[^°]*?)[\s,;/|]+([-+]?\d[^°\s]*\s*°.*)", re.A)
_POWER = re.compile(r"([-+]?\d{1,9}(?:[.,]\d{1,20})?)E([-+]\d{1,2})", re.I | re.A)
"""``9,774E-01``, as Excel writes a number in a column of the format "scientific"."""
_LABEL = re.compile(r"(?:lat(?:itude)?|long?(?:itude)?|lng|[xy])\s*[:=]\s*", re.I)
_NOTHING = frozenset((-9999.0, -999.0, 999.0, 9999.0, 99999.0, -99999.0, -1.0))
"""What programs write for a number that they do not have."""
_OTHER_WAYS: tuple[tuple[re.Pattern[str], Words], ...] = (
    (re.compile(r"(?:[2-9CFGHJMPQRVWX]{4})?[2-9CFGHJMPQRVWX]{4}\+[2-9CFGHJMPQRVWX]{2,3}\b.*", re.I),
     Words("un « plus code »", "a 'plus code'")),
    (re.compile(r"https?://(?:maps\.app\.goo\.gl|goo\.gl|osm\.org/go|bit\.ly|tinyurl\.com|"
                r"g\.co|what3words\.com|w3w\.co)/.*", re.I),
     Words("un lien abrégé", "a short link")),
    (re.compile(r"/{0,3}[^\W\d_]{2,30}\.[^\W\d_]{2,30}\.[^\W\d_]{2,30}"),
     Words("trois mots de what3words", "three words of what3words")),
    (re.compile(r"\d{1,2}[C-X]\s?[A-Z]{2}(?:\s?\d{2,5}){1,2}", re.A),
     Words("un carroyage MGRS", "an MGRS grid reference")),
    (re.compile(r"(?:SRID\s*=\s*\d{4,6}\s*;)?\s*(?:MULTI)?(?:LINESTRING|POLYGON)\b.*", re.I),
     Words("une ligne ou une surface, et non un point", "a line or a surface, and not a point")),
    (re.compile(r"…?(?:0[01]01|00000000)?[0-9A-F]{16,}", re.A),
     Words("une géométrie binaire (WKB)", "a binary geometry (WKB)")),
)
"""Ways to say where something is that hold no latitude and longitude to be read."""
_COPY = Words("copiez latitude et longitude d’une carte", "copy latitude and longitude from a map")
_WITH_POINT = re.compile(r"[-+]?(?:\d{1,9}(?:\.\d{1,20})?|\.\d{1,20})", re.A)
_EITHER = re.compile(_NUMBER, re.A)
_COMMAS_ONLY = re.compile(
    r"([-+]?\d{1,3}),(\d{2,20})\s*,\s*([-+]?\d{1,3}),(\d{2,20})", re.A)


@dataclass(frozen=True, slots=True)
class Position:
    """A position that was read, or why none was."""

    at: LatLon | None = None
    said: Words | None = None
    """How it was read, where that is more than reading two numbers; to stand beside the position.
    """
    bad: Words | None = None
    """Why it could not be read, with what the source has there."""


def pair(said: str, *, lon_first: bool = False, known: Projection | None = None) -> Position:
    """The position that stands in one cell."""
    text = _tidy(said)
    if not text:
        return Position()
    if len(said) <= _MOST:
        for lat, lon, crs in _readings(text, lon_first=lon_first):
            found = _position(lat, lon, crs or known, said)
            if found.at:
                return found
            if found.bad and found.said:  # read for certain, and of no use
                return Position(bad=found.bad)
    return Position(bad=_unreadable(said))


def of_columns(lat: str, lon: str, known: Projection | None = None) -> Position:
    """The position that stands in a cell for latitude (or y) and one for longitude (or x)."""
    lat, lon = (_LABEL.sub("", part.rstrip(" ,;").lstrip(" ;")) or part for part in (lat, lon))
    both = " / ".join(part for part in (lat, lon) if part)
    if not lat or not lon:
        return Position(bad=Words(
            f"la position incomplète « {plain.line(both)} » (une seule coordonnée)",
            f"the incomplete position '{plain.line(both)}' (one coordinate only)")
        ) if both else Position()
    north, east = (_angle(_tidy(part)) for part in (lat, lon))
    if north and east:
        if abs(north[0]) == abs(east[0]) and (not north[0] or north[0] in _NOTHING):
            return _nothing(both)
        if not re.search(r"[.,°'\"NSEWO: ]", lat + lon):
            return Position(bad=Words(f"la position « {plain.line(both)} » (au degré près)",
                                      f"the position '{plain.line(both)}' (whole degrees)"))
        if north[1] in "EW" and north[1] and east[1] in "NS" and east[1]:
            north, east = east, north  # the letters know better than the columns
        elif (north[1] and north[1] in "EW") or (east[1] and east[1] in "NS"):
            return Position(bad=_unreadable(both))
        return _position(north[0], east[0], known, both)
    metres = [_metres(_tidy(part)) for part in (lat, lon)]
    if metres[0] is None or metres[1] is None:
        return Position(bad=_unreadable(both))
    return _position(metres[0], metres[1], known, both)


def projected(x: float, y: float, known: Projection | None = None) -> Position:
    """A position of a geometry, whose numbers are numbers: degrees, or metres of a projection."""
    return _position(y, x, known, f"{x:.10g}, {y:.10g}")


def _tidy(said: str) -> str:
    text = " ".join(said[:_MOST].translate(_SIGNS).replace("''", '"').split()).strip("'\"")
    text = _POWER.sub(_without_power, text)
    while len(text) > 1 and text[0] + text[-1] in ("()", "[]", "{}") and not text.startswith('{"'):
        text = text[1:-1].strip()
    return text


def _without_power(number: re.Match[str]) -> str:
    """A number with a power of ten, of which the text has all digits, without it."""
    value = float(number[1].replace(",", "."))
    return f"{value * 10 ** int(number[2]):.10f}".rstrip("0").rstrip(".")


def _nothing(said: str) -> Position:
    """A position that stands for none."""
    shown = plain.line(said[:80])
    return Position(bad=Words(f"la position « {shown} » (aucune : un programme l’écrit à défaut)",
                              f"the position '{shown}' (none: a program writes it for want of one)"
                              ), said=Words("0", "0"))


def _position(lat: float, lon: float, known: Projection | None, said: str) -> Position:
    """Two numbers to a position: degrees, or metres of a projection named or to be told by them."""
    in_metres = known is not None and not projection.in_degrees(known)
    if in_metres and abs(lat) <= 180 and abs(lon) <= 180:
        return _announced_as_metres(lat, lon, known, said)
    found = None if in_metres else _degrees(lat, lon, said)
    found = found or _in_metres(lat, lon, known, said)
    if found:
        return found
    if max(abs(lat), abs(lon)) > 1000:
        shown = plain.line(said[:80])
        return Position(bad=Words(
            f"la position « {shown} » (en mètres, pas en degrés, d’une projection inconnue ; ou "
            "bien ses virgules sont perdues)",
            f"the position '{shown}' (in metres, not degrees, of an unknown projection; or its "
            "decimal points are lost)"))
    return Position(bad=_unreadable(said))


def _announced_as_metres(lat: float, lon: float, known: Projection | None, said: str) -> Position:
    """Degrees under the name of a projection: no metres of any lie so near 0."""
    found, shown = _position(lat, lon, None, said), plain.line(said[:80])
    if found.at is None or known is None:
        return found
    return Position(found.at, Words(
        f"la source annonce {known.name}, mais ({shown}) sont des degrés, lus comme tels",
        f"the source announces {known.name}, but ({shown}) are degrees, read as such"))


def _degrees(lat: float, lon: float, said: str) -> Position | None:
    """Two numbers as degrees; None where they cannot be."""
    if lat == lon and lat in _NOTHING:
        return _nothing(said)
    if abs(lat) <= 90 and 180 < abs(lon) <= untrusted.TURNS_DEG:
        once = lon - 360 if lon > 0 else lon + 360
        return Position(LatLon(lat, once), said=Words(
            f"la longitude {lon:.10g} est celle d’une carte qui a fait un tour : lue {once:.10g}",
            f"longitude {lon:.10g} is that of a map turned once round: read as {once:.10g}"))
    if abs(lat) <= 90 and abs(lon) <= 180:
        if abs(lat) < 1e-6 and abs(lon) < 1e-6:
            shown = plain.line(said[:80])
            return Position(bad=Words(f"la position « {shown} » (0, 0 : aucune)",
                                      f"the position '{shown}' (0, 0: none)"),
                            said=Words("0", "0"))
        return Position(LatLon(lat, lon))
    if abs(lon) <= 90 and abs(lat) <= 180:  # a longitude past 90 where the latitude is wanted
        return Position(LatLon(lon, lat), said=_exchanged())
    return None


def _in_metres(lat: float, lon: float, known: Projection | None, said: str) -> Position | None:
    """Two numbers as metres of a projection, known or told by them; None where they cannot be."""
    shown = plain.line(said[:80])
    ways = [(lon, lat, False), (lat, lon, True)]
    if known and projection.guessed(lon, lat) != known and projection.guessed(lat, lon) == known:
        ways.reverse()  # metres under each other's headings
    for x, y, turned in ways:
        crs = known if known and not projection.in_degrees(known) else projection.guessed(x, y)
        at = projection.to_degrees(x, y, crs) if crs else None
        if crs and at and (not turned or projection.guessed(x, y) == crs):
            how = Words(f"la source donne des mètres ({shown}), lus en {crs.name}",
                        f"the source gives metres ({shown}), read as {crs.name}")
            if known is None:
                how = Words(f"{how.fr}, projection supposée d’après les nombres",
                            f"{how.en}, a projection assumed from the numbers")
            return Position(at, how)
    return None


def _exchanged() -> Words:
    return Words("la source donne la longitude avant la latitude : remises dans l’ordre",
                 "the source gives longitude before latitude: put in order")


def _unreadable(said: str) -> Words:
    shown = contacts.without_contacts(plain.line(said[:80]))[0]  # "coordonnées" may be a telephone
    for shape, what in _OTHER_WAYS:
        if shape.fullmatch(said.strip()[:_MOST]):
            return Words(f"la position « {shown} » ({what.fr} ; {_COPY.fr})",
                         f"the position '{shown}' ({what.en}; {_COPY.en})")
    return Words(f"la position « {shown} » (illisible)", f"the position '{shown}' (unreadable)")


Reading = tuple[float, float, "Projection | None"]
"""North (or y), east (or x), and the projection that the text itself names."""


def _readings(text: str, *, lon_first: bool) -> Iterator[Reading]:
    """What a text can be read as, the surest first: the form that it has decides."""
    if text.startswith('{"'):
        yield from _geojson(text)
    elif wkt := _WKT.fullmatch(text):
        yield from _of_wkt(wkt)
    elif there := next(filter(None, (one.search(text) for one in _ADDRESSES)), None):
        yield float(there[1]), float(there[2]), None
    else:
        yield from _typed(_lettered(text), lon_first=lon_first)


def _of_wkt(found: re.Match[str]) -> Iterator[Reading]:
    east, north = (float(part.replace(",", ".")) for part in (found[2], found[3]))
    crs = projection.named(f"EPSG:{found[1]}") if found[1] else None
    if crs or not found[1]:
        yield north, east, crs


def _typed(text: str, *, lon_first: bool) -> Iterator[Reading]:
    """Two numbers as people write them: labelled, with their points of the compass, in degrees."""
    if there := next(filter(None, (one.fullmatch(text) for one in _LABELLED)), None):
        lat, lon = (_angle_of(part) or _as_metres(part) for part in (there["lat"], there["lon"]))
        if lat and lon:
            yield lat[0], lon[0], None
    elif lettered := next(filter(None, (_by_letters(one.fullmatch(text)) for one in _LETTERED)),
                          None):
        yield lettered
    elif there := _BY_DEGREES.fullmatch(text):
        first, second = map(_angle_of, there.groups())
        if first and second:
            yield _ordered(first[0], second[0], lon_first=lon_first)
    else:
        yield from (_ordered(*numbers, lon_first=lon_first) for numbers in _decimals(text))


def _by_letters(found: re.Match[str] | None) -> Reading | None:
    """Two angles, each with its point of the compass; None where one has none."""
    by_axis = {}
    for part in found.groups() if found else ():
        angle = _angle_of(part)
        if angle and angle[1]:
            by_axis["lat" if angle[1] in "NS" else "lon"] = angle[0]
    return (by_axis["lat"], by_axis["lon"], None) if len(by_axis) == 2 else None


def _angle_of(part: str) -> tuple[float, str] | None:
    """An angle without the marks that part it from the next one."""
    return _angle(part.strip(" ,;/|"))


def _ordered(first: float, second: float, *, lon_first: bool) -> Reading:
    return (second, first, None) if lon_first else (first, second, None)


def _lettered(text: str) -> str:
    """Compass points in words to their letters; ``43d43m19s`` to its signs."""
    text = re.sub(r"(\d)d *(\d+)m *(?:([\d.,]+)s)?", r"""\1°\2'\3" """, text)
    for word, letter in _WORDS:
        text = re.sub(rf"(?<![A-Za-z]){word}(?![A-Za-z])", letter, text, flags=re.I)
    return text


def _decimals(text: str) -> Iterator[tuple[float, float]]:
    """Two decimal numbers, whatever stands between them, if only one reading makes sense."""
    if four := _COMMAS_ONLY.fullmatch(text):
        yield float(f"{four[1]}.{four[2]}"), float(f"{four[3]}.{four[4]}")
        return
    halves = [_metres(part) for part in re.split(r"\s*[;|/]\s*", text)]
    if len(halves) == 2 and halves[0] is not None and halves[1] is not None and (
            min(map(abs, (halves[0], halves[1]))) > 1000):
        yield halves[0], halves[1]
        return
    parted = [part for part in re.split(r"\s*[;|/]\s*|\s*,\s+|\s+,\s*|\s+-\s+|\s+", text) if part]
    if 2 <= len(parted) <= 3 and all(_EITHER.fullmatch(part) for part in parted):
        numbers = [float(part.replace(",", ".")) for part in parted]
        if any(part.lstrip("+-").count(".") + part.count(",") for part in parted[:2]) or (
                min(map(abs, numbers[:2])) > 1000):
            yield numbers[0], numbers[1]
            return
    if "." in text:
        parted = [part for part in re.split(r"[\s,;|/]+", text) if part]
        if 2 <= len(parted) <= 3 and all(_WITH_POINT.fullmatch(part) for part in parted):
            yield float(parted[0]), float(parted[1])


def _geojson(text: str) -> Iterator[Reading]:
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError):
        return
    place = untrusted.dig(tree, "coordinates")
    if untrusted.dig(tree, "type") == "Point" and isinstance(place, list):
        east, north = (untrusted.number(untrusted.dig(place, n)) for n in (0, 1))
        if east is not None and north is not None:
            yield north, east, None


def _angle(text: str) -> tuple[float, str] | None:
    """Degrees, and the letter N, S, E or W that comes with them, if any."""
    match = _ANGLE.fullmatch(_lettered(text.strip())) if text else None
    if not match or (match["before"] and match["after"]):
        return None
    letter = (match["before"] or match["after"] or "").upper().replace("O", "W")
    degrees, minutes, seconds = (
        float((match[part] or "0").replace(",", ".")) for part in ("d", "m", "s"))
    if match["m"] and (not degrees.is_integer() or minutes >= 60 or seconds >= 60
                       or (match["s"] and not minutes.is_integer())):
        return None
    if match["m"] and match["sep"] == " " and not (match["s"] or letter):
        return None  # "43 72" may be anything
    value = degrees + minutes / 60 + seconds / 3600
    if match["sign"] == "-" or letter in ("S", "W"):
        value = -value
    return round(value, 7), letter


def _as_metres(text: str) -> tuple[float, str] | None:
    found = _metres(text.strip(" ,;/|"))
    return None if found is None else (found, "")


def _metres(text: str) -> float | None:
    """A number of metres, also with its thousands apart: ``537 000,12``."""
    bare = re.sub(r"\s*m(?:ètres?|etres?)?$", "", text, flags=re.I)
    if re.fullmatch(r"[-+]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?", bare, re.A):
        bare = bare.replace(" ", "")
    return float(bare.replace(",", ".")) if _EITHER.fullmatch(bare) else None
