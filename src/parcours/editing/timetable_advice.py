"""What an editor should know of the stops and services of a route: warnings, each in its file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Span, Words, warning
from parcours.format.model import Itinerary, Place
from parcours.format.names import name_of
from parcours.format.parse import Parsed
from parcours.i18n.language import language_of
from parcours.load.files import read_one, shown
from parcours.source.read import Loc
from parcours.timetable.dated_rides import Pair
from parcours.timetable.departures import Doubt
from parcours.timetable.fault import short
from parcours.timetable.feed import Feed
from parcours.timetable.legs import ServiceLeg
from parcours.timetable.stops import Halt
from parcours.trip.rides import FeedSource
from parcours.trip.trip import Visit

_SOON = timedelta(days=7)
Known = Sequence[tuple[Feed, FeedSource]]


def advice(parsed: Parsed[Itinerary], legs: Sequence[ServiceLeg], known: Known,
           atlas: Atlas) -> Iterator[Diagnostic]:
    """Everything to tell of one route, against the feeds that were read."""
    for visit in {visit.number: visit for leg in legs for visit in (leg.start, leg.end)}.values():
        yield from _of_stops(visit, legs, parsed, known, atlas)
    for leg in legs:
        pairs = [pair for feed, _ in known for pair in feed.pairs.get(leg.wanted, ())]
        if pairs:
            yield from _of_leg(leg, pairs, parsed)
    used = {replace(source, first=feed.span_of(pair)[0], last=feed.span_of(pair)[1]): None
            for feed, source in known for leg in legs for pair in feed.pairs.get(leg.wanted, ())}
    for source in used:
        yield from _of_feed(source, parsed, atlas)
    # a timetable of single dates begins with the next one on which anything runs
    if used and (begins := min(source.first for source in used)) > atlas.today + _SOON:
        fr, en = (language_of(lang).date(begins) for lang in ("fr", "en"))
        yield warning("feed-ends", parsed.source.key_span(("title",)), Words(
            f"ces horaires ne commencent que le {fr} : d’ici là, rien n’est prouvé",
            f"these timetables only begin on {en}: until then nothing is proved"), Words(
            "donnez avec eux ceux d’aujourd’hui, dans la même commande",
            "give today’s with them, in the same command"))


def _of_stops(visit: Visit, legs: Sequence[ServiceLeg], parsed: Parsed[Itinerary], known: Known,
              atlas: Atlas) -> Iterator[Diagnostic]:
    """Whether a place names its stops, and names them right."""
    end = next(end for leg in legs for at, end in (
        (leg.start, leg.wanted.start), (leg.end, leg.wanted.end)) if at is visit)
    nearest = sorted({halt.id: halt for feed, _ in known for halt in feed.proposed.get(end, ())
                      }.values(), key=lambda halt: (halt.metres_from(end.position) or 0, halt.id))
    if not end.named:
        yield warning("unnamed-stop", _span(visit, parsed, atlas, ()), Words(
            f"« {visit.place.name.in_lang('fr')} » ne nomme pas ses arrêts : rien n’y est prouvé",
            f"'{visit.place.name.in_lang('en')}' does not name its stops: nothing is proved there"),
            _proposal(nearest, visit))
        return
    found = {id for feed, _ in known for id in feed.found}
    instead = Words("vérifiez le nom de l’arrêt", "check the id of the stop")
    if nearest and found.isdisjoint(end.named):  # a newer timetable may have renamed them all
        instead = _proposal(nearest, visit)
    for n, id in enumerate(end.named):
        at = ("refs", "gtfs") if isinstance(visit.place.refs["gtfs"], str) else ("refs", "gtfs", n)
        if id not in found:
            yield warning("unknown-stop", _span(visit, parsed, atlas, at), Words(
                f"l’arrêt « {id} » n’est dans aucun des horaires donnés",
                f"the stop '{id}' is in none of the timetables given"), Words(
                f"donnez tous les horaires à la fois ; sinon, {instead.fr}",
                f"give all timetables at once; else, {instead.en}"))
    for halt, count in (one for feed, _ in known for one in feed.missed.get(end, ())):
        name, metres = visit.place.name, halt.metres_from(end.position)
        far, far_en = ("", "") if metres is None else (f", à {metres} m", f", {metres} m away")
        yield warning("unnamed-stop", _span(visit, parsed, atlas, ("refs", "gtfs")), Words(
            f"« {name.in_lang('fr')} » ne nomme pas l’arrêt voisin « {halt.name} » "
            f"({halt.id}){far} "
            + (f": {count} courses de ces trajets n’y sont pas comptées" if count > 1 else
               ": une course de ces trajets n’y est pas comptée"),
            f"'{name.in_lang('en')}' does not name the stop beside, '{halt.name}' ({halt.id})"
            f"{far_en}: " + (f"{count} runs of these legs are not counted there" if count > 1 else
                             "one run of these legs is not counted there")), Words(
            f"ajoutez \"{halt.id}\" aux arrêts du lieu (refs: gtfs), si l’on y vient aussi",
            f"add \"{halt.id}\" to the stops of the place (refs: gtfs), if one comes there, too"))
    for feed, _ in known:
        for halt in feed.far.get(end, ()):
            km = (halt.metres_from(end.position) or 0) / 1000
            yield warning("unknown-stop", _span(visit, parsed, atlas, ("refs", "gtfs")), Words(
                f"l’arrêt « {halt.name} » ({halt.id}) est à {km:.0f} km du lieu : rien n’y est "
                "prouvé",
                f"the stop '{halt.name}' ({halt.id}) is {km:.0f} km from the place: nothing is "
                "proved there"), Words(
                "un autre réseau donne peut-être le même nom à un autre arrêt",
                "another network may give the same id to another stop"))


def _proposal(nearest: Sequence[Halt], visit: Visit) -> Words:
    """The nearest stops, with how far they are: for an editor to choose from."""
    position = visit.place.position
    if not nearest:
        return Words("dans ces horaires, aucun arrêt que ce moyen dessert n’est à moins de 1,5 km",
                     "in these timetables no stop that this means serves is within 1.5 km")
    listed = [(halt.name, halt.metres_from(position), halt.id) for halt in nearest[:4]]
    fr = " ; ".join(f"« {name} », à {metres} m : gtfs: [\"{id}\"]" for name, metres, id in listed)
    en = "; ".join(f"'{name}', {metres} m away: gtfs: [\"{id}\"]" for name, metres, id in listed)
    return Words(f"sous refs, nommez celui qui dessert le lieu : {fr}",
                 f"under refs, name the one that serves the place: {en}")


def _of_leg(leg: ServiceLeg, pairs: Sequence[Pair],
            parsed: Parsed[Itinerary]) -> Iterator[Diagnostic]:
    """Whether anything runs, and what was left out."""
    span = parsed.source.span((*_loc(leg.end, parsed), "travel"))
    start, end = (Words(*(stop.place.name.in_lang(lang) for lang in ("fr", "en")))
                  for stop in (leg.start, leg.end))
    left_out: Counter[Doubt] = sum((pair.left_out for pair in pairs), Counter())
    undated = sum(pair.undated for pair in pairs)
    yield from _not_counted(None, undated, start, end, span)
    yield from _not_counted(Doubt.SCHOOL, left_out[Doubt.SCHOOL], start, end, span)
    if not left_out and not any(pair.departures or pair.often for pair in pairs):
        by = name_of(leg.by)
        yield warning("no-service", span, Words(
            f"dans ces horaires, rien ne va directement {by.fr} de « {start.fr} » à « {end.fr} »",
            f"in these timetables nothing goes directly {by.en} from '{start.en}' to '{end.en}'"),
            Words(
            "vérifiez les arrêts que nomment les deux lieux, et le moyen (by)",
            "check the stops that both places name, and the means (by)"))
    for why in (Doubt.UNTIMED, Doubt.BOOKED, Doubt.KIND):
        yield from _not_counted(why, left_out[why], start, end, span)
    lasts = {name: last for pair in pairs for name, last in pair.lines_end.items()}
    for name, last in sorted(lasts.items()):
        fr, en = (language_of(lang).date(last) for lang in ("fr", "en"))
        yield warning("feed-ends", span, Words(
            f"de « {start.fr} » à « {end.fr} », rien n’est publié de la ligne « {short(name)} » "
            f"après le {fr}",
            f"from '{start.en}' to '{end.en}', nothing is published of the line '{short(name)}' "
            f"after {en}"), Words(
            "refaites l’extrait quand la suite paraîtra : d’ici là, on ne sait pas si elle roule",
            "make the extract again when more is out: until then nobody knows whether it runs"))


def _not_counted(why: Doubt | None, n: int, start: Words, end: Words,
                 span: Span) -> Iterator[Diagnostic]:
    """That ``n`` runs prove nothing, and what to do about it."""
    if n:
        one, several, advice = _RUNS[why]
        told = several if n > 1 else one
        yield warning("untimed-service", span, Words(
            f"de « {start.fr} » à « {end.fr} », {told.fr.format(n=n)}",
            f"from '{start.en}' to '{end.en}', {told.en.format(n=n)}"), advice)


_RUNS: dict[Doubt | None, tuple[Words, Words, Words]] = {
    None: (
        Words("une course ne roule aucun jour : aucun calendrier n’en parle",
              "one run has no day on which it runs: no calendar speaks of it"),
        Words("{n} courses ne roulent aucun jour : aucun calendrier n’en parle",
              "{n} runs have no day on which they run: no calendar speaks of them"),
        Words("signalez-le à qui publie ces horaires : un calendrier y manque peut-être",
              "tell whoever publishes the timetables: a calendar may be missing")),
    Doubt.SCHOOL: (
        Words("une course est scolaire : elle n’est pas comptée",
              "one run is for pupils: it is not counted"),
        Words("{n} courses sont scolaires : elles ne sont pas comptées",
              "{n} runs are for pupils: they are not counted"),
        Words("demandez au réseau si elles prennent tout le monde, et dites-le dans la note du "
              "trajet", "ask the network whether they take everybody, and say so in the note of "
              "the leg")),
    Doubt.UNTIMED: (
        Words("une course n’a pas d’heure à l’un des deux arrêts : elle n’est pas comptée",
              "one run has no time at one of the two stops: it is not counted"),
        Words("{n} courses n’ont pas d’heure à l’un des deux arrêts : elles ne sont pas comptées",
              "{n} runs have no time at one of the two stops: they are not counted"),
        Words("nommez un arrêt voisin qui a des heures, ou dites ce trajet par sa note",
              "name a stop nearby that has times, or tell of this leg in its note")),
    Doubt.KIND: (
        Words("une course est d’un moyen que l’horaire nomme autrement, ou ne nomme pas : elle "
              "n’est pas comptée",
              "one run is by a means that the timetable names otherwise, or not at all: it is not "
              "counted"),
        Words("{n} courses sont d’un moyen que l’horaire nomme autrement, ou ne nomme pas : elles "
              "ne sont pas comptées",
              "{n} runs are by a means that the timetable names otherwise, or not at all: they are "
              "not counted"),
        Words("vérifiez le moyen de ce trajet (by)", "check the means of this leg (by)")),
    Doubt.BOOKED: (
        Words("une course se réserve : elle n’est pas comptée",
              "one run has to be booked: it is not counted"),
        Words("{n} courses se réservent : elles ne sont pas comptées",
              "{n} runs have to be booked: they are not counted"),
        Words("si l’on ne peut aller qu’ainsi, écrivez by: on-demand",
              "if there is no other way, write by: on-demand")),
}
"""Runs that prove nothing, by why, None for those that no calendar names: of one, of several, and
what to do."""


def _of_feed(source: FeedSource, parsed: Parsed[Itinerary],
             atlas: Atlas) -> Iterator[Diagnostic]:
    """Whether the feed still holds, for as long as the route is in season, and whose it is."""
    last_fr, last_en = (language_of(lang).date(source.last) for lang in ("fr", "en"))
    season = parsed.value.season
    span = parsed.source.key_span(("season",) if season else ("title",))
    if source.last < atlas.today:
        yield warning("feed-ends", span, Words(
            f"les horaires de « {source.file} » sont finis depuis le {last_fr}",
            f"the timetables of '{source.file}' ended on {last_en}"),
            Words("téléchargez ceux d’aujourd’hui", "download today's"))
    elif season is not None and season.covers(source.last) and (
            source.last.month, source.last.day) != season.to:
        yield warning("feed-ends", span, Words(
            f"les horaires de « {source.file} » finissent le {last_fr}, avant la saison",
            f"the timetables of '{source.file}' end on {last_en}, before the season does"),
            Words("prouvez de nouveau le parcours quand les suivants paraîtront",
                  "prove the route again when the next ones are out"))
    if not source.licence:
        yield warning("uncredited-feed", Span(shown(atlas.root / "site.yml")), Words(
            f"rien ne dit d’où vient « {source.file} », ni sa licence",
            f"nothing says where '{source.file}' comes from, nor its licence"),
            Words("nommez-le sous « feeds » dans site.yml, avec son adresse et sa licence",
                  "name it under feeds in site.yml, with its address and its licence"))


def _span(visit: Visit, parsed: Parsed[Itinerary], atlas: Atlas, loc: Loc) -> Span:
    """Where a field of a place is written: in its own file, or in the stop."""
    if not visit.place_id:
        return parsed.source.span((*_loc(visit, parsed), *(loc or ("name",))))
    place = read_one(atlas.root / "places" / f"{visit.place_id}.yml", Place)
    if isinstance(place, Parsed):
        return place.source.span(loc or ("name",))
    return parsed.source.span((*_loc(visit, parsed), "place"))


def _loc(visit: Visit, parsed: Parsed[Itinerary]) -> Loc:
    """The stop of a visit in the file of its route."""
    number = visit.number - 1
    for n, day in enumerate(parsed.value.days):
        if number < len(day.stops):
            return "days", n, "stops", number
        number -= len(day.stops)
    raise IndexError(visit.number)
