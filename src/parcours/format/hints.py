"""How a field is written, for the hint of a message: its form, with what was typed in its place.

No value of ours ever stands in a form: an office would type it as it is, and it would pass.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from parcours.diagnostics.diagnostic import Words
from parcours.format import choices
from parcours.format.groups import NamedGroup
from parcours.format.names import named
from parcours.format.scalars import short
from parcours.hours.suggest import understand
from parcours.suggest.french import WORDS as FRENCH
from parcours.suggest.likely import month, month_day, slug_of
from parcours.suggest.nearest import nearest

_ITEMS = {"stops": "- place: …", "days": "- title: {fr: …, en: …}",
          "products": "- name: {fr: …, en: …}", "reviewed": "- {territory: …, on: …, by: …}",
          "territories": "[…, …]"}
"""The first line of a list, where its items are more than words."""
_FORMS = {"title": "{fr: …, en: …}", "summary": "{fr: …, en: …}", "alt": "{fr: …, en: …}",
          "themes": "[…]", "commune": '"…"'}
"""How a value is wrapped, where it is not a bare word."""

_ONE_OF = frozenset({"place", "twin", "alliance", "territory", "commune", "phone", "email",
                     "website", "file", "track", "licence"})
"""Fields of which several would not do as one text."""
_BULLET = re.compile(r"([*\u2010-\u2015\u2022\u00b7\u25aa\u25cf\u27a2])\s")
_ALL_YEAR = re.compile(
    r"(?:toute l['’]ann[eé]e|[aà] l['’]ann[eé]e|all year(?: round)?)", re.I)
_WORDS = {"themes": [one.value for one in choices.Theme],
          "services": [one.value for one in choices.Service],
          "domains": [one.value for one in choices.Domain]}
"""Fields that are lists of known words."""
_LISTS: dict[frozenset[str], type[StrEnum]] = {
    frozenset(word.value for word in words): words for words in (
        choices.Theme, choices.Difficulty, choices.Kind, choices.Mode, choices.Meal,
        choices.Wheelchair, choices.Service, choices.State, choices.Character, choices.Domain,
        choices.Tiles, choices.MapLoading, choices.Forge, choices.Reviews, choices.Fact)}


_MINUTES = re.compile(r"\b(\d{1,3}) ?(?:min(?:utes?)?|mn|')(?!\w)", re.I)
NOT_KNOWN = Words("si ce n’est pas connu, retirez la ligne",
                  "if this is not known, remove the line")
"""Where a value says no more than that there is none."""


def write(form: str) -> Words:
    """The hint that shows a form."""
    return Words(f"écrivez {form}", f"write {form}")


def allowed_values(words: Sequence[str]) -> Words:
    """The words of a list, each with the name it has for those who read the pages."""
    known = _LISTS.get(frozenset(words))
    told = [named(known(word)) for word in words] if known else [Words(w, w) for w in words]
    return Words(f"les valeurs sont : {', '.join(one.fr for one in told)}",
                 f"the values are: {', '.join(one.en for one in told)}")


def add(name: str, group: NamedGroup) -> Words:
    """A field that is missing, by its name and its label."""
    line = _line(name, group)
    return Words(f"ajoutez {line.fr}", f"add {line.en}")


def fill(name: str, group: NamedGroup) -> Words:
    """A field that is there and empty, and that must not be."""
    line = _line(name, group)
    return Words(f"écrivez {line.fr}", f"write {line.en}")


def _line(name: str, group: NamedGroup) -> Words:
    if name in _ITEMS:
        return Words(_ITEMS[name], _ITEMS[name])
    line, label = f"{name}: {_FORMS.get(name, '…')}", group.label(name)
    if label is None or slug_of(label.fr) == name:
        return Words(line, line)
    return Words(f"{line} ({_lower(label.fr)})", f"{line} ({_lower(label.en)})")


def _lower(label: str) -> str:
    """A label inside a sentence; an abbreviation keeps its capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def item(name: str, given: object) -> Words:
    """How a list is written: one item a line for groups, between brackets for words."""
    if isinstance(given, dict) and name in _ITEMS:
        return Words("mettez un tiret et une espace devant le premier champ de chaque élément",
                     "put a hyphen and a space ('- ') before the first field of each item")
    if name in _ITEMS:
        return write(_ITEMS[name])
    if isinstance(given, dict) and name == "labels":
        return write("labels: [{fr: …, en: …}]")
    if isinstance(given, str) and (bullet := _BULLET.match(given)):
        return Words(f"au début de chaque ligne, remplacez « {bullet[1]} » par un tiret et une "
                     "espace (« - »)",
                     f"at the start of each line replace '{bullet[1]}' with a hyphen and a space "
                     "('- ')")
    if isinstance(given, str) and name == "months" and _months(given) == [given]:
        return Words("écrivez les numéros des mois entre crochets ; pour toute l’année, retirez la "
                     "ligne",
                     "write the numbers of the months in brackets; for the whole year remove the "
                     "line")
    if isinstance(given, str) and given.startswith("-"):
        return Words("remplacez l’espace insécable qui suit le tiret par une espace ordinaire",
                     "replace the no-break space after the hyphen with an ordinary space"
                     ) if given[1:2].isspace() else Words(
            "mettez une espace après le tiret", "put a space after the hyphen")
    if isinstance(given, str) and name == "sources" and not all(
            part.startswith("https://") for part in listed(name, given)):
        return Words("une source est l’adresse d’une page : écrivez-la en entier, https://…, entre "
                     "crochets",
                     "a source is the address of a page: write it in full, https://…, in brackets")
    if isinstance(given, str) and given:
        return write(f"[{short(', '.join(listed(name, given)), 200)}]")
    return write(f"{name}: {_FORMS.get(name, '[…]')}")


