"""The file of a draft: an itinerary like any other, with what is ours in it said to be so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Lang, Words
from parcours.format.choices import ON_THE_WAY
from parcours.format.scalars import written_stay
from parcours.hours.clock import clock
from parcours.i18n.language import Language, language_of
from parcours.i18n.weekdays import spans
from parcours.proposals.candidates import Candidate, theme_of
from parcours.proposals.sequence import Day, Stop, visits_of
from parcours.proposals.wish import Wish
from parcours.source import write
from parcours.source.write import Bare

SETTLE_MIN = 5
"""Minutes written at a start or an end that is no stop of a train: who writes none is taken to stay
half an hour."""
_SCHEMA = "yaml-language-server: $schema=../schema/itinerary.schema.json"
_MOST_NAMED = 3
_EASY_MIN = 120
"""So long on foot or by bicycle in all, and no longer, is easy."""


def itinerary_text(days: Sequence[Day], on: date, wish: Wish, alliance: str,
                   found: Mapping[str, Candidate], atlas: Atlas, lang: Lang,
                   weekdays: Sequence[int] = (), *, timed: bool = False) -> str:
    """The text of the draft of these days; where not every weekday will do, its summary names those
    that will (0 is Monday).

    Waits for vehicles and minutes aboard are left to the timetable, unless it is to be ``timed``:
    then the file itself has those of that day.
    """
    places = [stop.place for stop in visits_of(days)]
    named = sorted(sorted(places, key=lambda id: -found[id].worth)[:_MOST_NAMED],
                   key=places.index)
    themes = wish.themes or theme_of([atlas.places[id].kind for id in places])
    road_min = sum(stop.road_min for day in days for stop in day.stops)
    data: dict[str, write.Value] = {
        "title": _said(_title(named, on, atlas), atlas),
        "summary": _said(_summary(len(places), wish, atlas, weekdays), atlas),
        "alliance": alliance,
        "themes": [Bare(theme.value) for theme in themes],
        "difficulty": Bare("easy" if road_min <= _EASY_MIN else "moderate"),
        "draft": Bare("yes"),
        "days": [_day(n, day, wish, atlas, timed=timed) for n, day in enumerate(days)]}
    return write.document(data, head=[Bare(_SCHEMA), *(
        line.in_lang(lang) for line in _head(on, atlas.today))])


def _head(on: date, today: date) -> list[Words]:
    fr, en = (language_of(code) for code in ("fr", "en"))
    return [
        Words(f"Brouillon calculé par « parcours propose » le {fr.date(today)}, pour le "
              f"{fr.full_date(on)}. Personne ne l’a parcouru.",
              f"Draft computed by 'parcours propose' on {en.date(today)}, for {en.full_date(on)}. "
              "Nobody has been along it."),
        Words("Séjours : ceux des fiches, sinon nos durées usuelles. Marches : notre estimation. À "
              "vous : le titre, le résumé, les remarques ; puis retirez « draft » pour publier.",
              "Stays: those of the places, else our usual lengths. Walks: our estimate. Yours to "
              "write: the title, the summary, the notes; then remove draft to publish."),
    ]


def _title(named: Sequence[str], on: date, atlas: Atlas) -> Words:
    fr, en = (language_of(code) for code in ("fr", "en"))
    return Words(f"{_names(named, fr, atlas)}, un {fr.weekday(on.weekday())}",
                 f"{_names(named, en, atlas)}, on a {en.weekday(on.weekday())}")


def _names(ids: Sequence[str], language: Language, atlas: Atlas) -> str:
    return language.all_of([atlas.places[id].name.in_lang(language.code) for id in ids])


def _summary(count: int, wish: Wish, atlas: Atlas, weekdays: Sequence[int]) -> Words:
    start = atlas.places[wish.start].name
    fr, en = (language_of(code) for code in ("fr", "en"))
    days_fr = "Une journée" if wish.days == 1 else f"{wish.days} jours"
    days_en = "One day" if wish.days == 1 else f"{wish.days} days"
    leave_fr, leave_en = ("" if not weekdays else f" {word} {there}." for word, there in (
        ("Départ", fr.any_of(spans(weekdays, fr))), ("Set out", en.any_of(spans(weekdays, en)))))
    return Words(
        f"{days_fr} sans voiture depuis « {start.in_lang('fr')} », {count} "
        f"visite{'s' if count > 1 else ''}.{leave_fr}",
        f"{days_en} without a car from '{start.in_lang('en')}', {count} "
        f"visit{'' if count == 1 else 's'}.{leave_en}")


def _said(words: Words, atlas: Atlas) -> dict[str, str]:
    return {lang: words.fr if lang == "fr" else words.en for lang in atlas.languages}


def _day(number: int, day: Day, wish: Wish, atlas: Atlas, *,
         timed: bool) -> dict[str, write.Value]:
    stops = day.stops[1:] if number else day.stops  # one wakes where the day before ended
    begins = day.start_min - (SETTLE_MIN if not number and _settles(day.stops[0], atlas) else 0)
    title = Words("La journée", "The day") if wish.days == 1 else Words(
        f"Jour {number + 1}", f"Day {number + 1}")
    return {"title": _said(title, atlas), "start": clock(begins),
            "stops": [_stop(stop, atlas, timed=timed) for stop in stops]}


def _settles(stop: Stop, atlas: Atlas) -> bool:
    return not stop.stay_min and not stop.night and atlas.places[stop.place].kind not in ON_THE_WAY


def _stop(stop: Stop, atlas: Atlas, *, timed: bool) -> dict[str, write.Value]:
    found: dict[str, write.Value] = {"place": stop.place}
    if stop.by is not None:
        travel: dict[str, write.Value] = {"by": Bare(stop.by.value)}
        if timed and stop.ride_min is not None:
            travel["minutes"] = Bare(str(stop.ride_min))
        if stop.via:
            travel["via"] = list(stop.via)
        found["travel"] = travel
    if stop.pinned and stop.begins_min is not None:
        found["arrive"] = clock(stop.begins_min)
    stay = stop.until_departure_min if timed else stop.stay_min
    if _settles(stop, atlas):
        stay = SETTLE_MIN
    if stop.night:
        found["stay"] = Bare("night")
    elif stay:
        found["stay"] = Bare(written_stay(stay))
    if stop.eats_min is not None:
        found["meal"] = Bare("lunch")
        found["note"] = _said(Words(
            f"Repas libre à {clock(stop.eats_min)} : une table ou un pique-nique, à vous de dire "
            "où.", f"Lunch at {clock(stop.eats_min)}, where one likes: a table or a picnic, yours "
            "to say where."), atlas)
    return found
