"""A computed way as a GPX file that says what it is: who computed it, from whose data, when."""

from __future__ import annotations

from datetime import date

from parcours.content.gpx_path import COMPUTED
from parcours.content.tracks import Origin
from parcours.i18n.language import language_of
from parcours.render.exports.gpx import NAMESPACE
from parcours.render.words.paths import origin
from parcours.routing.way import Way
from parcours.safe_text.xml import escaped


def gpx_of(way: Way, title: str, today: date) -> bytes:
    """The file, in GPX 1.1, with heights where they are real."""
    source = way.source
    told = origin(Origin(source.program, source.data, source.author, source.licence,
                         today.isoformat()), language_of("fr"))
    heights = way.heights_m or (None,) * len(way.points)
    points = "\n".join(
        f'<trkpt lat="{lat:.6f}" lon="{lon:.6f}"'
        + (f"><ele>{height:.1f}</ele></trkpt>" if height is not None else "/>")
        for (lat, lon), height in zip(way.points, heights, strict=True))
    return "\n".join([
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<gpx xmlns="http://www.topografix.com/GPX/1/1" xmlns:p="{NAMESPACE}" version="1.1" '
        'creator="parcours">',
        f"<metadata><name>{escaped(title)}</name><desc>{escaped(told)}</desc>",
        f'<copyright author="{escaped(source.author)}">'
        f"<license>{escaped(source.licence)}</license></copyright>",
        f"<time>{today.isoformat()}T00:00:00Z</time>",
        f'<extensions><p:{COMPUTED} by="{escaped(source.program)}" from="{escaped(source.data)}" '
        f'on="{today.isoformat()}"/></extensions></metadata>',
        f"<trk><name>{escaped(title)}</name><trkseg>", points, "</trkseg></trk></gpx>", "",
    ]).encode()
