"""One fault does not hide the next: what is left of a file is still looked at."""

from __future__ import annotations

from helpers.content_sample import MUSEUM, ROUTE
from parcours.format.model import Itinerary, Place
from parcours.format.partial import Partial, parse_partly
from parcours.source.read import Source, read_text


def place(text: str) -> Partial[Place]:
    """A place as far as it can be read."""
    source = read_text(text, "places/lieu.yml")
    assert isinstance(source, Source)
    return parse_partly(source, Place, "lieu")


def route(text: str) -> Partial[Itinerary]:
    """An itinerary as far as it can be read."""
    source = read_text(text, "essai.yml")
    assert isinstance(source, Source)
    return parse_partly(source, Itinerary, "essai")


def test_a_sound_file_is_whole() -> None:
    """Nothing is in doubt, and the value is that of the parser."""
    read = place(MUSEUM)
    assert read.whole
    assert read.doubtful == frozenset()


def test_what_may_be_left_out_is_left_out() -> None:
    """A bad optional value goes; the rest of the place is as typed."""
    read = place(MUSEUM.replace("6 €", "[a, b]").replace("limited", "peut-être"))
    assert [one.code for one in read.faults] == ["wrong-type", "bad-value"]
    assert read.parsed is not None
    assert read.parsed.value.price is None
    assert read.parsed.value.wheelchair is None
    assert read.parsed.value.twin == "jardin-des-simples"


def test_what_must_be_there_has_a_stand_in() -> None:
    """A place without its latitude keeps its hours, and nothing is told of where it lies."""
    read = place(MUSEUM.replace("lat: 43.60400\n", "").replace("kind: museum", "kind: qqch"))
    assert read.parsed is not None
    assert read.parsed.value.opening_hours == "Mo-Su 10:00-18:00; PH off"
    assert {one.code for one in read.faults} == {"missing-field", "bad-value"}


def test_a_stop_that_means_nothing_keeps_its_place() -> None:
    """The stops after it have the numbers they have in the file."""
    read = route(ROUTE.replace("      - place: musee-de-la-brique", "      - plaace: x"))
    assert read.parsed is not None
    stops = [getattr(stop, "place", "?") for day in read.parsed.value.days for stop in day.stops]
    assert stops == ["gare-matabiau", "?", "ferme-du-grand-chene", "jardin-des-simples", "?"]
    assert read.parsed.value.days[1].stops[1].travel is not None


def test_a_value_deep_in_a_stop() -> None:
    """A bad leg or a bad hour leaves the stop and all its other fields."""
    read = route(ROUTE.replace("minutes: 20", "minutes: vite").replace("10:30", "midi trente"))
    assert read.parsed is not None
    stop = read.parsed.value.days[0].stops[1]
    assert stop.travel is not None
    assert (stop.travel.minutes, stop.arrive, stop.stay) == (None, None, 90)
    assert len(read.faults) == 2


def test_too_little_is_left_of_what_is_no_group() -> None:
    """A file that is a list, or all of whose fields are unknown, is only told its own faults."""
    read = route("days: []\n")
    assert read.parsed is None or read.faults
    assert {one.code for one in place("a: b\n").faults} == {"unknown-field", "missing-field"}
