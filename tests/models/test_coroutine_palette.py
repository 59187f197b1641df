import itertools

import pytest

from coro_debugger.models.coroutine_palette import COLOUR_COUNT, coroutine_colour

# Machado, Oliveira and Fernandes (2009): full protanopia, deuteranopia, tritanopia.
EYES = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "no green": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "no blue": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
GROUNDS = {False: "#ffffff", True: "#22272e"}
LEAST_DIFFERENCE = 15
LEAST_CONTRAST = 4.0


def linear(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def seen(colour, matrix):
    parts = linear(colour)
    mixed = (sum(a * b for a, b in zip(row, parts, strict=True)) for row in matrix)
    return [min(1.0, max(0.0, part)) for part in mixed]


def lab(parts):
    def root(t):
        return t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116

    red, green, blue = parts
    x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047)
    y = root(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one, other, matrix):
    pairs = zip(lab(seen(one, matrix)), lab(seen(other, matrix)), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def contrast(one, other):
    weights = (0.2126, 0.7152, 0.0722)
    lights = sorted(
        sum(w * p for w, p in zip(weights, linear(colour), strict=True)) for colour in (one, other)
    )
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def palette(dark):
    return [coroutine_colour(number, dark) for number in range(1, COLOUR_COUNT + 1)]


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("eyes", EYES)
def test_any_two_colours_can_be_told_apart(eyes, dark):
    for one, other in itertools.combinations(palette(dark), 2):
        assert difference(one, other, EYES[eyes]) >= LEAST_DIFFERENCE, (one, other)


@pytest.mark.parametrize("dark", [False, True])
def test_colours_can_be_read_on_their_ground(dark):
    for colour in palette(dark):
        assert contrast(colour, GROUNDS[dark]) >= LEAST_CONTRAST, colour


def test_a_coroutine_keeps_its_colour_and_colours_come_round():
    assert coroutine_colour(3) == coroutine_colour(3)
    assert coroutine_colour(3) == coroutine_colour(3 + COLOUR_COUNT)
    assert len(set(palette(False))) == COLOUR_COUNT
    assert coroutine_colour(2**40).startswith("#")
