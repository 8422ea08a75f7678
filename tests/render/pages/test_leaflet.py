"""How large the words of a leaflet are."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from parcours.render.pages.leaflet import sizes
from parcours.render.words.views import DayView, Fact, PlaceView, StopView

_NOTHING = Markup()


def days(stops: int, note: Markup = _NOTHING) -> list[DayView]:
    """One day of as many stops alike."""
    place = PlaceView(Markup("Halle de Gimont"), "marché, Gimont", "Pays Portes de Gascogne",
                      (Fact("hours", "Horaires", "le mercredi de 8 h à 12 h", "non vérifié"),
                       Fact("address", "Adresse", "Rue Nationale, 32200 Gimont")),
                      Markup(), Markup(), "", Markup(), (), Markup())
    stop = StopView(1, "etape-1", "rural", "halle", place, "vers 9 h", ("1 h sur place",),
                    note, Markup(), None, None, None)
    return [DayView(1, Markup("Le marché"), tuple(
        replace(stop, number=n) for n in range(1, stops + 1)))]


def test_more_to_say_is_said_smaller_until_it_takes_both_sides() -> None:
    """Letters shrink as stops come, never below 7 points; past that the other side is used too."""
    found = [float(sizes(days(n)).a4) for n in (3, 15, 21, 27)]
    assert found == sorted(found, reverse=True)
    assert found[0] <= 10.6
    assert min(float(sizes(days(n)).a4) for n in range(1, 90)) == 7.0
    assert float(sizes(days(30)).a4) > float(sizes(days(27)).a4)


def test_notes_count_and_tags_do_not() -> None:
    """What is printed is counted, as its reader sees it."""
    assert sizes(days(12, Markup("réservez la nuit ") * 9)) != sizes(days(12))
    assert sizes(days(12, Markup("<b></b>") * 99)) == sizes(days(12))
