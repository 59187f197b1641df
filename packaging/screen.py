"""A screen that nobody sees, a keyboard for it, and pictures of it."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 60.0
"""Seconds after which something that has not happened never will."""
_SIZE = "1500x950x24"


class Screen:
    """A virtual screen; use as a context manager."""

    def __init__(self) -> None:
        reading, writing = os.pipe()
        # Without -noreset it begins anew, and refuses windows, whenever the last one was closed.
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", _SIZE, "-noreset"]
        silent = subprocess.DEVNULL
        self._server = subprocess.Popen(command, pass_fds=[writing], stdout=silent, stderr=silent)
        os.close(writing)
        with os.fdopen(reading) as number:
            self.display = f":{number.readline().strip()}"

    def __enter__(self) -> Screen:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.terminate()
        self._server.wait()

    def find(self, title: str) -> str:
        """Return the window with these words in its title, "" if none is shown."""
        found = self._do("search", "--onlyvisible", "--name", title, check=False).split()
        return found[-1] if found else ""

    def wait_for(self, title: str) -> str:
        """Wait for a window with these words in its title and return it."""
        return wait_until(lambda: self.find(title), f"a window {title!r}", pause=0.01)

    def focus(self, title: str) -> None:
        """Let the window with this title get the keys."""
        window = self.wait_for(title)
        self._do("windowfocus", "--sync", window)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, "ctrl+o" for several at once."""
        for key in keys:
            self._do("key", "--delay", "40", key)
            time.sleep(0.15)

    def type(self, text: str) -> None:
        """Type text, key by key."""
        self._do("type", "--delay", "15", text)

    def take_picture(self, path: Path) -> int:
        """Save what the screen shows; return how many colours it has."""
        environment = {**os.environ, "DISPLAY": self.display}
        subprocess.run(["import", "-window", "root", str(path)], env=environment, check=True)
        command = ["identify", "-format", "%k", str(path)]
        return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    def _do(self, *arguments: str, check: bool = True) -> str:
        environment = {**os.environ, "DISPLAY": self.display}
        done = subprocess.run(
            ["xdotool", *arguments], env=environment, capture_output=True, text=True, check=check
        )
        return done.stdout


def wait_until(condition: Callable[[], T], what: str, pause: float = 0.05) -> T:
    """Wait until something is so and return it. Raises TimeoutError with ``what`` in its text."""
    deadline = time.monotonic() + PATIENCE
    while not (found := condition()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} did not come within {PATIENCE:.0f} s")
        time.sleep(pause)
    return found
