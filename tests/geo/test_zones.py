"""Whose clock is looked at."""

import pytest

from parcours.geo.points import LatLon
from parcours.geo.zones import MAINLAND, common_zone, zone_at, zone_name

PLACES = [
    (LatLon(43.6, 1.44), "Europe/Paris"), (LatLon(41.39, 9.16), "Europe/Paris"),
    (LatLon(-20.88, 55.45), "Indian/Reunion"), (LatLon(-12.78, 45.23), "Indian/Mayotte"),
    (LatLon(16.24, -61.53), "America/Guadeloupe"), (LatLon(15.87, -61.65), "America/Guadeloupe"),
    (LatLon(14.61, -61.07), "America/Martinique"), (LatLon(4.93, -52.33), "America/Cayenne"),
    (LatLon(5.50, -54.03), "America/Cayenne"), (LatLon(46.78, -56.18), "America/Miquelon"),
    (LatLon(17.90, -62.85), "America/St_Barthelemy"), (LatLon(18.07, -63.08), "America/Marigot"),
    (LatLon(-13.28, -176.18), "Pacific/Wallis"), (LatLon(-17.54, -149.57), "Pacific/Tahiti"),
    (LatLon(-8.91, -140.10), "Pacific/Marquesas"), (LatLon(-23.12, -134.97), "Pacific/Gambier"),
    (LatLon(-22.27, 166.44), "Pacific/Noumea")]


@pytest.mark.parametrize(("place", "zone"), PLACES)
def test_each_territory_has_its_clock(place: LatLon, zone: str) -> None:
    """Prefectures and chief towns."""
    assert zone_name(place) == zone
    assert zone_at(place).key == zone


def test_places_of_several_zones_share_none() -> None:
    toulouse, saint_denis = PLACES[0][0], PLACES[2][0]
    assert common_zone([saint_denis, LatLon(-21.3, 55.5)]) == "Indian/Reunion"
    assert common_zone([saint_denis, toulouse]) == common_zone([]) == MAINLAND
