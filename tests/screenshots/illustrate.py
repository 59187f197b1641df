"""The pictures in the documents: ``python -m tests.screenshots.illustrate`` takes all of them anew.

They are taken from the real window with real debuggees, in the order in which the README's tour and
the user guide show them. Look at them before they go in.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDockWidget, QPlainTextEdit, QTabWidget, QWidget

from coro_debugger.models.breakpoint_values import EventBreakpoint, LineBreakpoint
from coro_debugger.protocol.coroutines import CoroutineEvent
from coro_debugger.views.frame_state_panel import FrameTab
from tests.markers import line_with
from tests.screenshots.take import Photographer

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
_SMALLEST = 0
"""What Qt calls quality is how little a PNG is compressed."""


class Illustrator(Photographer):
    """Brings the window into the states that the documents tell of."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "light", "1")

    def shoot(self, name: str, widget: QWidget | None = None) -> None:
        self.wait_until_still()
        picture = (widget or self.app.window).grab().toImage()
        picture = picture.convertToFormat(QImage.Format.Format_RGB888)
        picture.save(str(self._folder / f"{name}.png"), "PNG", _SMALLEST)

    def wait_until_still(self) -> None:
        """Wait until everything that was asked for has come."""
        shown = QImage()
        while (now := self.app.window.grab().toImage()) != shown:
            shown = now
            self._waiter.settle()

    def dock(self, name: str) -> QDockWidget:
        return self.driver.find(QDockWidget, f"{name}Dock")

    def enlarge(self, name: str) -> None:
        """Give a panel at the bottom most of the window."""
        self.app.window.bottom.bring(name)
        down = Qt.Orientation.Vertical
        self.app.window.resizeDocks([self.dock(name)], [480], down)

    def tab(self, tab: FrameTab) -> None:
        self.driver.find(QTabWidget, "frameTabs").setCurrentIndex(tab)

    def reach(self, state: str) -> None:
        self._waiter.waitUntil(lambda: self.app.session.state.value == state, 20_000)

    # --- the README's tour ---------------------------------------------------------------------

    def tour(self) -> None:
        driver = self.driver
        self.shoot("start-page")
        driver.open_example("01_grep_filter")
        driver.run_to_end()
        driver.select("words")
        self.shoot("tour-ran")
        driver.drive("words", "send", '"hello again"')
        self.shoot("window")
        self.shoot("tour-sent", self.dock("drive"))
        driver.drive("up", "send", '"too early"')
        self.shoot("tour-not-started", self.dock("drive"))
        driver.step_into_body(True)
        driver.begin_drive("words", "close")
        self.reach("paused")
        self.shoot("tour-closing")
        driver.act("actionContinue")
        self.reach("ended")
        driver.step_into_body(False)
        driver.stop()
        driver.act("actionNextYield")
        self.reach("paused")
        self.shoot("tour-next-yield")
        driver.stop()

    # --- the panels of the user guide ----------------------------------------------------------

    def values(self) -> None:
        driver = self.driver
        driver.open_example("01_grep_filter")
        driver.run_to_end()
        driver.drive("words", "send", '"hello again"')
        driver.select("words")
        self.shoot("coroutines", self.dock("coroutines"))
        self.shoot("source", self.app.window.tabs)
        self.shoot("locals", self.dock("frame"))
        for tab, name in (
            (FrameTab.BYTECODE, "bytecode"),
            (FrameTab.OBJECT, "object"),
        ):
            self.tab(tab)
            self.shoot(name, self.dock("frame"))
        self.tab(FrameTab.LOCALS)
        self.enlarge("timeline")
        self.shoot("timeline", self.dock("timeline"))
        self.app.window.reset_layout()
        driver.stop()

    def pipeline(self) -> None:
        driver = self.driver
        driver.open_example("10_pipeline")
        driver.run_to_end()
        self.enlarge("pipeline")
        self.shoot("pipeline", self.dock("pipeline"))
        self.app.window.reset_layout()
        driver.stop()

    def waiting(self) -> None:
        driver = self.driver
        path = driver.open_example("11_async_await")
        self.app.breakpoints.toggle(str(path), line_with(path, "    yield number"))
        driver.act("actionRun")
        self.reach("paused")
        self.shoot("stack", self.dock("stack"))
        self.shoot("asyncio")
        waits = next(row["Name"] for row in driver.rows() if row["Function"] == "report")
        driver.select(waits)
        self.tab(FrameTab.AWAIT_CHAIN)
        self.shoot("await-chain", self.dock("frame"))
        self.tab(FrameTab.LOCALS)
        self.app.breakpoints.remove_all()
        driver.stop()

    def breakpoints(self, path: str = "") -> None:
        driver, model = self.driver, self.app.breakpoints
        path = str(driver.open_example("01_grep_filter"))
        matches = line_with(Path(path), "matches += 1")
        model.add(LineBreakpoint(path, matches, condition="len(line) > 5"))
        model.add(LineBreakpoint(path, matches + 3, enabled=False))
        model.add(EventBreakpoint(CoroutineEvent.RAISED))
        model.add(EventBreakpoint(CoroutineEvent.RESUMED, "grep", "value == 'hello world'"))
        driver.act("actionRun")
        self.reach("paused")
        self.app.window.resizeDocks([self.dock("breakpoints")], [230], Qt.Orientation.Vertical)
        self.shoot("breakpoints", self.dock("breakpoints"))
        self.app.window.reset_layout()
        model.remove_all()
        driver.stop()

    def console(self) -> None:
        self.open("name = input('name? ')\nprint('hello', name)\n")
        self.driver.act("actionClearConsole")
        self.driver.act("actionRun")
        console = self.driver.find(QPlainTextEdit, "consoleOutput")
        self._waiter.waitUntil(lambda: "name?" in console.toPlainText(), 20_000)
        self.app.window.bottom.bring("console")
        self.shoot("console", self.dock("console"))
        self.driver.stop()

    def configuration(self) -> None:
        self.driver.open_example("01_grep_filter")
        self.driver.act("actionConfigure")
        dialog = self.app.configuration.dialog
        assert dialog is not None
        dialog.arguments.setText("--colour 'two words'")
        self.shoot("configure", dialog)
        dialog.reject()

    def all(self) -> None:
        self.tour()
        self.values()
        self.pipeline()
        self.waiting()
        self.breakpoints()
        self.console()
        self.configuration()
        self.app.session.shut_down()
        self.app.window.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=PICTURES)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if not options.here:
        # Without a screen, and with the settings of nobody.
        with tempfile.TemporaryDirectory() as settings:
            environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
            environment |= {"XDG_CONFIG_HOME": settings, "QT_SCALE_FACTOR": "1"}
            environment["PYTHONPATH"] = str(ROOT)
            command = [sys.executable, "-m", "tests.screenshots.illustrate", "--here"]
            folder = options.folder.absolute()
            # The working folder can be seen in a picture.
            subprocess.run([*command, str(folder)], env=environment, check=True, cwd="/")
        return
    application = QApplication([])
    application.setApplicationName("coro-debugger")
    application.setCursorFlashTime(0)
    Illustrator(options.folder).all()
    application.quit()


if __name__ == "__main__":
    main()
