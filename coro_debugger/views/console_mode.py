"""What the input line of the console is for."""

from __future__ import annotations

from enum import Enum, auto


class ConsoleMode(Enum):
    """STDIN: lines go to the running program; EVALUATE: expressions; OFF: nothing can be typed."""

    STDIN = auto()
    EVALUATE = auto()
    OFF = auto()
