"""Model to the configuration of the form at ``/admin/`` (Decap CMS).

Each field becomes a widget with its French name, what to write in it, and the words or the places
to choose from. The form hands over text and takes text back (``admin/format.js``), as our reader
does: a number widget would drop the zeros of ``06000`` and a date widget would rewrite dates.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parcours.content import forge
from parcours.content.communes import parse_communes
from parcours.diagnostics.diagnostic import Diagnostic
from parcours.format import model
from parcours.format.choices import Forge
from parcours.format.fields import GROUPS, FieldDoc
from parcours.format.fields.place import LISTED_REFS, REFS
from parcours.format.names import name_of
from parcours.format.parse import Parsed
from parcours.format.scalars import SYNTAX
from parcours.i18n.language import language_of
from parcours.load.files import read_one
from parcours.load.shared import read_site
from parcours.reference.shape import Choice, Either, Field, Keyed, Many, Nested, Scalar, fields_of
from parcours.render.maps.files import background
from parcours.source import write
from parcours.source.read import Source, read
from parcours.suggest.certain import MENDED

Widget = dict[str, Any]
Options = list[dict[str, str]]

BRANCH = "formulaire"
"""Where the form saves on Forgejo and Gitea, which open no proposal for it: a branch of its own."""
POINT = "point"
"""In the form, latitude and longitude; `admin/format.js` joins and parts them."""
SORT_KEY = "sorte"
"""Says, in the form alone, what an entry or a stop is; `admin/format.js` sets and removes it."""

_HEAD = (
    "Produit par « make reference » à partir du modèle : ne le modifiez pas à la main.",
    "Made from the model by 'make reference': do not edit it by hand.",
    "Ce qui tient à votre forge s’écrit dans admin/backend.yml ; voir docs/fr/formulaire.md.")
_PLACES = frozenset({"place", "via", "twin", "supplies"})
"""The ids that are a place's."""
_LONG = frozenset({"summary", "note", "alt"})
"""Lines that are often longer than an input shows."""
_COMMITS = {
    "create": "{{slug}} : ajout du {{collection}}",
    "update": "{{slug}} : modification du {{collection}}",
    "delete": "{{slug}} : suppression du {{collection}}",
    "uploadMedia": "Ajout de {{path}}",
    "deleteMedia": "Suppression de {{path}}",
    "openAuthoring": "{{message}}",
}
"""What a proposal is called on the forge."""
_SHARED = frozenset({"name", "address", "labels", "price"})
"""Texts that one wording usually serves in every language."""
_SUMMARIES: Mapping[Any, str] = {
    model.Day: "{{start}} · {{title.fr}}",
    model.PlaceStop: "{{place}}",
    model.InlineStop: "{{name.fr}}",
    model.Product: "{{name.fr}}",
    model.Review: "{{territory}}, {{on}}",
    model.FeedSource: "{{name}}",
}
"""How an item of a list is named while it is closed."""
_ONE_OF: Mapping[str, str] = {
    "days": "journée", "stops": "étape", "products": "produit", "reviewed": "relecture",
    "sources": "source", "labels": "label", "audience": "public", "renamed_from": "ancien nom",
    "feeds": "jeu d’horaires"}
_FOLDERS: Mapping[str, tuple[str, str]] = {"file": ("image", "media"), "track": ("file", "tracks")}
"""The widget of a file, and its folder below ``itineraries/``."""


@dataclass(frozen=True, slots=True)
class _Content:
    """What the form needs to know of the content folder."""

    site: model.Site
    alliances: Options
    territories: Options
    communes: Options
    positions: Mapping[str, list[float]]
    """A point of each commune, by its code: where the map of the form opens."""


def files(itineraries: Path) -> dict[str, str]:
    """The configuration, by its path below the project's folder."""
    extra = backend_said(itineraries)
    told = configuration(_content(itineraries), {} if isinstance(extra, list) else extra)
    return {"admin/config.yml": write.document(
        {key: _written(value) for key, value in told.items()}, head=_HEAD)}


