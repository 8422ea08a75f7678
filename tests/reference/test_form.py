"""The form's configuration, made from the model; what it does in a browser is in ``extra/``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from helpers.content_sample import SITE, write_sample
from parcours.cli import editing
from parcours.format import choices, model, scalars
from parcours.reference import form
from parcours.reference.shape import fields_of
from parcours.suggest import certain

ADMIN = Path(__file__).resolve().parents[2] / "admin"


@pytest.fixture
def config(tmp_path: Path) -> dict[str, Any]:
    """The configuration made for the sample."""
    return made(tmp_path)


def made(folder: Path, **files: str | bytes | None) -> dict[str, Any]:
    write_sample(folder / "itineraries", **files)
    text = form.files(folder / "itineraries")["admin/config.yml"]
    found: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return found


def collection(config: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = next(
        one["fields"] for one in config["collections"] if one["name"] == name)
    return found


def within(fields: list[dict[str, Any]], *path: str) -> dict[str, Any]:
    """The widget at the end of a path of names."""
    found: dict[str, Any] = {"fields": fields}
    for name in path:
        inner = found.get("types") or found.get("fields") or [found["field"]]
        found = next(one for one in inner if one["name"] == name)
    return found


def every_widget(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for field in fields:
        yield field
        for inner in ("fields", "types"):
            yield from every_widget(field.get(inner, []))
        if "field" in field:
            yield from every_widget([field["field"]])


@pytest.mark.parametrize(("name", "kind"), [("parcours", model.Itinerary), ("lieux", model.Place)])
def test_every_field_of_the_model_is_asked_for(
        config: dict[str, Any], name: str, kind: Any) -> None:
    """A collection asks for the fields of its type and no other, and requires the same ones; a
    point stands for its two coordinates."""
    fields = [part for one in collection(config, name) if one["widget"] != "hidden"
              for part in (one["fields"] if one["widget"] == "point" else [one])]
    assert {one["name"]: one["required"] for one in fields} == {
        field.name: field.required for field in fields_of(kind).values()}


def test_every_field_is_named_and_explained_in_french(config: dict[str, Any]) -> None:
    """A widget has a French name and says first whether it must be filled in."""
    for name in ("parcours", "lieux"):
        for widget in every_widget(collection(config, name)):
            if "hint" in widget:
                assert re.match(r"\((obligatoire|facultatif)", widget["hint"])
                assert widget["label"]
    assert within(collection(config, "lieux"), "kind")["label"] == "Genre"


def test_words_are_chosen_by_their_french_name(config: dict[str, Any]) -> None:
    """A list of words is a select with the names that the pages use."""
    kind = within(collection(config, "lieux"), "kind")
    assert kind["widget"] == "select"
    assert {"label": "musée", "value": "museum"} in kind["options"]
    by = within(collection(config, "parcours"), "days", "stops", "etape", "travel", "by")
    assert [one["value"] for one in by["options"]] == [mode.value for mode in choices.Mode]


def test_places_are_chosen_among_those_there_are(config: dict[str, Any]) -> None:
    """A stop, what a leg passes and a twin are chosen among the places, by name."""
    lieux, parcours = collection(config, "lieux"), collection(config, "parcours")
    stop = within(parcours, "days", "stops", "etape")
    chosen = [within(stop["fields"], "place"), within(stop["fields"], "travel", "via"),
              within(lieux, "twin"), within(lieux, "supplies")]
    assert {(one["widget"], one["collection"], one["value_field"]) for one in chosen} == {
        ("relation", "lieux", "{{slug}}")}
    assert [one.get("multiple", False) for one in chosen] == [False, True, False, True]


def test_communes_alliances_and_territories_are_chosen_by_name(config: dict[str, Any]) -> None:
    """Nobody needs to know a commune's code."""
    assert {"label": "Lectoure (32208)", "value": "32208"} in within(
        collection(config, "lieux"), "commune")["options"]
    assert {"label": "Contrat de réciprocité", "value": "toulouse-gascogne"} in within(
        collection(config, "parcours"), "alliance")["options"]
    assert {"label": "Pays Portes de Gascogne", "value": "portes-de-gascogne"} in within(
        collection(config, "parcours"), "reviewed", "territory")["options"]


