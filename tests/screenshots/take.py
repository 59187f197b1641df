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

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QDockWidget,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from coro_debugger.app import DebuggerApp
from coro_debugger.models.breakpoint_values import EventBreakpoint, LineBreakpoint
from coro_debugger.protocol.coroutines import CoroutineEvent
from coro_debugger.views.frame_state_panel import FrameTab
from tests.end_to_end.window_driver import WindowDriver

SIZE = (1440, 900)
_SMALL_SIZE = (1024, 700)
SCALES = ("1", "1.75")
_LARGE = 7
"""Steps of zoom: about twice the size."""
SCHEMES = ("light", "dark")


_TASKS = """\
import asyncio
import threading
import time


async def nap(seconds):
    await asyncio.sleep(seconds)


async def read(name):
    await nap(60)
    return name


async def main():
    reader = asyncio.create_task(read("first"), name="the reader")
    threading.Thread(target=time.sleep, args=(60,), daemon=True, name="clock").start()
    asyncio.get_running_loop().call_later(0.05, step)
    return await reader


def step():
    stop = 1


asyncio.run(main())
"""


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

    def shoot(self, name: str, widget: QWidget | None = None) -> None:
        self._waiter.settle()
        (widget or self.app.window).grab().save(str(self._folder / f"{name}-{self._suffix}.png"))

    def open(self, text: str) -> None:
        path = Path(tempfile.mkdtemp()) / "script.py"
        path.write_text(text)
        self.app.scripts.open(str(path), None, None)

    def configuration(self) -> None:
        """How a script is run: as it should be, and with a mistake in most fields."""
        self.driver.act("actionConfigure")
        dialog = self.app.configuration.dialog
        assert dialog is not None
        dialog.arguments.setText("--colour 'two words'")
        dialog.environment.model.set_environment({"PYTHONWARNINGS": "error", "HOME": None})
        self.shoot("configure", dialog)
        dialog.arguments.setText("--colour 'two words")
        dialog.folder.setText("/nowhere")
        dialog.environment.model.set_environment({"A=B": "1"})
        dialog.save()
        self.shoot("configure-mistakes", dialog)
        dialog.reject()

    def breakpoints(self, path: str) -> None:
        """Every kind of breakpoint, one of which has stopped the program; their two editors."""
        driver, model = self.driver, self.app.breakpoints
        lines = Path(path).read_text().splitlines()
        matches = next(n for n, line in enumerate(lines, 1) if "matches += 1" in line)
        model.add(LineBreakpoint(path, matches, condition="len(line) > 5"))
        model.add(LineBreakpoint(path, matches + 3, enabled=False))
        model.add(EventBreakpoint(CoroutineEvent.RAISED))
        model.add(EventBreakpoint(CoroutineEvent.RESUMED, "grep", "value == 'hello world'"))
        model.add(EventBreakpoint(CoroutineEvent.RETURNED, condition="valeu > 3"))
        driver.act("actionRun")
        self._waiter.waitUntil(lambda: self.app.session.state.is_stopped, 10_000)
        driver.act("actionContinue")
        self._waiter.waitUntil(lambda: self.app.session.state.value == "paused", 10_000)
        self.shoot("event-breakpoint")
        driver.act("actionAddEventBreakpoint")
        self.shoot("event-breakpoint-editor")
        panel = self.app.window.breakpoints
        panel.edit(model.of_file(path)[0])
        panel.editor.hits.setText("many")
        panel.editor.save()
        self.shoot("breakpoint-editor")
        panel.editor.hide()
        model.remove_all()
        driver.stop()

    def timeline(self) -> None:
        """Every kind of row, one of them chosen; the pipeline of two examples."""
        driver, window = self.driver, self.app.window
        window.bottom.bring("timeline")
        driver.open_example("05_who_closes_it")
        driver.run_to_end()
        driver.drive("for_you", "send", "'five'")
        driver.drive("for_you", "close")
        window.resizeDocks(
            [window.findChild(QDockWidget, "timelineDock")], [460], Qt.Orientation.Vertical
        )
        self._waiter.settle()
        window.timeline.view.select_position(window.timeline_model.count() - 3)
        self.shoot("timeline")
        driver.stop()
        driver.act("actionResetLayout")
        driver.open_example("10_pipeline")
        driver.run_to_end()
        window.bottom.bring("pipeline")
        self.shoot("pipeline")
        driver.stop()
        window.bottom.bring("timeline")

    def values(self) -> None:
        """What the frame holds: changed locals, watches, completion, byte code, object, chain."""
        driver, frame, window = self.driver, self.app.window.frame, self.app.window
        driver.open_example("01_grep_filter")
        driver.run_to_end()
        driver.select("words")
        self._waiter.settle()
        driver.drive("words", "send", "'hello again'")
        window.activateWindow()
        window.show_panel("console")
        field = window.console.input
        field.setFocus()
        field.setText("")
        field.insert("words.gi_")
        field.completer_.ask()
        self._waiter.settle()
        field.completer_.popup.grab().save(str(self._folder / f"completion-{self._suffix}.png"))
        field.clear()
        self.shoot("changed")
        for expression in ("matches * 10", "target", "len(pattern)", "nothing"):
            frame.watches.add(expression)
        frame.tabs.setCurrentIndex(FrameTab.WATCHES)
        self._waiter.settle()
        frame.watches.view.expand(frame.watches.model.index(1, 0))
        self.shoot("watches")
        frame.watches.add("[time for time in iter(int, 1)]")
        self._waiter.waitUntil(driver.find(QFrame, "watchBusy").isVisible, 10_000)
        self.shoot("slow-watch")
        driver.find(QAbstractButton, "watchCancel").click()
        frame.tabs.setCurrentIndex(FrameTab.LOCALS)
        view = frame.locals_view
        view.setCurrentIndex(frame.locals.index(3, 0))
        view.edit_row(frame.locals.index(3, 0))
        self.shoot("cannot-be-edited")
        self._instructions()
        frame.tabs.setCurrentIndex(FrameTab.OBJECT)
        self.shoot("object")
        frame.tabs.setCurrentIndex(FrameTab.LOCALS)
        driver.stop()

    def _instructions(self) -> None:
        frame = self.app.window.frame
        frame.tabs.setCurrentIndex(FrameTab.BYTECODE)
        self._waiter.waitUntil(lambda: frame.bytecode.current_row() is not None, 10_000)
        frame.bytecode_view.setFocus()
        current = frame.bytecode.current_row() or 0
        frame.bytecode_view.setCurrentIndex(frame.bytecode.index(current + 3, 0))
        self.shoot("bytecode")

    def look(self) -> None:
        """The window on a projector, with large text, and the sheet of its shortcuts."""
        driver, window = self.driver, self.app.window
        driver.act("actionPresentation")
        self.shoot("presentation")
        driver.act("actionPresentation")
        for _ in range(_LARGE):
            driver.act("actionZoomIn")
        self.shoot("large")
        driver.act("actionZoomReset")
        window.resize(*_SMALL_SIZE)
        self.shoot("small")
        driver.act("actionPresentation")
        self.shoot("small-presentation")
        driver.act("actionPresentation")
        window.resize(*SIZE)
        driver.act("actionShortcuts")
        sheet = driver.find(QDialog, "shortcutSheet")
        self.shoot("shortcuts", sheet)
        driver.find(QLineEdit, "shortcutSearch").setText("watch")
        self.shoot("shortcuts-found", sheet)
        sheet.close()

    def chain(self) -> None:
        """A task that waits, through others, for a future; several threads."""
        self.open(_TASKS)
        self.app.window.tabs.current_view.reveal(_TASKS.splitlines().index("    stop = 1") + 1)
        self.driver.act("actionToggleBreakpoint")
        self.driver.act("actionRun")
        self._waiter.waitUntil(lambda: self.app.session.state.value == "paused", 10_000)
        self.app.window.frame.tabs.setCurrentIndex(FrameTab.AWAIT_CHAIN)
        self.driver.select("coro")
        self.shoot("await-chain")
        self.app.window.frame.tabs.setCurrentIndex(FrameTab.LOCALS)
        self.app.breakpoints.remove_all()
        self.driver.stop()

    def all(self) -> None:
        driver = self.driver
        self.shoot("start-page")
        grep = driver.open_example("01_grep_filter")
        self.shoot("opened")
        self.breakpoints(str(grep))
        self.configuration()
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
        self.chain()
        self.values()
        driver.open_example("07_errors")
        driver.run_to_end()
        driver.drive("numbers", "send", "'twelve'")
        self.shoot("raised")
        driver.stop()
        self.timeline()
        driver.open_example("01_grep_filter")
        driver.run_to_end()
        driver.drive("words", "send", "'hello again'")
        self.look()
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