def listed(name: str, given: str) -> list[str]:
    """The words of a list that was typed as one text, as the field wants them where it is known:
    ``toilettes et wifi``, ``heritage nature``, ``7-8``."""
    known = _WORDS.get(name)
    if name == "months":
        return _months(given)
    parts = [part for part in re.split(r"\s*[;,]\s*", given.strip("[] ")) if part]
    if known is None:
        return parts
    cuts = (r"\s*[;,/&+]\s*|\s+(?:et|and)\s+", r"[\s;,]+")
    for cut, meant in ((cuts[0], _exactly), (cuts[1], _exactly), (cuts[0], nearest)):
        words = [meant(part, known) for part in re.split(cut, given.strip("[] ")) if part]
        if words and all(words):
            return [word for word in words if word]
    return parts


def _exactly(typed: str, known: Sequence[str]) -> str | None:
    """A known word, or the translation of one, but none that is merely near."""
    meant, folded = nearest(typed, known), slug_of(typed)
    sure = meant and (folded == slug_of(meant) or meant in FRENCH.get(folded, ()))
    return meant if sure else None


def _months(given: str) -> list[str]:
    """The numbers of months, also of a range of them."""
    ends = re.split(r"\s*[-–]\s*|\s+(?:à|a|to|au)\s+", given.strip())
    parts = re.split(r"\s*[;,/]\s*|\s+(?:et|and)\s+", given.strip())
    told = [_month(part) for part in (ends if len(ends) == 2 else parts)]
    if None in told:
        return [given]
    months = [n for n in told if n]
    if len(ends) == 2:
        months = [(months[0] + n - 1) % 12 + 1 for n in range((months[1] - months[0]) % 12 + 1)]
    return [str(n) for n in months]


def _month(typed: str) -> int | None:
    number = int(typed) if re.fullmatch(r"\d{1,2}", typed, re.A) else month(typed)
    return number if number and 1 <= number <= 12 else None


def single(name: str, given: object) -> Words:
    """A value where a group or a list was given; the words of a list are kept."""
    if isinstance(given, list) and len(given) > 1 and name in _ONE_OF:
        return Words(f"gardez un seul élément, sans crochets : {name}: …",
                     f"keep a single item, without brackets: {name}: …")
    if isinstance(given, list) and len(given) > 1 and all(
            isinstance(one, str) and '"' not in one for one in given):
        between = "; " if name == "opening_hours" else ", "
        return write(f'{name}: "{short(between.join(map(str, given)), 200)}"')
    if isinstance(given, dict) and name == "opening_hours" and (said := _by_day(given)):
        return write(f'{name}: "{said}"')
    if isinstance(given, list) and len(given) == 1 and isinstance(given[0], str):
        return write(f"{name}: {short(given[0])}")
    return write(f"{name}: {_FORMS.get(name, '…')}")


def _by_day(given: Mapping[object, object]) -> str:
    """Hours that were typed a day a line, as one text: a rule where they are surely understood."""
    if not all(isinstance(hours, str) and hours and '"' not in hours for hours in given.values()):
        return ""
    said = "; ".join(f"{day} {hours}" for day, hours in given.items())
    answer = understand(said)
    return answer.rule if answer.rule and answer.certain else short(said, 200)


def _season(typed: str) -> str:
    """A season in words, ``avril à octobre``, by its first and last day."""
    bare = re.sub(r"^(?:de|d['’]|du|from)\s*", "", typed.strip(), flags=re.I)
    ends = [month_day(re.sub(r"^le\s+", "", part)) for part in re.split(
        r"\s+(?:à|au|jusqu['’]à|jusqu['’]au|to)\s+|\s*[-–]\s*", bare)]
    if len(ends) == 2 and ends[0] and ends[1]:
        return f"{{from: {ends[0][0]}, to: {ends[1][1]}}}"
    return "{from: …, to: …}"


def group(name: str, given: object) -> Words | None:
    """How a group is written, with the word that was given where it most likely belongs."""
    word = short(given) if isinstance(given, str) else ""
    mode = nearest(_MINUTES.sub("", word).strip(" ,()"), [
        one.value for one in choices.Mode]) if word else None
    minutes = _MINUTES.search(word)
    state = nearest(word, [one.value for one in choices.State]) if word else None
    form = {
        "travel": f"{{by: {mode or '…'}, minutes: {minutes[1] if minutes else '…'}}}",
        "stops": f"place: {slug_of(word) or '…'}",
        "days": "title: {fr: …, en: …}",
        "season": _season(word),
        "status": f"{{state: {state or '…'}, from: …, to: …}}",
        "photo": f"{{file: {word or '…'}, alt: …, credit: …, licence: …}}",
        "products": f"name: {word or '…'}",
        "office": f"{{name: {word or '…'}}}",
    }.get(name)
    if name == "season" and _ALL_YEAR.fullmatch(word.strip()):
        return Words("retirez la ligne : sans saison, le parcours vaut toute l’année",
                     "remove the line: without a season the route is for the whole year")
    if name == "refs":
        return write(f"{{wikidata: {word}}}" if re.fullmatch(r"Q\d+", word) else "{wikidata: …}")
    if form is None:
        return None
    if name == "status":
        return Words(f"écrivez {form} ; from et to sont le premier et le dernier jour, à remplir, "
                     "ou à retirer s’ils ne sont pas connus",
                     f"write {form}; from and to are the first and the last day, to be filled in, "
                     "or removed if they are not known")
    return write(form)

