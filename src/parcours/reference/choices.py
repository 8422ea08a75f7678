"""What each word of a list means: the name the pages give it, or one of our own where none does."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from parcours.diagnostics.diagnostic import Words
from parcours.format import model
from parcours.i18n.language import language_of
from parcours.render.words import modes
from parcours.render.words import names as kinds

_MESSAGES: dict[Any, Mapping[Any, str]] = {
    model.Kind: kinds.KINDS,
    model.Character: kinds.CHARACTERS,
    model.Theme: kinds.THEMES,
    model.Difficulty: kinds.DIFFICULTIES,
    model.Meal: kinds.MEALS,
    model.Wheelchair: kinds.WHEELCHAIR,
    model.Service: kinds.SERVICES,
    model.State: kinds.STATES,
    model.Mode: {mode: style.label for mode, style in modes.STYLES.items()},
}
"""English message ids, by list: a word such as *science* stands in more than one."""

_OWN: dict[Any, Mapping[Any, Words]] = {
    model.Domain: {
        model.Domain.ECONOMY: Words("économie", "economy"),
        model.Domain.FOOD: Words("alimentation", "food"),
        model.Domain.TOURISM: Words("tourisme", "tourism"),
        model.Domain.SCIENCE: Words("science", "science"),
        model.Domain.CULTURE: Words("culture", "culture"),
        model.Domain.MOBILITY: Words("mobilité", "mobility"),
        model.Domain.ENERGY: Words("énergie", "energy"),
        model.Domain.HEALTH: Words("santé", "health"),
    },
    model.Tiles: {
        model.Tiles.IGN: Words("le plan de l’IGN", "the map of IGN, the French mapping agency"),
        model.Tiles.OSM: Words("OpenStreetMap", "OpenStreetMap"),
        model.Tiles.NONE: Words("aucun fond : rien n’est demandé à un autre serveur",
                                "no background: nothing is asked of another server"),
    },
    model.MapLoading: {
        model.MapLoading.VISIBLE: Words("dès que la carte paraît à l’écran",
                                        "as soon as the map comes into view"),
        model.MapLoading.TAP: Words("quand le visiteur la demande", "when the visitor asks for it"),
    },
    model.Forge: {
        model.Forge.GITHUB: Words("GitHub, ou une plateforme qui lui ressemble",
                                  "GitHub, or a platform like it"),
        model.Forge.GITLAB: Words("GitLab", "GitLab"),
    },
    model.Reviews: {
        model.Reviews.OPTIONAL: Words("sans obligation", "not required"),
        model.Reviews.REQUIRED: Words("obligatoires de chaque côté", "required on each side"),
    },
}
"""Lists that no page of the site names."""


def name_of(value: StrEnum) -> Words:
    """What a word of the format is called, in the two languages."""
    own = _OWN.get(type(value))
    if own is not None:
        return own[value]
    message = _MESSAGES[type(value)][value]
    return Words(language_of("fr").say(message), language_of("en").say(message))