def backend_said(itineraries: Path) -> Mapping[str, Any] | list[Diagnostic]:
    """What the administrator says of the backend, or what keeps it from being read."""
    path = itineraries.parent / "admin" / "backend.yml"
    if not path.exists() or not path.read_bytes().strip():
        return {}
    found = read(path, "admin/backend.yml")
    if not isinstance(found, Source):
        return found
    said: Mapping[str, Any] = found.data
    within = said.get("backend")
    # as Decap's documentation writes it
    return within if len(said) == 1 and isinstance(within, Mapping) else said


def configuration(content: _Content, backend: Mapping[str, Any]) -> Widget:
    """The whole configuration.

    A ``backend`` with a name takes the place of what the settings tell, of which nothing stays;
    without one it adds to it.
    """
    site = content.site
    addresses = {"site_url": site.site_url, "display_url": site.site_url} if site.site_url else {}
    told = {**({} if "name" in backend else _backend(site)), "commit_messages": _COMMITS,
            **{key: _plain(value) for key, value in backend.items()}}
    return {
        "backend": told,
        "local_backend": True,
        # Decap's backend for Gitea knows no proposals, and refuses to begin where it is asked for
        "publish_mode": "simple" if told["name"] == "gitea" else "editorial_workflow",
        **addresses,
        "locale": "fr",
        "show_preview_links": False,
        "media_folder": "itineraries/media",
        "public_folder": "media",
        "map": _map(content),
        "slug": {"encoding": "ascii", "clean_accents": True},
        "editor": {"preview": False},
        "collections": [
            {**_collection("parcours", "itineraries", "title.fr"),
             "label": "Parcours", "label_singular": "parcours",
             "description": "Ce que vous enregistrez est une proposition : rien n’est publié avant "
                            "d’être relu.",
             "sortable_fields": [{"field": "title.fr", "label": "Titre"}],
             "fields": [_sort("parcours"), *_fields(model.Itinerary, content)]},
            {**_collection("lieux", "itineraries/places", "name.fr"),
             "label": "Lieux", "label_singular": "lieu",
             "description": "Chaque lieu sert à tous les parcours qui y passent.",
             "sortable_fields": [{"field": "name.fr", "label": "Nom"},
                                 {"field": "verified_on", "label": "Vérifié le"}],
             "view_groups": [{"label": "Genre", "field": "kind"},
                             {"label": "Commune", "field": "commune"}],
             "fields": [_sort("lieux"), *_fields(model.Place, content)]},
        ],
    }


def _collection(name: str, folder: str, title: str) -> Widget:
    """A folder of files. Only those of this sort are listed: site.yml stands beside the routes."""
    return {"name": name, "folder": folder, "create": True, "extension": "yml", "format": "yaml",
            "identifier_field": title, "slug": "{{slug}}", "summary": f"{{{{{title}}}}}",
            "publish": False,  # to accept a proposal is a reviewer's, on the forge
            "filter": {"field": SORT_KEY, "value": name}}


def _sort(name: str) -> Widget:
    return {"name": SORT_KEY, "widget": "hidden", "default": name}


def _backend(site: model.Site) -> Widget:
    """Where the form saves: the forge of the repository, or this machine where none is said."""
    address, kind = forge.repository(site), site.forge
    if not address or kind is None:
        return {"name": "proxy", "proxy_url": "http://localhost:8081/api/v1", "branch": site.branch}
    host, _, repo = address.removeprefix("https://").partition("/")
    if kind in (Forge.FORGEJO, Forge.GITEA):
        return {"name": "gitea", "repo": repo, "branch": BRANCH,
                "base_url": f"https://{host}", "api_root": f"https://{host}/api/v1"}
    if kind is Forge.GITLAB:
        return {"name": "gitlab", "repo": repo, "branch": site.branch, "auth_type": "pkce",
                "base_url": f"https://{host}", "api_root": f"https://{host}/api/v4"}
    own = {} if host.lower() == "github.com" else {
        "api_root": f"https://{host}/api/v3", "graphql_api_root": f"https://{host}/api/graphql"}
    return {"name": "github", "repo": repo, "branch": site.branch, "open_authoring": True, **own}


