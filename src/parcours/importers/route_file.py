"""A found route to a draft itinerary, and to the GPX file of its path when the source has one."""

from __future__ import annotations

import re
from datetime import date
from itertools import groupby, pairwise
from xml.sax.saxutils import escape

from parcours.content.gpx_path import COMPUTED
from parcours.content.tracks import Origin, coarse
from parcours.diagnostics.diagnostic import Lang, Words
from parcours.format.choices import Meal
from parcours.format.model import Itinerary
from parcours.format.parse import Parsed, parse
from parcours.geo.points import LatLon, distance_m
from parcours.importers import contacts
from parcours.importers.found import Found, Left, Line, Said, Visited, Went
from parcours.importers.our_fields import our_sheet
from parcours.importers.place_fields import pictures, place_sheet
from parcours.importers.place_file import Written, draft_head, provenance, written
from parcours.importers.sheet import Job, Sheet, wording
from parcours.importers.whereabouts import locate, ours
from parcours.render.exports.gpx import NAMESPACE
from parcours.safe_text.xml import escaped
from parcours.source import write
from parcours.source.read import Source, read_text
from parcours.source.write import Bare

_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d", re.A)
_SCHEMA = "yaml-language-server: $schema=../schema/itinerary.schema.json"


def route_file(found: Found, id: str, job: Job) -> Written:
    """A draft: no source says all that an itinerary needs, such as what is left open in it."""
    if found.ours:
        return _of_ours(found, id, job)
    sheet = Sheet(job.lang, left=Left(list(found.left_out)))
    stops = _stops(found)
    for said in found.at_said:
        sheet.doubt(said)
    _path(sheet, found)
    _heading(sheet, found, job)
    whole = _leg(found, id if len(stops) == 2 else "", job.lang)
    inner: list[Sheet] = []
    for number, stop in enumerate(stops):
        went = stop.visited.leg if stop.visited else None
        leg = _told_leg(went, leg_track(id, number), job) if went else whole if number else None
        inner.append(_stop(stop, found.note if number == 0 else {}, leg, job))
    if inner:
        _days(sheet, stops, inner, job)
    else:
        sheet.lacks("days", example="[{title: …, start: …, stops: […]}]")
    if len(stops) != 2:
        _of_no_leg(sheet, found)
    _of_no_place(sheet, found, job.atlas.today)
    if found.lines and len(stops) > 2:
        sheet.left.out(f"la trace, entière dans tracks/{id}.gpx : à découper, une par trajet",
                       f"the track, whole in tracks/{id}.gpx: to be cut, one file a leg")
    head = [Bare(_SCHEMA), *draft_head(sheet, (), ""), *provenance(found, job)]
    return Written(written(sheet, head), tuple(dict.fromkeys(sheet.missing)), (), sheet.left.all,
                   tuple(sheet.doubts))


def _of_ours(found: Found, id: str, job: Job) -> Written:
    """A route of a file of ours: its fields, with the files of its paths named."""
    sheet = our_sheet(found, job)
    days, number = sheet.data.get("days"), 0
    for n, day in enumerate(days if isinstance(days, list) else ()):
        for at, stop in enumerate(day["stops"]):
            told, went = found.stops[number], found.stops[number].visited
            if went and went.leg and went.leg.track and "travel" in stop:
                stop["travel"]["track"] = leg_track(id, number)
            photo = Sheet(job.lang, left=sheet.left)
            pictures(photo, told, job.atlas.today)
            sheet.notes["days", n, "stops", at] = photo.loose
            number += 1
    source = read_text(written(sheet, []), f"{id}.yml")
    parsed = parse(source, Itinerary, id) if isinstance(source, Source) else source
    faults = () if isinstance(parsed, Parsed) else tuple(one.message for one in parsed)
    head = [Bare(_SCHEMA), *draft_head(sheet, faults, ""), *provenance(found, job)]
    return Written(written(sheet, head), tuple(sheet.missing), faults, sheet.left.all)


def leg_track(id: str, number: int) -> str:
    """The file of the path that leads to the stop of an index, below ``itineraries/``."""
    return f"tracks/{id}-{number + 1}.gpx"


def _days(sheet: Sheet, stops: list[Found], inner: list[Sheet], job: Job) -> None:
    """The stops, day by day as far as the source tells days apart."""
    days: list[Sheet] = []
    at = 0
    for n, (_, group) in enumerate(groupby(
            stops, lambda stop: stop.visited.day if stop.visited else 1)):
        of_day = [*group]
        first, day = of_day[0].visited, Sheet(job.lang)
        title = wording(first.day_title, job.atlas) if first else None
        if title:
            day.put("title", title)
        else:
            day.lacks("title")
        if first and _CLOCK.fullmatch(first.start):
            day.put("start", Bare(first.start))
        else:
            day.lacks("start")
        day.put("stops", [stop.data for stop in inner[at:at + len(of_day)]])
        for loc, notes in day.notes.items():
            sheet.notes[("days", n, *loc)] = notes
        for number, stop in enumerate(inner[at:at + len(of_day)]):
            _merge(sheet, stop, ("days", n, "stops", number), "stops.")
        sheet.missing += [f"days.{name}" for name in day.missing]
        days.append(day)
        at += len(of_day)
    sheet.put("days", [day.data for day in days])


