"""Twins answer each other, from one side to the other."""

from __future__ import annotations

from collections.abc import Iterator

from parcours.checks.names import are_one
from parcours.checks.subject import Placed
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Words, warning


def unanswered_twin(placed: Placed, atlas: Atlas) -> Iterator[Diagnostic]:
    """A twin stands in another territory, and names this place as its own twin."""
    twin = atlas.places.get(placed.fields.twin or "")
    if twin is None or placed.fields.twin == placed.id:
        return  # told elsewhere
    if twin.twin is not None and (
            twin.twin == placed.fields.twin or twin.twin not in atlas.known_places):
        return  # a slip in its own file, told there
    answered = atlas.places.get(twin.twin or "")
    if placed.id != twin.twin and answered is not None and are_one(answered, placed.fields):
        return  # it answers the other file of this place: that there are two is told
    span = placed.source.span((*placed.loc, "twin"))
    here, there = atlas.side_of(placed.fields), atlas.side_of(twin)
    if here is not None and there is not None and here.id == there.id:
        yield warning("same-side-twin", span, Words(
            f"ce lieu et son jumeau sont tous deux côté {here.name.in_lang('fr')}",
            f"this place and its twin are both in {here.name.in_lang('en')}"),
            Words("choisissez un lieu de l’autre territoire, ou retirez la ligne",
                  "choose a place of the other territory, or remove the line"))
    elif here is not None and there is not None and not _allied(here.id, there.id, atlas):
        yield warning("unallied-twin", span, Words(
            f"aucune alliance ne réunit {here.name.in_lang('fr')} et {there.name.in_lang('fr')}",
            f"no alliance joins {here.name.in_lang('en')} and {there.name.in_lang('en')}"),
            Words("choisissez un lieu d’un territoire allié, ou retirez la ligne",
                  "choose a place of an allied territory, or remove the line"))
    elif placed.id and twin.twin != placed.id:  # one described in a stop has no name to call
        fr, en = (f"son jumeau est {twin.twin}", f"its twin is {twin.twin}") if twin.twin else (
            "il n’a pas de jumeau", "it has no twin")
        yield warning("one-way-twin", span, Words(
            f"« {placed.fields.twin} » ne répond pas à ce lieu : {fr}",
            f"'{placed.fields.twin}' does not answer this place: {en}"),
            Words(f"écrivez twin: {placed.id} dans places/{placed.fields.twin}.yml, ou retirez "
                  "cette ligne",
                  f"write twin: {placed.id} in places/{placed.fields.twin}.yml, or remove this "
                  "line"))


def _allied(one: str, other: str, atlas: Atlas) -> bool:
    """Whether an alliance joins two territories, or one that names an unknown territory might: that
    slip is told where it is."""
    return any({one, other} <= set(alliance.territories)
               or not set(alliance.territories) <= set(atlas.territories)
               for alliance in atlas.alliances.values())


def pair_in_stop(placed: Placed, atlas: Atlas) -> Iterator[Diagnostic]:
    """A pair joins two places that have a file: one described in a stop has no name by which the
    other could answer, and no page shows the pair."""
    if placed.id:
        return
    for field, given in (("twin", placed.fields.twin), ("supplies", placed.fields.supplies)):
        if given:
            yield warning("pair-in-stop", placed.source.key_span((*placed.loc, field)), Words(
                f"« {field} » ne s’affiche pas ainsi : ce lieu est décrit dans une étape, sans "
                "fiche à lui",
                f"'{field}' is not shown so: this place is described in a stop, without a file of "
                "its own"),
                Words("faites-en une fiche dans places/, ou retirez la ligne",
                      "make it a file in places/, or remove the line"))


def question_without_twin(placed: Placed, atlas: Atlas) -> Iterator[Diagnostic]:
    """A question is asked of a twin: without one nobody reads it."""
    if placed.fields.question is not None and placed.fields.twin is None:
        yield warning("question-without-twin", placed.source.key_span((*placed.loc, "question")),
                      Words("cette question ne s’affiche pas : le lieu n’a pas de jumeau",
                            "this question is not shown: the place has no twin"),
                      Words("ajoutez « twin », ou retirez la question",
                            "add 'twin', or remove the question"))
