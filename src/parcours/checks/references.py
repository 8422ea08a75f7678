"""Ids and codes must lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from parcours.checks.geography import swapped, within_reach
from parcours.checks.subject import Placed, repeated, stops_of
from parcours.content.atlas import Atlas
from parcours.content.boundaries import code_at
from parcours.diagnostics.diagnostic import (
    Diagnostic,
    Edit,
    Fix,
    Span,
    Words,
    did_you_mean,
    error,
    warning,
)
from parcours.format.fields.place import REF_FORMS
from parcours.format.hints import NOT_KNOWN
from parcours.format.model import Commune, Itinerary, PlaceStop, Territories
from parcours.format.parse import Parsed
from parcours.format.placeholders import is_placeholder
from parcours.format.scalars import short
from parcours.i18n.prepositions import of
from parcours.suggest import certain as sure
from parcours.suggest.likely import fold, slug_of
from parcours.suggest.nearest import nearest


def unknown_place(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """A stop and the places a leg passes name a place that has a file."""
    for at in stops_of(parsed):
        if isinstance(at.stop, PlaceStop) and at.stop.place not in atlas.known_places:
            yield _no_such_place(parsed.source.span((*at.loc, "place")), at.stop.place, atlas)
        for v, via in enumerate(at.stop.travel.via if at.stop.travel else ()):
            if via not in atlas.known_places:
                yield _no_such_place(
                    parsed.source.span((*at.loc, "travel", "via", v)), via, atlas)


def unknown_place_link(placed: Placed, atlas: Atlas) -> Iterator[Diagnostic]:
    """``twin`` and ``supplies`` name places that have a file, and not the place itself."""
    for loc, id in ((("twin",), placed.fields.twin), *(
            (("supplies", s), supplied) for s, supplied in enumerate(placed.fields.supplies))):
        if placed.id and id == placed.id:
            yield error("bad-value", placed.source.span((*placed.loc, *loc)), Words(
                f"un lieu n’est pas son propre « {loc[0]} »",
                f"a place is not its own '{loc[0]}'"),
                Words("écrivez le lieu qui lui répond de l’autre côté, ou retirez la ligne",
                      "write the place that answers it on the other side, or remove the line")
                if loc[0] == "twin" else
                Words("écrivez qui vend ce que fait ce lieu, ou retirez la ligne",
                      "write who sells what this place makes, or remove the line"))
    if placed.fields.twin and placed.fields.twin not in atlas.known_places:
        yield _no_such_place(placed.source.span((*placed.loc, "twin")), placed.fields.twin, atlas)
    for s, supplied in enumerate(placed.fields.supplies):
        if supplied not in atlas.known_places:
            yield _no_such_place(
                placed.source.span((*placed.loc, "supplies", s)), supplied, atlas)


_SHOWN = {"wikidata": "Q12345", "merimee": "PA00094798", "osm": "node/123456"}


def odd_reference(placed: Placed, atlas: Atlas) -> Iterator[Diagnostic]:
    """An identifier of a catalogue has its form; the address of its page is not one."""
    for name, form in REF_FORMS.items():
        said = placed.fields.refs.get(name)
        if not isinstance(said, str) or form.fullmatch(said):
            continue
        loc = (*placed.loc, "refs", name)
        span = placed.source.span(loc)
        named = {found[0] for found in re.finditer(rf"(?<!\w){form.pattern}(?!\w)", said)}
        right = named.pop() if len(named) == 1 else ""
        yield warning("odd-reference", span, Words(
            f"« {short(said)} » n’est pas un identifiant de {name}",
            f"'{short(said)}' is no identifier of {name}"),
            Words(f"écrivez {right}", f"write {right}") if right else
            Words(f"écrivez-le comme {_SHOWN[name]}, ou retirez la ligne",
                  f"write it like {_SHOWN[name]}, or remove the line"),
            (Edit(span, placed.source.text_at(loc), right),) if right else ())


def _no_such_place(span: Span, id: str, atlas: Atlas) -> Diagnostic:
    meant = nearest(id, sorted(atlas.known_places))
    if now := next((new for new, place in atlas.places.items() if id in place.renamed_from), None):
        return error("unknown-place", span, Words(
            f"le lieu « {short(id)} » a changé de nom", f"the place '{short(id)}' was renamed"),
            Words(f"écrivez {now}", f"write {now}"), (Edit(span, id, now),))
    return error("unknown-place", span, Words(
        f"aucun lieu ne s’appelle « {short(id)} »", f"no place is called '{short(id)}'"),
        NOT_KNOWN if is_placeholder(id.replace("-", " ")) else
        did_you_mean(meant) or Words(f"créez le fichier places/{id}.yml",
                                      f"create the file places/{id}.yml"),
        _one_slip(span, id, atlas.known_places))


_BESIDE_NAME = re.compile(
    r"\d{5}[\s,]+(?P<name>\D+)|(?P<before>\D+?)[\s,]*\(?\d{2,5}\)?|(?P<code>\d{4,5})[.,]0+", re.A)


def unknown_commune(placed: Placed, atlas: Atlas) -> Iterator[Diagnostic]:
    """``commune`` is the INSEE code of a commune of one of the territories."""
    typed = placed.fields.commune
    if typed in atlas.communes or not atlas.communes:
        return
    typed = written = typed.strip("\"'“”«»‘’ ")
    if beside := _BESIDE_NAME.fullmatch(typed):  # a postcode, a department, ".0" of a spreadsheet
        typed = beside["name"] or beside["before"] or beside["code"]
    by_name = {fold(commune.name): commune for commune in atlas.communes.values()}
    named = by_name.get(fold(typed).replace("’", "'"))
    if named is None and not typed[:2].isdigit():
        close = nearest(typed, [commune.name for commune in atlas.communes.values()])
        named = by_name.get(fold(close)) if close else None
    named = named or atlas.communes.get(typed.upper()) or atlas.communes.get(f"0{typed}")
    postal = [] if named else _of_postcode(typed, placed, atlas)
    hint = (_postcode(typed, postal) if postal else
            Words(f"écrivez commune: \"{named.code}\" ({named.name})",
                  f"write commune: \"{named.code}\" ({named.name})") if named else
            Words("cherchez le code INSEE de la commune (cinq caractères, pas le code postal) "
                  "dans itineraries/communes.csv",
                  "look up the commune's INSEE code (five characters, not the postcode) "
                  "in itineraries/communes.csv"))
    span = placed.source.span((*placed.loc, "commune"))
    alike = postal or [
        one for one in atlas.communes.values() if slug_of(one.name) == slug_of(typed)]
    certain = len(alike) == 1 and any(
        within_reach(place, alike[0], atlas) for place in (placed.fields, swapped(placed.fields)))
    yield error("unknown-commune", span, Words(
        f"« {short(written)} » n’est le code d’aucune commune des territoires",
        f"'{short(written)}' is not the code of a commune of the territories"), hint,
        (Edit(span, placed.source.text_at((*placed.loc, "commune")), alike[0].code, quoted=True),)
        if certain else ())


def _of_postcode(typed: str, placed: Placed, atlas: Atlas) -> list[Commune]:
    """The communes that a postcode serves; the one alone that the place surely lies in."""
    served = [one for one in atlas.communes.values() if typed in one.postcodes]
    here = atlas.communes.get(code_at(placed.fields.position, atlas.boundaries))
    return [here] if here in served and here is not None else served


def _postcode(typed: str, served: list[Commune]) -> Words:
    """What to write where a postcode stands for a commune."""
    if len(served) == 1:
        one = served[0]
        return Words(f"{typed} est un code postal {of(one.name)} : écrivez \"{one.code}\"",
                     f"{typed} is a postcode of {one.name}: write \"{one.code}\"")
    listed = ", ".join(f"\"{one.code}\" ({one.name})" for one in served[:8])
    more = ", …" if len(served) > 8 else ""
    return Words(
        f"{typed} est le code postal de {len(served)} communes ; écrivez celui de la bonne : "
        f"{listed}{more}",
        f"{typed} is the postcode of {len(served)} communes; write that of the right one: "
        f"{listed}{more}")


def unknown_alliance(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """``alliance`` names an alliance of ``territories.yml``."""
    name = parsed.value.alliance
    if atlas.alliances and name not in atlas.alliances:  # with none, territories.yml is at fault
        yield error("unknown-alliance", parsed.source.span(("alliance",)), Words(
            f"aucune alliance ne s’appelle « {short(name)} »",
            f"no alliance is called '{short(name)}'"),
            did_you_mean(nearest(name, sorted(atlas.alliances))) or _known(atlas.alliances),
            _one_slip(parsed.source.span(("alliance",)), name, atlas.alliances))


def unknown_reviewer(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """A review is signed for a territory of the route's alliance."""
    alliance = atlas.alliances.get(parsed.value.alliance)
    for r, review in enumerate(parsed.value.reviewed):
        if alliance is not None and review.territory not in alliance.territories:
            yield _no_such_territory(parsed.source.span(("reviewed", r, "territory")),
                                     review.territory, list(alliance.territories))


