"""*Verified*, over the whole sample: it stands beside what is verified, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from parcours.content.atlas import Atlas
from parcours.content.freshness import Level, level
from parcours.format.choices import Fact
from parcours.format.model import PlaceFields
from parcours.i18n.language import Language, language_of
from parcours.load.route import read_trip
from parcours.load.shared import read_shared
from parcours.render import pages
from parcours.render.pages import home as home_page
from parcours.render.words.places import FACTS
from parcours.trip.trip import Trip

SAMPLE = Path(__file__).resolve().parents[1] / "sample"
ON = date(2026, 11, 29)

WORD = {"fr": re.compile(r"vérifiée?s?\b", re.I), "en": re.compile(r"\bverified\b", re.I)}
NOT = {"fr": re.compile(r"\bnon vérifié\b|"
                        r"\bn’a (?:pu être|été) vérifié"),
       "en": re.compile(r"\bnot verified\b|to be verified again")}
"""That nobody verified something, as the site and as editors say it."""
COUNT = {"fr": re.compile(r"horaires vérifiés pour (\d+) étapes? sur les (\d+) qui en ont"),
         "en": re.compile(r"hours verified at (\d+) of the (\d+) stops that have any")}
ALL = {"fr": "possible, horaires d’ouverture vérifiés", "en": "possible, hours verified"}
BESIDE = {"fr": re.compile(r"<dt>Horaires</dt><dd>[^\n]*?\((vérifié le [^)]*)\)</small></dd>"),
          "en": re.compile(r"<dt>Hours</dt><dd>[^\n]*?\((verified on [^)]*)\)</small></dd>")}
STOPS = {"fr": re.compile("<dt>Horaires vérifiés</dt><dd>([^<]*)</dd>"),
         "en": re.compile("<dt>Hours verified</dt><dd>([^<]*)</dd>")}
FACTS_ON = {"fr": re.compile(r">Vérifié le [^<]*</span> : ([^<]*)\.</p>"),
            "en": re.compile(r">Verified on [^<]*</span>: ([^<]*)\.</p>")}


@cache
def content(today: date) -> tuple[Atlas, tuple[Trip, ...]]:
    """All that the sample holds, each trip as on that day."""
    folder = SAMPLE / "itineraries"
    atlas = read_shared(folder, today).atlas
    trips = [read_trip(path, atlas)[0] for path in sorted(folder.glob("*.yml"))
             if path.stem not in ("site", "territories")]
    return atlas, tuple(trip for trip in trips if trip is not None)


def left_over(page: str, lang: str) -> list[str]:
    """Every place of the word, with what stands around it."""
    return [page[max(0, found.start() - 60):found.end() + 40]
            for found in WORD[lang].finditer(page)]


def clean(page: str, lang: str) -> str:
    """A page as its readers see it, its scripts' words too, without the word where it is denied."""
    return NOT[lang].sub("", unescape(page).replace("\u00a0", " "))


def judged_place(page: str, place: PlaceFields, atlas: Atlas, language: Language) -> str:
    """The page of a place without the words that its facts bear out."""
    def beside(_: re.Match[str]) -> str:
        assert level(place, Fact.OPENING_HOURS, atlas) is Level.VERIFIED
        return ""

    def listed(found: re.Match[str]) -> str:
        names = found[1].split(", ")
        assert names == [language.say(FACTS[fact])[:1].lower() + language.say(FACTS[fact])[1:]
                         for fact in FACTS if level(place, fact, atlas) is Level.VERIFIED]
        return ""

    page = BESIDE[language.code].sub(beside, clean(page, language.code))
    return FACTS_ON[language.code].sub(listed, page)


def judged_days(page: str, trip: Trip, lang: str) -> str:
    """A page or card of a route without the words that the levels of its hours bear out."""
    proof = trip.open_days.proof

    def counted(found: re.Match[str]) -> str:
        assert (int(found[1]), int(found[2])) == (proof.verified, proof.total)
        assert proof.verified < proof.total
        return ""

    page = COUNT[lang].sub(counted, clean(page, lang))
    if proof.level is Level.VERIFIED:
        page = page.replace(ALL[lang], "").replace(ALL[lang].capitalize(), "")
    return page


def judged_route(page: str, trip: Trip, atlas: Atlas, lang: str) -> str:
    """The page of a route, stop by stop."""
    page = judged_days(page, trip, lang)

    def stops(found: re.Match[str]) -> str:
        named = re.split(r", (?:le|la|on|the) ", found[1])[0]
        assert [int(n) for n in re.findall(r"\d+", named)] == [
            visit.number for visit in trip.visits if visit.hours_proved]
        return ""

    page = STOPS[lang].sub(stops, page)
    parts = re.split(r'(?=<li class="pc-stop )', page)
    for visit, part in zip(trip.visits, parts[1:], strict=True):
        def beside(found: re.Match[str], place: PlaceFields = visit.place) -> str:
            assert level(place, Fact.OPENING_HOURS, atlas) is Level.VERIFIED
            return found[0].replace(found[1], "")
        parts[visit.number] = BESIDE[lang].sub(beside, part)
    page = "".join(parts)
    sure = sum(visit.hours_level is Level.VERIFIED for visit in trip.visits)
    data = re.findall(r'"name":"hours_level","value":"(\w+)"', page)
    assert data.count("verified") == sure
    return page.replace('"value":"verified"', "")


def every_page(today: date, lang: str) -> Iterator[tuple[str, str]]:
    """Every page that says something of places or days: its name, and it once judged."""
    atlas, trips = content(today)
    language = language_of(lang)
    for trip in trips:
        yield trip.id, judged_route(pages.itinerary(trip, atlas, language), trip, atlas, lang)
        yield f"{trip.id}, card", judged_days(pages.card(trip, atlas, language), trip, lang)
    for id, place in atlas.places.items():
        yield id, judged_place(pages.place(id, place, [], atlas, language), place, atlas, language)
    yield "places", pages.places(atlas, {}, language)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("today", [ON, date(2028, 3, 1)], ids=["today", "all is stale"])
def test_verified_stands_beside_what_is_verified_and_nowhere_else(today: date, lang: str) -> None:
    """On each page of the sample, on a day when much is verified and on one when nothing is."""
    found = {name: left for name, page in every_page(today, lang)
             if (left := left_over(page, lang))}
    assert found == {}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_home_claims_nothing(lang: str) -> None:
    """The home page that is made says that days are possible as far as is known."""
    page = home_page.home([], content(ON)[0], language_of(lang))
    assert left_over(page.replace("quels horaires sont vérifiés", "").replace(
        "which hours are verified", ""), lang) == []
    assert re.search("d’après ce que l’on sait|as far as is known", page)


def test_a_false_word_is_found() -> None:
    """The search sees the word where nothing bears it out."""
    atlas, trips = content(ON)
    trip = trips[0]
    page = pages.itinerary(trip, atlas, language_of("fr"))
    wrong = page.replace('<p class="pc-stop__meta">', '<p class="pc-stop__meta">vérifié ', 1)
    assert left_over(judged_route(page, trip, atlas, "fr"), "fr") == []
    assert len(left_over(judged_route(wrong, trip, atlas, "fr"), "fr")) == 1
