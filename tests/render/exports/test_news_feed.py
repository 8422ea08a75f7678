"""The feeds of new and changed routes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from helpers.content_sample import TODAY, write_sample
from helpers.open_files import ADDRESSED
from parcours.format.text import Text
from parcours.i18n.language import language_of
from parcours.load.shared import read_shared
from parcours.render.exports.about import About
from parcours.render.exports.news_feed import News, atom, json_feed, latest

ATOM = "{http://www.w3.org/2005/Atom}"
FR, EN = language_of("fr"), language_of("en")


def news(id: str, created: int, changed: int) -> News:
    return News(id, Text({"fr": f"Vers {id}", "en": f"To {id}"}),
                Text({"fr": "Un <b>jour</b>.", "en": "A day."}),
                date(2026, 11, created), date(2026, 11, changed))


NEWS = [news("a", 1, 5), news("b", 3, 3), news("c", 1, 9), news("d", 3, 3)]


@pytest.fixture(scope="module")
def about(tmp_path_factory: pytest.TempPathFactory) -> About:
    content = write_sample(tmp_path_factory.mktemp("news"), **{"site.yml": ADDRESSED})
    return About(read_shared(content, TODAY).atlas, "fr", date(2026, 11, 9))


def test_the_last_changed_comes_first(about: About) -> None:
    """Titles say what is updated; dates are those of the changes; texts are inert."""
    root = ElementTree.fromstring(atom(NEWS, FR, about))
    assert [one.findtext(f"{ATOM}title") for one in root.iter(f"{ATOM}entry")] == [
        "Vers c (mis à jour)", "Vers a (mis à jour)", "Vers b", "Vers d"]
    entry = next(root.iter(f"{ATOM}entry"))
    assert (entry.findtext(f"{ATOM}published"), entry.findtext(f"{ATOM}updated"),
            entry.findtext(f"{ATOM}summary")) == (
        "2026-11-01T00:00:00Z", "2026-11-09T00:00:00Z", "Un <b>jour</b>.")
    assert root.findtext(f"{ATOM}updated") == "2026-11-09T00:00:00Z"


def test_both_feeds_say_the_same(about: About) -> None:
    """Identifiers, addresses and dates are equal; those of two languages are not."""
    feed = json.loads(json_feed(NEWS, FR, about))
    root = ElementTree.fromstring(atom(NEWS, FR, about))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    for one, entry in zip(feed["items"], root.iter(f"{ATOM}entry"), strict=True):
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert (one["id"], one["url"], one["title"], one["date_modified"]) == (
            entry.findtext(f"{ATOM}id"), link.get("href"), entry.findtext(f"{ATOM}title"),
            entry.findtext(f"{ATOM}updated"))
    english = json.loads(json_feed(NEWS, EN, about))
    assert not {one["id"] for one in feed["items"]} & {one["id"] for one in english["items"]}


def test_an_identifier_outlasts_a_change(about: About) -> None:
    """A reader is told once more of the same route, and not of another."""
    before, after = (json.loads(json_feed([one], FR, about))["items"][0]
                     for one in (news("a", 1, 1), news("a", 1, 5)))
    assert before["id"] == after["id"]
    assert before["date_modified"] < after["date_modified"]


def test_a_feed_stays_short_and_may_be_empty(about: About) -> None:
    """Fifty routes at most; without any it is a feed all the same."""
    many = [news(f"r{n:03}", 1, 1 + n % 9) for n in range(200)]
    assert len(latest(many)) == 50
    assert ElementTree.fromstring(atom([], FR, about)).findtext(f"{ATOM}updated") == (
        "2026-11-09T00:00:00Z")
    assert json.loads(json_feed([], FR, about))["items"] == []


def test_it_is_the_same_wherever_it_is_made(about: About, tmp_path: Path) -> None:
    """No value depends on the machine or its clock."""
    content = write_sample(tmp_path / "other", **{"site.yml": ADDRESSED})
    other = About(read_shared(content, TODAY).atlas, "fr", date(2026, 11, 9))
    assert atom(NEWS, FR, other) == atom(NEWS, FR, about)