def track_file(lines: tuple[Line, ...], title: str, origin: Origin | None = None) -> str:
    """The path as GPX 1.1, with heights where they are known and no times; one that a program
    computed still says so, and whose it is."""
    segments = ["<trkseg>" + "".join(
        f'<trkpt lat="{point.lat:.6f}" lon="{point.lon:.6f}"'
        + (f"><ele>{point.height_m:.1f}</ele></trkpt>" if point.height_m is not None else "/>")
        for point in line) + "</trkseg>" for line in lines]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>',
                      '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1" '
                      'creator="parcours">' + _head(origin or Origin()) + "<trk>",
                      f"<name>{escape(title)}</name>", *segments, "</trk></gpx>", ""])


def _head(origin: Origin) -> str:
    """Where a path is from, as `parcours.content.tracks` reads it; empty where nobody says."""
    rights = (f'<copyright author="{escaped(origin.author)}">'
              + (f"<license>{escaped(origin.licence)}</license>" if origin.licence else "")
              + "</copyright>") if origin.author or origin.licence else ""
    computed = "".join(f' {name}="{escaped(said)}"' for name, said in (
        ("by", origin.computed_by), ("from", origin.data), ("on", origin.on)) if said)
    ours = (f'<extensions><p:{COMPUTED} xmlns:p="{NAMESPACE}"{computed}/></extensions>'
            if origin.computed_by else "")
    return f"<metadata>{rights}{ours}</metadata>" if rights or ours else ""


def _heading(sheet: Sheet, found: Found, job: Job) -> None:
    """What stands above the days."""
    atlas = job.atlas
    if found.page:
        sheet.say(Words(f"page de la source : {found.page}", f"page of the source: {found.page}"))
    for name, value in found.refs.items():
        sheet.say(f"{name} : {value}")
    if title := wording(found.name, atlas):
        sheet.put("title", title)
    else:
        sheet.lacks("title")
    if summary := {lang: _summary(text, job, sheet) for lang, text in found.description.items()
                   if lang in ("", *atlas.languages)}:
        kept = {lang or atlas.default_lang: text for lang, text in summary.items()}
        sheet.put("summary", kept)
    else:
        sheet.lacks("summary")
    if found.alliance in atlas.alliances:
        sheet.put("alliance", found.alliance)
    elif len(atlas.alliances) == 1:  # there is nothing to choose
        sheet.put("alliance", next(iter(atlas.alliances)))
    else:
        sheet.lacks("alliance", Words(*[", ".join(atlas.alliances)] * 2))
    if found.themes:
        sheet.put("themes", [Bare(theme.value) for theme in found.themes])
    else:
        sheet.lacks("themes", example="[…]")
    if found.difficulty:
        sheet.put("difficulty", Bare(found.difficulty.value))
    else:
        sheet.lacks("difficulty")


def _path(sheet: Sheet, found: Found) -> None:
    """What is to be known of the path before it is published: that nobody walked it, whose it is.
    """
    if coarse := _coarse(found.lines):
        sheet.doubt(coarse)
    origin = (found.path_origin if found.lines else None) or Origin()
    if origin.computed_by:
        sheet.doubt(Words(f"le tracé a été calculé par {origin.computed_by}, et non relevé",
                          f"the path was computed by {origin.computed_by}, not surveyed"))
    if whose := ", ".join(filter(None, (origin.author, origin.licence))):
        sheet.doubt(Words(f"droits du tracé, gardés dans son fichier : {whose}",
                          f"rights to the path, kept in its file: {whose}"))


def _coarse(lines: tuple[Line, ...]) -> Words | None:
    """What to say of a path with a point every kilometre or so: it was sketched, not followed."""
    steps = [distance_m(LatLon(a.lat, a.lon), LatLon(b.lat, b.lon))
             for line in lines for a, b in pairwise(line)]
    found = coarse(steps, len(steps) + len(lines))
    if found is None:
        return None
    km = f"{found.longest_m / 1000:.0f}"
    return Words(f"le tracé n’a que {found.count} points, jusqu’à {km} km l’un de l’autre : c’est "
                 "peut-être une droite dessinée, et non un chemin",
                 f"the path has only {found.count} points, up to {km} km apart: it may be a "
                 "straight line that somebody drew, and no way")


def _summary(text: str, job: Job, sheet: Sheet) -> str:
    """A summary is one piece of plain text."""
    from parcours.safe_text import html

    masked, held = (text, False) if job.contacts else contacts.without_contacts(text)
    if held:
        sheet.left.out("les téléphones et courriels du résumé",
                       "the telephones and e-mail addresses of the summary")
    return html.to_text(masked)


def _stops(found: Found) -> list[Found]:
    """The stops of the source; of a bare path, its two ends."""
    if len(found.stops) > 1 or not found.lines:
        return list(found.stops)
    first, last = found.lines[0][0], found.lines[-1][-1]
    start = found.stops[0] if found.stops else Found(name={}, at=LatLon(first.lat, first.lon))
    return [start, Found(name={}, at=LatLon(last.lat, last.lon))]