def test_a_stop_is_a_place_or_described_on_the_spot(config: dict[str, Any]) -> None:
    """Stops are a list of two sorts, told apart by a key of the form's own."""
    stops = within(collection(config, "parcours"), "days", "stops")
    assert stops["typeKey"] == "sorte"
    assert [one["name"] for one in stops["types"]] == ["etape", "etape-sans-fiche"]


def test_texts_are_asked_for_in_the_languages_of_the_site(tmp_path: Path) -> None:
    """The first language is asked for where the text is, the others are offered."""
    config = made(tmp_path, **{"site.yml": SITE.replace("[fr, en]", "[en, fr]")})
    title = within(collection(config, "parcours"), "title")
    assert [(one["name"], one["label"], one["required"]) for one in title["fields"]] == [
        ("en", "Anglais", True), ("fr", "Français", False)]


def test_an_optional_group_may_stay_empty(config: dict[str, Any]) -> None:
    """Within a group that may be left out nothing is required, or it could not be left out."""
    for path in (("season",), ("status",), ("days", "stops", "etape", "travel")):
        group = within(collection(config, "parcours"), *path)
        assert group["required"] is False
        assert not any(one.get("required") for one in every_widget(group["fields"]))


def test_no_widget_rewrites_what_is_typed(config: dict[str, Any]) -> None:
    """Numbers, dates and times are asked for as text: Decap's own widgets would reformat them. A
    point and a day are ours, over text."""
    widgets = {one["widget"] for name in ("parcours", "lieux")
               for one in every_widget(collection(config, name))}
    assert widgets == {"string", "text", "select", "relation", "list", "object", "image", "file",
                       "hidden", "point", "day"}
    days = {one["name"] for name in ("parcours", "lieux")
            for one in every_widget(collection(config, name)) if one["widget"] == "day"}
    assert {"verified_on", "on", "expires"} <= days


MENDED = {
    "clock": ["9h30", "9 h 30", "09.30", "9 heures"], "day": ["22/11/2026", "1er mars 2026"],
    "stay": ["90 min", "1 h 30", "1,5 h", "2 heures", "nuit"],
    "travel_minutes": ["45 min", "1h30"], "kilometres": ["12,5", "12 km", "3.5 km"],
    "latitude": ["43,6045", "43.6045°"], "longitude": ["1,444", "-0,5"],
    "month_day": ["1er avril", "01/04"],
    "https_link": ["www.exemple.fr", "https:/exemple.fr/x", "https//exemple.fr"],
}
"""What offices type, by reader, that `check --fix` writes in the right form."""
REFUSED = {
    "clock": ["matin", "25"], "day": ["printemps", "2026"], "stay": ["longtemps"],
    "travel_minutes": ["vite"], "kilometres": ["loin"], "latitude": ["43 degrés", "nord"],
    "longitude": ["est"], "month_day": ["printemps"], "https_link": ["exemple.fr", "http://x.fr"],
}


@pytest.mark.parametrize("reader", sorted(MENDED))
def test_what_fix_would_mend_is_accepted(reader: str) -> None:
    """Each is a fault with one certain remedy, which the form lets through; what has none is told
    in the form, as ever."""
    pattern = re.compile(form._accepted(reader))
    for typed in MENDED[reader]:
        with pytest.raises(scalars.BadScalar) as fault:
            READERS[reader](typed)
        assert fault.value.certain is not None, typed
        assert pattern.search(typed), typed
    for typed in REFUSED[reader]:
        assert not pattern.search(typed), typed
    assert reader in certain.MENDED


READERS: dict[str, Any] = {name: getattr(scalars, name) for name in MENDED}


REPOSITORY = SITE + "repo_url: {}\n"


