"""A file being made of what was found: its fields, what is missing, what to say beside them."""

from __future__ import annotations

from dataclasses import dataclass, field

from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Lang, Words
from parcours.importers.found import Left, Said
from parcours.source import write
from parcours.source.write import Bare


@dataclass(frozen=True, slots=True)
class Job:
    """What whoever imports asked for, and against what."""

    atlas: Atlas
    origin: str
    """The source file's name and format, as comments name it."""
    stem: str = ""
    """The source file's name as an id, for what has no name of its own."""
    contacts: bool = False
    everything: bool = False
    lang: Lang = "fr"


@dataclass(slots=True)
class Sheet:
    """The fields of a file to be, with comments; what is said goes above the next field."""

    lang: Lang
    data: dict[str, write.Value] = field(default_factory=dict)
    notes: dict[write.Loc, list[str]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    left: Left = field(default_factory=Left)
    doubts: list[Words] = field(default_factory=list)
    """What was set right or derived, for whoever asked to look at first."""
    _said: list[str] = field(default_factory=list)

    def say(self, words: Words | str) -> None:
        """A comment above whatever field comes next."""
        self._said.append(words if isinstance(words, str) else words.in_lang(self.lang))

    def doubt(self, words: Words) -> None:
        """A comment above the next field that is also told to whoever asked."""
        self.say(words)
        if words not in self.doubts:
            self.doubts.append(words)

    def put(self, name: str, value: write.Value) -> None:
        """A field with its value."""
        self.data[name] = value
        self.notes[(name,)], self._said = self._said, []

    def lacks(self, name: str, why: Words | None = None, example: str = "…") -> None:
        """A field that is needed and that the source does not give."""
        self.missing.append(name)
        to_do = Words("à compléter : ", "to be completed: ").in_lang(self.lang)
        told = f"  # {why.in_lang(self.lang)}" if why else ""
        self.say(Bare(f"{to_do}{name}: {example}{told}"))

    @property
    def loose(self) -> list[str]:
        """What was said and no field followed."""
        return self._said


def wording(said: Said, atlas: Atlas) -> write.Value | None:
    """A text, or one per language of the site; None when there is none in any of them."""
    kept = {lang: said[lang] for lang in atlas.languages if lang in said}
    if kept and "" in said and set(kept.values()) != {said[""]}:
        # a name, and names in languages beside it: the first is in that of the country
        return {**({} if atlas.default_lang in kept else {atlas.default_lang: said[""]}), **kept}
    if "" in said or (len(said) > 1 and len(set(said.values())) == 1):
        return said.get("") or next(iter(said.values()))
    return kept or dict(list(said.items())[:1]) or None


def degrees(value: float) -> str:
    """Degrees to a tenth of a metre, with no more decimals than they need past the fifth."""
    written = f"{value:.6f}"
    return written.removesuffix("0")
