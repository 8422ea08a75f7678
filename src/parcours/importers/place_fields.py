"""A found place as the fields of our format, in the order of our own files."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from parcours.content import telephone
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Words
from parcours.format import scalars
from parcours.format.scalars import BadScalar
from parcours.geo.points import LatLon
from parcours.hours import calendar
from parcours.hours.suggest import understand
from parcours.importers import contacts, periods, plain
from parcours.importers.found import Found, Left
from parcours.importers.sheet import Job, Sheet, degrees, wording
from parcours.importers.whereabouts import Where, code_of
from parcours.source import write
from parcours.source.write import Bare

_ROUND: tuple[tuple[Words, int, int], ...] = (
    (Words("au dixième de degré", "a tenth of a degree"), 10, 8000),
    (Words("à la minute", "a minute"), 60, 1200),
    (Words("au centième de degré", "a hundredth of a degree"), 100, 800))
"""Parts of a degree, and half the diagonal of such a cell at our latitudes, in metres."""
_ROUNDING = 1e-4
_MOST_PICTURES = 3
_MOST_REMARKS = 6
_CONTACTS = Words("(donnée de contact : --contacts la reprend, avec l’accord de la personne)",
                  "(contact data: --contacts carries it over, with the person's consent)")


def place_sheet(found: Found, where: Where, job: Job) -> Sheet:
    """The fields of a place that the source gives, in the order of our own files."""
    sheet = Sheet(job.lang, left=Left(list(found.left_out)))
    for doubt in found.doubts:
        sheet.doubt(doubt)
    _name(sheet, found, job.atlas)
    _kind(sheet, found)
    _commune(sheet, found, where)
    _position(sheet, found)
    _texts(sheet, "description", found, job)
    _hours(sheet, found, job.atlas.today)
    if found.address:
        sheet.put("address", found.address)
    for name, value, check in (("phone", found.phone, scalars.phone),
                               ("email", found.email, scalars.email)):
        _contact(sheet, name, value, check if job.contacts else None)
    _website(sheet, found.website)
    _texts(sheet, "price", found, job)
    if found.wheelchair:
        if found.wheelchair_said:
            sheet.doubt(found.wheelchair_said)
        sheet.put("wheelchair", Bare(found.wheelchair.value))
    if found.services:
        sheet.put("services", [Bare(service.value) for service in found.services])
    if labels := [label for one in found.labels if (label := wording(one, job.atlas))]:
        sheet.put("labels", labels[:20])
    if found.refs:
        sheet.put("refs", dict(found.refs))
    if _is(scalars.https_link, found.page):
        sheet.put("sources", [found.page])
    _verified(sheet, found, job.atlas.today)
    pictures(sheet, found, job.atlas.today)
    return sheet


def _name(sheet: Sheet, found: Found, atlas: Atlas) -> None:
    name = wording(found.name, atlas)
    told_in = set(name) if isinstance(name, dict) else set()
    if others := sorted(set(found.name) - {"", *told_in, *atlas.languages}):
        sheet.left.out(f"« name » en {', '.join(others)}", f"'name' in {', '.join(others)}")
    if name:
        _machine(sheet, "name", name, found)
        sheet.put("name", name)
    else:
        sheet.lacks("name")


def _kind(sheet: Sheet, found: Found) -> None:
    told = Words(f"la source dit : {found.kind_said}", f"the source says: {found.kind_said}"
                 ) if found.kind_said else None
    if found.kind:
        if told:
            sheet.say(told)
        sheet.put("kind", Bare(found.kind.value))
    else:
        sheet.lacks("kind", told)


def _commune(sheet: Sheet, found: Found, where: Where) -> None:
    """The commune that the source names; one that lies near is only proposed."""
    if where.commune:
        if where.said:
            sheet.doubt(where.said)
        sheet.put("commune", where.commune.code)
        return
    if where.outside and found.insee:
        sheet.say(Words("hors des territoires", "outside the territories"))
        sheet.put("commune", code_of(found.insee))
        return
    near = where.nearest
    if where.said:
        sheet.doubt(where.said)
    known = {near.name, near.code} if near else set()
    told_of = " ".join(part for part in (found.postcode, found.town)
                       if part not in ("", *known))
    if told_of and not (where.said and told_of in where.said.fr):
        sheet.say(Words(f"commune, selon la source : {told_of}",
                        f"commune, says the source: {told_of}"))
    sheet.lacks("commune", Words(
        f"proposition, à vérifier : \"{near.code}\", {near.name}",
        f"a proposal, to be checked: \"{near.code}\", {near.name}") if near else None)


def _position(sheet: Sheet, found: Found) -> None:
    """Where it is, no surer than its decimals; the middle of a shape is only proposed."""
    if found.at is None:
        for field, number in zip(("lat", "lon"), found.middle or (None, None), strict=True):
            sheet.lacks(field, None if number is None else Words(
                f"proposition, à vérifier : {degrees(number)}, le milieu de la forme",
                f"a proposal, to be checked: {degrees(number)}, the middle of the shape"))
        return
    for said in found.at_said:
        sheet.doubt(said)
    sheet.put("lat", Bare(degrees(found.at.lat)))
    sheet.put("lon", Bare(degrees(found.at.lon)))
    if coarse := _coarseness(found.at):
        shown, metres = coarse
        sheet.doubt(Words(f"la position n’est donnée qu’{shown.fr} près : juste à {metres} m",
                          f"the position is given to {shown.en} only: right within {metres} m"))
        sheet.put("precision_m", Bare(str(metres)))


def _coarseness(at: LatLon) -> tuple[Words, int] | None:
    """How coarse a position is of which both numbers are round, and the metres that this makes;
    None for one as exact as those of a receiver."""
    for words, parts, metres in _ROUND:
        if all(abs(one * parts - round(one * parts)) < _ROUNDING for one in at):
            return words, metres
    return None


def _verified(sheet: Sheet, found: Found, today: date) -> None:
    """The day of which the source itself says that somebody verified the place."""
    if found.verified and found.verified <= today:
        sheet.say(Words("selon la source, et non selon vous : à relire",
                        "so says the source, not you: to be read again"))
        sheet.put("verified_on", Bare(found.verified.isoformat()))
    elif found.verified:
        sheet.left.out(f"la date de vérification, à venir : {found.verified}",
                       f"the date of verification, still to come: {found.verified}")


def _texts(sheet: Sheet, name: str, found: Found, job: Job) -> None:
    """A text of the source in the site's languages; one without a language is taken as the first.
    """
    said, atlas = found.description if name == "description" else found.price, job.atlas
    named = {_bare(text) for text in found.name.values()}
    said = {lang: text for lang, text in said.items() if _bare(text) not in named}
    if not said:
        return
    if others := sorted(set(said) - {"", *atlas.languages}):
        sheet.left.out(f"« {name} » en {', '.join(others)} (le site est en "
                       f"{', '.join(atlas.languages)})",
                       f"'{name}' in {', '.join(others)} (the site is in "
                       f"{', '.join(atlas.languages)})")
    kept = {lang: said[lang] for lang in atlas.languages if lang in said}
    bare, first = said.get("", ""), atlas.default_lang
    if bare and kept.get(first, bare) != bare:
        sheet.left.out(f"un second texte « {name} » en {first}", f"a second '{name}' in {first}")
    elif bare and (kept or name == "description") and first not in kept:
        kept = {first: bare, **kept}
        sheet.say(Words(f"langue non précisée par la source : supposée « {atlas.default_lang} »",
                        f"the source names no language: '{atlas.default_lang}' is assumed"))
    value: write.Value = kept or said.get("", "")
    if not job.contacts:
        value = _masked(sheet, name, value)
    if value:
        _machine(sheet, name, value, found)
        sheet.put(name, value)


def _bare(text: str) -> str:
    """A text as it is compared: a description that only says the name again says nothing."""
    return text.strip(" .").casefold()


def _masked(sheet: Sheet, name: str, value: write.Value) -> write.Value:
    texts = value if isinstance(value, Mapping) else {"": value}
    masked = {lang: contacts.without_contacts(str(text)) for lang, text in texts.items()}
    if any(held for _, held in masked.values()):
        sheet.left.out(f"les téléphones et courriels écrits dans « {name} » {_CONTACTS.fr}",
                       f"the telephones and e-mail addresses within '{name}' {_CONTACTS.en}")
    return {lang: text for lang, (text, _) in masked.items()
            } if isinstance(value, Mapping) else masked[""][0]


def _machine(sheet: Sheet, name: str, value: write.Value, found: Found) -> None:
    for lang in value if isinstance(value, Mapping) else ():
        if (name, lang) in found.machine:
            sheet.notes[(name, lang)] = [Words(
                "traduction automatique, dit la source : à relire",
                "translated by a machine, says the source: to be proofread").in_lang(sheet.lang)]


def _hours(sheet: Sheet, found: Found, today: date) -> None:
    remarks = found.hours_remarks[:_MOST_REMARKS]
    if found.periods:
        try:
            rule = periods.rule_of(found.periods)
        except periods.Inexact as inexact:
            sheet.left.out(f"les horaires : {inexact.why.fr}", f"the hours: {inexact.why.en}")
        else:
            _rule(sheet, rule, periods.last_day(found.periods), remarks, today)
    elif found.hours:
        _hours_in_words(sheet, found.hours, remarks)
    for remark in remarks:
        sheet.left.out(f"sur les horaires : « {remark} »", f"about the hours: '{remark}'")


def _hours_in_words(sheet: Sheet, said: str, remarks: tuple[str, ...]) -> None:
    """Hours as the source writes them: those that are certain are set, with its words beside them;
    those that are likely, or that it speaks of elsewhere as well, are shown."""
    if _is_precise(said):
        if remarks:
            _qualified(sheet, said)
        else:
            sheet.put("opening_hours", said)
        return
    answer = understand(said)
    if answer.rule is None:
        why = answer.why or Words("", "")
        sheet.left.out(f"les horaires : « {said} » ({why.fr})", f"the hours: '{said}' ({why.en})")
        return
    sheet.say(Words(f"la source écrit : « {said} »", f"the source writes: '{said}'"))
    if answer.certain and remarks:
        _qualified(sheet, answer.rule)
    elif answer.certain and not _names_days(answer.rule):
        sheet.left.out("les horaires, écrits en commentaire : la source ne dit pas quels jours",
                       "the hours, written as a comment: the source does not say which days")
        sheet.say(Bare(f"opening_hours: {write.scalar(answer.rule)}"))
    elif answer.certain:
        sheet.put("opening_hours", answer.rule)
    else:
        sheet.left.out("les horaires, écrits en commentaire : à relire avant de les reprendre",
                       "the hours, written as a comment: to be read before they are taken")
        sheet.say(Bare(f"opening_hours: {write.scalar(answer.rule)}"))


def _rule(sheet: Sheet, rule: str, until: date | None, remarks: tuple[str, ...],
          today: date) -> None:
    """A rule that is exact; one that is over, or that words qualify, is only shown."""
    if until and until < today:
        sheet.left.out(f"les horaires : ceux de la source s’arrêtent le {until:%d/%m/%Y}",
                       f"the hours: those of the source end on {until}")
    elif remarks:
        _qualified(sheet, rule)
    else:
        sheet.put("opening_hours", rule)


def _qualified(sheet: Sheet, rule: str) -> None:
    """A rule to which the source adds something that it does not say."""
    sheet.left.out("les horaires, écrits en commentaire : la source y ajoute des remarques",
                   "the hours, written as a comment: the source adds remarks to them")
    sheet.say(Words("ôtez le # si les remarques plus bas n’y changent rien :",
                    "remove the # if the remarks below change nothing to it:"))
    sheet.say(Bare(f"opening_hours: {write.scalar(rule)}"))


def _is_precise(rule: str) -> bool:
    """Whether a text is a rule with hours: some words alone are rules, too, by accident."""
    return calendar.is_rule(rule) and (rule == "24/7" or ":" in rule)


def _names_days(rule: str) -> bool:
    """Whether a rule says on which days; without any it holds for all, which nobody wrote."""
    return rule == "24/7" or bool(re.search(r"\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH)\b|\boff\b", rule))


def _contact(sheet: Sheet, name: str, value: str, check: Callable[[object], str] | None) -> None:
    """A telephone number or an e-mail address, where it was asked for."""
    if not value:
        return
    if check is None:
        sheet.left.out(f"{name} {_CONTACTS.fr}", f"{name} {_CONTACTS.en}")
        return
    if name == "phone" and "(0)" in value and (dialled := telephone.right_form(value)):
        sheet.say(Words(f"la source écrit : « {value} »", f"the source writes: '{value}'"))
        value = dialled
    if _is(check, value) and not (name == "phone" and (
            telephone.right_form(value) or telephone.lacks_digits(value))):
        sheet.put(name, value)
    else:
        sheet.left.out(f"{name} : « {value} »", f"{name}: '{value}'")


def _website(sheet: Sheet, address: str) -> None:
    if _is(scalars.https_link, address):
        sheet.put("website", address)
    elif address:
        sheet.left.out(f"website : « {address} » (pas une adresse https)",
                       f"website: '{address}' (not an https address)")


def _is(check: Callable[[object], str], value: str) -> bool:
    try:
        return bool(value) and check(value) == value
    except BadScalar:
        return False


def pictures(sheet: Sheet, found: Found, today: date) -> None:
    """Where the photos are and what may be done with them; we fetch none."""
    alive = [one for one in found.pictures if one.rights_end is None or one.rights_end >= today]
    if ended := len(found.pictures) - len(alive):
        sheet.left.out(f"{ended} photo(s) dont les droits ont pris fin",
                       f"{ended} photo(s) whose rights have ended")
    if len(alive) > _MOST_PICTURES:
        sheet.left.out(f"{len(alive) - _MOST_PICTURES} autre(s) photo(s)",
                       f"{len(alive) - _MOST_PICTURES} other photo(s)")
    if alive:
        sheet.say(Words("photos de la source, à télécharger avec l’accord de leur auteur :",
                        "photos of the source, to be downloaded with their author's consent:"))
    for one in alive[:_MOST_PICTURES]:
        known = {"credit": one.credit, "licence": one.licence,
                 "expires": Bare(one.rights_end.isoformat()) if one.rights_end else ""}
        alt = "{fr: …, en: …}" if not one.alt else write.scalar(
            plain.cell(one.alt[""]), in_list=True) if "" in one.alt else "{" + ", ".join(
            f"{lang}: {write.scalar(plain.cell(said), in_list=True)}"
            for lang, said in one.alt.items()) + "}"
        fields = ", ".join(["file: media/….jpg", f"alt: {alt}", *(
            f"{key}: {write.scalar(value, in_list=True)}"
            for key, value in known.items() if value)])
        if one.address:
            sheet.say(Bare(f"  {one.address}"))
        sheet.say(Bare(f"photo: {{{fields}}}"))
