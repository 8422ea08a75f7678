"""What each field of the format is for, told to those who fill it in and who know their places
better than YAML. The schemas, the reference pages and the form are made from it.

A field of the model stands here exactly once for each group that has it (a test compares them).
Whether it is required is the model's to say, and is written before the text by those who show it.
"""

from __future__ import annotations

from typing import Any

from parcours.diagnostics.diagnostic import Words
from parcours.format.fields import place, route, territory
from parcours.format.fields.doc import FieldDoc, File, Group

FILES = (
    File("itinerary", "itineraries/*.yml",
         Words("Un parcours", "A route"),
         Words("Un fichier par parcours, dans le dossier itineraries. Le nom du fichier devient "
               "l’adresse de la page : minuscules, chiffres et tirets.",
               "One file per route, in the folder itineraries. The name of the file becomes the "
               "address of the page: lower-case letters, digits and hyphens."),
         route.GROUPS),
    File("place", "itineraries/places/*.yml",
         Words("Un lieu", "A place"),
         Words("Un fichier par lieu, dans itineraries/places. Il sert à tous les parcours qui y "
               "passent.",
               "One file per place, in itineraries/places. It serves every route that passes "
               "there."),
         place.GROUPS),
    File("territories", "itineraries/territories.yml",
         Words("Les territoires", "The territories"),
         Words("Un seul fichier, tenu par l’administrateur du site.",
               "One file only, kept by the administrator of the site."),
         territory.TERRITORY_GROUPS),
    File("site", "itineraries/site.yml",
         Words("Le site", "The site"),
         Words("Un seul fichier, tenu par l’administrateur du site.",
               "One file only, kept by the administrator of the site."),
         territory.SITE_GROUPS),
)
"""Every kind of file of the format, in the order of the reference pages."""

GROUPS: dict[Any, Group] = {group.model: group for file in FILES for group in file.groups}
"""Every group of fields, by its type in the model."""

__all__ = ["FILES", "GROUPS", "FieldDoc", "File", "Group"]
