"""One hostile program under the debugger: run, looked at, stopped, and nothing left of it."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from tests.dap.dap_client import Body, DapClient
from tests.hostile.processes import Marked
from tests.interpreters import Python, found
from tests.markers import line_of, marked

PROGRAMS = Path(__file__).parent / "programs"
PATIENCE_SECONDS = 10.0


def on_pythons(*cases: object, each: int = 1) -> list:
    """Return (case, python) pairs for `parametrize`: the default run takes ``each`` Pythons a case.

    Which ones changes from case to case, so that every Python gets its share. The others are for
    the long run.
    """
    pythons = found()
    pairs = []
    for number, case in enumerate(cases):
        now = {(number * each + i) % len(pythons) for i in range(each)}
        for position, python in enumerate(pythons):
            marks = [] if position in now else [pytest.mark.long]
            name = f"{case}-py{python.version}".replace(" ", "_")
            pairs.append(pytest.param(case, python, id=name, marks=marks))
    return pairs


class Debuggee:
    """A client with a program of its own; use as a context manager."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._is_over = False
        self.name = ""
        self.stopped_in: float | None = None
        self.marked = Marked()
        self.client = DapClient()
        self.path = folder

    def __enter__(self) -> Debuggee:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            self.stop()
        except Exception:
            if kind is None:
                raise
        finally:
            self.marked.kill()

    # --- running -----------------------------------------------------------------------------

    def run(self, program: str, *args: str, python: Python, **more: object) -> None:
        """Run a copy of the program, held at its end, with breakpoints where it says "here"."""
        self.name = " ".join([program, *args])
        self.path = Path(shutil.copy(PROGRAMS / f"{program}.py", self._folder))
        here = [line for name, line in marked(self.path).items() if name.startswith("here")]
        options = {"keepAlive": True, "breakpoints": here, **more}
        self.client.launch(
            self.path,
            python=python.path,
            args=list(args),
            env=self.marked.environment,
            **options,
        )

    def hold(self, program: str, *args: str, python: Python, **more: object) -> Body:
        """Run it up to its first breakpoint."""
        self.run(program, *args, python=python, **more)
        return self.client.stopped("breakpoint")

    def run_until_ready(self, program: str, *args: str, python: Python, **more: object) -> None:
        """Run it until it says that it is ready."""
        self.run(program, *args, python=python, **more)
        self.client.wait_for_output("ready")

    def pause(self) -> Body:
        self.client.request("pause", {"threadId": 1})
        return self.client.stopped("pause")

    def line(self, mark: str) -> int:
        return line_of(self.path, mark)

    # --- looking -----------------------------------------------------------------------------

    def coroutines(self) -> dict[str, Body]:
        """Return the first coroutines by the names of the variables that hold them."""
        found = self.client.coroutines(count=100)
        return {each["names"][0]: each for each in found if each["names"]}

    def drive(self, name: str, operation: str = "next") -> Body:
        return self.client.drive(self.coroutines()[name]["id"], operation)

    def check_usable(self) -> None:
        """What matters after every mischief: coroutines are seen and driven, expressions too."""
        assert self.client.request("threads")["threads"]
        assert self.coroutines()["g"]["state"] == "suspended"
        assert self.drive("g")["value"] == "2"
        assert self.client.evaluate("1 + 1")["result"] == "2"

    # --- the end -----------------------------------------------------------------------------

    def stop(self) -> None:
        """Stop it as a person does, and wait until nothing of it runs."""
        if self._is_over:
            return
        self._is_over = True
        began = time.monotonic()
        self.client.close()
        left = self.marked.wait_until_gone(PATIENCE_SECONDS)
        self.stopped_in = time.monotonic() - began
        assert not left, f"{self.name} left {len(left)} processes behind"
