"""What visitors of each language will read."""

from __future__ import annotations

from collections.abc import Iterator

from parcours.checks.subject import repeated
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Diagnostic, Words, error, warning
from parcours.format.choices import Forge
from parcours.format.model import Itinerary, Place, Site
from parcours.format.parse import Parsed
from parcours.format.scalars import short
from parcours.format.scalars.texts import CALLED
from parcours.format.text import Text
from parcours.i18n.language import language_of, spoken
from parcours.source.read import Loc, Source
from parcours.suggest.likely import slug_of


def unspoken_language(parsed: Parsed[Site]) -> Iterator[Diagnostic]:
    """The site's languages are ones that its own words are written in, each named once."""
    for n, lang in enumerate(parsed.value.languages):
        if lang not in spoken():
            yield error("bad-value", parsed.source.span(("languages", n)), Words(
                f"les mots du site ne sont pas écrits dans la langue « {short(lang)} »",
                f"the site's own words are not written in the language '{short(lang)}'"),
                _spoken_hint(lang))
    for n, lang in repeated(parsed.value.languages):
        yield error("duplicate-key", parsed.source.span(("languages", n)), Words(
            f"« {short(lang)} » est déjà dans cette liste",
            f"'{short(lang)}' is already in this list"), Words("retirez-le", "remove it"))


def _spoken_hint(lang: str) -> Words:
    """The code of a language that is called by its name; those there are for any other."""
    meant = CALLED.get(slug_of(lang), "")
    if meant in spoken():
        return Words(f"écrivez {meant}", f"write {meant}")
    there = ", ".join(spoken())
    return Words(f"les langues du site sont à choisir parmi : {there}",
                 f"the site's languages are some of: {there}")


def unsaid_forge(parsed: Parsed[Site]) -> Iterator[Diagnostic]:
    """The kind of forge is said: the name of a host does not tell it."""
    if parsed.value.repo_url and parsed.value.forge is None:
        kinds = ", ".join(forge.value for forge in Forge)
        yield warning("unsaid-forge", parsed.source.span(("repo_url",)), Words(
            "rien ne dit quelle plateforme garde ce dépôt",
            "nothing says which platform keeps this repository"),
            Words(f"ajoutez une ligne forge: avec un de ces mots : {kinds}",
                  f"add a line forge: with one of these words: {kinds}"))


def missing_translation(parsed: Parsed[Itinerary], atlas: Atlas) -> Iterator[Diagnostic]:
    """Titles and the summary are written in every language of the site.

    Without them in the first language the route has no page at all: that is an error. Without
    them in another one it is left out of that language: that is a warning.
    """
    for field in ("title", "summary"):
        text: Text = getattr(parsed.value, field)
        yield from _lacking(text, (field,), parsed.source, atlas, grave=True)
    for d, day in enumerate(parsed.value.days):
        yield from _lacking(day.title, ("days", d, "title"), parsed.source, atlas)


def untranslated_place(parsed: Parsed[Place], atlas: Atlas) -> Iterator[Diagnostic]:
    """A place's name, description and question are written in every language of the site."""
    yield from _lacking(parsed.value.name, ("name",), parsed.source, atlas)
    for field in ("description", "question"):
        text: Text | None = getattr(parsed.value, field)
        if text is not None:
            yield from _lacking(text, (field,), parsed.source, atlas)
    question = parsed.value.question
    if question is not None and "" in question.by_lang and len(atlas.languages) > 1:
        languages = ", ".join(f"{lang}: …" for lang in atlas.languages)
        yield warning("missing-translation", parsed.source.key_span(("question",)), Words(
            "« question » est la même phrase dans toutes les langues du site",
            "'question' is the same sentence in every language of the site"),
            Words(f"écrivez-la dans chacune : {{{languages}}}",
                  f"write it in each of them: {{{languages}}}"))


def _lacking(text: Text, loc: Loc, source: Source, atlas: Atlas, *,
             grave: bool = False) -> Iterator[Diagnostic]:
    for lang in atlas.languages:
        if text.has(lang):
            continue
        fr, en = language_of("fr").name_of(lang), language_of("en").name_of(lang)
        tell = error if grave and lang == atlas.default_lang else warning
        yield tell("missing-translation", source.key_span(loc), Words(
            f"« {loc[-1]} » n’est pas écrit en {fr}", f"'{loc[-1]}' is not written in {en}"),
            Words(f"ajoutez {lang}: …", f"add {lang}: …"))