def _stop(stop: Found, note: Said, leg: Sheet | None, job: Job) -> Sheet:
    """One stop: a place of ours that it surely is, else the place described on the spot."""
    inline = stop.visited is not None and stop.visited.inline
    if known := "" if inline else ours(stop, job.atlas):
        sheet = Sheet(job.lang)
        sheet.put("place", known)
    else:
        sheet = place_sheet(stop, locate(stop, job.atlas), job)
    if leg and leg.data:
        sheet.put("travel", leg.data)
        _merge(sheet, leg, ("travel",), "travel.")
    elif leg:
        sheet.lacks("travel", example="{by: …}")
    if stop.visited:
        _visit(sheet, stop.visited)
        note = note or stop.visited.note
    if texts := _texts(note, job):
        sheet.put("note", texts)
    return sheet


def _visit(sheet: Sheet, visited: Visited) -> None:
    """How long one stays, and for what."""
    if visited.stay:
        sheet.put("stay", Bare(visited.stay))
    if visited.meal in {one.value for one in Meal}:
        sheet.put("meal", Bare(visited.meal))
    if visited.optional:
        sheet.put("optional", Bare("yes"))


def _texts(note: Said, job: Job) -> dict[str, str]:
    """A note in the languages of the site, without what contacts it holds."""
    return {lang or job.atlas.default_lang: text if job.contacts else
            contacts.without_contacts(text)[0] for lang, text in note.items()
            if lang in ("", *job.atlas.languages)}


def _told_leg(went: Went, track: str, job: Job) -> Sheet:
    """The way to a stop, where the source describes that very leg."""
    leg = Sheet(job.lang)
    if went.by:
        leg.put("by", Bare(went.by.value))
    else:
        leg.lacks("by")
    if went.minutes and 0 < went.minutes <= 24 * 60:
        leg.put("minutes", Bare(str(went.minutes)))
    if went.km and 0 < went.km <= 2000 and not went.track:
        leg.put("km", Bare(f"{went.km:g}"))
    if went.line:
        leg.put("line", went.line)
    if went.track:
        leg.put("track", track)
    named = {said: id for id, place in job.atlas.places.items()
             for said in place.name.by_lang.values()}
    if known := [named[name] for name in went.via if name in named]:
        leg.put("via", known)
    for name in went.via:
        if name not in named:
            leg.left.out(f"le passage par « {name} »", f"the way by '{name}'")
    if texts := _texts(went.note, job):
        leg.put("note", texts)
    return leg


def _leg(route: Found, id: str, lang: Lang) -> Sheet:
    """The way to a stop; with an ``id`` it is the only one, to which all that is said applies."""
    leg = Sheet(lang)
    if route.by:
        leg.put("by", Bare(route.by.value))
    else:
        leg.lacks("by")
    if id and route.minutes and 0 < route.minutes <= 24 * 60:
        leg.put("minutes", Bare(str(route.minutes)))
    if id and route.km and 0 < route.km <= 2000:
        leg.put("km", Bare(f"{route.km:g}"))
    if id and route.lines:
        leg.put("track", f"tracks/{id}.gpx")
    return leg


def _of_no_leg(sheet: Sheet, found: Found) -> None:
    """What is said of the whole way, where no single leg is the whole way."""
    if found.km:
        sheet.left.out(f"la longueur du parcours ({found.km:g} km)",
                       f"the length of the route ({found.km:g} km)")
    if found.minutes:
        sheet.left.out(f"la durée du parcours ({found.minutes} min)",
                       f"the time the route takes ({found.minutes} min)")


def _of_no_place(sheet: Sheet, found: Found, today: date) -> None:
    """What only a place has room for."""
    pictures(sheet, found, today)
    if found.at and not found.stops and not found.lines:
        sheet.left.out(f"la position donnée au parcours ({found.at.lat:.5f}, {found.at.lon:.5f})",
                       f"the position given to the route ({found.at.lat:.5f}, {found.at.lon:.5f})")
    for value, fr, en in (
            (found.town or found.insee, "la commune", "the commune"),
            (found.address, "l’adresse", "the address"),
            (found.phone or found.email, "le téléphone ou le courriel",
             "the telephone or e-mail address"),
            (found.website, "le site internet", "the website"),
            (found.price, "le tarif", "the price"),
            (found.hours or found.periods, "les horaires", "the hours"),
            (found.services, "les services", "the services"),
            (found.labels, "les labels", "the labels")):
        if value:
            sheet.left.out(fr, en)


def _merge(outer: Sheet, inner: Sheet, loc: write.Loc, prefix: str) -> None:
    """The comments, gaps and leavings of a part, as those of the whole."""
    for at, notes in inner.notes.items():
        outer.notes[(*loc, *at)] = notes
    if inner.loose:
        outer.notes[loc] = [*outer.notes.get(loc, ()), *inner.loose]
    outer.missing += [name if "." in name else f"{prefix}{name}" for name in inner.missing]
    for told in inner.left.all:
        outer.left.out(told.fr, told.en)
    outer.doubts += [told for told in inner.doubts if told not in outer.doubts]
