"""Climbs by the stated algorithm, on hills whose answer is known, and profiles only where heights
are real."""

from __future__ import annotations

from itertools import pairwise
from math import pi, sin
from random import Random

import pytest

from parcours.content.relief import NoRelief, Relief, heights_at, relief, rise_and_fall

Piece = list[tuple[float, float | None]]


def of(*pieces: Piece) -> Relief:
    found = relief(pieces)
    assert isinstance(found, Relief)
    return found


def hill(noise_m: float = 0.0, every_m: int = 10) -> Piece:
    """Up 100 m over two kilometres, and down again."""
    random = Random(11)  # noqa: S311
    return [(float(at), 150 + 100 * (1 - abs(at - 2000) / 2000) + random.uniform(-noise_m, noise_m))
            for at in range(0, 4001, every_m)]


def test_a_hill_is_climbed_once() -> None:
    """A hundred metres up and down, but for what smoothing takes off the sharp top."""
    found = of(hill())
    assert found.climb_m == pytest.approx(100, abs=1)
    assert found.descent_m == pytest.approx(100, abs=1)
    assert found.lowest_m == pytest.approx(150, abs=0.01)
    assert found.highest_m == pytest.approx(249.2, abs=1)


@pytest.mark.parametrize("every_m", [3, 5, 10])
def test_noise_is_not_climbed(every_m: int) -> None:
    """Heights a metre off to either side add hundreds of metres of false rises; next to none of
    them count."""
    noisy = hill(1.0, every_m)
    heights = [height for _, height in noisy if height is not None]
    assert sum(max(0.0, after - before) for before, after in pairwise(heights)) > 115
    assert of(noisy).climb_m == pytest.approx(100, abs=5)


@pytest.mark.parametrize(("wrong", "heights"), [
    (range(200, 201), 5000.0), (range(200, 204), 2600.0), (range(100, 300, 50), -1.0),
    (range(5), 900.0), (range(396, 401), -80.0)])
def test_a_height_that_leaps_is_none(wrong: range, heights: float) -> None:
    """A receiver that reads 5000 m once, or -1 where it has no height, climbs no mountain."""
    spiked = [(at, heights if n in wrong else height) for n, (at, height) in enumerate(hill())]
    found = of(spiked)
    assert found.climb_m == pytest.approx(100, abs=5)
    assert found.highest_m < 260


def test_of_two_levels_nobody_knows_the_right_one() -> None:
    """Where half a path lies 250 m above the other, after one step, there is no profile."""
    halves: Piece = [(float(at), 150.0 + at / 100 + (250 if at > 2000 else 0))
                     for at in range(0, 4001, 10)]
    assert relief([halves]) is NoRelief.MISSING


def test_a_ladder_is_climbed() -> None:
    """Between two points of a steep mountain 69 m lie on 27 of a map: they count."""
    ladder: Piece = [(float(at), 1900.0 - at / 10) for at in range(0, 1000, 25)]
    ladder += [(1002.0 + at, 1731.0 - at / 10) for at in range(0, 1000, 25)]
    assert of(ladder).descent_m == pytest.approx(267, abs=5)


def test_one_value_with_a_leap_is_flat() -> None:
    """A height that a program filled in stays one, whatever stands between."""
    assert relief([[(float(at), 3000.0 if at == 500 else 150.0) for at in range(0, 1001, 10)]]) is (
        NoRelief.FLAT)


def test_waves_are_climbed_each() -> None:
    """Ten waves of twenty metres from trough to crest, a kilometre each."""
    waves: Piece = [(float(at), 100 - 10 * sin(pi / 2 + 2 * pi * at / 1000))
                    for at in range(0, 10001, 5)]
    assert of(waves).climb_m == pytest.approx(200, rel=0.02)
    assert of(waves).descent_m == pytest.approx(200, rel=0.02)


def test_turns_of_less_than_two_metres_do_not_count() -> None:
    """1.9 m down and up again is noise, 2 m is a dip; both ends of a rise count."""
    assert rise_and_fall([0, 10, 8.1, 20]) == (20, 0)
    assert rise_and_fall([0, 10, 8, 20]) == (22, 2)
    assert rise_and_fall([0, 1, 0, 1.5]) == (0, 0)
    assert rise_and_fall([5, 1]) == (0, 4)


def test_pieces_are_climbed_one_by_one() -> None:
    """What lies between two pieces is not climbed: nobody knows that way."""
    low: Piece = [(float(at), 100.0 + at / 100) for at in range(0, 1001, 10)]
    high: Piece = [(float(at), 500.0 + (at - 1000) / 100) for at in range(1000, 2001, 10)]
    found = of(low, high)
    assert found.climb_m == pytest.approx(20, abs=0.1)
    assert [piece[0][0] for piece in found.profiles] == [0, 1000]


def test_a_profile_needs_few_samples() -> None:
    """A hill with two straight sides: its ends and the rounded top, right within a metre."""
    (profile,) = of(hill()).profiles
    assert len(profile) < 12
    straight = dict(hill())
    for at, height in zip(range(0, 4001, 50), heights_at(profile, range(0, 4001, 50)), strict=True):
        expected = straight[float(at)]
        assert expected is not None
        assert abs(height - expected) < 2  # the sharp top is rounded by 0.8 m


def test_a_few_heights_may_lack() -> None:
    """A point without a height, or with 0 far above the sea, takes that of its neighbours."""
    holed: Piece = [(at, None if n % 7 == 0 else 0.0 if n % 11 == 0 else height)
                    for n, (at, height) in enumerate(hill())]
    assert of(holed).climb_m == pytest.approx(100, abs=1.5)


def test_a_shore_is_at_nought() -> None:
    """Near the sea a height of 0 is one."""
    shore: Piece = [(float(at), max(0.0, 20 - at / 50)) for at in range(0, 2001, 10)]
    assert of(shore).lowest_m == pytest.approx(0, abs=0.3)
    assert of(shore).descent_m == pytest.approx(20, abs=0.5)


@pytest.mark.parametrize(("piece", "why"), [
    ([(0.0, None), (500.0, None)], NoRelief.MISSING),
    ([(float(at), 150.0) for at in range(0, 2000, 10)], NoRelief.FLAT),
    ([(0.0, 150.0), (500.0, 150.4)], NoRelief.FLAT),
    ([(float(at), 0.0) for at in range(0, 2000, 10)], NoRelief.FLAT),
    ([(0.0, 100.0), (900.0, 180.0), (1800.0, 90.0)], NoRelief.MISSING),
    ([(float(at), 100.0 + at / 50 if at < 3000 else None) for at in range(0, 4200, 10)],
     NoRelief.MISSING),
])
def test_no_profile_is_made_up(piece: Piece, why: NoRelief) -> None:
    """Without heights, with one value everywhere, with heights too far apart or over a part only,
    there is no profile, and why is known."""
    assert relief([piece]) is why


def test_a_short_way_is_smoothed_as_well() -> None:
    """Shorter than the filter is wide: both ends keep their height."""
    found = of([(0.0, 100.0), (12.0, 103.0)])
    assert found.profiles[0][0] == pytest.approx((0, 100))
    assert found.profiles[0][-1] == pytest.approx((12, 103))
