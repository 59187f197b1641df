"""Pictures of the window's main states: ``python -m tests.screenshots.take FOLDER``.

Each is taken from the real window with a real debuggee, in light and dark, at 100 % and 175 %. One
process for each, because Qt reads the scale at its start. Look at them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QPlainTextEdit

from coro_debugger.app import DebuggerApp
from tests.end_to_end.window_driver import WindowDriver

SIZE = (1440, 900)
SCALES = ("1", "1.75")
SCHEMES = ("light", "dark")


class Waiter:
    """Waits as pytest-qt's qtbot does, outside pytest."""

    def waitUntil(self, condition: Callable[[], bool], timeout: int) -> None:
        deadline = time.monotonic() + timeout / 1000
        while not condition():
            QApplication.processEvents()
            if time.monotonic() > deadline:
                raise TimeoutError("the window did not get there")

    def mouseClick(self, button, _: object) -> None:
        button.click()

    def settle(self) -> None:
        """Let what was asked for arrive and be painted."""
        end = time.monotonic() + 0.6
        while time.monotonic() < end:
            QApplication.processEvents()


class Photographer:
    """Brings one window into its states and takes their pictures."""

    def __init__(self, folder: Path, scheme: str, scale: str) -> None:
        self._folder = folder
        self._suffix = f"{scheme}-{int(float(scale) * 100)}"
        self._waiter = Waiter()
        self.app = DebuggerApp(QApplication.instance())
        self.app.theme.set_scheme(scheme)
        self.app.window.resize(*SIZE)
        self.app.window.show()
        self.driver = WindowDriver(self._waiter, self.app)

    def shoot(self, name: str) -> None:
        self._waiter.settle()
        self.app.window.grab().save(str(self._folder / f"{name}-{self._suffix}.png"))

    def open(self, text: str) -> None:
        path = Path(tempfile.mkdtemp()) / "script.py"
        path.write_text(text)
        self.app.scripts.open(str(path), None, None)

    def all(self) -> None:
        driver = self.driver
        self.shoot("start-page")
        driver.open_example("01_grep_filter")
        self.shoot("opened")
        driver.run_to_end()
        driver.drive("words", "send", "'hello again'")
        self.shoot("sent")
        driver.step_into_body(True)
        driver.begin_drive("words", "send", "'hello inside'")
        self._waiter.waitUntil(lambda: self.app.session.state.value == "paused", 10_000)
        self.shoot("inside-the-body")
        driver.stop()
        driver.step_into_body(False)
        driver.open_example("11_async_await")
        driver.act("actionNextYield")
        self._waiter.waitUntil(lambda: self.app.session.state.is_stopped, 10_000)
        self.shoot("asyncio")
        driver.stop()
        driver.open_example("07_errors")
        driver.run_to_end()
        driver.drive("numbers", "send", "'twelve'")
        self.shoot("raised")
        driver.stop()
        self.open("def words():\n    print 'hello'\n    yield 1\n")
        self.shoot("syntax-error")
        self.open("name = input('name? ')\nprint('hello', name)\n")
        driver.act("actionRun")
        console = driver.find(QPlainTextEdit, "consoleOutput")
        self._waiter.waitUntil(lambda: "name?" in console.toPlainText(), 10_000)
        self.shoot("input")
        driver.stop()
        self.app.session.shut_down()
        self.app.window.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scale", choices=SCALES, help=argparse.SUPPRESS)
    parser.add_argument("--scheme", choices=SCHEMES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.scale is None:
        for scale in SCALES:
            for scheme in SCHEMES:
                command = [sys.executable, "-m", "tests.screenshots.take", str(options.folder)]
                more = ["--scale", scale, "--scheme", scheme]
                environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
                environment["QT_SCALE_FACTOR"] = scale
                environment["XDG_CONFIG_HOME"] = tempfile.mkdtemp()
                subprocess.run([*command, *more], env=environment, check=True)
        return
    application = QApplication([])
    Photographer(options.folder, options.scheme, options.scale).all()
    application.quit()


if __name__ == "__main__":
    main()
