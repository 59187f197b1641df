"""Fills the application's style sheet with the colours and sizes of the moment."""

from __future__ import annotations

import re
from functools import cache
from string import Template

from ..resource_files import resource_path
from .palette import Tokens, hex_values

_LENGTH = re.compile(r"(\d+(?:\.\d+)?)u\b")
"""A length in design pixels, as in ``6u``: a pixel at the usual font size and 100 % zoom."""


@cache
def _template() -> Template:
    return Template(resource_path("styles", "window.qss").read_text(encoding="utf-8"))


SMALL, _TITLE = 0.9, 1.7
"""Sizes of text as parts of the usual one."""


def application_style_sheet(tokens: Tokens, unit: float, points: float) -> str:
    """Build the style sheet; `unit` is a design pixel in pixels, `points` the size of text."""
    images = resource_path("styles").as_posix()
    small, title = f"{points * SMALL:.2f}", f"{points * _TITLE:.2f}"
    text = _template().substitute(
        hex_values(tokens), small_points=small, title_points=title, images=images
    )
    return _LENGTH.sub(lambda match: f"{max(1, round(float(match[1]) * unit))}px", text)
