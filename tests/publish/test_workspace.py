"""The languages of a site, as their settings tell them to MkDocs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from parcours.publish import PublishError
from parcours.publish.workspace import files, read_editions, read_json, refuse_other_languages


def project(root: Path, **configs: str) -> Path:
    """A project with two languages in ``docs``, and these settings by language."""
    for lang in ("fr", "en"):
        (root / "docs" / lang).mkdir(parents=True)
    for lang, text in {"fr": "site_name: Parcours\ndocs_dir: docs/fr\n", **configs}.items():
        name = "mkdocs.yml" if lang == "fr" else f"mkdocs.{lang}.yml"
        (root / name).write_text(text, "utf-8")
    return root


@pytest.mark.parametrize("written", [
    "docs/fr  # les pages", "'docs/fr'", '"docs/fr"  # deux', ">-\n  docs/fr",
    "!ENV [NOT_SET_AT_ALL, docs/fr]"])
def test_the_folder_is_the_one_that_mkdocs_reads(tmp_path: Path, written: str) -> None:
    """A note beside it, quotes, several lines and a variable are YAML's, and none of the name."""
    root = project(tmp_path, fr=f"docs_dir: {written}\n")
    (edition,) = read_editions(root)
    assert edition.docs == root / "docs/fr"


def test_each_language_has_its_folder(tmp_path: Path) -> None:
    """The first one stands at the root of the site."""
    root = project(tmp_path, en="INHERIT: mkdocs.yml\ndocs_dir: docs/en\n")
    french, english = read_editions(root)
    assert (french.lang, french.folder) == ("fr", "")
    assert (english.lang, english.folder) == ("en", "en")


@pytest.mark.parametrize("english", [
    "INHERIT: mkdocs.yml\n",  # the pages of the other language
    "site_name: Routes\n", "docs_dir: docs/de\n", "docs_dir: [docs/en]\n", "docs_dir: ''\n", "",
])
def test_a_language_without_a_folder_of_its_own(tmp_path: Path, english: str) -> None:
    """It is named, instead of the other language's pages being published twice."""
    with pytest.raises(PublishError) as refused:
        read_editions(project(tmp_path, en=english))
    assert refused.value.words.fr == (
        "mkdocs.en.yml doit dire docs_dir, et ce dossier doit exister")


@pytest.mark.parametrize("torn", ["site_name: [", "INHERIT: nulle-part.yml\n"])
def test_settings_that_cannot_be_read(tmp_path: Path, torn: str) -> None:
    """What MkDocs says of them is told, with their file."""
    with pytest.raises(PublishError) as refused:
        read_editions(project(tmp_path, en=torn))
    assert refused.value.words.fr == "MkDocs ne peut pas lire mkdocs.en.yml"
    assert refused.value.detail


def test_no_settings_at_all(tmp_path: Path) -> None:
    """The folder is named."""
    with pytest.raises(PublishError, match=r"there is no mkdocs\.yml"):
        read_editions(tmp_path)


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    """A file or a folder of whoever builds the site is not published through a link; one that
    stays inside is followed."""
    docs, secret = tmp_path / "docs", tmp_path / "secret"
    (docs / "fr").mkdir(parents=True)
    (docs / "fr" / "index.md").write_text("x", "utf-8")
    secret.mkdir()
    (secret / "clef").write_text("x", "utf-8")
    (docs / "en").symlink_to("fr")
    assert sorted(name for name, _ in files(docs, within=docs)) == ["en/index.md", "fr/index.md"]

    for target in (secret / "clef", secret, Path("..", "..", "secret"), docs, Path("..")):
        link = docs / "fr" / "lien"
        link.symlink_to(target)
        with pytest.raises(PublishError, match="is a link"):
            list(files(docs, within=docs))
        link.unlink()


def test_a_link_that_leads_nowhere_is_a_file_like_any(tmp_path: Path) -> None:
    """MkDocs says so itself; a folder that is gone meanwhile has no files."""
    (tmp_path / "lien").symlink_to("nulle-part")
    assert [name for name, _ in files(tmp_path, within=tmp_path)] == ["lien"]
    assert list(files(tmp_path / "nulle-part")) == []


@pytest.mark.parametrize("failure", [RecursionError, ValueError, OSError])
def test_what_cannot_be_read_is_as_good_as_none(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: type[Exception]) -> None:
    """A list may come with a proposal, and be nested deeper than its reader goes."""
    def fail(_: str) -> object:
        raise failure

    path = tmp_path / "list.json"
    path.write_text("[1]", "utf-8")
    assert read_json(path) == [1]
    monkeypatch.setattr(json, "loads", fail)
    assert read_json(path) is None


@pytest.mark.parametrize(("spoken", "said"), [
    (("fr", "en"), ""),
    (("fr",), ""),
    (("fr", "en", "es"), ""),  # no page was made in it
    (("en", "fr"), "languages: [fr, en]"),
    (("en",), "languages: [fr, en]"),
    (("fr", "en", "de"), "write mkdocs.de.yml"),
])
def test_the_languages_are_those_of_the_site(
        tmp_path: Path, spoken: tuple[str, ...], said: str) -> None:
    """Another first language, or one without settings: told by its cause, and what to write; MkDocs
    would list the links that lead nowhere then."""
    root = project(tmp_path, en="INHERIT: mkdocs.yml\ndocs_dir: docs/en\n")
    (root / "docs/de").mkdir()
    editions = read_editions(root)
    if not said:
        refuse_other_languages(editions, spoken, root / "docs")
        return
    with pytest.raises(PublishError) as refused:
        refuse_other_languages(editions, spoken, root / "docs")
    assert said in refused.value.words.en
    assert said.removeprefix("write ") in refused.value.words.fr