@pytest.mark.parametrize(("settings", "expected"), [
    (SITE, {"name": "proxy", "proxy_url": "http://localhost:8081/api/v1", "branch": "main"}),
    (REPOSITORY.format("https://github.com/organisation/depot"),
     {"name": "proxy", "proxy_url": "http://localhost:8081/api/v1", "branch": "main"}),
    (REPOSITORY.format("https://github.com/organisation/depot.git\nforge: github"),
     {"name": "github", "repo": "organisation/depot", "branch": "main", "open_authoring": True}),
    (REPOSITORY.format("https://GitHub.com/organisation/depot\nforge: github"),
     {"name": "github", "repo": "organisation/depot", "branch": "main", "open_authoring": True}),
    (REPOSITORY.format("https://gitlab.exemple.fr/groupe/sous-groupe/depot/\nforge: gitlab"),
     {"name": "gitlab", "repo": "groupe/sous-groupe/depot", "branch": "main", "auth_type": "pkce",
      "base_url": "https://gitlab.exemple.fr", "api_root": "https://gitlab.exemple.fr/api/v4"}),
    (REPOSITORY.format("https://forge.exemple.fr/groupe/depot\nforge: gitlab\nbranch: principale"),
     {"name": "gitlab", "repo": "groupe/depot", "branch": "principale", "auth_type": "pkce",
      "base_url": "https://forge.exemple.fr", "api_root": "https://forge.exemple.fr/api/v4"}),
])
def test_the_backend_is_the_repository_of_the_site(
        tmp_path: Path, settings: str, expected: dict[str, Any]) -> None:
    """``repo_url`` decides where the form saves; without it, on this machine alone."""
    backend = made(tmp_path, **{"site.yml": settings})["backend"]
    assert backend.pop("commit_messages")["update"] == "{{slug}} : modification du {{collection}}"
    assert backend == expected


@pytest.mark.parametrize(("forge", "host", "name"), [
    ("forgejo", "codeberg.org", "gitea"), ("gitea", "github.exemple.fr", "gitea"),
    ("gitlab", "framagit.org", "gitlab"), ("github", "gitlab.exemple.fr", "github")])
def test_the_setting_says_the_forge(tmp_path: Path, forge: str, host: str, name: str) -> None:
    """Whatever the host is called; Decap knows Forgejo by the name of Gitea."""
    backend = made(tmp_path, **{"site.yml": REPOSITORY.format(
        f"https://{host}/g/d\nforge: {forge}")})["backend"]
    assert (backend["name"], backend["repo"]) == (name, "g/d")
    assert backend["api_root"] == f"https://{host}/api/" + (
        {"gitea": "v1", "gitlab": "v4", "github": "v3"}[name])


def test_a_backend_of_its_own_replaces(tmp_path: Path) -> None:
    """``admin/backend.yml`` with a name stands alone: nothing stays of what was deduced."""
    (tmp_path / "admin").mkdir()
    (tmp_path / "admin" / "backend.yml").write_text(
        "name: gitea\nrepo: groupe/depot\nbase_url: https://codeberg.org\n", "utf-8")
    backend = made(tmp_path, **{"site.yml": REPOSITORY.format(
        "https://github.com/organisation/depot\nforge: github")})["backend"]
    del backend["commit_messages"]
    assert backend == {"name": "gitea", "repo": "groupe/depot", "base_url": "https://codeberg.org"}


def test_a_backend_below_its_own_word_is_the_same(tmp_path: Path) -> None:
    """As the documentation of Decap writes it, with ``backend:`` before it; true and false are what
    they say, however deep they stand."""
    (tmp_path / "admin").mkdir()
    (tmp_path / "admin" / "backend.yml").write_text(
        "backend:\n  name: gitea\n  repo: g/d\n  preview: {open: false, words: [yes, true]}\n",
        "utf-8")
    backend = made(tmp_path)["backend"]
    del backend["commit_messages"]
    assert backend == {"name": "gitea", "repo": "g/d", "preview": {
        "open": False, "words": ["yes", True]}}


@pytest.mark.parametrize(("text", "code"), [
    ("name: gitea\n\trepo: g/d\n", "yaml-syntax"), ("- name: gitea\n", "yaml-syntax"),
    ("name: a\nname: b\n", "duplicate-key")])
