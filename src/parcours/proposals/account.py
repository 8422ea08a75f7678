"""A draft told to whoever asked for it: the day minute by minute, and what stands behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from parcours.content.atlas import Atlas
from parcours.content.freshness import Level, hours_level
from parcours.diagnostics.diagnostic import Lang, Words
from parcours.format.choices import Meal
from parcours.format.names import name_of
from parcours.hours.clock import wall_clock
from parcours.i18n.language import Language, language_of
from parcours.proposals.candidates import Why
from parcours.proposals.draft import Boarded, Draft, LeftOut, Surety, Told
from parcours.proposals.wish import ROAD
from parcours.trip.coming_back import near
from parcours.trip.rides import Caveat

_SURE = {
    Surety.BEST: Words("le meilleur possible ce jour-là, prouvé, de tous les lieux qui se visitent",
                       "the best possible that day, proved, of all the places that can be visited"),
    Surety.FOUND: Words("le meilleur trouvé : il peut en exister un meilleur",
                        "the best found: there may be a better one"),
    Surety.OTHER: Words("une variante : d’autres lieux, et pas mieux que la première",
                        "a variant: other places, and no better than the first"),
    Surety.INTERRUPTED: Words("recherche interrompue : le meilleur jusque-là",
                              "search interrupted: the best until then")}
_WHY = {
    Why.UNWANTED: Words("exclus par --without", "left out by --without"),
    Why.ELSEWHERE: Words("hors des territoires de l’alliance",
                         "in no territory of the alliance"),
    Why.OTHER_USE: Words("lieux de travail : ils comptent avec --themes slow-work",
                         "places to work: they count with --themes slow-work"),
    Why.NOTICE: Words("fermés par un avis daté", "closed by a dated notice"),
    Why.UNKNOWN: Words("horaires inconnus", "hours unknown"),
    Why.UNSURE: Words("jour connu, heures inconnues", "day known, hours unknown"),
    Why.TOLD: Words("horaires dits et non vérifiés : ils comptent avec --trust told",
                    "hours told and not verified: they count with --trust told"),
    Why.CLOSED: Words("fermés ce jour-là", "closed that day"),
    Why.SHORT: Words("ouverts trop peu de temps à ces heures pour la visite entière",
                     "not open long enough at these hours for the whole visit"),
    Why.NO_SERVICE: Words("pas d’aller et retour ce jour-là, par ces moyens et ces horaires",
                          "no way there and back that day by these means and timetables"),
    Why.NO_FIT: Words("ne tiennent pas dans la journée, trajets et horaires compris",
                      "do not fit into the day, with ways and hours"),
    Why.LESS: Words("possibles, mais la journée vaut plus sans eux",
                    "possible, but the day is worth more without them")}
_UNSURE = Words("pas prouvé : à quelques minutes près, une correspondance ou une visite se manque",
                "not proved: give or take a few minutes, a change or a visit is missed")
_TO_STOP = Words("à pied jusqu’à l’arrêt, environ", "on foot to the stop, about")
_FROM_STOP = Words("à pied depuis l’arrêt, environ", "on foot from the stop, about")
_ASKED = {
    Caveat.WAVE: Words("faites signe au conducteur pour monter", "wave to the driver to get on"),
    Caveat.TELL: Words("dites au conducteur où vous descendez",
                       "tell the driver where you get off"),
    Caveat.STAY: Words("le véhicule continue comme une autre course : restez à bord",
                       "the vehicle goes on as another run: stay on board")}
_MOST_DATES = 12


def account(draft: Draft, alliance: str, atlas: Atlas, lang: Lang) -> str:
    """The draft in words, for a terminal."""
    language = language_of(lang)
    lines = [f"{draft.id} – {language.full_date(draft.on)}",
             f"{_SURE[draft.surety].in_lang(lang)} ({_worth(draft, lang)})",
             *([_UNSURE.in_lang(lang)] if draft.unsure else []), ""]
    for day, stops in groupby(draft.stops, key=lambda told: told.day):
        if draft.stops[-1].day:
            lines.append(Words(f"Jour {day + 1}", f"Day {day + 1}").in_lang(lang))
        ready = draft.starts_min[day]
        for told in stops:
            lines += _stop(told, ready, draft, atlas, language, lang)
            ready = told.leaves_min
    lines += ["", *_sums(draft, alliance, atlas, language, lang), *_left_out(draft.left_out, lang)]
    shown = "\n".join([*lines, ""])
    return "".join(c if c.isprintable() or c in "\n\u00a0\u202f" else "\ufffd" for c in shown)


def _worth(draft: Draft, lang: Lang) -> str:
    return Words(f"valeur {draft.worth}", f"worth {draft.worth}").in_lang(lang)


def _stop(told: Told, ready_min: int, draft: Draft, atlas: Atlas, language: Language,
          lang: Lang) -> Iterator[str]:
    """How one comes, then what one does there."""
    place = atlas.places[told.place]
    name = place.name.in_lang(lang)
    if told.by is not None:
        yield _way(told, ready_min, language, lang, unsure=draft.unsure)
    if told.night:
        yield f"  {wall_clock(told.arrives_min)}        {name} – " + Words(
            "la nuit, à réserver", "the night, to be booked").in_lang(lang)
        return
    if told.begins_min > told.arrives_min:
        yield f"  {wall_clock(told.arrives_min)}–{wall_clock(told.begins_min)}  " + Words(
            f"{name} – attente ({language.duration(told.begins_min - told.arrives_min)})",
            f"{name} – a wait ({language.duration(told.begins_min - told.arrives_min)})",
        ).in_lang(lang)
    if told.leaves_min == told.begins_min:
        yield f"  {wall_clock(told.begins_min)}        {name}"
        return
    level = hours_level(place, atlas)
    said = {Level.VERIFIED: Words(", horaires vérifiés", ", hours verified"),
            Level.TOLD: Words(", horaires dits", ", hours told")}.get(
                level or Level.UNKNOWN, Words("", "")).in_lang(lang)
    eats = "" if told.meal is not Meal.LUNCH or told.meal_from_min is None else Words(
        f", repas libre à {wall_clock(told.meal_from_min)}",
        f", lunch where one likes at {wall_clock(told.meal_from_min)}").in_lang(lang)
    stays = language.duration(told.leaves_min - told.begins_min)
    yield (f"  {wall_clock(told.begins_min)}–{wall_clock(told.leaves_min)}  {name} "
           f"({stays}{said}{eats})")


def _way(told: Told, ready_min: int, language: Language, lang: Lang, *, unsure: bool) -> str:
    ride = told.ride
    by = name_of(told.by).in_lang(lang) if told.by else ""
    if ride is None:
        lasts = language.duration(told.arrives_min - ready_min)
        return f"      ↓      {by}, {lasts} " + Words("(estimation)", "(an estimate)").in_lang(lang)
    return f"      ↓      {_ride(ride, by, lang, unsure=unsure)}"


def _ride(ride: Boarded, by: str, lang: Lang, *, unsure: bool = False) -> str:
    named = f" {ride.line}" if ride.line else ""
    after = Words("le dernier de la journée", "the last of the day") if (
        ride.next_min is None) else Words(
            f"le suivant {'vers' if ride.next_about else 'à'} {wall_clock(ride.next_min)}",
            f"the next one {'around' if ride.next_about else 'at'} {wall_clock(ride.next_min)}")
    if ride.next_from:
        after = Words(f"{after.fr} depuis {ride.next_from}", f"{after.en} from {ride.next_from}")
    leaves = _at(ride.leaves_min, lang, about=ride.leaves_about)
    arrives = _at(ride.arrives_min, lang, about=ride.arrives_about)
    proved = (f"{by}{named} {leaves} → {arrives}, "
              + (Words("d’après l’horaire", "by the timetable") if unsure else
                 Words("prouvé par l’horaire", "proved by the timetable")).in_lang(lang))
    for minutes, words in ((ride.walk_to_min, _TO_STOP), (ride.walk_from_min, _FROM_STOP)):
        if minutes:
            proved += Words(f" ; {words.fr} {minutes} min", f"; {words.en} {minutes} min").in_lang(
                lang)
    for caveat, asked in _ASKED.items():
        if caveat in ride.caveats:
            proved += Words(f" ; {asked.fr}", f"; {asked.en}").in_lang(lang)
    if not ride.is_last:
        return proved
    return (proved + Words(f" ; {after.fr}", f"; {after.en}").in_lang(lang))


def _at(minute: int, lang: Lang, *, about: bool) -> str:
    """A time, and whether the timetable calls it approximate."""
    at = wall_clock(minute)
    return Words(f"vers {at}", f"around {at}").in_lang(lang) if about else at


def _sums(draft: Draft, alliance: str, atlas: Atlas, language: Language,
          lang: Lang) -> Iterator[str]:
    colon = " : " if lang == "fr" else ": "
    whole = sum(draft.side_min.values()) or 1
    parts = [f"{atlas.territories[side].name.in_lang(lang)} {round(100 * minutes / whole)} % "
             f"({language.duration(minutes)})" for side, minutes in draft.side_min.items()
             if side in atlas.alliances[alliance].territories]
    yield Words("Parts des visites", "Shares of the visits").in_lang(lang) + colon + ", ".join(
        parts)
    yield Words("Attente", "Idle").in_lang(lang) + colon + language.duration(draft.idle_min)
    if draft.last_back is not None:
        first, last = (atlas.places[draft.stops[n].place] for n in (0, -1))
        yield (Words("Dernier retour", "Last way back") if near(first, last) else Words(
            "Dernier départ pour aller au bout du parcours",
            "Last departure to the end of the route")).in_lang(lang) + colon + (
            _at(draft.last_back.leaves_min, lang,
                about=draft.last_back.leaves_about)
            + f", {_where(draft, atlas, lang)}")
    elif not any(told.ride for told in draft.stops):
        yield Words("Aucun horaire n’est nécessaire pour rentrer",
                    "No timetable is needed to come back").in_lang(lang)
    yield Words("Vaut aussi", "Holds as well on").in_lang(lang) + colon + _also_on(
        draft, language, lang)


def _where(draft: Draft, atlas: Atlas, lang: Lang) -> str:
    """The place where the last way back is boarded."""
    stop = draft.last_back.from_stop if draft.last_back else ""
    return next((atlas.places[told.place].name.in_lang(lang) for told in reversed(draft.stops)
                 if stop in atlas.places[told.place].gtfs_stops), stop)


def _also_on(draft: Draft, language: Language, lang: Lang) -> str:
    if not draft.also_on:  # other weekdays are not tried, unless they are asked for
        weekday = language.weekday(draft.on.weekday())
        return Words(f"aucun autre {weekday} des horaires lus",
                     f"no other {weekday} of the timetables read").in_lang(lang)
    return some_dates(draft.also_on, language, lang)


def some_dates(days: Sequence[date], language: Language, lang: Lang) -> str:
    """Dates in words, as many as one reads."""
    shown = [language.date(day) for day in days[:_MOST_DATES]]
    more = len(days) - len(shown)
    if more:
        shown.append(Words(f"{more} autres", f"{more} others").in_lang(lang))
    return language.all_of(shown)


def _left_out(left: Sequence[LeftOut], lang: Lang) -> Iterator[str]:
    """The places that are not in it, by the reason."""
    yield Words("Non retenus :", "Left out:").in_lang(lang)
    for why in Why:
        ids = [one.place for one in left if one.why == why.value]
        if ids:
            yield f"  {_WHY[why].in_lang(lang)} ({len(ids)}){' : ' if lang == 'fr' else ': '}" + (
                ", ".join(ids))


def why_words(why: str) -> Words:
    """A reason in words."""
    return _WHY[Why(why)]


def as_data(draft: Draft, alliance: str, atlas: Atlas, lang: Lang) -> dict[str, object]:
    """The same for other programs."""
    return {
        "id": draft.id, "on": draft.on.isoformat(), "surety": draft.surety.value,
        "worth": draft.worth, "idle_min": draft.idle_min, "minutes": dict(draft.side_min),
        "also_on": [day.isoformat() for day in draft.also_on],
        "last_back": wall_clock(draft.last_back.leaves_min) if draft.last_back else None,
        "stops": [_stop_data(told, draft) for told in draft.stops],
        "left_out": [{"place": one.place, "reason": one.why,
                      "words": why_words(one.why).in_lang(lang)} for one in draft.left_out]}


def _stop_data(told: Told, draft: Draft) -> dict[str, object]:
    ride = told.ride
    return {
        "day": told.day + 1, "place": told.place, "arrives": wall_clock(told.arrives_min),
        "begins": wall_clock(told.begins_min), "leaves": wall_clock(told.leaves_min),
        "by": told.by.value if told.by else None, "via": list(told.via),
        "night": told.night, "meal": told.meal.value if told.meal else None,
        "meal_at": wall_clock(told.meal_from_min) if told.meal_from_min is not None else None,
        "level": ("unknown" if draft.unsure else "proved") if ride else (
            "estimated" if told.by in ROAD else None),
        "ride": ride and {"leaves": wall_clock(ride.leaves_min),
                          "arrives": wall_clock(ride.arrives_min), "line": ride.line,
                          "stops": [ride.from_stop, ride.to_stop],
                          **({"caveats": ride.caveats.words.split()} if ride.caveats else {})}}
