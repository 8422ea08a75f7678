"""Texts of editors in one language, as inert HTML or as words, and the names of values.

What depends on a place alone is made once and kept (`places`): places come back on many routes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from markupsafe import Markup

from parcours.content.atlas import Atlas
from parcours.format.choices import Difficulty, Meal, Service, State, Theme, Wheelchair
from parcours.format.names import (
    DIFFICULTIES,
    MEALS,
    SERVICES,
    STATES,
    THEMES,
    WHEELCHAIR,
)
from parcours.format.text import Text
from parcours.i18n.language import Language
from parcours.i18n.typography import typeset
from parcours.render.words.views import PlaceView
from parcours.safe_text import html
from parcours.trip.trip import Trip, Visit

Named: TypeAlias = Theme | Difficulty | Meal | Wheelchair | Service | State

_TABLES: tuple[Mapping[Any, str], ...] = (
    THEMES, DIFFICULTIES, MEALS, WHEELCHAIR, SERVICES, STATES)
_NAMES: dict[Named, str] = {value: name for table in _TABLES for value, name in table.items()}


def plain(text: Text, language: Language, default_lang: str) -> str:
    """The bare words of a text, set as the language that it is in is set."""
    said = text.said(language.code, default_lang)
    return typeset(said.text, said.lang or language.code)


def place_name(visit: Visit, trip: Trip, language: Language) -> str:
    """The bare name of the place of a stop."""
    return plain(visit.place.name, language, trip.default_lang)


class Writer:
    """Writes in one language; keep one for a whole build, for its memory of places and titles."""

    def __init__(self, language: Language, atlas: Atlas,
                 at_stop: Callable[[PlaceView], Markup] = lambda _: Markup()) -> None:
        """``at_stop`` lays out what a stop tells of its place."""
        self.language, self.atlas, self.lang = language, atlas, language.code
        self.at_stop = at_stop
        self.places: dict[str, PlaceView] = {}
        """Views of places that have a file of their own, by id."""
        self._titles: dict[str, Markup] = {}

    def text(self, text: Text) -> Markup:
        """A text, marked with its own language where it is not the page's."""
        said = text.said(self.lang, self.atlas.default_lang)
        marked = html.inert(typeset(said.text, said.lang or self.lang))
        return Markup(f'<span lang="{said.lang}">{marked}</span>') if said.lang else marked

    def title(self, route_id: str, text: Text) -> Markup:
        """The title of a route, from memory: the pages of its places all name it."""
        if route_id not in self._titles:
            self._titles[route_id] = self.text(text)
        return self._titles[route_id]

    def sentence(self, text: Text) -> Markup:
        """A text that says more than a name: in another language, the reader is told which."""
        said = text.said(self.lang, self.atlas.default_lang)
        if not said.lang:
            return html.inert(typeset(said.text, self.lang))
        return Markup(f"{self.text(text)} {self._told_language(said.lang)}")

    def prose(self, text: Text) -> Markup:
        """Restricted Markdown, marked and told likewise."""
        said = text.said(self.lang, self.atlas.default_lang)
        marked = html.to_html(typeset(said.text, said.lang or self.lang))
        if not said.lang:
            return marked
        return Markup(f'<div lang="{said.lang}">{marked}</div>{self._told_language(said.lang)}')

    def _told_language(self, lang: str) -> Markup:
        told = self.language.say("(in {language})", language=self.language.name_of(lang))
        return Markup(f'<span class="pc-otherwise">{html.inert(told)}</span>')

    def plain(self, text: Text) -> str:
        """The bare words of a text."""
        return plain(text, self.language, self.atlas.default_lang)

    def name(self, value: Named) -> str:
        """What a value of the format is called."""
        return self.language.say(_NAMES[value])
