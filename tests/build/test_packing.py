"""What one process packs another unpacks: the same, with the places that it has itself."""

from __future__ import annotations

from pathlib import Path

from helpers.content_sample import ROUTE_FILE, TODAY, write_sample
from parcours.build.output import Output
from parcours.build.packing import Packing
from parcours.load.route import read_trip
from parcours.load.shared import read_shared


def test_a_trip_is_the_same_again(tmp_path: Path) -> None:
    """Equal in all, its places and its alliance are those of the atlas, and its packing holds
    none of their words."""
    content = write_sample(tmp_path / "content")
    atlas = read_shared(content, TODAY).atlas
    trip, _ = read_trip(content / ROUTE_FILE, atlas)
    assert trip is not None
    packed = Packing(atlas).pack(trip)

    again = Packing(atlas).unpack(packed)

    assert again == trip
    assert again.alliance is trip.alliance is atlas.alliances[trip.itinerary.alliance]
    assert [visit.place is atlas.places.get(visit.place_id) for visit in again.visits] == [
        visit.place_id != "" for visit in again.visits]  # one is told in its stop
    assert b"musee-de-la-brique" in packed
    assert atlas.places["musee-de-la-brique"].name.by_lang["fr"].encode() not in packed


def test_what_two_processes_of_one_number_put_aside_lies_apart(tmp_path: Path) -> None:
    """The number of a process that ended may be given again within a build."""
    with Output(tmp_path / "docs") as one:
        first = one.put_aside({"a": b"brique"})["a"]
        other = Output(tmp_path / "docs")  # as another process has it
        second = other.put_aside({"a": b"tuile", "b": b"pastel"})
        assert [one.part(lies) for lies in (first, second["a"], second["b"])] == [
            b"brique", b"tuile", b"pastel"]