def unknown_territory(parsed: Parsed[Territories], atlas: Atlas) -> Iterator[Diagnostic]:
    """An alliance joins territories that are described in the same file."""
    known = sorted(parsed.value.territories)
    for id, alliance in parsed.value.alliances.items():
        for t, territory in enumerate(alliance.territories):
            if territory not in known:
                yield _no_such_territory(
                    parsed.source.span(("alliances", id, "territories", t)), territory, known)


def named_twice(parsed: Parsed[Territories], atlas: Atlas) -> Iterator[Diagnostic]:
    """An alliance names a territory and a domain once: what it gives each would count double."""
    remedies = {
        "territories": Words("retirez-le : chaque territoire est d’un seul côté",
                             "remove it: each territory is on one side"),
        "domains": Words("retirez-le : il compterait deux fois",
                         "remove it: it would count twice")}
    for id, alliance in parsed.value.alliances.items():
        for field, remedy in remedies.items():
            for n, name in repeated(list(map(str, getattr(alliance, field)))):
                yield error("duplicate-key", parsed.source.span(("alliances", id, field, n)),
                            Words(f"« {name} » est déjà dans cette alliance",
                                  f"'{name}' is already in this alliance"), remedy)


def _no_such_territory(span: Span, id: str, known: list[str]) -> Diagnostic:
    return error("unknown-territory", span, Words(
        f"aucun territoire ne s’appelle « {short(id)} » ici",
        f"no territory is called '{short(id)}' here"),
        did_you_mean(nearest(id, known)) or _known(known), _one_slip(span, id, known))


def _one_slip(span: Span, id: str, known: Iterable[str]) -> Fix:
    meant = sure.near_id(id, known)
    return (Edit(span, id, meant),) if meant else ()


def _known(names: Iterable[str]) -> Words:
    listed = ", ".join(sorted(names))
    return Words(f"les noms connus sont : {listed}", f"the known names are: {listed}")
