"""The form in Chromium, through the local proxy: what is saved there is in the file, no more."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from helpers.browsing import serving
from helpers.commands import run
from parcours.format.model import Itinerary, Place
from parcours.format.parse import Parsed, parse
from parcours.source.read import Source, read
from parcours.source.tree import Data

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import admin_local  # noqa: E402  (a script, not a package)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("form")]

PLACE = "places/cite-de-l-espace.yml"
ROUTE = "etoiles-et-fusees.yml"


@dataclass
class Form:
    """The open form, the folder it writes into, and what it asked for and complained of."""

    page: Page
    address: str
    folder: Path
    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def open(self, collection: str, entry: str) -> None:
        """Open one entry."""
        self.page.goto(f"{self.address}#/collections/{collection}/entries/{entry}")
        self.page.reload()
        expect(self.page.get_by_text("modifications enregistrées")).to_be_visible(timeout=30_000)

    def field(self, name: str, n: int = 0) -> Locator:
        """The input of a field, by its name in the file."""
        return self.page.locator(f"[id^='{name}-field']").nth(n)

    def type(self, where: Locator, text: str) -> None:
        """Put a text in the place of what stands there, at once: the form is slow to follow."""
        where.click()
        where.press("Control+a")
        self.page.keyboard.insert_text(text)
        expect(where).to_have_value(text)

    def pick(self, label: str, name: str) -> None:
        """Choose in a list by what is shown."""
        self.page.get_by_label(label, exact=True).locator("visible=true").last.click()
        self.page.keyboard.insert_text(name)
        self.page.get_by_role("option", name=name).first.click()

    def unfold(self, shown: str) -> None:
        """Open an item of a list that shows these words."""
        folded = self.page.get_by_text(shown, exact=True).first
        folded.locator("xpath=..").get_by_role("button").first.click()

    def propose(self) -> None:
        """Ask for what was changed to be saved."""
        self.page.get_by_role("button", name="Proposer").first.click()
        self.page.get_by_role("menuitem", name="Proposer maintenant").click()

    def save(self) -> None:
        """Save, and wait until it is done."""
        self.propose()
        expect(self.page.get_by_text("modifications enregistrées")).to_be_visible(timeout=30_000)

    def data(self, name: str) -> dict[str, Data]:
        """What a file says now."""
        source = read(self.folder / name, name)
        assert isinstance(source, Source), source
        return source.data

    def text(self, name: str) -> str:
        """A file as it stands."""
        return (self.folder / name).read_text("utf-8")


@pytest.fixture
def form(admin: Path, browser: Browser, tmp_path: Path) -> Iterator[Form]:
    """The form over a copy of the project's itineraries, signed in."""
    shutil.copytree(ROOT / "tests/sample/itineraries", tmp_path / "itineraries")
    page = browser.new_page(viewport={"width": 1200, "height": 1600}, locale="fr-FR")
    with admin_local.form(tmp_path, admin=admin) as address:
        opened = Form(page, address, tmp_path / "itineraries")
        page.on("request", lambda asked: opened.hosts.add(urlsplit(asked.url).hostname or ""))
        page.on("pageerror", lambda failure: opened.complaints.append(str(failure)))
        page.goto(address)
        page.get_by_role("button", name="Se connecter").click()
        expect(page.get_by_text("Des fusées aux étoiles")).to_be_visible(timeout=30_000)
        yield opened
        page.close()


def test_the_form_is_in_french_and_asks_no_other_server(form: Form) -> None:
    """Its words are French, and it is served whole from this machine."""
    form.page.get_by_role("link", name="Lieux").click()
    expect(form.page.get_by_text("Cité de l’espace")).to_be_visible()
    expect(form.page.get_by_text("Chaque lieu sert à tous les parcours")).to_be_visible()
    assert form.page.evaluate("document.documentElement.lang") == "fr"
    assert form.hosts - {""} == {"127.0.0.1"}
    assert form.complaints == []


def test_settings_are_not_taken_for_routes(form: Form) -> None:
    """Of the folder of routes the form lists the routes alone."""
    listed = form.page.locator("main a[href*='/entries/'], a[href*='/entries/']")
    routes = [path.stem for path in form.folder.glob("*.yml")
              if path.stem not in ("site", "territories")]
    expect(listed).to_have_count(len(routes))


def test_one_field_edited_is_one_line_of_the_file(form: Form) -> None:
    """The file says the same but for the edit; its comments, order and line breaks stay."""
    before, said = form.text(PLACE), form.data(PLACE)
    assert before.startswith("#")
    form.open("lieux", "cite-de-l-espace")
    form.type(form.field("precision_m"), "45")
    form.save()
    assert form.data(PLACE) == said | {"precision_m": "45"}
    assert form.text(PLACE) == before.replace("precision_m: 30\n", "precision_m: 45\n")


