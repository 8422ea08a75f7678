"""DATAtourisme: objects of the national feed, alone, in a list, or as the API answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from parcours.diagnostics.diagnostic import Words
from parcours.importers import plain, positions, unread, untrusted, words
from parcours.importers.found import Found, Left, Period, Picture, Said
from parcours.importers.jsonld_graph import get, id_of, key, said_in
from parcours.importers.untrusted import day, dig, each, objects
from parcours.suggest.likely import fold

_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EVENT = Words("c’est un évènement, et un fichier de lieu décrit un endroit",
               "it is an event, and a place file describes a spot")
_MOST_CHARS = 150
_MOST_PRICES = 8
_REMARK = Words("une remarque sur les horaires", "a remark on the hours")
_OF_HOURS = frozenset((
    "id", "type", "opens", "closes", "dayOfWeek", "validFrom", "validThrough",
    "additionalInformation", "hasTranslatedProperty", "label", "comment"))
"""What is understood of a period; anything else may hold on some days only."""
_NOT_CARRIED = {
    "petsAllowed": ("l’accueil des animaux", "whether pets are allowed"),
    "hasAudience": ("le public", "the audience"),
    "reducedMobilityAccess": ("l’accès aux personnes à mobilité réduite (à préciser : wheelchair)",
                              "access with reduced mobility (to be told apart: wheelchair)"),
    "availableLanguage": ("les langues parlées", "the languages spoken"),
    "hasTheme": ("les thèmes", "the themes"), "hasClientTarget": ("le public", "the audience"),
    "hasArchitecturalStyle": ("le style d’architecture", "the architectural style"),
    "COVID19SpecialMeasures": ("les mesures sanitaires", "the sanitary measures"),
    "tourDistance": ("la distance du parcours", "the length of the tour"),
    "highDifference": ("le dénivelé", "the climb"), "duration": ("la durée", "the time it takes"),
    "takesPlaceAt": ("les dates d’évènement", "the dates of events"),
}

_KNOWN: unread.Known = {
    # what is read, here or further down
    **dict.fromkeys((
        "id", "uri", "uuid", "type", "label", "identifier", "lastUpdate", "hasReview", "hasFeature",
        "hasMainRepresentation", "hasRepresentation", "hasTranslatedProperty", "hasBeenCreatedBy",
        "sameAs", "slot")),
    # "comment" stands in for a description, which opens with the same words
    "comment": None,
    "hasDescription": dict.fromkeys((
        "id", "type", "description", "shortDescription", "hasTranslatedProperty")),
    "hasContact": dict.fromkeys((
        "id", "type", "telephone", "email", "homepage", "legalName", "givenName", "familyName")),
    "isLocatedAt": {
        **dict.fromkeys(("id", "type", "geo", "openingHoursSpecification")),
        "address": dict.fromkeys((
            "id", "type", "streetAddress", "postalCode", "addressLocality", "hasAddressCity"))},
    # what is told by words of its own
    **dict.fromkeys((*_NOT_CARRIED, "offers")),
    # what is of the feed, and not of the place
    **dict.fromkeys(("creationDate", "lastUpdateDatatourisme", "hasBeenPublishedBy")),
}


def sees(tree: object) -> bool:
    """Whether a JSON tree has the shape of this source."""
    return any(key(one, "isLocatedAt") is not None and key(one, "label") is not None
               for one in _objects(tree))


def read(raw: bytes, file: Left) -> Iterable[Found]:
    """Every object of a file."""
    return [_found(one) for one in _objects(untrusted.tree_of_json(raw, file))
            if key(one, "label") is not None]


def _objects(tree: object) -> Iterator[dict[str, object]]:
    inside = dig(tree, "objects") or dig(tree, "@graph") or tree
    for one in objects(inside):
        if isinstance(one, dict):
            yield one


def _found(thing: dict[str, object]) -> Found:
    left = Left()
    types = [id_of(one) for one in each(key(thing, "type"))]
    place, address = key(thing, "isLocatedAt"), get(thing, "isLocatedAt", "address")
    if len(list(each(place))) > 1:
        left.out("les autres adresses", "the other addresses")
    kind, because = words.kind_of_types(types)
    field, description = _description(thing, left)
    features = [id_of(one) for group in each(key(thing, "hasFeature"))
                for one in each(key(group, "features"))]
    services = dict.fromkeys(service for one in features if (service := words.service_of(one)))
    for one in features:
        if words.service_of(one) is None:
            left.out(f"l’équipement {one}", f"the feature {one}")
    for other, (fr, en) in _NOT_CARRIED.items():
        if (value := key(thing, other)) not in (None, [], False):
            left.out(unread.with_words(fr, value, " : "), unread.with_words(en, value, ": "))
    unread.tell(thing, _KNOWN, left)
    _tell_prices(thing, left)
    if dig(thing, "olo:slot"):
        left.out("les étapes du parcours", "the stages of the route")
    where = positions.of_columns(plain.cell(get(place, "geo", "latitude")),
                                 plain.cell(get(place, "geo", "longitude")))
    if where.bad:
        left.told.append(where.bad)
    periods, remarks = _opening(place, left)
    same_as = [id_of(one) for one in each(key(thing, "sameAs")) if "wikidata.org" in str(one)]
    page = plain.line(key(thing, "id")) or plain.line(key(thing, "uri"))
    wikidata = same_as[0].rsplit("/")[-1] if same_as else ""
    return Found(
        name=said_in(key(thing, "label"), left, plain.NAME),
        is_route=any(one.endswith("Tour") for one in types),
        kind=kind, kind_said=", ".join(dict.fromkeys(because or types))[:200],
        insee=plain.line(get(address, "hasAddressCity", "insee")),
        town=plain.line(dig(get(address, "addressLocality"), 0)),
        postcode=plain.line(get(address, "postalCode")),
        at=where.at, at_said=(where.said,) if where.at and where.said else (),
        description=description, periods=periods, hours_remarks=remarks,
        address=_address(address), services=tuple(services), labels=_labels(thing, left),
        **_contact(thing, left),  # type: ignore[arg-type]
        refs={"datatourisme": page, **({"wikidata": wikidata} if wikidata else {})} if page else {},
        page=page if page.startswith("https://") else "",
        publisher=plain.line(get(thing, "hasBeenCreatedBy", "legalName")),
        updated=day(key(thing, "lastUpdate")), pictures=tuple(_pictures(thing)),
        machine=_machine(thing, field),
        by=next((mode for one in types if (mode := words.mode_of(one))), None),
        unfit=_EVENT if {"EntertainmentAndEvent", "Event"} & set(types) else None,
        left_out=left.all)


def _tell_prices(thing: object, left: Left) -> None:
    """Each price with the words for whom it is: which of them a page should name is for a person.
    """
    told = Left()
    for offer in each(key(thing, "offers")):
        for one in each(key(offer, "priceSpecification")):
            amounts = dict.fromkeys(plain.cell(dig(key(one, name), 0))
                                    for name in ("minPrice", "price", "maxPrice"))
            numbers = [amount for amount in amounts if amount]
            currency = plain.line(dig(key(one, "priceCurrency"), 0))
            said = [*([f"{' – '.join(numbers)} {currency}".strip()] if numbers else []),
                    *unread.words_of(one)[:4]]
            if said:
                told.out(f"un tarif : {' ; '.join(said)[:_MOST_CHARS]}",
                         f"a price: {'; '.join(said)[:_MOST_CHARS]}")
    if key(thing, "offers") and not told.all:
        told.out("les tarifs", "the prices")
    left.told += told.all[:_MOST_PRICES]
    if (more := len(told.all) - _MOST_PRICES) > 0:
        left.out(f"{more} autre(s) tarif(s)", f"{more} other price(s)")


def _description(thing: object, left: Left) -> tuple[str, Said]:
    """The fullest description, and the property that it stands in."""
    inside = list(each(key(thing, "hasDescription")))
    found = [(field, said) for field, values in (
        ("description", [key(one, "description") for one in inside]),
        ("shortDescription", [key(one, "shortDescription") for one in inside]),
        ("comment", [key(thing, "comment")]))
        for value in values if (said := said_in(value, left, plain.DESCRIPTION, long=True))]
    if len({field for field, _ in found}) < len(found):
        left.out("une seconde description", "a second description")
    if found:
        return found[0]
    return "", {}


def _address(address: object) -> str:
    street = ", ".join(part for one in each(key(address, "streetAddress"))
                       if (part := plain.line(one).rstrip(",")))
    town = " ".join(part for part in (plain.line(key(address, "postalCode")),
                                      plain.line(dig(key(address, "addressLocality"), 0))) if part)
    return ", ".join(part for part in (street, town) if part)


def _contact(thing: object, left: Left) -> dict[str, str]:
    contact = key(thing, "hasContact") or key(thing, "hasBookingContact")
    for name, fr, en in (("telephone", "les autres téléphones", "the other telephones"),
                         ("email", "les autres courriels", "the other e-mail addresses")):
        if len({str(said) for one in each(contact) for said in each(key(one, name))}) > 1:
            left.out(fr, en)
    return {"phone": plain.line(dig(key(contact, "telephone"), 0)),
            "email": plain.line(dig(key(contact, "email"), 0)),
            "website": plain.line(dig(key(contact, "homepage"), 0))}


def _labels(thing: object, left: Left) -> tuple[Said, ...]:
    found = (said_in(get(one, "hasReviewValue", "label"), left, Words("un label", "a label"))
             for one in each(key(thing, "hasReview")))
    return tuple(one for one in found if one)


def _opening(place: object, left: Left) -> tuple[tuple[Period, ...], tuple[str, ...]]:
    periods: list[Period] = []
    remarks: dict[str, None] = {}
    for one in each(key(place, "openingHoursSpecification")):
        remark = said_in(key(one, "additionalInformation"), left, _REMARK)
        remarks.update(dict.fromkeys(filter(None, [remark.get("fr") or remark.get("")])))
        if condition := _condition(one):
            left.out(f"des horaires qui ne valent que certains jours : {condition}",
                     f"hours that hold on some days only: {condition}")
            return (), tuple(remarks)
        days = [id_of(named).lower() for named in each(key(one, "dayOfWeek"))]
        opens, closes = _minutes(key(one, "opens")), _minutes(key(one, "closes"))
        first, last = day(key(one, "validFrom")), day(key(one, "validThrough"))
        if -1 in (opens, closes) or any(named not in _WEEK for named in days) or (
                _shifted(one, first, last)):
            left.out("des horaires à la seconde, en temps universel ou des jours fériés",
                     "hours to the second, in universal time or on public holidays")
            return (), tuple(remarks)
        numbers = {_WEEK.index(named) for named in days} or set(range(7))
        periods.append(Period(frozenset(numbers), opens, closes, first, last))
    return tuple(periods), tuple(remarks)


def _condition(period: object) -> str:
    """What else a period says of when it holds, such as the one week of the month; empty for none.
    """
    said = {str(name): value for name, value in period.items()
            if str(name).rpartition(":")[2].lstrip("@") not in _OF_HOURS and value not in (
                None, [], "")} if isinstance(period, dict) else {}
    return ", ".join(plain.line(f"{name} {next(each(value), None)}"[:60])
                     for name, value in sorted(said.items()))


def _shifted(one: object, first: date | None, last: date | None) -> bool:
    """Whether a bound is unreadable, or in universal time: it may be the day before here."""
    for name, read_as in (("validFrom", first), ("validThrough", last)):
        said = key(one, name)
        if said is not None and (read_as is None or str(said).endswith("Z")):
            return True
    return False


def _minutes(value: object) -> int | None:
    """``16:30:00`` to minutes; -1 for what is no whole minute."""
    if value is None:
        return None
    hour, minute, second = [*str(value).split(":"), "00", "00", "00"][:3]
    whole = hour.isdecimal() and minute.isdecimal() and second in ("00", "0")
    found = int(hour[:4]) * 60 + int(minute[:4]) if whole else -1
    return found if found <= 24 * 60 else -1


def _pictures(thing: object) -> Iterator[Picture]:
    for name in ("hasMainRepresentation", "hasRepresentation"):
        for one in each(key(thing, name)):
            about = key(one, "hasAnnotation")
            address = plain.line(dig(get(one, "hasRelatedResource", "locator"), 0))
            if address:
                yield Picture(address, plain.line(dig(key(about, "credits"), 0)),
                              plain.line(dig(key(about, "isCoveredBy"), 0)),
                              day(dig(key(about, "rightsEndDate"), 0)),
                              said_in(key(about, "title") or key(one, "title"), Left(), plain.NAME))


def _machine(thing: object, field: str) -> frozenset[tuple[str, str]]:
    """Which of the texts that we carry over a machine translated."""
    ours = {"label": "name", field: "description"}
    found = set()
    for one in [*each(key(thing, "hasTranslatedProperty")),
                *each(get(thing, "hasDescription", "hasTranslatedProperty"))]:
        if not any("deepl" in fold(str(by)) for by in each(key(one, "contributor"))):
            continue
        for said in each(key(one, "predicate")):
            for lang in each(key(one, "language")):
                if id_of(said) in ours:
                    found.add((ours[id_of(said)], str(lang)[:2]))
    return frozenset(found)
