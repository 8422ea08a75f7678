"""The page for those who come in a wheelchair: what is said of which place, and of how many routes.

It is where a search for *wheelchair* leads, since what nobody said is not searched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from parcours.content.atlas import Atlas
from parcours.format.choices import Fact, Wheelchair
from parcours.format.model import PlaceFields
from parcours.format.names import KINDS
from parcours.i18n.language import Language
from parcours.render.catalogue.choices import access_label
from parcours.render.catalogue.entries import Access, Entry
from parcours.render.pages import drawn as drawings
from parcours.render.pages.layout import page as laid_out
from parcours.render.pages.layout import writer
from parcours.render.words.alphabet import place_in_alphabet
from parcours.render.words.places import commune, in_a_list, mark
from parcours.render.words.writer import Writer

_HEADINGS = {
    Wheelchair.YES: "Places said to be accessible",
    Wheelchair.LIMITED: "Places said to be partly accessible",
    Wheelchair.NO: "Places said not to be accessible",
}


def page(entries: Sequence[Entry], atlas: Atlas, language: Language) -> str:
    """Places by what they say, each side together, and the routes by what their stops say."""
    write, say = writer(language, atlas), language.say
    said = []
    for answer in Wheelchair:
        here = [(id, place) for id, place in atlas.places.items() if place.wheelchair is answer]
        here.sort(key=lambda item: (place_in_alphabet(write.plain(item[1].name)), item[0]))
        said.append((say(_HEADINGS[answer]), [
            (id, write.text(place.name), in_a_list(_what(place, write), place.status, write))
            for id, place in here]))
    known = sum(len(places) for _, places in said)
    drawn = drawings.of_places({id: place for id, place in atlas.places.items()
                                if place.wheelchair is not None}, atlas)
    counted = Counter(entry.access for entry in entries)
    return laid_out(
        "wheelchair.md", language, say("In a wheelchair"),
        say("Places and routes by what is said of access in a wheelchair, and what nobody said."),
        lead=_stated(known, len(atlas.places), language),
        said=[(heading, places) for heading, places in said if places],
        symbols=drawn.symbols, drawn=drawn.by_key,
        routes=[(access.value, access_label(access, language),
                 language.say_n("{n} route", "{n} routes", counted[access]))
                for access in Access if counted[access]])


def _what(place: PlaceFields, write: Writer) -> str:
    """What it is and where, and that nobody verified how one gets in."""
    what = f"{write.language.say(KINDS[place.kind])}, {commune(place, write)}"
    sure = mark(place, Fact.WHEELCHAIR, write)
    return f"{what} ({sure})" if sure else what


def _stated(known: int, places: int, language: Language) -> str:
    """For how many places something is stated, and nothing of *others* where there are none."""
    if known == places:
        return language.say("Wheelchair access is stated for every place.")
    if not known:
        return language.say("Wheelchair access is stated for no place, which does not mean no: ask "
                            "them before you set out.")
    return language.say_n(
        "Wheelchair access is stated for {n} of {all} places. Nothing is stated about the others, "
        "which does not mean no: ask them before you set out.",
        "Wheelchair access is stated for {n} of {all} places. Nothing is stated about the others, "
        "which does not mean no: ask them before you set out.", known, all=places)
