"""What a page is found by beside its words."""

from __future__ import annotations

from datetime import date

import pytest

from helpers.content_sample import write_sample
from parcours.format.text import text_of
from parcours.i18n.language import language_of
from parcours.load.shared import read_shared
from parcours.render.words.searched import also
from parcours.render.words.writer import Writer


@pytest.mark.parametrize(("lang", "name", "communes", "said"), [
    ("fr", {"fr": "Musée des cloches", "en": "Bell museum"}, ["32160"],
     "Bell museum · L’Isle-Jourdain 32600 32160"),
    ("en", {"fr": "Musée des cloches", "en": "Bell museum"}, ["32160"],
     "Musée des cloches · L’Isle-Jourdain 32600 32160"),
    ("fr", {"": "Samatan"}, ["32410", "31555", "32410"],
     "Samatan 32410 · Toulouse 31000 31100 31555"),
    ("fr", {"fr": "Le Bazacle", "en": "Le Bazacle"}, [], "")])
def test_other_names_and_codes(tmp_path_factory: pytest.TempPathFactory, lang: str,
                               name: dict[str, str], communes: list[str], said: str) -> None:
    """Each name but the one that the page shows; each commune once, with all its postcodes."""
    folder = write_sample(tmp_path_factory.mktemp("a"), **{"communes.csv": (
        "code,name,territory,lat,lon,area_km2,postcodes\n"
        "31555,Toulouse,toulouse-metropole,43.60116,1.42330,118.17,31000 31100\n"
        "32160,L'Isle-Jourdain,portes-de-gascogne,43.61601,1.08428,70.98,32600\n"
        "32410,Samatan,portes-de-gascogne,43.49212,0.92226,33.78,\n")})
    write = Writer(language_of(lang), read_shared(folder, date(2026, 12, 1)).atlas)
    assert also(text_of(name), communes, write) == said
