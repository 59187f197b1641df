"""One colour per coroutine, the same in the list, the gutter, the drive panel and the timeline.

The eight colours differ in lightness as well as in hue, so that people who see red, green or blue
weakly can tell them apart; a test simulates the three kinds. Nothing is shown by colour alone.
"""

from __future__ import annotations

from .words import translated

_LIGHT = (
    "#2f6fde",
    "#c2571a",
    "#5a1d9a",
    "#0f8552",
    "#bd4b9a",
    "#5a4604",
    "#0f2a5c",
    "#7a1a34",
)
_DARK = (
    "#6ea8ff",
    "#f0955a",
    "#9c69fa",
    "#7ee8b4",
    "#f060bc",
    "#ebdc4a",
    "#c4e6f6",
    "#ee5870",
)

COLOUR_COUNT = len(_LIGHT)
"""How many colours there are before they come round again."""


def colour_words(coroutine_id: int) -> str:
    """Name the colour of a coroutine by its number: the two schemes have different ones."""
    return translated("{0} of {1}", (coroutine_id - 1) % COLOUR_COUNT + 1, COLOUR_COUNT)


def coroutine_colour(coroutine_id: int, dark: bool = False) -> str:
    """Give the colour of a coroutine as ``#rrggbb``; `dark` asks for the one on dark ground."""
    colours = _DARK if dark else _LIGHT
    return colours[(coroutine_id - 1) % COLOUR_COUNT]
