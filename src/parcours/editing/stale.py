"""``parcours stale``: what has to be verified again, now or soon, for each office.

The same list serves three readers: a person at a terminal, a program, and the issue that a
scheduled job keeps open for each office.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from parcours.content import forge
from parcours.content.atlas import Atlas
from parcours.diagnostics.diagnostic import Lang
from parcours.format.model import InlineStop, Itinerary, PlaceFields
from parcours.format.parse import Parsed
from parcours.i18n.language import Language, language_of
from parcours.load.files import read_one
from parcours.load.shared import Shared
from parcours.safe_text.forge_comment import code, words


@dataclass(frozen=True, slots=True)
class Due:
    """A place whose facts are due."""

    territory: str
    file: str
    """Below the content folder."""
    name: str
    commune: str
    verified_on: date | None
    due_on: date | None
    """The first day on which its page says that it must be verified again; None: at once, since
    nothing says when it was verified."""
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """One territory's office and what is due in it."""

    territory: str
    name: str
    reviewers: tuple[str, ...]
    due: tuple[Due, ...]


def due(shared: Shared, within_days: int, lang: Lang) -> list[Due]:
    """What is due within some days, the longest due first."""
    atlas = shared.atlas
    found = [_due(f"places/{id}.yml", place, atlas, lang) for id, place in atlas.places.items()]
    for path in shared.itinerary_paths:
        parsed = read_one(path, Itinerary)
        if isinstance(parsed, Parsed):
            found += [_due(path.name, stop, atlas, lang) for day in parsed.value.days
                      for stop in day.stops if isinstance(stop, InlineStop) and stop.verified_on]
    last = atlas.today + timedelta(days=within_days)
    return sorted((one for one in found if one.due_on is None or one.due_on <= last),
                  key=lambda one: (one.due_on or date.min, one.file, one.name))


def _due(file: str, place: PlaceFields, atlas: Atlas, lang: Lang) -> Due:
    commune = atlas.communes.get(place.commune)
    until = place.verified_on and place.verified_on + timedelta(atlas.site.stale_after_days + 1)
    return Due(commune.territory if commune else "", file, place.name.in_lang(lang),
               commune.name if commune else "", place.verified_on, until, place.sources)


def by_office(found: Sequence[Due], atlas: Atlas, lang: Lang) -> list[Office]:
    """The same for each territory, also where nothing is due."""
    offices = []
    for id, territory in atlas.territories.items():
        name = territory.office.name if territory.office else territory.name
        offices.append(Office(id, name.in_lang(lang), territory.office.reviewers
                              if territory.office else (),
                              tuple(one for one in found if one.territory == id)))
    return offices


def as_text(found: Sequence[Due], offices: Sequence[Office] | None, atlas: Atlas,
            lang: Lang) -> str:
    """For a terminal."""
    if offices is None:
        return "".join(f"{_line(one, atlas, lang)}\n" for one in found)
    return "\n".join(f"{office.name}\n" + "".join(
        f"  {_line(one, atlas, lang)}\n" for one in office.due) for office in offices if office.due)


def as_json(found: Sequence[Due], offices: Sequence[Office] | None, atlas: Atlas,
            lang: Lang) -> str:
    """For programs: the places, or the offices with the issue that each should have."""
    if offices is None:
        told: object = [_plain(one) for one in found]
    else:
        told = [{"territory": office.territory, "office": office.name,
                 "title": _title(office, lang), "body": _body(office, atlas, lang),
                 "due": [_plain(one) for one in office.due]} for office in offices]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def as_markdown(found: Sequence[Due], offices: Sequence[Office] | None, atlas: Atlas,
                lang: Lang) -> str:
    """For a page or an issue."""
    if offices is None:
        return "".join(_task(one, atlas, language_of(lang)) for one in found)
    return "\n".join(f"## {words(office.name)}\n\n{_tasks(office, atlas, lang)}"
                     for office in offices if office.due)


def _line(one: Due, atlas: Atlas, lang: Lang) -> str:
    shown = "".join(c if c.isprintable() else "\ufffd" for c in f"{one.name} ({one.commune})")
    return f"{forge.content_folder(atlas)}/{one.file}  {shown} · {_when(one, language_of(lang))}"


def _when(one: Due, language: Language) -> str:
    if one.verified_on is None or one.due_on is None:
        return language.say("never verified")
    return language.say("verified on {verified}, due on {due}",
                        verified=language.date(one.verified_on), due=language.date(one.due_on))


def _plain(one: Due) -> dict[str, object]:
    return {"file": one.file, "territory": one.territory, "name": one.name, "commune": one.commune,
            "verified_on": one.verified_on and one.verified_on.isoformat(),
            "due_on": one.due_on and one.due_on.isoformat(), "sources": list(one.sources)}


def marker(territory: str) -> str:
    """What the scheduled job finds an office's issue by; nobody sees it."""
    return f"<!-- parcours-stale:{territory} -->"


def _title(office: Office, lang: Lang) -> str:
    said = language_of(lang).say("To be verified: {office}", office=office.name)
    return "".join(c if c.isprintable() else " " for c in said)[:200]


def _body(office: Office, atlas: Atlas, lang: Lang) -> str:
    """The issue: what to do, who is asked, and one task a place."""
    say = language_of(lang).say
    asked = " ".join(office.reviewers)  # the only people that a comment of ours calls
    opening = say("The facts of these places are due: call or read their source, correct what has "
                  "changed, then write the day in {field}.", field="<code>verified_on</code>")
    return "\n\n".join(part for part in (
        marker(office.territory), asked, opening, _tasks(office, atlas, lang),
        say("This list renews itself every month; it closes once nothing is due.")) if part) + "\n"


_MOST_TASKS = 100
"""An issue holds 65,536 characters; the rest comes once these are done."""


def _tasks(office: Office, atlas: Atlas, lang: Lang) -> str:
    language = language_of(lang)
    tasks = "".join(_task(one, atlas, language) for one in office.due[:_MOST_TASKS])
    left = len(office.due) - _MOST_TASKS
    return tasks + (f"\n{language.say('and {n} more', n=left)}\n" if left > 0 else "")


def _task(one: Due, atlas: Atlas, language: Language) -> str:
    edit = forge.edit_address(one.file, atlas)
    file = code(f"{forge.content_folder(atlas)}/{one.file}")
    return (f"- [ ] **{words(one.name)}** ({words(one.commune)}) · {_when(one, language)} · "
            + (f"[{language.say('edit the file')}]({edit})" if edit else file) + "".join(
                f" · <{source}>" for source in one.sources[:3] if _may_be_linked(source)) + "\n")


def _may_be_linked(source: str) -> bool:
    """Whether a source leads elsewhere than to an issue, which the forge would tell of ours."""
    return len(source) < 200 and "/issues/" not in source and "/pull" not in source
