"""All routes as Cirkwi XML, as Geotrek-admin reads it: a circuit a route, its stops in order.

Geotrek makes an ordered list and numbered points of ``infos_parcours``, refuses a means of travel
that is not in Cirkwi's list, and wants a GPX as the trace: ours, whose stops are a route and whose
surveyed paths a track. It reads one language an import; all are here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from parcours.format.choices import Difficulty, Mode
from parcours.i18n.language import Language, language_of
from parcours.render.exports import LICENCE, LICENCE_URL, Frame, about_visit, sentence
from parcours.render.exports.about import About, credit
from parcours.render.exports.numbers import number_of
from parcours.render.words.days import open_days_in_words
from parcours.safe_text.xml import escaped, escaped_words
from parcours.trip.trip import Leg, Trip, Visit

FILE = "cirkwi.xml"
_LOCOMOTIONS = {
    Mode.WALK: ("Marche", 2), Mode.BIKE: ("Velo_vtc", 3), Mode.E_BIKE: ("Velo_vtc", 3),
    Mode.METRO: ("Commun", 10), Mode.TRAM: ("Commun", 10), Mode.BUS: ("Bus", 9),
    Mode.COACH: ("Bus", 9), Mode.ON_DEMAND: ("Commun", 10), Mode.TRAIN: ("Train", 11),
    Mode.CAR: ("Voiture", 7), Mode.ELECTRIC_CAR: ("Voiture", 7), Mode.CARPOOL: ("Voiture", 7),
    Mode.BOAT: ("Bateau", 13)}
"""Cirkwi's own names and numbers."""
_NOT_GIVEN = "Inconnu", 0
_DASHES = re.compile("-(?=-)")
_GRADES = {Difficulty.EASY: 1, Difficulty.MODERATE: 3, Difficulty.HARD: 5}


def part(trip: Trip, about: About) -> str:
    """One circuit."""
    languages = [language_of(lang) for lang in about.atlas.languages
                 if trip.itinerary.readable_in(lang)]
    steps = "".join(_step(visit, trip, languages) for visit in trip.visits)
    return (f'<circuit id_circuit="{number_of(trip.id)}" id_local="{trip.id}"><informations>'
            + "".join(_information(trip, language, about) for language in languages)
            + f"</informations>{_distance(trip)}"
            f"<locomotions>{_locomotions(trip)}</locomotions>"
            f"<infos_parcours>{steps}</infos_parcours>"
            f'<fichier_trace url="{escaped(about.address(f"parcours/{trip.id}/{trip.id}.gpx"))}"'
            ' info_parcours="false"/></circuit>')


def frame(ids: Sequence[str], about: About) -> Frame:
    """The file; its list of numbers is what Geotrek asks first."""
    language = language_of(about.lang)
    listed = "".join(f"<id>{number_of(id)}</id>" for id in ids)
    return Frame("\n".join([
        '<?xml version="1.0" encoding="UTF-8"?>', f"<!-- {_comment(credit(about, language))}. "
        f"{LICENCE} ({LICENCE_URL}). {about.modified.isoformat()} -->", '<circuits version="2">',
        f'<listing_ids nb_objects="{len(ids)}" first="0" rows="{len(ids)}">{listed}</listing_ids>',
    ]), "\n</circuits>\n", "\n", "\n")


def _information(trip: Trip, language: Language, about: About) -> str:
    code, default = language.code, trip.default_lang
    page = about.address(f"parcours/{trip.id}/", code) if about.is_absolute else ""
    days = open_days_in_words(trip.open_days, language).in_full
    media = "".join(_image(visit, trip, code, about) for visit in trip.visits)
    said = f"{days}\n{page}" if page else days
    title, summary = (escaped_words(text.in_lang(code, default))
                      for text in (trip.itinerary.title, trip.itinerary.summary))
    return (f'<information langue="{code}">'
            f"<titre>{title}</titre><description>{summary}</description>"
            f"<medias>{f'<images>{media}</images>' if media else ''}</medias>"
            "<informations_complementaires><information_complementaire>"
            f"<titre>{escaped_words(language.say('Hours'))}</titre>"
            f"<description>{escaped_words(said)}</description>"
            "</information_complementaire></informations_complementaires></information>")


def _image(visit: Visit, trip: Trip, code: str, about: About) -> str:
    photo = visit.place.photo
    if photo is None or not about.is_absolute or not about.may_show(photo):
        return ""
    stem = f"lieux/{visit.place_id}/photo" if visit.place_id else (
        f"parcours/{trip.id}/{visit.anchor}")
    rights = ", ".join(filter(None, (photo.credit, photo.licence)))
    return (f"<image><legende>{escaped_words(photo.alt.in_lang(code, trip.default_lang))}</legende>"
            f"<url>{escaped(about.photo(photo, stem))}</url>"
            f"<credit>{escaped_words(rights)}</credit></image>")


def _locomotions(trip: Trip) -> str:
    """Each means once, that which takes longest first, with its seconds, 0 where they are not
    known. Where no leg names its means, one that is not in the list stands alone: Geotrek then
    refuses the circuit and says so, where any other would be taken for the truth."""
    seconds: Counter[tuple[str, int]] = Counter()
    named = [leg for leg in trip.legs if leg.by is not None]
    for leg in named:
        seconds[_means(leg)] += leg.minutes * 60
    for leg in named:
        if leg.known_min is None:  # what the other legs by it take is not what it takes
            seconds[_means(leg)] = 0
    if not named:
        seconds[_NOT_GIVEN] = 0
    grade = _GRADES[trip.itinerary.difficulty]
    return "".join(f'<locomotion type="{name}" id_locomotion="{number}" difficulte="{grade}"'
                   f' duree="{took}"/>' for (name, number), took in seconds.most_common())


def _means(leg: Leg) -> tuple[str, int]:
    return _LOCOMOTIONS[leg.by] if leg.by is not None else _NOT_GIVEN


def _step(visit: Visit, trip: Trip, languages: Sequence[Language]) -> str:
    place, default = visit.place, trip.default_lang
    said = "".join(
        f'<information langue="{language.code}">'
        f"<titre>{escaped_words(place.name.in_lang(language.code, default))}</titre>"
        f"<description>{escaped_words(_step_said(visit, language, default))}</description><medias/>"
        "</information>" for language in languages)
    return (f'<info_parcours numero="{visit.number}"'
            f' id_info_parcours="{number_of(f"{trip.id}#{visit.number}")}">'
            '<categories><categorie nom="Autres" id_categorie="6"/></categories>'
            f"<informations>{said}</informations><adresse>"
            f"<ville>{escaped_words(visit.commune)}</ville><code_insee>{place.commune}</code_insee>"
            f"<position><lat>{place.lat:.6f}</lat><lng>{place.lon:.6f}</lng></position></adresse>"
            "</info_parcours>")


def _step_said(visit: Visit, language: Language, default: str) -> str:
    """The stop with its name first: Geotrek makes its list of the descriptions alone."""
    name = visit.place.name.in_lang(language.code, default)
    return f"{sentence(name)} {about_visit(visit, language, default)}"


def _distance(trip: Trip) -> str:
    """Metres, where all of the way is known: as the crow flies is no distance of a circuit."""
    return "" if any(leg.km_estimated for leg in trip.legs) else (
        f"<distance>{round(trip.km * 1000)}</distance>")


def _comment(text: str) -> str:
    """A text that ends no comment."""
    return _DASHES.sub("- ", escaped(text))