def test_a_backend_that_cannot_be_read_is_told(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, code: str) -> None:
    """And nothing is written: a form that saves where its administrator did not say would be the
    one that was deduced."""
    write_sample(tmp_path / "itineraries")
    (tmp_path / "admin").mkdir()
    (tmp_path / "admin" / "backend.yml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(editing.reference, [])
    assert done.exit_code == 1
    assert f"admin/backend.yml:{2 if 'name: b' in text or 'repo' in text else 1}:" in done.output
    assert f"[{code}]" in done.output
    assert not (tmp_path / "admin/config.yml").exists()


def test_an_administrator_completes_the_backend(tmp_path: Path) -> None:
    """``admin/backend.yml`` without a name adds to it and wins."""
    (tmp_path / "admin").mkdir()
    (tmp_path / "admin" / "backend.yml").write_text("app_id: abc\nopen_authoring: false\n", "utf-8")
    config = made(tmp_path, **{
        "site.yml": REPOSITORY.format("https://github.com/organisation/depot\nforge: github")})
    del config["backend"]["commit_messages"]
    assert config["backend"] == {
        "name": "github", "repo": "organisation/depot", "branch": "main", "open_authoring": False,
        "app_id": "abc"}


def test_where_the_forge_takes_no_proposal_a_branch_does(tmp_path: Path) -> None:
    """Decap begins only with the way of saving that its backend knows; on Forgejo and Gitea that is
    one, so that it gets a branch of its own, never the main one."""
    told = SITE + "repo_url: https://codeberg.org/g/d\nforge: forgejo\nbranch: principale\n"
    config = made(tmp_path, **{"site.yml": told})
    assert (config["publish_mode"], config["backend"]["branch"]) == ("simple", "formulaire")


def test_nothing_is_accepted_in_the_form(config: dict[str, Any]) -> None:
    """Only the forge accepts a proposal: the form has no button for it."""
    assert [one["publish"] for one in config["collections"]] == [False, False]


def test_the_map_opens_where_the_commune_is(tmp_path: Path) -> None:
    """Each commune's point, and the background of the site's maps with who is to be named, without
    markup; none where the site has none."""
    told = made(tmp_path / "1")["map"]
    assert told["positions"]["32208"] == pytest.approx([43.93, 0.62], abs=0.05)
    assert told["attribution"] == "© IGN – Géoplateforme"
    assert "{z}" in told["tiles"]
    none = made(tmp_path / "2", **{"site.yml": SITE.replace("tiles: ign", "tiles: none")})["map"]
    assert none.keys() == {"positions"}


def test_what_is_saved_is_a_proposal(config: dict[str, Any]) -> None:
    """Nothing is published without a review; on this machine the proxy takes over."""
    assert config["publish_mode"] == "editorial_workflow"
    assert config["local_backend"] is True
    assert config["locale"] == "fr"


def test_a_faulty_content_folder_still_gives_a_form(tmp_path: Path) -> None:
    """What cannot be read is not offered; `parcours check` says what is wrong with it."""
    config = made(tmp_path, **{"territories.yml": "territories: [\n", "communes.csv": "code\n",
                               "site.yml": "languages: {}\n"})
    assert within(collection(config, "lieux"), "commune")["options"] == []


def test_the_lock_names_versions_and_no_address() -> None:
    """Every package is pinned and hashed, and nothing says where it is fetched from."""
    lock = json.loads((ADMIN / "package-lock.json").read_text("utf-8"))
    package = json.loads((ADMIN / "package.json").read_text("utf-8"))
    assert lock["packages"][""]["dependencies"] == package["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", one) for one in package["dependencies"].values())
    for name, locked in lock["packages"].items():
        assert "resolved" not in locked, "npm install with admin/.npmrc in place"
        assert not name or locked["integrity"].startswith("sha512-")
    assert "omit-lockfile-registry-resolved=true" in (ADMIN / ".npmrc").read_text("utf-8")
    for path in (ADMIN / "package.json", ADMIN / "package-lock.json", ADMIN / ".npmrc"):
        assert "registry." not in path.read_text("utf-8")


def test_the_form_says_what_it_may_do() -> None:
    """Its scripts are the site's own, nobody's frame or form leads out, and it talks to forges by
    https alone, or to this machine; Decap makes functions of its schemas, hence 'unsafe-eval'."""
    said = re.search(r'Content-Security-Policy" content="([^"]*)"', (
        ADMIN / "index.html").read_text("utf-8"))
    assert said is not None
    policy = {name: set(words) for name, *words in (
        part.split() for part in said[1].split(";"))}
    assert policy["default-src"] == {"'none'"}
    assert policy["script-src"] == {"'self'", "'unsafe-eval'"}
    assert policy["base-uri"] == {"'none'"}
    assert policy["form-action"] == policy["frame-src"] == {"'self'"}
    assert policy["connect-src"] == {"'self'", "blob:", "https:", "http://127.0.0.1:*",
                                     "http://localhost:*"}


def test_the_page_asks_for_nothing_elsewhere() -> None:
    """The form's own files name no other server."""
    for name in ("index.html", "start.js", "format.js", "widgets.js", "words.js", "form.css"):
        text = re.sub(r'<meta http-equiv="[^>]*>', "", (ADMIN / name).read_text("utf-8"))
        assert re.findall(r"https?://", text) == []
