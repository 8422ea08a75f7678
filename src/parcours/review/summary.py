"""Two states of the content to a page of Markdown: routes, places, faults, signatures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from parcours.content.forge import content_folder
from parcours.content.reviews import latest, unsigned
from parcours.content.services import ServicePoint
from parcours.diagnostics.diagnostic import Diagnostic, Lang, Severity
from parcours.format.choices import ServiceKind
from parcours.format.model import Itinerary
from parcours.format.names import SERVICE_KINDS
from parcours.i18n.language import language_of
from parcours.render import pictures
from parcours.review.changes import Teller
from parcours.review.renames import Rename, renamed_places, renamed_routes
from parcours.review.state import Route, State
from parcours.review.timetables import differences
from parcours.safe_text.forge_comment import code, words
from parcours.trip.trip import Trip

_MOST = 60_000
"""Characters; a comment on a forge holds 65,536."""
_MOST_FAULTS = 50
_OF_SIGNATURES = {"missing-review", "review-outdated"}
"""Told with each route, in words of their own."""


def summary(before: State, after: State, changed: Collection[str], lang: Lang,
            preview: str) -> str:
    """The whole page."""
    places = renamed_places(before, after)
    teller = Teller(language_of(lang), after.atlas,
                    {rename.former: id for id, rename in places.items()})
    page = _Page(before, after, teller, preview.rstrip("/"), places)
    text = "\n".join(page.lines(changed, lang))
    if len(text) <= _MOST:
        return text + "\n"
    cut = text[:_MOST].rpartition("\n")[0]
    if cut.count("<details>") > cut.count("</details>"):
        cut += "\n</details>\n"
    return f"{cut}\n\n{teller.say('The rest is too long to be shown here.')}\n"


@dataclass(frozen=True, slots=True)
class _Sorts:
    """What a proposal is about: ids in order, each told once."""

    added: Sequence[str]
    renamed: Sequence[str]
    changed: Sequence[str]
    gone: Sequence[str]
    unreadable: Sequence[str]
    drafts: Sequence[str]
    places: Sequence[str]


class _Page:
    """What the parts of the page have in common."""

    def __init__(self, before: State, after: State, teller: Teller, preview: str,
                 places: Mapping[str, Rename]) -> None:
        self.before, self.after, self.teller, self.preview = before, after, teller, preview
        self._beside = "" if preview == "." else f"{preview}/"
        self.places, self.routes = places, renamed_routes(before, after, places)
        self.say = teller.say
        lang, default = teller.language.code, after.atlas.default_lang
        self.prefix = "" if lang == default else f"{lang}/"

    def lines(self, changed: Collection[str], lang: Lang) -> Iterator[str]:
        """The page, line by line."""
        old, new = self.before.routes, self.after.routes
        sorts = self._sorted(changed)
        faults, mended = self._faults()
        yield from self._counts(sorts, faults, mended)
        for id in sorts.added:
            yield from self._added(id, new[id])
        for id in sorts.renamed:
            yield from self._renamed(id, self.routes[id])
        for id in sorts.changed:
            yield from self._changed(id, self.say("Route changed"), old[id], new[id])
        for id in sorts.gone:
            yield from (self._withdrawn(id, old[id], new[id]) if id in new
                        else self._removed(id, old[id]))
        for id in sorts.unreadable:
            yield from self._unreadable(id, old.get(id))
        for id in sorts.drafts:
            yield from self._draft(id)
        yield from self._places(sorts.places)
        yield from self._services()
        yield from self._fault_list(faults, lang)

    def _sorted(self, changed: Collection[str]) -> _Sorts:
        """Which routes and places the files ``changed`` are about, by what becomes of them."""
        old, new = self.before.routes, self.after.routes
        was = {id: route for id, route in old.items() if not route.itinerary.draft}
        now = {id: route for id, route in new.items() if not route.itinerary.draft}
        unreadable = self.after.unreadable
        told = {one.former for one in self.routes.values()} | self.routes.keys() | unreadable
        return _Sorts(
            added=sorted(now.keys() - was.keys() - told),
            renamed=sorted(self.routes),
            changed=[id for id in sorted(now.keys() & was.keys()) if self._differs(id)],
            gone=sorted(was.keys() - now.keys() - told),
            unreadable=sorted(unreadable),
            drafts=[id for id in sorted((old.keys() | new.keys()) - was.keys() - now.keys() - told)
                    if self._draft_differs(id)],
            places=sorted({name.removeprefix("places/").removesuffix(".yml") for name in changed
                           if name.startswith("places/") and name.endswith(".yml")}
                          - {one.former for one in self.places.values()}))

    def _counts(self, sorts: _Sorts, faults: Collection[Diagnostic], mended: int) -> Iterator[str]:
        """How many of each sort, and how many faults more and less."""
        say, language = self.say, self.teller.language
        counts = [said for ids, said in (
            (sorts.added, language.say_n("{n} route added", "{n} routes added", len(sorts.added))),
            (sorts.renamed, language.say_n(
                "{n} route renamed", "{n} routes renamed",
                len(sorts.renamed))),
            (sorts.changed, language.say_n(
                "{n} route changed", "{n} routes changed",
                len(sorts.changed))),
            (sorts.gone, language.say_n(
                "{n} route removed", "{n} routes removed",
                len(sorts.gone))),
            (sorts.unreadable, language.say_n(
                "{n} route that cannot be read", "{n} routes that cannot be read",
                len(sorts.unreadable))),
            (sorts.drafts, language.say_n(
                "{n} draft touched", "{n} drafts touched",
                len(sorts.drafts))),
            (sorts.places, language.say_n(
                "{n} place touched", "{n} places touched",
                len(sorts.places))),
        ) if ids]
        errors = sum(one.severity is Severity.ERROR for one in faults)
        yield f"## {say('What this proposal changes')}"
        yield ""
        yield (language.all_of(counts) + "." if counts
               else say("No route and no place changes."))
        yield " ".join((
            language.say_n("{n} new error,", "{n} new errors,", errors),
            language.say_n("{n} new warning,", "{n} new warnings,", len(faults) - errors),
            language.say_n("{n} fault less.", "{n} faults less.", mended)))

    def _differs(self, id: str) -> bool:
        """Whether a visitor would see a difference; facts of places have a part of their own."""
        old, new = self.before.routes[id], self.after.routes[id]
        if old.itinerary != new.itinerary or (old.trip is None) != (new.trip is None):
            return True
        return (old.trip is not None and new.trip is not None
                and (self.teller.figures(old.trip) != self.teller.figures(new.trip)
                     or bool(self._timetables(id))))

    def _draft_differs(self, id: str) -> bool:
        """Whether a draft came, went or says something else."""
        old, new = self.before.routes.get(id), self.after.routes.get(id)
        return old is None or new is None or old.itinerary != new.itinerary

    def _timetables(self, id: str) -> list[str]:
        """What changed in the timetables of a route that was there before."""
        former = self.routes[id].former if id in self.routes else id
        return differences(
            self.before.routes[former], self.after.routes[id], self.after.atlas.today,
            self.teller.language, lambda visit: self.teller.text(visit.place.name), words)

    def _title(self, id: str, said: str, route: Route) -> str:
        address = f"{self._beside}{self.prefix}parcours/{quote(id)}/index.html"
        title = self.teller.text(route.itinerary.title)
        shown = self.preview and not route.itinerary.draft
        return "### " + self.teller.about(said, f"[{title}]({address})" if shown else title)

    def _added(self, id: str, route: Route) -> Iterator[str]:
        said = (self.say("A draft that becomes a route") if id in self.before.routes
                else self.say("Route that can be read again") if id in self.before.unreadable
                else self.say("New route"))
        yield from ("", self._title(id, said, route), "",
                    self.teller.text(route.itinerary.summary))
        yield from self._picture(id, route.trip)
        if route.trip is None:
            yield from ("", self.say("It cannot be published yet: see the errors below."))
        else:
            yield from ("", "| | |", "|---|---|")
            for term, figure in self.teller.figures(route.trip):
                yield f"| {term} | {figure} |"
        yield from self._signed(id, None, route)

    def _renamed(self, id: str, rename: Rename) -> Iterator[str]:
        said = (self.say("Route renamed") if rename.declared
                else self.say("Route renamed, it seems"))
        address, now = code(f"/parcours/{rename.former}/"), code(f"/parcours/{id}/")
        old, new = self.before.routes[rename.former], self.after.routes[id]
        known = old.itinerary.model_copy(update={"renamed_from": new.itinerary.renamed_from})
        yield from self._changed(
            id, said, replace(old, itinerary=known), new,
            self.say("Its address was {before}, and is {after}: the former one leads to the new.",
                     before=address, after=now) if rename.declared else self.say(
                "Its stops are, all or most of them, those of {before}, which is gone. If it is "
                "the same route, write {field} in its file, so that the former address leads to "
                "{after}.",
                before=address, after=now, field=code(f"renamed_from: [{rename.former}]")))

    def _changed(self, id: str, said: str, old: Route, new: Route, *more: str) -> Iterator[str]:
        yield from ("", self._title(id, said, new))
        for one in more:
            yield from ("", one)
        yield from self._picture(id, new.trip)
        if new.itinerary.draft:
            yield from ("", self.say("A draft is not on the site."))
        yield ""
        yield from (f"- {one}" for one in self._told(old, new))
        if timetables := self._timetables(id):
            yield from ("", f"#### {self.say('Timetables')}", "",
                        *(f"- {one}" for one in timetables))
        if new.trip is None:
            yield from ("", self.say("It cannot be published yet: see the errors below."))
        elif old.trip is None:
            yield from ("", self.say("It could not be published before."))
        else:
            yield from self._compared(old.trip, new.trip)
        yield from self._signed(id, old, new)

    def _compared(self, old: Trip, new: Trip) -> Iterator[str]:
        before, after = dict(self.teller.figures(old)), dict(self.teller.figures(new))
        yield from ("", f"| | {self.say('before')} | {self.say('after')} |", "|---|---|---|")
        for term, figure in after.items():
            was = before.get(term, "–")
            yield f"| {term} | {was} | " + (self.say("the same") if was == figure
                                            else f"**{figure}**") + " |"

    def _removed(self, id: str, route: Route) -> Iterator[str]:
        title, address = self.teller.text(route.itinerary.title), code(f"/parcours/{id}/")
        heir = next((one.itinerary for one in self.after.routes.values()
                     if id in one.itinerary.renamed_from), None)
        yield from ("", "### " + self.teller.about(self.say("Route removed"), title), "", self.say(
            "Its address {address} will lead nowhere: is it linked from elsewhere?",
            address=address) if heir is None else self.say(
            "Its address {address} leads to another route: {title}",
            address=address, title=self.teller.text(heir.title)))

    def _unreadable(self, id: str, old: Route | None) -> Iterator[str]:
        """A file with a fault in its form: it is there, and what it holds cannot be told."""
        title = self.teller.text(old.itinerary.title) if old else code(f"{id}.yml")
        yield from ("", "### " + self.teller.about(self.say("Route that cannot be read"), title),
                    "", self.say("What this proposal changes in it cannot be told: see the errors "
                                 "below."))

    def _withdrawn(self, id: str, old: Route, new: Route) -> Iterator[str]:
        """A route that becomes a draft: nobody finds it on the site any more."""
        yield from ("", self._title(id, self.say("A route that becomes a draft"), new), "",
                    self.say("It leaves the site: its address {address} will lead nowhere until "
                             "“draft” is removed again.", address=code(f"/parcours/{id}/")), "")
        yield from (f"- {one}" for one in self._told(old, new))

    def _draft(self, id: str) -> Iterator[str]:
        """A draft, which visitors do not see: what it is, and what is said of it."""
        old, new = self.before.routes.get(id), self.after.routes.get(id)
        route = new or old
        if route is None:
            return
        said = (self.say("New draft") if old is None else self.say("Draft removed") if new is None
                else self.say("Draft changed"))
        yield from ("", self._title(id, said, route), "", self.say("A draft is not on the site."))
        if new is not None and new.trip is None:
            yield from ("", self.say("It cannot be published yet: see the errors below."))
        if told := self._told(old, new) if old and new else []:
            yield ""
            yield from (f"- {one}" for one in told)

    def _told(self, old: Route, new: Route) -> list[str]:
        """What changed of a route, line by line."""
        told = list(self.teller.wording(old.itinerary, new.itinerary))
        if old.trip is not None and new.trip is not None:
            told += self.teller.journey(old.trip, new.trip)
        return told

    def _picture(self, id: str, trip: Trip | None) -> Iterator[str]:
        """The picture where it can be shown, else where it lies; in words in any case."""
        if trip is None or trip.itinerary.draft:
            return
        path = f"{self.prefix}parcours/{id}/{id}.svg"
        alternative = words(pictures.alternative(trip, self.teller.language), 3000)
        yield ""
        if self.preview:
            yield f"![{self.say('Picture of the route')}]({self._beside}{quote(path)})"
        else:
            yield self.say("Picture of the route: {path} in the built site.",
                           path=code(f"site/{path}"))
        yield from ("", f"<details><summary>{self.say('The route in words')}</summary>", "",
                    alternative, "", "</details>")

    def _signed(self, id: str, old: Route | None, new: Route) -> Iterator[str]:
        """Where each side's signature stands."""
        say, atlas, route = self.say, self.after.atlas, new.itinerary
        yield ""
        for review in latest(route):
            if review.territory not in atlas.territories:
                continue
            side = self.teller.text(atlas.territories[review.territory].name)
            stale = (id, review.territory, review.on) in atlas.changed_since or (
                old is not None and review in old.itinerary.reviewed
                and _unsigned(old.itinerary) != _unsigned(route))
            yield "- " + say(
                "Reviewed for {territory} by {name} on {day}, before this change: to be reviewed "
                "again." if stale else "Reviewed for {territory} by {name} on {day}.",
                territory=side, name=words(review.by), day=self.teller.language.date(review.on))
        for territory in unsigned(route, atlas):
            yield "- " + say("Not yet reviewed for {territory}.",
                             territory=self.teller.text(atlas.territories[territory].name))

    def _places(self, ids: Iterable[str]) -> Iterator[str]:
        say, teller = self.say, self.teller
        old, new = self.before.atlas.places, self.after.atlas.places
        told: list[str] = []
        for id in ids:
            place = new.get(id) or old.get(id)
            if place is None:
                continue  # both states hold errors, which are told below
            name = f"**{teller.text(place.name)}**"
            if id in self.places:
                told.append("- " + teller.about(name, self._place_renamed(id, self.places[id])))
            elif id not in self.after.atlas.known_places:
                told.append("- " + teller.about(name, say("removed")))
            elif id not in new:
                told.append("- " + teller.about(name, say("see the errors below")))
            elif id not in self.before.atlas.known_places:
                told.append("- " + teller.about(
                    name, f"{say('new')} · {teller.about(say('Hours'), teller.hours(place))}"))
            elif id in old:
                changes = list(teller.place(old[id], new[id], self.before.atlas, self.after.atlas))
                told.append("- " + teller.about(
                    name, " · ".join(changes) or say("nothing that the site shows")))
            else:
                told.append("- " + teller.about(name, say("could not be read before")))
            if through := self._through(id):
                told.append("  " + say("On the routes: {routes}", routes=say("; ").join(through)))
        if told:
            yield from ("", f"### {say('Places')}", "", *told)

    def _place_renamed(self, id: str, rename: Rename) -> str:
        """The two addresses of a place, and what else of it changed."""
        addresses = {"before": code(f"/lieux/{rename.former}/"), "after": code(f"/lieux/{id}/")}
        said = [self.say("renamed, from {before} to {after}", **addresses)
                if rename.declared else self.say(
            "renamed, it seems, from {before} to {after}: write {field} in its file if it is the "
            "same place", **addresses, field=code(f"renamed_from: [{rename.former}]"))]
        old, new = (state.atlas.places for state in (self.before, self.after))
        if rename.former in old:
            before = old[rename.former].model_copy(update={"renamed_from": new[id].renamed_from})
            said += self.teller.place(before, new[id], self.before.atlas, self.after.atlas)
        return " · ".join(said)

    def _services(self) -> Iterator[str]:
        """How many services of each kind come and go, and whether those that stay are told anew."""
        old, new = (Counter(map(_service, state.atlas.services))
                    for state in (self.before, self.after))
        if self.before.atlas.services == self.after.atlas.services:
            return
        yield from ("", f"### {self.say('Services close by')}", "")
        come, gone = new - old, old - new
        for kind in ServiceKind:
            more, less = (sum(n for key, n in some.items() if key[0] is kind)
                          for some in (come, gone))
            said = [words for n, words in (
                (more, self.say("{n} more", n=more)), (less, self.say("{n} gone", n=less))) if n]
            if said:
                yield "- " + self.teller.about(self.say(SERVICE_KINDS[kind]), ", ".join(said))
        if not (come or gone):
            yield "- " + self.say("the same, with another source, date, licence or note")

    def _through(self, place: str) -> list[str]:
        """The routes that stop at a place, now or before, but for those that are gone."""
        found = {}
        for state in (self.before, self.after):
            for id, route in state.routes.items():
                is_there = id in self.after.routes or id in self.after.unreadable
                if is_there and any(getattr(stop, "place", "") == place
                                    for day in route.itinerary.days for stop in day.stops):
                    found[id] = self.teller.text(route.itinerary.title)
        return [found[id] for id in sorted(found)]

    def _faults(self) -> tuple[list[Diagnostic], int]:
        """The faults that were not there before, and how many of the former are gone.

        Lines move, so faults are told apart by what they say.
        """
        old, new = ([one for one in state.diagnostics if one.code not in _OF_SIGNATURES]
                    for state in (self.before, self.after))
        known = Counter(map(_fault, old))
        faults = []
        for fault in sorted(new, key=lambda one: one.order):
            if known[_fault(fault)]:
                known[_fault(fault)] -= 1
            else:
                faults.append(fault)
        return faults, known.total()

    def _fault_list(self, faults: Collection[Diagnostic], lang: Lang) -> Iterator[str]:
        folder = content_folder(self.after.atlas)
        for severity, title in ((Severity.ERROR, self.say("New errors")),
                                (Severity.WARNING, self.say("New warnings"))):
            some = [one for one in faults if one.severity is severity]
            if not some:
                continue
            yield from ("", f"### {title}", "")
            for one in some[:_MOST_FAULTS]:
                hint = f" – {words(one.hint.in_lang(lang))}" if one.hint else ""
                yield (f"- {code(f'{folder}/{one.span.file}:{one.span.line}')} "
                       f"{words(one.message.in_lang(lang))}{hint} ({code(one.code)})")
            if len(some) > _MOST_FAULTS:
                yield "- " + self.say("and {n} more", n=len(some) - _MOST_FAULTS)


def _service(one: ServicePoint) -> tuple[ServiceKind, object, object, object]:
    """What makes a service the same at two times."""
    return (one.kind, one.position, one.lines,
            tuple(sorted(one.name.by_lang.items())) if one.name else ())


def _fault(one: Diagnostic) -> tuple[str, str, str]:
    return one.code, one.span.file, one.message.en


def _unsigned(route: Itinerary) -> Itinerary:
    """What is signed: the route without its signatures."""
    return route.model_copy(update={"reviewed": ()})
