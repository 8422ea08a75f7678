"""The pages of places: each with the routes that pass there, and their list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from parcours.content.atlas import Atlas
from parcours.content.freshness import is_stale
from parcours.format.choices import Fact
from parcours.format.model import PlaceFields
from parcours.format.names import KINDS
from parcours.i18n.language import Language
from parcours.render.pages import drawn as drawings
from parcours.render.pages.front_matter import document, front_matter
from parcours.render.pages.layout import links, template, writer
from parcours.render.pages.locator import Ground, located
from parcours.render.words import places as made
from parcours.render.words.alphabet import place_in_alphabet
from parcours.render.words.day_rules import months_in_words
from parcours.render.words.outlines import caption
from parcours.render.words.passages import by_route
from parcours.render.words.searched import also
from parcours.render.words.writer import Writer
from parcours.safe_text import html
from parcours.trip.pairs import makers
from parcours.trip.passage import Passage


def place(id: str, fields: PlaceFields, passages: Sequence[Passage], atlas: Atlas,
          language: Language, ground: Ground | None = None, *, unread: bool = False) -> str:
    """The page of one place, with the routes that pass there; ``ground`` is what its map is drawn
    on. ``unread`` tells that routes stop there, and that none has a page in this language."""
    write = writer(language, atlas)
    view, name = made.view(id, fields, write), write.plain(fields.name)
    side = atlas.side_of(fields)
    photo = made.photo(fields.photo, made.PHOTO, write)
    drawn = drawings.of_places({} if photo else {id: fields}, atlas)
    page = template("place.md", language).render(
        view=view, also=also(fields.name, [fields.commune], write),
        character=side.character.value if side else "", side=write.text(side.name) if side else "",
        kind=language.say(KINDS[fields.kind]),
        where=located(id, fields, ground, atlas) if ground else None, id=id,
        where_is=language.say("{place} among the places around, north at the top", place=name),
        outlines=caption(atlas.outlines, ground.territories, language) if ground else "",
        photo=photo, symbols=drawn.symbols, drawn=drawn.by_key.get(id, ""),
        products=[(write.text(product.name), months_in_words(product.months, language))
                  for product in fields.products],
        supplies=[(sold, write.text(atlas.places[sold].name)) for sold in fields.supplies
                  if sold in atlas.places],
        makers=[(maker, write.text(atlas.places[maker].name))
                for maker in _makers(atlas).get(id, ())],
        questions=[write.sentence(one.question) for one in (
            fields, atlas.places.get(fields.twin or "")) if one and one.question],
        passages=by_route(passages, write), unread=unread,
        verified=_verified(fields, write),
        stale=language.date(fields.verified_on)
        if fields.verified_on and is_stale(fields.verified_on, atlas) else "",
        products_mark=made.mark(fields, Fact.PRODUCTS, write),
        links=links(f"places/{id}.yml", name, f"lieux/{id}/", [side.id] if side else [],
                     atlas=atlas, language=language),
        sources=made.sources(fields.sources),
        say=language.say)
    about = (html.to_text(write.plain(fields.description)) if fields.description
             else f"{name}, {view.what} {view.side}".rstrip())
    shared = (photo.fallback, photo.sizes.fallback, photo.sizes.height(photo.sizes.fallback)
              ) if photo else ()
    card = "" if photo or not side else f"/lieux/{drawings.card_of(fields, side, atlas.today)}"
    return document(front_matter(
        name, about, image=shared, card=card,
        drawing=card and language.say("Drawing: {kind}", kind=language.say(KINDS[fields.kind]))),
        page)


@lru_cache(maxsize=2)
def _makers(atlas: Atlas) -> dict[str, list[str]]:
    """Who supplies each place, once a build."""
    return makers(atlas.places)


def _verified(fields: PlaceFields, write: Writer) -> tuple[str, str] | None:
    """The day on which facts were verified, and which ones: no day stands alone."""
    facts = made.verified(fields, write)
    if not facts or fields.verified_on is None:
        return None
    return write.language.date(fields.verified_on), ", ".join(
        [name[:1].lower() + name[1:] for name in facts])


def places(atlas: Atlas, passages: Mapping[str, Sequence[Passage]], language: Language) -> str:
    """The list of all places, side by side for each territory."""
    write = writer(language, atlas)
    sides = []
    for id, territory in atlas.territories.items():
        here = [(place_id, place) for place_id, place in atlas.places.items()
                if atlas.communes[place.commune].territory == id]
        here.sort(key=lambda item: (place_in_alphabet(write.plain(item[1].name)), item[0]))
        listed = []
        for place_id, place in here:
            what = f"{language.say(KINDS[place.kind])}, {made.commune(place, write)}"
            routes = len({passage.id for passage in passages.get(place_id, ())})
            if routes:
                what += "\u00a0· " + language.say_n("{n} route", "{n} routes", routes)
            listed.append((place_id, write.text(place.name),
                           made.in_a_list(what, place.status, write)))
        if listed:
            sides.append((id, territory.character.value, write.text(territory.name), listed))
    drawn = drawings.of_places(atlas.places, atlas)
    page = template("places.md", language).render(
        sides=sides, symbols=drawn.symbols, drawn=drawn.by_key)
    return document(front_matter(language.say("Places"), language.say(
        "Every place described, in the city and in the countryside.")), page)
