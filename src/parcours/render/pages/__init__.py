"""Trip to Markdown pages: the itinerary, its places, the catalogue and the territories.

A page is front matter and one block of raw HTML, which Markdown passes through as it is. Whatever
an editor wrote enters it through `words.writer` or `layout`, escaped, with braces and brackets as
entities: nothing is left in it for Markdown, its extensions or a template engine to act on.
"""

from parcours.render.pages.catalogue import Drawn, card, catalogue, dots_beside, territories
from parcours.render.pages.layout import address, moved, page
from parcours.render.pages.other_way import other_way
from parcours.render.pages.places import place, places
from parcours.render.pages.route import Beside, itinerary

__all__ = ["Beside", "Drawn", "address", "card", "catalogue", "dots_beside", "itinerary",
           "moved", "other_way", "page", "place", "places", "territories"]
