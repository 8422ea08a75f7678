"""Apidae: tourist objects as its API and its exports write them; walks among them are routes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from parcours.diagnostics.diagnostic import Words
from parcours.format.choices import Kind
from parcours.importers import plain, unread, untrusted, words
from parcours.importers.found import Found, Left, Period, Picture, Said
from parcours.importers.geometry import point_of
from parcours.importers.positions import Position
from parcours.importers.untrusted import day, dig, each, objects

_WEEK = ("LUNDI", "MARDI", "MERCREDI", "JEUDI", "VENDREDI", "SAMEDI", "DIMANCHE")
_SHORT_WEEK = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
_OPENING = 7457
"""The type of schedules that say when a place is open, and not when it is shown round."""
_LABEL = re.compile(r"libelle([A-Z][a-z])")
_OF_A_TYPE = re.compile(r"informations(?!Equipement$)[A-Z]\w{0,60}")
"""The part of an object that depends on its type."""
_PHONE, _EMAIL, _SITE = 201, 204, 205
_MOST_DAYS = 12
_REMARK = Words("une remarque", "a remark")
_EVENT = Words("c’est un évènement, et un fichier de lieu décrit un endroit",
               "it is an event, and a place file describes a spot")
_NOT_CARRIED: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("localisation", "geolocalisation", "complement"), "l’accès", "how to get there"),
    (("localisation", "environnements"), "l’environnement", "the surroundings"),
    (("prestations",), "les prestations", "the services"),
    (("descriptionTarif", "modesPaiement"), "les moyens de paiement", "the means of payment"),
    (("distinctions",), "les distinctions", "the distinctions"),
    (("presentation", "typologiesPromoSitra"), "les typologies", "the typologies"),
    (("informationsEquipement", "activites"), "les activités", "the activities"),
    (("informationsHebergementCollectif",), "la capacité d’hébergement", "the sleeping capacity"),
    (("multimedias",), "les fichiers joints (plan, trace)", "the files attached (map, track)"),
    (("ouverture", "dureeSeance"), "la durée d’une séance", "the length of a session"),
)
_KNOWN: unread.Known = {
    # what is read, here or further down
    "nom": None, "type": None, "id": None, "gestion": None, "illustrations": None,
    "presentation": {"descriptifCourt": None, "descriptifDetaille": None,
                     "descriptifsThematises": None, "typologiesPromoSitra": None},
    "informations": {"moyensCommunication": None},
    "localisation": {
        "adresse": dict.fromkeys(("adresse1", "adresse2", "adresse3", "codePostal", "commune")),
        "geolocalisation": {"geoJson": None, "valide": None, "complement": None},
        "environnements": None, "perimetreGeographique": None},
    "ouverture": dict.fromkeys((
        "periodesOuvertures", "fermeturesExceptionnelles", "periodeEnClair", "dureeSeance",
        "periodeEnClairGenerationMode", "ouvertTouteLAnnee")),
    "descriptionTarif": {"tarifsEnClair": None, "modesPaiement": None, "indicationTarif": None,
                         "gratuit": None, "tarifsEnClairGenerationMode": None},
    "informationsEquipement": {"activites": None, "itineraire": None},
    # what is told by words of its own
    **dict.fromkeys(("prestations", "distinctions", "informationsHebergementCollectif",
                     "multimedias")),
    # what is of the data base, and not of the place
    **dict.fromkeys(("identifier", "state", "criteresInternes", "metadonnees", "datesOuverture",
                     "aspects", "version")),
}
_OF_A_WALK = {
    "referencesCartographiques": ("les références de cartes", "the map references"),
    "referencesTopoguides": ("les topoguides", "the guidebooks"),
    "passagesDelicats": ("les passages délicats", "the difficult passages"),
    "precisionsBalisage": ("le balisage", "the waymarks"),
    "naturesTerrain": ("la nature du terrain", "the kind of ground"),
    "itineraireBalise": ("s’il est balisé", "whether it has waymarks"),
    "itineraireType": ("le type d’itinéraire", "the type of route"),
}


def sees(tree: object) -> bool:
    """Whether a JSON tree has the shape of this source."""
    return any(isinstance(dig(one, "nom"), dict) for one in _objects(tree))


def read(raw: bytes, file: Left) -> Iterable[Found]:
    """Every object of a file."""
    return [_found(one) for one in _objects(untrusted.tree_of_json(raw, file))
            if isinstance(dig(one, "nom"), dict)]


def _objects(tree: object) -> Iterator[object]:
    yield from objects(dig(tree, "objetsTouristiques") or tree)


def _said(value: object, left: Left, what: Words, *, long: bool = False) -> Said:
    """A text per language: ``{"libelleFr": "…"}``."""
    tidy = plain.text if long else plain.line
    texts = {match[1].lower(): tidy(said, left, what) for key, said in (
        value.items() if isinstance(value, dict) else ()) if (match := _LABEL.fullmatch(str(key)))}
    return {lang: text for lang, text in texts.items() if text}


def _found(thing: object) -> Found:
    left = Left()
    walk = dig(thing, "informationsEquipement", "itineraire")
    is_route = isinstance(walk, dict)
    for path, fr, en in _NOT_CARRIED:
        if (value := dig(thing, *path)) and not (is_route and path[-1] == "dureeSeance"):
            left.out(unread.with_words(fr, value, " : "), unread.with_words(en, value, ": "))
    for key, (fr, en) in _OF_A_WALK.items():
        if value := dig(walk, key):
            left.out(unread.with_words(fr, value, " : "), unread.with_words(en, value, ": "))
    unread.tell(thing, _KNOWN, left)
    _tell_free(dig(thing, "descriptionTarif"), left)
    short = _said(dig(thing, "presentation", "descriptifCourt"), left, plain.DESCRIPTION, long=True)
    full = _said(dig(thing, "presentation", "descriptifDetaille"), left, plain.DESCRIPTION,
                 long=True)
    if short and full and not is_route:
        left.out("le descriptif court", "the short description")
    sort = plain.line(dig(thing, "type"))
    kind, kind_said = _kind(sort, thing)
    town = dig(thing, "localisation", "adresse", "commune")
    postcode = plain.line(dig(thing, "localisation", "adresse", "codePostal")) or plain.line(
        dig(town, "codePostal"))
    point = dig(thing, "localisation", "geolocalisation", "geoJson", "coordinates")
    where = point_of({"type": "Point", "coordinates": point}) if point else Position()
    if where.bad:
        left.told.append(where.bad)
    periods, remarks = _opening(dig(thing, "ouverture"), left)
    identifier = plain.line(dig(thing, "id")) or plain.line(dig(thing, "identifier"))
    ways = _ways(thing, left)
    steps = _steps(thing, left, is_route=is_route)
    return Found(
        name=_said(dig(thing, "nom"), left, plain.NAME), is_route=is_route,
        kind=kind, kind_said=kind_said,
        insee=plain.line(dig(town, "code")), town=plain.line(dig(town, "nom")), postcode=postcode,
        at=where.at, at_said=(where.said,) if where.said and where.at else (),
        description=(short or full) if is_route else (full or short),
        hours="" if periods else _said(dig(thing, "ouverture", "periodeEnClair"), left,
                                       Words("les horaires", "the hours")).get("fr", ""),
        periods=periods, hours_remarks=remarks, address=_address(thing, postcode, town),
        phone=ways.get(_PHONE, ""), email=ways.get(_EMAIL, ""), website=ways.get(_SITE, ""),
        price=_said(dig(thing, "descriptionTarif", "tarifsEnClair"), left,
                    Words("le tarif", "the price")),
        refs={"apidae": identifier} if identifier else {},
        publisher=plain.line(dig(thing, "gestion", "membreProprietaire", "nom")),
        updated=day(dig(thing, "gestion", "dateModification")), pictures=tuple(_pictures(thing)),
        minutes=_whole(dig(thing, "ouverture", "dureeSeance")) if is_route else None,
        note=steps,
        unfit=_EVENT if sort == "FETE_ET_MANIFESTATION" else None, left_out=left.all)


def _kind(sort: str, thing: object) -> tuple[Kind | None, str]:
    """The kind by the type; where that is too broad, by what the part for this type says that it
    is, if all of its words that are kinds are one."""
    about = [value for name, value in thing.items() if _OF_A_TYPE.fullmatch(str(name))
             ] if isinstance(thing, dict) else []
    kinds = {kind for said in unread.words_of(about) if (kind := words.kind_of_group(said))}
    return words.kind_of_apidae(sort) or (kinds.pop() if len(kinds) == 1 else None), (
        unread.with_words(sort, about, " : "))


def _tell_free(price: object, left: Left) -> None:
    """Whether it is free or not, which is no price in words."""
    if dig(price, "indicationTarif") == "GRATUIT" or dig(price, "gratuit") is True:
        left.out("l’indication de tarif : gratuit", "what it says of the price: free")
    elif dig(price, "indicationTarif") == "PAYANT":
        left.out("l’indication de tarif : payant", "what it says of the price: not free")


def _ways(thing: object, left: Left) -> dict[int, str]:
    """The first telephone, e-mail and site; all other means of contact are told."""
    found: dict[int, str] = {}
    for one in each(dig(thing, "informations", "moyensCommunication")):
        sort, said = dig(one, "type", "id"), dig(one, "coordonnees")
        by_lang = {str(lang): text for lang, value in said.items()
                   if (text := plain.line(value))} if isinstance(said, dict) else {
                       "fr": plain.line(said)}
        first = by_lang.pop("fr", "") or (by_lang.pop(next(iter(by_lang))) if by_lang else "")
        if isinstance(sort, int) and sort in (_PHONE, _EMAIL, _SITE) and sort not in found:
            found[sort] = first
            for lang, text in by_lang.items():
                if text != first:
                    left.out(f"« {text} » ({plain.line(lang)})", f"'{text}' ({plain.line(lang)})")
            if remark := _said(dig(one, "observation"), left, _REMARK).get("fr"):
                left.out(f"une remarque sur « {first} » : {remark}",
                         f"a remark on '{first}': {remark}")
        elif first or not isinstance(sort, int):
            shown = plain.line(sort if isinstance(sort, int | str) else "?")
            left.out(f"un autre moyen de communication (type {shown})",
                     f"another means of contact (type {shown})")
    return found


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _address(thing: object, postcode: str, town: object) -> str:
    address = dig(thing, "localisation", "adresse")
    street = [plain.line(dig(address, f"adresse{n}")) for n in (1, 2, 3)]
    last = " ".join(part for part in (postcode, plain.line(dig(town, "nom"))) if part)
    return ", ".join(part for part in (*street, last) if part)


def _steps(thing: object, left: Left, *, is_route: bool) -> Said:
    """A walk described step by step; every other description by theme is left out."""
    found: Said = {}
    for one in each(dig(thing, "presentation", "descriptifsThematises")):
        if is_route and dig(one, "theme", "id") == 6527 and not found:  # "topo, pas à pas"
            found = _said(dig(one, "description"), left, plain.DESCRIPTION, long=True)
        else:
            about = dig(one, "description")
            left.out(unread.with_words("un descriptif thématique", about, " : "),
                     unread.with_words("a description by theme", about, ": "))
    return found


def _opening(opening: object, left: Left) -> tuple[tuple[Period, ...], tuple[str, ...]]:
    periods: list[Period] = []
    remarks: dict[str, None] = {}
    for one in each(dig(opening, "periodesOuvertures")):
        remark = _said(dig(one, "complementHoraire"), left, _REMARK)
        remarks.update(dict.fromkeys(filter(None, [remark.get("fr")])))
        if dig(one, "horaires") or dig(one, "timePeriods"):
            new = _schedules(one, left)
            if new is None or dig(one, "ouverturesExceptionnelles"):
                left.out("des horaires qu’aucune règle ne dit exactement",
                         "hours that no rule says exactly")
                return (), tuple(remarks)
            periods += new
            continue
        days = _days(one)
        times = [_minutes(dig(one, key)) for key in ("horaireOuverture", "horaireFermeture")]
        if not days or -1 in times or dig(one, "ouverturesExceptionnelles"):
            left.out("des horaires qu’aucune règle ne dit exactement",
                     "hours that no rule says exactly")
            return (), tuple(remarks)
        periods.append(Period(days, times[0], times[1], day(dig(one, "dateDebut")),
                              day(dig(one, "dateFin")), dig(one, "tousLesAns") is True))
    closed = [*each(dig(opening, "fermeturesExceptionnelles"))]
    if closed:
        dates = [f"{found:%d/%m/%Y}" for one in closed if (found := day(dig(one, "dateSpeciale")))]
        shown = f" : {', '.join(dates[:_MOST_DAYS])}" if len(dates) == len(closed) else ""
        remarks[f"des fermetures exceptionnelles{shown}{'…' if dates[_MOST_DAYS:] else ''}"] = None
    if periods and (clear := _said(dig(opening, "periodeEnClair"), left, _REMARK).get("fr")):
        how = dig(opening, "periodeEnClairGenerationMode")
        if how == "MANUEL":  # what an office typed itself may say more than the periods
            remarks[clear] = None
        elif how is None:
            left.out(f"les horaires en toutes lettres : « {clear} »",
                     f"the hours in words: '{clear}'")
    return tuple(periods), tuple(remarks)


def _schedules(period: object, left: Left) -> list[Period] | None:
    """The hours in the form of June 2025, which stands in for the older fields of a period.

    Each schedule has a type: only those of opening are read. None when one is not exact.
    """
    schedules = [*each(dig(period, "horaires"))]
    if dig(period, "timePeriods"):  # as programs write it, and as it was before
        schedules.append({"timePeriods": dig(period, "timePeriods")})
    found: list[Period] = []
    for schedule in schedules:
        sort, said = dig(schedule, "type", "id"), plain.line(dig(schedule, "type", "libelleFr"))
        if sort not in (None, _OPENING) and said != "Ouverture":
            shown = said or plain.line(sort if isinstance(sort, int | str) else "?")
            left.out(f"les horaires de type « {shown} »", f"the hours of type '{shown}'")
            continue
        shut = _shut(schedule)
        for one in each(dig(schedule, "timePeriods")):
            if dig(one, "type") not in (None, "opening"):
                kind = plain.line(dig(one, "type"))
                left.out(f"les horaires de type « {kind} »", f"the hours of type '{kind}'")
            elif dig(one, "closed") is not True:
                weekdays = [str(name)[:3].upper() for name in each(dig(one, "weekdays"))]
                if any(name not in _SHORT_WEEK for name in weekdays):
                    return None
                days = frozenset(map(_SHORT_WEEK.index, weekdays)) or frozenset(range(7))
                if not (days := days - shut):
                    continue
                frames = [*each(dig(one, "timeFrames"))] or [{}]
                times = [(_minutes(dig(frame, "startTime")), _minutes(dig(frame, "endTime")))
                         for frame in frames]
                if any(-1 in pair for pair in times) or any(
                        dig(frame, "recurrence") for frame in frames):
                    return None
                found += [Period(days, opens, closes, day(dig(period, "dateDebut")),
                                 day(dig(period, "dateFin")), dig(period, "tousLesAns") is True)
                          for opens, closes in times]
    return found


def _shut(schedule: object) -> frozenset[int]:
    """The weekdays on which a schedule says that it is closed, whatever else it says of them."""
    named = [str(name)[:3].upper() for one in each(dig(schedule, "timePeriods"))
             if dig(one, "closed") is True for name in each(dig(one, "weekdays"))]
    return frozenset(_SHORT_WEEK.index(name) for name in named if name in _SHORT_WEEK)


def _days(period: object) -> frozenset[int]:
    """The weekdays of a period; empty when they are not told by weekdays."""
    sort = dig(period, "type")
    named = [str(dig(one, "jour")) for one in each(dig(period, "ouverturesJournalieres"))]
    if "TOUS" in named:
        named = list(_WEEK)
    if any(one not in _WEEK for one in named) or any(
            dig(one, "nom") for one in each(dig(period, "ouverturesJournalieres"))):
        return frozenset()
    numbers = frozenset(_WEEK.index(one) for one in named)
    whole = frozenset(range(7))
    by_sort = {"OUVERTURE_TOUS_LES_JOURS": whole, "OUVERTURE_SEMAINE": numbers,
               "OUVERTURE_SAUF": whole - numbers}
    return by_sort.get(sort, frozenset()) if isinstance(sort, str) else frozenset()


def _minutes(value: object) -> int | None:
    """``10:00`` or ``10:00:00`` to minutes; -1 for anything else."""
    if value is None:
        return None
    match = re.fullmatch(r"([01]\d|2[0-4]):([0-5]\d)(?::00)?", str(value), re.A)
    return int(match[1]) * 60 + int(match[2]) if match else -1


def _pictures(thing: object) -> Iterator[Picture]:
    for one in each(dig(thing, "illustrations")):
        address = plain.line(dig(one, "traductionFichiers", 0, "url"))
        credit = _said(dig(one, "copyright"), Left(), plain.NAME)
        if address:
            yield Picture(address, next(iter(credit.values()), ""), "",
                          day(dig(one, "dateLimiteDePublication")),
                          _said(dig(one, "legende"), Left(), plain.NAME))