def test_a_stop_is_edited_within_its_day(form: Form) -> None:
    """A field of a stop of a day, and a part of its leg that was not there."""
    before, said = form.text(ROUTE), form.data(ROUTE)
    form.open("parcours", "etoiles-et-fusees")
    form.unfold("09:30 · Toulouse, le nez en l’air")
    form.unfold("cite-de-l-espace")
    form.type(form.field("stay", 1), "2h45")
    form.field("travel", 1).get_by_role("button").first.click()
    form.type(form.field("minutes", 1), "35")
    form.save()
    stop = said["days"][0]["stops"][1]  # type: ignore[index,call-overload]
    stop["stay"] = "2h45"  # type: ignore[index,call-overload]
    stop["travel"]["minutes"] = "35"  # type: ignore[index,call-overload]
    assert form.data(ROUTE) == said
    assert len(set(form.text(ROUTE).split("\n")) - set(before.split("\n"))) == 2


def test_a_value_that_means_nothing_is_told_and_not_saved(form: Form) -> None:
    """The form says in French how it is written, by the patterns of the format."""
    before = form.text(PLACE)
    form.open("lieux", "cite-de-l-espace")
    form.type(form.page.get_by_label("Latitude"), "43 degrés")
    form.propose()
    expect(form.page.get_by_text("des degrés avec un point décimal")).to_be_visible()
    assert form.text(PLACE) == before


def test_a_new_place_is_sound(form: Form) -> None:
    """A place made in the form passes the check, under an id made of its name."""
    form.page.goto(f"{form.address}#/collections/lieux/new")
    form.page.reload()
    form.type(form.field("fr"), "Le Moulin de l’Arrats : à l’eau")
    form.pick("Genre", "monument")
    form.pick("Commune", "Lectoure (32208)")
    form.type(form.page.get_by_label("Latitude"), "43,9350")
    form.type(form.page.get_by_label("Longitude"), "0.62300")
    form.pick("Sur place (optionnel)", "toilettes")
    form.save()
    name = "places/le-moulin-de-l-arrats-a-l-eau.yml"
    assert form.text(name) == (
        "# yaml-language-server: $schema=../../schema/place.schema.json\n"
        'name: "Le Moulin de l’Arrats : à l’eau"\nkind: monument\ncommune: "32208"\n'
        "lat: 43.9350\nlon: 0.62300\nservices: [toilets]\n")
    source = read(form.folder / name, name)
    assert isinstance(source, Source)
    assert isinstance(parse(source, Place, "le-moulin"), Parsed)


def test_a_new_stop_is_chosen_among_the_places(form: Form) -> None:
    """A stop is added at the end of a day; the place comes from the list of places."""
    said = form.data(ROUTE)
    form.open("parcours", "etoiles-et-fusees")
    form.unfold("09:30 · Toulouse, le nez en l’air")
    form.page.get_by_role("button", name="Ajouter une entrée de type étape").first.click()
    form.page.get_by_role("menuitem", name="Une étape", exact=True).click()
    form.pick("Lieu", "Les Abattoirs")
    form.save()
    said["days"][0]["stops"].append({"place": "abattoirs"})  # type: ignore[index,call-overload,union-attr]
    assert form.data(ROUTE) == said
    source = read(form.folder / ROUTE, ROUTE)
    assert isinstance(source, Source)
    assert isinstance(parse(source, Itinerary, "etoiles-et-fusees"), Parsed)


def test_a_point_is_placed_on_the_map(form: Form) -> None:
    """By the keyboard and by a touch: both coordinates are written, and nothing else of the file;
    no other server is asked before the map is opened."""
    before = form.text(PLACE)
    form.open("lieux", "cite-de-l-espace")
    lat, lon = (form.page.get_by_label(name) for name in ("Latitude", "Longitude"))
    assert (lat.input_value(), lon.input_value()) == ("43.58600", "1.49300")
    assert form.hosts - {""} == {"127.0.0.1"}
    form.page.get_by_role("button", name="Placer sur une carte").click()
    shown = form.page.get_by_role("application", name="Carte pour placer le point")
    expect(form.page.locator(".leaflet-marker-icon")).to_be_visible()
    shown.focus()
    form.page.keyboard.press("ArrowRight")
    form.page.wait_for_timeout(400)  # the map glides
    form.page.keyboard.press("Enter")
    expect(lon).not_to_have_value("1.49300")
    assert 1.493 < float(lon.input_value()) < 1.50
    expect(lat).to_have_value("43.58600")
    shown.click(position={"x": 100, "y": 60})
    expect(lat).not_to_have_value("43.58600")
    typed = (lat.input_value(), lon.input_value())
    form.save()
    assert form.text(PLACE) == before.replace("lat: 43.58600", f"lat: {typed[0]}").replace(
        "lon: 1.49300", f"lon: {typed[1]}")