def _map(content: _Content) -> Widget:
    """What the map of the form needs; `admin/start.js` takes it, Decap never sees it."""
    found = background(content.site.tiles)
    return {"positions": dict(content.positions), **({
        "tiles": found.url, "attribution": found.attribution, "max_zoom": found.max_zoom}
        if found else {})}


def _plain(value: Any) -> Any:
    """What Decap wants as a boolean; our reader gives text."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def _content(itineraries: Path) -> _Content:
    found = read_one(itineraries / "territories.yml", model.Territories)
    named = found.value if isinstance(found, Parsed) else model.Territories(
        territories={}, alliances={})
    path = itineraries / "communes.csv"
    communes, _ = parse_communes(path.read_text("utf-8") if path.exists() else "", path.name)
    return _Content(
        read_site(itineraries),
        _options((id, one.name.in_lang("fr")) for id, one in named.alliances.items()),
        _options((id, one.name.in_lang("fr")) for id, one in named.territories.items()),
        _options((one.code, f"{one.name} ({one.code})")
                 for one in sorted(communes.values(), key=lambda one: one.name)),
        {code: [round(one.lat, 3), round(one.lon, 3)] for code, one in sorted(communes.items())})


def _options(named: Iterable[tuple[str, str]]) -> Options:
    return [{"label": label, "value": value} for value, label in named]


def _fields(kind: Any, content: _Content, *, within_optional: bool = False) -> list[Widget]:
    """The widgets of a group, in the order of `fields`."""
    shapes = fields_of(kind)
    made = [_field(shapes[name], told, content, within_optional=within_optional)
            for name, told in GROUPS[kind].fields.items()]
    return list(_pointed(made))


def _pointed(fields: Iterable[Widget]) -> Iterator[Widget]:
    """The fields with latitude and longitude as one point, which a map asks for."""
    pair: list[Widget] = []
    for field in fields:
        if field["name"] not in ("lat", "lon"):
            yield field
            continue
        pair.append(field)
        if len(pair) == 2:
            yield {"name": POINT, "label": "Position", "widget": "point",
                   "required": all(one["required"] for one in pair),
                   "hint": "(obligatoire) Le point exact, là où l’on entre : posez-le sur la "
                           "carte, ou tapez ses deux coordonnées en degrés.", "fields": pair}


def _field(field: Field, told: FieldDoc, content: _Content, *, within_optional: bool) -> Widget:
    """A field. In an optional group nothing is required by the form, which would otherwise ask
    for it even where the group is left empty; ``parcours check`` asks when it is not."""
    word = "(facultatif)" if not field.required else (
        "(obligatoire si ce groupe est rempli)" if within_optional else "(obligatoire)")
    required = field.required and not within_optional
    made = _widget(field, told, content, required=required)
    hint = f"{word} {told.text.fr}"
    if made["widget"] in ("string", "text", "day"):
        hint += f" Exemple : {told.example.strip(chr(34))}"
    return {"name": field.name, "label": told.label.fr, "required": required, "hint": hint, **made}


def _widget(field: Field, told: FieldDoc, content: _Content, *, required: bool) -> Widget:
    match field.shape:
        case Scalar("text" | "prose" as reader):
            return _bilingual(field.name, reader, content.site, required=required)
        case Scalar(reader):
            return _scalar(field.name, reader, content)
        case Choice(words):
            return {"widget": "select", "options": _words(words)}
        case Many(Choice(words), least):
            return {"widget": "select", "multiple": True, "options": _words(words),
                    **({"min": least} if least and required else {})}
        case Many():
            return _list(field, told, content)
        case Nested(kind):
            return {"widget": "object", "collapsed": True,
                    "fields": _fields(kind, content, within_optional=not required)}
        case Keyed():
            return {"widget": "object", "collapsed": True, "free": True, "fields": [
                {"name": name, "label": label.fr, **_ref(name, label.fr), "required": False}
                for name, label in REFS.items()]}
        case Either():
            raise TypeError(f"form.py does not know how to ask for {field.name}: teach it")


def _ref(name: str, label: str) -> Widget:
    """An identifier, or a list of them where a catalogue cuts finer than we do."""
    if name not in LISTED_REFS:
        return {"widget": "string"}
    return {"widget": "list", "collapsed": True, "summary": "{{un}}", "field": {
        "name": "un", "label": label, "required": True, "widget": "string"}}


def _words(words: Any) -> Options:
    return _options((word.value, name_of(word).fr) for word in words)


def _bilingual(name: str, reader: str, site: model.Site, *, required: bool) -> Widget:
    """A text per language; the first one alone is asked for, the check tells of the others."""
    shared = {"shared": True} if name in _SHARED else {}
    return {"widget": "object", "bilingual": True, **shared, "fields": [
        {"name": lang, "label": language_of("fr").name_of(lang).capitalize(),
         "widget": "text" if reader == "prose" or name in _LONG else "string",
         "required": required and n == 0}
        for n, lang in enumerate(site.languages)]}


def _scalar(name: str, reader: str, content: _Content) -> Widget:
    if reader == "slug":
        if name in _PLACES:
            return _places()
        known = {"alliance": content.alliances, "territory": content.territories}.get(name)
        if known is not None:
            return {"widget": "select", "options": known}
    if name == "commune":
        return {"widget": "select", "options": content.communes}
    if reader == "yes_no":
        return {"widget": "select", "options": _options([("yes", "oui"), ("no", "non")])}
    if reader == "month":
        french = language_of("fr")
        return {"widget": "select", "number": True, "options": _options(
            (str(number), french.month(number)) for number in range(1, 13))}
    if reader == "relative_path":
        widget, folder = _FOLDERS[name]
        return {"widget": widget, "media_folder": f"/itineraries/{folder}",
                "public_folder": folder, "choose_url": False}
    pattern = SYNTAX[reader]
    checked = {} if reader == "line" else {"pattern": [_accepted(reader), pattern.told.fr]}
    return {"widget": "day" if reader == "day" else "string", **checked,
            **({"number": True} if pattern.is_number else {})}


def _accepted(reader: str) -> str:
    """As a regular expression, what the format knows and what ``check --fix`` makes of it."""
    strict = SYNTAX[reader].regex
    return rf"(?:{strict})|^\s*(?:{MENDED[reader]})\s*$" if reader in MENDED else strict


def _places() -> Widget:
    return {"widget": "relation", "collection": "lieux", "value_field": "{{slug}}",
            "search_fields": ["name.fr", "commune"], "display_fields": ["name.fr"],
            "options_length": 50}


def _list(field: Field, told: FieldDoc, content: _Content) -> Widget:
    """A list: of groups, of stops of two sorts, of texts, or of choices made at once."""
    shape = field.shape
    if not isinstance(shape, Many):
        raise TypeError(field.name)
    made: Widget = {"widget": "list", "collapsed": True, "label_singular": _ONE_OF.get(
        field.name, told.label.fr.lower()), **({"min": shape.least} if shape.least else {})}
    match shape.item:
        case Nested(kind):
            return made | {"summary": _SUMMARIES[kind], "fields": _fields(kind, content)}
        case Either((Nested(first), Nested(second))):
            return made | {"typeKey": SORT_KEY, "types": [
                {"name": GROUPS[kind].anchor, "label": GROUPS[kind].title.fr, "widget": "object",
                 "collapsed": True, "summary": _SUMMARIES[kind], "fields": _fields(kind, content)}
                for kind in (first, second)]}
        case Scalar("text" | "prose" as reader):
            one = _bilingual(field.name, reader, content.site, required=True)
            return made | one | {"widget": "list", "summary": "{{fr}}"}
        case Scalar(reader):
            one = _scalar(field.name, reader, content)
            if one["widget"] in ("relation", "select"):
                return one | {"multiple": True}
            return made | {"summary": "{{un}}", "field": {
                "name": "un", "label": told.label.fr, "required": True, **one}}
        case _:
            raise TypeError(f"form.py does not know how to list {field.name}: teach it")


def _written(value: Any) -> write.Value:
    """Plain data as `source.write` takes it."""
    if isinstance(value, dict):
        return {key: _written(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_written(one) for one in value]
    return value if isinstance(value, str) else write.Bare(json.dumps(value))
