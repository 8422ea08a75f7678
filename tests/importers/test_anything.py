"""Whatever stands in a cell, a heading or coordinates: a value or nothing, never an exception."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parcours.content.outside_text import BadText, decoded
from parcours.content.outside_xml import BadXml, tree_of_xml
from parcours.importers import coordinates, projection
from parcours.importers.headings import field_of, projection_of
from parcours.importers.positions import of_columns, pair

quick = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_typed = st.text(max_size=60) | st.text(
    alphabet="0123456789 .,;/|-+°'\"NSEWO()[]{}:=lationgxyPOINT\u00a0−", max_size=60)


@quick
@given(_typed, _typed)
def test_any_cells_are_a_position_or_told(one: str, other: str) -> None:
    """A position lies on the globe; without one, text that is there is told."""
    for found, said in ((pair(one), one), (of_columns(one, other), one + other)):
        if found.at is not None:
            assert abs(found.at.lat) <= 90
            assert abs(found.at.lon) <= 180
        elif said.strip().strip("()[]{}'\"\u00a0 "):
            assert found.bad is not None or not any(c.isalnum() for c in said)


@quick
@given(_typed)
def test_any_coordinates_are_points_or_nothing(text: str) -> None:
    """Of KML, of a heading, of a projection."""
    for one in coordinates.line(text) or ():
        assert one is None or abs(one.lat) <= 90
    coordinates.single(text)
    field_of(text)
    projection_of(text)
    projection.named(text)


@quick
@given(st.binary(max_size=200) | st.text(max_size=200).map(
    lambda said: said.encode("utf-16", "surrogatepass")), st.text(max_size=20))
def test_any_bytes_are_text_or_refused(raw: bytes, declared: str) -> None:
    """Whatever the file declares."""
    with suppress(BadText):
        assert isinstance(decoded(raw, declared).text, str)


@quick
@given(st.text(alphabet="<>/&;:!?[]-ab \"'=x#CDAT", max_size=120))
def test_any_xml_is_a_tree_or_refused(text: str) -> None:
    """Mending never raises anything of its own."""
    with suppress(BadXml):
        assert tree_of_xml(f"<a>{text}</a>".encode())[0].tag.endswith("a")