def test_two_coordinates_pasted_at_once(form: Form) -> None:
    """What a map of the web copies goes into both fields."""
    form.open("lieux", "cite-de-l-espace")
    form.page.get_by_label("Latitude").click()
    form.page.keyboard.press("Control+a")
    form.page.keyboard.insert_text("43.60450, 1.44400")
    expect(form.page.get_by_label("Longitude")).to_have_value("1.44400")
    form.save()
    said = form.data(PLACE)
    assert (said["lat"], said["lon"]) == ("43.60450", "1.44400")


def test_a_day_is_typed_as_the_french_write_it(form: Form) -> None:
    """It is put right where one leaves the field, and kept as text; the calendar shows it."""
    before = form.text(PLACE)
    form.open("lieux", "cite-de-l-espace")
    day = form.page.locator("[id^='verified_on-field']")
    form.type(day, "1er mars 2026")
    day.press("Tab")
    expect(day).to_have_value("2026-03-01")
    expect(form.page.get_by_label("Choisir dans un calendrier").first).to_have_value("2026-03-01")
    form.save()
    assert form.text(PLACE) == before.replace(
        f"verified_on: {read_day(before)}", "verified_on: 2026-03-01")


def read_day(text: str) -> str:
    """The day that a file says its facts were verified."""
    return text.partition("verified_on: ")[2].partition("\n")[0]


def test_what_is_mended_is_let_through(form: Form) -> None:
    """The form saves what `parcours check --fix` then puts right: nobody has to know the format."""
    form.open("lieux", "cite-de-l-espace")
    form.type(form.field("website"), "www.cite-espace.com")
    form.type(form.field("duration"), "1 h 30")
    form.save()
    fixed = run("check", "--fix", "--only", "etoiles-et-fusees", cwd=form.folder.parent)
    assert fixed.returncode == 0, fixed.stdout
    said = form.data(PLACE)
    assert (said["website"], said["duration"]) == ("https://www.cite-espace.com", "1h30")


def test_it_fits_a_telephone(form: Form) -> None:
    """At 390 px no field is wider than the screen."""
    form.page.set_viewport_size({"width": 390, "height": 800})
    form.open("lieux", "cite-de-l-espace")
    assert form.page.evaluate("document.documentElement.scrollWidth") <= 390
    for box in (form.page.get_by_label("Longitude"), form.field("precision_m")):
        place = box.bounding_box()
        assert place is not None
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= 390


def test_no_word_says_that_anything_is_published(form: Form) -> None:
    """What one reads in the lists, in an entry and in its menus proposes."""
    form.open("lieux", "cite-de-l-espace")
    form.type(form.field("precision_m"), "45")
    form.page.get_by_role("button", name="Proposer").first.click()
    assert "publi" not in form.page.locator("body").inner_text().lower().replace("public", "")


def test_on_a_forge_a_proposal_waits_for_its_review(admin: Path, browser: Browser,
                                                    tmp_path: Path) -> None:
    """Where Decap makes proposals, here in its own memory: one saves, then says that it is to be
    reviewed; nothing offers to accept it."""
    for path in admin.iterdir():
        if path.name != "config.yml":
            (tmp_path / path.name).symlink_to(path)
    config = (admin / "config.yml").read_text("utf-8")
    backend = config[config.index("backend:"):config.index("local_backend:")]
    (tmp_path / "config.yml").write_text(
        config.replace(backend, "backend:\n  name: test-repo\n").replace(
            "local_backend: true\n", ""), "utf-8")
    with serving(tmp_path) as address:
        page = browser.new_page(viewport={"width": 1200, "height": 1000}, locale="fr-FR")
        page.goto(address)
        page.get_by_role("button", name="Se connecter").click()
        page.goto(f"{address}#/collections/lieux/new")
        page.locator("[id^='fr-field']").first.fill("Le moulin")
        for label, name in (("Genre", "monument"), ("Commune", "Lectoure (32208)")):
            page.get_by_label(label, exact=True).locator("visible=true").last.click()
            page.keyboard.insert_text(name)
            page.get_by_role("option", name=name).first.click()
        page.get_by_role("button", name="Placer sur une carte").click()
        page.locator(".pf-box.leaflet-container").focus()
        expect(page.locator(".pf-pin")).to_have_count(0)  # no point yet: the chosen commune's
        page.get_by_role("button", name="Poser l’épingle sur la croix").click()
        expect(page.locator(".pf-pin")).to_be_visible()
        assert 43.9 < float(page.get_by_label("Latitude").input_value()) < 43.97
        assert 0.58 < float(page.get_by_label("Longitude").input_value()) < 0.66
        page.get_by_role("button", name="Enregistrer").click()
        page.get_by_role("button", name="Statut").click()
        page.get_by_role("menuitem", name="À relire").click()
        expect(page.get_by_role("button", name="Statut: À relire")).to_be_visible()
        shown = page.locator("body").inner_text().lower()
        assert "proposer" not in shown
        assert "publi" not in shown.replace("public", "")
        page.goto(f"{address}#/workflow")
        expect(page.get_by_text("Le moulin")).to_be_visible()
        assert "publi" not in page.locator("body").inner_text().lower()
        page.close()
